/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * music.c - one writer a music class, however many listen
 *
 * In:  a loop of samples for a class, or none.
 * Out: a pseudo channel that talks in a conference, its queue kept full.
 * Not: who listens - audio.c; where samples come from - src/media/music.c.
 *
 * The queue holds 32 s, so a late writer is not heard. It is topped up in
 * small bites, one every few seconds: half a queue at a time would keep the
 * hook waiting for the 40 ms that it takes to write. Music that nobody hears
 * is not written: the queue may run dry, and is filled again for the first
 * who is to hear it.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#include <dahdi/user.h>

#include "holdline/music.h"
#include "holdline/synth.h"

#define DEVICE "/dev/dahdi/pseudo"

/* Samples written in one go: 2 s of sound, 5 ms of work (house). */
#define BITE 16384

/* [ms] until the next bite while the queue is not yet full (house). */
#define BITE_PAUSE_MS 50

/* The queue is topped up when this part of it has been played (house). */
#define PLAYED 8

/*
 * Queues from the longest down. What the kernel takes in one request is
 * limited to 32768 samples; a block size set afterwards keeps the number of
 * buffers and is not, but costs memory the kernel may not have.
 */
/* clang-format off */
static const struct queue {
	int blocks;
	int size;   /* in the first request */
	int resize; /* in the second, 0: none */
} queues[] = {
	{ 32, 1024, 8192 },
	{ 32, 1024, 4096 },
	{ 32, 1024, 2048 },
	{ 32, 1024, 0 },
	{ 16, 1024, 0 },
	{ 2,  1024, 0 },
};
/* clang-format on */

static int queue_try(struct dahdi_card *card, struct dahdi_class *class,
		     const struct queue *queue)
{
	struct dahdi_bufferinfo info = {
		.txbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.rxbufpolicy = DAHDI_POLICY_IMMEDIATE,
		.numbufs = queue->blocks,
		.bufsize = queue->size,
	};
	int r;

	r = dahdi_ask(card, class->fd, DAHDI_SET_BUFINFO, &info);
	if (r == 0 && queue->resize)
		r = dahdi_ask_int(card, class->fd, DAHDI_SET_BLOCKSIZE,
				  queue->resize);
	if (r < 0)
		return r;

	class->blocks = (unsigned)queue->blocks;
	class->block = (unsigned)(queue->resize ? queue->resize : queue->size);
	return 0;
}

static int queue_make(struct dahdi_card *card, struct dahdi_class *class)
{
	unsigned i;
	int r = -ENOMEM;

	for (i = 0; i < sizeof(queues) / sizeof(queues[0]); i++) {
		r = queue_try(card, class, &queues[i]);
		if (r != -ENOMEM && r != -EINVAL)
			break;
	}
	if (r < 0)
		return r;

	class->buffer = malloc(class->block * sizeof(*class->buffer));
	return class->buffer ? 0 : -ENOMEM;
}

static int conference_join(struct dahdi_card *card, struct dahdi_class *class)
{
	struct dahdi_confinfo conf = {
		.confno = -1,
		.confmode = DAHDI_CONF_CONF | DAHDI_CONF_TALKER,
	};
	int r;

	r = dahdi_ask(card, class->fd, DAHDI_SETCONF, &conf);
	if (r == 0)
		class->confno = conf.confno;
	return r;
}

static void class_close(struct dahdi_card *card, struct dahdi_class *class)
{
	if (class->fd >= 0)
		card->sys->close(card->sys->ctx, class->fd);
	free(class->buffer);
	*class = (struct dahdi_class){ .fd = -1, .due = HL_NEVER };
}

static int class_open(struct dahdi_card *card, struct dahdi_class *ret)
{
	struct dahdi_class class = { .fd = -1, .due = HL_NEVER };
	int r;

	if (ret->fd >= 0)
		return 0;

	r = card->sys->open(card->sys->ctx, DEVICE);
	if (r < 0)
		return r;
	class.fd = r;

	r = dahdi_ask_int(card, class.fd, DAHDI_SETLINEAR, 1);
	if (r == 0)
		r = queue_make(card, &class);
	if (r == 0)
		r = conference_join(card, &class);
	if (r < 0) {
		class_close(card, &class);
		return r;
	}
	*ret = class;
	return 0;
}

