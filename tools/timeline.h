/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeline.h - what happened on every line, who heard what, as one picture
 *
 * A timeline has a row for each party. In a row stand what the party did at
 * an instant (lifted, flashed, dialled), what its line was doing (a block
 * with words), and what it heard (a stroke with words). Whoever watches the
 * lines tells the timeline of each change as it happens; the picture and the
 * table are made of it at any time.
 */
#ifndef TOOLS_TIMELINE_H
#define TOOLS_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "holdline/types.h"

struct timeline;

#define TIMELINE_ROWS_MAX 64   /* parties on one picture (house) */
#define TIMELINE_WORDS_MAX 64  /* bytes of words, with the zero */
#define TIMELINE_PARTS_MAX 20000 /* spans, and marks, of one (house) */

/* clang-format off */
/* id, class of the block, its texture, what it says */
#define TIMELINE_LOOKS(X)                                                      \
	X(REST,  "",      "",      "nothing")                                  \
	X(RING,  "ring",  "bars",  "rings")                                    \
	X(TONE,  "tone",  "dots",  "dials")                                    \
	X(CALL,  "call",  "",      "calls")                                    \
	X(TALK,  "talk",  "",      "talks")                                    \
	X(HOLD,  "hold",  "waves", "holds, is held")                           \
	X(FAULT, "fault", "hatch", "refused, gone")                            \
	X(IDLE,  "idle",  "",      "left alone")

enum timeline_look {
#define X(id, class, texture, says) TIMELINE_##id,
	TIMELINE_LOOKS(X)
#undef X
	TIMELINE_LOOK_COUNT
};

/* id, bit, class of the stroke, what it says */
#define TIMELINE_SOUNDS(X)                                                     \
	X(VOICE, 1, "speech", "a voice")                                       \
	X(MUSIC, 2, "music",  "music")                                         \
	X(TONE,  4, "beep",   "a tone")                                        \
	X(NOISE, 8, "noise",  "something else")

enum timeline_sound {
	TIMELINE_HEARS_NOTHING = 0,
#define X(id, bit, class, says) TIMELINE_HEARS_##id = bit,
	TIMELINE_SOUNDS(X)
#undef X
};

/* id, path around (0, 0), what it says */
#define TIMELINE_SIGNS(X)                                                      \
	X(LIFT,    "m -6 5 l 6 -10 l 6 10 z",           "lifts, seizes")       \
	X(HANGUP,  "m -6 -5 l 6 10 l 6 -10 z",          "hangs up, releases")  \
	X(FLASH,   "m 2 -7 l -6 8 h 4 l -2 6 l 6 -8 h -4 z", "flash")          \
	X(BREAK,   "m -4 -5 h 3 v 10 h -3 z m 6 0 h 3 v 10 h -3 z", "another break") \
	X(DIGITS,  "m -5 -5 h 3 v 3 h -3 z m 5 0 h 3 v 3 h -3 z m -5 5 h 3 v 3 h -3 z m 5 0 h 3 v 3 h -3 z", "dials") \
	X(BELL,    "m -6 4 h 12 l -2 -3 v -3 q -1 -4 -4 -4 q -3 0 -4 4 v 3 z", "the bell begins") \
	X(TROUBLE, "m -5 -3 l 2 -2 l 3 3 l 3 -3 l 2 2 l -3 3 l 3 3 l -2 2 l -3 -3 l -3 3 l -2 -2 l 3 -3 z", "trouble")

enum timeline_sign {
#define X(id, path, says) TIMELINE_##id,
	TIMELINE_SIGNS(X)
#undef X
	TIMELINE_SIGN_COUNT
};
/* clang-format on */

/**
 * struct timeline_span - a row from one change to the next
 * @row:   which row
 * @from:  [us] when it began
 * @to:    [us] when it ended; HL_NEVER = it lasts
 * @look:  what the line does: enum timeline_look
 * @sound: what its party hears: enum timeline_sound bits
 * @words: the same in words
 */
struct timeline_span {
	uint16_t row;
	uint8_t look;
	uint8_t sound;
	hl_usec from;
	hl_usec to;
	char words[TIMELINE_WORDS_MAX];
};

/**
 * timeline_open() - a timeline without rows
 * @ret:   the caller closes it
 * @title: headline of the picture
 *
 * Return: 0, -ENOMEM.
 */
int timeline_open(struct timeline **ret, const char *title);

/** timeline_close() - NULL is fine. */
void timeline_close(struct timeline *timeline);

/**
 * timeline_row() - add a party
 * @name: "101"
 * @role: "telephone", "outside"
 *
 * Return: number of the row, from 0; -ENOSPC.
 */
int timeline_row(struct timeline *timeline, const char *name,
		 const char *role);

/**
 * timeline_does() - from now on the line does this
 *
 * The same words and look again change nothing. Times do not go back.
 */
void timeline_does(struct timeline *timeline, int row, hl_usec at,
		   enum timeline_look look, const char *words);

/** timeline_hears() - from now on its party hears this. */
void timeline_hears(struct timeline *timeline, int row, hl_usec at,
		    unsigned sound, const char *words);

/** timeline_deafen() - forget what a row heard, to be told anew. */
void timeline_deafen(struct timeline *timeline, int row);

/**
 * timeline_mark() - something happened
 * @timeline: the timeline
 * @row:      where
 * @from:     [us] when it began (a break: when the loop opened)
 * @at:       [us] when it was over
 * @sign:     what
 * @words:    "512 ms", "102"; short
 *
 * Digits that follow each other within three seconds are one mark.
 */
void timeline_mark(struct timeline *timeline, int row, hl_usec from,
		   hl_usec at, enum timeline_sign sign, const char *words);

/**
 * timeline_seized() - a trunk's loop is closed or open from now on
 *
 * Marks the change as lifting and hanging up; the same again marks nothing.
 */
void timeline_seized(struct timeline *timeline, int row, hl_usec at,
		     bool seized);

/** timeline_until() - the picture ends here; what lasts, lasts until then. */
void timeline_until(struct timeline *timeline, hl_usec at);

/** timeline_heard_count() - number of spans of hearing. */
unsigned timeline_heard_count(const struct timeline *timeline);

/** timeline_heard_at() - one of them, in the order told; @to is filled in. */
struct timeline_span timeline_heard_at(const struct timeline *timeline,
				       unsigned index);

/**
 * timeline_draw() - the picture, SVG
 *
 * The same timeline gives the same bytes.
 * Return: 0; -EIO; -ENOMEM when parts were lost for want of memory.
 */
int timeline_draw(const struct timeline *timeline, FILE *out);

/**
 * timeline_table() - who heard what, as text
 *
 * A line for each span of at least 100 ms, silence left out; seconds since
 * the beginning.
 */
void timeline_table(const struct timeline *timeline, FILE *out);

#endif
