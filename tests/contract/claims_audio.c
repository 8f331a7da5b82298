/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_audio.c - what every driver promises of tones and of who hears whom
 *
 * In:  a world of the row that is running.
 * Out: claims about tones, pairs, conferences, music, and about failing.
 * Not: hook and ring - claims_line.c.
 */
#include "world.h"

#include <errno.h>

/* Telephones 1..n are lifted and fed: nobody who is down hears anything. */
static struct world *talking(unsigned stations, unsigned trunks)
{
	struct world *world = world_open(stations, trunks);
	unsigned i;

	for (i = 1; i <= stations; i++)
		world->bed->loop(world->at, (int)i, true);
	pass(world, 50);
	for (i = 1; i <= stations + trunks; i++)
		CU_ASSERT_EQUAL(do_loop(world, (int)i, true), 0);
	pass(world, 700);
	forget(world);
	return world;
}

static void every_tone_is_heard_until_it_is_stopped(void)
{
	struct world *world = talking(2, 0);
	unsigned tone;

	for (tone = HL_TONE_DIAL; tone <= HL_TONE_HOWLER; tone++) {
		CU_ASSERT_EQUAL(do_tone(world, 1, (enum hl_tone)tone), 0);
		pass(world, 20);
		CU_ASSERT_EQUAL(tone_heard(world, 1), (enum hl_tone)tone);
		CU_ASSERT_EQUAL(tone_heard(world, 2), HL_TONE_NONE);
	}
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_NONE);
	world_end(world);
}

static void a_tone_lasts_as_long_as_it_is_wanted(void)
{
	struct world *world = talking(1, 0);

	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_HOLD), 0);
	pass(world, 12000);
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_HOLD);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_DIAL), 0);
	pass(world, 12000);
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_DIAL);
	/* Saying again what is so already changes nothing. */
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_DIAL);
	world_end(world);
}

static void a_pair_hears_each_other_and_then_nobody(void)
{
	struct world *world = talking(2, 1);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	CU_ASSERT_EQUAL(voices(world, 3), 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_QUIET, 0), 0);
	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_QUIET, 0), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), 0);
	CU_ASSERT_EQUAL(voices(world, 2), 0);

	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_PAIR, 3), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 2), BIT(3));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(2));
	world_end(world);
}

static void partners_may_be_exchanged_in_one_list(void)
{
	struct world *world = talking(3, 0);
	const struct hl_move moves[] = {
		{ LINE(2), { HL_WIRE_MUSIC, 0 } },
		{ LINE(1), { HL_WIRE_PAIR, LINE(3) } },
		{ LINE(3), { HL_WIRE_PAIR, LINE(1) } },
	};

	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	CU_ASSERT_EQUAL(do_patch(world, moves, 3), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(3));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(1));
	CU_ASSERT_EQUAL(voices(world, 2), 0);
	CU_ASSERT_EQUAL(music_heard(world, 2), 1);
	CU_ASSERT_EQUAL(music_heard(world, 1), 0);
	world_end(world);
}

static void a_tone_does_not_stop_a_pair(void)
{
	struct world *world = talking(2, 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_WAITING), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_WAITING);
	CU_ASSERT_EQUAL(tone_heard(world, 2), HL_TONE_NONE);
	world_end(world);
}

/* Parties 1 and 2 hear each other, 1 the tone too, and 3 nothing. */
static void only_the_first_hears(struct world *world, enum hl_tone tone)
{
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	CU_ASSERT_EQUAL(voices(world, 3), 0);
	CU_ASSERT_EQUAL(tone_heard(world, 1), tone);
	CU_ASSERT_EQUAL(tone_heard(world, 2), HL_TONE_NONE);
	CU_ASSERT_EQUAL(tone_heard(world, 3), HL_TONE_NONE);
}

