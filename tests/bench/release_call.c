/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release_call.c - how well a trunk knows how far its call has come
 *
 * In:  every zone's dial, recall, stutter and ringing tone, levels, noise.
 * Out: shares and times (struct release_calls).
 * Not: releases - release.c; speech and music - release_sound.c.
 *
 * Each tone begins 300 ms after the detector, in noise 20 dB below it, at
 * three errors of frequency. Somebody who answers is a voice that is made
 * here: pulses through two resonances, in words.
 */
#include "release.h"

#include <math.h>
#include <string.h>

#define MS      8u
#define LEAD    (300u * MS)
#define LONGEST (8000u * 24u)
#define BLOCK   80u
#define SNR_DB  20.0

/* clang-format off */
static const double levels[] = { -10, -20, -30, -35 };
static const double hz_offs[] = { 0, -0.01, 0.01 };
static const enum hl_tone dials[] = {
	HL_TONE_DIAL, HL_TONE_RECALL, HL_TONE_STUTTER
};
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* one resonance of a mouth */
struct mouth {
	double b, c, y1, y2;
};

static double resonate(struct mouth *m, double x)
{
	const double y = x + m->b * m->y1 - m->c * m->y2;

	m->y2 = m->y1;
	m->y1 = y;
	return y;
}

static void mouth_set(struct mouth *m, double hz, double width)
{
	const double r = exp(-M_PI * width / 8000.0);

	m->b = 2.0 * r * cos(2.0 * M_PI * hz / 8000.0);
	m->c = r * r;
}

/* words of 350 ms, 150 ms apart, added to @x; rms of the words @dbm0 */
void release_voice(int16_t *x, size_t n, double dbm0)
{
	static float y[LONGEST];
	struct mouth low = { 0 }, high = { 0 };
	uint32_t noise = 5;
	double phase = 0.0, sum = 1e-9, gain;
	size_t words = 0;

	n = n < LONGEST ? n : LONGEST;
	for (size_t i = 0; i < n; i++) {
		const size_t at = i % (500 * MS), word = i / (500 * MS);
		const double glide = (double)at / (350.0 * MS);
		double pulse = 0.02 * (double)release_noise(&noise);

		y[i] = 0.0f;
		if (at >= 350 * MS)
			continue;
		mouth_set(&low,
			  350.0 + 350.0 * fabs(sin(1.3 * (double)word + glide)),
			  80.0);
		mouth_set(&high,
			  1100.0 +
				  900.0 * fabs(cos(0.9 * (double)word + glide)),
			  120.0);
		phase += (120.0 + 25.0 * sin(3.0 * glide)) / 8000.0;
		if (phase >= 1.0) {
			phase -= 1.0;
			pulse += 1.0;
		}
		y[i] = (float)((resonate(&low, pulse) +
				0.4 * resonate(&high, pulse)) *
			       sin(M_PI * glide));
		sum += (double)y[i] * (double)y[i];
		words++;
	}
	gain = pow(10.0, (dbm0 - 3.17) / 20.0) / sqrt(2.0) /
	       sqrt(sum / (double)(words + 1)) * 32767.0;
	for (size_t i = 0; i < n; i++)
		x[i] = (int16_t)fmax(-32768.0,
				     fmin(32767.0, x[i] + gain * (double)y[i]));
}

/* a detector, and what it is to find */
struct ear {
	struct hl_progress_plan plan;
	struct hl_progress p;
	struct hl_progress_find find;
};

/* hears @x until it finds @kind; samples, or @n */
static size_t hear(struct ear *ear, const int16_t *x, size_t from, size_t n,
		   enum hl_progress_kind kind)
{
	size_t i;

	for (i = from; i + BLOCK <= n; i += BLOCK) {
		if (hl_progress_put(&ear->p, x + i, BLOCK, &ear->find) == kind)
			return i + BLOCK;
	}
	return n;
}

static void note(struct release_calls_row *row, const struct hl_zone *zone,
		 double ms, double limit)
{
	row->tried++;
	if (ms > limit)
		return;
	row->found++;
	row->mean_ms += ms;
	if (ms > row->worst_ms) {
		row->worst_ms = ms;
		snprintf(row->worst, sizeof(row->worst), "%s", zone->country);
	}
}

/* dial tone at once; where it begins otherwise, behind that; a cadence has
 * three rounds */
static double dial_limit(const struct hl_tone_plan *plan, unsigned tone)
{
	double intro, cycle = release_cycle_ms(plan, &intro);

	return tone ? intro + fmax(1100.0, 3.0 * cycle + 100.0) : 1100.0;
}

