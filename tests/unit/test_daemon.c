/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_daemon.c - claims about the whole daemon on the virtual card: start,
 * reload, stop
 */
#include "suites.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "holdline/config.h"
#include "holdline/daemon.h"
#include "holdline/engine.h"
#include "holdline/journal.h"
#include "holdline/loop.h"
#include "holdline/sim.h"

#define TWO_LINES                                                              \
	"[lines]\ndriver = sim\n[line 101]\nchannel = 1\n"                     \
	"[line 102]\nchannel = 2\n"

/* ---- a place to live in ------------------------------------------------- */

struct home {
	char folder[64];
	char config[96];
	char socket[96];
	char journal[96];
	char log[16384];
	unsigned records;
	struct hl_daemon *daemon;
};

static void log_keep(void *ctx, enum hl_log_grade grade, const char *line,
		     const char *text)
{
	struct home *home = ctx;
	size_t n = strlen(home->log);

	(void)line;
	snprintf(home->log + n, sizeof(home->log) - n, "%d %s\n", (int)grade,
		 text);
}

static void record_count(void *ctx, const struct hl_record *record)
{
	struct home *home = ctx;

	(void)record;
	home->records++;
}

static void config_write(const struct home *home, const char *text)
{
	FILE *out = fopen(home->config, "w");

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	fputs(text, out);
	fclose(out);
	chmod(home->config, 0600);
}

