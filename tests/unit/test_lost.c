/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_lost.c - whatever a person does with a telephone, nobody is lost
 *
 * Three telephones and a trunk, a million random actions for each procedure:
 * lifting, hanging up, flashes and breaks of any length, keys, pulses, feature
 * codes, an exchange that rings, answers, leaves, a card that goes and comes
 * back, and time. A guard (lost.c) looks at every step in between. HL_SEED=n
 * repeats a walk.
 */
#include "suites.h"

#include "lost.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTIONS 1000000
#define WALKS   20
#define PEOPLE  3

struct people {
	struct table t;
	struct lost_guard guard;
	uint64_t random;
	bool lifted[PEOPLE];
	bool away[PEOPLE];
	bool quiet; /* it was so again at the end */
};

static unsigned any(struct people *p, unsigned below)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return (unsigned)(p->random % below);
}

/* ---- what people do ----------------------------------------------------- */

static void move(struct people *p, hl_line line)
{
	p->lifted[line] = !p->lifted[line];
	if (!p->away[line])
		table_edge(&p->t, line, p->lifted[line]);
	if (!p->lifted[line] && any(p, 4))
		table_wait(&p->t, 1200);
}

/* A flash as the set makes it, or a break of any length. */
static void flash(struct people *p, hl_line line)
{
	if (any(p, 4))
		table_flash(&p->t, line);
	else
		table_break(&p->t, line, 5 + any(p, 1090));
}

static void press(struct people *p, hl_line line)
{
	static const char *const numbers[] = {
		"101",    "102",     "103",  "955#",   "0",   "1",
		"2",      "3",       "4",    "*72103", "*73", "*74101#",
		"*76",    "*75102#", "*77",  "*78",    "*79", "*66",
		"*69",    "*70",     "*44",  "*5701#", "*0",  "*68701#",
		"*8102#", "*9",      "*17#", "10",     "*"
	};

	table_dial(&p->t, line,
		   numbers[any(p, sizeof(numbers) / sizeof(numbers[0]))]);
}

static void pulse(struct people *p, hl_line line)
{
	unsigned digits = 1 + any(p, 3);

	while (digits--) {
		for (unsigned n = 1 + any(p, 12); n; n--) {
			table_break(&p->t, line, 60);
			table_wait(&p->t, 40);
		}
		table_wait(&p->t, 300 + any(p, 400));
	}
}

static void exchange(struct people *p)
{
	switch (any(p, 4)) {
	case 0:
		table_gone(&p->t, T1);
		break;
	case 1:
		table_heard(&p->t, T1, any(p, HL_PROGRESS_COUNT));
		break;
	default:
		table_ring(&p->t, T1);
		break;
	}
}

/* An alarm, or the card is pulled out; hands go on, and it comes back. */
static void card(struct people *p, hl_line line)
{
	struct hl_event event = { .line = line };

	event.kind = p->away[line] ? HL_EVENT_READY
		     : any(p, 2)   ? HL_EVENT_ALARM
				   : HL_EVENT_LOST;
	event.closed = p->lifted[line];
	p->away[line] = !p->away[line];
	table_event(&p->t, &event);
}

/* Whatever comes to somebody's mind. */
static void do_anything(struct people *p, hl_line line)
{
	bool busy = p->lifted[line] && !p->away[line];
	unsigned kind = any(p, 100);

	if (kind < 20)
		move(p, line);
	else if (kind < 35 && busy)
		flash(p, line);
	else if (kind < 65 && busy)
		press(p, line);
	else if (kind < 70 && busy)
		pulse(p, line);
	else if (kind < 90)
		exchange(p);
	else if (kind < 93)
		card(p, line);
	else
		table_wait(&p->t, any(p, 70000));
}

/* Somebody who may be there, in one's mind. */
static void call_somebody(struct people *p, hl_line line)
{
	static const char *const numbers[] = { "101", "102", "103", "955#" };

	table_dial(&p->t, line, numbers[any(p, 4)]);
}

