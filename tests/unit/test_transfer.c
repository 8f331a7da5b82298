/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_transfer.c - claims about consultation, transfer and sending on
 *
 * lineSetupTransfer, lineCompleteTransfer, lineBlindTransfer, lineRedirect,
 * and lineDrop of a consultation call.
 */
#include "suites.h"

#include "ask.h"

/* ---- setup --------------------------------------------------------------- */

CLAIM(setup_holds_the_call_and_gives_one_with_dial_tone)
{
	table_talk(t, S1, S2);
	DONE(CONSULT, .call = OF(S1, 0));
	IS(S1, 0, ONHOLDPENDTRANSFER);
	IS(S1, 1, DIALTONE);
	MODE(S1, 1, HL_DIALTONE_SPECIAL);
	CU_ASSERT_EQUAL(t->born, OF(S1, 1));
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_ONHOLDPENDTRANSFER) <
		  fx_reply(t));
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RECALL);
}

CLAIM(a_consultation_call_is_dialled_like_any_other)
{
	table_talk(t, S1, S2);
	DONE(CONSULT, .call = OF(S1, 0));
	DONE(DIAL, .call = OF(S1, 1), .number = "103");
	IS(S1, 1, RINGBACK);
	table_lift(t, S3);
	IS(S1, 1, CONNECTED);
	IS(S1, 0, ONHOLDPENDTRANSFER);
	TALK(S1, S3);
}

CLAIM(one_step_holds_and_dials_at_once)
{
	table_talk(t, S1, S2);
	DONE(CONSULT, .call = OF(S1, 0), .number = "103");
	IS(S1, 0, ONHOLDPENDTRANSFER);
	IS(S1, 1, RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	DONE(TRANSFER, .call = OF(S1, 0), .other = OF(S1, 1));
	table_lift(t, S3);
	TALK(S2, S3);
}

CLAIM(one_step_to_a_number_that_leads_nowhere_holds_nobody)
{
	table_talk(t, S1, S2);
	REFUSED(INVALADDRESS, CONSULT, .call = OF(S1, 0), .number = "5");
	REFUSED(DIALBILLING, CONSULT, .call = OF(S1, 0), .number = "9$5");
	REFUSED(DIALPROMPT, CONSULT, .call = OF(S1, 0), .number = "9?5");
	REFUSED(DIALQUIET, CONSULT, .call = OF(S1, 0), .number = "9@5");
	TALK(S1, S2);
}

CLAIM(setup_wants_a_connected_call)
{
	table_lift(t, S1);
	REFUSED(INVALCALLSTATE, CONSULT, .call = OF(S1, 0));
	table_dial(t, S1, "102");
	REFUSED(INVALCALLSTATE, CONSULT, .call = OF(S1, 0));
	table_lift(t, S2);
	DONE(HOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, CONSULT, .call = OF(S1, 0));
}

CLAIM(a_consultation_call_has_no_consultation_of_its_own)
{
	table_consult(t, S1, S2, S3);
	REFUSED(INVALCALLSTATE, CONSULT, .call = OF(S1, 1));
	REFUSED(INVALCALLSTATE, CONFERENCE, .call = OF(S1, 1));
}

CLAIM(one_consultation_at_a_time)
{
	table_consult(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 1));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	REFUSED(CALLUNAVAIL, CONSULT, .call = OF(S1, 2));
	REFUSED(CALLUNAVAIL, CONFERENCE, .call = OF(S1, 2));
}

CLAIM(without_the_switches_there_is_no_setup)
{
	table_talk(t, S1, S2);
	SET_OFF(S1, CONSULT);
	REFUSED(OPERATIONUNAVAIL, CONSULT, .call = OF(S1, 0));
	SET_ON(S1, CONSULT);
	SET_OFF(S1, HOLD);
	REFUSED(OPERATIONUNAVAIL, CONSULT, .call = OF(S1, 0));
}

