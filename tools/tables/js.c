/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * js.c - JSON written as it comes
 *
 * In:  members and elements in their order.
 * Out: JSON (RFC 8259); a row of a table is one line.
 * Not: errors of the file - whoever closes it asks.
 */
#include "js.h"

#include <assert.h>
#include <inttypes.h>

static void text_write(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c < ' ')
			fprintf(out, "\\u%04x", c);
		else
			putc(c, out);
	}
	putc('"', out);
}

static void line_break(const struct js *js)
{
	putc('\n', js->out);
	for (unsigned i = 0; i < js->depth; i++)
		putc('\t', js->out);
}

static void lead(struct js *js, const char *key)
{
	if (js->depth) {
		if (js->any[js->depth - 1])
			putc(',', js->out);
		if (!js->row)
			line_break(js);
		else if (js->any[js->depth - 1])
			putc(' ', js->out);
		js->any[js->depth - 1] = true;
	}
	if (key) {
		text_write(js->out, key);
		fputs(": ", js->out);
	}
}

static void open_bracket(struct js *js, const char *key, char open, char shut)
{
	assert(js->depth < JS_DEPTH);
	lead(js, key);
	putc(open, js->out);
	js->any[js->depth] = false;
	js->shut[js->depth++] = shut;
}

void js_begin(struct js *js, FILE *out)
{
	*js = (struct js){ .out = out };
	open_bracket(js, NULL, '{', '}');
}

void js_end(struct js *js)
{
	js_close(js);
	assert(js->depth == 0);
	putc('\n', js->out);
}

void js_object(struct js *js, const char *key)
{
	open_bracket(js, key, '{', '}');
}

void js_array(struct js *js, const char *key)
{
	open_bracket(js, key, '[', ']');
}

void js_row(struct js *js, const char *key)
{
	js_object(js, key);
	if (!js->row)
		js->row = js->depth;
}

void js_close(struct js *js)
{
	assert(js->depth > 0);
	js->depth--;
	if (js->any[js->depth] && !js->row)
		line_break(js);
	if (js->depth < js->row)
		js->row = 0;
	putc(js->shut[js->depth], js->out);
}

void js_text(struct js *js, const char *key, const char *text)
{
	lead(js, key);
	if (text)
		text_write(js->out, text);
	else
		fputs("null", js->out);
}

void js_number(struct js *js, const char *key, uint32_t number)
{
	lead(js, key);
	fprintf(js->out, "%" PRIu32, number);
}

void js_bool(struct js *js, const char *key, bool value)
{
	lead(js, key);
	fputs(value ? "true" : "false", js->out);
}
