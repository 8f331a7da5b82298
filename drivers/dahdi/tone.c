/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tone.c - tones and digits to the party on the line
 *
 * In:  one of enum hl_tone.
 * Out: DAHDI_SENDTONE for what the kernel plays by itself; samples, written
 *      ahead, for what it does not.
 * Not: the samples of a tone - src/media/synth.c.
 *
 * The kernel plays a tone without waking us, so a tone goes to it where it
 * has the same one. Written are: tones of ours (hold, confirm), tones whose
 * row in the kernel's table is faulty or missing, and digits. A digit of
 * SENDTONE sounds until it is stopped, so a late wake-up makes two equal
 * digits one; written, each has its length and its pause whatever happens
 * here. Digits wait for each other, and end by themselves.
 *
 * What is written goes before what the kernel plays, and stops it. A write is
 * refused while an event waits (ELAST), and events are not reported from
 * inside an operation: then run() does it, at once.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/synth.h"
#include "holdline/zone.h"

/* [ms] the kernel's queue of a channel */
#define QUEUE_MS (DAHDI_BLOCK * DAHDI_BLOCKS * 1000u / HL_RATE_HZ)

/* [ms] written silence after a digit; ITU-T Q.24: at least 40. */
#define DIGIT_PAUSE_MS 60

#define NO_KERNEL_TONE DAHDI_TONE_STOP

/* clang-format off */
static const struct {
	enum hl_tone tone;
	int number;
} kernel_tones[] = {
	{ HL_TONE_DIAL,       DAHDI_TONE_DIALTONE },
	{ HL_TONE_RECALL,     DAHDI_TONE_DIALRECALL },
	{ HL_TONE_STUTTER,    DAHDI_TONE_STUTTER },
	{ HL_TONE_RINGBACK,   DAHDI_TONE_RINGTONE },
	{ HL_TONE_BUSY,       DAHDI_TONE_BUSY },
	{ HL_TONE_CONGESTION, DAHDI_TONE_CONGESTION },
	{ HL_TONE_INFO,       DAHDI_TONE_INFO },
	{ HL_TONE_WAITING,    DAHDI_TONE_CALLWAIT },
};
/* clang-format on */

static int kernel_number(const struct dahdi_card *card, enum hl_tone tone)
{
	unsigned i;

	if (card->zone && hl_zone_correction(card->zone->country, tone))
		return NO_KERNEL_TONE;

	for (i = 0; i < sizeof(kernel_tones) / sizeof(kernel_tones[0]); i++)
		if (kernel_tones[i].tone == tone)
			return kernel_tones[i].number;
	return NO_KERNEL_TONE;
}

static int send_tone(struct dahdi_port *port, int number)
{
	return dahdi_ask_int(port->card, port->fd, DAHDI_SENDTONE, number);
}

static int written_drop(struct dahdi_port *port)
{
	int r;

	if (port->queued) {
		r = dahdi_ask_int(port->card, port->fd, DAHDI_FLUSH,
				  DAHDI_FLUSH_WRITE);
		if (r < 0)
			return r;
	}
	port->queued = false;
	port->written = false;
	port->pulsing = false;
	port->digit_count = 0;
	port->tone_due = HL_NEVER;
	return 0;
}

void dahdi_tone_forget(struct dahdi_port *port)
{
	written_drop(port);
	port->tone = HL_TONE_NONE;
}

static bool is_digit(enum hl_tone tone)
{
	return hl_tone_digit(tone) != 0;
}

static int tone_stop(struct dahdi_port *port)
{
	int r = 0;

	if (port->written)
		r = written_drop(port);
	else if (port->tone != HL_TONE_NONE &&
		 !is_digit((enum hl_tone)port->tone))
		r = send_tone(port, DAHDI_TONE_STOP);
	if (r == 0)
		port->tone = HL_TONE_NONE;
	return r;
}

/* Samples of a sound in all; 0: it goes on for ever. */
static uint64_t sound_length(const struct dahdi_port *port, enum hl_tone tone)
{
	hl_msec ms = hl_zone_tone_ms(port->card->zone, tone);

	if (ms && is_digit(tone))
		ms += DIGIT_PAUSE_MS;
	return (uint64_t)ms * (HL_RATE_HZ / 1000);
}

/* What is to be written now; NONE: all is written. */
static enum hl_tone sound_next(struct dahdi_port *port)
{
	enum hl_tone tone = HL_TONE_NONE;
	uint64_t length;

	while (port->digit_count) {
		tone = hl_tone_of_digit(port->digits[0]);
		if (port->tone_pos < sound_length(port, tone))
			return tone;
		port->tone_pos = 0;
		memmove(port->digits, port->digits + 1, --port->digit_count);
	}

	if (!port->written)
		return HL_TONE_NONE;
	tone = (enum hl_tone)port->tone;
	length = sound_length(port, tone);
	return length && port->tone_pos >= length ? HL_TONE_NONE : tone;
}

