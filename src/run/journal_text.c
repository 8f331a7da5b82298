/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * journal_text.c - a record as a line of key=value
 *
 * In:  a record of the engine.
 * Out: one line, in words from the live tables.
 * Not: reading it back - journal_parse.c.
 */
#include "holdline/journal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "holdline/call.h"
#include "holdline/clid.h"
#include "holdline/feature.h"
#include "holdline/progress.h"
#include "holdline/timers.h"

/* What is left of a line while it is written. */
struct writer {
	char *begin;
	size_t size;
	size_t at;
};

/* A field that does not fit is left out whole, never cut. */
static void put(struct writer *writer, const char *key, const char *format,
		...) __attribute__((format(printf, 3, 4)));

static void put(struct writer *writer, const char *key, const char *format,
		...)
{
	size_t left = writer->size - writer->at;
	char *to = writer->begin + writer->at;
	va_list args;
	int n;
	int m;

	n = snprintf(to, left, "%s%s=", writer->at ? " " : "", key);
	if (n < 0 || (size_t)n >= left) {
		*to = '\0';
		return;
	}
	va_start(args, format);
	m = vsnprintf(to + n, left - (size_t)n, format, args);
	va_end(args);
	if (m < 0 || (size_t)m >= left - (size_t)n) {
		*to = '\0';
		return;
	}
	writer->at += (size_t)n + (size_t)m;
}

static void put_time(struct writer *writer, const char *key, hl_usec at)
{
	put(writer, key, "%" PRIu64 ".%06" PRIu64, at / 1000000,
	    at % 1000000);
}

static void put_yes(struct writer *writer, const char *key, bool yes)
{
	put(writer, key, "%s", yes ? "yes" : "no");
}

/* Text from outside: whatever could end the field or the line is %XX. */
static void put_text(struct writer *writer, const char *key, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	char safe[3 * (HL_DIGITS_MAX + 1) + 1];
	size_t n = 0;

	for (; *text && n + 4 <= sizeof(safe); text++) {
		unsigned char c = (unsigned char)*text;

		if (c > ' ' && c < 0x7f && c != '%' && c != '=') {
			safe[n++] = (char)c;
			continue;
		}
		safe[n++] = '%';
		safe[n++] = hex[c >> 4];
		safe[n++] = hex[c & 15];
	}
	safe[n] = '\0';
	if (n)
		put(writer, key, "%s", safe);
}

static const char *line_name(const struct hl_record *record, hl_line line)
{
	const struct hl_line_state *state =
		line == HL_NO_LINE ? NULL : hl_model_line(record->model, line);

	return state ? state->set.name : "";
}

static const char *error_name(uint32_t error)
{
	return error < HL_ERROR_COUNT
		       ? hl_error_info((enum hl_error)error)->name
		       : "?";
}

/* ---- digits that may be secret ------------------------------------------ */

/* After the answer digits belong to whoever was called: PINs, cards. */
static bool line_is_answered(const struct hl_record *record, hl_line line)
{
	const struct hl_call_state *call;
	hl_call active;

	if (line == HL_NO_LINE || !hl_model_line(record->model, line))
		return false;
	active = hl_model_active(record->model, line);
	call = active ? hl_model_call(record->model, active) : NULL;
	return call && (call->state == HL_CALL_CONNECTED ||
			call->state == HL_CALL_CONFERENCED);
}

static bool call_is_answered(const struct hl_record *record, hl_call call)
{
	const struct hl_call_state *state =
		call ? hl_model_call(record->model, call) : NULL;

	return state && (state->state == HL_CALL_CONNECTED ||
			 state->state == HL_CALL_CONFERENCED);
}

static void put_digit(struct writer *writer, const struct hl_record *record,
		      hl_line line, char digit)
{
	if (!digit)
		return;
	put(writer, "digit", "%c",
	    line_is_answered(record, line) ? '?' : digit);
}

/* ---- arrivals ----------------------------------------------------------- */

