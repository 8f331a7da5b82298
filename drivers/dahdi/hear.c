/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hear.c - what the exchange says on a trunk by sound: tones, who calls
 *
 * In:  HL_HEAR_ bits; samples of the channel while they are wanted, from
 *      listen.c; ringing and reversals, for the message of who calls.
 * Out: HL_EVENT_PROGRESS with its evidence, HL_EVENT_CALLER.
 * Not: what a tone is - src/media/progress*.c; a message -
 *      src/media/identify.c; what our music sounds like - music.c.
 *
 * All memory of a trunk is taken when it is opened, so that nothing can fail
 * while a call lasts; what to listen for is made once for all trunks of the
 * card that are alike. A trunk is read only while a detector wants it: 50
 * wake-ups a second, and no station pays anything.
 *
 * While a held trunk hears our music, that comes back from its hybrid. Which
 * samples of it are on the wire is known to some milliseconds (music.c), and
 * stays exact from block to block, because the kernel's one clock carries
 * both; the detector finds the rest. When it is not known so well, or we were
 * late, the trunk is heard without: faint tones are then missed under music,
 * and none is found that is not there.
 */
#include "card.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/identify.h"
#include "holdline/progress.h"
#include "plan.h"

#define BIT(kind) HL_HEAR_BIT(HL_PROGRESS_##kind)

/* Samples that a counted position may differ from an estimated one before it
 * is another one: 6 ms, half of the echo that is learnt (house). */
#define SLIP 48

struct dahdi_ear {
	struct dahdi_plan *plan[DAHDI_TASKS];
	unsigned hears;
	enum dahdi_task task;
	struct hl_progress progress;
	struct hl_progress_echo echo;
	bool held;     /* @pos and @class are right */
	uint32_t class; /* of the music that is heard */
	uint64_t pos;   /* of it, sent with the next block */
	struct hl_heard heard;
	bool found;
	bool identifies;
	struct hl_identify *id;
	hl_usec rest_at; /* the call that was told of is over by then */
	struct hl_identity identity;
	enum hl_identified identified;
};

/* ---- a trunk's ear ------------------------------------------------------- */

static int identify_make(struct dahdi_port *port)
{
	const struct hl_clid_form form = {
		.kind = (enum hl_clid_kind)port->form.kind,
		.variant = (enum hl_clid_variant)port->form.variant,
	};

	if (form.kind == HL_CLID_NONE || port->set.bearer)
		return 0;
	return hl_identify_open(&form, (enum hl_clid_place)port->form.place,
				&port->ear->id);
}

int dahdi_ear_open(struct dahdi_port *port)
{
	unsigned task;

	if (port->kind != HL_KIND_TRUNK)
		return 0;
	port->ear = calloc(1, sizeof(*port->ear));
	if (!port->ear)
		return -ENOMEM;
	/* Settings that make no plan leave the trunk without that ear. */
	for (task = 0; task < DAHDI_TASKS && port->card->zone; task++)
		port->ear->plan[task] = dahdi_plan_get(port->card, &port->set,
						 (enum dahdi_task)task);
	return identify_make(port);
}

void dahdi_ear_close(struct dahdi_port *port)
{
	unsigned task;

	if (!port->ear)
		return;
	for (task = 0; task < DAHDI_TASKS; task++)
		dahdi_plan_put(port->card, port->ear->plan[task]);
	hl_identify_close(port->ear->id);
	free(port->ear);
	port->ear = NULL;
}

static bool identify_wants(const struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	const struct dahdi_ear *ear = port->ear;

	return ear->identifies && !port->loop &&
	       hl_identify_listens(ear->id, host->now(host->ctx));
}

bool dahdi_ear_wants(const struct dahdi_port *port)
{
	return port->ear && (port->ear->hears || identify_wants(port));
}

/* ---- orders ------------------------------------------------------------- */

static enum dahdi_task task_of(const struct dahdi_port *port, unsigned hears)
{
	if (hears & (BIT(RINGING) | BIT(ANSWERED)))
		return DAHDI_BEHIND;
	if (hears & HL_HEAR_SETUP)
		return DAHDI_BEFORE;
	return hears & ~dahdi_release_set(&port->set) ? DAHDI_EVERY : DAHDI_RELEASE;
}

