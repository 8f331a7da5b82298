/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * primary.c - a telephone closes its loop to be told who calls
 *
 * In:  a ringing that begins, edges of the loop, time.
 * Out: short rings, an off-hook order for as long as it is told, the message,
 *      the ringing; the one edge that was an answer.
 * Not: the steps - src/media/primary.c; writing samples - announce.c.
 *
 * For the kernel the telephone is lifted while it is told: only so the ringing
 * ends at once and sound reaches it. The engine's own off-hook order follows
 * when it was told of the lift, and finds the line as it shall be.
 */
#include "card.h"

#include <dahdi/user.h>

#include <errno.h>

#include "holdline/synth.h"

#define PER_MS (HL_RATE_HZ / 1000)

/* [ms] an order that was refused for now is given again (house). */
#define RETRY_MS 50

/* ---- orders ------------------------------------------------------------- */

static int feed(struct dahdi_port *port, bool on)
{
	struct dahdi_told *told = port->told;
	int r;

	if (told->fed == on)
		return 0;
	r = dahdi_hook(port, on ? DAHDI_OFFHOOK : DAHDI_ONHOOK);
	if (r == 0)
		told->fed = on;
	return r;
}

/* The short rings end before the other ones begin. */
static int ring(struct dahdi_port *port)
{
	return port->told->fed ? feed(port, false) :
				 dahdi_hook(port, DAHDI_RINGOFF);
}

/* Held back until now. */
static void lift_tell(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct hl_event event;

	dahdi_told_free(port);
	port->ring = HL_RING_NONE;
	port->opened = false;
	dahdi_polarity_right(port);
	dahdi_event_init(port, HL_EVENT_EDGE, &event);
	event.at.earliest = event.at.latest;
	event.closed = true;
	if (port->door == HL_DOOR_GESTURES) {
		event.kind = HL_EVENT_GESTURE;
		event.gesture = HL_GESTURE_LIFT;
	}
	host->event(host->ctx, &event);
}

static int step_do(struct dahdi_port *port, hl_usec now)
{
	switch (hl_primary_play(&port->told->primary)) {
	case HL_PRIMARY_PLAY_REST:
		return feed(port, false);
	case HL_PRIMARY_PLAY_CAR:
		return dahdi_ring_as(port, hl_primary_car());
	case HL_PRIMARY_PLAY_FEED:
		return feed(port, true);
	case HL_PRIMARY_PLAY_DATA:
		dahdi_told_say(port, now);
		return feed(port, true);
	case HL_PRIMARY_PLAY_RING:
		return ring(port);
	case HL_PRIMARY_PLAY_LIFT:
		break;
	}
	return 0;
}

/*
 * What a card refuses for good is not worth a call: it rings without being
 * told.
 */
static void step_try(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_told *told = port->told;
	int r = step_do(port, now);

	if (r < 0 && r != -EBUSY) {
		told->primary.state = HL_PRIMARY_RING;
		r = step_do(port, now);
	}
	told->retry = r == -EBUSY;
	told->error = r == -EBUSY ? 0 : r;
	told->due = told->retry ? now + HL_MS(RETRY_MS) :
				  told->primary.deadline;
	if (hl_primary_is_over(&told->primary) ||
	    hl_primary_play(&told->primary) == HL_PRIMARY_PLAY_DATA)
		told->due = now;
}

/* ---- time and the loop -------------------------------------------------- */

int dahdi_primary_begin(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_told *told = port->told;
	hl_usec now = host->now(host->ctx);
	struct hl_truth truth;
	int r = dahdi_port_truth(port, &truth);

	if (r < 0 || truth.closed)
		return r < 0 ? r : -EBUSY;
	told->step = TOLD_ASKED;
	told->all = true;
	told->fed = false;
	told->retry = false;
	told->error = 0;
	port->bursts = 0;
	dahdi_polarity_set(port, true);
	hl_primary_begin(&told->primary,
			 (hl_announce_length(told->announce) + PER_MS - 1) /
				 PER_MS,
			 now);
	told->due = told->primary.deadline;
	return 0;
}

static hl_usec earlier(hl_usec a, hl_usec b)
{
	return a < b ? a : b;
}

/* What is told of while it is written may change everything. */
static void data_write(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_card *card = port->card;
	struct dahdi_told *told = port->told;
	hl_line line = port->line;
	uint32_t serial = port->serial;

	if (dahdi_told_fill(port, now) == -ELAST) {
		dahdi_events(port);
		if (!dahdi_port_is(card, line, serial) || port->told != told ||
		    hl_primary_play(&told->primary) != HL_PRIMARY_PLAY_DATA)
			return;
		dahdi_told_fill(port, now);
	}
	if (told->all)
		told->due = HL_NEVER;
	told->due = earlier(told->due, told->primary.deadline);
}

void dahdi_primary_run(struct dahdi_port *port, hl_usec now)
{
	struct hl_primary *primary = &port->told->primary;

	if (hl_primary_time(primary, now) || port->told->retry)
		step_try(port, now);
	if (port->told->retry)
		return;
	switch (hl_primary_play(primary)) {
	case HL_PRIMARY_PLAY_RING:
		if (port->told->error < 0)
			dahdi_told_fail(port, port->told->error);
		else
			dahdi_told_ring(port, now);
		break;
	case HL_PRIMARY_PLAY_LIFT:
		lift_tell(port);
		break;
	case HL_PRIMARY_PLAY_DATA:
		data_write(port, now);
		break;
	case HL_PRIMARY_PLAY_REST:
	case HL_PRIMARY_PLAY_CAR:
	case HL_PRIMARY_PLAY_FEED:
		port->told->due = primary->deadline;
		break;
	}
}

bool dahdi_primary_takes(struct dahdi_port *port, bool closed)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_told *told = port->told;
	hl_usec now = host->now(host->ctx);

	if (!told || told->step != TOLD_ASKED ||
	    hl_primary_is_over(&told->primary))
		return false;
	if (hl_primary_loop(&told->primary, closed, now))
		step_try(port, now);
	return true;
}

/* A loop that is closed yet is seen by looking, behind the kernel's drop. */
void dahdi_primary_end(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_told *told = port->told;

	feed(port, false);
	if (told->primary.closed)
		port->check_at = host->now(host->ctx) + HL_MS(DAHDI_KEWL_MS);
}
