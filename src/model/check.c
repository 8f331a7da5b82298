/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.c - the invariants of a state
 *
 * In:  a model at rest.
 * Out: the first rule that does not hold, as a sentence.
 * Not: repair.
 */
#include "block.h"

#include <errno.h>
#include <stdarg.h>

struct report {
	struct hl_model *m;
	char *why;
	size_t size;
};

__attribute__((format(printf, 2, 3)))
static int broken(const struct report *r, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (r->why && r->size)
		vsnprintf(r->why, r->size, format, args);
	va_end(args);
	return -EINVAL;
}

static const char *name_of(const struct report *r, hl_line line)
{
	const struct hl_line_state *l = block_line(r->m, line);

	return l ? l->set.name : "?";
}

static int check_peer(const struct report *r, const struct hl_call_state *c)
{
	const struct hl_call_state *p = block_call(r->m, c->peer);

	if (!c->peer)
		return 0;
	if (!p)
		return broken(r, "call %u: its other half %u is over", c->id,
			      c->peer);
	if (p->peer != c->id)
		return broken(r, "calls %u and %u: not halves of each other",
			      c->id, p->id);
	if (p->conversation != c->conversation)
		return broken(r, "calls %u and %u: two conversations", c->id,
			      p->id);
	return 0;
}

/* At a shared address another station's call is the one with the party. */
static bool has_party(const struct report *r, const struct hl_call_state *c)
{
	if (c->peer || c->slot)
		return true;
	return look_is_appearance(c) && bridge_principal(r->m, c);
}

/* Which states have a party at the other end, and which have none. */
static int check_state(const struct report *r, const struct hl_call_state *c)
{
	bool party = has_party(r, c);

	switch ((enum hl_call_st)c->state) {
	case HL_CALL_CONNECTED:
		if (!party && !look_is_parent(c))
			return broken(r, "call %u talks to nobody", c->id);
		break;
	case HL_CALL_ONHOLD:
	case HL_CALL_ONHOLDPENDCONF:
	case HL_CALL_ONHOLDPENDTRANSFER:
		if (!party && !look_is_parent(c))
			return broken(r, "call %u holds nobody", c->id);
		break;
	case HL_CALL_CONFERENCED:
		if (!party || !block_call(r->m, c->parent))
			return broken(r, "call %u: member of nothing", c->id);
		break;
	case HL_CALL_RINGBACK:
	case HL_CALL_PROCEEDING:
		if (!party)
			return broken(r, "call %u waits for nobody", c->id);
		break;
	case HL_CALL_DIALTONE:
	case HL_CALL_BUSY:
	case HL_CALL_SPECIALINFO:
	case HL_CALL_DISCONNECTED:
		if (party)
			return broken(r, "call %u: a party behind %s", c->id,
				      hl_call_state_name(c->state));
		break;
	case HL_CALL_OFFERING:
	case HL_CALL_ACCEPTED:
		if (!party && !look_is_trunk(r->m, c->line))
			return broken(r, "call %u: rings for nobody", c->id);
		break;
	case HL_CALL_DIALING:
	case HL_CALL_UNKNOWN:
		break;
	case HL_CALL_IDLE:
	case HL_CALL_STATE_COUNT:
		return broken(r, "call %u is idle and not over", c->id);
	}
	return 0;
}

/* Those that ring for one call: offered, and one of them has the party. */
static int check_circle(const struct report *r, const struct hl_call_state *c)
{
	const struct hl_call_state *x = c;
	unsigned parties = 0;
	unsigned n = 0;

	if (!c->with)
		return 0;
	do {
		x = block_call(r->m, x->with);
		if (!x || n++ > r->m->max_calls)
			return broken(r, "call %u: rings in no circle", c->id);
		if (!look_is_offered(x) ||
		    x->conversation != c->conversation)
			return broken(r, "calls %u and %u do not ring together",
				      c->id, x->id);
		parties += x->peer != HL_NO_CALL;
	} while (x != c);
	if (n < 2 || parties != 1)
		return broken(r, "call %u: %u of %u that ring have the party",
			      c->id, parties, n);
	return 0;
}

static int check_call(const struct report *r, const struct hl_call_state *c)
{
	const struct hl_call_state *x = block_call(r->m, c->consult);
	const struct hl_call_state *parent = block_call(r->m, c->parent);

	if (c->consult && (!x || x->consult != c->id || x->line != c->line))
		return broken(r, "call %u: consultation without partner",
			      c->id);
	if (c->parent && c->state != HL_CALL_CONFERENCED)
		return broken(r, "call %u: has a parent and is no member",
			      c->id);
	if (parent && (parent->line != c->line || !look_is_parent(parent)))
		return broken(r, "call %u: member of what is no conference",
			      c->id);
	if (c->peer && look_is_inactive(c))
		return broken(r, "call %u: has the party and is inactive",
			      c->id);
	if (c->slot && (c->peer || c->state != HL_CALL_CONNECTED ||
			park_find(r->m, c->slot) != c))
		return broken(r, "call %u: parked wrongly", c->id);
	if (c->flags & HL_FLAG_NOHOLD && !x)
		return broken(r, "call %u: a conference of nobody", c->id);
	if (check_peer(r, c) < 0 || check_state(r, c) < 0 ||
	    check_circle(r, c) < 0)
		return -EINVAL;
	return 0;
}

