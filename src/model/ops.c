/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ops.c - the operations of a telephone
 *
 * In:  an operation that the feature table named, or a program asked for.
 * Out: the line's calls changed as the operation says.
 * Not: why it was chosen - feature.c, request.c.
 */
#include "block.h"

typedef void (op_fn)(struct step *s, hl_line line, char digit);

static void clear_digits(struct hl_line_state *line)
{
	memset(line->digits, 0, sizeof(line->digits));
	line->muted = 0;
}

/* A held party that left long ago is put away when the user acts. */
static void sweep(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i];) {
		struct hl_call_state *c = block_call(s->m, l->calls[i]);

		if (c->state == HL_CALL_DISCONNECTED &&
		    c != look_active(s->m, line))
			half_release(s, c);
		else
			i++;
	}
}

static void release_active(struct step *s, hl_line line)
{
	struct hl_call_state *active = look_active(s->m, line);

	if (active)
		half_release(s, active);
}

static void do_ignore(struct step *s, hl_line line, char digit)
{
	(void)s;
	(void)line;
	(void)digit;
}

static void do_originate(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c;

	(void)digit;
	release_active(s, line);
	clear_digits(block_line(s->m, line));
	c = call_birth(s, line, HL_CALL_DIALTONE, HL_ORIGIN_OUTBOUND,
		       HL_REASON_DIRECT);
	if (c)
		call_mode(s, c, HL_DIALTONE_NORMAL);
}

static void do_answer(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c = look_own(s->m, line);

	(void)digit;
	clear_digits(block_line(s->m, line));
	if (c) {
		route_complete(s, c);
		return;
	}
	c = look_offered(s->m, line);
	if (c)
		half_connect(s, c);
}

static void do_collect(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (c)
		route_digit(s, c, digit);
}

void op_consult(struct step *s, struct hl_call_state *call)
{
	struct hl_line_state *l = block_line(s->m, call->line);
	struct hl_call_state *n;

	n = call_birth(s, call->line, HL_CALL_DIALTONE, HL_ORIGIN_OUTBOUND,
		       HL_REASON_DIRECT);
	if (!n)
		return;
	clear_digits(l);
	call_mode(s, n, HL_DIALTONE_SPECIAL);
	call_go(s, call, HL_CEV_CONSULT);
	call->consult = n->id;
	n->consult = call->id;
	half_settle(s, block_call(s->m, call->peer));
}

static void do_consult(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c = look_active(s->m, line);

	(void)digit;
	if (c)
		op_consult(s, c);
}

void op_retrieve(struct step *s, hl_line line)
{
	struct hl_call_state *held = look_held(s->m, line);

	release_active(s, line);
	clear_digits(block_line(s->m, line));
	if (!held)
		return;
	call_go(s, held, HL_CEV_UNHOLD);
	half_settle(s, held);
	half_settle(s, block_call(s->m, held->peer));
}

static void do_retrieve(struct step *s, hl_line line, char digit)
{
	(void)digit;
	op_retrieve(s, line);
}

/* The call that becomes held is held in the way the other one was. */
void op_swap(struct step *s, struct hl_call_state *active,
	     struct hl_call_state *held)
{
	enum hl_call_event hold = HL_CEV_HOLD;

	if (held->state == HL_CALL_ONHOLDPENDTRANSFER)
		hold = HL_CEV_CONSULT;
	else if (held->state == HL_CALL_ONHOLDPENDCONF)
		hold = HL_CEV_PREPARE;
	call_go(s, active, hold);
	call_go(s, held, HL_CEV_UNHOLD);
	half_settle(s, held);
	half_settle(s, block_call(s->m, held->peer));
	half_settle(s, block_call(s->m, active->peer));
}

static void do_swap(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	(void)digit;
	if (active && held)
		op_swap(s, active, held);
}

