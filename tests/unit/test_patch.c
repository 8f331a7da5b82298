/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_patch.c - claims about who-hears-whom and its least change
 */
#include "suites.h"

#include "holdline/patch.h"

#include <errno.h>
#include <stdlib.h>

#define QUIET { HL_WIRE_QUIET, 0 }
#define PAIR(line) { HL_WIRE_PAIR, line }
#define CONF(n) { HL_WIRE_CONF, n }
#define MUSIC { HL_WIRE_MUSIC, 0 }
#define LINES 6

static void what_is_the_same_is_not_touched(void)
{
	struct hl_row rows[] = {
		{ 0, PAIR(1), PAIR(1) },
		{ 1, PAIR(0), PAIR(0) },
		{ 2, MUSIC, MUSIC },
	};
	struct hl_move moves[6];

	CU_ASSERT_EQUAL(hl_patch_diff(rows, 3, moves), 0);
}

static void a_new_pair_is_two_moves(void)
{
	struct hl_row rows[] = { { 0, QUIET, PAIR(1) },
				 { 1, QUIET, PAIR(0) } };
	struct hl_move moves[4];

	CU_ASSERT_EQUAL(hl_patch_diff(rows, 2, moves), 2);
	CU_ASSERT_EQUAL(moves[0].wire.kind, HL_WIRE_PAIR);
	CU_ASSERT_EQUAL(moves[1].wire.kind, HL_WIRE_PAIR);
}

static void a_pair_that_ends_is_unwired_on_both_sides_first(void)
{
	/* 0 and 1 talk; 0 goes to 2 and 1 hears music. */
	struct hl_row rows[] = { { 0, PAIR(1), PAIR(2) },
				 { 1, PAIR(0), MUSIC },
				 { 2, QUIET, PAIR(0) } };
	struct hl_move moves[6];
	unsigned n = hl_patch_diff(rows, 3, moves);

	CU_ASSERT_EQUAL(n, 5);
	CU_ASSERT_EQUAL(moves[0].wire.kind, HL_WIRE_QUIET);
	CU_ASSERT_EQUAL(moves[1].wire.kind, HL_WIRE_QUIET);
}

static void from_music_to_a_pair_is_one_move_a_side(void)
{
	struct hl_row rows[] = { { 0, QUIET, PAIR(1) }, { 1, MUSIC, PAIR(0) } };
	struct hl_move moves[4];

	CU_ASSERT_EQUAL(hl_patch_diff(rows, 2, moves), 2);
}

static void a_one_sided_pair_is_unsound(void)
{
	struct hl_row rows[] = { { 0, QUIET, PAIR(1) }, { 1, QUIET, QUIET } };

	CU_ASSERT_EQUAL(hl_patch_check(rows, 2), -EINVAL);
}

static void a_line_that_hears_itself_is_unsound(void)
{
	struct hl_row rows[] = { { 0, QUIET, PAIR(0) } };

	CU_ASSERT_EQUAL(hl_patch_check(rows, 1), -EINVAL);
}

static void members_of_a_conference_hear_each_other_and_not_themselves(void)
{
	struct hl_row rows[] = { { 0, QUIET, CONF(7) }, { 1, QUIET, CONF(7) },
				 { 2, QUIET, CONF(8) }, { 3, QUIET, MUSIC } };

	CU_ASSERT_TRUE(hl_patch_hears(rows, 4, 0, 1));
	CU_ASSERT_FALSE(hl_patch_hears(rows, 4, 0, 0));
	CU_ASSERT_FALSE(hl_patch_hears(rows, 4, 0, 2));
	CU_ASSERT_FALSE(hl_patch_hears(rows, 4, 3, 0));
	CU_ASSERT_FALSE(hl_patch_hears(rows, 4, 0, 3));
}

/* A sound random matrix: pairs, two conferences, music, quiet. */
static void random_matrix(struct hl_wire *wires)
{
	for (unsigned i = 0; i < LINES; i++)
		wires[i] = (struct hl_wire)QUIET;
	for (unsigned i = 0; i < LINES; i++) {
		unsigned other = (unsigned)rand() % LINES;

		switch (rand() % 5) {
		case 0:
			if (other == i || wires[i].kind || wires[other].kind)
				break;
			wires[i] = (struct hl_wire)PAIR(other);
			wires[other] = (struct hl_wire)PAIR(i);
			break;
		case 1:
			if (!wires[i].kind)
				wires[i] = (struct hl_wire)CONF(7);
			break;
		case 2:
			if (!wires[i].kind)
				wires[i] = (struct hl_wire)MUSIC;
			break;
		default:
			break;
		}
	}
}

/*
 * Does a hear b, who is with somebody else? Half a pair is only ever a step
 * from or to a whole one: b is then alone, or about to join a.
 */
static unsigned eavesdrops(const struct hl_wire *have,
			   const struct hl_wire *want)
{
	unsigned n = 0;

	for (unsigned a = 0; a < LINES; a++) {
		const struct hl_wire with_a = PAIR(a);
		unsigned b = have[a].ref;

		if (have[a].kind != HL_WIRE_PAIR)
			continue;
		if (have[b].kind != HL_WIRE_PAIR &&
		    have[b].kind != HL_WIRE_CONF)
			continue;
		n += !hl_wire_same(&have[b], &with_a) &&
		     !hl_wire_same(&want[b], &with_a);
	}
	return n;
}

static void random_changes_arrive_and_nobody_listens_in_on_the_way(void)
{
	unsigned wrong = 0;
	unsigned heard = 0;

	srand(1);
	for (unsigned round = 0; round < 20000; round++) {
		struct hl_wire have[LINES];
		struct hl_wire want[LINES];
		struct hl_row rows[LINES];
		struct hl_move moves[2 * LINES];
		unsigned n;

		random_matrix(have);
		random_matrix(want);
		for (unsigned i = 0; i < LINES; i++)
			rows[i] = (struct hl_row){ (hl_line)i, have[i],
						   want[i] };
		n = hl_patch_diff(rows, LINES, moves);
		for (unsigned i = 0; i < n; i++) {
			have[moves[i].line] = moves[i].wire;
			heard += eavesdrops(have, want);
		}
		for (unsigned i = 0; i < LINES; i++)
			wrong += !hl_wire_same(&have[i], &want[i]);
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(heard, 0);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_patch(void)
{
	static CU_TestInfo tests[] = {
		T(what_is_the_same_is_not_touched),
		T(a_new_pair_is_two_moves),
		T(a_pair_that_ends_is_unwired_on_both_sides_first),
		T(from_music_to_a_pair_is_one_move_a_side),
		T(a_one_sided_pair_is_unsound),
		T(a_line_that_hears_itself_is_unsound),
		T(members_of_a_conference_hear_each_other_and_not_themselves),
		T(random_changes_arrive_and_nobody_listens_in_on_the_way),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
