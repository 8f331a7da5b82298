/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * loop.h - one thread, one loop: who is served first, and how late it was
 *
 * Descriptors, one-shot timers and signals, served one at a time in the order
 * of their stage. Time is read once per turn and handed down. The loop knows
 * when it was late, because a hook edge that was found late has a range of
 * instants at which it may have happened (hook.h).
 */
#ifndef HOLDLINE_LOOP_H
#define HOLDLINE_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/driver.h"
#include "holdline/types.h"

struct hl_loop;
struct hl_loop_timer;

/* Order of service: all that waits in a stage goes before the next stage. */
enum hl_stage {
	HL_STAGE_HOOK,    /* edges, rings: HL_WATCH_EVENT */
	HL_STAGE_TIMER,   /* deadlines of the model */
	HL_STAGE_MUSIC,   /* samples: HL_WATCH_AUDIO, refill */
	HL_STAGE_CONTROL, /* operators and programs */
	HL_STAGE_LOG,     /* journal file, watchdog, housekeeping */
};

/* What a plain descriptor is watched for, and what its callback is told. */
enum hl_io {
	HL_IO_NONE = 0,
	HL_IO_READ = 1,  /* something to read, or the end */
	HL_IO_WRITE = 2, /* room to write */
	HL_IO_GONE = 4,  /* told only: the other side hung up, or an error */
};

typedef void (hl_timer_fn)(void *arg, hl_usec now);
typedef void (hl_signal_fn)(void *arg, int signal);
typedef void (hl_folder_fn)(void *arg);
typedef bool (hl_health_fn)(void *arg);

/** HL_LOOP_LATE - [us] a timer served later than this was late (house). */
#define HL_LOOP_LATE HL_MS(10)

/** HL_LOOP_DELAY - [us] waiting for a processor longer is late (house). */
#define HL_LOOP_DELAY HL_MS(5)

/** HL_LATENESS_BUCKETS - upper bounds of the lateness histogram. */
#define HL_LATENESS_BUCKETS 7

/**
 * struct hl_loop_stats - how punctual the loop is
 * @wakeups:  times it slept and was woken
 * @measured: wake-ups whose lateness is known: a timer was due, or a hook
 *            descriptor woke it and the kernel tells how long we waited
 * @late:     wake-ups found late; struct hl_host's awake() then lies back
 * @stops:    SIGCONT seen: the process had been stopped
 * @bucket:   measured wake-ups by lateness, not cumulative; the last one is
 *            beyond every bound of hl_loop_bound()
 * @sum:      [us] of all lateness measured
 * @worst:    [us]
 */
struct hl_loop_stats {
	uint64_t wakeups;
	uint64_t measured;
	uint64_t late;
	uint64_t stops;
	uint64_t bucket[HL_LATENESS_BUCKETS + 1];
	hl_usec sum;
	hl_usec worst;
};

/**
 * hl_loop_open() - make a loop
 * @ret: the loop; owned by the caller, hl_loop_close()
 *
 * Ignores SIGPIPE for the whole process and blocks SIGCONT for this thread.
 * Return: 0, -ENOMEM, -errno.
 */
int hl_loop_open(struct hl_loop **ret);

/** hl_loop_close() - forget every source; closes nothing that was watched. */
void hl_loop_close(struct hl_loop *loop);

/**
 * hl_loop_run() - serve until hl_loop_stop()
 *
 * Return: the status given to hl_loop_stop(), or -errno.
 */
int hl_loop_run(struct hl_loop *loop);

/**
 * hl_loop_once() - one turn: at most one source is served
 * @loop:  the loop
 * @until: [us] sleep at most until this instant; 0 = do not sleep, HL_NEVER
 *
 * For programs that do something else as well. Return: 1 when a source was
 * served, 0 when none, -errno.
 */
int hl_loop_once(struct hl_loop *loop, hl_usec until);

/**
 * hl_loop_stop() - hl_loop_run() returns @status (>= 0) after this turn
 *
 * Before hl_loop_run() it makes that one return at once.
 */
void hl_loop_stop(struct hl_loop *loop, int status);

/** hl_loop_now() - [us] the time of this turn, CLOCK_MONOTONIC. */
hl_usec hl_loop_now(const struct hl_loop *loop);

/**
 * hl_loop_awake() - [us] as awake() of struct hl_host
 *
 * The last instant at which no hook descriptor is known to have waited:
 * hl_loop_now() after a punctual sleep. After a late one the moment at which
 * this thread became runnable, where the kernel's account of its waiting
 * explains the lateness, else the moment at which the sleep began. While
 * several sources are served without a sleep between, the last turn in which
 * no hook descriptor was waiting.
 *
 * Late: a timer was served HL_LOOP_LATE after its time; the thread waited
 * HL_LOOP_DELAY for a processor (/proc/thread-self/schedstat, read when a hook
 * descriptor woke it); or it had been stopped (SIGCONT).
 */
hl_usec hl_loop_awake(const struct hl_loop *loop);

