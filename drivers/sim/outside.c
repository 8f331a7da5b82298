/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * outside.c - doors of the far side that belong to exchanges
 *
 * In:  hl_sim_*() calls from tests, the console, the player.
 * Out: orders in the queue; settings at once.
 * Not: orders to telephones and to whoever is behind an exchange - orders.c;
 *      carrying an order out - exchange.c, caller.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

int hl_sim_call_as(void *card, int channel, const struct hl_clid *who,
		   bool garbled, hl_usec at)
{
	struct sim_wish wish = {
		.what = SIM_ORDER_CALL,
		.kind = HL_KIND_TRUNK,
	};
	int r;

	wish.caller = calloc(1, sizeof(*wish.caller));
	if (!wish.caller)
		return -ENOMEM;
	wish.caller->clid = *who;
	wish.caller->tells = true;
	wish.caller->garbled = garbled;
	r = sim_order_put(card, channel, &wish, at);
	if (r < 0)
		sim_caller_free(wish.caller);
	return r;
}

int hl_sim_glare(void *card, int channel)
{
	struct sim_port *port;
	int r;

	r = sim_port_get(card, channel, HL_KIND_TRUNK, &port);
	if (r == 0)
		port->exchange->glare = true;
	return r;
}

int hl_sim_battery(void *card, int channel, bool on, hl_usec at)
{
	struct sim_wish wish = {
		.what = SIM_ORDER_BATTERY,
		.kind = HL_KIND_TRUNK,
		.value = on,
	};

	return sim_order_put(card, channel, &wish, at);
}

static bool manner_is_fine(const struct hl_sim_manner *manner)
{
	return (unsigned)manner->leave < HL_SIM_LEAVE_COUNT &&
	       manner->leave_ms <= HL_SIM_LONGEST &&
	       manner->echo <= HL_SIM_ECHO_MAX &&
	       (manner->noise == 0 || (manner->noise >= HL_SIM_NOISE_MIN &&
				       manner->noise <= HL_SIM_NOISE_MAX)) &&
	       manner->form.kind < HL_CLID_COUNT &&
	       manner->form.kind != HL_CLID_NTT &&
	       manner->form.variant < HL_CLID_VARIANT_COUNT &&
	       manner->form.place < HL_CLID_PLACE_COUNT;
}

int hl_sim_manner(void *arg, int channel, const struct hl_sim_manner *manner)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	int r;

	if (!manner_is_fine(manner))
		return -EINVAL;
	r = sim_port_get(card, channel, HL_KIND_TRUNK, &port);
	if (r < 0)
		return r;
	sim_card_catch_up(card);
	port->exchange->manner = *manner;
	sim_card_wake(card);
	return 0;
}
