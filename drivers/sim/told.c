/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * told.c - a telephone is told who calls
 *
 * In:  callers, from the engine; ringing, lifting, digits, our own timer.
 * Out: samples for the telephone's ear, the cadence it is rung with, and
 *      whether the talk is cut off.
 * Not: what is told - src/media/announce.c, src/media/whisper.c; how samples
 *      reach an ear - mix.c.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#include "holdline/synth.h"

/* A telephone answers the alerting tone with a digit of this length (nominal,
 * as Lantiq has it), and a detector wants a pause behind it (Q.24: 40). */
#define ACK_MS       60
#define ACK_PAUSE_MS 40

static hl_usec samples_later(hl_usec at, unsigned samples)
{
	return at + (HL_MS(1000) * samples + HL_RATE_HZ - 1) / HL_RATE_HZ;
}

static void sound_end(struct sim_told *told)
{
	free(told->sound);
	told->sound = NULL;
	told->length = 0;
}

/* Without memory the telephone hears silence for as long. */
static void sound_make(struct sim_port *port, unsigned length)
{
	struct sim_told *told = port->told;

	sound_end(told);
	told->sound_at = port->card->now;
	told->sound = calloc(length, sizeof(*told->sound));
	if (!told->sound)
		return;
	told->length = told->announce ?
			       hl_announce_read(told->announce, told->sound,
						length) :
			       hl_whisper_read(told->whisper,
					       port->card->zone, told->sound,
					       length);
}

void sim_told_end(struct sim_port *port)
{
	struct sim_told *told = port->told;

	if (!told)
		return;
	sim_timer_stop(port, SIM_TIMER_TOLD);
	port->told = NULL;
	port->reversed = false;
	hl_announce_close(told->announce);
	hl_announce_close(told->again);
	hl_whisper_close(told->whisper);
	sound_end(told);
	free(told);
}

/* ---- on the hook -------------------------------------------------------- */

/* From the beginning of the ringing to the end of a burst. */
static hl_msec burst_end_ms(const struct hl_ring_plan *plan, unsigned bursts)
{
	hl_msec ms = 0;
	unsigned i;

	for (i = 0; i + 1 < 2 * bursts; i++)
		ms += plan->step_ms[i];
	return ms;
}

static void message_begin(struct sim_port *port)
{
	unsigned length = hl_announce_length(port->told->announce);

	port->told->said = true;
	sound_make(port, length);
	sim_timer_start(port, SIM_TIMER_TOLD,
			samples_later(port->card->now, length));
}

static void again_take(struct sim_told *told)
{
	if (!told->again)
		return;
	hl_announce_close(told->announce);
	told->announce = told->again;
	told->again = NULL;
}

static void armed_ring(struct sim_port *port, const struct hl_ring_plan *plan)
{
	struct sim_told *told = port->told;
	hl_usec now = port->card->now;
	unsigned bursts;

	bursts = hl_announce_ring(told->announce, plan, &told->plan);
	port->reversed = hl_announce_reverses(told->announce);
	if (bursts) {
		sim_timer_start(port, SIM_TIMER_TOLD,
				now + HL_MS(burst_end_ms(&told->plan,
							 bursts)));
		return;
	}
	message_begin(port);
	port->ring_at = port->timer[SIM_TIMER_TOLD].at +
			HL_MS(hl_announce_gap_ms(told->announce));
	if (port->ring_at < told->rest)
		port->ring_at = told->rest;
}

void sim_told_ring(struct sim_port *port, enum hl_ring ring)
{
	const struct hl_ring_plan *plan = &port->card->zone->ring[ring];
	struct sim_told *told = port->told;

	/* It rings later, and then so. */
	if (sim_primary_runs(port))
		return;
	port->ring_at = port->card->now;
	if (!told)
		return;
	if (!told->armed) {
		sim_told_end(port);
		return;
	}
	told->armed = false;
	again_take(told);
	if (hl_announce_is_asked(told->announce))
		sim_primary_begin(port);
	else
		armed_ring(port, plan);
}

unsigned sim_told_say(struct sim_port *port)
{
	unsigned length = hl_announce_length(port->told->announce);

	sound_make(port, length);
	return length;
}

