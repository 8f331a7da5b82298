/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * supervision.h - the far end of a trunk: what is known of it, and how
 *
 * An exchange says little. What it sends as a signal (battery, polarity, a
 * message on a D-channel) is certain; what is only heard (tones, silence) is
 * evidence and carries its measurements with it. These lists are the words
 * for both, shared by the model, the drivers and the detectors.
 */
#ifndef HOLDLINE_SUPERVISION_H
#define HOLDLINE_SUPERVISION_H

#include <stdint.h>

#include "holdline/types.h"

/* clang-format off */
/* id, wire word, plain word: what is heard on a trunk (ITU-T E.180, E.182) */
#define HL_PROGRESSES(X)                                                       \
	X(NONE,       "none",       "nothing")                                 \
	X(BUSY,       "busy",       "busy tone")                               \
	X(CONGESTION, "congestion", "congestion tone")                         \
	X(DIAL,       "dial",       "dial tone")                               \
	X(HOWLER,     "howler",     "off-hook warning")                        \
	X(INFO,       "info",       "special information tone")                \
	X(SILENCE,    "silence",    "long silence")                            \
	X(RINGING,    "ringing",    "ringing tone")                            \
	X(ANSWERED,   "answered",   "ringing tone ended")

enum hl_progress_kind {
#define X(id, wire, plain) HL_PROGRESS_##id,
	HL_PROGRESSES(X)
#undef X
	HL_PROGRESS_COUNT
};

/* id, wire word, how a release of the far end is known */
#define HL_RELEASES(X)                                                         \
	X(SIGNAL,     "signal",     "a message of the exchange")               \
	X(BATTERY,    "battery",    "loop current drop, kewlstart")            \
	X(POLARITY,   "polarity",   "the battery is as before the answer")     \
	X(BUSY,       "busy",       "busy tone")                               \
	X(CONGESTION, "congestion", "congestion tone")                         \
	X(DIAL,       "dial",       "dial tone")                               \
	X(HOWLER,     "howler",     "off-hook warning")                        \
	X(INFO,       "info",       "special information tone")                \
	X(SILENCE,    "silence",    "long silence")

enum hl_release {
#define X(id, wire, meaning) HL_RELEASE_##id,
	HL_RELEASES(X)
#undef X
	HL_RELEASE_COUNT
};

#define HL_RELEASE_BIT(id) (1u << HL_RELEASE_##id)

/* What nobody mistakes for a talk: what the trunk's signalling has (house). */
#define HL_RELEASES_DEFAULT                                                    \
	(HL_RELEASE_BIT(SIGNAL) | HL_RELEASE_BIT(BATTERY))

/* id, wire word, when a call that we make counts as answered */
#define HL_ANSWERS_BY(X)                                                       \
	X(SENT,     "sent",     "when the number is sent; not confirmed")      \
	X(POLARITY, "polarity", "when the battery is reversed; confirmed")     \
	X(TONE,     "tone",     "when the ringing tone has ended; not confirmed") \
	X(TIME,     "time",     "answer_after the number is sent; not confirmed") \
	X(SIGNAL,   "signal",   "when the exchange says so; confirmed")

enum hl_answer_by {
#define X(id, wire, meaning) HL_ANSWER_BY_##id,
	HL_ANSWERS_BY(X)
#undef X
	HL_ANSWER_BY_COUNT
};

/* id, wire word, where a party on a trunk is held */
#define HL_HOLDS_AT(X)                                                         \
	X(HERE,     "here",     "by us, with music")                           \
	X(EXCHANGE, "exchange", "by the exchange: a flash, or HOLD on the D-channel; refused there, it is not held") \
	X(EITHER,   "either",   "by the exchange, and here when it refuses")

enum hl_hold_at {
#define X(id, wire, meaning) HL_HOLD_AT_##id,
	HL_HOLDS_AT(X)
#undef X
	HL_HOLD_AT_COUNT
};

/* id, wire word, how a number goes out on a trunk */
#define HL_SENDINGS(X)                                                         \
	X(TONE,    "tone",    "DTMF")                                          \
	X(PULSE,   "pulse",   "pulses")                                        \
	X(ENBLOC,  "en-bloc", "the whole number in one message (ISDN)")        \
	X(OVERLAP, "overlap", "in one message, and further digits in others (ISDN)")

enum hl_sending {
#define X(id, wire, meaning) HL_SENDING_##id,
	HL_SENDINGS(X)
#undef X
	HL_SENDING_COUNT
};