static void home_make(struct home *home, const char *config)
{
	memset(home, 0, sizeof(*home));
	snprintf(home->folder, sizeof(home->folder),
		 "/tmp/holdline-daemon-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(home->folder));
	snprintf(home->config, sizeof(home->config), "%s/holdline.conf",
		 home->folder);
	snprintf(home->socket, sizeof(home->socket), "%s/control.sock",
		 home->folder);
	snprintf(home->journal, sizeof(home->journal), "%s/events",
		 home->folder);
	if (config)
		config_write(home, config);
}

static struct hl_daemon_options home_options(struct home *home)
{
	return (struct hl_daemon_options){
		.config = home->config,
		.socket = home->socket,
		.journal = "none",
		.log = log_keep,
		.record = record_count,
		.ctx = home,
	};
}

static void home_open(struct home *home, const char *config)
{
	struct hl_daemon_options options;
	int r;

	home_make(home, config);
	options = home_options(home);
	options.complaints = stderr;
	r = hl_daemon_open(&home->daemon, &options);
	if (r < 0)
		fprintf(stderr, "%s\n%s", strerror(-r), home->log);
	CU_ASSERT_EQUAL_FATAL(r, 0);
}

static void home_end(struct home *home)
{
	hl_daemon_close(home->daemon);
	unlink(home->config);
	unlink(home->journal);
	CU_ASSERT_EQUAL(access(home->socket, F_OK), -1);
	CU_ASSERT_EQUAL(rmdir(home->folder), 0);
}

static bool said(const struct home *home, const char *text)
{
	if (strstr(home->log, text))
		return true;
	fprintf(stderr, "wanted: %s\n   got: %s", text, home->log);
	return false;
}

static const struct hl_line_state *line(const struct home *home,
					const char *name)
{
	const struct hl_model *model =
		hl_engine_model(hl_daemon_engine(home->daemon));

	return hl_model_line(model, hl_model_find(model, name));
}

/* Lets the daemon serve for a while. */
static void serve(const struct home *home, hl_msec ms)
{
	struct hl_loop *loop = hl_daemon_loop(home->daemon);
	hl_usec until;

	hl_loop_once(loop, 0);
	until = hl_loop_now(loop) + HL_MS(ms);
	while (hl_loop_now(loop) < until)
		hl_loop_once(loop, until);
}

static void hook(const struct home *home, int channel, bool lift)
{
	struct hl_loop *loop = hl_daemon_loop(home->daemon);
	void *card = hl_daemon_card(home->daemon, "sim");

	CU_ASSERT_PTR_NOT_NULL_FATAL(card);
	hl_loop_once(loop, 0);
	if (lift)
		hl_sim_lift(card, channel, hl_loop_now(loop));
	else
		hl_sim_hangup(card, channel, hl_loop_now(loop));
	hl_engine_run(hl_daemon_engine(home->daemon));
}

static int reload(struct home *home, const char *config, char *why,
		  size_t size)
{
	FILE *out = fmemopen(why, size, "w");
	int r;

	home->log[0] = '\0';
	config_write(home, config);
	memset(why, 0, size);
	r = hl_daemon_reload(home->daemon, out);
	fclose(out);
	return r;
}

/* ---- starting ----------------------------------------------------------- */

static void the_virtual_card_is_there_without_a_file(void)
{
	struct home home;
	struct hl_daemon_options options;
	const struct hl_model *model;

	home_make(&home, NULL);
	options = home_options(&home);
	options.config = NULL;
	options.stations = 4;
	options.trunks = 2;
	CU_ASSERT_EQUAL_FATAL(hl_daemon_open(&home.daemon, &options), 0);
	model = hl_engine_model(hl_daemon_engine(home.daemon));
	CU_ASSERT_EQUAL(hl_model_lines(model), 6);
	CU_ASSERT_EQUAL(line(&home, "104")->service, HL_SERVICE_READY);
	CU_ASSERT_EQUAL(line(&home, "co2")->set.kind, HL_KIND_TRUNK);
	CU_ASSERT_EQUAL(hl_daemon_reload(home.daemon, NULL), 0);
	CU_ASSERT(said(&home, "ready: 6 lines, 6 of them in service"));
	home_end(&home);
}

static void lines_of_a_file_are_in_service_at_once(void)
{
	struct home home;

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(line(&home, "101")->service, HL_SERVICE_READY);
	CU_ASSERT_EQUAL(line(&home, "102")->service, HL_SERVICE_READY);
	CU_ASSERT(home.records > 0);
	CU_ASSERT_EQUAL(hl_journal_last(hl_daemon_journal(home.daemon)),
			home.records);
	CU_ASSERT_STRING_EQUAL(
		hl_config_name(hl_daemon_config(home.daemon)), home.config);
	home_end(&home);
}

static void a_file_with_a_mistake_starts_nothing(void)
{
	struct home home;
	struct hl_daemon_options options;
	char why[512] = "";

	home_make(&home, "[line 101]\nchannnel = 1\n");
	options = home_options(&home);
	options.complaints = fmemopen(why, sizeof(why), "w");
	CU_ASSERT_EQUAL(hl_daemon_open(&home.daemon, &options), -EBADMSG);
	fclose(options.complaints);
	CU_ASSERT_PTR_NULL(home.daemon);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "Did you mean 'channel'?"));
	home_end(&home);
}

static void a_file_that_was_asked_for_must_be_there(void)
{
	struct home home;
	struct hl_daemon_options options;

	home_make(&home, NULL);
	options = home_options(&home);
	CU_ASSERT_EQUAL(hl_daemon_open(&home.daemon, &options), -EBADMSG);
	CU_ASSERT_PTR_NULL(home.daemon);
	home_end(&home);
}

static void a_card_that_is_missing_leaves_its_lines_absent(void)
{
	struct home home;

	if (access("/dev/dahdi/channel", F_OK) == 0)
		return; /* this machine has a card */
	home_open(&home, TWO_LINES "[line 109]\ndriver=dahdi\nchannel=9\n");
	CU_ASSERT_EQUAL(line(&home, "101")->service, HL_SERVICE_READY);
	CU_ASSERT(said(&home, "absent"));
	CU_ASSERT(said(&home, "ready: "));
	home_end(&home);
}

static void music_that_is_missing_is_told_and_replaced(void)
{
	struct home home;

	home_open(&home, TWO_LINES "[music default]\nsource=/nonexistent\n");
	CU_ASSERT(said(&home, "1 music default: "));
	CU_ASSERT(said(&home, "hears the holding tone"));
	home_end(&home);
}

