/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dahdi.h - the driver of DAHDI line cards, and what cards there are
 *
 * DAHDI names a port by the signalling spoken on it: a station (a telephone
 * is on it) is FXO-signalled, a trunk (an exchange is on it) FXS-signalled.
 */
#ifndef HOLDLINE_DAHDI_H
#define HOLDLINE_DAHDI_H

#include <stdbool.h>
#include <stddef.h>

#include "holdline/driver.h"

struct dahdi_sys;

/** The driver "dahdi"; card_open() takes struct hl_dahdi_options or NULL. */
extern const struct hl_driver hl_driver_dahdi;

/**
 * struct hl_dahdi_options - the last argument of card_open()
 * @sys: a kernel for tests (drivers/dahdi/sys.h); NULL: the one we run on.
 *       Valid until card_close
 */
struct hl_dahdi_options {
	const struct dahdi_sys *sys;
};

enum hl_dahdi_kind {
	HL_DAHDI_STATION,
	HL_DAHDI_TRUNK,
	HL_DAHDI_OTHER, /* E&M, clear, data ... */
	HL_DAHDI_NONE,  /* not configured */
};

/** Where the kernel lists its spans. */
#define HL_DAHDI_PROC "/proc/dahdi"

/**
 * struct hl_dahdi_channel - one channel of a card, as the kernel lists it
 * @number:     what a line's `channel` names
 * @span:       number of its span
 * @kind:       what is on it
 * @in_use:     open in a program, maybe ours
 * @alarm:      the channel or its span is in alarm
 * @signalling: the configurator's word ("fxoks"), "" when not configured
 * @name:       the kernel's name of the channel ("WCTDM/4/0")
 * @span_name:  the kernel's description of the span
 */
struct hl_dahdi_channel {
	int number;
	int span;
	enum hl_dahdi_kind kind;
	bool in_use;
	bool alarm;
	char signalling[16];
	char name[40];
	char span_name[64];
};

/**
 * hl_dahdi_scan() - list the channels without opening any
 * @folder: NULL for HL_DAHDI_PROC
 * @ret:    receives at most @max channels, by number; may be NULL when
 *          @max is 0
 * @max:    room at @ret
 *
 * Reading takes nothing from anybody: a channel in use stays as it is.
 *
 * Return: how many channels there are, which may be more than @max; -ENOENT
 * when there is no folder (the module dahdi is not loaded); -ENOMEM; -errno.
 */
int hl_dahdi_scan(const char *folder, struct hl_dahdi_channel *ret,
		  unsigned max);

#endif
