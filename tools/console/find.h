/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * find.h - what is so at this moment, as expectations of a scenario
 */
#ifndef CONSOLE_FIND_H
#define CONSOLE_FIND_H

#include "deeds.h"

/**
 * struct find - what was found last, so that only news are told
 * @told: for each party, by kind of finding, as a line of a scenario
 */
struct find {
	char told[SCENARIO_PARTIES_MAX][3][SCENARIO_LINE_MAX];
};

/**
 * find_all() - look at every party
 * @find:     begins as all zero
 * @ops, @bed: the bed
 * @scenario: its lines
 * @deeds:    receives what is certain and new
 * @at:       [us] this moment, since the beginning
 */
void find_all(struct find *find, const struct bed_ops *ops, void *bed,
	      const struct scenario *scenario, struct deeds *deeds,
	      hl_usec at);

#endif
