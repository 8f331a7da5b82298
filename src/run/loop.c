/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * loop.c - one thread, one loop, on sd-event
 *
 * In:  descriptors, instants, signals, folders, each with a stage.
 * Out: calls back, one at a time, the lowest stage first; the time of each
 *      turn.
 * Not: what anything means; how late we are is judged in late.c.
 */
#include "holdline/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <time.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>

#include "late.h"
#include "ready.h"

/* Before every stage: whether we were stopped must be known first. */
#define PRIORITY_STOPPED (SD_EVENT_PRIORITY_IMPORTANT - 1)

/* A descriptor that only ever reports an error is let go (house). */
#define GONE_MAX 64

/* [us] sd-event may otherwise let a timer be 250 ms late to save power. */
#define ACCURACY 1

/*
 * A descriptor that is no card's.
 * @gone: times in a row that only an error was reported
 */
struct plain {
	struct hl_loop *loop;
	struct plain *next;
	sd_event_source *source;
	int fd;
	unsigned what;
	unsigned gone;
	hl_watch_fn *fn;
	void *arg;
};

struct hl_loop_timer {
	struct hl_loop *loop;
	struct hl_loop_timer *next;
	sd_event_source *source;
	hl_timer_fn *fn;
	void *arg;
	hl_usec at;
	hl_usec set;
};

struct taken {
	struct hl_loop *loop;
	struct taken *next;
	sd_event_source *source;
	int signal;
	hl_signal_fn *fn;
	void *arg;
};

struct folder {
	struct hl_loop *loop;
	struct folder *next;
	sd_event_source *source;
	char *path;
	hl_folder_fn *fn;
	void *arg;
	bool lost;
};

struct hl_loop {
	sd_event *event;
	sd_event_source *stopped;
	struct hl_ready cards;
	sd_event_source *hooks;
	sd_event_source *samples;
	struct plain *plains;
	struct hl_loop_timer *timers;
	struct taken *signals;
	struct folder *folders;
	struct hl_loop_timer *watchdog;
	hl_usec watchdog_every;
	hl_health_fn *healthy;
	void *healthy_arg;
	struct hl_late late;
	bool ending;
	int status;
};

static int64_t stage_priority(enum hl_stage stage)
{
	return SD_EVENT_PRIORITY_IMPORTANT + (int64_t)stage * 10;
}

/* The one place that reads the clock beside sd-event's own reading. */
static hl_usec clock_read(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (hl_usec)ts.tv_sec * 1000000u + (hl_usec)ts.tv_nsec / 1000u;
}

hl_usec hl_loop_now(const struct hl_loop *loop)
{
	uint64_t now;

	if (sd_event_now(loop->event, CLOCK_MONOTONIC, &now) < 0)
		return clock_read();
	return now;
}

hl_usec hl_loop_awake(const struct hl_loop *loop)
{
	return loop->late.clear;
}

static int stopped_served(sd_event_source *source,
			  const struct signalfd_siginfo *info, void *arg)
{
	struct hl_loop *loop = arg;

	(void)source;
	(void)info;
	hl_late_stopped(&loop->late);
	return 0;
}

static int signal_block(int signal)
{
	sigset_t set;

	sigemptyset(&set);
	if (sigaddset(&set, signal) < 0)
		return -errno;
	return -pthread_sigmask(SIG_BLOCK, &set, NULL);
}

/* Events of cards before everything, samples after what they may cause. */
static int hooks_served(sd_event_source *source, int fd, uint32_t revents,
			void *arg)
{
	struct hl_loop *loop = arg;

	(void)source;
	(void)fd;
	(void)revents;
	hl_late_hook(&loop->late);
	hl_ready_serve(&loop->cards, HL_WATCH_EVENT);
	return 0;
}

