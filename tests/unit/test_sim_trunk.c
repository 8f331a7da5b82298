/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_sim_trunk.c - claims about the far end of a virtual trunk: how
 * exchanges release, hold, count pulses; what is heard on the line
 */
#include "suites.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/music.h"
#include "holdline/sim.h"
#include "holdline/synth.h"
#include "sim_bench.h"

static void manner(const struct hl_sim_manner *with)
{
	CU_ASSERT_EQUAL(hl_sim_manner(bench.card, TRUNK_1, with), 0);
}

static void leaves_by(enum hl_sim_leave leave)
{
	const struct hl_sim_manner with = { .leave = leave };

	manner(&with);
}

static void hear(unsigned bits)
{
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(TRUNK_1), HL_SET_HEAR, bits),
			0);
}

/* The outside party has called and is talked to, the bench is young. */
static void answered(void)
{
	sim_bench_begin();
	hl_sim_call(bench.card, TRUNK_1, bench.now);
	sim_bench_pass(500);
	sim_bench_loop(true);
	sim_bench_pass(1000);
	bench.count = 0;
}

/* ... and dialled, and has answered. */
static void dialled(const struct hl_sim_manner *with)
{
	sim_bench_begin();
	manner(with);
	sim_bench_loop(true);
	sim_bench_pass(400);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D5);
	sim_bench_pass(6000);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	bench.count = 0;
}

/* Mean level heard on a channel, dBm0. */
static double level(int channel, hl_msec from, hl_msec to)
{
	double sum = 0;
	uint64_t i;
	uint64_t n = 0;
	int16_t s;

	for (i = sim_bench_sample(AT(from)); i < sim_bench_sample(AT(to));
	     i++) {
		s = sim_bench_heard(channel, i);
		sum += (double)s * s;
		n++;
	}
	return 10.0 * log10(sum / (double)n / (32767.0 * 32767.0 / 2)) +
	       HL_FULL_SCALE_DBM0;
}

/* ---- release ------------------------------------------------------------ */

static void each_exchange_says_in_its_way_that_the_party_has_left(void)
{
	static const struct {
		enum hl_sim_leave leave;
		enum hl_tone tone;
	} rows[] = {
		{ HL_SIM_LEAVE_BUSY, HL_TONE_BUSY },
		{ HL_SIM_LEAVE_CONGESTION, HL_TONE_CONGESTION },
		{ HL_SIM_LEAVE_DIAL, HL_TONE_DIAL },
		{ HL_SIM_LEAVE_HOWLER, HL_TONE_HOWLER },
		{ HL_SIM_LEAVE_INFO, HL_TONE_INFO },
		{ HL_SIM_LEAVE_SILENCE, HL_TONE_NONE },
	};
	unsigned i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		answered();
		sim_bench_talk(STATION_1);
		sim_bench_pair(STATION_1, TRUNK_1);
		leaves_by(rows[i].leave);
		hl_sim_hangup(bench.card, TRUNK_1, AT(1200));
		sim_bench_pass(1500);
		CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase,
				HL_SIM_PHASE_GONE);
		CU_ASSERT_EQUAL(sim_bench_hears(STATION_1).far, rows[i].tone);
		CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_FARGONE), 0);
		CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_POLARITY), 0);
		sim_bench_end();
	}
}

static void battery_and_polarity_are_signals_at_once(void)
{
	answered();
	hl_sim_hangup(bench.card, TRUNK_1, AT(1200));
	sim_bench_pass(1500);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_FARGONE, TRUNK_1, AT(1200)));
	CU_ASSERT_EQUAL(bench.count, 1);
	sim_bench_end();

	answered();
	leaves_by(HL_SIM_LEAVE_POLARITY);
	hl_sim_hangup(bench.card, TRUNK_1, AT(1200));
	sim_bench_pass(1500);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_POLARITY, TRUNK_1, AT(1200)));
	CU_ASSERT_EQUAL(bench.count, 1);
	sim_bench_end();
}

static void a_release_tone_lasts_as_long_as_the_exchange_gives_it(void)
{
	const struct hl_sim_manner with = {
		.leave = HL_SIM_LEAVE_BUSY,
		.leave_ms = 3000,
	};

	answered();
	manner(&with);
	hl_sim_hangup(bench.card, TRUNK_1, AT(2000));
	sim_bench_pass(4900);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_BUSY);
	sim_bench_pass(5100);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_NONE);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_GONE);
	sim_bench_end();
}

