/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * legality.c - every request by state of a call, held against TAPI's
 *
 * In:  hl_model_legal(); what TAPI documents for each operation; reasons.
 * Out: one table of both, and each difference with its reason; differences
 *      that have none.
 * Not: what else must hold for a request - the other calls, the settings of
 *      the line, the limits: hl_model_can() asks all of it.
 */
#include "holdline/model.h"
#include "tables.h"
#include "words.h"

#define LABEL 14 /* columns of a request's name */

static const char signs[] = { '+', '-', '~' };

#define SIGNS (sizeof(signs) / sizeof(signs[0]))

static uint32_t ours(const struct tapi_legal *row)
{
	return row->second ? row->ours : hl_model_legal(row->request);
}

static uint32_t differing(const struct tapi_legal *row, char sign)
{
	uint32_t here = ours(row);

	if (!row->source)
		return 0;
	if (sign == '+')
		return here & ~row->documented;
	if (sign == '-')
		return row->documented & ~here;
	return row->practice & ~row->documented & ~here;
}

static bool is_about(const struct tapi_reason *reason,
		     const struct tapi_legal *row, char sign)
{
	return reason->sign == sign && reason->second == row->second &&
	       reason->requests & UINT64_C(1) << row->request;
}

static const char *label(const struct tapi_legal *row)
{
	return row->second ? "  its party" : hl_request_name(row->request);
}

/* ---- judging ------------------------------------------------------------- */

static unsigned complain(FILE *out, const struct tapi_legal *row, char sign,
			 uint32_t states, const char *what)
{
	if (!states)
		return 0;
	fprintf(out, "legality: %s%s, %c ", hl_request_name(row->request),
		row->second ? " (second call)" : "", sign);
	words_set(out, states);
	fprintf(out, ": %s\n", what);
	return 1;
}

static unsigned row_judge(const struct tapi *tapi, const struct tapi_legal *row,
			  char sign, FILE *out)
{
	uint32_t wanted = differing(row, sign);
	uint32_t had = 0, twice = 0;

	for (size_t i = 0; i < tapi->reasons_count; i++) {
		const struct tapi_reason *reason = &tapi->reasons[i];

		if (!is_about(reason, row, sign))
			continue;
		twice |= had & reason->states;
		had |= reason->states;
	}
	return complain(out, row, sign, wanted & ~had,
			"a difference without a reason") +
	       complain(out, row, sign, had & ~wanted,
			"a reason without a difference") +
	       complain(out, row, sign, twice, "more than one reason");
}

/* Every request has one row, and each of ours says why it exists. */
static unsigned rows_judge(const struct tapi *tapi, FILE *out)
{
	unsigned faults = 0;

	for (unsigned r = 0; r < HL_REQUEST_COUNT; r++) {
		unsigned rows = 0;

		for (size_t i = 0; i < tapi->legals; i++) {
			const struct tapi_legal *row = &tapi->legal[i];

			if (row->request == r && !row->second)
				rows += row->source || row->why ? 1 : 2;
		}
		if (rows == 1)
			continue;
		faults++;
		fprintf(out, "legality: %s: %s\n", hl_request_name(r),
			rows ? "rows that contradict" : "no row");
	}
	return faults;
}

/* A reason that is about no row at all. */
static unsigned strays_judge(const struct tapi *tapi, FILE *out)
{
	unsigned faults = 0;

	for (size_t i = 0; i < tapi->reasons_count; i++) {
		const struct tapi_reason *reason = &tapi->reasons[i];
		bool any = false;

		for (size_t k = 0; k < tapi->legals; k++)
			any |= is_about(reason, &tapi->legal[k], reason->sign);
		if (any && reason->states)
			continue;
		faults++;
		fprintf(out, "legality: a reason about nothing: %s\n",
			reason->text);
	}
	return faults;
}

unsigned legality_judge(const struct tapi *tapi, FILE *out)
{
	unsigned faults = rows_judge(tapi, out) + strays_judge(tapi, out);

	for (size_t i = 0; i < tapi->legals; i++)
		for (unsigned s = 0; s < SIGNS; s++)
			faults +=
				row_judge(tapi, &tapi->legal[i], signs[s], out);
	return faults;
}

/* ---- text ---------------------------------------------------------------- */

static char cell(const struct tapi_legal *row, uint32_t bit)
{
	for (unsigned s = 0; s < SIGNS; s++)
		if (differing(row, signs[s]) & bit)
			return signs[s];
	if (!(ours(row) & bit))
		return '.';
	return row->source ? 'x' : 'o';
}

