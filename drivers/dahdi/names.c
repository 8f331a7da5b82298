/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.c - names of DAHDI signalling
 *
 * In:  a signalling type, or the word the kernel lists it by.
 * Out: the word of dahdi_cfg, and whether a telephone or an exchange is meant.
 * Not: refusing a channel - port.c.
 */
#include "names.h"

#include <stdio.h>
#include <string.h>

#include <dahdi/user.h>

/* clang-format off */
static const struct {
	int sigtype;
	const char *listed; /* sigstr() of dahdi-base.c */
	const char *word;   /* system.conf */
	enum hl_dahdi_kind kind;
} names[] = {
	{ DAHDI_SIG_FXOLS, "FXOLS", "fxols", HL_DAHDI_STATION },
	{ DAHDI_SIG_FXOGS, "FXOGS", "fxogs", HL_DAHDI_STATION },
	{ DAHDI_SIG_FXOKS, "FXOKS", "fxoks", HL_DAHDI_STATION },
	{ DAHDI_SIG_FXSLS, "FXSLS", "fxsls", HL_DAHDI_TRUNK },
	{ DAHDI_SIG_FXSGS, "FXSGS", "fxsgs", HL_DAHDI_TRUNK },
	{ DAHDI_SIG_FXSKS, "FXSKS", "fxsks", HL_DAHDI_TRUNK },
	{ DAHDI_SIG_EM,    "E&M",   "e&m",   HL_DAHDI_OTHER },
	{ DAHDI_SIG_EM_E1, "E&M-E1", "e&me1", HL_DAHDI_OTHER },
	{ DAHDI_SIG_CLEAR, "Clear", "clear", HL_DAHDI_OTHER },
	{ DAHDI_SIG_HDLCRAW, "HDLCRAW", "hdlcraw", HL_DAHDI_OTHER },
	{ DAHDI_SIG_HDLCFCS, "HDLCFCS", "dchan", HL_DAHDI_OTHER },
	{ DAHDI_SIG_HARDHDLC, "Hardware-assisted", "hardhdlc", HL_DAHDI_OTHER },
	{ DAHDI_SIG_MTP2,  "MTP2",  "mtp2",  HL_DAHDI_OTHER },
	{ DAHDI_SIG_CAS,   "CAS",   "cas",   HL_DAHDI_OTHER },
	{ DAHDI_SIG_DACS,  "DACS",  "dacs",  HL_DAHDI_OTHER },
	{ DAHDI_SIG_DACS_RBS, "DACS+RBS", "dacsrbs", HL_DAHDI_OTHER },
	{ DAHDI_SIG_SF,    "SF",    "sf",    HL_DAHDI_OTHER },
	{ DAHDI_SIG_SLAVE, "Slave", "slave", HL_DAHDI_OTHER },
};
/* clang-format on */

#define NAMES (sizeof(names) / sizeof(names[0]))

static enum hl_dahdi_kind kind_of(int sigtype)
{
	unsigned i;

	for (i = 0; i < NAMES; i++)
		if (names[i].sigtype == sigtype)
			return names[i].kind;
	return HL_DAHDI_OTHER;
}

bool dahdi_is_station(int sigtype)
{
	return kind_of(sigtype) == HL_DAHDI_STATION;
}

bool dahdi_is_trunk(int sigtype)
{
	return kind_of(sigtype) == HL_DAHDI_TRUNK;
}

void dahdi_signal_print(int sigtype, char *ret, size_t size)
{
	unsigned i;

	for (i = 0; i < NAMES; i++) {
		if (names[i].sigtype == sigtype) {
			snprintf(ret, size, "%s", names[i].word);
			return;
		}
	}
	snprintf(ret, size, "0x%x", (unsigned)sigtype);
}

enum hl_dahdi_kind dahdi_signal_parse(const char *word, char *ret,
				      size_t size)
{
	unsigned i;

	for (i = 0; i < NAMES; i++) {
		if (!strcmp(names[i].listed, word)) {
			snprintf(ret, size, "%s", names[i].word);
			return names[i].kind;
		}
	}
	snprintf(ret, size, "%s", "");
	return HL_DAHDI_NONE;
}
