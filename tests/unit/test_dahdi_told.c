/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_told.c - claims about caller ID on DAHDI lines when something
 * is late, missing or refused
 *
 * What every card does is claimed in tests/contract.
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "contract/bed_dahdi.h"
#include "dahdi_bench.h"
#include "drivers/dahdi/judge.h"

#define DRIVER (&hl_driver_dahdi)

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form after_ring =
	FORM(BELLCORE, PLAIN, AFTER_RING);
static const struct hl_announce_form before =
	FORM(ETSI, PLAIN, REVERSAL_DTAS);

static const struct hl_clid caller = {
	.number = "5551234", .name = "HARRIET SMITH",
	.month = 11, .day = 30, .hour = 9, .minute = 41,
};

/** struct heard - what channel 1 heard, by our own receiver */
struct heard {
	struct hl_clid_listen *listen;
	unsigned messages;
	unsigned sounds; /* ms with a sound */
	hl_msec ms;
	hl_msec last; /* ms of the last sound */
};

static struct dahdi_bench *bench_with(const struct hl_announce_form *form)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	int i;

	bench->form = *form;
	for (i = 1; i <= STATIONS; i++)
		CU_ASSERT_EQUAL_FATAL(dahdi_bench_line(bench, i,
						       HL_KIND_STATION, "us",
						       NULL, 0),
				      0);
	return bench;
}

static void samples_put(void *ctx, const int16_t *in, unsigned n)
{
	struct heard *heard = ctx;
	struct hl_clid clid;
	bool loud = false;
	unsigned i;

	for (i = 0; i < n; i++)
		loud = loud || in[i];
	if (loud)
		heard->last = heard->ms;
	heard->sounds += loud;
	heard->ms++;
	if (hl_clid_listen_put(heard->listen, in, n, &clid) == 1 &&
	    !strcmp(clid.number, caller.number))
		heard->messages++;
}

static void heard_begin(struct dahdi_bench *bench, struct heard *ret)
{
	struct hl_clid_form form = {
		.kind = (enum hl_clid_kind)bench->form.kind,
		.variant = (enum hl_clid_variant)bench->form.variant,
	};

	memset(ret, 0, sizeof(*ret));
	CU_ASSERT_EQUAL_FATAL(hl_clid_listen_open(&form, &ret->listen), 0);
	fake_tape(bench->kernel, 1, samples_put, ret);
}

static void heard_end(struct dahdi_bench *bench, struct heard *heard)
{
	fake_tape(bench->kernel, 1, NULL, NULL);
	hl_clid_listen_close(heard->listen);
}

static void ring(struct dahdi_bench *bench)
{
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller), 0);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NORMAL), 0);
}

/* ---- late --------------------------------------------------------------- */

static void a_message_is_whole_when_we_are_late_by_a_third_of_a_second(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	struct heard heard;
	int i;

	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 2300);
	for (i = 0; i < 8; i++)
		dahdi_bench_stall(bench, 330);
	dahdi_bench_pass(bench, 2000);
	CU_ASSERT_EQUAL(heard.messages, 1);
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void a_message_that_was_torn_is_not_gone_on_with(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	struct fake_state state;
	struct heard heard;

	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 2300);
	dahdi_bench_stall(bench, 900);
	dahdi_bench_pass(bench, 6000);
	CU_ASSERT_EQUAL(heard.messages, 0);
	CU_ASSERT(heard.sounds > 0);
	/* What was queued is over; nothing came behind it. */
	CU_ASSERT(heard.last < 3000);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.bursts, 2);
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void a_burst_that_is_found_too_late_is_told_nothing(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	struct heard heard;

	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 1500);
	dahdi_bench_stall(bench, 4000);
	dahdi_bench_pass(bench, 6000);
	CU_ASSERT_EQUAL(heard.sounds, 0);
	CU_ASSERT_TRUE(fake_rings(bench->kernel, 1));
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void a_burst_that_is_found_a_little_late_is_told(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	struct heard heard;

	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 1990);
	dahdi_bench_stall(bench, 1000);
	dahdi_bench_pass(bench, 4000);
	CU_ASSERT_EQUAL(heard.messages, 1);
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void a_message_is_written_although_an_event_waits(void)
{
	static const struct hl_announce_form *const forms[] = { &after_ring,
								&before };
	struct dahdi_bench *bench;
	struct heard heard;
	unsigned i;
	int k;

	for (i = 0; i < 2; i++) {
		bench = bench_with(forms[i]);
		heard_begin(bench, &heard);
		ring(bench);
		for (k = 0; k < 100; k++) {
			dahdi_bench_pass(bench, 60);
			/* It waits while the driver's own time has come. */
			fake_event(bench->kernel, 1, DAHDI_EVENT_BITSCHANGED);
			bench->host.now += HL_MS(1);
			bench->host.awake = bench->host.now;
			fake_pass(bench->kernel, 1);
			contract_host_run(&bench->host);
		}
		CU_ASSERT_EQUAL(heard.messages, 1);
		heard_end(bench, &heard);
		dahdi_bench_end(bench);
	}
}

