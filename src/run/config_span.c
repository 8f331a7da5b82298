/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_span.c - spans: one D-channel, its B channels, their lines
 *
 * In:  sections [span NAME].
 * Out: lines of the configuration, one for each B channel and each spare one.
 * Not: what a span does - the driver "pri".
 */
#include <stddef.h>

#include "holdline/pri.h"
#include "config_parts.h"

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
