/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control.c - claims about the control socket: what it takes, what it
 * refuses, what it answers (include/holdline/control.h)
 */
#include "holdline/control.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <CUnit/CUnit.h>

#include "holdline/sim.h"

#include "control_bench.h"

CU_TestInfo *test_control(void);

#define EXTRA                                                                  \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status.get\",\"extra\":1}"

/* ---- lines -------------------------------------------------------------- */

static void garbage_is_answered_as_not_json(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(control_code_of(c, "hold 7"), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, ""), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, "{\"a\":"), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, "null"), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, "\xff\xfe\x80"), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, STATUS STATUS), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, "{\"id\":1,\"id\":2}"), -32700);
	CU_ASSERT_EQUAL(control_code_of(c, "{\"id\":99999999999999999999}"),
			-32700);
	CU_ASSERT_EQUAL(control_code_of(c, STATUS), 0);
	control_end();
}

static void a_zero_byte_is_refused_and_the_next_line_served(void)
{
	static const char bytes[] = "{\"jsonrpc\":\0\"2.0\"}\n" STATUS "\n";
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_say_bytes(c, bytes, sizeof(bytes) - 1);
	control_turn();
	answer = control_hear(c);
	CU_ASSERT_EQUAL(control_code(answer), -32700);
	json_decref(answer);
	answer = control_hear(c);
	CU_ASSERT_EQUAL(control_code(answer), 0);
	json_decref(answer);
	control_end();
}

static void half_a_line_waits_for_the_other_half(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (const char *at = STATUS; *at; at++) {
		control_say_bytes(c, at, 1);
		control_turn();
		CU_ASSERT_PTR_NULL(control_hear(c));
	}
	control_say(c, "\n");
	control_turn();
	answer = control_hear(c);
	CU_ASSERT_EQUAL(control_code(answer), 0);
	json_decref(answer);
	control_end();
}

static void a_last_line_without_a_newline_is_served(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	control_say(c, STATUS);
	shutdown(control.client[c].fd, SHUT_WR);
	control_turn();
	answer = control_hear(c);
	CU_ASSERT_PTR_NOT_NULL(answer);
	CU_ASSERT_EQUAL(control_code(answer), 0);
	json_decref(answer);
	CU_ASSERT(control_is_gone(c));
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 0);
	control_end();
}

static void fill_line(char *line, size_t size)
{
	memset(line, ' ', size);
	memcpy(line, STATUS, strlen(STATUS));
	line[size - 1] = '\n';
}

static void a_line_of_4096_bytes_is_served(void)
{
	char line[HL_CONTROL_LINE_MAX];
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	fill_line(line, sizeof(line));
	control_say_bytes(c, line, sizeof(line));
	control_turn();
	answer = control_hear(c);
	CU_ASSERT_PTR_NOT_NULL(answer);
	CU_ASSERT_EQUAL(control_code(answer), 0);
	json_decref(answer);
	control_end();
}

static void a_line_of_4097_bytes_is_refused_and_its_client_dropped(void)
{
	char line[HL_CONTROL_LINE_MAX + 1];
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	fill_line(line, sizeof(line));
	control_say_bytes(c, line, sizeof(line));
	control_turn();
	answer = control_hear(c);
	CU_ASSERT_EQUAL(control_code(answer), -32600);
	CU_ASSERT(json_is_null(json_object_get(answer, "id")));
	json_decref(answer);
	CU_ASSERT(control_is_gone(c));
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 0);
	control_end();
}

static void a_line_without_an_end_costs_one_answer(void)
{
	static const char blanks[65536];
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 64; i++)
		control_say_bytes(c, blanks, sizeof(blanks));
	control_turn();
	CU_ASSERT_EQUAL(control_heard(c), 1);
	CU_ASSERT(control_is_gone(c));
	control_end();
}

static void nesting_of_a_hundred_is_refused(void)
{
	char line[512];
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	memset(line, '[', 100);
	memset(line + 100, ']', 100);
	line[200] = '\0';
	CU_ASSERT_EQUAL(control_code_of(c, line), -32600);
	line[100] = '\0';
	CU_ASSERT_EQUAL(control_code_of(c, line), -32600);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("status.get",
					       "[[[[[[[[1]]]]]]]]")), -32600);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("status.get",
					       "[[[[[[[1]]]]]]]")), -32602);
	/* Brackets in a string are no nesting. */
	CU_ASSERT_EQUAL(control_code_of(c, ASK("line.get",
				       "{\"line\":\"[[[[[[[[[[\\\"[[\"}")),
			-32000 - HL_ERR_INVALLINEHANDLE);
	control_end();
}

