/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_listen.c - hear caller ID messages on a line at rest
 *
 * In:  samples.
 * Out: what a whole message says, or that one was damaged.
 * Not: what the bytes mean - clid_message.c, clid_digits.c.
 *
 * Speech makes a modem say bits too. A message is only begun by what speech
 * does not do: a seizure and then mark, or a long mark, and then a type that
 * exists.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clid_modem.h"
#include "clid_parts.h"
#include "holdline/synth.h"

/* bits of changing sign that are a seizure: of 96 at least (SIN 227), the
 * first may be lost (house) */
#define SEIZURE_MIN 32

/* bits of mark before a message: of 55 at least (SIN 227), the first may be
 * lost; without a seizure nearly all of them (house) */
#define MARK_MIN      20
#define MARK_MIN_BARE 50

/* bits of mark between two bytes; EN 300 659-1 allows 10, not checked */
#define PAUSE_MAX 20

/* between two digits of a message, ms (house) */
#define DIGIT_GAP_MS 1000

/* numbers, letters and stop, with some to spare */
#define DIGITS_MAX 64

#define STEP 80 /* samples: how finely digits are timed, 10 ms (house) */

struct hl_clid_listen {
	struct hl_clid_form form;
	const struct hl_clid_digits *digits; /* NULL = bytes are expected */
	struct hl_clid_rx *rx;

	/* bits */
	int last;         /* bit before this */
	unsigned changes; /* bits since the last that did not change */
	bool seized;      /* a seizure came before this mark */
	unsigned mark;    /* bits of mark before this */
	unsigned place;   /* 0 = between bytes, 1-8, 9 = stop */
	uint8_t byte;

	/* digits */
	uint64_t now;   /* samples heard */
	uint64_t since; /* ... when the last digit came */

	size_t n; /* of the message; 0 = none is begun */
	uint8_t message[HL_CLID_MESSAGE_MAX];

	unsigned damaged;
	enum hl_clid_damage damage; /* since the beginning of this put */
	bool is_bad;                /* the same */
	bool is_ready;              /* the same */
	struct hl_clid clid;
};

/* back to waiting for a seizure */
static void message_drop(struct hl_clid_listen *listen)
{
	listen->changes = 0;
	listen->seized = false;
	listen->mark = 0;
	listen->place = 0;
	listen->n = 0;
}

static void message_damage(struct hl_clid_listen *listen,
			   enum hl_clid_damage damage)
{
	listen->damaged++;
	listen->damage = damage;
	listen->is_bad = true;
	message_drop(listen);
}

/* of a message that is complete and cannot be read */
static enum hl_clid_damage damage_of(const struct hl_clid_listen *listen)
{
	uint8_t sum = 0;
	size_t i;

	for (i = 0; !listen->digits && i < listen->n; i++)
		sum = (uint8_t)(sum + listen->message[i]);
	return sum ? HL_CLID_DAMAGE_CHECKSUM : HL_CLID_DAMAGE_CONTENT;
}

static void message_end(struct hl_clid_listen *listen)
{
	int r;

	r = hl_clid_parse(&listen->form, listen->message, listen->n,
			  &listen->clid);
	if (r == -EBADMSG) {
		message_damage(listen, damage_of(listen));
		return;
	}
	listen->is_ready = listen->is_ready || r == 0;
	message_drop(listen);
}

/* ---- bytes --------------------------------------------------------------- */

static void byte_heard(struct hl_clid_listen *listen)
{
	if (!listen->n && !hl_clid_type_is_known(listen->byte)) {
		message_drop(listen);
		return;
	}

	listen->message[listen->n++] = listen->byte;
	if (listen->n == 2 && !listen->byte)
		message_damage(listen, HL_CLID_DAMAGE_LENGTH);
	else if (listen->n > 2 && listen->n == listen->message[1] + 3u)
		message_end(listen);
}

/* is this space the start bit of a message's first byte? */
static bool message_begins(const struct hl_clid_listen *listen)
{
	return listen->mark >= (listen->seized ? MARK_MIN : MARK_MIN_BARE);
}

