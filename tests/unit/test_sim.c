/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim.c - claims about the virtual line card: time, telephones, the
 * card's own judge, faults (include/holdline/sim.h)
 */
#include "holdline/sim.h"

#include <errno.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "sim_bench.h"

CU_TestInfo *test_sim(void);

/* ---- time --------------------------------------------------------------- */

static void orders_happen_in_the_order_of_time_then_of_asking(void)
{
	sim_bench_begin();
	hl_sim_hangup(bench.card, STATION_1, AT(30));
	hl_sim_lift(bench.card, STATION_2, AT(20));
	hl_sim_lift(bench.card, STATION_1, AT(10));
	hl_sim_hangup(bench.card, STATION_2, AT(20));
	hl_sim_lift(bench.card, STATION_3, AT(20));
	sim_bench_pass(50);
	CU_ASSERT_EQUAL(bench.count, 5);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_EDGE, STATION_1, AT(10)));
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_EDGE, STATION_2, AT(20)));
	CU_ASSERT(bench.event[1].closed);
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_EDGE, STATION_2, AT(20)));
	CU_ASSERT(!bench.event[2].closed);
	CU_ASSERT(sim_bench_event_is(3, HL_EVENT_EDGE, STATION_3, AT(20)));
	CU_ASSERT(sim_bench_event_is(4, HL_EVENT_EDGE, STATION_1, AT(30)));
	sim_bench_end();
}

static void a_thousand_orders_in_any_order_come_out_sorted(void)
{
	uint32_t seed = 1;
	hl_usec last = 0;
	unsigned i;

	sim_bench_begin();
	for (i = 0; i < 1000; i++) {
		seed = seed * 1664525u + 1013904223u;
		CU_ASSERT_EQUAL(
			hl_sim_polarity(bench.card, TRUNK_1, AT(seed % 5000)),
			0);
	}
	sim_bench_pass(5000);
	CU_ASSERT_EQUAL(bench.count, 1000);
	for (i = 0; i < bench.count; i++) {
		CU_ASSERT(bench.event[i].at.latest >= last);
		last = bench.event[i].at.latest;
	}
	sim_bench_end();
}

static void the_alarm_is_the_next_instant_and_the_event_carries_it(void)
{
	sim_bench_begin();
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	hl_sim_lift(bench.card, STATION_1, AT(250));
	CU_ASSERT_EQUAL(bench.alarm, AT(250));
	hl_sim_lift(bench.card, STATION_2, AT(100));
	CU_ASSERT_EQUAL(bench.alarm, AT(100));
	CU_ASSERT_EQUAL(hl_sim_next(bench.card), AT(100));

	/* Both are found in one late wake-up, each with its own instant. */
	bench.now = AT(900);
	sim->run(bench.card, bench.now);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_EDGE, STATION_2, AT(100)));
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_EDGE, STATION_1, AT(250)));
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	sim_bench_end();
}

static void an_operation_reports_nothing_but_sees_what_has_happened(void)
{
	struct hl_truth truth;

	sim_bench_begin();
	hl_sim_lift(bench.card, STATION_1, AT(10));
	bench.now = AT(20);
	CU_ASSERT_EQUAL(sim->truth(bench.card, LINE(STATION_1), &truth), 0);
	CU_ASSERT(truth.closed);
	CU_ASSERT_EQUAL(bench.count, 0);
	CU_ASSERT(bench.alarm <= bench.now);
	sim->run(bench.card, bench.now);
	CU_ASSERT(sim_bench_edge_is(0, true, AT(10)));
	sim_bench_end();
}

static void a_late_wake_up_widens_edges_and_nothing_else(void)
{
	sim_bench_begin();
	CU_ASSERT_EQUAL(hl_sim_late(bench.card, 40), 0);
	hl_sim_lift(bench.card, STATION_1, AT(100));
	hl_sim_call(bench.card, TRUNK_1, AT(300));
	CU_ASSERT_EQUAL(bench.alarm, AT(140));
	sim_bench_pass(400);
	CU_ASSERT_EQUAL(bench.event[0].at.earliest, AT(100));
	CU_ASSERT_EQUAL(bench.event[0].at.latest, AT(140));
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_RING, TRUNK_1, AT(340)));
	CU_ASSERT_EQUAL(hl_sim_late(bench.card, HL_SIM_LONGEST + 1), -EINVAL);
	sim_bench_end();
}

