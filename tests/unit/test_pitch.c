/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pitch.c - claims about hearing the tones that a program asked for
 */
#include "suites.h"

#include "holdline/pitch.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI      3.14159265358979323846
#define MS      (HL_RATE_HZ / 1000u)
#define SECONDS 30u
#define LENGTH  (SECONDS * HL_RATE_HZ)

/* What is heard, and when it begins in each claim. */
#define BEGIN_MS 200u

static int16_t *line_new(void)
{
	int16_t *x = calloc(LENGTH, sizeof(*x));

	CU_ASSERT_PTR_NOT_NULL_FATAL(x);
	return x;
}

static int16_t clipped(double value)
{
	return (int16_t)fmax(INT16_MIN, fmin(INT16_MAX, lrint(value)));
}

/* @offset samples are added so that no claim hangs on the grid. */
static void sine(int16_t *x, double hz, double dbm0, unsigned from_ms,
		 unsigned ms, unsigned offset)
{
	const double peak =
		32767.0 * pow(10.0, (dbm0 - HL_FULL_SCALE_DBM0) / 20.0);
	int16_t *out = x + from_ms * MS + offset;

	for (unsigned i = 0; i < ms * MS; i++)
		out[i] = clipped(out[i] + peak * sin(2.0 * PI * hz * i /
						     HL_RATE_HZ + 0.7));
}

static double noise_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) / 8388608.0 - 1.0;
}

/* White noise of that level. */
static void noise(int16_t *x, double dbm0, unsigned from_ms, unsigned ms)
{
	const double rms = 32767.0 / sqrt(2.0) *
			   pow(10.0, (dbm0 - HL_FULL_SCALE_DBM0) / 20.0);
	uint32_t state = 7;

	for (unsigned i = from_ms * MS; i < (from_ms + ms) * MS; i++)
		x[i] = clipped(x[i] + rms * sqrt(3.0) * noise_next(&state));
}

/*
 * A voice: the cords' pulses at a pitch that wanders, through two resonances
 * that change every 120 ms, with pauses and hisses between.
 */
static void voice(int16_t *x, double pitch, uint32_t state)
{
	double f[2] = { 500.0, 1500.0 };
	double y[2][2] = { { 0.0 } };
	double phase = 0.0;
	int kind = 0;

	for (unsigned i = 0; i < LENGTH; i++) {
		double in;

		if (i % (120 * MS) == 0) {
			f[0] = 550.0 + 250.0 * noise_next(&state);
			f[1] = 1500.0 + 700.0 * noise_next(&state);
			kind = (int)(2.5 + 2.5 * noise_next(&state));
		}
		phase += pitch *
			 (1.0 + 0.2 * sin(2.0 * PI * 3.0 * i / HL_RATE_HZ)) /
			 HL_RATE_HZ;
		in = kind == 0 ? 0.0 : kind == 1 ? noise_next(&state) * 0.1 :
		     phase >= 1.0 ? 1.0 : 0.0;
		phase -= phase >= 1.0;
		for (unsigned k = 0; k < 2; k++) {
			const double r = 0.97;
			const double out =
				in + 2.0 * r * cos(2.0 * PI * f[k] /
						   HL_RATE_HZ) * y[k][0] -
				r * r * y[k][1];

			y[k][1] = y[k][0];
			y[k][0] = out;
			in = out * 0.3;
		}
		x[i] = clipped(12000.0 * in);
	}
}

/* mu-law there and back (ITU-T G.711): what a line makes of it. */
static void companded(int16_t *x)
{
	for (unsigned i = 0; i < LENGTH; i++) {
		int v = abs(x[i]) + 132;
		int step = 8;

		/* Sixteen steps a segment, each segment twice the last. */
		while (v >= 32 * step)
			step *= 2;
		v = v / step * step + step / 2 - 132;
		x[i] = clipped(x[i] < 0 ? -v : v);
	}
}

/* When, and how often, each tone of a list is told. */
struct told {
	unsigned count[HL_WATCH_TONES];
	unsigned first_ms[HL_WATCH_TONES];
};

