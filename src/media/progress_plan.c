/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_plan.c - a zone's tones turned into what a trunk listens for
 *
 * In:  a zone, settings.
 * Out: a plan: frequencies, sounds made of them, patterns made of sounds.
 * Not: listening - progress.c and the files after it.
 */
#include "progress.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "holdline/synth.h"
#include "holdline/zone.h"

#define PI 3.14159265358979323846

/* Windows, hops. Two frequencies do not disturb each other in a window as
 * long as their difference takes for a turn, or much longer. */
#define WINDOW_MIN 2u /* also: differences of 50 Hz and more */
#define CLOSE_HZ   80.0
#define HOPS_HZ    100.0

/*
 * Least share of a frequency in the energy of its sound (house). Equal
 * frequencies may differ by about 8 dB (the twist that ITU-T Q.24 allows
 * digits); a weak sideband is -14 dB.
 */
#define SHARE_MIN   0.25 /* of the share it has in the zone's tone */
#define SIDE_MIN    0.03
#define CARRIER_MIN 0.3

/* Envelope and phase of a tone inside a burst (house). One frequency is
 * steady to a hair; several beat a little through the window's edges. */
#define RIPPLE_ONE   0.12f
#define RIPPLE_CHORD 0.20f
#define RIPPLE_CLOSE 0.35f
#define TURN_ONE     0.99f
#define TURN_CHORD   0.96f
#define TURN_CLOSE   0.90f

/* a sound that is heard in turn with others needs no second hearing */
#define ONCE_SOUNDS 3u

/* GR-506 clause 17.2.8 as quoted elsewhere */
static const uint16_t howler_hz[] = { 1400, 2060, 2450, 2600 };
#define HOWLER_MS 100u

/* clang-format off */
static const struct {
	enum hl_progress_kind kind;
	enum hl_tone tone;
} tones[] = {
	{ HL_PROGRESS_BUSY,       HL_TONE_BUSY },
	{ HL_PROGRESS_CONGESTION, HL_TONE_CONGESTION },
	{ HL_PROGRESS_DIAL,       HL_TONE_DIAL },
	{ HL_PROGRESS_INFO,       HL_TONE_INFO },
};
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define ALL_KINDS (HL_PROGRESS_EVERY | HL_PROGRESS_BEHIND_DIGITS)

/* frequencies of one sound, from the lowest */
struct chord {
	double hz[HL_PROGRESS_CHORD_MAX];
	double least[HL_PROGRESS_CHORD_MAX];
	unsigned count;
};

static void chord_add(struct chord *chord, double hz, double least)
{
	unsigned i = chord->count++;

	for (; i && chord->hz[i - 1] > hz; i--) {
		chord->hz[i] = chord->hz[i - 1];
		chord->least[i] = chord->least[i - 1];
	}
	chord->hz[i] = hz;
	chord->least[i] = least;
}

static struct chord chord_of(const struct hl_tone_segment *s)
{
	struct chord chord = { .count = 0 };

	if (s->f2_hz && s->modulated && s->f2_hz < s->f1_hz) {
		chord_add(&chord, s->f1_hz - s->f2_hz, SIDE_MIN);
		chord_add(&chord, s->f1_hz, CARRIER_MIN);
		chord_add(&chord, s->f1_hz + s->f2_hz, SIDE_MIN);
	} else if (s->f2_hz && !s->modulated) {
		chord_add(&chord, s->f1_hz, SHARE_MIN / 2.0);
		chord_add(&chord, s->f2_hz, SHARE_MIN / 2.0);
	} else {
		chord_add(&chord, s->f1_hz, SHARE_MIN);
	}
	return chord;
}

static bool chord_is(const struct hl_progress_plan *plan,
		     const struct hl_progress_sound *sound,
		     const struct chord *chord)
{
	unsigned i;

	if (sound->parts != chord->count)
		return false;
	for (i = 0; i < chord->count; i++) {
		if (fabs((double)plan->part[sound->first + i].hz -
			 chord->hz[i]) > 0.5)
			return false;
	}
	return true;
}

