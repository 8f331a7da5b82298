/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.c - may a request be made of a call or a line now?
 *
 * In:  a request, whose call is in a state in which it is legal at all.
 * Out: NONE, or the error that says why not.
 * Not: which question comes when - request.c; what the arguments must be -
 *      judge_args.c.
 */
#include "judge.h"

static bool on(const struct ask *a, enum hl_switch which)
{
	return look_on(a->m, a->call->line, which);
}

static const struct hl_line_state *line_of(const struct ask *a)
{
	return block_line(a->m, a->call->line);
}

static unsigned hard_held(struct hl_model *m, hl_line line)
{
	struct hl_counts n;

	hl_model_counts(m, line, &n);
	return n.held;
}

static bool is_asking(struct hl_model *m, hl_line line)
{
	struct hl_counts n;

	hl_model_counts(m, line, &n);
	return n.pending >= HL_PENDING_MAX;
}

static bool has_room(struct hl_model *m, hl_line line, unsigned calls)
{
	return look_count(block_line(m, line)) + calls <= HL_CALLS_PER_LINE;
}

/* A party that may be moved elsewhere: it is there, and holds nobody. */
static bool is_movable(struct hl_model *m, const struct hl_call_state *call)
{
	const struct hl_call_state *p = block_call(m, call->peer);

	return p && p->state == HL_CALL_CONNECTED && !call->consult &&
	       !look_is_parent(call) && !bridge_talking(m, call);
}

enum hl_error never_drop(struct ask *a)
{
	/* The ringing of an exchange ends only when the caller ends it. */
	return look_is_trunk(a->m, a->call->line) && look_is_offered(a->call)
		       ? HL_ERR_OPERATIONUNAVAIL
		       : HL_ERR_NONE;
}

enum hl_error never_answer(struct ask *a)
{
	/* Nobody can lift a plain telephone but its user. */
	return look_is_trunk(a->m, a->call->line) || line_of(a)->hook.lifted
		       ? HL_ERR_NONE
		       : HL_ERR_OPERATIONUNAVAIL;
}

enum hl_error never_add(struct ask *a)
{
	return look_is_parent(a->call) ? HL_ERR_NONE
				       : HL_ERR_INVALCONFCALLHANDLE;
}

/* A conference has no single party to be asked about or sent something. */
enum hl_error never_alone(struct ask *a)
{
	return look_is_parent(a->call) ? HL_ERR_OPERATIONUNAVAIL
				       : HL_ERR_NONE;
}

enum hl_error never_private(struct ask *a)
{
	const struct hl_address *address =
		bridge_address(a->m, a->call->line);

	return address && address->sharing == HL_SHARING_SHARED
		       ? HL_ERR_NONE
		       : HL_ERR_OPERATIONUNAVAIL;
}

enum hl_error now_answer(struct ask *a)
{
	if (a->call->state == HL_CALL_CONNECTED &&
	    (!look_is_inactive(a->call) || !bridge_joinable(a->m, a->call)))
		return HL_ERR_INVALCALLSTATE;
	return bridge_far(a->m, a->call) ? HL_ERR_NONE
					 : HL_ERR_RESOURCEUNAVAIL;
}

enum hl_error full_answer(struct ask *a)
{
	const struct hl_line_state *l = line_of(a);
	const struct hl_call_state *c;

	if (l->set.kind == HL_KIND_TRUNK)
		return HL_ERR_NONE;
	c = look_active(a->m, a->call->line);
	if (!c || c->state != HL_CALL_CONNECTED)
		return HL_ERR_NONE;
	if (c->slot || l->set.answer == HL_ANSWER_NONE)
		return HL_ERR_INUSE;
	if (l->set.answer == HL_ANSWER_DROP)
		return HL_ERR_NONE;
	if (!on(a, HL_SWITCH_HOLD))
		return HL_ERR_INUSE;
	return hard_held(a->m, c->line) < l->set.held ? HL_ERR_NONE
						      : HL_ERR_CALLUNAVAIL;
}

enum hl_error now_dial(struct ask *a)
{
	bool own = a->call->flags & HL_FLAG_OWN;

	return own && a->call->dial[0] ? HL_ERR_INVALCALLSTATE : HL_ERR_NONE;
}

