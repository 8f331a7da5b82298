/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decode.c - audio files to mono samples at 8 kHz
 *
 * In:  a path, or the bytes of a file.
 * Out: float samples, or a reason in words.
 * Not: levels - level.c; loops - music.c.
 */
#include "decode.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <samplerate.h>
#include <sndfile.h>

#include "holdline/music.h"
#include "holdline/synth.h"

#define BLOCK   4096 /* samples of all channels read at a time (house) */
#define LOUDEST 4.0f /* 12 dB over full scale; beyond is no sound (house) */

/* bytes in memory that libsndfile reads like a file */
struct bytes {
	const uint8_t *data;
	sf_count_t size;
	sf_count_t pos;
};

struct decoder {
	SNDFILE *file;
	SF_INFO info;
	SRC_STATE *resampler; /* NULL = the rate is right already */
	struct hl_pcm pcm;
	size_t room; /* samples that fit at pcm.sample */
	size_t max;  /* samples to stop after */
	float in[BLOCK];
	float out[BLOCK];
};

static sf_count_t bytes_length(void *user)
{
	const struct bytes *b = user;

	return b->size;
}

static sf_count_t bytes_seek(sf_count_t offset, int whence, void *user)
{
	struct bytes *b = user;
	sf_count_t base = 0;

	if (whence == SEEK_CUR)
		base = b->pos;
	else if (whence == SEEK_END)
		base = b->size;

	if (offset < -base || offset > b->size - base)
		return -1;
	b->pos = base + offset;
	return b->pos;
}

static sf_count_t bytes_read(void *out, sf_count_t count, void *user)
{
	struct bytes *b = user;

	if (count > b->size - b->pos)
		count = b->size - b->pos;
	if (count <= 0)
		return 0;

	memcpy(out, b->data + b->pos, (size_t)count);
	b->pos += count;
	return count;
}

static sf_count_t bytes_write(const void *in, sf_count_t count, void *user)
{
	(void)in;
	(void)count;
	(void)user;
	return 0;
}

static sf_count_t bytes_tell(void *user)
{
	const struct bytes *b = user;

	return b->pos;
}

static int pcm_append(struct decoder *d, const float *sample, size_t n)
{
	size_t room = d->room;
	float *grown;

	if (n > d->max - d->pcm.count) {
		n = d->max - d->pcm.count;
		d->pcm.cut = true;
	}

	if (d->pcm.count + n > room) {
		room = d->pcm.count + n + d->pcm.count / 2;
		grown = realloc(d->pcm.sample, room * sizeof(*grown));
		if (!grown)
			return -ENOMEM;
		d->pcm.sample = grown;
		d->room = room;
	}

	if (n)
		memcpy(d->pcm.sample + d->pcm.count, sample,
		       n * sizeof(*sample));
	d->pcm.count += n;
	return 0;
}

/* in place; @frames become as many samples */
static void mono_make(struct decoder *d, size_t frames)
{
	const size_t channels = (size_t)d->info.channels;
	size_t i, c;
	float x, sum;

	for (i = 0; i < frames; i++) {
		sum = 0.0f;
		for (c = 0; c < channels; c++) {
			x = d->in[i * channels + c];
			if (!isfinite(x)) {
				x = 0.0f;
				d->pcm.odd++;
			}
			sum += fminf(fmaxf(x, -LOUDEST), LOUDEST);
		}
		d->in[i] = sum / (float)channels;
	}
}

static int block_resample(struct decoder *d, size_t frames, bool end)
{
	SRC_DATA data = {
		.data_in = d->in,
		.data_out = d->out,
		.input_frames = (long)frames,
		.output_frames = BLOCK,
		.end_of_input = end,
		.src_ratio = (double)HL_RATE_HZ / d->info.samplerate,
	};
	int r;

	do {
		if (src_process(d->resampler, &data) != 0)
			return -EBADMSG;

		r = pcm_append(d, d->out, (size_t)data.output_frames_gen);
		if (r < 0)
			return r;

		data.data_in += data.input_frames_used;
		data.input_frames -= data.input_frames_used;
	} while (!d->pcm.cut &&
		 (data.input_frames > 0 || data.output_frames_gen == BLOCK ||
		  (end && data.output_frames_gen > 0)));
	return 0;
}

static int block_decode(struct decoder *d, bool *end)
{
	sf_count_t want = BLOCK / d->info.channels;
	sf_count_t got = sf_readf_float(d->file, d->in, want);
	size_t frames = got > 0 ? (size_t)got : 0;

	*end = frames == 0;
	mono_make(d, frames);
	if (d->resampler)
		return block_resample(d, frames, *end);
	return pcm_append(d, d->in, frames);
}

