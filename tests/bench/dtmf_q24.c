/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf_q24.c - the table of ITU-T Q.24, Annex A, row by row
 *
 * In:  nothing.
 * Out: how many signals each receiver took rightly; how many rows it keeps.
 * Not: signals under a dial tone - dtmf_zone.c; speech - dtmf_talk.c.
 *
 * Of the quiet signals that shall not be heard only -50 dBm0 and less is
 * asked of ours: NTT, Denmark and Australia fit that limit to their own
 * loops, and ours hears telephones on longer ones.
 */
#include "dtmf_ear.h"

#include <stdio.h>

#include "dtmf_signal.h"

/* Signals of a row: 16 keys, 8 ways to be off, so many times. */
#define TIMES 8u
#define OFFS  8u
#define TOTAL (16u * OFFS * TIMES)

/* Neither loud nor soft, dBm0. */
#define MIDDLE (-12.0)

/* Quieter signals are forbidden to ours as well, dBm0. */
#define QUIET_ASKED (-50.0)

/**
 * struct administration - a column of the table
 * @off:      accepted, and @off_hz Hz more
 * @off_out:  rejected, 0: not given
 * @loudest:  accepted, dBm a tone
 * @quietest: accepted
 * @quiet:    rejected
 * @high_up:  the high tone louder by so much, dB, accepted
 * @low_up:   the low one
 * @on:       ms accepted
 * @shortest: ms rejected
 * @pause:    ms between two digits
 * @gap:      ms of an interruption that does not make two digits
 * @velocity: ms from digit to digit
 */
struct administration {
	const char *name;
	double off, off_hz, off_out;
	double loudest, quietest, quiet;
	double high_up, low_up;
	double on, shortest, pause, gap, velocity;
};

/* clang-format off */
static const struct administration columns[] = {
	{ "AT&T", 0.015, 0, 0.035, 0, -25, -55,
	  4, 8, 40, 23, 40, 10, 93 },
	{ "NTT", 0.018, 0, 0.030, -3, -24, -29,
	  5, 5, 40, 24, 30, 10, 120 },
	{ "Danish", 0.015, 2, 0, -2, -27, -36,
	  6, 6, 40, 20, 40, 20, 100 },
	{ "Australian", 0.015, 4, 0.070, -5, -27, -30,
	  10, 10, 40, 25, 70, 12, 125 },
	{ "Brazilian", 0.018, 0, 0.030, -3, -25, -50,
	  9, 9, 40, 20, 30, 10, 120 },
};

static const int off_ways[OFFS][2] = {
	{ 1, 1 }, { 1, -1 }, { -1, 1 }, { -1, -1 },
	{ 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 },
};
/* clang-format on */

/* What is kept and asked of a column so far. */
struct score {
	struct dtmf_report *report;
	const char *column;
	uint64_t seed;
	unsigned kept[DTMF_EARS];
	unsigned rows;
};

static struct dtmf_signal signal_plain(double dbm0, double on_ms)
{
	struct dtmf_signal s = { .low_dbm0 = dbm0, .high_dbm0 = dbm0,
				 .on_ms = on_ms };

	return s;
}

static void score_row(struct score *score, const char *what, bool asked,
		      const struct dtmf_count count[DTMF_EARS])
{
	struct dtmf_row row = { .unit = "signals", .bar = TOTAL };
	char name[96];
	int ear;

	snprintf(name, sizeof(name), "%s%s%s, of %u",
		 score->column ? "Q.24 " : "",
		 score->column ? score->column : "", what, TOTAL);
	row.name = name;
	row.relation = asked ? "=" : NULL;
	for (ear = 0; ear < DTMF_EARS; ear++) {
		row.value[ear] = count[ear].right;
		score->kept[ear] += count[ear].right == TOTAL;
	}
	score->rows++;
	dtmf_report_row(score->report, &row);
}

/* One kind of signal, as often as the eight ways to be off. */
static int same_row(struct score *score, const char *what, bool asked,
		    const struct dtmf_signal *s, unsigned want)
{
	struct dtmf_count count[DTMF_EARS] = { { 0 } };
	int r;

	r = dtmf_count_signals(s, TIMES * OFFS, want, &score->seed, count);
	if (r < 0)
		return r;
	score_row(score, what, asked, count);
	return 0;
}

static int off_row(struct score *score, const char *what,
		   struct dtmf_signal s, double off, double off_hz,
		   unsigned want)
{
	struct dtmf_count count[DTMF_EARS] = { { 0 } };
	unsigned i;
	int r;

	for (i = 0; i < OFFS; i++) {
		s.low_off = off_ways[i][0] * off;
		s.high_off = off_ways[i][1] * off;
		s.low_off_hz = off_ways[i][0] * off_hz;
		s.high_off_hz = off_ways[i][1] * off_hz;
		r = dtmf_count_signals(&s, TIMES, want, &score->seed, count);
		if (r < 0)
			return r;
	}
	score_row(score, what, true, count);
	return 0;
}

/* ---- the rows of a column ----------------------------------------------- */

static int offs(struct score *score, const struct administration *a)
{
	char what[64];
	int r;

	snprintf(what, sizeof(what), ": off by %.1f %% and %g Hz is heard",
		 100 * a->off, a->off_hz);
	r = off_row(score, what, signal_plain(MIDDLE, a->on), a->off,
		    a->off_hz, 1);
	if (r < 0 || a->off_out <= 0)
		return r;
	snprintf(what, sizeof(what), ": off by %.1f %% is not heard",
		 100 * a->off_out);
	return off_row(score, what, signal_plain(MIDDLE, 100), a->off_out, 0,
		       0);
}

