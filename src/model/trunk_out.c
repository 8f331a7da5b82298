/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunk_out.c - dialling out on a trunk: hunted, seized, dialled, tried again
 *
 * In:  a group of trunks, a number; the steps of dialling; an attempt that
 *      fails before its number is sent.
 * Out: a free trunk seized for the party; its half of the call moved.
 * Not: what is heard on it - supervise.c; what comes in on it - trunk.c.
 *
 * Glare: an exchange that rings a trunk which we have just seized has a
 * caller for us, and seizing has answered him. As long as no digit was sent
 * the two are kept apart: our attempt goes to another trunk of the group, or
 * its caller hears congestion tone; the trunk is an incoming call that is
 * answered and not yet taken, its caller hears ringing tone while the
 * telephones ring that the trunk rings. With none of them free the trunk is
 * let go. A trunk that rings already is never hunted. Once a digit was sent
 * ringing is not believed any more: pulses look like it.
 */
#include "block.h"

#define PAUSE 2000      /* [ms] a comma in a number; Hayes S8, 2 s */
#define PULSE 100       /* [ms] of one pulse; 10 a second (E.161) */
#define PULSE_AFTER 750 /* [ms] behind a digit of pulses; DAHDI pulseaftertime */

/* ---- hunting ------------------------------------------------------------ */

static unsigned group_index(const struct hl_model *m,
			    const struct hl_group *group)
{
	return (unsigned)(group - m->plan.group);
}

/* The place that is looked at in the nth step of a hunt. */
static unsigned place_of(const struct hl_model *m,
			 const struct hl_group *group, unsigned n)
{
	unsigned g = group_index(m, group);

	if (group->hunt == HL_HUNT_CIRCULAR)
		return (m->hunted[g] + n) % group->count;
	return group->hunt == HL_HUNT_LONGEST ? m->resting[g][n] : n;
}

hl_line hl_model_hunt(const struct hl_model *model, unsigned index,
		      unsigned step)
{
	const struct hl_group *group;

	if (index >= model->plan.groups)
		return HL_NO_LINE;
	group = &model->plan.group[index];
	return step < group->count ? group->lines[place_of(model, group, step)]
				   : HL_NO_LINE;
}

hl_line trunk_hunt(struct hl_model *m, const struct hl_group *group)
{
	for (unsigned n = 0; n < group->count; n++) {
		hl_line line = group->lines[place_of(m, group, n)];

		if (look_free(m, line))
			return line;
	}
	return HL_NO_LINE;
}

/* The next circular hunt begins behind the one that was taken. */
static void taken(struct hl_model *m, const struct hl_group *group,
		  hl_line line)
{
	if (group->hunt != HL_HUNT_CIRCULAR)
		return;
	for (unsigned i = 0; i < group->count; i++)
		if (group->lines[i] == line)
			m->hunted[group_index(m, group)] =
				(uint8_t)((i + 1) % group->count);
}

void trunk_plan(struct hl_model *m)
{
	memset(m->hunted, 0, sizeof(m->hunted));
	for (unsigned g = 0; g < HL_GROUPS_MAX; g++)
		for (unsigned i = 0; i < HL_GROUP_LINES_MAX; i++)
			m->resting[g][i] = (uint8_t)i;
}

/* A trunk is free again: of all in its groups for the shortest time. */
void trunk_rests(struct hl_model *m, hl_line line)
{
	for (unsigned g = 0; g < m->plan.groups; g++) {
		const struct hl_group *group = &m->plan.group[g];
		uint8_t *order = m->resting[g];
		unsigned i = 0;
		uint8_t place;

		while (i < group->count && group->lines[order[i]] != line)
			i++;
		if (i == group->count || group->hunt != HL_HUNT_LONGEST)
			continue;
		place = order[i];
		memmove(order + i, order + i + 1, group->count - i - 1);
		order[group->count - 1] = place;
	}
}

/* ---- seizing ------------------------------------------------------------ */

