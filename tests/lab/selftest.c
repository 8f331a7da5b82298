/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * selftest.c - shows that the lab's two spans face each other
 *
 * In:  the near channels, opened here by plain requests; the far side.
 * Out: one line per claim, "ok" or "FAIL"; exit status 0 when all are ok.
 * Not: the product - nothing of it is linked or needed.
 */

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dahdi/user.h>

#include "far.h"

#define STATIONS 8
#define TRUNKS 4
#define NEAR (STATIONS + TRUNKS)

/* Of one kind for one line, so a claim can wait for its turn. */
#define MAX_SEEN 64

/* Kernel timer runs come up to 4 ms apart, on both spans. */
#define GRID_MS 9.0

#define RATE_HZ 8000

struct edge {
	int event;
	uint64_t at_us;
};

struct near {
	int fd;
	struct edge seen[MAX_SEEN];
	unsigned count;
};

struct sine {
	double hz;
	double peak;
};

/* A window of what a line hears, measured when full. */
struct ear {
	int16_t samples[RATE_HZ / 5];
	unsigned count;
};

struct test {
	struct far *far;
	struct near near[NEAR + 1];
	struct far_event seen[MAX_SEEN];
	unsigned count;
	unsigned failed;
};

/* --- claims ---------------------------------------------------------- */

static bool claim(struct test *t, bool holds, const char *what)
{
	printf("%s %s\n", holds ? "ok  " : "FAIL", what);
	fflush(stdout);
	if (!holds)
		t->failed++;
	return holds;
}

static void die(const char *what)
{
	printf("FAIL %s: %s\n", what, strerror(errno));
	exit(1);
}

/* --- the near side --------------------------------------------------- */

static void order(int fd, unsigned long request, int value, const char *what)
{
	if (ioctl(fd, request, &value) < 0 && errno != EINPROGRESS)
		die(what);
}

static void hook(struct near *near, int what)
{
	order(near->fd, DAHDI_HOOK, what, "hook order");
}

static void params_raw(int fd)
{
	struct dahdi_params params = { 0 };

	if (ioctl(fd, DAHDI_GET_PARAMS, &params) < 0)
		die("GET_PARAMS");
	params.rxflashtime = 1;
	params.debouncetime = 1;
	if (ioctl(fd, DAHDI_SET_PARAMS, &params) < 0)
		die("SET_PARAMS");
}

static void near_open(struct near *near, int channel)
{
	struct dahdi_bufferinfo info = {
		.numbufs = 8,
		.bufsize = FAR_BLOCK,
	};

	near->fd = open("/dev/dahdi/channel", O_RDWR | O_NONBLOCK);
	if (near->fd < 0)
		die("/dev/dahdi/channel");
	order(near->fd, DAHDI_SPECIFY, channel, "SPECIFY");
	if (ioctl(near->fd, DAHDI_SET_BUFINFO, &info) < 0)
		die("SET_BUFINFO");
	params_raw(near->fd);
}

static int pseudo_open(void)
{
	struct dahdi_bufferinfo info = {
		.numbufs = 32,
		.bufsize = 1024,
	};
	int fd = open("/dev/dahdi/pseudo", O_RDWR | O_NONBLOCK);

	if (fd < 0)
		die("/dev/dahdi/pseudo");
	if (ioctl(fd, DAHDI_SET_BUFINFO, &info) < 0)
		die("SET_BUFINFO of the pseudo channel");
	order(fd, DAHDI_SETLINEAR, 1, "SETLINEAR");
	return fd;
}

static int patch(int fd, int number, int mode)
{
	struct dahdi_confinfo conf = {
		.confno = number,
		.confmode = mode,
	};

	if (ioctl(fd, DAHDI_SETCONF, &conf) < 0)
		die("SETCONF");
	return conf.confno;
}

static void bridge(struct test *t, int a, int b)
{
	patch(t->near[a].fd, b, DAHDI_CONF_MONITOR);
	patch(t->near[b].fd, a, DAHDI_CONF_MONITOR);
}

static void unpatch(struct test *t, int a)
{
	patch(t->near[a].fd, 0, 0);
}

static void near_drain(struct near *near)
{
	int event;

	while (ioctl(near->fd, DAHDI_GETEVENT, &event) == 0 &&
	       event != DAHDI_EVENT_NONE) {
		if (near->count == MAX_SEEN)
			continue;
		near->seen[near->count].event = event;
		near->seen[near->count++].at_us = far_now_us();
	}
}

