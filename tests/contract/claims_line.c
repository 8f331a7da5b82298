/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_line.c - what every driver promises of one line
 *
 * In:  a world of the row that is running.
 * Out: claims about opening, hook, ring, seizure and digits.
 * Not: who hears whom - claims_audio.c.
 */
#include "world.h"

#include <errno.h>

#define LACKS(world, op) (!(world)->bed->driver->op)

static void lift(struct world *world, int channel, bool up)
{
	world->bed->loop(world->at, channel, up);
}

static void a_line_opens_quiet_and_on_hook(void)
{
	struct world *world = world_open(2, 1);
	struct hl_truth truth = { true, true, true };
	int i;

	for (i = 1; i <= 3; i++) {
		CU_ASSERT_EQUAL(do_truth(world, i, &truth), 0);
		CU_ASSERT_FALSE(truth.closed);
		CU_ASSERT_FALSE(truth.ringing);
		CU_ASSERT_FALSE(truth.alarm);
		CU_ASSERT_EQUAL(voices(world, i), 0);
		CU_ASSERT_EQUAL(music_heard(world, i), 0);
		CU_ASSERT_EQUAL(tone_heard(world, i), HL_TONE_NONE);
	}
	CU_ASSERT_FALSE(world->bed->rings(world->at, 1));
	CU_ASSERT_FALSE(world->bed->seized(world->at, 3));
	world_end(world);
}

static void a_receiver_lifted_before_opening_is_seen_by_reading(void)
{
	struct world *world = world_make(2, 0);
	struct hl_truth truth = { false, false, false };

	lift(world, 1, true);
	pass(world, 50);
	CU_ASSERT_EQUAL(do_open(world, 1), 0);
	CU_ASSERT_EQUAL(do_open(world, 2), 0);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_TRUE(truth.closed);
	CU_ASSERT_EQUAL(do_truth(world, 2, &truth), 0);
	CU_ASSERT_FALSE(truth.closed);
	world_end(world);
}

static void a_channel_that_is_not_there_is_refused(void)
{
	struct world *world = world_open(1, 1);

	CU_ASSERT_EQUAL(do_open_as(world, 33, LINE(33), "us"), -ENOENT);
	CU_ASSERT_EQUAL(do_open_as(world, 0, LINE(33), "us"), -ENOENT);
	world_end(world);
}

static void a_channel_or_line_in_use_is_refused(void)
{
	struct world *world = world_open(2, 0);
	struct hl_truth truth;

	CU_ASSERT_EQUAL(do_open_as(world, 1, LINE(5), "us"), -EBUSY);
	CU_ASSERT_EQUAL(do_open_as(world, 2, LINE(1), "us"), -EEXIST);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_EQUAL(do_truth(world, 5, &truth), -ENOENT);
	world_end(world);
}

static void a_line_that_is_not_open_has_no_operations(void)
{
	struct world *world = world_make(2, 1);
	struct hl_truth truth;

	if (!LACKS(world, truth))
		CU_ASSERT_EQUAL(do_truth(world, 1, &truth), -ENOENT);
	if (!LACKS(world, ring))
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), -ENOENT);
	if (!LACKS(world, loop))
		CU_ASSERT_EQUAL(do_loop(world, 1, true), -ENOENT);
	if (!LACKS(world, tone))
		CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_DIAL), -ENOENT);
	if (!LACKS(world, set))
		CU_ASSERT_EQUAL(do_listen(world, 1, true), -ENOENT);
	if (!LACKS(world, patch))
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_QUIET, 0), -ENOENT);
	do_close(world, 1);
	world_end(world);
}

static void a_closed_line_opens_again(void)
{
	struct world *world = world_open(1, 0);
	struct hl_truth truth;

	do_close(world, 1);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), -ENOENT);
	pass(world, 1000);
	CU_ASSERT_EQUAL(do_open(world, 1), 0);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	lift(world, 1, true);
	pass(world, 20);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
	world_end(world);
}

/* The index-th edge says what was done at @when. */
static void edge_check(struct world *world, unsigned index, bool closed,
		       hl_usec when, hl_msec widest)
{
	const struct hl_event *event;

	event = event_at(world, 1, HL_EVENT_EDGE, index);
	CU_ASSERT_PTR_NOT_NULL(event);
	if (!event)
		return;
	CU_ASSERT_EQUAL(event->closed, closed);
	/* A punctual wake-up says now, though it is a little later. */
	CU_ASSERT(event->at.earliest <= when + HL_MS(PUNCTUAL_MS));
	CU_ASSERT(event->at.latest >= when);
	CU_ASSERT(event->at.latest - event->at.earliest <= HL_MS(widest));
}

