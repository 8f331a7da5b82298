/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_hook.c - claims about profiles and the judge of loop edges
 */
#include "suites.h"

#include "holdline/hook.h"

#include <errno.h>
#include <string.h>

#define START 5000000u

static struct hl_profile profile(const char *name)
{
	struct hl_profile p = { 0 };

	CU_ASSERT_EQUAL_FATAL(hl_profile_find(name, &p), 0);
	return p;
}

static struct hl_interval at(hl_usec us)
{
	return (struct hl_interval){ us, us };
}

/* One break of an exact length on a lifted set. */
static struct hl_verdict one_break(const struct hl_profile *p, hl_msec ms,
				   bool pulsing)
{
	struct hl_hook hook;
	struct hl_verdict v;
	struct hl_interval open = at(START);
	struct hl_interval close = at(START + HL_MS(ms));

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, p, false, &open, pulsing, &v);
	if (close.latest >= hl_hook_due(&hook, p)) {
		hl_hook_expire(&hook, p, false, hl_hook_due(&hook, p), &v);
		return v;
	}
	hl_hook_edge(&hook, p, true, &close, pulsing, &v);
	return v;
}

static void every_built_in_profile_is_sound(void)
{
	for (unsigned i = 0; hl_profile_name(i); i++) {
		struct hl_profile p = profile(hl_profile_name(i));
		char why[128] = "";

		CU_ASSERT_EQUAL(hl_profile_check(&p, why, sizeof(why)), 0);
		CU_ASSERT_STRING_EQUAL(why, "");
		CU_ASSERT(strlen(hl_profile_source(i)) > 0);
	}
}

static void the_six_countries_are_known(void)
{
	static const char *const names[] = { "us", "tbr", "de",
					     "fr", "nz",  "jp" };

	for (unsigned i = 0; i < 6; i++) {
		struct hl_profile p;

		CU_ASSERT_EQUAL(hl_profile_find(names[i], &p), 0);
	}
}

static void an_unknown_profile_is_not_found(void)
{
	struct hl_profile p;

	CU_ASSERT_EQUAL(hl_profile_find("xx", &p), -ENOENT);
}

static void overlapping_pulse_and_flash_are_refused(void)
{
	struct hl_profile p = profile("tbr");
	char why[128];

	p.pulse_max = p.flash_min;
	CU_ASSERT_EQUAL(hl_profile_check(&p, why, sizeof(why)), -EINVAL);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "pulse and flash"));
}

static void overlapping_flash_and_onhook_are_refused(void)
{
	struct hl_profile p = profile("us");
	char why[128];

	p.onhook = p.flash_max;
	CU_ASSERT_EQUAL(hl_profile_check(&p, why, sizeof(why)), -EINVAL);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "flash and on-hook"));
}

static void windows_out_of_order_or_range_are_refused(void)
{
	struct hl_profile p = profile("us");

	p.flash_min = p.flash_max + 1;
	CU_ASSERT_EQUAL(hl_profile_check(&p, NULL, 0), -EINVAL);
	p = profile("us");
	p.pulse_min = p.pulse_max + 1;
	CU_ASSERT_EQUAL(hl_profile_check(&p, NULL, 0), -EINVAL);
	p = profile("us");
	p.onhook = HL_HOOK_LONGEST + 1;
	CU_ASSERT_EQUAL(hl_profile_check(&p, NULL, 0), -EINVAL);
	p = profile("us");
	p.glitch = 0;
	CU_ASSERT_EQUAL(hl_profile_check(&p, NULL, 0), -EINVAL);
}

/* What a length means, said again here from the windows alone. */
static enum hl_break expected(const struct hl_profile *p, hl_msec ms)
{
	if (ms >= p->onhook)
		return HL_BREAK_ONHOOK;
	if (ms >= p->flash_min && ms <= p->flash_max)
		return HL_BREAK_FLASH;
	if (ms >= p->pulse_min && ms <= p->pulse_max)
		return HL_BREAK_PULSE;
	if (ms > p->flash_max)
		return HL_BREAK_LATE;
	return ms < p->pulse_min ? HL_BREAK_GLITCH : HL_BREAK_NOISE;
}

