/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi.c - claims about the DAHDI driver: events, settings, sounds
 *
 * What every driver must do is the contract's. Here are the traps of the
 * kernel: queues that fill up, edges without time, orders that are refused.
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)
#define PULSE(c) (DAHDI_EVENT_PULSEDIGIT | (c))

/* Tells one kernel event on a channel; true when exactly one came of it. */
static bool told(struct dahdi_bench *bench, int channel, int code,
		 struct hl_event *ret)
{
	dahdi_bench_forget(bench);
	fake_event(bench->kernel, channel, code);
	dahdi_bench_pass(bench, 1);
	if (bench->host.event_count != 1)
		return false;
	*ret = bench->host.events[0];
	return ret->line == channel;
}

/* ---- events ------------------------------------------------------------- */

/* clang-format off */
#define EDGES HL_DOOR_EDGES
#define JUDGED HL_DOOR_GESTURES
#define DTMFDOWN (DAHDI_EVENT_DTMFDOWN | '1')
#define K(code) DAHDI_EVENT_##code
#define V(kind) HL_EVENT_##kind
#define G(what) HL_GESTURE_##what

static const struct {
	enum hl_door door;
	int channel;
	int code;
	enum hl_event_kind kind; /* COUNT: nothing is told */
	enum hl_gesture gesture;
	bool closed;
	char digit;
} events[] = {
	{ EDGES,  1,     K(ONHOOK),       V(EDGE),     0,         false, 0 },
	{ EDGES,  1,     K(RINGOFFHOOK),  V(EDGE),     0,         true,  0 },
	{ EDGES,  1,     K(WINKFLASH),    V(GESTURE),  G(FLASH),  false, 0 },
	{ EDGES,  1,     PULSE('4'),      V(GESTURE),  G(DIGIT),  false, '4' },
	{ EDGES,  1,     K(PULSE_START),  V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(RINGERON),     V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(RINGEROFF),    V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(HOOKCOMPLETE), V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(DIALCOMPLETE), V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(RINGBEGIN),    V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(POLARITY),     V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(EC_DISABLED),  V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     DTMFDOWN,        V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     777,             V(COUNT),    0,         false, 0 },
	{ EDGES,  1,     K(ALARM),        V(ALARM),    0,         false, 0 },
	{ EDGES,  1,     K(NOALARM),      V(READY),    0,         false, 0 },
	{ JUDGED, 2,     K(RINGOFFHOOK),  V(GESTURE),  G(LIFT),   false, 0 },
	{ JUDGED, 2,     K(ONHOOK),       V(GESTURE),  G(HANGUP), false, 0 },
	{ JUDGED, 2,     K(WINKFLASH),    V(GESTURE),  G(FLASH),  false, 0 },
	{ JUDGED, 2,     PULSE('1'),      V(GESTURE),  G(DIGIT),  false, '1' },
	{ JUDGED, 2,     PULSE('#'),      V(GESTURE),  G(DIGIT),  false, '#' },
	{ EDGES,  TRUNK, K(RINGBEGIN),    V(RING),     0,         false, 0 },
	{ EDGES,  TRUNK, K(RINGOFFHOOK),  V(COUNT),    0,         false, 0 },
	{ EDGES,  TRUNK, K(ONHOOK),       V(FARGONE),  0,         false, 0 },
	{ EDGES,  TRUNK, K(POLARITY),     V(POLARITY), 0,         false, 0 },
	{ EDGES,  TRUNK, K(WINKFLASH),    V(COUNT),    0,         false, 0 },
	{ EDGES,  TRUNK, K(ALARM),        V(ALARM),    0,         false, 0 },
	{ EDGES,  TRUNK, K(NOALARM),      V(READY),    0,         false, 0 },
};
/* clang-format on */