static void an_answer_reverses_the_battery_and_the_end_rights_it(void)
{
	struct hl_sim_script script = HL_SIM_SCRIPT_DEFAULT;
	const struct hl_sim_manner with = { .leave = HL_SIM_LEAVE_POLARITY };

	sim_bench_begin();
	script.reversal = true;
	hl_sim_script(bench.card, TRUNK_1, &script);
	manner(&with);
	sim_bench_loop(true);
	sim_bench_pass(400);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D5);
	sim_bench_pass(6000);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_POLARITY), 1);
	CU_ASSERT(sim_bench_look(TRUNK_1).reversed);
	hl_sim_hangup(bench.card, TRUNK_1, AT(7000));
	sim_bench_pass(8000);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_POLARITY), 2);
	CU_ASSERT(!sim_bench_look(TRUNK_1).reversed);
	sim_bench_end();
}

/* ---- dialling ----------------------------------------------------------- */

static void an_exchange_without_dial_tone_takes_digits(void)
{
	const struct hl_sim_manner with = { .mute = true };

	sim_bench_begin();
	manner(&with);
	sim_bench_loop(true);
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_DIALING);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_NONE);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D5);
	sim_bench_pass(2500);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "5");
	sim_bench_end();
}

static void a_number_may_have_the_information_tone(void)
{
	struct hl_sim_script script = HL_SIM_SCRIPT_DEFAULT;

	sim_bench_begin();
	script.outcome = HL_SIM_INFO;
	hl_sim_script(bench.card, TRUNK_1, &script);
	sim_bench_loop(true);
	sim_bench_pass(400);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D5);
	sim_bench_pass(1600);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_REFUSED);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_INFO);
	sim_bench_end();
}

static void pulses_are_counted_by_the_exchange(void)
{
	const struct hl_port port = { .sending = HL_SENDING_PULSE };
	const struct hl_sim_manner deaf = { .deaf = true };

	sim_bench_begin();
	sim_bench_reopen(&port);
	manner(&deaf);
	sim_bench_loop(true);
	sim_bench_pass(400);
	/* Digits wait for each other; the end of a tone ends none. */
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D3), 0);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_NONE), 0);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D0), 0);
	sim_bench_pass(430);
	CU_ASSERT(!sim_bench_look(TRUNK_1).closed);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_NONE);
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 100), -EBUSY);
	sim_bench_pass(470);
	CU_ASSERT(sim_bench_look(TRUNK_1).closed);
	sim_bench_pass(1000);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "3");
	sim_bench_pass(4000);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "30");
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).pulses, 2);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).lost_digits, 0);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_DA),
			-EINVAL);
	sim_bench_end();
}

static void an_exchange_that_knows_pulses_only_loses_keys(void)
{
	const struct hl_sim_manner deaf = { .deaf = true };

	sim_bench_begin();
	manner(&deaf);
	sim_bench_loop(true);
	sim_bench_pass(400);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D3);
	sim_bench_pass(1000);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "");
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).lost_digits, 1);
	sim_bench_end();
}

static void behind_the_number_of_pulses_digits_are_tones(void)
{
	const struct hl_port port = { .sending = HL_SENDING_PULSE };

	sim_bench_begin();
	sim_bench_reopen(&port);
	sim_bench_loop(true);
	sim_bench_pass(400);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(TRUNK_1), HL_SET_KEYS, 1), 0);
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D3), 0);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).tone, HL_TONE_D3);
	sim_bench_pass(500);
	CU_ASSERT(sim_bench_look(TRUNK_1).closed);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "3");
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).pulses, 0);
	sim_bench_end();
}

static void pulses_too_early_are_lost_and_releasing_ends_them(void)
{
	const struct hl_port port = { .sending = HL_SENDING_PULSE };

	sim_bench_begin();
	sim_bench_reopen(&port);
	sim_bench_loop(true);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D1);
	sim_bench_pass(2000);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).lost_digits, 1);
	sim->tone(bench.card, LINE(TRUNK_1), HL_TONE_D9);
	sim_bench_pass(2300);
	sim_bench_loop(false);
	sim_bench_pass(5000);
	CU_ASSERT(!sim_bench_look(TRUNK_1).closed);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_IDLE);
	CU_ASSERT_EQUAL(hl_sim_stuck(bench.card), 0);
	sim_bench_end();
}

