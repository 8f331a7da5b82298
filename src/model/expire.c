/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expire.c - limits: which run in a state, and what happens at their end
 *
 * In:  a line whose deadline has come, or whose calls changed.
 * Out: the operation of the limit; deadlines that belong to the state.
 * Not: values - the line's settings, from the table in timers.h.
 */
#include "block.h"

/* Does the state of a line call for a limit now? */
typedef bool (timer_needs)(struct hl_model *m, hl_line line);
typedef void (timer_end)(struct step *s, hl_line line);

static bool active_is(struct hl_model *m, hl_line line, enum hl_call_st state)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && c->state == state;
}

static bool needs_first(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return !l->muted && !look_own(m, line) &&
	       active_is(m, line, HL_CALL_DIALTONE);
}

static bool needs_match(struct hl_model *m, hl_line line)
{
	return active_is(m, line, HL_CALL_DIALING) && !look_own(m, line);
}

static bool needs_inter(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l->deadline[HL_TIMER_MATCH] == HL_NEVER &&
	       !look_is_trunk(m, line) && needs_match(m, line);
}

static bool needs_tone(struct hl_model *m, hl_line line)
{
	return !look_is_trunk(m, line) &&
	       (active_is(m, line, HL_CALL_BUSY) ||
		active_is(m, line, HL_CALL_SPECIALINFO) ||
		active_is(m, line, HL_CALL_DISCONNECTED));
}

static bool needs_answer(struct hl_model *m, hl_line line)
{
	return !look_is_trunk(m, line) && look_ringing(m, line, false);
}

static bool needs_transferback(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_ringing(m, line, false);

	return c && !look_is_trunk(m, line) && c->owner != HL_NO_LINE;
}

static bool needs_recall(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	if (look_ringing(m, line, true))
		return true;
	return l->set.kind == HL_KIND_STATION && !l->hook.lifted &&
	       look_own(m, line);
}

static struct hl_call_state *forgotten(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c->state == HL_CALL_DISCONNECTED &&
		    c != look_active(m, line))
			return c;
	}
	return NULL;
}

static bool needs_clear(struct hl_model *m, hl_line line)
{
	return forgotten(m, line) != NULL;
}

static bool needs_ringgone(struct hl_model *m, hl_line line)
{
	return look_is_trunk(m, line) && look_offered(m, line);
}

static bool needs_seize(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return look_is_trunk(m, line) && c && c->state == HL_CALL_DIALING &&
	       c->sent == 0;
}

static bool needs_send(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return look_is_trunk(m, line) && c && c->state == HL_CALL_DIALING &&
	       c->sent > 0;
}

static void end_first(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (look_held(s->m, line))
		block_line(s->m, line)->muted = 1;
	else if (call_go(s, c, HL_CEV_REFUSE))
		call_mode(s, c, HL_INFO_REORDER);
	touch_line(s, line);
}

static void end_inter(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_active(s->m, line);

	if (call_go(s, c, HL_CEV_REFUSE))
		call_mode(s, c, HL_INFO_REORDER);
}

static void end_match(struct step *s, hl_line line)
{
	route_complete(s, look_active(s->m, line));
}

static void end_tone(struct step *s, hl_line line)
{
	if (look_held(s->m, line))
		op_retrieve(s, line);
	else
		half_release(s, look_active(s->m, line));
}

/* Nobody answers: the telephone falls silent, the caller is told. */
static void end_answer(struct step *s, hl_line line)
{
	half_withdraw(s, look_ringing(s->m, line, false), HL_GONE_NOANSWER);
}

/* A transferred party is not answered: back to who transferred it. */
static void end_transferback(struct step *s, hl_line line)
{
	struct hl_call_state *c = look_ringing(s->m, line, false);
	struct hl_call_state *p = block_call(s->m, c->peer);
	hl_line owner = c->owner;

	if (!p || !look_free(s->m, owner))
		return;
	bridge_gather(s, c);
	call_unpair(s, c);
	call_go(s, c, HL_CEV_RELEASE);
	half_remind(s, p, owner, HL_REASON_REMINDER);
}

