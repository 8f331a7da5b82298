/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * zone.h - a country's tones and ring cadences as a plain value
 *
 * The plan is the one that libtonezone gives to the line cards, read as
 * data (no device is needed), with the faults of its table put right and
 * the tones that no country lists added. Who plays it - a card or the
 * synthesiser - makes no difference.
 */
#ifndef HOLDLINE_ZONE_H
#define HOLDLINE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/tone.h"
#include "holdline/types.h"

/* Segments of one tone (house; the longest row of the table has 24). */
#define HL_SEGMENTS_MAX 32

/* Steps of one ring cadence (DAHDI_MAX_CADENCE, dahdi/user.h). */
#define HL_RING_STEPS_MAX 16

/* Level of each frequency of a call-progress tone, dBm0 (LEVEL in
 * libtonezone's tonezone.c; ITU-T E.180 names the same nominal value). */
#define HL_ZONE_LEVEL_DBM0 (-10.0)

/* What hl_zone_set_level() accepts, dBm0 (house: below, a tone drowns in
 * the room; above, a telephone at the ear hurts). */
#define HL_ZONE_LEVEL_MIN_DBM0 (-40.0)
#define HL_ZONE_LEVEL_MAX_DBM0 (-3.0)

/* Length of a digit sent by the zone, ms (DAHDI_DEFAULT_DTMF_LENGTH). */
#define HL_DTMF_MS 100

/* Level of each of the howler's four frequencies, dBm0: as loud as they fit
 * into full scale together, which is +3.17 (GR-506 asks for 0 each). */
#define HL_HOWLER_LEVEL_DBM0 (-9.0)

/* The holding tone is this much quieter than the zone's other tones, dB
 * (house: it lies at a waiting ear). */
#define HL_HOLD_TONE_DROP_DB 6.0

/**
 * struct hl_tone_segment - one piece of a tone: a sound or a pause
 * @f1_hz:       first frequency, Hz, 1-3999; 0 = a pause
 * @f2_hz:       second frequency, Hz; 0 = none
 * @f3_hz:       third, as loud as the second; 0 = none
 * @f4_hz:       fourth, as loud as the second; 0 = none
 * @modulated:   @f1_hz is amplitude modulated by @f2_hz, not added to it
 * @once:        belongs to the beginning, is left out when the tone repeats
 * @ms:          length, ms; 0 = for ever
 * @level1_dbm0: level of @f1_hz; when @modulated, of the whole
 * @level2_dbm0: level of @f2_hz; without meaning when @modulated
 */
struct hl_tone_segment {
	uint16_t f1_hz;
	uint16_t f2_hz;
	uint16_t f3_hz;
	uint16_t f4_hz;
	bool modulated;
	bool once;
	hl_msec ms;
	float level1_dbm0;
	float level2_dbm0;
};

/**
 * struct hl_tone_plan - one tone
 * @segment: pieces in the order in which they sound
 * @count:   how many; 0 = silence
 * @loop:    index of the piece to go on with after the last one;
 *           equal to @count = the tone ends by itself
 */
struct hl_tone_plan {
	struct hl_tone_segment segment[HL_SEGMENTS_MAX];
	uint8_t count;
	uint8_t loop;
};

/**
 * struct hl_ring_plan - one ring cadence
 * @step_ms: ringing, quiet, ringing, quiet ..., ms each
 * @count:   how many steps; 0 = quiet
 * @once:    rings once through, then stays quiet; else repeats
 * @loop:    step to go on with after the last one, even; what is before it
 *           rings the first time only
 */
struct hl_ring_plan {
	uint16_t step_ms[HL_RING_STEPS_MAX];
	uint8_t count;
	bool once;
	uint8_t loop;
};

/**
 * struct hl_zone - the plan of one country
 * @country:    the table's code, such as "us"
 * @name:       the country's name
 * @number:     the table's number of the zone (for DAHDI_SETTONEZONE)
 * @level_dbm0: level of each frequency of the call-progress tones
 * @tone:       by enum hl_tone
 * @ring:       by enum hl_ring
 */
struct hl_zone {
	char country[10];
	char name[40];
	int number;
	double level_dbm0;
	struct hl_tone_plan tone[HL_TONE_COUNT];
	struct hl_ring_plan ring[HL_RING_COUNT];
};

