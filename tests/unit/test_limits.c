/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_limits.c - claims about what happens by itself: reminders, limits,
 * numbers dialled for the user, the howler; and about bells and lamps
 */
#include "suites.h"

#include "claim.h"

#include <errno.h>
#include <string.h>

#define BIT(id) (1u << HL_SWITCH_##id)

#define CLAIM(name) CLAIM_ON(name, (void))

static enum hl_tone heard(const struct table *t, hl_line line)
{
	return table_want(t, line)->tone;
}

static enum hl_ring rings(const struct table *t, hl_line line)
{
	return table_want(t, line)->ring;
}

static void limit(struct table *t, hl_line line, enum hl_timer timer,
		  hl_msec ms)
{
	table_set(t, line)->timer[timer] = ms;
}

static void dial(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

/* 101 talks to 102 and a flash holds it. */
static void hold_party(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
}

/* 101 holds 102 and has no other call. */
static void hold_alone(struct table *t)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), HL_NO_CALL);
}

static void leave_held(struct table *t)
{
	hold_party(t);
	table_hangup(t, S1);
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

/* ---- the reminder -------------------------------------------------------- */

CLAIM(nobody_is_reminded_by_default)
{
	table_consult(t, S1, S2, S3);
	for (unsigned i = 0; i < 600; i++) {
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
		table_wait(t, 300);
	}
}

CLAIM(the_holder_is_reminded_by_a_short_tone_again_and_again)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	table_consult(t, S1, S2, S3);
	table_wait(t, 20000);
	/* It began with the hold, some seconds before. */
	for (unsigned i = 0; i < 3; i++)
		CU_ASSERT_EQUAL(beeps_in(t, S1, 20300), 3);
}

CLAIM(nobody_but_the_holder_hears_the_reminder)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	table_consult(t, S1, S2, S3);
	for (unsigned k = 0; k < 300; k++) {
		CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_NONE);
		CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_NONE);
		CU_ASSERT_TRUE(table_music(t, S2));
		CU_ASSERT_TRUE(table_talks(t, S1, S3));
		table_wait(t, 100);
	}
}

CLAIM(who_holds_and_has_no_other_call_is_reminded)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	hold_alone(t);
	CU_ASSERT_EQUAL(beeps_in(t, S1, 21000), 3);
}

CLAIM(who_holds_in_silence_behind_recall_dial_tone_is_reminded)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	hold_party(t);
	CU_ASSERT_EQUAL(beeps_in(t, S1, 21000), 3);
}

CLAIM(a_party_that_is_back_is_no_reason_to_remind)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	hold_alone(t);
	table_wait(t, 20100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_WAITING);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(beeps_in(t, S1, 60000), 0);
}

CLAIM(a_held_party_that_leaves_is_no_reason_to_remind)
{
	limit(t, S1, HL_TIMER_REMIND, 20000);
	table_consult(t, S1, S2, S3);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(beeps_in(t, S1, 60000), 0);
}

static void have_park_numbers(struct table *t)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	plan.park_first = 701;
	plan.parks = 2;
	hl_model_plan(t->m, &plan);
}

/* ---- a recall that nobody answers, tried again --------------------------- */

static void leave_held_and_retry(struct table *t)
{
	table_set(t, S1)->fallback = HL_FALLBACK_RETRY;
	leave_held(t);
	table_wait(t, 60100);
}

CLAIM(with_retry_the_party_waits_when_nobody_answers)
{
	leave_held_and_retry(t);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "101"), table_call(t, S2, 0));
}

