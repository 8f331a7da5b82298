/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_zone.c - digits that are dialled while our own dial tone sounds
 *
 * In:  every zone of libtonezone.
 * Out: digits lost, doubled and false, a row each for the zones named in
 *      named[], and one for all the others.
 * Not: what a zone's tone is made of - src/media/zone.c.
 *
 * A hybrid sends part of the dial tone back: all of it, a third, a tenth.
 */
#include "dtmf_ear.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "dtmf_signal.h"

#include "holdline/synth.h"
#include "holdline/zone.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* That of us-old has 480, 600 and 720 Hz, which no filter parts from 697. */
static const char *const named[] = { "us", "uk", "de", "fr", "it",    "jp",
				     "au", "nz", "cn", "in", "us-old" };
static const enum hl_tone tones[] = { HL_TONE_DIAL, HL_TONE_RECALL };
static const double losses_db[] = { 0, 10, 20 };
static const double levels_dbm0[] = { -7, -15, -25 };
static const double lengths_ms[] = { 50, 70, 100 };

/* Each kind of digit so many times. */
#define TIMES 2u

/* Digits that are dialled in a zone. */
#define DIGITS                                                                 \
	(16u * TIMES *                                                         \
	 (unsigned)(COUNT(tones) * COUNT(losses_db) * COUNT(levels_dbm0) *     \
		    COUNT(lengths_ms)))

/* Seconds of each tone alone. */
#define ALONE_S 10u

/* One tone, one loss: every level and length. */
static int digits_over(struct dtmf_signal s, uint64_t *seed,
		       struct dtmf_count count[DTMF_EARS])
{
	unsigned level, length;
	int r = 0;

	for (level = 0; level < COUNT(levels_dbm0); level++)
		for (length = 0; length < COUNT(lengths_ms) && r == 0;
		     length++) {
			s.low_dbm0 = levels_dbm0[level];
			s.high_dbm0 = levels_dbm0[level];
			s.on_ms = lengths_ms[length];
			r = dtmf_count_signals(&s, TIMES, 1, seed, count);
		}
	return r;
}

static int digits_dial(const struct hl_zone *zone,
		       struct dtmf_count count[DTMF_EARS])
{
	struct dtmf_signal s = { .zone = zone };
	uint64_t seed = DTMF_SEED;
	unsigned t, loss;
	int r = 0;

	for (t = 0; t < COUNT(tones); t++)
		for (loss = 0; loss < COUNT(losses_db) && r == 0; loss++) {
			s.tone = tones[t];
			s.loss_db = losses_db[loss];
			r = digits_over(s, &seed, count);
		}
	return r;
}

/* A tone that nobody dials over. */
static int tones_alone(const struct hl_zone *zone,
		       struct dtmf_count count[DTMF_EARS])
{
	int16_t samples[HL_RATE_HZ];
	char heard[8];
	unsigned t, second;
	int ear, r;

	for (t = 0; t < COUNT(tones); t++)
		for (second = 0; second < ALONE_S; second++) {
			hl_synth_tone(zone, tones[t], second * HL_RATE_HZ,
				      samples, HL_RATE_HZ);
			for (ear = 0; ear < DTMF_EARS; ear++) {
				r = dtmf_ear_hear((enum dtmf_ear)ear, zone,
						  tones[t], samples,
						  HL_RATE_HZ, sizeof(heard),
						  heard);
				if (r < 0)
					return r;
				count[ear].wrong += (unsigned)r;
			}
		}
	return 0;
}

static int zone_count(const char *country, struct dtmf_count count[DTMF_EARS])
{
	struct hl_zone zone;
	int r;

	r = hl_zone_load(&zone, country);
	if (r == 0)
		r = digits_dial(&zone, count);
	if (r == 0)
		r = tones_alone(&zone, count);
	return r;
}

static void zone_report(struct dtmf_report *report, const char *what,
			unsigned digits,
			const struct dtmf_count count[DTMF_EARS])
{
	struct dtmf_row row = { .unit = "digits",
				.relation = "=",
				.bar = 0 };
	char name[96];
	int ear;

	row.name = name;
	snprintf(name, sizeof(name), "dial tone %s: digits lost, of %u", what,
		 digits);
	for (ear = 0; ear < DTMF_EARS; ear++)
		row.value[ear] = count[ear].lost;
	dtmf_report_row(report, &row);

	snprintf(name, sizeof(name), "dial tone %s: digits doubled or false",
		 what);
	for (ear = 0; ear < DTMF_EARS; ear++)
		row.value[ear] = count[ear].doubled + count[ear].wrong;
	dtmf_report_row(report, &row);
}

static bool is_named(const char *country)
{
	unsigned i;

	for (i = 0; i < COUNT(named); i++)
		if (strcmp(named[i], country) == 0)
			return true;
	return false;
}

static int zone_row(struct dtmf_report *report, const char *country)
{
	struct dtmf_count count[DTMF_EARS] = { { 0 } };
	int r;

	r = zone_count(country, count);
	if (r == 0)
		zone_report(report, country, DIGITS, count);
	return r;
}

int dtmf_zones(struct dtmf_report *report)
{
	struct dtmf_count count[DTMF_EARS] = { { 0 } };
	unsigned others = 0;
	const char *country;
	char what[32];
	unsigned i;
	int r;

	for (i = 0; i < COUNT(named); i++) {
		r = zone_row(report, named[i]);
		if (r < 0)
			return r;
	}
	for (i = 0; (country = hl_zone_country(i)); i++) {
		if (is_named(country))
			continue;
		r = zone_count(country, count);
		if (r < 0)
			return r;
		others++;
	}
	snprintf(what, sizeof(what), "%u other zones", others);
	zone_report(report, what, DIGITS * others, count);
	return 0;
}
