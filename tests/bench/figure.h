/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * figure.h - one figure of a bench: a line with tabs between its fields
 *
 * name, measured, unit, relation (<= >= or =), bar, verdict. Scripts make
 * the table and the JSON of it.
 */
#ifndef TESTS_BENCH_FIGURE_H
#define TESTS_BENCH_FIGURE_H

#include <stdio.h>
#include <string.h>

static inline int figure(const char *name, double value, const char *unit,
			 const char *relation, double bar)
{
	int ok = strcmp(relation, "<=") == 0 ? value <= bar
		 : strcmp(relation, ">=") == 0 ? value >= bar
					       : value == bar;

	printf("%s\t%.6g\t%s\t%s\t%.6g\t%s\n", name, value, unit, relation,
	       bar, ok ? "ok" : "MISS");
	fflush(stdout);
	return ok;
}

/* A figure that has no bar. */
static inline void figure_plain(const char *name, double value,
				const char *unit)
{
	printf("%s\t%.6g\t%s\t\t\t\n", name, value, unit);
	fflush(stdout);
}

#endif
