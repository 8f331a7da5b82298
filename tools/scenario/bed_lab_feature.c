/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_feature.c - an exchange that takes flashes
 *
 * In:  our flashes, calls that come while we talk, who leaves.
 * Out: who is talked to and who is held there; recall and call waiting tone.
 * Not: everything that an exchange without features does -
 *      bed_lab_exchange.c.
 *
 * The line has two parties at most. Whom we called is joined by a flash; who
 * called us while we talked is swapped.
 */
#include "bed_lab_parts.h"

#define LAB_BOTH (LAB_FIRST | LAB_SECOND)

void lab_feature_flash(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;
	unsigned talks = x->talks;
	unsigned held = x->held;

	if (x->phase != LAB_TALKING) {
		if (!held)
			return;
		x->held = 0;
		lab_exchange_talk(side, held);
	} else if (x->waiting) {
		x->waiting = false;
		x->joins = false;
		x->held = talks;
		lab_exchange_talk(side, LAB_BOTH & ~talks);
	} else if (held && x->joins) {
		x->held = 0;
		lab_exchange_talk(side, LAB_BOTH);
	} else if (held) {
		x->held = talks;
		lab_exchange_talk(side, held);
	} else if (talks == LAB_BOTH) {
		lab_exchange_talk(side, LAB_FIRST);
	} else {
		x->held = talks;
		lab_exchange_phase(side, LAB_DIALING, HL_TONE_RECALL);
	}
}

bool lab_feature_waits(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;
	unsigned talks = x->talks;

	if (!x->features || x->phase != LAB_TALKING || x->held || x->waiting ||
	    talks == LAB_BOTH)
		return false;
	lab_exchange_phase(side, LAB_TALKING, HL_TONE_WAITING);
	x->talks = talks;
	x->waiting = true;
	return true;
}

bool lab_feature_left(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;

	if (x->phase == LAB_TALKING && x->talks == LAB_BOTH) {
		lab_exchange_talk(side, LAB_FIRST);
		return true;
	}
	if (!x->held)
		return false;
	/* Nothing is heard; a flash brings back who is held. */
	lab_exchange_phase(side, LAB_REFUSED, HL_TONE_NONE);
	return true;
}

unsigned lab_feature_released(struct lab_side *side)
{
	struct lab_exchange *x = &side->exchange;
	unsigned left = x->waiting ? LAB_BOTH & ~x->talks : x->held;

	x->waiting = false;
	x->joins = false;
	return left;
}
