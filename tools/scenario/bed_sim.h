/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim.h - a bed in one process: engine, virtual line card, virtual time
 *
 * Time passes from one due instant to the next, so a scenario is exact and
 * the same every time. After every event the model's invariants are checked,
 * and who the model says is heard is compared with what the card mixes.
 */
#ifndef SCENARIO_BED_SIM_H
#define SCENARIO_BED_SIM_H

#include <stdint.h>

#include "player.h"

struct hl_engine;
struct hl_music;
struct hl_record;

/** bed_sim_ops - for struct player_config; the bed is a struct bed_sim. */
extern const struct bed_ops bed_sim_ops;

struct bed_sim;

/**
 * struct bed_sim_options - how a bed is made
 * @music:  music class default, borrowed; NULL = the holding tone
 * @ctx:    handed to the functions
 * @record: told of every record of the engine; may be NULL
 * @heard:  told of every sample that a party hears, in order from the
 *          beginning; may be NULL
 * @pace:   called before time moves on to @now: a demonstration waits here
 *          to show things at the speed at which they happen; may be NULL
 */
struct bed_sim_options {
	const struct hl_music *music;
	void *ctx;
	void (*record)(void *ctx, const struct hl_record *record);
	void (*heard)(void *ctx, unsigned party, const int16_t *samples,
		      unsigned n);
	void (*pace)(void *ctx, hl_usec now);
};

/** bed_sim_open() - a bed; begins nothing yet. @options copied, or NULL. */
int bed_sim_open(struct bed_sim **ret, const struct bed_sim_options *options);

/** bed_sim_close() - NULL is fine. */
void bed_sim_close(struct bed_sim *bed);

/** bed_sim_engine() - the engine, between begin and end; else NULL. */
struct hl_engine *bed_sim_engine(struct bed_sim *bed);

/** bed_sim_card() - the virtual card, for the functions of sim.h; or NULL. */
void *bed_sim_card(struct bed_sim *bed);

/** bed_sim_now() - [us] virtual time. */
hl_usec bed_sim_now(const struct bed_sim *bed);

#endif
