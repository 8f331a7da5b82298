/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_trunk_hold.c - claims about a party that an analog exchange holds: it
 * is flashed, confirms nothing, and its recall dial tone is heard or not
 */
#include "suites.h"

#include "claim.h"

#include <stdlib.h>
#include <string.h>

#define CLAIM(name) CLAIM_ON(name, (void))

static const struct hl_call_state *call(const struct table *t, hl_line line,
					unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n));
}

/* Flashes of a trunk among the effects of the last step. */
static unsigned flashes(const struct table *t, hl_line trunk)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->fx.count; i++)
		n += t->fx.at[i].kind == HL_FX_FLASH &&
		     t->fx.at[i].line == trunk;
	return n;
}

/* 101 talks to a caller on co1, whose exchange may hold. */
static void talks(struct table *t, enum hl_hold_at at)
{
	table_set(t, T1)->hold_at = (uint8_t)at;
	table_ring(t, T1);
	table_wait(t, 1000);
	table_lift(t, S1);
	table_wait(t, 1000);
}

static void hears_dial_tone(struct table *t)
{
	struct hl_event event = { .kind = HL_EVENT_PROGRESS, .line = T1,
				  .heard = { .kind = HL_PROGRESS_DIAL } };

	table_event(t, &event);
}

/* Held by a flash of the telephone, and confirmed. */
static void held(struct table *t)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	table_wait(t, 1200);
	hears_dial_tone(t);
}

/* Held, and dialled *0. */
static void through(struct table *t)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	strcpy(plan.pattern[plan.patterns].text, "*0");
	plan.pattern[plan.patterns].kind = HL_ROUTE_CODE;
	plan.pattern[plan.patterns].group = HL_CODE_TRUNKFLASH;
	plan.pattern[plan.patterns].strip = 2;
	plan.patterns++;
	hl_model_plan(t->m, &plan);
	held(t);
	table_dial(t, S1, "*0");
}

/* ---- held --------------------------------------------------------------- */

CLAIM(held_here_the_exchange_is_not_flashed)
{
	talks(t, HL_HOLD_AT_HERE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_TRUE(table_music(t, T1));
}

CLAIM(holding_flashes_the_exchange)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLDPENDTRANSFER);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
}

CLAIM(the_flash_has_the_length_that_the_profile_sends)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_set(t, T1)->profile.flash_send = 333;
	table_flash(t, S1);
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_FLASH)
			CU_ASSERT_EQUAL(t->fx.at[i].a, 333);
}

CLAIM(nothing_is_played_to_an_exchange_that_holds)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_NONE);
	CU_ASSERT_EQUAL(table_want(t, T1)->loop, 1);
}

CLAIM(behind_the_flash_the_trunks_call_is_unknown)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_UNKNOWN);
}

CLAIM(recall_dial_tone_is_listened_for_behind_the_flash)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	CU_ASSERT_FALSE(table_want(t, T1)->hear & HL_HEAR_SETUP);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_want(t, T1)->hear & HL_HEAR_SETUP);
	CU_ASSERT_TRUE(table_want(t, T1)->hear &
		       HL_HEAR_BIT(HL_PROGRESS_DIAL));
	table_wait(t, 4000);
	CU_ASSERT_FALSE(table_want(t, T1)->hear & HL_HEAR_SETUP);
}

CLAIM(recall_dial_tone_confirms_that_the_exchange_holds)
{
	held(t);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_CONNECTED);
	CU_ASSERT_EQUAL(call(t, T1, 0)->mode, HL_CONNECTED_ACTIVEHELD);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_FALSE(table_want(t, T1)->hear & HL_HEAR_SETUP);
}

CLAIM(without_recall_dial_tone_it_stays_unknown)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	table_wait(t, 10000);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_UNKNOWN);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLDPENDTRANSFER);
}

CLAIM(either_without_recall_dial_tone_is_held_here)
{
	talks(t, HL_HOLD_AT_EITHER);
	table_flash(t, S1);
	CU_ASSERT_FALSE(table_music(t, T1));
	table_wait(t, 4000);
	CU_ASSERT_TRUE(table_music(t, T1));
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_CONNECTED);
}

CLAIM(a_party_held_here_instead_is_retrieved_without_a_flash)
{
	talks(t, HL_HOLD_AT_EITHER);
	table_flash(t, S1);
	table_wait(t, 5000);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_program_holds_at_the_exchange_too)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0),
				  HL_NO_CALL), HL_ERR_NONE);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLD);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_UNKNOWN);
}

/* ---- back --------------------------------------------------------------- */

CLAIM(retrieving_flashes_again)
{
	held(t);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_EQUAL(call(t, T1, 0)->mode, HL_CONNECTED_ACTIVE);
}

CLAIM(what_was_not_confirmed_is_retrieved_by_a_flash_too)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	table_wait(t, 10000);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(two_flashes_in_a_row_are_sent_one_behind_the_other)
{
	hl_call id;

	talks(t, HL_HOLD_AT_EXCHANGE);
	id = table_call(t, S1, 0);
	table_ask(t, HL_REQUEST_HOLD, id, HL_NO_CALL);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	table_ask(t, HL_REQUEST_UNHOLD, id, HL_NO_CALL);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	table_wait(t, 2000);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_CONNECTED);
}

