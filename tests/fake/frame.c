/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frame.c - the fake kernel's D channels
 *
 * In:  frames that the driver writes, and that the far end sends.
 * Out: the same, with room for a check sequence, at eight octets a
 *      millisecond.
 * Not: what is in them.
 */
#include "inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FCS 2
#define OCTETS 8 /* a millisecond */

static struct frame_line *line_of(struct chan *chan)
{
	if (!chan->frames)
		chan->frames = calloc(1, sizeof(*chan->frames));
	return chan->frames;
}

bool frame_is(const struct chan *chan)
{
	return chan->sig == DAHDI_SIG_HDLCFCS ||
	       chan->sig == DAHDI_SIG_HARDHDLC;
}

void frame_free(struct chan *chan)
{
	free(chan->frames);
	chan->frames = NULL;
}

void frame_reset(struct chan *chan)
{
	if (!chan->frames)
		return;
	chan->frames->in.count = 0;
	chan->frames->out.count = 0;
	chan->frames->octets = 0;
}

static struct frame *frame_add(struct frame_queue *queue, unsigned max)
{
	if (queue->count >= max)
		return NULL;
	return &queue->frame[(queue->first + queue->count++) % FRAMES_MAX];
}

static struct frame *frame_next(struct frame_queue *queue)
{
	struct frame *frame = &queue->frame[queue->first];

	if (!queue->count)
		return NULL;
	queue->first = (queue->first + 1) % FRAMES_MAX;
	queue->count--;
	return frame;
}

/* What comes while every buffer is full, or is too long, is lost. */
static void frame_arrive(struct chan *chan, const uint8_t *octet, unsigned n)
{
	struct frame *frame;

	if (!chan->open || chan->removed || chan->alarms)
		return;
	if (n + FCS >= (unsigned)chan->blocksize) {
		line_event(chan, DAHDI_EVENT_OVERRUN);
		return;
	}
	frame = frame_add(&line_of(chan)->in, (unsigned)chan->numbufs);
	if (!frame)
		return;
	memcpy(frame->octet, octet, n);
	memset(frame->octet + n, 0x55, FCS);
	frame->size = n + FCS;
}

static void frame_leave(struct chan *chan)
{
	struct frame_line *line = chan->frames;
	const struct frame *frame = frame_next(&line->out);
	struct frame *sent;

	if (chan->alarms)
		return;
	if (line->peer) {
		frame_arrive(line->peer, frame->octet, frame->size - FCS);
		return;
	}
	sent = frame_add(&line->sent, FRAMES_MAX);
	if (sent)
		*sent = *frame;
}

void frame_tick(struct chan *chan)
{
	struct frame_line *line = chan->frames;

	if (!line || !line->out.count)
		return;
	line->octets += OCTETS;
	if (line->octets < line->out.frame[line->out.first].size)
		return;
	line->octets = 0;
	frame_leave(chan);
}

ssize_t frame_read(struct chan *chan, void *buf, size_t len)
{
	const struct frame *frame;

	if (chan->in != chan->out)
		return -ELAST;
	frame = frame_next(&line_of(chan)->in);
	if (!frame)
		return -EAGAIN;
	len = len < frame->size ? len : frame->size;
	memcpy(buf, frame->octet, len);
	return (ssize_t)len;
}

ssize_t frame_write(struct chan *chan, const void *buf, size_t len)
{
	struct frame *frame;

	if (chan->in != chan->out)
		return -ELAST;
	if (len <= FCS)
		return -EINVAL;
	frame = frame_add(&line_of(chan)->out, (unsigned)chan->numbufs);
	if (!frame)
		return -EAGAIN;
	len = len < (size_t)chan->blocksize ? len : (size_t)chan->blocksize;
	len = len < sizeof(frame->octet) ? len : sizeof(frame->octet);
	memcpy(frame->octet, buf, len);
	frame->size = (unsigned)len;
	return (ssize_t)len;
}

/* ---- the test's side ---------------------------------------------------- */

void fake_frame(struct fake_kernel *kernel, int channel, const uint8_t *octet,
		unsigned n)
{
	frame_arrive(chan_of(kernel, channel), octet, n);
}

unsigned fake_frame_sent(struct fake_kernel *kernel, int channel,
			 uint8_t ret[FAKE_FRAME_MAX])
{
	struct chan *chan = chan_of(kernel, channel);
	const struct frame *frame = frame_next(&line_of(chan)->sent);

	if (!frame)
		return 0;
	memcpy(ret, frame->octet, frame->size - FCS);
	return frame->size - FCS;
}

void fake_cross(struct fake_kernel *kernel, int a, int b)
{
	line_of(chan_of(kernel, a))->peer = chan_of(kernel, b);
	line_of(chan_of(kernel, b))->peer = chan_of(kernel, a);
}
