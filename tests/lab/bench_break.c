/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench_break.c - what the daemon takes a break of the loop for
 *
 * In:  a pair of telephones for each profile.
 * Out: for each profile how many breaks were misjudged, in talk and in dial
 *      tone; the same for the four that a short recall key makes, and for a
 *      flash right after answering.
 * Not: the judge by itself, on exact edges - tests/bench/bench.c.
 *
 * Right is what the profile says. The kernel's timer moves an edge by up to
 * 8 ms, so a break this close to a bound of a window can be either.
 *
 * LAB_SWEEP_MS: every break from 20 to 2000 ms in such steps, instead of the
 * sample.
 */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "../bench/figure.h"
#include "holdline/hook.h"

#define PROFILES 6
#define TBR      1

#define CLEAR_MS   10  /* from a bound: beyond the kernel's 8 */
#define STAGGER_MS 7   /* so that not all breaks meet the timer alike */
#define SETTLE_MS  200 /* whatever was decided is done (house) */
#define HANGUP_MS  1500
#define LIFT_MS    400
#define REPEATS    10

#define SWEEP_FROM_MS 20
#define SWEEP_TO_MS   2000
#define LENGTHS_MAX   (SWEEP_TO_MS - SWEEP_FROM_MS + 1)

static const char *const names[PROFILES] = {
	"us", "tbr", "de", "fr", "nz", "jp"
};

/* Asker and party of each profile; line i has profile i % PROFILES. */
static const struct bench_pair pairs[PROFILES] = {
	{ 1, 7 }, { 2, 8 }, { 3, 9 }, { 4, 10 }, { 5, 11 }, { 6, 12 },
};

struct sweep {
	struct bench *b;
	struct hl_profile profile[PROFILES];
	unsigned tried[PROFILES];
	unsigned wrong[PROFILES];
};

/* --- what is right --------------------------------------------------- */

static bool is_near(unsigned ms, unsigned bound)
{
	return ms + CLEAR_MS > bound && ms < bound + CLEAR_MS;
}

static bool is_at_bound(const struct hl_profile *p, unsigned ms)
{
	return is_near(ms, p->pulse_min) || is_near(ms, p->pulse_max) ||
	       is_near(ms, p->flash_min) || is_near(ms, p->flash_max) ||
	       is_near(ms, p->onhook);
}

/* State of the line after a break in talk, the loop being closed again. */
static const char *right_state(const struct hl_profile *p, unsigned ms)
{
	if (ms >= p->onhook)
		return "dialtone";
	if (ms >= p->flash_min && ms <= p->flash_max)
		return "onholdpendtransfer";
	return "connected";
}

static unsigned flash_ms(const struct hl_profile *p)
{
	return (p->flash_min + p->flash_max) / 2;
}

/* --- breaks in talk -------------------------------------------------- */

static void break_begin(struct sweep *s, unsigned i, unsigned ms)
{
	int r = far_phone_break(far_phone(s->b->far, pairs[i].caller), ms);

	if (r < 0)
		bench_die("a break of %u ms: %s", ms, strerror(-r));
}

static bool is_right(struct sweep *s, unsigned i, unsigned ms)
{
	const char *right = right_state(&s->profile[i], ms);
	json_t *line = bench_line(s->b, pairs[i].caller);
	const char *state = json_string_value(json_object_get(line, "state"));
	bool is = state && strcmp(state, right) == 0;

	if (!is)
		fprintf(stderr, "bench: %s, %u ms: %s instead of %s, %s\n",
			names[i], ms, state ? state : "?", right,
			json_dumps(json_object_get(line, "last_break"), 0));
	json_decref(line);
	return is;
}

