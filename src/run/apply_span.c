/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * apply_span.c - the spans of a configuration taken into use
 *
 * In:  spans without a mistake.
 * Out: the cards of their voice and the D-channels' card taken, in this
 *      order; each span added once.
 * Not: their lines, which are lines like others - apply.c.
 */
#include "apply_span.h"

#include <errno.h>
#include <string.h>

#include "holdline/pri.h"
#include "config_parts.h"

#if HL_WITH_PRI

/* What a span says goes to the log; hl_log is as long-lived as the engine. */
static void span_says(void *ctx, const char *span, bool trouble,
		      const char *sentence)
{
	hl_log_say(ctx, trouble ? HL_LOG_WARN : HL_LOG_INFO, NULL,
		   "span %s: %s", span, sentence);
}

/* The span of this name as it is in use; NULL: none. */
static const struct hl_span *span_known(const void *card, const char *name)
{
	struct hl_span_look look;

	for (unsigned i = 0; hl_pri_look(card, i, &look) == 0; i++)
		if (!strcmp(look.span->name, name))
			return look.span;
	return NULL;
}

static bool span_is_same(const struct hl_span *a, const struct hl_span *b)
{
	return a->voice == b->voice && a->dchannel == b->dchannel &&
	       a->first == b->first && a->channels == b->channels &&
	       !memcmp(a->channel, b->channel,
		       a->channels * sizeof(a->channel[0])) &&
	       a->side == b->side && a->kind == b->kind &&
	       a->transfer == b->transfer && a->overlap == b->overlap &&
	       a->hold == b->hold && a->notify == b->notify &&
	       a->join == b->join && a->facility == b->facility &&
	       a->restart == b->restart && a->alaw == b->alaw &&
	       a->debug == b->debug && a->strip == b->strip &&
	       a->t309 == b->t309;
}

static int span_add(struct hl_engine *engine, const struct hl_log *log,
		    const struct hl_span *span, void *voice, char *why,
		    size_t size)
{
	const struct hl_span *known;
	void *card;
	int r = hl_engine_card(engine, &hl_driver_pri, NULL, &card);

	if (r < 0)
		return r;
	hl_pri_say(card, span_says, (void *)(uintptr_t)log);
	known = span_known(card, span->name);
	if (!known)
		return hl_pri_add(card, span, voice, why, size);
	if (!span_is_same(known, span))
		hl_log_say(log, HL_LOG_WARN, NULL,
			   "span %s keeps its settings until the daemon is started anew",
			   span->name);
	return 0;
}

static bool span_take(struct hl_engine *engine, const struct hl_log *log,
		      const struct hl_span *set, const char *card,
		      const void *sim, bool quiet)
{
	const struct hl_pri_voice *voice = hl_pri_voice_find(card);
	struct hl_span span = *set;
	char why[160] = "";
	void *ports = NULL;
	int r = -ENOENT;

	span.voice = voice;
	if (voice)
		r = hl_engine_card(engine, voice->driver,
				   strcmp(card, "sim") == 0 ? sim : NULL,
				   &ports);
	if (r == 0)
		r = span_add(engine, log, &span, ports, why, sizeof(why));
	if (r < 0 && !quiet)
		hl_log_say(log, HL_LOG_WARN, NULL,
			   "span %s cannot be used: %s; its lines are absent",
			   set->name, *why ? why : strerror(-r));
	return r == 0;
}

bool hl_spans_take(struct hl_engine *engine, const struct hl_log *log,
		   const struct hl_config *config, const void *sim, bool quiet)
{
	const struct hl_span *span;
	const char *card;
	bool all = true;

	for (unsigned i = 0; (span = hl_config_span(config, i, &card)); i++)
		all = span_take(engine, log, span, card, sim, quiet) && all;
	return all;
}

int hl_spans_look(const struct hl_engine *engine, unsigned index,
		  struct hl_span_look *ret)
{
	const void *card = hl_engine_card_of(engine, &hl_driver_pri);

	return card ? hl_pri_look(card, index, ret) : -ENOENT;
}

#else

int hl_spans_look(const struct hl_engine *engine, unsigned index,
		  struct hl_span_look *ret)
{
	(void)engine;
	(void)index;
	(void)ret;
	return -ENOENT;
}

bool hl_spans_take(struct hl_engine *engine, const struct hl_log *log,
		   const struct hl_config *config, const void *sim, bool quiet)
{
	(void)engine;
	(void)log;
	(void)sim;
	(void)quiet;
	return !hl_config_spans(config);
}

#endif
