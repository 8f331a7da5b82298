/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hear.c - what a trunk is listened to for: its exchange's tones, who calls
 *
 * In:  HL_HEAR_ bits and the wish to know who calls; what comes in, from
 *      mix.c, and what we sent.
 * Out: reports of what was found, on a grid of 20 ms.
 * Not: what a tone is - src/media/progress*.c; a message -
 *      src/media/identify.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#define GRID_MS 20

/* Digits were sent, and an answer is waited for. */
#define FAR_ANSWER                                                             \
	(HL_HEAR_BIT(HL_PROGRESS_RINGING) | HL_HEAR_BIT(HL_PROGRESS_ANSWERED))

static struct sim_hear *hear_make(struct sim_port *port)
{
	struct sim_card *card = port->card;
	struct sim_hear *hear;

	if (port->heard)
		return port->heard;
	hear = calloc(1, sizeof(*hear));
	if (!hear)
		return NULL;
	hear->port = port;
	hear->sample = sim_mix_sample(card->now);
	hear->next = card->hears;
	card->hears = hear;
	port->heard = hear;
	return hear;
}

void sim_hear_end(struct sim_port *port)
{
	struct sim_hear **place = &port->card->hears;
	struct sim_hear *hear = port->heard;

	if (!hear)
		return;
	while (*place != hear)
		place = &(*place)->next;
	*place = hear->next;
	free(hear);
	port->heard = NULL;
	sim_timer_stop(port, SIM_TIMER_HEAR);
}

static void hear_trim(struct sim_port *port)
{
	const struct sim_hear *hear = port->heard;

	if (hear && !hear->hears && !port->identifies)
		sim_hear_end(port);
}

/* The next report of what is being listened for. */
static void tick(struct sim_port *port)
{
	if (!sim_timer_runs(port, SIM_TIMER_HEAR))
		sim_timer_start(port, SIM_TIMER_HEAR,
				port->card->now + HL_MS(GRID_MS));
}

static void settings_make(const struct sim_port *port, unsigned hears,
			  struct hl_progress_settings *ret)
{
	if (hears & FAR_ANSWER)
		hl_progress_behind_digits(ret);
	else if (hears & HL_HEAR_SETUP)
		hl_progress_before_digits(ret);
	else
		hl_progress_defaults(ret);
	/* What is told from busy tone by its length cannot be without it. */
	if (hears & (HL_HEAR_SETUP | FAR_ANSWER))
		hears |= HL_HEAR_BIT(HL_PROGRESS_BUSY) |
			 HL_HEAR_BIT(HL_PROGRESS_CONGESTION);
	if (hears & HL_HEAR_BIT(HL_PROGRESS_ANSWERED))
		hears |= HL_HEAR_BIT(HL_PROGRESS_RINGING);
	ret->set = hears & ~HL_HEAR_SETUP;
	if (port->cycles)
		ret->cycles = port->cycles;
	if (port->silence)
		ret->silence_ms = port->silence;
}

static int detector_open(struct sim_port *port, unsigned hears)
{
	struct hl_progress_settings settings;
	struct sim_hear *hear = port->heard;
	int r;

	settings_make(port, hears, &settings);
	r = hl_progress_plan_make(port->card->zone, &settings, &hear->plan);
	if (r < 0)
		return r;
	hl_progress_open(&hear->progress, &hear->plan);
	hear->held = false;
	hear->told = false;
	hear->hears = hears;
	tick(port);
	return 0;
}

int sim_hear_set(struct sim_port *port, unsigned hears)
{
	int r;

	if (port->heard && port->heard->hears == hears)
		return 0;
	sim_report_forget_kind(port, HL_EVENT_PROGRESS);
	if (!(hears & ~HL_HEAR_SETUP)) {
		if (port->heard)
			port->heard->hears = 0;
		hear_trim(port);
		return 0;
	}
	if (!hear_make(port))
		return -ENOMEM;
	r = detector_open(port, hears);
	hear_trim(port);
	return r;
}

/* Without a caller an exchange is silent: nobody need be heard. */
static bool wants_caller(const struct sim_hear *hear)
{
	const struct sim_port *port = hear->port;

	return port->identifies && !port->loop && port->exchange->caller;
}

bool sim_hear_wants(const struct sim_hear *hear)
{
	return hear->hears || wants_caller(hear);
}

/* ---- who calls ---------------------------------------------------------- */

int sim_hear_open(struct sim_port *port)
{
	const struct hl_clid_form form = {
		.kind = (enum hl_clid_kind)port->form.kind,
		.variant = (enum hl_clid_variant)port->form.variant,
	};

	if (form.kind == HL_CLID_NONE || port->bearer)
		return 0;
	return hl_identify_open(&form, (enum hl_clid_place)port->form.place,
				&port->id);
}

