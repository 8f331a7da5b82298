/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hl-compose.c - write the music on hold that ships with the project
 *
 * In:  the score below.
 * Out: a WAV file, 8 kHz, mono, 16 bit; the same bytes every time.
 * Not: levels on the line - holdlined levels every file when it loads it.
 *
 * Eight bars of three seconds in C: a soft pad that never pauses, a bass
 * note to each bar, and a bell on top. Every sound that lasts beyond the
 * end goes on at the beginning, so the loop has no seam; the file repeats
 * its first HL_MUSIC_FADE_MS at its end, which is what the loader's
 * crossfade wants.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "holdline/music.h"
#include "holdline/piece.h"

#define PI 3.14159265358979323846

#define RATE   8000
#define BARS   8
#define BEATS  6 /* of a bar */
#define BEAT_S 0.5
#define BEAT   (RATE / 2)            /* samples */
#define LOOP   (BARS * BEATS * BEAT) /* samples: 24 s */
#define FADE   (HL_MUSIC_FADE_MS * RATE / 1000)
#define RMS    0.06 /* of full scale, about -18 dBm0 */

enum {
	REST = -1
};

static const double note_hz[HL_PIECE_NOTE_COUNT] = {
#define X(name, hz) [HL_PIECE_##name] = hz,
	HL_PIECE_NOTES(X)
#undef X
};

struct bar {
	int bass;
	int pad[3];
	int bell[BEATS];
};

#define N(name) HL_PIECE_##name

/* clang-format off */
static const struct bar score[BARS] = {
	{ N(C4), { N(C5), N(E5), N(G5) },
	  { N(E6), REST, N(C6), N(G5), REST, N(A5) } },
	{ N(A3), { N(C5), N(E5), N(A5) },
	  { N(C6), REST, N(A5), N(E5), REST, N(G5) } },
	{ N(D4), { N(D5), N(G5), N(A5) },
	  { N(A5), REST, N(D6), N(C6), REST, N(A5) } },
	{ N(G3), { N(D5), N(G5), REST },
	  { N(D6), REST, REST, N(C6), N(A5), N(G5) } },
	{ N(C4), { N(C5), N(E5), N(G5) },
	  { N(C6), REST, N(E6), N(D6), REST, N(C6) } },
	{ N(A3), { N(E5), N(A5), N(C6) },
	  { N(E6), REST, N(D6), N(C6), REST, N(A5) } },
	{ N(D4), { N(D5), N(A5), N(C6) },
	  { N(D6), REST, N(C6), N(A5), REST, N(G5) } },
	{ N(G3), { N(D5), N(G5), N(D6) },
	  { N(A5), REST, N(G5), REST, N(D6), REST } },
};
/* clang-format on */

static double smooth(double x)
{
	if (x <= 0.0)
		return 0.0;
	if (x >= 1.0)
		return 1.0;
	return 0.5 - 0.5 * cos(PI * x);
}

/* struck: up in 6 ms, then dying away; the harmonic dies first */
static void bell_add(double *loop, long at, int note, double gain)
{
	const double harmonic = pow(10.0, -HL_PIECE_HARMONIC_DB / 20.0);
	const double step = 2.0 * PI * note_hz[note] / RATE;
	const long length = 4L * RATE;
	double t, x;
	long i;

	for (i = 0; i < length; i++) {
		t = (double)i / RATE;
		x = exp(-t / 0.55) * sin(step * (double)i);
		x += harmonic * exp(-t / 0.2) * sin(2.0 * step * (double)i);
		x *= smooth(t / 0.006) * smooth((4.0 - t) / 0.5);
		loop[(at + i) % LOOP] += gain * x;
	}
}

/* blown: swells and fades over a beat, overlapping its neighbours */
static void pad_add(double *loop, long at, long length, int note, double gain)
{
	const double step = 2.0 * PI * note_hz[note] / RATE;
	double t, left, x;
	long i;

	length += BEAT;
	for (i = 0; i < length; i++) {
		t = (double)i / RATE;
		left = (double)(length - i) / RATE;
		x = smooth(t / BEAT_S) * smooth(left / BEAT_S);
		x *= sin(step * (double)i);
		loop[(at + i) % LOOP] += gain * x;
	}
}

static void bar_add(double *loop, int index)
{
	const struct bar *bar = &score[index];
	const long at = (long)index * BEATS * BEAT;
	size_t i;

	pad_add(loop, at, (long)BEATS * BEAT, bar->bass, 0.35);
	for (i = 0; i < sizeof(bar->pad) / sizeof(bar->pad[0]); i++) {
		if (bar->pad[i] != REST)
			pad_add(loop, at, (long)BEATS * BEAT, bar->pad[i],
				0.22);
	}
	for (i = 0; i < BEATS; i++) {
		if (bar->bell[i] != REST)
			bell_add(loop, at + (long)i * BEAT, bar->bell[i],
				 i ? 0.5 : 0.65);
	}
}

static void piece_make(double *loop, short *out)
{
	double sum = 0.0, gain;
	long i;
	int bar;

	for (bar = 0; bar < BARS; bar++)
		bar_add(loop, bar);

	for (i = 0; i < LOOP; i++)
		sum += loop[i] * loop[i];
	gain = RMS * 32767.0 / sqrt(sum / LOOP);

	for (i = 0; i < LOOP + FADE; i++)
		out[i] = (short)lround(gain * loop[i % LOOP]);
}

static int piece_write(const char *path, const short *sample)
{
	SF_INFO info = {
		.samplerate = RATE,
		.channels = 1,
		.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16,
	};
	SNDFILE *file;
	sf_count_t written;

	file = sf_open(path, SFM_WRITE, &info);
	if (!file) {
		fprintf(stderr, "hl-compose: %s: %s\n", path,
			sf_strerror(NULL));
		return -1;
	}

	written = sf_write_short(file, sample, LOOP + FADE);
	if (sf_close(file) != 0 || written != LOOP + FADE) {
		fprintf(stderr, "hl-compose: %s: cannot be written\n", path);
		remove(path);
		return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	double *loop;
	short *out;
	int r = -1;

	if (argc != 2 || argv[1][0] == '-') {
		fprintf(stderr,
			"usage: hl-compose FILE.wav\n"
			"Writes the music on hold of Holdline, %d s, "
			"8 kHz, mono.\n",
			LOOP / RATE);
		return argc == 2 && !strcmp(argv[1], "--help") ? 0 : 2;
	}

	loop = calloc(LOOP, sizeof(*loop));
	out = calloc(LOOP + FADE, sizeof(*out));
	if (loop && out) {
		piece_make(loop, out);
		r = piece_write(argv[1], out);
	} else {
		fprintf(stderr, "hl-compose: no memory\n");
	}
	free(out);
	free(loop);
	return r < 0 ? 1 : 0;
}
