/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scenario.c - a scenario as a value: its lines and its statements
 *
 * In:  a file's text, or statements one by one.
 * Out: the scenario; every mistake with the number of its line.
 * Not: what a line of text says - match.c.
 */
#include "scenario.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "holdline/dial.h"
#include "holdline/zone.h"
#include "language.h"

/* What a hand can do with a hook, ms (house; longer is hanging up). */
#define BREAK_MIN 15
#define BREAK_MAX 3000

/* [ms] a flash that a program may send; as line.sendFlash. */
#define FLASH_MIN 20
#define FLASH_MAX 2000

struct scenario {
	char title[SCENARIO_LINE_MAX];
	char zone[HL_NAME_MAX];
	struct scenario_line line[SCENARIO_PARTIES_MAX];
	bool lifted[SCENARIO_PARTIES_MAX];
	unsigned lines;
	unsigned stations;
	unsigned trunks;
	bool begun; /* something is done or expected already */
	struct scenario_statement *statement;
	unsigned count;
	unsigned room;
};

/* Where complaints go, and how many there were. */
struct desk {
	FILE *out;
	const char *path;
	unsigned count;
};

int scenario_new(struct scenario **ret, const char *title)
{
	struct scenario *s = calloc(1, sizeof(*s));

	if (!s)
		return -ENOMEM;
	text_copy(s->title, sizeof(s->title), title);
	text_copy(s->zone, sizeof(s->zone), "us");
	*ret = s;
	return 0;
}

void scenario_free(struct scenario *scenario)
{
	if (!scenario)
		return;
	free(scenario->statement);
	free(scenario);
}

static int line_add(struct scenario *s, const char *name,
		    enum hl_line_kind kind)
{
	unsigned *count = kind == HL_KIND_STATION ? &s->stations : &s->trunks;
	unsigned most = kind == HL_KIND_STATION ? SCENARIO_STATIONS_MAX
						: SCENARIO_TRUNKS_MAX;
	struct scenario_line *line;

	if (scenario_find(s, name) >= 0)
		return -EEXIST;
	if (*count == most)
		return -ENOSPC;
	line = &s->line[s->lines++];
	text_copy(line->name, sizeof(line->name), name);
	line->kind = kind;
	line->channel = (int)++*count;
	if (kind == HL_KIND_TRUNK)
		line->channel += SCENARIO_STATIONS_MAX;
	return 0;
}

static void lifted_set(struct scenario *s,
		       const struct scenario_statement *statement)
{
	int index;
	unsigned i;

	for (i = 0; i < statement->parties; i++) {
		index = scenario_find(s, statement->party[i]);
		if (index >= 0)
			s->lifted[index] = true;
	}
}

static void second_set(struct scenario *s,
		       const struct scenario_statement *statement)
{
	for (unsigned i = 0; i < statement->parties; i++) {
		int index = scenario_find(s, statement->party[i]);

		if (index >= 0)
			s->line[index].second = true;
	}
}

static int setup_add(struct scenario *s,
		     const struct scenario_statement *statement)
{
	if (s->begun)
		return -EPROTO;
	if (statement->verb == SCENARIO_VERB_STATION)
		return line_add(s, statement->party[0], HL_KIND_STATION);
	if (statement->verb == SCENARIO_VERB_TRUNK)
		return line_add(s, statement->party[0], HL_KIND_TRUNK);
	if (statement->verb == SCENARIO_VERB_LIFTED)
		lifted_set(s, statement);
	if (statement->verb == SCENARIO_VERB_SECOND)
		second_set(s, statement);
	if (statement->verb == SCENARIO_VERB_ZONE &&
	    !text_copy(s->zone, sizeof(s->zone), statement->word))
		return -ENOSPC;
	return 0;
}

static int room_make(struct scenario *s)
{
	struct scenario_statement *more;
	unsigned room = s->room ? s->room * 2 : 32;

	if (s->count < s->room)
		return 0;
	if (s->count >= SCENARIO_STATEMENTS_MAX)
		return -ENOSPC;
	more = realloc(s->statement, room * sizeof(*more));
	if (!more)
		return -ENOMEM;
	s->statement = more;
	s->room = room;
	return 0;
}

int scenario_add(struct scenario *scenario,
		 const struct scenario_statement *statement)
{
	int r = room_make(scenario);

	if (r < 0)
		return r;
	if (scenario_verb_kind(statement->verb) == SCENARIO_SETUP)
		r = setup_add(scenario, statement);
	else
		scenario->begun = true;
	if (r < 0)
		return r;
	scenario->statement[scenario->count++] = *statement;
	return 0;
}

