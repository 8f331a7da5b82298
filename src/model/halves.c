/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * halves.c - what one half of a call does to the other
 *
 * In:  a half that is released, answered, or whose far end left.
 * Out: both halves in states that are true together, nobody left over.
 * Not: which gesture or request led here - ops.c, request.c.
 */
#include "block.h"

/* The mode of a connected half tells whether the other side holds it. */
void half_settle(struct step *s, struct hl_call_state *call)
{
	const struct hl_call_state *p;
	unsigned mode = HL_CONNECTED_ACTIVE;

	if (!call || call->state != HL_CALL_CONNECTED)
		return;
	p = block_call(s->m, call->peer);
	if (p && (hl_call_state_is_hold(p->state) ||
		  (p->state == HL_CALL_OFFERING &&
		   p->reason == HL_REASON_REMINDER)))
		mode = HL_CONNECTED_ACTIVEHELD;
	call_mode(s, call, mode);
	touch_call(s, call);
}

/* A conference with one party left is an ordinary call again. */
static void collapse(struct step *s, hl_line line, hl_call parent)
{
	struct hl_call_state *p = block_call(s->m, parent);
	struct hl_call_state *first = look_member(s->m, line, parent, false);
	struct hl_call_state *last = look_member(s->m, line, parent, true);

	if (!p || first != last)
		return;
	if (first) {
		call_go(s, first, HL_CEV_PART);
		first->parent = HL_NO_CALL;
		first->order = 0;
	}
	call_go(s, p, HL_CEV_RELEASE);
	if (first) {
		half_settle(s, first);
		half_settle(s, block_call(s->m, first->peer));
	}
}

static void release_members(struct step *s, const struct hl_call_state *parent)
{
	hl_call id = parent->id;
	hl_line line = parent->line;
	struct hl_call_state *m;

	while ((m = look_member(s->m, line, id, true))) {
		struct hl_call_state *p = block_call(s->m, m->peer);

		call_unpair(s, m);
		call_go(s, m, HL_CEV_RELEASE);
		if (p)
			half_gone(s, p, HL_GONE_NORMAL);
	}
}

void half_release(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p = block_call(s->m, call->peer);
	bool offered = call->state == HL_CALL_OFFERING;
	hl_call parent = call->parent;
	hl_line line = call->line;

	if (look_is_parent(call))
		release_members(s, call);
	call_unpair(s, call);
	if (look_is_trunk(s->m, line) && !offered)
		timer_start(s, line, HL_TIMER_GUARD);
	call_go(s, call, HL_CEV_RELEASE);
	if (p)
		half_gone(s, p, offered ? HL_GONE_REJECT : HL_GONE_NORMAL);
	if (parent)
		collapse(s, line, parent);
}

static void trunk_left(struct step *s, struct hl_call_state *call)
{
	if (call->state == HL_CALL_OFFERING) {
		/* The exchange still rings: only the caller can stop that. */
		call->given_up = 1;
		touch_call(s, call);
		return;
	}
	half_release(s, call);
}

void half_gone(struct step *s, struct hl_call_state *call, unsigned mode)
{
	hl_call id = call->id;
	hl_call parent = call->parent;
	hl_line line = call->line;
	struct hl_call_state *other = block_call(s->m, call->consult);
	bool held = hl_call_state_is_hold(call->state);

	call_unpair(s, call);
	if (look_is_trunk(s->m, line)) {
		trunk_left(s, call);
		return;
	}
	call_go(s, call, HL_CEV_FARGONE);
	if (!block_call(s->m, id))
		return;
	call_mode(s, call, mode);
	if (held && other) {
		/* The consultation goes on as a call of its own. */
		other->consult = HL_NO_CALL;
		call->consult = HL_NO_CALL;
	}
	if (parent) {
		call_go(s, call, HL_CEV_RELEASE);
		collapse(s, line, parent);
	}
}

/* A party comes to hear what the other half has reached so far. */
static void follow(struct step *s, struct hl_call_state *party,
		   const struct hl_call_state *other)
{
	if (party->state != HL_CALL_CONNECTED)
		return;
	if (other->state == HL_CALL_OFFERING &&
	    other->reason != HL_REASON_REMINDER)
		call_go(s, party, HL_CEV_ALERT);
	else if (other->state == HL_CALL_DIALING)
		call_go(s, party, HL_CEV_ROUTED);
}

/* Nobody is there yet: a telephone that rings, a trunk that is dialled. */
static bool is_to_come(struct hl_model *m, const struct hl_call_state *call)
{
	if (call->state == HL_CALL_OFFERING)
		return !look_is_trunk(m, call->line);
	return call->state == HL_CALL_DIALING;
}

void half_connect(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p = block_call(s->m, call->peer);

	call_go(s, call, HL_CEV_CONNECT);
	call->owner = HL_NO_LINE;
	if (p && is_to_come(s->m, p)) {
		follow(s, call, p);
	} else if (p) {
		call_go(s, p, HL_CEV_CONNECT);
		p->owner = HL_NO_LINE;
	}
	half_settle(s, call);
	half_settle(s, p);
}

void half_bridge(struct step *s, struct hl_call_state *a,
		 struct hl_call_state *b)
{
	struct hl_call_state *ap = block_call(s->m, a->peer);
	struct hl_call_state *bp = block_call(s->m, b->peer);
	hl_line owner = a->line;

	assert(ap && bp);
	call_unpair(s, a);
	call_unpair(s, b);
	call_pair(s, ap, bp);
	call_party(s, ap, b->party);
	call_party(s, bp, a->party);
	call_go(s, a, HL_CEV_RELEASE);
	call_go(s, b, HL_CEV_RELEASE);
	follow(s, ap, bp);
	if (bp->state == HL_CALL_OFFERING)
		bp->owner = owner;
	half_settle(s, ap);
	half_settle(s, bp);
}

/*
 * A party is brought to a telephone that rings: a new call there takes over
 * from the one that held it.
 */
void half_remind(struct step *s, struct hl_call_state *party, hl_line line,
		 enum hl_call_reason reason)
{
	struct hl_call_state *r;

	r = call_birth(s, line, HL_CALL_OFFERING, HL_ORIGIN_INTERNAL, reason);
	if (!r) {
		half_gone(s, party, HL_GONE_NOANSWER);
		return;
	}
	call_party(s, r, look_is_trunk(s->m, party->line) && party->party[0] ?
			 party->party :
			 block_line(s->m, party->line)->set.name);
	call_pair(s, party, r);
	if (party->state == HL_CALL_RINGBACK ||
	    party->state == HL_CALL_PROCEEDING)
		call_go(s, party, HL_CEV_CONNECT);
	if (reason != HL_REASON_REMINDER &&
	    party->state == HL_CALL_CONNECTED)
		call_go(s, party, HL_CEV_ALERT);
	half_settle(s, party);
}

void line_release_all(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	while (l->calls[0]) {
		struct hl_call_state *c = block_call(s->m, l->calls[0]);
		struct hl_call_state *parent = block_call(s->m, c->parent);

		half_release(s, parent ? parent : c);
	}
}
