/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_hear.c - claims about trunks of the DAHDI driver that are
 * listened to
 *
 * What a tone or a message is, src/media's tests claim. Here is when a trunk
 * is read, what reaches the detectors, and what is told.
 */
#include "suites.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"
#include "holdline/progress.h"

#define DRIVER (&hl_driver_dahdi)
#define BIT(kind) HL_HEAR_BIT(HL_PROGRESS_##kind)
#define SETUP (HL_HEAR_SETUP | BIT(DIAL) | BIT(BUSY) | BIT(CONGESTION))
#define TALK (BIT(BUSY) | BIT(CONGESTION))

static unsigned count(const struct dahdi_bench *bench, enum hl_event_kind kind)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < bench->host.event_count; i++)
		n += bench->host.events[i].kind == kind;
	return n;
}

static const struct hl_event *first(const struct dahdi_bench *bench,
				    enum hl_event_kind kind)
{
	unsigned i;

	for (i = 0; i < bench->host.event_count; i++)
		if (bench->host.events[i].kind == kind)
			return &bench->host.events[i];
	return NULL;
}

static unsigned readers(const struct dahdi_bench *bench)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < bench->host.watch_count; i++)
		n += (bench->host.watches[i].what & HL_WATCH_AUDIO) != 0;
	return n;
}

static int hear(struct dahdi_bench *bench, unsigned bits)
{
	return DRIVER->set(bench->card, TRUNK, HL_SET_HEAR, bits);
}

/* The zone's busy tone, 480 + 620 Hz, so many cycles. */
static void busy(struct dahdi_bench *bench, unsigned cycles)
{
	for (; cycles; cycles--) {
		fake_sound(bench->kernel, TRUNK, 480, 620);
		dahdi_bench_pass(bench, 500);
		fake_sound(bench->kernel, TRUNK, 0, 0);
		dahdi_bench_pass(bench, 500);
	}
}

static struct dahdi_bench *seized(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	dahdi_bench_pass(bench, 1000);
	return bench;
}

/* ---- tones -------------------------------------------------------------- */

static void a_trunk_is_read_only_while_something_is_listened_for(void)
{
	struct dahdi_bench *bench = seized();

	CU_ASSERT_EQUAL(readers(bench), 0);
	CU_ASSERT_EQUAL(hear(bench, SETUP), 0);
	CU_ASSERT_EQUAL(readers(bench), 1);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	CU_ASSERT_EQUAL(readers(bench), 1);
	CU_ASSERT_EQUAL(hear(bench, HL_HEAR_SETUP), 0);
	CU_ASSERT_EQUAL(readers(bench), 0);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_LISTEN, 1), 0);
	CU_ASSERT_EQUAL(hear(bench, 0), 0);
	CU_ASSERT_EQUAL(readers(bench), 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_LISTEN, 0), 0);
	CU_ASSERT_EQUAL(readers(bench), 0);
	dahdi_bench_end(bench);
}

static void a_station_is_not_listened_to_for_tones_of_an_exchange(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_HEAR, TALK),
			-ENOTSUP);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_HEAR, 0), 0);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_IDENTIFY, 1),
			-ENOTSUP);
	CU_ASSERT_EQUAL(readers(bench), 0);
	dahdi_bench_end(bench);
}

static void dial_tone_is_told_at_once_while_a_call_is_set_up(void)
{
	struct dahdi_bench *bench = seized();
	const struct hl_event *event;

	CU_ASSERT_EQUAL(hear(bench, SETUP), 0);
	fake_sound(bench->kernel, TRUNK, 350, 440);
	dahdi_bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 1);
	event = first(bench, HL_EVENT_PROGRESS);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->line, TRUNK);
	CU_ASSERT_EQUAL(event->heard.kind, HL_PROGRESS_DIAL);
	CU_ASSERT(abs(event->heard.hz[0] - 350) < 5);
	CU_ASSERT(abs(event->heard.hz[1] - 440) < 5);
	dahdi_bench_end(bench);
}

static void busy_tone_in_a_talk_is_told_with_its_evidence(void)
{
	struct dahdi_bench *bench = seized();
	const struct hl_event *event;

	dahdi_bench_pair(bench, 1, TRUNK);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	busy(bench, 4);
	event = first(bench, HL_EVENT_PROGRESS);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_EQUAL(event->heard.kind, HL_PROGRESS_BUSY);
	CU_ASSERT(event->heard.cycles >= 3);
	CU_ASSERT(abs(event->heard.on_ms - 500) < 20);
	CU_ASSERT(abs(event->heard.off_ms - 500) < 20);
	dahdi_bench_end(bench);
}

