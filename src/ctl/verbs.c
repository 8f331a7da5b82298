/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * verbs.c - what can be asked, as a table
 *
 * In:  HL_VERBS (control.h), a method, a word.
 * Out: rows, names, usage.
 * Not: how a verb is done - handle.c in the daemon, holdctl for a person.
 */
#include "holdline/control.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* clang-format off */
#define P_LINE   { .name = "line", .type = HL_PARAM_LINE, .help = "name of the line" }
#define P_CALL   { .name = "call", .type = HL_PARAM_CALL, .least = 1, .most = UINT32_MAX, .help = "number of the call" }
#define P_THING  { .name = "thing", .type = HL_PARAM_THING, .help = "a line or a call" }
#define P_NUMBER { .name = "number", .type = HL_PARAM_DIGITS, .help = "what to dial" }
#define P_PAGE   { .name = "limit", .type = HL_PARAM_COUNT, .optional = true, .option = true, .program = true, .least = 1, .most = HL_CONTROL_PAGE, .help = "not more than so many" }
#define P_LIMIT  { .name = "limit", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 1, .most = HL_CONTROL_PAGE, .help = "not more than so many" }

/* One list for each id of HL_VERBS; a verb without parameters has none. */
static const struct hl_param params[HL_VERB_COUNT][HL_PARAMS_MAX + 1] = {
	[HL_VERB_LINES] = {
		{ .name = "lines", .type = HL_PARAM_LINES, .optional = true, .help = "only these" },
		{ .name = "from", .type = HL_PARAM_COUNT, .optional = true, .option = true, .program = true, .least = 0, .most = HL_LINES_MAX, .help = "leave out the first so many" },
		P_PAGE,
	},
	[HL_VERB_CALLS] = {
		{ .name = "after", .type = HL_PARAM_COUNT, .optional = true, .option = true, .program = true, .least = 0, .most = UINT32_MAX, .help = "only calls with a greater number" },
		P_PAGE,
	},
	[HL_VERB_SHOW] = { P_THING },
	[HL_VERB_LINE_GET] = { P_LINE },
	[HL_VERB_CALL_GET] = { P_CALL },
	[HL_VERB_WATCH] = {
		{ .name = "lines", .type = HL_PARAM_LINES, .optional = true, .help = "only records of these" },
		{ .name = "from", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 1, .most = INT64_MAX, .help = "begin with this record, if it is still kept" },
	},
	[HL_VERB_LOG] = {
		{ .name = "line", .type = HL_PARAM_LINE, .optional = true, .help = "only records of this line" },
		{ .name = "since", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 0, .most = INT64_MAX, .help = "records after this one, oldest first; else the last ones" },
		P_LIMIT,
	},
	[HL_VERB_WHY] = { P_THING },
	[HL_VERB_MAKECALL] = {
		{ .name = "from", .type = HL_PARAM_LINE, .help = "the line that calls" },
		P_NUMBER,
	},
	[HL_VERB_ANSWER] = { P_CALL },
	[HL_VERB_DIAL] = { P_CALL, P_NUMBER },
	[HL_VERB_HOLD] = { P_CALL },
	[HL_VERB_UNHOLD] = { P_CALL },
	[HL_VERB_SWAP] = {
		P_CALL,
		{ .name = "other", .type = HL_PARAM_CALL, .least = 1, .most = UINT32_MAX, .help = "the held one, in either order" },
	},
	[HL_VERB_CONSULT] = {
		P_CALL,
		{ .name = "number", .type = HL_PARAM_DIGITS, .optional = true, .help = "whom to ask; without it dial tone" },
	},
	[HL_VERB_TRANSFER] = {
		P_CALL,
		{ .name = "other", .type = HL_PARAM_CALL, .optional = true, .least = 1, .most = UINT32_MAX, .help = "its consultation call; needed only when unclear" },
	},
	[HL_VERB_JOIN] = {
		P_CALL,
		{ .name = "other", .type = HL_PARAM_CALL, .optional = true, .least = 1, .most = UINT32_MAX, .help = "its consultation call; needed only when unclear" },
	},
	[HL_VERB_REMOVE] = { P_CALL },
	[HL_VERB_DROP] = { P_CALL },
	[HL_VERB_RESET] = {
		P_LINE,
		{ .name = "force", .type = HL_PARAM_FLAG, .optional = true, .option = true, .help = "also when it has calls" },
	},
	[HL_VERB_CONFIG] = {
		{ .name = "line", .type = HL_PARAM_LINE, .optional = true, .help = "only this line's settings" },
	},
	[HL_VERB_CHECK] = {
		{ .name = "file", .type = HL_PARAM_FILE, .optional = true, .help = "which; else the one in use" },
	},
	[HL_VERB_WAIT] = {
		P_THING,
		{ .name = "state", .type = HL_PARAM_WORD, .help = "a state's word, as --json shows it" },
	},
	[HL_VERB_HELP] = {
		{ .name = "verb", .type = HL_PARAM_WORD, .optional = true, .help = "which" },
	},
	[HL_VERB_COMPLETION] = {
		{ .name = "shell", .type = HL_PARAM_WORD, .help = "bash" },
	},
};

