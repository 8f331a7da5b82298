/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deeds.c - what was done and found at the console, kept as a scenario
 *
 * In:  statements with their instants.
 * Out: a scenario in which the same happens at the same instants.
 * Not: doing - bench.c; finding - find.c.
 *
 * A player does one thing after the other, and waits until the hand is done.
 * So does the console; therefore a wait between two deeds is the time from
 * the end of the one to the beginning of the other. Behind a wait the player
 * lets a little time pass before it looks; the wait is shorter by that.
 */
#include "deeds.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/sim.h"
#include "setup.h"
#include "tools/scenario/look.h"

#define DIGITS_APART HL_MS(1500) /* nearer ones may become a number (house) */

struct deed {
	struct scenario_statement statement;
	hl_usec at;
	hl_usec end;
};

struct deeds {
	struct deed *deed;
	unsigned count;
	unsigned room;
	unsigned actions;
	bool other;
	bool lost; /* no memory, or more than a scenario can be */
};

int deeds_open(struct deeds **ret)
{
	*ret = calloc(1, sizeof(**ret));
	return *ret ? 0 : -ENOMEM;
}

void deeds_close(struct deeds *deeds)
{
	if (!deeds)
		return;
	free(deeds->deed);
	free(deeds);
}

static void deed_push(struct deeds *deeds, const struct deed *deed)
{
	if (deeds->count == deeds->room) {
		unsigned room = deeds->room ? deeds->room * 2 : 64;
		struct deed *more = NULL;

		if (room <= 2 * SCENARIO_STATEMENTS_MAX)
			more = realloc(deeds->deed, room * sizeof(*more));
		if (!more) {
			deeds->lost = true;
			return;
		}
		deeds->deed = more;
		deeds->room = room;
	}
	deeds->deed[deeds->count++] = *deed;
}

void deeds_add(struct deeds *deeds, const struct scenario_statement *statement,
	       hl_usec at, hl_usec end)
{
	const struct deed deed = { *statement, at, end };

	deeds->actions++;
	deed_push(deeds, &deed);
}

void deeds_find(struct deeds *deeds, const struct scenario_statement *statement,
		hl_usec at)
{
	const struct deed deed = { *statement, at, at };

	if (!deeds->other)
		deed_push(deeds, &deed);
}

void deeds_other(struct deeds *deeds)
{
	deeds->other = true;
}

bool deeds_are_whole(const struct deeds *deeds)
{
	return !deeds->other && !deeds->lost;
}

unsigned deeds_count(const struct deeds *deeds)
{
	return deeds->actions;
}

static bool is_action(const struct deed *deed)
{
	return scenario_verb_kind(deed->statement.verb) == SCENARIO_ACTION;
}

/* May this deed be told as more digits of the one before? */
static bool is_more(const struct deed *before, const struct deed *deed)
{
	const struct scenario_statement *a = &before->statement;
	const struct scenario_statement *b = &deed->statement;

	return b->verb == a->verb &&
	       (b->verb == SCENARIO_VERB_DIALS ||
		b->verb == SCENARIO_VERB_PULSES) &&
	       !strcmp(a->party[0], b->party[0]) &&
	       deed->at <= before->end + DIGITS_APART &&
	       strlen(a->word) + strlen(b->word) < sizeof(a->word);
}

/*
 * Puts digits together. What was found between two digits of a number is
 * left out, because they then have no between. @ret has room for all.
 */
static unsigned deeds_merge(const struct deeds *deeds, struct deed *ret)
{
	unsigned count = 0;
	unsigned last = 0; /* place of the last action, plus one */

	for (unsigned i = 0; i < deeds->count; i++) {
		const struct deed *deed = &deeds->deed[i];
		struct deed *before = last ? &ret[last - 1] : NULL;

		if (!is_action(deed) || !before || !is_more(before, deed)) {
			ret[count++] = *deed;
			if (is_action(deed))
				last = count;
			continue;
		}
		count = last;
		snprintf(before->statement.word +
				 strlen(before->statement.word),
			 sizeof(before->statement.word) -
				 strlen(before->statement.word),
			 "%s", deed->statement.word);
		before->end = deed->end;
	}
	return count;
}

