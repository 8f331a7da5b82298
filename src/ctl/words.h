/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.h - values of tapi.h and the words they have on the socket
 */
#ifndef HL_CTL_WORDS_H
#define HL_CTL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "holdline/call.h"

#define HL_TREATMENT_CLASS 0x100u /* LINECALLTREATMENT_ of music class 0 */

/* clang-format off */
/* id, key in api.get, what the values are */
#define HL_WORD_LISTS(X)                                                       \
	X(CALL_FEATURES,    "call_features",    "LINECALLFEATURE_ bits")       \
	X(CALL_FEATURES2,   "call_features2",   "LINECALLFEATURE2_ bits")      \
	X(ADDRESS_FEATURES, "address_features", "LINEADDRFEATURE_ bits")       \
	X(ADDRESS_FLAGS,    "address_flags",    "LINEADDRCAPFLAGS_ bits")      \
	X(TRANSFER_MODES,   "transfer_modes",   "LINETRANSFERMODE_ bits")      \
	X(PARK_MODES,       "park_modes",       "LINEPARKMODE_ bits")          \
	X(DIGIT_MODES,      "digit_modes",      "LINEDIGITMODE_ bits")         \
	X(TONE_MODES,       "tone_modes",       "LINETONEMODE_ values")        \
	X(TREATMENT,        "treatments",       "LINECALLTREATMENT_ values")   \
	X(SHARING,          "sharings",         "LINEADDRESSSHARING_ values")  \
	X(ANSWER_MODES,     "answer_modes",     "LINEANSWERMODE_ values")      \
	X(REMOVES,          "removes",          "LINEREMOVEFROMCONF_ values")  \
	X(PRIVILEGE,        "privileges",       "LINECALLPRIVILEGE_ values")   \
	X(STATES,           "states",           "LINECALLSTATE_ values")       \
	X(REASONS,          "reasons",          "LINECALLREASON_ values")      \
	X(ORIGINS,          "origins",          "LINECALLORIGIN_ values")

enum hl_word_list {
#define X(id, key, meaning) HL_WORDS_##id,
	HL_WORD_LISTS(X)
#undef X
	HL_WORD_LIST_COUNT
};
/* clang-format on */

/** struct hl_word - a value and its word; a list ends with word = NULL. */
struct hl_word {
	uint32_t value;
	const char *word;
};

/** hl_words() - a list. */
const struct hl_word *hl_words(enum hl_word_list list);

/** hl_words_key() - its key in api.get. */
const char *hl_words_key(enum hl_word_list list);

/** hl_word_of() - the word of one value; NULL when it has none. */
const char *hl_word_of(enum hl_word_list list, uint32_t value);

/** hl_word_is() - is this one of the list's words? */
bool hl_word_is(enum hl_word_list list, const char *word);

/** hl_words_of() - the words of the bits that are set, as an array. */
json_t *hl_words_of(enum hl_word_list list, uint32_t bits);

/** hl_words_view() - a whole list: [{"word": ..., "value": ...}, ...]. */
json_t *hl_words_view(enum hl_word_list list);

/** hl_modes_of() - the mode words that a state can have, as hl_words_view(). */
json_t *hl_modes_of(enum hl_call_st state);

#endif
