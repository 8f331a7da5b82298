/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release_sound.c - speech and music, in which nobody releases
 *
 * In:  files and folders of audio that libsndfile reads.
 * Out: how long was listened, and how often somebody would have released.
 * Not: tones - release_tone.c.
 *
 * The files follow one another without a new beginning. Each variant of
 * them has another level, another pitch and another place against the
 * detector's grain; most have our own music beside it, as the line's echo
 * gives it back, 15 dB below, and in some of them we know what we sent.
 */
#include "release.h"

#include <fts.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/media/decode.h"

#define FILES_MAX 8192
#define LONGEST   (1200u * 8000u)
#define BLOCK     800u  /* samples put at once */
#define LOSS      5.62f /* 15 dB */

/* clang-format off */
static const struct variant {
	double dbm0;  /* rms of each file */
	double pitch;
	unsigned skip; /* samples left out at the beginning */
	bool music;
	bool told; /* ours knows what music was sent */
	int law;
} variants[] = {
	{ -15, 1.000,  0, false, false, 1 }, { -20, 1.000, 37, true,  false, 2 },
	{ -25, 0.970, 11, true,  true,  2 }, { -15, 1.030, 53, true,  false, 1 },
	{ -30, 0.940, 23, false, false, 1 }, { -20, 1.012, 71, true,  true,  0 },
	{ -25, 1.060,  5, true,  false, 2 }, { -15, 0.985, 43, false, false, 1 },
};
/* clang-format on */

#define VARIANTS (sizeof(variants) / sizeof(variants[0]))

struct list {
	char *path[FILES_MAX];
	int count;
};

