/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_supervise.c - claims about the answer to a call that goes out
 *
 * By what it is known, how honestly it is said, what is heard until then,
 * and every situation that a call can get into before it is answered.
 */
#include "suites.h"

#include "ask.h"

static void answer_by(struct table *t, enum hl_answer_by how)
{
	table_set(t, T1)->answer_by = (uint8_t)how;
	table_set(t, T2)->answer_by = (uint8_t)how;
}

/* 101 has dialled out on co1, the number is sent, nobody has answered. */
static void await(struct table *t, enum hl_answer_by how)
{
	answer_by(t, how);
	table_lift(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 2000);
}

/* The same as a consultation call, with 102 held. */
static void ask_outside(struct table *t)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 2000);
}

/* ---- what is an answer --------------------------------------------------- */

CLAIM(where_sending_is_the_answer_the_call_is_connected_and_not_confirmed)
{
	await(t, HL_ANSWER_BY_SENT);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
}

CLAIM(where_polarity_is_the_answer_sending_is_none)
{
	await(t, HL_ANSWER_BY_POLARITY);
	IS(S1, 0, PROCEEDING);
	IS(T1, 0, PROCEEDING);
}

CLAIM(a_reversal_is_an_answer_and_confirms_it)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_reverse(t, T1);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
	TALK(S1, T1);
}

CLAIM(a_call_of_an_exchange_that_never_reverses_counts_as_answered_at_last)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_wait(t, 55000);
	IS(S1, 0, RINGBACK);
	table_wait(t, 5000);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
	TALK(S1, T1);
}

CLAIM(a_reversal_behind_that_confirms_the_answer_and_releases_nobody)
{
	table_set(t, T1)->releases |= HL_RELEASE_BIT(POLARITY);
	await(t, HL_ANSWER_BY_POLARITY);
	table_wait(t, 60000);
	table_reverse(t, T1);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
}

CLAIM(a_late_reversal_confirms_also_where_none_is_a_release)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_wait(t, 60000);
	table_reverse(t, T1);
	MODE(S1, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
	table_wait(t, 2000);
	table_reverse(t, T1);
	IS(S1, 0, CONNECTED);
}

CLAIM(without_a_limit_only_a_reversal_is_an_answer)
{
	table_set(t, T1)->timer[HL_TIMER_UNREVERSED] = 0;
	await(t, HL_ANSWER_BY_POLARITY);
	table_wait(t, 600000);
	IS(S1, 0, PROCEEDING);
}

CLAIM(a_confirmed_call_stays_confirmed_while_it_is_held)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_reverse(t, T1);
	DONE(HOLD, .call = OF(S1, 0));
	MODE(T1, 0, HL_CONNECTED_ACTIVEHELD | HL_CONNECTED_CONFIRMED);
	DONE(UNHOLD, .call = OF(S1, 0));
	MODE(S1, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
}

CLAIM(who_gets_a_confirmed_party_by_transfer_has_it_confirmed)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_reverse(t, T1);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 500);
	table_lift(t, S3);
	table_wait(t, 500);
	table_hangup(t, S1);
	TALK(S3, T1);
	MODE(S3, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
}

CLAIM(a_reversal_is_no_answer_where_tones_are)
{
	await(t, HL_ANSWER_BY_TONE);
	table_reverse(t, T1);
	IS(S1, 0, PROCEEDING);
}

CLAIM(ringing_tone_makes_the_call_one_that_rings)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	IS(S1, 0, RINGBACK);
	IS(T1, 0, RINGBACK);
}

CLAIM(the_end_of_ringing_tone_is_an_answer_and_does_not_confirm_it)
{
	await(t, HL_ANSWER_BY_TONE);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_heard(t, T1, HL_PROGRESS_ANSWERED);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
}

CLAIM(the_end_of_ringing_tone_is_no_answer_where_polarity_is)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_heard(t, T1, HL_PROGRESS_ANSWERED);
	IS(S1, 0, RINGBACK);
}

CLAIM(time_is_an_answer_where_it_is_set)
{
	await(t, HL_ANSWER_BY_TIME);
	table_wait(t, 13000);
	IS(S1, 0, PROCEEDING);
	table_wait(t, 2000);
	IS(S1, 0, CONNECTED);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
}

CLAIM(where_ringing_tone_never_comes_time_is_the_answer)
{
	await(t, HL_ANSWER_BY_TONE);
	table_wait(t, 15000);
	IS(S1, 0, CONNECTED);
}

CLAIM(where_ringing_tone_lasts_time_is_no_answer)
{
	await(t, HL_ANSWER_BY_TONE);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_wait(t, 60000);
	IS(S1, 0, RINGBACK);
}

/* ---- what is heard ------------------------------------------------------- */

