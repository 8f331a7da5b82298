/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_resume.c - claims about what is told when and to whom: answers
 * once and first, secrets to who asked, records without a gap after a cut
 */
#include "holdline/control.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "../../src/ctl/open.h"
#include "holdline/sim.h"

#include "control_bench.h"

CU_TestInfo *test_control_resume(void);

/* A client makes 101 call 103, who answers: the call is the client's. */
static hl_call own_talk(unsigned client)
{
	hl_call call;

	control_lift(1);
	call = control_made(control_do(client, "call.makeCall",
			       "{'from':'101','number':'103'}"));
	control_lift(3);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	return call;
}

static bool privilege_is(unsigned client, hl_call call, const char *word)
{
	json_t *result = control_result(control_do(client, "call.getStatus",
					"{'call':%u}", call));
	bool same = !strcmp(control_word(result, "privilege"), word);

	json_decref(result);
	return same;
}

/* ---- secrets ------------------------------------------------------------ */

/* What a client is told of the digits of a conversation: "" = nothing. */
static void digits_told(unsigned client, char *buf, size_t size)
{
	json_t *said;
	size_t n = 0;

	while ((said = control_hear(client))) {
		json_t *params = json_object_get(said, "params");
		const char *digit = control_word(params, "digit");

		if (!strcmp(control_word(params, "what"), "heard") &&
		    *digit && n + 1 < size)
			buf[n++] = *digit;
		json_decref(said);
	}
	buf[n] = '\0';
}

static void digits_are_told_to_who_asked_for_them(void)
{
	char told[4][32];
	unsigned c[4];
	hl_call call;

	control_begin();
	c[0] = control_join(HL_ROLE_OPERATOR); /* owns the call */
	c[1] = control_join(HL_ROLE_OPERATOR); /* asks for the digits */
	c[2] = control_join(HL_ROLE_OPERATOR); /* only follows */
	c[3] = control_join(HL_ROLE_MONITOR);
	call = own_talk(c[0]);
	CU_ASSERT(control_done(control_do(c[1], "call.monitorDigits",
				  "{'call':%u,'digits':'dtmf'}", call)));
	CU_ASSERT(privilege_is(c[1], call, "monitor"));
	for (unsigned i = 0; i < 4; i++)
		CU_ASSERT(control_done(
			control_do(c[i], "event.subscribe", "{}")));
	hl_sim_dial(control.card, 1, "4711", NULL, control.now);
	control_pass(3000);
	for (unsigned i = 0; i < 4; i++)
		digits_told(c[i], told[i], sizeof(told[i]));
	CU_ASSERT_STRING_EQUAL(told[0], "4711");
	CU_ASSERT_STRING_EQUAL(told[1], "4711");
	CU_ASSERT_STRING_EQUAL(told[2], "");
	CU_ASSERT_STRING_EQUAL(told[3], "");
	control_end();
}

static void digits_of_before_are_not_told_to_who_comes_later(void)
{
	char *text;
	json_t *answer;
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	CU_ASSERT(control_done(control_do(a, "call.monitorDigits",
				  "{'call':%u,'digits':'dtmf'}", call)));
	hl_sim_dial(control.card, 1, "4711", NULL, control.now);
	control_pass(3000);
	control_leave(a);
	control_turn();
	/* It sits in the same place, and takes the call. */
	b = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_done(control_do(b, "call.setPrivilege",
		"{'call':%u,'privilege':'owner'}", call)));
	answer = control_do(b, "record.list", "{}");
	text = json_dumps(answer, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"what\": \"heard\""));
	CU_ASSERT_PTR_NULL(strstr(text, "\"digit\": \"4\""));
	free(text);
	json_decref(answer);
	control_end();
}

/* ---- new handles -------------------------------------------------------- */

