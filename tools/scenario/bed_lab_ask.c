/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_ask.c - the program that asks, over the control socket
 *
 * In:  requests of a scenario.
 * Out: the daemon's answers; digits and tones that the program is told of.
 * Not: what the daemon says of its lines - bed_lab_daemon.c.
 *
 * The program has a connection of its own, as a real one would: the one that
 * looks does not share its rate of requests, nor see its notifications.
 */
#include <errno.h>
#include <string.h>

#include <jansson.h>

#include "bed_lab_parts.h"
#include "holdline/control.h"
#include "holdline/model.h"
#include "plain.h"

#define ANSWER_LIMIT_MS 2000

/* What a value of a request is to the control socket. */
static const struct {
	enum hl_request_kind request;
	const char *key;
	uint32_t value;
	const char *word;
} words[] = {
	{ HL_REQUEST_PRIVACY, "privacy", 0, "off" },
	{ HL_REQUEST_PRIVACY, "privacy", 1, "on" },
	{ HL_REQUEST_MESSAGE, "message", 0, "off" },
	{ HL_REQUEST_MESSAGE, "message", 1, "on" },
	{ HL_REQUEST_DND, "dnd", 0, "off" },
	{ HL_REQUEST_DND, "dnd", 1, "on" },
	{ HL_REQUEST_FORWARD, "when", 1, "busy" },
	{ HL_REQUEST_FORWARD, "when", 2, "noanswer" },
	{ HL_REQUEST_MONITORDIGITS, "digits", 0, "none" },
	{ HL_REQUEST_MONITORDIGITS, "digits", 2, "dtmf" },
	{ HL_REQUEST_TONE, "tone", 0, "none" },
	{ HL_REQUEST_TONE, "tone", 2, "ringback" },
	{ HL_REQUEST_TONE, "tone", 4, "busy" },
	{ HL_REQUEST_TONE, "tone", 8, "beep" },
};

static int put(json_t *params, const char *key, json_t *value)
{
	return json_object_set_new(params, key, value);
}

static int words_put(const struct bed_ask *ask, json_t *params)
{
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].request == ask->request &&
		    words[i].value == ask->value)
			return put(params, words[i].key,
				   json_string(words[i].word));
	return 0;
}

static int value_put(const struct bed_ask *ask, json_t *params)
{
	const char *word = plain_treatment(ask->value);

	if (ask->request == HL_REQUEST_TREATMENT)
		return put(params, "treatment", json_string(word ? word : ""));
	if (ask->request == HL_REQUEST_PICKUP && ask->value)
		return put(params, "group", json_integer(ask->value));
	if ((ask->request == HL_REQUEST_CONFERENCE ||
	     ask->request == HL_REQUEST_PREPARE) &&
	    ask->value & HL_ASK_NOHOLD)
		return put(params, "no_hold", json_true());
	if (ask->request == HL_REQUEST_RESET)
		return put(params, "force", json_true());
	return words_put(ask, params);
}

static json_t *tones_make(const struct bed_ask *ask)
{
	if (!ask->hz[0])
		return json_array();
	return json_pack("[{s:[i, i], s:i}]", "hz", (int)ask->hz[0],
			 (int)ask->hz[1], "ms", (int)ask->length);
}

static json_t *params_make(const struct bed_lab *bed,
			   const struct bed_ask *ask)
{
	bool of_line = hl_request_info(ask->request)->of_line;
	const char *name = scenario_line(bed->scenario, ask->party)->name;
	json_t *params = json_object();
	int r = value_put(ask, params);

	if (of_line)
		r |= put(params,
			 ask->request == HL_REQUEST_MAKECALL ? "from" : "line",
			 json_string(name));
	else
		r |= put(params, "call", json_integer(ask->call));
	if (ask->other != HL_NO_CALL)
		r |= put(params, "other", json_integer(ask->other));
	if (ask->number[0])
		r |= put(params, "number", json_string(ask->number));
	if (ask->request == HL_REQUEST_MONITORTONES)
		r |= put(params, "tones", tones_make(ask));
	else if (ask->length)
		r |= put(params, "length_ms", json_integer(ask->length));
	if (r == 0)
		return params;
	json_decref(params);
	return NULL;
}

