/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dial.c - the dial plan: judge a string of digits
 *
 * In:  the plan and the digits so far.
 * Out: never, more, complete but could be longer, complete.
 * Not: lines, trunks, timers - route.c.
 */
#include "holdline/dial.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
	return (c >= '0' && c <= '9') || c == '*' || c == '#' ||
	       (c >= 'A' && c <= 'D');
}

static bool letter_takes(char letter, char digit)
{
	switch (letter) {
	case 'X':
		return digit >= '0' && digit <= '9';
	case 'Z':
		return digit >= '1' && digit <= '9';
	case 'N':
		return digit >= '2' && digit <= '9';
	default:
		return letter == digit;
	}
}

static enum hl_match match_one(const char *pattern, const char *digits)
{
	for (;; pattern++, digits++) {
		if (*pattern == '.')
			return *digits ? HL_MATCH_LONGER : HL_MATCH_MORE;
		if (!*digits)
			return *pattern ? HL_MATCH_MORE : HL_MATCH_COMPLETE;
		if (!*pattern || !letter_takes(*pattern, *digits))
			return HL_MATCH_NEVER;
	}
}

enum hl_match hl_dial_match(const struct hl_plan *plan, const char *digits,
			    const struct hl_pattern **ret)
{
	const struct hl_pattern *found = NULL;
	bool longer = false;

	for (unsigned i = 0; i < plan->patterns; i++) {
		const struct hl_pattern *p = &plan->pattern[i];
		enum hl_match match = match_one(p->text, digits);

		if (match == HL_MATCH_MORE || match == HL_MATCH_LONGER)
			longer = true;
		if (!found && (match == HL_MATCH_COMPLETE ||
			       match == HL_MATCH_LONGER))
			found = p;
	}
	if (!found)
		return longer ? HL_MATCH_MORE : HL_MATCH_NEVER;
	if (ret)
		*ret = found;
	return longer ? HL_MATCH_LONGER : HL_MATCH_COMPLETE;
}

static int refuse(char *why, size_t size, const char *text)
{
	if (why && size)
		snprintf(why, size, "%s", text);
	return -EINVAL;
}

int hl_dial_check(const char *text, char *why, size_t size)
{
	size_t length = strlen(text);

	if (length == 0)
		return refuse(why, size, "a pattern needs at least one digit");
	if (length > HL_DIGITS_MAX)
		return refuse(why, size, "a pattern has at most 32 characters");
	if (text[0] == '.')
		return refuse(why, size, "a pattern begins with a digit");
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.' && i + 1 < length)
			return refuse(why, size, "'.' stands only at the end");
		if (!is_digit(text[i]) && !strchr("XZN.", text[i]))
			return refuse(why, size,
				      "a pattern is made of 0-9 * # A-D X Z N .");
	}
	return 0;
}

int hl_dial_is_prefix(const char *text)
{
	size_t n = strlen(text);

	return n <= HL_PREFIX_MAX && strspn(text, "0123456789*#ABCD,") == n;
}

int hl_dial_is_digits(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length > HL_DIGITS_MAX)
		return 0;
	for (size_t i = 0; i < length; i++)
		if (!is_digit(text[i]))
			return 0;
	return 1;
}
