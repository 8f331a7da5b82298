/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fill.c - the parameters of a request become fields of an event
 *
 * In:  a judged request; the music classes of the configuration.
 * Out: number, value, length and tones of the event.
 * Not: calls and lines - act.c; whether it makes sense now - the model.
 */
#include "handle.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

/* What a word of a parameter is to the model. */
struct meaning {
	enum hl_request_kind request;
	const char *word;
	uint32_t value;
};

/* clang-format off */
static const struct meaning meanings[] = {
	{ HL_REQUEST_PRIVACY,       "on",       1 },
	{ HL_REQUEST_PRIVACY,       "off",      0 },
	{ HL_REQUEST_MESSAGE,       "on",       1 },
	{ HL_REQUEST_DND,           "on",       1 },
	{ HL_REQUEST_FORWARD,       "always",   0 },
	{ HL_REQUEST_FORWARD,       "busy",     1 },
	{ HL_REQUEST_FORWARD,       "noanswer", 2 },
	{ HL_REQUEST_MONITORDIGITS, "none",     0 },
	{ HL_REQUEST_MONITORDIGITS, "dtmf",     2 }, /* LINEDIGITMODE_DTMF */
	{ HL_REQUEST_MONITORDIGITS, "dtmfend",  6 }, /* DTMF, DTMFEND */
	{ HL_REQUEST_TONE,          "none",     0 },
	{ HL_REQUEST_TONE,          "ringback", 2 }, /* LINETONEMODE_ */
	{ HL_REQUEST_TONE,          "busy",     4 },
	{ HL_REQUEST_TONE,          "beep",     8 },
};

/* Which parameter of a request is such a word. */
static const char *const word_of[HL_REQUEST_COUNT] = {
	[HL_REQUEST_PRIVACY] = "privacy",
	[HL_REQUEST_MESSAGE] = "message",
	[HL_REQUEST_DND] = "dnd",
	[HL_REQUEST_FORWARD] = "when",
	[HL_REQUEST_MONITORDIGITS] = "digits",
	[HL_REQUEST_TONE] = "tone",
};
/* clang-format on */

static uint32_t word_value(enum hl_request_kind request, const char *word)
{
	for (unsigned i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].request == request &&
		    !strcmp(meanings[i].word, word))
			return meanings[i].value;
	return 0;
}

/* LINECALLTREATMENT_ of a word; the words of TAPI go before ours. */
static bool treatment_take(struct hl_desk *desk, const char *word,
			   struct hl_fault *fault)
{
	const struct hl_word *known = hl_words(HL_WORDS_TREATMENT);
	const struct hl_config *config = desk->view.config;
	unsigned classes = config ? hl_config_musics(config) : 0;

	for (; known->word; known++)
		if (!strcmp(known->word, word)) {
			desk->event.value = known->value;
			return true;
		}
	for (unsigned i = 0; i < classes; i++)
		if (!strcmp(hl_config_music(config, i)->name, word)) {
			desk->event.value = HL_TREATMENT_CLASS + i;
			return true;
		}
	hl_fault_control(fault, HL_CERR_PARAMS,
			 "there is no music class '%s'", word);
	hl_fault_mend(fault, "silence, ringback, busy, music, default, or a "
		      "[music] section of the configuration");
	return false;
}

static uint16_t hz_of(const json_t *hz, size_t i)
{
	if (json_is_integer(hz))
		return i ? 0 : (uint16_t)json_integer_value(hz);
	return (uint16_t)json_integer_value(json_array_get(hz, i));
}

static void tones_take(struct hl_event *event, json_t *list)
{
	size_t i;
	json_t *tone;

	json_array_foreach(list, i, tone) {
		const json_t *hz = json_object_get(tone, "hz");

		event->tones[i].hz[0] = hz_of(hz, 0);
		event->tones[i].hz[1] = hz_of(hz, 1);
		event->tones[i].ms = (uint16_t)json_integer_value(
			json_object_get(tone, "ms"));
	}
}

static bool pickup_take(struct hl_desk *desk, const struct hl_ask *ask,
			struct hl_fault *fault)
{
	desk->event.value = (uint32_t)hl_ask_count(ask, "group", 0);
	if (!desk->event.value || !desk->event.number[0])
		return true;
	hl_fault_control(fault, HL_CERR_PARAMS,
			 "'number' or 'group', not both");
	return false;
}

bool hl_fill(struct hl_desk *desk, const struct hl_ask *ask,
	     struct hl_fault *fault)
{
	struct hl_event *event = &desk->event;
	const char *number = hl_ask_text(ask, "number");
	const char *mode = hl_ask_text(ask, "mode");
	const char *word = word_of[event->request];

	if (number)
		snprintf(event->number, sizeof(event->number), "%s", number);
	event->length = (hl_msec)hl_ask_count(ask, "length_ms", 0);
	if (event->request == HL_REQUEST_TRANSFER && mode &&
	    !strcmp(mode, "conference"))
		event->request = HL_REQUEST_JOIN;
	if (hl_ask_flag(ask, "no_hold"))
		event->value = HL_ASK_NOHOLD;
	if (word && hl_ask_text(ask, word))
		event->value = word_value(event->request,
					  hl_ask_text(ask, word));
	if (event->request == HL_REQUEST_PARK)
		event->value = number ? 1 : 2; /* LINEPARKMODE_ */
	if (event->request == HL_REQUEST_MONITORTONES)
		tones_take(event, hl_ask_list(ask, "tones"));
	if (event->request == HL_REQUEST_PICKUP)
		return pickup_take(desk, ask, fault);
	if (event->request == HL_REQUEST_TREATMENT)
		return treatment_take(desk, hl_ask_text(ask, "treatment"),
				      fault);
	return true;
}
