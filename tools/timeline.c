/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeline.c - what happened on every line, and who heard what
 *
 * In:  changes and marks, each with its instant.
 * Out: spans from one change to the next; the table of who heard what.
 * Not: the picture - timeline_draw.c; where changes come from - its callers.
 */
#include "timeline_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_APART HL_MS(3000) /* digits nearer than this are one number */
#define SHORTEST HL_MS(100)      /* shorter sounds are not in the table */

int timeline_open(struct timeline **ret, const char *title)
{
	struct timeline *t = calloc(1, sizeof(*t));

	if (!t)
		return -ENOMEM;
	snprintf(t->title, sizeof(t->title), "%s", title);
	t->first = HL_NEVER;
	*ret = t;
	return 0;
}

void timeline_close(struct timeline *t)
{
	if (!t)
		return;
	free(t->does.span);
	free(t->hears.span);
	free(t->event);
	free(t);
}

int timeline_row(struct timeline *t, const char *name, const char *role)
{
	struct timeline_party *party;

	if (t->rows == TIMELINE_ROWS_MAX)
		return -ENOSPC;
	party = &t->party[t->rows];
	snprintf(party->name, sizeof(party->name), "%s", name);
	snprintf(party->role, sizeof(party->role), "%s", role);
	return (int)t->rows++;
}

static bool row_is_known(const struct timeline *t, int row)
{
	return row >= 0 && (unsigned)row < t->rows;
}

static void time_take(struct timeline *t, hl_usec at)
{
	if (at < t->first)
		t->first = at;
	if (at > t->last)
		t->last = at;
}

/* Room for one more; NULL when there is none, and then @lost is set. */
static void *room_find(struct timeline *t, void *list, unsigned count,
		       unsigned *room, size_t size)
{
	unsigned more = *room ? *room * 2 : 64;
	void *bigger;

	if (count < *room)
		return list;
	bigger = count < TIMELINE_PARTS_MAX ? realloc(list, more * size) : NULL;
	if (!bigger) {
		t->lost = true;
		return NULL;
	}
	*room = more;
	return bigger;
}

static struct timeline_span *span_last(struct timeline_lane *lane, int row)
{
	for (unsigned i = lane->count; i > 0; i--)
		if (lane->span[i - 1].row == row)
			return &lane->span[i - 1];
	return NULL;
}

static bool span_is_same(const struct timeline_span *a,
			 const struct timeline_span *b)
{
	return a->look == b->look && a->sound == b->sound &&
	       !strcmp(a->words, b->words);
}

static void span_begin(struct timeline *t, struct timeline_lane *lane,
		       const struct timeline_span *span)
{
	struct timeline_span *last = span_last(lane, span->row);
	struct timeline_span *list;

	time_take(t, span->from);
	if (last && last->to == HL_NEVER && span_is_same(last, span))
		return;
	list = room_find(t, lane->span, lane->count, &lane->room,
			 sizeof(*list));
	if (!list)
		return;
	lane->span = list;
	last = span_last(lane, span->row);
	if (last && last->to == HL_NEVER)
		last->to = span->from > last->from ? span->from : last->from;
	lane->span[lane->count++] = *span;
}

void timeline_does(struct timeline *t, int row, hl_usec at,
		   enum timeline_look look, const char *words)
{
	struct timeline_span span = {
		.row = (uint16_t)row,
		.from = at,
		.to = HL_NEVER,
		.look = (uint8_t)look,
	};

	if (!row_is_known(t, row))
		return;
	snprintf(span.words, sizeof(span.words), "%s", words);
	span_begin(t, &t->does, &span);
}

void timeline_hears(struct timeline *t, int row, hl_usec at, unsigned sound,
		    const char *words)
{
	struct timeline_span span = {
		.row = (uint16_t)row,
		.from = at,
		.to = HL_NEVER,
		.sound = (uint8_t)sound,
	};

	if (!row_is_known(t, row))
		return;
	snprintf(span.words, sizeof(span.words), "%s", words);
	span_begin(t, &t->hears, &span);
}

void timeline_deafen(struct timeline *t, int row)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < t->hears.count; i++)
		if (t->hears.span[i].row != row)
			t->hears.span[kept++] = t->hears.span[i];
	t->hears.count = kept;
}

/* The mark that a further digit belongs to, or NULL. */
static struct timeline_event *number_find(struct timeline *t, int row,
					  hl_usec at)
{
	for (unsigned i = t->events; i > 0; i--) {
		struct timeline_event *event = &t->event[i - 1];

		if (event->row != row)
			continue;
		if (event->sign == TIMELINE_DIGITS && at >= event->at &&
		    at - event->at <= DIGITS_APART)
			return event;
		return NULL;
	}
	return NULL;
}

void timeline_mark(struct timeline *t, int row, hl_usec from, hl_usec at,
		   enum timeline_sign sign, const char *words)
{
	struct timeline_event *event = NULL;
	size_t used;

	if (!row_is_known(t, row))
		return;
	time_take(t, from);
	time_take(t, at);
	if (sign == TIMELINE_DIGITS)
		event = number_find(t, row, from);
	if (event) {
		used = strlen(event->words);
		snprintf(event->words + used, sizeof(event->words) - used, "%s",
			 words);
		event->at = at;
		return;
	}

	event = room_find(t, t->event, t->events, &t->room, sizeof(*event));
	if (!event)
		return;
	t->event = event;
	event = &t->event[t->events++];
	event->row = (uint16_t)row;
	event->sign = (uint8_t)sign;
	event->from = from;
	event->at = at;
	snprintf(event->words, sizeof(event->words), "%s", words);
}

void timeline_seized(struct timeline *t, int row, hl_usec at, bool seized)
{
	if (!row_is_known(t, row) || t->party[row].seized == seized)
		return;
	t->party[row].seized = seized;
	timeline_mark(t, row, at, at,
		      seized ? TIMELINE_LIFT : TIMELINE_HANGUP,
		      seized ? "seized" : "released");
}

void timeline_until(struct timeline *t, hl_usec at)
{
	time_take(t, at);
}

unsigned timeline_heard_count(const struct timeline *t)
{
	return t->hears.count;
}

struct timeline_span timeline_heard_at(const struct timeline *t,
				       unsigned index)
{
	struct timeline_span span = t->hears.span[index];

	if (span.to > t->last)
		span.to = t->last;
	return span;
}

static void table_row(const struct timeline *t, unsigned row, FILE *out)
{
	unsigned told = 0;

	for (unsigned i = 0; i < t->hears.count; i++) {
		const struct timeline_span span = timeline_heard_at(t, i);
		hl_usec from = (span.from - t->first) / 1000;
		hl_usec to = (span.to - t->first) / 1000;

		if (span.row != row || !span.sound || span.to <= span.from ||
		    span.to - span.from < SHORTEST)
			continue;
		fprintf(out, "%-8s %4u.%03u %4u.%03u  %s\n",
			told++ ? "" : t->party[row].name,
			(unsigned)(from / 1000), (unsigned)(from % 1000),
			(unsigned)(to / 1000), (unsigned)(to % 1000),
			span.words);
	}
	if (!told)
		fprintf(out, "%-8s        -        -  nothing\n",
			t->party[row].name);
}

void timeline_table(const struct timeline *t, FILE *out)
{
	fputs("WHO       FROM s     TO s  HEARD\n", out);
	for (unsigned row = 0; row < t->rows; row++)
		table_row(t, row, out);
}
