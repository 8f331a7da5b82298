/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_fault.c - claims about the DAHDI driver when the kernel refuses
 *
 * Opening says what is wrong and how to mend it. Whatever request fails, once
 * and with whatever error: no descriptor is lost, no conference stays, nobody
 * goes on hearing a line, and the order can be given again.
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include <dahdi/user.h>

#include "dahdi_bench.h"

#define DRIVER (&hl_driver_dahdi)

static const int errors[] = { -EIO, -ENODEV, -ENOMEM, -EBUSY, -EINTR, -EINVAL };

#define ERRORS (sizeof(errors) / sizeof(errors[0]))

/* ---- opening ------------------------------------------------------------ */

/* Opening channel 1 is refused so, and says this. */
static void refused(struct dahdi_bench *bench, enum hl_line_kind kind,
		    int error, const char *words, const char *mend)
{
	char why[256] = "";

	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, kind, "us", why,
					 sizeof(why)), error);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, words));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, mend));
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), 0);
	CU_ASSERT_EQUAL(bench->host.watch_count, 0);
}

static void the_wrong_signalling_is_told_with_its_mend(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();

	refused(bench, HL_KIND_TRUNK, -EINVAL,
		"channel 1 is signalled fxoks: that is a station",
		"mend: kind = station, or fxsks=1 in /etc/dahdi/system.conf");
	fake_signal(bench->kernel, 1, DAHDI_SIG_FXSKS);
	refused(bench, HL_KIND_STATION, -EINVAL,
		"channel 1 is signalled fxsks: that is a trunk",
		"mend: kind = trunk, or fxoks=1 in /etc/dahdi/system.conf");
	fake_signal(bench->kernel, 1, DAHDI_SIG_EM);
	refused(bench, HL_KIND_STATION, -EINVAL,
		"channel 1 is signalled e&m: neither", "mend: fxoks=1");
	fake_signal(bench->kernel, 1, 0);
	refused(bench, HL_KIND_STATION, -ENOENT, "channel 1 has no signalling",
		"mend: fxoks=1");
	dahdi_bench_end(bench);
}

static void every_station_and_trunk_signalling_is_taken(void)
{
	static const int stations[] = { DAHDI_SIG_FXOLS, DAHDI_SIG_FXOGS,
					DAHDI_SIG_FXOKS };
	static const int trunks[] = { DAHDI_SIG_FXSLS, DAHDI_SIG_FXSGS,
				      DAHDI_SIG_FXSKS };
	struct dahdi_bench *bench = dahdi_bench_make();
	int i;

	for (i = 0; i < 3; i++) {
		fake_signal(bench->kernel, 1, stations[i]);
		CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION,
						 "us", NULL, 0), 0);
		DRIVER->line_close(bench->card, 1);
		fake_signal(bench->kernel, 5, trunks[i]);
		CU_ASSERT_EQUAL(dahdi_bench_line(bench, 5, HL_KIND_TRUNK,
						 "us", NULL, 0), 0);
		DRIVER->line_close(bench->card, 5);
	}
	dahdi_bench_end(bench);
}

static void a_machine_without_dahdi_is_told_with_its_mend(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();

	fake_fail(bench->kernel, FAKE_OPEN, -ENOENT, 1);
	refused(bench, HL_KIND_STATION, -ENODEV, "DAHDI is not loaded",
		"mend: modprobe dahdi");
	fake_fail(bench->kernel, FAKE_OPEN, -EACCES, 1);
	refused(bench, HL_KIND_STATION, -EACCES, "may not be opened",
		"mend: ls -l /dev/dahdi/channel names its group");
	fake_fail(bench->kernel, FAKE_OPEN, -EMFILE, 1);
	refused(bench, HL_KIND_STATION, -EMFILE, "does not open",
		"Too many open files");
	fake_fail(bench->kernel, FAKE_OPEN, 0, 0);
	fake_zone(bench->kernel, -1);
	refused(bench, HL_KIND_STATION, -ENODATA,
		"has no tones of zone us", "mend: loadzone=us");
	dahdi_bench_end(bench);
}

static void a_channel_of_another_program_is_told_with_its_mend(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct dahdi_sys sys;
	char why[256] = "";
	int channel = 1;
	int fd;

	fake_sys(bench->kernel, &sys);
	fd = sys.open(sys.ctx, "/dev/dahdi/channel");
	CU_ASSERT_EQUAL(sys.ioctl(sys.ctx, fd, DAHDI_SPECIFY, &channel), 0);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "us", why,
					 sizeof(why)), -EBUSY);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "is open in another program"));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "lsof /dev/dahdi/channel"));
	sys.close(sys.ctx, fd);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "us", why,
					 sizeof(why)), 0);
	dahdi_bench_end(bench);
}

