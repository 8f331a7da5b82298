/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * caps.c - what TAPI calls address capabilities and address status
 *
 * In:  a line, the plan, the state.
 * Out: what the line can ever do, what it can do now; shared addresses;
 *      parked parties.
 * Not: the board's rows - view.c; calls - info.c.
 */
#include "handle.h"

#include "words.h"

static hl_line line_take(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const char *name = hl_ask_text(ask, "line");
	hl_line line = hl_model_find(desk->view.model, name);

	if (line == HL_NO_LINE)
		hl_fault_line(fault, &desk->view, name);
	return line;
}

/* A trunk's call is never held or a member: that is the station's half. */
static bool state_is_possible(bool station, enum hl_call_st state)
{
	if (state == HL_CALL_UNKNOWN)
		return false;
	return station || (!hl_call_state_is_hold(state) &&
			   state != HL_CALL_CONFERENCED &&
			   state != HL_CALL_ACCEPTED &&
			   state != HL_CALL_DIALTONE);
}

static json_t *states_view(bool station)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		if (state_is_possible(station, i))
			json_array_append_new(list,
				json_pack("{s:s, s:I}", "word",
					  hl_call_state_name(i), "value",
					  (json_int_t)hl_call_state_value(i)));
	return list;
}

static json_t *modes_view(bool station)
{
	json_t *object = json_object();

	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++) {
		json_t *list = state_is_possible(station, i) ? hl_modes_of(i)
							     : NULL;

		if (json_array_size(list))
			json_object_set_new(object, hl_call_state_name(i),
					    list);
		else
			json_decref(list);
	}
	return object;
}

/* The words of TAPI, then the music classes that there are. */
static json_t *treatments_view(const struct hl_view *view)
{
	unsigned classes = view->config ? hl_config_musics(view->config) : 0;
	json_t *list = hl_words_view(HL_WORDS_TREATMENT);

	for (unsigned i = 0; i < classes; i++) {
		const char *name = hl_config_music(view->config, i)->name;

		/* A class cannot be asked for by a word that TAPI has. */
		if (hl_word_is(HL_WORDS_TREATMENT, name))
			continue;
		json_array_append_new(list,
			json_pack("{s:s, s:I}", "word", name, "value",
				  (json_int_t)HL_TREATMENT_CLASS + i));
	}
	return list;
}

static json_t *bits_view(enum hl_word_list list, uint32_t bits)
{
	return json_pack("{s:I, s:o}", "value", (json_int_t)bits, "words",
			 hl_words_of(list, bits));
}

static json_t *features_view(const struct hl_features *f)
{
	return json_pack("{s:I, s:I, s:I, s:o, s:o, s:o}", "call",
			 (json_int_t)f->call, "call2", (json_int_t)f->call2,
			 "address", (json_int_t)f->address, "words",
			 hl_words_of(HL_WORDS_CALL_FEATURES, f->call),
			 "words2",
			 hl_words_of(HL_WORDS_CALL_FEATURES2, f->call2),
			 "words_address",
			 hl_words_of(HL_WORDS_ADDRESS_FEATURES, f->address));
}

/* Name of the address of a line: shared with others, or its own. */
static const char *address_of(const struct hl_view *view, hl_line line)
{
	int address = hl_model_address(view->model, line);

	if (address < 0)
		return hl_view_name(view, line);
	return hl_model_get_plan(view->model)->address[address].name;
}

static json_t *limits_view(const struct hl_caps *caps)
{
	return json_pack("{s:i, s:i, s:i, s:i, s:i}", "active", caps->active,
			 "held", caps->held, "pending", caps->pending,
			 "conference", caps->parties, "transfer_conference",
			 caps->parties);
}

/* What programs may ask to be listened for, or to be sent. */
static json_t *media_view(const struct hl_caps *caps)
{
	bool digits = caps->features.call & 0x200; /* GENERATEDIGITS */

	return json_pack("{s:o, s:o, s:i, s:o}", "digit_modes",
			 hl_words_view(HL_WORDS_DIGIT_MODES), "tone_modes",
			 digits ? hl_words_view(HL_WORDS_TONE_MODES)
				: json_array(), "max_watched_tones",
			 HL_WATCH_TONES, "transfer_modes",
			 bits_view(HL_WORDS_TRANSFER_MODES,
				   caps->transfer_modes));
}

