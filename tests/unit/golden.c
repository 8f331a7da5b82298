/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * golden.c - texts that must stay as they were read and found good
 *
 * In:  a text, the name of its file.
 * Out: the same or not; the first difference.
 */
#include "golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *golden_read(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;
	FILE *out;
	int c;

	if (!file)
		return NULL;
	out = open_memstream(&text, &size);
	while ((c = getc(file)) != EOF)
		putc(c, out);
	fclose(out);
	fclose(file);
	return text;
}

static bool file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return false;
	fputs(text, file);
	return fclose(file) == 0;
}

static void difference_print(const char *path, const char *had,
			     const char *got)
{
	unsigned line = 1;
	const char *begin = got;
	const char *old = had;

	for (size_t i = 0; had[i] && had[i] == got[i]; i++)
		if (had[i] == '\n') {
			line++;
			begin = got + i + 1;
			old = had + i + 1;
		}
	fprintf(stderr, "%s:%u:\n- %.*s\n+ %.*s\n", path, line,
		(int)strcspn(old, "\n"), old, (int)strcspn(begin, "\n"),
		begin);
}

bool golden_is(const char *path, const char *text)
{
	const char *write = getenv("GOLDEN");
	char *had;
	bool same;

	if (write && *write)
		return file_write(path, text);
	had = golden_read(path);
	if (!had) {
		fprintf(stderr, "%s is not there\n", path);
		return false;
	}
	same = !strcmp(had, text);
	if (!same)
		difference_print(path, had, text);
	free(had);
	return same;
}
