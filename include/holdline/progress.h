/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.h - has the exchange released this trunk? Heard from its tones
 *
 * A trunk without battery reversal and without an open interval says only
 * by tone that the far party has left: busy, congestion, dial tone, the
 * howler, or nothing at all. The detector stays armed while a live party
 * talks, and while the party is held and music of its own comes back, so a
 * false find costs a call: a tone counts only when its frequencies AND its
 * cadence AND its shape are those of the zone.
 *
 *   parts      every frequency of a wanted tone, measured each 10 ms
 *   bursts     stretches that are this sound alone: pure, level, of one
 *              frequency throughout
 *   patterns   bursts and pauses in the lengths of the zone, several
 *              cycles without an exception
 *
 * The plan is made once for a zone and only read afterwards; each trunk
 * has a state of fixed size. There is no memory from the heap and nothing
 * that can fail after the plan is made.
 *
 * Samples are 16-bit linear at HL_RATE_HZ (synth.h). Levels are dBm0 of
 * the whole sound, all its frequencies together.
 */
#ifndef HOLDLINE_PROGRESS_H
#define HOLDLINE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/supervision.h"
#include "holdline/types.h"

struct hl_zone;

/* HL_PROGRESS_BIT() - a kind as a member of a set. */
#define HL_PROGRESS_BIT(kind) (1u << (kind))

/* What means that the call is over whoever listens. Information tone is
 * not in it: an announcement follows; silence is not: people wait. */
#define HL_PROGRESS_RELEASE                                                    \
	(HL_PROGRESS_BIT(HL_PROGRESS_BUSY) |                                   \
	 HL_PROGRESS_BIT(HL_PROGRESS_CONGESTION) |                             \
	 HL_PROGRESS_BIT(HL_PROGRESS_DIAL) |                                   \
	 HL_PROGRESS_BIT(HL_PROGRESS_HOWLER))

#define HL_PROGRESS_EVERY                                                      \
	(HL_PROGRESS_RELEASE | HL_PROGRESS_BIT(HL_PROGRESS_INFO) |             \
	 HL_PROGRESS_BIT(HL_PROGRESS_SILENCE))

/* Settings and their bounds (all house). */
#define HL_PROGRESS_CYCLES           3u
#define HL_PROGRESS_CYCLES_MIN       2u
#define HL_PROGRESS_CYCLES_MAX       6u
#define HL_PROGRESS_LEAST_DBM0       (-42.0)
#define HL_PROGRESS_LEAST_MIN_DBM0   (-50.0)
#define HL_PROGRESS_LEAST_MAX_DBM0   (-10.0)
#define HL_PROGRESS_STEADY_MS        6000u
#define HL_PROGRESS_STEADY_MIN_MS    2000u
#define HL_PROGRESS_STEADY_MAX_MS    60000u
#define HL_PROGRESS_SILENCE_MS       30000u
#define HL_PROGRESS_SILENCE_MIN_MS   5000u
#define HL_PROGRESS_SILENCE_MAX_MS   3600000u
#define HL_PROGRESS_SILENCE_DBM0     (-50.0)
#define HL_PROGRESS_SILENCE_MIN_DBM0 (-70.0)
#define HL_PROGRESS_SILENCE_MAX_DBM0 (-30.0)

/* Capacities (house; the fullest zone uses 13, 7, 5 and 4). */
#define HL_PROGRESS_PARTS_MAX    14u
#define HL_PROGRESS_SOUNDS_MAX   7u
#define HL_PROGRESS_PATTERNS_MAX 5u
#define HL_PROGRESS_PAIRS_MAX    4u
#define HL_PROGRESS_CHORD_MAX    4u /* frequencies of one sound */
#define HL_PROGRESS_BURSTS_MAX                                                 \
	(HL_PROGRESS_CYCLES_MAX * HL_PROGRESS_PAIRS_MAX + 1u)

/* Samples of a hop, the grain of every measurement: 10 ms (house). */
#define HL_PROGRESS_HOP 80u

/**
 * struct hl_progress_settings - what to listen for and how strictly
 * @set:          bits of enum hl_progress_kind, at least one
 * @cycles:       cycles of a cadence that must be right, one after another,
 *                HL_PROGRESS_CYCLES_MIN to _MAX
 * @least_dbm0:   quieter tones are no tones, HL_PROGRESS_LEAST_MIN_DBM0 to
 *                _MAX_DBM0
 * @steady_ms:    how long a tone without cadence must last
 * @silence_ms:   how long silence must last
 * @silence_dbm0: what is quieter is silence
 */
struct hl_progress_settings {
	unsigned set;
	unsigned cycles;
	double least_dbm0;
	hl_msec steady_ms;
	hl_msec silence_ms;
	double silence_dbm0;
};

/* one frequency of one sound; numbers of the filter that measures it */
struct hl_progress_part {
	float hz;
	float cos_w; /* of a sample */
	float sin_w;
	float cos_hop; /* of a hop */
	float sin_hop;
	float share_min; /* least part of the sound's energy */
};

