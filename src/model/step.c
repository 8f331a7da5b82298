/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * step.c - one event: judge, decide, do, then look at what was touched
 *
 * In:  the block and an event with its time.
 * Out: the block after it, and the effects.
 * Not: any of the rules - hook.c, feature.c, ops.c, expire.c, request.c;
 *      how changes are marked - mark.c.
 */
#include "block.h"

typedef void (event_fn)(struct step *s, const struct hl_event *event);

static bool want_same(const struct hl_want *a, const struct hl_want *b)
{
	return a->wire.kind == b->wire.kind && a->wire.ref == b->wire.ref &&
	       a->tone == b->tone && a->ring == b->ring &&
	       a->loop == b->loop && a->listen == b->listen &&
	       a->door == b->door && a->watch == b->watch &&
	       a->lamp == b->lamp && a->display == b->display &&
	       a->talk == b->talk && a->keys == b->keys &&
	       a->hear == b->hear && a->identify == b->identify &&
	       a->stage == b->stage && a->hold == b->hold &&
	       a->cause == b->cause;
}

/* LINEADDRESSSTATE_NUMCALLS: said when one of the counters changes. */
static void tell_counts(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_counts n;
	struct hl_effect *fx;

	hl_model_counts(s->m, line, &n);
	if (l->counts[0] == n.active && l->counts[1] == n.held &&
	    l->counts[2] == n.pending)
		return;
	l->counts[0] = (uint8_t)n.active;
	l->counts[1] = (uint8_t)n.held;
	l->counts[2] = (uint8_t)n.pending;
	fx = fx_add(s, HL_FX_COUNTS, line, HL_NO_CALL);
	fx->a = n.active;
	fx->b = n.held;
	fx->c = n.pending;
}

/*
 * In a talk to which he was called a user may put the receiver down and go on
 * at another telephone of the line: the loop is open for longer.
 */
static bool may_walk(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	const struct hl_call_state *c = look_active(m, line);
	const struct hl_call_state *waits = look_offered(m, line);

	if (!c || c->origin == HL_ORIGIN_OUTBOUND)
		return false;
	/* Who began to wait meanwhile does not end the talk. */
	if (waits && (!l->hook.open || waits->since < l->hook.opened.latest))
		return false;
	return hl_model_situation(m, line) ==
	       (waits ? HL_SIT_WAITING : HL_SIT_TALKING);
}

static const struct hl_profile *windows(struct hl_model *m, hl_line line,
					struct hl_profile *space)
{
	const struct hl_line_state *l = block_line(m, line);

	if (!l->set.hangup_delay || !may_walk(m, line))
		return &l->set.profile;
	*space = l->set.profile;
	space->onhook = (uint16_t)(space->onhook + l->set.hangup_delay);
	return space;
}

static void hook_rearm(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_profile space;

	l->deadline[HL_TIMER_HOOK] =
		hl_hook_due(&l->hook, windows(s->m, line, &space));
}

/* A line that was touched: its limits, its earliest deadline, its port. */
static void settle_line(struct step *s, hl_line line)
{
	struct hl_line_state *l = block_line(s->m, line);
	hl_usec least = HL_NEVER;
	struct hl_want want;

	flash_settle(s, line);
	/* The talk may have ended while the loop is open. */
	if (l->hook.open && l->deadline[HL_TIMER_HOOK] != HL_NEVER)
		hook_rearm(s, line);
	for (unsigned t = 0; t < HL_TIMER_COUNT; t++) {
		timer_tell(s, line, t);
		if (l->deadline[t] < least)
			least = l->deadline[t];
	}
	due_table(s->m)[line] = least;
	isdn_settle(s, line);
	want_make(s->m, line, &want);
	if (!want_same(&want, &l->want)) {
		l->want = want;
		fx_add(s, HL_FX_PORT, line, HL_NO_CALL);
	}
	tell_counts(s, line);
	bridge_tell(s, line);
	l->touched = 0;
}

static bool takes_pulses(struct hl_model *m, hl_line line)
{
	const struct hl_line_state *l = block_line(m, line);
	enum hl_situation situation = hl_model_situation(m, line);

	if (situation == HL_SIT_ORDER)
		return l->set.switches & 1u << HL_SWITCH_PULSE;
	if (l->muted || !(l->set.switches & 1u << HL_SWITCH_PULSE))
		return false;
	return situation == HL_SIT_DIALTONE || situation == HL_SIT_DIALING ||
	       situation == HL_SIT_ASK_DIALTONE ||
	       situation == HL_SIT_ASK_DIALING;
}

