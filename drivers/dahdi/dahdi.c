/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dahdi.c - the driver's door: one operation, one port
 *
 * In:  the operations of struct hl_driver.
 * Out: each on the port it is about, or -ENOENT, -ENODEV.
 * Not: what an operation asks of the kernel - the files beside this one.
 *
 * One card stands for every DAHDI channel of the machine.
 */
#include "holdline/dahdi.h"

#include <errno.h>
#include <stdlib.h>

#include "card.h"
#include "sys.h"

struct dahdi_port *dahdi_port_find(const struct dahdi_card *card,
				   hl_line line)
{
	return line < card->lines ? card->ports[line] : NULL;
}

bool dahdi_port_is(const struct dahdi_card *card, hl_line line,
		   uint32_t serial)
{
	const struct dahdi_port *port = dahdi_port_find(card, line);

	return port && port->serial == serial && port->fd >= 0;
}

int dahdi_ask(const struct dahdi_card *card, int fd, unsigned long request,
	      void *arg)
{
	return (card->sys->ioctl)(card->sys->ctx, fd, request, arg);
}

int dahdi_ask_int(const struct dahdi_card *card, int fd, unsigned long request,
		  int value)
{
	return dahdi_ask(card, fd, request, &value);
}

static hl_usec earlier(hl_usec a, hl_usec b)
{
	return a < b ? a : b;
}

void dahdi_alarm(struct dahdi_card *card)
{
	const struct dahdi_port *port;
	hl_usec at = HL_NEVER;
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++)
		at = earlier(at, card->classes[i].due);

	for (i = 0; i < card->lines; i++) {
		port = card->ports[i];
		if (!port)
			continue;
		at = earlier(at, port->tone_due);
		at = earlier(at, port->check_at);
		if (port->told)
			at = earlier(at, port->told->due);
	}

	card->host.alarm(card->host.ctx, at);
}

static void port_run(struct dahdi_card *card, struct dahdi_port *port,
		     hl_usec now)
{
	hl_line line = port->line;
	uint32_t serial = port->serial;
	hl_usec since = port->check_at - HL_MS(DAHDI_KEWL_MS);

	if (port->check_at <= now && port->kind == HL_KIND_TRUNK) {
		dahdi_battery_run(port, now);
	} else if (port->check_at <= now) {
		port->check_at = HL_NEVER;
		dahdi_report_loop(port, since);
	}
	if (dahdi_port_is(card, line, serial) && port->tone_due <= now)
		dahdi_tone_run(port, now);
	if (dahdi_port_is(card, line, serial) && port->told &&
	    port->told->due <= now)
		dahdi_told_run(port, now);
}

/* A reported event may close any port: each is looked up anew. */
static void card_run(void *ctx, hl_usec now)
{
	struct dahdi_card *card = ctx;
	unsigned i;

	dahdi_music_run(card, now);
	for (i = 0; i < card->lines; i++)
		if (card->ports[i] && card->ports[i]->fd >= 0)
			port_run(card, card->ports[i], now);
	dahdi_alarm(card);
}

static int card_open(void **ret, const struct hl_host *host,
		     const struct hl_zone *zone, const void *options)
{
	const struct hl_dahdi_options *set = options;
	struct dahdi_card *card;
	unsigned i;

	card = calloc(1, sizeof(*card));
	if (!card)
		return -ENOMEM;

	card->host = *host;
	card->zone = zone;
	card->sys = set && set->sys ? set->sys : &dahdi_sys_kernel;
	for (i = 0; i < HL_CLASSES_MAX; i++) {
		card->classes[i].fd = -1;
		card->classes[i].due = HL_NEVER;
	}

	*ret = card;
	return 0;
}

static void card_close(void *ctx)
{
	struct dahdi_card *card = ctx;
	unsigned i;

	if (!card)
		return;

	for (i = 0; i < card->lines; i++)
		if (card->ports[i])
			dahdi_port_close(card->ports[i]);
	dahdi_music_close(card);
	card->host.alarm(card->host.ctx, HL_NEVER);
	free(card->ports);
	free(card);
}

