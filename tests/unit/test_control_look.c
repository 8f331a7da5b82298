/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_look.c - claims about what can be read by the control socket:
 * call information and status, capabilities, addresses, parked parties, api
 */
#include "holdline/control.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/sim.h"

#include "control_bench.h"

CU_TestInfo *test_control_look(void);

static json_t *get(unsigned client, const char *method, hl_call call)
{
	return control_result(control_do(client, method, "{'call':%u}",
					 call));
}

static json_t *get_line(unsigned client, const char *method, const char *name)
{
	return control_result(control_do(client, method, "{'line':'%s'}",
					 name));
}

static hl_call make(unsigned client, const char *method, const char *params)
{
	json_t *result = control_result(control_do(client, method, "%s",
						   params));
	json_int_t call = json_integer_value(json_object_get(result, "call"));

	json_decref(result);
	return call > 0 ? (hl_call)call : HL_NO_CALL;
}

static json_int_t count(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* "103", or "" for a party that is not known. */
static const char *party(const json_t *info, const char *who)
{
	return control_word(json_object_get(info, who), "number");
}

static bool has(const json_t *list, const char *word)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!strcmp(json_string_value(json_array_get(list, i)), word))
			return true;
	return false;
}

/* ---- lines -------------------------------------------------------------- */

static void a_line_says_how_its_loop_was_broken(void)
{
	json_t *line;
	json_t *seen;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	control_talk();
	hl_sim_break(control.card, 1, 200, control.now);
	control_pass(1000);
	hl_sim_break(control.card, 1, 500, control.now);
	control_pass(1000);
	line = get_line(c, "line.get", "101");
	CU_ASSERT_EQUAL(count(json_object_get(line, "flashes"), "short"), 1);
	CU_ASSERT_EQUAL(count(json_object_get(line, "flashes"), "normal"), 1);
	CU_ASSERT_EQUAL(count(json_object_get(line, "flashes"), "long"), 0);
	seen = json_object_get(line, "recent_breaks");
	CU_ASSERT_EQUAL(json_array_size(seen), 2);
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(seen, 0), "class"),
			       "flash");
	CU_ASSERT_EQUAL(count(json_array_get(seen, 0), "most_ms"), 500);
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(seen, 1), "class"),
			       "noise");
	CU_ASSERT_EQUAL(count(json_array_get(seen, 1), "least_ms"), 200);
	json_decref(line);
	control_end();
}

/* ---- calls -------------------------------------------------------------- */

static void a_call_says_who_called_whom_and_who_is_there(void)
{
	json_t *info;
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_lift(1);
	call = make(c, "call.makeCall", "{'from':'101','number':'103'}");
	info = get(c, "call.getInfo", call);
	CU_ASSERT_STRING_EQUAL(party(info, "caller"), "101");
	CU_ASSERT_STRING_EQUAL(party(info, "called"), "103");
	CU_ASSERT(json_is_null(json_object_get(info, "connected")));
	CU_ASSERT(json_is_null(json_object_get(info, "redirecting")));
	CU_ASSERT_STRING_EQUAL(control_word(info, "origin"), "outbound");
	CU_ASSERT_EQUAL(count(info, "origin_value"), 1);
	CU_ASSERT_STRING_EQUAL(control_word(info, "reason"), "direct");
	CU_ASSERT_EQUAL(count(info, "reason_value"), 1);
	json_decref(info);
	control_lift(3);
	info = get(c, "call.getInfo", call);
	CU_ASSERT_STRING_EQUAL(party(info, "connected"), "103");
	json_decref(info);

	/* The other half: the same conversation, seen from there. */
	info = get(c, "call.getInfo", control_call_at("103"));
	CU_ASSERT_STRING_EQUAL(party(info, "caller"), "101");
	CU_ASSERT_STRING_EQUAL(party(info, "called"), "103");
	CU_ASSERT_STRING_EQUAL(party(info, "connected"), "101");
	CU_ASSERT_STRING_EQUAL(control_word(info, "origin"), "internal");
	CU_ASSERT_EQUAL(count(info, "call_id"),
			hl_model_call(hl_engine_model(control.engine), call)
				->conversation);
	json_decref(info);
	control_end();
}

