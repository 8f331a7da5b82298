/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timers.h - every time limit of the call model, as a table
 *
 * A line has one deadline for each of these. The value comes from the line's
 * settings where the table names a key, and a value of 0 there means: never.
 */
#ifndef HOLDLINE_TIMERS_H
#define HOLDLINE_TIMERS_H

#include "holdline/types.h"

/* clang-format off */
/* id, key, default ms, smallest, largest, what runs out, birthplace */
#define HL_TIMERS(X)                                                           \
	X(HOOK,         NULL,                 0,    0, 0,       "the judge of the loop wants to be asked", "profile") \
	X(FIRST_DIGIT,  "first_digit",        16000, 1000, 600000, "patience for the first digit; then silence", "RFC 5098 dial tone 16 s") \
	X(INTER_DIGIT,  "inter_digit",        8000, 500, 60000, "patience between digits; then the number is wrong", "Asterisk 8 s") \
	X(MATCH,        "match_digit",        3000, 200, 60000, "a number is complete but could be longer; then it is dialled", "Asterisk 3 s") \
	X(TONE,         "busy_limit",         30000, 1000, 600000, "busy or congestion tone; then silence until the hook", "RFC 5098 busy 30 s") \
	X(ANSWER,       "answer_limit",       180000, 1000, 600000, "a telephone rings and nobody answers; then the call is released", "RFC 5098 ringing 180 s") \
	X(TRANSFERBACK, "transfer_recall",    30000, 0, 600000, "a transferred party is not answered; then it comes back", "Panasonic 30 s") \
	X(RECALL,       "recall_limit",       60000, 1000, 600000, "ringing back with a held party; then recall_fallback", "house; AudioCodes 30 s") \
	X(CLEAR,        "clear_limit",        10000, 0, 600000, "a held party is gone; then its call is put away", "house; Cisco 10 s") \
	X(ORDER,        "order_digit",        5000, 1000, 30000, "patience for the digit behind a flash; then as before", "ETSI EN 300 738 register recall") \
	X(KEYUP,        NULL,                 200,  0, 0,       "the key that orders something may still sound; then whom it brings is connected", "house; DTMF digit 100 ms, a slow finger 250 ms") \
	X(FWDNOANSWER,  "forward_after",      20000, 5000, 180000, "a call is not answered; then it is forwarded", "TR-NWT-000586 5-36 s") \
	X(HOTLINE,      "hotline_after",      0,    0, 30000,   "nothing is dialled; then the hotline number is", "house; 0 = at once") \
	X(WAITTONE,     NULL,                 50,   0, 0,       "the call waiting tone begins or ends", "GR-571 0.3 s, once more after 10 s") \
	X(REMIND,       "hold_reminder",      0,    0, 600000,  "a party is held; then its holder hears a short tone", "house; off") \
	X(HELDMOST,     "hold_limit",         3600000, 0, 86400000, "a party is held for so long; then it comes back", "house; an hour, 0 = never") \
	X(CONFIRM,      NULL,                 1500, 0, 0,       "the confirmation tone; then dial tone", "GR-506 confirmation tone") \
	X(SPLASH,       NULL,                 600,  0, 0,       "a burst of ringing as a reminder", "GR-506 ring splash 500 ms") \
	X(OFFHOOK,      "howler_after",       60000, 0, 600000, "the receiver lies beside; then the howler", "RFC 5098 off-hook warning") \
	X(HOWLER,       "howler",             60000, 0, 600000, "the howler; then the line is locked out", "house") \
	X(PARK,         "park_limit",         45000, 0, 3600000, "a parked party was not fetched; then it comes back to who parked it", "Asterisk parkingtime 45 s") \
	X(RINGGONE,     "ring_timeout",       8000, 1000, 60000, "a trunk rings no more; then the caller has given up", "Asterisk 8 s") \
	X(CALLERWAIT,   "caller_wait",        5000, 0, 20000, "a trunk has rung and may still tell who calls; then the stations ring without", "house; burst 2 s, pause 0.6 s, message 1.2 s at most") \
	X(REVERSED,     NULL,                 5000, 0, 0,     "the battery of a trunk at rest was reversed; so long a caller may be told", "house; 20 digits of DTMF 2.8 s") \
	X(RECALLTONE,   "recall_wait",        4000, 500, 20000, "the exchange was flashed to hold a party and gives no dial tone; then that is not known, or the party is held here", "house") \
	X(FLASHED,      NULL,                 1000, 0, 0,     "a flash to the exchange, and what it needs behind it; then it may be flashed again", "house") \
	X(GUARD,        "guard",              2000, 0, 60000, "a released trunk; then it may be seized again", "Asterisk 2 s") \
	X(SEIZE,        "seize_wait",         1000, 100, 20000, "a trunk is seized; then digits are sent", "house") \
	X(DIALTONE,     "dialtone_wait",      0,    0, 60000, "dial tone is waited for on a seized trunk; then no_dialtone says what happens", "house; 0 = it is not waited for") \
	X(ANSWERED,     "answer_after",       15000, 500, 180000, "a number was sent; then the call counts as answered", "house") \
	X(UNREVERSED,   "answer_wait",        60000, 0, 600000, "a number was sent and no reversal of the battery has answered; then the call counts as answered, unconfirmed", "house; ten rings, 0 = it never does") \
	X(SETTLE,       NULL,                 600,  0, 0,       "the battery was reversed; a reversal this soon is the same one", "Asterisk polarityonanswerdelay 600 ms") \
	X(GENERATE,     NULL,                 0,    0, 0,       "a digit or tone that a program sends to the party", "DTMF digit 100 ms") \
	X(SEND,         NULL,                 100, 0, 0,        "a digit, or the pause behind it, on a trunk", "DAHDI digit 100 ms, Q.24 pause 40 ms at least")

enum hl_timer {
#define X(id, key, ms, least, most, meaning, source) HL_TIMER_##id,
	HL_TIMERS(X)
#undef X
	HL_TIMER_COUNT
};
/* clang-format on */

/**
 * struct hl_timer_info - one row of the table
 * @name:    wire word
 * @key:     setting of a line that changes it, or NULL
 * @def:     [ms] default
 * @least:   [ms] smallest value a setting may have
 * @most:    [ms] largest
 * @meaning: what runs out
 * @source:  where the number comes from
 */
struct hl_timer_info {
	const char *name;
	const char *key;
	hl_msec def;
	hl_msec least;
	hl_msec most;
	const char *meaning;
	const char *source;
};

/**
 * hl_timer_info() - the row of a timer
 * @timer: below HL_TIMER_COUNT
 *
 * Return: the row; never NULL.
 */
const struct hl_timer_info *hl_timer_info(enum hl_timer timer);

#endif
