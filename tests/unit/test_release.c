/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_release.c - claims about the far end of a trunk that releases
 *
 * What is believed and what is not; in a talk, and while the party is held,
 * parked, in a conference, or comes back.
 */
#include "suites.h"

#include "ask.h"

static void believe(struct table *t, unsigned releases)
{
	table_set(t, T1)->releases = (uint16_t)releases;
	table_set(t, T2)->releases = (uint16_t)releases;
}

/* An outside party has called in on co1 and talks to 101. */
static void talk_outside(struct table *t, unsigned releases)
{
	believe(t, releases);
	table_ring(t, T1);
	table_lift(t, S1);
	table_wait(t, 1000);
}

static bool hears(const struct table *t, hl_line line,
		  enum hl_progress_kind kind)
{
	return table_want(t, line)->hear & HL_HEAR_BIT(kind);
}

/* How the last step said that the far end is gone; -1 = it did not. */
static int cleared_by(const struct table *t)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_CLEARED)
			return (int)t->fx.at[i].a;
	return -1;
}

#define TONES (HL_RELEASE_BIT(BUSY) | HL_RELEASE_BIT(CONGESTION))

/* ---- what is listened for ------------------------------------------------ */

CLAIM(with_battery_alone_a_trunk_is_never_listened_to)
{
	talk_outside(t, HL_RELEASES_DEFAULT);
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
}

CLAIM(the_tones_that_are_believed_are_listened_for_in_a_talk)
{
	talk_outside(t, TONES);
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_CONGESTION));
	CU_ASSERT_FALSE(hears(t, T1, HL_PROGRESS_DIAL));
}

CLAIM(a_held_party_is_listened_to_while_it_hears_our_music)
{
	talk_outside(t, TONES);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_TRUE(table_music(t, T1));
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
}

CLAIM(a_trunk_that_only_rings_is_not_listened_to)
{
	believe(t, TONES);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, T1)->hear, 0);
}

/* ---- what is believed ---------------------------------------------------- */

CLAIM(a_lost_battery_that_is_believed_is_a_release)
{
	talk_outside(t, HL_RELEASES_DEFAULT);
	table_gone(t, T1);
	CU_ASSERT_EQUAL(cleared_by(t), HL_RELEASE_BATTERY);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

CLAIM(a_lost_battery_that_is_not_believed_drops_nobody)
{
	talk_outside(t, TONES);
	table_gone(t, T1);
	TALK(S1, T1);
}

CLAIM(a_battery_that_stays_away_is_an_alarm_and_ends_the_call)
{
	struct hl_event alarm = { .kind = HL_EVENT_ALARM, .line = T1 };

	talk_outside(t, TONES);
	table_gone(t, T1);
	table_event(t, &alarm);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

CLAIM(busy_tone_that_is_believed_is_a_release)
{
	talk_outside(t, TONES);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(cleared_by(t), HL_RELEASE_BUSY);
	IS(S1, 0, DISCONNECTED);
	MODE(S1, 0, HL_GONE_NORMAL);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
}

CLAIM(busy_tone_that_is_not_believed_drops_nobody)
{
	talk_outside(t, HL_RELEASES_DEFAULT);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	TALK(S1, T1);
}

CLAIM(each_kind_of_evidence_says_what_it_is)
{
	static const uint8_t pairs[][2] = {
		{ HL_RELEASE_BUSY, HL_PROGRESS_BUSY },
		{ HL_RELEASE_CONGESTION, HL_PROGRESS_CONGESTION },
		{ HL_RELEASE_DIAL, HL_PROGRESS_DIAL },
		{ HL_RELEASE_HOWLER, HL_PROGRESS_HOWLER },
		{ HL_RELEASE_INFO, HL_PROGRESS_INFO },
		{ HL_RELEASE_SILENCE, HL_PROGRESS_SILENCE },
	};

	for (unsigned i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		talk_outside(t, 1u << pairs[i][0]);
		table_heard(t, T1, pairs[i][1]);
		CU_ASSERT_EQUAL(cleared_by(t), pairs[i][0]);
		NONE_AT(T1, 0);
		table_hangup(t, S1);
		table_wait(t, 5000);
	}
}

CLAIM(ringing_tone_in_a_talk_is_no_release)
{
	talk_outside(t, TONES);
	table_heard(t, T1, HL_PROGRESS_RINGING);
	table_heard(t, T1, HL_PROGRESS_ANSWERED);
	TALK(S1, T1);
}

CLAIM(what_is_heard_a_moment_too_late_ends_nothing)
{
	believe(t, TONES);
	table_ring(t, T1);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	IS(T1, 0, OFFERING);
	table_lift(t, S1);
	table_hangup(t, S1);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_trunk_released_by_a_tone_is_guarded_before_it_is_hunted_again)
{
	talk_outside(t, TONES);
	table_heard(t, T1, HL_PROGRESS_BUSY);
	table_lift(t, S3);
	table_dial(t, S3, "95#");
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	CU_ASSERT_TRUE(table_want(t, T2)->loop);
}

/* ---- polarity ------------------------------------------------------------ */

#define POLARITY HL_RELEASE_BIT(POLARITY)

CLAIM(a_reversal_of_a_call_that_came_in_is_its_release)
{
	talk_outside(t, POLARITY);
	table_reverse(t, T1);
	CU_ASSERT_EQUAL(cleared_by(t), HL_RELEASE_POLARITY);
	IS(S1, 0, DISCONNECTED);
}

CLAIM(a_reversal_with_the_answer_is_no_release)
{
	believe(t, POLARITY);
	table_ring(t, T1);
	table_lift(t, S1);
	table_wait(t, 100);
	table_reverse(t, T1);
	TALK(S1, T1);
}

CLAIM(a_reversal_that_is_not_believed_drops_nobody)
{
	talk_outside(t, HL_RELEASES_DEFAULT);
	table_reverse(t, T1);
	TALK(S1, T1);
}

static void call_out(struct table *t, enum hl_answer_by how)
{
	believe(t, POLARITY);
	table_set(t, T1)->answer_by = (uint8_t)how;
	table_lift(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 2000);
}

CLAIM(the_second_reversal_of_a_call_that_went_out_is_its_release)
{
	call_out(t, HL_ANSWER_BY_POLARITY);
	table_reverse(t, T1);
	table_wait(t, 1000);
	TALK(S1, T1);
	table_reverse(t, T1);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

CLAIM(a_second_reversal_right_after_the_answer_is_the_same_one)
{
	call_out(t, HL_ANSWER_BY_POLARITY);
	table_reverse(t, T1);
	table_wait(t, 500);
	table_reverse(t, T1);
	TALK(S1, T1);
	table_wait(t, 200);
	table_reverse(t, T1);
	IS(S1, 0, DISCONNECTED);
}

CLAIM(where_sending_is_the_answer_the_first_reversal_only_confirms_it)
{
	call_out(t, HL_ANSWER_BY_SENT);
	table_wait(t, 5000);
	table_reverse(t, T1);
	TALK(S1, T1);
	MODE(S1, 0, HL_CONNECTED_ACTIVE | HL_CONNECTED_CONFIRMED);
	table_wait(t, 1000);
	table_reverse(t, T1);
	IS(S1, 0, DISCONNECTED);
}

/* ---- wherever the party is ----------------------------------------------- */

CLAIM(a_held_party_that_releases_is_gone)
{
	talk_outside(t, TONES);
	DONE(HOLD, .call = OF(S1, 0));
	table_heard(t, T1, HL_PROGRESS_BUSY);
	IS(S1, 0, DISCONNECTED);
	NONE_AT(T1, 0);
}

CLAIM(a_party_held_for_a_consultation_releases_and_the_consultation_goes_on)
{
	talk_outside(t, TONES);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 500);
	table_lift(t, S3);
	table_heard(t, T1, HL_PROGRESS_CONGESTION);
	NONE_AT(T1, 0);
	TALK(S1, S3);
}

CLAIM(a_parked_party_that_releases_leaves_its_place)
{
	ask_parks(t, 2);
	talk_outside(t, TONES);
	DONE(PARK, .call = OF(S1, 0), .value = 2);
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
	table_heard(t, T1, HL_PROGRESS_BUSY);
	NONE_AT(T1, 0);
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "701"), HL_NO_CALL);
}

