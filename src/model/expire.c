/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expire.c - limits: which run in a state, and what happens at their end
 *
 * In:  a line whose deadline has come, or whose calls changed.
 * Out: the operation of the limit; deadlines that belong to the state.
 * Not: values - the line's settings, from the table in timers.h.
 */
#include "block.h"

#define HOPS_MAX 5 /* times a call is forwarded (house) */

/* Does the state of a line call for a limit now? */
typedef bool (timer_needs)(struct hl_model *m, hl_line line);
typedef void (timer_end)(struct step *s, hl_line line);

static bool active_is(struct hl_model *m, hl_line line, enum hl_call_st state)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && c->state == state;
}

static bool needs_hotline(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l->has & 1u << HL_NUMBER_HOTLINE && !look_own(m, line) &&
	       !look_held(m, line) && active_is(m, line, HL_CALL_DIALTONE);
}

static bool needs_first(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return !l->muted && !look_own(m, line) &&
	       !needs_hotline(m, line) &&
	       active_is(m, line, HL_CALL_DIALTONE);
}

static bool needs_match(struct hl_model *m, hl_line line)
{
	return active_is(m, line, HL_CALL_DIALING) && !look_own(m, line);
}

static bool needs_inter(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	if (look_is_trunk(m, line))
		return isdn_collects(m, line);
	return l->deadline[HL_TIMER_MATCH] == HL_NEVER &&
	       needs_match(m, line);
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
	const struct hl_call_state *c =
		look_is_trunk(m, line) ? look_offered(m, line) : NULL;

	return c && (!look_is_isdn(m, line) || trunk_is_announced(c));
}

static bool needs_seize(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return look_is_trunk(m, line) && !look_is_isdn(m, line) && c &&
	       c->state == HL_CALL_DIALING && c->sent == 0 &&
	       !trunk_waits_dialtone(m, line);
}

static bool needs_send(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return look_is_trunk(m, line) && c && c->state == HL_CALL_DIALING &&
	       c->sent > 0;
}

/* A call is there whose battery may be reversed once more. */
static bool needs_settle(struct hl_model *m, hl_line line)
{
	return look_active(m, line);
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

	if (look_is_trunk(s->m, line))
		isdn_number_end(s, line);
	else if (isdn_overlaps(s->m, c))
		isdn_dialled(s, c);
	else if (call_go(s, c, HL_CEV_REFUSE))
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

/* Nobody takes the party back: it is the operator's, or released. */
static void give_up(struct step *s, struct hl_call_state *party, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);

	if (l && l->set.fallback == HL_FALLBACK_OPERATOR &&
	    l->set.operator != line && look_free(s->m, l->set.operator))
		half_remind(s, party, l->set.operator, HL_REASON_TRANSFER);
	else
		half_gone(s, party, HL_GONE_NOANSWER);
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
	if (l->set.fallback == HL_FALLBACK_RETRY && !bridge_address(s->m, line))
		park_again(s, p, line);
	else
		give_up(s, p, line);
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

/* Away, or the receiver lies beside, locked out: nobody will be there. */
static bool is_deserted(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return !l || l->service != HL_SERVICE_READY ||
	       l->does & HL_DOES_LOCKED;
}

/* So it was set: the party waits as long as it takes. */
static bool is_patient(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);

	return l && l->set.fallback == HL_FALLBACK_RETRY;
}

/* Nobody fetched the party: back to who parked it, when that is possible. */
static void end_park(struct step *s, hl_line line)
{
	struct hl_call_state *c = parked(s->m, line);

	if (look_free(s->m, c->owner))
		half_remind(s, c, c->owner, HL_REASON_REMINDER);
	else if (is_deserted(s->m, c->owner) && !is_patient(s->m, c->owner))
		give_up(s, c, c->owner);
	touch_line(s, line);
}

static bool needs_generate(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && (c->flags & HL_FLAG_GENERATE);
}

static bool needs_order(struct hl_model *m, hl_line line)
{
	return block_line(m, line)->order;
}

static void end_order(struct step *s, hl_line line)
{
	block_line(s->m, line)->order = 0;
	half_touch_all(s, line);
}

/* The party that a key has brought is kept waiting while the key sounds. */
static bool needs_keyup(struct hl_model *m, hl_line line)
{
	return block_line(m, line)->hook.lifted && look_active(m, line);
}

