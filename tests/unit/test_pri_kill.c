/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_kill.c - claims about spans whose ends and wire die at random
 *
 * In:  thousands of operations, right and wrong; frames lost and harmed; the
 *      wire cut; an end killed and started anew.
 * Out: nothing is seized afterwards, at either end.
 */
#include "suites.h"

#include <stdlib.h>

#include "holdline/supervision.h"
#include "test_pri_bench.h"
#include "test_pri_pair.h"

#define OPERATIONS 6000

struct fate {
	unsigned kills;
	unsigned cuts;
	unsigned seen[HL_EVENT_COUNT];
};

/* What an engine does, mostly. */
static void lives(struct twin *bench, unsigned end,
		  const struct hl_event *event)
{
	struct fate *fate = bench->ctx;
	unsigned dice = twin_random(bench, 8);

	fate->seen[event->kind]++;
	bench->end[end].count = 0;
	if (event->kind == HL_EVENT_RING && dice) {
		twin_set(bench, end, event->line, HL_SET_STAGE,
			  dice == 1 ? HL_REACH_TAKEN : HL_REACH_ALERTING);
	} else if (event->kind == HL_EVENT_NUMBER && event->value) {
		twin_set(bench, end, event->line, HL_SET_STAGE,
			  HL_REACH_ALERTING);
	} else if (event->kind == HL_EVENT_FARGONE) {
		twin_wire(bench, end, event->line, HL_WIRE_QUIET, 0);
		twin_loop(bench, end, event->line, false);
		twin_set(bench, end, event->line, HL_SET_STAGE,
			  HL_REACH_NONE);
	} else if (event->kind == HL_EVENT_JOIN && dice > 4) {
		twin_loop(bench, end, event->line, false);
		twin_loop(bench, end, (hl_line)event->value, false);
	}
}

static void release(struct twin *bench, unsigned end, hl_line line)
{
	twin_wire(bench, end, line, HL_WIRE_QUIET, 0);
	twin_loop(bench, end, line, false);
	twin_set(bench, end, line, HL_SET_STAGE, HL_REACH_NONE);
	twin_set(bench, end, line, HL_SET_HOLD, 0);
}

static void operate(struct twin *bench)
{
	unsigned end = twin_random(bench, 2);
	hl_line line = (hl_line)twin_random(bench, TWIN_LINES);

	switch (twin_random(bench, 12)) {
	case 0:
	case 1:
	case 2:
		if (twin_dial(bench, end, line, "300",
			       twin_random(bench, 2)) == 0)
			twin_loop(bench, end, line, true);
		break;
	case 3:
	case 4:
		twin_loop(bench, end, line, true);
		break;
	case 5:
		twin_set(bench, end, line, HL_SET_HOLD, 1);
		break;
	case 6:
		twin_set(bench, end, line, HL_SET_HOLD, 0);
		break;
	case 7:
		twin_wire(bench, end, line, HL_WIRE_MUSIC, 0);
		twin_wire(bench, end, line, HL_WIRE_QUIET, 0);
		break;
	case 8:
		twin_set(bench, end, line, HL_SET_CAUSE,
			  twin_random(bench, 16));
		break;
	default:
		release(bench, end, line);
		break;
	}
}

static void strike(struct twin *bench, const struct hl_pri_weather *weather)
{
	struct fate *fate = bench->ctx;
	struct hl_pri_weather cut = *weather;
	unsigned end = twin_random(bench, 2);

	switch (twin_random(bench, 120)) {
	case 0:
		fate->kills++;
		twin_kill(bench, end);
		twin_run(bench, twin_random(bench, 4000));
		twin_start(bench, end);
		break;
	case 1:
		fate->cuts++;
		cut.cut = true;
		hl_pri_wire_weather(bench->wire, &cut);
		twin_run(bench, twin_random(bench, 120000));
		hl_pri_wire_weather(bench->wire, weather);
		break;
	default:
		break;
	}
}

/* Long after the last operation nothing is seized. */
static void walk(unsigned seed, unsigned loss, unsigned harm)
{
	struct hl_pri_weather weather = { 1000, loss, harm, false, seed };
	const struct hl_pri_weather fair = { 1000, 0, 0, false, 1 };
	struct fate fate = { 0 };
	struct hl_span span;
	struct twin *bench;
	unsigned wrong = 0;

	twin_span(NET, &span);
	span.transfer = HL_SPAN_TRANSFER_EXPLICIT;
	bench = twin_open(&span, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(bench);
	bench->seed = seed;
	bench->ctx = &fate;
	bench->hook = lives;
	hl_pri_wire_weather(bench->wire, &weather);
	for (unsigned i = 0; i < OPERATIONS; i++) {
		operate(bench);
		twin_run(bench, twin_random(bench, 400));
		strike(bench, &weather);
		wrong += !twin_sound(bench);
	}
	hl_pri_wire_weather(bench->wire, &fair);
	for (unsigned end = 0; end < 2; end++)
		for (hl_line line = 0; line < TWIN_LINES; line++)
			release(bench, end, line);
	twin_run(bench, 600000);
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT(twin_idle(bench));
	CU_ASSERT(fate.kills > 10);
	CU_ASSERT(fate.cuts > 10);
	CU_ASSERT(fate.seen[HL_EVENT_ANSWERED] > 50);
	CU_ASSERT(fate.seen[HL_EVENT_HELD] > 20);
	twin_close(bench);
}

static void nothing_is_left_seized_whoever_dies(void)
{
	walk(1, 0, 0);
	walk(2, 0, 0);
}

static void nothing_is_left_seized_on_a_bad_wire(void)
{
	walk(3, 60, 0);
	walk(4, 30, 30);
	walk(5, 0, 200);
}

/* clang-format off */
CU_TestInfo *test_pri_kill(void)
{
	static CU_TestInfo tests[] = {
		{ "nothing is left seized whoever dies", nothing_is_left_seized_whoever_dies },
		{ "nothing is left seized on a bad wire", nothing_is_left_seized_on_a_bad_wire },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
