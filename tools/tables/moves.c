/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * moves.c - the model's moves between states, held against TAPI's
 *
 * In:  the call table; the moves that TAPI documents; the excuses.
 * Out: each documented move with whether it is there, and each move that only
 *      this model has, with its reason; differences that have none.
 * Not: which operation is legal - legality.c.
 *
 * A documented move is there when one of the events that it names makes it.
 * A move of ours is documented when a row has that pair and that event.
 */
#include "tables.h"
#include "words.h"

#define BIRTH HL_CALL_STATE_COUNT /* "from" of a call that begins */
#define PAIRS ((BIRTH + 1) * HL_CALL_STATE_COUNT) /* of from and to */

static uint32_t from_bit(unsigned from)
{
	return from == BIRTH ? S_NEW : words_bit(from);
}

static const char *from_name(unsigned from)
{
	return from == BIRTH ? "(new)" : hl_call_state_name(from);
}

/* Is @from among the states of a row? Births are rows of no state. */
static bool is_from(uint32_t row, unsigned from)
{
	return from == BIRTH ? row == S_NEW : (row & words_bit(from)) != 0;
}

/* Does the model make the move of a row from one state to another? */
static bool is_made(const struct tapi *tapi, const struct tapi_move *row,
		    unsigned from, unsigned to)
{
	if (from == BIRTH)
		return (tapi->births & words_bit(to)) != 0;
	return (transitions_events(from, to) & row->by) != 0;
}

/* A pair of a row that the model has to make and does not. */
static bool is_missing(const struct tapi *tapi, const struct tapi_move *row,
		       unsigned from, unsigned to)
{
	if (!is_from(row->from, from) || !(row->to & words_bit(to)))
		return false;
	if (row->kind == TAPI_MODE)
		return !hl_call_mode_name(from, HL_CONNECTED_INACTIVE)[0];
	if (is_made(tapi, row, from, to))
		return false;
	for (unsigned s = 0; row->kind == TAPI_ANY && s < HL_CALL_STATE_COUNT;
	     s++)
		if ((row->to & words_bit(s)) && is_made(tapi, row, from, s))
			return false;
	return true;
}

/* The events of a move of ours that no row names; a birth counts as one. */
static uint32_t own_events(const struct tapi *tapi, unsigned from, unsigned to)
{
	uint32_t events;

	if (from == BIRTH)
		events = tapi->births & words_bit(to) ? 1 : 0;
	else
		events = transitions_events(from, to);
	for (size_t i = 0; i < tapi->moves_count; i++) {
		const struct tapi_move *row = &tapi->moves[i];

		if (row->kind == TAPI_MODE || !is_from(row->from, from) ||
		    !(row->to & words_bit(to)))
			continue;
		events &= from == BIRTH ? 0 : ~row->by;
	}
	return events;
}

/* Does TAPI's table differ from ours here, in the way of @sign? */
static bool differs(const struct tapi *tapi, char sign, unsigned from,
		    unsigned to)
{
	if (sign == '+')
		return own_events(tapi, from, to) != 0;
	for (size_t i = 0; i < tapi->moves_count; i++)
		if (is_missing(tapi, &tapi->moves[i], from, to))
			return true;
	return false;
}

static bool is_about(const struct tapi_excuse *excuse, char sign, unsigned from,
		     unsigned to)
{
	return excuse->sign == sign && is_from(excuse->from, from) &&
	       (excuse->to & words_bit(to));
}

static const struct tapi_excuse *excuse_find(const struct tapi *tapi, char sign,
					     unsigned from, unsigned to)
{
	for (size_t i = 0; i < tapi->excuses_count; i++)
		if (is_about(&tapi->excuses[i], sign, from, to))
			return &tapi->excuses[i];
	return NULL;
}

/* ---- judging ------------------------------------------------------------- */

/* What is wrong with a pair of states; NULL = nothing. */
static const char *pair_judge(const struct tapi *tapi, char sign, unsigned from,
			      unsigned to)
{
	bool wanted = differs(tapi, sign, from, to);
	uint32_t by = 0;
	unsigned had = 0;

	for (size_t i = 0; i < tapi->excuses_count; i++) {
		if (!is_about(&tapi->excuses[i], sign, from, to))
			continue;
		by |= tapi->excuses[i].by;
		had++;
	}
	if (had > 1)
		return "more than one reason";
	if (!wanted && had)
		return sign == '+' ? "a reason for more, but no difference"
				   : "a reason for less, but no difference";
	if (wanted && !had)
		return sign == '+' ? "not documented, and no reason"
				   : "documented, not here, and no reason";
	if (wanted && sign == '+' && from != BIRTH &&
	    own_events(tapi, from, to) & ~by)
		return "an event that the reason does not name";
	return NULL;
}

