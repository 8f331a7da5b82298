/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_doctor.c - claims about holdctl doctor, on machines made of files
 *
 * Each claim builds a root folder, breaks one thing in it and looks at the
 * verdict of one check.
 */
#include "../../tools/holdctl/doctor.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

CU_TestInfo *test_doctor(void);

struct machine {
	char root[64];
	struct doctor doctor;
	struct ctl ctl;
	char *out;
	size_t size;
};

/* ---- building ----------------------------------------------------------- */

static void file_make(const struct machine *m, const char *path,
		      const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void file_make(const struct machine *m, const char *path,
		      const char *format, ...)
{
	char whole[256];
	va_list args;
	FILE *file;

	snprintf(whole, sizeof(whole), "%s%s", m->root, path);
	for (char *at = whole + strlen(m->root) + 1; *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		mkdir(whole, 0755);
		*at = '/';
	}
	file = fopen(whole, "we");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	va_start(args, format);
	vfprintf(file, format, args);
	va_end(args);
	fclose(file);
}

static void mode_set(const struct machine *m, const char *path, mode_t mode)
{
	char whole[256];

	snprintf(whole, sizeof(whole), "%s%s", m->root, path);
	CU_ASSERT_EQUAL(chmod(whole, mode), 0);
}

static void file_remove(const struct machine *m, const char *path)
{
	char whole[256];

	snprintf(whole, sizeof(whole), "%s%s", m->root, path);
	CU_ASSERT_EQUAL(remove(whole), 0);
}

static int clock_good(double *percent)
{
	*percent = 99.99;
	return 0;
}

static int clock_slow(double *percent)
{
	*percent = 99.4;
	return 0;
}

static int clock_still(double *percent)
{
	(void)percent;
	return -ETIMEDOUT;
}

static int clock_shut(double *percent)
{
	(void)percent;
	return -EACCES;
}

static int lateness_good(unsigned *p99, unsigned *worst)
{
	*p99 = 600;
	*worst = 4100;
	return 0;
}

static int lateness_bad(unsigned *p99, unsigned *worst)
{
	*p99 = 14000;
	*worst = 90000;
	return 0;
}

/* An empty machine. */
static void begin_empty(struct machine *m)
{
	memset(m, 0, sizeof(*m));
	strcpy(m->root, "/tmp/hl-doctor-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(m->root));
	m->ctl.out = open_memstream(&m->out, &m->size);
	m->ctl.err = m->ctl.out;
	doctor_init(&m->doctor, m->root);
	m->doctor.clock = clock_good;
	m->doctor.lateness = lateness_good;
}

#define LINES                                                                  \
	"[{\"line\":\"101\",\"driver\":\"dahdi\",\"channel\":1,"               \
	"\"state\":\"idle\",\"hook\":\"on\",\"note\":null,"                    \
	"\"truth\":{\"closed\":false}},"                                       \
	"{\"line\":\"co1\",\"driver\":\"dahdi\",\"channel\":3,"                \
	"\"state\":\"connected\",\"hook\":\"off\",\"note\":null,"              \
	"\"truth\":{\"closed\":true}}]"

#define STATUS                                                                 \
	"{\"version\":\"0.4.1\",\"uptime_ms\":60000,\"role\":\"operator\","    \
	"\"rt_priority\":0,\"config\":{\"file\":\"/x\",\"good\":true},"        \
	"\"lateness\":{\"p99_us\":500,\"worst_us\":900}}"

#define CONF                                                                   \
	"[line 101]\ndriver = dahdi\nchannel = 1\nkind = station\n"            \
	"[line co1]\ndriver = dahdi\nchannel = 3\nkind = trunk\n"

/* A machine on which everything is right. */
static void begin_whole(struct machine *m)
{
	begin_empty(m);
	file_make(m, "/sys/module/dahdi/version", "3.4.0\n");
	file_make(m, "/proc/sys/kernel/osrelease", "6.1.0-56-amd64\n");
	file_make(m, "/proc/dahdi/1",
		  "Span 1: WCTDM/0 \"Wildcard TDM410P\" (MASTER) \n\n"
		  "\t   1 WCTDM/0/0 FXOKS (In use) (EC: MG2 - INACTIVE) \n"
		  "\t   2 WCTDM/0/1 FXOKS (EC: MG2 - INACTIVE) \n"
		  "\t   3 WCTDM/0/2 FXSKS (In use) (EC: MG2 - INACTIVE) \n");
	file_make(m, "/dev/dahdi/channel", "%s", "");
	file_make(m, "/dev/dahdi/pseudo", "%s", "");
	mode_set(m, "/dev/dahdi/channel", 0660);
	mode_set(m, "/dev/dahdi/pseudo", 0660);
	file_make(m, "/etc/passwd", "holdline:x:%u:%u::/:/bin/false\n",
		  (unsigned)geteuid(), (unsigned)getegid() + 7);
	file_make(m, "/etc/group", "dahdi:x:%u:\nholdline:x:997:\n"
		  "holdline-op:x:996:\n", (unsigned)getegid());
	file_make(m, "/etc/dahdi/system.conf",
		  "# a comment\nfxoks=1-2\nloadzone\t= us\ndefaultzone=us\n");
	file_make(m, "/etc/holdline/holdline.conf", "%s", CONF);
	file_make(m, "/run/holdline/control.sock", "%s", "");
	mode_set(m, "/run/holdline/control.sock", 0660);
	m->doctor.link = 0;
	m->doctor.status = json_loads(STATUS, 0, NULL);
	m->doctor.lines = json_loads(LINES, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(m->doctor.status);
	CU_ASSERT_PTR_NOT_NULL_FATAL(m->doctor.lines);
}

static int entry_remove(const char *path, const struct stat *node, int kind,
			struct FTW *where)
{
	(void)node;
	(void)kind;
	(void)where;
	return remove(path);
}

static void end(struct machine *m)
{
	doctor_fini(&m->doctor);
	fclose(m->ctl.out);
	free(m->out);
	nftw(m->root, entry_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static enum ctl_exit examine(struct machine *m)
{
	enum ctl_exit status;

	doctor_look(&m->doctor);
	status = doctor_run(&m->doctor, &m->ctl);
	fflush(m->ctl.out);
	return status;
}

static bool says(const struct machine *m, const char *words)
{
	if (strstr(m->out, words))
		return true;
	fprintf(stderr, "not said: %s\n%s", words, m->out);
	return false;
}

/* ---- claims ------------------------------------------------------------- */

static void a_whole_machine_is_well(void)
{
	struct machine m;

	begin_whole(&m);
	CU_ASSERT_EQUAL(examine(&m), CTL_DONE);
	for (unsigned i = 0; i < DOCTOR_CHECK_COUNT; i++)
		CU_ASSERT_EQUAL(m.doctor.verdict[i], DOCTOR_OK);
	CU_ASSERT(says(&m, "all is well"));
	CU_ASSERT(says(&m, "module dahdi 3.4.0, kernel 6.1.0-56-amd64"));
	CU_ASSERT(says(&m, "1 span, 3 channels"));
	end(&m);
}

static void an_empty_machine_fails_and_skips_with_mends(void)
{
	struct machine m;

	begin_empty(&m);
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_KERNEL], DOCTOR_FAIL);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_NODES], DOCTOR_SKIP);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_ACCESS], DOCTOR_SKIP);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CLOCK], DOCTOR_SKIP);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_DAEMON], DOCTOR_FAIL);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_LINES], DOCTOR_SKIP);
	CU_ASSERT(says(&m, "sudo modprobe dahdi"));
	CU_ASSERT(says(&m, "sudo systemctl start holdline"));
	CU_ASSERT(says(&m, "skip  nodes     see kernel"));
	end(&m);
}

