/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_waitingcall.c - claims about a second call while one is talked, and
 * about a party held too long, which waits in the same way
 *
 * The switchboard of every claim has call waiting on at 101; 101 talks to
 * 102, and 103 calls.
 */
#include "suites.h"

#include "claim.h"

#include <string.h>

static const struct table_code codes[] = {
	{ "*70", HL_CODE_CANCEL },    { "*43", HL_CODE_WAITING },
	{ "#43#", HL_CODE_UNWAITING }, { "*#43#", HL_CODE_ASKWAITING },
};

static void prepare(struct table *t)
{
	table_codes(t, codes, sizeof(codes) / sizeof(codes[0]));
	table_set(t, S1)->switches |= 1u << HL_SWITCH_WAITING;
}

#define CLAIM(name) CLAIM_ON(name, prepare)

static enum hl_tone heard(const struct table *t, hl_line line)
{
	return table_want(t, line)->tone;
}

static enum hl_ring rings(const struct table *t, hl_line line)
{
	return table_want(t, line)->ring;
}

static void dial(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

static void limit_hold(struct table *t, hl_msec ms)
{
	table_set(t, S1)->timer[HL_TIMER_HELDMOST] = ms;
}

static void call_waits(struct table *t)
{
	table_talk(t, S1, S2);
	dial(t, S3, "101");
}

/* ---- whether a call may wait --------------------------------------------- */

CLAIM(without_call_waiting_the_caller_hears_busy)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_WAITING);
	call_waits(t);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
	table_wait(t, 100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
}

CLAIM(call_waiting_is_off_by_default)
{
	table_talk(t, S2, S1);
	dial(t, S3, "102");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(where_nothing_can_be_held_no_call_waits)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_HOLD);
	call_waits(t);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_call_waits_at_dial_tone)
{
	table_lift(t, S1);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_call_waits_while_another_telephone_is_rung)
{
	dial(t, S1, "102");
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_call_waits_where_a_party_is_held_already)
{
	table_consult(t, S1, S2, S4);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_call_waits_in_a_conference)
{
	table_consult(t, S1, S2, S4);
	table_flash(t, S1);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_call_waits_on_a_telephone_that_rings)
{
	dial(t, S2, "101");
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(no_third_call_waits)
{
	call_waits(t);
	dial(t, S4, "101");
	CU_ASSERT_EQUAL(heard(t, S4), HL_TONE_BUSY);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
}

CLAIM(a_call_made_secure_is_not_disturbed)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_SECURE, table_call(t, S1, 0), HL_NO_CALL);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(a_call_waits_where_the_talk_was_answered_too)
{
	table_talk(t, S2, S1);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
}

/* ---- the tone ------------------------------------------------------------ */

CLAIM(the_tone_begins_at_once)
{
	call_waits(t);
	table_wait(t, 50);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
}

CLAIM(the_tone_ends_and_comes_once_more_after_ten_seconds)
{
	call_waits(t);
	table_wait(t, 2000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 7900);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 200);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
	table_wait(t, 2000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
}

CLAIM(the_tone_comes_no_third_time)
{
	call_waits(t);
	table_wait(t, 13000);
	for (unsigned i = 0; i < 320; i++) {
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
		table_wait(t, 500);
	}
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
}

