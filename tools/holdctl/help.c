/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * help.c - everything that is printed from the verb table
 *
 * In:  the verb table.
 * Out: help, help for one verb, the manual's list of verbs, the completion.
 * Not: a second list of verbs anywhere.
 */
#include "holdctl.h"

#include <string.h>

void ctl_usage_print(const struct hl_verb *verb, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "%s", verb->word);

	for (const struct hl_param *p = verb->params; p->name; p++) {
		char usage[48];

		hl_param_usage(p, usage, sizeof(usage));
		if (n < size && !p->program)
			n += (size_t)snprintf(buf + n, size - n, " %s", usage);
	}
	if (n < size && verb->id == HL_VERB_LINES)
		n += (size_t)snprintf(buf + n, size - n, " [--hook]");
	if (n < size && verb->id == HL_VERB_LOG)
		snprintf(buf + n, size - n, " [-f]");
}

/* clang-format off */
static const char *const examples[][2] = {
	{ "holdctl",                   "the whole board, and what needs attention" },
	{ "holdctl lines",             "every line: state, hook, with whom" },
	{ "holdctl calls",             "every call, and what can be done with it" },
	{ "holdctl show 101",          "all about one line" },
	{ "holdctl watch 101 co1",     "what happens on two lines, as it happens" },
	{ "holdctl why co1",           "why did that call end?" },
	{ "holdctl hold 7",            "put call 7 on hold" },
	{ "holdctl doctor",            "what is wrong, and how to mend it" },
	{ "holdctl lines --json",      "for programs" },
};

static const char *const options[][2] = {
	{ "--json",          "what the protocol says; on errors too" },
	{ "--plain",         "tabs, one record a line, header first, never cut" },
	{ "--fields A,B",    "only these columns, in this order" },
	{ "--socket PATH",   "of the daemon; else $HOLDLINE_SOCKET" },
	{ "--timeout 5s",    "patience for an answer; of wait: for the state" },
	{ "--utc",           "times in UTC, not local" },
	{ "--color WHEN",    "auto, always, never; NO_COLOR is heeded" },
	{ "--ascii",         "no character beyond ASCII" },
	{ "-q, --quiet",     "no more than was asked for" },
	{ "-h, --help",      "help; after a verb: about it" },
};
/* clang-format on */

static void group_print(FILE *out, enum hl_heading heading)
{
	fprintf(out, "\n%s\n", hl_heading_name(heading));
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);

		if (verb->heading == heading && *verb->word)
			fprintf(out, "  %-11s %s\n", verb->word, verb->help);
	}
}

void ctl_help_all(FILE *out)
{
	fprintf(out, "holdctl - see and steer the lines that holdlined "
		"holds\n\n");
	for (unsigned i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		fprintf(out, "  %-24s %s\n", examples[i][0], examples[i][1]);
	for (unsigned i = 0; i < HL_HEADING_COUNT; i++)
		group_print(out, i);
	fprintf(out, "\noptions\n");
	for (unsigned i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		fprintf(out, "  %-15s %s\n", options[i][0], options[i][1]);
	fprintf(out, "\nholdctl help VERB says more. Exit status: 0 done, 1 "
		"refused, 2 usage, 3 no\ndaemon, 4 no such line or call, 5 "
		"not permitted, 6 timed out, 7 fault found.\n");
}

void ctl_help_verb(FILE *out, const struct hl_verb *verb)
{
	char usage[128];

	ctl_usage_print(verb, usage, sizeof(usage));
	fprintf(out, "  %s\n\nholdctl %s\n  %s\n", verb->example, usage,
		verb->help);
	if (verb->params->name)
		fputc('\n', out);
	for (const struct hl_param *p = verb->params; p->name; p++) {
		if (p->program)
			continue;
		hl_param_usage(p, usage, sizeof(usage));
		fprintf(out, "  %-14s %s", usage, p->help);
		if (p->type == HL_PARAM_COUNT && p->most < INT32_MAX)
			fprintf(out, " (%lld to %lld)", (long long)p->least,
				(long long)p->most);
		fputc('\n', out);
	}
	if (verb->id == HL_VERB_LINES)
		fprintf(out, "  %-14s %s\n", "[--hook]",
			"breaks of the loop by class, and the last one");
	if (verb->id == HL_VERB_LOG)
		fprintf(out, "  %-14s %s\n", "[-f]", "and go on");
	if (verb->role == HL_ROLE_OPERATOR)
		fprintf(out, "\nneeds the operator role (group %s)\n",
			HL_CONTROL_OPERATORS);
	if (*verb->method)
		fprintf(out, "%smethod %s\n",
			verb->role == HL_ROLE_OPERATOR ? "" : "\n",
			verb->method);
}

/* Blanks and hyphens as the formatter wants them. */
static void man_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '-')
			fputs("\\-", out);
		else if (*text == '\\')
			fputs("\\e", out);
		else
			fputc(*text, out);
	}
}