/* What a person does who knows what may come of it. */
static void do_sensibly(struct people *p, hl_line line)
{
	static const char *const digits[] = { "0", "1", "2", "3", "4" };

	/* The receiver has just been put down: that is waited for. */
	if (!p->lifted[line])
		table_wait(&p->t, 1200);
	switch (table_sit(&p->t, line)) {
	case HL_SIT_RINGING:
	case HL_SIT_RECALLED:
	case HL_SIT_BRIDGED:
	case HL_SIT_RESTING:
		move(p, line);
		break;
	case HL_SIT_DIALTONE:
	case HL_SIT_ASK_DIALTONE:
		call_somebody(p, line);
		break;
	case HL_SIT_CALLING:
	case HL_SIT_ASK_CALLING:
	case HL_SIT_DIALING:
	case HL_SIT_ASK_DIALING:
		table_wait(&p->t, any(p, 12000));
		break;
	case HL_SIT_TALKING:
	case HL_SIT_WAITING:
	case HL_SIT_ALTERNATE:
	case HL_SIT_ASK_TALKING:
	case HL_SIT_CONFERENCE:
	case HL_SIT_ASK_FAILED:
	case HL_SIT_HOLDING:
	case HL_SIT_THROUGH:
	case HL_SIT_FAILED:
	case HL_SIT_SILENT:
		table_flash(&p->t, line);
		break;
	case HL_SIT_ORDER:
		table_dial(&p->t, line, digits[any(p, 5)]);
		break;
	case HL_SITUATION_COUNT:
		break;
	}
	table_wait(&p->t, any(p, 1500));
}

static void action(struct people *p)
{
	hl_line line = (hl_line)any(p, PEOPLE);

	if (!p->away[line] && any(p, 10) < 7)
		do_sensibly(p, line);
	else
		do_anything(p, line);
}

/* ---- the room ----------------------------------------------------------- */

static void code(struct hl_plan *plan, const char *text, enum hl_code code)
{
	struct hl_pattern *row = &plan->pattern[plan->patterns++];

	strcpy(row->text, text);
	row->kind = HL_ROUTE_CODE;
	row->group = (uint8_t)code;
	row->strip = (uint8_t)strcspn(text, ".");
}

static void plan(struct table *t)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);

	code(&plan, "*72.", HL_CODE_FORWARD);
	code(&plan, "*73", HL_CODE_UNFORWARD);
	code(&plan, "*74.", HL_CODE_FWDBUSY);
	code(&plan, "*76", HL_CODE_UNFWDBUSY);
	code(&plan, "*75.", HL_CODE_FWDNOANSWER);
	code(&plan, "*77", HL_CODE_UNFWDNOANSWER);
	code(&plan, "*78", HL_CODE_DND);
	code(&plan, "*79", HL_CODE_UNDND);
	code(&plan, "*66", HL_CODE_REDIAL);
	code(&plan, "*69", HL_CODE_RETURN);
	code(&plan, "*70", HL_CODE_CANCEL);
	code(&plan, "*44", HL_CODE_UNWAITING);
	code(&plan, "*0", HL_CODE_TRUNKFLASH);
	code(&plan, "*9", HL_CODE_PICKUPGROUP);
	code(&plan, "*5.", HL_CODE_PARK);
	code(&plan, "*68.", HL_CODE_UNPARK);
	code(&plan, "*8.", HL_CODE_PICKUP);
	code(&plan, "*1.", HL_CODE_SPEED);
	plan.speed[0] = (struct hl_speed){ 7, "103" };
	plan.speeds = 1;
	plan.park_first = 701;
	plan.parks = 2;
	plan.group[0].count = 1;
	hl_model_plan(t->m, &plan);
}

