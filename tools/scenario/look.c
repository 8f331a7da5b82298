/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look.c - is what a statement expects true at this moment?
 *
 * In:  an expectation; ears, bells, and what the controller says.
 * Out: yes or no, since when, and what is so instead.
 * Not: how long one looks - player.c; calls and programs - look_call.c.
 */
#include <string.h>

#include "ear.h"
#include "holdline/zone.h"
#include "look_parts.h"

/* An ear is sure 70 ms behind, and hears blocks of 20 ms (ear.h, far.h). */
#define EAR_LAG_MS 200
/* What an ear says before is about the time before; ear.h: 70 ms. */
#define EAR_SETTLE_MS 120
/* The kernel tells a hook 8 ms late, and the controller is asked (far.h). */
#define SETTLE_MS 20
/* The longest pause of a ring cadence, and a little (us: 4 s). */
#define BELL_LAG_MS 5000
/* The longest pause of a tone: it may still go on (call waiting tone: 10 s). */
#define PAUSE_LAG_MS (10500 + EAR_LAG_MS)

unsigned look_place(const struct look *look,
		    const struct scenario_statement *statement, unsigned i)
{
	int index = scenario_find(look->scenario, statement->party[i]);

	return index < 0 ? 0 : (unsigned)index;
}

static void later(hl_usec *since, hl_usec at)
{
	if (at > *since)
		*since = at;
}

/* ---- ears --------------------------------------------------------------- */

static const struct ear *ear_of(const struct look *l, unsigned party,
				hl_usec *zero)
{
	return l->ops->ear(l->bed, party, zero);
}

/* Over as soon as it is understood, and another tone follows it. */
static bool tone_passed(const struct look *l, unsigned party, enum hl_tone tone,
			hl_usec *since)
{
	const struct ear *ear;
	uint64_t sample;
	hl_usec zero;
	hl_usec from;

	ear = ear_of(l, party, &zero);
	from = l->acted > zero ? l->acted - zero : 0;
	if (tone != HL_TONE_CONFIRM ||
	    !ear_has_heard_tone(ear, tone, from / LOOK_SAMPLE_US, &sample))
		return false;
	later(since, zero + sample * LOOK_SAMPLE_US);
	return true;
}

static bool tone_only(const struct look *l, unsigned party, enum hl_tone tone,
		      hl_usec *since)
{
	const struct ear_heard *now;
	const struct ear *ear;
	uint64_t sample;
	hl_usec zero;

	ear = ear_of(l, party, &zero);
	now = ear_now(ear);
	if (now->voices || now->music || now->other ||
	    !ear_hears_tone(ear, tone, &sample))
		return false;
	later(since, zero + sample * LOOK_SAMPLE_US);
	return true;
}

static bool music_only(const struct look *l, unsigned party, hl_usec *since)
{
	const struct ear_heard *now;
	const struct ear *ear;
	uint64_t sample;
	hl_usec zero;

	ear = ear_of(l, party, &zero);
	now = ear_now(ear);
	if (now->voices || now->tones || now->other ||
	    !ear_hears_music(ear, &sample))
		return false;
	later(since, zero + sample * LOOK_SAMPLE_US);
	return true;
}

bool look_silence(const struct look *look, unsigned party, hl_usec *since)
{
	const struct ear *ear;
	uint64_t sample;
	hl_usec zero;

	ear = ear_of(look, party, &zero);
	if (!ear_hears_nothing(ear, &sample))
		return false;
	later(since, zero + sample * LOOK_SAMPLE_US);
	return true;
}

/* The voices of @mask, each party one bit, and nothing else. */
static bool voices_only(const struct look *l, unsigned party, uint32_t mask,
			hl_usec *since)
{
	const struct ear_heard *now;
	const struct ear *ear;
	uint64_t sample;
	hl_usec zero;
	unsigned i;

	ear = ear_of(l, party, &zero);
	now = ear_now(ear);
	if (now->voices != mask || now->music || now->tones || now->other)
		return false;
	for (i = 0; i < SCENARIO_PARTIES_MAX; i++)
		if (mask & 1u << i && ear_hears_voice(ear, i, &sample))
			later(since, zero + sample * LOOK_SAMPLE_US);
	return true;
}

