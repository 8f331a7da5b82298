/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri.c - claims about calls between two D-channel controllers
 */
#include "suites.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "drivers/pri/cause.h"
#include "test_pri_pair.h"

CU_TestInfo *test_pri(void);

static struct pair *up(void)
{
	struct link_options set;
	struct pair *pair;

	pair_options(NET, &set);
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	return pair;
}

static void down(struct pair *pair)
{
	CU_ASSERT(pair_is_idle(pair));
	pair_close(pair);
}

/* A call from @from that has arrived: event at the far end. */
static link_call arrive(struct pair *pair, unsigned from,
			const struct link_setup *setup,
			struct link_event *event)
{
	link_call call = LINK_NO_CALL;

	CU_ASSERT_EQUAL(link_setup(pair->link[from], setup, &call), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, !from, LINK_SETUP, event));
	return call;
}

/* Both ends let go, and nothing is left. */
static void clear(struct pair *pair, unsigned side, link_call call, int cause)
{
	struct link_event event;

	CU_ASSERT_EQUAL(link_release(pair->link[side], call, cause), 0);
	pair_run(pair, 20);
	if (pair_take(pair, !side, LINK_DISCONNECT, &event))
		link_release(pair->link[!side], event.call, 16);
	pair_run(pair, 100);
}

static void a_link_comes_up_at_both_ends(void)
{
	struct link_options net, user;
	struct pair *pair;

	pair_options(NET, &net);
	pair_options(USER, &user);
	pair = pair_open(&net, &user);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	CU_ASSERT(!link_is_up(pair->link[NET]));
	pair_run(pair, 5000);
	CU_ASSERT(pair_has(pair, NET, LINK_UP));
	CU_ASSERT(pair_has(pair, USER, LINK_UP));
	CU_ASSERT(link_is_up(pair->link[NET]));
	down(pair);
}

static void two_networks_are_told_that_they_do_not_fit(void)
{
	struct link_options net;
	struct link_event event;
	struct pair *pair;

	pair_options(NET, &net);
	pair = pair_open(&net, &net);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair_run(pair, 5000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_FAULT, &event));
	CU_ASSERT_PTR_NOT_NULL(strstr(event.text, "network"));
	CU_ASSERT(!link_is_up(pair->link[NET]));
	pair_close(pair);
}

static void options_out_of_range_are_refused(void)
{
	struct link_options set;
	struct link_host host = { 0 };
	struct link *link;

	pair_options(NET, &set);
	set.channels = 0;
	CU_ASSERT_EQUAL(link_open(&host, &set, &link), -EINVAL);
	pair_options(NET, &set);
	set.map[3] = set.map[2];
	CU_ASSERT_EQUAL(link_open(&host, &set, &link), -EINVAL);
	pair_options(NET, &set);
	set.t309 = 5999;
	CU_ASSERT_EQUAL(link_open(&host, &set, &link), -EINVAL);
	pair_options(NET, &set);
	set.kind = LINK_SWITCH_COUNT;
	CU_ASSERT_EQUAL(link_open(&host, &set, &link), -EINVAL);
	pair_options(NET, &set);
	set.locals = LINK_LOCAL_MAX + 1;
	CU_ASSERT_EQUAL(link_open(&host, &set, &link), -EINVAL);
}

static void calls_go_both_ways_and_search_from_opposite_ends(void)
{
	struct pair *pair = up();
	struct link_look look;
	link_call a[2], b[2];

	CU_ASSERT(pair_call(pair, NET, a));
	CU_ASSERT(pair_call(pair, USER, b));
	CU_ASSERT(pair_has(pair, USER, LINK_CONNECT_ACK));
	for (unsigned i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(link_look(pair->link[i], a[i], &look), 0);
		CU_ASSERT_EQUAL(look.channel, 1);
		CU_ASSERT_EQUAL(look.state, LINK_ST_ACTIVE);
		CU_ASSERT_EQUAL(link_look(pair->link[i], b[i], &look), 0);
		CU_ASSERT_EQUAL(look.channel, 31);
	}
	CU_ASSERT_EQUAL(link_call_at(pair->link[NET], 1), a[NET]);
	clear(pair, NET, a[NET], 16);
	clear(pair, NET, b[NET], 16);
	down(pair);
}

