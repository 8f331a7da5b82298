/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * journal.c - keep the record of decisions: in memory, and behind it a file
 *
 * In:  records, one after another.
 * Out: the last lines by their number; a file that follows when there is
 *      leisure.
 * Not: how a line is written - journal_text.c.
 */
#include "holdline/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../base/tail.h"

/* Room for a line of usual length; longer ones push out older ones. */
#define BYTES_A_LINE 112

/* Written in one go, then others are served (house). */
#define PIECE_MAX 16384

#define RECORDS_LEAST 16
#define RECORDS_MOST 1048576

#define TROUBLE_MAX 320

/*
 * @written: number of the next record for the file
 * @size:    bytes in the file, all of them whole lines
 * @trouble: what has not been told yet
 */
struct hl_journal {
	struct hl_tail *tail;
	char *path;
	int fd;
	uint64_t cap;
	uint64_t size;
	uint64_t written;
	char trouble[TROUBLE_MAX];
	bool troubled;
};

/* ---- the file ----------------------------------------------------------- */

static void file_close(struct hl_journal *journal)
{
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = -1;
}

static void file_trouble(struct hl_journal *journal, int error)
{
	file_close(journal);
	journal->troubled = true;
	snprintf(journal->trouble, sizeof(journal->trouble),
		 "the record of events is no longer written to %s: %s; it goes on in memory. mend: %s, then reload",
		 journal->path, strerror(error),
		 error == ENOSPC || error == EDQUOT ? "make room"
		 : error == EACCES || error == EROFS
			 ? "let the daemon's user write there"
			 : "see that the file can be written");
}

/* A part of a line is worse than none: cut back to the last whole one. */
static bool file_write(struct hl_journal *journal, const char *text,
		       size_t size)
{
	size_t done = 0;
	ssize_t n;

	while (done < size) {
		n = write(journal->fd, text + done, size - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			int error = n < 0 ? errno : ENOSPC;

			if (ftruncate(journal->fd, (off_t)journal->size) < 0)
				error = errno;
			file_trouble(journal, error);
			return false;
		}
		done += (size_t)n;
	}
	journal->size += size;
	return true;
}

/* Says how the times of the lines relate to the clock on the wall. */
static void file_head(struct hl_journal *journal)
{
	struct timespec wall;
	struct timespec mono;
	struct tm tm;
	char date[32] = "?";
	char text[160];
	int n;

	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_MONOTONIC, &mono);
	if (gmtime_r(&wall.tv_sec, &tm))
		strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	n = snprintf(text, sizeof(text),
		     "%s# holdline journal 1, utc=%s.%03ldZ t=%lld.%06ld\n",
		     journal->size ? "\n" : "", date,
		     wall.tv_nsec / 1000000, (long long)mono.tv_sec,
		     mono.tv_nsec / 1000);
	file_write(journal, text, (size_t)n);
}

static void file_open(struct hl_journal *journal)
{
	struct stat st;

	if (!journal->path)
		return;
	/* Not blocking: a path may name a pipe without a reader. */
	journal->fd = open(journal->path,
			   O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
				   O_NOFOLLOW | O_NONBLOCK,
			   0640);
	if (journal->fd < 0 || fstat(journal->fd, &st) < 0) {
		file_trouble(journal, errno);
		return;
	}
	if (!S_ISREG(st.st_mode)) {
		file_trouble(journal, EINVAL);
		return;
	}
	journal->size = (uint64_t)st.st_size;
	file_head(journal);
}

static void file_rotate(struct hl_journal *journal)
{
	char *old = NULL;

	file_close(journal);
	if (asprintf(&old, "%s.1", journal->path) < 0) {
		file_trouble(journal, ENOMEM);
		return;
	}
	if (rename(journal->path, old) < 0)
		file_trouble(journal, errno);
	else
		file_open(journal);
	free(old);
}

static void path_set(struct hl_journal *journal, const char *path)
{
	free(journal->path);
	journal->path = path && *path ? strdup(path) : NULL;
}

/* ---- opening ------------------------------------------------------------ */

