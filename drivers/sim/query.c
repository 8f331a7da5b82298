/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query.c - questions of the far side
 *
 * In:  hl_sim_*() calls from tests, the console, the player.
 * Out: ports as they are, both sides; nothing is changed by asking.
 * Not: sound - mix.c.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

static enum hl_tone far_tone(const struct sim_port *port)
{
	return port->kind == HL_KIND_STATION ?
		       HL_TONE_NONE :
		       (enum hl_tone)port->exchange->far;
}

/* Keeps the lowest channels, in rising order. */
static void party_insert(struct hl_sim_hears *hears, int channel)
{
	unsigned last = hears->count++;

	if (last >= HL_SIM_PARTIES_MAX) {
		last = HL_SIM_PARTIES_MAX - 1;
		if (hears->party[last] < channel)
			return;
	}
	for (; last > 0 && hears->party[last - 1] > channel; last--)
		hears->party[last] = hears->party[last - 1];
	hears->party[last] = channel;
}

/* Some tones end by themselves. */
static enum hl_tone tone_now(const struct sim_port *port)
{
	const struct sim_card *card = port->card;
	enum hl_tone tone = (enum hl_tone)port->tone;
	hl_msec length = hl_zone_tone_ms(card->zone, tone);

	if (length && sim_card_now(card) >= port->tone_at + HL_MS(length))
		return HL_TONE_NONE;
	return tone;
}

int hl_sim_hears(void *arg, int channel, struct hl_sim_hears *ret)
{
	struct sim_card *card = arg;
	struct sim_port *port = sim_port_find(card, channel);
	struct sim_port *other;

	if (!port)
		return -ENOENT;
	memset(ret, 0, sizeof(*ret));
	ret->live = sim_port_is_live(port);
	ret->told = port->told && port->told->sound;
	ret->tone = sim_told_is_muted(port) ? HL_TONE_NONE : tone_now(port);
	ret->wire = port->wire;
	ret->music = port->wire.kind == HL_WIRE_MUSIC &&
		     card->class[port->wire.ref].music &&
		     !sim_told_is_muted(port);
	for (other = sim_wire_first(port); other;
	     other = sim_wire_next(port, other)) {
		if (!sim_port_is_live(other))
			continue;
		party_insert(ret, other->channel);
		if (ret->far == HL_TONE_NONE)
			ret->far = far_tone(other);
	}
	return 0;
}

static void port_far_side(const struct sim_port *port, hl_usec now,
			  struct hl_sim_port *ret)
{
	const struct sim_exchange *exchange = port->exchange;

	ret->lifted = port->phone.lifted;
	ret->closed = port->closed;
	ret->bell =
		port->kind == HL_KIND_STATION && sim_port_has_bell(port, now);
	ret->speaking = port->phone.speaking;
	ret->key = port->phone.key;
	ret->phase = (enum hl_sim_phase)exchange->phase;
	ret->burst = sim_exchange_is_ringing(port, now);
	ret->far = (enum hl_tone)exchange->far;
	memcpy(ret->digits, exchange->digits, sizeof(ret->digits));
	ret->lost_digits = exchange->lost;
	ret->flashes = exchange->flashes;
	ret->flash = exchange->flash;
	ret->pulses = exchange->pulses;
	ret->dead = port->dead;
	ret->held = exchange->held != 0;
	ret->second = ((exchange->talks | exchange->held) & SIM_SECOND) != 0;
	ret->waiting = exchange->waiting;
}

int hl_sim_port(void *arg, int channel, struct hl_sim_port *ret)
{
	struct sim_card *card = arg;
	const struct sim_port *port = sim_port_find(card, channel);

	if (!port)
		return -ENOENT;
	memset(ret, 0, sizeof(*ret));
	ret->kind = (enum hl_line_kind)port->kind;
	ret->line = port->line;
	ret->open = sim_port_is_open(port);
	ret->lost = port->lost;
	ret->alarm = port->alarm;
	ret->loop = port->loop;
	ret->listen = port->listen;
	ret->watch = port->watch != NULL;
	ret->tone = (enum hl_tone)port->tone;
	ret->ring = (enum hl_ring)port->ring;
	ret->door = (enum hl_door)port->door;
	ret->lamp = port->lamp;
	ret->echo = port->echo;
	ret->reversed = port->reversed || port->exchange->reversed;
	ret->hear = port->heard ? (uint16_t)port->heard->hears : 0;
	ret->identify = port->identifies;
	ret->muted = sim_told_is_muted(port);
	ret->wire = port->wire;
	port_far_side(port, sim_card_now(card), ret);
	return 0;
}

bool hl_sim_bell(void *arg, int channel)
{
	struct sim_card *card = arg;
	const struct sim_port *port = sim_port_find(card, channel);

	return port && sim_port_has_bell(port, sim_card_now(card));
}

static bool port_is_used(const struct sim_port *port)
{
	if (port->kind == HL_KIND_STATION)
		return port->phone.lifted || port->ring != HL_RING_NONE ||
		       (port->told && port->told->lamp);
	return port->exchange->phase != HL_SIM_PHASE_IDLE &&
	       port->exchange->phase != HL_SIM_PHASE_GONE;
}

static bool port_is_idle(const struct sim_port *port)
{
	return port->tone == HL_TONE_NONE && port->wire.kind == HL_WIRE_QUIET &&
	       !port->loop && !port->listen && !port->watch && !port->told &&
	       !(port->heard && port->heard->hears);
}

unsigned hl_sim_stuck(void *arg)
{
	struct sim_card *card = arg;
	const struct sim_port *port;
	unsigned stuck = 0;
	unsigned i;

	for (i = 0; i < HL_LINES_MAX; i++) {
		port = card->line[i];
		if (port && !port_is_used(port) && !port_is_idle(port))
			stuck++;
	}
	return stuck;
}

uint64_t hl_sim_calls(void *arg, enum hl_sim_op op)
{
	const struct sim_card *card = arg;

	return (unsigned)op < HL_SIM_OP_COUNT ? card->fault[op].calls : 0;
}

hl_usec hl_sim_next(void *arg)
{
	const struct sim_card *card = arg;
	const struct sim_item *item = sim_queue_first(&card->queue);

	return item ? item->at : HL_NEVER;
}

const char *hl_sim_phase_name(enum hl_sim_phase value)
{
	static const char *const names[] = {
#define X(id, wire, meaning) wire,
		HL_SIM_PHASES(X)
#undef X
	};

	return (unsigned)value < HL_SIM_PHASE_COUNT ? names[value] : "?";
}

const char *hl_sim_outcome_name(enum hl_sim_outcome value)
{
	static const char *const names[] = {
#define X(id, wire, meaning) wire,
		HL_SIM_OUTCOMES(X)
#undef X
	};

	return (unsigned)value < HL_SIM_OUTCOME_COUNT ? names[value] : "?";
}

const char *hl_sim_leave_name(enum hl_sim_leave value)
{
	static const char *const names[] = {
#define X(id, word, tone, meaning) word,
		HL_SIM_LEAVES(X)
#undef X
	};

	return (unsigned)value < HL_SIM_LEAVE_COUNT ? names[value] : "?";
}