/**
 * hl_zone_load() - read a country's plan
 * @ret:     filled on success
 * @country: code as hl_zone_country() lists it; case does not matter
 *
 * Tones of the country come from libtonezone, corrected where
 * hl_zone_correction() has a row. Ours (house):
 *   HL_TONE_HOLD     100 ms on, 100 off, 100 on, 4700 off, the higher
 *                    frequency of the dial tone, HL_HOLD_TONE_DROP_DB down;
 *   HL_TONE_CONFIRM  the dial tone three times 100 ms on, 100 off, then
 *                    silence;
 *   HL_TONE_HOWLER   what is left off the hook: 1400+2060+2450+2600 Hz,
 *                    100 ms on, 100 off (GR-506 17.2.8); in Britain a
 *                    warble that grows louder;
 *   HL_TONE_D*       ITU-T Q.23 frequencies, the zone's levels, HL_DTMF_MS
 *                    long, then silence.
 * HL_RING_NORMAL is the zone's. HL_RING_RECALL is 400/400/200/2000 ms in
 * Australia (ACIF S002:2001), else 300/200/1000/200/300/4000 (Bellcore-dr4).
 * HL_RING_SPLASH is 500 ms, once. HL_RING_DR1 to DR5 are the same everywhere
 * (GR-506): 2000/4000; 800/400/800/4000; 400/200/400/200/800/4000;
 * 300/200/1000/200/300/4000; 500 once.
 *
 * Return: 0; -ENOENT for an unknown country; -EBADMSG when the table's row
 * cannot be read. @ret untouched on failure.
 */
int hl_zone_load(struct hl_zone *ret, const char *country);

/**
 * hl_zone_country() - list the known countries
 * @index: 0 and up
 *
 * Return: the code at @index, a constant string; NULL after the last.
 */
const char *hl_zone_country(unsigned index);

/**
 * hl_zone_correction() - our text for a faulty row of libtonezone's table
 * @country: code, as in struct hl_zone
 * @tone:    one of enum hl_tone
 *
 * For a driver that loads tones into a card: the text has the table's own
 * syntax, so a copy of the table's zone can be patched before it is
 * registered and the card plays what hl_zone_load() promises.
 *
 * Return: a constant string; NULL when the table's row stands.
 */
const char *hl_zone_correction(const char *country, enum hl_tone tone);

/**
 * hl_zone_set_level() - choose the level of the call-progress tones
 * @zone:       a loaded zone
 * @level_dbm0: of each frequency, HL_ZONE_LEVEL_MIN_DBM0 to _MAX_DBM0
 *
 * Digits and the howler keep their levels. Differences inside the plan stay:
 * the holding tone, the quieter second burst of the Australian congestion tone.
 *
 * Return: 0; -EINVAL outside the range (or not a number), nothing changed.
 */
int hl_zone_set_level(struct hl_zone *zone, double level_dbm0);

/**
 * hl_zone_tone_ms() - how long a tone lasts
 * @zone: a loaded zone
 * @tone: one of enum hl_tone
 *
 * Return: ms up to the end of the last sound of a tone that ends by itself
 * (a digit, the confirmation tone, the US information tone); 0 when it
 * goes on for ever or is HL_TONE_NONE.
 */
hl_msec hl_zone_tone_ms(const struct hl_zone *zone, enum hl_tone tone);

/**
 * hl_zone_ring_is_on() - does the bell sound now
 * @zone:  a loaded zone
 * @ring:  one of enum hl_ring
 * @since: ms since the ringing began
 *
 * Return: true while ringing voltage is on.
 */
bool hl_zone_ring_is_on(const struct hl_zone *zone, enum hl_ring ring,
			hl_msec since);

/** hl_ring_is_on() - the same of any cadence. */
bool hl_ring_is_on(const struct hl_ring_plan *plan, hl_msec since);

/**
 * hl_ring_burst_end() - when the ringing falls silent
 * @plan:  a cadence
 * @since: [ms] since the ringing began
 *
 * Return: [ms] from the beginning to the end of the burst that sounds at
 * @since, or else of the next one; 0 when none comes any more.
 */
hl_msec hl_ring_burst_end(const struct hl_ring_plan *plan, hl_msec since);

/** hl_ring_pause() - [ms] the longest pause of a cadence */
hl_msec hl_ring_pause(const struct hl_ring_plan *plan);

/**
 * hl_ring_room() - a cadence with a pause that is long enough
 * @plan: a cadence that rings
 * @ms:   how long, 1-60000
 * @ret:  receives a cadence that rings as @plan and has such a pause the
 *        first time through; where none of @plan is so long, its longest
 *        is made so, if there are steps enough for the first time only
 *
 * Return: bursts before that pause, 1 and up; it is step 2 * bursts - 1.
 */
unsigned hl_ring_room(const struct hl_ring_plan *plan, hl_msec ms,
		      struct hl_ring_plan *ret);

#endif
