/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk_isdn.c - trunks whose exchange speaks in messages
 *
 * In:  a call that comes in with its number, whole or in pieces; the
 *      exchange's answers to a hold; a far end that holds us, or wants two
 *      of its parties connected.
 * Out: the called station offered, or the call cleared with its cause; who
 *      is held by whom; numbers to be sent.
 * Not: messages and channels - drivers/pri; tones and loops - trunk.c.
 *
 * A call that nobody can take is cleared at once: unlike an analog exchange
 * this one is told why, and tells its caller.
 */
#include "block.h"

bool look_is_isdn(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->set.kind == HL_KIND_TRUNK && l->set.isdn;
}

/* Modes are single bits; a want has no room for the widest of them. */
void isdn_cause(struct step *s, hl_line line, unsigned mode)
{
	struct hl_line_state *l = block_line(s->m, line);

	l->cause = 0;
	while (mode >>= 1)
		l->cause++;
}

/* ---- calls that come in ------------------------------------------------- */

static void clear(struct step *s, struct hl_call_state *c, unsigned mode)
{
	isdn_cause(s, c->line, mode);
	half_release(s, c);
}

/* The station that a number leads to. Codes and trunks are not for callers
 * from outside. */
static bool offer_number(struct step *s, struct hl_call_state *c,
			 unsigned *refusal)
{
	const struct hl_pattern *pattern = NULL;
	const struct hl_line_state *l;
	struct hl_call_state *offer;
	struct reach r;
	hl_line line;

	*refusal = HL_GONE_BADADDRESS;
	hl_dial_match(&s->m->plan, c->called, &pattern);
	if (!pattern || pattern->kind != HL_ROUTE_LINE)
		return false;
	line = reach_line(s->m, c->called);
	l = block_line(s->m, line);
	if (!l || l->set.kind != HL_KIND_STATION)
		return false;
	*refusal = l->service == HL_SERVICE_READY ? HL_GONE_BUSY
						  : HL_GONE_OUTOFORDER;
	reach_resolve(s->m, line, &r);
	if (l->service != HL_SERVICE_READY || r.line == HL_NO_LINE)
		return false;
	offer = reach_offer(s, c, r.line, r.reason);
	if (!offer)
		return false;
	call_called(offer, c->called);
	offer->redirector = r.by;
	reach_splash(s, r.by);
	return true;
}

static void route(struct step *s, struct hl_call_state *c)
{
	const struct hl_line_state *l = block_line(s->m, c->line);
	unsigned refusal = HL_GONE_BADADDRESS;
	hl_call id = c->id;

	timer_stop(s, c->line, HL_TIMER_INTER_DIGIT);
	c->complete = 1;
	touch_call(s, c);
	if (c->called[0] && offer_number(s, c, &refusal))
		return;
	/* A number that is nobody's is for those whom the trunk rings. */
	if (refusal == HL_GONE_BADADDRESS && l->set.rings) {
		trunk_offer(s, c);
		refusal = HL_GONE_BUSY;
	}
	c = block_call(s->m, id);
	if (c && look_is_offered(c) && !trunk_is_offered(s->m, c))
		clear(s, c, refusal);
}

static void digits_came(struct step *s, struct hl_call_state *c,
			const struct hl_event *ev)
{
	size_t n = strlen(c->called);
	enum hl_match match;

	for (const char *d = ev->number; *d && n < HL_DIGITS_MAX; d++)
		c->called[n++] = *d;
	match = n ? hl_dial_match(&s->m->plan, c->called, NULL)
		  : HL_MATCH_MORE;
	if (ev->value || match == HL_MATCH_COMPLETE ||
	    match == HL_MATCH_NEVER)
		route(s, c);
	else
		timer_start(s, c->line, HL_TIMER_INTER_DIGIT);
}

void isdn_ring(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	struct hl_call_state *c;

	c = block_call(s->m, l->calls[0]);
	if (l->service != HL_SERVICE_READY || (c && !trunk_is_announced(c)) ||
	    (ev->number[0] && !hl_dial_is_digits(ev->number)))
		return;
	if (!c)
		c = call_birth(s, ev->line, HL_CALL_OFFERING,
			       HL_ORIGIN_EXTERNAL, HL_REASON_DIRECT);
	l->cause = 0;
	if (!c)
		return;
	c->sent = 1;
	digits_came(s, c, ev);
}