enum hl_error now_hold(struct ask *a)
{
	return look_is_inactive(a->call) || a->call->slot
		       ? HL_ERR_INVALCALLSTATE
		       : HL_ERR_NONE;
}

enum hl_error full_hold(struct ask *a)
{
	hl_line line = a->call->line;

	if (bridge_talking(a->m, a->call))
		return HL_ERR_NONE;
	if (hard_held(a->m, line) >= line_of(a)->set.held)
		return HL_ERR_CALLUNAVAIL;
	if (on(a, HL_SWITCH_HOLDMAKESNEW) && !has_room(a->m, line, 1))
		return HL_ERR_CALLUNAVAIL;
	return HL_ERR_NONE;
}

/* The first party of a conference that waits for its second (T5). */
static bool is_original(struct hl_model *m, const struct hl_call_state *c)
{
	const struct hl_call_state *p = block_call(m, c->parent);

	return p && p->state == HL_CALL_ONHOLDPENDCONF &&
	       look_members(m, p) == 1;
}

enum hl_error now_unhold(struct ask *a)
{
	if (a->call->flags & HL_FLAG_NOHOLD)
		return HL_ERR_INVALCALLSTATE;
	if (a->call->state == HL_CALL_CONFERENCED)
		return is_original(a->m, a->call) ? HL_ERR_NONE
						  : HL_ERR_INVALCALLSTATE;
	if (!look_is_appearance(a->call))
		return HL_ERR_NONE;
	return line_of(a)->hook.lifted && bridge_joinable(a->m, a->call)
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCALLSTATE;
}

enum hl_error full_unhold(struct ask *a)
{
	const struct hl_call_state *c = a->call;
	const struct hl_call_state *active;

	if (c->state == HL_CALL_CONFERENCED)
		c = block_call(a->m, c->parent);
	active = look_active(a->m, c->line);
	return active && active->state == HL_CALL_CONNECTED &&
			       active->id != c->consult
		       ? HL_ERR_CALLUNAVAIL
		       : HL_ERR_NONE;
}

/*
 * The pair of a held and another call of one line, in either order; the
 * second may be left out. Makes the held one a->call.
 */
static enum hl_error pair(struct ask *a, enum hl_error wrong)
{
	struct hl_call_state *x = a->call;
	struct hl_call_state *y = a->other;

	if (y && y->line != x->line)
		return wrong;
	if (!y)
		y = block_call(a->m, x->consult);
	if (!y)
		y = hl_call_state_is_hold(x->state)
			    ? look_active(a->m, x->line)
			    : look_held(a->m, x->line);
	if (!y || y == x)
		return HL_ERR_INVALCALLSTATE;
	if (!hl_call_state_is_hold(x->state)) {
		struct hl_call_state *t = x;

		x = y;
		y = t;
	}
	if (!hl_call_state_is_hold(x->state) ||
	    hl_call_state_is_hold(y->state) ||
	    (x->flags | y->flags) & HL_FLAG_NOHOLD || look_is_appearance(x))
		return HL_ERR_INVALCALLSTATE;
	a->call = x;
	a->other = y;
	return HL_ERR_NONE;
}

enum hl_error now_swap(struct ask *a)
{
	enum hl_error error = pair(a, HL_ERR_INVALCALLHANDLE);

	if (error != HL_ERR_NONE)
		return error;
	if (look_is_parent(a->call) && !look_members(a->m, a->call))
		return HL_ERR_INVALCALLSTATE;
	return a->other->state != HL_CALL_CONNECTED || a->other->slot ||
			       look_is_inactive(a->other)
		       ? HL_ERR_INVALCALLSTATE
		       : HL_ERR_NONE;
}

enum hl_error now_consult(struct ask *a)
{
	if (a->call->consult || bridge_talking(a->m, a->call))
		return HL_ERR_INVALCALLSTATE;
	return now_hold(a);
}

enum hl_error full_consult(struct ask *a)
{
	return is_asking(a->m, a->call->line) ||
			       !has_room(a->m, a->call->line, 1)
		       ? HL_ERR_CALLUNAVAIL
		       : HL_ERR_NONE;
}

