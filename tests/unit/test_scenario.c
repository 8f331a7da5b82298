/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_scenario.c - claims about the language of scenarios
 */
#include "suites.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/clid.h"
#include "holdline/config.h"
#include "tools/scenario/scenario.h"

/* From the root of the tree, where tests are run. */
#define README "tests/scenario/README.md"
#define SUITE  "tests/scenario/*.scn"

#define TEXT_MAX 65536

#define BENCH "station 101\nstation 102\nstation 103\ntrunk co1\ntrunk co2\n"

/* Every verb, every place, every tail: each prints as it is written. */
static const char *const lines[] = {
	"proves hold, music",
	"zone uk",
	"station 104",
	"trunk co3",
	"set 101 transfer no",
	"set all busy_limit 2 s",
	"set co1 ring 101, 102",
	"group hunt circular",
	"group prefix 0,",
	"dial 0. group out",
	"address 200 shared 101 and 102",
	"address 201 exclusive 101",
	"address 202 new 101, 102 and 103",
	"address 200 watched 103",
	"park 701-720",
	"codes us",
	"code forward *72",
	"speed 7 103",
	"span hold_at exchange",
	"joined by 1 channel",
	"joined by 12 channels",
	"second controller is killed",
	"second controller starts again",
	"101 has no display",
	"102 and 103 have no display",
	"101 is off the hook",
	"101 and 102 are off the hook",
	"102 is on the second controller",
	"101 lifts",
	"101 and 102 lift",
	"101 lifts after 50 ms",
	"101 hangs up",
	"101, 102 and 103 hang up after 1.5 s",
	"101 flashes",
	"101 flashes 300 ms",
	"101 and 102 flash 1.2 s after 2 s",
	"101 breaks for 1050 ms",
	"101 dials 9*#A",
	"co1 dials 5",
	"101 pulses 102",
	"101 pulses *12# at 8 a second",
	"101 and co1 begin to speak",
	"101 stops speaking",
	"outside calls on co1",
	"outside answers on co1 after 1 s",
	"outside hangs up on co2",
	"outside is busy on co1",
	"outside is free on co1",
	"wait 250 ms",
	"101 hears recall dial tone within 100 ms for 2 s",
	"101 and 102 hear special information tone",
	"co1 hears music after 10 ms within 1 s",
	"101 hears nothing for 500 ms",
	"101 hears 102 and co1",
	"101, 102 and co1 talk for 2 s",
	"101 rings",
	"101 and 102 ring within 1 s",
	"101 rings back",
	"101 does not ring",
	"101 and 102 do not ring for 1 s",
	"101 rings dr2",
	"101 and 102 ring splash within 1 s",
	"101 shows nothing",
	"101 and 102 show nothing for 1 s",
	"101 shows 5551234 within 6 s",
	"101's display says that a message waits within 5 s",
	"101's display says that no message waits",
	"101's lamp is on",
	"101's lamp is off",
	"101's echo canceller is on",
	"101's echo canceller is off",
	"line 101 is ask-dialtone",
	"call of 101 is onholdpendtransfer",
	"call of co1 is connected activeheld within 50 ms",
	"101 and co1 have no call",
	"co1 is seized",
	"co1 is released within 1.4 s",
	"outside was dialled 5551234 on co1 within 5 s",
	"nobody is held",
	"all is quiet",
	"101's call is onhold",
	"101's held call with 102 is connected activeheld within 50 ms",
	"101's conference is onholdpendconf",
	"101's waiting call is offering for 1 s",
	"101's active call 2 is ringback",
	"101 has 1 call",
	"co1 has 2 calls within 1 s",
	"outside was flashed on co1",
	"101 has heard digits 12*#",
	"101 has heard no digits for 500 ms",
	"co1 is parked at 701",
	"address 200 is in use by 0",
	"program is refused with INVALCALLSTATE",
	"program is told digits 5 from 101",
	"program is told of a voice from co1",
	"program calls 103 from 101",
	"program calls 103 from 101 after 50 ms",
	"program asks for dial tone for 101",
	"program dials 103 on 101's call",
	"program accepts 101's waiting call",
	"program answers 101's waiting call",
	"program redirects 101's waiting call to 103",
	"program drops 101's call 2",
	"program holds 101's call with co1",
	"program retrieves 101's held call",
	"program swaps 101's calls",
	"program swaps to 101's held call with 102",
	"program makes 101 consult",
	"program makes 101 consult 103",
	"program completes 101's transfer",
	"program completes 101's transfer as conference",
	"program transfers 101's call to 103",
	"program begins a conference with 101's call and 103",
	"program begins a conference with 101's call with 102 and 103 without hold",
	"program begins a conference of 101 with 103",
	"program invites 103 to 101's conference",
	"program invites 103 to 101's conference without hold",
	"program adds 101's active call to the conference",
	"program removes 102 from 101's conference",
	"program parks 101's call",
	"program parks 101's call at 701",
	"program fetches 701 for 103",
	"program picks up 102 for 103",
	"program picks up group 5 for 103",
	"program picks up for 103",
	"program secures 101's call",
	"program makes 101's call private",
	"program opens 101's call to others",
	"program plays ringback on 101's held call",
	"program listens for digits on co1's call",
	"program listens for no digits on co1's call",
	"program listens for the voice of 102 on 102's call",
	"program listens for no voice on 102's call",
	"program sends digits 123 on 101's call",
	"program sends no more digits on 101's call",
	"program sends a beep on 101's call",
	"program sends busy tone on 101's call",
	"program sends ringing tone on 101's call",
	"program sends no more tone on 101's call",
	"program tells 101 of a message",
	"program tells 101 of no message",
	"program forwards 101 to 103",
	"program forwards 101 to 103 when busy",
	"program forwards 101 to 103 when not answered",
	"program forwards 101 no more",
	"program leaves 101 undisturbed",
	"program lets calls to 101 through",
	"program flashes co1",
	"program flashes co1 300 ms",
	"program resets co1",
	"outside has no path on co1",
	"outside is unobtainable on co1",
	"outside calls on co1 as 0301234567",
	"outside calls on co1 as 0301234567 Anna",
	"outside calls on co1 as 0301234567 after 2 s",
	"outside calls on co1 as withheld",
	"outside calls on co1 with damaged caller ID",
	"outside calls on co1 at seizure",
	"outside gives no dial tone on co1",
	"outside takes 3 s to dial tone on co1",
	"outside knows pulses only on co1",
	"outside reverses the battery at answer on co1",
	"outside releases by battery drop on co1",
	"outside releases by special information tone on co1",
	"outside takes flashes on co1",
	"co1 has no battery",
	"101 loses its line",
	"101 has its line again",
	"card of 101 is pulled out",
	"card of 101 is put back",
	"co1 has battery again after 2 s",
	"co1 has echo of 12 dB",
	"co1 has noise of minus 50 dBm0",
	"outside was dialled 555 by pulses on co1",
	"outside has lost no digit on co1",
	"co1 is held by the exchange",
	"co1 is not held by the exchange",
	"co1 was released by busy tone within 6 s",
	"co1 is out of service",
	"co1 is in service",
};

