/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_isdn.c - claims about B channels and D channels of the DAHDI
 * driver
 *
 * A B channel is a trunk without a loop; two lines may change theirs. A D
 * channel carries frames whole, whatever else the kernel has to say.
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)
#define DCHAN 6

static const int errors[] = { -EIO, -ENODEV, -ENOMEM, -EBUSY, -EINTR, -EINVAL };

#define ERRORS (sizeof(errors) / sizeof(errors[0]))

/* ---- B channels --------------------------------------------------------- */

static int bearer_open(struct dahdi_bench *bench, int channel, hl_line line,
		       char *why, size_t size)
{
	struct hl_port port = {
		.line = line,
		.channel = channel,
		.kind = HL_KIND_TRUNK,
		.bearer = true,
		.name = "test",
	};

	return DRIVER->line_open(bench->card, &port, why, size);
}

/* Channels 1 to 3 are B channels and lines of the same number, 4 a station. */
static struct dahdi_bench *bearers_open(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256] = "";
	int i;

	for (i = 1; i <= 3; i++) {
		fake_signal(bench->kernel, i, DAHDI_SIG_CLEAR);
		CU_ASSERT_EQUAL_FATAL(bearer_open(bench, i, (hl_line)i, why,
						  sizeof(why)), 0);
	}
	CU_ASSERT_EQUAL_FATAL(dahdi_bench_line(bench, 4, HL_KIND_STATION, "us",
					       NULL, 0), 0);
	dahdi_bench_pass(bench, 10);
	dahdi_bench_forget(bench);
	return bench;
}

static uint64_t voices(struct dahdi_bench *bench, int channel)
{
	struct fake_heard heard;

	fake_hears(bench->kernel, channel, &heard);
	return heard.voices;
}

static int kernel_tone(struct dahdi_bench *bench, int channel)
{
	struct fake_heard heard;

	fake_hears(bench->kernel, channel, &heard);
	return heard.tone;
}

static void a_channel_that_is_no_b_channel_is_told_with_its_mend(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256] = "";

	CU_ASSERT_EQUAL(bearer_open(bench, 1, 1, why, sizeof(why)), -EINVAL);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "channel 1 is signalled fxoks: "
					   "that is no B channel"));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "mend: bchan=1 in "
					   "/etc/dahdi/system.conf"));
	fake_signal(bench->kernel, 1, 0);
	CU_ASSERT_EQUAL(bearer_open(bench, 1, 1, why, sizeof(why)), -ENOENT);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "mend: bchan=1"));
	fake_signal(bench->kernel, 1, DAHDI_SIG_CLEAR);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_TRUNK, "us", why,
					 sizeof(why)), -EINVAL);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
	dahdi_bench_end(bench);
}

static void a_b_channel_carries_voice_and_gets_no_hook_order(void)
{
	struct dahdi_bench *bench = bearers_open();
	struct hl_truth truth;

	fake_fail(bench->kernel, DAHDI_HOOK, -EIO, 1);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), 0);
	CU_ASSERT_FALSE(truth.closed);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), 0);
	CU_ASSERT_TRUE(truth.closed);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 4), 0);
	CU_ASSERT_EQUAL(voices(bench, 4), UINT64_C(1) << 1);
	CU_ASSERT_EQUAL(voices(bench, 1), UINT64_C(1) << 4);
	CU_ASSERT_EQUAL(DRIVER->flash(bench->card, 1, 300), -ENOTSUP);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	CU_ASSERT_EQUAL(fake_fail(bench->kernel, DAHDI_HOOK, 0, 0), 0);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	dahdi_bench_end(bench);
}

static void tones_and_digits_pass_on_a_b_channel_and_end_with_the_call(void)
{
	struct dahdi_bench *bench = bearers_open();

	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	CU_ASSERT_EQUAL(DRIVER->set(bench->card, 1, HL_SET_LISTEN, 1), 0);
	fake_digit(bench->kernel, 1, '7');
	dahdi_bench_pass(bench, 200);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).digit, '7');
	CU_ASSERT_EQUAL(DRIVER->tone(bench->card, 1, HL_TONE_RINGBACK), 0);
	CU_ASSERT_EQUAL(kernel_tone(bench, 1), DAHDI_TONE_RINGTONE);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, false), 0);
	CU_ASSERT_EQUAL(kernel_tone(bench, 1), DAHDI_TONE_STOP);
	dahdi_bench_end(bench);
}

