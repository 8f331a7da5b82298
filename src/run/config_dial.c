/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_dial.c - where a number leads: [dial], [address], park numbers
 *
 * In:  PATTERN = line, or group NAME [strip N]; without the section, the
 *      names of the lines. Numbers that several stations share, and numbers
 *      at which calls are parked.
 * Out: the dial plan.
 * Not: feature codes - config_codes.c; what becomes of digits - model/dial.c.
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
	if (plan->patterns == HL_DIAL_ROWS_MAX) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"more than %d patterns", HL_DIAL_ROWS_MAX);
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
	if (plan->patterns < HL_DIAL_ROWS_MAX)
		plan->pattern[plan->patterns++] = *row;
}

/* 101 .. 199 become 1XX: as many places, the same first digit. */
static void station_row(struct hl_config *config, const char *name)
{
	struct hl_pattern row = { .kind = HL_ROUTE_LINE };
	size_t n = strlen(name);

	/* No pattern in a file can begin with #, so none here does. */
	if (!hl_dial_is_digits(name) || *name == '#')
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
	for (i = 0; i < HL_CODE_COUNT; i++)
		if (config->codes.code[i][0] == code)
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

	for (i = 0; i < config->addresses; i++)
		station_row(config, config->address[i].name);

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

const struct hl_pattern *hl_number_reach(const struct hl_config *config,
					 unsigned at, const char *what,
					 const char *number,
					 struct hl_tell *tell)
{
	const struct hl_pattern *row;
	enum hl_match match = hl_dial_match(&config->plan, number, &row);

	if (match != HL_MATCH_NEVER && match != HL_MATCH_MORE)
		return row;
	hl_tell(tell, at, HL_GRADE_WARNING, NULL,
		"no pattern in [dial] leads to %s %s", what, number);
	return NULL;
}

static void number_judge(const struct hl_config *config, unsigned at,
			 const char *what, const char *name,
			 struct hl_tell *tell)
{
	const struct hl_pattern *row =
		hl_number_reach(config, at, what, name, tell);

	if (!row || row->kind == HL_ROUTE_LINE)
		return;
	if (row->kind == HL_ROUTE_CODE)
		hl_tell(tell, at, HL_GRADE_WARNING,
			"another code in [codes], or another name",
			"who dials %s gets the feature code %s", name,
			hl_code_name(row->group));
	else
		hl_tell(tell, at, HL_GRADE_WARNING,
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
			number_judge(config, line->written.at, "station",
				     line->set.settings.name, tell);
	}
	for (i = 0; i < config->addresses; i++)
		number_judge(config, config->address[i].written.at, "address",
			     config->address[i].name, tell);
}

void hl_judge_dial(struct hl_config *config, const struct hl_scan *scan,
		   struct hl_tell *tell)
{
	const struct hl_scan_section *section = NULL;
	unsigned i;

	/* A section that says nothing is as good as none. */
	for (i = 0; i < scan->sections; i++)
		if (scan->section[i].kind == HL_SECTION_DIAL &&
		    scan->section[i].entries)
			section = &scan->section[i];
	for (i = 0; section && i < section->entries; i++)
		row_read(config, &scan->entry[section->first + i], tell);
	if (!section)
		plan_make(config);
	hl_judge_codes(config, tell);
	if (section && !tell->count[HL_GRADE_MISTAKE])
		reach_judge(config, tell);
}

/* ---- numbers that several stations share -------------------------------- */

static unsigned address_key(const struct hl_config *config,
			    const struct hl_address_setup *setup,
			    const char *key)
{
	int row = hl_key_find(HL_SECTION_ADDRESS, key);
	unsigned at = hl_origin_find(config, &setup->written, (unsigned)row);

	return at ? at : setup->written.at;
}

/* The address before this one that a station shares already. */
static const char *address_of(const struct hl_config *config, unsigned before,
			      hl_line line)
{
	unsigned i;
	unsigned k;

	for (i = 0; i < before; i++) {
		const struct hl_address *address = &config->plan.address[i];

		for (k = 0; k < address->count; k++)
			if (address->lines[k] == line &&
			    !(address->watchers >> k & 1))
				return address->name;
	}
	return NULL;
}

static void address_add(struct hl_config *config, unsigned place,
			hl_line line, bool watches, unsigned at,
			struct hl_tell *tell)
{
	struct hl_address *address = &config->plan.address[place];
	const char *name = config->line[line].set.settings.name;
	const char *other = watches ? NULL : address_of(config, place, line);
	unsigned i;

	for (i = 0; i < address->count; i++) {
		if (address->lines[i] != line)
			continue;
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"lines, or watchers: not both",
			"station '%s' shares address %s and cannot watch it",
			name, address->name);
		return;
	}
	if (other) {
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"a station shares one address and may watch others",
			"station '%s' shares address %s already", name, other);
		return;
	}
	if (address->count == HL_ADDRESS_LINES_MAX) {
		hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
			"address %s has more than %d stations and watchers",
			address->name, HL_ADDRESS_LINES_MAX);
		return;
	}
	if (watches)
		address->watchers |= (uint8_t)(1u << address->count);
	address->lines[address->count++] = line;
}

