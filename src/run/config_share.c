/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_share.c - lines that are alike keep their settings once
 *
 * In:  lines that are judged.
 * Out: for each line its name, its port and its place in the file; the rest
 *      once for all that have the same.
 * Not: what a setting means.
 *
 * Most lines of a site say nothing but their channel.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *hl_line_name(const struct hl_config *config, unsigned place)
{
	return config->own[place].name;
}

const char *hl_line_driver(const struct hl_config *config, unsigned place)
{
	return config->alike[config->own[place].alike].set.driver;
}

void hl_line_get(const struct hl_config *config, unsigned place,
		 struct hl_line_setup *ret)
{
	const struct hl_line_own *own = &config->own[place];

	*ret = config->alike[own->alike];
	memcpy(ret->set.settings.name, own->name, sizeof(own->name));
	ret->set.channel = own->channel;
	ret->written = own->written;
}

static void own_take(struct hl_line_own *own, struct hl_line_setup *line)
{
	own->channel = line->set.channel;
	own->written = line->written;
	memset(line->set.settings.name, 0, HL_NAME_MAX);
	line->set.channel = 0;
	line->written = (struct hl_written){ 0 };
}

/*
 * By every byte, so that no setting can be forgotten; lines that differ in
 * nothing but padding are not found alike, which does no harm. Only the list
 * is memory of each line's own.
 */
static int alike_compare(const void *a, const void *b, void *arg)
{
	const struct hl_config *config = arg;
	const struct hl_line_setup *x = &config->line[*(const unsigned *)a];
	const struct hl_line_setup *y = &config->line[*(const unsigned *)b];
	size_t end = offsetof(struct hl_line_setup, ring) + sizeof(x->ring);
	int r;

	r = memcmp(x, y, offsetof(struct hl_line_setup, ring));
	if (r == 0)
		r = memcmp((const char *)x + end, (const char *)y + end,
			   sizeof(*x) - end);
	return r ? r : strcmp(x->ring ? x->ring : "", y->ring ? y->ring : "");
}

static void alike_take(struct hl_config *config, const unsigned *order)
{
	unsigned i;

	for (i = 0; i < config->lines; i++) {
		unsigned place = order[i];

		struct hl_line_setup *line = &config->line[place];

		if (i && alike_compare(&order[i - 1], &place, config) == 0) {
			free(line->ring);
			line->ring = config->alike[config->alikes - 1].ring;
		} else {
			config->alike[config->alikes++] = *line;
		}
		config->own[place].alike = (uint16_t)(config->alikes - 1);
	}
}

int hl_lines_share(struct hl_config *config)
{
	struct hl_line_setup *less;
	unsigned *order;
	unsigned i;

	order = calloc(config->lines + 1, sizeof(*order));
	config->alike = calloc(config->lines + 1, sizeof(*config->alike));
	if (!order || !config->alike) {
		free(order);
		return -ENOMEM;
	}
	for (i = 0; i < config->lines; i++) {
		order[i] = i;
		own_take(&config->own[i], &config->line[i]);
	}
	qsort_r(order, config->lines, sizeof(*order), alike_compare, config);
	alike_take(config, order);
	free(order);
	free(config->line);
	config->line = NULL;

	less = realloc(config->alike, (config->alikes + 1) * sizeof(*less));
	if (less)
		config->alike = less;
	return 0;
}
