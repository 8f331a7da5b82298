/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim_told.c - claims about the virtual line card: a telephone is told
 * who calls, sample by sample (include/holdline/sim.h)
 *
 * What every card does is claimed in tests/contract.
 */
#include "holdline/sim.h"

#include <errno.h>

#include <CUnit/CUnit.h>

#include "sim_bench.h"

CU_TestInfo *test_sim_told(void);

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form after_ring =
	FORM(BELLCORE, PLAIN, AFTER_RING);
static const struct hl_announce_form before = FORM(ETSI, BT, REVERSAL_BT);

static const struct hl_clid caller = {
	.number = "5551234", .name = "HARRIET SMITH",
	.month = 11, .day = 30, .hour = 9, .minute = 41,
};

/* Station 1 with an ear, and the others. */
static void begin(const struct hl_announce_form *form)
{
	int channel;

	sim_bench_begin();
	bench.form = *form;
	for (channel = STATION_1; channel <= STATION_4; channel++) {
		sim->line_close(bench.card, LINE(channel));
		CU_ASSERT_EQUAL(sim_bench_line(channel, HL_KIND_STATION,
					       "us"), 0);
	}
	sim_bench_ear(STATION_1);
}

/* What is told on the hook, sample for sample from that moment on. */
static bool message_is_at(const struct hl_announce_form *form, hl_usec at)
{
	struct hl_announce *announce = NULL;
	uint64_t sample = sim_bench_sample(at);
	bool same = true;
	int16_t x;

	CU_ASSERT_EQUAL_FATAL(hl_announce_open(&caller, form, &announce), 0);
	while (hl_announce_read(announce, &x, 1) == 1)
		same = same && sim_bench_heard(STATION_1, sample++) == x;
	hl_announce_close(announce);
	return same;
}

static void ring(hl_msec at)
{
	sim_bench_pass(at);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			0);
	CU_ASSERT_EQUAL(sim->ring(bench.card, LINE(STATION_1),
				  HL_RING_NORMAL), 0);
}

static void the_message_begins_with_the_sample_behind_the_burst(void)
{
	begin(&after_ring);
	ring(100);
	sim_bench_pass(7000);
	CU_ASSERT_TRUE(sim_bench_silent(STATION_1, AT(0), AT(2700)));
	CU_ASSERT_TRUE(message_is_at(&after_ring, AT(2100)));
	CU_ASSERT_TRUE(sim_bench_silent(STATION_1, AT(5000), AT(7000)));
	sim_bench_end();
}

static void the_message_before_the_ringing_moves_it_by_its_length(void)
{
	struct hl_announce *announce = NULL;
	hl_usec rings;

	begin(&before);
	ring(100);
	CU_ASSERT_EQUAL_FATAL(hl_announce_open(&caller, &before, &announce),
			      0);
	rings = AT(100) + hl_announce_length(announce) * HL_MS(1) / 8 +
		HL_MS(hl_announce_gap_ms(announce));
	hl_announce_close(announce);
	sim_bench_pass((hl_msec)((rings - T0) / HL_MS(1)) - 1);
	CU_ASSERT_FALSE(hl_sim_bell(bench.card, STATION_1));
	CU_ASSERT_TRUE(sim_bench_look(STATION_1).reversed);
	sim_bench_pass((hl_msec)((rings - T0) / HL_MS(1)) + 1);
	CU_ASSERT_TRUE(hl_sim_bell(bench.card, STATION_1));
	CU_ASSERT_TRUE(message_is_at(&before, AT(100)));
	CU_ASSERT_EQUAL(sim->ring(bench.card, LINE(STATION_1), HL_RING_NONE),
			0);
	CU_ASSERT_FALSE(sim_bench_look(STATION_1).reversed);
	sim_bench_end();
}

static void lifting_cuts_the_message_at_its_sample(void)
{
	begin(&after_ring);
	ring(100);
	hl_sim_lift(bench.card, STATION_1, AT(3133));
	sim_bench_pass(3100);
	CU_ASSERT_TRUE(sim_bench_hears(STATION_1).told);
	sim_bench_pass(5000);
	CU_ASSERT_FALSE(sim_bench_hears(STATION_1).told);
	CU_ASSERT_FALSE(sim_bench_silent(STATION_1, AT(3120), AT(3133)));
	CU_ASSERT_TRUE(sim_bench_silent(STATION_1, AT(3133), AT(5000)));
	sim_bench_end();
}

