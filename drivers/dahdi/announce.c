/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * announce.c - a telephone is told who calls
 *
 * In:  a caller; ring, burst, lift and hang-up of the line; time.
 * Out: samples written at their place, the ring that waits for them; on-hook
 *      transmission and polarity, where the card has them.
 * Not: what is told, and where - src/media/announce.c; the steps of a
 *      telephone in a call - whisper.c, and of one that answers to be told -
 *      primary.c, which share the writing here.
 *
 * The kernel rings by itself, and the cadence has a pause with room for the
 * message: at the RINGEROFF before that pause we write it, silence first. The
 * rest of the ringing needs nobody. Where the message comes before the
 * ringing, the ring order waits for it here.
 *
 * A sound that a late wake-up has torn is not gone on with: half a message is
 * noise to a display, and none is what it shows anyway.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>

#include <dahdi/user.h>

#include "holdline/synth.h"

/* [ms] the queue of 640 ms is filled up so often (house). */
#define REFILL_MS 100

/* [ms] a line that has just been let go of does not ring yet (house). */
#define RETRY_MS 50

/* enum dahdi_txsig of the kernel: a battery drop */
#define TXSIG_KEWL 3

static hl_usec sound_us(uint64_t samples)
{
	return samples * 1000 / (HL_RATE_HZ / 1000);
}

/* ---- writing ------------------------------------------------------------ */

void dahdi_told_say(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_told *told = port->told;

	told->begun = now;
	told->due = now;
	told->written = 0;
	told->pending = 0;
	told->all = false;
	told->torn = false;
}

static unsigned sound_read(struct dahdi_port *port, int16_t *out)
{
	const struct dahdi_told *told = port->told;

	return told->whisper ? hl_whisper_read(told->whisper, port->card->zone,
					       out, DAHDI_BLOCK) :
			       hl_announce_read(told->announce, out,
						DAHDI_BLOCK);
}

/* 1: a block was taken, 0: no more now, or an error. */
static int block_write(struct dahdi_port *port)
{
	const struct dahdi_sys *sys = port->card->sys;
	struct dahdi_told *told = port->told;
	ssize_t r;

	if (!told->pending)
		told->pending = sound_read(port, told->block);
	if (!told->pending) {
		told->all = true;
		return 0;
	}

	r = sys->write(sys->ctx, port->fd, told->block,
		       told->pending * sizeof(told->block[0]));
	if (r == -EAGAIN)
		return 0;
	if (r < 0)
		return (int)r;
	port->queued = true;
	told->written += told->pending;
	told->pending = 0;
	return 1;
}

static bool is_torn(const struct dahdi_told *told, hl_usec now)
{
	return told->written && now > told->begun + sound_us(told->written);
}

int dahdi_told_fill(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_told *told = port->told;
	int r = 1;

	if (!told->all && is_torn(told, now)) {
		told->all = true;
		told->torn = true;
	}
	while (r == 1 && !told->all)
		r = block_write(port);

	told->due = now + HL_MS(REFILL_MS);
	if (r == -ELAST)
		told->due = now;
	else if (r < 0)
		told->all = told->torn = true;
	return r;
}

/* ---- beginning and end -------------------------------------------------- */

void dahdi_polarity_set(struct dahdi_port *port, bool reversed)
{
	if (port->reversed == reversed)
		return;
	/* A card without it: the telephone has the alert, or nothing. */
	if (dahdi_ask_int(port->card, port->fd, DAHDI_SETPOLARITY,
			  reversed) == 0 ||
	    !reversed)
		port->reversed = reversed;
}

void dahdi_polarity_right(struct dahdi_port *port)
{
	dahdi_polarity_set(port, false);
}

void dahdi_told_free(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;

	port->told = NULL;
	if (!told)
		return;
	hl_announce_close(told->announce);
	hl_announce_close(told->again);
	hl_whisper_close(told->whisper);
	free(told);
}