static void a_call_on_every_switch(void)
{
	for (unsigned k = 0; k < LINK_SWITCH_GR303_EOC; k++) {
		for (unsigned from = 0; from < 2; from++) {
			struct link_options set;
			struct pair *pair;
			link_call call[2];

			pair_options(NET, &set);
			set.kind = (enum link_switch)k;
			pair = pair_open_up(&set);
			CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
			CU_ASSERT(pair_call(pair, from, call));
			clear(pair, from, call[from], 16);
			CU_ASSERT(pair_has(pair, NET, LINK_RELEASED));
			CU_ASSERT(pair_has(pair, USER, LINK_RELEASED));
			down(pair);
		}
	}
}

static void gr303_opens_and_makes_no_calls(void)
{
	struct link_options set;
	struct link_setup setup;
	struct pair *pair;
	link_call call;

	pair_options(NET, &set);
	set.kind = LINK_SWITCH_GR303_TMC;
	pair = pair_open(&set, &set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair_run(pair, 3000);
	pair_setup("300", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &call), -ENOTSUP);
	pair_close(pair);
}

static void the_parties_of_a_call_are_told(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	struct link_party who = { .number = "301", .name = "Bob" };
	link_call call;

	pair_setup("300", &setup);
	snprintf(setup.calling.name, LINK_NAME_MAX, "Ada L");
	setup.calling.plan = 0x21;
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT_STRING_EQUAL(event.digits, "300");
	CU_ASSERT_STRING_EQUAL(event.party.number, "200");
	CU_ASSERT_STRING_EQUAL(event.party.name, "Ada L");
	CU_ASSERT_EQUAL(event.party.plan, 0x21);
	CU_ASSERT_EQUAL(event.party.show, LINK_SHOW_ALLOWED);
	CU_ASSERT_EQUAL(event.bearer, LINK_BEARER_SPEECH);
	CU_ASSERT_EQUAL(event.channel, 1);
	link_answer(pair->link[USER], event.call, &who);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_CONNECT, &event));
	CU_ASSERT_STRING_EQUAL(event.party.number, "301");
	clear(pair, NET, call, 16);
	down(pair);
}

static void a_withheld_number_says_so(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	setup.calling.show = LINK_SHOW_RESTRICTED;
	setup.bearer = LINK_BEARER_AUDIO;
	call = arrive(pair, USER, &setup, &event);
	CU_ASSERT_EQUAL(event.party.show, LINK_SHOW_RESTRICTED);
	CU_ASSERT_EQUAL(event.bearer, LINK_BEARER_AUDIO);
	clear(pair, USER, call, 16);
	down(pair);
}

static void a_name_travels_with_qsig_and_ni2(void)
{
	static const enum link_switch kinds[] = { LINK_SWITCH_QSIG,
						  LINK_SWITCH_NI2 };

	for (unsigned i = 0; i < 2; i++) {
		struct link_options set;
		struct link_setup setup;
		struct link_event event;
		struct pair *pair;
		link_call call;

		pair_options(NET, &set);
		set.kind = kinds[i];
		pair = pair_open_up(&set);
		CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
		pair_setup("300", &setup);
		snprintf(setup.calling.name, LINK_NAME_MAX, "Ada L");
		call = arrive(pair, NET, &setup, &event);
		CU_ASSERT_STRING_EQUAL(event.party.name, "Ada L");
		clear(pair, NET, call, 16);
		down(pair);
	}
}

static void a_redirected_call_names_who_turned_it(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	setup.redirect.count = 1;
	setup.redirect.reason = 1;
	snprintf(setup.redirect.from.number, LINK_NUMBER_MAX, "555");
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT_EQUAL(event.redirect.count, 1);
	CU_ASSERT_EQUAL(event.redirect.reason, 1);
	CU_ASSERT_STRING_EQUAL(event.redirect.from.number, "555");
	clear(pair, NET, call, 16);
	down(pair);
}

static void a_number_en_bloc_is_complete(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	call = arrive(pair, USER, &setup, &event);
	CU_ASSERT(event.complete);
	clear(pair, USER, call, 16);
	setup.complete = false;
	call = arrive(pair, USER, &setup, &event);
	CU_ASSERT(!event.complete);
	clear(pair, USER, call, 16);
	down(pair);
}

