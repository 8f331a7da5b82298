/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_whisper.c - what every driver promises of caller ID in a call
 *
 * In:  a world of the row that is running.
 * Out: claims about tone, alert, answer, data, and about the talk meanwhile.
 * Not: messages to a telephone on the hook - claims_told.c.
 */
#include "world.h"

#include <errno.h>
#include <string.h>

#include "tape.h"

/* House: a card begins and ends things so much later than it should. */
#define LATE_MS 30

/* hl_cwid_plan(): tone, alert, wait */
#define ALERT_AT 300
#define WAIT_AT 380
#define GIVEN_UP_AT 540

static const struct hl_clid caller = {
	.number = "5551234", .name = "HARRIET SMITH",
	.month = 11, .day = 30, .hour = 9, .minute = 41,
};

/* Telephones 1 to 3 are lifted and fed; 1 and 2 talk. */
static struct world *talking(enum hl_clid_kind kind)
{
	struct world *world = world_make(3, 0);
	int i;

	world->form.kind = (uint8_t)kind;
	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL_FATAL(do_open(world, i), 0);
	for (i = 1; i <= 3; i++)
		world->bed->loop(world->at, i, true);
	pass(world, 50);
	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL(do_loop(world, i, true), 0);
	CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
	pass(world, 700);
	forget(world);
	return world;
}

static bool is_talk(struct world *world)
{
	return voices(world, 1) == BIT(2) && voices(world, 2) == BIT(1);
}

static bool is_muted(struct world *world)
{
	return voices(world, 1) == 0 && voices(world, 2) == 0;
}

/* Begin; the telephone answers the alert; pass till the talk goes on. */
static hl_msec told_whole(struct tape *tape)
{
	struct world *world = tape->world;
	hl_msec begun = tape->ms;

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	tape_pass(tape, WAIT_AT);
	CU_ASSERT_TRUE(is_muted(world));
	world->bed->digit(world->at, 1, 'D');
	while (is_muted(world) && tape->ms < begun + 5000)
		tape_pass(tape, 1);
	return tape->ms - begun;
}

static void a_waiting_caller_is_decoded_at_a_telephone_that_answers(void)
{
	static const enum hl_clid_kind kinds[] = { HL_CLID_BELLCORE,
						   HL_CLID_ETSI };
	struct tape_caller read;
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		world = talking(kinds[i]);
		tape = tape_begin(world, 1);
		told_whole(tape);
		tape_pass(tape, 200);
		tape_catch_up(tape);
		tape_read(tape, kinds[i], WAIT_AT, &read);
		CU_ASSERT_EQUAL(read.messages, 1);
		CU_ASSERT_STRING_EQUAL(read.number, caller.number);
		CU_ASSERT_STRING_EQUAL(read.name, caller.name);
		CU_ASSERT_TRUE(is_talk(world));
		tape_end(tape);
		world_end(world);
	}
}

static void a_waiting_calls_data_mutes_the_other_only_for_its_time(void)
{
	struct world *world = talking(HL_CLID_BELLCORE);
	struct tape *tape = tape_begin(world, 1);
	hl_msec muted = told_whole(tape);
	int last;

	tape_pass(tape, 3000);
	tape_catch_up(tape);
	CU_ASSERT_TRUE(is_talk(world));
	CU_ASSERT_EQUAL(voices(world, 3), 0);
	/* The voice is back 60 ms behind the last of the data. */
	last = tape_last(tape, 0, tape->ms);
	CU_ASSERT(muted >= (hl_msec)last + 55);
	CU_ASSERT(muted <= (hl_msec)last + 60 + LATE_MS);
	tape_end(tape);
	world_end(world);
}