static void every_edge_is_told_in_order_and_when_it_happened(void)
{
	static const hl_msec breaks[] = { 20, 60, 100, 300, 700, 1500 };
	struct world *world = world_open(1, 0);
	hl_usec when[14];
	unsigned n = 0;
	unsigned i;

	when[n++] = world->host.now;
	lift(world, 1, true);
	pass(world, 200);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	pass(world, 200);
	for (i = 0; i < 6; i++) {
		when[n++] = world->host.now;
		lift(world, 1, false);
		pass(world, breaks[i]);
		when[n++] = world->host.now;
		lift(world, 1, true);
		pass(world, 300);
	}
	when[n++] = world->host.now;
	lift(world, 1, false);
	pass(world, 50);

	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), n);
	for (i = 0; i < n; i++)
		edge_check(world, i, i % 2 == 0, when[i], PUNCTUAL_MS);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_GESTURE), 0);
	world_end(world);
}

static void edges_of_a_stall_are_told_with_its_whole_range(void)
{
	struct world *world = world_open(1, 0);
	hl_usec slept;
	hl_usec woke;
	unsigned i;

	lift(world, 1, true);
	pass(world, 100);
	do_loop(world, 1, true);
	pass(world, 100);
	forget(world);

	/* The bed's far side is moved between two halves of one stall. */
	slept = world->host.now;
	lift(world, 1, false);
	world->bed->stall(world->at, 400);
	woke = world->host.now;
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
	edge_check(world, 0, false, slept, 400 + PUNCTUAL_MS);

	lift(world, 1, true);
	world->bed->stall(world->at, 400);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 2);
	edge_check(world, 1, true, woke, 400 + PUNCTUAL_MS);
	for (i = 0; i < world->host.event_count; i++)
		CU_ASSERT(world->host.events[i].at.latest <= world->host.now);
	world_end(world);
}

static void with_gestures_the_card_judges(void)
{
	struct world *world = world_open(1, 0);

	if (do_door(world, 1, HL_DOOR_GESTURES) == -ENOTSUP) {
		world_end(world);
		return;
	}
	pass(world, 1500);
	lift(world, 1, true);
	pass(world, 50);
	CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_LIFT), 1);
	do_loop(world, 1, true);
	pass(world, 500);

	lift(world, 1, false);
	pass(world, 600);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_GESTURE), 1);
	lift(world, 1, true);
	pass(world, 500);
	CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_FLASH), 1);

	lift(world, 1, false);
	pass(world, 1500);
	CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_HANGUP), 1);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_GESTURE), 3);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 0);
	world_end(world);
}

static void with_gestures_a_short_recall_is_a_flash(void)
{
	struct world *world = world_make(1, 0);

	CU_ASSERT_EQUAL(do_open_as(world, 1, LINE(1), "tbr"), 0);
	if (do_door(world, 1, HL_DOOR_GESTURES) == 0) {
		lift(world, 1, true);
		pass(world, 1000);
		do_loop(world, 1, true);
		pass(world, 500);
		lift(world, 1, false);
		pass(world, 100);
		lift(world, 1, true);
		pass(world, 500);
		CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_FLASH), 1);
		CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_HANGUP), 0);
	}
	world_end(world);
}

/* However the door is changed during a break, it ends, and no call does. */
static void the_door_may_change_inside_a_break(void)
{
	struct world *world = world_open(1, 0);
	unsigned changed;
	unsigned told;

	lift(world, 1, true);
	pass(world, 100);
	do_loop(world, 1, true);
	pass(world, 500);
	for (changed = 0; changed <= 600; changed += 20) {
		do_door(world, 1, HL_DOOR_EDGES);
		pass(world, 1500);
		forget(world);
		lift(world, 1, false);
		pass(world, changed);
		do_door(world, 1, HL_DOOR_GESTURES);
		pass(world, 600 - changed + 1);
		lift(world, 1, true);
		pass(world, 500);

		told = count(world, 1, HL_EVENT_EDGE) / 2 +
		       gestures(world, 1, HL_GESTURE_FLASH);
		CU_ASSERT_EQUAL(told, 1);
		CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE) % 2, 0);
		CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_HANGUP), 0);
		CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_LIFT), 0);
	}
	world_end(world);
}

