/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_call.c - how far a call has come that is being set up
 *
 * In:  the sounds of the plan, followed up to this hop; the hop itself.
 * Out: dial tone, ringing tone at its first burst, and that it has ended.
 * Not: busy, congestion and information tone - progress_match.c, which is
 *      asked first.
 *
 * Nothing on the line says that the called party has answered. What can be
 * heard is that ringing tone does not come again, and somebody's voice. A
 * voice is loud against the line's own noise and spread over frequencies; a
 * tone, also of another country, is narrow and stays where it is.
 */
#include "progress.h"

#include <math.h>
#include <string.h>

/* One frequency that is found at once must be purer than what comes again
 * (house; a tone 13 dB over all else). Two are rare enough. */
#define PURITY_ONE 0.95f

/* A voice is over -45 dBm0 and 9 dB over the noise (house). */
#define VOICE_LEAST 8200.0f
#define VOICE_OVER  8.0f

/* The noise is the quietest moment; it is forgotten at 2 dB a second. */
#define FLOOR_RISE 1.0046f
#define RECENT     0.4f

/* A hop is a tone's when so much of it is one sound of the plan, or when
 * its energy is in one place, and in the same as a hop ago (house). */
#define SHARE_TONE  0.8f
#define SPREAD_TONE 0.03f
#define LEAN_TONE   0.01f

/* Voice is counted in quarters: a hop of it is four, one without takes one
 * away. Half of a voice is pauses. */
#define VOICE_STEP 4u

/* what we sent lately may still come back */
#define OURS_HOPS 20u

static hl_msec hops_ms(uint32_t hops)
{
	return (hl_msec)hops * (hl_msec)HL_PROGRESS_HOP_MS;
}

static enum hl_progress_kind tell(struct hl_progress *p, unsigned sound,
				  enum hl_progress_kind kind, float lasted,
				  struct hl_progress_find *ret)
{
	const struct hl_progress_track *t = &p->track[sound];
	const float level = t->count ? t->sum[0] / (float)t->count : t->level;
	const float dbm0 = hl_progress_dbm0(level * level);

	if (dbm0 < p->plan->least ||
	    (p->plan->sound[sound].parts == 1 && t->purity < PURITY_ONE))
		return HL_PROGRESS_NONE;

	memset(ret, 0, sizeof(*ret));
	ret->kind = kind;
	ret->pairs = 1;
	ret->on_ms[0] = lasted;
	ret->level_dbm0 = dbm0;
	ret->purity = t->purity;
	ret->lasted_ms = (hl_msec)lrintf(lasted);
	hl_progress_parts_tell(p, sound, ret);
	return kind;
}

/* does a burst of that length belong to ringing tone? */
static bool ring_fits(const struct hl_progress_plan *plan, unsigned sound,
		      float ms)
{
	unsigned i;

	for (i = 0; i < plan->ring.pairs; i++) {
		const struct hl_progress_pair *pair = &plan->ring.pair[i];
		const float on = (float)pair->on_ms;

		if (pair->sound == sound &&
		    fabsf(ms - on) <= HL_PROGRESS_LENGTH_OFF(on))
			return true;
	}
	return false;
}

/* a burst of ringing tone is certain, @ms of it */
static enum hl_progress_kind rung(struct hl_progress *p, unsigned sound,
				  float ms, struct hl_progress_find *ret)
{
	enum hl_progress_kind kind;

	p->call.rung_hop = p->hop;
	if (p->call.ringing)
		return HL_PROGRESS_NONE;

	kind = tell(p, sound, HL_PROGRESS_RINGING, ms, ret);
	p->call.ringing = kind == HL_PROGRESS_RINGING;
	if (p->call.ringing)
		p->call.voice = 0;
	return kind;
}

/* a sound that lasts; @ms so far */
static enum hl_progress_kind sound_lasts(struct hl_progress *p, unsigned sound,
					 float ms, struct hl_progress_find *ret)
{
	const struct hl_progress_sound *s = &p->plan->sound[sound];
	struct hl_progress_track *t = &p->track[sound];
	enum hl_progress_kind kind = HL_PROGRESS_NONE;

	p->call.tone_hop = p->hop;
	if (s->dial_ms && ms >= (float)s->dial_ms && !t->told) {
		kind = tell(p, sound, HL_PROGRESS_DIAL, ms, ret);
		t->told = kind == HL_PROGRESS_DIAL;
	}
	if (!kind && s->ring_ms && ms >= (float)s->ring_ms) {
		kind = rung(p, sound, ms, ret);
		if (!t->told)
			p->call.rings++;
		t->told = true;
	}
	return kind;
}

/* a burst that has just ended, and was too short to be known before */
static enum hl_progress_kind burst_ended(struct hl_progress *p,
					 struct hl_progress_find *ret)
{
	const struct hl_progress_burst *b;

