/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channels.c - a call gets, keeps and gives back its B channel
 *
 * In:  a channel somebody named, or none.
 * Out: the ledger changed; CHANNEL for a call whose proposal is void.
 * Not: the ledger's own rules - ledger.c.
 *
 * Q.931 clause 5.7: when both sides chose the same channel at the same time,
 * the network's call has it. On the user side a channel that we only proposed
 * therefore goes to the call that comes in, and our own call waits for the
 * channel the network will name; on the network side a channel that is taken
 * is answered with another one.
 */
#include "stack.h"

#include <errno.h>

int isdn_channel_word(const struct isdn_call *call)
{
	return (int)call->channel | call->interface;
}

void isdn_channel_drop(struct link *link, struct isdn_call *call)
{
	unsigned number = call->channel;
	struct isdn_channel *channel;

	call->channel = 0;
	call->confirmed = false;
	isdn_ledger_free(&link->ledger, number, call->number);

	/* A restart was asked for while the call still had it. */
	channel = isdn_ledger_find(&link->ledger, number);
	if (channel && channel->state == ISDN_CHANNEL_FREE &&
	    link->restart_wanted & 1u << number)
		channel->state = ISDN_CHANNEL_RESTARTING;
}

/* The proposal of @channel's owner is void. */
static void proposal_void(struct link *link, struct isdn_channel *channel)
{
	struct isdn_call *loser = isdn_call_find(link, channel->owner);
	struct link_event event;

	if (!loser)
		return;
	isdn_log(link, LINK_LOG_INFO,
		 "channel %u was chosen by both sides, call %u waits",
		 channel->number, loser->number);
	isdn_channel_drop(link, loser);
	isdn_event_init(&event, LINK_CHANNEL);
	isdn_tell(link, loser, &event);
}

/* 0, or the cause why the call cannot have this channel. */
static int channel_grant(struct link *link, struct isdn_call *call,
			 unsigned number)
{
	struct isdn_channel *channel = isdn_ledger_find(&link->ledger, number);

	if (!channel)
		return ISDN_CAUSE_NO_SUCH_CHANNEL;
	if (channel->state == ISDN_CHANNEL_PROPOSED &&
	    channel->owner != call->number)
		proposal_void(link, channel);
	/* The far side uses it: so it is not out. */
	if (channel->state == ISDN_CHANNEL_OUT)
		channel->state = ISDN_CHANNEL_FREE;
	if (channel->state != ISDN_CHANNEL_FREE &&
	    channel->owner != call->number)
		return ISDN_CAUSE_CHANNEL_TAKEN;

	if (call->channel != number)
		isdn_channel_drop(link, call);
	if (isdn_ledger_take(&link->ledger, number, call->number,
			     ISDN_CHANNEL_TAKEN))
		return ISDN_CAUSE_CHANNEL_TAKEN;
	call->channel = number;
	call->confirmed = true;
	return 0;
}

int isdn_channel_move(struct link *link, struct isdn_call *call,
		      unsigned number, bool exclusive)
{
	int cause = ISDN_CAUSE_NO_CHANNEL;
	unsigned other;

	if (number) {
		cause = channel_grant(link, call, number);
		if (!cause || exclusive)
			return cause;
	}
	other = isdn_ledger_search(&link->ledger);
	return other ? channel_grant(link, call, other) : ISDN_CAUSE_NO_CHANNEL;
}

bool isdn_channel_heard(struct link *link, struct isdn_call *call, int word)
{
	unsigned number = (unsigned)word & STACK_CHANNEL;
	unsigned before = call->channel;
	struct link_event event;

	if (word == -1 || !number || number == STACK_ANY) {
		if (before)
			call->confirmed = true;
		return before != 0;
	}
	if (call->confirmed && number == before)
		return true;
	if (channel_grant(link, call, number))
		return false;

	call->interface = word & STACK_INTERFACE;
	if (number != before) {
		isdn_event_init(&event, LINK_CHANNEL);
		isdn_tell(link, call, &event);
	}
	return true;
}
