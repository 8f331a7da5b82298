/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk_in.c - calls that come in on a trunk: announced, rung, routed
 *
 * In:  ringing of an analog exchange, and what it tells of the caller before
 *      or behind the first burst.
 * Out: the stations of the trunk's list offered, as its ring_mode says.
 * Not: exchanges that speak in messages - trunk_isdn.c; how several stations
 *      ring for one call - alert.c.
 *
 * Stations ring when the caller is known, at the second burst, or when
 * caller_wait ends; at once where nothing more can come. When none of them
 * is free the exchange rings on, and each burst looks for one again.
 */
#include "block.h"

#include "holdline/clid.h"

/* When the sound that tells the caller can come. */
enum when {
	NEVER,
	BEHIND_RING,     /* the first burst, or the pulse that stands for it */
	BEHIND_REVERSAL, /* of the battery, on a trunk at rest */
	ANY_TIME,        /* on a trunk at rest */
};

/* Of each place of clid.h: bursts before it, and what else. */
static const struct {
	uint8_t rings;
	uint8_t alert;
} places[HL_CLID_PLACE_COUNT] = {
#define X(id, wire, before, wakes, ...)                                        \
	[HL_CLID_PLACE_##id] = { before, HL_CLID_ALERT_##wakes },
	HL_CLID_PLACES(X)
#undef X
};

static enum when when_told(const struct hl_line_state *l)
{
	if (l->set.isdn || l->set.clid == HL_CLID_NONE ||
	    l->set.clid_place >= HL_CLID_PLACE_COUNT)
		return NEVER;
	if (places[l->set.clid_place].rings)
		return BEHIND_RING;
	switch ((enum hl_clid_alert)places[l->set.clid_place].alert) {
	case HL_CLID_ALERT_RPAS:
		return BEHIND_RING;
	case HL_CLID_ALERT_CAR:
		return NEVER;
	case HL_CLID_ALERT_REVERSAL:
	case HL_CLID_ALERT_REVERSAL_DTAS:
		return BEHIND_REVERSAL;
	case HL_CLID_ALERT_NONE:
	case HL_CLID_ALERT_DTAS:
		break;
	}
	return ANY_TIME;
}

/* The first burst is over, and the caller may still be told. */
static bool may_be_told(const struct hl_line_state *l,
			const struct hl_call_state *c)
{
	return when_told(l) == BEHIND_RING && look_is_offered(c) &&
	       c->sent == 1 && !who_is_known(c);
}

/* Shall the sound of a caller ID be listened for now? */
bool trunk_identifies(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	const struct hl_call_state *c = block_call(m, l->calls[0]);

	if (l->service != HL_SERVICE_READY)
		return false;
	switch (when_told(l)) {
	case NEVER:
		break;
	case BEHIND_RING:
		return c && may_be_told(l, c);
	case BEHIND_REVERSAL:
		return !c && l->deadline[HL_TIMER_REVERSED] != HL_NEVER;
	case ANY_TIME:
		return look_free(m, line);
	}
	return false;
}

/* ---- routing ------------------------------------------------------------ */

static struct hl_call_state *offer_first(struct step *s,
					 struct hl_call_state *trunk,
					 const struct reach *r)
{
	struct hl_call_state *offer =
		reach_offer(s, trunk, r->line, r->reason);

	if (offer)
		offer->redirector = r->by;
	return offer;
}

/*
 * Each station does with the call what it does with any: it may refuse, or
 * send it to another station. One that sends its calls outside is passed over.
 */
void trunk_offer(struct step *s, struct hl_call_state *trunk)
{
	struct hl_line_state *l = block_line(s->m, trunk->line);
	bool all = l->set.ring_mode == HL_RING_MODE_ALL;
	unsigned begin = l->set.ring_mode == HL_RING_MODE_CIRCULAR ? l->rung
								   : 0;

	for (unsigned i = 0; i < l->set.rings; i++) {
		unsigned place = (begin + i) % l->set.rings;
		struct hl_call_state *first = block_call(s->m, trunk->peer);
		struct hl_call_state *offer;
		struct reach r;

		reach_resolve(s->m, l->set.ring[place], &r);
		if (r.line == HL_NO_LINE)
			continue;
		offer = first ? alert_also(s, first, &r)
			      : offer_first(s, trunk, &r);
		if (!offer)
			continue;
		call_called(offer, block_line(s->m, r.line)->set.name);
		reach_splash(s, r.by);
		l->rung = (uint8_t)((place + 1) % l->set.rings);
		if (!all)
			return;
	}
}

/* Does somebody ring for it? */
bool trunk_is_offered(struct hl_model *m, const struct hl_call_state *trunk)
{
	(void)m;
	return trunk->peer != HL_NO_CALL;
}

static void offer_now(struct step *s, struct hl_call_state *c)
{
	timer_stop(s, c->line, HL_TIMER_CALLERWAIT);
	if (!c->peer && !c->given_up)
		trunk_offer(s, c);
}

/* ---- what the exchange does --------------------------------------------- */

/* A call that is announced and has not rung yet: the burst belongs to it. */
bool trunk_is_announced(const struct hl_call_state *c)
{
	return look_is_offered(c) && c->sent == 0;
}

void trunk_ring(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = block_call(s->m, l->calls[0]);

	if (l->service != HL_SERVICE_READY || trunk_glare(s, line))
		return;
	timer_stop(s, line, HL_TIMER_REVERSED);
	if (!c)
		c = call_birth(s, line, HL_CALL_OFFERING, HL_ORIGIN_EXTERNAL,
			       HL_REASON_DIRECT);
	if (!c || !look_is_offered(c))
		return;
	if (c->sent < 2)
		c->sent++;
	timer_start(s, line, HL_TIMER_RINGGONE);
	if (may_be_told(l, c) && l->set.timer[HL_TIMER_CALLERWAIT])
		timer_start(s, line, HL_TIMER_CALLERWAIT);
	else
		offer_now(s, c);
}

bool trunk_waits(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c =
		look_is_trunk(m, line) ? look_offered(m, line) : NULL;

	return c && !c->peer;
}

/* Nothing was told in time. */
void trunk_waited(struct step *s, hl_line line)
{
	offer_now(s, look_offered(s->m, line));
}

/* Who calls: those who wait for it may ring. */
void trunk_caller(struct step *s, struct hl_call_state *call,
		  const struct hl_event *ev)
{
	who_came(s, call, ev);
	if (look_is_offered(call) && call->sent &&
	    !look_is_isdn(s->m, call->line))
		offer_now(s, call);
}

/*
 * Before the ring the caller is kept with a call that has not rung; when no
 * ring follows that call is over as one that rings no more.
 */
static void announced(struct step *s, const struct hl_event *ev)
{
	struct hl_call_state *c;

	timer_stop(s, ev->line, HL_TIMER_REVERSED);
	c = call_birth(s, ev->line, HL_CALL_OFFERING, HL_ORIGIN_EXTERNAL,
		       HL_REASON_DIRECT);
	if (!c)
		return;
	timer_start(s, ev->line, HL_TIMER_RINGGONE);
	who_came(s, c, ev);
}

/* A trunk at rest: the caller, or a reversal behind which one may be told. */
void trunk_at_rest(struct step *s, const struct hl_event *ev)
{
	const struct hl_line_state *l = block_line(s->m, ev->line);
	enum when when = when_told(l);

	if (!look_free(s->m, ev->line))
		return;
	if (ev->kind == HL_EVENT_CALLER && (l->set.isdn || when != NEVER))
		announced(s, ev);
	else if (ev->kind == HL_EVENT_POLARITY && when == BEHIND_REVERSAL)
		timer_start(s, ev->line, HL_TIMER_REVERSED);
}

bool trunk_is_reversed(struct hl_model *m, hl_line line)
{
	return look_is_trunk(m, line) && !block_line(m, line)->calls[0];
}
