/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_progress.c - any bytes as what arrives on a trunk
 *
 * In:  bytes: a zone, settings, then bursts (a choice of tone, a length, a
 *      gain) with raw samples between them.
 * Out: nothing; the detector must keep the promises of progress.h, and find
 *      the same however the samples are cut.
 */
#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "holdline/progress.h"
#include "holdline/synth.h"
#include "holdline/zone.h"

#define SAMPLES 48000u
#define HELD    8000u /* taking music away is slow */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned zones(void)
{
	unsigned n = 0;

	while (hl_zone_country(n))
		n++;
	return n;
}

/* each command is four bytes; returns how many samples they made */
static unsigned play(const struct hl_zone *zone, const uint8_t *data,
		     size_t size, int16_t *x)
{
	unsigned n = 0;

	for (; size >= 4 && n < SAMPLES; data += 4, size -= 4) {
		unsigned length = 8u * data[1] * (1u + data[2] % 16u);

		if (length > SAMPLES - n)
			length = SAMPLES - n;
		if (data[0] < 200)
			hl_synth_tone(zone,
				      (enum hl_tone)(data[0] % HL_TONE_COUNT),
				      data[3] * 64u, x + n, length);
		else
			for (unsigned i = 0; i < length; i++)
				x[n + i] = (int16_t)(data[i % size] << 8 |
						     data[(i * 7) % size]);
		n += length;
	}
	return n;
}

static void find_check(const struct hl_progress_find *f, unsigned set)
{
	assert(f->kind > HL_PROGRESS_NONE && f->kind < HL_PROGRESS_COUNT);
	assert(set & HL_PROGRESS_BIT(f->kind));
	assert(f->parts <= HL_PROGRESS_CHORD_MAX);
	assert(f->pairs <= HL_PROGRESS_PAIRS_MAX);
	assert(isfinite(f->level_dbm0) && isfinite(f->purity));
	assert(isfinite(f->contrast_db));
	for (unsigned i = 0; i < f->parts; i++)
		assert(f->hz[i] > 200.0f && f->hz[i] < 4000.0f);
	for (unsigned i = 0; i < f->pairs; i++)
		assert(isfinite(f->on_ms[i]) && isfinite(f->off_ms[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int16_t x[SAMPLES];
	struct hl_progress_settings settings;
	struct hl_progress_find whole = { .kind = HL_PROGRESS_NONE }, cut;
	struct hl_progress_plan plan;
	struct hl_progress_echo echo;
	struct hl_progress p;
	struct hl_zone zone;
	unsigned n, step, at;
	enum hl_progress_kind kind, again = HL_PROGRESS_NONE;

	if (size < 8 ||
	    hl_zone_load(&zone, hl_zone_country(data[0] % zones())) < 0)
		return 0;
	hl_progress_defaults(&settings);
	settings.set = data[1];
	if (data[2] & 0x80)
		settings.set |= HL_PROGRESS_BIT(HL_PROGRESS_ANSWERED);
	if (data[2] & 0x40)
		settings.steady_ms = HL_PROGRESS_STEADY_QUICK_MS;
	settings.cycles = data[2] % 8;
	settings.silence_ms = 5000;
	if (hl_progress_plan_make(&zone, &settings, &plan) < 0)
		return 0;

	n = play(&zone, data + 4, size - 4, x);
	hl_progress_open(&p, &plan);
	kind = hl_progress_put(&p, x, n, &whole);
	if (kind)
		find_check(&whole, plan.set);

	hl_progress_open(&p, &plan);
	step = 1u + data[3];
	for (at = 0; at < n && !again; at += step)
		again = hl_progress_put(&p, x + at,
					n - at < step ? n - at : step, &cut);
	assert(kind == again);
	if (kind)
		assert(whole.at == cut.at && whole.kind == cut.kind &&
		       whole.lasted_ms == cut.lasted_ms);

	hl_progress_open(&p, &plan);
	hl_progress_echo_open(&echo);
	n -= n / 3;
	if (hl_progress_put_held(&p, &echo, x + n / 3, x, n < HELD ? n : HELD,
				 &cut))
		find_check(&cut, plan.set);
	return 0;
}