int hl_journal_open(struct hl_journal **ret,
		    const struct hl_journal_config *config)
{
	unsigned records = config->records ? config->records
					   : HL_JOURNAL_RECORDS;
	struct hl_journal *journal;
	int r;

	if (records < RECORDS_LEAST || records > RECORDS_MOST)
		return -EINVAL;
	journal = calloc(1, sizeof(*journal));
	if (!journal)
		return -ENOMEM;
	journal->fd = -1;
	journal->cap = config->cap ? config->cap : HL_JOURNAL_CAP;
	r = hl_tail_open(&journal->tail, records,
			 (size_t)records * BYTES_A_LINE);
	if (r < 0)
		goto out;
	path_set(journal, config->path);
	file_open(journal);

	*ret = journal;
	journal = NULL;
	r = 0;
out:
	hl_journal_close(journal);
	return r;
}

void hl_journal_close(struct hl_journal *journal)
{
	if (!journal)
		return;
	while (hl_journal_flush(journal))
		continue;
	file_close(journal);
	hl_tail_close(journal->tail);
	free(journal->path);
	free(journal);
}

void hl_journal_reopen(struct hl_journal *journal, const char *path)
{
	while (hl_journal_flush(journal))
		continue;
	file_close(journal);
	journal->troubled = false;
	path_set(journal, path);
	file_open(journal);
}

const char *hl_journal_trouble(struct hl_journal *journal)
{
	if (!journal->troubled)
		return NULL;
	journal->troubled = false;
	return journal->trouble;
}

/* ---- keeping ------------------------------------------------------------ */

void hl_journal_record(struct hl_journal *journal,
		       const struct hl_record *record)
{
	char text[HL_JOURNAL_LINE_MAX];
	size_t n = hl_journal_print(record, text, sizeof(text));

	/* Places are numbers; a gap, which nobody makes, begins anew. */
	if (record->number != hl_tail_next(journal->tail)) {
		hl_tail_clear(journal->tail, record->number);
		journal->written = record->number;
	}
	hl_tail_put(journal->tail, text, n);
}

/* Lines up to PIECE_MAX bytes; moves @written behind them. */
static size_t piece_collect(struct hl_journal *journal, char *piece)
{
	const char *text;
	size_t size = 0;

	while ((text = hl_tail_get(journal->tail, journal->written))) {
		size_t n = strlen(text);

		if (size + n + 1 > PIECE_MAX)
			break;
		memcpy(piece + size, text, n);
		piece[size + n] = '\n';
		size += n + 1;
		journal->written++;
	}
	return size;
}

/* The memory went round before the file followed: say how much is missing. */
static void gap_write(struct hl_journal *journal)
{
	uint64_t first = hl_tail_first(journal->tail);
	char text[80];
	int n;

	if (journal->written >= first)
		return;
	n = snprintf(text, sizeof(text), "# %" PRIu64 " records are missing\n",
		     first - journal->written);
	journal->written = first;
	file_write(journal, text, (size_t)n);
}

bool hl_journal_flush(struct hl_journal *journal)
{
	char piece[PIECE_MAX];
	size_t size;

	if (journal->fd < 0 ||
	    journal->written == hl_tail_next(journal->tail))
		return false;
	if (journal->size >= journal->cap)
		file_rotate(journal);
	if (journal->fd >= 0)
		gap_write(journal);
	if (journal->fd < 0)
		return false;
	size = piece_collect(journal, piece);
	if (!file_write(journal, piece, size))
		return false;
	return journal->written != hl_tail_next(journal->tail);
}

/* ---- looking ------------------------------------------------------------ */

uint64_t hl_journal_first(const struct hl_journal *journal)
{
	uint64_t first = hl_tail_first(journal->tail);

	return first == hl_tail_next(journal->tail) ? 0 : first;
}

uint64_t hl_journal_last(const struct hl_journal *journal)
{
	uint64_t next = hl_tail_next(journal->tail);

	return hl_tail_first(journal->tail) == next ? 0 : next - 1;
}

const char *hl_journal_line(const struct hl_journal *journal, uint64_t number)
{
	return hl_tail_get(journal->tail, number);
}
