/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * route.c - from digits to a second channel
 *
 * In:  a digit, or a complete number, on a call that is being dialled.
 * Out: the called station offered, a trunk seized, or a refusal.
 * Not: what a pattern means - dial.c; when time is up - expire.c.
 */
#include "block.h"

static void fail(struct step *s, struct hl_call_state *call,
		 enum hl_call_event event, unsigned mode)
{
	if (call->flags & HL_FLAG_NOHOLD)
		conf_failed(s, call);
	else
		call_go_mode(s, call, event, mode);
}

static void refuse(struct step *s, struct hl_call_state *call, unsigned mode)
{
	fail(s, call, HL_CEV_REFUSE, mode);
}

static void busy(struct step *s, struct hl_call_state *call, unsigned mode)
{
	fail(s, call, HL_CEV_FARBUSY, mode);
}

void call_called(struct hl_call_state *call, const char *number)
{
	char called[sizeof(call->called)] = "";

	memcpy(called, number, strnlen(number, sizeof(called) - 1));
	memcpy(call->called, called, sizeof(called));
}

/* @complete: no digit will follow. */
static void to_group(struct step *s, struct hl_call_state *call,
		     const char *digits, const struct hl_pattern *pattern,
		     bool complete)
{
	const struct hl_group *group = &s->m->plan.group[pattern->group];
	struct hl_call_state *trunk;
	size_t strip = pattern->strip;

	if (strip > strlen(digits))
		strip = strlen(digits);
	trunk = trunk_seize(s, call, digits + strip, group);
	if (!trunk) {
		busy(s, call, HL_BUSY_TRUNK);
		return;
	}
	isdn_send(s, trunk, 0, complete);
	if (complete)
		call_go(s, call, HL_CEV_ROUTED);
}

/* A station forwards to a number outside. */
static void to_outside(struct step *s, struct hl_call_state *call,
		       const struct reach *r)
{
	const struct hl_pattern *pattern = NULL;

	hl_dial_match(&s->m->plan, r->outside, &pattern);
	if (!pattern || pattern->kind != HL_ROUTE_GROUP ||
	    look_is_trunk(s->m, call->line)) {
		busy(s, call, HL_BUSY_STATION);
		return;
	}
	call->redirector = r->by;
	to_group(s, call, r->outside, pattern, true);
	if (call->peer)
		reach_splash(s, r->by);
}

static void to_line(struct step *s, struct hl_call_state *call,
		    const char *digits)
{
	hl_line target = reach_line(s->m, digits);
	const struct hl_line_state *l = block_line(s->m, target);
	struct hl_call_state *offer;
	struct reach r;

	if (!l || l->set.kind != HL_KIND_STATION) {
		refuse(s, call, HL_INFO_REORDER);
		return;
	}
	if (l->service != HL_SERVICE_READY) {
		refuse(s, call, HL_INFO_NOCIRCUIT);
		return;
	}
	reach_resolve(s->m, target, &r);
	if (r.outside) {
		to_outside(s, call, &r);
		return;
	}
	target = r.line;
	if (target == HL_NO_LINE || target == call->line ||
	    look_talks_with(s->m, call->line, target)) {
		busy(s, call, HL_BUSY_STATION);
		return;
	}
	offer = reach_offer(s, call, target, r.reason);
	if (!offer) {
		busy(s, call, HL_BUSY_TRUNK);
		return;
	}
	call_called(offer, digits);
	offer->redirector = r.by;
	reach_splash(s, r.by);
	call_go(s, call, HL_CEV_ROUTED);
	call_go(s, call, HL_CEV_ALERT);
}

void route_number(struct step *s, struct hl_call_state *call,
		  const char *digits, const struct hl_pattern *pattern)
{
	memset(call->dial, 0, sizeof(call->dial));
	if (pattern->kind == HL_ROUTE_CODE) {
		const char *number = digits + pattern->strip;

		if (!code_do(s, call, pattern->group, number))
			refuse(s, call, HL_INFO_REORDER);
		return;
	}
	number_set(s->m, call->line, HL_NUMBER_LAST, digits);
	call_party(s, call, digits);
	call_called(call, digits);
	if (pattern->kind == HL_ROUTE_GROUP)
		to_group(s, call, digits, pattern, true);
	else
		to_line(s, call, digits);
}

