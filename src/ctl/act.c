/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * act.c - the operations on calls: a request becomes an event of the engine
 *
 * In:  a judged request whose method is one of HL_REQUESTS; who owns what.
 * Out: the event to ask the engine with, or a fault when its handles mean
 *      nothing or its calls belong to others.
 * Not: whether it can be done now - the model; the answer - serve.c.
 *
 * The questions come in TAPI's order: is the handle good, is the asker an
 * owner; then the model's own. A call that nobody owns, because a telephone
 * made it, may be acted on by every operator.
 */
#include "handle.h"

#include <stdio.h>
#include <string.h>

#include "own.h"

/* Calls that a request changes, as far as can be known before. */
struct touched {
	unsigned count;
	hl_call at[HL_CALLS_PER_LINE + 2];
};

static enum hl_request_kind request_of(const char *method)
{
	unsigned i;

	for (i = 0; i < HL_REQUEST_COUNT; i++)
		if (!strcmp(hl_request_info(i)->method, method))
			break;
	return i;
}

static const struct hl_call_state *call_of(const struct hl_model *model,
					   hl_line line, unsigned i)
{
	const struct hl_line_state *state = hl_model_line(model, line);

	return state ? hl_model_call(model, state->calls[i]) : NULL;
}

/* The held call that is meant when none is named: asked for, or the last. */
static hl_call held_guess(const struct hl_model *model, hl_line line)
{
	const struct hl_call_state *found = NULL;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c = call_of(model, line, i);

		if (!c || !hl_call_state_is_hold(c->state) ||
		    (c->flags & HL_FLAG_NOHOLD))
			continue;
		/* Held at another station of the address, not here. */
		if (!c->peer && !c->slot && c->origin != HL_ORIGIN_CONFERENCE)
			continue;
		if (c->state != HL_CALL_ONHOLD)
			return c->id;
		if (!found || c->since >= found->since)
			found = c;
	}
	return found ? found->id : HL_NO_CALL;
}

/* The other call of a pair, as the model would choose it. */
static hl_call other_guess(const struct hl_model *model,
			   const struct hl_call_state *call)
{
	if (hl_model_call(model, call->consult))
		return call->consult;
	if (hl_call_state_is_hold(call->state))
		return hl_model_active(model, call->line);
	return held_guess(model, call->line);
}

static bool is_pair(enum hl_request_kind request)
{
	return request == HL_REQUEST_SWAP || request == HL_REQUEST_TRANSFER ||
	       request == HL_REQUEST_JOIN || request == HL_REQUEST_ADD;
}

/* TAPI names the handle that is wrong. */
static bool is_of_conference(enum hl_request_kind request)
{
	return request == HL_REQUEST_PREPARE || request == HL_REQUEST_ADD;
}

static bool is_of_transfer(enum hl_request_kind request)
{
	return request == HL_REQUEST_TRANSFER || request == HL_REQUEST_JOIN;
}

