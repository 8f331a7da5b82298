/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open.c - take a channel and set it up
 *
 * In:  a channel number and what shall be on it.
 * Out: an open port with our settings, or a sentence with the mend.
 * Not: the sentences - mend.c; reading it and giving it back - port.c.
 *
 * This is the one file that opens channels. Opening resets everything the
 * kernel knows of a channel, so every setting is made here, every time.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/zone.h"

/* Open and choose: without udev there is no device of the channel's own. */
int dahdi_channel_take(const struct dahdi_card *card, int channel,
		       const char *word, int *ret, char *why, size_t size)
{
	const struct dahdi_sys *sys = card->sys;
	int fd;
	int r;

	fd = sys->open(sys->ctx, DAHDI_DEVICE);
	if (fd < 0)
		return dahdi_complain_device(fd, why, size);

	r = dahdi_ask_int(card, fd, DAHDI_SPECIFY, channel);
	if (r < 0) {
		sys->close(sys->ctx, fd);
		return dahdi_complain_channel(card, channel, word, r, why,
					      size);
	}
	*ret = fd;
	return 0;
}

/* A B channel has no loop and no times; it carries data until it is told
 * that there is voice. */
static int timing_apply(struct dahdi_port *port, struct dahdi_params *params)
{
	if (port->set.bearer)
		return dahdi_ask_int(port->card, port->fd, DAHDI_AUDIOMODE, 1);
	if (port->kind == HL_KIND_STATION) {
		params->rxflashtime = dahdi_port_rxflash(port, HL_DOOR_EDGES);
		params->debouncetime = DAHDI_DEBOUNCE_MS;
	} else {
		/* The settling time of a seized trunk stays the kernel's. */
		params->preflashtime = DAHDI_PREFLASH_MS;
		params->flashtime = port->set.profile.flash_send ?
					    port->set.profile.flash_send :
					    params->flashtime;
		params->pulsebreaktime = DAHDI_BREAK_MS;
		params->pulsemaketime = DAHDI_MAKE_MS;
		params->pulseaftertime = DAHDI_AFTER_MS;
	}
	return dahdi_ask(port->card, port->fd, DAHDI_SET_PARAMS, params);
}

static int buffers_apply(struct dahdi_port *port)
{
	struct dahdi_bufferinfo info = {
		.txbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.rxbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.numbufs = DAHDI_BLOCKS,
		.bufsize = DAHDI_BLOCK,
	};
	int r;

	r = dahdi_ask(port->card, port->fd, DAHDI_SET_BUFINFO, &info);
	if (r < 0)
		return r;
	return dahdi_ask_int(port->card, port->fd, DAHDI_SETLINEAR, 1);
}

static int zone_apply(struct dahdi_port *port, char *why, size_t size)
{
	const struct hl_zone *zone = port->card->zone;
	int r;

	if (!zone)
		return 0;

	r = dahdi_ask_int(port->card, port->fd, DAHDI_SETTONEZONE,
			  zone->number);
	if (r == -ENODATA)
		return dahdi_complain(r, why, size,
				"the kernel has no tones of zone %s, so "
				"channel %d cannot ring. mend: loadzone=%s "
				"in " DAHDI_CONF_FILE " and dahdi_cfg, or another "
				"zone =",
				zone->country, port->channel, zone->country);
	if (r < 0)
		return dahdi_complain(r, why, size,
				"channel %d does not take its tone zone: %s",
				port->channel, strerror(-r));
	return 0;
}

static int settings_apply(struct dahdi_port *port, char *why, size_t size)
{
	struct dahdi_params params;
	int r;

	r = dahdi_port_params(port, &params);
	if (r < 0)
		return dahdi_complain(r, why, size,
				"channel %d cannot be read: %s",
				port->channel, strerror(-r));
	port->sigtype = params.sigtype;
	r = dahdi_complain_signal(&port->set, port->sigtype, why, size);
	if (r < 0)
		return r;

	r = timing_apply(port, &params);
	if (r < 0)
		return dahdi_complain(r, why, size,
				"channel %d does not take its hook times: %s",
				port->channel, strerror(-r));
	r = buffers_apply(port);
	if (r < 0)
		return dahdi_complain(r, why, size,
				"channel %d does not take its buffers: %s",
				port->channel, strerror(-r));
	r = dahdi_gain_apply(port, &port->set);
	if (r < 0)
		return dahdi_complain(r, why, size,
				"channel %d does not take its gains: %s",
				port->channel, strerror(-r));
	return zone_apply(port, why, size);
}

