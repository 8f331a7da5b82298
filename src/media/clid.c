/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid.c - kinds, places and countries of caller ID, as tables
 *
 * In:  a word, a place, a country.
 * Out: rows of tables.
 * Not: messages - clid_message.c, clid_digits.c, clid_ntt.c; text - clid_text.c; sound -
 *      clid_send.c, clid_listen.c.
 */
#include "holdline/clid.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const kind_names[HL_CLID_COUNT] = {
#define X(id, wire, level, meaning, source) [HL_CLID_##id] = wire,
	HL_CLIDS(X)
#undef X
};

static const double kind_levels[HL_CLID_COUNT] = {
#define X(id, wire, level, meaning, source) [HL_CLID_##id] = level,
	HL_CLIDS(X)
#undef X
};

static const char *const variant_names[HL_CLID_VARIANT_COUNT] = {
#define X(id, wire, kind, meaning) [HL_CLID_VARIANT_##id] = wire,
	HL_CLID_VARIANTS(X)
#undef X
};

static const struct hl_clid_timing timings[HL_CLID_PLACE_COUNT] = {
#define X(id, wire, rings, alert, wait, silence, gap, source)                  \
	[HL_CLID_PLACE_##id] = { wire,  rings,   HL_CLID_ALERT_##alert,        \
				 wait,  silence, gap,                          \
				 source },
	HL_CLID_PLACES(X)
#undef X
};

static const char class_list[] =
	"spandsp: CLASS; Sipura: FSK after first ring, no alert";
static const char etsi_list[] = "spandsp: ETSI FSK; after first ring house";

/* clang-format off */
#define FORM(kind, variant) { HL_CLID_##kind, HL_CLID_VARIANT_##variant, false }

static const struct hl_clid_country countries[] = {
	{ "us",     FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, class_list },
	{ "us-old", FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, class_list },
	{ "ca",     FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, class_list },
	{ "au",     FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, class_list },
	{ "cn",     FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, class_list },
	{ "nz",     FORM(BELLCORE, SDMF),  HL_CLID_PLACE_AFTER_RING, "Telecom NZ newsletter 127: after first ring, SDMF, 350-500 ms; modem house" },
	{ "mx",     FORM(BELLCORE, PLAIN), HL_CLID_PLACE_AFTER_RING, "house" },
	{ "uk",     FORM(ETSI, BT),        HL_CLID_PLACE_REVERSAL_BT, "BT SIN 227" },
	{ "gb",     FORM(ETSI, BT),        HL_CLID_PLACE_REVERSAL_BT, "BT SIN 227" },
	{ "fr",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "de",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "it",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "es",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "no",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "za",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "tr",     FORM(ETSI, PLAIN),     HL_CLID_PLACE_AFTER_RING, etsi_list },
	{ "se",     FORM(DTMF, SE),        HL_CLID_PLACE_REVERSAL, "Sipura: after reversal; Telia, Teltone: digits" },
	{ "fi",     FORM(DTMF, SE),        HL_CLID_PLACE_REVERSAL, "Sipura: as Sweden; spandsp: digits" },
	{ "dk",     FORM(DTMF, DK),        HL_CLID_PLACE_SILENT, "Sipura: no warning; Asterisk: digits" },
	{ "nl",     FORM(DTMF, NL),        HL_CLID_PLACE_REVERSAL, "Teltone: digits; reversal house" },
	{ "br",     FORM(DTMF, SE),        HL_CLID_PLACE_SILENT, "spandsp: digits; no warning house" },
	{ "in",     FORM(DTMF, SE),        HL_CLID_PLACE_REVERSAL, "spandsp: digits; reversal house" },
	{ "jp",     FORM(NTT, PLAIN),      HL_CLID_PLACE_CAR, "spandsp: JCLIP; Lantiq: NTT" },
};
/* clang-format on */

const char *hl_clid_damage_name(enum hl_clid_damage damage)
{
	static const char *const names[HL_CLID_DAMAGE_COUNT] = {
#define X(id, wire, meaning) [HL_CLID_DAMAGE_##id] = wire,
		HL_CLID_DAMAGES(X)
#undef X
	};

	return (unsigned)damage < HL_CLID_DAMAGE_COUNT ? names[damage] : "?";
}

const char *hl_clid_kind_name(enum hl_clid_kind kind)
{
	return (unsigned)kind < HL_CLID_COUNT ? kind_names[kind] : "?";
}

int hl_clid_kind_find(const char *word, enum hl_clid_kind *ret)
{
	for (unsigned i = 0; i < HL_CLID_COUNT; i++) {
		if (strcmp(kind_names[i], word) == 0) {
			*ret = (enum hl_clid_kind)i;
			return 0;
		}
	}
	return -ENOENT;
}

const char *hl_clid_variant_name(enum hl_clid_variant variant)
{
	return (unsigned)variant < HL_CLID_VARIANT_COUNT
		       ? variant_names[variant]
		       : "?";
}

double hl_clid_level(enum hl_clid_kind kind)
{
	return kind_levels[kind];
}

const struct hl_clid_timing *hl_clid_timing(enum hl_clid_place place)
{
	return &timings[place];
}

const struct hl_clid_country *hl_clid_country(const char *zone)
{
	for (size_t i = 0; i < COUNT(countries); i++) {
		if (strcasecmp(countries[i].zone, zone) == 0)
			return &countries[i];
	}
	return NULL;
}
