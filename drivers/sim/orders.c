/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * orders.c - the far side's doors: orders, settings, faults, ears
 *
 * In:  hl_sim_*() calls from tests, the console, the demonstration.
 * Out: orders in the queue; settings at once.
 * Not: carrying an order out - port.c finds who does.
 */
#include "card.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ANY_KIND            (-1)
#define BOUNCES_MAX         20  /* house */
#define BOUNCE_WIDTH_MAX_MS 100 /* house */

/* What a keypad and a dial do by themselves: house for keys; ten pulses a
 * second, 60/40, and the pause of a slow finger. */
#define KEY_ON_MS    100
#define KEY_OFF_MS   100
#define PULSE_ON_MS  60
#define PULSE_OFF_MS 40
#define PULSE_GAP_MS 700

void sim_order_free(struct sim_order *order)
{
	if (!order)
		return;
	free(order->number);
	sim_caller_free(order->caller);
	free(order);
}

int sim_order_put(struct sim_card *card, int channel,
		  const struct sim_wish *wish, hl_usec at)
{
	struct sim_port *port;
	struct sim_order *order;
	size_t items;
	int r;

	r = sim_port_get(card, channel, wish->kind, &port);
	if (r < 0)
		return r;
	items = (size_t)card->ports * SIM_TIMER_COUNT + card->orders + 1;
	r = sim_queue_reserve(&card->queue, items);
	if (r < 0)
		return r;
	order = calloc(1, sizeof(*order));
	if (!order)
		return -ENOMEM;

	order->item.what = wish->what;
	order->item.port = port;
	order->value = wish->value;
	order->number = wish->number;
	order->caller = wish->caller;
	card->orders++;
	sim_queue_put(&card->queue, &order->item,
		      at > card->now ? at : card->now);
	sim_card_wake(card);
	return 0;
}

static int order_plain(void *card, int channel, enum sim_order_kind what,
		       int kind, hl_usec at)
{
	struct sim_wish wish = { .what = what, .kind = kind };

	return sim_order_put(card, channel, &wish, at);
}

int hl_sim_lift(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_LIFT, ANY_KIND, at);
}

int hl_sim_hangup(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_HANGUP, ANY_KIND, at);
}

int hl_sim_break(void *card, int channel, hl_msec length, hl_usec at)
{
	struct sim_wish wish = {
		.what = SIM_ORDER_BREAK,
		.kind = HL_KIND_STATION,
		.value = length,
	};

	if (length < 1 || length > HL_SIM_LONGEST)
		return -EINVAL;
	return sim_order_put(card, channel, &wish, at);
}

int hl_sim_flash(void *card, int channel, hl_usec at)
{
	/* Length 0: what the profile of that moment says. */
	return order_plain(card, channel, SIM_ORDER_BREAK, HL_KIND_STATION, at);
}

int hl_sim_speak(void *card, int channel, bool on, hl_usec at)
{
	struct sim_wish wish = {
		.what = SIM_ORDER_SPEAK,
		.kind = ANY_KIND,
		.value = on,
	};

	return sim_order_put(card, channel, &wish, at);
}

int hl_sim_call(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_CALL, HL_KIND_TRUNK, at);
}

int hl_sim_polarity(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_POLARITY, HL_KIND_TRUNK,
			   at);
}

int hl_sim_remove(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_REMOVE, ANY_KIND, at);
}

int hl_sim_return(void *card, int channel, hl_usec at)
{
	return order_plain(card, channel, SIM_ORDER_RETURN, ANY_KIND, at);
}

int hl_sim_alarm(void *card, int channel, bool on, hl_usec at)
{
	struct sim_wish wish = {
		.what = SIM_ORDER_ALARM,
		.kind = ANY_KIND,
		.value = on,
	};

	return sim_order_put(card, channel, &wish, at);
}

/* ---- dialling ----------------------------------------------------------- */

static int how_fill(struct hl_sim_dial *how, const struct hl_sim_dial *wanted)
{
	static const struct hl_sim_dial usual = { false, 0, 0, 0 };

	*how = wanted ? *wanted : usual;
	if (!how->on)
		how->on = how->pulse ? PULSE_ON_MS : KEY_ON_MS;
	if (!how->off)
		how->off = how->pulse ? PULSE_OFF_MS : KEY_OFF_MS;
	if (!how->gap)
		how->gap = PULSE_GAP_MS;
	if (how->on > HL_SIM_LONGEST || how->off > HL_SIM_LONGEST ||
	    how->gap > HL_SIM_LONGEST)
		return -EINVAL;
	return 0;
}

static int number_fill(struct sim_number *number, const char *digits,
		       const struct hl_sim_dial *how)
{
	size_t count = strlen(digits);
	size_t i;

	if (count < 1 || count > HL_DIGITS_MAX)
		return -EINVAL;
	memset(number, 0, sizeof(*number));
	for (i = 0; i < count; i++) {
		/* The tone's own digit is the character in one spelling. */
		number->digits[i] = hl_tone_digit(hl_tone_of_digit(digits[i]));
		if (!number->digits[i])
			return -EINVAL;
		if (how && how->pulse && isalpha((unsigned char)digits[i]))
			return -EINVAL;
	}
	return how_fill(&number->how, how);
}

