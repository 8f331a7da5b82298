/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_announce.c - claims about messages and their room in a ringing
 * (include/holdline/announce.h, hl_ring_room()), and about the howler
 *
 * What a card makes of them is claimed in tests/contract.
 */
#include "holdline/announce.h"

#include <errno.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/synth.h"

CU_TestInfo *test_announce(void);

#define FORM(kind, variant, place)                                             \
	{ HL_CLID_##kind, HL_CLID_VARIANT_##variant, HL_CLID_PLACE_##place }

static const struct hl_announce_form bellcore =
	FORM(BELLCORE, PLAIN, AFTER_RING);

static const struct hl_clid caller = { .number = "5551234" };

static const struct hl_ring_plan us = { { 2000, 4000 }, 2, false, 0 };

static struct hl_announce *opened(const struct hl_announce_form *form)
{
	struct hl_announce *announce = NULL;

	CU_ASSERT_EQUAL_FATAL(hl_announce_open(&caller, form, &announce), 0);
	return announce;
}

/* ---- room --------------------------------------------------------------- */

static void a_pause_that_is_long_enough_stays_as_it_is(void)
{
	struct hl_ring_plan ret;

	CU_ASSERT_EQUAL(hl_ring_room(&us, 4000, &ret), 1);
	CU_ASSERT_EQUAL(memcmp(&ret, &us, sizeof(ret)), 0);
}

static void of_several_pauses_the_first_that_is_long_enough_is_taken(void)
{
	static const struct hl_ring_plan plan = { { 400, 200, 400, 200, 800,
						    4000 }, 6, false, 0 };
	struct hl_ring_plan ret;

	CU_ASSERT_EQUAL(hl_ring_room(&plan, 200, &ret), 1);
	CU_ASSERT_EQUAL(hl_ring_room(&plan, 201, &ret), 3);
	CU_ASSERT_EQUAL(memcmp(&ret, &plan, sizeof(ret)), 0);
}

static void a_pause_is_made_longer_the_first_time_only(void)
{
	static const struct hl_ring_plan uk = { { 400, 200, 400, 2000 }, 4,
						false, 0 };
	struct hl_ring_plan ret;
	hl_msec round;

	CU_ASSERT_EQUAL(hl_ring_room(&uk, 3000, &ret), 2);
	CU_ASSERT_EQUAL(ret.count, 8);
	CU_ASSERT_EQUAL(ret.loop, 4);
	CU_ASSERT_EQUAL(ret.step_ms[3], 3000);
	CU_ASSERT_EQUAL(ret.step_ms[7], 2000);
	for (round = 4000; round < 13000; round += 3000) {
		CU_ASSERT_TRUE(hl_ring_is_on(&ret, round));
		CU_ASSERT_FALSE(hl_ring_is_on(&ret, round + 400));
		CU_ASSERT_TRUE(hl_ring_is_on(&ret, round + 999));
		CU_ASSERT_FALSE(hl_ring_is_on(&ret, round + 1000));
		CU_ASSERT_FALSE(hl_ring_is_on(&ret, round + 2999));
	}
	CU_ASSERT_FALSE(hl_ring_is_on(&ret, 3999));
}

static void without_steps_for_a_first_time_it_is_longer_every_time(void)
{
	struct hl_ring_plan plan = { .count = 8 };
	struct hl_ring_plan ret;
	unsigned i;

	for (i = 0; i < 8; i++)
		plan.step_ms[i] = i == 5 ? 900 : 300;
	CU_ASSERT_EQUAL(hl_ring_room(&plan, 1000, &ret), 3);
	CU_ASSERT_EQUAL(ret.count, 8);
	CU_ASSERT_EQUAL(ret.loop, 0);
	CU_ASSERT_EQUAL(ret.step_ms[5], 1000);
}

static void a_ring_of_one_burst_gets_a_pause_behind_it(void)
{
	static const struct hl_ring_plan splash = { { 500 }, 1, true, 0 };
	struct hl_ring_plan ret;

	CU_ASSERT_EQUAL(hl_ring_room(&splash, 2000, &ret), 1);
	CU_ASSERT_EQUAL(ret.count, 2);
	CU_ASSERT_EQUAL(ret.step_ms[1], 2000);
	CU_ASSERT_TRUE(ret.once);
	CU_ASSERT_TRUE(hl_ring_is_on(&ret, 499));
	CU_ASSERT_FALSE(hl_ring_is_on(&ret, 500));
	CU_ASSERT_FALSE(hl_ring_is_on(&ret, 2600));
}

static void a_burst_ends_where_it_or_the_next_one_does(void)
{
	static const struct hl_ring_plan uk = { { 400, 200, 400, 2000 }, 4,
						false, 0 };
	static const struct hl_ring_plan lead = { { 250, 900, 1000, 4000 }, 4,
						  false, 2 };
	static const struct hl_ring_plan splash = { { 500 }, 1, true, 0 };

	CU_ASSERT_EQUAL(hl_ring_burst_end(&uk, 0), 400);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&uk, 399), 400);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&uk, 400), 1000);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&uk, 2999), 3400);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&uk, 9999), 10000);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&lead, 250), 2150);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&lead, 2150), 7150);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&splash, 499), 500);
	CU_ASSERT_EQUAL(hl_ring_burst_end(&splash, 500), 0);
	CU_ASSERT_EQUAL(hl_ring_pause(&uk), 2000);
	CU_ASSERT_EQUAL(hl_ring_pause(&splash), 0);
}

