/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * keep.c - the files that remain of a play
 *
 * In:  samples, steps, a timeline.
 * Out: a folder with a WAV for each party, a picture, the scenario and a
 *      summary.
 * Not: what is in them - witness.c, timeline_draw.c.
 */
#include "keep.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "wav.h"

struct keep {
	const struct scenario *scenario;
	char folder[PATH_MAX - 64];
	struct wav *wav[SCENARIO_PARTIES_MAX];
	unsigned parties;
	char *steps;
	size_t length;
	FILE *log;
};

static int complain(const char *path, int error, char *why, size_t size)
{
	snprintf(why, size, "%s: %s", path, strerror(-error));
	return error;
}

/* Makes every folder of a path; one that is there is fine. */
static int folders_make(const char *path)
{
	char part[PATH_MAX];
	char *slash = part;

	snprintf(part, sizeof(part), "%s", path);
	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		if (mkdir(part, 0777) < 0 && errno != EEXIST)
			return -errno;
		*slash = '/';
	}
	if (mkdir(part, 0777) < 0 && errno != EEXIST)
		return -errno;
	return 0;
}

static const char *path_of(const struct keep *keep, const char *name,
			   const char *end, char *ret)
{
	snprintf(ret, PATH_MAX, "%s/%s%s", keep->folder, name, end);
	return ret;
}

static int wavs_open(struct keep *keep, char *why, size_t size)
{
	const struct scenario_line *line;
	char path[PATH_MAX];
	int r;

	for (unsigned i = 0; (line = scenario_line(keep->scenario, i)); i++) {
		r = wav_open(&keep->wav[i],
			     path_of(keep, line->name, ".wav", path));
		if (r < 0)
			return complain(path, r, why, size);
		keep->parties = i + 1;
	}
	return 0;
}

int keep_open(struct keep **ret, const char *folder,
	      const struct scenario *scenario, char *why, size_t size)
{
	struct keep *keep = calloc(1, sizeof(*keep));
	int r;

	if (!keep)
		return -ENOMEM;
	keep->scenario = scenario;
	if (strlen(folder) >= sizeof(keep->folder)) {
		r = complain(folder, -ENAMETOOLONG, why, size);
		goto out;
	}
	snprintf(keep->folder, sizeof(keep->folder), "%s", folder);
	keep->log = open_memstream(&keep->steps, &keep->length);
	if (!keep->log) {
		r = -ENOMEM;
		goto out;
	}
	r = folders_make(folder);
	if (r < 0) {
		complain(folder, r, why, size);
		goto out;
	}
	r = wavs_open(keep, why, size);
	if (r == 0) {
		*ret = keep;
		keep = NULL;
	}
out:
	keep_close(keep);
	return r;
}

void keep_close(struct keep *keep)
{
	if (!keep)
		return;
	for (unsigned i = 0; i < keep->parties; i++)
		wav_close(keep->wav[i]);
	if (keep->log)
		fclose(keep->log);
	free(keep->steps);
	free(keep);
}

void keep_heard(struct keep *keep, unsigned party, const int16_t *samples,
		unsigned n)
{
	if (party < keep->parties && keep->wav[party])
		wav_write(keep->wav[party], samples, n);
}

void keep_step(struct keep *keep, const struct player_step *step)
{
	player_step_print(step, keep->log);
}

static int wavs_close(struct keep *keep, char *why, size_t size)
{
	char path[PATH_MAX];
	int first = 0;

	for (unsigned i = 0; i < keep->parties; i++) {
		int r = wav_close(keep->wav[i]);

		keep->wav[i] = NULL;
		if (r < 0 && !first)
			first = complain(path_of(keep,
				scenario_line(keep->scenario, i)->name,
				".wav", path), r, why, size);
	}
	return first;
}

static int file_close(FILE *file, int r)
{
	if (ferror(file) && r == 0)
		r = -EIO;
	if (fclose(file) != 0 && r == 0)
		r = -errno;
	return r;
}

static int picture_write(struct keep *keep, const struct timeline *timeline,
			 char *why, size_t size)
{
	char path[PATH_MAX];
	FILE *file = fopen(path_of(keep, "timeline", ".svg", path), "w");
	int r;

	if (!file)
		return complain(path, -errno, why, size);
	r = file_close(file, timeline_draw(timeline, file));
	return r < 0 ? complain(path, r, why, size) : 0;
}

static int scenario_write(struct keep *keep, char *why, size_t size)
{
	char path[PATH_MAX];
	FILE *file = fopen(path_of(keep, "scenario", ".scn", path), "w");
	int r;

	if (!file)
		return complain(path, -errno, why, size);
	scenario_print(keep->scenario, file);
	r = file_close(file, 0);
	return r < 0 ? complain(path, r, why, size) : 0;
}

int keep_files(struct keep *keep, const struct timeline *timeline, char *why,
	       size_t size)
{
	int r = wavs_close(keep, why, size);

	if (r == 0)
		r = picture_write(keep, timeline, why, size);
	if (r == 0)
		r = scenario_write(keep, why, size);
	return r;
}

FILE *keep_summary(struct keep *keep)
{
	char path[PATH_MAX];
	FILE *file = fopen(path_of(keep, "summary", ".txt", path), "w");

	if (!file)
		return NULL;
	fflush(keep->log);
	fprintf(file, "%s\n\nStep by step\n\n%s",
		scenario_title(keep->scenario), keep->steps);
	return file;
}

int keep_end(struct keep *keep, FILE *summary, char *why, size_t size)
{
	char path[PATH_MAX];
	int r;

	path_of(keep, "summary", ".txt", path);
	if (!summary)
		return complain(path, -EIO, why, size);
	r = file_close(summary, 0);
	return r < 0 ? complain(path, r, why, size) : 0;
}

void keep_list(const struct keep *keep, FILE *out)
{
	const struct scenario_line *line;

	for (unsigned i = 0; (line = scenario_line(keep->scenario, i)); i++)
		fprintf(out, "%s/%s.wav  what %s heard\n", keep->folder,
			line->name, line->kind == HL_KIND_TRUNK
					    ? "the outside party"
					    : line->name);
	fprintf(out, "%s/timeline.svg  the whole as a picture\n",
		keep->folder);
	fprintf(out, "%s/scenario.scn  what was played\n", keep->folder);
	fprintf(out, "%s/summary.txt  this, step by step\n", keep->folder);
}