static void the_door_may_change_back_inside_a_break(void)
{
	struct world *world = world_open(1, 0);
	unsigned changed;
	unsigned told;

	lift(world, 1, true);
	pass(world, 100);
	do_loop(world, 1, true);
	pass(world, 500);
	for (changed = 0; changed <= 600; changed += 20) {
		do_door(world, 1, HL_DOOR_GESTURES);
		pass(world, 1500);
		forget(world);
		lift(world, 1, false);
		pass(world, changed);
		do_door(world, 1, HL_DOOR_EDGES);
		pass(world, 600 - changed + 1);
		lift(world, 1, true);
		pass(world, 500);

		told = count(world, 1, HL_EVENT_EDGE) / 2 +
		       gestures(world, 1, HL_GESTURE_FLASH);
		CU_ASSERT_EQUAL(told, 1);
		CU_ASSERT_EQUAL(gestures(world, 1, HL_GESTURE_HANGUP), 0);
	}
	world_end(world);
}

static void a_telephone_rings_until_it_is_told_to_stop(void)
{
	struct world *world = world_open(2, 0);

	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	pass(world, 100);
	CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
	CU_ASSERT_FALSE(world->bed->rings(world->at, 2));
	pass(world, 15000);
	CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	pass(world, 100);
	CU_ASSERT_FALSE(world->bed->rings(world->at, 1));

	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_RECALL), 0);
	pass(world, 8000);
	CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	pass(world, 100);
	CU_ASSERT_FALSE(world->bed->rings(world->at, 1));
	world_end(world);
}

static void a_splash_rings_once(void)
{
	struct world *world = world_open(1, 0);

	if (do_ring(world, 1, HL_RING_SPLASH) == 0) {
		pass(world, 100);
		CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
		pass(world, 7000);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
		pass(world, 100);
		CU_ASSERT_FALSE(world->bed->rings(world->at, 1));
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		pass(world, 3000);
		CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
	}
	world_end(world);
}

static void lifting_while_it_rings_is_told_and_feeding_ends_the_ring(void)
{
	struct world *world = world_open(1, 0);

	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	pass(world, 2700);
	lift(world, 1, true);
	pass(world, 50);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	pass(world, 7000);
	CU_ASSERT_FALSE(world->bed->rings(world->at, 1));
	/* The late order to stop ringing has not let go of the line. */
	lift(world, 1, false);
	pass(world, 60);
	lift(world, 1, true);
	pass(world, 60);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 3);
	world_end(world);
}

static void a_telephone_put_down_rings_again_at_once(void)
{
	struct world *world = world_open(1, 0);

	lift(world, 1, true);
	pass(world, 100);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	pass(world, 2000);
	lift(world, 1, false);
	pass(world, 1200);
	CU_ASSERT_EQUAL(do_loop(world, 1, false), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_RECALL), 0);
	pass(world, 100);
	CU_ASSERT_TRUE(world->bed->rings(world->at, 1));
	world_end(world);
}

static void a_trunk_tells_every_burst_of_ringing(void)
{
	struct world *world = world_open(0, 1);
	struct hl_truth truth = { false, false, false };

	world->bed->ring(world->at, 1, true);
	pass(world, 400);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_RING), 1);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_TRUE(truth.ringing);
	CU_ASSERT_FALSE(truth.closed);
	world->bed->ring(world->at, 1, false);
	pass(world, 400);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_RING), 1);
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_FALSE(truth.ringing);
	world_end(world);
}

static void a_trunk_is_seized_and_released(void)
{
	struct world *world = world_open(0, 2);
	struct hl_truth truth = { false, false, false };

	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	pass(world, 50);
	CU_ASSERT_TRUE(world->bed->seized(world->at, 1));
	CU_ASSERT_FALSE(world->bed->seized(world->at, 2));
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_TRUE(truth.closed);
	CU_ASSERT_EQUAL(do_loop(world, 1, false), 0);
	pass(world, 50);
	CU_ASSERT_FALSE(world->bed->seized(world->at, 1));
	CU_ASSERT_EQUAL(do_truth(world, 1, &truth), 0);
	CU_ASSERT_FALSE(truth.closed);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_FARGONE), 0);
	world_end(world);
}

