/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * port.c - the ports of a card, and whose turn it is when a timer fires
 *
 * In:  channels as they are first used; items of the queue that are due.
 * Out: ports; their near side; loss, return, alarm.
 * Not: when - queue.c; what parties do - phone.c, exchange.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

static int channel_kind(const struct sim_card *card, int channel, int kind)
{
	unsigned number = (unsigned)channel;

	if (!card->stations && !card->trunks) {
		if (channel < 1 || channel > HL_LINES_MAX)
			return -ENOENT;
		return kind < 0 ? HL_KIND_STATION : kind;
	}
	if (channel < 1 || number > card->stations + card->trunks)
		return -ENOENT;
	return number <= card->stations ? HL_KIND_STATION : HL_KIND_TRUNK;
}

static struct sim_item *port_timer(struct sim_port *port, enum sim_timer timer)
{
	if (timer < SIM_TIMER_EXCHANGE)
		return &port->timer[timer];
	return &port->exchange->timer[timer - SIM_TIMER_EXCHANGE];
}

/* Telephones, of which there are many, have no exchange behind them. */
static int port_exchange(struct sim_port *port)
{
	if (port->kind != HL_KIND_TRUNK) {
		port->exchange = &port->card->nobody;
		return 0;
	}
	port->exchange = calloc(1, sizeof(*port->exchange));
	if (!port->exchange)
		return -ENOMEM;
	port->exchange->script = port->card->script;
	return 0;
}

static void port_timers(struct sim_port *port)
{
	uint32_t count = port->kind == HL_KIND_TRUNK ? SIM_TIMER_COUNT
						     : SIM_TIMER_EXCHANGE;

	for (uint32_t i = 0; i < count; i++) {
		port_timer(port, i)->what = i;
		port_timer(port, i)->port = port;
	}
}

static int port_new(struct sim_card *card, int channel, int kind,
		    struct sim_port **ret)
{
	struct sim_port *port;
	size_t items = (size_t)(card->ports + 1) * SIM_TIMER_COUNT;
	int r;

	r = sim_queue_reserve(&card->queue, items + card->orders);
	if (r < 0)
		return r;
	port = calloc(1, sizeof(*port));
	if (!port)
		return -ENOMEM;

	port->card = card;
	port->channel = channel;
	port->kind = (uint8_t)kind;
	port->line = HL_NO_LINE;
	port->rx = 1.0f;
	port->tx = 1.0f;
	r = port_exchange(port);
	if (r < 0) {
		free(port);
		return r;
	}
	port_timers(port);
	card->channel[channel] = port;
	card->ports++;
	*ret = port;
	return 0;
}

struct sim_port *sim_port_find(struct sim_card *card, int channel)
{
	if (channel < 1 || channel > HL_LINES_MAX)
		return NULL;
	return card->channel[channel];
}

int sim_port_get(struct sim_card *card, int channel, int kind,
		 struct sim_port **ret)
{
	struct sim_port *port = sim_port_find(card, channel);
	int is;
	int r;

	is = port ? port->kind : channel_kind(card, channel, kind);
	if (is < 0)
		return is;
	if (kind >= 0 && kind != is)
		return -ENOTSUP;
	if (!port) {
		r = port_new(card, channel, is, &port);
		if (r < 0)
			return r;
	}
	*ret = port;
	return 0;
}

void sim_port_free(struct sim_port *port)
{
	if (!port)
		return;
	sim_phone_forget(port);
	sim_watch_set(port, NULL);
	sim_hear_end(port);
	sim_told_end(port);
	sim_caller_end(port);
	sim_hear_close(port);
	sim_pulse_close(port);
	if (port->exchange != &port->card->nobody)
		free(port->exchange);
	free(port);
}

bool sim_port_is_open(const struct sim_port *port)
{
	return port->line != HL_NO_LINE;
}

bool sim_port_is_seen(const struct sim_port *port)
{
	return !port->lost && !port->alarm && !port->dead;
}

bool sim_port_is_live(const struct sim_port *port)
{
	return port->closed && port->loop && sim_port_is_seen(port);
}

