/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * handle.c - what each method does
 *
 * In:  a judged request, the state.
 * Out: a result, a fault, or a wish (ask the engine, subscribe).
 * Not: sockets and who asked - server.c; operations on calls - act.c.
 */
#include "handle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define COMPLAINTS_MAX 32768 /* bytes of a reload's complaints (house) */

bool hl_filter_takes(const struct hl_filter *filter, hl_line line)
{
	for (unsigned i = 0; i < filter->count; i++)
		if (filter->lines[i] == line)
			return true;
	return !filter->count;
}

/* Names become indexes; false: one of them is no line. */
static bool lines_take(const struct hl_view *view, json_t *names,
		       struct hl_filter *filter, struct hl_fault *fault)
{
	size_t i;
	json_t *name;

	json_array_foreach(names, i, name) {
		hl_line line = hl_model_find(view->model,
					     json_string_value(name));

		if (line == HL_NO_LINE) {
			hl_fault_line(fault, view, json_string_value(name));
			return false;
		}
		if (filter->count < HL_FILTER_MAX)
			filter->lines[filter->count++] = line;
	}
	return true;
}

static json_t *status_get(struct hl_desk *desk, const struct hl_ask *ask,
			  struct hl_fault *fault)
{
	(void)ask;
	(void)fault;
	return hl_view_status(&desk->view);
}

static json_t *line_list(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_view *view = &desk->view;
	struct hl_filter only = { 0 };
	int64_t from = hl_ask_count(ask, "from", 0);
	int64_t limit = hl_ask_count(ask, "limit", HL_CONTROL_PAGE);
	int64_t lines = hl_model_lines(view->model);
	json_t *list;

	if (!lines_take(view, hl_ask_list(ask, "lines"), &only, fault))
		return NULL;
	list = json_array();
	if (only.count)
		lines = only.count;
	for (int64_t i = from; i < lines && limit > 0; i++, limit--)
		json_array_append_new(list, hl_view_line(view, only.count ?
							 only.lines[i] :
							 (hl_line)i));
	return list;
}

/* What the card says now, beside what we believe. */
static json_t *truth_view(struct hl_desk *desk, hl_line line)
{
	struct hl_truth truth;

	if (!desk->view.engine ||
	    hl_engine_truth(desk->view.engine, line, &truth) < 0)
		return json_null();
	return json_pack("{s:b, s:b, s:b}", "closed", truth.closed, "ringing",
			 truth.ringing, "alarm", truth.alarm);
}

static json_t *line_get(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault)
{
	const char *name = hl_ask_text(ask, "line");
	hl_line line = hl_model_find(desk->view.model, name);
	json_t *object;

	if (line == HL_NO_LINE) {
		hl_fault_line(fault, &desk->view, name);
		return NULL;
	}
	object = hl_view_line(&desk->view, line);
	json_object_set_new(object, "truth", truth_view(desk, line));
	return object;
}

/*
 * The calls with the smallest numbers above @after. Slots are nearly in this
 * order, so that sorting by insertion from the end is cheap.
 */
static unsigned calls_sort(const struct hl_model *model, hl_call after,
			   unsigned limit,
			   const struct hl_call_state *ret[HL_CONTROL_PAGE])
{
	const struct hl_call_state *call;
	unsigned slot = 0;
	unsigned n = 0;

	assert(limit > 0);
	while ((call = hl_model_next_call(model, &slot))) {
		unsigned i = n;

		if (call->id <= after ||
		    (n == limit && call->id > ret[n - 1]->id))
			continue;
		if (n == limit)
			i = n - 1;
		else
			n++;
		for (; i > 0 && ret[i - 1]->id > call->id; i--)
			ret[i] = ret[i - 1];
		ret[i] = call;
	}
	return n;
}

static json_t *call_list(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_call_state *calls[HL_CONTROL_PAGE];
	hl_call after = (hl_call)hl_ask_count(ask, "after", 0);
	unsigned limit = (unsigned)hl_ask_count(ask, "limit",
						HL_CONTROL_PAGE);
	unsigned n = calls_sort(desk->view.model, after, limit, calls);
	json_t *list = json_array();

	(void)fault;
	for (unsigned i = 0; i < n; i++)
		json_array_append_new(list,
				      hl_view_call(&desk->view, calls[i]));
	return list;
}

