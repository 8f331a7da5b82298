/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * can.c - what can be done at a line now, and what comes of it
 *
 * In:  the model, read only; the feature table.
 * Out: keys with sentences.
 * Not: doing it - keys.c.
 */
#include "can.h"

#include <stdio.h>
#include <string.h>

#include "tools/demo/doing.h"

#define ROOM 61 /* columns behind name and key on a screen 80 wide */

/* clang-format off */
static const char *const op_words[HL_OP_COUNT] = {
#define X(id, wire, meaning) meaning,
	HL_OPS(X)
#undef X
};

static const char *const gesture_words[HL_GESTURE_COUNT] = {
	[HL_GESTURE_LIFT] = "lift",
	[HL_GESTURE_FLASH] = "flash",
	[HL_GESTURE_HANGUP] = "hang up",
	[HL_GESTURE_DIGIT] = "dial",
};
/* clang-format on */

/* A line, its calls, and who is at their other ends. */
struct place {
	const struct hl_model *model;
	const struct hl_line_state *state;
	const struct hl_call_state *active;
	const struct hl_call_state *held;
	const char *active_party;
	const char *held_party;
	const char *last_party; /* conference: who was added last */
	const char *first_party;
};

static void members_find(struct place *p)
{
	unsigned most = 0;

	p->first_party = "";
	p->last_party = "";
	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *call =
			hl_model_call(p->model, p->state->calls[i]);

		if (!call || call->state != HL_CALL_CONFERENCED)
			continue;
		if (call->order > most) {
			most = call->order;
			p->last_party = doing_party(p->model, call);
		}
		if (call->order == 1)
			p->first_party = doing_party(p->model, call);
	}
}

static void place_find(struct place *p, const struct hl_model *model,
		       hl_line line)
{
	p->model = model;
	p->state = hl_model_line(model, line);
	p->active = hl_model_call(model, hl_model_active(model, line));
	if (!p->active)
		p->active = hl_model_call(model, p->state->calls[0]);
	p->held = doing_held(model, line);
	p->active_party = doing_party(model, p->active);
	p->held_party = doing_party(model, p->held);
	members_find(p);
}

static bool is_trunk(const struct hl_model *model, const char *name)
{
	const struct hl_line_state *state =
		hl_model_line(model, hl_model_find(model, name));

	return state && state->set.kind == HL_KIND_TRUNK;
}

/* Two trunks are connected with each other only where the line allows it. */
static bool may_connect(const struct place *p, const char *a, const char *b)
{
	if (!*a || !*b)
		return false;
	if (!is_trunk(p->model, a) || !is_trunk(p->model, b))
		return true;
	return p->state->set.switches & 1u << HL_SWITCH_TRUNKS;
}

static void leave_print(const struct place *p, char *ret, size_t size)
{
	const char *held = p->held_party;

	switch ((enum hl_onhook)p->state->set.onhook_held) {
	case HL_ONHOOK_DROP:
		snprintf(ret, size, "hang up: %s is released (onhook_held = "
			 "drop)", held);
		return;
	case HL_ONHOOK_TRANSFER:
		if (may_connect(p, held, p->active_party)) {
			snprintf(ret, size, "hang up: %s and %s are connected "
				 "(onhook_held = transfer)", held,
				 p->active_party);
			return;
		}
		break;
	case HL_ONHOOK_RECALL:
	case HL_ONHOOK_COUNT:
		break;
	}
	snprintf(ret, size, "hang up: %s rings again with %s (onhook_held = "
		 "%s)", p->state->set.name, held,
		 hl_onhook_name(p->state->set.onhook_held));
}

/* Who a transfer connects; what happens when it may not be. */
static void connect_print(const struct place *p, const char *says, char *ret,
			  size_t size)
{
	bool conference = p->first_party[0];
	const char *a = conference ? p->first_party : p->held_party;
	const char *b = conference ? p->last_party : p->active_party;

	if (may_connect(p, a, b))
		snprintf(ret, strlen(says) + strlen(a) + strlen(b) + 8 > ROOM
				      ? strlen(says) + 1
				      : size,
			 "%s (%s and %s)", says, a, b);
	else if (conference)
		snprintf(ret, size, "hang up: %s and %s are released "
			 "(trunk_transfer = no)", a, b);
	else
		leave_print(p, ret, size);
}

