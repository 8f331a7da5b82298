/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_model.c - claims about what a telephone does, on the bare model
 */
#include "suites.h"

#include "claim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every claim: a fresh switchboard, and at its end every rule has held. */
#define CLAIM(name) CLAIM_ON(name, (void))

CLAIM(lifting_gives_dial_tone)
{
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DIALTONE);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_DIAL);
	CU_ASSERT_TRUE(table_want(t, S1)->listen);
}

CLAIM(the_first_digit_ends_dial_tone)
{
	table_lift(t, S1);
	table_dial(t, S1, "1");
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DIALING);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
}

CLAIM(a_complete_number_rings_the_other_telephone)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_RINGBACK);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_OFFERING);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RINGBACK);
}

CLAIM(answering_connects_both)
{
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_CONNECTED);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_CONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(both_halves_share_a_conversation)
{
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(hl_model_call(t->m, table_call(t, S1, 0))->conversation,
			hl_model_call(t->m, table_call(t, S2, 0))->conversation);
}

CLAIM(hanging_up_gives_the_other_busy_tone)
{
	table_talk(t, S1, S2);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_BUSY);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_flash_holds_the_party_with_music)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLDPENDTRANSFER);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RECALL);
}

CLAIM(the_held_party_is_told_of_remote_hold)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(hl_model_call(t->m, table_call(t, S2, 0))->mode,
			HL_CONNECTED_ACTIVEHELD);
}

CLAIM(a_second_flash_before_dialling_brings_the_party_back)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_flash_at_a_busy_consultation_brings_the_party_back)
{
	table_lift(t, S3);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_FAILED);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_flash_at_an_unanswered_consultation_brings_the_party_back)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(a_flash_at_a_misdialled_consultation_brings_the_party_back)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "5");
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_CONGESTION);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(the_held_party_keeps_music_during_the_consultation)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_TALKING);
}

CLAIM(a_flash_with_two_parties_makes_a_three_way_call)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_CONFERENCED);
	CU_ASSERT_EQUAL(table_state(t, S1, 1), HL_CALL_CONFERENCED);
	CU_ASSERT_EQUAL(table_state(t, S1, 2), HL_CALL_CONNECTED);
}

CLAIM(a_third_flash_drops_the_party_added_last)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_want(t, S3)->tone, HL_TONE_BUSY);
	CU_ASSERT_EQUAL(table_call(t, S1, 1), HL_NO_CALL);
}

CLAIM(without_three_way_the_flash_swaps)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_THREEWAY);
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(hanging_up_between_two_parties_connects_them)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
}

CLAIM(hanging_up_while_the_second_party_rings_transfers_too)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S2)->tone, HL_TONE_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(a_transferred_party_that_is_not_answered_comes_back)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_hangup(t, S1);
	table_wait(t, 31000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(without_transfer_hanging_up_rings_back)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_TRANSFER);
	table_consult(t, S1, S2, S3);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(hanging_up_with_a_held_party_rings_back_at_once)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(hl_model_call(t->m, table_call(t, S1, 0))->reason,
			HL_REASON_REMINDER);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(an_unanswered_recall_releases_the_party)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	table_wait(t, 61000);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
}

CLAIM(an_unanswered_recall_goes_to_the_operator)
{
	table_set(t, S1)->fallback = HL_FALLBACK_OPERATOR;
	table_set(t, S1)->operator = S4;
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	table_wait(t, 61000);
	CU_ASSERT_EQUAL(table_want(t, S4)->ring, HL_RING_NORMAL);
	table_lift(t, S4);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(onhook_held_drop_releases_the_held_party)
{
	table_set(t, S1)->onhook_held = HL_ONHOOK_DROP;
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
}

CLAIM(a_held_party_that_hangs_up_is_reported_at_once)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	t->saw_disconnected = false;
	table_hangup(t, S2);
	CU_ASSERT_TRUE(t->saw_disconnected);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_DIALTONE);
}

CLAIM(a_held_party_gone_during_the_consultation_leaves_a_plain_call)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(a_held_party_gone_is_put_away_after_its_limit)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	table_wait(t, 10001);
	CU_ASSERT_EQUAL(table_call(t, S1, 1), HL_NO_CALL);
}

