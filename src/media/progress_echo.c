/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_echo.c - our own music taken out of what a held trunk sends
 *
 * In:  what we send, what comes back.
 * Out: what is left of the second, put to the detector.
 * Not: finding tones - progress.c. Nobody listens to what is left, so it
 *      need not sound well.
 *
 * The echo path is learnt by normalised least mean squares, hop by hop: a
 * hop is cleaned with what was known before it, given to the detector, and
 * learnt from only then, if the detector hears no tone in it. So a tone
 * cannot teach the filter to take the tone away.
 */
#include "progress.h"

#include <math.h>
#include <string.h>

#define LANES 8u

/* Step of the learning, 0-1 (house: slow enough for a party that hums,
 * and settled within some seconds of music). */
#define STEP 0.25f

/* Music below this mean square, -50 dBm0, teaches nothing (house). */
#define FAINT 2600.0f

/* What comes is louder than half of what we send: somebody talks. */
#define TALK 0.5f

/* What is left may still be our own voice up to 6 dB below it (house: what
 * a hybrid lets back). */
#define OURS 0.25f

/* What is left of a hop, against the music in it, jumps: a tone begins or
 * somebody speaks. The usual is followed slowly upwards, at once down. */
#define JUMP 3.0f
#define RISE 0.003f
#define FALL 0.1f

/* Cleaning that leaves more of a hop's energy is by chance: 1 dB. Once it
 * has done better for some hops of echo alone it is trusted, also where a
 * tone hides what it does (house). */
#define WORTH 0.8f
#define WORSE 2.0f

static float product(const float *a, const float *b)
{
	float sum[LANES] = { 0 };
	float all = 0.0f;
	unsigned i, k;

	for (i = 0; i < HL_PROGRESS_TAPS; i += LANES) {
		for (k = 0; k < LANES; k++)
			sum[k] += a[i + k] * b[i + k];
	}
	for (k = 0; k < LANES; k++)
		all += sum[k];
	return all;
}

static float energy(const float *x, unsigned n)
{
	float sum = 0.0f;
	unsigned i;

	for (i = 0; i < n; i++)
		sum += x[i] * x[i];
	return sum;
}

static bool tone_may_sound(const struct hl_progress *p)
{
	unsigned i;

	for (i = 0; i < p->plan->sounds; i++) {
		if (p->track[i].on)
			return true;
	}
	return false;
}

/* is the hop our echo and nothing else, as far as one can tell? */
static bool echo_alone(struct hl_progress_echo *e, float left)
{
	const float music = energy(e->sent, HL_PROGRESS_PAST);
	float ratio;

	if (music < FAINT * (float)HL_PROGRESS_PAST ||
	    energy(e->heard, HL_PROGRESS_HOP) > TALK * music)
		return false;

	ratio = left / music;
	if (ratio > JUMP * e->usual && e->usual > 0.0f) {
		e->usual *= 1.0f + RISE * JUMP;
		return false;
	}
	e->usual += FALL * (ratio - e->usual);
	ratio = fminf(1.0f, left / energy(e->heard, HL_PROGRESS_HOP));
	e->share += FALL * (ratio - e->share);
	return true;
}

/* sample @i of the hop has its music and its past behind &sent[i + 1] */
static void learn(struct hl_progress_echo *e)
{
	const float floor = FAINT * (float)HL_PROGRESS_TAPS;
	float power, step;
	unsigned i, k;

	for (i = 0; i < HL_PROGRESS_HOP; i++) {
		const float *past = &e->sent[i + 1];

		power = energy(past, HL_PROGRESS_TAPS) + floor;
		step = STEP * (e->heard[i] - product(e->tap, past)) / power;
		for (k = 0; k < HL_PROGRESS_TAPS; k++)
			e->tap[k] += step * past[k];
	}
}

/* may it be our own party whom the hop has? */
static bool may_be_ours(const struct hl_progress_echo *e, float left)
{
	const float sent = energy(e->sent, HL_PROGRESS_PAST) *
			   ((float)HL_PROGRESS_HOP / (float)HL_PROGRESS_PAST);

	return sent > FAINT * (float)HL_PROGRESS_HOP && left < OURS * sent;
}

static int16_t saturate(float x)
{
	return (int16_t)lrintf(fmaxf(-32768.0f, fminf(32767.0f, x)));
}

/* the whole hop, cleaned where that makes it quieter; @left: the energy
 * that cleaning leaves */
static void clean(const struct hl_progress_echo *e, float *left, int16_t *ret)
{
	float x[HL_PROGRESS_HOP];
	bool better;
	unsigned i;

	for (i = 0; i < HL_PROGRESS_HOP; i++)
		x[i] = e->heard[i] - product(e->tap, &e->sent[i + 1]);
	*left = energy(x, HL_PROGRESS_HOP);
	better = *left < (e->share < WORTH ? WORSE : WORTH) *
				 energy(e->heard, HL_PROGRESS_HOP);
	for (i = 0; i < HL_PROGRESS_HOP; i++)
		ret[i] = saturate(better ? x[i] : e->heard[i]);
}

void hl_progress_echo_open(struct hl_progress_echo *e)
{
	memset(e, 0, sizeof(*e));
	e->share = 1.0f;
}

enum hl_progress_kind hl_progress_put_held(struct hl_progress *p,
					   struct hl_progress_echo *e,
					   const int16_t *sent,
					   const int16_t *sample, unsigned n,
					   struct hl_progress_find *ret)
{
	enum hl_progress_kind first = HL_PROGRESS_NONE, found;
	struct hl_progress_find find;
	int16_t left[HL_PROGRESS_HOP];
	float rest;
	unsigned i;

	for (i = 0; i < n; i++) {
		e->heard[e->fill] = (float)sample[i];
		e->sent[HL_PROGRESS_TAPS + e->fill] = (float)sent[i];
		if (++e->fill < HL_PROGRESS_HOP)
			continue;

		e->fill = 0;
		clean(e, &rest, left);
		if (may_be_ours(e, rest))
			p->call.ours_hop = p->hop;
		found = hl_progress_put(p, left, HL_PROGRESS_HOP, &find);
		if (found && !first) {
			first = found;
			*ret = find;
		}
		if (!tone_may_sound(p) && echo_alone(e, rest))
			learn(e);
		memmove(e->sent, e->sent + HL_PROGRESS_HOP,
			HL_PROGRESS_TAPS * sizeof(e->sent[0]));
	}
	return first;
}
