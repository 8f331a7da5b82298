/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hold.c - HOLD and RETRIEVE: a call without a B channel
 *
 * In:  requests of ours, requests and answers of the far end, time.
 * Out: phases of calls, channels given back and taken.
 * Not: what is heard meanwhile.
 *
 * Q.932 clause 7.3.3 and EN 300 141-1: the hold state stands beside the call
 * state. When both ends ask at once the network's request stands, the user's
 * falls: the user side is told HOLD_REJ (RETRIEVE_REJ) with cause 101, and
 * then the network's request.
 */
#include "stack.h"

#include <errno.h>

static void tell_cause(struct link *link, struct isdn_call *call,
		       enum link_event_kind kind, int cause)
{
	struct link_event event;

	isdn_event_init(&event, kind);
	event.cause = cause;
	isdn_tell(link, call, &event);
}

static bool cause_is_refusal(int cause)
{
	return cause >= 1 && cause <= 127;
}

int link_hold(struct link *link, link_call number)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (!call)
		return -ENOENT;
	if (!link->set.hold)
		return -ENOTSUP;
	if (!link->up)
		return -ENODEV;
	if (call->phase != LINK_PH_NONE || call->state == LINK_ST_CLEARING ||
	    pri_hold(link->pri, call->stack))
		return -EPROTO;
	isdn_call_phase(link, call, LINK_PH_ASKED);
	return 0;
}

int link_hold_answer(struct link *link, link_call number, int cause)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (!call)
		return -ENOENT;
	if (cause && !cause_is_refusal(cause))
		return -EINVAL;
	if (call->phase != LINK_PH_WANTED)
		return -EPROTO;

	if (cause) {
		isdn_call_phase(link, call, LINK_PH_NONE);
		pri_hold_rej(link->pri, call->stack, cause);
		return 0;
	}
	isdn_call_phase(link, call, LINK_PH_HELD);
	pri_hold_ack(link->pri, call->stack);
	isdn_channel_drop(link, call);
	return 0;
}

/*
 * The network names the channel and means it; the user side proposes one
 * (libpri's q931_send_retrieve).
 */
int link_retrieve(struct link *link, link_call number, unsigned channel)
{
	struct isdn_call *call = isdn_op_call(link, number);
	bool network = link->set.side == LINK_NETWORK;
	int r;

	if (!call)
		return -ENOENT;
	if (!link->up)
		return -ENODEV;
	if (call->phase != LINK_PH_HELD || call->state == LINK_ST_CLEARING)
		return -EPROTO;
	if (!channel)
		channel = isdn_ledger_search(&link->ledger);
	if (!channel)
		return -EBUSY;
	r = isdn_ledger_take(&link->ledger, channel, call->number,
			     network ? ISDN_CHANNEL_TAKEN
				     : ISDN_CHANNEL_PROPOSED);
	if (r < 0)
		return r;

	call->channel = channel;
	if (pri_retrieve(link->pri, call->stack, isdn_channel_word(call))) {
		isdn_channel_drop(link, call);
		return -EPROTO;
	}
	isdn_call_phase(link, call, LINK_PH_CALLING);
	return 0;
}

int link_retrieve_answer(struct link *link, link_call number, int cause)
{
	struct isdn_call *call = isdn_op_call(link, number);

	if (!call)
		return -ENOENT;
	if (cause && !cause_is_refusal(cause))
		return -EINVAL;
	if (call->phase != LINK_PH_CALLED)
		return -EPROTO;

	if (cause) {
		isdn_call_phase(link, call, LINK_PH_HELD);
		isdn_channel_drop(link, call);
		pri_retrieve_rej(link->pri, call->stack, cause);
		return 0;
	}
	isdn_call_phase(link, call, LINK_PH_NONE);
	pri_retrieve_ack(link->pri, call->stack, isdn_channel_word(call));
	return 0;
}

void isdn_hold_expire(struct link *link, struct isdn_call *call)
{
	isdn_log(link, LINK_LOG_WARN,
		 "call %u: nobody answered the far end's %s in time",
		 call->number,
		 call->phase == LINK_PH_CALLED ? "RETRIEVE" : "HOLD");
	call->phase_due = HL_NEVER;
	if (call->phase == LINK_PH_WANTED)
		link_hold_answer(link, call->number, ISDN_CAUSE_TEMPORARY);
	else if (call->phase == LINK_PH_CALLED)
		link_retrieve_answer(link, call->number, ISDN_CAUSE_TEMPORARY);
}

