/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open.h - requests that the engine has not answered yet
 */
#ifndef HL_CTL_OPEN_H
#define HL_CTL_OPEN_H

#include <stdint.h>

#include <jansson.h>

#include "holdline/control.h"

#include "handle.h"

#define HL_OPENS_MAX (HL_CONTROL_CLIENTS_MAX * HL_CONTROL_OPEN_MAX)

/**
 * struct hl_open - one of them
 * @number:   the engine's id for it; 0 = free
 * @seat:     place of the asker; -1 = he has left
 * @id:       the asker's id, owned
 * @act:      what was asked
 * @deadline: when the asker is told that nothing came
 */
struct hl_open {
	uint32_t number;
	int seat;
	json_t *id;
	struct hl_act act;
	hl_usec deadline;
};

/** struct hl_opens - all of them, and the count that makes numbers new. */
struct hl_opens {
	unsigned count;
	uint32_t serial;
	struct hl_open at[HL_OPENS_MAX];
};

/**
 * hl_opens_add() - note a request
 * @opens: the table
 * @seat:  who asks
 * @id:    his id, borrowed
 * @act:   what
 * @now:   present time
 *
 * Numbers have their highest bit set: other askers of the engine in this
 * process take smaller ones.
 * Return: the number to ask the engine with; 0 when the table is full.
 */
uint32_t hl_opens_add(struct hl_opens *opens, int seat, json_t *id,
		      const struct hl_act *act, hl_usec now);

/** hl_opens_find() - the request of a number, or NULL when not ours. */
struct hl_open *hl_opens_find(struct hl_opens *opens, uint32_t number);

/** hl_opens_end() - it is answered. */
void hl_opens_end(struct hl_opens *opens, struct hl_open *open);

/** hl_opens_leave() - the client of a seat has left: nobody is answered. */
void hl_opens_leave(struct hl_opens *opens, int seat);

/** hl_opens_due() - the earliest deadline and whose; HL_NEVER. */
hl_usec hl_opens_due(struct hl_opens *opens, struct hl_open **ret);

/** hl_opens_fini() - forget all. */
void hl_opens_fini(struct hl_opens *opens);

#endif
