/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * primary.c - a telephone closes its loop to be told who calls, step by step
 *
 * In:  time, and the edges of the loop.
 * Out: a state: what the line is to do, and whether the call is answered.
 * Not: the sound - announce.c; who acts on it - a driver.
 *
 * Contacts bounce, so an edge alone moves little: what is told when the loop
 * was closed for long enough is decided by the loop at the end of each step,
 * and a loop that closes again in the gap was not opened.
 */
#include "holdline/primary.h"

#include "holdline/clid.h"
#include "holdline/zone.h"

static const struct {
	const char *name;
	enum hl_primary_play play;
	enum hl_primary_state closed;
	enum hl_primary_state open;
	enum hl_primary_state closing;
	enum hl_primary_state opening;
} states[HL_PRIMARY_COUNT] = {
#define X(id, wire, play, closed, open, closing, opening, meaning)             \
	[HL_PRIMARY_##id] = { wire,                                            \
			      HL_PRIMARY_PLAY_##play,                          \
			      HL_PRIMARY_##closed,                             \
			      HL_PRIMARY_##open,                               \
			      HL_PRIMARY_##closing,                            \
			      HL_PRIMARY_##opening },
	HL_PRIMARY_STATES(X)
#undef X
};

const struct hl_ring_plan *hl_primary_car(void)
{
	static const struct hl_ring_plan car = {
		.step_ms = { HL_CLID_CAR_MS, HL_CLID_CAR_MS },
		.count = 2,
	};

	return &car;
}

/* A message is waited for once, however often the contact moves. */
static hl_usec deadline_of(struct hl_primary *primary, hl_usec now)
{
	const struct hl_clid_timing *timing =
		hl_clid_timing(HL_CLID_PLACE_CAR);
	const hl_msec length[HL_PRIMARY_COUNT] = {
		[HL_PRIMARY_REVERSED] = timing->wait_ms,
		[HL_PRIMARY_CALL] = 2 * HL_CLID_CAR_MS * HL_CLID_CAR_COUNT,
		[HL_PRIMARY_ANSWER] = timing->silence_ms,
		[HL_PRIMARY_DATA] = primary->data_ms,
		[HL_PRIMARY_GAP] = timing->gap_ms,
	};

	if (hl_primary_is_over(primary))
		return HL_NEVER;
	if (primary->state != HL_PRIMARY_WAIT)
		return now + HL_MS(length[primary->state]);
	if (!primary->limit)
		primary->limit = now + HL_MS(HL_PRIMARY_RECEIVED_MS);
	return primary->limit;
}

static bool state_enter(struct hl_primary *primary, enum hl_primary_state state,
			hl_usec now)
{
	if (state == primary->state)
		return false;
	primary->state = state;
	primary->deadline = deadline_of(primary, now);
	return true;
}

void hl_primary_begin(struct hl_primary *primary, hl_msec data_ms, hl_usec now)
{
	*primary = (struct hl_primary){ .state = HL_PRIMARY_REVERSED,
					.data_ms = data_ms };
	primary->deadline = deadline_of(primary, now);
}

bool hl_primary_time(struct hl_primary *primary, hl_usec now)
{
	if (primary->deadline == HL_NEVER || now < primary->deadline)
		return false;
	return state_enter(primary,
			   primary->closed ? states[primary->state].closed
					   : states[primary->state].open,
			   now);
}

bool hl_primary_loop(struct hl_primary *primary, bool closed, hl_usec now)
{
	if (primary->closed == closed)
		return false;
	primary->closed = closed;
	return state_enter(primary,
			   closed ? states[primary->state].closing
				  : states[primary->state].opening,
			   now);
}

enum hl_primary_play hl_primary_play(const struct hl_primary *primary)
{
	return states[primary->state].play;
}

bool hl_primary_is_over(const struct hl_primary *primary)
{
	return primary->state == HL_PRIMARY_RING ||
	       primary->state == HL_PRIMARY_LIFT;
}

const char *hl_primary_name(enum hl_primary_state state)
{
	return (unsigned)state < HL_PRIMARY_COUNT ? states[state].name : "?";
}
