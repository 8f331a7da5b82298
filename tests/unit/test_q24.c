/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_q24.c - claims about the receiver of digits
 *
 * A sample of what tests/bench/dtmf.c counts at length: the AT&T and the
 * hardest other column of ITU-T Q.24, Annex A, and our own dial tones.
 */
#include "suites.h"

#include "holdline/canceller.h"
#include "holdline/dtmf.h"
#include "bench/dtmf_signal.h"

#include "holdline/synth.h"
#include "holdline/zone.h"

#include <string.h>

#define TIMES 3u /* of each key, with other phases and noise */
#define ROOM  16u

static struct dtmf_signal plain(double dbm0, double on_ms)
{
	struct dtmf_signal s = { .low_dbm0 = dbm0, .high_dbm0 = dbm0,
				 .on_ms = on_ms };

	return s;
}

/* Signals in which not exactly @want times the key was heard. */
static unsigned misses(const struct dtmf_signal *s, unsigned want)
{
	int16_t samples[DTMF_SIGNAL_MAX];
	uint64_t seed = 1;
	struct hl_dtmf rx;
	char heard[ROOM];
	char wanted[ROOM];
	unsigned i, n, got;
	unsigned bad = 0;

	for (i = 0; i < 16 * TIMES; i++) {
		n = dtmf_signal_make(s, i % 16, &seed, samples);
		hl_dtmf_init(&rx);
		got = hl_dtmf_hear(&rx, samples, n, ROOM, heard);
		memset(wanted, DTMF_KEYS[i % 16], want);
		bad += got != want || memcmp(heard, wanted, want) != 0;
	}
	return bad;
}

/* Both tones off together, apart, and one alone. */
static unsigned misses_off(struct dtmf_signal s, double off, unsigned want)
{
	static const int ways[][2] = { { 1, 1 },  { 1, -1 }, { -1, 1 },
				       { -1, -1 }, { 1, 0 },  { 0, -1 } };
	unsigned bad = 0;
	unsigned i;

	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		s.low_off = ways[i][0] * off;
		s.high_off = ways[i][1] * off;
		bad += misses(&s, want);
	}
	return bad;
}

/* ---- ITU-T Q.24, Annex A ------------------------------------------------ */

static void keys_a_little_off_are_heard(void)
{
	CU_ASSERT_EQUAL(misses_off(plain(-12, 40), 0.018, 1), 0);
}

static void keys_far_off_are_not_heard(void)
{
	CU_ASSERT_EQUAL(misses_off(plain(-12, 100), 0.030, 0), 0);
}

static void keys_from_full_level_to_the_end_of_a_long_loop_are_heard(void)
{
	static const double dbm0[] = { 0, -12, -25, -40 };
	unsigned i;

	for (i = 0; i < sizeof(dbm0) / sizeof(dbm0[0]); i++) {
		struct dtmf_signal s = plain(dbm0[i], 40);

		CU_ASSERT_EQUAL(misses(&s, 1), 0);
	}
}

static void keys_of_another_line_are_not_heard(void)
{
	struct dtmf_signal s = plain(-50, 100);

	CU_ASSERT_EQUAL(misses(&s, 0), 0);
}

static void one_tone_may_be_ten_db_louder(void)
{
	struct dtmf_signal s = plain(-8, 40);

	s.low_dbm0 = -18;
	CU_ASSERT_EQUAL(misses(&s, 1), 0);
	s.low_dbm0 = -8;
	s.high_dbm0 = -18;
	CU_ASSERT_EQUAL(misses(&s, 1), 0);
}

static void one_tone_alone_is_no_digit(void)
{
	struct dtmf_signal s = plain(-8, 100);

	s.low_dbm0 = -80;
	CU_ASSERT_EQUAL(misses(&s, 0), 0);
	s.low_dbm0 = -8;
	s.high_dbm0 = -80;
	CU_ASSERT_EQUAL(misses(&s, 0), 0);
}

static void forty_ms_are_a_digit_and_twenty_five_are_none(void)
{
	struct dtmf_signal s = plain(-12, 40);

	CU_ASSERT_EQUAL(misses(&s, 1), 0);
	s.on_ms = 25;
	CU_ASSERT_EQUAL(misses(&s, 0), 0);
}

static void a_pause_of_thirty_ms_makes_two_digits(void)
{
	struct dtmf_signal s = plain(-12, 40);

	s.gap_ms = 30;
	CU_ASSERT_EQUAL(misses(&s, 2), 0);
}

