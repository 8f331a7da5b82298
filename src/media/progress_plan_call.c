/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_plan_call.c - what a trunk listens for while a call is set up
 *
 * In:  a zone, settings, a plan that has busy and congestion tone already.
 * Out: the plan with dial tone that is found quickly, and ringing tone.
 * Not: listening - progress_call.c.
 *
 * In most countries dial, ringing, busy and congestion tone are of one
 * frequency, so that only lengths tell them apart: a burst is dial or
 * ringing tone when it has lasted longer than any other tone's can.
 */
#include "progress.h"

#include <errno.h>
#include <math.h>

#include "holdline/zone.h"

/* what ends at the instant in which we look may not be seen yet (house) */
#define LOOK_MS 10.0f

static float longer_than(float ms)
{
	return ms > 0.0f ? ms + HL_PROGRESS_LENGTH_OFF(ms) + LOOK_MS : 0.0f;
}

/* the longest burst of a sound in a pattern, ms; INFINITY = it does not end */
static float burst_longest(const struct hl_progress_pattern *pattern,
			   unsigned sound)
{
	float longest = 0.0f;
	unsigned i;

	for (i = 0; i < pattern->pairs; i++) {
		const float on = (float)pattern->pair[i].on_ms;

		if (pattern->pair[i].sound == sound)
			longest = fmaxf(longest, on > 0.0f ? on : INFINITY);
	}
	return longest;
}

/* the same in every pattern but those of a kind */
static float others_longest(const struct hl_progress_plan *plan, unsigned sound,
			    enum hl_progress_kind but)
{
	float longest = 0.0f;
	unsigned i;

	for (i = 0; i < plan->patterns; i++) {
		if (plan->pattern[i].kind != but)
			longest =
				fmaxf(longest,
				      burst_longest(&plan->pattern[i], sound));
	}
	if (but != HL_PROGRESS_RINGING)
		longest = fmaxf(longest, burst_longest(&plan->ring, sound));
	return longest;
}

/* Dial tone of every sort, each sound of it with its time. */
static int dial_make(const struct hl_zone *zone,
		     const struct hl_progress_settings *settings,
		     struct hl_progress_plan *plan)
{
	static const enum hl_tone more[] = { HL_TONE_RECALL, HL_TONE_STUTTER };
	unsigned i, k;
	int r;

	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		r = hl_progress_pattern_add(plan, HL_PROGRESS_DIAL,
					    &zone->tone[more[i]],
					    HL_PROGRESS_CYCLES_MIN);
		if (r < 0)
			return r;
	}
	for (i = 0; i < plan->patterns; i++) {
		if (plan->pattern[i].kind != HL_PROGRESS_DIAL)
			continue;
		for (k = 0; k < plan->pattern[i].pairs; k++) {
			const unsigned s = plan->pattern[i].pair[k].sound;
			const float more_than = longer_than(
				others_longest(plan, s, HL_PROGRESS_DIAL));

			plan->sound[s].dial_ms = (uint16_t)fminf(
				UINT16_MAX,
				fmaxf((float)settings->steady_ms, more_than));
		}
	}
	/* it takes the place of whole seconds */
	plan->steady_seconds = UINT16_MAX;
	return 0;
}

static int ring_make(const struct hl_zone *zone, struct hl_progress_plan *plan)
{
	hl_msec longest_on = 0, longest_off = 0;
	unsigned i;
	int r;

	r = hl_progress_pattern(plan, HL_PROGRESS_RINGING,
				&zone->tone[HL_TONE_RINGBACK], 1, &plan->ring);
	if (r < 0)
		return r;

	for (i = 0; i < plan->ring.pairs; i++) {
		const struct hl_progress_pair *pair = &plan->ring.pair[i];

		if (pair->on_ms > longest_on)
			longest_on = pair->on_ms;
		if (pair->off_ms > longest_off)
			longest_off = pair->off_ms;
	}
	for (i = 0; i < plan->ring.pairs; i++) {
		const unsigned s = plan->ring.pair[i].sound;
		const float least =
			fmaxf((float)HL_PROGRESS_RING_MS,
			      longer_than(others_longest(plan, s,
							 HL_PROGRESS_RINGING)));

		if (least < (float)longest_on)
			plan->sound[s].ring_ms = (uint16_t)least;
	}
	plan->miss_hops = (uint32_t)(longer_than((float)longest_off) +
				     (float)HL_PROGRESS_MISS_MS) /
			  (uint32_t)HL_PROGRESS_HOP_MS;
	/* a burst of ringing tone is no dial tone */
	i = 1u + (unsigned)longer_than((float)longest_on) / 1000u;
	if (plan->steady_seconds < i)
		plan->steady_seconds = (uint16_t)i;
	return 0;
}

int hl_progress_plan_call(const struct hl_zone *zone,
			  const struct hl_progress_settings *settings,
			  struct hl_progress_plan *plan)
{
	int r = 0;

	if (settings->set & HL_PROGRESS_BIT(HL_PROGRESS_RINGING))
		r = ring_make(zone, plan);
	if (settings->set & HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED))
		plan->set |= HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED);
	if (!r && settings->steady_ms < HL_PROGRESS_STEADY_SLOW_MS &&
	    settings->set & HL_PROGRESS_BIT(HL_PROGRESS_DIAL))
		r = dial_make(zone, settings, plan);
	return r;
}