CLAIM(a_held_party_gone_stops_the_recall_ring)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_consultation_party_gone_gives_busy_then_the_flash_returns)
{
	table_consult(t, S1, S2, S3);
	table_hangup(t, S3);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_party_of_three_that_leaves_leaves_two_talking)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(hanging_up_in_a_three_way_call_leaves_the_others_talking)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(a_flash_within_100_ms_of_answering_holds)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	table_lift(t, S2);
	table_wait(t, 50);
	table_break(t, S2, 500);
	CU_ASSERT_TRUE(table_music(t, S1));
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_ASK_DIALTONE);
}

CLAIM(hanging_up_within_100_ms_of_a_flash_loses_nobody)
{
	table_talk(t, S1, S2);
	table_break(t, S1, 500);
	table_wait(t, 50);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(two_flashes_within_a_second_return)
{
	table_talk(t, S1, S2);
	table_break(t, S1, 300);
	table_wait(t, 250);
	table_break(t, S1, 300);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_break_of_1050_ms_keeps_the_call)
{
	table_talk(t, S1, S2);
	table_break(t, S1, 1050);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(hl_model_line(t->m, S1)->breaks[HL_BREAK_LATE], 1);
}

CLAIM(a_line_remembers_its_last_breaks_newest_first)
{
	const struct hl_line_state *line = hl_model_line(t->m, S1);
	const struct hl_break_seen *seen;

	CU_ASSERT_PTR_NULL(hl_line_break(line, 0));
	table_talk(t, S1, S2);
	table_break(t, S1, 60);
	table_wait(t, 1000);
	table_break(t, S1, 1050);
	seen = hl_line_break(line, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
	CU_ASSERT_EQUAL(seen->class, HL_BREAK_LATE);
	CU_ASSERT_EQUAL(seen->longest, 1050);
	CU_ASSERT_EQUAL(seen->at, line->last_at / HL_MS(100));
	seen = hl_line_break(line, 1);
	CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
	CU_ASSERT_EQUAL(seen->class, HL_BREAK_PULSE);
	CU_ASSERT_EQUAL(seen->shortest, 60);
	CU_ASSERT_PTR_NULL(hl_line_break(line, 2));
}

CLAIM(of_many_breaks_the_oldest_are_forgotten)
{
	const struct hl_line_state *line = hl_model_line(t->m, S1);

	table_talk(t, S1, S2);
	for (unsigned i = 0; i < HL_BREAKS_KEPT + 3; i++) {
		table_break(t, S1, 120 + 10 * i);
		table_wait(t, 1000);
	}
	for (unsigned i = 0; i < HL_BREAKS_KEPT; i++)
		CU_ASSERT_EQUAL(hl_line_break(line, i)->longest,
				120 + 10 * (HL_BREAKS_KEPT + 2 - i));
	CU_ASSERT_PTR_NULL(hl_line_break(line, HL_BREAKS_KEPT));
	CU_ASSERT_EQUAL(line->breaks[HL_BREAK_NOISE], HL_BREAKS_KEPT + 3);
}

CLAIM(two_holders_who_hold_each_other_come_together_again)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_flash(t, S2);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_ASK_DIALTONE);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_music(t, S1));
	table_flash(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(two_ringing_telephones_do_not_answer_each_other)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_flash(t, S2);
	table_hangup(t, S1);
	table_dial(t, S2, "103");
	table_hangup(t, S2);
	table_lift(t, S3);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(table_music(t, S3));
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(no_digit_in_time_gives_congestion_then_silence)
{
	table_lift(t, S1);
	table_wait(t, 16001);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_CONGESTION);
	table_wait(t, 30001);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
}

CLAIM(recall_dial_tone_ends_in_a_quiet_hold)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_wait(t, 16001);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_NONE);
	CU_ASSERT_FALSE(table_want(t, S1)->listen);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(busy_tone_with_a_held_party_ends_with_the_party)
{
	table_lift(t, S3);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 30001);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(nothing_rings_for_ever)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	table_wait(t, 180001);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
}

CLAIM(a_card_that_goes_away_tells_the_other_party)
{
	struct hl_event lost = { .kind = HL_EVENT_LOST, .line = S2 };

	table_talk(t, S1, S2);
	table_event(t, &lost);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(hl_model_line(t->m, S2)->service, HL_SERVICE_ABSENT);
}

