/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pitch.h - does a tone that somebody asked for come in?
 *
 * Up to HL_WATCH_TONES tones of one or two frequencies, or silence, are
 * listened for at a time (struct hl_watch_tone, event.h). Each is told once
 * when it has lasted long enough, and again only after it was gone.
 *
 * A tone counts while, over HL_PITCH_WINDOW_MS,
 *   - its frequencies are those that were asked for, within HL_PITCH_PERCENT;
 *   - they carry nearly all of what is heard, so a voice is no tone;
 *   - of two, the weaker is at most HL_PITCH_TWIST_DB below the stronger;
 *   - it is at least as loud as HL_PITCH_LEAST_DBM0.
 * Two frequencies closer than HL_PITCH_APART_HZ cannot be told apart in that
 * time: they are listened for as one, in the middle.
 *
 * Samples are 16-bit linear at HL_RATE_HZ (synth.h). Levels are dBm0 of the
 * whole sound. All state is in the object; there is no memory from the heap
 * and nothing but the opening can fail.
 */
#ifndef HOLDLINE_PITCH_H
#define HOLDLINE_PITCH_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/event.h"

/* What may be asked for (house: the band of a telephone, ITU-T G.711). */
#define HL_PITCH_LEAST_HZ 200u
#define HL_PITCH_MOST_HZ  3400u
#define HL_PITCH_LEAST_MS 50u
#define HL_PITCH_MOST_MS  10000u

/*
 * All house. Exchanges keep their tones within 1 % (ITU-T E.180); from twice
 * this distance and 8 Hz on, a tone is another one. A tone of
 * HL_PITCH_EARLY_MS less than was asked for may count, one that lasted as
 * long as was asked for always does. A gap, or in silence a noise, of
 * HL_PITCH_GAP_MS is overheard.
 */
#define HL_PITCH_PERCENT      2.0f
#define HL_PITCH_LEAST_DBM0   (-35.0f)
#define HL_PITCH_SILENCE_DBM0 (-50.0f)
#define HL_PITCH_TWIST_DB     10.0f
#define HL_PITCH_APART_HZ     20u
#define HL_PITCH_EARLY_MS     10u
#define HL_PITCH_GAP_MS       20u

/* The grain of every measurement, 5 ms, and what is measured together. */
#define HL_PITCH_CHUNK     40u
#define HL_PITCH_CHUNK_MS  5u
#define HL_PITCH_CHUNKS    8u
#define HL_PITCH_WINDOW_MS (HL_PITCH_CHUNKS * HL_PITCH_CHUNK_MS)

#define HL_PITCH_PARTS (2u * HL_WATCH_TONES)

/* One number of two halves: cosine and sine part. */
struct hl_pitch_vector {
	float re;
	float im;
};

/* One frequency: a Goertzel filter, and what it said of the last chunks. */
struct hl_pitch_part {
	float w;   /* [radians] of a sample */
	float low; /* [Hz] how far around it is looked for */
	float high;
	float accept; /* [Hz] how far off it may be */
	struct hl_pitch_vector chunk[HL_PITCH_CHUNKS];
};

/* One tone of the list. */
struct hl_pitch_tone {
	uint16_t ms;
	uint8_t first; /* of its parts */
	uint8_t parts; /* 0: silence */
	uint16_t run;  /* chunks that it lasts, told or not */
	uint16_t miss; /* chunks since it was there last */
	bool told;
};

/**
 * struct hl_pitch - one ear; opaque but for its size
 */
struct hl_pitch {
	struct hl_pitch_part part[HL_PITCH_PARTS];
	struct hl_pitch_tone tone[HL_WATCH_TONES];
	float sum[HL_PITCH_CHUNKS];    /* of samples, by chunk */
	float energy[HL_PITCH_CHUNKS]; /* of their squares */
	int16_t sample[HL_PITCH_CHUNK];
	uint8_t tones;
	uint8_t parts;
	uint8_t fill;  /* samples of the chunk that begins */
	uint8_t at;    /* where that chunk's numbers will go */
	uint8_t known; /* chunks heard so far, no more than are needed */
};

/**
 * hl_pitch_open() - begin to listen
 * @ret:   the caller's memory; left alone on failure
 * @tones: HL_WATCH_TONES entries, or fewer ended by one with ms = 0; copied.
 *         An entry of hz[0] = 0 is silence, one of hz[1] = 0 has one
 *         frequency
 *
 * What was before counts as neither tone nor silence.
 *
 * Return: 0; -EINVAL for a frequency outside HL_PITCH_LEAST_HZ to
 * HL_PITCH_MOST_HZ, a length outside HL_PITCH_LEAST_MS to HL_PITCH_MOST_MS, a
 * second frequency without a first, or an empty list.
 */
int hl_pitch_open(struct hl_pitch *ret, const struct hl_watch_tone *tones);

/**
 * hl_pitch_feed() - the next samples
 * @pitch: the ear
 * @in:    samples
 * @n:     how many; of a tone that comes twice within them only one is told,
 *         so less than HL_PITCH_LEAST_MS at a time
 *
 * Return: bit i set: tone i of the list has now lasted long enough.
 */
unsigned hl_pitch_feed(struct hl_pitch *pitch, const int16_t *in, unsigned n);

#endif