int dahdi_reading_change(struct dahdi_port *port, bool read_before)
{
	int r = 0;

	if (!read_before && dahdi_port_reads(port))
		r = dahdi_unread_drop(port);
	return r < 0 ? r : dahdi_port_watch(port);
}

static void ear_open(struct dahdi_ear *ear, unsigned hears, enum dahdi_task task)
{
	bool same = ear->hears && ear->task == task;

	ear->hears = hears;
	ear->task = task;
	/* Other tones of the same task: what was heard so far counts. */
	if (same || !hears)
		return;
	hl_progress_open(&ear->progress, &ear->plan[task]->plan);
	ear->held = false;
}

int dahdi_hear(struct dahdi_port *port, unsigned hears)
{
	struct dahdi_ear *ear = port->ear;
	bool read_before = dahdi_port_reads(port);
	enum dahdi_task task = task_of(port, hears);
	unsigned old;
	int r;

	if (!(hears & ~HL_HEAR_SETUP))
		hears = 0;
	if (!ear || (hears && !ear->plan[task]))
		return hears ? -ENOTSUP : 0;
	if (ear->hears == hears)
		return 0;

	old = ear->hears;
	ear->found = false;
	ear_open(ear, hears, task);
	r = dahdi_reading_change(port, read_before);
	/* Nothing was listened for before that could go on. */
	if (r < 0)
		ear->hears = old && task_of(port, old) == task ? old : 0;
	return r;
}

int dahdi_identify(struct dahdi_port *port, bool on)
{
	struct dahdi_ear *ear = port->ear;
	bool read_before = dahdi_port_reads(port);
	int r;

	if (!ear || !ear->id)
		return on ? -ENOTSUP : 0;
	if (ear->identifies == on)
		return 0;
	ear->identifies = on;
	r = dahdi_reading_change(port, read_before);
	if (r < 0)
		ear->identifies = !on;
	return r;
}

/* ---- ringing and reversals ---------------------------------------------- */

/* What belongs to a call is told within a few seconds of each other. */
static void call_goes_on(struct dahdi_ear *ear, hl_usec now)
{
	if (now >= ear->rest_at)
		hl_identify_clear(ear->id);
	ear->rest_at = now + HL_MS(DAHDI_RUNG_MS);
}

void dahdi_ear_ring(struct dahdi_port *port, bool on)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_ear *ear = port->ear;
	hl_usec now = host->now(host->ctx);
	bool read_before;

	if (!ear || !ear->id)
		return;
	read_before = dahdi_port_reads(port);
	call_goes_on(ear, now);
	ear->identified = hl_identify_ring(ear->id, on, now, &ear->identity);
	dahdi_reading_change(port, read_before);
}

void dahdi_ear_reversal(struct dahdi_port *port)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_ear *ear = port->ear;
	bool read_before;

	if (!ear || !ear->id || port->loop)
		return;
	read_before = dahdi_port_reads(port);
	call_goes_on(ear, host->now(host->ctx));
	hl_identify_reversal(ear->id, host->now(host->ctx));
	dahdi_reading_change(port, read_before);
}

void dahdi_ear_rest(struct dahdi_port *port)
{
	struct dahdi_ear *ear = port->ear;

	if (!ear || !ear->id)
		return;
	hl_identify_clear(ear->id);
	ear->identified = HL_IDENTIFIED_NOTHING;
	ear->rest_at = 0;
}

void dahdi_ear_idle(struct dahdi_port *port, hl_usec now)
{
	struct dahdi_ear *ear = port->ear;
	bool read_before;

	if (!ear || !ear->rest_at || now < ear->rest_at)
		return;
	read_before = dahdi_port_reads(port);
	dahdi_ear_rest(port);
	dahdi_reading_change(port, read_before);
}

/* ---- samples ------------------------------------------------------------ */

/*
 * Which samples of the music were sent while this block came in; false: not
 * known. Only a block that was waited for tells where it belongs; those after
 * it are counted.
 */
