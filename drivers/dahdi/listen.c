/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * listen.c - hear digits and tones that come in on a line
 *
 * In:  samples of the channel, in whole blocks, while somebody wants them.
 * Out: HL_EVENT_DIGIT, once a digit, when its tone has begun; HL_EVENT_TONE,
 *      when a tone that is watched has lasted long enough.
 * Not: the tones of an exchange - hear.c; pulse dialling - that is the hook's, events.c and the model's judge;
 *      what a tone is - src/media/pitch.c; how our own one is taken out -
 *      src/media/canceller.c.
 *
 * What a channel's reader gets is what came in from the wire, whatever the
 * channel is wired to: of the ways in which it is wired here (none, MONITOR,
 * CONF) the kernel changes what is sent and leaves what is received alone
 * (__dahdi_process_putaudio_chunk, dahdi-base.c). So a party's own keys are
 * heard while it talks, and nobody else's.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#include <dahdi/user.h>

#include "holdline/pitch.h"

/* Digits of one block are at most one; room for a longer one costs nothing. */
#define HEARD_MAX 8

bool dahdi_port_reads(const struct dahdi_port *port)
{
	return port->listening || port->pitch || dahdi_ear_wants(port) ||
	       dahdi_whisper_listens(port);
}

/* What came while nobody listened is not meant for us. */
int dahdi_unread_drop(struct dahdi_port *port)
{
	return dahdi_ask_int(port->card, port->fd, DAHDI_FLUSH,
			     DAHDI_FLUSH_READ);
}

void dahdi_canceller_drop(struct dahdi_port *port)
{
	free(port->canceller);
	port->canceller = NULL;
	port->cancelled = HL_TONE_NONE;
}

/*
 * The receiver is deaf to most dial tones by itself; any other is taken out
 * before, where there is memory for it.
 */
static void canceller_follow(struct dahdi_port *port)
{
	const struct hl_zone *zone = port->card->zone;
	enum hl_tone tone = (enum hl_tone)port->tone;

	if (tone == (enum hl_tone)port->cancelled)
		return;
	if (!port->canceller && zone && hl_canceller_helps(zone, tone)) {
		port->canceller = malloc(sizeof(*port->canceller));
		if (port->canceller)
			hl_canceller_init(port->canceller);
	}
	if (port->canceller)
		hl_canceller_tone(port->canceller, zone, tone);
	port->cancelled = (uint8_t)tone;
}

void dahdi_listen_begin(struct dahdi_port *port)
{
	if (port->listening)
		return;
	if (!dahdi_ear_wants(port))
		dahdi_unread_drop(port);
	hl_dtmf_init(&port->dtmf);
}

int dahdi_listen(struct dahdi_port *port, bool on)
{
	int r;

	if (port->listening == on)
		return 0;

	if (on) {
		/* A detector that reads already must lose nothing. */
		r = dahdi_ear_wants(port) ? 0 : dahdi_unread_drop(port);
		if (r < 0)
			return r;
		hl_dtmf_init(&port->dtmf);
	}
	dahdi_canceller_drop(port);

	port->listening = on;
	r = dahdi_port_watch(port);
	if (r < 0)
		port->listening = !on;
	return r;
}

static int pitch_make(struct dahdi_port *port,
		      const struct hl_watch_tone *tones, struct hl_pitch **ret)
{
	struct hl_pitch *pitch;
	int r;

	*ret = NULL;
	if (!tones)
		return 0;

	pitch = malloc(sizeof(*pitch));
	if (!pitch)
		return -ENOMEM;
	r = hl_pitch_open(pitch, tones);
	/* While digits are listened for, a drop could cut one in two. */
	if (r == 0 && !dahdi_port_reads(port))
		r = dahdi_unread_drop(port);
	if (r < 0) {
		free(pitch);
		return r;
	}
	*ret = pitch;
	return 0;
}

int dahdi_watch(struct dahdi_port *port, const struct hl_watch_tone *tones)
{
	struct hl_pitch *old = port->pitch;
	struct hl_pitch *pitch;
	int r;

	if (!tones && !old)
		return 0;
	r = pitch_make(port, tones, &pitch);
	if (r < 0)
		return r;

	port->pitch = pitch;
	r = dahdi_port_watch(port);
	if (r < 0) {
		port->pitch = old;
		free(pitch);
		return r;
	}
	port->found = 0;
	free(old);
	return 0;
}

/*
 * One block; how many digits began in it. A shorter read would lose the rest
 * of it.
 */
static int block_read(struct dahdi_port *port, char heard[HEARD_MAX])
{
	const struct dahdi_sys *sys = port->card->sys;
	int16_t block[DAHDI_BLOCK];
	unsigned count;
	ssize_t n;

	n = sys->read(sys->ctx, port->fd, block, sizeof(block));
	if (n < 0)
		return (int)n;

	count = (unsigned)((size_t)n / sizeof(block[0]));
	if (port->pitch)
		port->found |= hl_pitch_feed(port->pitch, block, count);
	dahdi_ear_put(port, block, count);
	if (!port->listening && !dahdi_whisper_listens(port))
		return 0;

	canceller_follow(port);
	if (port->canceller)
		hl_canceller_take(port->canceller, block, count);
	return (int)hl_dtmf_hear(&port->dtmf, block, count, HEARD_MAX, heard);
}

static void digits_report(struct dahdi_port *port, const char *heard, int n)
{
	struct dahdi_card *card = port->card;
	const struct hl_host *host = &card->host;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	struct hl_event event;
	int i;

	dahdi_event_init(port, HL_EVENT_DIGIT, &event);
	for (i = 0; i < n && dahdi_port_is(card, line, serial); i++) {
		event.digit = heard[i];
		/* An answer to us is no news for others. */
		if (dahdi_whisper_digit(port, heard[i]) || !port->listening)
			continue;
		host->event(host->ctx, &event);
	}
}

static void tones_report(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	const struct hl_host *host = &card->host;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	struct hl_event event;
	uint8_t which = 0;

	dahdi_event_init(port, HL_EVENT_TONE, &event);
	/* A report may change the list: what was found of the old is void. */
	while (dahdi_port_is(card, line, serial) && port->found >> which) {
		if (port->found & 1u << which) {
			port->found &= ~(1u << which);
			event.which = which;
			host->event(host->ctx, &event);
		}
		which++;
	}
}

void dahdi_listen_ready(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	char heard[HEARD_MAX];
	unsigned i;
	int r = 0;

	/* What is reported may end the reading: the rest is then not ours. */
	for (i = 0; i < DAHDI_BLOCKS && r >= 0; i++) {
		r = block_read(port, heard);
		if (r > 0)
			digits_report(port, heard, r);
		if (dahdi_port_is(card, line, serial) && port->found)
			tones_report(port);
		if (dahdi_port_is(card, line, serial))
			dahdi_ear_tell(port);
		if (!dahdi_port_is(card, line, serial) ||
		    !dahdi_port_reads(port))
			return;
	}

	/* An event came in between: the watch tells us at once again. */
	if (r == -ENODEV)
		dahdi_port_lose(port);
}
