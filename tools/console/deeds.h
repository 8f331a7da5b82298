/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deeds.h - what was done and found at the console, kept as a scenario
 */
#ifndef CONSOLE_DEEDS_H
#define CONSOLE_DEEDS_H

#include <stdbool.h>

#include "tools/scenario/player.h"

struct deeds;

/** deeds_open() - nothing done yet. 0, -ENOMEM. */
int deeds_open(struct deeds **ret);

/** deeds_close() - NULL is fine. */
void deeds_close(struct deeds *deeds);

/**
 * deeds_add() - something was done
 * @statement: an action
 * @at:        [us] when it began, since the beginning
 * @end:       [us] when the hand was done with it
 */
void deeds_add(struct deeds *deeds, const struct scenario_statement *statement,
	       hl_usec at, hl_usec end);

/** deeds_find() - something was so at @at: an expectation. */
void deeds_find(struct deeds *deeds, const struct scenario_statement *statement,
		hl_usec at);

/**
 * deeds_other() - something was done that no statement can say
 *
 * What is found afterwards does not become an expectation.
 */
void deeds_other(struct deeds *deeds);

/** deeds_are_whole() - everything that was done can be said. */
bool deeds_are_whole(const struct deeds *deeds);

/** deeds_count() - how much was done. */
unsigned deeds_count(const struct deeds *deeds);

/**
 * deeds_scenario() - as a scenario
 * @ret:    receives it; the caller frees it
 * @deeds:  what was done
 * @setup:  scenario with the lines
 * @until:  [us] it goes on until then
 * @merged: digits that were dialled one after another become one number;
 *          false: each stands at its own instant
 *
 * Return: 0; -ENOSPC when it was too much for a scenario; -ENOMEM.
 */
int deeds_scenario(struct scenario **ret, const struct deeds *deeds,
		   const struct scenario *setup, hl_usec until, bool merged);

#endif
