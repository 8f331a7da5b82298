/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_link.c - claims about B channels, the data link and restarts
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include "drivers/pri/cause.h"
#include "test_pri_pair.h"

CU_TestInfo *test_pri_link(void);

static struct pair *up_with(unsigned channels, hl_msec t309)
{
	struct link_options set;
	struct pair *pair;

	pair_options(NET, &set);
	set.channels = channels;
	set.t309 = t309;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	return pair;
}

static struct pair *up(void)
{
	return up_with(30, 0);
}

static void down(struct pair *pair)
{
	CU_ASSERT(pair_is_idle(pair));
	pair_close(pair);
}

static void let_go(struct pair *pair, const link_call call[2])
{
	link_release(pair->link[NET], call[NET], 16);
	link_release(pair->link[USER], call[USER], 16);
	pair_run(pair, 1000);
}

static unsigned channel(struct pair *pair, unsigned side, link_call call)
{
	struct link_look look;

	link_look(pair->link[side], call, &look);
	return look.channel;
}

static void every_channel_can_be_used_and_no_more(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	link_call call[30][2], extra;

	for (unsigned i = 0; i < 30; i++)
		CU_ASSERT(pair_call(pair, i % 2, call[i]));
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_TAKEN), 30);
	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &extra), -EBUSY);
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &extra), -EBUSY);
	CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 30);
	for (unsigned i = 0; i < 30; i++)
		let_go(pair, call[i]);
	down(pair);
}

static void a_wanted_channel_is_given_or_refused(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call[2], extra;

	pair_setup("300", &setup);
	setup.channel = 17;
	setup.exclusive = true;
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &call[USER]), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_SETUP, &event));
	CU_ASSERT_EQUAL(event.channel, 17);
	call[NET] = event.call;
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &extra), -EBUSY);
	setup.channel = 16;
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &extra), -ENOENT);
	let_go(pair, call);
	down(pair);
}

/* Both sides choose the only channel at the same time. */
static void of_two_calls_for_one_channel_the_networks_wins(void)
{
	struct pair *pair = up_with(1, 0);
	struct link_setup setup;
	struct link_event event;
	link_call net, user;

	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &net), 0);
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &user), 0);
	pair_run(pair, 500);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_CHANNEL, &event));
	CU_ASSERT_EQUAL(event.call, user);
	CU_ASSERT_EQUAL(event.channel, 0);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_SETUP, &event));
	CU_ASSERT_EQUAL(event.channel, 1);
	CU_ASSERT(!pair_has(pair, NET, LINK_SETUP));
	CU_ASSERT_EQUAL(link_answer(pair->link[USER], event.call, NULL), 0);
	pair_run(pair, 100);
	CU_ASSERT(pair_has(pair, NET, LINK_CONNECT));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.call, user);
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_CHANNEL);
	link_release(pair->link[NET], net, 16);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_DISCONNECT, &event));
	link_release(pair->link[USER], event.call, 16);
	pair_run(pair, 500);
	down(pair);
}

static void with_another_channel_free_both_calls_go_through(void)
{
	struct pair *pair = up_with(2, 0);
	struct link_setup setup;
	struct link_event event;
	link_call first[2], second[2];

	pair_setup("300", &setup);
	setup.channel = 1;
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &first[NET]), 0);
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &second[USER]), 0);
	pair_run(pair, 100);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_SETUP, &event));
	first[USER] = event.call;
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_SETUP, &event));
	second[NET] = event.call;
	CU_ASSERT_EQUAL(event.channel, 2);
	link_alerting(pair->link[NET], second[NET], false);
	pair_run(pair, 100);
	CU_ASSERT(pair_has(pair, USER, LINK_CHANNEL));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_CHANNEL, &event));
	CU_ASSERT_EQUAL(event.call, second[USER]);
	CU_ASSERT_EQUAL(event.channel, 2);
	CU_ASSERT_EQUAL(channel(pair, USER, first[USER]), 1);
	let_go(pair, first);
	let_go(pair, second);
	down(pair);
}

