/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tell.c - records, told to those who follow them
 *
 * In:  the records kept; a client that subscribed.
 * Out: notifications in their order; the decision to drop a client that does
 *      not read them.
 * Not: how a record reads - note.c.
 *
 * A follower has a place in the records kept and no queue of its own: what it
 * has not read is not stored for it.
 */
#include "server.h"

#include <errno.h>

#include "proto.h"

#define TURN_RECORDS 64 /* told to one client in one turn (house) */
#define TURN_SEEN 1024  /* looked at for one client in one turn (house) */

/* Tell a follower what it has not been told. 0, -errno: drop it. */
static int records_tell(struct hl_server *server, int place)
{
	struct hl_seat *seat = server->seats[place];
	struct hl_facts facts;
	struct hl_view view;
	unsigned told = 0;
	unsigned seen = 0;

	if (seat->next < hl_past_first(server->past)) {
		server->counts.behind++;
		return -ENOBUFS;
	}
	hl_server_facts(server, &facts);
	hl_server_view(server, place, &facts, &view);
	while (seat->next <= hl_past_last(server->past) &&
	       told < TURN_RECORDS && seen++ < TURN_SEEN) {
		const struct hl_note *note = hl_past_get(server->past,
							 seat->next++);
		int r;

		if (!note || !hl_filter_takes(&seat->filter, note->line))
			continue;
		told++;
		r = hl_seat_put(seat, hl_answer_notice("event",
						       hl_view_note(&view,
								    note)));
		if (r < 0)
			return r;
	}
	return 0;
}

/* Records that came while it followed and that it has not been sent. */
static uint64_t owed(const struct hl_server *server,
		     const struct hl_seat *seat)
{
	uint64_t sent = seat->next - 1 > seat->live ? seat->next - 1
						    : seat->live;

	return hl_past_last(server->past) - sent;
}

/* Return: 0, or -errno when the client is to be dropped. */
int hl_tell_follower(struct hl_server *server, int place)
{
	struct hl_seat *seat = server->seats[place];
	int r;

	r = hl_seat_flush(seat, server->now);
	/*
	 * Nothing is told of a new call before the answer that names it: while
	 * a request is open, its asker's records wait.
	 */
	if (r == 0 && seat->follows && !seat->leaving && !seat->open &&
	    !hl_seat_waits(seat)) {
		r = records_tell(server, place);
		if (r == 0)
			r = hl_seat_flush(seat, server->now);
	}
	if (r == -ETIMEDOUT)
		server->counts.stalled++;
	if (r < 0)
		return r;
	if (seat->follows && hl_seat_waits(seat) &&
	    owed(server, seat) > HL_CONTROL_EVENTS_MAX) {
		server->counts.behind++;
		return -ENOBUFS;
	}
	return 0;
}
