/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far.c - the lines of the far side and the waiting for them
 *
 * In:  descriptors of far channels, readiness, time.
 * Out: each line's part is stepped when something is due for it.
 * Not: what a line says and hears (far_audio.c), what its hook does
 *      (far_phone.c, far_port.c), what a display shows (far_caller.c).
 */

#include "far.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "far_private.h"

/* Receive buffers of one block each: 320 ms may pass unread. */
#define NUM_BUFS 16

/* Descriptors that a caller of far_poll_with() may add. */
#define MAX_EXTRA 64

#define STATIONS_DEFAULT 8
#define TRUNKS_DEFAULT 4

static unsigned env_number(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text && *text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

void far_env(unsigned *stations, unsigned *trunks)
{
	*stations = env_number("LAB_STATIONS", STATIONS_DEFAULT);
	*trunks = env_number("LAB_TRUNKS", TRUNKS_DEFAULT);
}

uint64_t far_now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

const char *far_event_name(enum far_event_type type)
{
	static const char *const names[] = {
#define X(id, word, meaning) [FAR_##id] = word,
		FAR_EVENTS(X)
#undef X
	};

	return names[type];
}

void far_on_event(struct far *far, far_event_fn *fn, void *ctx)
{
	far->event = fn;
	far->event_ctx = ctx;
}

void far_tell(struct far_line *line, enum far_event_type type, int value)
{
	struct far_event event = {
		.type = type,
		.line = line,
		.at_us = far_now_us(),
		.value = value,
	};

	if (line->far->event)
		line->far->event(line->far->event_ctx, &event);
}

/* An order that the kernel has begun counts as done. */
int far_hook(struct far_line *line, int order)
{
	if (ioctl(line->fd, DAHDI_HOOK, &order) == 0 || errno == EINPROGRESS)
		return 0;
	return -errno;
}

int far_params(struct far_line *line, struct dahdi_params *params)
{
	memset(params, 0, sizeof(*params));
	return ioctl(line->fd, DAHDI_GET_PARAMS, params) < 0 ? -errno : 0;
}

static int buffers_set(int fd)
{
	struct dahdi_bufferinfo info = {
		.txbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.rxbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.numbufs = NUM_BUFS,
		.bufsize = FAR_BLOCK,
	};
	int on = 1;

	if (ioctl(fd, DAHDI_SET_BUFINFO, &info) < 0 ||
	    ioctl(fd, DAHDI_SETLINEAR, &on) < 0)
		return -errno;
	return 0;
}

static int line_open(struct far_line *line, int channel)
{
	int r;

	line->fd = open("/dev/dahdi/channel", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (line->fd < 0)
		return -errno;
	if (ioctl(line->fd, DAHDI_SPECIFY, &channel) < 0)
		return errno == ENXIO ? -EINVAL : -errno;

	r = buffers_set(line->fd);
	if (r < 0)
		return r;
	return line->is_port ? far_port_open(line) : far_phone_open(line);
}

int far_open(struct far **ret, unsigned stations, unsigned trunks)
{
	unsigned lines = stations + trunks;
	struct far *far;
	int r;

	if (stations > FAR_MAX_LINES || trunks > FAR_MAX_LINES)
		return -EINVAL;

	far = calloc(1, sizeof(*far) + lines * sizeof(far->line[0]));
	if (!far)
		return -ENOMEM;

	far->fds = calloc(lines + MAX_EXTRA, sizeof(far->fds[0]));
	if (!far->fds) {
		r = -ENOMEM;
		goto out;
	}

	far->stations = stations;
	for (r = 0; r == 0 && far->lines < lines;) {
		struct far_line *line = &far->line[far->lines++];

		line->far = far;
		line->is_port = far->lines > stations;
		line->number = far->lines - (line->is_port ? stations : 0);
		r = line_open(line, (int)(lines + far->lines));
	}
	if (r < 0)
		goto out;

	*ret = far;
	far = NULL; /* the caller owns it now */
out:
	far_close(far);
	return r;
}

void far_close(struct far *far)
{
	unsigned i;

	if (!far)
		return;
	for (i = 0; i < far->lines; i++) {
		far_port_close(&far->line[i]);
		far_caller_close(&far->line[i]);
		if (far->line[i].fd >= 0)
			close(far->line[i].fd);
	}
	free(far->fds);
	free(far);
}

struct far_line *far_phone(struct far *far, unsigned number)
{
	if (number < 1 || number > far->stations)
		return NULL;
	return &far->line[number - 1];
}

struct far_line *far_port(struct far *far, unsigned number)
{
	if (number < 1 || number > far->lines - far->stations)
		return NULL;
	return &far->line[far->stations + number - 1];
}

bool far_line_is_port(const struct far_line *line)
{
	return line->is_port;
}

unsigned far_line_number(const struct far_line *line)
{
	return line->number;
}

static void line_event(struct far_line *line, int event)
{
	if (event == DAHDI_EVENT_ALARM)
		far_tell(line, FAR_ALARM, 1);
	else if (event == DAHDI_EVENT_NOALARM)
		far_tell(line, FAR_ALARM, 0);
	else if (line->is_port)
		far_port_event(line, event);
	else
		far_phone_event(line, event);
}

/* Events first: no audio passes while one waits. */
static int line_events(struct far_line *line)
{
	int event;

	for (;;) {
		if (ioctl(line->fd, DAHDI_GETEVENT, &event) < 0)
			return -errno;
		if (event == DAHDI_EVENT_NONE)
			return 0;
		if (event == DAHDI_EVENT_REMOVED)
			return -ENODEV;
		line_event(line, event);
	}
}

static int line_step(struct far_line *line, short revents, uint64_t now)
{
	int r = 0;

	if (revents & (POLLERR | POLLHUP | POLLNVAL))
		return -EIO;
	if (revents & POLLPRI)
		r = line_events(line);
	if (r == 0)
		r = line->is_port ? far_port_step(line, now)
				  : far_phone_step(line, now);
	if (r == 0)
		r = far_audio_step(line, now);
	return r;
}

static uint64_t due_us(const struct far *far)
{
	uint64_t due = FAR_NEVER;
	unsigned i;

	for (i = 0; i < far->lines; i++) {
		const struct far_line *line = &far->line[i];
		uint64_t audio = far_audio_due(line);
		uint64_t hook = line->is_port ? far_port_due(line)
					      : far_phone_due(line);

		if (audio < due)
			due = audio;
		if (hook < due)
			due = hook;
	}
	return due;
}

/* A line is polled for audio only while somebody wants it: unread buffers are
 * harmless, a poll that returns at once is not. */
static int poll_until(struct far *far, unsigned count, uint64_t until_us)
{
	uint64_t now = far_now_us();
	uint64_t left = until_us > now ? until_us - now : 0;
	struct timespec ts = {
		.tv_sec = (time_t)(left / 1000000),
		.tv_nsec = (long)(left % 1000000) * 1000,
	};
	unsigned i;

	for (i = 0; i < far->lines; i++) {
		far->fds[i].fd = far->line[i].fd;
		far->fds[i].events = POLLPRI;
		if (far_audio_hears(&far->line[i]))
			far->fds[i].events |= POLLIN;
	}
	if (ppoll(far->fds, far->lines + count,
		  until_us == FAR_NEVER ? NULL : &ts, NULL) < 0)
		return -errno;
	return 0;
}

int far_poll_with(struct far *far, struct pollfd *extra, unsigned count,
		  int timeout_ms)
{
	uint64_t now = far_now_us();
	uint64_t until = due_us(far);
	int result = 0;
	unsigned i;
	int r;

	if (count > MAX_EXTRA)
		return -EINVAL;
	if (timeout_ms >= 0 && now + (uint64_t)timeout_ms * 1000 < until)
		until = now + (uint64_t)timeout_ms * 1000;
	if (count > 0)
		memcpy(&far->fds[far->lines], extra, count * sizeof(*extra));

	r = poll_until(far, count, until);
	if (r < 0)
		return r;
	if (count > 0)
		memcpy(extra, &far->fds[far->lines], count * sizeof(*extra));

	now = far_now_us();
	for (i = 0; i < far->lines; i++) {
		r = line_step(&far->line[i], far->fds[i].revents, now);
		if (r < 0 && result == 0)
			result = r;
	}
	return result;
}

int far_poll(struct far *far, int timeout_ms)
{
	return far_poll_with(far, NULL, 0, timeout_ms);
}

int far_step(struct far *far)
{
	int r = far_poll_with(far, NULL, 0, 0);

	return r == -EINTR ? 0 : r;
}

int far_run(struct far *far, unsigned ms)
{
	uint64_t end = far_now_us() + (uint64_t)ms * 1000;
	uint64_t now;
	int r;

	while ((now = far_now_us()) < end) {
		r = far_poll(far, (int)((end - now + 999) / 1000));
		if (r < 0 && r != -EINTR)
			return r;
	}
	return 0;
}
