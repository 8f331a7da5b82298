/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * server.c - the operator's counter: clients, requests, records
 *
 * In:  connections, their lines, the engine's records, time.
 * Out: one answer for each request, records for those who follow them.
 * Not: what a line means - proto.c; what a method does - handle.c; who may
 *      come in as what - entry.c.
 *
 * One client at a time gets one request served, and a turn ends after a few,
 * so that nothing a client sends keeps the loop from a telephone. A client is
 * served again only when it has taken its last answer: what it does not read
 * it cannot make grow.
 */
#include "holdline/control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "holdline/loop.h"

#include "entry.h"
#include "handle.h"
#include "open.h"
#include "proto.h"
#include "seat.h"

#define SEATS HL_CONTROL_CLIENTS_MAX
#define TURN_REQUESTS 8       /* served in one turn (house) */
#define TURN_BYTES 65536      /* of answers: then the turn ends too (house) */
#define TURN_ACCEPTS 4        /* taken in in one turn (house) */
#define TURN_RECORDS 64       /* told to one client in one turn (house) */
#define TURN_SEEN 1024        /* looked at for one client in one turn (house) */
#define ACCEPT_PAUSE HL_MS(1000) /* after a shortage of descriptors */
#define EPOCH_SLACK HL_MS(50) /* a wall clock set by more is followed */

struct hl_server {
	struct hl_server_host host;
	struct hl_engine *engine;
	struct hl_loop *loop;
	struct hl_loop_timer *timer;
	struct hl_entry entry;
	int epoll;
	bool deaf; /* accepting pauses until @hears */
	hl_usec hears;
	hl_usec now;
	uint64_t epoch;
	bool woken; /* records or answers wait for the next turn */
	unsigned turn;
	struct hl_counts counts;
	struct hl_past *past;
	struct hl_opens opens;
	struct hl_seat *seats[SEATS];
};

static void seat_drop(struct hl_server *server, unsigned place)
{
	struct hl_seat *seat = server->seats[place];

	if (!seat->gone)
		epoll_ctl(server->epoll, EPOLL_CTL_DEL, seat->fd, NULL);
	hl_opens_leave(&server->opens, (int)place);
	hl_seat_close(seat);
	server->seats[place] = NULL;
	server->counts.clients--;
}

static void facts_fill(const struct hl_server *server, struct hl_facts *ret)
{
	struct hl_facts facts = { .rt = -1 };

	*ret = facts;
	if (server->host.facts)
		server->host.facts(server->host.ctx, ret);
}

static void view_fill(const struct hl_server *server, enum hl_role role,
		      const struct hl_facts *facts, struct hl_view *ret)
{
	const struct hl_config *config = NULL;
	bool mask = true;

	if (server->host.config)
		config = server->host.config(server->host.ctx);
	if (config)
		mask = hl_config_globals(config)->mask;

	ret->engine = server->engine;
	ret->model = hl_engine_model(server->engine);
	ret->past = server->past;
	ret->loop = server->loop;
	ret->config = config;
	ret->facts = facts;
	ret->counts = &server->counts;
	ret->now = server->now;
	ret->epoch = server->epoch;
	ret->role = role;
	ret->mask = mask && role < HL_ROLE_OPERATOR;
}

/* The offset of the wall clock is kept steady until somebody sets the clock:
 * the same instant shall always read the same. */
static void time_take(struct hl_server *server, hl_usec now)
{
	struct timespec wall;
	uint64_t epoch;
	uint64_t apart;

	clock_gettime(CLOCK_REALTIME, &wall);
	epoch = (uint64_t)wall.tv_sec * 1000000 +
		(uint64_t)wall.tv_nsec / 1000 - now;
	apart = epoch > server->epoch ? epoch - server->epoch
				      : server->epoch - epoch;
	if (apart > EPOCH_SLACK)
		server->epoch = epoch;
	server->now = now;
}

static json_t *hello(const struct hl_server *server, enum hl_role role)
{
	struct hl_facts facts;

	facts_fill(server, &facts);
	return hl_answer_notice("hello",
		json_pack("{s:i, s:s?, s:s, s:I}", "api", HL_API, "version",
			  facts.version, "role", hl_role_name(role), "record",
			  (json_int_t)hl_past_last(server->past)));
}

