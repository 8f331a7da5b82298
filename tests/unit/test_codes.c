/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_codes.c - claims about orders that are dialled: feature codes
 *
 * Codes of call waiting are in test_waitingcall.c, what forwarding does to a
 * call is in test_forward.c.
 */
#include "suites.h"

#include "claim.h"

#include <string.h>

/* The North American numbers where there are any, ours elsewhere. */
static const struct table_code codes[] = {
	{ "*72.", HL_CODE_FORWARD },     { "*73", HL_CODE_UNFORWARD },
	{ "*74.", HL_CODE_FWDBUSY },     { "*76", HL_CODE_UNFWDBUSY },
	{ "*75.", HL_CODE_FWDNOANSWER }, { "*77", HL_CODE_UNFWDNOANSWER },
	{ "*78", HL_CODE_DND },          { "*79", HL_CODE_UNDND },
	{ "*66", HL_CODE_REDIAL },       { "*69", HL_CODE_RETURN },
	{ "*70", HL_CODE_CANCEL },       { "*44", HL_CODE_UNWAITING },
	{ "*5.", HL_CODE_PARK },         { "*0", HL_CODE_PARK },
	{ "*68.", HL_CODE_UNPARK },      { "*8.", HL_CODE_PICKUP },
	{ "*9", HL_CODE_PICKUPGROUP },   { "*1.", HL_CODE_SPEED },
};

static void plan_codes(struct table *t)
{
	struct hl_plan plan;

	table_codes(t, codes, sizeof(codes) / sizeof(codes[0]));
	plan = *hl_model_get_plan(t->m);
	plan.speed[0] = (struct hl_speed){ 7, "103" };
	plan.speed[1] = (struct hl_speed){ 42, "9555" };
	plan.speeds = 2;
	plan.park_first = 701;
	plan.parks = 2;
	hl_model_plan(t->m, &plan);
}

#define CLAIM(name) CLAIM_ON(name, plan_codes)

static enum hl_tone heard(const struct table *t, hl_line line)
{
	return table_want(t, line)->tone;
}

static const char *number(const struct table *t, hl_line line,
			  enum hl_number_kind kind)
{
	return hl_model_number(t->m, line, kind);
}

static const struct hl_call_state *call(const struct table *t, hl_line line,
					unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n));
}

/* What follows the confirmation tone; NONE when there was no such tone. */
static enum hl_tone confirmed(struct table *t, hl_line line)
{
	if (heard(t, line) != HL_TONE_CONFIRM)
		return HL_TONE_NONE;
	table_wait(t, 1600);
	return heard(t, line);
}

static void order(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

/* S1 talks to S2, holds it and hears recall dial tone. */
static void hold_party(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
}

/* a calls b and gives up before b answers. */
static void call_in_vain(struct table *t, hl_line a, hl_line b)
{
	order(t, a, hl_model_line(t->m, b)->set.name);
	table_wait(t, 1000);
	table_hangup(t, a);
	table_wait(t, 1000);
}

static void leave_at_park(struct table *t, const char *digits)
{
	hold_party(t);
	table_dial(t, S1, digits);
}

CLAIM(an_order_is_confirmed_and_dial_tone_follows)
{
	order(t, S1, "*79");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	table_wait(t, 1600);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_DIAL);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_DIALTONE);
}

CLAIM(the_first_digit_ends_the_confirmation_tone)
{
	order(t, S1, "*79");
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(a_code_that_does_not_exist_gives_congestion)
{
	order(t, S1, "*4#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_FAILED);
}

CLAIM(hanging_up_within_a_code_changes_nothing)
{
	order(t, S1, "*7210");
	table_hangup(t, S1);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "");
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(the_number_behind_a_code_ends_with_the_square)
{
	order(t, S1, "*72102");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "");
	table_dial(t, S1, "#");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "102");
}

CLAIM(the_number_behind_a_code_ends_with_its_limit_too)
{
	order(t, S1, "*72102");
	table_wait(t, 3100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONFIRM);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "102");
}

CLAIM(a_code_that_lacks_its_number_is_refused)
{
	order(t, S1, "*72");
	table_wait(t, 8100);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "");
}

CLAIM(the_order_to_forward_is_confirmed_and_dial_tone_stutters)
{
	order(t, S1, "*72102#");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_STUTTER);
	table_hangup(t, S1);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_STUTTER);
}

