/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pitch.c - listens for tones that a program asked for
 *
 * In:  samples from a port; a list of tones.
 * Out: which of them has now lasted long enough.
 * Not: the tones of a zone and their cadences - progress.c; digits - the
 *      cards.
 *
 * Every 5 ms one Goertzel filter a frequency says how much of it there was
 * and in which phase. Eight of these numbers, turned by the phase that a
 * frequency a little beside would have gained and added up, say how much of
 * that one there was in 40 ms: so each frequency is sought in steps of 5 Hz
 * around the one that was asked for, and where it is found tells how far it
 * is off. Against the energy of the whole window this says whether there was
 * nothing else.
 */
#include "holdline/pitch.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "holdline/synth.h"

#define TURN    6.28318531f /* radians of a full turn */
#define WINDOW  (HL_PITCH_CHUNK * HL_PITCH_CHUNKS)
#define RATE    ((float)HL_RATE_HZ)
#define STEP_HZ 5.0f /* costs 4 % of the energy at most (house) */

/*
 * House: a frequency is sought this far beyond what is accepted, so that one
 * which is too far off is seen to be so; and this much is accepted beyond
 * HL_PITCH_PERCENT, because 40 ms tell no better.
 */
#define BESIDE_HZ 15.0f
#define SLACK_HZ  4.0f

/* House: this part of a window's energy is the tone's. */
#define SHARE 0.8f

/* [dB] House: a tone of just HL_PITCH_LEAST_DBM0 shall not be missed. */
#define LEVEL_SLACK 1.0f

/*
 * [ms] A tone that begins fills the window to SHARE this long after the
 * first sample, and leaves it so long before the last one: 60 % of the
 * window are not seen in the count of windows. Silence is measured in two
 * chunks, which must be silent both.
 */
#define TONE_LEAD    24u
#define QUIET_LEAD   10u
#define QUIET_CHUNKS 2u

/* ---- the list ----------------------------------------------------------- */

static bool is_pitch(unsigned hz)
{
	return hz >= HL_PITCH_LEAST_HZ && hz <= HL_PITCH_MOST_HZ;
}

static bool is_sound(const struct hl_watch_tone *tone)
{
	if (tone->ms < HL_PITCH_LEAST_MS || tone->ms > HL_PITCH_MOST_MS)
		return false;
	if (!tone->hz[0])
		return !tone->hz[1];
	return is_pitch(tone->hz[0]) && (!tone->hz[1] || is_pitch(tone->hz[1]));
}

static void part_add(struct hl_pitch *pitch, float hz)
{
	struct hl_pitch_part *part = &pitch->part[pitch->parts++];
	float off = hz * HL_PITCH_PERCENT / 100.0f;

	part->w = TURN * hz / RATE;
	part->accept = off + SLACK_HZ;
	part->low = off + BESIDE_HZ;
	part->high = off + BESIDE_HZ;
}

/* Two that are near each other are not looked for beyond their middle. */
static void pair_add(struct hl_pitch *pitch, float low, float high)
{
	struct hl_pitch_part *part = &pitch->part[pitch->parts];
	float half = (high - low) / 2.0f;

	part_add(pitch, low);
	part_add(pitch, high);
	part[0].high = fminf(part[0].high, half);
	part[1].low = fminf(part[1].low, half);
}

static void tone_add(struct hl_pitch *pitch, const struct hl_watch_tone *from)
{
	struct hl_pitch_tone *tone = &pitch->tone[pitch->tones++];
	unsigned low = from->hz[0];
	unsigned high = from->hz[1];

	if (high && high < low) {
		low = from->hz[1];
		high = from->hz[0];
	}
	tone->ms = from->ms;
	tone->first = pitch->parts;
	if (high >= low + HL_PITCH_APART_HZ)
		pair_add(pitch, (float)low, (float)high);
	else if (high)
		part_add(pitch, (float)(low + high) / 2.0f);
	else if (low)
		part_add(pitch, (float)low);
	tone->parts = (uint8_t)(pitch->parts - tone->first);
}

int hl_pitch_open(struct hl_pitch *ret, const struct hl_watch_tone *tones)
{
	unsigned count = 0;
	unsigned i;

	while (count < HL_WATCH_TONES && tones[count].ms) {
		if (!is_sound(&tones[count]))
			return -EINVAL;
		count++;
	}
	if (!count)
		return -EINVAL;

	memset(ret, 0, sizeof(*ret));
	for (i = 0; i < count; i++)
		tone_add(ret, &tones[i]);
	return 0;
}

/* ---- one frequency ------------------------------------------------------ */

static struct hl_pitch_vector direction(float radians)
{
	return (struct hl_pitch_vector){ cosf(radians), sinf(radians) };
}

