/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_isdn.c - any octets on the D-channel of a whole span, with the
 * engine's operations between them
 *
 * In:  octet 0: side, switch, and what the engine does with who calls. Then
 *      records as fuzz_pri.c has them: a message in an I frame with the right
 *      numbers, a raw frame, or an operation on some line.
 * Out: abort() when the books do not balance, a port is asked for what cannot
 *      be, the engine is told something from inside an operation, or a call
 *      does not end.
 *
 * libpri cannot free a controller: one span for each side and switch serves
 * every input. It is cleared and its data link established anew each time.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "holdline/clid.h"
#include "holdline/event.h"
#include "holdline/pri.h"
#include "holdline/supervision.h"

#define PRI    (&hl_driver_pri)
#define LINES  5 /* four B channels, and a line without one of its own */
#define PORTS  18
#define REST_S 1200 /* every timer of a call, four restarts given up */
#define WALL   1600000000
#define TRIES  12 /* of the far end to establish its data link */

struct port {
	hl_line line; /* HL_NO_LINE: closed */
	bool way;
	uint8_t tone;
	uint16_t set[HL_PORT_SET_COUNT];
};

struct bench {
	void *card;
	struct hl_host host;
	struct hl_pri_ear ear;
	struct port port[PORTS];
	hl_usec alarm;
	bool inside; /* of an operation */
	uint8_t manner;
	bool network;
	uint8_t ns; /* Q.921 3.5.2: modulo 128 */
	uint8_t nr;
	uint8_t reference[2]; /* of the call we made last */
	bool asked; /* its SABME waits for an answer */
};

static struct bench benches[2][HL_SPAN_SWITCH_COUNT];
static hl_usec now = 1000000;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	(void)zone;
	tv->tv_sec = WALL + (time_t)(now / 1000000);
	tv->tv_usec = (suseconds_t)(now % 1000000);
	return 0;
}

/* ---- the card of the ports ---------------------------------------------- */

static struct port *port_find(struct bench *bench, hl_line line)
{
	for (unsigned i = 0; i < PORTS; i++)
		if (bench->port[i].line == line)
			return &bench->port[i];
	return NULL;
}

static struct port *port_of(struct bench *bench, hl_line line)
{
	struct port *port = port_find(bench, line);

	if (!port)
		abort();
	return port;
}

static int port_open(void *card, const struct hl_port *port, char *why,
		     size_t size)
{
	struct bench *bench = card;

	(void)why;
	(void)size;
	if (!port->bearer || port->channel < 1 || port->channel >= PORTS ||
	    bench->port[port->channel].line != HL_NO_LINE ||
	    port_find(bench, port->line))
		abort();
	memset(&bench->port[port->channel], 0, sizeof(struct port));
	bench->port[port->channel].line = port->line;
	return 0;
}

static void port_close(void *card, hl_line line)
{
	port_of(card, line)->line = HL_NO_LINE;
}

static int port_truth(void *card, hl_line line, struct hl_truth *ret)
{
	(void)port_of(card, line);
	memset(ret, 0, sizeof(*ret));
	return 0;
}

static int port_loop(void *card, hl_line line, bool closed)
{
	port_of(card, line)->way = closed;
	return 0;
}

static int port_tone(void *card, hl_line line, enum hl_tone tone)
{
	port_of(card, line)->tone = (uint8_t)tone;
	return 0;
}

static int port_set(void *card, hl_line line, enum hl_port_set what,
		    unsigned value)
{
	port_of(card, line)->set[what] = (uint16_t)value;
	return 0;
}

static bool at_rest(const struct port *port)
{
	return !port->way && !port->tone && !port->set[HL_SET_LISTEN] &&
	       !port->set[HL_SET_HEAR];
}

static int port_exchange(void *card, hl_line a, hl_line b)
{
	struct port *first = port_find(card, a);
	struct port *second = port_find(card, b);

	if (!first || !second)
		return -ENOENT;
	if (!at_rest(first) || !at_rest(second))
		return -EBUSY;
	first->line = b;
	second->line = a;
	return 0;
}

static int dchannel_open(void **ret, void *card, int channel,
			 const struct hl_pri_ear *ear, char *why, size_t size)
{
	struct bench *bench = card;

	(void)channel;
	(void)why;
	(void)size;
	bench->ear = *ear;
	*ret = bench;
	return 0;
}

