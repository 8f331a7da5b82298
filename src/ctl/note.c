/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * note.c - a record as JSON
 *
 * In:  a note, and from where one looks.
 * Out: an object: number, cause, time, line, call, what, and what that kind
 *      of record knows besides.
 * Not: sentences about it - holdctl watch, log and why.
 */
#include "view.h"

#include <string.h>

#include "holdline/progress.h"

static json_t *digit_view(const struct hl_view *view, char digit)
{
	char text[2] = { digit, '\0' };

	/* One digit after another would spell the number that is masked. */
	return digit && !view->mask ? json_string(text) : json_null();
}

/*
 * A digit of a conversation is told to the application that asked for it, and
 * not to another one that sits in its place later.
 */
static json_t *heard_view(const struct hl_view *view,
			  const struct hl_note *note)
{
	char text[2] = { (char)note->effect.a, '\0' };
	int place = view->place;
	bool sees = place >= 0 && (note->seers & UINT32_C(1) << place) &&
		    view->owns->app[place].born < note->number &&
		    view->role >= HL_ROLE_OPERATOR;

	return json_pack("{s:s?, s:b}", "digit", sees ? text : NULL, "end",
			 (int)note->effect.b);
}

static json_t *text_view(const struct hl_view *view, const char *text)
{
	char buf[HL_DIGITS_MAX + 1];
	const char *shown = hl_view_party(view, text, buf);

	return shown ? json_string(shown) : json_null();
}

static json_t *name_view(const struct hl_view *view, const char *name)
{
	char buf[HL_PARTY_NAME_MAX];
	const char *shown = hl_view_called(view, name, buf);

	return shown ? json_string(shown) : json_null();
}

static json_t *id_view(hl_call call)
{
	return call ? json_integer(call) : json_null();
}

static json_t *request_view(const struct hl_view *view,
			    const struct hl_note *note)
{
	return json_pack("{s:s, s:o, s:o}", "request",
			 hl_request_name(note->request), "other",
			 id_view(note->other), "number",
			 text_view(view, note->text));
}

/* The evidence of a detector: what it measured. */
static json_t *evidence_view(const struct hl_heard *heard)
{
	return json_pack("{s:s, s:[i,i], s:i, s:i, s:i, s:f, s:I}", "heard",
			 hl_progress_name((enum hl_progress_kind)heard->kind),
			 "freq_hz", heard->hz[0], heard->hz[1], "cycles",
			 heard->cycles, "on_ms", heard->on_ms, "off_ms",
			 heard->off_ms, "level_dbm0", heard->level / 10.0,
			 "lasted_ms", (json_int_t)heard->lasted);
}

/* What is no number was dropped, and is not told either. */
static json_t *caller_view(const struct hl_view *view,
			   const struct hl_note *note)
{
	return json_pack("{s:o, s:o, s:s?}", "number",
			 hl_dial_is_digits(note->text) ?
			 text_view(view, note->text) : json_null(), "name",
			 name_view(view, note->name), "absent",
			 hl_view_absent(note->value));
}

static json_t *arrival_view(const struct hl_view *view,
			    const struct hl_note *note)
{
	switch ((enum hl_event_kind)note->event) {
	case HL_EVENT_EDGE:
		return json_pack("{s:b, s:I, s:I}", "closed", note->closed,
				 "earliest_us",
				 (json_int_t)note->range.earliest,
				 "latest_us", (json_int_t)note->range.latest);
	case HL_EVENT_READY:
	case HL_EVENT_TRUTH:
		return json_pack("{s:b}", "closed", note->closed);
	case HL_EVENT_TOLD:
		return json_pack("{s:b}", "whole", note->closed);
	case HL_EVENT_GESTURE:
		return json_pack("{s:s, s:o}", "gesture",
				 hl_gesture_name(note->gesture), "digit",
				 digit_view(view, note->digit));
	case HL_EVENT_DIGIT:
		return json_pack("{s:o}", "digit",
				 digit_view(view, note->digit));
	case HL_EVENT_FAILED:
		return json_pack("{s:s?, s:s}", "error",
				 strerrorname_np(-note->error), "message",
				 strerror(-note->error));
	case HL_EVENT_REQUEST:
		return request_view(view, note);
	case HL_EVENT_TONE:
		return json_pack("{s:i}", "which", note->which);
	case HL_EVENT_PROGRESS:
		return evidence_view(&note->heard);
	case HL_EVENT_CALLER:
		return caller_view(view, note);
	case HL_EVENT_RING:
	case HL_EVENT_FARGONE:
	case HL_EVENT_NUMBER:
	case HL_EVENT_ALERT:
	case HL_EVENT_ANSWERED:
	case HL_EVENT_HELD:
	case HL_EVENT_FARHELD:
	case HL_EVENT_JOIN:
		return json_pack("{s:i}", "value", (int)note->value);
	case HL_EVENT_LOST:
	case HL_EVENT_ALARM:
	case HL_EVENT_POLARITY:
	case HL_EVENT_EXPIRE:
	case HL_EVENT_COUNT:
		break;
	}
	return json_object();
}

