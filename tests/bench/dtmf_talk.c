/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_talk.c - digits that nobody dialled: speech and music
 *
 * In:  folders with audio files.
 * Out: digits an hour, a row a folder; a note when there is nothing to hear.
 * Not: whether digits are expected then - the engine's.
 *
 * Each file is heard as loud as ITU-T Q.24 plays its speech (mean -15 dBm0),
 * through mu-law.
 */
#include "dtmf_ear.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp.h>

#include "holdline/music.h"
#include "holdline/synth.h"
#include "src/media/decode.h"
#include "src/media/level.h"

#define LEVEL_DBM0 (-15.0)

#define PATH_ROOM 1024
#define DEPTH_MAX 8 /* folders in folders (house) */
#define DIGITS    4096u

/* Where Debian's asterisk-core-sounds-*-wav and asterisk-moh-* put theirs. */
static const char *const usual[] = { "/usr/share/asterisk/sounds",
				     "/usr/share/asterisk/moh" };

struct talk {
	double hours;
	unsigned files;
	unsigned digits[DTMF_EARS];
};

static void through_mulaw(const float *in, size_t n, double gain, int16_t *ret)
{
	double x;
	size_t i;

	for (i = 0; i < n; i++) {
		x = fmin(fmax(32767.0 * gain * (double)in[i], INT16_MIN),
			 INT16_MAX);
		ret[i] = ulaw_to_linear(linear_to_ulaw((int)lrint(x)));
	}
}

static int pcm_hear(const struct hl_pcm *pcm, struct talk *talk)
{
	double level = hl_level_dbm0(pcm->sample, pcm->count);
	int16_t *samples;
	char heard[DIGITS];
	int ear, r = 0;

	if (!(level > HL_MUSIC_SILENT_DBM0))
		return 0;
	samples = malloc(pcm->count * sizeof(*samples));
	if (!samples)
		return -ENOMEM;

	through_mulaw(pcm->sample, pcm->count,
		      pow(10.0, (LEVEL_DBM0 - level) / 20.0), samples);
	for (ear = 0; ear < DTMF_EARS && r >= 0; ear++) {
		r = dtmf_ear_hear((enum dtmf_ear)ear, NULL, HL_TONE_NONE,
				  samples, (unsigned)pcm->count, DIGITS,
				  heard);
		if (r > 0)
			talk->digits[ear] += (unsigned)r;
	}
	talk->hours += (double)pcm->count / HL_RATE_HZ / 3600.0;
	talk->files++;
	free(samples);
	return r < 0 ? r : 0;
}

/* What is no audio is left out: folders hold texts as well. */
static int file_hear(const char *path, struct talk *talk)
{
	char reason[HL_DECODE_REASON_MAX];
	struct hl_pcm pcm = { .sample = NULL };
	int r;

	r = hl_decode_file(path, SIZE_MAX / 8, reason, &pcm);
	if (r == -ENOMEM)
		return r;
	if (r < 0)
		return 0;

	r = pcm_hear(&pcm, talk);
	free(pcm.sample);
	return r;
}

static int folder_hear(const char *path, unsigned depth, struct talk *talk);

static int entry_hear(const char *folder, const struct dirent *entry,
		      unsigned depth, struct talk *talk)
{
	char path[PATH_ROOM];
	int n;

	if (entry->d_name[0] == '.')
		return 0;
	n = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
	if (n < 0 || (size_t)n >= sizeof(path))
		return -ENAMETOOLONG;
	if (entry->d_type == DT_DIR)
		return depth ? folder_hear(path, depth - 1, talk) : 0;
	return entry->d_type == DT_REG ? file_hear(path, talk) : 0;
}

static int folder_hear(const char *path, unsigned depth, struct talk *talk)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	int r = 0;

	if (!dir)
		return -errno;
	while (r == 0 && (entry = readdir(dir)))
		r = entry_hear(path, entry, depth, talk);
	closedir(dir);
	return r;
}

static void talk_report(struct dtmf_report *report, const char *folder,
			const struct talk *talk)
{
	const char *last = strrchr(folder, '/');
	struct dtmf_row row = { .unit = "1/h", .relation = "<=" };
	char name[96];
	int ear;

	snprintf(name, sizeof(name), "%.24s: digits an hour, in %.2f h",
		 last && last[1] ? last + 1 : folder, talk->hours);
	row.name = name;
	for (ear = 0; ear < DTMF_EARS; ear++)
		row.value[ear] = talk->digits[ear] / talk->hours;
	row.bar = row.value[DTMF_PLAIN];
	dtmf_report_row(report, &row);
}

static int folder_row(struct dtmf_report *report, const char *folder)
{
	struct talk talk = { 0 };
	int r;

	r = folder_hear(folder, DEPTH_MAX, &talk);
	if (r < 0)
		return r;
	if (talk.files)
		talk_report(report, folder, &talk);
	else
		fprintf(stderr, "dtmf: %s holds no sound\n", folder);
	return 0;
}

int dtmf_talk(struct dtmf_report *report, char **folders, unsigned n)
{
	unsigned i;
	int r;

	for (i = 0; i < n; i++) {
		r = folder_row(report, folders[i]);
		if (r < 0) {
			fprintf(stderr, "dtmf: %s: %s\n", folders[i],
				strerror(-r));
			return r;
		}
	}
	if (n)
		return 0;

	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		r = folder_row(report, usual[i]);
		if (r == -ENOENT)
			fprintf(stderr,
				"dtmf: no %s: speech and music come with "
				"asterisk-core-sounds-en-wav and "
				"asterisk-moh-opsound-wav\n",
				usual[i]);
		else if (r < 0)
			return r;
	}
	return 0;
}
