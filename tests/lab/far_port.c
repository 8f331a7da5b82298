/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far_port.c - an exchange port: what a trunk is plugged into
 *
 * In:  orders to ring and to drop the battery; the trunk's loop, its tones.
 * Out: seizure, answer, release, flashes, digits.
 * Not: what the exchange says - the caller, by far_line_speak().
 *
 * A port is an FXO-signalled channel in the kernel's raw mode: rxflashtime 1
 * reports every opening and closing of the loop, and they are judged here.
 */

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include "far_private.h"

/* Break of a 10 pps dial is 60..67 ms. */
#define PULSE_MAX_MS 80

/* DAHDI_DEFAULT_RXFLASHTIME, what a kernel would take for a release. */
#define RELEASE_MS 1250

/* No further pulse for so long ends a digit: DAHDI_PULSETIMEOUT. */
#define DIGIT_END_US 250000

/* The kernel refuses battery for 800 ms after a drop. */
#define FEED_RETRY_US 5000

/* So long the bell rings a loop that is closed already: a ring trip. */
#define MET_US 40000

#define CADENCE_MIN_MS 20
#define CADENCE_MAX_MS 10000

static void digit_add(struct far_line *line, enum far_event_type type,
		      char digit)
{
	struct far_port_part *port = &line->port;
	size_t length = strlen(port->digits);

	if (length < FAR_MAX_DIGITS) {
		port->digits[length] = digit;
		port->digits[length + 1] = '\0';
	}
	far_tell(line, type, digit);
}

static void tones_heard(void *ctx, const char *digits, int count)
{
	int i;

	for (i = 0; i < count; i++)
		digit_add(ctx, FAR_TONE_DIGIT, digits[i]);
}

static void seize(struct far_line *line)
{
	struct far_port_part *port = &line->port;
	int what = DAHDI_FLUSH_READ;

	port->state = FAR_PORT_SEIZED;
	port->meets = false;
	far_teller_end(line);
	port->open = false;
	port->pulses = 0;
	port->digits[0] = '\0';
	port->feed_due = true;
	port->feed_us = 0;
	dtmf_rx_init(port->dtmf, tones_heard, line);
	if (!line->audio.ear)
		ioctl(line->fd, DAHDI_FLUSH, &what);
	line->audio.heard_us = far_now_us();
}

int far_port_open(struct far_line *line)
{
	struct far_port_part *port = &line->port;
	struct dahdi_params params;
	int r;

	r = far_params(line, &params);
	if (r < 0)
		return r;
	if (params.sigtype != DAHDI_SIG_FXOKS)
		return -EINVAL;

	port->pulse_max_ms = PULSE_MAX_MS;
	port->release_ms = RELEASE_MS;
	port->dtmf = dtmf_rx_init(NULL, tones_heard, line);
	if (!port->dtmf)
		return -ENOMEM;

	params.rxflashtime = 1;
	params.debouncetime = 1;
	if (ioctl(line->fd, DAHDI_SET_PARAMS, &params) < 0)
		return -errno;
	if (params.rxisoffhook)
		seize(line);
	return 0;
}

void far_port_close(struct far_line *line)
{
	far_teller_end(line);
	if (line->port.dtmf)
		dtmf_rx_free(line->port.dtmf);
	line->port.dtmf = NULL;
}

enum far_port_state far_port_state(const struct far_line *line)
{
	return line->port.state;
}

/* --- orders ---------------------------------------------------------- */

static int cadence_set(struct far_line *line, const int *cadence_ms)
{
	struct dahdi_ring_cadence cadence = { { 0 } };
	unsigned n = 0;

	if (!cadence_ms)
		return ioctl(line->fd, DAHDI_SETCADENCE, NULL) < 0 ? -errno : 0;

	while (n < DAHDI_MAX_CADENCE && cadence_ms[n] != 0) {
		if (cadence_ms[n] < CADENCE_MIN_MS ||
		    cadence_ms[n] > CADENCE_MAX_MS)
			return -EINVAL;
		cadence.ringcadence[n] = cadence_ms[n];
		n++;
	}
	if (n == 0 || n % 2 != 0)
		return -EINVAL;
	return ioctl(line->fd, DAHDI_SETCADENCE, &cadence) < 0 ? -errno : 0;
}

int far_port_ring(struct far_line *line, const int *cadence_ms)
{
	int r;

	if (line->port.state != FAR_PORT_IDLE)
		return -EPROTO;
	r = cadence_set(line, cadence_ms);
	if (r == 0)
		r = far_hook(line, DAHDI_RING);
	if (r == 0)
		line->port.state = FAR_PORT_RUNG;
	return r;
}

int far_port_stop_ring(struct far_line *line)
{
	if (line->port.state != FAR_PORT_RUNG)
		return -EPROTO;
	far_teller_end(line);
	line->port.state = FAR_PORT_IDLE;
	return far_hook(line, DAHDI_RINGOFF);
}

void far_port_meet(struct far_line *line)
{
	line->port.meets = true;
}

