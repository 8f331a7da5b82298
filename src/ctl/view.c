/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * view.c - lines and calls as JSON
 *
 * In:  the model's state, read only, and from where one looks.
 * Out: objects with snake_case keys, units in the key, null for unknown.
 * Not: tables for a person - holdctl; records - note.c; totals - board.c.
 */
#include "view.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "words.h"

const char *hl_stamp_print(uint64_t wall, char *buf)
{
	time_t seconds = (time_t)(wall / 1000000);
	size_t n;
	struct tm tm;

	gmtime_r(&seconds, &tm);
	n = strftime(buf, HL_VIEW_STAMP, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(buf + n, HL_VIEW_STAMP - n, ".%03uZ",
		 (unsigned)(wall / 1000 % 1000));
	return buf;
}

const char *hl_view_stamp(const struct hl_view *view, hl_usec at, char *buf)
{
	return hl_stamp_print(view->epoch + at, buf);
}

json_int_t hl_view_ms(const struct hl_view *view, hl_usec at)
{
	return at < view->now ? (json_int_t)((view->now - at) / 1000) : 0;
}

const char *hl_view_name(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);

	return state ? state->set.name : NULL;
}

const char *hl_view_party(const struct hl_view *view, const char *party,
			  char *buf)
{
	size_t n = strnlen(party, HL_DIGITS_MAX);
	size_t back;
	size_t front;

	if (!n)
		return NULL;
	memcpy(buf, party, n);
	buf[n] = '\0';
	if (!view->mask || n < 5 ||
	    hl_model_find(view->model, buf) != HL_NO_LINE)
		return buf;

	back = (n - 3) / 2 > 2 ? 2 : (n - 3) / 2;
	front = n - 3 - back;
	memset(buf + front, '*', 3);
	return buf;
}

const char *hl_view_called(const struct hl_view *view, const char *name,
			   char *buf)
{
	size_t n = strnlen(name, HL_PARTY_NAME_MAX - 1);
	size_t first = 1;

	if (!n)
		return NULL;
	memcpy(buf, name, n);
	buf[n] = '\0';
	/* Letters of several bytes stay whole. */
	while (((unsigned char)buf[first] & 0xc0) == 0x80)
		first++;
	if (view->mask)
		snprintf(buf + first, HL_PARTY_NAME_MAX - first, "***");
	return buf;
}

const char *hl_view_absent(unsigned absent)
{
	static const char *const words[] = { NULL, "withheld", "unavailable" };

	return absent < sizeof(words) / sizeof(words[0]) ? words[absent] : NULL;
}

static void conference_print(const struct hl_view *view, hl_line line,
			     uint32_t ref, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "conference");

	for (hl_line i = 0; i < hl_model_lines(view->model); i++) {
		const struct hl_line_state *other =
			hl_model_line(view->model, i);

		if (i == line || other->want.wire.kind != HL_WIRE_CONF ||
		    other->want.wire.ref != ref)
			continue;
		n += (size_t)snprintf(buf + n, size - n, " %s",
				      other->set.name);
		if (n >= size)
			return;
	}
}

static void music_print(const struct hl_view *view, uint32_t class, char *buf,
			size_t size)
{
	const struct hl_config_music *music = NULL;

	if (view->config)
		music = hl_config_music(view->config, class);
	if (music)
		snprintf(buf, size, "music %s", music->name);
	else if (class == 0)
		snprintf(buf, size, "music default");
	else
		snprintf(buf, size, "music %u", (unsigned)class);
}

const char *hl_view_hears(const struct hl_view *view, hl_line line,
			  const struct hl_want *want, char *buf, size_t size)
{
	const char *name;
	size_t n;

	switch ((enum hl_wire_kind)want->wire.kind) {
	case HL_WIRE_PAIR:
		name = hl_view_name(view, (hl_line)want->wire.ref);
		snprintf(buf, size, "%s", name ? name : "?");
		break;
	case HL_WIRE_CONF:
		conference_print(view, line, want->wire.ref, buf, size);
		break;
	case HL_WIRE_MUSIC:
		music_print(view, want->wire.ref, buf, size);
		break;
	case HL_WIRE_QUIET:
	case HL_WIRE_COUNT:
		if (want->tone != HL_TONE_NONE)
			snprintf(buf, size, "%s", hl_tone_plain(want->tone));
		else if (want->loop)
			snprintf(buf, size, "silence");
		else
			return NULL;
		return buf;
	}
	n = strlen(buf);
	if (want->tone != HL_TONE_NONE && n < size)
		snprintf(buf + n, size - n, " and %s",
			 hl_tone_plain(want->tone));
	return buf;
}

