/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply.h - make an engine's lines, plan and music match a configuration
 *
 * One path for the start and for every reload: the difference is found and
 * made, one sentence for each change.
 */
#ifndef HOLDLINE_RUN_APPLY_H
#define HOLDLINE_RUN_APPLY_H

#include <stdbool.h>

#include "holdline/config.h"
#include "holdline/engine.h"
#include "log.h"

struct hl_apply;

/**
 * hl_apply_open() - an engine to which nothing was applied yet
 * @ret:    the applier; owned by the caller, hl_apply_close()
 * @engine: borrowed; outlives it
 * @log:    borrowed
 * @sim:    options for the driver "sim", or NULL; borrowed
 *
 * Return: 0, -ENOMEM.
 */
int hl_apply_open(struct hl_apply **ret, struct hl_engine *engine,
		  const struct hl_log *log, const struct hl_sim_options *sim);

/** hl_apply_close() - give music and configuration back. NULL is fine. */
void hl_apply_close(struct hl_apply *apply);

/**
 * hl_apply_config() - make the engine match
 * @apply:  the applier
 * @config: owned by the applier from now on, when it returns 0
 *
 * New lines are added but not opened. Settings of idle lines change at once,
 * of busy ones when they are idle, and so their hotlines. Shared addresses
 * change together, when
 * every station of those that change is idle, and park numbers when nobody is
 * parked at one that goes; until then the old ones stay and hl_apply_again()
 * has work. What takes a new start is told and left as it is: driver, channel
 * and kind of a line, the zone, lines that are gone from the file.
 * Return: 0; -ENOMEM, then nothing was changed.
 */
int hl_apply_config(struct hl_apply *apply, struct hl_config *config);

/**
 * hl_apply_again() - take cards that were refused before, and their lines;
 * give music to cards that could not play it; change addresses, park numbers
 * and hotlines that were in use
 *
 * Return: true when something was added.
 */
bool hl_apply_again(struct hl_apply *apply);

/** hl_apply_waits() - hl_apply_again() has work. */
bool hl_apply_waits(const struct hl_apply *apply);

/** hl_apply_get() - the configuration in force; NULL before the first. */
const struct hl_config *hl_apply_get(const struct hl_apply *apply);

#endif
