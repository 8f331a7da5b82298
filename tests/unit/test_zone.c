/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_zone.c - claims about the tone plans and the names of tones
 */
#include "suites.h"

#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <string.h>

static struct hl_zone load(const char *country)
{
	struct hl_zone zone;

	memset(&zone, 0, sizeof(zone));
	CU_ASSERT_EQUAL(hl_zone_load(&zone, country), 0);
	return zone;
}

static void segment_is(const struct hl_tone_segment *s, unsigned f1,
		       unsigned f2, hl_msec ms, bool once)
{
	CU_ASSERT_EQUAL(s->f1_hz, f1);
	CU_ASSERT_EQUAL(s->f2_hz, f2);
	CU_ASSERT_EQUAL(s->ms, ms);
	CU_ASSERT_EQUAL(s->once, once);
}

/* n beeps of 100 ms, then steady */
static void beeps_are(const struct hl_tone_plan *plan, unsigned n, unsigned f1,
		      unsigned f2)
{
	CU_ASSERT_EQUAL_FATAL(plan->count, 2 * n + 1);
	CU_ASSERT_EQUAL(plan->loop, 2 * n);
	for (unsigned i = 0; i < n; i++) {
		segment_is(&plan->segment[2 * i], f1, f2, 100, true);
		segment_is(&plan->segment[2 * i + 1], 0, 0, 100, true);
	}
	segment_is(&plan->segment[2 * n], f1, f2, 0, false);
}

static void every_listed_country_loads_with_all_its_tones(void)
{
	const char *country;
	unsigned n = 0;

	for (; (country = hl_zone_country(n)); n++) {
		struct hl_zone zone = load(country);

		CU_ASSERT_STRING_EQUAL(zone.country, country);
		CU_ASSERT(strlen(zone.name) > 2);
		CU_ASSERT_EQUAL(zone.tone[HL_TONE_NONE].count, 0);
		for (int tone = 1; tone < HL_TONE_COUNT; tone++)
			CU_ASSERT(zone.tone[tone].count > 0);
		CU_ASSERT(zone.ring[HL_RING_NORMAL].count >= 2);
		CU_ASSERT_EQUAL(zone.ring[HL_RING_NONE].count, 0);
	}
	CU_ASSERT(n >= 40);
}

static void an_unknown_country_is_refused_and_changes_nothing(void)
{
	struct hl_zone zone = load("us"), before = zone;

	CU_ASSERT_EQUAL(hl_zone_load(&zone, "xx"), -ENOENT);
	CU_ASSERT_EQUAL(hl_zone_load(&zone, ""), -ENOENT);
	CU_ASSERT_EQUAL(hl_zone_load(&zone, "a very long country"), -ENOENT);
	CU_ASSERT_EQUAL(memcmp(&zone, &before, sizeof(zone)), 0);
}

static void a_country_is_found_in_any_case(void)
{
	struct hl_zone zone = load("De");

	CU_ASSERT_STRING_EQUAL(zone.country, "de");
}

static void the_us_plan_is_the_precise_tone_plan(void)
{
	struct hl_zone zone = load("us");

	CU_ASSERT_EQUAL(zone.number, 0);
	segment_is(zone.tone[HL_TONE_DIAL].segment, 350, 440, 0, false);
	segment_is(zone.tone[HL_TONE_BUSY].segment, 480, 620, 500, false);
	segment_is(zone.tone[HL_TONE_CONGESTION].segment, 480, 620, 250, false);
	segment_is(zone.tone[HL_TONE_RINGBACK].segment, 440, 480, 2000, false);
	beeps_are(&zone.tone[HL_TONE_RECALL], 3, 350, 440);
	beeps_are(&zone.tone[HL_TONE_STUTTER], 6, 350, 440);
}

static void a_missing_comma_in_new_zealand_is_put_right(void)
{
	struct hl_zone zone = load("nz");

	beeps_are(&zone.tone[HL_TONE_RECALL], 3, 400, 0);
	beeps_are(&zone.tone[HL_TONE_STUTTER], 6, 400, 0);
}