static void end_keyup(struct step *s, hl_line line)
{
	half_touch_all(s, line);
}

static struct hl_call_state *to_forward(struct hl_model *m, hl_line line)
{
	struct hl_call_state *c = look_ringing(m, line, false);

	/* While others ring for it too it is not taken away from them. */
	if (!c || look_is_trunk(m, line) || !c->peer || c->with ||
	    !(block_line(m, line)->has & 1u << HL_NUMBER_FWDNOANSWER))
		return NULL;
	return c;
}

static bool needs_fwdnoanswer(struct hl_model *m, hl_line line)
{
	return to_forward(m, line) != NULL;
}

/* Nobody answers: to the number that the user has named for that. */
static void end_fwdnoanswer(struct step *s, hl_line line)
{
	struct hl_call_state *c = to_forward(s->m, line);
	struct hl_call_state *p = block_call(s->m, c->peer);
	char number[HL_DIGITS_MAX + 1] = "";
	hl_line owner = c->owner;

	strncpy(number, hl_model_number(s->m, line, HL_NUMBER_FWDNOANSWER),
		sizeof(number) - 1);
	/* Where it cannot go, or goes in a circle, it keeps ringing here. */
	if (!p || p->hops >= HOPS_MAX ||
	    reach_judge(s->m, p, number, line) != HL_ERR_NONE)
		return;
	p->hops++;
	bridge_gather(s, c);
	call_unpair(s, c);
	call_go(s, c, HL_CEV_RELEASE);
	reach_number(s, p, number, line, HL_REASON_FWDNOANSWER);
	/* Who transferred it still gets it back. */
	c = block_call(s->m, p->peer);
	if (c)
		c->owner = owner;
}

/* The call waiting tone: once, and once more after ten seconds. */
#define WAIT_ON 1500   /* [ms] */
#define WAIT_OFF 8500  /* [ms] */
#define WAIT_TIMES 3   /* begun, ended, begun again; then ended */

static bool needs_waittone(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);

	if (l->hook.lifted && look_offered(m, line) &&
	    active_is(m, line, HL_CALL_CONNECTED))
		return l->waited <= WAIT_TIMES;
	l->waited = 0;
	return false;
}

static void end_waittone(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	l->waited++;
	if (l->waited <= WAIT_TIMES)
		timer_run(s, line, HL_TIMER_WAITTONE,
			  l->waited % 2 ? WAIT_ON : WAIT_OFF);
	touch_line(s, line);
}

static struct hl_call_state *held_longest(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	struct hl_call_state *found = NULL;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE && l->calls[i]; i++) {
		struct hl_call_state *c = block_call(m, l->calls[i]);

		if (hl_call_state_is_hold(c->state) && c->peer &&
		    (!found || c->since < found->since))
			found = c;
	}
	return found;
}

static bool needs_held(struct hl_model *m, hl_line line)
{
	return block_line(m, line)->hook.lifted && held_longest(m, line);
}

/* A short tone tells the holder that somebody still waits. */
static void end_remind(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	l->does ^= HL_DOES_BEEP;
	if (l->does & HL_DOES_BEEP)
		timer_run(s, line, HL_TIMER_REMIND, 300);
	touch_line(s, line);
}

static bool needs_remind(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);

	if (needs_held(m, line))
		return true;
	l->does &= (uint8_t)~HL_DOES_BEEP;
	return false;
}

/* Back to who holds it: he hears it as a waiting call. */
static void give_back(struct step *s, struct hl_call_state *held)
{
	struct hl_call_state *p = block_call(s->m, held->peer);
	hl_line line = held->line;

	bridge_gather(s, held);
	call_unpair(s, held);
	call_go(s, held, HL_CEV_RELEASE);
	if (look_is_back(p))
		half_gone(s, p, HL_GONE_NORMAL);
	else
		half_remind(s, p, line, HL_REASON_REMINDER);
}

/* Held for too long: it comes back. */
static void end_heldmost(struct step *s, hl_line line)
{
	const struct hl_line_state *l = block_line(s->m, line);
	hl_usec most = HL_MS(l->set.timer[HL_TIMER_HELDMOST]);
	const struct hl_call_state *active = look_active(s->m, line);
	struct hl_call_state *held = held_longest(s->m, line);

	if (s->now - held->since < most)
		timer_run(s, line, HL_TIMER_HELDMOST,
			  (hl_msec)((most - (s->now - held->since)) / 1000) +
				  1);
	else if (!active || active->state == HL_CALL_DIALTONE)
		op_unhold(s, held);
	else if (active->state == HL_CALL_CONNECTED)
		give_back(s, held);
	else /* a call is being made: when that is over */
		timer_run(s, line, HL_TIMER_HELDMOST, 5000);
}