static void every_kernel_event_says_what_the_table_says(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_event event;
	unsigned i;

	DRIVER->set(bench->card, 2, HL_SET_DOOR, HL_DOOR_GESTURES);
	dahdi_bench_pass(bench, 2000);
	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		memset(&event, 0, sizeof(event));
		CU_ASSERT_EQUAL(told(bench, events[i].channel, events[i].code,
				     &event),
				events[i].kind != HL_EVENT_COUNT);
		if (events[i].kind == HL_EVENT_COUNT)
			continue;
		CU_ASSERT_EQUAL(event.kind, events[i].kind);
		CU_ASSERT_EQUAL(event.gesture, events[i].gesture);
		CU_ASSERT_EQUAL(event.closed, events[i].closed);
		CU_ASSERT_EQUAL(event.digit, events[i].digit);
	}
	dahdi_bench_end(bench);
}

static void a_single_pulse_is_a_flash_where_flashes_are_so_short(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct hl_event event = { 0 };

	dahdi_bench_line(bench, 1, HL_KIND_STATION, "tbr", NULL, 0);
	dahdi_bench_line(bench, 2, HL_KIND_STATION, "us", NULL, 0);
	DRIVER->set(bench->card, 1, HL_SET_DOOR, HL_DOOR_GESTURES);
	DRIVER->set(bench->card, 2, HL_SET_DOOR, HL_DOOR_GESTURES);
	CU_ASSERT_TRUE(told(bench, 1, PULSE('1'), &event));
	CU_ASSERT_EQUAL(event.gesture, HL_GESTURE_FLASH);
	CU_ASSERT_TRUE(told(bench, 1, PULSE('2'), &event));
	CU_ASSERT_EQUAL(event.gesture, HL_GESTURE_DIGIT);
	CU_ASSERT_TRUE(told(bench, 2, PULSE('1'), &event));
	CU_ASSERT_EQUAL(event.gesture, HL_GESTURE_DIGIT);
	dahdi_bench_end(bench);
}

static void both_edges_found_together_may_be_anywhere_in_the_sleep(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	hl_usec slept;
	struct hl_event event;
	unsigned i;

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	slept = bench->host.now;
	fake_loop(bench->kernel, 1, false);
	fake_pass(bench->kernel, 80);
	fake_loop(bench->kernel, 1, true);
	dahdi_bench_stall(bench, 300);

	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	for (i = 0; i < 2; i++) {
		event = dahdi_bench_event(bench, i);
		CU_ASSERT_EQUAL(event.kind, HL_EVENT_EDGE);
		CU_ASSERT_EQUAL(event.closed, i == 1);
		CU_ASSERT(event.at.earliest <= slept);
		CU_ASSERT_EQUAL(event.at.latest, bench->host.now);
	}
	dahdi_bench_end(bench);
}

static void an_opening_happened_a_little_before_it_is_told(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_event event;
	hl_usec opened;

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	opened = bench->host.now;
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 10);
	event = dahdi_bench_event(bench, 0);
	CU_ASSERT(event.at.earliest <= opened);
	CU_ASSERT(event.at.latest >= opened);
	CU_ASSERT(event.at.latest - event.at.earliest <= HL_MS(5));
	dahdi_bench_end(bench);
}

/* The kernel does not time what opens in the very tick of its own order. */
static void an_opening_right_after_an_off_hook_order_is_not_lost(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_EDGE);
	CU_ASSERT_FALSE(dahdi_bench_event(bench, 0).closed);
	dahdi_bench_end(bench);
}

static void a_full_queue_is_answered_by_reading_the_loop(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_event event;
	unsigned i;

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	for (i = 0; i < 45; i++) {
		fake_loop(bench->kernel, 1, false);
		fake_pass(bench->kernel, 10);
		fake_loop(bench->kernel, 1, true);
		fake_pass(bench->kernel, 10);
	}
	fake_loop(bench->kernel, 1, false);
	dahdi_bench_stall(bench, 1000);

	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	event = dahdi_bench_event(bench, 0);
	CU_ASSERT_EQUAL(event.kind, HL_EVENT_EDGE);
	CU_ASSERT_FALSE(event.closed);
	CU_ASSERT(event.at.latest - event.at.earliest >= HL_MS(1000));
	dahdi_bench_end(bench);
}

