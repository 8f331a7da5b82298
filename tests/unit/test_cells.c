/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_cells.c - claims about the table of cells and scenarios
 *
 * The table is tests/golden/cells.txt, as hl-play --cells prints it. Here it
 * is read and held against the desk; nothing is played.
 */
#include "suites.h"

#include <stdlib.h>
#include <string.h>

#include "holdline/engine.h"
#include "holdline/feature.h"
#include "table.h"
#include "tools/scenario/cells.h"

#define GOLDEN "tests/golden/cells.txt"
#define NEVER  "never:"

/* One line of the table: five words, of the reason only the first. */
struct row {
	char situation[32];
	char gesture[32];
	char op[32];
	char when[32];
	char proof[100];
};

typedef void (row_fn)(void *ctx, const char *procedure, const struct row *row);

static void rows_each(row_fn *fn, void *ctx)
{
	char procedure[32] = "";
	char line[256];
	FILE *file = fopen(GOLDEN, "r");
	struct row row;

	CU_ASSERT_PTR_NOT_NULL(file);
	while (file && fgets(line, sizeof(line), file)) {
		if (line[0] == '#' || line[0] == '\n' ||
		    sscanf(line, "procedure %31s", procedure) == 1)
			continue;
		CU_ASSERT_EQUAL(sscanf(line, "%31s %31s %31s %31s %99s",
				       row.situation, row.gesture, row.op,
				       row.when, row.proof),
				5);
		fn(ctx, procedure, &row);
	}
	if (file)
		fclose(file);
}

struct wanted {
	const char *procedure;
	struct row row;
	unsigned found;
};

static void row_match(void *ctx, const char *procedure, const struct row *row)
{
	struct wanted *w = ctx;

	if (strcmp(procedure, w->procedure) == 0 &&
	    strcmp(row->situation, w->row.situation) == 0 &&
	    strcmp(row->gesture, w->row.gesture) == 0 &&
	    strcmp(row->op, w->row.op) == 0 &&
	    strcmp(row->when, w->row.when) == 0 &&
	    (strcmp(row->proof, NEVER) == 0) ==
		    (strcmp(w->row.proof, NEVER) == 0))
		w->found++;
}

/* Is there one such line, with a scenario, or a reason why not? */
static void row_wanted(enum hl_procedure procedure,
		       enum hl_situation situation, const char *gesture,
		       const char *op, const char *when, bool never)
{
	struct wanted w = { .procedure = hl_procedure_name(procedure) };

	snprintf(w.row.situation, sizeof(w.row.situation), "%s",
		 hl_situation_name(situation));
	snprintf(w.row.gesture, sizeof(w.row.gesture), "%s", gesture);
	snprintf(w.row.op, sizeof(w.row.op), "%s", never ? "-" : op);
	snprintf(w.row.when, sizeof(w.row.when), "%s", when);
	snprintf(w.row.proof, sizeof(w.row.proof), "%s", never ? NEVER : "");
	rows_each(row_match, &w);
	CU_ASSERT_EQUAL(w.found, 1);
	if (w.found != 1)
		fprintf(stderr, "%s: %u lines for %s: %s %s %s %s\n", GOLDEN,
			w.found, w.procedure, w.row.situation, gesture,
			w.row.op, when);
}

/* Return: lines of a row that happens: one, or one for each way. */
static unsigned ways_wanted(enum hl_procedure procedure,
			    enum hl_situation situation, const char *gesture,
			    enum hl_switch needs, enum hl_op op,
			    enum hl_op otherwise)
{
	char when[32];

	if (needs == HL_SWITCH_ALWAYS) {
		row_wanted(procedure, situation, gesture, hl_op_name(op),
			   "always", false);
		return 1;
	}
	snprintf(when, sizeof(when), "%s=yes", hl_switch_key(needs));
	row_wanted(procedure, situation, gesture, hl_op_name(op), when, false);
	snprintf(when, sizeof(when), "%s=no", hl_switch_key(needs));
	row_wanted(procedure, situation, gesture, hl_op_name(otherwise), when,
		   situation == HL_SIT_WAITING && needs == HL_SWITCH_HOLD);
	return 2;
}

