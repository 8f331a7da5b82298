/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_hold.c - claims about HOLD, RETRIEVE and joining two calls
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include "drivers/pri/cause.h"
#include "test_pri_pair.h"

CU_TestInfo *test_pri_hold(void);

static struct pair *up_with(enum link_switch kind)
{
	struct link_options set;
	struct pair *pair;

	pair_options(NET, &set);
	set.kind = kind;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	return pair;
}

static struct pair *up(void)
{
	return up_with(LINK_SWITCH_EUROISDN_E1);
}

static void down(struct pair *pair, const link_call call[2])
{
	link_release(pair->link[NET], call[NET], 16);
	link_release(pair->link[USER], call[USER], 16);
	pair_run(pair, 5000);
	CU_ASSERT(pair_is_idle(pair));
	pair_close(pair);
}

static struct link_look look(struct pair *pair, unsigned side, link_call call)
{
	struct link_look ret;

	link_look(pair->link[side], call, &ret);
	return ret;
}

/* @side holds the call; both ends agree that it is held. */
static void hold(struct pair *pair, unsigned side, const link_call call[2])
{
	CU_ASSERT_EQUAL(link_hold(pair->link[side], call[side]), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, !side, LINK_HOLD));
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[!side], call[!side], 0), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, side, LINK_HOLD_ACK));
	for (unsigned i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(look(pair, i, call[i]).phase, LINK_PH_HELD);
		CU_ASSERT_EQUAL(look(pair, i, call[i]).channel, 0);
	}
}

static unsigned retrieve(struct pair *pair, unsigned side,
			 const link_call call[2], unsigned channel)
{
	struct link_event event;

	CU_ASSERT_EQUAL(link_retrieve(pair->link[side], call[side], channel),
			0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, !side, LINK_RETRIEVE, &event));
	CU_ASSERT_EQUAL(link_retrieve_answer(pair->link[!side], call[!side], 0),
			0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, side, LINK_RETRIEVE_ACK, &event));
	CU_ASSERT_EQUAL(look(pair, NET, call[NET]).channel, event.channel);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).channel, event.channel);
	CU_ASSERT_EQUAL(look(pair, NET, call[NET]).phase, LINK_PH_NONE);
	return event.channel;
}

static void a_held_call_has_no_channel_and_gets_one_back(void)
{
	for (unsigned side = 0; side < 2; side++) {
		for (unsigned from = 0; from < 2; from++) {
			struct pair *pair = up();
			link_call call[2];

			CU_ASSERT(pair_call(pair, from, call));
			hold(pair, side, call);
			CU_ASSERT_EQUAL(link_channels(pair->link[NET],
						      ISDN_CHANNEL_FREE),
					30);
			CU_ASSERT_NOT_EQUAL(retrieve(pair, side, call, 0), 0);
			down(pair, call);
		}
	}
}

static void hold_works_on_every_switch(void)
{
	for (unsigned k = 0; k < LINK_SWITCH_GR303_EOC; k++) {
		struct pair *pair = up_with((enum link_switch)k);
		link_call call[2];

		CU_ASSERT(pair_call(pair, NET, call));
		hold(pair, USER, call);
		retrieve(pair, USER, call, 0);
		down(pair, call);
	}
}

static void a_refused_hold_leaves_the_call_talking(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	link_hold(pair->link[USER], call[USER]);
	pair_run(pair, 20);
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[NET], call[NET], 200),
			-EINVAL);
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[NET], call[NET], 29), 0);
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[NET], call[NET], 0),
			-EPROTO);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_HOLD_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, 29);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).phase, LINK_PH_NONE);
	CU_ASSERT_EQUAL(event.channel, 1);
	down(pair, call);
}

static void hold_that_is_not_allowed_is_refused_by_both(void)
{
	struct link_options net, user;
	struct link_event event;
	struct pair *pair;
	link_call call[2];

	pair_options(NET, &net);
	pair_options(USER, &user);
	net.hold = false;
	pair = pair_open(&net, &user);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair_run(pair, 5000);
	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(link_hold(pair->link[NET], call[NET]), -ENOTSUP);
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_HOLD_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_FACILITY);
	CU_ASSERT(!pair_has(pair, NET, LINK_HOLD));
	down(pair, call);
}

/* The message is lost above layer 2: it arrives as a STATUS ENQUIRY. */
static void lose_hold(struct pair *pair, struct pair_frame *frame)
{
	const uint8_t *message = pair->ctx;

	if (frame->size > 8 && !(frame->octets[2] & 1) &&
	    frame->octets[8] == *message)
		frame->octets[8] = 0x75;
}

static void a_hold_nobody_answers_ends_after_four_seconds(void)
{
	uint8_t message = 0x24; /* HOLD */
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	pair->edit = lose_hold;
	pair->ctx = &message;
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), 0);
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), -EPROTO);
	pair_run(pair, 3990);
	CU_ASSERT(!pair_has(pair, USER, LINK_HOLD_REJ));
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_HOLD_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_MESSAGE_TYPE);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).phase, LINK_PH_NONE);
	down(pair, call);
}