static void part_make(struct hl_progress_part *part, double hz, double least)
{
	const double w = 2.0 * PI * hz / HL_RATE_HZ;

	part->hz = (float)hz;
	part->cos_w = (float)cos(w);
	part->sin_w = (float)sin(w);
	part->cos_hop = (float)cos(w * HL_PROGRESS_HOP);
	part->sin_hop = (float)sin(w * HL_PROGRESS_HOP);
	part->share_min = (float)least;
}

/* hops, for frequencies that are so far apart: whole turns, nearly */
static uint8_t window_for(double apart)
{
	double off, best = INFINITY;
	unsigned w;
	uint8_t window = WINDOW_MIN;

	for (w = WINDOW_MIN; apart < CLOSE_HZ && w <= HL_PROGRESS_WINDOW_MAX;
	     w++) {
		const double turns = w * apart / HOPS_HZ;

		off = fabs(turns - fmax(1.0, round(turns)));
		if (off < best - 0.02) {
			best = off;
			window = (uint8_t)w;
		}
	}
	return window;
}

static void sound_shape(struct hl_progress_sound *sound,
			const struct chord *chord)
{
	double apart = CLOSE_HZ;
	unsigned i;

	for (i = 1; i < chord->count; i++)
		apart = fmin(apart, chord->hz[i] - chord->hz[i - 1]);

	sound->window = window_for(apart);
	if (apart < CLOSE_HZ) {
		sound->ripple_max = RIPPLE_CLOSE;
		sound->turn_min = TURN_CLOSE;
	} else if (chord->count > 1) {
		sound->ripple_max = RIPPLE_CHORD;
		sound->turn_min = TURN_CHORD;
	} else {
		sound->ripple_max = RIPPLE_ONE;
		sound->turn_min = TURN_ONE;
	}
}

/* the sound of these frequencies, a new one if need be */
static int sound_get(struct hl_progress_plan *plan, const struct chord *chord,
		     uint8_t *ret)
{
	struct hl_progress_sound *sound;
	uint8_t i;

	for (i = 0; i < plan->sounds; i++) {
		if (chord_is(plan, &plan->sound[i], chord)) {
			*ret = i;
			return 0;
		}
	}
	if (plan->sounds == HL_PROGRESS_SOUNDS_MAX ||
	    plan->parts + chord->count > HL_PROGRESS_PARTS_MAX)
		return -ENOSPC;

	sound = &plan->sound[plan->sounds];
	sound->first = plan->parts;
	sound->parts = (uint8_t)chord->count;
	sound_shape(sound, chord);
	for (i = 0; i < chord->count; i++)
		part_make(&plan->part[plan->parts++], chord->hz[i],
			  chord->least[i]);
	*ret = plan->sounds++;
	return 0;
}

/* a cycle that is several times the same becomes one */
static void cycle_reduce(struct hl_progress_pattern *pattern)
{
	const struct hl_progress_pair *a = pattern->pair;
	unsigned length, i;

	for (length = 1; length < pattern->pairs; length++) {
		for (i = length; i < pattern->pairs; i++) {
			const struct hl_progress_pair *b = &a[i - length];

			if (a[i].sound != b->sound || a[i].on_ms != b->on_ms ||
			    (a[i].off_ms != b->off_ms && a[i].off_ms) ||
			    fabsf(a[i].level_db - b->level_db) > 0.1f)
				break;
		}
		if (i == pattern->pairs && i % length == 0) {
			pattern->pairs = (uint8_t)length;
			return;
		}
	}
}

static void levels_relate(struct hl_progress_pattern *pattern)
{
	float loudest = -INFINITY;
	unsigned i;

	for (i = 0; i < pattern->pairs; i++)
		loudest = fmaxf(loudest, pattern->pair[i].level_db);
	for (i = 0; i < pattern->pairs; i++)
		pattern->pair[i].level_db -= loudest;
}

static unsigned sounds_count(const struct hl_progress_pattern *pattern)
{
	unsigned seen = 0, count = 0, i;

	for (i = 0; i < pattern->pairs; i++)
		seen |= 1u << pattern->pair[i].sound;
	for (; seen; seen &= seen - 1)
		count++;
	return count;
}

static bool has_sound(const struct hl_tone_plan *tone, unsigned from,
		      unsigned to)
{
	for (; from < to; from++) {
		if (tone->segment[from].f1_hz)
			return true;
	}
	return false;
}