/* ---- messages ----------------------------------------------------------- */

static void a_sound_has_the_length_that_it_says(void)
{
	struct hl_announce_form form = FORM(ETSI, PLAIN, AFTER_RING);
	struct hl_announce *announce;
	int16_t block[160];
	unsigned length;
	unsigned n;
	unsigned place;

	for (place = 0; place < HL_CLID_PLACE_COUNT; place++) {
		form.place = (uint8_t)place;
		form.kind = place == HL_CLID_PLACE_CAR ? HL_CLID_NTT
						       : HL_CLID_ETSI;
		announce = opened(&form);
		length = 0;
		while ((n = hl_announce_read(announce, block,
					     1 + length % 160)) > 0)
			length += n;
		CU_ASSERT_EQUAL(length, hl_announce_length(announce));
		CU_ASSERT_EQUAL(hl_announce_read(announce, block, 160), 0);
		hl_announce_close(announce);
	}
}

static void the_room_is_that_of_silence_message_gap_and_lateness(void)
{
	struct hl_announce *announce = opened(&bellcore);
	static const struct hl_ring_plan tiny = { { 100, 100 }, 2, false, 0 };
	struct hl_ring_plan ret;

	CU_ASSERT_EQUAL(hl_announce_ring(announce, &tiny, &ret), 1);
	CU_ASSERT_EQUAL(ret.step_ms[1],
			(hl_announce_length(announce) + 7) / 8 +
				hl_announce_gap_ms(announce) +
				HL_ANNOUNCE_LATE_MS);
	CU_ASSERT_FALSE(hl_announce_reverses(announce));
	hl_announce_close(announce);
}

static void a_pulse_rings_once_and_the_cadence_behind_it(void)
{
	static const struct hl_announce_form form = FORM(ETSI, PLAIN, RPAS);
	struct hl_announce *announce = opened(&form);
	struct hl_ring_plan ret;

	CU_ASSERT_EQUAL(hl_announce_ring(announce, &us, &ret), 1);
	CU_ASSERT_EQUAL(ret.count, 4);
	CU_ASSERT_EQUAL(ret.loop, 2);
	CU_ASSERT_EQUAL(ret.step_ms[0], HL_CLID_RPAS_MS);
	CU_ASSERT_EQUAL(ret.step_ms[2], 2000);
	CU_ASSERT_EQUAL(ret.step_ms[3], 4000);
	hl_announce_close(announce);
}

