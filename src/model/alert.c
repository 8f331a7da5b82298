/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * alert.c - several stations that ring for one call
 *
 * In:  a call that is offered at one station, further stations for it.
 * Out: an appearance of the call at each of them, in a circle.
 * Not: what the first answer does to the others - bridge.c, whose walk goes
 *      round this circle.
 *
 * One of the calls has the party, the others the same conversation and no
 * peer, as at a shared address. The circle names them because they may be
 * anywhere: a station of the list may have sent its calls to another one.
 */
#include "block.h"

#define ALERT_MAX 16 /* stations that ring for one call (house) */

/* Put @c behind @call in its circle. */
void alert_link(struct step *s, struct hl_call_state *call,
		struct hl_call_state *c)
{
	c->with = call->with ? call->with : call->id;
	call->with = c->id;
	touch_call(s, c);
}

/* Nobody rings together with this call any more. */
void alert_leave(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *c = block_call(s->m, call->with);

	if (!c)
		return;
	while (c->with != call->id)
		c = block_call(s->m, c->with);
	c->with = call->with == c->id ? HL_NO_CALL : call->with;
	call->with = HL_NO_CALL;
	touch_call(s, c);
}

unsigned alert_count(struct hl_model *m, const struct hl_call_state *call)
{
	hl_call next = call->with;
	unsigned n = 1;

	for (; next && next != call->id; n++)
		next = block_call(m, next)->with;
	return n;
}

/* The other stations of its address ring already: into the circle. */
static void gather_address(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *mate[HL_ADDRESS_LINES_MAX];
	struct hl_call_state *c;
	struct bridge_walk w;
	unsigned n = 0;

	bridge_begin(&w, s->m, call);
	while (n < HL_ADDRESS_LINES_MAX && (c = bridge_next(&w)))
		mate[n++] = c;
	while (n)
		alert_link(s, call, mate[--n]);
}

static bool rings_already(struct hl_model *m, hl_line line,
			  uint32_t conversation)
{
	const struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++)
		if (block_call(m, l->calls[i])->conversation == conversation)
			return true;
	return false;
}

/* A further station rings, or is told that a call waits; NULL: it does not. */
struct hl_call_state *alert_also(struct step *s, struct hl_call_state *call,
				 const struct reach *r)
{
	struct hl_call_state *c;

	if (rings_already(s->m, r->line, call->conversation))
		return NULL;
	if (!call->with)
		gather_address(s, call);
	if (alert_count(s->m, call) >= ALERT_MAX)
		return NULL;
	c = bridge_appear(s, r->line, call, HL_CALL_OFFERING, HL_MODE_NONE);
	if (!c)
		return NULL;
	c->reason = (uint8_t)r->reason;
	c->redirector = r->by;
	c->related = r->reason != HL_REASON_DIRECT ? call->conversation : 0;
	if (c->related == c->conversation)
		c->related = 0;
	alert_link(s, call, c);
	bridge_alert(s, c);
	return c;
}
