/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_ear.c - claims about the ear of the tests itself
 *
 * What the ear is given went through mu-law, as on a real channel.
 */
#include "suites.h"

#include "holdline/piece.h"
#include "holdline/synth.h"
#include "holdline/zone.h"
#include "tools/scenario/ear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS 60u
#define LENGTH  (SECONDS * 8000u)
#define NEAR    40 /* samples: 5 ms */

static const char *const countries[] = { "us", "uk", "de", "fr", "nz", "jp" };

/* what is played to an ear */
struct stage {
	struct hl_zone zone;
	struct ear *ear;
	int16_t *x;
	unsigned end; /* samples used */
	double gain;
};

static void stage_open(struct stage *s, const char *country)
{
	memset(s, 0, sizeof(*s));
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&s->zone, country), 0);
	CU_ASSERT_EQUAL_FATAL(ear_open(&s->ear, &s->zone), 0);
	s->x = calloc(LENGTH, sizeof(*s->x));
	CU_ASSERT_PTR_NOT_NULL_FATAL(s->x);
	s->gain = 1.0;
}

static void stage_close(struct stage *s)
{
	ear_close(s->ear);
	free(s->x);
}

static void used(struct stage *s, unsigned to)
{
	s->end = to > s->end ? to : s->end;
}

/* times in ms */
static void tone(struct stage *s, enum hl_tone t, unsigned from, unsigned to)
{
	hl_synth_mix(&s->zone, t, 0, s->x + from * 8, (to - from) * 8);
	used(s, to * 8);
}

static void voice(struct stage *s, unsigned party, unsigned from, unsigned to)
{
	const unsigned n = (to - from) * 8;
	int16_t *x = calloc(n, sizeof(*x));

	CU_ASSERT_PTR_NOT_NULL_FATAL(x);
	ear_voice(party, party * 777, x, n);
	for (unsigned i = 0; i < n; i++)
		s->x[from * 8 + i] = (int16_t)(s->x[from * 8 + i] + x[i]);
	free(x);
	used(s, to * 8);
}

static void note(struct stage *s, double hz, double dbm0, unsigned from,
		 unsigned to)
{
	const double a = 32767.0 * pow(10.0, (dbm0 - 3.17) / 20.0);

	for (unsigned i = from * 8; i < to * 8; i++)
		s->x[i] = (int16_t)(s->x[i] +
				    lrint(a * sin(2.0 * M_PI * hz * i / 8000)));
	used(s, to * 8);
}

/* three notes at a time, changing every 300 ms */
static void music(struct stage *s, unsigned from, unsigned to)
{
	static const double hz[] = {
#define X(name, frequency) frequency,
		HL_PIECE_NOTES(X)
#undef X
	};
	unsigned n = 1;

	for (unsigned at = from; at < to; at += 300) {
		unsigned till = at + 300 < to ? at + 300 : to;

		for (unsigned k = 0; k < 3; k++) {
			n = n * 1103515245u + 12345u;
			note(s, hz[(n >> 16) % HL_PIECE_NOTE_COUNT], -24.0, at,
			     till);
		}
	}
}

/* there and back through ITU-T G.711 mu-law */
static int16_t mulaw(int x)
{
	const int sign = x < 0 ? -1 : 1;
	int size = abs(x), exponent = 7;

	size = (size > 32635 ? 32635 : size) + 132;
	while (exponent && !(size & 0x80 << exponent))
		exponent--;
	size = (((size >> (exponent + 3) & 15) << 3) + 132) << exponent;
	return (int16_t)(sign * (size - 132));
}

/* plays it all, and a second of silence after it */
static void listen(struct stage *s, unsigned block)
{
	used(s, 0);
	for (unsigned i = 0; i < s->end; i++)
		s->x[i] = mulaw((int)lrint(s->gain * s->x[i]));
	s->end = s->end + 8000 < LENGTH ? s->end + 8000 : LENGTH;
	for (unsigned i = 0; i < s->end; i += block) {
		unsigned n = s->end - i < block ? s->end - i : block;

		ear_feed(s->ear, s->x + i, n);
	}
}

static const char *words_at(const struct stage *s, unsigned index, char *ret)
{
	if (index >= ear_log_count(s->ear))
		return "(nothing more)";
	return ear_words(s->ear, ear_log_at(s->ear, index), ret);
}