/* --- both ------------------------------------------------------------ */

static void far_seen(void *ctx, const struct far_event *event)
{
	struct test *t = ctx;

	if (t->count < MAX_SEEN)
		t->seen[t->count++] = *event;
}

static void step(struct test *t, uint64_t until_us)
{
	struct pollfd fds[NEAR];
	uint64_t now = far_now_us();
	unsigned i;

	for (i = 0; i < NEAR; i++) {
		fds[i].fd = t->near[i + 1].fd;
		fds[i].events = POLLPRI;
	}
	far_poll_with(t->far, fds, NEAR,
		      until_us > now ? (int)((until_us - now) / 1000) + 1 : 0);
	for (i = 0; i < NEAR; i++)
		if (fds[i].revents & POLLPRI)
			near_drain(&t->near[i + 1]);
}

static void run_ms(struct test *t, unsigned ms)
{
	uint64_t until = far_now_us() + (uint64_t)ms * 1000;

	while (far_now_us() < until)
		step(t, until);
}

static void forget(struct test *t)
{
	unsigned i;

	run_ms(t, 20);
	t->count = 0;
	for (i = 1; i <= NEAR; i++)
		t->near[i].count = 0;
}

static const struct edge *near_find(const struct near *near, int event)
{
	unsigned i;

	for (i = 0; i < near->count; i++)
		if (near->seen[i].event == event)
			return &near->seen[i];
	return NULL;
}

static const struct edge *near_wait(struct test *t, int channel, int event,
				    unsigned ms)
{
	uint64_t until = far_now_us() + (uint64_t)ms * 1000;

	while (!near_find(&t->near[channel], event) && far_now_us() < until)
		step(t, until);
	return near_find(&t->near[channel], event);
}

static const struct far_event *far_find(const struct test *t,
					const struct far_line *line,
					enum far_event_type type)
{
	unsigned i;

	for (i = 0; i < t->count; i++)
		if (t->seen[i].line == line && t->seen[i].type == type)
			return &t->seen[i];
	return NULL;
}

static const struct far_event *far_wait(struct test *t,
					const struct far_line *line,
					enum far_event_type type, unsigned ms)
{
	uint64_t until = far_now_us() + (uint64_t)ms * 1000;

	while (!far_find(t, line, type) && far_now_us() < until)
		step(t, until);
	return far_find(t, line, type);
}

/* --- audio ----------------------------------------------------------- */

static void say_sine(void *ctx, uint64_t index, int16_t *out, unsigned n)
{
	const struct sine *sine = ctx;
	unsigned i;

	for (i = 0; i < n; i++)
		out[i] = (int16_t)lrint(sine->peak *
					sin(2 * M_PI * sine->hz *
					    (double)(index + i) / RATE_HZ));
}

static void keep(void *ctx, uint64_t index, const int16_t *in, unsigned n)
{
	struct ear *ear = ctx;
	unsigned i;

	(void)index;
	for (i = 0; i < n && ear->count < RATE_HZ / 5; i++)
		ear->samples[ear->count++] = in[i];
}

/* Peak of the part of a full window that is this sine. */
static double peak_at(const struct ear *ear, double hz)
{
	double c = 0;
	double s = 0;
	unsigned i;

	for (i = 0; i < ear->count; i++) {
		c += ear->samples[i] * cos(2 * M_PI * hz * i / RATE_HZ);
		s += ear->samples[i] * sin(2 * M_PI * hz * i / RATE_HZ);
	}
	return ear->count ? 2 * hypot(c, s) / ear->count : 0;
}

/* Waits until what was said has come through, then fills one window. */
static void hear(struct test *t, struct far_line *line, struct ear *ear)
{
	ear->count = 0;
	run_ms(t, 200);
	far_line_hear(line, keep, ear);
	run_ms(t, 240);
	far_line_hear(line, NULL, NULL);
}

static bool is_sine(const struct ear *ear, const struct sine *sine)
{
	double peak = peak_at(ear, sine->hz);

	return peak > 0.9 * sine->peak && peak < 1.1 * sine->peak;
}

/* --- the claims ------------------------------------------------------ */

