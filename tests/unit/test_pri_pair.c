/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_pair.c - two D-channel controllers joined in memory
 *
 * In:  what a test wants of the wire: time, loss, a cut.
 * Out: events of both ends; complaints of link_check().
 */
#include "test_pri_pair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#define WIRE_US    1000
#define WALL_START 1600000000
#define STEPS_MAX  2000000

/* libpri has no argument for the time: this is the only way to give it. */
static const hl_usec *clock_of;
static int64_t wall_ms;

int gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec ts;
	int64_t us;

	(void)zone;
	if (!clock_of) {
		clock_gettime(CLOCK_REALTIME, &ts);
		tv->tv_sec = ts.tv_sec;
		tv->tv_usec = ts.tv_nsec / 1000;
		return 0;
	}
	us = (int64_t)*clock_of + wall_ms * 1000;
	tv->tv_sec = WALL_START + us / 1000000;
	tv->tv_usec = us % 1000000;
	return 0;
}

/*
 * libpri has no function to free a controller: a leak checker that is linked
 * in is told so. Nobody else calls this.
 */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libpri.so\n";
}

void pair_clock(const hl_usec *now)
{
	clock_of = now;
	wall_ms = 0;
}

void pair_wall(int64_t ms)
{
	wall_ms += ms;
}

uint32_t pair_random(struct pair *pair)
{
	pair->seed = pair->seed * 1664525u + 1013904223u;
	return pair->seed >> 8;
}

static int pair_write(void *ctx, const uint8_t *octets, size_t size)
{
	struct pair_end *end = ctx;
	struct pair *pair = end->pair;
	struct pair_frame *frame;

	if (pair->cut || size > sizeof(frame->octets) ||
	    pair->frame_count == PAIR_FRAMES ||
	    pair_random(pair) % 1000 < pair->loss)
		return 0;
	frame = &pair->frames[(pair->first + pair->frame_count++) %
			      PAIR_FRAMES];
	frame->at = pair->now + WIRE_US;
	frame->to = !end->side;
	frame->size = size;
	memcpy(frame->octets, octets, size);
	return 0;
}

static void pair_event(void *ctx, const struct link_event *event)
{
	struct pair_end *end = ctx;
	struct pair *pair = end->pair;
	unsigned *count = &pair->count[end->side];

	if (*count < PAIR_EVENTS)
		pair->events[end->side][(*count)++] = *event;
	pair->setups[end->side] += event->kind == LINK_SETUP;
	pair->ends[end->side] += event->kind == LINK_RELEASED;
	if (pair->hook)
		pair->hook(pair, end->side, event);
}

static void pair_log(void *ctx, enum link_log level, const char *text)
{
	struct pair_end *end = ctx;

	if (getenv("PRI_LOG"))
		fprintf(stderr, "%10llu %s %d %s\n",
			(unsigned long long)end->pair->now,
			end->side ? "user" : "net ", level, text);
	end->pair->notes += level != LINK_LOG_TRACE;
}

static hl_usec pair_now(void *ctx)
{
	struct pair_end *end = ctx;

	return end->pair->now;
}

void pair_options(unsigned side, struct link_options *ret)
{
	unsigned i;

	memset(ret, 0, sizeof(*ret));
	ret->side = side == NET ? LINK_NETWORK : LINK_USER;
	ret->kind = LINK_SWITCH_EUROISDN_E1;
	ret->overlap = true;
	ret->hold = true;
	ret->transfer = true;
	ret->facility = true;
	ret->alaw = true;
	ret->debug = getenv("PRI_LOG") != NULL;
	for (i = 1; i <= 31; i++)
		if (i != 16)
			ret->map[ret->channels++] = (uint8_t)i;
}

struct pair *pair_open(const struct link_options *net,
		       const struct link_options *user)
{
	const struct link_options *set[2] = { net, user };
	struct pair *pair = calloc(1, sizeof(*pair));
	unsigned i;

	if (!pair)
		return NULL;
	pair->now = 1000000;
	pair->seed = 1;
	pair_clock(&pair->now);
	for (i = 0; i < 2; i++) {
		struct link_host host = {
			.ctx = &pair->end[i],
			.write = pair_write,
			.event = pair_event,
			.log = pair_log,
			.now = pair_now,
		};

		pair->end[i].pair = pair;
		pair->end[i].side = i;
		if (link_open(&host, set[i], &pair->link[i]) < 0) {
			pair_close(pair);
			return NULL;
		}
	}
	return pair;
}

struct pair *pair_open_up(const struct link_options *options)
{
	struct link_options net = *options, user = *options;
	struct pair *pair;

	net.side = LINK_NETWORK;
	user.side = LINK_USER;
	pair = pair_open(&net, &user);
	if (pair)
		pair_run(pair, 5000);
	if (pair &&
	    (!link_is_up(pair->link[NET]) || !link_is_up(pair->link[USER]))) {
		pair_close(pair);
		return NULL;
	}
	pair_forget(pair);
	return pair;
}

void pair_close(struct pair *pair)
{
	if (!pair)
		return;
	link_close(pair->link[NET]);
	link_close(pair->link[USER]);
	pair_clock(NULL);
	free(pair);
}

