/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_feature.c - claims about the table of gestures and situations
 */
#include "suites.h"

#include "holdline/feature.h"

#include <string.h>

static void every_situation_and_gesture_has_its_row(void)
{
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		for (unsigned g = 1; g < HL_GESTURE_COUNT; g++) {
			const struct hl_feature *f = hl_feature_find(s, g);

			CU_ASSERT_EQUAL(f->situation, s);
			CU_ASSERT_EQUAL(f->gesture, g);
		}
	}
}

static void every_row_that_does_something_says_what(void)
{
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		for (unsigned g = 1; g < HL_GESTURE_COUNT; g++) {
			const struct hl_feature *f = hl_feature_find(s, g);

			CU_ASSERT_EQUAL(f->op == HL_OP_IGNORE,
					strlen(f->says) == 0);
		}
	}
}

static void hanging_up_does_something_wherever_the_receiver_is_up(void)
{
	for (unsigned s = HL_SIT_DIALTONE; s < HL_SITUATION_COUNT; s++)
		CU_ASSERT_NOT_EQUAL(hl_feature_find(s, HL_GESTURE_HANGUP)->op,
				    HL_OP_IGNORE);
}

static void a_flash_with_a_held_party_always_leads_to_it_or_on(void)
{
	for (unsigned s = HL_SIT_HOLDING; s <= HL_SIT_ASK_TALKING; s++) {
		enum hl_op op = hl_feature_find(s, HL_GESTURE_FLASH)->op;

		CU_ASSERT(op == HL_OP_RETRIEVE || op == HL_OP_UNHOLD ||
			  op == HL_OP_JOIN);
	}
}

static void no_hang_up_with_a_held_party_just_clears(void)
{
	for (unsigned s = HL_SIT_HOLDING; s <= HL_SIT_ASK_TALKING; s++) {
		const struct hl_feature *f =
			hl_feature_find(s, HL_GESTURE_HANGUP);

		CU_ASSERT_NOT_EQUAL(f->op, HL_OP_CLEAR);
		CU_ASSERT_NOT_EQUAL(f->otherwise, HL_OP_CLEAR);
	}
}

static void a_switch_off_changes_what_a_row_does(void)
{
	const struct hl_feature *f =
		hl_feature_find(HL_SIT_ASK_TALKING, HL_GESTURE_FLASH);

	CU_ASSERT_EQUAL(hl_feature_op(f, 1u << HL_SWITCH_THREEWAY),
			HL_OP_JOIN);
	CU_ASSERT_EQUAL(hl_feature_op(f, 0), HL_OP_SWAP);
}

static void transfer_and_three_way_are_on_by_default(void)
{
	unsigned on = hl_switch_defaults();

	CU_ASSERT(on & 1u << HL_SWITCH_TRANSFER);
	CU_ASSERT(on & 1u << HL_SWITCH_THREEWAY);
	CU_ASSERT(on & 1u << HL_SWITCH_CONSULT);
	CU_ASSERT_FALSE(on & 1u << HL_SWITCH_TRUNKS);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_feature(void)
{
	static CU_TestInfo tests[] = {
		T(every_situation_and_gesture_has_its_row),
		T(every_row_that_does_something_says_what),
		T(hanging_up_does_something_wherever_the_receiver_is_up),
		T(a_flash_with_a_held_party_always_leads_to_it_or_on),
		T(no_hang_up_with_a_held_party_just_clears),
		T(a_switch_off_changes_what_a_row_does),
		T(transfer_and_three_way_are_on_by_default),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
