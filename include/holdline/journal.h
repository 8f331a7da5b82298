/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * journal.h - the record of decisions: one line of key=value for each
 *
 * Every arrival and every consequence is one line with its number and the
 * number of its cause, in words from the live tables:
 *
 *   n=1234 cause=0 t=12345.678901 line=101 in=edge closed=yes ...
 *   n=1235 cause=1234 t=12345.678901 line=101 fx=break class=flash ...
 *
 * Times are seconds on the monotonic clock with six decimals; lengths are
 * milliseconds. The last lines are kept in memory; a file is optional, is
 * written behind, and never stops the daemon.
 */
#ifndef HOLDLINE_JOURNAL_H
#define HOLDLINE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/engine.h"
#include "holdline/types.h"

struct hl_journal;

#define HL_JOURNAL_LINE_MAX 256            /* bytes of a line, with the zero */
#define HL_JOURNAL_RECORDS 4096            /* lines kept in memory (house) */
#define HL_JOURNAL_CAP (UINT64_C(64) << 20) /* bytes of a file (house) */
#define HL_JOURNAL_FIELDS_MAX 24           /* fields of a line */

/**
 * struct hl_journal_config - what a journal is opened with
 * @records: lines kept in memory, 16..1048576; 0 = HL_JOURNAL_RECORDS
 * @path:    file to append to; NULL or "" = memory only
 * @cap:     bytes at which the file becomes "path.1"; 0 = HL_JOURNAL_CAP
 */
struct hl_journal_config {
	unsigned records;
	const char *path;
	uint64_t cap;
};

/**
 * hl_journal_open() - start a record
 * @ret:    the journal; owned by the caller, hl_journal_close()
 * @config: how; the path is copied
 *
 * A file that cannot be opened is no error: hl_journal_trouble() says so.
 * Return: 0, -EINVAL, -ENOMEM.
 */
int hl_journal_open(struct hl_journal **ret,
		    const struct hl_journal_config *config);

/** hl_journal_close() - writes what the file still lacks. NULL is fine. */
void hl_journal_close(struct hl_journal *journal);

/**
 * hl_journal_record() - keep one record
 *
 * Prints it into memory; touches no file. Numbers must count up.
 */
void hl_journal_record(struct hl_journal *journal,
		       const struct hl_record *record);

/**
 * hl_journal_flush() - write the file, a bounded piece of it
 *
 * Return: true when there is more to write. On a full disk the file stops
 * where it is and hl_journal_trouble() says so; hl_journal_reopen() tries
 * again.
 */
bool hl_journal_flush(struct hl_journal *journal);

/** hl_journal_reopen() - close and open the file: after a reload. */
void hl_journal_reopen(struct hl_journal *journal, const char *path);

/**
 * hl_journal_trouble() - what is wrong with the file
 *
 * Return: a sentence, once for each trouble; NULL when there is nothing new.
 */
const char *hl_journal_trouble(struct hl_journal *journal);

/** hl_journal_first() - number of the oldest line kept; 0 when empty. */
uint64_t hl_journal_first(const struct hl_journal *journal);

/** hl_journal_last() - number of the newest line; 0 when empty. */
uint64_t hl_journal_last(const struct hl_journal *journal);

/**
 * hl_journal_line() - one line kept in memory
 *
 * Return: its text without a newline, valid until the next record; NULL when
 * the number is not kept.
 */
const char *hl_journal_line(const struct hl_journal *journal, uint64_t number);

/**
 * hl_journal_print() - a record as text
 * @record: what happened
 * @ret:    receives the line without a newline
 * @size:   bytes at @ret, HL_JOURNAL_LINE_MAX is always enough
 *
 * The same record prints the same text. A digit that comes after the answer
 * is printed as "?": it may be a secret.
 * Return: length of the text.
 */
size_t hl_journal_print(const struct hl_record *record, char *ret,
			size_t size);

/** struct hl_journal_field - one "key=value", decoded. */
struct hl_journal_field {
	const char *key;
	const char *value;
};

/**
 * struct hl_journal_entry - a line read back
 * @number: n
 * @cause:  cause; 0 = came from outside
 * @at:     [us] t
 * @line:   name of the line, or NULL
 * @call:   number of the call, or HL_NO_CALL
 * @in:     word of the arrival (hl_event_name()), NULL for a consequence
 * @fx:     word of the consequence (hl_effect_name()), NULL for an arrival
 * @field:  every field in order, those above too
 * @fields: how many
 * @text:   what the pointers point into
 */
struct hl_journal_entry {
	uint64_t number;
	uint64_t cause;
	hl_usec at;
	const char *line;
	hl_call call;
	const char *in;
	const char *fx;
	struct hl_journal_field field[HL_JOURNAL_FIELDS_MAX];
	unsigned fields;
	char text[HL_JOURNAL_LINE_MAX];
};

/**
 * hl_journal_parse() - read a line back
 * @ret:  the entry; untouched on error. It points into itself: do not copy
 * @text: one line, with or without a newline; any bytes
 * @size: bytes at @text
 *
 * Return: 0; -EBADMSG when it is not such a line; -ENOENT when it is empty or
 * a comment ("#").
 */
int hl_journal_parse(struct hl_journal_entry *ret, const char *text,
		     size_t size);

/** hl_journal_get() - value of a field, or NULL. */
const char *hl_journal_get(const struct hl_journal_entry *entry,
			   const char *key);

/**
 * hl_journal_usec() - read "12345.678901" as microseconds
 *
 * Return: 0, -EBADMSG.
 */
int hl_journal_usec(const char *text, hl_usec *ret);

#endif
