/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_plan.c - names in the settings of lines and groups become numbers
 *
 * In:  values of every section.
 * Out: profiles, music classes, groups and rings by their place.
 * Not: the dial plan - config_dial.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "holdline/driver.h"

/* ---- finding ------------------------------------------------------------ */

int hl_config_find(const struct hl_config *config, const char *name)
{
	unsigned low = 0;
	unsigned high = config->lines;

	while (low < high) {
		unsigned middle = (low + high) / 2;
		unsigned place = config->by_name[middle];
		int r = strcmp(name, hl_line_name(config, place));

		if (r == 0)
			return (int)place;
		if (r < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -ENOENT;
}

int hl_config_group(const struct hl_config *config, const char *name)
{
	unsigned i;

	for (i = 0; i < config->groups; i++)
		if (strcmp(config->group[i].name, name) == 0)
			return (int)i;
	return -ENOENT;
}

int hl_config_address(const struct hl_config *config, const char *name)
{
	unsigned i;

	for (i = 0; i < config->addresses; i++)
		if (strcmp(config->address[i].name, name) == 0)
			return (int)i;
	return -ENOENT;
}

static int name_compare(const void *a, const void *b, void *arg)
{
	const struct hl_config *config = arg;

	return strcmp(hl_line_name(config, *(const unsigned *)a),
		      hl_line_name(config, *(const unsigned *)b));
}

static int names_sort(struct hl_config *config)
{
	unsigned i;

	config->by_name = calloc(config->lines + 1, sizeof(*config->by_name));
	if (!config->by_name)
		return -ENOMEM;
	for (i = 0; i < config->lines; i++)
		config->by_name[i] = i;
	qsort_r(config->by_name, config->lines, sizeof(*config->by_name),
		name_compare, config);
	return 0;
}

static bool line_is(const struct hl_config *config, int place,
		    enum hl_line_kind kind)
{
	return config->line[place].set.settings.kind == kind;
}

unsigned hl_line_key(const struct hl_config *config,
		     const struct hl_line_setup *line, const char *key)
{
	int row = hl_key_find(HL_SECTION_LINE, key);
	unsigned at = hl_origin_of_line(config, line, (unsigned)row);

	return at ? at : line->written.at;
}

/* ---- complaints about names --------------------------------------------- */

static void lines_guess(const struct hl_config *config, const char *name,
			char *ret, size_t size)
{
	struct hl_text_guess guess = { 0 };
	unsigned i;

	for (i = 0; i < config->lines; i++)
		hl_text_guess(&guess, name, hl_line_name(config, i));
	hl_text_guess_print(&guess, ret, size);
}

int hl_line_wanted(const struct hl_config *config, struct hl_tell *tell,
		   unsigned at, enum hl_line_kind kind, const char *name)
{
	const char *word = kind == HL_KIND_TRUNK ? "trunk" : "station";
	int place = hl_config_find(config, name);
	char text[160] = "";

	if (place < 0) {
		if (tell->notes < HL_CONFIG_TOLD_MAX)
			lines_guess(config, name, text, sizeof(text));
		hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
			"there is no line '%s'%s%s", name, *text ? "." : "",
			text);
		return -ENOENT;
	}
	if (!line_is(config, place, kind)) {
		hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
			"line '%s' is no %s", name, word);
		return -ENOENT;
	}
	return place;
}

/*
 * A station by its name, or the first one of an address. @name becomes the
 * name as it stays in memory.
 */
static int station_wanted(const struct hl_config *config, struct hl_tell *tell,
			  unsigned at, const char **name)
{
	int address = hl_config_address(config, *name);
	int place;

	if (address >= 0) {
		*name = config->address[address].name;
		/* One without stations has been told. */
		return config->plan.address[address].count
			       ? config->plan.address[address].lines[0]
			       : -ENOENT;
	}
	place = hl_line_wanted(config, tell, at, HL_KIND_STATION, *name);
	if (place >= 0)
		*name = hl_line_name(config, (unsigned)place);
	return place;
}

