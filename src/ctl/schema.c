/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * schema.c - what a method takes, gives and refuses with, for programs
 *
 * In:  the verb table that dispatches, the requests of the model.
 * Out: a JSON Schema of the parameters, a sentence on the result, the names
 *      of the errors.
 * Not: the judgement of a request - params.c, the model; the frame - api.c.
 */
#include "schema.h"

#include <string.h>

#include "holdline/event.h"

#include "words.h"

#define E(id) (UINT64_C(1) << HL_ERR_##id)
#define DIAL_ERRORS                                                            \
	(E(INVALADDRESS) | E(DIALBILLING) | E(DIALDIALTONE) | E(DIALPROMPT) |  \
	 E(DIALQUIET))
#define REACH_ERRORS                                                           \
	(E(INVALADDRESS) | E(ADDRESSBLOCKED) | E(RESOURCEUNAVAIL))

_Static_assert(HL_ERROR_COUNT <= 64, "an error needs a bit");

/* clang-format off */
/* Beside those that every request may be answered with. */
static const uint64_t request_errors[HL_REQUEST_COUNT] = {
	[HL_REQUEST_MAKECALL] = E(CALLUNAVAIL) | DIAL_ERRORS,
	[HL_REQUEST_ANSWER] = E(INUSE) | E(CALLUNAVAIL),
	[HL_REQUEST_REDIRECT] = REACH_ERRORS,
	[HL_REQUEST_DIAL] = DIAL_ERRORS,
	[HL_REQUEST_HOLD] = E(CALLUNAVAIL),
	[HL_REQUEST_UNHOLD] = E(CALLUNAVAIL),
	[HL_REQUEST_CONSULT] = E(CALLUNAVAIL) | DIAL_ERRORS,
	[HL_REQUEST_TRANSFER] = E(INVALCONSULTCALLHANDLE) | E(CONFERENCEFULL),
	[HL_REQUEST_JOIN] = E(INVALCONSULTCALLHANDLE) | E(CONFERENCEFULL),
	[HL_REQUEST_BLIND] = REACH_ERRORS,
	[HL_REQUEST_CONFERENCE] = E(CALLUNAVAIL) | DIAL_ERRORS,
	[HL_REQUEST_NEWCONFERENCE] = E(CALLUNAVAIL) | E(INVALLINESTATE) | DIAL_ERRORS,
	[HL_REQUEST_PREPARE] = E(INVALCONFCALLHANDLE) | E(CONFERENCEFULL) | E(CALLUNAVAIL) | DIAL_ERRORS,
	[HL_REQUEST_ADD] = E(INVALCONFCALLHANDLE) | E(INVALCONSULTCALLHANDLE) | E(CONFERENCEFULL) | E(CALLUNAVAIL),
	[HL_REQUEST_PARK] = E(INVALPARKMODE) | E(INVALADDRESS),
	[HL_REQUEST_UNPARK] = E(CALLUNAVAIL) | E(INVALADDRESS),
	[HL_REQUEST_PICKUP] = E(CALLUNAVAIL) | E(INVALADDRESS) | E(INVALGROUPID),
	[HL_REQUEST_TREATMENT] = E(INVALPARAM),
	[HL_REQUEST_MONITORDIGITS] = E(INVALDIGITMODE),
	[HL_REQUEST_MONITORTONES] = E(INVALTONE),
	[HL_REQUEST_DIGITS] = E(INVALPARAM),
	[HL_REQUEST_TONE] = E(INVALTONEMODE) | E(INVALPARAM),
	[HL_REQUEST_FORWARD] = E(INVALPARAM) | DIAL_ERRORS,
	[HL_REQUEST_FLASH] = E(INVALLINESTATE),
	[HL_REQUEST_RESET] = E(INVALLINESTATE),
};

static const uint64_t verb_errors[HL_VERB_COUNT] = {
	[HL_VERB_CONF_CALLS] = E(NOCONFERENCE),
	[HL_VERB_PRIVILEGE] = E(RESOURCEUNAVAIL),
	[HL_VERB_HANDOFF] = E(TARGETNOTFOUND) | E(TARGETSELF) | E(INVALCALLPRIVILEGE) | E(RESOURCEUNAVAIL),
	[HL_VERB_RELOAD] = E(OPERATIONUNAVAIL),
};