static void what_is_not_asked_for_is_not_told(void)
{
	struct dahdi_bench *bench = seized();

	CU_ASSERT_EQUAL(hear(bench, BIT(CONGESTION)), 0);
	busy(bench, 6);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	CU_ASSERT_EQUAL(hear(bench, 0), 0);
	busy(bench, 6);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void cycles_are_those_of_the_line(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_port port = {
		.line = TRUNK,
		.channel = TRUNK,
		.kind = HL_KIND_TRUNK,
		.cycles = 6,
		.releases = HL_RELEASE_BIT(BUSY),
	};

	DRIVER->line_close(bench->card, TRUNK);
	CU_ASSERT_EQUAL(DRIVER->line_open(bench->card, &port, NULL, 0), 0);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(hear(bench, BIT(BUSY)), 0);
	busy(bench, 5);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 0);
	busy(bench, 2);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 1);
	dahdi_bench_end(bench);
}

static void what_came_before_the_listening_is_not_heard(void)
{
	struct dahdi_bench *bench = seized();

	/* Nobody reads: the kernel keeps 640 ms of dial tone. */
	fake_sound(bench->kernel, TRUNK, 350, 440);
	dahdi_bench_pass(bench, 2000);
	fake_sound(bench->kernel, TRUNK, 0, 0);
	CU_ASSERT_EQUAL(hear(bench, SETUP), 0);
	dahdi_bench_pass(bench, 3000);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

/* More is asked for in the middle: what was heard of busy tone counts. */
static void asking_for_more_tones_of_a_talk_loses_no_sample(void)
{
	struct dahdi_bench *bench = seized();

	CU_ASSERT_EQUAL(hear(bench, BIT(BUSY)), 0);
	busy(bench, 2);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	busy(bench, 1);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_LISTEN, 1), 0);
	busy(bench, 1);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS) > 0, true);
	dahdi_bench_end(bench);
}

static void a_talk_begins_its_listening_anew(void)
{
	struct dahdi_bench *bench = seized();

	CU_ASSERT_EQUAL(hear(bench, SETUP), 0);
	busy(bench, 2);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 0);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	busy(bench, 2);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 0);
	busy(bench, 2);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 1);
	dahdi_bench_end(bench);
}

static void a_stall_loses_no_tone(void)
{
	struct dahdi_bench *bench = seized();

	CU_ASSERT_EQUAL(hear(bench, SETUP), 0);
	fake_sound(bench->kernel, TRUNK, 350, 440);
	dahdi_bench_stall(bench, 600);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 1);
	dahdi_bench_end(bench);
}

static const int errors[] = { -EIO, -ENOMEM, -EBUSY, -EINTR, -EINVAL };

static void a_listening_that_fails_can_be_ordered_again(void)
{
	struct dahdi_bench *bench;
	unsigned e;

	for (e = 0; e < sizeof(errors) / sizeof(errors[0]); e++) {
		bench = seized();
		fake_fail(bench->kernel, DAHDI_FLUSH, errors[e], 1);
		CU_ASSERT_EQUAL(hear(bench, TALK), errors[e]);
		CU_ASSERT_EQUAL(readers(bench), 0);
		CU_ASSERT_EQUAL(hear(bench, TALK), 0);
		fake_fail(bench->kernel, FAKE_READ, errors[e], 3);
		busy(bench, 4);
		CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 1);
		dahdi_bench_end(bench);
	}
}

/* ---- under our own music ------------------------------------------------ */

#define MUSIC_SAMPLES (30 * 8000)
#define WAV_HEADER 44

static void put_le(uint8_t *at, uint32_t value, unsigned bytes)
{
	for (; bytes; bytes--, value >>= 8)
		*at++ = (uint8_t)value;
}

/* Half a minute of noise without a pause, as a file: music of the worst. */
static struct hl_music *noise_open(void)
{
	size_t size = WAV_HEADER + 2 * MUSIC_SAMPLES;
	uint8_t *wav = calloc(1, size);
	struct hl_music *music = NULL;
	uint32_t state = 9;
	double slow = 0;
	char why[256];
	unsigned i;