/* Talking again: a held party by a flash, an ended call by a new one. */
static void talk_again(struct sweep *s)
{
	struct bench_pair ended[PROFILES];
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < PROFILES; i++)
		if (bench_is(s->b, pairs[i].caller, "onholdpendtransfer"))
			break_begin(s, i, flash_ms(&s->profile[i]));
	bench_run(s->b, 1000 + SETTLE_MS);
	for (i = 0; i < PROFILES; i++)
		if (!bench_is(s->b, pairs[i].caller, "connected"))
			ended[n++] = pairs[i];
	if (!n)
		return;
	bench_call_end(s->b, ended, n);
	bench_call_make(s->b, ended, n);
	bench_run(s->b, SETTLE_MS);
}

static void talk_try(struct sweep *s, unsigned ms)
{
	unsigned i;

	for (i = 0; i < PROFILES; i++) {
		if (!is_at_bound(&s->profile[i], ms))
			break_begin(s, i, ms);
		bench_run(s->b, STAGGER_MS);
	}
	bench_run(s->b, ms + SETTLE_MS);
	for (i = 0; i < PROFILES; i++) {
		if (is_at_bound(&s->profile[i], ms))
			continue;
		s->tried[i]++;
		s->wrong[i] += !is_right(s, i, ms);
	}
	talk_again(s);
}

static unsigned lengths_make(unsigned *ret)
{
	static const unsigned sample[] = {
		20,  30,  50,  60,   80,   100,  120,  130,  150,
		180, 200, 250, 300,  350,  400,  450,  500,  600,
		700, 800, 900, 1000, 1040, 1150, 1300, 1500, 2000,
	};
	const char *step = getenv("LAB_SWEEP_MS");
	unsigned by = step ? (unsigned)strtoul(step, NULL, 10) : 0;
	unsigned n = 0;
	unsigned ms;

	if (!by) {
		memcpy(ret, sample, sizeof(sample));
		return sizeof(sample) / sizeof(sample[0]);
	}
	for (ms = SWEEP_FROM_MS; ms <= SWEEP_TO_MS; ms += by)
		ret[n++] = ms;
	return n;
}

static void talk_sweep(struct sweep *s)
{
	unsigned lengths[LENGTHS_MAX];
	unsigned n = lengths_make(lengths);
	unsigned i;

	for (i = 0; i < n; i++)
		talk_try(s, lengths[i]);
}

/* What a short recall key makes, and what other controllers take for a 1. */
static bool recall_key(struct sweep *s)
{
	static const unsigned lengths[] = { 50, 80, 100, 120 };
	unsigned n = sizeof(lengths) / sizeof(lengths[0]);
	unsigned wrong = 0;
	char name[128];
	unsigned i;

	for (i = 0; i < n * REPEATS; i++) {
		unsigned ms = lengths[i % n];

		bench_run(s->b, SETTLE_MS + i);
		break_begin(s, TBR, ms);
		bench_run(s->b, ms + SETTLE_MS);
		wrong += !is_right(s, TBR, ms);
		talk_again(s);
	}
	snprintf(name, sizeof(name),
		 "breaks of 50, 80, 100, 120 ms misjudged, tbr, of %u",
		 n * REPEATS);
	return figure(name, wrong, "breaks", "=", 0);
}

/* --- pulses in dial tone --------------------------------------------- */

static bool is_dialled(struct sweep *s, unsigned i, unsigned ms)
{
	json_t *line = bench_line(s->b, pairs[i].caller);
	const char *digits = json_string_value(json_object_get(line, "digits"));
	bool is = digits && strcmp(digits, "1") == 0;

	if (!is)
		fprintf(stderr,
			"bench: %s, %u ms in dial tone: %s instead of 1, %s\n",
			names[i], ms, digits ? digits : "nothing",
			json_dumps(json_object_get(line, "last_break"), 0));
	json_decref(line);
	return is;
}

static void hook_all(struct sweep *s, bool lift)
{
	unsigned i;

	for (i = 0; i < PROFILES; i++) {
		struct far_line *line = far_phone(s->b->far, pairs[i].caller);

		if ((lift ? far_phone_lift(line) : far_phone_hangup(line)) < 0)
			bench_die("the far side has lost a telephone");
	}
	bench_run(s->b, lift ? LIFT_MS : HANGUP_MS);
}

