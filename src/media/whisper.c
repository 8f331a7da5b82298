/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * whisper.c - the sounds of caller ID to a telephone in a call
 *
 * In:  who waits, the form of a line, time, the telephone's digits.
 * Out: samples of the step that is now; whether the talk is still cut off.
 * Not: the steps - clid_wait.c; the message - clid_send.c.
 */
#include <errno.h>
#include <stdlib.h>

#include "holdline/announce.h"
#include "holdline/synth.h"

#define PER_MS (HL_RATE_HZ / 1000u)

struct hl_whisper {
	struct hl_cwid cwid;
	struct hl_cwid_plan plan;
	struct hl_clid_send *cas;
	struct hl_clid_send *data;
	unsigned tone_done; /* samples */
};

static int sounds_make(struct hl_whisper *whisper, const struct hl_clid *clid,
		       const struct hl_announce_form *form)
{
	struct hl_clid_form message = {
		.kind = (enum hl_clid_kind)form->kind,
		.variant = (enum hl_clid_variant)form->variant,
		.off_hook = true,
	};
	int r;

	r = hl_clid_cas_open(whisper->plan.cas_ms, HL_CLID_CAS_LEVEL_DBM0,
			     &whisper->cas);
	if (r < 0)
		return r;
	return hl_clid_send_open(clid, &message, hl_clid_level(message.kind),
				 &whisper->data);
}

int hl_whisper_open(const struct hl_clid *clid,
		    const struct hl_announce_form *form, hl_msec tone_ms,
		    hl_usec now, struct hl_whisper **ret)
{
	const struct hl_cwid_plan *plan;
	struct hl_whisper *whisper;
	hl_msec data_ms;
	int r;

	plan = hl_cwid_plan((enum hl_clid_kind)form->kind);
	if (!plan)
		return -ENOTSUP;
	whisper = calloc(1, sizeof(*whisper));
	if (!whisper)
		return -ENOMEM;

	whisper->plan = *plan;
	if (tone_ms < plan->tone_ms)
		whisper->plan.tone_ms = tone_ms;
	r = sounds_make(whisper, clid, form);
	if (r < 0) {
		hl_whisper_close(whisper);
		return r;
	}
	data_ms = (hl_clid_send_length(whisper->data) + PER_MS - 1) / PER_MS;
	hl_cwid_begin(&whisper->cwid, &whisper->plan, data_ms, now);
	*ret = whisper;
	return 0;
}

hl_usec hl_whisper_due(const struct hl_whisper *whisper)
{
	return whisper->cwid.deadline;
}

bool hl_whisper_time(struct hl_whisper *whisper, hl_usec now)
{
	return hl_cwid_time(&whisper->cwid, now);
}

bool hl_whisper_digit(struct hl_whisper *whisper, char digit, hl_usec now)
{
	return hl_cwid_digit(&whisper->cwid, digit, now);
}

bool hl_whisper_awaits(const struct hl_whisper *whisper)
{
	return whisper->cwid.state == HL_CWID_CAS ||
	       whisper->cwid.state == HL_CWID_ACK;
}

bool hl_whisper_is_over(const struct hl_whisper *whisper)
{
	return !hl_cwid_is_muted(whisper->cwid.state);
}

enum hl_cwid_play hl_whisper_play(const struct hl_whisper *whisper)
{
	return hl_cwid_play(whisper->cwid.state);
}

static unsigned tone_read(struct hl_whisper *whisper,
			  const struct hl_zone *zone, int16_t *out, unsigned n)
{
	unsigned left = whisper->plan.tone_ms * PER_MS - whisper->tone_done;
	unsigned i;

	n = n < left ? n : left;
	if (zone)
		hl_synth_tone(zone, HL_TONE_WAITING, whisper->tone_done, out,
			      n);
	for (i = 0; !zone && i < n; i++)
		out[i] = 0;
	whisper->tone_done += n;
	return n;
}

unsigned hl_whisper_read(struct hl_whisper *whisper, const struct hl_zone *zone,
			 int16_t *out, unsigned n)
{
	switch (hl_whisper_play(whisper)) {
	case HL_CWID_PLAY_TONE:
		return tone_read(whisper, zone, out, n);
	case HL_CWID_PLAY_CAS:
		return hl_clid_send_read(whisper->cas, out, n);
	case HL_CWID_PLAY_DATA:
		return hl_clid_send_read(whisper->data, out, n);
	case HL_CWID_PLAY_NOTHING:
		break;
	}
	return 0;
}

void hl_whisper_close(struct hl_whisper *whisper)
{
	if (!whisper)
		return;
	hl_clid_send_close(whisper->cas);
	hl_clid_send_close(whisper->data);
	free(whisper);
}