void dahdi_told_end(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;

	if (!told)
		return;
	if (told->whisper) {
		dahdi_whisper_end(port);
		return;
	}
	if (told->step == TOLD_ASKED)
		dahdi_primary_end(port);
	if (told->step == TOLD_BEFORE || told->step == TOLD_SPEAKING ||
	    told->step == TOLD_MESSAGE)
		dahdi_tone_forget(port);
	if (told->step == TOLD_MESSAGE)
		dahdi_polarity_set(port, false);
	dahdi_told_free(port);
}

static int announce_make(struct dahdi_port *port, const struct hl_clid *clid,
			 enum dahdi_told_step step, struct dahdi_told **ret)
{
	struct dahdi_told *told = calloc(1, sizeof(*told));
	int r;

	if (!told)
		return -ENOMEM;
	r = hl_announce_open(clid, &port->form, &told->announce);
	if (r < 0) {
		free(told);
		return r;
	}
	told->step = (uint8_t)step;
	told->due = HL_NEVER;
	*ret = told;
	return 0;
}

/* Nothing is heard without battery. */
static int battery_check(const struct dahdi_port *port)
{
	struct dahdi_params params;
	int r = dahdi_port_params(port, &params);

	return r == 0 && params.txhooksig == TXSIG_KEWL ? -EBUSY : r;
}

/* A receiver that was lifted just now is seen by looking. */
static int rest_check(const struct dahdi_port *port)
{
	struct hl_truth truth;
	int r;

	if (port->loop || port->ring != HL_RING_NONE ||
	    (port->told && port->told->step != TOLD_MESSAGE))
		return -EBUSY;
	r = dahdi_port_truth(port, &truth);
	if (r < 0)
		return r;
	return truth.closed ? -EBUSY : battery_check(port);
}

static void message_begin(struct dahdi_port *port);

static int message_say(struct dahdi_port *port, const struct hl_clid *clid)
{
	struct dahdi_told *told;
	int r = rest_check(port);

	if (r < 0)
		return r;
	r = announce_make(port, clid, TOLD_MESSAGE, &told);
	if (r < 0)
		return r;
	dahdi_told_end(port);
	port->told = told;
	dahdi_polarity_set(port, hl_announce_reverses(told->announce));
	message_begin(port);
	return 0;
}

/* The ringing that waited for the message waits no more. */
static void ring_unwait(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_told *told = port->told;

	told->step = TOLD_BEFORE;
	told->all = true;
	told->begun = 0;
	told->rest = 0;
	told->due = host->now(host->ctx);
}

static void told_no_more(struct dahdi_port *port)
{
	const struct dahdi_told *told = port->told;

	if (port->ring == HL_RING_NONE || !told ||
	    (told->step != TOLD_BEFORE && told->step != TOLD_PAUSE &&
	     told->step != TOLD_ASKED)) {
		dahdi_told_end(port);
		return;
	}
	if (told->step == TOLD_ASKED)
		dahdi_primary_end(port);
	dahdi_tone_forget(port);
	ring_unwait(port);
}

/*
 * It rings already. What is begun is said to its end; one burst is no time for
 * two messages.
 */
static int again_arm(struct dahdi_port *port, const struct hl_clid *clid)
{
	const struct hl_zone *zone = port->card->zone;
	struct dahdi_told *told;
	int r;

	if (!zone || zone->ring[port->ring].once)
		return 0;
	r = announce_make(port, clid, TOLD_AGAIN, &told);
	if (r < 0)
		return r;
	if (port->told && port->told->step != TOLD_RINGING &&
	    port->told->step != TOLD_AGAIN) {
		hl_announce_close(port->told->again);
		port->told->again = told->announce;
		free(told);
		return 0;
	}
	dahdi_told_free(port);
	port->told = told;
	return 0;
}

