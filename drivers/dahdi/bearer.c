/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bearer.c - B channels: voice without a loop
 *
 * In:  the way shall be open; two lines shall change their channels.
 * Out: the kernel's tones; the card's table.
 * Not: the calls on them - drivers/pri.
 *
 * Channels change hands while a call goes on: its far end may choose another
 * one, or give the one it had to a call that was held. What a line was opened
 * with stays with the line, what the kernel knows with the channel.
 */
#include "card.h"

#include <errno.h>

#include "holdline/dahdi.h"

int dahdi_way(struct dahdi_port *port, bool open)
{
	int r;

	if (port->loop == open)
		return 0;
	if (!open) {
		r = dahdi_tone(port, HL_TONE_NONE);
		if (r < 0)
			return r;
		dahdi_tone_forget(port);
	}
	port->loop = open;
	return 0;
}

static int rest_check(const struct dahdi_port *port)
{
	if (!port)
		return 0;
	if (!port->set.bearer)
		return -EINVAL;
	if (port->fd < 0)
		return -ENODEV;
	return port->loop || port->wire.kind != HL_WIRE_QUIET ||
			       port->tone != HL_TONE_NONE ||
			       dahdi_port_reads(port) ?
		       -EBUSY :
		       0;
}

static void port_place(struct dahdi_card *card, hl_line line,
		       struct dahdi_port *port)
{
	card->ports[line] = port;
	if (!port)
		return;
	port->line = line;
	port->set.line = line;
}

static int gains_change(struct dahdi_port *a, struct dahdi_port *b)
{
	int r;

	r = dahdi_gain_apply(a, &b->set);
	if (r == 0)
		r = dahdi_gain_apply(b, &a->set);
	if (r < 0)
		dahdi_gain_apply(a, &a->set);
	return r;
}

int hl_dahdi_exchange(void *ctx, hl_line a, hl_line b)
{
	struct dahdi_card *card = ctx;
	struct dahdi_port *old_a = dahdi_port_find(card, a);
	struct dahdi_port *old_b = dahdi_port_find(card, b);
	struct dahdi_ear *ear;
	struct hl_port set;
	int r;

	if (a == b || a >= HL_NO_LINE || b >= HL_NO_LINE)
		return -EINVAL;
	if (!old_a && !old_b)
		return -ENOENT;
	r = rest_check(old_a);
	if (r == 0)
		r = rest_check(old_b);
	if (r == 0)
		r = dahdi_table_grow(card, a > b ? a : b);
	if (r < 0)
		return r;

	if (old_a && old_b) {
		r = gains_change(old_a, old_b);
		if (r < 0)
			return r;
		set = old_a->set;
		old_a->set = old_b->set;
		old_b->set = set;
		ear = old_a->ear;
		old_a->ear = old_b->ear;
		old_b->ear = ear;
		old_a->set.channel = old_a->channel;
		old_b->set.channel = old_b->channel;
	}
	port_place(card, a, old_b);
	port_place(card, b, old_a);
	return 0;
}
