/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * settings.h - how a line is set
 *
 * One value a line: what the configuration says of it, and what the model goes
 * by. Its words are those of the configuration and of the control socket.
 */
#ifndef HOLDLINE_SETTINGS_H
#define HOLDLINE_SETTINGS_H

#include <stdint.h>

#include "holdline/driver.h"
#include "holdline/feature.h"
#include "holdline/timers.h"
#include "holdline/types.h"

/* clang-format off */
/* id, wire word, what becomes of a held party when the receiver goes down */
#define HL_ONHOOKS(X)                                                          \
	X(RECALL,   "recall",   "the telephone rings at once and gives the party back") \
	X(TRANSFER, "transfer", "the party is connected to the one being called; with nobody called it rings back") \
	X(DROP,     "drop",     "the party is released")

enum hl_onhook {
#define X(id, wire, meaning) HL_ONHOOK_##id,
	HL_ONHOOKS(X)
#undef X
	HL_ONHOOK_COUNT
};

/* id, wire word, what becomes of a party whose recall ring is not answered */
#define HL_FALLBACKS(X)                                                        \
	X(RELEASE, "release", "the party is released")                         \
	X(OPERATOR, "operator", "the party is connected to the line named by operator") \
	X(RETRY, "retry", "the party waits and is brought again later")

enum hl_fallback {
#define X(id, wire, meaning) HL_FALLBACK_##id,
	HL_FALLBACKS(X)
#undef X
	HL_FALLBACK_COUNT
};
/* clang-format on */

/* clang-format off */
/* id, value (LINEANSWERMODE_), wire word, what becomes of the active call */
#define HL_ANSWERS(X)                                                          \
	X(NONE, 0x1, "none", "a second call cannot be answered while one is active") \
	X(DROP, 0x2, "drop", "the active call is released")                    \
	X(HOLD, 0x4, "hold", "the active call is held")

enum hl_answer {
#define X(id, value, wire, meaning) HL_ANSWER_##id,
	HL_ANSWERS(X)
#undef X
	HL_ANSWER_COUNT
};

/* id, value (LINEREMOVEFROMCONF_), wire word, who may be taken out */
#define HL_REMOVES(X)                                                          \
	X(NONE, 0x1, "none", "nobody")                                         \
	X(LAST, 0x2, "last", "the party added last")                           \
	X(ANY,  0x3, "any",  "any party")

enum hl_remove {
#define X(id, value, wire, meaning) HL_REMOVE_##id,
	HL_REMOVES(X)
#undef X
	HL_REMOVE_COUNT
};
/* clang-format on */

/* clang-format off */
/* id, wire word, how a station is told that a message waits; the stutter of
 * its dial tone always */
#define HL_MESSAGES(X)                                                         \
	X(TONE, "tone", "by the dial tone only")                               \
	X(LAMP, "lamp", "and its lamp, where the card can light one")          \
	X(FSK,  "fsk",  "and its display, by data on the hook")                \
	X(AUTO, "auto", "and both; its display where caller_id is such data")

enum hl_messages {
#define X(id, wire, meaning) HL_MESSAGES_##id,
	HL_MESSAGES(X)
#undef X
	HL_MESSAGES_COUNT
};
/* clang-format on */

#define HL_HELD_MAX 4   /* hard-held calls of one line, most (house) */
#define HL_PENDING_MAX 1 /* soft-held calls of one line (one consultation) */

#define HL_RING_TARGETS_MAX 8 /* stations rung by one trunk (house) */

/* clang-format off */
/* id, wire word, a number that belongs to a line */
#define HL_NUMBERS(X)                                                          \
	X(LAST,      "last",      "dialled last")                              \
	X(CALLER,    "caller",    "of who called last")                        \
	X(HOTLINE,   "hotline",   "dialled when the receiver is lifted")       \
	X(FORWARD,   "forward",   "every call goes there")                     \
	X(FWDBUSY,   "forward_busy", "calls go there when busy")               \
	X(FWDNOANSWER, "forward_noanswer", "calls go there when not answered")

enum hl_number_kind {
#define X(id, wire, meaning) HL_NUMBER_##id,
	HL_NUMBERS(X)
#undef X
	HL_NUMBER_COUNT
};

/* id, wire word, callers that may ring differently */
#define HL_CALLERS(X)                                                          \
	X(INTERNAL, "internal", "a station")                                   \
	X(EXTERNAL, "external", "a trunk")                                     \
	X(BACK,     "back",     "a party that comes back")