static void without_overlap_every_number_is_complete(void)
{
	struct link_options set;
	struct link_setup setup;
	struct link_event event;
	struct pair *pair;
	link_call call;

	pair_options(NET, &set);
	set.overlap = false;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair_setup("", &setup);
	CU_ASSERT_EQUAL(link_setup(pair->link[NET], &setup, &call), -EINVAL);
	pair_setup("30", &setup);
	setup.complete = false;
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT(event.complete);
	clear(pair, NET, call, 16);
	down(pair);
}

static void digits_may_follow_and_wait_until_they_are_wanted(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call, far;

	pair_setup("", &setup);
	setup.complete = false;
	call = arrive(pair, USER, &setup, &event);
	far = event.call;
	CU_ASSERT_EQUAL(link_digits(pair->link[USER], call, "3"), 0);
	CU_ASSERT_EQUAL(link_digits(pair->link[USER], call, "x"), -EINVAL);
	CU_ASSERT_EQUAL(link_more(pair->link[NET], far, true), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_MORE, &event));
	CU_ASSERT(event.inband);
	CU_ASSERT_EQUAL(link_digits(pair->link[USER], call, "01"), 0);
	pair_run(pair, 20);
	for (unsigned i = 0; i < 3; i++) {
		CU_ASSERT_FATAL(pair_take(pair, NET, LINK_DIGITS, &event));
		CU_ASSERT_EQUAL(event.digits[0], "301"[i]);
		CU_ASSERT(!event.complete);
	}
	CU_ASSERT_EQUAL(link_proceeding(pair->link[NET], far, false), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_PROCEEDING));
	CU_ASSERT_EQUAL(link_digits(pair->link[USER], call, "1"), -EPROTO);
	clear(pair, USER, call, 16);
	down(pair);
}

static void digits_that_stop_coming_make_the_number_complete(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("30", &setup);
	setup.complete = false;
	call = arrive(pair, USER, &setup, &event);
	link_more(pair->link[NET], event.call, false);
	pair_run(pair, 14900);
	CU_ASSERT(!pair_has(pair, NET, LINK_DIGITS));
	pair_run(pair, 200);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_DIGITS, &event));
	CU_ASSERT(event.complete);
	clear(pair, USER, call, 16);
	down(pair);
}

static void a_number_is_compared_with_the_local_ones(void)
{
	struct link_options net, user;
	struct link_setup setup;
	struct link_event event;
	struct pair *pair;
	link_call call;

	pair_options(NET, &net);
	pair_options(USER, &user);
	user.locals = 1;
	snprintf(user.local[0], LINK_NUMBER_MAX, "300");
	pair = pair_open(&net, &user);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	pair_run(pair, 5000);
	pair_setup("30", &setup);
	setup.complete = false;
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT_EQUAL(event.match, LINK_MATCH_PART);
	link_more(pair->link[USER], event.call, false);
	pair_run(pair, 20);
	link_digits(pair->link[NET], call, "0");
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_DIGITS, &event));
	CU_ASSERT_EQUAL(event.match, LINK_MATCH_FULL);
	clear(pair, NET, call, 16);
	pair_setup("400", &setup);
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT_EQUAL(event.match, LINK_MATCH_NONE);
	clear(pair, NET, call, 16);
	down(pair);
}

/* The far end refuses: as first answer, or when it rings already. */
static void refuse(unsigned from, bool ringing, int cause)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	call = arrive(pair, from, &setup, &event);
	if (ringing)
		link_alerting(pair->link[!from], event.call, false);
	CU_ASSERT_EQUAL(link_release(pair->link[!from], event.call, cause), 0);
	pair_run(pair, 20);
	if (pair_take(pair, from, LINK_DISCONNECT, &event)) {
		CU_ASSERT_EQUAL(event.cause, cause);
		link_release(pair->link[from], call, 16);
	}
	pair_run(pair, 100);
	CU_ASSERT_FATAL(pair_take(pair, from, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.call, call);
	CU_ASSERT_EQUAL(event.cause, cause);
	CU_ASSERT_EQUAL(event.channel, 0);
	CU_ASSERT(!pair_has(pair, from, LINK_RELEASED));
	CU_ASSERT_FATAL(pair_take(pair, !from, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.cause, cause);
	down(pair);
}

static void every_cause_arrives_as_it_was_sent(void)
{
	for (int cause = 1; cause <= 127; cause++)
		if (isdn_cause_is_known(cause)) {
			refuse(NET, false, cause);
			refuse(USER, true, cause);
		}
}

static void an_unanswered_call_is_cleared_by_the_caller(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	call = arrive(pair, NET, &setup, &event);
	link_alerting(pair->link[USER], event.call, true);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_ALERTING, &event));
	CU_ASSERT(event.inband);
	clear(pair, NET, call, ISDN_CAUSE_NO_ANSWER);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_ANSWER);
	down(pair);
}

