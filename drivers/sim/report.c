/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report.c - what has happened and is to be told to the engine
 *
 * In:  reports, at the instant at which the thing happened.
 * Out: events, in that order, with the interval that a program could know.
 * Not: who finds out when; run() asks.
 */
#include "card.h"

#include <stdlib.h>
#include <string.h>

/* A channel's queue in the kernel; the newest is dropped when it is full
 * (DAHDI_MAX_EVENTSIZE 64, one place stays free). */
#define REPORTS_WAITING_MAX 63
#define REPORTS_ROOM_MIN    64 /* house */

static bool reports_grow(struct sim_reports *reports)
{
	size_t room = reports->room ? reports->room * 2 : REPORTS_ROOM_MIN;
	struct sim_report *ring;
	size_t i;

	if (reports->count < reports->room)
		return true;
	ring = malloc(room * sizeof(*ring));
	if (!ring)
		return false;

	for (i = 0; i < reports->count; i++)
		ring[i] = reports->ring[(reports->first + i) &
					(reports->room - 1)];
	free(reports->ring);
	reports->ring = ring;
	reports->room = room;
	reports->first = 0;
	return true;
}

void sim_report_add(struct sim_port *port, const struct sim_report *report)
{
	struct sim_card *card = port->card;
	struct sim_reports *reports = &card->reports;
	size_t last;

	if (!sim_port_is_open(port)) {
		free(report->caller);
		return;
	}
	/*
	 * Only a program that does not look loses reports. Without memory one
	 * is lost as well: there is nobody here who could be told.
	 */
	if ((card->stall && port->waiting >= REPORTS_WAITING_MAX) ||
	    !reports_grow(reports)) {
		free(report->caller);
		return;
	}

	last = (reports->first + reports->count) & (reports->room - 1);
	reports->ring[last] = *report;
	reports->ring[last].at = card->now;
	reports->ring[last].port = port;
	reports->count++;
	port->waiting++;
}

void sim_report_plain(struct sim_port *port, enum hl_event_kind kind)
{
	struct sim_report report = { .kind = (uint8_t)kind };

	sim_report_add(port, &report);
}

void sim_report_closed(struct sim_port *port, enum hl_event_kind kind)
{
	struct sim_report report = {
		.kind = (uint8_t)kind,
		.closed = port->closed,
	};

	sim_report_add(port, &report);
}

void sim_report_gesture(struct sim_port *port, enum hl_gesture gesture,
			char digit)
{
	struct sim_report report = {
		.kind = HL_EVENT_GESTURE,
		.gesture = (uint8_t)gesture,
		.digit = digit,
	};

	sim_report_add(port, &report);
}

static void report_stamp(const struct sim_card *card,
			 const struct sim_report *report, hl_usec now,
			 struct hl_interval *ret)
{
	hl_usec awake;

	ret->earliest = report->at;
	ret->latest = report->at;
	if (!card->stall && !card->late)
		return;

	ret->latest = now;
	if (report->kind != HL_EVENT_EDGE) {
		ret->earliest = now;
	} else if (card->stall) {
		awake = card->host.awake(card->host.ctx);
		if (awake < ret->earliest)
			ret->earliest = awake;
	}
}

static void report_name(struct hl_event *event, const struct hl_clid *clid)
{
	size_t n = sizeof(event->name) - 1;

	if (clid->number_absent == HL_CLID_ABSENT_WITHHELD)
		event->value = 1;
	else if (clid->number_absent == HL_CLID_ABSENT_UNAVAILABLE)
		event->value = 2;
	memcpy(event->number, clid->number,
	       strnlen(clid->number, sizeof(event->number) - 1));
	memcpy(event->name, clid->name, strnlen(clid->name, n));
}

static void report_tell(struct sim_card *card, const struct sim_report *report,
			hl_usec now)
{
	struct hl_event event;

	memset(&event, 0, sizeof(event));
	event.kind = (enum hl_event_kind)report->kind;
	event.line = report->port->line;
	event.closed = report->closed;
	event.gesture = (enum hl_gesture)report->gesture;
	event.digit = report->digit;
	event.which = report->which;
	event.heard = report->heard;
	event.error = report->error;
	if (report->kind == HL_EVENT_CALLER && report->error)
		event.value = 2;
	if (report->caller)
		report_name(&event, report->caller);
	report_stamp(card, report, now, &event.at);
	card->host.event(card->host.ctx, &event);
}

void sim_report_tell(struct sim_card *card, hl_usec now)
{
	struct sim_reports *reports = &card->reports;
	struct sim_report report;

	/* The engine answers with operations, which may add reports. */
	while (reports->count) {
		report = reports->ring[reports->first];
		reports->first = (reports->first + 1) & (reports->room - 1);
		reports->count--;
		if (!report.port)
			continue;
		report.port->waiting--;
		report_tell(card, &report, now > card->now ? now : card->now);
		free(report.caller);
	}
}

/* @kind: HL_EVENT_COUNT means every one. */
static void reports_void(struct sim_port *port, enum hl_event_kind kind)
{
	struct sim_reports *reports = &port->card->reports;
	struct sim_report *report;
	size_t i;

	for (i = 0; port->waiting && i < reports->count; i++) {
		report = &reports->ring[(reports->first + i) &
					(reports->room - 1)];
		if (report->port != port ||
		    (kind != HL_EVENT_COUNT && report->kind != kind))
			continue;
		report->port = NULL;
		free(report->caller);
		report->caller = NULL;
		port->waiting--;
	}
}

void sim_report_forget(struct sim_port *port)
{
	reports_void(port, HL_EVENT_COUNT);
}

void sim_report_forget_kind(struct sim_port *port, enum hl_event_kind kind)
{
	reports_void(port, kind);
}

void sim_report_fini(struct sim_reports *reports)
{
	size_t i;

	for (i = 0; i < reports->count; i++)
		free(reports->ring[(reports->first + i) & (reports->room - 1)]
			     .caller);
	free(reports->ring);
	memset(reports, 0, sizeof(*reports));
}
