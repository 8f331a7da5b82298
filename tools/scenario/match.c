/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * match.c - one line of text against the table of statements
 *
 * In:  a line.
 * Out: the statement; else a sentence that says what is wrong and guesses.
 * Not: values - places.c; what a statement needs around it - scenario.c.
 *
 * Every pattern is tried. The complaint is about the furthest word that any
 * of them came to, and offers all that could have stood there.
 */
#include "match.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "copy.h"
#include "holdline/control.h"
#include "language.h"

const char *match_word(const struct match *match, unsigned at)
{
	return at < match->words.count ? match->words.word[at] : "";
}

/* Is what is noted at @at news? Behind a doubtful name nothing is. */
static bool note_begin(struct match *m, unsigned at)
{
	if (at > m->soft || at < m->far)
		return false;
	if (at > m->far) {
		m->far = at;
		m->why[0] = '\0';
		m->wants.count = 0;
		m->wants.used = 0;
	}
	return true;
}

void match_wants(struct match *match, unsigned at, const char *word, bool shown)
{
	struct wants *wants = &match->wants;
	size_t size = strlen(word) + 1;
	unsigned i;

	if (!note_begin(match, at))
		return;
	for (i = 0; i < wants->count; i++)
		if (strcmp(wants->word[i], word) == 0)
			return;
	if (wants->count == WANTS_MAX ||
	    wants->used + size > sizeof(wants->text))
		return;
	memcpy(wants->text + wants->used, word, size);
	wants->shown[wants->count] = shown;
	wants->word[wants->count++] = wants->text + wants->used;
	wants->used += (unsigned)size;
}

void match_says(struct match *match, unsigned at, const char *format, ...)
{
	va_list args;

	if (!note_begin(match, at) || match->why[0])
		return;
	va_start(args, format);
	vsnprintf(match->why, sizeof(match->why), format, args);
	va_end(args);
}

static bool item_match(struct match *m, const struct pattern_item *item,
		       unsigned *at)
{
	const char *word = match_word(m, *at);

	if (item->is_place)
		return place_read(m, item->place, at);
	if (strcmp(word, item->one) == 0 || strcmp(word, item->many) == 0) {
		(*at)++;
		return true;
	}
	match_wants(m, *at, m->out.parties > 1 ? item->many : item->one, true);
	return false;
}

/* "after 50 ms", "within 1 s", "for 2 s", in any order, each once */
static bool tails_match(struct match *m, unsigned *at)
{
	struct scenario_statement *out = &m->out;
	unsigned tail = 0;

	while (*at < m->words.count && tail < SCENARIO_TAIL_COUNT) {
		const char *word = tail_word((enum scenario_tail)tail);

		if (!verb_takes(out->verb, (enum scenario_tail)tail) ||
		    out->has & 1u << tail) {
			tail++;
			continue;
		}
		if (strcmp(match_word(m, *at), word) != 0) {
			match_wants(m, *at, word, true);
			tail++;
			continue;
		}
		(*at)++;
		if (!match_time(m, at,
				tail_time(out, (enum scenario_tail)tail)))
			return false;
		out->has |= 1u << tail;
		tail = 0;
	}
	if (*at < m->words.count)
		match_wants(m, *at, "the end of the line", true);
	return *at == m->words.count;
}

static bool verb_match(struct match *m, enum scenario_verb verb)
{
	const char *cursor = pattern_of(verb);
	struct pattern_item item;
	unsigned at = 0;

	memset(&m->out, 0, sizeof(m->out));
	m->out.verb = verb;
	m->soft = WORDS_MAX;
	while (pattern_next(&cursor, &item))
		if (!item_match(m, &item, &at) && !item.optional)
			return false;
	return tails_match(m, &at);
}

/* As many words of the line as @want has. */
static void words_join(const struct match *m, const char *want, char *ret,
		       size_t size)
{
	unsigned at = m->far;

	snprintf(ret, size, "%s", match_word(m, at++));
	for (; (want = strchr(want, ' ')); want++) {
		size_t used = strlen(ret);

		if (at < m->words.count)
			snprintf(ret + used, size - used, " %s",
				 match_word(m, at++));
	}
}

