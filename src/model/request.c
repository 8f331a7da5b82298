/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - operations that a program asks for
 *
 * In:  a request event.
 * Out: the same operations that a telephone has, and exactly one reply.
 * Not: who may ask - the control room.
 *
 * One function judges, and both the request and the feature word ask it: what
 * is shown as possible is done, and what is not is refused.
 */
#include "block.h"

struct ask {
	struct hl_model *m;
	struct hl_call_state *call;
	struct hl_call_state *other;
	hl_line line;
	const char *number;
};

typedef enum hl_error (ask_judge)(struct ask *a);
typedef hl_call (ask_do)(struct step *s, struct ask *a);

static bool on_trunk(const struct ask *a)
{
	return look_is_trunk(a->m, a->call->line);
}

static enum hl_error judge_number(const struct ask *a)
{
	enum hl_match match;

	if (!a->number)
		return HL_ERR_NONE;
	if (!hl_dial_is_digits(a->number))
		return HL_ERR_INVALADDRESS;
	match = hl_dial_match(&a->m->plan, a->number, NULL);
	return match == HL_MATCH_LONGER || match == HL_MATCH_COMPLETE
		       ? HL_ERR_NONE
		       : HL_ERR_INVALADDRESS;
}

static enum hl_error judge_makecall(struct ask *a)
{
	const struct hl_line_state *l = block_line(a->m, a->line);
	enum hl_situation situation;

	if (!l)
		return HL_ERR_INVALLINEHANDLE;
	if (l->set.kind == HL_KIND_TRUNK)
		return HL_ERR_OPERATIONUNAVAIL;
	if (l->service != HL_SERVICE_READY)
		return HL_ERR_RESOURCEUNAVAIL;
	situation = hl_model_situation(a->m, a->line);
	if (situation != HL_SIT_RESTING && situation != HL_SIT_DIALTONE)
		return HL_ERR_CALLUNAVAIL;
	return a->number ? judge_number(a) : HL_ERR_INVALADDRESS;
}

static enum hl_error judge_answer(struct ask *a)
{
	if (a->call->state != HL_CALL_OFFERING)
		return HL_ERR_INVALCALLSTATE;
	/* Nobody can lift a plain telephone but its user. */
	if (!on_trunk(a))
		return HL_ERR_OPERATIONUNAVAIL;
	return a->call->peer ? HL_ERR_NONE : HL_ERR_RESOURCEUNAVAIL;
}

static enum hl_error judge_dial(struct ask *a)
{
	if (on_trunk(a))
		return HL_ERR_OPERATIONUNAVAIL;
	if ((a->call->state != HL_CALL_DIALTONE &&
	     a->call->state != HL_CALL_DIALING) || a->call->dial[0])
		return HL_ERR_INVALCALLSTATE;
	if (a->number && !hl_dial_is_digits(a->number))
		return HL_ERR_INVALADDRESS;
	return HL_ERR_NONE;
}

static enum hl_error judge_hold(struct ask *a)
{
	if (on_trunk(a) || look_is_parent(a->call))
		return HL_ERR_OPERATIONUNAVAIL;
	if (a->call->state != HL_CALL_CONNECTED)
		return HL_ERR_INVALCALLSTATE;
	return look_held(a->m, a->call->line) ? HL_ERR_CALLUNAVAIL
					      : HL_ERR_NONE;
}

static enum hl_error judge_unhold(struct ask *a)
{
	const struct hl_call_state *active;

	if (on_trunk(a))
		return HL_ERR_OPERATIONUNAVAIL;
	if (!hl_call_state_is_hold(a->call->state))
		return HL_ERR_INVALCALLSTATE;
	active = look_active(a->m, a->call->line);
	if (a->call->state == HL_CALL_ONHOLD && active &&
	    active->state == HL_CALL_CONNECTED)
		return HL_ERR_CALLUNAVAIL;
	return HL_ERR_NONE;
}

/* The pair of a held and an active call of one line, in either order. */
static enum hl_error judge_pair(struct ask *a)
{
	struct hl_call_state *x = a->call;
	struct hl_call_state *y = a->other;

	if (on_trunk(a))
		return HL_ERR_OPERATIONUNAVAIL;
	if (!y)
		y = hl_call_state_is_hold(x->state)
			    ? look_active(a->m, x->line)
			    : look_held(a->m, x->line);
	if (y && hl_call_state_is_hold(y->state)) {
		struct hl_call_state *t = x;

		x = y;
		y = t;
	}
	if (!hl_call_state_is_hold(x->state))
		return HL_ERR_INVALCALLSTATE;
	if (!y || y->line != x->line)
		return a->other ? HL_ERR_INVALCONSULTCALLHANDLE
				: HL_ERR_INVALCALLSTATE;
	a->call = x;
	a->other = y;
	return HL_ERR_NONE;
}

