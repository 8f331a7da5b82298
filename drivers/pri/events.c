/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * events.c - what libpri reports, in our words
 *
 * In:  one event of libpri.
 * Out: events of the link; B channels taken; calls that need no decision
 *      (a RELEASE, a SETUP without a channel for it) answered.
 * Not: hold - hold.c; restart - restart.c; supplementary parts - subcmds.c.
 *
 * libpri's event is overwritten by the next operation, and its call may be
 * freed already. It is read in whole, and the calls are swept, before the
 * first handler runs.
 */
#include "stack.h"

#include <stdio.h>
#include <string.h>

#define INBAND (PRI_PROG_INBAND_AVAILABLE | PRI_PROG_CALL_NOT_E2E_ISDN)

static void link_up(struct link *link, bool up)
{
	struct link_event event;

	/* Not a word of layer 2, but a maintenance message. */
	if (link->sight.size > 4 && !link->sight.message)
		return;
	if (link->up == up)
		return;
	link->up = up;
	isdn_event_init(&event, up ? LINK_UP : LINK_DOWN);
	isdn_tell(link, NULL, &event);
}

static void link_fault(struct link *link, const char *text)
{
	struct link_event event;

	isdn_event_init(&event, LINK_FAULT);
	isdn_text_copy(text, event.text, sizeof(event.text));
	isdn_tell(link, NULL, &event);
}

static enum link_bearer bearer_in(int type)
{
	switch (type) {
	case PRI_TRANS_CAP_SPEECH:
		return LINK_BEARER_SPEECH;
	case PRI_TRANS_CAP_3_1K_AUDIO:
		return LINK_BEARER_AUDIO;
	default:
		return LINK_BEARER_DATA;
	}
}

static void setup_refuse(struct link *link, q931_call *stack, int cause)
{
	isdn_log(link, LINK_LOG_INFO, "incoming call refused: %d, %s", cause,
		 isdn_cause_name(cause));
	pri_hangup(link->pri, stack, cause);
	isdn_calls_sweep(link);
}

static void setup_read(const struct link *link, struct isdn_call *call,
		       const pri_event_ring *ring, struct link_event *ret)
{
	isdn_event_init(ret, LINK_SETUP);
	isdn_party_in(&ring->calling, &ret->party);
	isdn_digits_copy(ring->callednum, ret->digits, sizeof(ret->digits));
	isdn_digits_copy(ring->callednum, call->digits, sizeof(call->digits));
	ret->complete = ring->complete || !link->set.overlap;
	ret->bearer = bearer_in(ring->ctype);
	ret->match = isdn_local_match(&link->set, call->digits);
	ret->inband = ring->progressmask & INBAND;
}

static void event_setup(struct link *link, const pri_event_ring *ring)
{
	q931_call *stack = ring->call;
	struct link_event event;
	struct isdn_call *call;
	unsigned number;
	int cause;

	/* A connection without a B channel serves nobody here. */
	if (ring->channel != -1 && ring->channel & STACK_SIGNALLING) {
		setup_refuse(link, stack, ISDN_CAUSE_INCOMPATIBLE);
		return;
	}
	call = isdn_call_new(link, stack);
	if (!call) {
		setup_refuse(link, stack, ISDN_CAUSE_NO_CHANNEL);
		return;
	}

	number = ring->channel == -1 ? 0
				     : (unsigned)ring->channel & STACK_CHANNEL;
	if (number == STACK_ANY)
		number = 0;
	if (ring->channel != -1)
		call->interface = ring->channel & STACK_INTERFACE;
	isdn_call_state(link, call, LINK_ST_PRESENT);
	setup_read(link, call, ring, &event);
	isdn_subcmds(link, call, ring->subcmds, &event);
	cause = isdn_channel_move(link, call, number, !ring->flexible);
	if (cause) {
		/* Nobody has heard of it: no RELEASED either. */
		call->number = LINK_NO_CALL;
		setup_refuse(link, stack, cause);
		return;
	}
	isdn_tell(link, call, &event);
}