static void a_retrieve_nobody_answers_leaves_the_call_held(void)
{
	uint8_t message = 0x31; /* RETRIEVE */
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	hold(pair, USER, call);
	pair->edit = lose_hold;
	pair->ctx = &message;
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0), 0);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).channel, 31);
	pair_run(pair, 3990);
	CU_ASSERT(!pair_has(pair, USER, LINK_RETRIEVE_REJ));
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RETRIEVE_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_MESSAGE_TYPE);
	CU_ASSERT_EQUAL(event.channel, 0);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).phase, LINK_PH_HELD);
	pair->edit = NULL;
	retrieve(pair, USER, call, 0);
	down(pair, call);
}

static void a_forgotten_hold_is_refused_before_the_far_end_gives_up(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	link_hold(pair->link[USER], call[USER]);
	pair_run(pair, 3500);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_HOLD_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_TEMPORARY);
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[NET], call[NET], 0),
			-EPROTO);
	hold(pair, NET, call);
	link_retrieve(pair->link[NET], call[NET], 0);
	pair_run(pair, 3500);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RETRIEVE_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_TEMPORARY);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).channel, 0);
	down(pair, call);
}

static void of_two_holds_at_once_the_networks_stands(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(link_hold(pair->link[NET], call[NET]), 0);
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_HOLD_REJ, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_WRONG_STATE);
	CU_ASSERT(pair_has(pair, USER, LINK_HOLD));
	CU_ASSERT(!pair_has(pair, NET, LINK_HOLD));
	CU_ASSERT_EQUAL(link_hold_answer(pair->link[USER], call[USER], 0), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, NET, LINK_HOLD_ACK));
	/* libpri's own T-HOLD of the fallen request is not told. */
	pair_run(pair, 6000);
	CU_ASSERT(!pair_has(pair, USER, LINK_HOLD_REJ));
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).phase, LINK_PH_HELD);
	down(pair, call);
}

static void of_two_retrieves_at_once_the_networks_stands(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	hold(pair, NET, call);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[NET], call[NET], 0), 0);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_RETRIEVE_REJ));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RETRIEVE, &event));
	CU_ASSERT_EQUAL(event.channel, 1);
	CU_ASSERT_EQUAL(link_retrieve_answer(pair->link[USER], call[USER], 0),
			0);
	pair_run(pair, 6000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RETRIEVE_ACK, &event));
	CU_ASSERT_EQUAL(look(pair, NET, call[NET]).channel, 1);
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).channel, 1);
	CU_ASSERT(!pair_has(pair, USER, LINK_RETRIEVE_REJ));
	down(pair, call);
}

static void a_call_comes_back_on_another_channel(void)
{
	struct pair *pair = up();
	link_call call[2], other[2];

	CU_ASSERT(pair_call(pair, NET, call));
	hold(pair, NET, call);
	CU_ASSERT(pair_call(pair, NET, other));
	CU_ASSERT_EQUAL(look(pair, USER, other[USER]).channel, 1);
	CU_ASSERT_EQUAL(retrieve(pair, NET, call, 0), 2);
	hold(pair, USER, call);
	CU_ASSERT_EQUAL(retrieve(pair, USER, call, 17), 17);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0),
			-EPROTO);
	link_release(pair->link[NET], other[NET], 16);
	link_release(pair->link[USER], other[USER], 16);
	down(pair, call);
}

static void without_a_free_channel_a_held_call_stays_held(void)
{
	struct link_options set;
	struct pair *pair;
	link_call call[2], other[2];

	pair_options(NET, &set);
	set.channels = 1;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	CU_ASSERT(pair_call(pair, USER, call));
	hold(pair, USER, call);
	CU_ASSERT(pair_call(pair, USER, other));
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 0), -EBUSY);
	CU_ASSERT_EQUAL(link_retrieve(pair->link[USER], call[USER], 9),
			-ENOENT);
	hold(pair, USER, other);
	CU_ASSERT_EQUAL(retrieve(pair, USER, call, 0), 1);
	link_release(pair->link[NET], other[NET], 16);
	link_release(pair->link[USER], other[USER], 16);
	down(pair, call);
}

static void a_held_party_may_hang_up(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	hold(pair, USER, call);
	link_release(pair->link[NET], call[NET], 16);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_DISCONNECT, &event));
	CU_ASSERT_EQUAL(event.call, call[USER]);
	CU_ASSERT_EQUAL(event.channel, 0);
	down(pair, call);
}

static void hanging_up_with_a_held_and_an_active_call_names_both(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call held[2], active[2];

	CU_ASSERT(pair_call(pair, USER, held));
	hold(pair, USER, held);
	CU_ASSERT(pair_call(pair, USER, active));
	link_release(pair->link[USER], active[USER], 16);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_DISCONNECT, &event));
	CU_ASSERT_EQUAL(event.call, active[NET]);
	CU_ASSERT_EQUAL(event.other, held[NET]);
	CU_ASSERT(!event.held);
	link_release(pair->link[NET], active[NET], 16);
	pair_run(pair, 100);
	/* Now there is nothing to join. */
	link_release(pair->link[USER], held[USER], 16);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_DISCONNECT, &event));
	CU_ASSERT_EQUAL(event.other, LINK_NO_CALL);
	down(pair, held);
}

