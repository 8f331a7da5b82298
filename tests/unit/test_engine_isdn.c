/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_engine_isdn.c - claims about what the engine asks of a driver whose
 *                      exchange speaks in messages
 *
 * Lines 0 and 1 are stations on one card; line 2 is a trunk on another, whose
 * voice the first carries. Both write down what they are asked, in one text.
 */
#include "suites.h"

#include "holdline/clid.h"
#include "holdline/engine.h"
#include "holdline/zone.h"
#include "table.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TRUNK 2

struct switchboard {
	struct hl_engine *e;
	struct hl_zone zone;
	hl_usec now;
	struct hl_host host;
	char said[2048];
	bool closed[4];
	int fail_dial;
};

static struct switchboard *board; /* the one of the claim that runs */

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	size_t n = strlen(board->said);
	va_list args;

	va_start(args, format);
	vsnprintf(board->said + n, sizeof(board->said) - n, format, args);
	va_end(args);
}

static int card_open(void **ret, const struct hl_host *host,
		     const struct hl_zone *zone, const void *options)
{
	(void)zone;
	(void)options;
	board->host = *host;
	*ret = board;
	return 0;
}

static void card_close(void *card)
{
	(void)card;
}

static int line_open(void *card, const struct hl_port *port, char *why,
		     size_t size)
{
	(void)card;
	(void)port;
	(void)why;
	(void)size;
	return 0;
}

static void line_close(void *card, hl_line line)
{
	(void)card;
	(void)line;
}

static int op_truth(void *card, hl_line line, struct hl_truth *ret)
{
	(void)card;
	memset(ret, 0, sizeof(*ret));
	ret->closed = board->closed[line];
	return 0;
}

static int op_loop(void *card, hl_line line, bool closed)
{
	(void)card;
	if (line == TRUNK)
		say("loop=%d ", closed);
	return 0;
}

static int op_set(void *card, hl_line line, enum hl_port_set what,
		  unsigned value)
{
	(void)card;
	if (line == TRUNK && what != HL_SET_ECHO && what != HL_SET_LISTEN)
		say("%s=%u ", hl_port_set_name(what), value);
	return 0;
}

static int op_dial(void *card, hl_line line, const char *number, bool complete)
{
	(void)card;
	(void)line;
	say("dial=%s%s ", number, complete ? "" : "...");
	return board->fail_dial;
}

static int op_announce(void *card, hl_line line, const struct hl_clid *clid)
{
	(void)card;
	if (line == TRUNK)
		say("who=%s ", !clid ? "nobody"
			       : clid->number_absent == HL_CLID_ABSENT_WITHHELD
				       ? "withheld"
				       : clid->number);
	return 0;
}

static int op_patch(void *card, const struct hl_move *moves, unsigned n,
		    unsigned *done)
{
	(void)card;
	for (*done = 0; *done < n; (*done)++)
		if (moves[*done].line == TRUNK)
			say("%s ", hl_wire_name(moves[*done].wire.kind));
	return 0;
}

static const struct hl_driver ports_driver = {
	.name = "ports",
	.card_open = card_open,
	.card_close = card_close,
	.line_open = line_open,
	.line_close = line_close,
	.truth = op_truth,
	.patch = op_patch,
};

static const struct hl_driver *voice_of(void *card, hl_line line)
{
	(void)card;
	(void)line;
	return &ports_driver;
}

static const struct hl_driver isdn_driver = {
	.name = "isdn",
	.voice = voice_of,
	.card_open = card_open,
	.card_close = card_close,
	.line_open = line_open,
	.line_close = line_close,
	.truth = op_truth,
	.loop = op_loop,
	.set = op_set,
	.dial = op_dial,
	.announce = op_announce,
};

static void host_trouble(void *ctx, hl_line line, const char *sentence)
{
	(void)ctx;
	(void)line;
	(void)sentence;
}

static hl_usec host_now(void *ctx)
{
	(void)ctx;
	return board->now;
}

static void line_add(const char *name, enum hl_line_kind kind)
{
	bool trunk = kind == HL_KIND_TRUNK;
	struct hl_line_settings set;

	table_settings(&set, name, kind);
	if (trunk) {
		set.isdn = 1;
		set.sending = HL_SENDING_ENBLOC;
		set.answer_by = HL_ANSWER_BY_SIGNAL;
		set.hold_at = HL_HOLD_AT_EITHER;
	}
	CU_ASSERT_EQUAL(hl_engine_add(board->e,
				      trunk ? &isdn_driver : &ports_driver, 1,
				      &set, NULL), 0);
}

static void open_board(struct switchboard *s)
{
	struct hl_limits limits = { 4, 32 };
	struct hl_engine_host host = { .trouble = host_trouble,
				       .now = host_now, .awake = host_now };
	struct hl_plan plan = { .patterns = 2, .groups = 1 };

	memset(s, 0, sizeof(*s));
	board = s;
	s->now = 1000000;
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&s->zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_open(&s->e, &limits, &host, &s->zone),
			      0);
	hl_engine_card(s->e, &ports_driver, NULL, NULL);
	hl_engine_card(s->e, &isdn_driver, NULL, NULL);
	line_add("101", HL_KIND_STATION);
	line_add("102", HL_KIND_STATION);
	line_add("i1-1", HL_KIND_TRUNK);
	strcpy(plan.pattern[0].text, "1XX");
	strcpy(plan.pattern[1].text, "9XX");
	plan.pattern[1].kind = HL_ROUTE_GROUP;
	plan.pattern[1].strip = 1;
	plan.group[0].lines[0] = TRUNK;
	plan.group[0].count = 1;
	hl_engine_plan(s->e, &plan);
	hl_engine_start(s->e);
	s->said[0] = '\0';
}