/* ---- profile, music, driver of a line ----------------------------------- */

/* The windows of a profile; @name becomes the name as it stays in memory. */
static int profile_find(const struct hl_config *config, const char **name,
			struct hl_profile *ret)
{
	const char *built_in;
	unsigned i;

	for (i = 0; i < config->profiles; i++) {
		if (strcmp(config->profile[i].name, *name) == 0) {
			*name = config->profile[i].name;
			*ret = config->profile[i].windows;
			return 0;
		}
	}
	for (i = 0; (built_in = hl_profile_name(i)); i++) {
		if (strcmp(built_in, *name) == 0) {
			*name = built_in;
			return hl_profile_find(built_in, ret);
		}
	}
	return -ENOENT;
}

static void profile_unknown(const struct hl_config *config,
			    struct hl_tell *tell, unsigned at,
			    const char *wanted)
{
	struct hl_text_guess guess = { 0 };
	char text[160];
	char mend[160];
	const char *name;
	unsigned i;

	for (i = 0; (name = hl_profile_name(i)); i++)
		hl_text_guess(&guess, wanted, name);
	for (i = 0; i < config->profiles; i++)
		hl_text_guess(&guess, wanted, config->profile[i].name);
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(tell, at, HL_GRADE_MISTAKE,
		hl_profiles_print(mend, sizeof(mend)),
		"there is no profile '%s'%s%s", wanted, *text ? "." : "",
		text);
}

/* Windows that nobody wrote come from the profile. */
static void windows_fill(const struct hl_config *config,
			 struct hl_line_setup *line,
			 const struct hl_profile *from)
{
	struct hl_line_setup base = { .set.settings.profile = *from };
	const struct hl_key *key;
	char value[32];
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->in & (1u << HL_SECTION_LINE) &&
		    key->type == HL_KEY_WINDOW &&
		    !hl_origin_of_line(config, line, i))
			hl_value_parse(key, line,
				       hl_value_print(key, &base, value,
						      sizeof(value)));
}

/* The last window written is the one that made them overlap. */
static unsigned windows_line(const struct hl_config *config,
			     const struct hl_line_setup *line)
{
	const struct hl_key *key;
	unsigned last = line->written.at;
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++) {
		unsigned at = hl_origin_of_line(config, line, i);

		if (key->in & (1u << HL_SECTION_LINE) &&
		    key->type == HL_KEY_WINDOW && at > last)
			last = at;
	}
	return last;
}

static void line_windows(const struct hl_config *config,
			 struct hl_line_setup *line, struct hl_tell *tell)
{
	struct hl_line_settings *settings = &line->set.settings;
	struct hl_profile from;
	char why[160];
	char mend[160];

	if (!line->profile)
		line->profile = hl_profile_find(config->globals.set.zone,
						&from) == 0
					? config->globals.set.zone
					: "us";
	if (profile_find(config, &line->profile, &from) < 0) {
		profile_unknown(config, tell,
				hl_line_key(config, line, "profile"),
				line->profile);
		hl_profile_find("us", &from);
	}
	windows_fill(config, line, &from);
	/* The profile by itself was judged where it is written. */
	if (memcmp(&from, &settings->profile, sizeof(from)) == 0)
		return;
	if (hl_profile_check(&settings->profile, why, sizeof(why)) < 0)
		hl_tell(tell, windows_line(config, line), HL_GRADE_MISTAKE,
			hl_windows_mend(&settings->profile, mend,
					sizeof(mend)),
			"line %s with profile '%s': %s", settings->name,
			line->profile, why);
}

static void line_music(const struct hl_config *config,
		       struct hl_line_setup *line, struct hl_tell *tell)
{
	struct hl_text_guess guess = { 0 };
	char text[160];
	unsigned i;

