/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * halves.c - what one half of a call does to the other
 *
 * In:  a half that is released, answered, or whose far end left.
 * Out: both halves in states that are true together, nobody left over.
 * Not: which gesture or request led here - ops.c, deed.c; the stations that
 *      share an address - bridge.c.
 */
#include "block.h"

/* Does the other side hold this party? */
static bool is_held_by(struct hl_model *m, const struct hl_call_state *p)
{
	const struct hl_call_state *parent;

	if (!p)
		return false;
	if (hl_call_state_is_hold(p->state) || look_is_back(p) || p->farhold)
		return true;
	/* Alone in a conference whose maker holds it. */
	parent = block_call(m, p->parent);
	return parent && hl_call_state_is_hold(parent->state) &&
	       !(parent->flags & HL_FLAG_NOHOLD) &&
	       look_members(m, parent) < 2;
}

/* The mode of a connected half tells whether the other side holds it. */
void half_settle(struct step *s, struct hl_call_state *call)
{
	const struct hl_call_state *far;
	unsigned mode;
	bool held;

	if (!call || call->state != HL_CALL_CONNECTED)
		return;
	far = bridge_far(s->m, call);
	held = call->slot || is_held_by(s->m, far);
	if (look_is_inactive(call))
		mode = held ? HL_CONNECTED_INACTIVEHELD
			    : HL_CONNECTED_INACTIVE;
	else
		mode = held ? HL_CONNECTED_ACTIVEHELD : HL_CONNECTED_ACTIVE;
	if (call->confirmed || (far && far->confirmed))
		mode |= HL_CONNECTED_CONFIRMED;
	call_mode(s, call, mode);
	touch_call(s, call);
}

static void settle_address(struct step *s, struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	if (!call)
		return;
	half_settle(s, call);
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		half_settle(s, c);
}

/* Settle a half, the other one, and those that share their addresses. */
void half_settle_both(struct step *s, struct hl_call_state *call)
{
	settle_address(s, call);
	settle_address(s, bridge_far(s->m, call));
}

static void release_members(struct step *s, const struct hl_call_state *parent,
			    unsigned mode)
{
	hl_call id = parent->id;
	hl_line line = parent->line;
	struct hl_call_state *m;

	while ((m = look_member(s->m, line, id, true))) {
		struct hl_call_state *p = block_call(s->m, m->peer);

		call_unpair(s, m);
		call_go(s, m, HL_CEV_RELEASE);
		if (p)
			half_gone(s, p, mode);
	}
}

/* @mode: what the other side is told; 0 = released, or rejected. */
static void release(struct step *s, struct hl_call_state *call, unsigned mode)
{
	struct hl_call_state *p;
	bool offered = look_is_offered(call);
	bool is_parent = look_is_parent(call);
	hl_call partner = call->consult;
	hl_call parent = call->parent;
	hl_line line = call->line;

	if (is_parent)
		release_members(s, call, mode ? mode : HL_GONE_NORMAL);
	if (look_is_appearance(call) && bridge_principal(s->m, call)) {
		bridge_touch(s, call);
		call_go(s, call, HL_CEV_RELEASE);
		return;
	}
	bridge_leave(s, call);
	p = block_call(s->m, call->peer);
	if (p)
		bridge_gather(s, call);
	call_unpair(s, call);
	if (look_is_trunk(s->m, line) && !offered &&
	    !look_is_isdn(s->m, line))
		timer_start(s, line, HL_TIMER_GUARD);
	call_go_mode(s, call, HL_CEV_RELEASE, mode);
	if (!mode)
		mode = offered ? HL_GONE_REJECT : HL_GONE_NORMAL;
	if (p)
		half_gone(s, p, mode);
	if (parent)
		conf_part(s, line, parent);
	conf_drop_pending(s, partner, is_parent);
}

void half_release(struct step *s, struct hl_call_state *call)
{
	release(s, call, HL_MODE_NONE);
}

