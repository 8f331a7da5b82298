/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_line.c - claims about the lines of a span, at the engine's door
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include "holdline/call.h"
#include "holdline/clid.h"
#include "holdline/supervision.h"
#include "test_pri_bench.h"
#include "test_pri_pair.h"

static unsigned log2_of(unsigned mode)
{
	unsigned n = 0;

	while (mode >>= 1)
		n++;
	return n;
}

static void refuses(struct twin *bench, unsigned end,
		    const struct hl_event *event)
{
	if (event->kind == HL_EVENT_RING)
		twin_set(bench, end, event->line, HL_SET_CAUSE,
			 log2_of(HL_GONE_BADADDRESS));
}

/* ---- calls -------------------------------------------------------------- */

static void a_call_rings_with_its_number_and_its_caller(void)
{
	struct twin *bench = twin_up(twin_rings);
	struct hl_clid clid = { 0 };
	struct hl_event event;

	hl_clid_set_number(&clid, "201");
	CU_ASSERT_EQUAL(hl_driver_pri.announce(bench->end[USER].card, 1, &clid),
			0);
	CU_ASSERT_EQUAL(twin_dial(bench, USER, 1, "300", true), 0);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_CALLER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "201");
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_RING, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "300");
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_ALERT, &event));
	CU_ASSERT_EQUAL(event.line, 1);
	twin_down(bench);
}

static void qsig(struct hl_span *span)
{
	span->kind = HL_SPAN_SWITCH_QSIG;
}

static void name_goes(struct twin *bench, unsigned from)
{
	struct hl_clid clid = { 0 };
	struct hl_event event;

	hl_clid_set_number(&clid, "201");
	hl_clid_set_name(&clid, "Anna");
	hl_driver_pri.announce(bench->end[from].card, 1, &clid);
	twin_dial(bench, from, 1, "300", true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, !from, HL_EVENT_CALLER, &event));
	CU_ASSERT_STRING_EQUAL(event.name, "Anna");
	twin_down(bench);
}

static void a_name_goes_where_the_protocol_has_a_place_for_it(void)
{
	/* EuroISDN: from the network only; QSIG: both ways. */
	name_goes(twin_up(twin_rings), NET);
	name_goes(twin_up_as(qsig, twin_rings), NET);
	name_goes(twin_up_as(qsig, twin_rings), USER);
}

static void a_withheld_number_is_not_shown(void)
{
	struct twin *bench = twin_up(twin_rings);
	struct hl_clid clid = { .number_absent = HL_CLID_ABSENT_WITHHELD };
	struct hl_event event;

	hl_driver_pri.announce(bench->end[USER].card, 1, &clid);
	twin_dial(bench, USER, 1, "300", true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_CALLER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "");
	CU_ASSERT_EQUAL(event.value, 1);
	twin_down(bench);
}

static void an_answer_opens_the_way_at_both_ends(void)
{
	struct twin *bench = twin_up(twin_answers);
	hl_line line[2];
	int port;

	twin_talking(bench, USER, 2, line);
	for (unsigned end = 0; end < 2; end++) {
		port = twin_port_of(bench, end, line[end]);
		CU_ASSERT(bench->end[end].port[port].way);
	}
	CU_ASSERT_EQUAL(twin_port_of(bench, NET, line[NET]),
			twin_port_of(bench, USER, line[USER]));
	twin_down(bench);
}

static void who_answers_is_told(void)
{
	struct twin *bench = twin_up(twin_rings);
	struct hl_clid clid = { 0 };
	struct hl_event event;

	twin_dial(bench, NET, 0, "300", true);
	twin_loop(bench, NET, 0, true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_RING, &event));
	hl_clid_set_number(&clid, "305");
	hl_driver_pri.announce(bench->end[USER].card, event.line, &clid);
	twin_loop(bench, USER, event.line, true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_CALLER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "305");
	CU_ASSERT(twin_has(bench, NET, HL_EVENT_ANSWERED));
	twin_down(bench);
}

