/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_bridge.c - claims about an address that several stations share
 *
 * The five kinds of LINEADDRESSSHARING_; 101, 102 and 103 share the number
 * 200, 104 and the trunks are parties.
 */
#include "suites.h"

#include "ask.h"

/* ---- a call for the address ---------------------------------------------- */

static void ring(struct table *t, enum hl_sharing sharing)
{
	ask_share(t, sharing, S1, S3, 0);
	table_lift(t, S4);
	table_dial(t, S4, "200");
}

CLAIM(shared_a_call_alerts_at_every_station)
{
	ring(t, HL_SHARING_SHARED);
	for (hl_line l = S1; l <= S3; l++) {
		IS(l, 0, OFFERING);
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NORMAL);
	}
	CU_ASSERT_EQUAL(table_want(t, S4)->tone, HL_TONE_RINGBACK);
}

CLAIM(exclusive_and_new_alert_at_every_station_too)
{
	ring(t, HL_SHARING_EXCL);
	for (hl_line l = S1; l <= S3; l++)
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NORMAL);
	table_hangup(t, S4);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(new_alerts_at_every_station_too)
{
	ring(t, HL_SHARING_NEW);
	for (hl_line l = S1; l <= S3; l++)
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NORMAL);
	table_hangup(t, S4);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(all_stations_of_a_call_have_its_call_id)
{
	ring(t, HL_SHARING_SHARED);
	for (hl_line l = S1; l <= S3; l++)
		CU_ASSERT_EQUAL(ask_call(t, l, 0)->conversation,
				ask_call(t, S4, 0)->conversation);
}

CLAIM(a_call_from_outside_alerts_at_every_station)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 0);
	table_ring(t, T1);
	for (hl_line l = S1; l <= S3; l++)
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NORMAL);
	table_lift(t, S3);
	TALK(S3, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
}

CLAIM(the_number_of_one_station_rings_them_all)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 0);
	table_lift(t, S4);
	table_dial(t, S4, "102");
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(one_that_declines_leaves_the_others_ringing)
{
	ring(t, HL_SHARING_SHARED);
	DONE(DROP, .call = OF(S1, 0));
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
	IS(S4, 0, RINGBACK);
}

CLAIM(the_last_that_declines_rejects_the_call)
{
	ring(t, HL_SHARING_SHARED);
	DONE(DROP, .call = OF(S1, 0));
	DONE(DROP, .call = OF(S2, 0));
	DONE(DROP, .call = OF(S3, 0));
	IS(S4, 0, DISCONNECTED);
}

CLAIM(a_caller_who_gives_up_silences_all)
{
	ring(t, HL_SHARING_SHARED);
	table_hangup(t, S4);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(nobody_answers_and_all_fall_silent)
{
	ring(t, HL_SHARING_SHARED);
	table_wait(t, 181000);
	for (hl_line l = S1; l <= S3; l++)
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NONE);
	IS(S4, 0, DISCONNECTED);
}

CLAIM(a_redirected_call_leaves_all_stations_of_the_address)
{
	ask_share(t, HL_SHARING_SHARED, S1, S2, 0);
	table_ring(t, T1);
	DONE(REDIRECT, .call = OF(S2, 0), .number = "104");
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
	table_lift(t, S4);
	TALK(S4, T1);
}

/* ---- shared: join and leave ---------------------------------------------- */

/* 104 talks to 102, which answered for the address. */
static void talk(struct table *t, enum hl_sharing sharing)
{
	ring(t, sharing);
	table_lift(t, S2);
	table_wait(t, 1000);
}

CLAIM(answered_by_one_it_is_connected_and_inactive_at_the_others)
{
	talk(t, HL_SHARING_SHARED);
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	for (hl_line l = S1; l <= S3; l += 2) {
		IS(l, 0, CONNECTED);
		MODE(l, 0, HL_CONNECTED_INACTIVE);
		CU_ASSERT_EQUAL(table_want(t, l)->ring, HL_RING_NONE);
		CU_ASSERT_FALSE(hl_model_hears(t->m, l, S4));
	}
	TALK(S2, S4);
}

