/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.h - what the exchange says on a trunk, heard from its tones
 *
 * One detector, three tasks; the settings make the difference:
 *
 *   before digits   hl_progress_before_digits(): DIAL, the trunk may dial;
 *                   else busy, congestion, information tone
 *   behind digits   hl_progress_behind_digits(): RINGING, ANSWERED; else why
 *                   not: busy, congestion, information, dial tone, howler
 *   a talk          hl_progress_defaults(): has the exchange released?
 *
 * With each task the detector is opened anew, with the plan of that task.
 * How long each takes, at -10 to -35 dBm0 with noise 20 dB below, in every
 * zone (measured; `make bench`):
 *
 *   DIAL      0.4 to 0.9 s after the tone has begun; in countries whose dial
 *             tone is a cadence, in its first burst that is longer than any
 *             of busy tone, 1.1 s at worst. Stutter and recall tone of the
 *             zone count: when they are steady, or after two rounds of
 *             their cadence. Australia's 100 ms on, 40 ms off of two close
 *             frequencies is missed: a time limit goes on from there
 *   RINGING   once, in the first burst: after HL_PROGRESS_RING_MS where no
 *             other tone of the set can last so long in these frequencies,
 *             else when the burst has ended
 *   ANSWERED  once. By voice: HL_PROGRESS_VOICE_MS of it in the pauses,
 *             0.9 to 1.7 s after it began. By silence: ringing tone has not
 *             come for HL_PROGRESS_MISS_MS over the zone's longest pause
 *             (and 7 %), up to 5.9 s after its last burst. Without
 *             any ringing tone: HL_PROGRESS_SPEECH_MS of voice
 *
 * ANSWERED is a guess, and no exchange's word: an announcement, or music in
 * the place of ringing tone, is a voice too. What is told by tone comes
 * first: a tone of the plan is no voice, and by silence nobody has answered
 * within HL_PROGRESS_WAIT_MS of one, so that busy, congestion and information
 * tone behind ringing tone are found as what they are. A click, or a tone of
 * another country, is no voice.
 *
 * Our own party's voice comes back in the echo. Where he can be heard by the
 * exchange meanwhile, what we send belongs to hl_progress_put_held(); with
 * hl_progress_put() he would answer himself.
 *
 * And the task that lasts longest: has the exchange released the trunk?
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

/* While a call is set up. Before digits are sent, and behind them. */
#define HL_PROGRESS_BEFORE_DIGITS                                              \
	(HL_PROGRESS_BIT(HL_PROGRESS_DIAL) |                                   \
	 HL_PROGRESS_BIT(HL_PROGRESS_BUSY) |                                   \
	 HL_PROGRESS_BIT(HL_PROGRESS_CONGESTION) |                             \
	 HL_PROGRESS_BIT(HL_PROGRESS_INFO))
#define HL_PROGRESS_BEHIND_DIGITS                                              \
	(HL_PROGRESS_BEFORE_DIGITS | HL_PROGRESS_BIT(HL_PROGRESS_HOWLER) |     \
	 HL_PROGRESS_BIT(HL_PROGRESS_RINGING) |                                \
	 HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED))

/* Settings and their bounds (all house). */
#define HL_PROGRESS_CYCLES           3u
#define HL_PROGRESS_CYCLES_MIN       2u
#define HL_PROGRESS_CYCLES_MAX       6u
#define HL_PROGRESS_LEAST_DBM0       (-42.0)
#define HL_PROGRESS_LEAST_MIN_DBM0   (-50.0)
#define HL_PROGRESS_LEAST_MAX_DBM0   (-10.0)
#define HL_PROGRESS_STEADY_MS        6000u
#define HL_PROGRESS_STEADY_QUICK_MS  400u
#define HL_PROGRESS_STEADY_MIN_MS    300u
#define HL_PROGRESS_STEADY_SLOW_MS   2000u /* from here on seconds count */
#define HL_PROGRESS_STEADY_MAX_MS    60000u
#define HL_PROGRESS_SILENCE_MS       30000u
#define HL_PROGRESS_SILENCE_MIN_MS   5000u
#define HL_PROGRESS_SILENCE_MAX_MS   3600000u
#define HL_PROGRESS_SILENCE_DBM0     (-50.0)
#define HL_PROGRESS_SILENCE_MIN_DBM0 (-70.0)
#define HL_PROGRESS_SILENCE_MAX_DBM0 (-30.0)

/* Times of a call that is being set up, ms (all house). */
#define HL_PROGRESS_RING_MS   700u  /* of a burst of ringing tone */
#define HL_PROGRESS_MISS_MS   500u  /* over the longest pause of ringing */
#define HL_PROGRESS_WAIT_MS   1500u /* after any tone but ringing tone */
#define HL_PROGRESS_VOICE_MS  600u  /* of voice behind ringing tone */
#define HL_PROGRESS_SPEECH_MS 1500u /* of voice without any ringing tone */

/* Capacities (house; the fullest zone uses 19, 10, 8 and 4). */
#define HL_PROGRESS_PARTS_MAX    20u
#define HL_PROGRESS_SOUNDS_MAX   10u
#define HL_PROGRESS_PATTERNS_MAX 8u
#define HL_PROGRESS_PAIRS_MAX    4u
#define HL_PROGRESS_CHORD_MAX    4u /* frequencies of one sound */
#define HL_PROGRESS_BURSTS_MAX                                                 \
	(HL_PROGRESS_CYCLES_MAX * HL_PROGRESS_PAIRS_MAX + 1u)

/* Hops that are measured together at most: two frequencies 15 Hz apart do
 * not disturb each other then. */
