/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk.c - the life of a trunk: told of its far end, released
 *
 * In:  news and release by the exchange.
 * Out: the trunk's half of the call moved.
 * Not: dialling out - trunk_out.c; coming in - trunk_in.c; what is heard -
 *      supervise.c; loops and tones - the port's want says them.
 */
#include "block.h"

void trunk_gone(struct step *s, hl_line line, unsigned mode)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = block_call(s->m, l->calls[0]);
	struct hl_call_state *p;
	hl_call id;

	if (!c)
		return;
	id = c->id;
	p = block_call(s->m, c->peer);
	call_unpair(s, c);
	if (!look_is_offered(c) && !look_is_isdn(s->m, line))
		timer_start(s, line, HL_TIMER_GUARD);
	call_go(s, c, HL_CEV_FARGONE);
	if (block_call(s->m, id))
		call_go(s, c, HL_CEV_RELEASE);
	if (p)
		half_gone(s, p, mode);
}

typedef void (told_fn)(struct step *s, struct hl_call_state *call,
		       const struct hl_event *ev);

/* What the exchange, or a detector on its trunk, tells of a call. */
static told_fn *const told[HL_EVENT_COUNT] = {
	[HL_EVENT_CALLER] = trunk_caller,
	[HL_EVENT_PROGRESS] = trunk_progress,
	[HL_EVENT_POLARITY] = trunk_polarity,
};

void trunk_told(struct step *s, const struct hl_event *ev)
{
	struct hl_call_state *c = look_active(s->m, ev->line);

	if (!c)
		c = look_offered(s->m, ev->line);
	if (!c)
		trunk_at_rest(s, ev);
	else if (ev->kind == HL_EVENT_PROGRESS && flash_heard(s, c, ev))
		return;
	else if (told[ev->kind])
		told[ev->kind](s, c, ev);
	else if (look_is_isdn(s->m, ev->line))
		isdn_told(s, c, ev);
}
