/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control.c - claims about the control socket: what it takes, what it
 * refuses, what it answers, whom it drops (include/holdline/control.h)
 */
#include "holdline/control.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "../../src/ctl/open.h"
#include "holdline/sim.h"

#include "control_bench.h"
#include "golden.h"

CU_TestInfo *test_control(void);

#define STATUS "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status.get\"}"
#define EXTRA                                                                  \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status.get\",\"extra\":1}"
#define ASK(method, params)                                                    \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" method "\",\"params\":"  \
	params "}"

/* Ask, and look at the error's code only. */
static int code_of(unsigned client, const char *text)
{
	json_t *answer = control_ask(client, text);
	int code;

	if (!answer)
		return 1;
	code = control_code(answer);
	json_decref(answer);
	return code;
}

static json_int_t number(const json_t *answer, const char *key)
{
	return json_integer_value(
		json_object_get(json_object_get(answer, "result"), key));
}

static unsigned heard(unsigned client)
{
	json_t *object;
	unsigned n = 0;

	while ((object = control_hear(client))) {
		json_decref(object);
		n++;
	}
	return n;
}

/* ---- lines -------------------------------------------------------------- */

static void garbage_is_answered_as_not_json(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(code_of(c, "hold 7"), -32700);
	CU_ASSERT_EQUAL(code_of(c, ""), -32700);
	CU_ASSERT_EQUAL(code_of(c, "{\"a\":"), -32700);
	CU_ASSERT_EQUAL(code_of(c, "null"), -32700);
	CU_ASSERT_EQUAL(code_of(c, "\xff\xfe\x80"), -32700);
	CU_ASSERT_EQUAL(code_of(c, STATUS STATUS), -32700);
	CU_ASSERT_EQUAL(code_of(c, "{\"id\":1,\"id\":2}"), -32700);
	CU_ASSERT_EQUAL(code_of(c, "{\"id\":99999999999999999999}"), -32700);
	CU_ASSERT_EQUAL(code_of(c, STATUS), 0);
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
	CU_ASSERT_EQUAL(heard(c), 1);
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
	CU_ASSERT_EQUAL(code_of(c, line), -32600);
	line[100] = '\0';
	CU_ASSERT_EQUAL(code_of(c, line), -32600);
	CU_ASSERT_EQUAL(code_of(c, ASK("status.get", "[[[[[[[[1]]]]]]]]")),
			-32600);
	CU_ASSERT_EQUAL(code_of(c, ASK("status.get", "[[[[[[[1]]]]]]]")),
			-32602);
	/* Brackets in a string are no nesting. */
	CU_ASSERT_EQUAL(code_of(c, ASK("line.get",
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
	CU_ASSERT_EQUAL(code_of(c, ASK("", "{}")), -32601);
	CU_ASSERT_EQUAL(code_of(c, ASK("rm -rf", "{}")), -32601);
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
		CU_ASSERT_EQUAL(code_of(c, lines[i]), -32600);
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
		ASK("call.makeCall", "{\"from\":\"101\",\"number\":\"1!2\"}"),
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
		int code = code_of(c, lines[i]);

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
	CU_ASSERT_EQUAL(code_of(c, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":"
				"\"nothing\"}"), -32601);
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
		answers += heard(c);
	}
	control_say(c, "\n");
	control_pass(1000);
	answers += heard(c);
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
	CU_ASSERT_EQUAL(code_of(c, STATUS), 0);
	CU_ASSERT_EQUAL(code_of(c, ASK("line.list", "{}")), 0);
	answer = control_ask(c, ASK("call.makeCall",
				    "{\"from\":\"101\",\"number\":\"103\"}"));
	CU_ASSERT_EQUAL(control_code(answer), -32000 - HL_ERR_NOTOWNER);
	CU_ASSERT_STRING_EQUAL(control_text(answer, "name"), "NOTOWNER");
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "mend"),
				      "holdline-op"));
	json_decref(answer);
	CU_ASSERT_EQUAL(code_of(c, ASK("reload", "{}")),
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
		snprintf(line, sizeof(line), "{\"jsonrpc\":\"2.0\",\"id\":1,"
			 "\"method\":\"%s\"}", verb->method);
		code = code_of(c, line);
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
	CU_ASSERT(number(answer, "call") > 0);
	CU_ASSERT(number(answer, "record") > 0);
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
	CU_ASSERT_EQUAL(code_of(c, line), 0);
	CU_ASSERT_EQUAL(hl_model_call(model, call)->state, HL_CALL_ONHOLD);
	CU_ASSERT_EQUAL(code_of(c, line), -32000 - HL_ERR_INVALCALLSTATE);
	snprintf(line, sizeof(line), ASK("call.unhold", "{\"call\":%u}"),
		 call);
	CU_ASSERT_EQUAL(code_of(c, line), 0);
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
	CU_ASSERT_EQUAL(code_of(c, ASK("line.reset", "{\"line\":\"101\","
				       "\"force\":true}")), 0);
	control_end();
}

