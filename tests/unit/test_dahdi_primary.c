/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_primary.c - claims about a telephone that answers to be told who
 * calls, on DAHDI lines when something is late, missing or refused
 *
 * What every card does is claimed in tests/contract.
 */
#include "suites.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>
#include <spandsp.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)

/* [ms] a display answers behind the second short ring, and has the message. */
#define ANSWER_MS 1700
#define TOLD_MS   700

static const struct hl_clid caller = { .number = "0312345678" };

/** struct display - channel 1's */
struct display {
	struct dahdi_bench *bench;
	adsi_rx_state_t *rx;
	unsigned messages;
	unsigned sounds; /* ms with a sound */
};

static void message_put(void *ctx, const uint8_t *message, int length)
{
	struct display *display = ctx;

	(void)message;
	(void)length;
	display->messages++;
}

static void samples_put(void *ctx, const int16_t *in, unsigned n)
{
	struct display *display = ctx;
	bool loud = false;

	for (unsigned i = 0; i < n; i++)
		loud = loud || in[i];
	display->sounds += loud;
	adsi_rx(display->rx, in, (int)n);
}

static void display_begin(struct display *ret)
{
	struct dahdi_bench *bench = dahdi_bench_make();

	memset(ret, 0, sizeof(*ret));
	bench->form = (struct hl_announce_form){ HL_CLID_NTT,
						 HL_CLID_VARIANT_PLAIN,
						 HL_CLID_PLACE_CAR };
	CU_ASSERT_EQUAL_FATAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "jp",
					       NULL, 0),
			      0);
	ret->bench = bench;
	ret->rx = adsi_rx_init(NULL, ADSI_STANDARD_JCLIP, message_put, ret);
	CU_ASSERT_PTR_NOT_NULL_FATAL(ret->rx);
	fake_tape(bench->kernel, 1, samples_put, ret);
}

static void display_end(struct display *display)
{
	fake_tape(display->bench->kernel, 1, NULL, NULL);
	adsi_rx_free(display->rx);
	dahdi_bench_end(display->bench);
}

static int ring(struct display *display)
{
	struct dahdi_bench *bench = display->bench;
	int r = DRIVER->announce(bench->card, 1, &caller);

	display->messages = 0;
	display->sounds = 0;
	return r < 0 ? r : DRIVER->ring(bench->card, 1, HL_RING_NORMAL);
}

static void loop(struct display *display, bool closed)
{
	fake_loop(display->bench->kernel, 1, closed);
}

static unsigned count(const struct display *display, enum hl_event_kind kind,
		      bool closed)
{
	const struct contract_host *host = &display->bench->host;
	unsigned n = 0;

	for (unsigned i = 0; i < host->event_count; i++)
		n += host->events[i].kind == kind &&
		     host->events[i].closed == closed;
	return n;
}

/* The whole of it, undisturbed. */
static void is_told_and_rung(struct display *display)
{
	struct dahdi_bench *bench = display->bench;

	CU_ASSERT_EQUAL(ring(display), 0);
	dahdi_bench_pass(bench, ANSWER_MS);
	loop(display, true);
	dahdi_bench_pass(bench, TOLD_MS);
	CU_ASSERT_EQUAL(display->messages, 1);
	loop(display, false);
	dahdi_bench_pass(bench, 600);
	CU_ASSERT_TRUE(fake_rings(bench->kernel, 1));
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NONE), 0);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_FALSE(fake_rings(bench->kernel, 1));
}

static void a_card_without_polarity_tells_all_the_same(void)
{
	struct display display;

	display_begin(&display);
	fake_plain(display.bench->kernel);
	is_told_and_rung(&display);
	display_end(&display);
}