void sim_told_silence(struct sim_port *port)
{
	if (port->told) {
		sim_timer_stop(port, SIM_TIMER_TOLD);
		sound_end(port->told);
		port->told->said = false;
	}
}

/* Lifted: the message is cut off. Down in the middle of a step: it is over. */
bool sim_told_hook(struct sim_port *port)
{
	const struct sim_told *told = port->told;

	if (sim_primary_hook(port))
		return true;
	if (!told || told->armed)
		return false;
	if (told->lamp || (told->whisper && !port->closed))
		sim_told_end(port);
	else if (!told->whisper && port->closed)
		sim_told_silence(port);
	return false;
}

const struct hl_ring_plan *sim_told_plan(const struct sim_port *port)
{
	const struct sim_told *told = port->told;

	if (told && told->announce && !told->armed &&
	    !(told->asked && hl_primary_is_over(&told->primary)))
		return &told->plan;
	return &port->card->zone->ring[port->ring];
}

/* ---- on the hook, while it rings ---------------------------------------- */

static void again_wait(struct sim_port *port)
{
	hl_usec now = port->card->now;
	hl_msec since = 0;

	if (now > port->ring_at)
		since = (hl_msec)((now - port->ring_at) / HL_MS(1));
	since = hl_ring_burst_end(sim_told_plan(port), since);
	sim_timer_start(port, SIM_TIMER_TOLD, port->ring_at + HL_MS(since));
}

/* A burst is over: the ringing is taken off until the telephone is told. */
static void again_say(struct sim_port *port)
{
	struct sim_told *told = port->told;
	hl_usec now = port->card->now;
	hl_msec rest;
	hl_msec wait;

	again_take(told);
	told->plan = port->card->zone->ring[port->ring];
	port->reversed = false;
	wait = hl_announce_again(told->announce, &told->plan, &rest);
	told->rest = now + HL_MS(rest);
	port->ring_at = told->rest;
	told->armed = wait > 0;
	if (wait)
		sim_timer_start(port, SIM_TIMER_TOLD, now + HL_MS(wait));
	else
		message_begin(port);
}

/* One burst is no time for two messages. */
static int again_begin(struct sim_port *port, const struct hl_clid *clid)
{
	struct hl_announce *again = NULL;
	int r;

	if (port->card->zone->ring[port->ring].once ||
	    (port->closed && !sim_primary_runs(port)))
		return 0;
	r = hl_announce_open(clid, &port->form, &again);
	if (r < 0)
		return r;
	if (!port->told)
		port->told = calloc(1, sizeof(*port->told));
	if (!port->told) {
		hl_announce_close(again);
		return -ENOMEM;
	}
	hl_announce_close(port->told->again);
	port->told->again = again;
	/* What is begun is said to its end. */
	if (!port->timer[SIM_TIMER_TOLD].place)
		again_wait(port);
	return 0;
}

void sim_told_next(struct sim_port *port)
{
	if (port->told->again)
		again_wait(port);
}

static void said(struct sim_port *port)
{
	sound_end(port->told);
	port->told->said = false;
	sim_told_next(port);
}

/* ---- in a call ---------------------------------------------------------- */

static void whisper_next(struct sim_port *port)
{
	struct sim_told *told = port->told;
	hl_usec due = hl_whisper_due(told->whisper);

	if (hl_whisper_is_over(told->whisper)) {
		sim_told_end(port);
		return;
	}
	sim_timer_start(port, SIM_TIMER_TOLD, due);
	if (hl_whisper_play(told->whisper) != HL_CWID_PLAY_NOTHING) {
		sound_make(port, (unsigned)(sim_mix_sample(due) -
					    sim_mix_sample(port->card->now)));
		return;
	}
	sound_end(told);
	/* The alert is over: a telephone that can take data says so. */
	if (hl_whisper_awaits(told->whisper) && port->phone.display)
		sim_phone_answer(port, 'D', ACK_MS, ACK_PAUSE_MS);
}

bool sim_told_digit(struct sim_port *port, char digit)
{
	struct sim_told *told = port->told;

	if (!told || !told->whisper ||
	    !hl_whisper_digit(told->whisper, digit, port->card->now))
		return false;
	whisper_next(port);
	return true;
}

