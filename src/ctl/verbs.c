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
#define P_PAGE   { .name = "limit", .type = HL_PARAM_COUNT, .optional = true, .option = true, .program = true, .least = 1, .most = HL_CONTROL_PAGE, .help = "not more than so many" }
#define P_LIMIT  { .name = "limit", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 1, .most = HL_CONTROL_PAGE, .help = "not more than so many" }

#define P_OTHER(text) { .name = "other", .type = HL_PARAM_CALL, .optional = true, .least = 1, .most = UINT32_MAX, .help = text }
#define P_DIAL(text) { .name = "number", .type = HL_PARAM_NUMBER, .help = text }
#define P_MAYDIAL(text) { .name = "number", .type = HL_PARAM_NUMBER, .optional = true, .help = text }
#define P_NOHOLD { .name = "no_hold", .type = HL_PARAM_FLAG, .optional = true, .option = true, .help = "hold nobody while the new party is called" }
#define P_TAKE { .name = "take", .type = HL_PARAM_FLAG, .optional = true, .option = true, .help = "become an owner of the call first" }

static const char *const transfer_words[] = { "transfer", "conference", NULL };
static const char *const digit_words[] = { "none", "dtmf", "dtmfend", NULL };
static const char *const tone_words[] = { "none", "ringback", "busy", "beep", NULL };
static const char *const privilege_words[] = { "none", "monitor", "owner", NULL };
static const char *const close_words[] = { "keep", "drop", NULL };
static const char *const forward_words[] = { "always", "busy", "noanswer", NULL };
static const char *const onoff_words[] = { "on", "off", NULL };

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
		{ .name = "run", .type = HL_PARAM_WORD, .optional = true, .option = true, .program = true, .help = "the run of the daemon that the number is from" },
	},
	[HL_VERB_LOG] = {
		{ .name = "line", .type = HL_PARAM_LINE, .optional = true, .help = "only records of this line" },
		{ .name = "since", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 0, .most = INT64_MAX, .help = "records after this one, oldest first; else the last ones" },
		P_LIMIT,
	},
	[HL_VERB_WHY] = { P_THING },
	[HL_VERB_CAPS] = { P_LINE },
	[HL_VERB_LINE_STATUS] = { P_LINE },
	[HL_VERB_CALL_STATUS] = { P_CALL },
	[HL_VERB_CALL_INFO] = { P_CALL },
	[HL_VERB_CONF_CALLS] = { P_CALL },
	[HL_VERB_MAKECALL] = {
		{ .name = "from", .type = HL_PARAM_LINE, .help = "the line that calls" },
		P_MAYDIAL("what to dial; without it dial tone"),
	},
	[HL_VERB_ACCEPT] = { P_CALL, P_TAKE },
	[HL_VERB_ANSWER] = { P_CALL, P_TAKE },
	[HL_VERB_REDIRECT] = { P_CALL, P_DIAL("where to"), P_TAKE },
	[HL_VERB_DIAL] = { P_CALL, P_DIAL("what to dial"), P_TAKE },
	[HL_VERB_HOLD] = { P_CALL, P_TAKE },
	[HL_VERB_UNHOLD] = { P_CALL, P_TAKE },
	[HL_VERB_SWAP] = { P_CALL, P_OTHER("the held one, in either order; needed only when unclear"), P_TAKE },
	[HL_VERB_CONSULT] = { P_CALL, P_MAYDIAL("whom to ask; without it dial tone"), P_TAKE },
	[HL_VERB_TRANSFER] = {
		P_CALL,
		P_OTHER("its consultation call; needed only when unclear"),
		{ .name = "mode", .type = HL_PARAM_MODE, .optional = true, .option = true, .words = transfer_words, .help = "leave them to each other, or join them" },
		P_TAKE,
	},
	[HL_VERB_JOIN] = { P_CALL, P_OTHER("its consultation call; needed only when unclear"), P_TAKE },
	[HL_VERB_BLIND] = { P_CALL, P_DIAL("where to"), P_TAKE },
	[HL_VERB_CONFERENCE] = { P_CALL, P_MAYDIAL("whom to add; without it dial tone"), P_NOHOLD, P_TAKE },
	[HL_VERB_PREPARE] = { P_CALL, P_MAYDIAL("whom to add; without it dial tone"), P_NOHOLD, P_TAKE },
	[HL_VERB_ADD] = { P_CALL, P_OTHER("the call to add; needed only when unclear"), P_TAKE },
	[HL_VERB_REMOVE] = { P_CALL, P_TAKE },
	[HL_VERB_PARK] = {
		P_CALL,
		{ .name = "number", .type = HL_PARAM_NUMBER, .optional = true, .help = "park number or station; without it the first free park number" },
		P_TAKE,
	},
	[HL_VERB_DROP] = { P_CALL, P_TAKE },
	[HL_VERB_SECURE] = { P_CALL, P_TAKE },
	[HL_VERB_PRIVACY] = {
		P_CALL,
		{ .name = "privacy", .type = HL_PARAM_MODE, .words = onoff_words, .help = "on or off" },
		P_TAKE,
	},
	[HL_VERB_TREATMENT] = {
		P_CALL,
		{ .name = "treatment", .type = HL_PARAM_TREAT, .help = "what is heard" },
		P_TAKE,
	},
	[HL_VERB_MONITORDIGITS] = {
		P_CALL,
		{ .name = "digits", .type = HL_PARAM_MODE, .words = digit_words, .help = "which are reported; dtmfend their ends too" },
	},
	[HL_VERB_MONITORTONES] = {
		P_CALL,
		{ .name = "tones", .type = HL_PARAM_TONES, .help = "what to listen for; hz 0 is silence; none ends it" },
	},
	[HL_VERB_SENDDIGITS] = {
		P_CALL,
		{ .name = "number", .type = HL_PARAM_NUMBER, .optional = true, .help = "digits, comma for a pause, ! for a flash of a trunk" },
		P_TAKE,
	},
	[HL_VERB_SENDTONE] = {
		P_CALL,
		{ .name = "tone", .type = HL_PARAM_MODE, .words = tone_words, .help = "which" },
		{ .name = "length_ms", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 0, .most = 60000, .help = "how long; 0 = as usual" },
		P_TAKE,
	},
	[HL_VERB_PRIVILEGE] = {
		P_CALL,
		{ .name = "privilege", .type = HL_PARAM_MODE, .words = privilege_words, .help = "none, monitor or owner" },
	},
	[HL_VERB_HANDOFF] = {
		P_CALL,
		{ .name = "application", .type = HL_PARAM_WORD, .help = "name of a connection" },
	},
	[HL_VERB_NEWCONFERENCE] = { P_LINE, P_MAYDIAL("whom to call first; without it dial tone") },
	[HL_VERB_UNPARK] = { P_LINE, P_DIAL("where the party is parked") },
	[HL_VERB_PICKUP] = {
		P_LINE,
		{ .name = "number", .type = HL_PARAM_NUMBER, .optional = true, .help = "the station that rings; without it a waiting or held call" },
		{ .name = "group", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 1, .most = 63, .help = "the pickup group instead" },
	},
	[HL_VERB_MESSAGE] = {
		P_LINE,
		{ .name = "message", .type = HL_PARAM_MODE, .words = onoff_words, .help = "on or off" },
	},
	[HL_VERB_FORWARD] = {
		P_LINE,
		P_MAYDIAL("where to; without it no more"),
		{ .name = "when", .type = HL_PARAM_MODE, .optional = true, .option = true, .words = forward_words, .help = "always, when busy, or when not answered" },
	},
	[HL_VERB_DND] = {
		P_LINE,
		{ .name = "dnd", .type = HL_PARAM_MODE, .words = onoff_words, .help = "on or off" },
	},
	[HL_VERB_FLASH] = {
		P_LINE,
		{ .name = "length_ms", .type = HL_PARAM_COUNT, .optional = true, .option = true, .least = 20, .most = 2000, .help = "how long; else as the profile says" },
	},
	[HL_VERB_RESET] = {
		P_LINE,
		{ .name = "force", .type = HL_PARAM_FLAG, .optional = true, .option = true, .help = "also when it has calls" },
	},
	[HL_VERB_APPLICATION] = {
		{ .name = "name", .type = HL_PARAM_WORD, .help = "1 to 32 letters, digits, dots and dashes" },
		{ .name = "close", .type = HL_PARAM_MODE, .optional = true, .words = close_words, .help = "what becomes of calls it alone owns when it leaves; keep by default" },
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
