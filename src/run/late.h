/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * late.h - was this wake-up late, and how punctual are we on the whole
 */
#ifndef HOLDLINE_RUN_LATE_H
#define HOLDLINE_RUN_LATE_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/loop.h"
#include "holdline/types.h"

/** HL_LATE_MARGIN - [us] what the kernel's account may lack (house). */
#define HL_LATE_MARGIN 1000u

/** HL_LATE_SLEPT - [us] a shorter sleep may have been none (house). */
#define HL_LATE_SLEPT 100u

/**
 * struct hl_late - judge of one loop's punctuality; a value
 * @fd:      /proc/thread-self/schedstat, or -1
 * @base:    [us] time waited for a processor when the sleep began
 * @sleep:   when the sleep began
 * @woke:    when it ended
 * @overdue: [us] how late the earliest timer was found then
 * @clear:   no hook descriptor was waiting then: what awake() answers
 * @asked:   the kernel was asked about this wake-up
 * @known:   the lateness of this wake-up is known
 * @behind:  this wake-up was found late
 * @running: a wake-up is being served
 * @worst:   [us] the greatest lateness seen in this wake-up
 * @stats:   since the loop was made
 */
struct hl_late {
	int fd;
	hl_usec base;
	hl_usec sleep;
	hl_usec woke;
	hl_usec overdue;
	hl_usec clear;
	bool asked;
	bool known;
	bool behind;
	bool running;
	hl_usec worst;
	struct hl_loop_stats stats;
};

/** hl_late_init() - @now [us]; opens the kernel's counter where it is. */
void hl_late_init(struct hl_late *late, hl_usec now);

/** hl_late_fini() - close the counter. */
void hl_late_fini(struct hl_late *late);

/**
 * hl_late_sleep() - everything is served, the loop goes to sleep
 * @late: the judge
 * @now:  [us] a fresh reading of the clock
 * @hook: hook descriptors are watched: remember the kernel's counter
 */
void hl_late_sleep(struct hl_late *late, hl_usec now, bool hook);

/**
 * hl_late_wake() - the sleep is over
 * @late: the judge
 * @now:  [us] the time of this turn
 * @due:  [us] the earliest timer that was set, or HL_NEVER
 *
 * A sleep shorter than HL_LATE_SLEPT may have been none: then what is found
 * can have happened while the former turn was served.
 */
void hl_late_wake(struct hl_late *late, hl_usec now, hl_usec due);

/** hl_late_hook() - a hook descriptor is about to be served. */
void hl_late_hook(struct hl_late *late);

/** hl_late_waited() - this wake-up waited @waited us for a processor. */
void hl_late_waited(struct hl_late *late, hl_usec waited);

/** hl_late_stopped() - the process had been stopped (SIGCONT). */
void hl_late_stopped(struct hl_late *late);

/** hl_late_other() - something else is served: no hook descriptor waited. */
void hl_late_other(struct hl_late *late, hl_usec now);

/** hl_late_timer() - a timer is served @lateness us after it was due. */
void hl_late_timer(struct hl_late *late, hl_usec lateness);

/**
 * hl_late_parse() - time waited for a processor, of a schedstat text
 * @text: "running waiting slices", nanoseconds; zero-terminated
 * @ret:  [us]
 *
 * Source: Documentation/scheduler/sched-stats.rst, /proc/<pid>/schedstat.
 * Return: 0, -EBADMSG.
 */
int hl_late_parse(const char *text, hl_usec *ret);

#endif
