/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proto.c - a line of bytes becomes a request, a result becomes a line
 *
 * In:  bytes from outside; the verb table.
 * Out: requests whose method and role are right, or a fault.
 * Not: sockets - server.c; parameters - params.c; what a verb does -
 *      handle.c.
 */
#include "proto.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ID_MAX 64    /* bytes of a request's id (house) */
#define WORD_SHOWN 40

void hl_fault_call(struct hl_fault *fault, enum hl_error error)
{
	const struct hl_error_info *info = hl_error_info(error);

	memset(fault, 0, sizeof(*fault));
	fault->code = -32000 - (int)error;
	fault->name = info->name;
	fault->value = info->value;
	snprintf(fault->message, sizeof(fault->message), "%s", info->sentence);
	snprintf(fault->mend, sizeof(fault->mend), "%s", info->mend);
}

void hl_fault_control(struct hl_fault *fault, enum hl_control_error error,
		      const char *format, ...)
{
#define X(id, code, name, sentence, mend) { name, sentence, mend },
	static const char *const table[][3] = { HL_CONTROL_ERRORS(X) };
#undef X
	va_list args;

	memset(fault, 0, sizeof(*fault));
	fault->code = hl_control_code(error);
	fault->name = table[error][0];
	snprintf(fault->mend, sizeof(fault->mend), "%s", table[error][2]);
	if (!format) {
		snprintf(fault->message, sizeof(fault->message), "%s",
			 table[error][1]);
		return;
	}
	va_start(args, format);
	vsnprintf(fault->message, sizeof(fault->message), format, args);
	va_end(args);
}

void hl_fault_mend(struct hl_fault *fault, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(fault->mend, sizeof(fault->mend), format, args);
	va_end(args);
}

void hl_fault_fini(struct hl_fault *fault)
{
	json_decref(fault->mistakes);
	json_decref(fault->more);
	fault->mistakes = NULL;
	fault->more = NULL;
}

const char *hl_word_print(const char *text, char *buf, size_t size)
{
	size_t i;

	if (size > WORD_SHOWN + 1)
		size = WORD_SHOWN + 1;
	for (i = 0; text[i] && i + 1 < size; i++)
		buf[i] = isprint((unsigned char)text[i]) ? text[i] : '?';
	buf[i] = '\0';
	if (text[i] && i > 0)
		buf[i - 1] = '~';
	return buf;
}

/*
 * The reader of JSON allows a depth of 2048, each level a call of its own;
 * ours is counted before it sees the line.
 */
static bool depth_is_fine(const char *text, size_t size)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < size; i++) {
		char c = text[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']'))
			depth--;
		if (depth > HL_CONTROL_DEPTH_MAX)
			return false;
	}
	return true;
}

static int root_read(struct hl_ask *ask, const char *text, size_t size,
		     struct hl_fault *fault)
{
	json_error_t error;

	if (!depth_is_fine(text, size)) {
		hl_fault_control(fault, HL_CERR_INVALID,
				 "nested deeper than %d",
				 HL_CONTROL_DEPTH_MAX);
		return -EINVAL;
	}
	ask->root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	if (!ask->root) {
		char word[48];

		hl_fault_control(fault, HL_CERR_PARSE,
				 "this is not JSON: %s (byte %d)",
				 hl_word_print(error.text, word, sizeof(word)),
				 error.position);
		return -EINVAL;
	}
	if (json_is_array(ask->root)) {
		hl_fault_control(fault, HL_CERR_INVALID,
				 "several requests in an array are not taken");
		hl_fault_mend(fault, "send each request on a line of its own");
		return -EINVAL;
	}
	if (!json_is_object(ask->root)) {
		hl_fault_control(fault, HL_CERR_INVALID, NULL);
		return -EINVAL;
	}
	return 0;
}

static bool id_is_fine(json_t *id)
{
	return json_is_integer(id) ||
	       (json_is_string(id) && json_string_length(id) <= ID_MAX);
}

