/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * keep.h - the files that remain of a play
 */
#ifndef DEMO_KEEP_H
#define DEMO_KEEP_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tools/scenario/player.h"
#include "tools/timeline.h"

struct keep;

/**
 * keep_open() - make the folder, begin the files
 * @ret:      the caller closes it
 * @folder:   with the folders above it
 * @scenario: borrowed
 * @why:      receives a sentence with the path when it fails
 * @size:     bytes at @why
 *
 * Return: 0, -ENOMEM, -errno.
 */
int keep_open(struct keep **ret, const char *folder,
	      const struct scenario *scenario, char *why, size_t size);

/** keep_close() - NULL is fine. */
void keep_close(struct keep *keep);

/** keep_heard() - more of what a party hears. */
void keep_heard(struct keep *keep, unsigned party, const int16_t *samples,
		unsigned n);

/** keep_step() - a statement was decided; for the summary. */
void keep_step(struct keep *keep, const struct player_step *step);

/** keep_files() - sounds, picture and scenario. 0, -errno with @why. */
int keep_files(struct keep *keep, const struct timeline *timeline, char *why,
	       size_t size);

/** keep_summary() - the summary, begun with its steps; NULL on failure. */
FILE *keep_summary(struct keep *keep);

/** keep_end() - close the summary. 0, -errno with @why. */
int keep_end(struct keep *keep, FILE *summary, char *why, size_t size);

/** keep_list() - each file with what is in it. */
void keep_list(const struct keep *keep, FILE *out);

#endif
