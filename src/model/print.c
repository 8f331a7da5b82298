/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * print.c - a line as text, a state as a number
 *
 * In:  a model at rest and the present time.
 * Out: text for people and golden files; a hash for searches.
 * Not: JSON, screens - the control room.
 */
#include "block.h"

static void print_call(const struct hl_model *m, const struct hl_call_state *c,
		       hl_usec now, FILE *out)
{
	const char *mode = hl_call_mode_name(c->state, c->mode);
	const struct hl_call_state *p = hl_model_call(m, c->peer);

	fprintf(out, "  call %u %s%s%s", c->id, hl_call_state_name(c->state),
		*mode ? "/" : "", mode);
	fprintf(out, " since=%llu ms",
		(unsigned long long)((now - c->since) / 1000));
	if (c->party[0])
		fprintf(out, " party=%s", c->party);
	if (c->name[0])
		fprintf(out, " name='%s'", c->name);
	if (p)
		fprintf(out, " peer=%u (%s)", p->id,
			hl_model_line(m, p->line)->set.name);
	if (c->consult)
		fprintf(out, " consult=%u", c->consult);
	if (c->parent)
		fprintf(out, " conference=%u", c->parent);
	if (c->slot)
		fprintf(out, " parked=%x", (unsigned)c->slot);
	if (c->flags)
		fprintf(out, " flags=%x", (unsigned)c->flags);
	if (c->treatment)
		fprintf(out, " treatment=%x", (unsigned)c->treatment);
	fprintf(out, " %s %s conversation=%u\n", hl_origin_name(c->origin),
		hl_reason_name(c->reason), c->conversation);
}

static void print_wire(const struct hl_model *m, const struct hl_wire *w,
		       FILE *out)
{
	if (w->kind == HL_WIRE_PAIR)
		fprintf(out, " hears=%s",
			hl_model_line(m, (hl_line)w->ref)->set.name);
	else if (w->kind != HL_WIRE_QUIET)
		fprintf(out, " hears=%s:%u", hl_wire_name(w->kind), w->ref);
}

void hl_line_print(const struct hl_model *m, hl_line line, hl_usec now,
		   FILE *out)
{
	const struct hl_line_state *l = hl_model_line(m, line);

	if (!l)
		return;
	fprintf(out, "line %s %s %s hook=%s", l->set.name,
		l->set.kind == HL_KIND_TRUNK ? "trunk" : "station",
		hl_service_name(l->service), l->hook.lifted ? "off" : "on");
	if (l->set.kind == HL_KIND_STATION)
		fprintf(out, " situation=%s",
			hl_situation_name(hl_model_situation(m, line)));
	if (l->want.loop)
		fprintf(out, " loop");
	if (l->want.ring)
		fprintf(out, " ring=%s", hl_ring_name(l->want.ring));
	if (l->want.tone)
		fprintf(out, " tone=%s", hl_tone_name(l->want.tone));
	print_wire(m, &l->want.wire, out);
	if (l->digits[0])
		fprintf(out, " digits=%s", l->digits);
	for (unsigned t = 0; t < HL_TIMER_COUNT; t++)
		if (l->deadline[t] != HL_NEVER)
			fprintf(out, " %s=%lld ms", hl_timer_info(t)->name,
				((long long)l->deadline[t] -
				 (long long)now) / 1000);
	fputc('\n', out);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++)
		print_call(m, hl_model_call(m, l->calls[i]), now, out);
}

/* FNV-1a, 64 bits. */
static uint64_t mix(uint64_t hash, uint64_t value)
{
	for (unsigned i = 0; i < 8; i++) {
		hash ^= (value >> (8 * i)) & 0xff;
		hash *= 0x100000001b3u;
	}
	return hash;
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = mix(hash, (unsigned char)*text);
	return mix(hash, 0);
}

/* Calls are named by where they stand: line and place in its list. */
static uint64_t place_of(const struct hl_model *m, hl_call call)
{
	const struct hl_call_state *c = hl_model_call(m, call);
	const struct hl_line_state *l;

	if (!c)
		return 0;
	l = hl_model_line(m, c->line);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++)
		if (l->calls[i] == call)
			return (uint64_t)(c->line + 1) * HL_CALLS_PER_LINE + i;
	return 0;
}