static struct hl_pitch_vector product(struct hl_pitch_vector a,
				      struct hl_pitch_vector b)
{
	return (struct hl_pitch_vector){ a.re * b.re - a.im * b.im,
					 a.re * b.im + a.im * b.re };
}

static float square(struct hl_pitch_vector v)
{
	return v.re * v.re + v.im * v.im;
}

/* The chunk's samples times e^-jwn, n from its first sample on. */
static struct hl_pitch_vector goertzel(const int16_t *in, float w)
{
	const struct hl_pitch_vector one = direction(w);
	struct hl_pitch_vector last;
	float s1 = 0.0f;
	float s2 = 0.0f;
	unsigned i;

	for (i = 0; i < HL_PITCH_CHUNK; i++) {
		const float s = (float)in[i] + 2.0f * one.re * s1 - s2;

		s2 = s1;
		s1 = s;
	}
	last.re = s1 - s2 * one.re;
	last.im = s2 * one.im;
	return product(last, direction(-w * (float)(HL_PITCH_CHUNK - 1u)));
}

/* What a sum over @n samples keeps of a tone that is @d radians a sample
 * off. */
static float kept(float d, unsigned n)
{
	const float half = sinf(d / 2.0f);

	return fabsf(half) < 1e-6f ? 1.0f :
				     sinf(d / 2.0f * (float)n) /
					     ((float)n * half);
}

/* How much of the frequency @hz beside the part's is in the window. */
static struct hl_pitch_vector beside(const struct hl_pitch *pitch,
				     const struct hl_pitch_part *part, float hz)
{
	const float d = TURN * hz / RATE;
	const struct hl_pitch_vector turn =
		direction(-(part->w + d) * (float)HL_PITCH_CHUNK);
	const float scale = 1.0f / ((float)WINDOW * kept(d, HL_PITCH_CHUNK));
	struct hl_pitch_vector sum = { 0.0f, 0.0f };
	unsigned i;

	/* From the newest to the oldest, one chunk's phase further each. */
	for (i = HL_PITCH_CHUNKS; i-- > 0;) {
		const unsigned at = (pitch->at + i) % HL_PITCH_CHUNKS;

		sum = product(sum, turn);
		sum.re += part->chunk[at].re;
		sum.im += part->chunk[at].im;
	}
	sum.re *= scale;
	sum.im *= scale;
	return product(sum,
		       direction(-d * (float)(HL_PITCH_CHUNK - 1u) / 2.0f));
}

/* Where around the part most of the window is, and how much. */
static struct hl_pitch_vector sought(const struct hl_pitch *pitch,
				     const struct hl_pitch_part *part,
				     float *ret)
{
	const int from = -(int)(part->low / STEP_HZ);
	const int to = (int)(part->high / STEP_HZ);
	struct hl_pitch_vector best = { 0.0f, 0.0f };
	float most = -1.0f;
	int i;

	for (i = from; i <= to; i++) {
		const struct hl_pitch_vector v =
			beside(pitch, part, STEP_HZ * (float)i);

		if (square(v) <= most)
			continue;
		most = square(v);
		best = v;
		*ret = STEP_HZ * (float)i;
	}
	return best;
}

/* ---- one window --------------------------------------------------------- */

/* Mean square of a stretch of the last chunks; a constant is no sound. */
static float loudness(const struct hl_pitch *pitch, unsigned chunks)
{
	const float n = (float)(chunks * HL_PITCH_CHUNK);
	float energy = 0.0f;
	float sum = 0.0f;
	unsigned i;

	for (i = 1; i <= chunks; i++) {
		const unsigned at = (pitch->at + HL_PITCH_CHUNKS - i) %
				    HL_PITCH_CHUNKS;

		energy += pitch->energy[at];
		sum += pitch->sum[at];
	}
	return fmaxf(energy / n - sum * sum / (n * n), 0.0f);
}

/* Mean square of a sine of that level. */
static float square_of(float dbm0)
{
	const float peak = 32767.0f;

	return peak * peak / 2.0f *
	       powf(10.0f, (dbm0 - (float)HL_FULL_SCALE_DBM0) / 10.0f);
}

/* Mean square of a single frequency; 0: it is another one. */
static float single(const struct hl_pitch *pitch,
		    const struct hl_pitch_tone *tone)
{
	const struct hl_pitch_part *part = &pitch->part[tone->first];
	float off = 0.0f;
	const float amount = square(sought(pitch, part, &off));

	return fabsf(off) <= part->accept ? 2.0f * amount : 0.0f;
}

/*
 * Mean square of two frequencies together; 0: they are others, or one is far
 * too weak. In 40 ms each leaks into the other's filter, by g; solved for
 * what was really there.
 */