static void on_number(struct step *s, struct hl_call_state *c,
		      const struct hl_event *ev)
{
	if (look_is_offered(c) && c->sent && !c->complete &&
	    (!ev->number[0] || hl_dial_is_digits(ev->number)))
		digits_came(s, c, ev);
}

bool isdn_collects(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_offered(m, line);

	return c && look_is_isdn(m, line) && c->sent && !c->complete;
}

/* No further digit came: what there is must do. */
void isdn_number_end(struct step *s, hl_line line)
{
	route(s, look_offered(s->m, line));
}

uint8_t isdn_stage(struct hl_model *m, const struct hl_call_state *c)
{
	if (c->origin != HL_ORIGIN_EXTERNAL)
		return HL_REACH_NONE;
	if (!look_is_offered(c))
		return HL_REACH_CONNECTED;
	if (trunk_is_offered(m, c))
		return HL_REACH_ALERTING;
	return c->complete ? HL_REACH_TAKEN : HL_REACH_NONE;
}

/* ---- calls that go out -------------------------------------------------- */

void isdn_send(struct step *s, struct hl_call_state *trunk, size_t before,
	       bool complete)
{
	struct hl_effect *fx;

	if (!look_is_isdn(s->m, trunk->line))
		return;
	isdn_cause(s, trunk->line, HL_GONE_NORMAL);
	trunk->complete = complete;
	fx = fx_add(s, HL_FX_SEND, trunk->line, trunk->id);
	fx->a = (uint32_t)before;
	fx->b = complete;
}

/* The half of a number goes out when the exchange takes it in pieces. */
bool isdn_overlaps(struct hl_model *m, const struct hl_call_state *call)
{
	const struct hl_call_state *p = block_call(m, call->peer);
	const struct hl_line_state *l = p ? block_line(m, p->line) : NULL;

	return l && p->state == HL_CALL_DIALING && l->set.isdn &&
	       l->set.sending == HL_SENDING_OVERLAP && !p->complete;
}

/* One more digit of a number of which the exchange has a part. */
void isdn_digit(struct step *s, struct hl_call_state *call, char digit)
{
	struct hl_call_state *p = block_call(s->m, call->peer);
	size_t n = strlen(p->dial);

	if (n >= HL_DIGITS_MAX)
		return;
	p->dial[n] = digit;
	call_called(p, p->dial);
	call_party(s, p, p->dial);
	isdn_send(s, p, n, false);
}

void isdn_dialled(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p = block_call(s->m, call->peer);

	isdn_send(s, p, strlen(p->dial), true);
	call_go(s, call, HL_CEV_ROUTED);
}

static void touch_both(struct step *s, struct hl_call_state *c)
{
	struct hl_call_state *p = bridge_far(s->m, c);

	touch_call(s, c);
	if (p)
		touch_call(s, p);
}

/*
 * While there is something to hear the way for voice is open and the caller
 * hears the exchange itself; else ringing tone is ours.
 */
static void on_alert(struct step *s, struct hl_call_state *c, bool inband)
{
	struct hl_call_state *p = block_call(s->m, c->peer);

	if (!p || (c->state != HL_CALL_DIALING && !trunk_is_awaited(s->m, c)))
		return;
	if (inband && c->state == HL_CALL_DIALING)
		call_go(s, c, HL_CEV_ROUTED);
	if (inband && c->state == HL_CALL_PROCEEDING)
		call_go(s, c, HL_CEV_ALERT);
	if (p->state == HL_CALL_DIALING)
		call_go(s, p, HL_CEV_ROUTED);
	if (p->state == HL_CALL_PROCEEDING)
		call_go(s, p, HL_CEV_ALERT);
	touch_both(s, c);
}

static void on_answered(struct step *s, struct hl_call_state *c)
{
	if (c->state != HL_CALL_DIALING && !trunk_is_awaited(s->m, c))
		return;
	c->confirmed = 1;
	half_connect(s, c);
}

/* ---- holding and being held --------------------------------------------- */

/* The way for voice is closed: the exchange holds the party, or its end
 * holds us and has given the channel up. */
bool isdn_is_away(const struct hl_call_state *c)
{
	return c->wire_hold == HL_WIRE_HOLD_ASKED ||
	       c->wire_hold == HL_WIRE_HOLD_HELD ||
	       c->farhold == HL_FARHOLD_GONE;
}