static void pair_check(struct pair *pair)
{
	char why[160];
	unsigned i;

	for (i = 0; i < 2; i++) {
		if (link_check(pair->link[i], why, sizeof(why)) == 0)
			continue;
		pair->faults++;
		fprintf(stderr, "%llu %s: %s\n", (unsigned long long)pair->now,
			i ? "user" : "net", why);
	}
}

static void pair_deliver(struct pair *pair)
{
	struct pair_frame frame = pair->frames[pair->first];

	pair->first = (pair->first + 1) % PAIR_FRAMES;
	pair->frame_count--;
	if (pair->edit)
		pair->edit(pair, &frame);
	if (!pair->cut)
		link_read(pair->link[frame.to], frame.octets, frame.size);
}

void pair_run(struct pair *pair, hl_msec ms)
{
	hl_usec end = pair->now + HL_MS(ms);
	unsigned step;

	for (step = 0; step < STEPS_MAX; step++) {
		hl_usec at[2] = { link_due(pair->link[NET]),
				  link_due(pair->link[USER]) };
		hl_usec next = at[NET] < at[USER] ? at[NET] : at[USER];
		bool frame = pair->frame_count &&
			     pair->frames[pair->first].at <= next;

		if (frame)
			next = pair->frames[pair->first].at;
		if (next > end)
			break;
		if (next > pair->now)
			pair->now = next;
		if (frame)
			pair_deliver(pair);
		else
			link_run(pair->link[at[NET] <= at[USER] ? NET : USER],
				 pair->now);
		pair_check(pair);
	}
	if (step == STEPS_MAX) {
		fprintf(stderr, "the pair does not come to rest\n");
		pair->faults++;
	}
	pair->now = end;
}

/* Octet 8 of an I frame with a reference of two octets is its type. */
static void notify_change(struct pair *pair, struct pair_frame *frame)
{
	if (frame->size < 9 || frame->octets[2] & 1 ||
	    frame->octets[8] != 0x6e || !pair->said)
		return;
	memcpy(frame->octets + pair->said_at, pair->said, pair->said_size);
	frame->size = pair->said_at + pair->said_size;
	pair->said = NULL;
}

static void say_at(struct pair *pair, unsigned side, link_call call,
		   const uint8_t *octets, size_t size, size_t at)
{
	pair->said = octets;
	pair->said_size = size;
	pair->said_at = at;
	pair->edit = notify_change;
	link_notify(pair->link[side], call, LINK_NOTICE_SUSPENDED);
	pair_run(pair, 20);
	pair->edit = NULL;
}

void pair_say(struct pair *pair, unsigned side, link_call call,
	      const uint8_t *octets, size_t size)
{
	say_at(pair, side, call, octets, size, 8);
}

void pair_say_all(struct pair *pair, unsigned side, link_call call,
		  const uint8_t *octets, size_t size)
{
	say_at(pair, side, call, octets, size, 4);
}

bool pair_take(struct pair *pair, unsigned side, enum link_event_kind kind,
	       struct link_event *ret)
{
	struct link_event *events = pair->events[side];
	unsigned i;

	for (i = 0; i < pair->count[side]; i++) {
		if (events[i].kind != kind)
			continue;
		*ret = events[i];
		pair->count[side]--;
		memmove(&events[i], &events[i + 1],
			(pair->count[side] - i) * sizeof(events[0]));
		return true;
	}
	return false;
}

bool pair_has(struct pair *pair, unsigned side, enum link_event_kind kind)
{
	struct link_event event;

	return pair_take(pair, side, kind, &event);
}

void pair_forget(struct pair *pair)
{
	pair->count[NET] = 0;
	pair->count[USER] = 0;
}

unsigned pair_records(struct pair *pair, unsigned side)
{
	static const char key[] = "Total active-calls:";
	char text[4096];
	const char *at;

	link_print(pair->link[side], text, sizeof(text));
	at = strstr(text, key);
	return at ? (unsigned)strtoul(at + sizeof(key) - 1, NULL, 10) : 999;
}

bool pair_is_idle(struct pair *pair)
{
	unsigned i;

	for (i = 0; i < 2; i++)
		if (link_calls(pair->link[i]) || pair_records(pair, i) ||
		    link_channels(pair->link[i], ISDN_CHANNEL_TAKEN) ||
		    link_channels(pair->link[i], ISDN_CHANNEL_PROPOSED))
			return false;
	return pair->faults == 0;
}

void pair_setup(const char *called, struct link_setup *ret)
{
	memset(ret, 0, sizeof(*ret));
	snprintf(ret->called, sizeof(ret->called), "%s", called);
	snprintf(ret->calling.number, sizeof(ret->calling.number), "200");
	ret->complete = true;
	ret->bearer = LINK_BEARER_SPEECH;
}

bool pair_call(struct pair *pair, unsigned from, link_call ret[2])
{
	struct link_setup setup;
	struct link_event event;

	pair_setup("300", &setup);
	if (link_setup(pair->link[from], &setup, &ret[from]))
		return false;
	pair_run(pair, 20);
	if (!pair_take(pair, !from, LINK_SETUP, &event))
		return false;
	ret[!from] = event.call;
	if (link_alerting(pair->link[!from], event.call, false))
		return false;
	pair_run(pair, 20);
	if (link_answer(pair->link[!from], event.call, NULL))
		return false;
	pair_run(pair, 20);
	return pair_take(pair, from, LINK_CONNECT, &event);
}
