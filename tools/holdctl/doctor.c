/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor.c - the table of checks, and the report
 *
 * In:  the machine as struct doctor shows it.
 * Out: one line for each check with its mend; exit status 7 when one failed.
 * Not: the checks - doctor_card.c, doctor_house.c, doctor_time.c.
 *
 * The order is that of causes. A check whose ground is missing is skipped:
 * what follows from a fault is not a fault of its own.
 */
#include "doctor.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdline/config.h"
#include "holdline/dahdi.h"

#define NEEDS(check) (1u << DOCTOR_##check)
#define TEXT_COLUMN 16
#define LINK_PATIENCE 2000 /* [ms] a daemon has to answer (house) */

/* clang-format off */
static const struct {
	const char *word;
	doctor_fn *check;
	unsigned needs;
} checks[DOCTOR_CHECK_COUNT] = {
	[DOCTOR_CONFIG]   = { "config",   doctor_config,   0 },
	[DOCTOR_KERNEL]   = { "kernel",   doctor_kernel,   0 },
	[DOCTOR_NODES]    = { "nodes",    doctor_nodes,    NEEDS(KERNEL) },
	[DOCTOR_ACCESS]   = { "access",   doctor_access,   NEEDS(NODES) },
	[DOCTOR_SPANS]    = { "spans",    doctor_spans,    NEEDS(KERNEL) },
	[DOCTOR_CHANNELS] = { "channels", doctor_channels, NEEDS(SPANS) | NEEDS(CONFIG) },
	[DOCTOR_BUSY]     = { "busy",     doctor_busy,     NEEDS(SPANS) },
	[DOCTOR_ZONE]     = { "zone",     doctor_zone,     NEEDS(KERNEL) | NEEDS(CONFIG) },
	[DOCTOR_CLOCK]    = { "clock",    doctor_clock,    NEEDS(NODES) },
	[DOCTOR_LATENESS] = { "lateness", doctor_lateness, 0 },
	[DOCTOR_DAEMON]   = { "daemon",   doctor_daemon,   0 },
	[DOCTOR_SOCKET]   = { "socket",   doctor_socket,   NEEDS(DAEMON) },
	[DOCTOR_REALTIME] = { "realtime", doctor_realtime, NEEDS(DAEMON) },
	[DOCTOR_MUSIC]    = { "music",    doctor_music,    NEEDS(CONFIG) },
	[DOCTOR_LINES]    = { "lines",    doctor_lines,    NEEDS(DAEMON) },
};

#define X(id, word) word,
static const char *const verdict_words[] = { DOCTOR_VERDICTS(X) };
#undef X
/* clang-format on */

static const enum ctl_colour verdict_colours[DOCTOR_VERDICT_COUNT] = {
	CTL_GOOD, CTL_ATTENTION, CTL_FAULT, CTL_NONE,
};

enum doctor_verdict doctor_say(struct doctor_finding *ret,
			       enum doctor_verdict verdict, const char *format,
			       ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(ret->text, sizeof(ret->text), format, args);
	va_end(args);
	return verdict;
}

void doctor_mend(struct doctor_finding *ret, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(ret->mend, sizeof(ret->mend), format, args);
	va_end(args);
}

const char *doctor_path(const struct doctor *doctor, const char *path,
			char *buf, size_t size)
{
	snprintf(buf, size, "%s%s", doctor->root, path);
	return buf;
}

bool doctor_read(const struct doctor *doctor, const char *path, char *buf,
		 size_t size)
{
	char whole[512];
	FILE *file = fopen(doctor_path(doctor, path, whole, sizeof(whole)),
			   "re");
	bool read;

	buf[0] = '\0';
	if (!file)
		return false;
	read = fgets(buf, (int)size, file) != NULL;
	fclose(file);
	buf[strcspn(buf, "\n")] = '\0';
	return read;
}

/* ---- users and groups --------------------------------------------------- */

