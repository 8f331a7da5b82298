/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_hold.c - claims about hold, retrieving and swapping
 *
 * lineHold, lineUnhold, lineSwapHold, lineSetCallTreatment; what the other
 * party hears and is told; program and telephone on the same calls.
 */
#include "suites.h"

#include "ask.h"

/* ---- hold ---------------------------------------------------------------- */

CLAIM(a_held_call_is_told_before_the_reply_and_the_counters_after)
{
	hl_call held;

	table_talk(t, S1, S2);
	held = OF(S1, 0);
	DONE(HOLD, .call = held);
	IS(S1, 0, ONHOLD);
	CU_ASSERT(fx_to(t, held, HL_CALL_ONHOLD) >= 0);
	CU_ASSERT(fx_to(t, held, HL_CALL_ONHOLD) < fx_reply(t));
	CU_ASSERT(fx_reply(t) < fx_counts(t, S1));
}

CLAIM(holding_makes_no_new_call_by_itself)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_EQUAL(t->born, HL_NO_CALL);
	NONE_AT(S1, 1);
}

static void hold_makes_new(struct table *t)
{
	SET_ON(S1, HOLDMAKESNEW);
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
}

CLAIM(with_hold_makes_new_holding_gives_a_call_with_dial_tone)
{
	hold_makes_new(t);
	IS(S1, 0, ONHOLD);
	IS(S1, 1, DIALTONE);
	CU_ASSERT_EQUAL(t->born, OF(S1, 1));
	CU_ASSERT_TRUE(table_want(t, S1)->listen);
	table_dial(t, S1, "103");
	table_lift(t, S3);
	TALK(S1, S3);
}

CLAIM(the_new_call_of_a_hold_is_no_consultation_call)
{
	hold_makes_new(t);
	CU_ASSERT_EQUAL(ask_call(t, S1, 1)->consult, HL_NO_CALL);
	table_dial(t, S1, "103");
	table_lift(t, S3);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
}

static void dial(struct table *t, const char *number)
{
	table_lift(t, S1);
	table_dial(t, S1, number);
}

CLAIM(only_a_connected_call_can_be_held)
{
	table_lift(t, S1);
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
	table_dial(t, S1, "1");
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
	table_dial(t, S1, "02");
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S2, 0));
	table_lift(t, S2);
	DONE(HOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
	table_hangup(t, S2);
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
}

CLAIM(a_call_that_travels_or_failed_cannot_be_held)
{
	dial(t, "95#");
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
	table_hangup(t, S1);
	dial(t, "5");
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
}

CLAIM(the_called_one_can_hold_too)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S2, 0));
	CU_ASSERT_TRUE(table_music(t, S1));
}

CLAIM(a_consultation_call_can_be_held_hard)
{
	table_consult(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 1));
	IS(S1, 0, ONHOLDPENDTRANSFER);
	IS(S1, 1, ONHOLD);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 1, 1));
}

/* 101 holds 102, 103 and 104 and talks to a party outside. */
static void hold_three(struct table *t)
{
	ask_two(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 1));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "95");
	table_wait(t, 3000);
}

CLAIM(several_calls_are_held_up_to_the_limit)
{
	hold_three(t);
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 3, 0));
	TALK(S1, T1);
	REFUSED(CALLUNAVAIL, HOLD, .call = OF(S1, 3));
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_HOLD, OF(S1, 3)));
}

CLAIM(the_limit_is_the_lines)
{
	table_set(t, S1)->held = 1;
	ask_two(t, S1, S2, S3);
	REFUSED(CALLUNAVAIL, HOLD, .call = OF(S1, 1));
}

CLAIM(hard_hold_leaves_room_for_a_consultation)
{
	table_set(t, S1)->held = 1;
	ask_two(t, S1, S2, S3);
	DONE(CONSULT, .call = OF(S1, 1));
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 1, 1));
}

CLAIM(a_line_without_hold_refuses_before_it_looks_at_the_state)
{
	SET_OFF(S1, HOLD);
	table_lift(t, S1);
	REFUSED(OPERATIONUNAVAIL, HOLD, .call = OF(S1, 0));
}

CLAIM(what_was_held_can_be_retrieved_though_hold_was_switched_off)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	SET_OFF(S1, HOLD);
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S2);
}

/* ---- a held party leaves ------------------------------------------------- */

CLAIM(a_held_party_that_leaves_is_disconnected_and_not_yet_idle)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	table_hangup(t, S2);
	IS(S1, 0, DISCONNECTED);
	MODE(S1, 0, HL_GONE_NORMAL);
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 0, 0));
	CU_ASSERT_EQUAL(ask_features(t, S1, 0), 0x80);
	DONE(DROP, .call = OF(S1, 0));
	NONE_AT(S1, 0);
}

