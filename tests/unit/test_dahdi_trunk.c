/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_trunk.c - claims about exchange lines of the DAHDI driver
 *
 * Digits in pulses, gains, the battery of idle lines, two that seize at once,
 * and what differs between the signallings.
 */
#include "suites.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)
#define OTHER 6

static const int errors[] = { -EIO, -ENOMEM, -EBUSY, -EINTR, -EINVAL };

#define ERRORS (sizeof(errors) / sizeof(errors[0]))

static struct hl_port trunk_port(int channel)
{
	struct hl_port port = {
		.line = (hl_line)channel,
		.channel = channel,
		.kind = HL_KIND_TRUNK,
		.name = "test",
	};

	CU_ASSERT_EQUAL_FATAL(hl_profile_find("us", &port.profile), 0);
	return port;
}

static void trunk_open(struct dahdi_bench *bench, const struct hl_port *port)
{
	char why[256] = "";

	DRIVER->line_close(bench->card, port->line);
	CU_ASSERT_EQUAL_FATAL(DRIVER->line_open(bench->card, port, why,
						sizeof(why)), 0);
	dahdi_bench_pass(bench, 2500);
	dahdi_bench_forget(bench);
}

static unsigned count(const struct dahdi_bench *bench, enum hl_event_kind kind)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < bench->host.event_count; i++)
		n += bench->host.events[i].kind == kind;
	return n;
}

static bool in_alarm(struct dahdi_bench *bench, hl_line line)
{
	struct hl_truth truth = { 0 };

	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, line, &truth), 0);
	return truth.alarm;
}

static bool is_seized(struct dahdi_bench *bench, hl_line line)
{
	struct hl_truth truth = { 0 };

	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, line, &truth), 0);
	return truth.closed;
}

/* ---- pulses ------------------------------------------------------------- */

static struct dahdi_bench *pulse_bench(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);

	port.sending = HL_SENDING_PULSE;
	trunk_open(bench, &port);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	dahdi_bench_pass(bench, 1500);
	return bench;
}

static int digit(struct dahdi_bench *bench, char c)
{
	return DRIVER->tone(bench->card, TRUNK, hl_tone_of_digit(c));
}

static void digits_in_pulses_are_counted_one_behind_the_other(void)
{
	struct dahdi_bench *bench = pulse_bench();
	const char *number = "3071";
	const char *c;
	unsigned i;

	for (c = number; *c; c++)
		CU_ASSERT_EQUAL(digit(bench, *c), 0);
	for (i = 0; i < 60; i++) {
		dahdi_bench_pass(bench, 100);
		CU_ASSERT_TRUE(is_seized(bench, TRUNK));
	}
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), number);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void pulses_keep_their_length_however_late_we_are(void)
{
	struct dahdi_bench *bench = pulse_bench();

	digit(bench, '4');
	digit(bench, '2');
	dahdi_bench_stall(bench, 3000);
	dahdi_bench_pass(bench, 1500);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "42");
	dahdi_bench_end(bench);
}

static void the_end_of_a_digit_that_nobody_told_is_found(void)
{
	struct dahdi_bench *bench = pulse_bench();
	unsigned i;

	digit(bench, '2');
	digit(bench, '3');
	/* A queue that is full drops what tells of the end. */
	for (i = 0; i < 70; i++)
		fake_event(bench->kernel, TRUNK, DAHDI_EVENT_RINGERON);
	fake_pass(bench->kernel, 1200);
	bench->host.now += HL_MS(1200);
	dahdi_bench_pass(bench, 2500);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "23");
	dahdi_bench_end(bench);
}

static void a_letter_has_no_pulses_and_a_tone_waits_for_them(void)
{
	struct dahdi_bench *bench = pulse_bench();

	CU_ASSERT_EQUAL(digit(bench, '*'), -EINVAL);
	CU_ASSERT_EQUAL(digit(bench, 'A'), -EINVAL);
	CU_ASSERT_EQUAL(digit(bench, '9'), 0);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK, HL_TONE_HOLD),
			-EBUSY);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK, HL_TONE_NONE), 0);
	dahdi_bench_pass(bench, 2500);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "9");
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK, HL_TONE_HOLD), 0);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, false), 0);
	CU_ASSERT_EQUAL(digit(bench, '9'), -EPROTO);
	dahdi_bench_end(bench);
}

