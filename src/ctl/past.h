/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * past.h - the last records, each as a small value of its own
 */
#ifndef HL_CTL_PAST_H
#define HL_CTL_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/engine.h"

/**
 * struct hl_note - what is kept of a record
 * @number, @cause, @at: as in struct hl_record
 * @arrival: from outside (event), else a consequence (effect)
 * @event:   the arrival, as in struct hl_event, less its texts
 * @effect:  the consequence
 * @state:   of the call after the step; HL_CALL_STATE_COUNT = no call
 * @mode:    its mode word
 * @value, @heard: as in struct hl_event
 * @want:    PORT: how the port shall be
 * @text:    the other party, or the number asked for
 * @name:    the other party's name
 * @seers:   HEARD: places of the clients that may see the digit
 */
struct hl_note {
	uint64_t number;
	uint64_t cause;
	hl_usec at;
	struct hl_interval range;
	hl_line line;
	hl_call call;
	hl_call other;
	bool arrival;
	bool closed;
	uint8_t event;
	uint8_t gesture;
	uint8_t request;
	uint8_t which;
	char digit;
	int error;
	uint32_t value;
	struct hl_heard heard;
	struct hl_effect effect;
	uint8_t state;
	uint32_t mode;
	struct hl_want want;
	uint32_t seers;
	char text[HL_DIGITS_MAX + 1];
	char name[HL_PARTY_NAME_MAX];
};

struct hl_past;

/** hl_past_open() - room for @count notes. 0, -ENOMEM. */
int hl_past_open(struct hl_past **ret, unsigned count);

/** hl_past_close() - NULL is fine. */
void hl_past_close(struct hl_past *past);

/**
 * hl_past_add() - keep a record
 * @past:   where
 * @record: what
 * @seers:  places of the clients that may see a digit in it
 *
 * A digit that comes in a conversation is not kept: it may be a secret told
 * to the far end.
 */
void hl_past_add(struct hl_past *past, const struct hl_record *record,
		 uint32_t seers);

/** hl_past_first() - number of the oldest note; last + 1 when empty. */
uint64_t hl_past_first(const struct hl_past *past);

/** hl_past_last() - number of the newest note; 0 before the first. */
uint64_t hl_past_last(const struct hl_past *past);

/** hl_past_get() - a note, or NULL when it is not kept. */
const struct hl_note *hl_past_get(const struct hl_past *past,
				  uint64_t number);

/** hl_past_service() - when a line's service changed last; 0 = unknown. */
hl_usec hl_past_service(const struct hl_past *past, hl_line line);

#endif
