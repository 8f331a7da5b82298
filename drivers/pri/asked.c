/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asked.c - what the engine wants of a line, as messages on the D-channel
 *
 * In:  operations of the engine.
 * Out: operations of the link; a refusal that waits for the next wake-up.
 * Not: what the link reports - told.c.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

#include "holdline/call.h"
#include "holdline/clid.h"

static struct pri_line *line_find(struct pri_card *card, hl_line line)
{
	return line < HL_LINES_MAX ? card->line[line] : NULL;
}

/* ---- making calls ------------------------------------------------------- */

static int setup_send(struct pri_line *line, struct link_setup *setup)
{
	struct link *link = line->span->link;
	int r = link_setup(link, setup, &line->call);

	/* The channel of its port is not free yet: any other. */
	if (r == -EBUSY && setup->channel) {
		setup->channel = 0;
		r = link_setup(link, setup, &line->call);
	}
	return r;
}

static int call_make(struct pri_line *line, const char *number, bool complete)
{
	struct pri_span *span = line->span;
	struct link_setup setup = {
		.complete = complete || !span->set.overlap,
		.bearer = LINK_BEARER_SPEECH,
		.channel = span_slot(span, line->port),
		.calling = line->who,
	};
	struct link_look look;
	int r;

	strncpy(setup.called, number, sizeof(setup.called) - 1);
	r = setup_send(line, &setup);
	if (r < 0) {
		line->call = LINK_NO_CALL;
		return r;
	}
	line->ours = true;
	line->complete = setup.complete;
	link_look(span->link, line->call, &look);
	r = span_line_take(line, look.channel);
	if (r < 0) {
		link_release(span->link, line->call, ISDN_CAUSE_TEMPORARY);
		span_line_leave(line);
		return r;
	}
	span_line_way(line, true);
	return 0;
}

int span_dial(void *ctx, hl_line index, const char *number, bool complete)
{
	struct pri_card *card = ctx;
	struct pri_line *line = line_find(card, index);
	int r = 0;

	if (!line)
		return -ENOENT;
	if (line->call && (!line->ours || line->complete))
		return -EBUSY;
	if (!line->call)
		r = call_make(line, number, complete);
	else if (*number)
		r = link_digits(line->span->link, line->call, number);
	if (r == 0)
		line->complete = line->complete || complete;
	span_wake(card);
	return r;
}

/* ---- answering and ending ----------------------------------------------- */

static int answer(struct pri_line *line)
{
	struct link_look look;
	int r;

	if (!line->call || line->ours)
		return 0;
	if (link_look(line->span->link, line->call, &look) < 0 ||
	    look.state >= LINK_ST_ANSWERED)
		return 0;
	r = link_answer(line->span->link, line->call,
			line->who.number[0] ? &line->who : NULL);
	if (r == 0)
		span_line_way(line, true);
	return r;
}

/* The two calls of a JOIN end because they are joined: that is the answer. */
static void join_answer(struct pri_line *line)
{
	struct pri_span *span = line->span;

	for (unsigned i = 0; i < span->lines; i++) {
		struct pri_line *asked = &span->line[i];

		if (asked->line == HL_NO_LINE || asked->join == HL_NO_LINE ||
		    (asked != line && asked->join != line->line))
			continue;
		if (asked->invoke >= 0)
			link_transfer_answer(span->link, asked->call,
					     asked->invoke, true);
		asked->join = HL_NO_LINE;
		asked->due = HL_NEVER;
	}
}

void span_end(struct pri_line *line)
{
	if (!line->call)
		return;
	join_answer(line);
	link_release(line->span->link, line->call,
		     (int)isdn_mode_cause(1u << line->cause));
	span_line_leave(line);
}

int span_loop(void *ctx, hl_line index, bool closed)
{
	struct pri_card *card = ctx;
	struct pri_line *line = line_find(card, index);
	int r = 0;

	if (!line)
		return -ENOENT;
	line->loop = closed;
	if (closed)
		r = answer(line);
	else
		span_end(line);
	span_wake(card);
	return r;
}

/* A call of which nothing was said is refused by the reason alone. */
int span_cause(struct pri_line *line, unsigned cause)
{
	line->cause = (uint8_t)(cause < 32 ? cause : 0);
	if (cause && line->call && !line->ours && !line->loop &&
	    line->stage == HL_REACH_NONE)
		span_end(line);
	return 0;
}

