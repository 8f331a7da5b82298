/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release.h - parts of the bench of the release detector
 *
 * Every listener hears the same samples: ours, and two others to compare
 * with. A listener answers whether the trunk would be released now.
 */
#ifndef TESTS_BENCH_RELEASE_H
#define TESTS_BENCH_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "holdline/progress.h"
#include "holdline/zone.h"

enum release_who {
	OURS,
	SPANDSP,
	CADENCE,
	RELEASE_WHO_COUNT
};

struct release_listener {
	enum release_who who;
	struct hl_progress_plan plan;
	struct hl_progress ours;
	struct hl_progress_echo echo;
	struct hl_progress_find find; /* of ours, the last */
	void *tones;                  /* of spandsp */
	void *receiver;
	int heard;
	/* average magnitude, as main/dsp.c of Asterisk has it */
	unsigned cadence_fill;
	unsigned cadence_sum;
	unsigned run;
	bool loud;
	unsigned tone[8];
	unsigned quiet[8];
	unsigned runs;
};

/**
 * release_listen() - begin to listen
 * @who:      one of enum release_who
 * @zone:     the exchange's
 * @settings: of ours
 * @ret:      to be closed with release_deaf()
 *
 * Return: 0; a negative errno.
 */
int release_listen(enum release_who who, const struct hl_zone *zone,
		   const struct hl_progress_settings *settings,
		   struct release_listener *ret);
void release_deaf(struct release_listener *l);

/* true when it takes these samples for a release; it goes on listening */
bool release_put(struct release_listener *l, const int16_t *x, unsigned n);

/* the same of ours on a held trunk that was sent this music */
bool release_put_held(struct release_listener *l, const int16_t *sent,
		      const int16_t *x, unsigned n);

/**
 * struct release_cell - one way in which an exchange sends a tone
 * @plan:      the tone
 * @dbm0:      level of the loudest burst, all its frequencies together
 * @snr_db:    over white noise
 * @hz_off:    error of the frequencies, relative
 * @ms_off:    error of the lengths, relative
 * @phase:     part of a cycle that has passed when we begin to hear, 0-1
 * @law:       0 = linear, 1 = mu-law, 2 = A-law
 * @lead:      samples before the tone, noise and music alone
 * @music:     NULL, or what comes back of our own music
 * @music_n:   samples of it
 */
struct release_cell {
	const struct hl_tone_plan *plan;
	double dbm0;
	double snr_db;
	double hz_off;
	double ms_off;
	double phase;
	int law;
	size_t lead;
	const float *music;
	size_t music_n;
};

/* cycle of a tone, ms, and what comes before its first cycle */
double release_cycle_ms(const struct hl_tone_plan *plan, double *intro);

/* the tone as it arrives; @n samples */
void release_tone(const struct release_cell *cell, int16_t *x, size_t n);

/* samples at full scale 1.0 to what a line of that law carries */
int16_t release_line(float x, int law);

/* White noise of mean square 1. */
float release_noise(uint32_t *state);

/**
 * struct release_sound - audio that is no release
 * @seconds:    heard, all variants
 * @false_:     releases, by listener
 * @zones:      in which every second was heard
 */
struct release_sound {
	double seconds;
	unsigned files;
	unsigned zones;
	unsigned false_[RELEASE_WHO_COUNT];
};

struct release_listening {
	struct hl_progress_settings settings;
	bool who[RELEASE_WHO_COUNT];
	unsigned variants;
	unsigned first;
	double hours;      /* 0 = all */
	const char *zone;  /* NULL = every one */
	const char *music; /* NULL = none */
};

/* Hears files and folders; 0, or 1 after saying what is wrong. */
int release_sounds(const struct release_listening *how, char **path, int paths,
		   struct release_sound *ret);

/**
 * struct release_calls - calls that are being set up, every zone
 * @dial:        dial tone within 1.1 s of its beginning
 * @stutter:     stutter and recall dial tone, 1.1 s after it is steady, or in
 *               three rounds
 * @ring:        ringing tone by the end of its first burst
 * @quiet:       the end of the ringing, silence after it: from the burst's
 *               end
 * @voice:       the same by a voice, from its beginning
 * @rings_tried: ringing to which nobody answers, heard for 24 s
 * @rings_wrong: that was taken for an answer
 */
struct release_calls {
	struct release_calls_row {
		unsigned tried;
		unsigned found;
		double mean_ms;
		double worst_ms;
		char worst[10]; /* the zone */
	} dial, stutter, ring, quiet, voice;
	unsigned rings_tried;
	unsigned rings_wrong;
};

/* @only: a zone, or NULL */
void release_calls(const char *only, struct release_calls *ret);

/* a voice of that level is added to what is there */
void release_voice(int16_t *x, size_t n, double dbm0);

#endif