static void japan_is_told_behind_an_answer_and_nobody_else_is(void)
{
	static const struct hl_announce_form wrong[] = {
		FORM(ETSI, PLAIN, CAR),
		FORM(DTMF, PLAIN, CAR),
		FORM(NTT, PLAIN, AFTER_RING),
		FORM(NTT, PLAIN, REVERSAL),
	};
	static const struct hl_announce_form ntt = FORM(NTT, PLAIN, CAR);
	struct hl_announce *announce = NULL;
	int16_t first = 0;
	unsigned i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CU_ASSERT_EQUAL(hl_announce_open(&caller, &wrong[i], &announce),
				-EINVAL);
	CU_ASSERT_PTR_NULL(announce);
	announce = opened(&bellcore);
	CU_ASSERT_FALSE(hl_announce_is_asked(announce));
	hl_announce_close(announce);
	announce = opened(&ntt);
	CU_ASSERT_TRUE(hl_announce_is_asked(announce));
	CU_ASSERT_TRUE(hl_announce_reverses(announce));
	CU_ASSERT_EQUAL(hl_announce_gap_ms(announce), 300);
	/* The silence belongs to the answer, not to the sound. */
	for (i = 0; i < 8 && !first; i++)
		hl_announce_read(announce, &first, 1);
	CU_ASSERT_NOT_EQUAL(first, 0);
	hl_announce_close(announce);
}

static void a_form_that_is_none_is_refused(void)
{
	static const struct {
		struct hl_announce_form form;
		int error;
	} wrong[] = {
		{ { HL_CLID_NONE, 0, 0 }, -ENOTSUP },
		{ { HL_CLID_COUNT, 0, 0 }, -EINVAL },
		{ { HL_CLID_ETSI, HL_CLID_VARIANT_COUNT, 0 }, -EINVAL },
		{ { HL_CLID_ETSI, 0, HL_CLID_PLACE_COUNT }, -EINVAL },
	};
	struct hl_announce *announce = NULL;
	struct hl_whisper *whisper = NULL;
	unsigned i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		CU_ASSERT_EQUAL(hl_announce_open(&caller, &wrong[i].form,
						 &announce),
				wrong[i].error);
		CU_ASSERT(i == 3 || hl_whisper_open(&caller, &wrong[i].form, 0,
						    0, &whisper) < 0);
	}
	CU_ASSERT_PTR_NULL(announce);
	CU_ASSERT_PTR_NULL(whisper);
	hl_announce_close(NULL);
	hl_whisper_close(NULL);
}

/* ---- in a call ---------------------------------------------------------- */

static void a_whisper_goes_step_by_step(void)
{
	struct hl_whisper *whisper = NULL;
	int16_t block[8000];
	struct hl_zone zone;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_whisper_open(&caller, &bellcore, 200, 1000,
					      &whisper), 0);
	CU_ASSERT_EQUAL(hl_whisper_play(whisper), HL_CWID_PLAY_TONE);
	CU_ASSERT_EQUAL(hl_whisper_read(whisper, &zone, block, 8000), 1600);
	CU_ASSERT_EQUAL(hl_whisper_due(whisper), 1000 + HL_MS(200));
	CU_ASSERT_FALSE(hl_whisper_time(whisper, 1000));
	CU_ASSERT_TRUE(hl_whisper_time(whisper, 1000 + HL_MS(200)));
	CU_ASSERT_EQUAL(hl_whisper_read(whisper, &zone, block, 8000),
			8 * HL_CLID_CAS_MS);
	CU_ASSERT_TRUE(hl_whisper_awaits(whisper));
	CU_ASSERT_FALSE(hl_whisper_digit(whisper, 'D', HL_MS(250)));
	CU_ASSERT_TRUE(hl_whisper_time(whisper, HL_MS(300)));
	CU_ASSERT_EQUAL(hl_whisper_read(whisper, &zone, block, 8000), 0);
	CU_ASSERT_FALSE(hl_whisper_digit(whisper, '5', HL_MS(350)));
	CU_ASSERT_TRUE(hl_whisper_digit(whisper, 'D', HL_MS(350)));
	CU_ASSERT_FALSE(hl_whisper_awaits(whisper));
	CU_ASSERT_TRUE(hl_whisper_time(whisper, HL_MS(450)));
	CU_ASSERT(hl_whisper_read(whisper, &zone, block, 8000) > 1000);
	CU_ASSERT_TRUE(hl_whisper_time(whisper, hl_whisper_due(whisper)));
	CU_ASSERT_FALSE(hl_whisper_is_over(whisper));
	CU_ASSERT_TRUE(hl_whisper_time(whisper, hl_whisper_due(whisper)));
	CU_ASSERT_TRUE(hl_whisper_is_over(whisper));
	CU_ASSERT_EQUAL(hl_whisper_due(whisper), HL_NEVER);
	hl_whisper_close(whisper);
}

