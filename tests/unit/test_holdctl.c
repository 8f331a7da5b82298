/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_holdctl.c - claims about holdctl: screens from JSON files compared
 * with text files, the command line, errors with their mends
 */
#include "../../tools/holdctl/holdctl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "golden.h"

CU_TestInfo *test_holdctl(void);

#define FOLDER "tests/golden/ctl/"

/* A command that prints into memory as on a terminal of 80 columns. */
struct bench {
	struct ctl ctl;
	char *out;
	size_t out_size;
	char *err;
	size_t err_size;
};

static void begin(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	b->ctl.out = open_memstream(&b->out, &b->out_size);
	b->ctl.err = open_memstream(&b->err, &b->err_size);
	b->ctl.utc = true;
	b->ctl.tty = true;
	b->ctl.width = 80;
	b->ctl.timeout = 5000;
}

static void flush(struct bench *b)
{
	fflush(b->ctl.out);
	fflush(b->ctl.err);
}

static void end(struct bench *b)
{
	ctl_args_fini(&b->ctl);
	fclose(b->ctl.out);
	fclose(b->ctl.err);
	free(b->out);
	free(b->err);
}

static json_t *json_of(const char *name)
{
	char path[128];
	json_t *json;

	snprintf(path, sizeof(path), FOLDER "%s.json", name);
	json = json_load_file(path, JSON_DECODE_ANY, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(json);
	return json;
}

static void same_as(const char *text, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), FOLDER "%s.txt", name);
	CU_ASSERT(golden_is(path, text));
}

typedef enum ctl_exit (screen)(const struct ctl *ctl, const json_t *json);

static void screen_is(const char *name, screen *print)
{
	struct bench b;
	json_t *json = json_of(name);

	begin(&b);
	CU_ASSERT_EQUAL(print(&b.ctl, json), CTL_DONE);
	flush(&b);
	same_as(b.out, name);
	end(&b);
	json_decref(json);
}

/* ---- screens ------------------------------------------------------------ */

static void the_status_screen(void)
{
	screen_is("status", ctl_screen_status);
	screen_is("status-busy", ctl_screen_status);
	screen_is("status-badfile", ctl_screen_status);
}

static void the_list_of_lines(void)
{
	screen_is("lines", ctl_screen_lines);
	screen_is("lines-none", ctl_screen_lines);
}

static void the_list_of_hook_counters(void)
{
	screen_is("hooks", ctl_screen_hooks);
}

static void the_list_of_calls(void)
{
	screen_is("calls", ctl_screen_calls);
	screen_is("calls-none", ctl_screen_calls);
}

static void a_call_shows_who_owns_it_and_where_it_is_parked(void)
{
	screen_is("calls-owned", ctl_screen_calls);
}

static void numbers_that_stations_share(void)
{
	screen_is("addresses", ctl_screen_addresses);
}

static void parties_that_are_parked(void)
{
	screen_is("parked", ctl_screen_parked);
}

static void an_empty_list_says_so(void)
{
	struct bench b;
	json_t *none = json_array();

	begin(&b);
	CU_ASSERT_EQUAL(ctl_screen_parked(&b.ctl, none), CTL_DONE);
	CU_ASSERT_EQUAL(ctl_screen_addresses(&b.ctl, none), CTL_DONE);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out, "nobody is parked\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out, "no number is shared"));
	end(&b);
	json_decref(none);
}

static void caps_are(const char *name)
{
	struct bench b;
	json_t *both = json_of(name);

	begin(&b);
	CU_ASSERT_EQUAL(ctl_screen_caps(&b.ctl, json_object_get(both, "caps"),
					json_object_get(both, "status")),
			CTL_DONE);
	flush(&b);
	same_as(b.out, name);
	end(&b);
	json_decref(both);
}

static void what_a_line_can_ever_do(void)
{
	caps_are("caps");
	caps_are("caps-trunk");
}

static void the_settings(void)
{
	screen_is("config", ctl_screen_config);
}

static void the_methods(void)
{
	screen_is("api", ctl_screen_api);
}

/* Those of @all that have @value for @key. */
static json_t *some_of(const json_t *all, const char *key, const char *value)
{
	json_t *list = json_array();
	json_t *one;
	size_t i;

	json_array_foreach(all, i, one)
		if (!strcmp(ctl_str(one, key), value))
			json_array_append(list, one);
	return list;
}

