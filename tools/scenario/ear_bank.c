/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear_bank.c - what one window of samples holds
 *
 * In:  50 ms of samples.
 * Out: strengths of voices, notes and sounds, and which of them count.
 * Not: what follows from several windows - ear.c, ear_tone.c.
 *
 * A sound is recognised by least squares under the window: the sinusoids
 * that it consists of are fitted together, and it is accepted when they
 * leave little unexplained. So 400 and 425 Hz in one window are no trouble,
 * though a bin is 20 Hz wide.
 */
#include "ear_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/zone.h"

#define PI              3.14159265358979323846
#define FULL_SCALE_DBM0 3.17 /* ITU-T G.711, mu-law */

/* weight of the window, and so energy of a sine of amplitude 1 */
#define WEIGHT (EAR_WINDOW / 2.0f)
#define SINE   (WEIGHT / 2.0f)

/* house: found by trial on mu-law at levels down to 10 dB below nominal */
#define VOICE_DBM0  (-35.0) /* each frequency of a voice, at least */
#define VOICE_TWIST 2.8f    /* between its two, at most: 9 dB */
#define REST_DBM0   (-42.0) /* what is not a voice, at least */
#define REST_SHARE  0.02f   /* of the whole, at least */
#define SOUND_SHARE 0.80f   /* of the rest, explained by a sound */
#define SOUND_GAIN  0.08f   /* a second frequency explains that much more */
#define SOUND_TWIST 4.0f    /* between its two, at most: 12 dB */
#define MUSIC_SHARE 0.6f    /* of the rest, in the notes */

#define FIRST_NOTE (2 * EAR_PARTIES)
#define FIRST_TONE (FIRST_NOTE + HL_PIECE_NOTE_COUNT)

typedef float quad __attribute__((vector_size(16)));

/* a window's correlation with every frequency */
struct spectrum {
	float re[EAR_BINS_MAX];
	float im[EAR_BINS_MAX];
	float energy;
};

static const double notes_hz[HL_PIECE_NOTE_COUNT] = {
#define X(name, hz) hz,
	HL_PIECE_NOTES(X)
#undef X
};

static float amplitude(double level_dbm0)
{
	return (float)(32767.0 *
		       pow(10.0, (level_dbm0 - FULL_SCALE_DBM0) / 20.0));
}

static unsigned bin_add(struct ear_bank *bank, double hz)
{
	unsigned i;

	for (i = FIRST_TONE; i < bank->bins; i++) {
		if (fabs((double)bank->hz[i] - hz) < 0.01)
			return i;
	}

	if (bank->bins == EAR_BINS_MAX)
		return EAR_BINS_MAX - 1;
	bank->hz[bank->bins] = (float)hz;
	bank->coefficient[bank->bins] =
		(float)(2.0 * cos(2.0 * PI * hz / EAR_RATE));
	return bank->bins++;
}

/* Gauss-Jordan; the matrix is positive definite */
static void matrix_invert(double m[2 * EAR_SINES_MAX][4 * EAR_SINES_MAX],
			  unsigned n)
{
	unsigned i, j, k;
	double f;

	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++)
			m[i][n + j] = i == j;
	}

	for (i = 0; i < n; i++) {
		f = m[i][i];
		for (j = 0; j < 2 * n; j++)
			m[i][j] /= f;
		for (k = 0; k < n; k++) {
			f = m[k][i];
			for (j = 0; k != i && j < 2 * n; j++)
				m[k][j] -= f * m[i][j];
		}
	}
}

/* cosine and sine of a frequency, counted from the window's end */
static void basis_make(float hz, double *cosine, double *sine)
{
	const double step = 2.0 * PI * (double)hz / EAR_RATE;
	unsigned i;

	for (i = 0; i < EAR_WINDOW; i++) {
		cosine[i] = cos(step * (double)(EAR_WINDOW - 1 - i));
		sine[i] = sin(step * (double)(EAR_WINDOW - 1 - i));
	}
}

static void fit_prepare(const struct ear_bank *bank, struct ear_fit *fit)
{
	const unsigned n = 2u * fit->n;
	double basis[2 * EAR_SINES_MAX][EAR_WINDOW];
	double m[2 * EAR_SINES_MAX][4 * EAR_SINES_MAX];
	unsigned i, j, k;

	for (i = 0; i < fit->n; i++)
		basis_make(bank->hz[fit->bin[i]], basis[2 * i],
			   basis[2 * i + 1]);

	memset(m, 0, sizeof(m));
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			for (k = 0; k < EAR_WINDOW; k++)
				m[i][j] += (double)bank->shape[k] *
					   basis[i][k] * basis[j][k];
		}
	}

	matrix_invert(m, n);
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++)
			fit->inverse[i][j] = (float)m[i][n + j];
	}
}