static void a_message_is_whole_when_we_are_late_by_a_third_of_a_second(void)
{
	struct display display;

	display_begin(&display);
	CU_ASSERT_EQUAL(ring(&display), 0);
	dahdi_bench_pass(display.bench, ANSWER_MS);
	loop(&display, true);
	for (int i = 0; i < 6; i++)
		dahdi_bench_stall(display.bench, 330);
	CU_ASSERT_EQUAL(display.messages, 1);
	loop(&display, false);
	for (int i = 0; i < 4; i++)
		dahdi_bench_stall(display.bench, 330);
	CU_ASSERT_TRUE(fake_rings(display.bench->kernel, 1));
	CU_ASSERT_EQUAL(count(&display, HL_EVENT_EDGE, true), 0);
	display_end(&display);
}

/* Who looks so late finds the loop as it was before, and loses no call. */
static void an_answer_that_is_found_when_it_is_over_is_none(void)
{
	struct display display;

	display_begin(&display);
	CU_ASSERT_EQUAL(ring(&display), 0);
	dahdi_bench_pass(display.bench, ANSWER_MS);
	loop(&display, true);
	fake_pass(display.bench->kernel, 20);
	loop(&display, false);
	dahdi_bench_stall(display.bench, 900);
	dahdi_bench_pass(display.bench, 1500);
	CU_ASSERT_TRUE(fake_rings(display.bench->kernel, 1));
	CU_ASSERT_EQUAL(count(&display, HL_EVENT_EDGE, true), 0);
	CU_ASSERT_EQUAL(DRIVER->ring(display.bench->card, 1, HL_RING_NONE), 0);
	dahdi_bench_pass(display.bench, 100);
	dahdi_bench_forget(display.bench);
	is_told_and_rung(&display);
	display_end(&display);
}

/* Whatever is refused: it rings, or the engine hears that it does not; and a
 * display is never taken for a hand. */
static void no_refusal_costs_the_call(void)
{
	static const int refusals[] = { -EBUSY, -EIO, -ENOMEM };
	struct display display;
	struct dahdi_bench *bench;
	bool failed;

	display_begin(&display);
	bench = display.bench;
	for (unsigned i = 0; i < 3; i++) {
		for (unsigned nth = 1; nth <= 40; nth++) {
			fake_fail(bench->kernel, FAKE_ANY, refusals[i], nth);
			failed = ring(&display) < 0;
			dahdi_bench_pass(bench, ANSWER_MS);
			/* Long rings do not ask for an answer. */
			loop(&display, !fake_bell(bench->kernel, 1));
			dahdi_bench_pass(bench, TOLD_MS);
			loop(&display, false);
			dahdi_bench_pass(bench, 6000);
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			failed |= count(&display, HL_EVENT_FAILED, false) > 0;
			CU_ASSERT_TRUE(failed || fake_rings(bench->kernel, 1));
			CU_ASSERT_TRUE(failed || !count(&display, HL_EVENT_EDGE,
							true));
			DRIVER->ring(bench->card, 1, HL_RING_NONE);
			dahdi_bench_pass(bench, 1000);
			dahdi_bench_forget(bench);
		}
		is_told_and_rung(&display);
	}
	display_end(&display);
}

static void a_line_that_closes_in_the_middle_is_let_go_of(void)
{
	struct display display;
	struct dahdi_bench *bench;

	display_begin(&display);
	bench = display.bench;
	CU_ASSERT_EQUAL(ring(&display), 0);
	dahdi_bench_pass(bench, ANSWER_MS);
	loop(&display, true);
	dahdi_bench_pass(bench, 200);
	DRIVER->line_close(bench->card, 1);
	loop(&display, false);
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_FALSE(fake_rings(bench->kernel, 1));
	CU_ASSERT_EQUAL(display.messages, 0);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "jp", NULL,
					 0),
			0);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	is_told_and_rung(&display);
	display_end(&display);
}

/* clang-format off */
#define C(name) { #name, name }

const CU_TestInfo dahdi_primary_claims[] = {
	C(a_card_without_polarity_tells_all_the_same),
	C(a_message_is_whole_when_we_are_late_by_a_third_of_a_second),
	C(an_answer_that_is_found_when_it_is_over_is_none),
	C(no_refusal_costs_the_call),
	C(a_line_that_closes_in_the_middle_is_let_go_of),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
