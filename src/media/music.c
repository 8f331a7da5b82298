/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * music.c - files to one endless loop
 *
 * In:  a file, a folder, bytes, or a zone's holding tone.
 * Out: samples by position.
 * Not: decoding - decode.c; levels - level.c; who listens - patch.c.
 */
#include "holdline/music.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "decode.h"
#include "holdline/synth.h"
#include "holdline/zone.h"
#include "level.h"

#define SAMPLES_MAX ((size_t)HL_MUSIC_SECONDS_MAX * HL_RATE_HZ)
#define FADE        (HL_MUSIC_FADE_MS * HL_RATE_HZ / 1000u)
#define PI          3.14159265358979323846

struct hl_music {
	uint64_t length;
	int16_t sample[];
};

/* sentences for the operator */
struct note {
	char *text;
	size_t size;
	size_t used;
};

/* the loop while it grows */
struct reel {
	float *sample;
	size_t count;
	double level_dbm0;
	struct note note;
	bool full;
};

__attribute__((format(printf, 2, 3))) static void
note_add(struct note *note, const char *format, ...)
{
	va_list args;
	int n;

	if (note->used && note->used + 2 < note->size) {
		note->text[note->used++] = ' ';
		note->text[note->used] = '\0';
	}

	va_start(args, format);
	n = vsnprintf(note->text + note->used, note->size - note->used, format,
		      args);
	va_end(args);

	if (n > 0)
		note->used += (size_t)n;
	if (note->used >= note->size)
		note->used = note->size - 1;
}

/* 0 to 1 over @length samples; what rises and what falls add up to 1 */
static float rise(size_t i, size_t length)
{
	double x = ((double)i + 0.5) / (double)length;

	return (float)(0.5 - 0.5 * cos(PI * x));
}

static size_t fade_length(size_t a, size_t b)
{
	size_t shorter = a < b ? a : b;

	return shorter / 4 < FADE ? shorter / 4 : FADE;
}

static int reel_append(struct reel *reel, const struct hl_pcm *pcm)
{
	size_t fade = fade_length(reel->count, pcm->count);
	size_t count = reel->count + pcm->count - fade;
	float *grown, *join, w;
	size_t i;

	grown = realloc(reel->sample, count * sizeof(*grown));
	if (!grown)
		return -ENOMEM;
	reel->sample = grown;

	join = grown + reel->count - fade;
	for (i = 0; i < fade; i++) {
		w = rise(i, fade);
		join[i] = join[i] * (1.0f - w) + pcm->sample[i] * w;
	}
	memcpy(grown + reel->count, pcm->sample + fade,
	       (pcm->count - fade) * sizeof(*grown));
	reel->count = count;
	return 0;
}

/* the end fades into the beginning */
static void reel_close(struct reel *reel)
{
	size_t fade = fade_length(reel->count, reel->count);
	float *head = reel->sample;
	float *tail = reel->sample + reel->count - fade;
	size_t i;
	float w;

	for (i = 0; i < fade; i++) {
		w = rise(i, fade);
		head[i] = head[i] * w + tail[i] * (1.0f - w);
	}
	reel->count -= fade;
}

/* takes @pcm's samples; -EBADMSG leaves the reel as it was */
static int reel_take(struct reel *reel, const char *name, struct hl_pcm *pcm)
{
	int r;

	r = hl_level_apply(pcm->sample, pcm->count, reel->level_dbm0);
	if (r == -EBADMSG)
		note_add(&reel->note, "%s is silent.", name);
	if (!r)
		r = reel_append(reel, pcm);
	free(pcm->sample);
	if (r < 0)
		return r;

	if (pcm->odd)
		note_add(&reel->note,
			 "%s has %llu samples that are no numbers.", name,
			 (unsigned long long)pcm->odd);
	if (pcm->cut)
		note_add(&reel->note, "%s is cut: %u seconds are the limit.",
			 name, HL_MUSIC_SECONDS_MAX);
	reel->full = pcm->cut || reel->count + HL_RATE_HZ > SAMPLES_MAX;
	return 0;
}

static int reel_take_file(struct reel *reel, const char *path)
{
	char reason[HL_DECODE_REASON_MAX] = "";
	struct hl_pcm pcm;
	int r;

	r = hl_decode_file(path, SAMPLES_MAX - reel->count, reason, &pcm);
	if (r < 0) {
		if (r == -ENOMEM)
			snprintf(reason, sizeof(reason), "needs more memory");
		note_add(&reel->note, "%s %s.", path, reason);
		return r;
	}
	return reel_take(reel, path, &pcm);
}

static int loop_new(struct hl_music **ret, uint64_t length)
{
	struct hl_music *music;

	music = malloc(sizeof(*music) + (size_t)length * sizeof(int16_t));
	if (!music)
		return -ENOMEM;

	music->length = length;
	*ret = music;
	return 0;
}

static int reel_finish(struct hl_music **ret, struct reel *reel)
{
	struct hl_music *music = NULL;
	size_t i;
	int r;

	reel_close(reel);
	r = hl_level_limit(reel->sample, reel->count);
	if (!r)
		r = loop_new(&music, reel->count);
	if (r < 0)
		return r;

	for (i = 0; i < reel->count; i++)
		music->sample[i] = (int16_t)lrintf(reel->sample[i] * 32767.0f);
	*ret = music;
	return 0;
}

