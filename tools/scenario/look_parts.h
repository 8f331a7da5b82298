/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look_parts.h - shared by the files that look only
 */
#ifndef SCENARIO_LOOK_PARTS_H
#define SCENARIO_LOOK_PARTS_H

#include "look.h"

#define LOOK_SAMPLE_US 125u
#define LOOK_EARLY_US  10000u /* an ear dates to a few ms, and so its zero */

typedef bool(look_fn)(struct look *l, const struct scenario_statement *s,
		      hl_usec *since);

/** look_place() - place of the statement's party @i in the scenario. */
unsigned look_place(const struct look *look,
		    const struct scenario_statement *statement, unsigned i);

/* look_call.c: calls and programs */
look_fn expect_state, expect_call, expect_count, expect_none,
	expect_nobody_held, expect_parked, expect_in_use, expect_refused,
	expect_told, expect_told_voice, expect_keys, expect_flashed,
	expect_exchange, expect_cleared, expect_service;

#endif