static void fit_add(struct ear_bank *bank, int sound, const double *hz,
		    unsigned n)
{
	struct ear_fit *fit = &bank->fit[bank->fits];
	unsigned i;

	if (bank->fits == EAR_FITS_MAX)
		return;

	fit->sound = (uint8_t)sound;
	fit->n = (uint8_t)n;
	for (i = 0; i < n; i++)
		fit->bin[i] = (uint8_t)bin_add(bank, hz[i]);
	for (i = 0; i < bank->fits; i++) {
		if (bank->fit[i].n == n &&
		    !memcmp(bank->fit[i].bin, fit->bin, n))
			return;
	}
	fit_prepare(bank, fit);
	bank->fits++;
}

int ear_bank_sound(const struct ear_bank *bank, unsigned f1_hz, unsigned f2_hz)
{
	unsigned i;

	for (i = 0; i < bank->sounds; i++) {
		if (bank->sound[i].f1_hz == f1_hz &&
		    bank->sound[i].f2_hz == f2_hz)
			return (int)i;
	}
	return EAR_SILENCE;
}

static void sound_add(struct ear_bank *bank, const struct hl_tone_segment *s)
{
	const double f1 = s->f1_hz, f2 = s->f2_hz;
	const bool sum = f2 > 0.0 && !s->modulated;
	int sound = ear_bank_sound(bank, s->f1_hz, sum ? s->f2_hz : 0);

	if (sound == EAR_SILENCE) {
		if (bank->sounds == EAR_SOUNDS_MAX)
			return;
		sound = (int)bank->sounds++;
		bank->sound[sound].f1_hz = s->f1_hz;
		bank->sound[sound].f2_hz = sum ? s->f2_hz : 0;
	}

	/* The howler, all four together. */
	if (sum && s->f3_hz && s->f4_hz)
		fit_add(bank, sound,
			(const double[]){ f1, f2, s->f3_hz, s->f4_hz }, 4);
	else
		fit_add(bank, sound, (const double[]){ f1, f2 }, sum ? 2 : 1);
	if (s->modulated)
		fit_add(bank, sound, (const double[]){ f1, f1 - f2, f1 + f2 },
			3);
}

void ear_bank_init(struct ear_bank *bank, const struct hl_zone *zone)
{
	unsigned i, tone, hz[2];

	memset(bank, 0, sizeof(*bank));
	for (i = 0; i < EAR_WINDOW; i++)
		bank->shape[i] = (float)(0.5 - 0.5 * cos(2.0 * PI * (i + 0.5) /
							 EAR_WINDOW));

	for (i = 0; i < EAR_PARTIES; i++) {
		ear_voice_hz(i, hz);
		bin_add(bank, hz[0]);
		bin_add(bank, hz[1]);
	}
	for (i = 0; i < HL_PIECE_NOTE_COUNT; i++)
		bin_add(bank, notes_hz[i]);

	for (tone = 0; tone < HL_TONE_COUNT; tone++) {
		for (i = 0; i < zone->tone[tone].count; i++) {
			if (zone->tone[tone].segment[i].f1_hz)
				sound_add(bank, &zone->tone[tone].segment[i]);
		}
	}
}

/*
 * Goertzel, sixteen frequencies abreast. The two states change places with
 * every sample instead of being moved.
 */
static void sixteen_run(const float *coefficient, const float *x, float *last,
			float *before)
{
	quad c0, c1, c2, c3;
	quad a0 = { 0 }, a1 = { 0 }, a2 = { 0 }, a3 = { 0 };
	quad b0 = { 0 }, b1 = { 0 }, b2 = { 0 }, b3 = { 0 };
	unsigned i;

	memcpy(&c0, coefficient, sizeof(c0));
	memcpy(&c1, coefficient + 4, sizeof(c1));
	memcpy(&c2, coefficient + 8, sizeof(c2));
	memcpy(&c3, coefficient + 12, sizeof(c3));
	for (i = 0; i < EAR_WINDOW; i += 2) {
		b0 = x[i] + c0 * a0 - b0;
		b1 = x[i] + c1 * a1 - b1;
		b2 = x[i] + c2 * a2 - b2;
		b3 = x[i] + c3 * a3 - b3;
		a0 = x[i + 1] + c0 * b0 - a0;
		a1 = x[i + 1] + c1 * b1 - a1;
		a2 = x[i + 1] + c2 * b2 - a2;
		a3 = x[i + 1] + c3 * b3 - a3;
	}
	memcpy(last, (const quad[]){ a0, a1, a2, a3 }, 4 * sizeof(quad));
	memcpy(before, (const quad[]){ b0, b1, b2, b3 }, 4 * sizeof(quad));
}

static void spectrum_make(const struct ear_bank *bank, const float *samples,
			  struct spectrum *ret)
{
	float shaped[EAR_WINDOW], last[16], before[16], w;
	unsigned i, k;

	for (i = 0; i < EAR_WINDOW; i++)
		shaped[i] = samples[i] * bank->shape[i];

	for (k = 0; k < bank->bins; k += 16) {
		sixteen_run(bank->coefficient + k, shaped, last, before);
		for (i = 0; i < 16; i++) {
			w = bank->coefficient[k + i] / 2.0f;
			ret->re[k + i] = last[i] - before[i] * w;
			ret->im[k + i] = before[i] * sqrtf(1.0f - w * w);
		}
	}
}

