/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_told.c - what every driver promises of ringing and caller ID
 *
 * In:  a world of the row that is running.
 * Out: claims about cadences, messages to a telephone on the hook, its lamp.
 * Not: messages to a telephone in a call - claims_whisper.c.
 */
#include "world.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tape.h"

/* House: a card begins and ends things so much later than it should. */
#define LATE_MS 25

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form bellcore =
	FORM(BELLCORE, PLAIN, AFTER_RING);

static const struct hl_clid caller = {
	.number = "5551234", .name = "HARRIET SMITH",
	.month = 11, .day = 30, .hour = 9, .minute = 41,
};

static struct world *world_with(const struct hl_announce_form *form,
				unsigned stations, unsigned trunks)
{
	struct world *world = world_make(stations, trunks);
	unsigned i;

	world->form = *form;
	for (i = 1; i <= stations + trunks; i++)
		CU_ASSERT_EQUAL_FATAL(do_open(world, (int)i), 0);
	pass(world, trunks ? 3000 : 20);
	forget(world);
	return world;
}

static bool is_about(hl_msec is, hl_msec shall)
{
	return is >= shall && is <= shall + LATE_MS;
}

/* ---- cadences ----------------------------------------------------------- */

/* Two rounds, from the tape's beginning on. */
static void cadence_check(const struct tape *tape,
			  const struct hl_ring_plan *plan)
{
	hl_msec at = 0;
	unsigned i;

	for (i = 0; i + 1 < 2u * plan->count && i < tape->edges; i++) {
		CU_ASSERT(is_about(tape->edge[i], at));
		at += plan->step_ms[i % plan->count];
	}
	CU_ASSERT_EQUAL(i, plan->once ? tape->edges : 2u * plan->count - 1u);
}

static void each_ring_has_its_own_cadence(void)
{
	static const enum hl_ring rings[] = {
		HL_RING_NORMAL, HL_RING_RECALL, HL_RING_DR1, HL_RING_DR2,
		HL_RING_DR3,	HL_RING_DR4,
	};
	struct world *world = world_open(1, 0);
	struct tape *tape;
	unsigned i;

	for (i = 0; i < sizeof(rings) / sizeof(rings[0]); i++) {
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_ring(world, 1, rings[i]), 0);
		tape_pass(tape, 12500);
		cadence_check(tape, &world->zone.ring[rings[i]]);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
		tape_end(tape);
		pass(world, 100);
	}
	world_end(world);
}

static void the_fifth_ring_is_one_burst_as_the_splash(void)
{
	static const enum hl_ring rings[] = { HL_RING_DR5, HL_RING_SPLASH };
	struct world *world = world_open(1, 0);
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_ring(world, 1, rings[i]), 0);
		tape_pass(tape, 9000);
		CU_ASSERT_EQUAL(tape->edges, 2);
		CU_ASSERT(is_about(tape->edge[1], 500));
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
		tape_end(tape);
		pass(world, 100);
	}
	world_end(world);
}

/* ---- messages ----------------------------------------------------------- */

/* Nothing but silence between two messages, and one message. */
static void message_check(struct tape *tape, enum hl_clid_kind kind)
{
	struct tape_caller read;

	tape_catch_up(tape);
	tape_read(tape, kind, 0, &read);
	CU_ASSERT_EQUAL(read.messages, 1);
	CU_ASSERT_STRING_EQUAL(read.number, caller.number);
	if (kind != HL_CLID_DTMF)
		CU_ASSERT_STRING_EQUAL(read.name, caller.name);
}

static void caller_id_sent_while_it_rings_is_decoded_at_the_phone(void)
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
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		world = world_with(&forms[i], 2, 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		tape_pass(tape, 15000);
		message_check(tape, (enum hl_clid_kind)forms[i].kind);
		CU_ASSERT(tape->edges >= 3);
		tape_end(tape);
		world_end(world);
	}
}

/* The sound lies whole in [from, to), and the bell is silent there. */
static void sound_lies(struct tape *tape, hl_msec from, hl_msec to)
{
	unsigned i;

	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 0, from), -1);
	CU_ASSERT_EQUAL(tape_first(tape, to, tape->ms), -1);
	CU_ASSERT(is_about((hl_msec)tape_first(tape, from, to), from));
	for (i = 0; i < tape->edges; i++)
		CU_ASSERT(tape->edge[i] <= from || tape->edge[i] >= to);
}

