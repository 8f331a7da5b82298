/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger.c - every change of a call passes here
 *
 * In:  a birth, or a call and an event of the call table.
 * Out: the changed call, and an effect that tells of it.
 * Not: which event to send - halves.c, ops.c.
 */
#include "block.h"

/* The next number whose slot is free; slots are numbers modulo the table. */
static hl_call next_number(struct hl_model *m)
{
	if (m->calls >= m->max_calls)
		return HL_NO_CALL;
	do {
		m->serial++;
		if (m->serial == HL_NO_CALL)
			m->serial++;
	} while (call_table(m)[m->serial % m->max_calls].id != HL_NO_CALL);
	return m->serial;
}

struct hl_call_state *call_birth(struct step *s, hl_line line,
				 enum hl_call_st state,
				 enum hl_call_origin origin,
				 enum hl_call_reason reason)
{
	struct hl_line_state *l = block_line(s->m, line);
	unsigned n = look_count(l);
	struct hl_call_state *c;
	struct hl_effect *fx;
	hl_call id;

	if (n >= HL_CALLS_PER_LINE)
		return NULL;
	id = next_number(s->m);
	if (id == HL_NO_CALL)
		return NULL;
	c = &call_table(s->m)[id % s->m->max_calls];
	memset(c, 0, sizeof(*c));
	c->id = id;
	c->line = line;
	c->state = (uint8_t)state;
	c->origin = (uint8_t)origin;
	c->reason = (uint8_t)reason;
	c->owner = HL_NO_LINE;
	c->redirector = HL_NO_LINE;
	c->since = s->now;
	c->conversation = ++s->m->conversation;
	l->calls[n] = id;
	s->m->calls++;
	fx = fx_add(s, HL_FX_BIRTH, line, id);
	fx->to = c->state;
	touch_line(s, line);
	return c;
}

static void unlist(struct hl_line_state *line, hl_call id)
{
	unsigned i = 0;

	while (i < HL_CALLS_PER_LINE && line->calls[i] != id)
		i++;
	assert(i < HL_CALLS_PER_LINE);
	for (; i + 1 < HL_CALLS_PER_LINE; i++)
		line->calls[i] = line->calls[i + 1];
	line->calls[HL_CALLS_PER_LINE - 1] = HL_NO_CALL;
}

/* Idle is the end: the number becomes void and nobody points here. */
static void call_end(struct step *s, struct hl_call_state *call, uint8_t from,
		     unsigned why)
{
	struct hl_call_state *other = block_call(s->m, call->consult);
	struct hl_effect *fx;

	if (other && other->consult == call->id)
		other->consult = HL_NO_CALL;
	alert_leave(s, call);
	call_unpair(s, call);
	listen_forget(s->m, call->id);
	fx = fx_add(s, HL_FX_END, call->line, call->id);
	fx->from = from;
	fx->mode = why;
	unlist(block_line(s->m, call->line), call->id);
	if (look_is_trunk(s->m, call->line))
		trunk_rests(s->m, call->line);
	memset(call, 0, sizeof(*call));
	s->m->calls--;
}

bool call_go_mode(struct step *s, struct hl_call_state *call,
		  enum hl_call_event event, unsigned mode)
{
	const struct hl_rule *rule = hl_call_rule(call->state, event);
	uint8_t from = call->state;
	struct hl_effect *fx;

	if (rule->kind == HL_RULE_STAY)
		return true;
	if (rule->kind != HL_RULE_GO) {
		fx = fx_add(s, HL_FX_REFUSED, call->line, call->id);
		fx->from = from;
		fx->a = event;
		return false;
	}
	generate_stop(s, call, true);
	touch_call(s, call);
	call->state = (uint8_t)rule->next;
	call->mode = mode;
	call->since = s->now;
	call->slot = 0;
	if (rule->next == HL_CALL_IDLE) {
		call_end(s, call, from, mode);
		return true;
	}
	if (rule->next == HL_CALL_CONNECTED) {
		if (mode == HL_MODE_NONE)
			call->mode = HL_CONNECTED_ACTIVE;
		call->answered = 1;
	}
	fx = fx_add(s, HL_FX_STATE, call->line, call->id);
	fx->from = from;
	fx->to = call->state;
	fx->mode = call->mode;
	return true;
}

bool call_go(struct step *s, struct hl_call_state *call,
	     enum hl_call_event event)
{
	return call_go_mode(s, call, event, HL_MODE_NONE);
}

void call_mode(struct step *s, struct hl_call_state *call, unsigned mode)
{
	struct hl_effect *fx;

	if (call->mode == mode)
		return;
	call->mode = mode;
	fx = fx_add(s, HL_FX_INFO, call->line, call->id);
	fx->mode = call->mode;
	touch_call(s, call);
}

/* A conversation's number is that of every station that takes part. */
static void call_conversation(struct step *s, struct hl_call_state *call,
			      uint32_t number)
{
	struct bridge_walk w;
	struct hl_call_state *c;

	if (call->conversation == number)
		return;
	bridge_begin(&w, s->m, call);
	while ((c = bridge_next(&w)))
		c->conversation = number;
	call->conversation = number;
}

void call_pair(struct step *s, struct hl_call_state *a,
	       struct hl_call_state *b)
{
	uint32_t one = a->conversation < b->conversation ? a->conversation
							 : b->conversation;

	call_conversation(s, a, one);
	call_conversation(s, b, one);
	a->peer = b->id;
	b->peer = a->id;
	a->slot = 0;
	b->slot = 0;
	touch_call(s, a);
	touch_call(s, b);
	/* Two stations of one address: theirs alone. */
	if (bridge_address(s->m, a->line) &&
	    bridge_address(s->m, a->line) == bridge_address(s->m, b->line)) {
		bridge_gather(s, a);
		bridge_gather(s, b);
	}
}

void call_unpair(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *peer = block_call(s->m, call->peer);

	generate_stop(s, call, true);
	if (peer)
		generate_stop(s, peer, true);
	touch_call(s, call);
	call->peer = HL_NO_CALL;
	if (peer && peer->peer == call->id)
		peer->peer = HL_NO_CALL;
}

/* A held call and the one that asks for it; each may be neither before. */
void call_consult(struct step *s, struct hl_call_state *held,
		  struct hl_call_state *consult)
{
	held->consult = consult->id;
	consult->consult = held->id;
	consult->related = held->conversation;
	touch_call(s, held);
}

void call_unconsult(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *x = block_call(s->m, call->consult);

	call->consult = HL_NO_CALL;
	if (x && x->consult == call->id)
		x->consult = HL_NO_CALL;
}

void call_party(struct step *s, struct hl_call_state *call, const char *party)
{
	call_who(s, call, party, "", 0);
}

void call_who(struct step *s, struct hl_call_state *call, const char *party,
	      const char *name, uint8_t absent)
{
	char number[sizeof(call->party)] = "";
	char text[sizeof(call->name)] = "";
	struct hl_effect *fx;

	memcpy(number, party, strnlen(party, sizeof(number) - 1));
	memcpy(text, name, strnlen(name, sizeof(text) - 1));
	if (strcmp(call->party, number) == 0 &&
	    strcmp(call->name, text) == 0 && call->absent == absent)
		return;
	memcpy(call->party, number, sizeof(number));
	memcpy(call->name, text, sizeof(text));
	call->absent = absent;
	fx = fx_add(s, HL_FX_INFO, call->line, call->id);
	fx->mode = call->mode;
	fx->a = 1;
}