static void after_a_transfer_the_connected_and_redirecting_parties_change(void)
{
	char params[96];
	json_t *info;
	unsigned c;
	hl_call held;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	snprintf(params, sizeof(params), "{'call':%u,'number':'102'}", held);
	make(c, "call.setupTransfer", params);
	control_lift(2);
	json_decref(get(c, "call.completeTransfer", held));
	info = get(c, "call.getInfo", control_call_at("103"));
	CU_ASSERT_STRING_EQUAL(party(info, "connected"), "102");
	CU_ASSERT_STRING_EQUAL(party(info, "redirecting"), "101");
	json_decref(info);
	info = get(c, "call.getInfo", control_call_at("102"));
	CU_ASSERT_STRING_EQUAL(party(info, "connected"), "103");
	CU_ASSERT_STRING_EQUAL(party(info, "redirecting"), "101");
	json_decref(info);
	control_end();
}

static void a_consultation_names_the_call_it_belongs_to(void)
{
	char params[96];
	json_t *info;
	unsigned c;
	hl_call held;
	hl_call asked;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	snprintf(params, sizeof(params), "{'call':%u}", held);
	asked = make(c, "call.setupTransfer", params);
	info = get(c, "call.getInfo", asked);
	CU_ASSERT_EQUAL(count(info, "related_id"),
			hl_model_call(hl_engine_model(control.engine), held)
				->conversation);
	json_decref(info);
	control_end();
}

static void numbers_of_outside_are_masked_in_call_information(void)
{
	json_t *info;
	unsigned c[2];
	char *text;
	hl_call call;

	control_begin();
	c[0] = control_join(HL_ROLE_OPERATOR);
	c[1] = control_join(HL_ROLE_MONITOR);
	control_lift(1);
	call = make(c[0], "call.makeCall",
		    "{'from':'101','number':'90301234567'}");
	for (unsigned i = 0; i < 2; i++) {
		info = get(c[i], "call.getInfo", call);
		text = json_dumps(info, 0);
		CU_ASSERT_EQUAL(strstr(text, "01234567") != NULL, i == 0);
		free(text);
		json_decref(info);
	}
	control_end();
}

/* Somebody calls in on co1, which rings 101, and is told. */
static void caller_comes(void)
{
	const struct hl_model *model = hl_engine_model(control.engine);
	struct hl_event event = { .kind = HL_EVENT_RING,
				  .line = hl_model_find(model, "co1") };
	union {
		const struct hl_line_state *in;
		struct hl_line_state *out;
	} trunk = { hl_model_line(model, event.line) };

	trunk.out->set.ring[0] = hl_model_find(model, "101");
	trunk.out->set.rings = 1;
	event.at.latest = event.at.earliest = control.now;
	hl_engine_event(control.engine, &event);
	event.kind = HL_EVENT_CALLER;
	strcpy(event.number, "0301234567");
	strcpy(event.name, "Ada Lovelace");
	hl_engine_event(control.engine, &event);
}

static void a_caller_s_name_is_masked_as_its_number_is(void)
{
	unsigned c[2];

	control_begin();
	c[0] = control_join(HL_ROLE_OPERATOR);
	c[1] = control_join(HL_ROLE_MONITOR);
	caller_comes();
	for (unsigned i = 0; i < 2; i++) {
		json_t *info = get(c[i], "call.getInfo",
				   control_call_at("101"));
		const json_t *caller = json_object_get(info, "caller");
		json_t *trunk = get(c[i], "call.getInfo",
				    control_call_at("co1"));

		CU_ASSERT_STRING_EQUAL(control_word(caller, "name"),
				       i ? "A***" : "Ada Lovelace");
		CU_ASSERT_STRING_EQUAL(control_word(caller, "number"),
				       i ? "03012***67" : "0301234567");
		CU_ASSERT_STRING_EQUAL(
			control_word(json_object_get(trunk, "caller"),
				     "number"),
			i ? "03012***67" : "0301234567");
		json_decref(info);
		json_decref(trunk);
	}
	control_end();
}

