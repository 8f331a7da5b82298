/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve.c - one request after another, each answered once
 *
 * In:  whole lines of clients; the engine's replies; time.
 * Out: answers in the clients' buffers, now or when the engine replies.
 * Not: what a line means - proto.c; what a method does - handle.c.
 *
 * One client at a time gets one request served, and a turn ends after a few,
 * so that nothing a client sends keeps the loop from a telephone. A client is
 * served again only when it has taken its last answer: what it does not read
 * it cannot make grow.
 */
#include "server.h"

#include <errno.h>
#include <stdio.h>

#include "handle.h"
#include "proto.h"

#define TURN_REQUESTS 8  /* served in one turn (house) */
#define TURN_BYTES 65536 /* of answers: then the turn ends too (house) */
#define TURN_ORPHANS 8   /* calls dropped in one turn (house) */

/*
 * Hand the request to the engine; its reply may come before this returns.
 * Return: false when too many of clients that have left wait for theirs.
 */
static bool engine_ask(struct hl_server *server, unsigned place,
		       const struct hl_ask *ask, struct hl_desk *desk)
{
	struct hl_act act = { desk->event.request, desk->event.line,
			      desk->event.call, desk->event.other,
			      desk->event.value };

	desk->event.id = hl_opens_add(&server->opens, (int)place, ask->id,
				      &act, server->now);
	if (!desk->event.id)
		return false;
	server->seats[place]->open++;
	hl_engine_event(server->engine, &desk->event);
	return true;
}

static void follow(struct hl_server *server, struct hl_seat *seat,
		   const struct hl_filter *filter)
{
	seat->follows = true;
	seat->filter = *filter;
	seat->next = filter->from;
	seat->live = hl_past_last(server->past);
	server->woken = true;
}

static void notice_put(struct hl_server *server,
		       const struct hl_notice *notice, int by)
{
	struct hl_seat *seat = server->seats[notice->place];
	const struct hl_model *model = hl_engine_model(server->engine);
	const struct hl_call_state *call = hl_model_call(model, notice->call);
	const struct hl_line_state *line =
		call ? hl_model_line(model, call->line) : NULL;
	json_t *params;

	if (!seat || seat->leaving)
		return;
	params = json_pack("{s:I, s:s?, s:s, s:I, s:s}", "call",
			   (json_int_t)notice->call, "line",
			   line ? line->set.name : NULL, "privilege",
			   hl_privilege_name(notice->privilege),
			   "privilege_value",
			   (json_int_t)hl_privilege_value(notice->privilege),
			   "by", server->owns.app[by].name);
	if (hl_seat_put(seat, hl_answer_notice("privilege", params)) < 0)
		seat->leaving = true;
	server->woken = true;
}

/* Serve one line. Return: 0, or -errno when the client is to be dropped. */
static int line_serve(struct hl_server *server, unsigned place,
		      const char *text, size_t size)
{
	struct hl_seat *seat = server->seats[place];
	struct hl_facts facts;
	struct hl_desk desk = { .host = &server->host,
				.owns = &server->owns };
	struct hl_fault fault = { 0 };
	struct hl_ask ask;
	json_t *result = NULL;
	json_t *answer = NULL;
	int r = 0;

	server->counts.requests++;
	hl_server_facts(server, &facts);
	hl_server_view(server, (int)place, &facts, &desk.view);
	if (hl_ask_read(&ask, text, size, seat->role, &fault) == 0)
		result = hl_handle(&desk, &ask, &fault);
	hl_seat_eat(seat);
	if (desk.reloaded)
		hl_entry_groups(&server->entry);

	if (desk.act) {
		desk.act = engine_ask(server, place, &ask, &desk);
		if (desk.act)
			goto out;
		hl_fault_call(&fault, HL_ERR_RESOURCEUNAVAIL);
	}
	if (result) {
		answer = hl_answer_result(ask.id, result);
	} else {
		server->counts.refused++;
		answer = hl_answer_fault(ask.id, &fault);
	}
	if (desk.subscribe)
		follow(server, seat, &desk.filter);
	r = hl_seat_put(seat, answer);
	for (unsigned i = 0; r == 0 && i < desk.notices; i++)
		notice_put(server, &desk.notice[i], (int)place);
out:
	hl_ask_fini(&ask);
	hl_fault_fini(&fault);
	return r;
}

