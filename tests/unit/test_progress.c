/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_progress.c - claims about hearing that the exchange has released
 *
 * Tones come from the synthesiser, and what is no tone is made here. The
 * bench tests/bench/release.c hears real speech and music.
 */
#include "suites.h"

#include "holdline/progress.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI      3.14159265358979323846
#define SECONDS 32u
#define LENGTH  (SECONDS * HL_RATE_HZ)
#define MS      (HL_RATE_HZ / 1000u)

/* what a trunk hears */
struct trunk {
	struct hl_zone zone;
	struct hl_progress_settings settings;
	struct hl_progress_plan plan;
	struct hl_progress p;
	struct hl_progress_find find;
	int16_t *x;
};

static void trunk_open(struct trunk *t, const char *country)
{
	memset(t, 0, sizeof(*t));
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&t->zone, country), 0);
	CU_ASSERT_EQUAL(hl_zone_set_level(&t->zone, -25.0), 0);
	hl_progress_defaults(&t->settings);
	t->x = calloc(LENGTH, sizeof(*t->x));
	CU_ASSERT_PTR_NOT_NULL_FATAL(t->x);
}

static void trunk_close(struct trunk *t)
{
	free(t->x);
}

static void tone(struct trunk *t, enum hl_tone tone)
{
	hl_synth_tone(&t->zone, tone, 0, t->x, LENGTH);
}

/* first find in [from, to) ms */
static enum hl_progress_kind hear(struct trunk *t, unsigned from, unsigned to)
{
	CU_ASSERT_EQUAL_FATAL(
		hl_progress_plan_make(&t->zone, &t->settings, &t->plan), 0);
	hl_progress_open(&t->p, &t->plan);
	memset(&t->find, 0, sizeof(t->find));
	return hl_progress_put(&t->p, t->x + from * MS, (to - from) * MS,
			       &t->find);
}

/* length of a cycle and of what comes before it, ms */
static unsigned cycle_ms(const struct hl_tone_plan *plan, unsigned *intro)
{
	unsigned cycle = 0;

	*intro = 0;
	for (unsigned i = 0; i < plan->count; i++) {
		if (i < plan->loop)
			*intro += plan->segment[i].ms;
		else
			cycle += plan->segment[i].ms;
	}
	return cycle;
}

/* white noise of that rms */
static void noise(struct trunk *t, double rms)
{
	uint32_t state = 1;

	for (unsigned i = 0; i < LENGTH; i++) {
		state = state * 1664525u + 1013904223u;
		t->x[i] = (int16_t)(t->x[i] +
				    rms * sqrt(12.0) *
					    ((state >> 8) / 16777216.0 - 0.5));
	}
}

/* a sine, its frequency swinging @swing Hz six times a second */
static void note(struct trunk *t, double hz, double swing, double amplitude)
{
	double phase = 0.0;

	for (unsigned i = 0; i < LENGTH; i++) {
		const double at = (double)i / HL_RATE_HZ;

		t->x[i] = (int16_t)(amplitude * sin(phase));
		phase += 2.0 * PI * (hz + swing * sin(2.0 * PI * 6.0 * at)) /
			 HL_RATE_HZ;
	}
}

/* beeps of 425 Hz, their lengths wrong by up to @jitter ms, falling by
 * @fall dB in each; @drum: noise in the pauses */
static void beeps(struct trunk *t, double hz, unsigned on, unsigned off,
		  unsigned jitter, double fall, double drum)
{
	uint32_t state = 3;
	unsigned at = 0;

	while (at < LENGTH) {
		unsigned length[2] = { on * MS, off * MS };

		for (unsigned k = 0; k < 2; k++) {
			state = state * 1664525u + 1013904223u;
			if (jitter)
				length[k] += ((state >> 16) % (2 * jitter) -
					      jitter) *
					     MS;
			for (unsigned i = 0; i < length[k] && at < LENGTH;
			     i++, at++) {
				const double f = fall * i / length[k] / 20.0;
				double y = 1500.0 * pow(10.0, -f) *
					   sin(2.0 * PI * hz * i / HL_RATE_HZ);

				state = state * 1664525u + 1013904223u;
				if (k)
					y = drum *
					    ((state >> 8) / 8388608.0 - 1.0);
				t->x[at] = (int16_t)y;
			}
		}
	}
}

