/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release_tone.c - a tone as a real exchange sends it
 *
 * In:  a tone of a zone; what is wrong with the exchange and with the line.
 * Out: samples.
 * Not: anything of src/media/synth.c: who measures shall not have made it.
 */
#include "release.h"

#include <math.h>
#include <spandsp.h>
#include <string.h>

#define DEPTH 0.85 /* of modulated tones, as NTT asks */
#define RISE  8    /* samples of an edge: exchanges switch hard */

static double rms(double dbm0)
{
	return pow(10.0, (dbm0 - DBM0_MAX_SINE_POWER) / 20.0) / sqrt(2.0);
}

float release_noise(uint32_t *state)
{
	float sum = 0.0f;

	for (int i = 0; i < 4; i++) {
		*state = *state * 1664525u + 1013904223u;
		sum += (float)(*state >> 8) / 16777216.0f - 0.5f;
	}
	return sum * 1.7320508f;
}

int16_t release_line(float x, int law)
{
	const float y = fmaxf(-32768.0f, fminf(32767.0f, x * 32767.0f));
	const int16_t s = (int16_t)lrintf(y);

	if (law == 1)
		return ulaw_to_linear(linear_to_ulaw(s));
	return law == 2 ? alaw_to_linear(linear_to_alaw(s)) : s;
}

double release_cycle_ms(const struct hl_tone_plan *plan, double *intro)
{
	double cycle = 0.0;

	*intro = 0.0;
	for (unsigned i = 0; i < plan->loop; i++)
		*intro += plan->segment[i].ms;
	for (unsigned i = plan->loop; i < plan->count; i++)
		cycle += plan->segment[i].ms;
	return cycle;
}

/* level of a segment against the loudest, one or two frequencies */
static double loudest(const struct hl_tone_plan *plan)
{
	double most = -INFINITY;

	for (unsigned i = 0; i < plan->count; i++) {
		if (plan->segment[i].f1_hz)
			most = fmax(most, plan->segment[i].level1_dbm0);
	}
	return most;
}

struct pen {
	const struct release_cell *cell;
	int16_t *x;
	size_t n;
	size_t at;
	double skip; /* samples that passed before we heard */
	double loudest;
	double hiss;
	uint32_t noise;
};

static double sound(const struct hl_tone_segment *s, double amplitude, double t,
		    double hz_off)
{
	const double w = 2.0 * M_PI * (1.0 + hz_off) * t / 8000.0;

	if (s->f2_hz && s->modulated)
		return amplitude * sin(w * s->f1_hz) *
		       (1.0 + DEPTH * sin(w * s->f2_hz)) /
		       sqrt(1.0 + DEPTH * DEPTH / 2.0);
	if (s->f2_hz)
		return amplitude / sqrt(2.0) *
		       (sin(w * s->f1_hz) + sin(w * s->f2_hz));
	return amplitude * sin(w * s->f1_hz);
}

/* one sample of the tone, with all that comes along with it */
static void write_one(struct pen *pen, double y)
{
	const struct release_cell *c = pen->cell;

	y += pen->hiss * (double)release_noise(&pen->noise);
	if (c->music)
		y += (double)c->music[pen->at % c->music_n];
	pen->x[pen->at++] = release_line((float)y, c->law);
}

static void segment(struct pen *pen, const struct hl_tone_segment *s)
{
	const struct release_cell *c = pen->cell;
	const size_t length =
		s->ms ? (size_t)lrint(s->ms * 8.0 * (1.0 + c->ms_off)) : pen->n;
	const double a =
		rms(c->dbm0 + s->level1_dbm0 - pen->loudest) * sqrt(2.0);

	for (size_t i = 0; i < length && pen->at < pen->n; i++) {
		double y = 0.0, edge = 1.0;

		if (pen->skip >= 1.0) {
			pen->skip -= 1.0;
			continue;
		}
		if (i < RISE)
			edge = (double)i / RISE;
		if (s->ms && length - i < RISE)
			edge = (double)(length - i) / RISE;
		if (s->f1_hz)
			y = edge * sound(s, a, (double)i, c->hz_off);
		write_one(pen, y);
	}
}

void release_tone(const struct release_cell *cell, int16_t *x, size_t n)
{
	const struct hl_tone_plan *plan = cell->plan;
	struct pen pen = { .cell = cell, .x = x, .n = n, .noise = 1 };
	double intro, cycle = release_cycle_ms(plan, &intro);

	pen.loudest = loudest(plan);
	pen.skip = floor(cell->phase * (cycle + intro) * 8.0 *
			 (1.0 + cell->ms_off));
	pen.hiss = rms(cell->dbm0 - cell->snr_db);
	while (pen.at < cell->lead && pen.at < n)
		write_one(&pen, 0.0);
	for (unsigned i = 0; i < plan->loop; i++)
		segment(&pen, &plan->segment[i]);
	while (pen.at < n) {
		for (unsigned i = plan->loop; i < plan->count; i++)
			segment(&pen, &plan->segment[i]);
	}
}