static bool needs_confirm(struct hl_model *m, hl_line line)
{
	return active_is(m, line, HL_CALL_DIALTONE);
}

static bool needs_splash(struct hl_model *m, hl_line line)
{
	return hl_model_is_idle(m, line);
}

/* Nobody is there and nothing sounds: the receiver lies beside. */
static bool is_left_off(struct hl_model *m, hl_line line)
{
	return !look_is_trunk(m, line) &&
	       hl_model_situation(m, line) == HL_SIT_SILENT;
}

static bool needs_offhook(struct hl_model *m, hl_line line)
{
	struct hl_line_state *l = block_line(m, line);

	if (is_left_off(m, line))
		return !(l->does & (HL_DOES_HOWL | HL_DOES_LOCKED));
	l->does &= (uint8_t)~(HL_DOES_HOWL | HL_DOES_LOCKED);
	return false;
}

static void end_offhook(struct step *s, hl_line line)
{
	block_line(s->m, line)->does |= HL_DOES_HOWL;
	touch_line(s, line);
}

static bool needs_howler(struct hl_model *m, hl_line line)
{
	return is_left_off(m, line) &&
	       block_line(m, line)->does & HL_DOES_HOWL;
}

static void end_howler(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);

	l->does &= (uint8_t)~HL_DOES_HOWL;
	l->does |= HL_DOES_LOCKED;
	touch_line(s, line);
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
	[HL_TIMER_RECALLTONE] = { flash_asked, flash_unheard, true },
	[HL_TIMER_FLASHED] = { flash_needs, end_guard, true },
	[HL_TIMER_CALLERWAIT] = { trunk_waits, trunk_waited, true },
	[HL_TIMER_REVERSED] = { trunk_is_reversed, end_guard, true },
	[HL_TIMER_ORDER] = { needs_order, end_order, false },
	[HL_TIMER_KEYUP] = { needs_keyup, end_keyup, true },
	[HL_TIMER_FWDNOANSWER] = { needs_fwdnoanswer, end_fwdnoanswer, false },
	[HL_TIMER_HOTLINE] = { needs_hotline, op_hotline, false },
	[HL_TIMER_WAITTONE] = { needs_waittone, end_waittone, false },
	[HL_TIMER_REMIND] = { needs_remind, end_remind, false },
	[HL_TIMER_HELDMOST] = { needs_held, end_heldmost, false },
	[HL_TIMER_CONFIRM] = { needs_confirm, end_guard, true },
	[HL_TIMER_SPLASH] = { needs_splash, end_guard, true },
	[HL_TIMER_OFFHOOK] = { needs_offhook, end_offhook, false },
	[HL_TIMER_HOWLER] = { needs_howler, end_howler, false },
	[HL_TIMER_PARK] = { needs_park, end_park, false },
	[HL_TIMER_GENERATE] = { needs_generate, generate_next, true },
	[HL_TIMER_GUARD] = { NULL, end_guard, true },
	[HL_TIMER_SEIZE] = { needs_seize, trunk_seized, false },
	[HL_TIMER_SEND] = { needs_send, trunk_send, false },
	[HL_TIMER_DIALTONE] = { trunk_waits_dialtone, trunk_dialtone_due,
				false },
	[HL_TIMER_ANSWERED] = { trunk_waits_answer, trunk_answer_due, false },
	[HL_TIMER_UNREVERSED] = { trunk_waits_reversal, trunk_answer_due,
				  false },
	[HL_TIMER_SETTLE] = { needs_settle, end_guard, true },
};

void timer_tell(struct step *s, hl_line line, enum hl_timer timer)
{
	const struct hl_line_state *l = block_line(s->m, line);
	bool runs = l->deadline[timer] != HL_NEVER;

	if (timer == HL_TIMER_HOOK || !limits[timer].needs ||
	    (limits[timer].by_hand && !runs))
		return;
	if (!limits[timer].needs(s->m, line))
		timer_stop(s, line, timer);
	else if (!runs)
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
