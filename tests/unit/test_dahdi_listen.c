/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_listen.c - claims about reading a channel for digits and tones
 *
 * What is heard of them is the contract's. Here are the kernel's queue of
 * samples and what becomes of it when the driver is late.
 */
#include "dahdi_bench.h"

#include <string.h>

#include "bench/dtmf_signal.h"

#define DRIVER (&hl_driver_dahdi)

static void digits_dialled_during_a_stall_are_heard_after_it(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, true), 0);
	fake_digit(bench->kernel, 1, '4');
	fake_digit(bench->kernel, 1, '2');
	dahdi_bench_stall(bench, 600);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).digit, '4');
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 1).digit, '2');
	dahdi_bench_end(bench);
}

static void samples_are_watched_only_while_listening(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned what = 0;
	unsigned i;

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, true), 0);
	for (i = 0; i < bench->host.watch_count; i++)
		what += bench->host.watches[i].what & HL_WATCH_AUDIO;
	CU_ASSERT_EQUAL(what, HL_WATCH_AUDIO);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, false), 0);
	for (i = 0; i < bench->host.watch_count; i++)
		CU_ASSERT_EQUAL(bench->host.watches[i].what, HL_WATCH_EVENT);
	dahdi_bench_end(bench);
}

static unsigned audio_watches(const struct dahdi_bench *bench)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < bench->host.watch_count; i++)
		n += (bench->host.watches[i].what & HL_WATCH_AUDIO) != 0;
	return n;
}

static const struct hl_watch_tone some_tones[HL_WATCH_TONES] = {
	{ { 425, 0 }, 200 },
	{ { 0, 0 }, 300 },
	{ { 425, 0 }, 210 },
};

static void one_reading_serves_digits_and_tones(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(audio_watches(bench), 0);
	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, some_tones), 0);
	CU_ASSERT_EQUAL(audio_watches(bench), 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, true), 0);
	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, NULL), 0);
	CU_ASSERT_EQUAL(audio_watches(bench), 1);
	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, some_tones), 0);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, false), 0);
	CU_ASSERT_EQUAL(audio_watches(bench), 1);
	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, NULL), 0);
	CU_ASSERT_EQUAL(audio_watches(bench), 0);
	dahdi_bench_end(bench);
}

/* Beginning to watch must not cut a digit that is being listened to. */
static void watching_in_the_middle_of_a_digit_does_not_lose_it(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned at;

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, true), 0);
	for (at = 1; at <= 120; at++) {
		dahdi_bench_forget(bench);
		fake_digit(bench->kernel, 1, '6');
		/* The driver has not been served since the key went down. */
		fake_pass(bench->kernel, at);
		bench->host.now += HL_MS(at);
		CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, some_tones), 0);
		dahdi_bench_pass(bench, 260 - at);
		CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, NULL), 0);
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind,
				HL_EVENT_DIGIT);
		CU_ASSERT_EQUAL(bench->host.event_count, 1);
	}
	dahdi_bench_end(bench);
}

static void what_came_before_is_neither_a_digit_nor_a_tone(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	/* Nobody reads, and the kernel keeps it. */
	fake_digit(bench->kernel, 1, '6');
	dahdi_bench_pass(bench, 400);
	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, 1, some_tones), 0);
	dahdi_bench_pass(bench, 250);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	/* The driver is late, and the digit came before it was asked for. */
	DRIVER->watch(bench->card, 1, NULL);
	DRIVER->watch(bench->card, 1, some_tones);
	fake_digit(bench->kernel, 1, '6');
	fake_pass(bench->kernel, 160);
	bench->host.now += HL_MS(160);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, true), 0);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void tones_of_a_stall_are_heard_after_it(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	CU_ASSERT_EQUAL(DRIVER->watch(bench->card, TRUNK, some_tones), 0);
	fake_sound(bench->kernel, TRUNK, 425, 0);
	dahdi_bench_stall(bench, 300);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	for (i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, i).kind,
				HL_EVENT_TONE);
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, i).which, 2 * i);
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, i).line, TRUNK);
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, i).at.earliest,
				bench->host.now - HL_MS(300));
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, i).at.latest,
				bench->host.now);
	}
	dahdi_bench_end(bench);
}

