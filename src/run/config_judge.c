/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_judge.c - entries become values, section by section
 *
 * In:  a file taken apart.
 * Out: the settings of each section with their lines; every mistake told.
 * Not: what names lead to - config_plan.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "holdline/feature.h"
#include "holdline/timers.h"
#include "holdline/zone.h"

/*
 * One section while it is read.
 * @base:    its struct
 * @written: the struct's part about the file
 * @seen:    lines of the file by row of the table of keys
 */
struct reading {
	struct hl_config *config;
	const struct hl_scan *scan;
	const struct hl_scan_section *section;
	struct hl_tell *tell;
	void *base;
	struct hl_written *written;
	unsigned seen[HL_KEYS_MAX];
};

/* ---- one entry ---------------------------------------------------------- */

static const char *section_title(const struct hl_scan_section *section,
				 char *ret, size_t size)
{
	snprintf(ret, size, "[%s%s%s]", hl_section_word(section->kind),
		 *section->name ? " " : "", section->name);
	return ret;
}

/* A known key in the wrong section is not a slip of the pen. */
static bool key_misplaced(const struct reading *reading,
			  const struct hl_scan_entry *entry)
{
	char title[64];
	unsigned i;

	for (i = 0; i < HL_SECTION_COUNT; i++) {
		if (hl_key_find((enum hl_section)i, entry->key) < 0)
			continue;
		hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"'%s' belongs in [%s], not in %s", entry->key,
			hl_section_word((enum hl_section)i),
			section_title(reading->section, title, sizeof(title)));
		return true;
	}
	return false;
}

static void key_unknown(const struct reading *reading,
			const struct hl_scan_entry *entry)
{
	struct hl_text_guess guess = { 0 };
	const struct hl_key *key;
	char title[64];
	char text[160];
	unsigned i;

	if (key_misplaced(reading, entry))
		return;
	/* Nobody reads a guess that is only counted. */
	for (i = 0; reading->tell->notes < HL_CONFIG_TOLD_MAX &&
		    (key = hl_key_at(i));
	     i++)
		if (key->name && key->in & (1u << reading->section->kind))
			hl_text_guess(&guess, entry->key, key->name);
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE, NULL,
		"unknown key '%s' in %s%s%s", entry->key,
		section_title(reading->section, title, sizeof(title)),
		*text ? "." : "", text);
}

/* The words a value may be, when one of them was probably meant. */
static void value_guess(const struct hl_key *key, const char *value,
			char *ret, size_t size)
{
	struct hl_text_guess guess = { 0 };
	unsigned i;

	ret[0] = '\0';
	if (key->type != HL_KEY_WORD)
		return;
	for (i = (unsigned)key->least; i <= (unsigned)key->most; i++)
		if (key->word(i))
			hl_text_guess(&guess, value, key->word(i));
	hl_text_guess_print(&guess, ret, size);
}

static void value_refuse(struct hl_tell *tell, const struct hl_key *key,
			 const struct hl_scan_entry *entry)
{
	const char *known = key->mend ? key->mend(entry->value) : NULL;
	char range[128];
	char guess[160];
	char mend[320];
	bool simple = key->type == HL_KEY_YESNO || key->type == HL_KEY_SWITCH;
	bool words = key->type == HL_KEY_WORD || key->type == HL_KEY_WORDS;

	if (!*entry->value) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"'%s' has no value", entry->key);
		return;
	}
	hl_key_range(key, range, sizeof(range));
	snprintf(mend, sizeof(mend), "%s is %s%s%s%s", entry->key,
		 hl_key_looks(key),
		 simple  ? ""
		 : words ? " "
			 : ", ",
		 simple ? "" : range,
		 strpbrk(entry->value, "#;")
			 ? "; a comment begins with a blank and ';'"
			 : "");
	value_guess(key, entry->value, guess, sizeof(guess));
	hl_tell(tell, entry->line, HL_GRADE_MISTAKE, known ? known : mend,
		"%s: '%s' will not do%s%s", entry->key, entry->value,
		*guess ? "." : "", guess);
}

