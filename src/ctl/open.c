/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open.c - requests that the engine has not answered yet
 *
 * In:  who asked what with which id; the engine's number in its reply.
 * Out: the asker and his id, once.
 * Not: what the answer says - complain.c.
 */
#include "open.h"

#include <string.h>

/* Number = highest bit, serial, place. The place finds, the serial proves. */
#define PLACE_BITS 9
#define SERIAL_BITS (31 - PLACE_BITS)
#define OURS (UINT32_C(1) << 31)

_Static_assert(HL_OPENS_MAX == 1 << PLACE_BITS, "a place must fit its bits");

uint32_t hl_opens_add(struct hl_opens *opens, int seat, json_t *id,
		      const struct hl_act *act, hl_usec now)
{
	uint32_t place = 0;
	struct hl_open *open;

	while (place < HL_OPENS_MAX && opens->at[place].number)
		place++;
	if (place == HL_OPENS_MAX)
		return 0;

	opens->serial = (opens->serial + 1) & ((1u << SERIAL_BITS) - 1);
	open = &opens->at[place];
	open->number = OURS | opens->serial << PLACE_BITS | place;
	open->seat = seat;
	open->id = json_incref(id);
	open->act = *act;
	open->deadline = now + HL_MS(HL_CONTROL_PATIENCE);
	opens->count++;
	return open->number;
}

struct hl_open *hl_opens_find(struct hl_opens *opens, uint32_t number)
{
	struct hl_open *open = &opens->at[number & (HL_OPENS_MAX - 1)];

	return number && open->number == number ? open : NULL;
}

void hl_opens_end(struct hl_opens *opens, struct hl_open *open)
{
	json_decref(open->id);
	memset(open, 0, sizeof(*open));
	opens->count--;
}

void hl_opens_leave(struct hl_opens *opens, int seat)
{
	for (unsigned i = 0; opens->count && i < HL_OPENS_MAX; i++)
		if (opens->at[i].number && opens->at[i].seat == seat)
			opens->at[i].seat = -1;
}

hl_usec hl_opens_due(struct hl_opens *opens, struct hl_open **ret)
{
	hl_usec due = HL_NEVER;

	for (unsigned i = 0; opens->count && i < HL_OPENS_MAX; i++) {
		if (!opens->at[i].number || opens->at[i].deadline >= due)
			continue;
		due = opens->at[i].deadline;
		*ret = &opens->at[i];
	}
	return due;
}

void hl_opens_fini(struct hl_opens *opens)
{
	for (unsigned i = 0; opens->count && i < HL_OPENS_MAX; i++)
		if (opens->at[i].number)
			hl_opens_end(opens, &opens->at[i]);
}
