/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire.c - D-channels in memory: two spans of one process
 *
 * In:  frames of either end, and what the weather does to them.
 * Out: frames for the other end, when their time has come.
 * Not: B channels - drivers/sim.
 */
#include "card.h"

#include <stdlib.h>
#include <string.h>

#define WIRE_FRAMES 1024 /* on their way to one end; more are lost (house) */
#define WIRE_DELAY  1000 /* [us] */

struct wire_frame {
	hl_usec at;
	size_t size;
	uint8_t octet[ISDN_WIRE_OCTETS];
};

struct wire_end {
	struct pri_span *span;
	unsigned first;
	unsigned count;
	struct wire_frame frame[WIRE_FRAMES];
};

struct hl_pri_wire {
	struct hl_pri_weather weather;
	uint32_t dice;
	struct wire_end end[2];
};

struct hl_pri_wire *hl_pri_wire_open(void)
{
	struct hl_pri_wire *wire = calloc(1, sizeof(*wire));

	if (wire)
		wire->weather.delay = WIRE_DELAY;
	return wire;
}

void hl_pri_wire_close(struct hl_pri_wire *wire)
{
	free(wire);
}

void hl_pri_wire_weather(struct hl_pri_wire *wire,
			 const struct hl_pri_weather *weather)
{
	wire->weather = *weather;
	wire->dice = weather->seed;
}

static unsigned dice(struct hl_pri_wire *wire, unsigned sides)
{
	wire->dice = wire->dice * 1664525u + 1013904223u;
	return (wire->dice >> 8) % sides;
}

static void harm(struct hl_pri_wire *wire, struct wire_frame *frame)
{
	unsigned n = 1 + dice(wire, 4);

	while (n--)
		frame->octet[dice(wire, (unsigned)frame->size)] =
			(uint8_t)dice(wire, 256);
	if (dice(wire, 4) == 0)
		frame->size = 1 + dice(wire, (unsigned)frame->size);
}

static struct wire_frame *frame_put(struct wire_end *end, hl_usec at,
				    const uint8_t *octet, size_t size)
{
	struct wire_frame *frame;

	if (end->count == WIRE_FRAMES || size < 1 ||
	    size > sizeof(frame->octet))
		return NULL;
	frame = &end->frame[(end->first + end->count++) % WIRE_FRAMES];
	frame->at = at;
	frame->size = size;
	memcpy(frame->octet, octet, size);
	return frame;
}

void span_wire_write(struct hl_pri_wire *wire, unsigned from,
		    const uint8_t *octet, size_t size)
{
	struct wire_end *end = &wire->end[!from];
	const struct hl_pri_weather *w = &wire->weather;
	struct wire_frame *frame;

	if (!end->span || w->cut || (w->loss && dice(wire, 1000) < w->loss))
		return;
	frame = frame_put(end, span_now(end->span->card) + w->delay, octet,
			  size);
	if (frame && w->harm && dice(wire, 1000) < w->harm)
		harm(wire, frame);
	span_wake(end->span->card);
}

void hl_pri_wire_say(struct hl_pri_wire *wire, unsigned at,
		     const uint8_t *octet, size_t size)
{
	struct wire_end *end = &wire->end[at & 1];

	if (!end->span)
		return;
	frame_put(end, span_now(end->span->card), octet, size);
	span_wake(end->span->card);
}

hl_usec span_wire_due(const struct hl_pri_wire *wire, unsigned at)
{
	const struct wire_end *end = &wire->end[at];

	return end->count ? end->frame[end->first].at : HL_NEVER;
}

bool span_wire_read(struct hl_pri_wire *wire, unsigned at, hl_usec now,
		   uint8_t *octet, size_t *size)
{
	struct wire_end *end = &wire->end[at];
	const struct wire_frame *frame = &end->frame[end->first];

	if (!end->count || frame->at > now)
		return false;
	memcpy(octet, frame->octet, frame->size);
	*size = frame->size;
	end->first = (end->first + 1) % WIRE_FRAMES;
	end->count--;
	return true;
}

void span_wire_tie(struct hl_pri_wire *wire, unsigned at,
		  struct pri_span *span)
{
	wire->end[at].span = span;
	wire->end[at].count = 0;
}