CLAIM(a_held_party_that_leaves_does_not_touch_the_active_call)
{
	ask_two(t, S1, S2, S3);
	table_hangup(t, S2);
	IS(S1, 0, DISCONNECTED);
	TALK(S1, S3);
	DONE(DROP, .call = OF(S1, 0));
	TALK(S1, S3);
}

CLAIM(a_held_outside_party_that_leaves_is_disconnected_too)
{
	table_ring(t, T1);
	table_lift(t, S1);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_TRUE(table_music(t, T1));
	table_gone(t, T1);
	IS(S1, 0, DISCONNECTED);
}

/* ---- retrieving ---------------------------------------------------------- */

CLAIM(unhold_takes_a_hard_held_call_back)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(UNHOLD, .call = OF(S1, 0));
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
	TALK(S1, S2);
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_CONNECTED) < fx_reply(t));
}

CLAIM(unhold_of_a_soft_held_call_ends_its_consultation)
{
	hl_call consult;

	table_consult(t, S1, S2, S3);
	consult = OF(S1, 1);
	DONE(UNHOLD, .call = OF(S1, 0));
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) <
		  fx_to(t, OF(S1, 0), HL_CALL_CONNECTED));
	TALK(S1, S2);
	IS(S3, 0, DISCONNECTED);
}

CLAIM(any_of_several_held_calls_can_be_retrieved)
{
	hold_three(t);
	DONE(DROP, .call = OF(S1, 3));
	DONE(UNHOLD, .call = OF(S1, 1));
	TALK(S1, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S4));
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 2, 0));
}

CLAIM(only_a_held_call_can_be_retrieved)
{
	table_talk(t, S1, S2);
	REFUSED(INVALCALLSTATE, UNHOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, UNHOLD, .call = OF(S2, 0));
}

CLAIM(nothing_is_retrieved_into_another_talk)
{
	ask_two(t, S1, S2, S3);
	REFUSED(CALLUNAVAIL, UNHOLD, .call = OF(S1, 0));
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_UNHOLD, OF(S1, 0)));
	TALK(S1, S3);
}

CLAIM(retrieving_at_dial_tone_gives_the_dial_tone_up)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(MAKECALL, .line = S1);
	IS(S1, 1, DIALTONE);
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S2);
	NONE_AT(S1, 1);
}

/* ---- swapping ------------------------------------------------------------ */

CLAIM(a_swap_tells_of_both_calls_before_the_reply)
{
	ask_two(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_CONNECTED) >= 0);
	CU_ASSERT(fx_to(t, OF(S1, 1), HL_CALL_ONHOLD) >= 0);
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_CONNECTED) < fx_reply(t));
	CU_ASSERT(fx_to(t, OF(S1, 1), HL_CALL_ONHOLD) < fx_reply(t));
	TALK(S1, S2);
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(a_swap_with_a_hard_held_call_holds_hard)
{
	ask_two(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	IS(S1, 1, ONHOLD);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	IS(S1, 0, ONHOLD);
	TALK(S1, S3);
}

CLAIM(a_swap_in_a_consultation_holds_pending_transfer)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	IS(S1, 0, CONNECTED);
	IS(S1, 1, ONHOLDPENDTRANSFER);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	IS(S1, 0, ONHOLDPENDTRANSFER);
	IS(S1, 1, CONNECTED);
}

CLAIM(a_swap_with_a_conference_holds_pending_conference)
{
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0), .number = "103");
	table_lift(t, S3);
	DONE(SWAP, .call = OF(S1, 2), .other = OF(S1, 1));
	IS(S1, 1, CONNECTED);
	IS(S1, 2, ONHOLDPENDCONF);
	TALK(S1, S2);
	CU_ASSERT_TRUE(table_music(t, S3));
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 2));
	IS(S1, 1, ONHOLDPENDCONF);
	TALK(S1, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_hard_held_conference_swaps_hard)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	DONE(SWAP, .call = OF(S1, 3), .other = OF(S1, 2));
	IS(S1, 2, CONNECTED);
	IS(S1, 3, ONHOLD);
	TALK(S1, S2);
	TALK(S1, S3);
	CU_ASSERT_TRUE(table_music(t, S4));
}

CLAIM(at_the_limit_of_hold_calls_can_still_be_swapped)
{
	table_set(t, S1)->held = 1;
	ask_two(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 1, 0));
}

CLAIM(of_several_held_calls_the_named_one_is_swapped)
{
	hold_three(t);
	DONE(SWAP, .call = OF(S1, 3), .other = OF(S1, 0));
	TALK(S1, S2);
	CU_ASSERT_TRUE(table_music(t, T1));
	IS(S1, 1, ONHOLD);
	IS(S1, 2, ONHOLD);
	IS(S1, 3, ONHOLD);
}