/* The order to go on-hook is what makes the kernel drop the battery, as long
 * as the trunk holds its loop. */
int far_port_drop(struct far_line *line)
{
	struct far_port_part *port = &line->port;

	if (port->state != FAR_PORT_SEIZED || port->open)
		return -EPROTO;
	port->state = FAR_PORT_DROPPED;
	port->feed_due = false;
	far_audio_stop(line);
	return far_hook(line, DAHDI_ONHOOK);
}

const char *far_port_digits(const struct far_line *line)
{
	return line->port.digits;
}

void far_port_clear_digits(struct far_line *line)
{
	line->port.digits[0] = '\0';
}

void far_port_set_breaks(struct far_line *line, unsigned pulse_max_ms,
			 unsigned release_ms)
{
	line->port.pulse_max_ms = pulse_max_ms;
	line->port.release_ms = release_ms;
}

/* --- the trunk's loop ------------------------------------------------ */

/* The bell begins just now: whoever closes the loop has answered. */
static void met(struct far_line *line, uint64_t now)
{
	far_hook(line, DAHDI_RING);
	seize(line);
	line->port.feed_us = now + MET_US;
	far_tell(line, FAR_ANSWERED, 0);
}

static void loop_closed(struct far_line *line, uint64_t now)
{
	struct far_port_part *port = &line->port;
	unsigned ms = (unsigned)((now - port->open_us + 500) / 1000);

	switch (port->state) {
	case FAR_PORT_IDLE:
		if (port->meets) {
			met(line, now);
			return;
		}
		seize(line);
		far_tell(line, FAR_SEIZED, 0);
		return;
	case FAR_PORT_RUNG:
		seize(line);
		far_tell(line, FAR_ANSWERED, 0);
		return;
	case FAR_PORT_DROPPED:
		return;
	case FAR_PORT_SEIZED:
		break;
	}
	if (!port->open)
		return;
	port->open = false;
	if (ms > port->pulse_max_ms) {
		far_tell(line, FAR_FLASH, (int)ms);
		return;
	}
	port->pulses++;
	port->pulse_us = now;
	far_tell(line, FAR_PULSE, (int)port->pulses);
}

static void release(struct far_line *line)
{
	struct far_port_part *port = &line->port;

	far_hook(line, DAHDI_ONHOOK);
	port->state = FAR_PORT_IDLE;
	port->open = false;
	port->feed_due = false;
	far_audio_stop(line);
	far_tell(line, FAR_RELEASED, 0);
}

static void loop_opened(struct far_line *line, uint64_t now)
{
	struct far_port_part *port = &line->port;

	if (port->state == FAR_PORT_DROPPED) {
		port->state = FAR_PORT_IDLE;
		far_tell(line, FAR_RELEASED, 0);
	} else if (port->state == FAR_PORT_SEIZED) {
		port->open = true;
		port->open_us = now;
	}
}

void far_port_event(struct far_line *line, int event)
{
	if (event == DAHDI_EVENT_RINGOFFHOOK)
		loop_closed(line, far_now_us());
	else if (event == DAHDI_EVENT_ONHOOK)
		loop_opened(line, far_now_us());
	else if (event == DAHDI_EVENT_RINGEROFF)
		far_teller_burst_end(line);
}

static uint64_t release_us(const struct far_port_part *port)
{
	return port->open_us + (uint64_t)port->release_ms * 1000;
}

static void digit_end(struct far_line *line)
{
	struct far_port_part *port = &line->port;
	unsigned pulses = port->pulses;

	port->pulses = 0;
	if (pulses <= 10)
		digit_add(line, FAR_PULSE_DIGIT, (char)('0' + pulses % 10));
}

int far_port_step(struct far_line *line, uint64_t now)
{
	struct far_port_part *port = &line->port;
	int r;

	if (port->feed_due && now >= port->feed_us) {
		r = far_hook(line, DAHDI_OFFHOOK);
		if (r < 0 && r != -EBUSY)
			return r;
		port->feed_due = r == -EBUSY;
		port->feed_us = now + FEED_RETRY_US;
	}
	if (port->open && now >= release_us(port))
		release(line);
	if (port->pulses > 0 && !port->open &&
	    now >= port->pulse_us + DIGIT_END_US)
		digit_end(line);
	return far_teller_step(line, now);
}

uint64_t far_port_due(const struct far_line *line)
{
	const struct far_port_part *port = &line->port;
	uint64_t due = far_teller_due(line);

	if (port->feed_due && port->feed_us < due)
		due = port->feed_us;
	if (port->open && release_us(port) < due)
		due = release_us(port);
	if (port->pulses > 0 && !port->open &&
	    port->pulse_us + DIGIT_END_US < due)
		due = port->pulse_us + DIGIT_END_US;
	return due;
}

void far_port_listen(struct far_line *line, const int16_t *in, unsigned n)
{
	/* The spans carry sound whatever the loop; a wire does not. */
	if (line->port.state == FAR_PORT_SEIZED && !line->port.open)
		dtmf_rx(line->port.dtmf, in, (int)n);
}