static hl_msec data_ms(void)
{
	static const struct hl_clid_form form = { HL_CLID_BELLCORE,
						  HL_CLID_VARIANT_PLAIN, true };
	struct hl_clid_send *send = NULL;
	unsigned length;

	CU_ASSERT_EQUAL_FATAL(hl_clid_send_open(&caller, &form,
						hl_clid_level(form.kind),
						&send), 0);
	length = hl_clid_send_length(send);
	hl_clid_send_close(send);
	return (length + 7) / 8;
}

static void a_display_answers_and_the_talk_is_cut_off_for_the_data(void)
{
	hl_usec end = AT(1000);

	begin(&after_ring);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_ear(STATION_2);
	sim_bench_pair(STATION_1, STATION_2);
	CU_ASSERT_EQUAL(hl_sim_display(bench.card, STATION_1, true), 0);
	sim_bench_pass(1000);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			0);
	CU_ASSERT_TRUE(sim_bench_look(STATION_1).muted);
	while (sim_bench_look(STATION_1).muted && end < AT(5000)) {
		end += HL_MS(1);
		sim_bench_pass((hl_msec)((end - T0) / HL_MS(1)));
	}
	/* 300 tone, 80 alert, 40 to hear D, 100 pause, data, 60 */
	CU_ASSERT_EQUAL(end, AT(1000 + 580 + data_ms()));
	sim_bench_pass(3000);
	CU_ASSERT_TRUE(sim_bench_silent(STATION_2, AT(1000), end - 1));
	CU_ASSERT_FALSE(sim_bench_silent(STATION_2, end, end + HL_MS(10)));
	CU_ASSERT_FALSE(sim_bench_silent(STATION_2, AT(990), AT(1000)));
	/* What it heard is the whisper alone: silence while it answers. */
	CU_ASSERT_TRUE(sim_bench_silent(STATION_1, AT(1380), AT(1500)));
	CU_ASSERT_EQUAL(bench.ear[STATION_1].gaps, 0);
	sim_bench_end();
}

static void without_a_display_or_while_dialling_there_is_no_answer(void)
{
	begin(&after_ring);
	sim_bench_talk(STATION_1);
	sim_bench_pass(1000);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			0);
	sim_bench_pass(1539);
	CU_ASSERT_TRUE(sim_bench_look(STATION_1).muted);
	sim_bench_pass(1541);
	CU_ASSERT_FALSE(sim_bench_look(STATION_1).muted);
	CU_ASSERT_EQUAL(hl_sim_display(bench.card, STATION_1, true), 0);
	hl_sim_dial(bench.card, STATION_1, "123456789", NULL, AT(1600));
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			0);
	sim_bench_pass(2100);
	CU_ASSERT_FALSE(sim_bench_look(STATION_1).muted);
	CU_ASSERT_EQUAL(hl_sim_display(bench.card, TRUNK_1, true), -ENOTSUP);
	sim_bench_end();
}

static void who_waits_for_a_ringing_is_not_forgotten_by_the_count(void)
{
	begin(&after_ring);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			0);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 1);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), NULL), 0);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	CU_ASSERT_EQUAL(hl_sim_calls(bench.card, HL_SIM_OP_ANNOUNCE), 2);
	hl_sim_fail(bench.card, HL_SIM_OP_ANNOUNCE, 1, -EIO);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			-EIO);
	sim_bench_end();
}

static void a_card_pulled_out_in_the_middle_says_no_more(void)
{
	begin(&after_ring);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(STATION_1), HL_SET_LAMP, true), 0);
	ring(100);
	hl_sim_remove(bench.card, STATION_1, AT(3000));
	sim_bench_pass(8000);
	CU_ASSERT_TRUE(sim_bench_silent(STATION_1, AT(3000), AT(8000)));
	CU_ASSERT_FALSE(sim_bench_look(STATION_1).lamp);
	CU_ASSERT_EQUAL(sim->announce(bench.card, LINE(STATION_1), &caller),
			-ENODEV);
	sim_bench_end();
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo claims[] = {
	T(the_message_begins_with_the_sample_behind_the_burst),
	T(the_message_before_the_ringing_moves_it_by_its_length),
	T(lifting_cuts_the_message_at_its_sample),
	T(a_display_answers_and_the_talk_is_cut_off_for_the_data),
	T(without_a_display_or_while_dialling_there_is_no_answer),
	T(who_waits_for_a_ringing_is_not_forgotten_by_the_count),
	T(a_card_pulled_out_in_the_middle_says_no_more),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim_told(void)
{
	return claims;
}