static int levels(struct score *score, const struct administration *a)
{
	struct dtmf_signal s = signal_plain(a->loudest, a->on);
	char what[64];
	int r;

	snprintf(what, sizeof(what), ": %g dBm0 is heard", a->loudest);
	r = same_row(score, what, true, &s, 1);
	if (r < 0)
		return r;

	s = signal_plain(a->quietest, a->on);
	snprintf(what, sizeof(what), ": %g dBm0 is heard", a->quietest);
	r = same_row(score, what, true, &s, 1);
	if (r < 0)
		return r;

	s = signal_plain(a->quiet, 100);
	snprintf(what, sizeof(what), ": %g dBm0 is not heard", a->quiet);
	return same_row(score, what, a->quiet <= QUIET_ASKED, &s, 0);
}

static int twists(struct score *score, const struct administration *a)
{
	struct dtmf_signal s = signal_plain(MIDDLE, a->on);
	char what[64];
	int r;

	s.low_dbm0 = MIDDLE - a->high_up;
	snprintf(what, sizeof(what), ": high tone %g dB louder is heard",
		 a->high_up);
	r = same_row(score, what, true, &s, 1);
	if (r < 0)
		return r;

	s = signal_plain(MIDDLE, a->on);
	s.high_dbm0 = MIDDLE - a->low_up;
	snprintf(what, sizeof(what), ": low tone %g dB louder is heard",
		 a->low_up);
	return same_row(score, what, true, &s, 1);
}

static int lengths(struct score *score, const struct administration *a)
{
	struct dtmf_signal s = signal_plain(MIDDLE, a->on);
	char what[64];
	int r;

	snprintf(what, sizeof(what), ": %g ms are heard", a->on);
	r = same_row(score, what, true, &s, 1);
	if (r < 0)
		return r;

	s.on_ms = a->shortest;
	snprintf(what, sizeof(what), ": %g ms are not heard", a->shortest);
	return same_row(score, what, true, &s, 0);
}

static int pauses(struct score *score, const struct administration *a)
{
	struct dtmf_signal s = signal_plain(MIDDLE, a->on);
	char what[64];
	int r;

	s.gap_ms = a->pause;
	snprintf(what, sizeof(what), ": %g ms of pause make two", a->pause);
	r = same_row(score, what, true, &s, 2);
	if (r < 0)
		return r;

	s.gap_ms = a->velocity - a->on;
	snprintf(what, sizeof(what), ": two in %g ms each", a->velocity);
	r = same_row(score, what, true, &s, 2);
	if (r < 0)
		return r;

	s.on_ms = 50;
	s.gap_ms = a->gap;
	snprintf(what, sizeof(what), ": interrupted for %g ms is one", a->gap);
	return same_row(score, what, true, &s, 1);
}

static int column(struct dtmf_report *report, const struct administration *a)
{
	struct score score = { .report = report, .column = a->name,
			       .seed = DTMF_SEED };
	struct dtmf_row row = { .unit = "rows" };
	char name[64];
	int ear, r;

	r = offs(&score, a);
	if (r == 0)
		r = levels(&score, a);
	if (r == 0)
		r = twists(&score, a);
	if (r == 0)
		r = lengths(&score, a);
	if (r == 0)
		r = pauses(&score, a);
	if (r < 0)
		return r;

	snprintf(name, sizeof(name), "Q.24 %s: rows kept, of %u", a->name,
		 score.rows);
	row.name = name;
	for (ear = 0; ear < DTMF_EARS; ear++)
		row.value[ear] = score.kept[ear];
	dtmf_report_row(report, &row);
	return 0;
}

/* ---- what the columns do not say ---------------------------------------- */

static int noises(struct score *score)
{
	static const struct {
		double db;
		bool asked;
	} noise[] = {
		{ 15, true }, { 12, false }, { 10, false }, { 8, false },
	};
	struct dtmf_signal s = signal_plain(MIDDLE, 50);
	char what[64];
	unsigned i;
	int r = 0;

	for (i = 0; i < sizeof(noise) / sizeof(noise[0]) && r == 0; i++) {
		s.snr_db = noise[i].db;
		snprintf(what, sizeof(what), "50 ms, %g dB above noise",
			 noise[i].db);
		r = same_row(score, what, noise[i].asked, &s, 1);
	}
	return r;
}

/* AT&T: echoes of up to 20 ms that are 10 dB down. */
static int echoes(struct score *score)
{
	struct dtmf_signal s = signal_plain(MIDDLE, 40);
	char what[64];
	int r = 0;

	s.echo_db = 10;
	for (s.echo_ms = 5; s.echo_ms <= 20 && r == 0; s.echo_ms += 5) {
		snprintf(what, sizeof(what),
			 "40 ms with an echo of %g ms, 10 dB down", s.echo_ms);
		r = same_row(score, what, true, &s, 1);
	}
	return r;
}

/* Everything at its limit at once is nobody's requirement. */
static int corners(struct score *score)
{
	struct dtmf_signal s = signal_plain(MIDDLE, 40);
	int r;

	s.low_dbm0 = MIDDLE - 4;
	s.snr_db = 20;
	r = off_row(score, "1.5 % off, high 4 dB louder, 20 dB above noise", s,
		    0.015, 0, 1);
	if (r < 0)
		return r;

	s.low_dbm0 = MIDDLE;
	s.high_dbm0 = MIDDLE - 8;
	return off_row(score, "1.5 % off, low 8 dB louder, 20 dB above noise",
		       s, 0.015, 0, 1);
}

int dtmf_q24(struct dtmf_report *report)
{
	struct score rest = { .report = report, .seed = DTMF_SEED };
	unsigned i;
	int r = 0;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]) && r == 0; i++)
		r = column(report, &columns[i]);
	if (r == 0)
		r = noises(&rest);
	if (r == 0)
		r = echoes(&rest);
	return r == 0 ? corners(&rest) : r;
}