static int wait_add(struct scenario *scenario, hl_usec us)
{
	struct scenario_statement s = { .verb = SCENARIO_VERB_WAIT };
	hl_usec ms = us / 1000;
	int r = 0;

	while (r == 0 && ms) {
		s.time = ms > SCENARIO_TIME_MAX ? SCENARIO_TIME_MAX
						: (hl_msec)ms;
		ms -= s.time;
		r = scenario_add(scenario, &s);
	}
	return r;
}

/* When a player is done with a number that was put together. */
static hl_usec end_of(const struct deed *deed, bool merged)
{
	const struct scenario_statement *s = &deed->statement;
	const struct hl_sim_dial how = {
		.pulse = s->verb == SCENARIO_VERB_PULSES,
	};

	if (!merged || (s->verb != SCENARIO_VERB_DIALS && !how.pulse))
		return deed->end;
	return deed->at + HL_MS(hl_sim_dial_length(s->word, &how));
}

/* [us] that a player needs before it looks at so many findings. */
static hl_usec settle_of(const struct deed *found, unsigned count)
{
	hl_usec most = 0;

	for (unsigned i = 0; i < count; i++) {
		hl_usec settle = HL_MS(look_settle(&found[i].statement));

		if (settle > most)
			most = settle;
	}
	return most;
}

/* How many findings of the same instant there are. */
static unsigned findings_count(const struct deed *deed, unsigned count)
{
	unsigned n = 0;

	while (n < count && !is_action(&deed[n]) && deed[n].at == deed[0].at)
		n++;
	return n;
}

/* Where there is no time to look, nobody looks. */
static int findings_write(struct scenario *scenario, const struct deed *found,
			  unsigned count, hl_usec *now)
{
	hl_usec settle = settle_of(found, count);
	int r;

	if (found->at < *now + settle)
		return 0;
	r = wait_add(scenario, found->at - *now - settle);
	for (unsigned i = 0; r == 0 && i < count; i++)
		r = scenario_add(scenario, &found[i].statement);
	*now = found->at;
	return r;
}

static int action_write(struct scenario *scenario, const struct deed *deed,
			bool merged, hl_usec *now)
{
	int r = 0;

	if (deed->at > *now)
		r = wait_add(scenario, deed->at - *now);
	if (r == 0)
		r = scenario_add(scenario, &deed->statement);
	*now = end_of(deed, merged);
	return r;
}

static int deeds_write(struct scenario *scenario, const struct deed *deed,
		       unsigned count, hl_usec until, bool merged)
{
	hl_usec now = 0;
	int r = 0;

	for (unsigned i = 0; r == 0 && i < count;) {
		unsigned found = findings_count(&deed[i], count - i);

		if (found)
			r = findings_write(scenario, &deed[i], found, &now);
		else
			r = action_write(scenario, &deed[i], merged, &now);
		i += found ? found : 1;
	}
	if (r == 0 && until > now)
		r = wait_add(scenario, until - now);
	return r;
}

int deeds_scenario(struct scenario **ret, const struct deeds *deeds,
		   const struct scenario *setup, hl_usec until, bool merged)
{
	struct scenario *scenario = NULL;
	struct deed *list = NULL;
	unsigned count = deeds->count;
	int r;

	if (deeds->lost)
		return -ENOSPC;
	list = calloc(count + 1, sizeof(*list));
	if (!list)
		return -ENOMEM;
	if (merged)
		count = deeds_merge(deeds, list);
	else if (count)
		memcpy(list, deeds->deed, count * sizeof(*list));
	r = setup_copy(&scenario, setup, scenario_title(setup));
	if (r == 0)
		r = deeds_write(scenario, list, count, until, merged);
	free(list);
	if (r == 0) {
		*ret = scenario;
		scenario = NULL;
	}
	scenario_free(scenario);
	return r;
}
