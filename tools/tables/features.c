/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * features.c - what a gesture does in a situation
 *
 * In:  hl_feature_find() for every situation and gesture.
 * Out: the operation in words, and the setting that it depends on.
 * Not: how an operation is done.
 */
#include <string.h>

#include "holdline/feature.h"
#include "tables.h"
#include "words.h"

#define SAYS 40 /* column in which the words begin */

static void feature_text(const struct hl_feature *f, FILE *out)
{
	int column = fprintf(out, "  %-6s  ", hl_gesture_name(f->gesture));

	if (f->op == HL_OP_IGNORE && f->otherwise == HL_OP_IGNORE) {
		fprintf(out, "-\n");
		return;
	}
	column += fprintf(out, "%s", hl_op_name(f->op));
	if (f->needs != HL_SWITCH_ALWAYS)
		column += fprintf(out, " if %s", hl_switch_key(f->needs));
	if (f->needs != HL_SWITCH_ALWAYS && f->otherwise != HL_OP_IGNORE)
		column += fprintf(out, ", or %s", hl_op_name(f->otherwise));
	words_pad(out, column, SAYS);
	words_wrap(out, f->says, column < SAYS ? SAYS : column + 1, SAYS);
}

static void explain(FILE *out)
{
	unsigned on = hl_switch_defaults();

	fprintf(out, "\noperations\n");
#define X(id, wire, meaning)                                                   \
	words_wrap(out, meaning, fprintf(out, "  %-13s ", wire), 16);
	HL_OPS(X)
#undef X
	fprintf(out, "\nsettings of a line, and their defaults\n");
	for (unsigned s = HL_SWITCH_ALWAYS + 1; s < HL_SWITCH_COUNT; s++)
		words_wrap(out, hl_switch_meaning(s),
			   fprintf(out, "  %-16s %-4s ", hl_switch_key(s),
				   on & 1u << s ? "yes" : "no"),
			   24);
}

static void orders_text(FILE *out)
{
	const struct hl_order *o;

	fprintf(out, "\nETSI: the digit behind the flash\n");
	for (unsigned i = 0; (o = hl_order_at(i)); i++)
		fprintf(out, "  %-13s %c  %-10s %s\n",
			hl_situation_name(o->situation), o->digit,
			hl_op_name(o->op), o->says);
}

void features_text(const struct tapi *tapi, bool legend, FILE *out)
{
	(void)tapi;
	(void)legend;
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++) {
		fprintf(out, "%sFEATURES (%s): what a gesture does in a "
			"situation\n", p ? "\n" : "", hl_procedure_name(p));
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
			fprintf(out, "\n%s: %s\n", hl_situation_name(s),
				hl_situation_meaning(s));
			for (unsigned g = 1; g < HL_GESTURE_COUNT; g++)
				feature_text(hl_feature_find(p, s, g), out);
		}
	}
	orders_text(out);
	explain(out);
}

static void lists_js(struct js *js)
{
	unsigned on = hl_switch_defaults();

	js_array(js, "situations");
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		js_row(js, NULL);
		js_text(js, "situation", hl_situation_name(s));
		js_text(js, "meaning", hl_situation_meaning(s));
		js_close(js);
	}
	js_close(js);
	js_array(js, "operations");
#define X(id, wire, meaning)                                                   \
	js_row(js, NULL);                                                      \
	js_text(js, "operation", wire);                                        \
	js_text(js, "meaning", meaning);                                       \
	js_close(js);
	HL_OPS(X)
#undef X
	js_close(js);
	js_array(js, "settings");
	for (unsigned s = HL_SWITCH_ALWAYS + 1; s < HL_SWITCH_COUNT; s++) {
		js_row(js, NULL);
		js_text(js, "key", hl_switch_key(s));
		js_bool(js, "default", on & 1u << s);
		js_text(js, "meaning", hl_switch_meaning(s));
		js_close(js);
	}
	js_close(js);
}

static void row_js(struct js *js, unsigned procedure, unsigned situation,
		   unsigned gesture)
{
	const struct hl_feature *f =
		hl_feature_find(procedure, situation, gesture);

	js_row(js, NULL);
	js_text(js, "procedure", hl_procedure_name(procedure));
	js_text(js, "situation", hl_situation_name(situation));
	js_text(js, "gesture", hl_gesture_name(gesture));
	js_text(js, "operation", hl_op_name(f->op));
	js_text(js, "needs", hl_switch_key(f->needs));
	js_text(js, "otherwise", hl_op_name(f->otherwise));
	js_text(js, "says", f->says);
	js_close(js);
}

void features_js(const struct tapi *tapi, struct js *js)
{
	(void)tapi;
	lists_js(js);
	js_array(js, "rows");
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
			for (unsigned g = 1; g < HL_GESTURE_COUNT; g++)
				row_js(js, p, s, g);
	js_close(js);
}
