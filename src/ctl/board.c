/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * board.c - the whole board in one object, and what needs attention
 *
 * In:  the model's state, what the daemon and the counter say of themselves.
 * Out: totals; for each line at most one remark with its next step.
 * Not: single lines and calls - view.c.
 */
#include "view.h"

#include <stdio.h>
#include <string.h>

#define REMARKS_MAX 16      /* told in status.get; the rest is counted */
#define BREAKS_ENOUGH 10    /* fewer say nothing of a profile (house) */
#define BREAKS_UNCLEAR 10   /* of a hundred: then the profile is doubtful */
#define STATES_MAX HL_CALL_STATE_COUNT

struct totals {
	unsigned service[HL_SERVICE_COUNT];
	unsigned lockout;
	unsigned trunks;
	unsigned trunks_busy;
	unsigned listeners;
	unsigned calls;
	unsigned held;
	unsigned talking;
	unsigned states[STATES_MAX];
	const struct hl_call_state *longest;
	uint64_t breaks[HL_BREAK_COUNT];
	unsigned remarks;
};

static unsigned unclear_breaks(const struct hl_line_state *state)
{
	return state->breaks[HL_BREAK_NOISE] + state->breaks[HL_BREAK_LATE] +
	       state->breaks[HL_BREAK_UNSURE];
}

static bool breaks_remark(const struct hl_line_state *state,
			  struct hl_remark *ret)
{
	unsigned unclear = unclear_breaks(state);
	unsigned all = unclear + state->breaks[HL_BREAK_FLASH] +
		       state->breaks[HL_BREAK_ONHOOK] +
		       state->breaks[HL_BREAK_BOUNCE];

	if (all < BREAKS_ENOUGH || unclear * 100 < all * BREAKS_UNCLEAR)
		return false;
	ret->word = "breaks";
	snprintf(ret->message, sizeof(ret->message),
		 "%u of %u breaks are neither flash (%u-%u ms) nor on-hook "
		 "(%u ms)", unclear, all, state->set.profile.flash_min,
		 state->set.profile.flash_max, state->set.profile.onhook);
	snprintf(ret->next, sizeof(ret->next), "holdctl lines --hook");
	return true;
}

/* A driver's sentence may carry its mend: "... mend: stop it". */
static void why_split(const char *why, struct hl_remark *ret)
{
	const char *mend = strstr(why, "mend:");
	size_t n = mend ? (size_t)(mend - why) : strlen(why);

	while (n > 0 && strchr(" .;\n", why[n - 1]))
		n--;
	snprintf(ret->message, sizeof(ret->message), "%.*s", (int)n, why);
	if (mend)
		snprintf(ret->next, sizeof(ret->next), "%s",
			 mend + strlen("mend:") + (mend[5] == ' '));
}

static bool service_remark(const struct hl_view *view, hl_line line,
			   struct hl_remark *ret)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	const char *why = NULL;

	if (state->service == HL_SERVICE_ABSENT) {
		if (view->engine)
			why = hl_engine_why(view->engine, line);
		ret->word = "absent";
		snprintf(ret->next, sizeof(ret->next), "holdctl doctor");
		why_split(why && *why ? why : "the channel is not there",
			  ret);
		return true;
	}
	if (state->service != HL_SERVICE_ALARM)
		return false;
	if (state->set.kind == HL_KIND_TRUNK) {
		ret->word = "battery";
		snprintf(ret->message, sizeof(ret->message),
			 "no battery; cord out?");
	} else {
		ret->word = "alarm";
		snprintf(ret->message, sizeof(ret->message),
			 "the card reports no service");
	}
	snprintf(ret->next, sizeof(ret->next), "holdctl show %s",
		 state->set.name);
	return true;
}

bool hl_view_remark(const struct hl_view *view, hl_line line,
		    struct hl_remark *ret)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);

	if (service_remark(view, line, ret))
		return true;
	if (!strcmp(hl_view_state(view, line), "lockout")) {
		ret->word = "off hook";
		snprintf(ret->message, sizeof(ret->message),
			 "the receiver was left off the hook");
		snprintf(ret->next, sizeof(ret->next), "holdctl show %s",
			 state->set.name);
		return true;
	}
	if (state->set.kind == HL_KIND_STATION &&
	    hl_model_situation(view->model, line) == HL_SIT_RECALLED) {
		ret->word = "recall";
		snprintf(ret->message, sizeof(ret->message),
			 "rings: a party was left on hold");
		snprintf(ret->next, sizeof(ret->next), "holdctl calls");
		return true;
	}
	return breaks_remark(state, ret);
}

static void line_count(const struct hl_view *view, hl_line line,
		       struct totals *sum, json_t *remarks)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	struct hl_remark remark;

	if (state->service < HL_SERVICE_COUNT)
		sum->service[state->service]++;
	if (!strcmp(hl_view_state(view, line), "lockout"))
		sum->lockout++;
	if (state->set.kind == HL_KIND_TRUNK) {
		sum->trunks++;
		sum->trunks_busy += state->calls[0] != HL_NO_CALL;
	}
	sum->listeners += state->want.wire.kind == HL_WIRE_MUSIC;
	for (unsigned i = 0; i < HL_BREAK_COUNT; i++)
		sum->breaks[i] += state->breaks[i];

	if (!hl_view_remark(view, line, &remark))
		return;
	if (sum->remarks++ < REMARKS_MAX)
		json_array_append_new(remarks,
			json_pack("{s:s, s:s, s:s, s:s}", "line",
				  state->set.name, "word", remark.word,
				  "message", remark.message, "next",
				  remark.next));
}

