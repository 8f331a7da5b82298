/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_seized.c - whoever leaves, no analog trunk is left seized
 *
 * Telephones, outside parties and exchanges do what they like for a while:
 * the real engine, the virtual card and its sounds, virtual time. Then one
 * side leaves, and the other does nothing more. HL_SEED=n repeats a walk.
 */
#include "suites.h"

#include "holdline/engine.h"
#include "holdline/sim.h"
#include "tools/scenario/bed_sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATIONS 3
#define TRUNKS 2
#define ROUNDS 30
#define DEEDS 24
#define PAUSE_MS 1500 /* between them, at most */
#define LIMIT_MS 90000 /* the longest limit: long silence, then all the rest */

static const char bench[] =
	"# Whoever leaves, no trunk is left seized\n"
	"station 101\nstation 102\nstation 103\ntrunk co1\ntrunk co2\n"
	"set all recall_limit 5 s\n"
	"set all release battery, polarity, busy, congestion, dial, silence\n"
	"set all release_silence 20 s\n"
	"set co1 ring 101\nset co2 ring 102\n"
	"set co1 answer tone\nset co1 dialtone_wait 3 s\n"
	"set co2 answer polarity\n";

static const char *const numbers[] = { "9555#", "9123#", "102", "9555#",
				       "101", "9", "5" };

/* How exchanges say that a party has left. */
static const enum hl_release ways[] = {
	HL_RELEASE_BATTERY, HL_RELEASE_POLARITY, HL_RELEASE_BUSY,
	HL_RELEASE_CONGESTION, HL_RELEASE_DIAL, HL_RELEASE_SILENCE,
};

struct walk {
	struct bed_sim *bed;
	uint32_t seed;
	char why[200];
	unsigned broken;
	unsigned used; /* trunks in use when somebody left */
};

static unsigned below(struct walk *w, unsigned most)
{
	w->seed = w->seed * 1664525u + 1013904223u;
	return (w->seed >> 8) % most;
}

/* What is not possible at a moment is refused, and nobody minds. */
static void act(struct walk *w, enum bed_act_kind kind, unsigned party,
		const char *digits, unsigned value)
{
	struct bed_act act = { .kind = kind, .party = party, .ms = 600,
			       .digits = digits, .name = "",
			       .value = value };

	bed_sim_ops.act(w->bed, &act);
}

static void pass(struct walk *w, hl_msec ms)
{
	if (bed_sim_ops.advance(w->bed, ms, w->why, sizeof(w->why)) < 0)
		w->broken++;
}

static void station_deed(struct walk *w)
{
	unsigned who = below(w, STATIONS);

	switch (below(w, 6)) {
	case 0:
	case 1:
		act(w, BED_LIFT, who, NULL, 0);
		break;
	case 2:
		act(w, BED_HANGUP, who, NULL, 0);
		break;
	case 3:
		act(w, BED_BREAK, who, NULL, 0);
		break;
	default:
		act(w, BED_DIAL, who,
		    numbers[below(w, sizeof(numbers) / sizeof(numbers[0]))],
		    0);
		break;
	}
}

static void trunk_deed(struct walk *w)
{
	unsigned who = STATIONS + below(w, TRUNKS);

	switch (below(w, 6)) {
	case 0:
		act(w, BED_CALL, who, NULL, 0);
		break;
	case 1:
		act(w, BED_GLARE, who, NULL, 0);
		break;
	case 2:
		act(w, BED_HANGUP, who, NULL, 0);
		break;
	default:
		act(w, BED_LIFT, who, NULL, 0);
		break;
	}
}

/* Who waits for an outside party that has not answered is no trunk's fault. */
static unsigned seized(const struct walk *w)
{
	unsigned count = 0;

	for (int i = 1; i <= TRUNKS; i++) {
		struct hl_sim_port port;

		if (hl_sim_port(bed_sim_card(w->bed),
				SCENARIO_STATIONS_MAX + i, &port) == 0)
			count += port.loop &&
				 port.phase != HL_SIM_PHASE_ALERTING;
	}
	return count;
}

static void exchanges_choose(struct walk *w)
{
	for (unsigned i = 0; i < TRUNKS; i++) {
		unsigned way = below(w, sizeof(ways) / sizeof(ways[0]));

		act(w, BED_LEAVES, STATIONS + i, NULL, ways[way]);
		act(w, BED_REVERSAL, STATIONS + i, NULL, 0);
	}
}

enum leaver { FAR_END, NEAR_END, BATTERY };

static void leave(struct walk *w, enum leaver who)
{
	unsigned from = who == NEAR_END ? 0 : STATIONS;
	unsigned to = who == NEAR_END ? STATIONS : STATIONS + TRUNKS;

	for (unsigned i = from; i < to; i++)
		act(w, who == BATTERY ? BED_NOBATTERY : BED_HANGUP, i, NULL,
		    0);
}

static unsigned round_play(struct walk *w, const struct scenario *scenario,
			   enum leaver who)
{
	char rest[200] = "";
	unsigned left;

	if (bed_sim_ops.begin(w->bed, scenario, w->why, sizeof(w->why)) < 0) {
		w->broken++;
		return 0;
	}
	exchanges_choose(w);
	for (unsigned i = 0; !w->broken && i < DEEDS; i++) {
		if (below(w, 3))
			station_deed(w);
		else
			trunk_deed(w);
		pass(w, 50 + below(w, PAUSE_MS));
	}
	w->used += seized(w);
	leave(w, who);
	for (unsigned ms = 0; !w->broken && seized(w) && ms < LIMIT_MS;
	     ms += 1000)
		pass(w, 1000);
	left = seized(w);
	for (unsigned i = 0; i < STATIONS + TRUNKS; i++)
		act(w, BED_HANGUP, i, NULL, 0);
	pass(w, 10000);
	bed_sim_ops.end(w->bed, rest, sizeof(rest));
	return left;
}

static void walk(enum leaver who)
{
	const char *text = getenv("HL_SEED");
	struct walk w = { .seed = text ? (uint32_t)atoi(text) : 7 };
	struct scenario *scenario = NULL;
	unsigned left = 0;

	CU_ASSERT_EQUAL_FATAL(scenario_parse(&scenario, bench,
					     sizeof(bench) - 1, stderr), 0);
	CU_ASSERT_EQUAL_FATAL(bed_sim_open(&w.bed, NULL), 0);
	for (unsigned i = 0; !w.broken && i < ROUNDS; i++) {
		uint32_t seed = w.seed;
		unsigned now = round_play(&w, scenario, who);

		if (now || w.broken)
			fprintf(stderr, "seized HL_SEED=%u: %u left %s\n",
				seed, now, w.why);
		left += now;
	}
	/* It was not for nothing. */
	CU_ASSERT(w.used >= ROUNDS / 6);
	CU_ASSERT_EQUAL(left, 0);
	CU_ASSERT_EQUAL(w.broken, 0);
	bed_sim_close(w.bed);
	scenario_free(scenario);
}

static void no_trunk_is_left_seized_when_the_far_ends_leave(void)
{
	walk(FAR_END);
}

static void no_trunk_is_left_seized_when_all_telephones_hang_up(void)
{
	walk(NEAR_END);
}

static void no_trunk_is_left_seized_when_the_battery_goes_away(void)
{
	walk(BATTERY);
}

#define T(name) { #name, name }

CU_TestInfo *test_seized(void)
{
	static CU_TestInfo tests[] = {
		T(no_trunk_is_left_seized_when_the_far_ends_leave),
		T(no_trunk_is_left_seized_when_all_telephones_hang_up),
		T(no_trunk_is_left_seized_when_the_battery_goes_away),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
