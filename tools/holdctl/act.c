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

/* Print a call as it is now; a call that is gone has ended. */
static void call_tell(struct ctl *ctl, json_int_t id, json_t *next)
{
	json_t *error;
	json_t *call = NULL;
	const json_t *word;
	char party[CTL_TEXT];
	const char *hears;
	size_t i;

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
	ctl_paint(ctl, CTL_GOOD, ctl_state(ctl_str(call, "state")));
	hears = ctl_str(call, ctl_is(call, "held") ? "party_hears" : "hears");
	fprintf(ctl->out, "%s%s\n", *hears ? ", hears " : "", hears);
	json_array_foreach(json_object_get(call, "can"), i, word) {
		char text[48];

		snprintf(text, sizeof(text), "%s %lld",
			 ctl_verb_of_request(json_string_value(word)),
			 (long long)id);
		json_array_append_new(next, json_string(text));
	}
	json_decref(call);
}

/* "next  holdctl unhold 7, swap 7 8, drop 7" */
static void next_tell(const struct ctl *ctl, const json_t *next)
{
	const json_t *word;
	size_t at = 0;
	size_t i;

	json_array_foreach(next, i, word) {
		const char *text = json_string_value(word);

		if (at + strlen(text) + 2 > 66 || i == 0) {
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

enum ctl_exit ctl_do_act(struct ctl *ctl)
{
	json_t *result;
	json_t *next;
	json_int_t touched[3];
	enum ctl_exit r;

	r = ctl_ask(ctl, ctl->verb->method, json_incref(ctl->params),
		    &result);
	if (r != CTL_DONE)
		return r;
	if (ctl->form != CTL_SCREEN) {
		ctl_print_json(ctl, result);
	} else if (!ctl->quiet) {
		touched[0] = ctl_int(ctl->params, "call");
		touched[1] = ctl_int(ctl->params, "other");
		touched[2] = ctl_int(result, "call");
		next = json_array();
		for (unsigned i = 0; i < 3; i++)
			if (touched[i] > 0)
				call_tell(ctl, touched[i], next);
		if (ctl->verb->id == HL_VERB_RESET)
			fprintf(ctl->out, "%s is reset\n",
				ctl_str(ctl->params, "line"));
		next_tell(ctl, next);
		json_decref(next);
	}
	json_decref(result);
	return CTL_DONE;
}
