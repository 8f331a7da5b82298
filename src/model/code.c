/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * code.c - feature codes: what a user orders by dialling
 *
 * In:  a code and its number, dialled at dial tone or recall dial tone.
 * Out: the order carried out: confirmation tone and dial tone, another call,
 *      or congestion tone when it cannot be.
 * Not: which digits are a code - the dial plan.
 */
#include "block.h"

typedef bool (code_fn)(struct step *s, struct hl_call_state *call,
		       const char *number);

/* The order is taken: a tone says so, then there is dial tone again. */
static void confirm(struct step *s, struct hl_call_state *call)
{
	struct hl_call_state *held = block_call(s->m, call->consult);
	hl_line line = call->line;
	struct hl_call_state *c;

	call_unconsult(s, call);
	half_release(s, call);
	c = op_dialtone(s, line, held ? HL_DIALTONE_SPECIAL
				      : HL_DIALTONE_NORMAL);
	if (!c)
		return;
	if (held && hl_call_state_is_hold(held->state))
		call_consult(s, held, c);
	timer_run(s, line, HL_TIMER_CONFIRM,
		  block_line(s->m, line)->set.timer[HL_TIMER_CONFIRM]);
}

static bool set_number(struct step *s, struct hl_call_state *call,
		       enum hl_number_kind kind, const char *number)
{
	if (*number &&
	    forward_judge(s->m, call->line, number) != HL_ERR_NONE)
		return false;
	if (number_set(s->m, call->line, kind, number) < 0)
		return false;
	confirm(s, call);
	return true;
}

static bool do_forward(struct step *s, struct hl_call_state *call,
		       const char *number)
{
	return *number && set_number(s, call, HL_NUMBER_FORWARD, number);
}

static bool do_unforward(struct step *s, struct hl_call_state *call,
			 const char *number)
{
	(void)number;
	return set_number(s, call, HL_NUMBER_FORWARD, "");
}

static bool do_fwdbusy(struct step *s, struct hl_call_state *call,
		       const char *number)
{
	return *number && set_number(s, call, HL_NUMBER_FWDBUSY, number);
}

static bool do_unfwdbusy(struct step *s, struct hl_call_state *call,
			 const char *number)
{
	(void)number;
	return set_number(s, call, HL_NUMBER_FWDBUSY, "");
}

static bool do_fwdnoanswer(struct step *s, struct hl_call_state *call,
			   const char *number)
{
	return *number && set_number(s, call, HL_NUMBER_FWDNOANSWER, number);
}

static bool do_unfwdnoanswer(struct step *s, struct hl_call_state *call,
			     const char *number)
{
	(void)number;
	return set_number(s, call, HL_NUMBER_FWDNOANSWER, "");
}

static bool set_does(struct step *s, struct hl_call_state *call, uint8_t bit,
		     bool on)
{
	struct hl_line_state *l = block_line(s->m, call->line);

	if (on)
		l->does |= bit;
	else
		l->does &= (uint8_t)~bit;
	confirm(s, call);
	return true;
}

static bool do_dnd(struct step *s, struct hl_call_state *call,
		   const char *number)
{
	(void)number;
	return set_does(s, call, HL_DOES_DND, true);
}

static bool do_undnd(struct step *s, struct hl_call_state *call,
		     const char *number)
{
	(void)number;
	return set_does(s, call, HL_DOES_DND, false);
}

static bool do_cancel(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	(void)number;
	return set_does(s, call, HL_DOES_CANCEL, true);
}

static bool withhold(struct step *s, struct hl_call_state *call, bool hidden)
{
	return set_does(s, call, HL_DOES_OTHERWISE,
			hidden != look_on(s->m, call->line,
					  HL_SWITCH_WITHHOLD));
}

static bool do_withhold(struct step *s, struct hl_call_state *call,
			const char *number)
{
	(void)number;
	return withhold(s, call, true);
}

static bool do_unwithhold(struct step *s, struct hl_call_state *call,
			  const char *number)
{
	(void)number;
	return withhold(s, call, false);
}

static bool do_waiting(struct step *s, struct hl_call_state *call,
		       const char *number)
{
	(void)number;
	return look_on(s->m, call->line, HL_SWITCH_WAITING) &&
	       set_does(s, call, HL_DOES_UNWAITING, false);
}

static bool do_unwaiting(struct step *s, struct hl_call_state *call,
			 const char *number)
{
	(void)number;
	return set_does(s, call, HL_DOES_UNWAITING, true);
}

static bool do_askwaiting(struct step *s, struct hl_call_state *call,
			  const char *number)
{
	(void)number;
	if (!look_on(s->m, call->line, HL_SWITCH_WAITING) ||
	    block_line(s->m, call->line)->does & HL_DOES_UNWAITING)
		return false;
	confirm(s, call);
	return true;
}

static bool call_kept(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	const struct hl_pattern *pattern = NULL;
	char digits[HL_DIGITS_MAX + 1];

	if (!*number)
		return false;
	/* A copy: dialling changes what is kept. */
	memset(digits, 0, sizeof(digits));
	strncpy(digits, number, sizeof(digits) - 1);
	if (hl_dial_match(&s->m->plan, digits, &pattern) < HL_MATCH_LONGER ||
	    pattern->kind == HL_ROUTE_CODE)
		return false;
	route_number(s, call, digits, pattern);
	return true;
}

