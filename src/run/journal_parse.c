/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * journal_parse.c - a line of the record read back
 *
 * In:  a line, from a file or a socket: any bytes.
 * Out: its fields, decoded; or that it is no such line.
 * Not: what a field means.
 */
#include "holdline/journal.h"

#include <errno.h>
#include <string.h>

#include "../base/text.h"

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* %XX becomes its byte, in place; zero bytes are nobody's text. */
static int value_decode(char *text)
{
	char *to = text;

	while (*text) {
		int high;
		int low;

		if (*text != '%') {
			*to++ = *text++;
			continue;
		}
		high = hex_value(text[1]);
		low = high < 0 ? -1 : hex_value(text[2]);
		if (low < 0 || (high == 0 && low == 0))
			return -EBADMSG;
		*to++ = (char)(high * 16 + low);
		text += 3;
	}
	*to = '\0';
	return 0;
}

/* One "key=value" that ends at @text's zero. */
static int field_read(struct hl_journal_entry *entry, char *text)
{
	struct hl_journal_field *field = &entry->field[entry->fields];
	char *equal = strchr(text, '=');

	if (!equal || equal == text || entry->fields == HL_JOURNAL_FIELDS_MAX)
		return -EBADMSG;
	*equal = '\0';
	if (strspn(text, "abcdefghijklmnopqrstuvwxyz_") != strlen(text) ||
	    strchr(equal + 1, '='))
		return -EBADMSG;
	if (hl_journal_get(entry, text) || value_decode(equal + 1) < 0)
		return -EBADMSG;
	field->key = text;
	field->value = equal + 1;
	entry->fields++;
	return 0;
}

static int fields_read(struct hl_journal_entry *entry)
{
	char *text = entry->text;
	int r;

	for (;;) {
		char *end = strchr(text, ' ');

		if (end)
			*end = '\0';
		r = field_read(entry, text);
		if (r < 0 || !end)
			return r;
		text = end + 1;
	}
}

int hl_journal_usec(const char *text, hl_usec *ret)
{
	const char *point = strchr(text, '.');
	char seconds[24];
	uint64_t whole;
	uint64_t part;

	if (!point || (size_t)(point - text) >= sizeof(seconds) ||
	    strlen(point + 1) != 6)
		return -EBADMSG;
	memcpy(seconds, text, (size_t)(point - text));
	seconds[point - text] = '\0';
	if (hl_text_unsigned(seconds, 0, HL_NEVER / 1000000 - 1, &whole) < 0 ||
	    hl_text_unsigned(point + 1, 0, 999999, &part) < 0)
		return -EBADMSG;
	*ret = whole * 1000000 + part;
	return 0;
}

static int number_read(const struct hl_journal_entry *entry, const char *key,
		       uint64_t most, uint64_t *ret)
{
	const char *text = hl_journal_get(entry, key);

	if (!text || hl_text_unsigned(text, 0, most, ret) < 0)
		return -EBADMSG;
	return 0;
}

/* What every line has, and what says which kind of line it is. */
static int heads_read(struct hl_journal_entry *entry)
{
	const char *at = hl_journal_get(entry, "t");
	uint64_t call = HL_NO_CALL;

	if (number_read(entry, "n", UINT64_MAX, &entry->number) < 0 ||
	    number_read(entry, "cause", UINT64_MAX, &entry->cause) < 0)
		return -EBADMSG;
	if (!at || hl_journal_usec(at, &entry->at) < 0)
		return -EBADMSG;
	if (hl_journal_get(entry, "call") &&
	    number_read(entry, "call", UINT32_MAX, &call) < 0)
		return -EBADMSG;
	entry->call = (hl_call)call;
	entry->line = hl_journal_get(entry, "line");
	entry->in = hl_journal_get(entry, "in");
	entry->fx = hl_journal_get(entry, "fx");
	return !entry->in == !entry->fx ? -EBADMSG : 0;
}

static const char *moved(const char *pointer, const char *from, const char *to)
{
	return pointer ? to + (pointer - from) : NULL;
}

/* The pointers of an entry point into it, so they move with it. */
static void entry_copy(struct hl_journal_entry *to,
		       const struct hl_journal_entry *from)
{
	unsigned i;

	*to = *from;
	to->line = moved(from->line, from->text, to->text);
	to->in = moved(from->in, from->text, to->text);
	to->fx = moved(from->fx, from->text, to->text);
	for (i = 0; i < from->fields; i++) {
		to->field[i].key =
			moved(from->field[i].key, from->text, to->text);
		to->field[i].value =
			moved(from->field[i].value, from->text, to->text);
	}
}

int hl_journal_parse(struct hl_journal_entry *ret, const char *text,
		     size_t size)
{
	struct hl_journal_entry entry = { 0 };
	int r;

	while (size && (text[size - 1] == '\n' || text[size - 1] == '\r'))
		size--;
	if (size == 0 || text[0] == '#')
		return -ENOENT;
	if (size >= sizeof(entry.text) || memchr(text, '\0', size))
		return -EBADMSG;
	memcpy(entry.text, text, size);

	r = fields_read(&entry);
	if (r == 0)
		r = heads_read(&entry);
	if (r == 0)
		entry_copy(ret, &entry);
	return r;
}

const char *hl_journal_get(const struct hl_journal_entry *entry,
			   const char *key)
{
	unsigned i;

	for (i = 0; i < entry->fields; i++)
		if (strcmp(entry->field[i].key, key) == 0)
			return entry->field[i].value;
	return NULL;
}
