/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * language.h - the table of statements, from inside
 */
#ifndef SCENARIO_LANGUAGE_H
#define SCENARIO_LANGUAGE_H

#include <stdbool.h>

#include "scenario.h"

#define PATTERN_WORD_MAX 16 /* bytes of a word of a pattern, with the zero */

/**
 * struct pattern_item - one piece of a pattern
 * @is_place: @place; else a word
 * @optional: may be left out; nothing follows it
 * @one:      the word for one party
 * @many:     the word for several; mostly the same
 */
struct pattern_item {
	bool is_place;
	bool optional;
	enum scenario_place place;
	char one[PATTERN_WORD_MAX];
	char many[PATTERN_WORD_MAX];
};

/**
 * pattern_next() - the next piece of a pattern
 * @cursor: the pattern to begin with; moved on
 * @ret:    the piece
 *
 * Return: false at the end.
 */
bool pattern_next(const char **cursor, struct pattern_item *ret);

/** pattern_of() - the pattern of a verb. */
const char *pattern_of(enum scenario_verb verb);

/** place_word() - as it is written in patterns: "PARTY". */
const char *place_word(enum scenario_place place);

/** place_meaning() - what may stand there. */
const char *place_meaning(enum scenario_place place);

/** tail_word() - the word of a tail. */
const char *tail_word(enum scenario_tail tail);

/** tail_time() - the field of a tail in a statement. */
hl_msec *tail_time(struct scenario_statement *statement,
		   enum scenario_tail tail);

/** verb_takes() - may this tail follow this verb? */
bool verb_takes(enum scenario_verb verb, enum scenario_tail tail);

#endif
