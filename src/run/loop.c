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
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>

#include "late.h"

/* Room for descriptors grows in steps (house). */
#define FDS_STEP 64

/* Before every stage: whether we were stopped must be known first. */
#define PRIORITY_STOPPED (SD_EVENT_PRIORITY_IMPORTANT - 1)

/* A descriptor that only ever reports an error is let go (house). */
#define GONE_MAX 64

/* [us] sd-event may otherwise let a timer be 250 ms late to save power. */
#define ACCURACY 1

/*
 * @event: EPOLLPRI of a card, or a plain descriptor
 * @audio: EPOLLIN of a card, on a second number of the descriptor, because
 *         epoll takes each number once and the two differ in stage
 * @gone:  times in a row that only an error was reported
 */
struct watch {
	struct hl_loop *loop;
	int fd;
	int audio_fd;
	bool card;
	unsigned what;
	unsigned gone;
	hl_watch_fn *fn;
	void *arg;
	sd_event_source *event;
	sd_event_source *audio;
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
	struct watch **watch; /* by descriptor */
	unsigned watches;     /* room */
	unsigned hooks;       /* hook descriptors watched */
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

int hl_loop_open(struct hl_loop **ret)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct hl_loop *loop;
	int r;

	loop = calloc(1, sizeof(*loop));
	if (!loop)
		return -ENOMEM;
	loop->late.fd = -1;

	r = sd_event_new(&loop->event);
	if (r < 0)
		goto out;
	hl_late_init(&loop->late, clock_read());

	sigaction(SIGPIPE, &ignore, NULL);
	r = signal_block(SIGCONT);
	if (r < 0)
		goto out;
	r = sd_event_add_signal(loop->event, &loop->stopped, SIGCONT,
				stopped_served, loop);
	if (r < 0)
		goto out;
	r = sd_event_source_set_priority(loop->stopped, PRIORITY_STOPPED);
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

static struct watch *watch_find(const struct hl_loop *loop, int fd)
{
	if (fd < 0 || (unsigned)fd >= loop->watches)
		return NULL;
	return loop->watch[fd];
}

static int watch_room(struct hl_loop *loop, int fd)
{
	struct watch **grown;
	unsigned room;

	if ((unsigned)fd < loop->watches)
		return 0;
	room = ((unsigned)fd / FDS_STEP + 1) * FDS_STEP;
	grown = realloc(loop->watch, room * sizeof(struct watch *));
	if (!grown)
		return -ENOMEM;
	memset(grown + loop->watches, 0,
	       (room - loop->watches) * sizeof(struct watch *));
	loop->watch = grown;
	loop->watches = room;
	return 0;
}

static void event_drop(struct watch *watch)
{
	if (watch->event && watch->card)
		watch->loop->hooks--;
	watch->event = sd_event_source_disable_unref(watch->event);
}

static void audio_drop(struct watch *watch)
{
	watch->audio = sd_event_source_disable_unref(watch->audio);
	if (watch->audio_fd >= 0)
		close(watch->audio_fd);
	watch->audio_fd = -1;
}

static void watch_free(struct watch *watch)
{
	event_drop(watch);
	audio_drop(watch);
	watch->loop->watch[watch->fd] = NULL;
	free(watch);
}

/* An endless error would keep every lower stage from being served. */
static int ready_tell(sd_event_source *source, struct watch *watch,
		      uint32_t revents, unsigned ready)
{
	if (revents & ~(uint32_t)(EPOLLERR | EPOLLHUP))
		watch->gone = 0;
	else if (++watch->gone > GONE_MAX)
		return sd_event_source_set_enabled(source, SD_EVENT_OFF);
	watch->fn(watch->arg, ready); /* which may forget the watch */
	return 0;
}

static int event_served(sd_event_source *source, int fd, uint32_t revents,
			void *arg)
{
	struct watch *watch = arg;

	(void)fd;
	hl_late_hook(&watch->loop->late);
	return ready_tell(source, watch, revents, HL_WATCH_EVENT);
}

static int audio_served(sd_event_source *source, int fd, uint32_t revents,
			void *arg)
{
	struct watch *watch = arg;

	(void)fd;
	hl_late_other(&watch->loop->late, hl_loop_now(watch->loop));
	return ready_tell(source, watch, revents, HL_WATCH_AUDIO);
}

static int plain_served(sd_event_source *source, int fd, uint32_t revents,
			void *arg)
{
	struct watch *watch = arg;
	unsigned ready = 0;

	(void)fd;
	hl_late_other(&watch->loop->late, hl_loop_now(watch->loop));
	if (revents & EPOLLIN)
		ready |= HL_IO_READ;
	if (revents & EPOLLOUT)
		ready |= HL_IO_WRITE;
	if (revents & (EPOLLHUP | EPOLLERR))
		ready |= HL_IO_GONE;
	return ready_tell(source, watch, revents, ready);
}

static int source_add(struct hl_loop *loop, sd_event_source **ret, int fd,
		      uint32_t events, sd_event_io_handler_t served,
		      struct watch *watch, enum hl_stage stage)
{
	sd_event_source *source = NULL;
	int r;