CLAIM(a_call_made_at_one_is_seen_at_the_others)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 0);
	table_talk(t, S1, S4);
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_BRIDGED);
}

CLAIM(lifting_joins_a_shared_call)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	MODE(S1, 0, HL_CONNECTED_ACTIVE);
	TALK(S1, S4);
	TALK(S1, S2);
	TALK(S2, S4);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S3, S4));
}

CLAIM(the_last_who_is_there_keeps_the_call)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	table_hangup(t, S2);
	TALK(S1, S4);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
	table_lift(t, S2);
	TALK(S2, S4);
	TALK(S1, S2);
}

CLAIM(when_all_have_left_the_call_is_over)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	table_hangup(t, S2);
	table_hangup(t, S1);
	IS(S4, 0, DISCONNECTED);
	for (hl_line l = S1; l <= S3; l++)
		NONE_AT(l, 0);
}

CLAIM(the_party_that_leaves_ends_it_for_all)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	table_hangup(t, S4);
	IS(S1, 0, DISCONNECTED);
	IS(S2, 0, DISCONNECTED);
	NONE_AT(S3, 0);
	table_hangup(t, S1);
	table_hangup(t, S2);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(dropping_while_others_talk_leaves_it_inactive_here)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	DONE(DROP, .call = OF(S2, 0));
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
	TALK(S1, S4);
}

CLAIM(dropping_an_inactive_call_is_the_end_of_it_here)
{
	talk(t, HL_SHARING_SHARED);
	DONE(DROP, .call = OF(S1, 0));
	NONE_AT(S1, 0);
	TALK(S2, S4);
}

CLAIM(answer_joins_only_with_the_receiver_up)
{
	talk(t, HL_SHARING_SHARED);
	REFUSED(OPERATIONUNAVAIL, ANSWER, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, ANSWER, .call = OF(S2, 0));
	CU_ASSERT_EQUAL(ask_features(t, S1, 0) & 0x4, 0);
}

CLAIM(a_joined_call_shows_the_answer_feature_only_while_inactive)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(ask_features(t, S1, 0) & 0x4, 0);
	DONE(DROP, .call = OF(S1, 0));
	MODE(S1, 0, HL_CONNECTED_INACTIVE);
	CU_ASSERT(ask_features(t, S1, 0) & 0x4);
	DONE(ANSWER, .call = OF(S1, 0));
	TALK(S1, S4);
}

CLAIM(a_private_call_is_not_joined)
{
	talk(t, HL_SHARING_SHARED);
	DONE(PRIVACY, .call = OF(S2, 0), .value = 1);
	table_lift(t, S1);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, S4));
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
	table_hangup(t, S1);
	DONE(PRIVACY, .call = OF(S2, 0), .value = 0);
	table_lift(t, S1);
	TALK(S1, S4);
}

CLAIM(a_secured_call_is_not_joined)
{
	talk(t, HL_SHARING_SHARED);
	DONE(SECURE, .call = OF(S2, 0));
	table_lift(t, S1);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, S4));
}

CLAIM(privacy_is_for_shared_addresses_and_who_takes_part)
{
	table_talk(t, S3, S4);
	REFUSED(OPERATIONUNAVAIL, PRIVACY, .call = OF(S3, 0), .value = 1);
	table_hangup(t, S3);
	table_hangup(t, S4);
	talk(t, HL_SHARING_SHARED);
	REFUSED(INVALCALLSTATE, PRIVACY, .call = OF(S1, 0), .value = 1);
}

/* ---- shared: hold -------------------------------------------------------- */

CLAIM(hold_while_others_talk_only_leaves_it)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	DONE(HOLD, .call = OF(S2, 0));
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
	TALK(S1, S4);
	MODE(S4, 0, HL_CONNECTED_ACTIVE);
	CU_ASSERT_EQUAL(fx_to(t, OF(S2, 0), HL_CALL_ONHOLD), -1);
	CU_ASSERT_TRUE(ask_counts(t, S2, 1, 0, 0));
}

