/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_send.c - the sound of a caller ID message, and of what announces it
 *
 * In:  what is known of a caller, in which form, how loud.
 * Out: samples until the end.
 * Not: the message - clid_message.c, clid_digits.c, clid_ntt.c; when it is played - who
 *      rings the line, or clid_wait.c.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clid_modem.h"
#include "clid_parts.h"
#include "holdline/synth.h"

/* bits (spandsp and Lantiq after GR-30-CORE, EN 300 659, SIN 227) */
#define SEIZURE    300
#define MARK       180
#define MARK_SHORT 80 /* off the hook, and for BT */
#define MARK_NTT   78 /* behind the telephone's answer, no seizure */

/* start, eight bits from the lowest, stop */
#define BYTE_BITS 10

/* mark behind the checksum: two at least (spandsp), five as spandsp does */
#define TAIL 5

#define BITS_PER_S 1200u

#define CAS_MS_MIN 20
#define CAS_MS_MAX 500

struct hl_clid_send {
	struct hl_clid_tx *tx;
	unsigned length; /* samples in all */
	unsigned done;   /* samples read */
	unsigned bit;    /* bits sent */
	unsigned seizure;
	unsigned mark;
	size_t n;
	uint8_t message[HL_CLID_MESSAGE_MAX + 1]; /* digits end with a zero */
};

static int bit_next(void *arg)
{
	struct hl_clid_send *send = arg;
	unsigned i = send->bit++;
	unsigned k;

	if (i < send->seizure)
		return (int)(i & 1);
	i -= send->seizure;
	if (i < send->mark)
		return 1;
	i -= send->mark;

	if (i >= send->n * BYTE_BITS)
		return i < send->n * BYTE_BITS + TAIL ? 1 : HL_CLID_BIT_END;

	k = i % BYTE_BITS;
	if (k == 0)
		return 0;
	if (k == BYTE_BITS - 1)
		return 1;
	return send->message[i / BYTE_BITS] >> (k - 1) & 1;
}

static int bytes_open(struct hl_clid_send *send,
		      const struct hl_clid_form *form, double level_dbm0)
{
	unsigned bits;

	send->seizure = form->off_hook ? 0 : SEIZURE;
	send->mark = MARK;
	if (form->off_hook || form->variant == HL_CLID_VARIANT_BT)
		send->mark = MARK_SHORT;
	if (form->kind == HL_CLID_NTT) {
		send->seizure = 0;
		send->mark = MARK_NTT;
	}

	/* the sample at which the sender would begin the bit after the last */
	bits = send->seizure + send->mark + (unsigned)send->n * BYTE_BITS +
	       TAIL + 1;
	send->length = (bits * HL_RATE_HZ + BITS_PER_S - 1) / BITS_PER_S - 1;
	return hl_clid_tx_bits(form->kind, level_dbm0, bit_next, send,
			       &send->tx);
}

static int digits_open(struct hl_clid_send *send,
		       const struct hl_clid_form *form, double level_dbm0)
{
	const struct hl_clid_digits *row = hl_clid_digits(form->variant);

	send->length = (unsigned)send->n * (row->on_ms + row->off_ms) *
		       (HL_RATE_HZ / 1000);
	return hl_clid_tx_digits((const char *)send->message, row->on_ms,
				 row->off_ms, level_dbm0, &send->tx);
}

static bool level_is_good(double level_dbm0)
{
	return level_dbm0 >= HL_CLID_LEVEL_MIN_DBM0 &&
	       level_dbm0 <= HL_CLID_LEVEL_MAX_DBM0;
}

int hl_clid_send_open(const struct hl_clid *clid,
		      const struct hl_clid_form *form, double level_dbm0,
		      struct hl_clid_send **ret)
{
	struct hl_clid_send *send;
	int r;

	if (!level_is_good(level_dbm0))
		return -EINVAL;
	send = calloc(1, sizeof(*send));
	if (!send)
		return -ENOMEM;

	r = hl_clid_build(clid, form, send->message, HL_CLID_MESSAGE_MAX,
			  &send->n);
	if (r < 0)
		goto out;

	if (form->kind == HL_CLID_DTMF)
		r = digits_open(send, form, level_dbm0);
	else
		r = bytes_open(send, form, level_dbm0);
	if (r < 0)
		goto out;

	*ret = send;
	send = NULL; /* the caller owns it now */
out:
	hl_clid_send_close(send);
	return r;
}

int hl_clid_cas_open(hl_msec ms, double level_dbm0, struct hl_clid_send **ret)
{
	struct hl_clid_send *send;
	int r;

	if (!level_is_good(level_dbm0) || ms < CAS_MS_MIN || ms > CAS_MS_MAX)
		return -EINVAL;
	send = calloc(1, sizeof(*send));
	if (!send)
		return -ENOMEM;

	send->length = ms * (HL_RATE_HZ / 1000);
	r = hl_clid_tx_alert(ms, level_dbm0, &send->tx);
	if (r < 0) {
		hl_clid_send_close(send);
		return r;
	}
	*ret = send;
	return 0;
}

unsigned hl_clid_send_length(const struct hl_clid_send *send)
{
	return send->length;
}

unsigned hl_clid_send_read(struct hl_clid_send *send, int16_t *out, unsigned n)
{
	unsigned got;

	if (n > send->length - send->done)
		n = send->length - send->done;
	if (!n)
		return 0;

	/* should a sender end early, the promise of the length stands */
	got = hl_clid_tx_read(send->tx, out, n);
	memset(out + got, 0, (n - got) * sizeof(*out));
	send->done += n;
	return n;
}

void hl_clid_send_close(struct hl_clid_send *send)
{
	if (!send)
		return;

	hl_clid_tx_close(send->tx);
	free(send);
}
