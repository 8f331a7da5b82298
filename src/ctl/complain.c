/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * complain.c - a refusal in a sentence, with the mend
 *
 * In:  an error of the call model, what was asked, the state it met.
 * Out: reason and next step in the words of this situation.
 * Not: the general sentence of an error - hl_error_info().
 */
#include "handle.h"

#include <stdio.h>
#include <string.h>

#define NAMES_MAX 256 /* lines compared for a guess (house) */
#define CALLS_TOLD 5  /* calls named in a sentence (house) */

/* clang-format off */
/* What is done to a call when a request succeeds, after "cannot be". */
static const char *const done[HL_REQUEST_COUNT] = {
	[HL_REQUEST_MAKECALL] = "made",
	[HL_REQUEST_ACCEPT] = "accepted",
	[HL_REQUEST_ANSWER] = "answered",
	[HL_REQUEST_REDIRECT] = "redirected",
	[HL_REQUEST_DIAL] = "dialled on",
	[HL_REQUEST_DROP] = "dropped",
	[HL_REQUEST_HOLD] = "held",
	[HL_REQUEST_UNHOLD] = "retrieved",
	[HL_REQUEST_SWAP] = "swapped",
	[HL_REQUEST_CONSULT] = "held for a consultation",
	[HL_REQUEST_TRANSFER] = "transferred",
	[HL_REQUEST_JOIN] = "joined",
	[HL_REQUEST_BLIND] = "sent elsewhere",
	[HL_REQUEST_CONFERENCE] = "made a conference",
	[HL_REQUEST_NEWCONFERENCE] = "made a conference",
	[HL_REQUEST_PREPARE] = "held for a further party",
	[HL_REQUEST_ADD] = "brought together",
	[HL_REQUEST_REMOVE] = "taken out of a conference",
	[HL_REQUEST_PARK] = "parked",
	[HL_REQUEST_UNPARK] = "fetched",
	[HL_REQUEST_PICKUP] = "picked up",
	[HL_REQUEST_SECURE] = "secured",
	[HL_REQUEST_PRIVACY] = "made private",
	[HL_REQUEST_TREATMENT] = "given a treatment",
	[HL_REQUEST_MONITORDIGITS] = "listened to for digits",
	[HL_REQUEST_MONITORTONES] = "listened to for tones",
	[HL_REQUEST_DIGITS] = "sent digits",
	[HL_REQUEST_TONE] = "sent a tone",
	[HL_REQUEST_MESSAGE] = "told of a message",
	[HL_REQUEST_FORWARD] = "forwarded",
	[HL_REQUEST_DND] = "left undisturbed",
	[HL_REQUEST_FLASH] = "flashed",
	[HL_REQUEST_RESET] = "reset",
};
/* clang-format on */

/* The command's word for it, or the method when only programs have it. */
static const char *word_of(enum hl_request_kind request)
{
	const char *method = hl_request_info(request)->method;
	const struct hl_verb *verb = hl_verb_of_method(method);

	return verb && *verb->word ? verb->word : method;
}

void hl_fault_line(struct hl_fault *fault, const struct hl_view *view,
		   const char *name)
{
	const char *known[NAMES_MAX + 1];
	const char *guess;
	unsigned n = 0;
	char word[48];

	for (hl_line i = 0; i < hl_model_lines(view->model) && n < NAMES_MAX;
	     i++)
		known[n++] = hl_view_name(view, i);
	known[n] = NULL;

	hl_fault_call(fault, HL_ERR_INVALLINEHANDLE);
	hl_word_print(name, word, sizeof(word));
	guess = hl_guess(name, known);
	if (guess)
		snprintf(fault->message, sizeof(fault->message),
			 "there is no line '%s'. Did you mean '%s'?", word,
			 guess);
	else
		snprintf(fault->message, sizeof(fault->message),
			 "there is no line '%s'", word);
}

void hl_fault_no_call(struct hl_fault *fault, const struct hl_view *view,
		      hl_call call, enum hl_error error)
{
	const struct hl_call_state *c;
	unsigned slot = 0;
	unsigned told = 0;
	size_t size = sizeof(fault->message);
	size_t n;

	hl_fault_call(fault, error);
	n = (size_t)snprintf(fault->message, size, "there is no call %u.",
			     (unsigned)call);
	while ((c = hl_model_next_call(view->model, &slot)) && n < size) {
		if (++told > CALLS_TOLD) {
			snprintf(fault->message + n, size - n, " ...");
			return;
		}
		n += (size_t)snprintf(fault->message + n, size - n,
				      "%s %u (%s, %s)",
				      told == 1 ? " Calls now:" : ",",
				      (unsigned)c->id,
				      hl_view_name(view, c->line),
				      hl_call_state_plain(c->state));
	}
	if (!told)
		snprintf(fault->message, size, "there is no call %u: there "
			 "are no calls now", (unsigned)call);
}