#define LINES (sizeof(lines) / sizeof(lines[0]))

static struct scenario *scenario_of(const char *text)
{
	struct scenario *scenario = NULL;

	CU_ASSERT_EQUAL_FATAL(
		scenario_parse(&scenario, text, strlen(text), stderr), 0);
	return scenario;
}

/* Complaints about a text that is wrong. */
static void complaints_of(const char *text, size_t size, char *ret)
{
	struct scenario *scenario = NULL;
	FILE *out = fmemopen(ret, TEXT_MAX, "w");

	ret[0] = '\0';
	CU_ASSERT_EQUAL(scenario_parse(&scenario, text, size, out), -EBADMSG);
	CU_ASSERT_PTR_NULL(scenario);
	fclose(out);
}

static void check_complaint(const char *line, const char *words)
{
	static char said[TEXT_MAX];
	char text[1024];

	snprintf(text, sizeof(text), "# T\n" BENCH "%s\n", line);
	complaints_of(text, strlen(text), said);
	if (!strstr(said, words))
		fprintf(stderr, "\n  '%s': %s", line, said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, words));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 7: "));
}

/* ---- reading ------------------------------------------------------------ */

static void a_scenario_has_a_title_lines_and_statements(void)
{
	struct scenario *s = scenario_of(
		"# A title   \n# another comment\n\nzone de\nstation 101\n"
		"trunk co1 # the first one\n101 is off the hook\nwait 2 s\n");

	CU_ASSERT_STRING_EQUAL(scenario_title(s), "A title");
	CU_ASSERT_STRING_EQUAL(scenario_zone(s), "de");
	CU_ASSERT_EQUAL(scenario_lines(s), 2);
	CU_ASSERT_EQUAL(scenario_count(s), 5);
	CU_ASSERT_EQUAL(scenario_line(s, 0)->channel, 1);
	CU_ASSERT_EQUAL(scenario_line(s, 1)->channel, 9);
	CU_ASSERT_EQUAL(scenario_line(s, 1)->kind, HL_KIND_TRUNK);
	CU_ASSERT_TRUE(scenario_is_lifted(s, 0));
	CU_ASSERT_EQUAL(scenario_at(s, 4)->number, 8);
	CU_ASSERT_EQUAL(scenario_at(s, 4)->time, 2000);
	CU_ASSERT_PTR_NULL(scenario_at(s, 5));
	scenario_free(s);
}