/* ---- requests ----------------------------------------------------------- */

static void several_requests_in_an_array_are_refused_clearly(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_ask(c, "[" STATUS "," STATUS "]");
	CU_ASSERT_EQUAL(control_code(answer), -32600);
	CU_ASSERT(json_is_null(json_object_get(answer, "id")));
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "mend"), "line"));
	json_decref(answer);
	CU_ASSERT_PTR_NULL(control_hear(c));
	control_end();
}

static void an_unknown_method_is_answered_with_a_guess(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	answer = control_ask(c, ASK("call.hodl", "{\"call\":7}"));
	CU_ASSERT_EQUAL(control_code(answer), -32601);
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "message"),
				      "'call.hold'"));
	json_decref(answer);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("", "{}")), -32601);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("rm -rf", "{}")), -32601);
	control_end();
}

static void what_is_no_request_is_refused(void)
{
	static const char *const lines[] = {
		"{}",
		"{\"jsonrpc\":\"2.0\",\"id\":1}",
		"{\"jsonrpc\":\"2.0\",\"method\":\"status.get\"}",
		"{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"status.get\"}",
		"{\"id\":1,\"method\":\"status.get\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"status.get\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"status.get\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"status.get\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
		EXTRA,
	};
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		CU_ASSERT_EQUAL(control_code_of(c, lines[i]), -32600);
	control_end();
}

static void parameters_of_a_wrong_type_or_range_are_refused(void)
{
	static const char *const lines[] = {
		ASK("status.get", "[1]"),
		ASK("status.get", "{\"now\":true}"),
		ASK("line.get", "{}"),
		ASK("line.get", "{\"line\":101}"),
		ASK("line.get", "{\"line\":null}"),
		ASK("call.hold", "{\"call\":\"7\"}"),
		ASK("call.hold", "{\"call\":0}"),
		ASK("call.hold", "{\"call\":-1}"),
		ASK("call.hold", "{\"call\":1.0}"),
		ASK("call.hold", "{\"call\":4294967296}"),
		ASK("call.hold", "{\"call\":1,\"forse\":true}"),
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":\"\"}"),
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":\"1-2\"}"),
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":\"1 2\"}"),
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":103}"),
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":"
		    "\"123456789012345678901234567890123\"}"),
		ASK("line.reset", "{\"line\":\"101\",\"force\":1}"),
		ASK("line.list", "{\"lines\":\"101\"}"),
		ASK("line.list", "{\"lines\":[101]}"),
		ASK("line.list", "{\"limit\":257}"),
		ASK("record.list", "{\"since\":-1}"),
		ASK("event.subscribe", "{\"from\":0}"),
	};
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		int code = control_code_of(c, lines[i]);

		CU_ASSERT_EQUAL(code, -32602);
		if (code != -32602)
			fprintf(stderr, "%d: %s\n", code, lines[i]);
	}
	control_end();
}

static void the_id_comes_back_as_it_was_sent(void)
{
	static const char *const ids[] = { "1", "-7", "0", "\"x\"", "\"\"",
					   "9223372036854775807" };
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		char line[128];
		char *id;
		json_t *answer;

		snprintf(line, sizeof(line), "{\"jsonrpc\":\"2.0\",\"id\":%s,"
			 "\"method\":\"api.get\"}", ids[i]);
		answer = control_ask(c, line);
		id = json_dumps(json_object_get(answer, "id"),
				JSON_ENCODE_ANY);
		CU_ASSERT_STRING_EQUAL(id, ids[i]);
		free(id);
		json_decref(answer);
	}
	/* Also when the request is refused after its id was read. */
	CU_ASSERT_EQUAL(control_code_of(c, "{\"jsonrpc\":\"2.0\",\"id\":3,"
					   "\"method\":\"nothing\"}"), -32601);
	control_end();
}

