/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_signal.c - the signal of one pressed key, as good or bad as wanted
 *
 * In:  a description, a key, a seed.
 * Out: samples as a line card gives them.
 * Not: what shall be heard in it - dtmf_q24.c, dtmf_zone.c.
 */
#include "dtmf_signal.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <spandsp.h>

#include "holdline/synth.h"

#define PER_MS (HL_RATE_HZ / 1000u)

/* Samples before the tone, and how many more there can be. */
#define LEAD      (100u * PER_MS)
#define LEAD_MORE 400.0
#define TAIL      (90u * PER_MS)

/* A tone of the zone has been on for up to so many samples. */
#define TONE_AGE 80000.0

static const double low_hz[] = { 697, 770, 852, 941 };
static const double high_hz[] = { 1209, 1336, 1477, 1633 };

double dtmf_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (double)(*seed >> 11) / 9007199254740992.0; /* 2^53 */
}

static double gauss(uint64_t *seed)
{
	double size = sqrt(-2.0 * log(1.0 - dtmf_random(seed)));

	return size * cos(2.0 * M_PI * dtmf_random(seed));
}

static double amplitude(double dbm0)
{
	return 32767.0 * pow(10.0, (dbm0 - HL_FULL_SCALE_DBM0) / 20.0);
}

/* The tone goes on in phase behind its gap. */
static void sine_add(double hz, double dbm0, const struct dtmf_signal *s,
		     unsigned lead, double phase, double *x)
{
	unsigned on = (unsigned)lrint(s->on_ms * PER_MS);
	unsigned gap = (unsigned)lrint(s->gap_ms * PER_MS);
	double a = amplitude(dbm0);
	unsigned length = gap ? 2 * on + gap : on;
	unsigned i;

	for (i = 0; i < length; i++)
		if (i < on || i >= on + gap)
			x[lead + i] += a * sin(phase + 2.0 * M_PI * hz * i /
							       HL_RATE_HZ);
}

static void echo_add(const struct dtmf_signal *s, unsigned n, double *x)
{
	unsigned late = (unsigned)lrint(s->echo_ms * PER_MS);
	double gain = pow(10.0, -s->echo_db / 20.0);
	unsigned i;

	for (i = n; i-- > late;)
		x[i] += gain * x[i - late];
}

static void noise_add(const struct dtmf_signal *s, uint64_t *seed, unsigned n,
		      double *x)
{
	double low = amplitude(s->low_dbm0);
	double high = amplitude(s->high_dbm0);
	double size = sqrt((low * low + high * high) / 2.0) *
		      pow(10.0, -s->snr_db / 20.0);
	unsigned i;

	for (i = 0; i < n; i++)
		x[i] += size * gauss(seed);
}

/* The tone has been on for @age samples. */
static void tone_add(const struct dtmf_signal *s, uint64_t age, unsigned n,
		     double *x)
{
	double gain = pow(10.0, -s->loss_db / 20.0);
	int16_t tone[DTMF_SIGNAL_MAX];
	unsigned i;

	hl_synth_tone(s->zone, s->tone, age, tone, n);
	for (i = 0; i < n; i++)
		x[i] += gain * tone[i];
}

/* As tone_add() at @ret, and before it as much as can have been heard. */
static unsigned tone_lead(const struct dtmf_signal *s, uint64_t age,
			  double *ret)
{
	unsigned n = age < DTMF_TONE_LEAD ? (unsigned)age : DTMF_TONE_LEAD;

	memset(ret, 0, n * sizeof(*ret));
	tone_add(s, age - n, n, ret);
	return n;
}

static int16_t through_mulaw(double x)
{
	x = fmin(fmax(x, INT16_MIN), INT16_MAX);
	return ulaw_to_linear(linear_to_ulaw((int)lrint(x)));
}

unsigned dtmf_signal_make(const struct dtmf_signal *s, unsigned key,
			  uint64_t *seed, int16_t *ret)
{
	unsigned lead = LEAD + (unsigned)(dtmf_random(seed) * LEAD_MORE);
	double total = s->gap_ms > 0 ? 2 * s->on_ms + s->gap_ms : s->on_ms;
	unsigned n = lead + (unsigned)lrint(total * PER_MS) + TAIL;
	double before[DTMF_TONE_LEAD];
	double x[DTMF_SIGNAL_MAX];
	unsigned first = 0;
	uint64_t age;
	unsigned i;

	memset(x, 0, n * sizeof(x[0]));
	sine_add(low_hz[key / 4] * (1.0 + s->low_off) + s->low_off_hz,
		 s->low_dbm0, s, lead, 2.0 * M_PI * dtmf_random(seed), x);
	sine_add(high_hz[key % 4] * (1.0 + s->high_off) + s->high_off_hz,
		 s->high_dbm0, s, lead, 2.0 * M_PI * dtmf_random(seed), x);
	if (s->echo_db > 0)
		echo_add(s, n, x);
	if (s->zone) {
		age = (uint64_t)(dtmf_random(seed) * TONE_AGE);
		first = tone_lead(s, age, before);
		tone_add(s, age, n, x);
	}
	if (s->snr_db > 0)
		noise_add(s, seed, n, x);

	for (i = 0; i < first; i++)
		ret[i] = through_mulaw(before[i]);
	for (i = 0; i < n; i++)
		ret[first + i] = through_mulaw(x[i]);
	return first + n;
}