static void behind_the_number_of_pulses_digits_are_tones(void)
{
	struct dahdi_bench *bench = pulse_bench();
	struct fake_heard heard;

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_KEYS, 1), 0);
	CU_ASSERT_EQUAL(digit(bench, '*'), 0);
	dahdi_bench_pass(bench, 50);
	fake_hears(bench->kernel, TRUNK, &heard);
	CU_ASSERT_PTR_NOT_NULL(heard.written);
	dahdi_bench_pass(bench, 500);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_KEYS, 0), 0);
	CU_ASSERT_EQUAL(digit(bench, '*'), -EINVAL);
	dahdi_bench_end(bench);
}

static void hanging_up_ends_pulses_and_forgets_the_rest(void)
{
	struct dahdi_bench *bench = pulse_bench();

	digit(bench, '9');
	digit(bench, '9');
	dahdi_bench_pass(bench, 300);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, false), 0);
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_FALSE(is_seized(bench, TRUNK));
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "");
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	dahdi_bench_pass(bench, 1500);
	digit(bench, '2');
	dahdi_bench_pass(bench, 1500);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "2");
	dahdi_bench_end(bench);
}

static void pulses_leave_the_talk_and_the_reading_as_they_are(void)
{
	struct dahdi_bench *bench = pulse_bench();
	struct fake_heard heard;

	dahdi_bench_pair(bench, 1, TRUNK);
	DRIVER->set(bench->card, TRUNK, HL_SET_LISTEN, 1);
	digit(bench, '5');
	dahdi_bench_pass(bench, 2000);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_EQUAL(heard.voices, UINT64_C(1) << TRUNK);
	fake_digit(bench->kernel, TRUNK, '8');
	dahdi_bench_pass(bench, 300);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_DIGIT), 1);
	dahdi_bench_end(bench);
}

static void a_refused_digit_is_told_or_answered_and_dialling_goes_on(void)
{
	struct dahdi_bench *bench;
	unsigned e;

	for (e = 0; e < ERRORS; e++) {
		bench = pulse_bench();
		fake_fail(bench->kernel, DAHDI_DIAL, errors[e], 1);
		CU_ASSERT_EQUAL(digit(bench, '1'), errors[e]);
		fake_fail(bench->kernel, DAHDI_DIAL, errors[e], 2);
		CU_ASSERT_EQUAL(digit(bench, '2'), 0);
		CU_ASSERT_EQUAL(digit(bench, '3'), 0);
		dahdi_bench_pass(bench, 2000);
		CU_ASSERT_EQUAL(count(bench, HL_EVENT_FAILED), 1);
		CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).error, errors[e]);
		CU_ASSERT_EQUAL(digit(bench, '4'), 0);
		dahdi_bench_pass(bench, 2000);
		CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK),
				       "24");
		dahdi_bench_end(bench);
	}
}

/* ---- gains -------------------------------------------------------------- */

/* Mean power of what the driver reads on the trunk, dB. */
static double level_in(struct dahdi_bench *bench)
{
	struct dahdi_sys sys;
	double sum = 0;
	int16_t block[160];
	unsigned n = 0;
	int fd = -1;
	ssize_t got;
	unsigned i;

	fake_sys(bench->kernel, &sys);
	for (i = 0; i < bench->host.watch_count; i++)
		if (fake_ready(bench->kernel, bench->host.watches[i].fd) &
		    HL_WATCH_AUDIO)
			fd = bench->host.watches[i].fd;
	while (fd >= 0) {
		got = sys.read(sys.ctx, fd, block, sizeof(block));
		if (got < 0)
			break;
		for (i = 0; i < (size_t)got / 2; i++, n++)
			sum += (double)block[i] * block[i];
	}
	CU_ASSERT_FATAL(n > 0);
	return 10 * log10(sum / n);
}