	CU_ASSERT_PTR_NOT_NULL_FATAL(wav);
	memcpy(wav, "RIFF....WAVEfmt ", 16);
	put_le(wav + 4, (uint32_t)size - 8, 4);
	put_le(wav + 16, 16, 4);
	put_le(wav + 20, 1, 2);
	put_le(wav + 22, 1, 2);
	put_le(wav + 24, 8000, 4);
	put_le(wav + 28, 16000, 4);
	put_le(wav + 32, 2, 2);
	put_le(wav + 34, 16, 2);
	memcpy(wav + 36, "data", 4);
	put_le(wav + 40, 2 * MUSIC_SAMPLES, 4);
	for (i = 0; i < MUSIC_SAMPLES; i++) {
		state = state * 1664525u + 1013904223u;
		slow += 0.4 * (((state >> 8) / 8388608.0 - 1.0) - slow);
		put_le(wav + WAV_HEADER + 2 * i,
		       (uint16_t)(int16_t)(9000 * slow), 2);
	}
	CU_ASSERT_EQUAL_FATAL(hl_music_open_memory(&music, wav, size,
						   HL_MUSIC_LEVEL_DBM0, why,
						   sizeof(why)), 0);
	free(wav);
	return music;
}

/*
 * A party is held with music that comes back 6 dB weaker, the exchange's busy
 * tone is fainter than that by 10 dB.
 */
static bool is_found_under_music(hl_msec music, unsigned delay)
{
	struct dahdi_bench *bench = seized();
	struct hl_music *noise = noise_open();
	bool found;

	fake_echo(bench->kernel, TRUNK, -6, delay);
	fake_loud(bench->kernel, TRUNK, -26);
	CU_ASSERT_EQUAL(DRIVER->music(bench->card, 0, noise), 0);
	dahdi_bench_wire(bench, TRUNK, HL_WIRE_MUSIC, 0);
	dahdi_bench_pass(bench, music);
	CU_ASSERT_EQUAL(hear(bench, TALK), 0);
	dahdi_bench_pass(bench, 10000);
	busy(bench, 5);
	found = count(bench, HL_EVENT_PROGRESS) > 0;
	dahdi_bench_end(bench);
	hl_music_close(noise);
	return found;
}

static void a_faint_busy_tone_is_heard_under_our_own_music(void)
{
	static const hl_msec age[] = { 10, 5000, 70000, 900000 };
	unsigned i;

	for (i = 0; i < sizeof(age) / sizeof(age[0]); i++)
		CU_ASSERT_TRUE(is_found_under_music(age[i], 2));
	/* An echo behind all that can be learnt: faint tones are missed. */
	CU_ASSERT_FALSE(is_found_under_music(5000, 25));
}

static void no_release_is_heard_in_the_echo_of_music(void)
{
	struct dahdi_bench *bench = seized();

	fake_echo(bench->kernel, TRUNK, -3, 3);
	CU_ASSERT_EQUAL(DRIVER->music(bench->card, 0, bench->music), 0);
	CU_ASSERT_EQUAL(hear(bench, HL_PROGRESS_RELEASE), 0);
	dahdi_bench_wire(bench, TRUNK, HL_WIRE_MUSIC, 0);
	dahdi_bench_pass(bench, 120000);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_PROGRESS), 0);
	dahdi_bench_end(bench);
}

/* ---- who calls ---------------------------------------------------------- */

#define MESSAGE_MAX 40000

static unsigned message(enum hl_clid_kind kind, int16_t *ret)
{
	struct hl_clid_form form = { .kind = kind };
	struct hl_clid_send *send;
	struct hl_clid clid = { 0 };
	unsigned n;

	CU_ASSERT_EQUAL_FATAL(hl_clid_set_number(&clid, "5551234"), 0);
	if (kind != HL_CLID_DTMF)
		hl_clid_set_name(&clid, "Ada");
	CU_ASSERT_EQUAL_FATAL(hl_clid_send_open(&clid, &form, -15, &send), 0);
	n = hl_clid_send_read(send, ret, MESSAGE_MAX);
	hl_clid_send_close(send);
	return n;
}

static struct dahdi_bench *caller_bench(enum hl_clid_kind kind,
					enum hl_clid_place place)
{
	struct dahdi_bench *bench = dahdi_bench_make();

