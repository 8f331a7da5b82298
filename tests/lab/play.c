/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * play.c - play scenarios in the lab guest: the daemon on real DAHDI channels
 *
 * In:  files of scenarios, the daemon's path.
 * Out: TAP: what each proves, true or not; exit status 0, or 7 if not.
 * Not: playing - tools/scenario/player.c; booting the guest - run.sh.
 */
#include <stdio.h>
#include <string.h>

#include "tools/scenario/bed_lab.h"
#include "tools/scenario/show.h"

static const char usage[] =
	"usage: play --daemon PATH [--verbose] [--music FILE] FILE...\n"
	"       play --list FILE...\n"
	"       play --language\n"
	"  --daemon PATH  holdlined\n"
	"  --list         titles, and what each scenario proves\n"
	"  --language     every statement that a scenario can have\n"
	"  --music FILE   music on hold; without it the holding tone\n"
	"  --verbose      every statement with its time\n";

static int play(const struct show_order *order, char *const *files, unsigned count)
{
	struct show show = { .ops = &bed_lab_ops,
			     .out = stdout,
			     .verbose = order->verbose };
	const struct bed_lab_options lab = { .daemon = order->extra,
					     .music = order->music };
	struct bed_lab *bed = NULL;
	unsigned failed;
	int r;

	if (!order->extra)
		return SHOW_USAGE;
	r = bed_lab_open(&bed, &lab);
	if (r < 0) {
		fprintf(stderr,
			"play: no far span: %s. Run it by "
			"tests/lab/run.sh, with 8 stations and 4 trunks\n",
			strerror(-r));
		return SHOW_FAILED;
	}
	show.bed = bed;
	failed = show_play(&show, files, count);
	bed_lab_close(bed);
	return failed ? SHOW_FAILED : SHOW_PASSED;
}

int main(int argc, char **argv)
{
	static const struct show_program program = { usage, "daemon", play };

	return show_main(&program, argc, argv);
}