static void in_a_stall_edges_are_as_wide_as_the_sleep_and_63_are_kept(void)
{
	unsigned i;

	sim_bench_begin();
	sim_bench_pass(100);
	hl_sim_stall(bench.card, true);
	hl_sim_lift(bench.card, STATION_1, AT(150));
	for (i = 0; i < 40; i++)
		hl_sim_break(bench.card, STATION_1, 20, AT(200 + 50 * i));
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	bench.now = AT(3000);
	sim->run(bench.card, bench.now);
	CU_ASSERT_EQUAL(bench.count, 63);
	for (i = 0; i < bench.count; i++) {
		CU_ASSERT_EQUAL(bench.event[i].at.earliest, AT(100));
		CU_ASSERT_EQUAL(bench.event[i].at.latest, AT(3000));
	}
	hl_sim_stall(bench.card, false);
	hl_sim_hangup(bench.card, STATION_1, AT(3100));
	sim_bench_pass(3200);
	CU_ASSERT(sim_bench_edge_is(63, false, AT(3100)));
	sim_bench_end();
}

static void ten_thousand_idle_ports_ask_for_nothing(void)
{
	int channel;

	CU_ASSERT_EQUAL_FATAL(sim_bench_open(NULL), 0);
	for (channel = 1; channel <= 10000; channel++) {
		if (sim_bench_line(channel, HL_KIND_STATION, "us"))
			break;
	}
	CU_ASSERT_EQUAL(channel, 10001);
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	CU_ASSERT_EQUAL(hl_sim_next(bench.card), HL_NEVER);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	sim_bench_end();
}

/* ---- the telephone ------------------------------------------------------ */

static void a_break_has_its_length_and_a_flash_is_in_the_window(void)
{
	sim_bench_begin();
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_break(bench.card, STATION_1, 95, AT(1000));
	hl_sim_flash(bench.card, STATION_1, AT(2000));
	hl_sim_hangup(bench.card, STATION_1, AT(4000));
	hl_sim_flash(bench.card, STATION_1, AT(5000));
	sim_bench_pass(6000);
	CU_ASSERT(sim_bench_edge_is(0, true, AT(0)));
	CU_ASSERT(sim_bench_edge_is(1, false, AT(1000)));
	CU_ASSERT(sim_bench_edge_is(2, true, AT(1095)));
	CU_ASSERT(sim_bench_edge_is(3, false, AT(2000)));
	CU_ASSERT(sim_bench_edge_is(4, true, AT(2650)));
	CU_ASSERT(sim_bench_edge_is(5, false, AT(4000)));
	CU_ASSERT_EQUAL(bench.count, 6);
	sim_bench_end();
}

static void hanging_up_in_a_flash_or_a_number_ends_it(void)
{
	struct hl_sim_dial pulse = { .pulse = true };

	sim_bench_begin();
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_break(bench.card, STATION_1, 500, AT(100));
	hl_sim_hangup(bench.card, STATION_1, AT(300));
	hl_sim_lift(bench.card, STATION_1, AT(2000));
	hl_sim_dial(bench.card, STATION_1, "99", &pulse, AT(3000));
	hl_sim_hangup(bench.card, STATION_1, AT(3070));
	sim_bench_pass(9000);
	CU_ASSERT_EQUAL(bench.count, 6);
	CU_ASSERT(sim_bench_edge_is(2, true, AT(2000)));
	CU_ASSERT(sim_bench_edge_is(3, false, AT(3000)));
	CU_ASSERT(sim_bench_edge_is(4, true, AT(3060)));
	CU_ASSERT(sim_bench_edge_is(5, false, AT(3070)));
	CU_ASSERT_EQUAL(hl_sim_next(bench.card), HL_NEVER);
	sim_bench_end();
}

static void a_dial_opens_the_loop_ten_times_a_second(void)
{
	struct hl_sim_dial pulse = { .pulse = true };

	sim_bench_begin();
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_dial(bench.card, STATION_1, "30", &pulse, AT(1000));
	sim_bench_pass(9000);
	CU_ASSERT_EQUAL(bench.count, 1 + 2 * 13);
	CU_ASSERT(sim_bench_edge_is(1, false, AT(1000)));
	CU_ASSERT(sim_bench_edge_is(2, true, AT(1060)));
	CU_ASSERT(sim_bench_edge_is(3, false, AT(1100)));
	CU_ASSERT(sim_bench_edge_is(6, true, AT(1260)));
	CU_ASSERT(sim_bench_edge_is(7, false, AT(1960)));
	CU_ASSERT(sim_bench_edge_is(26, true, AT(1960 + 960)));
	CU_ASSERT_EQUAL(hl_sim_dial_length("30", &pulse),
			260 + 700 + 960 + 700);
	CU_ASSERT_EQUAL(hl_sim_dial_length("12", NULL), 400);
	CU_ASSERT_EQUAL(hl_sim_dial_length("1x", NULL), 0);
	sim_bench_end();
}

