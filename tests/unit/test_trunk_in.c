/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_trunk_in.c - claims about calls that come in on a trunk: who calls,
 * when the stations ring for it, and which of them
 */
#include "suites.h"

#include "holdline/clid.h"
#include "claim.h"

#include <stdlib.h>
#include <string.h>

#define CLAIM(name) CLAIM_ON(name, (void))

static const struct hl_call_state *call(const struct table *t, hl_line line,
					unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n));
}

static bool rings(const struct table *t, hl_line line)
{
	return table_want(t, line)->ring != HL_RING_NONE;
}

static const char *party(const struct table *t, hl_line line)
{
	const struct hl_call_state *c = call(t, line, 0);

	return c ? c->party : "no call";
}

static const char *name_of(const struct table *t, hl_line line)
{
	const struct hl_call_state *c = call(t, line, 0);

	return c ? c->name : "no call";
}

/* The exchange of the trunk tells its callers. */
static void tells(struct table *t, hl_line trunk, enum hl_clid_place place)
{
	struct hl_line_settings *set = table_set(t, trunk);

	set->clid = HL_CLID_BELLCORE;
	set->clid_place = (uint8_t)place;
}

static void told(struct table *t, hl_line trunk, const char *number,
		 const char *name, unsigned absent)
{
	struct hl_event event = { .kind = HL_EVENT_CALLER, .line = trunk,
				  .value = absent };

	strncpy(event.number, number, sizeof(event.number) - 1);
	memcpy(event.name, name, strnlen(name, sizeof(event.name)));
	table_event(t, &event);
}

static void happens(struct table *t, hl_line line, enum hl_event_kind kind)
{
	struct hl_event event = { .kind = kind, .line = line };

	table_event(t, &event);
}

/* Rung, told, answered by 101. */
static void answered(struct table *t, const char *number, const char *name)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_ring(t, T1);
	table_wait(t, 3800);
	told(t, T1, number, name, 0);
	table_lift(t, S1);
	table_wait(t, 1000);
}

static void all_ring(struct table *t)
{
	table_set(t, T1)->ring_mode = HL_RING_MODE_ALL;
	table_ring(t, T1);
}

/* ---- when the stations ring --------------------------------------------- */

CLAIM(where_nothing_is_told_the_station_rings_at_once)
{
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
}

CLAIM(the_station_rings_when_the_caller_is_known)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_ring(t, T1);
	table_wait(t, 3800);
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
	told(t, T1, "5551234", "Ada", 0);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "Ada");
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
}

CLAIM(the_station_rings_at_the_second_ring_without_a_caller)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_set(t, T1)->timer[HL_TIMER_CALLERWAIT] = 20000;
	table_ring(t, T1);
	table_wait(t, 6000);
	CU_ASSERT_FALSE(rings(t, S1));
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
}

CLAIM(the_station_rings_when_the_wait_for_a_caller_ends)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_ring(t, T1);
	table_wait(t, 4999);
	CU_ASSERT_FALSE(rings(t, S1));
	table_wait(t, 1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
}

CLAIM(a_wait_of_nothing_rings_at_once)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_set(t, T1)->timer[HL_TIMER_CALLERWAIT] = 0;
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
}

CLAIM(a_caller_told_while_it_rings_is_known_then)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_ring(t, T1);
	table_wait(t, 5500);
	told(t, T1, "5551234", "Ada", 0);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "Ada");
}

CLAIM(behind_a_ring_pulse_the_second_ring_is_the_first)
{
	tells(t, T1, HL_CLID_PLACE_RPAS);
	table_ring(t, T1);
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
	CU_ASSERT_FALSE(rings(t, S1));
	table_wait(t, 1500);
	told(t, T1, "5551234", "", 0);
	CU_ASSERT_TRUE(rings(t, S1));
}

CLAIM(a_caller_told_before_the_ring_is_kept_for_it)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	table_wait(t, 1);
	told(t, T1, "5551234", "Ada", 0);
	CU_ASSERT_FALSE(rings(t, S1));
	table_wait(t, 400);
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "Ada");
}

CLAIM(a_caller_without_a_ring_is_forgotten)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "5551234", "Ada", 0);
	table_wait(t, table_set(t, T1)->timer[HL_TIMER_RINGGONE]);
	CU_ASSERT_TRUE(table_quiet(t));
	table_ring(t, T1);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "co1");
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "");
}

