/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * zone.c - libtonezone's table read as data
 *
 * In:  a country code.
 * Out: its tones and ring cadences as struct hl_zone.
 * Not: samples - synth.c; loading a card - drivers/dahdi.
 */
#include "holdline/zone.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <dahdi/tonezone.h>

/* amplitude 0.3, what the library makes of '@' in a row */
#define QUIET_DB (-10.5)

#define BEEP(f)   "!" f "/100,!0/100,"
#define BEEPS3(f) BEEP(f) BEEP(f) BEEP(f) f
#define BEEPS6(f) BEEP(f) BEEP(f) BEEP(f) BEEP(f) BEEP(f) BEEP(f) f

/* Receiver-Off-Hook: 100 ms on, 100 ms off */
#define ROH(dbm0)                                                              \
	{ { 1400, 2060, 2450, 2600 }, 100, dbm0, false },                      \
	{ { 0 }, 100, 0.0, false }

/* a siren, 900 ms of it at one level */
#define YELP(dbm0, once)                                                       \
	{ { 800 }, 150, dbm0, once }, { { 1200 }, 150, dbm0, once },           \
	{ { 1800 }, 150, dbm0, once }
#define WARBLE(dbm0, once) YELP(dbm0, once), YELP(dbm0, once)

struct correction {
	const char *country;
	enum hl_tone tone;
	const char *text;
	const char *reason;
};

static const char us_copy[] = "the row repeats the US tone";
static const char no_comma[] = "a comma is missing in the row";
static const char too_deep[] = "15 Hz is below the voice band: it modulates";

/* clang-format off */
static const struct correction corrections[] = {
	{ "nz", HL_TONE_RECALL,  BEEPS3("400"), no_comma },
	{ "nz", HL_TONE_STUTTER, BEEPS6("400"), no_comma },
	{ "be", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "fr", HL_TONE_RECALL,  BEEPS3("440"), us_copy },
	{ "in", HL_TONE_RECALL,  BEEPS3("400*25"), us_copy },
	{ "in", HL_TONE_STUTTER, BEEPS6("400*25"), us_copy },
	{ "lt", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "mo", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "mx", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "mx", HL_TONE_STUTTER, BEEPS6("425"), us_copy },
	{ "ph", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "ph", HL_TONE_STUTTER, BEEPS6("425"), us_copy },
	{ "pl", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "ru", HL_TONE_RECALL,  BEEPS3("425"), us_copy },
	{ "tr", HL_TONE_RECALL,  BEEPS3("450"), us_copy },
	{ "jp", HL_TONE_RINGBACK, "400*15/1000,0/2000", too_deep },
	{ "jp", HL_TONE_WAITING, "400*16/500,0/8000", too_deep },
	{ "cr", HL_TONE_WAITING, "450/150,0/150,450/150,0/8000",
	  "the closing pause carries the tone's frequency" },
	{ "ee", HL_TONE_INFO, "950/650,0/325,950/325,0/30,1400/1300,0/2600",
	  "a length of 0 means for ever; the next row has the 650" },
	{ "hu", HL_TONE_STUTTER, "350+375",
	  "a segment has two frequencies; the library drops the third" },
	{ "th", HL_TONE_WAITING, "1000/400,0/400,1000/400",
	  "10 kHz is no telephone tone and would fold to 2 kHz" },
};

static const struct {
	enum hl_tone tone;
	int id;
} rows[] = {
	{ HL_TONE_DIAL,       DAHDI_TONE_DIALTONE },
	{ HL_TONE_RECALL,     DAHDI_TONE_DIALRECALL },
	{ HL_TONE_STUTTER,    DAHDI_TONE_STUTTER },
	{ HL_TONE_RINGBACK,   DAHDI_TONE_RINGTONE },
	{ HL_TONE_BUSY,       DAHDI_TONE_BUSY },
	{ HL_TONE_CONGESTION, DAHDI_TONE_CONGESTION },
	{ HL_TONE_INFO,       DAHDI_TONE_INFO },
	{ HL_TONE_WAITING,    DAHDI_TONE_CALLWAIT },
};

