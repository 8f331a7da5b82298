/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release_rival.c - who listens: ours, and two others to compare with
 *
 * In:  samples from a trunk.
 * Out: whether the listener would release it.
 * Not: the samples - release_tone.c, release_sound.c.
 *
 * "spandsp" is its supervisory tone receiver with the zone's busy and
 * congestion tone, each length +-12 %, nothing around it. "cadence" is
 * written to what Asterisk's main/dsp.c does for busydetect with its
 * defaults: average magnitude of 20 ms, 256 is the border of silence,
 * lengths of 75-3100 ms, three of each within 10 % or 100 ms.
 */
#include "release.h"

#include <errno.h>
#include <spandsp.h>
#include <stdlib.h>
#include <string.h>

#define FRAME     160u
#define MAGNITUDE 256u
#define RUN_MIN   75u
#define RUN_MAX   3100u
#define SPREAD    100u
#define COUNT     3u

static void heard(void *user, int code, int level, int delay)
{
	(void)level;
	(void)delay;
	if (code >= 0)
		((struct release_listener *)user)->heard++;
}

static void tone_add(super_tone_rx_descriptor_t *d,
		     const struct hl_tone_plan *plan)
{
	int id = super_tone_rx_add_tone(d);

	const unsigned length = plan->count - plan->loop;

	/* with one round a single burst and its pause would do; it looks back
	 * at ten lengths */
	for (unsigned round = 0; (round + 1) * length <= 10 && round < 3;
	     round++) {
		for (unsigned i = plan->loop; i < plan->count; i++) {
			const struct hl_tone_segment *s = &plan->segment[i];
			const int ms = (int)s->ms;

			super_tone_rx_add_element(
				d, id, s->f1_hz, s->modulated ? 0 : s->f2_hz,
				ms - ms * 12 / 100, ms + ms * 12 / 100);
		}
	}
}

static int spandsp_listen(struct release_listener *l,
			  const struct hl_zone *zone)
{
	super_tone_rx_descriptor_t *d = super_tone_rx_make_descriptor(NULL);

	if (!d)
		return -ENOMEM;
	tone_add(d, &zone->tone[HL_TONE_BUSY]);
	tone_add(d, &zone->tone[HL_TONE_CONGESTION]);
	/* with a single frequency it takes every sound for that one */
	super_tone_rx_add_element(d, super_tone_rx_add_tone(d), 2750, 0, 60000,
				  60000);
	l->tones = d;
	l->receiver = super_tone_rx_init(NULL, d, heard, l);
	if (l->receiver)
		return 0;
	super_tone_rx_free_descriptor(d);
	return -ENOMEM;
}

int release_listen(enum release_who who, const struct hl_zone *zone,
		   const struct hl_progress_settings *settings,
		   struct release_listener *ret)
{
	int r = 0;

	memset(ret, 0, sizeof(*ret));
	ret->who = who;
	if (who == OURS) {
		r = hl_progress_plan_make(zone, settings, &ret->plan);
		hl_progress_open(&ret->ours, &ret->plan);
		hl_progress_echo_open(&ret->echo);
	} else if (who == SPANDSP) {
		r = spandsp_listen(ret, zone);
	}
	return r;
}

void release_deaf(struct release_listener *l)
{
	if (l->who != SPANDSP)
		return;
	super_tone_rx_free(l->receiver);
	super_tone_rx_free_descriptor(l->tones);
}

static bool alike(const unsigned *run)
{
	unsigned least = run[0], most = run[0];

	for (unsigned i = 1; i < COUNT; i++) {
		least = run[i] < least ? run[i] : least;
		most = run[i] > most ? run[i] : most;
	}
	return least >= RUN_MIN && most <= RUN_MAX &&
	       (most - least <= SPREAD || most - least <= most / 10);
}

static void shift(unsigned *run, unsigned length)
{
	memmove(run + 1, run, (COUNT - 1) * sizeof(*run));
	run[0] = length;
}

static bool cadence_frame(struct release_listener *l)
{
	const bool loud = l->cadence_sum / FRAME >= MAGNITUDE;

	if (loud == l->loud) {
		l->run += 20;
		return false;
	}
	shift(l->loud ? l->tone : l->quiet, l->run);
	l->loud = loud;
	l->run = 20;
	l->runs++;
	/* judged when a sound begins: the pauses are all heard out */
	if (!loud || l->runs < 2 * COUNT || !alike(l->tone) || !alike(l->quiet))
		return false;
	l->runs = 0;
	return true;
}

static bool cadence_put(struct release_listener *l, const int16_t *x,
			unsigned n)
{
	bool found = false;

	for (unsigned i = 0; i < n; i++) {
		l->cadence_sum += (unsigned)abs(x[i]);
		if (++l->cadence_fill < FRAME)
			continue;
		found = cadence_frame(l) || found;
		l->cadence_fill = l->cadence_sum = 0;
	}
	return found;
}

bool release_put(struct release_listener *l, const int16_t *x, unsigned n)
{
	const int before = l->heard;

	if (l->who == OURS)
		return hl_progress_put(&l->ours, x, n, &l->find) !=
		       HL_PROGRESS_NONE;
	if (l->who == CADENCE)
		return cadence_put(l, x, n);
	super_tone_rx(l->receiver, x, (int)n);
	return l->heard > before;
}

bool release_put_held(struct release_listener *l, const int16_t *sent,
		      const int16_t *x, unsigned n)
{
	return hl_progress_put_held(&l->ours, &l->echo, sent, x, n, &l->find) !=
	       HL_PROGRESS_NONE;
}