/* Shall the exchange hold the party of this trunk's call now? */
bool isdn_hold_wanted(struct hl_model *m, const struct hl_call_state *c)
{
	const struct hl_line_state *l = block_line(m, c->line);
	const struct hl_call_state *p = block_call(m, c->peer);

	return l->set.hold_at != HL_HOLD_AT_HERE && p &&
	       c->state == HL_CALL_CONNECTED && c->farhold == HL_FARHOLD_NONE &&
	       hl_call_state_is_hold(p->state);
}

void isdn_settle(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);
	bool wanted;

	if (!c || !look_is_isdn(s->m, line))
		return;
	wanted = isdn_hold_wanted(s->m, c);
	if (wanted && c->wire_hold == HL_WIRE_HOLD_NONE)
		c->wire_hold = HL_WIRE_HOLD_ASKED;
	else if (!wanted && c->wire_hold == HL_WIRE_HOLD_REFUSED)
		c->wire_hold = HL_WIRE_HOLD_NONE;
}

/* Only the exchange may hold here, and it refuses: back to the party. */
static void unhold_again(struct step *s, struct hl_call_state *p)
{
	const struct hl_call_state *active = look_active(s->m, p->line);

	if (!active)
		op_unhold(s, p);
	else if (active->id == p->consult &&
		 active->state == HL_CALL_DIALTONE)
		op_retrieve(s, p->line);
}

static void on_held(struct step *s, struct hl_call_state *c,
		    const struct hl_event *ev)
{
	const struct hl_line_state *l = block_line(s->m, c->line);
	struct hl_call_state *p = block_call(s->m, c->peer);
	bool refused = ev->error != 0;

	if (c->wire_hold != HL_WIRE_HOLD_ASKED &&
	    c->wire_hold != HL_WIRE_HOLD_HELD)
		return;
	touch_both(s, c);
	if (ev->value) {
		c->wire_hold = HL_WIRE_HOLD_HELD;
		/* No channel to come back on: the party stays held. */
		if (refused && p && p->state == HL_CALL_CONNECTED)
			call_go(s, p, HL_CEV_HOLD);
	} else {
		c->wire_hold = refused ? HL_WIRE_HOLD_REFUSED
				       : HL_WIRE_HOLD_NONE;
		if (refused && p && hl_call_state_is_hold(p->state) &&
		    l->set.hold_at == HL_HOLD_AT_EXCHANGE)
			unhold_again(s, p);
	}
}

static void on_farheld(struct step *s, struct hl_call_state *c,
		       const struct hl_event *ev)
{
	if (c->state != HL_CALL_CONNECTED || ev->value >= HL_FARHOLD_COUNT)
		return;
	c->farhold = (uint8_t)ev->value;
	half_settle_both(s, c);
	touch_both(s, c);
}

/* ---- the far end connects two of its parties ---------------------------- */

static void on_join(struct step *s, struct hl_call_state *a,
		    const struct hl_event *ev)
{
	struct hl_call_state *b = look_active(s->m, (hl_line)ev->value);
	struct hl_call_state *ap = block_call(s->m, a->peer);
	struct hl_call_state *bp;

	if (!b)
		b = look_offered(s->m, (hl_line)ev->value);
	if (!b || a == b || !look_is_isdn(s->m, b->line))
		return;
	bp = block_call(s->m, b->peer);
	if (!ap || !bp || ap->line == bp->line ||
	    ap->state != HL_CALL_CONNECTED ||
	    (bp->state != HL_CALL_CONNECTED && !look_is_offered(bp)))
		return;
	if (look_is_trunk(s->m, ap->line) && look_is_trunk(s->m, bp->line) &&
	    !look_on(s->m, a->line, HL_SWITCH_TRUNKS))
		return;
	half_bridge(s, a, b);
}

/* ---- what the exchange tells -------------------------------------------- */

void isdn_told(struct step *s, struct hl_call_state *c,
	       const struct hl_event *ev)
{
	if (ev->kind == HL_EVENT_NUMBER)
		on_number(s, c, ev);
	else if (ev->kind == HL_EVENT_ALERT)
		on_alert(s, c, ev->value);
	else if (ev->kind == HL_EVENT_ANSWERED)
		on_answered(s, c);
	else if (ev->kind == HL_EVENT_HELD)
		on_held(s, c, ev);
	else if (ev->kind == HL_EVENT_FARHELD)
		on_farheld(s, c, ev);
	else if (ev->kind == HL_EVENT_JOIN)
		on_join(s, c, ev);
}