/* Who shares a conversation, whatever its number: the first who has it. */
static uint64_t conversation_place(const struct hl_model *m,
				   const struct hl_call_state *c)
{
	const struct hl_line_state *l;

	if (hl_model_address(m, c->line) < 0)
		return 0;
	for (unsigned i = 0; i < m->lines; i++) {
		l = hl_model_line(m, (hl_line)i);
		for (unsigned k = 0; k < HL_CALLS_PER_LINE && l->calls[k]; k++)
			if (hl_model_call(m, l->calls[k])->conversation ==
			    c->conversation)
				return place_of(m, l->calls[k]);
	}
	return 0;
}

static uint64_t mix_call(const struct hl_model *m, uint64_t h,
			 const struct hl_call_state *c)
{
	h = mix(h, c->state | (uint64_t)c->reason << 8 |
			   (uint64_t)c->origin << 16 |
			   (uint64_t)c->sent << 24 | (uint64_t)c->order << 32 |
			   (uint64_t)c->given_up << 40);
	h = mix(h, c->mode | (uint64_t)c->flags << 32);
	h = mix(h, c->slot | (uint64_t)c->treatment << 16 |
			   (uint64_t)c->absent << 32 |
			   (uint64_t)(c->party[0] || c->name[0]) << 40);
	h = mix(h, place_of(m, c->with));
	h = mix(h, c->wire_hold | (uint64_t)c->farhold << 8 |
			   (uint64_t)c->complete << 16);
	h = mix(h, conversation_place(m, c));
	h = mix(h, place_of(m, c->peer));
	h = mix(h, place_of(m, c->parent));
	h = mix(h, place_of(m, c->consult));
	h = mix(h, c->owner);
	h = mix(h, c->tries | (uint64_t)c->reversed << 8 |
			   (uint64_t)c->confirmed << 16 |
			   (uint64_t)(c->origin == HL_ORIGIN_OUTBOUND &&
				      c->answered) << 24 |
			   (uint64_t)c->group << 32);
	return mix_text(h, c->dial);
}

static uint64_t mix_line(const struct hl_model *m, uint64_t h, hl_line index,
			 hl_usec now)
{
	const struct hl_line_state *l = hl_model_line(m, index);

	h = mix(h, l->service | (uint64_t)l->muted << 8 |
			   (uint64_t)l->closed << 16 |
			   (uint64_t)l->hook.lifted << 24 |
			   (uint64_t)l->hook.open << 32 |
			   (uint64_t)l->hook.pulses << 40);
	/* Who was called or called last changes nothing that goes on. */
	h = mix(h, l->rung);
	h = mix(h, l->beep | (uint64_t)l->does << 16 |
			   (uint64_t)l->order << 24 |
			   (uint64_t)l->waited << 32);
	for (unsigned k = HL_NUMBER_HOTLINE; k < HL_NUMBER_COUNT; k++)
		h = mix_text(h, hl_model_number(m, index, k));
	h = mix_text(h, l->digits);
	if (l->hook.open)
		h = mix(h, now - l->hook.opened.latest);
	for (unsigned t = 0; t < HL_TIMER_COUNT; t++)
		h = mix(h, l->deadline[t] == HL_NEVER ? HL_NEVER
						      : l->deadline[t] - now);
	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++)
		h = mix_call(m, h, hl_model_call(m, l->calls[i]));
	return mix(h, 0xffff);
}

uint64_t hl_model_hash(const struct hl_model *model, hl_usec now)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (unsigned i = 0; i < model->lines; i++)
		h = mix_line(model, h, (hl_line)i, now);
	for (unsigned g = 0; g < model->plan.groups; g++) {
		h = mix(h, model->hunted[g]);
		for (unsigned i = 0; i < model->plan.group[g].count; i++)
			h = mix(h, model->resting[g][i]);
	}
	return h;
}