static bool calls_take(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault)
{
	const struct hl_model *model = desk->view.model;
	struct hl_event *event = &desk->event;
	const struct hl_call_state *call;

	event->call = (hl_call)hl_ask_count(ask, "call", HL_NO_CALL);
	event->other = (hl_call)hl_ask_count(ask, "other", HL_NO_CALL);
	if (event->call == HL_NO_CALL)
		return true;
	call = hl_model_call(model, event->call);
	if (!call) {
		hl_fault_no_call(fault, &desk->view, event->call,
				 is_of_conference(event->request)
					 ? HL_ERR_INVALCONFCALLHANDLE
					 : HL_ERR_INVALCALLHANDLE);
		return false;
	}
	event->line = call->line;
	if (event->other == HL_NO_CALL && is_pair(event->request))
		event->other = other_guess(model, call);
	/* None to be found: the model says in which state there is none. */
	if (event->other == event->call && !hl_ask_count(ask, "other", 0))
		event->other = HL_NO_CALL;
	if (event->other != HL_NO_CALL && !hl_model_call(model, event->other)) {
		hl_fault_no_call(fault, &desk->view, event->other,
				 is_of_transfer(event->request)
					 ? HL_ERR_INVALCONSULTCALLHANDLE
					 : HL_ERR_INVALCALLHANDLE);
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

static void touch(struct touched *t, hl_call call)
{
	for (unsigned i = 0; i < t->count; i++)
		if (t->at[i] == call)
			return;
	if (call != HL_NO_CALL && t->count < sizeof(t->at) / sizeof(t->at[0]))
		t->at[t->count++] = call;
}

/* Releasing a conference is felt by its members, leaving it by the rest. */
static void touch_conference(struct touched *t, const struct hl_model *model,
			     const struct hl_call_state *call)
{
	const struct hl_call_state *parent =
		hl_model_call(model, call->parent);

	if (parent) {
		touch(t, parent->id);
		touch(t, parent->consult);
	}
	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c =
			call_of(model, call->line, i);

		if (c && c->parent == call->id)
			touch(t, c->id);
	}
}

static void touched_find(const struct hl_model *model,
			 const struct hl_event *event, struct touched *ret)
{
	const struct hl_call_state *call = hl_model_call(model, event->call);

	ret->count = 0;
	if (!call) {
		touch(ret, hl_model_active(model, event->line));
		return;
	}
	touch(ret, call->id);
	touch(ret, event->other);
	/* What the line's party hears now makes room for the call. */
	if (event->request == HL_REQUEST_ANSWER ||
	    event->request == HL_REQUEST_UNHOLD)
		touch(ret, hl_model_active(model, call->line));
	if (event->request != HL_REQUEST_DROP &&
	    event->request != HL_REQUEST_UNHOLD &&
	    event->request != HL_REQUEST_REMOVE)
		return;
	touch(ret, call->consult);
	touch_conference(ret, model, call);
}

/* Listening changes nothing, and force is the word for what it says. */
static bool needs_no_owner(enum hl_request_kind request)
{
	return request == HL_REQUEST_MONITORDIGITS ||
	       request == HL_REQUEST_MONITORTONES ||
	       request == HL_REQUEST_RESET;
}

/* Calls that a request may give to its asker. */
static unsigned gains(enum hl_request_kind request)
{
	switch (request) {
	case HL_REQUEST_CONFERENCE:
	case HL_REQUEST_NEWCONFERENCE:
		return 2;
	case HL_REQUEST_MAKECALL:
	case HL_REQUEST_HOLD: /* of a line that then gives dial tone */
	case HL_REQUEST_CONSULT:
	case HL_REQUEST_JOIN:
	case HL_REQUEST_PREPARE:
	case HL_REQUEST_UNPARK:
	case HL_REQUEST_PICKUP:
	case HL_REQUEST_MONITORDIGITS: /* becomes a monitor */
		return 1;
	case HL_REQUEST_ACCEPT:
	case HL_REQUEST_ANSWER:
	case HL_REQUEST_REDIRECT:
	case HL_REQUEST_DIAL:
	case HL_REQUEST_DROP:
	case HL_REQUEST_UNHOLD:
	case HL_REQUEST_SWAP:
	case HL_REQUEST_TRANSFER:
	case HL_REQUEST_BLIND:
	case HL_REQUEST_ADD:
	case HL_REQUEST_REMOVE:
	case HL_REQUEST_PARK:
	case HL_REQUEST_SECURE:
	case HL_REQUEST_PRIVACY:
	case HL_REQUEST_TREATMENT:
	case HL_REQUEST_MONITORTONES:
	case HL_REQUEST_DIGITS:
	case HL_REQUEST_TONE:
	case HL_REQUEST_MESSAGE:
	case HL_REQUEST_FORWARD:
	case HL_REQUEST_DND:
	case HL_REQUEST_FLASH:
	case HL_REQUEST_RESET:
	case HL_REQUEST_COUNT:
		break;
	}
	return 0;
}

/* @more calls for the asker: is there room for them? */
static bool room_is_there(struct hl_desk *desk, unsigned more,
			  struct hl_fault *fault)
{
	if (hl_owns_count(desk->owns, desk->view.place) + more >
	    HL_CONTROL_CALLS_MAX) {
		hl_fault_call(fault, HL_ERR_RESOURCEUNAVAIL);
		snprintf(fault->message, sizeof(fault->message),
			 "an application may own or monitor %d calls",
			 HL_CONTROL_CALLS_MAX);
		hl_fault_mend(fault, "give some up with call.setPrivilege");
		return false;
	}
	/* Ownership of what was made must never fail for want of memory. */
	if (hl_owns_reserve(desk->owns, more) < 0) {
		hl_fault_call(fault, HL_ERR_RESOURCEUNAVAIL);
		return false;
	}
	return true;
}

/* How many of them the asker neither owns nor monitors yet. */
static unsigned strange(const struct hl_desk *desk, const struct touched *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < t->count; i++)
		n += hl_owns_get(desk->owns, t->at[i], desk->view.place) ==
		     HL_PRIVILEGE_NONE;
	return n;
}

static bool owner_check(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault)
{
	const struct hl_event *event = &desk->event;
	unsigned more = gains(event->request);
	struct touched t;

	touched_find(desk->view.model, event, &t);
	if (event->request == HL_REQUEST_MONITORDIGITS)
		more = strange(desk, &t);
	if (hl_ask_flag(ask, "take")) {
		if (!room_is_there(desk, more + strange(desk, &t), fault))
			return false;
		for (unsigned i = 0; i < t.count; i++)
			hl_owns_set(desk->owns, t.at[i], desk->view.place,
				    HL_PRIVILEGE_OWNER);
	}
	for (unsigned i = 0; !needs_no_owner(event->request) && i < t.count;
	     i++) {
		if (hl_owns_may(desk->owns, t.at[i], desk->view.place))
			continue;
		hl_fault_owned(fault, &desk->view, t.at[i]);
		return false;
	}
	return room_is_there(desk, more, fault);
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

	event->kind = HL_EVENT_REQUEST;
	event->request = request_of(ask->verb->method);
	event->line = HL_NO_LINE;
	event->at.earliest = desk->view.now;
	event->at.latest = desk->view.now;
	if (!hl_fill(desk, ask, fault))
		return NULL;
	if (!calls_take(desk, ask, fault) || !line_take(desk, ask, fault) ||
	    !owner_check(desk, ask, fault))
		return NULL;
	if (event->request == HL_REQUEST_RESET &&
	    !reset_is_meant(desk, ask, fault))
		return NULL;
	desk->act = true;
	return NULL;
}
