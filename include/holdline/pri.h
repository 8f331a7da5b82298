/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pri.h - the driver "pri": lines of an exchange that speaks in messages
 *
 * A span is one D-channel and its B channels. Each line of a span has a port
 * on the card that carries its voice; the D-channel says which port that is
 * at a moment: when a call has another B channel than its line's port, two
 * lines exchange their ports. A held call has no B channel and keeps its
 * line, so a span may have more lines than B channels (spare).
 *
 * The driver carries no voice. It passes what concerns a port to the driver
 * that does, and says of a line what both know: in alarm is a line whose port
 * is, or whose D-channel is down while it has no call.
 */
#ifndef HOLDLINE_PRI_H
#define HOLDLINE_PRI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/driver.h"
#include "holdline/types.h"

/* The driver "pri"; its card_open() takes nothing. */
extern const struct hl_driver hl_driver_pri;

#define HL_SPANS_MAX       16  /* spans of one daemon (house) */
#define HL_SPAN_B_MAX      30  /* B channels of a D-channel, E1 */
#define HL_SPAN_D_MAX      1023 /* highest D-channel (house: DAHDI has 1024) */
#define HL_SPAN_SPARE_MAX  30  /* lines without a channel of their own (house) */
#define HL_SPAN_STRIP_MAX  20  /* digits taken off a called number (house) */

/* clang-format off */
/* id, word of the configuration, plain name: what libpri speaks */
#define HL_SPAN_SWITCHES(X)                                                    \
	X(EUROISDN_E1, "euroisdn-e1", "EuroISDN on E1 (EN 300 403)")           \
	X(EUROISDN_T1, "euroisdn-t1", "EuroISDN on T1")                        \
	X(QSIG,        "qsig",        "QSIG (ECMA-143)")                       \
	X(NI2,         "ni2",         "National ISDN 2")                       \
	X(NI1,         "ni1",         "National ISDN 1")                       \
	X(DMS100,      "dms100",      "Nortel DMS-100")                        \
	X(LUCENT5E,    "5ess",        "Lucent 5ESS")                           \
	X(ATT4ESS,     "4ess",        "AT&T 4ESS")

enum hl_span_switch {
#define X(id, word, plain) HL_SPAN_SWITCH_##id,
	HL_SPAN_SWITCHES(X)
#undef X
	HL_SPAN_SWITCH_COUNT
};

/* id, word, which end of the line we are */
#define HL_SPAN_SIDES(X)                                                       \
	X(USER,    "user",    "the subscriber's")                              \
	X(NETWORK, "network", "the exchange's")

enum hl_span_side {
#define X(id, word, meaning) HL_SPAN_##id,
	HL_SPAN_SIDES(X)
#undef X
	HL_SPAN_SIDE_COUNT
};

/* id, word, how two calls of a span are connected with each other */
#define HL_SPAN_TRANSFERS(X)                                                   \
	X(LOCAL,    "local",    "by us: both keep their channels")             \
	X(EXPLICIT, "explicit", "by the far end, where it does so; until then by us")

enum hl_span_transfer {
#define X(id, word, meaning) HL_SPAN_TRANSFER_##id,
	HL_SPAN_TRANSFERS(X)
#undef X
	HL_SPAN_TRANSFER_COUNT
};
/* clang-format on */

/**
 * struct hl_pri_ear - whose D-channel it is
 * @ctx:   handed back
 * @frame: a frame came: address, control, information
 * @lost:  the channel is gone with its card; only to be closed
 */
struct hl_pri_ear {
	void *ctx;
	void (*frame)(void *ctx, const uint8_t *frame, size_t size);
	void (*lost)(void *ctx);
};

/**
 * struct hl_pri_voice - what a driver of ports has for a D-channel
 * @driver:   the driver
 * @exchange: two of its open lines exchange their ports, both quiet; 0 or
 *            -errno. NULL: the ports are closed and opened anew
 * @open:     a D-channel of its card; @ear is copied, @why receives a sentence
 *            when it fails. NULL: it has none, a span is tied to a wire in
 *            memory
 * @write:    send a frame. 0, -EAGAIN the frame is lost, -errno
 * @close:    give the D-channel back
 */
struct hl_pri_voice {
	const struct hl_driver *driver;
	int (*exchange)(void *card, hl_line a, hl_line b);
	int (*open)(void **ret, void *card, int channel,
		    const struct hl_pri_ear *ear, char *why, size_t size);
	int (*write)(void *dchannel, const uint8_t *frame, size_t size);
	void (*close)(void *dchannel);
};

/** hl_pri_voice_find() - "dahdi", "sim"; NULL: no such, or without ISDN. */
const struct hl_pri_voice *hl_pri_voice_find(const char *name);

/**
 * struct hl_span - how a span is
 * @name:     for people
 * @voice:    whose ports carry the voice, hl_pri_voice_find(); NULL: nobody's
 * @dchannel: the card's number of the D-channel
 * @first:    the card's number of time slot 1
 * @channel:  the card's numbers of the B channels, ascending
 * @channels: how many, 1..HL_SPAN_B_MAX
 * @side:     enum hl_span_side
 * @kind:     enum hl_span_switch
 * @transfer: enum hl_span_transfer
 * @overlap:  numbers may come and go in pieces
 * @hold:     HOLD and RETRIEVE are sent and answered
 * @notify:   the far party is told that it is held, and taken back
 * @join:     the far end hangs up with one call held and one active: the two
 *            are connected
 * @facility: names and transfer travel in facility elements
 * @restart:  every channel is restarted when the link first comes up
 * @alaw:     A-law, else mu-law
 * @debug:    libpri's own words are told
 * @strip:    so many digits are taken off a called number
 * @t309:     [ms] talks survive the loss of the link so long; 0 = 90 s
 */
