/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * restart.c - bring B channels back to idle on both sides (Q.931 clause 5.5)
 *
 * In:  a wish to restart; RESTART and its acknowledgement; maintenance.
 * Out: calls that are over, channels free or out of use.
 * Not: when it is wise to restart.
 *
 * libpri has one RESTART under way at a time and does not tell when it gives
 * up: channels are restarted one after the other, each with a limit of ours.
 */
#include "stack.h"

#include <errno.h>

/* T316 2 min, sent twice (Q.931 5.5.1); house: 5 s more than both. */
#define RESTART_MS 245000

#define SERVICE_OUT 2 /* change status: out of service */

static void tell_channel(struct link *link, enum link_event_kind kind,
			 unsigned channel, bool held)
{
	struct link_event event;

	isdn_event_init(&event, kind);
	event.channel = channel;
	event.held = held;
	isdn_tell(link, NULL, &event);
}

/* Whoever has the channel has no call any more; libpri sends nothing. */
static void channel_clear(struct link *link, struct isdn_channel *channel)
{
	struct isdn_call *call = isdn_call_find(link, channel->owner);

	if (call)
		isdn_call_destroy(link, call, ISDN_CAUSE_TEMPORARY);
	else if (channel->state == ISDN_CHANNEL_OUT)
		channel->state = ISDN_CHANNEL_FREE;
}

int link_restart(struct link *link, unsigned number)
{
	struct isdn_channel *channel;
	unsigned i;

	if (number && !isdn_ledger_find(&link->ledger, number))
		return -ENOENT;
	if (!link->up)
		return -ENODEV;

	isdn_wall_look(link, (link->host.now)(link->host.ctx));
	for (i = 0; i < link->ledger.count; i++) {
		channel = &link->ledger.channel[i];
		if (number && channel->number != number)
			continue;
		link->restart_wanted |= 1u << channel->number;
		channel_clear(link, channel);
		if (channel->state == ISDN_CHANNEL_FREE)
			channel->state = ISDN_CHANNEL_RESTARTING;
	}
	return 0;
}

static void restart_done(struct link *link, bool done)
{
	struct isdn_channel *channel =
		isdn_ledger_find(&link->ledger, link->restart_now);
	unsigned number = link->restart_now;

	link->restart_now = 0;
	link->restart_due = HL_NEVER;
	link->restart_wanted &= ~(1u << number);
	if (channel && channel->state == ISDN_CHANNEL_RESTARTING)
		channel->state = done ? ISDN_CHANNEL_FREE : ISDN_CHANNEL_OUT;
	tell_channel(link, done ? LINK_RESTART_ACK : LINK_RESTART_FAIL, number,
		     false);
}

static void restart_next(struct link *link, hl_usec now)
{
	struct isdn_channel *channel;
	unsigned i;

	for (i = 0; i < link->ledger.count; i++) {
		channel = &link->ledger.channel[i];
		if (!(link->restart_wanted & 1u << channel->number))
			continue;
		link->restart_now = channel->number;
		if (!link->up || channel->state != ISDN_CHANNEL_RESTARTING ||
		    pri_reset(link->pri, channel->number)) {
			restart_done(link, false);
			continue;
		}
		link->restart_due = now + HL_MS(RESTART_MS);
		return;
	}
	link->restart_wanted = 0;
}

void isdn_restart_run(struct link *link, hl_usec now)
{
	if (link->restart_now && link->restart_due <= now)
		restart_done(link, false);
	if (!link->restart_now && link->restart_wanted)
		restart_next(link, now);
}

static void restart_heard(struct link *link, int word)
{
	unsigned number = word == -1 ? 0 : (unsigned)word & STACK_CHANNEL;
	struct isdn_channel *channel;
	unsigned i;

	if (number == STACK_ANY)
		number = 0;
	for (i = 0; i < link->ledger.count; i++) {
		channel = &link->ledger.channel[i];
		if (!number || channel->number == number)
			channel_clear(link, channel);
	}
	/* The whole interface: held calls have no channel and go too. */
	for (i = 0; !number && i < LINK_CALLS_MAX; i++)
		if (link->calls[i].number && link->calls[i].stack)
			isdn_call_destroy(link, &link->calls[i],
					  ISDN_CAUSE_TEMPORARY);
	tell_channel(link, LINK_RESTART, number, false);
}

void isdn_event_restart(struct link *link, const pri_event *event)
{
	unsigned number;

	if (event->e == PRI_EVENT_RESTART) {
		restart_heard(link, event->restart.channel);
		return;
	}
	number = event->restartack.channel == -1
			 ? 0
			 : (unsigned)event->restartack.channel & STACK_CHANNEL;
	if (link->restart_now &&
	    (!number || number == STACK_ANY || number == link->restart_now))
		restart_done(link, true);
}

void isdn_event_service(struct link *link, int word, int status)
{
	unsigned number = (unsigned)word & STACK_CHANNEL;
	struct isdn_channel *channel = isdn_ledger_find(&link->ledger, number);
	bool out = status == SERVICE_OUT;

	if (!channel)
		return;
	if (out && channel->state == ISDN_CHANNEL_FREE)
		channel->state = ISDN_CHANNEL_OUT;
	else if (!out && channel->state == ISDN_CHANNEL_OUT)
		channel->state = ISDN_CHANNEL_FREE;
	tell_channel(link, LINK_SERVICE, number, out);
}