static void a_full_queue_still_tells_what_is_no_edge(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	fake_event(bench->kernel, 1, DAHDI_EVENT_ALARM);
	for (i = 0; i < 70; i++)
		fake_event(bench->kernel, 1, DAHDI_EVENT_RINGEROFF);
	dahdi_bench_pass(bench, 1);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_ALARM);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 1).kind, HL_EVENT_EDGE);
	dahdi_bench_end(bench);
}

static void a_trunk_whose_queue_was_full_is_gone_when_its_battery_is(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	dahdi_bench_forget(bench);
	for (i = 0; i < 70; i++)
		fake_event(bench->kernel, TRUNK, DAHDI_EVENT_HOOKCOMPLETE);
	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 1);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_FARGONE);
	dahdi_bench_end(bench);
}

/* The kernel tells no battery drop until a seized trunk has settled. */
static void a_far_end_that_leaves_before_the_trunk_settled_is_noticed(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 60);
	dahdi_bench_forget(bench);
	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 500);
	fake_battery(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT(bench->host.event_count >= 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_FARGONE);
	dahdi_bench_end(bench);
}

static void a_short_gap_of_battery_at_the_seizure_is_no_release(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_forget(bench);
	dahdi_bench_pass(bench, 80);
	fake_battery(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, 50);
	fake_battery(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

/* Whoever hangs up in the last part of a battery drop tells nobody. */
static void hanging_up_during_a_battery_drop_is_found_by_reading(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_event event;
	hl_usec hung_up;

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	DRIVER->loop(bench->card, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	dahdi_bench_pass(bench, 600);
	hung_up = bench->host.now;
	fake_loop(bench->kernel, 1, false);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), -EBUSY);
	dahdi_bench_pass(bench, 600);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	event = dahdi_bench_event(bench, 0);
	CU_ASSERT_EQUAL(event.kind, HL_EVENT_EDGE);
	CU_ASSERT_FALSE(event.closed);
	CU_ASSERT(event.at.earliest <= hung_up);
	CU_ASSERT(event.at.latest >= hung_up);
	dahdi_bench_end(bench);
}

/* Left over from the door before, an opening is an edge and no hanging up. */
static void an_edge_queued_before_the_door_changed_stays_an_edge(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 100);
	dahdi_bench_forget(bench);
	fake_loop(bench->kernel, 1, false);
	fake_pass(bench->kernel, 50);
	DRIVER->set(bench->card, 1, HL_SET_DOOR, HL_DOOR_GESTURES);
	dahdi_bench_pass(bench, 50);
	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 50);
	CU_ASSERT_EQUAL(bench->host.event_count, 2);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_EDGE);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 1).kind, HL_EVENT_EDGE);
	dahdi_bench_end(bench);
}

/* ---- settings ----------------------------------------------------------- */

static void a_channel_is_set_up_at_every_opening(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_state state;
	int again;

	for (again = 0; again < 2; again++) {
		fake_state(bench->kernel, 1, &state);
		CU_ASSERT_EQUAL(state.rxflashtime, 3);
		CU_ASSERT_EQUAL(state.debouncetime, 1);
		CU_ASSERT_EQUAL(state.blocksize, 160);
		CU_ASSERT_EQUAL(state.numbufs, 32);
		CU_ASSERT_EQUAL(state.zone, bench->zone.number);
		DRIVER->line_close(bench->card, 1);
		CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION,
						 "us", NULL, 0), 0);
	}
	/* A trunk settles for as long as the kernel finds right. */
	fake_state(bench->kernel, TRUNK, &state);
	CU_ASSERT_EQUAL(state.debouncetime, 600);
	CU_ASSERT_EQUAL(state.preflashtime, 1);
	dahdi_bench_end(bench);
}

