/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_match.c - bursts against the cadences of the zone
 *
 * In:  the last good bursts, or a sound that does not end.
 * Out: what tone they are, with the evidence.
 * Not: what makes a burst good - progress_burst.c.
 *
 * Every cycle must be right, without an exception. A cadence may be heard
 * from any of its bursts on, and the first burst may have been cut short:
 * nobody listened when it began. The decision falls at the end of the burst
 * after the last cycle, so every pause that counts was heard out.
 */
#include "progress.h"

#include <math.h>
#include <string.h>

#define LENGTH_OFF HL_PROGRESS_LENGTH_OFF

/* Lengths of the same step from cycle to cycle, ms (house: a machine
 * repeats itself, a musician does not). */
#define REPEAT_OFF(ms) (10.0f + 0.02f * (ms))

#define CUT_MS     40.0f /* least length of a first burst (house) */
#define TOUCH_MS   50.0f /* sounds in turn: pause that none is (house) */
#define PAUSE_MS   60.0f /* shorter pauses have no level (house) */
#define LEVEL_OFF  3.5f  /* dB, of a burst against its own level (house) */
#define CONTRAST   10.0f /* dB, of the loudest burst over any pause (house) */
#define PURITY_MIN 0.85f /* mean of the loud bursts (house) */
#define LOUD_DB    -3.0f /* bursts that count for it, against the loudest */

/* a stretch of bursts laid against a pattern */
struct trial {
	const struct hl_progress_pattern *pattern;
	const struct hl_progress_burst *burst;
	unsigned count;
	unsigned first; /* pair that the first burst is */
};

static const struct hl_progress_pair *pair_at(const struct trial *t, unsigned i)
{
	return &t->pattern->pair[(t->first + i) % t->pattern->pairs];
}

static float level_db(const struct hl_progress_burst *b)
{
	return (float)b->level / 100.0f;
}

static float loudest_db(const struct trial *t)
{
	float most = level_db(&t->burst[0]);
	unsigned i;

	for (i = 1; i < t->count; i++)
		most = fmaxf(most, level_db(&t->burst[i]));
	return most;
}

static bool on_right(const struct trial *t, unsigned i)
{
	const struct hl_progress_pair *pair = pair_at(t, i);
	const float on = t->burst[i].on_ms, wanted = (float)pair->on_ms;

	if (!pair->on_ms || t->burst[i].sound != pair->sound)
		return false;
	if (!i && !t->pattern->once)
		return on >= CUT_MS && on <= wanted + LENGTH_OFF(wanted);
	return fabsf(on - wanted) <= LENGTH_OFF(wanted);
}

/* the pause before burst @i */
static bool pause_right(const struct trial *t, unsigned i, float loudest)
{
	const struct hl_progress_pair *before = pair_at(t, i - 1);
	const float off = t->burst[i].gap_ms, wanted = (float)before->off_ms;

	if (before->sound != pair_at(t, i)->sound && wanted < TOUCH_MS)
		return off <= TOUCH_MS;
	if (fabsf(off - wanted) > LENGTH_OFF(wanted))
		return false;
	/* between two sounds the first may linger */
	if (before->sound != pair_at(t, i)->sound || wanted < PAUSE_MS)
		return true;
	return (float)t->burst[i].gap / 100.0f <= loudest - CONTRAST;
}

/* burst @i against the same burst a cycle earlier */
static bool repeats(const struct trial *t, unsigned i)
{
	const unsigned pairs = t->pattern->pairs;
	const struct hl_progress_burst *b = &t->burst[i], *a = b - pairs;
	const float on = b->on_ms, off = b->gap_ms;

	if (i < pairs)
		return true;
	if (i > pairs && fabsf(on - (float)a->on_ms) > REPEAT_OFF(on))
		return false;
	return i == pairs || fabsf(off - (float)a->gap_ms) <= REPEAT_OFF(off);
}

static bool purity_right(const struct trial *t)
{
	float sum = 0.0f;
	unsigned loud = 0, i;

	for (i = 0; i < t->count; i++) {
		if (pair_at(t, i)->level_db < LOUD_DB)
			continue;
		sum += (float)t->burst[i].purity / 255.0f;
		loud++;
	}
	return sum >= PURITY_MIN * (float)loud;
}

static bool trial_right(const struct hl_progress *p, const struct trial *t)
{
	const float loudest = loudest_db(t);
	unsigned i;

	if (loudest < p->plan->least)
		return false;
	for (i = 0; i < t->count; i++) {
		const float off = level_db(&t->burst[i]) - loudest -
				  pair_at(t, i)->level_db;

		if (fabsf(off) > LEVEL_OFF || !on_right(t, i) ||
		    (i && !pause_right(t, i, loudest)) || !repeats(t, i))
			return false;
	}
	return purity_right(t);
}

