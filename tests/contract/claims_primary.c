/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_primary.c - what every driver promises of a telephone that has to
 * answer to be told who calls (NTT)
 *
 * In:  a world of the row that is running.
 * Out: claims about short rings, the answer that is none, the message, and the
 *      hand that is one.
 * Not: the steps alone - tests/unit/test_primary.c; other callers -
 *      claims_told.c.
 */
#include "world.h"

#include <errno.h>
#include <stdlib.h>

#include "tape.h"

/* House: a card begins and ends things so much later than it should. */
#define LATE_MS 25

/* [ms] from the order: reversal, then short rings; a display answers in the
 * pause behind the second one. */
#define CAR_MS    100
#define ANSWER_MS 1700

/* [ms] behind its answer a display has the message. */
#define TOLD_MS 700

static const struct hl_announce_form ntt = {
	HL_CLID_NTT, HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_CAR
};

static const struct hl_clid caller = { .number = "0312345678" };

struct japan {
	struct world *world;
	struct tape *tape;
	unsigned rings; /* short ones that a display has counted */
	hl_msec opens;  /* so much later it opens the loop; 0 = it is open */
};

/* The telephone is rung, and told of @clid if it answers. */
static struct japan rung(const struct hl_clid *clid)
{
	struct japan j = { .world = world_make(2, 0) };

	j.world->form = ntt;
	CU_ASSERT_EQUAL_FATAL(do_open(j.world, 1), 0);
	CU_ASSERT_EQUAL_FATAL(do_open(j.world, 2), 0);
	pass(j.world, 20);
	forget(j.world);
	j.tape = tape_begin(j.world, 1);
	CU_ASSERT_EQUAL(do_announce(j.world, 1, clid), 0);
	CU_ASSERT_EQUAL(do_ring(j.world, 1, HL_RING_NORMAL), 0);
	return j;
}

static void rung_end(struct japan *j)
{
	tape_end(j->tape);
	world_end(j->world);
}

static void loop(struct japan *j, bool closed)
{
	j->world->bed->loop(j->world->at, 1, closed);
}

static bool is_about(hl_msec is, hl_msec shall)
{
	return is >= shall && is <= shall + LATE_MS;
}

static unsigned edges(const struct japan *j)
{
	return count(j->world, 1, HL_EVENT_EDGE) +
	       count(j->world, 1, HL_EVENT_GESTURE);
}

static unsigned closings(const struct japan *j)
{
	const struct hl_event *event;
	unsigned n = gestures(j->world, 1, HL_GESTURE_LIFT);
	unsigned i;

	for (i = 0; (event = event_at(j->world, 1, HL_EVENT_EDGE, i)); i++)
		n += event->closed;
	return n;
}

/* It rings as every telephone does, from then on. */
static void rings_from(struct japan *j, unsigned first, hl_msec from)
{
	const struct tape *tape = j->tape;

	CU_ASSERT_FATAL(tape->edges >= first + 3);
	CU_ASSERT(is_about(tape->edge[first], from));
	CU_ASSERT(is_about(tape->edge[first + 1] - tape->edge[first], 2000));
	CU_ASSERT(is_about(tape->edge[first + 2] - tape->edge[first + 1],
			   4000));
}

static void reads(struct japan *j, const char *number)
{
	struct tape_caller read;

	tape_catch_up(j->tape);
	tape_read(j->tape, HL_CLID_NTT, 0, &read);
	CU_ASSERT_EQUAL(read.messages, 1);
	CU_ASSERT_STRING_EQUAL(read.number, number);
}

