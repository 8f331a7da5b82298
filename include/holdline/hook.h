/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hook.h - profiles of hook timing, and the judge of one loop
 *
 * A telephone speaks by opening its loop. How long it stays open says what
 * was meant: a dial pulse, a flash (recall), or hanging up. The windows
 * differ by country; a profile holds them. The judge turns edges of the loop
 * into breaks with a class, on intervals of time: an edge that was seen late
 * has a range of instants at which it may have happened, and a break whose
 * range covers several classes is decided in favour of keeping the call.
 */
#ifndef HOLDLINE_HOOK_H
#define HOLDLINE_HOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "holdline/types.h"

/* clang-format off */
/* id, wire word, meaning */
#define HL_BREAKS(X)                                                           \
	X(GLITCH, "glitch",  "shorter than a pulse: contact noise; ignored")            \
	X(PULSE,  "pulse",   "one pulse of a dial")                            \
	X(NOISE,  "noise",   "between pulse and flash: neither; ignored")      \
	X(FLASH,  "flash",   "recall")                                         \
	X(LATE,   "late",    "longer than a flash, shorter than hanging up: ignored, the call is kept") \
	X(ONHOOK, "onhook",  "the receiver is on its hook")                    \
	X(UNSURE, "unsure",  "seen too late to tell: decided for keeping the call") \
	X(BOUNCE, "bounce",  "a flash within the quiet time after a flash: ignored")

enum hl_break {
#define X(id, wire, meaning) HL_BREAK_##id,
	HL_BREAKS(X)
#undef X
	HL_BREAK_COUNT
};

/* id, wire word, meaning */
#define HL_GESTURES(X)                                                         \
	X(NONE,   "none",   "nothing decided")                                 \
	X(LIFT,   "lift",   "receiver lifted")                                 \
	X(FLASH,  "flash",  "hookflash, recall key")                           \
	X(HANGUP, "hangup", "receiver put down")                               \
	X(DIGIT,  "digit",  "a digit, by dial or keypad")

enum hl_gesture {
#define X(id, wire, meaning) HL_GESTURE_##id,
	HL_GESTURES(X)
#undef X
	HL_GESTURE_COUNT
};

/* id, wire word, meaning */
#define HL_DOORS(X)                                                            \
	X(EDGES,    "edges",    "every opening and closing reaches our judge") \
	X(GESTURES, "gestures", "the kernel judges: exact through any stall, coarse windows") \
	X(AUTO,     "auto",     "edges while digits may come, gestures in talk and hold")

enum hl_door {
#define X(id, wire, meaning) HL_DOOR_##id,
	HL_DOORS(X)
#undef X
	HL_DOOR_COUNT
};
/* clang-format on */

/**
 * struct hl_profile - hook windows of a country or a kind of set, in ms
 * @glitch:     a break below this is no event at all (DAHDI_MINPULSETIME: 15);
 *              from here to @pulse_min it is counted as a glitch
 * @pulse_min:  shortest break that is a dial pulse
 * @pulse_max:  longest break that is a dial pulse
 * @flash_min:  shortest break that is a flash
 * @flash_max:  longest break that is a flash
 * @onhook:     from here the receiver is down
 * @interdigit: closed loop after the last pulse that ends a digit
 * @quiet:      after a flash, further flashes this soon are bounce
 * @flash_send: length of a flash sent on a trunk
 *
 * A break of exactly a bound belongs to the named window.
 * glitch <= pulse_min <= pulse_max < flash_min <= flash_max < onhook.
 */
struct hl_profile {
	uint16_t glitch;
	uint16_t pulse_min;
	uint16_t pulse_max;
	uint16_t flash_min;
	uint16_t flash_max;
	uint16_t onhook;
	uint16_t interdigit;
	uint16_t quiet;
	uint16_t flash_send;
};

/** HL_HOOK_LONGEST - upper bound of every window, 5000 ms (house). */
#define HL_HOOK_LONGEST 5000

/**
 * hl_profile_find() - the windows known by a name
 * @name: us tbr de fr nz jp (the list is hl_profile_name())
 * @ret:  the profile; untouched on error
 *
 * Source: each row of the table in src/model/profile.c names its own.
 * Return: 0; -ENOENT for an unknown name.
 */
int hl_profile_find(const char *name, struct hl_profile *ret);

/**
 * hl_profile_name() - names of the built-in profiles, for listing
 * @index: 0, 1, 2 ...
 *
 * Return: the name, or NULL past the last.
 */
const char *hl_profile_name(unsigned index);

/**
 * hl_profile_source() - where a built-in profile's windows come from
 * @index: 0, 1, 2 ...
 *
 * Return: one sentence, or NULL past the last.
 */