static void every_zone_is_found(void)
{
	static const struct {
		enum hl_tone tone;
		enum hl_progress_kind kind;
	} want[] = {
		{ HL_TONE_BUSY, HL_PROGRESS_BUSY },
		{ HL_TONE_CONGESTION, HL_PROGRESS_CONGESTION },
	};
	struct trunk t;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		trunk_open(&t, hl_zone_country(z));
		for (unsigned k = 0; k < 2; k++) {
			const struct hl_tone_plan *p =
				&t.zone.tone[want[k].tone];
			unsigned intro, cycle = cycle_ms(p, &intro);

			/* where both tones are the same, it is busy */
			t.settings.set = HL_PROGRESS_BIT(want[k].kind);
			tone(&t, want[k].tone);
			CU_ASSERT_EQUAL(hear(&t, 0, intro + 4 * cycle),
					want[k].kind);
			CU_ASSERT_EQUAL(hear(&t, 0, intro + 2 * cycle),
					HL_PROGRESS_NONE);
		}
		trunk_close(&t);
	}
}

static void the_middle_will_do(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	tone(&t, HL_TONE_BUSY);
	for (unsigned from = 0; from < 960; from += 37)
		CU_ASSERT_EQUAL(hear(&t, from, 960 * 5), HL_PROGRESS_BUSY);
	trunk_close(&t);
	trunk_open(&t, "uk");
	tone(&t, HL_TONE_CONGESTION);
	for (unsigned from = 0; from < 1500; from += 37)
		CU_ASSERT_EQUAL(hear(&t, from, 1500 * 5),
				HL_PROGRESS_CONGESTION);
	trunk_close(&t);
}

static void a_call_goes_on(void)
{
	static const enum hl_tone tones[] = {
		HL_TONE_RINGBACK, HL_TONE_WAITING, HL_TONE_RECALL,
		HL_TONE_STUTTER,  HL_TONE_HOLD,    HL_TONE_CONFIRM
	};
	struct trunk t;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		trunk_open(&t, hl_zone_country(z));
		t.settings.set &= ~HL_PROGRESS_BIT(HL_PROGRESS_DIAL);
		for (unsigned k = 0; k < 6; k++) {
			tone(&t, tones[k]);
			CU_ASSERT_EQUAL(hear(&t, 0, 14000), HL_PROGRESS_NONE);
		}
		t.settings.set = HL_PROGRESS_RELEASE;
		tone(&t, HL_TONE_RINGBACK);
		CU_ASSERT_EQUAL(hear(&t, 0, 14000), HL_PROGRESS_NONE);
		trunk_close(&t);
	}
}

static void dial_tone_takes_its_time(void)
{
	struct trunk t;

	for (unsigned z = 0; hl_zone_country(z); z++) {
		const struct hl_tone_plan *p;

		trunk_open(&t, hl_zone_country(z));
		p = &t.zone.tone[HL_TONE_DIAL];
		tone(&t, HL_TONE_DIAL);
		if (p->count == 1)
			CU_ASSERT_EQUAL(hear(&t, 0, 5900), HL_PROGRESS_NONE);
		CU_ASSERT_EQUAL(hear(&t, 0, 9000), HL_PROGRESS_DIAL);
		trunk_close(&t);
	}
}

