/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reach.c - bring a party that is there already to a number
 *
 * In:  a party (a waiting caller, somebody to be transferred), a number.
 * Out: may it be; the station there offered the call, or a trunk dialled.
 * Not: a number that its own telephone dials - route.c.
 */
#include "block.h"

/* The station that a number names: its own, or one of a shared address. */
hl_line reach_line(struct hl_model *m, const char *number)
{
	hl_line line = hl_model_find(m, number);

	for (unsigned i = 0; line == HL_NO_LINE && i < m->plan.addresses; i++) {
		const struct hl_address *a = &m->plan.address[i];

		if (strcmp(a->name, number) != 0)
			continue;
		for (unsigned k = 0; k < a->count; k++)
			if (!(a->watchers & 1u << k))
				return a->lines[k];
	}
	return line;
}

/* The station that rings for it; HL_NO_LINE when it is busy. */
hl_line reach_pick(struct hl_model *m, hl_line line)
{
	const struct hl_address *a = bridge_address(m, line);

	if (look_reachable(m, line))
		return line;
	for (unsigned i = 0; a && i < a->count; i++)
		if (!(a->watchers & 1u << i) &&
		    look_reachable(m, a->lines[i]))
			return a->lines[i];
	return HL_NO_LINE;
}

/* What a station does with a call to it that it cannot take, or will not. */
static const char *forwards(struct hl_model *m, hl_line line,
			    enum hl_call_reason *ret)
{
	const char *number = hl_model_number(m, line, HL_NUMBER_FORWARD);

	*ret = HL_REASON_FWDUNCOND;
	if (*number)
		return number;
	if (reach_pick(m, line) != HL_NO_LINE)
		return "";
	*ret = HL_REASON_FWDBUSY;
	return hl_model_number(m, line, HL_NUMBER_FWDBUSY);
}

/* Five stations may forward one after the other; then it is a circle. */
void reach_resolve(struct hl_model *m, hl_line line, struct reach *ret)
{
	enum hl_call_reason reason;

	memset(ret, 0, sizeof(*ret));
	ret->by = HL_NO_LINE;
	ret->line = HL_NO_LINE;
	for (unsigned hops = 0; hops <= 5; hops++) {
		const struct hl_line_state *l = block_line(m, line);
		const char *number;

		if (!l || l->does & HL_DOES_DND)
			return;
		number = forwards(m, line, &reason);
		if (!*number) {
			ret->line = reach_pick(m, line);
			return;
		}
		ret->by = line;
		ret->reason = reason;
		line = reach_line(m, number);
		if (line == HL_NO_LINE) {
			ret->outside = number;
			return;
		}
	}
}

/* The forwarding telephone gives a short ring: its user is reminded. */
void reach_splash(struct step *s, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);

	if (l && hl_model_is_idle(s->m, line) &&
	    l->has & 1u << HL_NUMBER_FORWARD)
		timer_run(s, line, HL_TIMER_SPLASH,
			  l->set.timer[HL_TIMER_SPLASH]);
}

/* A telephone rings, or is told that a call waits. */
struct hl_call_state *reach_offer(struct step *s, struct hl_call_state *party,
				  hl_line line, enum hl_call_reason reason)
{
	bool external = look_is_trunk(s->m, party->line);
	struct hl_call_state *r;

	r = call_birth(s, line, HL_CALL_OFFERING,
		       external ? HL_ORIGIN_EXTERNAL : HL_ORIGIN_INTERNAL,
		       reason);
	if (!r)
		return NULL;
	who_learn(s, r, party);
	if (reason != HL_REASON_DIRECT)
		r->related = party->conversation;
	who_keep(s, r, party);
	call_pair(s, party, r);
	if (r->related == r->conversation)
		r->related = 0;
	bridge_alert(s, r);
	return r;
}