static enum hl_error judge_swap(struct ask *a)
{
	enum hl_error error = judge_pair(a);

	if (error != HL_ERR_NONE)
		return error;
	if (a->other->state != HL_CALL_CONNECTED || look_is_parent(a->other))
		return HL_ERR_INVALCALLSTATE;
	return HL_ERR_NONE;
}

static enum hl_error judge_consult(struct ask *a)
{
	const struct hl_line_state *l = block_line(a->m, a->call->line);
	enum hl_error error = judge_hold(a);

	if (error != HL_ERR_NONE)
		return error;
	if (!(l->set.switches & 1u << HL_SWITCH_CONSULT))
		return HL_ERR_OPERATIONUNAVAIL;
	if (look_count(l) >= HL_CALLS_PER_LINE)
		return HL_ERR_CALLUNAVAIL;
	return judge_number(a);
}

/* Only a call held for consultation may be transferred or joined. */
static enum hl_error judge_soft(struct ask *a)
{
	enum hl_error error = judge_pair(a);

	if (error != HL_ERR_NONE)
		return error;
	return a->call->state == HL_CALL_ONHOLDPENDTRANSFER
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCALLSTATE;
}

static enum hl_error judge_transfer(struct ask *a)
{
	enum hl_error error = judge_soft(a);

	if (error != HL_ERR_NONE)
		return error;
	return look_bridgeable(a->m, a->call, a->other)
		       ? HL_ERR_NONE
		       : HL_ERR_INVALCALLSTATE;
}

static enum hl_error judge_join(struct ask *a)
{
	const struct hl_line_state *l;
	enum hl_error error = judge_soft(a);

	if (error != HL_ERR_NONE)
		return error;
	l = block_line(a->m, a->call->line);
	if (!(l->set.switches & 1u << HL_SWITCH_THREEWAY))
		return HL_ERR_OPERATIONUNAVAIL;
	if (a->other->state != HL_CALL_CONNECTED)
		return HL_ERR_INVALCALLSTATE;
	return look_count(l) < HL_CALLS_PER_LINE ? HL_ERR_NONE
						 : HL_ERR_CONFERENCEFULL;
}

static enum hl_error judge_remove(struct ask *a)
{
	return a->call->state == HL_CALL_CONFERENCED ? HL_ERR_NONE
						     : HL_ERR_INVALCALLSTATE;
}

static enum hl_error judge_drop(struct ask *a)
{
	/* The ringing of an exchange ends only when the caller ends it. */
	if (on_trunk(a) && a->call->state == HL_CALL_OFFERING)
		return HL_ERR_OPERATIONUNAVAIL;
	return HL_ERR_NONE;
}

static enum hl_error judge_reset(struct ask *a)
{
	return block_line(a->m, a->line) ? HL_ERR_NONE
					 : HL_ERR_INVALLINEHANDLE;
}

static hl_call do_makecall(struct step *s, struct ask *a)
{
	struct hl_line_state *l = block_line(s->m, a->line);
	struct hl_call_state *c = look_active(s->m, a->line);

	if (!c)
		c = call_birth(s, a->line, HL_CALL_DIALING,
			       HL_ORIGIN_OUTBOUND, HL_REASON_DIRECT);
	if (!c)
		return HL_NO_CALL;
	strncpy(c->dial, a->number, sizeof(c->dial) - 1);
	call_party(s, c, a->number);
	if (l->hook.lifted) {
		call_go(s, c, HL_CEV_DIGIT);
		route_complete(s, c);
	}
	return c->id;
}

static hl_call do_answer(struct step *s, struct ask *a)
{
	half_connect(s, a->call);
	return HL_NO_CALL;
}

static hl_call do_dial(struct step *s, struct ask *a)
{
	hl_call id = a->call->id;

	for (const char *d = a->number; d && *d; d++) {
		struct hl_call_state *c = block_call(s->m, id);

		if (!c || (c->state != HL_CALL_DIALTONE &&
			   c->state != HL_CALL_DIALING))
			break;
		route_digit(s, c, *d);
	}
	return HL_NO_CALL;
}

static hl_call do_hold(struct step *s, struct ask *a)
{
	call_go(s, a->call, HL_CEV_HOLD);
	half_settle(s, block_call(s->m, a->call->peer));
	return HL_NO_CALL;
}

