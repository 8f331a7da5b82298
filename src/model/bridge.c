/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bridge.c - several stations on one address
 *
 * In:  a call of a station whose address others share.
 * Out: the calls of the other stations that stand for the same conversation.
 * Not: what is heard - want.c.
 *
 * One of these calls, the principal, is paired with the far party; the others
 * have the same conversation number and no peer. While anybody takes part the
 * principal does.
 */
#include "block.h"

const struct hl_address *bridge_address(struct hl_model *m, hl_line line)
{
	int index = hl_model_address(m, line);

	return index < 0 ? NULL : &m->plan.address[index];
}

int hl_model_address(const struct hl_model *m, hl_line line)
{
	for (unsigned i = 0; i < m->plan.addresses; i++) {
		const struct hl_address *a = &m->plan.address[i];

		for (unsigned k = 0; k < a->count; k++)
			if (a->lines[k] == line && !(a->watchers & 1u << k))
				return (int)i;
	}
	return -1;
}

void bridge_begin(struct bridge_walk *w, struct hl_model *m,
		  const struct hl_call_state *of)
{
	w->m = m;
	w->of = of;
	w->line = 0;
	w->call = 0;
	w->with = of->with;
}

/* Two stations of an address may call each other, too. */
static bool is_intercom(struct hl_model *m, const struct hl_call_state *c,
			const struct hl_address *a)
{
	const struct hl_call_state *p = block_call(m, c->peer);

	return p && bridge_address(m, p->line) == a;
}

static struct hl_call_state *next_in_circle(struct bridge_walk *w)
{
	struct hl_call_state *c = block_call(w->m, w->with);

	if (!c || c == w->of)
		return NULL;
	w->with = c->with;
	return c;
}

/* The calls that stand for the same conversation at the other stations. */
struct hl_call_state *bridge_next(struct bridge_walk *w)
{
	const struct hl_address *a;

	if (w->with)
		return next_in_circle(w);
	a = bridge_address(w->m, w->of->line);
	for (; a && w->line < a->count; w->line++, w->call = 0) {
		const struct hl_line_state *l =
			block_line(w->m, a->lines[w->line]);

		if (a->lines[w->line] == w->of->line || !l)
			continue;
		while (w->call < HL_CALLS_PER_LINE && l->calls[w->call]) {
			struct hl_call_state *c =
				block_call(w->m, l->calls[w->call++]);

			if (c->conversation == w->of->conversation &&
			    !is_intercom(w->m, c, a))
				return c;
		}
	}
	return NULL;
}

struct hl_call_state *bridge_principal(struct hl_model *m,
				       const struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	bridge_begin(&w, m, call);
	while ((c = bridge_next(&w)))
		if (c->peer)
			return c;
	return NULL;
}

/* The party at the other end, whichever station is paired with it. */
struct hl_call_state *bridge_far(struct hl_model *m,
				 const struct hl_call_state *call)
{
	const struct hl_call_state *c = call;

	if (look_is_appearance(call))
		c = bridge_principal(m, call);
	return c ? block_call(m, c->peer) : NULL;
}

static bool is_talking(const struct hl_call_state *c)
{
	return c->state == HL_CALL_CONNECTED && !look_is_inactive(c);
}

/* How many other stations of the address take part in the call. */
unsigned bridge_talking(struct hl_model *m, const struct hl_call_state *call)
{
	struct bridge_walk w;
	const struct hl_call_state *c;
	unsigned n = 0;

	bridge_begin(&w, m, call);
	while ((c = bridge_next(&w)))
		n += is_talking(c);
	return n;
}

/* Does another station keep the address from this one? */
bool bridge_in_use(struct hl_model *m, hl_line line)
{
	const struct hl_address *a = bridge_address(m, line);

	if (!a || a->sharing == HL_SHARING_NEW)
		return false;
	for (unsigned i = 0; i < a->count; i++) {
		const struct hl_line_state *l = block_line(m, a->lines[i]);

		if (a->lines[i] == line || (a->watchers & 1u << i) || !l)
			continue;
		if (l->calls[0])
			return true;
	}
	return false;
}

bool bridge_joinable(struct hl_model *m, const struct hl_call_state *call)
{
	const struct hl_address *a = bridge_address(m, call->line);
	const struct hl_call_state *p;

	if (!a || a->sharing != HL_SHARING_SHARED)
		return false;
	p = look_is_appearance(call) ? bridge_principal(m, call) : NULL;
	return p && !(p->flags & (HL_FLAG_PRIVATE | HL_FLAG_SECURE)) &&
	       (p->state == HL_CALL_CONNECTED ||
		hl_call_state_is_hold(p->state));
}

/* A held call of an address that is used by one station at a time. */
struct hl_call_state *bridge_stealable(struct hl_model *m, hl_line line)
{
	const struct hl_address *a = bridge_address(m, line);

