/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look_call.c - is what a statement expects of calls and programs true?
 *
 * In:  an expectation; what the controller says, what it answered.
 * Out: yes or no.
 * Not: sound, bells, rest - look.c; which call is meant - program.c.
 */
#include <string.h>

#include "ear.h"
#include "look_parts.h"
#include "program.h"

/* Has one of the calls in @mask the state, and the mode if one is said? */
static bool is_so(const struct bed_near *near, unsigned mask,
		  const struct scenario_statement *s)
{
	for (unsigned i = 0; i < near->calls; i++)
		if (mask & 1u << i && near->state[i] == s->state &&
		    (!*s->word || strcmp(near->mode[i], s->word) == 0))
			return true;
	return false;
}

bool expect_state(struct look *l, const struct scenario_statement *s,
		hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       is_so(&near, ~0u, s);
}

bool expect_call(struct look *l, const struct scenario_statement *s,
	       hl_usec *since)
{
	int party = scenario_find(l->scenario, s->call.of);
	struct bed_near near;

	(void)since;
	return party >= 0 && look_near(l, (unsigned)party, &near) &&
	       is_so(&near, program_calls(l, &s->call, &near), s);
}

bool expect_count(struct look *l, const struct scenario_statement *s,
		hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       near.calls == s->count;
}

bool expect_none(struct look *l, const struct scenario_statement *s,
	       hl_usec *since)
{
	struct bed_near near;

	(void)since;
	for (unsigned i = 0; i < s->parties; i++)
		if (!look_near(l, look_place(l, s, i), &near) || near.calls)
			return false;
	return true;
}

bool expect_nobody_held(struct look *l, const struct scenario_statement *s,
		      hl_usec *since)
{
	struct bed_near near;

	(void)s;
	(void)since;
	for (unsigned i = 0; i < scenario_lines(l->scenario); i++) {
		if (!look_near(l, i, &near))
			return false;
		for (unsigned c = 0; c < near.calls; c++)
			if (hl_call_state_is_hold(near.state[c]))
				return false;
	}
	return true;
}

bool expect_parked(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	struct bed_near near;

	(void)since;
	if (!look_near(l, look_place(l, s, 0), &near))
		return false;
	for (unsigned i = 0; i < near.calls; i++)
		if (strcmp(near.call[i].parked, s->word) == 0)
			return true;
	return false;
}

bool expect_in_use(struct look *l, const struct scenario_statement *s,
		 hl_usec *since)
{
	unsigned n;

	(void)since;
	return l->ops->in_use(l->bed, s->word, &n) == 0 && n == s->count;
}

bool expect_refused(struct look *l, const struct scenario_statement *s,
		  hl_usec *since)
{
	(void)since;
	return (unsigned)l->error == s->value;
}

bool expect_told(struct look *l, const struct scenario_statement *s,
	       hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       strcmp(near.digits, s->word) == 0;
}

bool expect_told_voice(struct look *l, const struct scenario_statement *s,
		     hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) && near.tones;
}

/* The digit that is all of what is heard, or 0. */
static char digit_of(const struct ear_heard *heard)
{
	if (heard->voices || heard->music || heard->other || !heard->tones ||
	    heard->tones & (heard->tones - 1))
		return 0;
	return hl_tone_digit((enum hl_tone)__builtin_ctz(heard->tones));
}

bool expect_keys(struct look *l, const struct scenario_statement *s,
	       hl_usec *since)
{
	char digits[HL_DIGITS_MAX + 1] = "";
	const struct ear *ear;
	char before = 0;
	unsigned n = 0;
	hl_usec zero;

	ear = l->ops->ear(l->bed, look_place(l, s, 0), &zero);
	for (unsigned i = 0; i < ear_log_count(ear); i++) {
		const struct ear_heard *heard = ear_log_at(ear, i);
		hl_usec at = zero + heard->since * LOOK_SAMPLE_US;
		char digit = digit_of(heard);

		if (digit && digit != before && n < HL_DIGITS_MAX &&
		    at + LOOK_EARLY_US >= l->acted) {
			digits[n++] = digit;
			if (at > *since)
				*since = at;
		}
		before = digit;
	}
	return strcmp(digits, s->word) == 0;
}

bool expect_flashed(struct look *l, const struct scenario_statement *s,
		  hl_usec *since)
{
	struct bed_far far;

	(void)since;
	return look_far(l, look_place(l, s, 0), &far) && far.flashes;
}

/* ---- exchanges ---------------------------------------------------------- */

bool expect_exchange(struct look *l, const struct scenario_statement *s,
		     hl_usec *since)
{
	struct bed_far far;

	(void)since;
	if (!look_far(l, look_place(l, s, 0), &far))
		return false;
	if (s->verb == SCENARIO_VERB_PULSED)
		return strcmp(far.digits, s->word) == 0 &&
		       far.pulses == strlen(far.digits);
	if (s->verb == SCENARIO_VERB_NOTLOST)
		return !far.lost;
	return far.held == (s->verb == SCENARIO_VERB_HELDTHERE);
}

bool expect_cleared(struct look *l, const struct scenario_statement *s,
		    hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       near.cleared == s->value + 1;
}

bool expect_service(struct look *l, const struct scenario_statement *s,
		    hl_usec *since)
{
	struct bed_near near;

	(void)since;
	return look_near(l, look_place(l, s, 0), &near) &&
	       near.out == (s->verb == SCENARIO_VERB_OUTOFSERVICE);
}
