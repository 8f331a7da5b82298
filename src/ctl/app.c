/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * app.c - applications: their names, their privileges, handing calls over
 *
 * In:  a judged request, who owns what.
 * Out: who owns what now; whom to tell.
 * Not: the bookkeeping - own.c; telling - serve.c.
 */
#include "handle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "own.h"

json_t *hl_app_open(struct hl_desk *desk, const struct hl_ask *ask,
		    struct hl_fault *fault)
{
	struct hl_app *app = &desk->owns->app[desk->view.place];
	const char *name = hl_ask_text(ask, "name");
	const char *close = hl_ask_text(ask, "close");
	int r = hl_app_name(desk->owns, desk->view.place, name);

	if (r == -EINVAL)
		hl_fault_control(fault, HL_CERR_PARAMS,
				 "'name' must be 1 to %d of A-Z a-z 0-9 . -",
				 HL_APPLICATION_MAX - 1);
	else if (r < 0)
		hl_fault_control(fault, HL_CERR_TAKEN,
				 "an application named '%s' is connected",
				 name);
	if (r < 0)
		return NULL;
	app->drops = close && !strcmp(close, "drop");
	return json_pack("{s:s, s:s, s:s}", "application", app->name, "close",
			 app->drops ? "drop" : "keep", "run", desk->view.run);
}

static json_t *app_view(const struct hl_owns *owns, int place, int self)
{
	const struct hl_app *app = &owns->app[place];
	json_t *calls = json_array();

	for (unsigned i = 0; i < owns->count; i++)
		if (owns->at[i].owners & UINT32_C(1) << place)
			json_array_append_new(calls,
				json_integer(owns->at[i].call));
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "application", app->name,
			 "role", hl_role_name(app->role), "close",
			 app->drops ? "drop" : "keep", "self", place == self,
			 "calls", calls);
}

json_t *hl_app_list(struct hl_desk *desk, const struct hl_ask *ask,
		    struct hl_fault *fault)
{
	json_t *list = json_array();

	(void)ask;
	(void)fault;
	for (int i = 0; i < HL_PLACES; i++)
		if (*desk->owns->app[i].name)
			json_array_append_new(list,
				app_view(desk->owns, i, desk->view.place));
	return list;
}

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

/* Return: false with the fault: the application has no room, or we have. */
static bool privilege_set(struct hl_desk *desk, hl_call call, int place,
			  enum hl_privilege privilege, struct hl_fault *fault)
{
	int r = hl_owns_set(desk->owns, call, place, privilege);

	if (r == 0)
		return true;
	hl_fault_call(fault, HL_ERR_RESOURCEUNAVAIL);
	if (r == -ENOSPC)
		snprintf(fault->message, sizeof(fault->message),
			 "'%s' owns or monitors %d calls already",
			 desk->owns->app[place].name, HL_CONTROL_CALLS_MAX);
	hl_fault_mend(fault, "give some up with call.setPrivilege");
	return false;
}

json_t *hl_privilege_set(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_call_state *call = call_take(desk, ask, fault);
	const char *word = hl_ask_text(ask, "privilege");
	enum hl_privilege privilege = HL_PRIVILEGE_NONE;

	if (!call)
		return NULL;
	while (privilege < HL_PRIVILEGE_OWNER &&
	       strcmp(hl_privilege_name(privilege), word) != 0)
		privilege++;
	if (!privilege_set(desk, call->id, desk->view.place, privilege, fault))
		return NULL;
	return json_pack("{s:I, s:s, s:I}", "call", (json_int_t)call->id,
			 "privilege", hl_privilege_name(privilege),
			 "privilege_value",
			 (json_int_t)hl_privilege_value(privilege));
}

static void notice_add(struct hl_desk *desk, int place, hl_call call,
		       enum hl_privilege privilege)
{
	struct hl_notice *notice = &desk->notice[desk->notices++];

	notice->place = place;
	notice->call = call;
	notice->privilege = privilege;
}

/* The target of a handoff: somebody else who may act. */
static int target_take(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault)
{
	const char *name = hl_ask_text(ask, "application");
	int place = hl_app_find(desk->owns, name);
	char word[48];

	if (place == desk->view.place) {
		hl_fault_call(fault, HL_ERR_TARGETSELF);
		return HL_NO_PLACE;
	}
	if (place == HL_NO_PLACE) {
		hl_fault_call(fault, HL_ERR_TARGETNOTFOUND);
		snprintf(fault->message, sizeof(fault->message),
			 "there is no application '%s'",
			 hl_word_print(name, word, sizeof(word)));
		return HL_NO_PLACE;
	}
	if (desk->owns->app[place].role < HL_ROLE_OPERATOR) {
		hl_fault_call(fault, HL_ERR_INVALCALLPRIVILEGE);
		snprintf(fault->message, sizeof(fault->message),
			 "'%s' may only look, and own no call", name);
		return HL_NO_PLACE;
	}
	return place;
}

json_t *hl_handoff(struct hl_desk *desk, const struct hl_ask *ask,
		   struct hl_fault *fault)
{
	const struct hl_call_state *call = call_take(desk, ask, fault);
	int self = desk->view.place;
	int target;

	if (!call)
		return NULL;
	if (hl_owns_get(desk->owns, call->id, self) != HL_PRIVILEGE_OWNER) {
		hl_fault_owned(fault, &desk->view, call->id);
		return NULL;
	}
	target = target_take(desk, ask, fault);
	if (target == HL_NO_PLACE ||
	    !privilege_set(desk, call->id, target, HL_PRIVILEGE_OWNER, fault))
		return NULL;
	hl_owns_set(desk->owns, call->id, self, HL_PRIVILEGE_MONITOR);
	notice_add(desk, self, call->id, HL_PRIVILEGE_MONITOR);
	notice_add(desk, target, call->id, HL_PRIVILEGE_OWNER);
	return json_pack("{s:I, s:s, s:s, s:I}", "call", (json_int_t)call->id,
			 "application", desk->owns->app[target].name,
			 "privilege", hl_privilege_name(HL_PRIVILEGE_MONITOR),
			 "privilege_value",
			 (json_int_t)hl_privilege_value(HL_PRIVILEGE_MONITOR));
}