static void the_reason_of_a_release_is_told(void)
{
	static const unsigned modes[] = {
		HL_GONE_NORMAL,     HL_GONE_BUSY,        HL_GONE_REJECT,
		HL_GONE_NOANSWER,   HL_GONE_BADADDRESS,  HL_GONE_CONGESTION,
		HL_GONE_OUTOFORDER, HL_GONE_UNREACHABLE,
	};
	struct twin *bench = twin_up(twin_rings);
	struct hl_event event;

	for (unsigned i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		twin_dial(bench, USER, 0, "300", true);
		twin_loop(bench, USER, 0, true);
		twin_run(bench, 20);
		CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_RING, &event));
		twin_set(bench, NET, event.line, HL_SET_CAUSE,
			 log2_of(modes[i]));
		twin_set(bench, NET, event.line, HL_SET_STAGE, HL_REACH_NONE);
		twin_run(bench, 20);
		CU_ASSERT_FATAL(
			twin_take(bench, USER, HL_EVENT_FARGONE, &event));
		CU_ASSERT_EQUAL(event.value, modes[i]);
		twin_loop(bench, USER, 0, false);
		twin_run(bench, 100);
	}
	twin_down(bench);
}

static void a_call_that_nobody_takes_is_refused_at_once(void)
{
	struct twin *bench = twin_up(refuses);
	struct hl_event event;

	/* Twice for the same reason: the second time it is not said again. */
	for (unsigned i = 0; i < 2; i++) {
		bench->hook = i ? NULL : refuses;
		twin_dial(bench, USER, 0, "999", true);
		twin_loop(bench, USER, 0, true);
		twin_run(bench, 50);
		CU_ASSERT_FATAL(
			twin_take(bench, USER, HL_EVENT_FARGONE, &event));
		CU_ASSERT_EQUAL(event.value, HL_GONE_BADADDRESS);
		twin_loop(bench, USER, 0, false);
		twin_run(bench, 50);
	}
	twin_down(bench);
}

static void a_number_comes_in_pieces(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	char number[16] = "";

	twin_dial(bench, USER, 0, "3", false);
	twin_loop(bench, USER, 0, true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_RING, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	strcat(number, event.number);
	twin_dial(bench, USER, 0, "0", false);
	twin_dial(bench, USER, 0, "0", true);
	twin_run(bench, 20);
	while (twin_take(bench, NET, HL_EVENT_NUMBER, &event))
		strcat(number, event.number);
	CU_ASSERT_STRING_EQUAL(number, "300");
	twin_set(bench, NET, event.line, HL_SET_STAGE, HL_REACH_ALERTING);
	twin_run(bench, 20);
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_ALERT));
	twin_down(bench);
}

static void a_number_that_stops_is_complete_after_a_while(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;

	twin_dial(bench, USER, 0, "3", false);
	twin_loop(bench, USER, 0, true);
	twin_run(bench, 16000);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_NUMBER, &event));
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void strip_two(struct hl_span *span)
{
	span->strip = 4;
}

static void leading_digits_are_taken_off_piece_by_piece(void)
{
	struct twin *bench = twin_up_as(strip_two, NULL);
	struct hl_event event;

	twin_dial(bench, USER, 0, "030", false);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_RING, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "");
	twin_dial(bench, USER, 0, "4", false);
	twin_dial(bench, USER, 0, "1", true);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_NUMBER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "");
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_NUMBER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "1");
	twin_down(bench);
}

static void calls_from_both_ends_at_once_do_not_cross(void)
{
	struct twin *bench = twin_up(twin_rings);
	struct hl_event event;

	/* The same channel at both ends, at the same moment. */
	CU_ASSERT_EQUAL(twin_dial(bench, USER, 0, "300", true), 0);
	CU_ASSERT_EQUAL(twin_dial(bench, NET, 0, "200", true), 0);
	twin_loop(bench, USER, 0, true);
	twin_loop(bench, NET, 0, true);
	twin_run(bench, 50);
	for (unsigned end = 0; end < 2; end++) {
		CU_ASSERT_FATAL(twin_take(bench, end, HL_EVENT_RING, &event));
		CU_ASSERT_NOT_EQUAL(event.line, 0);
		CU_ASSERT_FATAL(twin_take(bench, end, HL_EVENT_ALERT, &event));
		CU_ASSERT_EQUAL(event.line, 0);
	}
	CU_ASSERT(twin_sound(bench));
	CU_ASSERT_NOT_EQUAL(twin_port_of(bench, USER, 0),
			    twin_port_of(bench, NET, 0) == 1 ? 99 : 0);
	twin_down(bench);
}