static struct told listen_to(const int16_t *x,
			     const struct hl_watch_tone *list,
			     unsigned seconds)
{
	struct told told;
	struct hl_pitch pitch;
	unsigned found;

	memset(&told, 0, sizeof(told));
	CU_ASSERT_EQUAL_FATAL(hl_pitch_open(&pitch, list), 0);
	for (unsigned at = 0; at < seconds * HL_RATE_HZ; at += 80) {
		found = hl_pitch_feed(&pitch, x + at, 80);
		for (unsigned i = 0; i < HL_WATCH_TONES; i++) {
			if (!(found & 1u << i))
				continue;
			if (!told.count[i]++)
				told.first_ms[i] = (at + 80) / MS;
		}
	}
	return told;
}

/* How often one tone is told. */
static unsigned heard_long(const int16_t *x, unsigned hz, unsigned other,
			   unsigned ms)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { (uint16_t)hz, (uint16_t)other }, (uint16_t)ms },
	};

	return listen_to(x, list, SECONDS).count[0];
}

/* ... in the first seconds, which are enough for most. */
static unsigned heard(const int16_t *x, unsigned hz, unsigned other,
		      unsigned ms)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { (uint16_t)hz, (uint16_t)other }, (uint16_t)ms },
	};

	return listen_to(x, list, 3).count[0];
}

/* ---- one frequency ------------------------------------------------------ */

static const unsigned pitches[] = { 200, 350, 425, 440, 1100, 2100, 3400 };
#define PITCHES (sizeof(pitches) / sizeof(pitches[0]))

static void a_frequency_may_be_two_percent_off_and_not_five(void)
{
	static const double near[] = { -2.0, -1.3, 0.0, 0.6, 2.0 };
	static const double far[] = { -20.0, -5.0, 5.0, 9.0, 100.0 };
	int16_t *x;

	for (unsigned i = 0; i < PITCHES; i++) {
		for (unsigned k = 0; k < 10; k++) {
			const double off = k < 5 ? near[k] : far[k - 5];

			x = line_new();
			sine(x, pitches[i] * (1.0 + off / 100.0), -20.0,
			     BEGIN_MS, 1000, 3 * k);
			CU_ASSERT_EQUAL(heard(x, pitches[i], 0, 200), k < 5);
			free(x);
		}
	}
}

static void a_tone_counts_from_35_below_to_full_scale(void)
{
	for (int level = -42; level <= 3; level++) {
		int16_t *x = line_new();

		sine(x, 1000.0, level, BEGIN_MS, 1000, 11);
		if (level <= -38 || level >= -35)
			CU_ASSERT_EQUAL(heard(x, 1000, 0, 300), level >= -35);
		free(x);
	}
}

static void a_tone_of_the_length_counts_and_a_shorter_one_does_not(void)
{
	static const unsigned lengths[] = { 50, 60, 115, 400, 2500 };

	for (unsigned i = 0; i < 5; i++) {
		for (unsigned offset = 0; offset < 40; offset += 3) {
			int16_t *x = line_new();
			unsigned ms = lengths[i];

			sine(x, 425.0, -20.0, BEGIN_MS, ms, offset);
			CU_ASSERT_EQUAL(heard(x, 425, 0, ms), 1);
			memset(x, 0, LENGTH * sizeof(*x));
			sine(x, 425.0, -20.0, BEGIN_MS,
			     ms - HL_PITCH_EARLY_MS - 1, offset);
			CU_ASSERT_EQUAL(heard(x, 425, 0, ms), 0);
			free(x);
		}
	}
}

static void a_tone_is_told_when_it_has_lasted_long_enough(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 600, 0 }, 50 },
		{ { 600, 0 }, 500 },
		{ { 600, 0 }, 5000 },
		{ { 600, 0 }, 10000 },
	};
	int16_t *x = line_new();
	struct told told;

	sine(x, 600.0, -20.0, BEGIN_MS, 9000, 0);
	told = listen_to(x, list, SECONDS);
	for (unsigned i = 0; i < 3; i++) {
		CU_ASSERT_EQUAL(told.count[i], 1);
		CU_ASSERT(abs((int)told.first_ms[i] -
			      (int)(BEGIN_MS + list[i].ms)) <= 15);
	}
	CU_ASSERT_EQUAL(told.count[3], 0);
	free(x);
}

