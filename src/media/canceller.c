/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * canceller.c - our own tone, taken out of what comes back from the line
 *
 * In:  samples; the tone that we send.
 * Out: the samples without it, a little later.
 * Not: digits - dtmf.c; which tone is sent - the model and the cards.
 *
 * Two questions, apart from each other. How much comes back: in each window
 * the sines of a sound are fitted by least squares; what they leave tells
 * whether there was anything else, and only a window without is learned. A
 * path is static, so what was learned holds for as long as a digit. And what
 * comes back now: of the sounds that were learned, and of silence, the one is
 * taken that leaves the least of the samples that wait, at the edge that
 * leaves the least. Under a digit a few samples tell nothing about that,
 * 10 ms do: so samples wait.
 */
#include "holdline/canceller.h"

#include <math.h>
#include <string.h>

#include "holdline/dtmf.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#define BLOCK HL_CANCELLER_BLOCK
#define WAIT  HL_CANCELLER_DELAY
#define PARTS HL_CANCELLER_PARTS

/* Samples of a window: 25 ms, three periods of a modulation of 120 Hz. */
#define BLOCKS 5u
#define WINDOW (BLOCKS * BLOCK)
#define MIDDLE ((float)(WINDOW - 1) / 2.0f)

#define TURN 6.28318531f /* radians of a full turn */

/* Power of a window of -60 dBm0: below is no tone (house). */
#define POWER_MIN (WINDOW * 257.0f)

/*
 * What else is in a window from which a tone is learned first, -15 dB; and
 * against the purest so far, which fades a little with every window (house).
 */
#define REST_FIRST 0.03f
#define REST_MORE  2.0f
#define REST_FADE  1.02f

/* What a window adds to what is known; all, where the tone has jumped. */
#define SHARE 0.25f
#define JUMP  0.001f

/* An edge counts by this part of the power that it explains, and so many
 * samples behind it; it is dealt with while so many are left (measured). */
#define EDGE_GAIN   0.3f
#define EDGE_BEHIND 80u
#define EDGE_COMMIT 64u

/* Blocks that an edge can reach into. */
#define EDGE_BLOCKS 4

/* Samples around a first guess in which an edge is sought, and in which the
 * guesses are compared; how much better an edge without a fade must be. */
#define EDGE_NEAR 36
#define EDGE_VIEW 60
#define EDGE_HARD 0.5f

/* Blocks in which a stopped tone may come back: 200 ms (house). */
#define REST_BLOCKS 40

#define FADE ((int)HL_SYNTH_EDGE)

/* ---- what the tone is made of ------------------------------------------- */

static void phase_turn(float at[2], const float turn[2])
{
	float c = at[0] * turn[0] - at[1] * turn[1];

	at[1] = at[0] * turn[1] + at[1] * turn[0];
	at[0] = c;
}

/* Radians of so many samples. */
static float part_angle(const struct hl_canceller_part *part, float samples)
{
	return TURN * (float)part->hz / (float)HL_RATE_HZ * samples;
}

static void part_begin(struct hl_canceller_part *part)
{
	float lead = part_angle(part, MIDDLE);

	part->at[0] = cosf(lead);
	part->at[1] = -sinf(lead);
	part->sums[0] = part->sums[1] = 0.0f;
}

static bool part_add(struct hl_canceller *c, unsigned hz)
{
	struct hl_canceller_part *part = &c->part[c->parts];

	if (c->parts == PARTS)
		return false;
	part->hz = (uint16_t)hz;
	part->sound = c->sounds;
	part->turn[0] = cosf(part_angle(part, 1.0f));
	part->turn[1] = sinf(part_angle(part, 1.0f));
	part_begin(part);
	c->parts++;
	return true;
}

static bool sound_is(const struct hl_tone_segment *a,
		     const struct hl_tone_segment *b)
{
	return a->f1_hz == b->f1_hz && a->f2_hz == b->f2_hz &&
	       a->modulated == b->modulated;
}

static bool sound_add(struct hl_canceller *c, const struct hl_tone_segment *s)
{
	c->sounds++;
	if (!part_add(c, s->f1_hz))
		return false;
	if (s->modulated)
		return part_add(c, (unsigned)s->f1_hz - s->f2_hz) &&
		       part_add(c, (unsigned)s->f1_hz + s->f2_hz);
	return !s->f2_hz || part_add(c, s->f2_hz);
}

static bool plan_add(struct hl_canceller *c, const struct hl_tone_plan *plan)
{
	const struct hl_tone_segment *s = plan->segment;
	unsigned i, k;

	for (i = 0; i < plan->count; i++) {
		for (k = 0; k < i && !sound_is(&s[k], &s[i]); k++)
			;
		if (k == i && s[i].f1_hz && !sound_add(c, &s[i]))
			return false;
	}
	return true;
}