int span_stage(struct pri_line *line, unsigned stage)
{
	struct link *link = line->span->link;
	int r = 0;

	line->stage = (uint8_t)stage;
	if (!line->call || line->ours)
		return 0;
	switch (stage) {
	case HL_REACH_NONE:
		if (!line->loop)
			span_end(line);
		break;
	case HL_REACH_TAKEN:
		r = link_proceeding(link, line->call, false);
		break;
	case HL_REACH_ALERTING:
		r = link_alerting(link, line->call, false);
		break;
	case HL_REACH_CONNECTED:
		r = answer(line);
		break;
	default:
		return -EINVAL;
	}
	/* It went further already, or is clearing. */
	return r == -EPROTO || r == -ENOENT ? 0 : r;
}

/* ---- holding ------------------------------------------------------------ */

void span_refuse(struct pri_line *line, int error)
{
	line->refused = error;
}

static int retrieve(struct pri_line *line)
{
	struct link *link = line->span->link;
	unsigned slot = span_slot(line->span, line->port);
	int r = link_retrieve(link, line->call, slot);

	return r == -EBUSY && slot ? link_retrieve(link, line->call, 0) : r;
}

/* While an answer is awaited nothing is asked: told.c asks again. */
int span_hold(struct pri_line *line, unsigned on)
{
	struct link_look look;
	int r = 0;

	line->asked = on;
	if (!line->call ||
	    link_look(line->span->link, line->call, &look) < 0)
		return 0;
	if (on && look.phase == LINK_PH_NONE)
		r = link_hold(line->span->link, line->call);
	else if (!on && look.phase == LINK_PH_HELD)
		r = retrieve(line);
	if (r < 0)
		span_refuse(line, r);
	return 0;
}

static bool is_active(const struct pri_line *line)
{
	struct link_look look;

	return line->call &&
	       link_look(line->span->link, line->call, &look) == 0 &&
	       look.state == LINK_ST_ACTIVE && look.phase == LINK_PH_NONE;
}

/* Music means that the party is held here: it is told so, once. */
static void notify(struct pri_line *line, enum hl_wire_kind kind)
{
	bool held = kind == HL_WIRE_MUSIC;

	if (!line->span->set.notify || line->notified == held ||
	    (!held && kind == HL_WIRE_QUIET) || !is_active(line))
		return;
	if (link_notify(line->span->link, line->call,
			held ? LINK_NOTICE_REMOTE_HOLD
			     : LINK_NOTICE_REMOTE_BACK) == 0)
		line->notified = held;
}

/* Two calls of one link are connected here: the far end can do it better. */
static void transfer(struct pri_line *line, hl_line with)
{
	struct pri_line *other = line_find(line->span->card, with);

	if (line->span->set.transfer != HL_SPAN_TRANSFER_EXPLICIT || !other ||
	    other->span != line->span || !is_active(line) || !is_active(other))
		return;
	link_transfer(line->span->link, line->call, other->call);
}

int span_patch(void *ctx, const struct hl_move *moves, unsigned n,
	      unsigned *done)
{
	struct pri_card *card = ctx;

	for (unsigned i = 0; i < n; i++) {
		const struct hl_wire *wire = &moves[i].wire;
		struct pri_line *line = line_find(card, moves[i].line);

		if (!line)
			continue;
		notify(line, (enum hl_wire_kind)wire->kind);
		/* Both sides of a pair are in the list: once is enough. */
		if (wire->kind == HL_WIRE_PAIR && wire->ref > line->line)
			transfer(line, (hl_line)wire->ref);
	}
	*done = n;
	span_wake(card);
	return 0;
}

/* ---- who is at our end -------------------------------------------------- */

static enum link_show show_of(enum hl_clid_absent absent)
{
	if (absent == HL_CLID_ABSENT_WITHHELD)
		return LINK_SHOW_RESTRICTED;
	return absent ? LINK_SHOW_UNAVAILABLE : LINK_SHOW_ALLOWED;
}

static void party_make(const struct hl_clid *clid, struct link_party *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->show = LINK_SHOW_UNAVAILABLE;
	ret->show_name = LINK_SHOW_UNAVAILABLE;
	if (!clid)
		return;
	ret->show = show_of(clid->number_absent);
	ret->show_name = show_of(clid->name_absent);
	strncpy(ret->number, clid->number, sizeof(ret->number) - 1);
	strncpy(ret->name, clid->name, sizeof(ret->name) - 1);
}

int span_announce(void *ctx, hl_line index, const struct hl_clid *clid)
{
	struct pri_card *card = ctx;
	struct pri_line *line = line_find(card, index);
	struct link_party who;

	if (!line)
		return -ENOENT;
	/* Nobody at the moment: the far end keeps whom it knows. */
	if (!clid && line->call)
		return 0;
	party_make(clid, &who);
	if (memcmp(&who, &line->who, sizeof(who)) == 0)
		return 0;
	line->who = who;
	if (is_active(line))
		link_party_tell(line->span->link, line->call, &who);
	span_wake(card);
	return 0;
}
