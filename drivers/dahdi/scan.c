/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scan.c - what channels there are, read where the kernel lists them
 *
 * In:  the folder /proc/dahdi, one file a span.
 * Out: struct hl_dahdi_channel, by number.
 * Not: opening a channel: that would take it from its user, and reset it.
 *
 *   Span 1: WCTDM/4 "Wildcard TDM410P" (MASTER) RED
 *
 *	   1 WCTDM/4/0 FXOKS (In use) RED (EC: OSLEC - INACTIVE)
 */
#include "holdline/dahdi.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define LINE_LONGEST 256

struct scan {
	struct hl_dahdi_channel *channel;
	unsigned max;
	unsigned count;
	struct hl_dahdi_channel span; /* what all channels of a span share */
};

/* fill_alarm_string() of dahdi-base.c */
static bool has_alarm(const char *text)
{
	static const char *const words[] = { "BLUE ", "YELLOW ", "RED ",
					     "LOOP ", "NOTOPEN " };
	unsigned i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

static void span_parse(struct scan *scan, const char *line)
{
	const char *open = strchr(line, '"');
	const char *end = strrchr(line, '"');
	struct hl_dahdi_channel *span = &scan->span;

	memset(span, 0, sizeof(*span));
	span->span = (int)strtol(line + strlen("Span "), NULL, 10);
	if (open && end > open)
		snprintf(span->span_name, sizeof(span->span_name), "%.*s",
			 (int)(end - open - 1), open + 1);
	span->alarm = has_alarm(end ? end : line);
}

/*
 * Spans are read in the folder's order, which is none. With a full list the
 * highest number falls off its end.
 */
static void keep(struct scan *scan, const struct hl_dahdi_channel *channel)
{
	unsigned i = scan->count < scan->max ? scan->count : scan->max;

	scan->count++;
	for (; i > 0 && scan->channel[i - 1].number > channel->number; i--)
		if (i < scan->max)
			scan->channel[i] = scan->channel[i - 1];
	if (i < scan->max)
		scan->channel[i] = *channel;
}

static void channel_parse(struct scan *scan, const char *line)
{
	struct hl_dahdi_channel channel = scan->span;
	char word[20] = "";
	int used = 0;

	if (sscanf(line, " %d %39s %n", &channel.number, channel.name,
		   &used) < 2 ||
	    channel.number < 1)
		return;

	line += used;
	sscanf(line, "%19s", word);
	channel.kind = dahdi_signal_parse(word, channel.signalling,
					  sizeof(channel.signalling));
	channel.in_use = strstr(line, "(In use)") != NULL;
	channel.alarm |= has_alarm(line);
	keep(scan, &channel);
}

static void file_parse(struct scan *scan, FILE *file)
{
	char line[LINE_LONGEST];

	while (fgets(line, sizeof(line), file)) {
		if (!strncmp(line, "Span ", strlen("Span ")))
			span_parse(scan, line);
		else if (scan->span.span)
			channel_parse(scan, line);
	}
}

static int file_read(struct scan *scan, const char *folder, const char *name)
{
	char path[PATH_MAX];
	FILE *file;
	int n;

	n = snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (n < 0 || (size_t)n >= sizeof(path))
		return -ENAMETOOLONG;

	file = fopen(path, "re");
	if (!file)
		return -errno;
	memset(&scan->span, 0, sizeof(scan->span));
	file_parse(scan, file);
	fclose(file);
	return 0;
}

int hl_dahdi_scan(const char *folder, struct hl_dahdi_channel *ret,
		  unsigned max)
{
	struct scan scan = { .channel = ret, .max = max };
	const struct dirent *entry;
	DIR *dir;
	int r = 0;

	if (!folder)
		folder = HL_DAHDI_PROC;
	dir = opendir(folder);
	if (!dir)
		return -errno;

	while (r == 0 && (entry = readdir(dir)))
		if (isdigit((unsigned char)entry->d_name[0]))
			r = file_read(&scan, folder, entry->d_name);
	closedir(dir);
	/* A span that went away in between is none. */
	return r < 0 && r != -ENOENT ? r : (int)scan.count;
}