static void grid(const struct tapi *tapi, FILE *out)
{
	words_heads(out, LABEL);
	for (size_t i = 0; i < tapi->legals; i++) {
		const struct tapi_legal *row = &tapi->legal[i];

		if (hl_request_info(row->request)->of_line)
			continue;
		fprintf(out, "%-*s", LABEL, label(row));
		for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
			fprintf(out, "   %c", cell(row, words_bit(s)));
		fputc('\n', out);
	}
	fprintf(out, "\n"
		     "  x  legal; documented\n"
		     "  +  legal here; not documented\n"
		     "  -  documented; not legal here\n"
		     "  ~  not documented, usual with providers; not legal "
		     "here\n"
		     "  o  legal here; no operation of TAPI\n"
		     "  .  not legal\n\n");
}

static void reasons_text(const struct tapi *tapi, FILE *out)
{
	fprintf(out, "differences\n");
	for (size_t i = 0; i < tapi->reasons_count; i++) {
		const struct tapi_reason *reason = &tapi->reasons[i];
		const char *comma = "  ";
		for (unsigned r = 0; r < HL_REQUEST_COUNT; r++) {
			if (!(reason->requests & UINT64_C(1) << r))
				continue;
			fprintf(out, "%s%s", comma, hl_request_name(r));
			comma = ", ";
		}
		fprintf(out, "%s %c ", reason->second ? " (its party)" : "",
			reason->sign);
		words_set(out, reason->states);
		fprintf(out, "\n%*s", 6, "");
		words_wrap(out, reason->text, 6, 6);
	}
}

static void requests_text(const struct tapi *tapi, bool of_line, FILE *out)
{
	for (size_t i = 0; i < tapi->legals; i++) {
		const struct tapi_legal *row = &tapi->legal[i];
		const struct hl_request_info *info =
			hl_request_info(row->request);
		int column;

		if (row->second || info->of_line != of_line)
			continue;
		column = fprintf(out, "  %-14s ", info->name);
		column += fprintf(out, "%-26s ",
				  row->source ? row->source : "ours");
		words_wrap(out, info->meaning, column, 44);
		if (row->why) {
			column = fprintf(out, "%*s%s", 44, "", "why ours:");
			words_more(out, row->why, column, 44);
		}
	}
}

void legality_text(const struct tapi *tapi, bool legend, FILE *out)
{
	fprintf(out, "LEGALITY: in which states of a call a request is legal"
		     "\n\n");
	grid(tapi, out);
	reasons_text(tapi, out);
	fprintf(out, "\nrequests of a call, and what they are in TAPI\n");
	requests_text(tapi, false, out);
	fprintf(out, "\nrequests of a line: no state of a call decides\n");
	requests_text(tapi, true, out);
	legality_judge(tapi, out);
	if (!legend)
		return;
	fputc('\n', out);
	words_states_explain(out);
}

/* ---- JSON ---------------------------------------------------------------- */

static void row_js(const struct tapi_legal *row, struct js *js)
{
	const struct hl_request_info *info = hl_request_info(row->request);

	js_row(js, NULL);
	js_text(js, "request", info->name);
	js_text(js, "method", info->method);
	js_text(js, "of", info->of_line ? "line" : "call");
	js_bool(js, "second", row->second);
	js_text(js, "tapi", row->source);
	if (row->why)
		js_text(js, "why", row->why);
	words_set_js(js, "legal", ours(row));
	words_set_js(js, "documented", row->documented);
	words_set_js(js, "practice", row->practice);
	js_close(js);
}

void legality_js(const struct tapi *tapi, struct js *js)
{
	js_array(js, "requests");
	for (size_t i = 0; i < tapi->legals; i++)
		row_js(&tapi->legal[i], js);
	js_close(js);
	js_array(js, "differences");
	for (size_t i = 0; i < tapi->reasons_count; i++) {
		const struct tapi_reason *reason = &tapi->reasons[i];
		char sign[2] = { reason->sign, '\0' };

		js_row(js, NULL);
		js_text(js, "sign", sign);
		js_bool(js, "second", reason->second);
		js_array(js, "requests");
		for (unsigned r = 0; r < HL_REQUEST_COUNT; r++)
			if (reason->requests & UINT64_C(1) << r)
				js_text(js, NULL, hl_request_name(r));
		js_close(js);
		words_set_js(js, "states", reason->states);
		js_text(js, "reason", reason->text);
		js_close(js);
	}
	js_close(js);
}
