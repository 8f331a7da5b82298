/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tape.h - what a telephone heard and when its bell rang, to be looked at
 *
 * The clock of a tape begins with it: ms 0 is its first sample.
 */
#ifndef HOLDLINE_TESTS_CONTRACT_TAPE_H
#define HOLDLINE_TESTS_CONTRACT_TAPE_H

#include "world.h"

#define TAPE_MS 30000
#define TAPE_BURSTS 32

/** struct tape - of one telephone; bursts: [ms] begin, end, begin, end ... */
struct tape {
	struct world *world;
	int channel;
	unsigned n;
	unsigned ms;
	unsigned edges;
	bool bell;
	hl_msec edge[2 * TAPE_BURSTS];
	int16_t x[TAPE_MS * 8];
};

/** struct tape_caller - what spandsp's receiver read from a tape */
struct tape_caller {
	unsigned messages;
	char number[64];
	char name[64];
	enum hl_clid_lamp lamp;
};

/* Begin a tape; ends with tape_end(). Never NULL. */
struct tape *tape_begin(struct world *world, int channel);
void tape_end(struct tape *tape);
/* Time passes, and the bell is looked at each ms. */
void tape_pass(struct tape *tape, hl_msec ms);
/* All that was heard up to now is on the tape. */
void tape_catch_up(struct tape *tape);
/* The first and the last ms of [from, to) with a sound; -1: silence. */
int tape_first(const struct tape *tape, hl_msec from, hl_msec to);
int tape_last(const struct tape *tape, hl_msec from, hl_msec to);
/* Read it as caller ID of a kind, from that ms on. */
void tape_read(const struct tape *tape, enum hl_clid_kind kind, hl_msec from,
	       struct tape_caller *ret);

#endif
