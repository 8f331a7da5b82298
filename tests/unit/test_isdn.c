/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_isdn.c - claims about trunks whose exchange speaks in messages
 *
 * In every claim co1 is such a trunk and rings 101; co2 is another.
 */
#include "suites.h"

#include "claim.h"

#include <errno.h>
#include <string.h>

static void prepare_line(struct table *t, hl_line line)
{
	struct hl_line_settings *set = table_set(t, line);

	set->isdn = 1;
	set->sending = HL_SENDING_ENBLOC;
	set->answer_by = HL_ANSWER_BY_SIGNAL;
	set->hold_at = HL_HOLD_AT_HERE;
}

static void prepare(struct table *t)
{
	prepare_line(t, T1);
	prepare_line(t, T2);
	table_set(t, T1)->rings = 1;
	table_set(t, T1)->ring[0] = S1;
}

#define CLAIM(name) CLAIM_ON(name, prepare)

static void told(struct table *t, hl_line line, enum hl_event_kind kind,
		 unsigned value, int error)
{
	struct hl_event event = { .kind = kind, .line = line, .value = value,
				  .error = error };

	table_event(t, &event);
}

static void setup(struct table *t, hl_line line, const char *number,
		  bool complete)
{
	struct hl_event event = { .kind = HL_EVENT_RING, .line = line,
				  .value = complete };

	strcpy(event.number, number);
	table_event(t, &event);
}

static void digits(struct table *t, hl_line line, const char *number,
		   bool complete)
{
	struct hl_event event = { .kind = HL_EVENT_NUMBER, .line = line,
				  .value = complete };

	strcpy(event.number, number);
	table_event(t, &event);
}

/* What the exchange was told when the call was cleared. */
static unsigned cause(const struct table *t, hl_line line)
{
	return 1u << table_want(t, line)->cause;
}

static unsigned stage(const struct table *t, hl_line line)
{
	return table_want(t, line)->stage;
}

/* A message with a part of a number; NULL: there was none. */
static const struct hl_effect *sent(const struct table *t)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_SEND)
			return &t->fx.at[i];
	return NULL;
}

static void talk_in(struct table *t)
{
	setup(t, T1, "101", true);
	table_lift(t, S1);
	table_wait(t, 1000);
}

static unsigned mode_of(const struct table *t, hl_line line, unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n))->mode;
}

/* ---- calls that come in ------------------------------------------------- */

