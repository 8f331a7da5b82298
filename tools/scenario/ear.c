/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear.c - from windows to what a person would say
 *
 * In:  samples.
 * Out: the present condition, since when, and a log of the changes.
 * Not: frequencies - ear_bank.c; cadence - ear_tone.c.
 */
#include "ear.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ear_parts.h"

#define BLINK 240u /* samples: 30 ms, less is no condition of its own (house)  \
		    */
#define OTHER_WINDOWS 5u /* unknown sound for 100 ms, to be told (house) */

/* second-order Butterworth high-pass at 150 Hz for 8 kHz: a telephone
 * carries nothing below, and a tone table may ask for 15 Hz */
#define LOWCUT_B  0.9200662f
#define LOWCUT_A1 (-1.8337326f)
#define LOWCUT_A2 0.8465318f

/* something that is or is not there, and since when */
struct part {
	uint64_t since;
	bool on;
};

struct ear {
	struct ear_bank bank;
	struct ear_tracker tracker;
	struct ear_window past[EAR_PAST]; /* the newest first */
	float samples[EAR_WINDOW];
	unsigned fill;
	float lowcut[2];
	uint64_t pos;
	struct part voice[EAR_PARTIES];
	struct part music;
	struct part other;
	unsigned other_windows;
	uint64_t tone_since;
	uint64_t quiet_since; /* end of whatever ended last */
	struct ear_heard log[EAR_LOG_MAX];
	unsigned logged;
	char name[EAR_PARTIES][EAR_NAME_MAX];
};

int ear_open(struct ear **ret, const struct hl_zone *zone)
{
	struct ear *ear;
	unsigned i;

	ear = calloc(1, sizeof(*ear));
	if (!ear)
		return -ENOMEM;

	ear_bank_init(&ear->bank, zone);
	ear_tracker_init(&ear->tracker, zone, &ear->bank);
	for (i = 0; i < EAR_PAST; i++) {
		ear->past[i].centre = -(int64_t)(i + 1) * EAR_HOP;
		ear->past[i].heard = EAR_SILENCE;
	}
	for (i = 0; i < EAR_PARTIES; i++)
		snprintf(ear->name[i], sizeof(ear->name[i]), "%u", 100 + i);
	ear->logged = 1;
	*ret = ear;
	return 0;
}

void ear_close(struct ear *ear)
{
	free(ear);
}

void ear_name(struct ear *ear, unsigned party, const char *name)
{
	snprintf(ear->name[party], sizeof(ear->name[party]), "%s", name);
}

uint64_t ear_time(const struct ear *ear)
{
	return ear->pos;
}

int64_t ear_crossing(const struct ear_window *past, const float *value,
		     float reference, bool rising)
{
	const float half = reference / 2.0f;
	float newer, older, part;
	int64_t at;
	unsigned i;

	for (i = 0; i + 1 < EAR_PAST; i++) {
		newer = value[i];
		older = value[i + 1];
		if ((older < half) != rising || (newer < half) == rising)
			continue;

		part = (half - older) / (newer - older);
		at = past[i + 1].centre + lrintf(part * (float)EAR_HOP);
		return at > 0 ? at : 0;
	}
	return past[0].centre;
}

static uint64_t voice_edge(const struct ear *ear, unsigned party, bool rising)
{
	float value[EAR_PAST], most = 0.0f;
	unsigned i;

	for (i = 0; i < EAR_PAST; i++) {
		value[i] = ear->past[i].voice[party];
		most = fmaxf(most, value[i]);
	}
	return (uint64_t)ear_crossing(ear->past, value, most, rising);
}

static uint64_t music_edge(const struct ear *ear, bool rising)
{
	float value[EAR_PAST], most = 0.0f;
	unsigned i;

	for (i = 0; i < EAR_PAST; i++) {
		value[i] = ear->past[i].notes;
		most = fmaxf(most, value[i]);
	}
	return (uint64_t)ear_crossing(ear->past, value, most, rising);
}

static void part_set(struct ear *ear, struct part *part, bool on, uint64_t at)
{
	part->on = on;
	part->since = at;
	if (!on && at > ear->quiet_since)
		ear->quiet_since = at;
}

/* a voice or music has begun in the pause of a tone: the tone is over */
static void tone_interrupt(struct ear *ear, uint64_t at)
{
	const struct ear_tracker *t = &ear->tracker;

	if (!t->runs || t->run[t->runs - 1].sound != EAR_SILENCE)
		return;

	ear_tracker_stop(&ear->tracker);
	if (at > ear->quiet_since)
		ear->quiet_since = at;
}

