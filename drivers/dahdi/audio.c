/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * audio.c - who hears whom, carried by the kernel
 *
 * In:  moves: this line shall hear that.
 * Out: DAHDI_SETCONF on the line's own channel.
 * Not: which moves - src/media/patch.c; what music sounds like - music.c.
 *
 * A pair is two MONITORs, each on the other: what is played to one of them is
 * mixed in and heard by it alone. A conference is the kernel's. A held party
 * only listens in the conference of its music class.
 *
 * A watcher is not told when the line it watches is closed: it would hear the
 * line's next user. So a pair is made or ended on both sides or on none, and
 * nothing of a one-sided one is left behind, whatever failed.
 */
#include "card.h"

#include <errno.h>

#include <dahdi/user.h>

/* An order to be silent must come through. */
#define QUIET_TRIES 3

static const struct hl_wire quiet = { .kind = HL_WIRE_QUIET };

static bool is_pair_with(const struct dahdi_port *port, hl_line line)
{
	return port && port->wire.kind == HL_WIRE_PAIR &&
	       port->wire.ref == line;
}

static struct dahdi_port *partner_of(const struct dahdi_port *port)
{
	if (port->wire.kind != HL_WIRE_PAIR)
		return NULL;
	return dahdi_port_find(port->card, (hl_line)port->wire.ref);
}

/* ---- conferences -------------------------------------------------------- */

static struct dahdi_conf *conf_find(struct dahdi_card *card, uint32_t ref)
{
	unsigned i;

	for (i = 0; i < card->conf_count; i++)
		if (card->confs[i].ref == ref)
			return &card->confs[i];
	return NULL;
}

static bool conf_has_member(const struct dahdi_card *card, uint32_t ref)
{
	const struct dahdi_port *port;
	unsigned i;

	for (i = 0; i < card->lines; i++) {
		port = card->ports[i];
		if (port && port->wire.kind == HL_WIRE_CONF &&
		    port->wire.ref == ref)
			return true;
	}
	return false;
}

/* The kernel frees the number when the last member leaves. */
static void conf_prune(struct dahdi_card *card, uint32_t ref)
{
	struct dahdi_conf *conf = conf_find(card, ref);

	if (conf && !conf_has_member(card, ref))
		*conf = card->confs[--card->conf_count];
}

static int conf_number(struct dahdi_card *card, uint32_t ref, int *ret)
{
	const struct dahdi_conf *conf = conf_find(card, ref);

	if (!conf && card->conf_count == DAHDI_CONFS_MAX)
		return -ENOSPC;
	/* -1 asks the kernel for a free one. */
	*ret = conf ? conf->confno : -1;
	return 0;
}

static void conf_note(struct dahdi_card *card, uint32_t ref, int confno)
{
	if (conf_find(card, ref))
		return;
	card->confs[card->conf_count].ref = ref;
	card->confs[card->conf_count++].confno = confno;
}

/* ---- one channel -------------------------------------------------------- */

static int pair_plan(const struct dahdi_port *port, uint32_t ref,
		     struct dahdi_confinfo *ret)
{
	const struct dahdi_port *other;

	other = ref < HL_NO_LINE ? dahdi_port_find(port->card, (hl_line)ref) :
				   NULL;
	if (!other)
		return -ENOENT;
	if (other == port)
		return -EINVAL;
	if (other->fd < 0)
		return -ENODEV;
	ret->confmode = DAHDI_CONF_MONITOR;
	ret->confno = other->channel;
	return 0;
}

static int wire_plan(const struct dahdi_port *port, const struct hl_wire *wire,
		     struct dahdi_confinfo *ret)
{
	switch (wire->kind) {
	case HL_WIRE_QUIET:
		return 0;
	case HL_WIRE_PAIR:
		return pair_plan(port, wire->ref, ret);
	case HL_WIRE_CONF:
		ret->confmode = DAHDI_CONF_CONF | DAHDI_CONF_TALKER |
				DAHDI_CONF_LISTENER;
		return conf_number(port->card, wire->ref, &ret->confno);
	case HL_WIRE_MUSIC:
		ret->confmode = DAHDI_CONF_CONF | DAHDI_CONF_LISTENER;
		return dahdi_music_confno(port->card, wire->ref,
					  &ret->confno);
	default:
		return -EINVAL;
	}
}

static int wire_apply(struct dahdi_port *port, const struct hl_wire *wire)
{
	struct dahdi_confinfo conf = { 0 };
	struct hl_wire old = port->wire;
	int r;

	if (port->fd < 0)
		return -ENODEV;
	r = wire_plan(port, wire, &conf);
	if (r < 0)
		return r;
	r = dahdi_ask(port->card, port->fd, DAHDI_SETCONF, &conf);
	if (r < 0)
		return r;

	port->wire = *wire;
	if (wire->kind == HL_WIRE_CONF)
		conf_note(port->card, wire->ref, conf.confno);
	if (old.kind == HL_WIRE_CONF)
		conf_prune(port->card, old.ref);
	return 0;
}

static void silence(struct dahdi_port *port)
{
	unsigned i;

	for (i = 0; i < QUIET_TRIES; i++)
		if (wire_apply(port, &quiet) != -EINTR &&
		    port->wire.kind == HL_WIRE_QUIET)
			return;
}

