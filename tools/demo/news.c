/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * news.c - records of the engine in sentences
 *
 * In:  every record, in order.
 * Out: news: what a person did, and beside it what came of it.
 * Not: keeping and sorting - news_list.c; what is heard - witness.c.
 */
#include "news_list.h"

#include <stdio.h>
#include <string.h>

static const char *call_plain(unsigned state)
{
	return hl_call_state_plain((enum hl_call_st)state);
}

static struct news *open_begin(struct news_list *list,
			       const struct hl_record *record, hl_line line,
			       enum news_topic topic)
{
	const struct hl_line_state *state =
		hl_model_line(record->model, line);
	struct news *news = &list->open;

	news_flush(list);
	list->born = HL_NO_CALL;
	memset(news, 0, sizeof(*news));
	news->at = record->at;
	news->line = line;
	news->topic = topic;
	snprintf(news->name, sizeof(news->name), "%s",
		 state ? state->set.name : "-");
	list->is_open = true;
	return news;
}

static void break_tell(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	struct news *news;

	/* A pulse is told by its digit, putting down by its gesture. */
	if (fx->from == HL_BREAK_PULSE || fx->from == HL_BREAK_ONHOOK)
		return;
	news = open_begin(list, record, fx->line, NEWS_HOOK);
	if (fx->b > fx->a + 1)
		snprintf(news->text, sizeof(news->text), "break %u-%u ms -> %s",
			 fx->a, fx->b, hl_break_name(fx->from));
	else
		snprintf(news->text, sizeof(news->text), "break %u ms -> %s",
			 fx->b, hl_break_name(fx->from));
}

static void decide_tell(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	const char *text = NULL;
	struct news *news;

	if (fx->to == HL_GESTURE_LIFT)
		text = "lifts";
	else if (fx->to == HL_GESTURE_HANGUP)
		text = "hangs up";
	else if (fx->to == HL_GESTURE_FLASH)
		text = "flash";
	if (!text)
		return;
	/* The break that was a flash has told itself. */
	if (fx->to != HL_GESTURE_FLASH || !list->is_open ||
	    list->open.line != fx->line || list->open.topic != NEWS_HOOK) {
		news = open_begin(list, record, fx->line, NEWS_HOOK);
		snprintf(news->text, sizeof(news->text), "%s", text);
	}
	if (fx->a == HL_OP_IGNORE)
		snprintf(list->open.more, sizeof(list->open.more),
			 "nothing to do");
}

static void digit_tell(struct news_list *list, const struct hl_record *record)
{
	struct news *news = open_begin(list, record, record->effect->line,
				       NEWS_DIGITS);

	news->text[0] = (char)record->effect->a;
	news_flush(list);
}

static void call_begin(struct news_list *list, const struct hl_record *record,
		       hl_call call, const char *text)
{
	struct news *news = open_begin(list, record, record->effect->line,
				       NEWS_CALL);

	news->call = call;
	snprintf(news->text, sizeof(news->text), "%s", text);
}

static bool is_beside(const struct news_list *list, hl_line line)
{
	const struct news *open = &list->open;

	return list->is_open && open->line == line &&
	       (open->topic == NEWS_HOOK || open->topic == NEWS_FAR);
}

/* Beside what the person at this line did, or as news of its own. */
static void call_tell(struct news_list *list, const struct hl_record *record,
		      const char *text)
{
	const struct hl_effect *fx = record->effect;

	if (!is_beside(list, fx->line) || list->open.more[0]) {
		call_begin(list, record, fx->call, text);
		return;
	}
	snprintf(list->open.more, sizeof(list->open.more), "call %u %s",
		 fx->call, text);
}

/* What became of the call that was there says more than the new one. */
static void change_tell(struct news_list *list, const struct hl_record *record,
			const char *text)
{
	hl_call born = list->born;

	list->born = HL_NO_CALL;
	if (!born || !is_beside(list, record->effect->line)) {
		call_tell(list, record, text);
		return;
	}
	list->open.more[0] = '\0';
	call_tell(list, record, text);
	call_begin(list, record, born, list->birth);
}

