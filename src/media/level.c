/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * level.c - bring a loop of samples to a level, within bounds
 *
 * In:  float samples, a wanted level.
 * Out: the same samples, louder or softer.
 * Not: where they come from - decode.c.
 *
 * Both bounds work alike: every block of 10 ms gets the gain it needs, the
 * needs are spread over the neighbours and smoothed, and the gain moves in
 * a straight line across each block. It never exceeds what any block needs,
 * so nothing has to be clipped.
 */
#include "level.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/music.h"
#include "holdline/synth.h"

#define BLOCK       80u  /* samples: 10 ms (house) */
#define SPREAD      2u   /* blocks of foresight for a peak (house) */
#define SPREAD_LOUD 100u /* blocks over which a long gain moves: 1 s (house)   \
			  */
#define WINDOW   300u    /* blocks: the 3 s of HL_MUSIC_LOUDEST_DBM0 */
#define ROUNDS   12      /* of hl_level_apply(); 3 are usual (house) */
#define CLOSE_DB 0.02    /* near enough (house) */
#define PUSH_DB  12.0    /* harder limiting only lifts the noise (house) */

/* a window that begins inside a block can catch a little more */
#define LOUDEST_DBM0 (HL_MUSIC_LOUDEST_DBM0 - 0.1)
#define PEAK_DBM0    (HL_MUSIC_PEAK_DBM0 - 0.01)

/* gains of a loop's blocks */
struct gains {
	size_t count;
	float *need;  /* what each block can bear at most */
	float *node;  /* gain at each block's beginning */
	float *spare; /* as many again */
};

static double amplitude(double level_dbm0)
{
	return pow(10.0, (level_dbm0 - HL_FULL_SCALE_DBM0) / 20.0);
}

/* mean square of a sine of that level */
static double power(double level_dbm0)
{
	return amplitude(level_dbm0) * amplitude(level_dbm0) / 2.0;
}

static double energy(const float *sample, size_t count)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += (double)sample[i] * (double)sample[i];
	return sum;
}

double hl_level_dbm0(const float *sample, size_t count)
{
	double mean = energy(sample, count) / (double)count;

	return 10.0 * log10(2.0 * mean) + HL_FULL_SCALE_DBM0;
}

static int gains_init(struct gains *gains, size_t samples)
{
	size_t n = (samples + BLOCK - 1) / BLOCK;
	float *mem = malloc(3 * n * sizeof(*mem));

	if (!mem)
		return -ENOMEM;

	gains->count = n;
	gains->need = mem;
	gains->node = mem + n;
	gains->spare = mem + 2 * n;
	return 0;
}

static size_t block_length(size_t block, size_t samples)
{
	size_t left = samples - block * BLOCK;

	return left < BLOCK ? left : BLOCK;
}

/* each block's need, from its peak; true if any is below 1 */
static bool peaks_judge(struct gains *gains, const float *sample, size_t count)
{
	const float bound = (float)amplitude(PEAK_DBM0);
	bool any = false;
	size_t b, i;
	float peak;

	for (b = 0; b < gains->count; b++) {
		peak = bound;
		for (i = 0; i < block_length(b, count); i++)
			peak = fmaxf(peak, fabsf(sample[b * BLOCK + i]));
		gains->need[b] = bound / peak;
		any = any || peak > bound;
	}
	return any;
}

/* each block's need, from the loudest 3 s around it; spare is lost */
static bool windows_judge(struct gains *gains, const float *sample,
			  size_t count)
{
	const double bound = power(LOUDEST_DBM0);
	const size_t n = gains->count;
	const size_t width = n < WINDOW ? n : WINDOW;
	const double length = (double)(n < WINDOW ? count : WINDOW * BLOCK);
	double sum = 0.0;
	bool any = false;
	size_t b, i;
	float gain;

	for (b = 0; b < n; b++) {
		gains->need[b] = 1.0f;
		gains->spare[b] = (float)energy(sample + b * BLOCK,
						block_length(b, count));
	}
	for (i = 0; i < width; i++)
		sum += (double)gains->spare[i];

	for (b = 0; b < n; b++) {
		if (sum > bound * length) {
			any = true;
			gain = (float)sqrt(bound * length / sum);
			for (i = 0; i < width; i++)
				gains->need[(b + i) % n] =
					fminf(gains->need[(b + i) % n], gain);
		}
		sum += (double)gains->spare[(b + width) % n];
		sum -= (double)gains->spare[b];
	}
	return any;
}

/* ret[i] = least of in[i - before .. i + after], around the loop */
static void least_spread(const float *in, size_t n, size_t before, size_t after,
			 float *ret)
{
	size_t i, k;
	float least;

	for (i = 0; i < n; i++) {
		least = in[i];
		for (k = 1; k <= before; k++)
			least = fminf(least, in[(i + n - k % n) % n]);
		for (k = 1; k <= after; k++)
			least = fminf(least, in[(i + k) % n]);
		ret[i] = least;
	}
}

static void mean_spread(const float *in, size_t n, size_t around, float *ret)
{
	size_t i, k;
	double sum;

	for (i = 0; i < n; i++) {
		sum = (double)in[i];
		for (k = 1; k <= around; k++) {
			sum += (double)in[(i + k) % n];
			sum += (double)in[(i + n - k % n) % n];
		}
		ret[i] = (float)(sum / (double)(2 * around + 1));
	}
}

static void gains_apply(struct gains *gains, size_t spread, float *sample,
			size_t count)
{
	const size_t n = gains->count;
	size_t b, i, length;
	float from, step;

	/* a node bounds the block before it and the block after it */
	least_spread(gains->need, n, 1, 0, gains->node);
	least_spread(gains->node, n, spread, spread, gains->spare);
	mean_spread(gains->spare, n, spread, gains->node);

	for (b = 0; b < n; b++) {
		length = block_length(b, count);
		from = gains->node[b];
		step = (gains->node[(b + 1) % n] - from) / (float)length;
		for (i = 0; i < length; i++)
			sample[b * BLOCK + i] *= from + step * (float)i;
	}
}

int hl_level_limit(float *sample, size_t count)
{
	struct gains gains;
	int r;

	r = gains_init(&gains, count);
	if (r < 0)
		return r;

	if (windows_judge(&gains, sample, count))
		gains_apply(&gains, SPREAD_LOUD, sample, count);
	if (peaks_judge(&gains, sample, count))
		gains_apply(&gains, SPREAD, sample, count);

	free(gains.need);
	return 0;
}

static void scale(float *sample, size_t count, double gain)
{
	size_t i;

	for (i = 0; i < count; i++)
		sample[i] = (float)((double)sample[i] * gain);
}

static void offset_remove(float *sample, size_t count)
{
	double sum = 0.0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += (double)sample[i];
	for (i = 0; i < count; i++)
		sample[i] -= (float)(sum / (double)count);
}

int hl_level_apply(float *sample, size_t count, double level_dbm0)
{
	double miss, push = 0.0;
	int round, r;

	offset_remove(sample, count);
	if (hl_level_dbm0(sample, count) < HL_MUSIC_SILENT_DBM0)
		return -EBADMSG;

	/* limiting takes level away: give it back, but not without end */
	for (round = 0; round < ROUNDS; round++) {
		miss = level_dbm0 - hl_level_dbm0(sample, count);
		if (round && (fabs(miss) < CLOSE_DB || push > PUSH_DB))
			break;
		if (round)
			push += miss;

		scale(sample, count, pow(10.0, miss / 20.0));
		r = hl_level_limit(sample, count);
		if (r < 0)
			return r;
	}
	return 0;
}