static void a_statement_prints_as_it_was_written(void)
{
	struct scenario *bench = scenario_of("# B\n" BENCH);
	struct scenario_statement s;
	char text[320];
	char why[512];

	for (unsigned i = 0; i < LINES; i++) {
		int r = scenario_statement_parse(&s, bench, lines[i], why,
						 sizeof(why));

		CU_ASSERT_EQUAL(r, 1);
		if (r != 1) {
			fprintf(stderr, "\n  '%s': %s", lines[i], why);
			continue;
		}
		scenario_statement_print(&s, text, sizeof(text));
		CU_ASSERT_STRING_EQUAL(text, lines[i]);
	}
	scenario_free(bench);
}

static void every_verb_of_the_language_is_tried(void)
{
	bool seen[SCENARIO_VERB_COUNT] = { false };
	struct scenario_statement s;
	char why[512];

	for (unsigned i = 0; i < LINES; i++)
		if (scenario_statement_parse(&s, NULL, lines[i], why,
					     sizeof(why)) == 1)
			seen[s.verb] = true;
	for (unsigned i = 0; i < SCENARIO_VERB_COUNT; i++)
		CU_ASSERT_TRUE(seen[i]);
}

static void every_request_of_the_controller_can_be_made(void)
{
	bool seen[HL_REQUEST_COUNT] = { false };

	for (unsigned i = 0; i < SCENARIO_VERB_COUNT; i++) {
		const struct scenario_ask *ask = scenario_ask(i);

		CU_ASSERT_EQUAL(ask != NULL,
				scenario_verb_kind(i) == SCENARIO_REQUEST);
		if (ask)
			seen[ask->request] = true;
	}
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++)
		CU_ASSERT_TRUE(seen[i]);
}

static void a_call_is_named_as_a_person_would(void)
{
	struct scenario_statement s;
	char why[512];

	CU_ASSERT_EQUAL(scenario_statement_parse(
				&s, NULL,
				"program transfers 101's held call 2 with co1 "
				"to 103",
				why, sizeof(why)),
			1);
	CU_ASSERT_EQUAL(s.verb, SCENARIO_ASK_BLIND);
	CU_ASSERT_STRING_EQUAL(s.call.of, "101");
	CU_ASSERT_EQUAL(s.call.which, SCENARIO_WHICH_HELD);
	CU_ASSERT_EQUAL(s.call.index, 2);
	CU_ASSERT_STRING_EQUAL(s.call.with, "co1");
	CU_ASSERT_STRING_EQUAL(s.word, "103");
	CU_ASSERT_EQUAL(s.parties, 0);
}

static void a_hash_is_a_digit_or_a_comment(void)
{
	struct scenario_statement s;
	char why[512];

	CU_ASSERT_EQUAL(scenario_statement_parse(&s, NULL, "101 dials #", why,
						 sizeof(why)),
			1);
	CU_ASSERT_STRING_EQUAL(s.word, "#");
	CU_ASSERT_EQUAL(scenario_statement_parse(&s, NULL,
						 "101 dials 1#2 # why", why,
						 sizeof(why)),
			1);
	CU_ASSERT_STRING_EQUAL(s.word, "1#2");
	CU_ASSERT_EQUAL(
		scenario_statement_parse(&s, NULL, "  #no", why, sizeof(why)),
		0);
	CU_ASSERT_EQUAL(
		scenario_statement_parse(&s, NULL, "  ", why, sizeof(why)), 0);
}

