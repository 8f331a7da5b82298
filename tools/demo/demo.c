/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * demo.c - play a scenario before a witness, and keep what was seen and heard
 *
 * In:  a scenario.
 * Out: what happens line by line; who heard what; the verdict.
 * Not: the files - keep.c; what happens - the player and its bed.
 */
#include "demo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tools/scenario/bed_sim.h"
#include "keep.h"
#include "witness.h"

#define NEWS_ROOM 4096
#define NEWS_LAG HL_MS(2000) /* older news cannot come any more: witness.c */

struct stage {
	const struct demo_config *config;
	struct demo_result *result;
	struct bed_sim *bed;
	struct witness *witness;
	struct keep *keep;
	struct player *player;
	hl_usec begin;          /* bed time */
	struct timespec opened; /* wall time of the same */
};

static void on_record(void *ctx, const struct hl_record *record)
{
	struct stage *s = ctx;

	witness_record(s->witness, record);
}

static void on_heard(void *ctx, unsigned party, const int16_t *samples,
		     unsigned n)
{
	struct stage *s = ctx;

	keep_heard(s->keep, party, samples, n);
}

static void news_print(struct stage *s, hl_usec before)
{
	char line[NEWS_LINE_MAX];
	struct news news;

	while (news_take(witness_news(s->witness), before, &news))
		if (s->config->out)
			fprintf(s->config->out, "%s\n",
				news_watch(&news, s->begin, line));
	if (s->config->out)
		fflush(s->config->out);
}

/* Sleep until the wall clock has come as far as the bed's. */
static void wait_until(struct stage *s, hl_usec now)
{
	uint64_t us = (now - s->begin) / s->config->speed;
	struct timespec at = s->opened;

	at.tv_sec += (time_t)(us / 1000000);
	at.tv_nsec += (long)(us % 1000000) * 1000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_nsec -= 1000000000;
		at.tv_sec++;
	}
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) ==
	       EINTR)
		;
}

static void on_pace(void *ctx, hl_usec now)
{
	struct stage *s = ctx;

	if (!s->player)
		return;
	if (s->config->speed)
		wait_until(s, now);
	witness_listen(s->witness, &bed_sim_ops, s->bed);
	if (now > s->begin + NEWS_LAG)
		news_print(s, now - NEWS_LAG);
}

static void on_step(void *ctx, const struct player_step *step)
{
	struct stage *s = ctx;
	enum scenario_kind kind = scenario_verb_kind(step->statement->verb);

	if (kind == SCENARIO_EXPECT && step->passed)
		s->result->held++;
	keep_step(s->keep, step);
	if (step->passed)
		return;
	s->result->failed = step->statement->number;
	snprintf(s->result->why, sizeof(s->result->why), "%s", step->why);
}

static void head_print(const struct stage *s)
{
	const struct scenario *scenario = s->config->scenario;
	const struct scenario_line *line;
	FILE *out = s->config->out;

	if (!out)
		return;
	fprintf(out, "%s\n", scenario_title(scenario));
	fprintf(out, "virtual card, zone %s, lines",
		scenario_zone(scenario));
	for (unsigned i = 0; (line = scenario_line(scenario, i)); i++)
		fprintf(out, " %s", line->name);
	fputs("\n\n", out);
}

static int bed_make(struct stage *s)
{
	const struct bed_sim_options options = {
		.music = s->config->music,
		.ctx = s,
		.record = on_record,
		.heard = on_heard,
		.pace = on_pace,
	};

	return bed_sim_open(&s->bed, &options);
}

static int stage_open(struct stage *s)
{
	const struct player_config player = { &bed_sim_ops, NULL, on_step, s };
	struct player_config config = player;
	char *why = s->result->why;
	size_t size = sizeof(s->result->why);
	int r;

	r = witness_open(&s->witness, s->config->scenario, NEWS_ROOM);
	if (r == 0)
		r = keep_open(&s->keep, s->config->folder,
			      s->config->scenario, why, size);
	if (r == 0)
		r = bed_make(s);
	if (r < 0)
		return r;
	config.bed = s->bed;
	s->begin = bed_sim_now(s->bed);
	clock_gettime(CLOCK_MONOTONIC, &s->opened);
	return player_open(&s->player, &config, s->config->scenario, why,
			   size);
}

static void stage_close(struct stage *s)
{
	char why[256];

	player_close(s->player, why, sizeof(why));
	bed_sim_close(s->bed);
	witness_close(s->witness);
	keep_close(s->keep);
}

static bool play(struct stage *s)
{
	const struct scenario_statement *statement;
	struct player_step step;
	int r = 0;

	for (unsigned i = 0;
	     r == 0 && (statement = scenario_at(s->config->scenario, i)); i++)
		r = player_do(s->player, statement, NULL);
	if (r == 0)
		r = player_end(s->player, &step);
	witness_listen(s->witness, &bed_sim_ops, s->bed);
	s->result->length = bed_sim_now(s->bed) - s->begin;
	news_print(s, HL_NEVER);
	return r == 0;
}

/* The bed says at its end whether the controller left something behind. */
static bool finish(struct stage *s)
{
	struct player *player = s->player;
	char why[256] = "";

	s->player = NULL;
	if (player_close(player, why, sizeof(why)) == 0)
		return true;
	/* What came first is the reason. */
	if (s->result->passed)
		snprintf(s->result->why, sizeof(s->result->why),
			 "at the end: %s", why);
	return false;
}

static void verdict_print(const struct stage *s, FILE *out)
{
	const struct demo_result *result = s->result;
	unsigned tenths = (unsigned)(result->length / 100000);

	if (result->passed) {
		fprintf(out, "verdict: good. All %u expectations held in "
			"%u.%u s of calls.\n", result->held, tenths / 10,
			tenths % 10);
		return;
	}
	if (result->failed)
		fprintf(out, "verdict: FAILED at %s:%u: %s\n",
			s->config->script, result->failed, result->why);
	else
		fprintf(out, "verdict: FAILED: %s\n", result->why);
}

static void results_print(const struct stage *s, const struct timeline *t,
			  FILE *out)
{
	fputs("\nWho heard what\n\n", out);
	timeline_table(t, out);
	fputs("\nFiles\n\n", out);
	keep_list(s->keep, out);
	fputc('\n', out);
	verdict_print(s, out);
}

int demo_play(const struct demo_config *config, struct demo_result *ret)
{
	struct stage stage = { .config = config, .result = ret };
	const struct timeline *timeline;
	FILE *summary;
	int r;

	memset(ret, 0, sizeof(*ret));
	r = stage_open(&stage);
	if (r < 0) {
		if (!ret->why[0])
			snprintf(ret->why, sizeof(ret->why), "%s",
				 strerror(-r));
		stage_close(&stage);
		return r;
	}
	head_print(&stage);
	news_clear(witness_news(stage.witness));
	ret->passed = play(&stage);
	timeline = witness_timeline(stage.witness, &bed_sim_ops, stage.bed);
	if (!finish(&stage))
		ret->passed = false;
	if (keep_files(stage.keep, timeline, ret->why, sizeof(ret->why)) < 0)
		ret->passed = false;

	summary = keep_summary(stage.keep);
	if (summary)
		results_print(&stage, timeline, summary);
	else
		ret->passed = false;
	if (keep_end(stage.keep, summary, ret->why, sizeof(ret->why)) < 0)
		ret->passed = false;
	if (config->out)
		results_print(&stage, timeline, config->out);
	stage_close(&stage);
	return 0;
}
