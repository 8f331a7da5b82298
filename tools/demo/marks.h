/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * marks.h - records of the engine on a timeline
 */
#ifndef DEMO_MARKS_H
#define DEMO_MARKS_H

#include "holdline/engine.h"
#include "tools/timeline.h"

/**
 * marks_record() - mark what a record tells
 * @timeline: its row n is line n of the model
 * @record:   every one, in order
 */
void marks_record(struct timeline *timeline, const struct hl_record *record);

#endif
