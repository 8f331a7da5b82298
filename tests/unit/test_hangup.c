/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_hangup.c - claims about a receiver that is put down to go on talking
 * at another telephone of the line
 *
 * In every claim 102 has 20 s for that.
 */
#include "suites.h"

#include "claim.h"

#define BIT(id) (1u << HL_SWITCH_##id)

static void prepare(struct table *t)
{
	table_set(t, S2)->hangup_delay = 20000;
	table_set(t, S2)->switches |= BIT(WAITING);
}

#define CLAIM(name) CLAIM_ON(name, prepare)

CLAIM(the_talk_goes_on_until_the_delay_and_the_time_of_hanging_up_are_over)
{
	table_talk(t, S1, S2);
	table_edge(t, S2, false);
	table_wait(t, 21000);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	table_wait(t, 200);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RESTING);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
}

CLAIM(lifted_again_there_it_was_no_flash_and_the_next_flash_is_one)
{
	table_talk(t, S1, S2);
	table_edge(t, S2, false);
	table_wait(t, 15000);
	table_edge(t, S2, true);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	table_wait(t, 30000);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	table_flash(t, S2);
	CU_ASSERT_TRUE(table_music(t, S1));
}

CLAIM(who_called_is_not_waited_for)
{
	table_talk(t, S2, S1);
	table_edge(t, S2, false);
	table_wait(t, 1200);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RESTING);
}

CLAIM(when_the_other_leaves_nobody_is_waited_for)
{
	table_talk(t, S1, S2);
	table_edge(t, S2, false);
	table_wait(t, 5000);
	table_hangup(t, S1);
	table_wait(t, 100);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(with_a_held_party_hanging_up_is_hanging_up)
{
	table_talk(t, S1, S2);
	table_flash(t, S2);
	table_edge(t, S2, false);
	table_wait(t, 1200);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RECALLED);
}

CLAIM(who_waits_before_rings_at_once_and_who_waits_behind_ends_no_talk)
{
	table_talk(t, S1, S2);
	table_edge(t, S2, false);
	table_wait(t, 3000);
	table_lift(t, S3);
	table_dial(t, S3, "102");
	table_wait(t, 3000);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	table_edge(t, S2, true);
	table_wait(t, 1000);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_WAITING);
	table_edge(t, S2, false);
	table_wait(t, 1200);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RINGING);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_hangup(void)
{
	static CU_TestInfo tests[] = {
		T(the_talk_goes_on_until_the_delay_and_the_time_of_hanging_up_are_over),
		T(lifted_again_there_it_was_no_flash_and_the_next_flash_is_one),
		T(who_called_is_not_waited_for),
		T(when_the_other_leaves_nobody_is_waited_for),
		T(with_a_held_party_hanging_up_is_hanging_up),
		T(who_waits_before_rings_at_once_and_who_waits_behind_ends_no_talk),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
