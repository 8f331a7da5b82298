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

static void clear_digits(struct step *s, hl_line index)
{
	struct hl_line_state *line = block_line(s->m, index);

	memset(line->digits, 0, sizeof(line->digits));
	line->muted = 0;
	if (line->order) {
		line->order = 0;
		half_touch_all(s, index);
	}
}

/* A held party that left long ago is put away when the user acts. */
static void sweep(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i];) {
		struct hl_call_state *c = block_call(s->m, l->calls[i]);

		if (c->state == HL_CALL_DISCONNECTED &&
		    c != look_active(s->m, line)) {
			half_release(s, c);
			i = 0;
		} else {
			i++;
		}
	}
}

static void release_active(struct step *s, hl_line line)
{
	struct hl_call_state *active = look_active(s->m, line);

	if (active && !bridge_leave(s, active))
		half_release(s, active);
}

/* Dial tone on a line whose user has lifted. */
struct hl_call_state *op_dialtone(struct step *s, hl_line line,
				  unsigned mode)
{
	struct hl_call_state *c;

	c = call_birth(s, line, HL_CALL_DIALTONE, HL_ORIGIN_OUTBOUND,
		       HL_REASON_DIRECT);
	if (!c)
		return NULL;
	clear_digits(s, line);
	call_mode(s, c, mode);
	return c;
}

/*
 * Hold, of one of the three kinds. While other stations of the address take
 * part nothing is held: only this one leaves.
 */
bool op_hold(struct step *s, struct hl_call_state *call,
	     enum hl_call_event event)
{
	struct hl_call_state *far = bridge_far(s->m, call);
	bool held;

	if (far)
		generate_stop(s, far, true);
	held = bridge_hold(s, call, event);
	half_settle_both(s, call);
	return held;
}

static void do_ignore(struct step *s, hl_line line, char digit)
{
	(void)s;
	(void)line;
	(void)digit;
}

/* The number that is dialled for the user. */
void op_hotline(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);
	const char *number = hl_model_number(s->m, line, HL_NUMBER_HOTLINE);

	if (!c || c->state != HL_CALL_DIALTONE || !*number)
		return;
	strncpy(c->dial, number, sizeof(c->dial) - 1);
	call_go(s, c, HL_CEV_DIGIT);
	route_complete(s, c);
}

static void do_originate(struct step *s, hl_line line, char digit)
{
	struct hl_line_state *l = block_line(s->m, line);

	(void)digit;
	if (l->does & HL_DOES_LOCKED)
		return;
	release_active(s, line);
	op_dialtone(s, line, HL_DIALTONE_NORMAL);
	if (l->has & 1u << HL_NUMBER_HOTLINE &&
	    l->set.timer[HL_TIMER_HOTLINE] == 0)
		op_hotline(s, line);
}