static void a_bad_reload_lists_every_mistake(void)
{
	json_t *answer;
	json_t *mistakes;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(code_of(c, ASK("reload", "{}")), 0);
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

/* ---- requests that the engine answers later ------------------------------ */

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

/* ---- limits ------------------------------------------------------------- */

static void fifty_requests_are_served_at_once_then_fifty_a_second(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	control_pass(1000);
	for (unsigned i = 0; i < 80; i++)
		control_say(c, STATUS "\n");
	control_turn();
	CU_ASSERT_EQUAL(heard(c), 50);
	control_pass(200);
	CU_ASSERT_EQUAL(heard(c), 10);
	control_pass(400);
	CU_ASSERT_EQUAL(heard(c), 20);
	control_pass(1000);
	CU_ASSERT_EQUAL(heard(c), 0);
	control_end();
}

static void one_turn_serves_only_a_few(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 20; i++)
		control_say(c, STATUS "\n");
	hl_server_run(control.server, control.now);
	CU_ASSERT(hl_server_due(control.server) <= control.now);
	control_turn();
	CU_ASSERT_EQUAL(heard(c), 20);
	control_end();
}

static void a_flood_of_one_client_does_not_starve_another(void)
{
	unsigned flood;
	unsigned calm;
	json_t *answer;

	control_begin();
	flood = control_join(HL_ROLE_MONITOR);
	calm = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 40; i++)
		control_say(flood, STATUS "\n");
	control_say(calm, STATUS "\n");
	hl_server_run(control.server, control.now);
	hl_server_run(control.server, control.now);
	answer = control_hear(calm);
	CU_ASSERT_PTR_NOT_NULL(answer);
	json_decref(answer);
	control_end();
}

static void shrink(unsigned client)
{
	int size = 1;

	setsockopt(control.client[client].fd, SOL_SOCKET, SO_RCVBUF, &size,
		   sizeof(size));
}

static void a_client_that_does_not_read_is_dropped_after_a_second(void)
{
	unsigned bad;
	unsigned good;

	control_begin();
	bad = control_join(HL_ROLE_MONITOR);
	good = control_join(HL_ROLE_MONITOR);
	shrink(bad);
	for (unsigned i = 0; i < 49; i++)
		control_say(bad, ASK("api.get", "{}") "\n");
	control_pass(900);
	for (unsigned i = 0; i < 40; i++)
		control_say(bad, ASK("api.get", "{}") "\n");
	control_pass(100);
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 2);
	control_pass(1900);
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 1);
	CU_ASSERT_EQUAL(code_of(good, STATUS), 0);
	control_end();
}

/* Something happens on the board: about a dozen records. */
static void stir(void)
{
	hl_sim_lift(control.card, 2, control.now + HL_MS(1));
	hl_sim_hangup(control.card, 2, control.now + HL_MS(500));
	control_pass(3000);
}

static void a_follower_that_does_not_read_is_dropped(void)
{
	unsigned bad;
	unsigned good;

	control_begin();
	bad = control_join(HL_ROLE_MONITOR);
	good = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_EQUAL(code_of(bad, ASK("event.subscribe", "{}")), 0);
	CU_ASSERT_EQUAL(code_of(good, ASK("event.subscribe", "{}")), 0);
	for (unsigned i = 0; i < 2000 &&
	     hl_server_clients(control.server) == 2; i++) {
		stir();
		heard(good);
	}
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 1);
	CU_ASSERT_EQUAL(code_of(good, STATUS), 0);
	control_end();
}

static int path_connect(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		 control.path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static void the_33rd_client_is_told_and_sent_away(void)
{
	char text[512];
	ssize_t n;
	int fd;

	control_begin();
	for (unsigned i = 0; i < HL_CONTROL_CLIENTS_MAX; i++)
		control_join(HL_ROLE_MONITOR);
	fd = path_connect();
	CU_ASSERT(fd >= 0);
	control_turn();
	n = recv(fd, text, sizeof(text) - 1, 0);
	CU_ASSERT(n > 0);
	text[n > 0 ? n : 0] = '\0';
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "CROWDED"));
	while (n > 0)
		n = recv(fd, text, sizeof(text), 0);
	CU_ASSERT_EQUAL(n, 0);
	close(fd);

	control_leave(3);
	control_turn();
	fd = path_connect();
	control_turn();
	CU_ASSERT_EQUAL(hl_server_clients(control.server),
			HL_CONTROL_CLIENTS_MAX);
	close(fd);
	control_end();
}

