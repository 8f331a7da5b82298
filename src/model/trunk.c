/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk.c - the life of a trunk: rung, told of its far end, released
 *
 * In:  ringing, news and release by the exchange.
 * Out: the trunk's half of the call moved; stations rung.
 * Not: dialling out - trunk_out.c; loops and tones - the port's want says
 *      them.
 */
#include "block.h"

/* Ring the first station of the trunk's list that is free. */
void trunk_offer(struct step *s, struct hl_call_state *trunk)
{
	const struct hl_line_state *l = block_line(s->m, trunk->line);
	struct hl_call_state *offer;

	for (unsigned i = 0; i < l->set.rings; i++) {
		struct reach r;
		hl_line line;

		reach_resolve(s->m, l->set.ring[i], &r);
		line = r.line;
		if (line == HL_NO_LINE)
			continue;
		offer = reach_offer(s, trunk, line, r.reason);
		if (!offer)
			return;
		offer->redirector = r.by;
		reach_splash(s, r.by);
		call_called(offer, block_line(s->m, line)->set.name);
		call_party(s, trunk, block_line(s->m, line)->set.name);
		return;
	}
}

/* Does somebody ring for it? */
bool trunk_is_offered(struct hl_model *m, const struct hl_call_state *trunk)
{
	(void)m;
	return trunk->peer != HL_NO_CALL;
}

void trunk_ring(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = block_call(s->m, l->calls[0]);

	if (l->service != HL_SERVICE_READY)
		return;
	if (!c)
		c = call_birth(s, line, HL_CALL_OFFERING, HL_ORIGIN_EXTERNAL,
			       HL_REASON_DIRECT);
	if (!c || !look_is_offered(c))
		return;
	timer_start(s, line, HL_TIMER_RINGGONE);
	if (!c->peer && !c->given_up)
		trunk_offer(s, c);
}

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

/* Who is at the far end, once the exchange has told it. */
static void trunk_caller(struct step *s, struct hl_call_state *call,
			 const struct hl_event *ev)
{
	call_party(s, call, ev->number);
}

typedef void (told_fn)(struct step *s, struct hl_call_state *call,
		       const struct hl_event *ev);

/* What the exchange, or a detector on its trunk, tells of a call. */
static told_fn *const told[HL_EVENT_COUNT] = {
	[HL_EVENT_CALLER] = trunk_caller,
};

void trunk_told(struct step *s, const struct hl_event *ev)
{
	struct hl_call_state *c = look_active(s->m, ev->line);

	if (!c)
		c = look_offered(s->m, ev->line);
	if (c && told[ev->kind])
		told[ev->kind](s, c, ev);
	else if (c && look_is_isdn(s->m, ev->line))
		isdn_told(s, c, ev);
}