/* A handler, or ourselves, cleared it meanwhile. */
static bool is_over(const struct isdn_call *call)
{
	return !call->stack || call->state == LINK_ST_CLEARING;
}

/*
 * The far side has named a channel that the call cannot have. A call can be
 * held before it is answered: it has none then.
 */
static bool channel_fails(struct link *link, struct isdn_call *call, int word)
{
	if (call->phase == LINK_PH_HELD || call->phase == LINK_PH_CALLING ||
	    call->phase == LINK_PH_CALLED)
		return false;
	if (isdn_channel_heard(link, call, word))
		return is_over(call);
	isdn_log(link, LINK_LOG_WARN, "call %u: channel %d is unacceptable",
		 call->number, word == -1 ? 0 : word & STACK_CHANNEL);
	isdn_call_clear(link, call, ISDN_CAUSE_CHANNEL_BAD);
	return true;
}

/* Digits that were given before the far side asked for them. */
static void digits_flush(struct link *link, struct isdn_call *call)
{
	const char *digit;

	for (digit = call->digits; *digit; digit++)
		pri_information(link->pri, call->stack, *digit);
	call->digits[0] = '\0';
}

/* What may come of our own call, in this order, some left out. */
static void event_answer(struct link *link, struct isdn_call *call,
			 enum link_event_kind kind, enum link_state state,
			 int channel, int progress,
			 const struct pri_subcommands *subcmds)
{
	struct link_event event;

	isdn_event_init(&event, kind);
	event.inband = progress & INBAND;
	isdn_subcmds(link, call, subcmds, &event);
	if (is_over(call) || channel_fails(link, call, channel))
		return;
	if (kind == LINK_MORE)
		digits_flush(link, call);
	if (state != LINK_ST_NONE)
		isdn_call_state(link, call, state);
	isdn_tell(link, call, &event);
}

static void event_progress(struct link *link, struct isdn_call *call,
			   const pri_event_proceeding *progress)
{
	struct link_event event;

	isdn_event_init(&event, LINK_PROGRESS);
	event.inband = progress->progressmask & INBAND;
	event.cause = progress->cause > 0 ? progress->cause : 0;
	isdn_subcmds(link, call, progress->subcmds, &event);
	if (is_over(call) || channel_fails(link, call, progress->channel))
		return;
	/* Q.931 5.1.6: PROGRESS stops T310. */
	call->state_due = HL_NEVER;
	isdn_tell(link, call, &event);
}

static void event_connect(struct link *link, struct isdn_call *call,
			  const pri_event_answer *answer)
{
	struct link_event event;

	isdn_event_init(&event, LINK_CONNECT);
	event.inband = answer->progressmask & INBAND;
	isdn_subcmds(link, call, answer->subcmds, &event);
	if (is_over(call) || channel_fails(link, call, answer->channel))
		return;
	pri_connect_ack(link->pri, call->stack, 0);
	isdn_call_state(link, call, LINK_ST_ACTIVE);
	isdn_tell(link, call, &event);
}

static void event_connect_ack(struct link *link, struct isdn_call *call,
			      const struct pri_subcommands *subcmds)
{
	struct link_event event;

	isdn_event_init(&event, LINK_CONNECT_ACK);
	isdn_subcmds(link, call, subcmds, NULL);
	if (is_over(call) || call->state != LINK_ST_ANSWERED)
		return;
	isdn_call_state(link, call, LINK_ST_ACTIVE);
	isdn_tell(link, call, &event);
}

static void event_digits(struct link *link, struct isdn_call *call,
			 const char *digits, bool complete,
			 const struct pri_subcommands *subcmds)
{
	struct link_event event;
	size_t have = strlen(call->digits);

	isdn_event_init(&event, call->state == LINK_ST_COLLECTING
					? LINK_DIGITS
					: LINK_KEYPAD);
	isdn_digits_copy(digits, event.digits, sizeof(event.digits));
	isdn_subcmds(link, call, subcmds, NULL);
	if (is_over(call))
		return;
	if (event.kind == LINK_DIGITS) {
		snprintf(call->digits + have, sizeof(call->digits) - have, "%s",
			 event.digits);
		event.complete = complete;
		event.match = isdn_local_match(&link->set, call->digits);
		isdn_call_state(link, call, LINK_ST_COLLECTING);
	}
	isdn_tell(link, call, &event);
}

