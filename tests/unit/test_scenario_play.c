/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_scenario_play.c - claims about the player of scenarios
 */
#include "suites.h"

#include <stdio.h>
#include <string.h>

#include "tools/scenario/bed_sim.h"
#include "tools/scenario/player.h"
#include "tools/scenario/scenario.h"

/* A conversation to begin with. */
#define TALKING                                                                \
	"# Talking\nstation 101\nstation 102\n101 lifts\n101 dials 102\n"      \
	"102 rings\n102 lifts after 300 ms\n101 and 102 talk\n"

static struct scenario *scenario_of(const char *text)
{
	struct scenario *scenario = NULL;

	CU_ASSERT_EQUAL_FATAL(
		scenario_parse(&scenario, text, strlen(text), stderr), 0);
	return scenario;
}

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

static void a_program_that_is_refused_fails_unless_that_is_said(void)
{
	struct player_result result;

	check_fails(TALKING "program retrieves 101's call\n101 and 102 talk\n",
		    9, "refused: INVALCALLSTATE");
	check_fails(TALKING "program retrieves 101's call\n"
			    "program is refused with INUSE\n",
		    10, "the answer was INVALCALLSTATE");
	check_fails(TALKING "program holds 101's call\n"
			    "program is refused with INUSE\n",
		    10, "the answer was OK");
	play(TALKING "program retrieves 101's call\n"
		     "program is refused with INVALCALLSTATE\n"
		     "101 and 102 talk\n",
	     &result);
	CU_ASSERT_TRUE(result.passed);
}

static void a_call_that_is_not_there_or_not_clear_is_told(void)
{
	static const char two[] =
		"# T\nstation 101\nstation 102\nstation 103\n101 lifts\n"
		"101 dials 102\n102 lifts\nprogram holds 101's call\n"
		"program calls 103 from 101\n103 lifts after 1 s\n"
		"program holds 101's active call\n"
		"program retrieves 101's held call\n";

	check_fails(TALKING "program retrieves 101's held call\n", 9,
		    "there is no call that is 101's held call");
	check_fails(TALKING "program drops 101's conference\n", 9,
		    "101's conference");
	check_fails(two, 12, "101's held call may be several");
}

static void what_calls_and_programs_are_is_told(void)
{
	check_fails(TALKING "101's call is onhold\n", 9, "connected/active");
	check_fails(TALKING "101 has 2 calls\n", 9, "connected/active");
	check_fails(TALKING "101 is parked at 701\n", 9, "101 is talking");
	check_fails(TALKING "101 has heard digits 1\n", 9, "101 has heard");
	check_fails(TALKING "program is told digits 1 from 101\n", 9,
		    "was told digits ''");
	check_fails(TALKING "address 200 is in use by 1\n", 9, "101 is");
	check_fails("# T\nstation 101\ntrunk co1\n"
		    "outside was flashed on co1\n",
		    4, "0 flashes");
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

static const char *lame(void *bed, const struct scenario *scenario)
{
	(void)bed;
	(void)scenario;
	return "it has no legs";
}

static void what_a_bed_cannot_play_is_skipped_and_named(void)
{
	struct bed_ops ops = bed_sim_ops;
	struct player_result result;

	ops.lacks = lame;
	/* Nothing of it is begun. */
	ops.advance = broken_advance;
	play_with(&ops, &result);
	CU_ASSERT_TRUE(result.passed && result.skipped);
	CU_ASSERT_EQUAL(result.length, 0);
	CU_ASSERT_STRING_EQUAL(result.why, "it has no legs");
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

CU_TestInfo *test_scenario_play(void)
{
	static CU_TestInfo tests[] = {
		T(a_true_scenario_passes),
		T(a_wrong_expectation_fails_and_says_what_is_so),
		T(what_nobody_says_is_not_heard),
		T(whoever_listens_in_is_found),
		T(too_late_is_a_failure),
		T(what_must_stay_true_is_watched),
		T(hands_do_only_what_hands_can),
		T(a_setup_that_the_controller_refuses_is_told),
		T(a_program_that_is_refused_fails_unless_that_is_said),
		T(a_call_that_is_not_there_or_not_clear_is_told),
		T(what_calls_and_programs_are_is_told),
		T(what_is_left_at_the_end_is_a_failure),
		T(a_contradiction_is_a_failure),
		T(what_a_bed_cannot_play_is_skipped_and_named),
		T(times_are_those_of_the_sound_itself),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
