/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * voice.c - the drivers whose ports carry B channels
 *
 * In:  a driver's name.
 * Out: its ports' and D-channels' doors.
 * Not: what goes through them.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/dahdi.h"
#include "holdline/sim.h"

/* The ear of a D-channel of DAHDI; owned by whoever opened it. */
struct dchannel {
	struct hl_pri_ear ear;
	struct hl_dchan *dchan;
};

static void dchan_frame(void *ctx, const uint8_t *frame, size_t size)
{
	struct dchannel *d = ctx;

	d->ear.frame(d->ear.ctx, frame, size);
}

/* In alarm layer 2 finds out by itself, and no sooner than it should. */
static void dchan_state(void *ctx, enum hl_dchan_state state)
{
	struct dchannel *d = ctx;

	if (state == HL_DCHAN_LOST)
		d->ear.lost(d->ear.ctx);
}

static int dchan_open(void **ret, void *card, int channel,
		      const struct hl_pri_ear *ear, char *why, size_t size)
{
	struct dchannel *d = calloc(1, sizeof(*d));
	const struct hl_dchan_host host = { d, dchan_frame, dchan_state };
	int r;

	if (!d)
		return -ENOMEM;
	d->ear = *ear;
	r = hl_dahdi_dchan_open(card, channel, &host, &d->dchan, why, size);
	if (r < 0) {
		free(d);
		return r;
	}
	*ret = d;
	return 0;
}

static int dchan_write(void *dchannel, const uint8_t *frame, size_t size)
{
	struct dchannel *d = dchannel;

	return hl_dahdi_dchan_write(d->dchan, frame, size);
}

static void dchan_close(void *dchannel)
{
	struct dchannel *d = dchannel;

	hl_dahdi_dchan_close(d->dchan);
	free(d);
}

/* clang-format off */
static const struct hl_pri_voice voices[] = {
	{ &hl_driver_dahdi, hl_dahdi_exchange, dchan_open, dchan_write, dchan_close },
	{ &hl_driver_sim,   hl_sim_exchange,   NULL,       NULL,        NULL },
};
/* clang-format on */

const struct hl_pri_voice *hl_pri_voice_find(const char *name)
{
	for (unsigned i = 0; i < sizeof(voices) / sizeof(voices[0]); i++)
		if (!strcmp(voices[i].driver->name, name))
			return &voices[i];
	return NULL;
}