static void a_telephone_that_rings_for_ever_is_given_up(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;

	pair_setup("300", &setup);
	arrive(pair, NET, &setup, &event);
	link_alerting(pair->link[USER], event.call, false);
	pair_run(pair, 179900);
	CU_ASSERT_EQUAL(link_calls(pair->link[NET]), 1);
	pair_run(pair, 100000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_ANSWER);
	down(pair);
}

static void a_call_nobody_looks_at_is_given_up_by_both(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;

	pair_setup("300", &setup);
	arrive(pair, NET, &setup, &event);
	pair_run(pair, 60000);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_RELEASED, &event));
	CU_ASSERT_EQUAL(event.cause, ISDN_CAUSE_NO_RESPONSE);
	CU_ASSERT(pair_has(pair, USER, LINK_RELEASED));
	CU_ASSERT(!pair_has(pair, USER, LINK_SETUP));
	down(pair);
}

static void clearing_from_both_ends_at_once_ends_once(void)
{
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(link_release(pair->link[NET], call[NET], 16), 0);
	CU_ASSERT_EQUAL(link_release(pair->link[USER], call[USER], 16), 0);
	CU_ASSERT_EQUAL(link_release(pair->link[USER], call[USER], 17), 0);
	pair_run(pair, 10000);
	CU_ASSERT_EQUAL(pair->ends[NET], 1);
	CU_ASSERT_EQUAL(pair->ends[USER], 1);
	down(pair);
}

static void a_number_of_a_call_that_is_over_is_refused(void)
{
	struct pair *pair = up();
	struct link_look look;
	link_call call[2], next[2];

	CU_ASSERT(pair_call(pair, NET, call));
	clear(pair, NET, call[NET], 16);
	CU_ASSERT(pair_call(pair, NET, next));
	CU_ASSERT_NOT_EQUAL(call[NET], next[NET]);
	CU_ASSERT_EQUAL(link_release(pair->link[NET], call[NET], 16), -ENOENT);
	CU_ASSERT_EQUAL(link_hold(pair->link[NET], call[NET]), -ENOENT);
	CU_ASSERT_EQUAL(link_look(pair->link[NET], call[NET], &look), -ENOENT);
	clear(pair, NET, next[NET], 16);
	down(pair);
}

static void answers_out_of_order_are_refused(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	call = arrive(pair, NET, &setup, &event);
	CU_ASSERT_EQUAL(link_answer(pair->link[NET], call, NULL), -EPROTO);
	CU_ASSERT_EQUAL(link_alerting(pair->link[USER], event.call, false), 0);
	CU_ASSERT_EQUAL(link_more(pair->link[USER], event.call, false),
			-EPROTO);
	CU_ASSERT_EQUAL(link_proceeding(pair->link[USER], event.call, false),
			-EPROTO);
	CU_ASSERT_EQUAL(link_answer(pair->link[USER], event.call, NULL), 0);
	CU_ASSERT_EQUAL(link_answer(pair->link[USER], event.call, NULL),
			-EPROTO);
	CU_ASSERT_EQUAL(link_release(pair->link[USER], event.call, 0), -EINVAL);
	pair_run(pair, 20);
	clear(pair, NET, call, 16);
	down(pair);
}

static void progress_opens_the_ear(void)
{
	struct pair *pair = up();
	struct link_setup setup;
	struct link_event event;
	link_call call;

	pair_setup("300", &setup);
	call = arrive(pair, USER, &setup, &event);
	CU_ASSERT_EQUAL(link_progress(pair->link[NET], event.call), 0);
	pair_run(pair, 20);
	CU_ASSERT(pair_has(pair, USER, LINK_PROCEEDING));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_PROGRESS, &event));
	CU_ASSERT(event.inband);
	clear(pair, USER, call, 16);
	down(pair);
}