static void after_the_first_ring_the_message_waits_its_silence(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 13000);
	/* us: 2 s, 4 s; 600 ms behind the burst, 200 before the next */
	sound_lies(tape, 2600, 5800);
	cadence_check(tape, &world->zone.ring[HL_RING_NORMAL]);
	tape_end(tape);
	world_end(world);
}

/* With several bursts it is the long pause; the ringing is as always. */
static void a_ring_of_several_bursts_is_told_in_its_long_pause(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_DR3), 0);
	tape_pass(tape, 13000);
	sound_lies(tape, 2600, 5800);
	cadence_check(tape, &world->zone.ring[HL_RING_DR3]);
	message_check(tape, HL_CLID_BELLCORE);
	tape_end(tape);
	world_end(world);
}

static void a_splash_is_told_behind_its_only_burst(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_DR5), 0);
	tape_pass(tape, 13000);
	sound_lies(tape, 1100, 4500);
	CU_ASSERT_EQUAL(tape->edges, 2);
	message_check(tape, HL_CLID_BELLCORE);
	tape_end(tape);
	world_end(world);
}

/* A cadence without such a pause gets one, the first time only. */
static void a_pause_that_is_too_short_is_made_longer_once(void)
{
	static const struct hl_announce_form digits =
		FORM(DTMF, SE, AFTER_RING);
	struct world *world = world_with(&digits, 1, 0);
	struct hl_clid longest = { .number = "555123412345678901234" };
	struct tape *tape = tape_begin(world, 1);
	struct tape_caller read;

	CU_ASSERT_EQUAL(do_announce(world, 1, &longest), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 20000);
	tape_catch_up(tape);
	tape_read(tape, HL_CLID_DTMF, 0, &read);
	CU_ASSERT_STRING_EQUAL(read.number, longest.number);
	CU_ASSERT_FATAL(tape->edges >= 5);
	CU_ASSERT(tape->edge[2] >
		  (hl_msec)tape_last(tape, 0, tape->ms) + 190);
	CU_ASSERT(tape->edge[2] - tape->edge[1] < 6000);
	CU_ASSERT(is_about(tape->edge[3] - tape->edge[2], 2000));
	CU_ASSERT(is_about(tape->edge[4] - tape->edge[3], 4000));
	tape_end(tape);
	world_end(world);
}

static void a_pulse_of_ringing_may_come_first(void)
{
	static const struct hl_announce_form form = FORM(ETSI, PLAIN, RPAS);
	struct world *world = world_with(&form, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 14000);
	CU_ASSERT_FATAL(tape->edges >= 6);
	CU_ASSERT(is_about(tape->edge[1], HL_CLID_RPAS_MS));
	sound_lies(tape, 900, tape->edge[2] - 250);
	CU_ASSERT(is_about(tape->edge[3] - tape->edge[2], 2000));
	CU_ASSERT(is_about(tape->edge[4] - tape->edge[3], 4000));
	CU_ASSERT(is_about(tape->edge[5] - tape->edge[4], 2000));
	tape_end(tape);
	world_end(world);
}

static void a_reversal_comes_before_the_message_and_the_ring_behind_it(void)
{
	static const struct hl_announce_form form = FORM(ETSI, BT, REVERSAL_BT);
	struct world *world = world_with(&form, 1, 0);
	struct tape *tape = tape_begin(world, 1);
	int end;

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_FALSE(world->bed->reversed(world->at, 1));
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 100);
	CU_ASSERT_TRUE(world->bed->reversed(world->at, 1));
	tape_pass(tape, 9900);
	CU_ASSERT_FATAL(tape->edges >= 3);
	/* 300 ms, alert, 150 ms, message, 400 ms, ring */
	sound_lies(tape, 300, tape->edge[0] - 390);
	end = tape_last(tape, 0, tape->ms);
	CU_ASSERT(is_about(tape->edge[0], (hl_msec)end + 395));
	CU_ASSERT_EQUAL(tape_first(tape, 405, 545), -1);
	CU_ASSERT(is_about(tape->edge[1] - tape->edge[0], 2000));
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	tape_pass(tape, 20);
	CU_ASSERT_FALSE(world->bed->reversed(world->at, 1));
	tape_end(tape);
	world_end(world);
}

