/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * music.h - what a held party hears: an endless loop of samples
 *
 * Any audio that libsndfile reads becomes one immutable loop of 16-bit
 * linear samples at 8 kHz, mono, at a known level. Reading is by position,
 * so any number of listeners share one loop and nobody keeps a cursor in
 * here. All memory is taken, and all work done, when the music is opened.
 *
 * Levels in dBm0: a full-scale sine is +3.17 dBm0 (ITU-T G.711, mu-law).
 * A peak of L dBm0 is the peak of a sine of L dBm0.
 */
#ifndef HOLDLINE_MUSIC_H
#define HOLDLINE_MUSIC_H

#include <stddef.h>
#include <stdint.h>

struct hl_music;
struct hl_zone;

/* Mean level of the music, dBm0 rms (house), and what may be asked for. */
#define HL_MUSIC_LEVEL_DBM0     (-20.0)
#define HL_MUSIC_LEVEL_MIN_DBM0 (-40.0)
#define HL_MUSIC_LEVEL_MAX_DBM0 (-13.0)

/* No mean over 3 s is above this, dBm0 (house, below the -9 dBm that
 * 47 CFR 68.308 allows on a line). */
#define HL_MUSIC_LOUDEST_DBM0 (-13.0)

/* No peak is above this, dBm0 (house). */
#define HL_MUSIC_PEAK_DBM0 (-6.0)

/* Crossfade at each join of two files and at the loop point, ms (house). */
#define HL_MUSIC_FADE_MS 8

/* Music quieter than this is no music, dBm0 rms (house). */
#define HL_MUSIC_SILENT_DBM0 (-60.0)

/* Limits of one class of music (house). */
#define HL_MUSIC_SECONDS_MAX    600u         /* in all: 9.6 MB */
#define HL_MUSIC_FILES_MAX      64u          /* of one folder */
#define HL_MUSIC_FILE_BYTES_MAX (256u << 20) /* each */
#define HL_MUSIC_RATE_MIN_HZ    4000         /* of a file */
#define HL_MUSIC_RATE_MAX_HZ    384000
#define HL_MUSIC_CHANNELS_MAX   16

/**
 * hl_music_open() - make a loop of a file or of a folder of files
 * @ret:        receives the loop; the caller closes it
 * @source:     a file that libsndfile reads, or a folder: its files in the
 *              order of their names (byte order), no hidden files, no
 *              folders inside
 * @level_dbm0: rms of every file after levelling,
 *              HL_MUSIC_LEVEL_MIN_DBM0 to _MAX_DBM0
 * @why:        receives sentences for the operator: what went wrong, or
 *              what was left out although it went well; "" when there is
 *              nothing to say. Always ends with a zero.
 * @why_size:   bytes at @why, at least 1
 *
 * Channels are averaged. Samples that are no numbers count as 0. Peaks are
 * held down by a limiter with 30 ms of foresight, long loud passages by a
 * gain that moves over seconds; nothing is clipped. Very lively music can
 * therefore end a little below @level_dbm0. A file that cannot be used is
 * named in @why and left out, as long as one can. Beyond
 * HL_MUSIC_SECONDS_MAX the music is cut, beyond HL_MUSIC_FILES_MAX files
 * are left out, and @why says so.
 *
 * Return: 0; -EINVAL for a level out of range; -ENOENT for a missing
 * source or a folder without files; -EACCES; -EBADMSG when there is no
 * usable audio in it; -ENOMEM. @ret untouched on failure.
 */
int hl_music_open(struct hl_music **ret, const char *source, double level_dbm0,
		  char *why, size_t why_size);

/**
 * hl_music_open_memory() - the same from a file that lies in memory
 * @ret:        receives the loop; the caller closes it
 * @data:       bytes of an audio file; not kept
 * @size:       how many
 * @level_dbm0: as hl_music_open()
 * @why:        as hl_music_open(); the file is called "memory"
 * @why_size:   bytes at @why, at least 1
 *
 * Return: 0; -EINVAL, -EBADMSG, -ENOMEM as hl_music_open().
 */
int hl_music_open_memory(struct hl_music **ret, const void *data, size_t size,
			 double level_dbm0, char *why, size_t why_size);

/**
 * hl_music_tone() - a loop of the zone's holding tone
 * @ret:  receives the loop; the caller closes it
 * @zone: a loaded zone
 *
 * For a class whose files are missing: whoever is on hold is told so
 * (ITU-T E.182, holding tone) and is not left in silence.
 *
 * Return: 0; -ENOMEM.
 */
int hl_music_tone(struct hl_music **ret, const struct hl_zone *zone);

/**
 * hl_music_close() - give the loop back
 * @music: may be NULL
 */
void hl_music_close(struct hl_music *music);

/**
 * hl_music_length() - samples after which the loop repeats
 *
 * Return: at least 1.
 */
uint64_t hl_music_length(const struct hl_music *music);

/**
 * hl_music_read() - a stretch of the endless music
 * @music: an open loop
 * @pos:   any position; counted modulo the length
 * @out:   receives the samples [@pos, @pos + @n), 16-bit linear, 8 kHz
 * @n:     how many samples; may be more than the length
 */
void hl_music_read(const struct hl_music *music, uint64_t pos, int16_t *out,
		   unsigned n);

#endif