static int name_is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* byte order: the same everywhere, whatever the locale */
static int name_compare(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool path_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void rest_note(struct reel *reel, const char *path, const char *name)
{
	note_add(&reel->note,
		 "%s: %s and what follows is left out; %u files and %u seconds "
		 "are the limits.",
		 path, name, HL_MUSIC_FILES_MAX, HL_MUSIC_SECONDS_MAX);
}

/* 0, -ENOMEM, or what the last unusable file answered */
static int entries_take(struct reel *reel, const char *path,
			struct dirent *const *entry, int count)
{
	char file[4096]; /* PATH_MAX */
	unsigned taken = 0;
	int i, r, last = -ENOENT;

	for (i = 0; i < count; i++) {
		snprintf(file, sizeof(file), "%s/%s", path, entry[i]->d_name);
		if (path_is_folder(file))
			continue;

		if (reel->full || taken == HL_MUSIC_FILES_MAX) {
			rest_note(reel, path, entry[i]->d_name);
			break;
		}

		r = reel_take_file(reel, file);
		if (r == -ENOMEM)
			return r;
		if (r < 0)
			last = r;
		taken++;
	}

	if (!taken)
		note_add(&reel->note, "%s holds no files.", path);
	return reel->count ? 0 : last;
}

static int folder_take(struct reel *reel, const char *path)
{
	struct dirent **entry;
	int i, count, r;

	count = scandir(path, &entry, name_is_visible, name_compare);
	if (count < 0) {
		r = -errno;
		note_add(&reel->note, "%s cannot be read: %s.", path,
			 strerror(-r));
		return r;
	}

	r = entries_take(reel, path, entry, count);
	for (i = 0; i < count; i++)
		free(entry[i]);
	free(entry);
	return r;
}

static int reel_init(struct reel *reel, double level_dbm0, char *why,
		     size_t why_size)
{
	memset(reel, 0, sizeof(*reel));
	reel->level_dbm0 = level_dbm0;
	reel->note.text = why;
	reel->note.size = why_size;
	why[0] = '\0';

	if (level_dbm0 >= HL_MUSIC_LEVEL_MIN_DBM0 &&
	    level_dbm0 <= HL_MUSIC_LEVEL_MAX_DBM0)
		return 0;

	note_add(&reel->note, "A music level is between %g and %g dBm0.",
		 HL_MUSIC_LEVEL_MIN_DBM0, HL_MUSIC_LEVEL_MAX_DBM0);
	return -EINVAL;
}

int hl_music_open(struct hl_music **ret, const char *source, double level_dbm0,
		  char *why, size_t why_size)
{
	struct reel reel;
	int r;

	r = reel_init(&reel, level_dbm0, why, why_size);
	if (r < 0)
		return r;

	r = path_is_folder(source) ? folder_take(&reel, source)
				   : reel_take_file(&reel, source);
	if (!r)
		r = reel_finish(ret, &reel);
	free(reel.sample);
	return r;
}

int hl_music_open_memory(struct hl_music **ret, const void *data, size_t size,
			 double level_dbm0, char *why, size_t why_size)
{
	char reason[HL_DECODE_REASON_MAX] = "needs more memory";
	struct hl_pcm pcm;
	struct reel reel;
	int r;

	r = reel_init(&reel, level_dbm0, why, why_size);
	if (r < 0)
		return r;

	r = hl_decode_memory(data, size, SAMPLES_MAX, reason, &pcm);
	if (r < 0) {
		note_add(&reel.note, "memory %s.", reason);
		return r;
	}

	r = reel_take(&reel, "memory", &pcm);
	if (!r)
		r = reel_finish(ret, &reel);
	free(reel.sample);
	return r;
}

int hl_music_tone(struct hl_music **ret, const struct hl_zone *zone)
{
	const struct hl_tone_plan *plan = &zone->tone[HL_TONE_HOLD];
	struct hl_music *music;
	uint64_t length = 0;
	unsigned i;
	int r;

	for (i = plan->loop; i < plan->count; i++)
		length += (uint64_t)plan->segment[i].ms * HL_RATE_HZ / 1000u;

	r = loop_new(&music, length);
	if (r < 0)
		return r;

	hl_synth_tone(zone, HL_TONE_HOLD, 0, music->sample, (unsigned)length);
	*ret = music;
	return 0;
}

void hl_music_close(struct hl_music *music)
{
	free(music);
}

uint64_t hl_music_length(const struct hl_music *music)
{
	return music->length;
}

void hl_music_read(const struct hl_music *music, uint64_t pos, int16_t *out,
		   unsigned n)
{
	uint64_t left;
	unsigned part;

	for (pos %= music->length; n; pos = 0) {
		left = music->length - pos;
		part = left < n ? (unsigned)left : n;
		memcpy(out, music->sample + pos, part * sizeof(*out));
		out += part;
		n -= part;
	}
}
