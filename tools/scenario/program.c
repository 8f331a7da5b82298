/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program.c - what a program asks for, with the handles that it needs
 *
 * In:  a request as it is written: "101's held call".
 * Out: the request with the numbers of its calls; or why none is meant.
 * Not: asking - the bed; what it led to - look_call.c.
 *
 * A scenario names calls as a person would. The active one of a line is meant
 * when nothing else is said, else the only one; what could be several is a
 * mistake of the scenario and not a guess.
 */
#include "program.h"

#include <errno.h>
#include <string.h>

#include "ear.h"

#define VOICE_MS 200 /* house: surer than a syllable */

static bool is_inactive(const struct bed_near *near, unsigned i)
{
	return near->state[i] == HL_CALL_CONNECTED &&
	       strncmp(near->mode[i], "inactive", 8) == 0;
}

static bool is_offered(const struct bed_near *near, unsigned i)
{
	return near->state[i] == HL_CALL_OFFERING ||
	       near->state[i] == HL_CALL_ACCEPTED;
}

/* 2 its party is heard, 1 it is on the way, 0 neither. */
static unsigned activity(const struct bed_near *near, unsigned i)
{
	enum hl_call_st state = near->state[i];

	if (state == HL_CALL_CONNECTED)
		return is_inactive(near, i) ? 0 : 2;
	return !hl_call_state_is_hold(state) && !is_offered(near, i) &&
	       state != HL_CALL_CONFERENCED && state != HL_CALL_DISCONNECTED;
}

static bool is_which(const struct bed_near *near, unsigned i,
		     enum scenario_which which)
{
	switch (which) {
	case SCENARIO_WHICH_ACTIVE:
		return activity(near, i);
	case SCENARIO_WHICH_HELD:
		return hl_call_state_is_hold(near->state[i]) &&
		       !near->call[i].conference;
	case SCENARIO_WHICH_WAITING:
		return is_offered(near, i);
	case SCENARIO_WHICH_CONFERENCE:
		return near->call[i].conference;
	case SCENARIO_WHICH_ANY:
	case SCENARIO_WHICH_COUNT:
		break;
	}
	return true;
}

/* Is the line with this name in the same conversation? */
static bool is_with(const struct look *look, const char *name,
		    uint32_t conversation)
{
	int party = scenario_find(look->scenario, name);
	struct bed_near near;

	if (party < 0 || !look_near(look, (unsigned)party, &near))
		return false;
	for (unsigned i = 0; i < near.calls; i++)
		if (near.call[i].conversation == conversation)
			return true;
	return false;
}

unsigned program_calls(const struct look *look,
		       const struct scenario_call *call,
		       const struct bed_near *near)
{
	unsigned mask = 0;

	for (unsigned i = 0; i < near->calls; i++) {
		if (!is_which(near, i, call->which) ||
		    (call->index && call->index != i + 1))
			continue;
		if (call->with[0] &&
		    !is_with(look, call->with, near->call[i].conversation))
			continue;
		mask |= 1u << i;
	}
	return mask;
}

static bool is_one(unsigned mask)
{
	return mask && !(mask & (mask - 1));
}

/* Of several the most active one; -1 when that are several, too. */
static int most_active(const struct bed_near *near, unsigned mask)
{
	unsigned best = 0;
	unsigned level = is_one(mask) ? 0 : 1;

	for (unsigned i = 0; i < near->calls; i++) {
		unsigned active = activity(near, i);

		if (!(mask & 1u << i) || active < level)
			continue;
		best = active > level ? 0 : best;
		level = active;
		best |= 1u << i;
	}
	return is_one(best) ? __builtin_ctz(best) : -1;
}

static void call_print(const struct scenario_call *call, char *ret,
		       size_t size)
{
	snprintf(ret, size, "%s's %s%s%s%s", call->of,
		 scenario_which_word(call->which),
		 call->which == SCENARIO_WHICH_ANY ? "" : " ",
		 call->which == SCENARIO_WHICH_CONFERENCE ? "" : "call",
		 call->with[0] ? " that is meant" : "");
}

static int call_find(const struct look *look, const struct scenario_call *call,
		     hl_call *ret, char *why, size_t size)
{
	int party = scenario_find(look->scenario, call->of);
	char what[64];
	struct bed_near near;
	unsigned mask;
	int i;

	call_print(call, what, sizeof(what));
	if (party < 0 || !look_near(look, (unsigned)party, &near)) {
		snprintf(why, size, "the controller does not answer");
		return -EPROTO;
	}
	mask = program_calls(look, call, &near);
	i = mask ? most_active(&near, mask) : -1;
	if (i < 0) {
		snprintf(why, size,
			 mask ? "%s may be several: held, waiting, call 2, "
				"with 102"
			      : "there is no call that is %s",
			 what);
		return -EPROTO;
	}
	*ret = near.call[i].id;
	return 0;
}

/* The line in whose calls the request looks. */
static struct scenario_call owner_of(const struct scenario_statement *s)
{
	struct scenario_call ret = s->call;

	if (!ret.of[0])
		memcpy(ret.of, s->party[0], sizeof(ret.of));
	return ret;
}

static int handles_find(const struct look *look,
			const struct scenario_statement *s,
			enum scenario_aim aim, struct bed_ask *ret, char *why,
			size_t size)
{
	struct scenario_call call = owner_of(s);
	int r = 0;

	switch (aim) {
	case SCENARIO_AIM_LINE:
		ret->party = (unsigned)scenario_find(look->scenario,
						     s->party[0]);
		return 0;
	case SCENARIO_AIM_CALL:
	case SCENARIO_AIM_ACTIVE:
		return call_find(look, &call, &ret->call, why, size);
	case SCENARIO_AIM_MEMBER:
		memcpy(call.with, s->party[0], sizeof(call.with));
		return call_find(look, &call, &ret->call, why, size);
	case SCENARIO_AIM_ADDED:
		r = call_find(look, &call, &ret->other, why, size);
		break;
	case SCENARIO_AIM_CONFERENCE:
		break;
	}
	call = (struct scenario_call){ .which = SCENARIO_WHICH_CONFERENCE };
	memcpy(call.of, owner_of(s).of, sizeof(call.of));
	return r < 0 ? r : call_find(look, &call, &ret->call, why, size);
}

int program_ask(const struct look *look,
		const struct scenario_statement *statement,
		struct bed_ask *ret, char *why, size_t size)
{
	const struct scenario_ask *ask = scenario_ask(statement->verb);
	int party;

	memset(ret, 0, sizeof(*ret));
	ret->request = ask->request;
	ret->number = statement->word;
	ret->value = ask->value;
	ret->length = statement->time;
	if (statement->verb == SCENARIO_ASK_TREAT)
		ret->value = statement->value;
	if (statement->verb == SCENARIO_ASK_PICKGROUP)
		ret->value = statement->count;
	if (statement->verb == SCENARIO_ASK_VOICE) {
		party = scenario_find(look->scenario, statement->party[0]);
		ear_voice_hz(party < 0 ? 0 : (unsigned)party, ret->hz);
		ret->length = VOICE_MS;
	}
	return handles_find(look, statement, ask->aim, ret, why, size);
}