__attribute__((format(printf, 3, 4))) static void
complain(struct desk *desk, unsigned line, const char *format, ...)
{
	va_list args;

	if (!desk->out || ++desk->count > SCENARIO_TOLD_MAX) {
		desk->count += !desk->out;
		return;
	}
	if (desk->path)
		fprintf(desk->out, "%s: ", desk->path);
	fprintf(desk->out, "line %u: ", line);
	va_start(args, format);
	vfprintf(desk->out, format, args);
	va_end(args);
	fputc('\n', desk->out);
}

static bool zone_is_known(const char *word)
{
	const char *country;
	unsigned i;

	for (i = 0; (country = hl_zone_country(i)); i++)
		if (strcmp(country, word) == 0)
			return true;
	return false;
}

/* The same of what programs do. */
static void program_judge(const struct scenario *scenario,
			  const struct scenario_statement *s, char *why,
			  size_t size)
{
	const struct scenario_statement *before =
		scenario->count ? &scenario->statement[scenario->count - 1]
				: NULL;

	if (s->verb == SCENARIO_VERB_REFUSED &&
	    (!before || !scenario_ask(before->verb)))
		snprintf(why, size, "this belongs behind a request");
	else if (s->verb == SCENARIO_ASK_FLASH && s->time &&
		 (s->time < FLASH_MIN || s->time > FLASH_MAX))
		snprintf(why, size, "a flash lasts %d ms to %d s", FLASH_MIN,
			 FLASH_MAX / 1000);
	else if (s->verb == SCENARIO_VERB_CALLS && !s->count)
		snprintf(why, size, "say 'has no call'");
	else if (s->verb == SCENARIO_VERB_NOISE && s->count < 20)
		snprintf(why, size, "noise is minus 20 to minus 63 dBm0");
	else if (s->verb == SCENARIO_VERB_ECHO && s->count > 60)
		snprintf(why, size, "an echo is 1 to 60 dB down; 0 = none");
	else if (s->verb == SCENARIO_VERB_LEAVES &&
		 s->value == HL_RELEASE_SIGNAL)
		snprintf(why, size, "an analog exchange sends no message");
	else if (s->verb == SCENARIO_ASK_PICKGROUP && !s->count)
		snprintf(why, size, "pickup groups are 1 to 63");
}

/* What a pattern cannot say of a statement. @why: "" when all is well. */
static void statement_judge(const struct scenario *scenario,
			    const struct scenario_statement *s, char *why,
			    size_t size)
{
	bool hand = s->verb == SCENARIO_VERB_BREAK ||
		    (s->verb == SCENARIO_VERB_FLASH && s->time);

	why[0] = '\0';
	if (s->verb == SCENARIO_VERB_ZONE && !zone_is_known(s->word))
		snprintf(why, size, "there is no zone '%s': us, uk, de, fr ...",
			 s->word);
	else if (s->verb == SCENARIO_VERB_DIAL)
		hl_dial_check(s->word, why, size);
	else if (hand && (s->time < BREAK_MIN || s->time > BREAK_MAX))
		snprintf(why, size, "a break lasts %d ms to %d s", BREAK_MIN,
			 BREAK_MAX / 1000);
	else if (s->verb == SCENARIO_VERB_TALK && s->parties < 2)
		snprintf(why, size, "nobody talks alone");
	else if ((s->verb == SCENARIO_VERB_PULSES ||
		  s->verb == SCENARIO_VERB_PULSESAT) &&
		 strspn(s->word, "0123456789*#") != strlen(s->word))
		snprintf(why, size, "a dial has only the digits 0-9, * and #");
	else if (s->verb == SCENARIO_VERB_PULSESAT &&
		 (s->count < 6 || s->count > 15))
		snprintf(why, size, "a dial makes 6 to 15 pulses a second");
	else
		program_judge(scenario, s, why, size);
}

static const char *refusal(int r)
{
	switch (r) {
	case -EEXIST:
		return "this name is taken";
	case -ENOSPC:
		return "the bench is full: 8 stations, 4 trunks, 4096 "
		       "statements";
	case -EPROTO:
		return "what is on the bench is said before anybody does "
		       "something";
	default:
		return strerror(-r);
	}
}

static int line_read(struct scenario *s, const char *line, unsigned number,
		     struct desk *desk)
{
	struct scenario_statement statement;
	char why[512];
	int r;

	r = scenario_statement_parse(&statement, s, line, why, sizeof(why));
	if (r == 0)
		return 0;
	if (r > 0) {
		statement.number = number;
		statement_judge(s, &statement, why, sizeof(why));
		if (!*why) {
			r = scenario_add(s, &statement);
			if (r == -ENOMEM)
				return r;
			if (r < 0)
				text_copy(why, sizeof(why), refusal(r));
		}
	}
	if (*why && r != 0)
		complain(desk, number, "%s", why);
	return 0;
}

