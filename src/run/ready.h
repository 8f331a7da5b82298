/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ready.h - the descriptors of line cards, by what they wait for
 *
 * All that wait for events are in one epoll(7), all that wait for samples in
 * another: the loop has one source for each, whatever the number of lines, and
 * a line that begins or ends to listen needs no memory.
 */
#ifndef HOLDLINE_RUN_READY_H
#define HOLDLINE_RUN_READY_H

#include <stdbool.h>

#include "holdline/driver.h"

/* One for each bit of enum hl_watch. */
#define HL_READY_KINDS 2

struct hl_ready_watch;

/**
 * struct hl_ready - descriptors of line cards
 * @epoll: by kind; readable when one of its descriptors is ready; -1: not open
 * @count: descriptors in each
 * @watch: by number of the descriptor, NULL where none is watched
 * @room:  length of @watch
 */
struct hl_ready {
	int epoll[HL_READY_KINDS];
	unsigned count[HL_READY_KINDS];
	struct hl_ready_watch **watch;
	unsigned room;
};

/** hl_ready_open() - none yet. 0, -errno; hl_ready_close() in both cases. */
int hl_ready_open(struct hl_ready *ready);

/** hl_ready_close() - forget all; closes nothing that was watched. */
void hl_ready_close(struct hl_ready *ready);

/** hl_ready_fd() - what is readable when one waits for @what, a single bit. */
int hl_ready_fd(const struct hl_ready *ready, enum hl_watch what);

/** hl_ready_has() - is the descriptor watched? */
bool hl_ready_has(const struct hl_ready *ready, int fd);

/** hl_ready_count() - how many wait for @what, a single bit. */
unsigned hl_ready_count(const struct hl_ready *ready, enum hl_watch what);

/** hl_ready_set() - as hl_loop_watch() */
int hl_ready_set(struct hl_ready *ready, int fd, unsigned what, hl_watch_fn *fn,
		 void *arg);

/**
 * hl_ready_serve() - tell one that is ready; all have their turn
 * @what: a single bit
 *
 * Does not wait; it is nothing when none is ready any more.
 */
void hl_ready_serve(struct hl_ready *ready, enum hl_watch what);

#endif
