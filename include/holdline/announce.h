/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * announce.h - a telephone is told who calls, as a driver needs it
 *
 * On the hook a message has its place in the ringing (struct hl_announce): a
 * sound, a cadence that has room for it, and the burst behind which it
 * begins; where the telephone answers to be told, that is primary.h. In a call
 * it has its steps (struct hl_whisper): tone, alert, answer, data. The driver
 * plays the samples, keeps the time and cuts off the talk; everything else
 * about a message is decided here, alike for every card.
 *
 * Samples are 16-bit linear at HL_RATE_HZ.
 */
#ifndef HOLDLINE_ANNOUNCE_H
#define HOLDLINE_ANNOUNCE_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/clid.h"
#include "holdline/types.h"
#include "holdline/zone.h"

/* How much later than the burst's end a driver may begin, ms (house: a
 * wake-up of a busy machine). The pause is so much longer. */
#define HL_ANNOUNCE_LATE_MS 100

/* Silence behind a burst of ringing before a message is begun anew whose
 * place is before the ringing, ms: more than any pause within a ring, so that
 * a ring pulse stands alone; at least 500 EN 300 659-1 (house). */
#define HL_ANNOUNCE_AGAIN_MS 1000

/**
 * struct hl_announce_form - how a line's telephone is told
 * @kind:    enum hl_clid_kind
 * @variant: enum hl_clid_variant
 * @place:   enum hl_clid_place
 */
struct hl_announce_form {
	uint8_t kind;
	uint8_t variant;
	uint8_t place;
};

struct hl_announce;

/**
 * hl_announce_open() - prepare what a telephone on the hook is told
 * @clid: who calls; or an order to its lamp, which is told without ringing;
 *        copied
 * @form: of the line
 * @ret:  receives it; the caller closes it
 *
 * All memory is taken here.
 *
 * Without ringing a Bellcore message needs nothing that wakes the telephone; an
 * ETSI one has the alert of the line's place, or the DT-AS where that would
 * be a ring (EN 300 659-1: never without).
 *
 * Return: 0; -ENOTSUP for a line whose telephone is told nothing
 * (HL_CLID_NONE), or a lamp order as digits or to NTT; -EINVAL, also for a CAR
 * without NTT, or NTT without; -EINVAL, -ENOSPC, -ENOMEM as
 * hl_clid_send_open(). @ret untouched on failure.
 */
int hl_announce_open(const struct hl_clid *clid,
		     const struct hl_announce_form *form,
		     struct hl_announce **ret);

/**
 * hl_announce_ring() - the ringing of a call that is announced
 * @announce: open
 * @plan:     cadence without it
 * @ret:      receives the cadence to ring with
 *
 * Return: bursts before the sound begins, at the end of the last of them; 0 =
 * the sound comes first, then a pause of hl_announce_gap_ms(), then the
 * ringing.
 */
unsigned hl_announce_ring(const struct hl_announce *announce,
			  const struct hl_ring_plan *plan,
			  struct hl_ring_plan *ret);

/**
 * hl_announce_again() - a telephone that rings already is told of another
 * @announce: open
 * @plan:     cadence with which it rings
 * @rest:     receives how long it does not ring, at least, ms
 *
 * At the end of a burst the ringing is taken off and the telephone told as at
 * the beginning of a call: a display expects nothing else. It is not known of
 * every display that it listens behind a later ring than the first; one that
 * does not shows what it was told first.
 *
 * Return: [ms] from the end of the burst to the beginning: 0 = the burst was
 * what the message comes behind, and the sound begins; else then
 * hl_announce_ring() says how.
 */
hl_msec hl_announce_again(const struct hl_announce *announce,
			  const struct hl_ring_plan *plan, hl_msec *rest);

/**
 * hl_announce_is_asked() - the telephone has to answer to be told
 *
 * The sound is the message alone then, and the ringing goes as primary.h has
 * it: of hl_announce_ring() nothing is wanted.
 */
bool hl_announce_is_asked(const struct hl_announce *announce);

/** hl_announce_reverses() - the battery is reversed as the sound begins, and
 * right again when the ringing is over. */
bool hl_announce_reverses(const struct hl_announce *announce);

/** hl_announce_gap_ms() - least silence between the sound and a ring burst */
hl_msec hl_announce_gap_ms(const struct hl_announce *announce);

/** hl_announce_length() - samples of the sound, with the silence it begins
 * with: from the burst's end, or from the reversal. */
unsigned hl_announce_length(const struct hl_announce *announce);

/**
 * hl_announce_read() - the next samples of the sound
 *
 * Return: how many; less than @n only at the end, then 0.
 */
unsigned hl_announce_read(struct hl_announce *announce, int16_t *out,
			  unsigned n);

/** hl_announce_close() - give it back; NULL is fine */
void hl_announce_close(struct hl_announce *announce);

struct hl_whisper;

/**
 * hl_whisper_open() - begin to tell a telephone in a call who waits
 * @clid:    who waits; copied
 * @form:    of the line; the place does not matter
 * @tone_ms: how long the telephone shall yet hear the call waiting tone; 0 =
 *           it has heard it; at most what hl_cwid_plan() says
 * @now:     this instant
 * @ret:     receives it; the caller closes it
 *
 * From now on until hl_whisper_is_over() the talk is cut off, both ways.
 * When the telephone hangs up or flashes: close.
 *
 * Return: 0; -ENOTSUP where a telephone in a call cannot be told; else as
 * hl_announce_open(). @ret untouched on failure.
 */
int hl_whisper_open(const struct hl_clid *clid,
		    const struct hl_announce_form *form, hl_msec tone_ms,
		    hl_usec now, struct hl_whisper **ret);

/** hl_whisper_due() - when hl_whisper_time() wants to be asked; HL_NEVER */
hl_usec hl_whisper_due(const struct hl_whisper *whisper);

/** hl_whisper_time() - as hl_cwid_time(): true = there is another sound now */
bool hl_whisper_time(struct hl_whisper *whisper, hl_usec now);

/** hl_whisper_digit() - as hl_cwid_digit(): true = it was the answer */
bool hl_whisper_digit(struct hl_whisper *whisper, char digit, hl_usec now);

/** hl_whisper_awaits() - digits are to be heard: an answer may come */
bool hl_whisper_awaits(const struct hl_whisper *whisper);

/** hl_whisper_is_over() - told or not, the parties talk on */
bool hl_whisper_is_over(const struct hl_whisper *whisper);

/** hl_whisper_play() - what is to be heard in this state; of the tone the
 * driver decides who plays it: hl_whisper_read() can. */
enum hl_cwid_play hl_whisper_play(const struct hl_whisper *whisper);

/**
 * hl_whisper_read() - the next samples of this state's sound
 * @whisper: open
 * @zone:    for the call waiting tone; NULL: it is silence
 * @out:     receives up to @n samples
 * @n:       how many are wanted
 *
 * Return: how many; less than @n only at the end, then 0.
 */
unsigned hl_whisper_read(struct hl_whisper *whisper, const struct hl_zone *zone,
			 int16_t *out, unsigned n);

/** hl_whisper_close() - give it back; NULL is fine */
void hl_whisper_close(struct hl_whisper *whisper);

#endif
