/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hl-play.c - play scenarios on the virtual line card, in virtual time
 *
 * In:  files of scenarios.
 * Out: TAP: what each proves, true or not; exit status 0, or 7 if not.
 * Not: playing - scenario/player.c; the card - drivers/sim.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/music.h"
#include "scenario/bed_sim.h"
#include "scenario/show.h"

struct order {
	bool list;
	bool language;
	bool verbose;
	const char *bed;
	const char *music;
};

static void usage(FILE *out)
{
	fputs("usage: hl-play [--verbose] [--music FILE] FILE...\n"
	      "       hl-play --list FILE...\n"
	      "       hl-play --language\n"
	      "  --bed sim     the virtual line card (the only bed here)\n"
	      "  --list        titles, and what each scenario proves\n"
	      "  --language    every statement that a scenario can have\n"
	      "  --music FILE  music on hold; without it the holding tone\n"
	      "  --verbose     every statement with its time\n",
	      out);
}

/* Return: -1 go on; else the exit status. */
static int order_read(struct order *order, int argc, char **argv)
{
	static const struct option options[] = {
		{ "bed", required_argument, NULL, 'b' },
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
		case 'b':
			order->bed = optarg;
			break;
		case 'l':
			order->list = true;
			break;
		case 'g':
			order->language = true;
			break;
		case 'm':
			order->music = optarg;
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
	if (strcmp(order->bed, "sim") == 0 &&
	    (order->language || optind < argc))
		return -1;
	usage(stderr);
	return SHOW_USAGE;
}

static int play(const struct order *order, char *const *files, unsigned count)
{
	struct bed_sim_options options = { 0 };
	struct show show = { .ops = &bed_sim_ops,
			     .out = stdout,
			     .verbose = order->verbose };
	struct hl_music *music = NULL;
	struct bed_sim *bed = NULL;
	int status = SHOW_FAILED;
	char why[512] = "";
	int r = 0;

	if (order->music)
		r = hl_music_open(&music, order->music, HL_MUSIC_LEVEL_DBM0,
				  why, sizeof(why));
	if (r == 0) {
		options.music = music;
		r = bed_sim_open(&bed, &options);
	}
	if (r < 0) {
		fprintf(stderr, "hl-play: %s\n", *why ? why : strerror(-r));
	} else {
		show.bed = bed;
		if (show_play(&show, files, count) == 0)
			status = SHOW_PASSED;
	}
	bed_sim_close(bed);
	hl_music_close(music);
	return status;
}

int main(int argc, char **argv)
{
	struct order order = { .bed = "sim" };
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
