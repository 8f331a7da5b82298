/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * api.c - the control socket describes itself
 *
 * In:  the verb table, the limits, the lists of words.
 * Out: the result of api.get.
 * Not: any state.
 */
#include "handle.h"

static json_t *param_view(const struct hl_param *p)
{
	bool ranged = p->type == HL_PARAM_COUNT || p->type == HL_PARAM_CALL;

	return json_pack("{s:s, s:s, s:b, s:o, s:o, s:s}", "name", p->name,
			 "type", hl_param_type_name(p->type), "optional",
			 p->optional, "least",
			 ranged ? json_integer(p->least) : json_null(), "most",
			 ranged ? json_integer(p->most) : json_null(), "help",
			 p->help);
}

static json_t *methods_view(void)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		json_t *params = json_array();

		for (const struct hl_param *p = verb->params; p->name; p++)
			json_array_append_new(params, param_view(p));
		if (!*verb->method) {
			json_decref(params);
			continue;
		}
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s, s:s?, s:o}", "method",
				  verb->method, "role",
				  hl_role_name(verb->role), "help", verb->help,
				  "verb", *verb->word ? verb->word : NULL,
				  "params", params));
	}
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

/* Words that records use, so that a program can be ready for all of them. */
static json_t *words_view(void)
{
	json_t *events = json_array();
	json_t *effects = json_array();
	json_t *states = json_array();

	for (unsigned i = 0; i < HL_EVENT_COUNT; i++)
		json_array_append_new(events, json_string(hl_event_name(i)));
	for (unsigned i = 0; i < HL_EFFECT_COUNT; i++)
		json_array_append_new(effects, json_string(hl_effect_name(i)));
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		json_array_append_new(states,
				      json_string(hl_call_state_name(i)));
	return json_pack("{s:o, s:o, s:o}", "events", events, "effects",
			 effects, "states", states);
}

json_t *hl_api_handle(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault)
{
	(void)ask;
	(void)fault;
	return json_pack("{s:i, s:s?, s:s, s:{s:i, s:i, s:i, s:i, s:i, s:i, "
			 "s:i, s:i}, s:o, s:o, s:o}",
			 "api", HL_API, "version", desk->view.facts->version,
			 "role", hl_role_name(desk->view.role), "limits",
			 "line_bytes", HL_CONTROL_LINE_MAX,
			 "depth", HL_CONTROL_DEPTH_MAX,
			 "clients", HL_CONTROL_CLIENTS_MAX,
			 "open_requests", HL_CONTROL_OPEN_MAX,
			 "unread_records", HL_CONTROL_EVENTS_MAX,
			 "requests_hz", HL_CONTROL_RATE,
			 "stall_ms", HL_CONTROL_STALL,
			 "page", HL_CONTROL_PAGE,
			 "methods", methods_view(), "errors", errors_view(),
			 "words", words_view());
}
