/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exchange.c - the kinds of exchange that a search plays
 *
 * In:  a kind.
 * Out: its trunk's settings, and every event that it may send.
 * Not: when - search.c tries each at every moment.
 */
#include "exchange.h"

#include <errno.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct said analog[] = {
	{ "rings", HL_EVENT_RING, 0, 0, NULL, 0 },
	{ "releases", HL_EVENT_FARGONE, 0, 0, NULL, 0 },
	{ "has no battery", HL_EVENT_ALARM, 0, 0, NULL, 0 },
	{ "has battery", HL_EVENT_READY, 0, 0, NULL, 0 },
};

const struct exchange exchange_analog = {
	.said = analog,
	.count = COUNT(analog),
	.releases = HL_RELEASES_DEFAULT,
};

static const struct said flashed[] = {
	{ "rings", HL_EVENT_RING, 0, 0, NULL, 0 },
	{ "releases", HL_EVENT_FARGONE, 0, 0, NULL, 0 },
	{ "gives dial tone", HL_EVENT_PROGRESS, 0, 0, NULL, HL_PROGRESS_DIAL },
	{ "gives busy tone", HL_EVENT_PROGRESS, 0, 0, NULL, HL_PROGRESS_BUSY },
};

const struct exchange exchange_flashed = {
	.said = flashed,
	.count = COUNT(flashed),
	.releases = HL_RELEASES_DEFAULT,
	.hold_at = HL_HOLD_AT_EXCHANGE,
};

const struct exchange exchange_flashed_or_not = {
	.said = flashed,
	.count = COUNT(flashed),
	.releases = HL_RELEASES_DEFAULT,
	.hold_at = HL_HOLD_AT_EITHER,
};

static const struct said tells[] = {
	{ "rings", HL_EVENT_RING, 0, 0, NULL, 0 },
	{ "releases", HL_EVENT_FARGONE, 0, 0, NULL, 0 },
	{ "has no battery", HL_EVENT_ALARM, 0, 0, NULL, 0 },
	{ "has battery", HL_EVENT_READY, 0, 0, NULL, 0 },
	{ "reverses it", HL_EVENT_POLARITY, 0, 0, NULL, 0 },
	{ "tells who calls", HL_EVENT_CALLER, 0, 0, "5551234", 0 },
	{ "tells that it may not", HL_EVENT_CALLER, 1, 0, "", 0 },
};

const struct exchange exchange_rings_all = {
	.said = tells,
	.count = COUNT(tells),
	.releases = HL_RELEASES_DEFAULT,
	.both = true,
	.ring_mode = HL_RING_MODE_ALL,
	.clid = HL_CLID_BELLCORE,
	.place = HL_CLID_PLACE_AFTER_RING,
};

const struct exchange exchange_rings_circular = {
	.said = tells,
	.count = COUNT(tells),
	.releases = HL_RELEASES_DEFAULT,
	.both = true,
	.ring_mode = HL_RING_MODE_CIRCULAR,
	.clid = HL_CLID_DTMF,
	.place = HL_CLID_PLACE_REVERSAL,
};

const struct exchange exchange_rings_address = {
	.said = tells,
	.count = COUNT(tells),
	.releases = HL_RELEASES_DEFAULT,
	.both = true,
	.ring_mode = HL_RING_MODE_ALL,
	.clid = HL_CLID_DTMF,
	.place = HL_CLID_PLACE_SILENT,
};

#define HEARD(name, kind) { name, HL_EVENT_PROGRESS, 0, 0, NULL, kind }

static const struct said reverses[] = {
	{ "rings", HL_EVENT_RING, 0, 0, NULL, 0 },
	{ "has no battery", HL_EVENT_FARGONE, 0, 0, NULL, 0 },
	{ "reverses it", HL_EVENT_POLARITY, 0, 0, NULL, 0 },
	{ "refuses", HL_EVENT_FAILED, 0, -EIO, NULL, 0 },
	HEARD("gives dial tone", HL_PROGRESS_DIAL),
	HEARD("gives ringing tone", HL_PROGRESS_RINGING),
	HEARD("gives busy tone", HL_PROGRESS_BUSY),
};

/* No dial tone in time: the next trunk. The battery is not believed. */
const struct exchange exchange_reverses = {
	.said = reverses,
	.count = COUNT(reverses),
	.answer_by = HL_ANSWER_BY_POLARITY,
	.releases = HL_RELEASE_BIT(POLARITY) | HL_RELEASE_BIT(BUSY),
	.both = true,
	.two = true,
	.hunt = HL_HUNT_CIRCULAR,
	.dialtone = 5000,
};

const struct exchange exchange_reverses_sent = {
	.said = reverses,
	.count = COUNT(reverses),
	.answer_by = HL_ANSWER_BY_POLARITY,
	.releases = HL_RELEASE_BIT(POLARITY) | HL_RELEASE_BIT(BUSY),
	.both = true,
	.two = true,
	.hunt = HL_HUNT_CIRCULAR,
	.dialtone = 5000,
	.sent = true,
};

