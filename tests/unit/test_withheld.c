/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_withheld.c - claims about telephones that do not show their number
 */
#include "suites.h"

#include "claim.h"

#include "holdline/clid.h"

static void prepare(struct table *t)
{
	static const struct table_code codes[] = {
		{ "*67", HL_CODE_WITHHOLD },
		{ "*82", HL_CODE_UNWITHHOLD },
	};

	table_codes(t, codes, sizeof(codes) / sizeof(codes[0]));
}

#define CLAIM(name) CLAIM_ON(name, prepare)

/* Why the number of the call that rings at 102 is not shown there. */
static unsigned absent(struct table *t)
{
	return hl_model_call(t->m, table_call(t, S2, 0))->absent;
}

CLAIM(a_code_withholds_the_number_during_the_next_call)
{
	table_lift(t, S1);
	table_dial(t, S1, "*67102");
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_OFFERING);
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_WITHHELD);
	table_hangup(t, S1);
	table_lift(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_NOT);
}

CLAIM(a_number_that_is_always_withheld_is_shown_by_a_code)
{
	table_set(t, S1)->switches |= 1u << HL_SWITCH_WITHHOLD;
	table_lift(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_WITHHELD);
	table_hangup(t, S1);
	table_lift(t, S1);
	table_dial(t, S1, "*82102");
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_NOT);
}

CLAIM(the_last_of_two_codes_about_the_number_counts)
{
	table_lift(t, S1);
	table_dial(t, S1, "*67*82*67*67102");
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_WITHHELD);
}

CLAIM(a_withheld_number_stays_withheld_when_it_is_transferred)
{
	table_lift(t, S1);
	table_dial(t, S1, "*67103");
	table_lift(t, S3);
	table_flash(t, S3);
	table_dial(t, S3, "102");
	table_hangup(t, S3);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_OFFERING);
	CU_ASSERT_EQUAL(absent(t), HL_CLID_ABSENT_WITHHELD);
}

CLAIM(who_withheld_the_number_is_not_called_back)
{
	table_talk(t, S3, S2);
	table_hangup(t, S3);
	table_hangup(t, S2);
	table_lift(t, S1);
	table_dial(t, S1, "*67102");
	table_hangup(t, S1);
	CU_ASSERT_STRING_EQUAL(hl_model_number(t->m, S2, HL_NUMBER_CALLER),
			       "");
}

CLAIM(an_order_about_the_number_keeps_the_held_party)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "*67");
	CU_ASSERT_TRUE(table_music(t, S2));
	table_dial(t, S1, "103");
	CU_ASSERT_EQUAL(hl_model_call(t->m, table_call(t, S3, 0))->absent,
			HL_CLID_ABSENT_WITHHELD);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_withheld(void)
{
	static CU_TestInfo tests[] = {
		T(a_code_withholds_the_number_during_the_next_call),
		T(a_number_that_is_always_withheld_is_shown_by_a_code),
		T(the_last_of_two_codes_about_the_number_counts),
		T(a_withheld_number_stays_withheld_when_it_is_transferred),
		T(who_withheld_the_number_is_not_called_back),
		T(an_order_about_the_number_keeps_the_held_party),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
