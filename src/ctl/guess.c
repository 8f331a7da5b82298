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

#define WORD_MAX 31

/*
 * Optimal string alignment: insert, delete, change, or exchange neighbours.
 * Three rows are enough, because an exchange looks back two.
 */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[3][WORD_MAX + 2];
	size_t la = strlen(a);
	size_t lb = strlen(b);

	if (la > WORD_MAX || lb > WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= lb; j++)
		row[0][j] = (unsigned)j;

	for (size_t i = 1; i <= la; i++) {
		unsigned *now = row[i % 3];
		const unsigned *up = row[(i + 2) % 3];
		const unsigned *upup = row[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (size_t j = 1; j <= lb; j++) {
			unsigned best = up[j - 1] + (a[i - 1] != b[j - 1]);

			if (up[j] + 1 < best)
				best = up[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && upup[j - 2] + 1 < best)
				best = upup[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[la % 3][lb];
}

const char *hl_guess(const char *word, const char *const *known)
{
	unsigned allowed = strlen(word) < 5 ? 1 : 2;
	const char *best = NULL;

	for (; *known; known++) {
		unsigned d = distance(word, *known);

		if (!**known || d > allowed)
			continue;
		best = *known;
		if (d == 0)
			break;
		allowed = d - 1; /* from here only a nearer one */
	}
	return best;
}
