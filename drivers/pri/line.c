/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * line.c - a line of a span, and the port that it has at the moment
 *
 * In:  a call's time slot; settings of a port.
 * Out: the line that has a call; ports that change hands, with what they were
 *      told; the way for voice.
 * Not: messages - told.c, asked.c.
 *
 * The port belongs to the channel, the call to the line. What the engine has
 * said of a line's port is kept here, because the port that it was said to may
 * be another line's a moment later.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

static const struct hl_driver *driver_of(const struct pri_line *line)
{
	return line->span->set.voice->driver;
}

struct pri_line *span_line_of(struct pri_span *span, link_call call)
{
	for (unsigned i = 0; call && i < span->lines; i++)
		if (span->line[i].line != HL_NO_LINE &&
		    span->line[i].call == call)
			return &span->line[i];
	return NULL;
}

struct pri_line *span_line_with(struct pri_span *span, int port)
{
	for (unsigned i = 0; port && i < span->lines; i++)
		if (span->line[i].line != HL_NO_LINE &&
		    span->line[i].port == port)
			return &span->line[i];
	return NULL;
}

static bool is_idle(const struct pri_line *line)
{
	return line->line != HL_NO_LINE && !line->call && !line->loop &&
	       line->stage == HL_REACH_NONE;
}

struct pri_line *span_line_idle(struct pri_span *span, int port)
{
	struct pri_line *best = span_line_with(span, port);

	if (best && is_idle(best))
		return best;
	best = NULL;
	/* A spare line first: the others may be wanted with their ports. */
	for (unsigned i = 0; i < span->lines; i++) {
		struct pri_line *line = &span->line[i];

		if (is_idle(line) && (!best || (best->port && !line->port)))
			best = line;
	}
	return best;
}

/* ---- what a port is told ------------------------------------------------ */

static int port_set(struct pri_line *line, enum hl_port_set what,
		    unsigned value)
{
	const struct hl_driver *d = driver_of(line);

	if (!line->port || !d->set)
		return line->port ? -ENOTSUP : 0;
	return d->set(line->span->voice, line->line, what, value);
}

int span_line_set(struct pri_line *line, enum hl_port_set what, unsigned value)
{
	int r = port_set(line, what, value);

	if (r == 0)
		line->set[what] = (uint16_t)value;
	return r;
}

int span_line_tone(struct pri_line *line, enum hl_tone tone)
{
	const struct hl_driver *d = driver_of(line);
	int r = 0;

	if (line->port)
		r = d->tone ? d->tone(line->span->voice, line->line, tone)
			    : -ENOTSUP;
	if (r == 0)
		line->tone = (uint8_t)tone;
	return r;
}

static int port_watch(struct pri_line *line, const struct hl_watch_tone *tones)
{
	const struct hl_driver *d = driver_of(line);

	if (!line->port)
		return 0;
	return d->watch ? d->watch(line->span->voice, line->line, tones)
			: -ENOTSUP;
}

int span_line_watch(struct pri_line *line, const struct hl_watch_tone *tones)
{
	int r = port_watch(line, tones);

	if (r < 0)
		return r;
	memset(line->tones, 0, sizeof(line->tones));
	if (tones)
		memcpy(line->tones, tones, sizeof(line->tones));
	return 0;
}

void span_line_way(struct pri_line *line, bool open)
{
	const struct hl_driver *d = driver_of(line);

	if (line->way == open || !line->port)
		return;
	if (d->loop(line->span->voice, line->line, open) == 0)
		line->way = open;
	else
		span_say(line->span, true, "channel %d: no way for voice",
			line->port);
}

/* As after opening: two ports change hands only so. */
static void rest(struct pri_line *line)
{
	const struct hl_driver *d = driver_of(line);

	if (!line->port)
		return;
	if (line->tone && d->tone)
		d->tone(line->span->voice, line->line, HL_TONE_NONE);
	if (line->tones[0].ms)
		port_watch(line, NULL);
	for (unsigned i = 0; i < HL_PORT_SET_COUNT; i++)
		if (line->set[i])
			port_set(line, (enum hl_port_set)i, 0);
	span_line_way(line, false);
}

/* What was said of the line, to the port that it has now. */
static void repeat(struct pri_line *line)
{
	const struct hl_driver *d = driver_of(line);

	if (!line->port)
		return;
	for (unsigned i = 0; i < HL_PORT_SET_COUNT; i++)
		if (line->set[i])
			port_set(line, (enum hl_port_set)i, line->set[i]);
	if (line->tones[0].ms)
		port_watch(line, line->tones);
	if (line->tone && d->tone)
		d->tone(line->span->voice, line->line,
			(enum hl_tone)line->tone);
}

/* ---- ports -------------------------------------------------------------- */

int span_port_open(struct pri_line *line, int port, char *why, size_t size)
{
	struct hl_port opened = line->opened;
	int r;

	opened.channel = port;
	opened.bearer = true;
	opened.name = line->span->set.name;
	r = driver_of(line)->line_open(line->span->voice, &opened, why, size);
	if (r == 0) {
		line->port = port;
		line->way = false;
	}
	return r;
}

void span_port_close(struct pri_line *line)
{
	if (line->port)
		driver_of(line)->line_close(line->span->voice, line->line);
	line->port = 0;
	line->way = false;
}

static int ports_exchange(struct pri_line *a, struct pri_line *b)
{
	const struct hl_pri_voice *voice = a->span->set.voice;
	int port = a->port;
	int r;

	if (!voice->exchange)
		return -ENOTSUP;
	r = voice->exchange(a->span->voice, a->line, b->line);
	if (r < 0)
		return r;
	a->port = b->port;
	b->port = port;
	return 0;
}

/* Closed here and opened there: where there is nothing to exchange. */
static int port_move(struct pri_line *from, struct pri_line *to, int port)
{
	char why[160] = "";
	int other = to->port;
	int r;

	if (from)
		span_port_close(from);
	span_port_close(to);
	r = span_port_open(to, port, why, sizeof(why));
	if (r < 0)
		span_say(to->span, true, "channel %d: %s", port, why);
	if (from && other)
		span_port_open(from, other, why, sizeof(why));
	return r;
}

int span_line_take(struct pri_line *line, unsigned slot)
{
	int port = span_port(line->span, slot);
	struct pri_line *other = span_line_with(line->span, port);
	bool way = line->way;
	int r = -ENOTSUP;

	if (!port)
		return -ENOENT;
	if (other == line)
		return 0;
	rest(line);
	if (other) {
		rest(other);
		r = ports_exchange(line, other);
	}
	if (r < 0 && r != -EBUSY)
		r = port_move(other, line, port);
	repeat(line);
	if (other)
		repeat(other);
	span_line_way(line, way);
	return r;
}

/* ---- calls -------------------------------------------------------------- */

void span_line_leave(struct pri_line *line)
{
	span_line_way(line, false);
	line->call = LINK_NO_CALL;
	line->ours = false;
	line->complete = false;
	line->asked = false;
	line->notified = false;
	line->refused = 0;
	line->join = HL_NO_LINE;
	line->due = HL_NEVER;
	if (span_line_alarm(line))
		line->service = true;
}

bool span_line_alarm(const struct pri_line *line)
{
	const struct hl_driver *d = driver_of(line);
	struct hl_truth truth = { 0 };

	if (line->call)
		return false;
	if (!link_is_up(line->span->link))
		return true;
	return line->port && d->truth &&
	       (d->truth(line->span->voice, line->line, &truth) < 0 ||
		truth.alarm);
}