static void each_of_forty_requests_is_answered_once_and_in_order(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (int i = 0; i < 40; i++) {
		static const char *const methods[] = {
			"status.get", "line.list", "call.hold", "nothing" };
		char line[128];

		snprintf(line, sizeof(line), "{\"jsonrpc\":\"2.0\",\"id\":%d,"
			 "\"method\":\"%s\"}\n", i, methods[i % 4]);
		control_say(c, line);
	}
	control_turn();
	for (int i = 0; i < 40; i++) {
		json_t *answer = control_hear(c);

		CU_ASSERT_EQUAL(json_integer_value(
				json_object_get(answer, "id")), i);
		json_decref(answer);
	}
	CU_ASSERT_PTR_NULL(control_hear(c));
	control_end();
}

static void random_bytes_never_get_more_answers_than_lines(void)
{
	uint32_t seed = 7;
	unsigned lines = 0;
	unsigned answers = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < 3000; i++) {
		static const char alphabet[] = "{}[]\",:\n0ae\\ -.";
		char byte;

		seed = seed * 1664525u + 1013904223u;
		byte = alphabet[(seed >> 20) % (sizeof(alphabet) - 1)];
		lines += byte == '\n';
		control_say_bytes(c, &byte, 1);
		if (byte != '\n')
			continue;
		control_pass(100);
		answers += control_heard(c);
	}
	control_say(c, "\n");
	control_pass(1000);
	answers += control_heard(c);
	CU_ASSERT_EQUAL(answers, lines + 1);
	control_end();
}

/* ---- roles -------------------------------------------------------------- */

static void a_monitor_may_look_and_may_not_act(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_EQUAL(control_code_of(c, STATUS), 0);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("line.list", "{}")), 0);
	answer = control_ask(c, ASK("call.makeCall",
				    "{\"from\":\"101\",\"number\":\"103\"}"));
	CU_ASSERT_EQUAL(control_code(answer), -32000 - HL_ERR_NOTOWNER);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"), "NOTOWNER");
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "mend"),
				      "holdline-op"));
	json_decref(answer);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("reload", "{}")),
			-32000 - HL_ERR_NOTOWNER);
	CU_ASSERT_EQUAL(hl_model_calls(hl_engine_model(control.engine)), 0);
	control_end();
}

static void each_verb_asks_for_the_role_of_its_row(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		char line[160];
		int code;

		if (!*verb->method)
			continue;
		/* One client may not ask so much in a second. */
		if (i % 20 == 19)
			c = control_join(HL_ROLE_MONITOR);
		snprintf(line, sizeof(line), "{\"jsonrpc\":\"2.0\",\"id\":1,"
			 "\"method\":\"%s\"}", verb->method);
		code = control_code_of(c, line);
		CU_ASSERT_EQUAL(code == -32000 - HL_ERR_NOTOWNER,
				verb->role == HL_ROLE_OPERATOR);
	}
	control_end();
}

static void numbers_are_masked_for_a_monitor_only(void)
{
	json_t *answer;
	unsigned m;
	unsigned o;
	char *text;

	control_begin();
	m = control_join(HL_ROLE_MONITOR);
	o = control_join(HL_ROLE_OPERATOR);
	hl_sim_lift(control.card, 1, control.now);
	hl_sim_dial(control.card, 1, "90301234567", NULL,
		    control.now + HL_MS(800));
	control_pass(15000);

	answer = control_ask(o, ASK("call.list", "{}"));
	text = json_dumps(answer, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "01234567"));
	free(text);
	json_decref(answer);
	answer = control_ask(m, ASK("call.list", "{}"));
	text = json_dumps(answer, 0);
	CU_ASSERT_PTR_NULL(strstr(text, "01234567"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "***67"));
	free(text);
	json_decref(answer);
	control_end();
}