	if (!a || a->sharing != HL_SHARING_EXCL)
		return NULL;
	for (unsigned i = 0; i < a->count; i++) {
		struct hl_call_state *held;

		if (a->lines[i] == line || (a->watchers & 1u << i))
			continue;
		held = look_held(m, a->lines[i]);
		if (held && held->peer)
			return held;
	}
	return NULL;
}

void bridge_touch(struct step *s, const struct hl_call_state *call)
{
	struct bridge_walk w;
	const struct hl_call_state *c;

	touch_call(s, call);
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		touch_call(s, c);
}

struct hl_call_state *bridge_appear(struct step *s, hl_line line,
				    const struct hl_call_state *call,
				    enum hl_call_st state, unsigned mode)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c;

	if (l->service != HL_SERVICE_READY)
		return NULL;
	c = call_birth(s, line, state, call->origin, call->reason);
	if (!c)
		return NULL;
	c->conversation = call->conversation;
	call_mode(s, c, mode);
	c->flags = call->flags & (HL_FLAG_PRIVATE | HL_FLAG_SECURE);
	c->answered = call->answered;
	memcpy(c->party, call->party, sizeof(c->party));
	memcpy(c->name, call->name, sizeof(c->name));
	c->absent = call->absent;
	memcpy(c->called, call->called, sizeof(c->called));
	return c;
}

/* An offered call alerts at every station of the address. */
void bridge_alert(struct step *s, struct hl_call_state *call)
{
	const struct hl_address *a = bridge_address(s->m, call->line);
	const struct hl_call_state *far = block_call(s->m, call->peer);
	struct hl_call_state *c;

	if (far && bridge_address(s->m, far->line) == a)
		return;
	for (unsigned i = 0; a && i < a->count; i++) {
		hl_line line = a->lines[i];

		if (line == call->line || (a->watchers & 1u << i) ||
		    !hl_model_is_idle(s->m, line))
			continue;
		c = bridge_appear(s, line, call, HL_CALL_OFFERING,
				  HL_MODE_NONE);
		if (c && call->with)
			alert_link(s, call, c);
	}
}

/* A call that became connected here is seen at the others, to be joined. */
void bridge_spread(struct step *s, struct hl_call_state *call)
{
	const struct hl_address *a = bridge_address(s->m, call->line);
	struct bridge_walk w;

	if (!a || a->sharing != HL_SHARING_SHARED ||
	    is_intercom(s->m, call, a))
		return;
	bridge_begin(&w, s->m, call);
	if (bridge_next(&w))
		return;
	for (unsigned i = 0; i < a->count; i++)
		if (a->lines[i] != call->line && !(a->watchers & 1u << i))
			bridge_appear(s, a->lines[i], call, HL_CALL_CONNECTED,
				      HL_CONNECTED_INACTIVE);
}

/* One station has answered: the others may join, or fall silent. */
void bridge_answered(struct step *s, struct hl_call_state *call)
{
	const struct hl_address *a = bridge_address(s->m, call->line);
	struct bridge_walk w;
	struct hl_call_state *c;

	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w))) {
		if (!look_is_offered(c))
			continue;
		if (a && a->sharing == HL_SHARING_SHARED &&
		    bridge_address(s->m, c->line) == a) {
			alert_leave(s, c);
			call_go_mode(s, c, HL_CEV_CONNECT,
				     HL_CONNECTED_INACTIVE);
		} else {
			call_go_mode(s, c, HL_CEV_RELEASE, HL_GONE_PICKUP);
			w.call = 0;
		}
	}
	bridge_spread(s, call);
}

/* The call is over for the address, or becomes one station's alone. */
void bridge_gather(struct step *s, struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w))) {
		if (c->peer)
			continue;
		if (is_talking(c))
			call_go_mode(s, c, HL_CEV_FARGONE, HL_GONE_NORMAL);
		else if (c->state != HL_CALL_DISCONNECTED)
			call_go(s, c, HL_CEV_RELEASE);
		else
			continue;
		w.call = 0;
	}
}

/* Another station becomes the one that is paired with the far party. */
static void pass(struct step *s, struct hl_call_state *from,
		 struct hl_call_state *to)
{
	struct hl_call_state *far = block_call(s->m, from->peer);

	if (!far)
		return;
	bridge_touch(s, from);
	from->peer = HL_NO_CALL;
	to->peer = far->id;
	far->peer = to->id;
	if (far->state != HL_CALL_OFFERING)
		who_learn(s, far, to);
	touch_call(s, to);
}

/* This station answers what alerts at all of them. */
void bridge_take(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p;

	if (!look_is_appearance(call))
		return;
	p = bridge_principal(s->m, call);
	if (p)
		pass(s, p, call);
}

static struct hl_call_state *other_talker(struct step *s,
					  const struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		if (is_talking(c))
			return c;
	return NULL;
}