static void pulse_try(struct sweep *s, unsigned ms)
{
	unsigned i;

	hook_all(s, true);
	for (i = 0; i < PROFILES; i++) {
		if (!is_at_bound(&s->profile[i], ms))
			break_begin(s, i, ms);
		bench_run(s->b, STAGGER_MS);
	}
	bench_run(s->b, ms + SETTLE_MS + s->profile[0].interdigit);
	for (i = 0; i < PROFILES; i++) {
		if (is_at_bound(&s->profile[i], ms))
			continue;
		s->tried[i]++;
		s->wrong[i] += !is_dialled(s, i, ms);
	}
	hook_all(s, false);
}

static void pulse_sweep(struct sweep *s)
{
	unsigned i;

	bench_call_end(s->b, pairs, PROFILES);
	for (i = 0; i < REPEATS; i++)
		pulse_try(s, i % 2 ? 60 : 50);
}

/* --- a flash right after answering ----------------------------------- */

/* The party that was called flashes, so the caller is held: it goes first. */
static void hasty_end(struct sweep *s)
{
	struct bench_pair turned[PROFILES];
	unsigned i;

	for (i = 0; i < PROFILES; i++) {
		turned[i].caller = pairs[i].callee;
		turned[i].callee = pairs[i].caller;
	}
	bench_call_end(s->b, turned, PROFILES);
}

static unsigned hasty_try(struct sweep *s, unsigned after_ms)
{
	unsigned wrong = 0;
	unsigned i;

	bench_call_ring(s->b, pairs, PROFILES);
	for (i = 0; i < PROFILES; i++)
		far_phone_lift(far_phone(s->b->far, pairs[i].callee));
	bench_run(s->b, after_ms);
	for (i = 0; i < PROFILES; i++)
		far_phone_break(far_phone(s->b->far, pairs[i].callee),
				flash_ms(&s->profile[i]));
	bench_run(s->b, 1000 + SETTLE_MS);
	for (i = 0; i < PROFILES; i++)
		wrong += !bench_is(s->b, pairs[i].callee, "onholdpendtransfer");
	hasty_end(s);
	return wrong;
}

static bool hasty_sweep(struct sweep *s)
{
	static const unsigned after_ms[] = { 20,  50,  100, 150, 200,
					     300, 400, 500, 600 };
	unsigned n = sizeof(after_ms) / sizeof(after_ms[0]);
	unsigned wrong = 0;
	char name[128];
	unsigned i;

	for (i = 0; i < n; i++)
		wrong += hasty_try(s, after_ms[i]);
	snprintf(name, sizeof(name),
		 "flashes within 600 ms of answering missed, of %u",
		 n * PROFILES);
	return figure(name, wrong, "flashes", "=", 0);
}

static bool tell(const struct sweep *s)
{
	bool ok = true;
	char name[128];
	unsigned i;

	for (i = 0; i < PROFILES; i++) {
		snprintf(name, sizeof(name),
			 "breaks misjudged on real DAHDI, %s, of %u", names[i],
			 s->tried[i]);
		ok &= figure(name, s->wrong[i], "breaks", "=", 0);
	}
	return ok;
}

bool bench_break(struct bench *b)
{
	static const struct bench_setup setup = {
		.lines = 2 * PROFILES,
		.profiles = names,
		.count = PROFILES,
	};
	struct sweep s = { .b = b };
	bool ok;
	unsigned i;

	for (i = 0; i < PROFILES; i++)
		if (hl_profile_find(names[i], &s.profile[i]) < 0)
			bench_die("there is no profile %s", names[i]);
	bench_start(b, &setup);
	bench_call_make(b, pairs, PROFILES);
	bench_run(b, SETTLE_MS);
	talk_sweep(&s);
	ok = recall_key(&s);
	pulse_sweep(&s);
	ok &= hasty_sweep(&s);
	bench_stop(b);
	return tell(&s) && ok;
}