/**
 * hl_loop_watch() - watch a line card's descriptor
 * @loop: the loop
 * @fd:   the descriptor, the caller's; forget it before you close it
 * @what: enum hl_watch bits; HL_WATCH_NONE forgets
 * @fn:   called with the bits that are ready
 * @arg:  handed to @fn
 *
 * The signature of struct hl_host's watch(). EVENT (EPOLLPRI) is served in
 * HL_STAGE_HOOK, AUDIO (EPOLLIN) in HL_STAGE_MUSIC, also when both are asked
 * of one descriptor. A second call replaces the first. An error condition of
 * the descriptor is told as the bits that were asked for.
 * Return: 0, -ENOMEM, -errno; on error the former watch stands.
 */
int hl_loop_watch(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
		  void *arg);

/**
 * hl_loop_io() - watch any other descriptor (sockets, pipes, terminals)
 * @loop: the loop
 * @fd:   the descriptor, the caller's; forget it before you close it
 * @what: enum hl_io bits READ and WRITE; HL_IO_NONE forgets
 * @fn:   called with the enum hl_io bits that are ready
 * @arg:  handed to @fn
 *
 * Served in HL_STAGE_CONTROL, level-triggered. A descriptor is in either
 * hl_loop_watch() or hl_loop_io(). @fn may forget or close its own and any
 * other descriptor.
 * Return: 0, -ENOMEM, -EPERM (a regular file cannot be watched), -errno.
 */
int hl_loop_io(struct hl_loop *loop, int fd, unsigned what, hl_watch_fn *fn,
	       void *arg);

/**
 * hl_loop_timer_open() - a one-shot timer, not set
 * @ret:   the timer; owned by the caller, hl_loop_timer_close()
 * @loop:  the loop
 * @stage: when several things are due, its place in the order
 * @fn:    called once each time it was set and the instant has come
 * @arg:   handed to @fn
 *
 * Return: 0, -ENOMEM, -errno.
 */
int hl_loop_timer_open(struct hl_loop_timer **ret, struct hl_loop *loop,
		       enum hl_stage stage, hl_timer_fn *fn, void *arg);

/**
 * hl_loop_timer_set() - call at an absolute instant
 * @timer: the timer
 * @at:    [us]; the past means at once, HL_NEVER disarms. The last word counts
 */
void hl_loop_timer_set(struct hl_loop_timer *timer, hl_usec at);

/** hl_loop_timer_close() - NULL is fine; allowed from its own callback. */
void hl_loop_timer_close(struct hl_loop_timer *timer);

/**
 * hl_loop_signal() - take a signal as an ordinary event
 * @loop:   the loop
 * @signal: SIGTERM SIGINT SIGHUP SIGUSR1 SIGUSR2 SIGCHLD SIGWINCH
 * @fn:     called in HL_STAGE_CONTROL
 * @arg:    handed to @fn
 *
 * The signal is blocked in this thread and stays so. SIGCONT is the loop's.
 * Return: 0, -EINVAL, -EBUSY (taken), -errno.
 */
int hl_loop_signal(struct hl_loop *loop, int signal, hl_signal_fn *fn,
		   void *arg);

/**
 * hl_loop_folder() - be told when something appears in or leaves a folder
 *
 * Served in HL_STAGE_LOG; changes of access rights count too. Lasts until the
 * loop is closed. A folder that itself goes away is forgotten; asking again
 * for one that is watched does nothing.
 * Return: 0, -ENOENT, -errno.
 */
int hl_loop_folder(struct hl_loop *loop, const char *path, hl_folder_fn *fn,
		   void *arg);

/**
 * hl_loop_watchdog() - answer the service manager's watchdog
 * @loop:    the loop
 * @healthy: asked before each answer; false = stay silent. May be NULL
 * @arg:     handed to @healthy
 *
 * Answered from the last stage, so that a loop that no longer gets there is
 * restarted; twice as often as the manager asks (sd_watchdog_enabled(3)).
 * Return: 1 when a watchdog runs, 0 when none is asked for, -errno.
 */
int hl_loop_watchdog(struct hl_loop *loop, hl_health_fn *healthy, void *arg);

/**
 * hl_loop_notify() - tell the service manager, if there is one
 * @state: a line of sd_notify(3): "READY=1", "STATUS=...", "STOPPING=1"
 *
 * Return: true when a manager was told.
 */
bool hl_loop_notify(const char *state);

/** hl_loop_stats() - counters since the loop was made. */
const struct hl_loop_stats *hl_loop_stats(const struct hl_loop *loop);

/**
 * hl_loop_bound() - [us] upper bound of bucket @index
 *
 * Source: 0.5 1 2 5 10 20 50 ms, the metric loop_lateness_seconds.
 * Return: the bound; HL_NEVER for @index >= HL_LATENESS_BUCKETS.
 */
hl_usec hl_loop_bound(unsigned index);

/**
 * hl_loop_percentile() - lateness that so many wake-ups did not exceed
 * @stats:   counters
 * @percent: 1..100
 *
 * Interpolated within its bucket and never above the worst.
 * Return: [us]; 0 when nothing was measured.
 */
hl_usec hl_loop_percentile(const struct hl_loop_stats *stats,
			   unsigned percent);

#endif