static void a_monitor_cannot_spell_a_number_out_of_the_records(void)
{
	json_t *answer;
	json_t *list;
	json_t *record;
	size_t i;
	unsigned m;
	char *text;

	control_begin();
	m = control_join(HL_ROLE_MONITOR);
	hl_sim_lift(control.card, 1, control.now);
	hl_sim_dial(control.card, 1, "90301234567", NULL,
		    control.now + HL_MS(800));
	control_pass(15000);
	answer = control_ask(m, ASK("record.list", "{}"));
	list = json_object_get(answer, "result");
	CU_ASSERT(json_array_size(list) > 10);
	json_array_foreach(list, i, record) {
		json_t *digit = json_object_get(record, "digit");

		CU_ASSERT(!digit || json_is_null(digit));
	}
	text = json_dumps(answer, 0);
	CU_ASSERT_PTR_NULL(strstr(text, "01234567"));
	free(text);
	json_decref(answer);
	control_end();
}

static void digits_after_the_answer_are_never_kept(void)
{
	json_t *answer;
	char *text;
	unsigned o;
	uint64_t before;
	char line[160];

	control_begin();
	o = control_join(HL_ROLE_OPERATOR);
	control_talk();
	before = hl_engine_records(control.engine);
	hl_sim_dial(control.card, 1, "4711", NULL, control.now);
	control_pass(2000);
	snprintf(line, sizeof(line), ASK("record.list", "{\"since\":%llu}"),
		 (unsigned long long)before);
	answer = control_ask(o, line);
	text = json_dumps(answer, 0);
	CU_ASSERT_PTR_NULL(strstr(text, "\"digit\": \""));
	free(text);
	json_decref(answer);
	control_end();
}

/* ---- operations --------------------------------------------------------- */

static void an_operation_is_answered_with_its_new_call_and_record(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	answer = control_ask(c, ASK("call.makeCall",
				    "{\"from\":\"101\",\"number\":\"103\"}"));
	CU_ASSERT_EQUAL(control_code(answer), 0);
	CU_ASSERT(control_number(answer, "call") > 0);
	CU_ASSERT(control_number(answer, "record") > 0);
	json_decref(answer);
	CU_ASSERT_PTR_NULL(control_hear(c));
	control_end();
}

static void hold_and_unhold_go_through_to_the_model(void)
{
	const struct hl_model *model;
	char line[128];
	unsigned c;
	hl_call call;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT_FATAL(call != HL_NO_CALL);
	snprintf(line, sizeof(line), ASK("call.hold", "{\"call\":%u}"), call);
	CU_ASSERT_EQUAL(control_code_of(c, line), 0);
	CU_ASSERT_EQUAL(hl_model_call(model, call)->state, HL_CALL_ONHOLD);
	CU_ASSERT_EQUAL(control_code_of(c, line),
			-32000 - HL_ERR_INVALCALLSTATE);
	snprintf(line, sizeof(line), ASK("call.unhold", "{\"call\":%u}"),
		 call);
	CU_ASSERT_EQUAL(control_code_of(c, line), 0);
	CU_ASSERT_EQUAL(hl_model_call(model, call)->state, HL_CALL_CONNECTED);
	control_end();
}

static void can_lists_what_is_done_and_nothing_that_is_refused(void)
{
	unsigned c;
	hl_call call;
	json_t *answer;
	json_t *can;
	char line[128];

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	snprintf(line, sizeof(line), ASK("call.get", "{\"call\":%u}"), call);
	answer = control_ask(c, line);
	can = json_object_get(json_object_get(answer, "result"), "can");
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		bool listed = false;
		size_t k;
		json_t *word;

		json_array_foreach(can, k, word)
			listed |= !strcmp(json_string_value(word),
					  hl_request_name(i));
		CU_ASSERT_EQUAL(listed,
				hl_model_can(hl_engine_model(control.engine),
					     i, call));
	}
	json_decref(answer);
	control_end();
}

static void a_refusal_says_reason_name_mend_and_tapi_value(void)
{
	json_t *answer;
	unsigned c;
	char line[128];

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	answer = control_ask(c, ASK("call.hold", "{\"call\":9}"));
	CU_ASSERT_EQUAL(control_code(answer),
			-32000 - HL_ERR_INVALCALLHANDLE);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"),
			       "INVALCALLHANDLE");
	CU_ASSERT_STRING_EQUAL(control_text(answer, "message"),
			       "there is no call 9: there are no calls now");
	CU_ASSERT(*control_text(answer, "mend"));
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(
				json_object_get(json_object_get(answer,
				"error"), "data"), "value")), 0x80000018);
	json_decref(answer);

	snprintf(line, sizeof(line), ASK("call.unhold", "{\"call\":%u}"),
		 control_talk());
	answer = control_ask(c, line);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"),
			       "INVALCALLSTATE");
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "message"),
				      "cannot be retrieved: it is talking"));
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "mend"), "hold"));
	json_decref(answer);
	control_end();
}

