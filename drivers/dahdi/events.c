/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * events.c - what the kernel says of a line, as events
 *
 * In:  the channel's event queue.
 * Out: HL_EVENT_*, each with the range of time at which it can have happened.
 * Not: what a break of the loop means - src/model/hook.c.
 *
 * An event carries no time. It happened after the last moment at which the
 * loop found nothing (awake) and before now; both edges of a break found
 * together have the same range. With HL_DOOR_EDGES an opening is reported
 * DAHDI_EDGE_MS after it happened.
 *
 * The queue holds 63 events and drops what comes after. When as many are
 * found, the hook events among them are not told: the loop is read instead,
 * and told as the one edge that leads there. Where there was none, it changes
 * nothing.
 *
 * While an event waits, every read and write of the channel fails (ELAST), so
 * the queue is drained first, always.
 */
#include "card.h"

#include <errno.h>

#include <dahdi/user.h>

#define QUEUE_FULL (DAHDI_MAX_EVENTSIZE - 1)

/* [ms] DAHDI_MAXPULSETIME: a longer break is no pulse for the kernel. */
#define PULSE_MAX_MS 200

/* Fills in what the event says; false: there is nothing to tell. */
typedef bool (event_fn)(struct dahdi_port *port, int code,
			struct hl_event *event);

static bool is_before(hl_usec a, hl_usec b, hl_msec ms)
{
	return a < b + HL_MS(ms);
}

static bool edge(struct dahdi_port *port, bool closed, struct hl_event *event)
{
	hl_usec late = HL_MS(closed ? 0 : DAHDI_EDGE_MS);

	event->kind = HL_EVENT_EDGE;
	event->closed = closed;
	event->at.earliest -= late < event->at.earliest ? late : 0;
	port->opened = !closed;
	return true;
}

static bool gesture(enum hl_gesture what, char digit, struct hl_event *event)
{
	event->kind = HL_EVENT_GESTURE;
	event->gesture = what;
	event->digit = digit;
	return true;
}

/*
 * ONHOOK: with HL_DOOR_EDGES the loop opened; with HL_DOOR_GESTURES it has
 * been open for the profile's on-hook time. One that can have come sooner
 * than that after the door was changed was still timed by the old door.
 */
static bool station_opened(struct dahdi_port *port, int code,
			   struct hl_event *event)
{
	(void)code;
	dahdi_told_down(port);
	if (port->door == HL_DOOR_EDGES ||
	    is_before(event->at.earliest, port->door_at, port->set.profile.onhook))
		return edge(port, false, event);

	port->opened = false;
	return gesture(HL_GESTURE_HANGUP, 0, event);
}

/* RINGOFFHOOK: the loop closed. It answers an opening in the same terms. */
static bool station_closed(struct dahdi_port *port, int code,
			   struct hl_event *event)
{
	(void)code;
	dahdi_told_lifted(port);
	if (port->door == HL_DOOR_EDGES || port->opened)
		return edge(port, true, event);
	return gesture(HL_GESTURE_LIFT, 0, event);
}

/* Also with HL_DOOR_EDGES: the break may have begun before that door. */
static bool station_flash(struct dahdi_port *port, int code,
			  struct hl_event *event)
{
	(void)code;
	dahdi_told_down(port);
	return gesture(HL_GESTURE_FLASH, 0, event);
}

static bool station_pulses(struct dahdi_port *port, int code,
			   struct hl_event *event)
{
	char digit = (char)(code & 0x7f);

	if (digit == '1' && port->set.profile.flash_min <= PULSE_MAX_MS)
		return gesture(HL_GESTURE_FLASH, 0, event);
	return gesture(HL_GESTURE_DIGIT, digit, event);
}

static bool station_burst_ended(struct dahdi_port *port, int code,
				struct hl_event *event)
{
	(void)code;
	(void)event;
	dahdi_ring_burst_ended(port);
	return false;
}

static bool trunk_ring(struct dahdi_port *port, int code,
		       struct hl_event *event)
{
	(void)code;
	dahdi_port_rung(port);
	dahdi_ear_ring(port, true);
	event->kind = HL_EVENT_RING;
	return true;
}

/* 50 ms after each burst of ringing; the burst itself was told. */
static bool trunk_rung(struct dahdi_port *port, int code,
		       struct hl_event *event)
{
	(void)code;
	(void)event;
	dahdi_ear_ring(port, false);
	return false;
}

static bool trunk_fargone(struct dahdi_port *port, int code,
			  struct hl_event *event)
{
	(void)port;
	(void)code;
	event->kind = HL_EVENT_FARGONE;
	return true;
}

static bool trunk_settled(struct dahdi_port *port, int code,
			  struct hl_event *event)
{
	(void)code;
	(void)event;
	port->flashing = false;
	return false;
}

static bool trunk_dialled(struct dahdi_port *port, int code,
			  struct hl_event *event)
{
	(void)code;
	(void)event;
	dahdi_pulse_done(port);
	return false;
}

static bool trunk_polarity(struct dahdi_port *port, int code,
			   struct hl_event *event)
{
	(void)code;
	dahdi_ear_reversal(port);
	event->kind = HL_EVENT_POLARITY;
	return true;
}

static bool any_alarm(struct dahdi_port *port, int code,
		      struct hl_event *event)
{
	(void)code;
	event->kind = HL_EVENT_ALARM;
	return dahdi_battery_alarm(port);
}

static bool any_alarm_ended(struct dahdi_port *port, int code,
			    struct hl_event *event)
{
	struct hl_truth truth;

	(void)code;
	if (dahdi_port_truth(port, &truth) < 0)
		return false;
	event->kind = HL_EVENT_READY;
	event->closed = truth.closed;
	port->opened = false;
	return !truth.alarm;
}