static void ten_thousand_connections_leave_nothing_behind(void)
{
	control_begin();
	for (unsigned i = 0; i < 10000; i++) {
		int fd = path_connect();

		if (fd >= 0)
			close(fd);
		control_turn();
	}
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 0);
	control_end();
}

/* ---- records ------------------------------------------------------------ */

static json_int_t record_of(const json_t *notice)
{
	return json_integer_value(json_object_get(json_object_get(notice,
							"params"), "record"));
}

static void followers_hear_every_record_once_and_in_order(void)
{
	json_t *notice;
	json_int_t last = 0;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(code_of(c, ASK("event.subscribe", "{}")), 0);
	stir();
	while ((notice = control_hear(c))) {
		CU_ASSERT_STRING_EQUAL(control_text(notice, "method"),
				       "event");
		CU_ASSERT(!last || record_of(notice) == last + 1);
		last = record_of(notice);
		json_decref(notice);
		n++;
	}
	CU_ASSERT(n > 5);
	CU_ASSERT_EQUAL((uint64_t)last, hl_engine_records(control.engine));
	control_end();
}

static void a_follower_resumes_where_it_was(void)
{
	json_t *notice;
	json_int_t first = 0;
	char line[128];
	unsigned n = 0;
	unsigned c;

	control_begin();
	stir();
	c = control_join(HL_ROLE_MONITOR);
	snprintf(line, sizeof(line), ASK("event.subscribe", "{\"from\":%d}"),
		 3);
	CU_ASSERT_EQUAL(code_of(c, line), 0);
	while ((notice = control_hear(c))) {
		if (!first)
			first = record_of(notice);
		json_decref(notice);
		n++;
	}
	CU_ASSERT_EQUAL(first, 3);
	CU_ASSERT_EQUAL(n, hl_engine_records(control.engine) - 2);
	CU_ASSERT_EQUAL(code_of(c, ASK("event.subscribe",
				       "{\"from\":123456}")), -32051);
	control_end();
}

static void a_filter_lets_only_its_lines_through(void)
{
	json_t *notice;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_EQUAL(code_of(c, ASK("event.subscribe",
				       "{\"lines\":[\"103\"]}")), 0);
	control_talk();
	while ((notice = control_hear(c))) {
		CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(
				json_object_get(notice, "params"), "line")),
				"103");
		json_decref(notice);
		n++;
	}
	CU_ASSERT(n > 3);
	CU_ASSERT_EQUAL(code_of(c, ASK("event.subscribe",
				       "{\"lines\":[\"999\"]}")),
			-32000 - HL_ERR_INVALLINEHANDLE);
	control_end();
}

static void records_are_listed_since_a_number_or_from_the_end(void)
{
	json_t *answer;
	json_t *list;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, ASK("record.list",
				    "{\"since\":2,\"limit\":3}"));
	list = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(list), 3);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(
				json_array_get(list, 0), "record")), 3);
	json_decref(answer);
	answer = control_ask(c, ASK("record.list",
				    "{\"line\":\"101\",\"limit\":2}"));
	list = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(list), 2);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(
				json_array_get(list, 1), "line")), "101");
	json_decref(answer);
	control_end();
}

static void every_consequence_names_an_earlier_cause(void)
{
	json_t *answer;
	json_t *record;
	size_t i;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, ASK("record.list", "{}"));
	json_array_foreach(json_object_get(answer, "result"), i, record) {
		json_int_t self = json_integer_value(json_object_get(record,
							"record"));
		json_t *cause = json_object_get(record, "cause");

		if (!strcmp(json_string_value(json_object_get(record,
						"kind")), "effect"))
			CU_ASSERT(json_is_integer(cause));
		if (json_is_integer(cause))
			CU_ASSERT(json_integer_value(cause) < self);
	}
	json_decref(answer);
	control_end();
}

/* ---- what is seen ------------------------------------------------------- */

static const char *hears_of(json_t *answer, const char *name)
{
	json_t *line;
	size_t i;

	json_array_foreach(json_object_get(answer, "result"), i, line)
		if (!strcmp(json_string_value(json_object_get(line, "line")),
			    name)) {
			const char *text = json_string_value(
				json_object_get(line, "hears"));

			return text ? text : "nothing";
		}
	return "?";
}