CLAIM(the_number_that_was_called_rings_its_station)
{
	setup(t, T1, "102", true);
	CU_ASSERT_TRUE(table_want(t, S2)->ring);
	CU_ASSERT_FALSE(table_want(t, S1)->ring);
	CU_ASSERT_EQUAL(stage(t, T1), HL_REACH_ALERTING);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(lifting_answers_the_exchange)
{
	talk_in(t);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(stage(t, T1), HL_REACH_CONNECTED);
}

CLAIM(a_number_in_pieces_is_waited_for)
{
	setup(t, T1, "1", false);
	CU_ASSERT_EQUAL(stage(t, T1), HL_REACH_NONE);
	digits(t, T1, "0", false);
	CU_ASSERT_FALSE(table_want(t, S2)->ring);
	digits(t, T1, "2", false);
	CU_ASSERT_TRUE(table_want(t, S2)->ring);
	CU_ASSERT_EQUAL(stage(t, T1), HL_REACH_ALERTING);
}

CLAIM(a_number_that_stops_halfway_goes_to_those_whom_the_trunk_rings)
{
	setup(t, T1, "10", false);
	table_wait(t, 10000);
	CU_ASSERT_TRUE(table_want(t, S1)->ring);
}

CLAIM(a_call_without_a_number_goes_to_those_whom_the_trunk_rings)
{
	setup(t, T1, "", true);
	CU_ASSERT_TRUE(table_want(t, S1)->ring);
	CU_ASSERT_EQUAL(stage(t, T1), HL_REACH_ALERTING);
}

CLAIM(a_number_of_nobody_is_refused_as_such)
{
	table_set(t, T2)->rings = 0;
	setup(t, T2, "777", true);
	CU_ASSERT_EQUAL(cause(t, T2), HL_GONE_BADADDRESS);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_trunk_is_not_for_callers_from_outside)
{
	table_set(t, T2)->rings = 0;
	setup(t, T2, "955", true);
	CU_ASSERT_EQUAL(cause(t, T2), HL_GONE_BADADDRESS);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(who_calls_a_busy_station_is_told_so)
{
	table_talk(t, S2, S3);
	setup(t, T1, "102", true);
	CU_ASSERT_EQUAL(table_call(t, T1, 0), HL_NO_CALL);
	CU_ASSERT_EQUAL(cause(t, T1), HL_GONE_BUSY);
}

CLAIM(who_is_not_answered_is_told_so)
{
	setup(t, T1, "102", true);
	table_wait(t, 181000);
	CU_ASSERT_EQUAL(cause(t, T1), HL_GONE_NOANSWER);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_caller_who_gives_up_silences_the_telephone)
{
	setup(t, T1, "102", true);
	told(t, T1, HL_EVENT_FARGONE, HL_GONE_NORMAL, 0);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(the_next_call_can_come_at_once)
{
	talk_in(t);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
	setup(t, T1, "101", true);
	CU_ASSERT_TRUE(table_want(t, S1)->ring);
	CU_ASSERT_EQUAL(cause(t, T1), 1);
}

CLAIM(ringing_without_end_is_no_sign_that_the_caller_has_left)
{
	setup(t, T1, "102", true);
	table_wait(t, 20000);
	CU_ASSERT_TRUE(table_want(t, S2)->ring);
}

/* ---- calls that go out -------------------------------------------------- */

CLAIM(a_number_goes_out_whole)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	CU_ASSERT_PTR_NOT_NULL_FATAL(sent(t));
	CU_ASSERT_EQUAL(sent(t)->line, T1);
	CU_ASSERT_EQUAL(sent(t)->a, 0);
	CU_ASSERT_TRUE(sent(t)->b);
	CU_ASSERT_STRING_EQUAL(
		hl_model_call(t->m, table_call(t, T1, 0))->dial, "555");
}

CLAIM(no_digit_sounds_on_such_a_trunk)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	for (unsigned i = 0; i < 50; i++) {
		table_wait(t, 100);
		CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
	}
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
}

CLAIM(the_caller_hears_ringing_tone_when_the_far_telephone_rings)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_ALERT, 0, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RINGBACK);
}

CLAIM(the_answer_connects)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_ALERT, 0, 0);
	told(t, T1, HL_EVENT_ANSWERED, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(an_answer_without_ringing_connects_too)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_ANSWERED, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(the_answer_of_such_an_exchange_is_certain)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_ANSWERED, 0, 0);
	CU_ASSERT_TRUE(mode_of(t, S1, 0) & HL_CONNECTED_CONFIRMED);
}

CLAIM(what_there_is_to_hear_before_the_answer_is_heard)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_ALERT, 1, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	told(t, T1, HL_EVENT_ANSWERED, 0, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_CONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_number_that_no_channel_takes_goes_out_on_the_next_trunk)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_FAILED, 0, -ENODEV);
	CU_ASSERT_EQUAL(table_call(t, T1, 0), HL_NO_CALL);
	CU_ASSERT_EQUAL(table_state(t, T2, 0), HL_CALL_DIALING);
	CU_ASSERT_PTR_NOT_NULL_FATAL(sent(t));
	CU_ASSERT_EQUAL(sent(t)->line, T2);
}

CLAIM(without_a_free_channel_the_caller_hears_congestion_tone)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_FAILED, 0, -ENODEV);
	told(t, T2, HL_EVENT_FAILED, 0, -ENODEV);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_CONGESTION);
}

CLAIM(a_refused_call_says_why)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_FARGONE, HL_GONE_NOANSWER, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(mode_of(t, S1, 0), HL_GONE_NOANSWER);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(a_busy_party_is_heard_as_busy)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_FARGONE, HL_GONE_BUSY, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_BUSY);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
}

CLAIM(a_number_of_nobody_there_is_heard_as_such)
{
	table_lift(t, S1);
	table_dial(t, S1, "9555#");
	told(t, T1, HL_EVENT_FARGONE, HL_GONE_BADADDRESS, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_SPECIALINFO);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_INFO);
}