/* ---- the howler --------------------------------------------------------- */

static int loudest(const int16_t *x, unsigned n)
{
	int most = 0;

	while (n--) {
		most = *x > most ? *x : most;
		most = -*x > most ? -*x : most;
		x++;
	}
	return most;
}

/* As loud as it can be, and never cut off at full scale. */
static void the_howler_is_loud_and_lasts_and_does_not_overload(void)
{
	static int16_t x[HL_RATE_HZ * 5];
	struct hl_zone zone;
	unsigned i;

	for (i = 0; hl_zone_country(i); i++) {
		CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, hl_zone_country(i)),
				      0);
		CU_ASSERT_EQUAL(hl_zone_tone_ms(&zone, HL_TONE_HOWLER), 0);
		CU_ASSERT_EQUAL(hl_zone_set_level(&zone, -30.0), 0);
		hl_synth_tone(&zone, HL_TONE_HOWLER, 0, x, HL_RATE_HZ * 5);
		CU_ASSERT(loudest(x + HL_RATE_HZ * 4, HL_RATE_HZ) < 32760);
		CU_ASSERT(loudest(x + HL_RATE_HZ * 4, HL_RATE_HZ) >
			  (strcmp(zone.country, "de") ? 15000 : 8000));
	}
}

static void in_britain_the_howler_grows_louder(void)
{
	static int16_t x[HL_RATE_HZ * 5];
	struct hl_zone zone;
	unsigned i;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "uk"), 0);
	hl_synth_tone(&zone, HL_TONE_HOWLER, 0, x, HL_RATE_HZ * 5);
	for (i = 0; i < 3; i++)
		CU_ASSERT(2 * loudest(x + i * 7200, 7200) <
			  loudest(x + (i + 1) * 7200, 7200));
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo claims[] = {
	T(a_pause_that_is_long_enough_stays_as_it_is),
	T(of_several_pauses_the_first_that_is_long_enough_is_taken),
	T(a_pause_is_made_longer_the_first_time_only),
	T(without_steps_for_a_first_time_it_is_longer_every_time),
	T(a_ring_of_one_burst_gets_a_pause_behind_it),
	T(a_burst_ends_where_it_or_the_next_one_does),
	T(a_sound_has_the_length_that_it_says),
	T(the_room_is_that_of_silence_message_gap_and_lateness),
	T(a_pulse_rings_once_and_the_cadence_behind_it),
	T(japan_is_told_behind_an_answer_and_nobody_else_is),
	T(a_form_that_is_none_is_refused),
	T(a_whisper_goes_step_by_step),
	T(the_howler_is_loud_and_lasts_and_does_not_overload),
	T(in_britain_the_howler_grows_louder),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_announce(void)
{
	return claims;
}