static double level_with(int gain, int law)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct hl_port port = trunk_port(TRUNK);
	double level;

	fake_law(bench->kernel, TRUNK, law);
	port.rx_gain = (int16_t)gain;
	fake_sound(bench->kernel, TRUNK, 1004, 0);
	CU_ASSERT_EQUAL_FATAL(DRIVER->line_open(bench->card, &port, NULL, 0),
			      0);
	fake_pass(bench->kernel, 400);
	level = level_in(bench);
	dahdi_bench_end(bench);
	return level;
}

static void what_comes_in_has_the_gain_of_the_line_in_both_laws(void)
{
	static const int gains[] = { -300, -120, -35, 35, 60 };
	static const int laws[] = { DAHDI_LAW_MULAW, DAHDI_LAW_ALAW };
	double plain;
	unsigned i;
	unsigned k;

	for (k = 0; k < 2; k++) {
		plain = level_with(0, laws[k]);
		for (i = 0; i < sizeof(gains) / sizeof(gains[0]); i++)
			CU_ASSERT_DOUBLE_EQUAL(
				level_with(gains[i], laws[k]) - plain,
				gains[i] / 10.0, 0.35);
	}
}

static double tape_power;

static void tape(void *ctx, const int16_t *in, unsigned n)
{
	unsigned *samples = ctx;

	for (; n; n--, in++) {
		tape_power += (double)*in * *in;
		*samples += *in != 0;
	}
}

static double level_out(int gain)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);
	unsigned samples = 0;

	port.tx_gain = (int16_t)gain;
	trunk_open(bench, &port);
	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	tape_power = 0;
	fake_tape(bench->kernel, TRUNK, tape, &samples);
	DRIVER->tone(bench->card, TRUNK, hl_tone_of_digit('5'));
	dahdi_bench_pass(bench, 300);
	dahdi_bench_end(bench);
	CU_ASSERT_FATAL(samples > 100);
	return 10 * log10(tape_power);
}

static void what_goes_out_has_the_gain_of_the_line(void)
{
	double plain = level_out(0);

	CU_ASSERT_DOUBLE_EQUAL(level_out(-60) - plain, -6.0, 0.3);
	CU_ASSERT_DOUBLE_EQUAL(level_out(30) - plain, 3.0, 0.3);
}

static void without_gains_no_code_is_touched(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);
	struct fake_state state;

	fake_state(bench->kernel, TRUNK, &state);
	CU_ASSERT_FALSE(state.gained);
	port.rx_gain = 20;
	trunk_open(bench, &port);
	fake_state(bench->kernel, TRUNK, &state);
	CU_ASSERT_TRUE(state.gained);
	port.rx_gain = 0;
	trunk_open(bench, &port);
	fake_state(bench->kernel, TRUNK, &state);
	CU_ASSERT_FALSE(state.gained);
	dahdi_bench_end(bench);
}

static void the_canceller_has_the_taps_of_the_line(void)
{
	static const struct {
		uint16_t asked;
		int got;
	} rows[] = { { 0, 128 }, { 256, 256 }, { 8, 32 }, { 4096, 1024 } };
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);
	struct fake_state state;
	unsigned i;

	for (i = 0; i < 4; i++) {
		port.echo = rows[i].asked;
		trunk_open(bench, &port);
		CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_ECHO,
					    1), 0);
		fake_state(bench->kernel, TRUNK, &state);
		CU_ASSERT_EQUAL(state.echo, rows[i].got);
	}
	dahdi_bench_end(bench);
}

/* ---- battery ------------------------------------------------------------ */

static void an_idle_trunk_without_battery_is_in_alarm_until_it_is_back(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 32000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).line, TRUNK);
	CU_ASSERT_TRUE(in_alarm(bench, TRUNK));
	CU_ASSERT_FALSE(in_alarm(bench, OTHER));
	dahdi_bench_pass(bench, 20000);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	fake_battery(bench->kernel, TRUNK, true);
	CU_ASSERT_FALSE(in_alarm(bench, TRUNK));
	dahdi_bench_pass(bench, 6000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_READY), 1);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	CU_ASSERT_FALSE(dahdi_bench_event(bench, 1).closed);
	dahdi_bench_end(bench);
}