static void gap_bit(struct hl_clid_listen *listen, int bit)
{
	listen->changes = bit != listen->last ? listen->changes + 1 : 0;
	if (listen->changes >= SEIZURE_MIN)
		listen->seized = true;

	if (bit) {
		listen->mark++;
		if (listen->n && listen->mark > PAUSE_MAX)
			message_damage(listen, HL_CLID_DAMAGE_CUT);
		return;
	}

	if (listen->n || message_begins(listen)) {
		listen->place = 1;
		listen->byte = 0;
	} else if (listen->mark != 1) {
		listen->seized = false;
	}
	listen->mark = 0;
}

static void bit_heard(void *arg, int bit)
{
	struct hl_clid_listen *listen = arg;

	if (bit < 0) {
		if (listen->n)
			message_damage(listen, HL_CLID_DAMAGE_CUT);
		message_drop(listen);
		return;
	}

	if (!listen->place) {
		gap_bit(listen, bit);
	} else if (listen->place <= 8) {
		listen->byte |= (uint8_t)(bit << (listen->place - 1));
		listen->place++;
	} else {
		listen->place = 0;
		if (bit)
			byte_heard(listen);
		else if (listen->n)
			message_damage(listen, HL_CLID_DAMAGE_FRAMING);
		else
			message_drop(listen);
	}
	listen->last = bit;
}

/* ---- digits -------------------------------------------------------------- */

static bool digit_begins(const struct hl_clid_digits *row, char digit)
{
	return digit == row->number || digit == row->reason ||
	       (row->redirecting && digit == row->redirecting);
}

static void digit_heard(void *arg, char digit)
{
	struct hl_clid_listen *listen = arg;
	uint64_t gap = listen->now - listen->since;

	/* what stops in the middle may have been dialling: no complaint */
	if (gap > DIGIT_GAP_MS * (HL_RATE_HZ / 1000))
		message_drop(listen);
	listen->since = listen->now;

	if (!listen->n && !digit_begins(listen->digits, digit))
		return;
	if (listen->n == DIGITS_MAX) {
		message_damage(listen, HL_CLID_DAMAGE_LENGTH);
		return;
	}

	listen->message[listen->n++] = (uint8_t)digit;
	if (digit == listen->digits->stop)
		message_end(listen);
}

/* -------------------------------------------------------------------------- */

int hl_clid_listen_open(const struct hl_clid_form *form,
			struct hl_clid_listen **ret)
{
	struct hl_clid_listen *listen;
	int r;

	if (hl_clid_form_judge(form) < 0)
		return -EINVAL;
	if (form->kind == HL_CLID_NTT)
		return -ENOTSUP;
	listen = calloc(1, sizeof(*listen));
	if (!listen)
		return -ENOMEM;

	listen->form = *form;
	if (form->kind == HL_CLID_DTMF) {
		listen->digits = hl_clid_digits(form->variant);
		r = hl_clid_rx_digits(digit_heard, listen, &listen->rx);
	} else {
		r = hl_clid_rx_bits(form->kind, bit_heard, listen, &listen->rx);
	}
	if (r < 0) {
		hl_clid_listen_close(listen);
		return r;
	}
	*ret = listen;
	return 0;
}

int hl_clid_listen_put(struct hl_clid_listen *listen, const int16_t *sample,
		       size_t n, struct hl_clid *ret)
{
	size_t part;

	listen->is_ready = false;
	listen->is_bad = false;
	listen->damage = HL_CLID_DAMAGE_NONE;
	for (; n; n -= part, sample += part) {
		part = n < STEP ? n : STEP;
		hl_clid_rx_put(listen->rx, sample, part);
		listen->now += part;
	}

	if (listen->is_ready)
		*ret = listen->clid;
	if (listen->is_ready)
		return 1;
	return listen->is_bad ? -EBADMSG : 0;
}

int hl_clid_listen_cut(struct hl_clid_listen *listen)
{
	listen->is_bad = false;
	listen->damage = HL_CLID_DAMAGE_NONE;
	if (listen->n)
		message_damage(listen, HL_CLID_DAMAGE_CUT);
	message_drop(listen);
	return listen->is_bad ? -EBADMSG : 0;
}

enum hl_clid_damage hl_clid_listen_damage(const struct hl_clid_listen *listen)
{
	return listen->damage;
}

unsigned hl_clid_listen_damaged(const struct hl_clid_listen *listen)
{
	return listen->damaged;
}

void hl_clid_listen_close(struct hl_clid_listen *listen)
{
	if (!listen)
		return;

	hl_clid_rx_close(listen->rx);
	free(listen);
}
