/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claim.c - which cells a scenario says that it proves
 *
 * In:  the text behind "proves".
 * Out: is a cell among what it names?
 * Not: has it happened - cells.c.
 */
#include "cells.h"

#include <string.h>

/* Up to a character, or to the end; blanks around it do not belong to it. */
static const char *part(const char **p, const char *end, char until,
			size_t *length)
{
	const char *begin = *p;
	const char *stop = memchr(begin, until, (size_t)(end - begin));
	size_t n;

	stop = stop ? stop : end;
	*p = stop < end ? stop + 1 : end;
	begin += strspn(begin, " ");
	for (n = begin < stop ? (size_t)(stop - begin) : 0;
	     n && begin[n - 1] == ' '; n--)
		;
	*length = n;
	return begin;
}

static bool lists(const char *p, const char *end, const char *word)
{
	size_t n;

	while (p < end) {
		const char *item = part(&p, end, ',', &n);

		if (n == strlen(word) && memcmp(item, word, n) == 0)
			return true;
	}
	return false;
}

bool claim_names(const char *proves, const char *situation, const char *gesture)
{
	const char *end = proves + strlen(proves);
	size_t n;

	while (proves < end) {
		const char *group = part(&proves, end, ';', &n);
		const char *stop = group + n;
		const char *colon = memchr(group, ':', n);

		if (colon && lists(group, colon, situation) &&
		    lists(colon + 1, stop, gesture))
			return true;
	}
	return false;
}