CLAIM(a_party_held_at_the_exchange_rings_back_and_is_retrieved)
{
	held(t);
	table_hangup(t, S1);
	CU_ASSERT_NOT_EQUAL(table_want(t, S1)->ring, HL_RING_NONE);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_transfer_retrieves_before_it_connects)
{
	held(t);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
	table_lift(t, S3);
	table_wait(t, 1000);
	table_edge(t, S1, false);
	table_wait(t, 2000);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_CONNECTED);
}

CLAIM(a_transfer_of_an_unknown_party_while_it_rings_follows_the_call)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_wait(t, 6000);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_UNKNOWN);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
}

CLAIM(a_three_way_call_retrieves_the_party)
{
	held(t);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
	table_lift(t, S3);
	table_wait(t, 1000);
	table_flash(t, S1);
	table_wait(t, 2000);
	CU_ASSERT_TRUE(hl_model_hears(t->m, T1, S3));
	CU_ASSERT_TRUE(hl_model_hears(t->m, T1, S1));
}

CLAIM(the_exchange_holds_the_party_while_another_is_asked)
{
	held(t);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_EQUAL(table_want(t, T1)->wire.kind, HL_WIRE_QUIET);
}

CLAIM(a_release_by_the_exchange_is_one_though_nothing_is_known)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	table_gone(t, T1);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, T1));
}

CLAIM(an_unknown_party_whose_recall_is_tried_again_is_not_lost)
{
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_set(t, S1)->fallback = HL_FALLBACK_RETRY;
	table_flash(t, S1);
	table_wait(t, 5000);
	table_hangup(t, S1);
	table_wait(t, table_set(t, S1)->timer[HL_TIMER_RECALL] + 2000);
	CU_ASSERT_EQUAL(table_state(t, T1, 0), HL_CALL_CONNECTED);
	CU_ASSERT_TRUE(table_music(t, T1));
}

/* ---- the exchange's own features ---------------------------------------- */

CLAIM(the_code_gives_the_exchanges_dial_tone_without_another_flash)
{
	through(t);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_THROUGH);
}

CLAIM(behind_the_code_a_flash_goes_on_to_the_exchange)
{
	through(t);
	table_wait(t, 2000);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	table_wait(t, 2000);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
}

CLAIM(behind_the_code_hanging_up_ends_the_call)
{
	through(t);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, T1));
}

CLAIM(where_consult_is_off_a_flash_is_the_exchanges)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_CONSULT);
	talks(t, HL_HOLD_AT_EXCHANGE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_THROUGH);
}

CLAIM(where_consult_is_off_and_it_holds_here_a_flash_is_ignored)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_CONSULT);
	talks(t, HL_HOLD_AT_HERE);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_program_holds_here_what_uses_the_exchanges_features)
{
	through(t);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0),
				  HL_NO_CALL), HL_ERR_NONE);
	CU_ASSERT_EQUAL(flashes(t, T1), 0);
	CU_ASSERT_TRUE(table_music(t, T1));
}

CU_TestInfo *test_trunk_hold(void)
{
#define T(name) { #name, name }
	static CU_TestInfo tests[] = {
		T(held_here_the_exchange_is_not_flashed),
		T(holding_flashes_the_exchange),
		T(the_flash_has_the_length_that_the_profile_sends),
		T(nothing_is_played_to_an_exchange_that_holds),
		T(behind_the_flash_the_trunks_call_is_unknown),
		T(recall_dial_tone_is_listened_for_behind_the_flash),
		T(recall_dial_tone_confirms_that_the_exchange_holds),
		T(without_recall_dial_tone_it_stays_unknown),
		T(either_without_recall_dial_tone_is_held_here),
		T(a_party_held_here_instead_is_retrieved_without_a_flash),
		T(a_program_holds_at_the_exchange_too),
		T(retrieving_flashes_again),
		T(what_was_not_confirmed_is_retrieved_by_a_flash_too),
		T(two_flashes_in_a_row_are_sent_one_behind_the_other),
		T(a_party_held_at_the_exchange_rings_back_and_is_retrieved),
		T(a_transfer_retrieves_before_it_connects),
		T(a_transfer_of_an_unknown_party_while_it_rings_follows_the_call),
		T(a_three_way_call_retrieves_the_party),
		T(the_exchange_holds_the_party_while_another_is_asked),
		T(a_release_by_the_exchange_is_one_though_nothing_is_known),
		T(an_unknown_party_whose_recall_is_tried_again_is_not_lost),
		T(the_code_gives_the_exchanges_dial_tone_without_another_flash),
		T(behind_the_code_a_flash_goes_on_to_the_exchange),
		T(behind_the_code_hanging_up_ends_the_call),
		T(where_consult_is_off_a_flash_is_the_exchanges),
		T(where_consult_is_off_and_it_holds_here_a_flash_is_ignored),
		T(a_program_holds_here_what_uses_the_exchanges_features),
		CU_TEST_INFO_NULL,
	};
#undef T
	return tests;
}
