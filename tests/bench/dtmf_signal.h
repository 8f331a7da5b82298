/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_signal.h - the signal of one pressed key, as good or bad as wanted
 */
#ifndef TESTS_BENCH_DTMF_SIGNAL_H
#define TESTS_BENCH_DTMF_SIGNAL_H

#include <stdint.h>

#include "holdline/tone.h"

struct hl_zone;

/* The sixteen keys, row by row (ITU-T Q.23). */
#define DTMF_KEYS "123A456B789C*0#D"

/* Samples of the longest signal: 1 s, and DTMF_TONE_LEAD before it. */
#define DTMF_SIGNAL_MAX 28000u

/* Who listens has heard the zone's tone from its beginning, but not for longer
 * than this before the signal: 2.5 s, the longest round of a dial tone. */
#define DTMF_TONE_LEAD 20000u

/**
 * struct dtmf_signal - what is on the line
 * @low_off:   how far the low tone is off, 0.01 is 1 %
 * @high_off:  the high one
 * @low_off_hz: and by so many Hz more
 * @high_off_hz: the high one
 * @low_dbm0:  level of the low tone
 * @high_dbm0: of the high one
 * @on_ms:     length of the tone
 * @gap_ms:    a gap in it that is followed by @on_ms of it again, 0: none
 * @snr_db:    both tones above white noise of 0-4 kHz, 0: no noise
 * @echo_db:   how far an echo is down, 0: no echo
 * @echo_ms:   how late it comes
 * @zone:      whose tone comes back from the line, NULL: none does
 * @tone:      which one
 * @loss_db:   how much of it is lost on the way back
 */
struct dtmf_signal {
	double low_off;
	double high_off;
	double low_off_hz;
	double high_off_hz;
	double low_dbm0;
	double high_dbm0;
	double on_ms;
	double gap_ms;
	double snr_db;
	double echo_db;
	double echo_ms;
	const struct hl_zone *zone;
	enum hl_tone tone;
	double loss_db;
};

/**
 * dtmf_random() - the next of a row of numbers
 * @seed: where the row is; not 0
 *
 * Return: 0 up to, but not including, 1.
 */
double dtmf_random(uint64_t *seed);

/**
 * dtmf_signal_make() - the samples, through mu-law and back (ITU-T G.711)
 * @s:    what is wanted
 * @key:  index into DTMF_KEYS
 * @seed: draws phases, noise and where in a block the tone begins
 * @ret:  room for DTMF_SIGNAL_MAX samples
 *
 * Some 100 ms without the tone come before it and 90 ms after it; and before
 * that up to DTMF_TONE_LEAD samples with the zone's tone alone.
 *
 * Return: how many samples.
 */
unsigned dtmf_signal_make(const struct dtmf_signal *s, unsigned key,
			  uint64_t *seed, int16_t *ret);

#endif
