/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exchange.c - the other end of a trunk, and the outside party behind it
 *
 * In:  our loop, our digits, orders to the outside party, our own timers.
 * Out: ringing, the far end's release, a reversed battery; the tone it gives.
 * Not: sound - mix.c; what the outside party says - phone.c; ringing and who
 *      calls - caller.c; its hold, its three-way call - feature.c.
 */
#include "card.h"

#include <string.h>

static void step_after(struct sim_port *port, hl_msec ms)
{
	sim_timer_start(port, SIM_TIMER_CALL, port->card->now + HL_MS(ms));
}

void sim_exchange_phase(struct sim_port *port, enum hl_sim_phase phase,
			enum hl_tone far)
{
	struct sim_exchange *exchange = port->exchange;

	/* Whom the script made speak is another party the next time. */
	if (exchange->phase == HL_SIM_PHASE_TALKING && exchange->script.speak)
		port->phone.speaking = false;
	sim_timer_stop(port, SIM_TIMER_CALL);
	sim_timer_stop(port, SIM_TIMER_BURST);
	exchange->talks = 0;
	exchange->phase = (uint8_t)phase;
	exchange->far = (uint8_t)far;
	exchange->far_at = port->card->now;
}

void sim_exchange_talk(struct sim_port *port, unsigned talks)
{
	struct sim_phone *party = &port->phone;
	const struct hl_sim_script *script = &port->exchange->script;

	sim_exchange_phase(port, HL_SIM_PHASE_TALKING, HL_TONE_NONE);
	port->exchange->talks = (uint8_t)talks;
	if (script->speak && !party->speaking) {
		party->speaking = true;
		party->speak_at = port->card->now;
	}
	if (script->talk)
		step_after(port, script->talk);
}

bool sim_exchange_talks(const struct sim_port *port)
{
	return port->exchange->phase == HL_SIM_PHASE_TALKING;
}

void sim_exchange_call(struct sim_port *port, struct sim_order *order)
{
	struct sim_caller *caller = order->caller;

	if (port->bearer || !sim_port_is_seen(port) ||
	    sim_feature_waits(port) ||
	    port->exchange->phase != HL_SIM_PHASE_IDLE)
		return;
	order->caller = NULL;
	sim_caller_ring(port, caller);
}

void sim_exchange_burst(struct sim_port *port)
{
	const struct sim_card *card = port->card;
	hl_usec since = (card->now - port->exchange->ring_at) / HL_MS(1);
	hl_msec next = sim_caller_next(&port->exchange->plan, (hl_msec)since);

	port->exchange->rung = true;
	sim_report_plain(port, HL_EVENT_RING);
	if (next)
		sim_timer_start(port, SIM_TIMER_BURST, card->now + HL_MS(next));
}

bool sim_exchange_is_ringing(const struct sim_port *port, hl_usec now)
{
	const struct sim_exchange *exchange = port->exchange;

	if (exchange->phase != HL_SIM_PHASE_RINGING ||
	    now < exchange->ring_at || !sim_port_is_seen(port))
		return false;
	return hl_ring_is_on(&exchange->plan,
			     (hl_msec)((now - exchange->ring_at) / HL_MS(1)));
}

void sim_exchange_polarity(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (!sim_port_is_seen(port))
		return;
	sim_report_plain(port, HL_EVENT_POLARITY);
	sim_hear_reversal(port);
}

static void number_end(struct sim_port *port)
{
	static const enum hl_tone refusals[HL_SIM_OUTCOME_COUNT] = {
		[HL_SIM_BUSY] = HL_TONE_BUSY,
		[HL_SIM_CONGESTION] = HL_TONE_CONGESTION,
		[HL_SIM_INFO] = HL_TONE_INFO,
	};
	const struct hl_sim_script *script = &port->exchange->script;

	if (refusals[script->outcome] != HL_TONE_NONE) {
		sim_exchange_phase(port, HL_SIM_PHASE_REFUSED,
				   refusals[script->outcome]);
		return;
	}
	sim_exchange_phase(port, HL_SIM_PHASE_ALERTING, HL_TONE_RINGBACK);
	if (script->outcome == HL_SIM_ANSWER)
		step_after(port, script->answer);
}

static enum hl_tone dial_tone(const struct sim_port *port)
{
	return port->exchange->manner.mute ? HL_TONE_NONE : HL_TONE_DIAL;
}