static void a_tone_is_told_again_only_after_it_was_gone(void)
{
	int16_t *x = line_new();

	/* Busy tone: ten bursts; then one burst with two gaps of 15 ms. */
	for (unsigned i = 0; i < 10; i++)
		sine(x, 425.0, -20.0, 1000 + 500 * i, 250, i);
	CU_ASSERT_EQUAL(heard_long(x, 425, 0, 200), 10);
	sine(x, 425.0, -20.0, 10000, 300, 0);
	sine(x, 425.0, -20.0, 10315, 300, 0);
	sine(x, 425.0, -20.0, 10630, 300, 0);
	CU_ASSERT_EQUAL(heard_long(x, 425, 0, 200), 11);
	CU_ASSERT_EQUAL(heard_long(x, 425, 0, 900), 1);
	/* Fast pips are pips, not one tone. */
	memset(x, 0, LENGTH * sizeof(*x));
	for (unsigned i = 0; i < 20; i++)
		sine(x, 1400.0, -15.0, 1000 + 120 * i, 60, 0);
	CU_ASSERT_EQUAL(heard_long(x, 1400, 0, 50), 20);
	CU_ASSERT_EQUAL(heard_long(x, 1400, 0, 100), 0);
	free(x);
}

static void noise_may_lie_under_a_tone_and_not_cover_it(void)
{
	int16_t *x = line_new();

	noise(x, -35.0, 0, SECONDS * 1000);
	sine(x, 1100.0, -25.0, 5000, 500, 0);
	CU_ASSERT_EQUAL(heard_long(x, 1100, 0, 400), 1);
	noise(x, -22.0, 10000, 10000);
	sine(x, 1100.0, -25.0, 15000, 500, 0);
	CU_ASSERT_EQUAL(heard_long(x, 1100, 0, 400), 1);
	free(x);
}

/* ---- two ---------------------------------------------------------------- */

/* ITU-T E.180 Supplement 2, and a pair that cannot be told apart. */
static const unsigned pairs[][2] = {
	{ 350, 440 }, { 440, 480 }, { 480, 620 },  { 400, 450 },
	{ 425, 400 }, { 440, 450 }, { 1633, 941 }, { 3400, 200 },
};
#define PAIRS (sizeof(pairs) / sizeof(pairs[0]))

static void two_frequencies_count_together_only(void)
{
	for (unsigned i = 0; i < PAIRS; i++) {
		const unsigned a = pairs[i][0];
		const unsigned b = pairs[i][1];
		const bool apart = abs((int)a - (int)b) >= 40;
		int16_t *x = line_new();

		sine(x, a, -20.0, 1000, 800, 5);
		sine(x, b, -20.0, 1000, 800, 5);
		CU_ASSERT_EQUAL(heard(x, a, b, 500), 1);
		CU_ASSERT_EQUAL(heard(x, b, a, 500), 1);
		if (apart) {
			CU_ASSERT_EQUAL(heard(x, a, 0, 100), 0);
			CU_ASSERT_EQUAL(heard(x, b, 0, 100), 0);
			memset(x, 0, LENGTH * sizeof(*x));
			sine(x, a, -20.0, 1000, 800, 5);
			sine(x, b, -20.0, 2000, 800, 5);
			CU_ASSERT_EQUAL(heard(x, a, b, 100), 0);
		}
		free(x);
	}
}