static void a_short_loss_of_the_link_keeps_calls(void)
{
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	pair->cut = true;
	pair_run(pair, 20000);
	CU_ASSERT(pair_has(pair, NET, LINK_DOWN));
	CU_ASSERT(pair_has(pair, USER, LINK_DOWN));
	CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 1);
	pair->cut = false;
	pair_run(pair, 10000);
	CU_ASSERT(pair_has(pair, NET, LINK_UP));
	CU_ASSERT(pair_has(pair, USER, LINK_UP));
	pair_run(pair, 100000);
	CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 1);
	CU_ASSERT_EQUAL(link_calls(pair->link[USER]), 1);
	let_go(pair, call);
	down(pair);
}

/* An N(R) of a frame never sent; then the link is established anew. */
static void a_link_that_falls_and_comes_back_in_one_instant_is_up(void)
{
	static const uint8_t wrong[] = { 0x02, 0x01, 0x01, 100 };
	static const uint8_t sabme[] = { 0x02, 0x01, 0x7f };
	static const uint8_t ua[] = { 0x00, 0x01, 0x73 };
	struct pair *pair = up();

	pair->cut = true;
	link_read(pair->link[USER], wrong, sizeof(wrong));
	link_read(pair->link[USER], sabme, sizeof(sabme));
	link_read(pair->link[USER], ua, sizeof(ua));
	pair_run(pair, 100);
	CU_ASSERT(link_is_up(pair->link[USER]));
	pair_close(pair);
}

static void a_long_loss_ends_them_after_t309(void)
{
	struct pair *pair = up_with(30, 30000);
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	pair->cut = true;
	pair_run(pair, 30000);
	CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 1);
	pair_run(pair, 30000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_OUT_OF_ORDER);
	CU_ASSERT(pair_has(pair, USER, LINK_RELEASED));
	down(pair);
}

static void a_held_call_survives_a_short_loss_too(void)
{
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	link_hold(pair->link[USER], call[USER]);
	pair_run(pair, 20);
	link_hold_answer(pair->link[NET], call[NET], 0);
	pair_run(pair, 20);
	pair->cut = true;
	pair_run(pair, 30000);
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), -ENODEV);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0),
			-ENODEV);
	pair->cut = false;
	pair_run(pair, 10000);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0), 0);
	pair_run(pair, 20);
	CU_ASSERT_EQUAL(link_retrieve_answer(pair->link[NET], call[NET], 0), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_RETRIEVE_ACK));
	let_go(pair, call);
	down(pair);
}

static void a_call_that_is_not_answered_ends_with_the_link(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &call), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_SETUP, &event));
	link_alerting(pair->link[USER], event.call, false);
	pair_run(pair, 20);
	pair->cut = true;
	pair_run(pair, 20000);
	CU_ASSERT(pair_has(pair, NET, LINK_DOWN));
	CU_ASSERT(pair_has(pair, NET, LINK_RELEASED));
	CU_ASSERT(pair_has(pair, USER, LINK_RELEASED));
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &call), -ENODEV);
	down(pair);
}

static void a_restart_clears_the_channel_at_both_ends(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call one[2], two[2];

	CU_ASSERT(pair_call(pair, NET, one));
	CU_ASSERT(pair_call(pair, NET, two));
	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 40), -ENOENT);
	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 1), 0);
	pair_run(pair, 100);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.call, one[NET]);
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_TEMPORARY);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.call, one[USER]);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RESTART, &event));
	CU_ASSERT_EQUAL(event.channel, 1);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RESTART_ACK, &event));
	CU_ASSERT_EQUAL(event.channel, 1);
	CU_ASSERT_EQUAL(channel(pair, NET, two[NET]), 2);
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_FREE), 29);
	let_go(pair, two);
	down(pair);
}

