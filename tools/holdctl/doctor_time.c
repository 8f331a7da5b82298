/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor_time.c - checks of the cards' clock and of our own punctuality
 *
 * In:  a pseudo channel, which delivers 8000 bytes a second; a sleep.
 * Out: findings; measurements that never take longer than they say.
 * Not: opening anything that belongs to a line.
 */
#include "doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CLOCK_LENGTH 2000000u /* [us] as dahdi_test passes take (house) */
#define CLOCK_GIVEUP 500      /* [ms] nothing came (house) */
#define CLOCK_RATE 8000.0     /* bytes a second, G.711 */
#define CLOCK_GOOD 99.9       /* dahdi_test calls 99.987 % the least (house) */
#define CLOCK_BAD 99.0
#define SLEEPS 400            /* of 1 ms each */
#define LATE_WARN 10000u      /* [us] a hook window's least margin (house) */

static uint64_t now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

/* Time runs from one arrival to another, so that the first wait is left out. */
static int clock_read(int fd, double *percent)
{
	char block[8192];
	uint64_t began = 0;
	uint64_t last = 0;
	uint64_t limit = now_us() + 2 * CLOCK_LENGTH;
	double bytes = 0;

	while (!began || last - began < CLOCK_LENGTH) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t n;

		if (now_us() > limit || poll(&p, 1, CLOCK_GIVEUP) <= 0)
			return -ETIMEDOUT;
		n = read(fd, block, sizeof(block));
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -ENODATA;
		last = now_us();
		if (began)
			bytes += (double)n;
		else
			began = last;
	}
	*percent = 100.0 * bytes / CLOCK_RATE /
		   ((double)(last - began) / 1000000.0);
	return 0;
}

int doctor_clock_measure(double *percent)
{
	int fd = open("/dev/dahdi/pseudo", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	int r;

	if (fd < 0)
		return -errno;
	r = clock_read(fd, percent);
	close(fd);
	return r;
}

static int number_compare(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a;
	unsigned y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

int doctor_lateness_measure(unsigned *p99, unsigned *worst)
{
	unsigned late[SLEEPS];

	for (unsigned i = 0; i < SLEEPS; i++) {
		struct timespec ms = { .tv_nsec = 1000000 };
		uint64_t before = now_us();
		uint64_t took;

		nanosleep(&ms, NULL);
		took = now_us() - before;
		late[i] = took > 1000 ? (unsigned)(took - 1000) : 0;
	}
	qsort(late, SLEEPS, sizeof(late[0]), number_compare);
	*p99 = late[SLEEPS * 99 / 100];
	*worst = late[SLEEPS - 1];
	return 0;
}

enum doctor_verdict doctor_clock(struct doctor *doctor,
				 struct doctor_finding *ret)
{
	double percent = 0;
	double off;
	int r = doctor->clock ? doctor->clock(&percent) : -ENOTSUP;

	if (r == -EACCES || r == -EPERM) {
		doctor_mend(ret, "sudo holdctl doctor");
		return doctor_say(ret, DOCTOR_SKIP, "you may not open "
				  "/dev/dahdi/pseudo");
	}
	if (r == -ENOTSUP)
		return doctor_say(ret, DOCTOR_SKIP, "not measured");
	if (r == -ETIMEDOUT) {
		doctor_mend(ret, "has a card an interrupt? grep -i -e wc -e "
			    "dahdi /proc/interrupts");
		return doctor_say(ret, DOCTOR_FAIL, "the clock stands: no "
				  "sample in %d ms", CLOCK_GIVEUP);
	}
	if (r < 0)
		return doctor_say(ret, DOCTOR_FAIL, "/dev/dahdi/pseudo: %s",
				  strerror(-r));
	off = 100.0 - fabs(100.0 - percent);
	if (off >= CLOCK_GOOD)
		return doctor_say(ret, DOCTOR_OK, "%.2f %% over %u s", off,
				  CLOCK_LENGTH / 1000000u);
	doctor_mend(ret, "dahdi_test -v; a shared interrupt or a virtual "
		    "machine's clock?");
	return doctor_say(ret, off < CLOCK_BAD ? DOCTOR_FAIL : DOCTOR_WARN,
			  "%.2f %% over %u s (%.0f samples a second)", off,
			  CLOCK_LENGTH / 1000000u, percent * 80.0);
}

enum doctor_verdict doctor_lateness(struct doctor *doctor,
				    struct doctor_finding *ret)
{
	const json_t *loop = json_object_get(doctor->status, "lateness");
	unsigned p99 = 0;
	unsigned worst = 0;
	unsigned judged;
	char own[96] = "";

	if (!doctor->lateness || doctor->lateness(&p99, &worst) < 0)
		return doctor_say(ret, DOCTOR_SKIP, "not measured");
	judged = p99;
	if (json_is_object(loop)) {
		snprintf(own, sizeof(own), "; the daemon's 99th %.1f, worst "
			 "%.1f", (double)ctl_int(loop, "p99_us") / 1000,
			 (double)ctl_int(loop, "worst_us") / 1000);
		if (ctl_int(loop, "p99_us") > judged)
			judged = (unsigned)ctl_int(loop, "p99_us");
	}
	if (judged <= LATE_WARN)
		return doctor_say(ret, DOCTOR_OK, "wake-up 99th %.1f ms, worst "
				  "%.1f ms%s (limit %u)", p99 / 1000.0,
				  worst / 1000.0, own, LATE_WARN / 1000);
	doctor_mend(ret, "rt = 10 in [holdline]; less load on this machine");
	return doctor_say(ret, DOCTOR_WARN, "wake-up 99th %.1f ms, worst "
			  "%.1f ms%s (limit %u)", p99 / 1000.0,
			  worst / 1000.0, own, LATE_WARN / 1000);
}