static bool any_removed(struct dahdi_port *port, int code,
			struct hl_event *event)
{
	(void)code;
	(void)event;
	dahdi_port_lose(port);
	return false;
}

/*
 * What is not listed tells nothing that we do not know: PULSE_START and
 * PULSEDIGIT tell the same break twice, RINGERON follows our own order.
 */
/* clang-format off */
#define K(code) DAHDI_EVENT_##code

static const struct event_row {
	int code;
	bool hook; /* told by the loop's truth just as well */
	event_fn *station;
	event_fn *trunk;
} rows[] = {
	{ K(ONHOOK),       true,  station_opened,      trunk_fargone },
	{ K(RINGOFFHOOK),  true,  station_closed,      trunk_rung },
	{ K(WINKFLASH),    true,  station_flash,       NULL },
	{ K(PULSEDIGIT),   true,  station_pulses,      NULL },
	{ K(RINGEROFF),    false, station_burst_ended, NULL },
	{ K(RINGBEGIN),    false, NULL,                trunk_ring },
	{ K(HOOKCOMPLETE), false, NULL,                trunk_settled },
	{ K(DIALCOMPLETE), false, NULL,                trunk_dialled },
	{ K(POLARITY),     false, NULL,                trunk_polarity },
	{ K(ALARM),        false, any_alarm,           any_alarm },
	{ K(NOALARM),      false, any_alarm_ended,     any_alarm_ended },
	{ K(REMOVED),      false, any_removed,         any_removed },
};
/* clang-format on */

static const struct event_row *row_find(int code)
{
	int kind = code & DAHDI_EVENT_PULSEDIGIT ? DAHDI_EVENT_PULSEDIGIT :
						   code;
	unsigned i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].code == kind)
			return &rows[i];
	return NULL;
}

void dahdi_event_init(const struct dahdi_port *port, enum hl_event_kind kind,
		      struct hl_event *ret)
{
	const struct hl_host *host = &port->card->host;

	*ret = (struct hl_event){ .kind = kind, .line = port->line };
	ret->at.earliest = host->awake(host->ctx);
	ret->at.latest = host->now(host->ctx);
}

/* A B channel has no loop: it only goes into alarm, and away. */
static event_fn *row_fn(const struct dahdi_port *port,
			const struct event_row *row)
{
	if (port->set.bearer && row->station != row->trunk)
		return NULL;
	return port->kind == HL_KIND_STATION ? row->station : row->trunk;
}

/* The loop's truth is told instead, or it belongs to who tells who calls. */
static bool is_not_told(struct dahdi_port *port, int code, bool overflow)
{
	return port->kind == HL_KIND_STATION &&
	       (overflow ||
		dahdi_primary_takes(port, code != DAHDI_EVENT_ONHOOK));
}

static void event_tell(struct dahdi_port *port, int code, bool overflow)
{
	const struct hl_host *host = &port->card->host;
	const struct event_row *row = row_find(code);
	struct hl_event event;
	event_fn *fn;

	if (!row)
		return;
	fn = row_fn(port, row);
	if (!fn || (row->hook && is_not_told(port, code, overflow)))
		return;

	dahdi_event_init(port, HL_EVENT_TRUTH, &event);
	if (fn(port, code, &event))
		host->event(host->ctx, &event);
}

void dahdi_report_loop(struct dahdi_port *port, hl_usec earliest)
{
	const struct hl_host *host = &port->card->host;
	struct hl_event event;
	struct hl_truth truth;

	if (dahdi_port_truth(port, &truth) < 0 ||
	    dahdi_primary_takes(port, truth.closed))
		return;

	dahdi_event_init(port, HL_EVENT_TRUTH, &event);
	event.at.earliest = earliest;
	edge(port, truth.closed, &event);
	host->event(host->ctx, &event);
}

/*
 * What was dropped may have been the far end's release, which leaves no
 * trace but a battery that is missing now.
 */
static void overflow_tell(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	if (port->kind == HL_KIND_STATION)
		dahdi_report_loop(port, host->awake(host->ctx));
	else
		dahdi_report_battery(port);
}

/* Empties the queue. Codes found, or -errno. */
static int queue_drain(struct dahdi_port *port, int codes[QUEUE_FULL])
{
	int n = 0;
	int code;
	int r;

	for (n = 0; n < QUEUE_FULL; n++) {
		code = DAHDI_EVENT_NONE;
		r = dahdi_ask(port->card, port->fd, DAHDI_GETEVENT, &code);
		if (r < 0)
			return n ? n : r;
		if (code == DAHDI_EVENT_NONE)
			break;
		codes[n] = code;
	}
	return n;
}

void dahdi_events(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	int codes[QUEUE_FULL];
	bool overflow;
	int n;
	int i;

	n = queue_drain(port, codes);
	overflow = n == QUEUE_FULL;
	for (i = 0; i < n && dahdi_port_is(card, line, serial); i++)
		event_tell(port, codes[i], overflow);

	if (overflow && dahdi_port_is(card, line, serial))
		overflow_tell(port);
	if (dahdi_port_is(card, line, serial))
		dahdi_ear_tell(port);
	if (n == -ENODEV)
		dahdi_port_lose(port);
}

/* The time to listen may be over by itself. */
static void audio_ready(struct dahdi_port *port)
{
	if (dahdi_port_reads(port))
		dahdi_listen_ready(port);
	else
		dahdi_port_watch(port);
}

void dahdi_port_ready(void *arg, unsigned ready)
{
	struct dahdi_port *port = arg;
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;

	dahdi_events(port);
	if (ready & HL_WATCH_AUDIO && dahdi_port_is(card, line, serial))
		audio_ready(port);
	dahdi_alarm(card);
}