static void a_mistake_is_told_with_its_line_and_a_guess(void)
{
	check_complaint("101 flahses", "'flahses'. Did you mean 'flashes'?");
	check_complaint("statoin 104", "Did you mean 'station'?");
	check_complaint("10l lifts", "no line '10l'. Did you mean '101'?");
	check_complaint("101 hears dail tone", "Did you mean 'dial tone'?");
	check_complaint("101 hears busy", "Did you mean 'busy tone'?");
	check_complaint("101 hears musik", "Did you mean 'music'?");
	check_complaint("set 101 transfre no", "Did you mean 'transfer'?");
	check_complaint("line 101 is ask-dialton", "'ask-dialtone'?");
	check_complaint("call of 101 is conected", "'connected'?");
	check_complaint("call of 101 is connected activehold", "'activeheld'?");
	check_complaint("nobody is hold", "'held'?");
	check_complaint("101 rings splahs", "'splash'?");
	check_complaint("101 shwos 102", "'shows'?");
	check_complaint("program hold 101's call", "'hold'. Did you mean "
						   "'holds'?");
	check_complaint("program holds 10l's call", "Did you mean '101's'?");
	check_complaint("program holds 101's hold call", "'held'?");
	check_complaint("program plays silnce on 101's call", "'silence'?");
	check_complaint("address 200 shard 101", "'shared'?");
	check_complaint("program holds 101's call with 104",
			"there is no line '104'");
}

static void a_mistake_without_a_guess_says_what_can_stand_there(void)
{
	check_complaint("wait", "something is missing behind 'wait'; here can "
				"stand: TIME");
	check_complaint("101 dials", "behind 'dials'; here can stand: DIGITS");
	check_complaint("co1 has fnords", "here can stand: ");
	check_complaint("outside releases by fnords on co1",
			"here can stand: RELEASE");
	check_complaint("outside releases by busy",
			"Did you mean 'busy tone'?");
	check_complaint("101 flashes 300", "a length of time has a unit");
	check_complaint("wait 2 parsecs", "a length of time has a unit");
	check_complaint("wait 0 ms", "no length of time between");
	check_complaint("wait 601 s", "no length of time between");
	check_complaint("wait 1.2.3 s", "no length of time between");
	check_complaint("101 dials 12x4", "'12x4' cannot be dialled");
	check_complaint("101, 101 talk", "'101' is named twice");
	check_complaint("wait 1 s within 2 s", "the end of the line");
	check_complaint("program holds", "behind 'holds'; here can stand: "
					 "CALL");
	check_complaint("program holds 101", "here can stand: CALL");
	check_complaint("program holds 101's call within 1 s", "after");
	check_complaint("101 has 64 calls", "more than 63");
}

static void what_no_pattern_can_say_is_judged(void)
{
	check_complaint("co1 lifts", "'co1' is a trunk; a station is wanted");
	check_complaint("outside calls on 101", "a trunk is wanted");
	check_complaint("101 talks", "nobody talks alone");
	check_complaint("101 flashes 5 s", "a break lasts 15 ms to 3 s");
	check_complaint("101 breaks for 10 ms", "a break lasts");
	check_complaint("101 pulses 1A", "only the digits 0-9");
	check_complaint("101 pulses 1 at 5 a second", "6 to 15 pulses");
	check_complaint("zone xx", "there is no zone 'xx'");
	check_complaint("dial 1.2 line", "");
	check_complaint("station 101", "this name is taken");
	check_complaint("station wait", "cannot be a name");
	check_complaint("station a-b", "cannot be a name");
	check_complaint("station program", "cannot be a name");
	check_complaint("program is refused with INUSE", "behind a request");
	check_complaint("program is refused with OK", "do not understand");
	check_complaint("program flashes co1 10 ms", "a flash lasts 20 ms");
	check_complaint("program flashes 101", "a trunk is wanted");
	check_complaint("101 has 0 calls", "say 'has no call'");
	check_complaint("program picks up group 0 for 101", "1 to 63");
}