/* ---- battery ------------------------------------------------------------ */

static void without_battery_the_line_is_in_alarm_and_comes_back(void)
{
	struct hl_truth truth = { 0 };

	answered();
	hl_sim_battery(bench.card, TRUNK_1, false, AT(1500));
	sim_bench_pass(3000);
	CU_ASSERT(sim_bench_event_is(0, HL_EVENT_FARGONE, TRUNK_1, AT(1500)));
	CU_ASSERT(sim_bench_event_is(1, HL_EVENT_ALARM, TRUNK_1, AT(2500)));
	sim->truth(bench.card, LINE(TRUNK_1), &truth);
	CU_ASSERT(truth.alarm);
	sim_bench_loop(false);
	hl_sim_call(bench.card, TRUNK_1, AT(3100));
	hl_sim_battery(bench.card, TRUNK_1, true, AT(4000));
	sim_bench_pass(5000);
	CU_ASSERT(sim_bench_event_is(2, HL_EVENT_READY, TRUNK_1, AT(4000)));
	CU_ASSERT_EQUAL(bench.count, 3);
	sim_bench_loop(true);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_SEIZED);
	sim_bench_end();
}

static void a_short_loss_of_battery_is_no_alarm(void)
{
	sim_bench_begin();
	hl_sim_battery(bench.card, TRUNK_1, false, AT(100));
	hl_sim_battery(bench.card, TRUNK_1, true, AT(900));
	sim_bench_pass(3000);
	CU_ASSERT_EQUAL(bench.count, 0);
	sim_bench_end();
}

/* ---- hold at the exchange ----------------------------------------------- */

static const struct hl_sim_manner featured = { .features = true };

static void flash(void)
{
	CU_ASSERT_EQUAL(sim->flash(bench.card, LINE(TRUNK_1), 600), 0);
	sim_bench_later(700);
}

static void digit(enum hl_tone tone)
{
	CU_ASSERT_EQUAL(sim->tone(bench.card, LINE(TRUNK_1), tone), 0);
	sim_bench_later(200);
}

static void a_flash_holds_the_party_and_gives_recall_dial_tone(void)
{
	dialled(&featured);
	flash();
	CU_ASSERT(sim_bench_look(TRUNK_1).held);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_RECALL);
	flash();
	CU_ASSERT(!sim_bench_look(TRUNK_1).held);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	sim_bench_end();
}

static void a_second_party_is_called_joined_and_dropped(void)
{
	dialled(&featured);
	flash();
	digit(HL_TONE_D7);
	sim_bench_later(5000);
	CU_ASSERT_STRING_EQUAL(sim_bench_look(TRUNK_1).digits, "57");
	CU_ASSERT(sim_bench_look(TRUNK_1).held);
	CU_ASSERT(sim_bench_look(TRUNK_1).second);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	flash();
	CU_ASSERT(!sim_bench_look(TRUNK_1).held);
	CU_ASSERT(sim_bench_look(TRUNK_1).second);
	flash();
	CU_ASSERT(!sim_bench_look(TRUNK_1).second);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	sim_bench_end();
}

static void of_two_parties_each_has_a_voice(void)
{
	uint64_t at;

	dialled(&featured);
	hl_sim_speak(bench.card, TRUNK_1, true, bench.now);
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_later(100);
	at = sim_bench_sample(bench.now) - 8;
	CU_ASSERT(sim_bench_heard(STATION_1, at) >= 500 &&
		  sim_bench_heard(STATION_1, at) < 507);
	flash();
	CU_ASSERT_EQUAL(
		sim_bench_heard(STATION_1, sim_bench_sample(bench.now) - 4000),
		0);
	sim_bench_end();
}