const char *hl_profile_source(unsigned index);

/**
 * hl_profile_check() - refuse windows that a judge could not tell apart
 * @profile: the windows
 * @why:     receives one sentence naming the overlap; may be NULL
 * @size:    bytes at @why
 *
 * Return: 0; -EINVAL when windows touch, are out of order or exceed
 * HL_HOOK_LONGEST; then @why says which.
 */
int hl_profile_check(const struct hl_profile *profile, char *why, size_t size);

/**
 * hl_profile_class() - class of a break whose length is known exactly
 * @profile: checked windows
 * @length:  [ms] loop open
 *
 * Return: GLITCH, PULSE, NOISE, FLASH, LATE or ONHOOK.
 */
enum hl_break hl_profile_class(const struct hl_profile *profile,
			       hl_msec length);

/**
 * struct hl_interval - the instants at which something may have happened
 * @earliest: the last moment at which we know it had not happened
 * @latest:   the moment we knew of it
 */
struct hl_interval {
	hl_usec earliest;
	hl_usec latest;
};

/**
 * struct hl_hook - the judge of one loop; a value, part of the model's state
 * @lifted:     the receiver is up, as decided so far
 * @open:       a break is running
 * @pulses:     pulses counted towards the present digit
 * @doubt:      the only one so far may be a flash as well
 * @dials:      a digit was dialled by pulses since the last flash
 * @flashed:    a flash was decided; @flash_at is its end
 * @opened:     when the running break began
 * @pulse_at:   end of the last pulse
 * @flash_at:   end of the last flash
 */
struct hl_hook {
	uint8_t lifted;
	uint8_t open;
	uint8_t pulses;
	uint8_t doubt;
	uint8_t dials;
	uint8_t flashed;
	struct hl_interval opened;
	hl_usec pulse_at;
	hl_usec flash_at;
};

/**
 * struct hl_verdict - what one edge or one expiry decided
 * @gesture:  LIFT, FLASH, HANGUP, DIGIT or NONE
 * @digit:    with DIGIT: '1'..'9', '0'; pulses beyond ten give '*' (11) and
 *            '#' (12) as DAHDI counts them
 * @judged:   a break ended or was confirmed; the next three are valid
 * @class:    its class
 * @shortest: [ms] shortest length the break can have had
 * @longest:  [ms] longest
 */
struct hl_verdict {
	enum hl_gesture gesture;
	char digit;
	bool judged;
	enum hl_break class;
	hl_msec shortest;
	hl_msec longest;
};

/**
 * hl_hook_edge() - feed one edge of the loop
 * @hook:    the judge
 * @profile: checked windows
 * @closed:  loop current flows
 * @at:      when; @at->earliest <= @at->latest, and latest never goes back
 * @pulsing: pulses may mean digits now (digit states, dial allowed)
 * @ret:     what it decided
 *
 * A second edge of the same kind changes nothing: the edge between was lost
 * and the truth is what the loop is now.
 */
void hl_hook_edge(struct hl_hook *hook, const struct hl_profile *profile,
		  bool closed, const struct hl_interval *at, bool pulsing,
		  struct hl_verdict *ret);

/**
 * hl_hook_due() - when the judge wants to be asked again
 * @hook:    the judge
 * @profile: checked windows
 *
 * Return: the instant at which a running break becomes hanging up or a
 * pulsed digit is complete; HL_NEVER when nothing runs.
 */
hl_usec hl_hook_due(const struct hl_hook *hook,
		    const struct hl_profile *profile);

/**
 * hl_hook_expire() - the instant of hl_hook_due() has come
 * @hook:    the judge
 * @profile: checked windows
 * @closed:  the truth read from the channel at this moment
 * @now:     this moment
 * @ret:     what is decided: HANGUP, DIGIT or nothing
 *
 * With a closed loop a running break has ended unseen: it is judged as an
 * edge that happened between the last known open moment and now, which never
 * hangs up.
 */
void hl_hook_expire(struct hl_hook *hook, const struct hl_profile *profile,
		    bool closed, hl_usec now, struct hl_verdict *ret);

/**
 * hl_hook_set() - take the truth as read from the channel
 * @hook:   the judge
 * @lifted: the loop is closed
 *
 * For start-up, alarm and card reset: forgets a running break.
 */
void hl_hook_set(struct hl_hook *hook, bool lifted);

/** hl_break_name() - wire word; "?" outside the list. */
const char *hl_break_name(enum hl_break value);

/** hl_gesture_name() - wire word; "?" outside the list. */
const char *hl_gesture_name(enum hl_gesture value);

/** hl_door_name() - wire word; "?" outside the list. */
const char *hl_door_name(enum hl_door value);

#endif