bool sim_port_has_bell(const struct sim_port *port, hl_usec now)
{
	if (port->ring == HL_RING_NONE || port->closed || now < port->ring_at ||
	    !sim_port_is_seen(port))
		return false;
	return hl_ring_is_on(sim_told_plan(port),
			     (hl_msec)((now - port->ring_at) / HL_MS(1)));
}

void sim_port_tone(struct sim_port *port, enum hl_tone tone)
{
	char digit = hl_tone_digit(tone);

	sim_timer_stop(port, SIM_TIMER_TONE);
	port->tone = (uint8_t)tone;
	port->tone_at = port->card->now;
	if (!digit)
		return;
	sim_timer_start(port, SIM_TIMER_TONE,
			port->tone_at + HL_MS(HL_DTMF_MS));
	if (port->kind != HL_KIND_TRUNK || !sim_port_is_live(port))
		return;
	if (port->joined)
		sim_join_digit(port, digit);
	else
		sim_exchange_digit(port, digit);
}

void sim_port_tone_end(struct sim_port *port)
{
	port->tone = HL_TONE_NONE;
}

void sim_port_reset(struct sim_port *port)
{
	sim_timer_stop(port, SIM_TIMER_TONE);
	port->tone = HL_TONE_NONE;
	port->ring = HL_RING_NONE;
	port->door = HL_DOOR_EDGES;
	port->listen = false;
	sim_watch_set(port, NULL);
	port->identifies = false;
	sim_hear_end(port);
	sim_told_end(port);
	port->untold = false;
	sim_timer_stop(port, SIM_TIMER_LOOK);
	port->lamp = false;
	port->echo = false;
	port->keys = false;
	port->loop = false;
	sim_wire_clear(port);
	if (port->kind == HL_KIND_TRUNK)
		sim_exchange_loop(port, false);
	else
		sim_judge_reset(port);
}

void sim_port_remove(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (port->lost)
		return;
	sim_port_reset(port);
	if (port->kind == HL_KIND_TRUNK)
		sim_exchange_cut(port);
	port->lost = true;
	sim_report_plain(port, HL_EVENT_LOST);
}

void sim_port_return(struct sim_port *port, struct sim_order *order)
{
	(void)order;
	if (!port->lost)
		return;
	port->lost = false;
	sim_port_reset(port);
	sim_report_closed(port, HL_EVENT_READY);
}

void sim_port_alarm(struct sim_port *port, struct sim_order *order)
{
	if (port->alarm == (order->value != 0))
		return;
	port->alarm = order->value;
	if (port->kind == HL_KIND_STATION)
		sim_judge_reset(port);
	else if (port->alarm)
		sim_exchange_cut(port);
	else
		sim_exchange_loop(port, port->loop);
	if (port->lost)
		return;
	if (port->alarm)
		sim_report_plain(port, HL_EVENT_ALARM);
	else
		sim_report_closed(port, HL_EVENT_READY);
}

void sim_timer_start(struct sim_port *port, enum sim_timer timer, hl_usec at)
{
	sim_queue_put(&port->card->queue, port_timer(port, timer), at);
}

void sim_timer_stop(struct sim_port *port, enum sim_timer timer)
{
	sim_queue_take(&port->card->queue, port_timer(port, timer));
}

bool sim_timer_runs(struct sim_port *port, enum sim_timer timer)
{
	return port_timer(port, timer)->place != 0;
}

static void order_act(struct sim_order *order)
{
	static void (*const acts[])(struct sim_port *, struct sim_order *) = {
#define X(id, handler) handler,
		SIM_ORDERS(X)
#undef X
	};

	acts[order->item.what - SIM_TIMER_COUNT](order->item.port, order);
	order->item.port->card->orders--;
	sim_order_free(order);
}

void sim_port_act(struct sim_item *item)
{
	static void (*const acts[])(struct sim_port *) = {
#define X(id, handler) [SIM_TIMER_##id] = handler,
		SIM_PORT_TIMERS(X) SIM_EXCHANGE_TIMERS(X)
#undef X
	};

	if (item->what < SIM_TIMER_COUNT)
		acts[item->what](item->port);
	else
		order_act((struct sim_order *)item);
}