static void lines_say_in_plain_words_what_is_heard(void)
{
	json_t *answer;
	char line[128];
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	answer = control_ask(c, ASK("line.list", "{}"));
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "101"), "103");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "103"), "101");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "102"), "nothing");
	json_decref(answer);
	snprintf(line, sizeof(line), ASK("call.hold", "{\"call\":%u}"), call);
	CU_ASSERT_EQUAL(code_of(c, line), 0);
	answer = control_ask(c, ASK("line.list", "{\"lines\":[\"103\"]}"));
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "103"), "music default");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "101"), "?");
	json_decref(answer);
	control_end();
}

static void lists_come_in_pages(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_ask(c, ASK("line.list", "{\"limit\":3}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			3);
	json_decref(answer);
	answer = control_ask(c, ASK("line.list", "{\"from\":3}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			1);
	json_decref(answer);
	control_talk();
	answer = control_ask(c, ASK("call.list", "{\"limit\":1}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			1);
	json_decref(answer);
	control_end();
}

static void status_counts_the_board(void)
{
	json_t *answer;
	json_t *result;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, STATUS);
	result = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(number(answer, "api"), HL_API);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				result, "lines"), "ready")), 4);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				result, "calls"), "talking")), 2);
	CU_ASSERT_EQUAL(json_array_size(json_object_get(result,
				"attention")), 0);
	json_decref(answer);

	hl_sim_alarm(control.card, 4, true, control.now);
	control_pass(100);
	answer = control_ask(c, STATUS);
	result = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(json_object_get(result,
				"attention")), 1);
	json_decref(answer);
	control_end();
}

static void api_get_lists_every_method_with_its_parameters(void)
{
	json_t *answer;
	json_t *methods;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_ask(c, ASK("api.get", "{}"));
	methods = json_object_get(json_object_get(answer, "result"),
				  "methods");
	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		n += *hl_verb_get(i)->method != '\0';
	CU_ASSERT_EQUAL(json_array_size(methods), n);
	json_decref(answer);
	control_end();
}

/* ---- shapes ------------------------------------------------------------- */

static const char *type_word(const json_t *value)
{
	if (json_is_string(value))
		return "string";
	if (json_is_number(value))
		return "number";
	return json_is_boolean(value) ? "boolean" : "null";
}

/* One line for each member: its place and its type. */
static void shape_print(FILE *out, const char *place, json_t *value)
{
	const char *key;
	char deeper[160];
	json_t *member;
	void *at;

	if (json_is_array(value)) {
		snprintf(deeper, sizeof(deeper), "%s[]", place);
		if (json_array_size(value))
			shape_print(out, deeper, json_array_get(value, 0));
		else
			fprintf(out, "%s\n", deeper);
	} else if (json_is_object(value)) {
		json_object_foreach_safe(value, at, key, member) {
			snprintf(deeper, sizeof(deeper), "%s.%s", place, key);
			shape_print(out, deeper, member);
		}
	} else {
		fprintf(out, "%s %s\n", place, type_word(value));
	}
}

static void result_shape(FILE *out, unsigned client, const char *place,
			 const char *request)
{
	json_t *answer = control_ask(client, request);

	shape_print(out, place, json_object_get(answer, "result"));
	json_decref(answer);
}

/* Of each kind of record the first. */
static void records_shape(FILE *out, unsigned client)
{
	json_t *answer = control_ask(client, ASK("record.list", "{}"));
	json_t *seen = json_object();
	json_t *record;
	size_t i;

	json_array_foreach(json_object_get(answer, "result"), i, record) {
		char place[64];

		snprintf(place, sizeof(place), "%s %s",
			 json_string_value(json_object_get(record, "kind")),
			 json_string_value(json_object_get(record, "what")));
		if (json_object_get(seen, place))
			continue;
		json_object_set_new(seen, place, json_true());
		shape_print(out, place, record);
	}
	json_decref(seen);
	json_decref(answer);
}

static void every_shape_is_as_it_was_promised(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	stir();
	hl_sim_break(control.card, 1, 200, control.now);
	control_talk();
	hl_sim_break(control.card, 1, 500, control.now);
	control_pass(1000);
	result_shape(out, c, "status", STATUS);
	result_shape(out, c, "line", ASK("line.get", "{\"line\":\"101\"}"));
	result_shape(out, c, "call", ASK("call.list", "{}"));
	result_shape(out, c, "subscribe", ASK("event.subscribe", "{}"));
	result_shape(out, c, "api", ASK("api.get", "{}"));
	records_shape(out, c);
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/ctl/shapes.txt", text));
	free(text);
	control_end();
}