void sim_exchange_step(struct sim_port *port)
{
	switch ((enum hl_sim_phase)port->exchange->phase) {
	case HL_SIM_PHASE_SEIZED:
		sim_exchange_phase(port, HL_SIM_PHASE_DIALING,
				   dial_tone(port));
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
	case HL_SIM_PHASE_GONE:
		/* The tone was given for long enough. */
		sim_exchange_phase(port, HL_SIM_PHASE_GONE, HL_TONE_NONE);
		break;
	case HL_SIM_PHASE_IDLE:
	case HL_SIM_PHASE_RINGING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_COUNT:
		break;
	}
}

static void count_begin(struct sim_exchange *exchange)
{
	memset(exchange->digits, 0, sizeof(exchange->digits));
	exchange->lost = 0;
	exchange->pulses = 0;
	exchange->flashes = 0;
	exchange->flash = 0;
	exchange->counted = 0;
	exchange->spoilt = false;
}

/* Nobody is there any more: the next call finds the line as it was. */
static void all_leave(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;

	exchange->held = 0;
	exchange->waiting = false;
	exchange->joins = false;
	exchange->reversed = false;
	exchange->counted = 0;
	sim_timer_stop(port, SIM_TIMER_COUNTED);
	sim_caller_end(port);
	sim_exchange_phase(port, HL_SIM_PHASE_IDLE, HL_TONE_NONE);
}

static void loop_opened(struct sim_port *port)
{
	/* Who rings us still does when we let go of nothing. */
	if (port->exchange->phase == HL_SIM_PHASE_RINGING ||
	    sim_feature_released(port))
		return;
	all_leave(port);
}

static void loop_closed(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;

	if (exchange->phase == HL_SIM_PHASE_IDLE && exchange->glare) {
		exchange->glare = false;
		sim_exchange_phase(port, HL_SIM_PHASE_RINGING, HL_TONE_NONE);
		sim_report_plain(port, HL_EVENT_RING);
	}
	if (exchange->phase == HL_SIM_PHASE_RINGING) {
		count_begin(exchange);
		sim_caller_end(port);
		sim_exchange_talk(port, exchange->held ? exchange->held :
							 SIM_FIRST);
		exchange->held = 0;
	} else if (exchange->phase == HL_SIM_PHASE_IDLE) {
		count_begin(exchange);
		sim_exchange_phase(port, HL_SIM_PHASE_SEIZED, HL_TONE_NONE);
		step_after(port, exchange->script.dialtone);
	}
}

void sim_exchange_loop(struct sim_port *port, bool closed)
{
	sim_timer_stop(port, SIM_TIMER_FLASH);
	sim_pulse_end(port);
	port->closed = closed;
	if (port->bearer && closed)
		sim_exchange_talk(port, SIM_FIRST);
	else if (closed)
		loop_closed(port);
	else
		loop_opened(port);
}

void sim_exchange_cut(struct sim_port *port)
{
	all_leave(port);
	sim_exchange_loop(port, false);
}

void sim_exchange_flash(struct sim_port *port, hl_msec length)
{
	port->closed = false;
	port->exchange->flash = length;
	sim_timer_start(port, SIM_TIMER_FLASH, port->card->now + HL_MS(length));
}

void sim_exchange_flash_end(struct sim_port *port)
{
	port->closed = true;
	port->exchange->flashes++;
	if (port->exchange->manner.features)
		sim_feature_flash(port);
}

void sim_exchange_answer(struct sim_port *port)
{
	struct sim_exchange *exchange = port->exchange;

	if (exchange->phase != HL_SIM_PHASE_ALERTING)
		return;
	if (exchange->held) {
		exchange->joins = true;
		sim_exchange_talk(port, SIM_SECOND);
		return;
	}
	if (exchange->script.reversal) {
		exchange->reversed = true;
		sim_exchange_polarity(port, NULL);
	}
	sim_exchange_talk(port, SIM_FIRST);
}

/* The outside party is gone: what each exchange then does. */
static void leave(struct sim_port *port)
{
	static const enum hl_tone tones[HL_SIM_LEAVE_COUNT] = {
#define X(id, word, tone, meaning) HL_TONE_##tone,
		HL_SIM_LEAVES(X)
#undef X
	};
	struct sim_exchange *exchange = port->exchange;
	const struct hl_sim_manner *manner = &exchange->manner;

	sim_exchange_phase(port, HL_SIM_PHASE_GONE, tones[manner->leave]);
	if (tones[manner->leave] != HL_TONE_NONE && manner->leave_ms)
		step_after(port, manner->leave_ms);
	if (!sim_port_is_seen(port))
		return;
	if (manner->leave == HL_SIM_LEAVE_BATTERY) {
		sim_report_plain(port, HL_EVENT_FARGONE);
	} else if (manner->leave == HL_SIM_LEAVE_POLARITY) {
		exchange->reversed = false;
		sim_report_plain(port, HL_EVENT_POLARITY);
	}
}

