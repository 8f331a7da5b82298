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

#include <math.h>
#include <string.h>

#include "holdline/music.h"
#include "holdline/synth.h"

#define WATCH_BLOCK 160 /* samples, as a card reads them (house) */

/* Peak of evenly spread noise of 0 dBm0: a sine of 3.17 dBm0 is full scale,
 * its rms a square root of two below. */
#define NOISE_PEAK 27860.0f

struct mix {
	uint64_t sample;
	unsigned n;
	int32_t sum[HL_SIM_BLOCK];
};

static void port_mix(struct mix *mix, const struct sim_port *port,
		     unsigned depth);

uint64_t sim_mix_sample(hl_usec at)
{
	/* The parts never overflow; at * 8 would. */
	return at / 1000 * 8 + at % 1000 * 8 / 1000;
}

hl_usec sim_mix_at(uint64_t sample)
{
	return sample * 125;
}

float sim_mix_gain(int tenths)
{
	return tenths ? powf(10.0f, (float)tenths / 200.0f) : 1.0f;
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

static void mix_scale(struct mix *mix, float gain)
{
	unsigned i;

	for (i = 0; gain != 1.0f && i < mix->n; i++)
		mix->sum[i] = (int32_t)lrintf(gain * (float)mix->sum[i]);
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

static void mix_voice(struct mix *mix, const struct sim_port *port,
		      int channel)
{
	const struct sim_card *card = port->card;
	int16_t block[HL_SIM_BLOCK];

	if (!port->phone.speaking || !card->voice)
		return;
	card->voice(card->voice_ctx, channel,
		    mix_since(mix, port->phone.speak_at), block, mix->n);
	mix_add(mix, block);
}

/* What the mouth and the fingers of a party make. */
static void mix_party(struct mix *mix, const struct sim_port *port)
{
	const struct sim_phone *phone = &port->phone;
	unsigned talks = SIM_FIRST;

	if (phone->key) {
		mix_tone(mix, &port->card->keys, hl_tone_of_digit(phone->key),
			 phone->key_at);
		return;
	}
	if (port->kind == HL_KIND_TRUNK)
		talks = port->exchange->talks;
	if (talks & SIM_FIRST)
		mix_voice(mix, port, port->channel);
	if (talks & SIM_SECOND)
		mix_voice(mix, port, port->channel + HL_SIM_SECOND);
}

/* ---- a trunk ------------------------------------------------------------ */

/* White noise that is a pure function of the sample's number: a hash of it,
 * evenly spread, so its peak is sqrt(3) times its rms. */
static void mix_noise(struct mix *mix, const struct sim_port *port)
{
	float peak = NOISE_PEAK * sim_mix_gain(port->exchange->manner.noise * 10);
	uint64_t x;
	unsigned i;

	for (i = 0; i < mix->n; i++) {
		x = mix->sample + i + ((uint64_t)port->channel << 40);
		x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
		x ^= x >> 31;
		mix->sum[i] += (int32_t)lrintf(
			peak * ((float)(x >> 40) / 8388608.0f - 1.0f));
	}
}

static void mix_other(struct mix *mix, const struct sim_port *port, float gain,
		      unsigned depth)
{
	struct mix other;
	unsigned i;

	if (depth >= SIM_DEPTH)
		return;
	other.sample = mix->sample;
	other.n = mix->n;
	port_mix(&other, port, depth + 1);
	for (i = 0; i < mix->n; i++)
		mix->sum[i] += (int32_t)lrintf(gain * (float)other.sum[i]);
}

static void mix_exchange(struct mix *mix, const struct sim_port *port,
			 unsigned depth)
{
	const struct sim_exchange *exchange = port->exchange;

	if (port->joined) {
		if (sim_port_is_live(port->joined))
			mix_other(mix, port->joined, 1.0f, depth);
		return;
	}
	mix_tone(mix, port->card->zone, (enum hl_tone)exchange->far,
		 exchange->far_at);
	if (sim_exchange_talks(port))
		mix_party(mix, port);
	if (exchange->manner.echo && !port->echo)
		mix_other(mix, port, sim_mix_gain(-exchange->manner.echo * 10),
			  depth);
}

/* ---- what comes in on a port -------------------------------------------- */

static void mix_incoming(struct mix *mix, const struct sim_port *port,
			 unsigned depth)
{
	memset(mix->sum, 0, mix->n * sizeof(mix->sum[0]));
	if (port->kind == HL_KIND_TRUNK) {
		sim_caller_mix(port, mix->sample, mix->sum, mix->n);
		if (sim_port_is_live(port))
			mix_exchange(mix, port, depth);
		if (port->exchange->manner.noise && sim_port_is_seen(port))
			mix_noise(mix, port);
	} else if (sim_port_is_live(port)) {
		mix_party(mix, port);
	}
	mix_scale(mix, port->rx);
}

/* ---- what goes out on it ------------------------------------------------ */

static void mix_music(struct mix *mix, const struct sim_port *port)
{
	const struct sim_class *music = &port->card->class[port->wire.ref];
	int16_t block[HL_SIM_BLOCK];

	if (!music->music)
		return;
	hl_music_read(music->music, mix_since(mix, music->since), block,
		      mix->n);
	mix_add(mix, block);
}

static void mix_heard(struct mix *mix, const struct sim_port *other,
		      unsigned depth)
{
	struct mix in;
	unsigned i;

	in.sample = mix->sample;
	in.n = mix->n;
	mix_incoming(&in, other, depth);
	for (i = 0; i < mix->n; i++)
		mix->sum[i] += in.sum[i];
}

static void port_mix(struct mix *mix, const struct sim_port *port,
		     unsigned depth)
{
	const struct sim_port *other;

	memset(mix->sum, 0, mix->n * sizeof(mix->sum[0]));
	sim_told_mix(port, mix->sample, mix->sum, mix->n);
	if (!sim_port_is_live(port) || sim_told_is_muted(port))
		return;
	mix_tone(mix, port->card->zone, (enum hl_tone)port->tone,
		 port->tone_at);
	if (port->wire.kind == HL_WIRE_MUSIC)
		mix_music(mix, port);
	for (other = sim_wire_first(port); other;
	     other = sim_wire_next(port, other))
		mix_heard(mix, other, depth);
	mix_scale(mix, port->tx);
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

/* ---- who hears it ------------------------------------------------------- */

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
	struct mix mix;

	while (ear->sample < until) {
		mix_block(&mix, ear->sample, until, HL_SIM_BLOCK);
		port_mix(&mix, port, 0);
		mix_take(&mix, block);
		ear->fn(ear->ctx, port->channel, ear->sample, block, mix.n);
		ear->sample += mix.n;
	}
}

static void watch_flush(struct sim_watch *watch, uint64_t until)
{
	int16_t block[WATCH_BLOCK];
	struct mix mix;

	while (watch->sample < until) {
		mix_block(&mix, watch->sample, until, WATCH_BLOCK);
		mix_incoming(&mix, watch->port, 0);
		mix_take(&mix, block);
		sim_watch_hear(watch, block, mix.n);
		watch->sample += mix.n;
	}
}

static void hear_flush(struct sim_hear *hear, uint64_t until)
{
	int16_t in[WATCH_BLOCK];
	int16_t sent[WATCH_BLOCK];
	struct mix mix;

	if (!sim_hear_wants(hear))
		hear->sample = until;
	while (hear->sample < until) {
		mix_block(&mix, hear->sample, until, WATCH_BLOCK);
		mix_incoming(&mix, hear->port, 0);
		mix_take(&mix, in);
		port_mix(&mix, hear->port, 0);
		mix_take(&mix, sent);
		sim_hear_put(hear, in, sent, mix.n);
		hear->sample += mix.n;
	}
}

void sim_mix_flush(struct sim_card *card, hl_usec at)
{
	uint64_t until = sim_mix_sample(at);
	struct sim_watch *watch;
	struct sim_hear *hear;
	struct sim_ear *ear;

	for (ear = card->ears; ear; ear = ear->next)
		ear_flush(ear, until);
	for (watch = card->watches; watch; watch = watch->next)
		watch_flush(watch, until);
	for (hear = card->hears; hear; hear = hear->next)
		hear_flush(hear, until);
}