static void every_break_from_20_to_2000_ms_is_classified_in_every_profile(void)
{
	unsigned wrong = 0;

	for (unsigned i = 0; hl_profile_name(i); i++) {
		struct hl_profile p = profile(hl_profile_name(i));

		for (hl_msec ms = 20; ms <= 2000; ms += 5) {
			struct hl_verdict v = one_break(&p, ms, true);

			wrong += !v.judged || v.class != expected(&p, ms);
		}
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void only_the_flash_window_is_a_flash(void)
{
	struct hl_profile p = profile("us");

	CU_ASSERT_EQUAL(one_break(&p, 299, false).gesture, HL_GESTURE_NONE);
	CU_ASSERT_EQUAL(one_break(&p, 300, false).gesture, HL_GESTURE_FLASH);
	CU_ASSERT_EQUAL(one_break(&p, 1000, false).gesture, HL_GESTURE_FLASH);
	CU_ASSERT_EQUAL(one_break(&p, 1001, false).gesture, HL_GESTURE_NONE);
}

static void a_break_between_flash_and_onhook_keeps_the_call(void)
{
	struct hl_profile p = profile("us");
	struct hl_verdict v = one_break(&p, 1050, false);

	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
	CU_ASSERT_EQUAL(v.class, HL_BREAK_LATE);
}

static void a_loop_open_for_the_onhook_time_is_hung_up(void)
{
	struct hl_profile p = profile("us");

	CU_ASSERT_EQUAL(one_break(&p, 1100, false).gesture,
			HL_GESTURE_HANGUP);
}

static void a_short_recall_key_is_a_flash_in_tbr_and_not_in_us(void)
{
	struct hl_profile tbr = profile("tbr");
	struct hl_profile us = profile("us");

	CU_ASSERT_EQUAL(one_break(&tbr, 100, false).gesture, HL_GESTURE_FLASH);
	CU_ASSERT_EQUAL(one_break(&us, 100, true).gesture, HL_GESTURE_NONE);
}

static void a_break_below_the_glitch_floor_is_no_event(void)
{
	struct hl_profile p = profile("us");

	CU_ASSERT_FALSE(one_break(&p, 14, true).judged);
	CU_ASSERT_TRUE(one_break(&p, 15, true).judged);
}

static void closing_a_loop_on_hook_is_lifting(void)
{
	struct hl_profile p = profile("us");
	struct hl_interval t = at(START);
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, false);
	hl_hook_edge(&hook, &p, true, &t, false, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_LIFT);
	CU_ASSERT_TRUE(hook.lifted);
}

static char pulse_digit(unsigned pulses)
{
	struct hl_profile p = profile("us");
	struct hl_hook hook;
	struct hl_verdict v;
	hl_usec now = START;

	hl_hook_set(&hook, true);
	for (unsigned i = 0; i < pulses; i++) {
		struct hl_interval open = at(now);
		struct hl_interval close = at(now + HL_MS(60));

		hl_hook_edge(&hook, &p, false, &open, true, &v);
		hl_hook_edge(&hook, &p, true, &close, true, &v);
		now += HL_MS(100);
	}
	hl_hook_expire(&hook, &p, true, hl_hook_due(&hook, &p), &v);
	return v.gesture == HL_GESTURE_DIGIT ? v.digit : 0;
}

static void pulses_are_counted_as_digits(void)
{
	CU_ASSERT_EQUAL(pulse_digit(1), '1');
	CU_ASSERT_EQUAL(pulse_digit(9), '9');
	CU_ASSERT_EQUAL(pulse_digit(10), '0');
	CU_ASSERT_EQUAL(pulse_digit(11), '*');
	CU_ASSERT_EQUAL(pulse_digit(12), '#');
	CU_ASSERT_EQUAL(pulse_digit(13), 0);
}

/* What a dial makes of some pulses a second, breaks of so many percent. */
static char dialled(const char *name, unsigned pulses, unsigned rate,
		    unsigned percent, bool before)
{
	struct hl_profile p = profile(name);
	struct hl_hook hook;
	struct hl_verdict v;
	hl_usec now = START;
	hl_usec round = HL_MS(1000) / rate;

	hl_hook_set(&hook, true);
	hook.dials = before;
	for (unsigned i = 0; i < pulses; i++) {
		struct hl_interval open = at(now);
		struct hl_interval close = at(now + round * percent / 100);

		hl_hook_edge(&hook, &p, false, &open, true, &v);
		CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
		hl_hook_edge(&hook, &p, true, &close, true, &v);
		CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
		now += round;
	}
	hl_hook_expire(&hook, &p, true, hl_hook_due(&hook, &p), &v);
	return v.gesture == HL_GESTURE_DIGIT ? v.digit : 0;
}

static void dials_of_8_to_12_pulses_a_second_are_read_in_every_profile(void)
{
	static const char digits[] = "1234567890*#";
	const char *name;

	for (unsigned i = 0; (name = hl_profile_name(i)); i++)
		for (unsigned rate = 8; rate <= 12; rate++)
			for (unsigned percent = 58; percent <= 67; percent++)
				for (unsigned n = 2; n <= 12; n++)
					CU_ASSERT_EQUAL(dialled(name, n, rate,
								percent, false),
							digits[n - 1]);
}

static void a_single_slow_pulse_behind_another_digit_is_one(void)
{
	CU_ASSERT_EQUAL(dialled("tbr", 1, 8, 67, true), '1');
	CU_ASSERT_EQUAL(dialled("tbr", 1, 8, 67, false), 0);
	CU_ASSERT_EQUAL(dialled("tbr", 1, 10, 67, false), '1');
	CU_ASSERT_EQUAL(dialled("us", 1, 8, 67, false), '1');
}

/* Where pulses may come a timed break is believed when none follows. */
static void a_timed_break_where_digits_may_come_is_a_flash_a_moment_later(void)
{
	struct hl_profile p = profile("tbr");
	struct hl_interval open = at(START);
	struct hl_interval close = at(START + HL_MS(95));
	struct hl_hook hook;
	struct hl_verdict v;
	hl_usec due;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &open, true, &v);
	hl_hook_edge(&hook, &p, true, &close, true, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
	due = hl_hook_due(&hook, &p);
	CU_ASSERT_EQUAL(due, START + HL_MS(195));
	hl_hook_expire(&hook, &p, true, due, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
	CU_ASSERT_EQUAL(hl_hook_due(&hook, &p), HL_NEVER);
	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &open, false, &v);
	hl_hook_edge(&hook, &p, true, &close, false, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
}

static void a_pulse_where_no_digit_may_come_is_nothing(void)
{
	struct hl_profile p = profile("us");
	struct hl_verdict v = one_break(&p, 60, false);

	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
	CU_ASSERT_EQUAL(v.class, HL_BREAK_PULSE);
}

/* A break whose two edges were found together after a sleep. */
static struct hl_verdict queued_break(const struct hl_profile *p,
				      hl_msec slept)
{
	struct hl_interval both = { START, START + HL_MS(slept) };
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, p, false, &both, false, &v);
	hl_hook_edge(&hook, p, true, &both, false, &v);
	return v;
}

static void a_break_seen_late_never_hangs_up(void)
{
	for (unsigned i = 0; hl_profile_name(i); i++) {
		struct hl_profile p = profile(hl_profile_name(i));

		for (hl_msec slept = 20; slept <= 5000; slept += 10)
			CU_ASSERT_NOT_EQUAL(queued_break(&p, slept).gesture,
					    HL_GESTURE_HANGUP);
	}
}

static void a_late_break_that_can_be_a_flash_is_one(void)
{
	struct hl_profile p = profile("us");
	struct hl_verdict v = queued_break(&p, 700);

	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
	CU_ASSERT_EQUAL(v.class, HL_BREAK_UNSURE);
	CU_ASSERT_EQUAL(v.shortest, 0);
	CU_ASSERT_EQUAL(v.longest, 700);
}

static void a_late_break_too_short_for_a_flash_is_none(void)
{
	struct hl_profile p = profile("us");

	CU_ASSERT_EQUAL(queued_break(&p, 250).gesture, HL_GESTURE_NONE);
}

static void a_closed_loop_at_the_deadline_keeps_the_call(void)
{
	struct hl_profile p = profile("us");
	struct hl_interval open = at(START);
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &open, false, &v);
	hl_hook_expire(&hook, &p, true, START + HL_MS(1100), &v);
	CU_ASSERT_NOT_EQUAL(v.gesture, HL_GESTURE_HANGUP);
	CU_ASSERT_TRUE(hook.lifted);
	CU_ASSERT_FALSE(hook.open);
}

