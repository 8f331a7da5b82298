/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * witness.c - sees what the controller does, hears what every party hears
 *
 * In:  records of the engine; the ears of a bed.
 * Out: news and a timeline.
 * Not: what a record means - news.c, marks.c; what a sound is - the ear.
 */
#include "witness.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scenario/ear.h"
#include "marks.h"

#define SAMPLE_US 125              /* at 8 kHz */
#define SHORTEST HL_MS(100)        /* a shorter sound is no news (house) */
#define SETTLED HL_MS(150)         /* then it is no passing (house) */
#define PATIENCE HL_MS(1500)       /* ... for what cannot be told (house) */
#define SILENCE HL_MS(800)         /* a flash is no silence (house) */
#define SILENT "silence"           /* as the ear says it */
#define SOON HL_MS(1000)           /* later than this is no answer (house) */
#define EAR_ERROR HL_MS(10)        /* an ear's dates are that good: ear.h */

/*
 * @told:  entries of the ear's log that are done with
 * @half:  the entry that was told before it was over, plus one; and with
 *         which sounds
 * @words: what is heard now
 * @last:  what was told last
 * @live:  the receiver is up, the trunk seized
 * @tone:  enum hl_tone that the controller gives, by its own word
 */
struct listener {
	unsigned told;
	unsigned half;
	unsigned half_sound;
	char words[EAR_WORDS_MAX];
	char last[EAR_WORDS_MAX];
	bool live;
	uint8_t tone;
};

/* What a hand did last, for "31 ms after the flash". */
struct deed {
	hl_usec at;
	hl_line line;
	const char *what;
};

struct witness {
	const struct scenario *scenario;
	struct news_list *news;
	struct timeline *timeline;
	unsigned parties;
	struct listener listener[SCENARIO_PARTIES_MAX];
	struct deed deed;
	struct deed before;
	hl_usec now;
};

int witness_open(struct witness **ret, const struct scenario *scenario,
		 unsigned room)
{
	const char *title = scenario_title(scenario);
	struct witness *w = calloc(1, sizeof(*w));
	int r;

	if (!w)
		return -ENOMEM;
	w->scenario = scenario;
	w->parties = scenario_lines(scenario);
	r = news_open(&w->news, room);
	if (r == 0)
		r = timeline_open(&w->timeline, *title ? title : "Holdline");
	for (unsigned i = 0; r == 0 && i < w->parties; i++) {
		const struct scenario_line *line = scenario_line(scenario, i);

		snprintf(w->listener[i].last, sizeof(w->listener[i].last), "%s",
			 SILENT);
		timeline_row(w->timeline, line->name,
			     line->kind == HL_KIND_TRUNK ? "outside party"
							 : "telephone");
	}
	if (r == 0) {
		*ret = w;
		w = NULL;
	}
	witness_close(w);
	return r;
}

void witness_close(struct witness *w)
{
	if (!w)
		return;
	news_close(w->news);
	timeline_close(w->timeline);
	free(w);
}

static const char *deed_word(const struct hl_record *record)
{
	const struct hl_effect *fx = record->effect;

	if (!fx)
		return record->event->kind == HL_EVENT_FARGONE
			       ? "hanging up"
			       : NULL;
	if (fx->kind == HL_FX_DIGIT)
		return "digit";
	if (fx->kind != HL_FX_DECIDE)
		return NULL;
	switch ((enum hl_gesture)fx->to) {
	case HL_GESTURE_LIFT:
		return "lifting";
	case HL_GESTURE_FLASH:
		return "flash";
	case HL_GESTURE_HANGUP:
		return "hanging up";
	case HL_GESTURE_NONE:
	case HL_GESTURE_DIGIT:
	case HL_GESTURE_COUNT:
		break;
	}
	return NULL;
}

static void deed_take(struct witness *w, const struct hl_record *record)
{
	const char *what = deed_word(record);

	if (!what)
		return;
	w->before = w->deed;
	w->deed.at = record->at;
	w->deed.line = record->effect ? record->effect->line
				      : record->event->line;
	w->deed.what = what;
}

static void live_take(struct witness *w, const struct hl_record *record)
{
	for (unsigned i = 0; i < w->parties; i++) {
		const struct hl_line_state *line =
			hl_model_line(record->model, (hl_line)i);

		w->listener[i].live = line && line->want.loop;
		w->listener[i].tone = line ? line->want.tone : HL_TONE_NONE;
	}
}

void witness_record(struct witness *w, const struct hl_record *record)
{
	deed_take(w, record);
	live_take(w, record);
	news_record(w->news, record);
	marks_record(w->timeline, record);
}

static unsigned sound_of(const struct ear_heard *heard)
{
	return (heard->voices ? TIMELINE_HEARS_VOICE : 0u) |
	       (heard->music ? TIMELINE_HEARS_MUSIC : 0u) |
	       (heard->tones ? TIMELINE_HEARS_TONE : 0u) |
	       (heard->other ? TIMELINE_HEARS_NOISE : 0u);
}

static bool is_undecided(const struct ear_heard *heard)
{
	return (heard->tones & (heard->tones - 1)) != 0;
}

/*
 * A tone that a voice or music broke into: the ear waits whether it only
 * pauses in its cadence. Here it never does; a tone that comes later, on top
 * of a voice, is another matter.
 */
static struct ear_heard heard_at(const struct ear *ear, unsigned index)
{
	struct ear_heard heard = *ear_log_at(ear, index);
	bool broken = heard.voices || heard.music;
	bool alone = !broken;

