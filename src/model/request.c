/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - operations that a program asks for: the table
 *
 * In:  a request event.
 * Out: the operation done, and exactly one reply.
 * Not: who may ask - the control room.
 *
 * The questions come in one order for all: is the handle good, can the line
 * do it at all (OPERATIONUNAVAIL), is the call in a state for it
 * (INVALCALLSTATE), is there room (CALLUNAVAIL, CONFERENCEFULL), do the
 * arguments make sense. The feature word asks the same table without
 * arguments: what it shows is done, and what it hides is refused.
 */
#include "judge.h"

enum state_value {
#define X(id, value, ...) V_##id = value,
	HL_CALL_STATES(X)
#undef X
};

#define HOLDS (V_ONHOLD | V_ONHOLDPENDTRANSFER | V_ONHOLDPENDCONF)
#define ANY   (0xffffu & ~(unsigned)V_IDLE)
#define LIVE  (ANY & ~(unsigned)V_DISCONNECTED)

#define ON(id) (1u << HL_SWITCH_##id)
#define HOLD_ON ON(HOLD)
#define ASK_ON  (ON(HOLD) | ON(CONSULT))
#define CONF_ON (ON(HOLD) | ON(THREEWAY))

/* clang-format off */
static const struct request_rule rules[HL_REQUEST_COUNT] = {
/* legal in states,
   of which lines, switches, never possible,     not now,           full,               arguments,       done by */
[HL_REQUEST_MAKECALL] = { 0,
   OF_STATION, 0,            NULL,               now_take,          full_take,          args_number,     deed_makecall },
[HL_REQUEST_ACCEPT] = { V_OFFERING,
   OF_STATION, 0,            NULL,               NULL,              NULL,               NULL,            deed_accept },
[HL_REQUEST_ANSWER] = { V_OFFERING | V_ACCEPTED | V_CONNECTED,
   OF_ANY,     0,            never_answer,       now_answer,        full_answer,        NULL,            deed_answer },
[HL_REQUEST_REDIRECT] = { V_OFFERING | V_ACCEPTED,
   OF_STATION, 0,            NULL,               NULL,              NULL,               args_redirect,   deed_redirect },
[HL_REQUEST_DIAL] = { V_DIALTONE | V_DIALING,
   OF_STATION, 0,            NULL,               now_dial,          NULL,               args_dial,       deed_dial },
[HL_REQUEST_DROP] = { ANY,
   OF_ANY,     0,            never_drop,         NULL,              NULL,               NULL,            deed_drop },
[HL_REQUEST_HOLD] = { V_CONNECTED,
   OF_STATION, HOLD_ON,      NULL,               now_hold,          full_hold,          NULL,            deed_hold },
[HL_REQUEST_UNHOLD] = { HOLDS | V_CONFERENCED,
   OF_STATION, 0,            NULL,               now_unhold,        full_unhold,        NULL,            deed_unhold },
[HL_REQUEST_SWAP] = { HOLDS | V_CONNECTED,
   OF_STATION, HOLD_ON,      NULL,               now_swap,          NULL,               NULL,            deed_swap },
[HL_REQUEST_CONSULT] = { V_CONNECTED,
   OF_STATION, ASK_ON,       never_alone,        now_consult,       full_consult,       args_number,     deed_consult },
[HL_REQUEST_TRANSFER] = { V_ONHOLD | V_ONHOLDPENDTRANSFER | V_CONNECTED | V_RINGBACK | V_PROCEEDING,
   OF_STATION, 0,            NULL,               now_transfer,      NULL,               NULL,            deed_transfer },
[HL_REQUEST_JOIN] = { V_ONHOLD | V_ONHOLDPENDTRANSFER | V_CONNECTED,
   OF_STATION, ON(THREEWAY), NULL,               now_join,          full_join,          NULL,            deed_join },
[HL_REQUEST_BLIND] = { V_CONNECTED,
   OF_STATION, 0,            NULL,               now_move,          NULL,               args_move,       deed_blind },
[HL_REQUEST_CONFERENCE] = { V_CONNECTED,
   OF_STATION, CONF_ON,      never_alone,        now_consult,       full_conference,    args_conference, deed_conference },
[HL_REQUEST_NEWCONFERENCE] = { 0,
   OF_STATION, CONF_ON,      NULL,               now_newconference, full_newconference, args_number,     deed_newconference },
[HL_REQUEST_PREPARE] = { V_CONNECTED,
   OF_STATION, HOLD_ON,      never_add,          now_prepare,       full_prepare,       args_conference, deed_prepare },
[HL_REQUEST_ADD] = { V_ONHOLDPENDCONF | V_ONHOLD | V_CONNECTED,
   OF_STATION, 0,            never_add,          now_add,           full_add,           NULL,            deed_add },
[HL_REQUEST_REMOVE] = { V_CONFERENCED,
   OF_STATION, 0,            NULL,               now_remove,        NULL,               NULL,            deed_remove },
[HL_REQUEST_PARK] = { V_CONNECTED,
   OF_STATION, 0,            NULL,               now_move,          NULL,               args_park,       deed_park },
[HL_REQUEST_UNPARK] = { 0,
   OF_STATION, 0,            NULL,               now_take,          full_take,          args_unpark,     deed_unpark },
[HL_REQUEST_PICKUP] = { 0,
   OF_STATION, 0,            NULL,               now_pickup,        NULL,               args_pickup,     deed_pickup },
[HL_REQUEST_SECURE] = { LIVE,
   OF_ANY,     0,            NULL,               NULL,              NULL,               NULL,            deed_secure },
[HL_REQUEST_PRIVACY] = { V_CONNECTED,
   OF_STATION, 0,            never_private,      now_private,       NULL,               NULL,            deed_privacy },
[HL_REQUEST_TREATMENT] = { LIVE,
   OF_ANY,     0,            NULL,               NULL,              NULL,               args_treatment,  deed_treatment },
[HL_REQUEST_MONITORDIGITS] = { LIVE,
   OF_ANY,     0,            NULL,               NULL,              NULL,               args_digitmode,  deed_monitordigits },
[HL_REQUEST_MONITORTONES] = { LIVE,
   OF_ANY,     0,            NULL,               NULL,              NULL,               args_tones,      deed_monitortones },
[HL_REQUEST_DIGITS] = { V_CONNECTED,
   OF_ANY,     0,            never_alone,        now_send,          NULL,               args_digits,     deed_digits },
[HL_REQUEST_TONE] = { V_CONNECTED,
   OF_ANY,     0,            never_alone,        now_send,          NULL,               args_tone,       deed_tone },
[HL_REQUEST_MESSAGE] = { 0,
   OF_STATION, 0,            NULL,               NULL,              NULL,               NULL,            deed_message },
[HL_REQUEST_FORWARD] = { 0,
   OF_STATION, 0,            NULL,               NULL,              NULL,               args_forward,    deed_setforward },
[HL_REQUEST_DND] = { 0,
   OF_STATION, 0,            NULL,               NULL,              NULL,               NULL,            deed_setdnd },
[HL_REQUEST_FLASH] = { 0,
   OF_TRUNK,   0,            NULL,               now_flash,         NULL,               NULL,            deed_flash },
[HL_REQUEST_RESET] = { 0,
   OF_ANY,     0,            NULL,               NULL,              NULL,               NULL,            deed_reset },
};
/* clang-format on */

