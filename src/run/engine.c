/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * engine.c - events in, one at a time; ports made as the model wants them
 *
 * In:  events from cards, requests, deadlines.
 * Out: driver operations (ports.c), records of what happened.
 * Not: any decision about a call - the model's.
 */
#include "engine_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * A card that only carries the voice of another card's line says when its port
 * is in alarm: whether the line is, is the other card's to say.
 */
static bool is_overruled(struct hl_engine *e, const struct engine_card *card,
			 const struct hl_event *event)
{
	struct hl_truth truth = { 0 };

	if ((event->kind != HL_EVENT_ALARM && event->kind != HL_EVENT_READY) ||
	    event->line >= hl_model_lines(e->model) ||
	    e->lines[event->line].card == card)
		return false;
	return hl_engine_truth(e, event->line, &truth) == 0 &&
	       truth.alarm != (event->kind == HL_EVENT_ALARM);
}

static void card_event(void *ctx, const struct hl_event *event)
{
	struct engine_card *card = ctx;

	if (!is_overruled(card->engine, card, event))
		hl_engine_event(card->engine, event);
}

static int card_watch(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		      void *arg)
{
	struct engine_card *card = ctx;
	const struct hl_engine_host *host = &card->engine->host;

	if (!host->watch)
		return -ENOTSUP;
	return host->watch(host->ctx, fd, what, fn, arg);
}

static void card_alarm(void *ctx, hl_usec at)
{
	struct engine_card *card = ctx;

	card->due = at;
	engine_alarm(card->engine);
}

static hl_usec card_now(void *ctx)
{
	struct engine_card *card = ctx;

	return card->engine->host.now(card->engine->host.ctx);
}

static hl_usec card_awake(void *ctx)
{
	struct engine_card *card = ctx;

	return card->engine->host.awake(card->engine->host.ctx);
}

int hl_engine_open(struct hl_engine **ret, const struct hl_limits *limits,
		   const struct hl_engine_host *host,
		   const struct hl_zone *zone)
{
	size_t size = hl_model_size(limits);
	struct hl_engine *e;
	void *block;
	int r = -ENOMEM;

	if (!size)
		return -EINVAL;
	e = calloc(1, sizeof(*e));
	if (!e)
		return -ENOMEM;
	e->host = *host;
	e->zone = *zone;
	e->alarm = HL_NEVER;
	e->limits = *limits;
	e->lines = calloc(limits->lines, sizeof(*e->lines));
	block = malloc(size);
	if (!e->lines || !block) {
		free(block);
		goto out;
	}
	e->model = hl_model_init(block, limits);
	*ret = e;
	e = NULL;
	r = 0;
out:
	hl_engine_close(e);
	return r;
}

void hl_engine_close(struct hl_engine *e)
{
	if (!e)
		return;
	ports_close(e);
	for (unsigned i = 0; e->model && i < hl_model_lines(e->model); i++) {
		free(e->lines[i].later);
		free(e->lines[i].why);
	}
	/* A card may use those that were there before it. */
	for (unsigned i = e->cards; i-- > 0;)
		if (e->card[i].driver->card_close)
			e->card[i].driver->card_close(e->card[i].card);
	free(e->queue);
	free(e->lines);
	free(e->model);
	free(e);
}

static struct engine_card *card_find(struct hl_engine *e,
				     const struct hl_driver *driver)
{
	for (unsigned i = 0; i < e->cards; i++)
		if (e->card[i].driver == driver)
			return &e->card[i];
	return NULL;
}

int hl_engine_card(struct hl_engine *e, const struct hl_driver *driver,
		   const void *options, void **ret)
{
	struct engine_card *card = card_find(e, driver);
	struct hl_host host;
	int r;

	if (!card) {
		if (e->cards == CARDS_MAX)
			return -ENOSPC;
		card = &e->card[e->cards];
		card->driver = driver;
		card->engine = e;
		card->due = HL_NEVER;
		host = (struct hl_host){ card, card_event, card_watch,
					 card_alarm, card_now, card_awake };
		card->host = host;
		r = driver->card_open(&card->card, &card->host, &e->zone,
				      options);
		if (r < 0)
			return r;
		e->cards++;
	}
	if (ret)
		*ret = card->card;
	return 0;
}

void *hl_engine_card_of(const struct hl_engine *e,
			const struct hl_driver *driver)
{
	for (unsigned i = 0; i < e->cards; i++)
		if (e->card[i].driver == driver)
			return e->card[i].card;
	return NULL;
}

