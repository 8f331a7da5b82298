/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span.c - a D-channel and its time
 *
 * In:  frames, wake-ups.
 * Out: frames; the link served, its lines told what waited; a link that
 *      misbehaves begun anew.
 * Not: what a frame says - link.c and behind; lines - line.c.
 *
 * What comes from the wire is a stranger's. More frames than a D-channel can
 * carry are dropped, layer 2 repeats what was worth it; a far end that goes on
 * so, and a link whose own books do not balance, begin anew. Nobody else's
 * calls notice.
 */
#include "card.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * House: 64 kbit/s carry 500 frames of 14 octets and flags a second; half a
 * second of them may come at once.
 */
#define FRAME_US   2000
#define BURST_US   500000
#define WINDOW_MS  10000 /* house: drops are counted so long */
#define EXCESS_MAX 2000  /* house: so many in a window are no accident */

hl_usec span_now(const struct pri_card *card)
{
	return card->host->now(card->host->ctx);
}

void span_say(struct pri_span *span, bool trouble, const char *format, ...)
{
	struct pri_card *card = span->card;
	char text[256];
	va_list ap;

	if (!card->say)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	card->say(card->say_ctx, span->set.name, trouble, text);
}

unsigned span_slot(const struct pri_span *span, int port)
{
	int slot = port - span->set.first + 1;

	return port && slot >= 1 && slot <= ISDN_CHANNELS_MAX ? (unsigned)slot
							      : 0;
}

int span_port(const struct pri_span *span, unsigned slot)
{
	return slot ? span->set.first + (int)slot - 1 : 0;
}

/* ---- the link's host ---------------------------------------------------- */

static int host_write(void *ctx, const uint8_t *frame, size_t size)
{
	struct pri_span *span = ctx;

	if (span->wire)
		span_wire_write(span->wire, span->end, frame, size);
	else if (span->dchannel)
		return span->set.voice->write(span->dchannel, frame, size);
	return 0;
}

static void host_event(void *ctx, const struct link_event *event)
{
	span_told(ctx, event);
}

static void host_log(void *ctx, enum link_log level, const char *text)
{
	struct pri_span *span = ctx;

	if (level != LINK_LOG_TRACE || span->set.debug)
		span_say(span, level == LINK_LOG_WARN, "%s", text);
}

static hl_usec host_now(void *ctx)
{
	struct pri_span *span = ctx;

	return span_now(span->card);
}

static int link_make(struct pri_span *span, struct link **ret)
{
	const struct hl_span *set = &span->set;
	struct link_host host = { span, host_write, host_event, host_log,
				  host_now };
	struct link_options options = {
		.side = set->side == HL_SPAN_NETWORK ? LINK_NETWORK
						     : LINK_USER,
		.overlap = set->overlap,
		.hold = set->hold,
		.transfer = true,
		.facility = set->facility,
		.service = true,
		.alaw = set->alaw,
		.debug = set->debug,
		.channels = set->channels,
		.t309 = set->t309,
	};

	if (link_switch_find(hl_span_switch_word(set->kind), &options.kind))
		return -EINVAL;
	for (unsigned i = 0; i < set->channels; i++)
		options.map[i] = (uint8_t)span_slot(span, set->channel[i]);
	return link_open(&host, &options, ret);
}

/* ---- D-channel ---------------------------------------------------------- */

static void ear_frame(void *ctx, const uint8_t *frame, size_t size)
{
	struct pri_span *span = ctx;

	span_frame(span, frame, size);
	span_wake(span->card);
}

static void ear_lost(void *ctx)
{
	struct pri_span *span = ctx;

	span_say(span, true, "the card of the D-channel is gone");
	span->set.voice->close(span->dchannel);
	span->dchannel = NULL;
}

int span_dchannel(struct pri_span *span, char *why, size_t size)
{
	const struct hl_pri_voice *voice = span->set.voice;
	const struct hl_pri_ear ear = { span, ear_frame, ear_lost };

	if (span->dchannel || span->wire || !voice->open)
		return 0;
	return voice->open(&span->dchannel, span->voice, span->set.dchannel,
			   &ear, why, size);
}

/* ---- time --------------------------------------------------------------- */

/* What an operation had to say. */
static void flush(struct pri_span *span)
{
	for (unsigned i = 0; i < span->lines; i++) {
		struct pri_line *line = &span->line[i];
		struct link_look look;
		struct hl_event event;

		if (line->line == HL_NO_LINE)
			continue;
		if (line->refused) {
			link_look(span->link, line->call, &look);
			span_event(line, HL_EVENT_HELD, &event);
			event.value = look.phase == LINK_PH_HELD;
			event.error = line->refused;
			line->refused = 0;
			span_tell(line, &event);
		}
		if (line->service && !line->call && !line->loop) {
			line->service = false;
			span_tell_service(line);
		}
	}
}

/* A fresh link first: without memory the old one goes on. */
static void begin_anew(struct pri_span *span)
{
	struct link *link;

	span_say(span, true, "the link is begun anew: %s", span->sick);
	span->sick = NULL;
	if (link_make(span, &link) < 0)
		return;
	link_close(span->link);
	span->link = link;
	span->resets++;
	for (unsigned i = 0; i < span->lines; i++) {
		struct pri_line *line = &span->line[i];

		if (line->line == HL_NO_LINE)
			continue;
		line->service = true;
		if (!line->call)
			continue;
		span_line_leave(line);
		span_tell_gone(line, ISDN_CAUSE_TEMPORARY);
	}
}