static void a_call_s_status_is_state_mode_time_and_features(void)
{
	const struct hl_model *model;
	struct hl_features f;
	json_t *status;
	json_t *features;
	unsigned c;
	hl_call call;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	control_pass(5000);
	status = get(c, "call.getStatus", call);
	CU_ASSERT_STRING_EQUAL(control_word(status, "state"), "connected");
	CU_ASSERT_EQUAL(count(status, "state_value"), 0x100);
	CU_ASSERT_STRING_EQUAL(control_word(status, "mode"), "active");
	CU_ASSERT_EQUAL(count(status, "mode_value"), 1);
	CU_ASSERT_EQUAL((hl_usec)count(status, "mono_us"),
			hl_model_call(model, call)->since);
	CU_ASSERT(count(status, "age_ms") >= 5000);
	CU_ASSERT_EQUAL(strlen(control_word(status, "since")), 24);
	CU_ASSERT_STRING_EQUAL(control_word(status, "privilege"), "none");
	CU_ASSERT_EQUAL(count(status, "privilege_value"), 1);
	hl_model_call_features(model, call, &f);
	features = json_object_get(status, "features");
	CU_ASSERT_EQUAL(count(features, "call"), f.call);
	CU_ASSERT_EQUAL(count(features, "call2"), f.call2);
	CU_ASSERT(has(json_object_get(features, "words"), "SETUPTRANSFER"));
	CU_ASSERT(!has(json_object_get(features, "words"), "UNHOLD"));
	CU_ASSERT(has(json_object_get(features, "words2"), "PARKDIRECT"));
	CU_ASSERT(has(json_object_get(status, "can"), "hold"));
	json_decref(status);
	control_end();
}

static void a_held_party_sees_that_it_is_held(void)
{
	json_t *status;
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	json_decref(get(c, "call.hold", call));
	status = get(c, "call.getStatus", control_call_at("103"));
	CU_ASSERT_STRING_EQUAL(control_word(status, "mode"), "activeheld");
	CU_ASSERT_EQUAL(count(status, "mode_value"), 4);
	json_decref(status);
	control_end();
}

static void the_list_of_calls_tells_traits_too(void)
{
	json_t *row;
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	json_decref(get(c, "call.secure", call));
	json_decref(control_do(c, "call.setTreatment",
			       "{'call':%u,'treatment':'busy'}", call));
	row = get(c, "call.get", call);
	CU_ASSERT(json_is_true(json_object_get(row, "secure")));
	CU_ASSERT(json_is_false(json_object_get(row, "private")));
	CU_ASSERT(json_is_false(json_object_get(row, "conference")));
	CU_ASSERT_STRING_EQUAL(control_word(row, "treatment"), "busy");
	CU_ASSERT(json_is_null(json_object_get(row, "parked")));
	CU_ASSERT(count(json_object_get(row, "features"), "call") > 0);
	json_decref(row);
	control_end();
}

static void a_conference_lists_itself_and_then_its_members(void)
{
	char params[96];
	json_t *result;
	json_t *calls;
	unsigned c;
	hl_call held;
	hl_call asked;
	hl_call parent;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	snprintf(params, sizeof(params), "{'call':%u,'number':'102'}", held);
	CU_ASSERT(control_refuses(control_do(c, "call.getConferenceCalls",
		"{'call':%u}", held), "NOCONFERENCE"));
	asked = make(c, "call.setupTransfer", params);
	control_lift(2);
	snprintf(params, sizeof(params), "{'call':%u}", held);
	parent = make(c, "call.completeTransferAsConference", params);
	for (unsigned i = 0; i < 2; i++) {
		result = get(c, "call.getConferenceCalls", i ? held : parent);
		calls = json_object_get(result, "calls");
		CU_ASSERT_EQUAL(count(result, "conference"), parent);
		CU_ASSERT_EQUAL(json_array_size(calls), 3);
		CU_ASSERT_EQUAL(count(json_array_get(calls, 0), "call"),
				parent);
		CU_ASSERT_EQUAL(count(json_array_get(calls, 1), "call"),
				held);
		CU_ASSERT_EQUAL(count(json_array_get(calls, 2), "call"),
				asked);
		json_decref(result);
	}
	control_end();
}

/* ---- lines -------------------------------------------------------------- */