static void voices_follow(struct ear *ear)
{
	const struct ear_window *past = ear->past;
	uint32_t both;
	uint64_t at;
	unsigned i;
	bool on;

	for (i = 0; i < EAR_PARTIES; i++) {
		both = past[0].voices & past[1].voices;
		on = both >> i & 1;
		if (on == ear->voice[i].on ||
		    (!on && past[1].voices >> i & 1) ||
		    (!on && past[0].voices >> i & 1))
			continue;

		at = voice_edge(ear, i, on);
		part_set(ear, &ear->voice[i], on, at);
		if (on)
			tone_interrupt(ear, at);
	}
}

static void music_follow(struct ear *ear)
{
	const struct ear_window *past = ear->past;
	const bool on = past[0].music;

	if (on == ear->music.on || on != past[1].music)
		return;

	part_set(ear, &ear->music, on, music_edge(ear, on));
	if (on)
		tone_interrupt(ear, ear->music.since);
}

static void other_follow(struct ear *ear)
{
	const struct ear_window *now = &ear->past[0];
	const bool known = ear->music.on || now->music ||
			   now->heard != EAR_SILENCE || ear->tracker.tones;
	const bool on = now->loud && !known;
	const uint64_t past = (uint64_t)OTHER_WINDOWS * EAR_HOP;

	ear->other_windows = on ? ear->other_windows + 1 : 0;
	if (on == ear->other.on)
		return;

	/* a window is loud by its outer 15 ms already */
	if (!on)
		part_set(ear, &ear->other, false,
			 (uint64_t)now->centre - EAR_HOP * 3 / 2);
	else if (ear->other_windows > OTHER_WINDOWS)
		part_set(ear, &ear->other, true,
			 (uint64_t)now->centre - past + EAR_HOP / 2);
}

static uint64_t later(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* the same tone, understood better */
static bool heard_refines(const struct ear_heard *now,
			  const struct ear_heard *last)
{
	return now->voices == last->voices && now->music == last->music &&
	       now->other == last->other && now->tones &&
	       !(now->tones & ~last->tones);
}

/* a new sound dates a change better than the end of the one it replaces */
static uint64_t change_date(uint64_t begun, uint64_t ended)
{
	if (ended > begun + BLINK)
		return ended;
	return begun ? begun : ended;
}

/* puts the parts together */
static struct ear_heard condition_find(const struct ear *ear)
{
	struct ear_heard now = { .since = 0 };
	unsigned i;

	for (i = 0; i < EAR_PARTIES; i++) {
		if (!ear->voice[i].on)
			continue;
		now.voices |= 1u << i;
		now.since = later(now.since, ear->voice[i].since);
	}
	now.music = ear->music.on;
	if (now.music)
		now.since = later(now.since, ear->music.since);
	now.other = ear->other.on;
	if (now.other)
		now.since = later(now.since, ear->other.since);
	now.tones = ear->tracker.tones;
	if (now.tones)
		now.since = later(now.since, ear->tone_since);
	now.since = change_date(now.since, ear->quiet_since);
	return now;
}

static bool heard_equals(const struct ear_heard *a, const struct ear_heard *b)
{
	return a->voices == b->voices && a->tones == b->tones &&
	       a->music == b->music && a->other == b->other;
}

/* a change is a new line of the log; a better understanding is not, and a
 * moment between two things takes the place of the second */
static void condition_log(struct ear *ear)
{
	struct ear_heard *last = &ear->log[ear->logged - 1];
	struct ear_heard now = condition_find(ear);

	if (heard_equals(&now, last))
		return;

	if (now.since < last->since)
		now.since = last->since;
	if (!heard_refines(&now, last) && now.since >= last->since + BLINK &&
	    ear->logged < EAR_LOG_MAX)
		ear->logged++;
	ear->log[ear->logged - 1] = now;

	/* what was there before the moment goes on */
	last = &ear->log[ear->logged - 1];
	if (ear->logged > 1 && heard_equals(last, last - 1))
		ear->logged--;
}

static void tone_follow(struct ear *ear)
{
	struct ear_tracker *t = &ear->tracker;
	int64_t end;

	ear_tracker_feed(t, ear->past);
	if (!t->runs)
		return;

	ear->tone_since = (uint64_t)t->run[0].start;
	if (!t->over)
		return;

	/* first understand what it was, then that it is over */
	condition_log(ear);
	end = t->run[t->runs - 1].start;
	ear_tracker_stop(t);
	ear->quiet_since = later(ear->quiet_since, (uint64_t)end);
}

static void window_judge(struct ear *ear)
{
	struct ear_window *now = &ear->past[0];

	memmove(ear->past + 1, ear->past,
		(EAR_PAST - 1) * sizeof(ear->past[0]));
	ear_bank_judge(&ear->bank, ear->samples, now);
	now->centre = (int64_t)ear->pos - EAR_WINDOW / 2;

	voices_follow(ear);
	music_follow(ear);
	tone_follow(ear);
	other_follow(ear);
	condition_log(ear);
}

/* transposed direct form II */
static float lowcut(struct ear *ear, float x)
{
	const float y = LOWCUT_B * x + ear->lowcut[0];

	ear->lowcut[0] = -2.0f * LOWCUT_B * x - LOWCUT_A1 * y + ear->lowcut[1];
	ear->lowcut[1] = LOWCUT_B * x - LOWCUT_A2 * y;
	return y;
}

void ear_feed(struct ear *ear, const int16_t *samples, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++) {
		ear->samples[ear->fill++] = lowcut(ear, (float)samples[i]);
		ear->pos++;
		if (ear->fill < EAR_WINDOW)
			continue;

		window_judge(ear);
		ear->fill = EAR_WINDOW - EAR_HOP;
		memmove(ear->samples, ear->samples + EAR_HOP,
			ear->fill * sizeof(ear->samples[0]));
	}
}