static void each_of_two_may_be_off_and_weaker(void)
{
	for (unsigned i = 0; i < 4; i++) {
		for (int twist = -14; twist <= 14; twist += 2) {
			for (int off = -4; off <= 4; off++) {
				int16_t *x = line_new();
				const double a =
					pairs[i][0] * (1.0 + off % 3 / 100.0);
				const double b =
					pairs[i][1] * (1.0 + off % 2 / 100.0);

				sine(x, a, -20.0 + twist, 1000, 800, 5);
				sine(x, b, -20.0, 1000, 800, 5);
				if (abs(twist) <= 6)
					CU_ASSERT_EQUAL(
						heard(x, pairs[i][0],
						      pairs[i][1], 300),
						1);
				if (abs(twist) >= 12)
					CU_ASSERT_EQUAL(
						heard(x, pairs[i][0],
						      pairs[i][1], 300),
						0);
				free(x);
			}
		}
	}
}

static void the_tones_of_a_zone_are_heard(void)
{
	struct hl_zone zone;
	int16_t *x = line_new();

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	hl_synth_tone(&zone, HL_TONE_DIAL, 0, x, LENGTH);
	companded(x);
	CU_ASSERT_EQUAL(heard_long(x, 350, 440, 2000), 1);
	CU_ASSERT_EQUAL(heard_long(x, 440, 480, 50), 0);
	hl_synth_tone(&zone, HL_TONE_RINGBACK, 0, x, LENGTH);
	companded(x);
	CU_ASSERT_EQUAL(heard_long(x, 440, 480, 1900), SECONDS / 6);
	hl_synth_tone(&zone, HL_TONE_BUSY, 0, x, LENGTH);
	companded(x);
	CU_ASSERT_EQUAL(heard_long(x, 480, 620, 450), SECONDS);
	CU_ASSERT_EQUAL(heard_long(x, 480, 620, 550), 0);
	CU_ASSERT_EQUAL(heard_long(x, 0, 0, 450), SECONDS);
	free(x);
}

/* ---- what is none ------------------------------------------------------- */

static void a_voice_is_no_tone(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 425, 0 }, 150 },
		{ { 1100, 0 }, 100 },
		{ { 350, 440 }, 100 },
		{ { 480, 620 }, 100 },
	};

	for (unsigned i = 0; i < 6; i++) {
		int16_t *x = line_new();
		struct told told;

		voice(x, 90.0 + 35.0 * i, i + 1);
		told = listen_to(x, list, SECONDS);
		for (unsigned k = 0; k < HL_WATCH_TONES; k++)
			CU_ASSERT_EQUAL(told.count[k], 0);
		free(x);
	}
}

static void noise_is_neither_tone_nor_silence(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 300, 0 }, 50 },
		{ { 3000, 0 }, 50 },
		{ { 1000, 2000 }, 50 },
		{ { 0, 0 }, 50 },
	};
	int16_t *x = line_new();
	struct told told;

	noise(x, -20.0, 0, SECONDS * 1000);
	told = listen_to(x, list, SECONDS);
	for (unsigned i = 0; i < HL_WATCH_TONES; i++)
		CU_ASSERT_EQUAL(told.count[i], 0);
	free(x);
}

static void silence_is_what_lies_below_its_threshold(void)
{
	int16_t *x = line_new();

	noise(x, -47.0, 0, SECONDS * 1000);
	CU_ASSERT_EQUAL(heard_long(x, 0, 0, 100), 0);
	memset(x, 0, LENGTH * sizeof(*x));
	noise(x, -54.0, 0, SECONDS * 1000);
	CU_ASSERT_EQUAL(heard_long(x, 0, 0, 10000), 1);
	/* A constant, as codecs make it, is no sound; a click is too short. */
	for (unsigned i = 0; i < LENGTH; i++)
		x[i] = clipped(x[i] + 400.0);
	for (unsigned ms = 2000; ms < 20000; ms += 1000)
		sine(x, 1000.0, -10.0, ms, 8, 0);
	CU_ASSERT_EQUAL(heard_long(x, 0, 0, 10000), 1);
	/* A word is not. */
	sine(x, 700.0, -20.0, 15000, 100, 0);
	CU_ASSERT_EQUAL(heard_long(x, 0, 0, 10000), 2);
	free(x);
}

