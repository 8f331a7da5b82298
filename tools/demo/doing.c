/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doing.c - what is going on at a line, in the words of a bystander
 *
 * In:  the model, read only.
 * Out: a few words, the call they are about, a look for pictures.
 * Not: what can be done now - ../console/can.c.
 */
#include "doing.h"

#include <string.h>

/* How each situation of a telephone reads; %s is the other party. */
/* clang-format off */
static const struct {
	enum timeline_look look;
	bool party;
	const char *words;
} by_situation[HL_SITUATION_COUNT] = {
	[HL_SIT_RESTING]      = { TIMELINE_REST,  false, "" },
	[HL_SIT_RINGING]      = { TIMELINE_RING,  true,  "RINGING, " },
	[HL_SIT_RECALLED]     = { TIMELINE_RING,  true,  "RINGS BACK, " },
	[HL_SIT_DIALTONE]     = { TIMELINE_TONE,  false, "dial tone" },
	[HL_SIT_DIALING]      = { TIMELINE_TONE,  false, "dials" },
	[HL_SIT_CALLING]      = { TIMELINE_CALL,  true,  "calling " },
	[HL_SIT_FAILED]       = { TIMELINE_FAULT, false, "" },
	[HL_SIT_TALKING]      = { TIMELINE_TALK,  true,  "talking to " },
	[HL_SIT_HOLDING]      = { TIMELINE_HOLD,  true,  "holding " },
	[HL_SIT_ASK_DIALTONE] = { TIMELINE_TONE,  false, "asking, dial tone" },
	[HL_SIT_ASK_DIALING]  = { TIMELINE_TONE,  false, "asking, dials" },
	[HL_SIT_ASK_CALLING]  = { TIMELINE_CALL,  true,  "asking, calls " },
	[HL_SIT_ASK_FAILED]   = { TIMELINE_FAULT, false, "asking, " },
	[HL_SIT_ASK_TALKING]  = { TIMELINE_TALK,  true,  "asking " },
	[HL_SIT_THROUGH]      = { TIMELINE_TALK,  true,  "talking to " },
	[HL_SIT_CONFERENCE]   = { TIMELINE_TALK,  false, "three talk" },
	[HL_SIT_SILENT]       = { TIMELINE_IDLE,  false, "left off hook" },
};
/* clang-format on */

const char *doing_party(const struct hl_model *model,
			const struct hl_call_state *call)
{
	const struct hl_call_state *peer;

	if (!call)
		return "";
	peer = hl_model_call(model, call->peer);
	if (peer)
		return hl_model_line(model, peer->line)->set.name;
	return call->party;
}

const struct hl_call_state *doing_held(const struct hl_model *model,
				       hl_line line)
{
	const struct hl_line_state *state = hl_model_line(model, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *call =
			hl_model_call(model, state->calls[i]);

		if (call && hl_call_state_is_hold(call->state))
			return call;
	}
	return NULL;
}

static bool service_find(const struct hl_line_state *state, struct doing *ret)
{
	if (state->service == HL_SERVICE_READY)
		return false;
	ret->look = TIMELINE_FAULT;
	snprintf(ret->words, sizeof(ret->words), "%s",
		 state->service == HL_SERVICE_ABSENT ? "unplugged" : "alarm");
	return true;
}

/* The call that a telephone's situation is about. */
static const struct hl_call_state *main_call(const struct hl_model *model,
					     hl_line line)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	const struct hl_call_state *call =
		hl_model_call(model, hl_model_active(model, line));

	if (!call)
		call = doing_held(model, line);
	return call ? call : hl_model_call(model, state->calls[0]);
}

static void station_find(const struct hl_model *model, hl_line line,
			 struct doing *ret)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	enum hl_situation situation = hl_model_situation(model, line);
	const struct hl_call_state *call = main_call(model, line);
	const char *end = "";

	ret->look = by_situation[situation].look;
	ret->call = call ? call->id : HL_NO_CALL;
	if (by_situation[situation].party)
		end = doing_party(model, call);
	else if (ret->look == TIMELINE_FAULT && call)
		end = hl_call_state_plain(call->state);
	snprintf(ret->words, sizeof(ret->words), "%s%s",
		 by_situation[situation].words, end);
	if (situation == HL_SIT_DIALING || situation == HL_SIT_ASK_DIALING)
		snprintf(ret->words + strlen(ret->words),
			 sizeof(ret->words) - strlen(ret->words), " %s",
			 state->digits);
}

