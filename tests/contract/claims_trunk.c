/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_trunk.c - what every driver promises of an exchange that is heard
 *
 * In:  a world of the row that is running.
 * Out: claims about the tones of an exchange: told with their measurements,
 *      in a talk and under our own music, and only where they are asked for.
 * Not: digits and tones of the engine's own list - claims_listen.c.
 */
#include "world.h"

#include <errno.h>
#include <stdlib.h>

#include "holdline/supervision.h"

#define TRUNK 1

#define RELEASES                                                               \
	(HL_HEAR_BIT(HL_PROGRESS_BUSY) | HL_HEAR_BIT(HL_PROGRESS_CONGESTION))

/* The outside party has called and is talked to. */
static struct world *answered(void)
{
	struct world *world = world_open(0, 1);

	world->bed->ring(world->at, TRUNK, true);
	pass(world, 400);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	world->bed->ring(world->at, TRUNK, false);
	pass(world, 1500);
	forget(world);
	return world;
}

/* A card that hears nothing has nothing to prove. */
static bool hears(struct world *world, unsigned bits)
{
	int r = do_hear(world, TRUNK, bits);

	CU_ASSERT(r == 0 || r == -ENOTSUP);
	return r == 0;
}

/* The zone's busy tone: 480 + 620 Hz, half a second on and off. */
static void busy(struct world *world, unsigned cycles)
{
	for (; cycles; cycles--) {
		world->bed->sound(world->at, TRUNK, 480, 620);
		pass(world, 500);
		world->bed->sound(world->at, TRUNK, 0, 0);
		pass(world, 500);
	}
}

static bool is_busy(const struct hl_event *event)
{
	const struct hl_heard *heard = &event->heard;

	return heard->kind == HL_PROGRESS_BUSY && heard->cycles >= 2 &&
	       abs(heard->hz[0] - 480) < 10 && abs(heard->hz[1] - 620) < 10 &&
	       abs(heard->on_ms - 500) < 50 && abs(heard->off_ms - 500) < 50;
}

static void busy_tone_is_told_with_what_was_measured(void)
{
	struct world *world = answered();
	const struct hl_event *event;

	if (hears(world, RELEASES)) {
		busy(world, 5);
		event = event_at(world, TRUNK, HL_EVENT_PROGRESS, 0);
		CU_ASSERT(event && is_busy(event));
	}
	world_end(world);
}

static void busy_tone_is_heard_under_our_own_music(void)
{
	struct world *world = answered();
	const struct hl_event *event;

	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(wire(world, TRUNK, HL_WIRE_MUSIC, 0), 0);
	if (hears(world, RELEASES)) {
		pass(world, 2000);
		CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_PROGRESS), 0);
		busy(world, 5);
		event = event_at(world, TRUNK, HL_EVENT_PROGRESS, 0);
		CU_ASSERT(event && is_busy(event));
	}
	world_end(world);
}

static void what_is_not_asked_for_is_not_told(void)
{
	struct world *world = answered();

	busy(world, 5);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_PROGRESS), 0);
	if (hears(world, HL_HEAR_BIT(HL_PROGRESS_CONGESTION))) {
		busy(world, 5);
		CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_PROGRESS), 0);
		CU_ASSERT(hears(world, RELEASES));
		busy(world, 1);
		CU_ASSERT(hears(world, 0));
		busy(world, 5);
		CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_PROGRESS), 0);
	}
	world_end(world);
}

static void dial_tone_of_a_call_that_is_set_up_is_told_at_once(void)
{
	struct world *world = answered();
	const struct hl_event *event;
	hl_usec begin;

	if (hears(world, HL_HEAR_SETUP | RELEASES |
				 HL_HEAR_BIT(HL_PROGRESS_DIAL))) {
		pass(world, 300);
		begin = world->host.now;
		world->bed->sound(world->at, TRUNK, 350, 440);
		pass(world, 1500);
		event = event_at(world, TRUNK, HL_EVENT_PROGRESS, 0);
		CU_ASSERT(event && event->heard.kind == HL_PROGRESS_DIAL &&
			  event->at.latest <= begin + HL_MS(1200));
	}
	world_end(world);
}

static void a_trunk_that_closes_is_heard_no_more(void)
{
	struct world *world = answered();

	if (hears(world, RELEASES)) {
		busy(world, 1);
		do_close(world, TRUNK);
		pass(world, 200);
		CU_ASSERT_EQUAL(do_open(world, TRUNK), 0);
		pass(world, 3000);
		CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_PROGRESS), 0);
	}
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_trunk[] = {
	CLAIM(busy_tone_is_told_with_what_was_measured),
	CLAIM(busy_tone_is_heard_under_our_own_music),
	CLAIM(what_is_not_asked_for_is_not_told),
	CLAIM(dial_tone_of_a_call_that_is_set_up_is_told_at_once),
	CLAIM(a_trunk_that_closes_is_heard_no_more),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
