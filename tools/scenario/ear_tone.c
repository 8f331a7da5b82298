/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear_tone.c - follow a tone through its cadence
 *
 * In:  windows, one after the other.
 * Out: which tones of the zone fit everything heard since the tone began.
 * Not: voices, music - ear.c.
 *
 * What is heard becomes runs: a sound, a pause, a sound ... The tones of
 * the zone are unrolled in the same way. A tone stays possible as long as
 * its steps have the lengths of the runs; when none is possible any more,
 * the tone has ended (in a pause) or another one has begun (in a sound).
 */
#include "ear_parts.h"

#include <string.h>

#include "holdline/zone.h"

/* house: what the dating of an edge may be wrong by, both edges together */
#define TOLERANCE(samples) (200 + (samples) / 20)

/* beginnings at which a tone is tried when its own was not heard */
#define ALIGNMENTS 64u

/* what one tone can be, from one look at the runs */
struct fitting {
	bool possible;
	bool endless; /* in a sound that lasts for ever */
	bool going;   /* anywhere but in the silence after its end */
};

static struct ear_step step_of(const struct hl_tone_segment *s,
			       const struct ear_bank *bank)
{
	struct ear_step step = { EAR_SILENCE,
				 (int64_t)s->ms * EAR_RATE / 1000 };

	if (s->f1_hz)
		step.sound = ear_bank_sound(bank, s->f1_hz,
					    s->modulated ? 0 : s->f2_hz);
	return step;
}

/* false when nothing can follow */
static bool score_append(struct ear_score *score, struct ear_step step,
			 int64_t bridge)
{
	struct ear_step *last = NULL;
	const bool brief = step.sound == EAR_SILENCE && step.samples &&
			   step.samples < bridge;

	if (score->count)
		last = &score->step[score->count - 1];

	if (last && (brief || last->sound == step.sound)) {
		last->samples = step.samples ? last->samples + step.samples : 0;
		return step.samples != 0;
	}

	if (score->count == EAR_STEPS_MAX)
		return false;
	score->step[score->count++] = step;
	return step.samples != 0;
}

static void score_make(struct ear_score *score, const struct hl_tone_plan *plan,
		       const struct ear_bank *bank, int64_t bridge)
{
	const struct ear_step silence = { EAR_SILENCE, 0 };
	bool more = plan->count > 0;
	unsigned i = 0, before = 0;

	while (more && i < plan->count) {
		more = score_append(score, step_of(&plan->segment[i], bank),
				    bridge);
		if (++i < plan->count || plan->loop == plan->count)
			continue;

		/* a round in which nothing can be told apart is steady */
		if (score->count == before) {
			score->step[before - 1].samples = 0;
			return;
		}
		before = score->count;
		i = plan->loop;
	}
	if (more)
		score_append(score, silence, 0);
}

static bool score_alike(const struct ear_score *a, const struct ear_score *b)
{
	unsigned i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++) {
		if (a->step[i].sound != b->step[i].sound ||
		    a->step[i].samples != b->step[i].samples)
			return false;
	}
	return true;
}

static bool zone_modulates(const struct hl_zone *zone)
{
	unsigned tone, i;

	for (tone = 0; tone < HL_TONE_COUNT; tone++) {
		for (i = 0; i < zone->tone[tone].count; i++) {
			if (zone->tone[tone].segment[i].modulated)
				return true;
		}
	}
	return false;
}

void ear_tracker_init(struct ear_tracker *tracker, const struct hl_zone *zone,
		      const struct ear_bank *bank)
{
	unsigned a, b;

	memset(tracker, 0, sizeof(*tracker));
	/* a deep modulation looks like short gaps */
	tracker->bridge = EAR_BRIDGE * (zone_modulates(zone) ? 3 : 2) / 2;
	tracker->next = EAR_SILENCE;

	for (a = 1; a < HL_TONE_COUNT; a++) {
		score_make(&tracker->score[a], &zone->tone[a], bank,
			   tracker->bridge);
		tracker->score[a].any_length =
			hl_tone_digit((enum hl_tone)a) != 0;
	}
	for (a = 1; a < HL_TONE_COUNT; a++) {
		for (b = 1; b < HL_TONE_COUNT; b++) {
			if (score_alike(&tracker->score[a], &tracker->score[b]))
				tracker->alike[a] |= 1u << b;
		}
	}
}

void ear_tracker_stop(struct ear_tracker *tracker)
{
	tracker->runs = 0;
	tracker->tones = 0;
	tracker->steady = false;
	tracker->over = false;
	tracker->next = EAR_SILENCE;
}

static bool length_fits(const struct ear_run *run, const struct ear_step *step,
			bool begun, bool ended)
{
	const int64_t length = run->end - run->start;

	if (!step->samples)
		return !ended;
	if (length > step->samples + TOLERANCE(step->samples))
		return false;
	return !begun || !ended ||
	       length >= step->samples - TOLERANCE(step->samples);
}

/* do the runs fit the score from step @at on */
static bool runs_fit(const struct ear_tracker *t, const struct ear_score *score,
		     unsigned at)
{
	const struct ear_step *step = &score->step[at];
	const struct ear_run *run;
	bool begun, ended;
	unsigned i;

	if (at + t->runs > score->count)
		return false;

	for (i = 0; i < t->runs; i++) {
		run = &t->run[i];
		begun = i > 0 || t->whole;
		ended = i + 1 < t->runs;
		if (run->sound != step[i].sound)
			return false;
		if (score->any_length && run->sound != EAR_SILENCE)
			continue;
		if (!length_fits(run, &step[i], begun, ended))
			return false;
	}
	return true;
}