static void a_socket_that_answers_is_not_taken_over(void)
{
	struct home home;
	struct hl_daemon_options options;
	struct hl_daemon *second = NULL;

	home_open(&home, TWO_LINES);
	options = home_options(&home);
	CU_ASSERT_EQUAL(hl_daemon_open(&second, &options), -EADDRINUSE);
	CU_ASSERT_PTR_NULL(second);
	CU_ASSERT(said(&home, "another daemon answers on"));
	home_end(&home);
}

static void a_socket_nobody_answers_on_is_replaced(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct hl_daemon_options options;
	struct home home;
	int fd;

	home_make(&home, TWO_LINES);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		 home.socket);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CU_ASSERT_EQUAL_FATAL(bind(fd, (const struct sockaddr *)&address,
				   sizeof(address)),
			      0);
	close(fd);
	options = home_options(&home);
	CU_ASSERT_EQUAL_FATAL(hl_daemon_open(&home.daemon, &options), 0);
	home_end(&home);
}

static void the_record_is_written_behind(void)
{
	struct hl_daemon_options options;
	struct home home;
	struct stat st;

	home_make(&home, TWO_LINES);
	options = home_options(&home);
	options.journal = home.journal;
	CU_ASSERT_EQUAL_FATAL(hl_daemon_open(&home.daemon, &options), 0);
	serve(&home, 300);
	CU_ASSERT_EQUAL(stat(home.journal, &st), 0);
	CU_ASSERT(st.st_size > 200);
	home_end(&home);
}

/* ---- reloading ---------------------------------------------------------- */

static void a_reload_changes_an_idle_line_at_once_and_says_so(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(reload(&home, TWO_LINES "flash_min = 200\n", why,
			       sizeof(why)),
			0);
	CU_ASSERT_EQUAL(line(&home, "102")->set.profile.flash_min, 200);
	CU_ASSERT_EQUAL(line(&home, "101")->set.profile.flash_min, 300);
	CU_ASSERT(said(&home, "0 line 102: flash_min 300 -> 200\n"));
	CU_ASSERT_PTR_NULL(strstr(home.log, "line 101"));
	home_end(&home);
}

static void a_reload_with_a_mistake_changes_nothing(void)
{
	const struct hl_config *before;
	struct home home;
	char why[512];

	home_open(&home, TWO_LINES);
	before = hl_daemon_config(home.daemon);
	CU_ASSERT_EQUAL(reload(&home,
			       TWO_LINES "flash_min = 200\npulse = maybe\n",
			       why, sizeof(why)),
			-EINVAL);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "pulse: 'maybe' will not do"));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "Nothing was changed."));
	CU_ASSERT_EQUAL(line(&home, "102")->set.profile.flash_min, 300);
	CU_ASSERT_PTR_EQUAL(hl_daemon_config(home.daemon), before);
	home_end(&home);
}

static void a_reload_changes_a_busy_line_when_it_is_idle(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	hook(&home, 2, true);
	CU_ASSERT_FALSE(hl_model_is_idle(
		hl_engine_model(hl_daemon_engine(home.daemon)), 1));
	CU_ASSERT_EQUAL(reload(&home, TWO_LINES "first_digit = 5 s\n", why,
			       sizeof(why)),
			0);
	CU_ASSERT(said(&home,
		       "line 102: first_digit 16000 -> 5000; when it is idle"));
	CU_ASSERT_EQUAL(line(&home, "102")->set.timer[HL_TIMER_FIRST_DIGIT],
			16000);
	hook(&home, 2, false);
	serve(&home, 1300);
	CU_ASSERT_EQUAL(line(&home, "102")->set.timer[HL_TIMER_FIRST_DIGIT],
			5000);
	home_end(&home);
}

static void a_reload_adds_a_line_and_opens_it(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(reload(&home,
			       TWO_LINES "[line co1]\nkind=trunk\nchannel=9\n"
					 "ring=102\n[group out]\nlines=co1\n",
			       why, sizeof(why)),
			0);
	CU_ASSERT_EQUAL(line(&home, "co1")->service, HL_SERVICE_READY);
	CU_ASSERT_EQUAL(line(&home, "co1")->set.rings, 1);
	CU_ASSERT_EQUAL(line(&home, "co1")->set.ring[0], 1);
	CU_ASSERT(said(&home, "line co1 is new: sim channel 9"));
	CU_ASSERT_EQUAL(hl_model_get_plan(hl_engine_model(
						  hl_daemon_engine(
							  home.daemon)))
				->group[0]
				.lines[0],
			2);
	home_end(&home);
}