static hl_call do_unhold(struct step *s, struct ask *a)
{
	op_retrieve(s, a->call->line);
	return HL_NO_CALL;
}

static hl_call do_swap(struct step *s, struct ask *a)
{
	op_swap(s, a->other, a->call);
	return HL_NO_CALL;
}

static hl_call do_consult(struct step *s, struct ask *a)
{
	struct hl_call_state *n;
	hl_call id;

	op_consult(s, a->call);
	id = a->call->consult;
	n = block_call(s->m, id);
	if (n && a->number) {
		strncpy(n->dial, a->number, sizeof(n->dial) - 1);
		call_go(s, n, HL_CEV_DIGIT);
		route_complete(s, n);
	}
	return id;
}

static hl_call do_transfer(struct step *s, struct ask *a)
{
	half_bridge(s, a->call, a->other);
	return HL_NO_CALL;
}

static hl_call do_join(struct step *s, struct ask *a)
{
	op_join(s, a->call, a->other);
	return a->call->parent;
}

static hl_call do_remove(struct step *s, struct ask *a)
{
	half_release(s, a->call);
	return HL_NO_CALL;
}

/* Dropping the consultation call gives the held party back. */
static hl_call do_drop(struct step *s, struct ask *a)
{
	struct hl_call_state *held = block_call(s->m, a->call->consult);
	hl_line line = a->call->line;

	if (held && hl_call_state_is_hold(held->state) &&
	    !hl_call_state_is_hold(a->call->state))
		op_retrieve(s, line);
	else
		half_release(s, a->call);
	return HL_NO_CALL;
}

static hl_call do_reset(struct step *s, struct ask *a)
{
	line_release_all(s, a->line);
	return HL_NO_CALL;
}

static const struct {
	ask_judge *judge;
	ask_do *act;
	bool of_line; /* names a line, not a call */
} requests[HL_REQUEST_COUNT] = {
	[HL_REQUEST_MAKECALL] = { judge_makecall, do_makecall, true },
	[HL_REQUEST_ANSWER] = { judge_answer, do_answer, false },
	[HL_REQUEST_DIAL] = { judge_dial, do_dial, false },
	[HL_REQUEST_HOLD] = { judge_hold, do_hold, false },
	[HL_REQUEST_UNHOLD] = { judge_unhold, do_unhold, false },
	[HL_REQUEST_SWAP] = { judge_swap, do_swap, false },
	[HL_REQUEST_CONSULT] = { judge_consult, do_consult, false },
	[HL_REQUEST_TRANSFER] = { judge_transfer, do_transfer, false },
	[HL_REQUEST_JOIN] = { judge_join, do_join, false },
	[HL_REQUEST_REMOVE] = { judge_remove, do_remove, false },
	[HL_REQUEST_DROP] = { judge_drop, do_drop, false },
	[HL_REQUEST_RESET] = { judge_reset, do_reset, true },
};

bool hl_model_can(const struct hl_model *model, enum hl_request_kind request,
		  hl_call call)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	struct ask a = { .m = u.out };

	if ((unsigned)request >= HL_REQUEST_COUNT ||
	    requests[request].of_line)
		return false;
	a.call = block_call(a.m, call);
	return a.call && requests[request].judge(&a) == HL_ERR_NONE;
}

static enum hl_error judge(struct ask *a, const struct hl_event *ev)
{
	if ((unsigned)ev->request >= HL_REQUEST_COUNT)
		return HL_ERR_OPERATIONUNAVAIL;
	if (!requests[ev->request].of_line) {
		a->call = block_call(a->m, ev->call);
		if (!a->call)
			return HL_ERR_INVALCALLHANDLE;
		a->other = block_call(a->m, ev->other);
		if (ev->other && !a->other)
			return HL_ERR_INVALCALLHANDLE;
	}
	return requests[ev->request].judge(a);
}

void request_do(struct step *s, const struct hl_event *ev)
{
	struct ask a = {
		.m = s->m,
		.line = ev->line,
		.number = ev->number[0] ? ev->number : NULL,
	};
	enum hl_error error = judge(&a, ev);
	struct hl_effect *fx;
	hl_call born = HL_NO_CALL;

	if (error == HL_ERR_NONE) {
		born = requests[ev->request].act(s, &a);
		if (ev->request == HL_REQUEST_MAKECALL && !born)
			error = HL_ERR_RESOURCEUNAVAIL;
	}
	fx = fx_add(s, HL_FX_REPLY, ev->line, born);
	fx->a = ev->id;
	fx->b = error;
}
