/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * js.h - JSON written as it comes, without a tree in memory
 */
#ifndef TABLES_JS_H
#define TABLES_JS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define JS_DEPTH 8 /* brackets inside each other, most (house) */

/**
 * struct js - where JSON is written
 * @out:   file
 * @depth: brackets open
 * @any:   by depth: something stands there already
 * @shut:  by depth: what closes it
 * @row:   depth from which on all stands in one line; 0 = nowhere
 */
struct js {
	FILE *out;
	unsigned depth;
	bool any[JS_DEPTH];
	char shut[JS_DEPTH];
	unsigned row;
};

/** js_begin() - the whole: an object, to be closed by js_end(). */
void js_begin(struct js *js, FILE *out);
void js_end(struct js *js);

/*
 * A member @key of an object; @key NULL in an array. js_object(), js_array()
 * and js_row(), an object that stands in one line, are closed by js_close().
 */
void js_object(struct js *js, const char *key);
void js_array(struct js *js, const char *key);
void js_row(struct js *js, const char *key);
void js_close(struct js *js);
void js_text(struct js *js, const char *key, const char *text);
void js_number(struct js *js, const char *key, uint32_t number);
void js_bool(struct js *js, const char *key, bool value);

#endif