int dahdi_announce(struct dahdi_port *port, const struct hl_clid *clid)
{
	struct dahdi_told *told;
	int r;

	if (port->kind != HL_KIND_STATION)
		return clid ? -ENOTSUP : 0;
	if (!clid) {
		told_no_more(port);
		return 0;
	}
	if (clid->lamp)
		return message_say(port, clid);
	if (port->loop)
		return dahdi_whisper(port, clid);
	if (port->ring != HL_RING_NONE)
		return again_arm(port, clid);

	r = announce_make(port, clid, TOLD_ARMED, &told);
	if (r < 0)
		return r;
	dahdi_told_end(port);
	dahdi_told_free(port);
	port->told = told;
	return 0;
}

/* ---- its place in the ringing ------------------------------------------- */

/* Many cards let sound through to a telephone on the hook for a while only
 * when they are asked; others always do, or have no such request. */
static void transfer_ask(struct dahdi_port *port)
{
	unsigned length = hl_announce_length(port->told->announce);

	dahdi_ask_int(port->card, port->fd, DAHDI_ONHOOKTRANSFER,
		      (int)(sound_us(length) / HL_MS(1)) +
			      HL_ANNOUNCE_LATE_MS);
}

static void message_begin(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;

	transfer_ask(port);
	dahdi_told_say(port, host->now(host->ctx));
	dahdi_told_fill(port, port->told->begun);
}

bool dahdi_told_is_armed(const struct dahdi_port *port)
{
	return port->told && port->told->step == TOLD_ARMED;
}

unsigned dahdi_told_plan(struct dahdi_port *port,
			 const struct hl_ring_plan *plan,
			 struct hl_ring_plan *ret)
{
	struct dahdi_told *told = port->told;

	told->bursts = 0;
	if (!hl_announce_is_asked(told->announce))
		told->bursts = hl_announce_ring(told->announce, plan, ret);
	if (told->bursts)
		told->pause = ret->step_ms[2 * told->bursts - 1];
	return told->bursts;
}

void dahdi_told_rings(struct dahdi_port *port)
{
	port->told->step = TOLD_RINGING;
	port->told->due = HL_NEVER;
}

int dahdi_told_first(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;
	int r = battery_check(port);

	if (r < 0)
		return r;
	if (hl_announce_is_asked(told->announce))
		return dahdi_primary_begin(port);

	told->step = TOLD_BEFORE;
	dahdi_polarity_set(port, hl_announce_reverses(told->announce));
	message_begin(port);
	return 0;
}

static void again_take(struct dahdi_told *told)
{
	if (!told->again)
		return;
	hl_announce_close(told->announce);
	told->announce = told->again;
	told->again = NULL;
}

bool dahdi_told_next(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;

	if (!told->again)
		return false;
	again_take(told);
	told->step = TOLD_AGAIN;
	told->due = HL_NEVER;
	return true;
}

/* A burst is over: the ringing is taken off until the telephone is told. */
static void again_say(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	const struct hl_zone *zone = port->card->zone;
	struct dahdi_told *told = port->told;
	hl_usec now = host->now(host->ctx);
	hl_msec rest;
	hl_msec wait;

	if (dahdi_ring_pause(port) < 0) {
		dahdi_told_free(port);
		return;
	}
	wait = hl_announce_again(told->announce, &zone->ring[port->ring],
				 &rest);
	told->rest = now + HL_MS(rest);
	told->step = wait ? TOLD_PAUSE : TOLD_BEFORE;
	if (wait)
		told->due = now + HL_MS(wait);
	else
		message_begin(port);
}

/* The burst ended at some moment since we were last awake. */
bool dahdi_told_burst(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_told *told = port->told;
	hl_usec late;
	hl_usec needs;

	if (told && told->step == TOLD_AGAIN)
		again_say(port);
	told = port->told;
	if (!told || told->step != TOLD_RINGING || --told->bursts)
		return false;

	late = host->now(host->ctx) - host->awake(host->ctx);
	needs = sound_us(hl_announce_length(told->announce)) +
		HL_MS(hl_announce_gap_ms(told->announce));
	if (late + needs > HL_MS(told->pause)) {
		dahdi_told_free(port);
		return false;
	}
	told->step = TOLD_SPEAKING;
	message_begin(port);
	return true;
}