static void a_restart_of_all_goes_through_every_channel(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[5][2];
	unsigned seen = 0;

	for (unsigned i = 0; i < 5; i++)
		CU_ASSERT(pair_call(pair, i % 2, call[i]));
	CU_ASSERT_EQUAL(link_restart(pair->link[USER], 0), 0);
	pair_run(pair, 1000);
	while (pair_take(pair, USER, LINK_RESTART_ACK, &event))
		seen++;
	CU_ASSERT_EQUAL(seen, 30);
	CU_ASSERT_EQUAL(pair->ends[NET], 5);
	CU_ASSERT_EQUAL(pair->ends[USER], 5);
	CU_ASSERT_EQUAL(link_channels(pair->link[USER], ISDN_CHANNEL_FREE), 30);
	down(pair);
}

static void a_restart_of_the_interface_ends_held_calls_too(void)
{
	/* Any channel, and "all interfaces". */
	static const uint8_t restart[] = { 0x08, 2,    0,    0, 0x46, 0x18,
					   1,    0xab, 0x79, 1, 0x87 };
	struct pair *pair = up();
	struct link_event event;
	link_call one[2], two[2];

	CU_ASSERT(pair_call(pair, NET, one));
	CU_ASSERT(pair_call(pair, NET, two));
	link_hold(pair->link[USER], one[USER]);
	pair_run(pair, 20);
	link_hold_answer(pair->link[NET], one[NET], 0);
	pair_run(pair, 20);
	pair_say_all(pair, NET, two[NET], restart, sizeof(restart));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RESTART, &event));
	CU_ASSERT_EQUAL(event.channel, 0);
	CU_ASSERT_EQUAL(pair->ends[USER], 2);
	CU_ASSERT_EQUAL(link_calls(pair->link[USER]), 0);
	let_go(pair, one);
	let_go(pair, two);
	down(pair);
}

static void maintenance_takes_a_channel_out_and_back(void)
{
	uint8_t service[] = { 0x43, 2,    0,    0,    0x07, 0x01, 1,
			      0xc2, 0x18, 0x03, 0xa9, 0x83, 0x85 };
	struct link_options set;
	struct link_event event;
	struct pair *pair;
	link_call call[2];

	pair_options(NET, &set);
	set.kind = LINK_SWITCH_NI2;
	set.service = true;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	CU_ASSERT(pair_call(pair, NET, call));
	pair_say_all(pair, NET, call[NET], service, sizeof(service));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_SERVICE, &event));
	CU_ASSERT_EQUAL(event.channel, 5);
	CU_ASSERT(event.held);
	CU_ASSERT_EQUAL(link_channels(pair->link[USER], ISDN_CHANNEL_OUT), 1);
	service[7] = 0xc0;
	pair_say_all(pair, NET, call[NET], service, sizeof(service));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_SERVICE, &event));
	CU_ASSERT(!event.held);
	CU_ASSERT_EQUAL(link_channels(pair->link[USER], ISDN_CHANNEL_OUT), 0);
	/* Without a channel it is no word about the data link. */
	service[7] = 0xc2;
	pair_say_all(pair, NET, call[NET], service, 8);
	CU_ASSERT(link_is_up(pair->link[USER]));
	CU_ASSERT(!pair_has(pair, USER, LINK_DOWN));
	let_go(pair, call);
	down(pair);
}

static void a_link_with_calls_can_be_closed(void)
{
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(pair->faults, 0);
	pair_close(pair);
	link_close(NULL);
}

/* RESTART loses its message above layer 2. */
static void lose_restart(struct pair *pair, struct pair_frame *frame)
{
	(void)pair;
	if (frame->size > 8 && !(frame->octets[2] & 1) &&
	    frame->octets[8] == 0x46)
		frame->octets[8] = 0x7d;
}

static void a_restart_nobody_answers_takes_the_channel_out(void)
{
	struct pair *pair = up_with(1, 0);
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair->edit = lose_restart;
	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 1), 0);
	pair_run(pair, 230000);
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_RESTARTING),
			1);
	pair_run(pair, 20000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RESTART_FAIL, &event));
	CU_ASSERT_EQUAL(event.channel, 1);
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_OUT), 1);
	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &call), -EBUSY);
	pair->edit = NULL;
	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 1), 0);
	pair_run(pair, 100);
	CU_ASSERT(pair_has(pair, NET, LINK_RESTART_ACK));
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_FREE), 1);
	down(pair);
}

