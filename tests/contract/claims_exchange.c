/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claims_exchange.c - what every driver promises of a trunk's settings
 *
 * In:  a world of the row that is running.
 * Out: claims about who calls, gains, digits as pulses, and B channels.
 * Not: tones of the exchange - claims_trunk.c; seizing and ringing -
 *      claims_line.c.
 */
#include "world.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/supervision.h"

#define TRUNK 1
#define OTHER 2

/* A trunk opened as the world's settings say; nothing happened yet. */
static void opened(struct world *world, int channel)
{
	CU_ASSERT_EQUAL_FATAL(do_open(world, channel), 0);
	/* A trunk that was opened hears no ring for 2 s. */
	pass(world, 3000);
	forget(world);
}

/* ---- who calls ---------------------------------------------------------- */

static const struct hl_clid anna = { .number = "5551234", .name = "Anna" };
static const struct hl_clid nobody = {
	.number_absent = HL_CLID_ABSENT_WITHHELD,
	.name_absent = HL_CLID_ABSENT_WITHHELD,
};

/* clang-format off */
static const struct hl_announce_form forms[] = {
	{ HL_CLID_BELLCORE, 0, HL_CLID_PLACE_AFTER_RING },
	{ HL_CLID_ETSI,     0, HL_CLID_PLACE_AFTER_RING },
	{ HL_CLID_ETSI,     0, HL_CLID_PLACE_REVERSAL_DTAS },
	{ HL_CLID_ETSI,     0, HL_CLID_PLACE_DTAS },
	{ HL_CLID_ETSI,     0, HL_CLID_PLACE_RPAS },
	{ HL_CLID_DTMF,     0, HL_CLID_PLACE_REVERSAL },
	{ HL_CLID_DTMF,     0, HL_CLID_PLACE_AFTER_RING },
};
/* clang-format on */

#define FORMS (sizeof(forms) / sizeof(forms[0]))

static struct world *told(const struct hl_announce_form *form)
{
	struct world *world = world_make(0, 1);

	world->form = *form;
	opened(world, TRUNK);
	return world;
}

/* The exchange rings for 8 s and gives up; its line comes to rest. */
static void calls(struct world *world, const struct hl_clid *who)
{
	world->bed->call(world->at, TRUNK, who, &world->form);
	pass(world, 8000);
	world->bed->ring(world->at, TRUNK, false);
	pass(world, 15000);
}

static void who_calls_is_told_once_for_each_call_in_every_form(void)
{
	for (unsigned i = 0; i < FORMS; i++) {
		struct world *world = told(&forms[i]);

		CU_ASSERT_EQUAL(do_identify(world, TRUNK, true), 0);
		for (unsigned n = 0; n < 2; n++) {
			const struct hl_event *event;

			calls(world, &anna);
			CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_CALLER),
					n + 1);
			event = event_at(world, TRUNK, HL_EVENT_CALLER, n);
			CU_ASSERT_PTR_NOT_NULL_FATAL(event);
			CU_ASSERT_STRING_EQUAL(event->number, anna.number);
			CU_ASSERT_STRING_EQUAL(
				event->name, forms[i].kind == HL_CLID_DTMF
						     ? "" : anna.name);
			CU_ASSERT_EQUAL(event->value, 0);
			CU_ASSERT_EQUAL(event->error, 0);
		}
		world_end(world);
	}
}

static void who_does_not_want_to_be_known_is_told_as_withheld(void)
{
	struct world *world = told(&forms[0]);
	const struct hl_event *event;

	CU_ASSERT_EQUAL(do_identify(world, TRUNK, true), 0);
	calls(world, &nobody);
	event = event_at(world, TRUNK, HL_EVENT_CALLER, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->value, 1);
	CU_ASSERT_STRING_EQUAL(event->number, "");
	world_end(world);
}

static void who_calls_is_told_only_to_who_asks(void)
{
	struct world *world = told(&forms[0]);

	calls(world, &anna);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_CALLER), 0);
	CU_ASSERT(count(world, TRUNK, HL_EVENT_RING) > 0);
	CU_ASSERT_EQUAL(do_identify(world, TRUNK, true), 0);
	CU_ASSERT_EQUAL(do_identify(world, TRUNK, false), 0);
	calls(world, &anna);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_CALLER), 0);
	CU_ASSERT_EQUAL(do_identify(world, TRUNK, true), 0);
	calls(world, &anna);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_CALLER), 1);
	world_end(world);
}