static void birth_tell(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	char text[NEWS_TEXT_MAX];
	struct news *news;

	if (record->event->kind == HL_EVENT_RING &&
	    record->event->line == fx->line) {
		news = open_begin(list, record, fx->line, NEWS_FAR);
		snprintf(news->text, sizeof(news->text), "calls in");
	}
	snprintf(text, sizeof(text), "new, %s", call_plain(fx->to));
	if (is_beside(list, fx->line) && !list->open.more[0]) {
		list->born = fx->call;
		snprintf(list->birth, sizeof(list->birth), "%s", text);
	}
	call_tell(list, record, text);
}

static void state_tell(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	char text[NEWS_TEXT_MAX];

	snprintf(text, sizeof(text), "%s -> %s", call_plain(fx->from),
		 call_plain(fx->to));
	change_tell(list, record, text);
}

static void end_tell(struct news_list *list, const struct hl_record *record)
{
	char text[NEWS_TEXT_MAX];

	snprintf(text, sizeof(text), "%s -> over",
		 call_plain(record->effect->from));
	call_tell(list, record, text);
}

static void timeout_tell(struct news_list *list,
			 const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	struct news *news;

	/* The steps of dialling out and the guard time are no news. */
	if (fx->a == HL_TIMER_HOOK || fx->a == HL_TIMER_SEIZE ||
	    fx->a == HL_TIMER_SEND || fx->a == HL_TIMER_GUARD)
		return;
	news = open_begin(list, record, fx->line, NEWS_LIMIT);
	snprintf(news->text, sizeof(news->text), "%s",
		 hl_timer_info(fx->a)->meaning);
}

static void service_tell(struct news_list *list,
			 const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	struct news *news = open_begin(list, record, fx->line, NEWS_CARD);

	snprintf(news->text, sizeof(news->text), "%s -> %s",
		 hl_service_name(fx->from), hl_service_name(fx->to));
}

static void refused_tell(struct news_list *list,
			 const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	char text[NEWS_TEXT_MAX];

	snprintf(text, sizeof(text), "%s refused while %s",
		 hl_call_event_name(fx->a), call_plain(fx->from));
	call_tell(list, record, text);
}

static void reply_tell(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	struct news *news;

	if (fx->b == HL_ERR_NONE || fx->b >= HL_ERROR_COUNT)
		return;
	news = open_begin(list, record, record->event->line, NEWS_ORDER);
	snprintf(news->text, sizeof(news->text), "refused: %s",
		 hl_error_info(fx->b)->sentence);
}

typedef void (teller)(struct news_list *list, const struct hl_record *record);

/* What no person would notice has no teller. */
static teller *const tellers[HL_EFFECT_COUNT] = {
	[HL_FX_BIRTH] = birth_tell,	[HL_FX_STATE] = state_tell,
	[HL_FX_END] = end_tell,		[HL_FX_BREAK] = break_tell,
	[HL_FX_DECIDE] = decide_tell,	[HL_FX_DIGIT] = digit_tell,
	[HL_FX_TIMEOUT] = timeout_tell, [HL_FX_SERVICE] = service_tell,
	[HL_FX_REFUSED] = refused_tell, [HL_FX_REPLY] = reply_tell,
};

static void arrival_tell(struct news_list *list,
			 const struct hl_record *record)
{
	const struct hl_event *event = record->event;
	struct news *news;

	news_flush(list);
	if (event->kind == HL_EVENT_FARGONE) {
		news = open_begin(list, record, event->line, NEWS_FAR);
		snprintf(news->text, sizeof(news->text), "hangs up");
	} else if (event->kind == HL_EVENT_FAILED) {
		news = open_begin(list, record, event->line, NEWS_CARD);
		snprintf(news->text, sizeof(news->text), "refused: %s",
			 strerror(-event->error));
	} else if (event->kind == HL_EVENT_REQUEST) {
		news = open_begin(list, record, event->line, NEWS_ORDER);
		snprintf(news->text, sizeof(news->text), "%s",
			 hl_request_name(event->request));
	}
}

void news_record(struct news_list *list, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;

	if (!fx)
		arrival_tell(list, record);
	else if (fx->kind < HL_EFFECT_COUNT && tellers[fx->kind])
		tellers[fx->kind](list, record);
}
