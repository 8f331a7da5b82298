/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * show.h - what the programs that play scenarios have in common
 */
#ifndef SCENARIO_SHOW_H
#define SCENARIO_SHOW_H

#include <stdbool.h>
#include <stdio.h>

#include "player.h"

/* Exit status of a program that plays (house). */
#define SHOW_PASSED 0
#define SHOW_USAGE  2
#define SHOW_FAILED 7

/**
 * struct show - how scenarios are played and told
 * @ops:     the bed's
 * @bed:     handed to @ops
 * @verbose: print every statement, not only of those that failed
 * @quiet:   print nothing but those that failed
 * @out:     receives the results, TAP 13
 * @ctx:     handed to @played
 * @played:  told of each scenario when it is over, with what it says that it
 *           proves; may be NULL
 */
struct show {
	const struct bed_ops *ops;
	void *bed;
	bool verbose;
	bool quiet;
	FILE *out;
	void *ctx;
	void (*played)(void *ctx, const char *name, const char *proves,
		       bool passed);
};

/**
 * show_play() - play files, one after the other
 * @show:  how
 * @files: paths of scenarios
 * @count: how many
 *
 * Return: how many failed or could not be read.
 */
unsigned show_play(const struct show *show, char *const *files, unsigned count);

/** show_list() - title and what it proves, of each. As show_play(). */
unsigned show_list(char *const *files, unsigned count, FILE *out);

/**
 * struct show_order - what the command line asked for
 * @verbose: print every statement
 * @music:   --music, or NULL
 * @extra:   the program's own option, or NULL
 */
struct show_order {
	bool verbose;
	const char *music;
	const char *extra;
};

/**
 * struct show_program - a program that plays scenarios on its bed
 * @usage: what --help prints
 * @extra: its own option, which takes a word: "daemon"
 * @play:  play files; the exit status. SHOW_USAGE prints the usage
 */
struct show_program {
	const char *usage;
	const char *extra;
	int (*play)(const struct show_order *order, char *const *files,
		    unsigned count);
};

/** show_main() - read the command line, list, explain or play. */
int show_main(const struct show_program *program, int argc, char **argv);

/** show_cells_fn - play files, print which cells they prove; exit status. */
typedef int (show_cells_fn)(const struct show_order *order,
			    char *const *files, unsigned count);

/** show_main_cells() - as show_main(); does @cells when --cells is given. */
int show_main_cells(const struct show_program *program, show_cells_fn *cells,
		    int argc, char **argv);

/** show_name() - "flash-holds-the-caller" of a path. */
const char *show_name(const char *path, char *ret, size_t size);

#endif
