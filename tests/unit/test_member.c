/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_member.c - claims about conferences that somebody leaves or holds
 *
 * lineRemoveFromConference, lineDrop and lineHold of a conference.
 */
#include "suites.h"

#include "ask.h"

/* A party outside is added as one inside is. */
static void add_outside(struct table *t, hl_line trunk)
{
	DONE(PREPARE, .call = OF(S1, 2), .number = "95");
	table_wait(t, 3000);
	DONE(ADD, .call = OF(S1, 2));
	TALK(S1, trunk);
}

/* ---- leaving ------------------------------------------------------------- */

CLAIM(a_removed_party_is_idle_and_the_last_two_are_an_ordinary_call)
{
	hl_call removed;
	hl_call parent;

	ask_three(t, S1, S2, S3);
	removed = OF(S1, 1);
	parent = OF(S1, 2);
	DONE(REMOVE, .call = removed);
	CU_ASSERT(fx_to(t, removed, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, removed, HL_CALL_IDLE) <
		  fx_to(t, parent, HL_CALL_IDLE));
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_CONNECTED) <
		  fx_to(t, parent, HL_CALL_IDLE));
	CU_ASSERT(fx_to(t, parent, HL_CALL_IDLE) < fx_reply(t));
	IS(S3, 0, DISCONNECTED);
	TALK(S1, S2);
}

CLAIM(a_party_removed_of_four_leaves_three)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	DONE(REMOVE, .call = OF(S1, 1));
	IS(S1, 1, CONNECTED);
	TALK(S1, S4);
	TALK(S2, S4);
	IS(S3, 0, DISCONNECTED);
}

CLAIM(only_a_member_is_removed)
{
	ask_three(t, S1, S2, S3);
	REFUSED(INVALCALLSTATE, REMOVE, .call = OF(S1, 2));
	REFUSED(INVALCALLSTATE, REMOVE, .call = OF(S2, 0));
}

CLAIM(remove_none_lets_nobody_be_removed)
{
	table_set(t, S1)->remove = HL_REMOVE_NONE;
	ask_three(t, S1, S2, S3);
	REFUSED(OPERATIONUNAVAIL, REMOVE, .call = OF(S1, 1));
	CU_ASSERT_EQUAL(ask_features(t, S1, 1) & 0x40000, 0);
}

CLAIM(remove_last_lets_the_one_added_last_be_removed)
{
	table_set(t, S1)->remove = HL_REMOVE_LAST;
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	REFUSED(INVALCALLSTATE, REMOVE, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, REMOVE, .call = OF(S1, 1));
	CU_ASSERT_EQUAL(ask_features(t, S1, 1) & 0x40000, 0);
	DONE(REMOVE, .call = OF(S1, 3));
	DONE(REMOVE, .call = OF(S1, 1));
	TALK(S1, S2);
}

CLAIM(remove_any_lets_the_first_be_removed)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	DONE(REMOVE, .call = OF(S1, 0));
	TALK(S3, S4);
	IS(S2, 0, DISCONNECTED);
}

CLAIM(a_member_can_be_dropped_too)
{
	ask_three(t, S1, S2, S3);
	DONE(DROP, .call = OF(S1, 0));
	TALK(S1, S3);
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
}

CLAIM(a_party_of_four_that_hangs_up_leaves_three)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	table_hangup(t, S3);
	TALK(S1, S2);
	TALK(S2, S4);
	table_hangup(t, S4);
	TALK(S1, S2);
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
}

CLAIM(dropping_a_conference_of_three_leaves_two_talking)
{
	hl_call parent;

	ask_three(t, S1, S2, S3);
	parent = OF(S1, 2);
	DONE(DROP, .call = parent);
	CU_ASSERT(fx_to(t, parent, HL_CALL_IDLE) >= 0);
	NONE_AT(S1, 0);
	TALK(S2, S3);
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
}

CLAIM(members_are_idle_before_their_conference)
{
	hl_call a;
	hl_call b;
	hl_call parent;

	ask_three(t, S1, S2, S3);
	a = OF(S1, 0);
	b = OF(S1, 1);
	parent = OF(S1, 2);
	DONE(DROP, .call = parent);
	CU_ASSERT(fx_to(t, a, HL_CALL_IDLE) < fx_to(t, parent, HL_CALL_IDLE));
	CU_ASSERT(fx_to(t, b, HL_CALL_IDLE) < fx_to(t, parent, HL_CALL_IDLE));
}

CLAIM(with_conference_drop_everybody_is_released)
{
	hl_call a;
	hl_call parent;

	SET_ON(S1, CONFDROP);
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	a = OF(S1, 0);
	parent = OF(S1, 2);
	DONE(DROP, .call = parent);
	CU_ASSERT(fx_to(t, a, HL_CALL_IDLE) < fx_to(t, parent, HL_CALL_IDLE));
	NONE_AT(S1, 0);
	IS(S2, 0, DISCONNECTED);
	IS(S3, 0, DISCONNECTED);
	IS(S4, 0, DISCONNECTED);
}

