/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_scenario.c - claims about the language of scenarios and its player
 */
#include "suites.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/config.h"
#include "tools/scenario/bed_sim.h"
#include "tools/scenario/player.h"
#include "tools/scenario/scenario.h"

/* From the root of the tree, where tests are run. */
#define README "tests/scenario/README.md"
#define SUITE  "tests/scenario/*.scn"

#define TEXT_MAX 65536

#define BENCH "station 101\nstation 102\nstation 103\ntrunk co1\ntrunk co2\n"

/* A conversation to begin with. */
#define TALKING                                                                \
	"# Talking\nstation 101\nstation 102\n101 lifts\n101 dials 102\n"      \
	"102 rings\n102 lifts after 300 ms\n101 and 102 talk\n"

/* Every verb, every place, every tail: each prints as it is written. */
static const char *const lines[] = {
	"proves hold, music",
	"zone uk",
	"station 104",
	"trunk co3",
	"set 101 transfer no",
	"set all busy_limit 2 s",
	"set co1 ring 101, 102",
	"dial 0. group out",
	"101 is off the hook",
	"101 and 102 are off the hook",
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
	"line 101 is ask-dialtone",
	"call of 101 is onholdpendtransfer",
	"call of co1 is connected activeheld within 50 ms",
	"101 and co1 have no call",
	"co1 is seized",
	"co1 is released within 1.4 s",
	"outside was dialled 5551234 on co1 within 5 s",
	"nobody is held",
	"all is quiet",
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
}

static void a_mistake_without_a_guess_says_what_can_stand_there(void)
{
	check_complaint("wait", "something is missing behind 'wait'; here can "
				"stand: TIME");
	check_complaint("101 dials", "behind 'dials'; here can stand: DIGITS");
	check_complaint("outside fnords", "calls, answers, hangs, is, was");
	check_complaint("101 flashes 300", "a length of time has a unit");
	check_complaint("wait 2 parsecs", "a length of time has a unit");
	check_complaint("wait 0 ms", "no length of time between");
	check_complaint("wait 601 s", "no length of time between");
	check_complaint("wait 1.2.3 s", "no length of time between");
	check_complaint("101 dials 12x4", "'12x4' cannot be dialled");
	check_complaint("101, 101 talk", "'101' is named twice");
	check_complaint("wait 1 s within 2 s", "the end of the line");
}