CLAIM(hold_by_the_only_one_holds_for_all)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S2, 0));
	for (hl_line l = S1; l <= S3; l++)
		IS(l, 0, ONHOLD);
	CU_ASSERT_TRUE(table_music(t, S4));
	MODE(S4, 0, HL_CONNECTED_ACTIVEHELD);
}

CLAIM(held_by_one_it_is_retrieved_by_another_who_lifts)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S2, 0));
	table_lift(t, S1);
	TALK(S1, S4);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
	MODE(S3, 0, HL_CONNECTED_INACTIVE);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S2, S4));
}

CLAIM(held_by_one_it_is_retrieved_by_another_who_asks)
{
	ask_share(t, HL_SHARING_SHARED, S1, S2, 0);
	table_talk(t, S4, S1);
	table_lift(t, S2);
	table_hangup(t, S1);
	table_lift(t, S1);
	DONE(DROP, .call = OF(S1, 0));
	DONE(HOLD, .call = OF(S2, 0));
	IS(S1, 0, ONHOLD);
	DONE(UNHOLD, .call = OF(S1, 0));
	TALK(S1, S4);
	IS(S2, 0, CONNECTED);
	MODE(S2, 0, HL_CONNECTED_INACTIVE);
}

CLAIM(the_holder_retrieves_it_too)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S2, 0));
	DONE(UNHOLD, .call = OF(S2, 0));
	TALK(S2, S4);
	MODE(S1, 0, HL_CONNECTED_INACTIVE);
}

CLAIM(a_held_party_that_leaves_ends_it_for_all_stations)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S2, 0));
	table_hangup(t, S4);
	IS(S2, 0, DISCONNECTED);
	NONE_AT(S1, 0);
	NONE_AT(S3, 0);
}

CLAIM(a_party_that_holds_is_told_at_every_station)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S4, 0));
	MODE(S2, 0, HL_CONNECTED_ACTIVEHELD);
	MODE(S1, 0, HL_CONNECTED_INACTIVEHELD);
	MODE(S3, 0, HL_CONNECTED_INACTIVEHELD);
	CU_ASSERT_TRUE(table_music(t, S2));
	DONE(UNHOLD, .call = OF(S4, 0));
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	MODE(S1, 0, HL_CONNECTED_INACTIVE);
}

CLAIM(while_others_talk_there_is_no_consultation)
{
	talk(t, HL_SHARING_SHARED);
	table_lift(t, S1);
	REFUSED(INVALCALLSTATE, CONSULT, .call = OF(S2, 0));
	REFUSED(INVALCALLSTATE, BLIND, .call = OF(S2, 0), .number = "95");
	REFUSED(INVALCALLSTATE, PARK, .call = OF(S2, 0), .value = 1,
		.number = "104");
}

CLAIM(alone_a_shared_call_is_consulted_and_transferred)
{
	talk(t, HL_SHARING_SHARED);
	DONE(CONSULT, .call = OF(S2, 0), .number = "95");
	CU_ASSERT_TRUE(table_music(t, S4));
	table_wait(t, 3000);
	DONE(TRANSFER, .call = OF(S2, 0));
	TALK(S4, T1);
	NONE_AT(S1, 0);
	NONE_AT(S3, 0);
}

CLAIM(two_stations_of_the_address_may_call_each_other)
{
	ask_share(t, HL_SHARING_NEW, S1, S2, 0);
	table_talk(t, S1, S2);
	TALK(S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_TRUE(table_music(t, S2));
}

/* ---- exclusive ----------------------------------------------------------- */

CLAIM(exclusive_answered_by_one_is_silent_and_idle_at_the_others)
{
	talk(t, HL_SHARING_EXCL);
	NONE_AT(S1, 0);
	NONE_AT(S3, 0);
	TALK(S2, S4);
}

CLAIM(exclusive_others_who_lift_hear_busy)
{
	talk(t, HL_SHARING_EXCL);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_BRIDGED);
	table_lift(t, S1);
	IS(S1, 0, BUSY);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
	TALK(S2, S4);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, S4));
}