static json_t *call_get(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault)
{
	hl_call id = (hl_call)hl_ask_count(ask, "call", 0);
	const struct hl_call_state *call =
		hl_model_call(desk->view.model, id);

	if (!call) {
		hl_fault_no_call(fault, &desk->view, id,
				 HL_ERR_INVALCALLHANDLE);
		return NULL;
	}
	return hl_view_call(&desk->view, call);
}

/* Records of another run, or no longer kept: the asker has to look anew. */
static void gone_refuse(const struct hl_desk *desk, const char *run,
			uint64_t from, struct hl_fault *fault)
{
	const struct hl_view *view = &desk->view;
	unsigned long long first = hl_past_first(view->past);
	unsigned long long last = hl_past_last(view->past);
	char word[48];

	if (run && strcmp(run, view->run) != 0) {
		hl_fault_control(fault, HL_CERR_GONE,
				 "run '%s' is over, this is run '%s'",
				 hl_word_print(run, word, sizeof(word)),
				 view->run);
		hl_fault_mend(fault, "look at everything anew, and subscribe "
			      "without from");
	} else {
		hl_fault_control(fault, HL_CERR_GONE,
				 "records %llu to %llu are kept, not %llu",
				 first, last, (unsigned long long)from);
	}
	fault->more = json_pack("{s:s, s:I, s:I}", "run", view->run, "first",
				(json_int_t)first, "last", (json_int_t)last);
}

static json_t *subscribe(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_past *past = desk->view.past;
	const char *run = hl_ask_text(ask, "run");
	uint64_t next = hl_past_last(past) + 1;

	desk->filter.from = (uint64_t)hl_ask_count(ask, "from",
						   (int64_t)next);
	if ((run && strcmp(run, desk->view.run) != 0) ||
	    desk->filter.from < hl_past_first(past) ||
	    desk->filter.from > next) {
		gone_refuse(desk, run, desk->filter.from, fault);
		return NULL;
	}
	if (!lines_take(&desk->view, hl_ask_list(ask, "lines"),
			&desk->filter, fault))
		return NULL;
	desk->subscribe = true;
	return json_pack("{s:I, s:s, s:I}", "from",
			 (json_int_t)desk->filter.from, "run", desk->view.run,
			 "record", (json_int_t)hl_past_last(past));
}

/* With no beginning given: the last ones, still oldest first. */
static uint64_t tail_start(const struct hl_past *past,
			   const struct hl_filter *only, int64_t limit)
{
	uint64_t at = hl_past_last(past) + 1;

	while (limit > 0 && at > hl_past_first(past)) {
		const struct hl_note *note = hl_past_get(past, --at);

		if (note && hl_filter_takes(only, note->line))
			limit--;
	}
	return at;
}

static json_t *record_list(struct hl_desk *desk, const struct hl_ask *ask,
			   struct hl_fault *fault)
{
	const struct hl_view *view = &desk->view;
	const char *name = hl_ask_text(ask, "line");
	int64_t since = hl_ask_count(ask, "since", -1);
	int64_t limit = hl_ask_count(ask, "limit", HL_CONTROL_PAGE);
	struct hl_filter only = { 0 };
	json_t *list;
	uint64_t at;

	if (name) {
		only.lines[0] = hl_model_find(view->model, name);
		only.count = 1;
		if (only.lines[0] == HL_NO_LINE) {
			hl_fault_line(fault, view, name);
			return NULL;
		}
	}
	at = since < 0 ? tail_start(view->past, &only, limit)
		       : (uint64_t)since + 1;
	if (at < hl_past_first(view->past))
		at = hl_past_first(view->past);

	list = json_array();
	for (; at <= hl_past_last(view->past) && limit > 0; at++) {
		const struct hl_note *note = hl_past_get(view->past, at);

		if (!note || !hl_filter_takes(&only, note->line))
			continue;
		json_array_append_new(list, hl_view_note(view, note));
		limit--;
	}
	return list;
}

struct items {
	json_t *list;
	bool lines;
};

static void item_append(void *ctx, const struct hl_config_item *item)
{
	struct items *items = ctx;

	/* Lines are many: each is listed when it is asked for. */
	if (!items->lines && !strncmp(item->section, "line ", 5))
		return;
	json_array_append_new(items->list,
		json_pack("{s:s, s:s, s:s, s:s?, s:s, s:s?}", "section",
			  item->section, "key", item->key, "value",
			  item->value, "unit",
			  *item->unit ? item->unit : NULL, "origin",
			  item->origin, "meaning",
			  *item->meaning ? item->meaning : NULL));
}