struct hl_span {
	char name[HL_NAME_MAX];
	const struct hl_pri_voice *voice;
	int dchannel;
	int first;
	uint16_t channel[HL_SPAN_B_MAX];
	uint8_t channels;
	uint8_t side;
	uint8_t kind;
	uint8_t transfer;
	bool overlap;
	bool hold;
	bool notify;
	bool join;
	bool facility;
	bool restart;
	bool alaw;
	bool debug;
	uint8_t strip;
	hl_msec t309;
};

/**
 * HL_SPAN_SPARE() - channel of a line that has none of its own
 * @dchannel: of its span
 * @n:        0..HL_SPAN_SPARE_MAX - 1
 *
 * Above every number that a card has; @dchannel is at most HL_SPAN_D_MAX.
 */
#define HL_SPAN_SPARE(dchannel, n) (32768 + (dchannel) * 32 + (n))

/**
 * hl_pri_say_fn - told in a sentence what happens on a span
 * @trouble: somebody should look; else for the curious
 */
typedef void(hl_pri_say_fn)(void *ctx, const char *span, bool trouble,
			    const char *sentence);

/** hl_pri_say() - whom to tell; NULL: nobody. */
void hl_pri_say(void *card, hl_pri_say_fn *fn, void *ctx);

/**
 * hl_pri_add() - take a span into use
 * @card:  of hl_driver_pri
 * @span:  copied
 * @voice: the card of @span->voice, closed after @card
 * @why:   receives a sentence with the mend when it fails
 * @size:  bytes at @why
 *
 * Its lines are opened with the card's channel numbers of the span, or
 * HL_SPAN_SPARE() ones.
 * Return: 0; -EEXIST the name or a channel is in use, with other settings the
 * span stays as it is; -ENOSPC; -ENOENT no such driver; -EINVAL; -ENOMEM;
 * -errno of the D-channel.
 */
int hl_pri_add(void *card, const struct hl_span *span, void *voice, char *why,
	       size_t size);

/**
 * struct hl_span_look - a span as it is
 * @span:     its settings; borrowed
 * @up:       the D-channel's link is established
 * @calls:    on the D-channel, held ones too
 * @busy:     B channels in use
 * @restarting: B channels whose RESTART is under way
 * @out:      B channels that are not used: the far end took them out of
 *            service, or does not restart them
 * @cause:    why the last call on it ended, by the far end or the link
 *            (Q.850, 1-127); 0: none ended yet
 * @cause_name: its name; static. NULL with @cause 0
 * @cause_at: when that was; 0: never
 * @lines:    opened
 * @since:    the last change of @up
 * @frames:   received
 * @dropped:  more than a D-channel can carry in a second
 * @resets:   the link was begun anew because it misbehaved
 */
struct hl_span_look {
	const struct hl_span *span;
	bool up;
	unsigned calls;
	unsigned busy;
	unsigned restarting;
	unsigned out;
	int cause;
	const char *cause_name;
	hl_usec cause_at;
	unsigned lines;
	hl_usec since;
	uint64_t frames;
	uint64_t dropped;
	unsigned resets;
};

/**
 * hl_pri_look() - span @index of a card
 *
 * Return: 0, -ENOENT past the last.
 */
int hl_pri_look(const void *card, unsigned index, struct hl_span_look *ret);

/**
 * hl_pri_check() - what must always be so, of every span
 *
 * No channel is seized by nobody, and no line has a call that the link does
 * not know. @why receives a sentence when it is not so.
 * Return: 0, -EPROTO.
 */
int hl_pri_check(const void *card, char *why, size_t size);

/* ---- D-channels in memory, for spans of the virtual card ---------------- */

/**
 * struct hl_pri_wire - a D-channel between two spans in one process
 *
 * Owned by whoever made it, and freed after both cards.
 */
struct hl_pri_wire;

/**
 * struct hl_pri_weather - what a wire does to frames
 * @delay: [us] from one end to the other
 * @loss:  of 1000 frames so many are lost
 * @harm:  of 1000 frames so many are changed
 * @cut:   none arrives
 * @seed:  of all that
 */
struct hl_pri_weather {
	hl_usec delay;
	unsigned loss;
	unsigned harm;
	bool cut;
	uint32_t seed;
};

/** hl_pri_wire_open() - a wire without ends; NULL: no memory. */
struct hl_pri_wire *hl_pri_wire_open(void);

/** hl_pri_wire_close() - NULL is fine. */
void hl_pri_wire_close(struct hl_pri_wire *wire);

/** hl_pri_wire_weather() - from now on. */
void hl_pri_wire_weather(struct hl_pri_wire *wire,
			 const struct hl_pri_weather *weather);

/** hl_pri_wire_say() - a frame arrives at @end (0, 1) that nobody sent. */
void hl_pri_wire_say(struct hl_pri_wire *wire, unsigned end,
		     const uint8_t *frame, size_t size);

/**
 * hl_pri_tie() - the D-channel of a span is this end of a wire
 * @card: the span's
 * @name: of the span
 * @end:  0 or 1
 *
 * Return: 0, -ENOENT no such span, -EINVAL it has a D-channel of its own.
 */
int hl_pri_tie(void *card, const char *name, struct hl_pri_wire *wire,
	       unsigned end);

/* Each: word of the configuration; NULL past the last. */
const char *hl_span_switch_word(unsigned value);
const char *hl_span_side_word(unsigned value);
const char *hl_span_transfer_word(unsigned value);

/** hl_span_switch_plain() - name for people; "?" outside the list. */
const char *hl_span_switch_plain(unsigned value);

#endif
