/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * params.c - the parameters of a request, judged by their rows
 *
 * In:  an object from outside; the rows of its verb.
 * Out: nothing, or which parameter is wrong and what it must be.
 * Not: what it means in this situation - fill.c, the model.
 */
#include "proto.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "holdline/dial.h"
#include "holdline/event.h"

#define LINES_MAX 64 /* names in a list of lines (house) */

/* What dialable strings are made of; the model says what it cannot do. */
static const char dialable[] = "0123456789*#ABCD,;!Ww@$?ptPT";

static bool lines_are_fine(const json_t *value)
{
	size_t i;
	json_t *name;

	if (!json_is_array(value) || json_array_size(value) > LINES_MAX)
		return false;
	json_array_foreach(value, i, name) {
		if (!json_is_string(name))
			return false;
	}
	return true;
}

static bool number_is_fine(const json_t *value)
{
	size_t n;

	if (!json_is_string(value))
		return false;
	n = json_string_length(value);
	return n > 0 && n <= HL_DIGITS_MAX &&
	       strspn(json_string_value(value), dialable) == n;
}

static bool word_is_fine(const struct hl_param *param, const json_t *value)
{
	const char *const *word = param->words;

	while (json_is_string(value) && *word &&
	       strcmp(*word, json_string_value(value)) != 0)
		word++;
	return json_is_string(value) && *word;
}

static bool is_short(const json_t *value, json_int_t least)
{
	return json_is_integer(value) && json_integer_value(value) >= least &&
	       json_integer_value(value) <= UINT16_MAX;
}

/* {"hz": 425, "ms": 200}, {"hz": [425], ...}, {"hz": [350, 440], ...} */
static bool tone_is_fine(json_t *tone)
{
	const json_t *hz = json_object_get(tone, "hz");
	size_t n = json_array_size(hz);

	if (json_object_size(tone) != 2 ||
	    !is_short(json_object_get(tone, "ms"), 1))
		return false;
	if (is_short(hz, 0))
		return true;
	return (n == 1 || n == 2) && is_short(json_array_get(hz, 0), 0) &&
	       (n == 1 || is_short(json_array_get(hz, 1), 0));
}

static bool tones_are_fine(const json_t *value)
{
	size_t i;
	json_t *tone;

	if (!json_is_array(value) || json_array_size(value) > HL_WATCH_TONES)
		return false;
	json_array_foreach(value, i, tone) {
		if (!tone_is_fine(tone))
			return false;
	}
	return true;
}

static bool value_is_fine(const struct hl_param *param, json_t *value)
{
	switch (param->type) {
	case HL_PARAM_LINE:
	case HL_PARAM_WORD:
	case HL_PARAM_FILE:
	case HL_PARAM_THING:
		return json_is_string(value);
	case HL_PARAM_LINES:
		return lines_are_fine(value);
	case HL_PARAM_DIGITS:
		return json_is_string(value) &&
		       hl_dial_is_digits(json_string_value(value));
	case HL_PARAM_NUMBER:
		return number_is_fine(value);
	case HL_PARAM_TREAT:
		return json_is_string(value) && json_string_length(value) > 0 &&
		       json_string_length(value) < HL_NAME_MAX;
	case HL_PARAM_MODE:
		return word_is_fine(param, value);
	case HL_PARAM_TONES:
		return tones_are_fine(value);
	case HL_PARAM_CALL:
	case HL_PARAM_COUNT:
		return json_is_integer(value) &&
		       json_integer_value(value) >= param->least &&
		       json_integer_value(value) <= param->most;
	case HL_PARAM_FLAG:
		return json_is_boolean(value);
	case HL_PARAM_NONE:
	case HL_PARAM_TYPE_COUNT:
		break;
	}
	return false;
}

/* "none, dtmf or dtmfend" */
static void words_print(const char *const *words, char *buf, size_t size)
{
	size_t n = 0;

	buf[0] = '\0';
	for (; *words && n < size; words++)
		n += (size_t)snprintf(buf + n, size - n, "%s%s",
				      !n ? "" : words[1] ? ", " : " or ",
				      *words);
}