static void a_flash_within_the_quiet_time_is_bounce(void)
{
	struct hl_profile p = profile("us");
	struct hl_interval e[4] = { at(START), at(START + HL_MS(400)),
				    at(START + HL_MS(500)),
				    at(START + HL_MS(900)) };
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &e[0], false, &v);
	hl_hook_edge(&hook, &p, true, &e[1], false, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
	hl_hook_edge(&hook, &p, false, &e[2], false, &v);
	hl_hook_edge(&hook, &p, true, &e[3], false, &v);
	CU_ASSERT_EQUAL(v.class, HL_BREAK_BOUNCE);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_NONE);
}

static void two_flashes_apart_are_two(void)
{
	struct hl_profile p = profile("us");
	struct hl_interval e[4] = { at(START), at(START + HL_MS(400)),
				    at(START + HL_MS(700)),
				    at(START + HL_MS(1100)) };
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &e[0], false, &v);
	hl_hook_edge(&hook, &p, true, &e[1], false, &v);
	hl_hook_edge(&hook, &p, false, &e[2], false, &v);
	hl_hook_edge(&hook, &p, true, &e[3], false, &v);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
}

static void a_repeated_edge_changes_nothing(void)
{
	struct hl_profile p = profile("us");
	struct hl_interval a = at(START);
	struct hl_interval b = at(START + HL_MS(200));
	struct hl_interval c = at(START + HL_MS(500));
	struct hl_hook hook;
	struct hl_verdict v;

	hl_hook_set(&hook, true);
	hl_hook_edge(&hook, &p, false, &a, false, &v);
	hl_hook_edge(&hook, &p, false, &b, false, &v);
	hl_hook_edge(&hook, &p, true, &c, false, &v);
	CU_ASSERT_EQUAL(v.longest, 500);
	CU_ASSERT_EQUAL(v.gesture, HL_GESTURE_FLASH);
}

