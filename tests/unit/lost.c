/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lost.c - a guard at the switchboard
 *
 * In:  every step of a model.
 * Out: parties that were let go by nobody; what nobody answers for.
 * Not: what is done at the telephones - test_lost.c.
 */
#include "lost.h"

#include <stdio.h>
#include <string.h>

#define BIT(line) (1u << (line))

/* ---- who has to do with whom -------------------------------------------- */

/* Has somebody to talk to, or who holds him, or comes back to him. */
static bool in_call(const struct table *t, hl_line line)
{
	for (unsigned n = 0; n < HL_CALLS_PER_LINE; n++) {
		const struct hl_call_state *c =
			hl_model_call(t->m, table_call(t, line, n));

		if (c && c->answered && c->state != HL_CALL_DISCONNECTED)
			return true;
	}
	return false;
}

static bool is_offered(const struct hl_call_state *c)
{
	return c->state == HL_CALL_OFFERING || c->state == HL_CALL_ACCEPTED;
}

static void relate(struct lost_guard *g, const struct table *t, hl_line line)
{
	for (unsigned n = 0; n < HL_CALLS_PER_LINE; n++) {
		const struct hl_call_state *c =
			hl_model_call(t->m, table_call(t, line, n));
		const struct hl_call_state *p =
			c ? hl_model_call(t->m, c->peer) : NULL;

		if (!p)
			continue;
		if (hl_call_state_is_hold(c->state))
			g->held[line] |= BIT(p->line);
		else if (c->state == HL_CALL_CONFERENCED)
			g->members[line] |= BIT(p->line);
		else if (is_offered(c))
			g->offered[line] |= BIT(p->line);
		else
			g->talks[line] |= BIT(p->line);
	}
}

/* As if no digit were waited for. */
static enum hl_situation beneath(const struct table *t, hl_line line)
{
	union {
		const struct hl_line_state *in;
		struct hl_line_state *out;
	} u = { hl_model_line(t->m, line) };
	uint8_t order = u.in->order;
	enum hl_situation ret;

	u.out->order = 0;
	ret = hl_model_situation(t->m, line);
	u.out->order = order;
	return ret;
}

static void before(void *ctx, const struct table *t,
		   const struct hl_event *event)
{
	struct lost_guard *g = ctx;

	(void)event;
	for (hl_line l = 0; l < hl_model_lines(t->m); l++) {
		g->talks[l] = 0;
		g->held[l] = 0;
		g->members[l] = 0;
		g->offered[l] = 0;
		g->in[l] = in_call(t, l);
		g->beneath[l] = beneath(t, l);
		relate(g, t, l);
	}
}

/* ---- whom an operation, a limit, an event lets go ----------------------- */

static unsigned everybody(const struct lost_guard *g, hl_line l)
{
	return BIT(l) | g->talks[l] | g->held[l] | g->members[l] |
	       g->offered[l];
}

/* Who was held and hung up: nobody waits for whom. */
static unsigned gone_too(const struct table *t, unsigned held)
{
	unsigned gone = 0;

	for (hl_line l = 0; l < hl_model_lines(t->m); l++)
		if (held & BIT(l) &&
		    hl_model_line(t->m, l)->set.kind == HL_KIND_STATION &&
		    !hl_model_line(t->m, l)->hook.lifted)
			gone |= BIT(l);
	return gone;
}

static unsigned by_leaving(const struct lost_guard *g, const struct table *t,
			   hl_line l)
{
	unsigned gone = BIT(l) | g->talks[l] | gone_too(t, g->held[l]);

	if (hl_model_line(t->m, l)->set.onhook_held == HL_ONHOOK_DROP)
		gone |= g->held[l];
	return gone;
}

/* Who has just parked his party has let himself go. */
static unsigned by_parking(const struct lost_guard *g, const struct table *t,
			   hl_line l)
{
	for (unsigned i = 0; i < hl_model_lines(t->m) * HL_CALLS_PER_LINE;
	     i++) {
		hl_line h = (hl_line)(i / HL_CALLS_PER_LINE);
		const struct hl_call_state *c = hl_model_call(
			t->m, table_call(t, h, i % HL_CALLS_PER_LINE));

		if (g->held[l] & BIT(h) && c && c->slot && c->owner == l)
			return BIT(l);
	}
	return 0;
}

/* Those who are left to each other are not let go, if they are two. */
static unsigned by_connecting(const struct lost_guard *g, const struct table *t,
			      hl_line l)
{
	if (g->held[l] && g->held[l] == g->talks[l])
		return everybody(g, l);
	return g->talks[l] | g->members[l] ? BIT(l) : by_leaving(g, t, l);
}

static unsigned by_op(const struct lost_guard *g, const struct table *t,
		      hl_line l, enum hl_op op, enum hl_situation from,
		      char digit);

