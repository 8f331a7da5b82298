/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * language.c - the table of statements, and its listing
 *
 * In:  a verb, a place, a tail.
 * Out: its pattern in pieces, its words, the whole language as a page.
 * Not: texts - match.c reads them, write.c writes them.
 */
#include "language.h"

#include <assert.h>
#include <string.h>

static const struct {
	enum scenario_kind kind;
	const char *pattern;
	const char *meaning;
} verbs[SCENARIO_VERB_COUNT] = {
#define X(id, kind, pattern, meaning) { SCENARIO_##kind, pattern, meaning },
	SCENARIO_VERBS(X)
#undef X
#define X(id, request, aim, value, pattern, meaning)                           \
	{ SCENARIO_REQUEST, pattern, meaning },
	SCENARIO_ASKS(X)
#undef X
};

static const struct scenario_ask asks[] = {
#define X(id, request, aim, value, pattern, meaning)                           \
	{ HL_REQUEST_##request, SCENARIO_AIM_##aim, value },
	SCENARIO_ASKS(X)
#undef X
};

static const char *const whiches[SCENARIO_WHICH_COUNT] = {
#define X(id, word, meaning) word,
	SCENARIO_WHICH(X)
#undef X
};

static const struct {
	const char *word;
	const char *meaning;
} places[SCENARIO_PLACE_COUNT] = {
#define X(id, word, meaning) { word, meaning },
	SCENARIO_PLACES(X)
#undef X
};

static const struct {
	const char *word;
	const char *meaning;
} tails[SCENARIO_TAIL_COUNT] = {
#define X(id, field, word, meaning) { word, meaning },
	SCENARIO_TAILS(X)
#undef X
};

enum scenario_kind scenario_verb_kind(enum scenario_verb verb)
{
	return verbs[verb].kind;
}

const struct scenario_ask *scenario_ask(enum scenario_verb verb)
{
	if (verbs[verb].kind != SCENARIO_REQUEST)
		return NULL;
	return &asks[verb - (SCENARIO_VERB_COUNT -
			     sizeof(asks) / sizeof(asks[0]))];
}

const char *scenario_which_word(enum scenario_which which)
{
	return which < SCENARIO_WHICH_COUNT ? whiches[which] : "?";
}

const char *pattern_of(enum scenario_verb verb)
{
	return verbs[verb].pattern;
}

const char *place_word(enum scenario_place place)
{
	return places[place].word;
}

const char *place_meaning(enum scenario_place place)
{
	return places[place].meaning;
}

const char *tail_word(enum scenario_tail tail)
{
	return tails[tail].word;
}

hl_msec *tail_time(struct scenario_statement *statement,
		   enum scenario_tail tail)
{
	switch (tail) {
#define X(id, field, word, meaning)                                            \
	case SCENARIO_TAIL_##id:                                               \
		return &statement->field;
		SCENARIO_TAILS(X)
#undef X
	case SCENARIO_TAIL_COUNT:
		break;
	}
	return NULL;
}

bool verb_takes(enum scenario_verb verb, enum scenario_tail tail)
{
	if (verb == SCENARIO_VERB_REFUSED)
		return false;
	if (verbs[verb].kind == SCENARIO_EXPECT)
		return true;
	return verbs[verb].kind != SCENARIO_SETUP &&
	       verb != SCENARIO_VERB_WAIT && tail == SCENARIO_TAIL_AFTER;
}

static bool place_find(const char *word, size_t n, enum scenario_place *ret)
{
	unsigned i;

	for (i = 0; i < SCENARIO_PLACE_COUNT; i++) {
		if (strlen(places[i].word) != n ||
		    strncmp(places[i].word, word, n) != 0)
			continue;
		*ret = (enum scenario_place)i;
		return true;
	}
	return false;
}

static void word_copy(char *ret, const char *word, size_t n)
{
	assert(n < PATTERN_WORD_MAX);
	memcpy(ret, word, n);
	ret[n] = '\0';
}

bool pattern_next(const char **cursor, struct pattern_item *ret)
{
	const char *p = *cursor + strspn(*cursor, " ");
	const char *slash;
	size_t n;

	memset(ret, 0, sizeof(*ret));
	if (!*p)
		return false;
	ret->optional = *p == '[';
	p += ret->optional;
	n = strcspn(p, " ]");
	*cursor = p + n + ret->optional;
	ret->is_place = place_find(p, n, &ret->place);
	if (ret->is_place)
		return true;

	slash = memchr(p, '/', n);
	if (!slash) {
		word_copy(ret->one, p, n);
		word_copy(ret->many, p, n);
		return true;
	}
	word_copy(ret->one, p, (size_t)(slash - p));
	word_copy(ret->many, slash + 1, n - (size_t)(slash - p) - 1);
	return true;
}

static void verbs_print(enum scenario_kind kind, const char *heading, FILE *out)
{
	unsigned i;

	fprintf(out, "\n### %s\n\n", heading);
	for (i = 0; i < SCENARIO_VERB_COUNT; i++) {
		if (verbs[i].kind == kind)
			fprintf(out, "* `%s` - %s\n", verbs[i].pattern,
				verbs[i].meaning);
	}
}

void scenario_language(FILE *out)
{
	unsigned i;

	verbs_print(SCENARIO_SETUP, "What is on the bench", out);
	verbs_print(SCENARIO_ACTION, "What is done", out);
	verbs_print(SCENARIO_REQUEST, "What a program asks for", out);
	verbs_print(SCENARIO_EXPECT, "What must then be true", out);
	fputs("\n### What may follow, with a TIME\n\n", out);
	for (i = 0; i < SCENARIO_TAIL_COUNT; i++)
		fprintf(out, "* `%s TIME` - %s\n", tails[i].word,
			tails[i].meaning);
	fputs("\n### What stands for what\n\n", out);
	for (i = 0; i < SCENARIO_PLACE_COUNT; i++)
		fprintf(out, "* `%s` - %s\n", places[i].word,
			places[i].meaning);
}
