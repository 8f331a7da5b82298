/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sim_bench.c - the engine's part, played for the claims about the sim card
 *
 * In:  the card's events, alarms and samples.
 * Out: all of them kept, for the claims to look at.
 * Not: any claim.
 */
#include "sim_bench.h"

#include <errno.h>
#include <string.h>

struct sim_bench bench;
const struct hl_driver *const sim = &hl_driver_sim;

static void host_event(void *ctx, const struct hl_event *event)
{
	(void)ctx;
	if (bench.count < BENCH_EVENTS_MAX)
		bench.event[bench.count++] = *event;
}

static void host_alarm(void *ctx, hl_usec at)
{
	(void)ctx;
	bench.alarm = at;
}

static hl_usec host_now(void *ctx)
{
	(void)ctx;
	return bench.now;
}

static hl_usec host_awake(void *ctx)
{
	(void)ctx;
	return bench.awake;
}

int16_t sim_bench_voice(int channel, uint64_t pos)
{
	return (int16_t)(channel * 100 + (int)(pos % 7));
}

static void voice(void *ctx, int channel, uint64_t pos, int16_t *out,
		  unsigned n)
{
	unsigned i;

	(void)ctx;
	for (i = 0; i < n; i++)
		out[i] = (int16_t)(bench.gain *
				   sim_bench_voice(channel, pos + i));
}

static void ear_fn(void *ctx, int channel, uint64_t sample, const int16_t *in,
		   unsigned n)
{
	struct bench_ear *ear = &bench.ear[channel];
	unsigned i;

	(void)ctx;
	if (!ear->count)
		ear->first = sample;
	if (sample != ear->first + ear->count)
		ear->gaps++;
	for (i = 0; i < n && ear->count < BENCH_SAMPLES_MAX; i++)
		ear->sample[ear->count++] = in[i];
}

uint64_t sim_bench_sample(hl_usec at)
{
	return at * 8 / 1000;
}

int16_t sim_bench_heard(int channel, uint64_t sample)
{
	const struct bench_ear *ear = &bench.ear[channel];

	if (sample < ear->first || sample >= ear->first + ear->count)
		return INT16_MIN;
	return ear->sample[sample - ear->first];
}

bool sim_bench_silent(int channel, hl_usec from, hl_usec to)
{
	uint64_t i;

	for (i = sim_bench_sample(from); i < sim_bench_sample(to); i++) {
		if (sim_bench_heard(channel, i) != 0)
			return false;
	}
	return true;
}

int sim_bench_open(const struct hl_sim_options *options)
{
	memset(&bench, 0, sizeof(bench));
	bench.now = T0;
	bench.awake = T0;
	bench.alarm = HL_NEVER;
	bench.gain = 1;
	bench.host.event = host_event;
	bench.host.alarm = host_alarm;
	bench.host.now = host_now;
	bench.host.awake = host_awake;
	if (hl_zone_load(&bench.zone, "us") < 0)
		return -ENOENT;
	return sim->card_open(&bench.card, &bench.host, &bench.zone, options);
}

int sim_bench_line(int channel, enum hl_line_kind kind, const char *profile)
{
	struct hl_port port = {
		.line = LINE(channel),
		.channel = channel,
		.kind = kind,
		.clid = bench.form.kind,
		.clid_variant = bench.form.variant,
		.clid_place = bench.form.place,
		.name = "x",
	};

	hl_profile_find(profile, &port.profile);
	return sim->line_open(bench.card, &port, NULL, 0);
}

void sim_bench_begin(void)
{
	struct hl_sim_options options = {
		.stations = 4,
		.trunks = 2,
		.voice = voice,
	};
	enum hl_line_kind kind;
	int channel;

	CU_ASSERT_EQUAL_FATAL(sim_bench_open(&options), 0);
	for (channel = STATION_1; channel <= TRUNK_2; channel++) {
		kind = channel < TRUNK_1 ? HL_KIND_STATION : HL_KIND_TRUNK;
		CU_ASSERT_EQUAL(sim_bench_line(channel, kind, "us"), 0);
	}
}

void sim_bench_end(void)
{
	sim->card_close(bench.card);
	bench.card = NULL;
}

