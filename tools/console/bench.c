/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.c - the daemon's core on the virtual card, moved by hand
 *
 * In:  orders; time that passes.
 * Out: the controller's state, news, what was done.
 * Not: the wall clock, the terminal - console.c.
 */
#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "deeds.h"
#include "find.h"
#include "holdline/control.h"
#include "holdline/engine.h"
#include "holdline/zone.h"
#include "tools/scenario/bed_sim.h"

#ifndef HL_VERSION
#define HL_VERSION "0.1.0"
#endif

#define ORDERS_MAX 64   /* that wait for a hand (house) */
#define NEWS_ROOM 2000  /* kept for the screen (house) */
#define LISTEN_MS 20    /* between two looks at the ears (house) */
#define FOUND HL_MS(300) /* after a deed, what is so is believed (house) */

struct bench {
	struct bench_options options;
	struct bed_sim *bed;
	struct witness *witness;
	struct deeds *deeds;
	struct hl_server *server;
	struct find find;
	struct scenario_statement order[ORDERS_MAX];
	unsigned orders;
	hl_usec zero;
	hl_usec done; /* since @zero: end of the last deed */
	bool begun;
	char fault[256];
};

static const struct bed_ops *const ops = &bed_sim_ops;

static void on_record(void *ctx, const struct hl_record *record)
{
	struct bench *bench = ctx;

	witness_record(bench->witness, record);
	hl_server_record(bench->server, record);
	/* What a program asks for cannot be said in a scenario. */
	if (bench->begun && !record->effect &&
	    record->event->kind == HL_EVENT_REQUEST)
		deeds_other(bench->deeds);
}

static void on_facts(void *ctx, struct hl_facts *ret)
{
	const struct bench *bench = ctx;

	ret->version = HL_VERSION;
	ret->started = bench->zero;
	ret->config_good = true;
}

static int server_open(struct bench *bench)
{
	const struct hl_server_config config = {
		.path = bench->options.socket,
		.fd = -1,
		.engine = bed_sim_engine(bench->bed),
		.host = { .ctx = bench, .facts = on_facts },
	};

	if (!bench->options.socket)
		return 0;
	return hl_server_open(&bench->server, &config);
}

static void party_name(const struct bench *bench, unsigned party,
		       struct scenario_statement *s)
{
	snprintf(s->party[s->parties++], sizeof(s->party[0]), "%s",
		 scenario_line(bench->options.setup, party)->name);
}

/* Everybody speaks all the time: who is heard then says who is connected. */
static int voices_begin(struct bench *bench)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_SPEAK };
	struct bed_act act = { .kind = BED_SPEAK };
	int r = 0;

	while (r == 0 && act.party < scenario_lines(bench->options.setup)) {
		party_name(bench, act.party, &s);
		r = ops->act(bench->bed, &act);
		act.party++;
	}
	deeds_add(bench->deeds, &s, 0, 0);
	return r;
}

/* What is so at the beginning is no finding. */
static int beginning_find(struct bench *bench)
{
	struct deeds *nothing = NULL;
	int r = deeds_open(&nothing);

	if (r == 0)
		find_all(&bench->find, ops, bench->bed, bench->options.setup,
			 nothing, 0);
	deeds_close(nothing);
	return r;
}

int bench_open(struct bench **ret, const struct bench_options *options,
	       char *why, size_t size)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct bed_sim_options bed = { .music = options->music,
				       .record = on_record };
	int r;

	why[0] = '\0';
	if (!bench)
		return -ENOMEM;
	bench->options = *options;
	bed.ctx = bench;
	r = witness_open(&bench->witness, options->setup, NEWS_ROOM);
	if (r == 0)
		r = deeds_open(&bench->deeds);
	if (r == 0)
		r = bed_sim_open(&bench->bed, &bed);
	if (r == 0)
		r = ops->begin(bench->bed, options->setup, why, size);
	if (r < 0)
		goto out;
	bench->zero = bed_sim_now(bench->bed);
	news_clear(witness_news(bench->witness));
	r = voices_begin(bench);
	if (r == 0)
		r = beginning_find(bench);
	bench->begun = true;
	if (r == 0) {
		r = server_open(bench);
		if (r < 0)
			snprintf(why, size, "%s: %s", options->socket,
				 strerror(-r));
	}