static void all_about_a_line(void)
{
	struct bench b;
	json_t *line = json_of("line");
	json_t *all = json_of("watch");
	json_t *calls = json_of("calls");
	json_t *items = json_of("config");
	json_t *its_records = some_of(all, "line", "101");
	json_t *its_calls = some_of(calls, "line", "101");

	begin(&b);
	ctl_screen_line(&b.ctl, line, its_calls, its_records, items);
	flush(&b);
	same_as(b.out, "line");
	end(&b);
	json_decref(its_records);
	json_decref(its_calls);
	json_decref(items);
	json_decref(calls);
	json_decref(all);
	json_decref(line);
}

static void all_about_a_call(void)
{
	struct bench b;
	json_t *calls = json_of("calls");
	json_t *all = json_of("watch");

	begin(&b);
	ctl_screen_call(&b.ctl, json_array_get(calls, 0), NULL, all);
	flush(&b);
	same_as(b.out, "call");
	end(&b);
	json_decref(calls);
	json_decref(all);
}

static void call_with_info_is(const char *name)
{
	struct bench b;
	json_t *both = json_of(name);
	json_t *none = json_array();

	begin(&b);
	ctl_screen_call(&b.ctl, json_object_get(both, "call"),
			json_object_get(both, "info"), none);
	flush(&b);
	same_as(b.out, name);
	end(&b);
	json_decref(none);
	json_decref(both);
}

static void a_call_s_parties_traits_and_members(void)
{
	call_with_info_is("member");
	call_with_info_is("conference");
}

static void what_happens_in_words(void)
{
	struct bench b;
	struct ctl_story story;
	json_t *all = json_of("watch");
	const json_t *record;
	size_t i;

	begin(&b);
	ctl_story_begin(&story);
	json_array_foreach(all, i, record)
		ctl_story_print(&b.ctl, &story, record);
	ctl_story_end(&story);
	flush(&b);
	same_as(b.out, "watch");
	end(&b);
	json_decref(all);
}

static void told_as(bool everything, const char *name)
{
	struct bench b;
	struct ctl_story story;
	json_t *all = json_of("watch-asked");
	const json_t *record;
	size_t i;

	begin(&b);
	ctl_story_begin(&story);
	story.all = everything;
	json_array_foreach(all, i, record)
		ctl_story_print(&b.ctl, &story, record);
	ctl_story_end(&story);
	flush(&b);
	same_as(b.out, name);
	end(&b);
	json_decref(all);
}

static void what_programs_asked_for_in_words(void)
{
	told_as(false, "watch-asked");
}

static void counters_are_told_only_when_all_is_asked_for(void)
{
	told_as(true, "watch-all");
}

static void why_is_it_so(void)
{
	static const char *const lines[] = { "101", "102", "co1", "104" };
	struct bench b;
	json_t *all = json_of("watch");

	begin(&b);
	for (unsigned i = 0; i < 4; i++)
		ctl_screen_why(&b.ctl, lines[i], 0, all);
	ctl_screen_why(&b.ctl, NULL, 1, all);
	flush(&b);
	same_as(b.out, "why");
	end(&b);
	json_decref(all);
}

static void every_screen_fits_80_columns(void)
{
	static const char *const names[] = { "status", "status-busy",
					     "status-badfile", "lines",
					     "hooks", "calls", "line", "call",
					     "api", "config", "calls-owned",
					     "addresses", "parked", "caps",
					     "groups", "spans",
					     "caps-trunk", "member",
					     "conference", "watch-all" };

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128];
		char text[512];
		FILE *file;

		snprintf(path, sizeof(path), FOLDER "%s.txt", names[i]);
		file = fopen(path, "re");
		CU_ASSERT_PTR_NOT_NULL_FATAL(file);
		while (fgets(text, sizeof(text), file)) {
			CU_ASSERT(strlen(text) <= 81);
			if (strlen(text) > 81)
				fprintf(stderr, "%s: %s", names[i], text);
		}
		fclose(file);
	}
}

/* ---- forms -------------------------------------------------------------- */