static void who_does_not_answer_gets_no_data(void)
{
	struct world *world = talking(HL_CLID_BELLCORE);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	tape_pass(tape, GIVEN_UP_AT - 10);
	CU_ASSERT_TRUE(is_muted(world));
	tape_pass(tape, 10 + LATE_MS);
	CU_ASSERT_TRUE(is_talk(world));
	tape_pass(tape, 3000);
	tape_catch_up(tape);
	CU_ASSERT(tape_first(tape, 0, ALERT_AT) >= 0);
	CU_ASSERT(tape_last(tape, 0, tape->ms) >= WAIT_AT - 5);
	CU_ASSERT(tape_last(tape, 0, tape->ms) <= WAIT_AT + LATE_MS);
	tape_end(tape);
	world_end(world);
}

/* Neither a digit for the engine nor one that the other party hears. */
static void the_answer_of_the_telephone_is_nobody_elses(void)
{
	struct world *world = talking(HL_CLID_BELLCORE);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_listen(world, 1, true), 0);
	told_whole(tape);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_DIGIT), 0);
	/* Digits behind it are. */
	pass(world, 300);
	world->bed->digit(world->at, 1, '7');
	pass(world, 300);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_DIGIT), 1);
	tape_end(tape);
	world_end(world);
}

static void without_listening_no_digit_is_told(void)
{
	struct world *world = talking(HL_CLID_BELLCORE);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	pass(world, WAIT_AT - 50);
	world->bed->digit(world->at, 1, '7');
	pass(world, 3000);
	CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_DIGIT), 0);
	CU_ASSERT_TRUE(is_talk(world));
	world_end(world);
}

/* [ms]: in the tone, the alert, the wait, the data */
static const hl_msec moments[] = { 150, 340, 450, 800 };

static void whisper_until(struct world *world, hl_msec ms)
{
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	pass(world, ms < WAIT_AT + 20 ? ms : WAIT_AT + 20);
	if (ms > 500)
		world->bed->digit(world->at, 1, 'D');
	pass(world, ms < WAIT_AT + 20 ? 0 : ms - WAIT_AT - 20);
	CU_ASSERT_TRUE(is_muted(world));
}

static void what_is_told_no_more_is_cut_off_and_the_talk_goes_on(void)
{
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 4; i++) {
		world = talking(HL_CLID_BELLCORE);
		tape = tape_begin(world, 1);
		whisper_until(world, moments[i]);
		tape->ms = moments[i];
		CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
		CU_ASSERT_TRUE(is_talk(world));
		tape_pass(tape, 3000);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, moments[i] + 5, tape->ms),
				-1);
		CU_ASSERT_TRUE(is_talk(world));
		tape_end(tape);
		world_end(world);
	}
}

static void hanging_up_in_the_middle_ends_it(void)
{
	struct world *world;
	unsigned i;

	for (i = 0; i < 4; i++) {
		world = talking(HL_CLID_BELLCORE);
		whisper_until(world, moments[i]);
		world->bed->loop(world->at, 1, false);
		pass(world, 20);
		CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_QUIET, 0), 0);
		CU_ASSERT_EQUAL(do_loop(world, 1, false), 0);
		pass(world, 3000);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
		CU_ASSERT_EQUAL(voices(world, 2), 0);
		world_end(world);
	}
}

static void whoever_is_wired_anew_in_the_middle_is_so(void)
{
	struct world *world;
	unsigned i;

	for (i = 0; i < 4; i++) {
		world = talking(HL_CLID_BELLCORE);
		CU_ASSERT_EQUAL(do_music(world, 0, world->music[0]), 0);
		whisper_until(world, moments[i]);
		/* The other party puts this one on hold. */
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_MUSIC, 0), 0);
		CU_ASSERT_EQUAL(wire(world, 2, HL_WIRE_PAIR, 3), 0);
		pass(world, 3000);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
		CU_ASSERT_EQUAL(music_heard(world, 1), 1);
		CU_ASSERT_EQUAL(voices(world, 2), BIT(3));
		CU_ASSERT_EQUAL(voices(world, 3), BIT(2));
		world_end(world);
	}
}

