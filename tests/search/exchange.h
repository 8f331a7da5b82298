/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exchange.h - what may be at the far end of the trunk of a bench
 */
#ifndef TESTS_SEARCH_EXCHANGE_H
#define TESTS_SEARCH_EXCHANGE_H

#include "holdline/clid.h"
#include "holdline/model.h"

/* One thing that an exchange, or a detector, may tell at any moment. */
struct said {
	const char *name;
	enum hl_event_kind kind;
	uint32_t value;
	int error;
	const char *number; /* NULL: none */
	uint8_t heard;      /* PROGRESS: enum hl_progress_kind */
};

/* An exchange: how its trunk is set, and what it says. */
struct exchange {
	const struct said *said;
	unsigned count;
	bool isdn;
	enum hl_sending sending;
	enum hl_hold_at hold_at;
	enum hl_answer_by answer_by;
	unsigned releases;
	bool both; /* its trunk rings both stations */
	enum hl_ring_mode ring_mode;
	enum hl_clid_kind clid; /* it tells who calls */
	enum hl_clid_place place;
	bool two;              /* two of its trunks are in the group */
	enum hl_hunt hunt;
	hl_msec dialtone;      /* so long dial tone is waited for */
	bool sent;             /* it begins when a number has been sent */
};

extern const struct exchange exchange_analog;
extern const struct exchange exchange_isdn;
extern const struct exchange exchange_isdn_holds;
extern const struct exchange exchange_flashed;        /* holds, says nothing */
extern const struct exchange exchange_flashed_or_not;
extern const struct exchange exchange_rings_all;      /* tells behind the ring */
extern const struct exchange exchange_rings_circular; /* behind a reversal */
extern const struct exchange exchange_rings_address;  /* unannounced */
extern const struct exchange exchange_reverses; /* answers; heard to release */
extern const struct exchange exchange_reverses_sent;
extern const struct exchange exchange_sounds;   /* all is known by tones */

/* The trunk's settings as this exchange wants them. */
void exchange_set(const struct exchange *exchange,
		  struct hl_line_settings *set);

/* The event of one row. */
void exchange_event(const struct exchange *exchange, unsigned row,
		    hl_line line, struct hl_event *ret);

#endif
