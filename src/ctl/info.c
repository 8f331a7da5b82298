/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * info.c - what TAPI calls call information and call status
 *
 * In:  a call, the state.
 * Out: ids, origin, reason, parties; state, entry time, privilege, features;
 *      a conference with its members.
 * Not: the board's rows - view.c; lines - caps.c.
 */
#include "handle.h"

#include <string.h>

#include "words.h"

static const struct hl_call_state *call_take(struct hl_desk *desk,
					     const struct hl_ask *ask,
					     struct hl_fault *fault)
{
	hl_call id = (hl_call)hl_ask_count(ask, "call", 0);
	const struct hl_call_state *call = hl_model_call(desk->view.model, id);

	if (!call)
		hl_fault_no_call(fault, &desk->view, id,
				 HL_ERR_INVALCALLHANDLE);
	return call;
}

/* A party: its number as this asker may see it, and our line if it is one. */
static json_t *party_view(const struct hl_view *view, const char *number,
			  hl_line line)
{
	const char *name = hl_view_name(view, line);
	char buf[HL_DIGITS_MAX + 1];
	const char *shown = NULL;

	if (number)
		shown = hl_view_party(view, number, buf);
	if (!shown && name && hl_model_line(view->model, line)->set.kind ==
				      HL_KIND_STATION)
		shown = name;
	if (!shown && !name)
		return json_null();
	return json_pack("{s:s?, s:s?, s:n, s:n}", "number", shown, "line",
			 name, "name", "absent");
}

/* What is told of a party's name, and why its number is not known. */
static json_t *told_of(const struct hl_view *view, json_t *party,
		       const struct hl_call_state *call)
{
	const char *absent = hl_view_absent(call->absent);
	char buf[HL_PARTY_NAME_MAX];
	const char *name = hl_view_called(view, call->name, buf);

	if (!json_is_object(party))
		return party;
	if (name)
		json_object_set_new(party, "name", json_string(name));
	if (absent) {
		json_object_set_new(party, "absent", json_string(absent));
		json_object_set_new(party, "number", json_null());
	}
	return party;
}

/* Who called in on a trunk: its own half knows. */
static json_t *caller_view(const struct hl_view *view,
			   const struct hl_call_state *call)
{
	return told_of(view, party_view(view, call->party, call->line), call);
}

/* Who is at the other end: a trunk's far party has a number, no line. */
static json_t *far_view(const struct hl_view *view,
			const struct hl_call_state *call)
{
	const struct hl_call_state *peer =
		hl_model_call(view->model, call->peer);
	const char *number = call->party;

	if (peer && hl_model_line(view->model, peer->line)->set.kind ==
			    HL_KIND_STATION)
		number = hl_view_name(view, peer->line);
	if (hl_model_line(view->model, call->line)->set.kind == HL_KIND_TRUNK)
		return party_view(view, NULL, peer ? peer->line : HL_NO_LINE);
	return told_of(view, party_view(view, number,
					peer ? peer->line : HL_NO_LINE), call);
}

/* The number of the own side: the shared one, if the address has one. */
static json_t *own_view(const struct hl_view *view,
			const struct hl_call_state *call)
{
	int address = hl_model_address(view->model, call->line);
	const struct hl_plan *plan = hl_model_get_plan(view->model);

	if (address >= 0)
		return party_view(view, plan->address[address].name,
				  call->line);
	return party_view(view, NULL, call->line);
}

static bool is_connected(const struct hl_call_state *call)
{
	return call->answered && call->peer != HL_NO_CALL;
}

static json_t *called_view(const struct hl_view *view,
			   const struct hl_call_state *call, bool out)
{
	if (*call->called)
		return party_view(view, call->called, HL_NO_LINE);
	if (!out)
		return own_view(view, call);
	return *call->party ? party_view(view, call->party, HL_NO_LINE)
			    : json_null();
}

/*
 * Caller, called: how the call began. Connected: who is at the other end now,
 * which a transfer changes. Redirecting: who sent it on, redirection: whereto.
 */
static json_t *parties_view(const struct hl_view *view,
			    const struct hl_call_state *call)
{
	bool conference = call->origin == HL_ORIGIN_CONFERENCE;
	bool out = call->origin == HL_ORIGIN_OUTBOUND;
	bool trunk = hl_model_line(view->model, call->line)->set.kind ==
		     HL_KIND_TRUNK;
	bool sent = call->redirector != HL_NO_LINE;

	return json_pack("{s:o, s:o, s:o, s:o, s:o}",
			 "caller", conference ? json_null() :
			 out ? own_view(view, call) :
			 trunk ? caller_view(view, call) : far_view(view, call),
			 "called", conference ? json_null() :
			 called_view(view, call, out),
			 "connected", is_connected(call) && !conference ?
			 far_view(view, call) : json_null(),
			 "redirecting", sent ?
			 party_view(view, NULL, call->redirector) : json_null(),
			 "redirection", !sent ? json_null() :
			 out ? far_view(view, call) : own_view(view, call));
}

static const char *digits_word(const struct hl_call_state *call)
{
	if (!(call->flags & HL_FLAG_DIGITS))
		return "none";
	return call->flags & HL_FLAG_DIGITEND ? "dtmfend" : "dtmf";
}

static json_t *address_name(const struct hl_view *view, hl_line line)
{
	int address = hl_model_address(view->model, line);

	if (address >= 0)
		return json_string(hl_model_get_plan(view->model)
					   ->address[address].name);
	return json_string(hl_view_name(view, line));
}

