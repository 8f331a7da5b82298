/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * console.c - the console of the virtual card: time, keys, screen
 *
 * In:  the wall clock, keys, programs at the control socket.
 * Out: time that passes on the bench, frames on the screen.
 * Not: what keys do - keys.c; what stands on the screen - frame.c.
 */
#include "console.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "console_parts.h"
#include "save.h"

#define FRAME_MS 40            /* between two frames (house) */
#define SLEPT_MOST HL_MS(250)  /* a stopped console does not make up (house) */
#define WORK_MOST HL_MS(30)    /* as fast as it goes, but keys are heard */
#define WORK_STEP 100          /* [ms] of virtual time */
#define STATUS_FAULT 7

static hl_usec wall(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (hl_usec)ts.tv_sec * 1000000 + (hl_usec)ts.tv_nsec / 1000;
}

/* As much virtual time as the processor gives in a frame. */
static void pass_fast(struct console *c, hl_usec from)
{
	while (wall() < from + WORK_MOST &&
	       bench_pass(c->bench, WORK_STEP) == 0)
		;
}

/* Returns what is left: less than a millisecond of virtual time. */
static hl_usec pass(struct console *c, hl_usec from, hl_usec slept,
		    hl_usec owed)
{
	if (c->paused)
		return 0;
	if (!c->speed) {
		pass_fast(c, from);
		return 0;
	}
	if (slept > SLEPT_MOST)
		slept = SLEPT_MOST;
	owed += slept * c->speed;
	bench_pass(c->bench, (hl_msec)(owed / 1000));
	return owed % 1000;
}

static void save(struct console *c)
{
	struct save_result *result = calloc(1, sizeof(*result));
	int r;

	c->save = false;
	if (!result)
		return;
	r = save_all(c->bench, c->options.save, c->options.music, result);
	if (r < 0)
		console_say(c, "not saved: %s", result->why);
	else if (result->replayed)
		console_say(c, "saved in %s; played again: the same, %u "
			    "expectations", result->folder, result->held);
	else
		console_say(c, "saved in %s; not the same again: %s",
			    result->folder, result->why);
	free(result);
}

static void paint(struct console *c, struct frame *frame)
{
	unsigned width;
	unsigned height;

	screen_size(&width, &height);
	console_frame(c, width, height, frame);
	screen_paint(frame);
}

/* Until a key, a program, or the next frame. False: the terminal is gone. */
static bool wait_for(const struct console *c)
{
	struct pollfd fds[2] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = bench_fd(c->bench), .events = POLLIN },
	};
	int fast = !c->speed && !c->paused ? 1 : FRAME_MS;

	if (poll(fds, 2, fast) < 0)
		return errno == EINTR;
	return !(fds[0].revents & (POLLHUP | POLLERR | POLLNVAL));
}

static int run(struct console *c, struct frame *frame)
{
	hl_usec last = wall();
	hl_usec owed = 0;
	hl_usec now;
	int key;

	while (!c->quit && !screen_signal()) {
		paint(c, frame);
		if (!wait_for(c))
			return 128 + 1;
		now = wall();
		owed = pass(c, now, now - last, owed);
		last = now;
		bench_serve(c->bench);
		while ((key = screen_key()))
			console_press(c, key);
		if (c->save) {
			save(c);
			last = wall();
		}
	}
	if (screen_signal())
		return 128 + screen_signal();
	return bench_fault(c->bench)[0] ? STATUS_FAULT : 0;
}

int console_run(const struct console_options *options)
{
	struct console c = { .options = *options, .bench = options->bench,
			     .speed = options->speed };
	struct frame *frame = calloc(1, sizeof(*frame));
	int status = 1;

	if (!frame)
		return 1;
	if (screen_open(options->ascii) == 0)
		status = run(&c, frame);
	screen_close();
	free(frame);
	return status;
}
