/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write.c - statements and scenarios as text, and as a configuration
 *
 * In:  a statement, by its verb's pattern; a scenario.
 * Out: the line or file that reads as the same; the controller's file.
 * Not: reading - match.c.
 */
#include <stdarg.h>
#include <string.h>

#include "holdline/dial.h"
#include "language.h"
#include "plain.h"
#include "scenario.h"

/* A line that is being written, and which of the parties comes next. */
struct pen {
	const struct scenario_statement *s;
	unsigned party;
	size_t used;
	size_t size;
	char *text;
};

__attribute__((format(printf, 2, 3))) static void put(struct pen *pen,
						      const char *format, ...)
{
	va_list args;
	int n;

	if (pen->used && pen->used + 1 < pen->size) {
		pen->text[pen->used++] = ' ';
		pen->text[pen->used] = '\0';
	}
	va_start(args, format);
	n = vsnprintf(pen->text + pen->used, pen->size - pen->used, format,
		      args);
	va_end(args);
	if (n > 0)
		pen->used += (size_t)n;
	if (pen->used >= pen->size)
		pen->used = pen->size - 1;
}

static void put_time(struct pen *pen, hl_msec ms)
{
	if (ms % 1000 == 0)
		put(pen, "%u s", ms / 1000);
	else if (ms > 1000 && ms % 100 == 0)
		put(pen, "%u.%u s", ms / 1000, ms % 1000 / 100);
	else
		put(pen, "%u ms", ms);
}

static void put_parties(struct pen *pen)
{
	const struct scenario_statement *s = pen->s;

	while (pen->party < s->parties) {
		unsigned left = s->parties - pen->party;

		put(pen, "%s%s", s->party[pen->party],
		    left > 2    ? ","
		    : left == 2 ? " and"
				: "");
		pen->party++;
	}
}

static void put_call(struct pen *pen)
{
	const struct scenario_call *call = &pen->s->call;

	put(pen, "%s's", call->of);
	if (call->which != SCENARIO_WHICH_ANY)
		put(pen, "%s", scenario_which_word(call->which));
	if (call->which != SCENARIO_WHICH_CONFERENCE)
		put(pen, "call");
	if (call->index)
		put(pen, "%u", call->index);
	if (call->with[0])
		put(pen, "with %s", call->with);
}

/* Words that stand for values of the controller. */
static void put_value(struct pen *pen, enum scenario_place place)
{
	unsigned value = pen->s->value;
	const char *word = place == SCENARIO_SHARING ? plain_sharing(value)
			   : place == SCENARIO_TREATMENT
				   ? plain_treatment(value)
			   : place == SCENARIO_LEAVE ? plain_leave(value)
				   : plain_error(value);

	put(pen, "%s", word ? word : "?");
}

static void put_place(struct pen *pen, enum scenario_place place)
{
	const struct scenario_statement *s = pen->s;

	switch (place) {
	case SCENARIO_NAME:
	case SCENARIO_STATION:
	case SCENARIO_TRUNK:
	case SCENARIO_PARTY:
	case SCENARIO_LINE:
		put(pen, "%s", s->party[pen->party++]);
		break;
	case SCENARIO_STATIONS:
	case SCENARIO_PARTIES:
		put_parties(pen);
		break;
	case SCENARIO_TIME:
		put_time(pen, s->time);
		break;
	case SCENARIO_TONE:
		put(pen, "%s", hl_tone_plain(s->tone));
		break;
	case SCENARIO_STATE:
		put(pen, "%s", hl_call_state_name(s->state));
		break;
	case SCENARIO_SITUATION:
		put(pen, "%s", hl_situation_name(s->situation));
		break;
	case SCENARIO_OWNER:
		put(pen, "%s's", s->call.of);
		break;
	case SCENARIO_CALL:
		put_call(pen);
		break;
	case SCENARIO_COUNT:
		put(pen, "%u", s->count);
		break;
	case SCENARIO_CADENCE:
		put(pen, "%s", hl_ring_name((enum hl_ring)s->value));
		break;
	case SCENARIO_SHARING:
	case SCENARIO_TREATMENT:
	case SCENARIO_ERROR:
	case SCENARIO_LEAVE:
		put_value(pen, place);
		break;
	case SCENARIO_DIGITS:
	case SCENARIO_MODE:
	case SCENARIO_KEY:
	case SCENARIO_WORD:
		put(pen, "%s", s->word);
		break;
	case SCENARIO_PERSON:
	case SCENARIO_TEXT:
		put(pen, "%s", s->text);
		break;
	case SCENARIO_PLACE_COUNT:
		break;
	}
}

/* An optional place that was not said. */
static bool is_absent(const struct scenario_statement *s,
		      const struct pattern_item *item)
{
	if (!item->optional)
		return false;
	if (item->place == SCENARIO_PERSON)
		return !s->text[0];
	return item->place == SCENARIO_TIME ? !s->time : !s->word[0];
}

