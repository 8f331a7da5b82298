/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * args.c - the command line
 *
 * In:  words and options, in any order; the verb table.
 * Out: a verb, its parameters by name, how to print.
 * Not: help - help.c; whether a line or call exists - the daemon.
 */
#include "holdctl.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/dial.h"

#define DURATION_MAX 86400000 /* [ms] a day (house) */

enum option {
	OPT_JSON,
	OPT_PLAIN,
	OPT_FIELDS,
	OPT_SOCKET,
	OPT_TIMEOUT,
	OPT_UTC,
	OPT_COLOR,
	OPT_ASCII,
	OPT_QUIET,
	OPT_HELP,
	OPT_HOOK,
	OPT_FOLLOW,
	OPT_ALL_WATCH,
	OPT_ALL_LOG,
	OPT_COUNT,
};

/* clang-format off */
/* Short form "" = none; of one verb only, or of all (HL_VERB_COUNT). */
static const struct {
	const char *name;
	char letter;
	bool value;
	enum hl_verb_id verb;
} options[OPT_COUNT] = {
	[OPT_JSON]    = { "json",    0,   false, HL_VERB_COUNT },
	[OPT_PLAIN]   = { "plain",   0,   false, HL_VERB_COUNT },
	[OPT_FIELDS]  = { "fields",  0,   true,  HL_VERB_COUNT },
	[OPT_SOCKET]  = { "socket",  0,   true,  HL_VERB_COUNT },
	[OPT_TIMEOUT] = { "timeout", 0,   true,  HL_VERB_COUNT },
	[OPT_UTC]     = { "utc",     0,   false, HL_VERB_COUNT },
	[OPT_COLOR]   = { "color",   0,   true,  HL_VERB_COUNT },
	[OPT_ASCII]   = { "ascii",   0,   false, HL_VERB_COUNT },
	[OPT_QUIET]   = { "quiet",   'q', false, HL_VERB_COUNT },
	[OPT_HELP]    = { "help",    'h', false, HL_VERB_COUNT },
	[OPT_HOOK]    = { "hook",    0,   false, HL_VERB_LINES },
	[OPT_FOLLOW]  = { "follow",  'f', false, HL_VERB_LOG },
	[OPT_ALL_WATCH] = { "all",   0,   false, HL_VERB_WATCH },
	[OPT_ALL_LOG] = { "all",     0,   false, HL_VERB_LOG },
};
/* clang-format on */

int ctl_duration(const char *text, hl_msec *ret)
{
	static const struct {
		const char *unit;
		unsigned long ms;
	} units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 },
		      { "min", 60000 }, { "h", 3600000 }, { "", 1000 } };
	char *end;
	unsigned long n;

	if (!isdigit((unsigned char)*text))
		return -EINVAL;
	errno = 0;
	n = strtoul(text, &end, 10);
	for (unsigned i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(end, units[i].unit))
			continue;
		if (errno || n > DURATION_MAX / units[i].ms)
			return -EINVAL;
		*ret = (hl_msec)(n * units[i].ms);
		return 0;
	}
	return -EINVAL;
}

static enum ctl_exit colour_set(struct ctl *ctl, const char *value)
{
	if (!strcmp(value, "always"))
		ctl->colour = true;
	else if (!strcmp(value, "never"))
		ctl->colour = false;
	else if (strcmp(value, "auto"))
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"--color is auto, always or never, not '%s'",
				value);
	return CTL_DONE;
}