static void leave_four(struct table *t)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
}

CLAIM(a_conference_of_four_goes_on_when_its_maker_hangs_up)
{
	leave_four(t);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	TALK(S2, S3);
	TALK(S2, S4);
	TALK(S3, S4);
}

CLAIM(a_conference_of_four_goes_on_when_its_maker_drops_it)
{
	leave_four(t);
	DONE(DROP, .call = OF(S1, 2));
	NONE_AT(S1, 0);
	TALK(S2, S3);
	TALK(S3, S4);
}

CLAIM(who_inherits_a_conference_has_all_its_members)
{
	leave_four(t);
	table_hangup(t, S1);
	IS(S2, 0, CONNECTED);
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->origin, HL_ORIGIN_CONFERENCE);
	IS(S2, 1, CONFERENCED);
	IS(S2, 2, CONFERENCED);
	DONE(REMOVE, .call = OF(S2, 1));
	TALK(S2, S4);
	IS(S3, 0, DISCONNECTED);
}

CLAIM(a_conference_is_inherited_again_and_again)
{
	leave_four(t);
	table_hangup(t, S1);
	table_hangup(t, S2);
	TALK(S3, S4);
	table_hangup(t, S3);
	table_hangup(t, S4);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(outside_parties_are_inherited_too)
{
	SET_ON(S1, TRUNKS);
	ask_three(t, S1, S2, S3);
	add_outside(t, T1);
	table_hangup(t, S1);
	TALK(S2, S3);
	TALK(S2, T1);
	TALK(S3, T1);
	table_hangup(t, S2);
	TALK(S3, T1);
}

/* ---- a held conference --------------------------------------------------- */

CLAIM(a_held_conference_goes_on_without_its_maker)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	IS(S1, 2, ONHOLD);
	TALK(S2, S3);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, S2));
	CU_ASSERT_FALSE(hl_model_hears(t->m, S2, S1));
	DONE(UNHOLD, .call = OF(S1, 2));
	TALK(S1, S2);
	TALK(S1, S3);
}

CLAIM(the_last_party_of_a_held_conference_is_a_held_party)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_music(t, S3));
	MODE(S3, 0, HL_CONNECTED_ACTIVEHELD);
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 1, 0));
	IS(S1, 0, ONHOLD);
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S3);
}

CLAIM(hanging_up_with_a_held_conference_leaves_the_others_talking)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	table_hangup(t, S1);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	TALK(S2, S3);
}

CLAIM(who_holds_a_conference_can_talk_to_another)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	TALK(S1, S4);
	TALK(S2, S3);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S2, S4));
	DONE(SWAP, .call = OF(S1, 3), .other = OF(S1, 2));
	TALK(S1, S2);
	CU_ASSERT_TRUE(table_music(t, S4));
}

CLAIM(a_party_may_hold_the_conference_it_is_in)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S2, 0));
	TALK(S1, S3);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S2, S1));
	DONE(UNHOLD, .call = OF(S2, 0));
	TALK(S1, S2);
	TALK(S2, S3);
}

CLAIM(a_party_of_a_conference_may_make_one_of_its_own)
{
	ask_three(t, S1, S2, S3);
	DONE(CONFERENCE, .call = OF(S3, 0), .number = "104");
	table_lift(t, S4);
	DONE(ADD, .call = OF(S3, 1));
	for (hl_line a = S1; a <= S4; a++)
		for (hl_line b = S1; b <= S4; b++)
			CU_ASSERT(a == b || table_talks(t, a, b));
	table_hangup(t, S3);
	TALK(S1, S2);
	TALK(S1, S4);
}

CU_TestInfo *test_member(void)
{
	static CU_TestInfo tests[] = {
		T(a_removed_party_is_idle_and_the_last_two_are_an_ordinary_call),
		T(a_party_removed_of_four_leaves_three),
		T(only_a_member_is_removed),
		T(remove_none_lets_nobody_be_removed),
		T(remove_last_lets_the_one_added_last_be_removed),
		T(remove_any_lets_the_first_be_removed),
		T(a_member_can_be_dropped_too),
		T(a_party_of_four_that_hangs_up_leaves_three),
		T(dropping_a_conference_of_three_leaves_two_talking),
		T(members_are_idle_before_their_conference),
		T(with_conference_drop_everybody_is_released),
		T(a_conference_of_four_goes_on_when_its_maker_hangs_up),
		T(a_conference_of_four_goes_on_when_its_maker_drops_it),
		T(who_inherits_a_conference_has_all_its_members),
		T(a_conference_is_inherited_again_and_again),
		T(outside_parties_are_inherited_too),
		T(a_held_conference_goes_on_without_its_maker),
		T(the_last_party_of_a_held_conference_is_a_held_party),
		T(hanging_up_with_a_held_conference_leaves_the_others_talking),
		T(who_holds_a_conference_can_talk_to_another),
		T(a_party_may_hold_the_conference_it_is_in),
		T(a_party_of_a_conference_may_make_one_of_its_own),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
