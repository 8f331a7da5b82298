/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * play.c - play scenarios in the lab guest: the daemon on real DAHDI channels
 *
 * In:  files of scenarios, the daemon's path.
 * Out: TAP: what each proves, true or not; exit status 0, or 7 if not.
 * Not: playing - tools/scenario/player.c; booting the guest - run.sh.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scenario/bed_lab.h"
#include "tools/scenario/show.h"

struct order {
	bool list;
	bool language;
	bool verbose;
	struct bed_lab_options lab;
};

static void usage(FILE *out)
{
	fputs("usage: play --daemon PATH [--verbose] [--music FILE] FILE...\n"
	      "       play --list FILE...\n"
	      "       play --language\n"
	      "  --daemon PATH  holdlined\n"
	      "  --list         titles, and what each scenario proves\n"
	      "  --language     every statement that a scenario can have\n"
	      "  --music FILE   music on hold; without it the holding tone\n"
	      "  --verbose      every statement with its time\n",
	      out);
}

/* Return: -1 go on; else the exit status. */
static int order_read(struct order *order, int argc, char **argv)
{
	static const struct option options[] = {
		{ "daemon", required_argument, NULL, 'd' },
		{ "list", no_argument, NULL, 'l' },
		{ "language", no_argument, NULL, 'g' },
		{ "music", required_argument, NULL, 'm' },
		{ "verbose", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "vh", options, NULL)) >= 0) {
		switch (c) {
		case 'd':
			order->lab.daemon = optarg;
			break;
		case 'l':
			order->list = true;
			break;
		case 'g':
			order->language = true;
			break;
		case 'm':
			order->lab.music = optarg;
			break;
		case 'v':
			order->verbose = true;
			break;
		case 'h':
			usage(stdout);
			return SHOW_PASSED;
		default:
			usage(stderr);
			return SHOW_USAGE;
		}
	}
	if (order->language ||
	    (optind < argc && (order->list || order->lab.daemon)))
		return -1;
	usage(stderr);
	return SHOW_USAGE;
}

static int play(const struct order *order, char *const *files, unsigned count)
{
	struct show show = { .ops = &bed_lab_ops,
			     .out = stdout,
			     .verbose = order->verbose };
	struct bed_lab *bed = NULL;
	unsigned failed;
	int r = bed_lab_open(&bed, &order->lab);

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
	struct order order = { 0 };
	int status = order_read(&order, argc, argv);
	unsigned count;

	if (status >= 0)
		return status;
	count = (unsigned)(argc - optind);
	if (order.language) {
		scenario_language(stdout);
		return SHOW_PASSED;
	}
	if (order.list)
		return show_list(argv + optind, count, stdout) ? SHOW_FAILED
							       : SHOW_PASSED;
	return play(&order, argv + optind, count);
}
