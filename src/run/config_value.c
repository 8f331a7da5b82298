/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_value.c - a value as text, and as it lies in the section's struct
 *
 * In:  a row of the table of keys, the struct, a text.
 * Out: the value in the struct; or the text that would give it.
 * Not: whether a name is known - config_plan.c.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"

#define RANGE_LAST 999999999 /* nine digits */

static const char between[] = ", \t";

static void *field_of(const struct hl_key *key, void *base)
{
	return (char *)base + key->offset;
}

static const void *field_at(const struct hl_key *key, const void *base)
{
	return (const char *)base + key->offset;
}

bool hl_name_check(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n < HL_NAME_MAX &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-*#") == n;
}

static int name_parse(void *field, const char *text)
{
	if (!hl_name_check(text))
		return -EINVAL;
	hl_text_copy(field, HL_NAME_MAX, text);
	return 0;
}

/* The text stays where it is: who reads a section resolves it. */
static int ref_parse(const char **field, const char *text)
{
	if (!hl_name_check(text))
		return -EINVAL;
	*field = text;
	return 0;
}

static int code_parse(const struct hl_key *key, char *field, const char *text)
{
	if (strcmp(text, "none") == 0) {
		*field = '\0';
		return 0;
	}
	if (!hl_dial_is_digits(text) || strlen(text) > (size_t)key->most)
		return -EINVAL;
	hl_text_copy(field, HL_NAME_MAX, text);
	return 0;
}

/* As with a REF the text stays where it is. */
static int digits_parse(const char **field, const char *text)
{
	bool none = strcmp(text, "none") == 0;

	if (!none && !hl_dial_is_digits(text))
		return -EINVAL;
	*field = none ? NULL : text;
	return 0;
}

static int prefix_parse(char *field, const char *text)
{
	bool none = strcmp(text, "none") == 0;

	if (!none && (!*text || !hl_dial_is_prefix(text)))
		return -EINVAL;
	hl_text_copy(field, HL_PREFIX_MAX + 1, none ? "" : text);
	return 0;
}

static int path_parse(void *field, const char *text)
{
	if (!*text || strlen(text) >= HL_CONFIG_PATH_MAX)
		return -EINVAL;
	hl_text_copy(field, HL_CONFIG_PATH_MAX, text);
	return 0;
}

static int number_parse(const struct hl_key *key, unsigned *field,
			const char *text)
{
	uint64_t value;
	int r;

	r = hl_text_unsigned(text, (uint64_t)key->least, (uint64_t)key->most,
			     &value);
	if (r == 0)
		*field = (unsigned)value;
	return r;
}

static int byte_parse(const struct hl_key *key, uint8_t *field,
		      const char *text)
{
	unsigned value;
	int r;

	r = number_parse(key, &value, text);
	if (r == 0)
		*field = (uint8_t)value;
	return r;
}

static int short_parse(const struct hl_key *key, uint16_t *field,
		       const char *text)
{
	unsigned value;
	int r;

	r = number_parse(key, &value, text);
	if (r == 0)
		*field = (uint16_t)value;
	return r;
}

/* In tenths of a decibel: finer is nobody's wish. */
static int gain_parse(const struct hl_key *key, int16_t *field,
		      const char *text)
{
	double value;
	double tenths;
	int r;

	r = hl_text_real(text, (double)key->least, (double)key->most, &value);
	if (r < 0)
		return r;
	tenths = value * 10;
	*field = (int16_t)(tenths < 0 ? tenths - 0.5 : tenths + 0.5);
	return tenths - *field > 0.01 || *field - tenths > 0.01 ? -EINVAL : 0;
}

static int window_parse(const struct hl_key *key, uint16_t *field,
			const char *text)
{
	hl_msec value;
	int r;

	r = hl_text_ms(text, (hl_msec)key->least, (hl_msec)key->most, &value);
	if (r == 0)
		*field = (uint16_t)value;
	return r;
}

static int yesno_parse(const char *text, bool *ret)
{
	if (strcmp(text, "yes") == 0)
		*ret = true;
	else if (strcmp(text, "no") == 0)
		*ret = false;
	else
		return -EINVAL;
	return 0;
}