/* What came before the answer with id 1 may name no call of its. */
static void new_calls_are_silent_until(unsigned client, const char *method,
				       const char *params)
{
	json_t *first;
	json_t *said;
	hl_call call;
	unsigned told = 0;

	control_heard(client);
	first = control_do(client, method, "%s", params);
	CU_ASSERT_PTR_NOT_NULL_FATAL(first);
	/* The first thing said is the answer. */
	CU_ASSERT_PTR_NULL(json_object_get(first, "method"));
	call = control_made(first);
	CU_ASSERT(call != HL_NO_CALL);
	while ((said = control_hear(client))) {
		json_t *of = json_object_get(json_object_get(said, "params"),
					     "call");

		told += json_integer_value(of) == call;
		json_decref(said);
	}
	CU_ASSERT(told > 0);
}

static void nothing_is_told_of_a_new_call_before_its_answer(void)
{
	char params[96];
	unsigned c;
	hl_call call;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("event.subscribe", "{}")), 0);
	control_lift(1);
	new_calls_are_silent_until(c, "call.makeCall",
				   "{'from':'101','number':'103'}");
	control_lift(3);
	call = hl_model_active(hl_engine_model(control.engine), 0);
	snprintf(params, sizeof(params), "{'call':%u,'number':'102'}", call);
	new_calls_are_silent_until(c, "call.setupTransfer", params);
	control_lift(2);
	snprintf(params, sizeof(params), "{'call':%u}", call);
	new_calls_are_silent_until(c, "call.completeTransferAsConference",
				   params);
	call = control_call_at("103");
	snprintf(params, sizeof(params), "{'call':%u,'number':'104'}", call);
	new_calls_are_silent_until(c, "call.setupConference", params);
	control_lift(6);
	new_calls_are_silent_until(c, "line.pickup",
				   "{'line':'106','number':'104'}");
	control_end();
}

/* ---- requests that the engine answers later ----------------------------- */

static void an_open_request_is_found_by_its_number_once(void)
{
	static struct hl_opens opens;
	struct hl_act act = { .request = HL_REQUEST_HOLD, .call = 7 };
	json_t *id = json_integer(42);
	uint32_t a = hl_opens_add(&opens, 3, id, &act, HL_MS(1000));
	uint32_t b = hl_opens_add(&opens, 4, id, &act, HL_MS(1000));

	CU_ASSERT(a && b && a != b);
	/* Other askers of the engine have the smaller numbers. */
	CU_ASSERT(a & UINT32_C(0x80000000));
	CU_ASSERT_EQUAL(hl_opens_find(&opens, a)->seat, 3);
	CU_ASSERT_EQUAL(json_integer_value(hl_opens_find(&opens, a)->id), 42);
	hl_opens_end(&opens, hl_opens_find(&opens, a));
	CU_ASSERT_PTR_NULL(hl_opens_find(&opens, a));
	CU_ASSERT_PTR_NULL(hl_opens_find(&opens, 0));
	CU_ASSERT_PTR_NULL(hl_opens_find(&opens, 5));
	/* Its place is taken again, its number is not. */
	CU_ASSERT(hl_opens_add(&opens, 3, id, &act, HL_MS(1000)) != a);
	hl_opens_fini(&opens);
	CU_ASSERT_EQUAL(opens.count, 0);
	json_decref(id);
}

static void a_client_that_left_is_answered_no_more(void)
{
	static struct hl_opens opens;
	struct hl_open *due = NULL;
	struct hl_act act = { 0 };
	json_t *id = json_integer(1);
	uint32_t a = hl_opens_add(&opens, 3, id, &act, HL_MS(1000));
	uint32_t b = hl_opens_add(&opens, 4, id, &act, HL_MS(500));

	hl_opens_leave(&opens, 3);
	CU_ASSERT_EQUAL(hl_opens_find(&opens, a)->seat, -1);
	CU_ASSERT_EQUAL(hl_opens_find(&opens, b)->seat, 4);
	CU_ASSERT_EQUAL(hl_opens_due(&opens, &due),
			HL_MS(500 + HL_CONTROL_PATIENCE));
	CU_ASSERT_PTR_EQUAL(due, hl_opens_find(&opens, b));
	hl_opens_fini(&opens);
	CU_ASSERT_EQUAL(hl_opens_due(&opens, &due), HL_NEVER);
	json_decref(id);
}