CLAIM(no_more_forwarding_ends_the_stutter)
{
	order(t, S1, "*72102#");
	table_dial(t, S1, "*73");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "");
}

CLAIM(no_more_forwarding_is_confirmed_without_any)
{
	order(t, S1, "*73");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
}

CLAIM(a_new_number_to_forward_to_takes_the_place_of_the_old)
{
	order(t, S1, "*72102#");
	table_dial(t, S1, "*72103#");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "103");
}

CLAIM(calls_may_be_forwarded_outside)
{
	order(t, S1, "*729555#");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_STUTTER);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "9555");
}

CLAIM(forwarding_to_oneself_is_refused)
{
	static const char *const orders[] = { "*72101#", "*74101#", "*75101#" };

	for (unsigned i = 0; i < 3; i++) {
		order(t, S1, orders[i]);
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
		table_hangup(t, S1);
	}
	CU_ASSERT_EQUAL(hl_model_line(t->m, S1)->has &
			~(1u << HL_NUMBER_LAST), 0);
}

/* No pattern, no such station, a code. */
CLAIM(forwarding_to_a_number_that_calls_nobody_is_refused)
{
	static const char *const orders[] = { "*7255#", "*72150#", "*72*78#" };

	for (unsigned i = 0; i < 3; i++) {
		order(t, S1, orders[i]);
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
		CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "");
		table_hangup(t, S1);
	}
}

CLAIM(a_refused_order_leaves_the_one_before)
{
	order(t, S1, "*72102#");
	table_dial(t, S1, "*72101#");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "102");
}

CLAIM(forwarding_of_some_calls_is_confirmed_without_stutter)
{
	order(t, S1, "*74103#");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	table_dial(t, S1, "*75103#");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
}

CLAIM(forwarding_when_busy_ends_by_its_code_alone)
{
	order(t, S1, "*74103#");
	table_dial(t, S1, "*73");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDBUSY), "103");
	table_dial(t, S1, "*76");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDBUSY), "");
}

CLAIM(forwarding_without_answer_ends_by_its_code_alone)
{
	order(t, S1, "*75103#");
	table_dial(t, S1, "*76");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDNOANSWER), "103");
	table_dial(t, S1, "*77");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDNOANSWER), "");
}

CLAIM(the_three_kinds_of_forwarding_stand_beside_each_other)
{
	order(t, S1, "*72102#");
	table_dial(t, S1, "*74103#");
	table_dial(t, S1, "*75104#");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FORWARD), "102");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDBUSY), "103");
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_FWDNOANSWER), "104");
}

CLAIM(do_not_disturb_is_confirmed_and_dial_tone_stutters)
{
	order(t, S1, "*78");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_STUTTER);
	CU_ASSERT_TRUE(hl_model_line(t->m, S1)->does & HL_DOES_DND);
}

CLAIM(no_more_do_not_disturb_ends_the_stutter)
{
	order(t, S1, "*78");
	table_dial(t, S1, "*79");
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	CU_ASSERT_FALSE(hl_model_line(t->m, S1)->does & HL_DOES_DND);
}

