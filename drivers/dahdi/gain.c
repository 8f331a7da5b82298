/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gain.c - what comes in and goes out on a channel, louder or quieter
 *
 * In:  gains of a line in 0.1 dB.
 * Out: DAHDI_SETGAINS: for every code of the channel's law another one.
 * Not: gains of the card's own hardware - the operator's, dahdi_cfg.
 *
 * The kernel forgets gains whenever a channel is opened. Where both are 0
 * nothing is asked for, so that every code stays what it is.
 */
#include "card.h"

#include <math.h>

#include <dahdi/user.h>

#define CODES 256

/* ITU-T G.711, both laws: sign, three bits of segment, four of step. */
#define SIGN 0x80
#define ALAW_MASK 0x55
#define ULAW_BIAS 33
#define MAGNITUDES 128

/* Magnitude of a code without its sign, in the law's own units. */
static int ulaw_magnitude(int code)
{
	int low = ~code & 0x7f;

	return (((low & 0x0f) * 2 + ULAW_BIAS) << (low >> 4)) - ULAW_BIAS;
}

static int alaw_magnitude(int code)
{
	int low = (code ^ ALAW_MASK) & 0x7f;
	int segment = low >> 4;
	int step = (low & 0x0f) * 2 + 1;

	return segment ? (step + 32) << (segment - 1) : step;
}

static int magnitude(bool alaw, int code)
{
	return alaw ? alaw_magnitude(code) : ulaw_magnitude(code);
}

/* The code of the same sign whose magnitude is nearest to what is wanted. */
static unsigned char code_near(bool alaw, int sign, double wanted)
{
	double best = INFINITY;
	int found = 0;
	int i;

	for (i = 0; i < MAGNITUDES; i++) {
		double miss = fabs(magnitude(alaw, i) - wanted);

		if (miss < best) {
			best = miss;
			found = i;
		}
	}
	return (unsigned char)(sign | found);
}

static void table_make(bool alaw, int gain, unsigned char ret[CODES])
{
	double factor = pow(10.0, gain / 200.0);
	int code;

	for (code = 0; code < CODES; code++)
		ret[code] = gain ? code_near(alaw, code & SIGN,
					     magnitude(alaw, code) * factor) :
				   (unsigned char)code;
}

int dahdi_gain_apply(struct dahdi_port *port, const struct hl_port *set)
{
	struct dahdi_params params;
	struct dahdi_gains gains = { 0 };
	bool alaw;
	int r;

	if (set->rx_gain == port->rx_gain && set->tx_gain == port->tx_gain)
		return 0;
	r = dahdi_port_params(port, &params);
	if (r < 0)
		return r;
	alaw = params.curlaw == DAHDI_LAW_ALAW;
	table_make(alaw, set->rx_gain, gains.rxgain);
	table_make(alaw, set->tx_gain, gains.txgain);
	r = dahdi_ask(port->card, port->fd, DAHDI_SETGAINS, &gains);
	if (r < 0)
		return r;
	port->rx_gain = set->rx_gain;
	port->tx_gain = set->tx_gain;
	return 0;
}
