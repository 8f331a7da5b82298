/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wall.c - libpri's timers on a clock that somebody may set
 *
 * In:  the monotonic time of this wake-up.
 * Out: when libpri wants to run; its timers moved when the wall clock jumped.
 * Not: running them - link.c.
 *
 * libpri reads gettimeofday() whenever it starts or looks at a timer. A wall
 * clock set back by an hour would stop layer 2 for an hour, one set forward
 * would clear every call. pri_schedule_next() answers a pointer to the timer
 * that ends first, so each of them can be reached, and moved.
 */
#include "stack.h"

#include <sys/time.h>

#define STEP_US    100000     /* house: less is drift, more is a setting */
#define TIMERS_MAX 8192       /* SCHED_EVENTS_MAX, prisched.c of libpri */
#define FAR_S      1000000000 /* 31 years: no timer of libpri is that long */
#define SECOND_US  1000000

static int64_t wall_now(void)
{
	struct timeval tv;

	gettimeofday(&tv, NULL);
	return (int64_t)tv.tv_sec * SECOND_US + tv.tv_usec;
}

static void timer_shift(struct timeval *timer, int64_t us)
{
	int64_t at = (int64_t)timer->tv_sec * SECOND_US + timer->tv_usec + us;

	timer->tv_sec = (time_t)(at / SECOND_US);
	timer->tv_usec = (suseconds_t)(at % SECOND_US);
}

/*
 * The nearest timer is put far away until all are there, each with the step
 * already in it; then all come back.
 */
static void timers_shift(struct link *link, int64_t step, int64_t now)
{
	struct timeval *timers[TIMERS_MAX];
	int64_t far = (int64_t)FAR_S * SECOND_US;
	struct timeval *next;
	unsigned i, n = 0;

	while (n < TIMERS_MAX) {
		next = pri_schedule_next(link->pri);
		if (!next || next->tv_sec > now / SECOND_US + FAR_S / 2)
			break;
		timer_shift(next, far + step);
		timers[n++] = next;
	}
	for (i = 0; i < n; i++)
		timer_shift(timers[i], -far);
}

void isdn_wall_look(struct link *link, hl_usec now)
{
	int64_t at = wall_now();
	int64_t wall = at - (int64_t)now;
	int64_t step = wall - link->wall;
	bool known = link->wall_is_known;

	link->wall = wall;
	link->wall_is_known = true;
	if (!known || (step < STEP_US && step > -STEP_US))
		return;

	isdn_log(link, LINK_LOG_INFO, "the wall clock was set by %lld ms",
		 (long long)(step / 1000));
	timers_shift(link, step, at - step);
}

/* By the offset of the last look: what was set since is not yet moved. */
hl_usec isdn_wall_due(const struct link *link)
{
	struct timeval *next = pri_schedule_next(link->pri);
	int64_t at;

	if (!next)
		return HL_NEVER;
	if (!link->wall_is_known)
		return 0;
	at = (int64_t)next->tv_sec * SECOND_US + next->tv_usec - link->wall;
	return at > 0 ? (hl_usec)at : 0;
}
