/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_scan.c - a file becomes sections and entries, each with its line
 *
 * In:  bytes of a file.
 * Out: sections and key = value entries; told what is neither.
 * Not: which keys there are and what they may be - config_judge.c.
 *
 * inih cuts a line into key and value. It does not tell the line's number,
 * cuts long lines without a word, and takes an indented "key = value" for
 * more of the value above; so the reader below hands it prepared lines.
 */
#include "config_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "../base/text.h"

#define NO_SECTION UINT32_MAX

/*
 * @line:    number of the line that inih has
 * @open:    present section, or NO_SECTION
 * @skip:    the section's heading was bad: its entries are passed over
 * @pending: inih has a line that must give an entry
 * @more:    that line goes on with the entry before it
 * @next:    free room in the arena
 */
struct reader {
	struct hl_scan *scan;
	struct hl_tell *tell;
	const char *at;
	const char *end;
	unsigned line;
	uint32_t open;
	bool skip;
	bool pending;
	bool more;
	char *next;
	bool nomem;
};

static const char blank[] = " \t\r\v\f";

const char *hl_section_word(enum hl_section section)
{
	switch (section) {
#define X(id, word, named)                                                     \
	case HL_SECTION_##id:                                                  \
		return word;
		HL_SECTIONS(X)
#undef X
	case HL_SECTION_COUNT:
		break;
	}
	return "?";
}

static bool section_is_named(enum hl_section section)
{
	switch (section) {
#define X(id, word, named)                                                     \
	case HL_SECTION_##id:                                                  \
		return named;
		HL_SECTIONS(X)
#undef X
	case HL_SECTION_COUNT:
		break;
	}
	return false;
}

/* Doubles the room of a table whenever its count is a power of two. */
static bool table_grow(void **table, unsigned count, size_t size)
{
	void *grown;

	if (count & (count - 1) || (count && count < 16))
		return true;
	grown = realloc(*table, (count ? (size_t)count * 2 : 16) * size);
	if (!grown)
		return false;
	*table = grown;
	return true;
}

/* The arena is as large as the file, and an entry as long as its line. */
static const char *arena_put(struct reader *reader, const char *text)
{
	size_t n = strlen(text) + 1;
	char *kept = reader->next;

	memcpy(kept, text, n);
	reader->next += n;
	return kept;
}

/* ---- headings ----------------------------------------------------------- */

static void heading_refuse(struct reader *reader, const char *word)
{
	struct hl_text_guess guess = { 0 };
	char text[160];
	unsigned i;

	for (i = 0; i < HL_SECTION_COUNT; i++)
		hl_text_guess(&guess, word,
			      hl_section_word((enum hl_section)i));
	hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE, NULL,
		"there is no section [%s].%s", word,
		hl_text_guess_print(&guess, text, sizeof(text)));
}

static void section_add(struct reader *reader, enum hl_section kind,
			const char *name)
{
	struct hl_scan *scan = reader->scan;
	struct hl_scan_section *section;
	void *table = scan->section;

	if (!table_grow(&table, scan->sections, sizeof(*section))) {
		reader->nomem = true;
		return;
	}
	scan->section = table;
	section = &scan->section[scan->sections];
	section->kind = kind;
	section->name = arena_put(reader, name);
	section->line = reader->line;
	section->first = scan->entries;
	section->entries = 0;
	reader->open = scan->sections++;
	reader->skip = false;
}

static void name_judge(struct reader *reader, enum hl_section kind,
		       const char *name)
{
	const char *word = hl_section_word(kind);

	if (!section_is_named(kind)) {
		if (*name)
			hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
				NULL, "[%s] takes no name", word);
		else
			section_add(reader, kind, name);
		return;
	}
	if (hl_name_check(name)) {
		section_add(reader, kind, name);
		return;
	}
	if (!*name)
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE, NULL,
			"[%s] needs a name, as in [%s x]", word, word);
	else
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
			"letters, digits and _ . - * #, at most 15 of them",
			"'%s' cannot be the name of a %s", name, word);
}

/* @text is the inside of the brackets, ours to write in. */
static void heading_read(struct reader *reader, char *text)
{
	char *word = text + strspn(text, blank);
	size_t n = strcspn(word, blank);
	char *name = word + n;
	size_t length;
	unsigned i;

	name += strspn(name, blank);
	word[n] = '\0';
	length = strlen(name);
	while (length && strchr(blank, name[length - 1]))
		name[--length] = '\0';

	for (i = 0; i < HL_SECTION_COUNT; i++) {
		if (strcmp(word, hl_section_word((enum hl_section)i)) == 0) {
			name_judge(reader, (enum hl_section)i, name);
			return;
		}
	}
	heading_refuse(reader, word);
}

/* What follows a bad heading belongs to nobody and is passed over. */
static void heading_take(struct reader *reader, char *text)
{
	char *end = strchr(text, ']');

	reader->open = NO_SECTION;
	reader->skip = true;
	if (!end) {
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE, NULL,
			"this [ has no ]");
		return;
	}
	*end++ = '\0';
	end += strspn(end, blank);
	if (*end && *end != ';' && *end != '#')
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
			"a comment begins with ';'",
			"'%s' after the section's ]", end);
	heading_read(reader, text + 1);
}

/* ---- lines -------------------------------------------------------------- */

static void pending_settle(struct reader *reader)
{
	if (reader->pending)
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
			"a comment begins with ';' or '#'",
			"neither [section] nor key = value");
	reader->pending = false;
}