/* id, wire word, which trunk of a group is taken */
#define HL_HUNTS(X)                                                            \
	X(LINEAR,   "linear",   "the first free one in order")                 \
	X(CIRCULAR, "circular", "the first free one behind the one taken last") \
	X(LONGEST,  "longest",  "the one that has been free for the longest time")

enum hl_hunt {
#define X(id, wire, meaning) HL_HUNT_##id,
	HL_HUNTS(X)
#undef X
	HL_HUNT_COUNT
};

/* id, wire word, who rings when a call comes in on a trunk */
#define HL_RING_MODES(X)                                                       \
	X(FIRST,    "first",    "the first free station of the list")          \
	X(CIRCULAR, "circular", "the first free one behind the one rung last") \
	X(ALL,      "all",      "every free station at once")

enum hl_ring_mode {
#define X(id, wire, meaning) HL_RING_MODE_##id,
	HL_RING_MODES(X)
#undef X
	HL_RING_MODE_COUNT
};

/* id, wire word, a party that the exchange shall hold */
#define HL_WIRE_HOLDS(X)                                                       \
	X(NONE,    "none",    "it does not")                                   \
	X(ASKED,   "asked",   "it was asked, or is asked to give it back")     \
	X(HELD,    "held",    "it does")                                       \
	X(REFUSED, "refused", "it will not")                                   \
	X(THROUGH, "through", "its features are used by our party: a flash passes on to it")

enum hl_wire_hold {
#define X(id, wire, meaning) HL_WIRE_HOLD_##id,
	HL_WIRE_HOLDS(X)
#undef X
	HL_WIRE_HOLD_COUNT
};

/* id, wire word, how far an incoming call has come, as told to an exchange
 * that wants to know (Q.931: CALL PROCEEDING, ALERTING, CONNECT) */
#define HL_REACHES(X)                                                           \
	X(NONE,      "none",      "no call, or nothing said of it yet")        \
	X(TAKEN,     "taken",     "the number is complete")                    \
	X(ALERTING,  "alerting",  "a telephone rings")                         \
	X(CONNECTED, "connected", "answered")

enum hl_reach {
#define X(id, wire, meaning) HL_REACH_##id,
	HL_REACHES(X)
#undef X
	HL_REACH_COUNT
};

/* id, wire word, how the far end's hold of us is heard */
#define HL_FARHOLDS(X)                                                         \
	X(NONE,  "none",  "it does not hold us")                               \
	X(THERE, "there", "it holds us; what it plays is heard")               \
	X(GONE,  "gone",  "it holds us and has given the channel up: nothing is heard")

enum hl_farhold {
#define X(id, wire, meaning) HL_FARHOLD_##id,
	HL_FARHOLDS(X)
#undef X
	HL_FARHOLD_COUNT
};
/* clang-format on */

/**
 * struct hl_heard - what a detector heard, for the record
 * @kind:   enum hl_progress_kind
 * @cycles: cycles counted; 0 = the tone has no cadence
 * @hz:     its lowest two frequencies, measured; 0 = none
 * @on_ms, @off_ms: first burst and pause of a cycle, mean; 0 = no cadence
 * @level:  [0.1 dBm0]
 * @lasted: [ms] from the beginning of the evidence to the find
 */
struct hl_heard {
	uint8_t kind;
	uint8_t cycles;
	uint16_t hz[2];
	uint16_t on_ms;
	uint16_t off_ms;
	int16_t level;
	hl_msec lasted;
};

/** HL_PARTY_NAME_MAX - bytes of a party's name, with the zero (house). */
#define HL_PARTY_NAME_MAX 24

/*
 * What a port is told to listen for beside digits: bits of enum
 * hl_progress_kind, and this one.
 */
#define HL_HEAR_BIT(kind) (1u << (kind))
#define HL_HEAR_SETUP     (1u << 15) /* a call is being set up: dial tone counts at once */

/* Each: wire word; "?" outside the list. */
const char *hl_release_name(enum hl_release value);
const char *hl_answer_by_name(enum hl_answer_by value);
const char *hl_hold_at_name(enum hl_hold_at value);
const char *hl_sending_name(enum hl_sending value);
const char *hl_hunt_name(enum hl_hunt value);
const char *hl_ring_mode_name(enum hl_ring_mode value);
const char *hl_reach_name(enum hl_reach value);
const char *hl_farhold_name(enum hl_farhold value);
const char *hl_wire_hold_name(enum hl_wire_hold value);

#endif