static void the_far_end_of_a_trunk_releases(void)
{
	struct world *world = world_open(0, 1);

	world->bed->ring(world->at, 1, true);
	pass(world, 400);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	world->bed->ring(world->at, 1, false);
	pass(world, 2000);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_FARGONE), 0);
	world->bed->drop(world->at, 1);
	pass(world, 700);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_FARGONE), 1);
	CU_ASSERT_EQUAL(do_loop(world, 1, false), 0);
	world_end(world);
}

static void a_trunk_flash_opens_the_loop_and_closes_it(void)
{
	struct world *world = world_open(1, 1);
	struct hl_truth truth = { false, false, false };

	if (do_flash(world, 2, 400) == -ENOTSUP) {
		world_end(world);
		return;
	}
	CU_ASSERT_EQUAL(do_loop(world, 2, true), 0);
	pass(world, 1500);
	CU_ASSERT_EQUAL(do_flash(world, 2, 400), 0);
	pass(world, 200);
	CU_ASSERT_FALSE(world->bed->seized(world->at, 2));
	CU_ASSERT_EQUAL(do_truth(world, 2, &truth), 0);
	CU_ASSERT_TRUE(truth.closed);
	pass(world, 300);
	CU_ASSERT_TRUE(world->bed->seized(world->at, 2));
	CU_ASSERT_EQUAL(do_flash(world, 2, 0), -EINVAL);
	CU_ASSERT_EQUAL(do_flash(world, 1, 400), -ENOTSUP);
	world_end(world);
}

static void digits_are_heard_while_listening_and_only_then(void)
{
	struct world *world = world_open(2, 0);
	const char *digits = "15*0#9";
	const struct hl_event *event;
	unsigned i;

	lift(world, 1, true);
	pass(world, 100);
	do_loop(world, 1, true);
	pass(world, 100);
	world->bed->digit(world->at, 1, '7');
	pass(world, 500);
	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	pass(world, 200);
	for (i = 0; digits[i]; i++) {
		world->bed->digit(world->at, 1, digits[i]);
		pass(world, 250);
	}
	CU_ASSERT_EQUAL(do_listen(world, 1, false), 0);
	world->bed->digit(world->at, 1, '8');
	pass(world, 500);

	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_DIGIT), 6);
	for (i = 0; digits[i]; i++) {
		event = event_at(world, 1, HL_EVENT_DIGIT, i);
		CU_ASSERT(event && event->digit == digits[i]);
	}
	world_end(world);
}

static void digits_are_sent_on_a_trunk(void)
{
	static const char digits[] = "55550123456789*#";
	struct world *world = world_open(0, 1);
	unsigned i;

	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	pass(world, 1500);
	for (i = 0; digits[i]; i++) {
		CU_ASSERT_EQUAL(do_tone(world, 1, hl_tone_of_digit(digits[i])),
				0);
		pass(world, 200);
	}
	pass(world, 200);
	CU_ASSERT_STRING_EQUAL(world->bed->dialled(world->at, 1), digits);
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_line[] = {
	CLAIM(a_line_opens_quiet_and_on_hook),
	CLAIM(a_receiver_lifted_before_opening_is_seen_by_reading),
	CLAIM(a_channel_that_is_not_there_is_refused),
	CLAIM(a_channel_or_line_in_use_is_refused),
	CLAIM(a_line_that_is_not_open_has_no_operations),
	CLAIM(a_closed_line_opens_again),
	CLAIM(every_edge_is_told_in_order_and_when_it_happened),
	CLAIM(edges_of_a_stall_are_told_with_its_whole_range),
	CLAIM(with_gestures_the_card_judges),
	CLAIM(with_gestures_a_short_recall_is_a_flash),
	CLAIM(the_door_may_change_inside_a_break),
	CLAIM(the_door_may_change_back_inside_a_break),
	CLAIM(a_telephone_rings_until_it_is_told_to_stop),
	CLAIM(a_splash_rings_once),
	CLAIM(lifting_while_it_rings_is_told_and_feeding_ends_the_ring),
	CLAIM(a_telephone_put_down_rings_again_at_once),
	CLAIM(a_trunk_tells_every_burst_of_ringing),
	CLAIM(a_trunk_is_seized_and_released),
	CLAIM(the_far_end_of_a_trunk_releases),
	CLAIM(a_trunk_flash_opens_the_loop_and_closes_it),
	CLAIM(digits_are_heard_while_listening_and_only_then),
	CLAIM(digits_are_sent_on_a_trunk),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