/* Events of a pseudo channel mean nothing, but they stop every write. */
static void events_drop(struct dahdi_card *card, struct dahdi_class *class)
{
	int code = DAHDI_EVENT_NONE;
	unsigned i;

	for (i = 0; i < DAHDI_MAX_EVENTSIZE; i++)
		if (dahdi_ask(card, class->fd, DAHDI_GETEVENT, &code) < 0 ||
		    code == DAHDI_EVENT_NONE)
			return;
}

/* One block. 1 when it was taken, 0 when the queue is full. */
static int block_write(struct dahdi_card *card, struct dahdi_class *class)
{
	const struct dahdi_sys *sys = card->sys;
	size_t bytes = class->block * sizeof(*class->buffer);
	ssize_t n;

	hl_music_read(class->music, class->pos, class->buffer, class->block);
	n = sys->write(sys->ctx, class->fd, class->buffer, bytes);
	if (n == -ELAST) {
		events_drop(card, class);
		n = sys->write(sys->ctx, class->fd, class->buffer, bytes);
	}
	if (n == -EAGAIN)
		return 0;
	if (n < 0)
		return (int)n;
	class->pos += (size_t)n / sizeof(*class->buffer);
	return 1;
}

static hl_usec top_up_pause(const struct dahdi_class *class)
{
	unsigned samples = class->block * class->blocks / PLAYED;

	if (samples < class->block)
		samples = class->block;
	return HL_MS(samples / (HL_RATE_HZ / 1000));
}

static bool class_is_heard(const struct dahdi_card *card, unsigned number)
{
	const struct dahdi_port *port;
	unsigned i;

	for (i = 0; i < card->lines; i++) {
		port = card->ports[i];
		if (port && port->wire.kind == HL_WIRE_MUSIC &&
		    port->wire.ref == number)
			return true;
	}
	return false;
}

/* A refused write is tried again later: silence must not be for ever. */
static void class_fill(struct dahdi_card *card, struct dahdi_class *class,
		       hl_usec now)
{
	unsigned written;
	int r = 1;

	for (written = 0; written < BITE && r == 1; written += class->block)
		r = block_write(card, class);
	class->due = now + (r == 1 ? HL_MS(BITE_PAUSE_MS) :
				     top_up_pause(class));
}

int dahdi_music(struct dahdi_card *card, unsigned number,
		const struct hl_music *music)
{
	struct dahdi_class *class;
	int r;

	if (number >= HL_CLASSES_MAX)
		return -ENOENT;
	class = &card->classes[number];
	if (!music && class->fd < 0)
		return 0;

	r = class_open(card, class);
	if (r < 0)
		return r;
	/* What is queued of the old loop would be heard for 32 s yet. */
	if (class->music) {
		r = dahdi_ask_int(card, class->fd, DAHDI_FLUSH,
				  DAHDI_FLUSH_WRITE);
		if (r < 0)
			return r;
	}

	class->music = music;
	class->pos = 0;
	class->due = HL_NEVER;
	if (music)
		class_fill(card, class, card->host.now(card->host.ctx));
	return 0;
}

int dahdi_music_confno(struct dahdi_card *card, unsigned number, int *ret)
{
	struct dahdi_class *class;
	int r;

	if (number >= HL_CLASSES_MAX)
		return -ENOENT;
	class = &card->classes[number];
	r = class_open(card, class);
	if (r < 0)
		return r;
	if (class->music && class->due == HL_NEVER)
		class->due = card->host.now(card->host.ctx);
	*ret = class->confno;
	return 0;
}

void dahdi_music_run(struct dahdi_card *card, hl_usec now)
{
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++) {
		if (card->classes[i].due > now)
			continue;
		if (class_is_heard(card, i))
			class_fill(card, &card->classes[i], now);
		else
			card->classes[i].due = HL_NEVER;
	}
}

void dahdi_music_close(struct dahdi_card *card)
{
	unsigned i;

	for (i = 0; i < HL_CLASSES_MAX; i++)
		class_close(card, &card->classes[i]);
}
