/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk_hold.c - a party that an analog exchange holds
 *
 * In:  a trunk whose party is held or retrieved here; dial tone heard on it.
 * Out: flashes to the exchange; what is known of the party.
 * Not: exchanges that answer to a hold - trunk_isdn.c; holding with music.
 *
 * A flash is never acknowledged. Behind it the trunk's call is unknown until
 * recall dial tone is heard, and stays so when none is. Where the trunk says
 * either, a party without that tone is held here.
 */
#include "block.h"

#define SETTLE 400 /* [ms] behind a flash, before the next one (house) */

static const struct hl_line_state *set_of(struct hl_model *m,
					  const struct hl_call_state *c)
{
	return block_line(m, c->line);
}

/* May the exchange of this trunk hold, and is it told so by flashes? */
static bool holds(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->set.kind == HL_KIND_TRUNK && !l->set.isdn &&
	       l->set.hold_at != HL_HOLD_AT_HERE;
}

/* The trunk of the party of a station's call, when its exchange holds. */
struct hl_call_state *flash_trunk(struct hl_model *m,
				  const struct hl_call_state *call)
{
	struct hl_call_state *p = call ? block_call(m, call->peer) : NULL;

	return p && holds(m, p->line) ? p : NULL;
}

static void flash(struct step *s, struct hl_call_state *c)
{
	hl_msec length = set_of(s->m, c)->set.profile.flash_send;

	fx_add(s, HL_FX_FLASH, c->line, c->id)->a = length;
	timer_run(s, c->line, HL_TIMER_FLASHED, length + SETTLE);
}

static bool is_wanted(struct hl_model *m, const struct hl_call_state *c)
{
	const struct hl_call_state *p = block_call(m, c->peer);

	if (!p || !holds(m, c->line) ||
	    c->wire_hold == HL_WIRE_HOLD_THROUGH ||
	    (c->state != HL_CALL_CONNECTED && c->state != HL_CALL_UNKNOWN))
		return false;
	return hl_call_state_is_hold(p->state) || look_is_back(p);
}

/* What was unknown is connected, as far as anybody can tell. */
void flash_known(struct step *s, struct hl_call_state *call)
{
	if (call->state != HL_CALL_UNKNOWN)
		return;
	call_go(s, call, HL_CEV_CONNECT);
	half_settle(s, call);
}

static void hold(struct step *s, struct hl_call_state *c)
{
	c->wire_hold = HL_WIRE_HOLD_ASKED;
	call_go(s, c, HL_CEV_DOUBT);
	flash(s, c);
	timer_start(s, c->line, HL_TIMER_RECALLTONE);
}

static void give_back(struct step *s, struct hl_call_state *c)
{
	if (c->wire_hold == HL_WIRE_HOLD_ASKED ||
	    c->wire_hold == HL_WIRE_HOLD_HELD)
		flash(s, c);
	c->wire_hold = HL_WIRE_HOLD_NONE;
	timer_stop(s, c->line, HL_TIMER_RECALLTONE);
	flash_known(s, c);
	touch_call(s, c);
}

/* Compare what the exchange was told with what is wanted now. */
void flash_settle(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = look_active(s->m, line);
	bool wanted;

	if (!c || !look_is_trunk(s->m, line) || l->set.isdn ||
	    c->state == HL_CALL_DISCONNECTED ||
	    l->deadline[HL_TIMER_FLASHED] != HL_NEVER)
		return;
	wanted = is_wanted(s->m, c);
	if (wanted && c->wire_hold == HL_WIRE_HOLD_NONE)
		hold(s, c);
	else if (!wanted && c->wire_hold != HL_WIRE_HOLD_NONE &&
		 c->wire_hold != HL_WIRE_HOLD_THROUGH)
		give_back(s, c);
}

/* A flash, and the time behind it, is over. */
bool flash_needs(struct hl_model *m, hl_line line)
{
	return look_is_trunk(m, line) && look_active(m, line);
}

/* The exchange was flashed to hold, and it is not known whether it does. */
bool flash_asked(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && holds(m, line) && c->wire_hold == HL_WIRE_HOLD_ASKED;
}

/* Is recall dial tone listened for? */
bool flash_listens(struct hl_model *m, hl_line line)
{
	return flash_asked(m, line) &&
	       block_line(m, line)->deadline[HL_TIMER_RECALLTONE] != HL_NEVER;
}

/* None was heard: nobody knows, or the party is held here. */
void flash_unheard(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	touch_call(s, c);
	if (block_line(s->m, line)->set.hold_at != HL_HOLD_AT_EITHER)
		return;
	c->wire_hold = HL_WIRE_HOLD_REFUSED;
	flash_known(s, c);
}

/* Are tones on it the exchange's answer to a flash, and no release? */
bool flash_owns(struct hl_model *m, const struct hl_call_state *c)
{
	const struct hl_call_state *p = block_call(m, c->peer);

	if (!holds(m, c->line))
		return false;
	if (c->wire_hold == HL_WIRE_HOLD_THROUGH)
		return p && p->state == HL_CALL_CONNECTED;
	return c->wire_hold == HL_WIRE_HOLD_ASKED ||
	       c->wire_hold == HL_WIRE_HOLD_HELD;
}

/* Return: true when what was heard is an answer to a flash. */
bool flash_heard(struct step *s, struct hl_call_state *c,
		 const struct hl_event *ev)
{
	if (!flash_owns(s->m, c))
		return false;
	if (ev->heard.kind == HL_PROGRESS_DIAL &&
	    flash_listens(s->m, c->line)) {
		c->wire_hold = HL_WIRE_HOLD_HELD;
		timer_stop(s, c->line, HL_TIMER_RECALLTONE);
		flash_known(s, c);
		touch_call(s, c);
	}
	return true;
}

/*
 * From here on the party of the trunk uses the exchange's features itself: it
 * hears its dial tone, its digits pass, and its flash goes on to it.
 */
bool flash_through(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *p = flash_trunk(s->m, call);
	hl_line line = call->line;
	uint8_t was;

	if (!p || (p->state != HL_CALL_CONNECTED &&
		   p->state != HL_CALL_UNKNOWN))
		return false;
	was = p->wire_hold;
	p->wire_hold = HL_WIRE_HOLD_THROUGH;
	timer_stop(s, p->line, HL_TIMER_RECALLTONE);
	flash_known(s, p);
	if (was != HL_WIRE_HOLD_ASKED && was != HL_WIRE_HOLD_HELD &&
	    set_of(s->m, p)->deadline[HL_TIMER_FLASHED] == HL_NEVER)
		flash(s, p);
	if (hl_call_state_is_hold(call->state))
		op_retrieve(s, line);
	touch_call(s, p);
	return true;
}

/* Does a flash of this telephone go on to the exchange? */
bool flash_passes(struct hl_model *m, const struct hl_call_state *call)
{
	const struct hl_call_state *p = flash_trunk(m, call);

	return p && call->state == HL_CALL_CONNECTED &&
	       p->state == HL_CALL_CONNECTED &&
	       p->wire_hold == HL_WIRE_HOLD_THROUGH;
}