static int subscribe(struct lab_daemon *daemon)
{
	json_t *error = NULL;
	json_t *result = NULL;
	int r = hl_client_call(daemon->program, "event.subscribe", NULL, &error,
			       &result);

	json_decref(error);
	json_decref(result);
	return r;
}

static int program_open(struct lab_daemon *daemon)
{
	char path[LAB_FILE_MAX];
	int r;

	if (daemon->program)
		return 0;
	lab_daemon_path(daemon, "control.sock", path);
	r = hl_client_open(&daemon->program, path, ANSWER_LIMIT_MS);
	return r < 0 ? r : subscribe(daemon);
}

static unsigned release_of(const json_t *note)
{
	const char *by = json_string_value(json_object_get(note, "by"));
	unsigned i = 0;

	while (by && i < HL_RELEASE_COUNT &&
	       strcmp(hl_release_name((enum hl_release)i), by) != 0)
		i++;
	return i;
}

static void told(struct bed_lab *bed, const json_t *note)
{
	const char *what = json_string_value(json_object_get(note, "what"));
	const char *line = json_string_value(json_object_get(note, "line"));
	const char *digit = json_string_value(json_object_get(note, "digit"));
	int party = line ? scenario_find(bed->scenario, line) : -ENOENT;
	struct lab_side *side;
	size_t n;

	if (party < 0 || !what)
		return;
	side = &bed->side[party];
	n = strlen(side->keys);
	if (strcmp(what, hl_effect_name(HL_FX_TONE)) == 0 &&
	    json_object_get(note, "which"))
		side->tones++;
	if (strcmp(what, hl_effect_name(HL_FX_HEARD)) == 0 && digit &&
	    !json_is_true(json_object_get(note, "end")) &&
	    n + 1 < sizeof(side->keys)) {
		side->keys[n] = digit[0];
		side->keys[n + 1] = '\0';
	}
	if (strcmp(what, hl_effect_name(HL_FX_CLEARED)) == 0)
		side->cleared = 1 + release_of(note);
}

int lab_program_begin(struct bed_lab *bed)
{
	int r = 0;

	for (unsigned i = 0; r == 0 && i < bed->daemons; i++)
		r = program_open(&bed->daemon[i]);
	return r;
}

void lab_program_listen(struct bed_lab *bed)
{
	for (unsigned i = 0; i < bed->daemons; i++) {
		struct hl_client *program = bed->daemon[i].program;
		json_t *note;

		while (program && hl_client_read(program, 0, &note) == 0) {
			told(bed, note);
			json_decref(note);
		}
	}
}

void lab_program_end(struct bed_lab *bed)
{
	for (unsigned i = 0; i < bed->daemons; i++) {
		hl_client_close(bed->daemon[i].program);
		bed->daemon[i].program = NULL;
	}
}

/* -EPROTO when it is no error of the call model. */
static int error_find(const json_t *error, enum hl_error *ret, char *why,
		      size_t size)
{
	const char *name = json_string_value(json_object_get(error, "name"));
	const char *text =
		json_string_value(json_object_get(error, "message"));

	for (unsigned i = 0; name && i < HL_ERROR_COUNT; i++) {
		if (strcmp(hl_error_info(i)->name, name) != 0)
			continue;
		*ret = i;
		return 0;
	}
	snprintf(why, size, "the daemon says %s: %s", name ? name : "nothing",
		 text ? text : "");
	return -EPROTO;
}

int lab_program_ask(struct bed_lab *bed, const struct bed_ask *ask,
		    enum hl_error *ret, char *why, size_t size)
{
	json_t *result = NULL;
	json_t *error = NULL;
	struct lab_daemon *daemon = lab_daemon_of(bed, ask->party);
	json_t *params;
	int r = program_open(daemon);

	params = r == 0 ? params_make(bed, ask) : NULL;
	if (r == 0 && !params)
		r = -ENOMEM;
	if (r == 0)
		r = hl_client_call(daemon->program,
				   hl_request_info(ask->request)->method,
				   params, &error, &result);
	bed->told_at = 0;
	*ret = HL_ERR_NONE;
	if (r == -EPROTO && error)
		r = error_find(error, ret, why, size);
	else if (r < 0)
		snprintf(why, size, "the daemon does not answer: %s",
			 strerror(-r));
	json_decref(error);
	json_decref(result);
	return r;
}