static void of_a_b_channel_only_alarm_and_loss_are_told(void)
{
	static const int quiet[] = {
		DAHDI_EVENT_ONHOOK,	 DAHDI_EVENT_RINGBEGIN,
		DAHDI_EVENT_RINGOFFHOOK, DAHDI_EVENT_POLARITY,
		DAHDI_EVENT_WINKFLASH,	 DAHDI_EVENT_HOOKCOMPLETE,
	};
	struct dahdi_bench *bench = bearers_open();
	struct hl_truth truth;
	unsigned i;

	for (i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++)
		fake_event(bench->kernel, 1, quiet[i]);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(bench->host.event_count, 0);
	fake_alarm(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_ALARM);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), 0);
	CU_ASSERT_TRUE(truth.alarm);
	fake_alarm(bench->kernel, 1, false);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 1).kind, HL_EVENT_READY);
	fake_remove(bench->kernel, 1);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 2).kind, HL_EVENT_LOST);
	CU_ASSERT_EQUAL(bench->host.event_count, 3);
	dahdi_bench_end(bench);
}

static void a_b_channel_that_fails_to_open_anywhere_leaves_nothing_open(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256];
	unsigned e;
	unsigned i;
	int r;

	fake_signal(bench->kernel, 1, DAHDI_SIG_CLEAR);
	for (e = 0; e < ERRORS; e++) {
		r = -1;
		for (i = 1; r < 0 && i < 50; i++) {
			why[0] = '\0';
			fake_fail(bench->kernel, FAKE_ANY, errors[e], i);
			r = bearer_open(bench, 1, 1, why, sizeof(why));
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			CU_ASSERT(r == 0 || strlen(why) > 10);
			CU_ASSERT_EQUAL(fake_descriptors(bench->kernel),
					r == 0);
		}
		CU_ASSERT_EQUAL(r, 0);
		CU_ASSERT(i > 6);
		DRIVER->line_close(bench->card, 1);
	}
	dahdi_bench_end(bench);
}

/* ---- two lines change their channels ------------------------------------ */

static void lines_that_changed_channels_hear_and_tell_by_the_other(void)
{
	struct dahdi_bench *bench = bearers_open();

	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), 0);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), 0);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 4), 0);
	CU_ASSERT_EQUAL(voices(bench, 4), UINT64_C(1) << 2);
	CU_ASSERT_EQUAL(voices(bench, 2), UINT64_C(1) << 4);
	fake_alarm(bench->kernel, 2, true);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).line, 1);
	dahdi_bench_end(bench);
}

static void a_channel_may_go_to_a_line_that_has_none(void)
{
	struct dahdi_bench *bench = bearers_open();
	struct hl_truth truth;

	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 200), 0);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), -ENOENT);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 200, &truth), 0);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 200), 0);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), 0);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 200, &truth), -ENOENT);
	dahdi_bench_end(bench);
}

static void only_b_channels_at_rest_change_hands(void)
{
	struct dahdi_bench *bench = bearers_open();

	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 1), -EINVAL);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 4), -EINVAL);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 8, 9), -ENOENT);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, HL_NO_LINE),
			-EINVAL);
	DRIVER->loop(bench->card, 1, true);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), -EBUSY);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 2, 1), -EBUSY);
	DRIVER->loop(bench->card, 1, false);
	dahdi_bench_pair(bench, 1, 4);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), -EBUSY);
	dahdi_bench_wire(bench, 1, HL_WIRE_QUIET, 0);
	DRIVER->set(bench->card, 2, HL_SET_LISTEN, 1);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), -EBUSY);
	DRIVER->set(bench->card, 2, HL_SET_LISTEN, 0);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), 0);
	fake_remove(bench->kernel, 1);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(hl_dahdi_exchange(bench->card, 1, 2), -ENODEV);
	dahdi_bench_end(bench);
}

/* ---- D channels --------------------------------------------------------- */

#define FRAMES 64

struct owner {
	struct hl_dchan *dchan;
	uint8_t frame[FRAMES][FAKE_FRAME_MAX];
	size_t size[FRAMES];
	unsigned frames;
	enum hl_dchan_state states[8];
	unsigned changes;
	bool closes; /* at the first thing it is told */
};

static void owner_close(struct owner *owner)
{
	hl_dahdi_dchan_close(owner->dchan);
	owner->dchan = NULL;
}

