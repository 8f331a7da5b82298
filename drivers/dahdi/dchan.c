/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dchan.c - D channels: whole frames in and out
 *
 * In:  frames of ours; what the kernel received.
 * Out: frames without their check sequence; alarms; counts of what was bad.
 * Not: what is in a frame - drivers/pri.
 *
 * The kernel makes and tests the check sequence (dchan), or the card does
 * (hardhdlc). Either way two octets of room for it are read and written with
 * each frame (calc_fcs, dahdi_hdlc_getbuf, dahdi-base.c).
 *
 * While an event waits, every write fails (ELAST). Events are told when the
 * loop serves the channel and not from inside a write; so the frame is kept,
 * and goes out right after them: an event that waits wakes the loop.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <dahdi/user.h>

#include "holdline/dahdi.h"
#include "names.h"

#define FCS 2 /* octets */

/* Octets of a kernel buffer; one that is full is an overrun. */
#define BUFFER 512

/* Frames that wait for an event to be told (house: a window of Q.921, 7, and
 * a supervisory frame). */
#define KEPT 8

/* Frames read in one go; the rest follows in the next (house). */
#define BATCH 32

struct frame {
	uint16_t size; /* with room for the check sequence */
	uint8_t octet[BUFFER];
};

struct hl_dchan {
	struct dahdi_card *card;
	struct hl_dchan_host host;
	int fd;
	bool serving; /* a function of the host is running */
	bool closing; /* ... and has closed the channel */
	struct hl_dchan_look look;
	unsigned first;
	unsigned kept;
	struct frame keep[KEPT];
};

/* ---- out ---------------------------------------------------------------- */

static int frame_write(struct hl_dchan *dchan, const struct frame *frame)
{
	const struct dahdi_sys *sys = dchan->card->sys;
	ssize_t r;

	r = sys->write(sys->ctx, dchan->fd, frame->octet, frame->size);
	if (r < 0)
		return (int)r;
	dchan->look.out++;
	return 0;
}

/* 0, or why there still are some. A frame that cannot go is lost. */
static int keep_flush(struct hl_dchan *dchan)
{
	int r;

	while (dchan->kept) {
		r = frame_write(dchan, &dchan->keep[dchan->first]);
		if (r == -ELAST || r == -EAGAIN)
			return r;
		if (r < 0)
			dchan->look.dropped++;
		dchan->first = (dchan->first + 1) % KEPT;
		dchan->kept--;
	}
	return 0;
}

static void frame_make(const uint8_t *octet, size_t size, struct frame *ret)
{
	memcpy(ret->octet, octet, size);
	memset(ret->octet + size, 0, FCS);
	ret->size = (uint16_t)(size + FCS);
}

int hl_dahdi_dchan_write(struct hl_dchan *dchan, const uint8_t *octet,
			 size_t size)
{
	struct frame *last;
	int r;

	if (dchan->fd < 0)
		return -ENODEV;
	if (size < 1 || size > HL_DCHAN_FRAME_MAX)
		return -EMSGSIZE;

	r = keep_flush(dchan);
	if (dchan->kept == KEPT) {
		dchan->look.dropped++;
		return -EAGAIN;
	}
	last = &dchan->keep[(dchan->first + dchan->kept) % KEPT];
	frame_make(octet, size, last);
	if (r == 0)
		r = frame_write(dchan, last);
	if (r == -ELAST || (r == -EAGAIN && dchan->kept)) {
		dchan->kept++;
		return 0;
	}
	if (r < 0)
		dchan->look.dropped++;
	return r;
}

/* ---- in ----------------------------------------------------------------- */

static void state_tell(struct hl_dchan *dchan, enum hl_dchan_state state)
{
	if (dchan->look.state == state)
		return;
	dchan->look.state = state;
	dchan->host.state(dchan->host.ctx, state);
}

static void fd_drop(struct hl_dchan *dchan)
{
	const struct hl_host *host = &dchan->card->host;
	const struct dahdi_sys *sys = dchan->card->sys;

	if (dchan->fd < 0)
		return;
	host->watch(host->ctx, dchan->fd, HL_WATCH_NONE, NULL, NULL);
	sys->close(sys->ctx, dchan->fd);
	dchan->fd = -1;
}

static void dchan_lose(struct hl_dchan *dchan)
{
	fd_drop(dchan);
	state_tell(dchan, HL_DCHAN_LOST);
}

static void event_tell(struct hl_dchan *dchan, int code)
{
	switch (code) {
	case DAHDI_EVENT_ABORT:
		dchan->look.aborted++;
		break;
	case DAHDI_EVENT_OVERRUN:
		dchan->look.overrun++;
		break;
	case DAHDI_EVENT_BADFCS:
		dchan->look.bad++;
		break;
	case DAHDI_EVENT_ALARM:
		state_tell(dchan, HL_DCHAN_ALARM);
		break;
	case DAHDI_EVENT_NOALARM:
		state_tell(dchan, HL_DCHAN_UP);
		break;
	case DAHDI_EVENT_REMOVED:
		dchan_lose(dchan);
		break;
	default:
		break;
	}
}