static float bin_energy(const struct spectrum *s, unsigned bin)
{
	return (s->re[bin] * s->re[bin] + s->im[bin] * s->im[bin]) / SINE;
}

/* strength of each voice; energy of those that count */
static float voices_judge(const struct spectrum *s, struct ear_window *ret)
{
	const float least = amplitude(VOICE_DBM0);
	float low, high, sum = 0.0f;
	unsigned i;

	for (i = 0; i < EAR_PARTIES; i++) {
		low = bin_energy(s, 2 * i);
		high = bin_energy(s, 2 * i + 1);
		ret->voice[i] = sqrtf(fminf(low, high) / SINE);
		if (ret->voice[i] < least ||
		    sqrtf(fmaxf(low, high) / SINE) >
			    ret->voice[i] * VOICE_TWIST)
			continue;
		ret->voices |= 1u << i;
		sum += low + high;
	}
	return sum;
}

/* energy that a fit explains; *twist: its strongest to its weakest part */
static float fit_energy(const struct ear_fit *fit, const struct spectrum *s,
			float *twist)
{
	float b[2 * EAR_SINES_MAX] = { 0 }, sum = 0.0f, x, part, least = INFINITY, most = 0.0f;
	const unsigned n = 2u * fit->n;
	unsigned i, j;

	for (i = 0; i < fit->n; i++) {
		b[2 * i] = s->re[fit->bin[i]];
		b[2 * i + 1] = s->im[fit->bin[i]];
	}

	part = 0.0f;
	for (i = 0; i < n; i++) {
		x = 0.0f;
		for (j = 0; j < n; j++)
			x += fit->inverse[i][j] * b[j];
		sum += x * b[i];
		part += x * x;
		if (i % 2) {
			least = fminf(least, part);
			most = fmaxf(most, part);
			part = 0.0f;
		}
	}
	*twist = sqrtf(most / fmaxf(least, 1e-9f));
	return sum;
}

/* the sound that explains most of @rest, or EAR_SILENCE */
static int sound_judge(const struct ear_bank *bank, const struct spectrum *s,
		       float rest, struct ear_window *ret)
{
	int single = EAR_SILENCE, several = EAR_SILENCE;
	float energy, twist, alone = 0.0f, together = 0.0f;
	const struct ear_fit *fit;
	unsigned i;

	for (i = 0; i < bank->fits; i++) {
		fit = &bank->fit[i];
		energy = fit_energy(fit, s, &twist);
		/* side frequencies would also explain the edge of a sound */
		if (fit->n != 3)
			ret->sound[fit->sound] =
				sqrtf(fmaxf(energy, 0.0f) / SINE);
		if (fit->n == 1 && energy > alone) {
			alone = energy;
			single = fit->sound;
		}
		if (fit->n % 2 == 0 && twist > SOUND_TWIST)
			continue;
		if (fit->n > 1 && energy > together) {
			together = energy;
			several = fit->sound;
		}
	}

	if (together > alone + SOUND_GAIN * rest) {
		alone = together;
		single = several;
	}
	return alone > SOUND_SHARE * rest ? single : EAR_SILENCE;
}

static bool sound_is_close(const struct ear_sound *sound)
{
	return sound->f2_hz && abs(sound->f1_hz - sound->f2_hz) < EAR_CLOSE_HZ;
}

static float window_energy(const struct ear_bank *bank, const float *samples)
{
	float sum = 0.0f;
	unsigned i;

	for (i = 0; i < EAR_WINDOW; i++)
		sum += samples[i] * samples[i] * bank->shape[i];
	return sum;
}

void ear_bank_judge(const struct ear_bank *bank, const float *samples,
		    struct ear_window *ret)
{
	const float least = amplitude(REST_DBM0);
	const float floor_energy = least * least * SINE;
	struct spectrum s;
	float rest, notes = 0.0f;
	unsigned i;

	memset(ret, 0, sizeof(*ret));
	ret->heard = EAR_SILENCE;
	s.energy = window_energy(bank, samples);
	if (s.energy < floor_energy / 4.0f)
		return;

	spectrum_make(bank, samples, &s);
	rest = s.energy - voices_judge(&s, ret);
	for (i = 0; i < HL_PIECE_NOTE_COUNT; i++)
		notes += bin_energy(&s, FIRST_NOTE + i);
	ret->notes = sqrtf(notes / SINE);

	ret->heard = sound_judge(bank, &s, fmaxf(rest, floor_energy), ret);
	ret->loud = rest > floor_energy && rest > REST_SHARE * s.energy;
	if (!ret->loud)
		ret->heard = EAR_SILENCE;
	ret->unsure = ret->heard != EAR_SILENCE &&
		      sound_is_close(&bank->sound[ret->heard]);
	ret->music = ret->loud && ret->heard == EAR_SILENCE &&
		     notes > MUSIC_SHARE * rest;
}