/* A digit behind a flash, or hanging up there: as in what lies beneath. */
static unsigned by_order(const struct lost_guard *g, const struct table *t,
			 hl_line l, bool hangup, char digit)
{
	const struct hl_line_settings *set = &hl_model_line(t->m, l)->set;
	enum hl_situation from = g->beneath[l];
	const struct hl_order *order = hl_order_find(from, digit);
	const struct hl_feature *row =
		hl_feature_find(set->procedure, from, HL_GESTURE_HANGUP);

	if (hangup)
		return by_op(g, t, l, hl_feature_op(row, set->switches), from,
			     0);
	return order ? by_op(g, t, l, order->op, from, 0) : 0;
}

static unsigned by_op(const struct lost_guard *g, const struct table *t,
		      hl_line l, enum hl_op op, enum hl_situation from,
		      char digit)
{
	switch (op) {
	case HL_OP_CLEAR:
		return BIT(l) | g->talks[l] |
		       (from == HL_SIT_CONFERENCE ? g->members[l] : 0);
	case HL_OP_LEAVEWAITING:
		return BIT(l) | g->talks[l];
	case HL_OP_LEAVE:
		return by_leaving(g, t, l);
	case HL_OP_CONNECT:
		return by_connecting(g, t, l);
	case HL_OP_RETRIEVE:
	case HL_OP_UNHOLD:
	case HL_OP_AGAIN:
	case HL_OP_DROPTAKE:
		return g->talks[l];
	case HL_OP_DROPLAST:
		return g->members[l];
	case HL_OP_DROPHELD:
		return g->held[l];
	case HL_OP_REJECT:
		return g->offered[l];
	case HL_OP_ORDERED:
		return by_order(g, t, l, false, digit);
	case HL_OP_LEAVEORDER:
		return by_order(g, t, l, true, 0);
	case HL_OP_COLLECT:
		return by_parking(g, t, l);
	case HL_OP_IGNORE:
	case HL_OP_ORIGINATE:
	case HL_OP_ANSWER:
	case HL_OP_CONSULT:
	case HL_OP_SWAP:
	case HL_OP_JOIN:
	case HL_OP_RECALL:
	case HL_OP_BRIDGE:
	case HL_OP_TAKE:
	case HL_OP_TAKEJOIN:
	case HL_OP_ORDER:
	case HL_OP_RESUME:
	case HL_OP_TRUNKFLASH:
	case HL_OP_COUNT:
		break;
	}
	return 0;
}

/* "then the call is released", "then recall_fallback": of who rings there. */
static unsigned by_limit(const struct lost_guard *g, hl_line l, unsigned timer)
{
	if (timer == HL_TIMER_RECALL || timer == HL_TIMER_ANSWER)
		return g->offered[l];
	/* Who parked the party is out of service: nobody can get it back. */
	if (timer == HL_TIMER_PARK)
		return BIT(l);
	return 0;
}

/* The far end of a trunk has left; a card is gone. */
static unsigned by_event(const struct lost_guard *g,
			 const struct hl_event *event)
{
	if (event->kind == HL_EVENT_FARGONE ||
	    event->kind == HL_EVENT_PROGRESS || event->kind == HL_EVENT_LOST ||
	    event->kind == HL_EVENT_ALARM)
		return everybody(g, event->line);
	/* A glare: whoever had the trunk dialled has not reached anybody. */
	if (event->kind == HL_EVENT_RING && !g->in[event->line])
		return g->talks[event->line];
	return 0;
}

static unsigned let_go(const struct lost_guard *g, const struct table *t,
		       const struct hl_event *event)
{
	unsigned gone = by_event(g, event);

	for (unsigned i = 0; i < t->fx.count; i++) {
		const struct hl_effect *fx = &t->fx.at[i];

		if (fx->kind == HL_FX_DECIDE)
			gone |= by_op(g, t, fx->line, fx->a, fx->from,
				      (char)fx->b);
		if (fx->kind == HL_FX_TIMEOUT)
			gone |= by_limit(g, fx->line, fx->a);
	}
	return gone;
}

/* ---- what nobody answers for -------------------------------------------- */

static bool runs(const struct hl_line_state *l, enum hl_timer timer)
{
	return l->deadline[timer] != HL_NEVER;
}

static bool rings_for(const struct table *t, const struct hl_call_state *c)
{
	for (hl_line x = 0; x < hl_model_lines(t->m); x++) {
		const struct hl_line_state *l = hl_model_line(t->m, x);

		for (unsigned n = 0; x != c->line && n < HL_CALLS_PER_LINE;
		     n++) {
			const struct hl_call_state *o =
				hl_model_call(t->m, l->calls[n]);

			if (!o || o->conversation != c->conversation)
				continue;
			if (l->set.kind == HL_KIND_TRUNK ||
			    (is_offered(o) && (runs(l, HL_TIMER_ANSWER) ||
					       runs(l, HL_TIMER_RECALL))))
				return true;
		}
	}
	return false;
}

/* The call whose sounds a line hears. */
static const struct hl_call_state *heard(const struct table *t, hl_line line)
{
	return hl_model_call(t->m, hl_model_active(t->m, line));
}

static bool waits_for_somebody(const struct table *t, hl_line line)
{
	for (unsigned n = 0; n < HL_CALLS_PER_LINE; n++) {
		const struct hl_call_state *c =
			hl_model_call(t->m, table_call(t, line, n));

		if (c && is_offered(c))
			return true;
	}
	return false;
}