static void owner_frame(void *ctx, const uint8_t *frame, size_t size)
{
	struct owner *owner = ctx;

	CU_ASSERT_FATAL(owner->frames < FRAMES);
	memcpy(owner->frame[owner->frames], frame, size);
	owner->size[owner->frames++] = size;
	if (owner->closes)
		owner_close(owner);
}

static void owner_state(void *ctx, enum hl_dchan_state state)
{
	struct owner *owner = ctx;

	CU_ASSERT_FATAL(owner->changes < 8);
	owner->states[owner->changes++] = state;
	if (owner->closes)
		owner_close(owner);
}

static int dchan_open(struct dahdi_bench *bench, int channel,
		      struct owner *owner, char *why, size_t size)
{
	struct hl_dchan_host host = {
		.ctx = owner,
		.frame = owner_frame,
		.state = owner_state,
	};

	memset(owner, 0, sizeof(*owner));
	return hl_dahdi_dchan_open(bench->card, channel, &host, &owner->dchan,
				   why, size);
}

static struct dahdi_bench *dchan_bench(struct owner *owner)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256] = "";

	fake_signal(bench->kernel, DCHAN, DAHDI_SIG_HDLCFCS);
	CU_ASSERT_EQUAL_FATAL(dchan_open(bench, DCHAN, owner, why,
					 sizeof(why)), 0);
	return bench;
}

static void dchan_end(struct dahdi_bench *bench, struct owner *owner)
{
	hl_dahdi_dchan_close(owner->dchan);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
	dahdi_bench_end(bench);
}

static const uint8_t sabme[] = { 0x00, 0x01, 0x7f };
static const uint8_t ua[] = { 0x00, 0x01, 0x73 };

static void frames_pass_whole_without_their_check_sequence(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);
	uint8_t sent[FAKE_FRAME_MAX];

	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, sabme,
					     sizeof(sabme)), 0);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(fake_frame_sent(bench->kernel, DCHAN, sent),
			sizeof(sabme));
	CU_ASSERT_EQUAL(memcmp(sent, sabme, sizeof(sabme)), 0);
	fake_frame(bench->kernel, DCHAN, ua, sizeof(ua));
	fake_frame(bench->kernel, DCHAN, sabme, sizeof(sabme));
	dahdi_bench_pass(bench, 1);
	CU_ASSERT_EQUAL(owner.frames, 2);
	CU_ASSERT_EQUAL(owner.size[0], sizeof(ua));
	CU_ASSERT_EQUAL(memcmp(owner.frame[0], ua, sizeof(ua)), 0);
	CU_ASSERT_EQUAL(memcmp(owner.frame[1], sabme, sizeof(sabme)), 0);
	dchan_end(bench, &owner);
}

static void two_crossed_channels_carry_the_longest_frame(void)
{
	struct owner owner;
	struct owner other;
	struct dahdi_bench *bench = dchan_bench(&owner);
	uint8_t frame[HL_DCHAN_FRAME_MAX + 1];
	unsigned i;

	for (i = 0; i < sizeof(frame); i++)
		frame[i] = (uint8_t)i;
	fake_signal(bench->kernel, 5, DAHDI_SIG_HARDHDLC);
	CU_ASSERT_EQUAL(dchan_open(bench, 5, &other, NULL, 0), 0);
	fake_cross(bench->kernel, 5, DCHAN);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, frame,
					     sizeof(frame)), -EMSGSIZE);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, frame, 0),
			-EMSGSIZE);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, frame,
					     HL_DCHAN_FRAME_MAX), 0);
	dahdi_bench_pass(bench, 70);
	CU_ASSERT_EQUAL(other.frames, 1);
	CU_ASSERT_EQUAL(other.size[0], HL_DCHAN_FRAME_MAX);
	CU_ASSERT_EQUAL(memcmp(other.frame[0], frame, HL_DCHAN_FRAME_MAX), 0);
	hl_dahdi_dchan_close(other.dchan);
	dchan_end(bench, &owner);
}

/* Written while an event waits: told first, nothing lost, order kept. */
static void frames_written_while_an_event_waits_go_out_in_order(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);
	uint8_t sent[FAKE_FRAME_MAX];
	uint8_t i;

	fake_event(bench->kernel, DCHAN, DAHDI_EVENT_ABORT);
	for (i = 0; i < 8; i++)
		CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, &i, 1), 0);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, &i, 1), -EAGAIN);
	dahdi_bench_pass(bench, 20);
	for (i = 0; i < 8; i++) {
		CU_ASSERT_EQUAL(fake_frame_sent(bench->kernel, DCHAN, sent),
				1);
		CU_ASSERT_EQUAL(sent[0], i);
	}
	CU_ASSERT_EQUAL(fake_frame_sent(bench->kernel, DCHAN, sent), 0);
	dchan_end(bench, &owner);
}

