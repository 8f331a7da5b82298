/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_stored.c - numbers that are dialled for somebody: [speed], hotline
 *
 * In:  places and numbers, the hotline of each line.
 * Out: the plan's stored numbers; hotlines that outlive the text of the file.
 * Not: dialling them - model/code.c, model/ops.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"

#define PLACE_LAST 99 /* of struct hl_speed (house) */

/* ---- where a number leads ----------------------------------------------- */

static const struct hl_pattern *number_leads(const struct hl_config *config,
					     unsigned at, const char *what,
					     const char *number,
					     struct hl_tell *tell)
{
	const struct hl_pattern *row =
		hl_number_reach(config, at, what, number, tell);

	if (row && row->kind == HL_ROUTE_LINE &&
	    hl_config_find(config, number) < 0 &&
	    hl_config_address(config, number) < 0)
		hl_tell(tell, at, HL_GRADE_WARNING, NULL,
			"%s %s is no line and no address", what, number);
	return row;
}

/* ---- [speed] ------------------------------------------------------------ */

static int place_read(const struct hl_scan_entry *entry, uint8_t *ret,
		      struct hl_tell *tell)
{
	uint64_t place;

	if (!entry->more &&
	    hl_text_unsigned(entry->key, 1, PLACE_LAST, &place) == 0) {
		*ret = (uint8_t)place;
		return 0;
	}
	hl_tell(tell, entry->line, HL_GRADE_MISTAKE,
		"place = number, such as 1 = 9555123",
		"'%s' is no place: they are 1 to %d", entry->key, PLACE_LAST);
	return -EINVAL;
}

static bool place_is_new(const struct hl_config *config, unsigned place,
			 unsigned at, struct hl_tell *tell)
{
	unsigned i;

	for (i = 0; i < config->plan.speeds; i++) {
		if (config->plan.speed[i].place != place)
			continue;
		hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
			"place %u is there a second time; first in line %u",
			place, config->speed[i]);
		return false;
	}
	return true;
}

static void speed_read(struct hl_config *config,
		       const struct hl_scan_entry *entry, struct hl_tell *tell)
{
	struct hl_plan *plan = &config->plan;
	uint8_t place;

	if (place_read(entry, &place, tell) < 0 ||
	    !place_is_new(config, place, entry->line, tell))
		return;
	if (strcmp(entry->value, "none") == 0)
		return;
	if (!hl_dial_is_digits(entry->value)) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE,
			"0-9 * # A-D, as it is dialled",
			"place %u: '%s' is no number", place, entry->value);
		return;
	}
	if (plan->speeds == HL_SPEEDS_MAX) {
		hl_tell(tell, entry->line, HL_GRADE_MISTAKE, NULL,
			"more than %d stored numbers", HL_SPEEDS_MAX);
		return;
	}
	config->speed[plan->speeds] = entry->line;
	plan->speed[plan->speeds].place = place;
	hl_text_copy(plan->speed[plan->speeds].number,
		     sizeof(plan->speed[0].number), entry->value);
	plan->speeds++;
}

/* A code among the stored numbers would never be carried out. */
static void speed_judge(const struct hl_config *config, unsigned place,
			struct hl_tell *tell)
{
	const char *number = config->plan.speed[place].number;
	unsigned at = config->speed[place];
	const struct hl_pattern *row =
		number_leads(config, at, "the stored number", number, tell);

	if (row && row->kind == HL_ROUTE_CODE)
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"a number that is called",
			"the stored number %s is the feature code %s", number,
			hl_code_name(row->group));
}

static void speeds_read(struct hl_config *config, const struct hl_scan *scan,
			struct hl_tell *tell)
{
	unsigned i;
	unsigned k;

	for (i = 0; i < scan->sections; i++) {
		const struct hl_scan_section *section = &scan->section[i];

		if (section->kind != HL_SECTION_SPEED)
			continue;
		for (k = 0; k < section->entries; k++)
			speed_read(config, &scan->entry[section->first + k],
				   tell);
	}
}

/* ---- hotlines ----------------------------------------------------------- */

/*
 * What [lines] says is meant for the stations, and told of once. A trunk has
 * nobody who lifts a receiver.
 */
static void hotline_judge(const struct hl_config *config,
			  struct hl_line_setup *line, struct hl_tell *tell)
{
	const struct hl_line_settings *settings = &line->set.settings;
	bool own = line->set.hotline != config->common.set.hotline;
	unsigned at = hl_line_key(config, line, "hotline");

	if (settings->kind == HL_KIND_TRUNK) {
		if (own && line->set.hotline)
			hl_tell(tell, at, HL_GRADE_MISTAKE,
				"write it in the station's section",
				"hotline is what a station dials; %s is a trunk",
				settings->name);
		line->set.hotline = NULL;
	}
	if (!line->set.hotline)
		return;
	if (strcmp(line->set.hotline, settings->name) == 0)
		hl_tell(tell, at, HL_GRADE_WARNING,
			"hotline = another number, or none",
			"the hotline of line %s is its own number",
			settings->name);
	else if (own && !tell->count[HL_GRADE_MISTAKE])
		number_leads(config, at, "the hotline", line->set.hotline,
			     tell);
}

static void common_judge(const struct hl_config *config, struct hl_tell *tell)
{
	int row = hl_key_find(HL_SECTION_LINES, "hotline");
	unsigned at = hl_origin_find(config, &config->common.written,
				     (unsigned)row);

	if (config->common.set.hotline && !tell->count[HL_GRADE_MISTAKE])
		number_leads(config, at, "the hotline",
			     config->common.set.hotline, tell);
}

/* Lines that have it from [lines] share one copy. */
static int hotlines_keep(struct hl_config *config)
{
	const char *common = config->common.set.hotline;
	size_t size = common ? strlen(common) + 1 : 0;
	const char *shared;
	char *next;
	unsigned i;

	for (i = 0; i < config->lines; i++) {
		const char *own = config->line[i].set.hotline;

		if (own && own != common)
			size += strlen(own) + 1;
	}
	config->common.set.hotline = NULL;
	if (!size)
		return 0;
	config->hotlines = malloc(size);
	if (!config->hotlines)
		return -ENOMEM;
	next = config->hotlines;
	shared = common ? next : NULL;
	if (common)
		next = stpcpy(next, common) + 1;
	for (i = 0; i < config->lines; i++) {
		const char **at = &config->line[i].set.hotline;
		char *kept = next;

		if (*at && *at == common) {
			*at = shared;
		} else if (*at) {
			next = stpcpy(next, *at) + 1;
			*at = kept;
		}
	}
	return 0;
}

int hl_judge_stored(struct hl_config *config, const struct hl_scan *scan,
		    struct hl_tell *tell)
{
	unsigned i;

	speeds_read(config, scan, tell);
	for (i = 0; i < config->plan.speeds; i++)
		if (!tell->count[HL_GRADE_MISTAKE])
			speed_judge(config, i, tell);
	common_judge(config, tell);
	for (i = 0; i < config->lines; i++)
		hotline_judge(config, &config->line[i], tell);
	return hotlines_keep(config);
}
