/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * marks.c - records of the engine on a timeline
 *
 * In:  every record, in order.
 * Out: marks for what people and exchanges did; what each line is doing.
 * Not: what is heard - witness.c.
 */
#include "marks.h"

#include <stdio.h>

#include "doing.h"

static void mark(struct timeline *t, const struct hl_record *record,
		 enum timeline_sign sign, const char *words)
{
	const struct hl_effect *fx = record->effect;
	int row = fx ? fx->line : record->event->line;

	timeline_mark(t, row, record->at, record->at, sign, words);
}

static void break_mark(struct timeline *t, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	hl_usec length = HL_MS(fx->b);
	hl_usec from = record->at > length ? record->at - length : 0;
	char words[TIMELINE_WORDS_MAX];

	/* A pulse belongs to its digit. */
	if (fx->from == HL_BREAK_PULSE)
		return;
	if (fx->from == HL_BREAK_ONHOOK) {
		timeline_mark(t, fx->line, from, record->at, TIMELINE_HANGUP,
			      "");
		return;
	}
	snprintf(words, sizeof(words), "%u ms", fx->b);
	if (fx->from == HL_BREAK_FLASH) {
		timeline_mark(t, fx->line, from, record->at, TIMELINE_FLASH,
			      words);
		return;
	}
	snprintf(words, sizeof(words), "%u ms %s", fx->b,
		 hl_break_name(fx->from));
	timeline_mark(t, fx->line, from, record->at, TIMELINE_BREAK, words);
}

static void birth_mark(struct timeline *t, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	const struct hl_line_state *line =
		hl_model_line(record->model, fx->line);

	if (fx->to == HL_CALL_OFFERING && line)
		mark(t, record, TIMELINE_BELL,
		     line->set.kind == HL_KIND_TRUNK ? "calls in" : "");
}

/* A trunk's loop is ours: it has no receiver, we seize it and release it. */
static void port_mark(struct timeline *t, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	const struct hl_line_state *line =
		hl_model_line(record->model, fx->line);

	if (!line || line->set.kind != HL_KIND_TRUNK)
		return;
	timeline_seized(t, fx->line, record->at, line->want.loop);
}

static void effect_mark(struct timeline *t, const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;
	char digit[2] = { (char)fx->a, '\0' };

	if (fx->kind == HL_FX_BREAK)
		break_mark(t, record);
	else if (fx->kind == HL_FX_DECIDE && fx->to == HL_GESTURE_LIFT)
		mark(t, record, TIMELINE_LIFT, "");
	else if (fx->kind == HL_FX_DIGIT)
		mark(t, record, TIMELINE_DIGITS, digit);
	else if (fx->kind == HL_FX_BIRTH)
		birth_mark(t, record);
	else if (fx->kind == HL_FX_PORT)
		port_mark(t, record);
	else if (fx->kind == HL_FX_SERVICE && fx->to != HL_SERVICE_READY)
		mark(t, record, TIMELINE_TROUBLE,
		     hl_service_name((enum hl_service)fx->to));
}

void marks_record(struct timeline *t, const struct hl_record *record)
{
	unsigned lines = hl_model_lines(record->model);
	struct doing doing;

	if (record->effect)
		effect_mark(t, record);
	else if (record->event->kind == HL_EVENT_FARGONE)
		mark(t, record, TIMELINE_HANGUP, "far end");
	for (unsigned i = 0; i < lines; i++) {
		doing_find(record->model, (hl_line)i, &doing);
		timeline_does(t, (int)i, record->at, doing.look, doing.words);
	}
}