static void the_door_of_gestures_waits_the_onhook_time_of_the_profile(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_profile us;
	struct fake_state state;

	hl_profile_find("us", &us);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_DOOR, HL_DOOR_GESTURES), 0);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.rxflashtime, us.onhook);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_DOOR, HL_DOOR_EDGES), 0);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.rxflashtime, 3);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_DOOR, HL_DOOR_AUTO), -EINVAL);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_DOOR, HL_DOOR_EDGES), 0);
	dahdi_bench_end(bench);
}

static void a_trunk_flash_has_the_length_that_was_asked_for(void)
{
	static const hl_msec lengths[] = { 1, 100, 270, 750, 5000 };
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_state state;
	unsigned i;

	DRIVER->loop(bench->card, TRUNK, true);
	CU_ASSERT_EQUAL(DRIVER->flash(bench->card, TRUNK, 100), -EBUSY);
	dahdi_bench_pass(bench, 700);
	for (i = 0; i < 5; i++) {
		CU_ASSERT_EQUAL(DRIVER->flash(bench->card, TRUNK, lengths[i]),
				0);
		dahdi_bench_pass(bench, lengths[i] + 50);
		fake_state(bench->kernel, TRUNK, &state);
		CU_ASSERT_EQUAL(state.flash_ms, lengths[i]);
	}
	CU_ASSERT_EQUAL(DRIVER->flash(bench->card, TRUNK, 5001), -EINVAL);
	CU_ASSERT_EQUAL(DRIVER->flash(bench->card, TRUNK + 1, 100), -EPROTO);
	dahdi_bench_end(bench);
}

static void a_splash_is_one_burst(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_state state;

	DRIVER->ring(bench->card, 1, HL_RING_SPLASH);
	dahdi_bench_pass(bench, 20000);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.bursts, 1);
	CU_ASSERT_FALSE(fake_rings(bench->kernel, 1));
	/* The next call rings in the zone's cadence again. */
	DRIVER->ring(bench->card, 1, HL_RING_NORMAL);
	dahdi_bench_pass(bench, 25000);
	fake_state(bench->kernel, 1, &state);
	CU_ASSERT_EQUAL(state.bursts, 6);
	dahdi_bench_end(bench);
}

/* A ring-off order to a telephone that talks would end its call. */
static void an_answered_telephone_is_not_told_to_stop_ringing(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->ring(bench->card, 1, HL_RING_NORMAL);
	fake_loop(bench->kernel, 1, true);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NONE), 0);
	dahdi_bench_pass(bench, 100);
	/* Let go while it is lifted, it has the battery dropped. */
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), -EBUSY);
	dahdi_bench_end(bench);
}

/* ---- sounds ------------------------------------------------------------- */

static void a_tone_that_the_zone_lacks_is_written(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_heard heard;

	fake_toneless(bench->kernel, DAHDI_TONE_STUTTER);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_STUTTER), 0);
	dahdi_bench_pass(bench, 5000);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_EQUAL(heard.tone, -1);
	CU_ASSERT_PTR_NOT_NULL(heard.written);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_DIAL), 0);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_EQUAL(heard.tone, DAHDI_TONE_DIALTONE);
	CU_ASSERT_PTR_NULL(heard.written);
	dahdi_bench_end(bench);
}

static void without_a_zone_there_is_no_tone_and_no_ring(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_zone(bench->kernel, -1);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_DIAL), -ENODATA);
	CU_ASSERT_EQUAL(DRIVER->ring(bench->card, 1, HL_RING_NORMAL),
			-ENODATA);
	dahdi_bench_end(bench);
}

/* Ordered all at once, as after a stall, each is still a digit of its own. */
static void digits_keep_their_length_however_late_we_are(void)
{
	static const char digits[] = "5550001#";
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned i;

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	for (i = 0; digits[i]; i++) {
		CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK,
					     hl_tone_of_digit(digits[i])), 0);
		CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK,
					     HL_TONE_NONE), 0);
	}
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), digits);
	dahdi_bench_end(bench);
}

