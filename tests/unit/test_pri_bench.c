/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_bench.c - two cards of the driver "pri" on one wire
 *
 * In:  operations, time, weather.
 * Out: events of both ends; complaints about ports.
 */
#include "test_pri_bench.h"

#include <CUnit/CUnit.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_pri_pair.h"

#define STEPS_MAX 2000000

/* ---- the card of the ports ---------------------------------------------- */

static struct twin_port *port_of(struct twin_end *end, hl_line line)
{
	for (unsigned i = 1; i < TWIN_PORTS; i++)
		if (end->port[i].line == line)
			return &end->port[i];
	return NULL;
}

static int wrong(struct twin_end *end, const char *what, int r)
{
	fprintf(stderr, "%llu: %s\n", (unsigned long long)end->bench->now,
		what);
	end->wrongs++;
	return r;
}

static int voice_open(void *card, const struct hl_port *port, char *why,
		      size_t size)
{
	struct twin_end *end = card;
	struct twin_port *p = &end->port[port->channel];

	(void)why;
	(void)size;
	if (!port->bearer || p->line != HL_NO_LINE || port_of(end, port->line))
		return wrong(end, "a port is opened twice", -EBUSY);
	memset(p, 0, sizeof(*p));
	p->line = port->line;
	return 0;
}

static void voice_close(void *card, hl_line line)
{
	struct twin_port *p = port_of(card, line);

	if (p)
		p->line = HL_NO_LINE;
	else
		wrong(card, "a port is closed that is not open", 0);
}

static int voice_truth(void *card, hl_line line, struct hl_truth *ret)
{
	struct twin_port *p = port_of(card, line);

	if (!p)
		return wrong(card, "a port is read that is not open", -ENOENT);
	ret->alarm = p->alarm;
	return 0;
}

static int voice_loop(void *card, hl_line line, bool closed)
{
	struct twin_port *p = port_of(card, line);

	if (!p)
		return wrong(card, "no port for voice", -ENOENT);
	p->way = closed;
	return 0;
}

static int voice_tone(void *card, hl_line line, enum hl_tone tone)
{
	struct twin_port *p = port_of(card, line);

	if (!p)
		return wrong(card, "no port for a tone", -ENOENT);
	p->tone = (uint8_t)tone;
	return 0;
}

static int voice_set(void *card, hl_line line, enum hl_port_set what,
		     unsigned value)
{
	struct twin_port *p = port_of(card, line);

	if (!p)
		return wrong(card, "no port to be set", -ENOENT);
	p->set[what] = (uint16_t)value;
	return 0;
}

static bool at_rest(const struct twin_port *p)
{
	return !p->way && !p->tone && p->wire.kind == HL_WIRE_QUIET &&
	       !p->set[HL_SET_LISTEN] && !p->set[HL_SET_HEAR];
}

static int voice_exchange(void *card, hl_line a, hl_line b)
{
	struct twin_port *pa = port_of(card, a);
	struct twin_port *pb = port_of(card, b);

	if (!pa || !pb)
		return -ENOENT;
	if (!at_rest(pa) || !at_rest(pb))
		return -EBUSY;
	pa->line = b;
	pb->line = a;
	return 0;
}

static int voice_card_open(void **ret, const struct hl_host *host,
			   const struct hl_zone *zone, const void *options)
{
	(void)ret;
	(void)host;
	(void)zone;
	(void)options;
	return -ENOTSUP;
}

static const struct hl_driver voice_driver = {
	.name = "ports",
	.card_open = voice_card_open,
	.line_open = voice_open,
	.line_close = voice_close,
	.truth = voice_truth,
	.loop = voice_loop,
	.tone = voice_tone,
	.set = voice_set,
};

static const struct hl_pri_voice voice = {
	.driver = &voice_driver,
	.exchange = voice_exchange,
};

/* ---- the engine's side -------------------------------------------------- */

static void host_event(void *ctx, const struct hl_event *event)
{
	struct twin_end *end = ctx;
	struct twin *bench = end->bench;

	if (end->count < TWIN_EVENTS)
		end->events[end->count++] = *event;
	if (bench->hook)
		bench->hook(bench, (unsigned)(end - bench->end), event);
}

static int host_watch(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		      void *arg)
{
	(void)ctx;
	(void)fd;
	(void)what;
	(void)fn;
	(void)arg;
	return -ENOTSUP;
}

static void host_alarm(void *ctx, hl_usec at)
{
	struct twin_end *end = ctx;

	end->alarm = at;
}

static hl_usec host_now(void *ctx)
{
	struct twin_end *end = ctx;

	return end->bench->now;
}

static void host_say(void *ctx, const char *span, bool trouble,
		     const char *sentence)
{
	struct twin_end *end = ctx;

	end->trouble += trouble;
	if (getenv("PRI_LOG"))
		fprintf(stderr, "%10llu %s %d %s\n",
			(unsigned long long)end->bench->now, span, trouble,
			sentence);
}