/* the line of the log says so, and began then (ms) */
static void logged(const struct stage *s, unsigned index, const char *words,
		   unsigned ms)
{
	char text[EAR_WORDS_MAX];

	CU_ASSERT_STRING_EQUAL(words_at(s, index, text), words);
	if (index < ear_log_count(s->ear))
		CU_ASSERT(llabs((long long)ear_log_at(s->ear, index)->since -
				(long long)ms * 8) <= 2 * NEAR);
}

/* how long a tone must sound to be known: its longest cadence */
static unsigned patience(const struct hl_zone *zone, enum hl_tone t)
{
	unsigned ms = 2500; /* a steady tone: longer than any burst */

	for (unsigned i = 0; i < zone->tone[t].count; i++)
		ms += zone->tone[t].segment[i].ms;
	return ms;
}

static void tone_is_known(const char *country, enum hl_tone t, double gain)
{
	struct stage s;
	uint64_t since = 0;
	unsigned length;
	bool known;

	stage_open(&s, country);
	s.gain = gain;
	length = patience(&s.zone, t);
	tone(&s, t, 503, 503 + length);
	listen(&s, 80);
	known = ear_hears_tone(s.ear, t, &since) ||
		ear_has_heard_tone(s.ear, t, 1, &since);
	CU_ASSERT(known);
	CU_ASSERT(llabs((long long)since - 503 * 8) <= 2 * NEAR);
	CU_ASSERT(ear_log_count(s.ear) <= 3);
	stage_close(&s);
}

static void all_tones_are_known(double gain)
{
	for (size_t c = 0; c < sizeof(countries) / sizeof(countries[0]); c++) {
		for (int t = HL_TONE_DIAL; t <= HL_TONE_D5; t++)
			tone_is_known(countries[c], (enum hl_tone)t, gain);
	}
}

static void every_tone_is_known_by_pitch_and_cadence(void)
{
	all_tones_are_known(1.0);
}

static void every_tone_is_known_ten_decibels_down(void)
{
	all_tones_are_known(0.316);
}

static void every_digit_is_known(void)
{
	struct stage s;
	char text[EAR_WORDS_MAX];

	stage_open(&s, "us");
	for (unsigned i = 0; i < 16; i++)
		tone(&s, (enum hl_tone)(HL_TONE_D1 + i), 200 * i + 100,
		     200 * i + 200);
	listen(&s, 160);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 33);
	for (unsigned i = 0; i < 16; i++)
		CU_ASSERT_STRING_EQUAL(
			words_at(&s, 2 * i + 1, text),
			hl_tone_plain((enum hl_tone)(HL_TONE_D1 + i)));
	stage_close(&s);
}

static void busy_and_congestion_differ_by_cadence_alone(void)
{
	struct stage s;

	stage_open(&s, "de");
	tone(&s, HL_TONE_BUSY, 300, 5000);
	tone(&s, HL_TONE_CONGESTION, 8000, 12000);
	listen(&s, 160);
	logged(&s, 1, "busy tone", 300);
	logged(&s, 2, "silence", 4620);
	logged(&s, 3, "congestion tone", 8000);
	stage_close(&s);
}

static void a_dial_tone_without_beeps_is_no_recall(void)
{
	struct stage s;

	stage_open(&s, "us");
	tone(&s, HL_TONE_DIAL, 300, 2000);
	for (unsigned i = 0; i < 2000 * 8; i += 80)
		ear_feed(s.ear, s.x + i, 80);
	CU_ASSERT_TRUE(ear_hears_tone(s.ear, HL_TONE_DIAL, NULL));
	CU_ASSERT_FALSE(ear_may_hear_tone(s.ear, HL_TONE_RECALL, NULL));
	stage_close(&s);
}

static void an_ear_that_comes_late_leaves_it_open(void)
{
	struct stage s;

	stage_open(&s, "us");
	hl_synth_tone(&s.zone, HL_TONE_RECALL, 8000, s.x, 8000);
	ear_feed(s.ear, s.x, 8000);
	CU_ASSERT_TRUE(ear_hears_tone(s.ear, HL_TONE_RECALL, NULL));
	CU_ASSERT_TRUE(ear_hears_tone(s.ear, HL_TONE_DIAL, NULL));
	CU_ASSERT_FALSE(ear_may_hear_tone(s.ear, HL_TONE_BUSY, NULL));
	stage_close(&s);
}

static void a_cadence_is_known_from_its_middle(void)
{
	struct stage s;

	stage_open(&s, "us");
	hl_synth_tone(&s.zone, HL_TONE_BUSY, 2000, s.x, 32000);
	ear_feed(s.ear, s.x, 32000);
	CU_ASSERT_TRUE(ear_hears_tone(s.ear, HL_TONE_BUSY, NULL));
	CU_ASSERT_FALSE(ear_may_hear_tone(s.ear, HL_TONE_CONGESTION, NULL));
	stage_close(&s);
}