static void a_trunk_opened_without_battery_says_so(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);

	DRIVER->line_close(bench->card, TRUNK);
	fake_battery(bench->kernel, TRUNK, false);
	CU_ASSERT_EQUAL(DRIVER->line_open(bench->card, &port, NULL, 0), 0);
	dahdi_bench_forget(bench);
	dahdi_bench_pass(bench, 32000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 1);
	dahdi_bench_end(bench);
}

static void a_short_gap_in_an_idle_trunks_battery_is_no_alarm(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	for (i = 0; i < 100; i++) {
		fake_drop(bench->kernel, TRUNK);
		dahdi_bench_pass(bench, 1613);
	}
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void a_seized_trunk_is_never_put_in_alarm_by_a_look(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	dahdi_bench_pass(bench, 2000);
	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 20000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_FARGONE), 1);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 0);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, false), 0);
	dahdi_bench_pass(bench, 32000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 1);
	dahdi_bench_end(bench);
}

/* A card that makes alarms of it is believed, and looked at no more. */
static void a_card_that_tells_of_its_battery_is_not_looked_at(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->line_close(bench->card, OTHER);
	fake_battery(bench->kernel, TRUNK, false);
	fake_alarm(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 1);
	CU_ASSERT_EQUAL(bench->host.alarm, HL_NEVER);
	fake_battery(bench->kernel, TRUNK, true);
	fake_alarm(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_READY), 1);
	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 2000);
	DRIVER->loop(bench->card, TRUNK, false);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(bench->host.alarm, HL_NEVER);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	dahdi_bench_end(bench);
}

static void a_missing_battery_found_and_told_is_one_alarm(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 32000);
	fake_alarm(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 32000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_ALARM), 1);
	fake_battery(bench->kernel, TRUNK, true);
	fake_alarm(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 32000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_READY), 1);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	dahdi_bench_end(bench);
}

static void all_idle_trunks_are_looked_at_in_one_wake_up(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	hl_usec end = bench->host.now + HL_MS(120000);
	unsigned n = 0;

	while (bench->host.now < end) {
		n += bench->host.alarm <= bench->host.now + HL_MS(1);
		dahdi_bench_pass(bench, 1);
	}
	CU_ASSERT_EQUAL(n, 4);
	dahdi_bench_end(bench);
}

/* ---- signallings -------------------------------------------------------- */

static struct dahdi_bench *signal_bench(int sigtype)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = trunk_port(TRUNK);

	DRIVER->line_close(bench->card, TRUNK);
	fake_signal(bench->kernel, TRUNK, sigtype);
	trunk_open(bench, &port);
	return bench;
}

static void a_drop_is_a_release_but_not_on_loop_start(void)
{
	static const struct {
		int sigtype;
		unsigned told;
	} rows[] = {
		{ DAHDI_SIG_FXSKS, 1 },
		{ DAHDI_SIG_FXSGS, 1 },
		{ DAHDI_SIG_FXSLS, 0 },
	};
	struct dahdi_bench *bench;
	unsigned i;

	for (i = 0; i < 3; i++) {
		bench = signal_bench(rows[i].sigtype);
		DRIVER->loop(bench->card, TRUNK, true);
		dahdi_bench_pass(bench, 4000);
		fake_drop(bench->kernel, TRUNK);
		dahdi_bench_pass(bench, 1000);
		CU_ASSERT_EQUAL(count(bench, HL_EVENT_FARGONE), rows[i].told);
		dahdi_bench_end(bench);
		/* ... also while it settles. */
		bench = signal_bench(rows[i].sigtype);
		DRIVER->loop(bench->card, TRUNK, true);
		dahdi_bench_pass(bench, 50);
		fake_drop(bench->kernel, TRUNK);
		dahdi_bench_pass(bench, 3000);
		CU_ASSERT_EQUAL(count(bench, HL_EVENT_FARGONE) > 0,
				rows[i].told);
		dahdi_bench_end(bench);
	}
}

