/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_burst.c - stretches that are one sound of the plan, and nothing
 *                    else
 *
 * In:  the parts of a sound, hop by hop, and the energy of everything.
 * Out: good bursts: when, how long, how loud, how quiet the pause before.
 * Not: whether their lengths are a tone - progress_match.c.
 *
 * Speech and music pass through the frequencies of a tone all the time.
 * What they do not do is stay there: a good burst holds nearly all the
 * energy, its envelope is flat and its phase runs evenly from the first
 * edge to the last. A burst that is not good is no burst but a noisy pause.
 */
#include "progress.h"

#include <math.h>
#include <string.h>

#include "holdline/synth.h"

#define PI 3.14159265f

/* A burst may begin when this share of the energy is the sound's, and is
 * good when this share was (house; 0.8 is a tone 6 dB over all else). */
#define SHARE_BEGIN 0.5f
#define PURITY_MIN  0.8f

/* Error of each frequency, relative (house: exchanges keep within 1 %, the
 * nearest semitone is 5.9 % away). */
#define OFF_MAX 0.015f

/* What modulation adds is weak and bent by the window's edges (house). */
#define SIDE_OFF  0.02f
#define SIDE_TURN 0.94f

/* An edge is where the envelope is at half of the burst's. */
#define EDGE 0.5f

/* A sound that grows by 4 dB is a new one. */
#define GROWN 1.6f

/* Nothing below is looked at: rms of -55 dBm0 (house; a line's own noise
 * is about -65). */
#define FLOOR 29.0f

#define MODULATED  3u    /* parts: below, the tone itself, above */
#define COUNT_MIN  3u    /* hops inside a burst */
#define SECOND     100u  /* hops */
#define LEVEL_STEP 0.12f /* of the envelope from second to second: 1 dB */

enum {
	ENVELOPE,
	TONE,
	ALL,
	SQUARE
};

/* what a hop says of a sound */
struct hop {
	float envelope; /* rms */
	float tone;     /* energy of the sound in the window */
	float all;      /* energy of everything in it */
};

static struct hop hop_of(const struct hl_progress *p,
			 const struct hl_progress_sound *sound)
{
	const float length = (float)(HL_PROGRESS_HOP * sound->window);
	struct hop hop = { 0.0f, 0.0f, 0.0f };
	unsigned i;

	for (i = sound->first; i < sound->first + sound->parts; i++) {
		const float *z = p->ear[i].now;

		hop.tone += (z[0] * z[0] + z[1] * z[1]) * 2.0f / length;
	}
	for (i = 0; i < sound->window; i++)
		hop.all += p->energy[i];
	hop.envelope = sqrtf(hop.tone / length);
	return hop;
}

static void sums_clear(struct hl_progress *p,
		       const struct hl_progress_sound *sound,
		       struct hl_progress_track *t)
{
	unsigned i;

	memset(t->sum, 0, sizeof(t->sum));
	t->count = 0;
	for (i = sound->first; i < sound->first + sound->parts; i++) {
		struct hl_progress_ear *ear = &p->ear[i];

		ear->turn[0] = ear->turn[1] = 0.0f;
		ear->turned = ear->energy = 0.0f;
	}
}

static void begin(struct hl_progress *p, const struct hl_progress_sound *sound,
		  struct hl_progress_track *t, const struct hop *hop)
{
	t->on = true;
	t->start = p->hop;
	t->edge[0] = t->last[ENVELOPE];
	t->edge[1] = t->edge[2] = hop->envelope;
	t->level = t->purity = 0.0f;
	t->seconds = 0;
	t->told = false;
	sums_clear(p, sound, t);
}

static void ears_add(struct hl_progress *p,
		     const struct hl_progress_sound *sound)
{
	unsigned i;

	for (i = sound->first; i < sound->first + sound->parts; i++) {
		struct hl_progress_ear *ear = &p->ear[i];
		const float *a = ear->now, *b = ear->before;
		const float re = a[0] * b[0] + a[1] * b[1];
		const float im = a[1] * b[0] - a[0] * b[1];

		ear->turn[0] += re;
		ear->turn[1] += im;
		ear->turned += sqrtf(re * re + im * im);
		ear->energy += a[0] * a[0] + a[1] * a[1];
	}
}

