/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_list.c - the effective settings, each with its origin
 *
 * In:  a configuration.
 * Out: one item a setting, in the order of the manual; a file that would
 *      give the same configuration.
 * Not: what a setting does.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../base/text.h"

/* A group of 64 names of 15 bytes with commas between. */
#define VALUE_MAX (HL_GROUP_LINES_MAX * (HL_NAME_MAX + 1))

/*
 * @section: heading of the present section
 * @told:    settings told so far
 */
struct listing {
	const struct hl_config *config;
	hl_config_item_fn *fn;
	void *ctx;
	char section[32];
	char value[VALUE_MAX];
	char origin[HL_CONFIG_PATH_MAX + 32];
	char otherwise[HL_NAME_MAX + 8];
	int told;
};

/* ---- where a value was written ------------------------------------------ */

unsigned hl_origin_find(const struct hl_config *config,
			const struct hl_written *written, unsigned row)
{
	unsigned i;

	for (i = 0; i < written->count; i++)
		if (config->origin[written->first + i].row == row)
			return config->origin[written->first + i].line;
	return 0;
}

/* A line with a profile of its own takes no single window from [lines]. */
unsigned hl_origin_of_line(const struct hl_config *config,
			   const struct hl_line_setup *line, unsigned row)
{
	unsigned at = hl_origin_find(config, &line->written, row);
	int profile = hl_key_find(HL_SECTION_LINE, "profile");

	if (at)
		return at;
	if (hl_key_at(row)->type == HL_KEY_WINDOW &&
	    hl_origin_find(config, &line->written, (unsigned)profile))
		return 0;
	return hl_origin_find(config, &config->common.written, row);
}

/* ---- telling of it ------------------------------------------------------ */

static const char *file_of(const struct hl_config *config)
{
	const char *slash = strrchr(config->path, '/');

	return slash ? slash + 1 : config->path;
}

static void origin_print(struct listing *listing, unsigned line,
			 const char *otherwise)
{
	if (!line)
		hl_text_copy(listing->origin, sizeof(listing->origin),
			     otherwise);
	else if (listing->config->automatic)
		hl_text_copy(listing->origin, sizeof(listing->origin),
			     "automatic");
	else
		snprintf(listing->origin, sizeof(listing->origin), "%s:%u",
			 file_of(listing->config), line);
}

static void item_tell(struct listing *listing, const struct hl_key *key,
		      const char *name)
{
	struct hl_config_item item = {
		.section = listing->section,
		.key = name,
		.value = listing->value,
		.unit = key->unit ? key->unit : "",
		.origin = listing->origin,
		.meaning = key->meaning,
	};

	listing->told++;
	listing->fn(listing->ctx, &item);
}

static void section_begin(struct listing *listing, enum hl_section section,
			  const char *name)
{
	snprintf(listing->section, sizeof(listing->section), "%s%s%s",
		 hl_section_word(section), *name ? " " : "", name);
}

/* Where a value comes from that nobody wrote. */
static const char *unwritten(struct listing *listing, enum hl_section section,
			     const void *base, const struct hl_key *key)
{
	const struct hl_config *config = listing->config;

	if (key->def && strcmp(key->def, HL_KEY_AUTO) == 0 &&
	    key->type == HL_KEY_WORD)
		snprintf(listing->otherwise, sizeof(listing->otherwise),
			 "zone %s", config->globals.set.zone);
	else if (key->type == HL_KEY_CODE)
		snprintf(listing->otherwise, sizeof(listing->otherwise),
			 "set %s", hl_codeset_word(config->codes.set));
	else if (section == HL_SECTION_PROFILE && key->type == HL_KEY_WINDOW)
		return ((const struct hl_profile_setup *)base)->from;
	else
		return "default";
	return listing->otherwise;
}

/* Every key of a section that lies in @base, with an origin of its own. */
static void section_list(struct listing *listing, enum hl_section section,
			 const void *base, const struct hl_written *written)
{
	const struct hl_key *key;
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++) {
		if (!key->name || !(key->in & (1u << section)))
			continue;
		hl_value_print(key, base, listing->value,
			       sizeof(listing->value));
		if (!*listing->value)
			continue;
		origin_print(listing,
			     hl_origin_find(listing->config, written, i),
			     unwritten(listing, section, base, key));
		item_tell(listing, key, key->name);
	}
}

/* ---- lines -------------------------------------------------------------- */

