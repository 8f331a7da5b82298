/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tone.c - the words of tones and rings
 *
 * In:  a tone, a ring or a dialled character.
 * Out: its name, or the tone that belongs to the character.
 * Not: what a tone is made of - media/zone.c.
 */
#include "holdline/tone.h"

static const char *const tone_names[HL_TONE_COUNT] = {
#define X(id, wire, plain, meaning) [HL_TONE_##id] = wire,
	HL_TONES(X)
#undef X
};

static const char *const tone_plains[HL_TONE_COUNT] = {
#define X(id, wire, plain, meaning) [HL_TONE_##id] = plain,
	HL_TONES(X)
#undef X
};

static const char *const ring_names[HL_RING_COUNT] = {
#define X(id, wire, meaning) [HL_RING_##id] = wire,
	HL_RINGS(X)
#undef X
};

/* in the order of the enum, beginning with HL_TONE_D1 */
static const char digits[] = "1234567890*#ABCD";

const char *hl_tone_name(enum hl_tone tone)
{
	return (unsigned)tone < HL_TONE_COUNT ? tone_names[tone] : "?";
}

const char *hl_tone_plain(enum hl_tone tone)
{
	return (unsigned)tone < HL_TONE_COUNT ? tone_plains[tone] : "?";
}

enum hl_tone hl_tone_of_digit(char digit)
{
	unsigned i;

	if (digit >= 'a' && digit <= 'd')
		digit = (char)(digit - 'a' + 'A');

	for (i = 0; digits[i]; i++) {
		if (digits[i] == digit)
			return (enum hl_tone)(HL_TONE_D1 + i);
	}
	return HL_TONE_NONE;
}

char hl_tone_digit(enum hl_tone tone)
{
	if (tone < HL_TONE_D1 || tone > HL_TONE_DD)
		return 0;

	return digits[tone - HL_TONE_D1];
}

const char *hl_ring_name(enum hl_ring ring)
{
	return (unsigned)ring < HL_RING_COUNT ? ring_names[ring] : "?";
}
