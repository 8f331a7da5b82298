/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tape.c - what a telephone heard and when its bell rang
 *
 * In:  samples and the bell of a bed.
 * Out: spans of sound, bursts, and what spandsp reads from the samples.
 * Not: claims - claims_told.c, claims_whisper.c.
 */
#include "tape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp.h>

static void samples_put(void *ctx, const int16_t *in, unsigned n)
{
	struct tape *tape = ctx;
	unsigned i;

	for (i = 0; i < n && tape->n < TAPE_MS * 8; i++)
		tape->x[tape->n++] = in[i];
}

struct tape *tape_begin(struct world *world, int channel)
{
	struct tape *tape = calloc(1, sizeof(*tape));

	CU_ASSERT_PTR_NOT_NULL_FATAL(tape);
	tape->world = world;
	tape->channel = channel;
	world->bed->tape(world->at, channel, samples_put, tape);
	return tape;
}

void tape_end(struct tape *tape)
{
	tape->world->bed->tape(tape->world->at, tape->channel, NULL, NULL);
	free(tape);
}

void tape_pass(struct tape *tape, hl_msec ms)
{
	struct world *world = tape->world;
	bool bell;

	for (; ms; ms--) {
		pass(world, 1);
		tape->ms++;
		bell = world->bed->bell(world->at, tape->channel);
		if (bell != tape->bell && tape->edges < 2 * TAPE_BURSTS)
			tape->edge[tape->edges++] = tape->ms;
		tape->bell = bell;
	}
}

void tape_catch_up(struct tape *tape)
{
	struct hl_truth truth;

	/* A card makes samples up to the moment when it is asked something. */
	do_truth(tape->world, tape->channel, &truth);
}

static bool ms_sounds(const struct tape *tape, hl_msec ms)
{
	unsigned i;

	for (i = ms * 8; i < (ms + 1) * 8 && i < tape->n; i++)
		if (tape->x[i])
			return true;
	return false;
}

int tape_first(const struct tape *tape, hl_msec from, hl_msec to)
{
	hl_msec ms;

	for (ms = from; ms < to; ms++)
		if (ms_sounds(tape, ms))
			return (int)ms;
	return -1;
}

int tape_last(const struct tape *tape, hl_msec from, hl_msec to)
{
	hl_msec ms;

	for (ms = to; ms > from; ms--)
		if (ms_sounds(tape, ms - 1))
			return (int)ms - 1;
	return -1;
}

/* ---- spandsp ------------------------------------------------------------ */

struct reader {
	adsi_rx_state_t *rx;
	enum hl_clid_kind kind;
	bool single; /* an order to the lamp in one piece */
	struct tape_caller *caller;
};

static void field_put(struct reader *reader, uint8_t type,
		      const uint8_t *body, int length)
{
	struct tape_caller *caller = reader->caller;
	bool digits = reader->kind == HL_CLID_DTMF;

	if (reader->kind == HL_CLID_NTT && type == JCLIP_ABSENCE)
		snprintf(caller->number, sizeof(caller->number), "%.*s",
			 length, (const char *)body);
	else if (!digits && length > 0 && (reader->single ||
				      type == MCLASS_VISUAL_INDICATOR))
		caller->lamp = body[0] == (reader->single ? 0x42 : 0xff) ?
				       HL_CLID_LAMP_ON : HL_CLID_LAMP_OFF;
	else if (digits && type == CLIP_DTMF_C_CALLER_NUMBER)
		snprintf(caller->number, sizeof(caller->number), "%.*s",
			 length, (const char *)body);
	else if (!digits && type == MCLASS_CALLER_NUMBER)
		snprintf(caller->number, sizeof(caller->number), "%.*s",
			 length, (const char *)body);
	else if (!digits && type == MCLASS_CALLER_NAME)
		snprintf(caller->name, sizeof(caller->name), "%.*s", length,
			 (const char *)body);
}

static void message_put(void *ctx, const uint8_t *message, int length)
{
	struct reader *reader = ctx;
	const uint8_t *body;
	uint8_t type;
	int n;
	int at = -1;

	reader->caller->messages++;
	reader->single = message[0] == CLASS_SDMF_MSG_WAITING;
	for (;;) {
		at = adsi_next_field(reader->rx, message, length, at, &type,
				     &body, &n);
		if (at <= 0)
			return;
		if (body)
			field_put(reader, type, body, n);
	}
}

void tape_read(const struct tape *tape, enum hl_clid_kind kind, hl_msec from,
	       struct tape_caller *ret)
{
	static const int standards[HL_CLID_COUNT] = {
		[HL_CLID_BELLCORE] = ADSI_STANDARD_CLASS,
		[HL_CLID_ETSI] = ADSI_STANDARD_CLIP,
		[HL_CLID_DTMF] = ADSI_STANDARD_CLIP_DTMF,
		[HL_CLID_NTT] = ADSI_STANDARD_JCLIP,
	};
	struct reader reader = { .kind = kind, .caller = ret };
	unsigned i;

	memset(ret, 0, sizeof(*ret));
	reader.rx = adsi_rx_init(NULL, standards[kind], message_put, &reader);
	CU_ASSERT_PTR_NOT_NULL_FATAL(reader.rx);
	for (i = from * 8; i + 160 <= tape->n; i += 160)
		adsi_rx(reader.rx, tape->x + i, 160);
	adsi_rx_free(reader.rx);
}
