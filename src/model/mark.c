/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mark.c - what a step leaves behind while it goes on
 *
 * In:  effects, lines that changed, deadlines that begin and end.
 * Out: the list of effects; the lines that step.c looks at afterwards.
 * Not: what follows for a line that changed - step.c.
 */
#include "block.h"

struct hl_effect *fx_add(struct step *s, enum hl_effect_kind kind,
			 hl_line line, hl_call call)
{
	struct hl_effect *fx;

	assert(s->fx->count < HL_EFFECTS_MAX);
	fx = &s->fx->at[s->fx->count++];
	memset(fx, 0, sizeof(*fx));
	fx->kind = (uint8_t)kind;
	fx->line = line;
	fx->call = call;
	return fx;
}

void touch_line(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	if (!l || l->touched)
		return;
	l->touched = 1;
	if (s->touched == sizeof(s->touch) / sizeof(s->touch[0]))
		s->overflow = true;
	else
		s->touch[s->touched++] = line;
}

void touch_call(struct step *s, const struct hl_call_state *call)
{
	const struct hl_call_state *peer = block_call(s->m, call->peer);

	touch_line(s, call->line);
	if (peer)
		touch_line(s, peer->line);
}

void timer_start(struct step *s, hl_line line, enum hl_timer timer)
{
	struct hl_line_state *l = block_line(s->m, line);
	hl_msec ms = l->set.timer[timer];

	touch_line(s, line);
	l->deadline[timer] = ms ? s->now + HL_MS(ms) : HL_NEVER;
}

void timer_run(struct step *s, hl_line line, enum hl_timer timer, hl_msec ms)
{
	struct hl_line_state *l = block_line(s->m, line);

	touch_line(s, line);
	l->deadline[timer] = s->now + HL_MS(ms);
}

void timer_stop(struct step *s, hl_line line, enum hl_timer timer)
{
	struct hl_line_state *l = block_line(s->m, line);

	if (l->deadline[timer] == HL_NEVER)
		return;
	touch_line(s, line);
	l->deadline[timer] = HL_NEVER;
}
