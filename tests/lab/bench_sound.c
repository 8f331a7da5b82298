/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_sound.c - how soon after a gesture it is heard
 *
 * In:  three telephones that speak all the time.
 * Out: the median of ten rounds for hold, recall dial tone, retrieve,
 *      three-way and swap, and the worst of the ten.
 * Not: how a sound is recognised, and what the listener adds - bench_ear.c.
 *
 * A gesture is over when the far side's loop is closed again, as its own
 * kernel reports it. Where both directions of speech open, the later counts.
 */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "../bench/figure.h"

#define ROUNDS     10
#define MUSIC_FILE "/tmp/bench.wav"

#define FLASH_MS  500
#define HEARD_MS  800 /* what is not heard by then is not there */
#define REST_MS   400 /* between two gestures */
#define JITTER_MS 7   /* more each round: other moments of the kernel's timer */
#define HANGUP_MS 1500

enum party {
	ASKER = 1,
	HELD = 2,
	THIRD = 3,
	LISTENERS = 3
};

enum figure_id {
	MUSIC,
	RECALL,
	RETRIEVE,
	JOIN,
	SWAP,
	FIGURES
};

static const struct {
	const char *name;
	double bar_ms;
} figures[FIGURES] = {
	[MUSIC] = { "end of flash to music heard by the held party", 40 },
	[RECALL] = { "end of flash to recall dial tone", 40 },
	[RETRIEVE] = { "end of flash to voice, retrieve", 30 },
	[JOIN] = { "end of flash to third voice, three-way", 30 },
	[SWAP] = { "swap requested to voice", 30 },
};

struct sound {
	struct bench *b;
	struct bench_ear ear[LISTENERS];
	double ms[FIGURES][ROUNDS];
};

/* Who must hear what for a gesture to be done. */
struct hearing {
	enum party who;
	enum bench_sound what;
};

static void forget(struct sound *s)
{
	unsigned i;

	for (i = 0; i < LISTENERS; i++)
		bench_ear_forget(&s->ear[i]);
}

static double since_ms(const struct sound *s, const struct hearing *hearing,
		       uint64_t start_us)
{
	uint64_t at = bench_ear_since(&s->ear[hearing->who - 1], hearing->what,
				      start_us);

	if (!at)
		bench_die("telephone %d does not begin to hear sound %d",
			  (int)hearing->who, (int)hearing->what);
	return (double)(at - start_us) / 1000;
}

static void note(struct sound *s, enum figure_id id, unsigned round,
		 const struct hearing *hearings, unsigned n, uint64_t start_us)
{
	double latest = 0;
	unsigned i;

	for (i = 0; i < n; i++) {
		double ms = since_ms(s, &hearings[i], start_us);

		if (ms > latest)
			latest = ms;
	}
	s->ms[id][round] = latest;
}

/* A flash of the asker; when it was over. */
static uint64_t flash(struct sound *s, unsigned round)
{
	uint64_t end;

	bench_run(s->b, REST_MS + round * JITTER_MS);
	forget(s);
	end = bench_flash(s->b, ASKER, FLASH_MS);
	bench_run(s->b, HEARD_MS);
	return end;
}

static void third_call(struct sound *s)
{
	if (far_line_dial(far_phone(s->b->far, ASKER), "103", 70, 70) < 0)
		bench_die("the asker cannot dial");
	bench_ring_wait(s->b, THIRD);
	far_phone_lift(far_phone(s->b->far, THIRD));
	bench_expect(s->b, THIRD, "connected");
	bench_run(s->b, REST_MS);
}

static void third_leaves(struct sound *s)
{
	far_phone_hangup(far_phone(s->b->far, THIRD));
	bench_run(s->b, HANGUP_MS);
	bench_expect(s->b, THIRD, "idle");
}

