/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid.h - caller ID on analog lines, sent and heard
 *
 * Three layers, each usable alone: what is known of a caller (struct
 * hl_clid), the message that carries it (bytes or digits), and the sound of
 * the message. Where in the ringing a message belongs, and what comes before
 * it, is data (struct hl_clid_timing): who rings the line acts on it.
 *
 * Samples are 16-bit linear at HL_RATE_HZ. Levels are dBm0 of a sine,
 * full scale +3.17 (ITU-T G.711, mu-law).
 *
 * Nothing here reads a clock or knows a call.
 */
#ifndef HOLDLINE_CLID_H
#define HOLDLINE_CLID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/types.h"

/* Digits of a number, without the zero (ETSI asks for 20; some networks
 * send more; house). */
#define HL_CLID_NUMBER_MAX 24

/* Characters of a name, without the zero: what ETSI's message can carry. */
#define HL_CLID_NAME_MAX 50

/* Characters of a name in a Bellcore message; displays show these. */
#define HL_CLID_NAME_BELLCORE 15

/* Bytes of any message: type, length, 255 of content, checksum. */
#define HL_CLID_MESSAGE_MAX 258

/* Levels that may be asked for, dBm0: from what our own receiver takes with
 * some dB to spare (house) to the -9 dBm that 47 CFR 68.308 allows on a
 * line. */
#define HL_CLID_LEVEL_MIN_DBM0 (-32.0)
#define HL_CLID_LEVEL_MAX_DBM0 (-9.0)

/* Level of each frequency of the alerting tone, dBm0 (GR-30-CORE, about;
 * not checked against its text). */
#define HL_CLID_CAS_LEVEL_DBM0 (-15.0)

/* Length of the alerting tone, ms: off hook (CAS, GR-30-CORE 75-85) and on
 * hook (DT-AS, 88-110 in BT SIN 227). */
#define HL_CLID_CAS_MS  80
#define HL_CLID_DTAS_MS 100

/* Length of the ring pulse that is the RP-AS, ms (Asterisk; 200-300). */
#define HL_CLID_RPAS_MS 250

/* The short rings that ask for an answer (CAR): length of each and of the pause
 * behind it, ms, and how many there are at most (NTT as Lantiq has it). */
#define HL_CLID_CAR_MS    500
#define HL_CLID_CAR_COUNT 6

/* clang-format off */
/* id, wire word, level dBm0, what it is, birthplace of the level */
#define HL_CLIDS(X)                                                            \
	X(NONE,     "none",     0.0,   "no caller ID", "-")                    \
	X(BELLCORE, "bellcore", -13.5, "Bell 202 (1200/2200 Hz), SDMF and MDMF", "GR-30-CORE -13.5 +-1.5 dBm; Lantiq -14") \
	X(ETSI,     "etsi",     -13.5, "V.23 (1300/2100 Hz), EN 300 659", "as Bellcore; Lantiq -14") \
	X(DTMF,     "dtmf",     -10.0, "a string of digits, EN 300 659-1 annex", "level of the zone's tones; house") \
	X(NTT,      "ntt",      -13.5, "V.23 (1300/2100 Hz), Japan's number display; sent only", "as Bellcore; Lantiq -14")

enum hl_clid_kind {
#define X(id, wire, level, meaning, source) HL_CLID_##id,
	HL_CLIDS(X)
#undef X
	HL_CLID_COUNT
};

/* id, wire word, belongs to, meaning */
#define HL_CLID_VARIANTS(X)                                                    \
	X(PLAIN, "plain", ETSI, "nothing special; A...C in digits")            \
	X(SDMF,  "sdmf",  BELLCORE, "single data: time and number in one piece, no name") \
	X(BT,    "bt",    ETSI, "seizure 300 bits, then 80 of mark instead of 180") \
	X(SE,    "se",    DTMF, "A number C; D redirecting; B reason: 10 withheld, 00 unavailable") \
	X(DK,    "dk",    DTMF, "A number #; D reason: 1 withheld, 2 and 3 unavailable") \
	X(NL,    "nl",    DTMF, "D number C; ten zeros unavailable; B10C withheld")

