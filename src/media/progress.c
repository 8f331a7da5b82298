/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.c - listens whether the exchange has released a trunk
 *
 * In:  samples from the trunk, a plan of the zone's tones.
 * Out: a find with its evidence.
 * Not: what the zone's tones are - progress_plan.c; what follows from a
 *      find - the caller.
 */
#include "progress.h"

#include <math.h>
#include <string.h>

/*
 * High-pass for mains hum and offsets: Butterworth of second order at
 * 150 Hz (house; -30 dB at 25 Hz, -19 dB at 50 Hz, -0.1 dB at 400 Hz).
 */
#define HIGH_B  0.920066f
#define HIGH_A1 -1.833733f
#define HIGH_A2 0.846532f

/* A hop below this mean square, -60 dBm0, holds no tone (house). */
#define FAINT 260.0f

/* Silence is judged on the mean of about 200 ms (house): a click in a quiet
 * room does not end it, a word does. */
#define QUIET_STEP 0.05f

static int16_t high_pass(float memory[4], int16_t sample)
{
	const float x = (float)sample;
	const float y = HIGH_B * (x - 2.0f * memory[0] + memory[1]) -
			HIGH_A1 * memory[2] - HIGH_A2 * memory[3];

	memory[1] = memory[0];
	memory[0] = x;
	memory[3] = memory[2];
	memory[2] = y;
	if (y >= 32767.0f)
		return INT16_MAX;
	return y <= -32768.0f ? INT16_MIN : (int16_t)lrintf(y);
}

static enum hl_progress_kind silence(struct hl_progress *p, float mean_square,
				     struct hl_progress_find *ret)
{
	p->quiet += QUIET_STEP * (mean_square - p->quiet);
	if (!p->plan->silence_hops)
		return HL_PROGRESS_NONE;

	if (p->quiet > p->plan->silence) {
		p->quiet_hops = 0;
		return HL_PROGRESS_NONE;
	}
	if (++p->quiet_hops < p->plan->silence_hops)
		return HL_PROGRESS_NONE;

	memset(ret, 0, sizeof(*ret));
	ret->kind = HL_PROGRESS_SILENCE;
	ret->level_dbm0 = hl_progress_dbm0(p->quiet);
	ret->lasted_ms = p->quiet_hops * (hl_msec)HL_PROGRESS_HOP_MS;
	p->quiet_hops = 0;
	return HL_PROGRESS_SILENCE;
}

static float energy(const int16_t *sample, unsigned n)
{
	float sum = 0.0f;
	unsigned i;

	for (i = 0; i < n; i++)
		sum += (float)sample[i] * (float)sample[i];
	return sum;
}

/* every sound is followed, whatever another one has found */
static enum hl_progress_kind hop_judge(struct hl_progress *p,
				       struct hl_progress_find *ret)
{
	const float e = energy(p->sample, HL_PROGRESS_HOP);
	enum hl_progress_kind first, found;
	struct hl_progress_find find;
	unsigned i;

	memmove(p->energy + 1, p->energy,
		(HL_PROGRESS_WINDOW_MAX - 1u) * sizeof(p->energy[0]));
	p->energy[0] = e;
	hl_progress_listen(p, e < FAINT * (float)HL_PROGRESS_HOP);

	first = silence(p, e / (float)HL_PROGRESS_HOP, ret);
	for (i = 0; i < p->plan->sounds; i++) {
		if (hl_progress_follow(p, i))
			found = hl_progress_match(p, &find);
		else
			found = hl_progress_steady(p, i, &find);
		if (found && !first) {
			first = found;
			*ret = find;
		}
	}
	if (!first)
		first = hl_progress_call(p, ret);
	p->hop++;
	return first;
}

void hl_progress_open(struct hl_progress *p,
		      const struct hl_progress_plan *plan)
{
	memset(p, 0, sizeof(*p));
	p->plan = plan;
}

enum hl_progress_kind hl_progress_put(struct hl_progress *p,
				      const int16_t *sample, unsigned n,
				      struct hl_progress_find *ret)
{
	enum hl_progress_kind first = HL_PROGRESS_NONE, found;
	struct hl_progress_find find;

	for (; n; n--) {
		p->sample[p->fill++] = high_pass(p->high, *sample++);
		p->samples++;
		if (p->fill < HL_PROGRESS_HOP)
			continue;

		p->fill = 0;
		found = hop_judge(p, &find);
		if (found && !first) {
			first = found;
			*ret = find;
			ret->at = p->samples;
		}
	}
	return first;
}

static uint16_t clamp(float x)
{
	return (uint16_t)lrintf(fmaxf(0.0f, fminf(UINT16_MAX, x)));
}

void hl_progress_heard(const struct hl_progress_find *find,
		       struct hl_heard *ret)
{
	unsigned i;

	memset(ret, 0, sizeof(*ret));
	ret->kind = (uint8_t)find->kind;
	ret->cycles = (uint8_t)(find->cycles < UINT8_MAX ? find->cycles
							 : UINT8_MAX);
	for (i = 0; i < 2 && i < find->parts; i++)
		ret->hz[i] = clamp(find->hz[i]);
	if (find->pairs) {
		ret->on_ms = clamp(find->on_ms[0]);
		ret->off_ms = clamp(find->off_ms[0]);
	}
	ret->level = (int16_t)lrintf(10.0f * find->level_dbm0);
	ret->lasted = find->lasted_ms;
}

const char *hl_progress_name(enum hl_progress_kind kind)
{
	switch (kind) {
#define X(id, wire, plain)                                                     \
	case HL_PROGRESS_##id:                                                 \
		return wire;
		HL_PROGRESSES(X)
#undef X
	case HL_PROGRESS_COUNT:
		break;
	}
	return "?";
}

const char *hl_progress_plain(enum hl_progress_kind kind)
{
	switch (kind) {
#define X(id, wire, plain)                                                     \
	case HL_PROGRESS_##id:                                                 \
		return plain;
		HL_PROGRESSES(X)
#undef X
	case HL_PROGRESS_COUNT:
		break;
	}
	return "?";
}
