/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.h - reading what people write: numbers, lengths of time, guesses
 *
 * Strict and without a locale: a text is taken whole or not at all.
 */
#ifndef HOLDLINE_BASE_TEXT_H
#define HOLDLINE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** HL_TEXT_WORD_MAX - longer words are never compared (house). */
#define HL_TEXT_WORD_MAX 48

/** HL_TEXT_GUESSES - most guesses offered for one word (house). */
#define HL_TEXT_GUESSES 3

/**
 * hl_text_unsigned() - a whole number in a range
 * @text:  decimal digits, nothing else
 * @least: smallest accepted
 * @most:  largest accepted
 * @ret:   the number
 *
 * Return: 0; -EINVAL when it is no such number; -ERANGE when it is out of
 * the range.
 */
int hl_text_unsigned(const char *text, uint64_t least, uint64_t most,
		     uint64_t *ret);

/**
 * hl_text_real() - a decimal number in a range: "-20", "1.5"
 *
 * At most nine digits on either side of the point, no exponent.
 * Return: 0, -EINVAL, -ERANGE.
 */
int hl_text_real(const char *text, double least, double most, double *ret);

/**
 * hl_text_ms() - a length of time
 * @text:  a number with "ms", "s" or "min", with or without a blank between;
 *         a number alone is in ms. A fraction is allowed: "1.5 s"
 * @least: [ms] smallest accepted
 * @most:  [ms] largest accepted
 * @ret:   [ms], rounded to the nearest
 *
 * Return: 0, -EINVAL, -ERANGE.
 */
int hl_text_ms(const char *text, uint32_t least, uint32_t most, uint32_t *ret);

/**
 * hl_text_copy() - copy as much as fits, always zero-terminated
 * @ret:  receives the text
 * @size: bytes at @ret, at least 1
 * @text: what to copy
 *
 * Return: true when all of it fitted.
 */
bool hl_text_copy(char *ret, size_t size, const char *text);

/**
 * hl_text_bad_byte() - the first byte that is not UTF-8
 * @text: any bytes
 * @size: how many
 *
 * Overlong forms, surrogates and values beyond U+10FFFF are not UTF-8.
 * Source: RFC 3629, section 4.
 * Return: its offset; @size when all is well.
 */
size_t hl_text_bad_byte(const char *text, size_t size);

/**
 * hl_text_distance() - edits between two words
 *
 * Damerau-Levenshtein, restricted: insert, delete, replace, exchange two
 * neighbours. Case does not count.
 * Return: the number; UINT_MAX when a word is longer than HL_TEXT_WORD_MAX.
 */
unsigned hl_text_distance(const char *a, const char *b);

/** struct hl_text_guess - the best candidates for a word so far; {0} begins. */
struct hl_text_guess {
	const char *word[HL_TEXT_GUESSES];
	unsigned distance[HL_TEXT_GUESSES];
	unsigned count;
};

/**
 * hl_text_guess() - offer one candidate
 * @guess:     the best so far; keeps @candidate, which must stay
 * @word:      what was written
 * @candidate: what could have been meant
 *
 * Taken when it is at most 2 edits away, 1 for words under five bytes.
 */
void hl_text_guess(struct hl_text_guess *guess, const char *word,
		   const char *candidate);

/**
 * hl_text_guess_print() - " Did you mean 'a' or 'b'?", or "" without a guess
 *
 * Return: @ret.
 */
char *hl_text_guess_print(const struct hl_text_guess *guess, char *ret,
			  size_t size);

#endif
