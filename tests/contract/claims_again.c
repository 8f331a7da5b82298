/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_again.c - what every driver promises of a telephone that rings
 * already and is told of another caller
 *
 * In:  a world of the row that is running.
 * Out: claims about the second message and about the ringing around it.
 * Not: the first one - claims_told.c.
 */
#include "world.h"

#include <string.h>

#include "tape.h"

/* House: a card begins and ends things so much later than it should. */
#define LATE_MS 25

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form bellcore =
	FORM(BELLCORE, PLAIN, AFTER_RING);
static const struct hl_announce_form alerted = FORM(ETSI, PLAIN, DTAS);

static const struct hl_clid first = { .number = "101" };
static const struct hl_clid second = { .number = "5551234" };

static struct tape *tape_of(const struct hl_announce_form *form)
{
	struct world *world = world_make(1, 0);

	world->form = *form;
	CU_ASSERT_EQUAL_FATAL(do_open(world, 1), 0);
	pass(world, 20);
	forget(world);
	return tape_begin(world, 1);
}

static void tape_over(struct tape *tape)
{
	struct world *world = tape->world;

	tape_end(tape);
	world_end(world);
}

static void rings(struct tape *tape)
{
	CU_ASSERT_EQUAL(do_announce(tape->world, 1, &first), 0);
	CU_ASSERT_EQUAL(do_ring(tape->world, 1, HL_RING_NORMAL), 0);
}

static void is_another(struct tape *tape)
{
	CU_ASSERT_EQUAL(do_announce(tape->world, 1, &second), 0);
}

static void messages_check(struct tape *tape, enum hl_clid_kind kind,
			   unsigned count)
{
	struct tape_caller read;

	tape_catch_up(tape);
	tape_read(tape, kind, 0, &read);
	CU_ASSERT_EQUAL(read.messages, count);
	CU_ASSERT_STRING_EQUAL(read.number, second.number);
}

static void edge_check(const struct tape *tape, unsigned edge, hl_msec at)
{
	CU_ASSERT_FATAL(edge < tape->edges);
	CU_ASSERT(tape->edge[edge] >= at);
	CU_ASSERT(tape->edge[edge] <= at + LATE_MS);
}

static void another_caller_is_decoded_at_the_phone_in_every_form(void)
{
	static const struct hl_announce_form forms[] = {
		FORM(BELLCORE, PLAIN, AFTER_RING),
		FORM(ETSI, PLAIN, AFTER_RING),
		FORM(ETSI, PLAIN, RPAS),
		FORM(ETSI, PLAIN, DTAS),
		FORM(ETSI, PLAIN, REVERSAL_DTAS),
		FORM(ETSI, BT, REVERSAL_BT),
		FORM(DTMF, SE, REVERSAL),
		FORM(DTMF, SE, SILENT),
		FORM(DTMF, SE, AFTER_RING),
	};
	struct tape *tape;
	unsigned i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		tape = tape_of(&forms[i]);
		rings(tape);
		tape_pass(tape, 9000);
		is_another(tape);
		tape_pass(tape, 16000);
		messages_check(tape, (enum hl_clid_kind)forms[i].kind, 2);
		/* and it rings on */
		CU_ASSERT(tape->edge[tape->edges - 1] > 20000);
		tape_over(tape);
	}
}

static void the_second_message_does_not_change_the_rhythm_of_the_bell(void)
{
	struct tape *tape = tape_of(&bellcore);
	unsigned i;

	rings(tape);
	tape_pass(tape, 7000);
	is_another(tape);
	tape_pass(tape, 14000);
	tape_catch_up(tape);
	/* us: 2 s, 4 s */
	for (i = 0; i < 6; i++)
		edge_check(tape, i, i / 2 * 6000 + i % 2 * 2000);
	CU_ASSERT_EQUAL(tape_first(tape, 6000, 8550), -1);
	CU_ASSERT(tape_first(tape, 8550, 8700) > 0);
	CU_ASSERT_EQUAL(tape_first(tape, 11750, tape->ms), -1);
	tape_over(tape);
}

static void before_the_alert_the_burst_is_over_for_a_second(void)
{
	struct tape *tape = tape_of(&alerted);
	hl_msec end;

	rings(tape);
	tape_pass(tape, 3500);
	is_another(tape);
	tape_pass(tape, 14000);
	tape_catch_up(tape);
	CU_ASSERT_FATAL(tape->edges >= 5);
	/* The burst that came next; nothing, the tone, the data, its pause. */
	end = tape->edge[3];
	CU_ASSERT_EQUAL(tape_first(tape, end - 4000, end + 950), -1);
	CU_ASSERT(tape_first(tape, end, end + 4000) <= (int)end + 1100);
	CU_ASSERT_EQUAL(tape->edge[4] - end >= 4000, true);
	CU_ASSERT(tape->edge[4] - end <= 4000 + LATE_MS);
	messages_check(tape, HL_CLID_ETSI, 2);
	tape_over(tape);
}

