/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - a line taken apart
 *
 * In:  a line of text, any bytes.
 * Out: its words, commas as words of their own, no comment.
 * Not: what they mean - match.c.
 */
#include "match.h"

#include <errno.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\0';
}

/* A # is a digit too: a comment has blanks around its beginning. */
static bool is_comment(const char *line, size_t at)
{
	if (line[at] != '#')
		return false;
	if (at == 0 || strspn(line, " \t") == at)
		return true;
	return is_blank(line[at - 1]) &&
	       (line[at + 1] == ' ' || line[at + 1] == '\t');
}

static int line_copy(struct words *words, const char *line)
{
	size_t n = strcspn(line, "\r\n");
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)line[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return -EBADMSG;
		if (is_comment(line, i))
			break;
	}
	while (i > 0 && is_blank(line[i - 1]))
		i--;
	if (i > SCENARIO_LINE_MAX - 1)
		return -ENOSPC;
	memcpy(words->line, line, i);
	words->line[i] = '\0';
	return 0;
}

int words_split(struct words *words, const char *line)
{
	char *out = words->text;
	const char *p;
	size_t n;
	int r;

	words->count = 0;
	r = line_copy(words, line);
	if (r < 0)
		return r;
	for (p = words->line;; p += n) {
		p += strspn(p, " \t");
		if (!*p)
			return 0;
		if (words->count == WORDS_MAX)
			return -ENOSPC;
		n = *p == ',' ? 1 : strcspn(p, " \t,");
		words->offset[words->count] = (unsigned)(p - words->line);
		words->word[words->count++] = out;
		memcpy(out, p, n);
		out[n] = '\0';
		out += n + 1;
	}
}