static void end_recall(struct step *s, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);
	struct hl_call_state *c = look_ringing(s->m, line, true);
	struct hl_call_state *p;

	if (!c) {
		half_release(s, look_own(s->m, line));
		return;
	}
	if (bridge_leave(s, c) || look_is_appearance(c)) {
		call_go(s, c, HL_CEV_RELEASE);
		return;
	}
	p = block_call(s->m, c->peer);
	call_unpair(s, c);
	call_go(s, c, HL_CEV_RELEASE);
	if (!p)
		return;
	if (l->set.fallback == HL_FALLBACK_OPERATOR &&
	    l->set.operator != line && look_free(s->m, l->set.operator))
		half_remind(s, p, l->set.operator, HL_REASON_TRANSFER);
	else
		half_gone(s, p, HL_GONE_NOANSWER);
}

static void end_clear(struct step *s, hl_line line)
{
	half_release(s, forgotten(s->m, line));
}

static struct hl_call_state *parked(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (c->slot)
			return c;
	}
	return NULL;
}

static bool needs_park(struct hl_model *m, hl_line line)
{
	return parked(m, line) != NULL;
}

/* Nobody fetched the party: back to who parked it, when that is possible. */
static void end_park(struct step *s, hl_line line)
{
	struct hl_call_state *c = parked(s->m, line);
	const struct hl_line_state *l = block_line(s->m, c->owner);

	if (look_free(s->m, c->owner))
		half_remind(s, c, c->owner, HL_REASON_REMINDER);
	else if (!l || l->service != HL_SERVICE_READY)
		half_gone(s, c, HL_GONE_NOANSWER);
	touch_line(s, line);
}

static bool needs_generate(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && (c->flags & HL_FLAG_GENERATE);
}

static void end_ringgone(struct step *s, hl_line line)
{
	trunk_gone(s, line, HL_GONE_NORMAL);
}

static void end_guard(struct step *s, hl_line line)
{
	touch_line(s, line);
}

/*
 * Limits that begin by themselves with the state that needs them, and end
 * with it. Those with @by_hand are started where their event is.
 */
static const struct {
	timer_needs *needs;
	timer_end *end;
	bool by_hand;
} limits[HL_TIMER_COUNT] = {
	[HL_TIMER_FIRST_DIGIT] = { needs_first, end_first, false },
	[HL_TIMER_MATCH] = { needs_match, end_match, true },
	[HL_TIMER_INTER_DIGIT] = { needs_inter, end_inter, false },
	[HL_TIMER_TONE] = { needs_tone, end_tone, false },
	[HL_TIMER_ANSWER] = { needs_answer, end_answer, false },
	[HL_TIMER_TRANSFERBACK] = { needs_transferback, end_transferback,
				    false },
	[HL_TIMER_RECALL] = { needs_recall, end_recall, false },
	[HL_TIMER_CLEAR] = { needs_clear, end_clear, false },
	[HL_TIMER_RINGGONE] = { needs_ringgone, end_ringgone, true },
	[HL_TIMER_PARK] = { needs_park, end_park, false },
	[HL_TIMER_GENERATE] = { needs_generate, generate_next, true },
	[HL_TIMER_GUARD] = { NULL, end_guard, true },
	[HL_TIMER_SEIZE] = { needs_seize, trunk_seized, false },
	[HL_TIMER_SEND] = { needs_send, trunk_send, false },
};

void timer_tell(struct step *s, hl_line line, enum hl_timer timer)
{
	const struct hl_line_state *l = block_line(s->m, line);

	if (timer == HL_TIMER_HOOK || !limits[timer].needs)
		return;
	if (!limits[timer].needs(s->m, line))
		timer_stop(s, line, timer);
	else if (!limits[timer].by_hand &&
		 l->deadline[timer] == HL_NEVER)
		timer_start(s, line, timer);
}

void expire_line(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	for (unsigned t = 0; t < HL_TIMER_COUNT; t++) {
		if (l->deadline[t] > s->now)
			continue;
		timer_stop(s, line, t);
		if (t == HL_TIMER_HOOK) {
			fx_add(s, HL_FX_READ, line, HL_NO_CALL);
			continue;
		}
		/* An earlier limit of this wake-up may have ended the need. */
		if (limits[t].needs && !limits[t].needs(s->m, line))
			continue;
		fx_add(s, HL_FX_TIMEOUT, line, HL_NO_CALL)->a = t;
		limits[t].end(s, line);
	}
}
