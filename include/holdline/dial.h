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

#include <stdbool.h>
#include <stddef.h>

#include "holdline/types.h"

enum hl_route_kind {
	HL_ROUTE_LINE,  /* the station whose name is the number */
	HL_ROUTE_GROUP, /* a trunk of a group; strip digits are taken off */
	HL_ROUTE_CODE,  /* a feature code; what follows strip digits is its number */
};

/* clang-format off */
/* id, wire word, whether a number follows, what it does */
#define HL_CODES(X)                                                            \
	X(FORWARD,     "forward",       true,  "send every call to the number") \
	X(UNFORWARD,   "unforward",     false, "every call rings here again")  \
	X(FWDBUSY,     "forward_busy",  true,  "send a call to the number when busy") \
	X(UNFWDBUSY,   "unforward_busy", false, "calls ring here again when busy") \
	X(FWDNOANSWER, "forward_noanswer", true, "send a call to the number when it is not answered") \
	X(UNFWDNOANSWER, "unforward_noanswer", false, "calls ring here until they are given up")             \
	X(DND,         "dnd",           false, "do not disturb: callers hear busy tone") \
	X(UNDND,       "undnd",         false, "calls ring again")             \
	X(REDIAL,      "redial",        false, "call the number dialled last") \
	X(RETURN,      "return",        false, "call back who called last")    \
	X(CANCEL,      "cancel_waiting", false, "no call waiting during the next call") \
	X(WITHHOLD,    "withhold",      false, "the own number is withheld during the next call") \
	X(UNWITHHOLD,  "unwithhold",    false, "the own number is shown during the next call") \
	X(WAITING,     "waiting",       false, "call waiting on")              \
	X(UNWAITING,   "unwaiting",     false, "call waiting off")             \
	X(ASKWAITING,  "waiting_status", false, "confirmation tone when call waiting is on") \
	X(PARK,        "park",          true,  "leave the held party at the park number") \
	X(UNPARK,      "unpark",        true,  "fetch the party from the park number") \
	X(PICKUP,      "pickup",        true,  "take the call that rings at the number") \
	X(PICKUPGROUP, "pickup_group",  false, "take a call that rings in one's group") \
	X(SPEED,       "speed",         true,  "call the stored number of this place") \
	X(TRUNKFLASH,  "trunk_flash",   false, "back to the held party's trunk, and flash its exchange: hold and dial on the same trunk")

enum hl_code {
#define X(id, wire, number, meaning) HL_CODE_##id,
	HL_CODES(X)
#undef X
	HL_CODE_COUNT
};
/* clang-format on */

#define HL_SPEEDS_MAX 32 /* stored numbers for all stations (house) */

/** struct hl_speed - a stored number, dialled by a place of 1 to 99. */
struct hl_speed {
	uint8_t place;
	char number[HL_DIGITS_MAX + 1];
};

/**
 * struct hl_pattern - one row of the dial plan
 * @text:  the pattern, zero-terminated
 * @kind:  where it leads
 * @group: index of the trunk group, or enum hl_code
 * @strip: leading digits not sent on the trunk
 */
struct hl_pattern {
	char text[HL_DIGITS_MAX + 1];
	uint8_t kind;
	uint8_t group;
	uint8_t strip;
};

#define HL_PREFIX_MAX 15 /* characters sent before a number (house) */

/**
 * struct hl_group - trunks that are hunted for a free one
 * @name:   its name
 * @lines:  members, in order
 * @prefix: digits sent before every number, and commas for pauses
 * @count:  how many members
 * @hunt:   enum hl_hunt: which of the free ones is taken
 */
struct hl_group {
	char name[HL_NAME_MAX];
	hl_line lines[HL_GROUP_LINES_MAX];
	char prefix[HL_PREFIX_MAX + 1];
	uint8_t count;
	uint8_t hunt;
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
	struct hl_speed speed[HL_SPEEDS_MAX];
	uint32_t park_first;
	uint8_t parks;
	uint8_t patterns;
	uint8_t groups;
	uint8_t addresses;
	uint8_t speeds;
};

/** hl_code_name() - wire word; "?" outside the list. */
const char *hl_code_name(enum hl_code value);

/** hl_code_takes_number() - do digits follow the code? */
bool hl_code_takes_number(enum hl_code value);

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
 * hl_dial_is_prefix() - only 0-9 * # A-D and commas, at most HL_PREFIX_MAX
 * @text: candidate; "" is one
 *
 * Return: nonzero when so.
 */
int hl_dial_is_prefix(const char *text);

/**
 * hl_dial_is_digits() - only 0-9 * # A-D, at least one, at most HL_DIGITS_MAX
 * @text: candidate
 *
 * Digits are a type: nothing else is ever taken as a number.
 * Return: nonzero when so.
 */
int hl_dial_is_digits(const char *text);

#endif