/* ---- the socket --------------------------------------------------------- */

static void the_socket_has_mode_0660_and_goes_away(void)
{
	struct stat node;

	control_begin();
	CU_ASSERT_EQUAL(stat(control.path, &node), 0);
	CU_ASSERT_EQUAL(node.st_mode & 07777, 0660);
	control_end();
	CU_ASSERT_EQUAL(stat(control.path, &node), -1);
}

static void a_living_socket_is_not_taken_a_dead_one_is(void)
{
	struct hl_server_config config = { .path = control.path, .fd = -1 };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct hl_server *second = NULL;
	int fd;

	control_begin();
	config.engine = control.engine;
	CU_ASSERT_EQUAL(hl_server_open(&second, &config), -EADDRINUSE);
	CU_ASSERT_PTR_NULL(second);
	control_end();

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		 control.path);
	CU_ASSERT_EQUAL(bind(fd, (struct sockaddr *)&address,
			     sizeof(address)), 0);
	close(fd);
	control_begin();
	fd = path_connect();
	CU_ASSERT(fd >= 0);
	close(fd);
	control_end();
}

static int child_talk(const char *path)
{
	struct hl_client *client;
	json_t *result = NULL;
	json_t *error = NULL;
	json_t *notice = NULL;

	if (hl_client_open(&client, path, 5000) < 0)
		return 10;
	if (hl_client_call(client, "event.subscribe",
			   json_pack("{s:i}", "from", 1), &error, &result) < 0)
		return 11;
	json_decref(result);
	if (hl_client_call(client, "call.hold", json_pack("{s:i}", "call", 9),
			   &error, &result) != -EPROTO)
		return 12;
	json_decref(error);
	if (hl_client_call(client, "line.list", NULL, &error, &result) < 0)
		return 13;
	if (json_array_size(result) != 4)
		return 14;
	json_decref(result);
	if (hl_client_read(client, 5000, &notice) < 0)
		return 15;
	if (json_integer_value(json_object_get(notice, "record")) != 1)
		return 16;
	json_decref(notice);
	hl_client_close(client);
	return 0;
}

static void the_client_library_speaks_with_it(void)
{
	int status = -1;
	pid_t child;

	control_begin();
	child = fork();
	if (child == 0)
		_exit(child_talk(control.path));
	while (waitpid(child, &status, WNOHANG) == 0) {
		usleep(1000);
		hl_server_run(control.server, control.now);
	}
	CU_ASSERT(WIFEXITED(status));
	CU_ASSERT_EQUAL(WEXITSTATUS(status), 0);
	control_end();
}

static void the_client_says_that_nobody_is_there(void)
{
	struct hl_client *client = NULL;

	CU_ASSERT_EQUAL(hl_client_open(&client, "/tmp/hl-no-such.sock", 100),
			-ENOENT);
	CU_ASSERT_PTR_NULL(client);
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
	T(an_open_request_is_found_by_its_number_once),
	T(a_client_that_left_is_answered_no_more),
	T(a_full_table_of_open_requests_is_an_ordinary_refusal),
	T(fifty_requests_are_served_at_once_then_fifty_a_second),
	T(one_turn_serves_only_a_few),
	T(a_flood_of_one_client_does_not_starve_another),
	T(a_client_that_does_not_read_is_dropped_after_a_second),
	T(a_follower_that_does_not_read_is_dropped),
	T(the_33rd_client_is_told_and_sent_away),
	T(ten_thousand_connections_leave_nothing_behind),
	T(followers_hear_every_record_once_and_in_order),
	T(a_follower_resumes_where_it_was),
	T(a_filter_lets_only_its_lines_through),
	T(records_are_listed_since_a_number_or_from_the_end),
	T(every_consequence_names_an_earlier_cause),
	T(lines_say_in_plain_words_what_is_heard),
	T(lists_come_in_pages),
	T(status_counts_the_board),
	T(api_get_lists_every_method_with_its_parameters),
	T(every_shape_is_as_it_was_promised),
	T(the_socket_has_mode_0660_and_goes_away),
	T(a_living_socket_is_not_taken_a_dead_one_is),
	T(the_client_library_speaks_with_it),
	T(the_client_says_that_nobody_is_there),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control(void)
{
	return tests;
}