static void a_call_waiting_tone_is_heard_by_its_own_party_only(void)
{
	struct world *world = talking(3, 0);
	int i;

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	for (i = 0; i < 2; i++) {
		pass(world, 500);
		only_the_first_hears(world, HL_TONE_NONE);
		CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_WAITING), 0);
		pass(world, 20);
		only_the_first_hears(world, HL_TONE_WAITING);
		pass(world, 15000);
		only_the_first_hears(world, HL_TONE_WAITING);
		CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
		pass(world, 20);
		only_the_first_hears(world, HL_TONE_NONE);
		/* The same in a conference. */
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_CONF, 3), 0);
		CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_CONF, 3), 0);
	}
	world_end(world);
}

/* A confirming tone is written by a card that has none of its own. */
static void a_tone_that_is_written_does_not_stop_the_talk(void)
{
	struct world *world = talking(3, 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_CONFIRM), 0);
	pass(world, 20);
	only_the_first_hears(world, HL_TONE_CONFIRM);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
	pass(world, 20);
	only_the_first_hears(world, HL_TONE_NONE);
	world_end(world);
}

static void a_trunk_flash_leaves_everybody_wired_as_before(void)
{
	struct world *world = talking(1, 1);

	if (!world->bed->driver->flash) {
		world_end(world);
		return;
	}
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	CU_ASSERT_EQUAL(do_tone(world, 2, HL_TONE_WAITING), 0);
	pass(world, 700);
	CU_ASSERT_EQUAL(do_flash(world, 2, 300), 0);
	pass(world, 100);
	CU_ASSERT_FALSE(world->bed->seized(world->at, 2));
	/* Another one is refused while this one lasts, and changes nothing. */
	CU_ASSERT_EQUAL(do_flash(world, 2, 300), -EBUSY);
	pass(world, 400);
	CU_ASSERT_TRUE(world->bed->seized(world->at, 2));
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_NONE);
	CU_ASSERT_EQUAL(tone_heard(world, 2), HL_TONE_WAITING);
	CU_ASSERT_EQUAL(count(world, 2, HL_EVENT_FARGONE), 0);
	world_end(world);
}

static void digits_are_sent_to_a_party_that_talked_and_will_talk(void)
{
	static const char digits[] = "1234";
	struct world *world = talking(1, 1);
	unsigned i;

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	pass(world, 1000);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_QUIET, 0), 0);
	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_QUIET, 0), 0);
	for (i = 0; digits[i]; i++) {
		CU_ASSERT_EQUAL(do_tone(world, 2, hl_tone_of_digit(digits[i])),
				0);
		pass(world, 100);
		CU_ASSERT_EQUAL(do_tone(world, 2, HL_TONE_NONE), 0);
		pass(world, 100);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
	}
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	pass(world, 300);
	CU_ASSERT_STRING_EQUAL(world->bed->dialled(world->at, 2), digits);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	world_end(world);
}

static void in_a_conference_each_hears_the_others(void)
{
	struct world *world = talking(4, 1);
	uint64_t all = BIT(1) | BIT(2) | BIT(5);
	int in[] = { 1, 2, 5 };
	unsigned i;

	for (i = 0; i < 3; i++)
		CU_ASSERT_EQUAL(wire(world, in[i], HL_WIRE_CONF, 70001), 0);
	CU_ASSERT_EQUAL(wire(world, 3, HL_WIRE_CONF, 70002), 0);
	CU_ASSERT_EQUAL(wire(world, 4, HL_WIRE_CONF, 70002), 0);
	pass(world, 20);
	for (i = 0; i < 3; i++)
		CU_ASSERT_EQUAL(voices(world, in[i]), all & ~BIT(in[i]));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(4));
	CU_ASSERT_EQUAL(voices(world, 4), BIT(3));

	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_QUIET, 0), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(5));
	CU_ASSERT_EQUAL(voices(world, 5), BIT(1));
	CU_ASSERT_EQUAL(voices(world, 2), 0);

	/* The number means the same conference as long as one is in it. */
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_QUIET, 0), 0);
	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_CONF, 70001), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 2), BIT(5));
	world_end(world);
}

