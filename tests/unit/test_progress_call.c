/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_progress_call.c - claims about hearing how far a call has come
 *
 * Tones come from the synthesiser, the voice is made here: pulses through
 * one resonance, in words. The bench tests/bench/release_call.c tries every
 * zone at many levels, and real speech.
 */
#include "suites.h"

#include "holdline/progress.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS 30u
#define MS      (HL_RATE_HZ / 1000u)
#define LENGTH  (SECONDS * HL_RATE_HZ)
#define HISS    8.0 /* rms, -69 dBm0 */

/* a line, what is on it, and who hears it */
struct line {
	struct hl_zone zone;
	struct hl_progress_settings settings;
	struct hl_progress_plan plan;
	struct hl_progress p;
	struct hl_progress_find find;
	unsigned heard; /* samples */
	int16_t *x;
};

static double hiss(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return sqrt(12.0) * ((*state >> 8) / 16777216.0 - 0.5);
}

static void line_open(struct line *l, const char *country, bool behind)
{
	uint32_t state = 1;

	memset(l, 0, sizeof(*l));
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&l->zone, country), 0);
	CU_ASSERT_EQUAL(hl_zone_set_level(&l->zone, -25.0), 0);
	if (behind)
		hl_progress_behind_digits(&l->settings);
	else
		hl_progress_before_digits(&l->settings);
	CU_ASSERT_EQUAL_FATAL(
		hl_progress_plan_make(&l->zone, &l->settings, &l->plan), 0);
	hl_progress_open(&l->p, &l->plan);
	l->x = calloc(LENGTH, sizeof(*l->x));
	CU_ASSERT_PTR_NOT_NULL_FATAL(l->x);
	for (unsigned i = 0; i < LENGTH; i++)
		l->x[i] = (int16_t)lrint(HISS * hiss(&state));
}

static void line_close(struct line *l)
{
	free(l->x);
}

/* what the exchange of @zone sends from @from to @to ms */
static void sends(struct line *l, const struct hl_zone *zone, enum hl_tone tone,
		  unsigned from, unsigned to)
{
	static int16_t y[LENGTH];

	hl_synth_tone(zone, tone, 0, y, (to - from) * MS);
	for (unsigned i = 0; i < (to - from) * MS; i++)
		l->x[from * MS + i] = (int16_t)(l->x[from * MS + i] + y[i]);
}

static void tone(struct line *l, enum hl_tone tone, unsigned from, unsigned to)
{
	sends(l, &l->zone, tone, from, to);
}

/* one resonance of a mouth */
static double resonate(double y[2], double hz, double x)
{
	x += 1.92 * cos(2.0 * 3.14159265 * hz / HL_RATE_HZ) * y[0] -
	     0.9216 * y[1];
	y[1] = y[0];
	y[0] = x;
	return x;
}

/* words of 350 ms, 150 ms apart */
static void voice(int16_t *x, double peak, unsigned from, unsigned to)
{
	double low[2] = { 0.0 }, high[2] = { 0.0 }, phase = 0.0;
	uint32_t state = 4;

	for (unsigned i = from * MS; i < to * MS; i++) {
		const unsigned at = (i - from * MS) % (500 * MS);
		double y = 0.1 * hiss(&state);

		phase += (110.0 + 20.0 * sin(i / 900.0)) / HL_RATE_HZ;
		if (phase >= 1.0) {
			phase -= 1.0;
			y += 1.0;
		}
		y = resonate(low, 500.0 + 200.0 * sin(i / 1700.0), y) +
		    resonate(high, 1500.0 + 500.0 * cos(i / 1300.0), y);
		if (at < 350 * MS)
			x[i] = (int16_t)(x[i] + peak * y);
	}
}

/* the next find up to @to ms */
static enum hl_progress_kind hear(struct line *l, unsigned to)
{
	enum hl_progress_kind kind = HL_PROGRESS_NONE;

	while (!kind && l->heard < to * MS) {
		kind = hl_progress_put(&l->p, l->x + l->heard, 80, &l->find);
		l->heard += 80;
	}
	return kind;
}

static bool is_cadence(const struct hl_zone *zone, enum hl_tone tone)
{
	return zone->tone[tone].count - zone->tone[tone].loop > 1;
}

static void dial_tone_is_found_at_once(void)
{
	struct line l;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		line_open(&l, hl_zone_country(z), false);
		tone(&l, HL_TONE_DIAL, 500, 5000);
		CU_ASSERT_EQUAL(hear(&l, is_cadence(&l.zone, HL_TONE_DIAL)
						 ? 1600
						 : 1450),
				HL_PROGRESS_DIAL);
		CU_ASSERT(l.heard >= 890 * MS);
		/* once */
		if (!is_cadence(&l.zone, HL_TONE_DIAL))
			CU_ASSERT_EQUAL(hear(&l, 5000), HL_PROGRESS_NONE);
		line_close(&l);
	}
}

