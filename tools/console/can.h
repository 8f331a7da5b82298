/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * can.h - what can be done at a line now, and what comes of it
 *
 * Made from the feature table that the controller itself decides by, and from
 * the line's settings: it teaches, and cannot lie.
 */
#ifndef CONSOLE_CAN_H
#define CONSOLE_CAN_H

#include "holdline/model.h"
#include "holdline/sim.h"

#define CAN_MAX 4 /* most things that can be done at one line */

/**
 * struct can - one thing that can be done
 * @key:  the key for it: "f", "h", "0-9", "x"
 * @text: "flash: back to the held party (co1)"
 */
struct can {
	const char *key;
	char text[160];
};

/**
 * can_find() - what can be done at a line now
 * @model: the state
 * @line:  which
 * @phase: trunk: what its exchange does
 * @ret:   CAN_MAX places
 *
 * Return: how many; a gesture that would do nothing is not among them.
 */
unsigned can_find(const struct hl_model *model, hl_line line,
		  enum hl_sim_phase phase, struct can *ret);

/** can_outside() - what a trunk's outside party can do in a phase, or NULL. */
const char *can_outside(enum hl_sim_phase phase);

#endif
