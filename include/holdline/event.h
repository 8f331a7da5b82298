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
#include "holdline/supervision.h"
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
	X(PROGRESS,  "progress",  "a trunk: a detector heard something")       \
	X(CALLER,    "caller",    "a trunk: who is at its far end")            \
	X(NUMBER,    "number",    "a trunk: digits of the number that was called") \
	X(ALERT,     "alert",     "a trunk: the called telephone rings")       \
	X(ANSWERED,  "answered",  "a trunk: the called party has answered")    \
	X(HELD,      "held",      "a trunk: the exchange holds a party for us, gave it back, or refuses") \
	X(FARHELD,   "farheld",   "a trunk: its far end holds us, or has us back") \
	X(JOIN,      "join",      "a trunk: its far end wants two of its parties connected") \
	X(FAILED,    "failed",    "a driver could not do what was wanted")     \
	X(TONE,      "tone",      "a tone that is listened for was heard")     \
	X(TOLD,      "told",      "a display was told whether messages wait, to the end (closed) or not") \
	X(EXPIRE,    "expire",    "time has come to a deadline")               \
	X(REQUEST,   "request",   "a program asks for an operation")

enum hl_event_kind {
#define X(id, wire, meaning) HL_EVENT_##id,
	HL_EVENTS(X)
#undef X
	HL_EVENT_COUNT
};

/*
 * id, wire word, JSON-RPC method, what it is asked of (CALL or LINE), word of
 * the capabilities (1 LINECALLFEATURE_, 2 LINECALLFEATURE2_, 3
 * LINEADDRFEATURE_, 0 none), its bit there, what it does
 */
#define HL_REQUESTS(X)                                                         \
	X(MAKECALL, "makecall", "call.makeCall", LINE, 3, 0x2, "call a number from a line") \
	X(ACCEPT,   "accept",   "call.accept",   CALL, 1, 0x1, "take responsibility for an offered call") \
	X(ANSWER,   "answer",   "call.answer",   CALL, 1, 0x4, "answer an offered call, or join a bridged one") \
	X(REDIRECT, "redirect", "call.redirect", CALL, 1, 0x20000, "send an offered call to another number") \
	X(DIAL,     "dial",     "call.dial",     CALL, 1, 0x40, "dial more digits on a call") \
	X(DROP,     "drop",     "call.drop",     CALL, 1, 0x80, "release a call") \
	X(HOLD,     "hold",     "call.hold",     CALL, 1, 0x800, "put a call on hard hold") \
	X(UNHOLD,   "unhold",   "call.unhold",   CALL, 1, 0x8000000, "retrieve a held call") \
	X(SWAP,     "swap",     "call.swapHold", CALL, 1, 0x4000000, "exchange an active and a held call") \
	X(CONSULT,  "consult",  "call.setupTransfer", CALL, 1, 0x2000000, "hold a call and start a consultation call") \
	X(TRANSFER, "transfer", "call.completeTransfer", CALL, 1, 0x20, "connect a held and a consultation party with each other") \
	X(JOIN,     "join",     "call.completeTransferAsConference", CALL, 1, 0x20, "make a three-way call of a held and a consultation call") \
	X(BLIND,    "blindtransfer", "call.blindTransfer", CALL, 1, 0x8, "send the party to another number at once") \
	X(CONFERENCE, "conference", "call.setupConference", CALL, 1, 0x1000000, "begin a conference with a call") \
	X(NEWCONFERENCE, "newconference", "line.setupConference", LINE, 3, 0x20, "begin a conference without a call") \
	X(PREPARE,  "prepareadd", "call.prepareAddToConference", CALL, 1, 0x10000, "hold a conference and start a consultation call for it") \
	X(ADD,      "add",      "call.addToConference", CALL, 1, 0x2, "take a call into a held conference") \
	X(REMOVE,   "remove",   "call.removeFromConference", CALL, 1, 0x40000, "take a party out of a conference") \
	X(PARK,     "park",     "call.park",     CALL, 1, 0x8000, "leave the party at a number where anybody may fetch it") \
	X(UNPARK,   "unpark",   "line.unpark",   LINE, 3, 0x80, "fetch a parked party") \
	X(PICKUP,   "pickup",   "line.pickup",   LINE, 3, 0x4, "take a call that rings, waits or is held elsewhere") \
	X(SECURE,   "secure",   "call.secure",   CALL, 1, 0x80000, "let nothing break into a call any more") \
	X(PRIVACY,  "privacy",  "call.setPrivacy", CALL, 0, 0x0, "let no bridged station join a call, or let them") \
	X(TREATMENT, "treatment", "call.setTreatment", CALL, 1, 0x20000000, "choose what the party hears while it waits or is held") \
	X(MONITORDIGITS, "monitordigits", "call.monitorDigits", CALL, 1, 0x1000, "report the digits that come in on a call, or no more") \
	X(MONITORTONES, "monitortones", "call.monitorTones", CALL, 1, 0x4000, "report tones that come in on a call, or no more") \
	X(DIGITS,   "digits",   "call.generateDigits", CALL, 1, 0x200, "send digits to the party") \
	X(TONE,     "tone",     "call.generateTone", CALL, 1, 0x400, "send a tone to the party") \
	X(MESSAGE,  "message",  "line.setMessageWaiting", LINE, 0, 0x0, "tell the user that a message waits, or no more") \
	X(FORWARD,  "forward",  "line.forward", LINE, 3, 0x1, "send a line's calls to another number, or no more") \
	X(DND,      "dnd",      "line.setDoNotDisturb", LINE, 3, 0x2000, "refuse a line's calls as busy, or take them again") \
	X(FLASH,    "flash",    "line.sendFlash", LINE, 0, 0x0, "flash towards the exchange of a trunk") \
	X(RESET,    "reset",    "line.reset",    LINE, 0, 0x0, "release every call of a line")