	for (i = 0; i < config->musics; i++) {
		if (strcmp(config->music[i].set.name, line->music) == 0) {
			line->set.settings.class = (uint8_t)i;
			line->music = config->music[i].set.name;
			return;
		}
		hl_text_guess(&guess, line->music, config->music[i].set.name);
	}
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(tell, hl_line_key(config, line, "music"), HL_GRADE_MISTAKE,
		NULL, "there is no [music %s]%s%s", line->music, *text ? "." : "",
		text);
}

static void line_driver(const struct hl_config *config,
			struct hl_line_setup *line, struct hl_tell *tell)
{
	const struct hl_driver *driver = hl_driver_find(line->set.driver);
	struct hl_text_guess guess = { 0 };
	char text[160];
	unsigned i;

	if (driver) {
		line->set.driver = driver->name;
		return;
	}
	for (i = 0; (driver = hl_driver_at(i)); i++)
		hl_text_guess(&guess, line->set.driver, driver->name);
	hl_text_guess_print(&guess, text, sizeof(text));
	hl_tell(tell, hl_line_key(config, line, "driver"), HL_GRADE_MISTAKE,
		NULL, "there is no driver '%s'%s%s", line->set.driver,
		*text ? "." : "", text);
}

static void line_operator(const struct hl_config *config,
			  struct hl_line_setup *line, struct hl_tell *tell)
{
	struct hl_line_settings *settings = &line->set.settings;
	int place;

	if (line->operator) {
		place = station_wanted(config, tell,
				       hl_line_key(config, line, "operator"),
				       &line->operator);
		if (place >= 0)
			settings->operator = (hl_line)place;
	} else if (settings->fallback == HL_FALLBACK_OPERATOR) {
		hl_tell(tell, hl_line_key(config, line, "recall_fallback"),
			HL_GRADE_MISTAKE, "operator = the station's name",
			"recall_fallback = operator, but line %s has no operator",
			settings->name);
	}
}

/* ---- what depends on the kind ------------------------------------------- */

static void station_judge(const struct hl_config *config,
			  const struct hl_line_setup *line,
			  struct hl_tell *tell)
{
	const char *name = line->set.settings.name;

	if (line->group)
		hl_tell(tell, hl_line_key(config, line, "group"),
			HL_GRADE_MISTAKE,
			"kind = trunk, or no group",
			"station %s cannot join a group of trunks", name);
	if (line->ring)
		hl_tell(tell, hl_line_key(config, line, "ring"),
			HL_GRADE_MISTAKE, "write it in the trunk's section",
			"ring says which stations a trunk rings; %s is a station",
			name);
	if (!hl_dial_is_digits(name))
		hl_tell(tell, line->written.at, HL_GRADE_WARNING,
			"digits for a name, such as [line 101]",
			"nobody can dial station '%s': its name is no number",
			name);
	else if (*name == '#')
		hl_tell(tell, line->written.at, HL_GRADE_WARNING,
			"another number for a name",
			"nobody can dial station '%s': no pattern begins with #",
			name);
}

static int station_first(const struct hl_config *config)
{
	unsigned i;

	for (i = 0; i < config->lines; i++)
		if (line_is(config, (int)i, HL_KIND_STATION))
			return (int)i;
	return -ENOENT;
}

static void ring_add(const struct hl_config *config,
		     struct hl_line_setup *line, const char *name,
		     struct hl_tell *tell)
{
	struct hl_line_settings *settings = &line->set.settings;
	unsigned at = hl_line_key(config, line, "ring");
	int place = station_wanted(config, tell, at, &name);
	unsigned i;

	if (place < 0)
		return;
	for (i = 0; i < settings->rings; i++) {
		if (settings->ring[i] != place)
			continue;
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"an address rings all its stations; take one away",
			"ring: station '%s' is there twice, once as an address",
			hl_line_name(config, (unsigned)place));
		return;
	}
	settings->ring[settings->rings++] = (hl_line)place;
}

static void trunk_ring(const struct hl_config *config,
		       struct hl_line_setup *line, struct hl_tell *tell)
{
	struct hl_line_settings *settings = &line->set.settings;
	const char *at = line->ring;
	char name[HL_NAME_MAX];
	int place;

