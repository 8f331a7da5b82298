/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_primary.c - claims about a telephone that closes its loop to be told
 * (include/holdline/primary.h)
 *
 * What cards make of it is claimed in tests/contract/claims_primary.c.
 */
#include "holdline/primary.h"

#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/clid.h"
#include "holdline/zone.h"

CU_TestInfo *test_primary(void);

#define DATA_MS 300

struct try {
	struct hl_primary primary;
	hl_usec now;
};

static struct try begun(void)
{
	struct try try = { .now = HL_MS(1000) };

	hl_primary_begin(&try.primary, DATA_MS, try.now);
	return try;
}

/* Time passes; whoever looks does so when he is asked to. */
static void pass(struct try *try, hl_msec ms)
{
	hl_usec end = try->now + HL_MS(ms);

	while (try->primary.deadline <= end) {
		if (try->primary.deadline > try->now)
			try->now = try->primary.deadline;
		hl_primary_time(&try->primary, try->now);
	}
	try->now = end;
}

static void loop(struct try *try, bool closed)
{
	hl_primary_loop(&try->primary, closed, try->now);
}

static void is_in(const struct try *try, enum hl_primary_state state)
{
	CU_ASSERT_EQUAL(try->primary.state, state);
}

static void a_display_is_told_and_rung(void)
{
	struct try try = begun();

	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_REST);
	pass(&try, 100);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_CAR);
	pass(&try, 1600);
	loop(&try, true);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_FEED);
	pass(&try, 99);
	is_in(&try, HL_PRIMARY_ANSWER);
	pass(&try, 1);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_DATA);
	pass(&try, DATA_MS);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_FEED);
	pass(&try, 200);
	loop(&try, false);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_REST);
	pass(&try, 299);
	CU_ASSERT_FALSE(hl_primary_is_over(&try.primary));
	pass(&try, 1);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_RING);
	CU_ASSERT_TRUE(hl_primary_is_over(&try.primary));
	CU_ASSERT_EQUAL(try.primary.deadline, HL_NEVER);
}

static void without_an_answer_it_rings_after_six_short_rings(void)
{
	struct try try = begun();
	const struct hl_ring_plan *car = hl_primary_car();

	CU_ASSERT_EQUAL(car->count, 2);
	CU_ASSERT_EQUAL(car->step_ms[0], 500);
	CU_ASSERT_EQUAL(car->step_ms[1], 500);
	pass(&try, 6099);
	is_in(&try, HL_PRIMARY_CALL);
	pass(&try, 1);
	is_in(&try, HL_PRIMARY_RING);
}

static void a_loop_that_stays_closed_is_an_answer(void)
{
	struct try try = begun();

	pass(&try, 800);
	loop(&try, true);
	pass(&try, 100 + DATA_MS + HL_PRIMARY_RECEIVED_MS - 1);
	is_in(&try, HL_PRIMARY_WAIT);
	pass(&try, 1);
	CU_ASSERT_EQUAL(hl_primary_play(&try.primary), HL_PRIMARY_PLAY_LIFT);
	CU_ASSERT_TRUE(hl_primary_is_over(&try.primary));
}

/* A hand that rattles does not begin anew. */
static void it_is_waited_for_once(void)
{
	struct try try = begun();
	hl_msec ms;

	pass(&try, 800);
	loop(&try, true);
	pass(&try, 100 + DATA_MS);
	for (ms = 0; ms < 6900; ms += 100) {
		loop(&try, ms / 100 % 2);
		pass(&try, 100);
		CU_ASSERT_FALSE(hl_primary_is_over(&try.primary));
	}
	loop(&try, true);
	pass(&try, 100);
	is_in(&try, HL_PRIMARY_LIFT);
}

static void a_touch_of_the_hook_is_no_answer(void)
{
	struct try try = begun();

	pass(&try, 800);
	loop(&try, true);
	pass(&try, 50);
	loop(&try, false);
	pass(&try, 49);
	is_in(&try, HL_PRIMARY_ANSWER);
	pass(&try, 1);
	is_in(&try, HL_PRIMARY_GAP);
	pass(&try, 300);
	is_in(&try, HL_PRIMARY_RING);
}

static void who_hangs_up_in_the_message_is_rung_behind_it(void)
{
	struct try try = begun();

	pass(&try, 800);
	loop(&try, true);
	pass(&try, 100 + DATA_MS / 2);
	loop(&try, false);
	is_in(&try, HL_PRIMARY_DATA);
	pass(&try, DATA_MS / 2);
	is_in(&try, HL_PRIMARY_GAP);
	pass(&try, 300);
	is_in(&try, HL_PRIMARY_RING);
}

static void an_answer_before_the_first_short_ring_counts(void)
{
	struct try try = begun();

	pass(&try, 50);
	loop(&try, true);
	pass(&try, 100);
	is_in(&try, HL_PRIMARY_DATA);
}

/* However the contact moves, and however late somebody looks: it ends, a
 * closed loop as an answer, an open one rung. */
static void every_way_has_an_end(void)
{
	uint32_t dice = 1;

	for (unsigned i = 0; i < 2000; i++) {
		struct try try = begun();

		for (unsigned k = 0; k < 40; k++) {
			dice = dice * 1664525 + 1013904223;
			pass(&try, dice >> 24);
			if (!hl_primary_is_over(&try.primary))
				loop(&try, dice >> 23 & 1);
		}
		try.now += HL_MS(20000);
		for (unsigned k = 0; k < HL_PRIMARY_COUNT; k++)
			hl_primary_time(&try.primary, try.now += HL_MS(8000));
		CU_ASSERT_TRUE(hl_primary_is_over(&try.primary));
		CU_ASSERT_EQUAL(hl_primary_play(&try.primary),
				try.primary.closed ? HL_PRIMARY_PLAY_LIFT :
						     HL_PRIMARY_PLAY_RING);
		CU_ASSERT_FALSE(hl_primary_time(&try.primary, HL_NEVER));
	}
}

static void every_state_has_its_word(void)
{
	for (unsigned i = 0; i < HL_PRIMARY_COUNT; i++)
		for (unsigned k = 0; k < i; k++)
			CU_ASSERT_STRING_NOT_EQUAL(hl_primary_name(i),
						   hl_primary_name(k));
	CU_ASSERT_STRING_EQUAL(hl_primary_name(HL_PRIMARY_COUNT), "?");
}

CU_TestInfo *test_primary(void)
{
#define CLAIM(name) { #name, name }
	static CU_TestInfo tests[] = {
		CLAIM(a_display_is_told_and_rung),
		CLAIM(without_an_answer_it_rings_after_six_short_rings),
		CLAIM(a_loop_that_stays_closed_is_an_answer),
		CLAIM(it_is_waited_for_once),
		CLAIM(a_touch_of_the_hook_is_no_answer),
		CLAIM(who_hangs_up_in_the_message_is_rung_behind_it),
		CLAIM(an_answer_before_the_first_short_ring_counts),
		CLAIM(every_way_has_an_end),
		CLAIM(every_state_has_its_word),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