static void test_ring(struct test *t)
{
	struct far_line *phone = far_phone(t->far, 1);

	far_phone_set_ring_end(phone, 4500);
	hook(&t->near[1], DAHDI_RING);
	claim(t, far_wait(t, phone, FAR_RING_START, 500),
	      "a telephone just opened hears the ring at once");
	claim(t, far_wait(t, phone, FAR_RING_OFF, 3000),
	      "the first burst ends");
	forget(t);
	claim(t,
	      far_wait(t, phone, FAR_RING_ON, 6000) &&
		      far_phone_bursts(phone) == 2,
	      "a second burst comes");
	hook(&t->near[1], DAHDI_RINGOFF);
	claim(t, far_phone_is_ringing(phone), "it rings");
	claim(t,
	      far_wait(t, phone, FAR_RING_STOP, 7000) &&
		      !far_phone_is_ringing(phone),
	      "and stops when no burst comes");
}

static void test_lift(struct test *t)
{
	struct far_line *phone = far_phone(t->far, 1);

	hook(&t->near[1], DAHDI_RING);
	run_ms(t, 300);
	forget(t);
	far_phone_lift(phone);
	claim(t, near_wait(t, 1, DAHDI_EVENT_RINGOFFHOOK, 100),
	      "lifting is seen, while it rings");
	hook(&t->near[1], DAHDI_OFFHOOK);
	claim(t, !far_phone_is_ringing(phone), "a lifted telephone is silent");
}

static void test_flash(struct test *t, unsigned ms)
{
	struct far_line *phone = far_phone(t->far, 1);
	const struct edge *opened;
	const struct edge *closed;
	char text[80];
	double seen = -1;

	forget(t);
	far_phone_break(phone, ms);
	closed = near_wait(t, 1, DAHDI_EVENT_RINGOFFHOOK, ms + 200);
	opened = near_find(&t->near[1], DAHDI_EVENT_ONHOOK);
	if (opened && closed)
		seen = (double)(closed->at_us - opened->at_us) / 1000;
	far_wait(t, phone, FAR_BREAK_DONE, 100);
	snprintf(text, sizeof(text), "a flash of %u ms is seen as %.1f ms", ms,
		 seen);
	claim(t,
	      fabs(seen - ms) < GRID_MS && far_find(t, phone, FAR_BREAK_DONE),
	      text);
	run_ms(t, 100);
}

static void test_flashes(struct test *t)
{
	static const unsigned widths_ms[] = { 20,  50,  80,   100, 120,
					      300, 500, 1000, 2000 };
	unsigned i;

	for (i = 0; i < sizeof(widths_ms) / sizeof(widths_ms[0]); i++)
		test_flash(t, widths_ms[i]);
}

static void test_pulses(struct test *t)
{
	struct far_line *phone = far_phone(t->far, 1);
	unsigned i;
	unsigned opened = 0;

	forget(t);
	claim(t,
	      far_phone_pulse(phone, "30", 60, 40, 700) == 0 &&
		      far_line_is_dialling(phone),
	      "a dial turns");
	claim(t, far_wait(t, phone, FAR_DIALLED, 5000), "and comes to rest");
	for (i = 0; i < t->near[1].count; i++)
		opened += t->near[1].seen[i].event == DAHDI_EVENT_ONHOOK;
	claim(t, opened == 13, "3 and 0 are thirteen breaks");
}

static void test_battery_drop(struct test *t)
{
	struct far_line *phone = far_phone(t->far, 1);

	forget(t);
	hook(&t->near[1], DAHDI_ONHOOK);
	claim(t,
	      far_wait(t, phone, FAR_DROPPED, 200) &&
		      far_phone_drops(phone) == 1,
	      "a telephone sees the battery drop");
	far_phone_hangup(phone);
	run_ms(t, 1000);
	forget(t);
	hook(&t->near[1], DAHDI_RING);
	claim(t, far_wait(t, phone, FAR_RING_START, 200),
	      "and hears a ring right after hanging up");
	hook(&t->near[1], DAHDI_RINGOFF);
}

static void test_hangup(struct test *t)
{
	forget(t);
	far_phone_lift(far_phone(t->far, 2));
	near_wait(t, 2, DAHDI_EVENT_RINGOFFHOOK, 100);
	hook(&t->near[2], DAHDI_OFFHOOK);
	run_ms(t, 50);
	far_phone_hangup(far_phone(t->far, 2));
	claim(t, near_wait(t, 2, DAHDI_EVENT_ONHOOK, 100), "hang-up is seen");
}