const struct request_rule *request_rule(enum hl_request_kind request)
{
	return &rules[request];
}

uint32_t hl_model_legal(enum hl_request_kind request)
{
	return (unsigned)request < HL_REQUEST_COUNT ? rules[request].states
						    : 0;
}

/* What a line may do at all, whatever its calls are. */
bool request_is_ever(const struct hl_line_state *line,
		     enum hl_request_kind request)
{
	const struct request_rule *rule = &rules[request];
	bool trunk = line->set.kind == HL_KIND_TRUNK;

	if (rule->of != OF_ANY && trunk != (rule->of == OF_TRUNK))
		return false;
	if (request == HL_REQUEST_REMOVE &&
	    line->set.remove == HL_REMOVE_NONE)
		return false;
	return (line->set.switches & rule->needs) == rule->needs;
}

static enum hl_error ask(ask_judge *judge, struct ask *a)
{
	return judge ? judge(a) : HL_ERR_NONE;
}

static enum hl_error judge(struct ask *a, enum hl_request_kind request)
{
	const struct request_rule *rule = &rules[request];
	const struct hl_line_state *line =
		block_line(a->m, a->call ? a->call->line : a->line);
	enum hl_error error;

	if (!line)
		return HL_ERR_INVALLINEHANDLE;
	if (!request_is_ever(line, request))
		return HL_ERR_OPERATIONUNAVAIL;
	error = ask(rule->unavail, a);
	if (error == HL_ERR_NONE && rule->states &&
	    !(rule->states & hl_call_state_value(a->call->state)))
		error = HL_ERR_INVALCALLSTATE;
	if (error == HL_ERR_NONE)
		error = ask(rule->state, a);
	if (error == HL_ERR_NONE)
		error = ask(rule->limit, a);
	if (error == HL_ERR_NONE)
		error = ask(rule->args, a);
	return error;
}

