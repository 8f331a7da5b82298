/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.c - reading what people write: numbers, lengths of time, guesses
 *
 * In:  zero-terminated text, or bytes with a size.
 * Out: values in a range; how far two words are apart.
 * Not: what a word means.
 */
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Digits on either side of a point: a double holds eighteen nearly. */
#define REAL_DIGITS 9

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int hl_text_unsigned(const char *text, uint64_t least, uint64_t most,
		     uint64_t *ret)
{
	uint64_t value = 0;
	bool over = false;

	if (!*text)
		return -EINVAL;
	for (; *text; text++) {
		uint64_t digit = (uint64_t)(*text - '0');

		if (!is_digit(*text))
			return -EINVAL;
		if (value > (UINT64_MAX - digit) / 10)
			over = true;
		else
			value = value * 10 + digit;
	}
	if (over || value < least || value > most)
		return -ERANGE;
	*ret = value;
	return 0;
}

/* Reads "12.5" and leaves *text behind it. */
static int real_read(const char **text, double *ret)
{
	const char *p = *text;
	double value = 0;
	double unit = 1;
	unsigned n;

	for (n = 0; is_digit(*p); n++)
		value = value * 10 + (*p++ - '0');
	if (n == 0 || n > REAL_DIGITS)
		return -EINVAL;
	if (*p == '.') {
		p++;
		for (n = 0; is_digit(*p); n++) {
			unit /= 10;
			value += unit * (*p++ - '0');
		}
		if (n == 0 || n > REAL_DIGITS)
			return -EINVAL;
	}
	*ret = value;
	*text = p;
	return 0;
}

int hl_text_real(const char *text, double least, double most, double *ret)
{
	bool negative = *text == '-';
	double value;

	if (negative)
		text++;
	if (real_read(&text, &value) < 0 || *text)
		return -EINVAL;
	if (negative)
		value = -value;
	if (value < least || value > most)
		return -ERANGE;
	*ret = value;
	return 0;
}

int hl_text_ms(const char *text, uint32_t least, uint32_t most, uint32_t *ret)
{
	double value;

	if (real_read(&text, &value) < 0)
		return -EINVAL;
	while (*text == ' ' || *text == '\t')
		text++;
	if (strcmp(text, "s") == 0)
		value *= 1000;
	else if (strcmp(text, "min") == 0)
		value *= 60000;
	else if (*text && strcmp(text, "ms") != 0)
		return -EINVAL;

	value += 0.5;
	if (value >= (double)most + 1 || (uint32_t)value < least)
		return -ERANGE;
	*ret = (uint32_t)value;
	return 0;
}

bool hl_text_copy(char *ret, size_t size, const char *text)
{
	size_t n = strlen(text);
	bool fits = n < size;

	if (!fits)
		n = size - 1;
	memcpy(ret, text, n);
	ret[n] = '\0';
	return fits;
}

/* Length of the UTF-8 sequence at @s, or 0 when it is none. */
static size_t sequence_length(const unsigned char *s, size_t left)
{
	unsigned char low = 0x80;
	unsigned char high = 0xbf;
	size_t n;
	size_t i;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	n = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (left < n)
		return 0;

	/* Only the second byte's range depends on the first. */
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (s[1] < low || s[1] > high)
		return 0;
	for (i = 2; i < n; i++)
		if (s[i] < 0x80 || s[i] > 0xbf)
			return 0;
	return n;
}

size_t hl_text_bad_byte(const char *text, size_t size)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t at = 0;

	while (at < size) {
		size_t n = sequence_length(s + at, size - at);

		if (n == 0)
			return at;
		at += n;
	}
	return size;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static unsigned least_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned hl_text_distance(const char *a, const char *b)
{
	unsigned row[3][HL_TEXT_WORD_MAX + 1];
	size_t m = strlen(a);
	size_t n = strlen(b);
	size_t i;
	size_t j;

	if (m > HL_TEXT_WORD_MAX || n > HL_TEXT_WORD_MAX)
		return UINT_MAX;

	for (j = 0; j <= n; j++)
		row[0][j] = (unsigned)j;
	for (i = 1; i <= m; i++) {
		unsigned *now = row[i % 3];
		const unsigned *last = row[(i + 2) % 3];
		const unsigned *before = row[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (j = 1; j <= n; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);

			now[j] = least_of(last[j], now[j - 1]) + 1;
			now[j] = least_of(now[j], last[j - 1] + !same);
			if (i > 1 && j > 1 &&
			    lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least_of(now[j], before[j - 2] + 1);
		}
	}
	return row[m % 3][n];
}

void hl_text_guess(struct hl_text_guess *guess, const char *word,
		   const char *candidate)
{
	unsigned distance = hl_text_distance(word, candidate);
	unsigned i;

	if (distance > (strlen(word) < 5 ? 1u : 2u))
		return;
	for (i = 0; i < guess->count; i++)
		if (strcmp(guess->word[i], candidate) == 0)
			return;

	i = guess->count < HL_TEXT_GUESSES ? guess->count : HL_TEXT_GUESSES;
	while (i > 0 && guess->distance[i - 1] > distance) {
		if (i < HL_TEXT_GUESSES) {
			guess->word[i] = guess->word[i - 1];
			guess->distance[i] = guess->distance[i - 1];
		}
		i--;
	}
	if (i == HL_TEXT_GUESSES)
		return;
	guess->word[i] = candidate;
	guess->distance[i] = distance;
	if (guess->count < HL_TEXT_GUESSES)
		guess->count++;
}

char *hl_text_guess_print(const struct hl_text_guess *guess, char *ret,
			  size_t size)
{
	size_t at = 0;
	unsigned i;

	ret[0] = '\0';
	for (i = 0; i < guess->count; i++) {
		const char *before = i == 0 ? " Did you mean '"
				     : i + 1 == guess->count ? "' or '"
							     : "', '";
		int n = snprintf(ret + at, size - at, "%s%s", before,
				 guess->word[i]);

		if (n < 0 || (size_t)n >= size - at)
			return ret;
		at += (size_t)n;
	}
	if (guess->count)
		snprintf(ret + at, size - at, "'?");
	return ret;
}
