/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_forward.c - claims about calls that do not arrive where they were
 * meant: forwarding and do not disturb
 */
#include "suites.h"

#include "claim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM(name) CLAIM_ON(name, (void))

static enum hl_tone heard(const struct table *t, hl_line line)
{
	return table_want(t, line)->tone;
}

static enum hl_ring rings(const struct table *t, hl_line line)
{
	return table_want(t, line)->ring;
}

static const struct hl_call_state *call(const struct table *t, hl_line line,
					unsigned n)
{
	return hl_model_call(t->m, table_call(t, line, n));
}

static enum hl_error forward(struct table *t, hl_line line, const char *number)
{
	return table_ask_line(t, HL_REQUEST_FORWARD, line, number);
}

static enum hl_error forward_if(struct table *t, hl_line line,
				enum hl_number_kind kind, const char *number)
{
	struct hl_event event = {
		.request = HL_REQUEST_FORWARD, .line = line,
		.value = kind == HL_NUMBER_FWDBUSY ? 1 : 2,
	};

	strncpy(event.number, number, sizeof(event.number) - 1);
	return table_request(t, &event);
}

static void disturb_not(struct table *t, hl_line line, bool on)
{
	table_request(t, &(struct hl_event){
		.request = HL_REQUEST_DND, .line = line, .value = on });
}

static enum hl_error send_on(struct table *t, enum hl_request_kind request,
			     hl_call of, const char *number)
{
	struct hl_event event = { .request = request, .call = of,
				  .line = HL_NO_LINE };

	strncpy(event.number, number, sizeof(event.number) - 1);
	return table_request(t, &event);
}

static void dial(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

/* ---- every call ---------------------------------------------------------- */

CLAIM(a_forwarded_call_rings_there_and_not_here)
{
	forward(t, S2, "103");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_NOT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(a_forwarded_call_says_why_and_who_forwarded_it)
{
	forward(t, S2, "103");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDUNCOND);
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S2);
	CU_ASSERT_STRING_EQUAL(call(t, S3, 0)->party, "101");
	CU_ASSERT_STRING_EQUAL(call(t, S3, 0)->called, "102");
}

CLAIM(a_call_that_is_not_forwarded_was_forwarded_by_nobody)
{
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(call(t, S2, 0)->reason, HL_REASON_DIRECT);
	CU_ASSERT_EQUAL(call(t, S2, 0)->redirector, HL_NO_LINE);
}

CLAIM(the_forwarding_telephone_gives_one_short_ring)
{
	forward(t, S2, "103");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_SPLASH);
	CU_ASSERT_TRUE(hl_model_is_idle(t->m, S2));
	table_wait(t, 700);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	table_wait(t, 20000);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(lifting_within_the_short_ring_gives_dial_tone)
{
	forward(t, S2, "103");
	dial(t, S1, "102");
	table_wait(t, 200);
	table_lift(t, S2);
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_STUTTER);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(a_forwarding_telephone_in_use_is_not_reminded)
{
	forward(t, S2, "103");
	table_lift(t, S2);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	table_wait(t, 100);
	table_hangup(t, S2);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

CLAIM(a_forwarding_telephone_can_still_call)
{
	forward(t, S2, "103");
	table_talk(t, S2, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S1));
}

CLAIM(calling_who_forwards_here_is_busy)
{
	forward(t, S2, "103");
	dial(t, S3, "102");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_BUSY);
}

CLAIM(forwarding_to_a_busy_telephone_is_busy)
{
	forward(t, S2, "103");
	table_lift(t, S3);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
}