/* Return: false when it is too long to be dialled whole. */
static bool number_make(struct hl_model *m, struct hl_call_state *trunk,
			const struct hl_group *group, const char *number)
{
	size_t n = 0;

	if (strlen(group->prefix) + strlen(number) > HL_DIGITS_MAX)
		return false;
	for (const char *p = group->prefix; *p; p++)
		if (*p != ',' || !look_is_isdn(m, trunk->line))
			trunk->dial[n++] = *p;
	memcpy(trunk->dial + n, number, strlen(number));
	return true;
}

/*
 * A free trunk of a group is seized for a party. Return: its half, or NULL:
 * none is free, or the number is too long with the group's prefix.
 */
struct hl_call_state *trunk_seize(struct step *s, struct hl_call_state *party,
				  const char *number,
				  const struct hl_group *group)
{
	hl_line line = trunk_hunt(s->m, group);
	struct hl_call_state *trunk;

	if (line == HL_NO_LINE)
		return NULL;
	trunk = call_birth(s, line, HL_CALL_DIALING, HL_ORIGIN_OUTBOUND,
			   HL_REASON_DIRECT);
	if (!trunk)
		return NULL;
	if (!number_make(s->m, trunk, group, number)) {
		call_go(s, trunk, HL_CEV_RELEASE);
		return NULL;
	}
	taken(s->m, group, line);
	trunk->group = (uint8_t)(group_index(s->m, group) + 1);
	call_pair(s, party, trunk);
	call_party(s, trunk, number);
	call_called(trunk, number);
	return trunk;
}

/* ---- an attempt that fails ---------------------------------------------- */

/*
 * Who waits for a trunk is told what became of it: by the tone of a state
 * that calls still to come can get into, else as of a far end that left.
 */
void trunk_tell(struct step *s, struct hl_call_state *party,
		enum hl_call_event event, unsigned mode, unsigned gone)
{
	if (event == HL_CEV_FARGONE || look_is_trunk(s->m, party->line) ||
	    party->flags & HL_FLAG_NOHOLD ||
	    (party->state != HL_CALL_PROCEEDING &&
	     party->state != HL_CALL_RINGBACK)) {
		half_gone(s, party, gone);
		return;
	}
	bridge_gather(s, party);
	call_unpair(s, party);
	call_go_mode(s, party, event, mode);
}

/* The call of a trunk that is dialled ends, its party is alone. */
static struct hl_call_state *give_up(struct step *s,
				     struct hl_call_state *trunk,
				     struct hl_call_state *was)
{
	struct hl_call_state *party = block_call(s->m, trunk->peer);

	*was = *trunk;
	call_unpair(s, trunk);
	call_go(s, trunk, HL_CEV_RELEASE);
	return party;
}

/* Return: true when another trunk of the group was seized for the party. */
static bool try_next(struct step *s, struct hl_call_state *party,
		     const struct hl_call_state *was)
{
	const struct hl_group *group;
	struct hl_call_state *trunk;

	if (!was->group || was->group > s->m->plan.groups)
		return false;
	group = &s->m->plan.group[was->group - 1];
	if (was->tries + 1 >= group->count)
		return false;
	trunk = trunk_seize(s, party, was->called, group);
	if (!trunk)
		return false;
	trunk->tries = (uint8_t)(was->tries + 1);
	isdn_send(s, trunk, 0, true);
	return true;
}

/* The exchange gave no dial tone: another trunk, or the party is told. */
void trunk_undialled(struct step *s, struct hl_call_state *trunk)
{
	hl_line line = trunk->line;
	struct hl_call_state was;
	struct hl_call_state *party = give_up(s, trunk, &was);

	timer_start(s, line, HL_TIMER_GUARD);
	if (party && !try_next(s, party, &was))
		half_gone(s, party, HL_GONE_NODIALTONE);
}

/*
 * The card refused. A number that was to go out in a message may go out on
 * another trunk: here no channel was free.
 */
