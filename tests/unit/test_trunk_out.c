/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_trunk_out.c - claims about calls that go out on a trunk
 *
 * Which trunk is hunted, what is sent on it, dial tone before it, and an
 * exchange that rings the trunk which was just seized.
 */
#include "suites.h"

#include "ask.h"

/* ---- hunting ------------------------------------------------------------- */

/* The plan of the switchboard with its group hunted in another way. */
static void hunt(struct table *t, enum hl_hunt how, const char *prefix)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	plan.group[0].hunt = (uint8_t)how;
	strcpy(plan.group[0].prefix, prefix);
	hl_model_plan(t->m, &plan);
}

static void outside(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

/* A call goes out on a trunk and ends; the guard time passes. */
static hl_line call_once(struct table *t)
{
	hl_line found = HL_NO_LINE;

	outside(t, S3, "95#");
	table_wait(t, 5000);
	for (hl_line i = T1; i <= T2; i++)
		if (table_want(t, i)->loop)
			found = i;
	table_hangup(t, S3);
	table_wait(t, 5000);
	return found;
}

CLAIM(a_linear_hunt_begins_with_the_first_trunk_each_time)
{
	CU_ASSERT_EQUAL(call_once(t), T1);
	CU_ASSERT_EQUAL(call_once(t), T1);
}

CLAIM(a_circular_hunt_begins_behind_the_trunk_taken_last)
{
	hunt(t, HL_HUNT_CIRCULAR, "");
	CU_ASSERT_EQUAL(call_once(t), T1);
	CU_ASSERT_EQUAL(call_once(t), T2);
	CU_ASSERT_EQUAL(call_once(t), T1);
}

CLAIM(a_circular_hunt_passes_a_trunk_that_is_in_use)
{
	hunt(t, HL_HUNT_CIRCULAR, "");
	CU_ASSERT_EQUAL(call_once(t), T1);
	table_ring(t, T2);
	CU_ASSERT_EQUAL(call_once(t), T1);
}

CLAIM(the_longest_free_trunk_is_the_one_not_used_last)
{
	hunt(t, HL_HUNT_LONGEST, "");
	CU_ASSERT_EQUAL(call_once(t), T1);
	CU_ASSERT_EQUAL(call_once(t), T2);
	CU_ASSERT_EQUAL(call_once(t), T1);
}

CLAIM(a_call_that_came_in_makes_a_trunk_the_one_used_last)
{
	hunt(t, HL_HUNT_LONGEST, "");
	table_ring(t, T1);
	table_lift(t, S1);
	table_hangup(t, S1);
	table_wait(t, 5000);
	CU_ASSERT_EQUAL(call_once(t), T2);
}

CLAIM(a_released_trunk_is_not_hunted_in_its_guard_time)
{
	outside(t, S1, "95#");
	table_wait(t, 5000);
	table_hangup(t, S1);
	outside(t, S2, "95#");
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	CU_ASSERT_TRUE(table_want(t, T2)->loop);
}

CLAIM(a_trunk_that_rings_is_not_hunted)
{
	table_ring(t, T1);
	outside(t, S3, "95#");
	CU_ASSERT_TRUE(table_want(t, T2)->loop);
}

/* ---- what is sent -------------------------------------------------------- */

/* The digits that sound on a trunk, and how long the first one does. */
static void listen_in(struct table *t, hl_line trunk, char *ret, size_t size,
		      hl_msec *first)
{
	enum hl_tone before = HL_TONE_NONE;
	size_t n = 0;

	*first = 0;
	for (unsigned ms = 0; ms < 20000; ms += 10) {
		enum hl_tone tone = table_want(t, trunk)->tone;

		if (tone != before && tone != HL_TONE_NONE && n + 1 < size)
			for (const char *d = "0123456789*#"; *d; d++)
				if (hl_tone_of_digit(*d) == tone)
					ret[n++] = *d;
		*first += n == 1 && tone != HL_TONE_NONE ? 10 : 0;
		before = tone;
		table_wait(t, 10);
	}
	ret[n] = '\0';
}

CLAIM(the_prefix_of_a_group_is_sent_before_the_number)
{
	char sent[16];
	hl_msec first;

	hunt(t, HL_HUNT_LINEAR, "0,1");
	outside(t, S1, "956#");
	listen_in(t, T1, sent, sizeof(sent), &first);
	CU_ASSERT_STRING_EQUAL(sent, "0156");
}

CLAIM(the_prefix_is_no_part_of_the_number_that_is_shown)
{
	hunt(t, HL_HUNT_LINEAR, "01");
	outside(t, S1, "956#");
	CU_ASSERT_STRING_EQUAL(ask_call(t, T1, 0)->called, "56");
}

CLAIM(a_comma_of_the_prefix_is_a_pause_of_two_seconds)
{
	hunt(t, HL_HUNT_LINEAR, ",");
	outside(t, S1, "95#");
	table_wait(t, 2900);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
	table_wait(t, 250);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, hl_tone_of_digit('5'));
}