static void contacts_bounce_as_often_as_told(void)
{
	sim_bench_begin();
	CU_ASSERT_EQUAL(hl_sim_bounce(bench.card, STATION_1, 2, 3), 0);
	hl_sim_lift(bench.card, STATION_1, AT(100));
	hl_sim_hangup(bench.card, STATION_1, AT(500));
	sim_bench_pass(1000);
	CU_ASSERT_EQUAL(bench.count, 10);
	CU_ASSERT(sim_bench_edge_is(0, true, AT(100)));
	CU_ASSERT(sim_bench_edge_is(1, false, AT(103)));
	CU_ASSERT(sim_bench_edge_is(4, true, AT(112)));
	CU_ASSERT(sim_bench_edge_is(5, false, AT(500)));
	CU_ASSERT(sim_bench_edge_is(6, true, AT(503)));
	CU_ASSERT(sim_bench_edge_is(9, false, AT(512)));
	CU_ASSERT_EQUAL(hl_sim_bounce(bench.card, STATION_1, 21, 3), -EINVAL);
	sim_bench_end();
}

static void keys_are_reported_only_while_somebody_listens(void)
{
	struct hl_sim_dial brief = { .on = 39 };

	sim_bench_begin();
	sim_bench_talk(STATION_1);
	hl_sim_dial(bench.card, STATION_1, "17", NULL, AT(100));
	sim_bench_pass(290);
	CU_ASSERT_EQUAL(bench.count, 1);

	/* The second key went down at 300. */
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(STATION_1), HL_SET_LISTEN, true), 0);
	sim_bench_pass(600);
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_DIGIT, STATION_1, AT(340)));
	CU_ASSERT_EQUAL(bench.event[1].digit, '7');

	hl_sim_dial(bench.card, STATION_1, "5", &brief, AT(700));
	hl_sim_dial(bench.card, STATION_1, "a#", NULL, AT(900));
	sim_bench_pass(1500);
	CU_ASSERT_EQUAL(bench.count, 4);
	CU_ASSERT_EQUAL(bench.event[2].digit, 'A');
	CU_ASSERT(sim_bench_event_is(3, HL_EVENT_DIGIT, STATION_1, AT(1140)));
	CU_ASSERT_EQUAL(bench.event[3].digit, '#');
	sim_bench_end();
}

static void a_listener_who_comes_late_needs_forty_ms_of_the_key(void)
{
	sim_bench_begin();
	sim_bench_talk(STATION_1);
	hl_sim_dial(bench.card, STATION_1, "12", NULL, AT(100));
	sim_bench_pass(130);
	sim->set(bench.card, LINE(STATION_1), HL_SET_LISTEN, true);
	sim_bench_pass(200);
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_DIGIT, STATION_1, AT(170)));
	sim->set(bench.card, LINE(STATION_1), HL_SET_LISTEN, false);
	sim_bench_pass(370);
	sim->set(bench.card, LINE(STATION_1), HL_SET_LISTEN, true);
	sim_bench_pass(900);
	CU_ASSERT_EQUAL(bench.count, 2);
	sim_bench_end();
}

/* Row 0: the key 1; row 1: nothing at all. */
static const struct hl_watch_tone tones[HL_WATCH_TONES] = {
	{ { 697, 1209 }, 60 },
	{ { 0, 0 }, 500 },
};

static void tones_are_told_on_a_grid_from_what_the_party_sends(void)
{
	sim_bench_begin();
	CU_ASSERT_EQUAL(sim->watch(bench.card, LINE(STATION_1), tones), 0);
	CU_ASSERT(sim_bench_look(STATION_1).watch);
	/* Nothing is heard of a telephone on its hook. */
	sim_bench_pass(1000);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_TONE, STATION_1, AT(500)));
	CU_ASSERT_EQUAL(bench.event[0].which, 1);
	bench.gain = 50;
	sim_bench_talk(STATION_1);
	hl_sim_dial(bench.card, STATION_1, "1", NULL, AT(1100));
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(bench.count, 3);
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_TONE, STATION_1, AT(1180)));
	CU_ASSERT_EQUAL(bench.event[2].which, 0);

	CU_ASSERT_EQUAL(sim->watch(bench.card, LINE(STATION_1), NULL), 0);
	CU_ASSERT(!sim_bench_look(STATION_1).watch);
	hl_sim_dial(bench.card, STATION_1, "1", NULL, AT(2100));
	sim_bench_pass(3000);
	CU_ASSERT_EQUAL(bench.count, 3);
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	sim_bench_end();
}