CLAIM(the_made_party_of_a_consultation_is_told_of_no_hold)
{
	table_consult(t, S1, S2, S3);
	MODE(S2, 0, HL_CONNECTED_ACTIVEHELD);
	MODE(S3, 0, HL_CONNECTED_ACTIVE);
}

/* ---- completing ---------------------------------------------------------- */

static void complete(struct table *t, hl_line line, unsigned a, unsigned b)
{
	hl_call first = OF(line, a);
	hl_call second = OF(line, b);

	DONE(TRANSFER, .call = first, .other = second);
	CU_ASSERT(fx_to(t, first, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, second, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, first, HL_CALL_IDLE) < fx_reply(t));
	CU_ASSERT(fx_to(t, second, HL_CALL_IDLE) < fx_reply(t));
	CU_ASSERT_EQUAL(t->born, HL_NO_CALL);
}

CLAIM(completing_idles_both_calls_before_the_reply)
{
	table_consult(t, S1, S2, S3);
	complete(t, S1, 0, 1);
	NONE_AT(S1, 0);
	TALK(S2, S3);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
}

CLAIM(the_two_calls_are_taken_in_either_order)
{
	table_consult(t, S1, S2, S3);
	complete(t, S1, 1, 0);
	TALK(S2, S3);
}

CLAIM(after_a_swap_either_order_completes_too)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	complete(t, S1, 0, 1);
	TALK(S2, S3);
}

CLAIM(after_a_swap_the_other_order_completes_too)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	complete(t, S1, 1, 0);
	TALK(S2, S3);
}

CLAIM(without_a_second_call_its_consultation_is_meant)
{
	table_consult(t, S1, S2, S3);
	DONE(TRANSFER, .call = OF(S1, 0));
	TALK(S2, S3);
}

static void ask_103(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
}

CLAIM(a_party_is_transferred_while_the_other_rings)
{
	ask_103(t);
	complete(t, S1, 0, 1);
	IS(S2, 0, RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_RINGBACK);
	table_lift(t, S3);
	TALK(S2, S3);
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
}

CLAIM(a_party_is_transferred_while_a_trunk_is_dialled)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "95#");
	IS(S1, 1, PROCEEDING);
	complete(t, S1, 0, 1);
	IS(S2, 0, PROCEEDING);
	table_wait(t, 3000);
	TALK(S2, T1);
}

CLAIM(a_ringing_transfer_is_given_up_by_the_party)
{
	ask_103(t);
	complete(t, S1, 0, 1);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_transfer_that_nobody_answers_comes_back_as_a_reminder)
{
	ask_103(t);
	complete(t, S1, 0, 1);
	table_hangup(t, S1);
	table_wait(t, 30000);
	IS(S1, 0, OFFERING);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->reason, HL_REASON_REMINDER);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_RECALL);
}

/* Nobody is there with whom the party could be connected. */
CLAIM(nobody_is_transferred_to_dial_tone_digits_or_busy)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
	table_dial(t, S1, "1");
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
	table_lift(t, S3);
	table_dial(t, S1, "03");
	IS(S1, 1, BUSY);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(nobody_is_transferred_to_who_has_left)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S3);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
}

CLAIM(who_has_left_is_transferred_to_nobody)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S2);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_TRANSFER, OF(S1, 1)));
}

CLAIM(the_second_call_must_be_of_the_same_line)
{
	table_consult(t, S1, S2, S3);
	REFUSED(INVALCONSULTCALLHANDLE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S3, 0));
}

/* FAULT i5-1 */
CLAIM(a_consultation_handle_that_is_void_has_its_own_error)
{
	table_consult(t, S1, S2, S3);
	REFUSED(INVALCALLHANDLE, TRANSFER, .call = 4000000,
		.other = OF(S1, 1));
	REFUSED(INVALCONSULTCALLHANDLE, TRANSFER, .call = OF(S1, 0),
		.other = 4000000);
}

CLAIM(two_trunks_are_not_transferred_to_each_other_unless_allowed)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 3000);
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_TRANSFER, OF(S1, 0)));
	CU_ASSERT_NOT_EQUAL(ASK(TRANSFER, .call = OF(S1, 0),
				.other = OF(S1, 1)), HL_ERR_NONE);
	SET_ON(S1, TRUNKS);
	complete(t, S1, 0, 1);
	TALK(T1, T2);
}