static bool hears_tone(struct look *l, const struct scenario_statement *s,
		       hl_usec *since)
{
	for (unsigned i = 0; i < s->parties; i++)
		if (!tone_only(l, look_place(l, s, i), s->tone, since) &&
		    !tone_passed(l, look_place(l, s, i), s->tone, since))
			return false;
	return true;
}

static bool hears_music(struct look *l, const struct scenario_statement *s,
			hl_usec *since)
{
	for (unsigned i = 0; i < s->parties; i++)
		if (!music_only(l, look_place(l, s, i), since))
			return false;
	return true;
}

static bool hears_none(struct look *l, const struct scenario_statement *s,
		       hl_usec *since)
{
	for (unsigned i = 0; i < s->parties; i++)
		if (!look_silence(l, look_place(l, s, i), since))
			return false;
	return true;
}

static uint32_t mask_of(const struct look *l,
			const struct scenario_statement *s, unsigned from)
{
	uint32_t mask = 0;

	for (unsigned i = from; i < s->parties; i++)
		mask |= 1u << look_place(l, s, i);
	return mask;
}

static bool hears_voices(struct look *l, const struct scenario_statement *s,
			 hl_usec *since)
{
	return voices_only(l, look_place(l, s, 0), mask_of(l, s, 1), since);
}

static bool talk(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	uint32_t mask = mask_of(l, s, 0);
	hl_usec zero;

	for (unsigned i = 0; i < scenario_lines(l->scenario); i++) {
		if (!(mask & 1u << i)) {
			if (ear_now(ear_of(l, i, &zero))->voices & mask)
				return false;
			continue;
		}
		if (!voices_only(l, i, mask & ~(1u << i), since))
			return false;
	}
	return true;
}

/* ---- bells and exchanges ------------------------------------------------ */

bool look_far(const struct look *look, unsigned party, struct bed_far *ret)
{
	memset(ret, 0, sizeof(*ret));
	return look->ops->far(look->bed, party, ret) == 0;
}

/* Bells are told by their rhythm, and some rhythms have two names. */
static bool is_cadence(const struct look *l, enum hl_ring heard,
		       enum hl_ring wanted)
{
	const struct hl_ring_plan *a;
	const struct hl_ring_plan *b;
	struct hl_zone zone;

	if (heard == wanted || heard == HL_RING_NONE ||
	    hl_zone_load(&zone, scenario_zone(l->scenario)) < 0)
		return heard == wanted;
	a = &zone.ring[heard];
	b = &zone.ring[wanted];
	return a->count == b->count && a->once == b->once &&
	       memcmp(a->step_ms, b->step_ms,
		      a->count * sizeof(a->step_ms[0])) == 0;
}

static bool bells(struct look *l, const struct scenario_statement *s,
		  hl_usec *since)
{
	struct bed_far far;

	for (unsigned i = 0; i < s->parties; i++) {
		if (!look_far(l, look_place(l, s, i), &far))
			return false;
		if ((far.ring == HL_RING_NONE) !=
		    (s->verb == SCENARIO_VERB_NORING))
			return false;
		if (s->verb == SCENARIO_VERB_RINGBACK &&
		    far.ring != HL_RING_RECALL)
			return false;
		if (s->verb == SCENARIO_VERB_RINGAS &&
		    !is_cadence(l, far.ring, (enum hl_ring)s->value))
			return false;
		later(since, far.since);
	}
	return true;
}

static bool shows(struct look *l, const struct scenario_statement *s,
		  hl_usec *since)
{
	struct bed_far far;

	for (unsigned i = 0; i < s->parties; i++) {
		if (!look_far(l, look_place(l, s, i), &far))
			return false;
		if (s->verb == SCENARIO_VERB_SHOWNONE) {
			if (far.shown)
				return false;
			continue;
		}
		if (!far.shown || (strcmp(far.number, s->word) != 0 &&
				   strcmp(far.name, s->word) != 0))
			return false;
		later(since, far.shown_at);
	}
	return true;
}

static bool messages(struct look *l, const struct scenario_statement *s,
		     hl_usec *since)
{
	unsigned says = s->verb == SCENARIO_VERB_MESSAGE ? 2 : 1;
	int index = scenario_find(l->scenario, s->call.of);
	struct bed_far far;

	if (index < 0 || !look_far(l, (unsigned)index, &far) ||
	    far.messages != says)
		return false;
	later(since, far.messages_at);
	return true;
}

