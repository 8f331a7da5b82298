/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * primary.c - a telephone closes its loop to be told who calls
 *
 * In:  the ringing, edges of the loop, our own timer.
 * Out: the bell, the message, and the one edge that was an answer.
 * Not: the steps - src/media/primary.c; the samples - told.c; what a display
 *      does with its loop - phone.c.
 */
#include "card.h"

#include "holdline/synth.h"

/* A display answers in the pause behind the second short ring, and opens the
 * loop so long after the message (house). */
#define DISPLAY_ANSWERS_MS (3 * HL_CLID_CAR_MS + 100)
#define DISPLAY_OPENS_MS   200

/* A loop that was closed when the ringing ended is looked at so long after; the
 * battery drop of the kernel, and some more (house). */
#define LOOK_MS 810

bool sim_primary_runs(const struct sim_port *port)
{
	const struct sim_told *told = port->told;

	return told && told->asked && !hl_primary_is_over(&told->primary);
}

bool sim_primary_asks(const struct sim_port *port)
{
	return sim_primary_runs(port) &&
	       port->told->primary.state == HL_PRIMARY_CALL;
}

static void deadline_set(struct sim_port *port)
{
	hl_usec at = port->told->primary.deadline;

	if (at == HL_NEVER)
		sim_timer_stop(port, SIM_TIMER_TOLD);
	else
		sim_timer_start(port, SIM_TIMER_TOLD, at);
}

/* The engine is told of the loop that it has not been told of. */
static void lift_tell(struct sim_port *port)
{
	sim_told_end(port);
	port->ring = HL_RING_NONE;
	if (port->closed && sim_port_is_seen(port))
		sim_judge_edge(port);
}

static void play(struct sim_port *port)
{
	struct sim_told *told = port->told;
	hl_usec now = port->card->now;

	deadline_set(port);
	if (told->primary.state == HL_PRIMARY_WAIT && port->phone.holds)
		sim_phone_display_at(port, now + HL_MS(DISPLAY_OPENS_MS));
	port->ring_at = HL_NEVER;
	switch (hl_primary_play(&told->primary)) {
	case HL_PRIMARY_PLAY_CAR:
		port->ring_at = now;
		sim_phone_display_at(port, now + HL_MS(DISPLAY_ANSWERS_MS));
		break;
	case HL_PRIMARY_PLAY_DATA:
		sim_told_say(port);
		break;
	case HL_PRIMARY_PLAY_RING:
		port->ring_at = now;
		sim_told_next(port);
		break;
	case HL_PRIMARY_PLAY_LIFT:
		lift_tell(port);
		break;
	case HL_PRIMARY_PLAY_REST:
	case HL_PRIMARY_PLAY_FEED:
		break;
	}
}

void sim_primary_begin(struct sim_port *port)
{
	struct sim_told *told = port->told;
	unsigned length = hl_announce_length(told->announce);

	told->asked = true;
	told->plan = *hl_primary_car();
	port->reversed = true;
	hl_primary_begin(&told->primary,
			 (length + HL_RATE_HZ / 1000 - 1) / (HL_RATE_HZ / 1000),
			 port->card->now);
	play(port);
}

void sim_primary_step(struct sim_port *port)
{
	if (hl_primary_time(&port->told->primary, port->card->now))
		play(port);
}

bool sim_primary_hook(struct sim_port *port)
{
	if (!sim_primary_runs(port))
		return port->untold;
	if (hl_primary_loop(&port->told->primary, port->closed,
			    port->card->now))
		play(port);
	return true;
}

void sim_primary_cut(struct sim_port *port)
{
	bool closed = sim_primary_runs(port) && port->closed;

	sim_told_end(port);
	if (!closed)
		return;
	port->untold = true;
	sim_timer_start(port, SIM_TIMER_LOOK, port->card->now + HL_MS(LOOK_MS));
	if (port->phone.holds)
		sim_phone_display_at(port,
				     port->card->now + HL_MS(DISPLAY_OPENS_MS));
}

void sim_primary_look(struct sim_port *port)
{
	port->untold = false;
	if (port->closed && sim_port_is_seen(port))
		sim_judge_edge(port);
}