static void a_line_s_status_counts_and_says_what_can_be_asked(void)
{
	const struct hl_model *model;
	json_t *status;
	json_t *calls;
	unsigned c;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_OPERATOR);
	json_decref(get(c, "call.hold", control_talk()));
	status = get_line(c, "line.getStatus", "101");
	calls = json_object_get(status, "calls");
	CU_ASSERT_EQUAL(count(calls, "active"), 0);
	CU_ASSERT_EQUAL(count(calls, "held"), 1);
	CU_ASSERT_EQUAL(count(calls, "pending"), 0);
	CU_ASSERT_EQUAL(count(status, "stations_in_use"), 1);
	CU_ASSERT_STRING_EQUAL(control_word(status, "sharing"), "private");
	CU_ASSERT_STRING_EQUAL(control_word(status, "address"), "101");
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++)
		if (hl_request_info(i)->of_line)
			CU_ASSERT_EQUAL(has(json_object_get(status, "can"),
					    hl_request_name(i)),
					hl_model_can_line(model, i, 0));
	json_decref(status);
	status = get_line(c, "line.getStatus", "102");
	CU_ASSERT_EQUAL(count(status, "stations_in_use"), 0);
	json_decref(status);
	CU_ASSERT(control_refuses(control_do(c, "line.getStatus",
		"{'line':'199'}"), "INVALLINEHANDLE"));
	control_end();
}

static bool lists_word(const json_t *list, const char *word)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!strcmp(control_word(json_array_get(list, i), "word"),
			    word))
			return true;
	return false;
}

static void capabilities_are_the_model_s_with_their_names(void)
{
	const struct hl_model *model;
	struct hl_caps caps;
	json_t *result;
	json_t *max;
	unsigned c;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_MONITOR);
	result = get_line(c, "line.getCaps", "101");
	CU_ASSERT_EQUAL(hl_model_caps(model, 0, &caps), 0);
	max = json_object_get(result, "max");
	CU_ASSERT_EQUAL(count(max, "held"), caps.held);
	CU_ASSERT_EQUAL(count(max, "pending"), caps.pending);
	CU_ASSERT_EQUAL(count(max, "conference"), caps.parties);
	CU_ASSERT_EQUAL(count(json_object_get(result, "flags"), "value"),
			caps.flags);
	CU_ASSERT(has(json_object_get(json_object_get(result, "flags"),
				      "words"), "AUTORECONNECT"));
	CU_ASSERT(!has(json_object_get(json_object_get(result, "flags"),
				       "words"), "TRANSFERHELD"));
	CU_ASSERT(has(json_object_get(json_object_get(result, "features"),
				      "words"), "HOLD"));
	CU_ASSERT(lists_word(json_object_get(result, "states"),
			     "onholdpendtransfer"));
	CU_ASSERT(lists_word(json_object_get(json_object_get(result,
				"modes"), "connected"), "activeheld"));
	CU_ASSERT(lists_word(json_object_get(result, "treatments"),
			     "silence"));
	CU_ASSERT(has(json_object_get(json_object_get(result, "park_modes"),
				      "words"), "nondirected"));
	CU_ASSERT_STRING_EQUAL(control_word(result, "answer_mode"), "hold");
	CU_ASSERT_EQUAL(count(result, "answer_mode_value"), 4);
	CU_ASSERT_STRING_EQUAL(control_word(result,
					    "remove_from_conference"), "any");
	CU_ASSERT_STRING_EQUAL(control_word(result, "removed_state"),
			       "idle");
	json_decref(result);
	result = get_line(c, "line.getCaps", "co1");
	CU_ASSERT(!lists_word(json_object_get(result, "states"), "onhold"));
	CU_ASSERT(!has(json_object_get(json_object_get(result, "features"),
				       "words"), "HOLD"));
	json_decref(result);
	control_end();
}

static void no_call_is_in_a_state_that_its_line_does_not_tell(void)
{
	const struct hl_call_state *call;
	const struct hl_model *model;
	unsigned slot = 0;
	json_t *result;
	unsigned c;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_OPERATOR);
	control_lift(1);
	make(c, "call.makeCall", "{'from':'101','number':'95551234'}");
	for (unsigned i = 0; i < 100; i++) {
		slot = 0;
		while ((call = hl_model_next_call(model, &slot))) {
			result = get_line(c, "line.getCaps",
				hl_model_line(model, call->line)->set.name);
			CU_ASSERT(lists_word(json_object_get(result,
				"states"), hl_call_state_name(call->state)));
			json_decref(result);
		}
		if (i == 80)
			hl_sim_hangup(control.card, 1, control.now);
		control_pass(100);
	}
	control_end();
}

