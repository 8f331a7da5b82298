/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * synth.c - tones as samples, computed from the position alone
 *
 * In:  a zone, a tone, a position.
 * Out: samples.
 * Not: which tone when - the model; what a tone is made of - zone.c.
 */
#include "holdline/synth.h"

#include <math.h>
#include <string.h>

#include "holdline/zone.h"

#define PER_MS     (HL_RATE_HZ / 1000u)
#define FULL_SCALE 32767.0f

/* the stretch of one segment, cut to what the caller wants */
struct piece {
	const struct hl_tone_segment *segment; /* NULL = silence */
	const struct hl_tone_segment *before;  /* NULL = silence */
	const struct hl_tone_segment *after;   /* NULL = silence */
	uint64_t offset; /* samples since the segment began */
	uint64_t left;   /* samples to its end, UINT64_MAX = for ever */
};

static uint64_t segment_samples(const struct hl_tone_segment *s)
{
	return (uint64_t)s->ms * PER_MS;
}

/* samples of segments [from, to); sets *endless if one never ends */
static uint64_t span(const struct hl_tone_plan *plan, unsigned from,
		     unsigned to, bool *endless)
{
	uint64_t total = 0;
	unsigned i;

	for (i = from; i < to; i++) {
		if (!plan->segment[i].ms)
			*endless = true;
		total += segment_samples(&plan->segment[i]);
	}
	return total;
}

static const struct hl_tone_segment *after_find(const struct hl_tone_plan *plan,
						unsigned i)
{
	if (i + 1 < plan->count)
		return &plan->segment[i + 1];
	return plan->loop < plan->count ? &plan->segment[plan->loop] : NULL;
}

static struct piece piece_find(const struct hl_tone_plan *plan, uint64_t pos)
{
	struct piece piece = { .left = UINT64_MAX };
	const struct hl_tone_segment *before = NULL, *s;
	bool endless = false;
	uint64_t intro = span(plan, 0, plan->loop, &endless);
	uint64_t loop = span(plan, plan->loop, plan->count, &endless);
	unsigned i = 0;

	if (!endless && loop && pos >= intro + loop) {
		pos = (pos - intro) % loop;
		i = plan->loop;
		before = &plan->segment[plan->count - 1];
	}

	for (; i < plan->count; i++) {
		s = &plan->segment[i];
		if (!s->ms || pos < segment_samples(s)) {
			piece.segment = s;
			piece.before = before;
			piece.after = after_find(plan, i);
			piece.offset = pos;
			if (s->ms)
				piece.left = segment_samples(s) - pos;
			break;
		}
		pos -= segment_samples(s);
		before = s;
	}
	return piece;
}

/* sine of phase / 8000 turns; error below 1e-6, a thirtieth of a step */
static float sine(unsigned phase)
{
	float x, y;

	if (phase < 2000)
		x = (float)phase / 2000.0f;
	else if (phase < 6000)
		x = (4000.0f - (float)phase) / 2000.0f;
	else
		x = ((float)phase - 8000.0f) / 2000.0f;

	y = x * x;
	return x * (1.57079633f +
		    y * (-0.645964098f +
			 y * (0.0796926262f + y * (-0.00468175414f +
						   y * (0.000160441185f -
							y * 3.5988432e-06f)))));
}

static float amplitude(float level_dbm0)
{
	return FULL_SCALE *
	       powf(10.0f, (level_dbm0 - (float)HL_FULL_SCALE_DBM0) / 20.0f);
}

static bool same_sound(const struct hl_tone_segment *a,
		       const struct hl_tone_segment *b)
{
	return a && a->f1_hz == b->f1_hz && a->f2_hz == b->f2_hz &&
	       a->f3_hz == b->f3_hz && a->f4_hz == b->f4_hz &&
	       a->modulated == b->modulated;
}

/* raised cosine, 0 to 1, @i samples from an edge */
static float fade(uint64_t i)
{
	float s;

	if (i >= HL_SYNTH_EDGE)
		return 1.0f;

	s = sine((unsigned)((2 * i + 1) * 1000 / HL_SYNTH_EDGE));
	return s * s;
}

static float edge_gain(const struct piece *piece, unsigned i)
{
	float gain = 1.0f;

	if (!same_sound(piece->before, piece->segment))
		gain = fade(piece->offset + i);
	if (!same_sound(piece->after, piece->segment) &&
	    piece->left != UINT64_MAX)
		gain *= fade(piece->left - 1 - i);
	return gain;
}

static int16_t saturate(float x)
{
	if (x > 32767.0f)
		return INT16_MAX;
	if (x < -32768.0f)
		return INT16_MIN;
	return (int16_t)lrintf(x);
}

static void sound_mix(const struct piece *piece, uint64_t pos, int16_t *out,
		      unsigned n)
{
	const struct hl_tone_segment *s = piece->segment;
	float a1 = amplitude(s->level1_dbm0);
	float a2 = s->f2_hz ? amplitude(s->level2_dbm0) : 0.0f;
	unsigned p1 = (unsigned)(pos % HL_RATE_HZ * s->f1_hz % HL_RATE_HZ);
	unsigned p2 = (unsigned)(pos % HL_RATE_HZ * s->f2_hz % HL_RATE_HZ);
	unsigned p3 = (unsigned)(pos % HL_RATE_HZ * s->f3_hz % HL_RATE_HZ);
	unsigned p4 = (unsigned)(pos % HL_RATE_HZ * s->f4_hz % HL_RATE_HZ);
	float x, gain;
	unsigned i;

	/* mean power of carrier and sidebands together is the level */
	if (s->modulated)
		a1 /= sqrtf(1.0f + HL_SYNTH_DEPTH * HL_SYNTH_DEPTH / 2.0f);

	for (i = 0; i < n; i++) {
		x = a1 * sine(p1);
		if (s->modulated)
			x *= 1.0f + HL_SYNTH_DEPTH * sine(p2);
		else if (s->f2_hz)
			x += a2 * sine(p2);
		/* The sine of a phase that stays 0 adds nothing. */
		if (s->f3_hz)
			x += a2 * (sine(p3) + sine(p4));

		gain = edge_gain(piece, i);
		out[i] = saturate((float)out[i] + x * gain);

		p1 = (p1 + s->f1_hz) % HL_RATE_HZ;
		p2 = (p2 + s->f2_hz) % HL_RATE_HZ;
		p3 = (p3 + s->f3_hz) % HL_RATE_HZ;
		p4 = (p4 + s->f4_hz) % HL_RATE_HZ;
	}
}

void hl_synth_mix(const struct hl_zone *zone, enum hl_tone tone, uint64_t pos,
		  int16_t *out, unsigned n)
{
	const struct hl_tone_plan *plan = &zone->tone[tone];
	struct piece piece;
	unsigned length;

	while (n) {
		piece = piece_find(plan, pos);
		length = piece.left < n ? (unsigned)piece.left : n;
		if (piece.segment && piece.segment->f1_hz)
			sound_mix(&piece, pos, out, length);

		pos += length;
		out += length;
		n -= length;
	}
}

void hl_synth_tone(const struct hl_zone *zone, enum hl_tone tone, uint64_t pos,
		   int16_t *out, unsigned n)
{
	memset(out, 0, n * sizeof(*out));
	hl_synth_mix(zone, tone, pos, out, n);
}
