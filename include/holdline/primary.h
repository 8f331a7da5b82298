/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * primary.h - a telephone closes its loop to be told who calls (NTT)
 *
 * In Japan the battery is reversed and the telephone rung in short bursts
 * (CAR). A display closes the loop: the primary answer, which answers no call.
 * It gets the message, opens the loop again, and then the telephone rings. A
 * telephone without a display does not stir, and rings after these bursts. A
 * loop that stays closed after the message is somebody's hand: the call is
 * answered.
 *
 * So this machine takes every edge of the loop from the ringing's beginning
 * until it is over, and the engine is told of none of them but the last. The
 * driver does what is to be heard.
 *
 * Nothing here reads a clock or knows a card.
 */
#ifndef HOLDLINE_PRIMARY_H
#define HOLDLINE_PRIMARY_H

#include <stdbool.h>

#include "holdline/types.h"

/* From the end of the message to the telephone's opening of the loop, at most,
 * ms (Lantiq after NTT); later it is taken as an answer (house). */
#define HL_PRIMARY_RECEIVED_MS 7000

/** enum hl_primary_play - what the line is to do */
enum hl_primary_play {
	HL_PRIMARY_PLAY_REST, /* neither ringing nor fed; the battery reversed */
	HL_PRIMARY_PLAY_CAR,  /* rung in short bursts, hl_primary_car() */
	HL_PRIMARY_PLAY_FEED, /* fed, and silent */
	HL_PRIMARY_PLAY_DATA, /* fed, and hl_announce_read() from now on */
	HL_PRIMARY_PLAY_RING, /* over: rung as ordered */
	HL_PRIMARY_PLAY_LIFT, /* over: fed; the loop's closing is reported now */
};

/* clang-format off */
/* id, wire word, play, and what follows: when its time is up with the loop
 * closed, or open; when the loop closes; opens; meaning */
#define HL_PRIMARY_STATES(X)                                                   \
	X(REVERSED, "reversed", REST, ANSWER, CALL, ANSWER, REVERSED, "the battery is reversed") \
	X(CALL,     "call",     CAR,  ANSWER, RING, ANSWER, CALL,     "short bursts ask for an answer") \
	X(ANSWER,   "answer",   FEED, DATA,   GAP,  ANSWER, ANSWER,   "it has answered") \
	X(DATA,     "data",     DATA, WAIT,   GAP,  DATA,   DATA,     "it is told") \
	X(WAIT,     "wait",     FEED, LIFT,   GAP,  WAIT,   GAP,      "it shall open the loop") \
	X(GAP,      "gap",      REST, WAIT,   RING, WAIT,   GAP,      "it has") \
	X(RING,     "ring",     RING, RING,   RING, RING,   RING,     "told or not, it rings") \
	X(LIFT,     "lift",     LIFT, LIFT,   LIFT, LIFT,   LIFT,     "somebody has lifted the receiver")

enum hl_primary_state {
#define X(id, wire, play, closed, open, closing, opening, meaning)             \
	HL_PRIMARY_##id,
	HL_PRIMARY_STATES(X)
#undef X
	HL_PRIMARY_COUNT
};
/* clang-format on */

/**
 * struct hl_primary - one telephone that is told
 * @state:    where it is
 * @closed:   its loop is
 * @deadline: when hl_primary_time() wants to be asked; HL_NEVER at the end
 * @limit:    when a closed loop becomes an answer; 0 = not told yet
 * @data_ms:  length of the message
 */
struct hl_primary {
	enum hl_primary_state state;
	bool closed;
	hl_usec deadline;
	hl_usec limit;
	hl_msec data_ms;
};

struct hl_ring_plan;

/** hl_primary_car() - the cadence of the short bursts, which goes on until
 * HL_PRIMARY_PLAY_CAR is over. */
const struct hl_ring_plan *hl_primary_car(void);

/**
 * hl_primary_begin() - the ringing begins
 * @primary: filled
 * @data_ms: length of the message, 1-60000
 * @now:     this instant; the loop is open
 */
void hl_primary_begin(struct hl_primary *primary, hl_msec data_ms, hl_usec now);

/**
 * hl_primary_time() - time has passed
 * @primary: begun
 * @now:     this instant
 *
 * Goes on by one state at most, however late it is.
 *
 * Return: true when the state is another one now.
 */
bool hl_primary_time(struct hl_primary *primary, hl_usec now);

/**
 * hl_primary_loop() - the loop was closed or opened, and nobody else is told
 * @primary: begun and not over
 * @closed:  as it is now
 * @now:     this instant
 *
 * Return: true when the state is another one now.
 */
bool hl_primary_loop(struct hl_primary *primary, bool closed, hl_usec now);

/** hl_primary_play() - what the line is to do in this state */
enum hl_primary_play hl_primary_play(const struct hl_primary *primary);

/** hl_primary_is_over() - edges of the loop are the engine's again */
bool hl_primary_is_over(const struct hl_primary *primary);

/**
 * hl_primary_name() - the wire word of a state
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_primary_name(enum hl_primary_state state);

#endif