/* Sections are read one after the other, so each has its values in a row. */
static void origin_add(struct reading *reading, unsigned row, unsigned line)
{
	struct hl_config *config = reading->config;
	unsigned n = config->origins;
	struct hl_origin *grown = config->origin;

	if (!(n & (n - 1)) && (n == 0 || n >= 16))
		grown = realloc(grown, (n ? n * 2 : 16) * sizeof(*grown));
	if (!grown) {
		reading->tell->nomem = true;
		return;
	}
	config->origin = grown;
	grown[n].row = (uint16_t)row;
	grown[n].line = (uint16_t)line;
	config->origins++;
	reading->written->count++;
}

static void entry_value(struct reading *reading,
			const struct hl_scan_entry *entry, int row)
{
	const struct hl_key *key = hl_key_at((unsigned)row);
	int r;

	r = hl_value_parse(key, reading->base, entry->value);
	if (r == -ENOMEM)
		reading->tell->nomem = true;
	else if (r == -EEXIST)
		hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"%s: a name is there twice", entry->key);
	else if (r == -ENOSPC)
		hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"%s: more than %lld names", entry->key,
			(long long)key->most);
	else if (r < 0)
		value_refuse(reading->tell, key, entry);
	if (!entry->more)
		origin_add(reading, (unsigned)row, entry->line);
}

static void entry_judge(struct reading *reading,
			const struct hl_scan_entry *entry)
{
	int row = hl_key_find(reading->section->kind, entry->key);
	bool list;

	if (row < 0) {
		if (!entry->more)
			key_unknown(reading, entry);
		return;
	}
	list = hl_key_at((unsigned)row)->type == HL_KEY_LIST;
	if (entry->more && !list) {
		hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE,
			"write key = value",
			"this line goes on with '%s', which is no list",
			entry->key);
		return;
	}
	if (!entry->more && reading->seen[row]) {
		hl_tell(reading->tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"'%s' is set a second time; first in line %u",
			entry->key, reading->seen[row]);
		return;
	}
	if (!entry->more)
		reading->seen[row] = entry->line;
	entry_value(reading, entry, row);
}

static void section_read(struct reading *reading, void *base,
			 struct hl_written *written)
{
	const struct hl_scan_section *section = reading->section;
	unsigned i;

	reading->base = base;
	reading->written = written;
	written->at = (uint16_t)section->line;
	written->first = reading->config->origins;
	written->count = 0;
	for (i = 0; i < section->entries; i++)
		entry_judge(reading,
			    &reading->scan->entry[section->first + i]);
}

/* Defaults are read like any other value: from the table's text. */
static void defaults_set(enum hl_section section, void *base)
{
	const struct hl_key *key;
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->name && key->def && key->in & (1u << section))
			hl_value_parse(key, base, key->def);
}

/* ---- kinds of sections -------------------------------------------------- */

static void globals_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_config_globals *set = &config->globals.set;
	struct hl_text_guess guess = { 0 };
	char text[160];
	const char *zone;
	unsigned i;

	section_read(reading, &config->globals, &config->globals.written);

	for (i = 0; (zone = hl_zone_country(i)); i++) {
		if (strcmp(zone, set->zone) == 0)
			return;
		hl_text_guess(&guess, set->zone, zone);
	}
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(reading->tell,
		reading->seen[hl_key_find(HL_SECTION_HOLDLINE, "zone")],
		HL_GRADE_MISTAKE, "libtonezone's codes: us, uk, de, fr, nz ...",
		"there is no zone '%s'%s%s", set->zone, *text ? "." : "",
		text);
}

static struct hl_music_setup *music_place(struct hl_config *config,
					  const char *name)
{
	unsigned i;

	for (i = 0; i < config->musics; i++)
		if (strcmp(config->music[i].set.name, name) == 0)
			return &config->music[i];
	if (config->musics == HL_CLASSES_MAX)
		return NULL;
	return &config->music[config->musics++];
}

