/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exchange.c - the other end of a trunk, and the outside party behind it
 *
 * In:  our loop, our digits, orders to the outside party, our own timers.
 * Out: ringing, the far end's release, a reversed battery; the tone it gives.
 * Not: sound - mix.c; what the outside party says - phone.c.
 */
#include "card.h"

#include <string.h>

static void step_after(struct sim_port *port, hl_msec ms)
{
	sim_timer_start(port, SIM_TIMER_CALL, port->card->now + HL_MS(ms));
}

static void phase_set(struct sim_port *port, enum hl_sim_phase phase,
		      enum hl_tone far)
{
	struct sim_exchange *exchange = &port->exchange;

	/* Whom the script made speak is another party the next time. */
	if (exchange->phase == HL_SIM_PHASE_TALKING && exchange->script.speak)
		port->phone.speaking = false;
	sim_timer_stop(port, SIM_TIMER_CALL);
	sim_timer_stop(port, SIM_TIMER_BURST);
	exchange->phase = (uint8_t)phase;
	exchange->far = (uint8_t)far;
	exchange->far_at = port->card->now;
}

static void talk_begin(struct sim_port *port)
{
	struct sim_phone *party = &port->phone;
	const struct hl_sim_script *script = &port->exchange.script;

	phase_set(port, HL_SIM_PHASE_TALKING, HL_TONE_NONE);
	if (script->speak && !party->speaking) {
		party->speaking = true;
		party->speak_at = port->card->now;
	}
	if (script->talk)
		step_after(port, script->talk);
}

static hl_msec plan_length(const struct hl_ring_plan *plan)
{
	hl_msec length = 0;
	unsigned i;

	for (i = 0; i < plan->count; i++)
		length += plan->step_ms[i];
	return length;
}

/* From one burst's beginning to the next; 0 = there is none. */
static hl_msec burst_next(const struct hl_ring_plan *plan, hl_msec since)
{
	hl_msec length = plan_length(plan);
	hl_msec begin = 0;
	unsigned i;

	if (!length || plan->once)
		return 0;
	since %= length;
	for (i = 0; i < plan->count; i++) {
		if (i % 2 == 0 && begin > since)
			return begin - since;
		begin += plan->step_ms[i];
	}
	return length - since;
}

void sim_exchange_call(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (port->exchange.phase != HL_SIM_PHASE_IDLE ||
	    !sim_port_is_seen(port))
		return;
	phase_set(port, HL_SIM_PHASE_RINGING, HL_TONE_NONE);
	port->exchange.ring_at = port->card->now;
	sim_exchange_burst(port);
}

void sim_exchange_burst(struct sim_port *port)
{
	const struct sim_card *card = port->card;
	hl_usec since = (card->now - port->exchange.ring_at) / HL_MS(1);
	hl_msec next =
		burst_next(&card->zone->ring[HL_RING_NORMAL], (hl_msec)since);

	sim_report_plain(port, HL_EVENT_RING);
	if (next)
		sim_timer_start(port, SIM_TIMER_BURST, card->now + HL_MS(next));
}

bool sim_exchange_is_ringing(const struct sim_port *port, hl_usec now)
{
	const struct sim_exchange *exchange = &port->exchange;

	if (exchange->phase != HL_SIM_PHASE_RINGING || !sim_port_is_seen(port))
		return false;
	return hl_zone_ring_is_on(
		port->card->zone, HL_RING_NORMAL,
		(hl_msec)((now - exchange->ring_at) / HL_MS(1)));
}

void sim_exchange_polarity(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (sim_port_is_seen(port))
		sim_report_plain(port, HL_EVENT_POLARITY);
}

static void number_end(struct sim_port *port)
{
	const struct hl_sim_script *script = &port->exchange.script;

	switch (script->outcome) {
	case HL_SIM_ANSWER:
		phase_set(port, HL_SIM_PHASE_ALERTING, HL_TONE_RINGBACK);
		step_after(port, script->answer);
		break;
	case HL_SIM_NOANSWER:
		phase_set(port, HL_SIM_PHASE_ALERTING, HL_TONE_RINGBACK);
		break;
	case HL_SIM_BUSY:
		phase_set(port, HL_SIM_PHASE_REFUSED, HL_TONE_BUSY);
		break;
	case HL_SIM_CONGESTION:
	case HL_SIM_OUTCOME_COUNT:
		phase_set(port, HL_SIM_PHASE_REFUSED, HL_TONE_CONGESTION);
		break;
	}
}

