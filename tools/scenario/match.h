/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * match.h - one line of text against the table of statements
 */
#ifndef SCENARIO_MATCH_H
#define SCENARIO_MATCH_H

#include <stdbool.h>

#include "scenario.h"

#define WORDS_MAX 48 /* words of a line, commas among them (house) */

/** struct words - a line taken apart; the words lie in @text. */
struct words {
	unsigned count;
	const char *word[WORDS_MAX];
	unsigned offset[WORDS_MAX]; /* of each in the line */
	char text[2 * SCENARIO_LINE_MAX];
	char line[SCENARIO_LINE_MAX + 1]; /* without its comment */
};

/**
 * words_split() - take a line apart at blanks and commas
 *
 * A # at the beginning or between blanks begins a comment.
 * Return: 0; -ENOSPC too long; -EBADMSG a byte that is no text.
 */
int words_split(struct words *words, const char *line);

#define WANTS_MAX       96 /* things that could stand at one place (house) */
#define WANTS_BYTES_MAX 1024
#define WANTS_SHOWN_MAX 8 /* more are not listed in a complaint (house) */

/**
 * struct wants - what could stand at a word
 * @shown: is listed; else it is only guessed
 */
struct wants {
	unsigned count;
	unsigned used;
	const char *word[WANTS_MAX];
	bool shown[WANTS_MAX];
	char text[WANTS_BYTES_MAX];
};

/**
 * struct match - a line and what was found out about it
 * @scenario: knows the lines; may be NULL
 * @words:    of the line
 * @out:      the statement as far as it was read
 * @soft:     first word with a name that no line has; WORDS_MAX = none
 * @soft_why: what is wrong with it
 * @far:      the furthest word that no pattern could take
 * @why:      what a place says of it; "" = nothing special
 * @wants:    what could stand there
 */
struct match {
	const struct scenario *scenario;
	struct words words;
	struct scenario_statement out;
	unsigned soft;
	char soft_why[160];
	unsigned far;
	char why[160];
	struct wants wants;
};

/**
 * place_read() - read what stands at a place
 * @match: the line; its statement receives the value
 * @place: which place
 * @at:    word to begin with; moved behind what was taken
 *
 * A name that no line has is taken all the same, and remembered in
 * @match->soft: the verb behind it may be right.
 * Return: false when nothing such stands there; noted in @match.
 */
bool place_read(struct match *match, enum scenario_place place, unsigned *at);

/** places_program.c: the same for the places of requests. */
bool place_owner(struct match *match, unsigned *at);
bool place_call(struct match *match, unsigned *at);
bool place_count(struct match *match, unsigned *at);
bool place_sharing(struct match *match, unsigned *at);
bool place_treatment(struct match *match, unsigned *at);
bool place_error(struct match *match, unsigned *at);
bool place_cadence(struct match *match, unsigned *at);

/** match_soft() - note the first name of the line that no line has. */
void match_soft(struct match *match, unsigned at, const char *what,
		const char *end);

/** match_time() - read a length of time, as place_read() does. */
bool match_time(struct match *match, unsigned *at, hl_msec *ret);

/** match_word() - word @at, or "" behind the last. */
const char *match_word(const struct match *match, unsigned at);

/** match_wants() - note that @word could have stood at word @at. */
void match_wants(struct match *match, unsigned at, const char *word,
		 bool shown);

/** match_says() - note what is wrong with word @at. */
void match_says(struct match *match, unsigned at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
