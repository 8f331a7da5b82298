/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear_parts.h - the parts of an ear: its bank of frequencies, its sense
 * of cadence
 */
#ifndef SCENARIO_EAR_PARTS_H
#define SCENARIO_EAR_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "ear.h"
#include "holdline/piece.h"
#include "holdline/tone.h"

struct hl_zone;

#define EAR_RATE       8000
#define EAR_WINDOW     400u /* samples: 50 ms, so 20 Hz a bin (house) */
#define EAR_HOP        160u /* samples: 20 ms (house) */
#define EAR_PAST       6u   /* windows remembered */
#define EAR_SOUNDS_MAX 64u
#define EAR_FITS_MAX   80u
#define EAR_BINS_MAX   192u
#define EAR_STEPS_MAX  128u
#define EAR_RUNS_MAX   40u
#define EAR_SINES_MAX  4u /* frequencies of one sound: the howler */

/* A gap shorter than this is not heard as one, samples: 45 ms (house). */
#define EAR_BRIDGE 360

/* Two frequencies nearer than this look like the edge of one, Hz (house). */
#define EAR_CLOSE_HZ 40

#define EAR_SILENCE (-1)

/** struct ear_sound - frequencies that sound together in some tone, Hz */
struct ear_sound {
	uint16_t f1_hz;
	uint16_t f2_hz; /* 0 = none */
};

/**
 * struct ear_fit - sinusoids that explain a sound
 * @sound:   which one
 * @n:       how many sinusoids
 * @bin:     their bins
 * @inverse: of the matrix of their products under the window
 */
struct ear_fit {
	uint8_t sound;
	uint8_t n;
	uint8_t bin[EAR_SINES_MAX];
	float inverse[2 * EAR_SINES_MAX][2 * EAR_SINES_MAX];
};

/** struct ear_bank - the frequencies an ear listens for */
struct ear_bank {
	float shape[EAR_WINDOW];
	float hz[EAR_BINS_MAX];
	float coefficient[EAR_BINS_MAX];
	unsigned bins;
	struct ear_sound sound[EAR_SOUNDS_MAX];
	unsigned sounds;
	struct ear_fit fit[EAR_FITS_MAX];
	unsigned fits;
};

/**
 * struct ear_window - what one window holds
 * @centre: sample in its middle
 * @voice:  strength of each party (amplitude; the weaker of the pair)
 * @notes:  strength of the music
 * @sound:  strength of each sound
 * @voices: bit k = party k is there
 * @music:  the notes are most of the rest
 * @loud:   there is something besides voices
 * @heard:  the sound that explains the rest, or EAR_SILENCE
 * @unsure: it could also be the edge of another sound
 */
struct ear_window {
	int64_t centre;
	float voice[EAR_PARTIES];
	float notes;
	float sound[EAR_SOUNDS_MAX];
	uint32_t voices;
	bool music;
	bool loud;
	bool unsure;
	int heard;
};

/** ear_bank_init() - choose the frequencies for a zone */
void ear_bank_init(struct ear_bank *bank, const struct hl_zone *zone);

/** ear_bank_sound() - index of a sound, or EAR_SILENCE */
int ear_bank_sound(const struct ear_bank *bank, unsigned f1_hz, unsigned f2_hz);

/** ear_bank_judge() - look at EAR_WINDOW samples; sets all but the time */
void ear_bank_judge(const struct ear_bank *bank, const float *samples,
		    struct ear_window *ret);

/**
 * ear_crossing() - when a strength last passed half of @reference
 * @past:   windows, the newest first
 * @value:  the strength in each of them
 * @rising: upwards, else downwards
 *
 * Return: the sample, never negative; the middle of the newest window when
 * it did not pass.
 */
int64_t ear_crossing(const struct ear_window *past, const float *value,
		     float reference, bool rising);

/** struct ear_step - one piece of a tone as an ear can tell it */
struct ear_step {
	int sound;       /* or EAR_SILENCE */
	int64_t samples; /* 0 = for ever */
};

/** struct ear_score - one tone, unrolled from its beginning */
struct ear_score {
	struct ear_step step[EAR_STEPS_MAX];
	unsigned count;
	bool any_length; /* a digit: may be longer or shorter */
};

/** struct ear_run - one sound, or the pause between two */
struct ear_run {
	int sound;
	int64_t start;
	int64_t end;
};

/**
 * struct ear_tracker - follows a tone through its cadence
 * @score:  every tone of the zone
 * @alike:  by tone: tones that sound exactly the same, itself included
 * @bridge: shortest gap heard as one, samples
 * @run:    the tone so far; the last run goes on; none = no tone
 * @whole:  the first run was heard from its beginning
 * @tones:  what it can be
 * @steady: nothing more will come that could decide between them
 * @over:   it has ended, with the beginning of the last run
 */
struct ear_tracker {
	struct ear_score score[HL_TONE_COUNT];
	uint32_t alike[HL_TONE_COUNT];
	int64_t bridge;
	struct ear_run run[EAR_RUNS_MAX];
	unsigned runs;
	float reference;
	unsigned age;
	int next;
	bool whole;
	uint32_t tones;
	bool steady;
	bool over;
};

/** ear_tracker_init() - learn a zone's tones */
void ear_tracker_init(struct ear_tracker *tracker, const struct hl_zone *zone,
		      const struct ear_bank *bank);

/** ear_tracker_feed() - the newest window is past[0] */
void ear_tracker_feed(struct ear_tracker *tracker,
		      const struct ear_window *past);

/** ear_tracker_stop() - forget the tone */
void ear_tracker_stop(struct ear_tracker *tracker);

#endif
