/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dial.c - claims about the dial plan
 */
#include "suites.h"

#include "holdline/dial.h"

#include <errno.h>
#include <string.h>

static struct hl_plan plan(void)
{
	static const char *const texts[] = { "1XX", "9.", "0", "00N", "*70" };
	struct hl_plan p;

	memset(&p, 0, sizeof(p));
	for (unsigned i = 0; i < 5; i++) {
		strcpy(p.pattern[i].text, texts[i]);
		p.pattern[i].group = (uint8_t)i;
	}
	p.patterns = 5;
	return p;
}

static enum hl_match match(const char *digits)
{
	struct hl_plan p = plan();

	return hl_dial_match(&p, digits, NULL);
}

static void a_fixed_pattern_is_complete_at_its_end(void)
{
	CU_ASSERT_EQUAL(match("1"), HL_MATCH_MORE);
	CU_ASSERT_EQUAL(match("10"), HL_MATCH_MORE);
	CU_ASSERT_EQUAL(match("102"), HL_MATCH_COMPLETE);
	CU_ASSERT_EQUAL(match("1025"), HL_MATCH_NEVER);
}

static void an_open_pattern_needs_one_digit_and_can_be_longer(void)
{
	CU_ASSERT_EQUAL(match("9"), HL_MATCH_MORE);
	CU_ASSERT_EQUAL(match("95"), HL_MATCH_LONGER);
	CU_ASSERT_EQUAL(match("9555123456"), HL_MATCH_LONGER);
}

static void a_pattern_inside_a_longer_one_waits(void)
{
	CU_ASSERT_EQUAL(match("0"), HL_MATCH_LONGER);
	CU_ASSERT_EQUAL(match("00"), HL_MATCH_MORE);
	CU_ASSERT_EQUAL(match("002"), HL_MATCH_COMPLETE);
	CU_ASSERT_EQUAL(match("001"), HL_MATCH_NEVER);
}

static void the_first_pattern_in_order_wins(void)
{
	struct hl_plan p = plan();
	const struct hl_pattern *found = NULL;

	strcpy(p.pattern[4].text, "102");
	CU_ASSERT_EQUAL(hl_dial_match(&p, "102", &found), HL_MATCH_COMPLETE);
	CU_ASSERT_EQUAL(found->group, 0);
}

static void a_number_that_leads_nowhere_is_known_at_once(void)
{
	CU_ASSERT_EQUAL(match("5"), HL_MATCH_NEVER);
	CU_ASSERT_EQUAL(match("#"), HL_MATCH_NEVER);
	CU_ASSERT_EQUAL(match("1A"), HL_MATCH_NEVER);
}

static void star_is_a_digit(void)
{
	CU_ASSERT_EQUAL(match("*"), HL_MATCH_MORE);
	CU_ASSERT_EQUAL(match("*70"), HL_MATCH_COMPLETE);
}

static void an_empty_plan_matches_nothing(void)
{
	struct hl_plan p;

	memset(&p, 0, sizeof(p));
	CU_ASSERT_EQUAL(hl_dial_match(&p, "1", NULL), HL_MATCH_NEVER);
}

static void patterns_are_checked(void)
{
	char why[80] = "";

	CU_ASSERT_EQUAL(hl_dial_check("9XXXXXXX", NULL, 0), 0);
	CU_ASSERT_EQUAL(hl_dial_check("0Z.", NULL, 0), 0);
	CU_ASSERT_EQUAL(hl_dial_check("", why, sizeof(why)), -EINVAL);
	CU_ASSERT_EQUAL(hl_dial_check(".", NULL, 0), -EINVAL);
	CU_ASSERT_EQUAL(hl_dial_check("1.2", NULL, 0), -EINVAL);
	CU_ASSERT_EQUAL(hl_dial_check("12y", NULL, 0), -EINVAL);
	CU_ASSERT(strlen(why) > 0);
}

static void digits_are_a_type(void)
{
	CU_ASSERT_TRUE(hl_dial_is_digits("0123456789*#ABCD"));
	CU_ASSERT_FALSE(hl_dial_is_digits(""));
	CU_ASSERT_FALSE(hl_dial_is_digits("12 3"));
	CU_ASSERT_FALSE(hl_dial_is_digits("1;2"));
	CU_ASSERT_FALSE(hl_dial_is_digits(
		"123456789012345678901234567890123"));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_dial(void)
{
	static CU_TestInfo tests[] = {
		T(a_fixed_pattern_is_complete_at_its_end),
		T(an_open_pattern_needs_one_digit_and_can_be_longer),
		T(a_pattern_inside_a_longer_one_waits),
		T(the_first_pattern_in_order_wins),
		T(a_number_that_leads_nowhere_is_known_at_once),
		T(star_is_a_digit),
		T(an_empty_plan_matches_nothing),
		T(patterns_are_checked),
		T(digits_are_a_type),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
