/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * caller.c - an exchange rings us, and says who calls
 *
 * In:  a caller, the form in which this exchange tells; our own timer.
 * Out: the cadence, a reversed battery, the sound of the message.
 * Not: what is told, and where in the ringing - src/media/announce.c.
 */
#include "card.h"

#include <stdlib.h>
#include <string.h>

/* Damage: so many samples are missing, so far from the end: inside every
 * message that is long enough for a number; 60 and 120 ms (house). */
#define GARBLED 480u
#define GARBLED_FROM_END 960u

void sim_caller_free(struct sim_caller *caller)
{
	if (!caller)
		return;
	hl_announce_close(caller->announce);
	free(caller->sound);
	free(caller);
}

void sim_caller_end(struct sim_port *port)
{
	sim_timer_stop(port, SIM_TIMER_CALLER);
	sim_caller_free(port->exchange->caller);
	port->exchange->caller = NULL;
	sim_hear_caller(port);
}

static hl_msec plan_length(const struct hl_ring_plan *plan, unsigned steps)
{
	hl_msec length = 0;
	unsigned i;

	for (i = 0; i < steps; i++)
		length += plan->step_ms[i];
	return length;
}

hl_msec sim_caller_next(const struct hl_ring_plan *plan, hl_msec since)
{
	hl_msec total = plan_length(plan, plan->count);
	hl_msec lead = plan_length(plan, plan->loop);
	hl_msec begin = 0;
	unsigned i;

	if (total == lead || (plan->once && since >= total))
		return 0;
	if (since >= total)
		since = lead + (since - lead) % (total - lead);
	for (i = 0; i < plan->count; i++) {
		if (i % 2 == 0 && begin > since)
			return begin - since;
		begin += plan->step_ms[i];
	}
	return plan->once ? 0 : total - since;
}

/* Without memory we hear silence for as long. */
static void sound_make(struct sim_port *port)
{
	struct sim_caller *caller = port->exchange->caller;
	unsigned length = hl_announce_length(caller->announce);

	caller->sound_at = port->card->now;
	caller->length = 0;
	caller->sound = calloc(length, sizeof(*caller->sound));
	if (!caller->sound)
		return;
	caller->length =
		hl_announce_read(caller->announce, caller->sound, length);
	if (caller->garbled && length > GARBLED_FROM_END)
		memset(caller->sound + length - GARBLED_FROM_END, 0,
		       GARBLED * sizeof(*caller->sound));
}

void sim_caller_say(struct sim_port *port)
{
	sound_make(port);
}

static const struct hl_announce_form *form_of(const struct sim_port *port)
{
	const struct hl_announce_form *own = &port->exchange->manner.form;

	return own->kind != HL_CLID_NONE ? own : &port->form;
}

/* From now on until the first burst; the sound begins in it or before. */
static void told_ring(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;
	struct sim_caller *caller = exchange->caller;
	struct hl_ring_plan plan = exchange->plan;
	hl_usec now = port->card->now;
	hl_msec length;
	unsigned bursts;

	bursts = hl_announce_ring(caller->announce, &plan, &exchange->plan);
	if (hl_announce_reverses(caller->announce))
		sim_exchange_polarity(port, NULL);
	if (bursts) {
		length = plan_length(&exchange->plan, 2 * bursts - 1);
		sim_timer_start(port, SIM_TIMER_CALLER, now + HL_MS(length));
		return;
	}
	sound_make(port);
	length = hl_announce_length(caller->announce) / 8 +
		 hl_announce_gap_ms(caller->announce);
	exchange->ring_at = now + HL_MS(length);
}

void sim_caller_ring(struct sim_port *port, struct sim_caller *caller)
{
	struct sim_exchange *exchange = port->exchange;
	hl_usec now = port->card->now;

	sim_caller_end(port);
	sim_exchange_phase(port, HL_SIM_PHASE_RINGING, HL_TONE_NONE);
	exchange->plan = port->card->zone->ring[HL_RING_NORMAL];
	exchange->ring_at = now;
	exchange->rung = false;
	exchange->caller = caller;
	sim_hear_caller(port);
	if (caller && caller->tells &&
	    hl_announce_open(&caller->clid, form_of(port),
			     &caller->announce) == 0)
		told_ring(port);
	if (exchange->ring_at > now)
		sim_timer_start(port, SIM_TIMER_BURST, exchange->ring_at);
	else
		sim_exchange_burst(port);
}

void sim_caller_mix(const struct sim_port *port, uint64_t sample, int32_t *sum,
		    unsigned n)
{
	const struct sim_caller *caller = port->exchange->caller;
	uint64_t since;
	unsigned i;

	if (!caller || !caller->sound || !sim_port_is_seen(port))
		return;
	since = sample - sim_mix_sample(caller->sound_at);
	for (i = 0; i < n && since + i < caller->length; i++)
		sum[i] += caller->sound[since + i];
}
