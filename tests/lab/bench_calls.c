/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_calls.c - what people do with their telephones
 *
 * In:  pairs of telephones.
 * Out: calls between them, made and ended by hand.
 * Not: what is heard - bench_ear.c.
 */

#include "bench.h"

#include <stdio.h>
#include <string.h>

#define LIFT_MS   300  /* the dial tone is there by then (house) */
#define DIGIT_MS  70   /* ITU-T Q.24 asks for 40 at least */
#define RING_MS   6000 /* a bell that is silent so long never rings (house) */
#define HANGUP_MS 1500 /* beyond the longest on-hook time of a profile */

static void must(int result, const char *what, unsigned phone)
{
	if (result < 0)
		bench_die("telephone %u, %s: %s", phone, what,
			  strerror(-result));
}

static void dial(struct bench *b, const struct bench_pair *pair)
{
	char number[BENCH_WORD_MAX];

	snprintf(number, sizeof(number), "%u", 100 + pair->callee);
	must(far_line_dial(far_phone(b->far, pair->caller), number, DIGIT_MS,
			   DIGIT_MS),
	     "dialling", pair->caller);
}

void bench_ring_wait(struct bench *b, unsigned phone)
{
	uint64_t end = far_now_us() + RING_MS * UINT64_C(1000);

	while (!far_phone_is_ringing(far_phone(b->far, phone))) {
		if (far_now_us() > end)
			bench_die("telephone %u does not ring", phone);
		bench_run(b, 20);
	}
}

void bench_call_ring(struct bench *b, const struct bench_pair *pairs,
		     unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		must(far_phone_lift(far_phone(b->far, pairs[i].caller)),
		     "lifting", pairs[i].caller);
	bench_run(b, LIFT_MS);
	for (i = 0; i < n; i++)
		dial(b, &pairs[i]);
	for (i = 0; i < n; i++)
		bench_ring_wait(b, pairs[i].callee);
}

void bench_call_make(struct bench *b, const struct bench_pair *pairs,
		     unsigned n)
{
	unsigned i;

	bench_call_ring(b, pairs, n);
	for (i = 0; i < n; i++)
		must(far_phone_lift(far_phone(b->far, pairs[i].callee)),
		     "lifting", pairs[i].callee);
	for (i = 0; i < n; i++)
		bench_expect(b, pairs[i].callee, "connected");
}

/* The callee first: a caller with a held party would be rung back. */
void bench_call_end(struct bench *b, const struct bench_pair *pairs, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		must(far_phone_hangup(far_phone(b->far, pairs[i].callee)),
		     "hanging up", pairs[i].callee);
	bench_run(b, HANGUP_MS);
	for (i = 0; i < n; i++)
		must(far_phone_hangup(far_phone(b->far, pairs[i].caller)),
		     "hanging up", pairs[i].caller);
	bench_run(b, HANGUP_MS);
}

struct done {
	const struct far_line *line;
	uint64_t at_us;
};

static void done_note(void *ctx, const struct far_event *event)
{
	struct done *done = ctx;

	if (event->type == FAR_BREAK_DONE && event->line == done->line)
		done->at_us = event->at_us;
}

uint64_t bench_flash(struct bench *b, unsigned phone, unsigned ms)
{
	struct far_line *line = far_phone(b->far, phone);
	struct done done = { .line = line };
	uint64_t end = far_now_us() + (ms + 200) * UINT64_C(1000);

	far_on_event(b->far, done_note, &done);
	must(far_phone_break(line, ms), "flash", phone);
	while (!done.at_us && far_now_us() < end)
		bench_run(b, 10);
	far_on_event(b->far, NULL, NULL);
	if (!done.at_us)
		bench_die("telephone %u does not come back", phone);
	return done.at_us;
}
