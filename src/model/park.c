/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * park.c - parties left where anybody may fetch them, calls taken from others
 *
 * In:  a call to park; a number to fetch from; a call that rings elsewhere.
 * Out: the party at its park number, or at the telephone that fetched it.
 * Not: when a parked party comes back - expire.c.
 */
#include "block.h"

#include <stdio.h>

struct hl_call_state *park_find(struct hl_model *m, uint16_t slot)
{
	for (unsigned i = 0; slot && i < m->max_calls; i++) {
		struct hl_call_state *c = &call_table(m)[i];

		if (c->id != HL_NO_CALL && c->slot == slot)
			return c;
	}
	return NULL;
}

/* A park number, or the number of a station; 0 when it is neither. */
uint16_t park_slot(struct hl_model *m, const char *number)
{
	char text[HL_NAME_MAX];
	hl_line line;

	for (unsigned i = 0; i < m->plan.parks; i++) {
		snprintf(text, sizeof(text), "%u", m->plan.park_first + i);
		if (!strcmp(text, number))
			return (uint16_t)(i + 1);
	}
	line = hl_model_find(m, number);
	if (line == HL_NO_LINE || look_is_trunk(m, line))
		return 0;
	return (uint16_t)(SLOT_STATION | line);
}

uint16_t park_free(struct hl_model *m)
{
	for (unsigned i = 0; i < m->plan.parks; i++)
		if (!park_find(m, (uint16_t)(i + 1)))
			return (uint16_t)(i + 1);
	return 0;
}

hl_call hl_model_parked(const struct hl_model *model, const char *number)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };
	const struct hl_call_state *c =
		park_find(u.out, park_slot(u.out, number));

	return c ? c->id : HL_NO_CALL;
}

const char *hl_model_park_number(const struct hl_model *model, hl_call call,
				 char *buf)
{
	const struct hl_call_state *c = hl_model_call(model, call);
	const struct hl_line_state *l;

	if (!c || !c->slot)
		return NULL;
	if (!(c->slot & SLOT_STATION)) {
		snprintf(buf, HL_NAME_MAX, "%u",
			 model->plan.park_first + c->slot - 1);
		return buf;
	}
	l = hl_model_line(model, c->slot & (hl_line)~SLOT_STATION);
	snprintf(buf, HL_NAME_MAX, "%s", l ? l->set.name : "?");
	return buf;
}

/*
 * A party whose recall nobody answered waits at the station's number, and is
 * brought again when the park limit ends.
 */
void park_again(struct step *s, struct hl_call_state *party, hl_line line)
{
	uint16_t slot = (uint16_t)(SLOT_STATION | line);

	flash_known(s, party);
	/* One at the station's number, others at the park numbers. */
	if (park_find(s->m, slot))
		slot = park_free(s->m);
	if (party->state != HL_CALL_CONNECTED) {
		half_gone(s, party, HL_GONE_NOANSWER);
		return;
	}
	if (!slot) {
		/* No place to wait: it goes on ringing. */
		half_remind(s, party, line, HL_REASON_REMINDER);
		return;
	}
	bridge_gather(s, party);
	party->slot = slot;
	party->redirector = line;
	party->owner = line;
	half_settle_both(s, party);
}

void park_call(struct step *s, struct hl_call_state *call, uint16_t slot)
{
	struct hl_call_state *party = block_call(s->m, call->peer);
	char number[HL_NAME_MAX];

	bridge_gather(s, call);
	bridge_gather(s, party);
	call_unpair(s, call);
	party->slot = slot;
	party->treatment = call->treatment;
	party->redirector = call->line;
	party->owner = call->line;
	call_go(s, call, HL_CEV_RELEASE);
	if (hl_model_park_number(s->m, party->id, number) &&
	    !look_is_trunk(s->m, party->line))
		call_party(s, party, number);
	half_settle_both(s, party);
}

/* The telephone of @line gets the party: at once, or it rings first. */
static struct hl_call_state *bring(struct step *s, hl_line line,
				   struct hl_call_state *party,
				   enum hl_call_reason reason, hl_line from)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *r;
	hl_call id;

	if (active)
		half_release(s, active);
	r = reach_offer(s, party, line, reason);
	if (!r) {
		half_gone(s, party, HL_GONE_NOANSWER);
		return NULL;
	}
	r->redirector = from;
	id = r->id;
	if (l->hook.lifted)
		half_connect(s, r);
	else
		half_settle_both(s, party);
	return block_call(s->m, id);
}

struct hl_call_state *park_fetch(struct step *s, hl_line line,
				 struct hl_call_state *party)
{
	party->owner = HL_NO_LINE;
	return bring(s, line, party, HL_REASON_UNPARK, party->redirector);
}

static struct hl_call_state *older(struct hl_call_state *a,
				   struct hl_call_state *b)
{
	if (!a || !b)
		return a ? a : b;
	return b->since < a->since ? b : a;
}

/* What rings at a number, or longest of all in a group. */
struct hl_call_state *pickup_find(struct hl_model *m, hl_line line,
				  const char *number, unsigned group)
{
	struct hl_call_state *found = NULL;
	struct hl_call_state *c;

	for (unsigned i = 0; i < m->lines; i++) {
		const struct hl_line_state *l = block_line(m, (hl_line)i);

		if (i == line || l->set.kind != HL_KIND_STATION)
			continue;
		if (number ? reach_line(m, number) != i
			   : l->set.pickup != group)
			continue;
		c = look_offered(m, (hl_line)i);
		if (c && bridge_far(m, c) && bridge_far(m, c)->line != line)
			found = older(found, c);
	}
	return found;
}

struct hl_call_state *pickup_take(struct step *s, hl_line line,
				  struct hl_call_state *offered)
{
	struct hl_call_state *party = bridge_far(s->m, offered);
	struct hl_call_state *p = offered;
	hl_line from = offered->line;

	if (look_is_appearance(offered))
		p = bridge_principal(s->m, offered);
	bridge_gather(s, p);
	call_unpair(s, p);
	call_go(s, p, HL_CEV_RELEASE);
	return bring(s, line, party, HL_REASON_PICKUP, from);
}
