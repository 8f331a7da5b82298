/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cells.c - which scenario proves which cell of the desk
 *
 * In:  the engine's records while scenarios are played.
 * Out: a table for each procedure: cell, operation, first scenario that names
 *      the cell among what it proves.
 * Not: what a cell does - src/model/feature.c; playing - player.c.
 */
#include "cells.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "holdline/engine.h"
#include "holdline/feature.h"
#include "holdline/model.h"
#include "scenario.h"

#define NAME_MAX_LENGTH 80 /* as show_name() is used (house) */

/* Done as the row says, and what is done where the setting is off. */
enum way { WAY_ON, WAY_OFF, WAY_COUNT };

/**
 * struct proof - what is known of one cell
 * @name: the scenario; "" = none
 * @seen: it has happened in the scenario that is being played
 */
struct proof {
	char name[NAME_MAX_LENGTH];
	bool seen;
};

/**
 * struct pressed - a telephone whose flash is followed by a digit
 * @asked:     the flash was made, and no call has changed since
 * @situation: in which it was made
 * @doing:     the digit's cell: believed when a call of the line changes
 */
struct pressed {
	bool asked;
	enum hl_situation situation;
	struct proof *doing;
};

struct cells {
	unsigned orders; /* rows of the table of digits */
	struct pressed at[SCENARIO_PARTIES_MAX];
	struct proof desk[HL_PROCEDURE_COUNT][HL_SITUATION_COUNT]
			 [HL_GESTURE_COUNT][WAY_COUNT];
	struct proof order[][HL_PROCEDURE_COUNT][WAY_COUNT];
};

int cells_open(struct cells **ret)
{
	struct cells *cells;
	unsigned orders = 0;

	while (hl_order_at(orders))
		orders++;
	cells = calloc(1, sizeof(*cells) + orders * sizeof(cells->order[0]));
	if (!cells)
		return -ENOMEM;
	cells->orders = orders;
	*ret = cells;
	return 0;
}

void cells_close(struct cells *cells)
{
	free(cells);
}

/* ---- while a scenario is played ----------------------------------------- */

/* What is done is seen at the calls; where nothing is done, at the digit. */
static void digit_note(struct cells *cells, const struct hl_line_state *line,
		       struct pressed *at, char digit)
{
	for (unsigned i = 0; i < cells->orders; i++) {
		const struct hl_order *o = hl_order_at(i);
		struct proof *proof = cells->order[i][line->set.procedure];

		if (o->situation != at->situation || o->digit != digit)
			continue;
		if (o->needs == HL_SWITCH_ALWAYS ||
		    line->set.switches & 1u << o->needs)
			at->doing = &proof[WAY_ON];
		else
			proof[WAY_OFF].seen = true;
	}
}

static void decide_note(struct cells *cells, const struct hl_line_state *line,
			struct pressed *at, const struct hl_effect *effect)
{
	const struct hl_feature *row = hl_feature_find(
		line->set.procedure, effect->from, effect->to);
	enum way way = effect->a == row->op ? WAY_ON : WAY_OFF;

	cells->desk[line->set.procedure][effect->from][effect->to][way].seen =
		true;
	if (effect->a == HL_OP_ORDERED && at->asked)
		digit_note(cells, line, at, (char)effect->b);
	at->asked = effect->a == HL_OP_ORDER;
	at->situation = effect->from;
}

void cells_note(struct cells *cells, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;
	struct pressed *at;

	/* Of an arrival nothing is known yet, and the one before is over. */
	if (!effect) {
		for (unsigned i = 0; i < SCENARIO_PARTIES_MAX; i++)
			cells->at[i].doing = NULL;
		return;
	}
	if (effect->line >= SCENARIO_PARTIES_MAX)
		return;
	at = &cells->at[effect->line];
	if (effect->kind == HL_FX_DECIDE) {
		decide_note(cells, hl_model_line(record->model, effect->line),
			    at, effect);
	} else if (effect->kind == HL_FX_BIRTH ||
		   effect->kind == HL_FX_STATE || effect->kind == HL_FX_END) {
		at->asked = false;
		if (at->doing)
			at->doing->seen = true;
		at->doing = NULL;
	}
}

/* What a scenario must have named, and its name. */
struct claim {
	const char *name;
	const char *proves;
	bool passed;
};

static void proof_keep(struct proof *proof, const struct claim *claim,
		       const char *situation, const char *gesture,
		       const char *off)
{
	bool first = !proof->name[0] || strcmp(claim->name, proof->name) < 0;
	char text[64];

	snprintf(text, sizeof(text), "%s%s%s", gesture, off ? " without " : "",
		 off ? off : "");
	if (proof->seen && claim->passed && first &&
	    claim_names(claim->proves, situation, text))
		text_copy(proof->name, sizeof(proof->name), claim->name);
	proof->seen = false;
}

/* In both ways; @gesture as a scenario calls it. */
static void ways_keep(struct proof *ways, const struct claim *claim,
		      enum hl_situation situation, const char *gesture,
		      enum hl_switch needs)
{
	const char *word = hl_situation_name(situation);

	proof_keep(&ways[WAY_ON], claim, word, gesture, NULL);
	proof_keep(&ways[WAY_OFF], claim, word, gesture, hl_switch_key(needs));
}

static const char *spoken(enum hl_gesture gesture)
{
	return gesture == HL_GESTURE_HANGUP ? "hang up"
					    : hl_gesture_name(gesture);
}

static void desk_keep(struct cells *cells, enum hl_procedure p,
		      const struct claim *claim)
{
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
		for (unsigned g = HL_GESTURE_NONE + 1; g < HL_GESTURE_COUNT;
		     g++)
			ways_keep(cells->desk[p][s][g], claim, s, spoken(g),
				  hl_feature_find(p, s, g)->needs);
}