out:
	if (r == 0) {
		*ret = bench;
		bench = NULL;
	} else if (!why[0]) {
		snprintf(why, size, "%s", strerror(-r));
	}
	bench_close(bench);
	return r;
}

void bench_close(struct bench *bench)
{
	if (!bench)
		return;
	hl_server_close(bench->server);
	bench->server = NULL;
	bed_sim_close(bench->bed);
	witness_close(bench->witness);
	deeds_close(bench->deeds);
	free(bench);
}

const struct scenario *bench_setup(const struct bench *bench)
{
	return bench->options.setup;
}

const struct hl_model *bench_model(const struct bench *bench)
{
	return hl_engine_model(bed_sim_engine(bench->bed));
}

static int channel_of(const struct bench *bench, unsigned party)
{
	return scenario_line(bench->options.setup, party)->channel;
}

int bench_port(struct bench *bench, unsigned party, struct hl_sim_port *ret)
{
	return hl_sim_port(bed_sim_card(bench->bed), channel_of(bench, party),
			   ret);
}

unsigned bench_rings(struct bench *bench, unsigned party)
{
	const struct hl_zone *zone =
		hl_engine_zone(bed_sim_engine(bench->bed));
	const struct hl_ring_plan *plan;
	hl_usec period = 0;
	struct bed_far far;

	if (ops->far(bench->bed, party, &far) < 0 ||
	    far.ring == HL_RING_NONE)
		return 0;
	plan = &zone->ring[far.ring];
	for (unsigned i = 0; i < plan->count; i++)
		period += HL_MS(plan->step_ms[i]);
	if (!period)
		return 1;
	return 1 + (unsigned)((bed_sim_now(bench->bed) - far.since) / period);
}

hl_usec bench_now(const struct bench *bench)
{
	return bed_sim_now(bench->bed) - bench->zero;
}

hl_usec bench_zero(const struct bench *bench)
{
	return bench->zero;
}

/* ---- orders ------------------------------------------------------------- */

int bench_order(struct bench *bench,
		const struct scenario_statement *statement)
{
	if (bench->orders == ORDERS_MAX)
		return -ENOSPC;
	bench->order[bench->orders++] = *statement;
	return 0;
}

unsigned bench_waiting(const struct bench *bench)
{
	return bench->orders;
}

bool bench_will_lift(struct bench *bench, unsigned party)
{
	const char *name = scenario_line(bench->options.setup, party)->name;
	struct bed_far far = { 0 };
	bool lifted;

	ops->far(bench->bed, party, &far);
	lifted = far.lifted;
	for (unsigned i = 0; i < bench->orders; i++) {
		const struct scenario_statement *s = &bench->order[i];

		if (strcmp(s->party[0], name))
			continue;
		if (s->verb == SCENARIO_VERB_LIFT)
			lifted = true;
		else if (s->verb == SCENARIO_VERB_HANGUP)
			lifted = false;
	}
	return lifted;
}

/* When the last hand is done; 0 = none moves. */
static hl_usec hands_end(struct bench *bench)
{
	hl_usec last = 0;
	hl_usec end;

	for (unsigned i = 0; i < scenario_lines(bench->options.setup); i++)
		if (ops->is_moving(bench->bed, i, &end) && end > last)
			last = end;
	return last;
}

bool bench_is_moving(struct bench *bench)
{
	return hands_end(bench) != 0;
}

static const struct {
	enum scenario_verb verb;
	enum bed_act_kind act;
} acts[] = {
	{ SCENARIO_VERB_LIFT, BED_LIFT },
	{ SCENARIO_VERB_HANGUP, BED_HANGUP },
	{ SCENARIO_VERB_FLASH, BED_BREAK },
	{ SCENARIO_VERB_BREAK, BED_BREAK },
	{ SCENARIO_VERB_DIALS, BED_DIAL },
	{ SCENARIO_VERB_PULSES, BED_PULSE },
	{ SCENARIO_VERB_CALL, BED_CALL },
	{ SCENARIO_VERB_ANSWER, BED_LIFT },
	{ SCENARIO_VERB_RELEASE, BED_HANGUP },
	{ SCENARIO_VERB_FARBUSY, BED_FARBUSY },
	{ SCENARIO_VERB_FARFREE, BED_FARFREE },
};

