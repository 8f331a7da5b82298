/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge_args.c - do the arguments of a request make sense?
 *
 * In:  a request that is possible now.
 * Out: NONE, or the error that names the argument.
 * Not: whether it is possible at all - judge.c.
 *
 * When it is only asked whether a request may be made, there are none yet.
 */
#include "judge.h"

#define TONE_MOST 60000 /* [ms] a tone sent to a party; nothing is endless */

/* Control characters of dialable strings that nothing here can wait for. */
static enum hl_error scan(const char *number)
{
	for (const char *c = number; *c; c++) {
		if (*c == '$')
			return HL_ERR_DIALBILLING;
		if (*c == 'W' || *c == 'w')
			return HL_ERR_DIALDIALTONE;
		if (*c == '?')
			return HL_ERR_DIALPROMPT;
		if (*c == '@')
			return HL_ERR_DIALQUIET;
	}
	return HL_ERR_NONE;
}

static bool all_of(const char *text, const char *besides)
{
	for (; *text; text++)
		if (hl_tone_of_digit(*text) == HL_TONE_NONE &&
		    !strchr(besides, *text))
			return false;
	return true;
}

/* A number that leads somewhere; pauses only behind what a trunk is sent. */
enum hl_error judge_number(struct hl_model *m, const char *number)
{
	const struct hl_pattern *pattern = NULL;
	enum hl_error error = scan(number);
	char head[HL_DIGITS_MAX + 1];
	enum hl_match match;
	size_t n;

	if (error != HL_ERR_NONE)
		return error;
	n = strcspn(number, ",");
	if (!n || n > HL_DIGITS_MAX || !all_of(number, ","))
		return HL_ERR_INVALADDRESS;
	memcpy(head, number, n);
	head[n] = '\0';
	match = hl_dial_match(&m->plan, head, &pattern);
	if ((match != HL_MATCH_LONGER && match != HL_MATCH_COMPLETE) ||
	    pattern->kind == HL_ROUTE_CODE)
		return HL_ERR_INVALADDRESS;
	return number[n] && pattern->kind != HL_ROUTE_GROUP
		       ? HL_ERR_INVALADDRESS
		       : HL_ERR_NONE;
}

/* No number: dial tone, and the digits follow. */
enum hl_error args_number(struct ask *a)
{
	return a->number ? judge_number(a->m, a->number) : HL_ERR_NONE;
}

enum hl_error args_dial(struct ask *a)
{
	enum hl_error error;

	if (!a->event)
		return HL_ERR_NONE;
	if (!a->number)
		return HL_ERR_INVALADDRESS;
	error = scan(a->number);
	if (error != HL_ERR_NONE)
		return error;
	return all_of(a->number, ";") ? HL_ERR_NONE : HL_ERR_INVALADDRESS;
}

/* A conference that holds nobody dials at once. */
enum hl_error args_conference(struct ask *a)
{
	if (a->event && (a->event->value & HL_ASK_NOHOLD) && !a->number)
		return HL_ERR_INVALADDRESS;
	return args_number(a);
}

enum hl_error args_move(struct ask *a)
{
	const struct hl_call_state *p = block_call(a->m, a->call->peer);

	if (!a->event)
		return HL_ERR_NONE;
	if (!a->number)
		return HL_ERR_INVALADDRESS;
	return reach_judge(a->m, p, a->number, a->call->line);
}

/* Only to where this line could call, and not to itself. */
enum hl_error forward_judge(struct hl_model *m, hl_line line,
			    const char *number)
{
	enum hl_error error = judge_number(m, number);
	const struct hl_pattern *pattern = NULL;
	hl_line target = reach_line(m, number);

	if (error != HL_ERR_NONE)
		return error;
	if (target == line || strchr(number, ','))
		return HL_ERR_INVALADDRESS;
	hl_dial_match(&m->plan, number, &pattern);
	return pattern->kind == HL_ROUTE_LINE && target == HL_NO_LINE
		       ? HL_ERR_INVALADDRESS
		       : HL_ERR_NONE;
}

enum hl_error args_forward(struct ask *a)
{
	if (!a->event || !a->number)
		return HL_ERR_NONE;
	if (a->event->value > 2)
		return HL_ERR_INVALPARAM;
	return forward_judge(a->m, a->line, a->number);
}

enum hl_error args_redirect(struct ask *a)
{
	const struct hl_call_state *p = bridge_far(a->m, a->call);