/* Members first..first+n-1 hear each other and nobody else. */
static void all_hear_each_other(struct world *world, int first, int n)
{
	uint64_t all = (BIT(n) - 1) << first;
	int i;

	pass(world, 20);
	for (i = first; i < first + n; i++)
		CU_ASSERT_EQUAL(voices(world, i), all & ~BIT(i));
}

/* House: the top bit and numbers alike below it tell conferences apart. */
#define REF_A 0x80000007u
#define REF_B 7u
#define REF_C (7u + 1024u)

static void six_parties_hear_each_other_and_two_conferences_do_not_mix(void)
{
	struct world *world = talking(14, 2);
	int i;

	for (i = 1; i <= 6; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, REF_A), 0);
	for (i = 7; i <= 8; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, REF_B), 0);
	for (i = 9; i <= 16; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, REF_C), 0);
	all_hear_each_other(world, 1, 6);
	all_hear_each_other(world, 7, 2);
	all_hear_each_other(world, 9, 8);
	CU_ASSERT_EQUAL(wire(world, 6, HL_WIRE_QUIET, 0), 0);
	all_hear_each_other(world, 1, 5);
	CU_ASSERT_EQUAL(voices(world, 6), 0);
	world_end(world);
}

static void members_may_be_moved_to_another_conference_in_one_list(void)
{
	static const uint32_t refs[] = { REF_B, UINT32_MAX, 0, REF_A, REF_C };
	struct world *world = talking(6, 0);
	struct hl_move moves[4];
	unsigned turn;
	unsigned i;

	for (turn = 0; turn < 100; turn++) {
		for (i = 0; i < 4; i++) {
			moves[i].line = LINE(i + 1);
			moves[i].wire.kind = HL_WIRE_CONF;
			moves[i].wire.ref = refs[turn % 5];
		}
		CU_ASSERT_EQUAL(do_patch(world, moves, 4), 0);
		all_hear_each_other(world, 1, 4);
		/* The number that was left means a new one. */
		CU_ASSERT_EQUAL(wire(world, 5, HL_WIRE_CONF,
				     refs[(turn + 4) % 5]), 0);
		CU_ASSERT_EQUAL(wire(world, 6, HL_WIRE_CONF,
				     refs[(turn + 4) % 5]), 0);
		all_hear_each_other(world, 5, 2);
		all_hear_each_other(world, 1, 4);
	}
	world_end(world);
}

static void a_pair_becomes_a_conference_and_a_pair_again(void)
{
	struct world *world = talking(3, 0);
	int i;

	for (i = 0; i < 3; i++) {
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
		all_hear_each_other(world, 1, 2);
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_CONF, REF_A), 0);
		CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_CONF, REF_A), 0);
		CU_ASSERT_EQUAL(wire(world, 3, HL_WIRE_CONF, REF_A), 0);
		all_hear_each_other(world, 1, 3);
		CU_ASSERT_EQUAL(wire(world, 3, HL_WIRE_QUIET, 0), 0);
	}
	world_end(world);
}

/* What a held party hears may be chosen anew: music, tones, nothing. */
static void what_a_held_party_hears_may_change(void)
{
	static const struct {
		struct hl_wire wire;
		enum hl_tone tone;
	} rows[] = {
		{ { HL_WIRE_MUSIC, 0 }, HL_TONE_NONE },
		{ { HL_WIRE_MUSIC, 3 }, HL_TONE_NONE },
		{ { HL_WIRE_QUIET, 0 }, HL_TONE_RINGBACK },
		{ { HL_WIRE_QUIET, 0 }, HL_TONE_BUSY },
		{ { HL_WIRE_MUSIC, 0 }, HL_TONE_NONE },
		{ { HL_WIRE_QUIET, 0 }, HL_TONE_NONE },
		{ { HL_WIRE_MUSIC, 3 }, HL_TONE_NONE },
	};
	struct world *world = talking(2, 0);
	uint32_t music;
	unsigned i;

	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(do_music(world, 3, world->music[1]), 0);
	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_MUSIC, 0), 0);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
		CU_ASSERT_EQUAL(wire(world, 1, rows[i].wire.kind,
				     rows[i].wire.ref), 0);
		CU_ASSERT_EQUAL(do_tone(world, 1, rows[i].tone), 0);
		pass(world, 50);
		music = rows[i].wire.kind == HL_WIRE_MUSIC ?
				1u << rows[i].wire.ref : 0;
		CU_ASSERT_EQUAL(music_heard(world, 1), music);
		CU_ASSERT_EQUAL(tone_heard(world, 1), rows[i].tone);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
		/* Who is held with it hears on what he did. */
		CU_ASSERT_EQUAL(music_heard(world, 2), 1u << 0);
		CU_ASSERT_EQUAL(tone_heard(world, 2), HL_TONE_NONE);
	}
	world_end(world);
}

