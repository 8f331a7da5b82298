/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_canceller.c - claims about our own tone and what is left of it
 *
 * Whether digits are heard over it: test_q24.c.
 */
#include "suites.h"

#include "holdline/canceller.h"

#include <math.h>
#include <string.h>

#include "holdline/dtmf.h"
#include "holdline/synth.h"
#include "holdline/zone.h"
#include "bench/dtmf_signal.h"

#define SECOND HL_RATE_HZ
#define LATE   HL_CANCELLER_DELAY

static struct hl_zone zone_of(const char *country)
{
	struct hl_zone zone;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, country), 0);
	return zone;
}

static struct hl_canceller canceller_of(const struct hl_zone *zone,
					enum hl_tone tone)
{
	struct hl_canceller canceller;

	hl_canceller_init(&canceller);
	hl_canceller_tone(&canceller, zone, tone);
	return canceller;
}

static double power(const int16_t *samples, unsigned n)
{
	double sum = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		sum += (double)samples[i] * samples[i];
	return sum / n;
}

static void sine_add(double hz, double size, int16_t *samples, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		samples[i] = (int16_t)(samples[i] +
				       lrint(size * sin(2 * M_PI * hz * i /
							HL_RATE_HZ)));
}

/* ---- which tones -------------------------------------------------------- */

static void only_what_the_receiver_is_not_deaf_to_is_taken_out(void)
{
	struct hl_zone zone = zone_of("us");

	CU_ASSERT_FALSE(hl_canceller_helps(&zone, HL_TONE_DIAL));
	CU_ASSERT_FALSE(hl_canceller_helps(&zone, HL_TONE_BUSY));
	CU_ASSERT_FALSE(hl_canceller_helps(&zone, HL_TONE_NONE));
	zone = zone_of("us-old");
	CU_ASSERT_TRUE(hl_canceller_helps(&zone, HL_TONE_DIAL));
	CU_ASSERT_TRUE(hl_canceller_helps(&zone, HL_TONE_RECALL));
	CU_ASSERT_TRUE(hl_canceller_helps(&zone, HL_TONE_STUTTER));
	zone = zone_of("it");
	CU_ASSERT_FALSE(hl_canceller_helps(&zone, HL_TONE_DIAL));
	CU_ASSERT_TRUE(hl_canceller_helps(&zone, HL_TONE_RECALL));
}

/* ---- what is left ------------------------------------------------------- */

static void a_tone_that_comes_back_is_thirty_db_weaker_soon(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_DIAL);
	int16_t samples[SECOND];
	double before;

	hl_synth_tone(&zone, HL_TONE_DIAL, 12345, samples, SECOND);
	before = power(samples, SECOND);
	hl_canceller_take(&canceller, samples, SECOND);
	CU_ASSERT(power(samples + 800, SECOND - 800) < before / 1000);
}

/* 697 Hz for 100 ms, which is 23 Hz beside a part of the tone. */
static void a_sine_close_to_the_tone_is_not_weakened(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_DIAL);
	int16_t samples[SECOND];
	double want = 2000.0 * 2000.0 / 2;
	double got;

	hl_synth_tone(&zone, HL_TONE_DIAL, 0, samples, SECOND);
	sine_add(697, 2000, samples + 4000, 800);
	hl_canceller_take(&canceller, samples, SECOND);
	got = power(samples + 4000 + LATE, 800);
	CU_ASSERT(got > 0.9 * want && got < 1.1 * want);
	/* Nor is the tone there again afterwards. */
	CU_ASSERT(power(samples + 5200, 800) < 100 * 100);
}

static void nothing_is_put_into_the_pauses_of_a_tone(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_STUTTER);
	int16_t samples[SECOND];

	hl_synth_tone(&zone, HL_TONE_STUTTER, 0, samples, SECOND);
	hl_canceller_take(&canceller, samples, SECOND);
	CU_ASSERT(power(samples + 800 + LATE, 800) < 100 * 100);
	CU_ASSERT(power(samples + 2400 + LATE, 800) < 100 * 100);
}

/* Begun anew by who plays it, at a place of its own. */
static void a_tone_that_jumps_is_learned_anew(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_DIAL);
	int16_t samples[2 * SECOND];

	hl_synth_tone(&zone, HL_TONE_DIAL, 0, samples, SECOND);
	hl_synth_tone(&zone, HL_TONE_DIAL, 17, samples + SECOND, SECOND);
	hl_canceller_take(&canceller, samples, 2 * SECOND);
	CU_ASSERT(power(samples + SECOND + 1000, SECOND - 1000) < 100 * 100);
}

static void what_is_said_before_the_tone_is_heard_passes_unchanged(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_DIAL);
	int16_t samples[SECOND] = { 0 };
	int16_t same[SECOND];

	sine_add(697, 3000, samples, SECOND);
	sine_add(1209, 3000, samples, SECOND);
	memcpy(same, samples, sizeof(same));
	hl_canceller_take(&canceller, samples, SECOND);
	CU_ASSERT_EQUAL(memcmp(samples + LATE, same,
			       (SECOND - LATE) * sizeof(same[0])),
			0);
}