void sim_hear_close(struct sim_port *port)
{
	hl_identify_close(port->id);
	port->id = NULL;
}

int sim_hear_identify(struct sim_port *port, bool on)
{
	if (!port->id)
		return on ? -ENOTSUP : 0;
	if (on && !hear_make(port))
		return -ENOMEM;
	port->identifies = on;
	hear_trim(port);
	if (on && port->exchange->caller)
		tick(port);
	return 0;
}

void sim_hear_caller(struct sim_port *port)
{
	struct sim_hear *hear = port->heard;

	if (!port->id)
		return;
	hl_identify_clear(port->id);
	if (!hear)
		return;
	hear->ringing = false;
	if (wants_caller(hear))
		tick(port);
}

void sim_hear_reversal(struct sim_port *port)
{
	if (port->id && !port->loop)
		hl_identify_reversal(port->id, port->card->now);
}

/* What comes back of our own sound may matter: music to who is held, and our
 * own party's voice while the other's is waited for. */
static bool is_held(const struct sim_port *port)
{
	if (port->wire.kind == HL_WIRE_MUSIC)
		return port->card->class[port->wire.ref].music != NULL;
	return (port->heard->hears & FAR_ANSWER) != 0;
}

static enum hl_progress_kind progress_put(struct sim_hear *hear,
					  const int16_t *in,
					  const int16_t *sent, unsigned n,
					  struct hl_progress_find *ret)
{
	bool held = is_held(hear->port);

	if (held && !hear->held)
		hl_progress_echo_open(&hear->echo);
	hear->held = held;
	if (held)
		return hl_progress_put_held(&hear->progress, &hear->echo, sent,
					    in, n, ret);
	return hl_progress_put(&hear->progress, in, n, ret);
}

static void caller_found(struct sim_hear *hear, enum hl_identified what)
{
	if (what == HL_IDENTIFIED_CALLER || what == HL_IDENTIFIED_GARBLED)
		hear->identified = what;
}

/* The ringing begins and ends for the receiver where a block begins. */
static void caller_put(struct sim_hear *hear, const int16_t *in, unsigned n)
{
	struct sim_port *port = hear->port;
	hl_usec at = sim_mix_at(hear->sample);
	bool ringing = sim_exchange_is_ringing(port, at);

	if (ringing != hear->ringing)
		caller_found(hear, hl_identify_ring(port->id, ringing, at,
						    &hear->identity));
	hear->ringing = ringing;
	at = sim_mix_at(hear->sample + n);
	if (hl_identify_listens(port->id, at))
		caller_found(hear, hl_identify_put(port->id, in, n, at,
						   &hear->identity));
}

void sim_hear_put(struct sim_hear *hear, const int16_t *in,
		  const int16_t *sent, unsigned n)
{
	struct hl_progress_find find;

	enum hl_progress_kind kind = HL_PROGRESS_NONE;

	if (hear->hears)
		kind = progress_put(hear, in, sent, n, &find);
	if (kind != HL_PROGRESS_NONE && hear->hears & HL_HEAR_BIT(kind) &&
	    !hear->told) {
		hl_progress_heard(&find, &hear->found);
		hear->told = true;
	}
	if (wants_caller(hear))
		caller_put(hear, in, n);
}

/* At rest what cannot be read may have been anything. */
static void damage_tell(struct sim_port *port)
{
	struct sim_report report = {
		.kind = HL_EVENT_CALLER,
		.which = (uint8_t)port->heard->identity.damage,
		.error = -EBADMSG,
	};

	if (port->exchange->rung)
		sim_report_add(port, &report);
}

static void caller_tell(struct sim_port *port)
{
	struct sim_report report = { .kind = HL_EVENT_CALLER };
	const struct hl_clid *caller = &port->heard->identity.clid;

	/* An order to the message lamp is no call. */
	if (caller->lamp != HL_CLID_LAMP_UNKNOWN)
		return;
	report.caller = malloc(sizeof(*report.caller));
	if (!report.caller)
		return;
	*report.caller = *caller;
	sim_report_add(port, &report);
}

void sim_hear_tell(struct sim_port *port)
{
	struct sim_report report = { .kind = HL_EVENT_PROGRESS };
	struct sim_hear *hear = port->heard;

	if (hear->told) {
		report.heard = hear->found;
		sim_report_add(port, &report);
	}
	if (hear->identified == HL_IDENTIFIED_CALLER)
		caller_tell(port);
	else if (hear->identified == HL_IDENTIFIED_GARBLED)
		damage_tell(port);
	hear->told = false;
	hear->identified = HL_IDENTIFIED_NOTHING;
	if (sim_hear_wants(hear))
		tick(port);
}
