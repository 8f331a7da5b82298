/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim_bearer.c - claims about the B channels of virtual cards
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include "holdline/sim.h"
#include "holdline/synth.h"
#include "sim_bench.h"

/* A second card beside the bench's, with the same clock. */
static struct {
	void *card;
	hl_usec alarm;
	unsigned digits;
} other;

static void other_event(void *ctx, const struct hl_event *event)
{
	(void)ctx;
	other.digits += event->kind == HL_EVENT_DIGIT;
}

static void other_alarm(void *ctx, hl_usec at)
{
	(void)ctx;
	other.alarm = at;
}

static void other_voice(void *ctx, int channel, uint64_t pos, int16_t *out,
			unsigned n)
{
	unsigned i;

	(void)ctx;
	for (i = 0; i < n; i++)
		out[i] = (int16_t)(sim_bench_voice(channel, pos + i) + 3000);
}

static void bearers_join(void)
{
	const struct hl_port bearer = { .bearer = true };
	static const struct hl_sim_options options = {
		.stations = 4,
		.trunks = 2,
		.voice = other_voice,
	};
	struct hl_port port = { .channel = TRUNK_1,
				.kind = HL_KIND_TRUNK,
				.line = LINE(TRUNK_1),
				.bearer = true };
	struct hl_host host;

	sim_bench_begin();
	sim_bench_reopen(&bearer);
	host = bench.host;
	host.event = other_event;
	host.alarm = other_alarm;
	other.digits = 0;
	other.alarm = HL_NEVER;
	CU_ASSERT_EQUAL(
		sim->card_open(&other.card, &host, &bench.zone, &options), 0);
	CU_ASSERT_EQUAL(sim->line_open(other.card, &port, NULL, 0), 0);
	port.channel = STATION_1;
	port.line = LINE(STATION_1);
	port.kind = HL_KIND_STATION;
	port.bearer = false;
	CU_ASSERT_EQUAL(sim->line_open(other.card, &port, NULL, 0), 0);
	CU_ASSERT_EQUAL(hl_sim_join(bench.card, TRUNK_1, other.card, TRUNK_1),
			0);
}

static void other_pair(void)
{
	struct hl_move moves[] = {
		{ LINE(STATION_1), { HL_WIRE_PAIR, LINE(TRUNK_1) } },
		{ LINE(TRUNK_1), { HL_WIRE_PAIR, LINE(STATION_1) } },
	};
	unsigned done;

	hl_sim_lift(other.card, STATION_1, bench.now);
	sim->loop(other.card, LINE(STATION_1), true);
	sim->loop(other.card, LINE(TRUNK_1), true);
	sim->patch(other.card, moves, 2, &done);
}

static void a_bearer_has_no_ringing_and_a_party_once_the_way_is_open(void)
{
	const struct hl_port bearer = { .bearer = true };

	sim_bench_begin();
	sim_bench_reopen(&bearer);
	hl_sim_call(bench.card, TRUNK_1, T0);
	hl_sim_speak(bench.card, TRUNK_1, true, T0);
	sim_bench_pass(1000);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_loop(true);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 100), -ENOTSUP);
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_pass(1500);
	CU_ASSERT_EQUAL(sim_bench_heard(STATION_1, sim_bench_sample(AT(1200))),
			sim_bench_voice(TRUNK_1, sim_bench_sample(AT(1200)) -
							 sim_bench_sample(T0)));
	sim_bench_loop(false);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_IDLE);
	sim_bench_end();
}