CLAIM(a_number_that_is_too_long_with_its_prefix_is_not_sent_in_part)
{
	hunt(t, HL_HUNT_LINEAR, "0123456789");
	outside(t, S1, "9123456789012345678901234567890#");
	IS(S1, 0, BUSY);
	MODE(S1, 0, HL_BUSY_TRUNK);
	NONE_AT(T1, 0);
}

CLAIM(a_digit_of_tone_lasts_a_hundred_milliseconds)
{
	char sent[16];
	hl_msec first;

	outside(t, S1, "95#");
	listen_in(t, T1, sent, sizeof(sent), &first);
	CU_ASSERT_EQUAL(first, 100);
}

CLAIM(a_digit_of_pulses_lasts_as_long_as_its_pulses)
{
	char sent[16];
	hl_msec first;

	table_set(t, T1)->sending = HL_SENDING_PULSE;
	outside(t, S1, "903#");
	listen_in(t, T1, sent, sizeof(sent), &first);
	CU_ASSERT_EQUAL(first, 1000);
	CU_ASSERT_STRING_EQUAL(sent, "03");
}

CLAIM(digits_of_pulses_have_a_longer_pause_between)
{
	table_set(t, T1)->sending = HL_SENDING_PULSE;
	outside(t, S1, "911#");
	table_wait(t, 1000 + 100 + 700);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
	table_wait(t, 100);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, hl_tone_of_digit('1'));
}

/* ---- dial tone ----------------------------------------------------------- */

static void wait_dialtone(struct table *t, bool anyway)
{
	for (hl_line i = T1; i <= T2; i++) {
		table_set(t, i)->timer[HL_TIMER_DIALTONE] = 5000;
		table_set(t, i)->dial_anyway = anyway;
	}
	outside(t, S1, "95#");
}

CLAIM(without_a_wait_nothing_is_listened_for_before_dialling)
{
	outside(t, S1, "95#");
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
	table_wait(t, 1000);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, hl_tone_of_digit('5'));
}

CLAIM(dial_tone_is_listened_for_while_it_is_waited_for)
{
	uint16_t hear;

	wait_dialtone(t, true);
	hear = table_want(t, T1)->hear;
	CU_ASSERT_TRUE(hear & HL_HEAR_BIT(HL_PROGRESS_DIAL));
	CU_ASSERT_TRUE(hear & HL_HEAR_SETUP);
}

CLAIM(no_digit_is_sent_before_dial_tone)
{
	wait_dialtone(t, true);
	table_wait(t, 4900);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
}

CLAIM(dial_tone_starts_the_digits_at_once)
{
	wait_dialtone(t, false);
	table_wait(t, 300);
	table_heard(t, T1, HL_PROGRESS_DIAL);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, hl_tone_of_digit('5'));
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
	table_wait(t, 1000);
	TALK(S1, T1);
}

CLAIM(without_dial_tone_the_number_is_sent_where_that_is_wanted)
{
	wait_dialtone(t, true);
	table_wait(t, 5000);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, hl_tone_of_digit('5'));
}

CLAIM(without_dial_tone_the_next_trunk_is_tried)
{
	wait_dialtone(t, false);
	table_wait(t, 5000);
	NONE_AT(T1, 0);
	IS(T2, 0, DIALING);
	IS(S1, 0, PROCEEDING);
	table_heard(t, T2, HL_PROGRESS_DIAL);
	table_wait(t, 1000);
	TALK(S1, T2);
}

CLAIM(with_no_dial_tone_anywhere_the_caller_hears_congestion_tone)
{
	wait_dialtone(t, false);
	table_wait(t, 10100);
	IS(S1, 0, DISCONNECTED);
	MODE(S1, 0, HL_GONE_NODIALTONE);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_CONGESTION);
	NONE_AT(T1, 0);
	NONE_AT(T2, 0);
}

CLAIM(each_trunk_is_tried_once_however_short_the_guard_time_is)
{
	table_set(t, T1)->timer[HL_TIMER_GUARD] = 0;
	table_set(t, T2)->timer[HL_TIMER_GUARD] = 0;
	wait_dialtone(t, false);
	table_wait(t, 10100);
	IS(S1, 0, DISCONNECTED);
}

CLAIM(busy_tone_instead_of_dial_tone_is_a_failure)
{
	wait_dialtone(t, true);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	NONE_AT(T1, 0);
	IS(T2, 0, DIALING);
}

CLAIM(hanging_up_while_dial_tone_is_waited_for_lets_the_trunk_go)
{
	wait_dialtone(t, false);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- glare --------------------------------------------------------------- */

CLAIM(who_calls_in_at_the_moment_of_seizure_is_not_given_to_who_calls_out)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	table_wait(t, 10000);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S3, T1));
	CU_ASSERT_FALSE(hl_model_hears(t->m, T1, S3));
}