static void the_length_of_a_silence_is_measured(void)
{
	for (unsigned ms = 50; ms <= 2000; ms += 325) {
		for (unsigned offset = 0; offset < 80; offset += 7) {
			int16_t *x = line_new();

			sine(x, 900.0, -20.0, 0, 3000, 0);
			memset(x + 500 * MS + offset, 0,
			       ms * MS * sizeof(*x));
			CU_ASSERT_EQUAL(heard(x, 0, 0, ms), 1);
			CU_ASSERT_EQUAL(
				heard(x, 0, 0, ms + HL_PITCH_EARLY_MS + 1), 0);
			free(x);
		}
	}
}

/* ---- the object --------------------------------------------------------- */

static void nonsense_is_refused_and_changes_nothing(void)
{
	static const struct hl_watch_tone bad[][HL_WATCH_TONES] = {
		{ { { 199, 0 }, 100 } },
		{ { { 3401, 0 }, 100 } },
		{ { { 500, 199 }, 100 } },
		{ { { 0, 500 }, 100 } },
		{ { { 500, 0 }, 49 } },
		{ { { 0, 0 }, 10001 } },
		{ { { 500, 0 }, 100 }, { { 500, 65535 }, 100 } },
		{ { { 500, 0 }, 0 }, { { 500, 0 }, 100 } },
	};
	struct hl_pitch pitch;
	struct hl_pitch before;

	memset(&pitch, 0x5a, sizeof(pitch));
	memcpy(&before, &pitch, sizeof(before));
	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CU_ASSERT_EQUAL(hl_pitch_open(&pitch, bad[i]), -EINVAL);
		CU_ASSERT_EQUAL(memcmp(&pitch, &before, sizeof(pitch)), 0);
	}
}

static void it_does_not_matter_how_the_samples_are_cut(void)
{
	const struct hl_watch_tone list[HL_WATCH_TONES] = {
		{ { 440, 480 }, 300 },
		{ { 0, 0 }, 300 },
		{ { 2100, 0 }, 70 },
	};
	int16_t *x = line_new();
	struct hl_pitch one;
	struct hl_pitch other;
	unsigned a = 0;
	unsigned b = 0;

	sine(x, 440.0, -20.0, 1000, 700, 1);
	sine(x, 480.0, -20.0, 1000, 700, 1);
	sine(x, 2100.0, -30.0, 3000, 100, 3);
	hl_pitch_open(&one, list);
	hl_pitch_open(&other, list);
	for (unsigned at = 0, n; at < 32000; at += n) {
		n = 1 + at % 397;
		a |= hl_pitch_feed(&one, x + at, n);
		for (unsigned i = 0; i < n; i++)
			b |= hl_pitch_feed(&other, x + at + i, 1);
	}
	CU_ASSERT_EQUAL(a, 7);
	CU_ASSERT_EQUAL(b, 7);
	CU_ASSERT_EQUAL(memcmp(&one, &other, sizeof(one)), 0);
	CU_ASSERT(sizeof(struct hl_pitch) <= 1024);
	free(x);
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo claims[] = {
	T(a_frequency_may_be_two_percent_off_and_not_five),
	T(a_tone_counts_from_35_below_to_full_scale),
	T(a_tone_of_the_length_counts_and_a_shorter_one_does_not),
	T(a_tone_is_told_when_it_has_lasted_long_enough),
	T(a_tone_is_told_again_only_after_it_was_gone),
	T(noise_may_lie_under_a_tone_and_not_cover_it),
	T(two_frequencies_count_together_only),
	T(each_of_two_may_be_off_and_weaker),
	T(the_tones_of_a_zone_are_heard),
	T(a_voice_is_no_tone),
	T(noise_is_neither_tone_nor_silence),
	T(silence_is_what_lies_below_its_threshold),
	T(the_length_of_a_silence_is_measured),
	T(nonsense_is_refused_and_changes_nothing),
	T(it_does_not_matter_how_the_samples_are_cut),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_pitch(void)
{
	return claims;
}
