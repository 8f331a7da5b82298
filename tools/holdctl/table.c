/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.c - lists: for a screen, for a script, or as they came
 *
 * In:  an array of objects, a table of columns, --fields.
 * Out: aligned text (on a terminal cut and marked "~", the last column goes
 *      on below), or tabs, or JSON with the members asked for.
 * Not: what a cell says - the screens.
 */
#include "holdctl.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 24
#define GROWTH_MAX 4 /* of the first column on a terminal (house) */

static const struct ctl_column *column_find(const struct ctl_column *columns,
					    const char *key)
{
	for (; columns->key; columns++)
		if (!strcmp(columns->key, key))
			return columns;
	return NULL;
}

static enum ctl_exit field_unknown(const struct ctl *ctl,
				   const struct ctl_column *columns,
				   const char *word)
{
	const char *known[COLUMNS_MAX + 1];
	const char *guess;
	char all[CTL_TEXT];
	unsigned n = 0;
	size_t at = 0;

	for (; columns->key && n < COLUMNS_MAX; columns++) {
		known[n++] = columns->key;
		at += (size_t)snprintf(all + at, sizeof(all) - at, "%s%s",
				       at ? "," : "--fields ", columns->key);
	}
	known[n] = NULL;
	guess = hl_guess(word, known);
	if (guess)
		return ctl_fail(ctl, CTL_USAGE, "FIELD", all,
				"no field '%s'. Did you mean '%s'?", word,
				guess);
	return ctl_fail(ctl, CTL_USAGE, "FIELD", all, "no field '%s'", word);
}

static void member_print(const json_t *value, char *buf, size_t size)
{
	char *text;

	if (json_is_string(value)) {
		snprintf(buf, size, "%s", json_string_value(value));
	} else if (!value || json_is_null(value)) {
		buf[0] = '\0';
	} else {
		text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		snprintf(buf, size, "%s", text ? text : "");
		free(text);
	}
}

static void cell_text(const struct ctl_column *column, const json_t *row,
		      char *buf, size_t size)
{
	if (!row)
		snprintf(buf, size, "%s", column->heading ? column->heading
							  : column->key);
	else if (column->human)
		column->human(row, buf, size);
	else
		member_print(json_object_get(row, column->key), buf, size);
}

/* Is there anything in a column? */
static bool column_says(const struct ctl_column *column, const json_t *rows)
{
	const json_t *row;
	size_t r;

	json_array_foreach(rows, r, row) {
		char text[CTL_TEXT];

		cell_text(column, row, text, sizeof(text));
		if (*text)
			return true;
	}
	return false;
}

/* The columns that are printed, in their order, ended by NULL. */
static enum ctl_exit columns_choose(const struct ctl *ctl,
				    const struct ctl_column *columns,
				    const json_t *rows,
				    const struct ctl_column **ret)
{
	enum ctl_exit status = CTL_DONE;
	unsigned n = 0;
	char *rest = NULL;
	char *copy;

	if (!ctl->fields) {
		for (; columns->key; columns++)
			if (ctl->form == CTL_PLAIN ||
			    (columns->heading && (!columns->rare ||
						  column_says(columns, rows))))
				ret[n++] = columns;
		ret[n] = NULL;
		return CTL_DONE;
	}
	copy = strdup(ctl->fields);
	for (char *word = strtok_r(copy, ",", &rest);
	     word && n < COLUMNS_MAX && status == CTL_DONE;
	     word = strtok_r(NULL, ",", &rest)) {
		ret[n] = column_find(columns, word);
		if (!ret[n++])
			status = field_unknown(ctl, columns, word);
	}
	ret[n] = NULL;
	free(copy);
	if (!n)
		status = field_unknown(ctl, columns, ctl->fields);
	return status;
}

static void plain_print(const struct ctl *ctl,
			const struct ctl_column **columns, const json_t *rows)
{
	const json_t *row;
	size_t r;

	for (unsigned i = 0; columns[i]; i++)
		fprintf(ctl->out, "%s%s", i ? "\t" : "", columns[i]->key);
	fputc('\n', ctl->out);
	json_array_foreach(rows, r, row) {
		for (unsigned i = 0; columns[i]; i++) {
			char buf[CTL_TEXT];

			if (columns[i]->plain)
				columns[i]->plain(row, buf, sizeof(buf));
			else
				member_print(json_object_get(row,
						columns[i]->key), buf,
					     sizeof(buf));
			fprintf(ctl->out, "%s%s", i ? "\t" : "", buf);
		}
		fputc('\n', ctl->out);
	}
}

/* Cut to @width and mark it; only what a person reads is ever cut. */
static void text_cut(char *text, size_t width)
{
	if (width > 0 && strlen(text) > width) {
		text[width - 1] = '~';
		text[width] = '\0';
	}
}

struct place {
	int width;
	int gap;
	bool last;
	size_t at;
};

