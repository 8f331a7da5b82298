/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.h - what the tables have in common: columns, sets of states, lines
 */
#ifndef TABLES_WORDS_H
#define TABLES_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "holdline/call.h"
#include "js.h"

#define WORDS_WIDTH 80 /* columns of a page (house) */

/** words_state() - a state in three letters, as columns have it. */
const char *words_state(enum hl_call_st state);

/** words_event() - an event of the call table in three letters. */
const char *words_event(enum hl_call_event event);

/** words_bit() - the LINECALLSTATE_ bit of a state. */
uint32_t words_bit(enum hl_call_st state);

/** words_heads() - the line of column heads, after @indent columns. */
void words_heads(FILE *out, int indent);

/**
 * words_set() - states in three letters; "new" for none, "all" for all
 *
 * Return: columns.
 */
int words_set(FILE *out, uint32_t states);

/** words_set_js() - an array of wire words. */
void words_set_js(struct js *js, const char *key, uint32_t states);

/**
 * words_wrap() - a sentence, broken at blanks
 * @column: where the pen stands
 * @indent: where further lines begin
 *
 * A line break ends it.
 */
void words_wrap(FILE *out, const char *text, int column, int indent);

/** words_more() - the same behind other words: a blank, or a line, between. */
void words_more(FILE *out, const char *text, int column, int indent);

/** words_pad() - blanks up to a column; one at least. */
void words_pad(FILE *out, int column, int to);

/** words_states_explain() - every state with its letters and meaning. */
void words_states_explain(FILE *out);

/** words_events_explain() - every event with its letters and meaning. */
void words_events_explain(FILE *out);

#endif
