/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * want.c - how a port shall be, from the calls of its line
 *
 * In:  a line and its calls.
 * Out: wire, tone, ring, loop, listening, door: a pure function of the state.
 * Not: what the port was told before - the engine compares.
 */
#include "block.h"

/* The tone of a state that has no voice. */
static enum hl_tone tone_of(const struct hl_line_state *line,
			    const struct hl_call_state *c)
{
	switch ((enum hl_call_st)c->state) {
	case HL_CALL_DIALTONE:
		if (line->muted)
			return HL_TONE_NONE;
		return c->mode == HL_DIALTONE_SPECIAL ? HL_TONE_RECALL
						      : HL_TONE_DIAL;
	case HL_CALL_RINGBACK:
		return HL_TONE_RINGBACK;
	case HL_CALL_BUSY:
		return c->mode == HL_BUSY_TRUNK ? HL_TONE_CONGESTION
						: HL_TONE_BUSY;
	case HL_CALL_SPECIALINFO:
		return c->mode == HL_INFO_CUSTIRREG ? HL_TONE_INFO
						    : HL_TONE_CONGESTION;
	case HL_CALL_DISCONNECTED:
		return HL_TONE_BUSY;
	case HL_CALL_IDLE:
	case HL_CALL_OFFERING:
	case HL_CALL_ACCEPTED:
	case HL_CALL_DIALING:
	case HL_CALL_CONNECTED:
	case HL_CALL_PROCEEDING:
	case HL_CALL_ONHOLD:
	case HL_CALL_CONFERENCED:
	case HL_CALL_ONHOLDPENDCONF:
	case HL_CALL_ONHOLDPENDTRANSFER:
	case HL_CALL_UNKNOWN:
	case HL_CALL_STATE_COUNT:
		break;
	}
	return HL_TONE_NONE;
}

static void wire(struct hl_want *ret, enum hl_wire_kind kind, uint32_t ref)
{
	ret->wire.kind = (uint8_t)kind;
	ret->wire.ref = ref;
}

/* A connected call: what is heard depends on the other half. */
static void want_connected(struct hl_model *m, const struct hl_call_state *c,
			   struct hl_want *ret)
{
	const struct hl_call_state *p = block_call(m, c->peer);
	enum hl_call_st state;

	if (look_is_parent(c)) {
		wire(ret, HL_WIRE_CONF, c->id);
		return;
	}
	if (!p)
		return;
	state = p->state;
	if (state == HL_CALL_CONNECTED)
		wire(ret, HL_WIRE_PAIR, p->line);
	else if (state == HL_CALL_CONFERENCED)
		wire(ret, HL_WIRE_CONF, p->parent);
	else if (hl_call_state_is_hold(state) ||
		 p->reason == HL_REASON_REMINDER)
		wire(ret, HL_WIRE_MUSIC, block_line(m, p->line)->set.class);
	else if (state == HL_CALL_OFFERING || state == HL_CALL_ACCEPTED)
		ret->tone = HL_TONE_RINGBACK;
}

static enum hl_tone digit_sounding(const struct hl_call_state *c)
{
	if (c->sent == 0 || c->sent % 2 == 0)
		return HL_TONE_NONE;
	return hl_tone_of_digit(c->dial[c->sent / 2]);
}

static void want_trunk(struct hl_model *m, hl_line index,
		       const struct hl_line_state *l, struct hl_want *ret)
{
	const struct hl_call_state *c = look_active(m, index);

	if (!c || c->state == HL_CALL_DISCONNECTED)
		return;
	ret->loop = 1;
	if (c->state == HL_CALL_DIALING)
		ret->tone = (uint8_t)digit_sounding(c);
	else if (c->state == HL_CALL_CONNECTED)
		want_connected(m, c, ret);
	else
		ret->tone = (uint8_t)tone_of(l, c);
}

static enum hl_ring ring_of(struct hl_model *m, hl_line index)
{
	const struct hl_call_state *c = look_offered(m, index);

	if (c)
		return c->reason == HL_REASON_REMINDER ? HL_RING_RECALL
						       : HL_RING_NORMAL;
	return look_own(m, index) ? HL_RING_RECALL : HL_RING_NONE;
}

/*
 * The door in "auto": edges while digits may come or the receiver is down,
 * the kernel's judgement in talk and hold. It never changes inside a break.
 */
static enum hl_door door_of(const struct hl_line_state *l, bool digits)
{
	if (l->set.door != HL_DOOR_AUTO)
		return l->set.door;
	if (l->hook.open)
		return l->want.door;
	if (digits || !l->hook.lifted)
		return HL_DOOR_EDGES;
	return HL_DOOR_GESTURES;
}

static void want_station(struct hl_model *m, hl_line index,
			 const struct hl_line_state *l, struct hl_want *ret)
{
	const struct hl_call_state *c;
	bool digits = false;

	if (!l->hook.lifted) {
		ret->ring = (uint8_t)ring_of(m, index);
	} else {
		ret->loop = 1;
		c = look_active(m, index);
		if (c) {
			digits = (c->state == HL_CALL_DIALTONE &&
				  !l->muted) ||
				 c->state == HL_CALL_DIALING;
			if (c->state == HL_CALL_CONNECTED)
				want_connected(m, c, ret);
			else
				ret->tone = (uint8_t)tone_of(l, c);
		}
		ret->listen = digits;
	}
	ret->door = (uint8_t)door_of(l, digits);
}

void want_make(struct hl_model *m, hl_line index, struct hl_want *ret)
{
	const struct hl_line_state *l = block_line(m, index);

	memset(ret, 0, sizeof(*ret));
	if (l->set.kind == HL_KIND_TRUNK)
		want_trunk(m, index, l, ret);
	else
		want_station(m, index, l, ret);
}