struct tally {
	unsigned active;
	unsigned held;
	unsigned asking;
	unsigned elsewhere;
	unsigned members;
	unsigned parents;
};

static void count_call(const struct hl_call_state *c, struct tally *t)
{
	t->members += c->state == HL_CALL_CONFERENCED;
	t->parents += look_is_parent(c);
	if (c->flags & HL_FLAG_NOHOLD)
		return;
	if (look_is_inactive(c) || (hl_call_state_is_hold(c->state) &&
				    look_is_appearance(c)))
		t->elsewhere++;
	else if (c->state == HL_CALL_ONHOLD)
		t->held++;
	else if (hl_call_state_is_hold(c->state))
		t->asking++;
	else
		t->active += !look_is_offered(c) &&
			     c->state != HL_CALL_CONFERENCED &&
			     c->state != HL_CALL_DISCONNECTED;
}

static int count_line(const struct report *r, hl_line index, struct tally *t)
{
	const struct hl_line_state *l = block_line(r->m, index);
	bool ended = false;

	memset(t, 0, sizeof(*t));
	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c = block_call(r->m, l->calls[i]);

		if (!l->calls[i]) {
			ended = true;
			continue;
		}
		if (ended || !c || c->line != index)
			return broken(r, "line %s: its list of calls is wrong",
				      l->set.name);
		count_call(c, t);
		if (check_call(r, c) < 0)
			return -EINVAL;
	}
	return 0;
}

/* A conference: alone only while somebody is asked, or came first. */
static int check_conference(const struct report *r, hl_line index)
{
	const struct hl_call_state *p = look_parent(r->m, index);

	if (p && !look_members(r->m, p) && p->state != HL_CALL_ONHOLDPENDCONF)
		return broken(r, "call %u: a conference of nobody", p->id);
	return 0;
}

static int check_limits(const struct report *r, hl_line index)
{
	const struct hl_line_state *l = block_line(r->m, index);
	const struct hl_call_state *o = look_offered(r->m, index);
	struct hl_counts n;

	if (l->want.ring && !l->hook.lifted &&
	    l->want.ring != HL_RING_SPLASH &&
	    l->deadline[HL_TIMER_ANSWER] == HL_NEVER &&
	    l->deadline[HL_TIMER_RECALL] == HL_NEVER &&
	    (!o || l->set.timer[look_is_back(o) ? HL_TIMER_RECALL
						: HL_TIMER_ANSWER]))
		return broken(r, "line %s rings without a limit",
			      l->set.name);
	if (l->beep && l->deadline[HL_TIMER_GENERATE] == HL_NEVER)
		return broken(r, "line %s: a tone without an end",
			      l->set.name);
	hl_model_counts(r->m, index, &n);
	if (n.active != l->counts[0] || n.held != l->counts[1] ||
	    n.pending != l->counts[2])
		return broken(r, "line %s: its calls are miscounted",
			      l->set.name);
	if (l->want.ring && l->hook.lifted)
		return broken(r, "line %s rings off the hook", l->set.name);
	if (l->touched)
		return broken(r, "line %s is not at rest", l->set.name);
	return 0;
}

static int check_station(const struct report *r, hl_line index,
			 const struct tally *t)
{
	const struct hl_line_state *l = block_line(r->m, index);

	if (!l->hook.lifted && (t->held || t->asking || t->members))
		return broken(r, "line %s holds a party on the hook",
			      l->set.name);
	if (!l->hook.lifted && t->active && !look_own(r->m, index))
		return broken(r, "line %s has a call on the hook",
			      l->set.name);
	return 0;
}

/* What the exchange is told, and who hears whom without a channel. */
static int check_exchange(const struct report *r, hl_line index)
{
	const struct hl_line_state *l = block_line(r->m, index);
	const struct hl_call_state *c = block_call(r->m, l->calls[0]);

	if (!c && (l->want.stage || l->want.hold))
		return broken(r, "trunk %s: the exchange waits for nobody",
			      l->set.name);
	if (!c)
		return 0;
	if ((c->wire_hold || c->farhold) && !c->answered)
		return broken(r, "trunk %s: held and never answered",
			      l->set.name);
	if (isdn_is_away(c) &&
	    (l->want.wire.kind != HL_WIRE_QUIET || l->want.tone))
		return broken(r, "trunk %s is wired without a channel",
			      l->set.name);
	if (l->want.hold && c->wire_hold != HL_WIRE_HOLD_ASKED &&
	    c->wire_hold != HL_WIRE_HOLD_HELD)
		return broken(r, "trunk %s: a hold that nobody asked for",
			      l->set.name);
	return 0;
}

/*
 * A trunk that is seized has somebody who wants it, and an end: a limit while
 * it is dialled; before and behind the answer what releases it is listened
 * for, whatever its party hears meanwhile, unless the exchange holds it.
 */