static bool lamp(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	int index = scenario_find(l->scenario, s->call.of);
	struct bed_far far;

	(void)since;
	return index >= 0 && look_far(l, (unsigned)index, &far) &&
	       far.lamp == (s->verb == SCENARIO_VERB_LAMPON);
}

static bool echo(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	int index = scenario_find(l->scenario, s->call.of);
	struct bed_far far;

	(void)since;
	return index >= 0 && look_far(l, (unsigned)index, &far) &&
	       far.echo == (s->verb == SCENARIO_VERB_ECHOON);
}

static bool seized(struct look *l, const struct scenario_statement *s,
		   hl_usec *since)
{
	struct bed_far far;

	(void)since;
	return look_far(l, look_place(l, s, 0), &far) &&
	       far.seized == (s->verb == SCENARIO_VERB_SEIZED);
}

static bool sent(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	struct bed_far far;

	(void)since;
	return look_far(l, look_place(l, s, 0), &far) &&
	       strcmp(far.digits, s->word) == 0;
}

/* ---- the controller's words --------------------------------------------- */

bool look_near(const struct look *look, unsigned party, struct bed_near *ret)
{
	memset(ret, 0, sizeof(*ret));
	return look->ops->near(look->bed, party, ret) == 0;
}

static bool situation(struct look *l, const struct scenario_statement *s,
		      hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       near.situation == s->situation;
}

const char *look_rest(const struct look *look, unsigned party)
{
	struct bed_near near;
	struct bed_far far;

	if (!look_far(look, party, &far) || !look_near(look, party, &near))
		return "does not answer";
	if (far.seized)
		return "is seized";
	if (far.rung)
		return "is rung by the exchange";
	if (scenario_line(look->scenario, party)->kind == HL_KIND_STATION) {
		if (far.lifted)
			return "is off the hook";
		if (near.situation != HL_SIT_RESTING)
			return "is not at rest";
	}
	return near.calls ? "has a call" : "";
}

/* The end of a cadence is known late, and then since when it was. */
static bool is_silent(const struct look *l, unsigned party, hl_usec *since)
{
	struct bed_far far;

	if (!look_silence(l, party, since))
		return false;
	if (scenario_line(l->scenario, party)->kind == HL_KIND_TRUNK)
		return true;
	if (!look_far(l, party, &far) || far.ring != HL_RING_NONE)
		return false;
	later(since, far.since);
	return true;
}

static bool quiet(struct look *l, const struct scenario_statement *s,
		  hl_usec *since)
{
	(void)s;
	for (unsigned i = 0; i < scenario_lines(l->scenario); i++) {
		if (!*look_rest(l, i))
			continue;
		l->still = 0;
		return false;
	}
	if (!l->still)
		l->still = l->ops->now(l->bed);
	*since = l->still;
	for (unsigned i = 0; i < scenario_lines(l->scenario); i++)
		if (!is_silent(l, i, since))
			return false;
	return true;
}

/* ---- the table ---------------------------------------------------------- */

/*
 * @settle:   [ms] after a deed, before which what is found may be old
 * @patience: [ms] how long one may not be sure of it
 */