static void join_member(struct step *s, struct hl_call_state *call,
			hl_call parent, uint8_t order)
{
	call_go(s, call, HL_CEV_JOIN);
	call->consult = HL_NO_CALL;
	call->parent = parent;
	call->order = order;
	half_settle(s, block_call(s->m, call->peer));
}

void op_join(struct step *s, struct hl_call_state *held,
	     struct hl_call_state *active)
{
	struct hl_call_state *parent;

	parent = call_birth(s, held->line, HL_CALL_CONNECTED,
			    HL_ORIGIN_CONFERENCE, HL_REASON_DIRECT);
	if (!parent)
		return;
	call_mode(s, parent, HL_CONNECTED_ACTIVE);
	join_member(s, held, parent->id, 1);
	join_member(s, active, parent->id, 2);
}

static void do_join(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	(void)digit;
	if (active && held)
		op_join(s, held, active);
}

static void do_droplast(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *parent = look_active(s->m, line);
	struct hl_call_state *last;

	(void)digit;
	if (!parent)
		return;
	last = look_member(s->m, line, parent->id, true);
	if (last)
		half_release(s, last);
}

static void do_clear(struct step *s, hl_line line, char digit)
{
	(void)digit;
	line_release_all(s, line);
}

static void do_recall(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *held = look_held(s->m, line);
	struct hl_call_state *party;

	(void)digit;
	release_active(s, line);
	if (!held)
		return;
	party = block_call(s->m, held->peer);
	call_unpair(s, held);
	call_go(s, held, HL_CEV_RELEASE);
	if (!party)
		return;
	/* Two who held each other: both receivers are down, nobody waits. */
	if (party->state == HL_CALL_OFFERING &&
	    party->reason == HL_REASON_REMINDER)
		half_gone(s, party, HL_GONE_NORMAL);
	else
		half_remind(s, party, line, HL_REASON_REMINDER);
}

static void do_leave(struct step *s, hl_line line, char digit)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	if (l->set.onhook_held == HL_ONHOOK_DROP)
		line_release_all(s, line);
	else if (l->set.onhook_held == HL_ONHOOK_TRANSFER &&
		 look_bridgeable(s->m, held, active))
		half_bridge(s, held, active);
	else
		do_recall(s, line, digit);
}

/* Hanging up in a three-way call leaves the other two with each other. */
static void leave_conference(struct step *s, hl_line line,
			     struct hl_call_state *parent)
{
	struct hl_call_state *a = look_member(s->m, line, parent->id, false);
	struct hl_call_state *b = look_member(s->m, line, parent->id, true);

	if (!look_bridgeable(s->m, a, b)) {
		line_release_all(s, line);
		return;
	}
	half_bridge(s, a, b);
	call_go(s, parent, HL_CEV_RELEASE);
}

static void do_connect(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	if (active && look_is_parent(active))
		leave_conference(s, line, active);
	else if (look_bridgeable(s->m, held, active))
		half_bridge(s, held, active);
	else
		do_leave(s, line, digit);
}

static op_fn *const operations[HL_OP_COUNT] = {
	[HL_OP_IGNORE] = do_ignore,     [HL_OP_ORIGINATE] = do_originate,
	[HL_OP_ANSWER] = do_answer,     [HL_OP_COLLECT] = do_collect,
	[HL_OP_CONSULT] = do_consult,   [HL_OP_RETRIEVE] = do_retrieve,
	[HL_OP_UNHOLD] = do_retrieve,   [HL_OP_SWAP] = do_swap,
	[HL_OP_JOIN] = do_join,         [HL_OP_DROPLAST] = do_droplast,
	[HL_OP_CONNECT] = do_connect,   [HL_OP_RECALL] = do_recall,
	[HL_OP_LEAVE] = do_leave,       [HL_OP_CLEAR] = do_clear,
};

void op_run(struct step *s, hl_line line, enum hl_op op, char digit)
{
	if (op != HL_OP_IGNORE)
		sweep(s, line);
	operations[op](s, line, digit);
}