int hl_engine_add(struct hl_engine *e, const struct hl_driver *driver,
		  int channel, const struct hl_line_settings *settings,
		  hl_line *ret)
{
	struct engine_card *card = card_find(e, driver);
	struct engine_line *line;
	hl_line index;

	if (!card)
		return -ENOENT;
	if (hl_model_lines(e->model) >= e->limits.lines)
		return -ENOSPC;
	index = hl_model_add(e->model, settings);
	if (index == HL_NO_LINE)
		return -EEXIST;
	line = &e->lines[index];
	memset(line, 0, sizeof(*line));
	line->card = card;
	line->channel = channel;
	line->retry = HL_NEVER;
	if (ret)
		*ret = index;
	return 0;
}

void hl_engine_plan(struct hl_engine *e, const struct hl_plan *plan)
{
	hl_model_plan(e->model, plan);
}

int hl_engine_music(struct hl_engine *e, unsigned class,
		    const struct hl_music *music)
{
	int first = 0;

	if (class >= HL_CLASSES_MAX)
		return -EINVAL;
	for (unsigned i = 0; i < e->cards; i++) {
		const struct hl_driver *d = e->card[i].driver;
		int r = -ENOTSUP;

		/* Its lines hear the music of who carries their voice. */
		if (d->voice)
			continue;
		if (d->music)
			r = d->music(e->card[i].card, class, music);

		if (r < 0 && !first)
			first = r;
	}
	return first;
}

static void forget_later(struct engine_line *line)
{
	free(line->later);
	line->later = NULL;
}

/* What a driver is told when it opens the port, or its display behind that. */
static bool port_differs(const struct hl_line_settings *a,
			 const struct hl_line_settings *b)
{
	return a->clid != b->clid || a->clid_variant != b->clid_variant ||
	       a->clid_place != b->clid_place || a->messages != b->messages ||
	       memcmp(&a->profile, &b->profile, sizeof(a->profile)) != 0;
}

static int settings_take(struct hl_engine *e, hl_line index,
			 const struct hl_line_settings *settings)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	bool differs = port_differs(&l->set, settings);
	int r = hl_model_set(e->model, index, settings);

	if (r < 0)
		return r;
	e->lines[index].renew |= differs;
	ports_mark(e, index);
	return 0;
}

int hl_engine_set(struct hl_engine *e, hl_line index,
		  const struct hl_line_settings *settings)
{
	struct engine_line *line;
	int r;

	if (index >= hl_model_lines(e->model))
		return -ENOENT;
	line = &e->lines[index];
	r = settings_take(e, index, settings);
	if (r != -EBUSY) {
		forget_later(line);
		if (r == 0 && !e->busy) {
			e->busy = true;
			ports_apply(e);
			e->busy = false;
			ports_renew(e, index);
			engine_alarm(e);
		}
		return r;
	}
	if (!line->later)
		line->later = malloc(sizeof(*line->later));
	if (!line->later)
		return -ENOMEM;
	*line->later = *settings;
	return 1;
}

static void record(struct hl_engine *e, uint64_t cause,
		   const struct hl_event *event,
		   const struct hl_effect *effect)
{
	struct hl_record rec = {
		.number = ++e->records,
		.cause = cause,
		.at = event->at.latest,
		.event = event,
		.effect = effect,
		.model = e->model,
	};

	if (e->host.record)
		e->host.record(e->host.ctx, &rec);
}

/* Settings that waited for the line to be idle. */
static void apply_later(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];

	if (line->later && settings_take(e, index, line->later) == 0)
		forget_later(line);
}

static void perform(struct hl_engine *e, const struct hl_effects *fx)
{
	for (unsigned i = 0; i < fx->count; i++) {
		const struct hl_effect *f = &fx->at[i];

		if (f->kind == HL_FX_PORT)
			ports_mark(e, f->line);
		else if (f->kind == HL_FX_READ)
			ports_read(e, f->line);
		else if (f->kind == HL_FX_END)
			apply_later(e, f->line);
		else if (f->kind == HL_FX_FLASH)
			ports_flash(e, f->line, f->a);
		else if (f->kind == HL_FX_INFO || f->kind == HL_FX_STATE)
			ports_identity(e, f);
		else if (f->kind == HL_FX_SEND)
			ports_send(e, f);
	}
	ports_apply(e);
	for (unsigned i = 0; i < fx->count; i++)
		if (fx->at[i].kind == HL_FX_END)
			ports_renew(e, fx->at[i].line);
}

