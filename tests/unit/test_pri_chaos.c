/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_chaos.c - claims about thousands of operations and lost frames
 */
#include "suites.h"

#include <string.h>

#include "test_pri_pair.h"

#define OPERATIONS 10000

CU_TestInfo *test_pri_chaos(void);

/* Calls of both ends that are alive, as the events tell. */
struct crowd {
	link_call call[2][LINK_CALLS_MAX];
	unsigned count[2];
	unsigned born[2];
	unsigned seen[LINK_EVENT_COUNT];
	unsigned wrong;
};

static void crowd_add(struct crowd *crowd, unsigned side, link_call call)
{
	if (crowd->count[side] == LINK_CALLS_MAX) {
		crowd->wrong++;
		return;
	}
	crowd->call[side][crowd->count[side]++] = call;
	crowd->born[side]++;
}

static void crowd_remove(struct crowd *crowd, unsigned side, link_call call)
{
	for (unsigned i = 0; i < crowd->count[side]; i++) {
		if (crowd->call[side][i] != call)
			continue;
		crowd->call[side][i] = crowd->call[side][--crowd->count[side]];
		return;
	}
	crowd->wrong++;
}

/* What a careless owner does: mostly the right thing, not always. */
static void answer(struct pair *pair, unsigned side,
		   const struct link_event *event)
{
	struct link *link = pair->link[side];
	uint32_t dice = pair_random(pair) % 8;

	switch ((int)event->kind) {
	case LINK_SETUP:
		if (dice == 0)
			link_release(link, event->call, 17);
		else if (!event->complete)
			link_more(link, event->call, true);
		else if (dice < 5)
			link_alerting(link, event->call, false);
		break;
	case LINK_HOLD:
		if (dice)
			link_hold_answer(link, event->call, dice == 1 ? 29 : 0);
		break;
	case LINK_RETRIEVE:
		if (dice)
			link_retrieve_answer(link, event->call,
					     dice == 1 ? 44 : 0);
		break;
	case LINK_TRANSFER:
		link_transfer_answer(link, event->call, event->invoke,
				     dice & 1);
		break;
	case LINK_DISCONNECT:
		if (dice)
			link_release(link, event->call, 16);
		break;
	default:
		break;
	}
}

static void on_event(struct pair *pair, unsigned side,
		     const struct link_event *event)
{
	struct crowd *crowd = pair->ctx;

	pair->count[side] = 0;
	crowd->seen[event->kind]++;
	if (event->kind == LINK_SETUP)
		crowd_add(crowd, side, event->call);
	if (event->kind == LINK_RELEASED)
		crowd_remove(crowd, side, event->call);
	else
		answer(pair, side, event);
}

static void make_call(struct pair *pair, struct crowd *crowd, unsigned side)
{
	struct link_setup setup;
	link_call call;

	pair_setup("300", &setup);
	setup.complete = pair_random(pair) & 1;
	setup.channel = pair_random(pair) % 4 ? 0 : 1 + pair_random(pair) % 31;
	setup.exclusive = pair_random(pair) & 1;
	if (link_setup(pair->link[side], &setup, &call) == 0)
		crowd_add(crowd, side, call);
}

static void operate(struct pair *pair, struct crowd *crowd)
{
	unsigned side = pair_random(pair) & 1;
	unsigned n = crowd->count[side];
	struct link *link = pair->link[side];
	link_call call = n ? crowd->call[side][pair_random(pair) % n] : 0;
	link_call other = n ? crowd->call[side][pair_random(pair) % n] : 0;

	switch (pair_random(pair) % 16) {
	case 0:
	case 1:
	case 2:
		make_call(pair, crowd, side);
		break;
	case 3:
		link_digits(link, call, "12");
		break;
	case 4:
		link_proceeding(link, call, true);
		break;
	case 5:
		link_alerting(link, call, false);
		break;
	case 6:
	case 7:
		link_answer(link, call, NULL);
		break;
	case 8:
	case 9:
		link_hold(link, call);
		break;
	case 10:
	case 11:
		link_retrieve(link, call, 0);
		break;
	case 12:
		link_transfer(link, call, other);
		break;
	case 13:
		link_notify(link, call, LINK_NOTICE_REMOTE_HOLD);
		break;
	case 14:
		if (pair_random(pair) % 40 == 0)
			link_restart(link, pair_random(pair) % 32);
		break;
	default:
		link_release(link, call, 1 + (int)(pair_random(pair) % 127));
		break;
	}
}

