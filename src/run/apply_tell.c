/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply_tell.c - what a new configuration changes, in sentences
 *
 * In:  the configuration in force, the new one.
 * Out: one sentence for each change that is no line's; a line's as a list.
 * Not: making the changes - apply.c.
 */
#include "apply_tell.h"

#include <stdio.h>
#include <string.h>

#include "../base/text.h"

struct change {
	const struct hl_log *log;
	const struct hl_config *before;
	const struct hl_config *after;
};

void hl_changes_print(enum hl_section section, const void *from,
		      const void *to, char *ret, size_t size)
{
	const struct hl_key *key;
	char before[HL_CONFIG_LINE_MAX];
	char after[HL_CONFIG_LINE_MAX];
	size_t at = 0;
	unsigned i;

	ret[0] = '\0';
	for (i = 0; (key = hl_key_at(i)); i++) {
		int n;

		if (!key->name || !(key->in & (1u << section)))
			continue;
		hl_value_print(key, from, before, sizeof(before));
		hl_value_print(key, to, after, sizeof(after));
		if (strcmp(before, after) == 0)
			continue;
		n = snprintf(ret + at, size - at, "%s%s %s -> %s",
			     at ? ", " : "", key->name,
			     *before ? before : "none",
			     *after ? after : "none");
		if (n < 0 || (size_t)n >= size - at) {
			hl_text_copy(ret + size - 4, 4, "...");
			return;
		}
		at += (size_t)n;
	}
}

static void address_tell(const struct change *change,
			 const struct hl_address_setup *want)
{
	int place = hl_config_address(change->before, want->name);
	char changes[CHANGES_MAX];

	if (place < 0) {
		hl_log_say(change->log, HL_LOG_INFO, NULL,
			   "address %s is new: %s", want->name, want->lines);
		return;
	}
	hl_changes_print(HL_SECTION_ADDRESS, &change->before->address[place],
			 want, changes, sizeof(changes));
	if (*changes)
		hl_log_say(change->log, HL_LOG_INFO, NULL, "address %s: %s",
			   want->name, changes);
}

/* The number of a place; "none" when there is none. */
static const char *speed_at(const struct hl_plan *plan, unsigned place)
{
	unsigned i;

	for (i = 0; i < plan->speeds; i++)
		if (plan->speed[i].place == place)
			return plan->speed[i].number;
	return "none";
}

static void speed_tell(const struct change *change, unsigned place,
		       const char *before, const char *after)
{
	if (strcmp(before, after) != 0)
		hl_log_say(change->log, HL_LOG_INFO, NULL, "speed %u: %s -> %s",
			   place, before, after);
}

static void codes_tell(const struct change *change)
{
	const struct hl_plan *before = &change->before->plan;
	const struct hl_plan *after = &change->after->plan;
	char changes[CHANGES_MAX];
	unsigned i;

	hl_changes_print(HL_SECTION_CODES, &change->before->codes,
			 &change->after->codes, changes, sizeof(changes));
	if (*changes)
		hl_log_say(change->log, HL_LOG_INFO, NULL, "codes: %s",
			   changes);
	for (i = 0; i < before->speeds; i++)
		speed_tell(change, before->speed[i].place,
			   before->speed[i].number,
			   speed_at(after, before->speed[i].place));
	for (i = 0; i < after->speeds; i++)
		if (strcmp(speed_at(before, after->speed[i].place),
			   "none") == 0)
			speed_tell(change, after->speed[i].place, "none",
				   after->speed[i].number);
}

/* What is new about numbers that are no line's. */
static void numbers_tell(const struct change *change)
{
	const struct hl_key *park = hl_key_at(
		(unsigned)hl_key_find(HL_SECTION_HOLDLINE, "park"));
	char before[64];
	char after[64];
	unsigned i;

	for (i = 0; i < change->after->addresses; i++)
		address_tell(change, &change->after->address[i]);
	for (i = 0; i < change->before->addresses; i++)
		if (hl_config_address(change->after,
				      change->before->address[i].name) < 0)
			hl_log_say(change->log, HL_LOG_INFO, NULL,
				   "address %s is gone",
				   change->before->address[i].name);
	hl_value_print(park, &change->before->globals, before, sizeof(before));
	hl_value_print(park, &change->after->globals, after, sizeof(after));
	if (strcmp(before, after) != 0)
		hl_log_say(change->log, HL_LOG_INFO, NULL, "park %s -> %s",
			   before, after);
}

static void fixed_tell(const struct change *change)
{
	const struct hl_config_globals *a = &change->before->globals.set;
	const struct hl_config_globals *b = &change->after->globals.set;
	const char *what = strcmp(a->zone, b->zone) != 0      ? "zone"
			   : strcmp(a->control, b->control) != 0 ? "control"
			   : a->records != b->records            ? "records"
			   : a->rt != b->rt                      ? "rt"
								 : NULL;

	if (what)
		hl_log_say(change->log, HL_LOG_WARN, NULL,
			   "%s changes when the daemon is started anew", what);
}

void hl_changes_tell(const struct hl_log *log, const struct hl_config *before,
		     const struct hl_config *after)
{
	struct change change = { log, before, after };

	fixed_tell(&change);
	numbers_tell(&change);
	codes_tell(&change);
}
