/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_journal.c - any bytes as a line of the record
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void entry_check(const struct hl_journal_entry *entry)
{
	const char *end = entry->text + sizeof(entry->text);
	unsigned i;

	if (!entry->in == !entry->fx || entry->fields < 4)
		abort();
	for (i = 0; i < entry->fields; i++) {
		const struct hl_journal_field *field = &entry->field[i];

		if (field->key < entry->text || field->key >= end ||
		    field->value < entry->text || field->value >= end)
			abort();
		if (hl_journal_get(entry, field->key) != field->value)
			abort();
		if (memchr(field->value, '\0', (size_t)(end - field->value)) ==
		    NULL)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hl_journal_entry entry;
	char *text = malloc(size + 1);
	int r;

	if (!text)
		abort();
	memcpy(text, data, size);
	memset(&entry, 0x5a, sizeof(entry));
	r = hl_journal_parse(&entry, text, size);
	if (r == 0)
		entry_check(&entry);
	else if (r != -EBADMSG && r != -ENOENT)
		abort();
	free(text);
	return 0;
}