	bench->form.kind = (uint8_t)kind;
	bench->form.place = (uint8_t)place;
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, TRUNK, HL_KIND_TRUNK, "us",
					 NULL, 0), 0);
	dahdi_bench_pass(bench, 2500);
	return bench;
}

static void ring(struct dahdi_bench *bench, hl_msec on, hl_msec off)
{
	fake_ring(bench->kernel, TRUNK, true);
	dahdi_bench_pass(bench, on);
	fake_ring(bench->kernel, TRUNK, false);
	dahdi_bench_pass(bench, off);
}

static void said(const struct dahdi_bench *bench, const char *number,
		 const char *name)
{
	const struct hl_event *event = first(bench, HL_EVENT_CALLER);

	CU_ASSERT_EQUAL(count(bench, HL_EVENT_CALLER), 1);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_STRING_EQUAL(event->number, number);
	CU_ASSERT_STRING_EQUAL(event->name, name);
	CU_ASSERT_EQUAL(event->value, 0);
	CU_ASSERT_EQUAL(event->line, TRUNK);
}

static void who_calls_is_told_behind_the_first_ring_of_an_idle_trunk(void)
{
	static const struct {
		enum hl_clid_kind kind;
		const char *name;
	} rows[] = {
		{ HL_CLID_BELLCORE, "Ada" },
		{ HL_CLID_ETSI, "Ada" },
		{ HL_CLID_DTMF, "" },
	};
	int16_t *sound = calloc(MESSAGE_MAX, sizeof(*sound));
	struct dahdi_bench *bench;
	unsigned i;
	unsigned n;

	CU_ASSERT_PTR_NOT_NULL_FATAL(sound);
	for (i = 0; i < 3; i++) {
		n = message(rows[i].kind, sound);
		bench = caller_bench(rows[i].kind, HL_CLID_PLACE_AFTER_RING);
		CU_ASSERT_EQUAL(readers(bench), 0);
		CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK,
					    HL_SET_IDENTIFY, 1), 0);
		ring(bench, 2000, 600);
		CU_ASSERT_EQUAL(readers(bench), 1);
		fake_play(bench->kernel, TRUNK, sound, n);
		dahdi_bench_pass(bench, 3500);
		said(bench, "5551234", rows[i].name);
		CU_ASSERT_EQUAL(readers(bench), 0);
		CU_ASSERT_EQUAL(count(bench, HL_EVENT_RING), 1);
		ring(bench, 2000, 1000);
		said(bench, "5551234", rows[i].name);
		dahdi_bench_end(bench);
	}
	free(sound);
}

/* As the model does: only when the first ring was told. */
static void who_calls_may_be_asked_for_when_it_has_rung(void)
{
	int16_t *sound = calloc(MESSAGE_MAX, sizeof(*sound));
	struct dahdi_bench *bench = caller_bench(HL_CLID_BELLCORE,
						 HL_CLID_PLACE_AFTER_RING);
	unsigned n = message(HL_CLID_BELLCORE, sound);
	unsigned i;

	/* Every call of the trunk, not only its first. */
	for (i = 0; i < 3; i++) {
		dahdi_bench_forget(bench);
		fake_ring(bench->kernel, TRUNK, true);
		dahdi_bench_pass(bench, 100);
		CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK,
					    HL_SET_IDENTIFY, 1), 0);
		CU_ASSERT_EQUAL(readers(bench), 0);
		ring(bench, 1900, 600);
		fake_play(bench->kernel, TRUNK, sound, n);
		dahdi_bench_pass(bench, 3500);
		said(bench, "5551234", "Ada");
		CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK,
					    HL_SET_IDENTIFY, 0), 0);
		if (i == 0) {
			/* Answered, released. */
			DRIVER->loop(bench->card, TRUNK, true);
			dahdi_bench_pass(bench, 3000);
			DRIVER->loop(bench->card, TRUNK, false);
			dahdi_bench_pass(bench, 3000);
		} else {
			/* The caller gave up. */
			dahdi_bench_pass(bench, 15000);
		}
	}
	free(sound);
	dahdi_bench_end(bench);
}