/* ---- how it ends -------------------------------------------------------- */

/* [ms] into the message */
static const hl_msec moments[] = { 100, 400, 700, 1000, 1200 };

static void answering_in_the_middle_of_the_data_is_heard_at_once(void)
{
	struct world *world;
	struct tape *tape;
	hl_msec lifted;
	unsigned i;

	for (i = 0; i < 5; i++) {
		world = world_with(&bellcore, 2, 0);
		world->bed->loop(world->at, 2, true);
		pass(world, 100);
		CU_ASSERT_EQUAL(do_loop(world, 2, true), 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		tape_pass(tape, 2000 + moments[i]);
		world->bed->loop(world->at, 1, true);
		lifted = tape->ms;
		tape_pass(tape, 5);
		CU_ASSERT_EQUAL(count(world, 1, HL_EVENT_EDGE), 1);
		CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
		CU_ASSERT_EQUAL(wire(world, 1, HL_WIRE_PAIR, 2), 0);
		CU_ASSERT_EQUAL(voices(world, 1), BIT(2));
		CU_ASSERT_EQUAL(voices(world, 2), BIT(1));
		tape_pass(tape, 4000);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, lifted + 10, tape->ms), -1);
		tape_end(tape);
		world_end(world);
	}
}

static void lifting_before_the_first_ring_is_answered_as_well(void)
{
	static const struct hl_announce_form form = FORM(ETSI, PLAIN, DTAS);
	struct world *world = world_with(&form, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 400);
	world->bed->loop(world->at, 1, true);
	tape_pass(tape, 20);
	CU_ASSERT_EQUAL(do_loop(world, 1, true), 0);
	tape_pass(tape, 8000);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape->edges, 0);
	CU_ASSERT_EQUAL(tape_first(tape, 420, tape->ms), -1);
	CU_ASSERT_FALSE(world->bed->rings(world->at, 1));
	tape_end(tape);
	world_end(world);
}

static void a_caller_who_gives_up_is_not_told_to_the_end(void)
{
	static const struct hl_announce_form forms[] = {
		FORM(BELLCORE, PLAIN, AFTER_RING),
		FORM(ETSI, PLAIN, DTAS),
	};
	static const hl_msec at[] = { 3000, 400 };
	struct world *world;
	struct tape *tape;
	unsigned i;

	for (i = 0; i < 2; i++) {
		world = world_with(&forms[i], 1, 0);
		tape = tape_begin(world, 1);
		CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		tape_pass(tape, at[i]);
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
		tape_pass(tape, 8000);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, at[i] + 5, tape->ms), -1);
		CU_ASSERT_EQUAL(tape->edges, i == 0 ? 2 : 0);
		/* The next call is another. */
		CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
		tape_pass(tape, 7900);
		tape_catch_up(tape);
		CU_ASSERT_EQUAL(tape_first(tape, at[i] + 5, tape->ms), -1);
		CU_ASSERT_EQUAL(tape->edges, i == 0 ? 5 : 3);
		tape_end(tape);
		world_end(world);
	}
}

static void what_is_told_no_more_is_not_said(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 7900);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NONE), 0);
	tape_pass(tape, 100);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 3000);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
	tape_pass(tape, 4900);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 0, 8000), -1);
	CU_ASSERT_EQUAL(tape_first(tape, 11005, tape->ms), -1);
	/* It rings on all the same. */
	CU_ASSERT_EQUAL(tape->edges, 7);
	tape_end(tape);
	world_end(world);
}

static void the_last_word_about_a_caller_counts(void)
{
	static const struct hl_clid other = { .number = "999" };
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &other), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 8000);
	message_check(tape, HL_CLID_BELLCORE);
	tape_end(tape);
	world_end(world);
}

static void a_line_that_closes_in_the_middle_is_silent(void)
{
	struct world *world = world_with(&bellcore, 1, 0);
	struct tape *tape = tape_begin(world, 1);

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), 0);
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	tape_pass(tape, 3000);
	do_close(world, 1);
	tape_pass(tape, 3000);
	CU_ASSERT_EQUAL(do_open(world, 1), 0);
	tape_pass(tape, 3000);
	tape_catch_up(tape);
	CU_ASSERT_EQUAL(tape_first(tape, 3005, tape->ms), -1);
	CU_ASSERT_EQUAL(tape->edges, 2);
	tape_end(tape);
	world_end(world);
}