static void a_first_beep_is_dial_tone_or_more(void)
{
	struct stage s;
	uint64_t since = 0;

	stage_open(&s, "us");
	tone(&s, HL_TONE_RECALL, 300, 2000);
	ear_feed(s.ear, s.x, 390 * 8);
	CU_ASSERT_TRUE(ear_may_hear_tone(s.ear, HL_TONE_RECALL, &since));
	CU_ASSERT_TRUE(ear_may_hear_tone(s.ear, HL_TONE_DIAL, NULL));
	CU_ASSERT_FALSE(ear_hears_tone(s.ear, HL_TONE_RECALL, NULL));
	CU_ASSERT(llabs((long long)since - 300 * 8) <= NEAR);
	stage_close(&s);
}

static void ringing_lasts_through_its_pause_until_the_answer(void)
{
	struct stage s;

	stage_open(&s, "us");
	tone(&s, HL_TONE_RINGBACK, 500, 9700);
	voice(&s, 3, 9700, 12000);
	listen(&s, 160);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 4);
	logged(&s, 1, "ringing tone", 500);
	logged(&s, 2, "voice 103", 9700);
	logged(&s, 3, "silence", 12000);
	stage_close(&s);
}

static void an_answer_in_the_pause_ends_the_ringing(void)
{
	struct stage s;

	stage_open(&s, "de");
	tone(&s, HL_TONE_RINGBACK, 500, 3000);
	voice(&s, 3, 3000, 9000);
	listen(&s, 160);
	logged(&s, 1, "ringing tone", 500);
	logged(&s, 2, "voice 103", 3000);
	logged(&s, 3, "silence", 9000);
	stage_close(&s);
}

static void the_end_of_a_cadence_is_dated_back(void)
{
	struct stage s;

	stage_open(&s, "us");
	tone(&s, HL_TONE_BUSY, 500, 3500);
	listen(&s, 160);
	logged(&s, 1, "busy tone", 500);
	logged(&s, 2, "silence", 3000);
	stage_close(&s);
}

static void every_voice_is_its_own(double gain)
{
	for (unsigned k = 0; k < EAR_PARTIES; k++) {
		struct stage s;

		stage_open(&s, "us");
		s.gain = gain;
		voice(&s, k, 300, 1300);
		listen(&s, 160);
		CU_ASSERT_EQUAL_FATAL(ear_log_count(s.ear), 3);
		CU_ASSERT_EQUAL(ear_log_at(s.ear, 1)->voices, 1u << k);
		CU_ASSERT_EQUAL(ear_log_at(s.ear, 1)->tones, 0);
		CU_ASSERT_FALSE(ear_log_at(s.ear, 1)->music);
		CU_ASSERT(llabs((long long)ear_log_at(s.ear, 1)->since -
				2400) <= NEAR);
		CU_ASSERT(llabs((long long)ear_log_at(s.ear, 2)->since -
				10400) <= NEAR);
		stage_close(&s);
	}
}

static void every_party_is_known_by_voice(void)
{
	every_voice_is_its_own(1.0);
}

static void every_party_is_known_ten_decibels_down(void)
{
	every_voice_is_its_own(0.316);
}

static void any_three_parties_are_heard_together(void)
{
	for (unsigned k = 0; k < EAR_PARTIES; k++) {
		unsigned a = (k + 1) % EAR_PARTIES, b = (k + 7) % EAR_PARTIES;
		struct stage s;

		stage_open(&s, "de");
		voice(&s, k, 300, 1300);
		voice(&s, a, 300, 1300);
		voice(&s, b, 500, 1000);
		listen(&s, 160);
		CU_ASSERT_EQUAL_FATAL(ear_log_count(s.ear), 5);
		CU_ASSERT_EQUAL(ear_log_at(s.ear, 1)->voices,
				1u << k | 1u << a);
		CU_ASSERT_EQUAL(ear_log_at(s.ear, 2)->voices,
				1u << k | 1u << a | 1u << b);
		CU_ASSERT_EQUAL(ear_log_at(s.ear, 3)->voices,
				1u << k | 1u << a);
		stage_close(&s);
	}
}

