/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mend.c - why a channel cannot be had, and what to do about it
 *
 * In:  what the kernel answered, and what was asked for.
 * Out: a sentence with the mend.
 * Not: asking - open.c, dchan.c.
 */
#include "card.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <dahdi/user.h>

#include "names.h"

#define SIGSIZE 16

int dahdi_complain(int r, char *why, size_t size, const char *format, ...)
{
	va_list list;

	if (why && size) {
		va_start(list, format);
		vsnprintf(why, size, format, list);
		va_end(list);
	}
	return r;
}

int dahdi_complain_device(int r, char *why, size_t size)
{
	switch (r) {
	case -ENOENT:
	case -ENXIO:
	case -ENODEV:
		return dahdi_complain(
			-ENODEV, why, size,
			"there is no " DAHDI_DEVICE ": DAHDI is not loaded. "
			"mend: modprobe dahdi and the card's module, "
			"then dahdi_cfg");
	case -EACCES:
	case -EPERM:
		return dahdi_complain(
			-EACCES, why, size,
			DAHDI_DEVICE " may not be opened by this user. "
			"mend: ls -l " DAHDI_DEVICE " names its group; "
			"run in that group (usermod -aG)");
	default:
		return dahdi_complain(r, why, size,
				      DAHDI_DEVICE " does not open: %s",
				      strerror(-r));
	}
}

static int complain_busy(const struct dahdi_card *card, int channel, char *why,
			 size_t size)
{
	unsigned i;

	for (i = 0; i < card->lines; i++)
		if (card->ports[i] && card->ports[i]->fd >= 0 &&
		    card->ports[i]->channel == channel)
			return dahdi_complain(
				-EBUSY, why, size,
				"channel %d is another line's already."
				" mend: give each line its own channel",
				channel);
	return dahdi_complain(-EBUSY, why, size,
			      "channel %d is open in another program. "
			      "mend: lsof " DAHDI_DEVICE " names it; stop it",
			      channel);
}

int dahdi_complain_channel(const struct dahdi_card *card, int channel,
			   const char *word, int r, char *why, size_t size)
{
	switch (r) {
	case -EBUSY:
		return complain_busy(card, channel, why, size);
	case -EINVAL:
	case -ENOTTY:
		return dahdi_complain(-ENOENT, why, size,
				      "there is no channel %d. mend: cat "
				      "/proc/dahdi/* lists them; dahdi_cfg "
				      "configures them",
				      channel);
	case -ENXIO:
		return dahdi_complain(-ENOENT, why, size,
				      "channel %d has no signalling. mend: "
				      "%s=%d in " DAHDI_CONF_FILE
				      " and dahdi_cfg",
				      channel, word, channel);
	default:
		return dahdi_complain(r, why, size,
				      "channel %d does not open: %s", channel,
				      strerror(-r));
	}
}

const char *dahdi_mend_word(const struct hl_port *set)
{
	if (set->bearer)
		return "bchan";
	return set->kind == HL_KIND_STATION ? "fxoks" : "fxsks";
}

static bool is_fit(const struct hl_port *set, int sigtype)
{
	if (set->bearer)
		return sigtype == DAHDI_SIG_CLEAR;
	return set->kind == HL_KIND_TRUNK ? dahdi_is_trunk(sigtype) :
					    dahdi_is_station(sigtype);
}

int dahdi_complain_signal(const struct hl_port *set, int sigtype, char *why,
			  size_t size)
{
	bool trunk = set->kind == HL_KIND_TRUNK;
	int n = set->channel;
	char name[SIGSIZE];

	if (is_fit(set, sigtype))
		return 0;

	dahdi_signal_print(sigtype, name, sizeof(name));
	if (set->bearer)
		return dahdi_complain(-EINVAL, why, size,
				      "channel %d is signalled %s: that is no "
				      "B channel. mend: bchan=%d in "
				      DAHDI_CONF_FILE " and dahdi_cfg",
				      n, name, n);
	if (trunk && dahdi_is_station(sigtype))
		return dahdi_complain(-EINVAL, why, size,
				      "channel %d is signalled %s: that is a "
				      "station. mend: kind = station, or "
				      "fxsks=%d in " DAHDI_CONF_FILE
				      " and dahdi_cfg",
				      n, name, n);
	if (!trunk && dahdi_is_trunk(sigtype))
		return dahdi_complain(-EINVAL, why, size,
				      "channel %d is signalled %s: that is a "
				      "trunk. mend: kind = trunk, or "
				      "fxoks=%d in " DAHDI_CONF_FILE
				      " and dahdi_cfg",
				      n, name, n);
	return dahdi_complain(-EINVAL, why, size,
			      "channel %d is signalled %s: neither station nor "
			      "trunk. mend: %s=%d in " DAHDI_CONF_FILE
			      " and dahdi_cfg",
			      n, name, dahdi_mend_word(set), n);
}
