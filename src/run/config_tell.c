/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_tell.c - complaints about a configuration, in the order of its lines
 *
 * In:  sentences with their lines, in any order.
 * Out: one text: every mistake with its mend, then how many there are.
 * Not: what is a mistake.
 */
#include "config_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct hl_note {
	unsigned line;
	unsigned place;
	enum hl_grade grade;
	char *text;
	char *mend;
};

/* A file may hold anything, and this goes to a terminal. */
static void text_tame(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			*text = '?';
}

/* One key of a span is many lines' and still one mistake. */
static bool is_told(const struct hl_tell *tell, const struct hl_note *note)
{
	for (unsigned i = 0; i < tell->notes; i++)
		if (tell->note[i].line == note->line && note->line &&
		    strcmp(tell->note[i].text, note->text) == 0)
			return true;
	return false;
}

void hl_tell(struct hl_tell *tell, unsigned line, enum hl_grade grade,
	     const char *mend, const char *format, ...)
{
	struct hl_note *note;
	va_list args;

	tell->count[grade]++;
	if (tell->notes == HL_CONFIG_TOLD_MAX)
		return;
	if (!tell->note)
		tell->note = calloc(HL_CONFIG_TOLD_MAX, sizeof(*tell->note));
	if (!tell->note) {
		tell->nomem = true;
		return;
	}

	note = &tell->note[tell->notes];
	note->line = line;
	note->place = tell->notes;
	note->grade = grade;
	va_start(args, format);
	if (vasprintf(&note->text, format, args) < 0)
		note->text = NULL;
	va_end(args);
	note->mend = mend ? strdup(mend) : NULL;
	if (!note->text || (mend && !note->mend)) {
		free(note->text);
		tell->nomem = true;
		return;
	}
	text_tame(note->text);
	if (is_told(tell, note)) {
		tell->count[grade]--;
		free(note->text);
		free(note->mend);
		return;
	}
	if (note->mend)
		text_tame(note->mend);
	tell->notes++;
}

static int note_compare(const void *a, const void *b)
{
	const struct hl_note *x = a;
	const struct hl_note *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->place < y->place ? -1 : 1;
}

static void note_print(const struct hl_note *note, const char *file, FILE *out)
{
	fputs(file, out);
	if (note->line)
		fprintf(out, ":%u", note->line);
	fprintf(out, ": %s%s\n",
		note->grade == HL_GRADE_WARNING ? "warning: " : "",
		note->text);
	if (note->mend)
		fprintf(out, "  mend: %s\n", note->mend);
}

static void total_print(const struct hl_tell *tell, FILE *out)
{
	unsigned mistakes = tell->count[HL_GRADE_MISTAKE];
	unsigned warnings = tell->count[HL_GRADE_WARNING];

	if (mistakes + warnings > tell->notes)
		fprintf(out, "... and %u more\n",
			mistakes + warnings - tell->notes);
	if (mistakes)
		fprintf(out, "%u mistake%s", mistakes,
			mistakes == 1 ? "" : "s");
	if (mistakes && warnings)
		fputs(", ", out);
	if (warnings)
		fprintf(out, "%u warning%s", warnings,
			warnings == 1 ? "" : "s");
	if (mistakes)
		fputs(". Nothing was changed.\n", out);
	else if (warnings)
		fputs(".\n", out);
}

void hl_tell_print(struct hl_tell *tell, FILE *out)
{
	unsigned i;

	if (tell->notes)
		qsort(tell->note, tell->notes, sizeof(*tell->note),
		      note_compare);
	for (i = 0; i < tell->notes; i++)
		note_print(&tell->note[i], tell->file, out);
	total_print(tell, out);
}

void hl_tell_fini(struct hl_tell *tell)
{
	unsigned i;

	for (i = 0; i < tell->notes; i++) {
		free(tell->note[i].text);
		free(tell->note[i].mend);
	}
	free(tell->note);
	tell->note = NULL;
	tell->notes = 0;
}
