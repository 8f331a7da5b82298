/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_pair.h - two D-channel controllers joined in memory, on virtual
 *                   time
 *
 * A frame needs a millisecond from one end to the other. libpri's own clock,
 * gettimeofday(), is this clock too while a pair is open: the test program's
 * function of that name stands before the one of the C library.
 */
#ifndef TESTS_UNIT_TEST_PRI_PAIR_H
#define TESTS_UNIT_TEST_PRI_PAIR_H

#include "drivers/pri/link.h"

#define PAIR_FRAMES 512
#define PAIR_EVENTS 512

enum {
	NET = 0, /* the exchange */
	USER = 1,
};

struct pair;

typedef void(pair_fn)(struct pair *pair, unsigned side,
		      const struct link_event *event);

struct pair_frame {
	hl_usec at;
	unsigned to;
	size_t size;
	uint8_t octets[300];
};

typedef void(pair_edit_fn)(struct pair *pair, struct pair_frame *frame);

/**
 * struct pair - the two ends
 * @link:   NET and USER
 * @now:    virtual time
 * @cut:    no frame arrives
 * @loss:   of 1000 frames so many are lost
 * @seed:   of the losses
 * @events: what was told, in order, not yet taken
 * @count:  how many
 * @hook:   called for each event, may be NULL
 * @edit:   may change a frame on its way, may be NULL
 * @ctx:    the test's own
 * @said:   of pair_say(): octets from there on, how many, where
 * @faults: link_check() failed so often
 * @setups: SETUP events seen
 * @ends:   RELEASED events seen
 * @notes:  lines for the log that were not libpri's
 */
struct pair {
	struct link *link[2];
	struct pair_end {
		struct pair *pair;
		unsigned side;
	} end[2];
	hl_usec now;
	bool cut;
	unsigned loss;
	uint32_t seed;
	struct pair_frame frames[PAIR_FRAMES];
	unsigned first;
	unsigned frame_count;
	struct link_event events[2][PAIR_EVENTS];
	unsigned count[2];
	pair_fn *hook;
	pair_edit_fn *edit;
	void *ctx;
	const uint8_t *said;
	size_t said_size;
	size_t said_at;
	unsigned faults;
	unsigned setups[2];
	unsigned ends[2];
	unsigned notes;
};

/** pair_options() - EuroISDN on E1, hold and overlap allowed, 30 channels. */
void pair_options(unsigned side, struct link_options *ret);

/** pair_open() - both ends; their links are not up yet. NULL on failure. */
struct pair *pair_open(const struct link_options *net,
		       const struct link_options *user);

/** pair_open_up() - the same options but the side, and up. */
struct pair *pair_open_up(const struct link_options *options);

void pair_close(struct pair *pair);

/** pair_run() - let @ms pass. */
void pair_run(struct pair *pair, hl_msec ms);

/** pair_clock() - libpri's clock is this one; NULL: the wall's. */
void pair_clock(const hl_usec *now);

/** pair_wall() - set the wall clock by @ms; monotonic time goes on. */
void pair_wall(int64_t ms);

/**
 * pair_say() - a message that no operation sends
 * @side: who says it
 * @call: a call that is under way
 * @octets: message type and elements
 * @size: of @octets
 *
 * A NOTIFY is sent and changed on its way.
 */
void pair_say(struct pair *pair, unsigned side, link_call call,
	      const uint8_t *octets, size_t size);

/** pair_say_all() - the same for the whole interface: protocol, length and
 * value of the call reference, message type, elements. */
void pair_say_all(struct pair *pair, unsigned side, link_call call,
		  const uint8_t *octets, size_t size);

/** pair_take() - the oldest event of a kind, taken from the list. False: none.
 */
bool pair_take(struct pair *pair, unsigned side, enum link_event_kind kind,
	       struct link_event *ret);

/** pair_has() - is there such an event? It is taken. */
bool pair_has(struct pair *pair, unsigned side, enum link_event_kind kind);

/** pair_forget() - no event is left to take. */
void pair_forget(struct pair *pair);

/** pair_random() - the next number. */
uint32_t pair_random(struct pair *pair);

/** pair_records() - call records that libpri has at an end. */
unsigned pair_records(struct pair *pair, unsigned side);

/** pair_is_idle() - nothing seized, no call, no record at either end. */
bool pair_is_idle(struct pair *pair);

/**
 * pair_call() - a call from @from, answered
 * @ret: the call at NET and at USER
 */
bool pair_call(struct pair *pair, unsigned from, link_call ret[2]);

/** pair_setup() - fill a setup from "200" to @called, complete. */
void pair_setup(const char *called, struct link_setup *ret);

#endif
