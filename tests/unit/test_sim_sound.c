/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim_sound.c - claims about the virtual line card: what is heard, and
 * the exchanges on its trunks (include/holdline/sim.h)
 */
#include "holdline/sim.h"

#include <errno.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/music.h"
#include "holdline/synth.h"
#include "sim_bench.h"

CU_TestInfo *test_sim_sound(void);

static int16_t tone_at(enum hl_tone tone, uint64_t pos)
{
	int16_t out;

	hl_synth_tone(&bench.zone, tone, pos, &out, 1);
	return out;
}

static int16_t saturated(int32_t value)
{
	if (value > INT16_MAX)
		return INT16_MAX;
	return (int16_t)(value < INT16_MIN ? INT16_MIN : value);
}

/* From @from on @channel heard the voice of @other, who spoke since @since. */
static bool hears_voice(int channel, int other, hl_usec since, hl_usec from,
			hl_usec to)
{
	uint64_t begin = sim_bench_sample(since);
	uint64_t i;

	for (i = sim_bench_sample(from); i < sim_bench_sample(to); i++) {
		if (sim_bench_heard(channel, i) !=
		    sim_bench_voice(other, i - begin))
			return false;
	}
	return true;
}

static bool hears_tone(int channel, enum hl_tone tone, hl_usec since,
		       hl_usec from, hl_usec to)
{
	uint64_t begin = sim_bench_sample(since);
	uint64_t i;

	for (i = sim_bench_sample(from); i < sim_bench_sample(to); i++) {
		if (sim_bench_heard(channel, i) != tone_at(tone, i - begin))
			return false;
	}
	return true;
}

/* ---- ears --------------------------------------------------------------- */

static void an_ear_hears_every_sample_once(void)
{
	sim_bench_begin();
	bench.now = T0 + 130;
	sim_bench_ear(STATION_1);
	hl_sim_lift(bench.card, STATION_1, T0 + 333);
	hl_sim_lift(bench.card, STATION_1, T0 + 777777);
	bench.now = T0 + 999;
	sim->run(bench.card, bench.now);
	sim_bench_pass(3000);
	CU_ASSERT_EQUAL(bench.ear[STATION_1].first, 8001);
	CU_ASSERT_EQUAL(bench.ear[STATION_1].count, 23999);
	CU_ASSERT_EQUAL(bench.ear[STATION_1].gaps, 0);
	CU_ASSERT_EQUAL(hl_sim_listen_start(bench.card, STATION_1, NULL, NULL),
			-EEXIST);
	hl_sim_listen_stop(bench.card, STATION_1);
	hl_sim_listen_stop(bench.card, STATION_1);
	sim_bench_pass(4000);
	CU_ASSERT_EQUAL(bench.ear[STATION_1].count, 23999);
	sim_bench_end();
}

static void a_pair_hears_each_other_and_nobody_himself(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_ear(STATION_2);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_pass(100);
	CU_ASSERT(sim_bench_silent(STATION_1, T0, AT(100)));
	sim_bench_pair(STATION_1, STATION_2);
	sim_bench_pass(600);
	CU_ASSERT(hears_voice(STATION_1, STATION_2, T0, AT(100), AT(600)));
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, AT(100), AT(600)));
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).count, 1);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).party[0], STATION_2);
	sim_bench_end();
}

static void a_tone_begins_and_ends_on_its_sample(void)
{
	hl_usec begin = AT(100) + 61;
	hl_usec end = AT(250) + 124;

	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	bench.now = begin;
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_DIAL);
	bench.now = end;
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_NONE);
	sim_bench_pass(500);
	CU_ASSERT(sim_bench_silent(STATION_1, T0, begin));
	CU_ASSERT(hears_tone(STATION_1, HL_TONE_DIAL, begin, begin, end));
	CU_ASSERT(sim_bench_silent(STATION_1, end, AT(500)));
	CU_ASSERT_EQUAL(sim_bench_sample(begin), sim_bench_sample(AT(100)));
	CU_ASSERT_EQUAL(bench.ear[STATION_1].gaps, 0);
	sim_bench_end();
}

static void a_wire_changes_on_its_sample(void)
{
	hl_usec change = AT(200) + 500;

	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_talk(STATION_3);
	sim_bench_ear(STATION_2);
	sim_bench_pair(STATION_1, STATION_2);
	bench.now = change;
	sim_bench_pair(STATION_1, STATION_3);
	sim_bench_pass(400);
	CU_ASSERT(hears_voice(STATION_1, STATION_2, T0, T0, change));
	CU_ASSERT(hears_voice(STATION_1, STATION_3, T0, change, AT(400)));
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, T0, change));
	CU_ASSERT(sim_bench_silent(STATION_2, change, AT(400)));
	sim_bench_end();
}

