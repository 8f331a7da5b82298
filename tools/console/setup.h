/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * setup.h - which lines the console has, as the beginning of a scenario
 *
 * What is set up here and what is done at the console are together one
 * scenario, so that whatever was tried can be played again.
 */
#ifndef CONSOLE_SETUP_H
#define CONSOLE_SETUP_H

#include <stdio.h>

#include "tools/scenario/scenario.h"

/**
 * struct setup - what was asked for
 * @stations: telephones 101 ..
 * @trunks:   lines to an exchange co1 ..
 * @zone:     country of the tones; NULL = us
 * @profile:  hook windows; NULL = the zone's
 * @config:   a configuration: its lines, on the virtual card, instead
 */
struct setup {
	unsigned stations;
	unsigned trunks;
	const char *zone;
	const char *profile;
	const char *config;
};

/**
 * setup_make() - a scenario with lines and nothing done yet
 * @ret:        receives it; the caller frees it
 * @setup:      what was asked for
 * @complaints: told in sentences what cannot be
 *
 * Return: 0; -EINVAL when something cannot be (told); -ENOMEM, -errno.
 */
int setup_make(struct scenario **ret, const struct setup *setup,
	       FILE *complaints);

/** setup_copy() - the setup statements of a scenario, under another title. */
int setup_copy(struct scenario **ret, const struct scenario *from,
	       const char *title);

#endif