CLAIM(a_swap_wants_one_held_and_one_connected_call)
{
	table_talk(t, S1, S2);
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 0), .other = OF(S1, 0));
	DONE(HOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 0));
	DONE(MAKECALL, .line = S1);
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	DONE(DIAL, .call = OF(S1, 1), .number = "103");
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	table_lift(t, S3);
	DONE(HOLD, .call = OF(S1, 1));
	REFUSED(INVALCALLSTATE, SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
}

CLAIM(a_swap_takes_no_call_of_another_line)
{
	ask_two(t, S1, S2, S3);
	REFUSED(INVALCALLHANDLE, SWAP, .call = OF(S1, 1), .other = OF(S3, 0));
	REFUSED(INVALCALLHANDLE, SWAP, .call = OF(S1, 1), .other = 4000000);
}

/* ---- the party is told of it --------------------------------------------- */

CLAIM(a_party_that_is_held_is_told_and_told_again_when_it_is_back)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_ACTIVEHELD);
	DONE(UNHOLD, .call = OF(S1, 0));
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
}

CLAIM(two_who_hold_each_other_are_both_on_hold)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(HOLD, .call = OF(S2, 0));
	IS(S1, 0, ONHOLD);
	IS(S2, 0, ONHOLD);
	DONE(UNHOLD, .call = OF(S1, 0));
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVEHELD);
	CU_ASSERT_TRUE(table_music(t, S1));
	DONE(UNHOLD, .call = OF(S2, 0));
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
	TALK(S1, S2);
}

CLAIM(a_swap_tells_both_parties)
{
	ask_two(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	MODE(S3, 0, HL_CONNECTED_ACTIVEHELD);
}

CLAIM(parties_of_a_held_conference_are_not_told_they_hear_each_other)
{
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	MODE(S3, 0, HL_CONNECTED_ACTIVE);
	TALK(S2, S3);
}

/* ---- what it hears meanwhile --------------------------------------------- */

CLAIM(treatment_silence)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(TREATMENT, .call = OF(S1, 0), .value = 1);
	CU_ASSERT_EQUAL(table_want(t, S2)->wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_NONE);
}

CLAIM(treatment_ringback)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(TREATMENT, .call = OF(S1, 0), .value = 2);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S2)->wire.kind, HL_WIRE_QUIET);
}

CLAIM(treatment_busy)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(TREATMENT, .call = OF(S1, 0), .value = 3);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_BUSY);
}

CLAIM(treatment_music_and_none_are_the_lines_class)
{
	table_set(t, S1)->class = 3;
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_want(t, S2)->wire.ref, 3);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 1);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 4);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_want(t, S2)->wire.ref, 3);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 1);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 0);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(treatment_of_our_own_is_a_music_class)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(TREATMENT, .call = OF(S1, 0), .value = 0x105);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_want(t, S2)->wire.ref, 5);
}

CLAIM(a_treatment_that_is_not_known_is_refused)
{
	table_talk(t, S1, S2);
	REFUSED(INVALPARAM, TREATMENT, .call = OF(S1, 0), .value = 5);
	REFUSED(INVALPARAM, TREATMENT, .call = OF(S1, 0), .value = 0xff);
	REFUSED(INVALPARAM, TREATMENT, .call = OF(S1, 0),
		.value = 0x100 + HL_CLASSES_MAX);
}

CLAIM(a_treatment_chosen_early_waits_for_the_hold)
{
	table_talk(t, S1, S2);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 3);
	TALK(S1, S2);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_NONE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_BUSY);
	table_flash(t, S1);
	TALK(S1, S2);
}

CLAIM(a_treatment_is_told_as_a_change_of_information)
{
	table_talk(t, S1, S2);
	DONE(TREATMENT, .call = OF(S1, 0), .value = 2);
	CU_ASSERT(fx_of(t, HL_FX_INFO, OF(S1, 0)) >= 0);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->treatment, 2);
}

CLAIM(a_caller_who_waits_can_be_treated_to_music)
{
	dial(t, "102");
	DONE(TREATMENT, .call = OF(S2, 0), .value = 4);
	IS(S1, 0, RINGBACK);
	CU_ASSERT_TRUE(table_music(t, S1));
	table_lift(t, S2);
	TALK(S1, S2);
}

CLAIM(a_held_outside_party_is_treated_too)
{
	table_ring(t, T1);
	table_lift(t, S1);
	DONE(HOLD, .call = OF(S1, 0));
	DONE(TREATMENT, .call = OF(S1, 0), .value = 2);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_RINGBACK);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
}

/* ---- program and telephone are one world --------------------------------- */

CLAIM(a_flash_holds_a_call_that_a_program_made)
{
	DONE(MAKECALL, .line = S1, .number = "102");
	table_lift(t, S1);
	table_lift(t, S2);
	TALK(S1, S2);
	table_flash(t, S1);
	IS(S1, 0, ONHOLDPENDTRANSFER);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_program_swaps_what_a_telephone_held)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 1), .other = OF(S1, 0));
	TALK(S1, S2);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	TALK(S2, S3);
}