static void an_opening_that_fails_anywhere_leaves_nothing_open(void)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	char why[256];
	unsigned e;
	unsigned i;
	int r;

	for (e = 0; e < ERRORS; e++) {
		r = -1;
		for (i = 1; r < 0 && i < 50; i++) {
			why[0] = '\0';
			fake_fail(bench->kernel, FAKE_ANY, errors[e], i);
			r = dahdi_bench_line(bench, 1, HL_KIND_STATION, "us",
					     why, sizeof(why));
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			CU_ASSERT(r == 0 || strlen(why) > 10);
			CU_ASSERT_EQUAL(fake_descriptors(bench->kernel),
					r == 0);
			CU_ASSERT_EQUAL(bench->host.watch_count, r == 0);
		}
		CU_ASSERT_EQUAL(r, 0);
		CU_ASSERT(i > 6);
		DRIVER->line_close(bench->card, 1);
	}
	dahdi_bench_end(bench);
}

/* ---- orders ------------------------------------------------------------- */

static const struct hl_watch_tone tones[HL_WATCH_TONES] = {
	{ { 425, 0 }, 100 },
	{ { 425, 0 }, 110 },
};

static int order(struct dahdi_bench *bench, unsigned which)
{
	switch (which) {
	case 0:
		return DRIVER->ring(bench->card, 1, HL_RING_RECALL);
	case 1:
		return DRIVER->loop(bench->card, 2, true);
	case 2:
		return DRIVER->loop(bench->card, 2, false);
	case 3:
		return DRIVER->tone(bench->card, 3, HL_TONE_DIAL);
	case 4:
		return DRIVER->tone(bench->card, 3, HL_TONE_HOLD);
	case 5:
		return DRIVER->set(bench->card, 3, HL_SET_LISTEN, true);
	case 6:
		return DRIVER->set(bench->card, 3, HL_SET_DOOR, HL_DOOR_GESTURES);
	case 7:
		return DRIVER->loop(bench->card, TRUNK, true);
	case 8:
		return DRIVER->music(bench->card, 0, bench->music);
	case 9:
		return dahdi_bench_wire(bench, 4, HL_WIRE_MUSIC, 1);
	case 10:
		return dahdi_bench_pair(bench, 1, 2);
	case 11:
		return dahdi_bench_pair(bench, 2, 3);
	case 12:
		return dahdi_bench_wire(bench, 2, HL_WIRE_CONF, 7);
	case 13:
		return DRIVER->ring(bench->card, 1, HL_RING_NONE);
	case 14:
		return DRIVER->music(bench->card, 0, NULL);
	case 15:
		return DRIVER->watch(bench->card, 4, tones);
	case 16:
		return dahdi_bench_wire(bench, 2, HL_WIRE_CONF, UINT32_MAX);
	default:
		return 1;
	}
}

static void checked(struct dahdi_bench *bench)
{
	CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
	CU_ASSERT(fake_descriptors(bench->kernel) <= CHANNELS + 2);
	dahdi_bench_pass(bench, 5);
	CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
}

/* Every order, its every request, every error; then the order succeeds. */
static void an_order_that_fails_anywhere_can_be_given_again(void)
{
	struct dahdi_bench *bench;
	unsigned which;
	unsigned e;
	unsigned i;
	int r;

	for (e = 0; e < ERRORS; e++) {
		bench = dahdi_bench_open();
		for (which = 0; which < 17; which++) {
			r = -1;
			for (i = 1; r < 0 && i < 50; i++) {
				fake_fail(bench->kernel, FAKE_ANY, errors[e],
					  i);
				r = order(bench, which);
				fake_fail(bench->kernel, FAKE_ANY, 0, 0);
				checked(bench);
			}
			CU_ASSERT_EQUAL(r, 0);
			if (which == 2)
				dahdi_bench_pass(bench, 900);
		}
		dahdi_bench_end(bench);
	}
}

/* One request of a closing fails: nobody is left at the closed line. */
static void a_closing_during_which_a_request_fails_leaves_no_ear(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	unsigned e;
	unsigned i;

	for (e = 0; e < ERRORS; e++) {
		for (i = 1; i < 6; i++) {
			CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 1, 2), 0);
			fake_fail(bench->kernel, FAKE_ANY, errors[e], i);
			DRIVER->line_close(bench->card, 2);
			fake_fail(bench->kernel, FAKE_ANY, 0, 0);
			CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
			CU_ASSERT_EQUAL(fake_descriptors(bench->kernel),
					CHANNELS - 1);
			dahdi_bench_pass(bench, 900);
			CU_ASSERT_EQUAL(dahdi_bench_line(bench, 2,
							 HL_KIND_STATION,
							 "us", NULL, 0), 0);
		}
	}
	dahdi_bench_end(bench);
}