	settings->rings = 0;
	while (hl_list_next(&at, name))
		ring_add(config, line, name, tell);
	/* Its caller dials a station's number, or is told why not. */
	if (line->ring || settings->isdn)
		return;
	place = station_first(config);
	if (place < 0) {
		hl_tell(tell, line->written.at, HL_GRADE_WARNING, NULL,
			"no station is there for a call on trunk '%s' to ring",
			settings->name);
		return;
	}
	settings->ring[settings->rings++] = (hl_line)place;
}

static void line_judge(struct hl_config *config, struct hl_line_setup *line,
		       struct hl_tell *tell)
{
	const struct hl_line_settings *settings = &line->set.settings;

	int row = hl_key_find(HL_SECTION_LINE, "channel");

	if (!line->set.channel &&
	    !hl_origin_of_line(config, line, (unsigned)row))
		hl_tell(tell, line->written.at, HL_GRADE_MISTAKE,
			"channel = its number on the card",
			"line %s has no channel", settings->name);
	line_driver(config, line, tell);
	line_windows(config, line, tell);
	line_music(config, line, tell);
	line_operator(config, line, tell);
	hl_judge_zone(config, line, tell);
	if (settings->kind == HL_KIND_STATION)
		station_judge(config, line, tell);
	else
		trunk_ring(config, line, tell);
}

/* ---- two lines on one port ---------------------------------------------- */

static int port_compare(const void *a, const void *b, void *arg)
{
	const struct hl_config *config = arg;
	const struct hl_line_setup *x = &config->line[*(const unsigned *)a];
	const struct hl_line_setup *y = &config->line[*(const unsigned *)b];
	int r = strcmp(x->set.driver, y->set.driver);

	if (r)
		return r;
	if (x->set.channel != y->set.channel)
		return x->set.channel < y->set.channel ? -1 : 1;
	return x->written.at < y->written.at ? -1 : 1;
}

static int ports_judge(struct hl_config *config, struct hl_tell *tell)
{
	unsigned *order;
	unsigned i;

	order = calloc(config->lines + 1, sizeof(*order));
	if (!order)
		return -ENOMEM;
	for (i = 0; i < config->lines; i++)
		order[i] = i;
	qsort_r(order, config->lines, sizeof(*order), port_compare, config);

	for (i = 1; i < config->lines; i++) {
		const struct hl_line_setup *a = &config->line[order[i - 1]];
		const struct hl_line_setup *b = &config->line[order[i]];

		if (!a->set.channel || a->set.channel != b->set.channel ||
		    strcmp(a->set.driver, b->set.driver) != 0)
			continue;
		hl_tell(tell, hl_line_key(config, b, "channel"),
			HL_GRADE_MISTAKE, NULL,
			"line %s: %s channel %d is line %s already (line %u)",
			b->set.settings.name, b->set.driver, b->set.channel,
			a->set.settings.name,
			hl_line_key(config, a, "channel"));
	}
	free(order);
	return 0;
}

/* ---- groups ------------------------------------------------------------- */

static bool group_has(const struct hl_group *group, hl_line line)
{
	unsigned i;

	for (i = 0; i < group->count; i++)
		if (group->lines[i] == line)
			return true;
	return false;
}

static void group_join(struct hl_group *group, unsigned at, hl_line line,
		       struct hl_tell *tell)
{
	if (group_has(group, line))
		return;
	if (group->count == HL_GROUP_LINES_MAX) {
		hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
			"group '%s' has more than %d lines", group->name,
			HL_GROUP_LINES_MAX);
		return;
	}
	group->lines[group->count++] = line;
}

static void group_fill(struct hl_config *config, unsigned place,
		       struct hl_tell *tell)
{
	const struct hl_group_setup *setup = &config->group[place];
	struct hl_group *group = &config->plan.group[place];
	int row = hl_key_find(HL_SECTION_GROUP, "lines");
	unsigned at = hl_origin_find(config, &setup->written, (unsigned)row);
	const char *walk = setup->lines;
	char name[HL_NAME_MAX];
	int line;