static FILE *list_open(const struct doctor *doctor, const char *path)
{
	char whole[512];

	return fopen(doctor_path(doctor, path, whole, sizeof(whole)), "re");
}

bool doctor_group_has(const struct doctor *doctor, gid_t group,
		      const char *user)
{
	FILE *file = list_open(doctor, "/etc/passwd");
	struct passwd *passwd;
	struct group *entry;
	bool found = false;

	while (file && (passwd = fgetpwent(file)))
		found |= !strcmp(passwd->pw_name, user) &&
			 passwd->pw_gid == group;
	if (file)
		fclose(file);
	file = list_open(doctor, "/etc/group");
	while (file && (entry = fgetgrent(file)))
		for (char **m = entry->gr_mem; entry->gr_gid == group && *m;
		     m++)
			found |= !strcmp(*m, user);
	if (file)
		fclose(file);
	return found;
}

void doctor_group_name(const struct doctor *doctor, gid_t group, char *buf,
		       size_t size)
{
	FILE *file = list_open(doctor, "/etc/group");
	struct group *entry;

	snprintf(buf, size, "%u", (unsigned)group);
	while (file && (entry = fgetgrent(file)))
		if (entry->gr_gid == group)
			snprintf(buf, size, "%s", entry->gr_name);
	if (file)
		fclose(file);
}

bool doctor_group_is(const struct doctor *doctor, const char *name)
{
	FILE *file = list_open(doctor, "/etc/group");
	struct group *entry;
	bool found = false;

	while (file && (entry = fgetgrent(file)))
		found |= !strcmp(entry->gr_name, name);
	if (file)
		fclose(file);
	return found;
}

void doctor_user_name(const struct doctor *doctor, uid_t user, char *buf,
		      size_t size)
{
	FILE *file = list_open(doctor, "/etc/passwd");
	struct passwd *entry;

	snprintf(buf, size, "%u", (unsigned)user);
	while (file && (entry = fgetpwent(file)))
		if (entry->pw_uid == user)
			snprintf(buf, size, "%s", entry->pw_name);
	if (file)
		fclose(file);
}

/* Whose rights matter: who owns the socket, else who is made to run it. */
static void user_find(struct doctor *doctor)
{
	char path[512];
	struct stat node;
	FILE *file;
	struct passwd *entry;

	if (stat(doctor_path(doctor, doctor->socket, path, sizeof(path)),
		 &node) == 0) {
		doctor_user_name(doctor, node.st_uid, doctor->user,
				 sizeof(doctor->user));
		return;
	}
	doctor_user_name(doctor, geteuid(), doctor->user,
			 sizeof(doctor->user));
	file = list_open(doctor, "/etc/passwd");
	while (file && (entry = fgetpwent(file)))
		if (!strcmp(entry->pw_name, "holdline"))
			strcpy(doctor->user, "holdline");
	if (file)
		fclose(file);
}

/* ---- what is there ------------------------------------------------------ */

void doctor_init(struct doctor *doctor, const char *root)
{
	memset(doctor, 0, sizeof(*doctor));
	doctor->root = root;
	doctor->link = -ENOENT;
	strcpy(doctor->path, HL_CONFIG_PATH);
	strcpy(doctor->socket, HL_CONTROL_PATH);
}

static void config_look(struct doctor *doctor)
{
	char path[640];
	char *text = NULL;
	size_t size = 0;
	FILE *told = open_memstream(&text, &size);

	doctor_path(doctor, doctor->path, path, sizeof(path));
	if (!told)
		return;
	doctor->config_error = access(path, F_OK) < 0 ? -errno :
			       hl_config_load(&doctor->config, path, told);
	fclose(told);
	snprintf(doctor->complaint, sizeof(doctor->complaint), "%.*s",
		 (int)strcspn(text, "\n"), text);
	free(text);
}

static bool cards_wanted(const struct doctor *doctor)
{
	struct hl_config_line line;

	if (!doctor->config)
		return true;
	for (unsigned i = 0; !hl_config_line(doctor->config, i, &line); i++)
		if (!strcmp(line.driver, "dahdi"))
			return true;
	return false;
}