void cells_played(struct cells *cells, const char *name, const char *proves,
		  bool passed)
{
	struct claim claim = { name, proves, passed };

	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++) {
		desk_keep(cells, p, &claim);
		for (unsigned i = 0; i < cells->orders; i++) {
			const struct hl_order *o = hl_order_at(i);
			char gesture[] = "flash and ?";

			gesture[strlen(gesture) - 1] = o->digit;
			ways_keep(cells->order[i][p], &claim, o->situation,
				  gesture, o->needs);
		}
	}
	memset(cells->at, 0, sizeof(cells->at));
}

/* ---- the table ---------------------------------------------------------- */

/* Lifting does something where the receiver is down, and only there. */
static bool is_down(enum hl_procedure procedure, enum hl_situation situation)
{
	return hl_feature_find(procedure, situation, HL_GESTURE_LIFT)->op !=
	       HL_OP_IGNORE;
}

static bool leads_to_order(enum hl_procedure procedure)
{
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
		for (unsigned g = HL_GESTURE_NONE + 1; g < HL_GESTURE_COUNT;
		     g++)
			if (hl_feature_find(procedure, s, g)->op ==
			    HL_OP_ORDER)
				return true;
	return false;
}

/* Return: why the cell cannot happen, NULL when it can. */
static const char *impossible(enum hl_procedure procedure,
			      enum hl_situation situation,
			      enum hl_gesture gesture)
{
	bool down = is_down(procedure, situation);

	if (situation == HL_SIT_ORDER && !leads_to_order(procedure))
		return "no gesture of this procedure leads there";
	if (down && gesture != HL_GESTURE_LIFT)
		return "the receiver is on the hook";
	if (!down && gesture == HL_GESTURE_LIFT)
		return "the receiver is off the hook";
	return NULL;
}

/*
 * Return: why a row's other way cannot happen, NULL when it can. Nobody is
 * told of a second call where he could not hold the first.
 */
static const char *impossible_off(enum hl_situation situation,
				  enum hl_switch needs)
{
	return situation == HL_SIT_WAITING && needs == HL_SWITCH_HOLD
		       ? "no call waits where hold is off"
		       : NULL;
}

static void never_print(const char *situation, const char *gesture,
			const char *when, const char *why, FILE *out)
{
	fprintf(out, "%-13s %-8s %-13s %-15s never: %s\n", situation, gesture,
		"-", when, why);
}

/* One line. Return: 1 when no scenario proves it. */
static unsigned cell_print(const char *situation, const char *gesture,
			   enum hl_op op, const char *when,
			   const struct proof *proof, FILE *out)
{
	fprintf(out, "%-13s %-8s %-13s %-15s %s\n", situation, gesture,
		hl_op_name(op), when,
		proof->name[0] ? proof->name : "NO SCENARIO");
	return !proof->name[0];
}

/* A cell in both ways, where a setting decides. */
static unsigned ways_print(const struct hl_feature *row, const char *gesture,
			   const struct proof *proof, FILE *out)
{
	const char *situation = hl_situation_name(row->situation);
	const char *why = impossible_off(row->situation, row->needs);
	char when[32] = "always";
	unsigned empty;

	if (row->needs != HL_SWITCH_ALWAYS)
		snprintf(when, sizeof(when), "%s=yes",
			 hl_switch_key(row->needs));
	empty = cell_print(situation, gesture, row->op, when, &proof[WAY_ON],
			   out);
	if (row->needs == HL_SWITCH_ALWAYS)
		return empty;
	snprintf(when, sizeof(when), "%s=no", hl_switch_key(row->needs));
	if (why)
		never_print(situation, gesture, when, why, out);
	else
		empty += cell_print(situation, gesture, row->otherwise, when,
				    &proof[WAY_OFF], out);
	return empty;
}

static unsigned desk_print(const struct cells *cells, enum hl_procedure p,
			   FILE *out)
{
	unsigned empty = 0;

	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		for (unsigned g = HL_GESTURE_NONE + 1; g < HL_GESTURE_COUNT;
		     g++) {
			const char *gesture = hl_gesture_name(g);
			const char *why = impossible(p, s, g);

			if (why)
				never_print(hl_situation_name(s), gesture, "-",
					    why, out);
			else
				empty += ways_print(hl_feature_find(p, s, g),
						    gesture,
						    cells->desk[p][s][g], out);
		}
	}
	return empty;
}

/* Digits, where this procedure's flash waits for one. */
static unsigned orders_print(const struct cells *cells, enum hl_procedure p,
			     FILE *out)
{
	unsigned empty = 0;

	for (unsigned i = 0; i < cells->orders; i++) {
		const struct hl_order *o = hl_order_at(i);
		struct hl_feature row = *hl_feature_find(p, o->situation,
							 HL_GESTURE_FLASH);
		char gesture[] = "flash-?";

		if (row.op != HL_OP_ORDER)
			continue;
		gesture[strlen(gesture) - 1] = o->digit;
		row.needs = o->needs;
		row.op = o->op;
		row.otherwise = HL_OP_RESUME;
		empty += ways_print(&row, gesture, cells->order[i][p], out);
	}
	return empty;
}

unsigned cells_print(const struct cells *cells, FILE *out)
{
	unsigned empty = 0;

	fputs("# Situation, gesture, what is done, by which setting, and the "
	      "scenario that proves it\n# hl-play --music FILE --cells "
	      "tests/scenario/*.scn\n",
	      out);
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++) {
		fprintf(out, "\nprocedure %s\n\n", hl_procedure_name(p));
		empty += desk_print(cells, p, out);
		empty += orders_print(cells, p, out);
	}
	return empty;
}
