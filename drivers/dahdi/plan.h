/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plan.h - what trunks are listened to for
 */
#ifndef HOLDLINE_DRIVERS_DAHDI_PLAN_H
#define HOLDLINE_DRIVERS_DAHDI_PLAN_H

#include "holdline/driver.h"
#include "holdline/progress.h"

struct dahdi_card;

enum dahdi_task {
	DAHDI_BEFORE,  /* a call is set up, no digit was sent */
	DAHDI_BEHIND,  /* digits were sent */
	DAHDI_RELEASE, /* a talk: the releases of the line */
	DAHDI_EVERY,   /* a talk: whatever else is asked for */
	DAHDI_TASKS,
};

struct dahdi_plan {
	struct dahdi_plan *next;
	unsigned users;
	uint8_t task;
	uint8_t cycles;
	unsigned set;
	hl_msec silence;
	struct hl_progress_plan plan;
};

/** The tones that end a call on a line, as HL_HEAR_ bits. */
unsigned dahdi_release_set(const struct hl_port *set);
/** The plan of a task; NULL: no memory, or settings that make none. */
struct dahdi_plan *dahdi_plan_get(struct dahdi_card *card,
				  const struct hl_port *set,
				  enum dahdi_task task);
/** Give it back; may be NULL. */
void dahdi_plan_put(struct dahdi_card *card, struct dahdi_plan *plan);

#endif