/* The first digit ends the tone. */
static void after_a_stopped_tone_all_passes_unchanged(void)
{
	struct hl_zone zone = zone_of("us-old");
	struct hl_canceller canceller = canceller_of(&zone, HL_TONE_DIAL);
	int16_t samples[SECOND], same[SECOND];

	hl_synth_tone(&zone, HL_TONE_DIAL, 0, samples, SECOND);
	hl_canceller_take(&canceller, samples, SECOND);
	hl_canceller_tone(&canceller, NULL, HL_TONE_NONE);
	memset(samples, 0, sizeof(samples));
	hl_canceller_take(&canceller, samples, SECOND);
	/* Of the tone that is not there any more nothing is put in. */
	CU_ASSERT(power(samples + 2 * LATE, 800) < 100 * 100);

	hl_synth_tone(&zone, HL_TONE_DIAL, 0, samples, SECOND);
	memcpy(same, samples, sizeof(same));
	hl_canceller_take(&canceller, samples, SECOND);
	CU_ASSERT_EQUAL(memcmp(samples + LATE, same,
			       (SECOND - LATE) * sizeof(same[0])),
			0);
}

static void it_does_not_matter_how_samples_are_cut(void)
{
	static const unsigned cuts[] = { 1, 7, 160, 1000 };
	struct hl_zone zone = zone_of("us-old");
	int16_t whole[SECOND], parts[SECOND];
	struct hl_canceller canceller;
	unsigned i, at, n;

	hl_synth_tone(&zone, HL_TONE_RECALL, 0, whole, SECOND);
	canceller = canceller_of(&zone, HL_TONE_RECALL);
	hl_canceller_take(&canceller, whole, SECOND);
	for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		hl_synth_tone(&zone, HL_TONE_RECALL, 0, parts, SECOND);
		canceller = canceller_of(&zone, HL_TONE_RECALL);
		for (at = 0; at < SECOND; at += n) {
			n = cuts[i] < SECOND - at ? cuts[i] : SECOND - at;
			hl_canceller_take(&canceller, parts + at, n);
		}
		CU_ASSERT_EQUAL(memcmp(parts, whole, sizeof(whole)), 0);
	}
}

/* ---- the tone that a card's driver makes -------------------------------- */

/* A sine as DAHDI makes it: two numbers before, a factor of 15 bits. */
struct card_sine {
	int fac, now, last;
};

static struct card_sine card_sine(double hz, double dbm0)
{
	double size = pow(10.0, (dbm0 - 3.14) / 20.0) * 32768.0;
	double w = 2 * M_PI * hz / HL_RATE_HZ;
	struct card_sine s = { (int)(2 * cos(w) * 32768.0),
			       (int)(sin(-2 * w) * size),
			       (int)(sin(-3 * w) * size) };

	return s;
}

static int card_next(struct card_sine *s)
{
	int next = (s->fac * s->now >> 15) - s->last;

	s->last = s->now;
	s->now = next;
	return next;
}

/* 600*120 as dahdi_tone_nextsample() modulates it, 6 dB of it lost. */
static void card_tone(int16_t *ret, unsigned n)
{
	struct card_sine carrier = card_sine(600, -10);
	struct card_sine other = card_sine(120, -10);
	unsigned i;
	int p;

	for (i = 0; i < n; i++) {
		p = (32768 - card_next(&other)) * 9 / 10 + 1;
		ret[i] = (int16_t)((card_next(&carrier) * p >> 15) / 2);
	}
}

/* Its frequencies are rounded, and 5 s are long. */
static void digits_are_heard_over_the_tone_of_a_card(void)
{
	struct dtmf_signal s = { .low_dbm0 = -25, .high_dbm0 = -25,
				 .on_ms = 50 };
	struct hl_zone zone = zone_of("us-old");
	int16_t key[DTMF_SIGNAL_MAX], samples[5 * SECOND];
	struct hl_canceller canceller;
	uint64_t seed = 1;
	unsigned lost = 0;
	struct hl_dtmf rx;
	char heard[8];
	unsigned i, k, n;

	for (k = 0; k < 16; k++) {
		card_tone(samples, 5 * SECOND);
		n = dtmf_signal_make(&s, k, &seed, key);
		for (i = 0; i < n; i++)
			samples[5 * SECOND - n + i] += key[i];
		canceller = canceller_of(&zone, HL_TONE_DIAL);
		hl_canceller_take(&canceller, samples, 5 * SECOND);
		hl_dtmf_init(&rx);
		n = hl_dtmf_hear(&rx, samples, 5 * SECOND, 8, heard);
		lost += n != 1 || heard[0] != DTMF_KEYS[k];
	}
	CU_ASSERT_EQUAL(lost, 0);
}

/* clang-format off */
#define T(name) { #name, name }

CU_TestInfo *test_canceller(void)
{
	static CU_TestInfo claims[] = {
		T(only_what_the_receiver_is_not_deaf_to_is_taken_out),
		T(a_tone_that_comes_back_is_thirty_db_weaker_soon),
		T(a_sine_close_to_the_tone_is_not_weakened),
		T(nothing_is_put_into_the_pauses_of_a_tone),
		T(a_tone_that_jumps_is_learned_anew),
		T(what_is_said_before_the_tone_is_heard_passes_unchanged),
		T(after_a_stopped_tone_all_passes_unchanged),
		T(it_does_not_matter_how_samples_are_cut),
		T(digits_are_heard_over_the_tone_of_a_card),
		CU_TEST_INFO_NULL,
	};

	return claims;
}
/* clang-format on */
