/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event.h - what may arrive at the model, and the ports it wants
 *
 * The only way in is an event. The only thing a driver is asked for is that
 * a port looks as the model wants it: struct hl_want. A driver therefore
 * translates and never decides.
 */
#ifndef HOLDLINE_EVENT_H
#define HOLDLINE_EVENT_H

#include <stdbool.h>

#include "holdline/hook.h"
#include "holdline/tone.h"
#include "holdline/types.h"

/* clang-format off */
/* id, wire word, what happened */
#define HL_EVENTS(X)                                                           \
	X(READY,     "ready",     "the port is there; closed says the loop's truth") \
	X(LOST,      "lost",      "the port went away: card removed")          \
	X(ALARM,     "alarm",     "the port is in alarm: no service")          \
	X(EDGE,      "edge",      "a station's loop opened or closed")         \
	X(TRUTH,     "truth",     "answer to a reading of the loop")           \
	X(GESTURE,   "gesture",   "the kernel judged: lift, flash, hangup, digit") \
	X(DIGIT,     "digit",     "a DTMF digit was heard on a station")       \
	X(RING,      "ring",      "a trunk: a burst of ringing began")         \
	X(FARGONE,   "fargone",   "a trunk: the far end released")             \
	X(POLARITY,  "polarity",  "a trunk: the battery was reversed")         \
	X(FAILED,    "failed",    "a driver could not do what was wanted")     \
	X(EXPIRE,    "expire",    "time has come to a deadline")               \
	X(REQUEST,   "request",   "a program asks for an operation")

enum hl_event_kind {
#define X(id, wire, meaning) HL_EVENT_##id,
	HL_EVENTS(X)
#undef X
	HL_EVENT_COUNT
};

/* id, wire word, JSON-RPC method, what it does */
#define HL_REQUESTS(X)                                                         \
	X(MAKECALL, "makecall", "call.makeCall", "call a number from a line")  \
	X(ANSWER,   "answer",   "call.answer",   "answer an offered call")     \
	X(DIAL,     "dial",     "call.dial",     "dial more digits on a call") \
	X(HOLD,     "hold",     "call.hold",     "put a call on hard hold")    \
	X(UNHOLD,   "unhold",   "call.unhold",   "retrieve a held call")       \
	X(SWAP,     "swap",     "call.swapHold", "exchange an active and a held call") \
	X(CONSULT,  "consult",  "call.setupTransfer", "hold a call and start a consultation call") \
	X(TRANSFER, "transfer", "call.completeTransfer", "connect a held and a consultation party with each other") \
	X(JOIN,     "join",     "call.completeTransferAsConference", "make a three-way call of a held and a consultation call") \
	X(REMOVE,   "remove",   "call.removeFromConference", "take a party out of a conference") \
	X(DROP,     "drop",     "call.drop",     "release a call")             \
	X(RESET,    "reset",    "line.reset",    "release every call of a line")

enum hl_request_kind {
#define X(id, wire, method, meaning) HL_REQUEST_##id,
	HL_REQUESTS(X)
#undef X
	HL_REQUEST_COUNT
};
/* clang-format on */

/**
 * struct hl_event - one thing that happened
 * @kind:    what
 * @line:    where; for EXPIRE HL_NO_LINE means every line
 * @at:      when: a range for edges, one instant (earliest = latest) else
 * @closed:  EDGE, TRUTH, READY: loop closed
 * @gesture: GESTURE: LIFT, FLASH, HANGUP or DIGIT
 * @digit:   DIGIT, GESTURE/DIGIT: 0-9 * # A-D
 * @error:   FAILED: negative errno
 * @request: REQUEST: which operation
 * @id:      REQUEST: the asker's number, comes back in the reply effect
 * @call:    REQUEST: the call it is about, or HL_NO_CALL
 * @other:   REQUEST: the second call (swap, transfer, join)
 * @number:  REQUEST: digits (makecall, dial, consult), zero-terminated
 */
struct hl_event {
	enum hl_event_kind kind;
	hl_line line;
	struct hl_interval at;
	bool closed;
	enum hl_gesture gesture;
	char digit;
	int error;
	enum hl_request_kind request;
	uint32_t id;
	hl_call call;
	hl_call other;
	char number[HL_DIGITS_MAX + 1];
};

/* clang-format off */
/* id, wire word, what the port's party hears besides a tone */
#define HL_WIRES(X)                                                            \
	X(QUIET, "quiet", "nobody")                                            \
	X(PAIR,  "pair",  "the party on line ref, who hears this one")         \
	X(CONF,  "conf",  "everybody in conference ref but itself, and is heard there") \
	X(MUSIC, "music", "music class ref; is heard by nobody")

enum hl_wire_kind {
#define X(id, wire, meaning) HL_WIRE_##id,
	HL_WIRES(X)
#undef X
	HL_WIRE_COUNT
};
/* clang-format on */

/**
 * struct hl_wire - one row of who-hears-whom
 * @kind: what is heard
 * @ref:  PAIR: the other line's index; CONF: the conference's number;
 *        MUSIC: index of the class; QUIET: 0
 */
struct hl_wire {
	uint8_t kind;
	uint32_t ref;
};

/**
 * struct hl_want - how a port shall be
 * @wire:   who is heard
 * @tone:   enum hl_tone played to the port's party
 * @ring:   enum hl_ring, stations
 * @loop:   station: feed the lifted telephone; trunk: seized
 * @listen: digits are expected: decode DTMF
 * @door:   HL_DOOR_EDGES or HL_DOOR_GESTURES
 */
struct hl_want {
	struct hl_wire wire;
	uint8_t tone;
	uint8_t ring;
	uint8_t loop;
	uint8_t listen;
	uint8_t door;
};

/** hl_event_name() - wire word; "?" outside the list. */
const char *hl_event_name(enum hl_event_kind value);

/** hl_request_name() - wire word; "?" outside the list. */
const char *hl_request_name(enum hl_request_kind value);

/** hl_wire_name() - wire word; "?" outside the list. */
const char *hl_wire_name(enum hl_wire_kind value);

#endif