/*
 * A held call says more about a line than the one that is active beside it;
 * else it is the active one, else the first of the list.
 */
const struct hl_call_state *hl_view_shown(const struct hl_view *view,
					  hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	const struct hl_call_state *first = NULL;
	hl_call active;

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *call =
			hl_model_call(view->model, state->calls[i]);

		if (!call)
			continue;
		if (hl_call_state_is_hold(call->state))
			return call;
		if (!first)
			first = call;
	}
	active = hl_model_active(view->model, line);
	return active ? hl_model_call(view->model, active) : first;
}

const char *hl_view_state(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	const struct hl_call_state *call;

	if (state->service != HL_SERVICE_READY)
		return hl_service_name(state->service);
	call = hl_view_shown(view, line);
	if (call)
		return hl_call_state_name(call->state);
	if (state->set.kind == HL_KIND_STATION && state->hook.lifted)
		return "lockout";
	return "idle";
}

static const char *hook_word(const struct hl_line_state *state)
{
	if (state->service == HL_SERVICE_ABSENT)
		return NULL;
	if (state->set.kind == HL_KIND_TRUNK)
		return state->want.loop ? "off" : "on";
	return state->hook.lifted ? "off" : "on";
}

/* Who is at the other end of a line's call: "co1" or a number. */
static json_t *with_view(const struct hl_view *view,
			 const struct hl_call_state *call)
{
	const struct hl_call_state *peer =
		hl_model_call(view->model, call->peer);
	char party[HL_DIGITS_MAX + 1];
	char name[HL_PARTY_NAME_MAX];

	return json_pack("{s:I, s:s, s:b, s:s?, s:s?, s:s?}", "call",
			 (json_int_t)call->id, "state",
			 hl_call_state_name(call->state), "held",
			 hl_call_state_is_hold(call->state), "line",
			 peer ? hl_view_name(view, peer->line) : NULL, "party",
			 hl_view_party(view, call->party, party), "name",
			 hl_view_called(view, call->name, name));
}

static json_t *withs_view(const struct hl_view *view,
			  const struct hl_line_state *state)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *call =
			hl_model_call(view->model, state->calls[i]);

		/* A conference has no party of its own, its members have. */
		if (call && call->origin != HL_ORIGIN_CONFERENCE)
			json_array_append_new(list, with_view(view, call));
	}
	return list;
}

static json_t *breaks_view(const struct hl_line_state *state)
{
	json_t *object = json_object();

	for (unsigned i = 0; i < HL_BREAK_COUNT; i++)
		json_object_set_new(object, hl_break_name(i),
				    json_integer(state->breaks[i]));
	return object;
}

/* The same counts by what they say of the flash. */
static json_t *flashes_view(const struct hl_line_state *state)
{
	const uint32_t *n = state->breaks;

	return json_pack("{s:I, s:I, s:I, s:I, s:I}", "short",
			 (json_int_t)n[HL_BREAK_NOISE], "normal",
			 (json_int_t)n[HL_BREAK_FLASH], "long",
			 (json_int_t)n[HL_BREAK_LATE], "ignored",
			 (json_int_t)n[HL_BREAK_GLITCH] + n[HL_BREAK_BOUNCE],
			 "uncertain", (json_int_t)n[HL_BREAK_UNSURE]);
}

static json_t *last_break_view(const struct hl_view *view,
			       const struct hl_line_state *state)
{
	const struct hl_break_seen *seen = hl_line_break(state, 0);
	char stamp[HL_VIEW_STAMP];

	if (!seen)
		return json_null();
	return json_pack("{s:s, s:i, s:i, s:i, s:s, s:I}", "class",
			 hl_break_name(seen->class), "break_ms",
			 seen->longest, "least_ms", seen->shortest, "most_ms",
			 seen->longest, "since",
			 hl_view_stamp(view, state->last_at, stamp), "mono_us",
			 (json_int_t)state->last_at);
}

/* The last breaks, newest first. */
static json_t *recent_view(const struct hl_view *view,
			   const struct hl_line_state *state)
{
	const struct hl_break_seen *seen;
	json_t *list = json_array();

	for (unsigned i = 0; (seen = hl_line_break(state, i)); i++)
		json_array_append_new(list,
			json_pack("{s:s, s:i, s:i, s:I}", "class",
				  hl_break_name(seen->class), "least_ms",
				  seen->shortest, "most_ms", seen->longest,
				  "age_ms", (json_int_t)
				  hl_view_ms(view, seen->at * HL_MS(100))));
	return list;
}