static void trunk_left(struct step *s, struct hl_call_state *call,
		       unsigned mode)
{
	if (look_is_isdn(s->m, call->line)) {
		isdn_cause(s, call->line, mode);
	} else if (look_is_offered(call)) {
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
	bool held = hl_call_state_is_hold(call->state);

	bridge_gather(s, call);
	call_unpair(s, call);
	if (look_is_trunk(s->m, line)) {
		trunk_left(s, call, mode);
		return;
	}
	if (call->flags & HL_FLAG_NOHOLD) {
		conf_failed(s, call);
		return;
	}
	call_go_mode(s, call, HL_CEV_FARGONE, mode);
	if (!block_call(s->m, id))
		return;
	/* What was asked beside it goes on by itself. */
	if (held)
		call_unconsult(s, call);
	if (parent) {
		call_go(s, call, HL_CEV_RELEASE);
		conf_part(s, line, parent);
	}
}

/* Nobody answers an offered call: it is over here, the caller is told. */
void half_withdraw(struct step *s, struct hl_call_state *offered,
		   unsigned mode)
{
	struct hl_call_state *p;

	/* Other stations of the address may still alert. */
	if (bridge_leave(s, offered) || look_is_appearance(offered)) {
		call_go_mode(s, offered, HL_CEV_RELEASE, mode);
		return;
	}
	p = block_call(s->m, offered->peer);
	call_unpair(s, offered);
	call_go(s, offered, HL_CEV_RELEASE);
	if (p)
		half_gone(s, p, mode);
}

/* A party comes to hear what the other half has reached so far. */
static void follow(struct step *s, struct hl_call_state *party,
		   const struct hl_call_state *other)
{
	if (party->state != HL_CALL_CONNECTED)
		return;
	if (look_is_offered(other) && !look_is_back(other))
		call_go(s, party, HL_CEV_ALERT);
	else if (other->state == HL_CALL_DIALING ||
		 (trunk_is_awaited(s->m, other) &&
		  other->state == HL_CALL_PROCEEDING))
		call_go(s, party, HL_CEV_ROUTED);
	else if (trunk_is_awaited(s->m, other))
		call_go(s, party, HL_CEV_ALERT);
}

/* Nobody is there yet: a telephone that rings, a trunk that is dialled. */
static bool is_to_come(struct hl_model *m, const struct hl_call_state *call)
{
	if (look_is_offered(call))
		return !look_is_trunk(m, call->line);
	/* A telephone that still dials is there: its trunk takes pieces. */
	return (call->state == HL_CALL_DIALING &&
		look_is_trunk(m, call->line)) ||
	       trunk_is_awaited(m, call);
}

/*
 * Both sides are there: what was rung beside them falls silent. A party that
 * was asked for a conference which is gone meanwhile is let go again.
 */
static void answered(struct step *s, hl_call id)
{
	struct hl_call_state *call = block_call(s->m, id);

	if (!call || call->state != HL_CALL_CONNECTED)
		return;
	call->owner = HL_NO_LINE;
	call->hops = 0;
	bridge_answered(s, call);
	if (call->flags & HL_FLAG_NOHOLD)
		conf_answered(s, call);
}

void half_connect(struct step *s, struct hl_call_state *call)
{
	hl_call id = call->id;
	struct hl_call_state *p;

	hl_call far;

	bridge_take(s, call);
	far = call->peer;
	p = block_call(s->m, far);
	call_go(s, call, HL_CEV_CONNECT);
	if (p && is_to_come(s->m, p)) {
		answered(s, id);
		follow(s, call, p);
	} else if (p) {
		call_go(s, p, HL_CEV_CONNECT);
		answered(s, far);
		answered(s, id);
	} else {
		answered(s, id);
	}
	call = block_call(s->m, id);
	if (call)
		half_settle_both(s, call);
}

/* Every telephone of a shared number, or that rings for it, learns it. */
static void all_like(struct step *s, struct hl_call_state *call,
		     const struct hl_call_state *like)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	who_like(s, call, like);
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		who_like(s, c, like);
}

void half_bridge(struct step *s, struct hl_call_state *a,
		 struct hl_call_state *b)
{
	struct hl_call_state *ap = block_call(s->m, a->peer);
	struct hl_call_state *bp = block_call(s->m, b->peer);
	hl_line owner = a->line;

	assert(ap && bp);
	bridge_gather(s, a);
	bridge_gather(s, b);
	call_unpair(s, a);
	call_unpair(s, b);
	all_like(s, ap, b);
	all_like(s, bp, a);
	ap->redirector = owner;
	bp->redirector = owner;
	call_go(s, a, HL_CEV_RELEASE);
	call_go(s, b, HL_CEV_RELEASE);
	call_pair(s, ap, bp);
	flash_known(s, ap);
	flash_known(s, bp);
	follow(s, ap, bp);
	if (look_is_offered(bp) && !look_is_trunk(s->m, owner))
		bp->owner = owner;
	half_settle_both(s, ap);
	half_settle_both(s, bp);
}

/*
 * A party is brought to a telephone that rings: a new call there takes over
 * from the one that held it.
 */
void half_remind(struct step *s, struct hl_call_state *party, hl_line line,
		 enum hl_call_reason reason)
{
	struct hl_call_state *r;

	r = reach_offer(s, party, line, reason);
	if (!r) {
		half_gone(s, party, HL_GONE_NOANSWER);
		return;
	}
	if (!look_is_back(r))
		flash_known(s, party);
	if (party->state == HL_CALL_RINGBACK ||
	    party->state == HL_CALL_PROCEEDING)
		call_go(s, party, HL_CEV_CONNECT);
	if (!look_is_back(r) && party->state == HL_CALL_CONNECTED)
		call_go(s, party, HL_CEV_ALERT);
	half_settle_both(s, party);
}

/* What every party of a line hears is looked at again. */
void half_touch_all(struct step *s, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);

	touch_line(s, line);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(s->m, l->calls[i]);

		touch_call(s, c);
		half_settle_both(s, c);
	}
}

/* Everything of a line ends, whoever else may take part in it; @mode as for
 * release(). */
void line_release_all(struct step *s, hl_line line, unsigned mode)
{
	struct hl_line_state *l = block_line(s->m, line);

	while (l->calls[0]) {
		struct hl_call_state *c = block_call(s->m, l->calls[0]);
		struct hl_call_state *parent = block_call(s->m, c->parent);

		release(s, parent ? parent : c, mode);
	}
}

/*
 * The user has hung up: what others share goes on without him, and what is
 * offered goes on ringing.
 */
void line_leave_all(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	unsigned i = 0;

	while (i < HL_CALLS_PER_LINE && l->calls[i]) {
		struct hl_call_state *c = block_call(s->m, l->calls[i]);
		struct hl_call_state *parent = block_call(s->m, c->parent);

		if (look_is_offered(c) || look_is_inactive(c) ||
		    (look_is_appearance(c) &&
		     hl_call_state_is_hold(c->state)) ||
		    bridge_leave(s, c)) {
			i++;
			continue;
		}
		half_release(s, parent ? parent : c);
		i = 0;
	}
}
