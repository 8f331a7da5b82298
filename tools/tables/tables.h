/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tables.h - the tables of the model, as they are while the program runs
 *
 * What is printed is asked from the model itself (hl_call_rule(),
 * hl_model_legal(), hl_feature_find(), hl_timer_info(), hl_error_info());
 * only what TAPI documents, and the reasons, are tables of their own.
 */
#ifndef TABLES_TABLES_H
#define TABLES_TABLES_H

#include <stdbool.h>
#include <stdio.h>

#include "js.h"
#include "tapi.h"

enum tables_form {
	TABLES_TEXT, /* for people */
	TABLES_JSON, /* one object; its members are the tables */
	TABLES_DOT,  /* Graphviz; transitions only */
};

/**
 * struct tables_order - what is asked for
 * @table: "transitions", "legality", "features", "timers", "errors", "all"
 * @tapi:  of "transitions": held against TAPI's
 * @form:  how
 */
struct tables_order {
	const char *table;
	bool tapi;
	enum tables_form form;
};

/** tables_words() - the names of the tables; NULL ends the list. */
const char *const *tables_words(void);

/**
 * tables_print() - print a table, or all
 * @order: which and how
 * @tapi:  what the model is held against
 * @out:   where; its errors are seen by whoever closes it
 *
 * Return: 0; -ENOENT no such table; -ENOTSUP it is no state machine (DOT), or
 * TAPI has nothing beside it (@tapi).
 */
int tables_print(const struct tables_order *order, const struct tapi *tapi,
		 FILE *out);

/**
 * tables_judge() - does every difference have its reason?
 * @tapi: what the model is held against
 * @out:  receives one line for each difference without a reason, reason
 *        without a difference, and request without a row
 *
 * Return: how many lines.
 */
unsigned tables_judge(const struct tapi *tapi, FILE *out);

/*
 * The tables, one file each. @legend: what the letters mean stands nowhere
 * before.
 */

void transitions_text(const struct tapi *tapi, bool legend, FILE *out);
void transitions_js(const struct tapi *tapi, struct js *js);
void transitions_dot(const struct tapi *tapi, FILE *out);

void moves_text(const struct tapi *tapi, bool legend, FILE *out);
void moves_js(const struct tapi *tapi, struct js *js);
void moves_dot(const struct tapi *tapi, FILE *out);
unsigned moves_judge(const struct tapi *tapi, FILE *out);

void legality_text(const struct tapi *tapi, bool legend, FILE *out);
void legality_js(const struct tapi *tapi, struct js *js);
unsigned legality_judge(const struct tapi *tapi, FILE *out);

void features_text(const struct tapi *tapi, bool legend, FILE *out);
void features_js(const struct tapi *tapi, struct js *js);

void timers_text(const struct tapi *tapi, bool legend, FILE *out);
void timers_js(const struct tapi *tapi, struct js *js);
void errors_text(const struct tapi *tapi, bool legend, FILE *out);
void errors_js(const struct tapi *tapi, struct js *js);

/**
 * transitions_events() - the events that move a call from a state to another
 *
 * Return: bit n = event n of the call table; 0 when nothing does.
 */
uint32_t transitions_events(enum hl_call_st from, enum hl_call_st to);

#endif