/* How a trunk's call reads; the station's half may say more. */
static enum timeline_look trunk_words(const struct hl_call_state *call,
				      const char **words)
{
	switch ((enum hl_call_st)call->state) {
	case HL_CALL_OFFERING:
	case HL_CALL_ACCEPTED:
		*words = "calls in";
		return TIMELINE_CALL;
	case HL_CALL_DIALING:
		*words = "is dialled";
		return TIMELINE_TONE;
	case HL_CALL_PROCEEDING:
	case HL_CALL_RINGBACK:
		*words = "waits for ";
		return TIMELINE_CALL;
	case HL_CALL_CONNECTED:
		*words = "talking to ";
		return TIMELINE_TALK;
	case HL_CALL_CONFERENCED:
		*words = "three talk";
		return TIMELINE_TALK;
	case HL_CALL_BUSY:
	case HL_CALL_SPECIALINFO:
	case HL_CALL_DISCONNECTED:
		*words = hl_call_state_plain(call->state);
		return TIMELINE_FAULT;
	case HL_CALL_IDLE:
	case HL_CALL_DIALTONE:
	case HL_CALL_ONHOLD:
	case HL_CALL_ONHOLDPENDCONF:
	case HL_CALL_ONHOLDPENDTRANSFER:
	case HL_CALL_UNKNOWN:
	case HL_CALL_STATE_COUNT:
		break;
	}
	*words = hl_call_state_plain(call->state);
	return TIMELINE_HOLD;
}

/* A party at the far end of somebody's half: is it held, in a conference? */
static bool party_find(const struct hl_model *model,
		       const struct hl_call_state *call, struct doing *ret)
{
	const struct hl_call_state *peer = hl_model_call(model, call->peer);

	if (!peer || call->state != HL_CALL_CONNECTED)
		return false;
	if (hl_call_state_is_hold(peer->state) ||
	    peer->reason == HL_REASON_REMINDER) {
		ret->look = TIMELINE_HOLD;
		ret->call = peer->id;
		snprintf(ret->words, sizeof(ret->words), "held by %s",
			 hl_model_line(model, peer->line)->set.name);
		return true;
	}
	if (peer->state == HL_CALL_CONFERENCED) {
		ret->look = TIMELINE_TALK;
		ret->call = peer->id;
		snprintf(ret->words, sizeof(ret->words), "three talk");
		return true;
	}
	return false;
}

static void trunk_find(const struct hl_model *model, hl_line line,
		       struct doing *ret)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	const struct hl_call_state *call =
		hl_model_call(model, state->calls[0]);
	const struct hl_call_state *peer;
	const char *words = "";

	if (!call)
		return;
	peer = hl_model_call(model, call->peer);
	ret->call = peer ? peer->id : call->id;
	ret->look = trunk_words(call, &words);
	snprintf(ret->words, sizeof(ret->words), "%s%s", words,
		 words[0] && words[strlen(words) - 1] == ' '
			 ? doing_party(model, call)
			 : "");
}

void doing_find(const struct hl_model *model, hl_line line, struct doing *ret)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	const struct hl_call_state *call;

	memset(ret, 0, sizeof(*ret));
	if (!state || service_find(state, ret))
		return;
	call = hl_model_call(model, hl_model_active(model, line));
	if (call && party_find(model, call, ret)) {
		if (state->set.kind == HL_KIND_STATION)
			ret->call = call->id;
		return;
	}
	if (state->set.kind == HL_KIND_STATION)
		station_find(model, line, ret);
	else
		trunk_find(model, line, ret);
}

const char *doing_hook(const struct hl_model *model, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(model, line);

	if (!state || state->service != HL_SERVICE_READY)
		return "-";
	if (state->set.kind == HL_KIND_TRUNK)
		return state->want.loop ? "seized" : "idle";
	return state->hook.lifted ? "off" : "on";
}
