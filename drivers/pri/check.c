/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.c - look at a link, and at what must always be so
 *
 * In:  a link, at any moment between two operations.
 * Out: a call's state; a sentence when a channel is seized by nobody.
 * Not: mending it.
 */
#include "stack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct isdn_call *call_at(const struct link *link,
				       link_call number)
{
	const struct isdn_call *call = &link->calls[number % LINK_CALLS_MAX];

	return number && call->number == number ? call : NULL;
}

int link_look(const struct link *link, link_call number, struct link_look *ret)
{
	const struct isdn_call *call = call_at(link, number);

	memset(ret, 0, sizeof(*ret));
	if (!call || !call->stack)
		return -ENOENT;
	ret->state = call->state;
	ret->phase = call->phase;
	ret->channel = call->channel;
	return 0;
}

link_call link_call_at(const struct link *link, unsigned channel)
{
	unsigned i;

	for (i = 0; i < link->ledger.count; i++)
		if (link->ledger.channel[i].number == channel)
			return link->ledger.channel[i].owner;
	return LINK_NO_CALL;
}

unsigned link_channels(const struct link *link, enum isdn_channel_state state)
{
	return isdn_ledger_count(&link->ledger, state);
}

unsigned link_calls(const struct link *link)
{
	unsigned i, n = 0;

	for (i = 0; i < LINK_CALLS_MAX; i++)
		n += link->calls[i].number != LINK_NO_CALL;
	return n;
}

static int fault(const struct isdn_call *call, const char *what, char *why,
		 size_t size)
{
	snprintf(why, size, "call %u (%s, %s, channel %u): %s", call->number,
		 link_state_name(call->state), link_phase_name(call->phase),
		 call->channel, what);
	return -EPROTO;
}

static int call_check(const struct link *link, const struct isdn_call *call,
		      char *why, size_t size)
{
	if (!call->stack && !link->gone)
		return fault(call, "is gone and nobody is told", why, size);
	if (call->channel && link_call_at(link, call->channel) != call->number)
		return fault(call, "does not own its channel", why, size);
	if (call->stack && call->phase == LINK_PH_HELD && call->channel)
		return fault(call, "is held and has a channel", why, size);
	if (call->stack && call->state == LINK_ST_CLEARING &&
	    call->state_due == HL_NEVER)
		return fault(call, "clears without a limit", why, size);
	return 0;
}

int link_check(const struct link *link, char *why, size_t size)
{
	const struct isdn_channel *channel;
	const struct isdn_call *call;
	unsigned i;
	int r = isdn_ledger_check(&link->ledger, why, size);

	for (i = 0; r == 0 && i < LINK_CALLS_MAX; i++)
		if (link->calls[i].number)
			r = call_check(link, &link->calls[i], why, size);
	for (i = 0; r == 0 && i < link->ledger.count; i++) {
		channel = &link->ledger.channel[i];
		call = call_at(link, channel->owner);
		if (channel->owner &&
		    (!call || call->channel != channel->number)) {
			snprintf(why, size, "channel %u is seized by nobody",
				 channel->number);
			r = -EPROTO;
		}
	}
	return r;
}