static void settle(struct pri_span *span)
{
	char why[160];

	if (!span->sick && link_check(span->link, why, sizeof(why)) < 0) {
		span_say(span, true, "%s", why);
		span->sick = "its books do not balance";
	}
	if (span->sick)
		begin_anew(span);
	flush(span);
}

/* A leaky bucket; true: the frame may pass. */
static bool bucket(struct pri_span *span)
{
	hl_usec now = span_now(span->card);

	if (span->full < now)
		span->full = now;
	if (span->full - now <= BURST_US) {
		span->full += FRAME_US;
		return true;
	}
	span->dropped++;
	if (now - span->window > HL_MS(WINDOW_MS)) {
		span->window = now;
		span->excess = 0;
	}
	if (++span->excess > EXCESS_MAX) {
		span->excess = 0;
		span->sick = "more frames than a D-channel carries";
	}
	return false;
}

void span_frame(void *ctx, const uint8_t *frame, size_t size)
{
	struct pri_span *span = ctx;

	span->frames++;
	if (bucket(span))
		link_read(span->link, frame, size);
	settle(span);
}

static void span_run(struct pri_span *span, hl_usec now)
{
	uint8_t frame[ISDN_WIRE_OCTETS];
	size_t size;

	while (span->wire &&
	       span_wire_read(span->wire, span->end, now, frame, &size))
		span_frame(span, frame, size);
	if (link_due(span->link) <= now)
		link_run(span->link, now);
	for (unsigned i = 0; i < span->lines; i++)
		if (span->line[i].line != HL_NO_LINE &&
		    span->line[i].due <= now)
			span_join_end(&span->line[i]);
	settle(span);
}

void span_card_run(void *ctx, hl_usec now)
{
	struct pri_card *card = ctx;

	for (unsigned i = 0; i < card->spans; i++)
		span_run(card->span[i], now);
	span_wake(card);
}

static hl_usec span_due(const struct pri_span *span)
{
	hl_usec at = link_due(span->link);
	hl_usec wire = span->wire ? span_wire_due(span->wire, span->end)
				  : HL_NEVER;

	if (wire < at)
		at = wire;
	for (unsigned i = 0; i < span->lines; i++) {
		const struct pri_line *line = &span->line[i];

		if (line->line == HL_NO_LINE)
			continue;
		if (line->refused ||
		    (line->service && !line->call && !line->loop))
			return 0;
		if (line->due < at)
			at = line->due;
	}
	return at;
}

void span_wake(struct pri_card *card)
{
	hl_usec at = HL_NEVER;

	for (unsigned i = 0; i < card->spans; i++) {
		hl_usec due = span_due(card->span[i]);

		if (due < at)
			at = due;
	}
	card->host->alarm(card->host->ctx, at);
}

/* ---- spans -------------------------------------------------------------- */

static int span_check(const struct pri_card *card, const struct hl_span *set,
		      char *why, size_t size)
{
	if (!set->voice || !set->channels || set->channels > HL_SPAN_B_MAX)
		return -EINVAL;
	for (unsigned i = 0; i < set->channels; i++)
		if (set->channel[i] < set->first ||
		    set->channel[i] >= set->first + ISDN_CHANNELS_MAX ||
		    (i && set->channel[i] <= set->channel[i - 1]))
			return -EINVAL;
	for (unsigned i = 0; i < card->spans; i++)
		if (!strcmp(card->span[i]->set.name, set->name) ||
		    (card->span[i]->set.voice == set->voice &&
		     card->span[i]->set.dchannel == set->dchannel)) {
			snprintf(why, size, "span %s is in use as it was: "
				 "start the daemon anew", set->name);
			return -EEXIST;
		}
	return card->spans < HL_SPANS_MAX ? 0 : -ENOSPC;
}

int hl_pri_add(void *ctx, const struct hl_span *set, void *voice, char *why,
	       size_t size)
{
	struct pri_card *card = ctx;
	struct pri_span *span;
	int r = span_check(card, set, why, size);

	if (r < 0)
		return r;
	span = calloc(1, sizeof(*span));
	if (!span)
		return -ENOMEM;
	span->set = *set;
	span->card = card;
	span->voice = voice;
	span->since = span_now(card);
	r = link_make(span, &span->link);
	if (r < 0) {
		snprintf(why, size, "the link cannot be made: %s",
			 strerror(-r));
		free(span);
		return r;
	}
	card->span[card->spans++] = span;
	span_wake(card);
	return 0;
}

static struct pri_span *span_find(const struct pri_card *card,
				  const char *name)
{
	for (unsigned i = 0; i < card->spans; i++)
		if (!strcmp(card->span[i]->set.name, name))
			return card->span[i];
	return NULL;
}

int hl_pri_tie(void *ctx, const char *name, struct hl_pri_wire *wire,
	       unsigned end)
{
	struct pri_card *card = ctx;
	struct pri_span *span = span_find(card, name);

	if (!span)
		return -ENOENT;
	if (span->dchannel || end > 1)
		return -EINVAL;
	span->wire = wire;
	span->end = end;
	span_wire_tie(wire, end, span);
	span_wake(card);
	return 0;
}

void span_card_close(void *ctx)
{
	struct pri_card *card = ctx;

	for (unsigned i = 0; i < card->spans; i++) {
		struct pri_span *span = card->span[i];

		if (span->dchannel)
			span->set.voice->close(span->dchannel);
		if (span->wire)
			span_wire_tie(span->wire, span->end, NULL);
		link_close(span->link);
		free(span);
	}
	free(card);
}