static void a_tone_and_a_voice_are_added(void)
{
	uint64_t i;

	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_pair(STATION_1, STATION_2);
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_BUSY);
	sim_bench_pass(100);
	for (i = 0; i < 800; i++)
		CU_ASSERT_EQUAL(sim_bench_heard(STATION_1, 8000 + i),
				tone_at(HL_TONE_BUSY, i) +
					sim_bench_voice(STATION_2, i));
	sim_bench_end();
}

static int32_t others_of(int channel, uint64_t pos)
{
	int32_t sum = 0;
	int other;

	for (other = STATION_1; other <= STATION_3; other++) {
		if (other != channel)
			sum += bench.gain * sim_bench_voice(other, pos);
	}
	return saturated(sum);
}

static void conference_of(int gain, uint32_t ref)
{
	uint64_t i;
	int channel;

	sim_bench_begin();
	bench.gain = gain;
	for (channel = STATION_1; channel <= STATION_4; channel++) {
		sim_bench_ear(channel);
		sim_bench_talk(channel);
		/* The fourth sits next door: a number of the same bucket. */
		sim_bench_wire(channel, HL_WIRE_CONF,
			       channel == STATION_4 ? ref + 1024 : ref);
	}
	sim_bench_pass(200);
	for (i = 0; i < 1600; i++) {
		for (channel = STATION_1; channel <= STATION_3; channel++)
			CU_ASSERT_EQUAL(sim_bench_heard(channel, 8000 + i),
					others_of(channel, i));
	}
	CU_ASSERT(sim_bench_silent(STATION_4, T0, AT(200)));
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_2).count, 2);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_2).party[0], STATION_1);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_2).party[1], STATION_3);
	sim_bench_end();
}

static void in_a_conference_everybody_hears_the_others(void)
{
	conference_of(1, 7);
}

static void a_loud_conference_saturates_and_does_not_wrap(void)
{
	conference_of(100, 0);
	conference_of(-100, 4000000000u);
}

static void who_leaves_a_conference_is_gone_from_it(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_talk(STATION_3);
	sim_bench_wire(STATION_1, HL_WIRE_CONF, 1);
	sim_bench_wire(STATION_2, HL_WIRE_CONF, 1);
	sim_bench_wire(STATION_3, HL_WIRE_CONF, 1);
	sim_bench_pass(100);
	sim_bench_wire(STATION_3, HL_WIRE_QUIET, 0);
	sim_bench_pass(200);
	CU_ASSERT(hears_voice(STATION_1, STATION_2, T0, AT(100), AT(200)));
	sim->line_close(bench.card, LINE(STATION_2));
	sim_bench_pass(300);
	CU_ASSERT(sim_bench_silent(STATION_1, AT(200), AT(300)));
	sim_bench_end();
}

static bool hears_music(int channel, const struct hl_music *music,
			hl_usec since, hl_usec from, hl_usec to)
{
	uint64_t i;
	int16_t out;

	for (i = sim_bench_sample(from); i < sim_bench_sample(to); i++) {
		hl_music_read(music, i - sim_bench_sample(since), &out, 1);
		if (sim_bench_heard(channel, i) != out)
			return false;
	}
	return true;
}

static void music_stands_at_the_same_place_for_all_listeners(void)
{
	struct hl_music *music = NULL;

	sim_bench_begin();
	CU_ASSERT_EQUAL_FATAL(hl_music_tone(&music, &bench.zone), 0);
	sim_bench_ear(STATION_1);
	sim_bench_ear(STATION_2);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_wire(STATION_1, HL_WIRE_MUSIC, 2);
	sim_bench_pass(50);
	CU_ASSERT(!sim_bench_hears(STATION_1).music);
	sim->music(bench.card, 2, music);
	CU_ASSERT(sim_bench_hears(STATION_1).music);
	sim_bench_pass(5100);
	sim_bench_wire(STATION_2, HL_WIRE_MUSIC, 2);
	sim_bench_pass(6000);
	sim->music(bench.card, 2, NULL);
	sim_bench_pass(6100);
	CU_ASSERT(hears_music(STATION_1, music, AT(50), AT(50), AT(6000)));
	CU_ASSERT(hears_music(STATION_2, music, AT(50), AT(5100), AT(6000)));
	CU_ASSERT(sim_bench_silent(STATION_2, T0, AT(5100)));
	CU_ASSERT(sim_bench_silent(STATION_1, AT(6000), AT(6100)));
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).count, 0);
	sim_bench_end();
	hl_music_close(music);
}

