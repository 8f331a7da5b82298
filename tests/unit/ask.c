/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ask.c - claims about what programs ask of the table's lines
 *
 * In:  a request, or a way into a situation that several suites need.
 * Out: its error, with what holds for every request claimed on the way.
 * Not: telephones and time - table.c.
 */
#include "ask.h"

#include <string.h>

enum hl_error ask_for(struct table *t, struct hl_event *event)
{
	uint64_t before = hl_model_hash(t->m, t->now);
	enum hl_error error = table_request(t, event);
	unsigned replies = 0;

	for (unsigned i = 0; i < t->fx.count; i++)
		replies += t->fx.at[i].kind == HL_FX_REPLY &&
			   t->fx.at[i].a == event->id;
	CU_ASSERT_EQUAL(replies, 1);
	if (error != HL_ERR_NONE) {
		CU_ASSERT_EQUAL(t->born, HL_NO_CALL);
		CU_ASSERT_EQUAL(fx_second(t), 0);
	}
	/* RESOURCEUNAVAIL may also come of trying. */
	if (error != HL_ERR_NONE && error != HL_ERR_RESOURCEUNAVAIL) {
		CU_ASSERT_EQUAL(t->fx.count, 1);
		CU_ASSERT_EQUAL(hl_model_hash(t->m, t->now), before);
	}
	return error;
}

const struct hl_call_state *ask_call(const struct table *t, hl_line line,
				     unsigned n)
{
	static const struct hl_call_state none;
	const struct hl_call_state *c =
		hl_model_call(t->m, table_call(t, line, n));

	return c ? c : &none;
}

unsigned ask_mode(const struct table *t, hl_line line, unsigned n)
{
	return ask_call(t, line, n)->mode;
}

int fx_of(const struct table *t, enum hl_effect_kind kind, hl_call call)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == kind && t->fx.at[i].call == call)
			return (int)i;
	return -1;
}

int fx_reply(const struct table *t)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_REPLY)
			return (int)i;
	return -1;
}

int fx_counts(const struct table *t, hl_line line)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_COUNTS &&
		    t->fx.at[i].line == line)
			return (int)i;
	return -1;
}

int fx_to(const struct table *t, hl_call call, enum hl_call_st state)
{
	if (state == HL_CALL_IDLE)
		return fx_of(t, HL_FX_END, call);
	for (unsigned i = 0; i < t->fx.count; i++) {
		const struct hl_effect *fx = &t->fx.at[i];

		if (fx->call == call && fx->to == state &&
		    (fx->kind == HL_FX_BIRTH || fx->kind == HL_FX_STATE))
			return (int)i;
	}
	return -1;
}

uint32_t fx_second(const struct table *t)
{
	int i = fx_reply(t);

	return i < 0 ? 0 : t->fx.at[i].c;
}

bool ask_counts(const struct table *t, hl_line line, unsigned active,
		unsigned held, unsigned pending)
{
	struct hl_counts n;

	hl_model_counts(t->m, line, &n);
	return n.active == active && n.held == held && n.pending == pending;
}

uint32_t ask_features(const struct table *t, hl_line line, unsigned n)
{
	struct hl_features f;

	hl_model_call_features(t->m, table_call(t, line, n), &f);
	return f.call;
}

void ask_share(struct table *t, enum hl_sharing sharing, hl_line first,
	       hl_line last, unsigned watchers)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);
	struct hl_address *a = &plan.address[0];

	memset(a, 0, sizeof(*a));
	strcpy(a->name, "200");
	strcpy(plan.pattern[plan.patterns].text, "200");
	plan.pattern[plan.patterns++].kind = HL_ROUTE_LINE;
	a->sharing = (uint8_t)sharing;
	for (hl_line line = first; line <= last; line++) {
		if (line > last - watchers)
			a->watchers |= (uint8_t)(1u << a->count);
		a->lines[a->count++] = line;
	}
	plan.addresses = 1;
	hl_model_plan(t->m, &plan);
}

void ask_parks(struct table *t, unsigned count)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	plan.park_first = 701;
	plan.parks = (uint8_t)count;
	hl_model_plan(t->m, &plan);
}

void ask_reach(struct table *t, hl_line a, const char *number, hl_line b)
{
	table_lift(t, a);
	table_dial(t, a, number);
	table_wait(t, 1000);
	table_lift(t, b);
	table_wait(t, 1000);
}

void ask_two(struct table *t, hl_line a, hl_line b, hl_line c)
{
	table_talk(t, a, b);
	DONE(HOLD, .call = OF(a, 0));
	table_ask_line(t, HL_REQUEST_MAKECALL, a,
		       hl_model_line(t->m, c)->set.name);
	table_wait(t, 1000);
	table_lift(t, c);
	table_wait(t, 1000);
}

void ask_three(struct table *t, hl_line a, hl_line b, hl_line c)
{
	table_consult(t, a, b, c);
	DONE(JOIN, .call = OF(a, 0), .other = OF(a, 1));
}

void ask_more(struct table *t, hl_line a, unsigned parent, hl_line d)
{
	const char *number = hl_model_line(t->m, d)->set.name;
	struct hl_event event = { .request = HL_REQUEST_PREPARE,
				  .call = OF(a, parent) };
	hl_call conference = OF(a, parent);

	strncpy(event.number, number, sizeof(event.number) - 1);
	CU_ASSERT_EQUAL(ask_for(t, &event), HL_ERR_NONE);
	table_wait(t, 1000);
	table_lift(t, d);
	table_wait(t, 1000);
	DONE(ADD, .call = conference);
}