static int switch_parse(const struct hl_key *key, uint32_t *field,
			const char *text)
{
	uint32_t bit = UINT32_C(1) << key->least;
	bool on;
	int r;

	r = yesno_parse(text, &on);
	if (r == 0)
		*field = on ? *field | bit : *field & ~bit;
	return r;
}

static int word_parse(const struct hl_key *key, uint8_t *field,
		      const char *text)
{
	unsigned i;

	for (i = (unsigned)key->least; i <= (unsigned)key->most; i++) {
		const char *word = key->word(i);

		if (word && strcmp(word, text) == 0) {
			*field = (uint8_t)i;
			return 0;
		}
	}
	return -EINVAL;
}

static int bit_find(const struct hl_key *key, const char *text, size_t n)
{
	unsigned i;

	for (i = (unsigned)key->least; i <= (unsigned)key->most; i++) {
		const char *word = key->word(i);

		if (word && strlen(word) == n && strncmp(word, text, n) == 0)
			return (int)i;
	}
	return -EINVAL;
}

static int words_parse(const struct hl_key *key, uint16_t *field,
		       const char *text)
{
	unsigned bits = 0;

	if (strcmp(text, "none") == 0) {
		*field = 0;
		return 0;
	}
	text += strspn(text, between);
	if (!*text)
		return -EINVAL;
	while (*text) {
		size_t n = strcspn(text, between);
		int bit = bit_find(key, text, n);

		if (bit < 0)
			return -EINVAL;
		if (bits & 1u << bit)
			return -EEXIST;
		bits |= 1u << bit;
		text += n;
		text += strspn(text, between);
	}
	*field = (uint16_t)bits;
	return 0;
}

static void words_print(const struct hl_key *key, unsigned bits, char *ret,
			size_t size)
{
	size_t at = 0;
	unsigned i;

	hl_text_copy(ret, size, "none");
	for (i = (unsigned)key->least; i <= (unsigned)key->most; i++) {
		const char *word = bits & 1u << i ? key->word(i) : NULL;
		int n = word && at < size
				? snprintf(ret + at, size - at, "%s%s",
					   at ? ", " : "", word)
				: 0;

		at += n > 0 ? (size_t)n : 0;
	}
}

/* ---- names in a row ----------------------------------------------------- */

bool hl_list_next(const char **at, char *ret)
{
	const char *text = *at;
	size_t n;

	if (!text)
		return false;
	text += strspn(text, between);
	n = strcspn(text, between);
	*at = text + n;
	if (!n)
		return false;
	snprintf(ret, HL_NAME_MAX, "%.*s", (int)n, text);
	return true;
}

/* One more name behind those that are there. */
static int list_add(const struct hl_key *key, char **field, const char *name)
{
	const char *at = *field;
	char known[HL_NAME_MAX];
	size_t n = *field ? strlen(*field) : 0;
	size_t room = n + strlen(name) + sizeof(", ");
	unsigned count = 0;
	char *grown;

	for (; hl_list_next(&at, known); count++)
		if (strcmp(known, name) == 0)
			return -EEXIST;
	if (count == (unsigned)key->most)
		return -ENOSPC;
	grown = realloc(*field, room);
	if (!grown)
		return -ENOMEM;
	snprintf(grown + n, room - n, "%s%s", n ? ", " : "", name);
	*field = grown;
	return 0;
}

static int list_parse(const struct hl_key *key, char **field,
		      const char *text)
{
	char name[HL_CONFIG_LINE_MAX + 1];
	size_t n;
	int r;

	text += strspn(text, between);
	while (*text) {
		n = strcspn(text, between);
		if (n >= sizeof(name))
			return -EINVAL;
		memcpy(name, text, n);
		name[n] = '\0';
		r = hl_name_check(name) ? list_add(key, field, name) : -EINVAL;
		if (r < 0)
			return r;
		text += n;
		text += strspn(text, between);
	}
	return 0;
}

/* ---- numbers in a row --------------------------------------------------- */