static void an_open_loop_neither_hears_nor_speaks(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_ear(STATION_2);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_pair(STATION_1, STATION_2);
	hl_sim_break(bench.card, STATION_1, 100, AT(100));
	sim_bench_pass(300);
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, T0, AT(100)));
	CU_ASSERT(sim_bench_silent(STATION_1, AT(100), AT(200)));
	CU_ASSERT(sim_bench_silent(STATION_2, AT(100), AT(200)));
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, AT(200), AT(300)));
	sim->loop(bench.card, LINE(STATION_1), false);
	sim_bench_pass(400);
	CU_ASSERT(sim_bench_silent(STATION_2, AT(300), AT(400)));
	sim_bench_end();
}

static void a_key_is_heard_instead_of_the_voice(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_2);
	sim_bench_talk(STATION_1);
	sim_bench_talk(STATION_2);
	sim_bench_pair(STATION_1, STATION_2);
	hl_sim_dial(bench.card, STATION_1, "5", NULL, AT(100));
	sim_bench_pass(150);
	CU_ASSERT_EQUAL(sim_bench_look(STATION_1).key, '5');
	sim_bench_pass(300);
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, T0, AT(100)));
	/* A finger cuts the tone off, a card lets it fade. */
	CU_ASSERT(hears_tone(STATION_2, HL_TONE_D5, AT(100), AT(100), AT(195)));
	CU_ASSERT(!sim_bench_silent(STATION_2, AT(198), AT(200)));
	CU_ASSERT(hears_voice(STATION_2, STATION_1, T0, AT(200), AT(300)));
	sim_bench_end();
}

static void a_digit_tone_ends_by_itself(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_D5);
	sim_bench_pass(99);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).tone, HL_TONE_D5);
	sim_bench_pass(300);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).tone, HL_TONE_NONE);
	CU_ASSERT(sim_bench_silent(STATION_1, AT(100), AT(300)));
	sim->tone(bench.card, LINE(STATION_1), HL_TONE_CONFIRM);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).tone, HL_TONE_CONFIRM);
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).tone, HL_TONE_NONE);
	sim_bench_end();
}

/* ---- exchanges ---------------------------------------------------------- */

static void send_digits(const char *digits)
{
	for (; *digits; digits++) {
		sim->tone(bench.card, LINE(TRUNK_1), hl_tone_of_digit(*digits));
		sim_bench_pass((hl_msec)((bench.now - T0) / 1000 + 200));
	}
}

static void script(enum hl_sim_outcome outcome, hl_msec talk)
{
	struct hl_sim_script with = HL_SIM_SCRIPT_DEFAULT;

	with.outcome = outcome;
	with.talk = talk;
	with.speak = true;
	CU_ASSERT_EQUAL(hl_sim_script(bench.card, TRUNK_1, &with), 0);
}

/* The trunk is seized at T0, and station 1 listens on it. */
static void seize(void)
{
	sim_bench_begin();
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	bench.count = 0;
	sim_bench_pair(STATION_1, TRUNK_1);
	sim->loop(bench.card, LINE(TRUNK_1), true);
}

static void a_call_is_dialled_rings_and_is_answered(void)
{
	seize();
	script(HL_SIM_ANSWER, 5000);
	sim_bench_pass(400);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_DIALING);
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).far, HL_TONE_DIAL);
	send_digits("5551");
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "5551");
	sim_bench_pass(2000);
	/* The last digit was sent at 1000. */
	CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).far, HL_TONE_RINGBACK);
	sim_bench_pass(11000);
	CU_ASSERT(sim_bench_silent(STATION_1, T0, AT(300)));
	CU_ASSERT(
		hears_tone(STATION_1, HL_TONE_DIAL, AT(300), AT(300), AT(400)));
	CU_ASSERT(sim_bench_silent(STATION_1, AT(400), AT(2000)));
	CU_ASSERT(hears_tone(STATION_1, HL_TONE_RINGBACK, AT(2000), AT(2000),
			     AT(5000)));
	CU_ASSERT(
		hears_voice(STATION_1, TRUNK_1, AT(5000), AT(5000), AT(10000)));
	CU_ASSERT(sim_bench_silent(STATION_1, AT(10000), AT(11000)));
	CU_ASSERT_EQUAL(bench.count, 1);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_FARGONE, TRUNK_1, AT(10000)));
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_GONE);
	sim->loop(bench.card, LINE(TRUNK_1), false);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_IDLE);
	sim_bench_end();
}