static void gesture(struct step *s, hl_line line, enum hl_situation situation,
		    enum hl_gesture made, char digit)
{
	struct hl_line_state *l = block_line(s->m, line);
	const struct hl_feature *row =
		hl_feature_find(l->set.procedure, situation, made);
	enum hl_op op = hl_feature_op(row, l->set.switches);
	struct hl_effect *fx = fx_add(s, HL_FX_DECIDE, line, HL_NO_CALL);

	fx->from = (uint8_t)situation;
	fx->to = (uint8_t)made;
	fx->a = op;
	fx->b = (unsigned char)digit;
	op_run(s, line, op, digit);
	if (made == HL_GESTURE_HANGUP) {
		memset(l->digits, 0, sizeof(l->digits));
		l->muted = 0;
		l->order = 0;
		l->does &= (uint8_t)~(HL_DOES_CANCEL | HL_DOES_OTHERWISE |
				      HL_DOES_HOWL | HL_DOES_LOCKED);
	}
	touch_line(s, line);
}

static uint16_t short_of(hl_msec ms)
{
	return ms < UINT16_MAX ? (uint16_t)ms : UINT16_MAX;
}

static void keep_break(struct hl_line_state *l, const struct hl_verdict *v,
		       hl_usec now)
{
	struct hl_break_seen *seen = &l->seen[l->breaks_next];

	l->breaks[v->class]++;
	l->last_at = now;
	l->breaks_next = (uint8_t)((l->breaks_next + 1) % HL_BREAKS_KEPT);
	seen->at = (uint32_t)(now / HL_MS(100));
	seen->shortest = short_of(v->shortest);
	seen->longest = short_of(v->longest);
	seen->class = (uint8_t)v->class;
}

static void tell_break(struct step *s, hl_line line,
		       const struct hl_verdict *v)
{
	struct hl_effect *fx;

	if (!v->judged)
		return;
	keep_break(block_line(s->m, line), v, s->now);
	fx = fx_add(s, HL_FX_BREAK, line, HL_NO_CALL);
	fx->from = (uint8_t)v->class;
	fx->a = v->shortest;
	fx->b = v->longest;
}

static void verdict(struct step *s, hl_line line, enum hl_situation before,
		    const struct hl_verdict *v)
{
	tell_break(s, line, v);
	if (v->gesture != HL_GESTURE_NONE)
		gesture(s, line, before, v->gesture, v->digit);
	hook_rearm(s, line);
	touch_line(s, line);
}

static bool is_serving(const struct hl_line_state *l, enum hl_line_kind kind)
{
	return l && l->set.kind == kind && l->service == HL_SERVICE_READY;
}

static void on_edge(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	enum hl_situation before;
	struct hl_profile space;
	struct hl_verdict v;

	if (!is_serving(l, HL_KIND_STATION))
		return;
	before = hl_model_situation(s->m, ev->line);
	l->closed = ev->closed;
	hl_hook_edge(&l->hook, windows(s->m, ev->line, &space), ev->closed,
		     &ev->at,
		     takes_pulses(s->m, ev->line), &v);
	verdict(s, ev->line, before, &v);
}

/* A break that may be a flash or a pulse, where a flash means nothing. */
static void prefer_pulse(struct hl_line_state *l, enum hl_situation situation,
			 struct hl_verdict *v)
{
	const struct hl_feature *row = hl_feature_find(
		l->set.procedure, situation, HL_GESTURE_FLASH);

	if (v->gesture != HL_GESTURE_FLASH ||
	    hl_feature_op(row, l->set.switches) != HL_OP_IGNORE)
		return;
	v->gesture = HL_GESTURE_DIGIT;
	v->digit = '1';
	l->hook.flashed = 0;
	l->hook.dials = 1;
}

static void on_truth(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	enum hl_situation before;
	struct hl_profile space;
	bool doubt;
	struct hl_verdict v;

	if (!is_serving(l, HL_KIND_STATION))
		return;
	before = hl_model_situation(s->m, ev->line);
	l->closed = ev->closed;
	doubt = l->hook.doubt && !l->hook.open;
	hl_hook_expire(&l->hook, windows(s->m, ev->line, &space), ev->closed,
		       s->now, &v);
	if (doubt)
		prefer_pulse(l, before, &v);
	verdict(s, ev->line, before, &v);
}

