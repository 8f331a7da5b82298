/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunks.c - ways out of the house: groups of trunks, spans
 *
 * In:  the model's state, read only; what the daemon says of its spans.
 * Out: in which order trunks are taken and who is next; what a D-channel and
 *      its B channels do.
 * Not: single lines - view.c.
 */
#include "handle.h"

#include <string.h>

#include "holdline/pri.h"

/* ---- groups ------------------------------------------------------------- */

/* id, wire word, meaning: why a trunk is taken or not */
#define TRUNKS(X)                                                              \
	X(FREE,  "free",  "may be taken")                                      \
	X(BUSY,  "busy",  "has a call, or rings")                              \
	X(GUARD, "guard", "was just given back: the exchange is left alone")   \
	X(OUT,   "out",   "in alarm or absent")

enum trunk_st {
#define X(id, wire, meaning) TRUNK_##id,
	TRUNKS(X)
#undef X
	TRUNK_COUNT
};

#define X(id, wire, meaning) wire,
static const char *const trunk_names[TRUNK_COUNT] = { TRUNKS(X) };
#undef X

static enum trunk_st trunk_state(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);

	if (!state || state->service != HL_SERVICE_READY)
		return TRUNK_OUT;
	if (hl_model_is_free(view->model, line))
		return TRUNK_FREE;
	return hl_model_is_idle(view->model, line) &&
		       state->deadline[HL_TIMER_GUARD] != HL_NEVER
		       ? TRUNK_GUARD
		       : TRUNK_BUSY;
}

/* A word of the list; out of service is said as the line says it. */
static const char *trunk_word(const struct hl_view *view, hl_line line,
			      enum trunk_st state)
{
	const struct hl_line_state *l = hl_model_line(view->model, line);

	return state == TRUNK_OUT && l ? hl_service_name(l->service)
				       : trunk_names[state];
}

static json_t *group_view(const struct hl_view *view, unsigned index)
{
	const struct hl_group *group =
		&hl_model_get_plan(view->model)->group[index];
	json_int_t counts[TRUNK_COUNT] = { 0 };
	json_t *lines = json_array();
	const char *next = NULL;

	for (unsigned n = 0; n < group->count; n++) {
		hl_line line = hl_model_hunt(view->model, index, n);
		enum trunk_st state = trunk_state(view, line);
		const char *name = hl_view_name(view, line);

		counts[state]++;
		if (state == TRUNK_FREE && !next)
			next = name;
		json_array_append_new(lines,
			json_pack("{s:s?, s:s}", "line", name, "state",
				  trunk_word(view, line, state)));
	}
	return json_pack("{s:s, s:s, s:s?, s:s?, s:I, s:I, s:I, s:I, s:o}",
			 "group", group->name, "hunt",
			 hl_hunt_name(group->hunt), "prefix",
			 *group->prefix ? group->prefix : NULL, "next", next,
			 "free", counts[TRUNK_FREE], "busy",
			 counts[TRUNK_BUSY], "guard", counts[TRUNK_GUARD],
			 "out", counts[TRUNK_OUT], "lines", lines);
}

json_t *hl_groups_handle(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_plan *plan = hl_model_get_plan(desk->view.model);
	json_t *list = json_array();

	(void)ask;
	(void)fault;
	for (unsigned i = 0; i < plan->groups; i++)
		json_array_append_new(list, group_view(&desk->view, i));
	return list;
}

/* ---- spans -------------------------------------------------------------- */

static json_t *cause_view(const struct hl_view *view,
			  const struct hl_span_look *look)
{
	json_t *object;

	if (!look->cause)
		return json_null();
	object = json_pack("{s:i, s:s}", "cause", look->cause, "name",
			   look->cause_name);
	hl_view_since(view, object, look->cause_at);
	return object;
}

/* What is set. @state: "up", "down", or "absent": it could not be used. */
static json_t *span_set(const struct hl_span *set, const char *card,
			const char *state)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:i}", "span",
			 set->name, "state", state, "switch",
			 hl_span_switch_word(set->kind), "side",
			 hl_span_side_word(set->side), "card", card,
			 "dchannel", set->dchannel, "channels",
			 set->channels);
}

static json_t *span_view(const struct hl_view *view,
			 const struct hl_span_look *look)
{
	unsigned taken = look->busy + look->restarting + look->out;
	json_t *object = span_set(look->span, look->span->voice->driver->name,
				  look->up ? "up" : "down");

	hl_view_since(view, object, look->since);
	json_object_update_new(object,
		json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:I, s:I}",
			  "busy", (json_int_t)look->busy, "idle",
			  (json_int_t)look->span->channels - taken,
			  "restarting", (json_int_t)look->restarting, "out",
			  (json_int_t)look->out, "calls",
			  (json_int_t)look->calls, "lines",
			  (json_int_t)look->lines, "last_cause",
			  cause_view(view, look), "frames",
			  (json_int_t)look->frames, "dropped",
			  (json_int_t)look->dropped, "resets",
			  (json_int_t)look->resets));
	return object;
}

/* The same members, so that a program need not ask which there are. */
static json_t *absent_view(const struct hl_view *view,
			   const struct hl_span *set, const char *card)
{
	json_t *object = span_set(set, card, "absent");

	hl_view_since(view, object, 0);
	json_object_update_new(object,
		json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:n, s:i, s:i, s:i}",
			  "busy", 0, "idle", 0, "restarting", 0, "out",
			  set->channels, "calls", 0, "lines", 0, "last_cause",
			  "frames", 0, "dropped", 0, "resets", 0));
	return object;
}

static bool lists_span(const json_t *list, const char *name)
{
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row) {
		if (!strcmp(json_string_value(json_object_get(row, "span")),
			    name))
			return true;
	}
	return false;
}

json_t *hl_spans_handle(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault)
{
	const struct hl_server_host *host = desk->host;
	const struct hl_config *config = desk->view.config;
	const struct hl_span *set;
	struct hl_span_look look;
	json_t *list = json_array();
	const char *card;

	(void)ask;
	(void)fault;
	for (unsigned i = 0;
	     host->span && host->span(host->ctx, i, &look) == 0; i++)
		json_array_append_new(list, span_view(&desk->view, &look));
	for (unsigned i = 0;
	     config && (set = hl_config_span(config, i, &card)); i++)
		if (!lists_span(list, set->name))
			json_array_append_new(list,
				absent_view(&desk->view, set, card));
	return list;
}
