/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * canceller.h - our own tone, taken out of what comes back from the line
 *
 * A part of what a telephone is sent comes back through the hybrid, later and
 * in another phase. The receiver of digits (dtmf.h) is deaf to dial tones up
 * to HL_DTMF_OWN_MAX_HZ by itself; a tone that reaches higher, or that goes
 * from one frequency to another without a pause, is taken out here before.
 *
 * The frequencies are known, since the tone is ours. How much of each comes
 * back is learned from stretches of 25 ms in which there is nothing else, and
 * stays as it was learned while there is: a digit is not learned, and so not
 * weakened, however close to the tone it lies. Where the tone begins, ends or
 * changes is heard, not told.
 *
 * A canceller is one flat value without pointers. Samples are 16-bit linear at
 * HL_RATE_HZ (synth.h).
 */
#ifndef HOLDLINE_CANCELLER_H
#define HOLDLINE_CANCELLER_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/tone.h"

struct hl_zone;

/* Samples that are judged together: 5 ms (house). */
#define HL_CANCELLER_BLOCK 40u

/* Samples by which all comes out later: 20 ms (house; from 15 ms behind it
 * the place of an edge under a digit is sure). */
#define HL_CANCELLER_DELAY (4u * HL_CANCELLER_BLOCK)

/* Sines of a tone, and sounds of them that follow each other (house: no dial
 * tone of libtonezone that is taken out here has more than three). */
#define HL_CANCELLER_PARTS 4u

/**
 * struct hl_canceller_part - one sine of a sound
 * @hz:    its frequency
 * @sound: which one, 1 and up
 * @turn:  cos and sin of its angle a sample
 * @at:    cos and sin of its phase at the next sample, seen from the middle
 *         of the window
 * @sums:  of x(n) times @at in the window so far
 * @size:  what comes back of its cos and its sin
 */
struct hl_canceller_part {
	uint16_t hz;
	uint8_t sound;
	float turn[2];
	float at[2];
	float sums[2];
	float size[2];
};

/**
 * struct hl_canceller - one canceller; its inside is its own
 * @part:    the sines
 * @parts:   how many
 * @sounds:  that they make
 * @known:   bits: sounds that were learned
 * @sound:   what comes back now; 0: nothing
 * @from:    what came before the edge that is being passed
 * @edge:    sample at which it lies, from the oldest not yet put out
 * @passing: blocks in which it is still to be reckoned with
 * @soft:    it fades
 * @sent:    the tone is being sent
 * @rest:    blocks in which a tone that was stopped may still come back
 * @blocks:  of the window so far
 * @fill:    samples in the newest block
 * @power:   of the window so far
 * @least:   power that the tone left of the purest window
 * @sample:  a block that is put out, and those that wait
 */
struct hl_canceller {
	struct hl_canceller_part part[HL_CANCELLER_PARTS];
	uint8_t parts;
	uint8_t sounds;
	uint8_t known;
	uint8_t sound;
	uint8_t from;
	int16_t edge;
	uint8_t passing;
	bool soft;
	bool sent;
	uint8_t rest;
	uint8_t blocks;
	uint8_t fill;
	float power;
	float least;
	int16_t sample[HL_CANCELLER_BLOCK + HL_CANCELLER_DELAY];
};

/**
 * hl_canceller_helps() - is a tone one that has to be taken out?
 * @zone: the country
 * @tone: one of enum hl_tone
 *
 * Return: true for a dial tone of any kind that the receiver of digits is
 * not deaf to and that has at most HL_CANCELLER_PARTS sines.
 */
bool hl_canceller_helps(const struct hl_zone *zone, enum hl_tone tone);

/**
 * hl_canceller_init() - a canceller that changes nothing
 * @ret: filled; nothing is allocated
 */
void hl_canceller_init(struct hl_canceller *ret);

/**
 * hl_canceller_tone() - our own tone is another one from now on
 * @canceller: the canceller
 * @zone:      the country; may be NULL when @tone is HL_TONE_NONE
 * @tone:      what is sent; one that hl_canceller_helps() refuses is no tone
 *
 * The tone before is forgotten, but when no tone follows it may come back for
 * 200 ms more (house). Samples that wait stay. Cannot fail.
 */
void hl_canceller_tone(struct hl_canceller *canceller,
		       const struct hl_zone *zone, enum hl_tone tone);

/**
 * hl_canceller_take() - go on
 * @canceller: the canceller
 * @samples:   what came in; replaced by what came in HL_CANCELLER_DELAY
 *             samples ago, without the tone
 * @n:         how many, any number
 *
 * Cannot fail.
 */
void hl_canceller_take(struct hl_canceller *canceller, int16_t *samples,
		       unsigned n);

#endif