static void without_a_free_channel_a_call_does_not_go_out(void)
{
	struct twin *bench = twin_up(twin_rings);

	for (hl_line line = 0; line < TWIN_B; line++)
		CU_ASSERT_EQUAL(twin_dial(bench, USER, line, "300", true), 0);
	CU_ASSERT_EQUAL(twin_dial(bench, USER, TWIN_SPARE, "300", true),
			-EBUSY);
	twin_down(bench);
}

/* ---- hold --------------------------------------------------------------- */

static void hold(struct twin *bench, unsigned end, hl_line line)
{
	struct hl_event event;

	CU_ASSERT_EQUAL(twin_set(bench, end, line, HL_SET_HOLD, 1), 0);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, end, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT_EQUAL(event.error, 0);
}

static void a_held_call_gives_its_channel_up(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	hold(bench, USER, 0);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_FARHELD, &event));
	CU_ASSERT_EQUAL(event.value, HL_FARHOLD_GONE);
	for (unsigned end = 0; end < 2; end++)
		for (unsigned i = 1; i < TWIN_PORTS; i++)
			CU_ASSERT_FALSE(bench->end[end].port[i].line !=
						HL_NO_LINE &&
					bench->end[end].port[i].way);
	twin_down(bench);
}

static void its_channel_carries_the_next_call_and_it_comes_back_on_another(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line first[2], next[2];
	hl_line all[2];

	twin_talking(bench, USER, 0, first);
	hold(bench, USER, 0);
	/* Every channel in use: the spare line has the held call's. */
	for (hl_line line = 1; line < TWIN_B; line++)
		twin_talking(bench, USER, line, all);
	twin_talking(bench, USER, TWIN_SPARE, next);
	CU_ASSERT_EQUAL(twin_port_of(bench, USER, 0), 0);
	CU_ASSERT(twin_sound(bench));
	/* One leaves, and the held call comes back where that was. */
	twin_release(bench, USER, 2);
	twin_run(bench, 2000);
	twin_forget(bench);
	CU_ASSERT_EQUAL(twin_set(bench, USER, 0, HL_SET_HOLD, 0), 0);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	CU_ASSERT_EQUAL(event.error, 0);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_FARHELD, &event));
	CU_ASSERT_EQUAL(event.value, HL_FARHOLD_NONE);
	CU_ASSERT_NOT_EQUAL(twin_port_of(bench, USER, 0), 0);
	CU_ASSERT(bench->end[USER].port[twin_port_of(bench, USER, 0)].way);
	twin_down(bench);
}

static void without_a_channel_a_held_call_stays_held(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line first[2], all[2];

	twin_talking(bench, USER, 0, first);
	hold(bench, USER, 0);
	for (hl_line line = 1; line < TWIN_LINES; line++)
		twin_talking(bench, USER, line, all);
	CU_ASSERT_EQUAL(twin_set(bench, USER, 0, HL_SET_HOLD, 0), 0);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT_EQUAL(event.error, -EBUSY);
	twin_down(bench);
}

static void hold_off(struct hl_span *span)
{
	span->hold = false;
}

static void a_refused_hold_is_told(void)
{
	struct hl_span net, user;
	struct twin *bench;
	struct hl_event event;
	hl_line line[2];

	twin_span(NET, &net);
	twin_span(USER, &user);
	hold_off(&net);
	bench = twin_open(&net, &user);
	CU_ASSERT_PTR_NOT_NULL_FATAL(bench);
	twin_talking(bench, USER, 0, line);
	twin_set(bench, USER, 0, HL_SET_HOLD, 1);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	CU_ASSERT_NOT_EQUAL(event.error, 0);
	/* Also where we do not even ask. */
	twin_set(bench, NET, line[NET], HL_SET_HOLD, 1);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.error, -ENOTSUP);
	twin_down(bench);
}

static void a_hold_that_nobody_answers_is_told(void)
{
	const struct hl_pri_weather cut = { 1000, 0, 0, true, 1 };
	const struct hl_pri_weather fair = { 1000, 0, 0, false, 1 };
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	hl_pri_wire_weather(bench->wire, &cut);
	twin_set(bench, USER, 0, HL_SET_HOLD, 1);
	twin_run(bench, 4500);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	CU_ASSERT_NOT_EQUAL(event.error, 0);
	hl_pri_wire_weather(bench->wire, &fair);
	twin_run(bench, 20000);
	CU_ASSERT_FALSE(twin_has(bench, USER, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void of_two_holds_at_once_one_stands(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	twin_set(bench, USER, line[USER], HL_SET_HOLD, 1);
	twin_set(bench, NET, line[NET], HL_SET_HOLD, 1);
	twin_run(bench, 5000);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	CU_ASSERT_NOT_EQUAL(event.error, 0);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_FARHELD, &event));
	CU_ASSERT_EQUAL(event.value, HL_FARHOLD_GONE);
	twin_down(bench);
}

static void who_changes_his_mind_about_a_hold_has_the_party_back(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	twin_set(bench, USER, 0, HL_SET_HOLD, 1);
	twin_set(bench, USER, 0, HL_SET_HOLD, 0);
	twin_run(bench, 50);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 1);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_HELD, &event));
	CU_ASSERT_EQUAL(event.value, 0);
	CU_ASSERT(bench->end[USER].port[twin_port_of(bench, USER, 0)].way);
	twin_down(bench);
}

