/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * api.c - the control socket describes itself
 *
 * In:  the verb table, the limits, the lists of words.
 * Out: the result of api.get.
 * Not: any state.
 */
#include "handle.h"

#include "schema.h"
#include "words.h"

static json_t *param_words(const struct hl_param *p)
{
	json_t *list = json_array();

	for (const char *const *w = p->words; w && *w; w++)
		json_array_append_new(list, json_string(*w));
	if (p->type == HL_PARAM_MODE)
		return list;
	json_decref(list);
	return json_null();
}

static json_t *param_view(const struct hl_param *p)
{
	bool ranged = p->type == HL_PARAM_COUNT || p->type == HL_PARAM_CALL;

	return json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:s}", "name", p->name,
			 "type", hl_param_type_name(p->type), "optional",
			 p->optional, "least",
			 ranged ? json_integer(p->least) : json_null(), "most",
			 ranged ? json_integer(p->most) : json_null(), "words",
			 param_words(p), "help", p->help);
}

static json_t *method_view(const struct hl_view *view,
			   const struct hl_verb *verb)
{
	json_t *params = json_array();

	for (const struct hl_param *p = verb->params; p->name; p++)
		json_array_append_new(params, param_view(p));
	return json_pack("{s:s, s:s, s:s, s:s?, s:o, s:o, s:s, s:o}",
			 "method", verb->method,
			 "role", hl_role_name(verb->role),
			 "help", verb->help,
			 "verb", *verb->word ? verb->word : NULL,
			 "params", params,
			 "schema", hl_schema_params(view, verb),
			 "result", hl_schema_result(verb),
			 "errors", hl_schema_errors(verb));
}

static json_t *methods_view(const struct hl_view *view)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		if (*hl_verb_get(i)->method)
			json_array_append_new(list,
				method_view(view, hl_verb_get(i)));
	return list;
}

static json_t *errors_view(void)
{
#define X(id, code, name, sentence, mend) { name, sentence, mend },
	static const char *const table[][3] = { HL_CONTROL_ERRORS(X) };
#undef X
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_CONTROL_ERROR_COUNT; i++)
		json_array_append_new(list,
			json_pack("{s:i, s:n, s:s, s:s, s:s}", "code",
				  hl_control_code(i), "value", "name",
				  table[i][0], "message", table[i][1], "mend",
				  table[i][2]));
	for (unsigned i = 1; i < HL_ERROR_COUNT; i++) {
		const struct hl_error_info *info = hl_error_info(i);

		json_array_append_new(list,
			json_pack("{s:i, s:I, s:s, s:s, s:s}", "code",
				  -32000 - (int)i, "value",
				  (json_int_t)info->value, "name", info->name,
				  "message", info->sentence, "mend",
				  info->mend));
	}
	return list;
}

static json_t *said(const char *word, const char *meaning)
{
	return json_pack("{s:s, s:s}", "word", word, "meaning", meaning);
}

static json_t *records_view(bool effects)
{
#define X(id, wire, meaning) { wire, meaning },
	static const char *const events_said[][2] = { HL_EVENTS(X) };
	static const char *const effects_said[][2] = { HL_EFFECTS(X) };
#undef X
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_EVENT_COUNT && !effects; i++)
		json_array_append_new(list, said(events_said[i][0],
						 events_said[i][1]));
	for (unsigned i = 0; i < HL_EFFECT_COUNT && effects; i++)
		json_array_append_new(list, said(effects_said[i][0],
						 effects_said[i][1]));
	return list;
}

/* The requests, and the bit that shows whether one may be made. */
static json_t *requests_view(void)
{
	static const char *const words[] = { NULL, "call", "call2",
					     "address" };
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);

		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s, s:s?, s:I, s:s}", "word",
				  info->name, "method", info->method, "of",
				  info->of_line ? "line" : "call", "feature",
				  words[info->word], "bit",
				  (json_int_t)info->bit, "meaning",
				  info->meaning));
	}
	return list;
}

static json_t *modes_view(void)
{
	json_t *object = json_object();

	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++) {
		json_t *list = hl_modes_of(i);

		if (json_array_size(list))
			json_object_set(object, hl_call_state_name(i), list);
		json_decref(list);
	}
	return object;
}

/* Every word that is ever said, so that a program can be ready for all. */
static json_t *words_view(void)
{
	json_t *object;

	object = json_pack("{s:o, s:o, s:o, s:o}", "events",
			   records_view(false), "effects", records_view(true),
			   "requests", requests_view(), "modes",
			   modes_view());
	for (unsigned i = 0; object && i < HL_WORD_LIST_COUNT; i++)
		json_object_set_new(object, hl_words_key(i),
				    hl_words_view(i));
	return object;
}

static json_t *notices_view(void)
{
	return json_pack("[o, o, o]",
			 said("hello", "first of all: api, version, role, "
			      "application, run, record"),
			 said("event", "a record, to those who subscribed"),
			 said("privilege", "what the client is to a call now "
			      "that it was handed over"));
}

json_t *hl_api_handle(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault)
{
	(void)ask;
	(void)fault;
	return json_pack("{s:i, s:s, s:s?, s:s, s:{s:i, s:i, s:i, s:i, s:i, "
			 "s:i, s:i, s:i, s:i}, s:o, s:o, s:o, s:o}",
			 "api", HL_API, "schema", HL_SCHEMA,
			 "version", desk->view.facts->version,
			 "role", hl_role_name(desk->view.role), "limits",
			 "line_bytes", HL_CONTROL_LINE_MAX,
			 "depth", HL_CONTROL_DEPTH_MAX,
			 "clients", HL_CONTROL_CLIENTS_MAX,
			 "open_requests", HL_CONTROL_OPEN_MAX,
			 "unread_records", HL_CONTROL_EVENTS_MAX,
			 "requests_hz", HL_CONTROL_RATE,
			 "stall_ms", HL_CONTROL_STALL,
			 "page", HL_CONTROL_PAGE,
			 "owned_calls", HL_CONTROL_CALLS_MAX,
			 "methods", methods_view(&desk->view),
			 "notifications", notices_view(),
			 "errors", errors_view(), "words", words_view());
}
