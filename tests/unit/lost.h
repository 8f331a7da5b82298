/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lost.h - a guard at the switchboard: is anybody lost, is anything stuck?
 *
 * It looks at every step. Who was in a call before it and is in none behind it
 * must have been let go by an operation of the desk or a limit whose words say
 * so, and by one of a line that had to do with him; not merely at the same
 * time. And whatever a line hears or does has somebody or a limit behind it.
 */
#ifndef TESTS_LOST_H
#define TESTS_LOST_H

#include "table.h"

#define LOST_LINES (TABLE_STATIONS + TABLE_TRUNKS)

/**
 * struct lost_guard - what the guard has seen
 * @lost:  parties that nobody has let go
 * @stuck: things that nobody answers for
 * @why:   the first of these, as a sentence; "" = none
 * @in, @talks, @held, @members, @offered: before the step, of each line: in a
 *         call; with which lines, as bits, it talks, holds, is a conference's
 *         maker, is rung for
 * @beneath: what goes on apart from a flash that waits for its digit
 * @watcher: give its address to the switchboard
 */
struct lost_guard {
	unsigned lost;
	unsigned stuck;
	char why[160];
	bool in[LOST_LINES];
	unsigned talks[LOST_LINES];
	unsigned held[LOST_LINES];
	unsigned members[LOST_LINES];
	unsigned offered[LOST_LINES];
	enum hl_situation beneath[LOST_LINES];
	struct table_watcher watcher;
};

/** lost_guard_open() - nothing seen yet; looks at @t from now on. */
void lost_guard_open(struct lost_guard *guard, struct table *t);

#endif