static void a_display_that_answers_is_told_and_then_rung(void)
{
	static const struct hl_clid clids[] = {
		{ .number = "0312345678" },
		{ .number = "101", .name = "KEIKO", .month = 4, .day = 1 },
		{ .number_absent = HL_CLID_ABSENT_WITHHELD },
		{ .number_absent = HL_CLID_ABSENT_UNAVAILABLE },
	};
	static const char *const shows[] = { "0312345678", "101", "P", "O" };
	struct japan j;
	hl_msec opened;
	unsigned i;

	for (i = 0; i < 4; i++) {
		j = rung(&clids[i]);
		tape_pass(j.tape, ANSWER_MS);
		CU_ASSERT_TRUE(j.world->bed->reversed(j.world->at, 1));
		loop(&j, true);
		tape_pass(j.tape, TOLD_MS);
		reads(&j, shows[i]);
		opened = j.tape->ms;
		loop(&j, false);
		tape_pass(j.tape, 9000);
		CU_ASSERT_EQUAL(edges(&j), 0);
		CU_ASSERT(is_about(j.tape->edge[0], CAR_MS));
		CU_ASSERT(is_about(j.tape->edge[1], CAR_MS + 500));
		rings_from(&j, 4, opened + 300);
		CU_ASSERT_EQUAL(do_ring(j.world, 1, HL_RING_NONE), 0);
		tape_pass(j.tape, 20);
		CU_ASSERT_FALSE(j.world->bed->reversed(j.world->at, 1));
		rung_end(&j);
	}
}

static void a_telephone_that_does_not_answer_is_rung_all_the_same(void)
{
	struct japan j = rung(&caller);

	tape_pass(j.tape, 15000);
	tape_catch_up(j.tape);
	CU_ASSERT_EQUAL(edges(&j), 0);
	CU_ASSERT_EQUAL(tape_first(j.tape, 0, j.tape->ms), -1);
	rings_from(&j, 12, CAR_MS + 6000);
	/* Who lifts now answers. */
	loop(&j, true);
	pass(j.world, 10);
	CU_ASSERT_EQUAL(edges(&j), 1);
	rung_end(&j);
}

static void a_receiver_that_stays_up_has_the_call(void)
{
	struct japan j = rung(&caller);
	struct world *world = j.world;

	world->bed->loop(world->at, 2, true);
	tape_pass(j.tape, 1000);
	CU_ASSERT_EQUAL(do_loop(world, 2, true), 0);
	loop(&j, true);
	tape_pass(j.tape, 7000);
	CU_ASSERT_EQUAL(edges(&j), 0);
	tape_pass(j.tape, 1000);
	CU_ASSERT_EQUAL(edges(&j), 1);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	loop(&j, false);
	pass(world, 1500);
	CU_ASSERT(edges(&j) > 1);
	rung_end(&j);
}

static void who_hangs_up_before_the_end_is_rung(void)
{
	/* [ms] behind the answer: before the message, in it, behind it */
	static const hl_msec moments[] = { 20, 250, 3000 };
	struct japan j;
	unsigned i;

	for (i = 0; i < 3; i++) {
		j = rung(&caller);
		tape_pass(j.tape, ANSWER_MS);
		loop(&j, true);
		tape_pass(j.tape, moments[i]);
		loop(&j, false);
		tape_pass(j.tape, 9000);
		CU_ASSERT_EQUAL(edges(&j), 0);
		CU_ASSERT_FATAL(j.tape->edges >= 7);
		rings_from(&j, 4, j.tape->edge[4]);
		CU_ASSERT(j.tape->edge[4] < ANSWER_MS + moments[i] + 1100);
		rung_end(&j);
	}
}

/* The card judges by itself, and has nothing to say. */
static void a_card_that_judges_gestures_tells_none_of_them(void)
{
	struct japan j = rung(&caller);

	CU_ASSERT_EQUAL(do_door(j.world, 1, HL_DOOR_GESTURES), 0);
	tape_pass(j.tape, ANSWER_MS);
	loop(&j, true);
	tape_pass(j.tape, TOLD_MS);
	reads(&j, caller.number);
	loop(&j, false);
	tape_pass(j.tape, 11000);
	CU_ASSERT_EQUAL(edges(&j), 0);
	CU_ASSERT_FATAL(j.tape->edges >= 7);
	rings_from(&j, 4, j.tape->edge[4]);
	loop(&j, true);
	pass(j.world, 10);
	CU_ASSERT_EQUAL(gestures(j.world, 1, HL_GESTURE_LIFT), 1);
	rung_end(&j);

	j = rung(&caller);
	CU_ASSERT_EQUAL(do_door(j.world, 1, HL_DOOR_GESTURES), 0);
	tape_pass(j.tape, 1000);
	loop(&j, true);
	tape_pass(j.tape, 8000);
	CU_ASSERT_EQUAL(gestures(j.world, 1, HL_GESTURE_LIFT), 1);
	CU_ASSERT_EQUAL(edges(&j), 1);
	rung_end(&j);
}