static struct hl_call_state *other_offer(struct step *s,
					 const struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		if (look_is_offered(c))
			return c;
	return NULL;
}

/*
 * This station no longer takes part, others do: nothing changes for them.
 * Return: false when nobody else does, and nothing was done.
 */
bool bridge_leave(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *other;
	struct hl_call_state *far;

	if (look_is_offered(call)) {
		other = other_offer(s, call);
		if (!other)
			return false;
		pass(s, call, other);
		return true;
	}
	other = is_talking(call) ? other_talker(s, call) : NULL;
	if (!other)
		return false;
	generate_stop(s, call, true);
	pass(s, call, other);
	call_mode(s, call, HL_CONNECTED_INACTIVE);
	far = bridge_far(s->m, other);
	half_settle(s, other);
	half_settle(s, far);
	half_settle(s, call);
	bridge_touch(s, call);
	return true;
}

/*
 * Hold: while others take part the call stays connected and only this
 * station leaves it; alone, the call is held for all of them.
 * Return: true when the call is held.
 */
bool bridge_hold(struct step *s, struct hl_call_state *call,
		 enum hl_call_event event)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	if (bridge_leave(s, call))
		return false;
	if (!call_go(s, call, event))
		return false;
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		if (look_is_inactive(c))
			call_go(s, c, HL_CEV_HOLD);
	return true;
}

/* Retrieved by one: it is connected for all, with that one taking part. */
void bridge_unhold(struct step *s, struct hl_call_state *call)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	call_go(s, call, HL_CEV_UNHOLD);
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w))) {
		struct hl_call_state *x = block_call(s->m, c->consult);

		if (!hl_call_state_is_hold(c->state))
			continue;
		if (x) {
			/* What it was held for is a call of its own now. */
			x->consult = HL_NO_CALL;
			c->consult = HL_NO_CALL;
		}
		call_go_mode(s, c, HL_CEV_UNHOLD, HL_CONNECTED_INACTIVE);
	}
}

void bridge_join(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p = bridge_principal(s->m, call);

	if (hl_call_state_is_hold(call->state)) {
		if (p)
			pass(s, p, call);
		bridge_unhold(s, call);
	} else {
		call_mode(s, call, HL_CONNECTED_ACTIVE);
	}
	half_settle(s, call);
	half_settle(s, bridge_far(s->m, call));
	bridge_touch(s, call);
}

struct hl_call_state *bridge_steal(struct step *s, hl_line line)
{
	struct hl_call_state *held = bridge_stealable(s->m, line);
	struct hl_call_state *far;
	struct hl_call_state *c;

	if (!held)
		return NULL;
	far = block_call(s->m, held->peer);
	c = call_birth(s, line, HL_CALL_CONNECTED, HL_ORIGIN_INTERNAL,
		       HL_REASON_PICKUP);
	if (!c)
		return NULL;
	c->mode = HL_CONNECTED_ACTIVE;
	c->answered = 1;
	c->redirector = held->line;
	c->related = held->conversation;
	who_like(s, c, held);
	call_unpair(s, held);
	call_go(s, held, HL_CEV_RELEASE);
	call_pair(s, c, far);
	half_settle(s, c);
	half_settle(s, far);
	return c;
}

/* Lifting while the address is in use: join, take from hold, or busy. */
void bridge_enter(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_away(s->m, line);

	if (c && bridge_joinable(s->m, c)) {
		bridge_join(s, c);
		return;
	}
	if (bridge_steal(s, line))
		return;
	c = call_birth(s, line, HL_CALL_BUSY, HL_ORIGIN_OUTBOUND,
		       HL_REASON_DIRECT);
	if (c)
		call_mode(s, c, HL_BUSY_STATION);
}

unsigned hl_model_in_use(const struct hl_model *model, unsigned address)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_address *a = &model->plan.address[address];
	unsigned n = 0;

	for (unsigned i = 0; address < model->plan.addresses && i < a->count;
	     i++) {
		if (a->watchers & 1u << i)
			continue;
		n += look_active(u.out, a->lines[i]) ||
		     look_held(u.out, a->lines[i]) ||
		     look_offered(u.out, a->lines[i]);
	}
	return n;
}

/* INUSEZERO, INUSEONE, INUSEMANY: said when the number changes. */
void bridge_tell(struct step *s, hl_line line)
{
	int index = hl_model_address(s->m, line);
	struct hl_effect *fx;
	unsigned n;

	if (index < 0)
		return;
	n = hl_model_in_use(s->m, (unsigned)index);
	if (n == s->m->in_use[index])
		return;
	s->m->in_use[index] = (uint8_t)n;
	fx = fx_add(s, HL_FX_INUSE, line, HL_NO_CALL);
	fx->a = (uint32_t)index;
	fx->b = n;
}