static void a_party_with_music_is_told_that_it_is_held(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	twin_wire(bench, USER, 0, HL_WIRE_MUSIC, 0);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_FARHELD, &event));
	CU_ASSERT_EQUAL(event.value, HL_FARHOLD_THERE);
	twin_wire(bench, USER, 0, HL_WIRE_PAIR, 30);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_FARHELD, &event));
	CU_ASSERT_EQUAL(event.value, HL_FARHOLD_NONE);
	twin_down(bench);
}

static void what_a_port_was_told_follows_its_line(void)
{
	struct twin *bench = twin_up(NULL);
	hl_line first[2], all[2];
	int port;

	twin_talking(bench, USER, 0, first);
	hold(bench, USER, 0);
	/* The far end takes the channel for a call of its own. */
	bench->hook = twin_answers;
	for (hl_line line = 1; line < TWIN_B; line++)
		twin_talking(bench, USER, line, all);
	twin_set(bench, USER, TWIN_SPARE, HL_SET_LISTEN, 1);
	twin_talking(bench, USER, TWIN_SPARE, all);
	port = twin_port_of(bench, USER, TWIN_SPARE);
	CU_ASSERT_NOT_EQUAL(port, 0);
	CU_ASSERT_EQUAL(bench->end[USER].port[port].set[HL_SET_LISTEN], 1);
	twin_down(bench);
}

/* ---- transfer ----------------------------------------------------------- */

static void explicitly(struct hl_span *span)
{
	span->transfer = HL_SPAN_TRANSFER_EXPLICIT;
}

static void joins(struct twin *bench, unsigned end,
		  const struct hl_event *event)
{
	twin_answers(bench, end, event);
	if (event->kind == HL_EVENT_JOIN) {
		twin_release(bench, end, event->line);
		twin_release(bench, end, (hl_line)event->value);
	}
}