/* Of requests that make or move calls, beside {"call", "record"}. */
static const char *const results[HL_VERB_COUNT] = {
	[HL_VERB_STATUS] = "the board: totals, remarks, and how the daemon runs",
	[HL_VERB_LINES] = "array of lines, 256 at most; the next page is from = lines read",
	[HL_VERB_CALLS] = "array of calls by number, 256 at most; the next page is after = the last number",
	[HL_VERB_LINE_GET] = "one line, and the truth of its port",
	[HL_VERB_CALL_GET] = "one call",
	[HL_VERB_WATCH] = "{from, run, record}; then a notification \"event\" for each record, in order, none left out",
	[HL_VERB_LOG] = "array of records, oldest first, 256 at most",
	[HL_VERB_CAPS] = "what the line can ever do: max, states, modes, features, flags, treatments, answer and park modes",
	[HL_VERB_LINE_STATUS] = "counters, stations in use, features and can of the line's address now",
	[HL_VERB_CALL_STATUS] = "state and mode with values, entry time, privilege of the asker, features and can",
	[HL_VERB_CALL_INFO] = "call and related id, origin, reason, caller, called, connected, redirecting, treatment, monitors",
	[HL_VERB_CONF_CALLS] = "{conference, calls}: the conference first, then its members as they joined",
	[HL_VERB_ADDRESSES] = "array of shared addresses: stations, watchers, in use, calls, held",
	[HL_VERB_PARKED] = "array of parked parties: number, call, party, name, by, since",
	[HL_VERB_GROUPS] = "array of groups: hunt, prefix, next, how many free, busy, guard, out; lines and their states in the order of the next hunt",
	[HL_VERB_SPANS] = "array of spans: state up, down or absent, since; switch, side, D-channel; B channels busy, idle, restarting, out; last cause (Q.850)",
	[HL_VERB_JOIN] = "{call, record, conference}: the conference is a call of its own",
	[HL_VERB_TRANSFER] = "{call, record}; with mode conference also conference",
	[HL_VERB_CONFERENCE] = "{call, record, conference, consult}: the conference, and the call that is made for it",
	[HL_VERB_NEWCONFERENCE] = "{call, record, conference, consult}: the conference, and the call that is made for it",
	[HL_VERB_PREPARE] = "{call, record, conference, consult}: call is the one that is made for it",
	[HL_VERB_PARK] = "{call, record, number}: where the party is",
	[HL_VERB_PRIVILEGE] = "{call, privilege, privilege_value}",
	[HL_VERB_HANDOFF] = "{call, application, privilege, privilege_value}; both sides get a notification \"privilege\"",
	[HL_VERB_APPLICATION] = "{application, close, run}",
	[HL_VERB_APPLICATIONS] = "array of connections: application, role, close, self, calls they own",
	[HL_VERB_CONFIG] = "array of settings with unit, origin and meaning",
	[HL_VERB_RELOAD] = "{reloaded, complaints}",
	[HL_VERB_API] = "this document",
};
/* clang-format on */

const char *hl_schema_result(const struct hl_verb *verb)
{
	const char *text = results[verb->id];

	return text ? text
		    : "{call, record}: the new call if one was made, and the "
		      "record with which it was done";
}

static const struct hl_param *param_of(const struct hl_verb *verb,
				       enum hl_param_type type)
{
	for (const struct hl_param *p = verb->params; p->name; p++)
		if (p->type == type)
			return p;
	return NULL;
}

static uint64_t errors_of(const struct hl_verb *verb)
{
	uint64_t bits = verb_errors[verb->id];

	if (verb->role == HL_ROLE_OPERATOR)
		bits |= E(NOTOWNER);
	if (param_of(verb, HL_PARAM_CALL))
		bits |= E(INVALCALLHANDLE);
	if (param_of(verb, HL_PARAM_LINE) || param_of(verb, HL_PARAM_LINES))
		bits |= E(INVALLINEHANDLE);
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		if (strcmp(hl_request_info(i)->method, verb->method) != 0)
			continue;
		bits |= request_errors[i] | E(OPERATIONUNAVAIL) |
			E(RESOURCEUNAVAIL);
		if (!hl_request_info(i)->of_line)
			bits |= E(INVALCALLSTATE);
	}
	return bits;
}

json_t *hl_schema_errors(const struct hl_verb *verb)
{
	uint64_t bits = errors_of(verb);
	json_t *list = json_array();

	if (verb->params->name)
		json_array_append_new(list, json_string("PARAMS"));
	if (verb->id == HL_VERB_WATCH)
		json_array_append_new(list, json_string("GONE"));
	if (verb->id == HL_VERB_APPLICATION)
		json_array_append_new(list, json_string("TAKEN"));
	if (verb->id == HL_VERB_RELOAD)
		json_array_append_new(list, json_string("BADCONFIG"));
	for (unsigned i = 1; i < HL_ERROR_COUNT; i++)
		if (bits & UINT64_C(1) << i)
			json_array_append_new(list,
				json_string(hl_error_info(i)->name));
	return list;
}

