/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_source.c - what TAPI's overview says of hold, sentence by sentence
 */
#include "suites.h"

#include "table.h"

#include <string.h>

#define CLAIM(name)                                                            \
	static void name##_(struct table *t);                                  \
	static void name(void)                                                 \
	{                                                                      \
		struct table t;                                                \
									       \
		table_open(&t);                                                \
		name##_(&t);                                                   \
		CU_ASSERT_STRING_EQUAL(t.broken, "");                          \
		CU_ASSERT_EQUAL(t.refused, 0);                                 \
		table_close(&t);                                               \
	}                                                                      \
	static void name##_(struct table *t)

static void share(struct table *t, enum hl_sharing sharing)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);
	struct hl_address *a = &plan.address[0];

	strcpy(a->name, "200");
	a->sharing = (uint8_t)sharing;
	a->lines[0] = S1;
	a->lines[1] = S2;
	a->count = 2;
	plan.addresses = 1;
	hl_model_plan(t->m, &plan);
}

static const struct hl_call_state *call_of(const struct table *t, hl_line line,
					   unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n));
}

CLAIM(one_address_manages_several_calls)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	table_ask_line(t, HL_REQUEST_MAKECALL, S1, "103");
	table_lift(t, S3);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLD);
	CU_ASSERT_EQUAL(table_state(t, S1, 1), HL_CALL_CONNECTED);
}

CLAIM(holding_frees_the_line_for_another_call)
{
	table_talk(t, S1, S2);
	CU_ASSERT_FALSE(hl_model_can_line(t->m, HL_REQUEST_MAKECALL, S1));
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_TRUE(hl_model_can_line(t->m, HL_REQUEST_MAKECALL, S1));
}

CLAIM(holding_makes_the_state_on_hold)
{
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0),
				  0), HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLD);
}

static void hold_and_call(struct table *t)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	table_ask_line(t, HL_REQUEST_MAKECALL, S1, "103");
	table_lift(t, S3);
}

CLAIM(a_held_call_cannot_normally_be_transferred)
{
	hold_and_call(t);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_TRANSFER,
				  table_call(t, S1, 0),
				  table_call(t, S1, 1)),
			HL_ERR_INVALCALLSTATE);
}

CLAIM(a_held_call_cannot_normally_be_conferenced)
{
	hold_and_call(t);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_JOIN, table_call(t, S1, 0),
				  table_call(t, S1, 1)),
			HL_ERR_INVALCALLSTATE);
}

CLAIM(a_consultation_call_can_be_transferred)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_TRANSFER,
				  table_call(t, S1, 0),
				  table_call(t, S1, 1)), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(a_consultation_call_can_be_conferenced)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_JOIN, table_call(t, S1, 0),
				  table_call(t, S1, 1)), HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_CONFERENCED);
}

CLAIM(a_held_party_that_hangs_up_makes_the_call_disconnected)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_DISCONNECTED);
}

CLAIM(messages_about_a_held_call_keep_coming)
{
	struct hl_event event = { .request = HL_REQUEST_TREATMENT,
				  .value = 1 };
	bool told = false;

	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	event.call = table_call(t, S1, 0);
	table_request(t, &event);
	for (unsigned i = 0; i < t->fx.count; i++)
		told |= t->fx.at[i].kind == HL_FX_INFO &&
			t->fx.at[i].call == event.call;
	CU_ASSERT_TRUE(told);
}

/* 101 and 102 share an address; 103 talks to both. */
static void both_talk(struct table *t)
{
	share(t, HL_SHARING_SHARED);
	table_talk(t, S3, S1);
	table_lift(t, S2);
}

CLAIM(on_a_bridged_address_the_call_is_seen_at_the_other_station)
{
	share(t, HL_SHARING_SHARED);
	table_talk(t, S3, S1);
	CU_ASSERT_EQUAL(call_of(t, S2, 0)->state, HL_CALL_CONNECTED);
	CU_ASSERT_EQUAL(call_of(t, S2, 0)->mode, HL_CONNECTED_INACTIVE);
}

CLAIM(on_a_bridged_address_hold_leaves_the_call_connected_and_inactive_here)
{
	both_talk(t);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0),
				  0), HL_ERR_NONE);
	CU_ASSERT_EQUAL(call_of(t, S1, 0)->state, HL_CALL_CONNECTED);
	CU_ASSERT_EQUAL(call_of(t, S1, 0)->mode, HL_CONNECTED_INACTIVE);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(an_inactive_bridged_call_can_be_joined_again)
{
	both_talk(t);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_ANSWER, table_call(t, S1, 0),
				  0), HL_ERR_NONE);
	CU_ASSERT_EQUAL(call_of(t, S1, 0)->mode, HL_CONNECTED_ACTIVE);
	CU_ASSERT_TRUE(hl_model_hears(t->m, S1, S3));
	CU_ASSERT_TRUE(hl_model_hears(t->m, S1, S2));
}

CLAIM(a_bridged_call_goes_idle_here_when_it_is_left)
{
	both_talk(t);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_DROP, table_call(t, S1, 0),
				  0), HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_call(t, S1, 0), HL_NO_CALL);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(held_by_one_retrieved_by_another)
{
	share(t, HL_SHARING_SHARED);
	table_talk(t, S3, S1);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(call_of(t, S2, 0)->state, HL_CALL_ONHOLD);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(call_of(t, S1, 0)->mode, HL_CONNECTED_INACTIVE);
}

CLAIM(a_line_that_cannot_hold_says_so_statically)
{
	struct hl_caps caps;

	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_HOLD);
	hl_model_caps(t->m, S1, &caps);
	CU_ASSERT_EQUAL(caps.features.call & 0x800, 0);
	CU_ASSERT_EQUAL(caps.held, 0);
}

CLAIM(a_line_that_cannot_hold_says_so_when_asked)
{
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_HOLD);
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0),
				  0), HL_ERR_OPERATIONUNAVAIL);
}

CLAIM(a_trunk_cannot_hold_and_says_so)
{
	struct hl_caps caps;

	table_lift(t, S1);
	table_dial(t, S1, "95#");
	table_wait(t, 3000);
	hl_model_caps(t->m, T1, &caps);
	CU_ASSERT_EQUAL(caps.features.call & 0x800, 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, T1, 0),
				  0), HL_ERR_OPERATIONUNAVAIL);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_source(void)
{
	static CU_TestInfo tests[] = {
		T(one_address_manages_several_calls),
		T(holding_frees_the_line_for_another_call),
		T(holding_makes_the_state_on_hold),
		T(a_held_call_cannot_normally_be_transferred),
		T(a_held_call_cannot_normally_be_conferenced),
		T(a_consultation_call_can_be_transferred),
		T(a_consultation_call_can_be_conferenced),
		T(a_held_party_that_hangs_up_makes_the_call_disconnected),
		T(messages_about_a_held_call_keep_coming),
		T(on_a_bridged_address_the_call_is_seen_at_the_other_station),
		T(on_a_bridged_address_hold_leaves_the_call_connected_and_inactive_here),
		T(an_inactive_bridged_call_can_be_joined_again),
		T(a_bridged_call_goes_idle_here_when_it_is_left),
		T(held_by_one_retrieved_by_another),
		T(a_line_that_cannot_hold_says_so_statically),
		T(a_line_that_cannot_hold_says_so_when_asked),
		T(a_trunk_cannot_hold_and_says_so),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