#define HL_PROGRESS_WINDOW_MAX 7u

/* Samples of a hop, the grain of every measurement: 10 ms (house). */
#define HL_PROGRESS_HOP 80u

/**
 * struct hl_progress_settings - what to listen for and how strictly
 * @set:          bits of enum hl_progress_kind, at least one. RINGING, and
 *                DIAL that is waited for, need BUSY and CONGESTION with them,
 *                from which they are told; ANSWERED needs RINGING
 * @cycles:       cycles of a cadence that must be right, one after another,
 *                HL_PROGRESS_CYCLES_MIN to _MAX
 * @least_dbm0:   quieter tones are no tones, HL_PROGRESS_LEAST_MIN_DBM0 to
 *                _MAX_DBM0
 * @steady_ms:    how long a tone without cadence must last. Below
 *                HL_PROGRESS_STEADY_SLOW_MS: dial tone that is waited for,
 *                of every sort that the zone has; it lasts longer where
 *                busy or congestion tone of the same sound does
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
	uint16_t dial_ms; /* so much of it is dial tone; 0 = never */
	uint16_t ring_ms; /* so much is ringing tone; 0 = only a whole burst */
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
	struct hl_progress_pattern ring; /* no pairs = not listened for */
	uint32_t miss_hops; /* without ringing tone: it has ended */
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
	float old[HL_PROGRESS_WINDOW_MAX - 1u][2]; /* turned to the phase of
						      now */
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
	bool told; /* this burst was found already */
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

/* a call that is being set up */
struct hl_progress_call {
	uint32_t rung_hop; /* end of the last ringing tone */
	uint32_t tone_hop; /* the last hop with any tone of the plan */
	uint32_t ours_hop; /* the last that may be what we sent */
	uint16_t rings;    /* bursts */
	uint16_t voice;    /* quarters of a hop, leaking */
	float voiced;      /* energy of all voice */
	float floor;       /* of the line's own noise, mean square */
	float recent;      /* smoothed mean square */
	float past[3];     /* correlation of the last hop, 0 to 2 samples */
	float lean;        /* where the energy lies: the first of it */
	bool ringing;
	bool answered;
};

/**
 * struct hl_progress - one trunk's detector
 *
 * Memory of the caller, below 3 KiB, can be moved and copied. Its insides
 * belong to src/media.
 */
struct hl_progress {
	const struct hl_progress_plan *plan;
	uint64_t samples;
	uint32_t hop;
	uint32_t end_hop;                     /* of the last good burst */
	float end_part;                       /* of that hop, 0-1 */
	float high[4];                        /* memory of the high-pass */
	float energy[HL_PROGRESS_WINDOW_MAX]; /* of the last hops */
	float quiet;                          /* smoothed mean square */
	uint32_t quiet_hops;
	uint16_t fill;
	uint8_t bursts;
	struct hl_progress_burst burst[HL_PROGRESS_BURSTS_MAX];
	struct hl_progress_ear ear[HL_PROGRESS_PARTS_MAX];
	struct hl_progress_track track[HL_PROGRESS_SOUNDS_MAX];
	struct hl_progress_call call;
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
	float share;                  /* of an echo, that cleaning leaves */
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
 *
 * RINGING, and DIAL that was waited for: @on_ms[0] is what was heard of the
 * burst, @cycles is 0. ANSWERED: @cycles is the bursts of ringing tone,
 * @on_ms[0] the voice that was heard, ms, 0 when it is known by silence,
 * @off_ms[0] and @lasted_ms how long ago the last ringing tone was, or
 * hl_progress_open() when there was none; @level_dbm0 of the voice or the
 * silence.
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
 * hl_progress_heard() - a find as the record keeps it
 * @find: from hl_progress_put()
 * @ret:  filled; what does not fit is cut to the largest that does.
 *        on_ms and off_ms of ANSWERED are those of @find
 */
void hl_progress_heard(const struct hl_progress_find *find,
		       struct hl_heard *ret);

/**
 * hl_progress_defaults() - settings that suit a trunk
 * @ret: HL_PROGRESS_RELEASE and the values of this header
 */
void hl_progress_defaults(struct hl_progress_settings *ret);

/**
 * hl_progress_before_digits() - settings of a trunk that has been seized
 * @ret: HL_PROGRESS_BEFORE_DIGITS and HL_PROGRESS_STEADY_QUICK_MS
 *
 * What is waited for is DIAL; see there.
 */
void hl_progress_before_digits(struct hl_progress_settings *ret);

/**
 * hl_progress_behind_digits() - settings of a trunk that has dialled
 * @ret: HL_PROGRESS_BEHIND_DIGITS and HL_PROGRESS_STEADY_SLOW_MS
 *
 * The detector is opened when the last digit has been sent.
 */
void hl_progress_behind_digits(struct hl_progress_settings *ret);

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
 * much further evidence. RINGING and ANSWERED are told once after
 * hl_progress_open(), DIAL that was waited for once a burst. Of two finds
 * within one call the first is reported.
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
 * first, so that a faint tone is found under loud music. Until the echo is
 * known nothing is taken away where that would not make a hop quieter, and
 * nothing is learnt while a tone may be sounding. A find of such a trunk does not need it: without,
 * faint tones are missed under music, and none is found that is not there.
 * With our music at -20 dBm0, 10 dB or more lost in the hybrid, after 20 s of
 * it: busy and congestion tone of -10 to -35 dBm0 within four cycles in every
 * zone (measured; `make bench`), but for some of Australia's congestion tone,
 * of which every second burst is 10 dB down.
 * While a call is set up, what is no louder than 6 dB below what we sent is
 * not taken for the called party's voice.
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