enum hl_clid_variant {
#define X(id, wire, kind, meaning) HL_CLID_VARIANT_##id,
	HL_CLID_VARIANTS(X)
#undef X
	HL_CLID_VARIANT_COUNT
};

/* id, wire word, rings before, alert, wait, silence, gap, birthplace */
#define HL_CLID_PLACES(X)                                                      \
	X(AFTER_RING, "after-ring", 1, NONE, 0, 600, 200,                      \
	  "silence 600 Lantiq, 550 RFC 5098, at least 500 EN 300 659-1; gap as DTMF, house") \
	X(RPAS, "rp-as", 0, RPAS, 0, 650, 250,                                 \
	  "RFC 5098: 650 (500-800), gap 250 (50-500)")                         \
	X(DTAS, "dt-as", 0, DTAS, 0, 50, 250,                                  \
	  "RFC 5098: 50 (45-500), gap 250 (50-500)")                           \
	X(REVERSAL_DTAS, "reversal-dt-as", 0, REVERSAL_DTAS, 250, 50, 250,     \
	  "RFC 5098: wait 250 (50-655), silence 50 (45-500), gap 250 (50-500)") \
	X(REVERSAL_BT, "reversal-bt", 0, REVERSAL_DTAS, 300, 150, 400,         \
	  "Zyxel IES-1248 for the UK; SIN 227 wait at least 100, silence at least 45") \
	X(REVERSAL, "reversal", 0, REVERSAL, 0, 250, 250,                      \
	  "DTMF: silence at least 200, gap 200-500, books on ETS 300 659-1")   \
	X(SILENT, "silent", 0, NONE, 0, 200, 250,                              \
	  "no warning in Denmark (Sipura); silence house, gap as reversal")    \
	X(CAR, "short-rings", 0, CAR, 100, 100, 300,                                   \
	  "NTT as Lantiq has it: 100 behind the reversal, 100 behind the telephone's answer, gap 300")
/* clang-format on */

enum hl_clid_place {
#define X(id, wire, rings, alert, wait, silence, gap, source)                  \
	HL_CLID_PLACE_##id,
	HL_CLID_PLACES(X)
#undef X
	HL_CLID_PLACE_COUNT
};

/** enum hl_clid_alert - what wakes the telephone before a message */
enum hl_clid_alert {
	HL_CLID_ALERT_NONE,
	HL_CLID_ALERT_RPAS,          /* a ring pulse of HL_CLID_RPAS_MS */
	HL_CLID_ALERT_DTAS,          /* hl_clid_cas_open(), HL_CLID_DTAS_MS */
	HL_CLID_ALERT_REVERSAL,      /* the polarity of the line changes */
	HL_CLID_ALERT_REVERSAL_DTAS, /* both, in this order */
	HL_CLID_ALERT_CAR, /* a reversal, then short rings: primary.h */
};

/* clang-format off */
/* id, wire word, what was wrong with a message */
#define HL_CLID_DAMAGES(X)                                                     \
	X(NONE,     "none",     "nothing")                                     \
	X(CUT,      "cut",      "it ended in the middle")                      \
	X(FRAMING,  "framing",  "a byte of it does not end")                   \
	X(LENGTH,   "length",   "its length cannot be")                        \
	X(CHECKSUM, "checksum", "its checksum is another")                     \
	X(CONTENT,  "content",  "what it says makes no sense")

enum hl_clid_damage {
#define X(id, wire, meaning) HL_CLID_DAMAGE_##id,
	HL_CLID_DAMAGES(X)
#undef X
	HL_CLID_DAMAGE_COUNT
};
/* clang-format on */

/** enum hl_clid_absent - why a number or a name is not there */
enum hl_clid_absent {
	HL_CLID_ABSENT_NOT,         /* it is there, or nothing is known */
	HL_CLID_ABSENT_WITHHELD,    /* 'P': the caller does not want it */
	HL_CLID_ABSENT_UNAVAILABLE, /* 'O': the network does not know it */
};