/* As it is dialled: no zero before it, and it fits where a name does. */
static int dialled_parse(const char *text, unsigned *ret)
{
	uint64_t value;
	int r;

	r = hl_text_unsigned(text, 1, RANGE_LAST, &value);
	if (r == 0 && *text == '0')
		r = -EINVAL;
	if (r == 0)
		*ret = (unsigned)value;
	return r;
}

/* The part before a dash, without the blanks around it. */
static int first_parse(const char *text, size_t n, unsigned *ret)
{
	char first[HL_NAME_MAX];

	while (n && strchr(between, text[n - 1]))
		n--;
	if (n >= sizeof(first))
		return -EINVAL;
	memcpy(first, text, n);
	first[n] = '\0';
	return dialled_parse(first, ret);
}

static int range_parse(const struct hl_key *key, struct hl_config_range *field,
		       const char *text)
{
	const char *dash = strchr(text, '-');
	unsigned from = 0;
	unsigned to;
	int r;

	memset(field, 0, sizeof(*field));
	if (!*text || strcmp(text, "none") == 0)
		return 0;
	r = first_parse(text, dash ? (size_t)(dash - text) : strlen(text),
			&from);
	to = from;
	if (r == 0 && dash)
		r = dialled_parse(dash + 1 + strspn(dash + 1, between), &to);
	if (r < 0)
		return r;
	if (to < from || to - from >= (unsigned)key->most)
		return -ERANGE;
	field->first = from;
	field->count = to - from + 1;
	return 0;
}

static void range_print(const struct hl_config_range *range, char *ret,
			size_t size)
{
	if (!range->count)
		hl_text_copy(ret, size, "none");
	else if (range->count == 1)
		snprintf(ret, size, "%u", range->first);
	else
		snprintf(ret, size, "%u-%u", range->first,
			 range->first + range->count - 1);
}

/* ---- any value ---------------------------------------------------------- */

int hl_value_parse(const struct hl_key *key, void *base, const char *text)
{
	void *field = field_of(key, base);

	switch (key->type) {
	case HL_KEY_NAME:
		return name_parse(field, text);
	case HL_KEY_REF:
		return ref_parse(field, text);
	case HL_KEY_PATH:
		return path_parse(field, text);
	case HL_KEY_NUMBER:
		return number_parse(key, field, text);
	case HL_KEY_BYTE:
		return byte_parse(key, field, text);
	case HL_KEY_SHORT:
		return short_parse(key, field, text);
	case HL_KEY_GAIN:
		return gain_parse(key, field, text);
	case HL_KEY_RANGE:
		return range_parse(key, field, text);
	case HL_KEY_TIME:
		return hl_text_ms(text, (hl_msec)key->least,
				  (hl_msec)key->most, field);
	case HL_KEY_WINDOW:
		return window_parse(key, field, text);
	case HL_KEY_LEVEL:
		return hl_text_real(text, (double)key->least,
				    (double)key->most, field);
	case HL_KEY_YESNO:
		return yesno_parse(text, field);
	case HL_KEY_SWITCH:
		return switch_parse(key, field, text);
	case HL_KEY_WORD:
		return word_parse(key, field, text);
	case HL_KEY_WORDS:
		return words_parse(key, field, text);
	case HL_KEY_LIST:
		return list_parse(key, field, text);
	case HL_KEY_CODE:
		return code_parse(key, field, text);
	case HL_KEY_DIGITS:
		return digits_parse(field, text);
	case HL_KEY_PREFIX:
		return prefix_parse(field, text);
	case HL_KEY_ROUTE:
	case HL_KEY_TYPE_COUNT:
		break;
	}
	return -EINVAL;
}

/* By whole hundredths: printf's point would depend on the locale. */
static void level_print(double level, char *ret, size_t size)
{
	unsigned value = (unsigned)((level < 0 ? -level : level) * 100 + 0.5);
	const char *sign = level < 0 ? "-" : "";

	if (value % 100 == 0)
		snprintf(ret, size, "%s%u", sign, value / 100);
	else
		snprintf(ret, size, "%s%u.%02u", sign, value / 100,
			 value % 100);
}