static void an_interrupted_digit_is_one(void)
{
	static const double gap_ms[] = { 5, 10, 15, 20 };
	struct dtmf_signal s = plain(-12, 50);
	unsigned i;

	for (i = 0; i < sizeof(gap_ms) / sizeof(gap_ms[0]); i++) {
		s.gap_ms = gap_ms[i];
		CU_ASSERT_EQUAL(misses(&s, 1), 0);
	}
}

static void a_key_held_for_long_is_one_digit(void)
{
	struct dtmf_signal s = plain(-12, 700);

	CU_ASSERT_EQUAL(misses(&s, 1), 0);
}

static void digits_are_heard_in_noise_and_with_an_echo(void)
{
	struct dtmf_signal s = plain(-12, 50);

	s.snr_db = 15;
	CU_ASSERT_EQUAL(misses(&s, 1), 0);
	s = plain(-12, 40);
	s.echo_db = 10;
	s.echo_ms = 20;
	CU_ASSERT_EQUAL(misses(&s, 1), 0);
}

/* ---- our own dial tone -------------------------------------------------- */

/* A bad hybrid: half of the dial tone comes back. */
static void digits_are_heard_through_nine_countries_dial_tones(void)
{
	static const char *const countries[] = { "us", "uk", "de", "fr", "it",
						 "jp", "au", "cn", "in" };
	struct dtmf_signal s = plain(-25, 50);
	struct hl_zone zone;
	unsigned i;

	s.zone = &zone;
	s.loss_db = 6;
	for (i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
		CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, countries[i]), 0);
		s.tone = HL_TONE_DIAL;
		CU_ASSERT_EQUAL(misses(&s, 1), 0);
		s.tone = HL_TONE_RECALL;
		CU_ASSERT_EQUAL(misses(&s, 1), 0);
	}
}

/* What a receiver hears behind a canceller that knows the tone. */
static unsigned hear_over(const struct dtmf_signal *s, int16_t *samples,
			  unsigned n, char *heard)
{
	struct hl_canceller canceller;
	struct hl_dtmf rx;

	hl_canceller_init(&canceller);
	hl_canceller_tone(&canceller, s->zone, s->tone);
	hl_canceller_take(&canceller, samples, n);
	hl_dtmf_init(&rx);
	return hl_dtmf_hear(&rx, samples, n, ROOM, heard);
}

/* 480, 600 and 720 Hz: the low tones of digits are 697 and up. */
static void digits_are_heard_over_a_dial_tone_as_high_as_they_are(void)
{
	static const double levels[] = { -7, -15, -25 };
	struct dtmf_signal s = plain(0, 50);
	int16_t samples[DTMF_SIGNAL_MAX];
	uint64_t seed = 1;
	struct hl_zone zone;
	unsigned lost = 0;
	char heard[ROOM];
	unsigned i, n;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us-old"), 0);
	s.zone = &zone;
	for (i = 0; i < 16 * 3 * 4; i++) {
		s.low_dbm0 = s.high_dbm0 = levels[i / 16 % 3];
		s.tone = i / 48 % 2 ? HL_TONE_RECALL : HL_TONE_DIAL;
		s.loss_db = i / 96 ? 10 : 0;
		n = dtmf_signal_make(&s, i % 16, &seed, samples);
		n = hear_over(&s, samples, n, heard);
		lost += n != 1 || heard[0] != DTMF_KEYS[i % 16];
	}
	CU_ASSERT_EQUAL(lost, 0);
}

/*
 * Where the tone changes, also 15 dB above a short digit. Italy's recall tone
 * does so every 400 ms.
 */
static void digits_are_heard_where_the_dial_tone_changes(void)
{
	struct dtmf_signal s = plain(-25, 50);
	int16_t samples[DTMF_SIGNAL_MAX];
	uint64_t seed = 1;
	struct hl_zone zone;
	struct hl_dtmf rx;
	char heard[ROOM];
	unsigned lost = 0;
	unsigned i, n;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "it"), 0);
	s.zone = &zone;
	s.tone = HL_TONE_RECALL;
	for (i = 0; i < 16 * 20; i++) {
		n = dtmf_signal_make(&s, i % 16, &seed, samples);
		hl_dtmf_init(&rx);
		n = hl_dtmf_hear(&rx, samples, n, ROOM, heard);
		lost += n != 1 || heard[0] != DTMF_KEYS[i % 16];
	}
	CU_ASSERT_EQUAL(lost, 0);
}

static void no_tone_of_ours_is_a_digit(void)
{
	int16_t samples[2 * HL_RATE_HZ];
	struct hl_zone zone;
	struct hl_dtmf rx;
	char heard[ROOM];
	int tone;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	for (tone = 0; tone < HL_TONE_COUNT; tone++) {
		hl_synth_tone(&zone, (enum hl_tone)tone, 0, samples,
			      2 * HL_RATE_HZ);
		hl_dtmf_init(&rx);
		CU_ASSERT_EQUAL(hl_dtmf_hear(&rx, samples, 2 * HL_RATE_HZ,
					     ROOM, heard),
				hl_tone_digit((enum hl_tone)tone) ? 1u : 0u);
	}
}

