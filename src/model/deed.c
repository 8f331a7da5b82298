/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deed.c - what a program asked for is done
 *
 * In:  a request that was judged possible.
 * Out: the same operations that a telephone has; the new call, if any.
 * Not: whether - judge.c.
 */
#include "judge.h"

static hl_call id_of(const struct hl_call_state *call)
{
	return call ? call->id : HL_NO_CALL;
}

/* Dial at once what a program gave with the call. */
static void dial_now(struct step *s, struct hl_call_state *c,
		     const char *number)
{
	strncpy(c->dial, number, sizeof(c->dial) - 1);
	call_party(s, c, number);
	call_called(c, number);
	call_go(s, c, HL_CEV_DIGIT);
	route_complete(s, c);
}

/* The telephone rings first; when it is lifted the call goes on. */
static hl_call ring_first(struct step *s, struct ask *a)
{
	struct hl_call_state *c;

	c = call_birth(s, a->line,
		       a->number ? HL_CALL_DIALING : HL_CALL_DIALTONE,
		       HL_ORIGIN_OUTBOUND, HL_REASON_DIRECT);
	if (!c)
		return HL_NO_CALL;
	c->flags |= HL_FLAG_OWN;
	if (a->number) {
		strncpy(c->dial, a->number, sizeof(c->dial) - 1);
		call_party(s, c, a->number);
		call_called(c, a->number);
	} else {
		call_mode(s, c, HL_DIALTONE_NORMAL);
	}
	return c->id;
}

hl_call deed_makecall(struct step *s, struct ask *a)
{
	struct hl_line_state *l = block_line(s->m, a->line);
	struct hl_call_state *c;
	hl_call id;

	if (!l->hook.lifted)
		return ring_first(s, a);
	c = look_active(s->m, a->line);
	if (!c)
		c = op_dialtone(s, a->line, HL_DIALTONE_NORMAL);
	if (!c)
		return HL_NO_CALL;
	id = c->id;
	if (a->number)
		dial_now(s, c, a->number);
	return id;
}

hl_call deed_accept(struct step *s, struct ask *a)
{
	call_go(s, a->call, HL_CEV_ACCEPT);
	return HL_NO_CALL;
}