CLAIM(redial_calls_the_number_dialled_last)
{
	call_in_vain(t, S1, S3);
	order(t, S1, "*66");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(redial_with_nothing_dialled_before_gives_congestion)
{
	order(t, S1, "*66");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
}

CLAIM(redial_dials_an_outside_number_again)
{
	order(t, S1, "9555#");
	table_hangup(t, S1);
	table_wait(t, 3000);
	order(t, S1, "*66");
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_STRING_EQUAL(call(t, T1, 0)->dial, "555");
}

CLAIM(a_code_is_not_the_number_dialled_last)
{
	call_in_vain(t, S1, S3);
	order(t, S1, "*78");
	table_dial(t, S1, "*66");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(a_busy_number_can_be_redialled)
{
	table_lift(t, S3);
	order(t, S1, "103");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_hangup(t, S3);
	table_hangup(t, S1);
	order(t, S1, "*66");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(redial_can_be_redialled)
{
	call_in_vain(t, S1, S3);
	order(t, S1, "*66");
	table_hangup(t, S1);
	order(t, S1, "*66");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(call_return_calls_who_called_last)
{
	call_in_vain(t, S2, S1);
	call_in_vain(t, S3, S1);
	order(t, S1, "*69");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
}

CLAIM(call_return_calls_who_was_answered_too)
{
	table_talk(t, S2, S1);
	table_hangup(t, S2);
	table_hangup(t, S1);
	order(t, S1, "*69");
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(call_return_without_a_caller_gives_congestion)
{
	order(t, S1, "*69");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
}

CLAIM(a_caller_without_a_number_cannot_be_called_back)
{
	table_ring(t, T1);
	table_gone(t, T1);
	order(t, S1, "*69");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
}

CLAIM(who_transfers_an_outside_caller_is_not_who_called)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_wait(t, 1000);
	table_request(t, &(struct hl_event){
		.request = HL_REQUEST_BLIND, .call = table_call(t, S1, 0),
		.number = "103", .line = HL_NO_LINE });
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_STRING_EQUAL(number(t, S3, HL_NUMBER_CALLER), "");
}

CLAIM(who_was_called_outside_cannot_be_called_back_as_a_station)
{
	struct hl_event blind = { .request = HL_REQUEST_BLIND,
				  .number = "103", .line = HL_NO_LINE };

	order(t, S1, "9102#");
	table_wait(t, 3000);
	blind.call = table_call(t, S1, 0);
	table_request(t, &blind);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_STRING_NOT_EQUAL(number(t, S3, HL_NUMBER_CALLER), "102");
}

CLAIM(a_party_that_comes_back_has_not_called)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_RECALL);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_CALLER), "");
}

CLAIM(a_stored_number_is_called_by_its_place)
{
	order(t, S1, "*17#");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(a_stored_number_may_have_a_place_of_two_digits)
{
	order(t, S1, "*142#");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_STRING_EQUAL(call(t, T1, 0)->dial, "555");
}

CLAIM(a_place_that_is_empty_or_none_gives_congestion)
{
	/* The second is 7 and 2^32. */
	static const char *const orders[] = { "*18#", "*14294967303#",
					      "*17*#" };

	for (unsigned i = 0; i < 3; i++) {
		order(t, S1, orders[i]);
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
		table_hangup(t, S1);
	}
}

CLAIM(a_stored_number_is_redialled_as_itself)
{
	order(t, S1, "*17#");
	table_hangup(t, S1);
	CU_ASSERT_STRING_EQUAL(number(t, S1, HL_NUMBER_LAST), "103");
}

CLAIM(every_order_at_recall_dial_tone_keeps_the_held_party)
{
	static const char *const orders[] = {
		"*72103#", "*73", "*74103#", "*76", "*75103#", "*77",
		"*78",     "*79", "*70",     "*44",
	};

	hold_party(t);
	for (unsigned i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		table_dial(t, S1, orders[i]);
		CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_RECALL);
		CU_ASSERT_TRUE(table_music(t, S2));
	}
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(every_refusal_at_recall_dial_tone_keeps_the_held_party)
{
	static const char *const orders[] = {
		"*72101#", "*7255#", "*69", "*18#", "*5799#", "*68701#",
		"*8104#",  "*9",     "*4#",
	};

	hold_party(t);
	for (unsigned i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		table_dial(t, S1, orders[i]);
		CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
		CU_ASSERT_TRUE(table_music(t, S2));
		table_flash(t, S1);
		CU_ASSERT_TRUE(table_talks(t, S1, S2));
		table_flash(t, S1);
	}
}

CLAIM(what_a_code_calls_at_recall_dial_tone_is_a_consultation)
{
	hold_party(t);
	table_dial(t, S1, "*17#");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_CALLING);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
}

