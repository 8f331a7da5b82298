/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_listen.c - what every driver promises of what comes in on a line
 *
 * In:  a world of the row that is running.
 * Out: claims about digits and tones that a line's own party sends, whatever
 *      the line is wired to.
 * Not: digits of a telephone that nobody talks to - claims_line.c; what is
 *      sent to the party - claims_audio.c.
 */
#include "world.h"

#include <errno.h>

/* House: a card tells a tone no later than this behind its length. */
#define TELL_MS 60

/* The outside party on a trunk rings, and is answered. */
static void answered(struct world *world, int channel)
{
	world->bed->ring(world->at, channel, true);
	pass(world, 400);
	CU_ASSERT_EQUAL(do_loop(world, channel, true), 0);
	world->bed->ring(world->at, channel, false);
	pass(world, 1500);
}

/* Telephones 1..n are lifted and fed, trunks behind them answered. */
static struct world *talking(unsigned stations, unsigned trunks)
{
	struct world *world = world_open(stations, trunks);
	int i;

	for (i = 1; i <= (int)stations; i++)
		world->bed->loop(world->at, i, true);
	pass(world, 50);
	for (i = 1; i <= (int)stations; i++)
		CU_ASSERT_EQUAL(do_loop(world, i, true), 0);
	for (; i <= (int)(stations + trunks); i++)
		answered(world, i);
	pass(world, 700);
	forget(world);
	return world;
}

static void keys(struct world *world, int channel, const char *digits)
{
	for (; *digits; digits++) {
		world->bed->digit(world->at, channel, *digits);
		pass(world, 250);
	}
}

static bool digits_are(struct world *world, int channel, const char *digits)
{
	const struct hl_event *event;
	unsigned i;

	for (i = 0; digits[i]; i++) {
		event = event_at(world, channel, HL_EVENT_DIGIT, i);
		if (!event || event->digit != digits[i])
			return false;
	}
	return count(world, channel, HL_EVENT_DIGIT) == i;
}

/* A sound of that length, and a pause behind it. */
static void sound(struct world *world, int channel, double hz, double other,
		  hl_msec ms)
{
	world->bed->sound(world->at, channel, hz, other);
	pass(world, ms);
	world->bed->sound(world->at, channel, 0, 0);
	pass(world, 300);
}

static unsigned tones(struct world *world, int channel, unsigned which)
{
	const struct hl_event *event;
	unsigned found = 0;
	unsigned i;

	for (i = 0;
	     (event = event_at(world, channel, HL_EVENT_TONE, i)) != NULL; i++)
		found += event->which == which;
	return found;
}

/* ---- digits ------------------------------------------------------------- */

static void the_keys_of_an_outside_party_are_heard_on_a_trunk(void)
{
	struct world *world = talking(0, 1);

	keys(world, 1, "9");
	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	keys(world, 1, "15*0#8");
	CU_ASSERT_EQUAL(do_listen(world, 1, false), 0);
	keys(world, 1, "9");
	CU_ASSERT(digits_are(world, 1, "15*0#8"));
	world_end(world);
}

static void in_a_pair_each_line_hears_its_own_party_only(void)
{
	struct world *world = talking(2, 1);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 3), 0);
	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	CU_ASSERT_EQUAL(do_listen(world, 3, true), 0);
	pass(world, 100);
	keys(world, 1, "12");
	keys(world, 3, "78");
	CU_ASSERT(digits_are(world, 1, "12"));
	CU_ASSERT(digits_are(world, 3, "78"));
	CU_ASSERT_EQUAL(voices(world, 1), BIT(3));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(1));

	/* Whoever is wired elsewhere is listened to all the same. */
	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(wire(world, 3, HL_WIRE_MUSIC, 0), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	forget(world);
	keys(world, 3, "4");
	keys(world, 2, "5");
	keys(world, 1, "6");
	CU_ASSERT(digits_are(world, 3, "4"));
	CU_ASSERT(digits_are(world, 2, ""));
	CU_ASSERT(digits_are(world, 1, "6"));
	world_end(world);
}