static void two_calls_that_we_connect_are_connected_by_the_far_end(void)
{
	struct twin *bench = twin_up_as(explicitly, NULL);
	hl_line a[2], b[2];

	twin_talking(bench, USER, 0, a);
	twin_talking(bench, USER, 1, b);
	bench->hook = joins;
	twin_wire(bench, USER, 0, HL_WIRE_PAIR, 1);
	twin_wire(bench, USER, 1, HL_WIRE_PAIR, 0);
	twin_run(bench, 200);
	CU_ASSERT(twin_has(bench, NET, HL_EVENT_JOIN));
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void a_transfer_that_nobody_makes_changes_nothing(void)
{
	struct twin *bench = twin_up_as(explicitly, NULL);
	hl_line a[2], b[2];

	twin_talking(bench, USER, 0, a);
	twin_talking(bench, USER, 1, b);
	twin_wire(bench, USER, 0, HL_WIRE_PAIR, 1);
	twin_wire(bench, USER, 1, HL_WIRE_PAIR, 0);
	twin_run(bench, 6000);
	CU_ASSERT(twin_has(bench, NET, HL_EVENT_JOIN));
	CU_ASSERT_FALSE(twin_has(bench, USER, HL_EVENT_FARGONE));
	CU_ASSERT_FALSE(twin_has(bench, NET, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void who_hangs_up_with_one_held_offers_to_join_the_two(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line a[2], b[2];

	twin_talking(bench, USER, 0, a);
	hold(bench, USER, 0);
	twin_talking(bench, USER, 1, b);
	bench->hook = joins;
	twin_release(bench, USER, 1);
	twin_run(bench, 500);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_JOIN, &event));
	CU_ASSERT_EQUAL(event.line, b[NET]);
	CU_ASSERT_EQUAL(event.value, a[NET]);
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void an_offer_to_join_that_nobody_takes_is_a_hang_up(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line a[2], b[2];

	twin_talking(bench, USER, 0, a);
	hold(bench, USER, 0);
	twin_talking(bench, USER, 1, b);
	twin_release(bench, USER, 1);
	twin_run(bench, 3000);
	CU_ASSERT_FATAL(twin_take(bench, NET, HL_EVENT_FARGONE, &event));
	CU_ASSERT_EQUAL(event.line, b[NET]);
	CU_ASSERT_FALSE(twin_has(bench, NET, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void a_new_party_at_our_end_is_told_in_the_talk(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_clid clid = { 0 };
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	hl_clid_set_number(&clid, "207");
	hl_driver_pri.announce(bench->end[NET].card, line[NET], &clid);
	twin_run(bench, 20);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_CALLER, &event));
	CU_ASSERT_STRING_EQUAL(event.number, "207");
	twin_down(bench);
}

/* ---- the link ----------------------------------------------------------- */

static const struct hl_pri_weather cut = { 1000, 0, 0, true, 1 };
static const struct hl_pri_weather fair = { 1000, 0, 0, false, 1 };

static void without_the_link_idle_lines_are_in_alarm(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];
	unsigned n = 0;

	twin_talking(bench, USER, 0, line);
	hl_pri_wire_weather(bench->wire, &cut);
	twin_run(bench, 30000);
	while (twin_take(bench, USER, HL_EVENT_ALARM, &event)) {
		CU_ASSERT_NOT_EQUAL(event.line, 0);
		n++;
	}
	CU_ASSERT_EQUAL(n, TWIN_LINES - 1);
	CU_ASSERT_EQUAL(twin_dial(bench, USER, 1, "300", true), -ENODEV);
	hl_pri_wire_weather(bench->wire, &fair);
	twin_run(bench, 30000);
	for (n = 0; twin_take(bench, USER, HL_EVENT_READY, &event);)
		n++;
	CU_ASSERT_EQUAL(n, TWIN_LINES - 1);
	/* Who talked talks. */
	CU_ASSERT_FALSE(twin_has(bench, USER, HL_EVENT_FARGONE));
	CU_ASSERT_FALSE(twin_has(bench, NET, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void talks_end_when_the_link_does_not_come_back(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_event event;
	hl_line line[2];

	twin_talking(bench, USER, 0, line);
	hl_pri_wire_weather(bench->wire, &cut);
	twin_run(bench, 130000);
	CU_ASSERT_FATAL(twin_take(bench, USER, HL_EVENT_FARGONE, &event));
	CU_ASSERT_EQUAL(event.value, HL_GONE_OUTOFORDER);
	twin_release(bench, USER, 0);
	twin_run(bench, 10);
	while (twin_take(bench, USER, HL_EVENT_ALARM, &event))
		if (event.line == 0)
			break;
	CU_ASSERT_EQUAL(event.line, 0);
	twin_release(bench, NET, line[NET]);
	hl_pri_wire_weather(bench->wire, &fair);
	twin_run(bench, 130000);
	twin_down(bench);
}

static void a_port_in_alarm_is_a_line_in_alarm(void)
{
	struct twin *bench = twin_up(NULL);
	struct hl_truth truth = { 0 };
	hl_line line[2];

	bench->end[USER].port[2].alarm = true;
	CU_ASSERT_EQUAL(hl_driver_pri.truth(bench->end[USER].card, 1, &truth),
			0);
	CU_ASSERT(truth.alarm);
	/* A talk is not given up for it: T309 decides. */
	twin_talking(bench, USER, 0, line);
	bench->end[USER].port[1].alarm = true;
	hl_driver_pri.truth(bench->end[USER].card, 0, &truth);
	CU_ASSERT_FALSE(truth.alarm);
	twin_down(bench);
}

static void restarting(struct hl_span *span)
{
	span->restart = true;
}

static void channels_are_restarted_when_the_link_comes_up(void)
{
	struct twin *bench = twin_up_as(restarting, NULL);
	hl_line line[2];

	twin_run(bench, 2000);
	twin_talking(bench, USER, 0, line);
	CU_ASSERT(twin_sound(bench));
	twin_down(bench);
}

static void a_far_end_that_died_leaves_nothing_seized(void)
{
	struct twin *bench = twin_up(NULL);
	hl_line line[2], held[2];

	twin_talking(bench, USER, 0, line);
	twin_talking(bench, USER, 1, held);
	hold(bench, USER, 1);
	twin_kill(bench, NET);
	twin_run(bench, 1000);
	twin_start(bench, NET);
	twin_run(bench, 130000);
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	CU_ASSERT(twin_has(bench, USER, HL_EVENT_FARGONE));
	twin_down(bench);
}

static void a_flood_of_frames_makes_the_link_begin_anew(void)
{
	static const uint8_t rr[] = { 0x02, 0x01, 0x01, 0x01 };
	struct twin *bench = twin_up(NULL);
	struct hl_span_look look;
	hl_line line[2];

	for (unsigned i = 0; i < 6000; i++) {
		hl_pri_wire_say(bench->wire, USER, rr, sizeof(rr));
		if (i % 500 == 0)
			twin_run(bench, 1);
	}
	twin_run(bench, 20000);
	CU_ASSERT_EQUAL(hl_pri_look(bench->end[USER].card, 0, &look), 0);
	CU_ASSERT(look.dropped > 2000);
	CU_ASSERT(look.resets >= 1);
	CU_ASSERT(look.up);
	twin_forget(bench);
	twin_talking(bench, USER, 0, line);
	twin_down(bench);
}

/* clang-format off */
CU_TestInfo *test_pri_line(void)
{
	static CU_TestInfo tests[] = {
		{ "a call rings with its number and its caller", a_call_rings_with_its_number_and_its_caller },
		{ "a name goes where the protocol has a place for it", a_name_goes_where_the_protocol_has_a_place_for_it },
		{ "a withheld number is not shown", a_withheld_number_is_not_shown },
		{ "an answer opens the way at both ends", an_answer_opens_the_way_at_both_ends },
		{ "who answers is told", who_answers_is_told },
		{ "the reason of a release is told", the_reason_of_a_release_is_told },
		{ "a call that nobody takes is refused at once", a_call_that_nobody_takes_is_refused_at_once },
		{ "a number comes in pieces", a_number_comes_in_pieces },
		{ "a number that stops is complete after a while", a_number_that_stops_is_complete_after_a_while },
		{ "leading digits are taken off piece by piece", leading_digits_are_taken_off_piece_by_piece },
		{ "calls from both ends at once do not cross", calls_from_both_ends_at_once_do_not_cross },
		{ "without a free channel a call does not go out", without_a_free_channel_a_call_does_not_go_out },
		{ "a held call gives its channel up", a_held_call_gives_its_channel_up },
		{ "its channel carries the next call and it comes back on another", its_channel_carries_the_next_call_and_it_comes_back_on_another },
		{ "without a channel a held call stays held", without_a_channel_a_held_call_stays_held },
		{ "a refused hold is told", a_refused_hold_is_told },
		{ "a hold that nobody answers is told", a_hold_that_nobody_answers_is_told },
		{ "of two holds at once one stands", of_two_holds_at_once_one_stands },
		{ "who changes his mind about a hold has the party back", who_changes_his_mind_about_a_hold_has_the_party_back },
		{ "a party with music is told that it is held", a_party_with_music_is_told_that_it_is_held },
		{ "what a port was told follows its line", what_a_port_was_told_follows_its_line },
		{ "two calls that we connect are connected by the far end", two_calls_that_we_connect_are_connected_by_the_far_end },
		{ "a transfer that nobody makes changes nothing", a_transfer_that_nobody_makes_changes_nothing },
		{ "who hangs up with one held offers to join the two", who_hangs_up_with_one_held_offers_to_join_the_two },
		{ "an offer to join that nobody takes is a hang-up", an_offer_to_join_that_nobody_takes_is_a_hang_up },
		{ "a new party at our end is told in the talk", a_new_party_at_our_end_is_told_in_the_talk },
		{ "without the link idle lines are in alarm", without_the_link_idle_lines_are_in_alarm },
		{ "talks end when the link does not come back", talks_end_when_the_link_does_not_come_back },
		{ "a port in alarm is a line in alarm", a_port_in_alarm_is_a_line_in_alarm },
		{ "channels are restarted when the link comes up", channels_are_restarted_when_the_link_comes_up },
		{ "a far end that died leaves nothing seized", a_far_end_that_died_leaves_nothing_seized },
		{ "a flood of frames makes the link begin anew", a_flood_of_frames_makes_the_link_begin_anew },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
