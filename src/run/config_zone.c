/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config_zone.c - what a line leaves to the zone, the country of its people
 *
 * In:  the zone, a line whose settings may say auto.
 * Out: procedure, caller ID and set of codes of the country.
 * Not: hook windows, which are a profile - config_plan.c; tones - media/zone.c.
 */
#include "config_parts.h"

#include <string.h>
#include <strings.h>

#include "holdline/clid.h"

/*
 * Zones of libtonezone in which flash and digit order (ETSI EN 300 738) and
 * codes between * and # are known: the countries of CEPT that it has (house).
 */
static const char *const etsi_zones[] = {
	"at", "be", "bg", "ch", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr",
	"hu", "it", "lt", "nl", "no", "pl", "pt", "ru", "se", "tr", "uk",
};

static bool zone_is_etsi(const char *zone)
{
	size_t i;

	for (i = 0; i < sizeof(etsi_zones) / sizeof(etsi_zones[0]); i++)
		if (strcasecmp(etsi_zones[i], zone) == 0)
			return true;
	return false;
}

enum hl_procedure hl_zone_procedure(const char *zone)
{
	return zone_is_etsi(zone) ? HL_PROCEDURE_ETSI
				  : HL_PROCEDURE_NORTHAMERICAN;
}

enum hl_codeset hl_zone_codeset(const char *zone)
{
	return zone_is_etsi(zone) ? HL_CODESET_ETSI : HL_CODESET_US;
}

/* The kind that a variant is of; NONE where it suits each. */
static enum hl_clid_kind variant_kind(unsigned variant)
{
	static const uint8_t kinds[HL_CLID_VARIANT_COUNT] = {
#define X(id, wire, kind, meaning) [HL_CLID_VARIANT_##id] = HL_CLID_##kind,
		HL_CLID_VARIANTS(X)
#undef X
	};

	return variant == HL_CLID_VARIANT_PLAIN
		       ? HL_CLID_NONE
		       : (enum hl_clid_kind)kinds[variant];
}

static enum hl_clid_place place_usual(unsigned kind)
{
	return kind == HL_CLID_NTT ? HL_CLID_PLACE_CAR
				   : HL_CLID_PLACE_AFTER_RING;
}

/* To be told there we would have to answer as a telephone does. */
static bool is_untold(const struct hl_line_settings *settings)
{
	return settings->kind == HL_KIND_TRUNK &&
	       settings->clid == HL_CLID_NTT;
}

/* Variant and place of the country belong to the country's kind. */
static void clid_resolve(const char *zone, struct hl_line_settings *settings)
{
	const struct hl_clid_country *country = hl_clid_country(zone);
	bool is_auto = settings->clid == HL_CLID_COUNT;

	if (is_auto)
		settings->clid = (uint8_t)(country ? country->form.kind
						   : HL_CLID_NONE);
	if (is_auto && is_untold(settings))
		settings->clid = HL_CLID_NONE;
	if (country && country->form.kind != settings->clid)
		country = NULL;
	if (settings->clid_variant == HL_CLID_VARIANT_COUNT)
		settings->clid_variant =
			(uint8_t)(country ? country->form.variant
					  : HL_CLID_VARIANT_PLAIN);
	if (settings->clid_place == HL_CLID_PLACE_COUNT)
		settings->clid_place =
			(uint8_t)(country ? country->place
					  : place_usual(settings->clid));
}

/* Each of the two is nothing without the other. */
static void place_judge(const struct hl_config *config,
			const struct hl_line_setup *line, struct hl_tell *tell)
{
	const struct hl_line_settings *settings = &line->set.settings;
	bool ntt = settings->clid == HL_CLID_NTT;

	if (settings->clid == HL_CLID_NONE ||
	    ntt == (settings->clid_place == HL_CLID_PLACE_CAR))
		return;
	hl_tell(tell, hl_line_key(config, line, "caller_id_when"),
		HL_GRADE_MISTAKE, "caller_id_when = auto",
		"line %s: caller_id %s is not told %s", settings->name,
		hl_clid_kind_name((enum hl_clid_kind)settings->clid),
		hl_clid_timing((enum hl_clid_place)settings->clid_place)->name);
}

static void trunk_judge(const struct hl_config *config,
			const struct hl_line_setup *line, struct hl_tell *tell)
{
	const struct hl_line_settings *settings = &line->set.settings;

	if (!is_untold(settings))
		return;
	hl_tell(tell, hl_line_key(config, line, "caller_id"), HL_GRADE_MISTAKE,
		"caller_id = none",
		"line %s: caller_id ntt is told to stations only",
		settings->name);
}

/* Data goes as caller ID does, and digits have no word for a message. */
static void messages_judge(const struct hl_config *config,
			   const struct hl_line_setup *line,
			   struct hl_tell *tell)
{
	const struct hl_line_settings *settings = &line->set.settings;

	if (settings->messages != HL_MESSAGES_FSK ||
	    settings->clid == HL_CLID_BELLCORE ||
	    settings->clid == HL_CLID_ETSI)
		return;
	hl_tell(tell, hl_line_key(config, line, "message_waiting"),
		HL_GRADE_MISTAKE,
		"caller_id = bellcore or etsi, or message_waiting = auto",
		"line %s: message_waiting is sent like caller_id, which is %s",
		settings->name,
		hl_clid_kind_name((enum hl_clid_kind)settings->clid));
}

void hl_judge_zone(const struct hl_config *config, struct hl_line_setup *line,
		   struct hl_tell *tell)
{
	struct hl_line_settings *settings = &line->set.settings;
	const char *zone = config->globals.set.zone;
	enum hl_clid_kind kind;

	if (settings->procedure == HL_PROCEDURE_COUNT)
		settings->procedure = (uint8_t)hl_zone_procedure(zone);
	clid_resolve(zone, settings);
	kind = variant_kind(settings->clid_variant);
	if (kind != HL_CLID_NONE && settings->clid != HL_CLID_NONE &&
	    kind != settings->clid)
		hl_tell(tell, hl_line_key(config, line, "caller_id_variant"),
			HL_GRADE_MISTAKE,
			"caller_id_variant = auto, or that caller_id",
			"line %s: variant '%s' is of caller_id %s, not of %s",
			settings->name,
			hl_clid_variant_name(settings->clid_variant),
			hl_clid_kind_name(kind),
			hl_clid_kind_name(settings->clid));
	place_judge(config, line, tell);
	trunk_judge(config, line, tell);
	messages_judge(config, line, tell);
}
