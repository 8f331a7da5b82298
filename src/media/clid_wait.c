/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_wait.c - caller ID to a telephone in a call, step by step
 *
 * In:  time, and the digits of the telephone.
 * Out: a state: what it is to hear, and whether the conversation is cut off.
 * Not: the sounds - clid_send.c; who is waiting - the model.
 *
 * The telephone mutes itself when it hears the alerting tone, and answers
 * with a digit when it can take data. One that does not answer gets none:
 * data at an ear is noise.
 */
#include <string.h>

#include "holdline/clid.h"

/* clang-format off */
static const struct hl_cwid_plan plans[HL_CLID_COUNT] = {
	/*                    answer tone CAS             wait pause restore */
	[HL_CLID_BELLCORE] = { "AD", 300, HL_CLID_CAS_MS, 160, 100,  60,
		"tone and CAS Asterisk, GR-30-CORE; wait, pause (45-575) and restore Lantiq" },
	[HL_CLID_ETSI] =     { "D",  300, HL_CLID_CAS_MS, 160, 100,  60,
		"EN 300 659-2 as Lantiq has it; tone as Bellcore" },
};
/* clang-format on */

static const struct {
	const char *name;
	enum hl_cwid_play play;
	bool muted;
} states[HL_CWID_COUNT] = {
#define X(id, wire, play, muted, meaning)                                      \
	[HL_CWID_##id] = { wire, HL_CWID_PLAY_##play, muted },
	HL_CWID_STATES(X)
#undef X
};

/* where time leads; DONE and FAILED stay */
static const enum hl_cwid_state after[HL_CWID_COUNT] = {
	[HL_CWID_TONE] = HL_CWID_CAS,     [HL_CWID_CAS] = HL_CWID_ACK,
	[HL_CWID_ACK] = HL_CWID_FAILED,   [HL_CWID_PAUSE] = HL_CWID_DATA,
	[HL_CWID_DATA] = HL_CWID_RESTORE, [HL_CWID_RESTORE] = HL_CWID_DONE,
	[HL_CWID_DONE] = HL_CWID_DONE,    [HL_CWID_FAILED] = HL_CWID_FAILED,
};

const struct hl_cwid_plan *hl_cwid_plan(enum hl_clid_kind kind)
{
	if ((unsigned)kind >= HL_CLID_COUNT || !plans[kind].ack)
		return NULL;
	return &plans[kind];
}

static void state_enter(struct hl_cwid *cwid, enum hl_cwid_state state,
			hl_usec now)
{
	const struct hl_cwid_plan *plan = cwid->plan;
	const hl_msec length[HL_CWID_COUNT] = {
		[HL_CWID_TONE] = plan->tone_ms,
		[HL_CWID_CAS] = plan->cas_ms,
		[HL_CWID_ACK] = plan->wait_ms,
		[HL_CWID_PAUSE] = plan->pause_ms,
		[HL_CWID_DATA] = cwid->data_ms,
		[HL_CWID_RESTORE] = plan->restore_ms,
	};

	cwid->state = state;
	cwid->deadline = now + HL_MS(length[state]);
	if (after[state] == state)
		cwid->deadline = HL_NEVER;
}

void hl_cwid_begin(struct hl_cwid *cwid, const struct hl_cwid_plan *plan,
		   hl_msec data_ms, hl_usec now)
{
	cwid->plan = plan;
	cwid->data_ms = data_ms;
	state_enter(cwid, plan->tone_ms ? HL_CWID_TONE : HL_CWID_CAS, now);
}

bool hl_cwid_time(struct hl_cwid *cwid, hl_usec now)
{
	if (now < cwid->deadline || cwid->deadline == HL_NEVER)
		return false;
	state_enter(cwid, after[cwid->state], now);
	return true;
}

bool hl_cwid_digit(struct hl_cwid *cwid, char digit, hl_usec now)
{
	if (cwid->state != HL_CWID_ACK || !digit ||
	    !strchr(cwid->plan->ack, digit))
		return false;
	state_enter(cwid, HL_CWID_PAUSE, now);
	return true;
}

enum hl_cwid_play hl_cwid_play(enum hl_cwid_state state)
{
	return states[state].play;
}

bool hl_cwid_is_muted(enum hl_cwid_state state)
{
	return states[state].muted;
}

const char *hl_cwid_name(enum hl_cwid_state state)
{
	return (unsigned)state < HL_CWID_COUNT ? states[state].name : "?";
}