static void put_request(struct writer *writer, const struct hl_record *record)
{
	const struct hl_event *event = record->event;

	put(writer, "request", "%s", hl_request_name(event->request));
	put(writer, "id", "%" PRIu32, event->id);
	if (event->call)
		put(writer, "call", "%" PRIu32, event->call);
	if (event->other)
		put(writer, "other", "%" PRIu32, event->other);
	if (*event->number)
		put_text(writer, "number",
			 call_is_answered(record, event->call) ? "?"
							: event->number);
	if (event->value)
		put(writer, "value", "%" PRIu32, event->value);
	if (event->length)
		put(writer, "length", "%" PRIu32, event->length);
	for (unsigned i = 0; i < HL_WATCH_TONES && event->tones[i].ms; i++)
		put(writer, "watch", "%u+%u/%u", event->tones[i].hz[0],
		    event->tones[i].hz[1], event->tones[i].ms);
}

/* The evidence of a detector: what it measured. */
static void put_heard(struct writer *writer, const struct hl_heard *heard)
{
	put(writer, "heard", "%s",
	    hl_progress_name((enum hl_progress_kind)heard->kind));
	if (heard->hz[0])
		put(writer, "hz", "%u+%u", heard->hz[0], heard->hz[1]);
	if (heard->cycles)
		put(writer, "cadence", "%u/%u*%u", heard->on_ms,
		    heard->off_ms, heard->cycles);
	put(writer, "level", "%d", heard->level);
	put(writer, "lasted", "%" PRIu32, heard->lasted);
}

/* What an exchange says in messages, or a caller by caller ID. */
static void put_exchange(struct writer *writer, const struct hl_event *event)
{
	put_text(writer, "number", event->number);
	put_text(writer, "name", event->name);
	if (event->value)
		put(writer, "value", "%" PRIu32, event->value);
	if (event->error)
		put(writer, "error", "%d", event->error);
	if (event->kind == HL_EVENT_CALLER && event->which)
		put(writer, "damage", "%s",
		    hl_clid_damage_name((enum hl_clid_damage)event->which));
}

static void put_arrival(struct writer *writer, const struct hl_record *record)
{
	const struct hl_event *event = record->event;

	put(writer, "in", "%s", hl_event_name(event->kind));
	switch (event->kind) {
	case HL_EVENT_READY:
	case HL_EVENT_EDGE:
	case HL_EVENT_TRUTH:
		put_yes(writer, "closed", event->closed);
		break;
	case HL_EVENT_TOLD:
		put_yes(writer, "whole", event->closed);
		break;
	case HL_EVENT_GESTURE:
		put(writer, "gesture", "%s", hl_gesture_name(event->gesture));
		put_digit(writer, record, event->line, event->digit);
		break;
	case HL_EVENT_DIGIT:
		put_digit(writer, record, event->line, event->digit);
		break;
	case HL_EVENT_FAILED:
		put(writer, "error", "%d", event->error);
		break;
	case HL_EVENT_REQUEST:
		put_request(writer, record);
		break;
	case HL_EVENT_TONE:
		put(writer, "which", "%u", event->which);
		break;
	case HL_EVENT_PROGRESS:
		put_heard(writer, &event->heard);
		break;
	case HL_EVENT_RING:
	case HL_EVENT_FARGONE:
	case HL_EVENT_CALLER:
	case HL_EVENT_NUMBER:
	case HL_EVENT_ALERT:
	case HL_EVENT_ANSWERED:
	case HL_EVENT_HELD:
	case HL_EVENT_FARHELD:
	case HL_EVENT_JOIN:
		put_exchange(writer, event);
		break;
	case HL_EVENT_LOST:
	case HL_EVENT_ALARM:
	case HL_EVENT_POLARITY:
	case HL_EVENT_EXPIRE:
	case HL_EVENT_COUNT:
		break;
	}
	if (event->at.earliest != event->at.latest)
		put_time(writer, "earliest", event->at.earliest);
	if (event->at.latest != record->at)
		put_time(writer, "latest", event->at.latest);
}

/* ---- consequences ------------------------------------------------------- */

static void put_wire(struct writer *writer, const struct hl_record *record,
		     const struct hl_wire *wire)
{
	put(writer, "wire", "%s",
	    hl_wire_name((enum hl_wire_kind)wire->kind));
	if (wire->kind == HL_WIRE_PAIR)
		put_text(writer, "ref", line_name(record, (hl_line)wire->ref));
	else if (wire->kind != HL_WIRE_QUIET)
		put(writer, "ref", "%" PRIu32, wire->ref);
}

