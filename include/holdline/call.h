/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call.h - the states of a call appearance and the table that moves it
 *
 * A call appearance is one party's half of a call: two stations in one
 * conversation are two appearances with the same conversation number. States,
 * their values and their meaning are those of TAPI (LINECALLSTATE_), so idle
 * is an end and never a beginning.
 */
#ifndef HOLDLINE_CALL_H
#define HOLDLINE_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/types.h"

/* clang-format off */
/* id, value in TAPI, wire word, plain word, meaning */
#define HL_CALL_STATES(X)                                                      \
	X(IDLE,         0x1,    "idle",         "idle",          "nothing on the wire; the call is over") \
	X(OFFERING,     0x2,    "offering",     "ringing",       "presented here, nobody has answered") \
	X(ACCEPTED,     0x4,    "accepted",     "ringing",       "an owner took responsibility; it alerts") \
	X(DIALTONE,     0x8,    "dialtone",     "dial tone",     "ready for digits") \
	X(DIALING,      0x10,   "dialing",      "dialling",      "digits are collected or sent") \
	X(RINGBACK,     0x20,   "ringback",     "hears ringing", "the far end is alerted") \
	X(BUSY,         0x40,   "busy",         "busy",          "the far end is busy") \
	X(SPECIALINFO,  0x80,   "specialinfo",  "no such number", "the network cannot do it and says why") \
	X(CONNECTED,    0x100,  "connected",    "talking",       "the parties hear each other") \
	X(PROCEEDING,   0x200,  "proceeding",   "calling",       "dialling is done, the call travels") \
	X(ONHOLD,       0x400,  "onhold",       "held",          "hard hold: the line is free for another call") \
	X(CONFERENCED,  0x800,  "conferenced",  "in conference", "a member of a conference") \
	X(ONHOLDPENDCONF, 0x1000, "onholdpendconf", "held (joining)", "held while a conference is built") \
	X(ONHOLDPENDTRANSFER, 0x2000, "onholdpendtransfer", "held (asking)", "held during a consultation call") \
	X(DISCONNECTED, 0x4000, "disconnected", "far end gone",  "the remote side has left") \
	X(UNKNOWN,      0x8000, "unknown",      "unknown",       "exists, state not known yet")

enum hl_call_st {
#define X(id, value, wire, plain, meaning) HL_CALL_##id,
	HL_CALL_STATES(X)
#undef X
	HL_CALL_STATE_COUNT
};

/* id, wire word, what happens to this half of the call */
#define HL_CALL_EVENTS(X)                                                      \
	X(DIGIT,    "digit",    "a digit was dialled")                         \
	X(ROUTED,   "routed",   "the number is complete and leads somewhere")  \
	X(ALERT,    "alert",    "the far end is alerted")                      \
	X(FARBUSY,  "farbusy",  "the far end is busy")                         \
	X(REFUSE,   "refuse",   "the number leads nowhere, or no path is free") \
	X(ACCEPT,   "accept",   "an owner accepts the offered call")           \
	X(CONNECT,  "connect",  "answered")                                    \
	X(HOLD,     "hold",     "hard hold is asked for here")                 \
	X(CONSULT,  "consult",  "a consultation call starts here")             \
	X(PREPARE,  "prepare",  "a party is added to this conference")         \
	X(UNHOLD,   "unhold",   "the held party is retrieved here")            \
	X(JOIN,     "join",     "becomes a member of a conference")            \
	X(PART,     "part",     "the conference ends with this party left")    \
	X(PARTHELD, "partheld", "the held conference ends with this party left") \
	X(FARGONE,  "fargone",  "the far end released")                        \
	X(RELEASE,  "release",  "released here")                               \
	X(DOUBT,    "doubt",    "the far side was asked for something and does not answer")

enum hl_call_event {
#define X(id, wire, meaning) HL_CEV_##id,
	HL_CALL_EVENTS(X)
#undef X
	HL_CALL_EVENT_COUNT
};

