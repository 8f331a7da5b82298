/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_ear.c - when a telephone begins to hear what
 *
 * In:  the samples that arrive at a telephone.
 * Out: for each 10 ms how much there is of each known sound, and since when.
 * Not: what should be heard - bench_sound.c.
 *
 * Each sound has a frequency of its own. A block is compared with each of
 * them; a sound has begun at the end of the first block that has half of its
 * full strength: 5 to 15 ms late. The kernel's timer moves samples in bursts
 * of 8 ms, where a card would move them every millisecond; a sample is dated
 * as if it had come with the latest of all bursts, so that nothing is heard
 * before it can have been. Of a bridge that is made by hand at a known moment
 * this listener says that it is heard after 6 to 16 ms, 10 in the middle. So
 * much of every figure is the listener's.
 */

#include "bench.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ       8000
#define BLOCK         80 /* 10 ms */
#define US_PER_SAMPLE UINT64_C(125)

/* Below this there is no sound: -33 dBm0. */
#define LEAST_PEAK 500

#define VOICE_PEAK    6000 /* -11 dBm0, somebody who speaks up */
#define MUSIC_SECONDS 10

/*
 * Whole periods in a block, so that one does not look like another; the
 * second frequency of the dial tone (440 Hz, ANSI T1.401) is far from all.
 */
static const unsigned sound_hz[BENCH_SOUNDS] = {
	[BENCH_VOICE_1] = 1600, [BENCH_VOICE_2] = 2000, [BENCH_VOICE_3] = 2400,
	[BENCH_MUSIC] = 1200,   [BENCH_DIALTONE] = 440,
};

static float peak_at(const int16_t *in, unsigned hz)
{
	double turn = 2 * M_PI * hz / RATE_HZ;
	double c = 0;
	double s = 0;
	unsigned i;

	for (i = 0; i < BLOCK; i++) {
		c += in[i] * cos(turn * i);
		s += in[i] * sin(turn * i);
	}
	return (float)(2 * hypot(c, s) / BLOCK);
}

static void hear(void *ctx, uint64_t index, const int16_t *in, unsigned n)
{
	struct bench_ear *ear = ctx;
	uint64_t base_us = far_now_us() - (index + n) * US_PER_SAMPLE;
	unsigned at;
	unsigned i;

	if (base_us > ear->base_us)
		ear->base_us = base_us;
	for (at = 0; at + BLOCK <= n && ear->count < BENCH_BLOCKS;
	     at += BLOCK) {
		for (i = 0; i < BENCH_SOUNDS; i++)
			ear->peak[ear->count][i] =
				peak_at(in + at, sound_hz[i]);
		ear->end[ear->count++] = index + at + BLOCK;
	}
}

void bench_ear_open(struct bench_ear *ear, struct far_line *line)
{
	bench_ear_forget(ear);
	far_line_hear(line, hear, ear);
}

void bench_ear_forget(struct bench_ear *ear)
{
	ear->count = 0;
	ear->base_us = 0;
}

static uint64_t end_us(const struct bench_ear *ear, unsigned block)
{
	return ear->base_us + ear->end[block] * US_PER_SAMPLE;
}

static float full_strength(const struct bench_ear *ear, enum bench_sound sound,
			   uint64_t after_us)
{
	float most = 0;
	unsigned i;

	for (i = 0; i < ear->count; i++)
		if (end_us(ear, i) > after_us && ear->peak[i][sound] > most)
			most = ear->peak[i][sound];
	return most;
}

uint64_t bench_ear_since(const struct bench_ear *ear, enum bench_sound sound,
			 uint64_t after_us)
{
	float full = full_strength(ear, sound, after_us);
	unsigned i;

	if (full < LEAST_PEAK)
		return 0;
	for (i = 0; i < ear->count; i++) {
		if (ear->peak[i][sound] < full / 2)
			continue;
		return end_us(ear, i) > after_us ? end_us(ear, i) : 0;
	}
	return 0;
}

static void say(void *ctx, uint64_t index, int16_t *out, unsigned n)
{
	const unsigned *hz = ctx;
	double turn = 2 * M_PI * *hz / RATE_HZ;
	unsigned i;

	for (i = 0; i < n; i++)
		out[i] = (int16_t)lrint(VOICE_PEAK *
					sin(turn * (double)(index + i)));
}

void bench_speak(struct bench *b, unsigned phone)
{
	static unsigned hz[BENCH_SOUNDS];

	hz[phone - 1] = sound_hz[BENCH_VOICE_1 + phone - 1];
	far_line_speak(far_phone(b->far, phone), say, &hz[phone - 1]);
}

/* --- the music's file ------------------------------------------------ */

static void put(FILE *out, uint32_t value, unsigned bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		fputc((int)(value & 0xff), out);
}

static void wav_header(FILE *out, uint32_t bytes)
{
	fputs("RIFF", out);
	put(out, 36 + bytes, 4);
	fputs("WAVEfmt ", out);
	put(out, 16, 4);
	put(out, 1, 2); /* PCM */
	put(out, 1, 2); /* one channel */
	put(out, RATE_HZ, 4);
	put(out, RATE_HZ * 2, 4);
	put(out, 2, 2);
	put(out, 16, 2);
	fputs("data", out);
	put(out, bytes, 4);
}

/* A steady sound: how soon it is there must not depend on the composer. */
void bench_music_write(const char *path)
{
	double turn = 2 * M_PI * sound_hz[BENCH_MUSIC] / RATE_HZ;
	FILE *out = fopen(path, "wb");
	unsigned i;

	if (!out)
		bench_die("%s: %s", path, strerror(errno));
	wav_header(out, MUSIC_SECONDS * RATE_HZ * 2);
	for (i = 0; i < MUSIC_SECONDS * RATE_HZ; i++)
		put(out, (uint16_t)lrint(VOICE_PEAK * sin(turn * i)), 2);
	if (fclose(out) != 0)
		bench_die("%s: %s", path, strerror(errno));
}
