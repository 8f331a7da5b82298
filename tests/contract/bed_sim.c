/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim.c - the virtual line card, for the contract
 *
 * In:  orders of the suite to telephones and exchanges.
 * Out: the same as orders of the card's far side; time for the card.
 * Not: the claims - claims_line.c, claims_audio.c.
 */
#include "contract.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/sim.h"
#include "holdline/synth.h"

#define PI       3.14159265358979323846
#define CHANNELS 64     /* of a world (house) */
#define LOUD     7180.0 /* amplitude of -10 dBm0 (G.711: full scale +3.17) */

struct bed {
	struct contract_host *host;
	double sound[CHANNELS][2];
	struct hl_sim_options options;
	uint64_t calls;
	contract_tape_fn *tape[CHANNELS];
	void *tape_ctx[CHANNELS];
	char digits[HL_DIGITS_MAX + 1];
};

static void bed_voice(void *ctx, int channel, uint64_t pos, int16_t *out,
		      unsigned n)
{
	const double *hz = ((struct bed *)ctx)->sound[channel];
	unsigned part;
	unsigned i;
	double x;

	memset(out, 0, n * sizeof(*out));
	for (part = 0; part < 2; part++)
		for (i = 0; hz[part] > 0 && i < n; i++) {
			x = (double)(pos + i) / HL_RATE_HZ;
			x = sin(2.0 * PI * hz[part] * x);
			out[i] = (int16_t)(out[i] + LOUD * x);
		}
}

static int bed_make(void **ret, struct contract_host *host, unsigned stations,
		    unsigned trunks)
{
	struct bed *bed = calloc(1, sizeof(*bed));

	if (!bed)
		return -ENOMEM;
	bed->host = host;
	bed->options.voice = bed_voice;
	bed->options.voice_ctx = bed;
	bed->options.stations = stations;
	bed->options.trunks = trunks;
	*ret = bed;
	return 0;
}

static void bed_unmake(void *ctx)
{
	free(ctx);
}

static const void *bed_options(void *ctx)
{
	return &((struct bed *)ctx)->options;
}

static void bed_loop(void *ctx, int channel, bool closed)
{
	const struct contract_host *host = ((struct bed *)ctx)->host;

	if (closed)
		hl_sim_lift(host->card, channel, host->now);
	else
		hl_sim_hangup(host->card, channel, host->now);
}

static void port_look(struct bed *bed, int channel, struct hl_sim_port *ret)
{
	memset(ret, 0, sizeof(*ret));
	hl_sim_port(bed->host->card, channel, ret);
}

/* The exchange makes its own bursts: the end of one is the end of the call,
 * unless we have answered it. */
static void bed_ring(void *ctx, int channel, bool on)
{
	struct bed *bed = ctx;
	struct hl_sim_port port;

	port_look(bed, channel, &port);
	if (on)
		hl_sim_call(bed->host->card, channel, bed->host->now);
	else if (port.phase == HL_SIM_PHASE_RINGING)
		hl_sim_hangup(bed->host->card, channel, bed->host->now);
}

static void bed_call(void *ctx, int channel, const struct hl_clid *who,
		     const struct hl_announce_form *form)
{
	const struct contract_host *host = ((struct bed *)ctx)->host;
	const struct hl_sim_manner manner = { .form = *form };

	CU_ASSERT_EQUAL(hl_sim_manner(host->card, channel, &manner), 0);
	hl_sim_call_as(host->card, channel, who, false, host->now);
}

static void bed_drop(void *ctx, int channel)
{
	const struct contract_host *host = ((struct bed *)ctx)->host;

	hl_sim_hangup(host->card, channel, host->now);
}

static void bed_digit(void *ctx, int channel, char digit)
{
	const struct contract_host *host = ((struct bed *)ctx)->host;
	const char digits[] = { digit, '\0' };

	hl_sim_dial(host->card, channel, digits, NULL, host->now);
}

/* What was to be heard of the former sound is heard before it changes. */
static void bed_sound(void *ctx, int channel, double hz, double other)
{
	struct bed *bed = ctx;
	const struct contract_host *host = bed->host;

	hl_sim_speak(host->card, channel, false, host->now);
	host->driver->run(host->card, host->now);
	bed->sound[channel][0] = hz;
	bed->sound[channel][1] = other;
	hl_sim_speak(host->card, channel, hz > 0, host->now);
	host->driver->run(host->card, host->now);
}

static void bed_pass(void *ctx, hl_msec ms)
{
	struct contract_host *host = ((struct bed *)ctx)->host;

	for (; ms; ms--) {
		host->now += HL_MS(1);
		host->awake = host->now;
		contract_host_run(host);
	}
}

