/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * driver.c - the driver "pri": what the engine may ask of a line
 *
 * In:  the engine's operations.
 * Out: those that concern a port passed to the driver that has it; the others
 *      handed to asked.c.
 * Not: messages; time - span.c.
 */
#include "card.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pri_line *line_find(const struct pri_card *card, hl_line line)
{
	return line < HL_LINES_MAX ? card->line[line] : NULL;
}

static int card_open(void **ret, const struct hl_host *host,
		     const struct hl_zone *zone, const void *options)
{
	struct pri_card *card = calloc(1, sizeof(*card));

	(void)zone;
	(void)options;
	if (!card)
		return -ENOMEM;
	card->host = host;
	*ret = card;
	return 0;
}

/* ---- opening ------------------------------------------------------------ */

static bool has_channel(const struct pri_span *span, int channel)
{
	int spare = channel - HL_SPAN_SPARE(span->set.dchannel, 0);

	for (unsigned i = 0; i < span->set.channels; i++)
		if (span->set.channel[i] == channel)
			return true;
	return spare >= 0 && spare < HL_SPAN_SPARE_MAX;
}

static struct pri_span *span_with(const struct pri_card *card, int channel)
{
	for (unsigned i = 0; i < card->spans; i++)
		if (has_channel(card->span[i], channel))
			return card->span[i];
	return NULL;
}

static struct pri_line *slot_take(struct pri_span *span)
{
	struct pri_line *line;
	unsigned i;

	for (i = 0; i < span->lines; i++)
		if (span->line[i].line == HL_NO_LINE)
			break;
	if (i == PRI_LINES_MAX)
		return NULL;
	if (i == span->lines)
		span->lines++;
	line = &span->line[i];
	memset(line, 0, sizeof(*line));
	line->line = HL_NO_LINE;
	line->span = span;
	line->join = HL_NO_LINE;
	line->due = HL_NEVER;
	return line;
}

/* The port of its own channel; while another line has that, one that nobody
 * has. */
static int port_for(struct pri_span *span, int channel)
{
	if (channel >= HL_SPAN_SPARE(0, 0))
		return 0;
	if (!span_line_with(span, channel))
		return channel;
	for (unsigned i = 0; i < span->set.channels; i++)
		if (!span_line_with(span, span->set.channel[i]))
			return span->set.channel[i];
	return 0;
}

static int line_open(void *ctx, const struct hl_port *wanted, char *why,
		     size_t size)
{
	struct pri_card *card = ctx;
	struct pri_span *span = span_with(card, wanted->channel);
	struct pri_line *line;
	int port, r;

	snprintf(why, size, "channel %d is in no span: name it in one",
		 wanted->channel);
	if (!span || wanted->line >= HL_LINES_MAX)
		return -ENOENT;
	if (card->line[wanted->line])
		return -EEXIST;
	r = span_dchannel(span, why, size);
	if (r < 0)
		return r;
	line = slot_take(span);
	if (!line)
		return -ENOSPC;
	line->opened = *wanted;
	line->opened.name = NULL;
	port = port_for(span, wanted->channel);
	if (port)
		r = span_port_open(line, port, why, size);
	if (r < 0)
		return r;
	line->line = wanted->line;
	card->line[wanted->line] = line;
	span_wake(card);
	return 0;
}

static void line_close(void *ctx, hl_line index)
{
	struct pri_card *card = ctx;
	struct pri_line *line = line_find(card, index);

	if (!line)
		return;
	span_end(line);
	span_port_close(line);
	line->line = HL_NO_LINE;
	card->line[index] = NULL;
	span_wake(card);
}

/* ---- the port ----------------------------------------------------------- */

static const struct hl_driver *voice(void *ctx, hl_line index)
{
	const struct pri_line *line = line_find(ctx, index);

	return line ? line->span->set.voice->driver : NULL;
}

static int op_truth(void *ctx, hl_line index, struct hl_truth *ret)
{
	const struct pri_line *line = line_find(ctx, index);

	if (!line)
		return -ENOENT;
	ret->closed = line->loop;
	ret->ringing = false;
	ret->alarm = span_line_alarm(line);
	return 0;
}

static int op_tone(void *ctx, hl_line index, enum hl_tone tone)
{
	struct pri_line *line = line_find(ctx, index);

	return line ? span_line_tone(line, tone) : -ENOENT;
}

static int op_watch(void *ctx, hl_line index,
		    const struct hl_watch_tone *tones)
{
	struct pri_line *line = line_find(ctx, index);

	return line ? span_line_watch(line, tones) : -ENOENT;
}