static void who_cannot_be_told_is_refused(void)
{
	static const struct hl_announce_form none = FORM(NONE, PLAIN, SILENT);
	struct world *world = world_with(&none, 1, 0);
	struct hl_clid wrong = { .number = "x" };

	CU_ASSERT_EQUAL(do_announce(world, 1, &caller), -ENOTSUP);
	CU_ASSERT_EQUAL(do_announce(world, 1, NULL), 0);
	CU_ASSERT_EQUAL(do_announce(world, 5, &caller), -ENOENT);
	world_end(world);

	world = world_with(&bellcore, 1, 1);
	CU_ASSERT_EQUAL(do_announce(world, 2, &caller), -ENOTSUP);
	CU_ASSERT_EQUAL(do_announce(world, 2, NULL), 0);
	CU_ASSERT_EQUAL(do_announce(world, 1, &wrong), -EINVAL);
	world_end(world);
}

/* ---- lamp, echo canceller ----------------------------------------------- */

static void the_message_lamp_is_lit_and_put_out(void)
{
	struct world *world = world_open(2, 1);

	CU_ASSERT_FALSE(world->bed->lamp(world->at, 1));
	CU_ASSERT_EQUAL(do_lamp(world, 1, true), 0);
	CU_ASSERT_TRUE(world->bed->lamp(world->at, 1));
	CU_ASSERT_FALSE(world->bed->lamp(world->at, 2));
	CU_ASSERT_EQUAL(do_ring(world, 1, HL_RING_NORMAL), 0);
	pass(world, 3000);
	CU_ASSERT_TRUE(world->bed->lamp(world->at, 1));
	CU_ASSERT_EQUAL(do_lamp(world, 1, false), 0);
	CU_ASSERT_FALSE(world->bed->lamp(world->at, 1));
	CU_ASSERT_EQUAL(do_lamp(world, 3, true), -ENOTSUP);
	world_end(world);
}

static void the_echo_canceller_is_on_in_a_talk_and_off_again(void)
{
	struct world *world = world_open(1, 1);
	int i;

	for (i = 1; i <= 2; i++) {
		CU_ASSERT_FALSE(world->bed->echo(world->at, i));
		CU_ASSERT_EQUAL(do_echo(world, i, true), 0);
		CU_ASSERT_TRUE(world->bed->echo(world->at, i));
		CU_ASSERT_EQUAL(do_echo(world, i, false), 0);
		CU_ASSERT_EQUAL(do_echo(world, i, false), 0);
		CU_ASSERT_FALSE(world->bed->echo(world->at, i));
	}
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_told[] = {
	CLAIM(each_ring_has_its_own_cadence),
	CLAIM(the_fifth_ring_is_one_burst_as_the_splash),
	CLAIM(caller_id_sent_while_it_rings_is_decoded_at_the_phone),
	CLAIM(after_the_first_ring_the_message_waits_its_silence),
	CLAIM(a_ring_of_several_bursts_is_told_in_its_long_pause),
	CLAIM(a_splash_is_told_behind_its_only_burst),
	CLAIM(a_pause_that_is_too_short_is_made_longer_once),
	CLAIM(a_pulse_of_ringing_may_come_first),
	CLAIM(a_reversal_comes_before_the_message_and_the_ring_behind_it),
	CLAIM(answering_in_the_middle_of_the_data_is_heard_at_once),
	CLAIM(lifting_before_the_first_ring_is_answered_as_well),
	CLAIM(a_caller_who_gives_up_is_not_told_to_the_end),
	CLAIM(what_is_told_no_more_is_not_said),
	CLAIM(the_last_word_about_a_caller_counts),
	CLAIM(a_line_that_closes_in_the_middle_is_silent),
	CLAIM(who_cannot_be_told_is_refused),
	CLAIM(the_message_lamp_is_lit_and_put_out),
	CLAIM(the_echo_canceller_is_on_in_a_talk_and_off_again),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