static void plain_has_a_header_tabs_and_protocol_words(void)
{
	struct bench b;
	json_t *lines = json_of("lines");

	begin(&b);
	b.ctl.form = CTL_PLAIN;
	b.ctl.fields = "line,state,note";
	CU_ASSERT_EQUAL(ctl_screen_lines(&b.ctl, lines), CTL_DONE);
	flush(&b);
	CU_ASSERT_PTR_EQUAL(strstr(b.out, "line\tstate\tnote\n"
				   "101\tonholdpendtransfer\t\n"), b.out);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out,
				      "reception-desk\tabsent\tabsent\n"));
	end(&b);
	json_decref(lines);
}

static void a_wrong_field_lists_the_right_ones(void)
{
	struct bench b;
	json_t *lines = json_of("lines");

	begin(&b);
	b.ctl.fields = "line,sate";
	CU_ASSERT_EQUAL(ctl_screen_lines(&b.ctl, lines), CTL_USAGE);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.err, "Did you mean 'state'?"));
	CU_ASSERT_PTR_NOT_NULL(strstr(b.err, "--fields line,kind,driver"));
	CU_ASSERT_STRING_EQUAL(b.out, "");
	b.ctl.fields = ",";
	CU_ASSERT_EQUAL(ctl_screen_lines(&b.ctl, lines), CTL_USAGE);
	b.ctl.fields = "";
	CU_ASSERT_EQUAL(ctl_screen_lines(&b.ctl, lines), CTL_USAGE);
	end(&b);
	json_decref(lines);
}

static void json_is_what_the_protocol_said(void)
{
	struct bench b;
	json_t *calls = json_of("calls");
	json_t *back;

	begin(&b);
	b.ctl.form = CTL_JSON;
	b.ctl.tty = false;
	CU_ASSERT_EQUAL(ctl_screen_calls(&b.ctl, calls), CTL_DONE);
	flush(&b);
	back = json_loads(b.out, 0, NULL);
	CU_ASSERT(json_equal(back, calls));
	CU_ASSERT_EQUAL(strcspn(b.out, "\n"), b.out_size - 1);
	json_decref(back);
	end(&b);
	json_decref(calls);
}

static void nothing_is_cut_when_it_is_no_terminal(void)
{
	struct bench b;
	json_t *calls = json_of("calls");

	begin(&b);
	b.ctl.tty = false;
	ctl_screen_calls(&b.ctl, calls);
	flush(&b);
	CU_ASSERT_PTR_NULL(strchr(b.out, '~'));
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out,
				      "unhold swap transfer join drop\n"));
	end(&b);
	json_decref(calls);
}

static void colours_are_there_only_when_wanted(void)
{
	struct bench b;
	json_t *lines = json_of("lines");

	begin(&b);
	ctl_screen_lines(&b.ctl, lines);
	flush(&b);
	CU_ASSERT_PTR_NULL(strchr(b.out, '\033'));
	b.ctl.colour = true;
	ctl_screen_lines(&b.ctl, lines);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out, "\033[31malarm\033[0m"));
	end(&b);
	json_decref(lines);
}

static void what_steers_a_terminal_is_taken_out(void)
{
	json_t *value = json_pack("[s, s, {s:s}]", "clean",
				  "a\033[2Jb\177", "k", "x\302\233" "2J");

	ctl_scrub(value);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_array_get(value, 0)),
			       "clean");
	CU_ASSERT_STRING_EQUAL(json_string_value(json_array_get(value, 1)),
			       "a?[2Jb?");
	CU_ASSERT_STRING_EQUAL(ctl_str(json_array_get(value, 2), "k"),
			       "x??2J");
	json_decref(value);
}

/* ---- errors ------------------------------------------------------------- */

static void an_error_says_reason_name_and_mend(void)
{
	struct bench b;
	json_t *error = json_of("error-call");

	begin(&b);
	CU_ASSERT_EQUAL(ctl_fail_error(&b.ctl, error), CTL_FAILED);
	flush(&b);
	same_as(b.err, "error-call");
	end(&b);
	json_decref(error);
}

static void a_bad_file_lists_every_mistake(void)
{
	struct bench b;
	json_t *error = json_of("error-config");

	begin(&b);
	CU_ASSERT_EQUAL(ctl_fail_error(&b.ctl, error), CTL_FAILED);
	flush(&b);
	same_as(b.err, "error-config");
	end(&b);
	json_decref(error);
}

static void with_json_an_error_is_one_object(void)
{
	struct bench b;
	json_t *error = json_of("error-call");
	json_t *back;

	begin(&b);
	b.ctl.form = CTL_JSON;
	ctl_fail_error(&b.ctl, error);
	flush(&b);
	back = json_loads(b.err, 0, NULL);
	CU_ASSERT(json_equal(json_object_get(back, "error"), error));
	json_decref(back);
	end(&b);
	json_decref(error);
}

