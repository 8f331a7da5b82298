/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wav.c - what each party heard, one file a party
 *
 * In:  samples.
 * Out: a WAV file, by libsndfile.
 * Not: whose they are - demo.c.
 */
#include "wav.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include <sndfile.h>

#include "holdline/synth.h"

struct wav {
	SNDFILE *file;
	bool lost;
};

int wav_open(struct wav **ret, const char *path)
{
	SF_INFO info = {
		.samplerate = HL_RATE_HZ,
		.channels = 1,
		.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16,
	};
	struct wav *wav = calloc(1, sizeof(*wav));

	if (!wav)
		return -ENOMEM;
	wav->file = sf_open(path, SFM_WRITE, &info);
	if (!wav->file) {
		free(wav);
		return -EIO;
	}
	*ret = wav;
	return 0;
}

void wav_write(struct wav *wav, const int16_t *samples, unsigned n)
{
	if (sf_write_short(wav->file, samples, n) != (sf_count_t)n)
		wav->lost = true;
}

int wav_close(struct wav *wav)
{
	int r = 0;

	if (!wav)
		return 0;
	if (sf_close(wav->file) != 0 || wav->lost)
		r = -EIO;
	free(wav);
	return r;
}