int hl_sim_dial(void *card, int channel, const char *digits,
		const struct hl_sim_dial *how, hl_usec at)
{
	struct sim_wish wish = { .what = SIM_ORDER_DIAL, .kind = ANY_KIND };
	int r;

	if (how && how->pulse)
		wish.kind = HL_KIND_STATION;
	wish.number = malloc(sizeof(*wish.number));
	if (!wish.number)
		return -ENOMEM;

	r = number_fill(wish.number, digits, how);
	if (!r)
		r = sim_order_put(card, channel, &wish, at);
	if (r < 0)
		free(wish.number);
	return r;
}

hl_msec hl_sim_dial_length(const char *digits, const struct hl_sim_dial *how)
{
	struct sim_number number;
	hl_msec length = 0;
	unsigned pulses;
	size_t i;

	if (number_fill(&number, digits, how) < 0)
		return 0;
	how = &number.how;
	for (i = 0; number.digits[i]; i++) {
		pulses = sim_phone_pulses(number.digits[i]);
		if (how->pulse)
			length += pulses * how->on + (pulses - 1) * how->off +
				  how->gap;
		else
			length += how->on + how->off;
	}
	return length;
}

/* ---- settings ----------------------------------------------------------- */

int hl_sim_bounce(void *card, int channel, unsigned count, hl_msec width)
{
	struct sim_port *port;
	int r;

	if (count > BOUNCES_MAX || width < 1 || width > BOUNCE_WIDTH_MAX_MS)
		return -EINVAL;
	r = sim_port_get(card, channel, HL_KIND_STATION, &port);
	if (r < 0)
		return r;
	port->phone.bounce = (uint8_t)count;
	port->phone.width_ms = (uint8_t)width;
	return 0;
}

int hl_sim_display(void *card, int channel, bool on)
{
	struct sim_port *port;
	int r;

	r = sim_port_get(card, channel, HL_KIND_STATION, &port);
	if (r == 0)
		port->phone.display = on;
	return r;
}

int hl_sim_script(void *card, int channel, const struct hl_sim_script *script)
{
	struct sim_port *port;
	int r;

	if (!sim_script_is_fine(script))
		return -EINVAL;
	r = sim_port_get(card, channel, HL_KIND_TRUNK, &port);
	if (r < 0)
		return r;
	port->exchange->script = *script;
	return 0;
}

int hl_sim_fail(void *arg, enum hl_sim_op op, unsigned nth, int error)
{
	struct sim_card *card = arg;

	if ((unsigned)op >= HL_SIM_OP_COUNT || (nth && error >= 0))
		return -EINVAL;
	card->fault[op].nth = nth;
	card->fault[op].error = error;
	return 0;
}

int hl_sim_late(void *arg, hl_msec late)
{
	struct sim_card *card = arg;

	if (late > HL_SIM_LONGEST)
		return -EINVAL;
	card->late = late;
	sim_card_wake(card);
	return 0;
}

int hl_sim_stall(void *arg, bool on)
{
	struct sim_card *card = arg;

	card->stall = on;
	sim_card_wake(card);
	return 0;
}

/* ---- ears --------------------------------------------------------------- */

static struct sim_ear **ear_find(struct sim_card *card,
				 const struct sim_port *port)
{
	struct sim_ear **ear;

	for (ear = &card->ears; *ear; ear = &(*ear)->next) {
		if ((*ear)->port == port)
			break;
	}
	return ear;
}

int hl_sim_listen_start(void *arg, int channel, hl_sim_ear_fn *fn, void *ctx)
{
	struct sim_card *card = arg;
	struct sim_port *port;
	struct sim_ear *ear;
	int r;

	r = sim_port_get(card, channel, ANY_KIND, &port);
	if (r < 0)
		return r;
	if (*ear_find(card, port))
		return -EEXIST;
	ear = calloc(1, sizeof(*ear));
	if (!ear)
		return -ENOMEM;

	sim_card_catch_up(card);
	ear->port = port;
	ear->fn = fn;
	ear->ctx = ctx;
	ear->sample = sim_mix_sample(card->now);
	ear->next = card->ears;
	card->ears = ear;
	sim_card_wake(card);
	return 0;
}

void hl_sim_listen_stop(void *arg, int channel)
{
	struct sim_card *card = arg;
	struct sim_port *port = sim_port_find(card, channel);
	struct sim_ear **place;
	struct sim_ear *ear;

	if (!port)
		return;
	sim_card_catch_up(card);
	place = ear_find(card, port);
	ear = *place;
	if (ear)
		*place = ear->next;
	free(ear);
	sim_card_wake(card);
}
