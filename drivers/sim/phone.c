/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * phone.c - the party on a port: hands on hook and keys, a mouth
 *
 * In:  orders whose instant has come; our own timers.
 * Out: the loop opens and closes (judge.c hears of it), keys go down and up.
 * Not: sound - mix.c; what an exchange makes of it - exchange.c.
 */
#include "card.h"

#include <stdlib.h>

/* A detector must accept a digit of this length (Q.24, AT&T column); here it
 * reports at that moment. */
#define HEARD_MS 40
/* Recall key of a telephone whose line nobody has opened (Panasonic 600). */
#define FLASH_MS 600
/* A display that has answered and is told nothing hangs up (house). */
#define GIVE_UP_MS 3000

static hl_usec soon(const struct sim_port *port, hl_msec ms)
{
	return port->card->now + HL_MS(ms);
}

static void contact_set(struct sim_port *port, bool closed)
{
	if (port->closed == closed)
		return;
	port->closed = closed;
	if (!sim_told_hook(port) && sim_port_is_seen(port))
		sim_judge_edge(port);
}

static void contact_bounce(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;

	sim_timer_stop(port, SIM_TIMER_HAND);
	if (!phone->bounce)
		return;
	phone->moves = (uint8_t)(2 * phone->bounce - 1);
	sim_timer_start(port, SIM_TIMER_HAND, soon(port, phone->width_ms));
}

void sim_phone_contact(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;

	contact_set(port, !port->closed);
	if (!phone->moves)
		return;
	phone->moves--;
	sim_timer_start(port, SIM_TIMER_HAND, soon(port, phone->width_ms));
}

void sim_party_lift(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (port->kind == HL_KIND_TRUNK) {
		sim_exchange_answer(port);
		return;
	}
	if (port->phone.lifted)
		return;
	port->phone.lifted = true;
	contact_set(port, true);
	contact_bounce(port);
}

void sim_party_hangup(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	sim_phone_forget(port);
	if (port->kind == HL_KIND_TRUNK) {
		sim_exchange_release(port);
		return;
	}
	if (!port->phone.lifted)
		return;
	port->phone.lifted = false;
	contact_set(port, port->phone.holds);
	contact_bounce(port);
}

void sim_phone_display_at(struct sim_port *port, hl_usec at)
{
	if (port->phone.display)
		sim_timer_start(port, SIM_TIMER_ANSWER, at);
}

/* Without a message it opens the loop by itself. */
void sim_phone_display_acts(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;

	if (!phone->holds && !sim_primary_asks(port))
		return;
	phone->holds = !phone->holds;
	if (phone->holds)
		sim_timer_start(port, SIM_TIMER_ANSWER, soon(port, GIVE_UP_MS));
	contact_set(port, phone->holds || phone->lifted);
}

void sim_party_speak(struct sim_port *port, struct sim_order *order)
{
	struct sim_phone *phone = &port->phone;

	if (order->value && !phone->speaking)
		phone->speak_at = port->card->now;
	phone->speaking = order->value;
}

static hl_msec flash_length(const struct sim_port *port)
{
	const struct hl_profile *profile = &port->profile;

	if (!sim_port_is_open(port))
		return FLASH_MS;
	return ((hl_msec)profile->flash_min + profile->flash_max) / 2;
}

void sim_phone_break(struct sim_port *port, struct sim_order *order)
{
	hl_msec length = order->value ? order->value : flash_length(port);

	if (!port->phone.lifted)
		return;
	contact_set(port, false);
	port->phone.moves = 0;
	sim_timer_start(port, SIM_TIMER_HAND, soon(port, length));
}

static void key_down(struct sim_port *port, char key)
{
	struct sim_phone *phone = &port->phone;

	phone->key = key;
	phone->key_at = port->card->now;
	phone->told = false;
	phone->carried = false;
	sim_timer_start(port, SIM_TIMER_HEARD, soon(port, HEARD_MS));
	sim_timer_start(port, SIM_TIMER_DIAL,
			soon(port, phone->number->how.on));
}

static void key_up(struct sim_port *port)
{
	port->phone.key = 0;
	sim_timer_stop(port, SIM_TIMER_HEARD);
}

static void pulse_open(struct sim_port *port)
{
	port->phone.open = true;
	contact_set(port, false);
	sim_timer_start(port, SIM_TIMER_DIAL,
			soon(port, port->phone.number->how.on));
}