static void the_bench_comes_first_and_is_limited(void)
{
	static const char late[] = "station 101\n101 lifts\nstation 102\n";
	static const char full[] =
		"station 1\nstation 2\nstation 3\nstation 4\nstation 5\n"
		"station 6\nstation 7\nstation 8\nstation 9\n";
	static char said[TEXT_MAX];

	complaints_of(late, strlen(late), said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 3: what is on the bench"));
	complaints_of(full, strlen(full), said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 9: the bench is full"));
	complaints_of("# nothing\n", 10, said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "nothing can happen"));
}

static void bytes_that_are_no_text_are_refused(void)
{
	static const char zero[] = "station 101\n1\0001 lifts\n";
	static const char bell[] = "station 101\n101\a lifts\n";
	static char said[TEXT_MAX];
	static char big[SCENARIO_BYTES_MAX + 1];
	char line[400];

	complaints_of(zero, sizeof(zero) - 1, said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 2: "));
	complaints_of(bell, sizeof(bell) - 1, said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 2: a byte in this line"));
	memset(line, 'x', sizeof(line));
	complaints_of(line, sizeof(line), said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "line 1: longer than"));
	memset(big, '\n', sizeof(big));
	complaints_of(big, sizeof(big), said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "the file is longer than"));
}

static void every_mistake_is_told_up_to_a_limit(void)
{
	static char said[TEXT_MAX];
	static char text[TEXT_MAX];
	unsigned told = 0;

	for (unsigned i = 0; i < 80; i++)
		strcat(text, "fnord\n");
	complaints_of(text, strlen(text), said);
	for (const char *p = said; (p = strstr(p, "line ")); p++)
		told++;
	CU_ASSERT_EQUAL(told, SCENARIO_TOLD_MAX);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "and 30 more"));
}

/* ---- writing ------------------------------------------------------------ */

static void text_of(const struct scenario *scenario, char *ret)
{
	FILE *out = fmemopen(ret, TEXT_MAX, "w");

	scenario_print(scenario, out);
	fclose(out);
}

static void check_round_trip(const char *path)
{
	static char first[TEXT_MAX];
	static char second[TEXT_MAX];
	struct scenario *scenario = NULL;
	struct scenario *again;

	CU_ASSERT_EQUAL_FATAL(scenario_load(&scenario, path, stderr), 0);
	CU_ASSERT(scenario_title(scenario)[0] != '\0');
	text_of(scenario, first);
	again = scenario_of(first);
	text_of(again, second);
	CU_ASSERT_STRING_EQUAL(first, second);
	CU_ASSERT_EQUAL(scenario_count(scenario), scenario_count(again));
	scenario_free(scenario);
	scenario_free(again);
}

static void every_scenario_of_the_suite_prints_as_the_same(void)
{
	glob_t found = { 0 };

	CU_ASSERT_EQUAL_FATAL(glob(SUITE, 0, NULL, &found), 0);
	CU_ASSERT(found.gl_pathc >= 150);
	for (size_t i = 0; i < found.gl_pathc; i++)
		check_round_trip(found.gl_pathv[i]);
	globfree(&found);
}

static void a_scenario_can_be_made_statement_by_statement(void)
{
	static char text[TEXT_MAX];
	struct scenario_statement s;
	struct scenario *scenario = NULL;
	char why[512];

	CU_ASSERT_EQUAL_FATAL(scenario_new(&scenario, "Made"), 0);
	CU_ASSERT_EQUAL(scenario_statement_parse(&s, scenario, "station 101",
						 why, sizeof(why)),
			1);
	CU_ASSERT_EQUAL(scenario_add(scenario, &s), 0);
	CU_ASSERT_EQUAL(scenario_add(scenario, &s), -EEXIST);
	CU_ASSERT_EQUAL(scenario_statement_parse(&s, scenario, "101 lifts", why,
						 sizeof(why)),
			1);
	CU_ASSERT_EQUAL(scenario_add(scenario, &s), 0);
	CU_ASSERT_EQUAL(scenario_statement_parse(&s, NULL, "station 102", why,
						 sizeof(why)),
			1);
	CU_ASSERT_EQUAL(scenario_add(scenario, &s), -EPROTO);
	text_of(scenario, text);
	CU_ASSERT_STRING_EQUAL(text, "# Made\nstation 101\n\n101 lifts\n");
	scenario_free(scenario);
}

static void the_setup_is_a_configuration(void)
{
	const struct scenario_site site = { .driver = "sim" };
	struct scenario *s = scenario_of(
		"# S\nzone uk\nstation 101\nstation 102\ntrunk co1\n"
		"set all transfer no\nset 101 busy_limit 2 s\n"
		"set co1 ring 102\n");
	struct hl_config_line line;
	struct hl_config *config = NULL;
	static char text[TEXT_MAX];
	FILE *out = fmemopen(text, sizeof(text), "w");

	scenario_config_print(s, &site, out);
	fclose(out);
	CU_ASSERT_EQUAL_FATAL(
		hl_config_parse(&config, "setup", text, strlen(text), stderr),
		0);
	CU_ASSERT_STRING_EQUAL(hl_config_globals(config)->zone, "uk");
	CU_ASSERT_EQUAL(hl_config_lines(config), 3);
	CU_ASSERT_EQUAL(hl_config_line(config, 0, &line), 0);
	CU_ASSERT_EQUAL(line.settings.timer[HL_TIMER_TONE], 2000);
	CU_ASSERT_FALSE(line.settings.switches & 1u << HL_SWITCH_TRANSFER);
	CU_ASSERT_EQUAL(hl_config_line(config, 2, &line), 0);
	CU_ASSERT_EQUAL(line.channel, 9);
	CU_ASSERT_EQUAL(line.settings.ring[0], 1);
	CU_ASSERT_EQUAL(hl_config_plan(config)->group[0].count, 1);
	hl_config_free(config);
	scenario_free(s);
}