enum hl_request_kind {
#define X(id, ...) HL_REQUEST_##id,
	HL_REQUESTS(X)
#undef X
	HL_REQUEST_COUNT
};
/* clang-format on */

#define HL_ASK_NOHOLD 1u /* value: the other party is not held meanwhile */

#define HL_WATCH_TONES 4 /* tones listened for on one call (house) */

/**
 * struct hl_watch_tone - a tone to listen for
 * @hz: its one or two frequencies, 200..3400; hz[0] = 0 is silence
 * @ms: how long it must last, 50..10000; 0 ends a list
 */
struct hl_watch_tone {
	uint16_t hz[2];
	uint16_t ms;
};

/**
 * struct hl_event - one thing that happened
 * @kind:    what
 * @line:    where; for EXPIRE HL_NO_LINE means every line
 * @at:      when: a range for edges, one instant (earliest = latest) else
 * @closed:  EDGE, TRUTH, READY: loop closed; TOLD: to the end
 * @gesture: GESTURE: LIFT, FLASH, HANGUP or DIGIT
 * @digit:   DIGIT, GESTURE/DIGIT: 0-9 * # A-D
 * @error:   FAILED: negative errno
 * @request: REQUEST: which operation
 * @id:      REQUEST: the asker's number, comes back in the reply effect
 * @call:    REQUEST: the call it is about, or HL_NO_CALL
 * @other:   REQUEST: the second call (swap, transfer, join)
 * @number:  REQUEST: digits (makecall, dial, consult, redirect, blind
 *           transfer, conference, park, unpark, pickup, digits),
 *           zero-terminated
 * @value:   REQUEST: HL_ASK_NOHOLD (conference, prepareadd); 1 directed, 2
 *           not (park); group (pickup); LINECALLTREATMENT_ value (treatment);
 *           LINEDIGITMODE_ bits (monitordigits); LINETONEMODE_ value (tone);
 *           1 or 0 (privacy, message, dnd); 0 always, 1 busy, 2 no answer
 *           (forward: no number = no more); LINEREMOVEFROMCONF_ is a setting
 * @length:  REQUEST: [ms] of the tone, of a flash; 0 = as usual
 * @tones:   REQUEST: what to listen for (monitortones); ends at hz[0] = 0 and
 *           ms = 0. TONE: unused
 * @which:   TONE: index in the list that was asked for; CALLER with @error:
 *           enum hl_clid_damage
 * @name:    CALLER: the far party's name, "" = not known
 * @heard:   PROGRESS: what was heard
 *
 * Further uses, all of trunks:
 * @number:  CALLER: the far party's number, "" = not known; RING, NUMBER:
 *           digits of the number that was called; "" = the exchange does not
 *           say
 * @value:   RING: 1 = the number is complete, or none is told; FARGONE:
 *           HL_GONE_ mode, 0 = normal; CALLER: 1 = the number is withheld,
 *           2 = not available; ALERT, ANSWERED: 1 = there is something to
 *           hear; HELD: 1 held, 0 given back; FARHELD: enum hl_farhold;
 *           NUMBER: 1 = no digit will follow; JOIN: the other line
 * @error:   HELD: 0, or a negative errno: the exchange refuses, all is as
 *           before; CALLER: 0, or -EBADMSG with @value 2: while it rang
 *           something was told that cannot be read
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
	uint8_t which;
	uint32_t value;
	hl_msec length;
	struct hl_watch_tone tones[HL_WATCH_TONES];
	char name[HL_PARTY_NAME_MAX];
	struct hl_heard heard;
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
 * @lamp:   the message lamp of the telephone
 * @display: enum hl_clid_lamp: what its display shall say of messages;
 *          UNKNOWN = it is told nothing
 * @talk:   voice passes: the echo canceller is on
 * @watch:  0, or a number that changes with the list of tones listened for:
 *          hl_model_watch()
 * @door:   HL_DOOR_EDGES or HL_DOOR_GESTURES
 * @hear:   trunk: bits of enum hl_progress_kind to tell, and HL_HEAR_SETUP
 * @identify: trunk: who calls may be told by sound now
 * @stage:  trunk: enum hl_reach of a call that came in
 * @hold:   trunk: the exchange shall hold the party
 * @keys:   trunk that dials by pulses: the number is out, digits are tones
 * @cause:  trunk: log2 of the HL_GONE_ mode that is said when the call ends
 */