static void the_tones_of_an_exchange_are_heard_on_its_trunk(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 350, 440 }, 1000 },
		{ { 440, 480 }, 1000 },
	};

	sim_bench_begin();
	CU_ASSERT_EQUAL(sim->watch(bench.card, LINE(TRUNK_1), list), 0);
	CU_ASSERT_EQUAL(sim->loop(bench.card, LINE(TRUNK_1), true), 0);
	/* Dial tone after 300 ms; ringing tone a second behind the digit. */
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(bench.count, 1);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_TONE, TRUNK_1, AT(1320)));
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D5), 0);
	sim_bench_pass(5000);
	CU_ASSERT_EQUAL(bench.count, 2);
	CU_ASSERT_EQUAL(bench.event[1].which, 1);
	sim_bench_end();
}

static void what_was_found_of_another_list_is_not_told(void)
{
	sim_bench_begin();
	CU_ASSERT_EQUAL(sim->watch(bench.card, LINE(STATION_1), tones), 0);
	/* The card knows and has not been run: the list changes first. */
	bench.now = AT(510);
	CU_ASSERT_EQUAL(sim->watch(bench.card, LINE(STATION_1), tones), 0);
	sim->run(bench.card, bench.now);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(bench.count, 1);
	CU_ASSERT_EQUAL(bench.event[0].which, 1);
	sim->line_close(bench.card, LINE(STATION_1));
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	sim_bench_end();
}

static void numbers_ordered_while_dialling_follow(void)
{
	sim_bench_begin();
	sim_bench_talk(STATION_1);
	sim->set(bench.card, LINE(STATION_1), HL_SET_LISTEN, true);
	hl_sim_dial(bench.card, STATION_1, "12", NULL, AT(100));
	hl_sim_dial(bench.card, STATION_1, "3", NULL, AT(150));
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(bench.count, 4);
	CU_ASSERT(sim_bench_event_is(3, HL_EVENT_DIGIT, STATION_1, AT(540)));
	CU_ASSERT_EQUAL(bench.event[3].digit, '3');
	sim_bench_end();
}

static void the_bell_follows_the_cadence_until_the_receiver_is_up(void)
{
	sim_bench_begin();
	sim->ring(bench.card, LINE(STATION_1), HL_RING_NORMAL);
	CU_ASSERT(hl_sim_bell(bench.card, STATION_1));
	sim_bench_pass(1999);
	CU_ASSERT(hl_sim_bell(bench.card, STATION_1));
	sim_bench_pass(2000);
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_1));
	sim_bench_pass(6000);
	CU_ASSERT(hl_sim_bell(bench.card, STATION_1));
	hl_sim_lift(bench.card, STATION_1, AT(6500));
	sim_bench_pass(6500);
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_1));
	CU_ASSERT_EQUAL(sim_bench_look(STATION_1).ring, HL_RING_NORMAL);
	sim->loop(bench.card, LINE(STATION_1), true);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_1).ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(sim->ring(bench.card, LINE(STATION_1), HL_RING_NORMAL),
			-EBUSY);
	sim_bench_end();
}

static void recall_and_splash_ring_in_their_own_cadence(void)
{
	sim_bench_begin();
	sim->ring(bench.card, LINE(STATION_1), HL_RING_RECALL);
	sim->ring(bench.card, LINE(STATION_2), HL_RING_SPLASH);
	sim_bench_pass(299);
	CU_ASSERT(hl_sim_bell(bench.card, STATION_1));
	sim_bench_pass(300);
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_1));
	CU_ASSERT(hl_sim_bell(bench.card, STATION_2));
	sim_bench_pass(500);
	CU_ASSERT(hl_sim_bell(bench.card, STATION_1));
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_2));
	sim_bench_pass(20000);
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_2));
	sim->ring(bench.card, LINE(STATION_1), HL_RING_NONE);
	CU_ASSERT(!hl_sim_bell(bench.card, STATION_1));
	sim_bench_end();
}

/* ---- the card's own judge ----------------------------------------------- */

