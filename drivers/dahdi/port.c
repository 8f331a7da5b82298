/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * port.c - read a channel, choose its door, give it back
 *
 * In:  an open port.
 * Out: its truth and parameters; a closed channel that nobody listens to.
 * Not: opening - open.c; what happens on it - events.c, ring.c, tone.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

/* enum dahdi_rxsig and dahdi_txsig of the kernel, which user.h leaves out */
#define RXSIG_ONHOOK 0
#define RXSIG_RING 3
#define TXSIG_OFFHOOK 1
#define TXSIG_START 2

int dahdi_port_rxflash(const struct dahdi_port *port, enum hl_door door)
{
	return door == HL_DOOR_EDGES ? DAHDI_EDGE_MS : port->set.profile.onhook;
}

void dahdi_port_free(struct dahdi_port *port)
{
	const struct dahdi_sys *sys = port->card->sys;

	if (port->fd >= 0)
		sys->close(sys->ctx, port->fd);
	dahdi_told_free(port);
	dahdi_ear_close(port);
	dahdi_canceller_drop(port);
	free(port->pitch);
	free(port);
}

int dahdi_port_watch(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	unsigned what = HL_WATCH_EVENT;

	if (dahdi_port_reads(port))
		what |= HL_WATCH_AUDIO;
	return host->watch(host->ctx, port->fd, what, dahdi_port_ready, port);
}

static void port_unwatch(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	host->watch(host->ctx, port->fd, HL_WATCH_NONE, NULL, NULL);
}

void dahdi_port_close(struct dahdi_port *port)
{
	dahdi_unwire(port);
	if (port->fd >= 0)
		port_unwatch(port);
	port->card->ports[port->line] = NULL;
	dahdi_port_free(port);
}

void dahdi_port_lose(struct dahdi_port *port)
{
	const struct dahdi_card *card = port->card;
	struct hl_event event = {
		.kind = HL_EVENT_LOST,
		.line = port->line,
	};

	dahdi_unwire(port);
	dahdi_told_free(port);
	port_unwatch(port);
	card->sys->close(card->sys->ctx, port->fd);
	port->fd = -1;
	port->tone_due = HL_NEVER;
	port->check_at = HL_NEVER;

	event.at.latest = card->host.now(card->host.ctx);
	event.at.earliest = event.at.latest;
	card->host.event(card->host.ctx, &event);
}

int dahdi_port_params(const struct dahdi_port *port, struct dahdi_params *ret)
{
	struct dahdi_params params;
	int r;

	memset(&params, 0, sizeof(params));
	r = dahdi_ask(port->card, port->fd, DAHDI_GET_PARAMS, &params);
	if (r < 0)
		return r;
	*ret = params;
	return 0;
}

void dahdi_port_rung(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	port->rung_at = host->now(host->ctx);
}

bool dahdi_port_is_rung(const struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	return port->rung_at && host->now(host->ctx) <
					port->rung_at + HL_MS(DAHDI_RUNG_MS);
}

/*
 * Only words that belong to the channel itself are read: rxbits may carry
 * its neighbour's. A trunk's rxisoffhook is set while a burst of ringing
 * lasts, so rxhooksig is asked instead. While a flash or a pulse is under way,
 * or a start order, the trunk is not closed but ours.
 */
int dahdi_port_truth(const struct dahdi_port *port, struct hl_truth *ret)
{
	struct dahdi_params params;
	int r;

	r = dahdi_port_params(port, &params);
	if (r < 0)
		return r;

	ret->alarm = params.chan_alarms != 0;
	ret->ringing = false;
	if (port->set.bearer) {
		ret->closed = port->loop;
	} else if (port->kind == HL_KIND_STATION) {
		ret->closed = params.rxisoffhook != 0;
	} else {
		ret->closed = params.txhooksig == TXSIG_OFFHOOK ||
			      params.txhooksig == TXSIG_START ||
			      port->flashing || port->pulsing;
		ret->ringing = params.rxhooksig == RXSIG_RING;
		ret->alarm |= port->dead && params.rxhooksig == RXSIG_ONHOOK;
	}
	return 0;
}

int dahdi_port_door(struct dahdi_port *port, enum hl_door door)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_params params;
	int r;

	if (door != HL_DOOR_EDGES && door != HL_DOOR_GESTURES)
		return -EINVAL;
	/* A trunk has no loop to judge. */
	if (port->kind == HL_KIND_TRUNK || port->door == door)
		return 0;

	r = dahdi_port_params(port, &params);
	if (r < 0)
		return r;
	params.rxflashtime = dahdi_port_rxflash(port, door);
	r = dahdi_ask(port->card, port->fd, DAHDI_SET_PARAMS, &params);
	if (r < 0)
		return r;

	port->door = door;
	port->door_at = host->now(host->ctx);
	return 0;
}
