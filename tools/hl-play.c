/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hl-play.c - play scenarios on the virtual line card, in virtual time
 *
 * In:  files of scenarios.
 * Out: TAP: what each proves, true or not; exit status 0, or 7 if not. Or
 *      which scenario proves which cell of the desk.
 * Not: playing - scenario/player.c; the card - drivers/sim.
 */
#include <stdio.h>
#include <string.h>

#include "holdline/music.h"
#include "scenario/bed_sim.h"
#include "scenario/cells.h"
#include "scenario/show.h"

static const char usage[] =
	"usage: hl-play [--verbose] [--music FILE] FILE...\n"
	"       hl-play --list FILE...\n"
	"       hl-play --cells [--music FILE] FILE...\n"
	"       hl-play --language\n"
	"  --bed sim     the virtual line card (the only bed here)\n"
	"  --cells       which file proves which gesture in which situation\n"
	"  --list        titles, and what each scenario proves\n"
	"  --language    every statement that a scenario can have\n"
	"  --music FILE  music on hold; without it the holding tone\n"
	"  --verbose     every statement with its time\n";

static int bed_play(const struct show_order *order, struct show *show,
		    struct bed_sim_options *options, char *const *files,
		    unsigned count)
{
	struct hl_music *music = NULL;
	struct bed_sim *bed = NULL;
	int status = SHOW_FAILED;
	char why[512] = "";
	int r = 0;

	if (order->extra && strcmp(order->extra, "sim") != 0)
		return SHOW_USAGE;
	if (order->music)
		r = hl_music_open(&music, order->music, HL_MUSIC_LEVEL_DBM0,
				  why, sizeof(why));
	if (r == 0) {
		options->music = music;
		r = bed_sim_open(&bed, options);
	}
	if (r < 0) {
		fprintf(stderr, "hl-play: %s\n", *why ? why : strerror(-r));
	} else {
		show->bed = bed;
		if (show_play(show, files, count) == 0)
			status = SHOW_PASSED;
	}
	bed_sim_close(bed);
	hl_music_close(music);
	return status;
}

static int play(const struct show_order *order, char *const *files,
		unsigned count)
{
	struct bed_sim_options options = { 0 };
	struct show show = { .ops = &bed_sim_ops,
			     .out = stdout,
			     .verbose = order->verbose };

	return bed_play(order, &show, &options, files, count);
}

static void record(void *ctx, const struct hl_record *what)
{
	cells_note(ctx, what);
}

static void played(void *ctx, const char *name, const char *proves,
		   bool passed)
{
	cells_played(ctx, name, proves, passed);
}

static int cells(const struct show_order *order, char *const *files,
		 unsigned count)
{
	struct cells *all = NULL;
	int r = cells_open(&all);
	struct bed_sim_options options = { .ctx = all, .record = record };
	struct show show = { .ops = &bed_sim_ops,
			     .out = stderr,
			     .quiet = true,
			     .verbose = order->verbose,
			     .ctx = all,
			     .played = played };
	int status;

	if (r < 0) {
		fprintf(stderr, "hl-play: %s\n", strerror(-r));
		return SHOW_FAILED;
	}
	status = bed_play(order, &show, &options, files, count);
	if (status != SHOW_USAGE && cells_print(all, stdout) > 0)
		status = SHOW_FAILED;
	cells_close(all);
	return status;
}

int main(int argc, char **argv)
{
	static const struct show_program program = { usage, "bed", play };

	return show_main_cells(&program, cells, argc, argv);
}