void sim_exchange_step(struct sim_port *port)
{
	switch ((enum hl_sim_phase)port->exchange.phase) {
	case HL_SIM_PHASE_SEIZED:
		phase_set(port, HL_SIM_PHASE_DIALING, HL_TONE_DIAL);
		break;
	case HL_SIM_PHASE_DIALING:
		number_end(port);
		break;
	case HL_SIM_PHASE_ALERTING:
		sim_exchange_answer(port);
		break;
	case HL_SIM_PHASE_TALKING:
		sim_exchange_release(port);
		break;
	case HL_SIM_PHASE_IDLE:
	case HL_SIM_PHASE_RINGING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_GONE:
	case HL_SIM_PHASE_COUNT:
		break;
	}
}

static void count_begin(struct sim_exchange *exchange)
{
	memset(exchange->digits, 0, sizeof(exchange->digits));
	exchange->lost = 0;
	exchange->flashes = 0;
	exchange->flash = 0;
}

void sim_exchange_loop(struct sim_port *port, bool closed)
{
	struct sim_exchange *exchange = &port->exchange;

	sim_timer_stop(port, SIM_TIMER_FLASH);
	port->closed = closed;
	if (!closed) {
		/* Who rings us still does when we let go of nothing. */
		if (exchange->phase != HL_SIM_PHASE_RINGING)
			phase_set(port, HL_SIM_PHASE_IDLE, HL_TONE_NONE);
		return;
	}

	if (exchange->phase == HL_SIM_PHASE_RINGING) {
		count_begin(exchange);
		talk_begin(port);
	} else if (exchange->phase == HL_SIM_PHASE_IDLE) {
		count_begin(exchange);
		phase_set(port, HL_SIM_PHASE_SEIZED, HL_TONE_NONE);
		step_after(port, exchange->script.dialtone);
	}
}

void sim_exchange_cut(struct sim_port *port)
{
	phase_set(port, HL_SIM_PHASE_IDLE, HL_TONE_NONE);
	sim_exchange_loop(port, false);
}

void sim_exchange_flash(struct sim_port *port, hl_msec length)
{
	port->closed = false;
	port->exchange.flash = length;
	sim_timer_start(port, SIM_TIMER_FLASH, port->card->now + HL_MS(length));
}

void sim_exchange_flash_end(struct sim_port *port)
{
	port->closed = true;
	port->exchange.flashes++;
}

void sim_exchange_answer(struct sim_port *port)
{
	struct sim_exchange *exchange = &port->exchange;

	if (exchange->phase != HL_SIM_PHASE_ALERTING)
		return;
	if (exchange->script.reversal)
		sim_exchange_polarity(port, NULL);
	talk_begin(port);
}

void sim_exchange_release(struct sim_port *port)
{
	switch ((enum hl_sim_phase)port->exchange.phase) {
	case HL_SIM_PHASE_RINGING:
		phase_set(port, HL_SIM_PHASE_IDLE, HL_TONE_NONE);
		break;
	case HL_SIM_PHASE_SEIZED:
	case HL_SIM_PHASE_DIALING:
	case HL_SIM_PHASE_ALERTING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_TALKING:
		phase_set(port, HL_SIM_PHASE_GONE, HL_TONE_NONE);
		if (sim_port_is_seen(port))
			sim_report_plain(port, HL_EVENT_FARGONE);
		break;
	case HL_SIM_PHASE_IDLE:
	case HL_SIM_PHASE_GONE:
	case HL_SIM_PHASE_COUNT:
		break;
	}
}

static void digit_keep(struct sim_exchange *exchange, char digit)
{
	size_t count = strlen(exchange->digits);

	if (count == HL_DIGITS_MAX) {
		memmove(exchange->digits, exchange->digits + 1, count - 1);
		count--;
	}
	exchange->digits[count] = digit;
}

void sim_exchange_digit(struct sim_port *port, char digit)
{
	struct sim_exchange *exchange = &port->exchange;

	if (exchange->phase == HL_SIM_PHASE_DIALING) {
		phase_set(port, HL_SIM_PHASE_DIALING, HL_TONE_NONE);
		digit_keep(exchange, digit);
		step_after(port, exchange->script.route);
	} else if (exchange->phase == HL_SIM_PHASE_TALKING) {
		digit_keep(exchange, digit);
	} else {
		exchange->lost++;
	}
}