CLAIM(a_call_forwarded_to_who_holds_the_caller_is_busy)
{
	forward(t, S2, "103");
	table_talk(t, S1, S3);
	table_flash(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(a_consultation_call_is_forwarded_too)
{
	forward(t, S3, "104");
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NORMAL);
	table_lift(t, S4);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(a_program_that_forwards_is_told_of_a_bad_number)
{
	CU_ASSERT_EQUAL(forward(t, S2, "102"), HL_ERR_INVALADDRESS);
	CU_ASSERT_EQUAL(forward(t, S2, "55"), HL_ERR_INVALADDRESS);
	CU_ASSERT_EQUAL(forward(t, S2, "150"), HL_ERR_INVALADDRESS);
	CU_ASSERT_EQUAL(forward(t, T1, "102"), HL_ERR_OPERATIONUNAVAIL);
	CU_ASSERT_EQUAL(forward(t, S2, "103"), HL_ERR_NONE);
	CU_ASSERT_EQUAL(forward(t, S2, ""), HL_ERR_NONE);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
}

CLAIM(a_party_that_comes_back_is_not_forwarded)
{
	table_talk(t, S1, S2);
	forward(t, S1, "103");
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(a_party_sent_to_a_forwarding_telephone_is_forwarded)
{
	forward(t, S3, "104");
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(send_on(t, HL_REQUEST_BLIND, table_call(t, S1, 0),
				"103"), HL_ERR_NONE);
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NORMAL);
	table_lift(t, S4);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(a_party_sent_to_a_forwarding_telephone_reminds_its_user)
{
	forward(t, S3, "104");
	table_talk(t, S1, S2);
	send_on(t, HL_REQUEST_BLIND, table_call(t, S1, 0), "103");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_SPLASH);
}

/* ---- chains and circles -------------------------------------------------- */

CLAIM(forwarding_goes_on_from_telephone_to_telephone)
{
	forward(t, S2, "103");
	forward(t, S3, "104");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S4, 0)->redirector, S3);
	CU_ASSERT_STRING_EQUAL(call(t, S4, 0)->called, "102");
}

CLAIM(a_chain_says_the_reason_of_its_last_link)
{
	forward(t, S2, "103");
	forward_if(t, S3, HL_NUMBER_FWDBUSY, "104");
	table_lift(t, S3);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S4, 0)->reason, HL_REASON_FWDBUSY);
	CU_ASSERT_EQUAL(call(t, S4, 0)->redirector, S3);
}

CLAIM(a_circle_of_forwarding_is_busy)
{
	forward(t, S2, "103");
	forward(t, S3, "104");
	forward(t, S4, "102");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_hangup(t, S1);
	table_wait(t, 1000);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(a_circle_through_the_caller_is_busy)
{
	forward(t, S2, "101");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
}

CLAIM(in_a_circle_nobody_is_reminded)
{
	forward(t, S2, "103");
	forward(t, S3, "102");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

/* A caller 200 and ten stations in a row, each forwarding to the next. */
static void open_row(struct table *t, unsigned forwarding)
{
	struct hl_limits limits = { 11, 64 };
	struct hl_line_settings set;
	struct hl_plan plan;
	char name[HL_NAME_MAX];

	memset(t, 0, sizeof(*t));
	t->now = 1000000;
	t->m = hl_model_init(malloc(hl_model_size(&limits)), &limits);
	memset(&plan, 0, sizeof(plan));
	strcpy(plan.pattern[0].text, "2XX");
	plan.pattern[0].kind = HL_ROUTE_LINE;
	plan.patterns = 1;
	hl_model_plan(t->m, &plan);
	for (unsigned i = 0; i < limits.lines; i++) {
		struct hl_event ready = { .kind = HL_EVENT_READY };

		snprintf(name, sizeof(name), "%u", 200 + i);
		table_settings(&set, name, HL_KIND_STATION);
		ready.line = hl_model_add(t->m, &set);
		table_event(t, &ready);
	}
	for (unsigned i = 1; i <= forwarding; i++) {
		snprintf(name, sizeof(name), "%u", 201 + i);
		hl_model_number_set(t->m, (hl_line)i, HL_NUMBER_FORWARD, name);
	}
}

static void five_telephones_may_forward_one_after_the_other(void)
{
	struct table t;

	open_row(&t, 5);
	dial(&t, 0, "201");
	CU_ASSERT_EQUAL(rings(&t, 6), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(&t, 0), HL_TONE_RINGBACK);
	CU_ASSERT_STRING_EQUAL(t.broken, "");
	table_close(&t);
}

static void six_telephones_in_a_row_are_busy(void)
{
	struct table t;

	open_row(&t, 6);
	dial(&t, 0, "201");
	CU_ASSERT_EQUAL(rings(&t, 7), HL_RING_NONE);
	CU_ASSERT_EQUAL(heard(&t, 0), HL_TONE_BUSY);
	CU_ASSERT_STRING_EQUAL(t.broken, "");
	table_close(&t);
}

/* ---- when busy ----------------------------------------------------------- */

CLAIM(a_free_telephone_does_not_forward_as_busy)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(a_telephone_in_talk_forwards_as_busy)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	table_talk(t, S2, S4);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDBUSY);
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S2);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(a_telephone_that_rings_forwards_as_busy)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	dial(t, S4, "102");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(a_telephone_at_dial_tone_forwards_as_busy)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	table_lift(t, S2);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(where_a_call_can_wait_it_is_not_forwarded_as_busy)
{
	table_set(t, S2)->switches |= 1u << HL_SWITCH_WAITING;
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	table_talk(t, S2, S4);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_WAITING);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(forwarding_as_busy_reminds_nobody)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "103");
	dial(t, S4, "102");
	dial(t, S1, "102");
	table_hangup(t, S4);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
}