/* The first comment of the file. */
static void title_read(struct scenario *s, const char *line)
{
	size_t n;

	line += strspn(line, " \t");
	if (*s->title || *line != '#')
		return;
	line += strspn(line, "# \t");
	text_copy(s->title, sizeof(s->title), line);
	n = strlen(s->title);
	while (n > 0 && (s->title[n - 1] == ' ' || s->title[n - 1] == '\r'))
		s->title[--n] = '\0';
}

static int text_read(struct scenario *s, const char *text, size_t size,
		     struct desk *desk)
{
	char line[SCENARIO_LINE_MAX + 2];
	unsigned number = 0;
	const char *end;
	size_t n;
	int r;

	while (size > 0) {
		number++;
		end = memchr(text, '\n', size);
		n = end ? (size_t)(end - text) : size;
		if (n > SCENARIO_LINE_MAX || memchr(text, '\0', n)) {
			complain(desk, number,
				 "longer than %d bytes, or not "
				 "text",
				 SCENARIO_LINE_MAX);
		} else {
			memcpy(line, text, n);
			line[n] = '\0';
			title_read(s, line);
			r = line_read(s, line, number, desk);
			if (r < 0)
				return r;
		}
		text += n + (end ? 1 : 0);
		size -= n + (end ? 1 : 0);
	}
	return 0;
}

static int parse(struct scenario **ret, const char *text, size_t size,
		 struct desk *desk)
{
	struct scenario *s = NULL;
	int r;

	if (size > SCENARIO_BYTES_MAX) {
		complain(desk, 1, "the file is longer than %d bytes",
			 SCENARIO_BYTES_MAX);
		return -EBADMSG;
	}
	r = scenario_new(&s, "");
	if (r < 0)
		return r;
	r = text_read(s, text, size, desk);
	if (r == 0 && !desk->count && !s->lines)
		complain(desk, 1,
			 "no station and no trunk: nothing can "
			 "happen");
	if (r == 0 && desk->count > SCENARIO_TOLD_MAX && desk->out)
		fprintf(desk->out, "and %u more\n",
			desk->count - SCENARIO_TOLD_MAX);
	if (r == 0 && desk->count)
		r = -EBADMSG;
	if (r == 0) {
		*ret = s;
		s = NULL;
	}
	scenario_free(s);
	return r;
}

int scenario_parse(struct scenario **ret, const char *text, size_t size,
		   FILE *complaints)
{
	struct desk desk = { .out = complaints };

	return parse(ret, text, size, &desk);
}

static int file_read(const char *path, char **ret, size_t *size)
{
	FILE *file = fopen(path, "re");
	char *text;
	int r = 0;

	if (!file)
		return -errno;
	text = malloc(SCENARIO_BYTES_MAX + 1);
	if (text)
		*size = fread(text, 1, SCENARIO_BYTES_MAX + 1, file);
	else
		r = -ENOMEM;
	if (text && ferror(file))
		r = -EIO;
	fclose(file);
	if (r < 0) {
		free(text);
		return r;
	}
	*ret = text;
	return 0;
}

int scenario_load(struct scenario **ret, const char *path, FILE *complaints)
{
	struct desk desk = { .out = complaints, .path = path };
	char *text = NULL;
	size_t size = 0;
	int r;

	r = file_read(path, &text, &size);
	if (r < 0) {
		if (complaints)
			fprintf(complaints, "%s: %s\n", path, strerror(-r));
		return r;
	}
	r = parse(ret, text, size, &desk);
	free(text);
	return r;
}

const char *scenario_title(const struct scenario *scenario)
{
	return scenario->title;
}

const char *scenario_zone(const struct scenario *scenario)
{
	return scenario->zone;
}

unsigned scenario_count(const struct scenario *scenario)
{
	return scenario->count;
}

const struct scenario_statement *scenario_at(const struct scenario *scenario,
					     unsigned index)
{
	return index < scenario->count ? &scenario->statement[index] : NULL;
}

unsigned scenario_lines(const struct scenario *scenario)
{
	return scenario->lines;
}

const struct scenario_line *scenario_line(const struct scenario *scenario,
					  unsigned index)
{
	return index < scenario->lines ? &scenario->line[index] : NULL;
}

int scenario_find(const struct scenario *scenario, const char *name)
{
	unsigned i;

	for (i = 0; i < scenario->lines; i++)
		if (strcmp(scenario->line[i].name, name) == 0)
			return (int)i;
	return -ENOENT;
}

bool scenario_is_lifted(const struct scenario *scenario, unsigned index)
{
	return index < scenario->lines && scenario->lifted[index];
}