void twin_span(unsigned end, struct hl_span *ret)
{
	memset(ret, 0, sizeof(*ret));
	snprintf(ret->name, sizeof(ret->name), "%s", end ? "user" : "net");
	ret->voice = &voice;
	ret->dchannel = 16;
	ret->first = 1;
	for (unsigned i = 0; i < TWIN_B; i++)
		ret->channel[ret->channels++] = (uint16_t)(i + 1);
	ret->side = end ? HL_SPAN_USER : HL_SPAN_NETWORK;
	ret->overlap = true;
	ret->hold = true;
	ret->notify = true;
	ret->join = true;
	ret->facility = true;
	ret->alaw = true;
	ret->debug = getenv("PRI_LOG") != NULL;
}

static int lines_open(struct twin_end *end)
{
	char why[160] = "";
	int r = 0;

	for (unsigned i = 0; r == 0 && i < TWIN_LINES; i++) {
		struct hl_port port = {
			.line = (hl_line)i,
			.channel = i == TWIN_SPARE ? HL_SPAN_SPARE(16, 0)
						   : (int)i + 1,
			.kind = HL_KIND_TRUNK,
			.name = "line",
		};

		r = hl_driver_pri.line_open(end->card, &port, why, sizeof(why));
	}
	return r;
}

void twin_start(struct twin *bench, unsigned n)
{
	struct twin_end *end = &bench->end[n];
	char why[160] = "";

	end->bench = bench;
	end->alarm = HL_NEVER;
	for (unsigned i = 0; i < TWIN_PORTS; i++)
		end->port[i].line = HL_NO_LINE;
	end->host = (struct hl_host){ end,        host_event, host_watch,
				      host_alarm, host_now,   host_now };
	if (hl_driver_pri.card_open(&end->card, &end->host, NULL, NULL) ||
	    hl_pri_add(end->card, &end->span, end, why, sizeof(why)) ||
	    hl_pri_tie(end->card, end->span.name, bench->wire, n) ||
	    lines_open(end))
		wrong(end, why, 0);
	hl_pri_say(end->card, host_say, end);
}

void twin_kill(struct twin *bench, unsigned n)
{
	struct twin_end *end = &bench->end[n];

	if (end->card)
		hl_driver_pri.card_close(end->card);
	end->card = NULL;
	end->alarm = HL_NEVER;
}

struct twin *twin_open(const struct hl_span *span, const struct hl_span *other)
{
	struct twin *bench = calloc(1, sizeof(*bench));
	struct hl_span_look look;

	if (!bench)
		return NULL;
	bench->now = 1000000;
	bench->seed = 1;
	bench->wire = hl_pri_wire_open();
	pair_clock(&bench->now);
	twin_span(USER, &bench->end[USER].span);
	bench->end[NET].span = *span;
	if (other) {
		bench->end[USER].span = *other;
	} else {
		bench->end[USER].span = *span;
		snprintf(bench->end[USER].span.name, HL_NAME_MAX, "user");
		bench->end[USER].span.side = HL_SPAN_USER;
	}
	for (unsigned i = 0; i < 2; i++)
		twin_start(bench, i);
	twin_run(bench, 5000);
	if (hl_pri_look(bench->end[USER].card, 0, &look) || !look.up) {
		twin_close(bench);
		return NULL;
	}
	twin_forget(bench);
	return bench;
}

void twin_close(struct twin *bench)
{
	for (unsigned i = 0; i < 2; i++)
		twin_kill(bench, i);
	hl_pri_wire_close(bench->wire);
	pair_clock(NULL);
	free(bench);
}

void twin_run(struct twin *bench, hl_msec ms)
{
	hl_usec until = bench->now + HL_MS(ms);

	for (unsigned step = 0; step < STEPS_MAX; step++) {
		struct twin_end *next = &bench->end[0];

		if (bench->end[1].alarm < next->alarm)
			next = &bench->end[1];
		if (next->alarm > until) {
			bench->now = until;
			return;
		}
		if (next->alarm > bench->now)
			bench->now = next->alarm;
		next->alarm = HL_NEVER;
		hl_driver_pri.run(next->card, bench->now);
	}
	wrong(&bench->end[0], "the bench does not come to rest", 0);
}

bool twin_take(struct twin *bench, unsigned n, enum hl_event_kind kind,
	       struct hl_event *ret)
{
	struct twin_end *end = &bench->end[n];

	for (unsigned i = 0; i < end->count; i++) {
		if (end->events[i].kind != kind)
			continue;
		*ret = end->events[i];
		end->count--;
		memmove(&end->events[i], &end->events[i + 1],
			(end->count - i) * sizeof(end->events[0]));
		return true;
	}
	return false;
}

bool twin_has(struct twin *bench, unsigned end, enum hl_event_kind kind)
{
	struct hl_event event;

	return twin_take(bench, end, kind, &event);
}

void twin_forget(struct twin *bench)
{
	bench->end[0].count = 0;
	bench->end[1].count = 0;
}

