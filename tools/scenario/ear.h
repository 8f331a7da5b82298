/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ear.h - what a person would say that he hears
 *
 * An ear listens to 16-bit linear samples at 8 kHz and tells tones (by
 * frequency and cadence), voices of the test parties, the music that ships
 * with the project, and silence. It knows the country's tone plan as data,
 * but makes its own mathematics: nothing of the synthesiser is in it.
 *
 * How: every 20 ms a window of 50 ms (Hann) goes through a bank of
 * frequencies. A change is believed when two windows agree on it, and then
 * dated back to the moment at which the sound had half its strength, which
 * is right to a few milliseconds whatever the windows' position (an unknown
 * sound: to 25 ms). A tone
 * whose beginning several tones share ("dial tone or recall dial tone") is
 * narrowed down while it goes on; its date stays that of its first sound.
 *
 * It hears from -40 dBm0 upwards and through mu-law; levels may be 10 dB
 * below nominal. Gaps shorter than 45 ms are not heard as gaps. All times
 * are samples since the ear was opened.
 */
#ifndef SCENARIO_EAR_H
#define SCENARIO_EAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/tone.h"

struct ear;
struct hl_zone;

/* Parties with a voice of their own. */
#define EAR_PARTIES 24u

/* Level of a voice, dBm0, both its frequencies together (house). */
#define EAR_VOICE_DBM0 (-15.0)

/* Bytes of the longest words, with the zero. */
#define EAR_WORDS_MAX 256

/* Bytes of a party's name, with the zero. */
#define EAR_NAME_MAX 16

/* Changes that an ear remembers; later ones are counted only. */
#define EAR_LOG_MAX 2048

/**
 * struct ear_heard - what is heard at one time
 * @since:  sample at which it began to be so
 * @voices: bit k = party k speaks
 * @tones:  bit of enum hl_tone = it can be this tone, by all that was heard;
 *          several bits = undecided yet, or no telephone could tell
 * @music:  the project's piece plays
 * @other:  something sounds that is none of these
 */
struct ear_heard {
	uint64_t since;
	uint32_t voices;
	uint32_t tones;
	bool music;
	bool other;
};

/**
 * ear_open() - make an ear
 * @ret:  receives it; the caller closes it
 * @zone: the country's tone plan; not kept
 *
 * Return: 0; -ENOMEM.
 */
int ear_open(struct ear **ret, const struct hl_zone *zone);

/**
 * ear_close() - give it back
 * @ear: may be NULL
 */
void ear_close(struct ear *ear);

/**
 * ear_name() - what a party is called in words
 * @ear:   an open ear
 * @party: 0 to EAR_PARTIES - 1
 * @name:  cut to EAR_NAME_MAX; without this call it is 100 + @party
 */
void ear_name(struct ear *ear, unsigned party, const char *name);

/**
 * ear_feed() - listen on
 * @ear:     an open ear
 * @samples: the next samples
 * @n:       how many; any number
 */
void ear_feed(struct ear *ear, const int16_t *samples, unsigned n);

/**
 * ear_time() - samples fed so far
 */
uint64_t ear_time(const struct ear *ear);

/**
 * ear_now() - what the last windows agree on
 *
 * Lags the samples by 50 to 70 ms; @since of the answer does not. While a
 * tone pauses in its cadence it is still heard.
 *
 * Return: valid until the next ear_feed().
 */
const struct ear_heard *ear_now(const struct ear *ear);

/**
 * ear_since() - when what is heard now began to be so, in samples
 */
uint64_t ear_since(const struct ear *ear);

/**
 * ear_hears_tone() - is it this tone, for sure
 * @ear:   an open ear
 * @tone:  one of enum hl_tone but HL_TONE_NONE
 * @since: receives the beginning of the tone's first sound; may be NULL
 *
 * Also true when the zone has other tones that sound exactly alike, and
 * when the steady end of several tones is all that is left to hear.
 */
bool ear_hears_tone(const struct ear *ear, enum hl_tone tone, uint64_t *since);

/**
 * ear_may_hear_tone() - can it be this tone, by what was heard so far
 *
 * As ear_hears_tone(), but true from the first moment.
 */
bool ear_may_hear_tone(const struct ear *ear, enum hl_tone tone,
		       uint64_t *since);

/**
 * ear_has_heard_tone() - was it this tone, for sure, at some time
 * @ear:   an open ear
 * @tone:  one of enum hl_tone but HL_TONE_NONE
 * @from:  sample from which on the tone must have begun
 * @since: receives the beginning; may be NULL
 *
 * For what is over as soon as it is understood: a digit, the confirmation
 * tone. The first such tone of the log counts.
 */
bool ear_has_heard_tone(const struct ear *ear, enum hl_tone tone, uint64_t from,
			uint64_t *since);

/**
 * ear_hears_voice() - does a party speak
 * @party: 0 to EAR_PARTIES - 1
 * @since: receives the beginning of this voice; may be NULL
 */
bool ear_hears_voice(const struct ear *ear, unsigned party, uint64_t *since);

/**
 * ear_hears_music() - does the project's piece play
 * @since: receives its beginning; may be NULL
 */
bool ear_hears_music(const struct ear *ear, uint64_t *since);

/**
 * ear_hears_nothing() - silence
 * @since: receives its beginning; may be NULL
 */
bool ear_hears_nothing(const struct ear *ear, uint64_t *since);

/**
 * ear_words() - a condition in words
 * @ear:   an open ear, for the names
 * @heard: from ear_now() or ear_log_at()
 * @ret:   EAR_WORDS_MAX bytes
 *
 * "silence", "dial tone", "music", "voice 103", "voices 102 103",
 * "voice 103, call waiting tone", "busy tone or congestion tone",
 * "unknown sound".
 *
 * Return: @ret.
 */
const char *ear_words(const struct ear *ear, const struct ear_heard *heard,
		      char *ret);

/**
 * ear_log_count() - changes remembered, the first being the beginning
 */
unsigned ear_log_count(const struct ear *ear);

/**
 * ear_log_at() - one of the changes, in the order of time
 * @index: 0 to ear_log_count() - 1
 *
 * The last one may still be narrowed down, and a later look can date the
 * end of a cadenced tone back.
 */
const struct ear_heard *ear_log_at(const struct ear *ear, unsigned index);

/**
 * ear_voice() - make a party's voice
 * @party: 0 to EAR_PARTIES - 1
 * @pos:   samples since it began
 * @out:   receives the samples [@pos, @pos + @n)
 * @n:     how many
 *
 * Two steady frequencies that no tone, digit, note or other party has, at
 * EAR_VOICE_DBM0 together.
 */
void ear_voice(unsigned party, uint64_t pos, int16_t *out, unsigned n);

/**
 * ear_voice_hz() - the two frequencies of a party's voice
 * @party: 0 to EAR_PARTIES - 1
 * @ret:   receives both, Hz
 */
void ear_voice_hz(unsigned party, unsigned ret[2]);

#endif