static void address_fill(struct hl_config *config, unsigned place,
			 const char *key, const char *names,
			 struct hl_tell *tell)
{
	unsigned at = address_key(config, &config->address[place], key);
	bool watches = strcmp(key, "watchers") == 0;
	char name[HL_NAME_MAX];
	int line;

	while (hl_list_next(&names, name)) {
		line = hl_line_wanted(config, tell, at, HL_KIND_STATION, name);
		if (line >= 0)
			address_add(config, place, (hl_line)line, watches, at,
				    tell);
	}
}

static void address_name_judge(const struct hl_config *config,
			       const struct hl_address_setup *setup,
			       struct hl_tell *tell)
{
	if (!hl_dial_is_digits(setup->name))
		hl_tell(tell, setup->written.at, HL_GRADE_MISTAKE,
			"digits for a name, such as [address 700]",
			"nobody can dial address '%s': its name is no number",
			setup->name);
	else if (*setup->name == '#')
		hl_tell(tell, setup->written.at, HL_GRADE_MISTAKE,
			"another number",
			"nobody can dial address '%s': no pattern begins with #",
			setup->name);
	if (hl_config_find(config, setup->name) >= 0)
		hl_tell(tell, setup->written.at, HL_GRADE_MISTAKE,
			"a number of its own, and its stations keep theirs",
			"address %s has the name of a line", setup->name);
}

static void address_judge(struct hl_config *config, unsigned place,
			  struct hl_tell *tell)
{
	const struct hl_address_setup *setup = &config->address[place];
	struct hl_address *address = &config->plan.address[place];

	address_name_judge(config, setup, tell);
	hl_text_copy(address->name, sizeof(address->name), setup->name);
	address->sharing = setup->sharing;
	address_fill(config, place, "lines", setup->lines, tell);
	if (!setup->lines)
		hl_tell(tell, setup->written.at, HL_GRADE_MISTAKE,
			"lines = the stations that share it",
			"address %s has no station", setup->name);
	else if (!strchr(setup->lines, ','))
		hl_tell(tell, address_key(config, setup, "lines"),
			HL_GRADE_WARNING, NULL,
			"one station alone shares address %s", setup->name);
	/* Without a station of its own there is nothing to watch. */
	if (address->count)
		address_fill(config, place, "watchers", setup->watchers, tell);
}

/* ---- park numbers ------------------------------------------------------- */

static bool park_has(const struct hl_config_range *park, const char *name)
{
	uint64_t number;

	return park->count && *name != '0' &&
	       hl_text_unsigned(name, park->first,
				(uint64_t)park->first + park->count - 1,
				&number) == 0;
}

static void park_taken(const struct hl_config *config, unsigned at,
		       const char *what, const char *name,
		       struct hl_tell *tell)
{
	int row = hl_key_find(HL_SECTION_HOLDLINE, "park");

	if (park_has(&config->globals.set.park, name))
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"other numbers for park, or another name",
			"%s %s has one of the park numbers of line %u", what,
			name,
			hl_origin_find(config, &config->globals.written,
				       (unsigned)row));
}

static void park_judge(struct hl_config *config, struct hl_tell *tell)
{
	const struct hl_config_range *park = &config->globals.set.park;
	unsigned i;

	config->plan.park_first = park->first;
	config->plan.parks = (uint8_t)park->count;
	for (i = 0; i < config->lines; i++)
		park_taken(config, config->line[i].written.at, "line",
			   config->line[i].set.settings.name, tell);
	for (i = 0; i < config->addresses; i++)
		park_taken(config, config->address[i].written.at, "address",
			   config->address[i].name, tell);
}

void hl_judge_numbers(struct hl_config *config, struct hl_tell *tell)
{
	unsigned i;

	config->plan.addresses = (uint8_t)config->addresses;
	for (i = 0; i < config->addresses; i++)
		address_judge(config, i, tell);
	park_judge(config, tell);
}