/* frequencies that sound together */
struct hl_progress_sound {
	uint8_t first; /* of its parts */
	uint8_t parts;
	uint8_t window;   /* hops measured together */
	float ripple_max; /* of the envelope, relative */
	float turn_min;   /* steadiness of the phase, 0-1 */
};

/* a burst and the pause after it */
struct hl_progress_pair {
	uint8_t sound;
	hl_msec on_ms;  /* 0 = for ever */
	hl_msec off_ms; /* 0 = none, or for ever */
	float level_db; /* against the loudest burst of the pattern */
};

struct hl_progress_pattern {
	enum hl_progress_kind kind;
	struct hl_progress_pair pair[HL_PROGRESS_PAIRS_MAX];
	uint8_t pairs;
	uint8_t cycles;
	bool once; /* heard once through it is complete */
};

/**
 * struct hl_progress_plan - what to listen for in a zone
 * @set: bits of the kinds that the plan can find
 *
 * Made by hl_progress_plan_make(), then constant; any number of detectors
 * read it. Its insides belong to src/media.
 */
struct hl_progress_plan {
	unsigned set;
	struct hl_progress_part part[HL_PROGRESS_PARTS_MAX];
	struct hl_progress_sound sound[HL_PROGRESS_SOUNDS_MAX];
	struct hl_progress_pattern pattern[HL_PROGRESS_PATTERNS_MAX];
	uint8_t parts;
	uint8_t sounds;
	uint8_t patterns;
	float least;   /* level of the quietest tone, dBm0 */
	float silence; /* mean square of the loudest silence */
	uint32_t silence_hops;
	uint16_t steady_seconds;
};

/* a frequency as it is being measured; complex numbers as pairs */
struct hl_progress_ear {
	float old[3][2]; /* earlier hops, turned to the phase of now */
	float now[2];    /* the window that ends with this hop */
	float before[2]; /* the one a hop earlier, turned */
	float turn[2];   /* sum of what each window turned on the last */
	float turned;    /* sum of the lengths of the same */
	float energy;
	float hz; /* of the last good burst */
};

/* a sound as it is being followed */
struct hl_progress_track {
	uint32_t start; /* hop in which the burst began */
	float edge[3];  /* envelope around the beginning */
	float last[3];  /* a hop ago: envelope, energies of tone and all */
	float sum[4];   /* inside the burst: the same, square of the first */
	float level;    /* envelope of the last good second, 0 = none */
	float purity;   /* of the same, or of the burst */
	float gap;      /* energy since the last good burst */
	uint32_t gap_hops;
	uint16_t count;   /* hops in @sum */
	uint16_t seconds; /* good ones, one after another */
	uint8_t skip;     /* hops not yet counted as a gap */
	bool on;
};

/* a good burst that has ended */
struct hl_progress_burst {
	uint8_t sound;
	uint8_t purity;  /* 1/255 */
	int16_t level;   /* 1/100 dBm0 */
	int16_t gap;     /* level of the pause before it, 1/100 dBm0 */
	uint16_t gap_ms; /* since the good burst before it, UINT16_MAX = long */
	uint16_t on_ms;
};

/**
 * struct hl_progress - one trunk's detector
 *
 * Memory of the caller, below 2 KiB, can be moved and copied. Its insides
 * belong to src/media.
 */
struct hl_progress {
	const struct hl_progress_plan *plan;
	uint64_t samples;
	uint32_t hop;
	uint32_t end_hop; /* of the last good burst */
	float end_part;   /* of that hop, 0-1 */
	float high[4];    /* memory of the high-pass */
	float energy[4];  /* of the last hops */
	float quiet;      /* smoothed mean square */
	uint32_t quiet_hops;
	uint16_t fill;
	uint8_t bursts;
	struct hl_progress_burst burst[HL_PROGRESS_BURSTS_MAX];
	struct hl_progress_ear ear[HL_PROGRESS_PARTS_MAX];
	struct hl_progress_track track[HL_PROGRESS_SOUNDS_MAX];
	int16_t sample[HL_PROGRESS_HOP];
};

/* Length of the echo that is taken away: 12 ms (house; a hybrid's echo
 * lies in the first 8 ms), and of the past that is kept for it. */
#define HL_PROGRESS_TAPS 96u
#define HL_PROGRESS_PAST (HL_PROGRESS_TAPS + HL_PROGRESS_HOP)

/**
 * struct hl_progress_echo - what comes back of our own music
 *
 * Memory of the caller, below 2 KiB, beside the detector of a trunk that is
 * held and whose music is at hand. Its insides belong to src/media.
 */
struct hl_progress_echo {
	float tap[HL_PROGRESS_TAPS];
	float sent[HL_PROGRESS_PAST]; /* the hop's music, and before it */
	float heard[HL_PROGRESS_HOP]; /* the hop as it came */
	float usual;                  /* what is left of it, relative */
	uint16_t fill;
};