static struct hl_model *writable(const struct hl_model *model)
{
	union {
		const struct hl_model *in;
		struct hl_model *out;
	} u = { model };

	return u.out;
}

static bool is_pair(enum hl_request_kind request)
{
	return request == HL_REQUEST_SWAP || request == HL_REQUEST_TRANSFER ||
	       request == HL_REQUEST_JOIN || request == HL_REQUEST_ADD;
}

bool hl_model_can(const struct hl_model *model, enum hl_request_kind request,
		  hl_call call)
{
	struct ask a = { .m = writable(model) };
	const struct hl_line_state *l;

	if ((unsigned)request >= HL_REQUEST_COUNT ||
	    hl_request_info(request)->of_line)
		return false;
	a.call = block_call(a.m, call);
	if (!a.call)
		return false;
	if (judge(&a, request) == HL_ERR_NONE)
		return true;
	/* Of two calls: with any second one? */
	l = block_line(a.m, a.call->line);
	for (unsigned i = 0; is_pair(request) && i < look_count(l); i++) {
		struct ask b = {
			.m = a.m,
			.call = block_call(a.m, call),
			.other = block_call(a.m, l->calls[i]),
		};

		if (judge(&b, request) == HL_ERR_NONE)
			return true;
	}
	return false;
}

bool hl_model_can_line(const struct hl_model *model,
		       enum hl_request_kind request, hl_line line)
{
	struct ask a = { .m = writable(model), .line = line };

	if ((unsigned)request >= HL_REQUEST_COUNT ||
	    !hl_request_info(request)->of_line)
		return false;
	return judge(&a, request) == HL_ERR_NONE;
}

static enum hl_error handles(struct ask *a, const struct hl_event *ev)
{
	if ((unsigned)ev->request >= HL_REQUEST_COUNT)
		return HL_ERR_OPERATIONUNAVAIL;
	if (hl_request_info(ev->request)->of_line)
		return HL_ERR_NONE;
	a->call = block_call(a->m, ev->call);
	if (!a->call)
		return ev->request == HL_REQUEST_PREPARE ||
				       ev->request == HL_REQUEST_ADD
			       ? HL_ERR_INVALCONFCALLHANDLE
			       : HL_ERR_INVALCALLHANDLE;
	a->other = block_call(a->m, ev->other);
	if (ev->other && !a->other)
		return ev->request == HL_REQUEST_TRANSFER ||
				       ev->request == HL_REQUEST_JOIN
			       ? HL_ERR_INVALCONSULTCALLHANDLE
			       : HL_ERR_INVALCALLHANDLE;
	return HL_ERR_NONE;
}

/* Requests whose success is a new call. */
static bool is_born(enum hl_request_kind request)
{
	return request == HL_REQUEST_MAKECALL ||
	       request == HL_REQUEST_CONSULT ||
	       request == HL_REQUEST_JOIN ||
	       request == HL_REQUEST_CONFERENCE ||
	       request == HL_REQUEST_NEWCONFERENCE ||
	       request == HL_REQUEST_PREPARE ||
	       request == HL_REQUEST_UNPARK ||
	       request == HL_REQUEST_PICKUP;
}

void request_do(struct step *s, const struct hl_event *ev)
{
	struct ask a = {
		.m = s->m,
		.line = ev->line,
		.number = ev->number[0] ? ev->number : NULL,
		.event = ev,
	};
	enum hl_error error = handles(&a, ev);
	struct hl_effect *fx;
	hl_call born = HL_NO_CALL;

	if (error == HL_ERR_NONE)
		error = judge(&a, ev->request);
	if (error == HL_ERR_NONE) {
		born = rules[ev->request].act(s, &a);
		/* What was born and ended at once never was. */
		if (is_born(ev->request) && !block_call(s->m, born))
			error = HL_ERR_RESOURCEUNAVAIL;
		if (error != HL_ERR_NONE) {
			born = HL_NO_CALL;
			a.second = 0;
		}
	}
	fx = fx_add(s, HL_FX_REPLY, ev->line, born);
	fx->a = ev->id;
	fx->b = error;
	fx->c = a.second;
}
