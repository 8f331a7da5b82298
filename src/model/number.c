/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * number.c - numbers that belong to a line: dialled last, forwarded to ...
 *
 * In:  a line, which of its numbers, digits.
 * Out: the number kept, or found again.
 * Not: what it is used for - code.c, reach.c.
 */
#include "block.h"

#include <errno.h>

static struct number *find(struct hl_model *m, hl_line line,
			   enum hl_number_kind kind)
{
	struct number *n = number_table(m);

	for (unsigned i = 0; i < m->max_numbers; i++)
		if (n[i].used && n[i].line == line && n[i].kind == kind)
			return &n[i];
	return NULL;
}

const char *hl_model_number(const struct hl_model *model, hl_line line,
			    enum hl_number_kind kind)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_line_state *l = block_line(u.out, line);
	const struct number *n;

	if (!l || !(l->has & 1u << kind))
		return "";
	n = find(u.out, line, kind);
	return n ? n->digits : "";
}

static struct number *claim(struct hl_model *m)
{
	struct number *n = number_table(m);

	for (unsigned i = 0; i < m->max_numbers; i++)
		if (!n[i].used)
			return &n[i];
	/* What was dialled last, or called last, gives way to an order. */
	for (unsigned i = 0; i < m->max_numbers; i++) {
		if (n[i].kind > HL_NUMBER_CALLER)
			continue;
		block_line(m, n[i].line)->has &= (uint8_t)~(1u << n[i].kind);
		return &n[i];
	}
	return NULL;
}

int number_set(struct hl_model *m, hl_line line, enum hl_number_kind kind,
	       const char *digits)
{
	struct hl_line_state *l = block_line(m, line);
	struct number *n = l->has & 1u << kind ? find(m, line, kind) : NULL;

	if (!*digits) {
		if (n)
			memset(n, 0, sizeof(*n));
		l->has &= (uint8_t)~(1u << kind);
		return 0;
	}
	if (!n)
		n = claim(m);
	if (!n)
		return -ENOSPC;
	memset(n, 0, sizeof(*n));
	n->used = 1;
	n->line = line;
	n->kind = (uint8_t)kind;
	strncpy(n->digits, digits, sizeof(n->digits) - 1);
	l->has |= (uint8_t)(1u << kind);
	return 0;
}

int hl_model_number_set(struct hl_model *model, hl_line line,
			enum hl_number_kind kind, const char *digits)
{
	if (!block_line(model, line))
		return -ENOENT;
	if ((unsigned)kind >= HL_NUMBER_COUNT)
		return -EINVAL;
	if (*digits && !hl_dial_is_digits(digits))
		return -EINVAL;
	return number_set(model, line, kind, digits);
}
