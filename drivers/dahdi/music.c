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

/* [ms] until a write that was refused is tried again (house). */
#define RETRY_MS 1000

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

static unsigned top_up_blocks(const struct dahdi_class *class)
{
	return class->blocks < PLAYED ? 1 : class->blocks / PLAYED;
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

/* ---- what is being played ------------------------------------------------ */

/*
 * The kernel tells nobody how much it has played. But it plays without a
 * pause from the first write on, and a queue that is full has its first block
 * partly played: the moment of sample 0 lies in a range that every top-up
 * narrows. Top-ups are made when the middle of that range would have a block
 * just played, so that each halves it; the two clocks drift apart meanwhile.
 */

/* [ms] from a write to the first sample of it: a turn of the kernel's timer,
 * 4, and of ours (house). */
#define START_MS 5

/* [us] by which our time of a write is early (house). */
#define WRITE_US 1000

/* Two crystals of 50 ppm each. */
#define DRIFT_PER 10000

static hl_usec played_us(uint64_t samples)
{
	return samples * 1000 / (HL_RATE_HZ / 1000);
}

static hl_usec before(hl_usec at, hl_usec length)
{
	return at > length ? at - length : 0;
}

/* Nothing was left to be played: it begins anew with the next write. */
static void origin_begin(struct dahdi_class *class, hl_usec now)
{
	hl_usec gone = played_us(class->pos);

	if (class->pos && now < class->origin.earliest + gone)
		return;
	/* It may have run dry just now, or be about to. */
	if (!class->pos || now > class->origin.latest + gone)
		class->origin.earliest = before(now, gone);
	class->origin.latest = before(now + HL_MS(START_MS), gone);
	class->seen = now;
}

/* The queue is full: its first block is being played. */
static void origin_narrow(struct dahdi_class *class, hl_usec now)
{
	uint64_t queue = (uint64_t)class->block * class->blocks;
	hl_usec drift = (now - class->seen) / DRIFT_PER;
	struct hl_interval fits = {
		.earliest = before(now, played_us(class->pos - queue +
						  class->block)),
		.latest = before(now + WRITE_US,
				 played_us(class->pos - queue)),
	};

	class->origin.earliest = before(class->origin.earliest, drift);
	class->origin.latest += drift;
	class->seen = now;
	if (fits.earliest > class->origin.latest ||
	    fits.latest < class->origin.earliest) {
		class->origin = fits;
		return;
	}
	if (fits.earliest > class->origin.earliest)
		class->origin.earliest = fits.earliest;
	if (fits.latest < class->origin.latest)
		class->origin.latest = fits.latest;
}

/*
 * When the full queue is to be topped up: so that the bite that fills it is
 * due when the middle of the range has one more block played, and either
 * finds room for it or not.
 */
static hl_usec top_up_at(const struct dahdi_class *class, hl_usec now)
{
	uint64_t first = class->pos - (uint64_t)class->block * class->blocks;
	hl_usec middle = class->origin.earliest +
			 (class->origin.latest - class->origin.earliest) / 2;
	unsigned blocks = top_up_blocks(class);
	unsigned bite = BITE / class->block;
	unsigned bites = blocks / bite;
	hl_usec at;

	if (bites)
		blocks = bites * bite + 1;
	at = middle + played_us(first + blocks * class->block);
	at = before(at, bites * HL_MS(BITE_PAUSE_MS));
	return at > now ? at : now + HL_MS(BITE_PAUSE_MS);
}

bool dahdi_music_at(const struct dahdi_card *card, unsigned number, hl_usec at,
		    uint64_t *ret)
{
	const struct dahdi_class *class = &card->classes[number];

	if (number >= HL_CLASSES_MAX || !class->music || !class->pos ||
	    at < class->origin.latest ||
	    class->origin.latest - class->origin.earliest >
		    HL_MS(DAHDI_MUSIC_DOUBT_MS))
		return false;
	/* Never less than was played: an echo comes afterwards. */
	*ret = (at - class->origin.earliest) * (HL_RATE_HZ / 1000) / 1000;
	return *ret < class->pos;
}

void dahdi_music_samples(const struct dahdi_card *card, unsigned number,
			 uint64_t pos, int16_t *ret, unsigned n)
{
	hl_music_read(card->classes[number].music, pos, ret, n);
}

/* ---- filling the queue --------------------------------------------------- */

/* A refused write is tried again later: silence must not be for ever. */
static void class_fill(struct dahdi_card *card, struct dahdi_class *class,
		       hl_usec now)
{
	unsigned written;
	int r = 1;

	origin_begin(class, now);
	for (written = 0; written < BITE && r == 1; written += class->block)
		r = block_write(card, class);
	class->due = now + HL_MS(r == 1 ? BITE_PAUSE_MS : RETRY_MS);
	if (r != 0 || class->pos < (uint64_t)class->block * class->blocks)
		return;
	origin_narrow(class, now);
	class->due = top_up_at(class, now);
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