static void who_is_answered_into_the_message_is_not_told(void)
{
	struct world *world = told(&forms[0]);

	CU_ASSERT_EQUAL(do_identify(world, TRUNK, true), 0);
	world->bed->call(world->at, TRUNK, &anna, &world->form);
	/* The first burst of the zone is 2 s; the message begins behind it. */
	pass(world, 2700);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	pass(world, 5000);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_CALLER), 0);
	world_end(world);
}

static void a_trunk_whose_exchange_tells_nothing_has_no_receiver(void)
{
	struct world *world = world_open(1, 1);

	CU_ASSERT_EQUAL(do_identify(world, 2, true), -ENOTSUP);
	CU_ASSERT_EQUAL(do_identify(world, 2, false), 0);
	CU_ASSERT_EQUAL(do_identify(world, 1, true), -ENOTSUP);
	world_end(world);
}

/* ---- gains -------------------------------------------------------------- */

/* [0.1 dBm0] of a busy tone that comes in on a trunk with this gain. */
static int level_at(int gain)
{
	struct world *world = world_make(0, 1);
	const struct hl_event *event;
	int level = INT16_MIN;

	world->rx_gain = (int16_t)gain;
	opened(world, TRUNK);
	world->bed->ring(world->at, TRUNK, true);
	pass(world, 400);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	world->bed->ring(world->at, TRUNK, false);
	pass(world, 1500);
	CU_ASSERT_EQUAL(do_hear(world, TRUNK,
				HL_HEAR_BIT(HL_PROGRESS_BUSY)), 0);
	for (unsigned i = 0; i < 5; i++) {
		world->bed->sound(world->at, TRUNK, 480, 620);
		pass(world, 500);
		world->bed->sound(world->at, TRUNK, 0, 0);
		pass(world, 500);
	}
	event = event_at(world, TRUNK, HL_EVENT_PROGRESS, 0);
	CU_ASSERT_PTR_NOT_NULL(event);
	if (event)
		level = event->heard.level;
	world_end(world);
	return level;
}

static void what_comes_in_is_as_loud_as_the_gain_makes_it(void)
{
	int plain = level_at(0);

	CU_ASSERT(abs(level_at(-80) - plain + 80) <= 5);
	CU_ASSERT(abs(level_at(40) - plain - 40) <= 5);
}

/* ---- digits as pulses --------------------------------------------------- */

static struct world *pulsing(void)
{
	struct world *world = world_make(0, 1);

	world->sending = HL_SENDING_PULSE;
	opened(world, TRUNK);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	pass(world, 1500);
	forget(world);
	return world;
}

static bool dialled(struct world *world, const char *digits)
{
	return !strcmp(world->bed->dialled(world->at, TRUNK), digits);
}

static void a_trunk_of_pulses_sends_a_digit_by_breaking_its_loop(void)
{
	struct world *world = pulsing();
	bool open = false;

	CU_ASSERT_EQUAL(do_tone(world, TRUNK, HL_TONE_D4), 0);
	/* A digit by tones would be there; four pulses last 400 ms. */
	for (unsigned i = 0; i < 300; i++) {
		pass(world, 1);
		open |= !world->bed->seized(world->at, TRUNK);
		CU_ASSERT(dialled(world, ""));
	}
	CU_ASSERT(open);
	pass(world, 1500);
	CU_ASSERT(dialled(world, "4"));
	CU_ASSERT_TRUE(world->bed->seized(world->at, TRUNK));
	world_end(world);
}

static void while_pulses_go_out_the_trunk_is_ours_and_nothing_is_told(void)
{
	struct world *world = pulsing();
	struct hl_truth truth;

	CU_ASSERT_EQUAL(do_tone(world, TRUNK, HL_TONE_D9), 0);
	for (unsigned i = 0; i < 20; i++) {
		pass(world, 100);
		CU_ASSERT_EQUAL(do_truth(world, TRUNK, &truth), 0);
		CU_ASSERT_TRUE(truth.closed);
	}
	CU_ASSERT(dialled(world, "9"));
	CU_ASSERT_EQUAL(world->host.event_count, 0);
	world_end(world);
}