static void event_notify(struct link *link, struct isdn_call *call,
			 const pri_event_notify *notify)
{
	struct link_event event;
	int info = notify->info;

	isdn_event_init(&event, LINK_NOTIFY);
	isdn_subcmds(link, call, notify->subcmds, NULL);
	if (is_over(call) || info < 0)
		return;
	event.notice = (unsigned)info & 0x7f;
	isdn_tell(link, call, &event);
}

/*
 * DISCONNECT. With one call held and one active libpri names both: whoever
 * is the network may connect the two instead of clearing them.
 */
static void event_disconnect(struct link *link, struct isdn_call *call,
			     const pri_event_hangup *hangup)
{
	struct isdn_call *held = isdn_call_of(link, hangup->call_held);
	struct isdn_call *active = isdn_call_of(link, hangup->call_active);
	struct link_event event;

	isdn_event_init(&event, LINK_DISCONNECT);
	event.cause = hangup->cause > 0 ? hangup->cause : 0;
	event.inband = link->sight.inband;
	if (held && active && held != active) {
		event.held = call == held;
		event.other = call == held ? active->number : held->number;
	}
	isdn_call_blame(call, hangup->cause);
	isdn_subcmds(link, call, hangup->subcmds, NULL);
	if (is_over(call))
		return;
	isdn_call_state(link, call, LINK_ST_LEAVING);
	isdn_tell(link, call, &event);
}

/* RELEASE or its like: nothing is left to decide. */
static void event_hangup(struct link *link, struct isdn_call *call,
			 const pri_event_hangup *hangup)
{
	isdn_call_blame(call, hangup->cause);
	call->units = hangup->aoc_units;
	isdn_call_state(link, call, LINK_ST_CLEARING);
	pri_hangup(link->pri, call->stack, hangup->cause);
	isdn_calls_sweep(link);
}

/* libpri has freed its record already. */
static void event_hangup_ack(struct link *link, struct isdn_call *call,
			     const pri_event_hangup *hangup)
{
	call->units = hangup->aoc_units;
	isdn_call_gone(link, call, hangup->cause);
}

/* libpri's record of the call an event is about, NULL. */
static const q931_call *event_stack(const pri_event *event)
{
	switch (event->e) {
	case PRI_EVENT_SETUP_ACK:
		return event->setup_ack.call;
	case PRI_EVENT_PROCEEDING:
	case PRI_EVENT_PROGRESS:
		return event->proceeding.call;
	case PRI_EVENT_RINGING:
		return event->ringing.call;
	case PRI_EVENT_ANSWER:
		return event->answer.call;
	case PRI_EVENT_CONNECT_ACK:
		return event->connect_ack.call;
	case PRI_EVENT_INFO_RECEIVED:
		return event->ring.call;
	case PRI_EVENT_KEYPAD_DIGIT:
		return event->digit.call;
	case PRI_EVENT_NOTIFY:
		return event->notify.call;
	case PRI_EVENT_HANGUP_REQ:
	case PRI_EVENT_HANGUP:
	case PRI_EVENT_HANGUP_ACK:
		return event->hangup.call;
	case PRI_EVENT_FACILITY:
		return event->facility.call;
	default:
		return NULL;
	}
}

