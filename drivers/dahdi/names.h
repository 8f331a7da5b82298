/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.h - names of DAHDI signalling, and what they say is on the port
 */
#ifndef HOLDLINE_DRIVERS_DAHDI_NAMES_H
#define HOLDLINE_DRIVERS_DAHDI_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "holdline/dahdi.h"

/** A telephone is on it: fxols, fxogs, fxoks. */
bool dahdi_is_station(int sigtype);
/** An exchange is on it: fxsls, fxsgs, fxsks. */
bool dahdi_is_trunk(int sigtype);
/** The configurator's word for a signalling type. */
void dahdi_signal_print(int sigtype, char *ret, size_t size);
/**
 * The configurator's word for the kernel's word in /proc/dahdi, and what is
 * on the port.
 */
enum hl_dahdi_kind dahdi_signal_parse(const char *word, char *ret,
				      size_t size);

#endif