int dahdi_table_grow(struct dahdi_card *card, hl_line line)
{
	struct dahdi_port **ports;
	unsigned lines = line + 1u;

	if (lines <= card->lines)
		return 0;

	ports = realloc(card->ports, lines * sizeof(*ports));
	if (!ports)
		return -ENOMEM;
	memset(ports + card->lines, 0,
	       (lines - card->lines) * sizeof(*ports));
	card->ports = ports;
	card->lines = lines;
	return 0;
}

static struct dahdi_port *port_make(struct dahdi_card *card,
				    const struct hl_port *settings)
{
	struct dahdi_port *port = calloc(1, sizeof(*port));

	if (!port)
		return NULL;
	port->card = card;
	port->serial = ++card->serial;
	port->line = settings->line;
	port->channel = settings->channel;
	port->kind = settings->kind;
	port->set = *settings;
	port->set.name = NULL;
	port->form.kind = settings->clid;
	port->form.variant = settings->clid_variant;
	port->form.place = settings->clid_place;
	port->fd = -1;
	port->door = HL_DOOR_EDGES;
	port->cadence = HL_RING_NORMAL;
	port->tone_due = HL_NEVER;
	port->check_at = HL_NEVER;
	return port;
}

static int port_setup(struct dahdi_port *port, char *why, size_t size)
{
	int r;

	r = dahdi_channel_take(port->card, port->channel,
			       dahdi_mend_word(&port->set), &port->fd, why,
			       size);
	if (r < 0)
		return r;
	r = settings_apply(port, why, size);
	if (r < 0)
		return r;
	r = dahdi_port_watch(port);
	return r < 0 ? dahdi_complain(r, why, size,
				"channel %d cannot be watched: %s",
				port->channel, strerror(-r)) :
		       0;
}

static int request_check(struct dahdi_card *card, const struct hl_port *set,
			 char *why, size_t size)
{
	struct dahdi_port *old = dahdi_port_find(card, set->line);

	if (old && old->fd >= 0)
		return dahdi_complain(-EEXIST, why, size,
				"the line is open already, on channel %d",
				old->channel);
	if (set->channel < 1)
		return dahdi_complain(-ENOENT, why, size,
				"there is no channel %d. mend: channel = 1 "
				"or more", set->channel);
	if (dahdi_table_grow(card, set->line) < 0)
		return dahdi_complain(-ENOMEM, why, size, "no memory for "
				"channel %d", set->channel);
	return 0;
}

int dahdi_port_open(struct dahdi_card *card, const struct hl_port *settings,
		    char *why, size_t size)
{
	struct dahdi_port *port;
	int r;

	r = request_check(card, settings, why, size);
	if (r < 0)
		return r;

	port = port_make(card, settings);
	if (!port)
		return dahdi_complain(-ENOMEM, why, size, "no memory for "
				"channel %d", settings->channel);

	r = dahdi_ear_open(port);
	if (r < 0)
		dahdi_complain(r, why, size,
			       "no memory, or no form of caller ID, for "
			       "channel %d", settings->channel);
	else
		r = port_setup(port, why, size);
	if (r < 0) {
		dahdi_port_free(port);
		return r;
	}

	/* What is there under this line lost its card. */
	if (card->ports[port->line])
		dahdi_port_close(card->ports[port->line]);
	card->ports[port->line] = port;
	if (port->kind == HL_KIND_TRUNK)
		dahdi_battery_idle(port);
	dahdi_alarm(card);
	return 0;
}