static void hanging_up_forgets_digits_that_were_not_sent(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	DRIVER->tone(bench->card, TRUNK, HL_TONE_D1);
	DRIVER->tone(bench->card, TRUNK, HL_TONE_D2);
	DRIVER->loop(bench->card, TRUNK, false);
	dahdi_bench_pass(bench, 500);
	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 2000);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "");
	dahdi_bench_end(bench);
}

/* An event that waits refuses every write: nothing is lost by it. */
static void a_digit_is_sent_although_an_event_waits(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	DRIVER->loop(bench->card, TRUNK, true);
	dahdi_bench_pass(bench, 1000);
	dahdi_bench_forget(bench);
	fake_event(bench->kernel, TRUNK, DAHDI_EVENT_POLARITY);
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK, HL_TONE_D7), 0);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	contract_host_run(&bench->host);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	dahdi_bench_pass(bench, 500);
	CU_ASSERT_STRING_EQUAL(fake_dialled(bench->kernel, TRUNK), "7");
	dahdi_bench_end(bench);
}

/* The kernel has stopped the tone before it looks whether it may flash. */
static void a_tone_goes_on_over_a_flash_also_a_refused_one(void)
{
	static const enum hl_tone tones[] = { HL_TONE_RINGBACK, HL_TONE_HOLD };
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_heard heard;
	unsigned i;
	unsigned k;

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	for (i = 0; i < 2; i++) {
		CU_ASSERT_EQUAL(DRIVER->tone(bench->card, TRUNK, tones[i]), 0);
		/* The loop has settled in the second half of the first turn. */
		for (k = 0; k < 2; k++) {
			CU_ASSERT_EQUAL(DRIVER->flash(bench->card, TRUNK, 200),
					i || k ? 0 : -EBUSY);
			fake_hears(bench->kernel, TRUNK, &heard);
			CU_ASSERT_EQUAL(heard.tone == DAHDI_TONE_RINGTONE,
					i == 0);
			CU_ASSERT_EQUAL(heard.written != NULL, i == 1);
			dahdi_bench_pass(bench, 1000);
		}
	}
	dahdi_bench_end(bench);
}

static void every_conference_has_its_own_number_and_gives_it_back(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_state state[CHANNELS + 1];
	unsigned turn;
	hl_line a;
	hl_line b;

	for (turn = 0; turn < 50; turn++) {
		for (a = 1; a <= CHANNELS; a++)
			CU_ASSERT_EQUAL(dahdi_bench_wire(bench, a,
							 HL_WIRE_CONF,
							 turn << 27 | a),
					0);
		for (a = 1; a <= CHANNELS; a++)
			fake_state(bench->kernel, a, &state[a]);
		for (a = 1; a <= CHANNELS; a++)
			for (b = 1; b < a; b++)
				CU_ASSERT_NOT_EQUAL(state[a].confno,
						    state[b].confno);
		CU_ASSERT_EQUAL(fake_conferences(bench->kernel), CHANNELS);
	}
	dahdi_bench_end(bench);
}

/* ---- wires -------------------------------------------------------------- */

static void a_pair_is_never_made_on_one_side(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	const struct hl_move lost[] = {
		{ 1, { HL_WIRE_PAIR, 2 } },
		{ 2, { HL_WIRE_QUIET, 0 } },
		{ 2, { HL_WIRE_PAIR, 1 } },
	};
	unsigned done = 9;

	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_PAIR, 2), -EINVAL);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_PAIR, 1), -EINVAL);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_PAIR, 99999),
			-ENOENT);
	CU_ASSERT_EQUAL(DRIVER->patch(bench->card, lost, 3, &done), -EINVAL);
	CU_ASSERT_EQUAL(done, 0);
	CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
	/* A pair that stands may be ordered again from one side. */
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 2), 0);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_PAIR, 2), 0);
	/* Moved away from, the partner does not stay behind. */
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0), 0);
	CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
	dahdi_bench_end(bench);
}