struct crowd {
	struct release_listener *listener;
	const struct hl_zone **of;
	struct hl_zone *zone;
	unsigned zones;
	unsigned count;
};

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* files of the folders and of those inside, by name; links are not followed */
static void list_make(struct list *list, char **path, int paths)
{
	list->count = 0;
	for (int i = 0; i < paths; i++) {
		char *only[] = { path[i], NULL };
		FTS *walk = fts_open(only, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
		FTSENT *entry;

		while (walk && (entry = fts_read(walk)) != NULL) {
			char *copy;

			if (entry->fts_info != FTS_F ||
			    list->count == FILES_MAX)
				continue;
			copy = strdup(entry->fts_path);
			if (copy)
				list->path[list->count++] = copy;
		}
		if (walk)
			fts_close(walk);
	}
}

static void list_free(struct list *list)
{
	for (int i = 0; i < list->count; i++)
		free(list->path[i]);
}

/* gain that brings it to that level */
static float gain_for(const struct hl_pcm *pcm, double dbm0)
{
	double sum = 1e-9;

	for (size_t i = 0; i < pcm->count; i++)
		sum += (double)pcm->sample[i] * (double)pcm->sample[i];
	sum = sqrt(2.0 * sum / (double)pcm->count);
	return (float)(pow(10.0, (dbm0 - 3.17) / 20.0) / sum);
}

static bool crowd_open(struct crowd *c, const struct release_listening *how)
{
	unsigned all = 0;

	while (hl_zone_country(all))
		all++;
	c->zones = c->count = 0;
	c->zone = calloc(all, sizeof(*c->zone));
	c->of = calloc(all * RELEASE_WHO_COUNT, sizeof(*c->of));
	c->listener = calloc(all * RELEASE_WHO_COUNT, sizeof(*c->listener));
	for (unsigned i = 0; i < all && c->zone && c->of && c->listener; i++) {
		struct hl_zone *z = &c->zone[c->zones];

		if (hl_zone_load(z, hl_zone_country(i)) < 0 ||
		    (how->zone && strcmp(how->zone, z->country)))
			continue;
		c->zones++;
		for (unsigned w = 0; w < RELEASE_WHO_COUNT; w++) {
			/* magnitude knows no zone: one is enough */
			if (!how->who[w] || (w == CADENCE && c->zones > 1) ||
			    release_listen((enum release_who)w, z,
					   &how->settings,
					   &c->listener[c->count]) < 0)
				continue;
			c->of[c->count++] = z;
		}
	}
	return c->count > 0;
}

static void crowd_close(struct crowd *c)
{
	for (unsigned i = 0; i < c->count; i++)
		release_deaf(&c->listener[i]);
	free(c->listener);
	free(c->of);
	free(c->zone);
}

static void tell(const struct release_listener *l, const char *country,
		 const char *path, double seconds)
{
	const struct hl_progress_find *f = &l->find;

	if (l->who != OURS)
		return;
	fprintf(stderr,
		"false %s in %s at %.2f s of %s: %.1f Hz %.0f/%.0f ms "
		"%.1f dBm0 purity %.3f contrast %.1f dB\n",
		hl_progress_name(f->kind), country, seconds, path,
		(double)f->hz[0], (double)f->on_ms[0], (double)f->off_ms[0],
		(double)f->level_dbm0, (double)f->purity,
		(double)f->contrast_db);
}

/* one file in one variant to everybody */
static void play(struct crowd *c, const struct hl_pcm *pcm,
		 const struct hl_pcm *music, const struct variant *v,
		 const char *path, struct release_sound *ret)
{
	const float gain = gain_for(pcm, v->dbm0);
	const float back = music->count ? gain_for(music, v->dbm0 - 15.0) : 0;
	int16_t x[BLOCK], sent[BLOCK];
	double at = v->skip;
	size_t done = 0;

	while (at + 1.0 < (double)pcm->count) {
		unsigned n = 0;

		for (; n < BLOCK && at + 1.0 < (double)pcm->count; n++) {
			const size_t k = (size_t)at;
			const float part = (float)(at - (double)k);
			float y = pcm->sample[k] * (1.0f - part) +
				  pcm->sample[k + 1] * part;

			y *= gain;
			sent[n] = 0;
			if (v->music && music->count) {
				const float m =
					back * music->sample[(done + n) %
							     music->count];

				sent[n] = release_line(m * LOSS, 0);
				y += m;
			}
			x[n] = release_line(y, v->law);
			at += v->pitch;
		}
		done += n;
		for (unsigned i = 0; i < c->count; i++) {
			struct release_listener *l = &c->listener[i];

			if (v->told && l->who == OURS
				    ? !release_put_held(l, sent, x, n)
				    : !release_put(l, x, n))
				continue;
			ret->false_[l->who]++;
			tell(l, c->of[i]->country, path, (double)done / 8e3);
		}
	}
	ret->seconds += (double)done / 8e3;
}

static void rounds(const struct release_listening *how, struct crowd *c,
		   const struct list *list, const struct hl_pcm *music,
		   struct release_sound *ret)
{
	char reason[HL_DECODE_REASON_MAX];

	for (unsigned k = 0; k < how->variants; k++) {
		ret->files = 0;
		for (int i = 0; i < list->count; i++) {
			struct hl_pcm pcm;

			if (how->hours > 0 && ret->seconds > how->hours * 3600)
				return;
			if (hl_decode_file(list->path[i], LONGEST, reason,
					   &pcm) < 0)
				continue;
			if (pcm.count > 800) {
				play(c, &pcm, music,
				     &variants[(how->first + k) % VARIANTS],
				     list->path[i], ret);
				ret->files++;
			}
			free(pcm.sample);
		}
	}
}

int release_sounds(const struct release_listening *how, char **path, int paths,
		   struct release_sound *ret)
{
	static struct list list;
	struct hl_pcm music = { 0 };
	char reason[HL_DECODE_REASON_MAX];
	struct crowd crowd;

	memset(ret, 0, sizeof(*ret));
	list_make(&list, path, paths);
	if (how->music &&
	    hl_decode_file(how->music, LONGEST, reason, &music) < 0) {
		fprintf(stderr, "%s: %s\n", how->music, reason);
		return 1;
	}
	if (crowd_open(&crowd, how))
		rounds(how, &crowd, &list, &music, ret);
	ret->zones = crowd.zones;
	crowd_close(&crowd);
	free(music.sample);
	list_free(&list);
	if (ret->seconds > 0.0)
		return 0;
	fprintf(stderr, "no audio in what was given\n");
	return 1;
}