static void a_call_that_waits_is_answered_by_a_flash_and_swapped(void)
{
	dialled(&featured);
	hl_sim_call(bench.card, TRUNK_1, bench.now);
	sim_bench_later(100);
	CU_ASSERT(sim_bench_look(TRUNK_1).waiting);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_WAITING);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_RING), 0);
	flash();
	CU_ASSERT(sim_bench_look(TRUNK_1).held);
	CU_ASSERT(sim_bench_look(TRUNK_1).second);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).far, HL_TONE_NONE);
	flash();
	CU_ASSERT(sim_bench_look(TRUNK_1).held);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	/* We release: who is held rings us, and is there when we answer. */
	bench.count = 0;
	sim_bench_loop(false);
	sim_bench_later(100);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_RING), 1);
	sim_bench_loop(true);
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	CU_ASSERT(!sim_bench_look(TRUNK_1).held);
	CU_ASSERT(sim_bench_look(TRUNK_1).second);
	sim_bench_end();
}

static void a_second_party_that_leaves_leaves_the_first_on_hold(void)
{
	dialled(&featured);
	flash();
	digit(HL_TONE_D7);
	sim_bench_later(5000);
	hl_sim_hangup(bench.card, TRUNK_1, bench.now);
	sim_bench_later(100);
	CU_ASSERT(sim_bench_look(TRUNK_1).held);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_FARGONE), 0);
	flash();
	CU_ASSERT_EQUAL(sim_bench_look(TRUNK_1).phase, HL_SIM_PHASE_TALKING);
	CU_ASSERT(!sim_bench_look(TRUNK_1).held);
	hl_sim_hangup(bench.card, TRUNK_1, bench.now);
	sim_bench_later(100);
	CU_ASSERT_EQUAL(sim_bench_count(HL_EVENT_FARGONE), 1);
	sim_bench_end();
}

/* ---- what is heard on the line ------------------------------------------ */

static void what_we_send_comes_back_as_weak_as_the_hybrid_makes_it(void)
{
	const struct hl_sim_manner with = { .echo = 12 };
	double out;

	answered();
	manner(&with);
	sim_bench_ear(TRUNK_1);
	sim_bench_ear(STATION_1);
	sim_bench_talk(STATION_1);
	hl_sim_speak(bench.card, STATION_1, false, bench.now);
	/* Two and the trunk: who is silent hears the other and the echo. */
	bench.gain = 20;
	sim_bench_talk(STATION_2);
	sim_bench_wire(STATION_1, HL_WIRE_CONF, 1);
	sim_bench_wire(STATION_2, HL_WIRE_CONF, 1);
	sim_bench_wire(TRUNK_1, HL_WIRE_CONF, 1);
	sim_bench_pass(2000);
	out = level(TRUNK_1, 1500, 2000);
	/* What comes back is added to what is heard: 1 + 10^(-12/20). */
	CU_ASSERT_DOUBLE_EQUAL(level(STATION_1, 1500, 2000) - out, 1.94, 0.1);
	/* The canceller takes it away. */
	sim->set(bench.card, LINE(TRUNK_1), HL_SET_ECHO, 1);
	sim_bench_pass(2600);
	CU_ASSERT_DOUBLE_EQUAL(level(STATION_1, 2100, 2600),
			       level(TRUNK_1, 2100, 2600), 0.1);
	sim_bench_end();
}

static void noise_has_its_level_and_gains_change_it(void)
{
	const struct hl_sim_manner with = { .noise = -50 };
	const struct hl_port port = { .rx_gain = 60, .tx_gain = -30 };
	double plain;

	sim_bench_begin();
	sim_bench_reopen(&port);
	manner(&with);
	hl_sim_call(bench.card, TRUNK_1, bench.now);
	sim_bench_pass(500);
	sim_bench_loop(true);
	bench.gain = 20;
	sim_bench_ear(STATION_1);
	sim_bench_ear(STATION_2);
	sim_bench_ear(TRUNK_1);
	sim_bench_talk(STATION_1);
	sim_bench_pair(STATION_1, TRUNK_1);
	sim_bench_talk(STATION_2);
	sim_bench_talk(STATION_3);
	hl_sim_speak(bench.card, STATION_3, false, bench.now);
	sim_bench_pass(1500);
	CU_ASSERT_DOUBLE_EQUAL(level(STATION_1, 600, 1500), -44.0, 0.3);
	/* What goes out is 3 dB weaker than the same voice without. */
	plain = 20 * log10((100 * 20 + 60) / (32767.0 / sqrt(2))) +
		HL_FULL_SCALE_DBM0;
	CU_ASSERT_DOUBLE_EQUAL(level(TRUNK_1, 600, 1500), plain - 3.0, 0.2);
	sim_bench_end();
}