static void put_tails(struct pen *pen)
{
	struct scenario_statement copy = *pen->s;
	unsigned i;

	for (i = 0; i < SCENARIO_TAIL_COUNT; i++) {
		if (!(copy.has & 1u << i))
			continue;
		put(pen, "%s", tail_word((enum scenario_tail)i));
		put_time(pen, *tail_time(&copy, (enum scenario_tail)i));
	}
}

char *scenario_statement_print(const struct scenario_statement *statement,
			       char *ret, size_t size)
{
	struct pen pen = { .s = statement, .text = ret, .size = size };
	const char *cursor = pattern_of(statement->verb);
	struct pattern_item item;

	ret[0] = '\0';
	while (pattern_next(&cursor, &item)) {
		if (is_absent(statement, &item))
			continue;
		if (item.is_place)
			put_place(&pen, item.place);
		else
			put(&pen, "%s",
			    pen.party > 1 || statement->count > 1 ? item.many
								  : item.one);
	}
	put_tails(&pen);
	return ret;
}

void scenario_print(const struct scenario *scenario, FILE *out)
{
	const struct scenario_statement *s;
	char text[2 * SCENARIO_LINE_MAX];
	bool setup = true;
	unsigned i;

	fprintf(out, "# %s\n", scenario_title(scenario));
	for (i = 0; (s = scenario_at(scenario, i)); i++) {
		if (setup && scenario_verb_kind(s->verb) != SCENARIO_SETUP) {
			fputc('\n', out);
			setup = false;
		}
		fprintf(out, "%s\n",
			scenario_statement_print(s, text, sizeof(text)));
	}
}

/* The settings that the scenario gives to a line, or to all. */
static void settings_print(const struct scenario *scenario, const char *name,
			   FILE *out)
{
	const struct scenario_statement *s;
	unsigned i;

	for (i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_SET &&
		    strcmp(s->party[0], name) == 0)
			fprintf(out, "%s = %s\n", s->word, s->text);
}

/* Is the line in this configuration? */
static bool is_here(const struct scenario_line *line,
		    const struct scenario_site *site)
{
	return site->whole || line->second == site->second;
}

static bool has_second(const struct scenario *scenario)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(scenario, i)); i++)
		if (line->second)
			return true;
	return false;
}

static void lines_print(const struct scenario *scenario,
			const struct scenario_site *site, FILE *out)
{
	const struct scenario_line *line;
	unsigned i;

	for (i = 0; (line = scenario_line(scenario, i)); i++) {
		if (!is_here(line, site))
			continue;
		fprintf(out, "\n[line %s]\nchannel = %d\n", line->name,
			line->channel);
		if (line->kind == HL_KIND_TRUNK)
			fputs("kind = trunk\n", out);
		settings_print(scenario, line->name, out);
	}
}

/* Rows of a section: a key and what it is set to. */
static void rows_print(const struct scenario *scenario, enum scenario_verb verb,
		       const char *heading, FILE *out)
{
	const struct scenario_statement *s;
	unsigned i;

	for (i = 0; (s = scenario_at(scenario, i)); i++) {
		if (s->verb != verb)
			continue;
		fprintf(out, "%s%s = %s\n", heading, s->word, s->text);
		heading = "";
	}
}

static void group_print(const struct scenario *scenario,
			const struct scenario_site *site, FILE *out)
{
	const char *between = "\n[group out]\nlines = ";
	const struct scenario_line *line;
	unsigned i;

	for (i = 0; (line = scenario_line(scenario, i)); i++) {
		if (line->kind != HL_KIND_TRUNK || !is_here(line, site))
			continue;
		fprintf(out, "%s%s", between, line->name);
		between = ", ";
	}
	fputc('\n', out);
	if (*between == ',')
		rows_print(scenario, SCENARIO_VERB_GROUP, "", out);
}

static void codes_print(const struct scenario *scenario, FILE *out)
{
	const struct scenario_statement *s;

	fputs("\n[codes]\n", out);
	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_CODES)
			fprintf(out, "set = %s\n", s->word);
	rows_print(scenario, SCENARIO_VERB_CODE, "", out);
}

/* The stations of a shared number, or those that watch it. */
static void stations_print(const struct scenario *scenario, const char *name,
			   bool watched, FILE *out)
{
	const char *between = watched ? "watchers = " : "lines = ";
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++) {
		if (s->verb != SCENARIO_VERB_ADDRESS ||
		    strcmp(s->word, name) != 0 ||
		    (s->value == HL_SHARING_MONITORED) != watched)
			continue;
		for (unsigned k = 0; k < s->parties; k++) {
			fprintf(out, "%s%s", between, s->party[k]);
			between = ", ";
		}
	}
	if (*between == ',')
		fputc('\n', out);
}