CLAIM(before_the_answer_the_caller_hears_the_exchange)
{
	await(t, HL_ANSWER_BY_POLARITY);
	TALK(S1, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
}

CLAIM(the_exchange_rings_and_we_play_no_tone_of_our_own)
{
	await(t, HL_ANSWER_BY_TONE);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	TALK(S1, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
}

CLAIM(while_a_digit_behind_a_flash_is_waited_for_the_exchange_is_not_heard)
{
	table_set(t, S1)->procedure = HL_PROCEDURE_ETSI;
	ask_outside(t);
	table_flash(t, S1);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, T1) &&
			table_want(t, S1)->tone);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
}

CLAIM(before_the_answer_the_tones_of_a_failure_are_listened_for)
{
	uint16_t hear;

	await(t, HL_ANSWER_BY_POLARITY);
	hear = table_want(t, T1)->hear;
	CU_ASSERT_TRUE(hear & HL_HEAR_BIT(HL_PROGRESS_BUSY));
	CU_ASSERT_TRUE(hear & HL_HEAR_BIT(HL_PROGRESS_CONGESTION));
	CU_ASSERT_TRUE(hear & HL_HEAR_BIT(HL_PROGRESS_INFO));
	CU_ASSERT_FALSE(hear & HL_HEAR_SETUP);
}

CLAIM(behind_the_answer_nothing_is_listened_for_without_need)
{
	await(t, HL_ANSWER_BY_TONE);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_heard(t, T1, HL_PROGRESS_ANSWERED);
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
}

/* ---- failures ------------------------------------------------------------ */

CLAIM(busy_tone_before_the_answer_makes_the_call_busy)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	IS(S1, 0, BUSY);
	MODE(S1, 0, HL_BUSY_STATION);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
}

CLAIM(a_trunk_on_which_busy_tone_was_heard_is_let_go_at_once)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	NONE_AT(T1, 0);
}

CLAIM(congestion_tone_before_the_answer_is_a_busy_trunk)
{
	await(t, HL_ANSWER_BY_TONE);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_heard(t, T1, HL_PROGRESS_CONGESTION);
	IS(S1, 0, BUSY);
	MODE(S1, 0, HL_BUSY_TRUNK);
}

CLAIM(an_information_tone_before_the_answer_is_special_information)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_INFO);
	IS(S1, 0, SPECIALINFO);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_INFO);
}

CLAIM(silence_before_the_answer_ends_the_call_where_it_is_believed)
{
	table_set(t, T1)->releases |= HL_RELEASE_BIT(SILENCE);
	await(t, HL_ANSWER_BY_POLARITY);
	table_heard(t, T1, HL_PROGRESS_SILENCE);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

CLAIM(a_lost_battery_before_the_answer_ends_the_call)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_gone(t, T1);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

/* ---- situations ---------------------------------------------------------- */

CLAIM(hanging_up_before_the_answer_lets_the_trunk_go)
{
	await(t, HL_ANSWER_BY_POLARITY);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_flash_before_the_answer_of_a_consultation_call_brings_the_party_back)
{
	ask_outside(t);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	TALK(S1, S2);
	NONE_AT(T1, 0);
}

CLAIM(hanging_up_before_the_answer_transfers_the_held_party_to_the_trunk)
{
	ask_outside(t);
	table_hangup(t, S1);
	TALK(S2, T1);
	IS(S2, 0, PROCEEDING);
	table_reverse(t, T1);
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
}

CLAIM(who_is_transferred_while_it_rings_hears_it_ring)
{
	ask_outside(t);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_hangup(t, S1);
	IS(S2, 0, RINGBACK);
	TALK(S2, T1);
}

CLAIM(busy_tone_after_a_transfer_is_for_the_transferred_party)
{
	ask_outside(t);
	table_hangup(t, S1);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	IS(S2, 0, BUSY);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_BUSY);
}

CLAIM(busy_tone_in_a_consultation_call_leaves_the_held_party_held)
{
	ask_outside(t);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	TALK(S1, S2);
}

CLAIM(a_program_transfers_a_party_to_a_trunk_that_is_not_answered)
{
	ask_outside(t);
	DONE(TRANSFER, .call = OF(S1, 0), .other = OF(S1, 1));
	TALK(S2, T1);
}

CLAIM(a_call_that_is_not_answered_is_not_held)
{
	await(t, HL_ANSWER_BY_POLARITY);
	REFUSED(INVALCALLSTATE, HOLD, .call = OF(S1, 0));
}

CLAIM(a_call_that_is_not_answered_joins_no_conference)
{
	ask_outside(t);
	REFUSED(INVALCALLSTATE, JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
}

CLAIM(a_party_sent_to_a_trunk_blindly_hears_the_exchange)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	table_talk(t, S1, S2);
	DONE(BLIND, .call = OF(S1, 0), .number = "95");
	table_wait(t, 2000);
	TALK(S2, T1);
	table_reverse(t, T1);
	IS(S2, 0, CONNECTED);
}

