/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * act.c - operations on calls and lines
 *
 * In:  a verb of the table with a method, its parameters.
 * Out: what changed and what is possible next.
 * Not: whether it is possible - the daemon says.
 */
#include "holdctl.h"

#include <string.h>

#define TOUCHED_MAX 5 /* calls that one operation has to do with */
#define NEXT_ROWS 3   /* of what is possible next (house) */

/* Print a call as it is now; a call that is gone has ended. */
static void call_tell(struct ctl *ctl, json_int_t id, json_t *next)
{
	json_t *error;
	json_t *call = NULL;
	char party[CTL_TEXT];
	char state[CTL_TEXT];
	char can[CTL_TEXT];
	const char *hears;
	char *rest = NULL;

	if (ctl_try(ctl, "call.get", json_pack("{s:I}", "call", id), &error,
		    &call) != CTL_DONE) {
		if (error)
			fprintf(ctl->out, "call %lld ended\n", (long long)id);
		json_decref(error);
		return;
	}
	ctl_call_party(call, party, sizeof(party));
	fprintf(ctl->out, "call %lld  %s  %s  ", (long long)id,
		ctl_str(call, "line"), party);
	ctl_paint(ctl, CTL_GOOD, ctl_call_state(call, state, sizeof(state)));
	hears = ctl_str(call, ctl_is(call, "held") ? "party_hears" : "hears");
	fprintf(ctl->out, "%s%s\n", *hears ? ", hears " : "", hears);
	ctl_can_print(call, true, can, sizeof(can));
	for (char *verb = strtok_r(can, " ", &rest); verb;
	     verb = strtok_r(NULL, " ", &rest))
		json_array_append_new(next, json_sprintf("%s %lld", verb,
							 (long long)id));
	json_decref(call);
}

/* "next  holdctl unhold 7 | swap 7 | drop 7" */
static void next_tell(const struct ctl *ctl, const json_t *next)
{
	const json_t *word;
	unsigned rows = 0;
	size_t at = 0;
	size_t i;

	json_array_foreach(next, i, word) {
		const char *text = json_string_value(word);

		if (at + strlen(text) + 3 > 66 || i == 0) {
			if (rows++ == NEXT_ROWS) {
				fputs(" ...", ctl->out);
				break;
			}
			fprintf(ctl->out, "%s%s", i ? "\n" : "",
				i ? "              " : "next  holdctl ");
			at = 0;
		} else {
			at += 3;
			fputs(" | ", ctl->out);
		}
		fputs(text, ctl->out);
		at += strlen(text);
	}
	if (json_array_size(next))
		fputc('\n', ctl->out);
}

/* A telephone that lies on its hook rings before it can call. */
static void ringing_tell(struct ctl *ctl)
{
	const char *from = ctl_str(ctl->params, "from");
	json_t *error = NULL;
	json_t *line = NULL;

	if (ctl_try(ctl, "line.get", json_pack("{s:s}", "line", from), &error,
		    &line) == CTL_DONE &&
	    !strcmp(ctl_str(line, "hook"), "on") &&
	    strcmp(ctl_str(line, "ring"), "none"))
		fprintf(ctl->out, "%s rings; when it is lifted the call goes "
			"on\n", from);
	json_decref(error);
	json_decref(line);
}

/* Where a party is parked, and how it is fetched. */
static void park_tell(const struct ctl *ctl, const json_t *result,
		      json_t *next)
{
	const char *number = ctl_str(result, "number");
	char text[64];

	if (!*number)
		number = ctl_str(ctl->params, "number");
	fprintf(ctl->out, "the party is parked at %s\n", number);
	snprintf(text, sizeof(text), "unpark LINE %.32s", number);
	json_array_append_new(next, json_string(text));
}

static void privacy_tell(const struct ctl *ctl, long long call)
{
	bool on = !strcmp(ctl_str(ctl->params, "privacy"), "on");

	fprintf(ctl->out, "other stations %s join call %lld\n",
		on ? "cannot" : "may", call);
}