CLAIM(a_telephone_off_the_hook_at_the_start_is_left_alone)
{
	struct hl_event lost = { .kind = HL_EVENT_LOST, .line = S1 };
	struct hl_event ready = { .kind = HL_EVENT_READY, .line = S1,
				  .closed = true };

	table_event(t, &lost);
	table_event(t, &ready);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	table_hangup(t, S1);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_DIAL);
}

CLAIM(after_an_alarm_the_truth_says_whether_the_telephone_is_lifted)
{
	struct hl_event alarm = { .kind = HL_EVENT_ALARM, .line = S1 };
	struct hl_event ready = { .kind = HL_EVENT_READY, .line = S1 };

	table_talk(t, S1, S2);
	table_event(t, &alarm);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	ready.closed = true;
	table_event(t, &ready);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	table_event(t, &alarm);
	ready.closed = false;
	table_event(t, &ready);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_DIAL);
}

CLAIM(pulses_dial_a_number)
{
	static const unsigned pulses[] = { 1, 10, 2 };

	table_lift(t, S1);
	for (unsigned d = 0; d < 3; d++) {
		for (unsigned i = 0; i < pulses[d]; i++) {
			table_break(t, S1, 60);
			table_wait(t, 40);
		}
		table_wait(t, 700);
	}
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(digits_after_the_answer_do_nothing)
{
	table_talk(t, S1, S2);
	table_dial(t, S1, "103");
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(in_auto_the_kernel_judges_only_where_no_digit_may_come)
{
	table_set(t, S1)->door = HL_DOOR_AUTO;
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->door, HL_DOOR_EDGES);
	table_dial(t, S1, "102");
	table_lift(t, S2);
	CU_ASSERT_EQUAL(table_want(t, S1)->door, HL_DOOR_GESTURES);
	CU_ASSERT_EQUAL(table_want(t, S2)->door, HL_DOOR_EDGES);
}

static void a_copied_state_goes_on_like_the_original(void)
{
	struct table t;
	struct table copy;

	table_open(&t);
	table_consult(&t, S1, S2, S3);
	copy = t;
	copy.m = malloc(hl_model_bytes(t.m));
	memcpy(copy.m, t.m, hl_model_bytes(t.m));
	table_flash(&t, S1);
	table_flash(&copy, S1);
	CU_ASSERT_EQUAL(hl_model_hash(t.m, t.now),
			hl_model_hash(copy.m, copy.now));
	CU_ASSERT_EQUAL(memcmp(t.m, copy.m, hl_model_bytes(t.m)), 0);
	table_close(&copy);
	table_close(&t);
}

static void the_same_situation_later_has_the_same_hash(void)
{
	struct table t;
	uint64_t before;

	table_open(&t);
	before = hl_model_hash(t.m, t.now);
	table_consult(&t, S1, S2, S3);
	CU_ASSERT_NOT_EQUAL(hl_model_hash(t.m, t.now), before);
	table_hangup(&t, S1);
	table_hangup(&t, S2);
	table_hangup(&t, S3);
	CU_ASSERT_TRUE(table_quiet(&t));
	CU_ASSERT_EQUAL(hl_model_hash(t.m, t.now), before);
	table_close(&t);
}

/* All the telephones of a house are lifted in one moment and left so. */
static void many_limits_at_one_instant_are_all_obeyed(void)
{
	enum { MANY = 1000 };
	struct hl_limits limits = { MANY, 2 * MANY };
	struct hl_model *m = hl_model_init(malloc(hl_model_size(&limits)),
					   &limits);
	struct hl_effects fx;
	struct hl_event ev = { .at = { 1, 1 } };
	unsigned left = 0;

	for (unsigned i = 0; i < MANY; i++) {
		struct hl_line_settings set;
		char name[8];

		sprintf(name, "%u", i);
		table_settings(&set, name, HL_KIND_STATION);
		ev.line = hl_model_add(m, &set);
		ev.kind = HL_EVENT_READY;
		hl_model_step(m, &ev, &fx);
		ev.kind = HL_EVENT_EDGE;
		ev.closed = true;
		hl_model_step(m, &ev, &fx);
		ev.closed = false;
	}
	ev = (struct hl_event){ .kind = HL_EVENT_EXPIRE, .line = HL_NO_LINE };
	ev.at.earliest = ev.at.latest = HL_MS(17000);
	while (hl_model_due(m) <= ev.at.latest)
		hl_model_step(m, &ev, &fx);
	for (hl_line i = 0; i < MANY; i++)
		left += hl_model_line(m, i)->want.tone != HL_TONE_CONGESTION;
	CU_ASSERT_EQUAL(left, 0);
	CU_ASSERT_EQUAL(hl_model_check(m, NULL, 0), 0);
	free(m);
}

static void a_further_line_costs_less_than_2_KiB(void)
{
	struct hl_limits one = { 1, 2 };
	struct hl_limits two = { 2, 4 };

	CU_ASSERT(hl_model_size(&two) - hl_model_size(&one) <= 2048);
}

static void sizes_out_of_range_have_no_model(void)
{
	struct hl_limits none = { 0, 1 };
	struct hl_limits many = { HL_LINES_MAX + 1, 1 };

	CU_ASSERT_EQUAL(hl_model_size(&none), 0);
	CU_ASSERT_EQUAL(hl_model_size(&many), 0);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_model(void)
{
	static CU_TestInfo tests[] = {
		T(lifting_gives_dial_tone),
		T(the_first_digit_ends_dial_tone),
		T(a_complete_number_rings_the_other_telephone),
		T(answering_connects_both),
		T(both_halves_share_a_conversation),
		T(hanging_up_gives_the_other_busy_tone),
		T(a_flash_holds_the_party_with_music),
		T(the_held_party_is_told_of_remote_hold),
		T(a_second_flash_before_dialling_brings_the_party_back),
		T(a_flash_at_a_busy_consultation_brings_the_party_back),
		T(a_flash_at_an_unanswered_consultation_brings_the_party_back),
		T(a_flash_at_a_misdialled_consultation_brings_the_party_back),
		T(the_held_party_keeps_music_during_the_consultation),
		T(a_flash_with_two_parties_makes_a_three_way_call),
		T(a_third_flash_drops_the_party_added_last),
		T(without_three_way_the_flash_swaps),
		T(hanging_up_between_two_parties_connects_them),
		T(hanging_up_while_the_second_party_rings_transfers_too),
		T(a_transferred_party_that_is_not_answered_comes_back),
		T(without_transfer_hanging_up_rings_back),
		T(hanging_up_with_a_held_party_rings_back_at_once),
		T(an_unanswered_recall_releases_the_party),
		T(an_unanswered_recall_goes_to_the_operator),
		T(onhook_held_drop_releases_the_held_party),
		T(a_held_party_that_hangs_up_is_reported_at_once),
		T(a_held_party_gone_during_the_consultation_leaves_a_plain_call),
		T(a_held_party_gone_is_put_away_after_its_limit),
		T(a_held_party_gone_stops_the_recall_ring),
		T(a_consultation_party_gone_gives_busy_then_the_flash_returns),
		T(a_party_of_three_that_leaves_leaves_two_talking),
		T(hanging_up_in_a_three_way_call_leaves_the_others_talking),
		T(a_flash_within_100_ms_of_answering_holds),
		T(hanging_up_within_100_ms_of_a_flash_loses_nobody),
		T(two_flashes_within_a_second_return),
		T(a_break_of_1050_ms_keeps_the_call),
		T(a_line_remembers_its_last_breaks_newest_first),
		T(of_many_breaks_the_oldest_are_forgotten),
		T(two_holders_who_hold_each_other_come_together_again),
		T(two_ringing_telephones_do_not_answer_each_other),
		T(no_digit_in_time_gives_congestion_then_silence),
		T(recall_dial_tone_ends_in_a_quiet_hold),
		T(busy_tone_with_a_held_party_ends_with_the_party),
		T(nothing_rings_for_ever),
		T(a_card_that_goes_away_tells_the_other_party),
		T(a_telephone_off_the_hook_at_the_start_is_left_alone),
		T(after_an_alarm_the_truth_says_whether_the_telephone_is_lifted),
		T(pulses_dial_a_number),
		T(digits_after_the_answer_do_nothing),
		T(in_auto_the_kernel_judges_only_where_no_digit_may_come),
		T(a_copied_state_goes_on_like_the_original),
		T(the_same_situation_later_has_the_same_hash),
		T(many_limits_at_one_instant_are_all_obeyed),
		T(a_further_line_costs_less_than_2_KiB),
		T(sizes_out_of_range_have_no_model),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
