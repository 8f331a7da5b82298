/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_pri.c - any octets on a D-channel, with operations between them
 *
 * In:  octet 0: side and switch. Then records: a message in an I frame with
 *      the right numbers, a raw frame, or an operation on some call.
 * Out: abort() when a channel is seized by nobody, or a call does not end.
 *
 * libpri cannot free a controller: one for each side and switch serves every
 * input. It is cleared and its data link established anew each time.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "drivers/pri/link.h"

#define SWITCHES 8    /* GR-303 makes no calls */
#define REST_S   1200 /* every timer of a call, four restarts given up */
#define WALL     1600000000
#define TRIES    12 /* of the far end to establish its data link */

struct bench {
	struct link *link;
	uint8_t ns; /* Q.921 3.5.2: modulo 128 */
	uint8_t nr;
	bool network;
	uint8_t reference[2]; /* of the call we made last */
	bool asked; /* its SABME waits for an answer */
	link_call calls[LINK_CALLS_MAX];
};

static struct bench benches[2][SWITCHES];
static hl_usec now = 1000000;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	(void)zone;
	tv->tv_sec = WALL + (time_t)(now / 1000000);
	tv->tv_usec = (suseconds_t)(now % 1000000);
	return 0;
}

static int on_write(void *ctx, const uint8_t *frame, size_t size)
{
	struct bench *bench = ctx;

	bench->asked |= size == 3 && (frame[2] & 0xef) == 0x6f;
	if (size < 4 || frame[2] & 1)
		return 0;
	bench->nr = ((frame[2] >> 1) + 1) & 0x7f;
	if (size > 8 && frame[8] == 0x05) { /* SETUP */
		bench->reference[0] = frame[6] | 0x80;
		bench->reference[1] = frame[7];
	}
	return 0;
}

static void on_event(void *ctx, const struct link_event *event)
{
	struct bench *bench = ctx;

	if (event->kind >= LINK_EVENT_COUNT)
		abort();
	if (event->call)
		bench->calls[event->call % LINK_CALLS_MAX] = event->call;
	if (event->kind == LINK_RELEASED)
		bench->calls[event->call % LINK_CALLS_MAX] = 0;
	if (strnlen(event->digits, LINK_NUMBER_MAX) == LINK_NUMBER_MAX ||
	    strnlen(event->party.number, LINK_NUMBER_MAX) == LINK_NUMBER_MAX ||
	    strnlen(event->party.name, LINK_NAME_MAX) == LINK_NAME_MAX ||
	    strnlen(event->text, LINK_TEXT_MAX) == LINK_TEXT_MAX)
		abort();
}

static void on_log(void *ctx, enum link_log level, const char *text)
{
	(void)ctx;
	if (level > LINK_LOG_WARN || !text[0])
		abort();
}

static hl_usec on_now(void *ctx)
{
	(void)ctx;
	return now;
}

static struct bench *bench_of(uint8_t octet)
{
	bool network = octet & 1;
	struct bench *bench = &benches[network][(octet >> 1) % SWITCHES];
	struct link_host host = { bench, on_write, on_event, on_log, on_now };
	struct link_options set = {
		.side = network ? LINK_NETWORK : LINK_USER,
		.kind = (enum link_switch)((octet >> 1) % SWITCHES),
		.overlap = true,
		.hold = true,
		.transfer = true,
		.facility = true,
		.service = true,
		.channels = 4,
		.map = { 1, 2, 3, 17 },
		.locals = 1,
		.local = { "300" },
	};

	if (!bench->link && link_open(&host, &set, &bench->link))
		abort();
	bench->network = network;
	return bench;
}

static void check(struct bench *bench)
{
	char why[160];

	if (link_check(bench->link, why, sizeof(why)))
		abort();
}

static void wait_ms(struct bench *bench, hl_msec ms)
{
	hl_usec end = now + HL_MS(ms);
	hl_usec due = link_due(bench->link);

	while (due <= end) {
		now = due > now ? due : now;
		link_run(bench->link, now);
		check(bench);
		due = link_due(bench->link);
	}
	now = end;
}

/* Address octet of a command from the far end (Q.921 table 1). */
static uint8_t address(const struct bench *bench)
{
	return bench->network ? 0x00 : 0x02;
}