static void on_gesture(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	enum hl_situation before;
	struct hl_verdict v = { .gesture = ev->gesture, .digit = ev->digit };

	if (!is_serving(l, HL_KIND_STATION))
		return;
	if (ev->gesture == HL_GESTURE_NONE ||
	    ev->gesture >= HL_GESTURE_COUNT)
		return;
	before = hl_model_situation(s->m, ev->line);
	if (ev->gesture == HL_GESTURE_LIFT && l->hook.lifted)
		return;
	if (ev->gesture != HL_GESTURE_LIFT && !l->hook.lifted)
		return;
	hl_hook_set(&l->hook, ev->gesture != HL_GESTURE_HANGUP);
	l->closed = l->hook.lifted;
	if (ev->gesture == HL_GESTURE_FLASH) {
		v.judged = true;
		v.class = HL_BREAK_FLASH;
		v.shortest = l->set.profile.flash_min;
		v.longest = l->set.profile.flash_max;
	}
	verdict(s, ev->line, before, &v);
}

static bool is_talking(struct hl_model *m, hl_line line)
{
	const struct hl_call_state *c = look_active(m, line);

	return c && c->state == HL_CALL_CONNECTED &&
	       !block_line(m, line)->order;
}

/* The rest of a key is not for the party that it brings. */
static void key(struct step *s, hl_line line, char digit)
{
	bool talked = is_talking(s->m, line);

	gesture(s, line, hl_model_situation(s->m, line), HL_GESTURE_DIGIT,
		digit);
	if (!talked && is_talking(s->m, line))
		timer_run(s, line, HL_TIMER_KEYUP,
			  block_line(s->m, line)->set.timer[HL_TIMER_KEYUP]);
}

static void on_digit(struct step *s, const struct hl_event *ev)
{
	const struct hl_line_state *l = block_line(s->m, ev->line);

	if (!l || l->service != HL_SERVICE_READY ||
	    hl_tone_of_digit(ev->digit) == HL_TONE_NONE)
		return;
	if (listen_digits(s->m, ev->line))
		listen_heard(s, ev->line, ev->digit);
	if (l->set.kind == HL_KIND_STATION && l->hook.lifted &&
	    look_on(s->m, ev->line, HL_SWITCH_DTMF))
		key(s, ev->line, ev->digit);
}

static void on_tone(struct step *s, const struct hl_event *ev)
{
	const struct hl_call_state *c = look_active(s->m, ev->line);

	if (c && listen_tones(s->m, ev->line) &&
	    ev->which < HL_WATCH_TONES)
		fx_add(s, HL_FX_TONE, ev->line, c->id)->a = ev->which;
}

static void service(struct step *s, hl_line line, enum hl_service now)
{
	struct hl_line_state *l = block_line(s->m, line);
	struct hl_effect *fx;

	if (l->service == now)
		return;
	fx = fx_add(s, HL_FX_SERVICE, line, HL_NO_CALL);
	fx->from = l->service;
	fx->to = (uint8_t)now;
	l->service = (uint8_t)now;
	touch_line(s, line);
}

static void on_ready(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);

	if (!l)
		return;
	service(s, ev->line, HL_SERVICE_READY);
	l->closed = ev->closed;
	if (l->set.kind == HL_KIND_STATION &&
	    l->hook.lifted != (ev->closed ? 1 : 0)) {
		enum hl_situation before =
			hl_model_situation(s->m, ev->line);

		hl_hook_set(&l->hook, ev->closed);
		/* Calls that the changed hook contradicts end as by hand. */
		if (l->calls[0])
			gesture(s, ev->line, before,
				ev->closed ? HL_GESTURE_LIFT
					   : HL_GESTURE_HANGUP, 0);
	}
	hook_rearm(s, ev->line);
	touch_line(s, ev->line);
}

static void out_of_service(struct step *s, hl_line line, enum hl_service why)
{
	struct hl_line_state *l = block_line(s->m, line);

	if (!l)
		return;
	service(s, line, why);
	line_release_all(s, line, HL_GONE_OUTOFORDER);
	hl_hook_set(&l->hook, false);
	l->closed = 0;
	l->deadline[HL_TIMER_HOOK] = HL_NEVER;
	touch_line(s, line);
}

