/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hook.c - judge loop edges on intervals of time
 *
 * In:  edges (loop opened, loop closed), each with the range of instants at
 *      which it can have happened; the truth when a deadline comes.
 * Out: a verdict: lift, flash, hang-up or digit, and the class of the break.
 * Not: what a flash is for - feature.c.
 */
#include "holdline/hook.h"

#include <string.h>

/*
 * Eight pulses a second, the slowest dial, with breaks of two thirds and 16 ms
 * for contacts and wake-ups; from a pulse to the next of a dial, with as much.
 */
#define PULSE_LONGEST 100 /* [ms] house */
#define MAKE_LONGEST  100 /* [ms] house; RFC 5098 has 55 */

static hl_msec to_ms(hl_usec us)
{
	hl_usec ms = (us + 500) / 1000;

	return ms > UINT32_MAX ? UINT32_MAX : (hl_msec)ms;
}

static hl_usec minus(hl_usec a, hl_usec b)
{
	return a > b ? a - b : 0;
}

static char digit_of_pulses(unsigned pulses)
{
	static const char digits[] = "?1234567890*#";

	return pulses < sizeof(digits) - 1 ? digits[pulses] : '?';
}

/* A flash, unless it is the bounce of the one before. */
static void take_flash(struct hl_hook *hook, const struct hl_profile *profile,
		       hl_usec end, struct hl_verdict *ret)
{
	hook->pulses = 0;
	hook->doubt = 0;
	hook->dials = 0;
	if (hook->flashed &&
	    minus(hook->opened.latest, hook->flash_at) <
		    HL_MS(profile->quiet)) {
		ret->class = HL_BREAK_BOUNCE;
		return;
	}
	hook->flashed = 1;
	hook->flash_at = end;
	ret->gesture = HL_GESTURE_FLASH;
}

static void take_pulse(struct hl_hook *hook, hl_usec end, bool pulsing)
{
	if (!pulsing)
		return;
	if (hook->pulses < UINT8_MAX)
		hook->pulses++;
	hook->doubt = 0;
	hook->pulse_at = end;
}

/* A timed break, as short as the breaks of a slow dial are. */
static bool is_short(const struct hl_profile *profile)
{
	return profile->flash_min <= PULSE_LONGEST;
}

/*
 * A short flash, where the breaks of a slow dial are as long: what follows
 * tells. A telephone that has just dialled by pulses does so again.
 */
static void take_short(struct hl_hook *hook, const struct hl_profile *profile,
		       hl_usec end, bool pulsing, struct hl_verdict *ret)
{
	if (!pulsing || ret->shortest > PULSE_LONGEST) {
		take_flash(hook, profile, end, ret);
		return;
	}
	take_pulse(hook, end, true);
	hook->doubt = hook->pulses == 1 && !hook->dials;
}

/*
 * A break has ended at a moment known only as a range. One possible class is
 * the class. Several: the call is kept, with a flash if one is possible.
 */
static void judge(struct hl_hook *hook, const struct hl_profile *profile,
		  const struct hl_interval *end, bool pulsing,
		  struct hl_verdict *ret)
{
	enum hl_break least;
	enum hl_break most;

	ret->shortest = to_ms(minus(end->earliest, hook->opened.latest));
	ret->longest = to_ms(minus(end->latest, hook->opened.earliest));
	hook->open = 0;
	if (ret->longest < profile->glitch)
		return;

	least = hl_profile_class(profile, ret->shortest);
	most = hl_profile_class(profile, ret->longest);
	ret->judged = true;
	ret->class = least;
	if (least != most || least == HL_BREAK_ONHOOK) {
		ret->class = HL_BREAK_UNSURE;
		if (least <= HL_BREAK_FLASH && most >= HL_BREAK_FLASH)
			take_short(hook, profile, end->latest,
				   pulsing && is_short(profile), ret);
		else if (least <= HL_BREAK_PULSE && most >= HL_BREAK_PULSE)
			take_pulse(hook, end->latest, pulsing);
	} else if (least == HL_BREAK_FLASH) {
		take_short(hook, profile, end->latest,
			   pulsing && is_short(profile), ret);
	} else if (least == HL_BREAK_PULSE ||
		   (least == HL_BREAK_NOISE && is_short(profile))) {
		take_pulse(hook, end->latest, pulsing);
	}
}

void hl_hook_edge(struct hl_hook *hook, const struct hl_profile *profile,
		  bool closed, const struct hl_interval *at, bool pulsing,
		  struct hl_verdict *ret)
{
	memset(ret, 0, sizeof(*ret));
	if (!hook->lifted) {
		if (closed) {
			hl_hook_set(hook, true);
			ret->gesture = HL_GESTURE_LIFT;
		}
		return;
	}
	if (!closed && !hook->open) {
		hook->open = 1;
		hook->opened = *at;
	} else if (closed && hook->open) {
		judge(hook, profile, at, pulsing, ret);
	}
}

hl_usec hl_hook_due(const struct hl_hook *hook,
		    const struct hl_profile *profile)
{
	if (hook->open)
		return hook->opened.latest + HL_MS(profile->onhook);
	if (hook->doubt)
		return hook->pulse_at + HL_MS(MAKE_LONGEST);
	if (hook->pulses)
		return hook->pulse_at + HL_MS(profile->interdigit);
	return HL_NEVER;
}

void hl_hook_expire(struct hl_hook *hook, const struct hl_profile *profile,
		    bool closed, hl_usec now, struct hl_verdict *ret)
{
	struct hl_interval end = { hook->opened.latest, now };

	memset(ret, 0, sizeof(*ret));
	if (now < hl_hook_due(hook, profile))
		return;
	if (hook->open && closed) {
		judge(hook, profile, &end, false, ret);
	} else if (hook->open) {
		ret->judged = true;
		ret->class = HL_BREAK_ONHOOK;
		ret->gesture = HL_GESTURE_HANGUP;
		ret->shortest = to_ms(minus(now, hook->opened.latest));
		ret->longest = to_ms(minus(now, hook->opened.earliest));
		hl_hook_set(hook, false);
	} else if (hook->doubt) {
		take_flash(hook, profile, hook->pulse_at, ret);
	} else {
		ret->digit = digit_of_pulses(hook->pulses);
		if (ret->digit != '?')
			ret->gesture = HL_GESTURE_DIGIT;
		hook->pulses = 0;
		hook->dials = 1;
	}
}

void hl_hook_set(struct hl_hook *hook, bool lifted)
{
	memset(hook, 0, sizeof(*hook));
	hook->lifted = lifted;
}
