/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire.c - who is wired to whom
 *
 * In:  rows of who-hears-whom; the two rows of a pair are made at once.
 * Out: the parties that a port hears.
 * Not: whether they say anything - mix.c.
 */
#include "card.h"

#include <errno.h>

static struct sim_port **wire_bucket(const struct sim_port *port)
{
	return &port->card->conf[port->wire.ref % SIM_BUCKETS];
}

static struct sim_port *wire_peer(const struct sim_port *port)
{
	return port->card->line[port->wire.ref];
}

static void conf_join(struct sim_port *port)
{
	struct sim_port **bucket = wire_bucket(port);

	port->conf_prev = NULL;
	port->conf_next = *bucket;
	if (*bucket)
		(*bucket)->conf_prev = port;
	*bucket = port;
}

static void conf_leave(struct sim_port *port)
{
	if (port->conf_prev)
		port->conf_prev->conf_next = port->conf_next;
	else
		*wire_bucket(port) = port->conf_next;
	if (port->conf_next)
		port->conf_next->conf_prev = port->conf_prev;
	port->conf_next = NULL;
	port->conf_prev = NULL;
}

/* A pair ends for both: nobody goes on hearing a line that left it. */
static void wire_undo(struct sim_port *port)
{
	static const struct hl_wire quiet = { HL_WIRE_QUIET, 0 };

	if (sim_told_is_muted(port))
		sim_told_end(port);

	switch ((enum hl_wire_kind)port->wire.kind) {
	case HL_WIRE_PAIR:
		if (sim_told_is_muted(wire_peer(port)))
			sim_told_end(wire_peer(port));
		wire_peer(port)->wire = quiet;
		break;
	case HL_WIRE_CONF:
		conf_leave(port);
		break;
	case HL_WIRE_QUIET:
	case HL_WIRE_MUSIC:
	case HL_WIRE_COUNT:
		break;
	}
	port->wire = quiet;
}

static void pair_make(struct sim_port *a, struct sim_port *b)
{
	wire_undo(a);
	wire_undo(b);
	a->wire.kind = HL_WIRE_PAIR;
	a->wire.ref = b->line;
	b->wire.kind = HL_WIRE_PAIR;
	b->wire.ref = a->line;
}

static bool is_half(const struct hl_move *a, const struct hl_move *b)
{
	return a->wire.kind == HL_WIRE_PAIR && b->wire.kind == HL_WIRE_PAIR &&
	       a->wire.ref == b->line && b->wire.ref == a->line;
}

bool sim_wire_is_made(const struct hl_move *moves, unsigned i)
{
	unsigned k;

	for (k = 0; k < i; k++) {
		if (is_half(&moves[k], &moves[i]))
			return true;
	}
	return false;
}

/* The other half follows, before the other line is moved elsewhere. */
static bool is_whole(const struct hl_move *moves, unsigned i, unsigned n)
{
	unsigned k;

	for (k = i + 1; k < n; k++) {
		if (is_half(&moves[i], &moves[k]))
			return true;
		if (moves[k].line == moves[i].wire.ref)
			return false;
	}
	return false;
}

static int pair_find(const struct sim_port *port, const struct hl_move *moves,
		     unsigned i, unsigned n, struct sim_port **ret)
{
	uint32_t ref = moves[i].wire.ref;
	struct sim_port *other;

	other = ref < HL_LINES_MAX ? port->card->line[ref] : NULL;
	if (!other)
		return -ENOENT;
	if (other == port)
		return -EINVAL;
	if (other->lost)
		return -ENODEV;
	if (!is_whole(moves, i, n) && !sim_wire_hears(port, other))
		return -EINVAL;
	*ret = other;
	return 0;
}

int sim_wire_set(struct sim_port *port, const struct hl_move *moves, unsigned i,
		 unsigned n)
{
	const struct hl_wire *wire = &moves[i].wire;
	struct sim_port *other;
	int r;

	if (wire->kind >= HL_WIRE_COUNT)
		return -EINVAL;
	if (wire->kind == HL_WIRE_MUSIC && wire->ref >= HL_CLASSES_MAX)
		return -ENOENT;
	if (wire->kind == HL_WIRE_PAIR) {
		r = pair_find(port, moves, i, n, &other);
		if (!r)
			pair_make(port, other);
		return r;
	}

	wire_undo(port);
	port->wire = *wire;
	if (wire->kind == HL_WIRE_CONF)
		conf_join(port);
	return 0;
}

void sim_wire_clear(struct sim_port *port)
{
	wire_undo(port);
}

static bool conf_is_same(const struct sim_port *a, const struct sim_port *b)
{
	return a->wire.kind == HL_WIRE_CONF && b->wire.kind == HL_WIRE_CONF &&
	       a->wire.ref == b->wire.ref;
}

/* Who is being told something is away for the others. */
static struct sim_port *conf_from(const struct sim_port *port,
				  struct sim_port *other)
{
	while (other && (other == port || !conf_is_same(other, port) ||
			 sim_told_is_muted(other)))
		other = other->conf_next;
	return other;
}

struct sim_port *sim_wire_first(const struct sim_port *port)
{
	struct sim_port *peer;

	if (sim_told_is_muted(port))
		return NULL;
	if (port->wire.kind == HL_WIRE_PAIR) {
		peer = wire_peer(port);
		return sim_told_is_muted(peer) ? NULL : peer;
	}
	if (port->wire.kind == HL_WIRE_CONF)
		return conf_from(port, *wire_bucket(port));
	return NULL;
}

struct sim_port *sim_wire_next(const struct sim_port *port,
			       const struct sim_port *other)
{
	if (port->wire.kind != HL_WIRE_CONF)
		return NULL;
	return conf_from(port, other->conf_next);
}

bool sim_wire_hears(const struct sim_port *port, const struct sim_port *other)
{
	if (port->wire.kind == HL_WIRE_PAIR)
		return wire_peer(port) == other;
	return port != other && conf_is_same(port, other);
}