static void what_no_pattern_can_say_is_judged(void)
{
	check_complaint("co1 lifts", "'co1' is a trunk; a station is wanted");
	check_complaint("outside calls on 101", "a trunk is wanted");
	check_complaint("101 talks", "nobody talks alone");
	check_complaint("101 flashes 5 s", "a break lasts 15 ms to 3 s");
	check_complaint("101 breaks for 10 ms", "a break lasts");
	check_complaint("101 pulses 1*", "only the digits 0-9");
	check_complaint("zone xx", "there is no zone 'xx'");
	check_complaint("dial 1.2 line", "");
	check_complaint("station 101", "this name is taken");
	check_complaint("station wait", "cannot be a name");
	check_complaint("station a-b", "cannot be a name");
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
	CU_ASSERT(found.gl_pathc >= 45);
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
	const struct hl_config_line *line;
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
	line = hl_config_line(config, 0);
	CU_ASSERT_EQUAL(line->settings.timer[HL_TIMER_TONE], 2000);
	CU_ASSERT_FALSE(line->settings.switches & 1u << HL_SWITCH_TRANSFER);
	line = hl_config_line(config, 2);
	CU_ASSERT_EQUAL(line->channel, 9);
	CU_ASSERT_EQUAL(line->settings.ring[0], 1);
	CU_ASSERT_EQUAL(hl_config_plan(config)->group[0].count, 1);
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

/* ---- playing ------------------------------------------------------------ */

static void play(const char *text, struct player_result *ret)
{
	struct scenario *scenario = scenario_of(text);
	struct player_config config = { .ops = &bed_sim_ops };
	struct bed_sim *bed = NULL;

	CU_ASSERT_EQUAL_FATAL(bed_sim_open(&bed, NULL), 0);
	config.bed = bed;
	player_play(&config, scenario, NULL, ret);
	bed_sim_close(bed);
	scenario_free(scenario);
}

static void check_fails(const char *text, unsigned line, const char *why)
{
	struct player_result result;

	play(text, &result);
	CU_ASSERT_FALSE(result.passed);
	CU_ASSERT_EQUAL(result.failed, line);
	if (!strstr(result.why, why))
		fprintf(stderr, "\n  %s: not '%s'", result.why, why);
	CU_ASSERT_PTR_NOT_NULL(strstr(result.why, why));
}

static void a_true_scenario_passes(void)
{
	struct player_result result;

	play(TALKING "101 flashes\n"
		     "101 hears recall dial tone within 100 ms\n"
		     "101 flashes\n101 and 102 talk\n",
	     &result);
	CU_ASSERT_TRUE(result.passed);
	CU_ASSERT_EQUAL(result.failed, 0);
	CU_ASSERT(result.length > HL_MS(1000));
	CU_ASSERT(result.length < HL_MS(20000));
}

static void a_wrong_expectation_fails_and_says_what_is_so(void)
{
	check_fails(TALKING "101 hears busy tone\n", 9, "101 hears silence");
	check_fails(TALKING "101 hears music\n", 9, "101 hears silence");
	check_fails(TALKING "102 begins to speak\n101 hears nothing\n", 10,
		    "101 hears voice 102");
	check_fails(TALKING "line 101 is resting\n", 9, "101 is talking");
	check_fails(TALKING "call of 102 is onhold\n", 9, "connected/active");
	check_fails(TALKING "101 has no call\n", 9, "connected");
	check_fails(TALKING "102 rings\n", 9, "bell none");
	check_fails(TALKING "all is quiet\n", 9, "is off the hook");
	check_fails(TALKING "101 flashes\nnobody is held\n", 10,
		    "onholdpendtransfer");
	check_fails(TALKING "101 flashes\n101 and 102 talk\n", 10,
		    "101 hears recall dial tone");
}

static void what_nobody_says_is_not_heard(void)
{
	check_fails(TALKING "101 hears 102\n", 9, "101 hears silence");
	check_fails(TALKING "102 begins to speak\n101 hears 102\n"
			    "102 stops speaking\n101 hears 102\n",
		    12, "101 hears silence");
}

static void whoever_listens_in_is_found(void)
{
	static const char three[] =
		"# T\nstation 101\nstation 102\nstation 103\n101 lifts\n"
		"101 dials 102\n102 lifts\n101 flashes\n101 dials 103\n"
		"103 lifts\n101 flashes after 500 ms\n101 and 102 talk\n";

	check_fails(three, 12, "103 hears voices 101 102");
}

static void too_late_is_a_failure(void)
{
	check_fails(TALKING "101 hangs up\n102 hears busy tone within 1 s\n",
		    10, "only after 110");
	check_fails(TALKING "101 hangs up\n101 has no call within 1 s\n", 10,
		    "connected");
}

static void what_must_stay_true_is_watched(void)
{
	check_fails("# T\nstation 101\nset 101 first_digit 1 s\n101 lifts\n"
		    "101 hears dial tone for 2 s\n",
		    5, "no more after");
}

static void hands_do_only_what_hands_can(void)
{
	check_fails("# T\nstation 101\n101 hangs up\n", 3,
		    "the receiver of 101 is down");
	check_fails("# T\nstation 101\n101 lifts\n101 lifts\n", 4,
		    "the receiver of 101 is up already");
	check_fails("# T\nstation 101\n101 flashes\n", 3, "is down");
	check_fails("# T\nstation 101\n101 dials 1\n", 3, "is down");
}

static void a_setup_that_the_controller_refuses_is_told(void)
{
	check_fails("# T\nstation 101\nset 101 busy_limit soon\n101 lifts\n", 0,
		    "busy_limit");
}

/* A controller that forgets a call when everybody has hung up. */
static int forgetful_near(void *bed, unsigned party, struct bed_near *ret)
{
	int r = bed_sim_ops.near(bed, party, ret);

	if (party == 0 && !ret->calls)
		ret->state[ret->calls++] = HL_CALL_ONHOLD;
	return r;
}

/* A controller that contradicts itself after a while. */
static int broken_advance(void *bed, hl_msec ms, char *why, size_t size)
{
	if (bed_sim_now(bed) > HL_MS(3000)) {
		snprintf(why, size, "two and two is five");
		return -EPROTO;
	}
	return bed_sim_ops.advance(bed, ms, why, size);
}

static void play_with(const struct bed_ops *ops, struct player_result *ret)
{
	struct scenario *scenario = scenario_of(TALKING "wait 5 s\n");
	struct player_config config = { .ops = ops };
	struct bed_sim *bed = NULL;

	CU_ASSERT_EQUAL_FATAL(bed_sim_open(&bed, NULL), 0);
	config.bed = bed;
	player_play(&config, scenario, NULL, ret);
	bed_sim_close(bed);
	scenario_free(scenario);
}

static void what_is_left_at_the_end_is_a_failure(void)
{
	struct bed_ops ops = bed_sim_ops;
	struct player_result result;

	ops.near = forgetful_near;
	play_with(&ops, &result);
	CU_ASSERT_FALSE(result.passed);
	CU_ASSERT_EQUAL(result.failed, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(result.why, "101 has a call"));
}

static void a_contradiction_is_a_failure(void)
{
	struct bed_ops ops = bed_sim_ops;
	struct player_result result;

	ops.advance = broken_advance;
	play_with(&ops, &result);
	CU_ASSERT_FALSE(result.passed);
	CU_ASSERT_EQUAL(result.failed, 9);
	CU_ASSERT_PTR_NOT_NULL(strstr(result.why, "two and two"));
}

struct times {
	unsigned count;
	hl_usec took;
};

static void time_keep(void *ctx, const struct player_step *step)
{
	struct times *times = ctx;

	times->count++;
	if (step->statement->verb == SCENARIO_VERB_HEARTONE)
		times->took = step->took;
}

static void times_are_those_of_the_sound_itself(void)
{
	struct scenario *scenario =
		scenario_of(TALKING "101 hangs up\n102 hears busy tone\n");
	struct times times = { 0 };
	struct player_config config = { .ops = &bed_sim_ops,
					.step = time_keep,
					.ctx = &times };
	struct player_result result;
	struct bed_sim *bed = NULL;

	CU_ASSERT_EQUAL_FATAL(bed_sim_open(&bed, NULL), 0);
	config.bed = bed;
	player_play(&config, scenario, NULL, &result);
	CU_ASSERT_TRUE(result.passed);
	/* Every statement, and the end. */
	CU_ASSERT_EQUAL(times.count, scenario_count(scenario) + 1);
	/* Hanging up is believed after 1100 ms (profile us). */
	CU_ASSERT(times.took >= HL_MS(1100) && times.took < HL_MS(1110));
	bed_sim_close(bed);
	scenario_free(scenario);
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
		T(the_page_of_the_language_is_in_step),
		T(a_true_scenario_passes),
		T(a_wrong_expectation_fails_and_says_what_is_so),
		T(what_nobody_says_is_not_heard),
		T(whoever_listens_in_is_found),
		T(too_late_is_a_failure),
		T(what_must_stay_true_is_watched),
		T(hands_do_only_what_hands_can),
		T(a_setup_that_the_controller_refuses_is_told),
		T(what_is_left_at_the_end_is_a_failure),
		T(a_contradiction_is_a_failure),
		T(times_are_those_of_the_sound_itself),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