static void no_daemon_is_exit_3_with_a_mend(void)
{
	struct bench b;
	char *argv[] = { (char[]){ "--socket" }, (char[]){ "/nowhere/x" },
			 (char[]){ "calls" }, NULL };

	begin(&b);
	CU_ASSERT_EQUAL(ctl_args(&b.ctl, argv), CTL_DONE);
	CU_ASSERT_EQUAL(ctl_do_calls(&b.ctl), CTL_NODAEMON);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.err, "/nowhere/x"));
	CU_ASSERT_PTR_NOT_NULL(strstr(b.err, "mend:"));
	end(&b);
}

/* ---- the command line --------------------------------------------------- */

/* Words separated by blanks, as a shell would give them. */
static enum ctl_exit parse(struct bench *b, char *line)
{
	char *argv[16];
	char *rest = NULL;
	int n = 0;

	for (char *word = strtok_r(line, " ", &rest); word && n < 15;
	     word = strtok_r(NULL, " ", &rest))
		argv[n++] = word;
	argv[n] = NULL;
	return ctl_args(&b->ctl, argv);
}

static void params_are(const char *line, enum hl_verb_id verb,
		       const char *params)
{
	struct bench b;
	char *copy = strdup(line);
	json_t *want = json_loads(params, 0, NULL);

	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, copy), CTL_DONE);
	CU_ASSERT_PTR_NOT_NULL_FATAL(b.ctl.verb);
	CU_ASSERT_EQUAL(b.ctl.verb->id, verb);
	CU_ASSERT(json_equal(b.ctl.params, want));
	if (!json_equal(b.ctl.params, want))
		fprintf(stderr, "%s\n", line);
	end(&b);
	json_decref(want);
	free(copy);
}

static void words_become_parameters_of_the_row(void)
{
	params_are("", HL_VERB_STATUS, "{}");
	params_are("hold 7", HL_VERB_HOLD, "{\"call\":7}");
	params_are("swap 8 7", HL_VERB_SWAP, "{\"call\":8,\"other\":7}");
	params_are("make-call 101 9*#0", HL_VERB_MAKECALL,
		   "{\"from\":\"101\",\"number\":\"9*#0\"}");
	params_are("transfer 7", HL_VERB_TRANSFER, "{\"call\":7}");
	params_are("transfer 7 8 --mode conference", HL_VERB_TRANSFER,
		   "{\"call\":7,\"other\":8,\"mode\":\"conference\"}");
	params_are("make-call 101", HL_VERB_MAKECALL, "{\"from\":\"101\"}");
	params_are("make-call 101 9030,,1;", HL_VERB_MAKECALL,
		   "{\"from\":\"101\",\"number\":\"9030,,1;\"}");
	params_are("conference 7 103 --no-hold", HL_VERB_CONFERENCE,
		   "{\"call\":7,\"number\":\"103\",\"no_hold\":true}");
	params_are("hold --take 7", HL_VERB_HOLD,
		   "{\"call\":7,\"take\":true}");
	params_are("privacy 7 on", HL_VERB_PRIVACY,
		   "{\"call\":7,\"privacy\":\"on\"}");
	params_are("treatment 7 evening", HL_VERB_TREATMENT,
		   "{\"call\":7,\"treatment\":\"evening\"}");
	params_are("send-tone 7 beep --length-ms 200", HL_VERB_SENDTONE,
		   "{\"call\":7,\"tone\":\"beep\",\"length_ms\":200}");
	params_are("pickup 101 --group=2", HL_VERB_PICKUP,
		   "{\"line\":\"101\",\"group\":2}");
	params_are("park 7", HL_VERB_PARK, "{\"call\":7}");
	params_are("unpark 101 701", HL_VERB_UNPARK,
		   "{\"line\":\"101\",\"number\":\"701\"}");
	params_are("lines 101 co1", HL_VERB_LINES,
		   "{\"lines\":[\"101\",\"co1\"]}");
	params_are("reset 101 --force", HL_VERB_RESET,
		   "{\"line\":\"101\",\"force\":true}");
	params_are("--json reset --force 101", HL_VERB_RESET,
		   "{\"line\":\"101\",\"force\":true}");
	params_are("log -n 20 101", HL_VERB_LOG,
		   "{\"line\":\"101\",\"limit\":20}");
	params_are("log --limit=20", HL_VERB_LOG, "{\"limit\":20}");
	params_are("watch --from 12 101", HL_VERB_WATCH,
		   "{\"from\":12,\"lines\":[\"101\"]}");
	params_are("wait 8 connected --timeout 30s", HL_VERB_WAIT,
		   "{\"thing\":\"8\",\"state\":\"connected\"}");
	params_are("show -- -x", HL_VERB_SHOW, "{\"thing\":\"-x\"}");
}