CLAIM(redial_at_recall_dial_tone_keeps_the_held_party)
{
	call_in_vain(t, S1, S3);
	table_talk(t, S2, S1);
	table_flash(t, S1);
	table_dial(t, S1, "*66");
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_CALLING);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(redial_of_the_held_party_is_busy_and_loses_nobody)
{
	hold_party(t);
	table_dial(t, S1, "*66");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(call_return_at_recall_dial_tone_keeps_the_held_party)
{
	call_in_vain(t, S3, S1);
	hold_party(t);
	table_dial(t, S1, "*69");
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(parking_by_code_leaves_the_party_there_and_confirms)
{
	leave_at_park(t, "*5701#");
	CU_ASSERT_NOT_EQUAL(hl_model_parked(t->m, "701"), HL_NO_CALL);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(confirmed(t, S1), HL_TONE_DIAL);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(parking_without_a_number_takes_the_first_that_is_free)
{
	leave_at_park(t, "*5701#");
	table_dial(t, S1, "103");
	table_lift(t, S3);
	table_flash(t, S1);
	table_dial(t, S1, "*0");
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "702"), table_call(t, S3, 0));
}

CLAIM(parking_with_nobody_held_is_refused)
{
	order(t, S1, "*5701#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "701"), HL_NO_CALL);
}

CLAIM(parking_where_somebody_is_parked_is_refused)
{
	leave_at_park(t, "*5701#");
	table_dial(t, S1, "103");
	table_lift(t, S3);
	table_flash(t, S1);
	table_dial(t, S1, "*5701#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "701"), table_call(t, S2, 0));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(parking_with_every_number_taken_is_refused)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	plan.parks = 0;
	hl_model_plan(t->m, &plan);
	leave_at_park(t, "*0");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_party_may_be_parked_at_a_stations_number)
{
	leave_at_park(t, "*5103#");
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	order(t, S3, "*68103#");
	CU_ASSERT_TRUE(table_talks(t, S3, S2));
}

CLAIM(a_parked_party_is_fetched_by_code)
{
	leave_at_park(t, "*5701#");
	table_hangup(t, S1);
	order(t, S3, "*68701#");
	CU_ASSERT_TRUE(table_talks(t, S3, S2));
	CU_ASSERT_EQUAL(table_sit(t, S3), HL_SIT_TALKING);
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "701"), HL_NO_CALL);
}

CLAIM(who_parked_may_fetch_the_party_too)
{
	leave_at_park(t, "*5701#");
	table_wait(t, 1600);
	table_dial(t, S1, "*68701#");
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(an_outside_party_is_parked_and_fetched_by_code)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_dial(t, S1, "*5702#");
	CU_ASSERT_TRUE(table_music(t, T1));
	order(t, S3, "*68702#");
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
}

CLAIM(fetching_where_nobody_is_parked_is_refused)
{
	order(t, S3, "*68701#");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
}

CLAIM(a_parked_party_that_leaves_frees_the_number)
{
	leave_at_park(t, "*5701#");
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(hl_model_parked(t->m, "701"), HL_NO_CALL);
	order(t, S3, "*68701#");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
}

CLAIM(fetching_with_a_held_party_is_refused_and_both_stay)
{
	leave_at_park(t, "*5701#");
	table_dial(t, S1, "103");
	table_lift(t, S3);
	table_flash(t, S1);
	table_dial(t, S1, "*68701#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
}

CLAIM(a_call_that_rings_elsewhere_is_taken_by_code)
{
	order(t, S1, "102");
	order(t, S3, "*8102#");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_PICKUP);
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S2);
}

CLAIM(an_outside_call_that_rings_elsewhere_is_taken_by_code)
{
	table_ring(t, T1);
	order(t, S3, "*8101#");
	CU_ASSERT_TRUE(table_talks(t, T1, S3));
}

CLAIM(taking_where_nothing_rings_is_refused)
{
	order(t, S3, "*8102#");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
}