static void music_is_heard_by_all_who_are_held_and_by_nobody_else(void)
{
	struct world *world = talking(5, 0);
	int i;

	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(do_music(world, 3, world->music[1]), 0);
	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_MUSIC, 0), 0);
	CU_ASSERT_EQUAL(wire(world, 4, HL_WIRE_MUSIC, 3), 0);
	pass(world, 20);
	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL(music_heard(world, i), 1u << 0);
	CU_ASSERT_EQUAL(music_heard(world, 4), 1u << 3);
	CU_ASSERT_EQUAL(music_heard(world, 5), 0);
	for (i = 1; i <= 5; i++)
		CU_ASSERT_EQUAL(voices(world, i), 0);
	world_end(world);
}

static void music_does_not_run_dry(void)
{
	struct world *world = talking(1, 0);
	unsigned i;

	CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_MUSIC, 0), 0);
	for (i = 0; i < 700; i++) {
		pass(world, 100);
		CU_ASSERT_EQUAL(music_heard(world, 1), 1);
	}
	world_end(world);
}

static void music_may_change_and_end_while_it_is_heard(void)
{
	struct world *world = talking(1, 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_MUSIC, 2), 0);
	pass(world, 50);
	CU_ASSERT_EQUAL(music_heard(world, 1), 0);
	CU_ASSERT_EQUAL(do_music(world, 2, world->music[0]), 0);
	pass(world, 50);
	CU_ASSERT_EQUAL(music_heard(world, 1), 1u << 2);
	CU_ASSERT_EQUAL(do_music(world, 2, world->music[1]), 0);
	pass(world, 50);
	CU_ASSERT_EQUAL(music_heard(world, 1), 1u << 2);
	CU_ASSERT_EQUAL(do_music(world, 2, NULL), 0);
	pass(world, 50);
	CU_ASSERT_EQUAL(music_heard(world, 1), 0);
	CU_ASSERT_EQUAL(do_music(world, 2, world->music[0]), 0);
	pass(world, 50);
	CU_ASSERT_EQUAL(music_heard(world, 1), 1u << 2);
	CU_ASSERT_EQUAL(do_music(world, HL_CLASSES_MAX, world->music[0]),
			-ENOENT);
	world_end(world);
}

static void closing_a_line_leaves_nobody_listening_to_it(void)
{
	struct world *world = talking(3, 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	do_close(world, 2);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), 0);
	/* The line's next user is not heard either. */
	pass(world, 1000);
	CU_ASSERT_EQUAL(do_open(world, 2), 0);
	CU_ASSERT_EQUAL(do_loop(world, 2, true), 0);
	CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_PAIR, 3), 0);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), 0);
	CU_ASSERT_EQUAL(voices(world, 2), BIT(3));
	world_end(world);
}

static void nobody_is_paired_with_a_line_that_is_not_there(void)
{
	struct world *world = talking(2, 0);

	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 9), -ENOENT);
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), 0);
	world_end(world);
}

/* What stands before an order that fails, stands after it. */
static void still_so(struct world *world)
{
	pass(world, 20);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
	CU_ASSERT_EQUAL(tone_heard(world, 3), HL_TONE_BUSY);
	CU_ASSERT_EQUAL(music_heard(world, 4), 1);
}

