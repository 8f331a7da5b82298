/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * whisper.c - a telephone in a call is told who waits
 *
 * In:  a caller; the telephone's answer; time.
 * Out: samples step by step; the talk cut off for as long, and joined again.
 * Not: the steps - src/media/clid_wait.c; the sounds - src/media/whisper.c;
 *      writing them - announce.c.
 *
 * While it lasts the line is wired to nobody, and its partner neither: what is
 * whispered is for the telephone alone, and its answer is not for the partner.
 * Whatever else happens to the line - a new wire, another tone, hanging up -
 * ends it, and the talk is joined again first.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#include <dahdi/user.h>

/* [ms] a wire that the kernel refused is asked for again (house). */
#define RETRY_MS 50

static hl_usec now_of(const struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	return host->now(host->ctx);
}

static bool is_whispering(const struct dahdi_port *port)
{
	return port && port->told && port->told->whisper;
}

/* Its talk is cut off already, for the other's sake. */
static bool is_partner(const struct dahdi_port *port)
{
	const struct dahdi_card *card = port->card;
	unsigned i;

	for (i = 0; i < card->lines; i++)
		if (is_whispering(card->ports[i]) &&
		    card->ports[i]->told->wire.kind == HL_WIRE_PAIR &&
		    card->ports[i]->told->wire.ref == port->line)
			return true;
	return false;
}

/* ---- the end ------------------------------------------------------------ */

/* Answers whether the talk is as it was. */
static bool talk_join(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;
	int r = dahdi_unmute(port, &told->wire);

	if (r == 0 || r == -ENODEV)
		return true;
	told->step = TOLD_UNMUTE;
	told->due = now_of(port) + HL_MS(RETRY_MS);
	return false;
}

static void whisper_leave(struct dahdi_port *port)
{
	enum hl_tone tone = (enum hl_tone)port->told->tone;
	hl_usec since = port->told->tone_at;

	dahdi_told_free(port);
	dahdi_port_watch(port);
	dahdi_tone_resume(port, tone, since);
}

void dahdi_whisper_end(struct dahdi_port *port)
{
	dahdi_tone_forget(port);
	if (talk_join(port))
		whisper_leave(port);
}

void dahdi_whisper_cut(struct dahdi_port *port)
{
	unsigned i;

	for (i = 0; i < port->card->lines; i++) {
		struct dahdi_port *other = port->card->ports[i];

		if (!is_whispering(other) ||
		    (other != port &&
		     (other->told->wire.kind != HL_WIRE_PAIR ||
		      other->told->wire.ref != port->line)))
			continue;
		dahdi_whisper_end(other);
		/* What could not be joined is about to be wired anew. */
		if (other->told)
			whisper_leave(other);
	}
}

void dahdi_whisper_forget(struct dahdi_port *port)
{
	static const struct hl_wire quiet = { .kind = HL_WIRE_QUIET };
	unsigned i;

	for (i = 0; i < port->card->lines; i++) {
		struct dahdi_port *other = port->card->ports[i];

		if (is_whispering(other) &&
		    other->told->wire.kind == HL_WIRE_PAIR &&
		    other->told->wire.ref == port->line)
			other->told->wire = quiet;
	}
}

/* ---- the steps ---------------------------------------------------------- */

static void step_enter(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_told *told = port->told;
	enum hl_cwid_play play = hl_whisper_play(told->whisper);

	/* The tone that sounds already is not played a second time. */
	if (play == HL_CWID_PLAY_TONE && port->tone == HL_TONE_WAITING)
		return;
	dahdi_tone_forget(port);
	if (hl_whisper_awaits(told->whisper) && play == HL_CWID_PLAY_CAS)
		dahdi_listen_begin(port);
	dahdi_port_watch(port);
	dahdi_told_say(port, now);
	dahdi_told_fill(port, now);
}

static void due_set(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;
	hl_usec due = hl_whisper_due(told->whisper);

	if (told->all || told->due > due)
		told->due = due;
}

void dahdi_whisper_run(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_card *card = port->card;
	struct dahdi_told *told = port->told;
	hl_line line = port->line;
	uint32_t serial = port->serial;

	if (told->step == TOLD_UNMUTE) {
		if (talk_join(port))
			whisper_leave(port);
		return;
	}
	if (hl_whisper_time(told->whisper, now)) {
		if (hl_whisper_is_over(told->whisper)) {
			dahdi_whisper_end(port);
			return;
		}
		step_enter(port, now);
	}
	if (dahdi_told_fill(port, now) == -ELAST) {
		dahdi_events(port);
		if (!dahdi_port_is(card, line, serial) || !is_whispering(port))
			return;
		dahdi_told_fill(port, now);
	}
	due_set(port);
}

bool dahdi_whisper_listens(const struct dahdi_port *port)
{
	return is_whispering(port) && port->told->step == TOLD_WHISPER &&
	       hl_whisper_awaits(port->told->whisper);
}

bool dahdi_whisper_digit(struct dahdi_port *port, char digit)
{
	hl_usec now = now_of(port);

	if (!dahdi_whisper_listens(port) ||
	    !hl_whisper_digit(port->told->whisper, digit, now))
		return false;
	step_enter(port, now);
	due_set(port);
	return true;
}

bool dahdi_whisper_tone(struct dahdi_port *port, enum hl_tone tone)
{
	struct dahdi_told *told = port->told;

	if (!is_whispering(port) || told->step != TOLD_WHISPER)
		return false;
	told->tone = HL_TONE_NONE;
	if (tone != HL_TONE_NONE && tone != HL_TONE_WAITING) {
		dahdi_whisper_end(port);
		return false;
	}
	told->tone = (uint8_t)tone;
	told->tone_at = now_of(port);
	return true;
}

/* ---- the beginning ------------------------------------------------------ */

/* [ms] of the call waiting tone that are yet to be heard */
static hl_msec tone_left(const struct dahdi_port *port, hl_usec now)
{
	hl_usec all = hl_cwid_plan(HL_CLID_BELLCORE)->tone_ms;
	hl_usec heard = (now - port->tone_at) / HL_MS(1);

	if (port->tone != HL_TONE_WAITING)
		return (hl_msec)all;
	return heard < all ? (hl_msec)(all - heard) : 0;
}

static int told_make(struct dahdi_port *port, const struct hl_clid *clid,
		     hl_usec now, struct dahdi_told **ret)
{
	struct dahdi_told *told = calloc(1, sizeof(*told));
	int r;

	if (!told)
		return -ENOMEM;
	r = hl_whisper_open(clid, &port->form, tone_left(port, now), now,
			    &told->whisper);
	if (r == 0)
		r = dahdi_mute(port, &told->wire);
	if (r < 0) {
		hl_whisper_close(told->whisper);
		free(told);
		return r;
	}
	told->step = TOLD_WHISPER;
	told->all = true;
	told->due = now;
	told->tone = port->tone;
	told->tone_at = port->tone_at;
	*ret = told;
	return 0;
}

int dahdi_whisper(struct dahdi_port *port, const struct hl_clid *clid)
{
	hl_usec now = now_of(port);
	struct dahdi_told *told;
	int r;

	if (is_partner(port))
		return -EBUSY;
	/* The former is over, and the talk joined, before the next. */
	dahdi_told_end(port);
	if (port->told)
		return -EBUSY;

	r = told_make(port, clid, now, &told);
	if (r < 0)
		return r;
	port->told = told;
	step_enter(port, now);
	due_set(port);
	return 0;
}