static void put_port(struct writer *writer, const struct hl_record *record)
{
	const struct hl_line_state *line =
		hl_model_line(record->model, record->effect->line);

	if (!line)
		return;
	put_wire(writer, record, &line->want.wire);
	put(writer, "tone", "%s", hl_tone_name((enum hl_tone)line->want.tone));
	put(writer, "ring", "%s", hl_ring_name((enum hl_ring)line->want.ring));
	put_yes(writer, "loop", line->want.loop);
	put_yes(writer, "listen", line->want.listen);
	if (line->want.hear)
		put(writer, "hear", "%x", line->want.hear);
	if (line->want.stage)
		put(writer, "stage", "%s",
		    hl_reach_name((enum hl_reach)line->want.stage));
	if (line->want.hold)
		put_yes(writer, "hold", true);
	put(writer, "door", "%s", hl_door_name((enum hl_door)line->want.door));
}

static void put_state(struct writer *writer, const char *key, unsigned state)
{
	put(writer, key, "%s", hl_call_state_name((enum hl_call_st)state));
}

static void put_mode(struct writer *writer, unsigned state, unsigned mode)
{
	const char *name = hl_call_mode_name((enum hl_call_st)state, mode);

	if (*name)
		put(writer, "mode", "%s", name);
}

static void put_party(struct writer *writer, const struct hl_record *record)
{
	const struct hl_call_state *call =
		hl_model_call(record->model, record->effect->call);

	if (!call)
		return;
	put(writer, "reason", "%s",
	    hl_reason_name((enum hl_call_reason)call->reason));
	put(writer, "origin", "%s",
	    hl_origin_name((enum hl_call_origin)call->origin));
	put(writer, "conversation", "%" PRIu32, call->conversation);
	put_text(writer, "party", call->party);
	put_text(writer, "name", call->name);
	if (call->absent)
		put(writer, "absent", "%u", call->absent);
}

static void put_info(struct writer *writer, const struct hl_record *record)
{
	const struct hl_call_state *call =
		hl_model_call(record->model, record->effect->call);

	if (call)
		put_mode(writer, call->state, call->mode);
	put_party(writer, record);
}

/* The bounds of the edge that ended the break stand beside its length. */
static void put_break(struct writer *writer, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;

	put(writer, "class", "%s",
	    hl_break_name((enum hl_break)effect->from));
	put(writer, "shortest", "%" PRIu32, effect->a);
	put(writer, "longest", "%" PRIu32, effect->b);
	put_time(writer, "earliest", record->event->at.earliest);
	put_time(writer, "latest", record->event->at.latest);
}

static void put_decision(struct writer *writer, const struct hl_effect *effect)
{
	put(writer, "situation", "%s",
	    hl_situation_name((enum hl_situation)effect->from));
	put(writer, "gesture", "%s",
	    hl_gesture_name((enum hl_gesture)effect->to));
	put(writer, "op", "%s", hl_op_name((enum hl_op)effect->a));
}

static void put_timeout(struct writer *writer, uint32_t timer)
{
	put(writer, "timer", "%s",
	    timer < HL_TIMER_COUNT ? hl_timer_info((enum hl_timer)timer)->name
				   : "?");
}

/* What programs asked to be told of a call, a line or an address. */
static void put_news(struct writer *writer, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;
	const struct hl_plan *plan = hl_model_get_plan(record->model);

	if (effect->kind == HL_FX_HEARD) {
		/* What a party keys while talking is between the parties. */
		put(writer, "digit", "?");
		put_yes(writer, "end", effect->b);
	} else if (effect->kind == HL_FX_TONE) {
		put(writer, "which", "%" PRIu32, effect->a);
	} else if (effect->kind == HL_FX_GENERATE) {
		put(writer, "how", effect->a == 1 ? "done" : "cancelled");
	} else if (effect->kind == HL_FX_FLASH) {
		put(writer, "length", "%" PRIu32, effect->a);
	} else if (effect->kind == HL_FX_SEND) {
		put(writer, "before", "%" PRIu32, effect->a);
		put_yes(writer, "complete", effect->b);
	} else if (effect->kind == HL_FX_CLEARED) {
		put(writer, "by", "%s",
		    hl_release_name((enum hl_release)effect->a));
	} else if (effect->kind == HL_FX_COUNTS) {
		put(writer, "active", "%" PRIu32, effect->a);
		put(writer, "held", "%" PRIu32, effect->b);
		put(writer, "pending", "%" PRIu32, effect->c);
	} else {
		put_text(writer, "address", plan->address[effect->a].name);
		put(writer, "stations", "%" PRIu32, effect->b);
	}
}