static void word_refuse(const struct hl_param *param, const json_t *value,
			struct hl_fault *fault)
{
	const char *said = json_string_value(value);
	const char *guess = said ? hl_guess(said, param->words) : NULL;
	char words[128];

	words_print(param->words, words, sizeof(words));
	if (guess)
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "'%s' must be %s. Did you mean '%s'?",
				 param->name, words, guess);
	else
		hl_fault_control(fault, HL_CERR_PARAMS, "'%s' must be %s",
				 param->name, words);
}

/* What a value of a type must be; NULL where the row says more. */
static const char *form_of(enum hl_param_type type)
{
	switch (type) {
	case HL_PARAM_DIGITS:
		return "a string of 0-9 * # A-D, 1 to 32 of them";
	case HL_PARAM_NUMBER:
		return "a string of 0-9 * # A-D , ; !, 1 to 32 of them";
	case HL_PARAM_TREAT:
		return "silence, ringback, busy, music, default or the name "
		       "of a music class";
	case HL_PARAM_TONES:
		return "an array of 0 to 4 objects {\"hz\": [a, b], \"ms\": n}"
		       " of whole numbers; b may be left out";
	case HL_PARAM_FLAG:
		return "true or false";
	case HL_PARAM_LINES:
		return "an array of at most 64 names";
	case HL_PARAM_CALL:
	case HL_PARAM_COUNT:
	case HL_PARAM_MODE:
		return NULL;
	case HL_PARAM_NONE:
	case HL_PARAM_LINE:
	case HL_PARAM_THING:
	case HL_PARAM_WORD:
	case HL_PARAM_FILE:
	case HL_PARAM_TYPE_COUNT:
		break;
	}
	return "a string";
}

static void value_refuse(const struct hl_param *param, const json_t *value,
			 struct hl_fault *fault)
{
	const char *form = form_of(param->type);

	if (form)
		hl_fault_control(fault, HL_CERR_PARAMS, "'%s' must be %s",
				 param->name, form);
	else if (param->type == HL_PARAM_MODE)
		word_refuse(param, value, fault);
	else
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "'%s' must be a whole number, %lld to %lld",
				 param->name, (long long)param->least,
				 (long long)param->most);
}

static const struct hl_param *param_find(const struct hl_verb *verb,
					 const char *name)
{
	for (const struct hl_param *p = verb->params; p->name; p++)
		if (!strcmp(p->name, name))
			return p;
	return NULL;
}

static void key_refuse(const struct hl_verb *verb, const char *key,
		       struct hl_fault *fault)
{
	const char *known[HL_PARAMS_MAX + 1];
	unsigned n = 0;
	const char *guess;
	char word[48];

	for (const struct hl_param *p = verb->params; p->name; p++)
		known[n++] = p->name;
	known[n] = NULL;
	guess = hl_guess(key, known);
	hl_word_print(key, word, sizeof(word));
	if (guess)
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "%s has no parameter '%s'. Did you mean '%s'?",
				 verb->method, word, guess);
	else
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "%s has no parameter '%s'", verb->method,
				 word);
}

int hl_params_check(struct hl_ask *ask, struct hl_fault *fault)
{
	const char *key;
	json_t *value;

	ask->params = json_object_get(ask->root, "params");
	if (ask->params && !json_is_object(ask->params)) {
		ask->params = NULL;
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "\"params\" must be an object: parameters "
				 "have names");
		return -EINVAL;
	}
	json_object_foreach(ask->params, key, value) {
		const struct hl_param *param = param_find(ask->verb, key);

		if (!param) {
			key_refuse(ask->verb, key, fault);
			return -EINVAL;
		}
		if (!value_is_fine(param, value)) {
			value_refuse(param, value, fault);
			return -EINVAL;
		}
	}
	for (const struct hl_param *p = ask->verb->params; p->name; p++) {
		if (p->optional || json_object_get(ask->params, p->name))
			continue;
		hl_fault_control(fault, HL_CERR_PARAMS, "'%s' is missing: %s",
				 p->name, p->help);
		return -EINVAL;
	}
	return 0;
}
