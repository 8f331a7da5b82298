/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mix.c - what every ear hears, sample by sample
 *
 * In:  the ports as they are now; the instant up to which they were so.
 * Out: blocks of samples to the ears, and to who listens for tones.
 * Not: changing anything. Whoever changes a port lets the ears hear the time
 *      before first (sim_card_advance()), so a change falls on its sample.
 */
#include "card.h"

#include <string.h>

#include "holdline/music.h"
#include "holdline/synth.h"

#define WATCH_BLOCK 160 /* samples, as a card reads them (house) */

struct mix {
	const struct sim_card *card;
	uint64_t sample;
	unsigned n;
	int32_t sum[HL_SIM_BLOCK];
};

uint64_t sim_mix_sample(hl_usec at)
{
	/* The parts never overflow; at * 8 would. */
	return at / 1000 * 8 + at % 1000 * 8 / 1000;
}

static uint64_t mix_since(const struct mix *mix, hl_usec at)
{
	return mix->sample - sim_mix_sample(at);
}

static void mix_add(struct mix *mix, const int16_t *in)
{
	unsigned i;

	for (i = 0; i < mix->n; i++)
		mix->sum[i] += in[i];
}

static void mix_tone(struct mix *mix, const struct hl_zone *zone,
		     enum hl_tone tone, hl_usec since)
{
	int16_t block[HL_SIM_BLOCK];

	if (tone == HL_TONE_NONE)
		return;
	hl_synth_tone(zone, tone, mix_since(mix, since), block, mix->n);
	mix_add(mix, block);
}

/* What a port's party, or its exchange, says. */
static void mix_party(struct mix *mix, const struct sim_port *port)
{
	const struct sim_card *card = mix->card;
	const struct sim_phone *phone = &port->phone;
	int16_t block[HL_SIM_BLOCK];

	if (!sim_port_is_live(port))
		return;
	if (port->kind == HL_KIND_TRUNK &&
	    port->exchange.phase != HL_SIM_PHASE_TALKING) {
		mix_tone(mix, card->zone, (enum hl_tone)port->exchange.far,
			 port->exchange.far_at);
	} else if (phone->key) {
		mix_tone(mix, &card->keys, hl_tone_of_digit(phone->key),
			 phone->key_at);
	} else if (phone->speaking && card->voice) {
		card->voice(card->voice_ctx, port->channel,
			    mix_since(mix, phone->speak_at), block, mix->n);
		mix_add(mix, block);
	}
}

static void mix_music(struct mix *mix, uint32_t class)
{
	const struct sim_class *music = &mix->card->class[class];
	int16_t block[HL_SIM_BLOCK];

	if (!music->music)
		return;
	hl_music_read(music->music, mix_since(mix, music->since), block,
		      mix->n);
	mix_add(mix, block);
}

static void mix_port(struct mix *mix, const struct sim_port *port)
{
	const struct sim_port *other;

	memset(mix->sum, 0, mix->n * sizeof(mix->sum[0]));
	sim_told_mix(port, mix->sample, mix->sum, mix->n);
	if (!sim_port_is_live(port) || sim_told_is_muted(port))
		return;
	mix_tone(mix, mix->card->zone, (enum hl_tone)port->tone, port->tone_at);
	if (port->wire.kind == HL_WIRE_MUSIC)
		mix_music(mix, port->wire.ref);
	for (other = sim_wire_first(port); other;
	     other = sim_wire_next(port, other))
		mix_party(mix, other);
}

static int16_t saturated(int32_t value)
{
	if (value > INT16_MAX)
		return INT16_MAX;
	if (value < INT16_MIN)
		return INT16_MIN;
	return (int16_t)value;
}

static void mix_take(const struct mix *mix, int16_t *ret)
{
	unsigned i;

	for (i = 0; i < mix->n; i++)
		ret[i] = saturated(mix->sum[i]);
}

/* The next block of what begins at @sample, no further than @until. */
static void mix_block(struct mix *mix, uint64_t sample, uint64_t until,
		      unsigned longest)
{
	mix->sample = sample;
	mix->n = longest;
	if (until - sample < longest)
		mix->n = (unsigned)(until - sample);
}

static void ear_flush(struct sim_ear *ear, uint64_t until)
{
	const struct sim_port *port = ear->port;
	int16_t block[HL_SIM_BLOCK];
	struct mix mix = { .card = port->card };

	while (ear->sample < until) {
		mix_block(&mix, ear->sample, until, HL_SIM_BLOCK);
		mix_port(&mix, port);
		mix_take(&mix, block);
		ear->fn(ear->ctx, port->channel, ear->sample, block, mix.n);
		ear->sample += mix.n;
	}
}

static void watch_flush(struct sim_watch *watch, uint64_t until)
{
	int16_t block[WATCH_BLOCK];
	struct mix mix = { .card = watch->port->card };

	while (watch->sample < until) {
		mix_block(&mix, watch->sample, until, WATCH_BLOCK);
		memset(mix.sum, 0, mix.n * sizeof(mix.sum[0]));
		mix_party(&mix, watch->port);
		mix_take(&mix, block);
		sim_watch_hear(watch, block, mix.n);
		watch->sample += mix.n;
	}
}

void sim_mix_flush(struct sim_card *card, hl_usec at)
{
	uint64_t until = sim_mix_sample(at);
	struct sim_watch *watch;
	struct sim_ear *ear;

	for (ear = card->ears; ear; ear = ear->next)
		ear_flush(ear, until);
	for (watch = card->watches; watch; watch = watch->next)
		watch_flush(watch, until);
}