static void refused(const char *line, const char *words)
{
	struct bench b;
	char *copy = strdup(line);

	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, copy), CTL_USAGE);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.err, words));
	if (!strstr(b.err, words))
		fprintf(stderr, "%s: %s", line, b.err);
	end(&b);
	free(copy);
}

static void a_wrong_line_is_told_with_a_guess_or_a_usage(void)
{
	refused("hodl 7", "no command 'hodl'. Did you mean 'hold'?");
	refused("hold", "hold needs call");
	refused("hold", "mend: holdctl hold CALL");
	refused("hold seven", "'seven' is no number of a call");
	refused("hold 0", "'0' is no number of a call");
	refused("hold 7 8", "takes no further '8'");
	refused("--jsno lines", "no option 'jsno'. Did you mean 'json'?");
	refused("lines --hok", "Did you mean 'hook'?");
	refused("calls --hook", "no option 'hook'");
	refused("reset 101 --froce", "Did you mean 'force'?");
	refused("--timeout", "--timeout needs a value");
	refused("--timeout soon", "--timeout is a time such as");
	refused("--color blue", "auto, always or never");
	refused("log -n 0", "'0' is no limit");
	refused("log -n 257", "1 to 256");
	refused("make-call 101 1x2", "'1x2' is no number");
	refused("wait 8", "wait needs state");
	refused("make-call 101 123456789012345678901234567890123",
		"1 to 32 of");
	refused("privacy 7", "privacy needs privacy: on or off");
	refused("privacy 7", "mend: holdctl privacy CALL on|off [--take]");
	refused("privacy 7 onn", "no privacy 'onn'. Did you mean 'on'?");
	refused("send-tone 7 horn", "one of none, ringback, busy, beep");
	refused("transfer 7 --mode conferense", "Did you mean 'conference'?");
	refused("flash co1 --length-ms 5", "'5' is no length-ms");
	refused("flash co1 --length_ms 50", "Did you mean 'length-ms'?");
	refused("calls --all", "no option 'all'");
	refused("hold 7 --no-hold", "no option 'no-hold'");
}

static void options_set_how_it_is_printed(void)
{
	struct bench b;
	char line[] = "--json --timeout 2m --socket=/x lines --hook -q";

	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, line), CTL_DONE);
	CU_ASSERT_EQUAL(b.ctl.form, CTL_JSON);
	CU_ASSERT_EQUAL(b.ctl.timeout, 120000);
	CU_ASSERT(b.ctl.timed);
	CU_ASSERT(b.ctl.hook);
	CU_ASSERT(b.ctl.quiet);
	CU_ASSERT_STRING_EQUAL(b.ctl.socket, "/x");
	end(&b);
}

static void all_belongs_to_watch_and_log(void)
{
	struct bench b;
	char watch[] = "watch --all";
	char log[] = "log --all 101";

	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, watch), CTL_DONE);
	CU_ASSERT(b.ctl.all);
	end(&b);
	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, log), CTL_DONE);
	CU_ASSERT(b.ctl.all);
	end(&b);
}

static void what_ends_a_call_stands_last(void)
{
	json_t *call = json_pack("{s:[s, s, s, s]}", "can", "drop", "secure",
				 "monitortones", "hold");
	char text[CTL_TEXT];

	ctl_can_print(call, true, text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text, "hold drop");
	/* What only programs can ask for is no verb. */
	ctl_can_print(call, false, text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text, "secure hold drop");
	json_decref(call);
}

static void a_column_that_is_empty_in_every_row_may_be_left_out(void)
{
	struct bench b;
	json_t *calls = json_of("calls");

	begin(&b);
	ctl_screen_calls(&b.ctl, calls);
	flush(&b);
	CU_ASSERT_PTR_NULL(strstr(b.out, "OWNER"));
	end(&b);
	begin(&b);
	b.ctl.fields = "call,owners";
	ctl_screen_calls(&b.ctl, calls);
	flush(&b);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.out, "OWNER"));
	end(&b);
	json_decref(calls);
}

