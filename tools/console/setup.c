/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * setup.c - which lines the console has, as the beginning of a scenario
 *
 * In:  numbers of telephones and trunks, or a configuration file.
 * Out: a scenario that has only its setup.
 * Not: what a setting means - the configuration.
 */
#include "setup.h"

#include <errno.h>
#include <string.h>

#include "holdline/config.h"
#include "holdline/hook.h"
#include "holdline/zone.h"

#define TITLE "What was done at the console"
#define PROFILE "profile " /* an origin, as config.h has it */

static void word_set(char *ret, size_t size, const char *text)
{
	snprintf(ret, size, "%s", text);
}

static int line_add(struct scenario *scenario, enum scenario_verb verb,
		    const char *name)
{
	struct scenario_statement s = { .verb = verb, .parties = 1 };

	word_set(s.party[0], sizeof(s.party[0]), name);
	return scenario_add(scenario, &s);
}

static int zone_add(struct scenario *scenario, const char *zone)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_ZONE };

	word_set(s.word, sizeof(s.word), zone);
	return scenario_add(scenario, &s);
}

static int set_add(struct scenario *scenario, const char *line,
		   const char *key, const char *value)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_SET,
					.parties = 1 };

	word_set(s.party[0], sizeof(s.party[0]), line);
	word_set(s.word, sizeof(s.word), key);
	word_set(s.text, sizeof(s.text), value);
	return scenario_add(scenario, &s);
}

static int proves_add(struct scenario *scenario)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_PROVES };

	word_set(s.text, sizeof(s.text), "what was tried by hand");
	return scenario_add(scenario, &s);
}

/* ---- from numbers ------------------------------------------------------- */

static int lines_number(struct scenario *scenario, const struct setup *setup)
{
	char name[HL_NAME_MAX];
	int r = 0;

	for (unsigned i = 0; r == 0 && i < setup->stations; i++) {
		snprintf(name, sizeof(name), "%u", 101 + i);
		r = line_add(scenario, SCENARIO_VERB_STATION, name);
	}
	for (unsigned i = 0; r == 0 && i < setup->trunks; i++) {
		snprintf(name, sizeof(name), "co%u", 1 + i);
		r = line_add(scenario, SCENARIO_VERB_TRUNK, name);
	}
	return r;
}

static int from_numbers(struct scenario *scenario, const struct setup *setup)
{
	int r = zone_add(scenario, setup->zone ? setup->zone : "us");

	if (r == 0)
		r = lines_number(scenario, setup);
	if (r == 0 && setup->profile)
		r = set_add(scenario, "all", "profile", setup->profile);
	return r;
}

/* ---- from a configuration ----------------------------------------------- */

struct items {
	struct scenario *scenario;
	const char *line; /* NULL = the dial plan */
	int r;
};

/* What the virtual card decides by itself, and what a scenario cannot say. */
static bool is_left_out(const char *key)
{
	static const char *const keys[] = { "driver", "channel", "kind",
					    "group", "music", NULL };

	for (unsigned i = 0; keys[i]; i++)
		if (!strcmp(key, keys[i]))
			return true;
	return false;
}

/* Does it come by itself, from a default or from a built-in profile? */
static bool is_given(const struct hl_config_item *item)
{
	struct hl_profile profile;

	if (!strcmp(item->origin, "default") ||
	    !strcmp(item->origin, "automatic"))
		return true;
	return !strncmp(item->origin, PROFILE, strlen(PROFILE)) &&
	       hl_profile_find(item->origin + strlen(PROFILE), &profile) == 0;
}

static void item_add(void *ctx, const struct hl_config_item *item)
{
	struct items *items = ctx;
	struct hl_profile profile;
	struct scenario_statement s = { .verb = SCENARIO_VERB_DIAL };

	if (items->r < 0 || is_given(item))
		return;
	if (!items->line) {
		if (strcmp(item->section, "dial"))
			return;
		word_set(s.word, sizeof(s.word), item->key);
		word_set(s.text, sizeof(s.text), item->value);
		items->r = scenario_add(items->scenario, &s);
		return;
	}
	if (is_left_out(item->key))
		return;
	/* A profile of the file's own is told window by window. */
	if (!strcmp(item->key, "profile") &&
	    hl_profile_find(item->value, &profile) < 0)
		return;
	items->r = set_add(items->scenario, items->line, item->key,
			   item->value);
}

