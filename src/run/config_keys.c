/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_keys.c - the table of keys, and what is printed from it
 *
 * In:  a section and a word.
 * Out: the row: type, default, range, meaning; the table for the manual.
 * Not: values - config_value.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../base/text.h"
#include "holdline/clid.h"
#include "holdline/control.h"
#include "holdline/journal.h"
#include "holdline/music.h"
#include "holdline/progress.h"

#define IN(section) (1u << HL_SECTION_##section)
#define LINE_IN (IN(LINE) | IN(LINES) | IN(SPAN))
#define TRUNK_IN (IN(LINE) | IN(SPAN))

#define GLOBAL(field) offsetof(struct hl_globals_setup, set.field)
#define MUSIC(field) offsetof(struct hl_music_setup, set.field)
#define PROFILE(field) offsetof(struct hl_profile_setup, field)
#define LINE(field) offsetof(struct hl_line_setup, field)
#define SETTING(field) offsetof(struct hl_line_setup, set.settings.field)
#define GROUP(field) offsetof(struct hl_group_setup, field)
#define ADDRESS(field) offsetof(struct hl_address_setup, field)
#define SPAN(field) offsetof(struct hl_span_setup, field)
#define CODES(field) offsetof(struct hl_codes_setup, field)

/* The value of a macro as text. */
#define TEXT(macro) TEXT_OF(macro)
#define TEXT_OF(value) #value

/* As written; the detectors' own are HL_PROGRESS_CYCLES and _SILENCE_MS. */
#define HL_RELEASE_CYCLES 3
#define HL_RELEASE_SILENCE 30000

_Static_assert(HL_RELEASE_CYCLES == HL_PROGRESS_CYCLES &&
		       HL_RELEASE_SILENCE == HL_PROGRESS_SILENCE_MS,
	       "a default is what the detectors do by themselves");

#define PICKUP_LAST 63 /* of struct hl_line_settings (house) */

/* field and key, smallest, meaning */
#define HL_WINDOWS(X)                                                          \
	X(glitch,     1, "a break of the loop below this is contact noise")    \
	X(pulse_min,  1, "shortest break that is a dial pulse")                \
	X(pulse_max,  1, "longest break that is a dial pulse")                 \
	X(flash_min,  1, "shortest break that is a flash")                     \
	X(flash_max,  1, "longest break that is a flash")                      \
	X(onhook,     1, "from here the receiver is down")                     \
	X(interdigit, 1, "closed loop after the last pulse that ends a digit") \
	X(quiet,      0, "after a flash, further flashes this soon are bounce")\
	X(flash_send, 1, "length of a flash that is sent on a trunk")

/* key, caller class, default, meaning */
#define HL_BELLS(X)                                                            \
	X("ring_internal", INTERNAL, "normal", "how a call from a station rings") \
	X("ring_external", EXTERNAL, "normal", "how a call from a trunk rings") \
	X("ring_back", BACK, "recall", "how a party rings that comes back")

static const char *kind_word(unsigned value)
{
	return value == HL_KIND_STATION ? "station"
	       : value == HL_KIND_TRUNK ? "trunk"
					: "?";
}

static const char *door_word(unsigned value)
{
	return hl_door_name((enum hl_door)value);
}

static const char *onhook_word(unsigned value)
{
	return hl_onhook_name((enum hl_onhook)value);
}

static const char *fallback_word(unsigned value)
{
	return hl_fallback_name((enum hl_fallback)value);
}

static const char *ring_mode_word(unsigned value)
{
	return hl_ring_mode_name((enum hl_ring_mode)value);
}

static const char *hold_at_word(unsigned value)
{
	return hl_hold_at_name((enum hl_hold_at)value);
}

static const char *answer_word(unsigned value)
{
	return hl_answer_name((enum hl_answer)value);
}

static const char *remove_word(unsigned value)
{
	return hl_remove_name((enum hl_remove)value);
}

static const char *procedure_word(unsigned value)
{
	return value == HL_PROCEDURE_COUNT
		       ? HL_KEY_AUTO
		       : hl_procedure_name((enum hl_procedure)value);
}

static const char *set_word(unsigned value)
{
	return value == HL_CODESET_COUNT ? HL_KEY_AUTO : hl_codeset_word(value);
}

static const char *clid_word(unsigned value)
{
	return value == HL_CLID_COUNT
		       ? HL_KEY_AUTO
		       : hl_clid_kind_name((enum hl_clid_kind)value);
}

static const char *variant_word(unsigned value)
{
	return value == HL_CLID_VARIANT_COUNT
		       ? HL_KEY_AUTO
		       : hl_clid_variant_name((enum hl_clid_variant)value);
}