static json_t *port_view(const struct hl_view *view,
			 const struct hl_note *note)
{
	const struct hl_want *want = &note->want;
	char hears[HL_VIEW_TEXT];

	return json_pack("{s:s?, s:s, s:s, s:b, s:b, s:s}", "hears",
			 hl_view_hears(view, note->line, want, hears,
				       sizeof(hears)),
			 "tone", hl_tone_name(want->tone), "ring",
			 hl_ring_name(want->ring), "loop", want->loop,
			 "listen", want->listen, "door",
			 hl_door_name(want->door));
}

static json_t *move_view(const struct hl_view *view,
			 const struct hl_note *note, bool from)
{
	const char *mode = hl_call_mode_name(note->effect.to,
					     note->effect.mode);

	return json_pack("{s:s?, s:s, s:s?, s:o, s:o}", "from",
			 from ? hl_call_state_name(note->effect.from) : NULL,
			 "to", hl_call_state_name(note->effect.to), "mode",
			 *mode ? mode : NULL, "party",
			 text_view(view, note->text), "name",
			 name_view(view, note->name));
}

static json_t *info_view(const struct hl_view *view,
			 const struct hl_note *note)
{
	const char *mode = "";
	const char *state = NULL;

	if (note->state < HL_CALL_STATE_COUNT) {
		state = hl_call_state_name(note->state);
		mode = hl_call_mode_name(note->state, note->mode);
	}
	return json_pack("{s:s?, s:s?, s:o, s:o}", "state", state, "mode",
			 *mode ? mode : NULL, "party",
			 text_view(view, note->text), "name",
			 name_view(view, note->name));
}

static json_t *decide_view(const struct hl_view *view,
			   const struct hl_effect *effect)
{
	const struct hl_line_state *line =
		hl_model_line(view->model, effect->line);
	const struct hl_feature *feature =
		hl_feature_find(line ? line->set.procedure : 0, effect->from,
				effect->to);
	const char *says = NULL;

	/* The row speaks for its own operation only. */
	if (feature && feature->op == effect->a)
		says = feature->says;
	return json_pack("{s:s, s:s, s:s, s:s?}", "situation",
			 hl_situation_name(effect->from), "gesture",
			 hl_gesture_name(effect->to), "op",
			 hl_op_name(effect->a), "says", says);
}

static json_t *timeout_view(const struct hl_effect *effect)
{
	const struct hl_timer_info *info;

	if (effect->a >= HL_TIMER_COUNT)
		return json_object();
	info = hl_timer_info(effect->a);
	return json_pack("{s:s, s:s}", "timer", info->name, "meaning",
			 info->meaning);
}

static json_t *reply_view(const struct hl_note *note)
{
	const struct hl_error_info *info;

	if (note->effect.b >= HL_ERROR_COUNT)
		return json_object();
	info = hl_error_info(note->effect.b);
	return json_pack("{s:s, s:s, s:s}", "request",
			 hl_request_name(note->request), "error", info->name,
			 "message", info->sentence);
}

static json_t *counts_view(const struct hl_effect *fx)
{
	return json_pack("{s:i, s:i, s:i}", "active", (int)fx->a, "held",
			 (int)fx->b, "pending", (int)fx->c);
}

/* LINEADDRESSSTATE_INUSEZERO, _INUSEONE, _INUSEMANY. */
static json_t *in_use_view(const struct hl_view *view,
			   const struct hl_effect *fx)
{
	static const char *const words[] = { "zero", "one", "many" };
	const struct hl_plan *plan = hl_model_get_plan(view->model);
	const char *name = NULL;

	/* The plan may have been replaced since. */
	if (fx->a < plan->addresses)
		name = plan->address[fx->a].name;
	return json_pack("{s:s?, s:i, s:s}", "address", name, "stations",
			 (int)fx->b, "in_use", words[fx->b < 2 ? fx->b : 2]);
}