static void shared_numbers_and_parks_are_in_the_configuration(void)
{
	struct scenario *s = scenario_of(
		"# S\nstation 101\nstation 102\nstation 103\n"
		"address 200 exclusive 101, 102\naddress 200 watched 103\n"
		"park 701-705\n");
	struct hl_config *config = NULL;
	const struct hl_plan *plan;
	char why[512];

	CU_ASSERT_EQUAL_FATAL(
		scenario_config_read(s, &config, why, sizeof(why)), 0);
	plan = hl_config_plan(config);
	CU_ASSERT_EQUAL_FATAL(plan->addresses, 1);
	CU_ASSERT_STRING_EQUAL(plan->address[0].name, "200");
	CU_ASSERT_EQUAL(plan->address[0].sharing, HL_SHARING_EXCL);
	CU_ASSERT_EQUAL(plan->address[0].count, 3);
	CU_ASSERT_EQUAL(plan->address[0].watchers, 1u << 2);
	CU_ASSERT_EQUAL(plan->park_first, 701);
	CU_ASSERT_EQUAL(plan->parks, 5);
	hl_config_free(config);
	scenario_free(s);
}

static void codes_and_stored_numbers_reach_the_configuration(void)
{
	struct scenario *s = scenario_of(
		"station 101\nstation 102\ncodes none\ncode redial *0\n"
		"speed 7 102\nset all caller_id etsi\n102 has no display\n");
	struct hl_config *config = NULL;
	const struct hl_plan *plan;
	char why[512] = "";

	CU_ASSERT_EQUAL_FATAL(
		scenario_config_read(s, &config, why, sizeof(why)), 0);
	plan = hl_config_plan(config);
	CU_ASSERT_STRING_EQUAL(plan->pattern[0].text, "*0");
	CU_ASSERT_EQUAL(plan->pattern[0].group, HL_CODE_REDIAL);
	CU_ASSERT_EQUAL_FATAL(plan->speeds, 1);
	CU_ASSERT_EQUAL(plan->speed[0].place, 7);
	CU_ASSERT_STRING_EQUAL(plan->speed[0].number, "102");
	CU_ASSERT_EQUAL(scenario_display(s, config, 0), HL_CLID_ETSI);
	CU_ASSERT_EQUAL(scenario_display(s, config, 1), HL_CLID_NONE);
	hl_config_free(config);
	scenario_free(s);
}

static void the_page_of_the_language_is_in_step(void)
{
	static char page[TEXT_MAX];
	char *language = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&language, &size);
	FILE *file = fopen(README, "r");

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	scenario_language(out);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(page, language));
	free(language);
}

#define T(claim)                                                               \
	{                                                                      \
#claim, claim                                                  \
	}

CU_TestInfo *test_scenario(void)
{
	static CU_TestInfo tests[] = {
		T(a_scenario_has_a_title_lines_and_statements),
		T(a_statement_prints_as_it_was_written),
		T(every_verb_of_the_language_is_tried),
		T(every_request_of_the_controller_can_be_made),
		T(a_call_is_named_as_a_person_would),
		T(a_hash_is_a_digit_or_a_comment),
		T(a_mistake_is_told_with_its_line_and_a_guess),
		T(a_mistake_without_a_guess_says_what_can_stand_there),
		T(what_no_pattern_can_say_is_judged),
		T(the_bench_comes_first_and_is_limited),
		T(bytes_that_are_no_text_are_refused),
		T(every_mistake_is_told_up_to_a_limit),
		T(every_scenario_of_the_suite_prints_as_the_same),
		T(a_scenario_can_be_made_statement_by_statement),
		T(the_setup_is_a_configuration),
		T(shared_numbers_and_parks_are_in_the_configuration),
		T(codes_and_stored_numbers_reach_the_configuration),
	T(the_page_of_the_language_is_in_step),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
