/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * conference.c - a conference call and its members
 *
 * In:  calls of one line that are joined, a party that comes or leaves.
 * Out: the parent (the call of the conference) and its members in states
 *      that are true together.
 * Not: who asked - ops.c, deed.c; who hears whom - want.c.
 *
 * The parent stands for all members: it is held, swapped and dropped. A held
 * conference goes on without its maker.
 */
#include "block.h"

static uint8_t next_order(struct hl_model *m,
			  const struct hl_call_state *parent)
{
	const struct hl_call_state *last =
		look_member(m, parent->line, parent->id, true);

	return last ? (uint8_t)(last->order + 1) : 1;
}

static void join_member(struct step *s, struct hl_call_state *call,
			struct hl_call_state *parent)
{
	struct hl_call_state *x = block_call(s->m, call->consult);

	if (x && x->consult == call->id)
		x->consult = HL_NO_CALL;
	bridge_gather(s, call);
	call->order = next_order(s->m, parent);
	call->parent = parent->id;
	call->consult = HL_NO_CALL;
	call->flags &= (uint8_t)~HL_FLAG_NOHOLD;
	call_go(s, call, HL_CEV_JOIN);
	half_settle(s, block_call(s->m, call->peer));
	touch_call(s, call);
}

struct linked {
	unsigned count;
	hl_call seen[16];
};

static void link_all(struct hl_model *m, hl_call id, struct linked *k)
{
	const struct hl_call_state *parent = block_call(m, id);
	const struct hl_line_state *l;

	for (unsigned i = 0; i < k->count; i++)
		if (k->seen[i] == id)
			return;
	if (!parent || k->count == sizeof(k->seen) / sizeof(k->seen[0]))
		return;
	k->seen[k->count++] = id;
	l = block_line(m, parent->line);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		const struct hl_call_state *c = block_call(m, l->calls[i]);
		const struct hl_call_state *p = block_call(m, c->peer);

		if (c->parent == id && p && p->state == HL_CALL_CONFERENCED)
			link_all(m, p->parent, k);
	}
}

/*
 * The number of what is heard together: conferences whose members are
 * conferences of others are one.
 */
uint32_t conf_ref(struct hl_model *m, const struct hl_call_state *parent)
{
	struct linked k = { 0 };
	hl_call least = parent->id;

	link_all(m, parent->id, &k);
	for (unsigned i = 0; i < k.count; i++)
		if (k.seen[i] < least)
			least = k.seen[i];
	return least;
}

static void settle_one(struct step *s, const struct hl_call_state *parent)
{
	const struct hl_line_state *l = block_line(s->m, parent->line);

	touch_call(s, parent);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(s->m, l->calls[i]);

		if (c->parent != parent->id)
			continue;
		touch_call(s, c);
		half_settle_both(s, c);
	}
}

/* Whoever hears the conference is looked at again when it changes. */
void conf_settle(struct step *s, const struct hl_call_state *parent)
{
	struct linked k = { 0 };

	link_all(s->m, parent->id, &k);
	for (unsigned i = 0; i < k.count; i++)
		settle_one(s, block_call(s->m, k.seen[i]));
}

static struct hl_call_state *parent_birth(struct step *s, hl_line line,
					  enum hl_call_st state)
{
	return call_birth(s, line, state, HL_ORIGIN_CONFERENCE,
			  HL_REASON_DIRECT);
}

/* A held and another call become a conference, the third handle. */
struct hl_call_state *conf_join(struct step *s, struct hl_call_state *held,
				struct hl_call_state *active)
{
	struct hl_call_state *parent;

	parent = parent_birth(s, held->line, HL_CALL_CONNECTED);
	if (!parent)
		return NULL;
	call_mode(s, parent, HL_CONNECTED_ACTIVE);
	join_member(s, held, parent);
	join_member(s, active, parent);
	conf_settle(s, parent);
	return parent;
}

/*
 * A conference that still waits for its next party. With @nohold the party
 * that is there notices nothing until the new one answers.
 */
struct hl_call_state *conf_setup(struct step *s, hl_line line,
				 struct hl_call_state *call, bool nohold)
{
	struct hl_call_state *parent;