struct hl_want {
	struct hl_wire wire;
	uint8_t tone;
	uint8_t ring;
	uint8_t loop;
	uint8_t listen;
	uint8_t door;
	uint8_t watch;
	uint8_t lamp;
	uint8_t display;
	uint8_t talk;
	uint8_t identify;
	uint8_t stage;
	uint8_t hold;
	uint8_t keys;
	uint8_t cause;
	uint16_t hear;
};

/** hl_event_name() - wire word; "?" outside the list. */
const char *hl_event_name(enum hl_event_kind value);

/** hl_request_name() - wire word; "?" outside the list. */
const char *hl_request_name(enum hl_request_kind value);

/**
 * struct hl_request_info - one row of the list of requests
 * @name:    wire word
 * @method:  JSON-RPC method
 * @of_line: asked of a line, not of a call
 * @word:    1 LINECALLFEATURE_, 2 LINECALLFEATURE2_, 3 LINEADDRFEATURE_, 0 none
 * @bit:     its bit in that word
 * @meaning: what it does
 */
struct hl_request_info {
	const char *name;
	const char *method;
	bool of_line;
	uint8_t word;
	uint32_t bit;
	const char *meaning;
};

/** hl_request_info() - the row of a request below HL_REQUEST_COUNT. */
const struct hl_request_info *hl_request_info(enum hl_request_kind value);

/** hl_wire_name() - wire word; "?" outside the list. */
const char *hl_wire_name(enum hl_wire_kind value);

#endif