static void lift_all(struct test *t)
{
	unsigned i;

	for (i = 1; i <= STATIONS; i++) {
		far_phone_lift(far_phone(t->far, i));
		hook(&t->near[i], DAHDI_OFFHOOK);
	}
	run_ms(t, 50);
	forget(t);
}

static void test_bridge(struct test *t)
{
	struct sine low = { 500, 6000 };
	struct sine high = { 1100, 6000 };
	struct ear ear;

	bridge(t, 1, 2);
	far_line_speak(far_phone(t->far, 1), say_sine, &low);
	far_line_speak(far_phone(t->far, 2), say_sine, &high);
	hear(t, far_phone(t->far, 2), &ear);
	claim(t, is_sine(&ear, &low) && peak_at(&ear, high.hz) < 100,
	      "MONITOR: the second hears the first and not itself");
	hear(t, far_phone(t->far, 1), &ear);
	claim(t, is_sine(&ear, &high) && peak_at(&ear, low.hz) < 100,
	      "MONITOR: the first hears the second and not itself");
	far_line_speak(far_phone(t->far, 1), NULL, NULL);
	far_line_speak(far_phone(t->far, 2), NULL, NULL);
	unpatch(t, 1);
	unpatch(t, 2);
}

static void music_write(int fd, struct sine *sine)
{
	int16_t block[1024];
	uint64_t at = 0;

	do {
		say_sine(sine, at, block, 1024);
		at += 1024;
	} while (write(fd, block, sizeof(block)) == sizeof(block));
}

static void test_music(struct test *t)
{
	struct sine music = { 800, 8000 };
	struct sine talk = { 1500, 8000 };
	struct ear ear;
	int fd = pseudo_open();
	int conf = patch(fd, -1, DAHDI_CONF_CONF | DAHDI_CONF_TALKER);

	patch(t->near[3].fd, conf, DAHDI_CONF_CONF | DAHDI_CONF_LISTENER);
	patch(t->near[4].fd, conf, DAHDI_CONF_CONF | DAHDI_CONF_LISTENER);
	music_write(fd, &music);
	far_line_speak(far_phone(t->far, 3), say_sine, &talk);
	hear(t, far_phone(t->far, 3), &ear);
	claim(t, is_sine(&ear, &music), "music: one held telephone hears it");
	hear(t, far_phone(t->far, 4), &ear);
	claim(t, is_sine(&ear, &music) && peak_at(&ear, talk.hz) < 100,
	      "music: the other too, and not the first one's voice");
	hear(t, far_phone(t->far, 5), &ear);
	claim(t, ear.count && peak_at(&ear, music.hz) < 10,
	      "music: a telephone outside does not");
	far_line_speak(far_phone(t->far, 3), NULL, NULL);
	unpatch(t, 3);
	unpatch(t, 4);
	close(fd);
}

/* Station 6 dials into a trunk: the near side only carries the tones. */
static void test_tones(struct test *t)
{
	struct far_line *port = far_port(t->far, 2);
	int trunk = STATIONS + 2;

	forget(t);
	hook(&t->near[trunk], DAHDI_OFFHOOK);
	claim(t,
	      far_wait(t, port, FAR_SEIZED, 100) &&
		      far_port_state(port) == FAR_PORT_SEIZED,
	      "a trunk seizes its exchange port");
	bridge(t, 6, trunk);
	claim(t,
	      far_line_dial(far_phone(t->far, 6), "0123456789*#ABCD", 60, 60) ==
		      0,
	      "a telephone dials by tone");
	far_wait(t, far_phone(t->far, 6), FAR_DIALLED, 5000);
	run_ms(t, 100);
	claim(t, strcmp(far_port_digits(port), "0123456789*#ABCD") == 0,
	      "the exchange has all sixteen digits");
	unpatch(t, 6);
	unpatch(t, trunk);
}

