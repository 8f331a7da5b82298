/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_ear.h - the receivers that are compared, and how a row is counted
 */
#ifndef TESTS_BENCH_DTMF_EAR_H
#define TESTS_BENCH_DTMF_EAR_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/tone.h"

struct dtmf_signal;
struct hl_zone;

/* Where a part of the table begins to draw: every run counts the same. */
#define DTMF_SEED 0x9e3779b97f4a7c15u

/**
 * enum dtmf_ear - a receiver
 * @DTMF_OURS:     the one that is judged
 * @DTMF_PLAIN:    dtmf_rx of spandsp as it is
 * @DTMF_FILTERED: the same with its dial-tone filter
 */
enum dtmf_ear { DTMF_OURS, DTMF_PLAIN, DTMF_FILTERED, DTMF_EARS };

/**
 * struct dtmf_count - what one receiver made of many signals
 * @right:   exactly what was wanted
 * @lost:    fewer digits than were sent
 * @doubled: one digit told more than once
 * @wrong:   a digit that was not sent
 */
struct dtmf_count {
	unsigned right;
	unsigned lost;
	unsigned doubled;
	unsigned wrong;
};

/**
 * struct dtmf_row - one row of the table
 * @name:     what is measured, without tabs
 * @unit:     of the values
 * @value:    by receiver
 * @relation: "=", "<=" or NULL when nothing is asked
 * @bar:      of ours
 */
struct dtmf_row {
	const char *name;
	const char *unit;
	double value[DTMF_EARS];
	const char *relation;
	double bar;
};

/**
 * struct dtmf_report - where rows go
 * @json: as JSON
 * @rows: how many there were
 * @ok:   every bar was reached so far
 */
struct dtmf_report {
	bool json;
	unsigned rows;
	bool ok;
};

void dtmf_report_begin(bool json, struct dtmf_report *ret);
void dtmf_report_row(struct dtmf_report *report, const struct dtmf_row *row);
void dtmf_report_end(struct dtmf_report *report);

/**
 * dtmf_ear_hear() - one receiver, fresh, on a stretch of samples
 * @ear:     which
 * @zone:    whose tone is sent meanwhile; NULL: none is
 * @tone:    which one
 * @samples: any number of them, given in blocks of 20 ms
 * @n:       how many
 * @max:     room at @ret
 * @ret:     receives the digits
 *
 * Return: how many digits; -ENOMEM.
 */
int dtmf_ear_hear(enum dtmf_ear ear, const struct hl_zone *zone,
		  enum hl_tone tone, const int16_t *samples, unsigned n,
		  unsigned max, char *ret);

/**
 * dtmf_count_signals() - every receiver on the same signals
 * @s:     what the signals are like
 * @times: for each of the sixteen keys
 * @want:  digits that shall be heard in each: 0, 1 or 2
 * @seed:  draws them, and goes on: no two calls see the same
 * @count: by receiver; added to, not cleared
 *
 * Return: 0; -ENOMEM.
 */
int dtmf_count_signals(const struct dtmf_signal *s, unsigned times,
		       unsigned want, uint64_t *seed,
		       struct dtmf_count count[DTMF_EARS]);

/* The parts of the table; each returns 0 or -errno. */
int dtmf_q24(struct dtmf_report *report);
int dtmf_zones(struct dtmf_report *report);
int dtmf_talk(struct dtmf_report *report, char **folders, unsigned n);
int dtmf_cost(struct dtmf_report *report);

#endif
