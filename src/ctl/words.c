/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - values of tapi.h and the words they have on the socket
 *
 * In:  a value, or a set of bits.
 * Out: its words. Bits of capabilities and features keep TAPI's names.
 * Not: words of the model's own lists that have no value there.
 */
#include "words.h"

#include <string.h>

#include "holdline/model.h"

#include "own.h"

#define MODE_BITS 16 /* no mode word of a state has a higher bit */

/* clang-format off */
static const struct hl_word call_features[] = {
	{ 0x1, "ACCEPT" }, { 0x2, "ADDTOCONF" }, { 0x4, "ANSWER" },
	{ 0x8, "BLINDTRANSFER" }, { 0x10, "COMPLETECALL" },
	{ 0x20, "COMPLETETRANSF" }, { 0x40, "DIAL" }, { 0x80, "DROP" },
	{ 0x100, "GATHERDIGITS" }, { 0x200, "GENERATEDIGITS" },
	{ 0x400, "GENERATETONE" }, { 0x800, "HOLD" },
	{ 0x1000, "MONITORDIGITS" }, { 0x2000, "MONITORMEDIA" },
	{ 0x4000, "MONITORTONES" }, { 0x8000, "PARK" },
	{ 0x10000, "PREPAREADDCONF" }, { 0x20000, "REDIRECT" },
	{ 0x40000, "REMOVEFROMCONF" }, { 0x80000, "SECURECALL" },
	{ 0x100000, "SENDUSERUSER" }, { 0x200000, "SETCALLPARAMS" },
	{ 0x400000, "SETMEDIACONTROL" }, { 0x800000, "SETTERMINAL" },
	{ 0x1000000, "SETUPCONF" }, { 0x2000000, "SETUPTRANSFER" },
	{ 0x4000000, "SWAPHOLD" }, { 0x8000000, "UNHOLD" },
	{ 0x10000000, "RELEASEUSERUSERINFO" }, { 0x20000000, "SETTREATMENT" },
	{ 0x40000000, "SETQOS" }, { 0x80000000, "SETCALLDATA" },
	{ 0, NULL },
};

static const struct hl_word call_features2[] = {
	{ 0x1, "NOHOLDCONFERENCE" }, { 0x2, "ONESTEPTRANSFER" },
	{ 0x4, "COMPLCAMPON" }, { 0x8, "COMPLCALLBACK" },
	{ 0x10, "COMPLINTRUDE" }, { 0x20, "COMPLMESSAGE" },
	{ 0x40, "TRANSFERNORM" }, { 0x80, "TRANSFERCONF" },
	{ 0x100, "PARKDIRECT" }, { 0x200, "PARKNONDIRECT" },
	{ 0, NULL },
};

static const struct hl_word address_features[] = {
	{ 0x1, "FORWARD" }, { 0x2, "MAKECALL" }, { 0x4, "PICKUP" },
	{ 0x8, "SETMEDIACONTROL" }, { 0x10, "SETTERMINAL" },
	{ 0x20, "SETUPCONF" }, { 0x40, "UNCOMPLETECALL" }, { 0x80, "UNPARK" },
	{ 0x100, "PICKUPHELD" }, { 0x200, "PICKUPGROUP" },
	{ 0x400, "PICKUPDIRECT" }, { 0x800, "PICKUPWAITING" },
	{ 0x1000, "FORWARDFWD" }, { 0x2000, "FORWARDDND" },
	{ 0, NULL },
};

static const struct hl_word address_flags[] = {
	{ 0x1, "FWDNUMRINGS" }, { 0x2, "PICKUPGROUPID" }, { 0x4, "SECURE" },
	{ 0x8, "BLOCKIDDEFAULT" }, { 0x10, "BLOCKIDOVERRIDE" },
	{ 0x20, "DIALED" }, { 0x40, "ORIGOFFHOOK" }, { 0x80, "DESTOFFHOOK" },
	{ 0x100, "FWDCONSULT" }, { 0x200, "SETUPCONFNULL" },
	{ 0x400, "AUTORECONNECT" }, { 0x800, "COMPLETIONID" },
	{ 0x1000, "TRANSFERHELD" }, { 0x2000, "TRANSFERMAKE" },
	{ 0x4000, "CONFERENCEHELD" }, { 0x8000, "CONFERENCEMAKE" },
	{ 0x10000, "PARTIALDIAL" }, { 0x20000, "FWDSTATUSVALID" },
	{ 0x40000, "FWDINTEXTADDR" }, { 0x80000, "FWDBUSYNAADDR" },
	{ 0x100000, "ACCEPTTOALERT" }, { 0x200000, "CONFDROP" },
	{ 0x400000, "PICKUPCALLWAIT" }, { 0x800000, "PREDICTIVEDIALER" },
	{ 0x1000000, "QUEUE" }, { 0x2000000, "ROUTEPOINT" },
	{ 0x4000000, "HOLDMAKESNEW" }, { 0x8000000, "NOINTERNALCALLS" },
	{ 0x10000000, "NOEXTERNALCALLS" }, { 0x20000000, "SETCALLINGID" },
	{ 0, NULL },
};