/* Whoever watches the line, one or (by a fault) several. */
static void watchers_silence(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	unsigned i;

	for (i = 0; i < card->lines; i++)
		if (is_pair_with(card->ports[i], port->line))
			silence(card->ports[i]);
}

void dahdi_unwire(struct dahdi_port *port)
{
	struct hl_wire old = port->wire;

	dahdi_whisper_forget(port);
	watchers_silence(port);
	if (port->wire.kind != HL_WIRE_QUIET)
		silence(port);
	port->wire = quiet;
	if (old.kind == HL_WIRE_CONF)
		conf_prune(port->card, old.ref);
}

/* ---- lists of moves ----------------------------------------------------- */

/* What the port heard before is given back only if nobody is left alone. */
static void wire_restore(struct dahdi_port *port, const struct hl_wire *old)
{
	const struct dahdi_port *other;

	if (old->kind == HL_WIRE_PAIR) {
		other = dahdi_port_find(port->card, (hl_line)old->ref);
		if (!is_pair_with(other, port->line))
			old = &quiet;
	}
	if (wire_apply(port, old) < 0)
		silence(port);
}

static int pair_apply(struct dahdi_port *a, struct dahdi_port *b)
{
	struct hl_wire to_b = { .kind = HL_WIRE_PAIR, .ref = b->line };
	struct hl_wire to_a = { .kind = HL_WIRE_PAIR, .ref = a->line };
	struct hl_wire old = a->wire;
	int r;

	r = wire_apply(a, &to_b);
	if (r < 0)
		return r;
	r = wire_apply(b, &to_a);
	if (r < 0)
		wire_restore(a, &old);
	return r;
}

int dahdi_mute(struct dahdi_port *port, struct hl_wire *ret)
{
	struct dahdi_port *partner = partner_of(port);
	struct hl_wire old = port->wire;
	int r = 0;

	if (partner)
		r = wire_apply(partner, &quiet);
	if (r == 0 && old.kind != HL_WIRE_QUIET)
		r = wire_apply(port, &quiet);
	if (r == 0)
		*ret = old;
	else if (partner && partner->wire.kind == HL_WIRE_QUIET)
		pair_apply(port, partner);
	return r;
}

int dahdi_unmute(struct dahdi_port *port, const struct hl_wire *wire)
{
	struct dahdi_port *partner;

	if (wire->kind == HL_WIRE_QUIET)
		return 0;
	if (wire->kind != HL_WIRE_PAIR)
		return wire_apply(port, wire);
	partner = dahdi_port_find(port->card, (hl_line)wire->ref);
	return partner ? pair_apply(port, partner) : 0;
}

static bool is_half(const struct hl_move *a, const struct hl_move *b)
{
	return a->wire.kind == HL_WIRE_PAIR && b->wire.kind == HL_WIRE_PAIR &&
	       a->wire.ref == b->line && b->wire.ref == a->line;
}

/* Is move @i the second half of a pair that was made with its first? */
static bool is_made(const struct hl_move *moves, unsigned i)
{
	unsigned k;

	for (k = 0; k < i; k++)
		if (is_half(&moves[k], &moves[i]))
			return true;
	return false;
}

/*
 * A pair is made whole where its first half stands in the list; so between
 * the halves the other line must not be moved elsewhere.
 */
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

static int move_apply(struct dahdi_card *card, const struct hl_move *moves,
		      unsigned i, unsigned n)
{
	const struct hl_move *move = &moves[i];
	struct dahdi_port *port = dahdi_port_find(card, move->line);
	struct dahdi_port *other;

	if (!port)
		return -ENOENT;
	if (move->wire.kind != HL_WIRE_PAIR)
		return wire_apply(port, &move->wire);

	other = move->wire.ref < HL_NO_LINE ?
			dahdi_port_find(card, (hl_line)move->wire.ref) :
			NULL;
	if (!other)
		return -ENOENT;
	/* Said again of a pair that stands, it is made again. */
	if (!is_whole(moves, i, n) && !is_pair_with(other, port->line))
		return -EINVAL;
	return pair_apply(port, other);
}

/* A line that was moved away may have left its old partner watching it. */
static void lonely_silence(struct dahdi_card *card)
{
	struct dahdi_port *port;
	unsigned i;

	for (i = 0; i < card->lines; i++) {
		port = card->ports[i];
		if (port && port->wire.kind == HL_WIRE_PAIR &&
		    !is_pair_with(partner_of(port), port->line))
			silence(port);
	}
}

int dahdi_patch(struct dahdi_card *card, const struct hl_move *moves,
		unsigned n, unsigned *done)
{
	unsigned i;
	int r = 0;

	for (i = 0; i < n; i++)
		if (dahdi_port_find(card, moves[i].line))
			dahdi_whisper_cut(dahdi_port_find(card,
							  moves[i].line));

	for (i = 0; i < n; i++) {
		r = is_made(moves, i) ? 0 : move_apply(card, moves, i, n);
		if (r < 0)
			break;
	}

	lonely_silence(card);
	*done = i;
	return r;
}