CLAIM(a_member_of_a_conference_that_releases_leaves_the_others)
{
	talk_outside(t, TONES);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 500);
	table_lift(t, S3);
	table_wait(t, 500);
	table_flash(t, S1);
	TALK(S3, T1);
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
	table_heard(t, T1, HL_PROGRESS_BUSY);
	NONE_AT(T1, 0);
	TALK(S1, S3);
}

CLAIM(a_party_that_rings_back_and_releases_stops_the_ringing)
{
	talk_outside(t, TONES);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RECALLED);
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(of_two_trunks_that_talk_with_each_other_one_releases_both)
{
	SET_ON(S1, TRUNKS);
	talk_outside(t, TONES);
	table_flash(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 3000);
	table_hangup(t, S1);
	TALK(T1, T2);
	table_heard(t, T2, HL_PROGRESS_BUSY);
	CU_ASSERT_FALSE(table_want(t, T1)->loop);
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

CLAIM(a_party_that_is_transferred_to_a_ringing_telephone_is_listened_to)
{
	talk_outside(t, TONES);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 500);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(hears(t, T1, HL_PROGRESS_BUSY));
	table_heard(t, T1, HL_PROGRESS_BUSY);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* -------------------------------------------------------------------------- */

CU_TestInfo *test_release(void)
{
	static CU_TestInfo tests[] = {
		T(with_battery_alone_a_trunk_is_never_listened_to),
		T(the_tones_that_are_believed_are_listened_for_in_a_talk),
		T(a_held_party_is_listened_to_while_it_hears_our_music),
		T(a_trunk_that_only_rings_is_not_listened_to),
		T(a_lost_battery_that_is_believed_is_a_release),
		T(a_lost_battery_that_is_not_believed_drops_nobody),
		T(a_battery_that_stays_away_is_an_alarm_and_ends_the_call),
		T(busy_tone_that_is_believed_is_a_release),
		T(busy_tone_that_is_not_believed_drops_nobody),
		T(each_kind_of_evidence_says_what_it_is),
		T(ringing_tone_in_a_talk_is_no_release),
		T(what_is_heard_a_moment_too_late_ends_nothing),
		T(a_trunk_released_by_a_tone_is_guarded_before_it_is_hunted_again),
		T(a_reversal_of_a_call_that_came_in_is_its_release),
		T(a_reversal_with_the_answer_is_no_release),
		T(a_reversal_that_is_not_believed_drops_nobody),
		T(the_second_reversal_of_a_call_that_went_out_is_its_release),
		T(a_second_reversal_right_after_the_answer_is_the_same_one),
		T(where_sending_is_the_answer_the_first_reversal_only_confirms_it),
		T(a_held_party_that_releases_is_gone),
		T(a_party_held_for_a_consultation_releases_and_the_consultation_goes_on),
		T(a_parked_party_that_releases_leaves_its_place),
		T(a_member_of_a_conference_that_releases_leaves_the_others),
		T(a_party_that_rings_back_and_releases_stops_the_ringing),
		T(of_two_trunks_that_talk_with_each_other_one_releases_both),
		T(a_party_that_is_transferred_to_a_ringing_telephone_is_listened_to),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