#define X(name, method, word, role, heading, help, example)                    \
	{ HL_VERB_##name, method, word, HL_ROLE_##role, HL_HEADING_##heading,  \
	  help, example, params[HL_VERB_##name] },
static const struct hl_verb verbs[HL_VERB_COUNT] = { HL_VERBS(X) };
#undef X

#define X(id, wire, meaning) wire,
static const char *const role_names[] = { HL_ROLES(X) };
static const char *const type_names[] = { HL_PARAM_TYPES(X) };
#undef X

#define X(id, heading) heading,
static const char *const headings[] = { HL_HEADINGS(X) };
#undef X
/* clang-format on */

const struct hl_verb *hl_verb_get(enum hl_verb_id id)
{
	return &verbs[id];
}

const struct hl_verb *hl_verb_of_method(const char *method)
{
	for (unsigned i = 0; *method && i < HL_VERB_COUNT; i++)
		if (!strcmp(verbs[i].method, method))
			return &verbs[i];
	return NULL;
}

const struct hl_verb *hl_verb_of_word(const char *word)
{
	for (unsigned i = 0; *word && i < HL_VERB_COUNT; i++)
		if (!strcmp(verbs[i].word, word))
			return &verbs[i];
	return NULL;
}

const char *hl_heading_name(enum hl_heading heading)
{
	return heading < HL_HEADING_COUNT ? headings[heading] : "?";
}

const char *hl_role_name(enum hl_role role)
{
	return role < HL_ROLE_COUNT ? role_names[role] : "?";
}

const char *hl_param_type_name(enum hl_param_type type)
{
	return type < HL_PARAM_TYPE_COUNT ? type_names[type] : "?";
}

void hl_param_usage(const struct hl_param *param, char *buf, size_t size)
{
	char word[32];
	size_t i;

	for (i = 0; i < sizeof(word) - 1 && param->name[i]; i++)
		word[i] = (char)toupper((unsigned char)param->name[i]);
	word[i] = '\0';

	if (param->type == HL_PARAM_THING)
		snprintf(buf, size, "LINE|CALL");
	else if (param->type == HL_PARAM_LINES)
		snprintf(buf, size, "[LINE...]");
	else if (param->type == HL_PARAM_FLAG)
		snprintf(buf, size, "[--%s]", param->name);
	else if (param->option)
		snprintf(buf, size, "[--%s N]", param->name);
	else if (param->optional)
		snprintf(buf, size, "[%s]", word);
	else
		snprintf(buf, size, "%s", word);
}

int hl_control_code(enum hl_control_error error)
{
#define X(id, code, name, sentence, mend) code,
	static const int codes[] = { HL_CONTROL_ERRORS(X) };
#undef X

	return codes[error];
}