/* What is going on says itself where the receiver is. */
static bool happens(enum hl_procedure procedure, enum hl_situation situation,
		    enum hl_gesture gesture)
{
	const char *down = "on the hook";
	bool lifts = strncmp(hl_situation_meaning(situation), down,
			     strlen(down)) == 0;

	if (situation == HL_SIT_ORDER && procedure != HL_PROCEDURE_ETSI)
		return false;
	return lifts == (gesture == HL_GESTURE_LIFT);
}

static unsigned desk_wanted(enum hl_procedure p)
{
	unsigned lines = 0;

	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		for (unsigned g = HL_GESTURE_NONE + 1; g < HL_GESTURE_COUNT;
		     g++) {
			const struct hl_feature *f = hl_feature_find(p, s, g);
			const char *gesture = hl_gesture_name(g);

			if (happens(p, s, g)) {
				lines += ways_wanted(p, s, gesture, f->needs,
						     f->op, f->otherwise);
			} else {
				row_wanted(p, s, gesture, "-", "-", true);
				lines++;
			}
		}
	}
	return lines;
}

static unsigned orders_wanted(void)
{
	const struct hl_order *o;
	unsigned lines = 0;

	for (unsigned i = 0; (o = hl_order_at(i)); i++) {
		char gesture[] = { 'f', 'l', 'a', 's', 'h', '-', o->digit, 0 };

		lines += ways_wanted(HL_PROCEDURE_ETSI, o->situation, gesture,
				     o->needs, o->op, HL_OP_RESUME);
	}
	return lines;
}

static void row_count(void *ctx, const char *procedure, const struct row *row)
{
	(void)procedure;
	(void)row;
	++*(unsigned *)ctx;
}

static void every_cell_of_the_desk_has_its_line_and_no_line_is_stale(void)
{
	unsigned wanted = orders_wanted();
	unsigned lines = 0;

	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		wanted += desk_wanted(p);
	rows_each(row_count, &lines);
	CU_ASSERT_EQUAL(lines, wanted);
}

static void row_exists(void *ctx, const char *procedure, const struct row *row)
{
	char path[160];
	FILE *file;

	(void)ctx;
	(void)procedure;
	if (strcmp(row->proof, NEVER) == 0)
		return;
	snprintf(path, sizeof(path), "tests/scenario/%s.scn", row->proof);
	file = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL(file);
	if (file)
		fclose(file);
	else
		fprintf(stderr, "%s: no file %s\n", GOLDEN, path);
}

static void every_scenario_of_the_table_exists(void)
{
	rows_each(row_exists, NULL);
}

static void what_cannot_happen_does_nothing(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
			for (unsigned g = HL_GESTURE_NONE + 1;
			     g < HL_GESTURE_COUNT; g++)
				if (s != HL_SIT_ORDER && !happens(p, s, g))
					CU_ASSERT_EQUAL(
						hl_feature_find(p, s, g)->op,
						HL_OP_IGNORE);
}

static void where_hold_is_off_no_call_waits(void)
{
	struct table t;

	table_open(&t);
	table_set(&t, S1)->switches |= 1u << HL_SWITCH_WAITING;
	table_set(&t, S1)->switches &= ~(1u << HL_SWITCH_HOLD);
	table_talk(&t, S1, S2);
	table_lift(&t, S3);
	table_dial(&t, S3, "101");
	table_wait(&t, 1000);
	CU_ASSERT_EQUAL(hl_model_situation(t.m, S1), HL_SIT_TALKING);
	CU_ASSERT_EQUAL(table_want(&t, S3)->tone, HL_TONE_BUSY);
	table_close(&t);
}

/* ---- the collection ------------------------------------------------------ */