static void event_of_call(struct link *link, struct isdn_call *call,
			  const pri_event *event)
{
	switch (event->e) {
	case PRI_EVENT_SETUP_ACK:
		event_answer(link, call, LINK_MORE, LINK_ST_DIALLING,
			     event->setup_ack.channel,
			     event->setup_ack.progressmask,
			     event->setup_ack.subcmds);
		break;
	case PRI_EVENT_PROCEEDING:
		event_answer(link, call, LINK_PROCEEDING, LINK_ST_GOING,
			     event->proceeding.channel,
			     event->proceeding.progressmask,
			     event->proceeding.subcmds);
		break;
	case PRI_EVENT_PROGRESS:
		event_progress(link, call, &event->proceeding);
		break;
	case PRI_EVENT_RINGING:
		event_answer(link, call, LINK_ALERTING, LINK_ST_RINGING,
			     event->ringing.channel,
			     event->ringing.progressmask,
			     event->ringing.subcmds);
		break;
	case PRI_EVENT_ANSWER:
		event_connect(link, call, &event->answer);
		break;
	case PRI_EVENT_CONNECT_ACK:
		event_connect_ack(link, call, event->connect_ack.subcmds);
		break;
	case PRI_EVENT_INFO_RECEIVED:
		event_digits(link, call, event->ring.callednum,
			     event->ring.complete, event->ring.subcmds);
		break;
	case PRI_EVENT_KEYPAD_DIGIT:
		event_digits(link, call, event->digit.digits, false,
			     event->digit.subcmds);
		break;
	case PRI_EVENT_NOTIFY:
		event_notify(link, call, &event->notify);
		break;
	case PRI_EVENT_HANGUP_REQ:
		event_disconnect(link, call, &event->hangup);
		break;
	case PRI_EVENT_HANGUP:
		event_hangup(link, call, &event->hangup);
		break;
	case PRI_EVENT_FACILITY:
		isdn_subcmds(link, call, event->facility.subcmds, NULL);
		break;
	}
}

/* A call that is not in the table is nobody's: libpri shall forget it. */
static void event_of_nobody(struct link *link, const pri_event *event)
{
	q931_call *stack = NULL;

	if (event->e == PRI_EVENT_HANGUP || event->e == PRI_EVENT_HANGUP_REQ)
		stack = event->hangup.call;
	link->probing = true;
	pri_destroycall(link->pri, stack);
	link->probing = false;
}

static void event_with_call(struct link *link, const q931_call *stack,
			    const pri_event *event)
{
	struct isdn_call *call = isdn_call_of(link, stack);

	if (!call) {
		event_of_nobody(link, event);
		return;
	}
	if (event->e == PRI_EVENT_HANGUP_ACK)
		event_hangup_ack(link, call, &event->hangup);
	isdn_calls_sweep(link);
	if (call->stack)
		event_of_call(link, call, event);
}

static void event_of_link(struct link *link, const pri_event *event)
{
	isdn_calls_sweep(link);
	switch (event->e) {
	case PRI_EVENT_DCHAN_UP:
	case PRI_EVENT_DCHAN_DOWN:
		link_up(link, event->e == PRI_EVENT_DCHAN_UP);
		break;
	case PRI_EVENT_CONFIG_ERR:
		link_fault(link, event->err.err);
		break;
	case PRI_EVENT_RING:
		event_setup(link, &event->ring);
		break;
	case PRI_EVENT_RESTART:
	case PRI_EVENT_RESTART_ACK:
		isdn_event_restart(link, event);
		break;
	case PRI_EVENT_SERVICE:
		isdn_event_service(link, event->service.channel,
				   event->service.changestatus);
		break;
	case PRI_EVENT_HOLD:
	case PRI_EVENT_HOLD_ACK:
	case PRI_EVENT_HOLD_REJ:
	case PRI_EVENT_RETRIEVE:
	case PRI_EVENT_RETRIEVE_ACK:
	case PRI_EVENT_RETRIEVE_REJ:
		isdn_event_hold(link, event);
		break;
	default:
		break;
	}
}

void isdn_event(struct link *link, const pri_event *event)
{
	const q931_call *stack = event_stack(event);
	pri_event copy = *event;

	if (stack)
		event_with_call(link, stack, &copy);
	else
		event_of_link(link, &copy);
}