static void nothing_is_due_while_nothing_runs(void)
{
	struct hl_profile p = profile("us");
	struct hl_hook hook;

	hl_hook_set(&hook, true);
	CU_ASSERT_EQUAL(hl_hook_due(&hook, &p), HL_NEVER);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_hook(void)
{
	static CU_TestInfo tests[] = {
		T(every_built_in_profile_is_sound),
		T(the_six_countries_are_known),
		T(an_unknown_profile_is_not_found),
		T(overlapping_pulse_and_flash_are_refused),
		T(overlapping_flash_and_onhook_are_refused),
		T(windows_out_of_order_or_range_are_refused),
		T(every_break_from_20_to_2000_ms_is_classified_in_every_profile),
		T(only_the_flash_window_is_a_flash),
		T(a_break_between_flash_and_onhook_keeps_the_call),
		T(a_loop_open_for_the_onhook_time_is_hung_up),
		T(a_short_recall_key_is_a_flash_in_tbr_and_not_in_us),
		T(a_break_below_the_glitch_floor_is_no_event),
		T(closing_a_loop_on_hook_is_lifting),
		T(pulses_are_counted_as_digits),
		T(dials_of_8_to_12_pulses_a_second_are_read_in_every_profile),
		T(a_single_slow_pulse_behind_another_digit_is_one),
		T(a_timed_break_where_digits_may_come_is_a_flash_a_moment_later),
		T(a_pulse_where_no_digit_may_come_is_nothing),
		T(a_break_seen_late_never_hangs_up),
		T(a_late_break_that_can_be_a_flash_is_one),
		T(a_late_break_too_short_for_a_flash_is_none),
		T(a_closed_loop_at_the_deadline_keeps_the_call),
		T(a_flash_within_the_quiet_time_is_bounce),
		T(two_flashes_apart_are_two),
		T(a_repeated_edge_changes_nothing),
		T(nothing_is_due_while_nothing_runs),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