/* The middle of the flash window, as the player has it. */
static hl_msec flash_of(const struct bench *bench, unsigned party)
{
	const struct hl_profile *profile =
		&hl_model_line(bench_model(bench), (hl_line)party)
			 ->set.profile;

	return (profile->flash_min + profile->flash_max) / 2u;
}

/* A player looks when the hand is done and some time has passed since. */
static void now_find(struct bench *bench)
{
	hl_usec at = bench_now(bench);

	if (!hands_end(bench) && at >= bench->done + FOUND)
		find_all(&bench->find, ops, bench->bed, bench->options.setup,
			 bench->deeds, at);
}

static void order_do(struct bench *bench, const struct scenario_statement *s)
{
	int party = scenario_find(bench->options.setup, s->party[0]);
	struct bed_act act = { .ms = s->time, .digits = s->word };
	hl_usec at = bench_now(bench);
	hl_usec end;

	if (party < 0)
		return;
	act.party = (unsigned)party;
	if (s->verb == SCENARIO_VERB_FLASH && !s->time)
		act.ms = flash_of(bench, act.party);
	for (unsigned i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].verb == s->verb)
			act.kind = acts[i].act;
	now_find(bench);
	if (ops->act(bench->bed, &act) < 0)
		return;
	if (!ops->is_moving(bench->bed, act.party, &end))
		end = bed_sim_now(bench->bed);
	bench->done = end - bench->zero;
	deeds_add(bench->deeds, s, at, bench->done);
}

/* What can be done now without waiting for a hand. */
static void orders_do(struct bench *bench)
{
	while (bench->orders && !hands_end(bench)) {
		struct scenario_statement s = bench->order[0];

		bench->orders--;
		memmove(bench->order, bench->order + 1,
			bench->orders * sizeof(bench->order[0]));
		order_do(bench, &s);
	}
}

int bench_unplug(struct bench *bench, unsigned party, bool out)
{
	deeds_other(bench->deeds);
	return hl_sim_alarm(bed_sim_card(bench->bed),
			    channel_of(bench, party), out,
			    bed_sim_now(bench->bed));
}

/* ---- time --------------------------------------------------------------- */

/* [ms] from here to the next thing to look at, @most at most. */
static hl_msec step_of(struct bench *bench, hl_msec most)
{
	hl_usec end = bench->orders ? hands_end(bench) : 0;
	hl_usec now = bed_sim_now(bench->bed);
	hl_msec step = most < LISTEN_MS ? most : LISTEN_MS;

	if (end > now && (end - now + 999) / 1000 < step)
		step = (hl_msec)((end - now + 999) / 1000);
	return step;
}

int bench_pass(struct bench *bench, hl_msec ms)
{
	if (bench->fault[0])
		return -EPROTO;
	orders_do(bench);
	while (ms) {
		hl_msec step = step_of(bench, ms);
		int r = ops->advance(bench->bed, step, bench->fault,
				     sizeof(bench->fault));

		if (r < 0)
			return r;
		ms -= step;
		witness_listen(bench->witness, ops, bench->bed);
		orders_do(bench);
	}
	return 0;
}

const char *bench_fault(const struct bench *bench)
{
	return bench->fault;
}

struct witness *bench_witness(struct bench *bench)
{
	return bench->witness;
}

const struct timeline *bench_timeline(struct bench *bench)
{
	return witness_timeline(bench->witness, ops, bench->bed);
}

struct deeds *bench_deeds(struct bench *bench)
{
	now_find(bench);
	return bench->deeds;
}

int bench_fd(const struct bench *bench)
{
	return bench->server ? hl_server_fd(bench->server) : -1;
}

void bench_serve(struct bench *bench)
{
	if (bench->server)
		hl_server_run(bench->server, bed_sim_now(bench->bed));
}
