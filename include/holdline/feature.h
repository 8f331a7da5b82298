/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feature.h - what a gesture means in a situation
 *
 * A situation is what a person with a telephone would say is going on. The
 * table has one row for each situation and gesture; the row names the
 * operation and says it in words, which the console shows as "can now". A
 * new meaning for a flash is one row.
 */
#ifndef HOLDLINE_FEATURE_H
#define HOLDLINE_FEATURE_H

#include "holdline/hook.h"

/* clang-format off */
/* id, wire word, what is going on at the telephone */
#define HL_SITUATIONS(X)                                                       \
	X(RESTING,      "resting",      "on the hook, nothing")                \
	X(RINGING,      "ringing",      "on the hook, a call rings")           \
	X(RECALLED,     "recalled",     "on the hook, a party left on hold rings back") \
	X(BRIDGED,      "bridged",      "on the hook, the shared address is in use elsewhere") \
	X(DIALTONE,     "dialtone",     "hears dial tone")                     \
	X(DIALING,      "dialing",      "has begun to dial")                   \
	X(CALLING,      "calling",      "waits for the called party")          \
	X(FAILED,       "failed",       "hears busy or another refusal")       \
	X(TALKING,      "talking",      "talks to one party")                  \
	X(WAITING,      "waiting",      "talks to one party, another call waits") \
	X(HOLDING,      "holding",      "has a party on hold and nothing else") \
	X(ASK_DIALTONE, "ask-dialtone", "has a party on hold, hears recall dial tone") \
	X(ASK_DIALING,  "ask-dialing",  "has a party on hold, has begun to dial") \
	X(ASK_CALLING,  "ask-calling",  "has a party on hold, waits for another") \
	X(ASK_FAILED,   "ask-failed",   "has a party on hold, hears busy or another refusal") \
	X(ASK_TALKING,  "ask-talking",  "has a party on hold, talks to another") \
	X(ALTERNATE,    "alternate",    "talks to one party, another one is on hold for itself") \
	X(CONFERENCE,   "conference",   "talks to two parties at once")        \
	X(THROUGH,      "through",      "talks through an exchange whose features it uses") \
	X(ORDER,        "order",        "has flashed, a digit says what is meant") \
	X(SILENT,       "silent",       "off the hook, left alone")

enum hl_situation {
#define X(id, wire, meaning) HL_SIT_##id,
	HL_SITUATIONS(X)
#undef X
	HL_SITUATION_COUNT
};

/* id, wire word, what it does */
#define HL_OPS(X)                                                              \
	X(IGNORE,    "ignore",    "nothing")                                   \
	X(ORIGINATE, "originate", "dial tone for a new call")                  \
	X(ANSWER,    "answer",    "answer the ringing call")                   \
	X(COLLECT,   "collect",   "take the digit")                            \
	X(CONSULT,   "consult",   "hold the party, recall dial tone")          \
	X(RETRIEVE,  "retrieve",  "leave the present call, back to the held party") \
	X(UNHOLD,    "unhold",    "back to the held party")                    \
	X(SWAP,      "swap",      "hold this party, back to the other")        \
	X(JOIN,      "join",      "three-way call")                            \
	X(DROPLAST,  "droplast",  "release the party added last")              \
	X(CONNECT,   "connect",   "transfer: the other two stay connected")    \
	X(RECALL,    "recall",    "leave the present call; the held party rings back at once") \
	X(LEAVE,     "leave",     "release the present call; the line's onhook_held decides about the held party") \
	X(CLEAR,     "clear",     "release everything")                        \
	X(BRIDGE,    "bridge",    "join the call of the shared address, or take it from hold") \
	X(TAKE,      "take",      "hold the party, answer the waiting call")   \
	X(LEAVEWAITING, "leavewaiting", "release the call; the waiting one rings") \
	X(ORDER,     "order",     "wait for the digit that says what is meant") \
	X(ORDERED,   "ordered",   "do what the digit means")                   \
	X(RESUME,    "resume",    "go on as before the flash")                 \
	X(LEAVEORDER, "leaveorder", "hang up as without the flash")            \
	X(AGAIN,     "again",     "leave this call, recall dial tone again")   \
	X(REJECT,    "reject",    "reject the waiting call")                   \
	X(DROPTAKE,  "droptake",  "release the call, answer the waiting one")  \
	X(TAKEJOIN,  "takejoin",  "answer the waiting call, all three talk")   \
	X(DROPHELD,  "dropheld",  "release the held party")                    \
	X(TRUNKFLASH, "trunkflash", "flash the exchange of the party's trunk, where that may hold")

enum hl_op {
#define X(id, wire, meaning) HL_OP_##id,
	HL_OPS(X)
#undef X
	HL_OP_COUNT
};

