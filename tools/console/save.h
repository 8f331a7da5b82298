/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * save.h - what was done at the console, as files that can be sent
 */
#ifndef CONSOLE_SAVE_H
#define CONSOLE_SAVE_H

#include <limits.h>
#include <stdbool.h>

struct bench;
struct hl_music;

/**
 * struct save_result - what became of it
 * @folder:   where the files are
 * @replayed: the scenario was played again and came out the same
 * @held:     expectations that held
 * @why:      else: what was different
 */
struct save_result {
	char folder[PATH_MAX - 128];
	bool replayed;
	unsigned held;
	char why[600];
};

/**
 * save_all() - write everything into a new folder
 * @bench: as it is now; time goes on afterwards as if nothing had been
 * @base:  folder; the files go into the first of base/1, base/2 ... that is
 *         not there yet
 * @music: as the bench has it
 * @ret:   what became of it
 *
 * The scenario is played again from the beginning, on a virtual card of its
 * own; the sounds come from there.
 * Return: 0 when the files are written; -errno with @ret->why.
 */
int save_all(struct bench *bench, const char *base,
	     const struct hl_music *music, struct save_result *ret);

#endif