/* ITU-T Q.23: rows and columns of the keypad */
static const struct {
	char digit;
	uint16_t low_hz;
	uint16_t high_hz;
} keys[] = {
	{ '1', 697, 1209 }, { '2', 697, 1336 }, { '3', 697, 1477 },
	{ '4', 770, 1209 }, { '5', 770, 1336 }, { '6', 770, 1477 },
	{ '7', 852, 1209 }, { '8', 852, 1336 }, { '9', 852, 1477 },
	{ '*', 941, 1209 }, { '0', 941, 1336 }, { '#', 941, 1477 },
	{ 'A', 697, 1633 }, { 'B', 770, 1633 }, { 'C', 852, 1633 },
	{ 'D', 941, 1633 },
};

/* GR-506 distinctive ringing, the same in every country */
static const struct hl_ring_plan rings[HL_RING_COUNT] = {
	[HL_RING_RECALL] = { { 300, 200, 1000, 200, 300, 4000 }, 6, false, 0 },
	[HL_RING_SPLASH] = { { 500 }, 1, true, 0 },
	[HL_RING_DR1] = { { 2000, 4000 }, 2, false, 0 },
	[HL_RING_DR2] = { { 800, 400, 800, 4000 }, 4, false, 0 },
	[HL_RING_DR3] = { { 400, 200, 400, 200, 800, 4000 }, 6, false, 0 },
	[HL_RING_DR4] = { { 300, 200, 1000, 200, 300, 4000 }, 6, false, 0 },
	[HL_RING_DR5] = { { 500 }, 1, true, 0 },
};

/* ACIF S002:2001 */
static const struct hl_ring_plan recall_ring_au = {
	{ 400, 400, 200, 2000 }, 4, false, 0
};

/*
 * What tells that the receiver lies beside. Each burst has up to four
 * frequencies of one level; "once" belongs to the beginning.
 */
static const struct howler {
	const char *country; /* NULL: every other */
	struct {
		uint16_t hz[4];
		hl_msec ms;
		double level_dbm0;
		bool once;
	} burst[HL_SEGMENTS_MAX];
	const char *source;
} howlers[] = {
	{ "uk", {
		WARBLE(-24.0, true), WARBLE(-17.0, true), WARBLE(-10.0, true),
		WARBLE(-3.0, false) },
	  "BT: a siren that grows louder; frequencies, steps house" },
	{ "de", { ROH(-19.0) }, "Mediatrix 4100, annex for Germany" },
	{ NULL, { ROH(HL_HOWLER_LEVEL_DBM0) },
	  "GR-506 17.2.8 Receiver-Off-Hook tone; level house" },
};
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* reads a number of at most @max, leaves *p behind it */
static int number_parse(const char **p, unsigned long max, unsigned long *ret)
{
	char *end;
	unsigned long value;

	if (**p < '0' || **p > '9')
		return -EBADMSG;

	value = strtoul(*p, &end, 10);
	if (value > max)
		return -EBADMSG;

	*p = end;
	*ret = value;
	return 0;
}

/* [!]f1[(+|*)f2][@][/ms] */
static int segment_parse(const char **p, struct hl_tone_segment *ret)
{
	struct hl_tone_segment s = {
		.level1_dbm0 = (float)HL_ZONE_LEVEL_DBM0,
		.level2_dbm0 = (float)HL_ZONE_LEVEL_DBM0,
	};
	unsigned long f1 = 0, f2 = 0, ms = 0;
	int r;

	s.once = **p == '!';
	*p += s.once;

	r = number_parse(p, 3999, &f1);
	if (!r && (**p == '+' || **p == '*')) {
		s.modulated = *(*p)++ == '*';
		r = number_parse(p, 3999, &f2);
	}
	if (!r && **p == '@') {
		++*p;
		s.level1_dbm0 += (float)QUIET_DB;
		s.level2_dbm0 += (float)QUIET_DB;
	}
	if (!r && **p == '/') {
		++*p;
		r = number_parse(p, 600000, &ms);
	}
	if (r < 0)
		return r;

	s.f1_hz = (uint16_t)f1;
	s.f2_hz = (uint16_t)f2;
	s.ms = (hl_msec)ms;
	*ret = s;
	return 0;
}