hl_call deed_answer(struct step *s, struct ask *a)
{
	hl_line line = a->call->line;
	struct hl_call_state *active = look_active(s->m, line);
	const struct hl_line_state *l = block_line(s->m, line);
	hl_call id = a->call->id;

	if (l->set.kind == HL_KIND_TRUNK) {
		half_connect(s, a->call);
		return HL_NO_CALL;
	}
	if (active && active->state == HL_CALL_CONNECTED &&
	    l->set.answer == HL_ANSWER_HOLD)
		op_hold(s, active, HL_CEV_HOLD);
	else if (active && !bridge_leave(s, active))
		half_release(s, active);
	a->call = block_call(s->m, id);
	if (!a->call)
		return HL_NO_CALL;
	if (look_is_offered(a->call))
		half_connect(s, a->call);
	else
		bridge_join(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_redirect(struct step *s, struct ask *a)
{
	struct hl_call_state *party = bridge_far(s->m, a->call);
	struct hl_call_state *p = a->call;
	hl_line by = a->call->line;

	if (look_is_appearance(p))
		p = bridge_principal(s->m, p);
	bridge_gather(s, p);
	call_unpair(s, p);
	call_go(s, p, HL_CEV_RELEASE);
	reach_number(s, party, a->number, by, HL_REASON_REDIRECT);
	return HL_NO_CALL;
}

hl_call deed_dial(struct step *s, struct ask *a)
{
	hl_call id = a->call->id;
	struct hl_call_state *c = a->call;

	if (c->flags & HL_FLAG_OWN) {
		strncpy(c->dial, a->number, sizeof(c->dial) - 1);
		call_called(c, a->number);
		call_party(s, c, a->number);
		call_go(s, c, HL_CEV_DIGIT);
		return HL_NO_CALL;
	}
	for (const char *d = a->number; *d && *d != ';'; d++) {
		c = block_call(s->m, id);
		if (!c || (c->state != HL_CALL_DIALTONE &&
			   c->state != HL_CALL_DIALING))
			break;
		route_digit(s, c, *d);
	}
	return HL_NO_CALL;
}

/* Releasing a conference leaves the others together, unless CONFDROP. */
static void drop_parent(struct step *s, struct hl_call_state *parent)
{
	hl_line line = parent->line;

	if (hl_call_state_is_hold(parent->state) &&
	    look_members(s->m, parent) < 2)
		half_release(s, parent);
	else if (!look_on(s->m, line, HL_SWITCH_CONFDROP) &&
		 conf_can_leave(s->m, parent))
		conf_leave(s, parent);
	else
		half_release(s, parent);
}

hl_call deed_drop(struct step *s, struct ask *a)
{
	struct hl_call_state *held = block_call(s->m, a->call->consult);
	hl_line line = a->call->line;

	/* Dropping the consultation call gives the held party back. */
	if (held && hl_call_state_is_hold(held->state) &&
	    !((held->flags | a->call->flags) & HL_FLAG_NOHOLD) &&
	    !hl_call_state_is_hold(a->call->state) &&
	    look_active(s->m, line) == a->call &&
	    look_on(s->m, line, HL_SWITCH_RECONNECT))
		op_retrieve(s, line);
	else if (look_is_parent(a->call))
		drop_parent(s, a->call);
	else if (!bridge_leave(s, a->call) || look_is_offered(a->call))
		half_release(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_hold(struct step *s, struct ask *a)
{
	hl_line line = a->call->line;

	if (op_hold(s, a->call, HL_CEV_HOLD) && look_is_parent(a->call))
		conf_settle(s, a->call);
	if (look_on(s->m, line, HL_SWITCH_HOLDMAKESNEW) &&
	    block_line(s->m, line)->hook.lifted)
		return id_of(op_dialtone(s, line, HL_DIALTONE_SPECIAL));
	return HL_NO_CALL;
}

hl_call deed_unhold(struct step *s, struct ask *a)
{
	if (a->call->state == HL_CALL_CONFERENCED)
		a->call = block_call(s->m, a->call->parent);
	op_unhold(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_swap(struct step *s, struct ask *a)
{
	op_swap(s, a->other, a->call);
	return HL_NO_CALL;
}

hl_call deed_consult(struct step *s, struct ask *a)
{
	struct hl_call_state *n = op_consult(s, a->call, HL_CEV_CONSULT);
	hl_call id = id_of(n);

	if (n && a->number)
		dial_now(s, n, a->number);
	return id;
}

hl_call deed_transfer(struct step *s, struct ask *a)
{
	half_bridge(s, a->call, a->other);
	return HL_NO_CALL;
}

hl_call deed_join(struct step *s, struct ask *a)
{
	return id_of(conf_join(s, a->call, a->other));
}

hl_call deed_blind(struct step *s, struct ask *a)
{
	struct hl_call_state *party = block_call(s->m, a->call->peer);
	hl_line by = a->call->line;

	bridge_gather(s, a->call);
	call_unpair(s, a->call);
	call_go(s, a->call, HL_CEV_RELEASE);
	reach_number(s, party, a->number, by, HL_REASON_TRANSFER);
	return HL_NO_CALL;
}

static hl_call setup(struct step *s, struct ask *a, hl_line line,
		     struct hl_call_state *call)
{
	bool nohold = a->event->value & HL_ASK_NOHOLD;
	struct hl_call_state *parent = conf_setup(s, line, call, nohold);
	struct hl_call_state *c;
	hl_call id = id_of(parent);

	if (!parent)
		return HL_NO_CALL;
	c = conf_prepare(s, parent, nohold);
	a->second = id_of(c);
	if (c && a->number)
		dial_now(s, c, a->number);
	return id;
}

hl_call deed_conference(struct step *s, struct ask *a)
{
	return setup(s, a, a->call->line, a->call);
}

hl_call deed_newconference(struct step *s, struct ask *a)
{
	struct hl_call_state *active = look_active(s->m, a->line);

	if (active)
		half_release(s, active);
	return setup(s, a, a->line, NULL);
}

hl_call deed_prepare(struct step *s, struct ask *a)
{
	bool nohold = a->event->value & HL_ASK_NOHOLD;
	struct hl_call_state *c = conf_prepare(s, a->call, nohold);
	hl_call id = id_of(c);

	if (c && a->number)
		dial_now(s, c, a->number);
	return id;
}

hl_call deed_add(struct step *s, struct ask *a)
{
	conf_add(s, a->call, a->other);
	return HL_NO_CALL;
}

hl_call deed_remove(struct step *s, struct ask *a)
{
	half_release(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_park(struct step *s, struct ask *a)
{
	uint16_t slot = a->event->value == 2 ? park_free(s->m)
					     : park_slot(s->m, a->number);

	park_call(s, a->call, slot);
	if (!(slot & SLOT_STATION))
		a->second = s->m->plan.park_first + slot - 1;
	return HL_NO_CALL;
}

hl_call deed_unpark(struct step *s, struct ask *a)
{
	return id_of(park_fetch(s, a->line,
				park_find(s->m, park_slot(s->m, a->number))));
}

hl_call deed_pickup(struct step *s, struct ask *a)
{
	struct hl_call_state *c;

	if (a->number || a->event->value) {
		c = pickup_find(s->m, a->line, a->number, a->event->value);
		return id_of(pickup_take(s, a->line, c));
	}
	c = look_offered(s->m, a->line);
	if (!c)
		return id_of(bridge_steal(s, a->line));
	op_take(s, a->line, c);
	return id_of(c);
}

static void flag_all(struct step *s, struct hl_call_state *call, uint8_t flag,
		     bool set)
{
	struct bridge_walk w;
	struct hl_call_state *c = call;

	bridge_begin(&w, s->m, call);
	for (; c; c = bridge_next(&w)) {
		if (set)
			c->flags |= flag;
		else
			c->flags &= (uint8_t)~flag;
		fx_add(s, HL_FX_INFO, c->line, c->id)->mode = c->mode;
		touch_call(s, c);
	}
}

hl_call deed_secure(struct step *s, struct ask *a)
{
	flag_all(s, a->call, HL_FLAG_SECURE, true);
	return HL_NO_CALL;
}

hl_call deed_privacy(struct step *s, struct ask *a)
{
	flag_all(s, a->call, HL_FLAG_PRIVATE, a->event->value);
	return HL_NO_CALL;
}

hl_call deed_treatment(struct step *s, struct ask *a)
{
	a->call->treatment = (uint16_t)a->event->value;
	fx_add(s, HL_FX_INFO, a->call->line, a->call->id)->mode =
		a->call->mode;
	touch_call(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_monitordigits(struct step *s, struct ask *a)
{
	uint8_t flags = a->call->flags &
			(uint8_t)~(HL_FLAG_DIGITS | HL_FLAG_DIGITEND);

	if (a->event->value)
		flags |= HL_FLAG_DIGITS;
	if (a->event->value & 4)
		flags |= HL_FLAG_DIGITEND;
	a->call->flags = flags;
	touch_call(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_monitortones(struct step *s, struct ask *a)
{
	listen_watch(s->m, a->call->id, a->event->tones);
	touch_call(s, a->call);
	return HL_NO_CALL;
}

hl_call deed_digits(struct step *s, struct ask *a)
{
	struct hl_call_state *party = block_call(s->m, a->call->peer);

	if (a->number)
		generate_digits(s, party, a->number);
	else
		generate_stop(s, party, true);
	return HL_NO_CALL;
}

hl_call deed_tone(struct step *s, struct ask *a)
{
	struct hl_call_state *party = block_call(s->m, a->call->peer);
	hl_msec length = a->event->length;
	enum hl_tone tone = HL_TONE_NONE;

	if (a->event->value == 2)
		tone = HL_TONE_RINGBACK;
	else if (a->event->value == 4)
		tone = HL_TONE_BUSY;
	else if (a->event->value == 8)
		tone = HL_TONE_CONFIRM;
	if (!length)
		length = tone == HL_TONE_CONFIRM ? 500 : 10000;
	generate_tone(s, party, tone, length);
	return HL_NO_CALL;
}

hl_call deed_flash(struct step *s, struct ask *a)
{
	const struct hl_line_state *l = block_line(s->m, a->line);

	fx_add(s, HL_FX_FLASH, a->line, HL_NO_CALL)->a =
		a->event->length ? a->event->length
				 : l->set.profile.flash_send;
	return HL_NO_CALL;
}

static void set_bit(struct step *s, const struct ask *a, uint8_t bit)
{
	struct hl_line_state *l = block_line(s->m, a->line);

	if (a->event->value)
		l->does |= bit;
	else
		l->does &= (uint8_t)~bit;
	touch_line(s, a->line);
}

hl_call deed_message(struct step *s, struct ask *a)
{
	set_bit(s, a, HL_DOES_MESSAGE);
	return HL_NO_CALL;
}

hl_call deed_setdnd(struct step *s, struct ask *a)
{
	set_bit(s, a, HL_DOES_DND);
	return HL_NO_CALL;
}

hl_call deed_setforward(struct step *s, struct ask *a)
{
	static const uint8_t kinds[] = { HL_NUMBER_FORWARD, HL_NUMBER_FWDBUSY,
					 HL_NUMBER_FWDNOANSWER };

	number_set(s->m, a->line, kinds[a->event->value],
		   a->number ? a->number : "");
	touch_line(s, a->line);
	return HL_NO_CALL;
}

hl_call deed_reset(struct step *s, struct ask *a)
{
	line_release_all(s, a->line, HL_MODE_NONE);
	return HL_NO_CALL;
}