static void without_lines_on_cards_no_card_is_missed(void)
{
	struct machine m;

	begin_empty(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "[line 101]\n"
		  "driver = sim\nchannel = 1\nkind = station\n");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CONFIG], DOCTOR_OK);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_KERNEL], DOCTOR_SKIP);
	CU_ASSERT(says(&m, "no line is on a card"));
	end(&m);
}

static void a_module_in_proc_counts_too(void)
{
	struct machine m;

	begin_whole(&m);
	file_remove(&m, "/sys/module/dahdi/version");
	file_remove(&m, "/sys/module/dahdi");
	file_make(&m, "/proc/modules", "dahdi_echo 1 0 -\ndahdi 2 1 x -\n");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_KERNEL], DOCTOR_OK);
	end(&m);
}

static void missing_nodes_are_found(void)
{
	struct machine m;

	begin_whole(&m);
	file_remove(&m, "/dev/dahdi/pseudo");
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_NODES], DOCTOR_FAIL);
	CU_ASSERT(says(&m, "there is no /dev/dahdi/pseudo"));
	CU_ASSERT(says(&m, "skip  access    see nodes"));
	CU_ASSERT(says(&m, "skip  clock     see nodes"));
	end(&m);
}

static void missing_rights_name_user_group_and_mode(void)
{
	struct machine m;

	begin_whole(&m);
	mode_set(&m, "/dev/dahdi/channel", 0060);
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_ACCESS], DOCTOR_FAIL);
	CU_ASSERT(says(&m, "holdline:dahdi 0060; holdline may not open it"));
	CU_ASSERT(says(&m, "sudo adduser holdline dahdi"));
	end(&m);
}