static void pulse_close(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;
	const struct hl_sim_dial *how = &phone->number->how;

	phone->open = false;
	phone->pulses--;
	contact_set(port, true);
	sim_timer_start(port, SIM_TIMER_DIAL,
			soon(port, phone->pulses ? how->off : how->gap));
}

uint8_t sim_phone_pulses(char digit)
{
	if (digit == '*')
		return 11;
	if (digit == '#')
		return 12;
	return digit == '0' ? 10 : (uint8_t)(digit - '0');
}

static void digit_begin(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;
	struct sim_number *number = phone->number;
	char digit;

	if (!number->digits[phone->digit]) {
		phone->number = number->next;
		phone->digit = 0;
		free(number);
		number = phone->number;
	}
	if (!number)
		return;

	digit = number->digits[phone->digit++];
	if (!number->how.pulse) {
		key_down(port, digit);
		return;
	}
	phone->pulses = sim_phone_pulses(digit);
	pulse_open(port);
}

void sim_phone_dial(struct sim_port *port, struct sim_order *order)
{
	struct sim_phone *phone = &port->phone;
	struct sim_number **last = &phone->number;

	if (port->kind == HL_KIND_STATION && !phone->lifted)
		return;
	while (*last)
		last = &(*last)->next;
	*last = order->number;
	order->number = NULL;
	if (last == &phone->number)
		digit_begin(port);
}

void sim_phone_answer(struct sim_port *port, char digit, hl_msec on,
		      hl_msec off)
{
	struct sim_number *number;

	if (port->phone.number)
		return;
	number = calloc(1, sizeof(*number));
	if (!number)
		return;
	number->digits[0] = digit;
	number->how.on = on;
	number->how.off = off;
	port->phone.number = number;
	digit_begin(port);
}

void sim_phone_dial_on(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;

	if (phone->key) {
		key_up(port);
		sim_timer_start(port, SIM_TIMER_DIAL,
				soon(port, phone->number->how.off));
	} else if (phone->open) {
		pulse_close(port);
	} else if (phone->pulses) {
		pulse_open(port);
	} else {
		digit_begin(port);
	}
}

void sim_phone_carry(struct sim_port *port, char digit)
{
	struct sim_port *other;

	for (other = sim_wire_first(port); other;
	     other = sim_wire_next(port, other)) {
		if (other->kind != HL_KIND_TRUNK || !sim_port_is_live(other) ||
		    !sim_wire_hears(other, port))
			continue;
		if (other->joined)
			sim_join_digit(other, digit);
		else
			sim_exchange_digit(other, digit);
	}
}

/* What an exchange hears over the wire it takes for a digit, as always. */
static void key_carry(struct sim_port *port)
{
	if (port->phone.carried || port->kind != HL_KIND_STATION)
		return;
	port->phone.carried = true;
	sim_phone_carry(port, port->phone.key);
}

void sim_phone_heard(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;
	struct sim_report report = {
		.kind = HL_EVENT_DIGIT,
		.digit = phone->key,
	};
	hl_usec sure = port->listen_at + HL_MS(HEARD_MS);

	if (!sim_port_is_live(port))
		return;
	if (port->kind == HL_KIND_TRUNK &&
	    port->exchange->phase != HL_SIM_PHASE_TALKING)
		return;
	key_carry(port);
	if (!phone->told && sim_told_digit(port, phone->key)) {
		phone->told = true;
		return;
	}
	if (!port->listen || phone->told)
		return;
	if (sure > port->card->now) {
		sim_timer_start(port, SIM_TIMER_HEARD, sure);
		return;
	}
	phone->told = true;
	sim_report_add(port, &report);
}

void sim_phone_listened(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;

	if (!phone->key || phone->told || sim_timer_runs(port, SIM_TIMER_HEARD))
		return;
	sim_timer_start(port, SIM_TIMER_HEARD, soon(port, HEARD_MS));
}

void sim_phone_forget(struct sim_port *port)
{
	struct sim_phone *phone = &port->phone;
	struct sim_number *number;

	while (phone->number) {
		number = phone->number;
		phone->number = number->next;
		free(number);
	}
	phone->digit = 0;
	phone->pulses = 0;
	phone->open = false;
	key_up(port);
	sim_timer_stop(port, SIM_TIMER_DIAL);
}