static json_t *windows_view(const struct hl_profile *p)
{
	return json_pack("{s:[ii], s:[ii], s:i, s:i, s:i}", "pulse_ms",
			 p->pulse_min, p->pulse_max, "flash_ms", p->flash_min,
			 p->flash_max, "onhook_ms", p->onhook, "interdigit_ms",
			 p->interdigit, "flash_send_ms", p->flash_send);
}

static json_t *remark_view(const struct hl_view *view, hl_line line)
{
	struct hl_remark remark;

	if (!hl_view_remark(view, line, &remark))
		return json_null();
	return json_pack("{s:s, s:s, s:s}", "word", remark.word, "message",
			 remark.message, "next", remark.next);
}

/* Entry into what hl_view_state() says; 0 when it is not known. */
static hl_usec since_when(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	const struct hl_call_state *call = hl_view_shown(view, line);

	if (state->service != HL_SERVICE_READY)
		return hl_past_service(view->past, line);
	return call ? call->since : 0;
}

int hl_view_since(const struct hl_view *view, json_t *object, hl_usec at)
{
	char stamp[HL_VIEW_STAMP];

	return json_object_update_new(object, at ?
		json_pack("{s:s, s:I, s:I}", "since",
			  hl_view_stamp(view, at, stamp), "age_ms",
			  hl_view_ms(view, at), "mono_us", (json_int_t)at) :
		json_pack("{s:n, s:n, s:n}", "since", "age_ms", "mono_us"));
}

static int port_set(const struct hl_view *view, json_t *object, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	const struct hl_driver *driver = NULL;
	const char *why = "";
	char hears[HL_VIEW_TEXT];
	int channel = 0;

	if (view->engine) {
		driver = hl_engine_driver(view->engine, line, &channel);
		if (state->service == HL_SERVICE_ABSENT)
			why = hl_engine_why(view->engine, line);
	}
	return json_object_update_new(object,
		json_pack("{s:s?, s:o, s:s?, s:s?, s:s, s:s, s:b}",
			  "driver", driver ? driver->name : NULL, "channel",
			  driver ? json_integer(channel) : json_null(),
			  "why", why && *why ? why : NULL, "hears",
			  hl_view_hears(view, line, &state->want, hears,
					sizeof(hears)),
			  "tone", hl_tone_name(state->want.tone), "ring",
			  hl_ring_name(state->want.ring), "listen",
			  state->want.listen));
}

json_t *hl_view_line(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	bool station = state->set.kind == HL_KIND_STATION;
	char digits[HL_DIGITS_MAX + 1];
	json_t *object;

	object = json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?, s:o, s:s?, "
			   "s:o, s:o, s:o, s:o, s:o, s:o}",
			   "line", state->set.name, "kind",
			   station ? "station" : "trunk", "service",
			   hl_service_name(state->service), "state",
			   hl_view_state(view, line), "situation",
			   station ? hl_situation_name(
				hl_model_situation(view->model, line)) : NULL,
			   "hook", hook_word(state), "with",
			   withs_view(view, state), "digits",
			   hl_view_party(view, state->digits, digits),
			   "breaks", breaks_view(state), "flashes",
			   flashes_view(state), "last_break",
			   last_break_view(view, state), "recent_breaks",
			   recent_view(view, state), "windows",
			   windows_view(&state->set.profile), "note",
			   remark_view(view, line));
	if (!object ||
	    hl_view_since(view, object, since_when(view, line)) < 0 ||
	    port_set(view, object, line) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

json_t *hl_view_can(const struct hl_view *view, hl_call call)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++)
		if (hl_model_can(view->model, i, call))
			json_array_append_new(list,
				json_string(hl_request_name(i)));
	return list;
}

json_t *hl_view_features(const struct hl_view *view, hl_call call)
{
	struct hl_features f;

	hl_model_call_features(view->model, call, &f);
	return json_pack("{s:I, s:I, s:o, s:o}", "call", (json_int_t)f.call,
			 "call2", (json_int_t)f.call2, "words",
			 hl_words_of(HL_WORDS_CALL_FEATURES, f.call), "words2",
			 hl_words_of(HL_WORDS_CALL_FEATURES2, f.call2));
}

json_t *hl_view_owners(const struct hl_view *view, hl_call call)
{
	uint32_t owners = view->owns ? hl_owns_owners(view->owns, call) : 0;
	json_t *list = json_array();

	for (int i = 0; i < HL_PLACES; i++)
		if (owners & UINT32_C(1) << i)
			json_array_append_new(list,
				json_string(view->owns->app[i].name));
	return list;
}