static void the_evidence_is_right(void)
{
	struct trunk t;

	trunk_open(&t, "us");
	tone(&t, HL_TONE_BUSY);
	CU_ASSERT_EQUAL(hear(&t, 0, 4000), HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(t.find.kind, HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(t.find.cycles, 3);
	CU_ASSERT_EQUAL(t.find.parts, 2);
	CU_ASSERT_DOUBLE_EQUAL(t.find.hz[0], 480.0, 0.5);
	CU_ASSERT_DOUBLE_EQUAL(t.find.hz[1], 620.0, 0.5);
	CU_ASSERT_EQUAL(t.find.pairs, 1);
	CU_ASSERT_DOUBLE_EQUAL(t.find.on_ms[0], 500.0, 6.0);
	CU_ASSERT_DOUBLE_EQUAL(t.find.off_ms[0], 500.0, 6.0);
	/* two frequencies of -25 dBm0 each */
	CU_ASSERT_DOUBLE_EQUAL(t.find.level_dbm0, -22.0, 0.5);
	CU_ASSERT(t.find.purity > 0.97f && t.find.contrast_db > 40.0f);
	CU_ASSERT_DOUBLE_EQUAL(t.find.lasted_ms, 3500.0, 20.0);
	CU_ASSERT_DOUBLE_EQUAL((double)t.find.at / MS, 3510.0, 20.0);
	trunk_close(&t);
}

static void a_worn_exchange_is_found(void)
{
	struct trunk t;

	/* 1 % and 5 % off, -35 dBm0, noise 20 dB below */
	trunk_open(&t, "de");
	t.zone.tone[HL_TONE_BUSY].segment[0].f1_hz = 429;
	t.zone.tone[HL_TONE_BUSY].segment[0].ms = 504;
	t.zone.tone[HL_TONE_BUSY].segment[1].ms = 504;
	CU_ASSERT_EQUAL(hl_zone_set_level(&t.zone, -35.0), 0);
	tone(&t, HL_TONE_BUSY);
	noise(&t, 23170.0 * pow(10.0, (-55.0 - 3.17) / 20.0));
	CU_ASSERT_EQUAL(hl_zone_load(&t.zone, "de"), 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 4 * 1008), HL_PROGRESS_BUSY);
	CU_ASSERT_DOUBLE_EQUAL(t.find.hz[0], 429.0, 0.5);
	CU_ASSERT_DOUBLE_EQUAL(t.find.level_dbm0, -35.0, 0.5);
	trunk_close(&t);
}

static void frequency_and_cadence_must_fit(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	beeps(&t, 425, 480, 480, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 8000), HL_PROGRESS_BUSY);
	beeps(&t, 440, 480, 480, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 412, 480, 480, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 425, 400, 400, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 425, 480, 300, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void a_musician_is_no_exchange(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	beeps(&t, 425, 480, 480, 60, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 425, 480, 480, 0, 8, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 425, 480, 480, 0, 0, 1200);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void both_frequencies_must_be_there(void)
{
	static const struct {
		float twist_db;
		enum hl_progress_kind kind;
	} tries[] = {
		{ -6.0f, HL_PROGRESS_BUSY },
		{ 6.0f, HL_PROGRESS_BUSY },
		{ -12.0f, HL_PROGRESS_NONE },
		{ 12.0f, HL_PROGRESS_NONE },
	};
	struct trunk t;

	for (unsigned i = 0; i < 4; i++) {
		struct hl_tone_segment *s;

		trunk_open(&t, "us");
		s = &t.zone.tone[HL_TONE_BUSY].segment[0];
		s->level2_dbm0 = s->level1_dbm0 + tries[i].twist_db;
		tone(&t, HL_TONE_BUSY);
		CU_ASSERT_EQUAL(hear(&t, 0, 8000), tries[i].kind);
		trunk_close(&t);
	}
}

/* a chord of which the tone is a part, 6 dB over the rest */
static void a_chord_is_no_tone(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	beeps(&t, 425, 480, 480, 0, 0, 0);
	for (unsigned i = 0; i < LENGTH; i++) {
		if (i / (480 * MS) % 2 == 0)
			t.x[i] = (int16_t)(t.x[i] +
					   750.0 * sin(2.0 * PI * 637.0 * i /
						       HL_RATE_HZ));
	}
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void a_sung_note_is_no_dial_tone(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	note(&t, 425.0, 0.0, 1500.0);
	CU_ASSERT_EQUAL(hear(&t, 0, 10000), HL_PROGRESS_DIAL);
	note(&t, 425.0, 9.0, 1500.0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	note(&t, 440.0, 0.0, 1500.0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
	trunk_open(&t, "us");
	note(&t, 440.0, 0.0, 1500.0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void machines_may_talk(void)
{
	struct trunk t;

	trunk_open(&t, "us");
	t.settings.set =
		HL_PROGRESS_EVERY & ~HL_PROGRESS_BIT(HL_PROGRESS_SILENCE);
	for (int k = HL_TONE_D1; k < HL_TONE_COUNT; k++) {
		for (unsigned i = 0; i < 8; i++)
			hl_synth_tone(&t.zone, (enum hl_tone)k, 0,
				      t.x + i * 200 * MS, 200 * MS);
		CU_ASSERT_EQUAL(hear(&t, 0, 1600), HL_PROGRESS_NONE);
	}
	note(&t, 2100.0, 0.0, 3000.0); /* ITU-T V.25 answer tone */
	CU_ASSERT_EQUAL(hear(&t, 0, 10000), HL_PROGRESS_NONE);
	beeps(&t, 1100, 500, 3000, 0, 0, 0); /* ITU-T T.30 calling tone */
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	beeps(&t, 1400, 1000, 1000, 0, 0, 0);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void the_howler_is_found(void)
{
	static const double hz[] = { 1400, 2060, 2450, 2600 };
	struct trunk t;

	trunk_open(&t, "us");
	for (unsigned i = 0; i < LENGTH; i++) {
		double y = 0.0;

		for (unsigned k = 0; k < 4; k++)
			y += 4000.0 * sin(2.0 * PI * hz[k] * i / HL_RATE_HZ);
		t.x[i] = i / (100 * MS) % 2 ? 0 : (int16_t)y;
	}
	CU_ASSERT_EQUAL(hear(&t, 0, 800), HL_PROGRESS_HOWLER);
	CU_ASSERT_EQUAL(t.find.parts, 4);
	trunk_close(&t);
}

static void information_is_found_if_wanted(void)
{
	struct trunk t;

	trunk_open(&t, "us");
	tone(&t, HL_TONE_INFO);
	CU_ASSERT_EQUAL(hear(&t, 0, 3000), HL_PROGRESS_NONE);
	t.settings.set = HL_PROGRESS_EVERY;
	CU_ASSERT_EQUAL(hear(&t, 0, 1100), HL_PROGRESS_INFO);
	CU_ASSERT_EQUAL(t.find.pairs, 3);
	trunk_close(&t);
}

static void silence_must_be_long(void)
{
	struct trunk t;

	trunk_open(&t, "us");
	noise(&t, 10.0);
	CU_ASSERT_EQUAL(hear(&t, 0, 31000), HL_PROGRESS_NONE);
	t.settings.set = HL_PROGRESS_EVERY;
	t.settings.silence_ms = 20000;
	CU_ASSERT_EQUAL(hear(&t, 0, 19900), HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(hear(&t, 0, 20100), HL_PROGRESS_SILENCE);
	CU_ASSERT_EQUAL(t.find.lasted_ms, 20000);
	for (unsigned i = 12000 * MS; i < 12300 * MS; i++)
		t.x[i] = (int16_t)(i % 50 * 40);
	CU_ASSERT_EQUAL(hear(&t, 0, 31000), HL_PROGRESS_NONE);
	trunk_close(&t);
}

static void pieces_do_not_matter(void)
{
	struct hl_progress_find whole, find;
	unsigned at = 0, n = 1;
	struct trunk t;

	trunk_open(&t, "uk");
	tone(&t, HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(hear(&t, 0, 6000), HL_PROGRESS_CONGESTION);
	whole = t.find;
	hl_progress_open(&t.p, &t.plan);
	while (at + n < 6000 * MS) {
		if (hl_progress_put(&t.p, t.x + at, n, &find))
			break;
		at += n;
		n = (n * 7 + 3) % 211;
	}
	CU_ASSERT_EQUAL(find.kind, HL_PROGRESS_CONGESTION);
	CU_ASSERT_EQUAL(find.at, whole.at);
	CU_ASSERT_EQUAL(find.on_ms[1], whole.on_ms[1]);
	trunk_close(&t);
}

static void what_goes_on_is_found_again(void)
{
	struct trunk t;

	trunk_open(&t, "de");
	tone(&t, HL_TONE_BUSY);
	CU_ASSERT_EQUAL(hear(&t, 0, 4000), HL_PROGRESS_BUSY);
	CU_ASSERT_EQUAL(
		hl_progress_put(&t.p, t.x + 4000 * MS, 1000 * MS, &t.find),
		HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(
		hl_progress_put(&t.p, t.x + 5000 * MS, 3000 * MS, &t.find),
		HL_PROGRESS_BUSY);
	trunk_close(&t);
}

static void loudness_can_be_the_difference(void)
{
	struct trunk t;

	/* every second burst 10 dB down: the only difference in Australia */
	trunk_open(&t, "au");
	tone(&t, HL_TONE_CONGESTION);
	CU_ASSERT_EQUAL(hear(&t, 0, 10000), HL_PROGRESS_CONGESTION);
	CU_ASSERT_EQUAL(t.find.pairs, 2);
	tone(&t, HL_TONE_BUSY);
	CU_ASSERT_EQUAL(hear(&t, 0, 10000), HL_PROGRESS_BUSY);
	trunk_close(&t);
}

static void settings_have_bounds(void)
{
	struct hl_progress_settings s;
	struct hl_progress_plan plan;
	struct trunk t;

	trunk_open(&t, "us");
	hl_progress_defaults(&s);
	CU_ASSERT_EQUAL(hl_progress_plan_make(&t.zone, &s, &plan), 0);
	CU_ASSERT_EQUAL(plan.set, HL_PROGRESS_RELEASE);
	s.set = 0;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&t.zone, &s, &plan), -EINVAL);
	s.set = 1u << HL_PROGRESS_COUNT;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&t.zone, &s, &plan), -EINVAL);
	hl_progress_defaults(&s);
	s.cycles = HL_PROGRESS_CYCLES_MAX + 1;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&t.zone, &s, &plan), -EINVAL);
	hl_progress_defaults(&s);
	s.least_dbm0 = (double)NAN;
	CU_ASSERT_EQUAL(hl_progress_plan_make(&t.zone, &s, &plan), -EINVAL);
	trunk_close(&t);
}

static void every_zone_fits(void)
{
	struct trunk t;

	CU_ASSERT(sizeof(struct hl_progress) < 3072);
	for (unsigned z = 0; hl_zone_country(z); z++) {
		trunk_open(&t, hl_zone_country(z));
		t.settings.set = HL_PROGRESS_EVERY | HL_PROGRESS_BEHIND_DIGITS;
		t.settings.cycles = HL_PROGRESS_CYCLES_MAX;
		t.settings.steady_ms = HL_PROGRESS_STEADY_MIN_MS;
		CU_ASSERT_EQUAL(
			hl_progress_plan_make(&t.zone, &t.settings, &t.plan),
			0);
		CU_ASSERT_EQUAL(t.plan.set, t.settings.set);
		trunk_close(&t);
	}
}

/* "music" without a pause, at about -20 dBm0, and a faint busy tone under
 * what comes back of it at -15 dB, begun after @held ms */
static void held(struct trunk *t, int16_t *sent, unsigned held_ms)
{
	double slow = 0.0;
	uint32_t state = 9;

	hl_synth_tone(&t->zone, HL_TONE_BUSY, 0, t->x + held_ms * MS,
		      LENGTH - held_ms * MS);
	memset(t->x, 0, held_ms * MS * sizeof(*t->x));
	for (unsigned i = 0; i < LENGTH; i++) {
		state = state * 1664525u + 1013904223u;
		slow += 0.4 * (((state >> 8) / 8388608.0 - 1.0) - slow);
		sent[i] = (int16_t)(4800.0 * slow);
		if (i >= 20)
			t->x[i] = (int16_t)(t->x[i] + 0.17 * sent[i - 12] -
					    0.06 * sent[i - 20]);
	}
}

static void own_music_is_taken_away(void)
{
	struct hl_progress_echo echo;
	struct trunk t;
	int16_t *sent = calloc(LENGTH, sizeof(*sent));

	CU_ASSERT_PTR_NOT_NULL_FATAL(sent);
	CU_ASSERT(sizeof(echo) < 2048);
	trunk_open(&t, "de");
	CU_ASSERT_EQUAL(hl_zone_set_level(&t.zone, -35.0), 0);
	held(&t, sent, 10000);
	CU_ASSERT_EQUAL(hear(&t, 0, 30000), HL_PROGRESS_NONE);

	hl_progress_open(&t.p, &t.plan);
	hl_progress_echo_open(&echo);
	CU_ASSERT_EQUAL(hl_progress_put_held(&t.p, &echo, sent, t.x, 10000 * MS,
					     &t.find),
			HL_PROGRESS_NONE);
	CU_ASSERT_EQUAL(hl_progress_put_held(&t.p, &echo, sent + 10000 * MS,
					     t.x + 10000 * MS, 4 * 960 * MS,
					     &t.find),
			HL_PROGRESS_BUSY);
	CU_ASSERT_DOUBLE_EQUAL(t.find.hz[0], 425.0, 1.0);
	trunk_close(&t);
	free(sent);
}

/* what we send cannot be the reason that nothing is found */
static void wrong_music_does_no_harm(void)
{
	struct hl_progress_echo echo;
	struct trunk t;
	int16_t *sent = calloc(LENGTH, sizeof(*sent));

	CU_ASSERT_PTR_NOT_NULL_FATAL(sent);
	trunk_open(&t, "de");
	held(&t, sent, 0);
	tone(&t, HL_TONE_BUSY);
	memmove(t.x + 2000 * MS, t.x, (LENGTH - 2000 * MS) * sizeof(*t.x));
	memset(t.x, 0, 2000 * MS * sizeof(*t.x));
	(void)hear(&t, 0, 0);
	hl_progress_echo_open(&echo);
	CU_ASSERT_EQUAL(hl_progress_put_held(&t.p, &echo, sent, t.x,
					     (2000 + 4 * 960) * MS, &t.find),
			HL_PROGRESS_BUSY);
	hl_progress_open(&t.p, &t.plan);
	hl_progress_echo_open(&echo);
	CU_ASSERT_EQUAL(hl_progress_put_held(&t.p, &echo, t.x, t.x + 8000,
					     8 * 960 * MS, &t.find),
			HL_PROGRESS_BUSY);
	trunk_close(&t);
	free(sent);
}

static void kinds_have_names(void)
{
	CU_ASSERT_STRING_EQUAL(hl_progress_name(HL_PROGRESS_BUSY), "busy");
	CU_ASSERT_STRING_EQUAL(hl_progress_plain(HL_PROGRESS_HOWLER),
			       "off-hook warning");
	CU_ASSERT_STRING_EQUAL(hl_progress_name((enum hl_progress_kind)99),
			       "?");
	CU_ASSERT_STRING_EQUAL(hl_progress_plain(HL_PROGRESS_COUNT), "?");
}

/* clang-format off */
CU_TestInfo *test_progress(void)
{
	static CU_TestInfo tests[] = {
		{ "busy and congestion of every zone are found within four cycles", every_zone_is_found },
		{ "a cadence is found from wherever it is heard", the_middle_will_do },
		{ "ringing, waiting, recall, stutter, holding tones release nobody", a_call_goes_on },
		{ "dial tone is found after six seconds and not before", dial_tone_takes_its_time },
		{ "the evidence is what was played", the_evidence_is_right },
		{ "1 % and 5 % off, -35 dBm0, in noise: found", a_worn_exchange_is_found },
		{ "a wrong frequency or a wrong cadence is no busy tone", frequency_and_cadence_must_fit },
		{ "uneven, fading or accompanied beeps are no busy tone", a_musician_is_no_exchange },
		{ "both frequencies of a tone must be there, 6 dB apart at most is fine", both_frequencies_must_be_there },
		{ "a chord with the tone in it is no tone", a_chord_is_no_tone },
		{ "a swinging or neighbouring note is no dial tone", a_sung_note_is_no_dial_tone },
		{ "digits, answer tones and beeps release nobody", machines_may_talk },
		{ "the howler is found", the_howler_is_found },
		{ "information tone is found when it is asked for", information_is_found_if_wanted },
		{ "silence is found after its time, and a word ends it", silence_must_be_long },
		{ "how samples are cut into calls does not matter", pieces_do_not_matter },
		{ "a tone that goes on is found again", what_goes_on_is_found_again },
		{ "Australia's congestion is told from its busy tone by level", loudness_can_be_the_difference },
		{ "settings out of range are refused", settings_have_bounds },
		{ "every zone fits into a plan, and a trunk into 3 KiB", every_zone_fits },
		{ "under music of our own a faint busy tone is found", own_music_is_taken_away },
		{ "music that does not come back does no harm", wrong_music_does_no_harm },
		{ "kinds have names", kinds_have_names },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
