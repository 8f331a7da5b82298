/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeline_parts.h - the inside of a timeline, for those who draw it
 */
#ifndef TOOLS_TIMELINE_PARTS_H
#define TOOLS_TIMELINE_PARTS_H

#include "timeline.h"

struct timeline_party {
	char name[HL_NAME_MAX];
	char role[32];
	bool seized;
};

struct timeline_event {
	uint16_t row;
	uint8_t sign;
	hl_usec from;
	hl_usec at;
	char words[TIMELINE_WORDS_MAX];
};

/* Spans of one kind, in the order told. */
struct timeline_lane {
	struct timeline_span *span;
	unsigned count;
	unsigned room;
};

/*
 * @first, @last: [us] earliest and latest instant told
 * @lost: memory was refused; the timeline lacks something
 */
struct timeline {
	char title[128];
	struct timeline_party party[TIMELINE_ROWS_MAX];
	unsigned rows;
	struct timeline_lane does;
	struct timeline_lane hears;
	struct timeline_event *event;
	unsigned events;
	unsigned room;
	hl_usec first;
	hl_usec last;
	bool lost;
};

#endif