/* Is there an earlier statement about this number? */
static bool is_told(const struct scenario *scenario, unsigned at)
{
	const struct scenario_statement *now = scenario_at(scenario, at);

	for (unsigned i = 0; i < at; i++) {
		const struct scenario_statement *s = scenario_at(scenario, i);

		if (s->verb == SCENARIO_VERB_ADDRESS &&
		    strcmp(s->word, now->word) == 0)
			return true;
	}
	return false;
}

static const char *sharing_of(const struct scenario *scenario,
			      const char *name)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_ADDRESS &&
		    s->value != HL_SHARING_MONITORED &&
		    strcmp(s->word, name) == 0)
			return hl_sharing_name(s->value);
	return hl_sharing_name(HL_SHARING_SHARED);
}

static void addresses_print(const struct scenario *scenario, FILE *out)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++) {
		if (s->verb != SCENARIO_VERB_ADDRESS || is_told(scenario, i))
			continue;
		fprintf(out, "\n[address %s]\nsharing = %s\n", s->word,
			sharing_of(scenario, s->word));
		stations_print(scenario, s->word, false, out);
		stations_print(scenario, s->word, true, out);
	}
}

static void park_print(const struct scenario *scenario, FILE *out)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_PARK)
			fprintf(out, "park = %s\n", s->word);
}

static const struct scenario_statement *
row_find(const struct scenario *scenario, enum scenario_verb verb,
	 const char *word)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == verb && (!word || strcmp(s->word, word) == 0))
			return s;
	return NULL;
}

/* Voice channels of the span. */
static unsigned width_of(const struct scenario *scenario)
{
	const struct scenario_statement *s =
		row_find(scenario, SCENARIO_VERB_JOINED, NULL);

	return s && s->count && s->count < SCENARIO_SPAN_CHANNELS ?
		       s->count : SCENARIO_SPAN_CHANNELS - 1;
}

/* The other controller, as an exchange; the first one plays the network. */
static void span_print(const struct scenario *scenario,
		       const struct scenario_site *site, FILE *out)
{
	unsigned first = site->span;
	unsigned d = first + SCENARIO_SPAN_CHANNELS / 2;
	unsigned width = width_of(scenario);

	fprintf(out,
		"\n[group peer]\n\n[span peer]\ncard = %s\ndchannel = %u\n"
		"side = %s\ngroup = peer\nchannels = %u-%u",
		site->driver, d, site->second ? "user" : "network", first,
		first + width < d ? first + width - 1 : d - 1);
	if (first + width > d)
		fprintf(out, ", %u-%u", d + 1, first + width);
	fputc('\n', out);
	if (!row_find(scenario, SCENARIO_VERB_SPAN, "switch"))
		fputs("switch = qsig\n", out);
	rows_print(scenario, SCENARIO_VERB_SPAN, "", out);
}

/* Its stations are called by their numbers. */
static void dial_print(const struct scenario *scenario,
		       const struct scenario_site *site, FILE *out)
{
	const struct scenario_line *line;
	bool outside = false;

	fputs("\n[dial]\n", out);
	for (unsigned i = 0; (line = scenario_line(scenario, i)); i++) {
		bool own = line->second == site->second;

		if (line->kind == HL_KIND_STATION)
			fprintf(out, "%s = %s\n", line->name,
				own ? "line" : "group peer strip 0");
		else
			outside = outside || own;
	}
	if (outside)
		fputs("9. = group out\n", out);
	rows_print(scenario, SCENARIO_VERB_DIAL, "", out);
}

void scenario_config_print(const struct scenario *scenario,
			   const struct scenario_site *site, FILE *out)
{
	fprintf(out, "[holdline]\nzone = %s\njournal = none\n",
		scenario_zone(scenario));
	if (site->control)
		fprintf(out, "control = %s\n", site->control);
	if (site->state)
		fprintf(out, "state = %s\n", site->state);
	park_print(scenario, out);
	if (site->music)
		fprintf(out, "\n[music default]\nsource = %s\n", site->music);
	fprintf(out, "\n[lines]\ndriver = %s\n", site->driver);
	settings_print(scenario, "all", out);
	lines_print(scenario, site, out);
	if (site->span)
		span_print(scenario, site, out);
	if (!site->second)
		addresses_print(scenario, out);
	group_print(scenario, site, out);
	codes_print(scenario, out);
	rows_print(scenario, SCENARIO_VERB_SPEED, "\n[speed]\n", out);
	/* What leads to the other controller leads nowhere without it. */
	if (site->span)
		dial_print(scenario, site, out);
	else if (!has_second(scenario))
		rows_print(scenario, SCENARIO_VERB_DIAL, "\n[dial]\n", out);
}