	if (!a->event)
		return HL_ERR_NONE;
	if (!a->number)
		return HL_ERR_INVALADDRESS;
	return p ? reach_judge(a->m, p, a->number, a->call->line)
		 : HL_ERR_RESOURCEUNAVAIL;
}

enum hl_error args_park(struct ask *a)
{
	uint16_t slot;

	if (!a->event)
		return HL_ERR_NONE;
	if (a->event->value == 2) {
		if (!a->m->plan.parks)
			return HL_ERR_INVALPARKMODE;
		return park_free(a->m) ? HL_ERR_NONE : HL_ERR_RESOURCEUNAVAIL;
	}
	if (a->event->value != 1)
		return HL_ERR_INVALPARKMODE;
	slot = a->number ? park_slot(a->m, a->number) : 0;
	if (!slot)
		return HL_ERR_INVALADDRESS;
	return park_find(a->m, slot) ? HL_ERR_RESOURCEUNAVAIL : HL_ERR_NONE;
}

enum hl_error args_unpark(struct ask *a)
{
	const struct hl_call_state *p;

	if (!a->event)
		return HL_ERR_NONE;
	p = a->number ? park_find(a->m, park_slot(a->m, a->number)) : NULL;
	return p && p->line != a->line ? HL_ERR_NONE : HL_ERR_INVALADDRESS;
}

static bool is_group(struct hl_model *m, unsigned group)
{
	for (unsigned i = 0; i < m->lines; i++)
		if (block_line(m, (hl_line)i)->set.pickup == group)
			return true;
	return false;
}

enum hl_error args_pickup(struct ask *a)
{
	unsigned group = a->event ? a->event->value : 0;
	hl_line line;

	if (!a->event || (!a->number && !group))
		return HL_ERR_NONE;
	line = a->number ? reach_line(a->m, a->number) : HL_NO_LINE;
	if (a->number && (line == HL_NO_LINE || look_is_trunk(a->m, line)))
		return HL_ERR_INVALADDRESS;
	if (!a->number && (group > UINT8_MAX || !is_group(a->m, group)))
		return HL_ERR_INVALGROUPID;
	return pickup_find(a->m, a->line, a->number, group)
		       ? HL_ERR_NONE
		       : HL_ERR_RESOURCEUNAVAIL;
}

enum hl_error args_treatment(struct ask *a)
{
	uint32_t t = a->event ? a->event->value : 0;

	return t <= 4 || (t >= 0x100 && t < 0x100 + HL_CLASSES_MAX)
		       ? HL_ERR_NONE
		       : HL_ERR_INVALPARAM;
}

/* Pulses are a break of the loop: while talking they mean a flash. */
enum hl_error args_digitmode(struct ask *a)
{
	return a->event && (a->event->value & ~(2u | 4u))
		       ? HL_ERR_INVALDIGITMODE
		       : HL_ERR_NONE;
}

static bool is_pitch(unsigned hz)
{
	return hz >= 200 && hz <= 3400;
}

enum hl_error args_tones(struct ask *a)
{
	const struct hl_watch_tone *t = a->event ? a->event->tones : NULL;

	for (unsigned i = 0; t && i < HL_WATCH_TONES && t[i].ms; i++) {
		if (t[i].ms < 50 || t[i].ms > 10000)
			return HL_ERR_INVALTONE;
		if ((t[i].hz[0] && !is_pitch(t[i].hz[0])) ||
		    (t[i].hz[1] &&
		     (!t[i].hz[0] || !is_pitch(t[i].hz[1]))))
			return HL_ERR_INVALTONE;
	}
	return t && t[0].ms && listen_full(a->m, a->call->id)
		       ? HL_ERR_RESOURCEUNAVAIL
		       : HL_ERR_NONE;
}

enum hl_error args_digits(struct ask *a)
{
	const struct hl_call_state *p = block_call(a->m, a->call->peer);

	if (!a->event || !a->number)
		return HL_ERR_NONE;
	if (!all_of(a->number, ",!"))
		return HL_ERR_INVALPARAM;
	return strchr(a->number, '!') && !look_is_trunk(a->m, p->line)
		       ? HL_ERR_INVALPARAM
		       : HL_ERR_NONE;
}

enum hl_error args_tone(struct ask *a)
{
	uint32_t mode = a->event ? a->event->value : 0;

	if (mode != 0 && mode != 2 && mode != 4 && mode != 8)
		return HL_ERR_INVALTONEMODE;
	return a->event && a->event->length > TONE_MOST ? HL_ERR_INVALPARAM
							: HL_ERR_NONE;
}
