/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * past.c - the last records, each as a small value of its own
 *
 * In:  records as the engine gives them, with pointers that do not last.
 * Out: notes without pointers, by number.
 * Not: how a note reads - note.c.
 */
#include "past.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct hl_past {
	unsigned count;
	uint64_t first;
	uint64_t last;
	hl_usec *service; /* of each line; pages never written cost nothing */
	struct hl_note note[];
};

int hl_past_open(struct hl_past **ret, unsigned count)
{
	struct hl_past *past;

	past = calloc(1, sizeof(*past) + count * sizeof(past->note[0]));
	if (!past)
		return -ENOMEM;
	past->count = count;
	past->first = 1;
	past->service = calloc(HL_LINES_MAX, sizeof(*past->service));
	if (!past->service) {
		hl_past_close(past);
		return -ENOMEM;
	}
	*ret = past;
	return 0;
}

void hl_past_close(struct hl_past *past)
{
	if (!past)
		return;
	free(past->service);
	free(past);
}

/*
 * Digits pressed in a conversation are for the far end: an account, a PIN.
 * Beside a held party somebody else is dialled, and that is ours to see.
 */
static bool digit_is_secret(const struct hl_model *model, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(model, line);
	bool secret = false;

	for (unsigned i = 0; state && i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *call =
			hl_model_call(model, state->calls[i]);

		if (!call || hl_call_state_is_hold(call->state))
			continue;
		if (call->state == HL_CALL_DIALTONE ||
		    call->state == HL_CALL_DIALING)
			return false;
		secret |= call->answered;
	}
	return secret;
}

/* As it came, but nothing in it steers a screen. */
static void name_keep(struct hl_note *note, const char *name)
{
	size_t n = strnlen(name, sizeof(note->name) - 1);

	for (size_t i = 0; i < n; i++)
		note->name[i] = name[i] < ' ' || name[i] > '~' ? '?' : name[i];
}

static void note_event(struct hl_note *note, const struct hl_record *record)
{
	const struct hl_event *event = record->event;

	note->arrival = true;
	note->line = event->line;
	note->closed = event->closed;
	note->gesture = (uint8_t)event->gesture;
	note->request = (uint8_t)event->request;
	note->error = event->error;
	note->call = HL_NO_CALL;
	note->other = HL_NO_CALL;
	note->which = event->which;
	note->value = event->value;
	note->heard = event->heard;
	note->digit = digit_is_secret(record->model, event->line)
			      ? '\0' : event->digit;
	if (event->kind == HL_EVENT_CALLER) {
		memcpy(note->text, event->number, sizeof(note->text));
		name_keep(note, event->name);
	}
	if (event->kind != HL_EVENT_REQUEST)
		return;
	note->call = event->call;
	note->other = event->other;
	if (event->request != HL_REQUEST_DIAL &&
	    event->request != HL_REQUEST_DIGITS)
		memcpy(note->text, event->number, sizeof(note->text));
}

static void note_effect(struct hl_note *note, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;
	const struct hl_call_state *call;
	const struct hl_line_state *line;

	note->effect = *effect;
	note->request = (uint8_t)record->event->request;
	note->line = effect->line;
	note->call = effect->call;
	call = hl_model_call(record->model, effect->call);
	if (call) {
		note->state = call->state;
		note->mode = call->mode;
		memcpy(note->text, call->party, sizeof(note->text));
		memcpy(note->name, call->name, sizeof(note->name));
	}
	line = hl_model_line(record->model, effect->line);
	if (effect->kind == HL_FX_PORT && line)
		note->want = line->want;
}

void hl_past_add(struct hl_past *past, const struct hl_record *record,
		 uint32_t seers)
{
	struct hl_note *note = &past->note[record->number % past->count];

	/* A gap in the numbers ends what can be told without one. */
	if (record->number != past->last + 1)
		past->first = record->number;
	past->last = record->number;
	if (past->last - past->first >= past->count)
		past->first = past->last - past->count + 1;

	memset(note, 0, sizeof(*note));
	note->number = record->number;
	note->cause = record->cause;
	note->at = record->at;
	note->state = HL_CALL_STATE_COUNT;
	note->event = (uint8_t)record->event->kind;
	note->range = record->event->at;
	note->seers = seers;
	if (record->effect)
		note_effect(note, record);
	else
		note_event(note, record);
	note->text[HL_DIGITS_MAX] = '\0';
	if (record->effect && record->effect->kind == HL_FX_SERVICE &&
	    note->line < HL_LINES_MAX)
		past->service[note->line] = record->at;
}

uint64_t hl_past_first(const struct hl_past *past)
{
	return past->first;
}

uint64_t hl_past_last(const struct hl_past *past)
{
	return past->last;
}

const struct hl_note *hl_past_get(const struct hl_past *past, uint64_t number)
{
	if (number < past->first || number > past->last || !past->last)
		return NULL;
	return &past->note[number % past->count];
}

hl_usec hl_past_service(const struct hl_past *past, hl_line line)
{
	return line < HL_LINES_MAX ? past->service[line] : 0;
}