static const char *place_word(unsigned value)
{
	return value == HL_CLID_PLACE_COUNT
		       ? HL_KEY_AUTO
		       : hl_clid_timing((enum hl_clid_place)value)->name;
}

static const char *messages_word(unsigned value)
{
	return hl_messages_name((enum hl_messages)value);
}

static const char *sending_word(unsigned value)
{
	return hl_sending_name((enum hl_sending)value);
}

static const char *undialled_word(unsigned value)
{
	return value ? "dial" : "fail";
}

static const char *answered_word(unsigned value)
{
	return hl_answer_by_name((enum hl_answer_by)value);
}

static const char *release_word(unsigned value)
{
	return hl_release_name((enum hl_release)value);
}

static const char *hunt_word(unsigned value)
{
	return hl_hunt_name((enum hl_hunt)value);
}

/* One burst is no way to announce a call. */
static const char *bell_word(unsigned value)
{
	return value == HL_RING_SPLASH ? NULL
				       : hl_ring_name((enum hl_ring)value);
}

static const char *sharing_word(unsigned value)
{
	return hl_sharing_name((enum hl_sharing)value);
}

/* Two ways of sharing that are no way to share a number. */
static const char *sharing_mend(const char *value)
{
	if (strcmp(value, hl_sharing_name(HL_SHARING_PRIVATE)) == 0)
		return "a station's own number is private without an [address]";
	if (strcmp(value, hl_sharing_name(HL_SHARING_MONITORED)) == 0)
		return "watchers = the stations that only see whether it is in use";
	return NULL;
}