static void who_calls_is_told_behind_a_reversal_before_any_ring(void)
{
	int16_t *sound = calloc(MESSAGE_MAX, sizeof(*sound));
	struct dahdi_bench *bench = caller_bench(HL_CLID_DTMF,
						 HL_CLID_PLACE_REVERSAL);
	unsigned n = message(HL_CLID_DTMF, sound);

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 1),
			0);
	CU_ASSERT_EQUAL(readers(bench), 0);
	fake_polarity(bench->kernel, TRUNK);
	dahdi_bench_pass(bench, 250);
	CU_ASSERT_EQUAL(readers(bench), 1);
	fake_play(bench->kernel, TRUNK, sound, n);
	dahdi_bench_pass(bench, 3000);
	said(bench, "5551234", "");
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_POLARITY), 1);
	free(sound);
	dahdi_bench_end(bench);
}

static void the_reading_for_a_message_that_does_not_come_ends(void)
{
	struct dahdi_bench *bench = caller_bench(HL_CLID_BELLCORE,
						 HL_CLID_PLACE_AFTER_RING);

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 1),
			0);
	ring(bench, 2000, 1000);
	CU_ASSERT_EQUAL(readers(bench), 1);
	dahdi_bench_pass(bench, 12000);
	CU_ASSERT_EQUAL(readers(bench), 0);
	CU_ASSERT_EQUAL(count(bench, HL_EVENT_CALLER), 0);
	dahdi_bench_end(bench);
}

static void a_garbled_message_is_told_as_one_that_says_nothing(void)
{
	int16_t *sound = calloc(MESSAGE_MAX, sizeof(*sound));
	struct dahdi_bench *bench = caller_bench(HL_CLID_BELLCORE,
						 HL_CLID_PLACE_AFTER_RING);
	unsigned n = message(HL_CLID_BELLCORE, sound);
	const struct hl_event *event;

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 1),
			0);
	ring(bench, 2000, 600);
	fake_play(bench->kernel, TRUNK, sound, n * 3 / 4);
	dahdi_bench_pass(bench, 3000);
	event = first(bench, HL_EVENT_CALLER);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_STRING_EQUAL(event->number, "");
	CU_ASSERT_EQUAL(event->value, 2);
	CU_ASSERT_EQUAL(event->error, -EBADMSG);
	free(sound);
	dahdi_bench_end(bench);
}

static void a_seized_trunk_is_not_read_for_who_calls(void)
{
	struct dahdi_bench *bench = caller_bench(HL_CLID_BELLCORE,
						 HL_CLID_PLACE_SILENT);

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 1),
			0);
	CU_ASSERT_EQUAL(readers(bench), 1);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, true), 0);
	CU_ASSERT_EQUAL(readers(bench), 0);
	dahdi_bench_pass(bench, 2000);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, TRUNK, false), 0);
	CU_ASSERT_EQUAL(readers(bench), 1);
	dahdi_bench_end(bench);
}

static void a_trunk_without_caller_id_says_that_it_has_none(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 1),
			-ENOTSUP);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, TRUNK, HL_SET_IDENTIFY, 0),
			0);
	dahdi_bench_end(bench);
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo tests[] = {
	T(a_trunk_is_read_only_while_something_is_listened_for),
	T(a_station_is_not_listened_to_for_tones_of_an_exchange),
	T(dial_tone_is_told_at_once_while_a_call_is_set_up),
	T(busy_tone_in_a_talk_is_told_with_its_evidence),
	T(what_is_not_asked_for_is_not_told),
	T(cycles_are_those_of_the_line),
	T(what_came_before_the_listening_is_not_heard),
	T(asking_for_more_tones_of_a_talk_loses_no_sample),
	T(a_talk_begins_its_listening_anew),
	T(a_stall_loses_no_tone),
	T(a_listening_that_fails_can_be_ordered_again),
	T(a_faint_busy_tone_is_heard_under_our_own_music),
	T(no_release_is_heard_in_the_echo_of_music),
	T(who_calls_is_told_behind_the_first_ring_of_an_idle_trunk),
	T(who_calls_may_be_asked_for_when_it_has_rung),
	T(who_calls_is_told_behind_a_reversal_before_any_ring),
	T(the_reading_for_a_message_that_does_not_come_ends),
	T(a_garbled_message_is_told_as_one_that_says_nothing),
	T(a_seized_trunk_is_not_read_for_who_calls),
	T(a_trunk_without_caller_id_says_that_it_has_none),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_dahdi_hear(void)
{
	return tests;
}