/* Copies the next line without its end; false at the end of the text. */
static bool line_next(struct reader *reader, char *ret)
{
	const char *end;
	size_t n;

	if (reader->at == reader->end)
		return false;
	end = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
	n = (size_t)((end ? end : reader->end) - reader->at);
	reader->line++;
	ret[0] = '\0';
	if (n && reader->at[n - 1] == '\r')
		n--;
	if (n > HL_CONFIG_LINE_MAX) {
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
			"a list goes on in lines that begin with a blank",
			"this line has %zu bytes, %d are the most", n,
			HL_CONFIG_LINE_MAX);
	} else {
		memcpy(ret, reader->at, n);
		ret[n] = '\0';
	}
	reader->at = end ? end + 1 : reader->end;
	return true;
}

/* Behind a blank, as inih has it, and also right behind the equals sign. */
static void comment_cut(char *text)
{
	char *p;

	for (p = text; (p = strchr(p, ';')); p++) {
		if (p > text && (strchr(blank, p[-1]) || p[-1] == '=')) {
			*p = '\0';
			return;
		}
	}
}

/* What inih shall see of a line: @text is written over. */
static void line_prepare(struct reader *reader, char *text)
{
	char *body = text + strspn(text, blank);

	reader->pending = false;
	reader->more = false;
	if (!*body || *body == ';' || *body == '#') {
		text[0] = '\0';
		return;
	}
	if (*body == '[') {
		heading_take(reader, body);
		/* inih must forget the key before, to take no more of it. */
		memcpy(text, "[x]", sizeof("[x]"));
		return;
	}
	if (reader->skip) {
		text[0] = '\0';
		return;
	}
	comment_cut(body);
	reader->pending = true;
	if (body == text)
		return;
	reader->more = !strchr(body, '=') && reader->open != NO_SECTION &&
		       reader->scan->section[reader->open].entries > 0;
	if (reader->more)
		text[0] = ' ';
	else
		memmove(text, body, strlen(body) + 1);
}

/* inih's fgets(); @num is its room, larger than any line we let pass. */
static char *reader_line(char *str, int num, void *stream)
{
	struct reader *reader = stream;
	char text[HL_CONFIG_LINE_MAX + 8];

	pending_settle(reader);
	if (!line_next(reader, text))
		return NULL;
	line_prepare(reader, text);
	/* A library built for shorter lines must not cut a value. */
	if (snprintf(str, (size_t)num, "%s\n", text) >= num) {
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE, NULL,
			"this line is too long for inih");
		reader->pending = false;
		hl_text_copy(str, (size_t)num, "\n");
	}
	return str;
}

static int entry_take(void *user, const char *section, const char *key,
		      const char *value)
{
	struct reader *reader = user;
	struct hl_scan *scan = reader->scan;
	struct hl_scan_entry *entry;
	void *table = scan->entry;

	(void)section;
	reader->pending = false;
	if (reader->open == NO_SECTION) {
		hl_tell(reader->tell, reader->line, HL_GRADE_MISTAKE,
			"write [holdline] above it",
			"'%s' stands before the first [section]", key);
		reader->skip = true;
		return 1;
	}
	if (!table_grow(&table, scan->entries, sizeof(*entry))) {
		reader->nomem = true;
		return 1;
	}
	scan->entry = table;
	entry = &scan->entry[scan->entries];
	entry->more = reader->more;
	entry->key = reader->more ? entry[-1].key : arena_put(reader, key);
	entry->value = arena_put(reader, value);
	entry->line = reader->line;
	scan->section[reader->open].entries++;
	scan->entries++;
	return 1;
}

/* ---- the whole text ----------------------------------------------------- */

static unsigned line_of(const char *text, size_t offset)
{
	unsigned line = 1;
	size_t i;

	for (i = 0; i < offset; i++)
		if (text[i] == '\n')
			line++;
	return line;
}

static int text_check(const char *text, size_t size, struct hl_tell *tell)
{
	const char *zero = memchr(text, '\0', size);
	size_t bad;

	if (size > HL_CONFIG_BYTES_MAX) {
		hl_tell(tell, 0, HL_GRADE_MISTAKE, NULL,
			"%zu bytes are too many for a configuration", size);
		return -EBADMSG;
	}
	if (zero) {
		hl_tell(tell, line_of(text, (size_t)(zero - text)),
			HL_GRADE_MISTAKE, NULL,
			"a zero byte: this is no text file");
		return -EBADMSG;
	}
	if (line_of(text, size) > UINT16_MAX) {
		hl_tell(tell, 0, HL_GRADE_MISTAKE, NULL,
			"%u lines are too many for a configuration",
			line_of(text, size));
		return -EBADMSG;
	}
	bad = hl_text_bad_byte(text, size);
	if (bad < size) {
		hl_tell(tell, line_of(text, bad), HL_GRADE_MISTAKE,
			"save the file as UTF-8",
			"byte 0x%02x is not UTF-8 here",
			(unsigned char)text[bad]);
		return -EBADMSG;
	}
	return 0;
}

int hl_scan_text(struct hl_scan *scan, const char *text, size_t size,
		 struct hl_tell *tell)
{
	struct reader reader = {
		.scan = scan, .tell = tell, .open = NO_SECTION,
	};
	int r;

	r = text_check(text, size, tell);
	if (r < 0)
		return r;
	/* A mark of byte order that some editors write. */
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		size -= 3;
	}
	scan->arena = malloc(size + 2);
	if (!scan->arena)
		return -ENOMEM;
	reader.at = text;
	reader.end = text + size;
	reader.next = scan->arena;

	r = ini_parse_stream(reader_line, &reader, entry_take, &reader);
	if (r == -2 || reader.nomem)
		return -ENOMEM;
	pending_settle(&reader);
	return 0;
}

void hl_scan_fini(struct hl_scan *scan)
{
	free(scan->section);
	free(scan->entry);
	free(scan->arena);
	memset(scan, 0, sizeof(*scan));
}