static void a_wrong_line_is_answered_with_a_guess(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	answer = control_ask(c, ASK("line.get", "{\"line\":\"co11\"}"));
	CU_ASSERT_STRING_EQUAL(control_text(answer, "message"),
			"there is no line 'co11'. Did you mean 'co1'?");
	json_decref(answer);
	answer = control_ask(c, ASK("line.get",
				    "{\"line\":\"\\u001b[31mx\"}"));
	CU_ASSERT_STRING_EQUAL(control_text(answer, "message"),
			       "there is no line '?[31mx'");
	json_decref(answer);
	control_end();
}

static void reset_of_a_line_with_calls_needs_force(void)
{
	unsigned c;
	json_t *answer;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, ASK("line.reset", "{\"line\":\"101\"}"));
	CU_ASSERT_EQUAL(control_code(answer),
			-32000 - HL_ERR_INVALLINESTATE);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "mend"),
			       "holdctl reset 101 --force");
	json_decref(answer);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("line.reset",
		"{\"line\":\"101\",\"force\":true}")), 0);
	control_end();
}

static void a_bad_reload_lists_every_mistake(void)
{
	json_t *answer;
	json_t *mistakes;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("reload", "{}")), 0);
	control.reload = "h.conf:14: unknown key \xe9\n  mend: x\n1 mistake";
	answer = control_ask(c, ASK("reload", "{}"));
	CU_ASSERT_EQUAL(control_code(answer), -32050);
	mistakes = json_object_get(json_object_get(json_object_get(answer,
				"error"), "data"), "mistakes");
	CU_ASSERT_EQUAL(json_array_size(mistakes), 3);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_array_get(mistakes, 0)),
			       "h.conf:14: unknown key ?");
	json_decref(answer);
	control_end();
}

static void what_a_client_sent_before_it_left_is_done(void)
{
	char line[128];
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	snprintf(line, sizeof(line), ASK("call.hold", "{\"call\":%u}") "\n",
		 call);
	control_say(c, line);
	control_leave(c);
	control_turn();
	CU_ASSERT_EQUAL(hl_model_call(hl_engine_model(control.engine),
				      call)->state, HL_CALL_ONHOLD);
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 0);
	control_end();
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(garbage_is_answered_as_not_json),
	T(a_zero_byte_is_refused_and_the_next_line_served),
	T(half_a_line_waits_for_the_other_half),
	T(a_last_line_without_a_newline_is_served),
	T(a_line_of_4096_bytes_is_served),
	T(a_line_of_4097_bytes_is_refused_and_its_client_dropped),
	T(a_line_without_an_end_costs_one_answer),
	T(nesting_of_a_hundred_is_refused),
	T(several_requests_in_an_array_are_refused_clearly),
	T(an_unknown_method_is_answered_with_a_guess),
	T(what_is_no_request_is_refused),
	T(parameters_of_a_wrong_type_or_range_are_refused),
	T(the_id_comes_back_as_it_was_sent),
	T(each_of_forty_requests_is_answered_once_and_in_order),
	T(random_bytes_never_get_more_answers_than_lines),
	T(a_monitor_may_look_and_may_not_act),
	T(each_verb_asks_for_the_role_of_its_row),
	T(numbers_are_masked_for_a_monitor_only),
	T(a_monitor_cannot_spell_a_number_out_of_the_records),
	T(digits_after_the_answer_are_never_kept),
	T(an_operation_is_answered_with_its_new_call_and_record),
	T(hold_and_unhold_go_through_to_the_model),
	T(can_lists_what_is_done_and_nothing_that_is_refused),
	T(a_refusal_says_reason_name_mend_and_tapi_value),
	T(a_wrong_line_is_answered_with_a_guess),
	T(reset_of_a_line_with_calls_needs_force),
	T(a_bad_reload_lists_every_mistake),
	T(what_a_client_sent_before_it_left_is_done),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control(void)
{
	return tests;
}
