/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * copy.h - as much of a text as fits
 */
#ifndef SCENARIO_COPY_H
#define SCENARIO_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/**
 * text_copy() - copy as much as fits, always zero-terminated
 * @ret:  receives the text
 * @size: bytes at @ret, at least 1
 * @text: what to copy
 *
 * Return: true when all of it fitted.
 */
static inline bool text_copy(char *ret, size_t size, const char *text)
{
	size_t n = strlen(text);
	bool fits = n < size;

	if (!fits)
		n = size - 1;
	memcpy(ret, text, n);
	ret[n] = '\0';
	return fits;
}

#endif
