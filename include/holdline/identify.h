/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * identify.h - who calls on a trunk: the message of the exchange, received
 *
 * One receiver a trunk. It is told what the line does (ringing, reversal of
 * the battery) and, while hl_identify_listens(), what it sounds like; it
 * answers once who calls, that the message was garbled and how, or that none
 * came.
 *
 *   hl_identify_open()      when the trunk is opened; all memory
 *   hl_identify_clear()     when the trunk is idle again
 *   hl_identify_ring()      at both ends of every burst of ringing
 *   hl_identify_reversal()  when the battery is reversed on an idle trunk
 *   hl_identify_put()       what the trunk sends, on the hook
 *
 * When is it listened? Where the exchange announces the message by a signal
 * (enum hl_clid_place), after that signal; where it does not (DT-AS alone,
 * no warning), all the time that the trunk is idle, which costs. In each
 * place also in the pauses of the ringing, because exchanges differ from
 * their country's rule, for HL_IDENTIFY_LISTEN_MS at most each time, up to
 * the second ring. Bursts closer than HL_IDENTIFY_PAUSE_MS are one ring
 * (distinctive ringing); a first burst up to HL_IDENTIFY_PULSE_MS, where a
 * ring pulse announces the message, is none.
 *
 * Limits (measured; tests/unit/test_identify.c): -10 to -36 dBm0, noise 20 dB
 * below, of each form; DT-AS in front of the message, ringing before and
 * after it, clicks beside it do not disturb.
 *
 * Time is an argument, any clock that does not go back.
 */
#ifndef HOLDLINE_IDENTIFY_H
#define HOLDLINE_IDENTIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/clid.h"
#include "holdline/types.h"

/* House: the longest message of any form (258 bytes 2.2 s, 24 digits 3.4 s)
 * and the silence before it, with as much again to spare. */
#define HL_IDENTIFY_LISTEN_MS 8000u

/* House: pauses inside a cadence are up to 400 ms, between rings 2000. */
#define HL_IDENTIFY_PAUSE_MS 1000u

/* House: RP-AS is 200 to 300 ms, a burst of any zone's ring 400. */
#define HL_IDENTIFY_PULSE_MS 350u

/* House: a bell's coil and the exchange's relay swing out. */
#define HL_IDENTIFY_SETTLE_MS 50u

/* clang-format off */
/* id, wire word, meaning */
#define HL_IDENTIFIEDS(X)                                                      \
	X(NOTHING, "nothing", "nothing yet")                                   \
	X(CALLER,  "caller",  "a message is there")                            \
	X(GARBLED, "garbled", "a message was begun and cannot be read")        \
	X(MISSED,  "missed",  "the second ring has begun, and there was none")

enum hl_identified {
#define X(id, wire, meaning) HL_IDENTIFIED_##id,
	HL_IDENTIFIEDS(X)
#undef X
	HL_IDENTIFIED_COUNT
};
/* clang-format on */

/**
 * struct hl_identity - what is known of a caller now
 * @damage: of a GARBLED message
 * @clid:   of a CALLER: number and name, or why they are absent. A message
 *          with @clid.lamp set is no call but an order to the message lamp
 */
struct hl_identity {
	enum hl_clid_damage damage;
	struct hl_clid clid;
};

struct hl_identify;

/**
 * hl_identify_open() - a trunk's receiver
 * @form:  kind and variant; off_hook does not matter
 * @place: where the exchange sends it, enum hl_clid_place
 * @ret:   receives the receiver, about 2 KiB; the caller closes it
 *
 * All memory is taken here. struct hl_port has form and place of a trunk.
 *
 * Return: 0; -EINVAL for a form without a message (HL_CLID_NONE: a trunk
 * without caller ID has no receiver) or no place; -ENOMEM. @ret untouched on
 * failure.
 */
int hl_identify_open(const struct hl_clid_form *form, enum hl_clid_place place,
		     struct hl_identify **ret);

/**
 * hl_identify_close() - give the receiver back
 * @id: may be NULL
 */
void hl_identify_close(struct hl_identify *id);

/**
 * hl_identify_clear() - the trunk is idle, whatever was before
 * @id: an open receiver
 *
 * Also after a message that came without a ring, when none followed.
 */
void hl_identify_clear(struct hl_identify *id);

/**
 * hl_identify_ring() - a burst of ringing begins or has ended
 * @id:  an open receiver
 * @on:  it begins
 * @now: when; said twice it counts once
 * @ret: filled for GARBLED
 *
 * Return: HL_IDENTIFIED_GARBLED when the ringing cuts into a message,
 * _MISSED at the beginning of the second ring (once; not behind CALLER or
 * GARBLED), else _NOTHING.
 */
enum hl_identified hl_identify_ring(struct hl_identify *id, bool on,
				    hl_usec now, struct hl_identity *ret);

/**
 * hl_identify_reversal() - the battery of the idle trunk is reversed
 * @id:  an open receiver
 * @now: when
 */
void hl_identify_reversal(struct hl_identify *id, hl_usec now);

/**
 * hl_identify_listens() - is the trunk's sound wanted now?
 * @id:  an open receiver
 * @now: this instant
 *
 * Changes at hl_identify_ring(), _reversal(), _put(), _clear() and by
 * itself when HL_IDENTIFY_LISTEN_MS are over.
 *
 * Return: false while it rings, behind CALLER and MISSED, and where no signal
 * has come; else true.
 */
bool hl_identify_listens(const struct hl_identify *id, hl_usec now);

/**
 * hl_identify_put() - what the trunk sends
 * @id:     an open receiver
 * @sample: the next samples; a gap before them is fine
 * @n:      how many, at most a second
 * @now:    when the last of them came
 * @ret:    filled for CALLER and GARBLED
 *
 * Samples that are not wanted are passed over. Behind GARBLED it goes on
 * listening: a message may be repeated.
 *
 * Return: HL_IDENTIFIED_CALLER (once, until hl_identify_clear()),
 * _GARBLED (the first time), else _NOTHING.
 */
enum hl_identified hl_identify_put(struct hl_identify *id,
				   const int16_t *sample, size_t n, hl_usec now,
				   struct hl_identity *ret);

/**
 * hl_identified_name() - the wire word
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_identified_name(enum hl_identified what);

#endif