/* Everything round the parameters: id, version, method, no other key. */
static int frame_check(struct hl_ask *ask, struct hl_fault *fault)
{
	json_t *id = json_object_get(ask->root, "id");
	json_t *version = json_object_get(ask->root, "jsonrpc");
	const char *key;
	json_t *value;
	char word[48];

	if (id_is_fine(id))
		ask->id = id;
	json_object_foreach(ask->root, key, value) {
		if (!strcmp(key, "id") || !strcmp(key, "jsonrpc") ||
		    !strcmp(key, "method") || !strcmp(key, "params"))
			continue;
		hl_fault_control(fault, HL_CERR_INVALID,
				 "a request has no '%s'",
				 hl_word_print(key, word, sizeof(word)));
		return -EINVAL;
	}
	if (!ask->id) {
		hl_fault_control(fault, HL_CERR_INVALID,
				 "a request needs an id: a whole number or a "
				 "string of at most %d bytes", ID_MAX);
		return -EINVAL;
	}
	if (!json_is_string(version) ||
	    strcmp(json_string_value(version), "2.0")) {
		hl_fault_control(fault, HL_CERR_INVALID,
				 "\"jsonrpc\" must be \"2.0\"");
		return -EINVAL;
	}
	return 0;
}

static int method_check(struct hl_ask *ask, struct hl_fault *fault)
{
	json_t *method = json_object_get(ask->root, "method");
	const char *known[HL_VERB_COUNT + 1];
	unsigned n = 0;
	const char *guess;
	char word[48];

	if (!json_is_string(method)) {
		hl_fault_control(fault, HL_CERR_INVALID,
				 "\"method\" must be a string");
		return -EINVAL;
	}
	ask->verb = hl_verb_of_method(json_string_value(method));
	if (ask->verb)
		return 0;

	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		if (*hl_verb_get(i)->method)
			known[n++] = hl_verb_get(i)->method;
	known[n] = NULL;
	guess = hl_guess(json_string_value(method), known);
	hl_word_print(json_string_value(method), word, sizeof(word));
	if (guess)
		hl_fault_control(fault, HL_CERR_METHOD,
				 "there is no method '%s'. Did you mean '%s'?",
				 word, guess);
	else
		hl_fault_control(fault, HL_CERR_METHOD,
				 "there is no method '%s'", word);
	return -EINVAL;
}

int hl_ask_read(struct hl_ask *ret, const char *text, size_t size,
		enum hl_role role, struct hl_fault *fault)
{
	int r;

	memset(ret, 0, sizeof(*ret));
	r = root_read(ret, text, size, fault);
	if (r < 0)
		return r;
	r = frame_check(ret, fault);
	if (r < 0)
		return r;
	r = method_check(ret, fault);
	if (r < 0)
		return r;
	if (role < ret->verb->role) {
		hl_fault_call(fault, HL_ERR_NOTOWNER);
		hl_fault_mend(fault, "be in group %s: sudo adduser USER %s, "
			      "then log in again", HL_CONTROL_OPERATORS,
			      HL_CONTROL_OPERATORS);
		return -EINVAL;
	}
	return hl_params_check(ret, fault);
}

void hl_ask_fini(struct hl_ask *ask)
{
	json_decref(ask->root);
	memset(ask, 0, sizeof(*ask));
}

const char *hl_ask_text(const struct hl_ask *ask, const char *name)
{
	return json_string_value(json_object_get(ask->params, name));
}

int64_t hl_ask_count(const struct hl_ask *ask, const char *name,
		     int64_t otherwise)
{
	json_t *value = json_object_get(ask->params, name);

	return value ? json_integer_value(value) : otherwise;
}

bool hl_ask_flag(const struct hl_ask *ask, const char *name)
{
	return json_is_true(json_object_get(ask->params, name));
}

json_t *hl_ask_list(const struct hl_ask *ask, const char *name)
{
	json_t *list = json_object_get(ask->params, name);

	return json_array_size(list) ? list : NULL;
}

json_t *hl_answer_result(json_t *id, json_t *result)
{
	return json_pack("{s:s, s:O?, s:o}", "jsonrpc", "2.0", "id", id,
			 "result", result);
}

json_t *hl_answer_fault(json_t *id, const struct hl_fault *fault)
{
	json_t *value = fault->value ? json_integer(fault->value)
				     : json_null();
	json_t *data = json_pack("{s:o, s:O?}", "value", value, "mistakes",
				 fault->mistakes);

	if (data && fault->more)
		json_object_update(data, fault->more);
	return json_pack("{s:s, s:O?, s:{s:i, s:s, s:s, s:s, s:o}}",
			 "jsonrpc", "2.0", "id", id, "error", "code",
			 fault->code, "name", fault->name, "message",
			 fault->message, "mend", fault->mend, "data", data);
}

json_t *hl_answer_notice(const char *method, json_t *params)
{
	return json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method,
			 "params", params);
}