/* Which held calls, asked for by which others, a line lets be completed. */
static enum hl_error matched(struct ask *a, enum hl_switch held,
			     enum hl_switch make)
{
	struct hl_call_state *x = a->call;
	struct hl_call_state *y = a->other;

	if (x->state == HL_CALL_ONHOLDPENDCONF || look_is_parent(x) ||
	    look_is_parent(y))
		return HL_ERR_INVALCALLSTATE;
	if (x->state == HL_CALL_ONHOLD && !on(a, held))
		return HL_ERR_INVALCALLSTATE;
	if (y->consult == x->id || on(a, make))
		return HL_ERR_NONE;
	return x->state == HL_CALL_ONHOLD && y->consult
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCONSULTCALLHANDLE;
}

enum hl_error now_transfer(struct ask *a)
{
	enum hl_error error = pair(a, HL_ERR_INVALCONSULTCALLHANDLE);

	if (error == HL_ERR_NONE)
		error = matched(a, HL_SWITCH_TRANSFERHELD,
				HL_SWITCH_TRANSFERMAKE);
	if (error != HL_ERR_NONE)
		return error;
	return look_bridgeable(a->m, a->call, a->other)
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCALLSTATE;
}

enum hl_error now_join(struct ask *a)
{
	enum hl_error error = pair(a, HL_ERR_INVALCONSULTCALLHANDLE);

	if (error == HL_ERR_NONE)
		error = matched(a, HL_SWITCH_TRANSFERHELD,
				HL_SWITCH_TRANSFERMAKE);
	if (error != HL_ERR_NONE)
		return error;
	return a->other->state != HL_CALL_CONNECTED || !a->other->peer ||
			       !a->call->peer
		       ? HL_ERR_INVALCALLSTATE
		       : HL_ERR_NONE;
}

enum hl_error full_join(struct ask *a)
{
	return look_parent(a->m, a->call->line) ||
			       !has_room(a->m, a->call->line, 1)
		       ? HL_ERR_CONFERENCEFULL
		       : HL_ERR_NONE;
}

enum hl_error full_conference(struct ask *a)
{
	hl_line line = a->call->line;

	return is_asking(a->m, line) || look_parent(a->m, line) ||
			       !has_room(a->m, line, 2)
		       ? HL_ERR_CALLUNAVAIL
		       : HL_ERR_NONE;
}

/* Blind transfer and park move the party and leave nothing here. */
enum hl_error now_move(struct ask *a)
{
	return is_movable(a->m, a->call) ? HL_ERR_NONE
					 : HL_ERR_INVALCALLSTATE;
}

enum hl_error now_prepare(struct ask *a)
{
	return a->call->consult ? HL_ERR_INVALCALLSTATE : HL_ERR_NONE;
}

enum hl_error full_prepare(struct ask *a)
{
	if (look_members(a->m, a->call) + 2 > line_of(a)->set.parties)
		return HL_ERR_CONFERENCEFULL;
	return full_consult(a);
}

/* The call to be added: the one that was asked, or the active one. */
static struct hl_call_state *to_add(const struct ask *a)
{
	struct hl_call_state *y = a->other;

	if (!y)
		y = block_call(a->m, a->call->consult);
	if (!y)
		y = hl_call_state_is_hold(a->call->state)
			    ? look_active(a->m, a->call->line)
			    : look_held(a->m, a->call->line);
	return y;
}

enum hl_error now_add(struct ask *a)
{
	struct hl_call_state *y = to_add(a);

	if ((a->call->flags & HL_FLAG_NOHOLD) ||
	    (a->call->state == HL_CALL_ONHOLD &&
	     !on(a, HL_SWITCH_CONFERENCEHELD)))
		return HL_ERR_INVALCALLSTATE;
	if (!y)
		return HL_ERR_INVALCALLSTATE;
	if (y->line != a->call->line || look_is_parent(y))
		return HL_ERR_INVALCALLHANDLE;
	if (!y->peer || (y->flags & HL_FLAG_NOHOLD) ||
	    (y->state != HL_CALL_CONNECTED &&
	     !hl_call_state_is_hold(y->state)))
		return HL_ERR_INVALCALLSTATE;
	if (y->state == HL_CALL_ONHOLD && !on(a, HL_SWITCH_CONFERENCEHELD))
		return HL_ERR_INVALCALLSTATE;
	if (y->consult != a->call->id && !on(a, HL_SWITCH_CONFERENCEMAKE))
		return HL_ERR_INVALCALLHANDLE;
	a->other = y;
	return HL_ERR_NONE;
}