static void membership_of_a_group_is_enough(void)
{
	struct machine m;

	begin_whole(&m);
	/* The node belongs to somebody else; the socket still tells whose
	 * rights matter, by a name that has another number here. */
	file_make(&m, "/etc/passwd", "holdline:x:4242:4242::/:/bin/false\n");
	file_make(&m, "/etc/group", "dahdi:x:%u:a,holdline\n",
		  (unsigned)getegid());
	mode_set(&m, "/dev/dahdi/channel", 0060);
	mode_set(&m, "/dev/dahdi/pseudo", 0060);
	file_remove(&m, "/run/holdline/control.sock");
	examine(&m);
	CU_ASSERT_STRING_EQUAL(m.doctor.user, "holdline");
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_ACCESS], DOCTOR_OK);
	end(&m);
}

static void no_card_and_alarms_are_found(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/proc/dahdi/1", "Span 1: T \"Card\" RED \n\n"
		  "\t   1 T/0/0 FXOKS RED \n\t   3 T/0/2 FXSKS RED \n");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_SPANS], DOCTOR_WARN);
	CU_ASSERT(says(&m, "1 of 1 span in alarm"));
	end(&m);

	begin_whole(&m);
	file_remove(&m, "/proc/dahdi/1");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_SPANS], DOCTOR_FAIL);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CHANNELS], DOCTOR_SKIP);
	end(&m);
}

static void a_station_on_a_trunk_s_channel_is_named(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "[line 101]\n"
		  "driver = dahdi\nchannel = 3\nkind = station\n"
		  "[line 102]\ndriver = dahdi\nchannel = 9\n"
		  "kind = station\n");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CHANNELS], DOCTOR_FAIL);
	CU_ASSERT(says(&m, "line 101 is a station: channel 3 is fxsks; and "
		       "1 more"));
	CU_ASSERT(says(&m, "fxoks = 3 in /etc/dahdi/system.conf"));
	end(&m);
}

static void who_holds_a_channel_is_named(void)
{
	struct machine m;
	char link[256];

	begin_whole(&m);
	file_make(&m, "/proc/dahdi/1", "Span 1: T \"Card\" \n\n"
		  "\t   1 T/0/0 FXOKS \n\t   2 T/0/1 FXOKS (In use) \n"
		  "\t   3 T/0/2 FXSKS \n");
	file_make(&m, "/proc/321/comm", "asterisk\n");
	file_make(&m, "/proc/321/fd/x", "%s", "");
	snprintf(link, sizeof(link), "%s/proc/321/fd/5", m.root);
	CU_ASSERT_EQUAL(symlink("/dev/dahdi/2", link), 0);
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_BUSY], DOCTOR_WARN);
	CU_ASSERT(says(&m, "channel 2 is open in asterisk (321)"));
	end(&m);
}

static void another_zone_is_found(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/etc/dahdi/system.conf", "loadzone=us\nloadzone=de\n"
		  "defaultzone = de\n");
	CU_ASSERT_EQUAL(examine(&m), CTL_DONE);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_ZONE], DOCTOR_WARN);
	CU_ASSERT(says(&m, "system.conf loads de; our configuration says us"));
	end(&m);

	begin_whole(&m);
	file_remove(&m, "/etc/dahdi/system.conf");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_ZONE], DOCTOR_SKIP);
	end(&m);
}