static void music_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_music_setup *music = music_place(config, section->name);

	if (!music) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d music classes", HL_CLASSES_MAX);
		return;
	}
	hl_text_copy(music->set.name, sizeof(music->set.name), section->name);
	defaults_set(HL_SECTION_MUSIC, music);
	section_read(reading, music, &music->written);
}

static void profile_check(const struct hl_profile_setup *profile,
			  struct hl_tell *tell)
{
	char why[160];
	char mend[160];

	if (hl_profile_check(&profile->windows, why, sizeof(why)) < 0)
		hl_tell(tell, profile->written.at, HL_GRADE_MISTAKE,
			hl_windows_mend(&profile->windows, mend, sizeof(mend)),
			"profile '%s': %s", profile->name, why);
}

/* What the section did not say comes from the built-in profile. */
static void profile_fill(const struct reading *reading,
			 struct hl_profile_setup *profile,
			 const struct hl_profile *from)
{
	struct hl_profile_setup base = { .windows = *from };
	const struct hl_key *key;
	char value[32];
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->in & (1u << HL_SECTION_PROFILE) &&
		    key->type == HL_KEY_WINDOW && !reading->seen[i])
			hl_value_parse(key, profile,
				       hl_value_print(key, &base, value,
						      sizeof(value)));
}

static bool profile_is_built_in(const char *name)
{
	struct hl_profile profile;

	return hl_profile_find(name, &profile) == 0;
}

static void profile_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_profile_setup *profile;
	struct hl_profile from;
	char mend[160];

	if (profile_is_built_in(section->name)) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE,
			"choose another name, and from = it",
			"profile '%s' is built in", section->name);
		return;
	}
	if (config->profiles == HL_PROFILES_MAX) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d profiles", HL_PROFILES_MAX);
		return;
	}
	profile = &config->profile[config->profiles++];
	hl_text_copy(profile->name, sizeof(profile->name), section->name);
	defaults_set(HL_SECTION_PROFILE, profile);
	section_read(reading, profile, &profile->written);

	if (hl_profile_find(profile->from, &from) < 0) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE,
			hl_profiles_print(mend, sizeof(mend)),
			"profile '%s' is from '%s', which is not built in",
			profile->name, profile->from);
		hl_profile_find("us", &from);
	}
	profile_fill(reading, profile, &from);
	profile_check(profile, reading->tell);
}

static void group_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_group_setup *group;

	if (config->groups == HL_GROUPS_MAX) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d groups", HL_GROUPS_MAX);
		return;
	}
	group = &config->group[config->groups++];
	hl_text_copy(group->name, sizeof(group->name), section->name);
	defaults_set(HL_SECTION_GROUP, group);
	section_read(reading, group, &group->written);
}

static void address_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_address_setup *address;

	if (config->addresses == HL_ADDRESSES_MAX) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d addresses", HL_ADDRESSES_MAX);
		return;
	}
	address = &config->address[config->addresses++];
	hl_text_copy(address->name, sizeof(address->name), section->name);
	defaults_set(HL_SECTION_ADDRESS, address);
	section_read(reading, address, &address->written);
}

/* The keys of lines have [lines]' values already. */
static void span_defaults(struct hl_span_setup *span)
{
	const struct hl_key *key;
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->name && key->def && key->in == 1u << HL_SECTION_SPAN)
			hl_value_parse(key, span, key->def);
}

static void span_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_span_setup *span = &config->span[config->spans];

	if (config->spans == HL_SPANS_MAX) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d spans", HL_SPANS_MAX);
		return;
	}
	config->spans++;
	span->line = config->common;
	hl_text_copy(span->set.name, sizeof(span->set.name), section->name);
	span_defaults(span);
	section_read(reading, span, &span->line.written);
	hl_span_judge(config, span, reading->tell);
}