static float both(const struct hl_pitch *pitch,
		  const struct hl_pitch_tone *tone)
{
	const struct hl_pitch_part *part = &pitch->part[tone->first];
	const float least = powf(10.0f, -HL_PITCH_TWIST_DB / 10.0f);
	struct hl_pitch_vector u[2];
	struct hl_pitch_vector g;
	struct hl_pitch_vector a[2];
	float off[2] = { 0.0f, 0.0f };
	float d;
	float rest;

	u[0] = sought(pitch, &part[0], &off[0]);
	u[1] = sought(pitch, &part[1], &off[1]);
	if (fabsf(off[0]) > part[0].accept || fabsf(off[1]) > part[1].accept)
		return 0.0f;

	d = part[1].w - part[0].w + TURN * (off[1] - off[0]) / RATE;
	g = product((struct hl_pitch_vector){ kept(d, WINDOW), 0.0f },
		    direction(d * (float)(WINDOW - 1u) / 2.0f));
	rest = 1.0f - square(g);
	if (rest < 0.1f)
		return 0.0f;
	a[0].re = (u[0].re - g.re * u[1].re + g.im * u[1].im) / rest;
	a[0].im = (u[0].im - g.re * u[1].im - g.im * u[1].re) / rest;
	a[1].re = (u[1].re - g.re * u[0].re - g.im * u[0].im) / rest;
	a[1].im = (u[1].im - g.re * u[0].im + g.im * u[0].re) / rest;
	if (square(a[0]) < least * square(a[1]) ||
	    square(a[1]) < least * square(a[0]))
		return 0.0f;
	return 2.0f * (a[0].re * u[0].re + a[0].im * u[0].im +
		       a[1].re * u[1].re + a[1].im * u[1].im);
}

static bool is_there(const struct hl_pitch *pitch,
		     const struct hl_pitch_tone *tone, float loud)
{
	float found;

	if (!tone->parts)
		return pitch->known == QUIET_CHUNKS &&
		       loudness(pitch, QUIET_CHUNKS) <
			       square_of(HL_PITCH_SILENCE_DBM0);
	if (loud < square_of(HL_PITCH_LEAST_DBM0 - LEVEL_SLACK))
		return false;
	found = tone->parts == 2 ? both(pitch, tone) : single(pitch, tone);
	return found >= SHARE * loud;
}

/* ---- time --------------------------------------------------------------- */

/* Has it, with this chunk, lasted long enough? */
static bool tone_count(struct hl_pitch_tone *tone, bool there)
{
	const unsigned lead = tone->parts ? TONE_LEAD : QUIET_LEAD;
	unsigned run = tone->run;

	if (!there) {
		if (run && ++tone->miss * HL_PITCH_CHUNK_MS >
				   HL_PITCH_GAP_MS + lead) {
			tone->run = 0;
			tone->miss = 0;
			tone->told = false;
		}
		return false;
	}

	run += run ? 1u + tone->miss : 1u;
	tone->miss = 0;
	tone->run = (uint16_t)(run > HL_PITCH_MOST_MS ? HL_PITCH_MOST_MS : run);
	/* The count says the length to one chunk: the longer end of it. */
	if (tone->told || (run + 1u) * HL_PITCH_CHUNK_MS + lead < tone->ms)
		return false;
	tone->told = true;
	return true;
}

static unsigned chunk_end(struct hl_pitch *pitch)
{
	unsigned told = 0;
	float loud;
	unsigned i;

	pitch->sum[pitch->at] = 0.0f;
	pitch->energy[pitch->at] = 0.0f;
	for (i = 0; i < HL_PITCH_CHUNK; i++) {
		const float x = (float)pitch->sample[i];

		pitch->sum[pitch->at] += x;
		pitch->energy[pitch->at] += x * x;
	}
	for (i = 0; i < pitch->parts; i++)
		pitch->part[i].chunk[pitch->at] =
			goertzel(pitch->sample, pitch->part[i].w);
	pitch->at = (uint8_t)((pitch->at + 1u) % HL_PITCH_CHUNKS);
	if (pitch->known < QUIET_CHUNKS)
		pitch->known++;

	loud = loudness(pitch, HL_PITCH_CHUNKS);
	for (i = 0; i < pitch->tones; i++)
		if (tone_count(&pitch->tone[i],
			       is_there(pitch, &pitch->tone[i], loud)))
			told |= 1u << i;
	return told;
}

unsigned hl_pitch_feed(struct hl_pitch *pitch, const int16_t *in, unsigned n)
{
	unsigned told = 0;

	while (n--) {
		pitch->sample[pitch->fill++] = *in++;
		if (pitch->fill < HL_PITCH_CHUNK)
			continue;
		pitch->fill = 0;
		told |= chunk_end(pitch);
	}
	return told;
}