/* Is there a part that the receiver hears, or does one sound follow another
 * without a pause? */
static bool plan_is_heard(const struct hl_canceller *c,
			  const struct hl_tone_plan *plan)
{
	const struct hl_tone_segment *s = plan->segment;
	unsigned i;

	for (i = 0; i < c->parts; i++)
		if (c->part[i].hz > HL_DTMF_OWN_MAX_HZ)
			return true;
	for (i = 1; i < plan->count; i++)
		if (s[i].f1_hz && s[i - 1].f1_hz && !sound_is(&s[i], &s[i - 1]))
			return true;
	return false;
}

bool hl_canceller_helps(const struct hl_zone *zone, enum hl_tone tone)
{
	const struct hl_tone_plan *plan = &zone->tone[tone];
	struct hl_canceller c;

	if (tone != HL_TONE_DIAL && tone != HL_TONE_RECALL &&
	    tone != HL_TONE_STUTTER)
		return false;
	hl_canceller_init(&c);
	return plan_add(&c, plan) && plan_is_heard(&c, plan);
}

void hl_canceller_init(struct hl_canceller *ret)
{
	memset(ret, 0, sizeof(*ret));
}

static void tone_forget(struct hl_canceller *c)
{
	memset(c->part, 0, sizeof(c->part));
	c->parts = c->sounds = c->known = 0;
	c->sound = c->from = c->passing = 0;
	c->blocks = 0;
	c->power = c->least = 0.0f;
}

void hl_canceller_tone(struct hl_canceller *canceller,
		       const struct hl_zone *zone, enum hl_tone tone)
{
	canceller->sent = tone != HL_TONE_NONE &&
			  hl_canceller_helps(zone, tone);
	canceller->rest = REST_BLOCKS;
	if (!canceller->sent)
		return;
	tone_forget(canceller);
	plan_add(canceller, &zone->tone[tone]);
}

/* ---- how much comes back ------------------------------------------------ */

/* Solves m x = v; the answer is in v. */
static void solve(unsigned n, float m[PARTS][PARTS], float v[PARTS])
{
	unsigned i, j, k;
	float f;

	for (i = 0; i < n; i++)
		for (j = i + 1; j < n; j++) {
			f = m[j][i] / m[i][i];
			for (k = i; k < n; k++)
				m[j][k] -= f * m[i][k];
			v[j] -= f * v[i];
		}
	for (i = n; i-- > 0;) {
		for (k = i + 1; k < n; k++)
			v[i] -= m[i][k] * v[k];
		v[i] /= m[i][i];
	}
}

/* Sum of a cos over the window, which lies even around 0. */
static float window_sum(float hz)
{
	float half = TURN / 2.0f * hz / (float)HL_RATE_HZ;

	if (fabsf(half) < 1e-6f)
		return (float)WINDOW;
	return sinf(half * (float)WINDOW) / sinf(half);
}

/*
 * The sizes of a sound's parts that suit the window best, and the power that
 * they leave. Around the middle the cos and the sin do not meet: two small
 * systems instead of one.
 */
static float sound_fit(const struct hl_canceller *c, unsigned sound,
		       float ret[PARTS][2])
{
	const struct hl_canceller_part *p[PARTS];
	float m[PARTS][PARTS], v[PARTS];
	float left = c->power;
	unsigned i, k, way, n = 0;
	float sign, a, b;

	for (i = 0; i < c->parts; i++)
		if (c->part[i].sound == sound)
			p[n++] = &c->part[i];

	for (way = 0; way < 2; way++) {
		sign = way ? -0.5f : 0.5f;
		for (i = 0; i < n; i++) {
			for (k = 0; k < n; k++) {
				a = (float)p[i]->hz;
				b = (float)p[k]->hz;
				m[i][k] = 0.5f * window_sum(a - b) +
					  sign * window_sum(a + b);
			}
			v[i] = p[i]->sums[way];
		}
		solve(n, m, v);
		for (i = 0; i < n; i++) {
			left -= v[i] * p[i]->sums[way];
			ret[i][way] = v[i];
		}
	}
	return fmaxf(left, 0.0f);
}

/* Power of what would be wrong with what is known, if a fit is right. */
static float sound_miss(const struct hl_canceller *c, unsigned sound,
			float fit[PARTS][2])
{
	float sum = 0.0f;
	unsigned i, n = 0;
	float a, b;

	for (i = 0; i < c->parts; i++)
		if (c->part[i].sound == sound) {
			a = c->part[i].size[0] - fit[n][0];
			b = c->part[i].size[1] - fit[n++][1];
			sum += (a * a + b * b) * (float)WINDOW / 2.0f;
		}
	return sum;
}

