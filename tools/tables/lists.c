/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists.c - time limits and errors
 *
 * In:  hl_timer_info(), hl_error_info().
 * Out: each with its value, meaning and where it comes from.
 * Not: when a limit runs.
 */
#include <inttypes.h>

#include "holdline/timers.h"
#include "tables.h"
#include "words.h"

void timers_text(const struct tapi *tapi, bool legend, FILE *out)
{
	(void)tapi;
	(void)legend;
	fprintf(out, "TIMERS: time limits in ms; 0 = never\n\n");
	fprintf(out, "  %-12s  %-15s  %7s  %s\n", "LIMIT", "SETTING", "DEFAULT",
		"FROM ... TO");
	for (unsigned t = 0; t < HL_TIMER_COUNT; t++) {
		const struct hl_timer_info *info = hl_timer_info(t);

		fprintf(out, "  %-12s  %-15s  ", info->name,
			info->key ? info->key : "-");
		if (info->key || info->def)
			fprintf(out, "%7" PRIu32, info->def);
		else
			fprintf(out, "%7s", "-");
		if (info->key)
			fprintf(out, "  %" PRIu32 " ... %" PRIu32, info->least,
				info->most);
		fprintf(out, "\n%*s", 6, "");
		words_wrap(out, info->meaning, 6, 6);
		fprintf(out, "%*s(%s)\n", 6, "", info->source);
	}
}

void timers_js(const struct tapi *tapi, struct js *js)
{
	(void)tapi;
	js_array(js, "rows");
	for (unsigned t = 0; t < HL_TIMER_COUNT; t++) {
		const struct hl_timer_info *info = hl_timer_info(t);

		js_row(js, NULL);
		js_text(js, "limit", info->name);
		js_text(js, "key", info->key);
		js_number(js, "default_ms", info->def);
		js_number(js, "least_ms", info->least);
		js_number(js, "most_ms", info->most);
		js_text(js, "meaning", info->meaning);
		js_text(js, "source", info->source);
		js_close(js);
	}
	js_close(js);
}

void errors_text(const struct tapi *tapi, bool legend, FILE *out)
{
	(void)tapi;
	(void)legend;
	fprintf(out, "ERRORS: what a request can end with\n\n");
	for (unsigned e = 0; e < HL_ERROR_COUNT; e++) {
		const struct hl_error_info *info = hl_error_info(e);

		fprintf(out, "  0x%08" PRIx32 "  %-22s  ", info->value,
			info->name);
		words_wrap(out, info->sentence, 38, 38);
		if (info->mend[0]) {
			fprintf(out, "%*s", 38, "");
			words_wrap(out, info->mend, 38, 38);
		}
	}
}

void errors_js(const struct tapi *tapi, struct js *js)
{
	(void)tapi;
	js_array(js, "rows");
	for (unsigned e = 0; e < HL_ERROR_COUNT; e++) {
		const struct hl_error_info *info = hl_error_info(e);

		js_row(js, NULL);
		js_number(js, "value", info->value);
		js_text(js, "name", info->name);
		js_text(js, "sentence", info->sentence);
		js_text(js, "mend", info->mend);
		js_close(js);
	}
	js_close(js);
}