CLAIM(an_announced_trunk_is_not_seized)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "5551234", "", 0);
	table_lift(t, S2);
	table_dial(t, S2, "95#");
	CU_ASSERT_EQUAL(table_want(t, T1)->loop, 0);
	CU_ASSERT_EQUAL(table_want(t, T2)->loop, 1);
}

CLAIM(a_trunk_at_rest_listens_where_a_caller_comes_unannounced)
{
	tells(t, T1, HL_CLID_PLACE_DTAS);
	happens(t, T1, HL_EVENT_READY);
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
	CU_ASSERT_FALSE(table_want(t, T2)->identify);
}

CLAIM(a_trunk_listens_behind_a_reversal_for_a_while)
{
	tells(t, T1, HL_CLID_PLACE_REVERSAL_BT);
	happens(t, T1, HL_EVENT_READY);
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
	happens(t, T1, HL_EVENT_POLARITY);
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
	table_wait(t, 5000);
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
}

CLAIM(behind_a_reversal_the_ring_waits_for_nothing)
{
	tells(t, T1, HL_CLID_PLACE_REVERSAL_BT);
	happens(t, T1, HL_EVENT_POLARITY);
	told(t, T1, "5551234", "", 0);
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
}

CLAIM(the_abandoned_ring_ends_the_wait_too)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	table_set(t, T1)->timer[HL_TIMER_CALLERWAIT] = 20000;
	table_ring(t, T1);
	table_wait(t, table_set(t, T1)->timer[HL_TIMER_RINGGONE]);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- who calls ---------------------------------------------------------- */

CLAIM(a_number_that_is_no_number_is_dropped)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "call me", "", 0);
	table_ring(t, T1);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "co1");
}

CLAIM(a_name_is_text_whatever_was_sent)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "5551234", "A\x1b[2J\x7f\xff""B\xc3\xa9", 0);
	table_ring(t, T1);
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "A?[2J??B\xc3\xa9");
}

CLAIM(a_name_cut_in_the_middle_of_a_letter_is_still_text)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "", "1234567890123456789012\xc3\xa9", 0);
	table_ring(t, T1);
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "1234567890123456789012");
}

CLAIM(a_number_that_is_withheld_is_said_to_be)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	told(t, T1, "", "", 1);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(call(t, S1, 0)->absent, 1);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "co1");
}

CLAIM(who_called_from_outside_can_be_called_back)
{
	answered(t, "5551234", "Ada");
	CU_ASSERT_STRING_EQUAL(
		hl_model_number(t->m, S1, HL_NUMBER_CALLER), "95551234");
}

CLAIM(a_caller_survives_an_attended_transfer)
{
	answered(t, "5551234", "Ada");
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_lift(t, S3);
	table_wait(t, 1000);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
	CU_ASSERT_STRING_EQUAL(party(t, S3), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S3), "Ada");
}

CLAIM(a_telephone_that_rings_by_transfer_learns_who_is_there)
{
	answered(t, "5551234", "Ada");
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
	CU_ASSERT_STRING_EQUAL(party(t, S3), "101");
	table_hangup(t, S1);
	CU_ASSERT_TRUE(rings(t, S3));
	CU_ASSERT_STRING_EQUAL(party(t, S3), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S3), "Ada");
}

CLAIM(a_recall_ring_says_who_comes_back)
{
	answered(t, "5551234", "Ada");
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S1), "Ada");
}

CLAIM(a_parked_caller_is_known_where_it_is_fetched)
{
	struct hl_event park = { .request = HL_REQUEST_PARK, .value = 1,
				 .number = "102" };
	answered(t, "5551234", "Ada");
	park.call = table_call(t, S1, 0);
	CU_ASSERT_EQUAL(table_request(t, &park), HL_ERR_NONE);
	table_hangup(t, S1);
	table_lift(t, S3);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_UNPARK, S3, "102"),
			HL_ERR_NONE);
	CU_ASSERT_STRING_EQUAL(party(t, S3), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S3), "Ada");
}

CLAIM(a_trunk_knows_its_caller_and_not_who_answers)
{
	answered(t, "5551234", "Ada");
	CU_ASSERT_STRING_EQUAL(party(t, T1), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, T1), "Ada");
}

/* ---- which stations ----------------------------------------------------- */