static void sound_learn(struct hl_canceller *c, unsigned sound,
			float fit[PARTS][2], float left)
{
	float miss = sound_miss(c, sound, fit);
	float share = 1.0f;
	unsigned i, way, n = 0;

	if (c->known >> sound & 1 && miss <= left + JUMP * c->power)
		share = SHARE;
	for (i = 0; i < c->parts; i++) {
		if (c->part[i].sound != sound)
			continue;
		for (way = 0; way < 2; way++)
			c->part[i].size[way] +=
				share * (fit[n][way] - c->part[i].size[way]);
		n++;
	}
	c->known |= (uint8_t)(1u << sound);
	c->least = c->least > 0.0f ? fminf(c->least, left) : left;
}

static void window_learn(struct hl_canceller *c)
{
	float fit[PARTS][2], best[PARTS][2];
	float least = c->power;
	unsigned s, sound = 0;
	float left;

	for (s = 1; s <= c->sounds; s++) {
		left = sound_fit(c, s, fit);
		if (left >= least)
			continue;
		least = left;
		sound = s;
		memcpy(best, fit, sizeof(best));
	}
	if (sound && least <= REST_FIRST * c->power &&
	    (!c->known || least <= REST_MORE * c->least))
		sound_learn(c, sound, best, least);
	c->least *= REST_FADE;
}

/* The next window has a middle of its own: sizes are seen from there. */
static void window_end(struct hl_canceller *c)
{
	struct hl_canceller_part *part;
	float turn[2];
	unsigned i;

	if (c->sent && c->power >= POWER_MIN)
		window_learn(c);
	for (i = 0; i < c->parts; i++) {
		part = &c->part[i];
		turn[0] = cosf(part_angle(part, (float)WINDOW));
		turn[1] = -sinf(part_angle(part, (float)WINDOW));
		phase_turn(part->size, turn);
		part_begin(part);
	}
	c->power = 0.0f;
	c->blocks = 0;
}

/* The newest block goes into the window. */
static void block_listen(struct hl_canceller *c)
{
	const int16_t *x = c->sample + WAIT;
	struct hl_canceller_part *part;
	unsigned i, n;

	for (i = 0; i < c->parts; i++) {
		part = &c->part[i];
		for (n = 0; n < BLOCK; n++) {
			part->sums[0] += (float)x[n] * part->at[0];
			part->sums[1] += (float)x[n] * part->at[1];
			phase_turn(part->at, part->turn);
		}
	}
	for (n = 0; n < BLOCK; n++)
		c->power += (float)x[n] * (float)x[n];
}

/* ---- what comes back now ------------------------------------------------ */

/* What each sound would be in the samples that wait. */
static void sounds_make(const struct hl_canceller *c,
			float ret[PARTS + 1][WAIT])
{
	const struct hl_canceller_part *part;
	float at[2], back[2];
	unsigned i, n;

	memset(ret, 0, (PARTS + 1) * sizeof(ret[0]));
	for (i = 0; i < c->parts; i++) {
		part = &c->part[i];
		back[0] = cosf(part_angle(part, (float)WAIT));
		back[1] = -sinf(part_angle(part, (float)WAIT));
		memcpy(at, part->at, sizeof(at));
		phase_turn(at, back);
		for (n = 0; n < WAIT; n++) {
			ret[part->sound][n] += part->size[0] * at[0] +
					       part->size[1] * at[1];
			phase_turn(at, part->turn);
		}
	}
}

static bool sound_is_known(const struct hl_canceller *c, unsigned sound)
{
	return !sound || c->known >> sound & 1;
}

/* The first guess of an edge: a sample, or WAIT; and the sound behind it. */
static unsigned edge_find(const struct hl_canceller *c,
			  float sound[PARTS + 1][WAIT], unsigned *ret)
{
	const int16_t *x = c->sample + BLOCK;
	const float *now = sound[c->sound];
	unsigned at = WAIT;
	float best = 0.0f;
	float gain, step, d, e;
	unsigned s, n;

	for (s = 0; s <= c->sounds; s++) {
		if (s == c->sound || !sound_is_known(c, s))
			continue;
		gain = step = 0.0f;
		for (n = WAIT; n-- > 0;) {
			d = (float)x[n] - now[n];
			e = (float)x[n] - sound[s][n];
			gain += d * d - e * e;
			step += (d - e) * (d - e);
			if (WAIT - n < EDGE_BEHIND || gain <= best ||
			    gain <= EDGE_GAIN * step)
				continue;
			best = gain;
			at = n;
			*ret = s;
		}
	}
	return at;
}