/* Return: 1 when a request was served, 0 when none waits or none may. */
static int seat_serve(struct hl_server *server, unsigned place)
{
	struct hl_seat *seat = server->seats[place];
	struct hl_fault fault;
	const char *text;
	size_t size;
	int r;

	if (seat->leaving || hl_seat_waits(seat) ||
	    seat->open >= HL_CONTROL_OPEN_MAX)
		return 0;
	if (hl_seat_is_overlong(seat)) {
		/* What follows cannot be told from what came before. */
		hl_fault_control(&fault, HL_CERR_INVALID,
				 "a line is longer than %d bytes",
				 HL_CONTROL_LINE_MAX);
		server->counts.broken++;
		seat->leaving = true;
		seat->in_len = 0;
		return hl_seat_put(seat, hl_answer_fault(NULL, &fault)) < 0
			       ? -ENOMEM : 1;
	}
	if (!hl_seat_line(seat, &text, &size) ||
	    !hl_seat_pays(seat, server->now))
		return 0;
	r = line_serve(server, place, text, size);
	return r < 0 ? r : 1;
}

/* One request of one client. Return: false when it has none to serve. */
static bool place_serve(struct hl_server *server, unsigned place,
			size_t *bytes)
{
	struct hl_seat *seat = server->seats[place];
	int r;

	if (!seat)
		return false;
	r = seat_serve(server, place);
	if (r > 0) {
		*bytes += seat->out_end;
		if (hl_seat_flush(seat, server->now) < 0)
			r = -EPIPE;
	}
	if (r < 0)
		hl_server_drop(server, place);
	return r != 0;
}

/* A few, one of each client in turn; where this turn ends the next begins. */
void hl_serve_requests(struct hl_server *server)
{
	unsigned served = 0;
	unsigned idle = 0;
	size_t bytes = 0;

	while (served < TURN_REQUESTS && bytes < TURN_BYTES && idle < SEATS) {
		bool busy = place_serve(server, server->turn++ % SEATS,
					&bytes);

		served += busy;
		idle = busy ? 0 : idle + 1;
	}
}

void hl_serve_expire(struct hl_server *server)
{
	struct hl_open *open;

	while (hl_opens_due(&server->opens, &open) <= server->now) {
		struct hl_fault fault;
		struct hl_seat *seat = NULL;

		if (open->seat >= 0)
			seat = server->seats[open->seat];
		hl_fault_control(&fault, HL_CERR_TIMEOUT, NULL);
		if (seat) {
			seat->open--;
			if (hl_seat_put(seat, hl_answer_fault(open->id,
							      &fault)) < 0)
				seat->leaving = true;
		}
		hl_opens_end(&server->opens, open);
	}
}

/* The second call that a request made, while it is there. */
static hl_call second_of(const struct hl_record *record,
			 const struct hl_act *act)
{
	if (act->request != HL_REQUEST_CONFERENCE &&
	    act->request != HL_REQUEST_NEWCONFERENCE)
		return HL_NO_CALL;
	return hl_model_call(record->model, record->effect->c)
		       ? record->effect->c : HL_NO_CALL;
}

/* What was made for a client is its own; what it listens to it monitors. */
static void gains_keep(struct hl_server *server, int place,
		       const struct hl_act *act,
		       const struct hl_record *record)
{
	const hl_call made[] = { record->effect->call,
				 second_of(record, act) };
	struct hl_owns *owns = &server->owns;

	/* There is room: it was made before the engine was asked. */
	for (unsigned i = 0; i < 2; i++)
		if (hl_model_call(record->model, made[i]))
			hl_owns_set(owns, made[i], place, HL_PRIVILEGE_OWNER);
	if (act->request == HL_REQUEST_MONITORDIGITS && act->value &&
	    hl_owns_get(owns, act->call, place) == HL_PRIVILEGE_NONE)
		hl_owns_set(owns, act->call, place, HL_PRIVILEGE_MONITOR);
}

