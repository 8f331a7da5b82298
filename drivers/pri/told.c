/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * told.c - what the link reports, as events of a line
 *
 * In:  events of the D-channel.
 * Out: events for the engine; ports that follow the channels; answers that
 *      need nobody's opinion.
 * Not: what an event is for - the model; what the engine wants - asked.c.
 */
#include "card.h"

#include <errno.h>
#include <string.h>

#include "holdline/call.h"

#define JOIN_MS 1000 /* house: the model decides in the same step */

/* Disconnect modes that the model has no word for, by the nearest that it
 * has. */
static unsigned mode_near(unsigned mode)
{
	switch (mode) {
	case ISDN_MODE_NUMBERCHANGED:
		return HL_GONE_BADADDRESS;
	case ISDN_MODE_INCOMPATIBLE:
	case ISDN_MODE_BLOCKED:
		return HL_GONE_UNREACHABLE;
	case ISDN_MODE_TEMPFAILURE:
	case ISDN_MODE_QOSUNAVAIL:
	case ISDN_MODE_UNAVAIL:
		return HL_GONE_CONGESTION;
	case ISDN_MODE_CANCELLED:
		return HL_GONE_NORMAL;
	default:
		return mode;
	}
}

void span_event(const struct pri_line *line, enum hl_event_kind kind,
	       struct hl_event *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->kind = kind;
	ret->line = line->line;
	ret->at.earliest = span_now(line->span->card);
	ret->at.latest = ret->at.earliest;
}

void span_tell(const struct pri_line *line, const struct hl_event *event)
{
	const struct hl_host *host = line->span->card->host;

	host->event(host->ctx, event);
}

static void tell_value(const struct pri_line *line, enum hl_event_kind kind,
		       unsigned value, int error)
{
	struct hl_event event;

	span_event(line, kind, &event);
	event.value = value;
	event.error = error;
	span_tell(line, &event);
}

void span_tell_gone(struct pri_line *line, int cause)
{
	tell_value(line, HL_EVENT_FARGONE, mode_near(isdn_cause_mode(cause)),
		   0);
}

void span_tell_service(struct pri_line *line)
{
	struct hl_event event;

	span_event(line, span_line_alarm(line) ? HL_EVENT_ALARM : HL_EVENT_READY,
		  &event);
	event.closed = line->loop;
	span_tell(line, &event);
}

/* ISO 8859-1 of the wire becomes UTF-8; whole characters only. */
static void name_copy(const char *from, char *ret, size_t size)
{
	size_t n = 0;

	for (; *from; from++) {
		unsigned char c = (unsigned char)*from;

		if (n + (c < 0x80 ? 1 : 2) >= size)
			break;
		if (c < 0x80) {
			ret[n++] = (char)c;
		} else {
			ret[n++] = (char)(0xc0 | c >> 6);
			ret[n++] = (char)(0x80 | (c & 0x3f));
		}
	}
	ret[n] = '\0';
}

static void tell_party(const struct pri_line *line,
		       const struct link_party *party)
{
	struct hl_event event;
	size_t n = strnlen(party->number, HL_DIGITS_MAX);

	span_event(line, HL_EVENT_CALLER, &event);
	if (party->show == LINK_SHOW_ALLOWED)
		memcpy(event.number, party->number, n);
	else
		event.value = party->show == LINK_SHOW_RESTRICTED ? 1 : 2;
	if (party->name[0] && party->show_name == LINK_SHOW_ALLOWED)
		name_copy(party->name, event.name, sizeof(event.name));
	span_tell(line, &event);
}

static bool is_somebody(const struct link_party *party)
{
	return party->number[0] || party->name[0];
}

/* ---- calls that come in ------------------------------------------------- */

/* Nobody took it, and nothing was said: what was said last is the reason. */
static void refuse_untaken(struct pri_line *line)
{
	int cause = line->cause ? (int)isdn_mode_cause(1u << line->cause)
				: ISDN_CAUSE_TEMPORARY;

	if (!line->call || line->stage != HL_REACH_NONE || line->loop)
		return;
	link_release(line->span->link, line->call, cause);
	span_line_leave(line);
}

/* The digits of the called number that are ours to read. */
static void called_copy(struct pri_line *line, const char *digits, char *ret)
{
	size_t n = strlen(digits);
	size_t skip = n < line->strip ? n : line->strip;

	line->strip = (uint8_t)(line->strip - skip);
	n -= skip;
	if (n > HL_DIGITS_MAX)
		n = HL_DIGITS_MAX;
	memcpy(ret, digits + skip, n);
	ret[n] = '\0';
}