/* does distortion up to the third order of @from reach @hz */
static bool distorts_to(const unsigned from[2], unsigned hz)
{
	for (int a = -3; a <= 3; a++) {
		for (int b = -3; b <= 3; b++) {
			int f = a * (int)from[0] + b * (int)from[1];

			if (abs(a) + abs(b) > 3)
				continue;
			f = ((f % 8000) + 8000) % 8000;
			f = f > 4000 ? 8000 - f : f;
			if (abs(f - (int)hz) < 30)
				return true;
		}
	}
	return false;
}

static void no_party_is_another_ones_distortion(void)
{
	for (unsigned a = 0; a < EAR_PARTIES; a++) {
		for (unsigned b = 0; b < EAR_PARTIES; b++) {
			unsigned from[2], to[2];

			if (a == b)
				continue;
			ear_voice_hz(a, from);
			ear_voice_hz(b, to);
			CU_ASSERT_FALSE(distorts_to(from, to[0]) &&
					distorts_to(from, to[1]));
		}
	}
}

static void voices_keep_clear_of_everything_else(void)
{
	static const double others[] = { 350,
					 400,
					 425,
					 440,
					 450,
					 480,
					 620,
					 950,
					 1400,
					 1800,
					 2130,
					 2750,
					 697,
					 770,
					 852,
					 941,
					 1209,
					 1336,
					 1477,
					 1633,
#define X(name, hz) hz,
					 HL_PIECE_NOTES(X)
#undef X
	};

	for (unsigned i = 0; i < 2 * EAR_PARTIES; i++) {
		unsigned a[2], b[2];

		ear_voice_hz(i / 2, a);
		for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++)
			CU_ASSERT(fabs(a[i % 2] - others[k]) >= 40.0);
		for (unsigned k = 0; k < i; k++) {
			ear_voice_hz(k / 2, b);
			CU_ASSERT(abs((int)a[i % 2] - (int)b[k % 2]) >= 40);
		}
	}
}

static void the_pieces_notes_keep_clear_of_the_tones(void)
{
	static const double tones[] = { 350, 400, 425, 440, 480, 620 };
	static const double notes[] = {
#define X(name, hz) hz,
		HL_PIECE_NOTES(X)
#undef X
	};

	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		for (size_t k = 0; k < sizeof(tones) / sizeof(tones[0]); k++)
			CU_ASSERT(fabs(notes[i] - tones[k]) >= 30.0);
	}
}

static void a_voice_is_the_same_in_any_blocks(void)
{
	int16_t whole[2000], part[2000];

	ear_voice(5, 1000, whole, 2000);
	for (unsigned i = 0; i < 2000; i += 125)
		ear_voice(5, 1000 + i, part + i, 125);
	CU_ASSERT_EQUAL(memcmp(whole, part, sizeof(whole)), 0);
}

static void music_is_heard_and_hides_nothing(void)
{
	struct stage s;

	stage_open(&s, "us");
	voice(&s, 2, 300, 2000);
	music(&s, 2000, 10000);
	tone(&s, HL_TONE_RECALL, 10000, 12000);
	voice(&s, 2, 12100, 13000);
	listen(&s, 160);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 7);
	logged(&s, 1, "voice 102", 300);
	logged(&s, 2, "music", 2000);
	logged(&s, 3, "recall dial tone", 10000);
	logged(&s, 4, "silence", 12000);
	logged(&s, 5, "voice 102", 12100);
	logged(&s, 6, "silence", 13000);
	stage_close(&s);
}

static void music_ten_decibels_down_is_music(void)
{
	struct stage s;

	stage_open(&s, "de");
	s.gain = 0.316;
	music(&s, 300, 9000);
	listen(&s, 160);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 3);
	logged(&s, 1, "music", 300);
	stage_close(&s);
}

static void a_call_waits_behind_a_voice(void)
{
	struct stage s;

	stage_open(&s, "us");
	voice(&s, 7, 300, 16000);
	tone(&s, HL_TONE_WAITING, 4000, 15000);
	listen(&s, 160);
	logged(&s, 1, "voice 107", 300);
	logged(&s, 2, "voice 107, call waiting tone", 4000);
	stage_close(&s);
}

static void the_size_of_the_blocks_does_not_matter(void)
{
	static const unsigned blocks[] = { 1, 7, 80, 1000, 8000 };
	char text[EAR_WORDS_MAX];

	for (size_t b = 0; b < sizeof(blocks) / sizeof(blocks[0]); b++) {
		struct stage s;

		stage_open(&s, "uk");
		voice(&s, 1, 300, 1000);
		tone(&s, HL_TONE_BUSY, 1500, 4000);
		listen(&s, blocks[b]);
		CU_ASSERT_STRING_EQUAL(words_at(&s, 1, text), "voice 101");
		CU_ASSERT_STRING_EQUAL(words_at(&s, 3, text), "busy tone");
		CU_ASSERT_EQUAL(ear_time(s.ear), s.end);
		stage_close(&s);
	}
}