/* clang-format off */
static const struct hl_key keys[] = {
	{ .in = IN(HOLDLINE), .name = "zone", .type = HL_KEY_NAME, .def = "us",
	  .offset = GLOBAL(zone),
	  .meaning = "country of the tones and ring cadences",
	  .source = "libtonezone lists them" },
	{ .in = IN(HOLDLINE), .name = "control", .type = HL_KEY_PATH,
	  .def = HL_CONTROL_PATH, .offset = GLOBAL(control),
	  .meaning = "control socket; taken at the start only",
	  .source = "FHS 3.0, 3.15" },
	{ .in = IN(HOLDLINE), .name = "state", .type = HL_KEY_PATH,
	  .def = "/run/holdline", .offset = GLOBAL(state),
	  .meaning = "folder of what is kept while the machine runs",
	  .source = "FHS 3.0, 3.15" },
	{ .in = IN(HOLDLINE), .name = "journal", .type = HL_KEY_PATH,
	  .def = "auto", .offset = GLOBAL(journal),
	  .meaning = "file of the event record; none = only in memory; auto = events in $STATE_DIRECTORY, where a service manager names one",
	  .source = "house" },
	{ .in = IN(HOLDLINE), .name = "records", .type = HL_KEY_NUMBER,
	  .def = "4096", .least = 16, .most = 1048576,
	  .offset = GLOBAL(records),
	  .meaning = "event records kept in memory; taken at the start only",
	  .source = "house" },
	{ .in = IN(HOLDLINE), .name = "rt", .type = HL_KEY_NUMBER, .def = "0",
	  .least = 0, .most = 99, .offset = GLOBAL(rt),
	  .meaning = "realtime priority (SCHED_FIFO), with memory locked; 0 = off; taken at the start only",
	  .source = "house" },
	{ .in = IN(HOLDLINE), .name = "mask", .type = HL_KEY_YESNO,
	  .def = "yes", .offset = GLOBAL(mask),
	  .meaning = "numbers are shown with their middle masked, but not to operators",
	  .source = "house" },
	{ .in = IN(HOLDLINE), .name = "park", .type = HL_KEY_RANGE,
	  .def = "none", .most = HL_PARKS_MAX, .offset = GLOBAL(park),
	  .meaning = "numbers at which calls may be left for anybody to fetch; none of them a line's or an address's",
	  .source = "house" },

	{ .in = IN(MUSIC), .name = "source", .type = HL_KEY_PATH,
	  .def = "installed", .offset = MUSIC(source),
	  .meaning = "audio file, or folder of audio files; installed = the music that comes with holdline; tone = the zone's holding tone",
	  .source = "house" },
	{ .in = IN(MUSIC), .name = "level", .type = HL_KEY_LEVEL, .def = "-20",
	  .least = (int64_t)HL_MUSIC_LEVEL_MIN_DBM0,
	  .most = (int64_t)HL_MUSIC_LEVEL_MAX_DBM0,
	  .unit = "dBm0", .offset = MUSIC(level),
	  .meaning = "mean level of each file after levelling",
	  .source = "house, below the -9 dBm of 47 CFR 68.308" },

	{ .in = IN(PROFILE), .name = "from", .type = HL_KEY_NAME, .def = "us",
	  .offset = PROFILE(from),
	  .meaning = "built-in profile that gives what is not said here",
	  .source = "house" },
#define X(field, smallest, text)                                               \
	{ .in = IN(PROFILE), .name = #field, .type = HL_KEY_WINDOW,            \
	  .least = smallest, .most = HL_HOOK_LONGEST, .unit = "ms",            \
	  .offset = PROFILE(windows.field), .meaning = text,                   \
	  .source = "from" },
	HL_WINDOWS(X)
#undef X

	{ .in = IN(LINE) | IN(LINES), .name = "driver", .type = HL_KEY_REF, .def = "dahdi",
	  .offset = LINE(set.driver), .meaning = "kind of line card",
	  .source = "house" },
	{ .in = IN(LINE), .name = "channel", .type = HL_KEY_NUMBER,
	  .least = 1, .most = 65535, .offset = LINE(set.channel),
	  .meaning = "the card's number of the port; needed" },
	{ .in = IN(LINE), .name = "kind", .type = HL_KEY_WORD,
	  .def = "station", .most = HL_KIND_TRUNK, .offset = SETTING(kind),
	  .word = kind_word,
	  .meaning = "a telephone is on it (station) or an exchange (trunk)",
	  .source = "house" },
	{ .in = LINE_IN, .name = "profile", .type = HL_KEY_REF,
	  .offset = LINE(profile),
	  .meaning = "hook windows, built in or a [profile]",
	  .source = "the zone's name if there is such a profile, else us" },
#define X(field, smallest, text)                                               \
	{ .in = LINE_IN, .name = #field, .type = HL_KEY_WINDOW,                \
	  .least = smallest, .most = HL_HOOK_LONGEST, .unit = "ms",            \
	  .offset = SETTING(profile.field), .meaning = text,                   \
	  .source = "profile" },
	HL_WINDOWS(X)
#undef X
	{ .in = LINE_IN, .name = "hook", .type = HL_KEY_WORD, .def = "edges",
	  .most = HL_DOOR_COUNT - 1, .offset = SETTING(door),
	  .word = door_word,
	  .meaning = "who judges the breaks: we (edges), the card (gestures), or each where it is better (auto)",
	  .source = "house" },
	{ .in = LINE_IN, .name = "hangup_delay", .type = HL_KEY_TIME,
	  .def = "0", .least = 0, .most = HL_HANGUP_DELAY_MAX, .unit = "ms",
	  .offset = SETTING(hangup_delay),
	  .meaning = "station: who was called may put the receiver down for so long in a talk and go on at another telephone of the line; who called may not. With hook = edges or auto",
	  .source = "house; SPA Callee On Hook Delay" },
	{ .in = LINE_IN, .name = "music", .type = HL_KEY_REF,
	  .def = "default", .offset = LINE(music),
	  .meaning = "music class that a party held by this line hears",
	  .source = "house" },
	{ .in = TRUNK_IN, .name = "group", .type = HL_KEY_REF,
	  .offset = LINE(group),
	  .meaning = "trunk: the group it joins, behind those that the group names itself" },
	{ .in = TRUNK_IN, .name = "ring", .type = HL_KEY_LIST,
	  .most = HL_RING_TARGETS_MAX, .offset = LINE(ring),
	  .meaning = "trunk: its hunt group, the stations that an incoming call rings; an address stands for its stations",
	  .source = "the first station" },
	{ .in = TRUNK_IN, .name = "ring_mode", .type = HL_KEY_WORD,
	  .def = "first", .most = HL_RING_MODE_COUNT - 1,
	  .offset = SETTING(ring_mode), .word = ring_mode_word,
	  .meaning = "trunk: the first free one of the list rings, the first free one behind the one rung last (circular), or every free one at once (all)",
	  .source = "house" },
	{ .in = LINE_IN, .name = "hold_at", .type = HL_KEY_WORD,
	  .def = "here", .most = HL_HOLD_AT_COUNT - 1,
	  .offset = SETTING(hold_at), .word = hold_at_word,
	  .meaning = "trunk: who holds its party: we with music (here), the exchange, which is flashed or asked by a message, or the exchange and else we (either)",
	  .source = "house" },
	{ .in = LINE_IN, .name = "onhook_held", .type = HL_KEY_WORD,
	  .def = "recall", .most = HL_ONHOOK_COUNT - 1,
	  .offset = SETTING(onhook_held), .word = onhook_word,
	  .meaning = "what becomes of a held party when the receiver goes down",
	  .source = "house" },
	{ .in = LINE_IN, .name = "recall_fallback", .type = HL_KEY_WORD,
	  .def = "release", .most = HL_FALLBACK_COUNT - 1,
	  .offset = SETTING(fallback), .word = fallback_word,
	  .meaning = "what becomes of a party whose recall ring is not answered",
	  .source = "house" },
	{ .in = LINE_IN, .name = "operator", .type = HL_KEY_REF,
	  .offset = LINE(operator),
	  .meaning = "station for recall_fallback = operator; of an address the first one" },
	{ .in = LINE_IN, .name = "held", .type = HL_KEY_BYTE,
	  .def = TEXT(HL_HELD_DEFAULT), .least = 1, .most = HL_HELD_MAX,
	  .offset = SETTING(held),
	  .meaning = "calls that may be on hard hold at once",
	  .source = "house" },
	{ .in = LINE_IN, .name = "conference_parties", .type = HL_KEY_BYTE,
	  .def = TEXT(HL_PARTIES_DEFAULT), .least = 3,
	  .most = HL_PARTIES_MAX, .offset = SETTING(parties),
	  .meaning = "parties of a conference, with the one who makes it",
	  .source = "house" },
	{ .in = LINE_IN, .name = "answer_mode", .type = HL_KEY_WORD,
	  .def = "hold", .most = HL_ANSWER_COUNT - 1,
	  .offset = SETTING(answer), .word = answer_word,
	  .meaning = "what becomes of the active call when another one is answered; none = it cannot be answered",
	  .source = "house" },
	{ .in = LINE_IN, .name = "remove", .type = HL_KEY_WORD, .def = "any",
	  .most = HL_REMOVE_COUNT - 1, .offset = SETTING(remove),
	  .word = remove_word,
	  .meaning = "parties that may be taken out of a conference: none, the one added last, or any",
	  .source = "house" },
	{ .in = LINE_IN, .name = "pickup_group", .type = HL_KEY_BYTE,
	  .def = "0", .least = 0, .most = PICKUP_LAST,
	  .offset = SETTING(pickup),
	  .meaning = "lines of one group may take each other's ringing calls; 0 = in no group",
	  .source = "house" },
	{ .in = LINE_IN, .name = "procedure", .type = HL_KEY_WORD,
	  .def = HL_KEY_AUTO, .most = HL_PROCEDURE_COUNT,
	  .offset = SETTING(procedure), .word = procedure_word,
	  .meaning = "with two calls a flash joins them, or changes over to a waiting call (north-american), or a digit behind the flash says what is meant (etsi)",
	  .source = "the zone's: etsi in Europe" },
	{ .in = LINE_IN, .name = "hotline", .type = HL_KEY_DIGITS,
	  .def = "none", .most = HL_DIGITS_MAX, .offset = LINE(set.hotline),
	  .meaning = "station: the number that is dialled for it hotline_after its receiver is lifted",
	  .source = "house" },
#define X(field, id, usual, text)                                              \
	{ .in = LINE_IN, .name = field, .type = HL_KEY_WORD, .def = usual,     \
	  .least = HL_RING_NORMAL, .most = HL_RING_COUNT - 1,                  \
	  .offset = SETTING(bell[HL_CALLER_##id]), .word = bell_word,          \
	  .meaning = text, .source = "house" },
	HL_BELLS(X)
#undef X
	{ .in = LINE_IN, .name = "caller_id", .type = HL_KEY_WORD,
	  .def = "none", .most = HL_CLID_COUNT, .offset = SETTING(clid),
	  .word = clid_word,
	  .meaning = "how a station's telephone is told who calls, and told once more when that becomes another one while it rings or waits; or how a trunk's exchange tells it; auto is as in the zone",
	  .source = "house" },
	{ .in = LINE_IN, .name = "caller_id_variant", .type = HL_KEY_WORD,
	  .def = HL_KEY_AUTO, .most = HL_CLID_VARIANT_COUNT,
	  .offset = SETTING(clid_variant), .word = variant_word,
	  .meaning = "the form of it: plain suits each, sdmf goes with bellcore, bt with etsi, and se, dk and nl with dtmf",
	  .source = "the zone's, for the zone's caller_id; else plain" },
	{ .in = LINE_IN, .name = "caller_id_when", .type = HL_KEY_WORD,
	  .def = HL_KEY_AUTO, .most = HL_CLID_PLACE_COUNT,
	  .offset = SETTING(clid_place), .word = place_word,
	  .meaning = "when it is told, and what wakes the telephone for it: behind the first ring, or before it with a ring pulse (rp-as), an alerting tone (dt-as), a reversal of the line, nothing (silent), or short rings that the telephone answers (short-rings, with ntt only)",
	  .source = "the zone's, for the zone's caller_id; else after-ring, with ntt short-rings" },
	{ .in = LINE_IN, .name = "message_waiting", .type = HL_KEY_WORD,
	  .def = "auto", .most = HL_MESSAGES_COUNT - 1,
	  .offset = SETTING(messages), .word = messages_word,
	  .meaning = "how its telephone is told that a message waits, besides the stutter of its dial tone: not at all (tone), by its lamp (lamp), by data for its display (fsk), or both, where there are (auto)",
	  .source = "house" },
	{ .in = LINE_IN, .name = "dialling", .type = HL_KEY_WORD,
	  .def = "tone", .most = HL_SENDING_PULSE,
	  .offset = SETTING(sending), .word = sending_word,
	  .meaning = "trunk: how a number goes out, by DTMF (tone) or by pulses, ten a second",
	  .source = "house" },
	{ .in = LINE_IN, .name = "no_dialtone", .type = HL_KEY_WORD,
	  .def = "dial", .most = 1, .offset = SETTING(dial_anyway),
	  .word = undialled_word,
	  .meaning = "trunk: when no dial tone came in dialtone_wait, the number is sent all the same (dial), or the next trunk of the group is tried and at last the caller hears congestion tone (fail); busy, congestion and information tone heard instead of it always fail",
	  .source = "house" },
	{ .in = LINE_IN, .name = "answer", .type = HL_KEY_WORD,
	  .def = "sent", .most = HL_ANSWER_BY_TIME,
	  .offset = SETTING(answer_by), .word = answered_word,
	  .meaning = "trunk: when a call that goes out counts as answered: when its number is sent, when the exchange reverses the battery (polarity, the only one that confirms it; where it never does, answer_wait), when the ringing tone has ended (tone; where none comes, answer_after), or answer_after the number was sent (time). Until then its caller hears the exchange",
	  .source = "house" },
	{ .in = LINE_IN, .name = "release", .type = HL_KEY_WORDS,
	  .def = "battery", .least = HL_RELEASE_BATTERY,
	  .most = HL_RELEASE_COUNT - 1, .offset = SETTING(releases),
	  .word = release_word,
	  .meaning = "trunk: what tells that its far end has released: loss of the loop current, the battery reversed back, tones of the zone by frequency and cadence, silence of release_silence; believed in a talk, and also while the party is held, parked, in a conference or rings back. Tones and silence cost reading the trunk's sound",
	  .source = "house" },
	{ .in = LINE_IN, .name = "release_cycles", .type = HL_KEY_BYTE,
	  .def = TEXT(HL_RELEASE_CYCLES), .least = HL_PROGRESS_CYCLES_MIN,
	  .most = HL_PROGRESS_CYCLES_MAX, .offset = SETTING(cycles),
	  .meaning = "trunk: cycles of a tone with a cadence that must be right, one after another, before it is believed",
	  .source = "house" },
	{ .in = LINE_IN, .name = "release_silence", .type = HL_KEY_TIME,
	  .def = TEXT(HL_RELEASE_SILENCE), .least = HL_PROGRESS_SILENCE_MIN_MS,
	  .most = HL_PROGRESS_SILENCE_MAX_MS, .unit = "ms",
	  .offset = SETTING(silence),
	  .meaning = "trunk: so long must silence last that is a release; a party that is held and says nothing is silent too",
	  .source = "AudioCodes 30 s" },
	{ .in = LINE_IN, .name = "rx_gain", .type = HL_KEY_GAIN, .def = "0",
	  .least = -30, .most = 30, .unit = "dB", .offset = SETTING(rx_gain),
	  .meaning = "trunk: what comes in is made louder, or with - softer",
	  .source = "house" },
	{ .in = LINE_IN, .name = "tx_gain", .type = HL_KEY_GAIN, .def = "0",
	  .least = -30, .most = 30, .unit = "dB", .offset = SETTING(tx_gain),
	  .meaning = "trunk: the same of what goes out",
	  .source = "house" },
	{ .in = LINE_IN, .name = "echo_taps", .type = HL_KEY_SHORT,
	  .def = "128", .least = 32, .most = 1024, .offset = SETTING(echo),
	  .meaning = "length of the echo canceller that dahdi_cfg has attached, 8 taps a millisecond",
	  .source = "DAHDI 128, 16 ms" },
#define X(id, key, ms, smallest, largest, text, birth)                         \
	{ .in = LINE_IN, .name = key, .type = HL_KEY_TIME, .def = #ms,         \
	  .least = smallest, .most = largest, .unit = "ms",                    \
	  .offset = SETTING(timer[HL_TIMER_##id]), .meaning = text,            \
	  .source = birth },
	HL_TIMERS(X)
#undef X
#define X(id, key, on, text)                                                   \
	{ .in = LINE_IN, .name = key, .type = HL_KEY_SWITCH,                   \
	  .def = (on) ? "yes" : "no", .least = HL_SWITCH_##id,                 \
	  .offset = SETTING(switches), .meaning = text, .source = "house" },
	HL_SWITCHES(X)
#undef X

	{ .in = IN(SPAN), .name = "card", .type = HL_KEY_NAME, .def = "dahdi",
	  .offset = SPAN(card),
	  .meaning = "driver of the card whose channels these are: dahdi or sim",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "dchannel", .type = HL_KEY_NUMBER,
	  .least = 1, .most = HL_SPAN_D_MAX, .offset = SPAN(set.dchannel),
	  .meaning = "the card's number of the D-channel (DAHDI: signalled dchan or hardhdlc); needed" },
	{ .in = IN(SPAN), .name = "channels", .type = HL_KEY_LIST,
	  .most = HL_SPAN_B_MAX, .offset = SPAN(channels),
	  .meaning = "the card's numbers of the B channels, ascending, such as 1-15, 17-31 (DAHDI: signalled clear); each is a line, named after the span and its time slot; needed" },
	{ .in = IN(SPAN), .name = "first", .type = HL_KEY_NUMBER,
	  .def = "0", .least = 0, .most = 65535, .offset = SPAN(set.first),
	  .meaning = "the card's number of time slot 1; 0 = the lowest of the others",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "spare", .type = HL_KEY_BYTE, .def = "2",
	  .least = 0, .most = HL_SPAN_SPARE_MAX, .offset = SPAN(spare),
	  .meaning = "lines more than channels, named s1, s2 ...: a party that the exchange holds keeps its line and has no channel",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "switch", .type = HL_KEY_WORD,
	  .def = "euroisdn-e1", .most = HL_SPAN_SWITCH_COUNT - 1,
	  .offset = SPAN(set.kind), .word = hl_span_switch_word,
	  .meaning = "what is spoken on the D-channel; between two of us qsig carries names both ways",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "side", .type = HL_KEY_WORD,
	  .def = "user", .most = HL_SPAN_SIDE_COUNT - 1,
	  .offset = SPAN(set.side), .word = hl_span_side_word,
	  .meaning = "which end we are: the subscriber's (user) or the exchange's (network)",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "overlap", .type = HL_KEY_YESNO,
	  .def = "no", .offset = SPAN(set.overlap),
	  .meaning = "numbers may come and go in pieces",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "strip", .type = HL_KEY_BYTE, .def = "0",
	  .least = 0, .most = HL_SPAN_STRIP_MAX, .offset = SPAN(set.strip),
	  .meaning = "digits taken off the front of a number that is called from outside; the rest leads where the dial plan says, to stations only",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "notify", .type = HL_KEY_YESNO,
	  .def = "yes", .offset = SPAN(set.notify),
	  .meaning = "a party that is held here is told so, and told when it is taken back",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "transfer_by", .type = HL_KEY_WORD,
	  .def = "local", .most = HL_SPAN_TRANSFER_COUNT - 1,
	  .offset = SPAN(set.transfer), .word = hl_span_transfer_word,
	  .meaning = "two parties of the span that are connected with each other stay connected here (local), or the exchange is asked to do it, which frees both channels (explicit)",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "join_on_release", .type = HL_KEY_YESNO,
	  .def = "no", .offset = SPAN(set.join),
	  .meaning = "whoever hangs up at the far end with one call held and one active connects the two; only where one user is behind the span, for nothing says whose the held call is",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "facility", .type = HL_KEY_YESNO,
	  .def = "yes", .offset = SPAN(set.facility),
	  .meaning = "names and transfer travel in facility elements",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "restart", .type = HL_KEY_YESNO,
	  .def = "no", .offset = SPAN(set.restart),
	  .meaning = "every channel is restarted when the link first comes up; not every exchange answers that",
	  .source = "house" },
	{ .in = IN(SPAN), .name = "t309", .type = HL_KEY_TIME,
	  .def = "90000", .least = 6000, .most = 90000, .unit = "ms",
	  .offset = SPAN(set.t309),
	  .meaning = "talks go on so long without the D-channel",
	  .source = "ITU-T Q.931 table 9-2" },
	{ .in = IN(SPAN), .name = "debug", .type = HL_KEY_YESNO,
	  .def = "no", .offset = SPAN(set.debug),
	  .meaning = "every message is written to the log",
	  .source = "house" },

	{ .in = IN(GROUP), .name = "lines", .type = HL_KEY_LIST,
	  .most = HL_GROUP_LINES_MAX, .offset = GROUP(lines),
	  .meaning = "trunks in the order in which a free one is looked for" },
	{ .in = IN(GROUP), .name = "hunt", .type = HL_KEY_WORD,
	  .def = "linear", .most = HL_HUNT_COUNT - 1, .offset = GROUP(hunt),
	  .word = hunt_word,
	  .meaning = "which of the free trunks is taken: the first one (linear), the first one behind the one taken last (circular), or the one that has been free for the longest time",
	  .source = "house" },
	{ .in = IN(GROUP), .name = "prefix", .type = HL_KEY_PREFIX,
	  .def = "none", .most = HL_PREFIX_MAX, .offset = GROUP(prefix),
	  .meaning = "digits sent before every number; a comma is a pause of 2 s",
	  .source = "house" },

	{ .in = IN(ADDRESS), .name = "sharing", .type = HL_KEY_WORD,
	  .def = "bridgedshared", .least = HL_SHARING_EXCL,
	  .most = HL_SHARING_SHARED, .offset = ADDRESS(sharing),
	  .word = sharing_word, .mend = sharing_mend,
	  .meaning = "one station at a time, and a held call may be taken by any (bridgedexcl); each station has calls of its own (bridgednew); a call is everybody's: join, leave, hold here, retrieve there (bridgedshared)",
	  .source = "house" },
	{ .in = IN(ADDRESS), .name = "lines", .type = HL_KEY_LIST,
	  .most = HL_ADDRESS_LINES_MAX, .offset = ADDRESS(lines),
	  .meaning = "stations that share the number; needed" },
	{ .in = IN(ADDRESS), .name = "watchers", .type = HL_KEY_LIST,
	  .most = HL_ADDRESS_LINES_MAX - 1, .offset = ADDRESS(watchers),
	  .meaning = "stations that only see whether it is in use" },

	{ .in = IN(CODES), .name = "set", .type = HL_KEY_WORD,
	  .def = HL_KEY_AUTO, .most = HL_CODESET_COUNT, .offset = CODES(set),
	  .word = set_word,
	  .meaning = "codes that are there without being written",
	  .source = "the zone's: etsi in Europe, else us" },
#define X(id, wire, number, text)                                              \
	{ .in = IN(CODES), .name = wire, .type = HL_KEY_CODE,                  \
	  .most = HL_NAME_MAX - 1, .offset = CODES(code[HL_CODE_##id]),        \
	  .meaning = text, .source = "set" },
	HL_CODES(X)
#undef X

	{ .in = IN(SPEED), .name = "PLACE", .type = HL_KEY_DIGITS,
	  .most = HL_DIGITS_MAX,
	  .meaning = "number that is called by the code speed and this place, 1 to 99; at most " TEXT(HL_SPEEDS_MAX) " of them" },

	{ .in = IN(DIAL), .name = "PATTERN", .type = HL_KEY_ROUTE,
	  .meaning = "where a number leads that is made like this",
	  .source = "made from the lines when there is no [dial]" },
};
/* clang-format on */

#define KEYS (sizeof(keys) / sizeof(keys[0]))

_Static_assert(KEYS <= HL_KEYS_MAX, "a section has a place for each key");

const struct hl_key *hl_key_at(unsigned index)
{
	return index < KEYS ? &keys[index] : NULL;
}

int hl_key_find(enum hl_section section, const char *name)
{
	unsigned i;

	for (i = 0; i < KEYS; i++)
		if (keys[i].in & (1u << section) && keys[i].name &&
		    strcmp(keys[i].name, name) == 0)
			return (int)i;
	return -ENOENT;
}

const char *hl_key_looks(const struct hl_key *key)
{
	switch (key->type) {
#define X(id, word, looks)                                                     \
	case HL_KEY_##id:                                                      \
		return looks;
		HL_KEY_TYPES(X)
#undef X
	case HL_KEY_TYPE_COUNT:
		break;
	}
	return "?";
}

static const char *type_word(enum hl_key_type type)
{
	switch (type) {
#define X(id, word, looks)                                                     \
	case HL_KEY_##id:                                                      \
		return word;
		HL_KEY_TYPES(X)
#undef X
	case HL_KEY_TYPE_COUNT:
		break;
	}
	return "?";
}

static void words_print(const struct hl_key *key, char *ret, size_t size)
{
	size_t at = 0;
	unsigned i;

	for (i = (unsigned)key->least; i <= (unsigned)key->most && at < size;
	     i++) {
		const char *word = key->word(i);
		int n = word ? snprintf(ret + at, size - at, "%s%s",
					at ? ", " : "", word)
			     : 0;

		at += n > 0 ? (size_t)n : 0;
	}
}

char *hl_key_range(const struct hl_key *key, char *ret, size_t size)
{
	ret[0] = '\0';
	switch (key->type) {
	case HL_KEY_NUMBER:
	case HL_KEY_BYTE:
	case HL_KEY_SHORT:
	case HL_KEY_TIME:
	case HL_KEY_WINDOW:
	case HL_KEY_LEVEL:
	case HL_KEY_GAIN:
		snprintf(ret, size, "%lld to %lld%s%s", (long long)key->least,
			 (long long)key->most, key->unit ? " " : "",
			 key->unit ? key->unit : "");
		break;
	case HL_KEY_WORD:
	case HL_KEY_WORDS:
		words_print(key, ret, size);
		break;
	case HL_KEY_LIST:
		snprintf(ret, size, "at most %lld names",
			 (long long)key->most);
		break;
	case HL_KEY_RANGE:
		snprintf(ret, size, "at most %lld, such as 701-720; or none",
			 (long long)key->most);
		break;
	case HL_KEY_CODE:
	case HL_KEY_DIGITS:
	case HL_KEY_PREFIX:
		snprintf(ret, size, "0-9 * # A-D, at most %lld; or none",
			 (long long)key->most);
		break;
	case HL_KEY_NAME:
	case HL_KEY_REF:
		snprintf(ret, size, "at most %d bytes", HL_NAME_MAX - 1);
		break;
	case HL_KEY_PATH:
		snprintf(ret, size, "at most %d bytes",
			 HL_CONFIG_PATH_MAX - 1);
		break;
	case HL_KEY_YESNO:
	case HL_KEY_SWITCH:
	case HL_KEY_ROUTE:
		hl_text_copy(ret, size, hl_key_looks(key));
		break;
	case HL_KEY_TYPE_COUNT:
		break;
	}
	return ret;
}

static const char *section_of(unsigned in)
{
	unsigned i;

	for (i = 0; i < HL_SECTION_COUNT; i++)
		if (in & (1u << i) && i != HL_SECTION_LINES)
			return hl_section_word((enum hl_section)i);
	return "?";
}

int hl_config_key(unsigned index, struct hl_config_key *ret, char *text,
		  size_t size)
{
	const struct hl_key *key;
	unsigned i;

	for (i = 0; i < KEYS; i++) {
		key = &keys[i];
		if (!key->name || index-- > 0)
			continue;
		ret->section = section_of(key->in);
		ret->key = key->name;
		ret->type = type_word(key->type);
		ret->def = key->def ? key->def : "";
		ret->range = hl_key_range(key, text, size);
		ret->unit = key->unit ? key->unit : "";
		ret->meaning = key->meaning;
		ret->source = key->source ? key->source : "";
		return 0;
	}
	return -ENOENT;
}

/* A full stop at a line's beginning or a backslash would be an order. */
static void man_print(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", out);
		else if (*text == '-')
			fputs("\\-", out);
		else
			putc(*text, out);
	}
}

static void key_print(const struct hl_config_key *key, FILE *out)
{
	fputs(".TP\n.B ", out);
	man_print(key->key, out);
	fputs("\n", out);
	man_print(key->meaning, out);
	fputs(".\n.br\n", out);
	man_print(key->range, out);
	if (*key->def) {
		fputs("; default ", out);
		man_print(key->def, out);
	}
	if (*key->source) {
		fputs(" (", out);
		man_print(key->source, out);
		fputs(")", out);
	}
	fputs(".\n", out);
}

static void profiles_print(FILE *out)
{
	struct hl_profile p;
	const char *name;
	unsigned i;

	fputs(".SS \"Built\\-in profiles (ms)\"\n", out);
	for (i = 0; (name = hl_profile_name(i)); i++) {
		hl_profile_find(name, &p);
		fprintf(out, ".TP\n.B %s\n", name);
		fprintf(out,
			"pulse %u to %u, flash %u to %u, on hook from %u; sends %u.\n.br\n",
			p.pulse_min, p.pulse_max, p.flash_min, p.flash_max,
			p.onhook, p.flash_send);
		man_print(hl_profile_source(i), out);
		fputs(".\n", out);
	}
}

static void codes_print(FILE *out)
{
	unsigned i;

	fputs(".SS \"Feature codes of the sets\"\n", out);
	for (i = 0; i < HL_CODE_COUNT; i++) {
		enum hl_code code = (enum hl_code)i;

		fputs(".TP\n.B ", out);
		man_print(hl_code_name(code), out);
		fprintf(out, "\nus %s%s, etsi %s%s.\n.br\n",
			hl_codeset_code(HL_CODESET_US, code),
			hl_code_takes_number(code) ? " NUMBER" : "",
			hl_codeset_code(HL_CODESET_ETSI, code),
			hl_code_takes_number(code) ? " NUMBER" : "");
		man_print(hl_codeset_source(code), out);
		fputs(".\n", out);
	}
}

void hl_config_print_keys(FILE *out)
{
	struct hl_config_key key;
	const char *section = "";
	char text[256];
	unsigned i;

	for (i = 0; hl_config_key(i, &key, text, sizeof(text)) == 0; i++) {
		if (strcmp(section, key.section) != 0)
			fprintf(out, ".SS \"Keys of [%s]\"\n", key.section);
		section = key.section;
		key_print(&key, out);
	}
	profiles_print(out);
	codes_print(out);
}