CLAIM(with_retry_the_party_is_brought_again_and_again)
{
	leave_held_and_retry(t);
	for (unsigned i = 0; i < 3; i++) {
		table_wait(t, 45000);
		CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
		CU_ASSERT_TRUE(table_music(t, S2));
		table_wait(t, 60000);
		CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
		CU_ASSERT_TRUE(table_music(t, S2));
	}
	table_wait(t, 45000);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(with_retry_a_busy_telephone_is_tried_later)
{
	leave_held_and_retry(t);
	table_lift(t, S1);
	table_wait(t, 46000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_hangup(t, S1);
	table_wait(t, 45000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
}

CLAIM(with_retry_the_party_may_be_fetched_meanwhile)
{
	leave_held_and_retry(t);
	table_lift(t, S3);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_UNPARK, S3, "101"),
			HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S3, S2));
	table_wait(t, 100000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
}

CLAIM(with_retry_a_party_that_leaves_is_not_brought)
{
	leave_held_and_retry(t);
	table_hangup(t, S2);
	table_wait(t, 100000);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(with_retry_an_outside_party_is_brought_again_until_it_leaves)
{
	table_set(t, S1)->fallback = HL_FALLBACK_RETRY;
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_hangup(t, S1);
	table_wait(t, 106000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, T1));
	table_gone(t, T1);
	table_wait(t, 3000);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* One waits at the station's number, the other at a park number. */
CLAIM(with_retry_two_held_parties_are_both_brought_again)
{
	have_park_numbers(t);
	table_set(t, S1)->fallback = HL_FALLBACK_RETRY;
	table_set(t, S1)->switches |= BIT(WAITING);
	table_talk(t, S1, S2);
	dial(t, S3, "101");
	table_flash(t, S1);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 1), HL_NO_CALL);
	CU_ASSERT_TRUE(table_music(t, S2) && table_music(t, S3));
	table_hangup(t, S1);
	for (unsigned i = 0; i < 20; i++) {
		table_wait(t, 33000);
		CU_ASSERT_TRUE(table_music(t, S2));
		CU_ASSERT_TRUE(table_music(t, S3));
	}
}

/* ---- a parked party that nobody fetches ---------------------------------- */

static void park(struct table *t, const char *number)
{
	struct hl_event event = { .request = HL_REQUEST_PARK, .value = 1,
				  .line = HL_NO_LINE };

	have_park_numbers(t);
	table_talk(t, S1, S2);
	event.call = table_call(t, S1, 0);
	strncpy(event.number, number, sizeof(event.number) - 1);
	CU_ASSERT_EQUAL(table_request(t, &event), HL_ERR_NONE);
	table_hangup(t, S1);
}