/* A daemon that runs says what it uses, whatever the file says by now. */
static bool daemon_wants_cards(const struct doctor *doctor)
{
	const json_t *line;
	size_t i;

	json_array_foreach(doctor->lines, i, line) {
		if (!strcmp(ctl_str(line, "driver"), "dahdi"))
			return true;
	}
	return !json_array_size(doctor->lines);
}

void doctor_look(struct doctor *doctor)
{
	char folder[512];

	config_look(doctor);
	doctor->wanted = cards_wanted(doctor) && daemon_wants_cards(doctor);
	doctor->channels = calloc(DOCTOR_CHANNELS_MAX,
				  sizeof(*doctor->channels));
	doctor->count = -ENOMEM;
	if (doctor->channels)
		doctor->count = hl_dahdi_scan(doctor_path(doctor,
					      HL_DAHDI_PROC, folder,
					      sizeof(folder)),
					      doctor->channels,
					      DOCTOR_CHANNELS_MAX);
	if (doctor->count > DOCTOR_CHANNELS_MAX)
		doctor->count = DOCTOR_CHANNELS_MAX;
	user_find(doctor);
}

void doctor_fini(struct doctor *doctor)
{
	hl_config_free(doctor->config);
	free(doctor->channels);
	json_decref(doctor->status);
	json_decref(doctor->lines);
}

/* ---- the report --------------------------------------------------------- */

/* The first ground that does not carry, or DOCTOR_CHECK_COUNT. */
static unsigned ground_missing(const struct doctor *doctor, unsigned needs)
{
	unsigned i;

	for (i = 0; i < DOCTOR_CHECK_COUNT; i++)
		if (needs & 1u << i && (doctor->verdict[i] == DOCTOR_FAIL ||
					doctor->verdict[i] == DOCTOR_SKIP))
			break;
	return i;
}

static void finding_print(const struct ctl *ctl, const char *word,
			  enum doctor_verdict verdict,
			  const struct doctor_finding *finding)
{
	char text[CTL_TEXT];

	if (ctl->form == CTL_PLAIN) {
		fprintf(ctl->out, "%s\t%s\t%s\t%s\n", word,
			verdict_words[verdict], finding->text, finding->mend);
		return;
	}
	snprintf(text, sizeof(text), "%-4s", verdict_words[verdict]);
	ctl_paint(ctl, verdict_colours[verdict], text);
	fprintf(ctl->out, "  %-8s  ", word);
	snprintf(text, sizeof(text), "%s", finding->text);
	ctl_wrap(ctl, CTL_NONE, text, TEXT_COLUMN);
	fputc('\n', ctl->out);
	if (*finding->mend) {
		fprintf(ctl->out, "%-*s", TEXT_COLUMN, "      mend");
		snprintf(text, sizeof(text), "%s", finding->mend);
		ctl_wrap(ctl, CTL_NONE, text, TEXT_COLUMN);
		fputc('\n', ctl->out);
	}
	fflush(ctl->out);
}

static json_t *finding_view(const char *word, enum doctor_verdict verdict,
			    const struct doctor_finding *finding)
{
	return json_pack("{s:s, s:s, s:s, s:s?}", "check", word, "verdict",
			 verdict == DOCTOR_FAIL ? "fail"
						: verdict_words[verdict],
			 "message", finding->text, "mend",
			 *finding->mend ? finding->mend : NULL);
}

static void sum_print(const struct ctl *ctl, const unsigned *counts)
{
	bool any = false;

	for (unsigned i = DOCTOR_VERDICT_COUNT; i-- > 1;) {
		static const enum doctor_verdict order[] = {
			DOCTOR_OK, DOCTOR_SKIP, DOCTOR_WARN, DOCTOR_FAIL };
		unsigned n = counts[order[i]];

		if (!n)
			continue;
		fprintf(ctl->out, "%s%u %s", any ? ", " : "", n,
			verdict_words[order[i]]);
		any = true;
	}
	if (!any)
		fprintf(ctl->out, "all is well");
	fputc('\n', ctl->out);
}

