/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_sim_parts.h - shared by bed_sim.c and bed_sim_check.c only
 */
#ifndef SCENARIO_BED_SIM_PARTS_H
#define SCENARIO_BED_SIM_PARTS_H

#include <spandsp.h>

#include "bed_sim.h"
#include "holdline/engine.h"
#include "holdline/sim.h"
#include "holdline/zone.h"

struct ear;

/* An exchange at the beginning: who is called does not answer by himself. */
#define BED_SIM_SCRIPT                                                         \
	{                                                                      \
		HL_SIM_NOANSWER, 300, 1000, 0, 0, false, false                 \
	}

/** struct bed_side - one party: its ear, its hand, its bell */
struct bed_side {
	struct bed_sim *bed;
	unsigned party;
	struct ear *ear;
	hl_usec moving;
	enum hl_ring ring;
	hl_usec ring_since;
	char told[BED_TOLD_MAX]; /* digits, to a program that listens */
	unsigned tones;
	unsigned cleared; /* 1 + enum hl_release */
	struct hl_sim_script script; /* trunk: its exchange */
	struct hl_sim_manner manner;
	adsi_rx_state_t *display; /* NULL: the telephone has none */
	bool digits;              /* it reads DTMF */
	unsigned messages; /* as struct bed_far has it */
	hl_usec messages_at;
	unsigned shown;
	hl_usec shown_at;
	char number[BED_SHOWN_MAX];
	char name[BED_SHOWN_MAX];
};

struct bed_sim {
	struct bed_sim_options options;
	const struct scenario *scenario;
	struct hl_config *config;
	struct hl_zone zone;
	struct hl_engine *engine;
	void *card;
	struct hl_music *tone;
	hl_usec now;
	hl_usec begin;
	struct bed_side side[SCENARIO_PARTIES_MAX];
	enum hl_error answer; /* to the request that is being made */
	char fault[256];      /* the first one */
};

/** bed_sim_fault() - keep a fault, unless there is one already. */
void bed_sim_fault(struct bed_sim *bed, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** bed_sim_display() - give a telephone a display of enum hl_clid_kind. */
int bed_sim_display(struct bed_side *side, unsigned kind);

/** bed_sim_outside() - what an exchange or who is behind it does. */
int bed_sim_outside(struct bed_sim *bed, const struct bed_act *act,
		    int channel);

/** bed_sim_check() - does the controller contradict itself, or the card? */
void bed_sim_check(struct bed_sim *bed);

#endif
