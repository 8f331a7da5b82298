/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * server.c - the operator's counter: clients, requests, records
 *
 * In:  connections, bytes, the engine's records, time.
 * Out: clients with a role and a place; turns in which they are served.
 * Not: requests - serve.c; who follows what - tell.c; who may come in as
 *      what - entry.c.
 */
#include "server.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "proto.h"

#define TURN_ACCEPTS 4        /* taken in in one turn (house) */
#define ACCEPT_PAUSE HL_MS(1000) /* after a shortage of descriptors */
#define EPOCH_SLACK HL_MS(50) /* a wall clock set by more is followed */

void hl_server_drop(struct hl_server *server, unsigned place)
{
	struct hl_seat *seat = server->seats[place];

	if (!seat->gone)
		epoll_ctl(server->epoll, EPOLL_CTL_DEL, seat->fd, NULL);
	hl_opens_leave(&server->opens, (int)place);
	hl_app_leave(&server->owns, (int)place, true);
	hl_seat_close(seat);
	server->seats[place] = NULL;
	server->counts.clients--;
}

void hl_server_facts(const struct hl_server *server, struct hl_facts *ret)
{
	struct hl_facts facts = { .rt = -1 };

	*ret = facts;
	if (server->host.facts)
		server->host.facts(server->host.ctx, ret);
}

void hl_server_view(const struct hl_server *server, int place,
		    const struct hl_facts *facts, struct hl_view *ret)
{
	const struct hl_config *config = NULL;
	enum hl_role role = server->seats[place]->role;
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
	ret->owns = &server->owns;
	ret->run = server->run;
	ret->place = place;
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

static json_t *hello(const struct hl_server *server, unsigned place)
{
	const struct hl_app *app = &server->owns.app[place];
	struct hl_facts facts;

	hl_server_facts(server, &facts);
	return hl_answer_notice("hello",
		json_pack("{s:i, s:s?, s:s, s:s, s:s, s:I}", "api", HL_API,
			  "version", facts.version, "role",
			  hl_role_name(app->role), "application", app->name,
			  "run", server->run, "record",
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
	hl_app_join(&server->owns, (int)place, role,
		    hl_past_last(server->past));
	server->seats[place]->interest = wish.events;
	wish.data.u32 = place;
	if (epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &wish) < 0)
		r = -errno;
	else
		r = hl_seat_put(server->seats[place], hello(server, place));
	if (r < 0)
		hl_server_drop(server, place);
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
		if (hl_tell_follower(server, (int)place) < 0 ||
		    seat_is_done(seat))
			hl_server_drop(server, place);
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
		hl_server_drop(server, place);
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
	hl_serve_requests(server);
	hl_serve_expire(server);
	hl_serve_orphans(server);
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
	if (seat->follows && !seat->open &&
	    seat->next <= hl_past_last(server->past))
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

	if (server->woken || server->owns.orphans)
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

static bool anybody_follows(const struct hl_server *server)
{
	for (unsigned i = 0; i < SEATS; i++)
		if (server->seats[i] && server->seats[i]->follows)
			return true;
	return false;
}

/* Who may see a digit that was heard: owner or monitor at that moment. */
static uint32_t seers_of(const struct hl_server *server,
			 const struct hl_record *record)
{
	if (!record->effect || record->effect->kind != HL_FX_HEARD)
		return 0;
	return hl_owns_seers(&server->owns, record->effect->call);
}

void hl_server_record(struct hl_server *server,
		      const struct hl_record *record)
{
	bool woken;

	if (!server)
		return;
	woken = server->woken;
	hl_past_add(server->past, record, seers_of(server, record));
	if (record->effect && record->effect->kind == HL_FX_REPLY)
		hl_serve_reply(server, record);
	if (record->effect && record->effect->kind == HL_FX_END)
		hl_owns_end(&server->owns, record->effect->call);
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

/* A name for this run that no other one has: records count from 1 again. */
static void run_take(char run[RUN_TEXT])
{
	uint64_t bits = 0;
	struct timespec now;

	if (getrandom(&bits, sizeof(bits), GRND_NONBLOCK) != sizeof(bits)) {
		clock_gettime(CLOCK_REALTIME, &now);
		bits = (uint64_t)now.tv_sec * 1000000000u +
		       (uint64_t)now.tv_nsec;
	}
	snprintf(run, RUN_TEXT, "%016llx", (unsigned long long)bits);
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
	run_take(server->run);
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
			hl_server_drop(server, i);
	if (server->loop && server->epoll >= 0)
		hl_loop_io(server->loop, server->epoll, HL_IO_NONE, NULL,
			   NULL);
	hl_loop_timer_close(server->timer);
	if (server->epoll >= 0)
		close(server->epoll);
	hl_entry_close(&server->entry);
	hl_opens_fini(&server->opens);
	hl_owns_fini(&server->owns);
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