static void shared_numbers_are_listed_with_their_stations(void)
{
	json_t *list;
	json_t *row;
	json_t *status;
	unsigned c;
	hl_call call;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	list = control_result(control_do(c, "address.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(list), 1);
	row = json_array_get(list, 0);
	CU_ASSERT_STRING_EQUAL(control_word(row, "address"), "150");
	CU_ASSERT_STRING_EQUAL(control_word(row, "sharing"),
			       "bridgedshared");
	CU_ASSERT_EQUAL(count(row, "sharing_value"), 8);
	CU_ASSERT(has(json_object_get(row, "stations"), "105"));
	CU_ASSERT(has(json_object_get(row, "stations"), "106"));
	CU_ASSERT(!has(json_object_get(row, "stations"), "104"));
	CU_ASSERT(has(json_object_get(row, "watchers"), "104"));
	CU_ASSERT_STRING_EQUAL(control_word(row, "in_use"), "zero");
	json_decref(list);

	control_lift(5);
	call = make(c, "call.makeCall", "{'from':'105','number':'103'}");
	control_lift(3);
	list = control_result(control_do(c, "address.list", "{}"));
	row = json_array_get(list, 0);
	CU_ASSERT_STRING_EQUAL(control_word(row, "in_use"), "one");
	CU_ASSERT_EQUAL(count(row, "calls"), 1);
	CU_ASSERT_EQUAL(count(row, "held"), 0);
	json_decref(list);
	json_decref(get(c, "call.hold", call));
	list = control_result(control_do(c, "address.list", "{}"));
	CU_ASSERT_EQUAL(count(json_array_get(list, 0), "held"), 1);
	json_decref(list);
	status = get_line(c, "line.getStatus", "106");
	CU_ASSERT_STRING_EQUAL(control_word(status, "address"), "150");
	json_decref(status);
	control_end();
}

static void parked_parties_are_listed_with_where_and_by_whom(void)
{
	json_t *list;
	json_t *row;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	list = control_result(control_do(c, "park.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(list), 0);
	json_decref(list);
	json_decref(get(c, "call.park", control_talk()));
	control_pass(10000);
	list = control_result(control_do(c, "park.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(list), 1);
	row = json_array_get(list, 0);
	CU_ASSERT_STRING_EQUAL(control_word(row, "number"), "701");
	CU_ASSERT_STRING_EQUAL(control_word(row, "party"), "103");
	CU_ASSERT_STRING_EQUAL(control_word(row, "by"), "101");
	CU_ASSERT_EQUAL(count(row, "call"), control_call_at("103"));
	CU_ASSERT_EQUAL(count(row, "age_ms"), 10000);
	CU_ASSERT_EQUAL(count(row, "returns_ms"), 35000);
	json_decref(list);
	row = get(c, "call.get", control_call_at("103"));
	CU_ASSERT_STRING_EQUAL(control_word(row, "parked"), "701");
	json_decref(row);
	control_end();
}

/* ---- the api ------------------------------------------------------------ */

static void check_schema(const struct hl_verb *verb, const json_t *method)
{
	json_t *schema = json_object_get(method, "schema");
	json_t *properties = json_object_get(schema, "properties");
	json_t *required = json_object_get(schema, "required");
	unsigned n = 0;

	CU_ASSERT_STRING_EQUAL(control_word(schema, "$schema"),
		"https://json-schema.org/draft/2020-12/schema");
	CU_ASSERT_STRING_EQUAL(control_word(schema, "type"), "object");
	CU_ASSERT(json_is_false(json_object_get(schema,
						"additionalProperties")));
	for (const struct hl_param *p = verb->params; p->name; p++, n++) {
		json_t *property = json_object_get(properties, p->name);

		CU_ASSERT_PTR_NOT_NULL(property);
		CU_ASSERT_STRING_EQUAL(control_word(property, "description"),
				       p->help);
		CU_ASSERT_EQUAL(has(required, p->name), !p->optional);
		if (p->type == HL_PARAM_COUNT) {
			CU_ASSERT_EQUAL(count(property, "minimum"), p->least);
			CU_ASSERT_EQUAL(count(property, "maximum"), p->most);
		}
		for (unsigned i = 0; p->words && p->words[i]; i++)
			CU_ASSERT(has(json_object_get(property, "enum"),
				      p->words[i]));
	}
	CU_ASSERT_EQUAL(json_object_size(properties), n);
}

static void every_method_has_a_schema_made_of_its_row(void)
{
	json_t *api;
	json_t *methods;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	api = control_result(control_do(c, "api.get", "{}"));
	CU_ASSERT_EQUAL(count(api, "api"), 2);
	methods = json_object_get(api, "methods");
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		json_t *method;

		if (!*verb->method)
			continue;
		method = json_array_get(methods, n++);
		CU_ASSERT_STRING_EQUAL(control_word(method, "method"),
				       verb->method);
		CU_ASSERT(*control_word(method, "result"));
		CU_ASSERT(json_is_array(json_object_get(method, "errors")));
		check_schema(verb, method);
	}
	CU_ASSERT_EQUAL(json_array_size(methods), n);
	json_decref(api);
	control_end();
}

static void every_bit_the_model_shows_has_a_word(void)
{
	json_t *api;
	json_t *words;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	api = control_result(control_do(c, "api.get", "{}"));
	words = json_object_get(api, "words");
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		static const char *const lists[] = { NULL, "call_features",
			"call_features2", "address_features" };
		const struct hl_request_info *info = hl_request_info(i);
		const json_t *list;
		bool found = !info->word;

		if (!info->word)
			continue;
		list = json_object_get(words, lists[info->word]);
		for (size_t k = 0; k < json_array_size(list); k++)
			found |= count(json_array_get(list, k), "value") ==
				 info->bit;
		CU_ASSERT(found);
	}
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		CU_ASSERT(lists_word(json_object_get(words, "states"),
				     hl_call_state_name(i)));
	for (unsigned i = 0; i < HL_EFFECT_COUNT; i++)
		CU_ASSERT(lists_word(json_object_get(words, "effects"),
				     hl_effect_name(i)));
	json_decref(api);
	control_end();
}

/* Errors that a method says it may answer with. */
static json_t *errors_of(const json_t *api, const char *name)
{
	json_t *methods = json_object_get(api, "methods");
	json_t *method;
	size_t i;

	json_array_foreach(methods, i, method) {
		if (!strcmp(control_word(method, "method"), name))
			return json_object_get(method, "errors");
	}
	return NULL;
}

/* Any requests, in any order: what is refused is refused as was said. */
static void no_method_answers_with_an_error_that_it_did_not_announce(void)
{
	uint32_t seed = 11;
	unsigned refused = 0;
	json_t *api;
	unsigned c;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	api = control_result(control_do(c, "api.get", "{}"));
	for (unsigned i = 0; i < 3000; i++) {
		const struct hl_request_info *info =
			hl_request_info(control_pick(&seed, HL_REQUEST_COUNT));
		json_t *answer = control_ask_anything(c, &seed, info,
						      true);
		const char *name = control_text(answer, "name");
		bool said = !*name || has(errors_of(api, info->method), name);
		int channel = 1 + (int)control_pick(&seed, 6);

		CU_ASSERT(said);
		if (!said)
			fprintf(stderr, "%s: %s\n", info->method, name);
		refused += *name != '\0';
		json_decref(answer);
		if (control_pick(&seed, 3))
			hl_sim_lift(control.card, channel, control.now);
		else if (!control_pick(&seed, 3))
			hl_sim_hangup(control.card, channel, control.now);
		control_pass(control_pick(&seed, 5) ? 40 : 1500);
		CU_ASSERT_FATAL(control_is_sound());
	}
	CU_ASSERT(refused > 500 && refused < 2900);
	json_decref(api);
	control_end();
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(a_line_says_how_its_loop_was_broken),
	T(a_call_says_who_called_whom_and_who_is_there),
	T(after_a_transfer_the_connected_and_redirecting_parties_change),
	T(a_consultation_names_the_call_it_belongs_to),
	T(numbers_of_outside_are_masked_in_call_information),
	T(a_caller_s_name_is_masked_as_its_number_is),
	T(a_call_s_status_is_state_mode_time_and_features),
	T(a_held_party_sees_that_it_is_held),
	T(the_list_of_calls_tells_traits_too),
	T(a_conference_lists_itself_and_then_its_members),
	T(a_line_s_status_counts_and_says_what_can_be_asked),
	T(capabilities_are_the_model_s_with_their_names),
	T(no_call_is_in_a_state_that_its_line_does_not_tell),
	T(shared_numbers_are_listed_with_their_stations),
	T(parked_parties_are_listed_with_where_and_by_whom),
	T(every_method_has_a_schema_made_of_its_row),
	T(every_bit_the_model_shows_has_a_word),
	T(no_method_answers_with_an_error_that_it_did_not_announce),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_look(void)
{
	return tests;
}