void trunk_failed(struct step *s, hl_line line)
{
	struct hl_call_state *trunk = look_active(s->m, line);
	struct hl_call_state was;
	struct hl_call_state *party;

	if (!trunk || trunk->state != HL_CALL_DIALING ||
	    !look_is_isdn(s->m, line)) {
		trunk_gone(s, line, HL_GONE_OUTOFORDER);
		return;
	}
	party = give_up(s, trunk, &was);
	/* The next free one is another one. */
	timer_start(s, line, HL_TIMER_GUARD);
	if (party && !try_next(s, party, &was))
		half_gone(s, party, HL_GONE_CONGESTION);
}

/* What was seized was ringing: an incoming call, answered by that. */
static void taken_in(struct step *s, hl_line line)
{
	struct hl_call_state *c;
	hl_call id;

	c = call_birth(s, line, HL_CALL_OFFERING, HL_ORIGIN_EXTERNAL,
		       HL_REASON_DIRECT);
	if (!c)
		return;
	id = c->id;
	trunk_offer(s, c);
	c = block_call(s->m, id);
	if (!c)
		return;
	if (!trunk_is_offered(s->m, c)) {
		call_go(s, c, HL_CEV_RELEASE);
		timer_start(s, line, HL_TIMER_GUARD);
		return;
	}
	call_go(s, c, HL_CEV_CONNECT);
	call_go(s, c, HL_CEV_ALERT);
}

bool trunk_glare(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);
	struct hl_call_state *party;
	struct hl_call_state was;

	if (!c || c->state != HL_CALL_DIALING || c->sent)
		return false;
	party = give_up(s, c, &was);
	/* First, so that the attempt does not hunt the trunk again. */
	taken_in(s, line);
	if (party && !try_next(s, party, &was))
		trunk_tell(s, party, HL_CEV_FARBUSY, HL_BUSY_TRUNK,
			   HL_GONE_CONGESTION);
	return true;
}

/* ---- dialling ----------------------------------------------------------- */

static bool pulses(struct hl_model *m, hl_line line)
{
	return block_line(m, line)->set.sending == HL_SENDING_PULSE;
}

/* How long the digit or pause lasts that begins now; 0 = as the table says. */
static hl_msec lasts(struct hl_model *m, const struct hl_call_state *c)
{
	char digit = c->dial[c->sent / 2];

	if (c->sent % 2 == 0)
		return pulses(m, c->line) ? PULSE_AFTER : 0;
	if (digit == ',')
		return PAUSE;
	if (!pulses(m, c->line) || digit < '0' || digit > '9')
		return 0;
	return PULSE * (hl_msec)(digit == '0' ? 10 : digit - '0');
}

/* The number is out. What counts as the answer is a setting. */
static void sent(struct step *s, struct hl_call_state *c)
{
	const struct hl_line_state *l = block_line(s->m, c->line);

	if (l->set.answer_by == HL_ANSWER_BY_SENT)
		half_connect(s, c);
	else
		call_go(s, c, HL_CEV_ROUTED);
}

/* The half step that has begun: a digit, or the pause behind it. */
static void half_step(struct step *s, struct hl_call_state *c)
{
	hl_msec ms;

	touch_line(s, c->line);
	if (c->sent % 2 && !c->dial[c->sent / 2]) {
		sent(s, c);
		return;
	}
	ms = lasts(s->m, c);
	if (ms)
		timer_run(s, c->line, HL_TIMER_SEND, ms);
}

/* The exchange is ready: send the first digit. */
void trunk_seized(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	timer_stop(s, line, HL_TIMER_SEIZE);
	timer_stop(s, line, HL_TIMER_DIALTONE);
	c->sent = 1;
	half_step(s, c);
}

/* Digit, pause, digit, pause ...; behind the last pause the way is open. */
void trunk_send(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (!c || c->state != HL_CALL_DIALING)
		return;
	c->sent++;
	half_step(s, c);
}