/* ---- as a conference ----------------------------------------------------- */

CLAIM(completed_as_a_conference_a_third_call_is_the_conference)
{
	table_consult(t, S1, S2, S3);
	DONE(JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
	CU_ASSERT_EQUAL(t->born, OF(S1, 2));
	IS(S1, 0, CONFERENCED);
	IS(S1, 1, CONFERENCED);
	IS(S1, 2, CONNECTED);
	TALK(S1, S2);
	TALK(S1, S3);
	TALK(S2, S3);
}

CLAIM(completed_as_a_conference_in_the_other_order)
{
	table_consult(t, S1, S2, S3);
	DONE(JOIN, .call = OF(S1, 1), .other = OF(S1, 0));
	IS(S1, 0, CONFERENCED);
	IS(S1, 1, CONFERENCED);
	TALK(S2, S3);
}

CLAIM(a_party_that_still_rings_is_no_member)
{
	ask_103(t);
	REFUSED(INVALCALLSTATE, JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
}

CLAIM(without_three_way_there_is_no_conference)
{
	table_consult(t, S1, S2, S3);
	SET_OFF(S1, THREEWAY);
	REFUSED(OPERATIONUNAVAIL, JOIN, .call = OF(S1, 0),
		.other = OF(S1, 1));
	complete(t, S1, 0, 1);
}

/* ---- hard-held calls and calls made for themselves ----------------------- */

CLAIM(transfer_held_alone_wants_a_consultation_call)
{
	SET_ON(S1, TRANSFERHELD);
	ask_two(t, S1, S2, S3);
	REFUSED(INVALCONSULTCALLHANDLE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
}

CLAIM(with_transfer_held_a_hard_held_call_goes_to_a_consulted_party)
{
	SET_ON(S1, TRANSFERHELD);
	ask_two(t, S1, S2, S3);
	DONE(CONSULT, .call = OF(S1, 1), .number = "104");
	table_lift(t, S4);
	complete(t, S1, 0, 2);
	TALK(S2, S4);
	CU_ASSERT_TRUE(table_music(t, S3));
	IS(S1, 0, ONHOLDPENDTRANSFER);
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S3);
}

CLAIM(without_transfer_held_it_does_not)
{
	ask_two(t, S1, S2, S3);
	DONE(CONSULT, .call = OF(S1, 1), .number = "104");
	table_lift(t, S4);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 2));
}

CLAIM(transfer_make_alone_transfers_no_hard_held_call)
{
	SET_ON(S1, TRANSFERMAKE);
	ask_two(t, S1, S2, S3);
	REFUSED(INVALCALLSTATE, TRANSFER, .call = OF(S1, 0),
		.other = OF(S1, 1));
}

CLAIM(with_held_and_make_two_calls_made_one_by_one_are_connected)
{
	SET_ON(S1, TRANSFERHELD);
	SET_ON(S1, TRANSFERMAKE);
	ask_two(t, S1, S2, S3);
	complete(t, S1, 0, 1);
	TALK(S2, S3);
}

