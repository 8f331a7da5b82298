/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_etsi.c - claims about the flash that is followed by a digit
 *
 * The switchboard of every claim has the ETSI procedure and call waiting on
 * at 101. The table itself is asked in test_feature.c.
 */
#include "suites.h"

#include "claim.h"

#include <string.h>

#define BIT(id) (1u << HL_SWITCH_##id)

static void prepare(struct table *t)
{
	table_set(t, S1)->procedure = HL_PROCEDURE_ETSI;
	table_set(t, S1)->switches |= BIT(WAITING);
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

static void flash_and(struct table *t, const char *digit)
{
	table_flash(t, S1);
	table_dial(t, S1, digit);
}

/* ---- ways to have two calls at 101 --------------------------------------- */

static void be_asking(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
}

static void be_talking(struct table *t)
{
	table_talk(t, S1, S2);
}

/* 102 talks, 103 waits. */
static void have_waiting(struct table *t)
{
	table_talk(t, S1, S2);
	dial(t, S3, "101");
	table_wait(t, 1000);
}

/* 102 is held, 103 rings. */
static void ask_calling(struct table *t)
{
	be_asking(t);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
}

static void ask_refused(struct table *t)
{
	be_asking(t);
	table_dial(t, S1, "5");
}

/* 102 is held, 103 talks, asked for it. */
static void ask_talking(struct table *t)
{
	table_consult(t, S1, S2, S3);
}

/* 102 is held, 103 talks; neither was asked for the other. */
static void alternate(struct table *t)
{
	have_waiting(t);
	flash_and(t, "2");
}

static void confer(struct table *t)
{
	ask_talking(t);
	flash_and(t, "3");
	table_wait(t, 1000);
}

static void be_ordering(struct table *t)
{
	ask_talking(t);
	table_flash(t, S1);
}

typedef void (way)(struct table *t);

static way *const ways[HL_SITUATION_COUNT] = {
	[HL_SIT_WAITING] = have_waiting,
	[HL_SIT_ASK_CALLING] = ask_calling,
	[HL_SIT_ASK_TALKING] = ask_talking,
	[HL_SIT_ALTERNATE] = alternate,
	[HL_SIT_CONFERENCE] = confer,
};

/* ---- what the flash does ------------------------------------------------- */

CLAIM(a_flash_while_talking_holds_and_gives_recall_dial_tone)
{
	be_talking(t);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_flash_at_recall_dial_tone_leads_back)
{
	be_asking(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_flash_at_a_refusal_leads_back)
{
	ask_refused(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

static void waits_for_digit(struct table *t, way *come)
{
	come(t);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ORDER);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RECALL);
	CU_ASSERT_TRUE(table_want(t, S1)->listen);
	CU_ASSERT_EQUAL(table_want(t, S1)->wire.kind, HL_WIRE_QUIET);
}

CLAIM(with_a_waiting_call_a_flash_asks_for_a_digit)
{
	waits_for_digit(t, have_waiting);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
}

CLAIM(while_another_is_called_a_flash_asks_for_a_digit)
{
	waits_for_digit(t, ask_calling);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(with_a_held_and_a_consulted_party_a_flash_asks_for_a_digit)
{
	waits_for_digit(t, ask_talking);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(with_two_calls_of_their_own_a_flash_asks_for_a_digit)
{
	waits_for_digit(t, alternate);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(in_a_conference_a_flash_asks_for_a_digit_and_the_others_talk)
{
	waits_for_digit(t, confer);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

/* ---- the digits with a waiting call -------------------------------------- */

CLAIM(waiting_0_rejects_the_waiting_call)
{
	have_waiting(t);
	flash_and(t, "0");
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(waiting_1_ends_the_call_and_takes_the_waiting_one)
{
	have_waiting(t);
	flash_and(t, "1");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(waiting_2_holds_the_party_and_takes_the_waiting_call)
{
	have_waiting(t);
	flash_and(t, "2");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ALTERNATE);
}

CLAIM(an_outside_caller_who_waits_can_be_rejected)
{
	table_talk(t, S1, S2);
	table_ring(t, T1);
	flash_and(t, "0");
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

/* ---- the digits while another is called ---------------------------------- */

CLAIM(calling_1_gives_up_and_leads_back)
{
	ask_calling(t);
	flash_and(t, "1");
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(calling_4_transfers_to_the_ringing_telephone)
{
	ask_calling(t);
	flash_and(t, "4");
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

/* ---- the digits with two parties ----------------------------------------- */

static way *const two_parties[] = { ask_talking, alternate };

/* Both ways to have two parties: @digit, then what @then says holds. */
static void with_two(const char *digit, void (*then)(struct table *t))
{
	for (unsigned i = 0; i < 2; i++) {
		struct table u;

		table_open(&u);
		prepare(&u);
		two_parties[i](&u);
		flash_and(&u, digit);
		then(&u);
		CU_ASSERT_STRING_EQUAL(u.broken, "");
		CU_ASSERT_EQUAL(u.refused, 0);
		table_close(&u);
	}
}

static void held_is_gone(struct table *t)
{
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

static void two_parties_0_releases_the_held_one(void)
{
	with_two("0", held_is_gone);
}

static void active_is_gone(struct table *t)
{
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

static void two_parties_1_ends_this_call_and_leads_back(void)
{
	with_two("1", active_is_gone);
}

static void are_swapped(struct table *t)
{
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
	table_wait(t, 1000);
	flash_and(t, "2");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
}

static void two_parties_2_swaps_them(void)
{
	with_two("2", are_swapped);
}

static void are_joined(struct table *t)
{
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
}

static void two_parties_3_makes_a_three_way_call(void)
{
	with_two("3", are_joined);
}

static void are_together(struct table *t)
{
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

static void two_parties_4_connects_them_and_leaves(void)
{
	with_two("4", are_together);
}

CLAIM(conference_1_releases_the_party_added_last)
{
	confer(t);
	flash_and(t, "1");
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(conference_4_leaves_the_others_with_each_other)
{
	confer(t);
	flash_and(t, "4");
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
}

/* ---- digits that a setting forbids --------------------------------------- */

CLAIM(without_three_way_3_joins_nobody)
{
	table_set(t, S1)->switches &= ~BIT(THREEWAY);
	ask_talking(t);
	flash_and(t, "3");
	CU_ASSERT_NOT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	CU_ASSERT_FALSE(table_talks(t, S2, S3));
}

CLAIM(without_transfer_4_connects_nobody)
{
	table_set(t, S1)->switches &= ~BIT(TRANSFER);
	ask_talking(t);
	flash_and(t, "4");
	CU_ASSERT_FALSE(table_talks(t, S2, S3));
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
}

/* An outside caller is held, another outside party talks. */
static void two_outside(struct table *t)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_dial(t, S1, "955#");
	table_wait(t, 3000);
}

CLAIM(two_outside_parties_are_not_lost_by_4)
{
	two_outside(t);
	flash_and(t, "4");
	CU_ASSERT_FALSE(table_talks(t, T1, T2));
	CU_ASSERT_TRUE(table_talks(t, S1, T2));
	CU_ASSERT_TRUE(table_music(t, T1));
}

CLAIM(two_outside_parties_in_conference_are_not_lost_by_4)
{
	two_outside(t);
	flash_and(t, "3");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	flash_and(t, "4");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_TRUE(table_want(t, T2)->loop);
}

CLAIM(two_outside_parties_are_connected_by_4_where_allowed)
{
	table_set(t, S1)->switches |= BIT(TRUNKS);
	two_outside(t);
	flash_and(t, "4");
	CU_ASSERT_TRUE(table_talks(t, T1, T2));
}

/* ---- no digit, or a wrong one -------------------------------------------- */

static void is_as_before(struct table *t, enum hl_situation s)
{
	CU_ASSERT_EQUAL(table_sit(t, S1), s);
	if (s == HL_SIT_CONFERENCE) {
		CU_ASSERT_TRUE(table_talks(t, S1, S2));
		CU_ASSERT_TRUE(table_talks(t, S1, S3));
		return;
	}
	if (s == HL_SIT_ASK_CALLING) {
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
		CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	} else if (s == HL_SIT_WAITING) {
		CU_ASSERT_TRUE(table_talks(t, S1, S2));
		CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
		return;
	} else {
		CU_ASSERT_TRUE(table_talks(t, S1, S3));
	}
	CU_ASSERT_TRUE(table_music(t, S2));
}

static const enum hl_situation asked[] = {
	HL_SIT_WAITING, HL_SIT_ASK_CALLING, HL_SIT_ASK_TALKING,
	HL_SIT_ALTERNATE, HL_SIT_CONFERENCE,
};

/* In every situation in which a digit is asked for: @then, and as before. */
static void nothing_changes(void (*then)(struct table *t))
{
	for (unsigned i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		struct table u;

		table_open(&u);
		prepare(&u);
		ways[asked[i]](&u);
		table_flash(&u, S1);
		then(&u);
		is_as_before(&u, asked[i]);
		CU_ASSERT_STRING_EQUAL(u.broken, "");
		table_close(&u);
	}
}

static void dial_9(struct table *t)
{
	table_dial(t, S1, "9");
}

static void a_wrong_digit_changes_nothing(void)
{
	nothing_changes(dial_9);
}

static void dial_star(struct table *t)
{
	table_dial(t, S1, "*");
}

static void a_star_changes_nothing(void)
{
	nothing_changes(dial_star);
}

static void flash_again(struct table *t)
{
	table_flash(t, S1);
}

static void a_second_flash_changes_nothing(void)
{
	nothing_changes(flash_again);
}

static void wait_for_limit(struct table *t)
{
	table_wait(t, 4900);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ORDER);
	table_wait(t, 200);
}

static void no_digit_in_time_changes_nothing(void)
{
	nothing_changes(wait_for_limit);
}

CLAIM(how_long_the_digit_is_waited_for_is_a_setting)
{
	table_set(t, S1)->timer[HL_TIMER_ORDER] = 2000;
	be_ordering(t);
	table_wait(t, 2100);
	is_as_before(t, HL_SIT_ASK_TALKING);
}

CLAIM(a_digit_that_comes_too_late_does_nothing)
{
	be_ordering(t);
	table_wait(t, 5100);
	table_dial(t, S1, "0");
	is_as_before(t, HL_SIT_ASK_TALKING);
}

CLAIM(each_digit_counts_where_it_means_something_only)
{
	for (unsigned i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		for (const char *d = "0123456789*#ABCD"; *d; d++) {
			const char digit[2] = { *d, 0 };
			struct table u;

			if (hl_order_find(asked[i], *d))
				continue;
			table_open(&u);
			prepare(&u);
			ways[asked[i]](&u);
			flash_and(&u, digit);
			is_as_before(&u, asked[i]);
			table_close(&u);
		}
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- pulses -------------------------------------------------------------- */

static void pulse(struct table *t, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		table_break(t, S1, 60);
		table_wait(t, 40);
	}
	table_wait(t, 400);
}

CLAIM(the_digit_may_come_by_pulses)
{
	be_ordering(t);
	table_wait(t, 300);
	pulse(t, 2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(ten_pulses_are_the_digit_0)
{
	have_waiting(t);
	table_flash(t, S1);
	table_wait(t, 300);
	pulse(t, 10);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(without_pulse_dialling_pulses_are_no_digit)
{
	table_set(t, S1)->switches &= ~BIT(PULSE);
	be_ordering(t);
	table_wait(t, 300);
	pulse(t, 2);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ORDER);
}

CLAIM(in_auto_we_judge_the_edges_while_a_digit_may_come)
{
	table_set(t, S1)->door = HL_DOOR_AUTO;
	ask_talking(t);
	CU_ASSERT_EQUAL(table_want(t, S1)->door, HL_DOOR_GESTURES);
	table_event(t, &(struct hl_event){ .kind = HL_EVENT_GESTURE,
					   .line = S1,
					   .gesture = HL_GESTURE_FLASH });
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ORDER);
	CU_ASSERT_EQUAL(table_want(t, S1)->door, HL_DOOR_EDGES);
}

/* ---- hanging up, and parties that hang up, while a digit is waited for --- */

CLAIM(hanging_up_before_the_digit_lets_the_waiting_call_ring)
{
	have_waiting(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
}

CLAIM(hanging_up_before_the_digit_transfers_as_without_a_flash)
{
	be_ordering(t);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
}

CLAIM(hanging_up_before_the_digit_transfers_to_who_rings)
{
	ask_calling(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(hanging_up_before_the_digit_brings_the_held_party_back)
{
	alternate(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(hanging_up_before_the_digit_leaves_a_conference_together)
{
	confer(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(after_hanging_up_no_digit_is_waited_for)
{
	be_ordering(t);
	table_hangup(t, S1);
	table_wait(t, 1000);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_DIALTONE);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
}

CLAIM(the_held_party_gone_before_the_digit_the_other_stays)
{
	be_ordering(t);
	table_hangup(t, S2);
	table_dial(t, S1, "1");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(the_active_party_gone_before_the_digit_the_held_one_stays)
{
	be_ordering(t);
	table_hangup(t, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_dial(t, S1, "1");
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(both_parties_gone_before_the_digit_nobody_is_left)
{
	be_ordering(t);
	table_hangup(t, S3);
	table_hangup(t, S2);
	table_dial(t, S1, "2");
	table_wait(t, 12000);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(the_waiting_caller_gone_before_the_digit_the_talk_goes_on)
{
	have_waiting(t);
	table_flash(t, S1);
	table_hangup(t, S3);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_dial(t, S1, "2");
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(the_party_gone_before_the_digit_the_waiting_call_is_taken)
{
	have_waiting(t);
	table_flash(t, S1);
	table_hangup(t, S2);
	table_dial(t, S1, "2");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(who_is_called_answers_before_the_digit)
{
	ask_calling(t);
	table_flash(t, S1);
	table_lift(t, S3);
	table_dial(t, S1, "3");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(a_member_gone_before_the_digit_the_other_stays)
{
	confer(t);
	table_flash(t, S1);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_music(t, S3));
	table_dial(t, S1, "1");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_etsi(void)
{
	static CU_TestInfo tests[] = {
		T(a_flash_while_talking_holds_and_gives_recall_dial_tone),
		T(a_flash_at_recall_dial_tone_leads_back),
		T(a_flash_at_a_refusal_leads_back),
		T(with_a_waiting_call_a_flash_asks_for_a_digit),
		T(while_another_is_called_a_flash_asks_for_a_digit),
		T(with_a_held_and_a_consulted_party_a_flash_asks_for_a_digit),
		T(with_two_calls_of_their_own_a_flash_asks_for_a_digit),
		T(in_a_conference_a_flash_asks_for_a_digit_and_the_others_talk),
		T(waiting_0_rejects_the_waiting_call),
		T(waiting_1_ends_the_call_and_takes_the_waiting_one),
		T(waiting_2_holds_the_party_and_takes_the_waiting_call),
		T(an_outside_caller_who_waits_can_be_rejected),
		T(calling_1_gives_up_and_leads_back),
		T(calling_4_transfers_to_the_ringing_telephone),
		T(conference_1_releases_the_party_added_last),
		T(conference_4_leaves_the_others_with_each_other),
		T(without_three_way_3_joins_nobody),
		T(without_transfer_4_connects_nobody),
		T(two_outside_parties_are_not_lost_by_4),
		T(two_outside_parties_in_conference_are_not_lost_by_4),
		T(two_outside_parties_are_connected_by_4_where_allowed),
		T(how_long_the_digit_is_waited_for_is_a_setting),
		T(a_digit_that_comes_too_late_does_nothing),
		T(each_digit_counts_where_it_means_something_only),
		T(the_digit_may_come_by_pulses),
		T(ten_pulses_are_the_digit_0),
		T(without_pulse_dialling_pulses_are_no_digit),
		T(in_auto_we_judge_the_edges_while_a_digit_may_come),
		T(hanging_up_before_the_digit_lets_the_waiting_call_ring),
		T(hanging_up_before_the_digit_transfers_as_without_a_flash),
		T(hanging_up_before_the_digit_transfers_to_who_rings),
		T(hanging_up_before_the_digit_brings_the_held_party_back),
		T(hanging_up_before_the_digit_leaves_a_conference_together),
		T(after_hanging_up_no_digit_is_waited_for),
		T(the_held_party_gone_before_the_digit_the_other_stays),
		T(the_active_party_gone_before_the_digit_the_held_one_stays),
		T(both_parties_gone_before_the_digit_nobody_is_left),
		T(the_waiting_caller_gone_before_the_digit_the_talk_goes_on),
		T(the_party_gone_before_the_digit_the_waiting_call_is_taken),
		T(who_is_called_answers_before_the_digit),
		T(a_member_gone_before_the_digit_the_other_stays),
		T(two_parties_0_releases_the_held_one),
		T(two_parties_1_ends_this_call_and_leads_back),
		T(two_parties_2_swaps_them),
		T(two_parties_3_makes_a_three_way_call),
		T(two_parties_4_connects_them_and_leaves),
		T(a_wrong_digit_changes_nothing),
		T(a_star_changes_nothing),
		T(a_second_flash_changes_nothing),
		T(no_digit_in_time_changes_nothing),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