/** enum hl_clid_call - what kind of call arrives */
enum hl_clid_call {
	HL_CLID_CALL_UNKNOWN,
	HL_CLID_CALL_VOICE,    /* 0x01 */
	HL_CLID_CALL_RINGBACK, /* 0x02, a busy party has become free */
	HL_CLID_CALL_MESSAGE,  /* 0x81, a message is waiting */
};

/** enum hl_clid_lamp - order to the message lamp */
enum hl_clid_lamp {
	HL_CLID_LAMP_UNKNOWN, /* no order */
	HL_CLID_LAMP_OFF,
	HL_CLID_LAMP_ON,
};

/**
 * struct hl_clid - what is known of a caller; all zero = nothing
 * @number_absent: why there is no number; if set, @number is not sent
 * @name_absent:   why there is no name; if set, @name is not sent
 * @call:          kind of call
 * @lamp:          if set, this is an order to the lamp and no call: nothing
 *                 else is sent
 * @month:         1-12; 0 = the time is not known
 * @day:           1-31
 * @hour:          0-23
 * @minute:        0-59
 * @number:        digits, '*', '#', a '+' in front; "" = none
 * @redirecting:   the number that forwarded the call, as @number
 * @name:          printable ASCII; "" = none
 */
struct hl_clid {
	enum hl_clid_absent number_absent;
	enum hl_clid_absent name_absent;
	enum hl_clid_call call;
	enum hl_clid_lamp lamp;
	uint8_t month;
	uint8_t day;
	uint8_t hour;
	uint8_t minute;
	char number[HL_CLID_NUMBER_MAX + 1];
	char redirecting[HL_CLID_NUMBER_MAX + 1];
	char name[HL_CLID_NAME_MAX + 1];
};

/**
 * struct hl_clid_form - in which form a message travels
 * @kind:     HL_CLID_NONE = not at all
 * @variant:  of the kind; PLAIN suits each, and is SE for digits
 * @off_hook: to a telephone in a call: no seizure, short mark
 */
struct hl_clid_form {
	enum hl_clid_kind kind;
	enum hl_clid_variant variant;
	bool off_hook;
};

/**
 * struct hl_clid_timing - where in the ringing a message belongs
 * @name:       wire word
 * @rings:      bursts of ringing before it: 0 = before the first, 1 = after
 * @alert:      what wakes the telephone
 * @wait_ms:    from the reversal to the DT-AS or the CAR, if there are both
 * @silence_ms: from the end of the ring, the alert or the reversal to the
 *              message; of a CAR from the telephone's answer
 * @gap_ms:     from the end of the message to the next ring; after the first
 *              ring the least that must be left of the cadence's pause
 * @source:     where the numbers come from
 */
struct hl_clid_timing {
	const char *name;
	unsigned rings;
	enum hl_clid_alert alert;
	hl_msec wait_ms;
	hl_msec silence_ms;
	hl_msec gap_ms;
	const char *source;
};

/**
 * struct hl_clid_country - what a country's telephones expect
 * @zone:   code as in struct hl_zone, or a usual other name of it
 * @form:   of messages to a telephone on the hook
 * @place:  in the ringing
 * @source: where that is said; "house" where it is an assumption
 */
struct hl_clid_country {
	const char *zone;
	struct hl_clid_form form;
	enum hl_clid_place place;
	const char *source;
};

/**
 * hl_clid_kind_name() - the wire word of a kind
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_clid_kind_name(enum hl_clid_kind kind);

/**
 * hl_clid_kind_find() - the kind of a wire word
 * @word: such as "bellcore"
 * @ret:  receives the kind
 *
 * Return: 0; -ENOENT, @ret untouched.
 */
int hl_clid_kind_find(const char *word, enum hl_clid_kind *ret);

/**
 * hl_clid_variant_name() - the wire word of a variant
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_clid_variant_name(enum hl_clid_variant variant);

/**
 * hl_clid_level() - the level at which a kind is sent
 * @kind: below HL_CLID_COUNT
 *
 * Return: dBm0, of the carrier, or of each frequency of a digit.
 */
double hl_clid_level(enum hl_clid_kind kind);

/**
 * hl_clid_timing() - the row of a place
 * @place: below HL_CLID_PLACE_COUNT
 *
 * Return: the row; never NULL.
 */
