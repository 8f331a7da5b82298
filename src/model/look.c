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

bool look_is_offered(const struct hl_call_state *call)
{
	return call->state == HL_CALL_OFFERING ||
	       call->state == HL_CALL_ACCEPTED;
}

/* A party that was held before comes back: it hears music, no ringing. */
bool look_is_back(const struct hl_call_state *call)
{
	return look_is_offered(call) && (call->reason == HL_REASON_REMINDER ||
					 call->reason == HL_REASON_UNPARK);
}

/* Connected at other stations of the address, not here. */
bool look_is_inactive(const struct hl_call_state *call)
{
	return call->state == HL_CALL_CONNECTED &&
	       (call->mode & (HL_CONNECTED_INACTIVE |
			      HL_CONNECTED_INACTIVEHELD));
}

bool look_is_parent(const struct hl_call_state *call)
{
	return call->origin == HL_ORIGIN_CONFERENCE;
}

/* A bridged call whose other half is known at another station. */
bool look_is_appearance(const struct hl_call_state *call)
{
	return call->peer == HL_NO_CALL && call->slot == 0 &&
	       !look_is_parent(call) &&
	       (call->state == HL_CALL_CONNECTED || look_is_offered(call) ||
		hl_call_state_is_hold(call->state));
}

static bool is_active(const struct hl_call_state *c)
{
	return !hl_call_state_is_hold(c->state) && !look_is_offered(c) &&
	       c->state != HL_CALL_CONFERENCED &&
	       c->state != HL_CALL_DISCONNECTED && !look_is_inactive(c) &&
	       !(c->flags & HL_FLAG_NOHOLD);
}

static bool is_gone(const struct hl_call_state *c)
{
	return c->state == HL_CALL_DISCONNECTED;
}

static bool is_held(const struct hl_call_state *c)
{
	return hl_call_state_is_hold(c->state) && !look_is_appearance(c) &&
	       !(c->flags & HL_FLAG_NOHOLD);
}

static bool is_soft(const struct hl_call_state *c)
{
	return is_held(c) && c->state != HL_CALL_ONHOLD;
}

static bool is_away(const struct hl_call_state *c)
{
	return look_is_inactive(c) || (hl_call_state_is_hold(c->state) &&
				       look_is_appearance(c));
}

/* A call that a program made: the telephone rings, then it is dialled. */
static bool is_own(const struct hl_call_state *c)
{
	return c->flags & HL_FLAG_OWN;
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

/* The one of a consultation; else the one held last. */
struct hl_call_state *look_held(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);
	struct hl_call_state *found = first(m, line, is_soft);

	if (found)
		return found;
	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c && is_held(c) && (!found || c->since >= found->since))
			found = c;
	}
	return found;
}

struct hl_call_state *look_away(struct hl_model *m, hl_line line)
{
	return first(m, line, is_away);
}

struct hl_call_state *look_offered(struct hl_model *m, hl_line line)
{
	return first(m, line, look_is_offered);
}

/* An offered call of one sort: a party that comes back, or a new call. */
struct hl_call_state *look_ringing(struct hl_model *m, hl_line line, bool back)
{
	struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (look_is_offered(c) && look_is_back(c) == back)
			return c;
	}
	return NULL;
}

struct hl_call_state *look_own(struct hl_model *m, hl_line line)
{
	return first(m, line, is_own);
}

struct hl_call_state *look_parent(struct hl_model *m, hl_line line)
{
	return first(m, line, look_is_parent);
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

bool look_on(struct hl_model *m, hl_line line, enum hl_switch which)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && (which == HL_SWITCH_ALWAYS ||
		     l->set.switches & 1u << which);
}

/* Is one of the parties of a line at another line? */
bool look_talks_with(struct hl_model *m, hl_line line, hl_line other)
{
	const struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; l && i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		const struct hl_call_state *p =
			block_call(m, block_call(m, l->calls[i])->peer);

		if (p && p->line == other)
			return true;
	}
	return false;
}

/* May a new call be brought to this line, which is at rest? */
bool look_free(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->service == HL_SERVICE_READY &&
	       hl_model_is_idle(m, line) && !bridge_in_use(m, line) &&
	       l->deadline[HL_TIMER_GUARD] == HL_NEVER;
}

/* Its user talks, and may be told that another call waits. */
bool look_waitable(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	const struct hl_call_state *c;

	if (!l || l->set.kind != HL_KIND_STATION ||
	    l->service != HL_SERVICE_READY || !l->hook.lifted ||
	    look_count(l) != 1 || !look_on(m, line, HL_SWITCH_WAITING) ||
	    l->does & (HL_DOES_UNWAITING | HL_DOES_CANCEL | HL_DOES_DND) ||
	    !look_on(m, line, HL_SWITCH_HOLD) || bridge_address(m, line))
		return false;
	c = block_call(m, l->calls[0]);
	return c->state == HL_CALL_CONNECTED && !c->slot &&
	       !(c->flags & HL_FLAG_SECURE);
}

bool look_reachable(struct hl_model *m, hl_line line)
{
	return look_free(m, line) || look_waitable(m, line);
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

unsigned look_members(struct hl_model *m, const struct hl_call_state *parent)
{
	const struct hl_line_state *l = block_line(m, parent->line);
	unsigned n = 0;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++)
		n += block_call(m, l->calls[i])->parent == parent->id;
	return n;
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
	if (!a || !b || a->line == b->line)
		return false;
	if (look_is_trunk(m, a->line) && look_is_trunk(m, b->line))
		return look_on(m, held->line, HL_SWITCH_TRUNKS);
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
		return look_is_back(c) ? HL_SIT_RECALLED : HL_SIT_RINGING;
	if (look_own(m, line))
		return HL_SIT_RINGING;
	return bridge_in_use(m, line) ? HL_SIT_BRIDGED : HL_SIT_RESTING;
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

static enum hl_situation off_hook(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *active = look_active(m, line);
	const struct hl_call_state *held = look_held(m, line);

	if (!held)
		held = look_away(m, line);
	if (active && look_is_parent(active))
		return HL_SIT_CONFERENCE;
	if (look_offered(m, line) && !held)
		return HL_SIT_WAITING;
	if (!active)
		return held ? HL_SIT_HOLDING : HL_SIT_SILENT;
	if (!held && flash_passes(m, active))
		return HL_SIT_THROUGH;
	/* The parties of a consultation may be joined, others are swapped. */
	if (active->state == HL_CALL_CONNECTED && held &&
	    held->consult != active->id)
		return HL_SIT_ALTERNATE;
	return held ? by_state[active->state].asking
		    : by_state[active->state].alone;
}

/* What goes on while a digit behind a flash is waited for. */
enum hl_situation look_beneath(struct hl_model *m, hl_line line)
{
	return off_hook(m, line);
}

enum hl_situation hl_model_situation(const struct hl_model *model,
				     hl_line line)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_line_state *l = block_line(u.out, line);

	if (!l || !l->hook.lifted)
		return on_hook(u.out, line);
	return l->order ? HL_SIT_ORDER : off_hook(u.out, line);
}