CLAIM(exclusive_in_use_another_caller_hears_busy)
{
	talk(t, HL_SHARING_EXCL);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(exclusive_a_program_makes_no_call_while_another_station_talks)
{
	talk(t, HL_SHARING_EXCL);
	REFUSED(CALLUNAVAIL, MAKECALL, .line = S1, .number = "95");
}

CLAIM(exclusive_a_held_call_is_taken_by_lifting)
{
	hl_call held;

	talk(t, HL_SHARING_EXCL);
	DONE(HOLD, .call = OF(S2, 0));
	held = OF(S2, 0);
	table_lift(t, S1);
	IS(S1, 0, CONNECTED);
	TALK(S1, S4);
	CU_ASSERT_PTR_NULL(hl_model_call(t->m, held));
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->reason, HL_REASON_PICKUP);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->redirector, S2);
	CU_ASSERT_STRING_EQUAL(ask_call(t, S1, 0)->party, "104");
}

CLAIM(exclusive_a_held_call_is_taken_by_a_program)
{
	struct hl_features f;

	talk(t, HL_SHARING_EXCL);
	table_lift(t, S1);
	table_wait(t, 30000);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_SILENT);
	REFUSED(OPERATIONUNAVAIL, PICKUP, .line = S1);
	DONE(HOLD, .call = OF(S2, 0));
	hl_model_line_features(t->m, S1, &f);
	CU_ASSERT(f.address & 0x100);
	DONE(PICKUP, .line = S1);
	CU_ASSERT_EQUAL(t->born, OF(S1, 0));
	TALK(S1, S4);
	NONE_AT(S2, 0);
}

CLAIM(exclusive_a_private_station_takes_nothing)
{
	talk(t, HL_SHARING_EXCL);
	DONE(HOLD, .call = OF(S2, 0));
	REFUSED(OPERATIONUNAVAIL, PICKUP, .line = S4);
}

CLAIM(exclusive_a_call_held_for_a_consultation_is_taken_too)
{
	talk(t, HL_SHARING_EXCL);
	table_flash(t, S2);
	table_lift(t, S1);
	TALK(S1, S4);
	IS(S2, 0, DIALTONE);
	table_hangup(t, S2);
	TALK(S1, S4);
}

/* ---- new ----------------------------------------------------------------- */

CLAIM(new_each_station_has_calls_of_its_own)
{
	talk(t, HL_SHARING_NEW);
	NONE_AT(S1, 0);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_RESTING);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_DIAL);
	table_dial(t, S1, "95#");
	table_wait(t, 3000);
	TALK(S1, T1);
	TALK(S2, S4);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S1, S4));
}

CLAIM(new_another_call_alerts_where_nobody_talks)
{
	talk(t, HL_SHARING_NEW);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	table_lift(t, S3);
	TALK(S3, T1);
	TALK(S2, S4);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
}

CLAIM(new_nobody_takes_anothers_held_call)
{
	talk(t, HL_SHARING_NEW);
	DONE(HOLD, .call = OF(S2, 0));
	table_lift(t, S1);
	IS(S1, 0, DIALTONE);
	CU_ASSERT_TRUE(table_music(t, S4));
}

/* ---- monitored, and how much is used ------------------------------------- */

/* Lines of the last step's in-use message, UINT32_MAX when there was none. */
static uint32_t in_use_told(const struct table *t)
{
	uint32_t last = UINT32_MAX;

	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_INUSE)
			last = t->fx.at[i].b;
	return last;
}

CLAIM(a_watching_station_rings_not_and_joins_not)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 1);
	table_lift(t, S4);
	table_dial(t, S4, "200");
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	table_lift(t, S2);
	NONE_AT(S3, 0);
	table_lift(t, S3);
	IS(S3, 0, DIALTONE);
}

CLAIM(a_watching_stations_own_calls_are_no_use_of_the_address)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 1);
	table_talk(t, S3, S4);
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 0);
}

CLAIM(the_use_of_an_address_is_told_as_zero_one_and_many)
{
	ask_share(t, HL_SHARING_SHARED, S1, S3, 1);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(in_use_told(t), 1);
	table_dial(t, S1, "104");
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 1);
	table_lift(t, S4);
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 1);
	table_lift(t, S2);
	CU_ASSERT_EQUAL(in_use_told(t), 2);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 0);
}