static void a_full_channel_refuses_a_frame_and_goes_on(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);
	struct hl_dchan_look look;
	unsigned n = 0;

	while (n < 100 && hl_dahdi_dchan_write(owner.dchan, ua,
					       sizeof(ua)) == 0)
		n++;
	CU_ASSERT_EQUAL(n, DAHDI_MAX_NUM_BUFS);
	hl_dahdi_dchan_look(owner.dchan, &look);
	CU_ASSERT_EQUAL(look.dropped, 1);
	CU_ASSERT_EQUAL(look.out, n);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, ua, sizeof(ua)), 0);
	dchan_end(bench, &owner);
}

static void bad_frames_are_counted_and_alarms_told(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);
	uint8_t big[FAKE_FRAME_MAX] = { 0 };
	struct hl_dchan_look look;

	fake_event(bench->kernel, DCHAN, DAHDI_EVENT_ABORT);
	fake_event(bench->kernel, DCHAN, DAHDI_EVENT_BADFCS);
	fake_event(bench->kernel, DCHAN, DAHDI_EVENT_BADFCS);
	fake_frame(bench->kernel, DCHAN, big, FAKE_FRAME_MAX - 2);
	fake_frame(bench->kernel, DCHAN, ua, sizeof(ua));
	fake_alarm(bench->kernel, DCHAN, true);
	dahdi_bench_pass(bench, 2);
	fake_alarm(bench->kernel, DCHAN, false);
	dahdi_bench_pass(bench, 2);
	hl_dahdi_dchan_look(owner.dchan, &look);
	CU_ASSERT_EQUAL(look.aborted, 1);
	CU_ASSERT_EQUAL(look.bad, 2);
	CU_ASSERT_EQUAL(look.overrun, 1);
	CU_ASSERT_EQUAL(look.in, 1);
	CU_ASSERT_EQUAL(owner.changes, 2);
	CU_ASSERT_EQUAL(owner.states[0], HL_DCHAN_ALARM);
	CU_ASSERT_EQUAL(owner.states[1], HL_DCHAN_UP);
	dchan_end(bench, &owner);
}

static void a_d_channel_opened_in_alarm_says_so(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct hl_dchan_look look;
	struct owner owner;

	fake_signal(bench->kernel, DCHAN, DAHDI_SIG_HDLCFCS);
	fake_alarm(bench->kernel, DCHAN, true);
	CU_ASSERT_EQUAL(dchan_open(bench, DCHAN, &owner, NULL, 0), 0);
	hl_dahdi_dchan_look(owner.dchan, &look);
	CU_ASSERT_EQUAL(look.state, HL_DCHAN_ALARM);
	fake_alarm(bench->kernel, DCHAN, false);
	dahdi_bench_pass(bench, 2);
	CU_ASSERT_EQUAL(owner.changes, 1);
	CU_ASSERT_EQUAL(owner.states[0], HL_DCHAN_UP);
	dchan_end(bench, &owner);
}

static void a_d_channel_that_goes_away_is_told_once(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);

	fake_remove(bench->kernel, DCHAN);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(owner.changes, 1);
	CU_ASSERT_EQUAL(owner.states[0], HL_DCHAN_LOST);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
	CU_ASSERT_EQUAL(hl_dahdi_dchan_write(owner.dchan, ua, sizeof(ua)),
			-ENODEV);
	dchan_end(bench, &owner);
}

static void a_d_channel_may_be_closed_from_whatever_it_tells(void)
{
	struct owner owner;
	struct dahdi_bench *bench = dchan_bench(&owner);
	int i;

	for (i = 0; i < 3; i++) {
		owner.closes = true;
		if (i == 0)
			fake_frame(bench->kernel, DCHAN, ua, sizeof(ua));
		else if (i == 1)
			fake_alarm(bench->kernel, DCHAN, true);
		else
			fake_remove(bench->kernel, DCHAN);
		fake_frame(bench->kernel, DCHAN, ua, sizeof(ua));
		dahdi_bench_pass(bench, 5);
		CU_ASSERT_PTR_NULL(owner.dchan);
		CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
		CU_ASSERT_EQUAL(bench->host.watch_count, 0);
		if (i < 2)
			CU_ASSERT_EQUAL(dchan_open(bench, DCHAN, &owner, NULL,
						   0), 0);
	}
	dchan_end(bench, &owner);
}