static void a_list_that_fails_leaves_no_ear_at_a_strange_line(void)
{
	struct world *world = talking(4, 0);
	const struct hl_move moves[] = {
		{ LINE(3), { HL_WIRE_QUIET, 0 } },
		{ LINE(1), { HL_WIRE_PAIR, LINE(3) } },
		{ LINE(3), { HL_WIRE_PAIR, LINE(1) } },
		{ LINE(2), { HL_WIRE_MUSIC, 0 } },
	};
	bool whole;
	unsigned i;
	int r = -EIO;

	for (i = 1; world->bed->fail && r < 0 && i < 20; i++) {
		do_music(world, 0, world->music[0]);
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
		world->bed->fail(world->at, -EIO, i);
		r = do_patch(world, moves, 4);
		world->bed->fail(world->at, 0, 0);
		pass(world, 20);
		whole = voices(world, 3) == BIT(1);
		CU_ASSERT_EQUAL(voices(world, 1) == BIT(3), whole);
		CU_ASSERT(voices(world, 2) == 0 ||
			  (voices(world, 2) == BIT(1) &&
			   voices(world, 1) == BIT(2)));
	}
	CU_ASSERT(!world->bed->fail || r == 0);
	world_end(world);
}

static void an_order_that_fails_changes_nothing(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 425, 0 }, 100 },
	};
	struct world *world = talking(4, 0);
	unsigned i;
	int r[7] = { 0 };

	do_music(world, 0, world->music[0]);
	wire(world, 1, HL_WIRE_PAIR, 2);
	do_tone(world, 3, HL_TONE_BUSY);
	wire(world, 4, HL_WIRE_MUSIC, 0);
	for (i = 0; world->bed->fail && i < 7; i++) {
		world->bed->fail(world->at, -EIO, 1);
		if (i == 0)
			r[i] = do_tone(world, 3, HL_TONE_DIAL);
		else if (i == 1)
			r[i] = do_listen(world, 3, true);
		else if (i == 2)
			r[i] = do_door(world, 3, HL_DOOR_GESTURES);
		else if (i == 3)
			r[i] = do_music(world, 0, world->music[1]);
		else if (i == 4)
			r[i] = wire(world, 1, HL_WIRE_QUIET, 0);
		else if (i == 5)
			r[i] = do_watch(world, 3, list);
		else
			r[i] = do_loop(world, 3, false);
		world->bed->fail(world->at, 0, 0);
		CU_ASSERT(r[i] == -EIO || r[i] == -ENOTSUP);
		still_so(world);
	}
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_audio[] = {
	CLAIM(every_tone_is_heard_until_it_is_stopped),
	CLAIM(a_tone_lasts_as_long_as_it_is_wanted),
	CLAIM(a_pair_hears_each_other_and_then_nobody),
	CLAIM(partners_may_be_exchanged_in_one_list),
	CLAIM(a_tone_does_not_stop_a_pair),
	CLAIM(a_call_waiting_tone_is_heard_by_its_own_party_only),
	CLAIM(a_tone_that_is_written_does_not_stop_the_talk),
	CLAIM(a_trunk_flash_leaves_everybody_wired_as_before),
	CLAIM(digits_are_sent_to_a_party_that_talked_and_will_talk),
	CLAIM(in_a_conference_each_hears_the_others),
	CLAIM(six_parties_hear_each_other_and_two_conferences_do_not_mix),
	CLAIM(members_may_be_moved_to_another_conference_in_one_list),
	CLAIM(a_pair_becomes_a_conference_and_a_pair_again),
	CLAIM(what_a_held_party_hears_may_change),
	CLAIM(music_is_heard_by_all_who_are_held_and_by_nobody_else),
	CLAIM(music_does_not_run_dry),
	CLAIM(music_may_change_and_end_while_it_is_heard),
	CLAIM(closing_a_line_leaves_nobody_listening_to_it),
	CLAIM(nobody_is_paired_with_a_line_that_is_not_there),
	CLAIM(a_list_that_fails_leaves_no_ear_at_a_strange_line),
	CLAIM(an_order_that_fails_changes_nothing),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