static int samples_served(sd_event_source *source, int fd, uint32_t revents,
			  void *arg)
{
	struct hl_loop *loop = arg;

	(void)source;
	(void)fd;
	(void)revents;
	hl_late_other(&loop->late, hl_loop_now(loop));
	hl_ready_serve(&loop->cards, HL_WATCH_AUDIO);
	return 0;
}

/* A descriptor, served in its stage. */
static int source_add(struct hl_loop *loop, sd_event_source **ret, int fd,
		      uint32_t events, sd_event_io_handler_t served, void *arg,
		      enum hl_stage stage)
{
	sd_event_source *source = NULL;
	int r;

	r = sd_event_add_io(loop->event, &source, fd, events, served, arg);
	if (r < 0)
		return r;
	r = sd_event_source_set_priority(source, stage_priority(stage));
	if (r < 0) {
		sd_event_source_disable_unref(source);
		return r;
	}
	*ret = source;
	return 0;
}

static int cards_add(struct hl_loop *loop)
{
	int r;

	r = source_add(loop, &loop->hooks,
		       hl_ready_fd(&loop->cards, HL_WATCH_EVENT), EPOLLIN,
		       hooks_served, loop, HL_STAGE_HOOK);
	if (r < 0)
		return r;
	return source_add(loop, &loop->samples,
			  hl_ready_fd(&loop->cards, HL_WATCH_AUDIO), EPOLLIN,
			  samples_served, loop, HL_STAGE_MUSIC);
}

static int stopped_add(struct hl_loop *loop)
{
	int r;

	r = signal_block(SIGCONT);
	if (r < 0)
		return r;
	r = sd_event_add_signal(loop->event, &loop->stopped, SIGCONT,
				stopped_served, loop);
	if (r < 0)
		return r;
	return sd_event_source_set_priority(loop->stopped, PRIORITY_STOPPED);
}

int hl_loop_open(struct hl_loop **ret)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct hl_loop *loop;
	int r;

	loop = calloc(1, sizeof(*loop));
	if (!loop)
		return -ENOMEM;
	loop->late.fd = -1;

	r = hl_ready_open(&loop->cards);
	if (r >= 0)
		r = sd_event_new(&loop->event);
	if (r < 0)
		goto out;
	hl_late_init(&loop->late, clock_read());

	sigaction(SIGPIPE, &ignore, NULL);
	r = stopped_add(loop);
	if (r >= 0)
		r = cards_add(loop);
	if (r < 0)
		goto out;

	*ret = loop;
	loop = NULL;
	r = 0;
out:
	hl_loop_close(loop);
	return r;
}

/* ---- descriptors -------------------------------------------------------- */

static struct plain *plain_find(const struct hl_loop *loop, int fd)
{
	struct plain *plain = loop->plains;

	while (plain && plain->fd != fd)
		plain = plain->next;
	return plain;
}

int hl_loop_watch(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
		  void *arg)
{
	if (what && plain_find(loop, fd))
		return -EBUSY;
	return hl_ready_set(&loop->cards, fd, what, fn, arg);
}

static int plain_served(sd_event_source *source, int fd, uint32_t revents,
			void *arg)
{
	struct plain *plain = arg;
	unsigned ready = 0;

	(void)fd;
	hl_late_other(&plain->loop->late, hl_loop_now(plain->loop));
	if (revents & EPOLLIN)
		ready |= HL_IO_READ;
	if (revents & EPOLLOUT)
		ready |= HL_IO_WRITE;
	if (revents & (EPOLLHUP | EPOLLERR))
		ready |= HL_IO_GONE;
	/* An endless error would keep every lower stage from being served. */
	if (ready != HL_IO_GONE)
		plain->gone = 0;
	else if (++plain->gone > GONE_MAX)
		return sd_event_source_set_enabled(source, SD_EVENT_OFF);
	plain->fn(plain->arg, ready); /* which may forget it */
	return 0;
}

