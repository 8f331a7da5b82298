/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * announce.c - the sound and the place of caller ID in a ringing
 *
 * In:  who calls, the form of a line, a ring cadence.
 * Out: samples; a cadence with room for them.
 * Not: the message - clid_send.c; a telephone in a call - whisper.c, one that
 *      has to answer - primary.c; when the samples are played - a driver.
 */
#include "holdline/announce.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/synth.h"

#define PER_MS (HL_RATE_HZ / 1000u)

/* silence, alert, silence, message */
#define PARTS 4

/* one piece of the sound; no send = silence */
struct part {
	struct hl_clid_send *send;
	unsigned length;
	unsigned done;
};

struct hl_announce {
	const struct hl_clid_timing *timing;
	struct part part[PARTS];
};

static int parts_make(struct hl_announce *announce,
		      const struct hl_clid *clid,
		      const struct hl_clid_form *form)
{
	const struct hl_clid_timing *timing = announce->timing;
	struct part *part = announce->part;
	int r;

	if (timing->alert != HL_CLID_ALERT_CAR) {
		part[0].length = timing->wait_ms * PER_MS;
		part[2].length = timing->silence_ms * PER_MS;
	}
	if (timing->alert == HL_CLID_ALERT_DTAS ||
	    timing->alert == HL_CLID_ALERT_REVERSAL_DTAS) {
		r = hl_clid_cas_open(HL_CLID_DTAS_MS, HL_CLID_CAS_LEVEL_DBM0,
				     &part[1].send);
		if (r < 0)
			return r;
		part[1].length = hl_clid_send_length(part[1].send);
	}
	r = hl_clid_send_open(clid, form, hl_clid_level(form->kind),
			      &part[3].send);
	if (r < 0)
		return r;
	part[3].length = hl_clid_send_length(part[3].send);
	return 0;
}

/* Where no ringing is, there is nothing that it could come behind. */
static enum hl_clid_place place_of(const struct hl_clid *clid,
				   const struct hl_announce_form *form)
{
	enum hl_clid_place place = (enum hl_clid_place)form->place;

	if (!clid->lamp)
		return place;
	if (form->kind == HL_CLID_BELLCORE)
		return HL_CLID_PLACE_SILENT;
	return place == HL_CLID_PLACE_REVERSAL_DTAS ||
			       place == HL_CLID_PLACE_REVERSAL_BT
		       ? place
		       : HL_CLID_PLACE_DTAS;
}

int hl_announce_open(const struct hl_clid *clid,
		     const struct hl_announce_form *form,
		     struct hl_announce **ret)
{
	struct hl_clid_form message = {
		.kind = (enum hl_clid_kind)form->kind,
		.variant = (enum hl_clid_variant)form->variant,
	};
	struct hl_announce *announce;
	int r;

	if (form->kind == HL_CLID_NONE)
		return -ENOTSUP;
	if (form->kind >= HL_CLID_COUNT ||
	    form->variant >= HL_CLID_VARIANT_COUNT ||
	    form->place >= HL_CLID_PLACE_COUNT ||
	    (form->kind == HL_CLID_NTT) != (form->place == HL_CLID_PLACE_CAR))
		return -EINVAL;
	announce = calloc(1, sizeof(*announce));
	if (!announce)
		return -ENOMEM;

	announce->timing = hl_clid_timing(place_of(clid, form));
	r = parts_make(announce, clid, &message);
	if (r < 0) {
		hl_announce_close(announce);
		return r;
	}
	*ret = announce;
	return 0;
}

/* The sound, and the silence before a burst. */
static hl_msec sound_ms(const struct hl_announce *announce)
{
	unsigned length = hl_announce_length(announce);

	return (length + PER_MS - 1) / PER_MS + announce->timing->gap_ms;
}

static hl_msec room_ms(const struct hl_announce *announce)
{
	return sound_ms(announce) + HL_ANNOUNCE_LATE_MS;
}

/* A pulse of ringing that is no ring, the message, then the cadence. */
static void pulse_first(const struct hl_announce *announce,
			const struct hl_ring_plan *plan,
			struct hl_ring_plan *ret)
{
	unsigned room = HL_RING_STEPS_MAX - 2;
	unsigned count = plan->count < room ? plan->count : room;

	*ret = (struct hl_ring_plan){ .once = plan->once };
	ret->step_ms[0] = HL_CLID_RPAS_MS;
	ret->step_ms[1] = (uint16_t)room_ms(announce);
	memcpy(ret->step_ms + 2, plan->step_ms,
	       count * sizeof(plan->step_ms[0]));
	ret->count = (uint8_t)(count + 2);
	ret->loop = (uint8_t)(plan->loop + 2);
}

unsigned hl_announce_ring(const struct hl_announce *announce,
			  const struct hl_ring_plan *plan,
			  struct hl_ring_plan *ret)
{
	const struct hl_clid_timing *timing = announce->timing;

	if (timing->rings)
		return hl_ring_room(plan, room_ms(announce), ret);
	if (timing->alert == HL_CLID_ALERT_RPAS) {
		pulse_first(announce, plan, ret);
		return 1;
	}
	*ret = *plan;
	return 0;
}

hl_msec hl_announce_again(const struct hl_announce *announce,
			  const struct hl_ring_plan *plan, hl_msec *rest)
{
	hl_msec wait = announce->timing->rings ? 0 : HL_ANNOUNCE_AGAIN_MS;
	hl_msec pause = hl_ring_pause(plan);
	hl_msec needs = wait + sound_ms(announce);

	*rest = pause > needs ? pause : needs;
	return wait;
}

bool hl_announce_is_asked(const struct hl_announce *announce)
{
	return announce->timing->alert == HL_CLID_ALERT_CAR;
}

bool hl_announce_reverses(const struct hl_announce *announce)
{
	return hl_announce_is_asked(announce) ||
	       announce->timing->alert == HL_CLID_ALERT_REVERSAL ||
	       announce->timing->alert == HL_CLID_ALERT_REVERSAL_DTAS;
}

hl_msec hl_announce_gap_ms(const struct hl_announce *announce)
{
	return announce->timing->gap_ms;
}

unsigned hl_announce_length(const struct hl_announce *announce)
{
	unsigned length = 0;
	unsigned i;

	for (i = 0; i < PARTS; i++)
		length += announce->part[i].length;
	return length;
}

static unsigned part_read(struct part *part, int16_t *out, unsigned n)
{
	unsigned left = part->length - part->done;

	n = n < left ? n : left;
	if (part->send)
		n = hl_clid_send_read(part->send, out, n);
	else
		memset(out, 0, n * sizeof(*out));
	part->done += n;
	return n;
}

unsigned hl_announce_read(struct hl_announce *announce, int16_t *out,
			  unsigned n)
{
	unsigned done = 0;
	unsigned i;

	for (i = 0; i < PARTS && done < n; i++)
		done += part_read(&announce->part[i], out + done, n - done);
	return done;
}

void hl_announce_close(struct hl_announce *announce)
{
	unsigned i;

	if (!announce)
		return;
	for (i = 0; i < PARTS; i++)
		hl_clid_send_close(announce->part[i].send);
	free(announce);
}