static int check_awaited(const struct report *r, const struct hl_line_state *l,
			 const struct hl_call_state *c)
{
	bool awaited = trunk_is_awaited(r->m, c);

	if (!c->peer && !c->slot)
		return broken(r, "trunk %s is kept for nobody", l->set.name);
	if (l->set.isdn || flash_owns(r->m, c))
		return 0;
	if (c->state == HL_CALL_DIALING &&
	    l->deadline[HL_TIMER_SEIZE] == HL_NEVER &&
	    l->deadline[HL_TIMER_DIALTONE] == HL_NEVER &&
	    l->deadline[HL_TIMER_SEND] == HL_NEVER)
		return broken(r, "trunk %s is dialled without a limit",
			      l->set.name);
	if (awaited && !(l->want.hear & HL_HEAR_BIT(HL_PROGRESS_BUSY)))
		return broken(r, "trunk %s is awaited and not listened to",
			      l->set.name);
	if (c->state != HL_CALL_DIALING &&
	    l->set.releases & HL_RELEASE_BIT(BUSY) &&
	    !(l->want.hear & HL_HEAR_BIT(HL_PROGRESS_BUSY)))
		return broken(r, "trunk %s: its release would not be heard",
			      l->set.name);
	if (awaited && l->want.tone)
		return broken(r, "trunk %s: the exchange is played a tone",
			      l->set.name);
	return 0;
}

static int check_trunk(const struct report *r, hl_line index,
		       const struct tally *t)
{
	const struct hl_line_state *l = block_line(r->m, index);
	const struct hl_call_state *c = look_active(r->m, index);

	if (look_count(l) > 1)
		return broken(r, "trunk %s has two calls", l->set.name);
	if (t->held || t->asking || t->members || t->parents)
		return broken(r, "trunk %s holds", l->set.name);
	if (c && c->state == HL_CALL_UNKNOWN && !flash_asked(r->m, index))
		return broken(r, "trunk %s: unknown, and nothing was asked",
			      l->set.name);
	if (l->want.identify &&
	    (l->want.loop || l->service != HL_SERVICE_READY))
		return broken(r, "trunk %s listens for a caller in vain",
			      l->set.name);
	if (c && check_awaited(r, l, c) < 0)
		return -EINVAL;
	if (l->want.loop && !t->active)
		return broken(r, "trunk %s is seized by nobody",
			      l->set.name);
	return check_exchange(r, index);
}

static int check_line(const struct report *r, hl_line index)
{
	const struct hl_line_state *l = block_line(r->m, index);
	struct tally t;

	if (count_line(r, index, &t) < 0)
		return -EINVAL;
	if (t.active > 1)
		return broken(r, "line %s has two active calls", l->set.name);
	if (t.held > l->set.held || t.asking > HL_PENDING_MAX)
		return broken(r, "line %s holds too many", l->set.name);
	if (t.parents > 1 || (!t.parents && t.members) ||
	    t.members >= HL_PARTIES_MAX)
		return broken(r, "line %s: a conference of the wrong size",
			      l->set.name);
	if (check_conference(r, index) < 0 || check_limits(r, index) < 0)
		return -EINVAL;
	return l->set.kind == HL_KIND_TRUNK ? check_trunk(r, index, &t)
					    : check_station(r, index, &t);
}

/* A pair has two sides, and music is for those whom somebody holds. */
static int check_want(const struct report *r, hl_line index)
{
	const struct hl_line_state *l = block_line(r->m, index);
	const struct hl_wire *w = &l->want.wire;
	const struct hl_line_state *other;

	if (w->kind == HL_WIRE_PAIR) {
		other = block_line(r->m, (hl_line)w->ref);
		if (!other || w->ref == index ||
		    other->want.wire.kind != HL_WIRE_PAIR ||
		    other->want.wire.ref != index)
			return broken(r, "line %s hears %s one-sidedly",
				      l->set.name,
				      name_of(r, (hl_line)w->ref));
	}
	if (w->kind != HL_WIRE_QUIET && l->want.tone &&
	    l->want.tone != HL_TONE_WAITING)
		return broken(r, "line %s hears a tone into its call",
			      l->set.name);
	if (w->kind != HL_WIRE_QUIET && !l->want.loop)
		return broken(r, "line %s is wired and not in use",
			      l->set.name);
	return 0;
}

int hl_model_check(const struct hl_model *model, char *why, size_t size)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	struct report r = { u.out, why, size };
	unsigned calls = 0;
	unsigned slot = 0;

	while (hl_model_next_call(model, &slot))
		calls++;
	if (calls != model->calls)
		return broken(&r, "%u calls counted, %u known", calls,
			      model->calls);
	for (unsigned i = 0; i < model->plan.addresses; i++)
		if (model->in_use[i] != hl_model_in_use(model, i))
			return broken(&r, "address %s: its use is miscounted",
				      model->plan.address[i].name);
	for (unsigned i = 0; i < model->lines; i++) {
		if (check_line(&r, (hl_line)i) < 0)
			return -EINVAL;
		if (check_want(&r, (hl_line)i) < 0)
			return -EINVAL;
	}
	return 0;
}