CLAIM(a_parked_party_comes_back_to_who_parked_it)
{
	park(t, "701");
	table_wait(t, 43000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	table_wait(t, 2100);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_parked_party_waits_on_while_who_parked_it_is_busy)
{
	park(t, "701");
	table_lift(t, S1);
	table_wait(t, 46000);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_hangup(t, S1);
	table_wait(t, 45000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
}

CLAIM(a_parked_party_that_was_fetched_does_not_come_back)
{
	park(t, "701");
	table_lift(t, S3);
	table_ask_line(t, HL_REQUEST_UNPARK, S3, "701");
	table_wait(t, 60000);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
}

CLAIM(without_a_park_limit_a_parked_party_waits)
{
	limit(t, S2, HL_TIMER_PARK, 0);
	park(t, "701");
	table_wait(t, 3600000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	CU_ASSERT_TRUE(table_music(t, S2));
}

/* ---- numbers that are dialled for the user ------------------------------- */

static void hotline(struct table *t, const char *number, hl_msec after)
{
	hl_model_number_set(t->m, S1, HL_NUMBER_HOTLINE, number);
	limit(t, S1, HL_TIMER_HOTLINE, after);
}

CLAIM(lifting_a_hotline_calls_at_once)
{
	hotline(t, "102", 0);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_hotline_may_lead_outside)
{
	hotline(t, "9555", 0);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	table_wait(t, 3000);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_hotline_that_leads_nowhere_gives_congestion)
{
	hotline(t, "5", 0);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
}

CLAIM(a_hotline_can_be_called)
{
	hotline(t, "102", 0);
	table_talk(t, S3, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(a_flash_on_a_hotline_gives_recall_dial_tone)
{
	hotline(t, "102", 0);
	table_lift(t, S1);
	table_lift(t, S2);
	table_flash(t, S1);
	table_wait(t, 10000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RECALL);
	table_dial(t, S1, "103");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(a_warm_line_calls_when_nothing_is_dialled)
{
	hotline(t, "102", 5000);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
	table_wait(t, 4900);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	table_wait(t, 200);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
}

CLAIM(a_digit_on_a_warm_line_dials_as_usual)
{
	hotline(t, "102", 5000);
	table_lift(t, S1);
	table_wait(t, 4000);
	table_dial(t, S1, "10");
	table_wait(t, 5000);
	table_dial(t, S1, "3");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(at_recall_dial_tone_a_warm_line_calls_nobody)
{
	hotline(t, "103", 5000);
	hold_party(t);
	table_wait(t, 10000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RECALL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(hanging_up_a_warm_line_in_time_calls_nobody)
{
	hotline(t, "102", 5000);
	table_lift(t, S1);
	table_wait(t, 2000);
	table_hangup(t, S1);
	table_wait(t, 10000);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_warm_line_may_wait_longer_than_for_a_first_digit)
{
	hotline(t, "102", 20000);
	table_lift(t, S1);
	table_wait(t, 20100);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
}

/* ---- dialling that stops ------------------------------------------------- */

CLAIM(a_number_that_stops_gives_congestion_after_its_limit)
{
	dial(t, S1, "10");
	table_wait(t, 7900);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 200);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
}

CLAIM(every_digit_begins_the_limit_anew)
{
	dial(t, S1, "1");
	table_wait(t, 7000);
	table_dial(t, S1, "0");
	table_wait(t, 7000);
	table_dial(t, S1, "2");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
}

CLAIM(a_number_that_could_be_longer_is_dialled_after_its_limit)
{
	dial(t, S1, "955");
	table_wait(t, 2900);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	table_wait(t, 200);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
}

CLAIM(a_consultation_number_that_stops_leads_back_to_the_party)
{
	hold_party(t);
	table_dial(t, S1, "10");
	table_wait(t, 8100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_wait(t, 30100);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

/* ---- the receiver lies beside -------------------------------------------- */

/* Busy tone has ended; the howler begins a minute later. */
static void forget_receiver(struct table *t)
{
	dial(t, S1, "5");
	table_wait(t, 30100);
}

CLAIM(a_receiver_left_beside_howls_then_the_line_is_locked_out)
{
	forget_receiver(t);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 59000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 1100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_HOWLER);
	table_wait(t, 58000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_HOWLER);
	table_wait(t, 2100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 3600000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
}

CLAIM(hanging_up_makes_a_locked_out_line_ordinary_again)
{
	forget_receiver(t);
	table_wait(t, 200000);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
	table_hangup(t, S1);
	dial(t, S2, "101");
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
}

CLAIM(hanging_up_ends_the_howler)
{
	forget_receiver(t);
	table_wait(t, 61000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_HOWLER);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_locked_out_line_is_busy)
{
	forget_receiver(t);
	table_wait(t, 200000);
	dial(t, S2, "101");
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_BUSY);
}

CLAIM(a_locked_out_line_takes_nothing_until_it_hangs_up)
{
	forget_receiver(t);
	table_wait(t, 200000);
	table_flash(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(a_flash_before_the_howler_gives_dial_tone)
{
	forget_receiver(t);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
	table_wait(t, 10000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
}

CLAIM(whoever_lifts_and_does_nothing_comes_to_the_howler)
{
	table_lift(t, S1);
	table_wait(t, 16100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	table_wait(t, 30000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_wait(t, 60000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_HOWLER);
}

CLAIM(who_holds_a_party_is_not_howled_at)
{
	hold_alone(t);
	for (unsigned i = 0; i < 600; i++) {
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
		table_wait(t, 1000);
	}
}

CLAIM(without_its_limit_nothing_howls)
{
	limit(t, S1, HL_TIMER_OFFHOOK, 0);
	forget_receiver(t);
	table_wait(t, 3600000);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_NONE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
}

/* ---- bells --------------------------------------------------------------- */

static void set_bells(struct table *t, hl_line line)
{
	table_set(t, line)->bell[HL_CALLER_INTERNAL] = HL_RING_DR1;
	table_set(t, line)->bell[HL_CALLER_EXTERNAL] = HL_RING_DR2;
	table_set(t, line)->bell[HL_CALLER_BACK] = HL_RING_DR4;
}

CLAIM(a_station_and_a_trunk_ring_with_their_own_bells)
{
	set_bells(t, S1);
	dial(t, S2, "101");
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_DR1);
	table_hangup(t, S2);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_DR2);
}

CLAIM(a_party_that_comes_back_rings_with_its_own_bell)
{
	set_bells(t, S1);
	leave_held(t);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_DR4);
}

CLAIM(a_parked_party_comes_back_with_the_same_bell)
{
	set_bells(t, S1);
	park(t, "701");
	table_wait(t, 46000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_DR4);
}

CLAIM(an_outside_party_keeps_its_bell_when_it_is_transferred)
{
	struct hl_event blind = { .request = HL_REQUEST_BLIND,
				  .number = "103", .line = HL_NO_LINE };

	set_bells(t, S3);
	table_ring(t, T1);
	table_lift(t, S1);
	blind.call = table_call(t, S1, 0);
	table_request(t, &blind);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_DR2);
}

CLAIM(a_waiting_call_rings_with_its_bell_when_the_user_hangs_up)
{
	set_bells(t, S1);
	table_set(t, S1)->switches |= BIT(WAITING);
	table_talk(t, S1, S2);
	table_ring(t, T1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_DR2);
}

/* ---- messages ------------------------------------------------------------ */

static void message(struct table *t, hl_line line, bool waits)
{
	table_request(t, &(struct hl_event){ .request = HL_REQUEST_MESSAGE,
					     .line = line, .value = waits });
}

CLAIM(a_message_lights_the_lamp_until_it_is_taken)
{
	message(t, S1, true);
	CU_ASSERT_TRUE(table_want(t, S1)->lamp);
	CU_ASSERT_FALSE(table_want(t, S2)->lamp);
	table_talk(t, S1, S2);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_want(t, S1)->lamp);
	message(t, S1, false);
	CU_ASSERT_FALSE(table_want(t, S1)->lamp);
}

CLAIM(a_message_makes_dial_tone_stutter_until_it_is_taken)
{
	message(t, S1, true);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_STUTTER);
	message(t, S1, false);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
}

CLAIM(recall_dial_tone_says_nothing_of_messages)
{
	message(t, S1, true);
	hold_party(t);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RECALL);
}

CLAIM(a_trunk_has_no_messages)
{
	message(t, T1, true);
	CU_ASSERT_EQUAL(t->error, HL_ERR_OPERATIONUNAVAIL);
	CU_ASSERT_FALSE(table_want(t, T1)->lamp);
}

/* ---- numbers kept for lines ---------------------------------------------- */

CLAIM(a_number_of_a_line_is_digits_and_nothing_else)
{
	CU_ASSERT_EQUAL(hl_model_number_set(t->m, S1, HL_NUMBER_HOTLINE,
					    "10x"), -EINVAL);
	CU_ASSERT_EQUAL(hl_model_number_set(t->m, S1, HL_NUMBER_COUNT,
					    "102"), -EINVAL);
	CU_ASSERT_EQUAL(hl_model_number_set(t->m, 99, HL_NUMBER_HOTLINE,
					    "102"), -ENOENT);
	CU_ASSERT_STRING_EQUAL(hl_model_number(t->m, S1, HL_NUMBER_HOTLINE),
			       "");
}

CLAIM(a_number_that_is_given_up_leaves_its_place)
{
	for (unsigned i = 0; i < 100; i++) {
		CU_ASSERT_EQUAL(hl_model_number_set(t->m, S1,
						    HL_NUMBER_FORWARD, "104"),
				0);
		hl_model_number_set(t->m, S1, HL_NUMBER_FORWARD, "");
	}
	CU_ASSERT_STRING_EQUAL(hl_model_number(t->m, S1, HL_NUMBER_FORWARD),
			       "");
}

CLAIM(an_order_takes_the_place_of_a_number_dialled_last)
{
	unsigned kept = 0;

	dial(t, S1, "103");
	table_hangup(t, S1);
	for (hl_line l = S1; l <= T2; l++)
		for (unsigned k = HL_NUMBER_HOTLINE; k < HL_NUMBER_COUNT; k++)
			kept += !hl_model_number_set(t->m, l, k, "104");
	/* Two for each line and eight more. */
	CU_ASSERT_EQUAL(kept, 20);
	CU_ASSERT_STRING_EQUAL(hl_model_number(t->m, S1, HL_NUMBER_LAST), "");
	CU_ASSERT_STRING_EQUAL(hl_model_number(t->m, S1, HL_NUMBER_FORWARD),
			       "104");
	CU_ASSERT_EQUAL(hl_model_number_set(t->m, T2, HL_NUMBER_FORWARD,
					    "104"), -ENOSPC);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_limits(void)
{
	static CU_TestInfo tests[] = {
		T(nobody_is_reminded_by_default),
		T(the_holder_is_reminded_by_a_short_tone_again_and_again),
		T(nobody_but_the_holder_hears_the_reminder),
		T(who_holds_and_has_no_other_call_is_reminded),
		T(who_holds_in_silence_behind_recall_dial_tone_is_reminded),
		T(a_party_that_is_back_is_no_reason_to_remind),
		T(a_held_party_that_leaves_is_no_reason_to_remind),
		T(with_retry_the_party_waits_when_nobody_answers),
		T(with_retry_the_party_is_brought_again_and_again),
		T(with_retry_a_busy_telephone_is_tried_later),
		T(with_retry_the_party_may_be_fetched_meanwhile),
		T(with_retry_a_party_that_leaves_is_not_brought),
		T(with_retry_an_outside_party_is_brought_again_until_it_leaves),
		T(with_retry_two_held_parties_are_both_brought_again),
		T(a_parked_party_comes_back_to_who_parked_it),
		T(a_parked_party_waits_on_while_who_parked_it_is_busy),
		T(a_parked_party_that_was_fetched_does_not_come_back),
		T(without_a_park_limit_a_parked_party_waits),
		T(lifting_a_hotline_calls_at_once),
		T(a_hotline_may_lead_outside),
		T(a_hotline_that_leads_nowhere_gives_congestion),
		T(a_hotline_can_be_called),
		T(a_flash_on_a_hotline_gives_recall_dial_tone),
		T(a_warm_line_calls_when_nothing_is_dialled),
		T(a_digit_on_a_warm_line_dials_as_usual),
		T(at_recall_dial_tone_a_warm_line_calls_nobody),
		T(hanging_up_a_warm_line_in_time_calls_nobody),
		T(a_warm_line_may_wait_longer_than_for_a_first_digit),
		T(a_number_that_stops_gives_congestion_after_its_limit),
		T(every_digit_begins_the_limit_anew),
		T(a_number_that_could_be_longer_is_dialled_after_its_limit),
		T(a_consultation_number_that_stops_leads_back_to_the_party),
		T(a_receiver_left_beside_howls_then_the_line_is_locked_out),
		T(hanging_up_makes_a_locked_out_line_ordinary_again),
		T(hanging_up_ends_the_howler),
		T(a_locked_out_line_is_busy),
		T(a_locked_out_line_takes_nothing_until_it_hangs_up),
		T(a_flash_before_the_howler_gives_dial_tone),
		T(whoever_lifts_and_does_nothing_comes_to_the_howler),
		T(who_holds_a_party_is_not_howled_at),
		T(without_its_limit_nothing_howls),
		T(a_station_and_a_trunk_ring_with_their_own_bells),
		T(a_party_that_comes_back_rings_with_its_own_bell),
		T(a_parked_party_comes_back_with_the_same_bell),
		T(an_outside_party_keeps_its_bell_when_it_is_transferred),
		T(a_waiting_call_rings_with_its_bell_when_the_user_hangs_up),
		T(a_message_lights_the_lamp_until_it_is_taken),
		T(a_message_makes_dial_tone_stutter_until_it_is_taken),
		T(recall_dial_tone_says_nothing_of_messages),
		T(a_trunk_has_no_messages),
		T(a_number_of_a_line_is_digits_and_nothing_else),
		T(a_number_that_is_given_up_leaves_its_place),
		T(an_order_takes_the_place_of_a_number_dialled_last),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
