/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_dahdi.c - the DAHDI driver on the fake kernel, for the contract
 *
 * In:  orders of the suite to telephones and exchanges.
 * Out: the same on the fake kernel's lines; time for kernel and driver.
 * Not: the claims - claims_line.c, claims_audio.c.
 */
#include "bed_dahdi.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

#include "fake/kernel.h"
#include "holdline/dahdi.h"
#include "holdline/music.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

/*
 * An exchange that rings and tells who calls. The call lasts @since [ms]; the
 * message begins at @sound_ms, the ringing at @ring_ms.
 */
struct caller {
	int channel; /* 0: there is none */
	struct hl_ring_plan plan;
	hl_msec since;
	hl_msec sound_ms;
	hl_msec ring_ms;
	int16_t *sound;
	unsigned length;
	bool rings;
};

struct bed {
	struct caller caller;
	struct contract_host *host;
	struct fake_kernel *kernel;
	struct dahdi_sys sys;
	struct hl_dahdi_options options;
};

static int bed_make(void **ret, struct contract_host *host, unsigned stations,
		    unsigned trunks)
{
	struct bed *bed = calloc(1, sizeof(*bed));
	int r;

	if (!bed)
		return -ENOMEM;
	r = fake_new(&bed->kernel, stations, trunks);
	if (r < 0) {
		free(bed);
		return r;
	}
	bed->host = host;
	fake_zone(bed->kernel, host->zone->number);
	fake_sys(bed->kernel, &bed->sys);
	bed->options.sys = &bed->sys;
	*ret = bed;
	return 0;
}

/* Whatever happened to it, the driver asked for nothing that does harm. */
static void bed_unmake(void *ctx)
{
	struct bed *bed = ctx;
	const char *why;

	CU_ASSERT_EQUAL(fake_descriptors(bed->kernel), 0);
	CU_ASSERT_EQUAL(fake_refusals(bed->kernel, &why), 0);
	fake_free(bed->kernel);
	free(bed->caller.sound);
	free(bed);
}

struct fake_kernel *bed_dahdi_kernel(void *ctx)
{
	return ((struct bed *)ctx)->kernel;
}

static const void *bed_options(void *ctx)
{
	return &((struct bed *)ctx)->options;
}

static void bed_loop(void *ctx, int channel, bool closed)
{
	fake_loop(((struct bed *)ctx)->kernel, channel, closed);
}

/* ---- who calls ---------------------------------------------------------- */

static hl_msec lasts(const struct hl_ring_plan *plan, unsigned steps)
{
	hl_msec length = 0;
	unsigned i;

	for (i = 0; i < steps; i++)
		length += plan->step_ms[i];
	return length;
}

static void caller_end(struct bed *bed)
{
	struct caller *caller = &bed->caller;

	if (caller->rings)
		fake_ring(bed->kernel, caller->channel, false);
	caller->rings = false;
	caller->channel = 0;
}

static void bed_call(void *ctx, int channel, const struct hl_clid *who,
		     const struct hl_announce_form *form)
{
	struct bed *bed = ctx;
	struct caller *caller = &bed->caller;
	struct hl_announce *announce;
	unsigned bursts;

	CU_ASSERT_EQUAL_FATAL(hl_announce_open(who, form, &announce), 0);
	free(caller->sound);
	memset(caller, 0, sizeof(*caller));
	caller->channel = channel;
	bursts = hl_announce_ring(announce,
				  &bed->host->zone->ring[HL_RING_NORMAL],
				  &caller->plan);
	caller->length = hl_announce_length(announce);
	caller->sound = calloc(caller->length, sizeof(*caller->sound));
	hl_announce_read(announce, caller->sound, caller->length);
	if (bursts)
		caller->sound_ms = lasts(&caller->plan, 2 * bursts - 1);
	else
		caller->ring_ms = caller->length / 8 +
				  hl_announce_gap_ms(announce);
	if (hl_announce_reverses(announce))
		fake_polarity(bed->kernel, channel);
	hl_announce_close(announce);
}

/* A millisecond of it; who is answered rings no more. */
static void caller_pass(struct bed *bed)
{
	struct caller *caller = &bed->caller;
	hl_msec since = caller->since++;
	bool rings;

	if (!caller->channel)
		return;
	if (fake_seized(bed->kernel, caller->channel)) {
		fake_play(bed->kernel, caller->channel, NULL, 0);
		caller_end(bed);
		return;
	}
	if (since == caller->sound_ms)
		fake_play(bed->kernel, caller->channel, caller->sound,
			  caller->length);
	rings = since >= caller->ring_ms &&
		hl_ring_is_on(&caller->plan, since - caller->ring_ms);
	if (rings != caller->rings)
		fake_ring(bed->kernel, caller->channel, rings);
	caller->rings = rings;
}

static void bed_ring(void *ctx, int channel, bool on)
{
	caller_end(ctx);
	fake_ring(((struct bed *)ctx)->kernel, channel, on);
}

static void bed_drop(void *ctx, int channel)
{
	fake_drop(((struct bed *)ctx)->kernel, channel);
}

static void bed_digit(void *ctx, int channel, char digit)
{
	fake_digit(((struct bed *)ctx)->kernel, channel, digit);
}

static void bed_sound(void *ctx, int channel, double hz, double other)
{
	fake_sound(((struct bed *)ctx)->kernel, channel, hz, other);
}

