/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * card.h - what the files of the driver "pri" know of each other
 *
 * driver.c (the engine's operations), span.c (a D-channel and its time),
 * line.c (a line and the port it has), told.c (what the link reports),
 * asked.c (what the engine wants), wire.c (D-channels in memory), voice.c
 * (whose ports there are).
 *
 * The engine is told nothing from inside an operation. What an operation has
 * to say waits in the line (@refused, @service) for the next wake-up.
 */
#ifndef HOLDLINE_DRIVERS_PRI_CARD_H
#define HOLDLINE_DRIVERS_PRI_CARD_H

#include "holdline/pri.h"
#include "cause.h"
#include "link.h"

#define PRI_LINES_MAX (HL_SPAN_B_MAX + HL_SPAN_SPARE_MAX)

/* Octets of a frame on a wire: more than any sound one has, to be refused. */
#define ISDN_WIRE_OCTETS 300

struct pri_card;
struct pri_span;

/**
 * struct pri_line - a line of a span
 * @line:     the engine's, HL_NO_LINE: the slot is free
 * @span:     where it belongs
 * @opened:   as the engine opened it, to open another port the same way
 * @port:     the card's number of the port it has, 0: none
 * @call:     its call, LINK_NO_CALL: none
 * @ours:     we made the call
 * @complete: no digit will follow
 * @stage:    enum hl_reach, as the engine told it
 * @loop:     seized, as the engine told it
 * @way:      the port's way for voice is open
 * @asked:    the engine wants the exchange to hold
 * @notified: the far party was told that it is held
 * @refused:  HELD with this error is to be told; 0: nothing is
 * @service:  READY or ALARM is to be told
 * @cause:    log2 of the HL_GONE_ mode to be said at the end
 * @strip:    digits still to be taken off the called number
 * @join:     the other line of a JOIN that was told, HL_NO_LINE: none
 * @invoke:   its number at the link, -1: it came as DISCONNECT
 * @due:      when a JOIN was in vain, HL_NEVER
 * @who:      who is at our end
 * @set, @tone, @tones: what its port was told
 */
struct pri_line {
	hl_line line;
	struct pri_span *span;
	struct hl_port opened;
	int port;
	link_call call;
	bool ours;
	bool complete;
	uint8_t stage;
	bool loop;
	bool way;
	bool asked;
	bool notified;
	bool service;
	int refused;
	uint8_t cause;
	uint8_t strip;
	hl_line join;
	int invoke;
	hl_usec due;
	struct link_party who;
	uint16_t set[HL_PORT_SET_COUNT];
	uint8_t tone;
	struct hl_watch_tone tones[HL_WATCH_TONES];
};

/**
 * struct pri_span - a D-channel and its lines
 * @set:      how it is
 * @card:     where it belongs
 * @voice:    the card of the ports
 * @link:     the controller of the D-channel
 * @dchannel: of @set.voice, NULL: @wire, or none
 * @wire, @end: the D-channel in memory
 * @lines:    slots in use in @line, open or not
 * @sick:     the link is to begin anew, and why
 * @started:  it has been up
 * @since:    last change of the link
 * @cause, @cause_at: of the last call that the far end or the link ended
 * @full:     when the bucket of frames will be empty
 * @window, @excess: frames dropped since then
 * @frames, @dropped, @resets: counters
 */
struct pri_span {
	struct hl_span set;
	struct pri_card *card;
	void *voice;
	struct link *link;
	void *dchannel;
	struct hl_pri_wire *wire;
	unsigned end;
	struct pri_line line[PRI_LINES_MAX];
	unsigned lines;
	const char *sick;
	bool started;
	hl_usec since;
	int cause;
	hl_usec cause_at;
	hl_usec full;
	hl_usec window;
	unsigned excess;
	uint64_t frames;
	uint64_t dropped;
	unsigned resets;
};

/** struct pri_card - all spans, and the lines by the engine's number. */
struct pri_card {
	const struct hl_host *host;
	struct pri_span *span[HL_SPANS_MAX];
	unsigned spans;
	struct pri_line *line[HL_LINES_MAX];
	hl_pri_say_fn *say;
	void *say_ctx;
};

/* ---- span.c ------------------------------------------------------------- */

hl_usec span_now(const struct pri_card *card);
/* Ask for the next wake-up. */
void span_wake(struct pri_card *card);
/* Tell people; printf. */
void span_say(struct pri_span *span, bool trouble, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void span_card_run(void *card, hl_usec now);
void span_card_close(void *card);
/* Take the D-channel, if it is not taken yet. */
int span_dchannel(struct pri_span *span, char *why, size_t size);
/* A frame came on the D-channel. */
void span_frame(void *span, const uint8_t *frame, size_t size);
/* Time slot of a port of the card, and back. 0: none. */
unsigned span_slot(const struct pri_span *span, int port);
int span_port(const struct pri_span *span, unsigned slot);

/* ---- line.c ------------------------------------------------------------- */

struct pri_line *span_line_of(struct pri_span *span, link_call call);
struct pri_line *span_line_with(struct pri_span *span, int port);
/* A line without a call, best the one that has this port; NULL. */
struct pri_line *span_line_idle(struct pri_span *span, int port);
/* A line gets the port of a time slot; who had it gets its own. */
int span_line_take(struct pri_line *line, unsigned slot);
/* The way for voice. */
void span_line_way(struct pri_line *line, bool open);
/* The call is no longer this line's. */
void span_line_leave(struct pri_line *line);
/* No service: the port's alarm, or the link is down and there is no call. */
bool span_line_alarm(const struct pri_line *line);
/* Pass a setting to the port, and keep it. */
int span_line_set(struct pri_line *line, enum hl_port_set what, unsigned value);
int span_line_tone(struct pri_line *line, enum hl_tone tone);
int span_line_watch(struct pri_line *line, const struct hl_watch_tone *tones);
/* Open and close its port with the driver that has it. */
int span_port_open(struct pri_line *line, int port, char *why, size_t size);
void span_port_close(struct pri_line *line);

/* ---- told.c ------------------------------------------------------------- */

/* An event of the line, now. */
void span_event(const struct pri_line *line, enum hl_event_kind kind,
	       struct hl_event *ret);
void span_tell(const struct pri_line *line, const struct hl_event *event);
/* The far end is gone. */
void span_tell_gone(struct pri_line *line, int cause);
/* READY or ALARM. */
void span_tell_service(struct pri_line *line);
/* What the link reports. */
void span_told(struct pri_span *span, const struct link_event *event);
/* A JOIN that nobody made. */
void span_join_end(struct pri_line *line);

/* ---- asked.c ------------------------------------------------------------ */

int span_dial(void *card, hl_line line, const char *number, bool complete);
int span_loop(void *card, hl_line line, bool closed);
int span_announce(void *card, hl_line line, const struct hl_clid *clid);
int span_stage(struct pri_line *line, unsigned stage);
int span_cause(struct pri_line *line, unsigned cause);
int span_hold(struct pri_line *line, unsigned on);
/* What the voice's driver has made of who hears whom. */
int span_patch(void *card, const struct hl_move *moves, unsigned n,
	      unsigned *done);
/* Clear the line's call, if there is one. */
void span_end(struct pri_line *line);
/* The link does not do it: the engine shall know. */
void span_refuse(struct pri_line *line, int error);

/* ---- wire.c ------------------------------------------------------------- */

void span_wire_write(struct hl_pri_wire *wire, unsigned end,
		    const uint8_t *frame, size_t size);
hl_usec span_wire_due(const struct hl_pri_wire *wire, unsigned end);
/* The oldest frame that is due; false: none. */
bool span_wire_read(struct hl_pri_wire *wire, unsigned end, hl_usec now,
		   uint8_t *frame, size_t *size);
void span_wire_tie(struct hl_pri_wire *wire, unsigned end,
		  struct pri_span *span);

#endif