/* The events of the moves that an excuse is about. */
static uint32_t excused_events(const struct tapi *tapi,
			       const struct tapi_excuse *excuse)
{
	uint32_t events = 0;

	for (unsigned i = 0; i < BIRTH * HL_CALL_STATE_COUNT; i++) {
		unsigned from = i / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;

		if (is_about(excuse, '+', from, to))
			events |= own_events(tapi, from, to);
	}
	return events;
}

unsigned moves_judge(const struct tapi *tapi, FILE *out)
{
	unsigned faults = 0;

	for (unsigned i = 0; i < 2 * PAIRS; i++) {
		unsigned from = i % PAIRS / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;
		const char *fault =
			pair_judge(tapi, i < PAIRS ? '+' : '-', from, to);

		if (!fault)
			continue;
		faults++;
		fprintf(out, "transitions: %s -> %s: %s\n", from_name(from),
			hl_call_state_name(to), fault);
	}
	for (size_t i = 0; i < tapi->excuses_count; i++) {
		const struct tapi_excuse *x = &tapi->excuses[i];

		if (!(x->by & ~excused_events(tapi, x)))
			continue;
		faults++;
		fprintf(out,
			"transitions: a reason for an event that makes "
			"no such move: %s\n",
			x->text);
	}
	return faults;
}

/* ---- text ---------------------------------------------------------------- */

static bool is_present(const struct tapi *tapi, const struct tapi_move *row)
{
	for (unsigned i = 0; i < PAIRS; i++)
		if (is_missing(tapi, row, i / HL_CALL_STATE_COUNT,
			       i % HL_CALL_STATE_COUNT))
			return false;
	return true;
}

/* "off acc -> idl", a few words, then a sentence. */
static void line_print(FILE *out, const char *lead, uint32_t from, uint32_t to,
		       const char *more, const char *sentence)
{
	int column = fprintf(out, "  %s ", lead);

	column += words_set(out, from);
	column += fprintf(out, " -> ");
	column += words_set(out, to);
	column += fprintf(out, "%s:", more);
	words_more(out, sentence, column, 13);
}

/* Of an excuse, the part that a row needs: false when it needs none of it. */
static bool needs(const struct tapi *tapi, const struct tapi_move *row,
		  const struct tapi_excuse *excuse, uint32_t *from,
		  uint32_t *ret)
{
	bool any = false;

	*from = 0;
	*ret = 0;
	for (unsigned i = 0; i < PAIRS; i++) {
		unsigned s = i / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;

		if (!is_from(excuse->from, s) ||
		    !(excuse->to & words_bit(to)) ||
		    !is_missing(tapi, row, s, to))
			continue;
		*from |= from_bit(s);
		*ret |= words_bit(to);
		any = true;
	}
	return any;
}

static void row_text(const struct tapi *tapi, const struct tapi_move *row,
		     FILE *out)
{
	uint32_t from, to;

	line_print(out, is_present(tapi, row) ? "present " : "DIFFERS ",
		   row->from, row->to,
		   row->kind == TAPI_ANY ? ", one of them" : "", row->cause);
	for (size_t i = 0; i < tapi->excuses_count; i++) {
		const struct tapi_excuse *x = &tapi->excuses[i];

		if (x->sign == '-' && needs(tapi, row, x, &from, &to))
			line_print(out, "         not here:", from, to, "",
				   x->text);
	}
}

/* Moves of ours, by which events, and why. */
static void own_text(const struct tapi_excuse *x, FILE *out)
{
	char by[HL_CALL_EVENT_COUNT * 4 + 8] = "";
	size_t n = 0;

	for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++)
		if (x->by & 1u << e)
			n += (size_t)snprintf(by + n, sizeof(by) - n, "%s%s",
					      n ? " " : ", by ",
					      words_event(e));
	line_print(out, "ours    ", x->from, x->to, by, x->text);
}