static void a_pair_that_fails_gives_back_what_was_heard_before(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_heard heard;

	DRIVER->music(bench->card, 0, bench->music);
	CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_MUSIC, 0), 0);
	fake_fail(bench->kernel, DAHDI_SETCONF, -EIO, 2);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 2), -EIO);
	CU_ASSERT_TRUE(dahdi_bench_music(bench, 1));
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 3), 0);
	fake_fail(bench->kernel, DAHDI_SETCONF, -EIO, 2);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 2), -EIO);
	fake_fail(bench->kernel, FAKE_ANY, 0, 0);
	fake_hears(bench->kernel, 1, &heard);
	CU_ASSERT_EQUAL(heard.voices, UINT64_C(1) << 3);
	dahdi_bench_end(bench);
}

static void a_conference_lives_as_long_as_its_members(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_state first;
	struct fake_state second;
	unsigned i;

	for (i = 0; i < 2000; i++) {
		CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 1, HL_WIRE_CONF,
						 100 + i), 0);
		CU_ASSERT_EQUAL(dahdi_bench_wire(bench, 2, HL_WIRE_CONF,
						 100 + i), 0);
		fake_state(bench->kernel, 1, &first);
		fake_state(bench->kernel, 2, &second);
		CU_ASSERT_EQUAL(first.confno, second.confno);
	}
	CU_ASSERT_EQUAL(fake_conferences(bench->kernel), 1);
	dahdi_bench_wire(bench, 1, HL_WIRE_QUIET, 0);
	DRIVER->line_close(bench->card, 2);
	CU_ASSERT_EQUAL(fake_conferences(bench->kernel), 0);
	dahdi_bench_end(bench);
}

/* ---- the table ---------------------------------------------------------- */

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo tests[128] = {
	T(every_kernel_event_says_what_the_table_says),
	T(a_single_pulse_is_a_flash_where_flashes_are_so_short),
	T(both_edges_found_together_may_be_anywhere_in_the_sleep),
	T(an_opening_happened_a_little_before_it_is_told),
	T(an_opening_right_after_an_off_hook_order_is_not_lost),
	T(a_full_queue_is_answered_by_reading_the_loop),
	T(a_full_queue_still_tells_what_is_no_edge),
	T(a_trunk_whose_queue_was_full_is_gone_when_its_battery_is),
	T(a_far_end_that_leaves_before_the_trunk_settled_is_noticed),
	T(a_short_gap_of_battery_at_the_seizure_is_no_release),
	T(hanging_up_during_a_battery_drop_is_found_by_reading),
	T(an_edge_queued_before_the_door_changed_stays_an_edge),
	T(a_channel_is_set_up_at_every_opening),
	T(the_door_of_gestures_waits_the_onhook_time_of_the_profile),
	T(a_trunk_flash_has_the_length_that_was_asked_for),
	T(a_splash_is_one_burst),
	T(an_answered_telephone_is_not_told_to_stop_ringing),
	T(a_tone_that_the_zone_lacks_is_written),
	T(without_a_zone_there_is_no_tone_and_no_ring),
	T(digits_keep_their_length_however_late_we_are),
	T(hanging_up_forgets_digits_that_were_not_sent),
	T(a_digit_is_sent_although_an_event_waits),
	T(a_tone_goes_on_over_a_flash_also_a_refused_one),
	T(every_conference_has_its_own_number_and_gives_it_back),
	T(a_pair_is_never_made_on_one_side),
	T(a_pair_that_fails_gives_back_what_was_heard_before),
	T(a_conference_lives_as_long_as_its_members),
};
/* clang-format on */

/* The claims of this file, then those of its neighbours. */
CU_TestInfo *test_dahdi(void)
{
	const CU_TestInfo *more[] = { dahdi_fault_claims, dahdi_scan_claims,
				      dahdi_listen_claims,
				      dahdi_told_claims,
				      dahdi_primary_claims };
	CU_TestInfo *end = tests;
	unsigned i;

	while (end->pName && end->pTestFunc != dahdi_fault_claims[0].pTestFunc)
		end++;
	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		for (; more[i]->pName; more[i]++)
			*end++ = *more[i];
	return tests;
}
