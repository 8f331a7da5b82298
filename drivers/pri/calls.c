/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * calls.c - the calls of a link, from their first message to RELEASED
 *
 * In:  libpri's records, new states, time.
 * Out: numbers that are never given twice; exactly one RELEASED for each.
 * Not: messages - ops.c, events.c; channels - channels.c.
 *
 * libpri frees a record when a RELEASE COMPLETE passes, and says so in some
 * cases and not in others. A record is therefore asked for after every entry
 * (isdn_calls_sweep), and its pointer is forgotten before anything else.
 */
#include "stack.h"

#include <errno.h>
#include <string.h>

/* Q.931 tables 9-1 and 9-2; libpri has none of these. */
#define T301_MS      180000 /* at least 3 min: alerting */
#define T302_MS      15000  /* 10 to 15 s: between digits that come in */
#define T304_USER_MS 30000  /* 30 s: digits we send, user side */
#define T304_NET_MS  20000  /* 20 s: digits we send, network side */
#define T310_MS      40000  /* 30 to 120 s, user side; house: on both */

/*
 * House: longer than anything libpri does by itself to clear a call, T305
 * 30 s and twice T308 4 s (Q.931 table 9-2). A call that is still there then
 * is destroyed.
 */
#define CLEARING_MS 60000

/* House: longer than the far side's T303, 4 s, twice (Q.931 table 9-1). */
#define PRESENT_MS 12000

/* House: before the far side's T-HOLD or T-RETRIEVE, 4 s (EN 300 141-1). */
#define ANSWER_MS 3000

struct isdn_call *isdn_call_find(struct link *link, link_call number)
{
	struct isdn_call *call = &link->calls[number % LINK_CALLS_MAX];

	return number && call->number == number && call->stack ? call : NULL;
}

struct isdn_call *isdn_op_call(struct link *link, link_call number)
{
	isdn_wall_look(link, (link->host.now)(link->host.ctx));
	return isdn_call_find(link, number);
}

struct isdn_call *isdn_call_of(struct link *link, const q931_call *stack)
{
	unsigned i;

	for (i = 0; stack && i < LINK_CALLS_MAX; i++)
		if (link->calls[i].number && link->calls[i].stack == stack)
			return &link->calls[i];
	return NULL;
}

struct isdn_call *isdn_call_new(struct link *link, q931_call *stack)
{
	struct isdn_call *call;
	link_call number;
	unsigned i;
	int mode = 0;
	int crv;

	for (i = 0; i < LINK_CALLS_MAX && link->calls[i].number; i++)
		;
	if (i == LINK_CALLS_MAX)
		return NULL;

	call = &link->calls[i];
	number = call->last ? call->last + LINK_CALLS_MAX : i;
	if (number < LINK_CALLS_MAX)
		number = i ? i : LINK_CALLS_MAX;
	memset(call, 0, sizeof(*call));
	call->number = number;
	call->last = number;
	call->stack = stack;
	call->units = -1;
	call->state_due = HL_NEVER;
	call->phase_due = HL_NEVER;
	crv = pri_get_crv(link->pri, stack, &mode);
	if (crv >= 0)
		call->reference = (unsigned)crv << 3 | (unsigned)mode;
	return call;
}

static hl_msec state_lasts(const struct link *link, enum link_state state)
{
	switch (state) {
	case LINK_ST_DIALLING:
		return link->set.side == LINK_USER ? T304_USER_MS : T304_NET_MS;
	case LINK_ST_GOING:
		return T310_MS;
	case LINK_ST_RINGING:
		return T301_MS;
	case LINK_ST_COLLECTING:
		return T302_MS;
	case LINK_ST_PRESENT:
		return PRESENT_MS;
	case LINK_ST_LEAVING:
	case LINK_ST_CLEARING:
		return CLEARING_MS;
	case LINK_ST_NONE:
	case LINK_ST_SENT:
	case LINK_ST_ACCEPTED:
	case LINK_ST_OFFERED:
	case LINK_ST_ANSWERED:
	case LINK_ST_ACTIVE:
	case LINK_STATE_COUNT:
		break;
	}
	return 0;
}

static hl_usec after(const struct link *link, hl_msec ms)
{
	return ms ? (link->host.now)(link->host.ctx) + HL_MS(ms) : HL_NEVER;
}

void isdn_call_state(struct link *link, struct isdn_call *call,
		     enum link_state state)
{
	call->state = state;
	call->state_due = after(link, state_lasts(link, state));
}

void isdn_call_phase(struct link *link, struct isdn_call *call,
		     enum link_phase phase)
{
	bool asked = phase == LINK_PH_WANTED || phase == LINK_PH_CALLED;

	call->phase = phase;
	call->phase_due = after(link, asked ? ANSWER_MS : 0);
}

void isdn_call_blame(struct isdn_call *call, int cause)
{
	if (!call->cause && cause >= 1 && cause <= 127)
		call->cause = cause;
}

void isdn_call_gone(struct link *link, struct isdn_call *call, int cause)
{
	isdn_call_blame(call, cause);
	call->stack = NULL;
	call->state = LINK_ST_CLEARING;
	call->state_due = HL_NEVER;
	call->phase_due = HL_NEVER;
	link->gone = true;
}