/* "busy" for "busy tone", "dail tone" for "dial tone" */
static const char *phrase_guess(const struct match *m)
{
	const char *word = match_word(m, m->far);
	char words[SCENARIO_LINE_MAX];
	size_t n = strlen(word);

	for (unsigned i = 0; i < m->wants.count; i++) {
		const char *known[] = { m->wants.word[i], NULL };

		words_join(m, known[0], words, sizeof(words));
		if ((strncmp(known[0], word, n) == 0 && known[0][n] == ' ') ||
		    (strchr(known[0], ' ') && hl_guess(words, known)))
			return known[0];
	}
	return NULL;
}

static const char *guess_find(const struct match *m)
{
	const char *known[WANTS_MAX + 1];
	const char *guess;

	if (!*match_word(m, m->far))
		return NULL;
	guess = phrase_guess(m);
	if (guess)
		return guess;
	for (unsigned i = 0; i < m->wants.count; i++)
		known[i] = m->wants.word[i];
	known[m->wants.count] = NULL;
	return hl_guess(match_word(m, m->far), known);
}

static void wants_print(const struct match *m, char *ret, size_t size)
{
	const char *between = "; here can stand: ";
	unsigned shown = 0;
	unsigned i;

	ret[0] = '\0';
	for (i = 0; i < m->wants.count; i++)
		shown += m->wants.shown[i];
	if (shown > WANTS_SHOWN_MAX)
		return;
	for (i = 0; i < m->wants.count; i++) {
		size_t used = strlen(ret);

		if (!m->wants.shown[i])
			continue;
		snprintf(ret + used, size - used, "%s%s", between,
			 m->wants.word[i]);
		between = ", ";
	}
}

/* @soft: a pattern fits but for a name, at word @soft_at. */
static void complain(const struct match *m, const char *soft, unsigned soft_at,
		     char *why, size_t size)
{
	const char *word = match_word(m, m->far);
	const char *guess = guess_find(m);
	char hint[256];

	if (guess && strcmp(guess, word) == 0)
		guess = NULL;
	if (guess)
		snprintf(hint, sizeof(hint), ". Did you mean '%s'?", guess);
	else
		wants_print(m, hint, sizeof(hint));

	if (*soft)
		snprintf(why, size, "%s%s", soft,
			 guess && m->far == soft_at ? hint : "");
	else if (*m->why && !guess)
		snprintf(why, size, "%s", m->why);
	else if (!*word)
		snprintf(why, size, "something is missing behind '%s'%s",
			 match_word(m, m->words.count - 1), hint);
	else
		snprintf(why, size, "I do not understand '%s'%s", word, hint);
}

static int words_read(struct match *m, const char *line, char *why, size_t size)
{
	int r = words_split(&m->words, line);

	if (r == -ENOSPC)
		snprintf(why, size,
			 "the line is longer than %d bytes or %d "
			 "words",
			 SCENARIO_LINE_MAX - 1, WORDS_MAX);
	else if (r < 0)
		snprintf(why, size, "a byte in this line is not text");
	return r < 0 ? -EBADMSG : 0;
}

int scenario_statement_parse(struct scenario_statement *ret,
			     const struct scenario *scenario, const char *line,
			     char *why, size_t size)
{
	struct match m;
	char soft[160] = "";
	unsigned soft_at = 0;
	unsigned i;

	memset(&m, 0, sizeof(m));
	m.scenario = scenario;
	m.soft = WORDS_MAX;
	if (words_read(&m, line, why, size) < 0)
		return -EBADMSG;
	if (!m.words.count)
		return 0;
	for (i = 0; i < SCENARIO_VERB_COUNT; i++) {
		if (!verb_match(&m, (enum scenario_verb)i))
			continue;
		if (m.soft == WORDS_MAX) {
			*ret = m.out;
			return 1;
		}
		if (*soft)
			continue;
		text_copy(soft, sizeof(soft), m.soft_why);
		soft_at = m.soft;
	}
	complain(&m, soft, soft_at, why, size);
	return -EBADMSG;
}