static const struct {
	look_fn *is;
	hl_msec settle;
	hl_msec patience;
} looks[SCENARIO_VERB_COUNT] = {
	[SCENARIO_VERB_HEARTONE] = { hears_tone, EAR_SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_HEARMUSIC] = { hears_music, EAR_SETTLE_MS,
				      PAUSE_LAG_MS },
	[SCENARIO_VERB_HEARNONE] = { hears_none, EAR_SETTLE_MS, PAUSE_LAG_MS },
	[SCENARIO_VERB_HEARVOICE] = { hears_voices, EAR_SETTLE_MS,
				      PAUSE_LAG_MS },
	[SCENARIO_VERB_TALK] = { talk, EAR_SETTLE_MS, PAUSE_LAG_MS },
	[SCENARIO_VERB_RING] = { bells, SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_RINGBACK] = { bells, SETTLE_MS, BELL_LAG_MS },
	[SCENARIO_VERB_NORING] = { bells, SETTLE_MS, BELL_LAG_MS },
	[SCENARIO_VERB_RINGAS] = { bells, SETTLE_MS, BELL_LAG_MS },
	[SCENARIO_VERB_SHOWNONE] = { shows, SETTLE_MS, 0 },
	[SCENARIO_VERB_SHOWS] = { shows, SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_MESSAGE] = { messages, SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_NOMESSAGE] = { messages, SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_LAMPON] = { lamp, SETTLE_MS, 0 },
	[SCENARIO_VERB_LAMPOFF] = { lamp, SETTLE_MS, 0 },
	[SCENARIO_VERB_ECHOON] = { echo, SETTLE_MS, 0 },
	[SCENARIO_VERB_ECHOOFF] = { echo, SETTLE_MS, 0 },
	[SCENARIO_VERB_SITUATION] = { situation, SETTLE_MS, 0 },
	[SCENARIO_VERB_CALLSTATE] = { expect_state, SETTLE_MS, 0 },
	[SCENARIO_VERB_CALLIS] = { expect_call, SETTLE_MS, 0 },
	[SCENARIO_VERB_CALLS] = { expect_count, SETTLE_MS, 0 },
	[SCENARIO_VERB_NOCALL] = { expect_none, SETTLE_MS, 0 },
	[SCENARIO_VERB_SEIZED] = { seized, SETTLE_MS, 0 },
	[SCENARIO_VERB_FREED] = { seized, SETTLE_MS, 0 },
	[SCENARIO_VERB_SENT] = { sent, SETTLE_MS, 0 },
	[SCENARIO_VERB_PULSED] = { expect_exchange, SETTLE_MS, 0 },
	[SCENARIO_VERB_NOTLOST] = { expect_exchange, SETTLE_MS, 0 },
	[SCENARIO_VERB_HELDTHERE] = { expect_exchange, SETTLE_MS, 0 },
	[SCENARIO_VERB_NOTHELDTHERE] = { expect_exchange, SETTLE_MS, 0 },
	[SCENARIO_VERB_CLEARED] = { expect_cleared, SETTLE_MS, 0 },
	[SCENARIO_VERB_OUTOFSERVICE] = { expect_service, SETTLE_MS, 0 },
	[SCENARIO_VERB_INSERVICE] = { expect_service, SETTLE_MS, 0 },
	[SCENARIO_VERB_FLASHED] = { expect_flashed, SETTLE_MS, 0 },
	[SCENARIO_VERB_KEYS] = { expect_keys, EAR_SETTLE_MS, EAR_LAG_MS },
	[SCENARIO_VERB_NOKEYS] = { expect_keys, EAR_SETTLE_MS, 0 },
	[SCENARIO_VERB_PARKED] = { expect_parked, SETTLE_MS, 0 },
	[SCENARIO_VERB_INUSE] = { expect_in_use, SETTLE_MS, 0 },
	[SCENARIO_VERB_REFUSED] = { expect_refused, 0, 0 },
	[SCENARIO_VERB_TOLD] = { expect_told, SETTLE_MS, 0 },
	[SCENARIO_VERB_TOLDVOICE] = { expect_told_voice, SETTLE_MS, 0 },
	[SCENARIO_VERB_NOHELD] = { expect_nobody_held, SETTLE_MS, 0 },
	[SCENARIO_VERB_QUIET] = { quiet, EAR_SETTLE_MS, PAUSE_LAG_MS },
};

bool look_is(struct look *look, const struct scenario_statement *statement,
	     hl_usec *since)
{
	*since = 0;
	return looks[statement->verb].is &&
	       looks[statement->verb].is(look, statement, since);
}

static hl_msec tone_length(const struct look *l, enum hl_tone tone)
{
	struct hl_zone zone;
	hl_msec ms = 0;

	if (hl_zone_load(&zone, scenario_zone(l->scenario)) < 0)
		return 0;
	for (unsigned i = 0; i < zone.tone[tone].count; i++)
		ms += zone.tone[tone].segment[i].ms;
	return ms;
}

hl_msec look_settle(const struct scenario_statement *statement)
{
	return looks[statement->verb].settle;
}

hl_msec look_patience(const struct look *look,
		      const struct scenario_statement *statement)
{
	hl_msec ms = looks[statement->verb].patience;

	if (statement->verb == SCENARIO_VERB_HEARTONE)
		ms += 2 * tone_length(look, statement->tone);
	return ms;
}