/* Both ends begin: our own SABME is answered, too (Q.921 figure B.4). */
static bool establish_once(struct bench *bench)
{
	const uint8_t sabme[3] = { address(bench), 0x01, 0x7f };
	const uint8_t ua[3] = { address(bench) ^ 0x02, 0x01, 0x73 };

	bench->ns = 0;
	bench->nr = 0;
	link_read(bench->link, sabme, sizeof(sabme));
	if (bench->asked)
		link_read(bench->link, ua, sizeof(ua));
	bench->asked = false;
	wait_ms(bench, 10);
	return link_is_up(bench->link);
}

static void establish(struct bench *bench)
{
	for (unsigned i = 0; i < TRIES; i++) {
		wait_ms(bench, i ? 5000 : 10);
		if (establish_once(bench))
			return;
	}
	abort();
}

static void message(struct bench *bench, const uint8_t *info, size_t size)
{
	uint8_t frame[300] = { address(bench), 0x01 };

	frame[2] = (uint8_t)(bench->ns << 1);
	frame[3] = (uint8_t)(bench->nr << 1);
	memcpy(frame + 4, info, size);
	/* References count up from input to input. */
	if (size > 4 && info[1] == 2 && info[2] & 0x80 && info[3])
		memcpy(frame + 6, bench->reference, 2);
	bench->ns = (bench->ns + 1) & 0x7f;
	link_read(bench->link, frame, size + 4);
}

static void operate(struct bench *bench, uint8_t what, uint8_t arg)
{
	struct link_setup setup = { .called = "400" };
	link_call call = bench->calls[arg % LINK_CALLS_MAX];
	link_call other = bench->calls[(arg + 1u) % LINK_CALLS_MAX];
	struct link *link = bench->link;

	switch (what % 16) {
	case 0:
		link_answer(link, call, &setup.calling);
		break;
	case 1:
		link_more(link, call, arg & 1);
		break;
	case 2:
		link_alerting(link, call, arg & 1);
		break;
	case 3:
		link_release(link, call, arg % 128);
		break;
	case 4:
		link_hold(link, call);
		break;
	case 5:
		link_hold_answer(link, call, arg & 64);
		break;
	case 6:
		link_retrieve(link, call, 0);
		break;
	case 7:
		link_retrieve_answer(link, call, arg & 64);
		break;
	case 8:
		link_restart(link, arg % 5);
		break;
	case 9:
		link_notify(link, call, arg);
		break;
	case 10:
		link_transfer(link, call, other);
		break;
	case 11:
		link_transfer_answer(link, call, arg, arg & 1);
		break;
	case 12:
		link_digits(link, call, "12");
		break;
	case 13:
		wait_ms(bench, arg * 500u);
		break;
	case 14:
		link_proceeding(link, call, arg & 1);
		break;
	default:
		if (link_setup(link, &setup, &call) == 0)
			bench->calls[call % LINK_CALLS_MAX] = call;
		break;
	}
}

static bool is_idle(const struct bench *bench)
{
	return !link_calls(bench->link) &&
	       !link_channels(bench->link, ISDN_CHANNEL_TAKEN) &&
	       !link_channels(bench->link, ISDN_CHANNEL_PROPOSED) &&
	       !link_channels(bench->link, ISDN_CHANNEL_RESTARTING);
}

/* Everything ends when everybody lets go, even if nobody answers. */
static void rest(struct bench *bench)
{
	char text[4096];
	unsigned i;

	for (i = 0; i < LINK_CALLS_MAX; i++)
		if (bench->calls[i])
			link_release(bench->link, bench->calls[i], 16);
	for (i = 0; i < REST_S && !is_idle(bench); i++)
		wait_ms(bench, 1000);
	if (!is_idle(bench))
		abort();
	/* libpri remembers no call either. */
	link_print(bench->link, text, sizeof(text));
	if (!strstr(text, "Total active-calls:0 "))
		abort();
	memset(bench->calls, 0, sizeof(bench->calls));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bench *bench;
	size_t i = 1, n;

	if (!size)
		return 0;
	bench = bench_of(data[0]);
	establish(bench);
	while (i + 2 <= size) {
		uint8_t what = data[i], arg = data[i + 1];

		i += 2;
		n = arg < size - i ? arg : size - i;
		if (what >= 0xc0) {
			operate(bench, what, arg);
			check(bench);
			continue;
		}
		if (what >= 0x80)
			link_read(bench->link, data + i, n);
		else
			message(bench, data + i, n);
		check(bench);
		i += n;
	}
	rest(bench);
	return 0;
}