static void a_ground_start_line_is_ours_from_the_start_order_on(void)
{
	struct dahdi_bench *bench = signal_bench(DAHDI_SIG_FXSGS);
	unsigned i;

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	for (i = 0; i < 40; i++) {
		CU_ASSERT_TRUE(is_seized(bench, TRUNK));
		dahdi_bench_pass(bench, 100);
	}
	CU_ASSERT_TRUE(fake_seized(bench->kernel, TRUNK));
	dahdi_bench_end(bench);
}

static void an_idle_ground_start_line_has_no_battery_to_miss(void)
{
	struct dahdi_bench *bench = signal_bench(DAHDI_SIG_FXSGS);

	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 20);
	dahdi_bench_forget(bench);
	dahdi_bench_pass(bench, 20000);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	CU_ASSERT_FALSE(in_alarm(bench, TRUNK));
	dahdi_bench_end(bench);
}

/* ---- glare -------------------------------------------------------------- */

/* The order is refused before it answers, and the call is told. */
static void a_call_that_comes_in_at_a_seizure_is_told_and_not_answered(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_ring(bench->kernel, TRUNK, true);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), -EBUSY);
	CU_ASSERT_FALSE(fake_seized(bench->kernel, TRUNK));
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_RING), 1);
	/* Who orders it now knows of the call, and answers it. */
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	CU_ASSERT_TRUE(fake_seized(bench->kernel, TRUNK));
	fake_ring(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	dahdi_bench_end(bench);
}

/* For 2 s after a release the kernel tells no ringing. */
static void a_call_right_behind_a_release_is_told_at_the_next_seizure(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 2000);
	DRIVER->loop(bench->card, TRUNK, false);
	dahdi_bench_pass(bench, 300);
	dahdi_bench_forget(bench);
	fake_ring(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), -EBUSY);
	dahdi_bench_pass(bench, 2);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_RING), 1);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	dahdi_bench_end(bench);
}

static void a_ring_on_a_seized_trunk_is_told(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	fake_ring(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_RING), 1);
	dahdi_bench_end(bench);
}

/* Ring and give up; the next burst of another call is met like the first. */
static void a_call_that_was_given_up_does_not_excuse_the_next(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_ring(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	fake_ring(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 30000);
	fake_ring(bench->kernel, TRUNK, true);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), -EBUSY);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_RING), 2);
	dahdi_bench_end(bench);
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo tests[] = {
	T(digits_in_pulses_are_counted_one_behind_the_other),
	T(pulses_keep_their_length_however_late_we_are),
	T(the_end_of_a_digit_that_nobody_told_is_found),
	T(a_letter_has_no_pulses_and_a_tone_waits_for_them),
	T(behind_the_number_of_pulses_digits_are_tones),
	T(hanging_up_ends_pulses_and_forgets_the_rest),
	T(pulses_leave_the_talk_and_the_reading_as_they_are),
	T(a_refused_digit_is_told_or_answered_and_dialling_goes_on),
	T(what_comes_in_has_the_gain_of_the_line_in_both_laws),
	T(what_goes_out_has_the_gain_of_the_line),
	T(without_gains_no_code_is_touched),
	T(the_canceller_has_the_taps_of_the_line),
	T(an_idle_trunk_without_battery_is_in_alarm_until_it_is_back),
	T(a_trunk_opened_without_battery_says_so),
	T(a_short_gap_in_an_idle_trunks_battery_is_no_alarm),
	T(a_seized_trunk_is_never_put_in_alarm_by_a_look),
	T(a_card_that_tells_of_its_battery_is_not_looked_at),
	T(a_missing_battery_found_and_told_is_one_alarm),
	T(all_idle_trunks_are_looked_at_in_one_wake_up),
	T(a_drop_is_a_release_but_not_on_loop_start),
	T(a_ground_start_line_is_ours_from_the_start_order_on),
	T(an_idle_ground_start_line_has_no_battery_to_miss),
	T(a_call_that_comes_in_at_a_seizure_is_told_and_not_answered),
	T(a_call_right_behind_a_release_is_told_at_the_next_seizure),
	T(a_ring_on_a_seized_trunk_is_told),
	T(a_call_that_was_given_up_does_not_excuse_the_next),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_dahdi_trunk(void)
{
	return tests;
}