/* Places in the file and numbers in the engine are no longer the same. */
static void a_reload_in_another_order_keeps_every_line_where_it_is(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(
		reload(&home,
		       "[lines]\ndriver=sim\n"
		       "[line co1]\nkind=trunk\nchannel=9\nring=102,101\n"
		       "[line 102]\nchannel=2\noperator=101\n"
		       "recall_fallback=operator\n"
		       "[line 101]\nchannel=1\n[group out]\nlines=co1\n",
		       why, sizeof(why)),
		0);
	CU_ASSERT_EQUAL(line(&home, "102")->set.operator, 0);
	CU_ASSERT_EQUAL(line(&home, "co1")->set.ring[0], 1);
	CU_ASSERT_EQUAL(line(&home, "co1")->set.ring[1], 0);
	CU_ASSERT_STRING_EQUAL(line(&home, "101")->set.name, "101");
	home_end(&home);
}

static void what_takes_a_new_start_is_told(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(reload(&home,
			       "[holdline]\nzone=de\n[lines]\ndriver=sim\n"
			       "[line 101]\nchannel = 7\n",
			       why, sizeof(why)),
			0);
	CU_ASSERT(said(&home, "zone changes when the daemon is started anew"));
	CU_ASSERT(said(&home, "line 101 keeps its driver, channel and kind"));
	CU_ASSERT(said(&home, "line 102 is gone from the configuration"));
	home_end(&home);
}

static void the_same_file_again_changes_nothing(void)
{
	struct home home;
	char why[256];

	home_open(&home, TWO_LINES);
	CU_ASSERT_EQUAL(reload(&home, TWO_LINES, why, sizeof(why)), 0);
	CU_ASSERT_STRING_EQUAL(home.log, "");
	CU_ASSERT_STRING_EQUAL(why, "");
	home_end(&home);
}

/* ---- stopping ----------------------------------------------------------- */

static void a_stop_releases_every_call(void)
{
	struct home home;
	const struct hl_model *model;

	home_open(&home, TWO_LINES);
	model = hl_engine_model(hl_daemon_engine(home.daemon));
	hook(&home, 1, true);
	CU_ASSERT_EQUAL(hl_model_calls(model), 1);
	hl_daemon_stop(home.daemon, 3);
	CU_ASSERT_EQUAL(hl_daemon_run(home.daemon), 3);
	CU_ASSERT_EQUAL(hl_model_calls(model), 0);
	home_end(&home);
}

static void closing_nothing_is_fine(void)
{
	hl_daemon_close(NULL);
}

#define C(f) { #f, f }

CU_TestInfo *test_daemon(void)
{
	static CU_TestInfo tests[] = {
		C(the_virtual_card_is_there_without_a_file),
		C(lines_of_a_file_are_in_service_at_once),
		C(a_file_with_a_mistake_starts_nothing),
		C(a_file_that_was_asked_for_must_be_there),
		C(a_card_that_is_missing_leaves_its_lines_absent),
		C(music_that_is_missing_is_told_and_replaced),
		C(a_socket_that_answers_is_not_taken_over),
		C(a_socket_nobody_answers_on_is_replaced),
		C(the_record_is_written_behind),
		C(a_reload_changes_an_idle_line_at_once_and_says_so),
		C(a_reload_with_a_mistake_changes_nothing),
		C(a_reload_changes_a_busy_line_when_it_is_idle),
		C(a_reload_adds_a_line_and_opens_it),
		C(a_reload_in_another_order_keeps_every_line_where_it_is),
		C(what_takes_a_new_start_is_told),
		C(the_same_file_again_changes_nothing),
		C(a_stop_releases_every_call),
		C(closing_nothing_is_fine),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