/* The names of lines with commas between; VALUE_MAX is room for them. */
static void lines_print(struct listing *listing, const hl_line *lines,
			unsigned count)
{
	size_t at = 0;
	unsigned i;

	listing->value[0] = '\0';
	for (i = 0; i < count; i++)
		at += (size_t)snprintf(listing->value + at, VALUE_MAX - at,
				       "%s%s", i ? ", " : "",
				       hl_line_name(listing->config,
						    lines[i]));
}

static void line_item(struct listing *listing,
		      const struct hl_line_setup *line, unsigned row)
{
	const struct hl_key *key = hl_key_at(row);
	char profile[HL_NAME_MAX + 8];

	hl_value_print(key, line, listing->value, sizeof(listing->value));
	/* Whom a trunk rings that says nothing about it. */
	if (key->type == HL_KEY_LIST && !line->ring)
		lines_print(listing, line->set.settings.ring,
			    line->set.settings.rings);
	if (!*listing->value)
		return;
	snprintf(profile, sizeof(profile), "profile %s", line->profile);
	origin_print(listing,
		     hl_origin_of_line(listing->config, line, row),
		     key->type == HL_KEY_WINDOW
			     ? profile
			     : unwritten(listing, HL_SECTION_LINE, line, key));
	item_tell(listing, key, key->name);
}

static void line_list(struct listing *listing, unsigned place)
{
	struct hl_line_setup line;
	const struct hl_key *key;
	unsigned i;

	hl_line_get(listing->config, place, &line);
	section_begin(listing, HL_SECTION_LINE, line.set.settings.name);
	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->name && key->in & (1u << HL_SECTION_LINE))
			line_item(listing, &line, i);
}

/* What its lines begin with is said of each line. */
static void span_list(struct listing *listing,
		      const struct hl_span_setup *span)
{
	const struct hl_key *key;
	unsigned i;

	section_begin(listing, HL_SECTION_SPAN, span->set.name);
	for (i = 0; (key = hl_key_at(i)); i++) {
		if (!key->name || key->in != 1u << HL_SECTION_SPAN)
			continue;
		hl_value_print(key, span, listing->value,
			       sizeof(listing->value));
		if (!*listing->value)
			continue;
		origin_print(listing,
			     hl_origin_find(listing->config,
					    &span->line.written, i),
			     "default");
		item_tell(listing, key, key->name);
	}
}

/* ---- groups, numbers and the dial plan ---------------------------------- */

static void group_list(struct listing *listing, unsigned place)
{
	const struct hl_config *config = listing->config;
	const struct hl_group_setup *setup = &config->group[place];
	const struct hl_group *group = &config->plan.group[place];
	const struct hl_key *key;
	unsigned i;

	section_begin(listing, HL_SECTION_GROUP, setup->name);
	for (i = 0; (key = hl_key_at(i)); i++) {
		unsigned at = hl_origin_find(config, &setup->written, i);
		bool list = key->type == HL_KEY_LIST;

		if (!key->name || !(key->in & 1u << HL_SECTION_GROUP))
			continue;
		hl_value_print(key, setup, listing->value,
			       sizeof(listing->value));
		/* Those too that join it in their own sections. */
		if (list)
			lines_print(listing, group->lines, group->count);
		origin_print(listing, at || !list ? at : setup->written.at,
			     "default");
		item_tell(listing, key, key->name);
	}
}

static void speed_list(struct listing *listing)
{
	const struct hl_config *config = listing->config;
	const struct hl_plan *plan = &config->plan;
	const struct hl_key *key =
		hl_key_at((unsigned)hl_key_find(HL_SECTION_SPEED, "PLACE"));
	char place[8];
	unsigned i;

	section_begin(listing, HL_SECTION_SPEED, "");
	for (i = 0; i < plan->speeds; i++) {
		snprintf(place, sizeof(place), "%u", plan->speed[i].place);
		hl_text_copy(listing->value, sizeof(listing->value),
			     plan->speed[i].number);
		origin_print(listing, config->speed[i], "default");
		item_tell(listing, key, place);
	}
}

static void dial_list(struct listing *listing)
{
	const struct hl_config *config = listing->config;
	const struct hl_plan *plan = &config->plan;
	const struct hl_key *key =
		hl_key_at((unsigned)hl_key_find(HL_SECTION_DIAL, "PATTERN"));
	unsigned i;

	section_begin(listing, HL_SECTION_DIAL, "");
	for (i = 0; i < plan->patterns; i++) {
		const struct hl_pattern *row = &plan->pattern[i];

		if (row->kind == HL_ROUTE_CODE)
			continue;
		if (row->kind == HL_ROUTE_LINE)
			hl_text_copy(listing->value, sizeof(listing->value),
				     "line");
		else
			snprintf(listing->value, sizeof(listing->value),
				 "group %s strip %u",
				 plan->group[row->group].name, row->strip);
		origin_print(listing, config->route[i], "automatic");
		item_tell(listing, key, row->text);
	}
}