static void all_let_go(struct pair *pair, struct crowd *crowd)
{
	pair->cut = false;
	pair->loss = 0;
	pair_run(pair, 20000);
	for (unsigned side = 0; side < 2; side++)
		while (crowd->count[side]) {
			link_call call = crowd->call[side][0];

			link_release(pair->link[side], call, 16);
			pair_run(pair, 100);
			if (crowd->count[side] && crowd->call[side][0] == call)
				pair_run(pair, 100000);
		}
	pair_run(pair, 600000);
}

static void chaos(enum link_switch kind, unsigned loss, uint32_t seed)
{
	struct crowd crowd = { 0 };
	struct link_options set;
	struct pair *pair;

	pair_options(NET, &set);
	set.kind = kind;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair->hook = on_event;
	pair->ctx = &crowd;
	pair->seed = seed;
	pair->loss = loss;
	for (unsigned i = 0; i < OPERATIONS; i++) {
		operate(pair, &crowd);
		pair_run(pair, pair_random(pair) % 200);
		if (pair_random(pair) % (pair->cut ? 100 : 1000) == 0)
			pair->cut = !pair->cut;
	}
	all_let_go(pair, &crowd);
	CU_ASSERT_EQUAL(crowd.wrong, 0);
	CU_ASSERT_EQUAL(pair->faults, 0);
	/* It was not for nothing: the rarest of what is meant happened. */
	CU_ASSERT(crowd.seen[LINK_CONNECT] > 100);
	CU_ASSERT(crowd.seen[LINK_HOLD_ACK] > 50);
	CU_ASSERT(crowd.seen[LINK_HOLD_REJ] > 10);
	CU_ASSERT(crowd.seen[LINK_RETRIEVE_ACK] > 5);
	CU_ASSERT(crowd.seen[LINK_RETRIEVE_REJ] > 5);
	CU_ASSERT(crowd.seen[LINK_RESTART] > 1);
	CU_ASSERT(crowd.seen[LINK_DOWN] > 1);
	for (unsigned side = 0; side < 2; side++) {
		CU_ASSERT_EQUAL(pair->ends[side], crowd.born[side]);
		CU_ASSERT_EQUAL(pair_records(pair, side), 0);
		CU_ASSERT_EQUAL(link_channels(pair->link[side],
					      ISDN_CHANNEL_RESTARTING),
				0);
	}
	CU_ASSERT(pair_is_idle(pair));
	pair_close(pair);
}

static void nothing_is_left_seized_on_a_good_wire(void)
{
	chaos(LINK_SWITCH_EUROISDN_E1, 0, 1);
}

static void nothing_is_left_seized_when_frames_are_lost(void)
{
	chaos(LINK_SWITCH_EUROISDN_E1, 100, 2);
	chaos(LINK_SWITCH_EUROISDN_E1, 150, 3);
}

static void nothing_is_left_seized_on_other_switches(void)
{
	chaos(LINK_SWITCH_QSIG, 50, 4);
	chaos(LINK_SWITCH_NI2, 50, 5);
	chaos(LINK_SWITCH_DMS100, 50, 6);
}

/* clang-format off */
CU_TestInfo *test_pri_chaos(void)
{
	static CU_TestInfo tests[] = {
		{ "nothing is left seized on a good wire", nothing_is_left_seized_on_a_good_wire },
		{ "nothing is left seized when frames are lost", nothing_is_left_seized_when_frames_are_lost },
		{ "nothing is left seized on other switches", nothing_is_left_seized_on_other_switches },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