static void in_a_conference_each_line_hears_its_own_party_only(void)
{
	struct world *world = talking(2, 1);
	int i;

	for (i = 1; i <= 3; i++) {
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, 5), 0);
		CU_ASSERT_EQUAL(do_listen(world, i, true), 0);
	}
	pass(world, 100);
	keys(world, 1, "1");
	keys(world, 2, "22");
	keys(world, 3, "333");
	CU_ASSERT(digits_are(world, 1, "1"));
	CU_ASSERT(digits_are(world, 2, "22"));
	CU_ASSERT(digits_are(world, 3, "333"));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1) | BIT(3));
	world_end(world);
}

/* ---- tones -------------------------------------------------------------- */

static void a_tone_is_told_once_each_time_it_lasts_long_enough(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 1100, 0 }, 400 },
	};
	struct world *world = talking(1, 1);
	const struct hl_event *event;
	hl_usec begin;
	int i;

	for (i = 1; i <= 2; i++) {
		CU_ASSERT_EQUAL(do_watch(world, i, list), 0);
		pass(world, 300);
		begin = world->host.now;
		sound(world, i, 1100, 0, 3000);
		event = event_at(world, i, HL_EVENT_TONE, 0);
		CU_ASSERT(event && event->which == 0 &&
			  event->at.latest >= begin + HL_MS(380) &&
			  event->at.latest <= begin + HL_MS(400 + TELL_MS));
		CU_ASSERT_EQUAL(count(world, i, HL_EVENT_TONE), 1);
		sound(world, i, 1100, 0, 500);
		CU_ASSERT_EQUAL(count(world, i, HL_EVENT_TONE), 2);
		sound(world, i, 1100, 0, 360);
		sound(world, i, 1250, 0, 2000);
		sound(world, i, 1100, 1700, 2000);
		CU_ASSERT_EQUAL(count(world, i, HL_EVENT_TONE), 2);
		/* Not by himself either: who does not watch, is not told. */
		CU_ASSERT_EQUAL(do_watch(world, i, NULL), 0);
		CU_ASSERT_EQUAL(do_watch(world, i, NULL), 0);
		sound(world, i, 1100, 0, 2000);
		CU_ASSERT_EQUAL(count(world, i, HL_EVENT_TONE), 2);
	}
	world_end(world);
}

static void each_tone_of_a_list_has_its_number(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 480, 620 }, 200 },
		{ { 0, 0 }, 1000 },
		{ { 425, 0 }, 200 },
		{ { 440, 480 }, 500 },
	};
	struct world *world = talking(1, 0);

	world->bed->sound(world->at, 1, 1000, 0);
	pass(world, 100);
	CU_ASSERT_EQUAL(do_watch(world, 1, list), 0);
	pass(world, 100);
	sound(world, 1, 620, 480, 400);
	CU_ASSERT_EQUAL(tones(world, 1, 0), 1);
	sound(world, 1, 425, 0, 400);
	CU_ASSERT_EQUAL(tones(world, 1, 2), 1);
	sound(world, 1, 440, 480, 700);
	CU_ASSERT_EQUAL(tones(world, 1, 3), 1);
	CU_ASSERT_EQUAL(tones(world, 1, 1), 0);
	pass(world, 3000);
	CU_ASSERT_EQUAL(tones(world, 1, 1), 1);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 4);
	world_end(world);
}

static void another_list_counts_from_when_it_is_given(void)
{
	const struct hl_watch_tone first[HL_WATCH_TONES] = {
		{ { 500, 0 }, 1000 },
	};
	const struct hl_watch_tone second[HL_WATCH_TONES] = {
		{ { 700, 0 }, 100 },
		{ { 500, 0 }, 1000 },
	};
	struct world *world = talking(1, 0);

	CU_ASSERT_EQUAL(do_watch(world, 1, first), 0);
	world->bed->sound(world->at, 1, 500, 0);
	pass(world, 800);
	CU_ASSERT_EQUAL(do_watch(world, 1, second), 0);
	pass(world, 800);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 0);
	pass(world, 400);
	CU_ASSERT_EQUAL(tones(world, 1, 1), 1);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	world_end(world);
}

