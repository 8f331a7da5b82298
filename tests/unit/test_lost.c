/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_lost.c - whatever a person does with a telephone, nobody is lost
 *
 * Three telephones and a trunk, a million random actions. Who was in a call
 * before an action is still in one after it, or an operation or a limit that
 * names a release was carried out. HL_SEED=n repeats a walk.
 */
#include "suites.h"

#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTIONS 1000000

struct people {
	struct table t;
	uint64_t random;
	bool lifted[TABLE_STATIONS];
	unsigned lost;
	unsigned stuck;
};

static unsigned any(struct people *p, unsigned below)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return (unsigned)(p->random % below);
}

#define OP(id) (UINT64_C(1) << HL_OP_##id)

/* Operations whose words in the table say that somebody is let go. */
static const uint64_t releases =
	OP(CLEAR) | OP(LEAVE) | OP(LEAVEWAITING) | OP(LEAVEORDER) |
	OP(RETRIEVE) | OP(DROPLAST) | OP(RECALL) | OP(AGAIN) | OP(REJECT) |
	OP(DROPTAKE) | OP(DROPHELD) | OP(ORDERED);

/* Two parties outside are not left with each other: one is let go. */
static uint64_t named_for(hl_line line)
{
	return line >= T1 ? releases | OP(CONNECT) : releases;
}

/* Has somebody to talk to, or who holds him, or comes back to him. */
static bool in_call(const struct table *t, hl_line line)
{
	for (unsigned n = 0; n < HL_CALLS_PER_LINE; n++) {
		const struct hl_call_state *c =
			hl_model_call(t->m, table_call(t, line, n));

		if (c && c->answered && c->state != HL_CALL_DISCONNECTED)
			return true;
	}
	return false;
}

/* Nobody is behind what this line hears or does. */
static bool is_stuck(const struct table *t, hl_line line)
{
	const struct hl_line_state *l = hl_model_line(t->m, line);

	if (l->calls[0])
		return false;
	return l->want.wire.kind != HL_WIRE_QUIET ||
	       (l->set.kind == HL_KIND_TRUNK && l->want.loop) ||
	       (l->want.ring && l->want.ring != HL_RING_SPLASH);
}

static void dial_any(struct people *p, hl_line line)
{
	static const char *const numbers[] = { "101", "102", "103", "955#",
					       "0", "1", "2", "3", "4" };

	table_dial(&p->t, line, numbers[any(p, 9)]);
}

static void act(struct people *p, hl_line line)
{
	switch (any(p, 8)) {
	case 0:
	case 1:
		p->lifted[line] = !p->lifted[line];
		table_edge(&p->t, line, p->lifted[line]);
		table_wait(&p->t, 1200);
		break;
	case 2:
	case 3:
	case 4:
		if (p->lifted[line])
			table_flash(&p->t, line);
		break;
	case 5:
	case 6:
		if (p->lifted[line])
			dial_any(p, line);
		break;
	default:
		table_ring(&p->t, T1);
		break;
	}
}

/* One action, and who is still there afterwards. */
static void action(struct people *p)
{
	hl_line line = (hl_line)any(p, 3);
	bool was_lifted = p->lifted[line];
	bool before[TABLE_STATIONS + TABLE_TRUNKS];

	if (any(p, 20) == 0) {
		table_wait(&p->t, any(p, 70000));
		return;
	}
	for (hl_line l = 0; l < hl_model_lines(p->t.m); l++)
		before[l] = in_call(&p->t, l);
	p->t.ops = 0;
	p->t.timeouts = 0;
	act(p, line);
	for (hl_line l = 0; l < hl_model_lines(p->t.m); l++) {
		bool went = l == line && was_lifted && !p->lifted[line];

		p->stuck += is_stuck(&p->t, l);
		if (before[l] && !in_call(&p->t, l) && !went &&
		    !(p->t.ops & named_for(l)) && !p->t.timeouts)
			p->lost++;
	}
}

static void people_begin(struct people *p, uint64_t seed,
			 enum hl_procedure procedure)
{
	memset(p, 0, sizeof(*p));
	p->random = seed * 0x9e3779b97f4a7c15u + 1;
	table_open(&p->t);
	for (hl_line l = 0; l < 3; l++) {
		struct hl_line_settings *set = table_set(&p->t, l);

		set->procedure = (uint8_t)procedure;
		set->switches |= any(p, 2) << HL_SWITCH_WAITING;
		set->onhook_held = (uint8_t)any(p, 2);
		set->switches ^= any(p, 4) ? 0 : 1u << HL_SWITCH_THREEWAY;
		set->switches ^= any(p, 4) ? 0 : 1u << HL_SWITCH_TRANSFER;
		set->switches ^= any(p, 2) << HL_SWITCH_ONEFLASH;
	}
}

static void walk(enum hl_procedure procedure)
{
	const char *text = getenv("HL_SEED");
	uint64_t seed = text ? strtoull(text, NULL, 10) : 1;
	unsigned lost = 0;
	unsigned stuck = 0;

	for (uint64_t s = seed; s < seed + 20; s++) {
		struct people p;

		people_begin(&p, s, procedure);
		for (unsigned i = 0; i < ACTIONS / 20; i++)
			action(&p);
		if (p.lost || p.stuck || p.t.broken[0])
			fprintf(stderr, "lost HL_SEED=%llu: %u lost, %u stuck"
				" %s\n", (unsigned long long)s, p.lost,
				p.stuck, p.t.broken);
		lost += p.lost + (p.t.broken[0] != 0) + (p.t.refused != 0);
		stuck += p.stuck;
		table_close(&p.t);
	}
	CU_ASSERT_EQUAL(lost, 0);
	CU_ASSERT_EQUAL(stuck, 0);
}

static void nobody_is_lost_by_the_north_american_procedure(void)
{
	walk(HL_PROCEDURE_NORTHAMERICAN);
}

static void nobody_is_lost_by_r_and_a_digit(void)
{
	walk(HL_PROCEDURE_ETSI);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_lost(void)
{
	static CU_TestInfo tests[] = {
		T(nobody_is_lost_by_the_north_american_procedure),
		T(nobody_is_lost_by_r_and_a_digit),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