static json_t *modes_of_work(const struct hl_caps *caps)
{
	return json_pack("{s:s?, s:I, s:s?, s:I, s:s, s:o, s:o}",
			 "answer_mode",
			 hl_word_of(HL_WORDS_ANSWER_MODES, caps->answer),
			 "answer_mode_value", (json_int_t)caps->answer,
			 "remove_from_conference",
			 hl_word_of(HL_WORDS_REMOVES, caps->remove),
			 "remove_value", (json_int_t)caps->remove,
			 "removed_state", hl_call_state_name(HL_CALL_IDLE),
			 "flags", bits_view(HL_WORDS_ADDRESS_FLAGS,
					    caps->flags),
			 "park_modes", bits_view(HL_WORDS_PARK_MODES,
						 caps->park_modes));
}

json_t *hl_caps_handle(struct hl_desk *desk, const struct hl_ask *ask,
		       struct hl_fault *fault)
{
	hl_line line = line_take(desk, ask, fault);
	const struct hl_view *view = &desk->view;
	const struct hl_line_state *state;
	struct hl_caps caps;
	json_t *object;
	bool station;

	if (hl_model_caps(view->model, line, &caps) < 0)
		return NULL;
	state = hl_model_line(view->model, line);
	station = state->set.kind == HL_KIND_STATION;
	object = json_pack("{s:s, s:s, s:s, s:s?, s:I, s:o, s:o, s:o, s:o, "
			   "s:o}",
			   "line", state->set.name,
			   "kind", station ? "station" : "trunk",
			   "address", address_of(view, line),
			   "sharing", hl_word_of(HL_WORDS_SHARING,
						 caps.sharing),
			   "sharing_value", (json_int_t)caps.sharing,
			   "max", limits_view(&caps),
			   "states", states_view(station),
			   "modes", modes_view(station),
			   "features", features_view(&caps.features),
			   "treatments", treatments_view(view));
	if (!object ||
	    json_object_update_new(object, modes_of_work(&caps)) < 0 ||
	    json_object_update_new(object, media_view(&caps)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

/* Stations that use the address: of a private one that is the line. */
static unsigned in_use(const struct hl_model *model, hl_line line)
{
	int address = hl_model_address(model, line);
	struct hl_counts n;

	if (address >= 0)
		return hl_model_in_use(model, (unsigned)address);
	hl_model_counts(model, line, &n);
	return n.active || n.held || n.pending;
}

static json_t *can_line(const struct hl_view *view, hl_line line)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++)
		if (hl_model_can_line(view->model, i, line))
			json_array_append_new(list,
				json_string(hl_request_name(i)));
	return list;
}

json_t *hl_line_status_handle(struct hl_desk *desk, const struct hl_ask *ask,
			      struct hl_fault *fault)
{
	hl_line line = line_take(desk, ask, fault);
	const struct hl_view *view = &desk->view;
	struct hl_features f;
	struct hl_counts n;
	struct hl_caps caps;

