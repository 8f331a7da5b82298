/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decode.h - audio files to mono samples at 8 kHz
 */
#ifndef HL_MEDIA_DECODE_H
#define HL_MEDIA_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that hold any reason given by this file. */
#define HL_DECODE_REASON_MAX 160

/**
 * struct hl_pcm - decoded audio
 * @sample: 1.0 = full scale; from malloc(), the holder frees it
 * @count:  samples at 8 kHz
 * @cut:    the file was longer than asked for
 * @odd:    samples that were no numbers and count as 0
 */
struct hl_pcm {
	float *sample;
	size_t count;
	bool cut;
	uint64_t odd;
};

/**
 * hl_decode_file() - decode a file
 * @path:   a regular file of at most HL_MUSIC_FILE_BYTES_MAX bytes
 * @max:    samples to stop after
 * @reason: HL_DECODE_REASON_MAX bytes; on failure says what is wrong, in
 *          words that follow a file name ("is not audio")
 * @ret:    filled on success
 *
 * Return: 0; -EBADMSG; -ENOMEM; the error of opening the file.
 */
int hl_decode_file(const char *path, size_t max, char *reason,
		   struct hl_pcm *ret);

/**
 * hl_decode_memory() - decode the bytes of a file
 * @data: the bytes
 * @size: how many
 *
 * The rest as hl_decode_file().
 */
int hl_decode_memory(const void *data, size_t size, size_t max, char *reason,
		     struct hl_pcm *ret);

#endif