const struct ear_heard *ear_now(const struct ear *ear)
{
	return &ear->log[ear->logged - 1];
}

uint64_t ear_since(const struct ear *ear)
{
	return ear_now(ear)->since;
}

bool ear_may_hear_tone(const struct ear *ear, enum hl_tone tone,
		       uint64_t *since)
{
	if (!(ear->tracker.tones >> tone & 1))
		return false;

	if (since)
		*since = ear->tone_since;
	return true;
}

bool ear_hears_tone(const struct ear *ear, enum hl_tone tone, uint64_t *since)
{
	const struct ear_tracker *t = &ear->tracker;

	if (!t->steady && (t->tones & ~t->alike[tone]))
		return false;
	return ear_may_hear_tone(ear, tone, since);
}

bool ear_has_heard_tone(const struct ear *ear, enum hl_tone tone, uint64_t from,
			uint64_t *since)
{
	const uint32_t others = ~ear->tracker.alike[tone];
	const struct ear_heard *heard;
	unsigned i;

	for (i = 0; i < ear->logged; i++) {
		heard = &ear->log[i];
		if (heard->since < from || !heard->tones ||
		    (heard->tones & others))
			continue;
		if (since)
			*since = heard->since;
		return true;
	}
	return false;
}

static bool part_ask(const struct part *part, uint64_t *since)
{
	if (part->on && since)
		*since = part->since;
	return part->on;
}

bool ear_hears_voice(const struct ear *ear, unsigned party, uint64_t *since)
{
	return part_ask(&ear->voice[party], since);
}

bool ear_hears_music(const struct ear *ear, uint64_t *since)
{
	return part_ask(&ear->music, since);
}

bool ear_hears_nothing(const struct ear *ear, uint64_t *since)
{
	const struct ear_heard *now = ear_now(ear);
	const bool on =
		!now->voices && !now->tones && !now->music && !now->other;

	if (on && since)
		*since = now->since;
	return on;
}

static void words_add(char *text, const char *before, const char *word)
{
	const size_t used = strlen(text);

	snprintf(text + used, EAR_WORDS_MAX - used, "%s%s", before, word);
}

static void tones_say(const struct ear *ear, uint32_t tones, char *text)
{
	const char *between = *text ? ", " : "";
	unsigned i;

	for (i = 1; i < HL_TONE_COUNT; i++) {
		if (!(tones >> i & 1))
			continue;
		words_add(text, between, hl_tone_plain((enum hl_tone)i));
		tones &= ~ear->tracker.alike[i];
		between = " or ";
	}
}

static void voices_say(const struct ear *ear, uint32_t voices, char *text)
{
	const bool several = voices & (voices - 1);
	unsigned i;

	if (voices)
		words_add(text, *text ? ", " : "",
			  several ? "voices" : "voice");
	for (i = 0; i < EAR_PARTIES; i++) {
		if (voices >> i & 1)
			words_add(text, " ", ear->name[i]);
	}
}

const char *ear_words(const struct ear *ear, const struct ear_heard *heard,
		      char *ret)
{
	ret[0] = '\0';
	if (heard->music)
		words_add(ret, "", "music");
	voices_say(ear, heard->voices, ret);
	if (heard->tones)
		tones_say(ear, heard->tones, ret);
	if (heard->other)
		words_add(ret, *ret ? ", " : "", "unknown sound");
	if (!*ret)
		words_add(ret, "", "silence");
	return ret;
}

unsigned ear_log_count(const struct ear *ear)
{
	return ear->logged;
}

const struct ear_heard *ear_log_at(const struct ear *ear, unsigned index)
{
	return &ear->log[index];
}