/* ---- the receiver itself ------------------------------------------------ */

/* "1" and "2" with 60 ms between them. */
static unsigned two_keys(int16_t *ret)
{
	struct dtmf_signal s = plain(-12, 60);
	uint64_t seed = 1;
	unsigned n = dtmf_signal_make(&s, 0, &seed, ret);

	return n + dtmf_signal_make(&s, 1, &seed, ret + n);
}

static void it_does_not_matter_how_samples_are_cut(void)
{
	static const unsigned cuts[] = { 1, 7, 160, 1000 };
	int16_t samples[2 * DTMF_SIGNAL_MAX];
	unsigned n = two_keys(samples);
	struct hl_dtmf rx;
	char heard[ROOM] = "";
	unsigned i, at, step, got;

	for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		hl_dtmf_init(&rx);
		got = 0;
		for (at = 0; at < n; at += step) {
			step = cuts[i] < n - at ? cuts[i] : n - at;
			got += hl_dtmf_hear(&rx, samples + at, step,
					    ROOM - got, heard + got);
		}
		CU_ASSERT_EQUAL_FATAL(got, 2);
		CU_ASSERT_EQUAL(memcmp(heard, "12", 2), 0);
	}
}

static void digits_without_room_are_left_out(void)
{
	int16_t samples[2 * DTMF_SIGNAL_MAX];
	unsigned n = two_keys(samples);
	struct hl_dtmf rx;
	char heard[2] = { 0, 'x' };

	hl_dtmf_init(&rx);
	CU_ASSERT_EQUAL(hl_dtmf_hear(&rx, samples, n, 1, heard), 1);
	CU_ASSERT_EQUAL(heard[0], '1');
	CU_ASSERT_EQUAL(heard[1], 'x');
	hl_dtmf_init(&rx);
	CU_ASSERT_EQUAL(hl_dtmf_hear(&rx, samples, n, 0, NULL), 0);
}

static void the_loudest_and_the_emptiest_samples_are_no_digits(void)
{
	int16_t samples[DTMF_SIGNAL_MAX];
	struct hl_dtmf rx;
	char heard[ROOM];
	unsigned i;

	for (i = 0; i < DTMF_SIGNAL_MAX; i++)
		samples[i] = i / 8 % 2 ? INT16_MAX : INT16_MIN;
	hl_dtmf_init(&rx);
	CU_ASSERT_EQUAL(hl_dtmf_hear(&rx, samples, DTMF_SIGNAL_MAX, ROOM,
				     heard), 0);
	memset(samples, 0, sizeof(samples));
	CU_ASSERT_EQUAL(hl_dtmf_hear(&rx, samples, DTMF_SIGNAL_MAX, ROOM,
				     heard), 0);
}

static void a_receiver_is_smaller_than_the_one_it_replaces(void)
{
	CU_ASSERT(sizeof(struct hl_dtmf) <= 432);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_q24(void)
{
	static CU_TestInfo claims[] = {
		CLAIM(keys_a_little_off_are_heard),
		CLAIM(keys_far_off_are_not_heard),
		CLAIM(keys_from_full_level_to_the_end_of_a_long_loop_are_heard),
		CLAIM(keys_of_another_line_are_not_heard),
		CLAIM(one_tone_may_be_ten_db_louder),
		CLAIM(one_tone_alone_is_no_digit),
		CLAIM(forty_ms_are_a_digit_and_twenty_five_are_none),
		CLAIM(a_pause_of_thirty_ms_makes_two_digits),
		CLAIM(an_interrupted_digit_is_one),
		CLAIM(a_key_held_for_long_is_one_digit),
		CLAIM(digits_are_heard_in_noise_and_with_an_echo),
		CLAIM(digits_are_heard_through_nine_countries_dial_tones),
		CLAIM(digits_are_heard_over_a_dial_tone_as_high_as_they_are),
		CLAIM(digits_are_heard_where_the_dial_tone_changes),
		CLAIM(no_tone_of_ours_is_a_digit),
		CLAIM(it_does_not_matter_how_samples_are_cut),
		CLAIM(digits_without_room_are_left_out),
		CLAIM(the_loudest_and_the_emptiest_samples_are_no_digits),
		CLAIM(a_receiver_is_smaller_than_the_one_it_replaces),
		CU_TEST_INFO_NULL,
	};

	return claims;
}