static json_t *extras_view(const struct hl_view *view,
			   const struct hl_call_state *call)
{
	bool active = hl_model_active(view->model, call->line) == call->id;
	char treatment[HL_VIEW_TEXT];
	char number[HL_NAME_MAX];

	return json_pack("{s:s?, s:i, s:b, s:b, s:s, s:b, s:s?}",
			 "treatment", hl_view_treatment(view, call, treatment),
			 "treatment_value", (int)call->treatment,
			 "secure", !!(call->flags & HL_FLAG_SECURE),
			 "private", !!(call->flags & HL_FLAG_PRIVATE),
			 "monitor_digits", digits_word(call),
			 "monitor_tones", active &&
			 hl_model_watch(view->model, call->line) != NULL,
			 "parked", hl_model_park_number(view->model, call->id,
							number));
}

json_t *hl_info_handle(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault)
{
	const struct hl_call_state *call = call_take(desk, ask, fault);
	const struct hl_view *view = &desk->view;
	json_t *object;

	if (!call)
		return NULL;
	object = json_pack("{s:I, s:s?, s:o, s:I, s:o, s:s, s:I, s:s, s:I}",
			   "call", (json_int_t)call->id,
			   "line", hl_view_name(view, call->line),
			   "address", address_name(view, call->line),
			   "call_id", (json_int_t)call->conversation,
			   "related_id", call->related ?
			   json_integer(call->related) : json_null(),
			   "origin", hl_origin_name(call->origin),
			   "origin_value",
			   (json_int_t)hl_origin_value(call->origin),
			   "reason", hl_reason_name(call->reason),
			   "reason_value",
			   (json_int_t)hl_reason_value(call->reason));
	if (!object ||
	    json_object_update_new(object, parties_view(view, call)) < 0 ||
	    json_object_update_new(object, extras_view(view, call)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

json_t *hl_call_status_handle(struct hl_desk *desk, const struct hl_ask *ask,
			      struct hl_fault *fault)
{
	const struct hl_call_state *call = call_take(desk, ask, fault);
	const struct hl_view *view = &desk->view;
	enum hl_privilege privilege;
	const char *mode;
	json_t *object;

	if (!call)
		return NULL;
	privilege = hl_owns_get(view->owns, call->id, view->place);
	mode = hl_call_mode_name(call->state, call->mode);
	object = json_pack("{s:I, s:s?, s:s, s:I, s:s?, s:I, s:s, s:I, s:o, "
			   "s:o, s:o}",
			   "call", (json_int_t)call->id,
			   "line", hl_view_name(view, call->line),
			   "state", hl_call_state_name(call->state),
			   "state_value",
			   (json_int_t)hl_call_state_value(call->state),
			   "mode", *mode ? mode : NULL,
			   "mode_value", (json_int_t)call->mode,
			   "privilege", hl_privilege_name(privilege),
			   "privilege_value",
			   (json_int_t)hl_privilege_value(privilege),
			   "owners", hl_view_owners(view, call->id),
			   "features", hl_view_features(view, call->id),
			   "can", hl_view_can(view, call->id));
	if (!object || hl_view_since(view, object, call->since) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

static void member_append(const struct hl_view *view, json_t *list,
			  const struct hl_call_state *call)
{
	bool parent = call->origin == HL_ORIGIN_CONFERENCE;
	char party[HL_DIGITS_MAX + 1];

	json_array_append_new(list,
		json_pack("{s:I, s:s?, s:s, s:s, s:I, s:s?, s:o}", "call",
			  (json_int_t)call->id, "line",
			  hl_view_name(view, call->line), "role",
			  parent ? "conference" : "member", "state",
			  hl_call_state_name(call->state), "state_value",
			  (json_int_t)hl_call_state_value(call->state),
			  "party", hl_view_party(view, call->party, party),
			  "order", parent ? json_null() :
			  json_integer(call->order)));
}

/* The member that joined next after @order, or NULL. */
static const struct hl_call_state *
member_next(const struct hl_model *model, const struct hl_call_state *parent,
	    unsigned order)
{
	const struct hl_line_state *line = hl_model_line(model, parent->line);
	const struct hl_call_state *next = NULL;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c =
			hl_model_call(model, line->calls[i]);

		if (c && c->parent == parent->id && c->order > order &&
		    (!next || c->order < next->order))
			next = c;
	}
	return next;
}

json_t *hl_conference_handle(struct hl_desk *desk, const struct hl_ask *ask,
			     struct hl_fault *fault)
{
	const struct hl_call_state *call = call_take(desk, ask, fault);
	const struct hl_model *model = desk->view.model;
	const struct hl_call_state *member = NULL;
	hl_call parent;
	json_t *list;

	if (!call)
		return NULL;
	parent = call->origin == HL_ORIGIN_CONFERENCE ? call->id
						      : call->parent;
	call = hl_model_call(model, parent);
	if (!call) {
		hl_fault_call(fault, HL_ERR_NOCONFERENCE);
		return NULL;
	}
	list = json_array();
	member_append(&desk->view, list, call);
	while ((member = member_next(model, call, member ? member->order : 0)))
		member_append(&desk->view, list, member);
	return json_pack("{s:I, s:o}", "conference", (json_int_t)parent,
			 "calls", list);
}
