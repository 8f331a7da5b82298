/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * listen.c - hear the digits that a telephone's keys make
 *
 * In:  samples of the channel, in whole blocks, while digits are expected.
 * Out: HL_EVENT_DIGIT, once a digit, when its tone has begun.
 * Not: pulse dialling - that is the hook's, events.c and the model's judge.
 *
 * The decoder's dial-tone filter is on: our own dial tone comes back from
 * the line.
 */
#include "card.h"

#include <errno.h>

#include <dahdi/user.h>

static void digit_heard(void *arg, int code, int level, int delay)
{
	struct dahdi_port *port = arg;

	(void)level;
	(void)delay;
	/* 0 tells the end of a digit. */
	if (code && port->heard_count < sizeof(port->heard))
		port->heard[port->heard_count++] = (char)code;
}

static void decoder_reset(struct dahdi_port *port)
{
	dtmf_rx_init(port->dtmf, NULL, NULL);
	dtmf_rx_set_realtime_callback(port->dtmf, digit_heard, port);
	dtmf_rx_parms(port->dtmf, 1, -1, -1, -99);
	port->heard_count = 0;
}

int dahdi_listen(struct dahdi_port *port, bool on)
{
	int r;

	if (port->listening == on)
		return 0;

	if (on) {
		/* What came while nobody listened is not meant for us. */
		r = dahdi_ask_int(port->card, port->fd, DAHDI_FLUSH,
				  DAHDI_FLUSH_READ);
		if (r < 0)
			return r;
		decoder_reset(port);
	}

	port->listening = on;
	r = dahdi_port_watch(port);
	if (r < 0)
		port->listening = !on;
	return r;
}

/* One block. A shorter read would lose the rest of it. */
static int block_read(struct dahdi_port *port)
{
	const struct dahdi_sys *sys = port->card->sys;
	int16_t block[DAHDI_BLOCK];
	ssize_t n;

	n = sys->read(sys->ctx, port->fd, block, sizeof(block));
	if (n < 0)
		return (int)n;
	dtmf_rx(port->dtmf, block, (int)((size_t)n / sizeof(block[0])));
	return 0;
}

static void digits_report(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	const struct hl_host *host = &card->host;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	struct hl_event event = { .kind = HL_EVENT_DIGIT, .line = line };
	char digits[sizeof(port->heard)];
	unsigned n = port->heard_count;
	unsigned i;

	for (i = 0; i < n; i++)
		digits[i] = port->heard[i];
	port->heard_count = 0;

	event.at.earliest = host->awake(host->ctx);
	event.at.latest = host->now(host->ctx);
	for (i = 0; i < n && dahdi_port_is(card, line, serial); i++) {
		event.digit = digits[i];
		host->event(host->ctx, &event);
	}
}

void dahdi_listen_ready(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	unsigned i;
	int r = 0;

	/* A digit may end the listening: the rest is then not ours. */
	for (i = 0; i < DAHDI_BLOCKS && r == 0; i++) {
		r = block_read(port);
		if (!port->heard_count)
			continue;
		digits_report(port);
		if (!dahdi_port_is(card, line, serial) || !port->listening)
			return;
	}

	/* An event came in between: the watch tells us at once again. */
	if (r == -ENODEV)
		dahdi_port_lose(port);
}
