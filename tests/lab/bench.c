/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.c - figures of the real daemon on real DAHDI, by the far side
 *
 * In:  the lab's guest; the path of the daemon and which parts to run.
 * Out: one line a figure (figure.h); exit status 7 when a bar is missed,
 *      1 when something could not be measured.
 * Not: starting the guest, tables - tests/bench/run.sh.
 *
 *   bench DAEMON PART...
 *
 *   sound   how soon it is heard   500 million instructions a second,
 *   break   what a break is taken for    12 telephones
 *   load    CPU, wake-ups, memory  1000 million, 64 telephones
 */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATUS_MISSED 7
#define STATUS_USAGE  64

static const struct part {
	const char *name;
	unsigned stations; /* at least */
	bool (*run)(struct bench *b);
} parts[] = {
	{ "sound", 3, bench_sound },
	{ "break", 12, bench_break },
	{ "load", 64, bench_load },
};

static const struct part *part_find(const char *name)
{
	unsigned i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	return NULL;
}

static bool part_run(struct bench *b, const char *name)
{
	const struct part *part = part_find(name);

	if (!part)
		bench_die("there is no part %s", name);
	if (b->stations < part->stations)
		bench_die("%s needs LAB_STATIONS=%u", name, part->stations);
	return part->run(b);
}

int main(int argc, char **argv)
{
	struct bench b = { 0 };
	unsigned trunks;
	bool ok = true;
	int i;
	int r;

	if (argc < 3) {
		fputs("usage: bench DAEMON sound|break|load...\n", stderr);
		return STATUS_USAGE;
	}
	b.program = argv[1];
	far_env(&b.stations, &trunks);
	r = far_open(&b.far, b.stations, trunks);
	if (r < 0)
		bench_die("the far side: %s", strerror(-r));
	for (i = 2; i < argc; i++)
		ok &= part_run(&b, argv[i]);
	far_close(b.far);
	return ok ? EXIT_SUCCESS : STATUS_MISSED;
}
