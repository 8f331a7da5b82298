/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * act.c - the operations on calls: a request becomes an event of the engine
 *
 * In:  a judged request whose method is one of HL_REQUESTS.
 * Out: the event to ask the engine with, or a fault when its handles mean
 *      nothing.
 * Not: whether it can be done now - the model; the answer - server.c.
 */
#include "handle.h"

#include <stdio.h>
#include <string.h>

static enum hl_request_kind request_of(const char *method)
{
#define X(id, wire, name, meaning) name,
	static const char *const methods[] = { HL_REQUESTS(X) };
#undef X
	unsigned i;

	for (i = 0; i < HL_REQUEST_COUNT; i++)
		if (!strcmp(methods[i], method))
			break;
	return i;
}

/* The other call of a pair, when only one can be meant. */
static hl_call other_guess(const struct hl_model *model,
			   const struct hl_call_state *call)
{
	const struct hl_line_state *line = hl_model_line(model, call->line);
	hl_call found = HL_NO_CALL;

	if (call->consult != HL_NO_CALL)
		return call->consult;
	if (hl_call_state_is_hold(call->state))
		return hl_model_active(model, call->line);
	for (unsigned i = 0; line && i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c =
			hl_model_call(model, line->calls[i]);

		if (!c || c == call || !hl_call_state_is_hold(c->state))
			continue;
		if (found != HL_NO_CALL)
			return HL_NO_CALL;
		found = c->id;
	}
	return found;
}

static bool calls_take(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault)
{
	const struct hl_model *model = desk->view.model;
	struct hl_event *event = &desk->event;
	const struct hl_call_state *call;
	bool pair = event->request == HL_REQUEST_TRANSFER ||
		    event->request == HL_REQUEST_JOIN;

	event->call = (hl_call)hl_ask_count(ask, "call", HL_NO_CALL);
	event->other = (hl_call)hl_ask_count(ask, "other", HL_NO_CALL);
	if (event->call == HL_NO_CALL)
		return true;
	call = hl_model_call(model, event->call);
	if (!call) {
		hl_fault_no_call(fault, &desk->view, event->call);
		return false;
	}
	event->line = call->line;
	if (event->other == HL_NO_CALL && pair)
		event->other = other_guess(model, call);
	if (event->other != HL_NO_CALL && !hl_model_call(model, event->other)) {
		hl_fault_no_call(fault, &desk->view, event->other);
		return false;
	}
	return true;
}

static bool line_take(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault)
{
	const char *name = hl_ask_text(ask, "line");

	if (!name)
		name = hl_ask_text(ask, "from");
	if (!name)
		return true;
	desk->event.line = hl_model_find(desk->view.model, name);
	if (desk->event.line == HL_NO_LINE) {
		hl_fault_line(fault, &desk->view, name);
		return false;
	}
	return true;
}

/* Releasing calls that somebody is talking on needs a second word. */
static bool reset_is_meant(struct hl_desk *desk, const struct hl_ask *ask,
			   struct hl_fault *fault)
{
	const struct hl_line_state *line =
		hl_model_line(desk->view.model, desk->event.line);
	unsigned n = 0;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++)
		n += hl_model_call(desk->view.model, line->calls[i]) != NULL;
	if (!n || hl_ask_flag(ask, "force"))
		return true;

	hl_fault_call(fault, HL_ERR_INVALLINESTATE);
	snprintf(fault->message, sizeof(fault->message),
		 "%s has %u call%s, which would be released", line->set.name,
		 n, n == 1 ? "" : "s");
	hl_fault_mend(fault, "holdctl reset %s --force", line->set.name);
	return false;
}

json_t *hl_act_handle(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault)
{
	struct hl_event *event = &desk->event;
	const char *number = hl_ask_text(ask, "number");

	event->kind = HL_EVENT_REQUEST;
	event->request = request_of(ask->verb->method);
	event->line = HL_NO_LINE;
	event->at.earliest = desk->view.now;
	event->at.latest = desk->view.now;
	if (number)
		snprintf(event->number, sizeof(event->number), "%s", number);

	if (!calls_take(desk, ask, fault) || !line_take(desk, ask, fault))
		return NULL;
	if (event->request == HL_REQUEST_RESET &&
	    !reset_is_meant(desk, ask, fault))
		return NULL;
	desk->act = true;
	return NULL;
}