const struct hl_clid_timing *hl_clid_timing(enum hl_clid_place place);

/**
 * hl_clid_country() - what a country's telephones expect
 * @zone: code; case does not matter
 *
 * Return: the row; NULL for a country of which nothing is known.
 */
const struct hl_clid_country *hl_clid_country(const char *zone);

/**
 * hl_clid_set_number() - take over a number
 * @clid:   changed on success: number, and absent cleared
 * @number: digits, '*', '#', a '+' in front; blanks, '-', '.', '(' and ')'
 *          are left out; "" takes the number away
 *
 * Return: 0; -EINVAL for another character; -ENOSPC beyond
 * HL_CLID_NUMBER_MAX. Nothing changed on failure.
 */
int hl_clid_set_number(struct hl_clid *clid, const char *number);

/**
 * hl_clid_set_name() - take over a name, made harmless
 * @clid: changed: name, and absent cleared
 * @name: any bytes up to a zero, UTF-8 or ISO 8859-1
 *
 * Western European letters lose their accents, everything else that is no
 * printable ASCII becomes '?', blanks at the ends go, and the rest beyond
 * HL_CLID_NAME_MAX is cut.
 */
void hl_clid_set_name(struct hl_clid *clid, const char *name);

/**
 * hl_clid_build() - the message that carries a caller
 * @clid:    what is known
 * @form:    kind and variant; not HL_CLID_NONE
 * @message: receives the message: bytes with length and checksum, or the
 *           characters of the digits (no zero behind them)
 * @size:    bytes at @message; HL_CLID_MESSAGE_MAX always suffices
 * @ret:     receives the length of the message
 *
 * A number or name that is marked absent is not in the message. When nothing
 * is known of the number the message says that it is unavailable. Bellcore
 * does not carry a redirecting number or the kind of call; digits carry
 * numbers only, without a '+'; NTT carries the number, or why there is none.
 *
 * Return: 0; -EINVAL for what is no struct hl_clid, or a '*' or '#' in a
 * number that goes as digits; -ENOTSUP for a lamp order as digits or to NTT;
 * -ENOSPC.
 * @ret untouched on failure.
 */
int hl_clid_build(const struct hl_clid *clid, const struct hl_clid_form *form,
		  uint8_t *message, size_t size, size_t *ret);

/**
 * hl_clid_parse() - what a message says
 * @form:    kind and variant; not HL_CLID_NONE
 * @message: bytes with length and checksum, or the characters of digits
 * @n:       how many, any number
 * @ret:     filled on success
 *
 * A number that is no number ("PRIVATE") counts as unavailable, a time that
 * is no time as not known, a parameter that is not known is passed over.
 * Names are made harmless as by hl_clid_set_name().
 *
 * Return: 0; -EBADMSG for a wrong checksum, a length that does not fit, or
 * nonsense; -ENOTSUP for a whole message of another service (charges,
 * short messages), or of NTT, which is only sent; -EINVAL for a form without a
 * message. @ret untouched on failure.
 */
int hl_clid_parse(const struct hl_clid_form *form, const uint8_t *message,
		  size_t n, struct hl_clid *ret);

struct hl_clid_send;

/**
 * hl_clid_send_open() - begin the sound of a message
 * @clid:       what is known
 * @form:       in which form
 * @level_dbm0: HL_CLID_LEVEL_MIN_DBM0 to _MAX_DBM0; hl_clid_level() is usual
 * @ret:        receives the sound; the caller closes it
 *
 * All memory is taken here. FSK on the hook: 300 bits of seizure and 180 of
 * mark, 80 for BT (SIN 227: 55-90); off the hook: 80 of mark (GR-30-CORE,
 * EN 300 659, as Lantiq names them); NTT: 78 of mark (the same).
 *
 * Return: 0; -EINVAL also for a level out of range; -ENOTSUP and -ENOSPC as
 * hl_clid_build(); -ENOMEM. @ret untouched on failure.
 */
int hl_clid_send_open(const struct hl_clid *clid,
		      const struct hl_clid_form *form, double level_dbm0,
		      struct hl_clid_send **ret);