static void cell_print(const struct ctl *ctl, const struct ctl_column *column,
		       char *text, struct place *place, enum ctl_colour colour)
{
	int pad;

	if (ctl->tty && column->whole &&
	    strlen(text) > (size_t)place->width) {
		ctl_paint(ctl, colour, text);
		fputc('\n', ctl->out);
		*text = '\0';
	}
	if (ctl->tty && !place->last)
		text_cut(text, (size_t)place->width);
	pad = place->width - (int)strlen(text);
	if (pad > 0 && column->width < 0)
		fprintf(ctl->out, "%*s", pad, "");
	if (place->last) {
		ctl_wrap(ctl, colour, text, place->at);
		return;
	}
	ctl_paint(ctl, colour, text);
	if (pad > 0 && column->width > 0)
		fprintf(ctl->out, "%*s", pad, "");
	fprintf(ctl->out, "%*s", place->gap, "");
	place->at += (pad > 0 ? (size_t)place->width : strlen(text)) +
		     (size_t)place->gap;
}

/* What follows the last cell with something in it is not printed. */
static unsigned row_end(const struct ctl_column **columns, const json_t *row)
{
	unsigned end = 0;

	for (unsigned i = 0; columns[i]; i++) {
		char text[CTL_TEXT];

		cell_text(columns[i], row, text, sizeof(text));
		if (*text)
			end = i + 1;
	}
	return end;
}

/* How much wider the first column is made; on a terminal only a little. */
static int column_growth(const struct ctl *ctl,
			 const struct ctl_column *column, const json_t *rows)
{
	int growth = 0;
	const json_t *row;
	size_t r;

	json_array_foreach(rows, r, row) {
		char text[CTL_TEXT];
		int n;

		cell_text(column, row, text, sizeof(text));
		n = (int)strlen(text) - abs(column->width);
		if (n > growth && (!ctl->tty || n <= GROWTH_MAX))
			growth = n;
	}
	return growth;
}

static void row_print(const struct ctl *ctl, const struct ctl_column **columns,
		      const int *widths, const json_t *row)
{
	unsigned end = row_end(columns, row);
	struct place place = { .gap = columns[0]->tight ? 1 : 2 };

	for (unsigned i = 0; i < end; i++) {
		enum ctl_colour colour = CTL_NONE;
		char text[CTL_TEXT];

		cell_text(columns[i], row, text, sizeof(text));
		if (row && columns[i]->colour)
			colour = columns[i]->colour(row);
		place.width = widths[i];
		place.last = i + 1 == end;
		cell_print(ctl, columns[i], text, &place, colour);
	}
	fputc('\n', ctl->out);
}

static void screen_print(const struct ctl *ctl,
			 const struct ctl_column **columns, const json_t *rows)
{
	int widths[COLUMNS_MAX];
	int growth = 0;
	const json_t *row;
	size_t r;

	for (unsigned i = 0; columns[i]; i++) {
		widths[i] = abs(columns[i]->width);
		if (i == 0 && columns[i]->whole)
			growth = column_growth(ctl, columns[i], rows);
		if (columns[i]->whole)
			widths[i] += growth;
		if (columns[i]->gives && ctl->tty)
			widths[i] -= growth;
	}
	row_print(ctl, columns, widths, NULL);
	json_array_foreach(rows, r, row) {
		row_print(ctl, columns, widths, row);
	}
}

/* Only the members asked for, by their own names. */
static enum ctl_exit json_pick(const struct ctl *ctl,
			       const struct ctl_column **columns,
			       const json_t *rows)
{
	json_t *list = json_array();
	const json_t *row;
	size_t r;

	json_array_foreach(rows, r, row) {
		json_t *object = json_object();

		for (unsigned i = 0; columns[i]; i++) {
			json_t *value = json_object_get(row, columns[i]->key);

			json_object_set(object, columns[i]->key,
					value ? value : json_null());
		}
		json_array_append_new(list, object);
	}
	ctl_print_json(ctl, list);
	json_decref(list);
	return CTL_DONE;
}

enum ctl_exit ctl_table(const struct ctl *ctl,
			const struct ctl_column *columns, const json_t *rows)
{
	const struct ctl_column *chosen[COLUMNS_MAX + 1];
	enum ctl_exit status;

	if (ctl->form == CTL_JSON && !ctl->fields) {
		ctl_print_json(ctl, rows);
		return CTL_DONE;
	}
	status = columns_choose(ctl, columns, rows, chosen);
	if (status != CTL_DONE)
		return status;
	if (ctl->form == CTL_JSON)
		return json_pick(ctl, chosen, rows);
	if (ctl->form == CTL_PLAIN) {
		plain_print(ctl, chosen, rows);
		return CTL_DONE;
	}
	screen_print(ctl, chosen, rows);
	return CTL_DONE;
}