static void bed_stall(void *ctx, hl_msec ms)
{
	struct contract_host *host = ((struct bed *)ctx)->host;

	hl_sim_stall(host->card, true);
	host->now += HL_MS(ms);
	host->driver->run(host->card, host->now);
	hl_sim_stall(host->card, false);
	host->awake = host->now;
}

static void bed_hears(void *ctx, int channel, struct contract_heard *ret)
{
	struct bed *bed = ctx;
	struct hl_sim_hears hears;
	unsigned i;

	if (hl_sim_hears(bed->host->card, channel, &hears) < 0 || !hears.live)
		return;
	ret->tone = hears.tone;
	if (hears.music)
		ret->music = 1u << hears.wire.ref;
	for (i = 0; i < hears.count && i < HL_SIM_PARTIES_MAX; i++)
		ret->voices |= UINT64_C(1) << hears.party[i];
}

static const char *bed_dialled(void *ctx, int channel)
{
	struct bed *bed = ctx;
	struct hl_sim_port port;

	port_look(bed, channel, &port);
	memcpy(bed->digits, port.digits, sizeof(bed->digits));
	return bed->digits;
}

static bool bed_rings(void *ctx, int channel)
{
	struct hl_sim_port port;

	port_look(ctx, channel, &port);
	return port.ring != HL_RING_NONE && !port.closed;
}

static bool bed_bell(void *ctx, int channel)
{
	return hl_sim_bell(((struct bed *)ctx)->host->card, channel);
}

static void bed_ear(void *ctx, int channel, uint64_t sample,
		    const int16_t *in, unsigned n)
{
	struct bed *bed = ctx;

	(void)sample;
	bed->tape[channel](bed->tape_ctx[channel], in, n);
}

static void bed_tape(void *ctx, int channel, contract_tape_fn *fn, void *arg)
{
	struct bed *bed = ctx;

	hl_sim_listen_stop(bed->host->card, channel);
	bed->tape[channel] = fn;
	bed->tape_ctx[channel] = arg;
	if (fn)
		hl_sim_listen_start(bed->host->card, channel, bed_ear, bed);
}

static bool bed_lamp(void *ctx, int channel)
{
	struct hl_sim_port port;

	port_look(ctx, channel, &port);
	return port.lamp;
}

static bool bed_echo(void *ctx, int channel)
{
	struct hl_sim_port port;

	port_look(ctx, channel, &port);
	return port.echo;
}

static bool bed_reversed(void *ctx, int channel)
{
	struct hl_sim_port port;

	port_look(ctx, channel, &port);
	return port.reversed;
}

static bool bed_seized(void *ctx, int channel)
{
	struct hl_sim_port port;

	port_look(ctx, channel, &port);
	return port.closed;
}

/* The card asks nobody what its ports are. */
static void bed_bearer(void *ctx, int channel)
{
	(void)ctx;
	(void)channel;
}

static uint64_t calls_count(void *card)
{
	uint64_t calls = 0;
	unsigned op;

	for (op = 0; op < HL_SIM_OP_COUNT; op++)
		calls += hl_sim_calls(card, (enum hl_sim_op)op);
	return calls;
}

/* The card is the driver's whole world: a request is an operation. */
static unsigned bed_fail(void *ctx, int error, unsigned nth)
{
	struct bed *bed = ctx;
	uint64_t before = bed->calls;
	unsigned op;

	for (op = 0; op < HL_SIM_OP_COUNT; op++)
		hl_sim_fail(bed->host->card, (enum hl_sim_op)op, nth, error);
	bed->calls = calls_count(bed->host->card);
	return (unsigned)(bed->calls - before);
}

const struct contract_bed contract_bed_sim = {
	.driver = &hl_driver_sim,
	.make = bed_make,
	.unmake = bed_unmake,
	.options = bed_options,
	.loop = bed_loop,
	.ring = bed_ring,
	.call = bed_call,
	.drop = bed_drop,
	.digit = bed_digit,
	.sound = bed_sound,
	.pass = bed_pass,
	.stall = bed_stall,
	.hears = bed_hears,
	.dialled = bed_dialled,
	.rings = bed_rings,
	.bell = bed_bell,
	.tape = bed_tape,
	.lamp = bed_lamp,
	.echo = bed_echo,
	.reversed = bed_reversed,
	.seized = bed_seized,
	.bearer = bed_bearer,
	.exchange = hl_sim_exchange,
	.fail = bed_fail,
};
