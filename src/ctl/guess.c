/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guess.c - the word that was probably meant
 *
 * In:  a word as typed, the words there are.
 * Out: the nearest one, if one is near.
 * Not: doing anything about it - a guess is only ever shown.
 */
#include "holdline/control.h"

#include <string.h>

#include "../base/text.h"

const char *hl_guess(const char *word, const char *const *known)
{
	unsigned allowed = strlen(word) < 5 ? 1 : 2;
	const char *best = NULL;

	for (; *known; known++) {
		unsigned d = hl_text_distance(word, *known);

		if (!**known || d > allowed)
			continue;
		best = *known;
		if (d == 0)
			break;
		allowed = d - 1; /* from here only a nearer one */
	}
	return best;
}