/* How a sound of ours begins; see HL_SYNTH_EDGE. */
static void fade_make(float ret[HL_SYNTH_EDGE])
{
	int i;

	for (i = 0; i < FADE; i++) {
		ret[i] = sinf(TURN / 4.0f * ((float)i + 0.5f) / (float)FADE);
		ret[i] *= ret[i];
	}
}

/* How much of a sound is there, @i samples into it. */
static float part_of(const float *fade, bool soft, int i)
{
	if (i < 0)
		return 0.0f;
	return soft && i < FADE ? fade[i] : 1.0f;
}

/* What is left of a sample beside an edge. */
static float edge_left(const struct hl_canceller *c, const float *fade,
		       float sound[PARTS + 1][WAIT], int n)
{
	float before = part_of(fade, c->soft, c->edge - 1 - n);
	float behind = part_of(fade, c->soft, n - c->edge);

	return (float)c->sample[(int)BLOCK + n] - before * sound[c->from][n] -
	       behind * sound[c->sound][n];
}

static float edge_power(const struct hl_canceller *c, const float *fade,
			float sound[PARTS + 1][WAIT], int at)
{
	int from = at > EDGE_VIEW ? at - EDGE_VIEW : 0;
	float sum = 0.0f;
	float left;
	int n;

	for (n = from; n < at + EDGE_VIEW && n < (int)WAIT; n++) {
		left = edge_left(c, fade, sound, n);
		sum += left * left;
	}
	return sum;
}

/* A kernel's tone begins at once, a written one fades: which, and where? */
static void edge_take(struct hl_canceller *c, float sound[PARTS + 1][WAIT],
		      unsigned at, unsigned to)
{
	int first = (int)at - EDGE_NEAR;
	int16_t best = (int16_t)at;
	bool best_soft = false;
	float least = INFINITY;
	float fade[HL_SYNTH_EDGE];
	float left;
	int i;

	fade_make(fade);
	c->from = c->sound;
	c->sound = (uint8_t)to;
	c->passing = EDGE_BLOCKS;
	for (i = 0; i < 2 * (2 * EDGE_NEAR + 1); i++) {
		c->soft = i % 2;
		c->edge = (int16_t)(first + i / 2);
		left = edge_power(c, fade, sound, (int)at);
		if (c->soft)
			left *= EDGE_HARD;
		if (left >= least)
			continue;
		least = left;
		best = c->edge;
		best_soft = c->soft;
	}
	c->edge = best;
	c->soft = best_soft;
}

static int16_t rounded(float x)
{
	return (int16_t)lrintf(fminf(fmaxf(x, INT16_MIN), INT16_MAX));
}

static void block_cancel(struct hl_canceller *c,
			 float sound[PARTS + 1][WAIT])
{
	float fade[HL_SYNTH_EDGE];
	float x;
	int n;

	if (c->passing)
		fade_make(fade);
	for (n = 0; n < (int)BLOCK; n++) {
		x = (float)c->sample[(int)BLOCK + n] - sound[c->sound][n];
		if (c->passing)
			x = edge_left(c, fade, sound, n);
		c->sample[(int)BLOCK + n] = rounded(x);
	}
	if (c->passing) {
		c->passing--;
		c->edge = (int16_t)(c->edge - (int)BLOCK);
	}
}

static void block_clean(struct hl_canceller *c)
{
	float sound[PARTS + 1][WAIT];
	unsigned to = c->sound;
	unsigned at;

	sounds_make(c, sound);
	if (!c->passing) {
		at = edge_find(c, sound, &to);
		if (at < EDGE_COMMIT)
			edge_take(c, sound, at, to);
	}
	block_cancel(c, sound);
}

static void block_take(struct hl_canceller *c)
{
	if (c->parts) {
		block_listen(c);
		block_clean(c);
		if (++c->blocks == BLOCKS)
			window_end(c);
		if (!c->sent && c->rest-- == 0)
			tone_forget(c);
	}
	memmove(c->sample, c->sample + BLOCK, WAIT * sizeof(c->sample[0]));
	c->fill = 0;
}

void hl_canceller_take(struct hl_canceller *canceller, int16_t *samples,
		       unsigned n)
{
	unsigned i;
	int16_t x;

	for (i = 0; i < n; i++) {
		x = samples[i];
		samples[i] = canceller->sample[canceller->fill];
		canceller->sample[WAIT + canceller->fill++] = x;
		if (canceller->fill == BLOCK)
			block_take(canceller);
	}
}