/* DISCONNECT on its way gets "in-band information available". */
static void add_inband(struct pair *pair, struct pair_frame *frame)
{
	static const uint8_t progress[] = { 0x1e, 2, 0x82, 0x88 };

	(void)pair;
	if (frame->size < 9 || frame->octets[2] & 1 || frame->octets[8] != 0x45)
		return;
	memcpy(frame->octets + frame->size, progress, sizeof(progress));
	frame->size += sizeof(progress);
}

static void a_clearing_with_a_tone_says_that_there_is_one(void)
{
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, USER, call));
	pair->edit = add_inband;
	link_release(pair->link[NET], call[NET], 17);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_DISCONNECT, &event));
	CU_ASSERT(event.inband);
	CU_ASSERT_EQUAL(event.cause, 17);
	CU_ASSERT_EQUAL(event.channel, 31);
	pair->edit = NULL;
	link_release(pair->link[USER], call[USER], 16);
	pair_run(pair, 100);
	down(pair);
}

static void a_clearing_nobody_answers_ends_by_itself(void)
{
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, USER, call));
	link_release(pair->link[NET], call[NET], 16);
	pair_run(pair, 70000);
	CU_ASSERT_EQUAL(pair->ends[NET], 1);
	CU_ASSERT_EQUAL(pair->ends[USER], 1);
	down(pair);
}

static void notifications_reach_the_far_party(void)
{
	static const unsigned notices[] = { LINK_NOTICE_REMOTE_HOLD,
					    LINK_NOTICE_REMOTE_BACK,
					    LINK_NOTICE_SUSPENDED,
					    LINK_NOTICE_RESUMED };
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	for (unsigned side = 0; side < 2; side++)
		for (unsigned i = 0; i < 4; i++) {
			CU_ASSERT_EQUAL(link_notify(pair->link[side],
						    call[side], notices[i]),
					0);
			pair_run(pair, 20);
			CU_ASSERT_FATAL(
				pair_take(pair, !side, LINK_NOTIFY, &event));
			CU_ASSERT_EQUAL(event.notice, notices[i]);
		}
	clear(pair, NET, call[NET], 16);
	down(pair);
}

static void qsig_says_hold_with_its_own_notification(void)
{
	struct link_options set;
	struct link_event event;
	struct pair *pair;
	link_call call[2];

	pair_options(NET, &set);
	set.kind = LINK_SWITCH_QSIG;
	pair = pair_open_up(&set);
	CU_ASSERT_PTR_NOT_NULL_FATAL(pair);
	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(link_notify(pair->link[NET], call[NET],
				    LINK_NOTICE_REMOTE_HOLD),
			0);
	CU_ASSERT_EQUAL(
		link_notify(pair->link[NET], call[NET], LINK_NOTICE_WAITING),
		-ENOTSUP);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_NOTIFY, &event));
	CU_ASSERT_EQUAL(event.notice, LINK_NOTICE_SUSPENDED);
	clear(pair, NET, call[NET], 16);
	down(pair);
}

static void a_changed_party_is_told_during_the_call(void)
{
	struct link_party who = { .number = "302", .name = "Cy" };
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, NET, call));
	CU_ASSERT_EQUAL(link_party_tell(pair->link[USER], call[USER], &who), 0);
	pair_run(pair, 20);
	CU_ASSERT_FATAL(pair_take(pair, NET, LINK_PARTY, &event));
	CU_ASSERT_STRING_EQUAL(event.party.number, "302");
	clear(pair, NET, call[NET], 16);
	down(pair);
}

static void keys_texts_and_diversions_are_told(void)
{
	static const uint8_t keys[] = { 0x7b, 0x2c, 2, '4', '#' };
	static const uint8_t text[] = { 0x7b, 0x28, 3, 'h', 'i', 7 };
	static const uint8_t divert[] = { 0x6e, 0x27, 1,    0xfb, 0x76,
					  4,    0x21, 0x80, '4',  '0' };
	/* Codeset 6, once: its element is nobody's here. */
	static const uint8_t shift[] = {
		0x6e, 0x9e, 0x01, 1, 5, 0x27, 1, 0xf9
	};
	struct pair *pair = up();
	struct link_event event;
	link_call call[2];

	CU_ASSERT(pair_call(pair, USER, call));
	pair_say(pair, NET, call[NET], keys, sizeof(keys));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_KEYPAD, &event));
	CU_ASSERT_STRING_EQUAL(event.digits, "4#");
	pair_say(pair, NET, call[NET], text, sizeof(text));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_TEXT, &event));
	CU_ASSERT_STRING_EQUAL(event.text, "hi?");
	pair_say(pair, NET, call[NET], divert, sizeof(divert));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_REDIRECTED, &event));
	CU_ASSERT_STRING_EQUAL(event.redirect.to.number, "40");
	pair_say(pair, NET, call[NET], shift, sizeof(shift));
	CU_ASSERT_FATAL(pair_take(pair, USER, LINK_NOTIFY, &event));
	CU_ASSERT_EQUAL(event.notice, LINK_NOTICE_REMOTE_HOLD);
	clear(pair, NET, call[NET], 16);
	down(pair);
}