/* ---- when not answered --------------------------------------------------- */

CLAIM(a_call_that_is_not_answered_is_forwarded_after_its_limit)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	dial(t, S1, "102");
	table_wait(t, 19900);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
	table_wait(t, 200);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
}

CLAIM(a_call_not_answered_says_why_and_who_forwarded_it)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	dial(t, S1, "102");
	table_wait(t, 21000);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDNOANSWER);
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S2);
	CU_ASSERT_STRING_EQUAL(call(t, S3, 0)->party, "101");
}

CLAIM(a_call_that_is_answered_in_time_stays)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	dial(t, S1, "102");
	table_wait(t, 19000);
	table_lift(t, S2);
	table_wait(t, 30000);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(how_long_it_rings_before_is_a_setting)
{
	table_set(t, S2)->timer[HL_TIMER_FWDNOANSWER] = 5000;
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	dial(t, S1, "102");
	table_wait(t, 5100);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(where_it_cannot_be_forwarded_to_it_goes_on_ringing)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	table_lift(t, S3);
	dial(t, S1, "102");
	table_wait(t, 21000);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	table_hangup(t, S3);
	table_wait(t, 20000);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
}

CLAIM(a_waiting_call_that_is_not_taken_is_forwarded_too)
{
	table_set(t, S2)->switches |= 1u << HL_SWITCH_WAITING;
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	table_talk(t, S2, S4);
	dial(t, S1, "102");
	table_wait(t, 21000);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(table_sit(t, S2), HL_SIT_TALKING);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(a_party_that_comes_back_is_not_forwarded_without_answer)
{
	table_talk(t, S1, S2);
	forward_if(t, S1, HL_NUMBER_FWDNOANSWER, "103");
	table_flash(t, S1);
	table_hangup(t, S1);
	table_wait(t, 30000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(a_circle_of_calls_not_answered_comes_to_an_end)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "103");
	forward_if(t, S3, HL_NUMBER_FWDNOANSWER, "102");
	dial(t, S1, "102");
	table_wait(t, 600000);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NONE);
}

CLAIM(a_transferred_party_comes_back_after_forwarding_too)
{
	forward_if(t, S3, HL_NUMBER_FWDNOANSWER, "104");
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_dial(t, S1, "103");
	table_hangup(t, S1);
	table_wait(t, 21000);
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NORMAL);
	table_wait(t, 31000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
	CU_ASSERT_EQUAL(rings(t, S4), HL_RING_NONE);
}

/* ---- outside ------------------------------------------------------------- */

CLAIM(a_call_is_forwarded_outside)
{
	forward(t, S2, "9555");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_PROCEEDING);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_STRING_EQUAL(call(t, T1, 0)->dial, "555");
	table_wait(t, 3000);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_call_forwarded_outside_says_who_forwarded_it)
{
	forward(t, S2, "9555");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(call(t, S1, 0)->redirector, S2);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_SPLASH);
}

CLAIM(a_chain_may_end_outside)
{
	forward(t, S2, "103");
	forward(t, S3, "9555");
	dial(t, S1, "102");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(call(t, S1, 0)->redirector, S3);
}