static void digits_and_tones_are_heard_at_one_time(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 1633, 941 }, 60 }, /* the key D */
		{ { 2100, 0 }, 300 },
	};
	struct world *world = talking(0, 1);

	CU_ASSERT_EQUAL(do_watch(world, 1, list), 0);
	keys(world, 1, "1");
	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	pass(world, 100);
	keys(world, 1, "2D3");
	sound(world, 1, 2100, 0, 600);
	CU_ASSERT(digits_are(world, 1, "2D3"));
	CU_ASSERT_EQUAL(tones(world, 1, 0), 1);
	CU_ASSERT_EQUAL(tones(world, 1, 1), 1);

	/* One ends, the other goes on; then there is none. */
	CU_ASSERT_EQUAL(do_listen(world, 1, false), 0);
	keys(world, 1, "4D");
	CU_ASSERT_EQUAL(tones(world, 1, 0), 2);
	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	CU_ASSERT_EQUAL(do_watch(world, 1, NULL), 0);
	pass(world, 100);
	keys(world, 1, "5D");
	CU_ASSERT(digits_are(world, 1, "2D35D"));
	CU_ASSERT_EQUAL(tones(world, 1, 0), 2);
	world_end(world);
}

static void in_a_pair_a_tone_counts_where_it_comes_in(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 425, 0 }, 300 },
	};
	struct world *world = talking(1, 1);
	int i;

	for (i = 1; i <= 2; i++)
		CU_ASSERT_EQUAL(do_watch(world, i, list), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	pass(world, 100);
	sound(world, 2, 425, 0, 600);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 0);
	CU_ASSERT_EQUAL(count(world, 2, HL_EVENT_TONE), 1);
	for (i = 1; i <= 2; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, 1), 0);
	pass(world, 100);
	sound(world, 1, 425, 0, 600);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	CU_ASSERT_EQUAL(count(world, 2, HL_EVENT_TONE), 1);
	/* What we play to the party does not come in. */
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_DIAL), 0);
	pass(world, 1000);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	world_end(world);
}

static void a_line_that_closes_is_watched_no_more(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 0, 0 }, 100 },
	};
	struct world *world = talking(1, 0);

	CU_ASSERT_EQUAL(do_watch(world, 1, list), 0);
	pass(world, 300);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	do_close(world, 1);
	pass(world, 1000);
	CU_ASSERT_EQUAL(do_open(world, 1), 0);
	pass(world, 1000);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	world_end(world);
}

static void nonsense_to_watch_for_is_refused(void)
{
	static const struct hl_watch_tone bad[][HL_WATCH_TONES] = {
		{ { { 199, 0 }, 100 } },     { { { 3401, 0 }, 100 } },
		{ { { 500, 100 }, 100 } },   { { { 0, 500 }, 100 } },
		{ { { 500, 0 }, 49 } },	     { { { 500, 0 }, 10001 } },
		{ { { 500, 0 }, 100 }, { { 600, 9000 }, 100 } },
		{ { { 0, 0 }, 0 } },
	};
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 425, 0 }, 300 },
	};
	struct world *world = talking(1, 0);
	unsigned i;

	CU_ASSERT_EQUAL(do_watch(world, 9, list), -ENOENT);
	CU_ASSERT_EQUAL(do_watch(world, 1, list), 0);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(do_watch(world, 1, bad[i]), -EINVAL);
	/* What was watched still is. */
	sound(world, 1, 425, 0, 600);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_TONE), 1);
	CU_ASSERT(world->bed->driver->caps & HL_CAP_TONES);
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_listen[] = {
	CLAIM(the_keys_of_an_outside_party_are_heard_on_a_trunk),
	CLAIM(in_a_pair_each_line_hears_its_own_party_only),
	CLAIM(in_a_conference_each_line_hears_its_own_party_only),
	CLAIM(a_tone_is_told_once_each_time_it_lasts_long_enough),
	CLAIM(each_tone_of_a_list_has_its_number),
	CLAIM(another_list_counts_from_when_it_is_given),
	CLAIM(digits_and_tones_are_heard_at_one_time),
	CLAIM(in_a_pair_a_tone_counts_where_it_comes_in),
	CLAIM(a_line_that_closes_is_watched_no_more),
	CLAIM(nonsense_to_watch_for_is_refused),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
