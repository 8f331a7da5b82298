/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk_out.c - dialling out on a trunk: hunted, seized, dialled
 *
 * In:  a group of trunks; the steps of dialling out.
 * Out: a free trunk; its half of the call moved.
 * Not: what comes in on it - trunk.c.
 */
#include "block.h"

#define PAUSE 2000 /* [ms] a comma in a number; Hayes S8, 2 s */

hl_line trunk_hunt(struct hl_model *m, const struct hl_group *group)
{
	for (unsigned i = 0; i < group->count; i++)
		if (look_free(m, group->lines[i]))
			return group->lines[i];
	return HL_NO_LINE;
}

/* The exchange had time to give dial tone: send the first digit. */
void trunk_seized(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	c->sent = 1;
	touch_line(s, line);
	if (c->dial[0] == ',')
		timer_run(s, line, HL_TIMER_SEND, PAUSE);
}

/* Digit, pause, digit, pause ...; behind the last pause the way is open. */
void trunk_send(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	c->sent++;
	touch_line(s, line);
	if (c->sent % 2 == 0)
		return;
	if (c->dial[c->sent / 2] == ',')
		timer_run(s, line, HL_TIMER_SEND, PAUSE);
	if (c->dial[c->sent / 2])
		return;
	half_connect(s, c);
}