static void lamp_told(struct sim_port *port)
{
	struct sim_report report = { .kind = HL_EVENT_TOLD, .closed = true };

	sim_told_end(port);
	sim_report_add(port, &report);
}

void sim_told_step(struct sim_port *port)
{
	struct sim_told *told = port->told;

	if (sim_primary_runs(port))
		sim_primary_step(port);
	else if (told->lamp)
		lamp_told(port);
	else if (told->said)
		said(port);
	else if (told->armed)
		sim_told_ring(port, (enum hl_ring)port->ring);
	else if (told->again)
		again_say(port);
	else if (told->announce)
		message_begin(port);
	else if (hl_whisper_time(told->whisper, port->card->now))
		whisper_next(port);
}

bool sim_told_is_muted(const struct sim_port *port)
{
	return port->told && port->told->whisper;
}

/* ---- both --------------------------------------------------------------- */

static int whisper_begin(struct sim_port *port, struct sim_told *told,
			 const struct hl_clid *clid)
{
	hl_usec now = port->card->now;
	hl_msec tone_ms = UINT32_MAX;
	hl_usec heard;
	int r;

	/* What it has heard of the tone counts. */
	if (port->tone == HL_TONE_WAITING) {
		heard = (now - port->tone_at) / HL_MS(1);
		tone_ms = hl_cwid_plan(HL_CLID_BELLCORE)->tone_ms;
		tone_ms = heard < tone_ms ? tone_ms - (hl_msec)heard : 0;
	}
	r = hl_whisper_open(clid, &port->form, tone_ms, now, &told->whisper);
	if (r < 0)
		return r;
	sim_told_end(port);
	port->told = told;
	whisper_next(port);
	return 0;
}

static int announce_arm(struct sim_port *port, struct sim_told *told,
			const struct hl_clid *clid)
{
	int r = hl_announce_open(clid, &port->form, &told->announce);

	if (r < 0)
		return r;
	sim_told_end(port);
	told->armed = true;
	port->told = told;
	return 0;
}

/* The telephone rests on its hook, and no call is announced to it. */
static bool is_resting(const struct sim_port *port)
{
	return !port->closed && !port->loop && !port->untold && port->ring == HL_RING_NONE &&
	       sim_port_is_seen(port) && (!port->told || port->told->lamp);
}

static int lamp_begin(struct sim_port *port, struct sim_told *told,
		      const struct hl_clid *clid)
{
	int r = -EBUSY;

	if (is_resting(port))
		r = hl_announce_open(clid, &port->form, &told->announce);
	if (r < 0)
		return r;
	sim_told_end(port);
	told->lamp = true;
	port->told = told;
	port->reversed = hl_announce_reverses(told->announce);
	message_begin(port);
	return 0;
}

int sim_told_begin(struct sim_port *port, const struct hl_clid *clid)
{
	struct sim_told *told;
	int r;

	if (!clid) {
		if (sim_primary_runs(port))
			port->ring_at = port->card->now;
		sim_primary_cut(port);
		return 0;
	}
	if (port->kind != HL_KIND_STATION)
		return -ENOTSUP;
	if (!clid->lamp && port->ring != HL_RING_NONE)
		return again_begin(port, clid);
	told = calloc(1, sizeof(*told));
	if (!told)
		return -ENOMEM;
	if (clid->lamp)
		r = lamp_begin(port, told, clid);
	else
		r = sim_port_is_live(port) ? whisper_begin(port, told, clid) :
					     announce_arm(port, told, clid);
	if (r < 0)
		free(told);
	return r;
}

static bool sound_is_heard(const struct sim_port *port)
{
	if (port->told->whisper)
		return sim_port_is_live(port);
	if (port->told->asked)
		return port->closed && sim_port_is_seen(port);
	return !port->closed && sim_port_is_seen(port);
}

void sim_told_mix(const struct sim_port *port, uint64_t sample, int32_t *sum,
		  unsigned n)
{
	const struct sim_told *told = port->told;
	uint64_t since;
	unsigned i;

	if (!told || !told->sound || !sound_is_heard(port))
		return;
	since = sample - sim_mix_sample(told->sound_at);
	for (i = 0; i < n && since + i < told->length; i++)
		sum[i] += told->sound[since + i];
}