static void on_lost(struct step *s, const struct hl_event *ev)
{
	out_of_service(s, ev->line, HL_SERVICE_ABSENT);
}

static void on_alarm(struct step *s, const struct hl_event *ev)
{
	out_of_service(s, ev->line, HL_SERVICE_ALARM);
}

static void on_ring(struct step *s, const struct hl_event *ev)
{
	if (look_is_isdn(s->m, ev->line))
		isdn_ring(s, ev);
	else if (look_is_trunk(s->m, ev->line))
		trunk_ring(s, ev->line);
}

static void on_fargone(struct step *s, const struct hl_event *ev)
{
	if (look_is_trunk(s->m, ev->line))
		trunk_fargone(s, ev);
}

/* What is only said of trunks. */
static void on_trunk(struct step *s, const struct hl_event *ev)
{
	if (look_is_trunk(s->m, ev->line))
		trunk_told(s, ev);
}

/* Of a display no call depends: the hallway keeps what it shows. */
static void on_told(struct step *s, const struct hl_event *ev)
{
	(void)s;
	(void)ev;
}

/* The card refused for good: nobody may wait for it. */
static void on_failed(struct step *s, const struct hl_event *ev)
{
	struct hl_line_state *l = block_line(s->m, ev->line);
	struct hl_call_state *offered;

	if (!l)
		return;
	if (l->set.kind == HL_KIND_TRUNK) {
		trunk_failed(s, ev->line);
		return;
	}
	offered = look_offered(s->m, ev->line);
	if (offered && !l->hook.lifted)
		half_withdraw(s, offered, HL_GONE_OUTOFORDER);
}

/* Room for all that the expiry of one more line can lead to. */
static bool has_room(const struct step *s)
{
	return s->fx->count + s->touched < HL_EFFECTS_MAX / 2;
}

static void on_expire(struct step *s, const struct hl_event *ev)
{
	const hl_usec *due = due_table(s->m);

	if (ev->line != HL_NO_LINE) {
		if (block_line(s->m, ev->line))
			expire_line(s, ev->line);
		return;
	}
	/* Those for whom there is no room are still due in the next step. */
	for (unsigned i = 0; i < s->m->lines; i++)
		if (due[i] <= s->now && has_room(s))
			expire_line(s, (hl_line)i);
}

static event_fn *const handlers[HL_EVENT_COUNT] = {
	[HL_EVENT_READY] = on_ready,       [HL_EVENT_LOST] = on_lost,
	[HL_EVENT_ALARM] = on_alarm,       [HL_EVENT_EDGE] = on_edge,
	[HL_EVENT_TRUTH] = on_truth,       [HL_EVENT_GESTURE] = on_gesture,
	[HL_EVENT_DIGIT] = on_digit,       [HL_EVENT_RING] = on_ring,
	[HL_EVENT_FARGONE] = on_fargone,   [HL_EVENT_POLARITY] = on_trunk,
	[HL_EVENT_FAILED] = on_failed,     [HL_EVENT_EXPIRE] = on_expire,
	[HL_EVENT_TONE] = on_tone,         [HL_EVENT_PROGRESS] = on_trunk,
	[HL_EVENT_CALLER] = on_trunk,      [HL_EVENT_NUMBER] = on_trunk,
	[HL_EVENT_ALERT] = on_trunk,       [HL_EVENT_ANSWERED] = on_trunk,
	[HL_EVENT_HELD] = on_trunk,        [HL_EVENT_FARHELD] = on_trunk,
	[HL_EVENT_JOIN] = on_trunk,        [HL_EVENT_TOLD] = on_told,
	[HL_EVENT_REQUEST] = request_do,
};

void hl_model_step(struct hl_model *model, const struct hl_event *event,
		   struct hl_effects *ret)
{
	struct step s = { .m = model, .fx = ret };

	ret->count = 0;
	if (event->at.latest > model->now)
		model->now = event->at.latest;
	s.now = model->now;
	assert((unsigned)event->kind < HL_EVENT_COUNT);
	handlers[event->kind](&s, event);
	while (s.touched)
		settle_line(&s, s.touch[--s.touched]);
	for (unsigned i = 0; s.overflow && i < model->lines; i++)
		if (line_table(model)[i].touched)
			settle_line(&s, (hl_line)i);
}