/* means over the cycles, without the first burst, which may be cut */
static void lengths_tell(const struct trial *t, struct hl_progress_find *ret)
{
	unsigned on[HL_PROGRESS_PAIRS_MAX] = { 0 };
	unsigned off[HL_PROGRESS_PAIRS_MAX] = { 0 };
	const unsigned pairs = t->pattern->pairs;
	unsigned i, k;

	for (i = t->pattern->once ? 0 : 1; i < t->count; i++) {
		k = (t->first + i) % pairs;
		ret->on_ms[k] += (float)t->burst[i].on_ms;
		on[k]++;
		if (!i)
			continue;
		k = (k + pairs - 1) % pairs;
		ret->off_ms[k] += (float)t->burst[i].gap_ms;
		off[k]++;
	}
	for (k = 0; k < pairs; k++) {
		ret->on_ms[k] /= on[k] ? (float)on[k] : 1.0f;
		ret->off_ms[k] /= off[k] ? (float)off[k] : 1.0f;
	}
}

void hl_progress_parts_tell(const struct hl_progress *p, unsigned sound,
			    struct hl_progress_find *ret)
{
	const struct hl_progress_sound *s = &p->plan->sound[sound];
	unsigned i;

	ret->parts = s->parts;
	for (i = 0; i < s->parts; i++)
		ret->hz[i] = p->ear[s->first + i].hz;
}

static void evidence_tell(const struct hl_progress *p, const struct trial *t,
			  struct hl_progress_find *ret)
{
	const float loudest = loudest_db(t);
	float level = 0.0f, purity = 0.0f, gap = -INFINITY;
	float lasted = (float)t->burst[0].on_ms;
	unsigned loud = 0, i;

	memset(ret, 0, sizeof(*ret));
	ret->kind = t->pattern->kind;
	ret->cycles = t->pattern->cycles;
	ret->pairs = t->pattern->pairs;
	for (i = 0; i < t->count; i++) {
		if (i)
			lasted += (float)t->burst[i].on_ms +
				  (float)t->burst[i].gap_ms;
		if (i && pair_at(t, i - 1)->off_ms)
			gap = fmaxf(gap, (float)t->burst[i].gap / 100.0f);
		if (pair_at(t, i)->level_db < LOUD_DB)
			continue;
		level += level_db(&t->burst[i]);
		purity += (float)t->burst[i].purity / 255.0f;
		loud++;
	}
	ret->level_dbm0 = level / (float)loud;
	ret->purity = purity / (float)loud;
	ret->contrast_db = isfinite(gap) ? loudest - gap : 0.0f;
	ret->lasted_ms = (hl_msec)lrintf(lasted);
	lengths_tell(t, ret);
	hl_progress_parts_tell(p, t->burst[t->count - 1].sound, ret);
}

enum hl_progress_kind hl_progress_match(struct hl_progress *p,
					struct hl_progress_find *ret)
{
	struct trial t;
	unsigned i;

	for (i = 0; i < p->plan->patterns; i++) {
		t.pattern = &p->plan->pattern[i];
		t.count =
			t.pattern->pairs * t.pattern->cycles + !t.pattern->once;
		if (t.count > p->bursts)
			continue;

		t.burst = &p->burst[p->bursts - t.count];
		for (t.first = 0; t.first < t.pattern->pairs; t.first++) {
			if (trial_right(p, &t)) {
				evidence_tell(p, &t, ret);
				p->bursts = 0;
				return ret->kind;
			}
			if (t.pattern->once)
				break;
		}
	}
	return HL_PROGRESS_NONE;
}

enum hl_progress_kind hl_progress_steady(struct hl_progress *p, unsigned sound,
					 struct hl_progress_find *ret)
{
	struct hl_progress_track *track = &p->track[sound];
	const struct hl_progress_pattern *pattern;
	unsigned i;

	if (!track->on || track->count ||
	    track->seconds < p->plan->steady_seconds ||
	    track->purity < PURITY_MIN)
		return HL_PROGRESS_NONE;

	for (i = 0; i < p->plan->patterns; i++) {
		pattern = &p->plan->pattern[i];
		if (pattern->pair[0].sound == sound && !pattern->pair[0].on_ms)
			break;
	}
	if (i == p->plan->patterns)
		return HL_PROGRESS_NONE;

	memset(ret, 0, sizeof(*ret));
	ret->level_dbm0 = hl_progress_dbm0(track->level * track->level);
	if (ret->level_dbm0 < p->plan->least)
		return HL_PROGRESS_NONE;

	ret->kind = pattern->kind;
	ret->pairs = 1;
	ret->purity = track->purity;
	ret->lasted_ms = 1000u * track->seconds;
	ret->on_ms[0] = (float)ret->lasted_ms;
	hl_progress_parts_tell(p, sound, ret);
	track->seconds = 0;
	return ret->kind;
}
