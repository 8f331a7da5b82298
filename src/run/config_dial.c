/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_dial.c - section [dial]: where a number leads
 *
 * In:  PATTERN = line, or group NAME [strip N]; without the section, the
 *      names of the lines.
 * Out: the dial plan.
 * Not: what becomes of digits - model/dial.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../base/text.h"

static const char route_mend[] = "line, or group NAME [strip N]";

static bool is_plain(char c)
{
	return c && !strchr("XZN.", c);
}

/*
 * The digits before the first letter are the code that chooses the trunk. A
 * pattern without any letter is a whole number, and is sent as it is.
 */
static unsigned strip_default(const char *pattern)
{
	unsigned n = 0;

	while (is_plain(pattern[n]))
		n++;
	return pattern[n] ? n : 0;
}

/* ---- one row ------------------------------------------------------------ */

/* The next word of @text, which is written in; NULL at the end. */
static char *word_next(char **text)
{
	static const char blank[] = " \t";
	char *word = *text + strspn(*text, blank);
	size_t n = strcspn(word, blank);

	if (!n)
		return NULL;
	*text = word + n;
	if (**text)
		*(*text)++ = '\0';
	return word;
}

static int strip_read(struct hl_pattern *row, char **text,
		      const struct hl_scan_entry *entry, struct hl_tell *tell)
{
	const char *word = word_next(text);
	const char *number = word ? word_next(text) : NULL;
	size_t most = strlen(row->text) - 1;
	uint64_t strip;

	row->strip = (uint8_t)strip_default(row->text);
	if (!word)
		return 0;
	if (strcmp(word, "strip") != 0 || !number || word_next(text)) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, route_mend,
			"'%s' is no way for a number to go", entry->value);
		return -EINVAL;
	}
	if (hl_text_unsigned(number, 0, most, &strip) < 0) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE,
			"at least one digit must be left to send",
			"strip '%s' is not 0 to %zu", number, most);
		return -EINVAL;
	}
	row->strip = (uint8_t)strip;
	return 0;
}

static int group_read(const struct hl_config *config, struct hl_pattern *row,
		      const char *name, unsigned at, struct hl_tell *tell)
{
	struct hl_text_guess guess = { 0 };
	char text[160];
	unsigned i;
	int group = name ? hl_config_group(config, name) : -ENOENT;

	if (group >= 0) {
		row->kind = HL_ROUTE_GROUP;
		row->group = (uint8_t)group;
		return 0;
	}
	if (!name) {
		hl_tell(tell, at, HL_GRADE_MISTAKE, route_mend,
			"group needs a name");
		return -EINVAL;
	}
	for (i = 0; i < config->groups; i++)
		hl_text_guess(&guess, name, config->group[i].name);
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
		"there is no [group %s]%s%s", name, *text ? "." : "", text);
	return -ENOENT;
}

static int route_read(const struct hl_config *config, struct hl_pattern *row,
		      const struct hl_scan_entry *entry, struct hl_tell *tell)
{
	char value[HL_CONFIG_LINE_MAX + 1];
	char *text = value;
	const char *word;

	hl_text_copy(value, sizeof(value), entry->value);
	word = word_next(&text);
	if (word && strcmp(word, "group") == 0) {
		word = word_next(&text);
		if (group_read(config, row, word, entry->line, tell) < 0)
			return -EINVAL;
		return strip_read(row, &text, entry, tell);
	}
	row->kind = HL_ROUTE_LINE;
	if (word && strcmp(word, "line") == 0 && !word_next(&text))
		return 0;
	hl_tell(tell, entry->line, HL_GRADE_MISTAKE, route_mend,
		"'%s' is no way for a number to go", entry->value);
	return -EINVAL;
}

static bool pattern_is_new(const struct hl_config *config,
			   const struct hl_scan_entry *entry,
			   struct hl_tell *tell)
{
	unsigned i;

	for (i = 0; i < config->plan.patterns; i++) {
		if (strcmp(config->plan.pattern[i].text, entry->key) != 0)
			continue;
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"pattern '%s' is there a second time; first in line %u",
			entry->key, config->route[i]);
		return false;
	}
	return true;
}

