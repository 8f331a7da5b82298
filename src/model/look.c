/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look.c - questions about a line's calls
 *
 * In:  a line.
 * Out: its active, held, offered call; the situation of its user.
 * Not: changes - ledger.c, halves.c.
 */
#include "block.h"

typedef bool (call_test)(const struct hl_call_state *call);

static bool is_active(const struct hl_call_state *c)
{
	return !hl_call_state_is_hold(c->state) &&
	       c->state != HL_CALL_OFFERING && c->state != HL_CALL_ACCEPTED &&
	       c->state != HL_CALL_CONFERENCED &&
	       c->state != HL_CALL_DISCONNECTED;
}

static bool is_gone(const struct hl_call_state *c)
{
	return c->state == HL_CALL_DISCONNECTED;
}

static bool is_held(const struct hl_call_state *c)
{
	return hl_call_state_is_hold(c->state);
}

static bool is_offered(const struct hl_call_state *c)
{
	return c->state == HL_CALL_OFFERING || c->state == HL_CALL_ACCEPTED;
}

/* A call that a program made: the telephone rings, then it is dialled. */
static bool is_own(const struct hl_call_state *c)
{
	return c->state == HL_CALL_DIALING && c->dial[0];
}

static struct hl_call_state *first(struct hl_model *m, hl_line line,
				   call_test *test)
{
	struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c && test(c))
			return c;
	}
	return NULL;
}

struct hl_call_state *look_active(struct hl_model *m, hl_line line)
{
	struct hl_call_state *c = first(m, line, is_active);

	return c ? c : first(m, line, is_gone);
}

struct hl_call_state *look_held(struct hl_model *m, hl_line line)
{
	return first(m, line, is_held);
}

struct hl_call_state *look_offered(struct hl_model *m, hl_line line)
{
	return first(m, line, is_offered);
}

struct hl_call_state *look_own(struct hl_model *m, hl_line line)
{
	return first(m, line, is_own);
}

unsigned look_count(const struct hl_line_state *line)
{
	unsigned n = 0;

	while (n < HL_CALLS_PER_LINE && line->calls[n])
		n++;
	return n;
}

bool look_is_trunk(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->set.kind == HL_KIND_TRUNK;
}

bool look_is_parent(const struct hl_call_state *call)
{
	return call->origin == HL_ORIGIN_CONFERENCE;
}

/* May a new call be brought to this line? */
bool look_free(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->service == HL_SERVICE_READY &&
	       hl_model_is_idle(m, line) &&
	       l->deadline[HL_TIMER_GUARD] == HL_NEVER;
}

struct hl_call_state *look_member(struct hl_model *m, hl_line line,
				  hl_call parent, bool last)
{
	struct hl_line_state *l = block_line(m, line);
	struct hl_call_state *found = NULL;

	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c->state != HL_CALL_CONFERENCED || c->parent != parent)
			continue;
		if (!found || (last ? c->order > found->order
				    : c->order < found->order))
			found = c;
	}
	return found;
}

/* Can the parties of a held and another call be connected with each other? */
bool look_bridgeable(struct hl_model *m, const struct hl_call_state *held,
		     const struct hl_call_state *active)
{
	struct hl_call_state *a;
	struct hl_call_state *b;

	if (!held || !active || held == active)
		return false;
	if (active->state != HL_CALL_CONNECTED &&
	    active->state != HL_CALL_RINGBACK &&
	    active->state != HL_CALL_PROCEEDING &&
	    active->state != HL_CALL_CONFERENCED)
		return false;
	a = block_call(m, held->peer);
	b = block_call(m, active->peer);
	if (!a || !b)
		return false;
	if (look_is_trunk(m, a->line) && look_is_trunk(m, b->line)) {
		const struct hl_line_state *l = block_line(m, held->line);

		return l->set.switches & 1u << HL_SWITCH_TRUNKS;
	}
	return true;
}

hl_call hl_model_active(const struct hl_model *model, hl_line line)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	struct hl_call_state *c = look_active(u.out, line);

	return c ? c->id : HL_NO_CALL;
}

static enum hl_situation on_hook(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_offered(m, line);

	if (c)
		return c->reason == HL_REASON_REMINDER ? HL_SIT_RECALLED
						       : HL_SIT_RINGING;
	return look_own(m, line) ? HL_SIT_RINGING : HL_SIT_RESTING;
}

/* Situations without and with a held party, by the active call's state. */
static const struct {
	uint8_t alone;
	uint8_t asking;
} by_state[HL_CALL_STATE_COUNT] = {
	[HL_CALL_DIALTONE] = { HL_SIT_DIALTONE, HL_SIT_ASK_DIALTONE },
	[HL_CALL_DIALING] = { HL_SIT_DIALING, HL_SIT_ASK_DIALING },
	[HL_CALL_PROCEEDING] = { HL_SIT_CALLING, HL_SIT_ASK_CALLING },
	[HL_CALL_RINGBACK] = { HL_SIT_CALLING, HL_SIT_ASK_CALLING },
	[HL_CALL_BUSY] = { HL_SIT_FAILED, HL_SIT_ASK_FAILED },
	[HL_CALL_SPECIALINFO] = { HL_SIT_FAILED, HL_SIT_ASK_FAILED },
	[HL_CALL_DISCONNECTED] = { HL_SIT_FAILED, HL_SIT_ASK_FAILED },
	[HL_CALL_UNKNOWN] = { HL_SIT_CALLING, HL_SIT_ASK_CALLING },
	[HL_CALL_CONNECTED] = { HL_SIT_TALKING, HL_SIT_ASK_TALKING },
};

enum hl_situation hl_model_situation(const struct hl_model *model,
				     hl_line line)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_line_state *l = block_line(u.out, line);
	const struct hl_call_state *active;
	const struct hl_call_state *held;

	if (!l || !l->hook.lifted)
		return on_hook(u.out, line);
	active = look_active(u.out, line);
	held = look_held(u.out, line);
	if (!active)
		return held ? HL_SIT_HOLDING : HL_SIT_SILENT;
	if (look_is_parent(active))
		return HL_SIT_CONFERENCE;
	return held ? by_state[active->state].asking
		    : by_state[active->state].alone;
}