CLAIM(digits_follow_one_by_one_where_the_exchange_takes_pieces)
{
	table_set(t, T1)->sending = HL_SENDING_OVERLAP;
	table_lift(t, S1);
	table_dial(t, S1, "95");
	CU_ASSERT_PTR_NOT_NULL_FATAL(sent(t));
	CU_ASSERT_EQUAL(sent(t)->a, 0);
	CU_ASSERT_FALSE(sent(t)->b);
	table_dial(t, S1, "6");
	CU_ASSERT_PTR_NOT_NULL_FATAL(sent(t));
	CU_ASSERT_EQUAL(sent(t)->a, 1);
	CU_ASSERT_STRING_EQUAL(
		hl_model_call(t->m, table_call(t, T1, 0))->dial, "56");
}

CLAIM(the_exchange_may_find_the_number_complete)
{
	table_set(t, T1)->sending = HL_SENDING_OVERLAP;
	table_lift(t, S1);
	table_dial(t, S1, "956");
	told(t, T1, HL_EVENT_ALERT, 0, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_RINGBACK);
	told(t, T1, HL_EVENT_ANSWERED, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_pause_ends_a_number_in_pieces)
{
	table_set(t, T1)->sending = HL_SENDING_OVERLAP;
	table_lift(t, S1);
	table_dial(t, S1, "956");
	table_wait(t, 9000);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
}

CLAIM(hanging_up_in_the_middle_of_a_number_clears_the_call)
{
	table_set(t, T1)->sending = HL_SENDING_OVERLAP;
	table_lift(t, S1);
	table_dial(t, S1, "956");
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- holding ------------------------------------------------------------ */

CLAIM(held_here_the_party_hears_music)
{
	talk_in(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_music(t, T1));
	CU_ASSERT_FALSE(table_want(t, T1)->hold);
}

CLAIM(the_exchange_is_asked_to_hold)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_want(t, T1)->hold);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
}

CLAIM(the_voice_is_back_when_the_exchange_gives_the_party_back)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	table_flash(t, S1);
	CU_ASSERT_FALSE(table_want(t, T1)->hold);
	CU_ASSERT_FALSE(table_talks(t, S1, T1));
	told(t, T1, HL_EVENT_HELD, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(refused_by_the_exchange_the_party_hears_music)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 0, -EPROTO);
	CU_ASSERT_TRUE(table_music(t, T1));
	CU_ASSERT_FALSE(table_want(t, T1)->hold);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(refused_where_only_the_exchange_holds_the_talk_goes_on)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EXCHANGE;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 0, -EPROTO);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_hold_that_was_refused_is_asked_for_the_next_time)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 0, -EPROTO);
	table_flash(t, S1);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_want(t, T1)->hold);
}

CLAIM(not_given_back_the_party_stays_held)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, -EBUSY);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_HOLDING);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_party_held_by_the_exchange_that_hangs_up_is_told_at_once)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	t->saw_disconnected = false;
	told(t, T1, HL_EVENT_FARGONE, HL_GONE_NORMAL, 0);
	CU_ASSERT_TRUE(t->saw_disconnected);
	CU_ASSERT_EQUAL(table_call(t, T1, 0), HL_NO_CALL);
}

CLAIM(hanging_up_rings_back_with_a_party_that_the_exchange_holds)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	table_lift(t, S1);
	told(t, T1, HL_EVENT_HELD, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_transfer_of_a_party_that_the_exchange_holds_takes_it_back)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EITHER;
	talk_in(t);
	table_flash(t, S1);
	told(t, T1, HL_EVENT_HELD, 1, 0);
	table_dial(t, S1, "102");
	table_wait(t, 1000);
	table_lift(t, S2);
	table_hangup(t, S1);
	CU_ASSERT_FALSE(table_want(t, T1)->hold);
	told(t, T1, HL_EVENT_HELD, 0, 0);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
}

/* ---- being held --------------------------------------------------------- */

CLAIM(held_by_the_far_end_a_call_says_so)
{
	talk_in(t);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_THERE, 0);
	CU_ASSERT_EQUAL(mode_of(t, S1, 0), HL_CONNECTED_ACTIVEHELD);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0);
	CU_ASSERT_EQUAL(mode_of(t, S1, 0), HL_CONNECTED_ACTIVE);
}