static void a_voice_passes_between_two_cards_sample_for_sample(void)
{
	uint64_t t;

	bearers_join();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_loop(true);
	sim_bench_pass(100);
	CU_ASSERT(sim_bench_silent(STATION_1, T0, AT(100)));
	other_pair();
	/* It begins and ends to speak between two wake-ups of ours. */
	hl_sim_speak(other.card, STATION_1, true, AT(210));
	hl_sim_speak(other.card, STATION_1, false, AT(307));
	sim_bench_pass(400);
	for (t = sim_bench_sample(AT(100)); t < sim_bench_sample(AT(400));
	     t++) {
		int16_t want = 0;

		if (t >= sim_bench_sample(AT(210)) &&
		    t < sim_bench_sample(AT(307)))
			want = (int16_t)(sim_bench_voice(STATION_1,
							 t - sim_bench_sample(
								     AT(210))) +
					 3000);
		CU_ASSERT_EQUAL(sim_bench_heard(STATION_1, t), want);
	}
	sim->card_close(other.card);
	sim_bench_pass(500);
	CU_ASSERT(sim_bench_silent(STATION_1, AT(400), AT(500)));
	sim_bench_end();
}

static void keys_pass_between_two_cards(void)
{
	bearers_join();
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_loop(true);
	other_pair();
	sim->set(other.card, LINE(TRUNK_1), HL_SET_LISTEN, 1);
	hl_sim_dial(bench.card, STATION_1, "12", NULL, AT(100));
	sim_bench_pass(1000);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D3);
	sim->run(other.card, bench.now);
	CU_ASSERT_EQUAL(other.digits, 3);
	CU_ASSERT_EQUAL(hl_sim_join(bench.card, TRUNK_1, other.card, TRUNK_2),
			-EBUSY);
	CU_ASSERT_EQUAL(hl_sim_join(bench.card, TRUNK_2, bench.card, TRUNK_2),
			-EINVAL);
	CU_ASSERT_EQUAL(hl_sim_join(bench.card, STATION_1, other.card, TRUNK_2),
			-ENOTSUP);
	CU_ASSERT_EQUAL(hl_sim_part(bench.card, TRUNK_1), 0);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D4);
	sim->run(other.card, bench.now);
	CU_ASSERT_EQUAL(other.digits, 3);
	sim_bench_end();
	sim->card_close(other.card);
}

static void two_quiet_lines_change_their_channels(void)
{
	const struct hl_port bearer = { .bearer = true };
	struct hl_port port = { .channel = TRUNK_2,
				.kind = HL_KIND_TRUNK,
				.line = LINE(TRUNK_2),
				.bearer = true };
	const hl_line a = LINE(TRUNK_1);
	const hl_line b = LINE(TRUNK_2);

	sim_bench_begin();
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, a, b), -EINVAL);
	sim_bench_reopen(&bearer);
	sim->line_close(bench.card, b);
	CU_ASSERT_EQUAL(sim->line_open(bench.card, &port, NULL, 0), 0);
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, a, a), -EINVAL);
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, 3, 4), -ENOENT);
	CU_ASSERT_EQUAL(sim->loop(bench.card, b, true), 0);
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, a, b), -EBUSY);
	CU_ASSERT_EQUAL(sim->loop(bench.card, b, false), 0);
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, a, b), 0);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).line, b);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_2).line, a);
	CU_ASSERT_EQUAL(sim->loop(bench.card, a, true), 0);
	CU_ASSERT(sim_bench_look(TRUNK_2).closed);
	CU_ASSERT(!sim_bench_look(TRUNK_1).closed);
	CU_ASSERT_EQUAL(sim->loop(bench.card, a, false), 0);
	/* A line without a channel takes the other's over. */
	sim->line_close(bench.card, b);
	CU_ASSERT_EQUAL(hl_sim_exchange(bench.card, a, b), 0);
	CU_ASSERT_EQUAL(sim->loop(bench.card, a, true), -ENOENT);
	CU_ASSERT_EQUAL(sim->loop(bench.card, b, true), 0);
	sim_bench_end();
}

/* clang-format off */
static CU_TestInfo claims[] = {
	{ "a bearer has no ringing and a party once the way is open",
	  a_bearer_has_no_ringing_and_a_party_once_the_way_is_open },
	{ "a voice passes between two cards sample for sample",
	  a_voice_passes_between_two_cards_sample_for_sample },
	{ "keys pass between two cards",
	  keys_pass_between_two_cards },
	{ "two quiet lines change their channels",
	  two_quiet_lines_change_their_channels },
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim_bearer(void)
{
	return claims;
}