CLAIM(with_no_trunk_free_forwarding_outside_is_congestion)
{
	table_ring(t, T1);
	table_ring(t, T2);
	forward(t, S4, "9555");
	dial(t, S3, "104");
	CU_ASSERT_EQUAL(heard(t, S3), HL_TONE_CONGESTION);
}

CLAIM(a_call_not_answered_is_forwarded_outside)
{
	forward_if(t, S2, HL_NUMBER_FWDNOANSWER, "9555");
	dial(t, S1, "102");
	table_wait(t, 21000);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	table_wait(t, 3000);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(a_call_is_forwarded_outside_when_busy)
{
	forward_if(t, S2, HL_NUMBER_FWDBUSY, "9555");
	table_lift(t, S2);
	dial(t, S1, "102");
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
}

/* ---- callers from outside ------------------------------------------------ */

CLAIM(an_outside_caller_is_forwarded_to_a_station)
{
	forward(t, S1, "103");
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDUNCOND);
	CU_ASSERT_EQUAL(call(t, S3, 0)->redirector, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_SPLASH);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
}

CLAIM(an_outside_caller_is_forwarded_when_busy)
{
	forward_if(t, S1, HL_NUMBER_FWDBUSY, "103");
	table_lift(t, S1);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDBUSY);
}

/* The exchange rings in bursts, six seconds apart. */
static void ring_on(struct table *t, hl_line trunk, hl_msec ms)
{
	for (hl_msec at = 0; at < ms; at += 6000) {
		table_ring(t, trunk);
		table_wait(t, 6000);
	}
}

CLAIM(an_outside_caller_is_forwarded_when_not_answered)
{
	forward_if(t, S1, HL_NUMBER_FWDNOANSWER, "103");
	ring_on(t, T1, 24000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S3), HL_RING_NORMAL);
	CU_ASSERT_EQUAL(call(t, S3, 0)->reason, HL_REASON_FWDNOANSWER);
	table_lift(t, S3);
	CU_ASSERT_TRUE(table_talks(t, S3, T1));
}

CLAIM(an_outside_caller_is_not_sent_outside_again)
{
	forward(t, S1, "9555");
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

CLAIM(who_is_passed_over_is_not_reminded)
{
	forward(t, S1, "9555");
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
}

CLAIM(an_outside_caller_not_answered_is_not_sent_outside_again)
{
	forward_if(t, S1, HL_NUMBER_FWDNOANSWER, "9555");
	ring_on(t, T1, 30000);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NORMAL);
	CU_ASSERT_FALSE(table_want(t, T2)->loop);
}

/* ---- do not disturb ------------------------------------------------------ */

CLAIM(who_calls_a_telephone_that_is_not_to_be_disturbed_hears_busy)
{
	disturb_not(t, S2, true);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NONE);
	disturb_not(t, S2, false);
	table_hangup(t, S1);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
}

CLAIM(an_outside_caller_rings_the_next_who_may_be_disturbed)
{
	disturb_not(t, S1, true);
	table_ring(t, T1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_NONE);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
}

CLAIM(forwarding_to_who_is_not_to_be_disturbed_is_busy)
{
	disturb_not(t, S3, true);
	forward(t, S2, "103");
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
}

CLAIM(no_call_waits_where_nobody_is_to_be_disturbed)
{
	table_set(t, S2)->switches |= 1u << HL_SWITCH_WAITING;
	disturb_not(t, S2, true);
	table_talk(t, S2, S4);
	dial(t, S1, "102");
	CU_ASSERT_EQUAL(heard(t, S1), HL_TONE_BUSY);
	table_wait(t, 100);
	CU_ASSERT_EQUAL(heard(t, S2), HL_TONE_NONE);
}

CLAIM(who_is_not_to_be_disturbed_can_still_call)
{
	disturb_not(t, S2, true);
	table_talk(t, S2, S1);
	CU_ASSERT_TRUE(table_talks(t, S2, S1));
}

CLAIM(a_held_party_comes_back_to_who_is_not_to_be_disturbed)
{
	disturb_not(t, S1, true);
	table_talk(t, S1, S2);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(rings(t, S1), HL_RING_RECALL);
}