/* ---- over our own dial tone --------------------------------------------- */

/* All of the tone comes back, and 80 ms of a key. */
static unsigned key_over_tone(const struct dahdi_bench *bench, double dbm0,
			      unsigned key, int16_t *ret)
{
	struct dtmf_signal s = { .low_dbm0 = dbm0, .high_dbm0 = dbm0,
				 .on_ms = 80, .zone = &bench->zone,
				 .tone = HL_TONE_DIAL };
	uint64_t seed = 1 + key;

	return dtmf_signal_make(&s, key, &seed, ret);
}

static void digits_over_a_dial_tone_of_three_sines_are_heard(void)
{
	static const double levels[] = { -7, -15, -25 };
	struct dahdi_bench *bench = dahdi_bench_open();
	int16_t samples[DTMF_SIGNAL_MAX];
	unsigned key, level, n;
	unsigned lost = 0;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&bench->zone, "us-old"), 0);
	for (key = 0; key < 16; key++)
		for (level = 0; level < 3; level++) {
			dahdi_bench_forget(bench);
			n = key_over_tone(bench, levels[level], key, samples);
			DRIVER->tone(bench->card, 1, HL_TONE_DIAL);
			DRIVER->set(bench->card, 1, HL_SET_LISTEN, true);
			fake_play(bench->kernel, 1, samples, n);
			dahdi_bench_pass(bench, n / 8 + 50);
			lost += bench->host.event_count != 1 ||
				dahdi_bench_event(bench, 0).digit !=
					DTMF_KEYS[key];
			DRIVER->tone(bench->card, 1, HL_TONE_NONE);
			DRIVER->set(bench->card, 1, HL_SET_LISTEN, false);
		}
	CU_ASSERT_EQUAL(lost, 0);
	dahdi_bench_end(bench);
}

/* As a number is dialled: the first digit ends the tone. */
static void the_digits_behind_the_first_are_heard_without_the_tone(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	int16_t samples[DTMF_SIGNAL_MAX];
	unsigned n;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&bench->zone, "us-old"), 0);
	n = key_over_tone(bench, -15, 0, samples);
	DRIVER->tone(bench->card, 1, HL_TONE_DIAL);
	DRIVER->set(bench->card, 1, HL_SET_LISTEN, true);
	fake_play(bench->kernel, 1, samples, n);
	dahdi_bench_pass(bench, n / 8);
	DRIVER->tone(bench->card, 1, HL_TONE_NONE);
	dahdi_bench_pass(bench, 60);
	fake_digit(bench->kernel, 1, '4');
	dahdi_bench_pass(bench, 300);
	fake_digit(bench->kernel, 1, '2');
	dahdi_bench_pass(bench, 300);
	CU_ASSERT_EQUAL_FATAL(bench->host.event_count, 3);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).digit, '1');
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 1).digit, '4');
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 2).digit, '2');
	dahdi_bench_end(bench);
}

/* clang-format off */
#define T(name) { #name, name }

const CU_TestInfo dahdi_listen_claims[] = {
	T(digits_dialled_during_a_stall_are_heard_after_it),
	T(samples_are_watched_only_while_listening),
	T(one_reading_serves_digits_and_tones),
	T(watching_in_the_middle_of_a_digit_does_not_lose_it),
	T(what_came_before_is_neither_a_digit_nor_a_tone),
	T(tones_of_a_stall_are_heard_after_it),
	T(digits_over_a_dial_tone_of_three_sines_are_heard),
	T(the_digits_behind_the_first_are_heard_without_the_tone),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
