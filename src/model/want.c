/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * want.c - how a port shall be, from the calls of its line
 *
 * In:  a line and its calls.
 * Out: wire, tone, ring, loop, listening, door: a pure function of the state.
 * Not: what the port was told before - the engine compares.
 */
#include "block.h"

#include "holdline/clid.h"

/* The tone of a state that has no voice. */
static enum hl_tone tone_of(const struct hl_line_state *line,
			    const struct hl_call_state *c)
{
	switch ((enum hl_call_st)c->state) {
	case HL_CALL_DIALTONE:
		if (line->muted)
			return HL_TONE_NONE;
		if (line->deadline[HL_TIMER_CONFIRM] != HL_NEVER)
			return HL_TONE_CONFIRM;
		if (c->mode == HL_DIALTONE_SPECIAL)
			return HL_TONE_RECALL;
		/* Something waits, or calls do not arrive here. */
		return line->does & (HL_DOES_MESSAGE | HL_DOES_DND) ||
				       line->has & 1u << HL_NUMBER_FORWARD
			       ? HL_TONE_STUTTER
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
		return c->mode & (HL_GONE_CONGESTION | HL_GONE_NODIALTONE)
			       ? HL_TONE_CONGESTION
			       : HL_TONE_BUSY;
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

/* Several stations of one address in a call: numbers of their own. */
#define SHARED_REF 0x80000000u

/* LINECALLTREATMENT_: what a party hears that waits or is held. */
static void want_treatment(struct hl_model *m, unsigned treatment,
			   hl_line holder, struct hl_want *ret)
{
	const struct hl_line_state *l = block_line(m, holder);

	if (treatment == 2)
		ret->tone = HL_TONE_RINGBACK;
	else if (treatment == 3)
		ret->tone = HL_TONE_BUSY;
	else if (treatment >= 0x100)
		wire(ret, HL_WIRE_MUSIC, treatment - 0x100);
	else if (treatment != 1)
		wire(ret, HL_WIRE_MUSIC, l ? l->set.class : 0);
}

static void want_member(struct hl_model *m, const struct hl_call_state *p,
			struct hl_want *ret)
{
	const struct hl_call_state *parent = block_call(m, p->parent);

	/* Alone in a conference that its maker holds. */
	if (hl_call_state_is_hold(parent->state) &&
	    look_members(m, parent) < 2)
		want_treatment(m, p->treatment, p->line, ret);
	else
		wire(ret, HL_WIRE_CONF, conf_ref(m, parent));
}

/* Thinks about what a flash shall mean, or the key of an order sounds on. */
static bool is_unheard(const struct hl_line_state *l)
{
	return l->order || l->deadline[HL_TIMER_KEYUP] != HL_NEVER;
}

static void want_talk(struct hl_model *m, const struct hl_call_state *c,
		      const struct hl_call_state *p, struct hl_want *ret)
{
	if (is_unheard(block_line(m, p->line)) && !bridge_talking(m, p)) {
		want_treatment(m, p->treatment, p->line, ret);
		return;
	}
	/* A party that is sent digits hears those and is heard by nobody. */
	if (p->flags & HL_FLAG_GENERATE)
		return;
	if (bridge_talking(m, c) || bridge_talking(m, p))
		wire(ret, HL_WIRE_CONF, c->conversation | SHARED_REF);
	else
		wire(ret, HL_WIRE_PAIR, p->line);
}

/* A connected call: what is heard depends on the other half. */
static void want_connected(struct hl_model *m, const struct hl_call_state *c,
			   struct hl_want *ret)
{
	const struct hl_call_state *p = bridge_far(m, c);

	if (isdn_is_away(c))
		return;
	if (p && p->farhold == HL_FARHOLD_GONE) {
		want_treatment(m, p->treatment, p->line, ret);
		return;
	}
	if (p && isdn_is_away(p))
		return;
	if (c->flags & HL_FLAG_GENERATE)
		ret->tone = block_line(m, c->line)->beep;
	else if (look_is_parent(c))
		wire(ret, HL_WIRE_CONF, conf_ref(m, c));
	else if (c->slot)
		want_treatment(m, c->treatment, c->redirector, ret);
	else if (p && p->state == HL_CALL_CONNECTED)
		want_talk(m, c, p, ret);
	else if (p && trunk_is_inband(m, c, p))
		wire(ret, HL_WIRE_PAIR, p->line);
	else if (p && p->state == HL_CALL_CONFERENCED)
		want_member(m, p, ret);
	else if (p && (hl_call_state_is_hold(p->state) || look_is_back(p)))
		want_treatment(m, p->treatment, p->line, ret);
	else if (p && look_is_offered(p) && p->treatment)
		want_treatment(m, p->treatment, p->line, ret);
	else if (p && look_is_offered(p))
		ret->tone = HL_TONE_RINGBACK;
}

/* A call without a voice; who waits may be treated to something else. */
static void want_tone(struct hl_model *m, const struct hl_line_state *l,
		      const struct hl_call_state *c, struct hl_want *ret)
{
	const struct hl_call_state *p = block_call(m, c->peer);

	if (p && trunk_is_inband(m, c, p))
		wire(ret, HL_WIRE_PAIR, p->line);
	else if (trunk_is_awaited(m, c))
		return;
	else if (c->state == HL_CALL_RINGBACK && p && p->treatment)
		want_treatment(m, p->treatment, p->line, ret);
	else
		ret->tone = (uint8_t)tone_of(l, c);
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
	const struct hl_call_state *offered = look_offered(m, index);

	ret->cause = l->cause;
	ret->identify = trunk_identifies(m, index);
	if (offered && l->set.isdn)
		ret->stage = isdn_stage(m, offered);
	if (!c || c->state == HL_CALL_DISCONNECTED)
		return;
	ret->loop = 1;
	if (l->set.isdn) {
		ret->stage = isdn_stage(m, c);
		ret->hold = isdn_hold_wanted(m, c) &&
			    c->wire_hold != HL_WIRE_HOLD_REFUSED;
	}
	ret->hear = trunk_hear(m, c);
	/* A menu at the far end hears keys, and an exchange would hear pulses
	 * as a flash. */
	ret->keys = l->set.sending == HL_SENDING_PULSE &&
		    c->state != HL_CALL_DIALING;
	if (isdn_is_away(c))
		return;
	if (c->state == HL_CALL_DIALING)
		ret->tone = (uint8_t)digit_sounding(c);
	else if (c->state == HL_CALL_CONNECTED)
		want_connected(m, c, ret);
	else
		want_tone(m, l, c, ret);
	ret->listen = listen_digits(m, index);
	ret->watch = listen_tones(m, index);
	ret->talk = ret->wire.kind == HL_WIRE_PAIR ||
		    ret->wire.kind == HL_WIRE_CONF;
}

static enum hl_ring ring_of(struct hl_model *m, hl_line index)
{
	const struct hl_call_state *c = look_offered(m, index);

	const struct hl_line_state *l = block_line(m, index);

	if (c && look_is_back(c))
		return l->set.bell[HL_CALLER_BACK];
	if (c)
		return l->set.bell[c->origin == HL_ORIGIN_EXTERNAL
					   ? HL_CALLER_EXTERNAL
					   : HL_CALLER_INTERNAL];
	if (look_own(m, index))
		return l->set.bell[HL_CALLER_BACK];
	return l->deadline[HL_TIMER_SPLASH] != HL_NEVER ? HL_RING_SPLASH
							: HL_RING_NONE;
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
	if (digits || !l->hook.lifted || l->set.hangup_delay)
		return HL_DOOR_EDGES;
	return HL_DOOR_GESTURES;
}

/* A tone into the talk: another call waits, or somebody is still held. */
static bool is_beeping(const struct hl_line_state *l)
{
	return (l->deadline[HL_TIMER_WAITTONE] != HL_NEVER &&
		l->waited % 2 == 1) ||
	       l->does & HL_DOES_BEEP;
}

/* Data goes as caller ID does; digits have no word for it. */
static bool takes_data(const struct hl_line_settings *set)
{
	return (set->messages == HL_MESSAGES_FSK ||
		set->messages == HL_MESSAGES_AUTO) &&
	       (set->clid == HL_CLID_BELLCORE || set->clid == HL_CLID_ETSI);
}

static void want_messages(const struct hl_line_state *l, struct hl_want *ret)
{
	bool waits = l->does & HL_DOES_MESSAGE;

	ret->lamp = waits && (l->set.messages == HL_MESSAGES_LAMP ||
			      l->set.messages == HL_MESSAGES_AUTO);
	if (takes_data(&l->set))
		ret->display = waits ? HL_CLID_LAMP_ON : HL_CLID_LAMP_OFF;
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
			if (l->order)
				ret->tone = HL_TONE_RECALL;
			else if (c->state == HL_CALL_CONNECTED &&
				 !is_unheard(l))
				want_connected(m, c, ret);
			else if (c->state != HL_CALL_CONNECTED)
				want_tone(m, l, c, ret);
			if (!ret->tone && c->state != HL_CALL_DIALING &&
			    is_beeping(l))
				ret->tone = HL_TONE_WAITING;
		} else if (look_offered(m, index)) {
			/* Whom he talked to is gone, another call waits. */
			ret->tone = HL_TONE_WAITING;
		} else if (l->does & HL_DOES_HOWL) {
			ret->tone = HL_TONE_HOWLER;
		} else if (l->does & HL_DOES_BEEP) {
			ret->tone = HL_TONE_WAITING;
		}
		ret->listen = (look_on(m, index, HL_SWITCH_DTMF) &&
			       (digits || l->order)) ||
			      listen_digits(m, index);
		ret->watch = listen_tones(m, index);
		ret->talk = ret->wire.kind == HL_WIRE_PAIR ||
			    ret->wire.kind == HL_WIRE_CONF;
	}
	want_messages(l, ret);
	ret->door = (uint8_t)door_of(l, digits || l->order);
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