static enum hl_error judge_line(struct hl_model *m,
				const struct hl_call_state *party,
				const char *number, hl_line by)
{
	hl_line line = reach_line(m, number);
	const struct hl_line_state *l = block_line(m, line);
	struct reach r;

	if (!l || l->set.kind != HL_KIND_STATION || line == by)
		return HL_ERR_INVALADDRESS;
	reach_resolve(m, line, &r);
	if (r.outside)
		return HL_ERR_RESOURCEUNAVAIL;
	line = r.line;
	if (line == HL_NO_LINE || line == party->line ||
	    look_talks_with(m, party->line, line))
		return HL_ERR_RESOURCEUNAVAIL;
	return HL_ERR_NONE;
}

static enum hl_error judge_group(struct hl_model *m,
				 const struct hl_call_state *party,
				 const struct hl_pattern *pattern, hl_line by)
{
	if (look_is_trunk(m, party->line) &&
	    (look_is_offered(party) || !look_on(m, by, HL_SWITCH_TRUNKS)))
		return HL_ERR_ADDRESSBLOCKED;
	if (trunk_hunt(m, &m->plan.group[pattern->group]) == HL_NO_LINE)
		return HL_ERR_RESOURCEUNAVAIL;
	return HL_ERR_NONE;
}

enum hl_error reach_judge(struct hl_model *m,
			  const struct hl_call_state *party,
			  const char *number, hl_line by)
{
	const struct hl_pattern *pattern = NULL;
	enum hl_match match;

	if (!hl_dial_is_digits(number))
		return HL_ERR_INVALADDRESS;
	match = hl_dial_match(&m->plan, number, &pattern);
	if ((match != HL_MATCH_LONGER && match != HL_MATCH_COMPLETE) ||
	    pattern->kind == HL_ROUTE_CODE)
		return HL_ERR_INVALADDRESS;
	return pattern->kind == HL_ROUTE_GROUP
		       ? judge_group(m, party, pattern, by)
		       : judge_line(m, party, number, by);
}

/* The party waits in the state that the new way has reached. */
static void await(struct step *s, struct hl_call_state *party,
		  enum hl_call_event event)
{
	if (look_is_offered(party) || (look_is_trunk(s->m, party->line)))
		touch_call(s, party);
	else
		call_go(s, party, event);
}

static void to_trunk(struct step *s, struct hl_call_state *party,
		     const char *number, const struct hl_pattern *pattern)
{
	const struct hl_group *group = &s->m->plan.group[pattern->group];
	struct hl_call_state *trunk;
	size_t strip = pattern->strip;

	if (strip > strlen(number))
		strip = strlen(number);
	trunk = trunk_seize(s, party, number + strip, group);
	if (!trunk) {
		half_gone(s, party, HL_GONE_CONGESTION);
		return;
	}
	isdn_send(s, trunk, 0, true);
	await(s, party, HL_CEV_ROUTED);
}

static void to_line(struct step *s, struct hl_call_state *party,
		    const char *number, hl_line by, enum hl_call_reason reason)
{
	struct hl_call_state *offer = NULL;
	struct reach r;

	reach_resolve(s->m, reach_line(s->m, number), &r);
	if (r.line != HL_NO_LINE)
		offer = reach_offer(s, party, r.line, reason);
	if (!offer) {
		half_gone(s, party, HL_GONE_BUSY);
		return;
	}
	offer->redirector = by;
	reach_splash(s, r.by);
	if (reason == HL_REASON_TRANSFER)
		offer->owner = by;
	call_called(offer, number);
	await(s, party, HL_CEV_ALERT);
}

void reach_number(struct step *s, struct hl_call_state *party,
		  const char *number, hl_line by, enum hl_call_reason reason)
{
	const struct hl_pattern *pattern = NULL;

	hl_dial_match(&s->m->plan, number, &pattern);
	party->redirector = by;
	if (pattern && pattern->kind == HL_ROUTE_GROUP)
		to_trunk(s, party, number, pattern);
	else
		to_line(s, party, number, by, reason);
	if (!look_is_trunk(s->m, party->line))
		call_party(s, party, number);
	half_settle_both(s, party);
}
