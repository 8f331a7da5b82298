/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch.c - tones that the engine listens for on a port
 *
 * In:  a list of tones; what the port's party sends, from mix.c.
 * Out: reports of the tones found, on a grid of 20 ms.
 * Not: what a tone is - src/media/pitch.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

/* A card's samples come in blocks of 20 ms, and so does what is found. */
#define GRID_MS 20

static void watch_end(struct sim_port *port)
{
	struct sim_watch **place = &port->card->watches;

	if (!port->watch)
		return;
	while (*place != port->watch)
		place = &(*place)->next;
	*place = port->watch->next;
	free(port->watch);
	port->watch = NULL;
	sim_timer_stop(port, SIM_TIMER_WATCH);
	sim_report_forget_kind(port, HL_EVENT_TONE);
}

int sim_watch_set(struct sim_port *port, const struct hl_watch_tone *tones)
{
	struct sim_card *card = port->card;
	struct sim_watch *watch;
	int r;

	if (!tones) {
		watch_end(port);
		return 0;
	}
	watch = calloc(1, sizeof(*watch));
	if (!watch)
		return -ENOMEM;
	r = hl_pitch_open(&watch->pitch, tones);
	if (r < 0) {
		free(watch);
		return r;
	}

	watch_end(port);
	watch->port = port;
	watch->sample = sim_mix_sample(card->now);
	watch->next = card->watches;
	card->watches = watch;
	port->watch = watch;
	sim_timer_start(port, SIM_TIMER_WATCH, card->now + HL_MS(GRID_MS));
	return 0;
}

void sim_watch_hear(struct sim_watch *watch, const int16_t *in, unsigned n)
{
	watch->found |= hl_pitch_feed(&watch->pitch, in, n);
}

void sim_watch_tell(struct sim_port *port)
{
	struct sim_report report = { .kind = HL_EVENT_TONE };
	struct sim_watch *watch = port->watch;
	uint8_t i;

	for (i = 0; i < HL_WATCH_TONES; i++) {
		if (!(watch->found & 1u << i))
			continue;
		report.which = i;
		sim_report_add(port, &report);
	}
	watch->found = 0;
	sim_timer_start(port, SIM_TIMER_WATCH,
			port->card->now + HL_MS(GRID_MS));
}