/**
 * hl_clid_cas_open() - begin the alerting tone, 2130 + 2750 Hz
 * @ms:         20-500; HL_CLID_CAS_MS to a telephone in a call,
 *              HL_CLID_DTAS_MS to one on the hook
 * @level_dbm0: of each frequency, as hl_clid_send_open();
 *              HL_CLID_CAS_LEVEL_DBM0 is usual
 * @ret:        receives the sound; the caller closes it
 *
 * Return: 0; -EINVAL; -ENOMEM. @ret untouched on failure.
 */
int hl_clid_cas_open(hl_msec ms, double level_dbm0, struct hl_clid_send **ret);

/**
 * hl_clid_send_length() - samples of the whole sound
 *
 * Return: exactly as many as all hl_clid_send_read() together give.
 */
unsigned hl_clid_send_length(const struct hl_clid_send *send);

/**
 * hl_clid_send_read() - the next samples
 * @send: an open sound
 * @out:  receives up to @n samples
 * @n:    how many are wanted
 *
 * Return: how many there are; less than @n only at the end, then 0.
 */
unsigned hl_clid_send_read(struct hl_clid_send *send, int16_t *out, unsigned n);

/**
 * hl_clid_send_close() - give the sound back
 * @send: may be NULL
 */
void hl_clid_send_close(struct hl_clid_send *send);

struct hl_clid_listen;

/**
 * hl_clid_listen_open() - begin to listen for messages
 * @form: kind and variant; off_hook does not matter
 * @ret:  receives the listener; the caller closes it
 *
 * All memory is taken here.
 *
 * Return: 0; -EINVAL for a form without a message; -ENOTSUP for NTT; -ENOMEM.
 * @ret untouched on failure.
 */
int hl_clid_listen_open(const struct hl_clid_form *form,
			struct hl_clid_listen **ret);

/**
 * hl_clid_listen_put() - hear samples
 * @listen: an open listener
 * @sample: from the line, any number of them, loud ringing taken out
 * @n:      how many
 * @ret:    filled when a message is complete
 *
 * If several end within these samples the last one counts; a message lasts
 * longer than any usual block.
 *
 * Return: 1 when @ret is filled; 0 when there is nothing yet; -EBADMSG when
 * a message was begun and is damaged (its end is not waited for).
 */
int hl_clid_listen_put(struct hl_clid_listen *listen, const int16_t *sample,
		       size_t n, struct hl_clid *ret);

/**
 * hl_clid_listen_cut() - what is begun will not end
 * @listen: an open listener
 *
 * For a ringing that begins, or when nobody listens any more.
 *
 * Return: 0 when no message was begun; -EBADMSG when one was: it counts as
 * damaged, CUT.
 */
int hl_clid_listen_cut(struct hl_clid_listen *listen);

/**
 * hl_clid_listen_damage() - what was wrong
 * @listen: an open listener
 *
 * Return: of the last message damaged in the last hl_clid_listen_put() or
 * hl_clid_listen_cut(); HL_CLID_DAMAGE_NONE when there was none.
 */
enum hl_clid_damage hl_clid_listen_damage(const struct hl_clid_listen *listen);

/**
 * hl_clid_damage_name() - the wire word of a damage
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_clid_damage_name(enum hl_clid_damage damage);

/**
 * hl_clid_listen_damaged() - damaged messages since the beginning
 */
unsigned hl_clid_listen_damaged(const struct hl_clid_listen *listen);

/**
 * hl_clid_listen_close() - end listening
 * @listen: may be NULL
 */
void hl_clid_listen_close(struct hl_clid_listen *listen);

/* clang-format off */
/* id, wire word, what is to be played, conversation cut off, meaning */
#define HL_CWID_STATES(X)                                                      \
	X(TONE,    "tone",    TONE,    true,  "call waiting tone")             \
	X(CAS,     "cas",     CAS,     true,  "alerting tone to the telephone") \
	X(ACK,     "ack",     NOTHING, true,  "the telephone may answer D or A") \
	X(PAUSE,   "pause",   NOTHING, true,  "it has answered; it makes ready") \
	X(DATA,    "data",    DATA,    true,  "the message")                   \
	X(RESTORE, "restore", NOTHING, true,  "it opens its own voice path again") \
	X(DONE,    "done",    NOTHING, false, "sent; the parties talk on")     \
	X(FAILED,  "failed",  NOTHING, false, "no answer, nothing sent; they talk on")

