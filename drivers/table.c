/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.c - the drivers that are built in
 *
 * In:  a name or a position.
 * Out: the driver.
 * Not: anything a driver does.
 */
#include "holdline/driver.h"

#include <string.h>

#include "holdline/dahdi.h"
#include "holdline/pri.h"
#include "holdline/sim.h"

static const struct hl_driver *const drivers[] = {
	&hl_driver_sim,
	&hl_driver_dahdi,
#if HL_WITH_PRI
	&hl_driver_pri,
#endif
};

#define DRIVERS (sizeof(drivers) / sizeof(drivers[0]))

const struct hl_driver *hl_driver_at(unsigned index)
{
	return index < DRIVERS ? drivers[index] : NULL;
}

const struct hl_driver *hl_driver_find(const char *name)
{
	unsigned i;

	for (i = 0; i < DRIVERS; i++)
		if (!strcmp(drivers[i]->name, name))
			return drivers[i];
	return NULL;
}