/* A list is memory of its own; what a section says itself stands. */
static void ring_inherit(const struct hl_span_setup *span,
			 struct hl_line_setup *line, struct hl_tell *tell)
{
	if (!span || line->ring || !span->line.ring)
		return;
	line->ring = strdup(span->line.ring);
	if (!line->ring)
		tell->nomem = true;
}

static void line_add(struct hl_config *config, const struct hl_line_setup *line)
{
	hl_text_copy(config->own[config->lines].name, HL_NAME_MAX,
		     line->set.settings.name);
	config->line[config->lines++] = *line;
}

/* The lines of a span of which the file says nothing more. */
static void span_fill(struct hl_config *config,
		      const struct hl_span_setup *span, struct hl_tell *tell)
{
	unsigned written = config->lines;
	struct hl_line_setup line;
	unsigned i, n;

	for (n = 0; n < hl_span_lines(span); n++) {
		hl_span_line(span, n, &line);
		for (i = 0; i < written; i++)
			if (!strcmp(config->own[i].name,
				    line.set.settings.name))
				break;
		if (i < written || config->lines == HL_LINES_MAX)
			continue;
		line.ring = NULL;
		ring_inherit(span, &line, tell);
		line_add(config, &line);
	}
}

static void line_read(struct hl_config *config, struct reading *reading)
{
	const struct hl_scan_section *section = reading->section;
	struct hl_line_setup *line = &config->line[config->lines];
	struct hl_line_settings *settings = &line->set.settings;
	const struct hl_span_setup *span;

	if (config->lines == HL_LINES_MAX) {
		hl_tell(reading->tell, section->line, HL_GRADE_MISTAKE, NULL,
			"more than %d lines", HL_LINES_MAX);
		return;
	}
	config->lines++;
	span = hl_span_of(config, section->name, line);
	if (!span)
		*line = config->common;
	line->ring = NULL;
	hl_text_copy(settings->name, sizeof(settings->name), section->name);
	hl_text_copy(config->own[config->lines - 1].name, HL_NAME_MAX,
		     section->name);
	section_read(reading, line, &line->written);
	ring_inherit(span, line, reading->tell);
	/* But a line that is called a station is told so. */
	if (span && settings->kind == HL_KIND_TRUNK)
		hl_span_settings(span, settings);
}

/* ---- the whole file ----------------------------------------------------- */

static void section_judge(struct hl_config *config, const struct hl_scan *scan,
			  const struct hl_scan_section *section,
			  struct hl_tell *tell)
{
	struct reading reading = {
		.config = config, .scan = scan, .section = section,
		.tell = tell,
	};

	switch (section->kind) {
	case HL_SECTION_HOLDLINE:
		globals_read(config, &reading);
		break;
	case HL_SECTION_MUSIC:
		music_read(config, &reading);
		break;
	case HL_SECTION_PROFILE:
		profile_read(config, &reading);
		break;
	case HL_SECTION_LINES:
		section_read(&reading, &config->common,
			     &config->common.written);
		break;
	case HL_SECTION_LINE:
		line_read(config, &reading);
		break;
	case HL_SECTION_SPAN:
		span_read(config, &reading);
		break;
	case HL_SECTION_GROUP:
		group_read(config, &reading);
		break;
	case HL_SECTION_ADDRESS:
		address_read(config, &reading);
		break;
	case HL_SECTION_CODES:
		section_read(&reading, &config->codes, &config->codes.written);
		break;
	case HL_SECTION_SPEED:
	case HL_SECTION_DIAL:
	case HL_SECTION_COUNT:
		break;
	}
}

static int section_compare(const void *a, const void *b)
{
	const struct hl_scan_section *x =
		*(const struct hl_scan_section *const *)a;
	const struct hl_scan_section *y =
		*(const struct hl_scan_section *const *)b;
	int r;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	r = strcmp(x->name, y->name);
	if (r)
		return r;
	return x->line < y->line ? -1 : 1;
}