void moves_text(const struct tapi *tapi, bool legend, FILE *out)
{
	fprintf(out, "TRANSITIONS AND TAPI: documented moves, and ours beside "
		     "them\n\n");
	for (size_t i = 0; i < tapi->moves_count; i++)
		row_text(tapi, &tapi->moves[i], out);
	fprintf(out, "\nmoves of this model that TAPI's pages do not name\n");
	for (size_t i = 0; i < tapi->excuses_count; i++)
		if (tapi->excuses[i].sign == '+')
			own_text(&tapi->excuses[i], out);
	moves_judge(tapi, out);
	if (!legend)
		return;
	fputc('\n', out);
	words_states_explain(out);
	fputc('\n', out);
	words_events_explain(out);
}

/* ---- JSON ---------------------------------------------------------------- */

static void pair_js(const struct tapi *tapi, struct js *js, char sign,
		    unsigned from, unsigned to)
{
	const struct tapi_excuse *x = excuse_find(tapi, sign, from, to);

	js_text(js, "from", from == BIRTH ? NULL : hl_call_state_name(from));
	js_text(js, "to", hl_call_state_name(to));
	js_text(js, "reason", x ? x->text : NULL);
}

static void row_js(const struct tapi *tapi, const struct tapi_move *row,
		   struct js *js)
{
	static const char *const kinds[] = {
		[TAPI_EACH] = "each",
		[TAPI_ANY] = "any",
		[TAPI_MODE] = "mode",
	};

	js_row(js, NULL);
	words_set_js(js, "from", row->from);
	words_set_js(js, "to", row->to);
	js_text(js, "kind", kinds[row->kind]);
	js_text(js, "cause", row->cause);
	js_bool(js, "present", is_present(tapi, row));
	js_array(js, "missing");
	for (unsigned i = 0; i < PAIRS; i++) {
		unsigned from = i / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;

		if (!is_missing(tapi, row, from, to))
			continue;
		js_object(js, NULL);
		pair_js(tapi, js, '-', from, to);
		js_close(js);
	}
	js_close(js);
	js_close(js);
}

void moves_js(const struct tapi *tapi, struct js *js)
{
	js_array(js, "documented");
	for (size_t i = 0; i < tapi->moves_count; i++)
		row_js(tapi, &tapi->moves[i], js);
	js_close(js);
	js_array(js, "ours");
	for (unsigned i = 0; i < PAIRS; i++) {
		unsigned from = i / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;
		uint32_t events = own_events(tapi, from, to);

		if (!events)
			continue;
		js_row(js, NULL);
		pair_js(tapi, js, '+', from, to);
		js_array(js, "events");
		for (unsigned e = 0; from != BIRTH && e < HL_CALL_EVENT_COUNT;
		     e++)
			if (events & 1u << e)
				js_text(js, NULL, hl_call_event_name(e));
		js_close(js);
		js_close(js);
	}
	js_close(js);
}

/* ---- graph --------------------------------------------------------------- */

static bool is_ours(const struct tapi *tapi, unsigned from, unsigned to)
{
	if (from == BIRTH)
		return (tapi->births & words_bit(to)) != 0;
	return transitions_events(from, to) != 0;
}

void moves_dot(const struct tapi *tapi, FILE *out)
{
	fprintf(out, "digraph tapi {\n"
		     "\trankdir=LR;\n"
		     "\tlabel=\"plain: documented, and here; blue: here only; "
		     "grey: documented only\";\n"
		     "\tnode [shape=box, style=rounded];\n"
		     "\tnew [shape=point];\n"
		     "\tidle [peripheries=2];\n");
	for (unsigned i = 0; i < PAIRS; i++) {
		unsigned from = i / HL_CALL_STATE_COUNT;
		unsigned to = i % HL_CALL_STATE_COUNT;
		const char *style = "";

		if (differs(tapi, '-', from, to) && !is_ours(tapi, from, to))
			style = " [color=grey, style=dashed]";
		else if (!is_ours(tapi, from, to))
			continue;
		else if (own_events(tapi, from, to))
			style = " [color=blue]";
		fprintf(out, "\t%s -> %s%s;\n",
			from == BIRTH ? "new" : hl_call_state_name(from),
			hl_call_state_name(to), style);
	}
	fprintf(out, "}\n");
}