static void tell(struct hl_event *event)
{
	event->at.earliest = board->now;
	event->at.latest = board->now;
	board->host.event(board->host.ctx, event);
}

static void edge(hl_line line, bool closed)
{
	struct hl_event event = { .kind = HL_EVENT_EDGE, .line = line,
				  .closed = closed };

	board->closed[line] = closed;
	tell(&event);
}

static void dial(hl_line line, const char *digits)
{
	for (; *digits; digits++) {
		struct hl_event event = { .kind = HL_EVENT_DIGIT,
					  .line = line, .digit = *digits };

		tell(&event);
	}
}

static void exchange(enum hl_event_kind kind, unsigned value,
		     const char *number)
{
	struct hl_event event = { .kind = kind, .line = TRUNK,
				  .value = value };

	strcpy(event.number, number);
	tell(&event);
}

static void pass(hl_msec ms)
{
	hl_usec end = board->now + HL_MS(ms);

	while (hl_engine_due(board->e) <= end) {
		board->now = hl_engine_due(board->e);
		hl_engine_run(board->e);
	}
	board->now = end;
}

#define CLAIM(name)                                                            \
	static void name##_on(struct switchboard *s);                          \
	static void name(void)                                                 \
	{                                                                      \
		struct switchboard s;                                          \
                                                                               \
		open_board(&s);                                                \
		name##_on(&s);                                                 \
		hl_engine_close(s.e);                                          \
	}                                                                      \
	static void name##_on(struct switchboard *s)

CLAIM(who_calls_is_said_before_the_number)
{
	edge(0, true);
	dial(0, "955");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "who=101 dial=55 "));
}

CLAIM(a_number_that_is_withheld_is_said_to_be)
{
	struct hl_line_settings set = hl_model_line(hl_engine_model(s->e), 0)->set;

	set.switches |= 1u << HL_SWITCH_WITHHOLD;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 0, &set), 0);
	edge(0, true);
	dial(0, "955");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "who=withheld dial=55 "));
}

CLAIM(the_number_goes_out_before_the_trunk_counts_as_seized)
{
	edge(0, true);
	dial(0, "955");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "dial=55 loop=1 "));
}

CLAIM(the_card_of_the_voices_joins_lines_of_both)
{
	edge(0, true);
	dial(0, "955");
	exchange(HL_EVENT_ANSWERED, 0, "");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "pair "));
}

CLAIM(a_call_that_comes_in_is_answered_stage_by_stage)
{
	exchange(HL_EVENT_RING, 1, "101");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "stage=2 "));
	s->said[0] = '\0';
	edge(0, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "loop=1 "));
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "stage=3 "));
}

CLAIM(who_answers_is_known_before_the_answer)
{
	exchange(HL_EVENT_RING, 1, "101");
	edge(0, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "who=101 loop=1 "));
}

CLAIM(the_cause_is_said_before_the_call_is_cleared)
{
	exchange(HL_EVENT_RING, 1, "101");
	pass(181000);
	/* 6 = log2 of HL_GONE_NOANSWER */
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "cause=6 stage=0 "));
}

CLAIM(a_hold_is_asked_of_the_exchange)
{
	exchange(HL_EVENT_RING, 1, "101");
	edge(0, true);
	pass(1000);
	s->said[0] = '\0';
	edge(0, false);
	pass(500);
	edge(0, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "hold=1 "));
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "quiet "));
}

CLAIM(after_a_transfer_the_exchange_is_told_who_is_there)
{
	exchange(HL_EVENT_RING, 1, "101");
	edge(0, true);
	pass(1000);
	edge(0, false);
	pass(500);
	edge(0, true);
	exchange(HL_EVENT_HELD, 1, "");
	dial(0, "102");
	edge(1, true);
	pass(1000);
	s->said[0] = '\0';
	edge(0, false);
	pass(2000);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->said, "who=102 "));
}

CLAIM(a_number_that_is_refused_is_not_tried_again)
{
	s->fail_dial = -EBUSY;
	edge(0, true);
	dial(0, "955");
	pass(5000);
	CU_ASSERT_PTR_NULL(strstr(strstr(s->said, "dial=") + 1, "dial="));
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s->e), TRUNK)->calls[0],
			HL_NO_CALL);
}

#define T(name) { #name, name }

CU_TestInfo *test_engine_isdn(void)
{
	static CU_TestInfo tests[] = {
		T(who_calls_is_said_before_the_number),
		T(a_number_that_is_withheld_is_said_to_be),
		T(the_number_goes_out_before_the_trunk_counts_as_seized),
		T(the_card_of_the_voices_joins_lines_of_both),
		T(a_call_that_comes_in_is_answered_stage_by_stage),
		T(who_answers_is_known_before_the_answer),
		T(the_cause_is_said_before_the_call_is_cleared),
		T(a_hold_is_asked_of_the_exchange),
		T(after_a_transfer_the_exchange_is_told_who_is_there),
		T(a_number_that_is_refused_is_not_tried_again),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