/* Expiries that did nothing and readings of the loop are not news. */
static bool is_news(const struct hl_event *event,
		    const struct hl_effects *fx)
{
	if (event->kind != HL_EVENT_EXPIRE && event->kind != HL_EVENT_TRUTH)
		return true;
	for (unsigned i = 0; i < fx->count; i++)
		if (fx->at[i].kind != HL_FX_PORT &&
		    fx->at[i].kind != HL_FX_READ)
			return true;
	return false;
}

static void deliver(struct hl_engine *e, const struct hl_event *event)
{
	struct hl_effects *fx = &e->effects;
	uint64_t cause;

	hl_model_step(e->model, event, fx);
	if (is_news(event, fx)) {
		record(e, e->cause, event, NULL);
		cause = e->records;
		for (unsigned i = 0; i < fx->count; i++)
			if (fx->at[i].kind != HL_FX_READ)
				record(e, cause, event, &fx->at[i]);
		e->cause = cause;
	}
	messages_event(e, event);
	perform(e, fx);
	e->cause = 0;
}

static int queue_push(struct hl_engine *e, const struct hl_event *event)
{
	if (e->queued == e->room) {
		unsigned room = e->room ? e->room * 2 : 16;
		struct engine_queued *more;

		more = realloc(e->queue, room * sizeof(*more));
		if (!more)
			return -ENOMEM;
		e->queue = more;
		e->room = room;
	}
	e->queue[e->queued].event = *event;
	e->queue[e->queued++].cause = e->cause;
	return 0;
}

void hl_engine_event(struct hl_engine *e, const struct hl_event *event)
{
	unsigned i;

	if (queue_push(e, event) < 0) {
		engine_trouble(e, event->line,
			       "no memory for an event: it is lost");
		return;
	}
	if (e->busy)
		return;
	e->busy = true;
	for (i = 0; i < e->queued; i++) {
		struct engine_queued next = e->queue[i];

		e->cause = next.cause;
		deliver(e, &next.event);
	}
	e->queued = 0;
	e->busy = false;
	engine_alarm(e);
}

static void expire(struct hl_engine *e, hl_usec now)
{
	struct hl_event event = {
		.kind = HL_EVENT_EXPIRE,
		.line = HL_NO_LINE,
	};

	while (hl_model_due(e->model) <= now) {
		event.at.earliest = now;
		event.at.latest = now;
		hl_engine_event(e, &event);
	}
}

void hl_engine_run(struct hl_engine *e)
{
	hl_usec now = e->host.now(e->host.ctx);

	e->alarm = HL_NEVER;
	for (unsigned i = 0; i < e->cards; i++) {
		struct engine_card *card = &e->card[i];

		if (card->due > now || !card->driver->run)
			continue;
		card->due = HL_NEVER;
		card->driver->run(card->card, now);
	}
	expire(e, now);
	ports_retry(e, now);
	engine_alarm(e);
}

hl_usec hl_engine_due(const struct hl_engine *e)
{
	hl_usec least = hl_model_due(e->model);

	for (unsigned i = 0; i < e->cards; i++)
		if (e->card[i].due < least)
			least = e->card[i].due;
	return e->retry < least && e->retry ? e->retry : least;
}

void engine_alarm(struct hl_engine *e)
{
	hl_usec due = hl_engine_due(e);

	if (e->busy || due == e->alarm)
		return;
	e->alarm = due;
	if (e->host.alarm)
		e->host.alarm(e->host.ctx, due);
}

void engine_trouble(struct hl_engine *e, hl_line line, const char *sentence)
{
	if (e->host.trouble)
		e->host.trouble(e->host.ctx, line, sentence);
}

const struct hl_model *hl_engine_model(const struct hl_engine *e)
{
	return e->model;
}

const struct hl_zone *hl_engine_zone(const struct hl_engine *e)
{
	return &e->zone;
}

const struct hl_driver *hl_engine_driver(const struct hl_engine *e,
					 hl_line line, int *channel)
{
	if (line >= hl_model_lines(e->model))
		return NULL;
	if (channel)
		*channel = e->lines[line].channel;
	return e->lines[line].card->driver;
}

const char *hl_engine_why(const struct hl_engine *e, hl_line line)
{
	if (line >= hl_model_lines(e->model) || !e->lines[line].why)
		return "";
	return e->lines[line].why;
}

uint64_t hl_engine_records(const struct hl_engine *e)
{
	return e->records;
}
