/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_load.c - what calls cost the machine
 *
 * In:  64 telephones, two for each call.
 * Out: CPU and wake-ups of the daemon in 10 s, idle and with calls that talk
 *      and calls on hold; its memory and threads; what a further line takes.
 * Not: what the kernel does for a call in its own name (the mixing).
 *
 * CPU is the process's time in /proc, with what the kernel does on its
 * requests. A call is held in three ways, and each costs differently:
 *
 *   by request  the holder hears silence, nothing is expected of him
 *   by flash    dial tone for 16 s: digits are expected, so he is listened to
 *   afterwards  he said nothing: silence
 */

#include "bench.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "../bench/figure.h"

#define LINES      64
#define FEW_LINES  16
#define CALLS_MOST 30
#define FEW_CALLS  7 /* as many of FEW_LINES as CALLS_MOST of LINES */

#define WATCH_MS    10000
#define SETTLE_MS   2000
#define FLASH_MS    600
#define DIALTONE_MS 16000 /* first_digit's default */

#define RECORDS_LEAST 16

#define CPU_BAR_MS   20
#define FLAT_BAR_MS  2
#define TALK_BAR_MS  1
#define WAKEUPS_BAR  200
#define RSS_BAR_KIB  8192
#define LINE_BAR_KIB 2

static const char *const profiles[] = { "us" };

static const unsigned steps[] = { 1, 8, CALLS_MOST };
#define STEPS (sizeof(steps) / sizeof(steps[0]))

struct load {
	struct bench *b;
	struct bench_pair pairs[CALLS_MOST];
	unsigned calls;
	bool ok;
	struct bench_cost idle;
	struct bench_cost held[STEPS];
};

static void verdict(struct load *l, const char *name, double value,
		    const char *unit, double bar)
{
	l->ok &= figure(name, value, unit, "<=", bar);
}

static struct bench_cost watch(struct load *l)
{
	struct bench_cost before;
	struct bench_cost after;

	bench_run(l->b, SETTLE_MS);
	before = bench_cost(l->b);
	bench_run(l->b, WATCH_MS);
	after = bench_cost(l->b);
	after.cpu_ms -= before.cpu_ms;
	after.wakeups -= before.wakeups;
	after.counted -= before.counted;
	return after;
}

static void calls_make(struct load *l, unsigned upto)
{
	bench_call_make(l->b, l->pairs + l->calls, upto - l->calls);
	l->calls = upto;
}

static void calls_request(struct load *l, const char *method, const char *state)
{
	unsigned i;

	for (i = 0; i < l->calls; i++) {
		long call = bench_call(l->b, l->pairs[i].caller, state);

		if (!call)
			bench_die("call %u is not %s", i, state);
		json_decref(bench_ask(
			l->b, method,
			json_pack("{s:I}", "call", (json_int_t)call)));
	}
}

/* --- talking, and held by request ------------------------------------ */

static void talk_tell(struct load *l)
{
	struct bench_cost cost = watch(l);
	char name[128];

	snprintf(name, sizeof(name), "CPU in 10 s beyond idle, %u talking",
		 l->calls);
	verdict(l, name, cost.cpu_ms - l->idle.cpu_ms, "ms", TALK_BAR_MS);
}

static struct bench_cost hold_tell(struct load *l)
{
	struct bench_cost cost = watch(l);
	char name[128];

	snprintf(name, sizeof(name), "CPU in 10 s, %u held by request",
		 l->calls);
	verdict(l, name, cost.cpu_ms, "ms", CPU_BAR_MS);
	return cost;
}

static void memory_tell(struct load *l)
{
	struct bench_memory memory = bench_memory(l->b);

	verdict(l, "resident memory, 64 lines, 30 held", memory.rss_kib, "KiB",
		RSS_BAR_KIB);
	figure_plain("of it without programs and libraries", memory.anon_kib,
		     "KiB");
	l->ok &= figure("threads, 64 lines, 30 held", memory.threads, "threads",
			"=", 1);
}

