/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * places.c - what may stand at each place of a pattern
 *
 * In:  the words of a line, and where a place begins.
 * Out: the value in the statement; else what could have stood there.
 * Not: patterns - match.c; the places of requests - places_program.c.
 */
#include "match.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "copy.h"
#include "holdline/config.h"
#include "holdline/dial.h"
#include "language.h"
#include "plain.h"

typedef bool(place_fn)(struct match *m, unsigned *at);

static bool is_name(const char *word)
{
	size_t n = strlen(word);

	return n > 0 && n < HL_NAME_MAX &&
	       strspn(word, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n;
}

/* Words that begin statements would be taken for them. */
static bool is_reserved(const char *word)
{
	struct pattern_item item;
	const char *cursor;
	unsigned i;

	for (i = 0; i < SCENARIO_VERB_COUNT; i++) {
		cursor = pattern_of((enum scenario_verb)i);
		if (pattern_next(&cursor, &item) && !item.is_place &&
		    strcmp(item.one, word) == 0)
			return true;
	}
	return strcmp(word, "and") == 0 || strcmp(word, "music") == 0 ||
	       strcmp(word, "nothing") == 0;
}

static bool party_keep(struct match *m, const char *name)
{
	struct scenario_statement *out = &m->out;
	unsigned i;

	for (i = 0; i < out->parties; i++)
		if (strcmp(out->party[i], name) == 0)
			return false;
	if (out->parties > SCENARIO_PARTIES_MAX)
		return false;
	text_copy(out->party[out->parties++], HL_NAME_MAX, name);
	return true;
}

static bool new_name_read(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at);

	if (!is_name(word) || is_reserved(word)) {
		match_wants(m, *at, place_word(SCENARIO_NAME), true);
		if (*word)
			match_says(
				m, *at,
				"'%s' cannot be a name: letters and "
				"digits, %d at most, no word of the language",
				word, HL_NAME_MAX - 1);
		return false;
	}
	(*at)++;
	return party_keep(m, word);
}

/* The rest of the line may be right. */
void match_soft(struct match *m, unsigned at, const char *what,
		const char *end)
{
	if (m->soft != WORDS_MAX)
		return;
	m->soft = at;
	snprintf(m->soft_why, sizeof(m->soft_why), "%s'%s'%s", what,
		 match_word(m, at), end);
}

static void names_want(struct match *m, unsigned at, int kind)
{
	const struct scenario_line *line;
	unsigned i;

	for (i = 0; m->scenario && (line = scenario_line(m->scenario, i)); i++)
		if (kind < 0 || (int)line->kind == kind)
			match_wants(m, at, line->name, false);
}

static int kind_of(const struct match *m, int index)
{
	return (int)scenario_line(m->scenario, (unsigned)index)->kind;
}

/* @kind: station, trunk or -1 for both. */
static bool party_read(struct match *m, unsigned *at, int kind,
		       enum scenario_place place)
{
	const char *word = match_word(m, *at);
	int index;

	if (!is_name(word)) {
		match_wants(m, *at, place_word(place), true);
		return false;
	}
	if (m->scenario) {
		index = scenario_find(m->scenario, word);
		names_want(m, *at, kind);
		if (index < 0)
			match_soft(m, *at, "there is no line ", "");
		else if (kind >= 0 && kind != kind_of(m, index))
			match_soft(m, *at, "",
				   kind == HL_KIND_STATION
					  ? " is a trunk; a station is wanted "
					    "here"
					  : " is a station; a trunk is wanted "
					    "here");
	}
	if (!party_keep(m, word)) {
		match_says(m, *at, "'%s' is named twice", word);
		return false;
	}
	(*at)++;
	return true;
}

/* "101, 102 and 103" */
static bool parties_read(struct match *m, unsigned *at, int kind,
			 enum scenario_place place)
{
	unsigned next;

	if (!party_read(m, at, kind, place))
		return false;
	for (;;) {
		next = *at;
		if (strcmp(match_word(m, next), ",") == 0)
			next++;
		if (strcmp(match_word(m, next), "and") == 0)
			next++;
		if (next == *at)
			return true;
		*at = next;
		if (!party_read(m, at, kind, place))
			return false;
	}
}

static bool station_read(struct match *m, unsigned *at)
{
	return party_read(m, at, HL_KIND_STATION, SCENARIO_STATION);
}

static bool trunk_read(struct match *m, unsigned *at)
{
	return party_read(m, at, HL_KIND_TRUNK, SCENARIO_TRUNK);
}

static bool any_read(struct match *m, unsigned *at)
{
	return party_read(m, at, -1, SCENARIO_PARTY);
}

static bool stations_read(struct match *m, unsigned *at)
{
	return parties_read(m, at, HL_KIND_STATION, SCENARIO_STATIONS);
}

