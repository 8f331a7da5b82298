/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plain.h - words of the language that stand for values of the controller
 */
#ifndef SCENARIO_PLAIN_H
#define SCENARIO_PLAIN_H

#include <stdbool.h>

/** plain_sharing() - "shared" of enum hl_sharing; NULL outside the list. */
const char *plain_sharing(unsigned value);

/** plain_treatment() - "silence" of a LINECALLTREATMENT_; NULL outside. */
const char *plain_treatment(unsigned value);

/** plain_leave() - "busy tone" of enum hl_release; NULL outside. */
const char *plain_leave(unsigned value);

/** plain_error() - "INVALCALLSTATE" of enum hl_error; NULL outside. */
const char *plain_error(unsigned value);

#endif
