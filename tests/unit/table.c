/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.c - a switchboard for tests
 *
 * In:  what telephones and the exchange do, and how time passes.
 * Out: the model after it, with its invariants checked at every step.
 * Not: drivers, audio.
 */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void table_settings(struct hl_line_settings *ret, const char *name,
		    enum hl_line_kind kind)
{
	hl_line_defaults(ret);
	strncpy(ret->name, name, sizeof(ret->name) - 1);
	ret->kind = (uint8_t)kind;
	ret->door = HL_DOOR_EDGES;
	hl_profile_find("us", &ret->profile);
}

static void add(struct table *t, const char *name, enum hl_line_kind kind)
{
	struct hl_line_settings set;
	struct hl_event ready = { .kind = HL_EVENT_READY };

	table_settings(&set, name, kind);
	if (kind == HL_KIND_TRUNK) {
		set.ring[0] = S1;
		set.ring[1] = S2;
		set.rings = 2;
	}
	ready.line = hl_model_add(t->m, &set);
	table_event(t, &ready);
}

static void make_plan(struct table *t)
{
	struct hl_plan plan;

	memset(&plan, 0, sizeof(plan));
	strcpy(plan.pattern[0].text, "1XX");
	plan.pattern[0].kind = HL_ROUTE_LINE;
	strcpy(plan.pattern[1].text, "9.");
	plan.pattern[1].kind = HL_ROUTE_GROUP;
	plan.pattern[1].strip = 1;
	plan.patterns = 2;
	strcpy(plan.group[0].name, "out");
	plan.group[0].lines[0] = T1;
	plan.group[0].lines[1] = T2;
	plan.group[0].count = 2;
	plan.groups = 1;
	hl_model_plan(t->m, &plan);
}

void table_open(struct table *t)
{
	struct hl_limits limits = { TABLE_STATIONS + TABLE_TRUNKS, 64 };

	memset(t, 0, sizeof(*t));
	t->now = 1000000;
	t->m = hl_model_init(malloc(hl_model_size(&limits)), &limits);
	add(t, "101", HL_KIND_STATION);
	add(t, "102", HL_KIND_STATION);
	add(t, "103", HL_KIND_STATION);
	add(t, "104", HL_KIND_STATION);
	add(t, "co1", HL_KIND_TRUNK);
	add(t, "co2", HL_KIND_TRUNK);
	make_plan(t);
}

void table_codes(struct table *t, const struct table_code *codes,
		 unsigned count)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	for (unsigned i = 0; i < count; i++) {
		struct hl_pattern *p = &plan.pattern[plan.patterns++];

		strcpy(p->text, codes[i].text);
		p->kind = HL_ROUTE_CODE;
		p->group = (uint8_t)codes[i].code;
		p->strip = (uint8_t)strcspn(codes[i].text, ".");
	}
	hl_model_plan(t->m, &plan);
}

void table_close(struct table *t)
{
	free(t->m);
	t->m = NULL;
}

struct hl_line_settings *table_set(struct table *t, hl_line line)
{
	union {
		const struct hl_line_state *in;
		struct hl_line_state *out;
	} u = { hl_model_line(t->m, line) };

	return &u.out->set;
}

static void note(struct table *t, const struct hl_effect *fx)
{
	if (fx->kind == HL_FX_REFUSED) {
		t->refused++;
		fprintf(stderr, "refused: call %u %s, %s\n", fx->call,
			hl_call_state_name(fx->from),
			hl_call_event_name(fx->a));
	}
	if (fx->kind == HL_FX_STATE && fx->to == HL_CALL_DISCONNECTED)
		t->saw_disconnected = true;
	if (fx->kind == HL_FX_DECIDE)
		t->ops |= UINT64_C(1) << fx->a;
	if (fx->kind == HL_FX_TIMEOUT)
		t->timeouts++;
	if (fx->kind == HL_FX_REPLY) {
		t->error = fx->b;
		t->born = fx->call;
	}
}

void table_event(struct table *t, struct hl_event *event)
{
	hl_line read[16];
	unsigned reads = 0;

	if (!event->at.latest) {
		event->at.earliest = t->now;
		event->at.latest = t->now;
	}
	if (t->watcher)
		t->watcher->before(t->watcher->ctx, t, event);
	hl_model_step(t->m, event, &t->fx);
	if (t->watcher)
		t->watcher->after(t->watcher->ctx, t, event);
	for (unsigned i = 0; i < t->fx.count; i++) {
		note(t, &t->fx.at[i]);
		if (t->fx.at[i].kind == HL_FX_READ && reads < 16)
			read[reads++] = t->fx.at[i].line;
	}
	if (!t->broken[0] &&
	    hl_model_check(t->m, t->broken, sizeof(t->broken)) < 0)
		fprintf(stderr, "invariant: %s\n", t->broken);
	for (unsigned i = 0; i < reads; i++) {
		struct hl_event truth = {
			.kind = HL_EVENT_TRUTH,
			.line = read[i],
			.closed = hl_model_line(t->m, read[i])->closed,
		};

		table_event(t, &truth);
	}
}