static void a_bad_configuration_shows_its_first_mistake(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf",
		  "[line 101]\nchannnel = 1\n");
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CONFIG], DOCTOR_FAIL);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CHANNELS], DOCTOR_SKIP);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_MUSIC], DOCTOR_SKIP);
	CU_ASSERT(says(&m, "line 101 has no channel"));
	CU_ASSERT(says(&m, "holdctl check lists every mistake"));
	end(&m);
}

static void the_clock_is_judged(void)
{
	struct machine m;

	begin_whole(&m);
	m.doctor.clock = clock_slow;
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CLOCK], DOCTOR_WARN);
	CU_ASSERT(says(&m, "99.40 % over 2 s (7952 samples a second)"));
	end(&m);

	begin_whole(&m);
	m.doctor.clock = clock_still;
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CLOCK], DOCTOR_FAIL);
	end(&m);

	begin_whole(&m);
	m.doctor.clock = clock_shut;
	CU_ASSERT_EQUAL(examine(&m), CTL_DONE);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_CLOCK], DOCTOR_SKIP);
	CU_ASSERT(says(&m, "mend      sudo holdctl doctor"));
	end(&m);
}

static void lateness_is_judged_by_the_worse_of_two(void)
{
	struct machine m;

	begin_whole(&m);
	m.doctor.lateness = lateness_bad;
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_LATENESS], DOCTOR_WARN);
	end(&m);

	begin_whole(&m);
	json_object_set_new(json_object_get(m.doctor.status, "lateness"),
			    "p99_us", json_integer(15000));
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_LATENESS], DOCTOR_WARN);
	/* Each figure is told as its own. */
	CU_ASSERT(says(&m, "wake-up 99th 0.6 ms, worst 4.1 ms; the daemon's "
			   "99th 15.0"));
	end(&m);
}

static void each_way_of_having_no_daemon_has_its_mend(void)
{
	static const struct {
		int link;
		const char *mend;
	} ways[] = {
		{ -ENOENT, "systemctl start" },
		{ -ECONNREFUSED, "systemctl start" },
		{ -EACCES, "adduser" },
		{ -ETIMEDOUT, "systemctl restart" },
		{ -EBADMSG, "Bad message" },
	};

	for (unsigned i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct machine m;

		begin_whole(&m);
		m.doctor.link = ways[i].link;
		CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
		CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_DAEMON],
				DOCTOR_FAIL);
		CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_SOCKET],
				DOCTOR_SKIP);
		CU_ASSERT(says(&m, ways[i].mend));
		end(&m);
	}
}

static void an_older_configuration_in_force_is_a_warning(void)
{
	struct machine m;

	begin_whole(&m);
	json_object_set_new(json_object_get(m.doctor.status, "config"),
			    "good", json_false());
	CU_ASSERT_EQUAL(examine(&m), CTL_DONE);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_DAEMON], DOCTOR_WARN);
	end(&m);
}

static void an_open_socket_and_missing_groups_are_found(void)
{
	struct machine m;

	begin_whole(&m);
	mode_set(&m, "/run/holdline/control.sock", 0666);
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_SOCKET], DOCTOR_WARN);
	CU_ASSERT(says(&m, "everybody may connect"));
	end(&m);

	begin_whole(&m);
	file_make(&m, "/etc/group", "dahdi:x:%u:\n", (unsigned)getegid());
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_SOCKET], DOCTOR_WARN);
	CU_ASSERT(says(&m, "sudo addgroup --system holdline"));
	end(&m);
}

static void real_time_asked_for_and_not_got_is_found(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "[holdline]\nrt = 10\n"
		  "%s", CONF);
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_REALTIME], DOCTOR_WARN);
	CU_ASSERT(says(&m, "LimitRTPRIO=10"));
	end(&m);

	begin_whole(&m);
	json_object_set_new(m.doctor.status, "rt_priority",
			    json_integer(10));
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_REALTIME], DOCTOR_OK);
	end(&m);
}

static void missing_and_empty_music_is_found(void)
{
	struct machine m;

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "%s[music default]\n"
		  "source = /srv/music\n", CONF);
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_MUSIC], DOCTOR_WARN);
	CU_ASSERT(says(&m, "/srv/music: No such file"));
	end(&m);

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "%s[music default]\n"
		  "source = /srv/music\n", CONF);
	file_make(&m, "/srv/music/.hidden", "%s", "");
	examine(&m);
	CU_ASSERT(says(&m, "/srv/music is empty"));
	end(&m);

	begin_whole(&m);
	file_make(&m, "/etc/holdline/holdline.conf", "%s[music default]\n"
		  "source = /srv/music\n", CONF);
	file_make(&m, "/srv/music/a.ogg", "%s", "");
	examine(&m);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_MUSIC], DOCTOR_OK);
	end(&m);
}

