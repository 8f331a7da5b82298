/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * help.c - everything that is printed from the verb table
 *
 * In:  the verb table.
 * Out: help, help for one verb, the manual's list of verbs.
 * Not: a second list of verbs anywhere; the completion - complete.c.
 */
#include "holdctl.h"

#include <string.h>

const char *ctl_option_name(const struct hl_param *param, char *buf,
			    size_t size)
{
	size_t n = 0;

	for (; param->name[n] && n + 1 < size; n++)
		buf[n] = param->name[n] == '_' ? '-' : param->name[n];
	buf[n] = '\0';
	return buf;
}

void ctl_words_print(const struct hl_param *param, const char *between,
		     char *buf, size_t size)
{
	size_t n = 0;

	buf[0] = '\0';
	for (unsigned i = 0; param->words && param->words[i] && n < size; i++)
		n += (size_t)snprintf(buf + n, size - n, "%s%s",
				      i ? between : "", param->words[i]);
}

/* "CALL", "[NUMBER]", "on|off", "[--mode transfer|conference]". */
static void param_usage(const struct hl_param *param, char *buf, size_t size)
{
	char words[64];
	char name[32];

	if (param->type != HL_PARAM_MODE) {
		hl_param_usage(param, buf, size);
		for (; *buf; buf++)
			if (*buf == '_')
				*buf = '-';
		return;
	}
	ctl_words_print(param, "|", words, sizeof(words));
	ctl_option_name(param, name, sizeof(name));
	if (param->option)
		snprintf(buf, size, "[--%s %s]", name, words);
	else if (param->optional)
		snprintf(buf, size, "[%s]", words);
	else
		snprintf(buf, size, "%s", words);
}

/* clang-format off */
static const struct ctl_own own[] = {
	{ HL_VERB_LINES, "--hook", "breaks of the loop: counters, the last ones with lengths" },
	{ HL_VERB_WATCH, "--all",  "also the counters of calls" },
	{ HL_VERB_LOG,   "--all",  "also the counters of calls" },
	{ HL_VERB_LOG,   "-f",     "and go on" },
	{ HL_VERB_COUNT, NULL, NULL },
};
/* clang-format on */

const struct ctl_own *ctl_own_options(void)
{
	return own;
}

void ctl_usage_print(const struct hl_verb *verb, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "%s", verb->word);

	for (const struct hl_param *p = verb->params; p->name; p++) {
		char usage[96];

		param_usage(p, usage, sizeof(usage));
		if (n < size && !p->program)
			n += (size_t)snprintf(buf + n, size - n, " %s", usage);
	}
	for (const struct ctl_own *o = own; o->name && n < size; o++)
		if (o->verb == verb->id)
			n += (size_t)snprintf(buf + n, size - n, " [%s]",
					      o->name);
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
	{ "holdctl consult 7 103",     "hold it and ask 103" },
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
			fprintf(out, "  %-14s %s\n", verb->word, verb->help);
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

/* What does not fit before its meaning stands above it. */
static void usage_print(FILE *out, const char *usage)
{
	fprintf(out, "  %-14s", usage);
	if (strlen(usage) > 14)
		fprintf(out, "\n  %14s", "");
	fputc(' ', out);
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
		param_usage(p, usage, sizeof(usage));
		usage_print(out, usage);
		fputs(p->help, out);
		if (p->type == HL_PARAM_COUNT && p->most < INT32_MAX)
			fprintf(out, " (%lld to %lld)", (long long)p->least,
				(long long)p->most);
		fputc('\n', out);
	}
	for (const struct ctl_own *o = own; o->name; o++) {
		snprintf(usage, sizeof(usage), "[%s]", o->name);
		if (o->verb == verb->id)
			fprintf(out, "  %-14s %s\n", usage, o->help);
	}
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
