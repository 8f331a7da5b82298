/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf.c - the digits that a telephone's keys make
 *
 * In:  samples.
 * Out: digits, each once.
 * Not: pulse dialling; which digits are expected, and when.
 *
 * The samples go to half the rate, lose what a dial tone is made of, and are
 * parted into the low and the high band. All three filters are elliptic ones
 * written as the sum or difference of two allpasses: one multiplication an
 * order, and the split gives both bands for the price of one.
 *
 * A sine obeys x(n+1) + x(n-1) = 2 cos(w) x(n). Three sums a band, no
 * spectrum, therefore tell the mean frequency of a stretch and how far its
 * power is spread around it. A digit is two bands that are each one steady
 * sine at a tone's place for long enough. Length is measured finer than in
 * blocks: a block in which the tone begins or ends counts by its power.
 *
 * Speech hits a pair of places now and then, with neighbours of a harmonic in
 * the bands and most of its power below them. Noise on the line also fills
 * the bands, but nothing below. So a pair is taken when it is very clean, or
 * when it is fairly clean and nearly all that is heard: the first holds under
 * a dial tone, the second under noise.
 */
#include "holdline/dtmf.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Samples of a block at 4 kHz: 5 ms (house). Even: see sample_take(). */
#define BLOCK 20

/*
 * [blocks] a tone must last, 33 ms: between the 25 ms that Q.24 forbids and
 * the 40 ms that it asks, where both err least (measured).
 */
#define LENGTH_MIN 6.6f

/*
 * [blocks] a digit must be missing to be over, 23 ms: between the
 * interruption of 20 ms and the pause of 30 ms of Q.24.
 */
#define PAUSE_MIN 4.7f

/* Power of a block of a tone of -43 dBm0: below is no digit (house). */
#define POWER_MIN 259342.0f

/* Power ratio of the tones: 12 dB (Q.24: up to 10); of a block 15 dB. */
#define TWIST_MAX 15.85f
#define TWIST_BLOCK_MAX 31.7f
/* The same when noise is heard: 9 dB (house; Q.24 gives none with noise). */
#define TWIST_NOISY_MAX 7.94f

/* How far a tone may be off: Q.24 asks 1.8 % and forbids 3.0 %. */
#define OFF_MAX 0.023f
/* A single block's estimate errs (house). */
#define OFF_BLOCK_MAX 0.05f

/*
 * Spread of a band around its mean, in [rad a sample]^2: 40 and 54 Hz, and
 * 64 and 78 Hz where the two are nearly all that is heard (house: no hit in
 * six hours of speech and music, every digit 15 dB above noise).
 */
#define CLEAN_LOW 0.00395f
#define CLEAN_HIGH 0.00719f
#define FAIR_LOW 0.01011f
#define FAIR_HIGH 0.01501f

/* Share of the power below 2 kHz that is nearly all of it (house). */
#define NEARLY_ALL 0.86f

/* What is left of a run with every block (house: some 25 ms are seen). */
#define FADE 0.8f

/* Blocks of a candidate that are not judged: its first two (measured). */
#define SKIP 2

/* A block this much weaker than its best is no part of a run: 9 dB. */
#define DROP_MAX 8.0f

/*
 * A step in what is heard beside the bands, 1 dB from block to block, and how
 * much louder than both of them that is, 10 dB: there a dial tone begins, ends
 * or changes; and the blocks that it can hide of a digit (house).
 */
#define STEP_MIN 1.26f
#define BESIDE_MIN 10.0f
#define HIDDEN_MAX 2

/* Power below which the filters are only calming down: silence. */
#define SILENCE 1.0f

/* 2 cos(w) of a tone at 4 kHz, and by how much of it 100 % off is */
struct place {
	float turn;
	float slope;
};

/* clang-format off */
static const struct place places[2][4] = {
	{ { 0.91637f, 1.94632f }, { 0.70695f, 2.26286f },   /* 697, 770 Hz */
	  { 0.46078f, 2.60463f }, { 0.18509f, 2.94355f } }, /* 852, 941 */
	{ { -0.64486f, 3.59534f }, { -1.00725f, 3.62603f },   /* 1209, 1336 */
	  { -1.36221f, 3.39744f }, { -1.67677f, 2.79637f } }, /* 1477, 1633 */
};
/* clang-format on */

static const char keys[] = "123A456B789C*0#D";

