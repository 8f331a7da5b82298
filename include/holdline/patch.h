/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch.h - who hears whom, and the least change from one matrix to another
 *
 * A matrix has one row for each line: what its party hears (struct hl_wire).
 * Hold, consultation, conference and music are different matrices and never
 * different code.
 */
#ifndef HOLDLINE_PATCH_H
#define HOLDLINE_PATCH_H

#include <stdbool.h>

#include "holdline/driver.h"

/** hl_wire_same() - do two rows say the same? */
bool hl_wire_same(const struct hl_wire *a, const struct hl_wire *b);

/**
 * struct hl_row - a row before and after
 * @line: whose
 * @have: what it hears now
 * @want: what it shall hear
 */
struct hl_row {
	hl_line line;
	struct hl_wire have;
	struct hl_wire want;
};

/**
 * hl_patch_diff() - the least changes from have to want, in a safe order
 * @rows: the rows that may differ; rows that do not are left alone
 * @n:    how many
 * @ret:  the moves, room for 2 * @n
 *
 * Order: first everybody leaves what ends (so that no line is heard by
 * somebody who has not joined it), then everybody gets what begins. A row
 * that goes from one source to another directly is one move, in the second
 * part, unless its pair partner stays behind: a pair that ends is unwired on
 * both sides first.
 * Return: number of moves, at most 2 * @n; @ret has room for that many.
 */
unsigned hl_patch_diff(const struct hl_row *rows, unsigned n,
		       struct hl_move *ret);

/**
 * hl_patch_hears() - does @listener hear @talker in the wanted matrix?
 * @rows: the matrix
 * @n:    rows
 */
bool hl_patch_hears(const struct hl_row *rows, unsigned n, hl_line listener,
		    hl_line talker);

/**
 * hl_patch_check() - is the wanted matrix sound?
 * @rows: the whole matrix
 * @n:    rows
 *
 * Return: 0; -EINVAL when a line hears itself, or a pair is one-sided.
 */
int hl_patch_check(const struct hl_row *rows, unsigned n);

#endif