static enum doctor_verdict check_do(struct doctor *doctor, unsigned i,
				    struct doctor_finding *finding)
{
	unsigned missing = ground_missing(doctor, checks[i].needs);

	memset(finding, 0, sizeof(*finding));
	if (missing < DOCTOR_CHECK_COUNT)
		return doctor_say(finding, DOCTOR_SKIP, "see %s",
				  checks[missing].word);
	return checks[i].check(doctor, finding);
}

enum ctl_exit doctor_run(struct doctor *doctor, const struct ctl *ctl)
{
	unsigned counts[DOCTOR_VERDICT_COUNT] = { 0 };
	json_t *list = json_array();

	if (ctl->form == CTL_PLAIN)
		fprintf(ctl->out, "check\tverdict\tmessage\tmend\n");
	for (unsigned i = 0; i < DOCTOR_CHECK_COUNT; i++) {
		struct doctor_finding finding;
		enum doctor_verdict verdict = check_do(doctor, i, &finding);

		doctor->verdict[i] = verdict;
		counts[verdict]++;
		if (ctl->form == CTL_JSON)
			json_array_append_new(list,
				finding_view(checks[i].word, verdict,
					     &finding));
		else if (!ctl->quiet || verdict == DOCTOR_FAIL ||
			 verdict == DOCTOR_WARN)
			finding_print(ctl, checks[i].word, verdict, &finding);
	}
	if (ctl->form == CTL_JSON)
		ctl_print_json(ctl, list);
	else if (ctl->form == CTL_SCREEN)
		sum_print(ctl, counts);
	json_decref(list);
	return counts[DOCTOR_FAIL] ? CTL_FAULTY : CTL_DONE;
}

/* What the daemon says; without one the checks go on. */
static void daemon_look(struct doctor *doctor, struct ctl *ctl)
{
	const json_t *line;
	json_t *lines = NULL;
	hl_msec patience = ctl->timed ? ctl->timeout : LINK_PATIENCE;
	const char *path = ctl->socket ? ctl->socket
				       : getenv("HOLDLINE_SOCKET");
	const char *file;
	size_t i;

	if (path && *path)
		snprintf(doctor->socket, sizeof(doctor->socket), "%s", path);
	doctor->link = hl_client_open(&ctl->client, doctor->socket, patience);
	if (doctor->link < 0)
		return;
	doctor->link = hl_client_call(ctl->client, "status.get", NULL, NULL,
				      &doctor->status);
	file = ctl_str(json_object_get(doctor->status, "config"), "file");
	if (*file == '/')
		snprintf(doctor->path, sizeof(doctor->path), "%s", file);
	if (doctor->link < 0 ||
	    hl_client_call(ctl->client, "line.list",
			   json_pack("{s:i}", "limit", DOCTOR_LINES_MAX),
			   NULL, &lines) < 0)
		return;
	doctor->lines = json_array();
	json_array_foreach(lines, i, line) {
		json_t *whole = NULL;

		if (hl_client_call(ctl->client, "line.get",
				   json_pack("{s:s}", "line",
					     ctl_str(line, "line")), NULL,
				   &whole) == 0)
			json_array_append_new(doctor->lines, whole);
	}
	json_decref(lines);
}

enum ctl_exit ctl_do_doctor(struct ctl *ctl)
{
	struct doctor doctor;
	enum ctl_exit status;

	doctor_init(&doctor, "");
	doctor.clock = doctor_clock_measure;
	doctor.lateness = doctor_lateness_measure;
	daemon_look(&doctor, ctl);
	doctor_look(&doctor);
	status = doctor_run(&doctor, ctl);
	doctor_fini(&doctor);
	return status;
}
