/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dtmf.c - our receiver of digits beside spandsp's
 *
 * In:  [--json] [folder with speech or music ...]
 * Out: one line a figure (figure.h), or JSON; exit status 7 when a bar is
 *      missed, 2 for a wrong command line, 1 when it broke off.
 * Not: the receiver - src/media/dtmf.c.
 */
#include "dtmf_ear.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "holdline/dtmf.h"
#include "dtmf_signal.h"

#include "holdline/synth.h"

/* Seconds of noise that every receiver hears to be timed. */
#define TIMED_S 60u

/* Bytes that spandsp's receiver takes from the heap (measured, 0.0.6). */
#define SPANDSP_BYTES 432

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int dtmf_cost(struct dtmf_report *report)
{
	const unsigned n = TIMED_S * HL_RATE_HZ;
	struct dtmf_row time = { .name = "time of a sample", .unit = "ns" };
	struct dtmf_row room = { .name = "memory of a receiver", .unit = "B",
				 .value = { sizeof(struct hl_dtmf),
					    SPANDSP_BYTES, SPANDSP_BYTES },
				 .relation = "<=", .bar = SPANDSP_BYTES };
	int16_t *samples = malloc(n * sizeof(*samples));
	uint64_t seed = 1;
	char heard[64];
	double start;
	unsigned i;
	int ear, r = 0;

	if (!samples)
		return -ENOMEM;
	for (i = 0; i < n; i++)
		samples[i] = (int16_t)(8000 * (dtmf_random(&seed) - 0.5));

	for (ear = 0; ear < DTMF_EARS && r >= 0; ear++) {
		start = seconds();
		r = dtmf_ear_hear((enum dtmf_ear)ear, NULL, HL_TONE_NONE,
				  samples, n, sizeof(heard), heard);
		time.value[ear] = (seconds() - start) / n * 1e9;
	}
	free(samples);
	if (r < 0)
		return r;
	dtmf_report_row(report, &time);
	dtmf_report_row(report, &room);
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: dtmf [--json] [folder ...]\n");
	return 2;
}

int main(int argc, char **argv)
{
	bool json = argc > 1 && strcmp(argv[1], "--json") == 0;
	int first = json ? 2 : 1;
	struct dtmf_report report;
	int i, r;

	for (i = first; i < argc; i++)
		if (argv[i][0] == '-')
			return usage();

	dtmf_report_begin(json, &report);
	r = dtmf_q24(&report);
	if (r == 0)
		r = dtmf_zones(&report);
	if (r == 0)
		r = dtmf_talk(&report, argv + first, (unsigned)(argc - first));
	if (r == 0)
		r = dtmf_cost(&report);
	dtmf_report_end(&report);
	if (r < 0) {
		fprintf(stderr, "dtmf: %s\n", strerror(-r));
		return 1;
	}
	return report.ok ? 0 : 7;
}
