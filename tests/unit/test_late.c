/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_late.c - claims about how late a wake-up was
 */
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/loop.h"
#include "src/run/late.h"

/* The judge itself, with made-up times and without the kernel's account. */
static struct hl_late judge(hl_usec now)
{
	struct hl_late late;

	hl_late_init(&late, now);
	hl_late_fini(&late);
	return late;
}

static void after_a_punctual_sleep_nothing_was_waiting(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 1500000, HL_NEVER);
	hl_late_hook(&late);
	CU_ASSERT_EQUAL(late.clear, 1500000);
	hl_late_sleep(&late, 1600000, true);
	hl_late_wake(&late, 2001000, 2000000);
	CU_ASSERT_EQUAL(late.clear, 2001000);
	CU_ASSERT_EQUAL(late.stats.late, 0);
}

static void after_a_late_timer_things_can_have_waited_all_the_sleep(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 1000000 + HL_LOOP_LATE + 500001, 1500000);
	CU_ASSERT_EQUAL(late.clear, 1000000);
	hl_late_sleep(&late, 2000000, true);
	CU_ASSERT_EQUAL(late.stats.late, 1);
}

static void a_timer_due_before_the_sleep_does_not_make_it_late(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 1005000, 500000);
	CU_ASSERT_EQUAL(late.clear, 1005000);
}

/* What is found at once came while the turn before was served. */
static void a_sleep_that_was_none_moves_nothing(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 1500000, HL_NEVER);
	hl_late_sleep(&late, 1530000, true);
	hl_late_wake(&late, 1530000 + HL_LATE_SLEPT - 1, HL_NEVER);
	CU_ASSERT_EQUAL(late.clear, 1500000);
	CU_ASSERT_EQUAL(late.stats.wakeups, 1);
}

static void a_turn_for_something_else_clears_the_past(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 3000000, 1500000);
	CU_ASSERT_EQUAL(late.clear, 1000000);
	hl_late_other(&late, 3000400);
	CU_ASSERT_EQUAL(late.clear, 3000400);
}

static void a_stopped_process_can_have_missed_all_of_the_sleep(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 9000000, HL_NEVER);
	hl_late_stopped(&late);
	CU_ASSERT_EQUAL(late.clear, 1000000);
}

static void a_wait_for_a_processor_bounds_what_can_have_waited(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 9000000, HL_NEVER);
	hl_late_waited(&late, HL_LOOP_DELAY);
	CU_ASSERT_EQUAL(late.clear, 9000000);
	hl_late_waited(&late, 60000);
	CU_ASSERT_EQUAL(late.clear, 9000000 - 60000 - HL_LATE_MARGIN);
	hl_late_waited(&late, 20000000);
	CU_ASSERT_EQUAL(late.clear, 1000000);
}

static void a_lateness_that_waiting_does_not_explain_counts_in_full(void)
{
	struct hl_late late = judge(1000000);

	hl_late_sleep(&late, 1000000, true);
	hl_late_wake(&late, 9000000, 8900000);
	hl_late_waited(&late, 60000);
	CU_ASSERT_EQUAL(late.clear, 1000000);
	hl_late_sleep(&late, 10000000, true);
	hl_late_wake(&late, 19000000, 18900000);
	hl_late_waited(&late, 100000);
	CU_ASSERT_EQUAL(late.clear, 18900000 - HL_LATE_MARGIN);
}

static void the_kernels_account_of_waiting_is_read(void)
{
	hl_usec waited = 77;

	CU_ASSERT_EQUAL(hl_late_parse("77236000 45187000 2\n", &waited), 0);
	CU_ASSERT_EQUAL(waited, 45187);
	CU_ASSERT_EQUAL(hl_late_parse("0 0 0\n", &waited), 0);
	CU_ASSERT_EQUAL(waited, 0);
	CU_ASSERT_EQUAL(hl_late_parse("", &waited), -EBADMSG);
	CU_ASSERT_EQUAL(hl_late_parse("12", &waited), -EBADMSG);
	CU_ASSERT_EQUAL(hl_late_parse("12 x 3", &waited), -EBADMSG);
	CU_ASSERT_EQUAL(hl_late_parse("12 34", &waited), -EBADMSG);
}

static void lateness_is_counted_in_the_buckets_of_the_metric(void)
{
	struct hl_late late = judge(0);
	static const hl_usec lateness[] = { 0,     500,   501,   2000,
					    10000, 50000, 50001, 900000 };

	for (size_t i = 0; i < 8; i++) {
		hl_late_wake(&late, (i + 1) * 1000000, HL_NEVER);
		hl_late_timer(&late, lateness[i]);
		hl_late_timer(&late, 0);
		hl_late_sleep(&late, (i + 1) * 1000000 + 1000, false);
	}
	CU_ASSERT_EQUAL(late.stats.measured, 8);
	CU_ASSERT_EQUAL(late.stats.bucket[0], 2);
	CU_ASSERT_EQUAL(late.stats.bucket[1], 1);
	CU_ASSERT_EQUAL(late.stats.bucket[2], 1);
	CU_ASSERT_EQUAL(late.stats.bucket[4], 1);
	CU_ASSERT_EQUAL(late.stats.bucket[6], 1);
	CU_ASSERT_EQUAL(late.stats.bucket[7], 2);
	CU_ASSERT_EQUAL(late.stats.worst, 900000);
	CU_ASSERT_EQUAL(hl_loop_bound(0), 500);
	CU_ASSERT_EQUAL(hl_loop_bound(6), 50000);
	CU_ASSERT_EQUAL(hl_loop_bound(7), HL_NEVER);
}

static void a_percentile_lies_in_its_bucket_and_below_the_worst(void)
{
	struct hl_loop_stats stats = { 0 };

	CU_ASSERT_EQUAL(hl_loop_percentile(&stats, 99), 0);
	stats.measured = 100;
	stats.bucket[0] = 90;
	stats.bucket[3] = 10;
	stats.worst = 4100;
	CU_ASSERT_EQUAL(hl_loop_percentile(&stats, 90), 500);
	CU_ASSERT(hl_loop_percentile(&stats, 99) > 2000);
	CU_ASSERT(hl_loop_percentile(&stats, 99) <= 4100);
	CU_ASSERT_EQUAL(hl_loop_percentile(&stats, 100), 4100);
	stats.bucket[7] = 100;
	stats.measured = 200;
	stats.worst = 80000;
	CU_ASSERT(hl_loop_percentile(&stats, 99) > 50000);
	CU_ASSERT(hl_loop_percentile(&stats, 99) <= 80000);
}

#define C(f)                                                                   \
	{                                                                      \
#f, f                                                          \
	}

CU_TestInfo *test_late(void)
{
	static CU_TestInfo tests[] = {
		C(after_a_punctual_sleep_nothing_was_waiting),
		C(after_a_late_timer_things_can_have_waited_all_the_sleep),
		C(a_timer_due_before_the_sleep_does_not_make_it_late),
		C(a_sleep_that_was_none_moves_nothing),
		C(a_turn_for_something_else_clears_the_past),
		C(a_stopped_process_can_have_missed_all_of_the_sleep),
		C(a_wait_for_a_processor_bounds_what_can_have_waited),
		C(a_lateness_that_waiting_does_not_explain_counts_in_full),
		C(the_kernels_account_of_waiting_is_read),
		C(lateness_is_counted_in_the_buckets_of_the_metric),
		C(a_percentile_lies_in_its_bucket_and_below_the_worst),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
