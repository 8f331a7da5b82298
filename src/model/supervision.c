/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * supervision.c - the words for what is known of a trunk's far end
 *
 * In:  a value of one of the lists of supervision.h, or a setting of a port.
 * Out: its wire word.
 * Not: the detectors' own list - src/media/progress.c.
 */
#include "holdline/driver.h"
#include "holdline/supervision.h"
#include "name_of.h"

#define WORD(id, wire, ...) wire,
NAME_OF(hl_release_name, enum hl_release, HL_RELEASES)
NAME_OF(hl_answer_by_name, enum hl_answer_by, HL_ANSWERS_BY)
NAME_OF(hl_hold_at_name, enum hl_hold_at, HL_HOLDS_AT)
NAME_OF(hl_sending_name, enum hl_sending, HL_SENDINGS)
NAME_OF(hl_hunt_name, enum hl_hunt, HL_HUNTS)
NAME_OF(hl_ring_mode_name, enum hl_ring_mode, HL_RING_MODES)
NAME_OF(hl_reach_name, enum hl_reach, HL_REACHES)
NAME_OF(hl_farhold_name, enum hl_farhold, HL_FARHOLDS)
NAME_OF(hl_wire_hold_name, enum hl_wire_hold, HL_WIRE_HOLDS)
NAME_OF(hl_port_set_name, enum hl_port_set, HL_PORT_SETS)
#undef WORD