enum hl_cwid_state {
#define X(id, wire, play, muted, meaning) HL_CWID_##id,
	HL_CWID_STATES(X)
#undef X
	HL_CWID_COUNT
};
/* clang-format on */

/** enum hl_cwid_play - what the telephone is to hear */
enum hl_cwid_play {
	HL_CWID_PLAY_NOTHING,
	HL_CWID_PLAY_TONE, /* HL_TONE_WAITING of the zone, its first burst */
	HL_CWID_PLAY_CAS,  /* hl_clid_cas_open() */
	HL_CWID_PLAY_DATA, /* hl_clid_send_open(), off hook */
};

/**
 * struct hl_cwid_plan - times of caller ID to a telephone in a call
 * @ack:        digits that count as its answer
 * @tone_ms:    call waiting tone; 0 leaves it out
 * @cas_ms:     alerting tone
 * @wait_ms:    from its end to the report of the answer, at most
 * @pause_ms:   from the report to the message
 * @restore_ms: from the end of the message to the voice
 * @source:     where the numbers come from
 */
struct hl_cwid_plan {
	const char *ack;
	hl_msec tone_ms;
	hl_msec cas_ms;
	hl_msec wait_ms;
	hl_msec pause_ms;
	hl_msec restore_ms;
	const char *source;
};

/**
 * struct hl_cwid - one announcement of a waiting call
 * @state:    where it is
 * @deadline: when hl_cwid_time() wants to be asked; HL_NEVER at the end
 * @plan:     its times
 * @data_ms:  length of the message
 */
struct hl_cwid {
	enum hl_cwid_state state;
	hl_usec deadline;
	const struct hl_cwid_plan *plan;
	hl_msec data_ms;
};

/**
 * hl_cwid_plan() - the times of a kind
 * @kind: below HL_CLID_COUNT
 *
 * Return: the plan; NULL where a telephone in a call cannot be told (no
 * caller ID, or digits).
 */
const struct hl_cwid_plan *hl_cwid_plan(enum hl_clid_kind kind);

/**
 * hl_cwid_begin() - announce a waiting call
 * @cwid:    filled
 * @plan:    its times; stays the caller's and must outlive @cwid
 * @data_ms: length of the message, from hl_clid_send_length()
 * @now:     this instant
 *
 * The telephone hangs up or flashes: forget @cwid.
 */
void hl_cwid_begin(struct hl_cwid *cwid, const struct hl_cwid_plan *plan,
		   hl_msec data_ms, hl_usec now);

/**
 * hl_cwid_time() - time has passed
 * @cwid: begun
 * @now:  this instant
 *
 * Goes on by one state at most, however late it is: a sound that is due is
 * played whole.
 *
 * Return: true when the state is another one now.
 */
bool hl_cwid_time(struct hl_cwid *cwid, hl_usec now);

/**
 * hl_cwid_digit() - the telephone sent a digit
 * @cwid:  begun
 * @digit: such as 'D'
 * @now:   this instant
 *
 * A digit that is no answer, or comes when none is awaited, does nothing.
 *
 * Return: true when the state is another one now.
 */
bool hl_cwid_digit(struct hl_cwid *cwid, char digit, hl_usec now);

/**
 * hl_cwid_play() - what the telephone is to hear in a state
 * @state: below HL_CWID_COUNT
 */
enum hl_cwid_play hl_cwid_play(enum hl_cwid_state state);

/**
 * hl_cwid_is_muted() - is the conversation cut off, both ways
 * @state: below HL_CWID_COUNT
 */
bool hl_cwid_is_muted(enum hl_cwid_state state);

/**
 * hl_cwid_name() - the wire word of a state
 *
 * Return: a constant string; "?" beyond the list.
 */
const char *hl_cwid_name(enum hl_cwid_state state);

#endif