static void stutter_is_dial_tone(void)
{
	static const enum hl_tone tones[] = { HL_TONE_RECALL, HL_TONE_STUTTER };
	struct line l;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		for (unsigned k = 0; k < 2; k++) {
			line_open(&l, hl_zone_country(z), false);
			/* 25 Hz beat in bursts of 100 ms cannot be followed */
			if (!strcmp(l.zone.country, "au") && k) {
				line_close(&l);
				continue;
			}
			tone(&l, tones[k], 500, 12000);
			CU_ASSERT_EQUAL(hear(&l, 12000), HL_PROGRESS_DIAL);
			line_close(&l);
		}
	}
}

static void busy_is_no_dial_tone(void)
{
	static const enum hl_tone tones[] = { HL_TONE_BUSY, HL_TONE_CONGESTION,
					      HL_TONE_RINGBACK };
	struct line l;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		for (unsigned k = 0; k < 3; k++) {
			enum hl_progress_kind kind;

			line_open(&l, hl_zone_country(z), true);
			tone(&l, tones[k], 300, 12000);
			kind = hear(&l, 12000);
			CU_ASSERT(kind != HL_PROGRESS_DIAL && kind);
			CU_ASSERT((kind == HL_PROGRESS_RINGING) == (k == 2));
			line_close(&l);
			if (k == 2)
				continue;
			line_open(&l, hl_zone_country(z), false);
			tone(&l, tones[k], 300, 12000);
			kind = hear(&l, 12000);
			CU_ASSERT(kind == HL_PROGRESS_BUSY ||
				  kind == HL_PROGRESS_CONGESTION);
			line_close(&l);
		}
	}
}

static void ringing_is_found_in_its_first_burst(void)
{
	struct line l;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		unsigned burst;

		line_open(&l, hl_zone_country(z), true);
		burst = l.zone.tone[HL_TONE_RINGBACK].segment[0].ms;
		tone(&l, HL_TONE_RINGBACK, 1000, 30000);
		CU_ASSERT_EQUAL(hear(&l, 1000 + burst + 100),
				HL_PROGRESS_RINGING);
		/* once, and nobody answers */
		CU_ASSERT_EQUAL(hear(&l, 30000), HL_PROGRESS_NONE);
		line_close(&l);
	}
}

static void a_long_burst_is_told_early(void)
{
	struct line l;

	line_open(&l, "us", true);
	tone(&l, HL_TONE_RINGBACK, 1000, 30000);
	CU_ASSERT_EQUAL(hear(&l, 1850), HL_PROGRESS_RINGING);
	CU_ASSERT_EQUAL(l.find.parts, 2);
	CU_ASSERT_DOUBLE_EQUAL(l.find.hz[1], 480.0, 1.0);
	CU_ASSERT_DOUBLE_EQUAL(l.find.on_ms[0], 700.0, 20.0);
	CU_ASSERT_DOUBLE_EQUAL(l.find.level_dbm0, -22.0, 0.7);
	line_close(&l);
}

static void dial_tone_again_is_no_ringing(void)
{
	struct line l;

	line_open(&l, "de", true);
	tone(&l, HL_TONE_DIAL, 0, 30000);
	CU_ASSERT_EQUAL(hear(&l, 4000), HL_PROGRESS_DIAL);
	line_close(&l);
}

