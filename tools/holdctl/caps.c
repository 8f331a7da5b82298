/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * caps.c - what a line can ever do, and what its address can now
 *
 * In:  results of line.getCaps and line.getStatus.
 * Out: a screen: limits, ways of working, operations, words of TAPI.
 * Not: what a call can do now - calls, show.
 */
#include "holdctl.h"

#include <string.h>

#include "holdline/event.h"

#define AT 12 /* column in which the text begins */

/* "  can     accept answer ..."; nothing when there is nothing to say. */
static void row_print(const struct ctl *ctl, const char *head, char *text)
{
	if (!*text)
		return;
	fprintf(ctl->out, "  %-9s ", head);
	ctl_wrap(ctl, CTL_NONE, text, AT);
	fputc('\n', ctl->out);
}

static void words_add(const json_t *words, char *buf, size_t size)
{
	size_t n = strlen(buf);
	const json_t *word;
	size_t i;

	json_array_foreach(words, i, word) {
		const char *text = json_string_value(word);

		if (!text)
			text = ctl_str(word, "word");
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? " " : "", text);
	}
}

/* Operations whose feature bit a line can ever show. */
static void operations_add(const json_t *caps, char *buf, size_t size)
{
	const json_t *features = json_object_get(caps, "features");
	size_t n = 0;

	buf[0] = '\0';
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);
		json_int_t word = ctl_int(features, info->word == 3 ?
					  "address" : "call");

		if (!info->word || !((uint32_t)word & info->bit) ||
		    !hl_verb_of_word(ctl_verb_of_request(info->name)))
			continue;
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
				n ? " " : "", ctl_verb_of_request(info->name));
	}
}

static bool can_hold(const json_t *caps)
{
	return ctl_int(json_object_get(caps, "max"), "held") > 0;
}

static void head_print(const struct ctl *ctl, const json_t *caps)
{
	const char *line = ctl_str(caps, "line");
	const char *address = ctl_str(caps, "address");

	fprintf(ctl->out, "%s  %s, ", line, ctl_str(caps, "kind"));
	if (strcmp(address, line))
		fprintf(ctl->out, "shares %s (%s)\n", address,
			ctl_str(caps, "sharing"));
	else
		fprintf(ctl->out, "%s address\n", ctl_str(caps, "sharing"));
}

static void limits_print(const struct ctl *ctl, const json_t *caps)
{
	const json_t *max = json_object_get(caps, "max");
	json_int_t held = ctl_int(max, "held");
	json_int_t parties = ctl_int(max, "conference");
	char text[CTL_TEXT];
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), "%lld active",
			     (long long)ctl_int(max, "active"));
	if (held > 0)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
			", %lld held, %lld held for a consultation",
			(long long)held, (long long)ctl_int(max, "pending"));
	if (parties > 0)
		snprintf(text + n, sizeof(text) - n,
			 ", a conference of %lld", (long long)parties);
	row_print(ctl, "calls", text);
}

/* What a second call does to the first, who may be taken out. */
static void ways_print(const struct ctl *ctl, const json_t *caps)
{
	const char *answer = ctl_str(caps, "answer_mode");
	const char *remove = ctl_str(caps, "remove_from_conference");
	char text[CTL_TEXT];

	if (!can_hold(caps))
		return;
	snprintf(text, sizeof(text), "%s", !strcmp(answer, "hold") ?
		 "a second call is answered: the first one is held" :
		 !strcmp(answer, "drop") ?
		 "a second call is answered: the first one is released" :
		 "a second call cannot be answered while one is active");
	row_print(ctl, "answer", text);
	snprintf(text, sizeof(text), "%s", !strcmp(remove, "any") ?
		 "any party of a conference" : !strcmp(remove, "last") ?
		 "the party of a conference added last" : "nobody");
	row_print(ctl, "remove", text);
}

static void lists_print(const struct ctl *ctl, const json_t *caps)
{
	const json_t *features = json_object_get(caps, "features");
	char text[3 * CTL_TEXT] = "";

	words_add(json_object_get(json_object_get(caps, "transfer_modes"),
				  "words"), text, sizeof(text));
	row_print(ctl, "transfer", text);
	text[0] = '\0';
	words_add(json_object_get(json_object_get(caps, "park_modes"),
				  "words"), text, sizeof(text));
	row_print(ctl, "park", text);
	text[0] = '\0';
	words_add(json_object_get(caps, "treatments"), text, sizeof(text));
	row_print(ctl, "treatment", text);
	text[0] = '\0';
	words_add(json_object_get(caps, "states"), text, sizeof(text));
	row_print(ctl, "states", text);
	operations_add(caps, text, sizeof(text));
	row_print(ctl, "ever", text);
	text[0] = '\0';
	words_add(json_object_get(json_object_get(caps, "flags"), "words"),
		  text, sizeof(text));
	row_print(ctl, "traits", text);
	text[0] = '\0';
	words_add(json_object_get(features, "words2"), text, sizeof(text));
	row_print(ctl, "variants", text);
}

/* What is used of that, and what may be asked of the line itself. */
static void now_print(const struct ctl *ctl, const json_t *caps,
		      const json_t *status)
{
	const json_t *calls = json_object_get(status, "calls");
	char text[CTL_TEXT];
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), "%lld active",
			     (long long)ctl_int(calls, "active"));
	if (can_hold(caps))
		n += (size_t)snprintf(text + n, sizeof(text) - n,
			", %lld held, %lld held for a consultation",
			(long long)ctl_int(calls, "held"),
			(long long)ctl_int(calls, "pending"));
	if (ctl_int(status, "stations_in_use") > 1)
		snprintf(text + n, sizeof(text) - n,
			 "; %lld stations use the address",
			 (long long)ctl_int(status, "stations_in_use"));
	row_print(ctl, "now", text);
	ctl_can_print(status, false, text, sizeof(text));
	row_print(ctl, "can now", text);
}

enum ctl_exit ctl_screen_caps(const struct ctl *ctl, const json_t *caps,
			      const json_t *status)
{
	if (ctl->form != CTL_SCREEN) {
		ctl_print_json(ctl, caps);
		return CTL_DONE;
	}
	head_print(ctl, caps);
	limits_print(ctl, caps);
	ways_print(ctl, caps);
	lists_print(ctl, caps);
	now_print(ctl, caps, status);
	if (!ctl->quiet)
		fprintf(ctl->out, "  next      holdctl show %s     holdctl "
			"config %s\n", ctl_str(caps, "line"),
			ctl_str(caps, "line"));
	return CTL_DONE;
}

enum ctl_exit ctl_do_caps(struct ctl *ctl)
{
	json_t *status = NULL;
	json_t *caps = NULL;
	enum ctl_exit r;

	r = ctl_ask(ctl, "line.getCaps", json_incref(ctl->params), &caps);
	if (r == CTL_DONE && ctl->form == CTL_SCREEN)
		r = ctl_ask(ctl, "line.getStatus", json_incref(ctl->params),
			    &status);
	if (r == CTL_DONE)
		r = ctl_screen_caps(ctl, caps, status);
	json_decref(status);
	json_decref(caps);
	return r;
}
