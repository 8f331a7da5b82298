/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feature.c - an exchange that takes flashes: hold, three-way, call waiting
 *
 * In:  our flashes, calls that come while we talk, who leaves.
 * Out: who is talked to and who is held there; recall dial tone.
 * Not: everything that an exchange without features does - exchange.c.
 *
 * The line has two parties at most. Who joins them by a flash is the maker of
 * the second call; who was called by the second one swaps.
 */
#include "card.h"

static unsigned other_of(unsigned party)
{
	return party == SIM_FIRST ? SIM_SECOND : SIM_FIRST;
}

/* Another number may come: it is taken as the first one was. */
static void consult(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	uint8_t held = exchange->talks;

	sim_exchange_phase(port, HL_SIM_PHASE_DIALING, HL_TONE_RECALL);
	exchange->held = held;
}

static void swap(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	uint8_t talks = exchange->talks;

	sim_exchange_talk(port, exchange->held);
	exchange->held = talks;
}

static void take_waiting(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	uint8_t talks = exchange->talks;

	exchange->waiting = false;
	exchange->joins = false;
	sim_exchange_talk(port, other_of(talks));
	exchange->held = talks;
}

static void go_back(struct sim_port *port)
{
	uint8_t held = port->exchange->held;

	port->exchange->held = 0;
	sim_exchange_talk(port, held);
}

void sim_feature_flash(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	bool talking = sim_exchange_talks(port);

	if (talking && exchange->waiting) {
		take_waiting(port);
	} else if (talking && exchange->held && exchange->joins) {
		exchange->held = 0;
		sim_exchange_talk(port, SIM_FIRST | SIM_SECOND);
	} else if (talking && exchange->held) {
		swap(port);
	} else if (talking && exchange->talks == (SIM_FIRST | SIM_SECOND)) {
		sim_exchange_talk(port, SIM_FIRST);
	} else if (talking) {
		consult(port);
	} else if (exchange->held) {
		go_back(port);
	}
}

bool sim_feature_waits(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;

	if (!exchange->manner.features || !sim_exchange_talks(port) ||
	    exchange->held || exchange->waiting ||
	    exchange->talks == (SIM_FIRST | SIM_SECOND))
		return false;
	exchange->waiting = true;
	exchange->far = HL_TONE_WAITING;
	exchange->far_at = port->card->now;
	return true;
}

bool sim_feature_left(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;

	if (exchange->talks == (SIM_FIRST | SIM_SECOND)) {
		sim_exchange_talk(port, SIM_FIRST);
		return true;
	}
	if (!exchange->held)
		return false;
	/* Nothing is heard; a flash brings back who is held. */
	sim_exchange_phase(port, HL_SIM_PHASE_REFUSED, HL_TONE_NONE);
	return true;
}

bool sim_feature_released(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	unsigned left = exchange->held;

	if (exchange->waiting)
		left = other_of(exchange->talks);
	if (!left)
		return false;
	exchange->waiting = false;
	exchange->joins = false;
	exchange->held = (uint8_t)left;
	sim_caller_ring(port, NULL);
	return true;
}
