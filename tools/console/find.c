/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * find.c - what is so at this moment, as expectations of a scenario
 *
 * In:  ears, bells, the controller's own word.
 * Out: statements that are true now, and were not told yet.
 * Not: when to look - bench.c; keeping them - deeds.c.
 */
#include "find.h"

#include <stdio.h>
#include <string.h>

#include "tools/scenario/ear.h"

/* A sound that is younger may still turn out to be another, samples (house). */
#define SETTLED 2400

enum { HEARS, STATE, RINGS };

struct look_at {
	struct find *find;
	const struct bed_ops *ops;
	void *bed;
	const struct scenario *scenario;
	struct deeds *deeds;
	unsigned party;
	hl_usec at;
};

static void name_put(const struct look_at *l, struct scenario_statement *s,
		     unsigned party)
{
	snprintf(s->party[s->parties++], sizeof(s->party[0]), "%s",
		 scenario_line(l->scenario, party)->name);
}

static void tell(const struct look_at *l, unsigned kind,
		 const struct scenario_statement *s)
{
	char *told = l->find->told[l->party][kind];
	char line[2 * SCENARIO_LINE_MAX];
	size_t length;

	scenario_statement_print(s, line, sizeof(line));
	length = strlen(line);
	if (length >= SCENARIO_LINE_MAX || !strcmp(line, told))
		return;
	memcpy(told, line, length + 1);
	deeds_find(l->deeds, s, l->at);
}

/* The one tone that it is for sure; HL_TONE_NONE when that is not known. */
static enum hl_tone tone_of(const struct ear *ear)
{
	for (unsigned i = HL_TONE_NONE + 1; i < HL_TONE_D1; i++)
		if (ear_hears_tone(ear, (enum hl_tone)i, NULL))
			return (enum hl_tone)i;
	return HL_TONE_NONE;
}

static void voices_find(const struct look_at *l, uint32_t voices)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_HEARVOICE };

	name_put(l, &s, l->party);
	for (unsigned i = 0; i < scenario_lines(l->scenario); i++)
		if (voices >> i & 1)
			name_put(l, &s, i);
	tell(l, HEARS, &s);
}

static void sound_find(const struct look_at *l, const struct ear *ear)
{
	const struct ear_heard *heard = ear_now(ear);
	struct scenario_statement s = { .verb = SCENARIO_VERB_HEARNONE };

	if (heard->other || ear_time(ear) < heard->since + SETTLED)
		return;
	name_put(l, &s, l->party);
	if (heard->voices) {
		if (!heard->tones && !heard->music)
			voices_find(l, heard->voices);
		return;
	}
	if (heard->music && heard->tones)
		return;
	if (heard->music)
		s.verb = SCENARIO_VERB_HEARMUSIC;
	if (heard->tones) {
		s.verb = SCENARIO_VERB_HEARTONE;
		s.tone = tone_of(ear);
		if (s.tone == HL_TONE_NONE)
			return;
	}
	tell(l, HEARS, &s);
}

static void state_find(const struct look_at *l, enum hl_line_kind kind)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_SITUATION };
	struct bed_near near;

	if (l->ops->near(l->bed, l->party, &near) < 0)
		return;
	name_put(l, &s, l->party);
	s.situation = near.situation;
	if (kind == HL_KIND_TRUNK) {
		s.verb = near.calls ? SCENARIO_VERB_CALLSTATE
				    : SCENARIO_VERB_NOCALL;
		if (near.calls > 1)
			return;
		s.state = near.state[0];
		snprintf(s.word, sizeof(s.word), "%s", near.mode[0]);
	}
	tell(l, STATE, &s);
}

static void ring_find(const struct look_at *l, const struct bed_far *far)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_RING };

	if (far->ring == HL_RING_NONE) {
		l->find->told[l->party][RINGS][0] = '\0';
		return;
	}
	if (far->ring == HL_RING_RECALL)
		s.verb = SCENARIO_VERB_RINGBACK;
	name_put(l, &s, l->party);
	tell(l, RINGS, &s);
}

static void party_find(struct look_at *l)
{
	enum hl_line_kind kind = scenario_line(l->scenario, l->party)->kind;
	const struct ear *ear;
	struct bed_far far;
	hl_usec zero;

	if (l->ops->far(l->bed, l->party, &far) < 0)
		return;
	ring_find(l, &far);
	state_find(l, kind);
	ear = l->ops->ear(l->bed, l->party, &zero);
	if (ear && (far.lifted || far.seized))
		sound_find(l, ear);
	else
		l->find->told[l->party][HEARS][0] = '\0';
}

void find_all(struct find *find, const struct bed_ops *ops, void *bed,
	      const struct scenario *scenario, struct deeds *deeds, hl_usec at)
{
	struct look_at l = { find, ops, bed, scenario, deeds, 0, at };

	for (l.party = 0; l.party < scenario_lines(scenario); l.party++)
		party_find(&l);
}