static void row_read(struct hl_config *config,
		     const struct hl_scan_entry *entry, struct hl_tell *tell)
{
	struct hl_plan *plan = &config->plan;
	struct hl_pattern row = { 0 };
	char why[120];

	if (entry->more || !*entry->value) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, route_mend,
			"pattern '%s' leads nowhere", entry->key);
		return;
	}
	if (hl_dial_check(entry->key, why, sizeof(why)) < 0) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"'%s' is no pattern: %s", entry->key, why);
		return;
	}
	if (!pattern_is_new(config, entry, tell))
		return;
	if (plan->patterns == HL_PATTERNS_MAX) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"more than %d patterns", HL_PATTERNS_MAX);
		return;
	}
	hl_text_copy(row.text, sizeof(row.text), entry->key);
	if (route_read(config, &row, entry, tell) < 0)
		return;
	config->route[plan->patterns] = entry->line;
	plan->pattern[plan->patterns++] = row;
}

/* ---- a plan made of the lines ------------------------------------------- */

static void row_add(struct hl_config *config, const struct hl_pattern *row)
{
	struct hl_plan *plan = &config->plan;
	unsigned i;

	for (i = 0; i < plan->patterns; i++)
		if (strcmp(plan->pattern[i].text, row->text) == 0)
			return;
	if (plan->patterns < HL_PATTERNS_MAX)
		plan->pattern[plan->patterns++] = *row;
}

/* 101 .. 199 become 1XX: as many places, the same first digit. */
static void station_row(struct hl_config *config, const char *name)
{
	struct hl_pattern row = { .kind = HL_ROUTE_LINE };
	size_t n = strlen(name);

	if (!hl_dial_is_digits(name))
		return;
	hl_text_copy(row.text, sizeof(row.text), name);
	if (strspn(name, "0123456789") == n)
		memset(row.text + 1, 'X', n - 1);
	row_add(config, &row);
}

static bool code_is_free(const struct hl_config *config, char code)
{
	unsigned i;

	for (i = 0; i < config->plan.patterns; i++)
		if (config->plan.pattern[i].text[0] == code)
			return false;
	return true;
}

/* 9 for the first group, 8 for the next: those no station begins with. */
static void plan_make(struct hl_config *config)
{
	static const char codes[] = "9876543210";
	const char *code = codes;
	unsigned i;

	for (i = 0; i < config->lines; i++)
		if (config->line[i].set.settings.kind == HL_KIND_STATION)
			station_row(config, config->line[i].set.settings.name);

	for (i = 0; i < config->groups; i++) {
		struct hl_pattern row = {
			.kind = HL_ROUTE_GROUP, .group = (uint8_t)i, .strip = 1,
		};

		while (*code && !code_is_free(config, *code))
			code++;
		if (!*code)
			return;
		row.text[0] = *code;
		row.text[1] = '.';
		row_add(config, &row);
	}
}

/* ---- the plan against the lines ----------------------------------------- */

static void station_reach(const struct hl_config *config,
			  const struct hl_line_setup *line,
			  struct hl_tell *tell)
{
	const char *name = line->set.settings.name;
	const struct hl_pattern *row;
	enum hl_match match = hl_dial_match(&config->plan, name, &row);

	if (match == HL_MATCH_NEVER || match == HL_MATCH_MORE)
		hl_tell(tell, line->at, HL_GRADE_WARNING, NULL,
			"no pattern in [dial] leads to station %s", name);
	else if (row->kind != HL_ROUTE_LINE)
		hl_tell(tell, line->at, HL_GRADE_WARNING,
			"put a pattern for the stations above it",
			"who dials %s gets a trunk: pattern '%s' comes first",
			name, row->text);
}

static void reach_judge(const struct hl_config *config, struct hl_tell *tell)
{
	unsigned i;

	for (i = 0; i < config->lines; i++) {
		const struct hl_line_setup *line = &config->line[i];

		if (line->set.settings.kind == HL_KIND_STATION &&
		    hl_dial_is_digits(line->set.settings.name))
			station_reach(config, line, tell);
	}
}

void hl_judge_dial(struct hl_config *config, const struct hl_scan *scan,
		   struct hl_tell *tell)
{
	const struct hl_scan_section *section = NULL;
	unsigned i;

	for (i = 0; i < scan->sections; i++)
		if (scan->section[i].kind == HL_SECTION_DIAL)
			section = &scan->section[i];
	if (!section) {
		plan_make(config);
		return;
	}
	for (i = 0; i < section->entries; i++)
		row_read(config, &scan->entry[section->first + i], tell);
	if (!tell->count[HL_GRADE_MISTAKE])
		reach_judge(config, tell);
}
