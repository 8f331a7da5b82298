/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim_caller.c - claims about who calls on a virtual trunk
 */
#include "suites.h"

#include <stdlib.h>
#include <string.h>

#include "holdline/sim.h"
#include "sim_bench.h"

static const struct hl_clid anna = {
	.number = "0301234567",
	.name = "Anna",
};

/* Called as Anna on a trunk of this form, not answered, for 8 s. */
static void called(enum hl_clid_kind kind, enum hl_clid_place place,
		   const struct hl_clid *who, bool garbled)
{
	const struct hl_port port = {
		.clid = (uint8_t)kind,
		.clid_place = (uint8_t)place,
	};

	sim_bench_begin();
	sim_bench_reopen(&port);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(TRUNK_1), HL_SET_IDENTIFY, 1),
			0);
	CU_ASSERT_EQUAL(
		hl_sim_call_as(bench.card, TRUNK_1, who, garbled, AT(100)), 0);
	sim_bench_pass(8000);
}

static void who_calls_is_heard_in_every_form(void)
{
	static const enum hl_clid_kind kinds[] = { HL_CLID_BELLCORE,
						   HL_CLID_ETSI, HL_CLID_DTMF };
	const struct hl_event *event;
	unsigned place;
	unsigned i;

	for (i = 0; i < 3; i++) {
		for (place = 0; place < HL_CLID_PLACE_COUNT; place++) {
			/* It is told to stations only. */
			if (place == HL_CLID_PLACE_CAR)
				continue;
			called(kinds[i], (enum hl_clid_place)place, &anna,
			       false);
			event = sim_bench_first(HL_EVENT_CALLER);
			CU_ASSERT_PTR_NOT_NULL_FATAL(event);
			CU_ASSERT_STRING_EQUAL(event->number, anna.number);
			CU_ASSERT_STRING_EQUAL(
				event->name,
				kinds[i] == HL_CLID_DTMF ? "" : anna.name);
			CU_ASSERT_EQUAL(event->value, 0);
			CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_CALLER), 1);
			CU_ASSERT(sim_bench_count(HL_EVENT_RING) >= 1);
			sim_bench_end();
		}
	}
}

static void who_does_not_want_to_be_known_is_withheld(void)
{
	const struct hl_clid nobody = {
		.number_absent = HL_CLID_ABSENT_WITHHELD,
	};
	const struct hl_event *event;

	called(HL_CLID_BELLCORE, HL_CLID_PLACE_AFTER_RING, &nobody, false);
	event = sim_bench_first(HL_EVENT_CALLER);
	CU_ASSERT(event && event->value == 1 && !event->number[0]);
	sim_bench_end();
}

static void a_damaged_message_names_nobody(void)
{
	const struct hl_event *event;

	called(HL_CLID_BELLCORE, HL_CLID_PLACE_AFTER_RING, &anna, true);
	event = sim_bench_first(HL_EVENT_CALLER);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->error, -EBADMSG);
	CU_ASSERT_NOT_EQUAL(event->which, HL_CLID_DAMAGE_NONE);
	CU_ASSERT_EQUAL(event->value, 2);
	CU_ASSERT(!event->number[0] && !event->name[0]);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_CALLER), 1);
	CU_ASSERT(sim_bench_count(HL_EVENT_RING) >= 2);
	sim_bench_end();
}

static void a_reversal_before_the_message_is_reported(void)
{
	called(HL_CLID_ETSI, HL_CLID_PLACE_REVERSAL_DTAS, &anna, false);
	CU_ASSERT_EQUAL(bench.event[0].kind, HL_EVENT_POLARITY);
	CU_ASSERT_EQUAL(bench.event[1].kind, HL_EVENT_CALLER);
	CU_ASSERT_EQUAL(bench.event[2].kind, HL_EVENT_RING);
	sim_bench_end();
}

static void who_does_not_ask_is_not_told_who_calls(void)
{
	called(HL_CLID_BELLCORE, HL_CLID_PLACE_AFTER_RING, &anna, false);
	hl_sim_hangup(bench.card, TRUNK_1, bench.now);
	sim_bench_later(1000);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(TRUNK_1), HL_SET_IDENTIFY, 0),
			0);
	bench.count = 0;
	hl_sim_call_as(bench.card, TRUNK_1, &anna, false, bench.now);
	sim_bench_later(8000);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_CALLER), 0);
	sim_bench_end();
}

static void who_answers_into_the_message_ends_it(void)
{
	called(HL_CLID_BELLCORE, HL_CLID_PLACE_AFTER_RING, &anna, false);
	hl_sim_hangup(bench.card, TRUNK_1, bench.now);
	sim_bench_later(1000);
	bench.count = 0;
	hl_sim_call_as(bench.card, TRUNK_1, &anna, false, bench.now);
	sim_bench_later(2800);
	sim_bench_loop(true);
	sim_bench_later(3000);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_CALLER), 0);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	sim_bench_end();
}

static void in_a_glare_the_caller_is_there_and_a_ring_is_told(void)
{
	sim_bench_begin();
	hl_sim_glare(bench.card, TRUNK_1);
	sim_bench_pass(1000);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_loop(true);
	sim_bench_pass(2000);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_RING, TRUNK_1, AT(1000)));
	CU_ASSERT_EQUAL(bench.count, 1);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	sim_bench_loop(false);
	sim_bench_loop(true);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_SEIZED);
	sim_bench_end();
}

/* clang-format off */
static CU_TestInfo claims[] = {
	{ "who calls is heard in every form",
	  who_calls_is_heard_in_every_form },
	{ "who does not want to be known is withheld",
	  who_does_not_want_to_be_known_is_withheld },
	{ "a damaged message names nobody",
	  a_damaged_message_names_nobody },
	{ "a reversal before the message is reported",
	  a_reversal_before_the_message_is_reported },
	{ "who does not ask is not told who calls",
	  who_does_not_ask_is_not_told_who_calls },
	{ "who answers into the message ends it",
	  who_answers_into_the_message_ends_it },
	{ "in a glare the caller is there and a ring is told",
	  in_a_glare_the_caller_is_there_and_a_ring_is_told },
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim_caller(void)
{
	return claims;
}