CLAIM(with_held_and_make_they_are_joined_too)
{
	SET_ON(S1, TRANSFERHELD);
	SET_ON(S1, TRANSFERMAKE);
	ask_two(t, S1, S2, S3);
	DONE(JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
	TALK(S2, S3);
}

/* 102 hard-held, 103 soft-held and its consultation given up: 102 back. */
static void ask_and_take_another(struct table *t)
{
	SET_OFF(S1, RECONNECT);
	ask_two(t, S1, S2, S3);
	DONE(CONSULT, .call = OF(S1, 1));
	DONE(DROP, .call = OF(S1, 2));
	DONE(UNHOLD, .call = OF(S1, 0));
	IS(S1, 0, CONNECTED);
	IS(S1, 1, ONHOLDPENDTRANSFER);
}

CLAIM(another_held_call_becomes_the_target_where_calls_made_may)
{
	SET_ON(S1, TRANSFERMAKE);
	ask_and_take_another(t);
	complete(t, S1, 1, 0);
	TALK(S2, S3);
}

CLAIM(another_held_call_is_no_target_where_they_may_not)
{
	ask_and_take_another(t);
	REFUSED(INVALCONSULTCALLHANDLE, TRANSFER, .call = OF(S1, 1),
		.other = OF(S1, 0));
}

CLAIM(the_flags_leave_ordinary_consultation_as_it_is)
{
	SET_ON(S1, TRANSFERHELD);
	SET_ON(S1, TRANSFERMAKE);
	table_consult(t, S1, S2, S3);
	complete(t, S1, 0, 1);
	TALK(S2, S3);
}

/* ---- the consultation comes to nothing ----------------------------------- */

CLAIM(dropping_the_consultation_reconnects_by_itself)
{
	hl_call consult;

	table_consult(t, S1, S2, S3);
	consult = OF(S1, 1);
	DONE(DROP, .call = consult);
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) <
		  fx_to(t, OF(S1, 0), HL_CALL_CONNECTED));
	TALK(S1, S2);
}

CLAIM(without_autoreconnect_the_call_stays_held)
{
	SET_OFF(S1, RECONNECT);
	table_consult(t, S1, S2, S3);
	DONE(DROP, .call = OF(S1, 1));
	IS(S1, 0, ONHOLDPENDTRANSFER);
	NONE_AT(S1, 1);
	CU_ASSERT_TRUE(table_music(t, S2));
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S2);
}

CLAIM(dropping_the_consultation_reconnects_before_it_is_answered)
{
	ask_103(t);
	DONE(DROP, .call = OF(S1, 1));
	TALK(S1, S2);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(after_a_swap_dropping_the_active_call_brings_the_other_back)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	DONE(DROP, .call = OF(S1, 0));
	TALK(S1, S3);
	IS(S2, 0, DISCONNECTED);
}

CLAIM(dropping_the_held_call_leaves_the_consultation_alone)
{
	table_consult(t, S1, S2, S3);
	DONE(DROP, .call = OF(S1, 0));
	TALK(S1, S3);
	IS(S2, 0, DISCONNECTED);
	CU_ASSERT_TRUE(hl_model_can(t->m, HL_REQUEST_CONSULT, OF(S1, 0)));
}

CLAIM(a_consulted_party_that_leaves_changes_nothing_for_the_held_one)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S3);
	IS(S1, 0, ONHOLDPENDTRANSFER);
	IS(S1, 1, DISCONNECTED);
	CU_ASSERT_TRUE(table_music(t, S2));
	DONE(DROP, .call = OF(S1, 1));
	TALK(S1, S2);
}

CLAIM(a_consulted_party_that_is_busy_changes_nothing_for_the_held_one)
{
	table_lift(t, S3);
	ask_103(t);
	IS(S1, 1, BUSY);
	IS(S1, 0, ONHOLDPENDTRANSFER);
	DONE(DROP, .call = OF(S1, 1));
	TALK(S1, S2);
}

CLAIM(a_held_party_that_leaves_takes_the_transfer_away)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT(ask_features(t, S1, 1) & 0x20);
	table_hangup(t, S2);
	IS(S1, 0, DISCONNECTED);
	IS(S1, 1, CONNECTED);
	CU_ASSERT_EQUAL(ask_features(t, S1, 1) & 0x20, 0);
	CU_ASSERT(ask_features(t, S1, 1) & 0x2000000);
}

/* ---- blind --------------------------------------------------------------- */

