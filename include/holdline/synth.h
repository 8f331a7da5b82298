/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * synth.h - tones as samples
 *
 * A tone is a pure function of the position since it began: nobody keeps
 * an oscillator, any stretch can be asked for at any time and in any
 * order, and two callers who ask for the same stretch get the same samples.
 *
 * Samples are 16-bit linear at HL_RATE_HZ. A sine that just reaches full
 * scale is +3.17 dBm0 (ITU-T G.711, mu-law). A sound begins and ends with
 * a raised cosine of HL_SYNTH_EDGE samples inside its own length, so that
 * it does not click; a frequency that goes on from one segment to the next
 * without a pause goes on in phase.
 */
#ifndef HOLDLINE_SYNTH_H
#define HOLDLINE_SYNTH_H

#include <stdint.h>

#include "holdline/tone.h"

struct hl_zone;

/* Samples a second on every line (ITU-T G.711). */
#define HL_RATE_HZ 8000u

/* Level of a full-scale sine, dBm0 (ITU-T G.711, mu-law). */
#define HL_FULL_SCALE_DBM0 3.17

/* Samples of a fade at the edge of a sound: 3 ms (house). */
#define HL_SYNTH_EDGE 24u

/* Depth of an f1*f2 tone, 0-1 (house; NTT asks 0.85 for ringing tone). */
#define HL_SYNTH_DEPTH 0.85f

/**
 * hl_synth_tone() - write a stretch of a tone
 * @zone: the country's plan
 * @tone: one of enum hl_tone; HL_TONE_NONE writes silence
 * @pos:  samples since the tone began
 * @out:  receives the samples [@pos, @pos + @n)
 * @n:    how many samples
 *
 * A tone that ends by itself is silence afterwards. Cannot fail.
 */
void hl_synth_tone(const struct hl_zone *zone, enum hl_tone tone, uint64_t pos,
		   int16_t *out, unsigned n);

/**
 * hl_synth_mix() - add a stretch of a tone to what is there
 *
 * As hl_synth_tone(), but adds to @out and saturates at full scale.
 */
void hl_synth_mix(const struct hl_zone *zone, enum hl_tone tone, uint64_t pos,
		  int16_t *out, unsigned n);

#endif