	if (hl_model_caps(view->model, line, &caps) < 0)
		return NULL;
	hl_model_counts(view->model, line, &n);
	hl_model_line_features(view->model, line, &f);
	return json_pack("{s:s, s:s, s:s, s:s?, s:I, s:{s:i, s:i, s:i}, s:i, "
			 "s:{s:I, s:o}, s:o}",
			 "line", hl_view_name(view, line),
			 "state", hl_view_state(view, line),
			 "address", address_of(view, line),
			 "sharing", hl_word_of(HL_WORDS_SHARING, caps.sharing),
			 "sharing_value", (json_int_t)caps.sharing,
			 "calls", "active", n.active, "held", n.held,
			 "pending", n.pending,
			 "stations_in_use", in_use(view->model, line),
			 "features", "address", (json_int_t)f.address, "words",
			 hl_words_of(HL_WORDS_ADDRESS_FEATURES, f.address),
			 "can", can_line(view, line));
}

/* Calls of an address, one for each conversation, however many see it. */
static void address_count(const struct hl_view *view,
			  const struct hl_address *address, unsigned *held,
			  unsigned *ret)
{
	*held = 0;
	*ret = 0;
	for (unsigned i = 0; i < address->count; i++) {
		const struct hl_line_state *line =
			hl_model_line(view->model, address->lines[i]);

		if (!line || (address->watchers & 1u << i))
			continue;
		for (unsigned k = 0; k < HL_CALLS_PER_LINE; k++) {
			const struct hl_call_state *c =
				hl_model_call(view->model, line->calls[k]);

			/* The others stand for one that has the far party. */
			if (!c || !c->peer)
				continue;
			++*ret;
			*held += hl_call_state_is_hold(c->state);
		}
	}
}

static json_t *address_view(const struct hl_view *view, unsigned index)
{
	static const char *const words[] = { "zero", "one", "many" };
	const struct hl_address *address =
		&hl_model_get_plan(view->model)->address[index];
	unsigned n = hl_model_in_use(view->model, index);
	json_t *stations = json_array();
	json_t *watchers = json_array();
	unsigned calls;
	unsigned held;

	for (unsigned i = 0; i < address->count; i++)
		json_array_append_new(address->watchers & 1u << i ? watchers
								  : stations,
			json_string(hl_view_name(view, address->lines[i])));
	address_count(view, address, &held, &calls);
	return json_pack("{s:s, s:s, s:I, s:o, s:o, s:i, s:s, s:i, s:i}",
			 "address", address->name, "sharing",
			 hl_sharing_name(address->sharing), "sharing_value",
			 (json_int_t)hl_sharing_value(address->sharing),
			 "stations", stations, "watchers", watchers,
			 "stations_in_use", n, "in_use", words[n < 2 ? n : 2],
			 "calls", calls, "held", held);
}

json_t *hl_addresses_handle(struct hl_desk *desk, const struct hl_ask *ask,
			    struct hl_fault *fault)
{
	const struct hl_plan *plan = hl_model_get_plan(desk->view.model);
	json_t *list = json_array();

	(void)ask;
	(void)fault;
	for (unsigned i = 0; i < plan->addresses; i++)
		json_array_append_new(list, address_view(&desk->view, i));
	return list;
}

/*
 * The state of a parked call does not change: when it was parked is known by
 * the limit that has run since.
 */
static json_t *parked_view(const struct hl_view *view,
			   const struct hl_call_state *call)
{
	const struct hl_line_state *line =
		hl_model_line(view->model, call->line);
	hl_usec back = line->deadline[HL_TIMER_PARK];
	hl_usec limit = HL_MS(line->set.timer[HL_TIMER_PARK]);
	bool runs = back != HL_NEVER && back > limit;
	char number[HL_NAME_MAX];
	char name[HL_PARTY_NAME_MAX];
	char buf[HL_DIGITS_MAX + 1];
	const char *party = line->set.kind == HL_KIND_TRUNK
				    ? hl_view_party(view, call->party, buf)
				    : NULL;
	json_t *left = json_null();
	json_t *object;

	if (runs)
		left = json_integer(back > view->now ?
				    (json_int_t)((back - view->now) / 1000) :
				    0);
	object = json_pack("{s:s?, s:I, s:s?, s:s?, s:s?, s:s?, s:I, s:o}",
			   "number", hl_model_park_number(view->model,
							  call->id, number),
			   "call", (json_int_t)call->id,
			   "line", hl_view_name(view, call->line),
			   "party", party ? party :
			   hl_view_name(view, call->line), "name",
			   hl_view_called(view, call->name, name),
			   "by", hl_view_name(view, call->redirector),
			   "call_id", (json_int_t)call->conversation,
			   "returns_ms", left);
	if (!object ||
	    hl_view_since(view, object, runs ? back - limit : 0) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

json_t *hl_parked_handle(struct hl_desk *desk, const struct hl_ask *ask,
			 struct hl_fault *fault)
{
	const struct hl_call_state *call;
	json_t *list = json_array();
	unsigned slot = 0;

	(void)ask;
	(void)fault;
	while ((call = hl_model_next_call(desk->view.model, &slot)))
		if (call->slot && json_array_size(list) < HL_CONTROL_PAGE)
			json_array_append_new(list,
				parked_view(&desk->view, call));
	return list;
}
