/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tone.h - the tones and ring cadences that a line can be given
 *
 * The model names them, a driver or the synthesiser makes them sound. What
 * a tone is made of (frequencies, cadence) belongs to the country's zone.
 * Meanings follow ITU-T E.182.
 */
#ifndef HOLDLINE_TONE_H
#define HOLDLINE_TONE_H

/* clang-format off */
/* id, wire word, plain word, meaning */
#define HL_TONES(X)                                                            \
	X(NONE,       "none",        "-",            "silence")                \
	X(DIAL,       "dial",        "dial tone",    "ready for digits")       \
	X(RECALL,     "recall",      "recall dial tone", "flash taken, ready for digits") \
	X(STUTTER,    "stutter",     "stutter dial tone", "ready for digits, something waits") \
	X(RINGBACK,   "ringback",    "ringing tone", "the other telephone rings") \
	X(BUSY,       "busy",        "busy tone",    "the called party is busy, or has left") \
	X(CONGESTION, "congestion",  "congestion tone", "no path, or no such number") \
	X(INFO,       "info",        "special information tone", "the cause is not a busy party") \
	X(WAITING,    "callwaiting", "call waiting tone", "another call arrives") \
	X(HOLD,       "hold",        "holding tone", "you are on hold and there is no music") \
	X(CONFIRM,    "confirm",     "confirmation tone", "the order is accepted") \
	X(HOWLER,     "howler",      "howler",       "hang up the receiver")   \
	X(D1, "dtmf1", "digit 1", "DTMF 1, ITU-T Q.23")                        \
	X(D2, "dtmf2", "digit 2", "DTMF 2, ITU-T Q.23")                        \
	X(D3, "dtmf3", "digit 3", "DTMF 3, ITU-T Q.23")                        \
	X(D4, "dtmf4", "digit 4", "DTMF 4, ITU-T Q.23")                        \
	X(D5, "dtmf5", "digit 5", "DTMF 5, ITU-T Q.23")                        \
	X(D6, "dtmf6", "digit 6", "DTMF 6, ITU-T Q.23")                        \
	X(D7, "dtmf7", "digit 7", "DTMF 7, ITU-T Q.23")                        \
	X(D8, "dtmf8", "digit 8", "DTMF 8, ITU-T Q.23")                        \
	X(D9, "dtmf9", "digit 9", "DTMF 9, ITU-T Q.23")                        \
	X(D0, "dtmf0", "digit 0", "DTMF 0, ITU-T Q.23")                        \
	X(DSTAR,  "dtmf*", "digit *", "DTMF *, ITU-T Q.23")                    \
	X(DPOUND, "dtmf#", "digit #", "DTMF #, ITU-T Q.23")                    \
	X(DA, "dtmfa", "digit A", "DTMF A, ITU-T Q.23")                        \
	X(DB, "dtmfb", "digit B", "DTMF B, ITU-T Q.23")                        \
	X(DC, "dtmfc", "digit C", "DTMF C, ITU-T Q.23")                        \
	X(DD, "dtmfd", "digit D", "DTMF D, ITU-T Q.23")

enum hl_tone {
#define X(id, wire, plain, meaning) HL_TONE_##id,
	HL_TONES(X)
#undef X
	HL_TONE_COUNT
};

/* id, wire word, meaning */
#define HL_RINGS(X)                                                            \
	X(NONE,   "none",   "not ringing")                                     \
	X(NORMAL, "normal", "a call: the zone's cadence")                      \
	X(RECALL, "recall", "a party you left on hold: four short-short-long") \
	X(SPLASH, "splash", "one burst of 500 ms: a reminder")                 \
	X(DR1,    "dr1",    "Bellcore-dr1: 2 s on, 4 s off")                   \
	X(DR2,    "dr2",    "Bellcore-dr2: long long")                         \
	X(DR3,    "dr3",    "Bellcore-dr3: short short long")                  \
	X(DR4,    "dr4",    "Bellcore-dr4: short long short")                  \
	X(DR5,    "dr5",    "Bellcore-dr5: one burst of 500 ms, no more")

enum hl_ring {
#define X(id, wire, meaning) HL_RING_##id,
	HL_RINGS(X)
#undef X
	HL_RING_COUNT
};
/* clang-format on */

/**
 * hl_tone_name() - wire word of a tone
 * @tone: one of enum hl_tone
 *
 * Return: a constant string; "?" for a value outside the list.
 */
const char *hl_tone_name(enum hl_tone tone);

/**
 * hl_tone_plain() - the word a person reads on the screen
 * @tone: one of enum hl_tone
 *
 * Return: a constant string; "?" for a value outside the list.
 */
const char *hl_tone_plain(enum hl_tone tone);

/**
 * hl_tone_of_digit() - the DTMF tone of a dialled character
 * @digit: one of 0-9 * # A-D (or a-d)
 *
 * Return: the tone, or HL_TONE_NONE for any other character.
 */
enum hl_tone hl_tone_of_digit(char digit);

/**
 * hl_tone_digit() - the dialled character of a DTMF tone
 * @tone: one of enum hl_tone
 *
 * Return: 0-9 * # A-D, or 0 when @tone is not a digit.
 */
char hl_tone_digit(enum hl_tone tone);

/**
 * hl_ring_name() - wire word of a ring
 * @ring: one of enum hl_ring
 *
 * Return: a constant string; "?" for a value outside the list.
 */
const char *hl_ring_name(enum hl_ring ring);

#endif
