/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * complete.c - the completion for bash, printed from the verb table
 *
 * In:  the verb table, the words of its parameters.
 * Out: a script: verbs, their options, and at each place what may stand there.
 * Not: what exists at this moment - the script asks holdctl for it.
 */
#include "holdctl.h"

#include <string.h>

#include "holdline/call.h"

#define LIVE_LINES "$(_holdctl_live line lines)"
#define LIVE_CALLS "$(_holdctl_live call calls)"

static void verbs_print(FILE *out)
{
	const char *between = "";

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		if (!*hl_verb_get(i)->word)
			continue;
		fprintf(out, "%s%s", between, hl_verb_get(i)->word);
		between = " ";
	}
}

/* A person's option: neither at a place nor for programs only. */
static bool is_option(const struct hl_verb *verb, const struct hl_param *p)
{
	return *verb->word && p->option && !p->program;
}

/* "--mode|--length-ms": options with a value, each once. */
static void valued_print(FILE *out)
{
	const char *seen[HL_VERB_COUNT * HL_PARAMS_MAX];
	unsigned count = 0;

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);

		for (const struct hl_param *p = verb->params; p->name; p++) {
			char name[32];
			bool again = false;

			for (unsigned k = 0; k < count; k++)
				again |= !strcmp(seen[k], p->name);
			if (again || !is_option(verb, p) ||
			    p->type == HL_PARAM_FLAG)
				continue;
			seen[count++] = p->name;
			fprintf(out, "|--%s",
				ctl_option_name(p, name, sizeof(name)));
		}
	}
}

/* "transfer) names+=' --mode --take' ;;" for each verb that has some. */
static void options_print(FILE *out)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		char all[128] = "";
		size_t n = 0;

		for (const struct hl_param *p = verb->params; p->name; p++) {
			char name[32];

			if (is_option(verb, p))
				n += (size_t)snprintf(all + n, sizeof(all) - n,
					" --%s", ctl_option_name(p, name,
							sizeof(name)));
		}
		for (const struct ctl_own *o = ctl_own_options(); o->name; o++)
			if (o->verb == verb->id)
				n += (size_t)snprintf(all + n, sizeof(all) - n,
						      " %s", o->name);
		if (n)
			fprintf(out, "\t\t%s) names+='%s' ;;\n", verb->word,
				all);
	}
}

/* "hold:1|swap:1|swap:2) names=... ;;": the places of a type of parameter. */
static void places_print(FILE *out, enum hl_param_type type, const char *names)
{
	bool any = false;

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		unsigned place = 0;

		for (const struct hl_param *p = verb->params; p->name; p++) {
			place += !p->option;
			if (p->type != type || p->option || !*verb->word)
				continue;
			fprintf(out, "%s%s:", any ? "|" : "\t\t", verb->word);
			if (type == HL_PARAM_LINES)
				fputc('*', out); /* and all that follow */
			else
				fprintf(out, "%u", place);
			any = true;
		}
	}
	if (any)
		fprintf(out, ") names=%s ;;\n", names);
}

/* Words of a list: at their place, or behind their option. */
static void modes_print(FILE *out, bool option)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		unsigned place = 0;

		for (const struct hl_param *p = verb->params; p->name; p++) {
			char words[96];
			char name[32];

			place += !p->option;
			if (p->type != HL_PARAM_MODE || !*verb->word ||
			    p->option != option)
				continue;
			ctl_words_print(p, " ", words, sizeof(words));
			ctl_option_name(p, name, sizeof(name));
			if (option)
				fprintf(out, "\t\t%s:--%s", verb->word, name);
			else
				fprintf(out, "\t\t%s:%u", verb->word, place);
			fprintf(out, ") names='%s' ;;\n", words);
		}
	}
}

static void states_print(FILE *out)
{
	fputs("\t\twait:2) names='", out);
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		fprintf(out, "%s ", hl_call_state_name(i));
	fputs("absent alarm lockout' ;;\n", out);
}

static void head_print(FILE *out)
{
	fputs("# bash completion for holdctl; printed by: holdctl completion "
	      "bash\n"
	      "_holdctl_live() {\n"
	      "\ttimeout 0.3 holdctl --plain --fields \"$1\" \"$2\" "
	      "2>/dev/null | tail -n +2\n"
	      "}\n\n"
	      "_holdctl() {\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} i n=1 verb= names=\n"
	      "\tlocal last=${COMP_WORDS[COMP_CWORD - 1]}\n\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tcase ${COMP_WORDS[i]} in\n"
	      "\t\t--socket|--timeout|--fields|--color|-n", out);
	valued_print(out);
	fputs(") i=$((i + 1)) ;;\n"
	      "\t\t-*) ;;\n"
	      "\t\t*) [[ -n $verb ]] && n=$((n + 1)) || "
	      "verb=${COMP_WORDS[i]} ;;\n"
	      "\t\tesac\n"
	      "\tdone\n", out);
}

static void body_print(FILE *out)
{
	fputs("\tif [[ $word == -* ]]; then\n"
	      "\t\tnames='--json --plain --fields --socket --timeout --utc "
	      "--color --ascii --quiet --help'\n"
	      "\t\tcase $verb in\n", out);
	options_print(out);
	fputs("\t\tesac\n"
	      "\telif [[ -z $verb ]]; then\n"
	      "\t\tnames='", out);
	verbs_print(out);
	fputs("'\n\telif [[ $last == --* ]]; then\n\t\tcase $verb:$last in\n",
	      out);
	modes_print(out, true);
	fputs("\t\tesac\n"
	      "\tfi\n"
	      "\tif [[ -z $names && -n $verb ]]; then\n"
	      "\t\tcase $verb:$n in\n", out);
	places_print(out, HL_PARAM_CALL, LIVE_CALLS);
	places_print(out, HL_PARAM_THING, "\"" LIVE_LINES " " LIVE_CALLS "\"");
	places_print(out, HL_PARAM_LINE, LIVE_LINES);
	places_print(out, HL_PARAM_LINES, LIVE_LINES);
	places_print(out, HL_PARAM_TREAT,
		     "'silence ringback busy music default'");
	modes_print(out, false);
	states_print(out);
	fputs("\t\tunpark:2) names=$(_holdctl_live number parked) ;;\n"
	      "\t\tcheck:1) COMPREPLY=($(compgen -f -- \"$word\")); "
	      "return ;;\n"
	      "\t\tcompletion:1) names=bash ;;\n"
	      "\t\thelp:1) names='", out);
	verbs_print(out);
	fputs("' ;;\n"
	      "\t\tesac\n"
	      "\tfi\n"
	      "\tCOMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
	      "}\n\n"
	      "complete -F _holdctl holdctl\n", out);
}

void ctl_help_bash(FILE *out)
{
	head_print(out);
	body_print(out);
}
