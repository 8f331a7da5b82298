/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_synth.c - claims about tones as samples
 *
 * Frequencies and levels are measured with spandsp, which shares nothing
 * with the synthesiser.
 */
#include "suites.h"

#include "holdline/synth.h"
#include "holdline/zone.h"

#include <math.h>
#include <spandsp.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 8000u
#define LENGTH (20u * SECOND)

static const char *const countries[] = { "us", "uk", "de", "fr", "nz", "jp" };

struct bench {
	struct hl_zone zone;
	enum hl_tone tone;
	int16_t *samples; /* LENGTH of them */
};

static void bench_open(struct bench *b)
{
	b->samples = calloc(LENGTH, sizeof(*b->samples));
	CU_ASSERT_PTR_NOT_NULL_FATAL(b->samples);
}

static void bench_make(struct bench *b, const char *country, enum hl_tone tone)
{
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&b->zone, country), 0);
	b->tone = tone;
	hl_synth_tone(&b->zone, tone, 0, b->samples, LENGTH);
}

/* runs @look over every tone of every country of the list */
static void all_tones(void (*look)(struct bench *b))
{
	struct bench b;

	bench_open(&b);
	for (size_t c = 0; c < sizeof(countries) / sizeof(countries[0]); c++) {
		for (int tone = 1; tone < HL_TONE_COUNT; tone++) {
			bench_make(&b, countries[c], (enum hl_tone)tone);
			look(&b);
		}
	}
	free(b.samples);
}

/* level of one frequency, dBm0, by spandsp */
static double level_at(const int16_t *x, unsigned n, double hz)
{
	goertzel_descriptor_t descriptor;
	goertzel_state_t state;

	make_goertzel_descriptor(&descriptor, (float)hz, (int)n);
	goertzel_init(&state, &descriptor);
	goertzel_update(&state, x, (int)n);
	return 10.0 * log10((double)goertzel_result(&state) + 1e-9) -
	       20.0 * log10(n * 32768.0 / sqrt(2.0)) + DBM0_MAX_SINE_POWER;
}

/* where the spectrum peaks near @hz */
static double peak_near(const int16_t *x, unsigned n, double hz)
{
	const double step = 0.4 * SECOND / n;
	double low = level_at(x, n, hz - step);
	double mid = level_at(x, n, hz);
	double high = level_at(x, n, hz + step);

	return hz + step * (high - low) / 2.0 / (2.0 * mid - low - high);
}

static void part_is_right(const int16_t *x, unsigned n, double hz, double level)
{
	CU_ASSERT_DOUBLE_EQUAL(peak_near(x, n, hz), hz, 0.005 * hz);
	CU_ASSERT_DOUBLE_EQUAL(level_at(x, n, hz), level, 0.5);
}

static void sound_is_right(const struct hl_tone_segment *s, const int16_t *x,
			   unsigned n)
{
	/* carrier of a tone modulated to depth m: total less 1 + m^2 / 2 */
	const double m = HL_SYNTH_DEPTH;
	const double carrier = -10.0 * log10(1.0 + m * m / 2.0);

	if (s->modulated) {
		part_is_right(x, n, s->f1_hz, s->level1_dbm0 + carrier);
		return;
	}
	part_is_right(x, n, s->f1_hz, s->level1_dbm0);
	if (s->f2_hz)
		part_is_right(x, n, s->f2_hz, s->level2_dbm0);
	if (s->f3_hz)
		part_is_right(x, n, s->f3_hz, s->level2_dbm0);
	if (s->f4_hz)
		part_is_right(x, n, s->f4_hz, s->level2_dbm0);
}

/* the inside of every sounding segment up to the first repetition */
static void segments_are_right(struct bench *b)
{
	const struct hl_tone_plan *plan = &b->zone.tone[b->tone];
	unsigned at = 0;

	for (unsigned i = 0; i < plan->count; i++) {
		const struct hl_tone_segment *s = &plan->segment[i];
		unsigned n = s->ms ? s->ms * 8 : SECOND;

		if (at + n > LENGTH)
			break;
		if (s->f1_hz && n >= 4 * HL_SYNTH_EDGE)
			sound_is_right(s, b->samples + at + HL_SYNTH_EDGE,
				       n - 2 * HL_SYNTH_EDGE);
		at += n;
	}
}

