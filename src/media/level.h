/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * level.h - bring a loop of samples to a level
 *
 * Samples are float, 1.0 = full scale, 8 kHz. They are taken as a loop:
 * after the last comes the first.
 */
#ifndef HL_MEDIA_LEVEL_H
#define HL_MEDIA_LEVEL_H

#include <stddef.h>

/**
 * hl_level_dbm0() - mean level of a loop
 * @sample: the loop
 * @count:  at least 1
 *
 * Return: dBm0 rms; -INFINITY for silence.
 */
double hl_level_dbm0(const float *sample, size_t count);

/**
 * hl_level_limit() - keep the loudest 3 s and the peaks in bounds
 * @sample: the loop, changed in place
 * @count:  at least 1
 *
 * Bounds are HL_MUSIC_LOUDEST_DBM0 and HL_MUSIC_PEAK_DBM0. What is inside
 * them already is left as it is.
 *
 * Return: 0; -ENOMEM, nothing changed.
 */
int hl_level_limit(float *sample, size_t count);

/**
 * hl_level_apply() - bring a loop to a mean level within the bounds
 * @sample:     the loop, changed in place
 * @count:      at least 1
 * @level_dbm0: wanted, dBm0 rms
 *
 * A constant offset is removed first.
 *
 * Return: 0; -EBADMSG when it is quieter than HL_MUSIC_SILENT_DBM0;
 * -ENOMEM. On failure the samples are of no use.
 */
int hl_level_apply(float *sample, size_t count, double level_dbm0);

#endif