static void on_setup(struct pri_span *span, const struct link_event *from)
{
	int port = span_port(span, from->channel);
	struct pri_line *line = span_line_idle(span, port);
	struct hl_event event;

	if (from->bearer == LINK_BEARER_DATA) {
		link_release(span->link, from->call, ISDN_CAUSE_BEARER_BARRED);
		return;
	}
	if (!line || span_line_take(line, from->channel) < 0) {
		link_release(span->link, from->call, ISDN_CAUSE_NO_CHANNEL);
		return;
	}
	line->call = from->call;
	line->ours = false;
	line->complete = from->complete;
	line->strip = span->set.strip;
	tell_party(line, &from->party);
	span_event(line, HL_EVENT_RING, &event);
	called_copy(line, from->digits, event.number);
	event.value = from->complete;
	span_tell(line, &event);
	if (line->call != from->call || line->stage != HL_REACH_NONE)
		return;
	if (from->complete)
		refuse_untaken(line);
	else
		link_more(span->link, from->call, false);
}

static void on_digits(struct pri_line *line, const struct link_event *from)
{
	struct hl_event event;

	line->complete = from->complete;
	span_event(line, HL_EVENT_NUMBER, &event);
	called_copy(line, from->digits, event.number);
	event.value = from->complete;
	span_tell(line, &event);
	if (from->complete && line->call == from->call)
		refuse_untaken(line);
}

static void on_keypad(struct pri_line *line, const struct link_event *from)
{
	struct hl_event event;

	for (const char *d = from->digits; *d && line->set[HL_SET_LISTEN];
	     d++) {
		span_event(line, HL_EVENT_DIGIT, &event);
		event.digit = *d;
		span_tell(line, &event);
	}
}

/* ---- calls that go out -------------------------------------------------- */

static void on_answer(struct pri_line *line, const struct link_event *from)
{
	if (is_somebody(&from->party))
		tell_party(line, &from->party);
	tell_value(line, HL_EVENT_ANSWERED, 1, 0);
}

/* The far side named another channel, or withdrew the one it had. */
static void on_channel(struct pri_line *line, const struct link_event *from)
{
	if (!from->channel || span_line_take(line, from->channel) == 0)
		return;
	span_say(line->span, true, "a call has channel %u, which cannot be had",
		from->channel);
	link_release(line->span->link, from->call, ISDN_CAUSE_CHANNEL_BAD);
	span_line_leave(line);
	span_tell_gone(line, ISDN_CAUSE_CHANNEL_BAD);
}

/* ---- holding ------------------------------------------------------------ */

/* The engine changed its mind while the far end thought about it. */
static void hold_again(struct pri_line *line, bool held)
{
	if (line->call && line->asked != held)
		span_hold(line, line->asked);
}

static void on_held(struct pri_line *line, const struct link_event *from)
{
	switch ((int)from->kind) {
	case LINK_HOLD_ACK:
		span_line_way(line, false);
		tell_value(line, HL_EVENT_HELD, 1, 0);
		hold_again(line, true);
		break;
	case LINK_HOLD_REJ:
		tell_value(line, HL_EVENT_HELD, 0, -EPROTO);
		break;
	case LINK_RETRIEVE_ACK:
		if (span_line_take(line, from->channel) < 0) {
			on_channel(line, from);
			break;
		}
		span_line_way(line, true);
		tell_value(line, HL_EVENT_HELD, 0, 0);
		hold_again(line, false);
		break;
	case LINK_RETRIEVE_REJ:
		tell_value(line, HL_EVENT_HELD, 1, -EPROTO);
		break;
	}
}

static void on_hold(struct pri_line *line, const struct link_event *from)
{
	bool allowed = line->span->set.hold;

	link_hold_answer(line->span->link, from->call,
			 allowed ? 0 : ISDN_CAUSE_NO_FACILITY);
	if (!allowed)
		return;
	span_line_way(line, false);
	tell_value(line, HL_EVENT_FARHELD, HL_FARHOLD_GONE, 0);
}

static void on_retrieve(struct pri_line *line, const struct link_event *from)
{
	int r = span_line_take(line, from->channel);

	link_retrieve_answer(line->span->link, from->call,
			     r < 0 ? ISDN_CAUSE_CHANNEL_TAKEN : 0);
	if (r < 0)
		return;
	span_line_way(line, true);
	tell_value(line, HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0);
}

static void on_notify(struct pri_line *line, const struct link_event *from)
{
	switch (from->notice) {
	case LINK_NOTICE_REMOTE_HOLD:
	case LINK_NOTICE_SUSPENDED:
		tell_value(line, HL_EVENT_FARHELD, HL_FARHOLD_THERE, 0);
		break;
	case LINK_NOTICE_REMOTE_BACK:
	case LINK_NOTICE_RESUMED:
		tell_value(line, HL_EVENT_FARHELD, HL_FARHOLD_NONE, 0);
		break;
	default:
		break;
	}
}