static void france_recalls_with_its_own_dial_tone(void)
{
	struct hl_zone zone = load("fr");

	beeps_are(&zone.tone[HL_TONE_RECALL], 3, 440, 0);
}

static void india_modulates_its_recall_like_its_dial_tone(void)
{
	struct hl_zone zone = load("in");

	beeps_are(&zone.tone[HL_TONE_RECALL], 3, 400, 25);
	CU_ASSERT(zone.tone[HL_TONE_RECALL].segment[0].modulated);
	CU_ASSERT(zone.tone[HL_TONE_DIAL].segment[0].modulated);
}

static void japan_modulates_where_the_table_adds_15_hz(void)
{
	struct hl_zone zone = load("jp");

	segment_is(zone.tone[HL_TONE_RINGBACK].segment, 400, 15, 1000, false);
	CU_ASSERT(zone.tone[HL_TONE_RINGBACK].segment[0].modulated);
}

static void a_correction_has_a_text_and_a_right_row_has_none(void)
{
	CU_ASSERT_PTR_NOT_NULL(hl_zone_correction("nz", HL_TONE_RECALL));
	CU_ASSERT_PTR_NOT_NULL(hl_zone_correction("NZ", HL_TONE_RECALL));
	CU_ASSERT_PTR_NULL(hl_zone_correction("us", HL_TONE_RECALL));
	CU_ASSERT_PTR_NULL(hl_zone_correction("nz", HL_TONE_DIAL));
}

static void no_sum_has_a_part_below_the_voice_band(void)
{
	const char *country;

	for (unsigned n = 0; (country = hl_zone_country(n)); n++) {
		struct hl_zone zone = load(country);

		for (int tone = 1; tone < HL_TONE_COUNT; tone++) {
			const struct hl_tone_segment *s =
				zone.tone[tone].segment;

			for (unsigned i = 0; i < zone.tone[tone].count; i++) {
				if (s[i].f1_hz)
					CU_ASSERT(s[i].f1_hz >= 300);
				if (s[i].f2_hz && !s[i].modulated)
					CU_ASSERT(s[i].f2_hz >= 300);
			}
		}
	}
}

static void the_second_australian_congestion_burst_is_quieter(void)
{
	struct hl_zone zone = load("au");
	const struct hl_tone_segment *s = zone.tone[HL_TONE_CONGESTION].segment;

	CU_ASSERT_DOUBLE_EQUAL(s[0].level1_dbm0, -10.0, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(s[2].level1_dbm0, -20.5, 0.01);
}

static void digits_have_the_frequencies_of_q23_and_the_zones_levels(void)
{
	struct hl_zone zone = load("uk");
	const struct hl_tone_segment *five = zone.tone[HL_TONE_D5].segment;

	segment_is(five, 770, 1336, HL_DTMF_MS, true);
	CU_ASSERT_DOUBLE_EQUAL(five->level1_dbm0, -11.0, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(five->level2_dbm0, -9.0, 0.01);
	segment_is(zone.tone[HL_TONE_D0].segment, 941, 1336, HL_DTMF_MS, true);
	segment_is(zone.tone[HL_TONE_DD].segment, 941, 1633, HL_DTMF_MS, true);
	CU_ASSERT_EQUAL(zone.tone[HL_TONE_D5].loop, 1);
}

static void the_holding_tone_is_a_quiet_double_beep(void)
{
	struct hl_zone zone = load("us");
	const struct hl_tone_plan *plan = &zone.tone[HL_TONE_HOLD];
	unsigned total = 0;

	CU_ASSERT_EQUAL_FATAL(plan->count, 4);
	segment_is(&plan->segment[0], 440, 0, 100, false);
	segment_is(&plan->segment[2], 440, 0, 100, false);
	CU_ASSERT_DOUBLE_EQUAL(plan->segment[0].level1_dbm0, -16.0, 0.01);
	for (unsigned i = 0; i < plan->count; i++)
		total += plan->segment[i].ms;
	CU_ASSERT_EQUAL(total, 5000);
}

static void the_confirmation_tone_ends_by_itself(void)
{
	struct hl_zone zone = load("de");
	const struct hl_tone_plan *plan = &zone.tone[HL_TONE_CONFIRM];

	CU_ASSERT_EQUAL(plan->loop, plan->count);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_CONFIRM), 500);
}