const char *hl_view_treatment(const struct hl_view *view,
			      const struct hl_call_state *call, char *buf)
{
	const struct hl_config_music *music = NULL;
	unsigned class = call->treatment - HL_TREATMENT_CLASS;

	if (call->treatment < HL_TREATMENT_CLASS)
		return hl_word_of(HL_WORDS_TREATMENT, call->treatment);
	if (view->config)
		music = hl_config_music(view->config, class);
	if (music)
		snprintf(buf, HL_VIEW_TEXT, "%s", music->name);
	else
		snprintf(buf, HL_VIEW_TEXT, "class %u", class);
	return buf;
}

static const char *direction(const struct hl_call_state *call)
{
	switch ((enum hl_call_origin)call->origin) {
	case HL_ORIGIN_OUTBOUND:
		return "out";
	case HL_ORIGIN_INTERNAL:
	case HL_ORIGIN_EXTERNAL:
		return "in";
	case HL_ORIGIN_CONFERENCE:
	case HL_CALL_ORIGIN_COUNT:
		break;
	}
	return NULL;
}

static json_t *id_view(hl_call call)
{
	return call ? json_integer(call) : json_null();
}

static json_t *hears_view(const struct hl_view *view, hl_line line)
{
	const struct hl_line_state *state = hl_model_line(view->model, line);
	char buf[HL_VIEW_TEXT];
	const char *hears = NULL;

	if (state)
		hears = hl_view_hears(view, line, &state->want, buf,
				      sizeof(buf));
	return hears ? json_string(hears) : json_null();
}

static json_t *relations_view(const struct hl_view *view,
			      const struct hl_call_state *call)
{
	const struct hl_call_state *peer =
		hl_model_call(view->model, call->peer);
	hl_line far = peer ? peer->line : HL_NO_LINE;

	return json_pack("{s:o, s:s?, s:o, s:o, s:I, s:s?, s:o, s:o}", "peer",
			 id_view(call->peer), "peer_line",
			 hl_view_name(view, far), "parent",
			 id_view(call->parent), "consult",
			 id_view(call->consult), "conversation",
			 (json_int_t)call->conversation, "owner",
			 hl_view_name(view, call->owner), "hears",
			 hears_view(view, call->line), "party_hears",
			 hears_view(view, far));
}

/* What TAPI calls call information and call status, as far as a board shows. */
static json_t *traits_view(const struct hl_view *view,
			   const struct hl_call_state *call)
{
	enum hl_privilege privilege = HL_PRIVILEGE_NONE;
	char treatment[HL_VIEW_TEXT];
	char number[HL_NAME_MAX];
	struct hl_features f;

	if (view->owns)
		privilege = hl_owns_get(view->owns, call->id, view->place);
	hl_model_call_features(view->model, call->id, &f);
	return json_pack("{s:I, s:b, s:s?, s:b, s:b, s:s?, s:o, s:s, s:o, "
			 "s:{s:I, s:I}}",
			 "mode_value", (json_int_t)call->mode,
			 "conference", call->origin == HL_ORIGIN_CONFERENCE,
			 "treatment", hl_view_treatment(view, call, treatment),
			 "secure", !!(call->flags & HL_FLAG_SECURE),
			 "private", !!(call->flags & HL_FLAG_PRIVATE),
			 "parked", hl_model_park_number(view->model, call->id,
							number),
			 "related", id_view(call->related),
			 "privilege", hl_privilege_name(privilege),
			 "owners", hl_view_owners(view, call->id),
			 "features", "call", (json_int_t)f.call, "call2",
			 (json_int_t)f.call2);
}

json_t *hl_view_call(const struct hl_view *view,
		     const struct hl_call_state *call)
{
	const char *mode = hl_call_mode_name(call->state, call->mode);
	char party[HL_DIGITS_MAX + 1];
	char name[HL_PARTY_NAME_MAX];
	json_t *object;

	object = json_pack("{s:I, s:s?, s:s, s:I, s:s?, s:s?, s:s?, s:s?, s:s,"
			   " s:s, s:b, s:b, s:o}", "call", (json_int_t)call->id,
			   "line", hl_view_name(view, call->line), "state",
			   hl_call_state_name(call->state), "state_value",
			   (json_int_t)hl_call_state_value(call->state),
			   "mode", *mode ? mode : NULL, "party",
			   hl_view_party(view, call->party, party), "name",
			   hl_view_called(view, call->name, name),
			   "direction", direction(call), "origin",
			   hl_origin_name(call->origin), "reason",
			   hl_reason_name(call->reason), "held",
			   hl_call_state_is_hold(call->state), "answered",
			   call->answered, "can", hl_view_can(view, call->id));
	if (!object || hl_view_since(view, object, call->since) < 0 ||
	    json_object_update_new(object, relations_view(view, call)) < 0 ||
	    json_object_update_new(object, traits_view(view, call)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}