static bool do_redial(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	(void)number;
	return call_kept(s, call, hl_model_number(s->m, call->line,
						  HL_NUMBER_LAST));
}

static bool do_return(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	(void)number;
	return call_kept(s, call, hl_model_number(s->m, call->line,
						  HL_NUMBER_CALLER));
}

static bool do_speed(struct step *s, struct hl_call_state *call,
		     const char *number)
{
	const struct hl_plan *plan = &s->m->plan;
	unsigned place = 0;

	for (const char *c = number; *c; c++) {
		if (*c < '0' || *c > '9' || place > 99)
			return false;
		place = place * 10 + (unsigned)(*c - '0');
	}
	for (unsigned i = 0; i < plan->speeds; i++)
		if (place && plan->speed[i].place == place)
			return call_kept(s, call, plan->speed[i].number);
	return false;
}

/* The held party is left at a number; then this line is free. */
static bool do_park(struct step *s, struct hl_call_state *call,
		    const char *number)
{
	struct hl_call_state *held = look_held(s->m, call->line);
	const struct hl_call_state *p;
	uint16_t slot = *number ? park_slot(s->m, number) : park_free(s->m);

	p = held ? block_call(s->m, held->peer) : NULL;
	if (!p || p->state != HL_CALL_CONNECTED || !slot ||
	    park_find(s->m, slot) || bridge_talking(s->m, held))
		return false;
	call_unconsult(s, call);
	park_call(s, held, slot);
	confirm(s, call);
	return true;
}

static bool do_unpark(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	struct hl_call_state *p = park_find(s->m, park_slot(s->m, number));

	if (!p || p->line == call->line || call->consult)
		return false;
	park_fetch(s, call->line, p);
	return true;
}

static bool take(struct step *s, struct hl_call_state *call,
		 const char *number, unsigned group)
{
	struct hl_call_state *c;

	if (call->consult)
		return false;
	c = pickup_find(s->m, call->line, number, group);
	if (!c)
		return false;
	pickup_take(s, call->line, c);
	return true;
}

static bool do_pickup(struct step *s, struct hl_call_state *call,
		      const char *number)
{
	return *number && take(s, call, number, 0);
}

static bool do_pickupgroup(struct step *s, struct hl_call_state *call,
			   const char *number)
{
	unsigned group = block_line(s->m, call->line)->set.pickup;

	(void)number;
	return group && take(s, call, NULL, group);
}

/*
 * The exchange of the held party's trunk holds it: back to the trunk, whose
 * exchange is flashed and gives dial tone for another number.
 */
static bool do_trunkflash(struct step *s, struct hl_call_state *call,
			  const char *number)
{
	struct hl_call_state *held = look_held(s->m, call->line);
	const struct hl_call_state *p =
		held ? block_call(s->m, held->peer) : NULL;
	hl_line trunk;

	(void)number;
	if (held && flash_through(s, held))
		return true;
	if (!p || !look_is_trunk(s->m, p->line) ||
	    p->state != HL_CALL_CONNECTED)
		return false;
	trunk = p->line;
	op_retrieve(s, call->line);
	fx_add(s, HL_FX_FLASH, trunk, HL_NO_CALL)->a =
		block_line(s->m, trunk)->set.profile.flash_send;
	return true;
}

static code_fn *const codes[HL_CODE_COUNT] = {
	[HL_CODE_FORWARD] = do_forward,
	[HL_CODE_UNFORWARD] = do_unforward,
	[HL_CODE_FWDBUSY] = do_fwdbusy,
	[HL_CODE_UNFWDBUSY] = do_unfwdbusy,
	[HL_CODE_FWDNOANSWER] = do_fwdnoanswer,
	[HL_CODE_UNFWDNOANSWER] = do_unfwdnoanswer,
	[HL_CODE_DND] = do_dnd,
	[HL_CODE_UNDND] = do_undnd,
	[HL_CODE_REDIAL] = do_redial,
	[HL_CODE_RETURN] = do_return,
	[HL_CODE_CANCEL] = do_cancel,
	[HL_CODE_WITHHOLD] = do_withhold,
	[HL_CODE_UNWITHHOLD] = do_unwithhold,
	[HL_CODE_WAITING] = do_waiting,
	[HL_CODE_UNWAITING] = do_unwaiting,
	[HL_CODE_ASKWAITING] = do_askwaiting,
	[HL_CODE_PARK] = do_park,
	[HL_CODE_UNPARK] = do_unpark,
	[HL_CODE_PICKUP] = do_pickup,
	[HL_CODE_PICKUPGROUP] = do_pickupgroup,
	[HL_CODE_SPEED] = do_speed,
	[HL_CODE_TRUNKFLASH] = do_trunkflash,
};

/* Return: false when the order cannot be carried out. */
bool code_do(struct step *s, struct hl_call_state *call, enum hl_code code,
	     const char *number)
{
	return (unsigned)code < HL_CODE_COUNT && codes[code](s, call, number);
}
