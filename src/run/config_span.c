/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_span.c - spans: one D-channel, its B channels, their lines
 *
 * In:  sections [span NAME].
 * Out: lines of the configuration, one for each B channel and each spare one.
 * Not: what a span does - the driver "pri".
 */
#include "config_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "holdline/driver.h"
#include "holdline/zone.h"

/* clang-format off */
static const struct {
	const char *word;
	const char *plain;
} switches[] = {
#define X(id, word, plain) { word, plain },
	HL_SPAN_SWITCHES(X)
#undef X
};

static const char *const sides[] = {
#define X(id, word, meaning) word,
	HL_SPAN_SIDES(X)
#undef X
};

static const char *const transfers[] = {
#define X(id, word, meaning) word,
	HL_SPAN_TRANSFERS(X)
#undef X
};
/* clang-format on */

const char *hl_span_switch_word(unsigned value)
{
	return value < HL_SPAN_SWITCH_COUNT ? switches[value].word : NULL;
}

const char *hl_span_switch_plain(unsigned value)
{
	return value < HL_SPAN_SWITCH_COUNT ? switches[value].plain : "?";
}

const char *hl_span_side_word(unsigned value)
{
	return value < HL_SPAN_SIDE_COUNT ? sides[value] : NULL;
}

const char *hl_span_transfer_word(unsigned value)
{
	return value < HL_SPAN_TRANSFER_COUNT ? transfers[value] : NULL;
}

/* ---- one span ----------------------------------------------------------- */

static unsigned key_at(const struct hl_config *config,
		       const struct hl_span_setup *span, const char *key)
{
	int row = hl_key_find(HL_SECTION_SPAN, key);
	unsigned at = hl_origin_find(config, &span->line.written,
				     (unsigned)row);

	return at ? at : span->line.written.at;
}

/* "5" or "1-15": false, it is neither. */
static bool range_read(const char *text, unsigned *first, unsigned *last)
{
	char *end;

	*first = (unsigned)strtoul(text, &end, 10);
	*last = *first;
	if (end == text)
		return false;
	if (*end == '-') {
		text = end + 1;
		*last = (unsigned)strtoul(text, &end, 10);
		if (end == text)
			return false;
	}
	return !*end && *first >= 1 && *last >= *first && *last <= 65535;
}

static const char *channels_read(struct hl_span_setup *span)
{
	const char *walk = span->channels;
	struct hl_span *set = &span->set;
	unsigned first, last;
	char name[HL_NAME_MAX];

	set->channels = 0;
	while (hl_list_next(&walk, name)) {
		if (!range_read(name, &first, &last))
			return "numbers and ranges, such as 1-15, 17-31";
		for (; first <= last; first++) {
			if (set->channels == HL_SPAN_B_MAX)
				return "a D-channel has 30 at the most";
			if (set->channels &&
			    first <= set->channel[set->channels - 1])
				return "each once, the lowest first";
			set->channel[set->channels++] = (uint16_t)first;
		}
	}
	return NULL;
}

static void channels_judge(const struct hl_config *config,
			   struct hl_span_setup *span, struct hl_tell *tell)
{
	struct hl_span *set = &span->set;
	const char *why = channels_read(span);
	unsigned at = key_at(config, span, "channels");
	unsigned i;

	if (why)
		hl_tell(tell, at, HL_GRADE_MISTAKE, why,
			"channels: '%s' will not do", span->channels);
	if (!span->channels || !set->dchannel) {
		hl_tell(tell, span->line.written.at, HL_GRADE_MISTAKE,
			"dchannel = 16 and channels = 1-15, 17-31, for an E1",
			"span %s has no %s", set->name,
			span->channels ? "D-channel" : "channels");
		set->channels = 0;
		return;
	}
	if (!set->first)
		set->first = set->channel[0] < set->dchannel ? set->channel[0]
							     : set->dchannel;
	for (i = 0; i < set->channels; i++) {
		if (set->channel[i] == set->dchannel)
			hl_tell(tell, at, HL_GRADE_MISTAKE, NULL,
				"channel %u carries the messages, no voice",
				set->channel[i]);
		if (set->channel[i] >= set->first &&
		    set->channel[i] < set->first + 31)
			continue;
		hl_tell(tell, at, HL_GRADE_MISTAKE,
			"first = the card's number of the line's time slot 1",
			"channel %u is none of the 31 behind channel %d",
			set->channel[i], set->first);
		set->channels = 0;
	}
}

static const char *const law_mu[] = { "us", "ca", "jp", "tw" };

/* Q.931 4.5.5: what the country's exchanges speak. */
static bool is_alaw(const char *zone)
{
	for (unsigned i = 0; i < sizeof(law_mu) / sizeof(law_mu[0]); i++)
		if (!strcmp(zone, law_mu[i]))
			return false;
	return true;
}

void hl_span_settings(const struct hl_span_setup *span,
		      struct hl_line_settings *settings)
{
	settings->kind = HL_KIND_TRUNK;
	settings->isdn = 1;
	settings->sending = span->set.overlap ? HL_SENDING_OVERLAP
					      : HL_SENDING_ENBLOC;
	settings->answer_by = HL_ANSWER_BY_SIGNAL;
	settings->releases = HL_RELEASE_BIT(SIGNAL);
}

