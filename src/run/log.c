/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * log.c - sentences for people
 *
 * In:  a sentence, how serious it is, and which line it is about.
 * Out: an entry of the system's journal with fields, or a line on stderr.
 * Not: what happened to calls - journal.c.
 */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

/* A service manager says which file is the journal: systemd.exec(5). */
static bool stderr_is_journal(void)
{
	const char *text = getenv("JOURNAL_STREAM");
	unsigned long long dev;
	unsigned long long ino;
	struct stat st;

	if (!text || sscanf(text, "%llu:%llu", &dev, &ino) != 2)
		return false;
	return fstat(STDERR_FILENO, &st) == 0 && st.st_dev == dev &&
	       st.st_ino == ino;
}

void hl_log_init(struct hl_log *log, hl_log_fn *fn, void *ctx)
{
	log->fn = fn;
	log->ctx = ctx;
	log->journal = !fn && stderr_is_journal();
}

static int grade_priority(enum hl_log_grade grade)
{
	switch (grade) {
	case HL_LOG_INFO:
		return LOG_INFO;
	case HL_LOG_WARN:
		return LOG_WARNING;
	case HL_LOG_ERROR:
		return LOG_ERR;
	}
	return LOG_ERR;
}

static void journal_say(enum hl_log_grade grade, const char *line,
			const char *text)
{
	if (line)
		sd_journal_send("MESSAGE=%s", text, "PRIORITY=%i",
				grade_priority(grade), "HOLDLINE_LINE=%s",
				line, NULL);
	else
		sd_journal_send("MESSAGE=%s", text, "PRIORITY=%i",
				grade_priority(grade), NULL);
}

static void stderr_say(enum hl_log_grade grade, const char *text)
{
	static const char *const word[] = {
		[HL_LOG_INFO] = "",
		[HL_LOG_WARN] = "warning: ",
		[HL_LOG_ERROR] = "error: ",
	};

	fprintf(stderr, "holdlined: %s%s\n", word[grade], text);
}

void hl_log_say(const struct hl_log *log, enum hl_log_grade grade,
		const char *line, const char *format, ...)
{
	char text[HL_LOG_MAX];
	va_list args;
	char *p;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (p = text; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = '?';

	if (log->fn)
		log->fn(log->ctx, grade, line, text);
	else if (log->journal)
		journal_say(grade, line, text);
	else
		stderr_say(grade, text);
}