void ctl_help_man(FILE *out)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		char usage[128];

		if (!*verb->word)
			continue;
		ctl_usage_print(verb, usage, sizeof(usage));
		fputs(".TP\n.B ", out);
		man_text(out, usage);
		fputc('\n', out);
		man_text(out, verb->help);
		fputs(".\n", out);
		if (verb->role == HL_ROLE_OPERATOR)
			fputs("Operators only.\n", out);
	}
}

static void words_print(FILE *out, bool of_type, enum hl_param_type type)
{
	bool first = true;

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		bool takes = !of_type;

		for (const struct hl_param *p = verb->params; p->name; p++)
			takes |= p->type == type;
		if (!*verb->word || !takes)
			continue;
		fprintf(out, "%s%s", first ? "" : of_type ? "|" : " ",
			verb->word);
		first = false;
	}
}

void ctl_help_bash(FILE *out)
{
	fputs("# bash completion for holdctl; printed by: holdctl completion "
	      "bash\n"
	      "_holdctl_live() {\n"
	      "\ttimeout 0.3 holdctl --plain --fields \"$1\" \"$2\" "
	      "2>/dev/null | tail -n +2\n"
	      "}\n\n"
	      "_holdctl() {\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} verb= i names=\n\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tcase ${COMP_WORDS[i]} in\n"
	      "\t\t--socket|--timeout|--fields|--color) i=$((i + 1)) ;;\n"
	      "\t\t-*) ;;\n"
	      "\t\t*) verb=${COMP_WORDS[i]}; break ;;\n"
	      "\t\tesac\n"
	      "\tdone\n"
	      "\tif [[ $word == -* ]]; then\n"
	      "\t\tnames='--json --plain --fields --socket --timeout --utc "
	      "--color --ascii --quiet --help'\n"
	      "\telif [[ -z $verb ]]; then\n"
	      "\t\tnames='", out);
	words_print(out, false, HL_PARAM_NONE);
	fputs("'\n\telse\n\t\tcase $verb in\n\t\t", out);
	words_print(out, true, HL_PARAM_CALL);
	fputs(") names=$(_holdctl_live call calls) ;;\n\t\t", out);
	words_print(out, true, HL_PARAM_THING);
	fputs(") names=\"$(_holdctl_live line lines) $(_holdctl_live call "
	      "calls)\" ;;\n\t\t", out);
	words_print(out, true, HL_PARAM_LINE);
	fputc('|', out);
	words_print(out, true, HL_PARAM_LINES);
	fputs(") names=$(_holdctl_live line lines) ;;\n"
	      "\t\tcheck) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
	      "\t\tcompletion) names=bash ;;\n"
	      "\t\thelp) names='", out);
	words_print(out, false, HL_PARAM_NONE);
	fputs("' ;;\n"
	      "\t\tesac\n"
	      "\tfi\n"
	      "\tCOMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
	      "}\n\n"
	      "complete -F _holdctl holdctl\n", out);
}