void sim_bench_pass(hl_msec until)
{
	while (bench.alarm <= AT(until)) {
		if (bench.alarm > bench.now)
			bench.now = bench.alarm;
		bench.awake = bench.now;
		sim->run(bench.card, bench.now);
	}
	bench.now = AT(until);
	bench.awake = bench.now;
	sim->run(bench.card, bench.now);
}

void sim_bench_ear(int channel)
{
	CU_ASSERT_EQUAL(hl_sim_listen_start(bench.card, channel, ear_fn, NULL),
			0);
}

void sim_bench_talk(int channel)
{
	hl_sim_lift(bench.card, channel, bench.now);
	hl_sim_speak(bench.card, channel, true, bench.now);
	sim->run(bench.card, bench.now);
	CU_ASSERT_EQUAL(sim->loop(bench.card, LINE(channel), true), 0);
}

void sim_bench_wire(int channel, enum hl_wire_kind kind, uint32_t ref)
{
	struct hl_move move = {
		.line = LINE(channel),
		.wire = { .kind = (uint8_t)kind, .ref = ref },
	};
	unsigned done = 0;

	CU_ASSERT_EQUAL(sim->patch(bench.card, &move, 1, &done), 0);
	CU_ASSERT_EQUAL(done, 1);
}

void sim_bench_pair(int a, int b)
{
	struct hl_move moves[] = {
		{ LINE(a), { HL_WIRE_PAIR, LINE(b) } },
		{ LINE(b), { HL_WIRE_PAIR, LINE(a) } },
	};
	unsigned done = 0;

	CU_ASSERT_EQUAL(sim->patch(bench.card, moves, 2, &done), 0);
	CU_ASSERT_EQUAL(done, 2);
}

bool sim_bench_event_is(unsigned index, enum hl_event_kind kind, int channel,
			hl_usec at)
{
	const struct hl_event *event = &bench.event[index];

	return index < bench.count && event->kind == kind &&
	       event->line == LINE(channel) && event->at.earliest == at &&
	       event->at.latest == at;
}

bool sim_bench_edge_is(unsigned index, bool closed, hl_usec at)
{
	return sim_bench_event_is(index, HL_EVENT_EDGE, STATION_1, at) &&
	       bench.event[index].closed == closed;
}

bool sim_bench_gesture_is(unsigned index, enum hl_gesture gesture, hl_usec at)
{
	return sim_bench_event_is(index, HL_EVENT_GESTURE, STATION_1, at) &&
	       bench.event[index].gesture == gesture;
}

struct hl_sim_port sim_bench_look(int channel)
{
	struct hl_sim_port port;

	memset(&port, 0, sizeof(port));
	CU_ASSERT_EQUAL(hl_sim_port(bench.card, channel, &port), 0);
	return port;
}

struct hl_sim_hears sim_bench_hears(int channel)
{
	struct hl_sim_hears ret;

	memset(&ret, 0, sizeof(ret));
	CU_ASSERT_EQUAL(hl_sim_hears(bench.card, channel, &ret), 0);
	return ret;
}

static hl_msec now_ms(void)
{
	return (hl_msec)((bench.now - T0) / 1000);
}

void sim_bench_later(hl_msec ms)
{
	sim_bench_pass(now_ms() + ms);
}

unsigned sim_bench_count(enum hl_event_kind kind)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < bench.count; i++)
		n += bench.event[i].kind == kind;
	return n;
}

const struct hl_event *sim_bench_first(enum hl_event_kind kind)
{
	unsigned i;

	for (i = 0; i < bench.count; i++)
		if (bench.event[i].kind == kind)
			return &bench.event[i];
	return NULL;
}

void sim_bench_loop(bool closed)
{
	CU_ASSERT_EQUAL(sim->loop(bench.card, LINE(TRUNK_1), closed), 0);
}

/* The trunk is opened anew, as this port. */
void sim_bench_reopen(const struct hl_port *as)
{
	struct hl_port port = *as;

	sim->line_close(bench.card, LINE(TRUNK_1));
	port.line = LINE(TRUNK_1);
	port.channel = TRUNK_1;
	port.kind = HL_KIND_TRUNK;
	port.name = "x";
	hl_profile_find("us", &port.profile);
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, NULL, 0), 0);
}