static void a_release_tone_is_found_while_talking_and_while_held(void)
{
	const struct hl_sim_manner with = {
		.leave = HL_SIM_LEAVE_BUSY,
		.echo = 12,
		.noise = -55,
	};
	const struct hl_event *event;
	struct hl_music *music = NULL;
	unsigned held;

	CU_ASSERT_EQUAL(hl_zone_load(&bench.zone, "fr"), 0);
	CU_ASSERT_EQUAL(hl_music_tone(&music, &bench.zone), 0);
	for (held = 0; held < 2; held++) {
		answered();
		manner(&with);
		sim->music(bench.card, 0, music);
		if (held)
			sim_bench_wire(TRUNK_1, HL_WIRE_MUSIC, 0);
		hear(HL_HEAR_BIT(HL_PROGRESS_BUSY) |
		     HL_HEAR_BIT(HL_PROGRESS_CONGESTION));
		sim_bench_pass(3000);
		CU_ASSERT_EQUAL(bench.count, 0);
		hl_sim_hangup(bench.card, TRUNK_1, AT(3000));
		sim_bench_pass(9000);
		event = sim_bench_first(HL_EVENT_PROGRESS);
		CU_ASSERT_PTR_NOT_NULL_FATAL(event);
		CU_ASSERT_EQUAL(event->heard.kind, HL_PROGRESS_BUSY);
		CU_ASSERT(event->heard.cycles >= 2);
		CU_ASSERT(abs(event->heard.hz[0] - 480) < 8);
		CU_ASSERT(abs(event->heard.on_ms - 500) < 30);
		CU_ASSERT(event->at.latest < AT(3000 + 4 * 1000 + 200));
		/* Nobody asks any more: nothing is told. */
		hear(0);
		bench.count = 0;
		sim_bench_pass(14000);
		CU_ASSERT_EQUAL(bench.count, 0);
		CU_ASSERT_EQUAL(bench.alarm, HL_NEVER);
		sim_bench_end();
	}
	hl_music_close(music);
}

static bool heard_first(enum hl_progress_kind kind, hl_msec from, hl_msec to)
{
	const struct hl_event *event = sim_bench_first(HL_EVENT_PROGRESS);

	return event && event->heard.kind == kind &&
	       event->at.latest >= AT(from) && event->at.latest <= AT(to);
}

static void a_call_that_is_set_up_is_heard_step_by_step(void)
{
	const struct hl_sim_manner with = { .echo = 14, .noise = -55 };
	struct hl_sim_script script = HL_SIM_SCRIPT_DEFAULT;

	sim_bench_begin();
	script.answer = 5000;
	hl_sim_script(bench.card, TRUNK_1, &script);
	manner(&with);
	hear(HL_HEAR_SETUP | HL_HEAR_BIT(HL_PROGRESS_DIAL));
	sim_bench_loop(true);
	sim_bench_pass(1500);
	CU_ASSERT(heard_first(HL_PROGRESS_DIAL, 300, 1300));
	digit(HL_TONE_D5);
	bench.count = 0;
	hear(HL_HEAR_SETUP | HL_HEAR_BIT(HL_PROGRESS_RINGING) |
	     HL_HEAR_BIT(HL_PROGRESS_ANSWERED));
	/* Ringing tone from 2500 on, answered at 7500. */
	sim_bench_pass(7400);
	CU_ASSERT(heard_first(HL_PROGRESS_RINGING, 2500, 4700));
	CU_ASSERT_EQUAL(bench.count, 1);
	bench.count = 0;
	sim_bench_pass(16000);
	CU_ASSERT(heard_first(HL_PROGRESS_ANSWERED, 7500, 14500));
	CU_ASSERT_EQUAL(bench.count, 1);
	sim_bench_end();
}

