/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf.h - the digits that a telephone's keys make
 *
 * A receiver is one flat value without pointers: it can lie in another
 * struct, be copied and be forgotten. It hears through any dial tone of 300 Hz
 * to HL_DTMF_OWN_MAX_HZ, also one that comes back as loud as it was sent, and
 * where such a tone begins, ends or changes within the digit. A dial tone that
 * reaches higher is to be taken out of the samples before: canceller.h.
 *
 * Limits, of each of the two tones (ITU-T Q.24, Annex A, the strictest
 * column that does not contradict another):
 *   heard      off by 1.8 %, 0 to -40 dBm0, one 10 dB above the other,
 *              40 ms with pauses of 30 ms, 15 dB above white noise
 *   not heard  off by 3.0 %, -50 dBm0, 25 ms
 *   one digit  that is interrupted for 20 ms
 */
#ifndef HOLDLINE_DTMF_H
#define HOLDLINE_DTMF_H

#include <stdint.h>

/* Tones of our own up to here do not disturb (house: the highest dial tones
 * that are not modulated have 470). */
#define HL_DTMF_OWN_MAX_HZ 480u

/** struct hl_dtmf_past - the last two samples at a place of a filter, the
 * elder one where the next one goes */
struct hl_dtmf_past {
	float at[2];
};

/**
 * struct hl_dtmf_sums - what is known of a stretch of a band
 * @power:  sum of x(n)^2
 * @turn:   sum of x(n) (x(n+1) + x(n-1)); over @power: 2 cos of the mean
 *          angle a sample
 * @square: sum of (x(n+1) + x(n-1))^2; over @power: its mean square
 */
struct hl_dtmf_sums {
	float power;
	float turn;
	float square;
};

/**
 * struct hl_dtmf_band - the four low or the four high tones
 * @x:     samples before this one
 * @now:   of the block that is being filled
 * @last:  of the block before it
 * @run:   of the candidate's whole blocks, older ones fading
 * @before: power of the block before the candidate's first
 * @first: power of its first block
 * @best:  power of its loudest block
 * @held:  power of the digit that is held
 */
struct hl_dtmf_band {
	struct hl_dtmf_past x;
	struct hl_dtmf_sums now;
	struct hl_dtmf_sums last;
	struct hl_dtmf_sums run;
	float before;
	float first;
	float best;
	float held;
};

/**
 * struct hl_dtmf - one receiver; its inside is its own
 * @halve:     filter to half the rate
 * @pass:      filter against dial tones
 * @split:     filter into the two bands
 * @band:      low, high
 * @all:       power of the block, dial tones included
 * @last_all:  the same of the block before it
 * @run_all:   the same of the candidate's whole blocks
 * @off:       blocks for which the held digit has been missing
 * @odd:       the next sample is the second of a pair
 * @fill:      samples in the block
 * @count:     blocks of the candidate after its first
 * @hidden:    blocks of it that were another digit, or none
 * @moved:     0, or @count at the last block whose frequencies were too far off
 * @steps:     bits: what is heard beside stepped in this block, in the last ...
 * @candidate: a digit that may be one, 0: none
 * @digit:     held, that is told already; 0: none
 */
struct hl_dtmf {
	float halve[6];
	struct hl_dtmf_past pass[4];
	struct hl_dtmf_past split[5];
	struct hl_dtmf_band band[2];
	float all;
	float last_all;
	float run_all;
	float off;
	uint8_t odd;
	uint8_t fill;
	uint8_t count;
	uint8_t hidden;
	uint8_t moved;
	uint8_t steps;
	char candidate;
	char digit;
};

/**
 * hl_dtmf_init() - a receiver that has heard nothing
 * @ret: filled; nothing is allocated
 */
void hl_dtmf_init(struct hl_dtmf *ret);

/**
 * hl_dtmf_hear() - go on listening
 * @rx:      the receiver
 * @samples: linear, 8 kHz, full scale +3.17 dBm0 (ITU-T G.711, mu-law)
 * @n:       how many, any number
 * @max:     room at @ret; @n / 240 + 1 is always enough, since a digit and
 *           the next one begin at least 30 ms apart
 * @ret:     receives the digits that were recognised: 0-9 * # A-D
 *
 * A digit is told once, some 35 ms after its tone began. Digits for which
 * there is no room are lost. Cannot fail.
 *
 * Return: how many digits are at @ret.
 */
unsigned hl_dtmf_hear(struct hl_dtmf *rx, const int16_t *samples, unsigned n,
		      unsigned max, char *ret);

#endif