static void a_tone_knows_how_long_it_lasts(void)
{
	struct hl_zone zone = load("us");

	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_NONE), 0);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_DIAL), 0);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_RECALL), 0);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_BUSY), 0);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_D7), HL_DTMF_MS);
	CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_INFO), 990);
}

static void a_level_moves_the_tones_and_not_the_digits(void)
{
	struct hl_zone zone = load("us");

	CU_ASSERT_EQUAL(hl_zone_set_level(&zone, -13.0), 0);
	CU_ASSERT_EQUAL(hl_zone_set_level(&zone, -14.0), 0);
	CU_ASSERT_DOUBLE_EQUAL(zone.level_dbm0, -14.0, 0.001);
	CU_ASSERT_DOUBLE_EQUAL(zone.tone[HL_TONE_DIAL].segment[0].level1_dbm0,
			       -14.0, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(zone.tone[HL_TONE_HOLD].segment[0].level1_dbm0,
			       -20.0, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(zone.tone[HL_TONE_D1].segment[0].level1_dbm0,
			       -10.0, 0.01);
}

static void an_absurd_level_is_refused(void)
{
	struct hl_zone zone = load("us"), before = zone;

	CU_ASSERT_EQUAL(hl_zone_set_level(&zone, 3.0), -EINVAL);
	CU_ASSERT_EQUAL(hl_zone_set_level(&zone, -60.0), -EINVAL);
	CU_ASSERT_EQUAL(hl_zone_set_level(&zone, (double)NAN), -EINVAL);
	CU_ASSERT_EQUAL(memcmp(&zone, &before, sizeof(zone)), 0);
}

static void the_bell_follows_the_zones_cadence(void)
{
	struct hl_zone zone = load("us");

	CU_ASSERT_TRUE(hl_zone_ring_is_on(&zone, HL_RING_NORMAL, 0));
	CU_ASSERT_TRUE(hl_zone_ring_is_on(&zone, HL_RING_NORMAL, 1999));
	CU_ASSERT_FALSE(hl_zone_ring_is_on(&zone, HL_RING_NORMAL, 2000));
	CU_ASSERT_FALSE(hl_zone_ring_is_on(&zone, HL_RING_NORMAL, 5999));
	CU_ASSERT_TRUE(hl_zone_ring_is_on(&zone, HL_RING_NORMAL, 6000));
	CU_ASSERT_FALSE(hl_zone_ring_is_on(&zone, HL_RING_NONE, 0));
}

static void the_recall_ring_is_short_long_short(void)
{
	static const unsigned edges[] = { 0, 300, 500, 1500, 1700, 2000, 6000 };
	struct hl_zone zone = load("us");

	for (unsigned i = 0; i + 1 < sizeof(edges) / sizeof(edges[0]); i++) {
		bool on = i % 2 == 0;

		CU_ASSERT_EQUAL(
			hl_zone_ring_is_on(&zone, HL_RING_RECALL, edges[i]),
			on);
		CU_ASSERT_EQUAL(hl_zone_ring_is_on(&zone, HL_RING_RECALL,
						   edges[i + 1] - 1),
				on);
	}
	CU_ASSERT_TRUE(hl_zone_ring_is_on(&zone, HL_RING_RECALL, 6000));
}

static void australia_has_its_own_recall_ring(void)
{
	struct hl_zone zone = load("au");
	static const uint16_t steps[] = { 400, 400, 200, 2000 };

	CU_ASSERT_EQUAL(zone.ring[HL_RING_RECALL].count, 4);
	CU_ASSERT_EQUAL(
		memcmp(zone.ring[HL_RING_RECALL].step_ms, steps, sizeof(steps)),
		0);
}

static void a_splash_rings_once(void)
{
	struct hl_zone zone = load("us");

	CU_ASSERT_TRUE(hl_zone_ring_is_on(&zone, HL_RING_SPLASH, 499));
	CU_ASSERT_FALSE(hl_zone_ring_is_on(&zone, HL_RING_SPLASH, 500));
	CU_ASSERT_FALSE(hl_zone_ring_is_on(&zone, HL_RING_SPLASH, 1000));
}

static void every_tone_and_ring_has_a_name(void)
{
	for (int tone = 0; tone < HL_TONE_COUNT; tone++) {
		CU_ASSERT(strlen(hl_tone_name((enum hl_tone)tone)) > 2);
		CU_ASSERT(strlen(hl_tone_plain((enum hl_tone)tone)) > 0);
	}
	for (int ring = 0; ring < HL_RING_COUNT; ring++)
		CU_ASSERT(strlen(hl_ring_name((enum hl_ring)ring)) > 2);
	CU_ASSERT_STRING_EQUAL(hl_tone_name((enum hl_tone)HL_TONE_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(hl_tone_plain((enum hl_tone) - 1), "?");
	CU_ASSERT_STRING_EQUAL(hl_ring_name((enum hl_ring)99), "?");
}

static void digits_and_their_tones_belong_together(void)
{
	static const char digits[] = "1234567890*#ABCD";

	for (const char *d = digits; *d; d++)
		CU_ASSERT_EQUAL(hl_tone_digit(hl_tone_of_digit(*d)), *d);
	CU_ASSERT_EQUAL(hl_tone_of_digit('c'), HL_TONE_DC);
	CU_ASSERT_EQUAL(hl_tone_of_digit('x'), HL_TONE_NONE);
	CU_ASSERT_EQUAL(hl_tone_of_digit('\0'), HL_TONE_NONE);
	CU_ASSERT_EQUAL(hl_tone_digit(HL_TONE_BUSY), 0);
	CU_ASSERT_EQUAL(hl_tone_digit((enum hl_tone)HL_TONE_COUNT), 0);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_zone(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(every_listed_country_loads_with_all_its_tones),
		CLAIM(an_unknown_country_is_refused_and_changes_nothing),
		CLAIM(a_country_is_found_in_any_case),
		CLAIM(the_us_plan_is_the_precise_tone_plan),
		CLAIM(a_missing_comma_in_new_zealand_is_put_right),
		CLAIM(france_recalls_with_its_own_dial_tone),
		CLAIM(india_modulates_its_recall_like_its_dial_tone),
		CLAIM(japan_modulates_where_the_table_adds_15_hz),
		CLAIM(a_correction_has_a_text_and_a_right_row_has_none),
		CLAIM(no_sum_has_a_part_below_the_voice_band),
		CLAIM(the_second_australian_congestion_burst_is_quieter),
		CLAIM(digits_have_the_frequencies_of_q23_and_the_zones_levels),
		CLAIM(the_holding_tone_is_a_quiet_double_beep),
		CLAIM(the_confirmation_tone_ends_by_itself),
		CLAIM(a_tone_knows_how_long_it_lasts),
		CLAIM(a_level_moves_the_tones_and_not_the_digits),
		CLAIM(an_absurd_level_is_refused),
		CLAIM(the_bell_follows_the_zones_cadence),
		CLAIM(the_recall_ring_is_short_long_short),
		CLAIM(australia_has_its_own_recall_ring),
		CLAIM(a_splash_rings_once),
		CLAIM(every_tone_and_ring_has_a_name),
		CLAIM(digits_and_their_tones_belong_together),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