enum hl_caller_class {
#define X(id, wire, meaning) HL_CALLER_##id,
	HL_CALLERS(X)
#undef X
	HL_CALLER_COUNT
};
/* clang-format on */

/**
 * struct hl_line_settings - what the configuration says of a line
 * @name:     its name; of a station also its number
 * @kind:     station or trunk
 * @door:     HL_DOOR_EDGES, _GESTURES or _AUTO
 * @switches: bit n = enum hl_switch n is on
 * @onhook_held: enum hl_onhook
 * @fallback: enum hl_fallback
 * @operator: line index for HL_FALLBACK_OPERATOR
 * @class:    music class that a party held by this line hears
 * @profile:  hook windows
 * @hangup_delay: [ms] station: in a talk to which it was called the receiver
 *            is down so much later, 0..HL_HANGUP_DELAY_MAX
 * @messages: enum hl_messages
 * @timer:    [ms] limits; 0 = never
 * @ring:     trunk: stations that an incoming call rings, in order
 * @rings:    how many
 * @held:     hard-held calls at the most, 1..HL_HELD_MAX
 * @parties:  parties of a conference at the most, 3..HL_PARTIES_MAX
 * @answer:   enum hl_answer
 * @remove:   enum hl_remove
 * @pickup:   pickup group, 1..63; 0 = none
 * @procedure: enum hl_procedure
 * @clid, @clid_variant, @clid_place: how its telephone is told who calls
 *           (holdline/clid.h); the model passes them on
 * @bell:     enum hl_ring for each enum hl_caller_class
 *
 * Of a trunk:
 * @isdn:     its exchange speaks in messages, not by loop and tone
 * @sending:  enum hl_sending
 * @answer_by: enum hl_answer_by
 * @hold_at:  enum hl_hold_at
 * @ring_mode: enum hl_ring_mode
 * @dial_anyway: without dial tone it is dialled all the same, else given up
 * @cycles:   cycles of a tone that must be heard; 0 = as usual
 * @releases: HL_RELEASE_ bits that end a call
 * @echo:     [taps] of the echo canceller; 0 = as usual
 * @rx_gain, @tx_gain: [0.1 dB]
 * @silence:  [ms] so much silence is long; 0 = as usual
 * @clid ...: how the exchange tells who calls
 */
struct hl_line_settings {
	char name[HL_NAME_MAX];
	uint8_t kind;
	uint8_t door;
	uint8_t onhook_held;
	uint8_t fallback;
	uint8_t class;
	uint8_t rings;
	uint8_t held;
	uint8_t parties;
	uint8_t answer;
	uint8_t remove;
	uint8_t pickup;
	uint8_t procedure;
	uint8_t clid;
	uint8_t clid_variant;
	uint8_t clid_place;
	uint8_t bell[HL_CALLER_COUNT];
	uint8_t isdn;
	uint8_t sending;
	uint8_t answer_by;
	uint8_t hold_at;
	uint8_t ring_mode;
	uint8_t dial_anyway;
	uint8_t cycles;
	uint16_t releases;
	uint16_t echo;
	int16_t rx_gain;
	int16_t tx_gain;
	hl_msec silence;
	hl_msec hangup_delay;
	hl_line operator;
	uint32_t switches;
	struct hl_profile profile;
	uint8_t messages;
	hl_msec timer[HL_TIMER_COUNT];
	hl_line ring[HL_RING_TARGETS_MAX];
};

/* So far from one room to another (house; SPA 255 s). */
#define HL_HANGUP_DELAY_MAX 60000

#define HL_HELD_DEFAULT 3    /* hard-held calls (house) */
#define HL_PARTIES_DEFAULT 6 /* parties of a conference (house) */

/** hl_line_defaults() - settings of a line that nobody has changed. */
void hl_line_defaults(struct hl_line_settings *ret);

/** hl_onhook_name() - wire word; "?" outside the list. */
const char *hl_onhook_name(enum hl_onhook value);

/** hl_fallback_name() - wire word; "?" outside the list. */
const char *hl_fallback_name(enum hl_fallback value);

/** hl_number_kind_name() - wire word; "?" outside the list. */
const char *hl_number_kind_name(enum hl_number_kind value);

/** hl_caller_name() - wire word; "?" outside the list. */
const char *hl_caller_name(enum hl_caller_class value);

/** hl_messages_name() - wire word; "?" outside the list. */
const char *hl_messages_name(enum hl_messages value);

/** hl_answer_name() - wire word; "?" outside the list. */
const char *hl_answer_name(enum hl_answer value);

/** hl_remove_name() - wire word; "?" outside the list. */
const char *hl_remove_name(enum hl_remove value);

#endif