static bool anys_read(struct match *m, unsigned *at)
{
	return parties_read(m, at, -1, SCENARIO_PARTIES);
}

static bool line_read(struct match *m, unsigned *at)
{
	if (strcmp(match_word(m, *at), "all") == 0) {
		(*at)++;
		return party_keep(m, "all");
	}
	match_wants(m, *at, "all", true);
	return party_read(m, at, -1, SCENARIO_LINE);
}

/* "1.5" in thousandths; false when it is no number, or too long for one. */
static bool number_read(const char *text, uint64_t *ret)
{
	uint64_t value = 0;
	unsigned digits = 0;
	unsigned places = 0;
	bool point = false;

	for (; *text; text++) {
		if (*text == '.' && !point && digits) {
			point = true;
			continue;
		}
		if (*text < '0' || *text > '9' || ++digits > 12 ||
		    (point && ++places > 3))
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
	}
	if (!digits || (point && !places))
		return false;
	for (; places < 3; places++)
		value *= 10;
	*ret = value;
	return true;
}

static unsigned unit_ms(const char *unit)
{
	return strcmp(unit, "ms") == 0    ? 1
	       : strcmp(unit, "s") == 0   ? 1000
	       : strcmp(unit, "min") == 0 ? 60000
					  : 0;
}

/* The number and its unit may be one word or two. */
bool match_time(struct match *m, unsigned *at, hl_msec *ret)
{
	const char *word = match_word(m, *at);
	size_t n = strspn(word, "0123456789.");
	const char *unit = word + n;
	char number[16];
	unsigned used = 1;
	uint64_t value;

	if (n && !*unit) {
		unit = match_word(m, *at + 1);
		used = 2;
	}
	match_wants(m, *at, place_word(SCENARIO_TIME), true);
	if (!n)
		return false;
	if (!unit_ms(unit)) {
		match_says(m, *at, "a length of time has a unit: 300 ms, 2 s");
		return false;
	}
	text_copy(number, n < sizeof(number) ? n + 1 : sizeof(number), word);
	if (n < sizeof(number) && number_read(number, &value)) {
		value = value * unit_ms(unit) / 1000;
		if (value >= 1 && value <= SCENARIO_TIME_MAX) {
			*ret = (hl_msec)value;
			*at += used;
			return true;
		}
	}
	match_says(m, *at, "this is no length of time between 1 ms and %d s",
		   SCENARIO_TIME_MAX / 1000);
	return false;
}

static bool length_read(struct match *m, unsigned *at)
{
	return match_time(m, at, &m->out.time);
}

static bool word_keep(struct match *m, unsigned *at)
{
	if (!text_copy(m->out.word, sizeof(m->out.word), match_word(m, *at))) {
		match_says(m, *at, "'%s' is too long", match_word(m, *at));
		return false;
	}
	(*at)++;
	return true;
}

static bool digits_read(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at);

	if (!hl_dial_is_digits(word)) {
		match_wants(m, *at, place_word(SCENARIO_DIGITS), true);
		if (*word)
			match_says(m, *at, "'%s' cannot be dialled: %s", word,
				   place_meaning(SCENARIO_DIGITS));
		return false;
	}
	return word_keep(m, at);
}

/* How many words of the line are those of @text, which has @n of them? */
static unsigned words_same(const struct match *m, unsigned at, const char *text)
{
	unsigned n = 0;
	size_t size;

	for (; *text; text += strspn(text, " ")) {
		const char *word = match_word(m, at + n);

		size = strcspn(text, " ");
		if (strlen(word) != size || strncmp(word, text, size) != 0)
			return 0;
		text += size;
		n++;
	}
	return n;
}

static bool tone_read(struct match *m, unsigned *at)
{
	const char *plain;
	unsigned best = 0;
	unsigned n;
	unsigned i;

	for (i = HL_TONE_NONE + 1; i < HL_TONE_COUNT; i++) {
		plain = hl_tone_plain((enum hl_tone)i);
		n = words_same(m, *at, plain);
		match_wants(m, *at, plain, false);
		if (n <= best)
			continue;
		best = n;
		m->out.tone = (enum hl_tone)i;
	}
	match_wants(m, *at, place_word(SCENARIO_TONE), true);
	*at += best;
	return best > 0;
}

static bool leave_read(struct match *m, unsigned *at)
{
	const char *plain;
	unsigned n;

	for (unsigned i = 0; i < HL_RELEASE_COUNT; i++) {
		plain = plain_leave(i);
		n = words_same(m, *at, plain);
		match_wants(m, *at, plain, false);
		if (!n)
			continue;
		m->out.value = i;
		*at += n;
		return true;
	}
	match_wants(m, *at, place_word(SCENARIO_LEAVE), true);
	return false;
}