/* What programs asked to be told of a call or an address. */
static json_t *media_view(const struct hl_view *view,
			  const struct hl_note *note)
{
	const struct hl_effect *fx = &note->effect;

	if (fx->kind == HL_FX_HEARD)
		return heard_view(view, note);
	if (fx->kind == HL_FX_TONE)
		return json_pack("{s:i}", "which", (int)fx->a);
	if (fx->kind == HL_FX_GENERATE)
		return json_pack("{s:s}", "how",
				 fx->a == 1 ? "done" : "cancelled");
	if (fx->kind == HL_FX_FLASH)
		return json_pack("{s:i}", "length_ms", (int)fx->a);
	if (fx->kind == HL_FX_SEND)
		return json_pack("{s:i, s:b}", "before", (int)fx->a,
				 "complete", (int)fx->b);
	if (fx->kind == HL_FX_CLEARED)
		return json_pack("{s:s}", "by",
				 hl_release_name((enum hl_release)fx->a));
	if (fx->kind == HL_FX_INUSE)
		return in_use_view(view, fx);
	return counts_view(fx);
}

/* Why a call is over: picked up elsewhere, not answered ... */
static json_t *end_view(const struct hl_effect *fx)
{
	const char *why = hl_call_mode_name(HL_CALL_DISCONNECTED, fx->mode);

	return json_pack("{s:s, s:s?}", "from",
			 hl_call_state_name(fx->from), "mode",
			 *why ? why : NULL);
}

static json_t *effect_view(const struct hl_view *view,
			   const struct hl_note *note)
{
	const struct hl_effect *fx = &note->effect;

	switch ((enum hl_effect_kind)fx->kind) {
	case HL_FX_PORT:
		return port_view(view, note);
	case HL_FX_BIRTH:
		return move_view(view, note, false);
	case HL_FX_STATE:
		return move_view(view, note, true);
	case HL_FX_INFO:
		return info_view(view, note);
	case HL_FX_END:
		return end_view(fx);
	case HL_FX_BREAK:
		return json_pack("{s:s, s:i, s:i, s:i}", "class",
				 hl_break_name(fx->from), "break_ms",
				 (int)fx->b, "least_ms", (int)fx->a,
				 "most_ms", (int)fx->b);
	case HL_FX_DECIDE:
		return decide_view(view, fx);
	case HL_FX_DIGIT:
		return json_pack("{s:o}", "digit",
				 digit_view(view, (char)fx->a));
	case HL_FX_TIMEOUT:
		return timeout_view(fx);
	case HL_FX_SERVICE:
		return json_pack("{s:s, s:s}", "from",
				 hl_service_name(fx->from), "to",
				 hl_service_name(fx->to));
	case HL_FX_REFUSED:
		return json_pack("{s:s, s:s}", "state",
				 hl_call_state_name(fx->from), "refused",
				 hl_call_event_name(fx->a));
	case HL_FX_REPLY:
		return reply_view(note);
	case HL_FX_HEARD:
	case HL_FX_TONE:
	case HL_FX_GENERATE:
	case HL_FX_FLASH:
	case HL_FX_SEND:
	case HL_FX_CLEARED:
	case HL_FX_COUNTS:
	case HL_FX_INUSE:
		return media_view(view, note);
	case HL_FX_READ:
	case HL_EFFECT_COUNT:
		break;
	}
	return json_object();
}

json_t *hl_view_note(const struct hl_view *view, const struct hl_note *note)
{
	char stamp[HL_VIEW_STAMP];
	json_t *object;

	object = json_pack("{s:I, s:o, s:s, s:I, s:s?, s:o, s:s, s:s}",
			   "record", (json_int_t)note->number, "cause",
			   note->cause ? json_integer((json_int_t)note->cause)
				       : json_null(), "time",
			   hl_view_stamp(view, note->at, stamp), "mono_us",
			   (json_int_t)note->at, "line",
			   hl_view_name(view, note->line), "call",
			   id_view(note->call), "kind",
			   note->arrival ? "event" : "effect", "what",
			   note->arrival ? hl_event_name(note->event)
					 : hl_effect_name(note->effect.kind));
	if (!object)
		return NULL;
	if (json_object_update_new(object, note->arrival ?
				   arrival_view(view, note) :
				   effect_view(view, note)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}
