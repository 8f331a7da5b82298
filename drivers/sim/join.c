/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * join.c - B channels that are one wire, and cards that share a clock
 *
 * In:  two trunks, of one card or of two.
 * Out: what is due first on any of the cards; digits that pass the wire.
 * Not: sound - mix.c asks the other end for it.
 */
#include "card.h"

#include <errno.h>

struct sim_item *sim_join_first(struct sim_card *card, hl_usec now)
{
	struct sim_card *other = card;
	struct sim_item *first = NULL;
	struct sim_item *item;

	do {
		item = sim_queue_first(&other->queue);
		if (item && item->at <= now && (!first || item->at < first->at))
			first = item;
		other = other->shared;
	} while (other != card);
	return first;
}

static bool is_shared(const struct sim_card *card, const struct sim_card *with)
{
	const struct sim_card *other = card;

	do {
		if (other == with)
			return true;
		other = other->shared;
	} while (other != card);
	return false;
}

/* Two rings become one. */
static void clock_share(struct sim_card *a, struct sim_card *b)
{
	struct sim_card *next = a->shared;

	if (is_shared(a, b))
		return;
	sim_card_catch_up(a);
	sim_card_catch_up(b);
	a->shared = b->shared;
	b->shared = next;
}

int hl_sim_join(void *card, int channel, void *other, int far)
{
	struct sim_port *a;
	struct sim_port *b;
	int r;

	r = sim_port_get(card, channel, HL_KIND_TRUNK, &a);
	if (r == 0)
		r = sim_port_get(other, far, HL_KIND_TRUNK, &b);
	if (r < 0)
		return r;
	if (a == b)
		return -EINVAL;
	if (a->joined || b->joined)
		return -EBUSY;
	clock_share(card, other);
	a->joined = b;
	b->joined = a;
	return 0;
}

static void wire_cut(struct sim_port *port)
{
	if (!port->joined)
		return;
	sim_card_catch_up(port->card);
	port->joined->joined = NULL;
	port->joined = NULL;
}

int hl_sim_part(void *card, int channel)
{
	struct sim_port *port = sim_port_find(card, channel);

	if (!port)
		return -ENOENT;
	wire_cut(port);
	return 0;
}

void sim_join_leave(struct sim_card *card)
{
	struct sim_card *before = card;
	unsigned i;

	for (i = 1; i <= HL_LINES_MAX; i++)
		if (card->channel[i])
			wire_cut(card->channel[i]);
	while (before->shared != card)
		before = before->shared;
	before->shared = card->shared;
	card->shared = card;
}

void sim_join_heard(struct sim_port *port, char digit)
{
	struct sim_report report = {
		.kind = HL_EVENT_DIGIT,
		.digit = digit,
	};

	if (!sim_port_is_live(port))
		return;
	if (port->listen)
		sim_report_add(port, &report);
	sim_phone_carry(port, digit);
}

void sim_join_digit(struct sim_port *port, char digit)
{
	if (port->joined && sim_port_is_live(port))
		sim_join_heard(port->joined, digit);
}

/* ---- lines that change places ------------------------------------------- */

static bool port_is_quiet(const struct sim_port *port)
{
	return !port->loop && port->ring == HL_RING_NONE &&
	       port->tone == HL_TONE_NONE && !port->listen && !port->watch &&
	       !port->told && port->wire.kind == HL_WIRE_QUIET &&
	       !(port->heard && port->heard->hears);
}

/* What a line was opened with stays with the line. */
static void settings_swap(struct sim_port *a, struct sim_port *b)
{
	struct sim_port was = *a;

	a->cycles = b->cycles;
	a->silence = b->silence;
	a->rx = b->rx;
	a->tx = b->tx;
	a->echo = b->echo;
	b->cycles = was.cycles;
	b->silence = was.silence;
	b->rx = was.rx;
	b->tx = was.tx;
	b->echo = was.echo;
}

static int port_judge(const struct sim_port *port)
{
	if (!port)
		return 0;
	if (!port->bearer)
		return -EINVAL;
	if (port->lost)
		return -ENODEV;
	return port_is_quiet(port) ? 0 : -EBUSY;
}

static void line_give(struct sim_card *card, hl_line line,
		      struct sim_port *port)
{
	card->line[line] = port;
	if (port)
		port->line = line;
}

int hl_sim_exchange(void *arg, hl_line a, hl_line b)
{
	struct sim_card *card = arg;
	struct sim_port *one;
	struct sim_port *two;
	int r;

	if (a >= HL_LINES_MAX || b >= HL_LINES_MAX)
		return -ENOENT;
	sim_card_catch_up(card);
	one = card->line[a];
	two = card->line[b];
	if (!one && !two)
		return -ENOENT;
	if (a == b)
		return -EINVAL;
	r = port_judge(one);
	if (r == 0)
		r = port_judge(two);
	if (r < 0)
		return r;
	if (one && two)
		settings_swap(one, two);
	line_give(card, a, two);
	line_give(card, b, one);
	sim_card_wake(card);
	return 0;
}