/* One block, or what is left. 1: taken, 0: the queue is full. */
static int block_write(struct dahdi_port *port, enum hl_tone tone)
{
	const struct dahdi_sys *sys = port->card->sys;
	int16_t block[DAHDI_BLOCK];
	uint64_t length = sound_length(port, tone);
	unsigned n = DAHDI_BLOCK;
	ssize_t r;

	if (length && length - port->tone_pos < n)
		n = (unsigned)(length - port->tone_pos);
	hl_synth_tone(port->card->zone, tone, port->tone_pos, block, n);
	r = sys->write(sys->ctx, port->fd, block, n * sizeof(block[0]));
	if (r == -EAGAIN)
		return 0;
	if (r < 0)
		return (int)r;
	port->queued = true;
	port->tone_pos += (size_t)r / sizeof(block[0]);
	return 1;
}

/* Writes as much as there is room for, and says when there will be more. */
static int sound_fill(struct dahdi_port *port, hl_usec now)
{
	enum hl_tone tone = sound_next(port);
	int r = 1;

	while (r == 1 && tone != HL_TONE_NONE) {
		r = block_write(port, tone);
		if (r == 1)
			tone = sound_next(port);
	}

	/* Done; or given up: the card is gone and will say so. */
	port->tone_due = HL_NEVER;
	if (r == 0)
		port->tone_due = now + HL_MS(QUEUE_MS / 2);
	else if (r == -ELAST)
		port->tone_due = now;
	return r;
}

void dahdi_tone_run(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;

	if (port->pulsing) {
		dahdi_pulse_run(port, now);
		return;
	}
	if (sound_fill(port, now) != -ELAST)
		return;
	dahdi_events(port);
	if (dahdi_port_is(card, line, serial) && port->tone_due <= now)
		sound_fill(port, now);
}

static int digit_send(struct dahdi_port *port, enum hl_tone tone)
{
	const struct hl_host *host = &port->card->host;
	int r;

	if (port->digit_count == sizeof(port->digits))
		return -EBUSY;
	if (!is_digit((enum hl_tone)port->tone)) {
		r = tone_stop(port);
		if (r < 0)
			return r;
	}

	if (!port->digit_count)
		port->tone_pos = 0;
	port->digits[port->digit_count++] = hl_tone_digit(tone);
	port->tone = (uint8_t)tone;
	sound_fill(port, host->now(host->ctx));
	return 0;
}

static int tone_write(struct dahdi_port *port, enum hl_tone tone,
		      uint64_t pos)
{
	const struct hl_host *host = &port->card->host;
	int r;

	r = tone_stop(port);
	if (r == 0)
		r = written_drop(port);
	if (r < 0)
		return r;

	port->tone = (uint8_t)tone;
	port->written = true;
	port->tone_pos = pos;
	sound_fill(port, host->now(host->ctx));
	return 0;
}

static int tone_play(struct dahdi_port *port, enum hl_tone tone, int number)
{
	int r;

	r = written_drop(port);
	if (r < 0)
		return r;
	r = send_tone(port, number);
	/* A refused tone has ended the one before. */
	port->tone = (uint8_t)(r < 0 ? HL_TONE_NONE : tone);
	return r;
}

static bool is_pulsed(const struct dahdi_port *port)
{
	return port->kind == HL_KIND_TRUNK &&
	       port->set.sending == HL_SENDING_PULSE && !port->keys;
}

static int tone_begin(struct dahdi_port *port, enum hl_tone tone)
{
	int number = kernel_number(port->card, tone);
	int r;

	if (tone == HL_TONE_NONE)
		return tone_stop(port);
	if (is_digit(tone) && is_pulsed(port)) {
		r = is_digit((enum hl_tone)port->tone) ? 0 : tone_stop(port);
		return r < 0 ? r : dahdi_pulse(port, tone);
	}
	/* It would end the digit that is under way. */
	if (port->pulsing)
		return -EBUSY;

	if (number != NO_KERNEL_TONE) {
		r = tone_play(port, tone, number);
		/* The kernel has the zone, but not this tone of it. */
		if (r != -ENOSYS)
			return r;
	}
	if (!port->card->zone)
		return -ENOTSUP;
	return is_digit(tone) ? digit_send(port, tone) :
				tone_write(port, tone, 0);
}

int dahdi_tone(struct dahdi_port *port, enum hl_tone tone)
{
	const struct hl_host *host = &port->card->host;

	if (tone >= HL_TONE_COUNT)
		return -EINVAL;
	if (dahdi_whisper_tone(port, tone))
		return 0;
	port->tone_at = host->now(host->ctx);
	return tone_begin(port, tone);
}

/* The kernel knows no middle of a tone: then it is written. */
void dahdi_tone_resume(struct dahdi_port *port, enum hl_tone tone,
		       hl_usec since)
{
	const struct hl_host *host = &port->card->host;
	uint64_t ms = (host->now(host->ctx) - since) / HL_MS(1);

	if (tone == HL_TONE_NONE || is_digit(tone))
		return;
	if (port->card->zone)
		tone_write(port, tone, ms * (HL_RATE_HZ / 1000));
	else
		tone_begin(port, tone);
	port->tone_at = since;
}

/* A digit that was cut is not begun again: it would be a second one. */
void dahdi_tone_again(struct dahdi_port *port, enum hl_tone tone)
{
	if (tone == HL_TONE_NONE || is_digit(tone))
		return;
	dahdi_tone_forget(port);
	dahdi_tone(port, tone);
}