/* The partner is moved, and the line behind it closes. */
static void a_partner_that_leaves_in_the_middle_leaves_nobody_wired(void)
{
	struct world *world;
	unsigned i;

	for (i = 0; i < 4; i++) {
		world = talking(HL_CLID_BELLCORE);
		whisper_until(world, moments[i]);
		do_close(world, 2);
		pass(world, 1000);
		CU_ASSERT_EQUAL(do_open_as(world, 2, LINE(2), "us"), 0);
		pass(world, 3000);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
		CU_ASSERT_EQUAL(voices(world, 2), 0);
		CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
		CU_ASSERT_EQUAL(voices(world, 1), 0);
		world_end(world);
	}
}

static void another_tone_in_the_middle_is_heard(void)
{
	struct world *world;
	unsigned i;

	for (i = 0; i < 4; i++) {
		world = talking(HL_CLID_BELLCORE);
		whisper_until(world, moments[i]);
		CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_RECALL), 0);
		pass(world, 20);
		CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_RECALL);
		CU_ASSERT_TRUE(is_talk(world));
		pass(world, 3000);
		CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_RECALL);
		world_end(world);
	}
}

/* The engine plays the tone for its time, whatever is whispered. */
static void the_call_waiting_tone_is_part_of_it(void)
{
	struct tape_caller read;
	struct world *world = talking(HL_CLID_BELLCORE);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_WAITING), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	tape_pass(tape, 200);
	CU_ASSERT_TRUE(is_muted(world));
	tape_pass(tape, 100);
	CU_ASSERT_EQUAL(do_tone(world, 1, HL_TONE_NONE), 0);
	tape_pass(tape, 80);
	world->bed->digit(world->at, 1, 'D');
	tape_pass(tape, 3000);
	tape_catch_up(tape);
	tape_read(tape, HL_CLID_BELLCORE, WAIT_AT, &read);
	CU_ASSERT_EQUAL(read.messages, 1);
	CU_ASSERT_TRUE(is_talk(world));
	CU_ASSERT_EQUAL(tone_heard(world, 1), HL_TONE_NONE);
	tape_end(tape);
	world_end(world);
}

static void in_a_conference_only_the_one_is_away(void)
{
	struct world *world = talking(HL_CLID_BELLCORE);
	int i;

	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL(wire(world, i, HL_WIRE_CONF, 70001), 0);
	pass(world, 100);
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	pass(world, 200);
	CU_ASSERT_EQUAL(voices(world, 1), 0);
	CU_ASSERT_EQUAL(voices(world, 2), BIT(3));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(2));
	pass(world, 1000);
	CU_ASSERT_EQUAL(voices(world, 1), BIT(2) | BIT(3));
	CU_ASSERT_EQUAL(voices(world, 2), BIT(1) | BIT(3));
	CU_ASSERT_EQUAL(voices(world, 3), BIT(1) | BIT(2));
	world_end(world);
}

static void a_telephone_told_by_digits_is_not_told_in_a_call(void)
{
	struct world *world = talking(HL_CLID_DTMF);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), -ENOTSUP);
	CU_ASSERT_TRUE(is_talk(world));
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_whisper[] = {
	CLAIM(a_waiting_caller_is_decoded_at_a_telephone_that_answers),
	CLAIM(a_waiting_calls_data_mutes_the_other_only_for_its_time),
	CLAIM(who_does_not_answer_gets_no_data),
	CLAIM(the_answer_of_the_telephone_is_nobody_elses),
	CLAIM(without_listening_no_digit_is_told),
	CLAIM(what_is_told_no_more_is_cut_off_and_the_talk_goes_on),
	CLAIM(hanging_up_in_the_middle_ends_it),
	CLAIM(whoever_is_wired_anew_in_the_middle_is_so),
	CLAIM(a_partner_that_leaves_in_the_middle_leaves_nobody_wired),
	CLAIM(another_tone_in_the_middle_is_heard),
	CLAIM(the_call_waiting_tone_is_part_of_it),
	CLAIM(in_a_conference_only_the_one_is_away),
	CLAIM(a_telephone_told_by_digits_is_not_told_in_a_call),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