/**
 * struct hl_progress_find - what was found, and the evidence
 * @kind:        what it is
 * @cycles:      cycles counted; 0 when the tone has no cadence
 * @parts:       frequencies measured
 * @hz:          each, Hz, measured in the last burst
 * @pairs:       bursts of one cycle
 * @on_ms:       each, mean of the cycles, ms
 * @off_ms:      pause after each, mean, ms; 0 = none or not heard out
 * @level_dbm0:  of the loudest burst of the cycle, mean; of the silence
 * @purity:      share of the tone in all that was heard during the bursts,
 *               0-1
 * @contrast_db: level of the bursts over that of the loudest pause; 0 when
 *               the tone has no pauses
 * @lasted_ms:   from the beginning of the evidence to this moment
 * @at:          samples put in since hl_progress_open()
 *
 * For a sound of several frequencies in turn (information tone) @hz has the
 * last one's.
 */
struct hl_progress_find {
	enum hl_progress_kind kind;
	unsigned cycles;
	unsigned parts;
	float hz[HL_PROGRESS_CHORD_MAX];
	unsigned pairs;
	float on_ms[HL_PROGRESS_PAIRS_MAX];
	float off_ms[HL_PROGRESS_PAIRS_MAX];
	float level_dbm0;
	float purity;
	float contrast_db;
	hl_msec lasted_ms;
	uint64_t at;
};

/**
 * hl_progress_name() - wire word of a kind
 * @kind: one of enum hl_progress_kind
 *
 * Return: a constant string; "?" for a value outside the list.
 */
const char *hl_progress_name(enum hl_progress_kind kind);

/**
 * hl_progress_plain() - the word a person reads
 * @kind: one of enum hl_progress_kind
 *
 * Return: a constant string; "?" for a value outside the list.
 */
const char *hl_progress_plain(enum hl_progress_kind kind);

/**
 * hl_progress_defaults() - settings that suit a trunk
 * @ret: HL_PROGRESS_RELEASE and the values of this header
 */
void hl_progress_defaults(struct hl_progress_settings *ret);

/**
 * hl_progress_plan_make() - prepare to listen in a zone
 * @zone:     the country's tones; not kept. Only frequencies, cadences and
 *            the differences of level inside a tone are taken from it
 * @settings: what to listen for; not kept
 * @ret:      filled on success
 *
 * The howler is the North American one, 1400 + 2060 + 2450 + 2600 Hz,
 * 100 ms on and off (GR-506 clause 17.2.8, as quoted elsewhere): no zone
 * lists one.
 *
 * Return: 0; -EINVAL for a setting out of its range; -ENOSPC when the
 * zone's tones exceed a capacity above. @ret untouched on failure.
 */
int hl_progress_plan_make(const struct hl_zone *zone,
			  const struct hl_progress_settings *settings,
			  struct hl_progress_plan *ret);

/**
 * hl_progress_open() - begin to listen, or begin anew
 * @p:    the detector; whatever was in it is forgotten
 * @plan: must outlive the detector's use
 */
void hl_progress_open(struct hl_progress *p,
		      const struct hl_progress_plan *plan);

/**
 * hl_progress_put() - give what came from the trunk
 * @p:      the detector
 * @sample: the next samples
 * @n:      how many, any number; the outcome does not depend on how the
 *          samples are cut into calls
 * @ret:    filled when something is found
 *
 * A find is reported once; a tone that goes on is found again after as
 * much further evidence. Of two finds within one call the first is
 * reported.
 *
 * Return: what was found in these samples; HL_PROGRESS_NONE.
 */
enum hl_progress_kind hl_progress_put(struct hl_progress *p,
				      const int16_t *sample, unsigned n,
				      struct hl_progress_find *ret);

/**
 * hl_progress_echo_open() - begin to learn the echo, or begin anew
 * @e: whatever was in it is forgotten
 */
void hl_progress_echo_open(struct hl_progress_echo *e);

/**
 * hl_progress_put_held() - give what came from a trunk that hears our music
 * @p:      the detector
 * @e:      the trunk's echo
 * @sent:   what we sent while @sample came. Its echo must lie within
 *          HL_PROGRESS_TAPS samples after it; where it does not, nothing
 *          is won and nothing is lost
 * @sample: the next samples
 * @n:      how many of both
 * @ret:    as hl_progress_put()
 *
 * As hl_progress_put(), but what can be explained by @sent is taken away
 * first, so that a faint tone is found under loud music. Nothing is taken
 * away where that would not make a hop quieter, and nothing is learnt while a
 * tone may be sounding. A find of such a trunk does not need it: without,
 * faint tones are missed under music, and none is found that is not there.
 *
 * Up to a hop of samples waits in @e; who changes over to hl_progress_put()
 * leaves it behind.
 */
enum hl_progress_kind hl_progress_put_held(struct hl_progress *p,
					   struct hl_progress_echo *e,
					   const int16_t *sent,
					   const int16_t *sample, unsigned n,
					   struct hl_progress_find *ret);

#endif
