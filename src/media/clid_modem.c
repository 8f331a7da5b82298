/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_modem.c - spandsp's modems and tones, and what has to be said of them
 *
 * In:  bits, digits, or samples.
 * Out: samples, bits, or digits.
 * Not: what the bits mean - clid_send.c, clid_listen.c.
 *
 * Of spandsp 0.0.6 the modems are used and not its caller ID (adsi.h):
 *   - adsi_rx() throws a damaged message away and tells nobody;
 *   - adsi_tx() has one level;
 *   - adsi_add_field() writes the length of a parameter of 16 bytes twice,
 *     which breaks every message with a name of 16 letters;
 * and of the modems this is put right here:
 *   - the receiver's own threshold lets go of a carrier below -30 dBm0, so
 *     it is given a specification of its own, 10 dB lower;
 *   - levels of digits and tones are whole numbers of dBm0, so they are made
 *     at the next higher one and scaled down;
 *   - a full-scale sine is +3.14 dBm0 there and +3.17 here.
 */
#include "clid_modem.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp.h>

#include "holdline/synth.h"

/* of the carrier, dBm0: spandsp begins 2.5 dB above it, and a mark counts
 * some dB less than it is; so that -32 is always enough (house) */
#define RECEIVE_MIN_DBM0 (-40)

/* alerting tone (GR-30-CORE, EN 300 659-1, SIN 227) */
#define ALERT_LOW_HZ  2130
#define ALERT_HIGH_HZ 2750

/* digits that spandsp's sender holds, with room to spare */
#define DIGITS_MAX 100

#define BLOCK 80 /* samples handed on at a time (house) */

struct hl_clid_tx {
	fsk_tx_state_t *fsk;
	dtmf_tx_state_t *dtmf;
	tone_gen_state_t *tone;
	tone_gen_descriptor_t *pair;
	float gain;
	int (*bit)(void *arg);
	void *arg;
};

struct hl_clid_rx {
	fsk_spec_t spec;
	fsk_rx_state_t *fsk;
	dtmf_rx_state_t *dtmf;
	void (*bit)(void *arg, int bit);
	void (*digit)(void *arg, char digit);
	void *arg;
};

static const fsk_spec_t *spec_of(enum hl_clid_kind kind)
{
	return &preset_fsk_specs[kind == HL_CLID_BELLCORE ? FSK_BELL202
							  : FSK_V23CH1];
}

/* our dBm0 as spandsp counts it */
static double level_there(double level_dbm0)
{
	return level_dbm0 - HL_FULL_SCALE_DBM0 + (double)DBM0_MAX_SINE_POWER;
}

/* the whole number above, and the gain that is left to do */
static int level_split(double level_dbm0, float *gain)
{
	double there = level_there(level_dbm0);
	int whole = (int)ceil(there);

	*gain = powf(10.0f, (float)((there - whole) / 20.0));
	return whole;
}

static int bit_wanted(void *user)
{
	struct hl_clid_tx *tx = user;
	int bit = tx->bit(tx->arg);

	return bit == HL_CLID_BIT_END ? SIG_STATUS_END_OF_DATA : bit;
}

int hl_clid_tx_bits(enum hl_clid_kind kind, double level_dbm0,
		    int (*bit)(void *arg), void *arg, struct hl_clid_tx **ret)
{
	struct hl_clid_tx *tx = calloc(1, sizeof(*tx));

	if (!tx)
		return -ENOMEM;

	tx->bit = bit;
	tx->arg = arg;
	tx->gain = 1.0f;
	tx->fsk = fsk_tx_init(NULL, spec_of(kind), bit_wanted, tx);
	if (!tx->fsk) {
		hl_clid_tx_close(tx);
		return -ENOMEM;
	}

	fsk_tx_power(tx->fsk, (float)level_there(level_dbm0));
	*ret = tx;
	return 0;
}

int hl_clid_tx_digits(const char *digits, hl_msec on_ms, hl_msec off_ms,
		      double level_dbm0, struct hl_clid_tx **ret)
{
	struct hl_clid_tx *tx;

	if (strlen(digits) > DIGITS_MAX)
		return -ENOSPC;
	tx = calloc(1, sizeof(*tx));
	if (!tx)
		return -ENOMEM;

	tx->dtmf = dtmf_tx_init(NULL);
	if (!tx->dtmf) {
		hl_clid_tx_close(tx);
		return -ENOMEM;
	}

	dtmf_tx_set_level(tx->dtmf, level_split(level_dbm0, &tx->gain), 0);
	dtmf_tx_set_timing(tx->dtmf, (int)on_ms, (int)off_ms);
	dtmf_tx_put(tx->dtmf, digits, -1);
	*ret = tx;
	return 0;
}