/* Mode words: bits and scalars as in tapi.h; 0 where a state has none. */
enum hl_call_mode {
	HL_MODE_NONE = 0,
	/* connected: LINECONNECTEDMODE_ */
	HL_CONNECTED_ACTIVE = 0x1,
	HL_CONNECTED_INACTIVE = 0x2,
	HL_CONNECTED_ACTIVEHELD = 0x4,
	HL_CONNECTED_INACTIVEHELD = 0x8,
	HL_CONNECTED_CONFIRMED = 0x10,
	/* dialtone: LINEDIALTONEMODE_ */
	HL_DIALTONE_NORMAL = 0x1,
	HL_DIALTONE_SPECIAL = 0x2,
	HL_DIALTONE_INTERNAL = 0x4,
	/* offering: LINEOFFERINGMODE_ */
	HL_OFFERING_ACTIVE = 0x1,
	HL_OFFERING_INACTIVE = 0x2,
	/* busy: LINEBUSYMODE_ */
	HL_BUSY_STATION = 0x1,
	HL_BUSY_TRUNK = 0x2,
	/* specialinfo: LINESPECIALINFO_ */
	HL_INFO_NOCIRCUIT = 0x1,
	HL_INFO_CUSTIRREG = 0x2,
	HL_INFO_REORDER = 0x4,
	/* disconnected: LINEDISCONNECTMODE_ */
	HL_GONE_NORMAL = 0x1,
	HL_GONE_UNKNOWN = 0x2,
	HL_GONE_REJECT = 0x4,
	HL_GONE_PICKUP = 0x8,
	HL_GONE_FORWARDED = 0x10,
	HL_GONE_BUSY = 0x20,
	HL_GONE_NOANSWER = 0x40,
	HL_GONE_BADADDRESS = 0x80,
	HL_GONE_UNREACHABLE = 0x100,
	HL_GONE_CONGESTION = 0x200,
	HL_GONE_NODIALTONE = 0x1000,
	HL_GONE_OUTOFORDER = 0x4000,
	HL_GONE_DONOTDISTURB = 0x40000,
};

/* id, value in tapi.h (LINECALLREASON_), wire word */
#define HL_CALL_REASONS(X)                                                     \
	X(DIRECT,   0x1,   "direct")                                           \
	X(FWDBUSY,  0x2,   "fwdbusy")                                          \
	X(FWDNOANSWER, 0x4, "fwdnoanswer")                                     \
	X(FWDUNCOND, 0x8,  "fwduncond")                                        \
	X(PICKUP,   0x10,  "pickup")                                           \
	X(UNPARK,   0x20,  "unpark")                                           \
	X(REDIRECT, 0x40,  "redirect")                                         \
	X(TRANSFER, 0x100, "transfer")                                         \
	X(REMINDER, 0x200, "reminder")                                         \
	X(UNKNOWN,  0x400, "unknown")                                          \
	X(PARKED,   0x2000, "parked")

enum hl_call_reason {
#define X(id, value, wire) HL_REASON_##id,
	HL_CALL_REASONS(X)
#undef X
	HL_CALL_REASON_COUNT
};

/* id, value in tapi.h (LINECALLORIGIN_), wire word */
#define HL_CALL_ORIGINS(X)                                                     \
	X(OUTBOUND,   0x1,  "outbound")                                        \
	X(INTERNAL,   0x2,  "internal")                                        \
	X(EXTERNAL,   0x4,  "external")                                        \
	X(CONFERENCE, 0x40, "conference")

enum hl_call_origin {
#define X(id, value, wire) HL_ORIGIN_##id,
	HL_CALL_ORIGINS(X)
#undef X
	HL_CALL_ORIGIN_COUNT
};

