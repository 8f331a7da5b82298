/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * late.c - was this wake-up late, and how punctual are we on the whole
 *
 * In:  when a sleep began and ended, when timers were due, the kernel's
 *      account of how long this thread waited for a processor.
 * Out: the instant since which nothing can have been waiting; a histogram.
 * Not: what is served - loop.c.
 */
#include "late.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Three numbers of up to 20 digits. */
#define SCHEDSTAT_MAX 96

static const hl_usec bounds[HL_LATENESS_BUCKETS] = {
	500, 1000, 2000, 5000, 10000, 20000, 50000,
};

int hl_late_parse(const char *text, hl_usec *ret)
{
	unsigned long long waited;
	const char *second;
	char *end;

	second = strchr(text, ' ');
	if (!second || second[1] < '0' || second[1] > '9')
		return -EBADMSG;
	errno = 0;
	waited = strtoull(second + 1, &end, 10);
	if (errno || *end != ' ')
		return -EBADMSG;
	*ret = waited / 1000;
	return 0;
}

/* Answers whether the kernel keeps this account at all. */
static bool waited_read(const struct hl_late *late, hl_usec *ret)
{
	char text[SCHEDSTAT_MAX];
	ssize_t n;

	if (late->fd < 0)
		return false;
	n = pread(late->fd, text, sizeof(text) - 1, 0);
	if (n <= 0)
		return false;
	text[n] = '\0';
	return hl_late_parse(text, ret) == 0;
}

void hl_late_init(struct hl_late *late, hl_usec now)
{
	memset(late, 0, sizeof(*late));
	late->fd = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
	late->sleep = now;
	late->clear = now;
}

void hl_late_fini(struct hl_late *late)
{
	if (late->fd >= 0)
		close(late->fd);
	late->fd = -1;
}

static void lateness_count(struct hl_loop_stats *stats, hl_usec lateness)
{
	unsigned i;

	for (i = 0; i < HL_LATENESS_BUCKETS && lateness > bounds[i]; i++)
		continue;
	stats->bucket[i]++;
	stats->measured++;
	stats->sum += lateness;
	if (lateness > stats->worst)
		stats->worst = lateness;
}

void hl_late_sleep(struct hl_late *late, hl_usec now, bool hook)
{
	if (late->running && late->known)
		lateness_count(&late->stats, late->worst);
	if (late->running && late->behind)
		late->stats.late++;

	late->running = false;
	late->known = false;
	late->behind = false;
	late->worst = 0;
	late->sleep = now;
	/* Without an account a wake-up can only be late by a timer. */
	late->asked = !hook || !waited_read(late, &late->base);
}

static void lateness_note(struct hl_late *late, hl_usec lateness)
{
	late->known = true;
	if (lateness > late->worst)
		late->worst = lateness;
}

static void wake_is_late(struct hl_late *late, hl_usec since)
{
	late->behind = true;
	late->clear = since > late->sleep ? since : late->sleep;
}

void hl_late_wake(struct hl_late *late, hl_usec now, hl_usec due)
{
	hl_usec since;

	late->running = true;
	late->woke = now;
	late->overdue = 0;
	if (now < late->sleep + HL_LATE_SLEPT) {
		late->asked = true;
		return;
	}

	late->stats.wakeups++;
	late->clear = now;
	if (due > now)
		return;

	since = due > late->sleep ? due : late->sleep;
	late->overdue = now - since;
	if (late->overdue > HL_LOOP_LATE)
		wake_is_late(late, late->sleep);
}

/*
 * A sleeper is made runnable by the first thing that happens. When waiting for
 * a processor explains all of the lateness, nothing had happened before that.
 */
static void wake_judge(struct hl_late *late, hl_usec waited)
{
	hl_usec before = waited + HL_LATE_MARGIN;

	if (before < late->overdue)
		return;
	if (waited > HL_LOOP_DELAY || late->behind)
		wake_is_late(late,
			     late->woke > before ? late->woke - before : 0);
}

void hl_late_hook(struct hl_late *late)
{
	hl_usec waited;

	if (late->asked)
		return;
	late->asked = true;
	if (!waited_read(late, &waited) || waited < late->base)
		return;
	hl_late_waited(late, waited - late->base);
}

void hl_late_waited(struct hl_late *late, hl_usec waited)
{
	lateness_note(late, waited);
	wake_judge(late, waited);
}

/* Whoever is stopped is not made runnable: it may have been any time. */
void hl_late_stopped(struct hl_late *late)
{
	late->stats.stops++;
	late->asked = true;
	wake_is_late(late, late->sleep);
}

void hl_late_other(struct hl_late *late, hl_usec now)
{
	late->clear = now;
	/* What is found from here on has come since, not in the sleep. */
	late->asked = true;
}

void hl_late_timer(struct hl_late *late, hl_usec lateness)
{
	lateness_note(late, lateness);
}

hl_usec hl_loop_bound(unsigned index)
{
	return index < HL_LATENESS_BUCKETS ? bounds[index] : HL_NEVER;
}

hl_usec hl_loop_percentile(const struct hl_loop_stats *stats,
			   unsigned percent)
{
	uint64_t wanted = (stats->measured * percent + 99) / 100;
	uint64_t below = 0;
	hl_usec low = 0;
	hl_usec high;
	unsigned i;

	if (!stats->measured)
		return 0;

	for (i = 0; i < HL_LATENESS_BUCKETS; i++) {
		if (below + stats->bucket[i] >= wanted)
			break;
		below += stats->bucket[i];
		low = bounds[i];
	}
	high = i < HL_LATENESS_BUCKETS ? bounds[i] : stats->worst;
	if (high > stats->worst)
		high = stats->worst;
	if (!stats->bucket[i] || high <= low)
		return high;
	return low + (high - low) * (wanted - below) / stats->bucket[i];
}