static void dial_try(const struct hl_zone *zone, struct ear *ear,
		     const struct release_cell *cell, unsigned tone,
		     struct release_calls *ret)
{
	static int16_t x[LONGEST];
	double limit = dial_limit(cell->plan, tone);
	size_t n = LEAD + (size_t)(limit + 200.0) * MS;

	release_tone(cell, x, n);
	hl_progress_open(&ear->p, &ear->plan);
	n = hear(ear, x, 0, n, HL_PROGRESS_DIAL);
	note(tone ? &ret->stutter : &ret->dial, zone,
	     ((double)n - (double)LEAD) / MS, limit);
}

static hl_msec ring_first(const struct hl_zone *zone)
{
	return zone->tone[HL_TONE_RINGBACK].segment[0].ms;
}

/* rings, is answered in the second pause after 800 ms by a voice or nothing */
static void ring_try(const struct hl_zone *zone, struct ear *ear,
		     const struct release_cell *cell, struct release_calls *ret)
{
	static int16_t x[LONGEST];
	double intro, cycle = release_cycle_ms(cell->plan, &intro);
	const double off = cell->plan->segment[cell->plan->count - 1].ms;
	const size_t end = LEAD + (size_t)((2 * cycle - off) * MS);
	size_t n, at;

	release_tone(cell, x, LONGEST);
	hl_progress_open(&ear->p, &ear->plan);
	at = hear(ear, x, 0, LONGEST, HL_PROGRESS_RINGING);
	note(&ret->ring, zone, ((double)at - (double)LEAD) / MS,
	     ring_first(zone) + 100.0);
	/* nobody answers */
	ret->rings_tried++;
	if (hear(ear, x, at, LONGEST, HL_PROGRESS_ANSWERED) < LONGEST)
		ret->rings_wrong++;

	/* the tone stops; noise goes on */
	for (size_t i = end; i < LONGEST; i++)
		x[i] = x[i % LEAD];
	hl_progress_open(&ear->p, &ear->plan);
	n = hear(ear, x, 0, LONGEST, HL_PROGRESS_ANSWERED);
	note(&ret->quiet, zone, ((double)n - (double)end) / MS, 8000.0);

	release_voice(x + end + 800 * MS, LONGEST - end - 800 * MS,
		      cell->dbm0 - 5.0);
	hl_progress_open(&ear->p, &ear->plan);
	n = hear(ear, x, 0, LONGEST, HL_PROGRESS_ANSWERED);
	note(&ret->voice, zone, ((double)n - (double)end) / MS - 800.0, 2000.0);
}

static void zone_try(const struct hl_zone *zone, struct ear *before,
		     struct ear *behind, struct release_calls *ret)
{
	for (unsigned k = 0; k < COUNT(levels); k++) {
		for (unsigned h = 0; h < COUNT(hz_offs); h++) {
			struct release_cell cell = {
				.dbm0 = levels[k],
				.snr_db = SNR_DB,
				.hz_off = hz_offs[h],
				.law = (int)h,
				.lead = LEAD,
			};

			for (unsigned t = 0; t < COUNT(dials); t++) {
				cell.plan = &zone->tone[dials[t]];
				dial_try(zone, before, &cell, t, ret);
			}
			cell.plan = &zone->tone[HL_TONE_RINGBACK];
			ring_try(zone, behind, &cell, ret);
		}
	}
}

static void mean(struct release_calls_row *row)
{
	row->mean_ms /= row->found ? row->found : 1;
}

void release_calls(const char *only, struct release_calls *ret)
{
	struct hl_progress_settings before, behind;
	struct hl_zone zone;
	struct ear ear[2];

	memset(ret, 0, sizeof(*ret));
	hl_progress_before_digits(&before);
	hl_progress_behind_digits(&behind);
	for (unsigned z = 0; hl_zone_country(z); z++) {
		if (hl_zone_load(&zone, hl_zone_country(z)) < 0 ||
		    (only && strcmp(only, zone.country)) ||
		    hl_progress_plan_make(&zone, &before, &ear[0].plan) < 0 ||
		    hl_progress_plan_make(&zone, &behind, &ear[1].plan) < 0)
			continue;
		zone_try(&zone, &ear[0], &ear[1], ret);
	}
	mean(&ret->dial);
	mean(&ret->stutter);
	mean(&ret->ring);
	mean(&ret->quiet);
	mean(&ret->voice);
}