static int plan_parse(const char *text, struct hl_tone_plan *ret)
{
	struct hl_tone_plan plan = { .count = 0 };
	int r;

	for (;;) {
		if (plan.count == HL_SEGMENTS_MAX)
			return -EBADMSG;

		r = segment_parse(&text, &plan.segment[plan.count]);
		if (r < 0)
			return r;

		plan.count++;
		if (!*text)
			break;
		if (*text++ != ',')
			return -EBADMSG;
	}

	while (plan.loop < plan.count && plan.segment[plan.loop].once)
		plan.loop++;
	*ret = plan;
	return 0;
}

const char *hl_zone_correction(const char *country, enum hl_tone tone)
{
	size_t i;

	for (i = 0; i < COUNT(corrections); i++) {
		if (corrections[i].tone == tone &&
		    !strcasecmp(corrections[i].country, country))
			return corrections[i].text;
	}
	return NULL;
}

static const char *row_find(const struct tone_zone *table, enum hl_tone tone,
			    int id)
{
	const char *text = hl_zone_correction(table->country, tone);
	size_t i;

	for (i = 0; !text && i < COUNT(table->tones); i++) {
		if (table->tones[i].toneid == id && table->tones[i].data[0])
			text = table->tones[i].data;
	}
	return text;
}

static int tones_load(struct hl_zone *zone, const struct tone_zone *table)
{
	const char *text;
	size_t i;
	int r;

	for (i = 0; i < COUNT(rows); i++) {
		text = row_find(table, rows[i].tone, rows[i].id);
		if (!text)
			return -EBADMSG;

		r = plan_parse(text, &zone->tone[rows[i].tone]);
		if (r < 0)
			return r;
	}
	return 0;
}

static void pause_add(struct hl_tone_plan *plan, hl_msec ms, bool once)
{
	struct hl_tone_segment *s = &plan->segment[plan->count++];

	memset(s, 0, sizeof(*s));
	s->ms = ms;
	s->once = once;
}

static void sound_add(struct hl_tone_plan *plan,
		      const struct hl_tone_segment *like, hl_msec ms, bool once)
{
	struct hl_tone_segment *s = &plan->segment[plan->count++];

	*s = *like;
	s->ms = ms;
	s->once = once;
}

static void hold_make(struct hl_tone_plan *plan,
		      const struct hl_tone_segment *dial)
{
	struct hl_tone_segment beep = *dial;

	if (!beep.modulated && beep.f2_hz > beep.f1_hz)
		beep.f1_hz = beep.f2_hz;
	beep.f2_hz = 0;
	beep.modulated = false;
	beep.level1_dbm0 -= (float)HL_HOLD_TONE_DROP_DB;

	sound_add(plan, &beep, 100, false);
	pause_add(plan, 100, false);
	sound_add(plan, &beep, 100, false);
	pause_add(plan, 4700, false);
	plan->loop = 0;
}

static void confirm_make(struct hl_tone_plan *plan,
			 const struct hl_tone_segment *dial)
{
	int i;

	for (i = 0; i < 3; i++) {
		sound_add(plan, dial, 100, true);
		pause_add(plan, 100, true);
	}
	plan->loop = plan->count;
}