/* ---- ends --------------------------------------------------------------- */

/* Who joins releases both lines; until then the question stands. */
static bool join_ask(struct pri_line *line, const struct link_event *from,
		     int invoke)
{
	struct pri_line *other = span_line_of(line->span, from->other);

	if (!other || other == line)
		return false;
	line->join = other->line;
	line->invoke = invoke;
	line->due = span_now(line->span->card) + HL_MS(JOIN_MS);
	tell_value(line, HL_EVENT_JOIN, other->line, 0);
	return true;
}

static void on_disconnect(struct pri_line *line, const struct link_event *from)
{
	struct pri_span *span = line->span;

	if (from->other && span->set.join && join_ask(line, from, -1))
		return;
	link_release(span->link, from->call, ISDN_CAUSE_NORMAL);
	span_line_leave(line);
	span_tell_gone(line, from->cause);
}

static void on_transfer(struct pri_line *line, const struct link_event *from)
{
	if (!join_ask(line, from, from->invoke))
		link_transfer_answer(line->span->link, from->call,
				     from->invoke, false);
}

void span_join_end(struct pri_line *line)
{
	link_call call = line->call;

	line->join = HL_NO_LINE;
	line->due = HL_NEVER;
	if (line->invoke >= 0) {
		link_transfer_answer(line->span->link, call, line->invoke,
				     false);
		return;
	}
	link_release(line->span->link, call, ISDN_CAUSE_NORMAL);
	span_line_leave(line);
	span_tell_gone(line, ISDN_CAUSE_NORMAL);
}

static void on_released(struct pri_line *line, const struct link_event *from)
{
	span_line_leave(line);
	span_tell_gone(line, from->cause);
}

/* ---- all of them -------------------------------------------------------- */

static void told_line(struct pri_line *line, const struct link_event *event)
{
	switch ((int)event->kind) {
	case LINK_DIGITS:
		on_digits(line, event);
		break;
	case LINK_KEYPAD:
		on_keypad(line, event);
		break;
	case LINK_PROCEEDING:
	case LINK_PROGRESS:
		if (event->inband)
			tell_value(line, HL_EVENT_ALERT, 1, 0);
		break;
	case LINK_ALERTING:
		tell_value(line, HL_EVENT_ALERT, event->inband, 0);
		break;
	case LINK_CONNECT:
		on_answer(line, event);
		break;
	case LINK_CHANNEL:
		on_channel(line, event);
		break;
	case LINK_DISCONNECT:
		on_disconnect(line, event);
		break;
	case LINK_RELEASED:
		on_released(line, event);
		break;
	case LINK_HOLD:
		on_hold(line, event);
		break;
	case LINK_RETRIEVE:
		on_retrieve(line, event);
		break;
	case LINK_NOTIFY:
		on_notify(line, event);
		break;
	case LINK_PARTY:
		tell_party(line, &event->party);
		break;
	case LINK_REDIRECTED:
		tell_party(line, &event->redirect.to);
		break;
	case LINK_TRANSFER:
		on_transfer(line, event);
		break;
	default:
		on_held(line, event);
		break;
	}
}

static void told_link(struct pri_span *span, const struct link_event *event)
{
	bool up = event->kind == LINK_UP;

	if (event->kind == LINK_FAULT)
		span_say(span, true, "the two ends do not fit: %s", event->text);
	if (event->kind != LINK_UP && event->kind != LINK_DOWN)
		return;
	span->since = span_now(span->card);
	span_say(span, !up, "the D-channel is %s", up ? "up" : "down");
	for (unsigned i = 0; i < span->lines; i++)
		span->line[i].service = span->line[i].line != HL_NO_LINE &&
					!span->line[i].call;
	if (up && !span->started && span->set.restart)
		link_restart(span->link, 0);
	span->started = span->started || up;
}

/* For whoever looks at the span: the last reason it gave. */
static void cause_keep(struct pri_span *span, const struct link_event *event)
{
	if ((event->kind != LINK_DISCONNECT && event->kind != LINK_RELEASED) ||
	    !event->cause)
		return;
	span->cause = event->cause;
	span->cause_at = span_now(span->card);
}

void span_told(struct pri_span *span, const struct link_event *event)
{
	struct pri_line *line;

	cause_keep(span, event);
	if (event->kind == LINK_SETUP) {
		on_setup(span, event);
		return;
	}
	if (!event->call) {
		told_link(span, event);
		return;
	}
	/* Whose line has left it clears in peace. */
	line = span_line_of(span, event->call);
	if (line)
		told_line(line, event);
	else if (event->kind == LINK_DISCONNECT)
		link_release(span->link, event->call, ISDN_CAUSE_NORMAL);
}