/* The limits of which one ends a tone. */
static const struct {
	uint8_t tone;
	uint8_t limit;
	uint8_t other;
} ends[] = {
	{ HL_TONE_DIAL, HL_TIMER_FIRST_DIGIT, HL_TIMER_FIRST_DIGIT },
	{ HL_TONE_STUTTER, HL_TIMER_FIRST_DIGIT, HL_TIMER_FIRST_DIGIT },
	{ HL_TONE_RECALL, HL_TIMER_FIRST_DIGIT, HL_TIMER_ORDER },
	{ HL_TONE_CONFIRM, HL_TIMER_CONFIRM, HL_TIMER_CONFIRM },
	{ HL_TONE_BUSY, HL_TIMER_TONE, HL_TIMER_TONE },
	{ HL_TONE_CONGESTION, HL_TIMER_TONE, HL_TIMER_TONE },
	{ HL_TONE_INFO, HL_TIMER_TONE, HL_TIMER_TONE },
	{ HL_TONE_HOWLER, HL_TIMER_HOWLER, HL_TIMER_HOWLER },
};

/* A tone has an end, or somebody whom it is about. */
static const char *tone_stuck(const struct table *t, hl_line line)
{
	const struct hl_line_state *l = hl_model_line(t->m, line);
	const struct hl_call_state *c = heard(t, line);

	for (unsigned i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (ends[i].tone == l->want.tone && !runs(l, ends[i].limit) &&
		    !runs(l, ends[i].other))
			return "hears a tone without an end";
	if (c && c->state == HL_CALL_DIALING &&
	    !runs(l, HL_TIMER_INTER_DIGIT) && !runs(l, HL_TIMER_MATCH))
		return "is waited for in the middle of a number";
	if (l->want.tone == HL_TONE_RINGBACK && !(c && rings_for(t, c)))
		return "waits where nothing rings";
	if (l->want.tone == HL_TONE_WAITING && !waits_for_somebody(t, line))
		return "is told of no caller";
	return NULL;
}

/* Who hears music is parked with a limit, or held by a hand that is up. */
static const char *music_stuck(const struct table *t, hl_line line)
{
	const struct hl_call_state *c = heard(t, line);
	const struct hl_call_state *p = c ? hl_model_call(t->m, c->peer) : NULL;
	const struct hl_line_state *l = p ? hl_model_line(t->m, p->line) : NULL;

	if (c && c->slot)
		return runs(hl_model_line(t->m, line), HL_TIMER_PARK)
			       ? NULL
			       : "is parked for ever";
	if (!l)
		return "hears music of nobody";
	if (l->hook.lifted &&
	    (l->order || runs(l, HL_TIMER_KEYUP) ||
	     hl_call_state_is_hold(p->state) || is_offered(p)))
		return NULL;
	if (is_offered(p) &&
	    (runs(l, HL_TIMER_ANSWER) || runs(l, HL_TIMER_RECALL)))
		return NULL;
	return "hears music and is held by no hand";
}

static const char *stuck(const struct table *t, hl_line line)
{
	const struct hl_line_state *l = hl_model_line(t->m, line);
	bool bell = l->want.ring && l->want.ring != HL_RING_SPLASH;

	if (!l->calls[0] && (l->want.wire.kind != HL_WIRE_QUIET || bell ||
			     (l->set.kind == HL_KIND_TRUNK && l->want.loop)))
		return "is kept by nobody";
	if (l->want.wire.kind == HL_WIRE_MUSIC)
		return music_stuck(t, line);
	if (l->set.kind != HL_KIND_STATION || !l->hook.lifted)
		return NULL;
	if (!l->calls[0] && !runs(l, HL_TIMER_OFFHOOK) &&
	    !runs(l, HL_TIMER_ORDER) &&
	    !(l->does & (HL_DOES_HOWL | HL_DOES_LOCKED)))
		return "lies beside the telephone unnoticed";
	return tone_stuck(t, line);
}

static void say(struct lost_guard *g, const struct table *t, hl_line line,
		const char *what)
{
	if (!g->why[0])
		snprintf(g->why, sizeof(g->why), "%s %s",
			 hl_model_line(t->m, line)->set.name, what);
}

static void after(void *ctx, const struct table *t,
		  const struct hl_event *event)
{
	struct lost_guard *g = ctx;
	unsigned gone = let_go(g, t, event);

	for (hl_line l = 0; l < hl_model_lines(t->m); l++) {
		const char *what = stuck(t, l);

		if (what) {
			g->stuck++;
			say(g, t, l, what);
		}
		if (g->in[l] && !in_call(t, l) && !(gone & BIT(l))) {
			g->lost++;
			say(g, t, l, "was let go by nobody");
		}
	}
}

void lost_guard_open(struct lost_guard *guard, struct table *t)
{
	memset(guard, 0, sizeof(*guard));
	guard->watcher.before = before;
	guard->watcher.after = after;
	guard->watcher.ctx = guard;
	t->watcher = &guard->watcher;
}
