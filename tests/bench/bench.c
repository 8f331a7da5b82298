/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.c - figures of the model and the engine on this machine
 *
 * In:  nothing.
 * Out: one line a figure (figure.h); exit status 7 when a bar is missed.
 * Not: anything with audio or a kernel - the lab's bench.
 */
#include "figure.h"
#include "table.h"

#include "holdline/engine.h"
#include "holdline/sim.h"
#include "holdline/zone.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double resident_kib(void)
{
	long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");

	if (f) {
		if (fscanf(f, "%*s %ld", &pages) != 1)
			pages = 0;
		fclose(f);
	}
	return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1024;
}

static bool near(hl_msec ms, hl_msec bound)
{
	return ms + 10 >= bound && ms <= bound + 10;
}

static bool at_boundary(const struct hl_profile *p, hl_msec ms)
{
	return near(ms, p->pulse_min) || near(ms, p->pulse_max) ||
	       near(ms, p->flash_min) || near(ms, p->flash_max) ||
	       near(ms, p->onhook);
}

/* What a break of this length shall do to a talking telephone. */
static bool right(enum hl_situation s, const struct hl_profile *p, hl_msec ms)
{
	if (ms >= p->onhook)
		return s == HL_SIT_RESTING;
	if (ms >= p->flash_min && ms <= p->flash_max)
		return s == HL_SIT_ASK_DIALTONE;
	return s == HL_SIT_TALKING;
}

static void sweep_one(const char *name, unsigned *tried, unsigned *wrong)
{
	struct hl_profile p;

	hl_profile_find(name, &p);
	for (hl_msec ms = 20; ms <= 2000; ms += 5) {
		struct table t;

		if (at_boundary(&p, ms))
			continue;
		table_open(&t);
		table_set(&t, S1)->profile = p;
		table_talk(&t, S1, S2);
		table_edge(&t, S1, false);
		table_wait(&t, ms);
		if (ms < p.onhook)
			table_edge(&t, S1, true);
		(*tried)++;
		*wrong += !right(table_sit(&t, S1), &p, ms);
		table_close(&t);
	}
}

/* A call, a flash, a consultation, a three-way call, hung up: again. */
static unsigned one_round(struct table *t)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_flash(t, S1);
	table_hangup(t, S1);
	table_hangup(t, S2);
	table_hangup(t, S3);
	return 24;
}

/* The same without the check of every invariant. */
static double model_rate(void)
{
	struct hl_event edge = { .kind = HL_EVENT_EDGE, .line = S1 };
	struct table t;
	struct hl_effects fx;
	unsigned steps = 0;
	double start;

	table_open(&t);
	one_round(&t);
	start = seconds();
	while (steps < 4000000) {
		static const char digits[] = "102";

		edge.closed = true;
		edge.at.earliest = edge.at.latest = t.now += 2000000;
		hl_model_step(t.m, &edge, &fx);
		for (unsigned i = 0; i < 3; i++) {
			struct hl_event digit = { .kind = HL_EVENT_DIGIT,
						  .line = S1,
						  .at = { t.now, t.now },
						  .digit = digits[i] };

			hl_model_step(t.m, &digit, &fx);
		}
		edge.closed = false;
		edge.at.earliest = edge.at.latest = t.now += 500000;
		hl_model_step(t.m, &edge, &fx);
		edge.kind = HL_EVENT_TRUTH;
		edge.at.earliest = edge.at.latest = t.now += 1200000;
		hl_model_step(t.m, &edge, &fx);
		edge.kind = HL_EVENT_EDGE;
		steps += 6;
	}
	start = seconds() - start;
	table_close(&t);
	return steps / start;
}

struct bed {
	struct hl_engine *e;
	void *card;
	hl_usec now;
};

static void bed_alarm(void *ctx, hl_usec at)
{
	(void)ctx;
	(void)at;
}

static hl_usec bed_now(void *ctx)
{
	return ((struct bed *)ctx)->now;
}

static int bed_open(struct bed *b, unsigned lines,
		    const struct hl_profile *profile)
{
	struct hl_limits limits = { lines, lines * 2 };
	struct hl_engine_host host = { .ctx = b, .alarm = bed_alarm,
				       .now = bed_now, .awake = bed_now };
	struct hl_sim_options options = { 0 };
	struct hl_plan plan;
	struct hl_zone zone;

	memset(b, 0, sizeof(*b));
	b->now = 1000000;
	memset(&plan, 0, sizeof(plan));
	strcpy(plan.pattern[0].text, "XXXXX");
	plan.patterns = 1;
	options.stations = lines;
	if (hl_zone_load(&zone, "us") < 0 ||
	    hl_engine_open(&b->e, &limits, &host, &zone) < 0 ||
	    hl_engine_card(b->e, hl_driver_find("sim"), &options,
			   &b->card) < 0)
		return -1;
	for (unsigned i = 0; i < lines; i++) {
		struct hl_line_settings set;
		char name[8];

		snprintf(name, sizeof(name), "%05u", i);
		table_settings(&set, name, HL_KIND_STATION);
		if (profile)
			set.profile = *profile;
		if (hl_engine_add(b->e, hl_driver_find("sim"), (int)i + 1,
				  &set, NULL) < 0)
			return -1;
	}
	hl_engine_plan(b->e, &plan);
	return hl_engine_start(b->e) == lines ? 0 : -1;
}

