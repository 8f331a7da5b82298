/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger.c - which B channel belongs to which call
 *
 * In:  who wants a channel, who gives one back.
 * Out: at most one owner for each; a free one in the order of the side.
 * Not: telling the far side - ops.c, hold.c; restarting - restart.c.
 */
#include "ledger.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int isdn_ledger_init(struct isdn_ledger *ledger, const uint8_t *map,
		     unsigned count, bool descending)
{
	unsigned i;

	if (!map || !count || count > ISDN_CHANNELS_MAX)
		return -EINVAL;
	for (i = 0; i < count; i++)
		if (!map[i] || map[i] > ISDN_CHANNELS_MAX ||
		    (i && map[i] <= map[i - 1]))
			return -EINVAL;

	memset(ledger, 0, sizeof(*ledger));
	ledger->count = count;
	ledger->descending = descending;
	for (i = 0; i < count; i++)
		ledger->channel[i].number = map[i];
	return 0;
}

struct isdn_channel *isdn_ledger_find(struct isdn_ledger *ledger,
				      unsigned number)
{
	unsigned i;

	for (i = 0; i < ledger->count; i++)
		if (ledger->channel[i].number == number)
			return &ledger->channel[i];
	return NULL;
}

unsigned isdn_ledger_search(const struct isdn_ledger *ledger)
{
	unsigned i, at;

	for (i = 0; i < ledger->count; i++) {
		at = ledger->descending ? ledger->count - 1 - i : i;
		if (ledger->channel[at].state == ISDN_CHANNEL_FREE)
			return ledger->channel[at].number;
	}
	return 0;
}

int isdn_ledger_take(struct isdn_ledger *ledger, unsigned number,
		     uint32_t owner, enum isdn_channel_state state)
{
	struct isdn_channel *channel = isdn_ledger_find(ledger, number);

	if (!channel)
		return -ENOENT;
	if (channel->state != ISDN_CHANNEL_FREE && channel->owner != owner)
		return -EBUSY;

	channel->owner = owner;
	channel->state = (uint8_t)state;
	return 0;
}

void isdn_ledger_free(struct isdn_ledger *ledger, unsigned number,
		      uint32_t owner)
{
	struct isdn_channel *channel = isdn_ledger_find(ledger, number);

	if (!channel || !owner || channel->owner != owner)
		return;
	channel->owner = 0;
	channel->state = ISDN_CHANNEL_FREE;
}

unsigned isdn_ledger_count(const struct isdn_ledger *ledger,
			   enum isdn_channel_state state)
{
	unsigned i, n = 0;

	for (i = 0; i < ledger->count; i++)
		n += ledger->channel[i].state == state;
	return n;
}

int isdn_ledger_check(const struct isdn_ledger *ledger, char *why, size_t size)
{
	const struct isdn_channel *channel;
	bool owned;
	unsigned i, k;

	for (i = 0; i < ledger->count; i++) {
		channel = &ledger->channel[i];
		owned = channel->state == ISDN_CHANNEL_PROPOSED ||
			channel->state == ISDN_CHANNEL_TAKEN;
		if (owned != (channel->owner != 0)) {
			snprintf(why, size, "channel %u is %s, owner %u",
				 channel->number,
				 isdn_channel_state_name(channel->state),
				 channel->owner);
			return -EPROTO;
		}
		for (k = 0; owned && k < i; k++) {
			if (ledger->channel[k].owner != channel->owner)
				continue;
			snprintf(why, size, "call %u has channels %u and %u",
				 channel->owner, ledger->channel[k].number,
				 channel->number);
			return -EPROTO;
		}
	}
	return 0;
}

const char *isdn_channel_state_name(enum isdn_channel_state value)
{
	switch (value) {
#define X(id, word, meaning)                                                   \
	case ISDN_CHANNEL_##id:                                                \
		return word;
		ISDN_CHANNEL_STATES(X)
#undef X
	case ISDN_CHANNEL_STATE_COUNT:
		break;
	}
	return "?";
}