static void idle_noise_is_silence(void)
{
	struct stage s;
	unsigned n = 1;

	stage_open(&s, "us");
	for (unsigned i = 0; i < 40000; i++) {
		n = n * 1103515245u + 12345u;
		s.x[i] = (int16_t)((n >> 16) % 65 - 32);
	}
	ear_feed(s.ear, s.x, 40000);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 1);
	CU_ASSERT_TRUE(ear_hears_nothing(s.ear, NULL));
	stage_close(&s);
}

static void a_strange_sound_is_said_to_be_unknown(void)
{
	struct stage s;

	stage_open(&s, "us");
	note(&s, 1004, -13.0, 500, 3000);
	listen(&s, 160);
	CU_ASSERT_EQUAL(ear_log_count(s.ear), 3);
	logged(&s, 1, "unknown sound", 500);
	logged(&s, 2, "silence", 3000);
	stage_close(&s);
}

static void a_hum_below_the_voice_band_is_not_heard(void)
{
	struct stage s;

	stage_open(&s, "us");
	note(&s, 15, -10.0, 500, 4000);
	tone(&s, HL_TONE_DIAL, 1000, 3000);
	listen(&s, 160);
	logged(&s, 1, "dial tone", 1000);
	stage_close(&s);
}

static void parties_can_have_names(void)
{
	struct stage s;

	stage_open(&s, "us");
	ear_name(s.ear, 4, "co1");
	ear_name(s.ear, 5, "averylongnamewhichiscut");
	voice(&s, 4, 300, 1300);
	voice(&s, 5, 300, 1300);
	listen(&s, 160);
	logged(&s, 1, "voices co1 averylongnamewh", 300);
	stage_close(&s);
}

static void an_ear_counts_from_its_beginning(void)
{
	struct stage s;

	stage_open(&s, "us");
	voice(&s, 4, 0, 2000);
	ear_feed(s.ear, s.x, 8000);
	CU_ASSERT_TRUE(ear_hears_voice(s.ear, 4, NULL));
	CU_ASSERT_FALSE(ear_hears_voice(s.ear, 5, NULL));
	CU_ASSERT_FALSE(ear_hears_music(s.ear, NULL));
	CU_ASSERT(ear_since(s.ear) <= NEAR);
	CU_ASSERT_EQUAL(ear_now(s.ear)->voices, 1u << 4);
	stage_close(&s);
}

#define CLAIM(name)                                                            \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_ear(void)
{
	static CU_TestInfo tests[] = {
		CLAIM(every_tone_is_known_by_pitch_and_cadence),
		CLAIM(every_tone_is_known_ten_decibels_down),
		CLAIM(every_digit_is_known),
		CLAIM(busy_and_congestion_differ_by_cadence_alone),
		CLAIM(a_dial_tone_without_beeps_is_no_recall),
		CLAIM(an_ear_that_comes_late_leaves_it_open),
		CLAIM(a_cadence_is_known_from_its_middle),
		CLAIM(a_first_beep_is_dial_tone_or_more),
		CLAIM(ringing_lasts_through_its_pause_until_the_answer),
		CLAIM(an_answer_in_the_pause_ends_the_ringing),
		CLAIM(the_end_of_a_cadence_is_dated_back),
		CLAIM(every_party_is_known_by_voice),
		CLAIM(every_party_is_known_ten_decibels_down),
		CLAIM(any_three_parties_are_heard_together),
		CLAIM(no_party_is_another_ones_distortion),
		CLAIM(voices_keep_clear_of_everything_else),
		CLAIM(the_pieces_notes_keep_clear_of_the_tones),
		CLAIM(a_voice_is_the_same_in_any_blocks),
		CLAIM(music_is_heard_and_hides_nothing),
		CLAIM(music_ten_decibels_down_is_music),
		CLAIM(a_call_waits_behind_a_voice),
		CLAIM(the_size_of_the_blocks_does_not_matter),
		CLAIM(idle_noise_is_silence),
		CLAIM(a_strange_sound_is_said_to_be_unknown),
		CLAIM(a_hum_below_the_voice_band_is_not_heard),
		CLAIM(parties_can_have_names),
		CLAIM(an_ear_counts_from_its_beginning),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