static void a_hook_that_is_not_as_we_say_is_a_fault(void)
{
	struct machine m;

	begin_whole(&m);
	json_object_set_new(json_object_get(json_array_get(m.doctor.lines, 0),
					    "truth"), "closed", json_true());
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_LINES], DOCTOR_FAIL);
	CU_ASSERT(says(&m, "101: we say on hook, the card says otherwise"));
	end(&m);
}

static void a_line_s_remark_is_passed_on(void)
{
	struct machine m;

	begin_whole(&m);
	json_object_set_new(json_array_get(m.doctor.lines, 1), "note",
			    json_pack("{s:s, s:s, s:s}", "word", "battery",
				      "message", "no battery; cord out?",
				      "next", "holdctl show co1"));
	CU_ASSERT_EQUAL(examine(&m), CTL_DONE);
	CU_ASSERT_EQUAL(m.doctor.verdict[DOCTOR_LINES], DOCTOR_WARN);
	CU_ASSERT(says(&m, "co1: no battery; cord out?"));
	CU_ASSERT(says(&m, "mend      holdctl show co1"));
	end(&m);
}

static void json_and_plain_say_the_same(void)
{
	struct machine m;
	json_t *list;

	begin_empty(&m);
	m.ctl.form = CTL_JSON;
	CU_ASSERT_EQUAL(examine(&m), CTL_FAULTY);
	list = json_loads(m.out, 0, NULL);
	CU_ASSERT_EQUAL(json_array_size(list), DOCTOR_CHECK_COUNT);
	CU_ASSERT_STRING_EQUAL(ctl_str(json_array_get(list, DOCTOR_KERNEL),
				       "verdict"), "fail");
	json_decref(list);
	end(&m);

	begin_empty(&m);
	m.ctl.form = CTL_PLAIN;
	examine(&m);
	CU_ASSERT_PTR_EQUAL(strstr(m.out, "check\tverdict\tmessage\tmend\n"),
			    m.out);
	CU_ASSERT(says(&m, "\nkernel\tFAIL\tmodule dahdi"));
	end(&m);
}

static void the_measurements_never_hang(void)
{
	struct timespec before;
	struct timespec after;
	unsigned p99 = 0;
	unsigned worst = 0;
	double percent;

	clock_gettime(CLOCK_MONOTONIC, &before);
	doctor_clock_measure(&percent);
	CU_ASSERT_EQUAL(doctor_lateness_measure(&p99, &worst), 0);
	clock_gettime(CLOCK_MONOTONIC, &after);
	CU_ASSERT(p99 <= worst);
	CU_ASSERT(after.tv_sec - before.tv_sec < 30);
}

CU_TestInfo *test_doctor(void)
{
#define T(claim) { #claim, claim }
	static CU_TestInfo tests[] = {
		T(a_whole_machine_is_well),
		T(an_empty_machine_fails_and_skips_with_mends),
		T(without_lines_on_cards_no_card_is_missed),
		T(a_module_in_proc_counts_too),
		T(missing_nodes_are_found),
		T(missing_rights_name_user_group_and_mode),
		T(membership_of_a_group_is_enough),
		T(no_card_and_alarms_are_found),
		T(a_station_on_a_trunk_s_channel_is_named),
		T(who_holds_a_channel_is_named),
		T(another_zone_is_found),
		T(a_bad_configuration_shows_its_first_mistake),
		T(the_clock_is_judged),
		T(lateness_is_judged_by_the_worse_of_two),
		T(each_way_of_having_no_daemon_has_its_mend),
		T(an_older_configuration_in_force_is_a_warning),
		T(an_open_socket_and_missing_groups_are_found),
		T(real_time_asked_for_and_not_got_is_found),
		T(missing_and_empty_music_is_found),
		T(a_hook_that_is_not_as_we_say_is_a_fault),
		T(a_line_s_remark_is_passed_on),
		T(json_and_plain_say_the_same),
		T(the_measurements_never_hang),
		CU_TEST_INFO_NULL,
	};
#undef T

	return tests;
}