CLAIM(the_first_free_station_rings)
{
	table_lift(t, S1);
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S2));
}

CLAIM(in_circular_order_the_next_one_rings)
{
	table_set(t, T1)->ring_mode = HL_RING_MODE_CIRCULAR;
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
	table_wait(t, 8000);
	table_ring(t, T1);
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
	table_wait(t, 8000);
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S1));
}

CLAIM(all_stations_ring_at_once)
{
	all_ring(t);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_FALSE(rings(t, S3));
}

CLAIM(the_first_to_lift_gets_the_caller_and_the_others_fall_silent)
{
	bool pickup = false;

	all_ring(t);
	table_wait(t, 1000);
	table_lift(t, S2);
	for (unsigned i = 0; i < t->fx.count; i++)
		pickup |= t->fx.at[i].kind == HL_FX_END &&
			  t->fx.at[i].line == S1 &&
			  t->fx.at[i].mode == HL_GONE_PICKUP;
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	CU_ASSERT_TRUE(pickup);
}

CLAIM(all_that_ring_know_the_caller)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	all_ring(t);
	CU_ASSERT_FALSE(rings(t, S2));
	table_wait(t, 3800);
	told(t, T1, "5551234", "Ada", 0);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(party(t, S2), "5551234");
	CU_ASSERT_STRING_EQUAL(name_of(t, S2), "Ada");
}

CLAIM(all_that_ring_learn_who_calls_later)
{
	tells(t, T1, HL_CLID_PLACE_AFTER_RING);
	all_ring(t);
	table_wait(t, 5500);
	told(t, T1, "5551234", "Ada", 0);
	CU_ASSERT_STRING_EQUAL(party(t, S1), "5551234");
	CU_ASSERT_STRING_EQUAL(party(t, S2), "5551234");
}

CLAIM(when_the_caller_gives_up_all_fall_silent)
{
	all_ring(t);
	table_wait(t, 8000);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_station_that_is_not_to_be_disturbed_does_not_ring_with_the_others)
{
	struct hl_event dnd = { .request = HL_REQUEST_DND, .line = S1,
				.value = 1 };

	CU_ASSERT_EQUAL(table_request(t, &dnd), HL_ERR_NONE);
	all_ring(t);
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
}

CLAIM(a_station_that_forwards_rings_elsewhere_with_the_others)
{
	table_ask_line(t, HL_REQUEST_FORWARD, S1, "103");
	all_ring(t);
	CU_ASSERT_FALSE(call(t, S1, 0) != NULL);
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_TRUE(rings(t, S3));
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S1);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
	CU_ASSERT_FALSE(rings(t, S2));
}

CLAIM(two_stations_that_forward_to_a_third_ring_it_once)
{
	table_ask_line(t, HL_REQUEST_FORWARD, S1, "103");
	table_ask_line(t, HL_REQUEST_FORWARD, S2, "103");
	all_ring(t);
	CU_ASSERT_TRUE(rings(t, S3));
	CU_ASSERT_EQUAL(table_call(t, S3, 1), HL_NO_CALL);
}

CLAIM(a_station_that_forwards_outside_takes_the_call_from_nobody)
{
	table_ask_line(t, HL_REQUEST_FORWARD, S1, "95#");
	all_ring(t);
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_EQUAL(table_want(t, T2)->loop, 0);
}

CLAIM(no_answer_forwarding_waits_until_nobody_else_rings)
{
	struct hl_event forward = { .request = HL_REQUEST_FORWARD,
				    .line = S1, .value = 2,
				    .number = "103" };

	CU_ASSERT_EQUAL(table_request(t, &forward), HL_ERR_NONE);
	table_set(t, T1)->timer[HL_TIMER_RINGGONE] = 60000;
	all_ring(t);
	table_wait(t, 25000);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_FALSE(rings(t, S3));
}

CLAIM(a_station_that_talks_is_told_of_the_call_that_rings_at_all)
{
	table_set(t, S1)->switches |= 1u << HL_SWITCH_WAITING;
	table_talk(t, S1, S3);
	all_ring(t);
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_WAITING);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_TALKING);
}