static void behind_the_number_a_trunk_of_pulses_sends_tones(void)
{
	struct world *world = pulsing();

	/* Three pulses and the pause behind them; the number goes on. */
	CU_ASSERT_EQUAL(do_tone(world, TRUNK, HL_TONE_D3), 0);
	pass(world, 1100);
	CU_ASSERT_EQUAL(do_keys(world, TRUNK, true), 0);
	CU_ASSERT_EQUAL(do_tone(world, TRUNK, HL_TONE_D9), 0);
	for (unsigned i = 0; i < 300; i++) {
		pass(world, 1);
		CU_ASSERT_TRUE(world->bed->seized(world->at, TRUNK));
	}
	CU_ASSERT(dialled(world, "39"));
	world_end(world);
}

/* ---- B channels --------------------------------------------------------- */

/* Channels 1 and 2 are B channels, lines of the same number. */
static struct world *bearers(void)
{
	struct world *world = world_make(0, 2);

	world->bearer = true;
	for (int i = TRUNK; i <= OTHER; i++) {
		world->bed->bearer(world->at, i);
		CU_ASSERT_EQUAL_FATAL(do_open(world, i), 0);
	}
	pass(world, 100);
	forget(world);
	return world;
}

static int exchange(struct world *world, int a, int b)
{
	return world->bed->exchange(world->host.card, LINE(a), LINE(b));
}

static void a_b_channel_opens_its_way_and_has_no_flash(void)
{
	struct world *world = bearers();
	struct hl_truth truth;

	CU_ASSERT_EQUAL(do_truth(world, TRUNK, &truth), 0);
	CU_ASSERT_FALSE(truth.closed);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	CU_ASSERT_EQUAL(do_truth(world, TRUNK, &truth), 0);
	CU_ASSERT_TRUE(truth.closed);
	CU_ASSERT_EQUAL(do_flash(world, TRUNK, 100), -ENOTSUP);
	CU_ASSERT_EQUAL(do_listen(world, TRUNK, true), 0);
	world->bed->digit(world->at, TRUNK, '7');
	pass(world, 400);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_DIGIT), 1);
	CU_ASSERT_EQUAL(world->host.event_count, 1);
	world_end(world);
}

static void lines_that_exchanged_their_channels_tell_of_the_other(void)
{
	struct world *world = bearers();

	CU_ASSERT_EQUAL(exchange(world, TRUNK, OTHER), 0);
	for (int i = TRUNK; i <= OTHER; i++) {
		CU_ASSERT_EQUAL(do_loop(world, i, true), 0);
		CU_ASSERT_EQUAL(do_listen(world, i, true), 0);
	}
	pass(world, 100);
	world->bed->digit(world->at, TRUNK, '5');
	pass(world, 400);
	CU_ASSERT_EQUAL(count(world, OTHER, HL_EVENT_DIGIT), 1);
	CU_ASSERT_EQUAL(count(world, TRUNK, HL_EVENT_DIGIT), 0);
	world_end(world);
}

static void only_quiet_lines_exchange_their_channels(void)
{
	struct world *world = bearers();

	CU_ASSERT_EQUAL(exchange(world, TRUNK, TRUNK), -EINVAL);
	CU_ASSERT_EQUAL(exchange(world, 8, 9), -ENOENT);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, true), 0);
	CU_ASSERT_EQUAL(exchange(world, TRUNK, OTHER), -EBUSY);
	CU_ASSERT_EQUAL(exchange(world, OTHER, TRUNK), -EBUSY);
	CU_ASSERT_EQUAL(do_loop(world, TRUNK, false), 0);
	CU_ASSERT_EQUAL(exchange(world, OTHER, TRUNK), 0);
	world_end(world);
}

/* clang-format off */
#define CLAIM(name) { #name, name }

const CU_TestInfo claims_exchange[] = {
	CLAIM(who_calls_is_told_once_for_each_call_in_every_form),
	CLAIM(who_does_not_want_to_be_known_is_told_as_withheld),
	CLAIM(who_calls_is_told_only_to_who_asks),
	CLAIM(who_is_answered_into_the_message_is_not_told),
	CLAIM(a_trunk_whose_exchange_tells_nothing_has_no_receiver),
	CLAIM(what_comes_in_is_as_loud_as_the_gain_makes_it),
	CLAIM(a_trunk_of_pulses_sends_a_digit_by_breaking_its_loop),
	CLAIM(while_pulses_go_out_the_trunk_is_ours_and_nothing_is_told),
	CLAIM(behind_the_number_a_trunk_of_pulses_sends_tones),
	CLAIM(a_b_channel_opens_its_way_and_has_no_flash),
	CLAIM(lines_that_exchanged_their_channels_tell_of_the_other),
	CLAIM(only_quiet_lines_exchange_their_channels),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
