/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pulse.c - digits to an exchange that counts pulses
 *
 * In:  digits, one at a time, of a trunk whose hl_port says pulse.
 * Out: DAHDI_DIAL, one order a digit, each when the one before is out.
 * Not: digits as tones - tone.c.
 *
 * The kernel opens and closes the loop by its own timers, so a pulse has its
 * length however late we are. DAHDI_DIAL loses 512 bytes of kernel memory a
 * call (ioctl_dahdi_dial, dahdi-base.c, never gives its argument back): five
 * megabytes in a thousand numbers of ten digits. Nothing else makes pulses. Digits as
 * tones never go this way, which judge.c sees to.
 *
 * While it dials, and 50 ms longer, the kernel gives every reader and hearer
 * of the channel silence in place of what comes in; wiring, mute and tone
 * zone stay. A write to the channel would end the digit, so nothing is
 * written meanwhile. A battery drop is not told while a pulse lasts: whether
 * there is battery is looked at when the last digit is out.
 */
#include "card.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/synth.h"
#include "holdline/tone.h"

/* [ms] the end of a digit is asked for so long after it is due (house). */
#define LATE_MS 500

static hl_msec digit_ms(char digit)
{
	hl_msec pulses = digit == '0' ? 10 : (hl_msec)(digit - '0');

	return pulses * (DAHDI_BREAK_MS + DAHDI_MAKE_MS) + DAHDI_AFTER_MS;
}

static int digit_begin(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_dialoperation dial = { .op = DAHDI_DIAL_OP_REPLACE };
	int r;

	snprintf(dial.dialstr, sizeof(dial.dialstr), "P%c", port->digits[0]);
	r = dahdi_ask(port->card, port->fd, DAHDI_DIAL, &dial);
	if (r < 0)
		return r;
	port->pulsing = true;
	port->tone_due = host->now(host->ctx) +
			 HL_MS(digit_ms(port->digits[0]) + LATE_MS);
	return 0;
}

int dahdi_pulse(struct dahdi_port *port, enum hl_tone tone)
{
	char digit = hl_tone_digit(tone);
	int r = 0;

	if (digit < '0' || digit > '9')
		return -EINVAL;
	if (!port->loop)
		return -EPROTO;
	if (port->flashing || port->digit_count == sizeof(port->digits))
		return -EBUSY;

	port->digits[port->digit_count++] = digit;
	if (!port->pulsing)
		r = digit_begin(port);
	if (r < 0)
		port->digit_count--;
	else
		port->tone = (uint8_t)tone;
	return r;
}

static void pulse_fail(struct dahdi_port *port, int error)
{
	const struct hl_host *host = &port->card->host;
	struct hl_event event;

	port->digit_count = 0;
	dahdi_event_init(port, HL_EVENT_FAILED, &event);
	event.error = error;
	host->event(host->ctx, &event);
}

void dahdi_pulse_done(struct dahdi_port *port)
{
	int r;

	if (!port->pulsing)
		return;
	port->pulsing = false;
	port->tone_due = HL_NEVER;
	memmove(port->digits, port->digits + 1, --port->digit_count);
	if (!port->digit_count) {
		dahdi_report_battery(port);
		return;
	}
	r = digit_begin(port);
	if (r < 0)
		pulse_fail(port, r);
}

/* The end of a digit is an event, and may have been lost with others. */
void dahdi_pulse_run(struct dahdi_port *port, hl_usec now)
{
	int dialling = 0;

	if (dahdi_ask(port->card, port->fd, DAHDI_DIALING, &dialling) == 0 &&
	    dialling) {
		port->tone_due = now + HL_MS(LATE_MS);
		return;
	}
	dahdi_pulse_done(port);
}
