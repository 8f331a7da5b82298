/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tables.c - which tables there are
 *
 * In:  the name of a table, a form.
 * Out: that table, or all one after the other.
 * Not: what is in them - one file each.
 */
#include "tables.h"

#include <errno.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * A table: its word on the command line, its member of the JSON, its three
 * forms (no picture: NULL). Two of one word are told apart by --tapi.
 */
struct section {
	const char *word;
	const char *member;
	bool tapi;
	void (*text)(const struct tapi *tapi, bool legend, FILE *out);
	void (*js)(const struct tapi *tapi, struct js *js);
	void (*dot)(const struct tapi *tapi, FILE *out);
};

/* clang-format off */
static const struct section sections[] = {
	{ "transitions", "transitions", false,
	  transitions_text, transitions_js, transitions_dot },
	{ "transitions", "tapi", true, moves_text, moves_js, moves_dot },
	{ "legality", "legality", false, legality_text, legality_js, NULL },
	{ "features", "features", false, features_text, features_js, NULL },
	{ "timers", "timers", false, timers_text, timers_js, NULL },
	{ "errors", "errors", false, errors_text, errors_js, NULL },
};
/* clang-format on */

const char *const *tables_words(void)
{
	static const char *const words[] = {
		"transitions", "legality", "features", "timers",
		"errors",      "all",      NULL,
	};

	return words;
}

static const struct section *section_find(const struct tables_order *order,
					  bool *ret)
{
	*ret = false;
	for (unsigned i = 0; i < COUNT(sections); i++) {
		if (strcmp(sections[i].word, order->table) != 0)
			continue;
		*ret = true;
		if (sections[i].tapi == order->tapi)
			return &sections[i];
	}
	return NULL;
}

static int all_print(const struct tables_order *order, const struct tapi *tapi,
		     FILE *out)
{
	struct js js;

	if (order->form == TABLES_DOT || order->tapi)
		return -ENOTSUP;
	if (order->form == TABLES_JSON)
		js_begin(&js, out);
	for (unsigned i = 0; i < COUNT(sections); i++) {
		if (order->form == TABLES_JSON) {
			js_object(&js, sections[i].member);
			sections[i].js(tapi, &js);
			js_close(&js);
			continue;
		}
		if (i > 0)
			fputc('\n', out);
		sections[i].text(tapi, false, out);
	}
	if (order->form == TABLES_JSON)
		js_end(&js);
	return 0;
}

int tables_print(const struct tables_order *order, const struct tapi *tapi,
		 FILE *out)
{
	bool known;
	const struct section *section = section_find(order, &known);
	struct js js;

	if (!strcmp(order->table, "all"))
		return all_print(order, tapi, out);
	if (!section)
		return known ? -ENOTSUP : -ENOENT;
	switch (order->form) {
	case TABLES_TEXT:
		section->text(tapi, true, out);
		break;
	case TABLES_JSON:
		js_begin(&js, out);
		js_object(&js, section->member);
		section->js(tapi, &js);
		js_close(&js);
		js_end(&js);
		break;
	case TABLES_DOT:
		if (!section->dot)
			return -ENOTSUP;
		section->dot(tapi, out);
		break;
	}
	return 0;
}

unsigned tables_judge(const struct tapi *tapi, FILE *out)
{
	return moves_judge(tapi, out) + legality_judge(tapi, out);
}