static void trunk_break(struct test *t, int trunk, int ms)
{
	struct dahdi_params params = { 0 };

	if (ioctl(t->near[trunk].fd, DAHDI_GET_PARAMS, &params) < 0)
		die("GET_PARAMS");
	params.preflashtime = 40;
	params.flashtime = ms;
	if (ioctl(t->near[trunk].fd, DAHDI_SET_PARAMS, &params) < 0)
		die("SET_PARAMS");
	t->near[trunk].count = 0;
	hook(&t->near[trunk], DAHDI_FLASH);
	near_wait(t, trunk, DAHDI_EVENT_HOOKCOMPLETE, (unsigned)ms + 500);
}

static void test_trunk_out(struct test *t)
{
	struct far_line *port = far_port(t->far, 2);
	const struct far_event *flash;
	int trunk = STATIONS + 2;
	int i;

	forget(t);
	trunk_break(t, trunk, 500);
	flash = far_wait(t, port, FAR_FLASH, 100);
	claim(t, flash && abs(flash->value - 500) < (int)GRID_MS,
	      "the exchange sees a trunk's flash of 500 ms");
	far_port_clear_digits(port);
	for (i = 0; i < 4; i++)
		trunk_break(t, trunk, 60);
	claim(t,
	      far_wait(t, port, FAR_PULSE_DIGIT, 500) &&
		      strcmp(far_port_digits(port), "4") == 0,
	      "and counts its dial pulses");
	hook(&t->near[trunk], DAHDI_ONHOOK);
	claim(t,
	      far_wait(t, port, FAR_RELEASED, 1500) &&
		      far_port_state(port) == FAR_PORT_IDLE,
	      "and its release");
}

static void test_trunk_in(struct test *t)
{
	static const int cadence_ms[] = { 500, 1500, 0 };
	struct far_line *port = far_port(t->far, 1);
	int trunk = STATIONS + 1;
	struct sine caller = { 700, 6000 };
	struct ear ear;

	forget(t);
	claim(t,
	      far_port_ring(port, cadence_ms) == 0 &&
		      near_wait(t, trunk, DAHDI_EVENT_RINGBEGIN, 100),
	      "an incoming ring is seen");
	claim(t, near_wait(t, trunk, DAHDI_EVENT_RINGOFFHOOK, 700),
	      "and the end of its burst");
	hook(&t->near[trunk], DAHDI_OFFHOOK);
	claim(t, far_wait(t, port, FAR_ANSWERED, 100), "answering is seen");
	bridge(t, 7, trunk);
	far_line_speak(port, say_sine, &caller);
	hear(t, far_phone(t->far, 7), &ear);
	claim(t, is_sine(&ear, &caller), "the caller is heard");
	far_line_speak(port, NULL, NULL);
	unpatch(t, 7);
	unpatch(t, trunk);
	forget(t);
	claim(t,
	      far_port_drop(port) == 0 &&
		      near_wait(t, trunk, DAHDI_EVENT_ONHOOK, 100),
	      "the caller's hang-up is a battery drop");
	hook(&t->near[trunk], DAHDI_ONHOOK);
	claim(t, far_wait(t, port, FAR_RELEASED, 1500), "and the line is free");
}

static void test_nothing_lost(struct test *t)
{
	unsigned lost = 0;
	unsigned i;

	for (i = 1; i <= STATIONS; i++)
		lost += far_line_lost(far_phone(t->far, i));
	for (i = 1; i <= TRUNKS; i++)
		lost += far_line_lost(far_port(t->far, i));
	claim(t, lost == 0, "no audio was lost by stepping late");
}

int main(void)
{
	static struct test t;
	uint64_t start_us = far_now_us();
	unsigned i;
	int r;

	for (i = 1; i <= NEAR; i++)
		near_open(&t.near[i], (int)i);
	r = far_open(&t.far, STATIONS, TRUNKS);
	if (!claim(&t, r == 0, "the far side opens"))
		return 1;
	far_on_event(t.far, far_seen, &t);

	test_ring(&t);
	test_lift(&t);
	test_flashes(&t);
	test_pulses(&t);
	test_battery_drop(&t);
	test_hangup(&t);
	lift_all(&t);
	test_bridge(&t);
	test_music(&t);
	test_tones(&t);
	test_trunk_out(&t);
	test_trunk_in(&t);
	test_nothing_lost(&t);

	far_close(t.far);
	printf("%u failed, %.1f s of guest time\n", t.failed,
	       (double)(far_now_us() - start_us) / 1e6);
	return t.failed ? 1 : 0;
}