static void calls_count(const struct hl_view *view, struct totals *sum)
{
	const struct hl_call_state *call;
	unsigned slot = 0;

	while ((call = hl_model_next_call(view->model, &slot))) {
		sum->calls++;
		if (call->state < STATES_MAX)
			sum->states[call->state]++;
		sum->talking += call->state == HL_CALL_CONNECTED;
		if (!hl_call_state_is_hold(call->state))
			continue;
		sum->held++;
		if (!sum->longest || call->since < sum->longest->since)
			sum->longest = call;
	}
}

static json_t *lines_view(const struct totals *sum)
{
	unsigned all = 0;

	for (unsigned i = 0; i < HL_SERVICE_COUNT; i++)
		all += sum->service[i];
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "total", all,
			 "ready", sum->service[HL_SERVICE_READY], "alarm",
			 sum->service[HL_SERVICE_ALARM], "absent",
			 sum->service[HL_SERVICE_ABSENT], "lockout",
			 sum->lockout, "trunks", sum->trunks, "trunks_busy",
			 sum->trunks_busy);
}

static json_t *calls_view(const struct hl_view *view, const struct totals *sum)
{
	const struct hl_call_state *held = sum->longest;
	json_t *states = json_object();

	for (unsigned i = 0; i < STATES_MAX; i++)
		if (sum->states[i])
			json_object_set_new(states, hl_call_state_name(i),
					    json_integer(sum->states[i]));
	return json_pack("{s:i, s:i, s:i, s:o, s:o, s:o}", "total", sum->calls,
			 "talking", sum->talking, "held", sum->held,
			 "longest_held",
			 held ? json_integer(held->id) : json_null(),
			 "longest_held_ms",
			 held ? json_integer(hl_view_ms(view, held->since))
			      : json_null(), "states", states);
}

static json_t *breaks_view(const struct totals *sum)
{
	json_t *object = json_object();

	for (unsigned i = 0; i < HL_BREAK_COUNT; i++)
		json_object_set_new(object, hl_break_name(i),
				    json_integer((json_int_t)sum->breaks[i]));
	return object;
}

static json_t *lateness_view(const struct hl_view *view)
{
	const struct hl_loop_stats *stats;

	if (!view->loop)
		return json_null();
	stats = hl_loop_stats(view->loop);
	return json_pack("{s:I, s:I, s:I, s:I, s:I}", "p99_us",
			 (json_int_t)hl_loop_percentile(stats, 99),
			 "worst_us", (json_int_t)stats->worst, "wakeups",
			 (json_int_t)stats->wakeups, "late",
			 (json_int_t)stats->late, "stops",
			 (json_int_t)stats->stops);
}

static json_t *counts_view(const struct hl_traffic *counts)
{
	return json_pack("{s:i, s:I, s:I, s:I, s:{s:I, s:I, s:I, s:I}}",
			 "clients", counts->clients, "connects",
			 (json_int_t)counts->connects, "requests",
			 (json_int_t)counts->requests, "refused",
			 (json_int_t)counts->refused, "dropped", "stalled",
			 (json_int_t)counts->stalled, "behind",
			 (json_int_t)counts->behind, "crowded",
			 (json_int_t)counts->crowded, "broken",
			 (json_int_t)counts->broken);
}

static json_t *config_view(const struct hl_view *view)
{
	const struct hl_facts *facts = view->facts;
	char stamp[HL_VIEW_STAMP];

	if (!view->config)
		return json_null();
	return json_pack("{s:s, s:b, s:s?}", "file",
			 hl_config_name(view->config), "good",
			 facts->config_good, "loaded", facts->config_at ?
			 hl_stamp_print(facts->config_at, stamp) : NULL);
}

/* The daemon itself: version, since when, how it runs. */
static json_t *daemon_view(const struct hl_view *view)
{
	const struct hl_facts *facts = view->facts;
	char now[HL_VIEW_STAMP];
	char started[HL_VIEW_STAMP];

	return json_pack("{s:i, s:s?, s:s, s:s, s:I, s:s?, s:o, s:o}", "api",
			 HL_API, "version", facts->version, "role",
			 hl_role_name(view->role), "time",
			 hl_view_stamp(view, view->now, now), "mono_us",
			 (json_int_t)view->now, "started", facts->started ?
			 hl_view_stamp(view, facts->started, started) : NULL,
			 "uptime_ms", facts->started ?
			 json_integer(hl_view_ms(view, facts->started)) :
			 json_null(), "rt_priority", facts->rt < 0 ?
			 json_null() : json_integer(facts->rt));
}

json_t *hl_view_status(const struct hl_view *view)
{
	struct totals sum = { 0 };
	json_t *remarks = json_array();
	json_t *object;
	unsigned classes = view->config ? hl_config_musics(view->config) : 1;

	for (hl_line i = 0; i < hl_model_lines(view->model); i++)
		line_count(view, i, &sum, remarks);
	calls_count(view, &sum);

	object = daemon_view(view);
	if (json_object_update_new(object,
		json_pack("{s:o, s:o, s:o, s:{s:i, s:i}, s:o, s:o, s:o, "
			  "s:{s:I, s:I}, s:o, s:i}",
			  "config", config_view(view),
			  "lines", lines_view(&sum),
			  "calls", calls_view(view, &sum),
			  "music", "classes", classes, "listeners",
			  sum.listeners,
			  "breaks", breaks_view(&sum),
			  "lateness", lateness_view(view),
			  "control", counts_view(view->counts),
			  "records", "first",
			  (json_int_t)hl_past_first(view->past), "last",
			  (json_int_t)hl_past_last(view->past),
			  "attention", remarks,
			  "attention_total", sum.remarks)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}
