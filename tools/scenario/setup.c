/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * setup.c - the scenario's bench as a configuration that was judged
 *
 * In:  a scenario.
 * Out: the configuration of its lines on the virtual card.
 * Not: the text of it - write.c; judging - the daemon's own reader.
 */
#include "scenario.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/clid.h"
#include "holdline/config.h"

int scenario_config_read(const struct scenario *scenario,
			 struct hl_config **ret, char *why, size_t size)
{
	const struct scenario_site site = { .driver = "sim", .whole = true };
	char *text = NULL;
	size_t length = 0;
	FILE *complaints;
	FILE *file;
	int r;

	file = open_memstream(&text, &length);
	if (!file)
		return -ENOMEM;
	scenario_config_print(scenario, &site, file);
	fclose(file);
	complaints = fmemopen(why, size, "w");
	r = hl_config_parse(ret, "setup", text, length, complaints);
	if (complaints)
		fclose(complaints);
	free(text);
	return r;
}

static bool has_display(const struct scenario *scenario, const char *name)
{
	const struct scenario_statement *s;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		for (unsigned k = 0;
		     s->verb == SCENARIO_VERB_PLAIN && k < s->parties; k++)
			if (strcmp(s->party[k], name) == 0)
				return false;
	return true;
}

unsigned scenario_display(const struct scenario *scenario,
			  const struct hl_config *config, unsigned index)
{
	const struct scenario_line *line = scenario_line(scenario, index);
	struct hl_config_line set;

	if (hl_config_line(config, index, &set) < 0 || line->kind != HL_KIND_STATION ||
	    !has_display(scenario, line->name))
		return HL_CLID_NONE;
	return set.settings.clid;
}