static bool sent_read(struct dahdi_port *port, unsigned n, int16_t *ret)
{
	struct dahdi_card *card = port->card;
	const struct hl_host *host = &card->host;
	struct dahdi_ear *ear = port->ear;
	uint32_t class = port->wire.ref;
	uint64_t pos;

	ear->held = ear->held && port->wire.kind == HL_WIRE_MUSIC &&
		    ear->class == class;
	if (port->wire.kind != HL_WIRE_MUSIC)
		return false;
	if (host->awake(host->ctx) == host->now(host->ctx) &&
	    dahdi_music_at(card, class, host->now(host->ctx), &pos) &&
	    pos >= n) {
		pos -= n;
		if (!ear->held || pos + SLIP < ear->pos ||
		    pos > ear->pos + SLIP) {
			hl_progress_echo_open(&ear->echo);
			ear->held = true;
			ear->class = class;
			ear->pos = pos;
		}
	}
	if (!ear->held)
		return false;
	dahdi_music_samples(card, class, ear->pos, ret, n);
	ear->pos += n;
	return true;
}

static void progress_put(struct dahdi_port *port, const int16_t *in,
			 unsigned n)
{
	struct dahdi_ear *ear = port->ear;
	struct hl_progress_find find;
	enum hl_progress_kind kind;
	int16_t sent[DAHDI_BLOCK];

	if (sent_read(port, n, sent))
		kind = hl_progress_put_held(&ear->progress, &ear->echo, sent,
					    in, n, &find);
	else
		kind = hl_progress_put(&ear->progress, in, n, &find);
	if (kind == HL_PROGRESS_NONE || !(ear->hears & HL_HEAR_BIT(kind)))
		return;
	hl_progress_heard(&find, &ear->heard);
	ear->found = true;
}

void dahdi_ear_put(struct dahdi_port *port, const int16_t *in, unsigned n)
{
	const struct hl_host *host = &port->card->host;
	struct dahdi_ear *ear = port->ear;

	if (!ear)
		return;
	if (ear->hears)
		progress_put(port, in, n);
	if (!ear->identifies)
		return;
	/* The time for a message ends by itself, and with it the reading. */
	if (identify_wants(port))
		ear->identified = hl_identify_put(ear->id, in, n,
						  host->now(host->ctx),
						  &ear->identity);
	if (!identify_wants(port))
		dahdi_port_watch(port);
}

/* ---- reports ------------------------------------------------------------ */

static void caller_fill(const struct hl_clid *clid, struct hl_event *event)
{
	if (clid->number_absent == HL_CLID_ABSENT_WITHHELD)
		event->value = 1;
	else if (clid->number_absent == HL_CLID_ABSENT_UNAVAILABLE)
		event->value = 2;
	memcpy(event->number, clid->number,
	       strnlen(clid->number, sizeof(event->number) - 1));
	memcpy(event->name, clid->name,
	       strnlen(clid->name, sizeof(event->name) - 1));
}

/* A message that cannot be read says that there was one. */
static bool caller_make(struct dahdi_port *port, struct hl_event *event)
{
	struct dahdi_ear *ear = port->ear;
	enum hl_identified what = ear->identified;

	ear->identified = HL_IDENTIFIED_NOTHING;
	dahdi_event_init(port, HL_EVENT_CALLER, event);
	if (!ear->identifies)
		return false;
	/* Without a ring it was noise, for all that is known. */
	if (what == HL_IDENTIFIED_GARBLED && dahdi_port_is_rung(port)) {
		event->value = 2;
		event->error = -EBADMSG;
		event->which = (uint8_t)ear->identity.damage;
		return true;
	}
	if (what != HL_IDENTIFIED_CALLER ||
	    ear->identity.clid.lamp != HL_CLID_LAMP_UNKNOWN)
		return false;
	caller_fill(&ear->identity.clid, event);
	return true;
}

void dahdi_ear_tell(struct dahdi_port *port)
{
	struct dahdi_card *card = port->card;
	const struct hl_host *host = &card->host;
	hl_line line = port->line;
	uint32_t serial = port->serial;
	struct dahdi_ear *ear = port->ear;
	struct hl_event event;

	if (!ear)
		return;
	if (ear->found) {
		dahdi_event_init(port, HL_EVENT_PROGRESS, &event);
		event.heard = ear->heard;
		ear->found = false;
		host->event(host->ctx, &event);
		if (!dahdi_port_is(card, line, serial))
			return;
	}
	if (ear->identified != HL_IDENTIFIED_NOTHING &&
	    caller_make(port, &event))
		host->event(host->ctx, &event);
}