/* ---- parameters --------------------------------------------------------- */

static json_t *words_schema(const char *const *words)
{
	json_t *list = json_array();

	for (; *words; words++)
		json_array_append_new(list, json_string(*words));
	return json_pack("{s:s, s:o}", "type", "string", "enum", list);
}

static json_t *treatment_schema(const struct hl_view *view)
{
	unsigned classes = view->config ? hl_config_musics(view->config) : 0;
	const struct hl_word *known = hl_words(HL_WORDS_TREATMENT);
	json_t *list = json_array();

	for (; known->word; known++)
		json_array_append_new(list, json_string(known->word));
	for (unsigned i = 0; i < classes; i++) {
		const char *name = hl_config_music(view->config, i)->name;

		if (!hl_word_is(HL_WORDS_TREATMENT, name))
			json_array_append_new(list, json_string(name));
	}
	return json_pack("{s:s, s:o}", "type", "string", "enum", list);
}

/* 0 is silence; else a frequency of the voice band. */
static json_t *hz_schema(void)
{
	return json_pack("{s:s, s:[{s:i}, {s:i, s:i}]}", "type", "integer",
			 "anyOf", "const", 0, "minimum", 200, "maximum", 3400);
}

static json_t *tones_schema(void)
{
	json_t *hz = json_pack("{s:[o, {s:s, s:o, s:i, s:i}]}", "anyOf",
			       hz_schema(), "type", "array", "items",
			       hz_schema(), "minItems", 1, "maxItems", 2);
	json_t *ms = json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum",
			       50, "maximum", 10000);
	json_t *tone = json_pack("{s:s, s:{s:o, s:o}, s:[s, s], s:b}", "type",
				 "object", "properties", "hz", hz, "ms", ms,
				 "required", "hz", "ms",
				 "additionalProperties", 0);

	return json_pack("{s:s, s:o, s:i}", "type", "array", "items", tone,
			 "maxItems", HL_WATCH_TONES);
}

static json_t *range_schema(const struct hl_param *p)
{
	return json_pack("{s:s, s:I, s:I}", "type", "integer", "minimum",
			 (json_int_t)p->least, "maximum", (json_int_t)p->most);
}

static json_t *text_schema(const char *pattern, int least, int most)
{
	return json_pack("{s:s, s:s*, s:i, s:i}", "type", "string", "pattern",
			 pattern, "minLength", least, "maxLength", most);
}

static json_t *type_schema(const struct hl_view *view,
			   const struct hl_param *p)
{
	switch (p->type) {
	case HL_PARAM_LINES:
		return json_pack("{s:s, s:{s:s}, s:i}", "type", "array",
				 "items", "type", "string", "maxItems", 64);
	case HL_PARAM_DIGITS:
		return text_schema("^[0-9*#A-D]+$", 1, HL_DIGITS_MAX);
	case HL_PARAM_NUMBER:
		return text_schema("^[0-9*#A-D,;!Ww@$?ptPT]+$", 1,
				   HL_DIGITS_MAX);
	case HL_PARAM_TREAT:
		return treatment_schema(view);
	case HL_PARAM_MODE:
		return words_schema(p->words);
	case HL_PARAM_TONES:
		return tones_schema();
	case HL_PARAM_CALL:
	case HL_PARAM_COUNT:
		return range_schema(p);
	case HL_PARAM_FLAG:
		return json_pack("{s:s}", "type", "boolean");
	case HL_PARAM_NONE:
	case HL_PARAM_LINE:
	case HL_PARAM_THING:
	case HL_PARAM_WORD:
	case HL_PARAM_FILE:
	case HL_PARAM_TYPE_COUNT:
		break;
	}
	return json_pack("{s:s}", "type", "string");
}

json_t *hl_schema_params(const struct hl_view *view,
			 const struct hl_verb *verb)
{
	json_t *properties = json_object();
	json_t *required = json_array();

	for (const struct hl_param *p = verb->params; p->name; p++) {
		json_t *schema = type_schema(view, p);

		json_object_set_new(schema, "description",
				    json_string(p->help));
		json_object_set_new(properties, p->name, schema);
		if (!p->optional)
			json_array_append_new(required, json_string(p->name));
	}
	return json_pack("{s:s, s:s, s:o, s:o, s:b}", "$schema", HL_SCHEMA,
			 "type", "object", "properties", properties,
			 "required", required, "additionalProperties", 0);
}
