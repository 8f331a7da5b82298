/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch.c - who hears whom, and the least change between two matrices
 *
 * In:  rows with what is heard now and what shall be heard.
 * Out: moves in a safe order.
 * Not: how a wire is made - the drivers.
 */
#include "holdline/patch.h"

#include <errno.h>

bool hl_wire_same(const struct hl_wire *a, const struct hl_wire *b)
{
	return a->kind == b->kind && a->ref == b->ref;
}

static const struct hl_row *row_of(const struct hl_row *rows, unsigned n,
				   hl_line line)
{
	for (unsigned i = 0; i < n; i++)
		if (rows[i].line == line)
			return &rows[i];
	return NULL;
}

/*
 * A pair that ends leaves a listener on the other line's party. When the
 * other side is in a new place at once, it would be heard there by somebody
 * who has not joined: such a row goes through quiet first.
 */
static bool leaves_pair(const struct hl_row *row)
{
	return row->have.kind == HL_WIRE_PAIR &&
	       !hl_wire_same(&row->have, &row->want);
}

unsigned hl_patch_diff(const struct hl_row *rows, unsigned n,
		       struct hl_move *ret)
{
	static const struct hl_wire quiet = { HL_WIRE_QUIET, 0 };
	unsigned moves = 0;

	for (unsigned i = 0; i < n; i++) {
		const struct hl_row *r = &rows[i];

		if (hl_wire_same(&r->have, &r->want))
			continue;
		if (r->want.kind == HL_WIRE_QUIET || leaves_pair(r))
			ret[moves++] = (struct hl_move){ r->line, quiet };
	}
	for (unsigned i = 0; i < n; i++) {
		const struct hl_row *r = &rows[i];

		if (hl_wire_same(&r->have, &r->want) ||
		    r->want.kind == HL_WIRE_QUIET)
			continue;
		ret[moves++] = (struct hl_move){ r->line, r->want };
	}
	return moves;
}

bool hl_patch_hears(const struct hl_row *rows, unsigned n, hl_line listener,
		    hl_line talker)
{
	const struct hl_row *a = row_of(rows, n, listener);
	const struct hl_row *b = row_of(rows, n, talker);

	if (!a || !b || a == b)
		return false;
	if (a->want.kind == HL_WIRE_PAIR)
		return a->want.ref == talker;
	return a->want.kind == HL_WIRE_CONF && hl_wire_same(&a->want, &b->want);
}

int hl_patch_check(const struct hl_row *rows, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const struct hl_row *r = &rows[i];
		const struct hl_row *other;

		if (r->want.kind != HL_WIRE_PAIR)
			continue;
		if (r->want.ref == r->line)
			return -EINVAL;
		other = row_of(rows, n, (hl_line)r->want.ref);
		if (!other || other->want.kind != HL_WIRE_PAIR ||
		    other->want.ref != r->line)
			return -EINVAL;
	}
	return 0;
}
