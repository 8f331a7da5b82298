/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * identify.c - who calls on a trunk
 *
 * In:  ringing, reversals, and the sound between them.
 * Out: a caller, a garbled message, or none.
 * Not: the message's sound - clid_listen.c; when the audio of a trunk is
 *      read - the driver, which asks here.
 */
#include "holdline/identify.h"

#include <errno.h>
#include <stdlib.h>

struct hl_identify {
	struct hl_clid_listen *listen;
	const struct hl_clid_timing *timing;
	hl_usec from;   /* swung out, samples count */
	hl_usec until;  /* listened up to here */
	hl_usec edge;   /* last beginning or end of a burst */
	unsigned rings; /* begun */
	bool ringing;
	bool pulse; /* the only burst so far may be a ring pulse */
	bool told;  /* CALLER, GARBLED or MISSED */
	bool done;  /* CALLER or MISSED */
};

static hl_usec usec(hl_msec ms)
{
	return (hl_usec)ms * 1000;
}

/* is there nothing that announces the message? */
static bool unannounced(const struct hl_clid_timing *timing)
{
	return !timing->rings && (timing->alert == HL_CLID_ALERT_NONE ||
				  timing->alert == HL_CLID_ALERT_DTAS);
}

static void listen_from(struct hl_identify *id, hl_usec now)
{
	id->from = now + usec(HL_IDENTIFY_SETTLE_MS);
	id->until = now + usec(HL_IDENTIFY_LISTEN_MS);
}

/* what was begun will not go on */
static enum hl_identified cut(struct hl_identify *id, struct hl_identity *ret)
{
	if (!hl_clid_listen_cut(id->listen) || id->told)
		return HL_IDENTIFIED_NOTHING;

	id->told = true;
	ret->damage = hl_clid_listen_damage(id->listen);
	return HL_IDENTIFIED_GARBLED;
}

int hl_identify_open(const struct hl_clid_form *form, enum hl_clid_place place,
		     struct hl_identify **ret)
{
	struct hl_identify *id;
	int r;

	if ((unsigned)place >= HL_CLID_PLACE_COUNT)
		return -EINVAL;
	id = calloc(1, sizeof(*id));
	if (!id)
		return -ENOMEM;

	r = hl_clid_listen_open(form, &id->listen);
	if (r < 0) {
		free(id);
		return r;
	}
	id->timing = hl_clid_timing(place);
	hl_identify_clear(id);
	*ret = id;
	return 0;
}

void hl_identify_close(struct hl_identify *id)
{
	if (!id)
		return;

	hl_clid_listen_close(id->listen);
	free(id);
}

void hl_identify_clear(struct hl_identify *id)
{
	(void)hl_clid_listen_cut(id->listen);
	id->from = 0;
	id->until = unannounced(id->timing) ? HL_NEVER : 0;
	id->rings = 0;
	id->ringing = id->pulse = id->told = id->done = false;
}

static enum hl_identified ring_begins(struct hl_identify *id, hl_usec now,
				      struct hl_identity *ret)
{
	enum hl_identified what = cut(id, ret);

	if (!id->rings ||
	    (!id->pulse && now - id->edge >= usec(HL_IDENTIFY_PAUSE_MS)))
		id->rings++;
	id->pulse = false;
	if (id->rings < 2 || id->done)
		return what;

	id->done = true;
	if (id->told)
		return what;
	id->told = true;
	return HL_IDENTIFIED_MISSED;
}

enum hl_identified hl_identify_ring(struct hl_identify *id, bool on,
				    hl_usec now, struct hl_identity *ret)
{
	enum hl_identified what = HL_IDENTIFIED_NOTHING;

	if (on == id->ringing)
		return what;

	if (on) {
		what = ring_begins(id, now, ret);
	} else {
		id->pulse = id->rings == 1 &&
			    id->timing->alert == HL_CLID_ALERT_RPAS &&
			    now - id->edge <= usec(HL_IDENTIFY_PULSE_MS);
		listen_from(id, now);
	}
	id->ringing = on;
	id->edge = now;
	return what;
}

void hl_identify_reversal(struct hl_identify *id, hl_usec now)
{
	if (!id->ringing && !id->rings)
		listen_from(id, now);
}

bool hl_identify_listens(const struct hl_identify *id, hl_usec now)
{
	return !id->ringing && !id->done && now < id->until;
}

enum hl_identified hl_identify_put(struct hl_identify *id,
				   const int16_t *sample, size_t n, hl_usec now,
				   struct hl_identity *ret)
{
	int r;

	if (now < id->from || id->ringing || id->done)
		return HL_IDENTIFIED_NOTHING;
	if (now >= id->until)
		return cut(id, ret);

	r = hl_clid_listen_put(id->listen, sample, n, &ret->clid);
	if (r > 0) {
		id->told = id->done = true;
		ret->damage = HL_CLID_DAMAGE_NONE;
		return HL_IDENTIFIED_CALLER;
	}
	if (!r || id->told)
		return HL_IDENTIFIED_NOTHING;

	id->told = true;
	ret->damage = hl_clid_listen_damage(id->listen);
	return HL_IDENTIFIED_GARBLED;
}

const char *hl_identified_name(enum hl_identified what)
{
	static const char *const names[HL_IDENTIFIED_COUNT] = {
#define X(id, wire, meaning) [HL_IDENTIFIED_##id] = wire,
		HL_IDENTIFIEDS(X)
#undef X
	};

	return (unsigned)what < HL_IDENTIFIED_COUNT ? names[what] : "?";
}
