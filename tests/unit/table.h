/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.h - a switchboard for tests: a model, its telephones and a clock
 *
 * The tester moves time and hooks; every step is followed by the check of
 * all invariants, and what happened is kept for questions.
 */
#ifndef TESTS_TABLE_H
#define TESTS_TABLE_H

#include "holdline/model.h"

#define TABLE_STATIONS 4
#define TABLE_TRUNKS 2
#define S1 0 /* 101 */
#define S2 1 /* 102 */
#define S3 2 /* 103 */
#define S4 3 /* 104 */
#define T1 4 /* co1 */
#define T2 5 /* co2 */

struct table;

/* Told of every step: what came in, and after it with what followed. */
struct table_watcher {
	void (*before)(void *ctx, const struct table *t,
		       const struct hl_event *event);
	void (*after)(void *ctx, const struct table *t,
		      const struct hl_event *event);
	void *ctx;
};

struct table {
	struct hl_model *m;
	struct hl_effects fx;
	hl_usec now;
	unsigned refused;      /* moves the call table did not have */
	enum hl_error error;   /* of the last request */
	hl_call born;          /* call of the last reply */
	bool saw_disconnected; /* since table_forget() */
	uint64_t ops;          /* operations decided on; the tester clears it */
	unsigned timeouts;     /* limits acted on; the tester clears it */
	char broken[160];      /* first invariant broken, "" = none */
	const struct table_watcher *watcher; /* NULL: nobody looks */
};

/* Settings as the configuration gives them by default. */
void table_settings(struct hl_line_settings *ret, const char *name,
		    enum hl_line_kind kind);
/* Four stations 101-104, trunks co1 co2 in group out (9.), all ready. */
void table_open(struct table *t);
void table_close(struct table *t);
struct hl_line_settings *table_set(struct table *t, hl_line line);

void table_event(struct table *t, struct hl_event *event);
void table_wait(struct table *t, hl_msec ms);
void table_edge(struct table *t, hl_line line, bool closed);
void table_lift(struct table *t, hl_line line);
void table_hangup(struct table *t, hl_line line);
void table_break(struct table *t, hl_line line, hl_msec ms);
void table_flash(struct table *t, hl_line line);
void table_dial(struct table *t, hl_line line, const char *digits);
void table_ring(struct table *t, hl_line line);
void table_gone(struct table *t, hl_line line);
/* A detector on a trunk has heard something; its battery was reversed. */
void table_heard(struct table *t, hl_line line, enum hl_progress_kind kind);
void table_reverse(struct table *t, hl_line line);
enum hl_error table_ask(struct table *t, enum hl_request_kind kind,
			hl_call call, hl_call other);
/* A request with all its arguments; kind and id are set here. */
enum hl_error table_request(struct table *t, struct hl_event *event);
enum hl_error table_ask_line(struct table *t, enum hl_request_kind kind,
			     hl_line line, const char *number);

/** struct table_code - a feature code; "." behind it: a number follows */
struct table_code {
	const char *text;
	enum hl_code code;
};

/* These codes are added to the plan. */
void table_codes(struct table *t, const struct table_code *codes,
		 unsigned count);

/* a calls b and b answers. */
void table_talk(struct table *t, hl_line a, hl_line b);
/* a calls b, flashes, calls c, c answers. */
void table_consult(struct table *t, hl_line a, hl_line b, hl_line c);

enum hl_situation table_sit(const struct table *t, hl_line line);
const struct hl_want *table_want(const struct table *t, hl_line line);
/* State of the nth call of a line, HL_CALL_IDLE when there is none. */
enum hl_call_st table_state(const struct table *t, hl_line line, unsigned n);
hl_call table_call(const struct table *t, hl_line line, unsigned n);
bool table_talks(const struct table *t, hl_line a, hl_line b);
bool table_music(const struct table *t, hl_line line);
/* Every line idle, nothing rings, sounds, or is seized. */
bool table_quiet(const struct table *t);

#endif