static json_t *id_view(hl_call call)
{
	return call ? json_integer(call) : json_null();
}

/* What a request made, besides its call. */
static json_t *made_view(const struct hl_record *record,
			 const struct hl_act *act)
{
	const struct hl_effect *fx = record->effect;
	char number[HL_DIGITS_MAX + 1];

	if (act->request == HL_REQUEST_JOIN)
		return json_pack("{s:I}", "conference", (json_int_t)fx->call);
	if (act->request == HL_REQUEST_CONFERENCE ||
	    act->request == HL_REQUEST_NEWCONFERENCE)
		return json_pack("{s:I, s:o}", "conference",
				 (json_int_t)fx->call, "consult",
				 id_view(second_of(record, act)));
	if (act->request == HL_REQUEST_PREPARE)
		return json_pack("{s:I, s:I}", "conference",
				 (json_int_t)act->call, "consult",
				 (json_int_t)fx->call);
	if (act->request != HL_REQUEST_PARK)
		return json_object();
	/* At a station's number: as it was asked for. */
	if (fx->c)
		snprintf(number, sizeof(number), "%u", (unsigned)fx->c);
	else
		snprintf(number, sizeof(number), "%s", record->event->number);
	return json_pack("{s:s}", "number", number);
}

static json_t *success_view(const struct hl_record *record,
			    const struct hl_act *act)
{
	json_t *object;

	object = json_pack("{s:o, s:I}", "call", id_view(record->effect->call),
			   "record", (json_int_t)record->number);
	if (json_object_update_new(object, made_view(record, act)) < 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

/* The engine's answer: find who asked, word it, queue it. */
void hl_serve_reply(struct hl_server *server, const struct hl_record *record)
{
	const struct hl_effect *effect = record->effect;
	struct hl_open *open = hl_opens_find(&server->opens, effect->a);
	struct hl_seat *seat = NULL;
	json_t *answer;

	if (!open)
		return;
	if (open->seat >= 0)
		seat = server->seats[open->seat];
	if (!seat) {
		hl_opens_end(&server->opens, open);
		return;
	}
	if (effect->b == HL_ERR_NONE) {
		gains_keep(server, open->seat, &open->act, record);
		answer = hl_answer_result(open->id,
					  success_view(record, &open->act));
	} else {
		struct hl_facts facts;
		struct hl_view view;
		struct hl_fault fault;

		hl_server_facts(server, &facts);
		hl_server_view(server, open->seat, &facts, &view);
		view.model = record->model;
		hl_fault_act(&fault, &view, &open->act, effect->b);
		answer = hl_answer_fault(open->id, &fault);
		server->counts.refused++;
	}
	seat->open--;
	if (hl_seat_put(seat, answer) < 0)
		seat->leaving = true;
	hl_opens_end(&server->opens, open);
	server->woken = true;
}

/*
 * Calls whose last owner left and wanted them dropped: the youngest first,
 * so that a consultation call goes before the call it asks for. What the
 * model refuses to drop stays, and is nobody's.
 */
void hl_serve_orphans(struct hl_server *server)
{
	const struct hl_model *model = hl_engine_model(server->engine);
	unsigned n = 0;
	hl_call id;

	while (n++ < TURN_ORPHANS &&
	       (id = hl_owns_orphan(&server->owns)) != HL_NO_CALL) {
		const struct hl_call_state *call = hl_model_call(model, id);
		struct hl_event event = {
			.kind = HL_EVENT_REQUEST,
			.request = HL_REQUEST_DROP,
			.at = { server->now, server->now },
			.call = id,
		};

		hl_owns_end(&server->owns, id);
		if (!call)
			continue;
		event.line = call->line;
		hl_engine_event(server->engine, &event);
	}
}