/* clang-format off */
static const struct {
	const char *profile;
	hl_msec length;
	enum hl_gesture gesture; /* NONE: nothing is told */
	char digit;
	hl_msec after;           /* [ms] from the loop's opening */
} judged[] = {
	{ "us",  14,   HL_GESTURE_NONE,   0,   0 },
	{ "us",  15,   HL_GESTURE_DIGIT,  '1', 15 + 250 },
	{ "us",  60,   HL_GESTURE_DIGIT,  '1', 60 + 250 },
	{ "us",  200,  HL_GESTURE_DIGIT,  '1', 200 + 250 },
	{ "us",  201,  HL_GESTURE_FLASH,  0,   201 },
	{ "us",  1099, HL_GESTURE_FLASH,  0,   1099 },
	{ "us",  1100, HL_GESTURE_HANGUP, 0,   1100 },
	{ "us",  1300, HL_GESTURE_HANGUP, 0,   1100 },
	{ "tbr", 100,  HL_GESTURE_FLASH,  0,   100 + 250 },
	{ "tbr", 300,  HL_GESTURE_FLASH,  0,   300 },
	{ "tbr", 500,  HL_GESTURE_HANGUP, 0,   400 },
};
/* clang-format on */

static void break_is_judged(unsigned i)
{
	bool told = judged[i].gesture != HL_GESTURE_NONE;
	bool down = judged[i].gesture == HL_GESTURE_HANGUP;

	CU_ASSERT_EQUAL_FATAL(sim_bench_open(NULL), 0);
	sim_bench_line(STATION_1, HL_KIND_STATION, judged[i].profile);
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_GESTURES);
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_break(bench.card, STATION_1, judged[i].length, AT(1000));
	sim_bench_pass(4000);
	CU_ASSERT(sim_bench_gesture_is(0, HL_GESTURE_LIFT, AT(0)));
	CU_ASSERT_EQUAL(bench.count, 1u + told + down);
	if (told) {
		CU_ASSERT(sim_bench_gesture_is(1, judged[i].gesture,
					       AT(1000 + judged[i].after)));
		CU_ASSERT_EQUAL(bench.event[1].digit, judged[i].digit);
	}
	if (down)
		CU_ASSERT(sim_bench_gesture_is(2, HL_GESTURE_LIFT,
					       AT(1000 + judged[i].length)));
	sim_bench_end();
}

static void gestures_are_those_of_the_kernel(void)
{
	unsigned i;

	for (i = 0; i < sizeof(judged) / sizeof(judged[0]); i++)
		break_is_judged(i);
}

static void a_break_as_long_as_the_on_hook_time_is_hanging_up_first(void)
{
	sim_bench_begin();
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_GESTURES);
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_hangup(bench.card, STATION_1, AT(1000));
	hl_sim_lift(bench.card, STATION_1, AT(2100));
	sim_bench_pass(3000);
	CU_ASSERT_EQUAL(bench.count, 3);
	CU_ASSERT(sim_bench_gesture_is(1, HL_GESTURE_HANGUP, AT(2100)));
	CU_ASSERT(sim_bench_gesture_is(2, HL_GESTURE_LIFT, AT(2100)));
	sim_bench_end();
}

static void the_kernel_counts_the_pulses_of_a_dial(void)
{
	struct hl_sim_dial pulse = { .pulse = true };

	sim_bench_begin();
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_GESTURES);
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_dial(bench.card, STATION_1, "50*#", &pulse, AT(1000));
	sim_bench_pass(9000);
	CU_ASSERT_EQUAL(bench.count, 5);
	CU_ASSERT(sim_bench_gesture_is(1, HL_GESTURE_DIGIT,
				       AT(1000 + 460 + 250)));
	CU_ASSERT_EQUAL(bench.event[1].digit, '5');
	CU_ASSERT_EQUAL(bench.event[2].digit, '0');
	CU_ASSERT_EQUAL(bench.event[3].digit, '*');
	CU_ASSERT_EQUAL(bench.event[4].digit, '#');
	sim_bench_end();
}

static void a_break_belongs_to_the_door_under_which_it_began(void)
{
	sim_bench_begin();
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_break(bench.card, STATION_1, 400, AT(1000));
	sim_bench_pass(1100);
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_GESTURES);
	sim_bench_pass(2000);
	CU_ASSERT(sim_bench_edge_is(1, false, AT(1000)));
	CU_ASSERT(sim_bench_edge_is(2, true, AT(1400)));

	hl_sim_break(bench.card, STATION_1, 400, AT(3000));
	sim_bench_pass(3100);
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_EDGES);
	sim_bench_pass(4000);
	CU_ASSERT_EQUAL(bench.count, 4);
	CU_ASSERT(sim_bench_gesture_is(3, HL_GESTURE_FLASH, AT(3400)));
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_AUTO),
			-EINVAL);
	sim_bench_end();
}

/* ---- ports and faults --------------------------------------------------- */