/* Hold, retrieve, hold, ask, join, drop the third: talking as before. */
static void round_run(struct sound *s, unsigned round)
{
	static const struct hearing music = { HELD, BENCH_MUSIC };
	static const struct hearing recall = { ASKER, BENCH_DIALTONE };
	static const struct hearing talk[] = {
		{ ASKER, BENCH_VOICE_2 },
		{ HELD, BENCH_VOICE_1 },
	};
	static const struct hearing all[] = {
		{ ASKER, BENCH_VOICE_2 },
		{ HELD, BENCH_VOICE_1 },
		{ HELD, BENCH_VOICE_3 },
		{ THIRD, BENCH_VOICE_2 },
	};
	uint64_t end;

	end = flash(s, round);
	note(s, MUSIC, round, &music, 1, end);
	note(s, RECALL, round, &recall, 1, end);
	end = flash(s, round);
	note(s, RETRIEVE, round, talk, 2, end);
	flash(s, round);
	third_call(s);
	end = flash(s, round);
	note(s, JOIN, round, all, 4, end);
	flash(s, round);
	third_leaves(s);
}

static uint64_t swap(struct sound *s)
{
	long active = bench_call(s->b, ASKER, "connected");
	long held = bench_call(s->b, ASKER, "onholdpendtransfer");
	uint64_t start;

	if (!active || !held)
		bench_die("the asker has no two calls to swap");
	bench_pace(s->b);
	forget(s);
	start = far_now_us();
	json_decref(
		bench_ask(s->b, "call.swapHold",
			  json_pack("{s:I, s:I}", "call", (json_int_t)active,
				    "other", (json_int_t)held)));
	bench_run(s->b, HEARD_MS);
	return start;
}

static void swaps_run(struct sound *s)
{
	static const struct hearing talk[2][2] = {
		{ { ASKER, BENCH_VOICE_2 }, { HELD, BENCH_VOICE_1 } },
		{ { ASKER, BENCH_VOICE_3 }, { THIRD, BENCH_VOICE_1 } },
	};
	unsigned round;

	flash(s, 0);
	third_call(s);
	for (round = 0; round < ROUNDS; round++) {
		bench_run(s->b, REST_MS + round * JITTER_MS);
		note(s, SWAP, round, talk[round % 2], 2, swap(s));
	}
}

static int by_size(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

static bool tell(struct sound *s, enum figure_id id)
{
	double *ms = s->ms[id];
	char name[128];
	bool ok;

	qsort(ms, ROUNDS, sizeof(*ms), by_size);
	snprintf(name, sizeof(name), "%s, median of %d", figures[id].name,
		 ROUNDS);
	ok = figure(name, (ms[ROUNDS / 2 - 1] + ms[ROUNDS / 2]) / 2, "ms",
		    "<=", figures[id].bar_ms);
	snprintf(name, sizeof(name), "%s, worst of %d", figures[id].name,
		 ROUNDS);
	figure_plain(name, ms[ROUNDS - 1], "ms");
	return ok;
}

bool bench_sound(struct bench *b)
{
	static const char *const profiles[] = { "us" };
	static const struct bench_setup setup = {
		.lines = LISTENERS,
		.profiles = profiles,
		.count = 1,
		.music = MUSIC_FILE,
	};
	static const struct bench_pair talk = { ASKER, HELD };
	static struct sound s;
	bool ok = true;
	unsigned i;

	bench_music_write(MUSIC_FILE);
	bench_start(b, &setup);
	s.b = b;
	bench_call_make(b, &talk, 1);
	for (i = 0; i < LISTENERS; i++) {
		bench_ear_open(&s.ear[i], far_phone(b->far, i + 1));
		bench_speak(b, i + 1);
	}
	for (i = 0; i < ROUNDS; i++)
		round_run(&s, i);
	swaps_run(&s);
	for (i = 0; i < LISTENERS; i++) {
		far_line_speak(far_phone(b->far, i + 1), NULL, NULL);
		far_line_hear(far_phone(b->far, i + 1), NULL, NULL);
		far_phone_hangup(far_phone(b->far, i + 1));
	}
	bench_stop(b);
	for (i = 0; i < FIGURES; i++)
		ok &= tell(&s, i);
	return ok;
}