/* ---- everything --------------------------------------------------------- */

static void all_list(struct listing *listing)
{
	const struct hl_config *config = listing->config;
	unsigned i;

	section_begin(listing, HL_SECTION_HOLDLINE, "");
	section_list(listing, HL_SECTION_HOLDLINE, &config->globals,
		     &config->globals.written);
	for (i = 0; i < config->musics; i++) {
		section_begin(listing, HL_SECTION_MUSIC,
			      config->music[i].set.name);
		section_list(listing, HL_SECTION_MUSIC, &config->music[i],
			     &config->music[i].written);
	}
	for (i = 0; i < config->profiles; i++) {
		section_begin(listing, HL_SECTION_PROFILE,
			      config->profile[i].name);
		section_list(listing, HL_SECTION_PROFILE, &config->profile[i],
			     &config->profile[i].written);
	}
	for (i = 0; i < config->spans; i++)
		span_list(listing, &config->span[i]);
	for (i = 0; i < config->lines; i++)
		line_list(listing, i);
	for (i = 0; i < config->groups; i++)
		group_list(listing, i);
	for (i = 0; i < config->addresses; i++) {
		section_begin(listing, HL_SECTION_ADDRESS,
			      config->address[i].name);
		section_list(listing, HL_SECTION_ADDRESS, &config->address[i],
			     &config->address[i].written);
	}
	section_begin(listing, HL_SECTION_CODES, "");
	section_list(listing, HL_SECTION_CODES, &config->codes,
		     &config->codes.written);
	speed_list(listing);
	dial_list(listing);
}

int hl_config_each(const struct hl_config *config, const char *line,
		   hl_config_item_fn *fn, void *ctx)
{
	struct listing listing = { .config = config, .fn = fn, .ctx = ctx };
	int place;

	if (!line) {
		all_list(&listing);
		return listing.told;
	}
	place = hl_config_find(config, line);
	if (place < 0)
		return place;
	line_list(&listing, (unsigned)place);
	return listing.told;
}

struct wanted {
	const char *section;
	const char *key;
	char *ret;
	size_t size;
	bool found;
};

static void origin_take(void *ctx, const struct hl_config_item *item)
{
	struct wanted *wanted = ctx;

	if (strcmp(item->section, wanted->section) != 0 ||
	    strcmp(item->key, wanted->key) != 0)
		return;
	hl_text_copy(wanted->ret, wanted->size, item->origin);
	wanted->found = true;
}

int hl_config_origin(const struct hl_config *config, const char *section,
		     const char *key, char *ret, size_t size)
{
	struct wanted wanted = {
		.section = section, .key = key, .ret = ret, .size = size,
	};
	const char *line = NULL;

	/* A line's settings without walking those of all the others. */
	if (strncmp(section, "line ", 5) == 0)
		line = section + 5;
	hl_config_each(config, line, origin_take, &wanted);
	return wanted.found ? 0 : -ENOENT;
}

/* ---- as a file ---------------------------------------------------------- */

struct printing {
	FILE *out;
	char section[32];
};

static bool key_is_list(const char *name)
{
	const struct hl_key *key;
	unsigned i;

	for (i = 0; (key = hl_key_at(i)); i++)
		if (key->type == HL_KEY_LIST && strcmp(key->name, name) == 0)
			return true;
	return false;
}

/*
 * A list that would be too long for a line goes on in the next ones. A path
 * may have commas too, and must not.
 */
static void value_print(const char *value, bool list, FILE *out)
{
	size_t column = 0;

	for (; *value; value++) {
		putc(*value, out);
		column++;
		if (list && *value == ',' && column > 60) {
			fputs("\n   ", out);
			column = 0;
		}
	}
}

static void item_print(void *ctx, const struct hl_config_item *item)
{
	struct printing *printing = ctx;
	FILE *out = printing->out;

	if (strcmp(printing->section, item->section) != 0)
		fprintf(out, "%s[%s]\n", *printing->section ? "\n" : "",
			item->section);
	hl_text_copy(printing->section, sizeof(printing->section),
		     item->section);
	fprintf(out, "%s = ", item->key);
	value_print(item->value, key_is_list(item->key), out);
	if (strlen(item->value) <= 60)
		fprintf(out, " ; %s", item->origin);
	putc('\n', out);
}

void hl_config_print(const struct hl_config *config, FILE *out)
{
	struct printing printing = { .out = out };

	hl_config_each(config, NULL, item_print, &printing);
}