void sim_exchange_release(struct sim_port *port)
{
	switch ((enum hl_sim_phase)port->exchange->phase) {
	case HL_SIM_PHASE_RINGING:
		all_leave(port);
		break;
	case HL_SIM_PHASE_SEIZED:
	case HL_SIM_PHASE_DIALING:
	case HL_SIM_PHASE_ALERTING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_TALKING:
		if (!sim_feature_left(port))
			leave(port);
		break;
	case HL_SIM_PHASE_IDLE:
	case HL_SIM_PHASE_GONE:
	case HL_SIM_PHASE_COUNT:
		break;
	}
}

/* ---- battery ------------------------------------------------------------ */

/* A card says so when it has missed it for so long (wctdm: battalarm). */
#define DEAD_MS 1000

void sim_exchange_battery(struct sim_port *port, struct sim_order *order)
{
	bool current = port->closed && sim_port_is_seen(port);

	if (port->dead == !order->value)
		return;
	sim_timer_stop(port, SIM_TIMER_BATTERY);
	if (!order->value) {
		sim_exchange_cut(port);
		if (current)
			sim_report_plain(port, HL_EVENT_FARGONE);
		port->dead = true;
		sim_timer_start(port, SIM_TIMER_BATTERY,
				port->card->now + HL_MS(DEAD_MS));
		return;
	}
	port->dead = false;
	if (port->alarm)
		sim_port_alarm(port, &(struct sim_order){ .value = false });
	else
		sim_exchange_loop(port, port->loop && !port->lost);
}

void sim_exchange_dead(struct sim_port *port)
{
	sim_port_alarm(port, &(struct sim_order){ .value = true });
}

/* ---- digits ------------------------------------------------------------- */

static void digit_keep(struct sim_exchange *exchange, char digit)
{
	size_t count = strlen(exchange->digits);

	if (count == HL_DIGITS_MAX) {
		memmove(exchange->digits, exchange->digits + 1, count - 1);
		count--;
	}
	exchange->digits[count] = digit;
}

void sim_exchange_dialled(struct sim_port *port, char digit)
{
	struct sim_exchange *exchange = port->exchange;

	if (exchange->phase == HL_SIM_PHASE_DIALING) {
		sim_exchange_phase(port, HL_SIM_PHASE_DIALING, HL_TONE_NONE);
		digit_keep(exchange, digit);
		step_after(port, exchange->script.route);
	} else if (exchange->phase == HL_SIM_PHASE_TALKING) {
		digit_keep(exchange, digit);
	} else {
		exchange->lost++;
	}
}

void sim_exchange_digit(struct sim_port *port, char digit)
{
	if (port->exchange->manner.deaf && !sim_exchange_talks(port))
		port->exchange->lost++;
	else
		sim_exchange_dialled(port, digit);
}

/* No pulse for so long: the digit is complete (DAHDI_PULSETIMEOUT). */
#define COUNTED_MS 250

void sim_exchange_pulse(struct sim_port *port, bool closed)
{
	struct sim_exchange *exchange = port->exchange;

	port->closed = closed;
	sim_timer_stop(port, SIM_TIMER_COUNTED);
	if (!closed) {
		if (exchange->phase == HL_SIM_PHASE_DIALING)
			sim_exchange_phase(port, HL_SIM_PHASE_DIALING,
					   HL_TONE_NONE);
		else
			exchange->spoilt = true;
		return;
	}
	exchange->counted++;
	sim_timer_start(port, SIM_TIMER_COUNTED,
			port->card->now + HL_MS(COUNTED_MS));
}

void sim_exchange_counted(struct sim_port *port)
{
	static const char digits[] = "?1234567890*#";
	struct sim_exchange *exchange = port->exchange;
	unsigned count = exchange->counted;

	bool spoilt = exchange->spoilt;

	exchange->counted = 0;
	exchange->spoilt = false;
	if (spoilt || exchange->phase != HL_SIM_PHASE_DIALING ||
	    count >= sizeof(digits) - 1) {
		exchange->lost++;
		return;
	}
	exchange->pulses++;
	sim_exchange_dialled(port, digits[count]);
}