static void a_channel_that_is_no_d_channel_is_told_with_its_mend(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct owner owner;
	char why[256] = "";

	CU_ASSERT_EQUAL(dchan_open(bench, 1, &owner, why, sizeof(why)),
			-EINVAL);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "channel 1 is signalled fxoks: "
					   "that is no D channel"));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "mend: dchan=1 (hardhdlc=1"));
	fake_signal(bench->kernel, 1, 0);
	CU_ASSERT_EQUAL(dchan_open(bench, 1, &owner, why, sizeof(why)),
			-ENOENT);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "mend: dchan=1"));
	CU_ASSERT_EQUAL(dchan_open(bench, 99, &owner, why, sizeof(why)),
			-ENOENT);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
	dahdi_bench_end(bench);
}

static void a_d_channel_that_fails_to_open_anywhere_leaves_nothing_open(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct owner owner;
	char why[256];
	unsigned e;
	unsigned i;
	int r;

	fake_signal(bench->kernel, DCHAN, DAHDI_SIG_HDLCFCS);
	for (e = 0; e < ERRORS; e++) {
		r = -1;
		for (i = 1; r < 0 && i < 20; i++) {
			why[0] = '\0';
			fake_fail(bench->kernel, FAKE_ANY, errors[e], i);
			r = dchan_open(bench, DCHAN, &owner, why, sizeof(why));
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			CU_ASSERT(r == 0 || strlen(why) > 10);
			CU_ASSERT_EQUAL(fake_descriptors(bench->kernel),
					r == 0);
		}
		CU_ASSERT_EQUAL(r, 0);
		CU_ASSERT(i > 4);
		hl_dahdi_dchan_close(owner.dchan);
	}
	dahdi_bench_end(bench);
}

/* One request after another fails while frames come and go. */
static void a_d_channel_outlives_requests_that_fail(void)
{
	struct dahdi_bench *bench;
	struct owner owner;
	unsigned e;
	unsigned i;

	for (e = 0; e < ERRORS; e++) {
		bench = dchan_bench(&owner);
		for (i = 0; i < 50 && owner.dchan; i++) {
			fake_fail(bench->kernel,
				  i % 3 ? FAKE_ANY : FAKE_READ, errors[e], 1);
			fake_event(bench->kernel, DCHAN, DAHDI_EVENT_ABORT);
			fake_frame(bench->kernel, DCHAN, ua, sizeof(ua));
			hl_dahdi_dchan_write(owner.dchan, ua, sizeof(ua));
			dahdi_bench_pass(bench, 5);
		}
		fake_fail(bench->kernel, FAKE_ANY, 0, 0);
		dahdi_bench_pass(bench, 50);
		CU_ASSERT(errors[e] == -ENODEV || owner.frames >= 45);
		dchan_end(bench, &owner);
	}
}

/* clang-format off */
#define T(name) { #name, name }

static CU_TestInfo tests[] = {
	T(a_channel_that_is_no_b_channel_is_told_with_its_mend),
	T(a_b_channel_carries_voice_and_gets_no_hook_order),
	T(tones_and_digits_pass_on_a_b_channel_and_end_with_the_call),
	T(of_a_b_channel_only_alarm_and_loss_are_told),
	T(a_b_channel_that_fails_to_open_anywhere_leaves_nothing_open),
	T(lines_that_changed_channels_hear_and_tell_by_the_other),
	T(a_channel_may_go_to_a_line_that_has_none),
	T(only_b_channels_at_rest_change_hands),
	T(frames_pass_whole_without_their_check_sequence),
	T(two_crossed_channels_carry_the_longest_frame),
	T(frames_written_while_an_event_waits_go_out_in_order),
	T(a_full_channel_refuses_a_frame_and_goes_on),
	T(bad_frames_are_counted_and_alarms_told),
	T(a_d_channel_opened_in_alarm_says_so),
	T(a_d_channel_that_goes_away_is_told_once),
	T(a_d_channel_may_be_closed_from_whatever_it_tells),
	T(a_channel_that_is_no_d_channel_is_told_with_its_mend),
	T(a_d_channel_that_fails_to_open_anywhere_leaves_nothing_open),
	T(a_d_channel_outlives_requests_that_fail),
	CU_TEST_INFO_NULL,
};
/* clang-format on */

CU_TestInfo *test_dahdi_isdn(void)
{
	return tests;
}