/* A callback may change the table: it is walked by a copy of each row. */
static void watches_serve(struct bed *bed)
{
	struct contract_host *host = bed->host;
	struct contract_watch watch;
	unsigned ready;
	unsigned i;

	for (i = 0; i < host->watch_count; i++) {
		watch = host->watches[i];
		ready = fake_ready(bed->kernel, watch.fd) & watch.what;
		if (ready)
			watch.fn(watch.arg, ready);
	}
}

static void bed_pass(void *ctx, hl_msec ms)
{
	struct bed *bed = ctx;

	for (; ms; ms--) {
		bed->host->now += HL_MS(1);
		bed->host->awake = bed->host->now;
		caller_pass(bed);
		fake_pass(bed->kernel, 1);
		watches_serve(bed);
		contract_host_run(bed->host);
	}
}

static void bed_stall(void *ctx, hl_msec ms)
{
	struct bed *bed = ctx;

	bed->host->now += HL_MS(ms);
	fake_pass(bed->kernel, ms);
	watches_serve(bed);
	contract_host_run(bed->host);
	bed->host->awake = bed->host->now;
}

/* clang-format off */
static const struct {
	int number;
	enum hl_tone tone;
} tones[] = {
	{ DAHDI_TONE_DIALTONE,   HL_TONE_DIAL },
	{ DAHDI_TONE_DIALRECALL, HL_TONE_RECALL },
	{ DAHDI_TONE_STUTTER,    HL_TONE_STUTTER },
	{ DAHDI_TONE_RINGTONE,   HL_TONE_RINGBACK },
	{ DAHDI_TONE_BUSY,       HL_TONE_BUSY },
	{ DAHDI_TONE_CONGESTION, HL_TONE_CONGESTION },
	{ DAHDI_TONE_INFO,       HL_TONE_INFO },
	{ DAHDI_TONE_CALLWAIT,   HL_TONE_WAITING },
};
/* clang-format on */

static enum hl_tone tone_of_number(int number)
{
	unsigned i;

	for (i = 0; i < sizeof(tones) / sizeof(tones[0]); i++)
		if (tones[i].number == number)
			return tones[i].tone;
	return HL_TONE_NONE;
}

/*
 * The tones that the kernel does not have. One of those that it has may begin
 * with the same samples.
 */
static enum hl_tone tone_of_samples(const struct bed *bed, const int16_t *first)
{
	int16_t block[FAKE_FIRST];
	unsigned tone;

	for (tone = HL_TONE_HOLD; tone < HL_TONE_COUNT; tone++) {
		hl_synth_tone(bed->host->zone, (enum hl_tone)tone, 0, block,
			      FAKE_FIRST);
		if (!memcmp(block, first, sizeof(block)))
			return (enum hl_tone)tone;
	}
	return HL_TONE_NONE;
}

static uint32_t class_of_samples(const struct bed *bed, const int16_t *first)
{
	int16_t block[FAKE_FIRST];
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++) {
		if (!bed->host->music[i])
			continue;
		hl_music_read(bed->host->music[i], 0, block, FAKE_FIRST);
		if (!memcmp(block, first, sizeof(block)))
			return 1u << i;
	}
	return 0;
}

static void bed_hears(void *ctx, int channel, struct contract_heard *ret)
{
	struct bed *bed = ctx;
	struct fake_heard heard;
	unsigned i;

	fake_hears(bed->kernel, channel, &heard);
	ret->voices = heard.voices;
	ret->tone = heard.written ? tone_of_samples(bed, heard.written) :
				    tone_of_number(heard.tone);
	for (i = 0; i < heard.pseudos; i++)
		ret->music |= class_of_samples(bed, heard.first[i]);
}

static const char *bed_dialled(void *ctx, int channel)
{
	return fake_dialled(((struct bed *)ctx)->kernel, channel);
}

static bool bed_rings(void *ctx, int channel)
{
	return fake_rings(((struct bed *)ctx)->kernel, channel);
}

static bool bed_bell(void *ctx, int channel)
{
	return fake_bell(((struct bed *)ctx)->kernel, channel);
}

static void bed_tape(void *ctx, int channel, contract_tape_fn *fn, void *arg)
{
	fake_tape(((struct bed *)ctx)->kernel, channel, fn, arg);
}

static struct fake_state state_of(void *ctx, int channel)
{
	struct fake_state state;

	fake_state(((struct bed *)ctx)->kernel, channel, &state);
	return state;
}

static bool bed_lamp(void *ctx, int channel)
{
	return state_of(ctx, channel).lamp;
}

static bool bed_echo(void *ctx, int channel)
{
	return state_of(ctx, channel).echo > 0;
}

static bool bed_reversed(void *ctx, int channel)
{
	return state_of(ctx, channel).reversed;
}

static bool bed_seized(void *ctx, int channel)
{
	return fake_seized(((struct bed *)ctx)->kernel, channel);
}

static void bed_bearer(void *ctx, int channel)
{
	fake_signal(((struct bed *)ctx)->kernel, channel, DAHDI_SIG_CLEAR);
}

static unsigned bed_fail(void *ctx, int error, unsigned nth)
{
	return fake_fail(((struct bed *)ctx)->kernel, FAKE_ANY, error, nth);
}

const struct contract_bed contract_bed_dahdi = {
	.driver = &hl_driver_dahdi,
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
	.exchange = hl_dahdi_exchange,
	.fail = bed_fail,
};
