/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_message.c - what every driver promises of message waiting as data
 *
 * In:  a world of the row that is running.
 * Out: claims about an order to the display of a telephone on the hook.
 * Not: callers - claims_told.c; the lamp - there too.
 */
#include "world.h"

#include <errno.h>
#include <stdlib.h>

#include "tape.h"

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form bellcore =
	FORM(BELLCORE, PLAIN, AFTER_RING);
static const struct hl_announce_form british = FORM(ETSI, BT, REVERSAL_BT);

static const struct hl_clid waits = { .lamp = HL_CLID_LAMP_ON };
static const struct hl_clid none = { .lamp = HL_CLID_LAMP_OFF };
static const struct hl_clid caller = { .number = "5551234" };

static struct world *world_with(const struct hl_announce_form *form,
				unsigned stations, unsigned trunks)
{
	struct world *world = world_make(stations, trunks);
	unsigned i;

	world->form = *form;
	for (i = 1; i <= stations + trunks; i++)
		CU_ASSERT_EQUAL_FATAL(do_open(world, (int)i), 0);
	pass(world, 20);
	forget(world);
	return world;
}

static bool told_whole(struct world *world)
{
	const struct hl_event *event = event_at(world, 1, HL_EVENT_TOLD, 0);

	return event && event->closed;
}

static void a_message_that_waits_is_read_at_the_phone_which_does_not_ring(void)
{
	static const struct hl_announce_form forms[] = {
		FORM(BELLCORE, PLAIN, AFTER_RING),
		FORM(BELLCORE, SDMF, AFTER_RING),
		FORM(ETSI, PLAIN, AFTER_RING),
		FORM(ETSI, PLAIN, RPAS),
		FORM(ETSI, PLAIN, REVERSAL_DTAS),
		FORM(ETSI, BT, REVERSAL_BT),
	};
	const struct hl_clid *orders[] = { &waits, &none };
	struct tape_caller read;
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 12; i++) {
		world = world_with(&forms[i / 2], 1, 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, orders[i % 2]), 0);
		tape_pass(tape, 4000);
		tape_catch_up(tape);
		tape_read(tape, (enum hl_clid_kind)forms[i / 2].kind, 0, &read);
		CU_ASSERT_EQUAL(read.messages, 1);
		CU_ASSERT_EQUAL(read.lamp, i % 2 ? HL_CLID_LAMP_OFF :
						   HL_CLID_LAMP_ON);
		CU_ASSERT_EQUAL(tape->edges, 0);
		CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 1);
		CU_ASSERT_TRUE(told_whole(world));
		tape_end(tape);
		world_end(world);
	}
}

/* EN 300 659-1: data without ringing is announced. */
static void in_europe_an_alert_comes_first(void)
{
	static const struct hl_announce_form form =
		FORM(ETSI, PLAIN, AFTER_RING);
	const struct hl_announce_form *forms[] = { &form, &british };
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		world = world_with(forms[i], 1, 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
		tape_pass(tape, 100);
		CU_ASSERT_EQUAL(world->bed->reversed(world->at, 1), i == 1);
		tape_pass(tape, 3900);
		tape_catch_up(tape);
		CU_ASSERT_FALSE(world->bed->reversed(world->at, 1));
		/* 300 ms; 100 of alert; 45 at least; the data */
		CU_ASSERT_EQUAL(tape_first(tape, 0, i * 300), -1);
		CU_ASSERT_NOT_EQUAL(
			tape_first(tape, i * 300 + 10, i * 300 + 90), -1);
		CU_ASSERT_EQUAL(tape_first(tape, i * 300 + 110, i * 300 + 140),
				-1);
		tape_end(tape);
		world_end(world);
	}
}

static void a_telephone_that_is_used_is_busy(void)
{
	struct world *world = world_with(&bellcore, 1, 0);

	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -EBUSY);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -EBUSY);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);

	/* Lifted, and the engine does not know it yet; then fed. */
	world->bed->loop(world->at, 1, true);
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -EBUSY);
	pass(world, 20);
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -EBUSY);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -EBUSY);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 0);
	world_end(world);
}

static void a_call_cuts_it_off(void)
{
	const struct hl_announce_form *forms[] = { &bellcore, &british };
	struct tape_caller read;
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		world = world_with(forms[i], 1, 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
		tape_pass(tape, 400);
		CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		tape_pass(tape, 9000);
		tape_catch_up(tape);
		tape_read(tape, (enum hl_clid_kind)forms[i]->kind, 400, &read);
		CU_ASSERT_EQUAL(read.messages, 1);
		CU_ASSERT_EQUAL(read.lamp, HL_CLID_LAMP_UNKNOWN);
		CU_ASSERT_STRING_EQUAL(read.number, caller.number);
		CU_ASSERT(tape->edges >= 3);
		CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 0);
		tape_end(tape);
		world_end(world);
	}
}

/* Also one that is told nothing of the caller. */
static void a_ring_alone_cuts_it_off(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
	tape_pass(tape, 400);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 5000);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 405, tape->ms), -1);
	CU_ASSERT(tape->edges >= 2);
	CU_ASSERT(tape->edge[0] < 425);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 0);
	tape_end(tape);
	world_end(world);
}

static void lifting_cuts_it_off(void)
{
	struct world *world = world_with(&british, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
	tape_pass(tape, 800);
	world->bed->loop(world->at, 1, true);
	tape_pass(tape, 20);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
	CU_ASSERT_FALSE(world->bed->reversed(world->at, 1));
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	tape_pass(tape, 4000);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 820, tape->ms), -1);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 0);
	tape_end(tape);
	world_end(world);
}

static void the_last_word_about_messages_counts(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);
	struct tape_caller read;

	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
	tape_pass(tape, 500);
	CU_ASSERT_EQUAL(do_announce(world, 1, &none), 0);
	tape_pass(tape, 4000);
	tape_catch_up(tape);
	tape_read(tape, HL_CLID_BELLCORE, 500, &read);
	CU_ASSERT_EQUAL(read.lamp, HL_CLID_LAMP_OFF);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 1);

	/* Nothing any more. */
	CU_ASSERT_EQUAL(do_announce(world, 1, &waits), 0);
	tape_pass(tape, 500);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
	tape_pass(tape, 4000);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 5005, tape->ms), -1);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TOLD), 1);
	tape_end(tape);
	world_end(world);
}

static void a_display_that_reads_digits_is_told_nothing(void)
{
	static const struct hl_announce_form digits = FORM(DTMF, SE, REVERSAL);
	static const struct hl_announce_form nothing =
		FORM(NONE, PLAIN, SILENT);
	const struct hl_announce_form *forms[] = { &digits, &nothing };
	struct world *world;
	unsigned i;

	for (i = 0; i < 2; i++) {
		world = world_with(forms[i], 1, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &waits), -ENOTSUP);
		CU_ASSERT_EQUAL(do_announce(world, 2, &waits), -ENOTSUP);
		CU_ASSERT_FALSE(world->bed->reversed(world->at, 1));
		world_end(world);
	}
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_message[] = {
	CLAIM(a_message_that_waits_is_read_at_the_phone_which_does_not_ring),
	CLAIM(in_europe_an_alert_comes_first),
	CLAIM(a_telephone_that_is_used_is_busy),
	CLAIM(a_call_cuts_it_off),
	CLAIM(a_ring_alone_cuts_it_off),
	CLAIM(lifting_cuts_it_off),
	CLAIM(the_last_word_about_messages_counts),
	CLAIM(a_display_that_reads_digits_is_told_nothing),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