CLAIM(a_station_that_talks_takes_the_call_that_rings_at_all)
{
	table_set(t, S1)->switches |= 1u << HL_SWITCH_WAITING;
	table_talk(t, S1, S3);
	all_ring(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_TRUE(table_music(t, S3));
	CU_ASSERT_FALSE(rings(t, S2));
}

CLAIM(a_station_that_does_not_answer_in_time_falls_silent_alone)
{
	table_set(t, T1)->timer[HL_TIMER_RINGGONE] = 60000;
	table_set(t, S1)->timer[HL_TIMER_ANSWER] = 10000;
	all_ring(t);
	table_wait(t, 10000);
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
}

CLAIM(a_station_whose_card_goes_away_leaves_the_others_ringing)
{
	all_ring(t);
	happens(t, S1, HL_EVENT_LOST);
	CU_ASSERT_TRUE(rings(t, S2));
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
}

CLAIM(a_call_that_rings_at_all_is_picked_up_elsewhere)
{
	all_ring(t);
	table_lift(t, S4);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_PICKUP, S4, "102"),
			HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S4, T1));
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_FALSE(rings(t, S2));
}

CLAIM(a_call_that_rings_at_all_is_redirected_whole)
{
	struct hl_event redirect = { .request = HL_REQUEST_REDIRECT,
				     .number = "104" };

	all_ring(t);
	redirect.call = table_call(t, S2, 0);
	CU_ASSERT_EQUAL(table_request(t, &redirect), HL_ERR_NONE);
	CU_ASSERT_TRUE(rings(t, S4));
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_FALSE(rings(t, S2));
}

/* 101 and 103 share 200. */
static void share(struct table *t, enum hl_sharing sharing)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	strcpy(plan.address[0].name, "200");
	plan.address[0].sharing = (uint8_t)sharing;
	plan.address[0].lines[0] = S1;
	plan.address[0].lines[1] = S3;
	plan.address[0].count = 2;
	plan.addresses = 1;
	hl_model_plan(t->m, &plan);
}

CLAIM(a_shared_number_rings_with_the_others)
{
	share(t, HL_SHARING_SHARED);
	all_ring(t);
	CU_ASSERT_TRUE(rings(t, S1));
	CU_ASSERT_TRUE(rings(t, S2));
	CU_ASSERT_TRUE(rings(t, S3));
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
	CU_ASSERT_FALSE(rings(t, S1));
	CU_ASSERT_FALSE(rings(t, S2));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S2));
	/* Who shares the number may join. */
	table_lift(t, S1);
	CU_ASSERT_TRUE(hl_model_hears(t->m, S1, T1));
	CU_ASSERT_TRUE(hl_model_hears(t->m, S3, T1));
}

CLAIM(a_shared_number_falls_silent_when_another_answers)
{
	share(t, HL_SHARING_SHARED);
	all_ring(t);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, T1));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S1));
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S3));
}

CLAIM(when_nobody_is_free_the_exchange_rings_on)
{
	table_lift(t, S1);
	table_lift(t, S2);
	all_ring(t);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_OFFERING);
	table_wait(t, 6000);
	table_hangup(t, S2);
	table_ring(t, T1);
	CU_ASSERT_TRUE(rings(t, S2));
}

/* ---- alarms ------------------------------------------------------------- */

CLAIM(a_trunk_without_battery_is_not_seized)
{
	happens(t, T1, HL_EVENT_ALARM);
	table_lift(t, S1);
	table_dial(t, S1, "95#");
	CU_ASSERT_EQUAL(table_want(t, T1)->loop, 0);
	CU_ASSERT_EQUAL(table_want(t, T2)->loop, 1);
}

CLAIM(a_trunk_that_has_battery_again_is_seized_again)
{
	happens(t, T1, HL_EVENT_ALARM);
	happens(t, T1, HL_EVENT_READY);
	CU_ASSERT_EQUAL(hl_model_line(t->m, T1)->service, HL_SERVICE_READY);
	table_lift(t, S1);
	table_dial(t, S1, "95#");
	CU_ASSERT_EQUAL(table_want(t, T1)->loop, 1);
}

CLAIM(a_call_on_a_trunk_that_loses_its_battery_is_out_of_order)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_wait(t, 1000);
	happens(t, T1, HL_EVENT_ALARM);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(call(t, S1, 0)->mode, HL_GONE_OUTOFORDER);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, T1));
}

CLAIM(a_party_held_on_a_trunk_without_battery_is_out_of_order)
{
	table_ring(t, T1);
	table_lift(t, S1);
	table_wait(t, 1000);
	table_flash(t, S1);
	happens(t, T1, HL_EVENT_ALARM);
	CU_ASSERT_EQUAL(call(t, S1, 0)->mode, HL_GONE_OUTOFORDER);
}