	if (!p->bursts || p->end_hop != p->hop)
		return HL_PROGRESS_NONE;

	b = &p->burst[p->bursts - 1];
	p->call.tone_hop = p->hop;
	if (!ring_fits(p->plan, b->sound, b->on_ms))
		return HL_PROGRESS_NONE;
	if (!p->track[b->sound].told)
		p->call.rings++;
	return rung(p, b->sound, b->on_ms, ret);
}

/* Are two hops narrow, and where the last two were? One is too short for
 * two frequencies that beat. */
static bool is_narrow(struct hl_progress *p)
{
	float now[3] = { 1.0f, 0.0f, 0.0f }, r[3];
	float lean, spread, moved;
	unsigned i;

	for (i = 2; i < HL_PROGRESS_HOP; i++) {
		const float x = (float)p->sample[i];

		now[0] += x * x;
		now[1] += x * (float)p->sample[i - 1];
		now[2] += x * (float)p->sample[i - 2];
	}
	for (i = 0; i < 3; i++) {
		r[i] = now[i] + p->call.past[i];
		p->call.past[i] = now[i];
	}
	lean = r[1] / r[0];
	spread = (r[2] / r[0] + 1.0f) / 2.0f - lean * lean;
	moved = fabsf(lean - p->call.lean);
	p->call.lean = lean;
	return spread < SPREAD_TONE && moved < LEAN_TONE;
}

static bool is_tone(const struct hl_progress *p)
{
	unsigned i;

	for (i = 0; i < p->plan->sounds; i++) {
		if (p->track[i].on && hl_progress_share(p, i) >= SHARE_TONE)
			return true;
	}
	return false;
}

static void voice_count(struct hl_progress *p)
{
	struct hl_progress_call *c = &p->call;
	const float e = p->energy[0] / (float)HL_PROGRESS_HOP;
	const bool narrow = is_narrow(p);

	c->recent += RECENT * (e - c->recent);
	if (!p->hop)
		c->floor = c->recent = e;
	c->floor = fminf(c->floor * FLOOR_RISE + 0.01f, c->recent);

	if (e >= VOICE_LEAST && e >= VOICE_OVER * c->floor && !narrow &&
	    !is_tone(p) && (!c->ours_hop || p->hop - c->ours_hop > OURS_HOPS)) {
		c->voice += VOICE_STEP;
		c->voiced += p->energy[0];
	} else if (c->voice) {
		c->voice--;
	}
	if (!c->voice)
		c->voiced = 0.0f;
}

static enum hl_progress_kind answered(struct hl_progress *p,
				      struct hl_progress_find *ret)
{
	struct hl_progress_call *c = &p->call;
	const uint32_t since = p->hop - (c->ringing ? c->rung_hop : 0);
	const hl_msec voice = hops_ms(c->voice) / VOICE_STEP;
	const bool spoken = voice >= (c->ringing ? HL_PROGRESS_VOICE_MS
						 : HL_PROGRESS_SPEECH_MS);
	const bool missed = c->ringing && since > p->plan->miss_hops &&
			    hops_ms(p->hop - c->tone_hop) > HL_PROGRESS_WAIT_MS;

	if (!spoken && !missed)
		return HL_PROGRESS_NONE;

	memset(ret, 0, sizeof(*ret));
	ret->kind = HL_PROGRESS_ANSWERED;
	ret->cycles = c->rings;
	ret->pairs = 1;
	ret->on_ms[0] = spoken ? (float)voice : 0.0f;
	ret->off_ms[0] = (float)hops_ms(since);
	ret->lasted_ms = hops_ms(since);
	ret->level_dbm0 = hl_progress_dbm0(
		spoken ? c->voiced / (float)(HL_PROGRESS_HOP * voice) *
				 HL_PROGRESS_HOP_MS
		       : p->quiet);
	c->answered = true;
	return HL_PROGRESS_ANSWERED;
}

enum hl_progress_kind hl_progress_call(struct hl_progress *p,
				       struct hl_progress_find *ret)
{
	const struct hl_progress_plan *plan = p->plan;
	enum hl_progress_kind first, found;
	struct hl_progress_find find;
	unsigned i;
	float ms;

	if (!plan->ring.pairs && plan->steady_seconds < UINT16_MAX)
		return HL_PROGRESS_NONE;

	first = burst_ended(p, ret);
	for (i = 0; i < plan->sounds; i++) {
		if (!hl_progress_sounds(p, i, &ms))
			continue;
		found = sound_lasts(p, i, ms, &find);
		if (found && !first) {
			first = found;
			*ret = find;
		}
	}
	if (!(plan->set & HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED)) ||
	    p->call.answered)
		return first;

	voice_count(p);
	return first ? first : answered(p, ret);
}
