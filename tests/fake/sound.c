/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sound.c - samples of the fake kernel's channels
 *
 * In:  what is written; keys that the far party presses.
 * Out: blocks to read; digits that the far party heard.
 * Not: who hears whom - that follows from the wiring, kernel.c.
 *
 * What is read is what the far party of that very channel sends, whatever the
 * channel is wired to: in the modes that the judge lets through the modules
 * change what a channel sends and never what its reader gets
 * (__dahdi_process_putaudio_chunk: "if not a pseudo-channel, ignore", "rxc
 * unmodified").
 */
#include "inside.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 8 /* samples a millisecond */
#define PI 3.14159265358979323846
#define LOUD 7180.0 /* amplitude of -10 dBm0 (G.711: full scale is +3.17) */

static void digits_heard(void *arg, const char *digits, int len)
{
	struct chan *chan = arg;
	int i;

	for (i = 0; i < len && chan->dialled_count + 1 < DIALLED_MAX; i++)
		chan->dialled[chan->dialled_count++] = digits[i];
	chan->dialled[chan->dialled_count] = '\0';
}

void sound_make(struct chan *chan)
{
	chan->keys = dtmf_tx_init(NULL);
	chan->ear = dtmf_rx_init(NULL, digits_heard, chan);
	dtmf_tx_set_timing(chan->keys, 100, 60);
	chan->blocksize = DAHDI_DEFAULT_BLOCKSIZE;
	chan->numbufs = DAHDI_DEFAULT_NUM_BUFS;
	chan->loud = 1;
}

void sound_free(struct chan *chan)
{
	if (chan->keys)
		dtmf_tx_free(chan->keys);
	if (chan->ear)
		dtmf_rx_free(chan->ear);
	free(chan->read.samples);
	free(chan->write.samples);
}

static void blocks_drop(struct queue *queue)
{
	queue->first = 0;
	queue->count = 0;
	queue->done = 0;
	memset(queue->length, 0, sizeof(queue->length));
}

void sound_flush(struct chan *chan, int what)
{
	if (what & DAHDI_FLUSH_READ)
		blocks_drop(&chan->read);
	if (what & DAHDI_FLUSH_WRITE) {
		blocks_drop(&chan->write);
		chan->first_count = 0;
	}
}

static int16_t *queue_block(struct queue *queue, unsigned index)
{
	if (!queue->samples)
		queue->samples = calloc(QUEUE_SAMPLES, sizeof(int16_t));
	return queue->samples + (size_t)index * DAHDI_MAX_BLOCKSIZE;
}

unsigned sound_queued(const struct queue *queue)
{
	unsigned n = 0;
	unsigned i;

	for (i = 0; i < queue->count; i++)
		n += queue->length[(queue->first + i) % DAHDI_MAX_NUM_BUFS];
	return n - queue->done;
}

/* The far party's samples fill blocks; when all are full, they are lost. */
static void read_feed(struct chan *chan, const int16_t *in)
{
	struct queue *queue = &chan->read;
	unsigned tail = (queue->first + queue->count) % DAHDI_MAX_NUM_BUFS;

	if (queue->count >= (unsigned)chan->numbufs)
		return;
	memcpy(queue_block(queue, tail) + queue->length[tail], in,
	       CHUNK * sizeof(*in));
	queue->length[tail] += CHUNK;
	if (queue->length[tail] >= (unsigned)chan->blocksize)
		queue->count++;
}

static void write_take(struct chan *chan, int16_t *out)
{
	struct queue *queue = &chan->write;
	unsigned i;

	for (i = 0; i < CHUNK && queue->count; i++) {
		out[i] = queue_block(queue, queue->first)[queue->done++];
		if (queue->done < queue->length[queue->first])
			continue;
		queue->length[queue->first] = 0;
		queue->first = (queue->first + 1) % DAHDI_MAX_NUM_BUFS;
		queue->count--;
		queue->done = 0;
	}
	if (!queue->count)
		chan->first_count = 0;
}

/* Samples of one direction, by the tables that were given. */
static void gain(const struct chan *chan, const unsigned char *table,
		 int16_t *sample)
{
	bool alaw = chan->law == DAHDI_LAW_ALAW;
	unsigned i;

	if (!chan->gained)
		return;
	for (i = 0; i < CHUNK; i++)
		sample[i] = alaw ? alaw_to_linear(
					   table[linear_to_alaw(sample[i])]) :
				   ulaw_to_linear(
					   table[linear_to_ulaw(sample[i])]);
}

/* While digits are dialled, and 50 ms longer. */
static void dial_silence(struct chan *chan, int16_t *in)
{
	if (chan->dialing)
		chan->deaf_left = 50;
	else if (chan->deaf_left > 0)
		chan->deaf_left--;
	if (chan->deaf_left > 0)
		memset(in, 0, CHUNK * sizeof(*in));
}

static void far_sound(struct chan *chan, int16_t *out)
{
	unsigned part;
	unsigned i;
	double x;

	for (part = 0; part < 2; part++)
		for (i = 0; chan->sound[part] > 0 && i < CHUNK; i++) {
			x = (double)(chan->sound_at + i) / (CHUNK * 1000.0);
			x = sin(2.0 * PI * chan->sound[part] * x);
			out[i] = (int16_t)(out[i] + chan->loud * LOUD * x);
		}
	chan->sound_at += CHUNK;
}

static void far_play(struct chan *chan, int16_t *out)
{
	unsigned n = chan->play_left < CHUNK ? chan->play_left : CHUNK;
	unsigned i;

	for (i = 0; i < n; i++)
		out[i] = (int16_t)(out[i] + chan->play[i]);
	chan->play += n;
	chan->play_left -= n;
}

/* The music of a conference that the channel listens to, of pseudo channels
 * only. */
static void music_mix(const struct fake_kernel *kernel,
		      const struct chan *chan, int16_t *out)
{
	unsigned i;
	unsigned k;

	if (!chan->confno || !chan_is_member(chan, chan->confno))
		return;
	for (i = 0; i < FAKE_PSEUDOS; i++) {
		if (!kernel->pseudo[i].open ||
		    !chan_is_member(&kernel->pseudo[i], chan->confno))
			continue;
		for (k = 0; k < CHUNK; k++)
			out[k] = (int16_t)(out[k] + kernel->pseudo[i].played[k]);
	}
}

/* The far end's hybrid gives back what it hears. */
static void echo_add(const struct fake_kernel *kernel, struct chan *chan,
		     const int16_t *out, int16_t *in)
{
	int16_t heard[CHUNK];
	unsigned at;
	unsigned i;

	if (chan->echo_gain <= 0)
		return;
	memcpy(heard, out, sizeof(heard));
	music_mix(kernel, chan, heard);
	for (i = 0; i < CHUNK; i++) {
		chan->line[chan->line_at % ECHO_MAX] = heard[i];
		at = chan->line_at++ - chan->echo_ms * CHUNK;
		in[i] = (int16_t)(in[i] + chan->echo_gain *
						  chan->line[at % ECHO_MAX]);
	}
}

void sound_tick(struct fake_kernel *kernel, struct chan *chan)
{
	int16_t out[CHUNK] = { 0 };
	int16_t in[CHUNK] = { 0 };

	if (chan->open)
		write_take(chan, out);
	gain(chan, chan->gains.txgain, out);
	memcpy(chan->played, out, sizeof(out));
	if (chan->tape)
		chan->tape(chan->tape_ctx, out, CHUNK);
	if (!chan->open || chan->pseudo || frame_is(chan))
		return;
	dtmf_rx(chan->ear, out, CHUNK);
	dtmf_tx(chan->keys, in, CHUNK);
	far_sound(chan, in);
	far_play(chan, in);
	echo_add(kernel, chan, out, in);
	gain(chan, chan->gains.rxgain, in);
	dial_silence(chan, in);
	read_feed(chan, in);
}

ssize_t sound_read(struct chan *chan, void *buf, size_t len)
{
	struct queue *queue = &chan->read;
	size_t n;

	if (chan->in != chan->out)
		return -ELAST;
	if (!queue->count)
		return -EAGAIN;

	/* What the caller has no room for is lost. */
	n = queue->length[queue->first] * sizeof(int16_t);
	n = len < n ? len : n;
	memcpy(buf, queue_block(queue, queue->first), n);
	queue->length[queue->first] = 0;
	queue->first = (queue->first + 1) % DAHDI_MAX_NUM_BUFS;
	queue->count--;
	return (ssize_t)n;
}

static void first_note(struct chan *chan, const int16_t *in, size_t n)
{
	while (n-- && chan->first_count < FAKE_FIRST)
		chan->first[chan->first_count++] = *in++;
}

ssize_t sound_write(struct chan *chan, const void *buf, size_t len)
{
	struct queue *queue = &chan->write;
	unsigned tail = (queue->first + queue->count) % DAHDI_MAX_NUM_BUFS;
	size_t n = len / sizeof(int16_t);

	if (chan->in != chan->out)
		return -ELAST;
	if (!chan->pseudo) {
		chan->tone = DAHDI_TONE_STOP;
		line_dial_stop(chan);
	}
	if (queue->count >= (unsigned)chan->numbufs)
		return -EAGAIN;

	n = n < (size_t)chan->blocksize ? n : (size_t)chan->blocksize;
	memcpy(queue_block(queue, tail), buf, n * sizeof(int16_t));
	queue->length[tail] = (unsigned)n;
	queue->count++;
	first_note(chan, buf, n);
	return (ssize_t)(n * sizeof(int16_t));
}