static json_t *config_get(struct hl_desk *desk, const struct hl_ask *ask,
			  struct hl_fault *fault)
{
	const char *line = hl_ask_text(ask, "line");
	struct items items = { NULL, line != NULL };

	if (!desk->view.config) {
		hl_fault_control(fault, HL_CERR_INTERNAL,
				 "no configuration is in force");
		return NULL;
	}
	items.list = json_array();
	if (hl_config_each(desk->view.config, line, item_append, &items) < 0) {
		json_decref(items.list);
		hl_fault_line(fault, &desk->view, line ? line : "");
		return NULL;
	}
	return items.list;
}

/* A file may hold any bytes; JSON may not. */
static json_t *text_lines(char *text)
{
	json_t *list = json_array();
	char *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		json_t *string = json_string(line);

		if (!string) {
			for (char *c = line; *c; c++)
				if ((unsigned char)*c >= 0x80)
					*c = '?';
			string = json_string(line);
		}
		json_array_append_new(list, string);
	}
	return list;
}

static json_t *reload(struct hl_desk *desk, const struct hl_ask *ask,
		      struct hl_fault *fault)
{
	json_t *lines;
	char *why;
	int r;

	(void)ask;
	if (!desk->host->reload) {
		hl_fault_call(fault, HL_ERR_OPERATIONUNAVAIL);
		return NULL;
	}
	why = calloc(1, COMPLAINTS_MAX);
	if (!why)
		return NULL;
	r = desk->host->reload(desk->host->ctx, why, COMPLAINTS_MAX);
	why[COMPLAINTS_MAX - 1] = '\0';
	lines = text_lines(why);
	free(why);
	desk->reloaded = true;
	if (r >= 0)
		return json_pack("{s:b, s:o}", "reloaded", 1, "complaints",
				 lines);

	hl_fault_control(fault, HL_CERR_BADCONFIG, NULL);
	fault->mistakes = lines;
	return NULL;
}

typedef json_t *(handler)(struct hl_desk *desk, const struct hl_ask *ask,
			  struct hl_fault *fault);

/* clang-format off */
static handler *const handlers[HL_VERB_COUNT] = {
	[HL_VERB_STATUS]   = status_get,
	[HL_VERB_LINES]    = line_list,
	[HL_VERB_CALLS]    = call_list,
	[HL_VERB_LINE_GET] = line_get,
	[HL_VERB_CALL_GET] = call_get,
	[HL_VERB_WATCH]    = subscribe,
	[HL_VERB_LOG]      = record_list,
	[HL_VERB_CAPS]     = hl_caps_handle,
	[HL_VERB_LINE_STATUS] = hl_line_status_handle,
	[HL_VERB_CALL_STATUS] = hl_call_status_handle,
	[HL_VERB_CALL_INFO] = hl_info_handle,
	[HL_VERB_CONF_CALLS] = hl_conference_handle,
	[HL_VERB_ADDRESSES] = hl_addresses_handle,
	[HL_VERB_PARKED]   = hl_parked_handle,
	[HL_VERB_GROUPS]   = hl_groups_handle,
	[HL_VERB_SPANS]    = hl_spans_handle,
	[HL_VERB_PRIVILEGE] = hl_privilege_set,
	[HL_VERB_HANDOFF]  = hl_handoff,
	[HL_VERB_APPLICATION] = hl_app_open,
	[HL_VERB_APPLICATIONS] = hl_app_list,
	[HL_VERB_CONFIG]   = config_get,
	[HL_VERB_RELOAD]   = reload,
	[HL_VERB_API]      = hl_api_handle,
};
/* clang-format on */

json_t *hl_handle(struct hl_desk *desk, const struct hl_ask *ask,
		  struct hl_fault *fault)
{
	handler *handle = handlers[ask->verb->id];

	/* What handlers leave unsaid on a failure is want of memory. */
	hl_fault_control(fault, HL_CERR_INTERNAL, NULL);
	/* The rest are requests of the model: HL_REQUESTS. */
	return handle ? handle(desk, ask, fault)
		      : hl_act_handle(desk, ask, fault);
}