static struct fitting fitting_find(const struct ear_tracker *t,
				   const struct ear_score *score)
{
	struct fitting fitting = { false, false, false };
	const struct ear_step *last;
	unsigned at;

	for (at = 0; at < score->count && at < ALIGNMENTS; at++) {
		if (at && t->whole)
			break;
		if (!runs_fit(t, score, at))
			continue;

		last = &score->step[at + t->runs - 1];
		fitting.possible = true;
		if (last->samples || last->sound != EAR_SILENCE)
			fitting.going = true;
		if (!last->samples && last->sound != EAR_SILENCE)
			fitting.endless = true;
	}
	return fitting;
}

/* tones that fit the runs */
static uint32_t tones_find(struct ear_tracker *t)
{
	uint32_t tones = 0, endless = 0, going = 0;
	struct fitting fitting;
	unsigned i;

	for (i = 1; i < HL_TONE_COUNT; i++) {
		fitting = fitting_find(t, &t->score[i]);
		tones |= (uint32_t)fitting.possible << i;
		endless |= (uint32_t)fitting.endless << i;
		going |= (uint32_t)fitting.going << i;
	}
	t->steady = tones && tones == endless;
	t->over = tones && !going;
	return tones;
}

static void run_push(struct ear_tracker *t, int sound, int64_t start,
		     int64_t end)
{
	/* the oldest sound and its pause make room */
	if (t->runs == EAR_RUNS_MAX) {
		memmove(t->run, t->run + 2,
			(EAR_RUNS_MAX - 2) * sizeof(t->run[0]));
		t->runs -= 2;
		t->whole = false;
	}
	t->run[t->runs++] = (struct ear_run){ sound, start, end };
	t->age = 0;
	t->next = EAR_SILENCE;
}

static int64_t edge_find(const struct ear_window *past, int sound,
			 float reference, bool rising)
{
	float value[EAR_PAST];
	unsigned i;

	for (i = 0; i < EAR_PAST; i++)
		value[i] = past[i].sound[sound];
	return ear_crossing(past, value, reference, rising);
}

static void sound_begin(struct ear_tracker *t, const struct ear_window *past)
{
	const int sound = past[0].heard;
	struct ear_run *gap = NULL, *before = NULL;
	int64_t start;

	t->reference = past[0].sound[sound];
	start = edge_find(past, sound, t->reference, true);
	if (t->runs) {
		gap = &t->run[t->runs - 1];
		before = gap - 1;
		gap->end = start;
	}

	if (gap && gap->end - gap->start < t->bridge) {
		t->runs--;
		if (before->sound == sound) {
			before->end = past[0].centre;
			t->age = EAR_PAST;
			return;
		}
		start = before->end = gap->start;
	}
	run_push(t, sound, start, past[0].centre);
}

static void sound_follow(struct ear_tracker *t, const struct ear_window *past)
{
	struct ear_run *run = &t->run[t->runs - 1];
	const float strength = past[0].sound[run->sound];
	const int heard = past[0].heard;
	int64_t edge;

	if (strength < t->reference / 2.0f) {
		edge = edge_find(past, run->sound, t->reference, false);
		run->end = edge > run->start ? edge : run->start;
		run_push(t, EAR_SILENCE, run->end, past[0].centre);
		return;
	}

	/* another sound over the same frequency, if two windows say so */
	if (heard != EAR_SILENCE && heard != run->sound && heard == t->next) {
		run->end = past[1].centre - EAR_HOP / 2;
		t->reference = past[0].sound[heard];
		run_push(t, heard, run->end, past[0].centre);
		return;
	}

	t->next = heard != run->sound ? heard : EAR_SILENCE;
	run->end = past[0].centre;
	if (strength > t->reference)
		t->reference = strength;
	/* the first window may have held only a part of the sound */
	if (++t->age <= 2 && t->run[0].sound == run->sound && t->runs == 1)
		run->start = edge_find(past, run->sound, t->reference, true);
}

/* was it clear already which tone it is */
static bool tone_is_decided(const struct ear_tracker *t)
{
	unsigned i;

	for (i = 1; i < HL_TONE_COUNT; i++) {
		if (t->tones >> i & 1)
			return !(t->tones & ~t->alike[i]);
	}
	return false;
}

/* what fits now; else the last run alone, as a new tone */
static void tones_judge(struct ear_tracker *t)
{
	const struct ear_run last = t->run[t->runs - 1];
	uint32_t tones;

	/* not a pause yet: the next sound may follow at once */
	if (last.sound == EAR_SILENCE && last.end - last.start < t->bridge)
		return;

	tones = tones_find(t);
	/* somebody was connected to it while it sounded */
	if (!tones && t->whole && t->runs <= 2 && tone_is_decided(t)) {
		t->whole = false;
		tones = tones_find(t) & t->tones;
	}

	if (!tones && last.sound == EAR_SILENCE) {
		t->over = true;
		return;
	}

	if (!tones) {
		t->run[0] = last;
		t->runs = 1;
		t->whole = true;
		tones = tones_find(t);
	}
	t->tones = tones;
}

static bool sound_begins(const struct ear_window *past)
{
	if (past[0].heard == EAR_SILENCE)
		return false;
	return !past[0].unsure || past[1].heard == past[0].heard;
}

void ear_tracker_feed(struct ear_tracker *tracker,
		      const struct ear_window *past)
{
	struct ear_run *last;

	if (!tracker->runs) {
		if (!sound_begins(past))
			return;
		sound_begin(tracker, past);
		/* heard from the ear's own beginning: perhaps not from its */
		tracker->whole = tracker->run[0].start > 0;
	} else {
		last = &tracker->run[tracker->runs - 1];
		last->end = past[0].centre;
		if (last->sound != EAR_SILENCE)
			sound_follow(tracker, past);
		else if (sound_begins(past))
			sound_begin(tracker, past);
	}
	tones_judge(tracker);
}