static int line_open(void *card, const struct hl_port *port, char *why,
		     size_t size)
{
	return dahdi_port_open(card, port, why, size);
}

static void line_close(void *ctx, hl_line line)
{
	struct dahdi_card *card = ctx;
	struct dahdi_port *port = dahdi_port_find(card, line);

	if (!port)
		return;
	dahdi_port_close(port);
	dahdi_alarm(card);
}

static int port_live(struct dahdi_card *card, hl_line line,
		     struct dahdi_port **ret)
{
	struct dahdi_port *port = dahdi_port_find(card, line);

	if (!port)
		return -ENOENT;
	if (port->fd < 0)
		return -ENODEV;
	*ret = port;
	return 0;
}

static int op_truth(void *card, hl_line line, struct hl_truth *ret)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	return r < 0 ? r : dahdi_port_truth(port, ret);
}

static int op_ring(void *card, hl_line line, enum hl_ring ring)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	r = dahdi_ring(port, ring);
	dahdi_alarm(card);
	return r;
}

static int op_loop(void *card, hl_line line, bool closed)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	r = dahdi_loop(port, closed);
	dahdi_alarm(card);
	return r;
}

static int op_flash(void *card, hl_line line, hl_msec length)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	r = dahdi_flash(port, length);
	dahdi_alarm(card);
	return r;
}

static int op_tone(void *card, hl_line line, enum hl_tone tone)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	r = dahdi_tone(port, tone);
	dahdi_alarm(card);
	return r;
}

static int op_watch(void *card, hl_line line,
		    const struct hl_watch_tone *tones)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	return r < 0 ? r : dahdi_watch(port, tones);
}

static int op_announce(void *card, hl_line line, const struct hl_clid *clid)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	r = dahdi_announce(port, clid);
	dahdi_alarm(card);
	return r;
}

static int op_set(void *card, hl_line line, enum hl_port_set what,
		  unsigned value)
{
	struct dahdi_port *port;
	int r = port_live(card, line, &port);

	if (r < 0)
		return r;
	switch (what) {
	case HL_SET_DOOR:
		return dahdi_port_door(port, (enum hl_door)value);
	case HL_SET_LISTEN:
		return dahdi_listen(port, value);
	case HL_SET_LAMP:
		return dahdi_lamp(port, value);
	case HL_SET_ECHO:
		return dahdi_echo(port, value);
	case HL_SET_HEAR:
		return dahdi_hear(port, value);
	case HL_SET_IDENTIFY:
		return dahdi_identify(port, value);
	case HL_SET_KEYS:
		port->keys = value != 0;
		return 0;
	case HL_SET_CAUSE:
	case HL_SET_STAGE:
	case HL_SET_HOLD:
	case HL_PORT_SET_COUNT:
		break;
	}
	return -ENOTSUP;
}

static int op_patch(void *card, const struct hl_move *moves, unsigned n,
		    unsigned *done)
{
	int r = dahdi_patch(card, moves, n, done);

	/* A listener may have opened its class, which wants to be filled. */
	dahdi_alarm(card);
	return r;
}

static int op_music(void *card, unsigned class, const struct hl_music *music)
{
	int r = dahdi_music(card, class, music);

	dahdi_alarm(card);
	return r;
}

const struct hl_driver hl_driver_dahdi = {
	.name = "dahdi",
	.caps = HL_CAP_EDGES | HL_CAP_GESTURES | HL_CAP_DTMF | HL_CAP_TONES,
	.card_open = card_open,
	.card_close = card_close,
	.line_open = line_open,
	.line_close = line_close,
	.truth = op_truth,
	.ring = op_ring,
	.loop = op_loop,
	.flash = op_flash,
	.tone = op_tone,
	.set = op_set,
	.watch = op_watch,
	.announce = op_announce,
	.patch = op_patch,
	.music = op_music,
	.run = card_run,
};