/* How many are without a scenario when 101 lifted in this one. */
static unsigned empty_after(const char *name, const char *proves, bool passed,
			    char **ret)
{
	const struct hl_effect lift = { .kind = HL_FX_DECIDE,
					.from = HL_SIT_RESTING,
					.to = HL_GESTURE_LIFT,
					.line = S1,
					.a = HL_OP_ORIGINATE };
	struct hl_record record = { .effect = &lift };
	struct cells *cells = NULL;
	unsigned empty;
	size_t size = 0;
	FILE *out = open_memstream(ret, &size);
	struct table t;

	table_open(&t);
	record.model = t.m;
	CU_ASSERT_EQUAL(cells_open(&cells), 0);
	cells_note(cells, &record);
	cells_played(cells, name, proves, passed);
	cells_note(cells, &record);
	cells_played(cells, "z-is-later", "resting: lift", passed);
	empty = cells_print(cells, out);
	fclose(out);
	cells_close(cells);
	table_close(&t);
	return empty;
}

static void of_a_scenario_that_failed_nothing_is_believed(void)
{
	char *failed = NULL;
	char *passed = NULL;
	unsigned n = empty_after("a-lift", "resting: lift", false, &failed);

	CU_ASSERT_EQUAL(empty_after("a-lift", "resting: lift", true, &passed), n - 1);
	CU_ASSERT_PTR_NULL(strstr(failed, "a-lift"));
	free(failed);
	free(passed);
}

static void the_first_scenario_by_alphabet_is_named(void)
{
	char *text = NULL;

	empty_after("a-lift", "resting: lift", true, &text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "a-lift\n"));
	CU_ASSERT_PTR_NULL(strstr(text, "z-is-later"));
	free(text);
	empty_after("zz-lift", "resting: lift", true, &text);
	CU_ASSERT_PTR_NULL(strstr(text, "zz-lift\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "z-is-later\n"));
	free(text);
}

static void what_happens_on_the_way_to_something_else_is_no_proof(void)
{
	char *text = NULL;

	empty_after("a-lift", "lift, dial; ringing: lift", true, &text);
	CU_ASSERT_PTR_NULL(strstr(text, "a-lift"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "z-is-later\n"));
	free(text);
}

static void a_scenario_names_its_cells(void)
{
	static const char proves[] =
		"hold, talking ; talking, waiting: flash, hang up ; "
		"ask-talking: flash and 3 without threeway; ringing:lift";

	CU_ASSERT_TRUE(claim_names(proves, "talking", "flash"));
	CU_ASSERT_TRUE(claim_names(proves, "waiting", "hang up"));
	CU_ASSERT_TRUE(claim_names(proves, "ringing", "lift"));
	CU_ASSERT_TRUE(claim_names(proves, "ask-talking",
				   "flash and 3 without threeway"));
	CU_ASSERT_FALSE(claim_names(proves, "talking", "lift"));
	CU_ASSERT_FALSE(claim_names(proves, "talk", "flash"));
	CU_ASSERT_FALSE(claim_names(proves, "ask-talking", "flash and 3"));
	CU_ASSERT_FALSE(claim_names(proves, "ringing", "flash"));
	CU_ASSERT_FALSE(claim_names("", "ringing", "lift"));
	CU_ASSERT_FALSE(claim_names(":;,:", "ringing", "lift"));
}

CU_TestInfo *test_cells(void)
{
	static CU_TestInfo tests[] = {
#define T(name) { #name, name }
		T(every_cell_of_the_desk_has_its_line_and_no_line_is_stale),
		T(every_scenario_of_the_table_exists),
		T(what_cannot_happen_does_nothing),
		T(where_hold_is_off_no_call_waits),
		T(of_a_scenario_that_failed_nothing_is_believed),
		T(the_first_scenario_by_alphabet_is_named),
		T(what_happens_on_the_way_to_something_else_is_no_proof),
		T(a_scenario_names_its_cells),
#undef T
		CU_TEST_INFO_NULL,
	};

	return tests;
}
