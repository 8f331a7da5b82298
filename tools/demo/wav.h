/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wav.h - what each party heard, one file a party
 */
#ifndef DEMO_WAV_H
#define DEMO_WAV_H

#include <stdint.h>

struct wav;

/**
 * wav_open() - begin a file: 8 kHz, mono, 16 bit
 *
 * Return: 0, -ENOMEM, -EIO (cannot be written).
 */
int wav_open(struct wav **ret, const char *path);

/** wav_write() - more samples. A failure is kept for wav_close(). */
void wav_write(struct wav *wav, const int16_t *samples, unsigned n);

/** wav_close() - 0; -EIO when anything was lost. NULL is fine. */
int wav_close(struct wav *wav);

#endif