static void a_card_may_be_closed_in_the_middle_of_everything(void)
{
	struct hl_sim_dial pulse = { .pulse = true };

	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim->set(bench.card, LINE(STATION_1), HL_SET_DOOR, HL_DOOR_GESTURES);
	hl_sim_lift(bench.card, STATION_1, AT(0));
	hl_sim_dial(bench.card, STATION_1, "55", &pulse, AT(10));
	hl_sim_dial(bench.card, STATION_1, "66", NULL, AT(20));
	hl_sim_lift(bench.card, STATION_2, AT(0));
	hl_sim_dial(bench.card, STATION_2, "6", NULL, AT(10));
	hl_sim_dial(bench.card, STATION_2, "7", NULL, AT(9000));
	hl_sim_call(bench.card, TRUNK_1, AT(10));
	sim->tone(bench.card, LINE(STATION_3), HL_TONE_D1);
	sim->loop(bench.card, LINE(TRUNK_2), true);
	sim_bench_pass(30);
	sim->truth(bench.card, LINE(STATION_1), &(struct hl_truth){ 0 });
	sim_bench_end();
	CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
	sim->card_close(NULL);
}

static void only_channels_that_exist_can_be_opened_and_only_once(void)
{
	struct hl_port port = { .line = 9, .channel = 7 };
	char why[80] = "";

	sim_bench_begin();
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, why, sizeof(why)),
			-ENOENT);
	CU_ASSERT_STRING_NOT_EQUAL(why, "");
	port.channel = STATION_1;
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, why, sizeof(why)),
			-EBUSY);
	port.channel = STATION_2;
	sim->line_close(bench.card, LINE(STATION_2));
	port.line = LINE(STATION_1);
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, why, sizeof(why)),
			-EEXIST);
	port.line = 9;
	port.channel = TRUNK_1;
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, why, sizeof(why)),
			-EINVAL);
	CU_ASSERT_EQUAL(sim->loop(bench.card, 9, true), -ENOENT);
	CU_ASSERT_EQUAL(sim->tone(bench.card, HL_NO_LINE, HL_TONE_DIAL),
			-ENOENT);
	sim->line_close(bench.card, 9);
	sim_bench_end();
}

static void a_telephone_exists_without_the_controller(void)
{
	struct hl_truth truth;

	CU_ASSERT_EQUAL_FATAL(sim_bench_open(NULL), 0);
	CU_ASSERT_EQUAL(hl_sim_lift(bench.card, 42, AT(10)), 0);
	CU_ASSERT_EQUAL(hl_sim_call(bench.card, 42, AT(10)), -ENOTSUP);
	CU_ASSERT_EQUAL(hl_sim_lift(bench.card, 0, AT(10)), -ENOENT);
	CU_ASSERT_EQUAL(hl_sim_lift(bench.card, HL_LINES_MAX + 1, 0), -ENOENT);
	CU_ASSERT_EQUAL(hl_sim_break(bench.card, 42, 0, 0), -EINVAL);
	CU_ASSERT_EQUAL(hl_sim_dial(bench.card, 42, "", NULL, 0), -EINVAL);
	sim_bench_pass(100);
	CU_ASSERT_EQUAL(bench.count, 0);
	CU_ASSERT(sim_bench_look(42).lifted);
	CU_ASSERT_EQUAL(sim_bench_line(42, HL_KIND_TRUNK, "us"), -EINVAL);
	CU_ASSERT_EQUAL(sim_bench_line(42, HL_KIND_STATION, "us"), 0);
	sim_bench_pass(200);
	CU_ASSERT_EQUAL(bench.count, 0);
	CU_ASSERT_EQUAL(sim->truth(bench.card, LINE(42), &truth), 0);
	CU_ASSERT(truth.closed);
	sim_bench_end();
}

static void closing_a_line_unwires_whoever_heard_it(void)
{
	sim_bench_begin();
	sim_bench_pair(STATION_1, STATION_2);
	sim->line_close(bench.card, LINE(STATION_1));
	CU_ASSERT_EQUAL(sim_bench_look(STATION_2).wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(sim_bench_line(STATION_1, HL_KIND_STATION, "us"), 0);
	sim_bench_end();
}

static void the_nth_call_fails_once_and_changes_nothing(void)
{
	struct hl_move moves[3] = {
		{ LINE(STATION_1), { HL_WIRE_CONF, 3 } },
		{ LINE(STATION_2), { HL_WIRE_CONF, 3 } },
		{ LINE(STATION_3), { HL_WIRE_CONF, 3 } },
	};
	unsigned done = 9;

	sim_bench_begin();
	hl_sim_fail(bench.card, HL_SIM_OP_TONE, 2, -EBUSY);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(1), HL_TONE_DIAL), 0);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(1), HL_TONE_BUSY), -EBUSY);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_1).tone, HL_TONE_DIAL);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(1), HL_TONE_BUSY), 0);
	CU_ASSERT_EQUAL(hl_sim_calls(bench.card, HL_SIM_OP_TONE), 3);

	hl_sim_fail(bench.card, HL_SIM_OP_PATCH, 2, -ENODEV);
	CU_ASSERT_EQUAL(sim->patch(bench.card, moves, 3, &done), -ENODEV);
	CU_ASSERT_EQUAL(done, 1);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_1).wire.kind, HL_WIRE_CONF);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_2).wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(hl_sim_fail(bench.card, HL_SIM_OP_RING, 1, 5), -EINVAL);
	sim_bench_end();
}