CLAIM(a_blind_transfer_idles_the_call_and_shows_no_other)
{
	hl_call old;

	table_talk(t, S1, S2);
	old = OF(S1, 0);
	DONE(BLIND, .call = old, .number = "103");
	CU_ASSERT(fx_to(t, old, HL_CALL_IDLE) >= 0);
	CU_ASSERT_EQUAL(t->born, HL_NO_CALL);
	NONE_AT(S1, 0);
	IS(S2, 0, RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_STRING_EQUAL(ask_call(t, S3, 0)->party, "102");
	table_lift(t, S3);
	TALK(S2, S3);
}

CLAIM(a_blind_transfer_that_nobody_answers_comes_back)
{
	table_talk(t, S1, S2);
	DONE(BLIND, .call = OF(S1, 0), .number = "103");
	table_hangup(t, S1);
	table_wait(t, 30000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(an_outside_party_is_sent_on_without_losing_it)
{
	table_ring(t, T1);
	table_lift(t, S1);
	DONE(BLIND, .call = OF(S1, 0), .number = "103");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_RINGBACK);
	table_lift(t, S3);
	TALK(T1, S3);
}

CLAIM(a_station_is_sent_outside)
{
	table_talk(t, S1, S2);
	DONE(BLIND, .call = OF(S1, 0), .number = "95");
	IS(S2, 0, PROCEEDING);
	table_wait(t, 3000);
	TALK(S2, T1);
}

CLAIM(a_number_that_leads_nowhere_moves_nobody)
{
	table_talk(t, S1, S2);
	REFUSED(INVALADDRESS, BLIND, .call = OF(S1, 0));
	REFUSED(INVALADDRESS, BLIND, .call = OF(S1, 0), .number = "5");
	REFUSED(INVALADDRESS, BLIND, .call = OF(S1, 0), .number = "150");
	REFUSED(INVALADDRESS, BLIND, .call = OF(S1, 0), .number = "101");
	TALK(S1, S2);
}

CLAIM(nobody_is_sent_to_who_is_busy)
{
	table_talk(t, S1, S2);
	table_lift(t, S3);
	REFUSED(RESOURCEUNAVAIL, BLIND, .call = OF(S1, 0), .number = "103");
	TALK(S1, S2);
}

CLAIM(an_outside_party_is_not_sent_outside_unless_allowed)
{
	table_ring(t, T1);
	table_lift(t, S1);
	REFUSED(ADDRESSBLOCKED, BLIND, .call = OF(S1, 0), .number = "95");
	SET_ON(S1, TRUNKS);
	DONE(BLIND, .call = OF(S1, 0), .number = "95");
	table_wait(t, 3000);
	TALK(T1, T2);
}

CLAIM(only_a_connected_call_is_sent_on)
{
	table_consult(t, S1, S2, S3);
	REFUSED(INVALCALLSTATE, BLIND, .call = OF(S1, 0), .number = "104");
	REFUSED(INVALCALLSTATE, BLIND, .call = OF(S1, 1), .number = "104");
	DONE(JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
	REFUSED(INVALCALLSTATE, BLIND, .call = OF(S1, 2), .number = "104");
}

/* ---- redirect ------------------------------------------------------------ */

CLAIM(an_offered_call_is_redirected_and_idle_here)
{
	hl_call old;

	table_lift(t, S1);
	table_dial(t, S1, "102");
	old = OF(S2, 0);
	DONE(REDIRECT, .call = old, .number = "103");
	CU_ASSERT(fx_to(t, old, HL_CALL_IDLE) >= 0);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	IS(S1, 0, RINGBACK);
	table_lift(t, S3);
	TALK(S1, S3);
}

CLAIM(an_accepted_call_is_redirected_too)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	DONE(ACCEPT, .call = OF(S2, 0));
	DONE(REDIRECT, .call = OF(S2, 0), .number = "103");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(a_call_from_outside_is_redirected_and_still_rings_there)
{
	table_ring(t, T1);
	DONE(REDIRECT, .call = OF(S1, 0), .number = "103");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	table_lift(t, S3);
	TALK(T1, S3);
}

CLAIM(a_redirection_is_refused_with_the_right_word)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	REFUSED(INVALADDRESS, REDIRECT, .call = OF(S2, 0));
	REFUSED(INVALADDRESS, REDIRECT, .call = OF(S2, 0), .number = "5");
	REFUSED(RESOURCEUNAVAIL, REDIRECT, .call = OF(S2, 0),
		.number = "101");
	REFUSED(INVALCALLSTATE, REDIRECT, .call = OF(S1, 0),
		.number = "103");
	table_lift(t, S2);
	REFUSED(INVALCALLSTATE, REDIRECT, .call = OF(S2, 0),
		.number = "103");
}

CU_TestInfo *test_transfer(void)
{
	static CU_TestInfo tests[] = {
		T(setup_holds_the_call_and_gives_one_with_dial_tone),
		T(a_consultation_call_is_dialled_like_any_other),
		T(one_step_holds_and_dials_at_once),
		T(one_step_to_a_number_that_leads_nowhere_holds_nobody),
		T(setup_wants_a_connected_call),
		T(a_consultation_call_has_no_consultation_of_its_own),
		T(one_consultation_at_a_time),
		T(without_the_switches_there_is_no_setup),
		T(the_made_party_of_a_consultation_is_told_of_no_hold),
		T(completing_idles_both_calls_before_the_reply),
		T(the_two_calls_are_taken_in_either_order),
		T(after_a_swap_either_order_completes_too),
		T(after_a_swap_the_other_order_completes_too),
		T(without_a_second_call_its_consultation_is_meant),
		T(a_party_is_transferred_while_the_other_rings),
		T(a_party_is_transferred_while_a_trunk_is_dialled),
		T(a_ringing_transfer_is_given_up_by_the_party),
		T(a_transfer_that_nobody_answers_comes_back_as_a_reminder),
		T(nobody_is_transferred_to_dial_tone_digits_or_busy),
		T(nobody_is_transferred_to_who_has_left),
		T(who_has_left_is_transferred_to_nobody),
		T(the_second_call_must_be_of_the_same_line),
		T(a_consultation_handle_that_is_void_has_its_own_error),
		T(two_trunks_are_not_transferred_to_each_other_unless_allowed),
		T(completed_as_a_conference_a_third_call_is_the_conference),
		T(completed_as_a_conference_in_the_other_order),
		T(a_party_that_still_rings_is_no_member),
		T(without_three_way_there_is_no_conference),
		T(transfer_held_alone_wants_a_consultation_call),
		T(with_transfer_held_a_hard_held_call_goes_to_a_consulted_party),
		T(without_transfer_held_it_does_not),
		T(transfer_make_alone_transfers_no_hard_held_call),
		T(with_held_and_make_two_calls_made_one_by_one_are_connected),
		T(with_held_and_make_they_are_joined_too),
		T(another_held_call_becomes_the_target_where_calls_made_may),
		T(another_held_call_is_no_target_where_they_may_not),
		T(the_flags_leave_ordinary_consultation_as_it_is),
		T(dropping_the_consultation_reconnects_by_itself),
		T(without_autoreconnect_the_call_stays_held),
		T(dropping_the_consultation_reconnects_before_it_is_answered),
		T(after_a_swap_dropping_the_active_call_brings_the_other_back),
		T(dropping_the_held_call_leaves_the_consultation_alone),
		T(a_consulted_party_that_leaves_changes_nothing_for_the_held_one),
		T(a_consulted_party_that_is_busy_changes_nothing_for_the_held_one),
		T(a_held_party_that_leaves_takes_the_transfer_away),
		T(a_blind_transfer_idles_the_call_and_shows_no_other),
		T(a_blind_transfer_that_nobody_answers_comes_back),
		T(an_outside_party_is_sent_on_without_losing_it),
		T(a_station_is_sent_outside),
		T(a_number_that_leads_nowhere_moves_nobody),
		T(nobody_is_sent_to_who_is_busy),
		T(an_outside_party_is_not_sent_outside_unless_allowed),
		T(only_a_connected_call_is_sent_on),
		T(an_offered_call_is_redirected_and_idle_here),
		T(an_accepted_call_is_redirected_too),
		T(a_call_from_outside_is_redirected_and_still_rings_there),
		T(a_redirection_is_refused_with_the_right_word),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