	hl_text_copy(group->name, sizeof(group->name), setup->name);
	hl_text_copy(group->prefix, sizeof(group->prefix), setup->prefix);
	group->hunt = setup->hunt;
	while (hl_list_next(&walk, name)) {
		line = hl_line_wanted(config, tell, at, HL_KIND_TRUNK, name);
		if (line >= 0)
			group_join(group, at, (hl_line)line, tell);
	}
}

static void group_unknown(const struct hl_config *config,
			  const struct hl_line_setup *line,
			  struct hl_tell *tell)
{
	struct hl_text_guess guess = { 0 };
	char text[160];
	char mend[64];
	unsigned i;

	for (i = 0; i < config->groups; i++)
		hl_text_guess(&guess, line->group, config->group[i].name);
	hl_text_guess_print(&guess, text, sizeof(text));
	snprintf(mend, sizeof(mend), "add a section [group %s]", line->group);
	hl_tell(tell, hl_line_key(config, line, "group"), HL_GRADE_MISTAKE,
		*text ? NULL : mend, "there is no [group %s]%s%s",
		line->group, *text ? "." : "", text);
}

static void trunk_joins(struct hl_config *config, unsigned place,
			struct hl_tell *tell)
{
	struct hl_line_setup *line = &config->line[place];
	int group;

	if (!line->group || line->set.settings.kind != HL_KIND_TRUNK)
		return;
	group = hl_config_group(config, line->group);
	if (group < 0) {
		group_unknown(config, line, tell);
		return;
	}
	line->group = config->group[group].name;
	group_join(&config->plan.group[group],
		   hl_line_key(config, line, "group"), (hl_line)place, tell);
}

static bool trunk_is_grouped(const struct hl_config *config, hl_line line)
{
	unsigned i;

	for (i = 0; i < config->groups; i++)
		if (group_has(&config->plan.group[i], line))
			return true;
	return false;
}

static void groups_judge(struct hl_config *config, struct hl_tell *tell)
{
	unsigned i;

	config->plan.groups = (uint8_t)config->groups;
	for (i = 0; i < config->groups; i++)
		group_fill(config, i, tell);
	for (i = 0; i < config->lines; i++)
		trunk_joins(config, i, tell);

	for (i = 0; i < config->groups; i++)
		if (!config->plan.group[i].count)
			hl_tell(tell, config->group[i].written.at,
				HL_GRADE_WARNING,
				"lines = the trunks, or group = in their sections",
				"group '%s' has no trunk",
				config->group[i].name);
	for (i = 0; i < config->lines; i++) {
		const struct hl_line_setup *line = &config->line[i];

		if (line->set.settings.kind == HL_KIND_TRUNK &&
		    !line->group && !trunk_is_grouped(config, (hl_line)i))
			hl_tell(tell, line->written.at, HL_GRADE_WARNING,
				"group = NAME, and a [group NAME]",
				"trunk '%s' is in no group: no call goes out on it",
				line->set.settings.name);
	}
}

/* It has been handed out, and its names lie in the text of the file. */
static void common_forget(struct hl_line_setup *common)
{
	common->set.driver = NULL;
	common->profile = NULL;
	common->music = NULL;
	common->operator = NULL;
	common->group = NULL;
}

int hl_judge_plan(struct hl_config *config, struct hl_tell *tell)
{
	unsigned i;

	if (names_sort(config) < 0 || ports_judge(config, tell) < 0)
		return -ENOMEM;
	/* Lines may name an address. */
	hl_judge_numbers(config, tell);
	for (i = 0; i < config->lines; i++)
		line_judge(config, &config->line[i], tell);
	groups_judge(config, tell);
	common_forget(&config->common);
	for (i = 0; i < config->spans; i++)
		common_forget(&config->span[i].line);
	return 0;
}