static enum ctl_exit option_set(struct ctl *ctl, enum option option,
				const char *value)
{
	switch (option) {
	case OPT_JSON:
		ctl->form = CTL_JSON;
		break;
	case OPT_PLAIN:
		ctl->form = CTL_PLAIN;
		break;
	case OPT_FIELDS:
		ctl->fields = value;
		break;
	case OPT_SOCKET:
		ctl->socket = value;
		break;
	case OPT_TIMEOUT:
		ctl->timed = true;
		if (ctl_duration(value, &ctl->timeout) < 0)
			return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
					"--timeout is a time such as 5s, "
					"500ms or 2m, not '%s'", value);
		break;
	case OPT_UTC:
		ctl->utc = true;
		break;
	case OPT_COLOR:
		return colour_set(ctl, value);
	case OPT_ASCII:
		ctl->ascii = true;
		break;
	case OPT_QUIET:
		ctl->quiet = true;
		break;
	case OPT_HELP:
		ctl->help = true;
		break;
	case OPT_HOOK:
		ctl->hook = true;
		break;
	case OPT_FOLLOW:
		ctl->follow = true;
		break;
	case OPT_ALL_WATCH:
	case OPT_ALL_LOG:
		ctl->all = true;
		break;
	case OPT_COUNT:
		break;
	}
	return CTL_DONE;
}

static enum ctl_exit word_refuse(const struct ctl *ctl, const char *what,
				 const char *word, const char *const *known)
{
	const char *guess = hl_guess(word, known);

	if (guess)
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"no %s '%s'. Did you mean '%s'?", what, word,
				guess);
	return ctl_fail(ctl, CTL_USAGE, "USAGE", "holdctl help",
			"no %s '%s'", what, word);
}

static enum ctl_exit option_refuse(const struct ctl *ctl, const char *word)
{
	const char *known[OPT_COUNT + HL_PARAMS_MAX + 1];
	const struct hl_param *param = ctl->verb ? ctl->verb->params : NULL;
	char name[HL_PARAMS_MAX][32];
	char bare[64];
	unsigned n = 0;

	for (unsigned i = 0; i < OPT_COUNT; i++)
		known[n++] = options[i].name;
	for (unsigned i = 0; param && param->name; param++)
		if (param->option && !param->program)
			known[n++] = ctl_option_name(param, name[i++],
						     sizeof(name[0]));
	known[n] = NULL;
	snprintf(bare, sizeof(bare), "%.*s",
		 (int)strcspn(word + strspn(word, "-"), "="),
		 word + strspn(word, "-"));
	return word_refuse(ctl, "option", bare, known);
}

/* ---- parameters --------------------------------------------------------- */

static enum ctl_exit number_take(const struct ctl *ctl,
				 const struct hl_param *param,
				 const char *text, json_t **ret)
{
	char name[32];
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno || *end || end == text || n < param->least ||
	    n > param->most) {
		if (param->type == HL_PARAM_CALL)
			return ctl_fail(ctl, CTL_USAGE, "USAGE",
					"holdctl calls lists the calls",
					"'%s' is no number of a call", text);
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"'%s' is no %s: a whole number, %lld to %lld",
				text, ctl_option_name(param, name,
						      sizeof(name)),
				(long long)param->least,
				(long long)param->most);
	}
	*ret = json_integer(n);
	return CTL_DONE;
}

/*
 * A number as TAPI dials it. What no line here can wait for ($ W @ ?) is a
 * number too: the daemon says which, with the error that TAPI has for it.
 */
static enum ctl_exit dial_check(const struct ctl *ctl, const char *text)
{
	size_t n = strlen(text);

	if (n && n <= HL_DIGITS_MAX &&
	    strspn(text, "0123456789*#ABCD,;!$@?WwPpTt") == n)
		return CTL_DONE;
	return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
			"'%s' is no number: 1 to %d of 0-9 * # A-D, and a "
			"comma for a pause", text, HL_DIGITS_MAX);
}

static enum ctl_exit mode_check(const struct ctl *ctl,
				const struct hl_param *param, const char *text)
{
	char name[32];
	char all[CTL_TEXT];
	const char *guess;

	for (unsigned i = 0; param->words[i]; i++)
		if (!strcmp(param->words[i], text))
			return CTL_DONE;
	ctl_option_name(param, name, sizeof(name));
	guess = hl_guess(text, param->words);
	if (guess)
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"no %s '%s'. Did you mean '%s'?", name, text,
				guess);
	ctl_words_print(param, ", ", all, sizeof(all));
	return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
			"no %s '%s': it is one of %s", name, text, all);
}