static void messages_about_other_calls_leave_nothing_behind(void)
{
	static const uint8_t types[] = { 0x24, 0x28, 0x30, 0x31, 0x33, 0x37,
					 0x6e, 0x7d, 0x64, 0x62, 0x07, 0x46,
					 0x00, 0x25, 0x26, 0x60, 0x05 };
	struct pair *pair = up();
	link_call call[2];

	CU_ASSERT(pair_call(pair, USER, call));
	for (unsigned i = 0; i < sizeof(types); i++) {
		const uint8_t stranger[] = { 0x08, 2, 0x12, 0x34, types[i] };

		pair_say_all(pair, NET, call[NET], stranger, 5);
		CU_ASSERT_EQUAL(pair_records(pair, USER), 1);
	}
	clear(pair, NET, call[NET], 16);
	down(pair);
}

/* clang-format off */
CU_TestInfo *test_pri(void)
{
	static CU_TestInfo tests[] = {
		{ "a link comes up at both ends", a_link_comes_up_at_both_ends },
		{ "two networks are told that they do not fit", two_networks_are_told_that_they_do_not_fit },
		{ "options out of range are refused", options_out_of_range_are_refused },
		{ "calls go both ways and search from opposite ends", calls_go_both_ways_and_search_from_opposite_ends },
		{ "a call on every switch", a_call_on_every_switch },
		{ "GR-303 opens and makes no calls", gr303_opens_and_makes_no_calls },
		{ "the parties of a call are told", the_parties_of_a_call_are_told },
		{ "a withheld number says so", a_withheld_number_says_so },
		{ "a name travels with QSIG and NI2", a_name_travels_with_qsig_and_ni2 },
		{ "a redirected call names who turned it", a_redirected_call_names_who_turned_it },
		{ "a number en bloc is complete", a_number_en_bloc_is_complete },
		{ "without overlap every number is complete", without_overlap_every_number_is_complete },
		{ "digits may follow and wait until they are wanted", digits_may_follow_and_wait_until_they_are_wanted },
		{ "digits that stop coming make the number complete", digits_that_stop_coming_make_the_number_complete },
		{ "a number is compared with the local ones", a_number_is_compared_with_the_local_ones },
		{ "every cause arrives as it was sent", every_cause_arrives_as_it_was_sent },
		{ "an unanswered call is cleared by the caller", an_unanswered_call_is_cleared_by_the_caller },
		{ "a telephone that rings for ever is given up", a_telephone_that_rings_for_ever_is_given_up },
		{ "a call nobody looks at is given up by both", a_call_nobody_looks_at_is_given_up_by_both },
		{ "clearing from both ends at once ends once", clearing_from_both_ends_at_once_ends_once },
		{ "the number of a call that is over is refused", a_number_of_a_call_that_is_over_is_refused },
		{ "answers out of order are refused", answers_out_of_order_are_refused },
		{ "progress opens the ear", progress_opens_the_ear },
		{ "a clearing with a tone says that there is one", a_clearing_with_a_tone_says_that_there_is_one },
		{ "a clearing nobody answers ends by itself", a_clearing_nobody_answers_ends_by_itself },
		{ "notifications reach the far party", notifications_reach_the_far_party },
		{ "QSIG says hold with its own notification", qsig_says_hold_with_its_own_notification },
		{ "a changed party is told during the call", a_changed_party_is_told_during_the_call },
		{ "keys, texts and diversions are told", keys_texts_and_diversions_are_told },
		{ "messages about other calls leave nothing behind", messages_about_other_calls_leave_nothing_behind },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