static void howler_make(struct hl_zone *zone)
{
	struct hl_tone_plan *plan = &zone->tone[HL_TONE_HOWLER];
	const struct howler *howler = howlers;
	unsigned i;

	while (howler->country && strcmp(howler->country, zone->country))
		howler++;
	for (i = 0; i < HL_SEGMENTS_MAX && howler->burst[i].ms; i++) {
		plan->segment[i] = (struct hl_tone_segment){
			.f1_hz = howler->burst[i].hz[0],
			.f2_hz = howler->burst[i].hz[1],
			.f3_hz = howler->burst[i].hz[2],
			.f4_hz = howler->burst[i].hz[3],
			.once = howler->burst[i].once,
			.ms = howler->burst[i].ms,
			.level1_dbm0 = (float)howler->burst[i].level_dbm0,
			.level2_dbm0 = (float)howler->burst[i].level_dbm0,
		};
		plan->loop += howler->burst[i].once;
	}
	plan->count = (uint8_t)i;
}

static void digits_make(struct hl_zone *zone, const struct tone_zone *table)
{
	struct hl_tone_plan *plan;
	size_t i;

	for (i = 0; i < COUNT(keys); i++) {
		plan = &zone->tone[hl_tone_of_digit(keys[i].digit)];
		plan->segment[0] = (struct hl_tone_segment){
			.f1_hz = keys[i].low_hz,
			.f2_hz = keys[i].high_hz,
			.once = true,
			.ms = HL_DTMF_MS,
			.level1_dbm0 = (float)table->dtmf_low_level,
			.level2_dbm0 = (float)table->dtmf_high_level,
		};
		plan->count = 1;
		plan->loop = 1;
	}
}

static void rings_make(struct hl_zone *zone, const struct tone_zone *table)
{
	struct hl_ring_plan *normal = &zone->ring[HL_RING_NORMAL];
	size_t i;

	memcpy(zone->ring, rings, sizeof(rings));

	for (i = 0; i < COUNT(normal->step_ms); i++) {
		if (table->ringcadence[i] <= 0)
			break;
		normal->step_ms[i] = (uint16_t)table->ringcadence[i];
		normal->count++;
	}

	if (!strcmp(table->country, "au"))
		zone->ring[HL_RING_RECALL] = recall_ring_au;
}

/* the library takes char *, but only reads */
static const struct tone_zone *table_find(const char *country)
{
	char code[sizeof(((struct tone_zone *)NULL)->country)];
	size_t length = strlen(country);

	if (length >= sizeof(code))
		return NULL;

	memcpy(code, country, length + 1);
	return tone_zone_find(code);
}

int hl_zone_load(struct hl_zone *ret, const char *country)
{
	const struct tone_zone *table = table_find(country);
	const struct hl_tone_segment *dial;
	struct hl_zone zone;
	int r;

	if (!table)
		return -ENOENT;

	memset(&zone, 0, sizeof(zone));
	snprintf(zone.country, sizeof(zone.country), "%s", table->country);
	snprintf(zone.name, sizeof(zone.name), "%s", table->description);
	zone.number = table->zone;
	zone.level_dbm0 = HL_ZONE_LEVEL_DBM0;

	r = tones_load(&zone, table);
	if (r < 0)
		return r;

	dial = &zone.tone[HL_TONE_DIAL].segment[0];
	hold_make(&zone.tone[HL_TONE_HOLD], dial);
	confirm_make(&zone.tone[HL_TONE_CONFIRM], dial);
	howler_make(&zone);
	digits_make(&zone, table);
	rings_make(&zone, table);
	*ret = zone;
	return 0;
}

const char *hl_zone_country(unsigned index)
{
	unsigned i;

	for (i = 0; builtin_zones[i].zone >= 0; i++) {
		if (i == index)
			return builtin_zones[i].country;
	}
	return NULL;
}