int hl_server_adopt(struct hl_server *server, int fd, enum hl_role role,
		    hl_usec now)
{
	struct epoll_event wish = { .events = EPOLLIN };
	unsigned place = 0;
	int r;

	while (place < SEATS && server->seats[place])
		place++;
	if (place == SEATS) {
		close(fd);
		return -ENOSPC;
	}
	r = hl_seat_open(&server->seats[place], fd, role);
	if (r < 0) {
		close(fd);
		return r;
	}
	server->now = now;
	server->counts.clients++;
	server->counts.connects++;
	server->seats[place]->interest = wish.events;
	wish.data.u32 = place;
	if (epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &wish) < 0)
		r = -errno;
	else
		r = hl_seat_put(server->seats[place], hello(server, role));
	if (r < 0)
		seat_drop(server, place);
	server->woken = true;
	return r;
}

static void crowd_refuse(struct hl_server *server, int fd)
{
	struct hl_fault fault;
	json_t *answer;
	char *text;

	hl_fault_control(&fault, HL_CERR_CROWDED, NULL);
	answer = hl_answer_fault(NULL, &fault);
	text = json_dumps(answer, JSON_COMPACT);
	if (text) {
		/* A fresh socket has room; if not, the end says enough. */
		(void)!send(fd, text, strlen(text),
			    MSG_DONTWAIT | MSG_NOSIGNAL);
		(void)!send(fd, "\n", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
	}
	free(text);
	json_decref(answer);
	close(fd);
	server->counts.crowded++;
}

static void ear_set(struct hl_server *server, bool deaf)
{
	struct epoll_event wish = { .events = EPOLLIN, .data.u32 = SEATS };

	server->deaf = deaf;
	server->hears = server->now + ACCEPT_PAUSE;
	epoll_ctl(server->epoll, deaf ? EPOLL_CTL_DEL : EPOLL_CTL_ADD,
		  server->entry.fd, &wish);
}

static void clients_accept(struct hl_server *server)
{
	for (unsigned i = 0; i < TURN_ACCEPTS; i++) {
		int fd = accept4(server->entry.fd, NULL, NULL,
				 SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd < 0 && (errno == EINTR || errno == ECONNABORTED))
			continue;
		if (fd < 0) {
			if (errno != EAGAIN)
				ear_set(server, true);
			return;
		}
		if (server->counts.clients == SEATS)
			crowd_refuse(server, fd);
		else
			hl_server_adopt(server, fd,
					hl_entry_role(&server->entry, fd),
					server->now);
	}
}

/*
 * Hand the request to the engine; its reply may come before this returns.
 * Return: false when too many of clients that have left wait for theirs.
 */
static bool engine_ask(struct hl_server *server, unsigned place,
		       const struct hl_ask *ask, struct hl_desk *desk)
{
	struct hl_act act = { desk->event.request, desk->event.line,
			      desk->event.call, desk->event.other };

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

/* Serve one line. Return: 0, or -errno when the client is to be dropped. */
static int line_serve(struct hl_server *server, unsigned place,
		      const char *text, size_t size)
{
	struct hl_seat *seat = server->seats[place];
	struct hl_facts facts;
	struct hl_desk desk = { .host = &server->host };
	struct hl_fault fault = { 0 };
	struct hl_ask ask;
	json_t *result = NULL;
	json_t *answer = NULL;

	server->counts.requests++;
	facts_fill(server, &facts);
	view_fill(server, seat->role, &facts, &desk.view);
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
out:
	hl_ask_fini(&ask);
	hl_fault_fini(&fault);
	return desk.act ? 0 : hl_seat_put(seat, answer);
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
		seat_drop(server, place);
	return r != 0;
}

/* A few, one of each client in turn; where this turn ends the next begins. */
static void requests_serve(struct hl_server *server)
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

/* Tell a follower what it has not been told. 0, -errno: drop it. */
static int records_tell(struct hl_server *server, struct hl_seat *seat)
{
	struct hl_facts facts;
	struct hl_view view;
	unsigned told = 0;
	unsigned seen = 0;

	if (seat->next < hl_past_first(server->past)) {
		server->counts.behind++;
		return -ENOBUFS;
	}
	facts_fill(server, &facts);
	view_fill(server, seat->role, &facts, &view);
	while (seat->next <= hl_past_last(server->past) &&
	       told < TURN_RECORDS && seen++ < TURN_SEEN) {
		const struct hl_note *note = hl_past_get(server->past,
							 seat->next++);
		int r;

		if (!note || !hl_filter_takes(&seat->filter, note->line))
			continue;
		told++;
		r = hl_seat_put(seat, hl_answer_notice("event",
						       hl_view_note(&view,
								    note)));
		if (r < 0)
			return r;
	}
	return 0;
}

/* Records that came while it followed and that it has not been sent. */
static uint64_t owed(const struct hl_server *server,
		     const struct hl_seat *seat)
{
	uint64_t sent = seat->next - 1 > seat->live ? seat->next - 1
						    : seat->live;

	return hl_past_last(server->past) - sent;
}

/* Return: 0, or -errno when the client is to be dropped. */
static int seat_tell(struct hl_server *server, struct hl_seat *seat)
{
	int r;

	r = hl_seat_flush(seat, server->now);
	if (r == 0 && seat->follows && !seat->leaving &&
	    !hl_seat_waits(seat)) {
		r = records_tell(server, seat);
		if (r == 0)
			r = hl_seat_flush(seat, server->now);
	}
	if (r == -ETIMEDOUT)
		server->counts.stalled++;
	if (r < 0)
		return r;
	if (seat->follows && hl_seat_waits(seat) &&
	    owed(server, seat) > HL_CONTROL_EVENTS_MAX) {
		server->counts.behind++;
		return -ENOBUFS;
	}
	return 0;
}

static bool seat_is_done(const struct hl_seat *seat)
{
	const char *text;
	size_t size;

	if (seat->leaving)
		return !hl_seat_waits(seat);
	if (!seat->ended || hl_seat_line(seat, &text, &size))
		return false;
	if (seat->gone)
		return true;
	return !seat->follows && !seat->open && !hl_seat_waits(seat);
}

/* Read no more than can be served, write only when there is something. */
static void seat_wish(struct hl_server *server, unsigned place)
{
	struct hl_seat *seat = server->seats[place];
	struct epoll_event wish = { .data.u32 = place };
	const char *text;
	size_t size;

	if (seat->gone)
		return;
	if (!seat->ended && !seat->leaving &&
	    !hl_seat_line(seat, &text, &size))
		wish.events |= EPOLLIN;
	if (hl_seat_waits(seat))
		wish.events |= EPOLLOUT;
	if (wish.events == seat->interest)
		return;
	seat->interest = wish.events;
	epoll_ctl(server->epoll, EPOLL_CTL_MOD, seat->fd, &wish);
}

static void seats_settle(struct hl_server *server)
{
	for (unsigned place = 0; place < SEATS; place++) {
		struct hl_seat *seat = server->seats[place];

		if (!seat)
			continue;
		if (seat->gone && hl_seat_fill(seat) < 0)
			seat->ended = true;
		/* Nobody reads what we would write. */
		if (seat->gone)
			seat->out_at = seat->out_end;
		if (seat_tell(server, seat) < 0 || seat_is_done(seat))
			seat_drop(server, place);
		else
			seat_wish(server, place);
	}
}

static void seat_ready(struct hl_server *server, unsigned place,
		       uint32_t events)
{
	struct hl_seat *seat = server->seats[place];

	if (!seat)
		return;
	if (events & EPOLLIN && hl_seat_fill(seat) < 0) {
		seat_drop(server, place);
		return;
	}
	/*
	 * Hung up: it cannot be watched any longer, because epoll would not
	 * stop telling. What it had sent before is still done.
	 */
	if (events & (EPOLLHUP | EPOLLERR) && !seat->gone) {
		epoll_ctl(server->epoll, EPOLL_CTL_DEL, seat->fd, NULL);
		seat->gone = true;
		seat->follows = false;
	}
}

static void opens_expire(struct hl_server *server)
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

void hl_server_run(struct hl_server *server, hl_usec now)
{
	struct epoll_event ready[SEATS + 1];
	int n;

	time_take(server, now);
	server->woken = false;
	if (server->deaf && now >= server->hears)
		ear_set(server, false);

	n = epoll_wait(server->epoll, ready, SEATS + 1, 0);
	for (int i = 0; i < n; i++) {
		if (ready[i].data.u32 == SEATS)
			clients_accept(server);
		else
			seat_ready(server, ready[i].data.u32,
				   ready[i].events);
	}
	requests_serve(server);
	opens_expire(server);
	seats_settle(server);
	if (server->timer)
		hl_loop_timer_set(server->timer, hl_server_due(server));
}

/* When this client needs a turn without its socket saying so. */
static hl_usec seat_due(const struct hl_server *server,
			const struct hl_seat *seat)
{
	const char *text;
	size_t size;

	if (hl_seat_waits(seat))
		return seat->stuck == HL_NEVER ? server->now :
		       seat->stuck + HL_MS(HL_CONTROL_STALL);
	if (seat->follows && seat->next <= hl_past_last(server->past))
		return server->now;
	if (seat->open >= HL_CONTROL_OPEN_MAX)
		return HL_NEVER;
	if (hl_seat_is_overlong(seat) || (seat->gone && !seat->ended))
		return server->now;
	if (hl_seat_line(seat, &text, &size))
		return hl_seat_payday(seat);
	return HL_NEVER;
}

hl_usec hl_server_due(const struct hl_server *server)
{
	const struct hl_opens *opens = &server->opens;
	hl_usec due = HL_NEVER;

	if (server->woken)
		return server->now;
	if (server->deaf)
		due = server->hears;
	for (unsigned i = 0; opens->count && i < HL_OPENS_MAX; i++)
		if (opens->at[i].number && opens->at[i].deadline < due)
			due = opens->at[i].deadline;
	for (unsigned i = 0; i < SEATS; i++) {
		hl_usec at;

		if (!server->seats[i])
			continue;
		at = seat_due(server, server->seats[i]);
		if (at < due)
			due = at;
	}
	return due;
}

/* The engine's answer: find who asked, word it, queue it. */
static void reply(struct hl_server *server, const struct hl_record *record)
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
		answer = hl_answer_result(open->id,
			json_pack("{s:o, s:I}", "call",
				  effect->call ? json_integer(effect->call)
					       : json_null(), "record",
				  (json_int_t)record->number));
	} else {
		struct hl_facts facts;
		struct hl_view view;
		struct hl_fault fault;

		facts_fill(server, &facts);
		view_fill(server, seat->role, &facts, &view);
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

static bool anybody_follows(const struct hl_server *server)
{
	for (unsigned i = 0; i < SEATS; i++)
		if (server->seats[i] && server->seats[i]->follows)
			return true;
	return false;
}

void hl_server_record(struct hl_server *server,
		      const struct hl_record *record)
{
	bool woken;

	if (!server)
		return;
	woken = server->woken;
	hl_past_add(server->past, record);
	if (record->effect && record->effect->kind == HL_FX_REPLY)
		reply(server, record);
	if (!woken && anybody_follows(server))
		server->woken = true;
	if (!woken && server->woken && server->timer)
		hl_loop_timer_set(server->timer, 0);
}

static void loop_ready(void *arg, unsigned ready)
{
	struct hl_server *server = arg;

	(void)ready;
	hl_server_run(server, hl_loop_now(server->loop));
}

static void loop_due(void *arg, hl_usec now)
{
	hl_server_run(arg, now);
}

static int loop_join(struct hl_server *server)
{
	int r;

	r = hl_loop_timer_open(&server->timer, server->loop, HL_STAGE_CONTROL,
			       loop_due, server);
	if (r < 0)
		return r;
	return hl_loop_io(server->loop, server->epoll, HL_IO_READ, loop_ready,
			  server);
}

static int entry_watch(struct hl_server *server)
{
	struct epoll_event wish = { .events = EPOLLIN, .data.u32 = SEATS };

	server->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (server->epoll < 0)
		return -errno;
	if (epoll_ctl(server->epoll, EPOLL_CTL_ADD, server->entry.fd,
		      &wish) < 0)
		return -errno;
	return 0;
}

int hl_server_open(struct hl_server **ret,
		   const struct hl_server_config *config)
{
	struct hl_server *server;
	int r;

	server = calloc(1, sizeof(*server));
	if (!server)
		return -ENOMEM;
	server->epoll = -1;
	server->entry.fd = -1;
	server->host = config->host;
	server->engine = config->engine;
	server->loop = config->loop;

	r = hl_past_open(&server->past, config->records ? config->records
							: HL_CONTROL_RECORDS);
	if (r < 0)
		goto out;
	r = hl_entry_open(&server->entry, config->path ? config->path
						       : HL_CONTROL_PATH,
			  config->fd);
	if (r < 0)
		goto out;
	r = entry_watch(server);
	if (r == 0 && server->loop)
		r = loop_join(server);
	if (r < 0)
		goto out;

	*ret = server;
	server = NULL;
out:
	hl_server_close(server);
	return r;
}

void hl_server_close(struct hl_server *server)
{
	if (!server)
		return;
	for (unsigned i = 0; i < SEATS; i++)
		if (server->seats[i])
			seat_drop(server, i);
	if (server->loop && server->epoll >= 0)
		hl_loop_io(server->loop, server->epoll, HL_IO_NONE, NULL,
			   NULL);
	hl_loop_timer_close(server->timer);
	if (server->epoll >= 0)
		close(server->epoll);
	hl_entry_close(&server->entry);
	hl_opens_fini(&server->opens);
	hl_past_close(server->past);
	free(server);
}

int hl_server_fd(const struct hl_server *server)
{
	return server->epoll;
}

unsigned hl_server_clients(const struct hl_server *server)
{
	return server->counts.clients;
}