CLAIM(after_glare_the_call_goes_out_on_another_trunk)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	IS(T2, 0, DIALING);
	table_wait(t, 5000);
	TALK(S3, T2);
}

CLAIM(after_glare_the_telephones_of_the_trunk_ring)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RINGING);
	table_lift(t, S1);
	TALK(S1, T1);
}

CLAIM(after_glare_the_caller_hears_ringing_tone)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_RINGBACK);
}

CLAIM(after_glare_with_no_trunk_left_the_caller_hears_congestion_tone)
{
	table_ring(t, T2);
	outside(t, S3, "95#");
	table_ring(t, T1);
	IS(S3, 0, BUSY);
	CU_ASSERT_EQUAL(table_want(t, S3)->tone, HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RINGING);
}

CLAIM(after_glare_with_no_telephone_free_the_trunk_is_let_go)
{
	table_lift(t, S1);
	table_lift(t, S2);
	outside(t, S3, "95#");
	table_ring(t, T1);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	IS(T2, 0, DIALING);
}

CLAIM(after_glare_a_caller_whom_nobody_answers_is_let_go)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	table_wait(t, 200000);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(after_glare_a_caller_who_gives_up_stops_the_ringing)
{
	outside(t, S3, "95#");
	table_ring(t, T1);
	table_gone(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
}

CLAIM(ringing_behind_the_first_digit_is_not_believed)
{
	outside(t, S3, "955#");
	table_wait(t, 1050);
	table_ring(t, T1);
	table_wait(t, 5000);
	TALK(S3, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
}

CLAIM(glare_while_dial_tone_is_waited_for_is_glare)
{
	wait_dialtone(t, true);
	table_wait(t, 2000);
	table_ring(t, T1);
	IS(T2, 0, DIALING);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_RINGING);
}

CLAIM(glare_in_a_consultation_call_leaves_the_held_party_held)
{
	table_talk(t, S3, S4);
	table_flash(t, S3);
	table_dial(t, S3, "95#");
	table_ring(t, T1);
	CU_ASSERT_TRUE(table_music(t, S4));
	table_wait(t, 5000);
	TALK(S3, T2);
}

/* -------------------------------------------------------------------------- */

CU_TestInfo *test_trunk_out(void)
{
	static CU_TestInfo tests[] = {
		T(a_linear_hunt_begins_with_the_first_trunk_each_time),
		T(a_circular_hunt_begins_behind_the_trunk_taken_last),
		T(a_circular_hunt_passes_a_trunk_that_is_in_use),
		T(the_longest_free_trunk_is_the_one_not_used_last),
		T(a_call_that_came_in_makes_a_trunk_the_one_used_last),
		T(a_released_trunk_is_not_hunted_in_its_guard_time),
		T(a_trunk_that_rings_is_not_hunted),
		T(the_prefix_of_a_group_is_sent_before_the_number),
		T(the_prefix_is_no_part_of_the_number_that_is_shown),
		T(a_comma_of_the_prefix_is_a_pause_of_two_seconds),
		T(a_number_that_is_too_long_with_its_prefix_is_not_sent_in_part),
		T(a_digit_of_tone_lasts_a_hundred_milliseconds),
		T(a_digit_of_pulses_lasts_as_long_as_its_pulses),
		T(digits_of_pulses_have_a_longer_pause_between),
		T(without_a_wait_nothing_is_listened_for_before_dialling),
		T(dial_tone_is_listened_for_while_it_is_waited_for),
		T(no_digit_is_sent_before_dial_tone),
		T(dial_tone_starts_the_digits_at_once),
		T(without_dial_tone_the_number_is_sent_where_that_is_wanted),
		T(without_dial_tone_the_next_trunk_is_tried),
		T(with_no_dial_tone_anywhere_the_caller_hears_congestion_tone),
		T(each_trunk_is_tried_once_however_short_the_guard_time_is),
		T(busy_tone_instead_of_dial_tone_is_a_failure),
		T(hanging_up_while_dial_tone_is_waited_for_lets_the_trunk_go),
		T(who_calls_in_at_the_moment_of_seizure_is_not_given_to_who_calls_out),
		T(after_glare_the_call_goes_out_on_another_trunk),
		T(after_glare_the_telephones_of_the_trunk_ring),
		T(after_glare_the_caller_hears_ringing_tone),
		T(after_glare_with_no_trunk_left_the_caller_hears_congestion_tone),
		T(after_glare_with_no_telephone_free_the_trunk_is_let_go),
		T(after_glare_a_caller_whom_nobody_answers_is_let_go),
		T(after_glare_a_caller_who_gives_up_stops_the_ringing),
		T(ringing_behind_the_first_digit_is_not_believed),
		T(glare_while_dial_tone_is_waited_for_is_glare),
		T(glare_in_a_consultation_call_leaves_the_held_party_held),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