static int config_names(struct scenario *scenario,
			const struct hl_config *config, enum hl_line_kind kind)
{
	struct hl_config_line line;
	int r = 0;

	for (unsigned i = 0; r == 0 && hl_config_line(config, i, &line) == 0;
	     i++)
		if (line.settings.kind == kind)
			r = line_add(scenario,
				     kind == HL_KIND_TRUNK
					     ? SCENARIO_VERB_TRUNK
					     : SCENARIO_VERB_STATION,
				     line.settings.name);
	return r;
}

static int config_settings(struct scenario *scenario,
			   const struct hl_config *config)
{
	struct items items = { .scenario = scenario };
	struct hl_config_line line;

	for (unsigned i = 0;
	     items.r == 0 && hl_config_line(config, i, &line) == 0; i++) {
		items.line = line.settings.name;
		hl_config_each(config, items.line, item_add, &items);
	}
	items.line = NULL;
	if (items.r == 0)
		hl_config_each(config, NULL, item_add, &items);
	return items.r;
}

static int from_config(struct scenario *scenario, const char *path,
		       FILE *complaints)
{
	struct hl_config *config = NULL;
	int r = hl_config_load(&config, path, complaints);

	if (r < 0)
		return r;
	r = zone_add(scenario, hl_config_globals(config)->zone);
	if (r == 0)
		r = config_names(scenario, config, HL_KIND_STATION);
	if (r == 0)
		r = config_names(scenario, config, HL_KIND_TRUNK);
	if (r == 0)
		r = config_settings(scenario, config);
	hl_config_free(config);
	return r;
}

/* ---- doors -------------------------------------------------------------- */

static bool zone_is_known(const char *zone)
{
	const char *country;

	for (unsigned i = 0; (country = hl_zone_country(i)); i++)
		if (!strcmp(country, zone))
			return true;
	return false;
}

static void profiles_print(FILE *out)
{
	const char *name;

	for (unsigned i = 0; (name = hl_profile_name(i)); i++)
		fprintf(out, " %s", name);
}

static bool is_sane(const struct setup *setup, FILE *complaints)
{
	struct hl_profile profile;

	if (setup->config)
		return true;
	if (setup->zone && !zone_is_known(setup->zone)) {
		fprintf(complaints, "no zone '%s'; there are us uk de fr and "
			"others\n", setup->zone);
		return false;
	}
	if (setup->stations < 1 || setup->stations > SCENARIO_STATIONS_MAX ||
	    setup->trunks > SCENARIO_TRUNKS_MAX) {
		fprintf(complaints, "the virtual card has 1 to %d telephones "
			"and 0 to %d trunks\n", SCENARIO_STATIONS_MAX,
			SCENARIO_TRUNKS_MAX);
		return false;
	}
	if (setup->profile && hl_profile_find(setup->profile, &profile) < 0) {
		fprintf(complaints, "no profile '%s'; there are",
			setup->profile);
		profiles_print(complaints);
		fputc('\n', complaints);
		return false;
	}
	return true;
}

int setup_make(struct scenario **ret, const struct setup *setup,
	       FILE *complaints)
{
	struct scenario *scenario = NULL;
	int r;

	if (!is_sane(setup, complaints))
		return -EINVAL;
	r = scenario_new(&scenario, TITLE);
	if (r < 0)
		return r;
	r = proves_add(scenario);
	if (r == 0 && setup->config)
		r = from_config(scenario, setup->config, complaints);
	else if (r == 0)
		r = from_numbers(scenario, setup);
	if (r == -ENOSPC)
		fprintf(complaints, "more than %d telephones or %d trunks: "
			"the virtual card of the console has no more\n",
			SCENARIO_STATIONS_MAX, SCENARIO_TRUNKS_MAX);
	if (r == 0) {
		*ret = scenario;
		scenario = NULL;
	}
	scenario_free(scenario);
	return r;
}

int setup_copy(struct scenario **ret, const struct scenario *from,
	       const char *title)
{
	const struct scenario_statement *s;
	struct scenario *scenario = NULL;
	int r = scenario_new(&scenario, title);

	for (unsigned i = 0; r == 0 && (s = scenario_at(from, i)); i++)
		if (scenario_verb_kind(s->verb) == SCENARIO_SETUP)
			r = scenario_add(scenario, s);
	if (r == 0) {
		*ret = scenario;
		scenario = NULL;
	}
	scenario_free(scenario);
	return r;
}