void hl_fault_owned(struct hl_fault *fault, const struct hl_view *view,
		    hl_call call)
{
	uint32_t owners = hl_owns_owners(view->owns, call);
	size_t size = sizeof(fault->message);
	bool first = true;
	size_t n;

	hl_fault_call(fault, HL_ERR_NOTOWNER);
	if (!owners) {
		snprintf(fault->message, size, "call %u belongs to nobody",
			 (unsigned)call);
		hl_fault_mend(fault, "become its owner first: "
			      "call.setPrivilege");
		return;
	}
	n = (size_t)snprintf(fault->message, size, "call %u belongs to ",
			     (unsigned)call);
	for (int i = 0; i < HL_PLACES && n < size; i++) {
		if (!(owners & UINT32_C(1) << i))
			continue;
		n += (size_t)snprintf(fault->message + n, size - n, "%s%s",
				      first ? "" : ", ",
				      view->owns->app[i].name);
		first = false;
	}
	hl_fault_mend(fault, "ask again with \"take\": true (holdctl: "
		      "--take) to become an owner of it too");
}

/* Who is not ready for it, and what he does. */
static const struct hl_call_state *unanswered(const struct hl_view *view,
					      const struct hl_act *act)
{
	const hl_call both[] = { act->call, act->other };

	for (unsigned i = 0; i < 2; i++) {
		const struct hl_call_state *call =
			hl_model_call(view->model, both[i]);

		if (call && (call->state == HL_CALL_RINGBACK ||
			     call->state == HL_CALL_PROCEEDING))
			return call;
	}
	return NULL;
}

static void pair_complain(struct hl_fault *fault, const struct hl_view *view,
			  const struct hl_act *act)
{
	const struct hl_call_state *late = unanswered(view, act);
	const struct hl_call_state *a = hl_model_call(view->model, act->call);
	const struct hl_call_state *b = hl_model_call(view->model, act->other);
	char party[HL_DIGITS_MAX + 1];
	const char *name;
	unsigned x = (unsigned)act->call;
	unsigned y = (unsigned)act->other;
	const char *word = word_of(act->request);

	if (a == b) {
		snprintf(fault->message, sizeof(fault->message),
			 "call %u cannot be %s with itself", x,
			 done[act->request]);
		hl_fault_mend(fault, "holdctl calls lists the others");
		return;
	}
	if (late) {
		name = hl_view_party(view, late->party, party);
		snprintf(fault->message, sizeof(fault->message),
			 "calls %u and %u cannot be %s: %s has not answered",
			 x, y, done[act->request], name ? name : "the party");
		hl_fault_mend(fault, "holdctl wait %u connected && holdctl %s "
			      "%u %u", (unsigned)late->id, word, x, y);
		return;
	}
	snprintf(fault->message, sizeof(fault->message),
		 "calls %u and %u cannot be %s: %u is %s, %u is %s", x, y,
		 done[act->request], x, hl_call_state_plain(a->state), y,
		 hl_call_state_plain(b->state));
	hl_fault_mend(fault, "one must be held and the other talking, on the "
		      "same line: holdctl calls");
}

/* " hold drop ...": as many words of the command as fit. */
static void can_print(const struct hl_view *view, hl_call call, char *buf,
		      size_t size)
{
	size_t n = 0;

	buf[0] = '\0';
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const char *word = word_of(i);

		if (strchr(word, '.') || !hl_model_can(view->model, i, call))
			continue;
		if (n + strlen(word) + sizeof("  ...") > size) {
			snprintf(buf + n, size - n, " ...");
			return;
		}
		n += (size_t)snprintf(buf + n, size - n, " %s", word);
	}
}

static void single_complain(struct hl_fault *fault,
			    const struct hl_view *view,
			    const struct hl_act *act)
{
	const struct hl_call_state *call =
		hl_model_call(view->model, act->call);
	char can[160];

	can_print(view, act->call, can, sizeof(can));
	snprintf(fault->message, sizeof(fault->message),
		 "call %u cannot be %s: it is %s", (unsigned)act->call,
		 done[act->request], hl_call_state_plain(call->state));
	if (*can)
		hl_fault_mend(fault, "it can now:%s", can);
}

/* Not now and not later: the line is not made for it, or not set so. */
static void never_complain(struct hl_fault *fault, const struct hl_view *view,
			   const struct hl_act *act)
{
	const struct hl_call_state *call =
		hl_model_call(view->model, act->call);
	const char *name = hl_view_name(view, act->line);

	if (call)
		snprintf(fault->message, sizeof(fault->message),
			 "call %u of %s can never be %s", (unsigned)call->id,
			 hl_view_name(view, call->line), done[act->request]);
	if (name)
		hl_fault_mend(fault, "holdctl caps %s says what it can do, "
			      "holdctl config %s why", name, name);
}

void hl_fault_act(struct hl_fault *fault, const struct hl_view *view,
		  const struct hl_act *act, enum hl_error error)
{
	bool call = hl_model_call(view->model, act->call) != NULL;
	bool other = hl_model_call(view->model, act->other) != NULL;

	hl_fault_call(fault, error);
	if (error == HL_ERR_OPERATIONUNAVAIL)
		never_complain(fault, view, act);
	if (error != HL_ERR_INVALCALLSTATE)
		return;
	if (call && other)
		pair_complain(fault, view, act);
	else if (call)
		single_complain(fault, view, act);
}