void route_complete(struct step *s, struct hl_call_state *call)
{
	const struct hl_line_state *l = block_line(s->m, call->line);
	const struct hl_pattern *pattern = NULL;
	char digits[HL_DIGITS_MAX + 1];

	memcpy(digits, call->dial[0] ? call->dial : l->digits, sizeof(digits));
	switch (hl_dial_match(&s->m->plan, digits, &pattern)) {
	case HL_MATCH_NEVER:
	case HL_MATCH_MORE:
		refuse(s, call, HL_INFO_REORDER);
		break;
	case HL_MATCH_LONGER:
	case HL_MATCH_COMPLETE:
		route_number(s, call, digits, pattern);
		break;
	}
}

/* A number that could be longer begins to go out where it may in pieces. */
static bool overlap(struct step *s, struct hl_call_state *call)
{
	const struct hl_line_state *l = block_line(s->m, call->line);
	const struct hl_pattern *pattern = NULL;
	hl_line line;

	hl_dial_match(&s->m->plan, l->digits, &pattern);
	if (!pattern || pattern->kind != HL_ROUTE_GROUP)
		return false;
	line = trunk_hunt(s->m, &s->m->plan.group[pattern->group]);
	if (!look_is_isdn(s->m, line) ||
	    block_line(s->m, line)->set.sending != HL_SENDING_OVERLAP)
		return false;
	number_set(s->m, call->line, HL_NUMBER_LAST, l->digits);
	call_party(s, call, l->digits);
	call_called(call, l->digits);
	to_group(s, call, l->digits, pattern, false);
	return true;
}

/* The exchange has a part of the number: digits go straight through. */
static void pass(struct step *s, struct hl_call_state *call, char digit,
		 bool ends)
{
	const struct hl_line_state *l = block_line(s->m, call->line);

	number_set(s->m, call->line, HL_NUMBER_LAST, l->digits);
	call_party(s, call, l->digits);
	call_called(call, l->digits);
	if (ends)
		isdn_dialled(s, call);
	else
		isdn_digit(s, call, digit);
}

void route_digit(struct step *s, struct hl_call_state *call, char digit)
{
	struct hl_line_state *l = block_line(s->m, call->line);
	size_t n = strlen(l->digits);
	bool ends;

	timer_stop(s, call->line, HL_TIMER_FIRST_DIGIT);
	timer_stop(s, call->line, HL_TIMER_INTER_DIGIT);
	ends = digit == '#' && l->deadline[HL_TIMER_MATCH] != HL_NEVER;
	timer_stop(s, call->line, HL_TIMER_MATCH);
	l->muted = 0;
	call_go(s, call, HL_CEV_DIGIT);
	fx_add(s, HL_FX_DIGIT, call->line, call->id)->a =
		(unsigned char)digit;
	if (isdn_overlaps(s->m, call) && digit == '#') {
		pass(s, call, digit, true);
		return;
	}
	if (ends) {
		route_complete(s, call);
		return;
	}
	if (n >= HL_DIGITS_MAX) {
		refuse(s, call, HL_INFO_REORDER);
		return;
	}
	l->digits[n] = digit;
	if (isdn_overlaps(s->m, call)) {
		pass(s, call, digit, false);
		return;
	}
	switch (hl_dial_match(&s->m->plan, l->digits, NULL)) {
	case HL_MATCH_NEVER:
		call_party(s, call, l->digits);
		refuse(s, call, HL_INFO_REORDER);
		break;
	case HL_MATCH_MORE:
		break;
	case HL_MATCH_LONGER:
		if (!overlap(s, call))
			timer_start(s, call->line, HL_TIMER_MATCH);
		break;
	case HL_MATCH_COMPLETE:
		route_complete(s, call);
		break;
	}
}