void table_wait(struct table *t, hl_msec ms)
{
	hl_usec end = t->now + HL_MS(ms);
	hl_usec due;

	while ((due = hl_model_due(t->m)) <= end) {
		struct hl_event expire = { .kind = HL_EVENT_EXPIRE,
					   .line = HL_NO_LINE };

		t->now = due;
		table_event(t, &expire);
	}
	t->now = end;
}

void table_edge(struct table *t, hl_line line, bool closed)
{
	struct hl_event event = { .kind = HL_EVENT_EDGE, .line = line,
				  .closed = closed };

	table_event(t, &event);
}

void table_lift(struct table *t, hl_line line)
{
	table_edge(t, line, true);
}

void table_hangup(struct table *t, hl_line line)
{
	table_edge(t, line, false);
	table_wait(t, hl_model_line(t->m, line)->set.profile.onhook);
}

void table_break(struct table *t, hl_line line, hl_msec ms)
{
	table_edge(t, line, false);
	table_wait(t, ms);
	table_edge(t, line, true);
}

void table_flash(struct table *t, hl_line line)
{
	table_wait(t, 300);
	table_break(t, line, hl_model_line(t->m, line)->set.profile.flash_send);
}

static bool is_connected(const struct table *t, hl_line line)
{
	const struct hl_call_state *c =
		hl_model_call(t->m, hl_model_active(t->m, line));

	return c && c->state == HL_CALL_CONNECTED;
}

void table_dial(struct table *t, hl_line line, const char *digits)
{
	for (; *digits; digits++) {
		struct hl_event event = { .kind = HL_EVENT_DIGIT,
					  .line = line, .digit = *digits };

		table_wait(t, 100);
		table_event(t, &event);
	}
	/* Until the last key is up, where that is waited for. */
	if (hl_model_line(t->m, line)->deadline[HL_TIMER_KEYUP] != HL_NEVER &&
	    is_connected(t, line))
		table_wait(t, hl_timer_info(HL_TIMER_KEYUP)->def);
}

void table_ring(struct table *t, hl_line line)
{
	struct hl_event event = { .kind = HL_EVENT_RING, .line = line };

	table_event(t, &event);
}

void table_gone(struct table *t, hl_line line)
{
	struct hl_event event = { .kind = HL_EVENT_FARGONE, .line = line };

	table_event(t, &event);
}

void table_heard(struct table *t, hl_line line, enum hl_progress_kind kind)
{
	struct hl_event event = { .kind = HL_EVENT_PROGRESS, .line = line,
				  .heard = { .kind = (uint8_t)kind } };

	table_event(t, &event);
}

void table_reverse(struct table *t, hl_line line)
{
	struct hl_event event = { .kind = HL_EVENT_POLARITY, .line = line };

	table_event(t, &event);
}

enum hl_error table_request(struct table *t, struct hl_event *event)
{
	event->kind = HL_EVENT_REQUEST;
	event->id = 7;
	t->error = HL_ERROR_COUNT;
	table_event(t, event);
	return t->error;
}

enum hl_error table_ask(struct table *t, enum hl_request_kind kind,
			hl_call call, hl_call other)
{
	struct hl_event event = { .request = kind, .call = call,
				  .other = other, .line = HL_NO_LINE };

	return table_request(t, &event);
}

enum hl_error table_ask_line(struct table *t, enum hl_request_kind kind,
			     hl_line line, const char *number)
{
	struct hl_event event = { .request = kind, .line = line };

	strncpy(event.number, number, sizeof(event.number) - 1);
	return table_request(t, &event);
}

void table_talk(struct table *t, hl_line a, hl_line b)
{
	table_lift(t, a);
	table_dial(t, a, hl_model_line(t->m, b)->set.name);
	table_wait(t, 1000);
	table_lift(t, b);
	table_wait(t, 1000);
}

void table_consult(struct table *t, hl_line a, hl_line b, hl_line c)
{
	table_talk(t, a, b);
	table_flash(t, a);
	table_dial(t, a, hl_model_line(t->m, c)->set.name);
	table_wait(t, 1000);
	table_lift(t, c);
	table_wait(t, 1000);
}

enum hl_situation table_sit(const struct table *t, hl_line line)
{
	return hl_model_situation(t->m, line);
}

const struct hl_want *table_want(const struct table *t, hl_line line)
{
	return &hl_model_line(t->m, line)->want;
}

hl_call table_call(const struct table *t, hl_line line, unsigned n)
{
	return hl_model_line(t->m, line)->calls[n];
}

enum hl_call_st table_state(const struct table *t, hl_line line, unsigned n)
{
	const struct hl_call_state *c =
		hl_model_call(t->m, table_call(t, line, n));

	return c ? c->state : HL_CALL_IDLE;
}

bool table_talks(const struct table *t, hl_line a, hl_line b)
{
	return hl_model_hears(t->m, a, b) && hl_model_hears(t->m, b, a);
}

bool table_music(const struct table *t, hl_line line)
{
	return table_want(t, line)->wire.kind == HL_WIRE_MUSIC;
}

bool table_quiet(const struct table *t)
{
	for (hl_line i = 0; i < hl_model_lines(t->m); i++) {
		const struct hl_want *w = table_want(t, i);

		if (!hl_model_is_idle(t->m, i) || w->loop || w->ring ||
		    w->tone || w->wire.kind != HL_WIRE_QUIET)
			return false;
	}
	return hl_model_calls(t->m) == 0;
}