static void a_full_table_of_open_requests_is_an_ordinary_refusal(void)
{
	static struct hl_opens opens;
	struct hl_act act = { 0 };
	json_t *id = json_integer(1);

	for (unsigned i = 0; i < HL_OPENS_MAX; i++)
		CU_ASSERT(hl_opens_add(&opens, 0, id, &act, 0) != 0);
	CU_ASSERT_EQUAL(hl_opens_add(&opens, 0, id, &act, 0), 0);
	hl_opens_fini(&opens);
	json_decref(id);
}

/* ---- coming back -------------------------------------------------------- */

static json_int_t record_of(const json_t *said)
{
	return json_integer_value(json_object_get(json_object_get(said,
							"params"), "record"));
}

static void stir(void)
{
	hl_sim_lift(control.card, 2, control.now + HL_MS(1));
	hl_sim_hangup(control.card, 2, control.now + HL_MS(500));
	control_pass(3000);
}

static void who_was_cut_off_misses_and_repeats_nothing(void)
{
	json_int_t last = 0;
	json_t *result;
	json_t *said;
	char run[32];
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	result = control_result(control_do(c, "event.subscribe", "{}"));
	snprintf(run, sizeof(run), "%s", control_word(result, "run"));
	CU_ASSERT_EQUAL(strlen(run), 16);
	json_decref(result);
	for (unsigned i = 0; i < 12; i++) {
		stir();
		/* It has read some of them when the line is cut. */
		for (unsigned k = 0; k < i + 1; k++) {
			said = control_hear(c);
			CU_ASSERT(!last || record_of(said) == last + 1);
			last = record_of(said);
			json_decref(said);
		}
		control_leave(c);
		stir();
		c = control_join(HL_ROLE_MONITOR);
		CU_ASSERT(control_done(control_do(c, "event.subscribe",
			"{'from':%lld,'run':'%s'}", (long long)last + 1,
			run)));
	}
	while ((said = control_hear(c))) {
		CU_ASSERT_EQUAL(record_of(said), last + 1);
		last = record_of(said);
		json_decref(said);
	}
	CU_ASSERT_EQUAL((uint64_t)last, hl_engine_records(control.engine));
	control_end();
}

static void records_of_another_run_are_gone(void)
{
	json_t *answer;
	json_t *data;
	char first[32];
	unsigned c;

	control_begin();
	c = control_add(HL_ROLE_MONITOR);
	control_turn();
	answer = control_hear(c);
	snprintf(first, sizeof(first), "%s", control_word(
			json_object_get(answer, "params"), "run"));
	json_decref(answer);
	control_end();

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_do(c, "event.subscribe", "{'from':1,'run':'%s'}",
			    first);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"), "GONE");
	data = json_object_get(json_object_get(answer, "error"), "data");
	CU_ASSERT_EQUAL(strlen(control_word(data, "run")), 16);
	CU_ASSERT(strcmp(control_word(data, "run"), first) != 0);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(data, "first")),
			1);
	CU_ASSERT_EQUAL((uint64_t)json_integer_value(json_object_get(data,
				"last")), hl_engine_records(control.engine));
	json_decref(answer);
	CU_ASSERT_PTR_NULL(control_hear(c));
	control_end();
}

static void records_that_are_no_longer_kept_are_gone(void)
{
	json_t *answer;
	unsigned c;

	control_begin_short();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 12; i++)
		stir();
	answer = control_do(c, "event.subscribe", "{'from':1}");
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"), "GONE");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				json_object_get(answer, "error"), "data"),
				"first")),
			(json_int_t)hl_engine_records(control.engine) - 63);
	json_decref(answer);
	control_end();
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(an_open_request_is_found_by_its_number_once),
	T(a_client_that_left_is_answered_no_more),
	T(a_full_table_of_open_requests_is_an_ordinary_refusal),
	T(nothing_is_told_of_a_new_call_before_its_answer),
	T(digits_are_told_to_who_asked_for_them),
	T(digits_of_before_are_not_told_to_who_comes_later),
	T(who_was_cut_off_misses_and_repeats_nothing),
	T(records_of_another_run_are_gone),
	T(records_that_are_no_longer_kept_are_gone),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_resume(void)
{
	return tests;
}