void hl_span_judge(const struct hl_config *config, struct hl_span_setup *span,
		   struct hl_tell *tell)
{
	if (!hl_driver_find("pri")) {
		hl_tell(tell, span->line.written.at, HL_GRADE_WARNING,
			"build it with libpri: WITH_PRI=1",
			"span %s has no lines: this program is built without ISDN",
			span->set.name);
		return;
	}
	if (strlen(span->set.name) > HL_NAME_MAX - 5)
		hl_tell(tell, span->line.written.at, HL_GRADE_MISTAKE, NULL,
			"span %s: %d characters at the most, its lines have longer names",
			span->set.name, HL_NAME_MAX - 5);
	if (strcmp(span->card, "dahdi") && strcmp(span->card, "sim"))
		hl_tell(tell, key_at(config, span, "card"), HL_GRADE_MISTAKE,
			"dahdi or sim", "card: '%s' has no B channels",
			span->card);
	span->set.alaw = is_alaw(config->globals.set.zone);
	span->set.hold = true;
	hl_span_settings(span, &span->line.set.settings);
	channels_judge(config, span, tell);
}

/* ---- its lines ---------------------------------------------------------- */

unsigned hl_span_lines(const struct hl_span_setup *span)
{
	return span->set.channels ? span->set.channels + span->spare : 0u;
}

void hl_span_line(const struct hl_span_setup *span, unsigned n,
		  struct hl_line_setup *ret)
{
	const struct hl_span *set = &span->set;
	char *name = ret->set.settings.name;

	*ret = span->line;
	ret->set.driver = "pri";
	if (n < set->channels) {
		ret->set.channel = set->channel[n];
		snprintf(name, HL_NAME_MAX, "%.11s-%u", set->name,
			 (set->channel[n] - (unsigned)set->first + 1) % 100);
	} else {
		n -= set->channels;
		ret->set.channel = HL_SPAN_SPARE(set->dchannel, (int)n);
		snprintf(name, HL_NAME_MAX, "%.11s-s%u", set->name,
			 (n + 1) % 100);
	}
}

const struct hl_span_setup *hl_span_of(const struct hl_config *config,
				       const char *name,
				       struct hl_line_setup *ret)
{
	for (unsigned i = 0; i < config->spans; i++) {
		const struct hl_span_setup *span = &config->span[i];
		size_t n = strlen(span->set.name);

		if (strncmp(name, span->set.name, n) || name[n] != '-')
			continue;
		for (unsigned k = 0; k < hl_span_lines(span); k++) {
			hl_span_line(span, k, ret);
			if (!strcmp(ret->set.settings.name, name))
				return span;
		}
	}
	return NULL;
}

/* ---- all of them -------------------------------------------------------- */

static bool has_channel(const struct hl_span *set, int channel)
{
	for (unsigned i = 0; i < set->channels; i++)
		if (set->channel[i] == channel)
			return true;
	return set->dchannel == channel;
}

static void port_judge(const struct hl_config *config,
		       const struct hl_span_setup *span,
		       const struct hl_line_setup *line, struct hl_tell *tell)
{
	if (strcmp(line->set.driver, span->card) ||
	    !has_channel(&span->set, line->set.channel))
		return;
	hl_tell(tell, hl_line_key(config, line, "channel"), HL_GRADE_MISTAKE,
		NULL, "line %s: %s channel %d is of span %s (line %u)",
		line->set.settings.name, span->card, line->set.channel,
		span->set.name, span->line.written.at);
}

static void twins_judge(const struct hl_span_setup *a,
			const struct hl_span_setup *b, struct hl_tell *tell)
{
	bool same = a->set.dchannel && a->set.dchannel == b->set.dchannel;

	for (unsigned i = 0; !same && i < b->set.channels; i++)
		same = has_channel(&a->set, b->set.channel[i]);
	/* Lines are found by the number of a channel alone. */
	if (same || has_channel(&a->set, b->set.dchannel) ||
	    has_channel(&b->set, a->set.dchannel))
		hl_tell(tell, b->line.written.at, HL_GRADE_MISTAKE, NULL,
			"span %s has a channel that span %s (line %u) has already",
			b->set.name, a->set.name, a->line.written.at);
}

void hl_spans_judge(const struct hl_config *config, struct hl_tell *tell)
{
	struct hl_line_setup ours;

	for (unsigned i = 0; i < config->spans; i++)
		for (unsigned k = 0; k < i; k++)
			twins_judge(&config->span[k], &config->span[i], tell);
	for (unsigned i = 0; i < config->lines; i++) {
		const struct hl_line_setup *line = &config->line[i];

		for (unsigned k = 0; k < config->spans; k++)
			port_judge(config, &config->span[k], line, tell);
		if (strcmp(line->set.driver, "pri"))
			continue;
		if (!hl_span_of(config, line->set.settings.name, &ours) ||
		    ours.set.channel != line->set.channel ||
		    line->set.settings.kind != HL_KIND_TRUNK)
			hl_tell(tell, line->written.at, HL_GRADE_MISTAKE,
				"a [span] has them, by itself",
				"line %s is no line of a span, or another one of it",
				line->set.settings.name);
	}
}
