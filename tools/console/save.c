/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * save.c - what was done at the console, as files that can be sent
 *
 * In:  a bench.
 * Out: a folder: scenario, picture, a WAV for each party, a summary.
 * Not: the files themselves - ../demo/keep.c.
 */
#include "save.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench.h"
#include "deeds.h"
#include "tools/demo/demo.h"

#define FOLDERS_MAX 1000 /* house */

/* A new folder under @base. */
static int folder_make(const char *base, struct save_result *ret)
{
	if (mkdir(base, 0777) < 0 && errno != EEXIST)
		return -errno;
	for (unsigned i = 1; i <= FOLDERS_MAX; i++) {
		int n = snprintf(ret->folder, sizeof(ret->folder), "%s/%u",
				 base, i);

		if (n < 0 || (size_t)n >= sizeof(ret->folder))
			return -ENAMETOOLONG;
		if (mkdir(ret->folder, 0777) == 0)
			return 0;
		if (errno != EEXIST)
			return -errno;
	}
	return -ENOSPC;
}

/* Written and read again: lines get their numbers, and it surely reads. */
static int reread(struct scenario **ret, const struct scenario *scenario)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);
	int r;

	if (!file)
		return -ENOMEM;
	scenario_print(scenario, file);
	fclose(file);
	r = scenario_parse(ret, text, size, NULL);
	free(text);
	return r;
}

static int play(struct bench *bench, const struct hl_music *music,
		bool merged, struct save_result *ret)
{
	struct demo_config config = { .folder = ret->folder, .music = music,
				      .script = "scenario.scn" };
	struct scenario *scenario = NULL;
	struct scenario *again = NULL;
	struct demo_result result;
	int r;

	r = deeds_scenario(&scenario, bench_deeds(bench), bench_setup(bench),
			   bench_now(bench), merged);
	if (r == 0)
		r = reread(&again, scenario);
	if (r < 0) {
		snprintf(ret->why, sizeof(ret->why), "%s", strerror(-r));
		goto out;
	}
	config.scenario = again;
	r = demo_play(&config, &result);
	snprintf(ret->why, sizeof(ret->why), "%s", result.why);
	ret->replayed = r == 0 && result.passed;
	ret->held = result.held;
out:
	scenario_free(scenario);
	scenario_free(again);
	return r;
}

/* What was really seen, where the replay may have been something else. */
static int picture_replace(struct bench *bench, const char *folder)
{
	char path[PATH_MAX];
	FILE *file;
	int r;

	snprintf(path, sizeof(path), "%s/timeline.svg", folder);
	file = fopen(path, "w");
	if (!file)
		return -errno;
	r = timeline_draw(bench_timeline(bench), file);
	if (fclose(file) != 0 && r == 0)
		r = -errno;
	return r;
}

int save_all(struct bench *bench, const char *base,
	     const struct hl_music *music, struct save_result *ret)
{
	int r;

	memset(ret, 0, sizeof(*ret));
	r = folder_make(base, ret);
	if (r < 0) {
		snprintf(ret->why, sizeof(ret->why), "%s: %s", base,
			 strerror(-r));
		return r;
	}
	r = play(bench, music, true, ret);
	if (r == 0 && !ret->replayed)
		r = play(bench, music, false, ret);
	if (r < 0)
		return r;
	if (!deeds_are_whole(bench_deeds(bench))) {
		ret->replayed = false;
		snprintf(ret->why, sizeof(ret->why),
			 "cords and programs are no scenario");
	}
	return ret->replayed ? 0 : picture_replace(bench, ret->folder);
}