static void do_answer(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c = look_own(s->m, line);

	(void)digit;
	clear_digits(s, line);
	if (c) {
		c->flags &= (uint8_t)~HL_FLAG_OWN;
		touch_line(s, line);
		if (c->dial[0])
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

/* Return: the consultation call, NULL when no further call is possible. */
struct hl_call_state *op_consult(struct step *s, struct hl_call_state *call,
				 enum hl_call_event event)
{
	struct hl_call_state *n;

	n = op_dialtone(s, call->line, HL_DIALTONE_SPECIAL);
	if (!n)
		return NULL;
	if (op_hold(s, call, event))
		call_consult(s, call, n);
	return n;
}

static void do_consult(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *c = look_active(s->m, line);

	(void)digit;
	if (c && !c->slot && !(c->flags & HL_FLAG_SECURE))
		op_consult(s, c, HL_CEV_CONSULT);
}

static void take_back(struct step *s, struct hl_call_state *held)
{
	if (!held)
		return;
	if (look_is_parent(held)) {
		conf_recover(s, held);
	} else if (look_is_appearance(held)) {
		bridge_join(s, held);
	} else {
		bridge_unhold(s, held);
		half_settle_both(s, held);
	}
}

/* The one that was asked beside it is let go. */
void op_unhold(struct step *s, struct hl_call_state *held)
{
	struct hl_call_state *x = block_call(s->m, held->consult);
	hl_call id = held->id;

	clear_digits(s, held->line);
	if (x && !(x->flags & HL_FLAG_NOHOLD)) {
		call_unconsult(s, held);
		half_release(s, x);
	}
	held = block_call(s->m, id);
	if (held) {
		release_active(s, held->line);
		take_back(s, block_call(s->m, id));
	}
}

void op_retrieve(struct step *s, hl_line line)
{
	struct hl_call_state *held = look_held(s->m, line);
	struct hl_call_state *x;
	hl_call id;

	if (!held)
		held = look_away(s->m, line);
	id = held ? held->id : HL_NO_CALL;
	x = held ? block_call(s->m, held->consult) : NULL;
	/* Who is asked without anybody being held is asked on. */
	if (x && !(x->flags & HL_FLAG_NOHOLD))
		call_unconsult(s, held);
	release_active(s, line);
	clear_digits(s, line);
	take_back(s, block_call(s->m, id));
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
	op_hold(s, active, hold);
	if (look_is_parent(active))
		conf_settle(s, active);
	if (look_is_parent(held))
		conf_resume(s, held);
	else
		take_back(s, held);
}

/* The active call is held, or ended when nobody is there; then answer. */
void op_take(struct step *s, hl_line line, struct hl_call_state *offered)
{
	struct hl_call_state *active = look_active(s->m, line);

	if (active && active->state == HL_CALL_CONNECTED &&
	    (active->peer || look_is_parent(active)))
		op_hold(s, active, HL_CEV_HOLD);
	else
		release_active(s, line);
	half_connect(s, offered);
}

static void do_take(struct step *s, hl_line line, char digit)
{
	const struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *offered = look_offered(s->m, line);

	(void)digit;
	if (offered && !(active && (active->slot ||
				    active->flags & HL_FLAG_SECURE)))
		op_take(s, line, offered);
}

static void do_bridge(struct step *s, hl_line line, char digit)
{
	(void)digit;
	clear_digits(s, line);
	bridge_enter(s, line);
}

static void do_swap(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	(void)digit;
	if (!held)
		held = look_away(s->m, line);
	if (!active || !held || active->slot ||
	    (look_is_parent(held) && !look_members(s->m, held)))
		return;
	op_swap(s, active, held);
}

static void do_join(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	(void)digit;
	if (!active || !held)
		return;
	/* Who was parked meanwhile is nobody to join. */
	if (!active->peer) {
		op_retrieve(s, line);
		return;
	}
	if (look_is_parent(held))
		conf_add(s, held, active);
	else if (look_parent(s->m, line))
		op_swap(s, active, held);
	else
		conf_join(s, held, active);
}

/* Nobody is left out who waits, and nobody let go of. */
static void do_takejoin(struct step *s, hl_line line, char digit)
{
	const struct hl_call_state *active = look_active(s->m, line);
	hl_call before = active ? active->id : HL_NO_CALL;

	do_take(s, line, digit);
	active = look_active(s->m, line);
	if (active && active->id != before)
		do_join(s, line, digit);
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
	line_leave_all(s, line);
}

/* A party that was held here rings back at once. */
static void recall_party(struct step *s, struct hl_call_state *held)
{
	struct hl_call_state *party = block_call(s->m, held->peer);
	hl_line line = held->line;

	bridge_gather(s, held);
	call_unpair(s, held);
	call_go(s, held, HL_CEV_RELEASE);
	if (!party)
		return;
	/* Two who held each other: both receivers are down, nobody waits. */
	if (look_is_back(party))
		half_gone(s, party, HL_GONE_NORMAL);
	else
		half_remind(s, party, line, HL_REASON_REMINDER);
}

static void do_recall(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *held;

	(void)digit;
	release_active(s, line);
	while ((held = look_held(s->m, line))) {
		/* A held conference goes on without its maker, or is over. */
		if (!look_is_parent(held))
			recall_party(s, held);
		else if (look_members(s->m, held) == 1)
			conf_shrink(s, held);
		else if (conf_can_leave(s->m, held))
			conf_leave(s, held);
		else
			half_release(s, held);
	}
	line_leave_all(s, line);
}

static void do_leave(struct step *s, hl_line line, char digit)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	if (l->set.onhook_held == HL_ONHOOK_DROP)
		line_leave_all(s, line);
	else if (l->set.onhook_held == HL_ONHOOK_TRANSFER &&
		 look_bridgeable(s->m, held, active)) {
		half_bridge(s, held, active);
		do_recall(s, line, digit);
	} else {
		do_recall(s, line, digit);
	}
}

/* Hanging up in a conference leaves the others with each other. */
static void leave_conference(struct step *s, struct hl_call_state *parent)
{
	if (conf_can_leave(s->m, parent))
		conf_leave(s, parent);
	else
		half_release(s, parent);
}

static void do_connect(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = look_held(s->m, line);

	if (active && look_is_parent(active)) {
		leave_conference(s, active);
		do_recall(s, line, digit);
	} else if (look_bridgeable(s->m, held, active)) {
		half_bridge(s, held, active);
		do_recall(s, line, digit);
	} else {
		do_leave(s, line, digit);
	}
}

/* A flash with two calls there: a digit says what is meant. */
static void do_order(struct step *s, hl_line line, char digit)
{
	(void)digit;
	block_line(s->m, line)->order =
		(uint8_t)(1 + look_beneath(s->m, line));
	half_touch_all(s, line);
}

static void do_resume(struct step *s, hl_line line, char digit)
{
	(void)digit;
	block_line(s->m, line)->order = 0;
	half_touch_all(s, line);
}

/* Would the others stay with each other when this user leaves them? */
static bool may_connect(struct step *s, hl_line line)
{
	const struct hl_call_state *active = look_active(s->m, line);

	if (active && look_is_parent(active))
		return conf_can_leave(s->m, active);
	return look_bridgeable(s->m, look_held(s->m, line), active);
}

static void do_ordered(struct step *s, hl_line line, char digit)
{
	const struct hl_order *order =
		hl_order_find(look_beneath(s->m, line), digit);

	do_resume(s, line, digit);
	/* A wrong digit: on as before, nobody is lost. */
	if (order && look_on(s->m, line, order->needs) &&
	    (order->op != HL_OP_CONNECT || may_connect(s, line)))
		op_run(s, line, order->op, digit);
}

static void do_leaveorder(struct step *s, hl_line line, char digit)
{
	const struct hl_line_state *l = block_line(s->m, line);
	const struct hl_feature *row =
		hl_feature_find(l->set.procedure, look_beneath(s->m, line),
				HL_GESTURE_HANGUP);

	do_resume(s, line, digit);
	op_run(s, line, hl_feature_op(row, l->set.switches), digit);
}

/* Leave a call that was not answered; the held party stays held. */
static void do_again(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *held = look_held(s->m, line);
	struct hl_call_state *c;

	(void)digit;
	if (held)
		call_unconsult(s, held);
	release_active(s, line);
	c = op_dialtone(s, line, HL_DIALTONE_SPECIAL);
	if (c && held)
		call_consult(s, held, c);
}

static void do_reject(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *offered = look_offered(s->m, line);

	(void)digit;
	if (offered)
		half_release(s, offered);
}

static void do_droptake(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *offered = look_offered(s->m, line);

	(void)digit;
	if (!offered)
		return;
	release_active(s, line);
	half_connect(s, offered);
}

static void do_dropheld(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *held = look_held(s->m, line);

	(void)digit;
	if (held)
		half_release(s, held);
}

/* Where it may hold, the exchange does what the flash means there. */
static void do_trunkflash(struct step *s, hl_line line, char digit)
{
	struct hl_call_state *active = look_active(s->m, line);

	(void)digit;
	if (active && active->state == HL_CALL_CONNECTED)
		flash_through(s, active);
}

static op_fn *const operations[HL_OP_COUNT] = {
	[HL_OP_IGNORE] = do_ignore,     [HL_OP_ORIGINATE] = do_originate,
	[HL_OP_ANSWER] = do_answer,     [HL_OP_COLLECT] = do_collect,
	[HL_OP_CONSULT] = do_consult,   [HL_OP_RETRIEVE] = do_retrieve,
	[HL_OP_UNHOLD] = do_retrieve,   [HL_OP_SWAP] = do_swap,
	[HL_OP_JOIN] = do_join,         [HL_OP_DROPLAST] = do_droplast,
	[HL_OP_CONNECT] = do_connect,   [HL_OP_RECALL] = do_recall,
	[HL_OP_LEAVE] = do_leave,       [HL_OP_CLEAR] = do_clear,
	[HL_OP_BRIDGE] = do_bridge,     [HL_OP_TAKE] = do_take,
	[HL_OP_LEAVEWAITING] = do_clear, [HL_OP_ORDER] = do_order,
	[HL_OP_ORDERED] = do_ordered,   [HL_OP_RESUME] = do_resume,
	[HL_OP_LEAVEORDER] = do_leaveorder, [HL_OP_AGAIN] = do_again,
	[HL_OP_REJECT] = do_reject,     [HL_OP_DROPTAKE] = do_droptake,
	[HL_OP_TAKEJOIN] = do_takejoin,
	[HL_OP_DROPHELD] = do_dropheld, [HL_OP_TRUNKFLASH] = do_trunkflash,
};

void op_run(struct step *s, hl_line line, enum hl_op op, char digit)
{
	if (op != HL_OP_IGNORE)
		sweep(s, line);
	operations[op](s, line, digit);
}
