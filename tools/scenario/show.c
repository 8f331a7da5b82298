/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * show.c - what the programs that play scenarios have in common
 *
 * In:  files of scenarios, a bed.
 * Out: one line of TAP for each, and the log of what went wrong.
 * Not: playing - player.c; beds - the programs.
 */
#include "show.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "copy.h"

const char *show_name(const char *path, char *ret, size_t size)
{
	const char *slash = strrchr(path, '/');
	char *dot;

	text_copy(ret, size, slash ? slash + 1 : path);
	dot = strrchr(ret, '.');
	if (dot && strcmp(dot, ".scn") == 0)
		*dot = '\0';
	return ret;
}

/* Every line as a comment of TAP. */
static void log_print(const char *text, FILE *out)
{
	size_t n;

	for (; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		fprintf(out, "# %.*s\n", (int)n, text);
	}
}

/* What it proves, by all that it says of that. */
static void proves_copy(const struct scenario *scenario, char *ret, size_t size)
{
	const struct scenario_statement *s;
	size_t n = 0;

	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_PROVES && n < size)
			n += (size_t)snprintf(ret + n, size - n, "%s%s",
					      n ? "; " : "", s->text);
}

static bool play_one(const struct show *show, const char *path, FILE *log,
		     struct player_result *result, char *proves, size_t size)
{
	const struct player_config config = { .ops = show->ops,
					      .bed = show->bed };
	struct scenario *scenario = NULL;

	if (scenario_load(&scenario, path, log) < 0)
		return false;
	player_play(&config, scenario, log, result);
	proves_copy(scenario, proves, size);
	scenario_free(scenario);
	return result->passed;
}

static void result_print(const struct show *show, unsigned number,
			 const char *name, const struct player_result *result,
			 const char *log)
{
	if (show->quiet && result->passed)
		return;
	if (result->skipped)
		fprintf(show->out, "ok %u - %s # SKIP %s\n", number, name,
			result->why);
	else
		fprintf(show->out, "%s %u - %s (%.1f s)\n",
			result->passed ? "ok" : "not ok", number, name,
			(double)result->length / 1e6);
	if (show->verbose || !result->passed)
		log_print(log, show->out);
	fflush(show->out);
}

unsigned show_play(const struct show *show, char *const *files, unsigned count)
{
	unsigned skipped = 0;
	unsigned failed = 0;

	if (!show->quiet)
		fprintf(show->out, "TAP version 13\n1..%u\n", count);
	for (unsigned i = 0; i < count; i++) {
		struct player_result result = { 0 };
		char *text = NULL;
		size_t length = 0;
		FILE *log = open_memstream(&text, &length);
		char proves[4 * SCENARIO_LINE_MAX] = "";
		char name[80];

		if (!log)
			return failed + count - i;
		result.passed = play_one(show, files[i], log, &result, proves,
					 sizeof(proves));
		fclose(log);
		failed += !result.passed;
		skipped += result.skipped;
		show_name(files[i], name, sizeof(name));
		result_print(show, i + 1, name, &result, text);
		if (show->played)
			show->played(show->ctx, name, proves, result.passed);
		free(text);
	}
	if (!show->quiet)
		fprintf(show->out, "# %u played, %u failed, %u skipped\n",
			count - skipped, failed, skipped);
	return failed;
}

static void list_one(const char *path, const struct scenario *scenario,
		     FILE *out)
{
	const struct scenario_statement *s;
	char name[80];

	fprintf(out, "%s\n    %s\n", show_name(path, name, sizeof(name)),
		scenario_title(scenario));
	for (unsigned i = 0; (s = scenario_at(scenario, i)); i++)
		if (s->verb == SCENARIO_VERB_PROVES)
			fprintf(out, "    proves %s\n", s->text);
}

unsigned show_list(char *const *files, unsigned count, FILE *out)
{
	unsigned failed = 0;

	for (unsigned i = 0; i < count; i++) {
		struct scenario *scenario = NULL;

		if (scenario_load(&scenario, files[i], stderr) < 0) {
			failed++;
			continue;
		}
		list_one(files[i], scenario, out);
		scenario_free(scenario);
	}
	return failed;
}

/* ---- command lines ------------------------------------------------------ */

enum wanted {
	WANT_PLAY,
	WANT_LIST,
	WANT_CELLS,
	WANT_LANGUAGE,
	WANT_HELP,
	WANT_USAGE
};

static enum wanted order_read(const struct show_program *program,
			      struct show_order *order, int argc, char **argv)
{
	const struct option options[] = {
		{ program->extra, required_argument, NULL, 'x' },
		{ "list", no_argument, NULL, 'l' },
		{ "cells", no_argument, NULL, 'c' },
		{ "language", no_argument, NULL, 'g' },
		{ "music", required_argument, NULL, 'm' },
		{ "verbose", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	enum wanted wanted = WANT_PLAY;
	int c;

	while ((c = getopt_long(argc, argv, "vh", options, NULL)) >= 0) {
		if (c == 'h')
			return WANT_HELP;
		if (c == 'x')
			order->extra = optarg;
		else if (c == 'l')
			wanted = WANT_LIST;
		else if (c == 'c')
			wanted = WANT_CELLS;
		else if (c == 'g')
			wanted = WANT_LANGUAGE;
		else if (c == 'm')
			order->music = optarg;
		else if (c == 'v')
			order->verbose = true;
		else
			return WANT_USAGE;
	}
	if (optind == argc && wanted != WANT_LANGUAGE)
		return WANT_USAGE;
	return wanted;
}

int show_main_cells(const struct show_program *program, show_cells_fn *cells,
		    int argc, char **argv)
{
	struct show_order order = { 0 };
	enum wanted wanted = order_read(program, &order, argc, argv);
	char *const *files = argv + optind;
	unsigned count = (unsigned)(argc - optind);
	int status = SHOW_USAGE;

	switch (wanted) {
	case WANT_HELP:
		fputs(program->usage, stdout);
		return SHOW_PASSED;
	case WANT_LANGUAGE:
		scenario_language(stdout);
		return SHOW_PASSED;
	case WANT_LIST:
		return show_list(files, count, stdout) ? SHOW_FAILED
						       : SHOW_PASSED;
	case WANT_CELLS:
		if (cells)
			status = cells(&order, files, count);
		break;
	case WANT_PLAY:
		status = program->play(&order, files, count);
		break;
	case WANT_USAGE:
		break;
	}
	if (status == SHOW_USAGE)
		fputs(program->usage, stderr);
	return status;
}

int show_main(const struct show_program *program, int argc, char **argv)
{
	return show_main_cells(program, NULL, argc, argv);
}