static int line_set(struct pri_line *line, enum hl_port_set what,
		    unsigned value)
{
	switch (what) {
	case HL_SET_CAUSE:
		return span_cause(line, value);
	case HL_SET_STAGE:
		return span_stage(line, value);
	case HL_SET_HOLD:
		return span_hold(line, value);
	case HL_SET_LISTEN:
	case HL_SET_ECHO:
	case HL_SET_HEAR:
		return span_line_set(line, what, value);
	case HL_SET_DOOR:
	case HL_SET_LAMP:
	case HL_SET_IDENTIFY:
	case HL_SET_KEYS:
	case HL_PORT_SET_COUNT:
		break;
	}
	return -ENOTSUP;
}

static int op_set(void *ctx, hl_line index, enum hl_port_set what,
		  unsigned value)
{
	struct pri_card *card = ctx;
	struct pri_line *line = line_find(card, index);
	int r;

	if (!line)
		return -ENOENT;
	r = line_set(line, what, value);
	span_wake(card);
	return r;
}

const struct hl_driver hl_driver_pri = {
	.name = "pri",
	.caps = HL_CAP_DTMF | HL_CAP_TONES,
	.voice = voice,
	.card_open = card_open,
	.card_close = span_card_close,
	.line_open = line_open,
	.line_close = line_close,
	.truth = op_truth,
	.loop = span_loop,
	.tone = op_tone,
	.set = op_set,
	.dial = span_dial,
	.watch = op_watch,
	.announce = span_announce,
	.patch = span_patch,
	.run = span_card_run,
};

/* ---- to be looked at ---------------------------------------------------- */

void hl_pri_say(void *ctx, hl_pri_say_fn *fn, void *arg)
{
	struct pri_card *card = ctx;

	card->say = fn;
	card->say_ctx = arg;
}

static unsigned lines_open(const struct pri_span *span)
{
	unsigned n = 0;

	for (unsigned i = 0; i < span->lines; i++)
		n += span->line[i].line != HL_NO_LINE;
	return n;
}

int hl_pri_look(const void *ctx, unsigned index, struct hl_span_look *ret)
{
	const struct pri_card *card = ctx;
	const struct pri_span *span;

	memset(ret, 0, sizeof(*ret));
	if (index >= card->spans)
		return -ENOENT;
	span = card->span[index];
	ret->span = &span->set;
	ret->up = link_is_up(span->link);
	ret->calls = link_calls(span->link);
	ret->busy = link_channels(span->link, ISDN_CHANNEL_TAKEN) +
		    link_channels(span->link, ISDN_CHANNEL_PROPOSED);
	ret->restarting = link_channels(span->link, ISDN_CHANNEL_RESTARTING);
	ret->out = link_channels(span->link, ISDN_CHANNEL_OUT);
	ret->cause = span->cause;
	ret->cause_name = span->cause ? isdn_cause_name(span->cause) : NULL;
	ret->cause_at = span->cause_at;
	ret->lines = lines_open(span);
	ret->since = span->since;
	ret->frames = span->frames;
	ret->dropped = span->dropped;
	ret->resets = span->resets;
	return 0;
}

static int fault(char *why, size_t size, const struct pri_span *span,
		 unsigned channel, const char *what)
{
	snprintf(why, size, "span %s, channel %u: %s", span->set.name, channel,
		 what);
	return -EPROTO;
}

/* A call that nobody clears has a line, and the line's port is its channel. */
static int channel_check(struct pri_span *span, unsigned slot, char *why,
			 size_t size)
{
	link_call call = link_call_at(span->link, slot);
	const struct pri_line *line = span_line_of(span, call);
	struct link_look look;

	if (!call || link_look(span->link, call, &look) < 0 ||
	    look.state == LINK_ST_CLEARING)
		return 0;
	if (!line)
		return fault(why, size, span, slot, "its call has no line");
	/* A call that is being retrieved has its channel before its line. */
	if (look.phase != LINK_PH_CALLING &&
	    line->port != span_port(span, slot))
		return fault(why, size, span, slot,
			     "its call's line has another port");
	return 0;
}

static int span_check(struct pri_span *span, char *why, size_t size)
{
	int r = link_check(span->link, why, size);

	for (unsigned i = 0; r == 0 && i < span->set.channels; i++)
		r = channel_check(span, span_slot(span, span->set.channel[i]),
				  why, size);
	for (unsigned i = 0; r == 0 && i < span->lines; i++) {
		const struct pri_line *line = &span->line[i];
		struct link_look look;

		if (line->line != HL_NO_LINE && line->call &&
		    link_look(span->link, line->call, &look) < 0)
			r = fault(why, size, span,
				  span_slot(span, line->port),
				  "its line has a call that is over");
	}
	return r;
}

int hl_pri_check(const void *ctx, char *why, size_t size)
{
	const struct pri_card *card = ctx;
	int r = 0;

	for (unsigned i = 0; r == 0 && i < card->spans; i++)
		r = span_check(card->span[i], why, size);
	return r;
}