static void what_is_being_said_is_said_to_its_end(void)
{
	static const struct hl_announce_form *const forms[] = { &bellcore,
								&alerted };
	static const hl_msec at[] = { 3000, 400 };
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		tape = tape_of(forms[i]);
		rings(tape);
		tape_pass(tape, at[i]);
		is_another(tape);
		tape_pass(tape, 20000);
		messages_check(tape, (enum hl_clid_kind)forms[i]->kind, 2);
		tape_over(tape);
	}
}

static void what_is_not_begun_is_not_said(void)
{
	struct tape *tape = tape_of(&bellcore);

	rings(tape);
	tape_pass(tape, 1000);
	is_another(tape);
	tape_pass(tape, 20000);
	messages_check(tape, HL_CLID_BELLCORE, 1);
	edge_check(tape, 2, 6000);
	tape_over(tape);
}

/* In the pause before the alert, too. */
static void of_several_the_last_one_is_told(void)
{
	static const struct hl_clid between = { .number = "777" };
	struct tape *tape = tape_of(&alerted);

	rings(tape);
	tape_pass(tape, 4000);
	CU_ASSERT_EQUAL(do_announce(tape->world, 1, &between), 0);
	while (tape->edges < 4 && tape->ms < 20000)
		tape_pass(tape, 1);
	tape_pass(tape, 500);
	is_another(tape);
	tape_pass(tape, 8000);
	messages_check(tape, HL_CLID_ETSI, 2);
	tape_over(tape);
}

static void told_no_more_it_rings_on(void)
{
	static const struct hl_announce_form *const forms[] = { &bellcore,
								&alerted };
	struct tape *tape;
	unsigned edges;
	unsigned i;
	hl_msec cut;

	for (i = 0; i < 2; i++) {
		tape = tape_of(forms[i]);
		rings(tape);
		tape_pass(tape, 3500);
		is_another(tape);
		while (tape->edges < 4 && tape->ms < 20000)
			tape_pass(tape, 1);
		tape_pass(tape, 700);
		CU_ASSERT_EQUAL(do_announce(tape->world, 1, NULL), 0);
		cut = tape->ms;
		edges = tape->edges;
		tape_pass(tape, 8000);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, cut + 5, tape->ms), -1);
		CU_ASSERT(tape->edges > edges);
		tape_over(tape);
	}
}

static void given_up_or_answered_before_it_is_told_it_is_silent(void)
{
	static const struct hl_announce_form *const forms[] = { &bellcore,
								&alerted };
	struct tape *tape;
	unsigned i;
	hl_msec cut;

	for (i = 0; i < 4; i++) {
		tape = tape_of(forms[i % 2]);
		rings(tape);
		tape_pass(tape, 3500);
		is_another(tape);
		while (tape->edges < 4 && tape->ms < 20000)
			tape_pass(tape, 1);
		tape_pass(tape, 300);
		if (i < 2) {
			CU_ASSERT_EQUAL(do_ring(tape->world, 1, HL_RING_NONE),
					0);
		} else {
			tape->world->bed->loop(tape->world->at, 1, true);
			tape_pass(tape, 20);
			CU_ASSERT_EQUAL(do_loop(tape->world, 1, true), 0);
		}
		cut = tape->ms;
		tape_pass(tape, 8000);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, cut + 5, tape->ms), -1);
		CU_ASSERT_EQUAL(tape->edges, 4);
		CU_ASSERT_FALSE(tape->world->bed->rings(tape->world->at, 1));
		tape_over(tape);
	}
}

static void a_ring_of_one_burst_is_told_once(void)
{
	struct tape *tape = tape_of(&bellcore);
	struct tape_caller read;

	CU_ASSERT_EQUAL(do_announce(tape->world, 1, &first), 0);
	CU_ASSERT_EQUAL(do_ring(tape->world, 1, HL_RING_DR5), 0);
	tape_pass(tape, 300);
	is_another(tape);
	tape_pass(tape, 9000);
	tape_catch_up(tape);
	tape_read(tape, HL_CLID_BELLCORE, 0, &read);
	CU_ASSERT_EQUAL(read.messages, 1);
	CU_ASSERT_EQUAL(tape->edges, 2);
	tape_over(tape);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_again[] = {
	CLAIM(another_caller_is_decoded_at_the_phone_in_every_form),
	CLAIM(the_second_message_does_not_change_the_rhythm_of_the_bell),
	CLAIM(before_the_alert_the_burst_is_over_for_a_second),
	CLAIM(what_is_being_said_is_said_to_its_end),
	CLAIM(what_is_not_begun_is_not_said),
	CLAIM(of_several_the_last_one_is_told),
	CLAIM(told_no_more_it_rings_on),
	CLAIM(given_up_or_answered_before_it_is_told_it_is_silent),
	CLAIM(a_ring_of_one_burst_is_told_once),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