static void a_number_may_be_busy_or_have_no_path(void)
{
	enum hl_sim_outcome outcome = HL_SIM_BUSY;
	enum hl_tone tone = HL_TONE_BUSY;

	for (;;) {
		seize();
		script(outcome, 0);
		sim_bench_pass(400);
		send_digits("5");
		sim_bench_pass(1500);
		CU_ASSERT(hears_tone(STATION_1, tone, AT(1400), AT(1400),
				     AT(1500)));
		CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase,
				HL_SIM_PHASE_REFUSED);
		sim_bench_end();
		if (tone == HL_TONE_CONGESTION)
			break;
		outcome = HL_SIM_CONGESTION;
		tone = HL_TONE_CONGESTION;
	}
}

static void who_never_answers_answers_when_told(void)
{
	seize();
	script(HL_SIM_NOANSWER, 0);
	sim_bench_pass(400);
	send_digits("5");
	sim_bench_pass(100000);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_ALERTING);
	hl_sim_lift(bench.card, TRUNK_1, AT(100500));
	sim_bench_pass(101000);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	sim_bench_end();
}

static void digits_before_dial_tone_are_lost(void)
{
	seize();
	sim_bench_pass(100);
	send_digits("12");
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "2");
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).lost_digits, 1);
	sim_bench_end();
}

static void an_exchange_hears_the_telephone_keys_over_the_wire(void)
{
	seize();
	hl_sim_dial(bench.card, STATION_1, "42", NULL, AT(400));
	sim_bench_pass(1000);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "42");
	sim_bench_end();
}

static void a_caller_rings_in_cadence_until_he_is_answered(void)
{
	struct hl_truth truth;

	sim_bench_begin();
	script(HL_SIM_ANSWER, 0);
	sim_bench_ear(TRUNK_1);
	sim_bench_talk(STATION_1);
	bench.count = 0;
	hl_sim_call(bench.card, TRUNK_1, AT(100));
	sim_bench_pass(7000);
	CU_ASSERT_EQUAL(bench.count, 2);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_RING, TRUNK_1, AT(100)));
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_RING, TRUNK_1, AT(6100)));
	sim->truth(bench.card, LINE(TRUNK_1), &truth);
	CU_ASSERT(truth.ringing && !truth.closed);
	sim->loop(bench.card, LINE(TRUNK_1), true);
	sim->truth(bench.card, LINE(TRUNK_1), &truth);
	CU_ASSERT(!truth.ringing && truth.closed);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_pass(8000);
	CU_ASSERT(sim_bench_silent(TRUNK_1, T0, AT(7000)));
	CU_ASSERT(hears_voice(TRUNK_1, STATION_1, T0, AT(7000), AT(8000)));
	hl_sim_hangup(bench.card, TRUNK_1, AT(9000));
	sim_bench_pass(20000);
	CU_ASSERT_EQUAL(bench.count, 3);
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_FARGONE, TRUNK_1, AT(9000)));
	sim_bench_end();
}

static void the_next_party_of_a_script_begins_to_speak_anew(void)
{
	seize();
	script(HL_SIM_ANSWER, 1000);
	sim->loop(bench.card, LINE(TRUNK_1), false);
	hl_sim_call(bench.card, TRUNK_1, AT(100));
	sim_bench_pass(200);
	sim->loop(bench.card, LINE(TRUNK_1), true);
	sim_bench_pass(2000);
	CU_ASSERT(!sim_bench_look(TRUNK_1).speaking);
	sim->loop(bench.card, LINE(TRUNK_1), false);
	hl_sim_call(bench.card, TRUNK_1, AT(3000));
	sim_bench_pass(3500);
	sim->loop(bench.card, LINE(TRUNK_1), true);
	sim_bench_pass(4000);
	CU_ASSERT(hears_voice(STATION_1, TRUNK_1, AT(200), AT(200), AT(1200)));
	CU_ASSERT(
		hears_voice(STATION_1, TRUNK_1, AT(3500), AT(3500), AT(4000)));
	sim_bench_end();
}