CLAIM(the_tone_is_heard_by_one_side_and_the_talk_goes_on)
{
	call_waits(t);
	table_wait(t, 50);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(an_outside_party_does_not_hear_the_tone)
{
	table_ring(t, T1);
	table_lift(t, S1);
	dial(t, S3, "101");
	table_wait(t, 50);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
	CU_ASSERT_EQUAL(heard(t, T1), HL_TONE_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(the_next_waiting_call_has_its_tones_again)
{
	call_waits(t);
	table_wait(t, 15000);
	table_hangup(t, S3);
	dial(t, S3, "101");
	table_wait(t, 50);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
	table_wait(t, 10000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
}

CLAIM(the_tone_ends_when_the_caller_gives_up)
{
	call_waits(t);
	table_wait(t, 50);
	table_hangup(t, S3);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 20000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
}

/* ---- the caller ---------------------------------------------------------- */

CLAIM(the_caller_waits_with_ringing_tone)
{
	call_waits(t);
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_RINGBACK);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(table_state(t, S1, 1), HL_CALL_OFFERING);
}

CLAIM(an_outside_caller_waits_too)
{
	table_talk(t, S1, S2);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_caller_who_gives_up_leaves_the_talk_as_it_was)
{
	call_waits(t);
	table_hangup(t, S3);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
}

CLAIM(an_outside_caller_who_gives_up_leaves_the_talk_as_it_was)
{
	table_talk(t, S1, S2);
	table_ring(t, T1);
	table_wait(t, 9000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(nobody_waits_longer_than_the_answer_limit)
{
	call_waits(t);
	table_wait(t, 181000);
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

/* ---- taking it ----------------------------------------------------------- */

CLAIM(a_flash_holds_the_first_party_and_takes_the_second)
{
	call_waits(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ALTERNATE);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLD);
}

CLAIM(the_tone_ends_when_the_call_is_taken)
{
	call_waits(t);
	table_flash(t, S1);
	for (unsigned i = 0; i < 40; i++) {
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
		table_wait(t, 500);
	}
}

CLAIM(further_flashes_swap_the_two)
{
	call_waits(t);
	for (unsigned i = 0; i < 3; i++) {
		table_flash(t, S1);
		CU_ASSERT_TRUE(table_talks(t, S1, S3));
		CU_ASSERT_TRUE(table_music(t, S2));
		table_flash(t, S1);
		CU_ASSERT_TRUE(table_talks(t, S1, S2));
		CU_ASSERT_TRUE(table_music(t, S3));
	}
}

CLAIM(the_second_party_gone_a_flash_leads_back_to_the_first)
{
	call_waits(t);
	table_flash(t, S1);
	table_hangup(t, S3);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(the_first_party_gone_the_second_talks_on)
{
	call_waits(t);
	table_flash(t, S1);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	table_wait(t, 12000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(hanging_up_with_one_held_the_held_party_rings_back)
{
	call_waits(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_program_takes_a_waiting_call_as_a_flash_does)
{
	call_waits(t);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_PICKUP, S1, ""),
			HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
}

/* ---- not taking it ------------------------------------------------------- */

CLAIM(hanging_up_lets_the_waiting_call_ring)
{
	call_waits(t);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(a_call_that_waited_rings_no_longer_than_its_limit)
{
	call_waits(t);
	table_wait(t, 100000);
	table_hangup(t, S1);
	table_wait(t, 78000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
	table_wait(t, 3000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
}

CLAIM(the_party_gone_a_flash_takes_the_waiting_call)
{
	call_waits(t);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(the_party_gone_hanging_up_lets_the_waiting_call_ring)
{
	call_waits(t);
	table_hangup(t, S2);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
}

CLAIM(who_stays_behind_with_a_waiting_call_hears_of_it)
{
	call_waits(t);
	table_hangup(t, S2);
	table_wait(t, 30100);
	CU_ASSERT_NOT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

/* 101 holds 102 and has no other call. */
static void hold_alone(struct table *t)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), HL_NO_CALL);
}

/* 100-ms samples in which the call waiting tone is heard. */
static unsigned beeps_in(struct table *t, hl_line line, hl_msec ms)
{
	unsigned n = 0;

	for (; ms; ms -= 100) {
		n += heard(t, line) == HL_TONE_WAITING;
		table_wait(t, 100);
	}
	return n;
}

/* ---- held for too long --------------------------------------------------- */

CLAIM(nobody_is_held_for_more_than_an_hour_by_default)
{
	hold_alone(t);
	table_wait(t, 3600 * 1000 - 100);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_HOLDING);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_wait(t, 200);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_hold_has_no_limit_where_it_is_so_set)
{
	limit_hold(t, 0);
	hold_alone(t);
	table_wait(t, 23 * 3600 * 1000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_HOLDING);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(at_the_limit_a_party_held_alone_is_back)
{
	limit_hold(t, 60000);
	hold_alone(t);
	table_wait(t, 59900);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_wait(t, 200);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(at_the_limit_who_talks_hears_the_party_wait)
{
	limit_hold(t, 60000);
	table_consult(t, S1, S2, S3);
	table_wait(t, 60100);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(at_the_limit_the_tone_says_that_the_party_waits)
{
	limit_hold(t, 60000);
	table_consult(t, S1, S2, S3);
	CU_ASSERT_TRUE(beeps_in(t, S1, 62000) > 0);
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_NONE);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_NONE);
}

CLAIM(a_party_that_waits_again_rings_when_the_holder_hangs_up)
{
	limit_hold(t, 60000);
	table_consult(t, S1, S2, S3);
	table_wait(t, 60100);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_party_that_waits_again_waits_no_longer_than_a_recall)
{
	limit_hold(t, 60000);
	table_consult(t, S1, S2, S3);
	table_wait(t, 121000);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(at_the_limit_a_silent_holder_hears_the_party_wait)
{
	limit_hold(t, 60000);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	CU_ASSERT_TRUE(beeps_in(t, S1, 62000) > 0 ||
		       table_talks(t, S1, S2));
	if (!table_talks(t, S1, S2))
		table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(the_limit_takes_no_digit_from_who_is_dialling)
{
	limit_hold(t, 10000);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_wait(t, 9500);
	table_dial(t, S1, "10");
	table_wait(t, 2000);
	table_dial(t, S1, "3");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(the_limit_begins_anew_for_who_is_swapped)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_THREEWAY);
	limit_hold(t, 60000);
	table_consult(t, S1, S2, S3);
	table_wait(t, 50000);
	table_flash(t, S1);
	table_wait(t, 30000);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_NOT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
	table_wait(t, 31000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
}

CLAIM(an_outside_party_held_too_long_is_back_too)
{
	limit_hold(t, 60000);
	table_ring(t, T1);
	table_lift(t, S1);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), HL_NO_CALL);
	table_wait(t, 60100);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

/* ---- orders -------------------------------------------------------------- */

CLAIM(a_code_switches_call_waiting_off_for_all_calls)
{
	dial(t, S1, "#43#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	table_hangup(t, S1);
	for (unsigned i = 0; i < 2; i++) {
		call_waits(t);
		CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
		table_hangup(t, S1);
		table_hangup(t, S2);
		table_hangup(t, S3);
	}
}

CLAIM(a_code_switches_call_waiting_on_again)
{
	dial(t, S1, "#43#");
	table_dial(t, S1, "*43");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	table_hangup(t, S1);
	call_waits(t);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
}

CLAIM(a_line_that_has_no_call_waiting_refuses_to_switch_it_on)
{
	dial(t, S2, "*43");
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_CONGESTION);
}

CLAIM(the_question_is_answered_with_the_confirmation_tone_when_on)
{
	dial(t, S1, "*#43#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	table_wait(t, 1600);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
}

CLAIM(the_question_is_answered_with_congestion_when_off)
{
	dial(t, S1, "#43#");
	table_dial(t, S1, "*#43#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	dial(t, S2, "*#43#");
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_CONGESTION);
}

CLAIM(a_code_keeps_waiting_calls_away_from_one_call)
{
	dial(t, S1, "*70");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	table_dial(t, S1, "102");
	table_lift(t, S2);
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(after_hanging_up_calls_wait_again)
{
	dial(t, S1, "*70");
	table_dial(t, S1, "102");
	table_lift(t, S2);
	table_hangup(t, S1);
	table_hangup(t, S2);
	call_waits(t);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
}

CLAIM(waiting_calls_can_be_kept_away_in_the_middle_of_a_call)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "*70");
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	dial(t, S3, "101");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(keeping_waiting_calls_away_does_not_switch_them_off)
{
	dial(t, S1, "*70");
	table_dial(t, S1, "*#43#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_waitingcall(void)
{
	static CU_TestInfo tests[] = {
		T(without_call_waiting_the_caller_hears_busy),
		T(call_waiting_is_off_by_default),
		T(where_nothing_can_be_held_no_call_waits),
		T(no_call_waits_at_dial_tone),
		T(no_call_waits_while_another_telephone_is_rung),
		T(no_call_waits_where_a_party_is_held_already),
		T(no_call_waits_in_a_conference),
		T(no_call_waits_on_a_telephone_that_rings),
		T(no_third_call_waits),
		T(a_call_made_secure_is_not_disturbed),
		T(a_call_waits_where_the_talk_was_answered_too),
		T(the_tone_begins_at_once),
		T(the_tone_ends_and_comes_once_more_after_ten_seconds),
		T(the_tone_comes_no_third_time),
		T(the_tone_is_heard_by_one_side_and_the_talk_goes_on),
		T(an_outside_party_does_not_hear_the_tone),
		T(the_next_waiting_call_has_its_tones_again),
		T(the_tone_ends_when_the_caller_gives_up),
		T(the_caller_waits_with_ringing_tone),
		T(an_outside_caller_waits_too),
		T(a_caller_who_gives_up_leaves_the_talk_as_it_was),
		T(an_outside_caller_who_gives_up_leaves_the_talk_as_it_was),
		T(nobody_waits_longer_than_the_answer_limit),
		T(a_flash_holds_the_first_party_and_takes_the_second),
		T(the_tone_ends_when_the_call_is_taken),
		T(further_flashes_swap_the_two),
		T(the_second_party_gone_a_flash_leads_back_to_the_first),
		T(the_first_party_gone_the_second_talks_on),
		T(hanging_up_with_one_held_the_held_party_rings_back),
		T(a_program_takes_a_waiting_call_as_a_flash_does),
		T(hanging_up_lets_the_waiting_call_ring),
		T(a_call_that_waited_rings_no_longer_than_its_limit),
		T(the_party_gone_a_flash_takes_the_waiting_call),
		T(the_party_gone_hanging_up_lets_the_waiting_call_ring),
		T(who_stays_behind_with_a_waiting_call_hears_of_it),
		T(nobody_is_held_for_more_than_an_hour_by_default),
		T(a_hold_has_no_limit_where_it_is_so_set),
		T(at_the_limit_a_party_held_alone_is_back),
		T(at_the_limit_who_talks_hears_the_party_wait),
		T(at_the_limit_the_tone_says_that_the_party_waits),
		T(a_party_that_waits_again_rings_when_the_holder_hangs_up),
		T(a_party_that_waits_again_waits_no_longer_than_a_recall),
		T(at_the_limit_a_silent_holder_hears_the_party_wait),
		T(the_limit_takes_no_digit_from_who_is_dialling),
		T(the_limit_begins_anew_for_who_is_swapped),
		T(an_outside_party_held_too_long_is_back_too),
		T(a_code_switches_call_waiting_off_for_all_calls),
		T(a_code_switches_call_waiting_on_again),
		T(a_line_that_has_no_call_waiting_refuses_to_switch_it_on),
		T(the_question_is_answered_with_the_confirmation_tone_when_on),
		T(the_question_is_answered_with_congestion_when_off),
		T(a_code_keeps_waiting_calls_away_from_one_call),
		T(after_hanging_up_calls_wait_again),
		T(waiting_calls_can_be_kept_away_in_the_middle_of_a_call),
		T(keeping_waiting_calls_away_does_not_switch_them_off),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