/* A line in every use while time passes and one request after another fails. */
static void nothing_that_fails_by_itself_harms_a_neighbour(void)
{
	struct dahdi_bench *bench;
	struct fake_heard heard;
	unsigned e;
	unsigned i;

	for (e = 0; e < ERRORS; e++) {
		bench = dahdi_bench_open();
		dahdi_bench_pair(bench, 1, 2);
		DRIVER->music(bench->card, 0, bench->music);
		DRIVER->loop(bench->card, 3, true);
		DRIVER->set(bench->card, 3, HL_SET_LISTEN, true);
		for (i = 0; i < 200; i++) {
			fake_fail(bench->kernel,
				  i % 3 ? FAKE_ANY : FAKE_READ, errors[e], 1);
			fake_digit(bench->kernel, 3, '5');
			fake_event(bench->kernel, 4, DAHDI_EVENT_ALARM);
			dahdi_bench_pass(bench, 50);
		}
		fake_fail(bench->kernel, FAKE_ANY, 0, 0);
		fake_hears(bench->kernel, 1, &heard);
		CU_ASSERT_EQUAL(heard.voices, UINT64_C(1) << 2);
		CU_ASSERT_EQUAL(fake_lonely(bench->kernel), 0);
		dahdi_bench_end(bench);
	}
}

/* ---- the card goes away ------------------------------------------------- */

static void a_removed_card_is_told_once_and_closed(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct fake_heard heard;
	struct hl_truth truth;

	dahdi_bench_pair(bench, 1, 2);
	DRIVER->set(bench->card, 1, HL_SET_LISTEN, true);
	fake_remove(bench->kernel, 1);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_LOST);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).line, 1);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), CHANNELS - 1);
	fake_hears(bench->kernel, 2, &heard);
	CU_ASSERT_EQUAL(heard.voices, 0);

	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), -ENODEV);
	CU_ASSERT_EQUAL(DRIVER->loop(bench->card, 1, true), -ENODEV);
	CU_ASSERT_EQUAL(dahdi_bench_pair(bench, 2, 1), -ENODEV);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "us",
					 NULL, 0), -ENOENT);
	DRIVER->line_close(bench->card, 1);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), -ENOENT);
	dahdi_bench_end(bench);
}

static void a_lost_line_opens_again_when_its_card_is_back(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();
	struct hl_truth truth;

	fake_remove(bench->kernel, 1);
	dahdi_bench_pass(bench, 10);
	fake_return(bench->kernel, 1);
	CU_ASSERT_EQUAL(dahdi_bench_line(bench, 1, HL_KIND_STATION, "us",
					 NULL, 0), 0);
	CU_ASSERT_EQUAL(fake_descriptors(bench->kernel), CHANNELS);
	CU_ASSERT_EQUAL(DRIVER->truth(bench->card, 1, &truth), 0);
	dahdi_bench_forget(bench);
	fake_loop(bench->kernel, 1, true);
	dahdi_bench_pass(bench, 10);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	dahdi_bench_end(bench);
}

static void a_card_that_vanished_without_a_word_is_lost_too(void)
{
	struct dahdi_bench *bench = dahdi_bench_open();

	fake_remove(bench->kernel, 3);
	/* Somebody else has read the last words. */
	fake_fail(bench->kernel, DAHDI_GETEVENT, -ENODEV, 1);
	dahdi_bench_pass(bench, 100);
	CU_ASSERT_EQUAL(bench->host.event_count, 1);
	CU_ASSERT_EQUAL(dahdi_bench_event(bench, 0).kind, HL_EVENT_LOST);
	dahdi_bench_end(bench);
}

/* ---- orders from inside a report ---------------------------------------- */

static void (*host_event)(void *ctx, const struct hl_event *event);

struct rude {
	struct dahdi_bench *bench;
	bool again;
	bool other; /* does not close, but watches for another list */
};

/* The engine may close, and open, whatever it likes when it is told. */
static void rude_event(void *ctx, const struct hl_event *event)
{
	struct rude *rude = ctx;

	host_event(&rude->bench->host, event);
	if (rude->other) {
		DRIVER->watch(rude->bench->card, event->line, tones);
		return;
	}
	DRIVER->line_close(rude->bench->card, event->line);
	if (rude->again)
		dahdi_bench_line(rude->bench, event->line, HL_KIND_STATION,
				 "us", NULL, 0);
}

static hl_usec rude_now(void *ctx)
{
	return ((struct rude *)ctx)->bench->host.now;
}

static hl_usec rude_awake(void *ctx)
{
	return ((struct rude *)ctx)->bench->host.awake;
}

static int rude_watch(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		      void *arg)
{
	struct contract_host *host = &((struct rude *)ctx)->bench->host;

	return host->host.watch(host, fd, what, fn, arg);
}

