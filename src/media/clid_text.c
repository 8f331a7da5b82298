/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_text.c - numbers and names of callers, made harmless
 *
 * In:  bytes from a line, a network or a configuration.
 * Out: digits; printable ASCII; or that it is neither.
 * Not: messages - clid_message.c, clid_digits.c.
 */
#include <errno.h>
#include <string.h>

#include "clid_parts.h"

/* ISO 8859-1 from 0xC0 on, without the accents */
static const char plain[] = "AAAAAAACEEEEIIII"
			    "DNOOOOOxOUUUUYTs"
			    "aaaaaaaceeeeiiii"
			    "dnooooo/ouuuuyty";

static bool number_char_is_good(char c, size_t at)
{
	return (c >= '0' && c <= '9') || c == '*' || c == '#' ||
	       (c == '+' && at == 0);
}

int hl_clid_number_take(const uint8_t *text, size_t n, char *ret)
{
	char number[HL_CLID_NUMBER_MAX + 1];
	size_t used = 0;
	char c;

	for (size_t i = 0; i < n; i++) {
		c = (char)text[i];
		if (c && strchr(" -.()", c))
			continue;
		if (!number_char_is_good(c, used))
			return -EINVAL;
		if (used == HL_CLID_NUMBER_MAX)
			return -ENOSPC;
		number[used++] = c;
	}

	number[used] = '\0';
	memcpy(ret, number, used + 1);
	return 0;
}

/* one character of UTF-8 or ISO 8859-1; how many bytes it took */
static size_t char_take(const uint8_t *text, size_t n, char *ret)
{
	uint8_t c = text[0];
	size_t i = 1;

	if (c < 0x80) {
		*ret = c >= ' ' && c < 0x7f ? (char)c : '?';
		return 1;
	}

	*ret = c >= 0xc0 ? plain[c - 0xc0] : '?';
	if (c < 0xc2 || n < 2 || (text[1] & 0xc0) != 0x80)
		return 1;

	/* a lead byte with its train is UTF-8, whatever else it could be */
	while (i < n && i < 4 && (text[i] & 0xc0) == 0x80)
		i++;
	*ret = c == 0xc3 ? plain[text[1] & 0x3f] : '?';
	return c < 0xe0 ? 2 : i;
}

void hl_clid_name_take(const uint8_t *text, size_t n, size_t max, char *ret)
{
	size_t used = 0, i = 0;
	char c;

	while (i < n && used < max) {
		i += char_take(text + i, n - i, &c);
		if (c != ' ' || used)
			ret[used++] = c;
	}
	while (used && ret[used - 1] == ' ')
		used--;
	ret[used] = '\0';
}

int hl_clid_set_number(struct hl_clid *clid, const char *number)
{
	int r;

	r = hl_clid_number_take((const uint8_t *)number, strlen(number),
				clid->number);
	if (!r)
		clid->number_absent = HL_CLID_ABSENT_NOT;
	return r;
}

void hl_clid_set_name(struct hl_clid *clid, const char *name)
{
	hl_clid_name_take((const uint8_t *)name, strlen(name), HL_CLID_NAME_MAX,
			  clid->name);
	clid->name_absent = HL_CLID_ABSENT_NOT;
}

static bool number_is_good(const char number[HL_CLID_NUMBER_MAX + 1])
{
	size_t n = strnlen(number, HL_CLID_NUMBER_MAX + 1);

	for (size_t i = 0; i < n; i++) {
		if (!number_char_is_good(number[i], i))
			return false;
	}
	return n <= HL_CLID_NUMBER_MAX;
}

int hl_clid_judge(const struct hl_clid *clid)
{
	if ((unsigned)clid->number_absent > HL_CLID_ABSENT_UNAVAILABLE ||
	    (unsigned)clid->name_absent > HL_CLID_ABSENT_UNAVAILABLE ||
	    (unsigned)clid->call > HL_CLID_CALL_MESSAGE ||
	    (unsigned)clid->lamp > HL_CLID_LAMP_ON)
		return -EINVAL;

	if (clid->month > 12 ||
	    (clid->month && (!clid->day || clid->day > 31 || clid->hour > 23 ||
			     clid->minute > 59)))
		return -EINVAL;

	if (!number_is_good(clid->number) ||
	    !number_is_good(clid->redirecting) ||
	    strnlen(clid->name, sizeof(clid->name)) == sizeof(clid->name))
		return -EINVAL;
	return 0;
}

int hl_clid_form_judge(const struct hl_clid_form *form)
{
	static const enum hl_clid_kind kinds[HL_CLID_VARIANT_COUNT] = {
#define X(id, wire, kind, meaning) [HL_CLID_VARIANT_##id] = HL_CLID_##kind,
		HL_CLID_VARIANTS(X)
#undef X
	};

	if (form->kind == HL_CLID_NONE ||
	    (unsigned)form->kind >= HL_CLID_COUNT ||
	    (unsigned)form->variant >= HL_CLID_VARIANT_COUNT)
		return -EINVAL;
	if (form->variant != HL_CLID_VARIANT_PLAIN &&
	    kinds[form->variant] != form->kind)
		return -EINVAL;
	return 0;
}
