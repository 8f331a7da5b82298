/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.h - the steps of the release detector, each in its file
 *
 * A hop passes progress.c (cut, high-pass), progress_ear.c (frequencies),
 * progress_burst.c (bursts) and progress_match.c (cadences).
 */
#ifndef HL_MEDIA_PROGRESS_H
#define HL_MEDIA_PROGRESS_H

#include "holdline/progress.h"

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
 * hl_progress_dbm0() - level of a mean square
 * @mean_square: in steps of a 16-bit sample
 *
 * Return: dBm0, at least -120.
 */
float hl_progress_dbm0(float mean_square);

#endif
