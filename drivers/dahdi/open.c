/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open.c - take a channel and set it up
 *
 * In:  a channel number and what shall be on it.
 * Out: an open port with our settings, or a sentence with the mend.
 * Not: reading it and giving it back - port.c.
 *
 * This is the one file that opens channels. Opening resets everything the
 * kernel knows of a channel, so every setting is made here, every time.
 */
#include "card.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/zone.h"
#include "names.h"

#define DEVICE "/dev/dahdi/channel"
#define CONF_FILE "/etc/dahdi/system.conf"
#define SIGSIZE 16

static int complain(int r, char *why, size_t size, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static int complain(int r, char *why, size_t size, const char *format, ...)
{
	va_list list;

	if (why && size) {
		va_start(list, format);
		vsnprintf(why, size, format, list);
		va_end(list);
	}
	return r;
}

static int device_complain(int r, char *why, size_t size)
{
	switch (r) {
	case -ENOENT:
	case -ENXIO:
	case -ENODEV:
		return complain(-ENODEV, why, size,
				"there is no " DEVICE ": DAHDI is not loaded. "
				"mend: modprobe dahdi and the card's module, "
				"then dahdi_cfg");
	case -EACCES:
	case -EPERM:
		return complain(-EACCES, why, size,
				DEVICE " may not be opened by this user. "
				"mend: ls -l " DEVICE " names its group; "
				"run in that group (usermod -aG)");
	default:
		return complain(r, why, size, DEVICE " does not open: %s",
				strerror(-r));
	}
}

static int busy_complain(const struct dahdi_port *port, char *why, size_t size)
{
	const struct dahdi_card *card = port->card;
	unsigned i;

	for (i = 0; i < card->lines; i++)
		if (card->ports[i] && card->ports[i]->fd >= 0 &&
		    card->ports[i]->channel == port->channel)
			return complain(-EBUSY, why, size,
					"channel %d is another line's already."
					" mend: give each line its own channel",
					port->channel);
	return complain(-EBUSY, why, size,
			"channel %d is open in another program. "
			"mend: lsof " DEVICE " names it; stop it",
			port->channel);
}

static int specify_complain(const struct dahdi_port *port, int r, char *why,
			    size_t size)
{
	switch (r) {
	case -EBUSY:
		return busy_complain(port, why, size);
	case -EINVAL:
	case -ENOTTY:
		return complain(-ENOENT, why, size,
				"there is no channel %d. mend: cat "
				"/proc/dahdi/* lists them; dahdi_cfg "
				"configures them",
				port->channel);
	case -ENXIO:
		return complain(-ENOENT, why, size,
				"channel %d has no signalling. mend: "
				"%s=%d in " CONF_FILE " and dahdi_cfg",
				port->channel,
				port->kind == HL_KIND_STATION ? "fxoks" :
								"fxsks",
				port->channel);
	default:
		return complain(r, why, size, "channel %d does not open: %s",
				port->channel, strerror(-r));
	}
}

/* Open and choose: without udev there is no device of the channel's own. */
static int channel_take(struct dahdi_port *port, char *why, size_t size)
{
	const struct dahdi_sys *sys = port->card->sys;
	int r;

	r = sys->open(sys->ctx, DEVICE);
	if (r < 0)
		return device_complain(r, why, size);
	port->fd = r;

	r = dahdi_ask_int(port->card, port->fd, DAHDI_SPECIFY, port->channel);
	if (r < 0)
		return specify_complain(port, r, why, size);
	return 0;
}

static int signalling_check(struct dahdi_port *port, char *why, size_t size)
{
	bool trunk = port->kind == HL_KIND_TRUNK;
	char name[SIGSIZE];

	if (trunk ? dahdi_is_trunk(port->sigtype) :
		    dahdi_is_station(port->sigtype))
		return 0;

	dahdi_signal_print(port->sigtype, name, sizeof(name));
	if (trunk && dahdi_is_station(port->sigtype))
		return complain(-EINVAL, why, size,
				"channel %d is signalled %s: that is a "
				"station. mend: kind = station, or fxsks=%d "
				"in " CONF_FILE " and dahdi_cfg",
				port->channel, name, port->channel);
	if (!trunk && dahdi_is_trunk(port->sigtype))
		return complain(-EINVAL, why, size,
				"channel %d is signalled %s: that is a "
				"trunk. mend: kind = trunk, or fxoks=%d "
				"in " CONF_FILE " and dahdi_cfg",
				port->channel, name, port->channel);
	return complain(-EINVAL, why, size,
			"channel %d is signalled %s: neither station nor "
			"trunk. mend: %s=%d in " CONF_FILE " and dahdi_cfg",
			port->channel, name, trunk ? "fxsks" : "fxoks",
			port->channel);
}

static int timing_apply(struct dahdi_port *port, struct dahdi_params *params)
{
	if (port->kind == HL_KIND_STATION) {
		params->rxflashtime = dahdi_port_rxflash(port, HL_DOOR_EDGES);
		params->debouncetime = DAHDI_DEBOUNCE_MS;
	} else {
		/* The settling time of a seized trunk stays the kernel's. */
		params->preflashtime = DAHDI_PREFLASH_MS;
		params->flashtime = port->profile.flash_send ?
					    port->profile.flash_send :
					    params->flashtime;
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
		return complain(r, why, size,
				"the kernel has no tones of zone %s, so "
				"channel %d cannot ring. mend: loadzone=%s "
				"in " CONF_FILE " and dahdi_cfg, or another "
				"zone =",
				zone->country, port->channel, zone->country);
	if (r < 0)
		return complain(r, why, size,
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
		return complain(r, why, size,
				"channel %d cannot be read: %s",
				port->channel, strerror(-r));
	port->sigtype = params.sigtype;
	r = signalling_check(port, why, size);
	if (r < 0)
		return r;

	r = timing_apply(port, &params);
	if (r < 0)
		return complain(r, why, size,
				"channel %d does not take its hook times: %s",
				port->channel, strerror(-r));
	r = buffers_apply(port);
	if (r < 0)
		return complain(r, why, size,
				"channel %d does not take its buffers: %s",
				port->channel, strerror(-r));
	return zone_apply(port, why, size);
}

static int table_grow(struct dahdi_card *card, hl_line line)
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
	port->profile = settings->profile;
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

	r = channel_take(port, why, size);
	if (r < 0)
		return r;
	r = settings_apply(port, why, size);
	if (r < 0)
		return r;
	r = dahdi_port_watch(port);
	return r < 0 ? complain(r, why, size,
				"channel %d cannot be watched: %s",
				port->channel, strerror(-r)) :
		       0;
}

static int request_check(struct dahdi_card *card, const struct hl_port *set,
			 char *why, size_t size)
{
	struct dahdi_port *old = dahdi_port_find(card, set->line);

	if (old && old->fd >= 0)
		return complain(-EEXIST, why, size,
				"the line is open already, on channel %d",
				old->channel);
	if (set->channel < 1)
		return complain(-ENOENT, why, size,
				"there is no channel %d. mend: channel = 1 "
				"or more", set->channel);
	if (table_grow(card, set->line) < 0)
		return complain(-ENOMEM, why, size, "no memory for "
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
		return complain(-ENOMEM, why, size, "no memory for "
				"channel %d", settings->channel);

	r = port_setup(port, why, size);
	if (r < 0) {
		dahdi_port_free(port);
		return r;
	}

	/* What is there under this line lost its card. */
	if (card->ports[port->line])
		dahdi_port_close(card->ports[port->line]);
	card->ports[port->line] = port;
	return 0;
}