/* What can be seen without the daemon. */
static enum ctl_exit text_check(const struct ctl *ctl,
				const struct hl_param *param, const char *text)
{
	if (param->type == HL_PARAM_NUMBER)
		return dial_check(ctl, text);
	if (param->type == HL_PARAM_MODE)
		return mode_check(ctl, param, text);
	if (param->type == HL_PARAM_DIGITS && !hl_dial_is_digits(text))
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"'%s' is no number: 1 to %d of 0-9 * # A-D",
				text, HL_DIGITS_MAX);
	return CTL_DONE;
}

static enum ctl_exit param_take(struct ctl *ctl, const struct hl_param *param,
				const char *text)
{
	json_t *value = NULL;
	enum ctl_exit status = CTL_DONE;

	if (param->type == HL_PARAM_FLAG)
		value = json_true();
	else if (param->type == HL_PARAM_COUNT || param->type == HL_PARAM_CALL)
		status = number_take(ctl, param, text, &value);
	else
		status = text_check(ctl, param, text);
	if (status != CTL_DONE)
		return status;
	if (!value)
		value = json_string(text);
	if (!value)
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"a word is not UTF-8");
	if (param->type == HL_PARAM_LINES) {
		json_t *list = json_object_get(ctl->params, param->name);

		if (!list) {
			list = json_array();
			json_object_set_new(ctl->params, param->name, list);
		}
		json_array_append_new(list, value);
	} else {
		json_object_set_new(ctl->params, param->name, value);
	}
	return CTL_DONE;
}

static enum ctl_exit usage_fail(const struct ctl *ctl, const char *what)
{
	char usage[128];
	char mend[160];

	ctl_usage_print(ctl->verb, usage, sizeof(usage));
	snprintf(mend, sizeof(mend), "holdctl %s", usage);
	return ctl_fail(ctl, CTL_USAGE, "USAGE", mend, "%s %s",
			ctl->verb->word, what);
}

/* Positional words in the order of the row. */
static enum ctl_exit words_take(struct ctl *ctl)
{
	const struct hl_param *param = ctl->verb->params;
	enum ctl_exit status = CTL_DONE;
	char what[96];
	unsigned i = 0;

	for (; param->name; param++) {
		if (param->option)
			continue;
		if (i == ctl->count && !param->optional) {
			snprintf(what, sizeof(what), "needs %s: %s",
				 param->name, param->help);
			return usage_fail(ctl, what);
		}
		do {
			if (i < ctl->count)
				status = param_take(ctl, param,
						    ctl->words[i++]);
		} while (status == CTL_DONE && i < ctl->count &&
			 param->type == HL_PARAM_LINES);
		if (status != CTL_DONE)
			return status;
	}
	if (i < ctl->count) {
		snprintf(what, sizeof(what), "takes no further '%.40s'",
			 ctl->words[i]);
		return usage_fail(ctl, what);
	}
	return CTL_DONE;
}

/* ---- options ------------------------------------------------------------ */

/* Does @word name this option? @value: what stands behind "=", or NULL. */
static bool names(const char *word, const char *name, char letter,
		  const char **value)
{
	size_t n = strlen(name);

	*value = NULL;
	if (letter && word[1] == letter && !word[2])
		return true;
	if (strncmp(word, "--", 2) || strncmp(word + 2, name, n))
		return false;
	if (word[2 + n] == '=')
		*value = word + 3 + n;
	return !word[2 + n] || *value;
}

