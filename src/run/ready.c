/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ready.c - the descriptors of line cards, by what they wait for
 *
 * In:  descriptors and what they wait for.
 * Out: calls back, one at a time.
 * Not: in which order events, samples and everything else are served, and any
 *      other descriptor - loop.c.
 */
#include "ready.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Room for descriptors grows in steps (house). */
#define ROOM_STEP 64

/* A descriptor that only ever reports an error is let go (house). */
#define GONE_MAX 64

/*
 * @in:   enum hl_watch bits: where it is
 * @gone: times in a row that only an error was reported
 */
struct hl_ready_watch {
	hl_watch_fn *fn;
	void *arg;
	int fd;
	uint8_t in;
	uint8_t gone;
};

static const struct {
	enum hl_watch what;
	uint32_t events;
} kinds[HL_READY_KINDS] = {
	{ HL_WATCH_EVENT, EPOLLPRI },
	{ HL_WATCH_AUDIO, EPOLLIN },
};

static unsigned kind_of(enum hl_watch what)
{
	return what == HL_WATCH_EVENT ? 0 : 1;
}

int hl_ready_open(struct hl_ready *ready)
{
	unsigned i;
	int r = 0;

	memset(ready, 0, sizeof(*ready));
	for (i = 0; i < HL_READY_KINDS; i++) {
		ready->epoll[i] = epoll_create1(EPOLL_CLOEXEC);
		if (ready->epoll[i] < 0 && r == 0)
			r = -errno;
	}
	return r;
}

int hl_ready_fd(const struct hl_ready *ready, enum hl_watch what)
{
	return ready->epoll[kind_of(what)];
}

unsigned hl_ready_count(const struct hl_ready *ready, enum hl_watch what)
{
	return ready->count[kind_of(what)];
}

static struct hl_ready_watch *watch_find(const struct hl_ready *ready, int fd)
{
	if (fd < 0 || (unsigned)fd >= ready->room)
		return NULL;
	return ready->watch[fd];
}

bool hl_ready_has(const struct hl_ready *ready, int fd)
{
	return watch_find(ready, fd) != NULL;
}

static int room_make(struct hl_ready *ready, int fd)
{
	struct hl_ready_watch **grown;
	unsigned room;

	if ((unsigned)fd < ready->room)
		return 0;
	room = ((unsigned)fd / ROOM_STEP + 1) * ROOM_STEP;
	grown = realloc(ready->watch, room * sizeof(struct hl_ready_watch *));
	if (!grown)
		return -ENOMEM;
	memset(grown + ready->room, 0,
	       (room - ready->room) * sizeof(struct hl_ready_watch *));
	ready->watch = grown;
	ready->room = room;
	return 0;
}

static int watch_make(struct hl_ready *ready, int fd,
		      struct hl_ready_watch **ret)
{
	struct hl_ready_watch *watch;
	int r;

	r = room_make(ready, fd);
	if (r < 0)
		return r;
	watch = calloc(1, sizeof(*watch));
	if (!watch)
		return -ENOMEM;
	watch->fd = fd;
	ready->watch[fd] = watch;
	*ret = watch;
	return 0;
}

static int watch_join(struct hl_ready *ready, struct hl_ready_watch *watch,
		      unsigned kind)
{
	struct epoll_event event = { .events = kinds[kind].events,
				     .data.fd = watch->fd };

	if (epoll_ctl(ready->epoll[kind], EPOLL_CTL_ADD, watch->fd, &event) < 0)
		return -errno;
	watch->in |= (uint8_t)kinds[kind].what;
	ready->count[kind]++;
	return 0;
}

static void watch_leave(struct hl_ready *ready, struct hl_ready_watch *watch,
			unsigned kind)
{
	epoll_ctl(ready->epoll[kind], EPOLL_CTL_DEL, watch->fd, NULL);
	watch->in &= (uint8_t)~kinds[kind].what;
	ready->count[kind]--;
}

static void leave_all(struct hl_ready *ready, struct hl_ready_watch *watch,
		      unsigned what)
{
	unsigned i;

	for (i = 0; i < HL_READY_KINDS; i++)
		if (watch->in & what & kinds[i].what)
			watch_leave(ready, watch, i);
}

/* What is new comes first, so that a refusal leaves all as it was. */
static int watch_change(struct hl_ready *ready, struct hl_ready_watch *watch,
			unsigned what)
{
	unsigned before = watch->in;
	unsigned i;
	int r;

	for (i = 0; i < HL_READY_KINDS; i++) {
		if (!(what & ~before & kinds[i].what))
			continue;
		r = watch_join(ready, watch, i);
		if (r < 0) {
			leave_all(ready, watch, ~before);
			return r;
		}
	}
	leave_all(ready, watch, ~what);
	return 0;
}

static void watch_free(struct hl_ready *ready, struct hl_ready_watch *watch)
{
	leave_all(ready, watch, watch->in);
	ready->watch[watch->fd] = NULL;
	free(watch);
}

int hl_ready_set(struct hl_ready *ready, int fd, unsigned what, hl_watch_fn *fn,
		 void *arg)
{
	struct hl_ready_watch *watch = watch_find(ready, fd);
	bool fresh = !watch;
	int r;

	if (!what) {
		if (watch)
			watch_free(ready, watch);
		return 0;
	}
	if (fd < 0)
		return -EBADF;
	if (fresh) {
		r = watch_make(ready, fd, &watch);
		if (r < 0)
			return r;
	}
	r = watch_change(ready, watch, what);
	if (r < 0) {
		if (fresh)
			watch_free(ready, watch);
		return r;
	}
	watch->gone = 0;
	watch->fn = fn;
	watch->arg = arg;
	return 0;
}

void hl_ready_serve(struct hl_ready *ready, enum hl_watch what)
{
	unsigned kind = kind_of(what);
	struct hl_ready_watch *watch;
	struct epoll_event event;

	if (epoll_wait(ready->epoll[kind], &event, 1, 0) <= 0)
		return;
	watch = watch_find(ready, event.data.fd);
	if (!watch)
		return;
	if (event.events & kinds[kind].events)
		watch->gone = 0;
	else if (watch->gone++ == GONE_MAX) {
		/* An endless error would starve every lower stage. */
		watch_leave(ready, watch, kind);
		return;
	}
	watch->fn(watch->arg, what); /* which may forget the watch */
}

void hl_ready_close(struct hl_ready *ready)
{
	unsigned i;

	for (i = 0; i < ready->room; i++)
		if (ready->watch[i])
			watch_free(ready, ready->watch[i]);
	free(ready->watch);
	for (i = 0; i < HL_READY_KINDS; i++)
		if (ready->epoll[i] >= 0)
			close(ready->epoll[i]);
	memset(ready, 0, sizeof(*ready));
	for (i = 0; i < HL_READY_KINDS; i++)
		ready->epoll[i] = -1;
}