void hl_dtmf_init(struct hl_dtmf *ret)
{
	memset(ret, 0, sizeof(*ret));
}

/* ---- filters ------------------------------------------------------------ */

/* Allpasses; where one ends the next begins, so they share their past. */
static inline float allpass1(float a, float x, unsigned k,
			     const struct hl_dtmf_past *in,
			     const struct hl_dtmf_past *out)
{
	return a * (x - out->at[k ^ 1]) + in->at[k ^ 1];
}

static inline float allpass2(float a1, float a2, float x, unsigned k,
			     const struct hl_dtmf_past *in,
			     const struct hl_dtmf_past *out)
{
	return a2 * (x - out->at[k]) +
	       a1 * (in->at[k ^ 1] - out->at[k ^ 1]) + in->at[k];
}

/*
 * Half-band of order 7: to 1732 Hz whole, from 2268 Hz 45 dB down. Even
 * samples go one way, odd ones the other; after an odd one there is a result.
 */
static inline bool halve(struct hl_dtmf *rx, float x, float *ret)
{
	float *h = rx->halve;
	float y, z;

	rx->odd ^= 1;
	if (rx->odd) {
		y = 0.162492f * (x - h[1]) + h[0];
		z = 0.832784f * (y - h[2]) + h[1];
		h[0] = x;
		h[1] = y;
		h[2] = z;
		return false;
	}

	y = 0.500438f * (x - h[4]) + h[3];
	*ret = 0.5f * (h[2] + h[5]);
	h[3] = x;
	h[4] = y;
	h[5] = y;
	return true;
}

/* High-pass of order 5: from 650 Hz within 0.5 dB, to 480 Hz 46 dB down. */
static inline float pass(struct hl_dtmf *rx, unsigned k, float x)
{
	struct hl_dtmf_past *s = rx->pass;
	float a = allpass1(0.117662f, x, k, &s[0], &s[1]);
	float b = allpass2(-1.00371f, 0.881545f, a, k, &s[1], &s[2]);
	float c = allpass2(-0.465555f, 0.486134f, x, k, &s[0], &s[3]);

	s[0].at[k] = x;
	s[1].at[k] = a;
	s[2].at[k] = b;
	s[3].at[k] = c;
	return 0.5f * (b - c);
}

/* Order 7: below 985 Hz, above 1170 Hz, each 40 dB down in the other. */
static inline void split(struct hl_dtmf *rx, unsigned k, float x, float *low,
			 float *high)
{
	struct hl_dtmf_past *s = rx->split;
	float a = allpass1(0.0650617f, x, k, &s[0], &s[1]);
	float b = allpass2(0.201983f, 0.558815f, a, k, &s[1], &s[2]);
	float c = allpass2(0.155016f, 0.196344f, x, k, &s[0], &s[3]);
	float d = allpass2(0.241428f, 0.863229f, c, k, &s[3], &s[4]);

	s[0].at[k] = x;
	s[1].at[k] = a;
	s[2].at[k] = b;
	s[3].at[k] = c;
	s[4].at[k] = d;
	*low = 0.5f * (b + d);
	*high = 0.5f * (b - d);
}

static inline void gather(struct hl_dtmf_band *band, unsigned k, float x)
{
	float mid = band->x.at[k ^ 1];
	float sides = x + band->x.at[k];

	band->now.power += mid * mid;
	band->now.turn += mid * sides;
	band->now.square += sides * sides;
	band->x.at[k] = x;
}

/* ---- one block ---------------------------------------------------------- */

/* The tone of a band, or -1. */
static int place_find(const struct place *place, const struct hl_dtmf_sums *s,
		      float off)
{
	float turn = s->turn / s->power;
	int i;

	for (i = 0; i < 4; i++)
		if (fabsf(turn - place[i].turn) <= off * place[i].slope)
			return i;
	return -1;
}

static char key_find(const struct hl_dtmf_sums *low,
		     const struct hl_dtmf_sums *high, float off)
{
	int row = place_find(places[0], low, off);
	int column = place_find(places[1], high, off);

	return row < 0 || column < 0 ? 0 : keys[4 * row + column];
}

static bool is_even(float low, float high, float twist)
{
	return low <= twist * high && high <= twist * low;
}

/* (spread of 2 cos w)^2 against that of w, which is 2 sin w as steep */
static bool is_narrow(const struct hl_dtmf_sums *s, float spread)
{
	float turn = s->turn / s->power;

	return s->square / s->power - turn * turn <=
	       spread * (4.0f - turn * turn);
}