/* id, value in tapi.h (LINEERR_), wire word, sentence, mend */
#define HL_ERRORS(X)                                                           \
	X(NONE,             0x0,        "OK",               "done", "") \
	X(CALLUNAVAIL,      0x80000005, "CALLUNAVAIL",      "the line can take no further call", "drop or retrieve one of its calls") \
	X(CONFERENCEFULL,   0x80000007, "CONFERENCEFULL",   "the conference is full", "drop a party first") \
	X(INVALADDRESS,     0x80000010, "INVALADDRESS",     "the number leads nowhere", "see the dial plan: holdctl config") \
	X(INVALCALLHANDLE,  0x80000018, "INVALCALLHANDLE",  "there is no such call", "holdctl calls lists them") \
	X(INVALCALLSTATE,   0x8000001c, "INVALCALLSTATE",   "not in this state of the call", "holdctl calls shows what each call can do now") \
	X(INVALCONSULTCALLHANDLE, 0x80000021, "INVALCONSULTCALLHANDLE", "the second call is not its consultation call", "holdctl calls shows which call belongs to which") \
	X(INVALLINEHANDLE,  0x8000002b, "INVALLINEHANDLE",  "there is no such line", "holdctl lines lists them") \
	X(INVALLINESTATE,   0x8000002c, "INVALLINESTATE",   "the line is not in a state for this", "holdctl show LINE says what it does") \
	X(INVALPARAM,       0x80000032, "INVALPARAM",       "a parameter is wrong", "holdctl help VERB shows its form") \
	X(NOTOWNER,         0x80000046, "NOTOWNER",         "you may watch this, not do it", "ask for the operator role") \
	X(OPERATIONFAILED,  0x80000048, "OPERATIONFAILED",  "the line card or the far end refused", "holdctl log shows what it said") \
	X(OPERATIONUNAVAIL, 0x80000049, "OPERATIONUNAVAIL", "this line cannot do that", "holdctl show LINE says what it can") \
	X(RESOURCEUNAVAIL,  0x8000004b, "RESOURCEUNAVAIL",  "nothing is free for it", "try again when a call has ended") \
	X(DIALBILLING,      0x80000008, "DIALBILLING",      "$ in a number: no billing tone can be waited for", "leave the $ out") \
	X(DIALDIALTONE,     0x80000009, "DIALDIALTONE",     "W in a number: no dial tone can be waited for", "leave the W out") \
	X(DIALPROMPT,       0x8000000a, "DIALPROMPT",       "? in a number: somebody has to be asked first", "leave the ? out and dial the parts one by one") \
	X(DIALQUIET,        0x8000000b, "DIALQUIET",        "@ in a number: no quiet answer can be waited for", "leave the @ out") \
	X(INUSE,            0x8000000f, "INUSE",            "the line is in use", "hold or drop its call first") \
	X(INVALCONFCALLHANDLE, 0x80000020, "INVALCONFCALLHANDLE", "this call is no conference", "holdctl calls shows which call is one") \
	X(INVALDIGITMODE,   0x80000027, "INVALDIGITMODE",   "digits of this kind are not known", "dtmf and dtmfend are") \
	X(INVALGROUPID,     0x8000002a, "INVALGROUPID",     "there is no such pickup group", "holdctl show LINE says a line's group") \
	X(INVALPARKMODE,    0x80000034, "INVALPARKMODE",    "calls are not parked in this way", "directed or nondirected") \
	X(INVALTONE,        0x8000003c, "INVALTONE",        "this tone cannot be listened for", "one or two frequencies of 200 to 3400 Hz") \
	X(INVALTONEMODE,    0x8000003e, "INVALTONEMODE",    "tones of this kind cannot be made", "ringback, busy or beep") \
	X(INVALTRANSFERMODE, 0x8000003f, "INVALTRANSFERMODE", "a transfer does not end in this way", "transfer or conference") \
	X(NOCONFERENCE,     0x80000041, "NOCONFERENCE",     "the call belongs to no conference", "holdctl calls shows which do") \
	X(TARGETNOTFOUND,   0x8000004e, "TARGETNOTFOUND",   "there is no such application", "holdctl api, or application.list") \
	X(TARGETSELF,       0x8000004f, "TARGETSELF",       "the application is the asking one", "name another one") \
	X(ADDRESSBLOCKED,   0x80000053, "ADDRESSBLOCKED",   "this number may not be reached from here", "trunk_transfer connects trunks with each other") \
	X(INVALCALLPRIVILEGE, 0x8000001a, "INVALCALLPRIVILEGE", "there is no such privilege, or it is not yours to take", "monitor or owner")

