/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab.h - a bed in the lab guest: the daemon on real DAHDI channels
 *
 * The daemon runs as a process of its own on the near span, one for each
 * scenario. Telephones and exchanges are played on the far span by
 * tests/lab/far.h; what they hear is what arrived there. What the controller
 * says is asked over its control socket.
 */
#ifndef SCENARIO_BED_LAB_H
#define SCENARIO_BED_LAB_H

#include "player.h"

/** bed_lab_ops - for struct player_config; the bed is a struct bed_lab. */
extern const struct bed_ops bed_lab_ops;

struct bed_lab;

/**
 * struct bed_lab_options - how a bed is made
 * @daemon: path of holdlined
 * @music:  path of the music of class default; NULL = the holding tone
 */
struct bed_lab_options {
	const char *daemon;
	const char *music;
};

/**
 * bed_lab_open() - take the far span; once for all scenarios
 * @ret:     the bed; owned by the caller, bed_lab_close()
 * @options: borrowed
 *
 * Return: 0; as far_open(); -ENOMEM.
 */
int bed_lab_open(struct bed_lab **ret, const struct bed_lab_options *options);

/** bed_lab_close() - NULL is fine. */
void bed_lab_close(struct bed_lab *bed);

#endif
