/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.h - the steps of the release detector, each in its file
 *
 * A hop passes progress.c (cut, high-pass), progress_ear.c (frequencies),
 * progress_burst.c (bursts) and progress_match.c (cadences); while a call
 * is set up also progress_call.c.
 */
#ifndef HL_MEDIA_PROGRESS_H
#define HL_MEDIA_PROGRESS_H

#include "holdline/progress.h"

struct hl_tone_plan;

#define HL_PROGRESS_HOP_MS 10.0f

/**
 * hl_progress_listen() - measure every part in a hop
 * @p:     @p->sample is full
 * @quiet: the hop is too quiet to hold a tone
 */
void hl_progress_listen(struct hl_progress *p, bool quiet);

/**
 * hl_progress_follow() - follow one sound by one hop
 * @p:     the parts have been measured
 * @sound: index of the sound
 *
 * Return: true when a good burst has ended and is the newest of @p->burst.
 */
bool hl_progress_follow(struct hl_progress *p, unsigned sound);

/**
 * hl_progress_match() - do the bursts make a tone?
 * @p:     a burst has just been added
 * @ret:   filled when they do; all but @ret->at
 *
 * Return: what was found; the bursts are forgotten then.
 */
enum hl_progress_kind hl_progress_match(struct hl_progress *p,
					struct hl_progress_find *ret);

/**
 * hl_progress_steady() - has a sound lasted long enough?
 * @p:     the sound has been followed
 * @sound: index of the sound
 * @ret:   filled when it has; all but @ret->at
 *
 * Return: what was found; the count begins anew then.
 */
enum hl_progress_kind hl_progress_steady(struct hl_progress *p, unsigned sound,
					 struct hl_progress_find *ret);

/**
 * hl_progress_sounds() - does a sound last, and for how long already
 * @p:     the sound has been followed
 * @sound: index of the sound
 * @ret:   ms, as the length of a burst that ended now
 *
 * Return: true when it is on, and all of it was good so far.
 */
bool hl_progress_sounds(struct hl_progress *p, unsigned sound, float *ret);

/**
 * hl_progress_share() - how much of the last window is this sound, 0-1
 */
float hl_progress_share(const struct hl_progress *p, unsigned sound);

/**
 * hl_progress_parts_tell() - the frequencies of a sound into a find
 */
void hl_progress_parts_tell(const struct hl_progress *p, unsigned sound,
			    struct hl_progress_find *ret);

/**
 * hl_progress_pattern() - the pattern of a tone
 * @plan:    its sounds are added, its kind is one more that can be found
 * @kind:    what the tone is
 * @tone:    of the zone
 * @cycles:  that must be heard
 * @pattern: filled; without pairs when the tone has no sound
 *
 * Return: 0; -ENOSPC.
 */
int hl_progress_pattern(struct hl_progress_plan *plan,
			enum hl_progress_kind kind,
			const struct hl_tone_plan *tone, unsigned cycles,
			struct hl_progress_pattern *pattern);

/** hl_progress_pattern_add() - the same as one more pattern of the plan */
int hl_progress_pattern_add(struct hl_progress_plan *plan,
			    enum hl_progress_kind kind,
			    const struct hl_tone_plan *tone, unsigned cycles);

/**
 * hl_progress_plan_call() - what a call that is being set up needs
 * @zone:     the country's tones
 * @settings: judged
 * @plan:     has the patterns of every other kind
 *
 * Return: 0; -ENOSPC.
 */
int hl_progress_plan_call(const struct hl_zone *zone,
			  const struct hl_progress_settings *settings,
			  struct hl_progress_plan *plan);

/**
 * hl_progress_call() - how far has the call come?
 * @p:   every sound has been followed, and none made a tone in this hop
 * @ret: filled when something is found; all but @ret->at
 *
 * Return: dial tone, ringing tone, its end; HL_PROGRESS_NONE.
 */
enum hl_progress_kind hl_progress_call(struct hl_progress *p,
				       struct hl_progress_find *ret);

/** Error of a length, ms: of an exchange's cadence and of our edges (house;
 * Asterisk allows 7 % of a given pattern too). */
#define HL_PROGRESS_LENGTH_OFF(ms) (10.0f + 0.07f * (ms))

/**
 * hl_progress_dbm0() - level of a mean square
 * @mean_square: in steps of a 16-bit sample
 *
 * Return: dBm0, at least -120.
 */
float hl_progress_dbm0(float mean_square);

#endif
