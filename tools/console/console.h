/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * console.h - the console of the virtual card
 */
#ifndef CONSOLE_CONSOLE_H
#define CONSOLE_CONSOLE_H

#include <stdbool.h>

struct bench;
struct hl_music;

#define CONSOLE_WIDTH 80  /* columns at least (house) */
#define CONSOLE_HEIGHT 24 /* rows at least (house) */

/**
 * struct console_options - how the console looks and works
 * @bench: what is on the screen; borrowed
 * @music: as the bench has it, for saving
 * @save:  folder for `s`
 * @speed: times real time at the beginning; 0 = as fast as it goes
 * @ascii: no character beyond ASCII
 */
struct console_options {
	struct bench *bench;
	const struct hl_music *music;
	const char *save;
	unsigned speed;
	bool ascii;
};

/**
 * console_room() - has the terminal room for the console?
 * @why:  receives a sentence when not
 * @size: bytes at @why
 */
bool console_room(char *why, unsigned size);

/**
 * console_run() - until the person has enough
 *
 * Leaves the terminal as it was, whatever ends it.
 * Return: exit status: 0; 1 when the terminal cannot; 7 when the controller
 * contradicted itself; 128 + number of the signal that ended it.
 */
int console_run(const struct console_options *options);

#endif