/* id, key, default, meaning */
#define HL_SWITCHES(X)                                                         \
	X(ALWAYS,   NULL,       1, "")                                         \
	X(CONSULT,  "consult",  1, "a flash holds the party and gives recall dial tone") \
	X(THREEWAY, "threeway", 1, "a flash with two parties joins them")      \
	X(TRANSFER, "transfer", 1, "hanging up with two parties connects them with each other") \
	X(TRUNKS,   "trunk_transfer", 0, "a transfer may connect two trunks with each other") \
	X(PULSE,    "pulse",    1, "digits may be dialled by pulses")          \
	X(DTMF,     "dtmf",     1, "digits may be dialled by keys")            \
	X(HOLD,     "hold",     1, "calls can be held on this line")           \
	X(WAITING,  "call_waiting", 0, "a second call is announced while one is active") \
	X(WITHHOLD, "withhold", 0, "the number of this line is not shown to whom it calls") \
	X(ONEFLASH, "one_flash", 1, "one flash leaves a call that is not answered and returns; else the first gives dial tone again") \
	X(RECONNECT, "autoreconnect", 1, "releasing a consultation call brings the held party back by itself (LINEADDRCAPFLAGS_AUTORECONNECT)") \
	X(TRANSFERHELD, "transfer_held", 0, "a call on hard hold may be transferred (TRANSFERHELD)") \
	X(TRANSFERMAKE, "transfer_make", 0, "a call made for itself may be the consultation call of a transfer (TRANSFERMAKE)") \
	X(CONFERENCEHELD, "conference_held", 0, "a call on hard hold may be taken into a conference (CONFERENCEHELD)") \
	X(CONFERENCEMAKE, "conference_make", 0, "a call made for itself may be taken into a conference (CONFERENCEMAKE)") \
	X(HOLDMAKESNEW, "hold_makes_new", 0, "holding a call gives dial tone for another one (HOLDMAKESNEW)") \
	X(CONFDROP, "conference_drop", 0, "releasing a conference releases everybody in it (CONFDROP)")

enum hl_switch {
#define X(id, key, def, meaning) HL_SWITCH_##id,
	HL_SWITCHES(X)
#undef X
	HL_SWITCH_COUNT
};
/* clang-format on */

/* id, wire word, meaning */
#define HL_PROCEDURES(X)                                                       \
	X(NORTHAMERICAN, "north-american", "flash asks, joins, drops the last") \
	X(ETSI, "etsi", "with two calls the flash is followed by a digit 0 to 4")

enum hl_procedure {
#define X(id, wire, meaning) HL_PROCEDURE_##id,
	HL_PROCEDURES(X)
#undef X
	HL_PROCEDURE_COUNT
};

/**
 * struct hl_order - one row: a digit behind a flash, with two calls
 * @situation: before the flash
 * @digit:     '0' to '4'
 * @needs:     setting of the line that allows it (HL_SWITCH_ALWAYS: none)
 * @op:        what is done
 * @says:      in the words of a person at that telephone
 *
 * The digits are those of ETSI EN 300 738 and of the networks that use R
 * with 0 to 4.
 */
struct hl_order {
	enum hl_situation situation;
	char digit;
	enum hl_switch needs;
	enum hl_op op;
	const char *says;
};

/** hl_order_find() - the row, or NULL when the digit means nothing there. */
const struct hl_order *hl_order_find(enum hl_situation situation, char digit);

/** hl_order_at() - list of the rows; NULL past the last. */
const struct hl_order *hl_order_at(unsigned index);

/** hl_procedure_name() - wire word; "?" outside the list. */
const char *hl_procedure_name(enum hl_procedure value);

/**
 * struct hl_feature - one row: a gesture in a situation
 * @situation: what is going on
 * @gesture:   what the person does
 * @needs:     setting of the line that allows @op (HL_SWITCH_ALWAYS: none)
 * @op:        what is done
 * @otherwise: what is done when the setting is off
 * @says:      @op in the words of a person at that telephone
 */
struct hl_feature {
	enum hl_situation situation;
	enum hl_gesture gesture;
	enum hl_switch needs;
	enum hl_op op;
	enum hl_op otherwise;
	const char *says;
};

/**
 * hl_feature_find() - the row for a situation and a gesture
 * @procedure: below HL_PROCEDURE_COUNT
 * @situation: below HL_SITUATION_COUNT
 * @gesture:   LIFT, FLASH, HANGUP or DIGIT
 *
 * Return: the row; every pair has exactly one.
 */
const struct hl_feature *hl_feature_find(enum hl_procedure procedure,
					 enum hl_situation situation,
					 enum hl_gesture gesture);

/**
 * hl_feature_op() - what a row does on a line
 * @feature:  the row
 * @switches: the line's settings, bit n = HL_SWITCH n is on
 *
 * Return: the operation.
 */
enum hl_op hl_feature_op(const struct hl_feature *feature, unsigned switches);

/** hl_switch_key() - configuration key; NULL for HL_SWITCH_ALWAYS. */
const char *hl_switch_key(enum hl_switch value);

/** hl_switch_meaning() - one sentence. */
const char *hl_switch_meaning(enum hl_switch value);

/** hl_switch_defaults() - bits of the switches that are on by default. */
unsigned hl_switch_defaults(void);

/** hl_situation_name() - wire word; "?" outside the list. */
const char *hl_situation_name(enum hl_situation value);

/** hl_situation_meaning() - one sentence; "?" outside the list. */
const char *hl_situation_meaning(enum hl_situation value);

/** hl_op_name() - wire word; "?" outside the list. */
const char *hl_op_name(enum hl_op value);

#endif