void isdn_call_destroy(struct link *link, struct isdn_call *call, int cause)
{
	q931_call *stack = call->stack;

	isdn_call_gone(link, call, cause);
	pri_destroycall(link->pri, stack);
	isdn_calls_sweep(link);
}

/*
 * Before anything else was answered libpri can refuse a call with a few
 * causes only (q931_hangup); with another one it would say nothing and keep
 * the record. CALL PROCEEDING first, then DISCONNECT, is as good (5.3.3).
 */
static bool refusal_is_direct(int cause)
{
	switch (cause) {
	case ISDN_CAUSE_UNALLOCATED:
	case ISDN_CAUSE_NO_CHANNEL:
	case ISDN_CAUSE_CHANNEL_TAKEN:
	case ISDN_CAUSE_NO_SUCH_CHANNEL:
	case ISDN_CAUSE_INCOMPATIBLE:
	case ISDN_CAUSE_BAD_REFERENCE:
		return true;
	default:
		return false;
	}
}

void isdn_call_clear(struct link *link, struct isdn_call *call, int cause)
{
	if (call->state == LINK_ST_CLEARING)
		return;
	if (call->state == LINK_ST_PRESENT && !refusal_is_direct(cause))
		pri_proceeding(link->pri, call->stack, isdn_channel_word(call),
			       0);

	isdn_call_blame(call, cause);
	isdn_call_state(link, call, LINK_ST_CLEARING);
	call->phase_due = HL_NEVER;
	pri_hangup(link->pri, call->stack, cause);
	isdn_calls_sweep(link);
}

void isdn_calls_sweep(struct link *link)
{
	struct isdn_call *call;
	unsigned i;

	link->probing = true;
	for (i = 0; i < LINK_CALLS_MAX; i++) {
		call = &link->calls[i];
		if (!call->number || !call->stack)
			continue;
		if (pri_get_crv(link->pri, call->stack, NULL) < 0)
			isdn_call_gone(link, call, ISDN_CAUSE_UNSPECIFIED);
	}
	link->probing = false;
}

/* A handler may end further calls: until none is left. */
void isdn_calls_bury(struct link *link)
{
	struct link_event event;
	struct isdn_call *call;
	struct isdn_call body;
	unsigned i;

	while (link->gone) {
		link->gone = false;
		for (i = 0; i < LINK_CALLS_MAX; i++) {
			call = &link->calls[i];
			if (!call->number || call->stack)
				continue;
			isdn_channel_drop(link, call);
			body = *call;
			call->number = LINK_NO_CALL;
			isdn_event_init(&event, LINK_RELEASED);
			event.cause = body.cause;
			event.units = body.units;
			isdn_tell(link, &body, &event);
		}
	}
}

static void state_expire(struct link *link, struct isdn_call *call)
{
	struct link_event event;

	call->state_due = HL_NEVER;
	switch (call->state) {
	case LINK_ST_COLLECTING:
		isdn_event_init(&event, LINK_DIGITS);
		event.complete = true;
		event.match = isdn_local_match(&link->set, call->digits);
		isdn_tell(link, call, &event);
		break;
	case LINK_ST_RINGING:
		isdn_call_clear(link, call, ISDN_CAUSE_NO_ANSWER);
		break;
	case LINK_ST_PRESENT:
		isdn_call_clear(link, call, ISDN_CAUSE_NO_RESPONSE);
		break;
	case LINK_ST_DIALLING:
	case LINK_ST_GOING:
	case LINK_ST_LEAVING:
		isdn_call_clear(link, call, ISDN_CAUSE_TIMER);
		break;
	case LINK_ST_CLEARING:
		isdn_log(link, LINK_LOG_WARN,
			 "call %u did not clear, it is destroyed",
			 call->number);
		isdn_call_destroy(link, call, ISDN_CAUSE_TIMER);
		break;
	case LINK_ST_NONE:
	case LINK_ST_SENT:
	case LINK_ST_ACCEPTED:
	case LINK_ST_OFFERED:
	case LINK_ST_ANSWERED:
	case LINK_ST_ACTIVE:
	case LINK_STATE_COUNT:
		break;
	}
}

void isdn_calls_run(struct link *link, hl_usec now)
{
	struct isdn_call *call;
	unsigned i;

	for (i = 0; i < LINK_CALLS_MAX; i++) {
		call = &link->calls[i];
		if (call->number && call->stack && call->phase_due <= now)
			isdn_hold_expire(link, call);
		if (call->number && call->stack && call->state_due <= now)
			state_expire(link, call);
	}
}

hl_usec isdn_calls_due(const struct link *link)
{
	const struct isdn_call *call;
	hl_usec at = HL_NEVER;
	unsigned i;

	for (i = 0; i < LINK_CALLS_MAX; i++) {
		call = &link->calls[i];
		if (!call->number || !call->stack)
			continue;
		if (call->state_due < at)
			at = call->state_due;
		if (call->phase_due < at)
			at = call->phase_due;
	}
	return at;
}
