/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ladder.c - news as a ladder: a column for each party, time downwards
 *
 * In:  news.
 * Out: lines of text; * a hand, # digits, ~ what is heard, > a call.
 * Not: the terminal - screen.c.
 */
#include "ladder.h"

#include <stdio.h>
#include <string.h>

#include "board.h"

#define BREAK "break " /* as ../demo/news.c begins it */

void ladder_fit(struct ladder *ret, unsigned lines, unsigned picked,
		unsigned width)
{
	unsigned room = width > LADDER_LEFT ? width - LADDER_LEFT : 0;
	unsigned count = room / LADDER_LEAST;

	if (count > lines)
		count = lines;
	if (!count)
		count = 1;
	ret->count = count;
	ret->each = room / count;
	ret->first = picked < count ? 0 : picked - count + 1;
}

/* Adds a text, filled up with blanks to @columns. */
static void cell_add(char *ret, const char *text, unsigned columns)
{
	size_t used = strlen(ret);
	unsigned wide;

	if (used + 4 * columns + 1 > LADDER_MAX)
		return;
	wide = board_cut(text, columns, ret + used, LADDER_MAX - used);
	used = strlen(ret);
	while (wide++ < columns)
		ret[used++] = ' ';
	ret[used] = '\0';
}

const char *ladder_head(const struct ladder *ladder,
			const char *const *names, char *ret)
{
	ret[0] = '\0';
	cell_add(ret, " TIME", LADDER_LEFT);
	for (unsigned i = 0; i < ladder->count; i++)
		cell_add(ret, names[ladder->first + i], ladder->each);
	return ret;
}

static char sign_of(enum news_topic topic)
{
	switch (topic) {
	case NEWS_HOOK:
	case NEWS_FAR:
		return '*';
	case NEWS_DIGITS:
		return '#';
	case NEWS_HEARS:
		return '~';
	case NEWS_CALL:
		return '>';
	case NEWS_LIMIT:
	case NEWS_ORDER:
	case NEWS_CARD:
	case NEWS_TOPIC_COUNT:
		break;
	}
	return '!';
}

/* "break 512 ms -> flash" as "flash 512 ms". */
static bool break_print(const struct news *news, char *ret, size_t size)
{
	const char *arrow = strstr(news->text, " -> ");

	if (news->topic != NEWS_HOOK || !arrow ||
	    strncmp(news->text, BREAK, strlen(BREAK)))
		return false;
	snprintf(ret, size, "%s %.*s", arrow + 4,
		 (int)(arrow - news->text) - (int)strlen(BREAK),
		 news->text + strlen(BREAK));
	return true;
}

/* A column has little room: what matters is where a call went. */
static void cell_print(const struct news *news, char *ret, size_t size)
{
	const char *arrow = strstr(news->text, "-> ");
	const char *text = news->text;
	char buf[NEWS_TEXT_MAX];
	char call[16] = "";

	if (news->topic == NEWS_CALL) {
		snprintf(call, sizeof(call), "%u ", news->call);
		if (arrow)
			text = arrow + 3;
	} else if (news->topic == NEWS_HEARS && !strncmp(text, "voice", 5)) {
		text += strcspn(text, " ");
		text += *text == ' ';
	} else if (break_print(news, buf, sizeof(buf))) {
		text = buf;
	}
	snprintf(ret, size, "%c %s%s", sign_of(news->topic), call, text);
}

const char *ladder_print(const struct ladder *ladder, const struct news *news,
			 const char *time, char *ret)
{
	char cell[NEWS_LINE_MAX];

	ret[0] = '\0';
	cell_add(ret, " ", 1);
	cell_add(ret, time, LADDER_LEFT - 1);
	for (unsigned i = 0; i < ladder->count; i++) {
		snprintf(cell, sizeof(cell), "|");
		if (news->line == ladder->first + i)
			cell_print(news, cell, sizeof(cell));
		cell_add(ret, cell, ladder->each);
	}
	return ret;
}