static void requests_run(struct load *l)
{
	unsigned i;

	for (i = 0; i < STEPS; i++) {
		calls_make(l, steps[i]);
		talk_tell(l);
		calls_request(l, "call.hold", "connected");
		l->held[i] = hold_tell(l);
		if (l->calls == CALLS_MOST)
			memory_tell(l);
		calls_request(l, "call.unhold", "onhold");
	}
	verdict(l, "CPU in 10 s, 30 held by request beyond 1",
		l->held[STEPS - 1].cpu_ms - l->held[0].cpu_ms, "ms",
		FLAT_BAR_MS);
	verdict(l, "wake-ups in 10 s, 30 held by request",
		l->held[STEPS - 1].wakeups, "wake-ups", WAKEUPS_BAR);
	figure_plain("the same by the daemon's own counter",
		     l->held[STEPS - 1].counted, "wake-ups");
}

/* --- held by flash --------------------------------------------------- */

static void flashes_run(struct load *l)
{
	struct bench_cost cost;
	unsigned i;

	for (i = 0; i < l->calls; i++)
		far_phone_break(far_phone(l->b->far, l->pairs[i].caller),
				FLASH_MS);
	bench_run(l->b, FLASH_MS + 400);
	cost = watch(l);
	figure_plain("CPU in 10 s, 30 held by flash, in dial tone", cost.cpu_ms,
		     "ms");
	figure_plain("wake-ups in 10 s, 30 held by flash, in dial tone",
		     cost.wakeups, "wake-ups");
	bench_run(l->b, DIALTONE_MS - WATCH_MS);
	for (i = 0; i < l->calls; i++)
		bench_expect(l->b, l->pairs[i].caller, "onholdpendtransfer");
	cost = watch(l);
	verdict(l, "CPU in 10 s, 30 held by flash, after the dial tone",
		cost.cpu_ms, "ms", CPU_BAR_MS);
	verdict(l, "wake-ups in 10 s, 30 held by flash, after the dial tone",
		cost.wakeups, "wake-ups", WAKEUPS_BAR);
}

/* --- memory of a line ------------------------------------------------ */

/*
 * The event record has one size for all lines, but takes memory only as it
 * fills: at its least it is full in both cases. And how much of what was once
 * freed still lies about differs from case to case by more than lines do.
 */
static double held_anon_kib(struct load *l, unsigned lines, unsigned calls)
{
	const struct bench_setup setup = {
		.lines = lines,
		.profiles = profiles,
		.count = 1,
		.records = RECORDS_LEAST,
		.frugal = true,
	};
	struct bench_memory memory;

	l->calls = 0;
	bench_start(l->b, &setup);
	calls_make(l, calls);
	calls_request(l, "call.hold", "connected");
	bench_run(l->b, SETTLE_MS);
	memory = bench_memory(l->b);
	bench_call_end(l->b, l->pairs, l->calls);
	bench_stop(l->b);
	return memory.anon_kib;
}

/* Of its own pages only: those of libraries differ by chance. */
static void lines_tell(struct load *l)
{
	double many = held_anon_kib(l, LINES, CALLS_MOST);
	double few = held_anon_kib(l, FEW_LINES, FEW_CALLS);

	figure_plain("its own memory, 64 lines, 30 held, no records", many,
		     "KiB");
	figure_plain("its own memory, 16 lines, 7 held, no records", few,
		     "KiB");
	verdict(l, "memory of a further line, from 16 to 64",
		(many - few) / (LINES - FEW_LINES), "KiB", LINE_BAR_KIB);
}

bool bench_load(struct bench *b)
{
	static const struct bench_setup setup = {
		.lines = LINES,
		.profiles = profiles,
		.count = 1,
	};
	struct load l = { .b = b, .ok = true };
	unsigned i;

	for (i = 0; i < CALLS_MOST; i++)
		l.pairs[i] = (struct bench_pair){ 2 * i + 1, 2 * i + 2 };
	bench_start(b, &setup);
	l.idle = watch(&l);
	figure_plain("CPU in 10 s, idle, 64 lines", l.idle.cpu_ms, "ms");
	figure_plain("wake-ups in 10 s, idle, 64 lines", l.idle.wakeups,
		     "wake-ups");
	requests_run(&l);
	flashes_run(&l);
	bench_call_end(b, l.pairs, l.calls);
	bench_stop(b);
	lines_tell(&l);
	return l.ok;
}