static void a_voice_in_the_pause_has_answered(void)
{
	struct line l;

	line_open(&l, "de", true);
	tone(&l, HL_TONE_RINGBACK, 0, 6000); /* two bursts */
	voice(l.x, 500.0, 8000, 12000);
	CU_ASSERT_EQUAL(hear(&l, 6000), HL_PROGRESS_RINGING);
	CU_ASSERT_EQUAL(hear(&l, 8500), HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(hear(&l, 10000), HL_PROGRESS_ANSWERED);
	CU_ASSERT_EQUAL(l.find.cycles, 2);
	CU_ASSERT(l.find.on_ms[0] >= 600.0f);
	/* once */
	CU_ASSERT_EQUAL(hear(&l, 12000), HL_PROGRESS_NONE);
	line_close(&l);
}

static void ringing_that_stays_away_was_answered(void)
{
	struct line l;

	line_open(&l, "de", true);
	tone(&l, HL_TONE_RINGBACK, 0, 6000);
	CU_ASSERT_EQUAL(hear(&l, 6000), HL_PROGRESS_RINGING);
	CU_ASSERT_EQUAL(hear(&l, 10000), HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(hear(&l, 11000), HL_PROGRESS_ANSWERED);
	CU_ASSERT_EQUAL(l.find.on_ms[0], 0.0f);
	CU_ASSERT_DOUBLE_EQUAL(l.find.off_ms[0], 4800.0, 60.0);
	line_close(&l);
}

static void a_click_has_not_answered(void)
{
	struct line l;

	line_open(&l, "de", true);
	tone(&l, HL_TONE_RINGBACK, 0, 30000);
	CU_ASSERT_EQUAL(hear(&l, 5000), HL_PROGRESS_RINGING);
	for (unsigned at = 1300; at < 29000;
	     at += at % 5000 < 4000 ? 700 : 2200)
		for (unsigned i = 0; i < 30 * MS; i++)
			l.x[at * MS + i] =
				(int16_t)(at / 100 % 2
						  ? 9000 - 30 * (int)i
						  : (int)(i * 7919 % 16000) -
							    8000);
	CU_ASSERT_EQUAL(hear(&l, 30000), HL_PROGRESS_NONE);
	line_close(&l);
}

static void a_tone_behind_ringing_is_no_answer(void)
{
	static const struct {
		enum hl_tone tone;
		enum hl_progress_kind kind;
	} tries[] = {
		{ HL_TONE_BUSY, HL_PROGRESS_BUSY },
		{ HL_TONE_CONGESTION, HL_PROGRESS_CONGESTION },
		{ HL_TONE_INFO, HL_PROGRESS_INFO },
	};
	static const struct {
		const char *country;
		unsigned rings; /* ms, to the end of a burst */
	} zones[] = {
		{ "de", 6000 }, { "us", 2000 }, { "uk", 4000 },
		{ "it", 6000 }, { "se", 1000 },
	};
	struct line l;

	for (unsigned z = 0; z < 5; z++) {
		for (unsigned k = 0; k < 3; k++) {
			for (unsigned wait = 200; wait < 2500; wait += 700) {
				line_open(&l, zones[z].country, true);
				tone(&l, HL_TONE_RINGBACK, 0, zones[z].rings);
				tone(&l, tries[k].tone, zones[z].rings + wait,
				     20000);
				CU_ASSERT_EQUAL(hear(&l, zones[z].rings + 50),
						HL_PROGRESS_RINGING);
				CU_ASSERT_EQUAL(hear(&l, 20000), tries[k].kind);
				line_close(&l);
			}
		}
	}
}

static void a_voice_at_once_has_answered(void)
{
	struct line l;

	line_open(&l, "us", true);
	voice(l.x, 500.0, 1000, 9000);
	CU_ASSERT_EQUAL(hear(&l, 2400), HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(hear(&l, 5000), HL_PROGRESS_ANSWERED);
	CU_ASSERT_EQUAL(l.find.cycles, 0);
	line_close(&l);
}

static void another_country_has_not_answered(void)
{
	static const char *const here[] = { "de", "us", "uk" };
	static const char *const there[] = { "us", "uk", "fr", "jp" };
	struct hl_zone zone;
	struct line l;

	for (unsigned h = 0; h < 3; h++) {
		for (unsigned t = 0; t < 4; t++) {
			if (!strcmp(here[h], there[t]))
				continue;
			line_open(&l, here[h], true);
			CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, there[t]), 0);
			sends(&l, &zone, HL_TONE_RINGBACK, 500, 30000);
			CU_ASSERT_EQUAL(hear(&l, 30000), HL_PROGRESS_NONE);
			line_close(&l);
		}
	}
}

static void noise_has_not_answered(void)
{
	uint32_t state = 77;
	struct line l;

	line_open(&l, "us", true);
	tone(&l, HL_TONE_RINGBACK, 0, 30000);
	for (unsigned i = 0; i < LENGTH; i++) /* -40 dBm0 */
		l.x[i] = (int16_t)(l.x[i] + 160.0 * hiss(&state));
	CU_ASSERT_EQUAL(hear(&l, 5000), HL_PROGRESS_RINGING);
	CU_ASSERT_EQUAL(hear(&l, 30000), HL_PROGRESS_NONE);
	line_close(&l);
}

/* our own party talks while it rings; @loss: of the hybrid */
static enum hl_progress_kind own_voice(struct line *l, double loss, bool other)
{
	static int16_t sent[LENGTH];
	enum hl_progress_kind kind = HL_PROGRESS_NONE;
	struct hl_progress_echo echo;

	memset(sent, 0, sizeof(sent));
	tone(l, HL_TONE_RINGBACK, 0, 30000);
	voice(sent, 900.0, 0, 30000);
	for (unsigned i = 20; i < LENGTH; i++)
		l->x[i] = (int16_t)(l->x[i] + loss * sent[i - 14] -
				    0.3 * loss * sent[i - 20]);
	if (other)
		voice(l->x, 900.0, 12200, 20000);
	hl_progress_echo_open(&echo);
	for (unsigned i = 0; i < LENGTH && kind != HL_PROGRESS_ANSWERED;
	     i += 80)
		kind = hl_progress_put_held(&l->p, &echo, sent + i, l->x + i,
					    80, &l->find);
	return kind;
}

static void our_own_voice_has_not_answered(void)
{
	struct line l;

	line_open(&l, "us", true);
	CU_ASSERT_EQUAL(own_voice(&l, 0.3, false), HL_PROGRESS_NONE);
	line_close(&l);
	line_open(&l, "us", true);
	CU_ASSERT_EQUAL(own_voice(&l, 0.3, true), HL_PROGRESS_ANSWERED);
	line_close(&l);
}

static void a_find_fits_into_the_record(void)
{
	struct hl_progress_find find = {
		.kind = HL_PROGRESS_BUSY,
		.cycles = 3,
		.parts = 2,
		.hz = { 480.2f, 619.7f },
		.pairs = 1,
		.on_ms = { 500.4f },
		.off_ms = { 1e6f },
		.level_dbm0 = -22.04f,
		.lasted_ms = 3500,
	};
	struct hl_heard heard;

	hl_progress_heard(&find, &heard);
	CU_ASSERT_EQUAL(heard.kind, HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(heard.cycles, 3);
	CU_ASSERT_EQUAL(heard.hz[0], 480);
	CU_ASSERT_EQUAL(heard.hz[1], 620);
	CU_ASSERT_EQUAL(heard.on_ms, 500);
	CU_ASSERT_EQUAL(heard.off_ms, UINT16_MAX);
	CU_ASSERT_EQUAL(heard.level, -220);
	CU_ASSERT_EQUAL(heard.lasted, 3500);
}

static void settings_belong_together(void)
{
	struct hl_progress_settings s;
	struct hl_progress_plan plan;
	struct line l;

	line_open(&l, "us", true);
	s = l.settings;
	s.set &= ~HL_PROGRESS_BIT(HL_PROGRESS_RINGING);
	CU_ASSERT_EQUAL(hl_progress_plan_make(&l.zone, &s, &plan), -EINVAL);
	s = l.settings;
	s.set &= ~HL_PROGRESS_BIT(HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(hl_progress_plan_make(&l.zone, &s, &plan), -EINVAL);
	hl_progress_before_digits(&s);
	s.steady_ms = HL_PROGRESS_STEADY_MIN_MS - 1;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&l.zone, &s, &plan), -EINVAL);
	s.steady_ms = HL_PROGRESS_STEADY_MIN_MS;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&l.zone, &s, &plan), 0);
	CU_ASSERT_EQUAL(plan.set, HL_PROGRESS_BEFORE_DIGITS);
	line_close(&l);
}