CLAIM(what_rings_already_rings_on)
{
	dial(t, S1, "102");
	disturb_not(t, S2, true);
	CU_ASSERT_EQUAL(rings(t, S2), HL_RING_NORMAL);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(nobody_is_sent_to_who_is_not_to_be_disturbed)
{
	disturb_not(t, S3, true);
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(send_on(t, HL_REQUEST_BLIND, table_call(t, S1, 0),
				"103"), HL_ERR_RESOURCEUNAVAIL);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_forward(void)
{
	static CU_TestInfo tests[] = {
		T(a_forwarded_call_rings_there_and_not_here),
		T(a_forwarded_call_says_why_and_who_forwarded_it),
		T(a_call_that_is_not_forwarded_was_forwarded_by_nobody),
		T(the_forwarding_telephone_gives_one_short_ring),
		T(lifting_within_the_short_ring_gives_dial_tone),
		T(a_forwarding_telephone_in_use_is_not_reminded),
		T(a_forwarding_telephone_can_still_call),
		T(calling_who_forwards_here_is_busy),
		T(forwarding_to_a_busy_telephone_is_busy),
		T(a_call_forwarded_to_who_holds_the_caller_is_busy),
		T(a_consultation_call_is_forwarded_too),
		T(a_program_that_forwards_is_told_of_a_bad_number),
		T(a_party_that_comes_back_is_not_forwarded),
		T(a_party_sent_to_a_forwarding_telephone_is_forwarded),
		T(a_party_sent_to_a_forwarding_telephone_reminds_its_user),
		T(forwarding_goes_on_from_telephone_to_telephone),
		T(a_chain_says_the_reason_of_its_last_link),
		T(a_circle_of_forwarding_is_busy),
		T(a_circle_through_the_caller_is_busy),
		T(in_a_circle_nobody_is_reminded),
		T(a_free_telephone_does_not_forward_as_busy),
		T(a_telephone_in_talk_forwards_as_busy),
		T(a_telephone_that_rings_forwards_as_busy),
		T(a_telephone_at_dial_tone_forwards_as_busy),
		T(where_a_call_can_wait_it_is_not_forwarded_as_busy),
		T(forwarding_as_busy_reminds_nobody),
		T(a_call_that_is_not_answered_is_forwarded_after_its_limit),
		T(a_call_not_answered_says_why_and_who_forwarded_it),
		T(a_call_that_is_answered_in_time_stays),
		T(how_long_it_rings_before_is_a_setting),
		T(where_it_cannot_be_forwarded_to_it_goes_on_ringing),
		T(a_waiting_call_that_is_not_taken_is_forwarded_too),
		T(a_party_that_comes_back_is_not_forwarded_without_answer),
		T(a_circle_of_calls_not_answered_comes_to_an_end),
		T(a_transferred_party_comes_back_after_forwarding_too),
		T(a_call_is_forwarded_outside),
		T(a_call_forwarded_outside_says_who_forwarded_it),
		T(a_chain_may_end_outside),
		T(with_no_trunk_free_forwarding_outside_is_congestion),
		T(a_call_not_answered_is_forwarded_outside),
		T(a_call_is_forwarded_outside_when_busy),
		T(an_outside_caller_is_forwarded_to_a_station),
		T(an_outside_caller_is_forwarded_when_busy),
		T(an_outside_caller_is_forwarded_when_not_answered),
		T(an_outside_caller_is_not_sent_outside_again),
		T(who_is_passed_over_is_not_reminded),
		T(an_outside_caller_not_answered_is_not_sent_outside_again),
		T(who_calls_a_telephone_that_is_not_to_be_disturbed_hears_busy),
		T(an_outside_caller_rings_the_next_who_may_be_disturbed),
		T(forwarding_to_who_is_not_to_be_disturbed_is_busy),
		T(no_call_waits_where_nobody_is_to_be_disturbed),
		T(who_is_not_to_be_disturbed_can_still_call),
		T(a_held_party_comes_back_to_who_is_not_to_be_disturbed),
		T(what_rings_already_rings_on),
		T(nobody_is_sent_to_who_is_not_to_be_disturbed),
		T(five_telephones_may_forward_one_after_the_other),
		T(six_telephones_in_a_row_are_busy),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