enum hl_error {
#define X(id, value, wire, sentence, mend) HL_ERR_##id,
	HL_ERRORS(X)
#undef X
	HL_ERROR_COUNT
};
/* clang-format on */

/**
 * struct hl_error_info - one row of the error table
 * @value:    value in tapi.h (LINEERR_)
 * @name:     wire word
 * @sentence: what it means, for a person
 * @mend:     what to do about it; "" when nothing is to be done
 */
struct hl_error_info {
	uint32_t value;
	const char *name;
	const char *sentence;
	const char *mend;
};

/** hl_error_info() - the row of @error (below HL_ERROR_COUNT). */
const struct hl_error_info *hl_error_info(enum hl_error error);

/* What the table says of a state and an event. */
enum hl_rule_kind {
	HL_RULE_GO,     /* goes to @next */
	HL_RULE_STAY,   /* accepted, same state */
	HL_RULE_REFUSE, /* not possible now: INVALCALLSTATE */
	HL_RULE_NEVER,  /* cannot arise; arriving here is a fault of ours */
};

/**
 * struct hl_rule - one cell of the call table
 * @kind: what happens
 * @next: the next state (with GO; else the same)
 */
struct hl_rule {
	enum hl_rule_kind kind;
	enum hl_call_st next;
};

/**
 * hl_call_rule() - the cell of the table for a state and an event
 * @state: below HL_CALL_STATE_COUNT
 * @event: below HL_CALL_EVENT_COUNT
 *
 * Source: TAPI call states (lineHold, lineUnhold, lineSetupTransfer,
 * lineCompleteTransfer, lineSetupConference, lineDrop, lineAnswer).
 * Return: the cell; every pair is defined.
 */
const struct hl_rule *hl_call_rule(enum hl_call_st state,
				   enum hl_call_event event);

/** hl_call_state_name() - wire word; "?" outside the list. */
const char *hl_call_state_name(enum hl_call_st state);

/** hl_call_state_plain() - screen word; "?" outside the list. */
const char *hl_call_state_plain(enum hl_call_st state);

/** hl_call_state_value() - LINECALLSTATE_ value; 0 outside the list. */
uint32_t hl_call_state_value(enum hl_call_st state);

/** hl_call_event_name() - wire word; "?" outside the list. */
const char *hl_call_event_name(enum hl_call_event event);

/** hl_reason_name() - wire word; "?" outside the list. */
const char *hl_reason_name(enum hl_call_reason reason);

/** hl_origin_name() - wire word; "?" outside the list. */
const char *hl_origin_name(enum hl_call_origin origin);

/**
 * hl_call_mode_name() - wire word of a state's mode
 * @state: the state
 * @mode:  its mode word
 *
 * Return: a word such as "activeheld", or "" when there is none.
 */
const char *hl_call_mode_name(enum hl_call_st state, unsigned mode);

/** hl_reason_value() - LINECALLREASON_ value; 0 outside the list. */
uint32_t hl_reason_value(enum hl_call_reason reason);

/** hl_origin_value() - LINECALLORIGIN_ value; 0 outside the list. */
uint32_t hl_origin_value(enum hl_call_origin origin);

/** hl_call_state_is_hold() - one of the three hold states. */
bool hl_call_state_is_hold(enum hl_call_st state);

#endif
