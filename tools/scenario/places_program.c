/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * places_program.c - what may stand at the places of requests
 *
 * In:  the words of a line, and where a place begins.
 * Out: the value in the statement; else what could have stood there.
 * Not: parties, times, tones - places.c; which call is meant - program.c.
 */
#include "match.h"

#include <stdio.h>
#include <string.h>

#include "copy.h"
#include "holdline/dial.h"
#include "language.h"
#include "plain.h"

#define COUNT_MOST 63 /* pickup groups, the largest of what is counted */

const char *plain_sharing(unsigned value)
{
	static const char *const words[HL_SHARING_COUNT] = {
		[HL_SHARING_EXCL] = "exclusive",
		[HL_SHARING_NEW] = "new",
		[HL_SHARING_SHARED] = "shared",
		[HL_SHARING_MONITORED] = "watched",
	};

	return value < HL_SHARING_COUNT ? words[value] : NULL;
}

const char *plain_treatment(unsigned value)
{
	static const char *const words[] = { "default", "silence", "ringback",
					     "busy", "music" };

	return value < sizeof(words) / sizeof(words[0]) ? words[value] : NULL;
}

const char *plain_leave(unsigned value)
{
	static const char *const words[HL_RELEASE_COUNT] = {
		[HL_RELEASE_SIGNAL] = "a message of it",
		[HL_RELEASE_BATTERY] = "battery drop",
		[HL_RELEASE_POLARITY] = "polarity",
		[HL_RELEASE_BUSY] = "busy tone",
		[HL_RELEASE_CONGESTION] = "congestion tone",
		[HL_RELEASE_DIAL] = "dial tone",
		[HL_RELEASE_HOWLER] = "howler",
		[HL_RELEASE_INFO] = "special information tone",
		[HL_RELEASE_SILENCE] = "silence",
	};

	return value < HL_RELEASE_COUNT ? words[value] : NULL;
}

const char *plain_error(unsigned value)
{
	return value > HL_ERR_NONE && value < HL_ERROR_COUNT
		       ? hl_error_info(value)->name
		       : NULL;
}

/* "101's"; @name receives 101. */
static bool owner_split(const char *word, char *name)
{
	size_t n = strlen(word);

	if (n < 3 || n - 2 >= HL_NAME_MAX || strcmp(word + n - 2, "'s") != 0)
		return false;
	memcpy(name, word, n - 2);
	name[n - 2] = '\0';
	return strspn(name, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n - 2;
}

static void owners_want(struct match *m, unsigned at)
{
	const struct scenario_line *line;
	char word[HL_NAME_MAX + 2];

	for (unsigned i = 0;
	     m->scenario && (line = scenario_line(m->scenario, i)); i++) {
		snprintf(word, sizeof(word), "%s's", line->name);
		match_wants(m, at, word, false);
	}
}

static bool owner_read(struct match *m, unsigned *at,
		       enum scenario_place place)
{
	char name[HL_NAME_MAX];

	if (!owner_split(match_word(m, *at), name)) {
		match_wants(m, *at, place_word(place), true);
		return false;
	}
	if (m->scenario) {
		owners_want(m, *at);
		if (scenario_find(m->scenario, name) < 0)
			match_soft(m, *at, "there is no line of ", "");
	}
	text_copy(m->out.call.of, sizeof(m->out.call.of), name);
	(*at)++;
	return true;
}

bool place_owner(struct match *m, unsigned *at)
{
	return owner_read(m, at, SCENARIO_OWNER);
}

static void which_read(struct match *m, unsigned *at)
{
	for (unsigned i = 1; i < SCENARIO_WHICH_COUNT; i++) {
		const char *word = scenario_which_word(i);

		match_wants(m, *at, word, true);
		if (strcmp(match_word(m, *at), word) != 0)
			continue;
		m->out.call.which = i;
		(*at)++;
		return;
	}
}

/* "call 2": more digits are a number that belongs to what follows. */
static void index_read(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at);

	if (word[0] < '1' || word[0] > '0' + HL_CALLS_PER_LINE || word[1])
		return;
	m->out.call.index = (unsigned)(word[0] - '0');
	(*at)++;
}

static void with_read(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at + 1);
	size_t n = strlen(word);

	if (strcmp(match_word(m, *at), "with") != 0 || n == 0 ||
	    n >= HL_NAME_MAX)
		return;
	if (m->scenario && scenario_find(m->scenario, word) < 0)
		match_soft(m, *at + 1, "there is no line ", "");
	text_copy(m->out.call.with, sizeof(m->out.call.with), word);
	*at += 2;
}

bool place_call(struct match *m, unsigned *at)
{
	if (!owner_read(m, at, SCENARIO_CALL))
		return false;
	which_read(m, at);
	if (m->out.call.which == SCENARIO_WHICH_CONFERENCE)
		return true;
	if (strcmp(match_word(m, *at), "call") != 0) {
		match_wants(m, *at, "call", true);
		return false;
	}
	(*at)++;
	index_read(m, at);
	with_read(m, at);
	return true;
}

bool place_count(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at);
	unsigned value = 0;
	size_t n = strspn(word, "0123456789");

	match_wants(m, *at, place_word(SCENARIO_COUNT), true);
	if (!n || n > 2 || word[n])
		return false;
	for (; *word; word++)
		value = value * 10 + (unsigned)(*word - '0');
	if (value > COUNT_MOST) {
		match_says(m, *at, "this is more than %d", COUNT_MOST);
		return false;
	}
	m->out.count = value;
	(*at)++;
	return true;
}

/* One of the words that a list has for its values. */
static bool value_read(struct match *m, unsigned *at, unsigned count,
		       const char *(*name)(unsigned value),
		       enum scenario_place place)
{
	for (unsigned i = 0; i < count; i++) {
		const char *word = name(i);

		if (!word)
			continue;
		match_wants(m, *at, word, count < WANTS_SHOWN_MAX);
		if (strcmp(word, match_word(m, *at)) != 0)
			continue;
		m->out.value = i;
		(*at)++;
		return true;
	}
	match_wants(m, *at, place_word(place), count >= WANTS_SHOWN_MAX);
	return false;
}

bool place_sharing(struct match *m, unsigned *at)
{
	return value_read(m, at, HL_SHARING_COUNT, plain_sharing,
			  SCENARIO_SHARING);
}

bool place_treatment(struct match *m, unsigned *at)
{
	return value_read(m, at, 5, plain_treatment, SCENARIO_TREATMENT);
}

bool place_error(struct match *m, unsigned *at)
{
	return value_read(m, at, HL_ERROR_COUNT, plain_error, SCENARIO_ERROR);
}

bool place_cadence(struct match *match, unsigned *at)
{
	const char *name;

	for (unsigned i = HL_RING_NONE + 1; i < HL_RING_COUNT; i++) {
		name = hl_ring_name((enum hl_ring)i);
		match_wants(match, *at, name, false);
		if (strcmp(name, match_word(match, *at)) != 0)
			continue;
		match->out.value = i;
		(*at)++;
		return true;
	}
	match_wants(match, *at, place_word(SCENARIO_CADENCE), true);
	return false;
}