	parent = parent_birth(s, line, HL_CALL_ONHOLDPENDCONF);
	if (!parent)
		return NULL;
	if (nohold)
		parent->flags |= HL_FLAG_NOHOLD;
	else if (call)
		join_member(s, call, parent);
	if (call)
		parent->related = call->conversation;
	conf_settle(s, parent);
	return parent;
}

struct hl_call_state *conf_prepare(struct step *s,
				   struct hl_call_state *parent, bool nohold)
{
	struct hl_call_state *c;

	c = op_dialtone(s, parent->line, HL_DIALTONE_SPECIAL);
	if (!c)
		return NULL;
	call_consult(s, parent, c);
	if (nohold)
		c->flags |= HL_FLAG_NOHOLD;
	else if (parent->state == HL_CALL_CONNECTED)
		call_go(s, parent, HL_CEV_PREPARE);
	conf_settle(s, parent);
	return c;
}

void conf_resume(struct step *s, struct hl_call_state *parent)
{
	parent->flags &= (uint8_t)~HL_FLAG_NOHOLD;
	if (hl_call_state_is_hold(parent->state))
		call_go(s, parent, HL_CEV_UNHOLD);
	touch_call(s, parent);
	conf_settle(s, parent);
}

void conf_add(struct step *s, struct hl_call_state *parent,
	      struct hl_call_state *call)
{
	join_member(s, call, parent);
	conf_resume(s, parent);
}

/* One party is left: an ordinary call again. Nobody is left: it is over. */
static void collapse(struct step *s, struct hl_call_state *parent,
		     struct hl_call_state *only)
{
	bool held = hl_call_state_is_hold(parent->state);
	hl_call partner = parent->consult;

	if (only) {
		only->parent = HL_NO_CALL;
		only->order = 0;
		call_go(s, only, held ? HL_CEV_PARTHELD : HL_CEV_PART);
	}
	call_go(s, parent, HL_CEV_RELEASE);
	if (only) {
		bridge_spread(s, only);
		half_settle_both(s, only);
	}
	conf_drop_pending(s, partner, true);
}

/* A member has left: what becomes of those who stay. */
void conf_part(struct step *s, hl_line line, hl_call id)
{
	struct hl_call_state *parent = block_call(s->m, id);
	struct hl_call_state *first = look_member(s->m, line, id, false);
	struct hl_call_state *last = look_member(s->m, line, id, true);

	if (!parent)
		return;
	conf_settle(s, parent);
	if (first != last)
		return;
	/* While somebody is asked to come, one party is enough. */
	if (first && parent->consult)
		return;
	collapse(s, parent, first);
}

/* The party that was asked does not come: back to those who are there. */
void conf_recover(struct step *s, struct hl_call_state *parent)
{
	struct hl_call_state *first =
		look_member(s->m, parent->line, parent->id, false);
	struct hl_call_state *last =
		look_member(s->m, parent->line, parent->id, true);

	conf_resume(s, parent);
	if (first == last && !parent->consult)
		collapse(s, parent, first);
}

/* The call that a conference which holds nobody was begun with. */
static struct hl_call_state *begun_with(struct hl_model *m,
					const struct hl_call_state *parent)
{
	struct hl_call_state *c = look_active(m, parent->line);

	return c && c->state == HL_CALL_CONNECTED && c->peer &&
			       c->conversation == parent->related
		       ? c
		       : NULL;
}

/* A held conference of one party is that party, held. */
void conf_shrink(struct step *s, struct hl_call_state *parent)
{
	collapse(s, parent,
		 look_member(s->m, parent->line, parent->id, false));
}

/* A conference that held nobody: the new party is there, all are joined. */
void conf_answered(struct step *s, struct hl_call_state *consult)
{
	struct hl_call_state *parent = block_call(s->m, consult->consult);
	struct hl_call_state *talk;

	if (!parent || consult->state != HL_CALL_CONNECTED)
		return;
	if (parent->flags & HL_FLAG_NOHOLD) {
		talk = begun_with(s->m, parent);
		if (!talk) {
			half_release(s, consult);
			return;
		}
		join_member(s, talk, parent);
	}
	join_member(s, consult, parent);
	conf_resume(s, parent);
}