static void help_needs_no_words(void)
{
	struct bench b;
	char line[] = "swap -h";

	begin(&b);
	CU_ASSERT_EQUAL(parse(&b, line), CTL_DONE);
	CU_ASSERT(b.ctl.help);
	CU_ASSERT_EQUAL(b.ctl.verb->id, HL_VERB_SWAP);
	end(&b);
}

static void durations_have_units_and_bounds(void)
{
	hl_msec ms = 0;

	CU_ASSERT_EQUAL(ctl_duration("500ms", &ms), 0);
	CU_ASSERT_EQUAL(ms, 500);
	CU_ASSERT_EQUAL(ctl_duration("5s", &ms), 0);
	CU_ASSERT_EQUAL(ms, 5000);
	CU_ASSERT_EQUAL(ctl_duration("7", &ms), 0);
	CU_ASSERT_EQUAL(ms, 7000);
	CU_ASSERT_EQUAL(ctl_duration("24h", &ms), 0);
	CU_ASSERT_EQUAL(ctl_duration("25h", &ms), -22);
	CU_ASSERT_EQUAL(ctl_duration("-1s", &ms), -22);
	CU_ASSERT_EQUAL(ctl_duration("5x", &ms), -22);
	CU_ASSERT_EQUAL(ctl_duration("99999999999999999999", &ms), -22);
	CU_ASSERT_EQUAL(ctl_duration("", &ms), -22);
	CU_ASSERT_EQUAL(ms, 86400000);
}

static void ages_read_as_a_clock_then_as_days(void)
{
	char buf[32];

	CU_ASSERT_STRING_EQUAL(ctl_age(22999, buf, sizeof(buf)), "0:22");
	CU_ASSERT_STRING_EQUAL(ctl_age(102000, buf, sizeof(buf)), "1:42");
	CU_ASSERT_STRING_EQUAL(ctl_age(4360000, buf, sizeof(buf)), "1:12:40");
	CU_ASSERT_STRING_EQUAL(ctl_age(1047600000, buf, sizeof(buf)),
			       "12 d 3 h");
	CU_ASSERT_STRING_EQUAL(ctl_age(-1, buf, sizeof(buf)), "-");
}

CU_TestInfo *test_holdctl(void)
{
#define T(claim) { #claim, claim }
	static CU_TestInfo tests[] = {
		T(the_status_screen),
		T(the_list_of_lines),
		T(the_list_of_hook_counters),
		T(the_list_of_calls),
		T(a_call_shows_who_owns_it_and_where_it_is_parked),
		T(numbers_that_stations_share),
		T(parties_that_are_parked),
		T(an_empty_list_says_so),
		T(what_a_line_can_ever_do),
		T(the_settings),
		T(the_methods),
		T(all_about_a_line),
		T(all_about_a_call),
		T(a_call_s_parties_traits_and_members),
		T(what_happens_in_words),
		T(what_programs_asked_for_in_words),
		T(counters_are_told_only_when_all_is_asked_for),
		T(why_is_it_so),
		T(every_screen_fits_80_columns),
		T(plain_has_a_header_tabs_and_protocol_words),
		T(a_wrong_field_lists_the_right_ones),
		T(json_is_what_the_protocol_said),
		T(nothing_is_cut_when_it_is_no_terminal),
		T(colours_are_there_only_when_wanted),
		T(what_steers_a_terminal_is_taken_out),
		T(an_error_says_reason_name_and_mend),
		T(a_bad_file_lists_every_mistake),
		T(with_json_an_error_is_one_object),
		T(no_daemon_is_exit_3_with_a_mend),
		T(words_become_parameters_of_the_row),
		T(a_wrong_line_is_told_with_a_guess_or_a_usage),
		T(options_set_how_it_is_printed),
		T(all_belongs_to_watch_and_log),
		T(what_ends_a_call_stands_last),
		T(a_column_that_is_empty_in_every_row_may_be_left_out),
		T(help_needs_no_words),
		T(durations_have_units_and_bounds),
		T(ages_read_as_a_clock_then_as_days),
		CU_TEST_INFO_NULL,
	};
#undef T

	return tests;
}
