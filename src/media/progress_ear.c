/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress_ear.c - the frequencies of a plan, measured hop by hop
 *
 * In:  a hop of samples.
 * Out: for each part the complex amplitude in the window that ends now,
 *      and in the one a hop earlier.
 * Not: what it means - progress_burst.c.
 *
 * A hop of 10 ms is short enough for an edge and too short to tell 480 Hz
 * from 620 Hz. So every hop is measured alone and hops are added in their
 * phase: the window slides by 10 ms and is as long as the sound needs. How
 * far a window has turned against the last one is the frequency's error.
 */
#include "progress.h"

#include <string.h>

#define LANES 4u

/* z turned by a hop of this frequency */
static void turn(const struct hl_progress_part *part, const float z[2],
		 float ret[2])
{
	const float re = z[0] * part->cos_hop - z[1] * part->sin_hop;
	const float im = z[0] * part->sin_hop + z[1] * part->cos_hop;

	ret[0] = re;
	ret[1] = im;
}

/* Goertzel's filter, several at a time because one waits for itself */
static void measure(const struct hl_progress_part *part, unsigned lanes,
		    const int16_t *sample, float ret[LANES][2])
{
	float c[LANES] = { 0 }, s1[LANES] = { 0 }, s2[LANES] = { 0 };
	unsigned i, k;

	for (k = 0; k < lanes; k++)
		c[k] = 2.0f * part[k].cos_w;
	for (i = 0; i < HL_PROGRESS_HOP; i++) {
		const float x = (float)sample[i];

		for (k = 0; k < LANES; k++) {
			const float s0 = x + c[k] * s1[k] - s2[k];

			s2[k] = s1[k];
			s1[k] = s0;
		}
	}
	for (k = 0; k < lanes; k++) {
		ret[k][0] = s1[k] - part[k].cos_w * s2[k];
		ret[k][1] = part[k].sin_w * s2[k];
	}
}

static void slide(const struct hl_progress_part *part,
		  struct hl_progress_ear *ear, unsigned window,
		  const float hop[2])
{
	unsigned i;

	turn(part, ear->now, ear->before);
	ear->now[0] = hop[0];
	ear->now[1] = hop[1];
	for (i = window - 1; i-- > 0;) {
		turn(part, ear->old[i], ear->old[i]);
		ear->now[0] += ear->old[i][0];
		ear->now[1] += ear->old[i][1];
		if (i + 1 < window - 1)
			memcpy(ear->old[i + 1], ear->old[i],
			       sizeof(ear->old[i]));
	}
	memcpy(ear->old[0], hop, sizeof(ear->old[0]));
}

void hl_progress_listen(struct hl_progress *p, bool quiet)
{
	const struct hl_progress_plan *plan = p->plan;
	float hop[HL_PROGRESS_PARTS_MAX + LANES][2] = { { 0 } };
	unsigned i, k;

	for (i = 0; !quiet && i < plan->parts; i += LANES) {
		k = plan->parts - i;
		measure(&plan->part[i], k < LANES ? k : LANES, p->sample,
			&hop[i]);
	}
	for (i = 0; i < plan->sounds; i++) {
		const struct hl_progress_sound *sound = &plan->sound[i];

		for (k = sound->first; k < sound->first + sound->parts; k++)
			slide(&plan->part[k], &p->ear[k], sound->window,
			      hop[k]);
	}
}