static void plain_free(struct plain *plain)
{
	struct plain **at = &plain->loop->plains;

	while (*at != plain)
		at = &(*at)->next;
	*at = plain->next;
	sd_event_source_disable_unref(plain->source);
	free(plain);
}

static int plain_make(struct plain **ret, struct hl_loop *loop, int fd,
		      uint32_t events)
{
	struct plain *plain;
	int r;

	plain = calloc(1, sizeof(*plain));
	if (!plain)
		return -ENOMEM;
	plain->loop = loop;
	plain->fd = fd;
	r = source_add(loop, &plain->source, fd, events, plain_served, plain,
		       HL_STAGE_CONTROL);
	if (r < 0) {
		free(plain);
		return r;
	}
	plain->next = loop->plains;
	loop->plains = plain;
	*ret = plain;
	return 0;
}

static int plain_change(struct plain *plain, uint32_t events)
{
	int r;

	r = sd_event_source_set_io_events(plain->source, events);
	if (r < 0)
		return r;
	return sd_event_source_set_enabled(plain->source, SD_EVENT_ON);
}

static int plain_set(struct hl_loop *loop, struct plain **plain, int fd,
		     unsigned what)
{
	uint32_t events = 0;

	if (what & HL_IO_READ)
		events |= EPOLLIN;
	if (what & HL_IO_WRITE)
		events |= EPOLLOUT;
	if (!*plain)
		return plain_make(plain, loop, fd, events);
	if ((*plain)->what == what && !(*plain)->gone)
		return 0;
	return plain_change(*plain, events);
}

int hl_loop_io(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
	       void *arg)
{
	struct plain *plain = plain_find(loop, fd);
	int r;

	if (!what) {
		if (plain)
			plain_free(plain);
		return 0;
	}
	if (fd < 0)
		return -EBADF;
	if (hl_ready_has(&loop->cards, fd))
		return -EBUSY;
	r = plain_set(loop, &plain, fd, what);
	if (r < 0)
		return r;
	plain->what = what;
	plain->gone = 0;
	plain->fn = fn;
	plain->arg = arg;
	return 0;
}

/* ---- timers ------------------------------------------------------------- */

static int timer_served(sd_event_source *source, uint64_t due, void *arg)
{
	struct hl_loop_timer *timer = arg;
	struct hl_late *late = &timer->loop->late;
	hl_usec now = hl_loop_now(timer->loop);
	hl_usec since = timer->at > timer->set ? timer->at : timer->set;

	(void)source;
	(void)due;
	hl_late_other(late, now);
	hl_late_timer(late, now > since ? now - since : 0);
	timer->at = HL_NEVER;
	timer->fn(timer->arg, now);
	return 0;
}

int hl_loop_timer_open(struct hl_loop_timer **ret, struct hl_loop *loop,
		       enum hl_stage stage, hl_timer_fn *fn, void *arg)
{
	struct hl_loop_timer *timer;
	int r;

	timer = calloc(1, sizeof(*timer));
	if (!timer)
		return -ENOMEM;
	timer->loop = loop;
	timer->fn = fn;
	timer->arg = arg;
	timer->at = HL_NEVER;

	r = sd_event_add_time(loop->event, &timer->source, CLOCK_MONOTONIC,
			      HL_NEVER, ACCURACY, timer_served, timer);
	if (r >= 0)
		r = sd_event_source_set_enabled(timer->source, SD_EVENT_OFF);
	if (r >= 0)
		r = sd_event_source_set_priority(timer->source,
						 stage_priority(stage));
	if (r < 0) {
		sd_event_source_disable_unref(timer->source);
		free(timer);
		return r;
	}

	timer->next = loop->timers;
	loop->timers = timer;
	*ret = timer;
	return 0;
}