/* One of a pair is released: the other cannot go on without it. */
void conf_drop_pending(struct step *s, hl_call partner, bool parent)
{
	struct hl_call_state *x = block_call(s->m, partner);

	if (!x || !(x->flags & HL_FLAG_NOHOLD))
		return;
	x->flags &= (uint8_t)~HL_FLAG_NOHOLD;
	if (parent || look_is_parent(x))
		half_release(s, x);
}

void conf_failed(struct step *s, struct hl_call_state *consult)
{
	struct hl_call_state *parent = block_call(s->m, consult->consult);
	hl_call id = consult->id;

	consult->flags &= (uint8_t)~HL_FLAG_NOHOLD;
	call_go_mode(s, consult, HL_CEV_FARGONE, HL_GONE_NORMAL);
	consult = block_call(s->m, id);
	if (consult)
		call_go(s, consult, HL_CEV_RELEASE);
	if (parent && (parent->flags & HL_FLAG_NOHOLD))
		call_go(s, parent, HL_CEV_RELEASE);
}

/* A member with a telephone and no other call can carry the conference. */
static struct hl_call_state *heir(struct hl_model *m,
				  const struct hl_call_state *parent)
{
	const struct hl_line_state *l = block_line(m, parent->line);
	struct hl_call_state *found = NULL;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);
		struct hl_call_state *p;

		if (c->parent != parent->id)
			continue;
		p = block_call(m, c->peer);
		if (!p || look_is_trunk(m, p->line) ||
		    p->state != HL_CALL_CONNECTED ||
		    look_count(block_line(m, p->line)) != 1 ||
		    bridge_address(m, p->line))
			continue;
		if (!found || c->order < found->order)
			found = c;
	}
	return found;
}

bool conf_can_leave(struct hl_model *m, const struct hl_call_state *parent)
{
	struct hl_call_state *a =
		look_member(m, parent->line, parent->id, false);
	struct hl_call_state *b =
		look_member(m, parent->line, parent->id, true);

	if (look_members(m, parent) == 2)
		return look_bridgeable(m, a, b);
	return look_members(m, parent) > 2 && heir(m, parent);
}

/* A member of the old conference becomes one of the new. */
static void hand_over(struct step *s, struct hl_call_state *parent,
		      struct hl_call_state *m)
{
	struct hl_call_state *far = block_call(s->m, m->peer);
	struct hl_call_state was = *m;
	struct hl_call_state *n;

	call_unpair(s, m);
	call_go(s, m, HL_CEV_RELEASE);
	if (!far)
		return;
	n = call_birth(s, parent->line, HL_CALL_CONFERENCED, was.origin,
		       HL_REASON_TRANSFER);
	if (!n) {
		half_gone(s, far, HL_GONE_NORMAL);
		return;
	}
	n->parent = parent->id;
	n->order = was.order;
	n->answered = 1;
	n->redirector = was.line;
	call_who(s, n, was.party, was.name, was.absent);
	call_pair(s, n, far);
	half_settle(s, far);
}

/* One party takes over from the maker: its own call becomes the parent. */
static void inherit(struct step *s, struct hl_call_state *parent,
		    struct hl_call_state *own)
{
	struct hl_call_state *p = block_call(s->m, own->peer);
	struct hl_call_state *heir_parent;
	struct hl_call_state *m;
	hl_line line = p->line;

	call_unpair(s, own);
	call_go(s, own, HL_CEV_RELEASE);
	call_go(s, p, HL_CEV_RELEASE);
	heir_parent = parent_birth(s, line, HL_CALL_CONNECTED);
	assert(heir_parent);
	call_mode(s, heir_parent, HL_CONNECTED_ACTIVE);
	heir_parent->related = parent->conversation;
	while ((m = look_member(s->m, parent->line, parent->id, false)))
		hand_over(s, heir_parent, m);
	call_go(s, parent, HL_CEV_RELEASE);
}

/* The maker leaves, the others stay with each other. */
void conf_leave(struct step *s, struct hl_call_state *parent)
{
	struct hl_call_state *a =
		look_member(s->m, parent->line, parent->id, false);
	struct hl_call_state *b =
		look_member(s->m, parent->line, parent->id, true);

	if (look_members(s->m, parent) > 2) {
		inherit(s, parent, heir(s->m, parent));
		return;
	}
	half_bridge(s, a, b);
	call_go(s, parent, HL_CEV_RELEASE);
}