/* ---- messages ----------------------------------------------------------- */

static void a_message_waiting_that_was_torn_is_told(void)
{
	static const struct hl_clid waits = { .lamp = HL_CLID_LAMP_ON };
	struct dahdi_bench *bench = bench_with(&before);
	struct hl_event event;

	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &waits), 0);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_stall(bench, 900);
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_EQUAL_FATAL(bench->host.event_count, 1);
	event = dahdi_bench_event(bench, 0);
	CU_ASSERT_EQUAL(event.kind, HL_EVENT_TOLD);
	CU_ASSERT_FALSE(event.closed);
	dahdi_bench_end(bench);
}

static void a_line_in_its_battery_drop_is_not_told_of_messages(void)
{
	static const struct hl_clid waits = { .lamp = HL_CLID_LAMP_ON };
	struct dahdi_bench *bench = bench_with(&before);

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 50);
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &waits), -EBUSY);
	dahdi_bench_pass(bench, 900);
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &waits), 0);
	dahdi_bench_end(bench);
}

static void after_any_failure_the_next_message_is_told(void)
{
	static const struct hl_clid waits = { .lamp = HL_CLID_LAMP_ON };
	static const int refusals[] = { -EIO, -EBUSY, -ENOMEM };
	struct dahdi_bench *bench = bench_with(&before);
	unsigned last;
	unsigned nth;
	unsigned i;

	for (i = 0; i < 3; i++) {
		for (nth = 1; nth <= 20; nth++) {
			fake_fail(bench->kernel, FAKE_ANY, refusals[i], nth);
			DRIVER->announce(bench->card, 1, &waits);
			dahdi_bench_pass(bench, 2500);
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			dahdi_bench_forget(bench);
		}
		CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &waits), 0);
		dahdi_bench_pass(bench, 2500);
		last = bench->host.event_count;
		CU_ASSERT_EQUAL_FATAL(last, 1);
		CU_ASSERT_TRUE(dahdi_bench_event(bench, 0).closed);
		dahdi_bench_forget(bench);
	}
	dahdi_bench_end(bench);
}

/* ---- cards -------------------------------------------------------------- */

static void a_card_without_anything_of_its_own_tells_as_well(void)
{
	struct dahdi_bench *bench = bench_with(&before);
	struct fake_state state;
	struct heard heard;

	fake_plain(bench->kernel);
	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 5000);
	CU_ASSERT_EQUAL(heard.messages, 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LAMP, true), -ENOTSUP);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_ECHO, true), 0);
	/* What was refused is not asked for again. */
	fake_fail(bench->kernel, DAHDI_ECHOCANCEL, -EIO, 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_ECHO, true), 0);
	fake_fail(bench->kernel, FAKE_ANY, 0, 0);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.bursts, 1);
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void the_card_is_asked_to_let_the_message_through(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	struct fake_state state;

	ring(bench);
	dahdi_bench_pass(bench, 1900);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.transfer_ms, 0);
	dahdi_bench_pass(bench, 200);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT(state.transfer_ms > 1000 && state.transfer_ms < 3000);
	dahdi_bench_end(bench);
}

static void an_echo_canceller_that_fails_otherwise_is_told(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);

	fake_fail(bench->kernel, DAHDI_ECHOCANCEL, -ENOMEM, 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_ECHO, true), -ENOMEM);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_ECHO, true), 0);
	dahdi_bench_end(bench);
}

/* ---- the ring that waits ------------------------------------------------ */