void hl_loop_timer_set(struct hl_loop_timer *timer, hl_usec at)
{
	if (at == timer->at)
		return;
	timer->at = at;
	timer->set = hl_loop_now(timer->loop);
	if (at == HL_NEVER) {
		sd_event_source_set_enabled(timer->source, SD_EVENT_OFF);
		return;
	}
	sd_event_source_set_time(timer->source, at);
	sd_event_source_set_enabled(timer->source, SD_EVENT_ONESHOT);
}

static void timer_free(struct hl_loop_timer *timer)
{
	sd_event_source_disable_unref(timer->source);
	free(timer);
}

void hl_loop_timer_close(struct hl_loop_timer *timer)
{
	struct hl_loop_timer **at;

	if (!timer)
		return;
	for (at = &timer->loop->timers; *at; at = &(*at)->next) {
		if (*at == timer) {
			*at = timer->next;
			break;
		}
	}
	timer_free(timer);
}

static hl_usec timers_due(const struct hl_loop *loop)
{
	const struct hl_loop_timer *timer;
	hl_usec due = HL_NEVER;

	for (timer = loop->timers; timer; timer = timer->next)
		if (timer->at < due)
			due = timer->at;
	return due;
}

/* ---- signals and folders ------------------------------------------------ */

static int signal_served(sd_event_source *source,
			 const struct signalfd_siginfo *info, void *arg)
{
	struct taken *taken = arg;

	(void)source;
	(void)info;
	hl_late_other(&taken->loop->late, hl_loop_now(taken->loop));
	taken->fn(taken->arg, taken->signal);
	return 0;
}

int hl_loop_signal(struct hl_loop *loop, int signal, hl_signal_fn *fn,
		   void *arg)
{
	struct taken *taken;
	int r;

	if (signal == SIGCONT)
		return -EBUSY;
	taken = calloc(1, sizeof(*taken));
	if (!taken)
		return -ENOMEM;
	taken->loop = loop;
	taken->signal = signal;
	taken->fn = fn;
	taken->arg = arg;

	r = signal_block(signal);
	if (r >= 0)
		r = sd_event_add_signal(loop->event, &taken->source, signal,
					signal_served, taken);
	if (r >= 0)
		r = sd_event_source_set_priority(
			taken->source, stage_priority(HL_STAGE_CONTROL));
	if (r < 0) {
		sd_event_source_disable_unref(taken->source);
		free(taken);
		return r;
	}
	taken->next = loop->signals;
	loop->signals = taken;
	return 0;
}

static int folder_served(sd_event_source *source,
			 const struct inotify_event *event, void *arg)
{
	struct folder *folder = arg;

	(void)source;
	hl_late_other(&folder->loop->late, hl_loop_now(folder->loop));
	if (event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF))
		folder->lost = true;
	folder->fn(folder->arg);
	return 0;
}

static int folder_add(struct folder *folder)
{
	int r;

	folder->source = sd_event_source_disable_unref(folder->source);
	r = sd_event_add_inotify(folder->loop->event, &folder->source,
				 folder->path,
				 IN_CREATE | IN_DELETE | IN_ATTRIB |
					 IN_DELETE_SELF | IN_MOVE_SELF |
					 IN_ONLYDIR,
				 folder_served, folder);
	if (r < 0)
		return r;
	folder->lost = false;
	return sd_event_source_set_priority(folder->source,
					    stage_priority(HL_STAGE_LOG));
}

static void folder_free(struct folder *folder)
{
	sd_event_source_disable_unref(folder->source);
	free(folder->path);
	free(folder);
}

int hl_loop_folder(struct hl_loop *loop, const char *path, hl_folder_fn *fn,
		   void *arg)
{
	struct folder *folder;
	int r;

	for (folder = loop->folders; folder; folder = folder->next)
		if (strcmp(folder->path, path) == 0)
			return folder->lost ? folder_add(folder) : 0;

	folder = calloc(1, sizeof(*folder));
	if (!folder)
		return -ENOMEM;
	folder->loop = loop;
	folder->fn = fn;
	folder->arg = arg;
	folder->path = strdup(path);
	r = folder->path ? folder_add(folder) : -ENOMEM;
	if (r < 0) {
		folder_free(folder);
		return r;
	}
	folder->next = loop->folders;
	loop->folders = folder;
	return 0;
}