static void tone_tell(const struct ctl *ctl, long long call)
{
	const char *tone = ctl_str(ctl->params, "tone");

	if (!strcmp(tone, "none"))
		fprintf(ctl->out, "no tone goes to the party of call %lld\n",
			call);
	else
		fprintf(ctl->out, "%s goes to the party of call %lld\n", tone,
			call);
}

/* What a call's state does not show. */
static void deed_tell(struct ctl *ctl, const json_t *result, json_t *next)
{
	long long call = (long long)ctl_int(ctl->params, "call");
	const char *number = ctl_str(ctl->params, "number");
	const char *line = ctl_str(ctl->params, "line");
	FILE *out = ctl->out;
	enum hl_verb_id verb = ctl->verb->id;

	if (verb == HL_VERB_MAKECALL)
		ringing_tell(ctl);
	else if (verb == HL_VERB_PARK)
		park_tell(ctl, result, next);
	else if (verb == HL_VERB_REDIRECT || verb == HL_VERB_BLIND)
		fprintf(out, "the party is sent to %s\n", number);
	else if (verb == HL_VERB_SECURE)
		fprintf(out, "nothing breaks into call %lld any more\n", call);
	else if (verb == HL_VERB_PRIVACY)
		privacy_tell(ctl, call);
	else if (verb == HL_VERB_TREATMENT)
		fprintf(out, "while it waits, the party hears: %s\n",
			ctl_str(ctl->params, "treatment"));
	else if (verb == HL_VERB_MONITORDIGITS)
		fprintf(out, "digits that come in on call %lld are not "
			"reported any more\n", call);
	else if (verb == HL_VERB_SENDDIGITS)
		fprintf(out, *number ? "the digits go to the party\n"
				     : "no digits are sent any more\n");
	else if (verb == HL_VERB_SENDTONE)
		tone_tell(ctl, call);
	else if (verb == HL_VERB_MESSAGE)
		fprintf(out, "the message lamp of %s is %s\n", line,
			ctl_str(ctl->params, "message"));
	else if (verb == HL_VERB_DND)
		fprintf(out, "do not disturb is %s for %s\n",
			ctl_str(ctl->params, "dnd"), line);
	else if (verb == HL_VERB_FORWARD)
		fprintf(out, *number ? "calls to %s go to %s\n"
				     : "calls to %s are not forwarded\n",
			line, number);
	else if (verb == HL_VERB_FLASH)
		fprintf(out, "%s flashes towards its exchange\n", line);
	else if (verb == HL_VERB_RESET)
		fprintf(out, "%s is reset\n", line);
}

/* The calls that were named, then those that are new; each once. */
static unsigned touched_find(const struct ctl *ctl, const json_t *result,
			     json_int_t *ret)
{
	const json_int_t all[TOUCHED_MAX] = {
		ctl_int(ctl->params, "call"), ctl_int(ctl->params, "other"),
		ctl_int(result, "conference"), ctl_int(result, "call"),
		ctl_int(result, "consult"),
	};
	unsigned n = 0;

	for (unsigned i = 0; i < TOUCHED_MAX; i++) {
		bool again = all[i] <= 0;

		for (unsigned k = 0; k < n; k++)
			again |= ret[k] == all[i];
		if (!again)
			ret[n++] = all[i];
	}
	return n;
}

static void result_tell(struct ctl *ctl, const json_t *result)
{
	json_int_t touched[TOUCHED_MAX];
	unsigned n = touched_find(ctl, result, touched);
	json_t *next = json_array();

	for (unsigned i = 0; i < n; i++)
		call_tell(ctl, touched[i], next);
	deed_tell(ctl, result, next);
	next_tell(ctl, next);
	json_decref(next);
}

enum ctl_exit ctl_do_act(struct ctl *ctl)
{
	json_t *result;
	enum ctl_exit r;

	r = ctl_ask(ctl, ctl->verb->method, json_incref(ctl->params),
		    &result);
	if (r != CTL_DONE)
		return r;
	if (ctl->form != CTL_SCREEN)
		ctl_print_json(ctl, result);
	else if (!ctl->quiet)
		result_tell(ctl, result);
	json_decref(result);
	return CTL_DONE;
}