CLAIM(stations_that_ring_for_a_trunk_without_battery_fall_silent)
{
	all_ring(t);
	happens(t, T1, HL_EVENT_ALARM);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_trunk_without_battery_is_not_listened_to)
{
	tells(t, T1, HL_CLID_PLACE_SILENT);
	happens(t, T1, HL_EVENT_READY);
	CU_ASSERT_TRUE(table_want(t, T1)->identify);
	happens(t, T1, HL_EVENT_ALARM);
	CU_ASSERT_FALSE(table_want(t, T1)->identify);
	told(t, T1, "5551234", "", 0);
	CU_ASSERT_TRUE(table_quiet(t));
}

CU_TestInfo *test_trunk_in(void)
{
#define T(name) { #name, name }
	static CU_TestInfo tests[] = {
		T(where_nothing_is_told_the_station_rings_at_once),
		T(the_station_rings_when_the_caller_is_known),
		T(the_station_rings_at_the_second_ring_without_a_caller),
		T(the_station_rings_when_the_wait_for_a_caller_ends),
		T(a_wait_of_nothing_rings_at_once),
		T(a_caller_told_while_it_rings_is_known_then),
		T(behind_a_ring_pulse_the_second_ring_is_the_first),
		T(a_caller_told_before_the_ring_is_kept_for_it),
		T(a_caller_without_a_ring_is_forgotten),
		T(an_announced_trunk_is_not_seized),
		T(a_trunk_at_rest_listens_where_a_caller_comes_unannounced),
		T(a_trunk_listens_behind_a_reversal_for_a_while),
		T(behind_a_reversal_the_ring_waits_for_nothing),
		T(the_abandoned_ring_ends_the_wait_too),
		T(a_number_that_is_no_number_is_dropped),
		T(a_name_is_text_whatever_was_sent),
		T(a_name_cut_in_the_middle_of_a_letter_is_still_text),
		T(a_number_that_is_withheld_is_said_to_be),
		T(who_called_from_outside_can_be_called_back),
		T(a_caller_survives_an_attended_transfer),
		T(a_telephone_that_rings_by_transfer_learns_who_is_there),
		T(a_recall_ring_says_who_comes_back),
		T(a_parked_caller_is_known_where_it_is_fetched),
		T(a_trunk_knows_its_caller_and_not_who_answers),
		T(the_first_free_station_rings),
		T(in_circular_order_the_next_one_rings),
		T(all_stations_ring_at_once),
		T(the_first_to_lift_gets_the_caller_and_the_others_fall_silent),
		T(all_that_ring_know_the_caller),
		T(all_that_ring_learn_who_calls_later),
		T(when_the_caller_gives_up_all_fall_silent),
		T(a_station_that_is_not_to_be_disturbed_does_not_ring_with_the_others),
		T(a_station_that_forwards_rings_elsewhere_with_the_others),
		T(two_stations_that_forward_to_a_third_ring_it_once),
		T(a_station_that_forwards_outside_takes_the_call_from_nobody),
		T(no_answer_forwarding_waits_until_nobody_else_rings),
		T(a_station_that_talks_is_told_of_the_call_that_rings_at_all),
		T(a_station_that_talks_takes_the_call_that_rings_at_all),
		T(a_station_that_does_not_answer_in_time_falls_silent_alone),
		T(a_station_whose_card_goes_away_leaves_the_others_ringing),
		T(a_call_that_rings_at_all_is_picked_up_elsewhere),
		T(a_call_that_rings_at_all_is_redirected_whole),
		T(a_shared_number_rings_with_the_others),
		T(a_shared_number_falls_silent_when_another_answers),
		T(when_nobody_is_free_the_exchange_rings_on),
		T(a_trunk_without_battery_is_not_seized),
		T(a_trunk_that_has_battery_again_is_seized_again),
		T(a_call_on_a_trunk_that_loses_its_battery_is_out_of_order),
		T(a_party_held_on_a_trunk_without_battery_is_out_of_order),
		T(stations_that_ring_for_a_trunk_without_battery_fall_silent),
		T(a_trunk_without_battery_is_not_listened_to),
		CU_TEST_INFO_NULL,
	};
#undef T
	return tests;
}