static void bed_wait(struct bed *b, hl_msec ms)
{
	hl_usec end = b->now + HL_MS(ms);

	while (hl_engine_due(b->e) <= end) {
		b->now = hl_engine_due(b->e);
		hl_engine_run(b->e);
	}
	b->now = end;
}

static void bed_calls(struct bed *b, unsigned calls)
{
	struct hl_sim_dial keypad = { 0 };

	for (unsigned i = 0; i < calls; i++) {
		char number[8];

		snprintf(number, sizeof(number), "%05u", 2 * i + 1);
		hl_sim_lift(b->card, (int)(2 * i + 1), b->now);
		hl_sim_dial(b->card, (int)(2 * i + 1), number, &keypad,
			    b->now + HL_MS(500));
		hl_sim_lift(b->card, (int)(2 * i + 2), b->now + HL_MS(9000));
	}
	bed_wait(b, 12000);
}

static unsigned bed_connected(const struct bed *b)
{
	const struct hl_call_state *c;
	unsigned slot = 0;
	unsigned n = 0;

	while ((c = hl_model_next_call(hl_engine_model(b->e), &slot)))
		n += c->state == HL_CALL_CONNECTED;
	return n / 2;
}

/* The same sweep through the virtual card: loop, edges, engine, model. */
static void sweep_card(const char *name, unsigned *tried, unsigned *wrong)
{
	struct hl_profile p;

	hl_profile_find(name, &p);
	for (hl_msec ms = 20; ms <= 2000; ms += 5) {
		struct bed b;

		if (at_boundary(&p, ms))
			continue;
		(*tried)++;
		if (bed_open(&b, 2, &p) < 0) {
			(*wrong)++;
			hl_engine_close(b.e);
			continue;
		}
		bed_calls(&b, 1);
		hl_sim_break(b.card, 1, ms, b.now);
		/* Look before the user could have lifted again. */
		bed_wait(&b, ms < p.onhook ? ms + 1 : p.onhook + 1u);
		*wrong += !right(hl_model_situation(hl_engine_model(b.e), 0),
				 &p, ms);
		hl_engine_close(b.e);
	}
}

typedef void (sweep_fn)(const char *name, unsigned *tried, unsigned *wrong);

static int bench_sweep(const char *where, sweep_fn *sweep)
{
	int ok = 1;

	for (unsigned i = 0; hl_profile_name(i); i++) {
		char name[80];
		unsigned tried = 0;
		unsigned wrong = 0;

		sweep(hl_profile_name(i), &tried, &wrong);
		snprintf(name, sizeof(name),
			 "breaks 20-2000 ms misjudged, %s, %s, of %u", where,
			 hl_profile_name(i), tried);
		ok &= figure(name, wrong, "breaks", "=", 0);
	}
	return ok;
}

static int bench_many(void)
{
	const unsigned lines = 10000;
	const unsigned calls = 2000;
	double before = resident_kib();
	double start;
	uint64_t records;
	struct bed b;
	int ok;

	if (bed_open(&b, lines, NULL) < 0) {
		hl_engine_close(b.e);
		return figure("10,000 virtual lines in one process", 0,
			      "lines", ">=", lines);
	}
	ok = figure("virtual lines in one process", lines, "lines", ">=",
		    10000);
	ok &= figure("memory of a virtual line, all told",
		     (resident_kib() - before) / lines * 1024, "B", "<=",
		     2048);
	start = seconds();
	records = hl_engine_records(b.e);
	bed_calls(&b, calls);
	ok &= figure("calls up among them", bed_connected(&b), "calls", ">=",
		     calls);
	figure_plain("engine records a second, 10,000 lines",
		     (double)(hl_engine_records(b.e) - records) /
			     (seconds() - start), "1/s");
	hl_engine_close(b.e);
	return ok;
}

int main(void)
{
	struct hl_limits one = { 1, 2 };
	struct hl_limits two = { 2, 4 };
	int ok = bench_sweep("model", sweep_one) &
		 bench_sweep("virtual card", sweep_card);

	ok &= figure("model events a second, one core", model_rate(), "1/s",
		     ">=", 1e6);
	ok &= figure("model state of a further line and two calls",
		     (double)(hl_model_size(&two) - hl_model_size(&one)),
		     "B", "<=", 2048);
	ok &= bench_many();
	return ok ? 0 : 7;
}