static const struct said sounds[] = {
	{ "rings", HL_EVENT_RING, 0, 0, NULL, 0 },
	{ "has no battery", HL_EVENT_FARGONE, 0, 0, NULL, 0 },
	HEARD("gives dial tone", HL_PROGRESS_DIAL),
	HEARD("gives ringing tone", HL_PROGRESS_RINGING),
	HEARD("ends ringing tone", HL_PROGRESS_ANSWERED),
	HEARD("gives busy tone", HL_PROGRESS_BUSY),
	HEARD("gives congestion tone", HL_PROGRESS_CONGESTION),
	HEARD("gives information tone", HL_PROGRESS_INFO),
	HEARD("is silent", HL_PROGRESS_SILENCE),
};

const struct exchange exchange_sounds = {
	.said = sounds,
	.count = COUNT(sounds),
	.answer_by = HL_ANSWER_BY_TONE,
	.releases = HL_RELEASE_BIT(BATTERY) | HL_RELEASE_BIT(DIAL) |
		    HL_RELEASE_BIT(BUSY) | HL_RELEASE_BIT(CONGESTION) |
		    HL_RELEASE_BIT(SILENCE),
	.hunt = HL_HUNT_LONGEST,
	.sent = true,
};

static const struct said isdn[] = {
	{ "calls 101", HL_EVENT_RING, 1, 0, "101", 0 },
	{ "calls 10", HL_EVENT_RING, 0, 0, "10", 0 },
	{ "dials 2", HL_EVENT_NUMBER, 0, 0, "2", 0 },
	{ "calls nobody", HL_EVENT_RING, 1, 0, "", 0 },
	{ "tells who calls", HL_EVENT_CALLER, 0, 0, "5551234", 0 },
	{ "alerts", HL_EVENT_ALERT, 0, 0, NULL, 0 },
	{ "is heard", HL_EVENT_ALERT, 1, 0, NULL, 0 },
	{ "answers", HL_EVENT_ANSWERED, 0, 0, NULL, 0 },
	{ "clears: busy", HL_EVENT_FARGONE, HL_GONE_BUSY, 0, NULL, 0 },
	{ "has held", HL_EVENT_HELD, 1, 0, NULL, 0 },
	{ "has given back", HL_EVENT_HELD, 0, 0, NULL, 0 },
	{ "refuses to hold", HL_EVENT_HELD, 0, -EPROTO, NULL, 0 },
	{ "refuses to give back", HL_EVENT_HELD, 1, -EBUSY, NULL, 0 },
	{ "holds us", HL_EVENT_FARHELD, HL_FARHOLD_THERE, 0, NULL, 0 },
	{ "gives the channel up", HL_EVENT_FARHELD, HL_FARHOLD_GONE, 0, NULL,
	  0 },
	{ "has us back", HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0, NULL, 0 },
};

const struct exchange exchange_isdn = {
	.said = isdn,
	.count = COUNT(isdn),
	.isdn = true,
	.sending = HL_SENDING_OVERLAP,
	.hold_at = HL_HOLD_AT_EITHER,
	.answer_by = HL_ANSWER_BY_SIGNAL,
	.releases = HL_RELEASES_DEFAULT,
};

const struct exchange exchange_isdn_holds = {
	.said = isdn,
	.count = COUNT(isdn),
	.isdn = true,
	.sending = HL_SENDING_ENBLOC,
	.hold_at = HL_HOLD_AT_EXCHANGE,
	.answer_by = HL_ANSWER_BY_SIGNAL,
	.releases = HL_RELEASES_DEFAULT,
};

void exchange_set(const struct exchange *exchange,
		  struct hl_line_settings *set)
{
	set->isdn = exchange->isdn;
	set->sending = (uint8_t)exchange->sending;
	set->hold_at = (uint8_t)exchange->hold_at;
	set->answer_by = (uint8_t)exchange->answer_by;
	set->releases = (uint16_t)exchange->releases;
	set->ring[1] = exchange->both ? 1 : HL_NO_LINE;
	set->rings = exchange->both ? 2 : 1;
	set->ring_mode = (uint8_t)exchange->ring_mode;
	set->clid = (uint8_t)exchange->clid;
	set->clid_place = (uint8_t)exchange->place;
	set->timer[HL_TIMER_DIALTONE] = exchange->dialtone;
	set->dial_anyway = !exchange->dialtone;
}

void exchange_event(const struct exchange *exchange, unsigned row,
		    hl_line line, struct hl_event *ret)
{
	const struct said *said = &exchange->said[row];

	memset(ret, 0, sizeof(*ret));
	ret->kind = said->kind;
	ret->line = line;
	ret->value = said->value;
	ret->error = said->error;
	ret->heard.kind = said->heard;
	if (said->number)
		strncpy(ret->number, said->number, sizeof(ret->number) - 1);
}