/* ---- the service manager ------------------------------------------------ */

bool hl_loop_notify(const char *state)
{
	return sd_notify(0, state) > 0;
}

static void watchdog_due(void *arg, hl_usec now)
{
	struct hl_loop *loop = arg;

	if (!loop->healthy || loop->healthy(loop->healthy_arg))
		sd_notify(0, "WATCHDOG=1");
	hl_loop_timer_set(loop->watchdog, now + loop->watchdog_every);
}

int hl_loop_watchdog(struct hl_loop *loop, hl_health_fn *healthy, void *arg)
{
	uint64_t every;
	int r;

	if (loop->watchdog)
		return -EBUSY;
	r = sd_watchdog_enabled(0, &every);
	if (r <= 0)
		return r;
	r = hl_loop_timer_open(&loop->watchdog, loop, HL_STAGE_LOG,
			       watchdog_due, loop);
	if (r < 0)
		return r;
	loop->watchdog_every = every / 2;
	loop->healthy = healthy;
	loop->healthy_arg = arg;
	hl_loop_timer_set(loop->watchdog, hl_loop_now(loop));
	return 1;
}

/* ---- turns -------------------------------------------------------------- */

static int sleep_until(struct hl_loop *loop, hl_usec until)
{
	hl_usec begin = clock_read();
	hl_usec due = timers_due(loop);
	uint64_t timeout = UINT64_MAX;
	int r;

	hl_late_sleep(&loop->late, begin,
		      hl_ready_count(&loop->cards, HL_WATCH_EVENT) > 0);
	if (until != HL_NEVER)
		timeout = until > begin ? until - begin : 0;
	r = sd_event_wait(loop->event, timeout);
	if (r < 0)
		return r;
	hl_late_wake(&loop->late, hl_loop_now(loop), due);
	return r;
}

int hl_loop_once(struct hl_loop *loop, hl_usec until)
{
	int r;

	r = sd_event_prepare(loop->event);
	if (r == 0)
		r = sleep_until(loop, until);
	if (r > 0)
		r = sd_event_dispatch(loop->event);
	if (r == -EINTR)
		return 0;
	return r < 0 ? r : r > 0;
}

int hl_loop_run(struct hl_loop *loop)
{
	int r;

	while (!loop->ending) {
		r = hl_loop_once(loop, HL_NEVER);
		if (r < 0)
			return r;
	}
	loop->ending = false;
	return loop->status;
}

void hl_loop_stop(struct hl_loop *loop, int status)
{
	loop->ending = true;
	loop->status = status;
}

const struct hl_loop_stats *hl_loop_stats(const struct hl_loop *loop)
{
	return &loop->late.stats;
}

static void lists_free(struct hl_loop *loop)
{
	struct hl_loop_timer *timer;
	struct folder *folder;
	struct taken *taken;

	while ((timer = loop->timers)) {
		loop->timers = timer->next;
		timer_free(timer);
	}
	while ((folder = loop->folders)) {
		loop->folders = folder->next;
		folder_free(folder);
	}
	while ((taken = loop->signals)) {
		loop->signals = taken->next;
		sd_event_source_disable_unref(taken->source);
		free(taken);
	}
}

void hl_loop_close(struct hl_loop *loop)
{
	if (!loop)
		return;
	while (loop->plains)
		plain_free(loop->plains);
	sd_event_source_disable_unref(loop->hooks);
	sd_event_source_disable_unref(loop->samples);
	hl_ready_close(&loop->cards);
	lists_free(loop);
	sd_event_source_disable_unref(loop->stopped);
	sd_event_unref(loop->event);
	hl_late_fini(&loop->late);
	free(loop);
}
