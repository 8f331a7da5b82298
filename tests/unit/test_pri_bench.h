/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_bench.h - two cards of the driver "pri", their D-channel a wire in
 *                    memory, their ports a card that keeps books
 *
 * The card of the ports refuses what a real one could not do: two lines with
 * one port, an exchange of ports that are not at rest.
 */
#ifndef TESTS_UNIT_TEST_PRI_BENCH_H
#define TESTS_UNIT_TEST_PRI_BENCH_H

#include "holdline/pri.h"

#define TWIN_PORTS  40
#define TWIN_EVENTS 1024
#define TWIN_B      4 /* B channels, lines 0.. */
#define TWIN_SPARE  4 /* the line without a channel of its own */
#define TWIN_LINES  5

struct twin;

/** struct twin_port - a port as it was told */
struct twin_port {
	hl_line line; /* HL_NO_LINE: closed */
	bool way;
	bool alarm;
	uint8_t tone;
	uint16_t set[HL_PORT_SET_COUNT];
	struct hl_wire wire;
};

/**
 * struct twin_end - one card
 * @wrongs: things asked of the ports that cannot be
 */
struct twin_end {
	struct twin *bench;
	void *card;
	struct hl_host host;
	struct hl_span span;
	hl_usec alarm;
	struct twin_port port[TWIN_PORTS];
	struct hl_event events[TWIN_EVENTS];
	unsigned count;
	unsigned wrongs;
	unsigned trouble;
};

typedef void(twin_fn)(struct twin *bench, unsigned end,
		      const struct hl_event *event);

struct twin {
	hl_usec now;
	struct hl_pri_wire *wire;
	struct twin_end end[2]; /* NET, USER */
	twin_fn *hook;
	void *ctx;
	uint32_t seed;
};

/** twin_span() - EuroISDN on E1, four B channels, everything allowed. */
void twin_span(unsigned end, struct hl_span *ret);

/** twin_open() - both ends, their link up, no event left to take. @other may
 * be NULL: as @span, but the side. */
struct twin *twin_open(const struct hl_span *span, const struct hl_span *other);

void twin_close(struct twin *bench);

/** twin_kill() - the card of an end is closed, as when a daemon dies. */
void twin_kill(struct twin *bench, unsigned end);

/** twin_start() - and comes back. */
void twin_start(struct twin *bench, unsigned end);

void twin_run(struct twin *bench, hl_msec ms);

/** twin_take() - the oldest event of a kind, taken. False: none. */
bool twin_take(struct twin *bench, unsigned end, enum hl_event_kind kind,
	       struct hl_event *ret);
bool twin_has(struct twin *bench, unsigned end, enum hl_event_kind kind);
void twin_forget(struct twin *bench);

/** twin_sound() - the books balance at both ends; complaints are printed. */
bool twin_sound(struct twin *bench);

/** twin_idle() - and no channel is seized, no way open, no call left. */
bool twin_idle(struct twin *bench);

/** twin_port_of() - the port of a line; 0: none. */
int twin_port_of(struct twin *bench, unsigned end, hl_line line);

/** twin_op_*() - the driver's operations at an end. */
int twin_dial(struct twin *bench, unsigned end, hl_line line,
	      const char *number, bool complete);
int twin_loop(struct twin *bench, unsigned end, hl_line line, bool closed);
int twin_set(struct twin *bench, unsigned end, hl_line line,
	     enum hl_port_set what, unsigned value);
int twin_wire(struct twin *bench, unsigned end, hl_line line,
	      enum hl_wire_kind kind, unsigned ref);

/** twin_talk() - a call from @from, answered; its line at both ends. */
bool twin_talk(struct twin *bench, unsigned from, hl_line ret[2]);

/** twin_up() - both ends with @hook for their events; twin_up_as() after @edit
 * of the span. */
struct twin *twin_up_as(void (*edit)(struct hl_span *span), twin_fn *hook);
struct twin *twin_up(twin_fn *hook);

/** twin_down() - every line is let go at both ends, and nothing is left. */
void twin_down(struct twin *bench);
void twin_release(struct twin *bench, unsigned end, hl_line line);

/** twin_rings() - a hook: who is called rings; twin_answers(): and answers. */
void twin_rings(struct twin *bench, unsigned end, const struct hl_event *event);
void twin_answers(struct twin *bench, unsigned end,
		  const struct hl_event *event);

/** twin_talking() - a call of @line, answered; its line at both ends. */
void twin_talking(struct twin *bench, unsigned from, hl_line line,
		  hl_line ret[2]);

uint32_t twin_random(struct twin *bench, unsigned sides);

#endif