bool twin_sound(struct twin *bench)
{
	bool sound = true;
	char why[160];

	for (unsigned i = 0; i < 2; i++) {
		struct twin_end *end = &bench->end[i];

		if (end->card &&
		    hl_pri_check(end->card, why, sizeof(why)) < 0) {
			wrong(end, why, 0);
			sound = false;
		}
		sound = sound && !end->wrongs;
	}
	return sound;
}

static bool end_is_idle(struct twin_end *end)
{
	struct hl_span_look look;
	unsigned ways = 0;

	for (unsigned i = 1; i < TWIN_PORTS; i++)
		ways += end->port[i].line != HL_NO_LINE && end->port[i].way;
	return !end->card || (hl_pri_look(end->card, 0, &look) == 0 &&
			      !look.calls && !look.busy && !look.out && !ways);
}

bool twin_idle(struct twin *bench)
{
	return twin_sound(bench) && end_is_idle(&bench->end[0]) &&
	       end_is_idle(&bench->end[1]);
}

int twin_port_of(struct twin *bench, unsigned end, hl_line line)
{
	struct twin_port *p = port_of(&bench->end[end], line);

	return p ? (int)(p - bench->end[end].port) : 0;
}

int twin_dial(struct twin *bench, unsigned end, hl_line line,
	      const char *number, bool complete)
{
	return hl_driver_pri.dial(bench->end[end].card, line, number, complete);
}

int twin_loop(struct twin *bench, unsigned end, hl_line line, bool closed)
{
	return hl_driver_pri.loop(bench->end[end].card, line, closed);
}

int twin_set(struct twin *bench, unsigned end, hl_line line,
	     enum hl_port_set what, unsigned value)
{
	return hl_driver_pri.set(bench->end[end].card, line, what, value);
}

int twin_wire(struct twin *bench, unsigned n, hl_line line,
	      enum hl_wire_kind kind, unsigned ref)
{
	struct twin_end *end = &bench->end[n];
	struct hl_move move = { line, { (uint8_t)kind, ref } };
	struct twin_port *p = port_of(end, line);
	unsigned done;

	if (p)
		p->wire = move.wire;
	return hl_driver_pri.patch(end->card, &move, 1, &done);
}

bool twin_talk(struct twin *bench, unsigned from, hl_line ret[2])
{
	struct hl_event event;

	if (twin_dial(bench, from, ret[from], "300", true) ||
	    twin_loop(bench, from, ret[from], true))
		return false;
	twin_run(bench, 20);
	/* Whoever refuses at once is not asked. */
	if (!twin_take(bench, !from, HL_EVENT_RING, &event))
		return false;
	ret[!from] = event.line;
	twin_run(bench, 20);
	return twin_take(bench, from, HL_EVENT_ANSWERED, &event);
}

uint32_t twin_random(struct twin *bench, unsigned sides)
{
	bench->seed = bench->seed * 1664525u + 1013904223u;
	return (bench->seed >> 8) % sides;
}

/* Who is called rings, or answers at once, or refuses. */
void twin_rings(struct twin *bench, unsigned end, const struct hl_event *event)
{
	if (event->kind == HL_EVENT_RING)
		twin_set(bench, end, event->line, HL_SET_STAGE,
			 HL_REACH_ALERTING);
}

void twin_answers(struct twin *bench, unsigned end,
		  const struct hl_event *event)
{
	twin_rings(bench, end, event);
	if (event->kind == HL_EVENT_RING) {
		twin_loop(bench, end, event->line, true);
		twin_set(bench, end, event->line, HL_SET_STAGE,
			 HL_REACH_CONNECTED);
	}
}

struct twin *twin_up_as(void (*edit)(struct hl_span *span), twin_fn *hook)
{
	struct hl_span span;
	struct twin *bench;

	twin_span(NET, &span);
	if (edit)
		edit(&span);
	bench = twin_open(&span, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(bench);
	bench->hook = hook;
	return bench;
}

struct twin *twin_up(twin_fn *hook)
{
	return twin_up_as(NULL, hook);
}

void twin_release(struct twin *bench, unsigned end, hl_line line)
{
	twin_loop(bench, end, line, false);
	twin_set(bench, end, line, HL_SET_STAGE, HL_REACH_NONE);
}

/* Both ends let go of every line; nothing is left. */
void twin_down(struct twin *bench)
{
	for (unsigned end = 0; end < 2; end++)
		for (hl_line line = 0; line < TWIN_LINES; line++) {
			twin_wire(bench, end, line, HL_WIRE_QUIET, 0);
			twin_release(bench, end, line);
		}
	twin_run(bench, 5000);
	CU_ASSERT(twin_idle(bench));
	twin_close(bench);
}

void twin_talking(struct twin *bench, unsigned from, hl_line line,
		  hl_line ret[2])
{
	bench->hook = twin_answers;
	ret[from] = line;
	CU_ASSERT_FATAL(twin_talk(bench, from, ret));
	twin_forget(bench);
}