static void a_card_pulled_out_is_lost_and_comes_back_idle(void)
{
	struct hl_truth truth;

	sim_bench_begin();
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, STATION_2);
	bench.count = 0;
	hl_sim_remove(bench.card, STATION_1, AT(100));
	hl_sim_hangup(bench.card, STATION_1, AT(200));
	hl_sim_lift(bench.card, STATION_1, AT(300));
	sim_bench_pass(400);
	CU_ASSERT_EQUAL(bench.count, 1);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_LOST, STATION_1, AT(100)));
	CU_ASSERT_EQUAL(sim->truth(bench.card, LINE(1), &truth), -ENODEV);
	CU_ASSERT_EQUAL(sim->loop(bench.card, LINE(1), false), -ENODEV);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_2).wire.kind, HL_WIRE_QUIET);
	hl_sim_return(bench.card, STATION_1, AT(500));
	sim_bench_pass(600);
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_READY, STATION_1, AT(500)));
	CU_ASSERT(bench.event[1].closed);
	CU_ASSERT(!sim_bench_look(STATION_1).loop);
	sim_bench_end();
}

static void an_alarm_hides_the_line_until_it_ends(void)
{
	struct hl_truth truth;

	sim_bench_begin();
	sim_bench_talk(STATION_1);
	hl_sim_alarm(bench.card, STATION_1, true, AT(100));
	hl_sim_hangup(bench.card, STATION_1, AT(200));
	sim_bench_pass(300);
	CU_ASSERT_EQUAL(sim->truth(bench.card, LINE(STATION_1), &truth), 0);
	CU_ASSERT(truth.alarm);
	CU_ASSERT(!sim_bench_hears(STATION_1).live);
	hl_sim_alarm(bench.card, STATION_1, false, AT(400));
	sim_bench_pass(500);
	CU_ASSERT_EQUAL(bench.count, 3);
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_ALARM, STATION_1, AT(100)));
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_READY, STATION_1, AT(400)));
	CU_ASSERT(!bench.event[2].closed);
	sim_bench_end();
}

static void a_port_that_somebody_forgot_is_stuck(void)
{
	sim_bench_begin();
	sim_bench_talk(STATION_1);
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_DIAL);
	sim->ring(bench.card, LINE(STATION_2), HL_RING_NORMAL);
	sim->loop(bench.card, LINE(TRUNK_1), true);
	sim->watch(bench.card, LINE(STATION_3), tones);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 1);
	sim->watch(bench.card, LINE(STATION_3), NULL);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	hl_sim_hangup(bench.card, STATION_1, AT(100));
	hl_sim_hangup(bench.card, TRUNK_1, AT(100));
	sim_bench_pass(200);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 2);
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_NONE);
	sim->loop(bench.card, LINE(STATION_1), false);
	sim->loop(bench.card, LINE(TRUNK_1), false);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	sim_bench_end();
}

static void nonsense_is_refused(void)
{
	struct hl_sim_script script = HL_SIM_SCRIPT_DEFAULT;
	struct hl_sim_options options = { .stations = HL_LINES_MAX };
	unsigned done;
	struct hl_move self = { LINE(1), { HL_WIRE_PAIR, LINE(1) } };
	struct hl_move class = { LINE(1), { HL_WIRE_MUSIC, HL_CLASSES_MAX } };

	options.trunks = 1;
	CU_ASSERT_EQUAL(sim_bench_open(&options), -EINVAL);
	sim_bench_begin();
	script.route = HL_SIM_LONGEST + 1;
	CU_ASSERT_EQUAL(hl_sim_script(bench.card, TRUNK_1, &script), -EINVAL);
	CU_ASSERT_EQUAL(sim->patch(bench.card, &self, 1, &done), -EINVAL);
	CU_ASSERT_EQUAL(sim->patch(bench.card, &class, 1, &done), -ENOENT);
	CU_ASSERT_EQUAL(sim->music(bench.card, HL_CLASSES_MAX, NULL), -ENOENT);
	self.wire.ref = LINE(2);
	CU_ASSERT_EQUAL(sim->patch(bench.card, &self, 1, &done), -EINVAL);
	self.wire.ref = 9999;
	CU_ASSERT_EQUAL(sim->patch(bench.card, &self, 1, &done), -ENOENT);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(1), 500), -ENOTSUP);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 500), -EPROTO);
	CU_ASSERT_EQUAL(sim->ring(bench.card, LINE(TRUNK_1), HL_RING_NORMAL),
			-ENOTSUP);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(1), HL_TONE_COUNT), -EINVAL);
	CU_ASSERT_STRING_EQUAL(hl_sim_phase_name(HL_SIM_PHASE_GONE), "gone");
	CU_ASSERT_STRING_EQUAL(hl_sim_outcome_name(HL_SIM_OUTCOME_COUNT), "?");
	sim_bench_end();
}