static int format_judge(const SF_INFO *info, char *reason)
{
	if (info->channels < 1 || info->channels > HL_MUSIC_CHANNELS_MAX) {
		snprintf(reason, HL_DECODE_REASON_MAX,
			 "has %d channels, more than %d", info->channels,
			 HL_MUSIC_CHANNELS_MAX);
		return -EBADMSG;
	}

	if (info->samplerate < HL_MUSIC_RATE_MIN_HZ ||
	    info->samplerate > HL_MUSIC_RATE_MAX_HZ) {
		snprintf(reason, HL_DECODE_REASON_MAX,
			 "has a sample rate of %d Hz, not %d to %d",
			 info->samplerate, HL_MUSIC_RATE_MIN_HZ,
			 HL_MUSIC_RATE_MAX_HZ);
		return -EBADMSG;
	}
	return 0;
}

static int resampler_open(struct decoder *d, char *reason)
{
	int error = 0;

	if (d->info.samplerate == (int)HL_RATE_HZ)
		return 0;

	d->resampler = src_new(SRC_SINC_MEDIUM_QUALITY, 1, &error);
	if (d->resampler)
		return 0;

	snprintf(reason, HL_DECODE_REASON_MAX, "cannot be resampled: %s",
		 src_strerror(error));
	return -ENOMEM;
}

static void decoder_close(struct decoder *d)
{
	if (!d)
		return;

	if (d->resampler)
		src_delete(d->resampler);
	free(d->pcm.sample);
	free(d);
}

/* the file stays the caller's */
static int file_decode(SNDFILE *file, const SF_INFO *info, size_t max,
		       char *reason, struct hl_pcm *ret)
{
	struct decoder *d;
	bool end = false;
	int r;

	d = calloc(1, sizeof(*d));
	if (!d)
		return -ENOMEM;

	d->file = file;
	d->info = *info;
	d->max = max;
	r = format_judge(info, reason);
	if (!r)
		r = resampler_open(d, reason);
	while (!r && !end && !d->pcm.cut)
		r = block_decode(d, &end);
	if (r < 0)
		goto out;

	if (!d->pcm.count) {
		snprintf(reason, HL_DECODE_REASON_MAX, "holds no sound");
		r = -EBADMSG;
		goto out;
	}

	*ret = d->pcm;
	d->pcm.sample = NULL; /* the caller owns it now */
out:
	decoder_close(d);
	return r;
}

static int refusal(char *reason)
{
	snprintf(reason, HL_DECODE_REASON_MAX, "is not audio: %s",
		 sf_strerror(NULL));
	reason[strcspn(reason, "\n")] = '\0';

	/* the library's sentences bring their own full stop */
	if (reason[strlen(reason) - 1] == '.')
		reason[strlen(reason) - 1] = '\0';
	return -EBADMSG;
}

static int regular_open(const char *path, char *reason, int *ret)
{
	struct stat st;
	int fd, r;

	/* a fifo must not block us */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 || fstat(fd, &st) < 0) {
		r = -errno;
		snprintf(reason, HL_DECODE_REASON_MAX, "cannot be opened: %s",
			 strerror(-r));
		goto out;
	}

	r = -EBADMSG;
	if (!S_ISREG(st.st_mode)) {
		snprintf(reason, HL_DECODE_REASON_MAX, "is not a file");
		goto out;
	}
	if (st.st_size > (off_t)HL_MUSIC_FILE_BYTES_MAX) {
		snprintf(reason, HL_DECODE_REASON_MAX, "is larger than %u MiB",
			 HL_MUSIC_FILE_BYTES_MAX >> 20);
		goto out;
	}

	*ret = fd;
	fd = -1; /* the caller owns it now */
	r = 0;
out:
	if (fd >= 0)
		close(fd);
	return r;
}

int hl_decode_file(const char *path, size_t max, char *reason,
		   struct hl_pcm *ret)
{
	SF_INFO info = { .frames = 0 };
	SNDFILE *file;
	int fd = -1;
	int r;

	r = regular_open(path, reason, &fd);
	if (r < 0)
		return r;

	file = sf_open_fd(fd, SFM_READ, &info, SF_FALSE);
	if (file) {
		r = file_decode(file, &info, max, reason, ret);
		sf_close(file);
	} else {
		r = refusal(reason);
	}
	close(fd);
	return r;
}

int hl_decode_memory(const void *data, size_t size, size_t max, char *reason,
		     struct hl_pcm *ret)
{
	struct bytes bytes = { data, (sf_count_t)size, 0 };
	SF_VIRTUAL_IO io = {
		.get_filelen = bytes_length,
		.seek = bytes_seek,
		.read = bytes_read,
		.write = bytes_write,
		.tell = bytes_tell,
	};
	SF_INFO info = { .frames = 0 };
	SNDFILE *file;
	int r;

	file = sf_open_virtual(&io, SFM_READ, &info, &bytes);
	if (!file)
		return refusal(reason);

	r = file_decode(file, &info, max, reason, ret);
	sf_close(file);
	return r;
}