static void nonsense_of_manners_and_of_what_is_heard_is_refused(void)
{
	static const struct hl_sim_manner bad[] = {
		{ .leave = HL_SIM_LEAVE_COUNT },
		{ .leave_ms = HL_SIM_LONGEST + 1 },
		{ .echo = HL_SIM_ECHO_MAX + 1 },
		{ .noise = HL_SIM_NOISE_MIN - 1 },
		{ .noise = HL_SIM_NOISE_MAX + 1 },
		{ .form = { .kind = HL_CLID_COUNT } },
	};
	const struct hl_clid who = { .number = "1" };
	unsigned i;

	sim_bench_begin();
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(hl_sim_manner(bench.card, TRUNK_1, &bad[i]),
				-EINVAL);
	CU_ASSERT_EQUAL(hl_sim_manner(bench.card, STATION_1, &bad[0]), -EINVAL);
	CU_ASSERT_EQUAL(hl_sim_manner(bench.card, STATION_1, &featured),
			-ENOTSUP);
	CU_ASSERT_EQUAL(hl_sim_glare(bench.card, STATION_1), -ENOTSUP);
	CU_ASSERT_EQUAL(hl_sim_call_as(bench.card, 99, &who, false, bench.now),
			-ENOENT);
	CU_ASSERT_EQUAL(hl_sim_battery(bench.card, STATION_1, false, T0),
			-ENOTSUP);
	CU_ASSERT_EQUAL(
		sim->set(bench.card, LINE(TRUNK_1), HL_SET_HEAR, 1u << 14),
		-EINVAL);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(STATION_1), HL_SET_HEAR, 2),
			-ENOTSUP);
	CU_ASSERT_EQUAL(sim->set(bench.card, LINE(TRUNK_1), HL_SET_IDENTIFY, 1),
			-ENOTSUP);
	CU_ASSERT_STRING_EQUAL(hl_sim_leave_name(HL_SIM_LEAVE_BUSY),
			       "busy tone");
	CU_ASSERT_STRING_EQUAL(hl_sim_leave_name(HL_SIM_LEAVE_COUNT), "?");
	sim_bench_end();
}

/* clang-format off */
static CU_TestInfo claims[] = {
	{ "each exchange says in its way that the party has left",
	  each_exchange_says_in_its_way_that_the_party_has_left },
	{ "battery and polarity are signals at once",
	  battery_and_polarity_are_signals_at_once },
	{ "a release tone lasts as long as the exchange gives it",
	  a_release_tone_lasts_as_long_as_the_exchange_gives_it },
	{ "an answer reverses the battery and the end rights it",
	  an_answer_reverses_the_battery_and_the_end_rights_it },
	{ "an exchange without dial tone takes digits",
	  an_exchange_without_dial_tone_takes_digits },
	{ "a number may have the information tone",
	  a_number_may_have_the_information_tone },
	{ "pulses are counted by the exchange",
	  pulses_are_counted_by_the_exchange },
	{ "an exchange that knows pulses only loses keys",
	  an_exchange_that_knows_pulses_only_loses_keys },
	{ "pulses too early are lost and releasing ends them",
	  pulses_too_early_are_lost_and_releasing_ends_them },
	{ "behind the number of pulses digits are tones",
	  behind_the_number_of_pulses_digits_are_tones },
	{ "without battery the line is in alarm and comes back",
	  without_battery_the_line_is_in_alarm_and_comes_back },
	{ "a short loss of battery is no alarm",
	  a_short_loss_of_battery_is_no_alarm },
	{ "a flash holds the party and gives recall dial tone",
	  a_flash_holds_the_party_and_gives_recall_dial_tone },
	{ "a second party is called joined and dropped",
	  a_second_party_is_called_joined_and_dropped },
	{ "of two parties each has a voice",
	  of_two_parties_each_has_a_voice },
	{ "a call that waits is answered by a flash and swapped",
	  a_call_that_waits_is_answered_by_a_flash_and_swapped },
	{ "a second party that leaves leaves the first on hold",
	  a_second_party_that_leaves_leaves_the_first_on_hold },
	{ "what we send comes back as weak as the hybrid makes it",
	  what_we_send_comes_back_as_weak_as_the_hybrid_makes_it },
	{ "noise has its level and gains change it",
	  noise_has_its_level_and_gains_change_it },
	{ "a release tone is found while talking and while held",
	  a_release_tone_is_found_while_talking_and_while_held },
	{ "a call that is set up is heard step by step",
	  a_call_that_is_set_up_is_heard_step_by_step },
	{ "nonsense of manners and of what is heard is refused",
	  nonsense_of_manners_and_of_what_is_heard_is_refused },
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_sim_trunk(void)
{
	return claims;
}