/* clang-format off */
static CU_TestInfo claims[] = {
	{ "orders happen in the order of time then of asking",
	  orders_happen_in_the_order_of_time_then_of_asking },
	{ "a thousand orders in any order come out sorted",
	  a_thousand_orders_in_any_order_come_out_sorted },
	{ "the alarm is the next instant and the event carries it",
	  the_alarm_is_the_next_instant_and_the_event_carries_it },
	{ "an operation reports nothing but sees what has happened",
	  an_operation_reports_nothing_but_sees_what_has_happened },
	{ "a late wake up widens edges and nothing else",
	  a_late_wake_up_widens_edges_and_nothing_else },
	{ "in a stall edges are as wide as the sleep and 63 are kept",
	  in_a_stall_edges_are_as_wide_as_the_sleep_and_63_are_kept },
	{ "ten thousand idle ports ask for nothing",
	  ten_thousand_idle_ports_ask_for_nothing },
	{ "a break has its length and a flash is in the window",
	  a_break_has_its_length_and_a_flash_is_in_the_window },
	{ "hanging up in a flash or a number ends it",
	  hanging_up_in_a_flash_or_a_number_ends_it },
	{ "a dial opens the loop ten times a second",
	  a_dial_opens_the_loop_ten_times_a_second },
	{ "contacts bounce as often as told",
	  contacts_bounce_as_often_as_told },
	{ "keys are reported only while somebody listens",
	  keys_are_reported_only_while_somebody_listens },
	{ "a listener who comes late needs forty ms of the key",
	  a_listener_who_comes_late_needs_forty_ms_of_the_key },
	{ "tones are told on a grid from what the party sends",
	  tones_are_told_on_a_grid_from_what_the_party_sends },
	{ "the tones of an exchange are heard on its trunk",
	  the_tones_of_an_exchange_are_heard_on_its_trunk },
	{ "what was found of another list is not told",
	  what_was_found_of_another_list_is_not_told },
	{ "numbers ordered while dialling follow",
	  numbers_ordered_while_dialling_follow },
	{ "the bell follows the cadence until the receiver is up",
	  the_bell_follows_the_cadence_until_the_receiver_is_up },
	{ "recall and splash ring in their own cadence",
	  recall_and_splash_ring_in_their_own_cadence },
	{ "gestures are those of the kernel",
	  gestures_are_those_of_the_kernel },
	{ "a break as long as the on hook time is hanging up first",
	  a_break_as_long_as_the_on_hook_time_is_hanging_up_first },
	{ "the kernel counts the pulses of a dial",
	  the_kernel_counts_the_pulses_of_a_dial },
	{ "a break belongs to the door under which it began",
	  a_break_belongs_to_the_door_under_which_it_began },
	{ "a card may be closed in the middle of everything",
	  a_card_may_be_closed_in_the_middle_of_everything },
	{ "only channels that exist can be opened and only once",
	  only_channels_that_exist_can_be_opened_and_only_once },
	{ "a telephone exists without the controller",
	  a_telephone_exists_without_the_controller },
	{ "closing a line unwires whoever heard it",
	  closing_a_line_unwires_whoever_heard_it },
	{ "the nth call fails once and changes nothing",
	  the_nth_call_fails_once_and_changes_nothing },
	{ "a card pulled out is lost and comes back idle",
	  a_card_pulled_out_is_lost_and_comes_back_idle },
	{ "an alarm hides the line until it ends",
	  an_alarm_hides_the_line_until_it_ends },
	{ "a port that somebody forgot is stuck",
	  a_port_that_somebody_forgot_is_stuck },
	{ "nonsense is refused",
	  nonsense_is_refused },
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim(void)
{
	return claims;
}