/* A word that begins a tail is none. */
static bool person_read(struct match *m, unsigned *at)
{
	const char *word = match_word(m, *at);

	match_wants(m, *at, place_word(SCENARIO_PERSON), true);
	for (unsigned i = 0; i < SCENARIO_TAIL_COUNT; i++)
		if (strcmp(word, tail_word((enum scenario_tail)i)) == 0)
			return false;
	if (!*word || strcmp(word, ",") == 0 ||
	    !text_copy(m->out.text, sizeof(m->out.text), word))
		return false;
	(*at)++;
	return true;
}

static bool state_read(struct match *m, unsigned *at)
{
	const char *name;
	unsigned i;

	for (i = 0; i < HL_CALL_STATE_COUNT; i++) {
		name = hl_call_state_name((enum hl_call_st)i);
		match_wants(m, *at, name, false);
		if (strcmp(name, match_word(m, *at)) != 0)
			continue;
		m->out.state = (enum hl_call_st)i;
		(*at)++;
		return true;
	}
	match_wants(m, *at, place_word(SCENARIO_STATE), true);
	return false;
}

static bool mode_read(struct match *m, unsigned *at)
{
	const char *name;
	unsigned bit;

	for (bit = 1; bit <= 0x8000; bit <<= 1) {
		name = hl_call_mode_name(m->out.state, bit);
		if (!*name)
			continue;
		match_wants(m, *at, name, false);
		if (strcmp(name, match_word(m, *at)) == 0)
			return word_keep(m, at);
	}
	return false;
}

static bool situation_read(struct match *m, unsigned *at)
{
	const char *name;
	unsigned i;

	for (i = 0; i < HL_SITUATION_COUNT; i++) {
		name = hl_situation_name((enum hl_situation)i);
		match_wants(m, *at, name, false);
		if (strcmp(name, match_word(m, *at)) != 0)
			continue;
		m->out.situation = (enum hl_situation)i;
		(*at)++;
		return true;
	}
	match_wants(m, *at, place_word(SCENARIO_SITUATION), true);
	return false;
}

static bool key_read(struct match *m, unsigned *at)
{
	struct hl_config_key key;
	char text[256];
	unsigned i;

	for (i = 0; hl_config_key(i, &key, text, sizeof(text)) == 0; i++) {
		if (strcmp(key.section, "line") != 0)
			continue;
		match_wants(m, *at, key.key, false);
		if (strcmp(key.key, match_word(m, *at)) == 0)
			return word_keep(m, at);
	}
	match_wants(m, *at, place_word(SCENARIO_KEY), true);
	return false;
}

static bool word_read(struct match *m, unsigned *at)
{
	if (*match_word(m, *at))
		return word_keep(m, at);
	match_wants(m, *at, place_word(SCENARIO_WORD), true);
	return false;
}

static bool text_read(struct match *m, unsigned *at)
{
	if (*at >= m->words.count) {
		match_wants(m, *at, place_word(SCENARIO_TEXT), true);
		return false;
	}
	if (!text_copy(m->out.text, sizeof(m->out.text),
		       m->words.line + m->words.offset[*at])) {
		match_says(m, *at, "this is longer than %d bytes",
			   SCENARIO_TEXT_MAX - 1);
		return false;
	}
	*at = m->words.count;
	return true;
}

static place_fn *const readers[SCENARIO_PLACE_COUNT] = {
	[SCENARIO_NAME] = new_name_read,
	[SCENARIO_STATION] = station_read,
	[SCENARIO_TRUNK] = trunk_read,
	[SCENARIO_PARTY] = any_read,
	[SCENARIO_STATIONS] = stations_read,
	[SCENARIO_PARTIES] = anys_read,
	[SCENARIO_LINE] = line_read,
	[SCENARIO_TIME] = length_read,
	[SCENARIO_DIGITS] = digits_read,
	[SCENARIO_TONE] = tone_read,
	[SCENARIO_OWNER] = place_owner,
	[SCENARIO_CALL] = place_call,
	[SCENARIO_COUNT] = place_count,
	[SCENARIO_CADENCE] = place_cadence,
	[SCENARIO_SHARING] = place_sharing,
	[SCENARIO_TREATMENT] = place_treatment,
	[SCENARIO_ERROR] = place_error,
	[SCENARIO_STATE] = state_read,
	[SCENARIO_MODE] = mode_read,
	[SCENARIO_SITUATION] = situation_read,
	[SCENARIO_LEAVE] = leave_read,
	[SCENARIO_PERSON] = person_read,
	[SCENARIO_KEY] = key_read,
	[SCENARIO_WORD] = word_read,
	[SCENARIO_TEXT] = text_read,
};

bool place_read(struct match *match, enum scenario_place place, unsigned *at)
{
	return readers[place](match, at);
}