	for (unsigned i = index; heard.tones && i > 0; i--) {
		const struct ear_heard *before = ear_log_at(ear, i - 1);

		if (!(before->tones & heard.tones))
			break;
		alone = !before->voices && !before->music;
		broken = broken || !alone;
	}
	if (broken && alone)
		heard.tones = 0;
	return heard;
}

/*
 * Where the ear cannot tell yet, and the controller says which of the
 * possible tones it gives, a person is told that one.
 */
static void tone_settle(const struct listener *l, struct ear_heard *heard)
{
	uint32_t given = 1u << l->tone;

	if (l->tone != HL_TONE_NONE && (heard->tones & given))
		heard->tones = given;
}

static hl_usec instant_of(hl_usec zero, const struct ear_heard *heard)
{
	return zero + heard->since * SAMPLE_US;
}

/* What a hand did that explains a sound; NULL when nothing does. */
static const struct deed *deed_find(const struct witness *w, hl_usec at)
{
	const struct deed *deed = &w->deed;

	if (deed->what && deed->at > at + EAR_ERROR)
		deed = &w->before;
	if (!deed->what || deed->at > at + EAR_ERROR || at > deed->at + SOON)
		return NULL;
	return deed;
}

/* "31 ms after the flash of 101" */
static void cause_print(const struct witness *w, const struct deed *deed,
			struct news *news)
{
	unsigned after = (unsigned)((news->at - deed->at) / 1000);

	if (deed->line == news->line)
		snprintf(news->more, sizeof(news->more), "%u ms after the %s",
			 after, deed->what);
	else
		snprintf(news->more, sizeof(news->more),
			 "%u ms after the %s of %s", after, deed->what,
			 scenario_line(w->scenario, deed->line)->name);
}

static void heard_tell(struct witness *w, unsigned party, hl_usec at,
		       const char *words)
{
	struct listener *l = &w->listener[party];
	struct news news = { .at = at, .line = (hl_line)party,
			     .topic = NEWS_HEARS };
	const struct deed *deed;

	if (!strcmp(l->last, words))
		return;
	snprintf(l->last, sizeof(l->last), "%s", words);
	snprintf(news.name, sizeof(news.name), "%s",
		 scenario_line(w->scenario, party)->name);
	snprintf(news.text, sizeof(news.text), "%.*s",
		 (int)sizeof(news.text) - 1, words);
	deed = strcmp(words, SILENT) ? deed_find(w, at) : NULL;
	if (deed) {
		if (news.at < deed->at)
			news.at = deed->at;
		cause_print(w, deed, &news);
	}
	news_add(w->news, &news);
}

/* Is this entry of the log worth a line, and is it time to tell it? */
static bool is_tellable(const struct listener *l, unsigned index,
			const struct ear_heard *heard, hl_usec lasted,
			bool is_over)
{
	/* A tone cut short may look like another one afterwards. */
	if (l->half == index + 1 && l->half_sound == sound_of(heard))
		return false;
	if (!sound_of(heard))
		return (is_over || l->live) && lasted >= SILENCE;
	if (is_over)
		return lasted >= SHORTEST;
	return lasted >= (is_undecided(heard) ? PATIENCE : SETTLED);
}

static void party_listen(struct witness *w, unsigned party,
			 const struct ear *ear, hl_usec zero)
{
	struct listener *l = &w->listener[party];
	unsigned count = ear_log_count(ear);
	char words[EAR_WORDS_MAX];
	struct ear_heard now;

	for (unsigned i = l->told; i < count; i++) {
		struct ear_heard heard = heard_at(ear, i);
		bool is_over = i + 1 < count;
		hl_usec at = instant_of(zero, &heard);
		hl_usec end = is_over ? instant_of(zero,
						   ear_log_at(ear, i + 1))
				      : w->now;

		if (!is_over)
			tone_settle(l, &heard);
		if (is_tellable(l, i, &heard, end > at ? end - at : 0,
				is_over)) {
			ear_words(ear, &heard, words);
			heard_tell(w, party, at, words);
			l->half = i + 1;
			l->half_sound = sound_of(&heard);
		}
		if (is_over)
			l->told = i + 1;
	}
	now = heard_at(ear, count - 1);
	tone_settle(l, &now);
	ear_words(ear, &now, l->words);
	if (!sound_of(&now) || !l->live)
		l->words[0] = '\0';
}

void witness_listen(struct witness *w, const struct bed_ops *ops, void *bed)
{
	news_flush(w->news);
	w->now = ops->now(bed);
	for (unsigned i = 0; i < w->parties; i++) {
		hl_usec zero = 0;
		const struct ear *ear = ops->ear(bed, i, &zero);

		if (ear)
			party_listen(w, i, ear, zero);
	}
}

const char *witness_hears(const struct witness *w, unsigned party)
{
	return party < w->parties ? w->listener[party].words : "";
}

struct news_list *witness_news(struct witness *w)
{
	return w->news;
}

static void party_draw(struct witness *w, unsigned party,
		       const struct ear *ear, hl_usec zero)
{
	char words[EAR_WORDS_MAX];

	timeline_deafen(w->timeline, (int)party);
	for (unsigned i = 0; i < ear_log_count(ear); i++) {
		const struct ear_heard heard = heard_at(ear, i);

		ear_words(ear, &heard, words);
		timeline_hears(w->timeline, (int)party,
			       instant_of(zero, &heard), sound_of(&heard),
			       words);
	}
}

const struct timeline *witness_timeline(struct witness *w,
					const struct bed_ops *ops, void *bed)
{
	for (unsigned i = 0; i < w->parties; i++) {
		hl_usec zero = 0;
		const struct ear *ear = ops->ear(bed, i, &zero);

		if (ear)
			party_draw(w, i, ear, zero);
	}
	timeline_until(w->timeline, w->now);
	return w->timeline;
}
