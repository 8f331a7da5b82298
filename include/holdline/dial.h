/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dial.h - the dial plan: what a string of digits leads to
 *
 * A pattern is made of digits and
 *   X  any of 0-9        Z  any of 1-9        N  any of 2-9
 *   .  one or more further digits (only at the end)
 * A pattern that ends in '.' is complete after its first such digit but can
 * be longer: the match timer or the digit # ends it.
 */
#ifndef HOLDLINE_DIAL_H
#define HOLDLINE_DIAL_H

#include <stddef.h>

#include "holdline/types.h"

enum hl_route_kind {
	HL_ROUTE_LINE,  /* the station whose name is the number */
	HL_ROUTE_GROUP, /* a trunk of a group; strip digits are taken off */
};

/**
 * struct hl_pattern - one row of the dial plan
 * @text:  the pattern, zero-terminated
 * @kind:  where it leads
 * @group: index of the trunk group
 * @strip: leading digits not sent on the trunk
 */
struct hl_pattern {
	char text[HL_DIGITS_MAX + 1];
	uint8_t kind;
	uint8_t group;
	uint8_t strip;
};

/**
 * struct hl_group - trunks that are hunted for a free one, in this order
 * @name:  its name
 * @lines: members
 * @count: how many
 */
struct hl_group {
	char name[HL_NAME_MAX];
	hl_line lines[HL_GROUP_LINES_MAX];
	uint8_t count;
};

/* clang-format off */
/* id, value (LINEADDRESSSHARING_), wire word, what it means */
#define HL_SHARINGS(X)                                                         \
	X(PRIVATE, 0x1,  "private", "one station has the address")             \
	X(EXCL,    0x2,  "bridgedexcl", "one station at a time; a held call may be taken by any") \
	X(NEW,     0x4,  "bridgednew", "each station has calls of its own on it") \
	X(SHARED,  0x8,  "bridgedshared", "a call is everybody's: join, leave, hold here, retrieve there") \
	X(MONITORED, 0x10, "monitored", "the station sees whether the address is in use")

enum hl_sharing {
#define X(id, value, wire, meaning) HL_SHARING_##id,
	HL_SHARINGS(X)
#undef X
	HL_SHARING_COUNT
};
/* clang-format on */

/**
 * struct hl_address - a number that several stations share
 * @name:    the number
 * @sharing: enum hl_sharing: EXCL, NEW or SHARED
 * @lines:   its stations
 * @count:   how many
 * @watchers: bit n: lines[n] only watches (MONITORED)
 */
struct hl_address {
	char name[HL_NAME_MAX];
	uint8_t sharing;
	uint8_t count;
	uint8_t watchers;
	hl_line lines[HL_ADDRESS_LINES_MAX];
};

/**
 * struct hl_plan - the whole dial plan; a value, part of the model's state
 * @park_first: number of the first park slot, e.g. 701; 0 = none
 * @parks:      how many, at most HL_PARKS_MAX
 */
struct hl_plan {
	struct hl_pattern pattern[HL_PATTERNS_MAX];
	struct hl_group group[HL_GROUPS_MAX];
	struct hl_address address[HL_ADDRESSES_MAX];
	uint32_t park_first;
	uint8_t parks;
	uint8_t patterns;
	uint8_t groups;
	uint8_t addresses;
};

/** hl_sharing_name() - wire word; "?" outside the list. */
const char *hl_sharing_name(enum hl_sharing value);

/** hl_sharing_value() - LINEADDRESSSHARING_ value; 0 outside the list. */
uint32_t hl_sharing_value(enum hl_sharing value);

enum hl_match {
	HL_MATCH_NEVER,    /* no pattern can come of it */
	HL_MATCH_MORE,     /* a beginning */
	HL_MATCH_LONGER,   /* complete, and could be longer */
	HL_MATCH_COMPLETE, /* complete */
};

/**
 * hl_dial_match() - judge a string of digits
 * @plan:   the dial plan
 * @digits: zero-terminated
 * @ret:    the pattern, when LONGER or COMPLETE; the first in the plan's
 *          order wins; may be NULL
 *
 * Return: the judgement. A complete pattern is only COMPLETE when no other
 * pattern could still take a further digit.
 */
enum hl_match hl_dial_match(const struct hl_plan *plan, const char *digits,
			    const struct hl_pattern **ret);

/**
 * hl_dial_check() - is this text a pattern?
 * @text: candidate
 * @why:  receives a sentence when not; may be NULL
 * @size: bytes at @why
 *
 * Return: 0 or -EINVAL.
 */
int hl_dial_check(const char *text, char *why, size_t size);

/**
 * hl_dial_is_digits() - only 0-9 * # A-D, at least one, at most HL_DIGITS_MAX
 * @text: candidate
 *
 * Digits are a type: nothing else is ever taken as a number.
 * Return: nonzero when so.
 */
int hl_dial_is_digits(const char *text);

#endif