/* The digit that the block may be a part of. */
static char block_key(const struct hl_dtmf_sums *low,
		      const struct hl_dtmf_sums *high)
{
	if (low->power < POWER_MIN || high->power < POWER_MIN ||
	    !is_even(low->power, high->power, TWIST_BLOCK_MAX))
		return 0;
	return key_find(low, high, OFF_BLOCK_MAX);
}

/* How much of a block a tone fills, when whole ones have the power @whole. */
static float filled(float gain, float power, float whole)
{
	return fminf(1.0f, gain * power / whole);
}

/* ---- the digit that was told -------------------------------------------- */

static void held_follow(struct hl_dtmf *rx, char key)
{
	struct hl_dtmf_band *low = &rx->band[0];
	struct hl_dtmf_band *high = &rx->band[1];
	float on = fminf(filled(4.0f, low->now.power, low->held),
			 filled(4.0f, high->now.power, high->held));

	/* Where a tone comes back its frequency is not yet to be seen. */
	if (key != rx->digit)
		on *= 0.5f;

	if (on < 1.0f) {
		rx->off += 1.0f - on;
		if (rx->off >= PAUSE_MIN)
			rx->digit = rx->candidate = 0;
		return;
	}
	rx->off = 0.0f;
	low->held += 0.2f * (low->now.power - low->held);
	high->held += 0.2f * (high->now.power - high->held);
}

/* ---- the digit that may be one ------------------------------------------ */

static void band_begin(struct hl_dtmf_band *band)
{
	memset(&band->run, 0, sizeof(band->run));
	band->before = band->last.power;
	band->first = band->best = band->now.power;
}

static void candidate_begin(struct hl_dtmf *rx, char key)
{
	rx->candidate = key;
	rx->count = 0;
	rx->hidden = 0;
	rx->moved = 0;
	rx->run_all = 0.0f;
	band_begin(&rx->band[0]);
	band_begin(&rx->band[1]);
}

/* A dial tone is far louder than the bands; where it changes it dips. */
static bool is_beside(const struct hl_dtmf *rx)
{
	return fmaxf(rx->all, rx->last_all) >=
	       BESIDE_MIN *
		       (rx->band[0].now.power + rx->band[1].now.power);
}

/*
 * A dial tone that steps moves the low frequency that is seen of the digit
 * over it, for a block or two. They hide a digit and do not end it.
 */
static bool candidate_is_hidden(const struct hl_dtmf *rx)
{
	int column = place_find(places[1], &rx->band[1].now, OFF_MAX);

	return rx->count && rx->hidden < HIDDEN_MAX && rx->steps &&
	       is_beside(rx) && column >= 0 &&
	       (strchr(keys, rx->candidate) - keys) % 4 == column;
}

/* Is the block before this one judged? None is that was moved, and none
 * beside one. */
static bool candidate_is_judged(const struct hl_dtmf *rx)
{
	return rx->count > SKIP &&
	       (!rx->moved || rx->count > rx->moved + 2);
}

static void candidate_look(struct hl_dtmf *rx, char key)
{
	rx->hidden += key != rx->candidate;
	if (is_beside(rx) && key_find(&rx->band[0].now, &rx->band[1].now,
				      OFF_MAX) != rx->candidate)
		rx->moved = rx->count;
}

static bool candidate_goes_on(const struct hl_dtmf *rx, char key)
{
	return rx->candidate &&
	       (key == rx->candidate || candidate_is_hidden(rx)) &&
	       rx->band[0].now.power * DROP_MAX >= rx->band[0].best &&
	       rx->band[1].now.power * DROP_MAX >= rx->band[1].best;
}

static void band_add(struct hl_dtmf_band *band)
{
	band->run.power = FADE * band->run.power + band->last.power;
	band->run.turn = FADE * band->run.turn + band->last.turn;
	band->run.square = FADE * band->run.square + band->last.square;
}

static float band_length(const struct hl_dtmf_band *band, unsigned count)
{
	return (float)count - 1.0f + filled(2.0f, band->before, band->best) +
	       filled(2.0f, band->first, band->best) +
	       filled(2.0f, band->now.power, band->best);
}