static void a_line_in_its_battery_drop_is_announced_later(void)
{
	struct dahdi_bench *bench = bench_with(&before);
	struct heard heard;

	heard_begin(bench, &heard);
	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 50);

	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller), 0);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NORMAL), -EBUSY);
	dahdi_bench_pass(bench, 900);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NORMAL), 0);
	dahdi_bench_pass(bench, 4000);
	CU_ASSERT_EQUAL(heard.messages, 1);
	CU_ASSERT_TRUE(fake_rings(bench->kernel, 1));
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

static void a_ring_that_is_refused_behind_the_message_is_tried_again(void)
{
	struct dahdi_bench *bench = bench_with(&before);

	ring(bench);
	dahdi_bench_pass(bench, 500);
	fake_fail(bench->kernel, DAHDI_HOOK, -EBUSY, 1);
	dahdi_bench_pass(bench, 4000);
	CU_ASSERT_TRUE(fake_rings(bench->kernel, 1));
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void a_ring_that_fails_behind_the_message_is_told(void)
{
	struct dahdi_bench *bench = bench_with(&before);

	ring(bench);
	dahdi_bench_pass(bench, 500);
	fake_fail(bench->kernel, DAHDI_HOOK, -EIO, 1);
	dahdi_bench_pass(bench, 4000);
	CU_ASSERT_FALSE(fake_rings(bench->kernel, 1));
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_FAILED);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).error, -EIO);
	dahdi_bench_end(bench);
}

static void a_short_lift_in_the_message_does_not_cost_the_ring(void)
{
	struct dahdi_bench *bench = bench_with(&before);
	struct heard heard;

	heard_begin(bench, &heard);
	ring(bench);
	dahdi_bench_pass(bench, 600);
	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 10);
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_EQUAL(heard.messages, 0);
	CU_ASSERT(heard.last < 620);
	CU_ASSERT_TRUE(fake_rings(bench->kernel, 1));
	heard_end(bench, &heard);
	dahdi_bench_end(bench);
}

/* ---- in a call ---------------------------------------------------------- */

static struct dahdi_bench *bench_talking(void)
{
	struct dahdi_bench *bench = bench_with(&after_ring);
	int i;

	for (i = 1; i <= 3; i++)
		fake_loop(bench->kernel, i, true);
	dahdi_bench_pass(bench, 50);
	for (i = 1; i <= 3; i++)
		CU_ASSERT_EQUAL(DRIVER->loop(bench->card, (hl_line)i, true),
				0);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 2), 0);
	dahdi_bench_pass(bench, 700);
	return bench;
}

static bool is_talk(struct dahdi_bench *bench)
{
	struct fake_heard a;
	struct fake_heard b;

	fake_hears(bench->kernel, 1, &a);
	fake_hears(bench->kernel, 2, &b);
	return a.voices == 1u << 2 && b.voices == 1u << 1;
}

static void a_talk_that_cannot_be_joined_at_once_is_joined_later(void)
{
	struct dahdi_bench *bench = bench_talking();
	unsigned i;

	for (i = 1; i <= 4; i++) {
		CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller), 0);
		dahdi_bench_pass(bench, 500);
		CU_ASSERT_FALSE(is_talk(bench));
		fake_fail(bench->kernel, DAHDI_SETCONF, -EINTR, i);
		dahdi_bench_pass(bench, 500);
		fake_fail(bench->kernel, FAKE_ANY, 0, 0);
		CU_ASSERT_TRUE(is_talk(bench));
	}
	dahdi_bench_end(bench);
}

static void a_talk_that_cannot_be_cut_off_is_not_whispered_into(void)
{
	struct dahdi_bench *bench = bench_talking();
	unsigned i;

	for (i = 1; i <= 2; i++) {
		fake_fail(bench->kernel, DAHDI_SETCONF, -EINTR, i);
		CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller),
				-EINTR);
		fake_fail(bench->kernel, FAKE_ANY, 0, 0);
		CU_ASSERT_TRUE(is_talk(bench));
	}
	dahdi_bench_end(bench);
}

static void of_two_who_talk_one_is_told_after_the_other(void)
{
	struct dahdi_bench *bench = bench_talking();

	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller), 0);
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 2, &caller), -EBUSY);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 2, &caller), 0);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_TRUE(is_talk(bench));
	dahdi_bench_end(bench);
}