/* the hop before this one is inside the burst: only now that is known */
static void inside_add(struct hl_progress *p,
		       const struct hl_progress_sound *sound,
		       struct hl_progress_track *t)
{
	t->sum[ENVELOPE] += t->last[ENVELOPE];
	t->sum[TONE] += t->last[TONE];
	t->sum[ALL] += t->last[ALL];
	t->sum[SQUARE] += t->last[ENVELOPE] * t->last[ENVELOPE];
	t->count++;
	ears_add(p, sound);
}

static bool part_good(const struct hl_progress_part *part,
		      struct hl_progress_ear *ear, float energy, float turn_min,
		      bool side)
{
	const float length = hypotf(ear->turn[0], ear->turn[1]);
	const float off = atan2f(ear->turn[1], ear->turn[0]) * 1000.0f /
			  (2.0f * PI * HL_PROGRESS_HOP_MS);

	if (side)
		turn_min *= SIDE_TURN;
	if (!(length > turn_min * ear->turned) ||
	    fabsf(off) > (side ? SIDE_OFF : OFF_MAX) * part->hz ||
	    ear->energy < part->share_min * energy)
		return false;

	ear->hz = part->hz + off;
	return true;
}

/* are the hops summed up so far one even, pure sound? */
static bool sums_good(struct hl_progress *p,
		      const struct hl_progress_sound *sound,
		      struct hl_progress_track *t)
{
	const float mean = t->sum[ENVELOPE] / (float)t->count;
	const float variance = t->sum[SQUARE] / (float)t->count - mean * mean;
	float energy = 0.0f;
	unsigned i;

	t->purity = t->sum[TONE] / t->sum[ALL];
	if (!(t->purity >= PURITY_MIN) ||
	    variance > sound->ripple_max * sound->ripple_max * mean * mean)
		return false;

	for (i = sound->first; i < sound->first + sound->parts; i++)
		energy += p->ear[i].energy;
	for (i = sound->first; i < sound->first + sound->parts; i++) {
		const bool side =
			sound->parts == MODULATED && i != sound->first + 1u;

		if (!part_good(&p->plan->part[i], &p->ear[i], energy,
			       sound->turn_min, side))
			return false;
	}
	return true;
}

/* envelope of the burst as far as it is known */
static float envelope_of(const struct hl_progress_track *t)
{
	if (t->count)
		return t->sum[ENVELOPE] / (float)t->count;
	return t->level > 0.0f ? t->level : t->edge[2];
}

/* a second is full: begin the next, or give up */
static bool second_good(struct hl_progress *p,
			const struct hl_progress_sound *sound,
			struct hl_progress_track *t)
{
	const float level = envelope_of(t);

	if (!sums_good(p, sound, t))
		return false;

	if (t->level > 0.0f && fabsf(level - t->level) > LEVEL_STEP * t->level)
		t->seconds = 0;
	t->level = level;
	if (t->seconds < UINT16_MAX)
		t->seconds++;
	sums_clear(p, sound, t);
	return true;
}

/* hops from @t->start to the edge; windows delay both edges alike */
static float rise_find(const struct hl_progress_track *t, float half)
{
	unsigned i;

	for (i = 0; i < 2; i++) {
		if (t->edge[i] < half && t->edge[i + 1] >= half)
			return (float)i - 1.0f +
			       (half - t->edge[i]) /
				       (t->edge[i + 1] - t->edge[i]);
	}
	return t->edge[0] >= half ? -1.0f : 1.0f;
}

static uint16_t clamp_ms(float ms)
{
	if (!(ms > 0.0f))
		return 0;
	return ms < (float)UINT16_MAX ? (uint16_t)lrintf(ms) : UINT16_MAX;
}

static int16_t level_pack(float mean_square)
{
	return (int16_t)lrintf(100.0f * hl_progress_dbm0(mean_square));
}

static void burst_push(struct hl_progress *p, unsigned sound,
		       struct hl_progress_track *t, float level, float fall)
{
	const float rise = rise_find(t, EDGE * level);
	struct hl_progress_burst *b;
	const uint32_t since = t->start - p->end_hop;

