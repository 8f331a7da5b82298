/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * messages.c - a display is told whether messages wait
 *
 * In:  what the model wants the display to say, the hook, the card's answer.
 * Out: an order to the card while the line is quiet; again when it was torn.
 * Not: the stutter of the dial tone - the model; the sound of the message -
 *      src/media/announce.c.
 *
 * What a display shows nobody can read. After a start it counts as unknown,
 * and is told anew.
 */
#include "engine_private.h"
#include "holdline/clid.h"

#include <errno.h>

/* [ms] nobody has used the telephone for so long: who puts the receiver down
 * may lift it again at once (house). */
#define QUIET_MS 2000

#define TELLS_MAX 5 /* orders for one change that come to nothing (house) */

static enum hl_clid_lamp wanted(const struct hl_line_state *l)
{
	return (enum hl_clid_lamp)l->want.display;
}

static bool is_quiet(const struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);

	return l->service == HL_SERVICE_READY && !l->closed &&
	       !l->want.ring && !l->want.loop &&
	       hl_model_is_idle(e->model, index);
}

/* A call, or a hand at the receiver: whatever was said of it is torn. */
static void cut(struct engine_line *line)
{
	if (line->telling)
		line->shown = HL_CLID_LAMP_UNKNOWN;
	line->telling = HL_CLID_LAMP_UNKNOWN;
	line->message_at = 0;
	line->tells = 0;
}

static void later(struct hl_engine *e, hl_line index)
{
	struct engine_line *line = &e->lines[index];

	line->message_at = e->host.now(e->host.ctx) + HL_MS(QUIET_MS);
	ports_wake(e, index, line->message_at);
}

static void give_up(struct hl_engine *e, hl_line index, const char *why)
{
	struct engine_line *line = &e->lines[index];

	/* Until the next change. */
	line->shown = (uint8_t)wanted(hl_model_line(e->model, index));
	line->tells = 0;
	if (why)
		engine_trouble(e, index, why);
}

static void tell(struct hl_engine *e, hl_line index, enum hl_clid_lamp lamp)
{
	struct engine_line *line = &e->lines[index];
	const struct hl_clid clid = { .lamp = lamp };
	int r = line->card->driver->announce(line->card->card, index, &clid);

	if (r == 0)
		line->telling = (uint8_t)lamp;
	else if (r == -ENOTSUP)
		give_up(e, index, NULL);
	else if (r != -EBUSY || ++line->tells >= TELLS_MAX)
		give_up(e, index, "message waiting refused");
	else
		later(e, index);
}

void messages_apply(struct hl_engine *e, hl_line index)
{
	const struct hl_line_state *l = hl_model_line(e->model, index);
	struct engine_line *line = &e->lines[index];
	enum hl_clid_lamp lamp = wanted(l);

	if (!line->card->driver->announce || !lamp)
		return;
	if (!is_quiet(e, index)) {
		cut(line);
		return;
	}
	if (line->telling ? line->telling == lamp : line->shown == lamp)
		return;
	if (!line->message_at)
		later(e, index);
	else if (e->host.now(e->host.ctx) >= line->message_at)
		tell(e, index, lamp);
	else
		ports_wake(e, index, line->message_at);
}

static void told(struct hl_engine *e, hl_line index, bool whole)
{
	struct engine_line *line = &e->lines[index];

	if (!line->telling)
		return;
	line->shown = whole ? line->telling : (uint8_t)HL_CLID_LAMP_UNKNOWN;
	line->telling = HL_CLID_LAMP_UNKNOWN;
	if (whole)
		line->tells = 0;
	else if (++line->tells >= TELLS_MAX)
		give_up(e, index, "message waiting is torn again and again");
	else
		later(e, index);
	/* It may have changed meanwhile. */
	ports_mark(e, index);
}

void messages_event(struct hl_engine *e, const struct hl_event *event)
{
	if (event->line >= hl_model_lines(e->model))
		return;
	if (event->kind == HL_EVENT_TOLD)
		told(e, event->line, event->closed);
	else if (event->kind == HL_EVENT_EDGE ||
		 event->kind == HL_EVENT_GESTURE ||
		 event->kind == HL_EVENT_ALARM ||
		 event->kind == HL_EVENT_LOST)
		cut(&e->lines[event->line]);
}
