/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger.h - which B channel belongs to which call
 *
 * A channel has at most one owner. Who asks for a channel and is not yet
 * answered has proposed it: the network's call goes first (Q.931 clause 5.7),
 * the proposal is then void and its owner waits for another channel.
 */
#ifndef HOLDLINE_DRIVERS_PRI_LEDGER_H
#define HOLDLINE_DRIVERS_PRI_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Time slots of an E1 beside slot 0 (ITU-T G.704). */
#define ISDN_CHANNELS_MAX 31

/* clang-format off */
/* id, wire word, meaning */
#define ISDN_CHANNEL_STATES(X)                                                 \
	X(FREE,       "free",       "idle")                                    \
	X(PROPOSED,   "proposed",   "asked for, the far side may say another") \
	X(TAKEN,      "taken",      "belongs to a call")                       \
	X(RESTARTING, "restarting", "RESTART sent, not yet acknowledged")      \
	X(OUT,        "out",        "RESTART was not acknowledged: not used")

enum isdn_channel_state {
#define X(id, word, meaning) ISDN_CHANNEL_##id,
	ISDN_CHANNEL_STATES(X)
#undef X
	ISDN_CHANNEL_STATE_COUNT
};
/* clang-format on */

/**
 * struct isdn_ledger - the channels of a D-channel
 * @count:      how many
 * @descending: search from the highest: the user side
 * @channel:    in ascending order of number; owner 0: nobody
 */
struct isdn_ledger {
	unsigned count;
	bool descending;
	struct isdn_channel {
		uint8_t number;
		uint8_t state;
		uint32_t owner;
	} channel[ISDN_CHANNELS_MAX];
};

/**
 * isdn_ledger_init() - every channel free
 * @ledger:     is filled
 * @map:        numbers 1-31, ascending, each once
 * @count:      1 to ISDN_CHANNELS_MAX
 * @descending: search from the highest, so that both sides of an interface
 *              seldom choose the same
 *
 * Return: 0, -EINVAL when the map is not as said.
 */
int isdn_ledger_init(struct isdn_ledger *ledger, const uint8_t *map,
		     unsigned count, bool descending);

/**
 * isdn_ledger_find() - the row of a channel
 *
 * Return: the row, NULL when there is no such channel.
 */
struct isdn_channel *isdn_ledger_find(struct isdn_ledger *ledger,
				      unsigned number);

/**
 * isdn_ledger_search() - a free channel
 *
 * Return: its number, 0 when none is free.
 */
unsigned isdn_ledger_search(const struct isdn_ledger *ledger);

/**
 * isdn_ledger_take() - give a channel to a call
 * @number: which
 * @owner:  the call, not 0
 * @state:  PROPOSED or TAKEN
 *
 * An owner may take its own channel again, with another state.
 *
 * Return: 0, -ENOENT no such channel, -EBUSY somebody else's or not in use.
 */
int isdn_ledger_take(struct isdn_ledger *ledger, unsigned number,
		     uint32_t owner, enum isdn_channel_state state);

/**
 * isdn_ledger_free() - give a channel back
 * @number: which; 0 and unknown ones are ignored
 * @owner:  who has it: nobody frees the channel of another
 */
void isdn_ledger_free(struct isdn_ledger *ledger, unsigned number,
		      uint32_t owner);

/**
 * isdn_ledger_count() - channels in a state
 */
unsigned isdn_ledger_count(const struct isdn_ledger *ledger,
			   enum isdn_channel_state state);

/**
 * isdn_ledger_check() - what must always be so
 * @why:  receives a sentence when it is not
 * @size: of @why
 *
 * Return: 0, -EPROTO.
 */
int isdn_ledger_check(const struct isdn_ledger *ledger, char *why, size_t size);

/** isdn_channel_state_name() - wire word; "?" outside the list. */
const char *isdn_channel_state_name(enum isdn_channel_state value);

#endif