static const struct hl_param *param_named(const struct ctl *ctl,
					  const char *word,
					  const char **value)
{
	const struct hl_param *param = ctl->verb ? ctl->verb->params : NULL;

	for (; param && param->name; param++) {
		char name[32];

		if (!param->option || param->program)
			continue;
		ctl_option_name(param, name, sizeof(name));
		if (names(word, name, !strcmp(name, "limit") ? 'n' : 0,
			  value))
			return param;
	}
	return NULL;
}

static enum ctl_exit value_missing(const struct ctl *ctl, const char *word)
{
	return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
			"%s needs a value", word);
}

/* One option; @argv stands on it and is moved over its value. */
static enum ctl_exit option_take(struct ctl *ctl, char ***argv)
{
	const char *word = **argv;
	const struct hl_param *param;
	const char *value;

	for (unsigned i = 0; i < OPT_COUNT; i++) {
		if (!names(word, options[i].name, options[i].letter, &value))
			continue;
		if (options[i].verb != HL_VERB_COUNT &&
		    (!ctl->verb || ctl->verb->id != options[i].verb))
			continue;
		if (options[i].value && !value)
			value = *++*argv;
		if (options[i].value && !value)
			return value_missing(ctl, word);
		return option_set(ctl, i, value);
	}
	param = param_named(ctl, word, &value);
	if (!param)
		return option_refuse(ctl, word);
	if (param->type != HL_PARAM_FLAG && !value)
		value = *++*argv;
	if (param->type != HL_PARAM_FLAG && !value)
		return value_missing(ctl, word);
	return param_take(ctl, param, value);
}

static enum ctl_exit verb_take(struct ctl *ctl, const char *word)
{
	const char *known[HL_VERB_COUNT + 1];
	unsigned n = 0;

	ctl->verb = hl_verb_of_word(word);
	if (ctl->verb)
		return CTL_DONE;
	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		if (*hl_verb_get(i)->word)
			known[n++] = hl_verb_get(i)->word;
	known[n] = NULL;
	return word_refuse(ctl, "command", word, known);
}

/*
 * The verb is looked for first, because what an option means depends on it:
 * it is the first word that is neither an option nor the value of one.
 */
static enum ctl_exit verb_find(struct ctl *ctl, char **argv)
{
	for (; *argv; argv++) {
		const char *value;
		bool skip = false;

		if (**argv != '-')
			return verb_take(ctl, *argv);
		for (unsigned i = 0; i < OPT_COUNT; i++)
			skip |= names(*argv, options[i].name,
				      options[i].letter, &value) &&
				options[i].value && !value;
		if (skip && !*++argv)
			break;
	}
	return CTL_DONE;
}

/* How errors are printed must be known before the first one. */
static void form_find(struct ctl *ctl, char **argv)
{
	for (; *argv && strcmp(*argv, "--"); argv++)
		if (!strcmp(*argv, "--json"))
			ctl->form = CTL_JSON;
}

enum ctl_exit ctl_args(struct ctl *ctl, char **argv)
{
	enum ctl_exit status;
	bool words_only = false;
	bool verb_seen = false;

	ctl->params = json_object();
	form_find(ctl, argv);
	status = verb_find(ctl, argv);
	for (; status == CTL_DONE && *argv; argv++) {
		if (!words_only && !strcmp(*argv, "--")) {
			words_only = true;
		} else if (!words_only && **argv == '-' && (*argv)[1]) {
			status = option_take(ctl, &argv);
		} else if (!verb_seen) {
			verb_seen = true;
		} else if (ctl->count < CTL_WORDS_MAX) {
			ctl->words[ctl->count++] = *argv;
		}
		if (!*argv)
			break;
	}
	if (status != CTL_DONE || ctl->help)
		return status;
	if (!ctl->verb)
		ctl->verb = hl_verb_get(HL_VERB_STATUS);
	return words_take(ctl);
}

void ctl_args_fini(struct ctl *ctl)
{
	json_decref(ctl->params);
	hl_client_close(ctl->client);
}
