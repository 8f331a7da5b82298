/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_model_trunk.c - claims about trunks, on the bare model
 */
#include "suites.h"

#include "claim.h"

#define CLAIM(name) CLAIM_ON(name, (void))

CLAIM(nine_seizes_a_trunk_and_sends_the_digits)
{
	char heard[8] = "";
	unsigned n = 0;

	table_lift(t, S1);
	table_dial(t, S1, "955#");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
	for (unsigned ms = 0; ms < 2000; ms += 50) {
		char digit;

		table_wait(t, 50);
		digit = hl_tone_digit(table_want(t, T1)->tone);
		if (digit && n < 7 && ms % 200 == 0)
			heard[n++] = digit;
	}
	CU_ASSERT_STRING_EQUAL(heard, "55");
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_trunk_is_held_with_music_too)
{
	table_lift(t, S1);
	table_dial(t, S1, "955#");
	table_wait(t, 3000);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_music(t, T1));
	table_dial(t, S1, "102");
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_music(t, T1));
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
}

CLAIM(a_trunk_that_rings_rings_a_station)
{
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_caller_who_gives_up_stops_the_ringing)
{
	table_ring(t, T1);
	table_wait(t, 8001);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_trunk_rings_the_next_station_when_the_first_is_busy)
{
	table_lift(t, S1);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(a_trunk_that_nobody_can_take_is_offered_at_the_next_ring)
{
	table_talk(t, S1, S2);
	table_ring(t, T1);
	table_hangup(t, S1);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
}

CLAIM(the_far_end_gone_releases_the_trunk_and_tells_the_station)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_gone(t, T1);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(the_far_end_gone_while_held_is_reported)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_gone(t, T1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(a_released_trunk_is_guarded)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_hangup(t, S1);
	table_lift(t, S1);
	table_dial(t, S1, "955#");
	CU_ASSERT_TRUE(table_want(t, T2)->loop);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(all_trunks_busy_is_congestion)
{
	table_ring(t, T1);
	table_ring(t, T2);
	table_lift(t, S3);
	table_dial(t, S3, "955#");
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_BUSY);
	CU_ASSERT_EQUAL(table_want(t, S3)->tone, HL_TONE_CONGESTION);
}

CLAIM(two_trunks_are_not_connected_with_each_other_unless_allowed)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_dial(t, S1, "955#");
	table_wait(t, 3000);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(table_music(t, T1));
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

CLAIM(two_trunks_are_connected_where_allowed)
{
	table_set(t, S1)->switches |= 1u << HL_SWITCH_TRUNKS;
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_dial(t, S1, "955#");
	table_wait(t, 3000);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, T1, T2));
	table_gone(t, T2);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* Both hold each other; one hangs up, the other transfers to a trunk. */
static void hold_each_other_and_transfer_to_a_trunk(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_flash(t, S2);
	table_hangup(t, S1);
	table_dial(t, S2, "955#");
	table_hangup(t, S2);
}

CLAIM(a_trunk_that_is_dialled_does_not_answer_a_ringing_telephone)
{
	hold_each_other_and_transfer_to_a_trunk(t);
	table_wait(t, 3000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(table_music(t, T1));
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(who_lifts_while_a_trunk_is_dialled_waits_for_it)
{
	table_set(t, T1)->timer[HL_TIMER_SEIZE] = 3000;
	hold_each_other_and_transfer_to_a_trunk(t);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_DIALING);
	table_wait(t, 4000);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_trunk_ring_that_nobody_answers_is_not_offered_again)
{
	for (unsigned s = 0; s < 200; s += 6) {
		table_ring(t, T1);
		table_wait(t, 6000);
	}
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
	table_wait(t, 9000);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
}

#define T(claim)                                                               \
	{                                                                      \
#claim, claim                                                  \
	}

CU_TestInfo *test_model_trunk(void)
{
	static CU_TestInfo tests[] = {
		T(nine_seizes_a_trunk_and_sends_the_digits),
		T(a_trunk_is_held_with_music_too),
		T(a_trunk_that_rings_rings_a_station),
		T(a_caller_who_gives_up_stops_the_ringing),
		T(a_trunk_rings_the_next_station_when_the_first_is_busy),
		T(a_trunk_that_nobody_can_take_is_offered_at_the_next_ring),
		T(the_far_end_gone_releases_the_trunk_and_tells_the_station),
		T(the_far_end_gone_while_held_is_reported),
		T(a_released_trunk_is_guarded),
		T(all_trunks_busy_is_congestion),
		T(two_trunks_are_not_connected_with_each_other_unless_allowed),
		T(two_trunks_are_connected_where_allowed),
		T(a_trunk_that_is_dialled_does_not_answer_a_ringing_telephone),
		T(who_lifts_while_a_trunk_is_dialled_waits_for_it),
		T(a_trunk_ring_that_nobody_answers_is_not_offered_again),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