CLAIM(taking_with_a_held_party_is_refused_and_it_rings_on)
{
	hold_party(t);
	order(t, S4, "103");
	table_dial(t, S1, "*8103#");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(a_party_that_rings_back_elsewhere_is_taken_by_code)
{
	hold_party(t);
	table_hangup(t, S1);
	order(t, S3, "*8101#");
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
}

CLAIM(a_call_that_rings_in_the_group_is_taken_by_code)
{
	table_set(t, S2)->pickup = 1;
	table_set(t, S3)->pickup = 1;
	order(t, S1, "102");
	order(t, S3, "*9");
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(the_call_that_rings_longest_in_the_group_is_taken)
{
	table_set(t, S1)->pickup = 1;
	table_set(t, S2)->pickup = 1;
	table_set(t, S3)->pickup = 1;
	order(t, S4, "102");
	table_wait(t, 1000);
	table_ring(t, T1);
	order(t, S3, "*9");
	CU_ASSERT_TRUE(table_talks(t, S3, S4));
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
}

CLAIM(a_call_that_rings_in_another_group_is_not_taken)
{
	table_set(t, S2)->pickup = 2;
	table_set(t, S3)->pickup = 1;
	order(t, S1, "102");
	order(t, S3, "*9");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(without_a_group_nothing_is_taken_from_one)
{
	order(t, S1, "102");
	order(t, S3, "*9");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_codes(void)
{
	static CU_TestInfo tests[] = {
		T(an_order_is_confirmed_and_dial_tone_follows),
		T(the_first_digit_ends_the_confirmation_tone),
		T(a_code_that_does_not_exist_gives_congestion),
		T(hanging_up_within_a_code_changes_nothing),
		T(the_number_behind_a_code_ends_with_the_square),
		T(the_number_behind_a_code_ends_with_its_limit_too),
		T(a_code_that_lacks_its_number_is_refused),
		T(the_order_to_forward_is_confirmed_and_dial_tone_stutters),
		T(no_more_forwarding_ends_the_stutter),
		T(no_more_forwarding_is_confirmed_without_any),
		T(a_new_number_to_forward_to_takes_the_place_of_the_old),
		T(calls_may_be_forwarded_outside),
		T(forwarding_to_oneself_is_refused),
		T(forwarding_to_a_number_that_calls_nobody_is_refused),
		T(a_refused_order_leaves_the_one_before),
		T(forwarding_of_some_calls_is_confirmed_without_stutter),
		T(forwarding_when_busy_ends_by_its_code_alone),
		T(forwarding_without_answer_ends_by_its_code_alone),
		T(the_three_kinds_of_forwarding_stand_beside_each_other),
		T(do_not_disturb_is_confirmed_and_dial_tone_stutters),
		T(no_more_do_not_disturb_ends_the_stutter),
		T(redial_calls_the_number_dialled_last),
		T(redial_with_nothing_dialled_before_gives_congestion),
		T(redial_dials_an_outside_number_again),
		T(a_code_is_not_the_number_dialled_last),
		T(a_busy_number_can_be_redialled),
		T(redial_can_be_redialled),
		T(call_return_calls_who_called_last),
		T(call_return_calls_who_was_answered_too),
		T(call_return_without_a_caller_gives_congestion),
		T(a_caller_without_a_number_cannot_be_called_back),
		T(who_transfers_an_outside_caller_is_not_who_called),
		T(who_was_called_outside_cannot_be_called_back_as_a_station),
		T(a_party_that_comes_back_has_not_called),
		T(a_stored_number_is_called_by_its_place),
		T(a_stored_number_may_have_a_place_of_two_digits),
		T(a_place_that_is_empty_or_none_gives_congestion),
		T(a_stored_number_is_redialled_as_itself),
		T(every_order_at_recall_dial_tone_keeps_the_held_party),
		T(every_refusal_at_recall_dial_tone_keeps_the_held_party),
		T(what_a_code_calls_at_recall_dial_tone_is_a_consultation),
		T(redial_at_recall_dial_tone_keeps_the_held_party),
		T(redial_of_the_held_party_is_busy_and_loses_nobody),
		T(call_return_at_recall_dial_tone_keeps_the_held_party),
		T(parking_by_code_leaves_the_party_there_and_confirms),
		T(parking_without_a_number_takes_the_first_that_is_free),
		T(parking_with_nobody_held_is_refused),
		T(parking_where_somebody_is_parked_is_refused),
		T(parking_with_every_number_taken_is_refused),
		T(a_party_may_be_parked_at_a_stations_number),
		T(a_parked_party_is_fetched_by_code),
		T(who_parked_may_fetch_the_party_too),
		T(an_outside_party_is_parked_and_fetched_by_code),
		T(fetching_where_nobody_is_parked_is_refused),
		T(a_parked_party_that_leaves_frees_the_number),
		T(fetching_with_a_held_party_is_refused_and_both_stay),
		T(a_call_that_rings_elsewhere_is_taken_by_code),
		T(an_outside_call_that_rings_elsewhere_is_taken_by_code),
		T(taking_where_nothing_rings_is_refused),
		T(taking_with_a_held_party_is_refused_and_it_rings_on),
		T(a_party_that_rings_back_elsewhere_is_taken_by_code),
		T(a_call_that_rings_in_the_group_is_taken_by_code),
		T(the_call_that_rings_longest_in_the_group_is_taken),
		T(a_call_that_rings_in_another_group_is_not_taken),
		T(without_a_group_nothing_is_taken_from_one),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