static void event_hold(struct link *link, struct isdn_call *call)
{
	bool collision = call->phase == LINK_PH_ASKED;

	isdn_call_phase(link, call, LINK_PH_WANTED);
	if (collision)
		tell_cause(link, call, LINK_HOLD_REJ, ISDN_CAUSE_WRONG_STATE);
	if (call->phase == LINK_PH_WANTED)
		tell_cause(link, call, LINK_HOLD, 0);
}

static void event_hold_ack(struct link *link, struct isdn_call *call)
{
	if (call->phase != LINK_PH_ASKED)
		return;
	isdn_call_phase(link, call, LINK_PH_HELD);
	isdn_channel_drop(link, call);
	tell_cause(link, call, LINK_HOLD_ACK, 0);
}

/* After a collision libpri's T-HOLD ends for a request that fell long ago. */
static void event_hold_rej(struct link *link, struct isdn_call *call, int cause)
{
	if (call->phase != LINK_PH_ASKED)
		return;
	isdn_call_phase(link, call, LINK_PH_NONE);
	tell_cause(link, call, LINK_HOLD_REJ, cause > 0 ? cause : 0);
}

static void event_retrieve(struct link *link, struct isdn_call *call,
			   const struct pri_event_retrieve *event)
{
	unsigned number = event->channel == -1
				  ? 0
				  : (unsigned)event->channel & STACK_CHANNEL;
	bool collision = call->phase == LINK_PH_CALLING;
	int cause;

	if (number == STACK_ANY)
		number = 0;
	if (collision) {
		isdn_channel_drop(link, call);
		isdn_call_phase(link, call, LINK_PH_CALLED);
		tell_cause(link, call, LINK_RETRIEVE_REJ,
			   ISDN_CAUSE_WRONG_STATE);
		if (!call->stack || call->state == LINK_ST_CLEARING)
			return;
	}
	cause = isdn_channel_move(link, call, number, !event->flexible);
	isdn_call_phase(link, call, LINK_PH_CALLED);
	if (cause) {
		isdn_log(link, LINK_LOG_INFO,
			 "call %u: no channel to retrieve it", call->number);
		link_retrieve_answer(link, call->number, cause);
		return;
	}
	tell_cause(link, call, LINK_RETRIEVE, 0);
}

static void event_retrieve_ack(struct link *link, struct isdn_call *call,
			       int channel)
{
	if (call->phase != LINK_PH_CALLING)
		return;
	isdn_call_phase(link, call, LINK_PH_NONE);
	if (!isdn_channel_heard(link, call, channel)) {
		isdn_log(link, LINK_LOG_WARN,
			 "call %u: retrieved on a channel in use",
			 call->number);
		isdn_call_clear(link, call, ISDN_CAUSE_CHANNEL_BAD);
		return;
	}
	tell_cause(link, call, LINK_RETRIEVE_ACK, 0);
}

static void event_retrieve_rej(struct link *link, struct isdn_call *call,
			       int cause)
{
	if (call->phase != LINK_PH_CALLING)
		return;
	isdn_channel_drop(link, call);
	isdn_call_phase(link, call, LINK_PH_HELD);
	tell_cause(link, call, LINK_RETRIEVE_REJ, cause > 0 ? cause : 0);
}

/* The call of such an event. */
static const q931_call *hold_stack(const pri_event *event)
{
	switch (event->e) {
	case PRI_EVENT_HOLD:
		return event->hold.call;
	case PRI_EVENT_HOLD_ACK:
		return event->hold_ack.call;
	case PRI_EVENT_HOLD_REJ:
		return event->hold_rej.call;
	case PRI_EVENT_RETRIEVE:
		return event->retrieve.call;
	case PRI_EVENT_RETRIEVE_ACK:
		return event->retrieve_ack.call;
	case PRI_EVENT_RETRIEVE_REJ:
		return event->retrieve_rej.call;
	default:
		return NULL;
	}
}

void isdn_event_hold(struct link *link, const pri_event *event)
{
	struct isdn_call *call = isdn_call_of(link, hold_stack(event));

	if (!call || call->state == LINK_ST_CLEARING)
		return;
	switch (event->e) {
	case PRI_EVENT_HOLD:
		event_hold(link, call);
		break;
	case PRI_EVENT_HOLD_ACK:
		event_hold_ack(link, call);
		break;
	case PRI_EVENT_HOLD_REJ:
		event_hold_rej(link, call, event->hold_rej.cause);
		break;
	case PRI_EVENT_RETRIEVE:
		event_retrieve(link, call, &event->retrieve);
		break;
	case PRI_EVENT_RETRIEVE_ACK:
		event_retrieve_ack(link, call, event->retrieve_ack.channel);
		break;
	case PRI_EVENT_RETRIEVE_REJ:
		event_retrieve_rej(link, call, event->retrieve_rej.cause);
		break;
	}
}
