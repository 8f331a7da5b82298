/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_digits.c - a caller as a string of digits (EN 300 659-1, annex)
 *
 * In:  what is known of a caller; or the characters of digits.
 * Out: the one from the other.
 * Not: the sound - clid_send.c, clid_listen.c.
 *
 * A string is one or more fields, each a letter and its digits, and a stop.
 * There is no checksum: the letters are all that tells it from dialling.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "clid_parts.h"

/* 70 ms each way: Telia (LTH, "nummerpresentation"); the same is inside the
 * 50 ms at least of Denmark; house elsewhere */
#define ON_MS  70
#define OFF_MS 70

/* the network of the Netherlands names an unknown caller so (Teltone) */
#define ZEROS "0000000000"

/* clang-format off */
static const struct hl_clid_digits swedish = {
	'A', 'D', 'B', 'C', "B10", "B00", ON_MS, OFF_MS /* Teltone, Asterisk */
};
static const struct hl_clid_digits danish = {
	'A', 0,   'D', '#', "D1",  "D3",  ON_MS, OFF_MS /* Asterisk, spandsp */
};
static const struct hl_clid_digits dutch = {
	'D', 0,   'B', 'C', "B10", "D" ZEROS, ON_MS, OFF_MS /* Teltone */
};
/* clang-format on */

/* reasons, by the digits behind their letter */
static const struct {
	const char *digits;
	enum hl_clid_absent absent;
} reasons[] = {
	{ "10", HL_CLID_ABSENT_WITHHELD },
	{ "00", HL_CLID_ABSENT_UNAVAILABLE },
	{ "1", HL_CLID_ABSENT_WITHHELD },
	{ "2", HL_CLID_ABSENT_UNAVAILABLE }, /* from abroad */
	{ "3", HL_CLID_ABSENT_UNAVAILABLE }, /* for technical reasons */
};

#define REASONS (sizeof(reasons) / sizeof(reasons[0]))

const struct hl_clid_digits *hl_clid_digits(enum hl_clid_variant variant)
{
	if (variant == HL_CLID_VARIANT_DK)
		return &danish;
	if (variant == HL_CLID_VARIANT_NL)
		return &dutch;
	return &swedish;
}

/* both numbers with their letters, the stop, and the zero */
#define TEXT_MAX (2 * (HL_CLID_NUMBER_MAX + 1) + 2)

/* puts @letter and the digits of @number at @text, a '+' left out */
static int field_write(char letter, const char *number, size_t size, char *text)
{
	if (number[0] == '+')
		number++;
	if (strspn(number, "0123456789") != strlen(number))
		return -EINVAL;

	snprintf(text, size, "%c%s", letter, number);
	return 0;
}

static int fields_write(const struct hl_clid *clid,
			const struct hl_clid_digits *row, char *text)
{
	size_t used;
	int r;

	if (clid->number_absent || !clid->number[0]) {
		snprintf(text, TEXT_MAX, "%s",
			 clid->number_absent == HL_CLID_ABSENT_WITHHELD
				 ? row->withheld
				 : row->unavailable);
		return 0;
	}

	r = field_write(row->number, clid->number, TEXT_MAX, text);
	if (r < 0 || !row->redirecting || !clid->redirecting[0])
		return r;

	used = strlen(text);
	return field_write(row->redirecting, clid->redirecting, TEXT_MAX - used,
			   text + used);
}

int hl_clid_digits_build(const struct hl_clid *clid,
			 const struct hl_clid_digits *row, uint8_t *message,
			 size_t size, size_t *ret)
{
	char text[TEXT_MAX];
	size_t n;
	int r;

	if (clid->lamp)
		return -ENOTSUP;

	r = fields_write(clid, row, text);
	if (r < 0)
		return r;

	n = strlen(text);
	if (n + 1 > size)
		return -ENOSPC;
	memcpy(message, text, n);
	message[n] = (uint8_t)row->stop;
	*ret = n + 1;
	return 0;
}

static enum hl_clid_absent reason_find(const uint8_t *digits, size_t n)
{
	for (size_t i = 0; i < REASONS; i++) {
		if (strlen(reasons[i].digits) == n &&
		    memcmp(reasons[i].digits, digits, n) == 0)
			return reasons[i].absent;
	}
	/* other codes tell of the call, not of the number */
	return HL_CLID_ABSENT_NOT;
}

static int field_take(const struct hl_clid_digits *row, char letter,
		      const uint8_t *digits, size_t n, struct hl_clid *clid)
{
	if (letter == row->number && n == strlen(ZEROS) &&
	    memcmp(digits, ZEROS, n) == 0) {
		clid->number_absent = HL_CLID_ABSENT_UNAVAILABLE;
		return 0;
	}
	if (letter == row->number)
		return hl_clid_number_take(digits, n, clid->number);
	if (row->redirecting && letter == row->redirecting)
		return hl_clid_number_take(digits, n, clid->redirecting);
	if (letter != row->reason)
		return -EBADMSG;

	if (reason_find(digits, n))
		clid->number_absent = reason_find(digits, n);
	return 0;
}

int hl_clid_digits_parse(const struct hl_clid_digits *row,
			 const uint8_t *message, size_t n, struct hl_clid *ret)
{
	struct hl_clid clid;
	size_t i = 0, from;

	memset(&clid, 0, sizeof(clid));
	if (n < 2 || message[n - 1] != (uint8_t)row->stop)
		return -EBADMSG;

	while (i < n - 1) {
		from = ++i;
		while (i < n - 1 && message[i] >= '0' && message[i] <= '9')
			i++;
		if (field_take(row, (char)message[from - 1], message + from,
			       i - from, &clid) < 0)
			return -EBADMSG;
	}

	if (clid.number_absent)
		clid.number[0] = '\0';
	else if (!clid.number[0])
		clid.number_absent = HL_CLID_ABSENT_UNAVAILABLE;
	*ret = clid;
	return 0;
}