static bool candidate_is_pure(const struct hl_dtmf *rx)
{
	const struct hl_dtmf_sums *low = &rx->band[0].run;
	const struct hl_dtmf_sums *high = &rx->band[1].run;

	if (is_narrow(low, CLEAN_LOW) && is_narrow(high, CLEAN_HIGH))
		return is_even(low->power, high->power, TWIST_MAX);
	return is_narrow(low, FAIR_LOW) && is_narrow(high, FAIR_HIGH) &&
	       is_even(low->power, high->power, TWIST_NOISY_MAX) &&
	       low->power + high->power >= NEARLY_ALL * rx->run_all;
}

static bool candidate_is_digit(const struct hl_dtmf *rx)
{
	const struct hl_dtmf_band *low = &rx->band[0];
	const struct hl_dtmf_band *high = &rx->band[1];

	return band_length(low, rx->count) >= LENGTH_MIN &&
	       band_length(high, rx->count) >= LENGTH_MIN &&
	       key_find(&low->run, &high->run, OFF_MAX) == rx->candidate &&
	       candidate_is_pure(rx);
}

/* The digit that is one now, or 0. */
static char candidate_follow(struct hl_dtmf *rx, char key)
{
	struct hl_dtmf_band *low = &rx->band[0];
	struct hl_dtmf_band *high = &rx->band[1];

	if (!candidate_goes_on(rx, key)) {
		candidate_begin(rx, key);
		return 0;
	}

	/*
	 * This block may be the tone's last, and the filters may still be
	 * moved by its beginning in the first two: none of them is judged.
	 */
	if (rx->count < UINT8_MAX)
		rx->count++;
	low->best = fmaxf(low->best, low->now.power);
	high->best = fmaxf(high->best, high->now.power);
	candidate_look(rx, key);
	if (candidate_is_judged(rx)) {
		rx->run_all = FADE * rx->run_all + rx->last_all;
		band_add(low);
		band_add(high);
	}
	if (key != rx->candidate || key == rx->digit ||
	    !candidate_is_digit(rx))
		return 0;

	rx->digit = key;
	rx->off = 0.0f;
	low->held = low->best;
	high->held = high->best;
	return key;
}

/* ---- the stream --------------------------------------------------------- */

/* The tail of a filter gets so small that it costs: it is cut. */
static void filters_rest(struct hl_dtmf *rx)
{
	memset(rx->halve, 0, sizeof(rx->halve));
	memset(rx->pass, 0, sizeof(rx->pass));
	memset(rx->split, 0, sizeof(rx->split));
	memset(&rx->band[0].x, 0, sizeof(rx->band[0].x));
	memset(&rx->band[1].x, 0, sizeof(rx->band[1].x));
}

static void block_begin(struct hl_dtmf *rx)
{
	unsigned i;

	for (i = 0; i < 2; i++) {
		rx->band[i].last = rx->band[i].now;
		memset(&rx->band[i].now, 0, sizeof(rx->band[i].now));
	}
	rx->last_all = rx->all;
	rx->all = 0.0f;
	rx->fill = 0;
}

static char block_end(struct hl_dtmf *rx)
{
	struct hl_dtmf_band *low = &rx->band[0];
	struct hl_dtmf_band *high = &rx->band[1];
	char key = block_key(&low->now, &high->now);
	char told;

	rx->steps = rx->steps << 1 & 7u;
	rx->steps |= !is_even(rx->all, rx->last_all, STEP_MIN);
	if (rx->digit)
		held_follow(rx, key);
	told = candidate_follow(rx, key);
	if (rx->all < SILENCE)
		filters_rest(rx);

	block_begin(rx);
	return told;
}

/* One sample at 4 kHz. */
static inline void sample_take(struct hl_dtmf *rx, float x)
{
	unsigned k = rx->fill & 1;
	float low, high;

	rx->all += x * x;
	split(rx, k, pass(rx, k, x), &low, &high);
	gather(&rx->band[0], k, low);
	gather(&rx->band[1], k, high);
	rx->fill++;
}

unsigned hl_dtmf_hear(struct hl_dtmf *rx, const int16_t *samples, unsigned n,
		      unsigned max, char *ret)
{
	unsigned heard = 0;
	unsigned i;
	char told;
	float x;

	for (i = 0; i < n; i++) {
		if (!halve(rx, samples[i], &x))
			continue;
		sample_take(rx, x);
		if (rx->fill < BLOCK)
			continue;

		told = block_end(rx);
		if (told && heard < max)
			ret[heard++] = told;
	}
	return heard;
}
