/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk.c - the life of a trunk: hunted, seized, dialled, rung, released
 *
 * In:  ringing and release by the exchange; the steps of dialling out.
 * Out: the trunk's half of the call moved; stations rung.
 * Not: loops and tones - the port's want says them.
 */
#include "block.h"

#define PAUSE 2000 /* [ms] a comma in a number; Hayes S8, 2 s */

hl_line trunk_hunt(struct hl_model *m, const struct hl_group *group)
{
	for (unsigned i = 0; i < group->count; i++)
		if (look_free(m, group->lines[i]))
			return group->lines[i];
	return HL_NO_LINE;
}

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

/* The exchange had time to give dial tone: send the first digit. */
void trunk_seized(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	c->sent = 1;
	touch_line(s, line);
	if (c->dial[0] == ',')
		timer_run(s, line, HL_TIMER_SEND, PAUSE);
}

/* Digit, pause, digit, pause ...; behind the last pause the way is open. */
void trunk_send(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	c->sent++;
	touch_line(s, line);
	if (c->sent % 2 == 0)
		return;
	if (c->dial[c->sent / 2] == ',')
		timer_run(s, line, HL_TIMER_SEND, PAUSE);
	if (c->dial[c->sent / 2])
		return;
	half_connect(s, c);
}

/* What the exchange, or a detector on its trunk, tells of a call. */
void trunk_told(struct step *s, const struct hl_event *ev)
{
	struct hl_call_state *c = look_active(s->m, ev->line);

	if (!c)
		c = look_offered(s->m, ev->line);
	if (c && ev->kind == HL_EVENT_CALLER)
		call_party(s, c, ev->number);
	else if (c && look_is_isdn(s->m, ev->line))
		isdn_told(s, c, ev);
}