static void a_waiting_tone_goes_on_behind_it(void)
{
	struct dahdi_bench *bench = bench_talking();
	struct fake_heard heard;

	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_WAITING), 0);
	CU_ASSERT_EQUAL(DRIVER->announce(bench->card, 1, &caller), 0);
	dahdi_bench_pass(bench, 100);
	fake_hears(bench->kernel, 1, &heard);
	/* The kernel has begun it, and it is played to its end. */
	CU_ASSERT_EQUAL(heard.tone, DAHDI_TONE_CALLWAIT);
	dahdi_bench_pass(bench, 900);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_PTR_NOT_NULL(heard.written);
	CU_ASSERT_TRUE(is_talk(bench));
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_NONE), 0);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_PTR_NULL(heard.written);
	dahdi_bench_end(bench);
}

/* ---- whatever is refused, and when -------------------------------------- */

static const int errors[] = { -EIO, -ENODEV, -ENOMEM, -EBUSY, -EINTR };

/* One ringing with everything in it; 0 when it did not begin. */
static void ring_through(struct dahdi_bench *bench)
{
	DRIVER->announce(bench->card, 1, &caller);
	DRIVER->ring(bench->card, 1, HL_RING_NORMAL);
	dahdi_bench_pass(bench, 4000);
	DRIVER->ring(bench->card, 1, HL_RING_NONE);
	dahdi_bench_pass(bench, 100);
}

static void talk_through(struct dahdi_bench *bench)
{
	DRIVER->announce(bench->card, 1, &caller);
	dahdi_bench_pass(bench, 385);
	fake_digit(bench->kernel, 1, 'D');
	dahdi_bench_pass(bench, 2000);
	DRIVER->announce(bench->card, 1, NULL);
	dahdi_bench_pass(bench, 100);
}

/* Whichever request fails, with whatever error: the next call is whole. */
static void after_any_failure_the_next_ringing_is_told(void)
{
	static const struct hl_announce_form *const forms[] = { &after_ring,
								&before };
	struct dahdi_bench *bench;
	struct heard heard;
	unsigned form;
	unsigned nth;
	unsigned i;

	for (form = 0; form < 2; form++) {
		bench = bench_with(forms[form]);
		for (i = 0; i < 5; i++) {
			for (nth = 1; nth <= 40; nth++) {
				fake_fail(bench->kernel, FAKE_ANY, errors[i],
					  nth);
				ring_through(bench);
				fake_fail(bench->kernel, FAKE_ANY, 0, 0);
				/* ENODEV in the queue: the card is gone. */
				if (bench->host.event_count &&
				    dahdi_bench_event(bench, 0).kind ==
					    HL_EVENT_LOST)
					dahdi_bench_line(bench, 1,
							 HL_KIND_STATION, "us",
							 NULL, 0);
				dahdi_bench_forget(bench);
			}
			heard_begin(bench, &heard);
			ring_through(bench);
			CU_ASSERT_EQUAL(heard.messages, 1);
			heard_end(bench, &heard);
		}
		dahdi_bench_end(bench);
	}
}

static void after_any_failure_the_talk_goes_on(void)
{
	struct dahdi_bench *bench = bench_talking();
	unsigned nth;
	unsigned i;

	for (i = 0; i < 5; i++) {
		if (errors[i] == -ENODEV)
			continue;
		for (nth = 1; nth <= 60; nth++) {
			fake_fail(bench->kernel, FAKE_ANY, errors[i], nth);
			talk_through(bench);
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			CU_ASSERT_TRUE(is_talk(bench));
			CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
		}
	}
	dahdi_bench_end(bench);
}

static void a_card_that_is_pulled_out_in_the_middle_is_no_harm(void)
{
	static const hl_msec moments[] = { 100, 350, 450, 800, 2700, 3000 };
	struct dahdi_bench *bench;
	unsigned i;

	for (i = 0; i < 6; i++) {
		bench = moments[i] < 1000 ? bench_talking() :
					    bench_with(&after_ring);
		DRIVER->announce(bench->card, 1, &caller);
		if (moments[i] > 1000)
			DRIVER->ring(bench->card, 1, HL_RING_NORMAL);
		dahdi_bench_pass(bench, moments[i]);
		if (moments[i] == 450)
			fake_digit(bench->kernel, 1, 'D');
		fake_remove(bench->kernel, moments[i] == 800 ? 2 : 1);
		dahdi_bench_pass(bench, 3000);
		dahdi_bench_end(bench);
	}
}