CLAIM(a_held_call_is_a_use_of_the_address)
{
	talk(t, HL_SHARING_SHARED);
	DONE(HOLD, .call = OF(S2, 0));
	CU_ASSERT_EQUAL(hl_model_in_use(t->m, 0), 1);
}

CLAIM(what_is_used_as_before_is_not_told_again)
{
	talk(t, HL_SHARING_SHARED);
	DONE(TREATMENT, .call = OF(S2, 0), .value = 1);
	CU_ASSERT_EQUAL(in_use_told(t), UINT32_MAX);
	DONE(HOLD, .call = OF(S2, 0));
	CU_ASSERT_EQUAL(in_use_told(t), UINT32_MAX);
}

CLAIM(a_private_address_tells_nothing)
{
	table_lift(t, S1);
	CU_ASSERT_EQUAL(in_use_told(t), UINT32_MAX);
	CU_ASSERT_EQUAL(hl_model_address(t->m, S1), -1);
}

CU_TestInfo *test_bridge(void)
{
	static CU_TestInfo tests[] = {
		T(shared_a_call_alerts_at_every_station),
		T(exclusive_and_new_alert_at_every_station_too),
		T(new_alerts_at_every_station_too),
		T(all_stations_of_a_call_have_its_call_id),
		T(a_call_from_outside_alerts_at_every_station),
		T(the_number_of_one_station_rings_them_all),
		T(one_that_declines_leaves_the_others_ringing),
		T(the_last_that_declines_rejects_the_call),
		T(a_caller_who_gives_up_silences_all),
		T(nobody_answers_and_all_fall_silent),
		T(a_redirected_call_leaves_all_stations_of_the_address),
		T(answered_by_one_it_is_connected_and_inactive_at_the_others),
		T(a_call_made_at_one_is_seen_at_the_others),
		T(lifting_joins_a_shared_call),
		T(the_last_who_is_there_keeps_the_call),
		T(when_all_have_left_the_call_is_over),
		T(the_party_that_leaves_ends_it_for_all),
		T(dropping_while_others_talk_leaves_it_inactive_here),
		T(dropping_an_inactive_call_is_the_end_of_it_here),
		T(answer_joins_only_with_the_receiver_up),
		T(a_joined_call_shows_the_answer_feature_only_while_inactive),
		T(a_private_call_is_not_joined),
		T(a_secured_call_is_not_joined),
		T(privacy_is_for_shared_addresses_and_who_takes_part),
		T(hold_while_others_talk_only_leaves_it),
		T(hold_by_the_only_one_holds_for_all),
		T(held_by_one_it_is_retrieved_by_another_who_lifts),
		T(held_by_one_it_is_retrieved_by_another_who_asks),
		T(the_holder_retrieves_it_too),
		T(a_held_party_that_leaves_ends_it_for_all_stations),
		T(a_party_that_holds_is_told_at_every_station),
		T(while_others_talk_there_is_no_consultation),
		T(alone_a_shared_call_is_consulted_and_transferred),
		T(two_stations_of_the_address_may_call_each_other),
		T(exclusive_answered_by_one_is_silent_and_idle_at_the_others),
		T(exclusive_others_who_lift_hear_busy),
		T(exclusive_in_use_another_caller_hears_busy),
		T(exclusive_a_program_makes_no_call_while_another_station_talks),
		T(exclusive_a_held_call_is_taken_by_lifting),
		T(exclusive_a_held_call_is_taken_by_a_program),
		T(exclusive_a_private_station_takes_nothing),
		T(exclusive_a_call_held_for_a_consultation_is_taken_too),
		T(new_each_station_has_calls_of_its_own),
		T(new_another_call_alerts_where_nobody_talks),
		T(new_nobody_takes_anothers_held_call),
		T(a_watching_station_rings_not_and_joins_not),
		T(a_watching_stations_own_calls_are_no_use_of_the_address),
		T(the_use_of_an_address_is_told_as_zero_one_and_many),
		T(a_held_call_is_a_use_of_the_address),
		T(what_is_used_as_before_is_not_told_again),
		T(a_private_address_tells_nothing),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