/* Marks a section that is there a second time by kind COUNT. */
static int twins_tell(struct hl_scan *scan, struct hl_tell *tell)
{
	struct hl_scan_section **sorted;
	const struct hl_scan_section *first;
	char title[64];
	unsigned i;

	if (!scan->sections)
		return 0;
	sorted = calloc(scan->sections, sizeof(*sorted));
	if (!sorted)
		return -ENOMEM;
	for (i = 0; i < scan->sections; i++)
		sorted[i] = &scan->section[i];
	qsort(sorted, scan->sections, sizeof(struct hl_scan_section *),
	      section_compare);

	first = sorted[0];
	for (i = 1; i < scan->sections; i++) {
		if (first->kind != sorted[i]->kind ||
		    strcmp(first->name, sorted[i]->name) != 0) {
			first = sorted[i];
			continue;
		}
		hl_tell(tell, sorted[i]->line, HL_GRADE_MISTAKE,
			"put them together",
			"%s is there a second time; first in line %u",
			section_title(sorted[i], title, sizeof(title)),
			first->line);
		sorted[i]->kind = HL_SECTION_COUNT;
	}
	free(sorted);
	return 0;
}

static void config_begin(struct hl_config *config)
{
	defaults_set(HL_SECTION_HOLDLINE, &config->globals);
	hl_line_defaults(&config->common.set.settings);
	defaults_set(HL_SECTION_LINE, &config->common);
	defaults_set(HL_SECTION_CODES, &config->codes);

	hl_text_copy(config->music[0].set.name, HL_NAME_MAX, "default");
	defaults_set(HL_SECTION_MUSIC, &config->music[0]);
	config->musics = 1;
}

/* Room was taken in steps; this is what stays for as long as we run. */
static void origins_trim(struct hl_config *config)
{
	struct hl_origin *less;

	if (!config->origins)
		return;
	less = realloc(config->origin, config->origins * sizeof(*less));
	if (less)
		config->origin = less;
}

/* How much room the lines of a file need at the most. */
static unsigned lines_count(const struct hl_scan *scan)
{
	unsigned lines = 0;
	unsigned i;

	for (i = 0; i < scan->sections; i++) {
		lines += scan->section[i].kind == HL_SECTION_LINE;
		if (scan->section[i].kind == HL_SECTION_SPAN)
			lines += HL_SPAN_B_MAX + HL_SPAN_SPARE_MAX;
	}
	return lines < HL_LINES_MAX ? lines : HL_LINES_MAX;
}

static int room_make(struct hl_config *config, const struct hl_scan *scan)
{
	unsigned lines = lines_count(scan);

	/* One more than there are, so that line_read() may look at it. */
	config->line = calloc(lines + 1, sizeof(*config->line));
	config->own = calloc(lines + 1, sizeof(*config->own));
	config->span = calloc(HL_SPANS_MAX + 1, sizeof(*config->span));
	return config->line && config->own && config->span ? 0 : -ENOMEM;
}

static void sections_judge(struct hl_config *config, struct hl_scan *scan,
			   unsigned kinds, struct hl_tell *tell)
{
	unsigned i;

	for (i = 0; i < scan->sections; i++)
		if (kinds & 1u << scan->section[i].kind)
			section_judge(config, scan, &scan->section[i], tell);
}

/* [lines] and the zone first, then spans, then the rest, wherever it stands
 * in the file. */
int hl_judge(struct hl_config *config, struct hl_scan *scan,
	     struct hl_tell *tell)
{
	const unsigned first = 1u << HL_SECTION_LINES |
			       1u << HL_SECTION_HOLDLINE;
	const unsigned second = 1u << HL_SECTION_SPAN;
	unsigned i;

	if (twins_tell(scan, tell) < 0 || room_make(config, scan) < 0)
		return -ENOMEM;
	config_begin(config);
	sections_judge(config, scan, first, tell);
	sections_judge(config, scan, second, tell);
	sections_judge(config, scan, ~(first | second), tell);
	for (i = 0; i < config->spans; i++)
		span_fill(config, &config->span[i], tell);
	hl_spans_judge(config, tell);
	origins_trim(config);
	return 0;
}