enum hl_error full_add(struct ask *a)
{
	const struct hl_call_state *active = look_active(a->m, a->call->line);

	if (look_members(a->m, a->call) + 2 > line_of(a)->set.parties)
		return HL_ERR_CONFERENCEFULL;
	/* The conference becomes active: no third call may be in its place. */
	return active && active != a->call && active != a->other
		       ? HL_ERR_CALLUNAVAIL
		       : HL_ERR_NONE;
}

enum hl_error now_remove(struct ask *a)
{
	if (line_of(a)->set.remove == HL_REMOVE_LAST &&
	    look_member(a->m, a->call->line, a->call->parent, true) !=
		    a->call)
		return HL_ERR_INVALCALLSTATE;
	return HL_ERR_NONE;
}

enum hl_error now_private(struct ask *a)
{
	return look_is_inactive(a->call) ? HL_ERR_INVALCALLSTATE
					 : HL_ERR_NONE;
}

enum hl_error now_send(struct ask *a)
{
	const struct hl_call_state *p = block_call(a->m, a->call->peer);

	return p && p->state == HL_CALL_CONNECTED && !look_is_inactive(a->call)
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCALLSTATE;
}

enum hl_error now_flash(struct ask *a)
{
	const struct hl_call_state *c = look_active(a->m, a->line);

	return c && c->state == HL_CALL_CONNECTED ? HL_ERR_NONE
						  : HL_ERR_INVALLINESTATE;
}

enum hl_error now_take(struct ask *a)
{
	return block_line(a->m, a->line)->service == HL_SERVICE_READY
		       ? HL_ERR_NONE
		       : HL_ERR_RESOURCEUNAVAIL;
}

/* A further call: the telephone rests, or is lifted and has none active. */
enum hl_error full_take(struct ask *a)
{
	const struct hl_line_state *l = block_line(a->m, a->line);
	const struct hl_call_state *c = look_active(a->m, a->line);

	if (!l->hook.lifted)
		return hl_model_situation(a->m, a->line) == HL_SIT_RESTING
			       ? HL_ERR_NONE
			       : HL_ERR_CALLUNAVAIL;
	if (c && (c->state != HL_CALL_DIALTONE || c->consult))
		return HL_ERR_CALLUNAVAIL;
	return has_room(a->m, a->line, 1) ? HL_ERR_NONE : HL_ERR_CALLUNAVAIL;
}

enum hl_error now_newconference(struct ask *a)
{
	const struct hl_line_state *l = block_line(a->m, a->line);

	if (l->service != HL_SERVICE_READY)
		return HL_ERR_RESOURCEUNAVAIL;
	return l->hook.lifted ? HL_ERR_NONE : HL_ERR_INVALLINESTATE;
}

enum hl_error full_newconference(struct ask *a)
{
	if (is_asking(a->m, a->line) || look_parent(a->m, a->line) ||
	    !has_room(a->m, a->line, 2))
		return HL_ERR_CALLUNAVAIL;
	return full_take(a);
}

/*
 * Of a number or a group: as any further call. Of neither: a waiting call,
 * or one held at a shared address.
 */
enum hl_error now_pickup(struct ask *a)
{
	const struct hl_line_state *l = block_line(a->m, a->line);
	const struct hl_call_state *c = look_active(a->m, a->line);

	if (l->service != HL_SERVICE_READY)
		return HL_ERR_RESOURCEUNAVAIL;
	if (a->event && (a->number || a->event->value))
		return full_take(a);
	if (l->hook.lifted && look_offered(a->m, a->line))
		return c && (c->slot || (c->state == HL_CALL_CONNECTED &&
					 hard_held(a->m, a->line) >=
						 l->set.held))
			       ? HL_ERR_CALLUNAVAIL
			       : HL_ERR_NONE;
	if (l->hook.lifted && bridge_stealable(a->m, a->line) && !c)
		return HL_ERR_NONE;
	return a->event ? HL_ERR_OPERATIONUNAVAIL : full_take(a);
}
