/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sim.c - the driver "sim": the near side of the virtual card
 *
 * In:  the engine's operations, each at host->now().
 * Out: ports as the engine wants them.
 * Not: time and what it brings - card.c; the far side - orders.c.
 */
#include "card.h"

#include <errno.h>
#include <stdio.h>

static int fault_take(struct sim_card *card, enum hl_sim_op op)
{
	struct sim_fault *fault = &card->fault[op];

	fault->calls++;
	if (!fault->nth || --fault->nth)
		return 0;
	return fault->error;
}

static struct sim_port *line_find(const struct sim_card *card, hl_line line)
{
	return line < HL_LINES_MAX ? card->line[line] : NULL;
}

/* What every operation on a line begins with. */
static int op_begin(struct sim_card *card, hl_line line, enum hl_sim_op op,
		    struct sim_port **ret)
{
	struct sim_port *port;
	int r;

	r = fault_take(card, op);
	if (r < 0)
		return r;
	sim_card_catch_up(card);
	sim_card_wake(card);
	port = line_find(card, line);
	if (!port)
		return -ENOENT;
	if (port->lost)
		return -ENODEV;

	*ret = port;
	return 0;
}

static int open_find(struct sim_card *card, const struct hl_port *wanted,
		     struct sim_port **ret, const char **why)
{
	int r;

	*why = "the line's number is out of range: take a lower one";
	if (wanted->line >= HL_LINES_MAX)
		return -EINVAL;
	*why = "no memory: stop something else";
	r = sim_port_get(card, wanted->channel, (int)wanted->kind, ret);
	if (r == -ENOENT)
		*why = "the virtual card has no such channel: give it more";
	if (r != -ENOTSUP)
		return r;
	*why = "this channel is of the other kind: change kind";
	return -EINVAL;
}

static int open_check(const struct sim_card *card, const struct sim_port *port,
		      hl_line line, const char **why)
{
	*why = "the card of this channel was taken out: put it back";
	if (port->lost)
		return -ENODEV;
	*why = "this line has a channel already: close that first";
	if (card->line[line])
		return -EEXIST;
	*why = "another line has this channel: name it once";
	return sim_port_is_open(port) ? -EBUSY : 0;
}

static int open_try(struct sim_card *card, const struct hl_port *wanted,
		    struct sim_port **ret, const char **why)
{
	struct sim_port *port;
	int r;

	*why = "refused by hl_sim_fail(): try again";
	r = fault_take(card, HL_SIM_OP_OPEN);
	if (r < 0)
		return r;
	sim_card_catch_up(card);
	r = open_find(card, wanted, &port, why);
	if (r < 0)
		return r;
	r = open_check(card, port, wanted->line, why);
	if (r < 0)
		return r;
	*ret = port;
	return 0;
}

/* What it is opened with. */
static int port_take(struct sim_port *port, const struct hl_port *wanted)
{
	bool trunk = wanted->kind == HL_KIND_TRUNK;
	int r;

	port->profile = wanted->profile;
	port->form.kind = wanted->clid;
	port->form.variant = wanted->clid_variant;
	port->form.place = wanted->clid_place;
	port->cycles = wanted->cycles;
	port->silence = wanted->silence;
	port->rx = sim_mix_gain(wanted->rx_gain);
	port->tx = sim_mix_gain(wanted->tx_gain);
	port->bearer = trunk && wanted->bearer;
	r = trunk ? sim_hear_open(port) : 0;
	if (r == 0 && trunk && wanted->sending == HL_SENDING_PULSE)
		r = sim_pulse_open(port);
	if (r < 0)
		sim_hear_close(port);
	return r;
}

static int line_open(void *arg, const struct hl_port *wanted, char *why,
		     size_t size)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	const char *sentence;
	int r;

	r = open_try(card, wanted, &port, &sentence);
	sim_card_wake(card);
	if (r < 0) {
		if (why && size)
			snprintf(why, size, "channel %d: %s", wanted->channel,
				 sentence);
		return r;
	}

	r = port_take(port, wanted);
	if (r < 0) {
		if (why && size)
			snprintf(why, size, "channel %d: no memory: stop "
				 "something else", wanted->channel);
		return r;
	}
	port->line = wanted->line;
	card->line[wanted->line] = port;
	sim_port_reset(port);
	sim_card_wake(card);
	return 0;
}

