/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * server.h - what the parts of the counter share
 */
#ifndef HL_CTL_SERVER_H
#define HL_CTL_SERVER_H

#include <stdbool.h>

#include "holdline/control.h"
#include "holdline/loop.h"

#include "entry.h"
#include "open.h"
#include "own.h"
#include "past.h"
#include "seat.h"
#include "view.h"

#define SEATS HL_CONTROL_CLIENTS_MAX
#define RUN_TEXT 17 /* bytes: 64 bits in hexadecimal digits */

/**
 * struct hl_server - the counter
 * @host, @engine, @loop: as it was opened with
 * @timer:  on @loop
 * @entry:  the socket
 * @epoll:  over the socket and every client; @loop watches this one
 * @deaf:   accepting pauses until @hears
 * @now:    of this turn
 * @epoch:  [us since 1970] of the monotonic clock's zero
 * @woken:  records or answers wait for the next turn
 * @turn:   place that is served next
 * @counts: for status.get
 * @past:   records kept
 * @opens:  requests that the engine has not answered yet
 * @owns:   applications and the calls they own
 * @run:    this run of the daemon: records of another one are not ours
 * @seats:  clients; NULL = a free place
 */
struct hl_server {
	struct hl_server_host host;
	struct hl_engine *engine;
	struct hl_loop *loop;
	struct hl_loop_timer *timer;
	struct hl_entry entry;
	int epoll;
	bool deaf; /* accepting pauses until @hears */
	hl_usec hears;
	hl_usec now;
	uint64_t epoch;
	bool woken; /* records or answers wait for the next turn */
	unsigned turn;
	struct hl_traffic counts;
	struct hl_past *past;
	struct hl_opens opens;
	struct hl_owns owns;
	char run[RUN_TEXT];
	struct hl_seat *seats[SEATS];
};

/** hl_server_drop() - send a client away and forget it. */
void hl_server_drop(struct hl_server *server, unsigned place);

/** hl_server_facts() - what the daemon says of itself now. */
void hl_server_facts(const struct hl_server *server, struct hl_facts *ret);

/** hl_server_view() - from where a client looks now. @facts is borrowed. */
void hl_server_view(const struct hl_server *server, int place,
		    const struct hl_facts *facts, struct hl_view *ret);

/** hl_serve_requests() - serve a few, one of each client in turn. */
void hl_serve_requests(struct hl_server *server);

/** hl_serve_reply() - the engine's answer: find who asked, word it. */
void hl_serve_reply(struct hl_server *server, const struct hl_record *record);

/** hl_serve_expire() - tell those whom the engine has not answered in time. */
void hl_serve_expire(struct hl_server *server);

/** hl_serve_orphans() - drop a few calls that go with their owner. */
void hl_serve_orphans(struct hl_server *server);

/**
 * hl_tell_follower() - write what a client has to get, records too
 *
 * Return: 0, or -errno when the client is to be dropped.
 */
int hl_tell_follower(struct hl_server *server, int place);

#endif