/* ---- the judge ---------------------------------------------------------- */

static int cadence_judge(int a, int b, int c, int d)
{
	struct dahdi_ring_cadence cadence = { .ringcadence = { a, b, c, d } };

	return dahdi_judge(DAHDI_SETCADENCE, &cadence, NULL, 0);
}

static void a_cadence_has_two_parts_and_each_its_limit(void)
{
	CU_ASSERT_EQUAL(cadence_judge(2000, 7000, -2000, 4000), 0);
	CU_ASSERT_EQUAL(cadence_judge(250, 8000, -2000, 6000), 0);
	CU_ASSERT_EQUAL(cadence_judge(4000, 8000, -2000, 6000), 0);
	CU_ASSERT_EQUAL(cadence_judge(5000, 8000, -2000, 6000), -EINVAL);
	CU_ASSERT_EQUAL(cadence_judge(2000, 6001, 0, 0), -EINVAL);
	CU_ASSERT_EQUAL(cadence_judge(2000, 4000, -2000, 6001), -EINVAL);
	CU_ASSERT_EQUAL(cadence_judge(2000, 4000, 8000, 8000), -EINVAL);
	CU_ASSERT_EQUAL(cadence_judge(-2000, 4000, -2000, 4000), -EINVAL);
	CU_ASSERT_EQUAL(cadence_judge(2000, 8001, 0, 0), -EINVAL);
}

static void only_a_neon_lamp_may_be_lit(void)
{
	struct dahdi_vmwi_info info = { .vmwi_type = DAHDI_VMWI_HVAC };
	int value;

	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_VMWI_CONFIG, &info, NULL, 0), 0);
	info.vmwi_type = DAHDI_VMWI_HVDC;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_VMWI_CONFIG, &info, NULL, 0),
			-EINVAL);
	value = 2;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_VMWI, &value, NULL, 0), -EINVAL);
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_SETPOLARITY, &value, NULL, 0),
			-EINVAL);
	value = 0;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_ONHOOKTRANSFER, &value, NULL, 0),
			-EINVAL);
	value = 60001;
	CU_ASSERT_EQUAL(dahdi_judge(DAHDI_ONHOOKTRANSFER, &value, NULL, 0),
			-EINVAL);
}

/* clang-format off */
#define T(name) { #name, name }

const CU_TestInfo dahdi_told_claims[] = {
	T(a_message_is_whole_when_we_are_late_by_a_third_of_a_second),
	T(a_message_that_was_torn_is_not_gone_on_with),
	T(a_burst_that_is_found_too_late_is_told_nothing),
	T(a_burst_that_is_found_a_little_late_is_told),
	T(a_message_is_written_although_an_event_waits),
	T(a_message_waiting_that_was_torn_is_told),
	T(a_line_in_its_battery_drop_is_not_told_of_messages),
	T(after_any_failure_the_next_message_is_told),
	T(a_card_without_anything_of_its_own_tells_as_well),
	T(the_card_is_asked_to_let_the_message_through),
	T(an_echo_canceller_that_fails_otherwise_is_told),
	T(a_line_in_its_battery_drop_is_announced_later),
	T(a_ring_that_is_refused_behind_the_message_is_tried_again),
	T(a_ring_that_fails_behind_the_message_is_told),
	T(a_short_lift_in_the_message_does_not_cost_the_ring),
	T(a_talk_that_cannot_be_joined_at_once_is_joined_later),
	T(a_talk_that_cannot_be_cut_off_is_not_whispered_into),
	T(of_two_who_talk_one_is_told_after_the_other),
	T(a_waiting_tone_goes_on_behind_it),
	T(after_any_failure_the_next_ringing_is_told),
	T(after_any_failure_the_talk_goes_on),
	T(a_card_that_is_pulled_out_in_the_middle_is_no_harm),
	T(a_cadence_has_two_parts_and_each_its_limit),
	T(only_a_neon_lamp_may_be_lit),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