	r = sd_event_add_io(loop->event, &source, fd, events, served, watch);
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

static int event_add(struct watch *watch)
{
	int r;

	r = source_add(watch->loop, &watch->event, watch->fd, EPOLLPRI,
		       event_served, watch, HL_STAGE_HOOK);
	if (r == 0)
		watch->loop->hooks++;
	return r;
}

static int audio_add(struct watch *watch)
{
	int fd;
	int r;

	fd = fcntl(watch->fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	r = source_add(watch->loop, &watch->audio, fd, EPOLLIN, audio_served,
		       watch, HL_STAGE_MUSIC);
	if (r < 0)
		close(fd);
	else
		watch->audio_fd = fd;
	return r;
}

/* What is new comes first, so that a refusal leaves all as it was. */
static int card_change(struct watch *watch, unsigned what)
{
	bool fresh = (what & HL_WATCH_EVENT) && !watch->event;
	int r;

	/* It may have been let go for reporting nothing but errors. */
	if (watch->event)
		sd_event_source_set_enabled(watch->event, SD_EVENT_ON);
	if (watch->audio)
		sd_event_source_set_enabled(watch->audio, SD_EVENT_ON);
	if (fresh) {
		r = event_add(watch);
		if (r < 0)
			return r;
	}
	if ((what & HL_WATCH_AUDIO) && !watch->audio) {
		r = audio_add(watch);
		if (r < 0 && fresh)
			event_drop(watch);
		if (r < 0)
			return r;
	}
	if (!(what & HL_WATCH_EVENT))
		event_drop(watch);
	if (!(what & HL_WATCH_AUDIO))
		audio_drop(watch);
	return 0;
}

static int plain_change(struct watch *watch, unsigned what)
{
	uint32_t events = 0;
	int r;

	if (what & HL_IO_READ)
		events |= EPOLLIN;
	if (what & HL_IO_WRITE)
		events |= EPOLLOUT;
	if (!watch->event)
		return source_add(watch->loop, &watch->event, watch->fd,
				  events, plain_served, watch,
				  HL_STAGE_CONTROL);
	r = sd_event_source_set_io_events(watch->event, events);
	if (r < 0)
		return r;
	return sd_event_source_set_enabled(watch->event, SD_EVENT_ON);
}

static int watch_make(struct watch **ret, struct hl_loop *loop, int fd,
		      bool card)
{
	struct watch *watch;
	int r;

	r = watch_room(loop, fd);
	if (r < 0)
		return r;
	watch = calloc(1, sizeof(*watch));
	if (!watch)
		return -ENOMEM;
	watch->loop = loop;
	watch->fd = fd;
	watch->audio_fd = -1;
	watch->card = card;
	loop->watch[fd] = watch;
	*ret = watch;
	return 0;
}

static int watch_set(struct hl_loop *loop, int fd, const struct watch *want)
{
	struct watch *watch = watch_find(loop, fd);
	bool fresh = !watch;
	int r;

	if (!want->what) {
		if (watch)
			watch_free(watch);
		return 0;
	}
	if (fd < 0)
		return -EBADF;
	if (watch && watch->card != want->card)
		return -EBUSY;
	if (fresh) {
		r = watch_make(&watch, loop, fd, want->card);
		if (r < 0)
			return r;
	}

	if (fresh || watch->what != want->what || watch->gone) {
		r = want->card ? card_change(watch, want->what)
			       : plain_change(watch, want->what);
		if (r < 0 && fresh)
			watch_free(watch);
		if (r < 0)
			return r;
	}
	watch->what = want->what;
	watch->gone = 0;
	watch->fn = want->fn;
	watch->arg = want->arg;
	return 0;
}

int hl_loop_watch(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
		  void *arg)
{
	struct watch want = {
		.card = true, .what = what, .fn = fn, .arg = arg,
	};

	return watch_set(loop, fd, &want);
}

int hl_loop_io(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
	       void *arg)
{
	struct watch want = {
		.card = false, .what = what, .fn = fn, .arg = arg,
	};

	return watch_set(loop, fd, &want);
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
	sd_event_source_disable_unref(timer->source);
	free(timer);
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

	hl_late_sleep(&loop->late, begin, loop->hooks > 0);
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
	struct folder *folder;
	struct taken *taken;

	while (loop->timers)
		hl_loop_timer_close(loop->timers);
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
	unsigned i;

	if (!loop)
		return;
	for (i = 0; i < loop->watches; i++)
		if (loop->watch[i])
			watch_free(loop->watch[i]);
	free(loop->watch);
	lists_free(loop);
	sd_event_source_disable_unref(loop->stopped);
	sd_event_unref(loop->event);
	hl_late_fini(&loop->late);
	free(loop);
}