/* clang-format off */
CU_TestInfo *test_progress_call(void)
{
	static CU_TestInfo tests[] = {
		{ "dial tone of every zone is found within a second, and once", dial_tone_is_found_at_once },
		{ "stutter and recall dial tone are dial tone", stutter_is_dial_tone },
		{ "busy and congestion tone are neither dial nor ringing tone", busy_is_no_dial_tone },
		{ "ringing tone is found in its first burst, once, and unanswered is not answered", ringing_is_found_in_its_first_burst },
		{ "a long burst of ringing tone is told after 700 ms", a_long_burst_is_told_early },
		{ "dial tone behind the digits is no ringing tone", dial_tone_again_is_no_ringing },
		{ "a voice in the pause has answered", a_voice_in_the_pause_has_answered },
		{ "ringing tone that does not come again was answered", ringing_that_stays_away_was_answered },
		{ "clicks have not answered", a_click_has_not_answered },
		{ "busy, congestion, information tone behind ringing tone are no answer", a_tone_behind_ringing_is_no_answer },
		{ "a voice without any ringing tone has answered", a_voice_at_once_has_answered },
		{ "ringing tone of another country has not answered", another_country_has_not_answered },
		{ "noise of -40 dBm0 has not answered", noise_has_not_answered },
		{ "our own voice in the echo has not answered, another one beside it has", our_own_voice_has_not_answered },
		{ "a find fits into the record", a_find_fits_into_the_record },
		{ "kinds that need each other come together", settings_belong_together },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