static void number_print(enum hl_key_type type, const void *field, char *ret,
			 size_t size)
{
	unsigned value;

	if (type == HL_KEY_BYTE)
		value = *(const uint8_t *)field;
	else if (type == HL_KEY_SHORT || type == HL_KEY_WINDOW)
		value = *(const uint16_t *)field;
	else
		value = *(const uint32_t *)field;
	snprintf(ret, size, "%u", value);
}

static void gain_print(int tenths, char *ret, size_t size)
{
	unsigned value = (unsigned)(tenths < 0 ? -tenths : tenths);
	const char *sign = tenths < 0 ? "-" : "";

	if (value % 10 == 0)
		snprintf(ret, size, "%s%u", sign, value / 10);
	else
		snprintf(ret, size, "%s%u.%u", sign, value / 10, value % 10);
}

static void yesno_print(bool yes, char *ret, size_t size)
{
	hl_text_copy(ret, size, yes ? "yes" : "no");
}

static void text_print(const char *text, const char *none, char *ret,
		       size_t size)
{
	hl_text_copy(ret, size, text && *text ? text : none);
}

/* What cannot be chosen is not written either. */
static void word_print(const struct hl_key *key, uint8_t value, char *ret,
		       size_t size)
{
	hl_text_copy(ret, size, value > key->most ? "" : key->word(value));
}

char *hl_value_print(const struct hl_key *key, const void *base, char *ret,
		     size_t size)
{
	const void *field = field_at(key, base);

	ret[0] = '\0';
	switch (key->type) {
	case HL_KEY_NAME:
	case HL_KEY_PATH:
		hl_text_copy(ret, size, field);
		break;
	case HL_KEY_REF:
		text_print(*(const char *const *)field, "", ret, size);
		break;
	case HL_KEY_BYTE:
	case HL_KEY_SHORT:
	case HL_KEY_WINDOW:
	case HL_KEY_NUMBER:
	case HL_KEY_TIME:
		number_print(key->type, field, ret, size);
		break;
	case HL_KEY_GAIN:
		gain_print(*(const int16_t *)field, ret, size);
		break;
	case HL_KEY_RANGE:
		range_print(field, ret, size);
		break;
	case HL_KEY_LEVEL:
		level_print(*(const double *)field, ret, size);
		break;
	case HL_KEY_YESNO:
		yesno_print(*(const bool *)field, ret, size);
		break;
	case HL_KEY_SWITCH:
		yesno_print(*(const uint32_t *)field >> key->least & 1, ret,
			    size);
		break;
	case HL_KEY_WORD:
		word_print(key, *(const uint8_t *)field, ret, size);
		break;
	case HL_KEY_LIST:
		text_print(*(char *const *)field, "", ret, size);
		break;
	case HL_KEY_WORDS:
		words_print(key, *(const uint16_t *)field, ret, size);
		break;
	case HL_KEY_CODE:
	case HL_KEY_PREFIX:
		text_print(field, "none", ret, size);
		break;
	case HL_KEY_DIGITS:
		text_print(*(const char *const *)field, "none", ret, size);
		break;
	case HL_KEY_ROUTE:
	case HL_KEY_TYPE_COUNT:
		break;
	}
	return ret;
}

char *hl_windows_mend(const struct hl_profile *windows, char *ret,
		      size_t size)
{
	if (windows->pulse_max >= windows->flash_min)
		snprintf(ret, size, "pulse_max below %u, or flash_min above %u",
			 windows->flash_min, windows->pulse_max);
	else if (windows->flash_max >= windows->onhook)
		snprintf(ret, size, "flash_max below %u, or onhook above %u",
			 windows->onhook, windows->flash_max);
	else
		hl_text_copy(ret, size,
			     "glitch <= pulse_min <= pulse_max < flash_min <= flash_max < onhook");
	return ret;
}

char *hl_profiles_print(char *ret, size_t size)
{
	const char *name;
	unsigned i;

	hl_text_copy(ret, size, "built in:");
	for (i = 0; (name = hl_profile_name(i)); i++) {
		size_t n = strlen(ret);

		snprintf(ret + n, size - n, " %s", name);
	}
	return ret;
}
