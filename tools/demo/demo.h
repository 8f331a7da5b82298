/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * demo.h - play a scenario before a witness, and keep what was seen and heard
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/scenario/player.h"

struct hl_music;

/* Exit status (operator's reference: a check found a fault). */
#define DEMO_FAULT 7

/**
 * struct demo_config - how it is played
 * @scenario: what; borrowed
 * @script:   its file, for the verdict
 * @folder:   where the files go; made when it is not there
 * @music:    music on hold; NULL = the holding tone
 * @speed:    times real time; 0 = as fast as it goes
 * @out:      receives what happens, line by line; NULL = nothing
 */
struct demo_config {
	const struct scenario *scenario;
	const char *script;
	const char *folder;
	const struct hl_music *music;
	unsigned speed;
	FILE *out;
};

/**
 * struct demo_result - what became of it
 * @passed:   every expectation held, and every file was written
 * @held:     expectations that held
 * @failed:   line of the script that failed; 0 = none of it
 * @length:   [us] from the beginning to the end
 * @why:      what was so instead; "" when it passed
 */
struct demo_result {
	bool passed;
	unsigned held;
	unsigned failed;
	hl_usec length;
	char why[600];
};

/**
 * demo_play() - play it
 *
 * Writes into the folder: a WAV for each party, timeline.svg, scenario.scn,
 * summary.txt.
 * Return: 0 when it was played to its end or its first failure; -ENOMEM,
 * -errno when it could not begin, then @ret->why says more.
 */
int demo_play(const struct demo_config *config, struct demo_result *ret);

#endif