static void hanging_up_the_held_one_first_names_both_too(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call held[2], active[2];

	CU_ASSERT(pair_call(pair, USER, held));
	hold(pair, USER, held);
	CU_ASSERT(pair_call(pair, USER, active));
	link_release(pair->link[USER], held[USER], 16);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_DISCONNECT, &event));
	CU_ASSERT_EQUAL(event.call, held[NET]);
	CU_ASSERT_EQUAL(event.other, active[NET]);
	CU_ASSERT(event.held);
	link_release(pair->link[NET], held[NET], 16);
	link_release(pair->link[NET], active[NET], 16);
	pair_run(pair, 100);
	down(pair, active);
}

static void an_explicit_transfer_asks_for_both_calls(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call held[2], active[2];

	CU_ASSERT(pair_call(pair, USER, held));
	hold(pair, USER, held);
	CU_ASSERT(pair_call(pair, USER, active));
	CU_ASSERT_EQUAL(
		link_transfer(pair->link[USER], active[USER], held[USER]), 0);
	pair_run(pair, 100);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_TRANSFER, &event));
	CU_ASSERT_EQUAL(event.call, held[NET]);
	CU_ASSERT_EQUAL(event.other, active[NET]);
	CU_ASSERT(event.held && !event.other_held);
	CU_ASSERT_EQUAL(link_transfer_answer(pair->link[NET], event.call,
					     event.invoke, true),
			0);
	link_release(pair->link[NET], held[NET], 16);
	link_release(pair->link[NET], active[NET], 16);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_DISCONNECT));
	CU_ASSERT(pair_has(pair, USER, LINK_DISCONNECT));
	link_release(pair->link[USER], active[USER], 16);
	down(pair, held);
}

static void a_transfer_that_is_not_allowed_is_refused(void)
{
	struct link_options set;
	struct pair *pair;
	link_call one[2], two[2];

	pair_options(NET, &set);
	set.transfer = false;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	CU_ASSERT(pair_call(pair, USER, one));
	CU_ASSERT(pair_call(pair, USER, two));
	CU_ASSERT_EQUAL(link_transfer(pair->link[USER], one[USER], two[USER]),
			-ENOTSUP);
	CU_ASSERT_EQUAL(link_transfer(pair->link[USER], one[USER], 77777),
			-ENOENT);
	link_release(pair->link[USER], one[USER], 16);
	link_release(pair->link[NET], one[NET], 16);
	down(pair, two);
}

static void a_ringing_call_can_be_held_and_answered(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call[2];

	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[USER], &setup, &call[USER]), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_SETUP, &event));
	call[NET] = event.call;
	CU_ASSERT_EQUAL(link_hold(pair->link[USER], call[USER]), -EPROTO);
	link_alerting(pair->link[NET], call[NET], false);
	pair_run(pair, 20);
	hold(pair, USER, call);
	link_answer(pair->link[NET], call[NET], NULL);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_CONNECT));
	CU_ASSERT_EQUAL(look(pair, USER, call[USER]).state, LINK_ST_ACTIVE);
	CU_ASSERT_NOT_EQUAL(retrieve(pair, USER, call, 0), 0);
	down(pair, call);
}

/* clang-format off */
CU_TestInfo *test_pri_hold(void)
{
	static CU_TestInfo tests[] = {
		{ "a held call has no channel and gets one back", a_held_call_has_no_channel_and_gets_one_back },
		{ "hold works on every switch", hold_works_on_every_switch },
		{ "a refused hold leaves the call talking", a_refused_hold_leaves_the_call_talking },
		{ "hold that is not allowed is refused by both", hold_that_is_not_allowed_is_refused_by_both },
		{ "a hold nobody answers ends after four seconds", a_hold_nobody_answers_ends_after_four_seconds },
		{ "a retrieve nobody answers leaves the call held", a_retrieve_nobody_answers_leaves_the_call_held },
		{ "a forgotten hold is refused before the far end gives up", a_forgotten_hold_is_refused_before_the_far_end_gives_up },
		{ "of two holds at once the network's stands", of_two_holds_at_once_the_networks_stands },
		{ "of two retrieves at once the network's stands", of_two_retrieves_at_once_the_networks_stands },
		{ "a call comes back on another channel", a_call_comes_back_on_another_channel },
		{ "without a free channel a held call stays held", without_a_free_channel_a_held_call_stays_held },
		{ "a held party may hang up", a_held_party_may_hang_up },
		{ "hanging up with a held and an active call names both", hanging_up_with_a_held_and_an_active_call_names_both },
		{ "hanging up the held one first names both too", hanging_up_the_held_one_first_names_both_too },
		{ "an explicit transfer asks for both calls", an_explicit_transfer_asks_for_both_calls },
		{ "a transfer that is not allowed is refused", a_transfer_that_is_not_allowed_is_refused },
		{ "a ringing call can be held and answered", a_ringing_call_can_be_held_and_answered },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