CLAIM(an_outside_party_sent_to_another_trunk_hears_that_exchange)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	SET_ON(S1, TRUNKS);
	table_ring(t, T1);
	table_lift(t, S1);
	DONE(BLIND, .call = OF(S1, 0), .number = "95");
	table_wait(t, 2000);
	TALK(T1, T2);
	table_heard(t, T2, HL_PROGRESS_RINGING);
	TALK(T1, T2);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
	table_gone(t, T1);
	CU_ASSERT_TRUE(hl_model_calls(t->m) <= 1);
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

CLAIM(an_outside_party_is_let_go_when_the_trunk_it_was_sent_to_is_busy)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	SET_ON(S1, TRUNKS);
	table_ring(t, T1);
	table_lift(t, S1);
	DONE(BLIND, .call = OF(S1, 0), .number = "95");
	table_wait(t, 2000);
	table_heard(t, T2, HL_PROGRESS_BUSY);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

CLAIM(a_forwarded_call_waits_for_the_trunk_it_was_forwarded_to)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	hl_model_number_set(t->m, S2, HL_NUMBER_FORWARD, "95");
	table_lift(t, S1);
	table_dial(t, S1, "102");
	table_wait(t, 2000);
	IS(S1, 0, PROCEEDING);
	TALK(S1, T1);
	table_reverse(t, T1);
	IS(S1, 0, CONNECTED);
}

CLAIM(a_conference_that_holds_nobody_waits_for_the_answer_of_a_trunk)
{
	answer_by(t, HL_ANSWER_BY_POLARITY);
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0), .value = HL_ASK_NOHOLD,
	     .number = "95");
	table_wait(t, 2000);
	TALK(S1, S2);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, T1));
	table_reverse(t, T1);
	TALK(S1, T1);
	TALK(S2, T1);
}

/* -------------------------------------------------------------------------- */

CU_TestInfo *test_supervise(void)
{
	static CU_TestInfo tests[] = {
		T(where_sending_is_the_answer_the_call_is_connected_and_not_confirmed),
		T(where_polarity_is_the_answer_sending_is_none),
		T(a_call_of_an_exchange_that_never_reverses_counts_as_answered_at_last),
		T(a_reversal_behind_that_confirms_the_answer_and_releases_nobody),
		T(a_late_reversal_confirms_also_where_none_is_a_release),
		T(without_a_limit_only_a_reversal_is_an_answer),
		T(a_reversal_is_an_answer_and_confirms_it),
		T(a_confirmed_call_stays_confirmed_while_it_is_held),
		T(who_gets_a_confirmed_party_by_transfer_has_it_confirmed),
		T(a_reversal_is_no_answer_where_tones_are),
		T(ringing_tone_makes_the_call_one_that_rings),
		T(the_end_of_ringing_tone_is_an_answer_and_does_not_confirm_it),
		T(the_end_of_ringing_tone_is_no_answer_where_polarity_is),
		T(time_is_an_answer_where_it_is_set),
		T(where_ringing_tone_never_comes_time_is_the_answer),
		T(where_ringing_tone_lasts_time_is_no_answer),
		T(before_the_answer_the_caller_hears_the_exchange),
		T(the_exchange_rings_and_we_play_no_tone_of_our_own),
		T(while_a_digit_behind_a_flash_is_waited_for_the_exchange_is_not_heard),
		T(before_the_answer_the_tones_of_a_failure_are_listened_for),
		T(behind_the_answer_nothing_is_listened_for_without_need),
		T(busy_tone_before_the_answer_makes_the_call_busy),
		T(a_trunk_on_which_busy_tone_was_heard_is_let_go_at_once),
		T(congestion_tone_before_the_answer_is_a_busy_trunk),
		T(an_information_tone_before_the_answer_is_special_information),
		T(silence_before_the_answer_ends_the_call_where_it_is_believed),
		T(a_lost_battery_before_the_answer_ends_the_call),
		T(hanging_up_before_the_answer_lets_the_trunk_go),
		T(a_flash_before_the_answer_of_a_consultation_call_brings_the_party_back),
		T(hanging_up_before_the_answer_transfers_the_held_party_to_the_trunk),
		T(who_is_transferred_while_it_rings_hears_it_ring),
		T(busy_tone_after_a_transfer_is_for_the_transferred_party),
		T(busy_tone_in_a_consultation_call_leaves_the_held_party_held),
		T(a_program_transfers_a_party_to_a_trunk_that_is_not_answered),
		T(a_call_that_is_not_answered_is_not_held),
		T(a_call_that_is_not_answered_joins_no_conference),
		T(a_party_sent_to_a_trunk_blindly_hears_the_exchange),
		T(an_outside_party_sent_to_another_trunk_hears_that_exchange),
		T(an_outside_party_is_let_go_when_the_trunk_it_was_sent_to_is_busy),
		T(a_forwarded_call_waits_for_the_trunk_it_was_forwarded_to),
		T(a_conference_that_holds_nobody_waits_for_the_answer_of_a_trunk),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
