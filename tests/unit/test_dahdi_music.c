/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_music.c - claims about the music of the dahdi driver
 */
#include "suites.h"

#include <errno.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)

static void music_lasts_half_a_minute_without_its_writer(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	CU_ASSERT_EQUAL(DRIVER->music(bench->card, 0, bench->music), 0);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0), 0);
	/* The first sound is there at once, the rest within a second. */
	CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	dahdi_bench_pass(bench, 1000);
	for (i = 0; i < 310; i++) {
		fake_pass(bench->kernel, 100);
		CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	}
	fake_pass(bench->kernel, 3000);
	CU_ASSERT_FALSE(dahdi_bench_music(bench, 1));
	dahdi_bench_stall(bench, 5000);
	CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	dahdi_bench_end(bench);
}

static unsigned wakes(struct dahdi_bench *bench, hl_msec ms)
{
	hl_usec end = bench->host.now + HL_MS(ms);
	unsigned n = 0;

	while (bench->host.now < end) {
		n += bench->host.alarm <= bench->host.now + HL_MS(1);
		dahdi_bench_pass(bench, 1);
	}
	return n;
}

static void music_wakes_us_seldom_and_never_runs_dry(void)
{
	static const int memory[] = { 8192, 4096, 2048, 1024 };
	/* One of them for a look at the idle trunks. */
	static const unsigned most[] = { 11, 11, 16, 26 };
	struct dahdi_bench *bench;
	unsigned i;
	unsigned k;

	for (i = 0; i < 4; i++) {
		bench = dahdi_bench_open();
		fake_memory(bench->kernel, memory[i]);
		DRIVER->music(bench->card, 0, bench->music);
		dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0);
		dahdi_bench_pass(bench, 2000);
		CU_ASSERT(wakes(bench, 10000) <= most[i]);
		for (k = 0; k < 400; k++) {
			CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
			dahdi_bench_pass(bench, 100);
		}
		dahdi_bench_end(bench);
	}
}

static void music_that_nobody_hears_wakes_nobody(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	/* Idle trunks are looked at. */
	DRIVER->line_close(bench->card, TRUNK);
	DRIVER->line_close(bench->card, CHANNELS);
	DRIVER->music(bench->card, 0, bench->music);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(wakes(bench, 10000), 0);
	dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0);
	dahdi_bench_pass(bench, 10000);
	dahdi_bench_wire(bench, 1, HL_WIRE_QUIET, 0);
	dahdi_bench_pass(bench, 10000);
	CU_ASSERT_EQUAL(wakes(bench, 10000), 0);
	dahdi_bench_end(bench);
}

static void music_that_has_run_dry_is_there_for_the_first_who_hears_it(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	DRIVER->music(bench->card, 0, bench->music);
	dahdi_bench_pass(bench, 60000);
	dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0);
	dahdi_bench_pass(bench, 1);
	CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	for (i = 0; i < 100; i++) {
		dahdi_bench_pass(bench, 500);
		CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	}
	dahdi_bench_end(bench);
}

static void music_is_written_although_an_event_waits(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_fail(bench->kernel, FAKE_WRITE, -ELAST, 1);
	CU_ASSERT_EQUAL(DRIVER->music(bench->card, 0, bench->music), 0);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0), 0);
	CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	fake_fail(bench->kernel, FAKE_WRITE, 0, 0);
	dahdi_bench_end(bench);
}

static void music_without_memory_is_refused(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	hl_usec alarm = bench->host.alarm;

	fake_memory(bench->kernel, 512);
	CU_ASSERT_EQUAL(DRIVER->music(bench->card, 0, bench->music), -ENOMEM);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), CHANNELS);
	CU_ASSERT_EQUAL(bench->host.alarm, alarm);
	dahdi_bench_end(bench);
}

#define T(name)                                                                \
	{                                                                      \
#name, name                                                    \
	}

CU_TestInfo *test_dahdi_music(void)
{
	static CU_TestInfo claims[] = {
		T(music_lasts_half_a_minute_without_its_writer),
		T(music_wakes_us_seldom_and_never_runs_dry),
		T(music_that_nobody_hears_wakes_nobody),
		T(music_that_has_run_dry_is_there_for_the_first_who_hears_it),
		T(music_is_written_although_an_event_waits),
		T(music_without_memory_is_refused),
		CU_TEST_INFO_NULL,
	};

	return claims;
}