static void line_close(void *arg, hl_line line)
{
	struct sim_card *card = arg;
	struct sim_port *port = line_find(card, line);

	if (!port)
		return;
	sim_card_catch_up(card);
	sim_port_reset(port);
	sim_report_forget(port);
	sim_pulse_close(port);
	sim_hear_close(port);
	port->bearer = false;
	card->line[line] = NULL;
	port->line = HL_NO_LINE;
	sim_card_wake(card);
}

static int op_truth(void *arg, hl_line line, struct hl_truth *ret)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_TRUTH, &port);
	if (r < 0)
		return r;
	ret->closed = port->kind == HL_KIND_TRUNK ? port->loop : port->closed;
	ret->ringing = sim_exchange_is_ringing(port, card->now);
	ret->alarm = port->alarm;
	return 0;
}

static int op_ring(void *arg, hl_line line, enum hl_ring ring)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_RING, &port);
	if (r < 0)
		return r;
	if ((unsigned)ring >= HL_RING_COUNT)
		return -EINVAL;
	if (port->kind != HL_KIND_STATION)
		return ring == HL_RING_NONE ? 0 : -ENOTSUP;
	if (ring != HL_RING_NONE && (port->loop || port->untold))
		return -EBUSY; /* as a kernel line that is off hook */
	/* Ended while it waits for a ringing, the message waits on. */
	if (ring == HL_RING_NONE && port->ring != HL_RING_NONE)
		sim_primary_cut(port);
	else if (ring != HL_RING_NONE)
		sim_told_ring(port, ring);
	port->ring = (uint8_t)ring;
	sim_card_wake(card);
	return 0;
}

static int op_loop(void *arg, hl_line line, bool closed)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_LOOP, &port);
	if (r < 0)
		return r;
	if (port->loop == closed)
		return 0;
	port->loop = closed;
	sim_told_end(port);
	if (port->kind == HL_KIND_TRUNK) {
		sim_exchange_loop(port, closed && sim_port_is_seen(port));
	} else if (closed) {
		port->ring = HL_RING_NONE; /* as DAHDI_OFFHOOK does */
		sim_phone_listened(port);
	}
	sim_card_wake(card);
	return 0;
}

static int op_flash(void *arg, hl_line line, hl_msec length)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_FLASH, &port);
	if (r < 0)
		return r;
	if (port->kind != HL_KIND_TRUNK || port->bearer)
		return -ENOTSUP;
	if (length < 1 || length > HL_HOOK_LONGEST)
		return -EINVAL;
	if (!port->loop)
		return -EPROTO;
	if (!port->closed || sim_pulse_is_busy(port))
		return -EBUSY;
	sim_exchange_flash(port, length);
	sim_card_wake(card);
	return 0;
}

static int op_tone(void *arg, hl_line line, enum hl_tone tone)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_TONE, &port);
	if (r < 0)
		return r;
	if ((unsigned)tone >= HL_TONE_COUNT)
		return -EINVAL;
	if (port->pulse && !port->keys && hl_tone_digit(tone)) {
		r = sim_pulse_digit(port, hl_tone_digit(tone));
		sim_card_wake(card);
		return r;
	}
	/* The tone that announces the waiting call; else the talk changes. */
	if (tone != HL_TONE_WAITING && tone != HL_TONE_NONE)
		sim_told_end(port);
	sim_port_tone(port, tone);
	sim_card_wake(card);
	return 0;
}

static int set_listen(struct sim_port *port, unsigned value)
{
	if (value && !port->listen) {
		port->listen_at = port->card->now;
		sim_phone_listened(port);
	}
	port->listen = value;
	sim_card_wake(port->card);
	return 0;
}

static int op_watch(void *arg, hl_line line, const struct hl_watch_tone *tones)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_WATCH, &port);
	if (r < 0)
		return r;
	r = sim_watch_set(port, tones);
	sim_card_wake(card);
	return r;
}

static int op_announce(void *arg, hl_line line, const struct hl_clid *clid)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	r = op_begin(card, line, HL_SIM_OP_ANNOUNCE, &port);
	if (r < 0)
		return r;
	r = sim_told_begin(port, clid);
	sim_card_wake(card);
	return r;
}

