/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parties.c - who is at the ends of a call
 *
 * In:  libpri's party records, or ours.
 * Out: the other ones; text of the wire made harmless; a number compared
 *      with the local numbers.
 * Not: when they travel - ops.c, events.c.
 */
#include "stack.h"

#include <stdio.h>
#include <string.h>

void isdn_text_copy(const char *from, char *ret, size_t size)
{
	size_t i;
	unsigned char c;

	for (i = 0; i + 1 < size && from[i]; i++) {
		c = (unsigned char)from[i];
		/* ISO 8859-1: both blocks of control characters. */
		ret[i] = c < 0x20 || (c >= 0x7f && c < 0xa0) ? '?' : from[i];
	}
	ret[i] = '\0';
}

void isdn_digits_copy(const char *from, char *ret, size_t size)
{
	size_t n = 0;

	for (; *from && n + 1 < size; from++)
		if (strchr("0123456789*#+ABCDabcd", *from))
			ret[n++] = *from;
	ret[n] = '\0';
}

static enum link_show show_in(int presentation)
{
	switch (presentation & PRI_PRES_RESTRICTION) {
	case PRI_PRES_ALLOWED:
		return LINK_SHOW_ALLOWED;
	case PRI_PRES_RESTRICTED:
		return LINK_SHOW_RESTRICTED;
	default:
		return LINK_SHOW_UNAVAILABLE;
	}
}

static int show_out(enum link_show show)
{
	switch (show) {
	case LINK_SHOW_ALLOWED:
		return PRI_PRES_ALLOWED;
	case LINK_SHOW_RESTRICTED:
		return PRI_PRES_RESTRICTED;
	case LINK_SHOW_UNAVAILABLE:
		break;
	}
	return PRI_PRES_UNAVAILABLE;
}

static bool was_screened(int presentation)
{
	int type = presentation & PRI_PRES_NUMBER_TYPE;

	return type == PRI_PRES_NETWORK_NUMBER ||
	       type == PRI_PRES_USER_NUMBER_PASSED_SCREEN;
}

void isdn_party_in(const struct pri_party_id *from, struct link_party *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->show = LINK_SHOW_UNAVAILABLE;
	ret->show_name = LINK_SHOW_UNAVAILABLE;
	if (from->number.valid) {
		isdn_digits_copy(from->number.str, ret->number,
				 sizeof(ret->number));
		ret->plan = (uint8_t)from->number.plan;
		ret->show = show_in(from->number.presentation);
		ret->screened = was_screened(from->number.presentation);
	}
	if (from->name.valid) {
		isdn_text_copy(from->name.str, ret->name, sizeof(ret->name));
		ret->show_name = show_in(from->name.presentation);
	}
}

void isdn_party_out(const struct link_party *from, struct pri_party_id *ret)
{
	memset(ret, 0, sizeof(*ret));
	if (from->number[0] || from->show != LINK_SHOW_UNAVAILABLE) {
		ret->number.valid = 1;
		ret->number.plan = from->plan;
		ret->number.presentation =
			show_out(from->show) |
			(from->screened ? PRI_PRES_NETWORK_NUMBER
					: PRI_PRES_USER_NUMBER_UNSCREENED);
		isdn_digits_copy(from->number, ret->number.str,
				 sizeof(ret->number.str));
	}
	if (from->name[0]) {
		ret->name.valid = 1;
		ret->name.presentation = show_out(from->show_name);
		ret->name.char_set = PRI_CHAR_SET_ISO8859_1;
		isdn_text_copy(from->name, ret->name.str,
			       sizeof(ret->name.str));
	}
}

void isdn_redirect_in(const struct pri_party_redirecting *from,
		      struct link_redirect *ret)
{
	isdn_party_in(&from->from, &ret->from);
	isdn_party_in(&from->to, &ret->to);
	isdn_party_in(&from->orig_called, &ret->orig);
	ret->reason = from->reason;
	ret->count = from->count;
}

void isdn_redirect_out(const struct link_redirect *from,
		       struct pri_party_redirecting *ret)
{
	memset(ret, 0, sizeof(*ret));
	isdn_party_out(&from->from, &ret->from);
	isdn_party_out(&from->to, &ret->to);
	isdn_party_out(&from->orig, &ret->orig_called);
	ret->reason = from->reason;
	ret->orig_reason = from->reason;
	ret->count = from->count;
}

enum link_match isdn_local_match(const struct link_options *set,
				 const char *digits)
{
	enum link_match best = LINK_MATCH_NONE;
	size_t have = strlen(digits);
	size_t want;
	unsigned i;

	if (!set->locals)
		return LINK_MATCH_ANY;
	for (i = 0; i < set->locals; i++) {
		want = strlen(set->local[i]);
		if (have >= want && !strncmp(digits, set->local[i], want))
			return LINK_MATCH_FULL;
		if (have < want && !strncmp(digits, set->local[i], have))
			best = LINK_MATCH_PART;
	}
	return best;
}
