/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ladder.h - news as a ladder: a column for each party, time downwards
 */
#ifndef CONSOLE_LADDER_H
#define CONSOLE_LADDER_H

#include "tools/demo/news.h"

#define LADDER_LEFT 12  /* columns of the time */
#define LADDER_LEAST 13 /* columns of a party at least (house) */
#define LADDER_MAX 512  /* bytes of a line */

/**
 * struct ladder - which parties, on how wide a screen
 * @first: number of the line in the leftmost column
 * @count: columns of parties
 * @each:  columns of the screen for each
 */
struct ladder {
	unsigned first;
	unsigned count;
	unsigned each;
};

/**
 * ladder_fit() - as many parties as a screen has room for
 * @lines:  how many there are
 * @picked: this one is among them
 * @width:  of the screen
 */
void ladder_fit(struct ladder *ret, unsigned lines, unsigned picked,
		unsigned width);

/** ladder_head() - the names; @ret: LADDER_MAX bytes. */
const char *ladder_head(const struct ladder *ladder,
			const char *const *names, char *ret);

/**
 * ladder_print() - a news as a rung; @ret: LADDER_MAX bytes
 * @time: as it shall be printed, LADDER_LEFT - 1 columns at most
 */
const char *ladder_print(const struct ladder *ladder, const struct news *news,
			 const char *time, char *ret);

#endif