int hl_clid_tx_alert(hl_msec ms, double level_dbm0, struct hl_clid_tx **ret)
{
	struct hl_clid_tx *tx = calloc(1, sizeof(*tx));
	int level;

	if (!tx)
		return -ENOMEM;

	level = level_split(level_dbm0, &tx->gain);
	tx->pair = tone_gen_descriptor_init(NULL, ALERT_LOW_HZ, level,
					    ALERT_HIGH_HZ, level, (int)ms, 0, 0,
					    0, 0);
	if (tx->pair)
		tx->tone = tone_gen_init(NULL, tx->pair);
	if (!tx->tone) {
		hl_clid_tx_close(tx);
		return -ENOMEM;
	}

	*ret = tx;
	return 0;
}

unsigned hl_clid_tx_read(struct hl_clid_tx *tx, int16_t *out, unsigned n)
{
	unsigned done;
	int got;

	if (tx->fsk)
		got = fsk_tx(tx->fsk, out, (int)n);
	else if (tx->dtmf)
		got = dtmf_tx(tx->dtmf, out, (int)n);
	else
		got = tone_gen(tx->tone, out, (int)n);

	done = got > 0 ? (unsigned)got : 0;
	for (unsigned i = 0; i < done && tx->gain < 1.0f; i++)
		out[i] = (int16_t)lrintf((float)out[i] * tx->gain);
	return done;
}

void hl_clid_tx_close(struct hl_clid_tx *tx)
{
	if (!tx)
		return;

	if (tx->fsk)
		fsk_tx_free(tx->fsk);
	if (tx->dtmf)
		dtmf_tx_free(tx->dtmf);
	if (tx->tone)
		tone_gen_free(tx->tone);
	if (tx->pair)
		tone_gen_descriptor_free(tx->pair);
	free(tx);
}

static void bit_heard(void *user, int bit)
{
	struct hl_clid_rx *rx = user;

	if (bit >= 0)
		rx->bit(rx->arg, bit & 1);
	else if (bit == SIG_STATUS_CARRIER_UP)
		rx->bit(rx->arg, HL_CLID_BIT_CARRIER);
	else if (bit == SIG_STATUS_CARRIER_DOWN)
		rx->bit(rx->arg, HL_CLID_BIT_LOST);
}

int hl_clid_rx_bits(enum hl_clid_kind kind, void (*bit)(void *arg, int bit),
		    void *arg, struct hl_clid_rx **ret)
{
	struct hl_clid_rx *rx = calloc(1, sizeof(*rx));

	if (!rx)
		return -ENOMEM;

	rx->bit = bit;
	rx->arg = arg;
	rx->spec = *spec_of(kind);
	rx->spec.min_level = RECEIVE_MIN_DBM0;
	rx->fsk = fsk_rx_init(NULL, &rx->spec, FSK_FRAME_MODE_ASYNC, bit_heard,
			      rx);
	if (!rx->fsk) {
		hl_clid_rx_close(rx);
		return -ENOMEM;
	}
	*ret = rx;
	return 0;
}

static void digits_heard(void *user, const char *digits, int n)
{
	struct hl_clid_rx *rx = user;

	for (int i = 0; i < n; i++)
		rx->digit(rx->arg, digits[i]);
}

int hl_clid_rx_digits(void (*digit)(void *arg, char digit), void *arg,
		      struct hl_clid_rx **ret)
{
	struct hl_clid_rx *rx = calloc(1, sizeof(*rx));

	if (!rx)
		return -ENOMEM;

	rx->digit = digit;
	rx->arg = arg;
	rx->dtmf = dtmf_rx_init(NULL, digits_heard, rx);
	if (!rx->dtmf) {
		hl_clid_rx_close(rx);
		return -ENOMEM;
	}
	*ret = rx;
	return 0;
}

void hl_clid_rx_put(struct hl_clid_rx *rx, const int16_t *sample, size_t n)
{
	int part;

	for (; n; n -= (size_t)part, sample += part) {
		part = n < BLOCK ? (int)n : BLOCK;
		if (rx->fsk)
			fsk_rx(rx->fsk, sample, part);
		else
			dtmf_rx(rx->dtmf, sample, part);
	}
}

void hl_clid_rx_close(struct hl_clid_rx *rx)
{
	if (!rx)
		return;

	if (rx->fsk)
		fsk_rx_free(rx->fsk);
	if (rx->dtmf)
		dtmf_rx_free(rx->dtmf);
	free(rx);
}
