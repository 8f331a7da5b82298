/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hl-tables.c - print the tables of the call model
 *
 * In:  the name of a table, a form.
 * Out: the table as the model has it; exit status 0, or 7 when a difference
 *      from TAPI has no reason.
 * Not: what is in the tables - tables/.
 */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "holdline/control.h"
#include "tables/tables.h"

#ifndef HL_VERSION
#define HL_VERSION "0.1.0"
#endif

enum {
	DONE = 0,
	CANNOT = 1,
	USAGE = 2,
	UNEXPLAINED = 7,
};

static const char usage[] =
	"usage: hl-tables [--json | --dot] [--tapi] TABLE\n"
	"  transitions   what follows in each state of a call on each event\n"
	"  legality      in which states each request is legal, and in TAPI\n"
	"  features      what each gesture does in each situation\n"
	"  timers        time limits, their defaults and where they come from\n"
	"  errors        what a request can end with\n"
	"  all           all of them\n"
	"\n"
	"  --tapi        of transitions: held against those of TAPI\n"
	"  --json        for programs\n"
	"  --dot         transitions as a graph, for Graphviz\n"
	"  --help, --version\n"
	"\n"
	"exit status: 0; 1 cannot; 2 usage; 7 a difference has no reason\n";

enum wanted {
	WANT_TABLE,
	WANT_HELP,
	WANT_VERSION,
	WANT_USAGE
};

static enum wanted form_take(struct tables_order *order, enum tables_form form)
{
	if (order->form != TABLES_TEXT && order->form != form) {
		fprintf(stderr, "hl-tables: --json or --dot, not both\n");
		return WANT_USAGE;
	}
	order->form = form;
	return WANT_TABLE;
}

static enum wanted options_read(struct tables_order *order, int argc,
				char **argv)
{
	static const struct option options[] = {
		{ "dot", no_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' },
		{ "json", no_argument, NULL, 'j' },
		{ "tapi", no_argument, NULL, 't' },
		{ "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	enum wanted wanted = WANT_TABLE;
	int c;

	while (wanted == WANT_TABLE &&
	       (c = getopt_long(argc, argv, "h", options, NULL)) >= 0) {
		if (c == 'h')
			wanted = WANT_HELP;
		else if (c == 'V')
			wanted = WANT_VERSION;
		else if (c == 't')
			order->tapi = true;
		else if (c == 'd' || c == 'j')
			wanted = form_take(order,
					   c == 'd' ? TABLES_DOT : TABLES_JSON);
		else
			wanted = WANT_USAGE;
	}
	return wanted;
}

static enum wanted order_read(struct tables_order *order, int argc, char **argv)
{
	enum wanted wanted = options_read(order, argc, argv);

	if (wanted != WANT_TABLE)
		return wanted;
	if (argc - optind != 1) {
		fprintf(stderr, "hl-tables: %s\n",
			argc == optind ? "which table?"
				       : "one table at a time");
		return WANT_USAGE;
	}
	order->table = argv[optind];
	return WANT_TABLE;
}

static int refuse(const struct tables_order *order, int error)
{
	const char *guess;

	if (error == -ENOENT) {
		guess = hl_guess(order->table, tables_words());
		fprintf(stderr, "hl-tables: no table '%s'", order->table);
		if (guess)
			fprintf(stderr, ". Did you mean '%s'?", guess);
		fputc('\n', stderr);
	} else if (order->tapi && strcmp(order->table, "transitions") != 0) {
		fprintf(stderr, "hl-tables: --tapi is for transitions; "
				"legality has both at once\n");
	} else {
		fprintf(stderr,
			"hl-tables: %s is no state machine: --dot is "
			"for transitions\n",
			order->table);
	}
	fputs(usage, stderr);
	return USAGE;
}

static int print(const struct tables_order *order)
{
	struct tapi tapi;
	int r;

	tapi_tables(&tapi);
	r = tables_print(order, &tapi, stdout);
	if (r < 0)
		return refuse(order, r);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "hl-tables: cannot write: %s\n",
			strerror(errno));
		return CANNOT;
	}
	return tables_judge(&tapi, stderr) ? UNEXPLAINED : DONE;
}

int main(int argc, char **argv)
{
	struct tables_order order = { .form = TABLES_TEXT };

	switch (order_read(&order, argc, argv)) {
	case WANT_TABLE:
		return print(&order);
	case WANT_HELP:
		fputs(usage, stdout);
		return DONE;
	case WANT_VERSION:
		printf("hl-tables %s\n", HL_VERSION);
		return DONE;
	case WANT_USAGE:
		break;
	}
	fputs(usage, stderr);
	return USAGE;
}