static void a_caller_who_gives_up_stops_ringing(void)
{
	sim_bench_begin();
	hl_sim_call(bench.card, TRUNK_1, AT(100));
	hl_sim_hangup(bench.card, TRUNK_1, AT(7000));
	sim_bench_pass(30000);
	CU_ASSERT_EQUAL(bench.count, 2);
	CU_ASSERT_EQUAL(hl_sim_next(bench.card), HL_NEVER);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_IDLE);
	sim_bench_end();
}

static void a_trunk_in_use_is_not_rung(void)
{
	seize();
	hl_sim_call(bench.card, TRUNK_1, AT(100));
	sim_bench_pass(10000);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_end();
}

static void our_flash_is_counted_and_cuts_the_line_as_long(void)
{
	seize();
	script(HL_SIM_ANSWER, 0);
	sim_bench_pass(400);
	send_digits("5");
	sim_bench_pass(6000);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 600), 0);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 600), -EBUSY);
	sim_bench_pass(7000);
	CU_ASSERT(sim_bench_silent(STATION_1, AT(6000), AT(6600)));
	CU_ASSERT(
		hears_voice(STATION_1, TRUNK_1, AT(4400), AT(6600), AT(7000)));
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).flashes, 1);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).flash, 600);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_end();
}

static void an_alarm_on_a_trunk_ends_the_call(void)
{
	seize();
	hl_sim_alarm(bench.card, TRUNK_1, true, AT(400));
	hl_sim_call(bench.card, TRUNK_1, AT(500));
	sim_bench_pass(600);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_ALARM, TRUNK_1, AT(400)));
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_IDLE);
	sim->loop(bench.card, LINE(TRUNK_1), false);
	hl_sim_alarm(bench.card, TRUNK_1, false, AT(700));
	hl_sim_call(bench.card, TRUNK_1, AT(800));
	sim_bench_pass(900);
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_READY, TRUNK_1, AT(700)));
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_RING, TRUNK_1, AT(800)));
	hl_sim_alarm(bench.card, TRUNK_1, true, AT(1000));
	sim_bench_pass(30000);
	CU_ASSERT_EQUAL(bench.count, 4);
	sim_bench_end();
}

/* clang-format off */
static CU_TestInfo claims[] = {
	{ "an ear hears every sample once",
	  an_ear_hears_every_sample_once },
	{ "a pair hears each other and nobody himself",
	  a_pair_hears_each_other_and_nobody_himself },
	{ "a tone begins and ends on its sample",
	  a_tone_begins_and_ends_on_its_sample },
	{ "a wire changes on its sample",
	  a_wire_changes_on_its_sample },
	{ "a tone and a voice are added",
	  a_tone_and_a_voice_are_added },
	{ "in a conference everybody hears the others",
	  in_a_conference_everybody_hears_the_others },
	{ "a loud conference saturates and does not wrap",
	  a_loud_conference_saturates_and_does_not_wrap },
	{ "who leaves a conference is gone from it",
	  who_leaves_a_conference_is_gone_from_it },
	{ "music stands at the same place for all listeners",
	  music_stands_at_the_same_place_for_all_listeners },
	{ "an open loop neither hears nor speaks",
	  an_open_loop_neither_hears_nor_speaks },
	{ "a key is heard instead of the voice",
	  a_key_is_heard_instead_of_the_voice },
	{ "a digit tone ends by itself",
	  a_digit_tone_ends_by_itself },
	{ "a call is dialled rings and is answered",
	  a_call_is_dialled_rings_and_is_answered },
	{ "a number may be busy or have no path",
	  a_number_may_be_busy_or_have_no_path },
	{ "who never answers answers when told",
	  who_never_answers_answers_when_told },
	{ "digits before dial tone are lost",
	  digits_before_dial_tone_are_lost },
	{ "an exchange hears the telephone keys over the wire",
	  an_exchange_hears_the_telephone_keys_over_the_wire },
	{ "a caller rings in cadence until he is answered",
	  a_caller_rings_in_cadence_until_he_is_answered },
	{ "the next party of a script begins to speak anew",
	  the_next_party_of_a_script_begins_to_speak_anew },
	{ "a caller who gives up stops ringing",
	  a_caller_who_gives_up_stops_ringing },
	{ "a trunk in use is not rung",
	  a_trunk_in_use_is_not_rung },
	{ "our flash is counted and cuts the line as long",
	  our_flash_is_counted_and_cuts_the_line_as_long },
	{ "an alarm on a trunk ends the call",
	  an_alarm_on_a_trunk_ends_the_call },
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim_sound(void)
{
	return claims;
}