static void people_begin(struct people *p, uint64_t seed,
			 enum hl_procedure procedure)
{
	memset(p, 0, sizeof(*p));
	p->random = seed * 0x9e3779b97f4a7c15u + 1;
	table_open(&p->t);
	plan(&p->t);
	for (hl_line l = 0; l < PEOPLE; l++) {
		struct hl_line_settings *set = table_set(&p->t, l);

		set->procedure = (uint8_t)procedure;
		set->pickup = 1;
		set->switches |= any(p, 2) << HL_SWITCH_WAITING;
		set->onhook_held = (uint8_t)any(p, 3);
		set->fallback = (uint8_t)any(p, HL_FALLBACK_COUNT);
		set->operator= S3;
		set->switches ^= any(p, 4) ? 0 : 1u << HL_SWITCH_THREEWAY;
		set->switches ^= any(p, 4) ? 0 : 1u << HL_SWITCH_TRANSFER;
		set->switches ^= any(p, 2) << HL_SWITCH_ONEFLASH;
		set->switches ^= any(p, 4) ? 0 : 1u << HL_SWITCH_RECONNECT;
		set->timer[HL_TIMER_HELDMOST] = any(p, 4) ? 0 : 20000;
	}
	table_set(&p->t, T1)->releases |=
		(uint16_t)any(p, 1u << HL_RELEASE_COUNT);
	table_set(&p->t, T1)->hold_at = (uint8_t)any(p, HL_HOLD_AT_COUNT);
	lost_guard_open(&p->guard, &p->t);
}

/* Everybody hangs up: within ten minutes nothing is left. */
static void people_end(struct people *p)
{
	for (unsigned i = 0; i < 3; i++) {
		for (hl_line l = 0; l < PEOPLE; l++) {
			if (p->away[l])
				card(p, l);
			if (p->lifted[l])
				move(p, l);
		}
		table_gone(&p->t, T1);
		table_wait(&p->t, 200000);
	}
	p->quiet = table_quiet(&p->t);
	table_close(&p->t);
}

/* What the rows of a procedure do when everything is as by default. */
static uint64_t ops_of(enum hl_procedure procedure)
{
	uint64_t ops = 0;

	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
		for (unsigned g = HL_GESTURE_NONE + 1; g < HL_GESTURE_COUNT;
		     g++)
			if (s != HL_SIT_ORDER || procedure == HL_PROCEDURE_ETSI)
				ops |= UINT64_C(1)
				       << hl_feature_find(procedure, s, g)->op;
	/* No number is shared here; the exchange is flashed by a code, and
	 * only a program holds without asking somebody else. */
	return ops & ~(UINT64_C(1) << HL_OP_BRIDGE) &
	       ~(UINT64_C(1) << HL_OP_TRUNKFLASH) &
	       ~(UINT64_C(1) << HL_OP_UNHOLD);
}

static void walk(enum hl_procedure procedure)
{
	const char *text = getenv("HL_SEED");
	uint64_t seed = text ? strtoull(text, NULL, 10) : 1;
	unsigned lost = 0;
	unsigned stuck = 0;
	uint64_t wanted = ops_of(procedure);
	uint64_t ops = 0;

	for (uint64_t s = seed; s < seed + WALKS; s++) {
		struct people p;

		people_begin(&p, s, procedure);
		for (unsigned i = 0; i < ACTIONS / WALKS; i++)
			action(&p);
		people_end(&p);
		if (p.guard.why[0] || p.t.broken[0] || !p.quiet)
			fprintf(stderr, "lost HL_SEED=%llu: %s; %s%s\n",
				(unsigned long long)s, p.guard.why, p.t.broken,
				p.quiet ? "" : "; not quiet at the end");
		lost += p.guard.lost + (p.t.broken[0] != 0) +
			(p.t.refused != 0);
		stuck += p.guard.stuck + !p.quiet;
		ops |= p.t.ops;
	}
	CU_ASSERT_EQUAL(lost, 0);
	CU_ASSERT_EQUAL(stuck, 0);
	/* It was no walk on the spot: whatever the desk can do was done. */
	CU_ASSERT_EQUAL(wanted & ~ops, 0);
}

static void nobody_is_lost_by_the_north_american_procedure(void)
{
	walk(HL_PROCEDURE_NORTHAMERICAN);
}

static void nobody_is_lost_by_r_and_a_digit(void)
{
	walk(HL_PROCEDURE_ETSI);
}

#define T(claim)                                                               \
	{                                                                      \
#claim, claim                                                  \
	}

CU_TestInfo *test_lost(void)
{
	static CU_TestInfo tests[] = {
		T(nobody_is_lost_by_the_north_american_procedure),
		T(nobody_is_lost_by_r_and_a_digit),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