static void events_drain(struct hl_dchan *dchan)
{
	unsigned i;
	int code;
	int r;

	for (i = 0; i < DAHDI_MAX_EVENTSIZE && dchan->fd >= 0; i++) {
		code = DAHDI_EVENT_NONE;
		r = dahdi_ask(dchan->card, dchan->fd, DAHDI_GETEVENT, &code);
		if (r == -ENODEV)
			dchan_lose(dchan);
		if (r < 0 || code == DAHDI_EVENT_NONE)
			return;
		event_tell(dchan, code);
	}
}

/* 1: there may be more. */
static int frame_read(struct hl_dchan *dchan)
{
	const struct dahdi_sys *sys = dchan->card->sys;
	uint8_t octet[BUFFER];
	ssize_t n;

	n = sys->read(sys->ctx, dchan->fd, octet, sizeof(octet));
	if (n == -ENODEV)
		dchan_lose(dchan);
	if (n < 0)
		return 0;
	if (n <= FCS)
		return 1;
	dchan->look.in++;
	dchan->host.frame(dchan->host.ctx, octet, (size_t)n - FCS);
	return 1;
}

static void dchan_ready(void *arg, unsigned ready)
{
	struct hl_dchan *dchan = arg;
	unsigned i;

	dchan->serving = true;
	events_drain(dchan);
	if (dchan->fd >= 0)
		keep_flush(dchan);
	for (i = 0; i < BATCH && ready & HL_WATCH_AUDIO && dchan->fd >= 0; i++)
		if (frame_read(dchan) == 0)
			break;
	dchan->serving = false;
	if (dchan->closing)
		free(dchan);
}

/* ---- open and close ----------------------------------------------------- */

static int buffers_apply(struct hl_dchan *dchan)
{
	struct dahdi_bufferinfo info = {
		.txbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.rxbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.numbufs = DAHDI_MAX_NUM_BUFS,
		.bufsize = BUFFER,
	};

	return dahdi_ask(dchan->card, dchan->fd, DAHDI_SET_BUFINFO, &info);
}

static int signal_check(int channel, int sigtype, char *why, size_t size)
{
	char name[16];

	if (sigtype == DAHDI_SIG_HDLCFCS || sigtype == DAHDI_SIG_HARDHDLC)
		return 0;
	dahdi_signal_print(sigtype, name, sizeof(name));
	return dahdi_complain(-EINVAL, why, size,
			      "channel %d is signalled %s: that is no D "
			      "channel. mend: dchan=%d (hardhdlc=%d on a card "
			      "that frames by itself) in " DAHDI_CONF_FILE
			      " and dahdi_cfg",
			      channel, name, channel, channel);
}

static int dchan_setup(struct hl_dchan *dchan, int channel, char *why,
		       size_t size)
{
	const struct hl_host *host = &dchan->card->host;
	struct dahdi_params params;
	int r;

	r = dahdi_channel_take(dchan->card, channel, "dchan", &dchan->fd, why,
			       size);
	if (r < 0)
		return r;
	memset(&params, 0, sizeof(params));
	r = dahdi_ask(dchan->card, dchan->fd, DAHDI_GET_PARAMS, &params);
	if (r == 0) {
		r = signal_check(channel, params.sigtype, why, size);
		if (r < 0)
			return r;
		r = buffers_apply(dchan);
	}
	if (r == 0)
		r = host->watch(host->ctx, dchan->fd,
				HL_WATCH_EVENT | HL_WATCH_AUDIO, dchan_ready,
				dchan);
	if (r < 0)
		return dahdi_complain(r, why, size,
				      "D channel %d cannot be set up: %s",
				      channel, strerror(-r));
	if (params.chan_alarms)
		dchan->look.state = HL_DCHAN_ALARM;
	return 0;
}

int hl_dahdi_dchan_open(void *card, int channel,
			const struct hl_dchan_host *host,
			struct hl_dchan **ret, char *why, size_t size)
{
	struct hl_dchan *dchan = calloc(1, sizeof(*dchan));
	int r;

	if (!dchan)
		return dahdi_complain(-ENOMEM, why, size,
				      "no memory for D channel %d", channel);
	dchan->card = card;
	dchan->host = *host;
	dchan->fd = -1;
	r = dchan_setup(dchan, channel, why, size);
	if (r < 0) {
		if (dchan->fd >= 0)
			dchan->card->sys->close(dchan->card->sys->ctx,
						dchan->fd);
		free(dchan);
		return r;
	}
	*ret = dchan;
	return 0;
}

void hl_dahdi_dchan_close(struct hl_dchan *dchan)
{
	if (!dchan)
		return;
	fd_drop(dchan);
	dchan->closing = true;
	if (!dchan->serving)
		free(dchan);
}

void hl_dahdi_dchan_look(const struct hl_dchan *dchan,
			 struct hl_dchan_look *ret)
{
	*ret = dchan->look;
}