CLAIM(a_telephone_retrieves_the_call_that_a_program_held_last)
{
	ask_two(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 1));
	table_flash(t, S1);
	TALK(S1, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_flash_swaps_calls_that_a_program_made_one_by_one)
{
	ask_two(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ALTERNATE);
	table_flash(t, S1);
	TALK(S1, S2);
	CU_ASSERT_TRUE(table_music(t, S3));
	table_flash(t, S1);
	TALK(S1, S3);
}

CLAIM(a_number_dialled_by_hand_is_finished_by_a_program)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "10");
	DONE(DIAL, .call = OF(S1, 1), .number = "3");
	table_lift(t, S3);
	TALK(S1, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(hanging_up_with_calls_held_by_a_program_rings_back)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_lift(t, S1);
	TALK(S1, S2);
}

CLAIM(hanging_up_with_two_held_calls_rings_back_with_both)
{
	ask_two(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 1));
	table_hangup(t, S1);
	IS(S1, 0, OFFERING);
	IS(S1, 1, OFFERING);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
	table_lift(t, S1);
	CU_ASSERT(table_talks(t, S1, S2) || table_talks(t, S1, S3));
	table_flash(t, S1);
	table_flash(t, S1);
	table_hangup(t, S2);
	table_hangup(t, S3);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CU_TestInfo *test_hold(void)
{
	static CU_TestInfo tests[] = {
		T(a_held_call_is_told_before_the_reply_and_the_counters_after),
		T(holding_makes_no_new_call_by_itself),
		T(with_hold_makes_new_holding_gives_a_call_with_dial_tone),
		T(the_new_call_of_a_hold_is_no_consultation_call),
		T(only_a_connected_call_can_be_held),
		T(a_call_that_travels_or_failed_cannot_be_held),
		T(the_called_one_can_hold_too),
		T(a_consultation_call_can_be_held_hard),
		T(several_calls_are_held_up_to_the_limit),
		T(the_limit_is_the_lines),
		T(hard_hold_leaves_room_for_a_consultation),
		T(a_line_without_hold_refuses_before_it_looks_at_the_state),
		T(what_was_held_can_be_retrieved_though_hold_was_switched_off),
		T(a_held_party_that_leaves_is_disconnected_and_not_yet_idle),
		T(a_held_party_that_leaves_does_not_touch_the_active_call),
		T(a_held_outside_party_that_leaves_is_disconnected_too),
		T(unhold_takes_a_hard_held_call_back),
		T(unhold_of_a_soft_held_call_ends_its_consultation),
		T(any_of_several_held_calls_can_be_retrieved),
		T(only_a_held_call_can_be_retrieved),
		T(nothing_is_retrieved_into_another_talk),
		T(retrieving_at_dial_tone_gives_the_dial_tone_up),
		T(a_swap_tells_of_both_calls_before_the_reply),
		T(a_swap_with_a_hard_held_call_holds_hard),
		T(a_swap_in_a_consultation_holds_pending_transfer),
		T(a_swap_with_a_conference_holds_pending_conference),
		T(a_hard_held_conference_swaps_hard),
		T(at_the_limit_of_hold_calls_can_still_be_swapped),
		T(of_several_held_calls_the_named_one_is_swapped),
		T(a_swap_wants_one_held_and_one_connected_call),
		T(a_swap_takes_no_call_of_another_line),
		T(a_party_that_is_held_is_told_and_told_again_when_it_is_back),
		T(two_who_hold_each_other_are_both_on_hold),
		T(a_swap_tells_both_parties),
		T(parties_of_a_held_conference_are_not_told_they_hear_each_other),
		T(treatment_silence),
		T(treatment_ringback),
		T(treatment_busy),
		T(treatment_music_and_none_are_the_lines_class),
		T(treatment_of_our_own_is_a_music_class),
		T(a_treatment_that_is_not_known_is_refused),
		T(a_treatment_chosen_early_waits_for_the_hold),
		T(a_treatment_is_told_as_a_change_of_information),
		T(a_caller_who_waits_can_be_treated_to_music),
		T(a_held_outside_party_is_treated_too),
		T(a_flash_holds_a_call_that_a_program_made),
		T(a_program_swaps_what_a_telephone_held),
		T(a_telephone_retrieves_the_call_that_a_program_held_last),
		T(a_flash_swaps_calls_that_a_program_made_one_by_one),
		T(a_number_dialled_by_hand_is_finished_by_a_program),
		T(hanging_up_with_calls_held_by_a_program_rings_back),
		T(hanging_up_with_two_held_calls_rings_back_with_both),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