static void with_party(const char *says, const char *party, char *ret,
		       size_t size)
{
	if (*party && strlen(says) + strlen(party) + 3 <= ROOM)
		snprintf(ret, size, "%s (%s)", says, party);
	else
		snprintf(ret, size, "%s", says);
}

static void op_print(const struct place *p, enum hl_op op, const char *says,
		     char *ret, size_t size)
{
	switch (op) {
	case HL_OP_ANSWER:
	case HL_OP_CONSULT:
		with_party(says, p->active_party, ret, size);
		return;
	case HL_OP_RETRIEVE:
	case HL_OP_UNHOLD:
	case HL_OP_SWAP:
		with_party(says, p->held_party, ret, size);
		return;
	case HL_OP_JOIN:
		snprintf(ret, size, "%s (%s, %s and %s)", says,
			 p->state->set.name, p->held_party, p->active_party);
		return;
	case HL_OP_DROPLAST:
		with_party(says, p->last_party, ret, size);
		return;
	case HL_OP_CONNECT:
		connect_print(p, says, ret, size);
		return;
	case HL_OP_LEAVE:
	case HL_OP_RECALL:
		leave_print(p, ret, size);
		return;
	case HL_OP_IGNORE:
	case HL_OP_ORIGINATE:
	case HL_OP_COLLECT:
	case HL_OP_CLEAR:
	case HL_OP_BRIDGE:
	case HL_OP_TAKE:
	case HL_OP_LEAVEWAITING:
	case HL_OP_ORDER:
	case HL_OP_ORDERED:
	case HL_OP_RESUME:
	case HL_OP_LEAVEORDER:
	case HL_OP_AGAIN:
	case HL_OP_REJECT:
	case HL_OP_DROPTAKE:
	case HL_OP_TAKEJOIN:
	case HL_OP_DROPHELD:
	case HL_OP_TRUNKFLASH:
	case HL_OP_COUNT:
		break;
	}
	snprintf(ret, size, "%s", says);
}

static bool gesture_find(const struct place *p, enum hl_situation situation,
			 enum hl_gesture gesture, const char *key,
			 struct can *ret)
{
	const struct hl_feature *row = hl_feature_find(
		p->state->set.procedure, situation, gesture);
	enum hl_op op = hl_feature_op(row, p->state->set.switches);
	char other[96];
	const char *says = row->says;

	if (op == HL_OP_IGNORE)
		return false;
	if (op != row->op) {
		/* The table's words are for the other operation. */
		snprintf(other, sizeof(other), "%s: %s",
			 gesture_words[gesture], op_words[op]);
		says = other;
	}
	ret->key = key;
	op_print(p, op, says, ret->text, sizeof(ret->text));
	return true;
}

const char *can_outside(enum hl_sim_phase phase)
{
	switch (phase) {
	case HL_SIM_PHASE_IDLE:
		return "outside calls in";
	case HL_SIM_PHASE_RINGING:
		return "outside gives up its call";
	case HL_SIM_PHASE_ALERTING:
		return "outside answers, or gives up";
	case HL_SIM_PHASE_TALKING:
		return "outside hangs up";
	case HL_SIM_PHASE_SEIZED:
	case HL_SIM_PHASE_DIALING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_GONE:
	case HL_SIM_PHASE_COUNT:
		break;
	}
	return NULL;
}

unsigned can_find(const struct hl_model *model, hl_line line,
		  enum hl_sim_phase phase, struct can *ret)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	enum hl_situation situation;
	struct place place;
	unsigned n = 0;

	if (!state || state->service != HL_SERVICE_READY)
		return 0;
	if (state->set.kind == HL_KIND_TRUNK) {
		const char *text = can_outside(phase);

		if (!text)
			return 0;
		ret->key = "x";
		snprintf(ret->text, sizeof(ret->text), "%s", text);
		return 1;
	}
	place_find(&place, model, line);
	situation = hl_model_situation(model, line);
	if (!state->hook.lifted)
		return gesture_find(&place, situation, HL_GESTURE_LIFT, "h",
				    ret);
	n += gesture_find(&place, situation, HL_GESTURE_DIGIT, "0-9", ret);
	n += gesture_find(&place, situation, HL_GESTURE_FLASH, "f", ret + n);
	n += gesture_find(&place, situation, HL_GESTURE_HANGUP, "h", ret + n);
	return n;
}