static void a_restart_during_the_loss_of_the_link_comes_to_an_end(void)
{
	struct pair *pair = up_with(3, 0);
	struct link_event event;
	unsigned fails = 0;

	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 0), 0);
	pair->cut = true;
	pair_run(pair, 800000);
	CU_ASSERT_EQUAL(link_restart(pair->link[NET], 0), -ENODEV);
	while (pair_take(pair, NET, LINK_RESTART_FAIL, &event))
		fails++;
	CU_ASSERT_EQUAL(fails, 3);
	CU_ASSERT_EQUAL(link_channels(pair->link[NET], ISDN_CHANNEL_OUT), 3);
	down(pair);
}

/* The wall clock is set while nothing else happens: timers keep their time. */
static void setting_the_clock_moves_no_timer(void)
{
	static const int64_t steps[] = { -3600000, 3600000, 86400000, -250 };

	for (unsigned i = 0; i < 4; i++) {
		struct pair *pair = up();
		struct link_event event;
		link_call call[2];

		CU_ASSERT(pair_call(pair, NET, call));
		pair->cut = true;
		pair_run(pair, 20000);
		pair_forget(pair);
		pair_wall(steps[i]);
		pair_run(pair, 40000);
		CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 1);
		pair_run(pair, 70000);
		CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RELEASED, &event));
		CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_OUT_OF_ORDER);
		pair->cut = false;
		pair_run(pair, 10000);
		CU_ASSERT(pair_has(pair, NET, LINK_UP));
		CU_ASSERT(pair_has(pair, USER, LINK_UP));
		down(pair);
	}
}

static void an_idle_link_seldom_wakes(void)
{
	struct pair *pair = up();
	unsigned wakes = 0;
	hl_usec end = pair->now + HL_MS(60000);

	while (pair->now < end) {
		hl_usec due = link_due(pair->link[NET]);

		CU_ASSERT(due > pair->now);
		pair_run(pair, (hl_msec)((due - pair->now) / 1000 + 1));
		wakes++;
	}
	CU_ASSERT(wakes < 60);
	down(pair);
}

/* clang-format off */
CU_TestInfo *test_pri_link(void)
{
	static CU_TestInfo tests[] = {
		{ "every channel can be used and no more", every_channel_can_be_used_and_no_more },
		{ "a wanted channel is given or refused", a_wanted_channel_is_given_or_refused },
		{ "of two calls for one channel the network's wins", of_two_calls_for_one_channel_the_networks_wins },
		{ "with another channel free both calls go through", with_another_channel_free_both_calls_go_through },
		{ "a short loss of the link keeps calls", a_short_loss_of_the_link_keeps_calls },
		{ "a link that falls and comes back in one instant is up", a_link_that_falls_and_comes_back_in_one_instant_is_up },
		{ "a long loss ends them after T309", a_long_loss_ends_them_after_t309 },
		{ "a held call survives a short loss too", a_held_call_survives_a_short_loss_too },
		{ "a call that is not answered ends with the link", a_call_that_is_not_answered_ends_with_the_link },
		{ "a restart clears the channel at both ends", a_restart_clears_the_channel_at_both_ends },
		{ "a restart of all goes through every channel", a_restart_of_all_goes_through_every_channel },
		{ "a restart of the interface ends held calls too", a_restart_of_the_interface_ends_held_calls_too },
		{ "maintenance takes a channel out and back", maintenance_takes_a_channel_out_and_back },
		{ "a link with calls can be closed", a_link_with_calls_can_be_closed },
		{ "a restart nobody answers takes the channel out", a_restart_nobody_answers_takes_the_channel_out },
		{ "a restart during the loss of the link comes to an end", a_restart_during_the_loss_of_the_link_comes_to_an_end },
		{ "setting the clock moves no timer", setting_the_clock_moves_no_timer },
		{ "an idle link seldom wakes", an_idle_link_seldom_wakes },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