static int dchannel_write(void *dchannel, const uint8_t *frame, size_t size)
{
	struct bench *bench = dchannel;

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

static void dchannel_close(void *dchannel)
{
	(void)dchannel;
}

static const struct hl_driver ports = {
	.name = "ports",
	.line_open = port_open,
	.line_close = port_close,
	.truth = port_truth,
	.loop = port_loop,
	.tone = port_tone,
	.set = port_set,
};

static const struct hl_pri_voice voice = {
	.driver = &ports,
	.exchange = port_exchange,
	.open = dchannel_open,
	.write = dchannel_write,
	.close = dchannel_close,
};

/* ---- the engine --------------------------------------------------------- */

/* What it does with who calls: nothing, which refuses him, or one of these. */
static void take(struct bench *bench, hl_line line)
{
	if (bench->manner & 1)
		PRI->set(bench->card, line, HL_SET_STAGE, HL_REACH_TAKEN);
	if (bench->manner & 2)
		PRI->set(bench->card, line, HL_SET_STAGE, HL_REACH_ALERTING);
	if (bench->manner & 4)
		PRI->loop(bench->card, line, true);
	if (bench->manner & 8)
		PRI->set(bench->card, line, HL_SET_CAUSE, 5);
}

static void on_event(void *ctx, const struct hl_event *event)
{
	struct bench *bench = ctx;

	if (bench->inside || event->line >= LINES ||
	    event->kind >= HL_EVENT_COUNT || event->at.latest != now ||
	    !memchr(event->number, '\0', sizeof(event->number)) ||
	    !memchr(event->name, '\0', sizeof(event->name)))
		abort();
	if (event->kind == HL_EVENT_RING)
		take(bench, event->line);
	if (event->kind == HL_EVENT_JOIN && event->value >= LINES)
		abort();
	if (event->kind == HL_EVENT_FARGONE ||
	    (event->kind == HL_EVENT_JOIN && bench->manner & 1))
		PRI->loop(bench->card, event->line, false);
}

static void on_alarm(void *ctx, hl_usec at)
{
	((struct bench *)ctx)->alarm = at;
}

static hl_usec on_now(void *ctx)
{
	(void)ctx;
	return now;
}

static void on_say(void *ctx, const char *span, bool trouble,
		   const char *sentence)
{
	(void)ctx;
	(void)trouble;
	if (strcmp(span, "fuzz") != 0 || !sentence[0])
		abort();
}

/* ---- benches ------------------------------------------------------------ */

static void span_make(struct bench *bench, unsigned kind, struct hl_span *ret)
{
	static const uint16_t channels[] = { 1, 2, 3, 17 };

	memset(ret, 0, sizeof(*ret));
	snprintf(ret->name, sizeof(ret->name), "fuzz");
	ret->voice = &voice;
	ret->dchannel = 16;
	ret->first = 1;
	ret->channels = 4;
	memcpy(ret->channel, channels, sizeof(channels));
	ret->side = bench->network ? HL_SPAN_NETWORK : HL_SPAN_USER;
	ret->kind = (uint8_t)kind;
	ret->transfer = HL_SPAN_TRANSFER_EXPLICIT;
	ret->overlap = true;
	ret->hold = true;
	ret->notify = true;
	ret->join = true;
	ret->facility = true;
	ret->restart = true;
	ret->alaw = true;
}

static void bench_make(struct bench *bench, unsigned kind)
{
	static const int channels[LINES] = { 1, 2, 3, 17,
					     HL_SPAN_SPARE(16, 0) };
	struct hl_span span;
	char why[160] = "";

	for (unsigned i = 0; i < PORTS; i++)
		bench->port[i].line = HL_NO_LINE;
	bench->host = (struct hl_host){ .ctx = bench, .event = on_event,
					.alarm = on_alarm, .now = on_now,
					.awake = on_now };
	bench->alarm = HL_NEVER;
	span_make(bench, kind, &span);
	if (PRI->card_open(&bench->card, &bench->host, NULL, NULL) ||
	    hl_pri_add(bench->card, &span, bench, why, sizeof(why)))
		abort();
	hl_pri_say(bench->card, on_say, bench);
	for (unsigned i = 0; i < LINES; i++) {
		struct hl_port port = { .line = (hl_line)i,
					.channel = channels[i],
					.kind = HL_KIND_TRUNK,
					.bearer = true,
					.name = "line" };

		if (PRI->line_open(bench->card, &port, why, sizeof(why)))
			abort();
	}
}

static struct bench *bench_of(uint8_t octet)
{
	bool network = octet & 1;
	unsigned kind = (octet >> 1) % HL_SPAN_SWITCH_COUNT;
	struct bench *bench = &benches[network][kind];

	bench->network = network;
	bench->manner = octet >> 4;
	if (!bench->card)
		bench_make(bench, kind);
	return bench;
}

static void check(struct bench *bench)
{
	char why[160];

	if (hl_pri_check(bench->card, why, sizeof(why)))
		abort();
}

static void wait_ms(struct bench *bench, hl_msec ms)
{
	hl_usec end = now + HL_MS(ms);

	while (bench->alarm <= end) {
		now = bench->alarm > now ? bench->alarm : now;
		bench->alarm = HL_NEVER;
		PRI->run(bench->card, now);
		check(bench);
	}
	now = end;
}

/* A frame comes; the D-channel carries so many in a second. */
static void hear(struct bench *bench, const uint8_t *frame, size_t size)
{
	bench->ear.frame(bench->ear.ctx, frame, size);
	wait_ms(bench, 3);
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
	struct hl_span_look look;

	bench->ns = 0;
	bench->nr = 0;
	hear(bench, sabme, sizeof(sabme));
	if (bench->asked)
		hear(bench, ua, sizeof(ua));
	bench->asked = false;
	wait_ms(bench, 10);
	return hl_pri_look(bench->card, 0, &look) == 0 && look.up;
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
	hear(bench, frame, size + 4);
}

/* ---- what the engine orders --------------------------------------------- */

static void wire(struct bench *bench, hl_line line, uint8_t arg)
{
	static const enum hl_wire_kind kinds[] = { HL_WIRE_QUIET,
						   HL_WIRE_PAIR,
						   HL_WIRE_MUSIC,
						   HL_WIRE_CONF };
	hl_line with = (hl_line)((line + 1) % LINES);
	enum hl_wire_kind kind = kinds[(arg >> 3) % 4];
	const struct hl_move moves[2] = {
		{ line, { (uint8_t)kind, kind == HL_WIRE_PAIR ? with : 1u } },
		{ with, { (uint8_t)kind, kind == HL_WIRE_PAIR ? line : 1u } },
	};
	unsigned done;

	PRI->patch(bench->card, moves, kind == HL_WIRE_PAIR ? 2 : 1, &done);
}

static void operate(struct bench *bench, uint8_t what, uint8_t arg)
{
	static const enum hl_port_set sets[] = { HL_SET_LISTEN, HL_SET_HEAR,
						 HL_SET_ECHO, HL_SET_LAMP };
	const struct hl_clid who = { .number = "300", .name = "Fuzz" };
	hl_line line = arg % LINES;
	void *card = bench->card;

	switch (what % 16) {
	case 0:
		PRI->loop(card, line, true);
		break;
	case 1:
		PRI->announce(card, line, arg & 64 ? NULL : &who);
		break;
	case 2:
		PRI->set(card, line, HL_SET_STAGE, (arg >> 3) % 5);
		break;
	case 3:
		PRI->loop(card, line, false);
		break;
	case 4:
		PRI->set(card, line, HL_SET_HOLD, 1);
		break;
	case 5:
		PRI->set(card, line, HL_SET_CAUSE, (arg >> 3) % 32);
		break;
	case 6:
		PRI->set(card, line, HL_SET_HOLD, 0);
		break;
	case 7:
		PRI->tone(card, line, (arg >> 3) % HL_TONE_COUNT);
		break;
	case 8:
		PRI->set(card, line, sets[(arg >> 3) % 4], arg >> 7);
		break;
	case 9:
		wire(bench, line, arg);
		break;
	case 12:
		PRI->dial(card, line, "12", arg & 64);
		break;
	case 13:
		wait_ms(bench, arg * 500u);
		break;
	case 15:
		PRI->dial(card, line, "400", arg & 64);
		break;
	default:
		break;
	}
}

static bool is_idle(const struct bench *bench)
{
	struct hl_span_look look;

	return hl_pri_look(bench->card, 0, &look) == 0 && !look.calls &&
	       !look.busy && !look.restarting;
}

/* Everything ends when we let go, even if nobody answers. */
static void rest(struct bench *bench)
{
	static const enum hl_port_set sets[] = { HL_SET_STAGE, HL_SET_CAUSE,
						 HL_SET_HOLD, HL_SET_LISTEN,
						 HL_SET_HEAR, HL_SET_ECHO };

	bench->manner = 0;
	for (hl_line line = 0; line < LINES; line++) {
		const struct hl_move quiet = { line, { HL_WIRE_QUIET, 0 } };
		unsigned done;

		PRI->loop(bench->card, line, false);
		PRI->tone(bench->card, line, HL_TONE_NONE);
		PRI->patch(bench->card, &quiet, 1, &done);
		PRI->announce(bench->card, line, NULL);
		for (unsigned i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
			PRI->set(bench->card, line, sets[i], 0);
	}
	for (unsigned i = 0; i < REST_S && !is_idle(bench); i++)
		wait_ms(bench, 1000);
	if (!is_idle(bench))
		abort();
	for (unsigned i = 0; i < PORTS; i++)
		if (bench->port[i].line != HL_NO_LINE &&
		    !at_rest(&bench->port[i]))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bench *bench;
	size_t i = 1;
	size_t n;

	if (!size)
		return 0;
	bench = bench_of(data[0]);
	establish(bench);
	while (i + 2 <= size) {
		uint8_t what = data[i];
		uint8_t arg = data[i + 1];

		i += 2;
		n = arg < size - i ? arg : size - i;
		if (what >= 0xc0) {
			bench->inside = what % 16 != 13;
			operate(bench, what, arg);
			bench->inside = false;
			check(bench);
			continue;
		}
		if (what >= 0x80)
			hear(bench, data + i, n);
		else
			message(bench, data + i, n);
		check(bench);
		i += n;
	}
	rest(bench);
	return 0;
}