/* segment @s goes into the pattern as a burst, a longer burst or a pause */
static int pattern_add(struct hl_progress_plan *plan,
		       struct hl_progress_pattern *pattern,
		       const struct hl_tone_segment *s)
{
	struct hl_progress_pair *last = NULL, *pair;
	struct chord chord;
	uint8_t sound;
	int r;

	if (pattern->pairs)
		last = &pattern->pair[pattern->pairs - 1];
	if (!s->f1_hz) {
		if (last)
			last->off_ms += s->ms;
		return 0;
	}

	chord = chord_of(s);
	r = sound_get(plan, &chord, &sound);
	if (r < 0)
		return r;
	if (last && last->sound == sound && !last->off_ms && last->on_ms) {
		last->on_ms = s->ms ? last->on_ms + s->ms : 0;
		return 0;
	}
	if (pattern->pairs == HL_PROGRESS_PAIRS_MAX)
		return -ENOSPC;

	pair = &pattern->pair[pattern->pairs++];
	pair->sound = sound;
	pair->on_ms = s->ms;
	pair->level_db = s->level1_dbm0;
	return 0;
}

/*
 * The part of a tone that repeats is its pattern. A tone that ends by
 * itself is its own first round: where that is one cycle several times,
 * the first is taken.
 */
int hl_progress_pattern(struct hl_progress_plan *plan,
			enum hl_progress_kind kind,
			const struct hl_tone_plan *tone, unsigned cycles,
			struct hl_progress_pattern *pattern)
{
	unsigned from = tone->loop, to = tone->count, i;
	bool ends = !has_sound(tone, from, to);
	int r;

	if (ends) {
		from = 0;
		to = tone->loop;
	}

	memset(pattern, 0, sizeof(*pattern));
	pattern->kind = kind;
	for (i = from; i < to; i++) {
		/* what comes after a first round is more of the same */
		if (ends && pattern->pairs == ONCE_SOUNDS &&
		    tone->segment[i].f1_hz)
			break;
		r = pattern_add(plan, pattern, &tone->segment[i]);
		if (r < 0)
			return r;
	}
	if (!pattern->pairs)
		return 0;

	levels_relate(pattern);
	cycle_reduce(pattern);
	pattern->once = ends || sounds_count(pattern) >= ONCE_SOUNDS;
	pattern->cycles = pattern->once ? 1 : (uint8_t)cycles;
	plan->set |= HL_PROGRESS_BIT(kind);
	return 0;
}

int hl_progress_pattern_add(struct hl_progress_plan *plan,
			    enum hl_progress_kind kind,
			    const struct hl_tone_plan *tone, unsigned cycles)
{
	struct hl_progress_pattern *pattern = &plan->pattern[plan->patterns];
	int r;

	if (plan->patterns == HL_PROGRESS_PATTERNS_MAX)
		return -ENOSPC;
	r = hl_progress_pattern(plan, kind, tone, cycles, pattern);
	if (!r && pattern->pairs)
		plan->patterns++;
	return r;
}

static int howler_make(struct hl_progress_plan *plan, unsigned cycles)
{
	struct hl_progress_pattern *pattern = &plan->pattern[plan->patterns];
	struct chord chord = { .count = 0 };
	uint8_t sound;
	unsigned i;
	int r;

	if (plan->patterns == HL_PROGRESS_PATTERNS_MAX)
		return -ENOSPC;

	for (i = 0; i < COUNT(howler_hz); i++)
		chord_add(&chord, howler_hz[i], SHARE_MIN / COUNT(howler_hz));
	r = sound_get(plan, &chord, &sound);
	if (r < 0)
		return r;

	memset(pattern, 0, sizeof(*pattern));
	pattern->kind = HL_PROGRESS_HOWLER;
	pattern->pairs = 1;
	pattern->cycles = (uint8_t)cycles;
	pattern->pair[0].sound = sound;
	pattern->pair[0].on_ms = HOWLER_MS;
	pattern->pair[0].off_ms = HOWLER_MS;
	plan->patterns++;
	plan->set |= HL_PROGRESS_BIT(HL_PROGRESS_HOWLER);
	return 0;
}

static bool between(double x, double least, double most)
{
	return x >= least && x <= most;
}

