/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tapi.h - what TAPI documents of call states, and why this model differs
 *
 * TAPI's own pages give no closed graph of states; the moves here are those
 * that its pages name one by one. Sets of states are LINECALLSTATE_ bits.
 */
#ifndef TABLES_TAPI_H
#define TABLES_TAPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/call.h"
#include "holdline/event.h"

/* LINECALLSTATE_ bits by their names here. */
enum tapi_state {
#define X(id, value, ...) S_##id = value,
	HL_CALL_STATES(X)
#undef X
};

enum tapi_states {
#define X(id, value, ...) | value
	S_ALL = 0 HL_CALL_STATES(X)
#undef X
};

/* An event of the call table as a bit. */
#define BY(id) (1u << HL_CEV_##id)

#define S_NEW   0u /* a move from here: a call is born */
#define S_HOLDS (S_ONHOLD | S_ONHOLDPENDCONF | S_ONHOLDPENDTRANSFER)

/**
 * struct tapi_legal - one operation and the states it is documented for
 * @request:    the request that stands for it here
 * @second:     the states are those of the second call (lineAddToConference)
 * @source:     its name in TAPI; NULL = the request is ours
 * @documented: states of the call
 * @practice:   further states in which providers are known to allow it
 * @ours:       with @second: states that this model takes, which no list of
 *              the model says; else 0
 * @why:        without @source: why the request exists
 */
struct tapi_legal {
	enum hl_request_kind request;
	bool second;
	const char *source;
	uint32_t documented;
	uint32_t practice;
	uint32_t ours;
	const char *why;
};

enum tapi_kind {
	TAPI_EACH, /* every pair of @from and @to */
	TAPI_ANY,  /* a provider has one of @to, as it chooses */
	TAPI_MODE, /* the state stays, its mode word changes */
};

/**
 * struct tapi_move - one documented change of state
 * @kind: how @from and @to are meant
 * @from: states, or S_NEW
 * @to:   states
 * @by:   events of the call table that may carry it: bit n = event n
 * @cause: operation, or what happens
 */
struct tapi_move {
	enum tapi_kind kind;
	uint32_t from;
	uint32_t to;
	uint32_t by;
	const char *cause;
};

/**
 * struct tapi_reason - why the legality of requests differs
 * @sign:     '+' legal here, not documented; '-' documented, not here; '~'
 *            not documented, usual with providers, not here
 * @requests: bit n = request n
 * @second:   of the second call
 * @states:   where
 * @text:     the reason
 */
struct tapi_reason {
	char sign;
	bool second;
	uint64_t requests;
	uint32_t states;
	const char *text;
};

/**
 * struct tapi_excuse - why moves differ
 * @sign: '+' ours, not documented; '-' documented, not ours
 * @from: states, or S_NEW
 * @to:   states
 * @by:   '+': events of the call table that make the moves; 0 for a birth
 * @text: the reason
 */
struct tapi_excuse {
	char sign;
	uint32_t from;
	uint32_t to;
	uint32_t by;
	const char *text;
};

/**
 * struct tapi - all that the live tables are held against
 * @births: states in which this model lets a call begin; the call table has
 *          only what comes afterwards
 */
struct tapi {
	const struct tapi_legal *legal;
	size_t legals;
	const struct tapi_move *moves;
	size_t moves_count;
	const struct tapi_reason *reasons;
	size_t reasons_count;
	const struct tapi_excuse *excuses;
	size_t excuses_count;
	uint32_t births;
};

/** tapi_tables() - the tables of this project; nothing is to be freed. */
void tapi_tables(struct tapi *ret);

/* Parts of them: tapi.c, reasons.c. */
const struct tapi_reason *tapi_reasons(size_t *ret);
const struct tapi_excuse *tapi_excuses(size_t *ret);

#endif
