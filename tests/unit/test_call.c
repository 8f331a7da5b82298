/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_call.c - claims about the table of call states
 */
#include "suites.h"

#include "holdline/call.h"

#include <string.h>

static void every_state_and_event_has_a_rule(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
			const struct hl_rule *r = hl_call_rule(s, e);

			/*
			 * An empty cell would read GO to idle, which only a
			 * release is, and a far end that gives up an offer.
			 */
			if (r->kind == HL_RULE_GO && r->next == HL_CALL_IDLE)
				CU_ASSERT(e == HL_CEV_RELEASE ||
					  (e == HL_CEV_FARGONE &&
					   (s == HL_CALL_OFFERING ||
					    s == HL_CALL_ACCEPTED)));
			CU_ASSERT(r->kind <= HL_RULE_NEVER);
			CU_ASSERT(r->next < HL_CALL_STATE_COUNT);
		}
	}
}

static void idle_is_the_end(void)
{
	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
		CU_ASSERT_NOT_EQUAL(hl_call_rule(HL_CALL_IDLE, e)->kind,
				    HL_RULE_GO);
}

static void every_state_but_idle_can_be_released(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		const struct hl_rule *r = hl_call_rule(s, HL_CEV_RELEASE);

		if (s == HL_CALL_IDLE)
			continue;
		CU_ASSERT_EQUAL(r->kind, HL_RULE_GO);
		CU_ASSERT_EQUAL(r->next, HL_CALL_IDLE);
	}
}

static void a_go_changes_the_state(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
			const struct hl_rule *r = hl_call_rule(s, e);

			if (r->kind == HL_RULE_GO)
				CU_ASSERT_NOT_EQUAL(r->next, s);
		}
	}
}

static void only_a_connected_call_can_be_held(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		bool goes = hl_call_rule(s, HL_CEV_HOLD)->kind == HL_RULE_GO;

		CU_ASSERT_EQUAL(goes, s == HL_CALL_CONNECTED);
	}
}

static void unhold_takes_the_three_hold_states_back(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		const struct hl_rule *r = hl_call_rule(s, HL_CEV_UNHOLD);

		CU_ASSERT_EQUAL(r->kind == HL_RULE_GO,
				hl_call_state_is_hold(s));
		if (r->kind == HL_RULE_GO)
			CU_ASSERT_EQUAL(r->next, HL_CALL_CONNECTED);
	}
}

static void a_held_party_that_hangs_up_makes_it_disconnected(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		if (hl_call_state_is_hold(s))
			CU_ASSERT_EQUAL(hl_call_rule(s, HL_CEV_FARGONE)->next,
					HL_CALL_DISCONNECTED);
}

static void every_state_is_reached_by_a_rule_or_a_birth(void)
{
	bool reached[HL_CALL_STATE_COUNT] = {
		[HL_CALL_OFFERING] = true, /* offer */
		[HL_CALL_DIALTONE] = true, /* lift, consultation */
		[HL_CALL_DIALING] = true,  /* trunk seized, program's call */
		[HL_CALL_CONNECTED] = true, /* conference */
		[HL_CALL_UNKNOWN] = true,  /* told to monitors only */
	};

	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
			if (hl_call_rule(s, e)->kind == HL_RULE_GO)
				reached[hl_call_rule(s, e)->next] = true;
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		CU_ASSERT_TRUE(reached[s]);
}

static void state_values_are_those_of_tapi(void)
{
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_IDLE), 0x1);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_CONNECTED), 0x100);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_ONHOLD), 0x400);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_CONFERENCED), 0x800);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_ONHOLDPENDCONF), 0x1000);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_ONHOLDPENDTRANSFER),
			0x2000);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_DISCONNECTED), 0x4000);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_UNKNOWN), 0x8000);
}

static void error_values_are_those_of_tapi(void)
{
	CU_ASSERT_EQUAL(hl_error_info(HL_ERR_CALLUNAVAIL)->value, 0x80000005);
	CU_ASSERT_EQUAL(hl_error_info(HL_ERR_INVALCALLSTATE)->value,
			0x8000001c);
	CU_ASSERT_EQUAL(hl_error_info(HL_ERR_OPERATIONUNAVAIL)->value,
			0x80000049);
}

static void every_error_has_a_sentence_and_a_mend(void)
{
	for (unsigned e = 1; e < HL_ERROR_COUNT; e++) {
		CU_ASSERT(strlen(hl_error_info(e)->sentence) > 0);
		CU_ASSERT(strlen(hl_error_info(e)->mend) > 0);
	}
}

static void remote_hold_has_a_word(void)
{
	CU_ASSERT_STRING_EQUAL(hl_call_mode_name(HL_CALL_CONNECTED,
						 HL_CONNECTED_ACTIVEHELD),
			       "activeheld");
	CU_ASSERT_STRING_EQUAL(hl_call_mode_name(HL_CALL_IDLE, 4), "");
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_call(void)
{
	static CU_TestInfo tests[] = {
		T(every_state_and_event_has_a_rule),
		T(idle_is_the_end),
		T(every_state_but_idle_can_be_released),
		T(a_go_changes_the_state),
		T(only_a_connected_call_can_be_held),
		T(unhold_takes_the_three_hold_states_back),
		T(a_held_party_that_hangs_up_makes_it_disconnected),
		T(every_state_is_reached_by_a_rule_or_a_birth),
		T(state_values_are_those_of_tapi),
		T(error_values_are_those_of_tapi),
		T(every_error_has_a_sentence_and_a_mend),
		T(remote_hold_has_a_word),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
