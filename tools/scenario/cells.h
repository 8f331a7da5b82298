/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cells.h - which scenario proves which cell of the desk
 *
 * A cell is a situation and a gesture of one procedure. Where a setting of
 * the line decides what is done, each way is a cell of its own. So is each
 * digit behind a flash, by the situation in which it is pressed.
 */
#ifndef SCENARIO_CELLS_H
#define SCENARIO_CELLS_H

#include <stdbool.h>
#include <stdio.h>

struct cells;
struct hl_record;

/** cells_open() - no cell has happened yet. Return: 0 or -ENOMEM. */
int cells_open(struct cells **ret);

/** cells_close() - NULL is fine. */
void cells_close(struct cells *cells);

/**
 * cells_note() - look at one record of the scenario that is being played
 * @cells:  the collection
 * @record: the engine's, each of them, in order
 */
void cells_note(struct cells *cells, const struct hl_record *record);

/**
 * cells_played() - a scenario is over
 * @cells:  the collection
 * @name:   its name; the first one by alphabet (strcmp) is kept
 * @proves: what it says that it proves, as claim_names() reads it: what only
 *          happens on the way to something else is no proof
 * @passed: of one that failed nothing is believed
 */
void cells_played(struct cells *cells, const char *name, const char *proves,
		  bool passed);

/**
 * cells_print() - one table for each procedure
 * @cells: the collection
 * @out:   receives the text
 *
 * Cells that cannot happen have the reason in place of a scenario.
 *
 * Return: how many can happen and have no scenario.
 */
unsigned cells_print(const struct cells *cells, FILE *out);

/**
 * claim_names() - does a scenario name a cell?
 * @proves:    text behind "proves": groups between semicolons, in each the
 *             situations, a colon, the gestures, as in "talking, waiting:
 *             flash, hang up; ringing: lift"; what has no colon names none
 * @situation: its word
 * @gesture:   lift, flash, digit, hang up; "flash and 2"; with " without "
 *             and a key of the line where that setting is off
 */
bool claim_names(const char *proves, const char *situation,
		 const char *gesture);

#endif