/* what is told from busy and congestion tone by its length needs them */
static bool set_up_good(const struct hl_progress_settings *s)
{
	const unsigned ring = HL_PROGRESS_BIT(HL_PROGRESS_RINGING);
	const unsigned busy = HL_PROGRESS_BIT(HL_PROGRESS_BUSY) |
			      HL_PROGRESS_BIT(HL_PROGRESS_CONGESTION);

	if (s->set & HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED) && !(s->set & ring))
		return false;
	return (s->set & busy) == busy ||
	       (!(s->set & ring) && s->steady_ms >= HL_PROGRESS_STEADY_SLOW_MS);
}

static bool settings_good(const struct hl_progress_settings *s)
{
	return s->set && !(s->set & ~ALL_KINDS) && set_up_good(s) &&
	       between(s->cycles, HL_PROGRESS_CYCLES_MIN,
		       HL_PROGRESS_CYCLES_MAX) &&
	       between(s->least_dbm0, HL_PROGRESS_LEAST_MIN_DBM0,
		       HL_PROGRESS_LEAST_MAX_DBM0) &&
	       between(s->steady_ms, HL_PROGRESS_STEADY_MIN_MS,
		       HL_PROGRESS_STEADY_MAX_MS) &&
	       between(s->silence_ms, HL_PROGRESS_SILENCE_MIN_MS,
		       HL_PROGRESS_SILENCE_MAX_MS) &&
	       between(s->silence_dbm0, HL_PROGRESS_SILENCE_MIN_DBM0,
		       HL_PROGRESS_SILENCE_MAX_DBM0);
}

/* mean square of a sound of that level, in steps of a sample */
static double power(double level_dbm0)
{
	return 32767.0 * 32767.0 / 2.0 *
	       pow(10.0, (level_dbm0 - HL_FULL_SCALE_DBM0) / 10.0);
}

void hl_progress_defaults(struct hl_progress_settings *ret)
{
	ret->set = HL_PROGRESS_RELEASE;
	ret->cycles = HL_PROGRESS_CYCLES;
	ret->least_dbm0 = HL_PROGRESS_LEAST_DBM0;
	ret->steady_ms = HL_PROGRESS_STEADY_MS;
	ret->silence_ms = HL_PROGRESS_SILENCE_MS;
	ret->silence_dbm0 = HL_PROGRESS_SILENCE_DBM0;
}

void hl_progress_before_digits(struct hl_progress_settings *ret)
{
	hl_progress_defaults(ret);
	ret->set = HL_PROGRESS_BEFORE_DIGITS;
	ret->steady_ms = HL_PROGRESS_STEADY_QUICK_MS;
}

void hl_progress_behind_digits(struct hl_progress_settings *ret)
{
	hl_progress_defaults(ret);
	ret->set = HL_PROGRESS_BEHIND_DIGITS;
	ret->steady_ms = HL_PROGRESS_STEADY_SLOW_MS;
}

int hl_progress_plan_make(const struct hl_zone *zone,
			  const struct hl_progress_settings *settings,
			  struct hl_progress_plan *ret)
{
	struct hl_progress_plan plan;
	size_t i;
	int r = 0;

	if (!settings_good(settings))
		return -EINVAL;

	memset(&plan, 0, sizeof(plan));
	for (i = 0; !r && i < COUNT(tones); i++) {
		if (settings->set & HL_PROGRESS_BIT(tones[i].kind))
			r = hl_progress_pattern_add(&plan, tones[i].kind,
						    &zone->tone[tones[i].tone],
						    settings->cycles);
	}
	if (!r && settings->set & HL_PROGRESS_BIT(HL_PROGRESS_HOWLER))
		r = howler_make(&plan, settings->cycles);
	plan.steady_seconds = (uint16_t)((settings->steady_ms + 999) / 1000);
	if (!r)
		r = hl_progress_plan_call(zone, settings, &plan);
	if (r < 0)
		return r;

	if (settings->set & HL_PROGRESS_BIT(HL_PROGRESS_SILENCE)) {
		plan.set |= HL_PROGRESS_BIT(HL_PROGRESS_SILENCE);
		plan.silence = (float)power(settings->silence_dbm0);
		plan.silence_hops =
			settings->silence_ms / (hl_msec)HL_PROGRESS_HOP_MS;
	}
	plan.least = (float)settings->least_dbm0;
	*ret = plan;
	return 0;
}