/* What the contact does in the first and the last moment changes nothing. */
static void contacts_may_bounce(void)
{
	struct japan j = rung(&caller);
	unsigned i;

	tape_pass(j.tape, ANSWER_MS);
	for (i = 0; i < 3; i++) {
		loop(&j, true);
		tape_pass(j.tape, 12);
		loop(&j, false);
		tape_pass(j.tape, 12);
	}
	loop(&j, true);
	tape_pass(j.tape, TOLD_MS);
	reads(&j, caller.number);
	for (i = 0; i < 3; i++) {
		loop(&j, false);
		tape_pass(j.tape, 12);
		loop(&j, true);
		tape_pass(j.tape, 12);
	}
	loop(&j, false);
	tape_pass(j.tape, 9000);
	CU_ASSERT_EQUAL(edges(&j), 0);
	CU_ASSERT_FATAL(j.tape->edges >= 7);
	rings_from(&j, 4, j.tape->edge[4]);
	rung_end(&j);
}

/* The next call is another, and finds the telephone as it was. */
static void next_call_check(struct japan *j)
{
	struct tape *tape;

	tape_end(j->tape);
	tape = tape_begin(j->world, 1);
	j->tape = tape;
	forget(j->world);
	CU_ASSERT_EQUAL(do_announce(j->world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(j->world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, ANSWER_MS);
	loop(j, true);
	tape_pass(tape, TOLD_MS);
	reads(j, caller.number);
	loop(j, false);
	tape_pass(tape, 1000);
	CU_ASSERT_EQUAL(edges(j), 0);
	CU_ASSERT_TRUE(j->tape->bell);
}

static void a_caller_who_gives_up_leaves_nothing_behind(void)
{
	/* [ms] of the ringing: reversed, rung, answering, told, told */
	static const hl_msec moments[] = { 50, 700, 1750, 2000, 2500 };
	struct japan j;
	unsigned i;

	for (i = 0; i < 5; i++) {
		j = rung(&caller);
		if (moments[i] > ANSWER_MS) {
			tape_pass(j.tape, ANSWER_MS);
			loop(&j, true);
		}
		tape_pass(j.tape, moments[i] - j.tape->ms);
		CU_ASSERT_EQUAL(do_ring(j.world, 1, HL_RING_NONE), 0);
		CU_ASSERT_FALSE(j.world->bed->rings(j.world->at, 1));
		tape_pass(j.tape, 300);
		loop(&j, false);
		tape_pass(j.tape, 3000);
		CU_ASSERT_EQUAL(closings(&j), 0);
		CU_ASSERT_FALSE(j.world->bed->reversed(j.world->at, 1));
		tape_catch_up(j.tape);
		CU_ASSERT_EQUAL(tape_first(j.tape, moments[i] + LATE_MS,
					   j.tape->ms), -1);
		next_call_check(&j);
		rung_end(&j);
	}
}

static void a_receiver_that_is_up_when_the_caller_gives_up_is_seen(void)
{
	struct japan j = rung(&caller);
	const struct hl_event *event;

	tape_pass(j.tape, 1000);
	loop(&j, true);
	tape_pass(j.tape, 400);
	CU_ASSERT_EQUAL(do_ring(j.world, 1, HL_RING_NONE), 0);
	tape_pass(j.tape, 1200);
	CU_ASSERT_EQUAL(edges(&j), 1);
	event = event_at(j.world, 1, HL_EVENT_EDGE, 0);
	CU_ASSERT(event && event->closed);
	CU_ASSERT_EQUAL(do_loop(j.world, 1, true), 0);
	rung_end(&j);
}

/* Time passes for a display that answers by itself. */
static void display_pass(struct japan *j, hl_msec ms)
{
	const struct tape *tape = j->tape;
	unsigned seen = tape->edges;

	for (; ms; ms--) {
		tape_pass(j->tape, 1);
		if (tape->edges != seen && !tape->bell) {
			bool brief = tape->edge[seen] - tape->edge[seen - 1] <
				     700;

			j->rings = brief ? j->rings + 1 : 0;
		}
		seen = tape->edges;
		if (j->rings == 2) {
			loop(j, true);
			j->opens = TOLD_MS;
			j->rings = 0;
		} else if (j->opens && --j->opens == 0) {
			loop(j, false);
		}
	}
}

static void another_caller_is_told_behind_another_answer(void)
{
	/* [ms] of the ringing: reversed, rung, told, waited for, rung */
	static const hl_msec moments[] = { 50, 900, 1850, 2100, 9000 };
	static const struct hl_clid second = { .number = "0698765432" };
	struct tape_caller read;
	struct japan j;
	unsigned i;

	for (i = 0; i < 5; i++) {
		j = rung(&caller);
		display_pass(&j, moments[i]);
		CU_ASSERT_EQUAL(do_announce(j.world, 1, &second), 0);
		display_pass(&j, 20000);
		tape_catch_up(j.tape);
		tape_read(j.tape, HL_CLID_NTT, 0, &read);
		CU_ASSERT_EQUAL(read.messages, 2);
		CU_ASSERT_STRING_EQUAL(read.number, second.number);
		CU_ASSERT_EQUAL(edges(&j), 0);
		/* and it rings on */
		CU_ASSERT(j.tape->edge[j.tape->edges - 1] > 15000);
		CU_ASSERT_TRUE(j.world->bed->rings(j.world->at, 1));
		rung_end(&j);
	}
}

static void told_no_more_it_is_rung(void)
{
	static const hl_msec moments[] = { 50, 900, 1850, 2200 };
	struct japan j;
	unsigned i;

	for (i = 0; i < 4; i++) {
		j = rung(&caller);
		display_pass(&j, moments[i]);
		CU_ASSERT_EQUAL(do_announce(j.world, 1, NULL), 0);
		loop(&j, false);
		display_pass(&j, 12000);
		CU_ASSERT_EQUAL(closings(&j), 0);
		CU_ASSERT_FATAL(j.tape->edges >= 3);
		CU_ASSERT(is_about(j.tape->edge[j.tape->edges - 1] -
					   j.tape->edge[j.tape->edges - 2],
				   j.tape->bell ? 4000 : 2000));
		rung_end(&j);
	}
}

static void a_telephone_that_is_lifted_is_not_asked(void)
{
	struct world *world = world_make(1, 0);

	world->form = ntt;
	CU_ASSERT_EQUAL_FATAL(do_open(world, 1), 0);
	world->bed->loop(world->at, 1, true);
	pass(world, 100);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), -ENOTSUP);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), -EBUSY);
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_primary[] = {
	CLAIM(a_display_that_answers_is_told_and_then_rung),
	CLAIM(a_telephone_that_does_not_answer_is_rung_all_the_same),
	CLAIM(a_receiver_that_stays_up_has_the_call),
	CLAIM(who_hangs_up_before_the_end_is_rung),
	CLAIM(a_card_that_judges_gestures_tells_none_of_them),
	CLAIM(contacts_may_bounce),
	CLAIM(a_caller_who_gives_up_leaves_nothing_behind),
	CLAIM(a_receiver_that_is_up_when_the_caller_gives_up_is_seen),
	CLAIM(another_caller_is_told_behind_another_answer),
	CLAIM(told_no_more_it_is_rung),
	CLAIM(a_telephone_that_is_lifted_is_not_asked),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