static void rude_alarm(void *ctx, hl_usec at)
{
	struct contract_host *host = &((struct rude *)ctx)->bench->host;

	host->host.alarm(host, at);
}

static void rude_open(struct rude *rude, bool again)
{
	struct dahdi_bench *bench = dahdi_bench_make();
	struct hl_host host = { rude, rude_event, rude_watch, rude_alarm,
				rude_now, rude_awake };

	rude->bench = bench;
	rude->again = again;
	rude->other = false;
	host_event = bench->host.host.event;
	DRIVER->card_close(bench->card);
	DRIVER->card_open(&bench->card, &host, &bench->zone,
			  contract_bed_dahdi.options(bench->bed));
	bench->host.card = bench->card;
	dahdi_bench_line(bench, 1, HL_KIND_STATION, "us", NULL, 0);
}

static void a_line_may_be_closed_while_it_reports(void)
{
	struct rude rude;
	unsigned i;
	int again;

	for (again = 0; again < 2; again++) {
		rude_open(&rude, again);
		for (i = 0; i < 10; i++)
			fake_event(rude.bench->kernel, 1,
				   i % 2 ? DAHDI_EVENT_ONHOOK :
					   DAHDI_EVENT_RINGOFFHOOK);
		dahdi_bench_pass(rude.bench, 10);
		CU_ASSERT_EQUAL(rude.bench->host.event_count, 1);
		DRIVER->line_close(rude.bench->card, 1);
		dahdi_bench_end(rude.bench);
	}
}

static void a_line_may_be_closed_by_the_digit_it_reports(void)
{
	struct rude rude;
	int again;

	for (again = 0; again < 2; again++) {
		rude_open(&rude, again);
		DRIVER->set(rude.bench->card, 1, HL_SET_LISTEN, true);
		fake_digit(rude.bench->kernel, 1, '1');
		fake_digit(rude.bench->kernel, 1, '2');
		dahdi_bench_pass(rude.bench, 600);
		CU_ASSERT_EQUAL(rude.bench->host.event_count, 1);
		dahdi_bench_end(rude.bench);
	}
}

static void a_line_may_be_closed_by_the_tone_it_reports(void)
{
	struct rude rude;
	int again;

	for (again = 0; again < 2; again++) {
		rude_open(&rude, again);
		DRIVER->watch(rude.bench->card, 1, tones);
		fake_sound(rude.bench->kernel, 1, 425, 0);
		/* Both tones of the list are found at one time. */
		dahdi_bench_stall(rude.bench, 300);
		CU_ASSERT_EQUAL(rude.bench->host.event_count, 1);
		dahdi_bench_end(rude.bench);
	}
}

static void the_list_may_change_while_its_tones_are_reported(void)
{
	struct rude rude;

	rude_open(&rude, false);
	rude.other = true;
	DRIVER->watch(rude.bench->card, 1, tones);
	fake_sound(rude.bench->kernel, 1, 425, 0);
	/* What else was found was of the list before. */
	dahdi_bench_stall(rude.bench, 120);
	CU_ASSERT_EQUAL(rude.bench->host.event_count, 1);
	dahdi_bench_end(rude.bench);
}

static void a_line_may_be_closed_when_its_card_is_lost(void)
{
	struct rude rude;

	rude_open(&rude, false);
	fake_remove(rude.bench->kernel, 1);
	dahdi_bench_pass(rude.bench, 10);
	CU_ASSERT_EQUAL(rude.bench->host.event_count, 1);
	dahdi_bench_end(rude.bench);
}

/* clang-format off */
#define T(name) { #name, name }

const CU_TestInfo dahdi_fault_claims[] = {
	T(the_wrong_signalling_is_told_with_its_mend),
	T(every_station_and_trunk_signalling_is_taken),
	T(a_machine_without_dahdi_is_told_with_its_mend),
	T(a_channel_of_another_program_is_told_with_its_mend),
	T(an_opening_that_fails_anywhere_leaves_nothing_open),
	T(an_order_that_fails_anywhere_can_be_given_again),
	T(a_closing_during_which_a_request_fails_leaves_no_ear),
	T(nothing_that_fails_by_itself_harms_a_neighbour),
	T(a_removed_card_is_told_once_and_closed),
	T(a_lost_line_opens_again_when_its_card_is_back),
	T(a_card_that_vanished_without_a_word_is_lost_too),
	T(a_line_may_be_closed_while_it_reports),
	T(a_line_may_be_closed_by_the_digit_it_reports),
	T(a_line_may_be_closed_by_the_tone_it_reports),
	T(the_list_may_change_while_its_tones_are_reported),
	T(a_line_may_be_closed_when_its_card_is_lost),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