/* A call appeared, went on, or is over. */
static void put_change(struct writer *writer, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;

	if (effect->kind == HL_FX_STATE || effect->kind == HL_FX_END)
		put_state(writer, "from", effect->from);
	if (effect->kind == HL_FX_STATE || effect->kind == HL_FX_BIRTH)
		put_state(writer, "to", effect->to);
	if (effect->kind == HL_FX_STATE)
		put_mode(writer, effect->to, effect->mode);
	else if (effect->kind == HL_FX_END)
		put_mode(writer, HL_CALL_DISCONNECTED, effect->mode);
	else if (effect->kind == HL_FX_BIRTH)
		put_party(writer, record);
	else if (effect->kind == HL_FX_INFO)
		put_info(writer, record);
}

static void put_service(struct writer *writer, const struct hl_effect *effect)
{
	put(writer, "from", "%s",
	    hl_service_name((enum hl_service)effect->from));
	put(writer, "to", "%s", hl_service_name((enum hl_service)effect->to));
}

static void put_consequence(struct writer *writer,
			    const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;

	put(writer, "fx", "%s",
	    hl_effect_name((enum hl_effect_kind)effect->kind));
	switch ((enum hl_effect_kind)effect->kind) {
	case HL_FX_PORT:
		put_port(writer, record);
		break;
	case HL_FX_BIRTH:
	case HL_FX_STATE:
	case HL_FX_INFO:
	case HL_FX_END:
		put_change(writer, record);
		break;
	case HL_FX_BREAK:
		put_break(writer, record);
		break;
	case HL_FX_DECIDE:
		put_decision(writer, effect);
		break;
	case HL_FX_DIGIT:
		put_digit(writer, record, effect->line, (char)effect->a);
		break;
	case HL_FX_TIMEOUT:
		put_timeout(writer, effect->a);
		break;
	case HL_FX_SERVICE:
		put_service(writer, effect);
		break;
	case HL_FX_REFUSED:
		put_state(writer, "from", effect->from);
		put(writer, "event", "%s",
		    hl_call_event_name((enum hl_call_event)effect->a));
		break;
	case HL_FX_REPLY:
		put(writer, "id", "%" PRIu32, effect->a);
		put(writer, "error", "%s", error_name(effect->b));
		if (effect->c)
			put(writer, "second", "%" PRIu32, effect->c);
		break;
	case HL_FX_HEARD:
	case HL_FX_TONE:
	case HL_FX_GENERATE:
	case HL_FX_FLASH:
	case HL_FX_SEND:
	case HL_FX_CLEARED:
	case HL_FX_COUNTS:
	case HL_FX_INUSE:
		put_news(writer, record);
		break;
	case HL_FX_READ:
	case HL_EFFECT_COUNT:
		break;
	}
}

size_t hl_journal_print(const struct hl_record *record, char *ret,
			size_t size)
{
	struct writer writer = { .begin = ret, .size = size };
	hl_line line = record->effect ? record->effect->line
				      : record->event->line;

	ret[0] = '\0';
	put(&writer, "n", "%" PRIu64, record->number);
	put(&writer, "cause", "%" PRIu64, record->cause);
	put_time(&writer, "t", record->at);
	put_text(&writer, "line", line_name(record, line));
	if (record->effect && record->effect->call)
		put(&writer, "call", "%" PRIu32, record->effect->call);
	if (record->effect)
		put_consequence(&writer, record);
	else
		put_arrival(&writer, record);
	return writer.at;
}