/* Answered: nothing of the message may reach the talk. */
void dahdi_told_lifted(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;

	if (!told || told->whisper || told->step == TOLD_ARMED)
		return;
	if (told->step == TOLD_BEFORE || told->step == TOLD_PAUSE) {
		dahdi_tone_forget(port);
		told->step = TOLD_LIFTED;
		told->due = HL_NEVER;
		return;
	}
	dahdi_told_end(port);
}

/* A lift that nobody answered was none: the ring is still wanted. */
void dahdi_told_down(struct dahdi_port *port)
{
	struct dahdi_told *told = port->told;

	if (!told)
		return;
	if (told->whisper)
		dahdi_told_end(port);
	else if (told->step == TOLD_LIFTED)
		ring_unwait(port);
}

/* ---- time --------------------------------------------------------------- */

static void report(const struct dahdi_port *port, struct hl_event *event)
{
	const struct hl_host *host = &port->card->host;

	event->line = port->line;
	event->at.latest = host->now(host->ctx);
	event->at.earliest = event->at.latest;
	host->event(host->ctx, event);
}

void dahdi_told_fail(struct dahdi_port *port, int error)
{
	struct hl_event event = { .kind = HL_EVENT_FAILED, .error = error };

	dahdi_told_free(port);
	report(port, &event);
}

/* The port may be gone afterwards. */
static void message_end(struct dahdi_port *port)
{
	struct hl_event event = { .kind = HL_EVENT_TOLD,
				  .closed = !port->told->torn };

	dahdi_polarity_set(port, false);
	dahdi_told_free(port);
	report(port, &event);
}

/* The message is over: now the telephone rings. */
void dahdi_told_ring(struct dahdi_port *port, hl_usec now)
{
	int r = dahdi_ring_begin(port);

	if (r == -EBUSY) {
		port->told->due = now + HL_MS(RETRY_MS);
		return;
	}
	if (r < 0)
		dahdi_told_fail(port, r);
	else if (!dahdi_told_next(port))
		dahdi_told_free(port);
}

/* The telephone is told anew, of whoever it is now. */
static void pause_end(struct dahdi_port *port, hl_usec now)
{
	int r;

	again_take(port->told);
	r = dahdi_ring_anew(port);
	if (r == -EBUSY && port->told)
		port->told->due = now + HL_MS(RETRY_MS);
	else if (r < 0)
		dahdi_told_fail(port, r);
}

static void message_run(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_told *told = port->told;
	hl_usec end = told->begun + sound_us(hl_announce_length(
					    told->announce));

	if (told->step == TOLD_BEFORE)
		end += HL_MS(hl_announce_gap_ms(told->announce));
	if (told->step == TOLD_BEFORE && end < told->rest)
		end = told->rest;
	if (!told->all)
		return;
	if (now < end)
		told->due = end;
	else if (told->step == TOLD_MESSAGE)
		message_end(port);
	else if (told->step == TOLD_BEFORE)
		dahdi_told_ring(port, now);
	else
		dahdi_told_said(port);
}

void dahdi_told_run(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_card *card = port->card;
	hl_line line = port->line;
	uint32_t serial = port->serial;

	if (port->told->whisper) {
		dahdi_whisper_run(port, now);
		return;
	}
	if (port->told->step == TOLD_PAUSE) {
		pause_end(port, now);
		return;
	}
	if (port->told->step == TOLD_ASKED) {
		dahdi_primary_run(port, now);
		return;
	}
	if (dahdi_told_fill(port, now) == -ELAST) {
		/* What is told of may end the port, or the telling. */
		dahdi_events(port);
		if (!dahdi_port_is(card, line, serial) || !port->told ||
		    port->told->whisper || port->told->due == HL_NEVER)
			return;
		dahdi_told_fill(port, now);
	}
	message_run(port, now);
}