CLAIM(what_the_far_end_plays_is_heard)
{
	talk_in(t);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_THERE, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(without_a_channel_the_held_party_hears_our_music)
{
	talk_in(t);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_GONE, 0);
	CU_ASSERT_TRUE(table_music(t, S1));
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(two_who_hold_each_other_find_each_other_again)
{
	talk_in(t);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_GONE, 0);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
	told(t, T1, HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0);
	CU_ASSERT_TRUE(table_music(t, T1));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

/* ---- the far end connects two of its parties ---------------------------- */

CLAIM(the_far_end_connects_two_of_our_stations)
{
	talk_in(t);
	setup(t, T2, "102", true);
	table_lift(t, S2);
	told(t, T1, HL_EVENT_JOIN, T2, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_call(t, T1, 0), HL_NO_CALL);
	CU_ASSERT_EQUAL(table_call(t, T2, 0), HL_NO_CALL);
}

CLAIM(the_far_end_leaves_one_party_to_a_telephone_that_rings)
{
	talk_in(t);
	setup(t, T2, "102", true);
	told(t, T1, HL_EVENT_JOIN, T2, 0);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_RINGBACK);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_trunk_is_not_joined_with_itself)
{
	talk_in(t);
	told(t, T1, HL_EVENT_JOIN, T1, 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(no_number_is_taken_that_is_no_digits)
{
	setup(t, T1, "10;2", true);
	CU_ASSERT_TRUE(table_quiet(t));
}

#define T(name) { #name, name }

CU_TestInfo *test_isdn(void)
{
	static CU_TestInfo tests[] = {
		T(the_number_that_was_called_rings_its_station),
		T(lifting_answers_the_exchange),
		T(a_number_in_pieces_is_waited_for),
		T(a_number_that_stops_halfway_goes_to_those_whom_the_trunk_rings),
		T(a_call_without_a_number_goes_to_those_whom_the_trunk_rings),
		T(a_number_of_nobody_is_refused_as_such),
		T(a_trunk_is_not_for_callers_from_outside),
		T(who_calls_a_busy_station_is_told_so),
		T(who_is_not_answered_is_told_so),
		T(a_caller_who_gives_up_silences_the_telephone),
		T(the_next_call_can_come_at_once),
		T(ringing_without_end_is_no_sign_that_the_caller_has_left),
		T(a_number_goes_out_whole),
		T(no_digit_sounds_on_such_a_trunk),
		T(the_caller_hears_ringing_tone_when_the_far_telephone_rings),
		T(the_answer_connects),
		T(an_answer_without_ringing_connects_too),
		T(the_answer_of_such_an_exchange_is_certain),
		T(what_there_is_to_hear_before_the_answer_is_heard),
		T(a_number_that_no_channel_takes_goes_out_on_the_next_trunk),
		T(without_a_free_channel_the_caller_hears_congestion_tone),
		T(a_refused_call_says_why),
		T(a_busy_party_is_heard_as_busy),
		T(a_number_of_nobody_there_is_heard_as_such),
		T(digits_follow_one_by_one_where_the_exchange_takes_pieces),
		T(the_exchange_may_find_the_number_complete),
		T(a_pause_ends_a_number_in_pieces),
		T(hanging_up_in_the_middle_of_a_number_clears_the_call),
		T(held_here_the_party_hears_music),
		T(the_exchange_is_asked_to_hold),
		T(the_voice_is_back_when_the_exchange_gives_the_party_back),
		T(refused_by_the_exchange_the_party_hears_music),
		T(refused_where_only_the_exchange_holds_the_talk_goes_on),
		T(a_hold_that_was_refused_is_asked_for_the_next_time),
		T(not_given_back_the_party_stays_held),
		T(a_party_held_by_the_exchange_that_hangs_up_is_told_at_once),
		T(hanging_up_rings_back_with_a_party_that_the_exchange_holds),
		T(a_transfer_of_a_party_that_the_exchange_holds_takes_it_back),
		T(held_by_the_far_end_a_call_says_so),
		T(what_the_far_end_plays_is_heard),
		T(without_a_channel_the_held_party_hears_our_music),
		T(two_who_hold_each_other_find_each_other_again),
		T(the_far_end_connects_two_of_our_stations),
		T(the_far_end_leaves_one_party_to_a_telephone_that_rings),
		T(a_trunk_is_not_joined_with_itself),
		T(no_number_is_taken_that_is_no_digits),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