static int set_lamp(struct sim_port *port, unsigned value)
{
	if (port->kind != HL_KIND_STATION)
		return -ENOTSUP;
	port->lamp = value;
	return 0;
}

static int set_echo(struct sim_port *port, unsigned value)
{
	port->echo = value;
	return 0;
}

static int set_hear(struct sim_port *port, unsigned value)
{
	int r;

	if (port->kind != HL_KIND_TRUNK)
		return value ? -ENOTSUP : 0;
	if (value & ~(HL_HEAR_SETUP | (HL_HEAR_BIT(HL_PROGRESS_COUNT) - 1)))
		return -EINVAL;
	r = sim_hear_set(port, value);
	sim_card_wake(port->card);
	return r;
}

static int set_identify(struct sim_port *port, unsigned value)
{
	int r;

	if (port->kind != HL_KIND_TRUNK)
		return value ? -ENOTSUP : 0;
	r = sim_hear_identify(port, value);
	sim_card_wake(port->card);
	return r;
}

static int set_keys(struct sim_port *port, unsigned value)
{
	port->keys = value;
	return 0;
}

static int set_door(struct sim_port *port, unsigned value)
{
	if (value != HL_DOOR_EDGES && value != HL_DOOR_GESTURES)
		return -EINVAL;
	/* A trunk has no loop to judge. */
	if (port->kind == HL_KIND_STATION)
		port->door = (uint8_t)value;
	return 0;
}

/* What a port can be set to, and the operation that counts it. */
static const struct {
	enum hl_sim_op op;
	int (*set)(struct sim_port *port, unsigned value);
} sets[HL_PORT_SET_COUNT] = {
	[HL_SET_DOOR] = { HL_SIM_OP_DOOR, set_door },
	[HL_SET_LISTEN] = { HL_SIM_OP_LISTEN, set_listen },
	[HL_SET_LAMP] = { HL_SIM_OP_LAMP, set_lamp },
	[HL_SET_ECHO] = { HL_SIM_OP_ECHO, set_echo },
	[HL_SET_HEAR] = { HL_SIM_OP_HEAR, set_hear },
	[HL_SET_IDENTIFY] = { HL_SIM_OP_IDENTIFY, set_identify },
	[HL_SET_KEYS] = { HL_SIM_OP_KEYS, set_keys },
};

static int op_set(void *arg, hl_line line, enum hl_port_set what,
		  unsigned value)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	if ((unsigned)what >= HL_PORT_SET_COUNT || !sets[what].set)
		return -ENOTSUP;
	r = op_begin(card, line, sets[what].op, &port);
	return r < 0 ? r : sets[what].set(port, value);
}

static int op_patch(void *arg, const struct hl_move *moves, unsigned n,
		    unsigned *done)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	unsigned i;
	int r = 0;

	for (i = 0; i < n; i++) {
		if (sim_wire_is_made(moves, i))
			continue;
		r = op_begin(card, moves[i].line, HL_SIM_OP_PATCH, &port);
		if (!r)
			r = sim_wire_set(port, moves, i, n);
		if (r < 0)
			break;
	}
	*done = i;
	return r;
}

static int op_music(void *arg, unsigned class, const struct hl_music *music)
{
	struct sim_card *card = arg;
	int r;

	r = fault_take(card, HL_SIM_OP_MUSIC);
	if (r < 0)
		return r;
	if (class >= HL_CLASSES_MAX)
		return -ENOENT;
	sim_card_catch_up(card);
	card->class[class].music = music;
	card->class[class].since = card->now;
	sim_card_wake(card);
	return 0;
}

const struct hl_driver hl_driver_sim = {
	.name = "sim",
	.caps = HL_CAP_EDGES | HL_CAP_GESTURES | HL_CAP_DTMF | HL_CAP_TONES,
	.card_open = sim_card_open,
	.card_close = sim_card_close,
	.line_open = line_open,
	.line_close = line_close,
	.truth = op_truth,
	.ring = op_ring,
	.loop = op_loop,
	.flash = op_flash,
	.tone = op_tone,
	.set = op_set,
	.watch = op_watch,
	.announce = op_announce,
	.patch = op_patch,
	.music = op_music,
	.run = sim_card_run,
};
