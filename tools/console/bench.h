/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.h - the daemon's core on the virtual card, moved by hand
 *
 * Holds the bed, its witness and what was done. Hands are slow: while one
 * still dials or flashes, further orders wait their turn, so that everything
 * happens one after the other and can be played again as a scenario.
 */
#ifndef CONSOLE_BENCH_H
#define CONSOLE_BENCH_H

#include <stdbool.h>

#include "holdline/sim.h"
#include "tools/demo/witness.h"

struct bench;
struct deeds;
struct hl_model;
struct hl_music;

/**
 * struct bench_options - how a bench is made
 * @setup:  scenario with its lines; borrowed
 * @music:  music on hold, borrowed; NULL = the holding tone
 * @socket: path of a control socket; NULL = none
 */
struct bench_options {
	const struct scenario *setup;
	const struct hl_music *music;
	const char *socket;
};

/**
 * bench_open() - begin
 * @ret:  the caller closes it
 * @why:  receives a sentence when it fails
 * @size: bytes at @why
 *
 * Return: 0, -errno.
 */
int bench_open(struct bench **ret, const struct bench_options *options,
	       char *why, size_t size);

/** bench_close() - NULL is fine. */
void bench_close(struct bench *bench);

/** bench_setup() - the scenario with the lines. */
const struct scenario *bench_setup(const struct bench *bench);

/** bench_model() - the controller's state, read only. */
const struct hl_model *bench_model(const struct bench *bench);

/** bench_port() - both sides of a party's port. */
int bench_port(struct bench *bench, unsigned party, struct hl_sim_port *ret);

/** bench_rings() - which burst of ringing a telephone is in; 0 = none. */
unsigned bench_rings(struct bench *bench, unsigned party);

/** bench_now() - [us] since the beginning. */
hl_usec bench_now(const struct bench *bench);

/** bench_zero() - [us] the bed's time at the beginning. */
hl_usec bench_zero(const struct bench *bench);

/**
 * bench_order() - somebody shall do something, as soon as no hand moves
 * @statement: an action about one party
 *
 * Return: 0; -ENOSPC when too many orders wait.
 */
int bench_order(struct bench *bench,
		const struct scenario_statement *statement);

/** bench_waiting() - orders that wait for a hand. */
unsigned bench_waiting(const struct bench *bench);

/** bench_is_moving() - a hand still dials, or holds the loop open. */
bool bench_is_moving(struct bench *bench);

/** bench_will_lift() - receiver up, when all orders are done. */
bool bench_will_lift(struct bench *bench, unsigned party);

/** bench_unplug() - cord out, or in again. */
int bench_unplug(struct bench *bench, unsigned party, bool out);

/**
 * bench_pass() - let time pass
 * @ms: so long
 *
 * Return: 0; -EPROTO when the controller contradicts itself: bench_fault().
 */
int bench_pass(struct bench *bench, hl_msec ms);

/** bench_fault() - a sentence, or "". */
const char *bench_fault(const struct bench *bench);

/** bench_witness() - news, ears, timeline. */
struct witness *bench_witness(struct bench *bench);

/** bench_timeline() - as witness_timeline(). */
const struct timeline *bench_timeline(struct bench *bench);

/** bench_deeds() - what was done; what is so now is added first. */
struct deeds *bench_deeds(struct bench *bench);

/** bench_fd() - of the control socket, readable; -1 = none. */
int bench_fd(const struct bench *bench);

/** bench_serve() - serve the control socket. */
void bench_serve(struct bench *bench);

#endif