	if (p->bursts == HL_PROGRESS_BURSTS_MAX)
		memmove(p->burst, p->burst + 1,
			--p->bursts * sizeof(p->burst[0]));
	b = &p->burst[p->bursts++];
	b->sound = (uint8_t)sound;
	b->purity = (uint8_t)lrintf(255.0f * fminf(t->purity, 1.0f));
	b->level = level_pack(level * level);
	b->gap = level_pack(t->gap_hops ? t->gap / (float)t->gap_hops /
						  (float)HL_PROGRESS_HOP
					: 0.0f);
	/* bursts of two sounds may touch: their edges cross by a hair */
	b->gap_ms = UINT16_MAX;
	if (p->bursts > 1 && (since < UINT16_MAX || since > UINT32_MAX - 10u))
		b->gap_ms =
			clamp_ms(HL_PROGRESS_HOP_MS *
				 ((float)(int32_t)since + rise - p->end_part));
	b->on_ms = clamp_ms(HL_PROGRESS_HOP_MS *
			    ((float)(p->hop - t->start) - rise + fall));
	p->end_hop = p->hop;
	p->end_part = fall;
	t->gap = 0.0f;
	t->gap_hops = 0;
}

/* the sound is over; @fall: hops from now to its edge */
static bool end(struct hl_progress *p, unsigned index,
		struct hl_progress_track *t, float fall)
{
	const struct hl_progress_sound *sound = &p->plan->sound[index];
	const float level = envelope_of(t);
	bool good = t->seconds > 0;

	if (t->count >= COUNT_MIN)
		good = sums_good(p, sound, t);

	t->on = false;
	t->skip = sound->window;
	if (good) {
		burst_push(p, index, t, level, fall);
		return true;
	}
	t->gap += t->sum[ALL] / (float)sound->window;
	t->gap_hops += t->count;
	return false;
}

static void pause_add(const struct hl_progress *p,
		      const struct hl_progress_sound *sound,
		      struct hl_progress_track *t)
{
	if (t->skip) {
		t->skip--;
		return;
	}
	/* nothing of the next burst's edge may be in it */
	t->gap += p->energy[sound->window - 1];
	t->gap_hops++;
}

static bool follow(struct hl_progress *p, unsigned index,
		   struct hl_progress_track *t, const struct hop *hop)
{
	const struct hl_progress_sound *sound = &p->plan->sound[index];
	const bool pure =
		hop->tone >= SHARE_BEGIN * hop->all && hop->envelope >= FLOOR;
	const uint32_t age = p->hop - t->start;
	float level;

	if (!t->on) {
		if (pure)
			begin(p, sound, t, hop);
		else
			pause_add(p, sound, t);
		return false;
	}
	if (age == 1)
		t->edge[2] = hop->envelope;

	level = envelope_of(t);
	if (hop->envelope < EDGE * level)
		return end(p, index, t,
			   (t->last[ENVELOPE] - EDGE * level) /
					   (t->last[ENVELOPE] - hop->envelope) -
				   1.0f);
	if (age > 1 && hop->envelope > GROWN * level && pure) {
		begin(p, sound, t, hop);
		return false;
	}
	if (age > sound->window)
		inside_add(p, sound, t);
	if (t->count == SECOND && !second_good(p, sound, t)) {
		t->seconds = 0;
		return end(p, index, t, 0.0f);
	}
	return false;
}

bool hl_progress_follow(struct hl_progress *p, unsigned sound)
{
	struct hl_progress_track *t = &p->track[sound];
	const struct hop hop = hop_of(p, &p->plan->sound[sound]);
	bool ended = follow(p, sound, t, &hop);

	t->last[ENVELOPE] = hop.envelope;
	t->last[TONE] = hop.tone;
	t->last[ALL] = hop.all;
	return ended;
}

bool hl_progress_sounds(struct hl_progress *p, unsigned sound, float *ret)
{
	struct hl_progress_track *t = &p->track[sound];

	if (!t->on || (t->count < COUNT_MIN && !t->seconds) ||
	    (t->count >= COUNT_MIN && !sums_good(p, &p->plan->sound[sound], t)))
		return false;

	*ret = HL_PROGRESS_HOP_MS * ((float)(p->hop - t->start) -
				     rise_find(t, EDGE * envelope_of(t)));
	return true;
}

float hl_progress_share(const struct hl_progress *p, unsigned sound)
{
	const float *last = p->track[sound].last;

	return last[ALL] > 0.0f ? last[TONE] / last[ALL] : 0.0f;
}

float hl_progress_dbm0(float mean_square)
{
	const float full = 32767.0f * 32767.0f / 2.0f;

	if (!(mean_square > 1e-4f))
		return -120.0f;
	return 10.0f * log10f(mean_square / full) + (float)HL_FULL_SCALE_DBM0;
}
