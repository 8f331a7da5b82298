/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_ear.c - the receivers that are compared, and how a row is counted
 *
 * In:  samples or descriptions of signals; rows.
 * Out: counts; the table, as figure.h writes it or as JSON.
 * Not: which signals - dtmf_q24.c, dtmf_zone.c, dtmf_talk.c.
 */
#include "dtmf_ear.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <spandsp.h>

#include "holdline/canceller.h"
#include "holdline/dtmf.h"
#include "dtmf_signal.h"
#include "figure.h"

#define BLOCK  160u /* samples a line card gives at a time: 20 ms */
#define DIGITS 32u  /* room for one signal's: they are at most five */

/* ---- receivers ---------------------------------------------------------- */

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* As the cards do it: a tone that is to be taken out is, any other is not. */
static int ours_hear(const struct hl_zone *zone, enum hl_tone tone,
		     const int16_t *samples, unsigned n, unsigned max,
		     char *ret)
{
	bool cancels = zone && hl_canceller_helps(zone, tone);
	struct hl_canceller canceller;
	int16_t block[BLOCK];
	unsigned heard = 0;
	struct hl_dtmf rx;
	unsigned i, count;

	hl_dtmf_init(&rx);
	hl_canceller_init(&canceller);
	if (cancels)
		hl_canceller_tone(&canceller, zone, tone);
	for (i = 0; i < n; i += BLOCK) {
		count = least(BLOCK, n - i);
		memcpy(block, samples + i, count * sizeof(block[0]));
		if (cancels)
			hl_canceller_take(&canceller, block, count);
		heard += hl_dtmf_hear(&rx, block, count, max - heard,
				      ret + heard);
	}
	return (int)heard;
}

static int spandsp_hear(bool filter, const int16_t *samples, unsigned n,
			unsigned max, char *ret)
{
	dtmf_rx_state_t *rx = dtmf_rx_init(NULL, NULL, NULL);
	char block[DIGITS + 1];
	unsigned heard = 0;
	unsigned i, k;
	size_t got;

	if (!rx)
		return -ENOMEM;
	if (filter)
		dtmf_rx_parms(rx, 1, -1, -1, -99);

	for (i = 0; i < n; i += BLOCK) {
		dtmf_rx(rx, samples + i, (int)least(BLOCK, n - i));
		got = dtmf_rx_get(rx, block, DIGITS);
		for (k = 0; k < got && heard < max; k++)
			ret[heard++] = block[k];
	}
	dtmf_rx_free(rx);
	return (int)heard;
}

int dtmf_ear_hear(enum dtmf_ear ear, const struct hl_zone *zone,
		  enum hl_tone tone, const int16_t *samples, unsigned n,
		  unsigned max, char *ret)
{
	if (ear == DTMF_OURS)
		return ours_hear(zone, tone, samples, n, max, ret);
	return spandsp_hear(ear == DTMF_FILTERED, samples, n, max, ret);
}

/* ---- counting ----------------------------------------------------------- */

static void heard_count(const char *heard, unsigned n, char key, unsigned want,
			struct dtmf_count *count)
{
	unsigned same = 0;
	unsigned i;

	for (i = 0; i < n; i++)
		same += heard[i] == key;
	count->right += same == want && n == want;
	count->lost += same < want ? want - same : 0;
	count->doubled += same > want && want ? same - want : 0;
	count->wrong += want ? n - same : n;
}

int dtmf_count_signals(const struct dtmf_signal *s, unsigned times,
		       unsigned want, uint64_t *seed,
		       struct dtmf_count count[DTMF_EARS])
{
	int16_t samples[DTMF_SIGNAL_MAX];
	char heard[DIGITS];
	unsigned key, i, n;
	int ear, r;

	for (i = 0; i < times * 16; i++) {
		key = i % 16;
		n = dtmf_signal_make(s, key, seed, samples);
		for (ear = 0; ear < DTMF_EARS; ear++) {
			r = dtmf_ear_hear((enum dtmf_ear)ear, s->zone, s->tone,
					  samples, n, DIGITS, heard);
			if (r < 0)
				return r;
			heard_count(heard, (unsigned)r, DTMF_KEYS[key], want,
				    &count[ear]);
		}
	}
	return 0;
}

/* ---- the table ---------------------------------------------------------- */

void dtmf_report_begin(bool json, struct dtmf_report *ret)
{
	ret->json = json;
	ret->rows = 0;
	ret->ok = true;
	if (json)
		printf("{\n  \"figures\": [");
}

static bool row_ok(const struct dtmf_row *row)
{
	double ours = row->value[DTMF_OURS];

	if (!row->relation)
		return true;
	return strcmp(row->relation, "<=") == 0 ? ours <= row->bar :
						  ours == row->bar;
}

/* Names are ours: nothing in them needs escaping. */
static void row_json(const struct dtmf_report *report,
		     const struct dtmf_row *row)
{
	printf("%s\n    { \"name\": \"%s\", \"unit\": \"%s\", ",
	       report->rows ? "," : "", row->name, row->unit);
	printf("\"measured\": %.6g, \"spandsp\": %.6g, "
	       "\"spandsp_filtered\": %.6g",
	       row->value[DTMF_OURS], row->value[DTMF_PLAIN],
	       row->value[DTMF_FILTERED]);
	if (row->relation)
		printf(", \"relation\": \"%s\", \"bar\": %.6g, \"ok\": %s",
		       row->relation, row->bar, row_ok(row) ? "true" : "false");
	printf(" }");
}

void dtmf_report_row(struct dtmf_report *report, const struct dtmf_row *row)
{
	char name[160];

	report->ok = report->ok && row_ok(row);
	if (report->json) {
		row_json(report, row);
	} else {
		snprintf(name, sizeof(name),
			 "%s (spandsp %.6g, with its filter %.6g)", row->name,
			 row->value[DTMF_PLAIN], row->value[DTMF_FILTERED]);
		if (row->relation)
			figure(name, row->value[DTMF_OURS], row->unit,
			       row->relation, row->bar);
		else
			figure_plain(name, row->value[DTMF_OURS], row->unit);
	}
	report->rows++;
}

void dtmf_report_end(struct dtmf_report *report)
{
	if (report->json)
		printf("\n  ]\n}\n");
}