static const struct hl_word transfer_modes[] = {
	{ 0x1, "transfer" }, { 0x2, "conference" }, { 0, NULL },
};

static const struct hl_word park_modes[] = {
	{ 0x1, "directed" }, { 0x2, "nondirected" }, { 0, NULL },
};

static const struct hl_word digit_modes[] = {
	{ 0x2, "dtmf" }, { 0x4, "dtmfend" }, { 0, NULL },
};

static const struct hl_word tone_modes[] = {
	{ 0x2, "ringback" }, { 0x4, "busy" }, { 0x8, "beep" }, { 0, NULL },
};

static const struct hl_word treatments[] = {
	{ 0, "default" }, { 1, "silence" }, { 2, "ringback" }, { 3, "busy" },
	{ 4, "music" }, { 0, NULL },
};
/* clang-format on */

#define X(id, value, wire, ...) { value, wire },
static const struct hl_word sharings[] = { HL_SHARINGS(X){ 0, NULL } };
static const struct hl_word answers[] = { HL_ANSWERS(X){ 0, NULL } };
static const struct hl_word removes[] = { HL_REMOVES(X){ 0, NULL } };
static const struct hl_word privileges[] = { HL_PRIVILEGES(X){ 0, NULL } };
static const struct hl_word states[] = { HL_CALL_STATES(X){ 0, NULL } };
static const struct hl_word reasons[] = { HL_CALL_REASONS(X){ 0, NULL } };
static const struct hl_word origins[] = { HL_CALL_ORIGINS(X){ 0, NULL } };
#undef X

static const struct hl_word *const lists[HL_WORD_LIST_COUNT] = {
	[HL_WORDS_CALL_FEATURES] = call_features,
	[HL_WORDS_CALL_FEATURES2] = call_features2,
	[HL_WORDS_ADDRESS_FEATURES] = address_features,
	[HL_WORDS_ADDRESS_FLAGS] = address_flags,
	[HL_WORDS_TRANSFER_MODES] = transfer_modes,
	[HL_WORDS_PARK_MODES] = park_modes,
	[HL_WORDS_DIGIT_MODES] = digit_modes,
	[HL_WORDS_TONE_MODES] = tone_modes,
	[HL_WORDS_TREATMENT] = treatments,
	[HL_WORDS_SHARING] = sharings,
	[HL_WORDS_ANSWER_MODES] = answers,
	[HL_WORDS_REMOVES] = removes,
	[HL_WORDS_PRIVILEGE] = privileges,
	[HL_WORDS_STATES] = states,
	[HL_WORDS_REASONS] = reasons,
	[HL_WORDS_ORIGINS] = origins,
};

const struct hl_word *hl_words(enum hl_word_list list)
{
	return lists[list];
}

const char *hl_words_key(enum hl_word_list list)
{
#define X(id, key, meaning) key,
	static const char *const keys[] = { HL_WORD_LISTS(X) };
#undef X

	return keys[list];
}

const char *hl_word_of(enum hl_word_list list, uint32_t value)
{
	for (const struct hl_word *w = lists[list]; w->word; w++)
		if (w->value == value)
			return w->word;
	return NULL;
}

bool hl_word_is(enum hl_word_list list, const char *word)
{
	for (const struct hl_word *w = lists[list]; w->word; w++)
		if (!strcmp(w->word, word))
			return true;
	return false;
}

json_t *hl_words_of(enum hl_word_list list, uint32_t bits)
{
	json_t *array = json_array();

	for (const struct hl_word *w = lists[list]; w->word; w++)
		if (bits & w->value)
			json_array_append_new(array, json_string(w->word));
	return array;
}

json_t *hl_words_view(enum hl_word_list list)
{
	json_t *array = json_array();

	for (const struct hl_word *w = lists[list]; w->word; w++)
		json_array_append_new(array,
			json_pack("{s:s, s:I}", "word", w->word, "value",
				  (json_int_t)w->value));
	return array;
}

json_t *hl_modes_of(enum hl_call_st state)
{
	json_t *list = json_array();

	for (unsigned bit = 0; bit < MODE_BITS; bit++) {
		const char *word = hl_call_mode_name(state, 1u << bit);

		if (*word)
			json_array_append_new(list,
				json_pack("{s:s, s:i}", "word", word, "value",
					  1 << bit));
	}
	return list;
}