static void frequency_and_level_are_those_of_the_zone(void)
{
	all_tones(segments_are_right);
}

/* is there sound within 3 ms of a sample */
static bool sounds_at(const struct bench *b, unsigned at)
{
	const unsigned from = at > 24 ? at - 24 : 0;
	const unsigned to = at + 24 < LENGTH ? at + 24 : LENGTH;

	for (unsigned i = from; i < to; i++) {
		if (abs(b->samples[i]) > 300)
			return true;
	}
	return false;
}

static bool segment_sounds(const struct hl_tone_plan *plan, unsigned *i,
			   unsigned *left)
{
	while (*i < plan->count && !*left) {
		if (++*i == plan->count)
			*i = plan->loop;
		if (*i == plan->count)
			break;
		*left = plan->segment[*i].ms ? plan->segment[*i].ms : LENGTH;
	}
	if (*i == plan->count)
		return false;
	--*left;
	return plan->segment[*i].f1_hz != 0;
}

/* every millisecond but those within 5 of an edge */
static void edges_are_right(struct bench *b)
{
	const struct hl_tone_plan *plan = &b->zone.tone[b->tone];
	unsigned i = 0, since = 0, wrong = 0;
	unsigned left = plan->segment[0].ms ? plan->segment[0].ms : LENGTH;
	bool history[11] = { false };

	for (unsigned ms = 0; ms < LENGTH / 8; ms++) {
		bool on = segment_sounds(plan, &i, &left);

		since = on == history[0] ? since + 1 : 0;
		memmove(history + 1, history, sizeof(history) - sizeof(bool));
		history[0] = on;
		if (ms > 10 && since >= 10 && sounds_at(b, (ms - 5) * 8) != on)
			wrong++;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void cadence_is_exact_to_five_milliseconds(void)
{
	all_tones(edges_are_right);
}

static void split_changes_nothing(struct bench *b)
{
	int16_t part[997];
	unsigned n = 1, wrong = 0;

	for (unsigned at = 0; at < LENGTH; at += n) {
		n = n * 7 % 991 + 1;
		if (n > LENGTH - at)
			n = LENGTH - at;
		hl_synth_tone(&b->zone, b->tone, at, part, n);
		wrong += memcmp(part, b->samples + at, n * sizeof(*part)) != 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void any_stretch_is_the_same_whoever_asks(void)
{
	all_tones(split_changes_nothing);
}

/* step to the next sample: at most that of its sines at full strength */
static void steps_are_small(struct bench *b)
{
	double most = 0.0;
	int worst = 0;

	for (unsigned i = 0; i < b->zone.tone[b->tone].count; i++) {
		const struct hl_tone_segment *s =
			&b->zone.tone[b->tone].segment[i];
		double f1 = s->f1_hz, f2 = s->modulated ? 0 : s->f2_hz;
		double a = 32767.0 * pow(10.0, (s->level1_dbm0 - 3.17) / 20.0);
		double c = 32767.0 * pow(10.0, (s->level2_dbm0 - 3.17) / 20.0);
		double step = 2.0 * M_PI / SECOND *
			      (a * f1 + c * (f2 + s->f3_hz + s->f4_hz));

		if (s->modulated)
			step *= 1.85 / 1.16 + 0.1;
		most = fmax(most, step);
	}
	for (unsigned i = 1; i < LENGTH; i++) {
		int step = abs(b->samples[i] - b->samples[i - 1]);

		worst = step > worst ? step : worst;
	}
	CU_ASSERT(worst <= most * 1.122 + 2.0); /* 1 dB */
}

static void no_tone_clicks(void)
{
	all_tones(steps_are_small);
}

static void a_tone_begins_from_silence(void)
{
	struct bench b;

	bench_open(&b);
	bench_make(&b, "us", HL_TONE_DIAL);
	CU_ASSERT(abs(b.samples[0]) < 50);
	CU_ASSERT(abs(b.samples[1]) < 100);
	free(b.samples);
}

static void a_day_later_the_cadence_is_still_exact(void)
{
	struct bench b;
	int16_t later[SECOND];
	const uint64_t day = 86400ull * SECOND;

	bench_open(&b);
	bench_make(&b, "us", HL_TONE_BUSY);
	hl_synth_tone(&b.zone, HL_TONE_BUSY, day, later, SECOND);
	CU_ASSERT_EQUAL(memcmp(later, b.samples + SECOND, sizeof(later)), 0);
	free(b.samples);
}

static void a_digit_is_silent_after_its_length(void)
{
	struct bench b;
	unsigned loud = 0;

	bench_open(&b);
	bench_make(&b, "us", HL_TONE_D5);
	for (unsigned i = HL_DTMF_MS * 8; i < LENGTH; i++)
		loud += b.samples[i] != 0;
	CU_ASSERT_EQUAL(loud, 0);
	free(b.samples);
}

static void none_is_silence(void)
{
	struct hl_zone zone;
	int16_t x[160];

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	memset(x, 0x55, sizeof(x));
	hl_synth_tone(&zone, HL_TONE_NONE, 12345, x, 160);
	for (unsigned i = 0; i < 160; i++)
		CU_ASSERT_EQUAL(x[i], 0);
}

static void mixing_adds(void)
{
	struct hl_zone zone;
	int16_t tone[800], mixed[800];

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	for (unsigned i = 0; i < 800; i++)
		mixed[i] = (int16_t)(i * 3);
	hl_synth_tone(&zone, HL_TONE_DIAL, 4000, tone, 800);
	hl_synth_mix(&zone, HL_TONE_DIAL, 4000, mixed, 800);
	for (unsigned i = 0; i < 800; i++)
		CU_ASSERT(abs(mixed[i] - tone[i] - (int)(i * 3)) <= 1);
}

static void mixing_saturates_and_does_not_wrap(void)
{
	struct hl_zone zone;
	int16_t tone[800], high[800], low[800];

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	hl_synth_tone(&zone, HL_TONE_DIAL, 4000, tone, 800);
	for (unsigned i = 0; i < 800; i++) {
		high[i] = INT16_MAX;
		low[i] = INT16_MIN;
	}
	hl_synth_mix(&zone, HL_TONE_DIAL, 4000, high, 800);
	hl_synth_mix(&zone, HL_TONE_DIAL, 4000, low, 800);
	for (unsigned i = 0; i < 800; i++) {
		if (tone[i] >= 0)
			CU_ASSERT_EQUAL(high[i], INT16_MAX);
		if (tone[i] <= 0)
			CU_ASSERT_EQUAL(low[i], INT16_MIN);
	}
}

static void spandsp_reads_every_digit(void)
{
	static const char digits[] = "1234567890*#ABCD";
	char heard[32] = "";
	struct hl_zone zone;
	dtmf_rx_state_t *rx = dtmf_rx_init(NULL, NULL, NULL);
	int16_t x[1600];

	CU_ASSERT_PTR_NOT_NULL_FATAL(rx);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "de"), 0);
	for (const char *d = digits; *d; d++) {
		hl_synth_tone(&zone, hl_tone_of_digit(*d), 0, x, 1600);
		dtmf_rx(rx, x, 1600);
	}
	dtmf_rx_get(rx, heard, sizeof(heard) - 1);
	CU_ASSERT_STRING_EQUAL(heard, digits);
	dtmf_rx_free(rx);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_synth(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(frequency_and_level_are_those_of_the_zone),
		CLAIM(cadence_is_exact_to_five_milliseconds),
		CLAIM(any_stretch_is_the_same_whoever_asks),
		CLAIM(no_tone_clicks),
		CLAIM(a_tone_begins_from_silence),
		CLAIM(a_day_later_the_cadence_is_still_exact),
		CLAIM(a_digit_is_silent_after_its_length),
		CLAIM(none_is_silence),
		CLAIM(mixing_adds),
		CLAIM(mixing_saturates_and_does_not_wrap),
		CLAIM(spandsp_reads_every_digit),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
