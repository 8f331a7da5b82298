/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pulse.c - we dial on a trunk by opening and closing its loop
 *
 * In:  digits, our own timer.
 * Out: a loop that is open and closed, one digit behind the other.
 * Not: what the exchange counts - exchange.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* As a card sends them: pulsebreaktime, pulsemaketime, pulseaftertime of
 * dahdi-base.c. */
#define BREAK_MS 50
#define MAKE_MS  50
#define AFTER_MS 750

static void step_after(struct sim_port *port, hl_msec ms)
{
	sim_timer_start(port, SIM_TIMER_PULSE, port->card->now + HL_MS(ms));
}

static void loop_open(struct sim_port *port)
{
	sim_exchange_pulse(port, false);
	step_after(port, BREAK_MS);
}

static void digit_begin(struct sim_port *port)
{
	struct sim_pulse *pulse = port->pulse;

	pulse->left = sim_phone_pulses(pulse->digits[0]);
	loop_open(port);
}

int sim_pulse_open(struct sim_port *port)
{
	port->pulse = calloc(1, sizeof(*port->pulse));
	return port->pulse ? 0 : -ENOMEM;
}

void sim_pulse_close(struct sim_port *port)
{
	sim_pulse_end(port);
	free(port->pulse);
	port->pulse = NULL;
}

bool sim_pulse_is_busy(const struct sim_port *port)
{
	return port->pulse && port->pulse->digits[0];
}

int sim_pulse_digit(struct sim_port *port, char digit)
{
	struct sim_pulse *pulse = port->pulse;
	size_t count = strlen(pulse->digits);

	if (digit >= 'A')
		return -EINVAL;
	if (count == HL_DIGITS_MAX)
		return -EBUSY;
	if (!port->closed && !count)
		return port->loop ? -EBUSY : 0; /* nobody is there to count */
	pulse->digits[count] = digit;
	pulse->digits[count + 1] = '\0';
	if (!count)
		digit_begin(port);
	return 0;
}

void sim_pulse_end(struct sim_port *port)
{
	struct sim_pulse *pulse = port->pulse;

	if (!pulse)
		return;
	sim_timer_stop(port, SIM_TIMER_PULSE);
	memset(pulse, 0, sizeof(*pulse));
}

void sim_pulse_step(struct sim_port *port)
{
	struct sim_pulse *pulse = port->pulse;

	if (!port->closed) {
		pulse->left--;
		sim_exchange_pulse(port, true);
		step_after(port, pulse->left ? MAKE_MS : AFTER_MS);
	} else if (pulse->left) {
		loop_open(port);
	} else {
		memmove(pulse->digits, pulse->digits + 1,
			strlen(pulse->digits));
		if (pulse->digits[0])
			digit_begin(port);
	}
}
