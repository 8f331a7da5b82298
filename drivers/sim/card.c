/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * card.c - one virtual card: its time, its beginning and its end
 *
 * In:  the present moment, from run() or with an operation.
 * Out: everything that was due has happened, in order; reports are told by
 *      run() only; the host knows when run() is wanted next.
 * Not: operations - sim.c; what happens - port.c.
 */
#include "card.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

hl_usec sim_card_now(const struct sim_card *card)
{
	hl_usec now = card->host.now(card->host.ctx);

	return now > card->now ? now : card->now;
}

static void time_pass(struct sim_card *card, hl_usec now)
{
	struct sim_card *other = card;

	/* Each is flushed while all of them are as they were. */
	do {
		if (now > other->now)
			other->now = now;
		sim_mix_flush(other, other->now);
		other = other->shared;
	} while (other != card);
}

void sim_card_advance(struct sim_card *card, hl_usec now)
{
	struct sim_item *item;

	for (;;) {
		item = sim_join_first(card, now);
		if (!item)
			break;
		time_pass(card, item->at);
		sim_queue_take(&item->port->card->queue, item);
		sim_port_act(item);
	}
	time_pass(card, now);
}

void sim_card_catch_up(struct sim_card *card)
{
	sim_card_advance(card, card->host.now(card->host.ctx));
}

static hl_usec card_due(const struct sim_card *card)
{
	const struct sim_item *item = sim_queue_first(&card->queue);
	hl_usec at = item ? item->at : HL_NEVER;

	if (card->stall)
		return HL_NEVER;
	if (card->reports.count)
		at = card->reports.ring[card->reports.first].at;
	return at == HL_NEVER ? at : at + HL_MS(card->late);
}

static void card_wake(struct sim_card *card)
{
	hl_usec due = card_due(card);

	/* run() says the last word when it is done. */
	if (card->running || due == card->alarm)
		return;
	card->alarm = due;
	card->host.alarm(card->host.ctx, due);
}

void sim_card_wake(struct sim_card *card)
{
	struct sim_card *other = card;

	do {
		card_wake(other);
		other = other->shared;
	} while (other != card);
}

void sim_card_run(void *arg, hl_usec now)
{
	struct sim_card *card = arg;

	card->running = true;
	sim_card_advance(card, now);
	sim_report_tell(card, now);
	card->running = false;
	card->alarm = card_due(card);
	card->host.alarm(card->host.ctx, card->alarm);
	sim_card_wake(card);
}

bool sim_script_is_fine(const struct hl_sim_script *script)
{
	return (unsigned)script->outcome < HL_SIM_OUTCOME_COUNT &&
	       script->dialtone <= HL_SIM_LONGEST &&
	       script->route <= HL_SIM_LONGEST &&
	       script->answer <= HL_SIM_LONGEST &&
	       script->talk <= HL_SIM_LONGEST;
}

/* The zone's digits are as long as a card sends them; a finger decides for
 * itself. */
static void keys_init(struct hl_zone *keys, const struct hl_zone *zone)
{
	unsigned tone;

	*keys = *zone;
	for (tone = 0; tone < HL_TONE_COUNT; tone++) {
		if (hl_tone_digit((enum hl_tone)tone))
			keys->tone[tone].segment[0].ms = 0;
	}
}

static int options_take(struct sim_card *card,
			const struct hl_sim_options *options)
{
	static const struct hl_sim_script script = HL_SIM_SCRIPT_DEFAULT;

	card->script = script;
	if (!options)
		return 0;
	if (options->stations > HL_LINES_MAX ||
	    options->trunks > HL_LINES_MAX - options->stations)
		return -EINVAL;
	if (options->script && !sim_script_is_fine(options->script))
		return -EINVAL;

	card->stations = options->stations;
	card->trunks = options->trunks;
	card->voice = options->voice;
	card->voice_ctx = options->voice_ctx;
	if (options->script)
		card->script = *options->script;
	return 0;
}

int sim_card_open(void **ret, const struct hl_host *host,
		  const struct hl_zone *zone, const void *options)
{
	struct sim_card *card;
	int r;

	if (!zone)
		return -EINVAL;
	card = calloc(1, sizeof(*card));
	if (!card)
		return -ENOMEM;
	r = options_take(card, options);
	if (r < 0) {
		free(card);
		return r;
	}

	card->host = *host;
	card->shared = card;
	card->zone = zone;
	keys_init(&card->keys, zone);
	card->now = host->now(host->ctx);
	card->alarm = HL_NEVER;
	*ret = card;
	return 0;
}

/* Ports stop their timers when they go: none may be left in the queue. */
static void queue_empty(struct sim_queue *queue)
{
	struct sim_item *item;

	for (;;) {
		item = sim_queue_first(queue);
		if (!item)
			break;
		sim_queue_take(queue, item);
		if (item->what >= SIM_TIMER_COUNT)
			sim_order_free((struct sim_order *)item);
	}
}

void sim_card_close(void *arg)
{
	static const struct sim_exchange nobody;
	struct sim_card *card = arg;
	struct sim_ear *ear;
	unsigned i;

	if (!card)
		return;
	assert(!memcmp(&card->nobody, &nobody, sizeof(nobody)));
	sim_join_leave(card);
	queue_empty(&card->queue);
	while (card->ears) {
		ear = card->ears;
		card->ears = ear->next;
		free(ear);
	}
	for (i = 1; i <= HL_LINES_MAX; i++)
		sim_port_free(card->channel[i]);
	sim_report_fini(&card->reports);
	sim_queue_fini(&card->queue);
	card->host.alarm(card->host.ctx, HL_NEVER);
	free(card);
}