int hl_zone_set_level(struct hl_zone *zone, double level_dbm0)
{
	struct hl_tone_segment *s;
	unsigned tone, i;
	float step;

	if (!(level_dbm0 >= HL_ZONE_LEVEL_MIN_DBM0 &&
	      level_dbm0 <= HL_ZONE_LEVEL_MAX_DBM0))
		return -EINVAL;

	step = (float)(level_dbm0 - zone->level_dbm0);
	for (tone = 0; tone < HL_TONE_COUNT; tone++) {
		if (hl_tone_digit((enum hl_tone)tone) || tone == HL_TONE_HOWLER)
			continue;
		for (i = 0; i < zone->tone[tone].count; i++) {
			s = &zone->tone[tone].segment[i];
			s->level1_dbm0 += step;
			s->level2_dbm0 += step;
		}
	}
	zone->level_dbm0 = level_dbm0;
	return 0;
}

hl_msec hl_zone_tone_ms(const struct hl_zone *zone, enum hl_tone tone)
{
	const struct hl_tone_plan *plan = &zone->tone[tone];
	hl_msec total = 0, sound = 0;
	unsigned i;

	for (i = 0; i < plan->count && plan->segment[i].ms; i++) {
		total += plan->segment[i].ms;
		if (plan->segment[i].f1_hz)
			sound = total;
	}

	if (i < plan->count)
		return plan->segment[i].f1_hz ? 0 : sound;
	return plan->loop == plan->count ? sound : 0;
}

bool hl_ring_is_on(const struct hl_ring_plan *plan, hl_msec since)
{
	hl_msec lead = 0;
	hl_msec total = 0;
	unsigned i;

	for (i = 0; i < plan->count; i++) {
		lead += i < plan->loop ? plan->step_ms[i] : 0;
		total += plan->step_ms[i];
	}
	if (total == lead || (plan->once && since >= total))
		return false;

	if (since >= total)
		since = lead + (since - lead) % (total - lead);
	for (i = 0; since >= plan->step_ms[i]; i++)
		since -= plan->step_ms[i];
	return i % 2 == 0;
}

bool hl_zone_ring_is_on(const struct hl_zone *zone, enum hl_ring ring,
			hl_msec since)
{
	return hl_ring_is_on(&zone->ring[ring], since);
}

hl_msec hl_ring_burst_end(const struct hl_ring_plan *plan, hl_msec since)
{
	hl_msec at = 0;
	unsigned i = 0;

	if (plan->count == 0)
		return 0;
	for (;;) {
		at += plan->step_ms[i];
		if (i % 2 == 0 && at > since)
			return at;
		if (++i < plan->count)
			continue;
		if (plan->once || plan->loop >= plan->count)
			return 0;
		i = plan->loop;
	}
}

hl_msec hl_ring_pause(const struct hl_ring_plan *plan)
{
	hl_msec longest = 0;
	unsigned i;

	for (i = 1; i < plan->count; i += 2)
		if (plan->step_ms[i] > longest)
			longest = plan->step_ms[i];
	return longest;
}

/* Two times the round, if they fit: the second is the one that repeats. */
static void round_double(struct hl_ring_plan *plan)
{
	/* A card wants an end behind the last step. */
	if (plan->once || plan->loop || 2u * plan->count >= HL_RING_STEPS_MAX)
		return;

	memcpy(plan->step_ms + plan->count, plan->step_ms,
	       plan->count * sizeof(plan->step_ms[0]));
	plan->loop = plan->count;
	plan->count = (uint8_t)(2 * plan->count);
}

unsigned hl_ring_room(const struct hl_ring_plan *plan, hl_msec ms,
		      struct hl_ring_plan *ret)
{
	unsigned longest = 1;
	unsigned i;

	*ret = *plan;
	if (ret->count % 2)
		ret->step_ms[ret->count++] = 0;

	for (i = 1; i < ret->count; i += 2) {
		if (ret->step_ms[i] >= ms)
			return (i + 1) / 2;
		if (ret->step_ms[i] > ret->step_ms[longest])
			longest = i;
	}
	round_double(ret);
	ret->step_ms[longest] = (uint16_t)ms;
	return (longest + 1) / 2;
}
