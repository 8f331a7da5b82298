/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * driver.h - the wall between the engine and a kind of line card
 *
 * A driver translates: requests into what its wire understands, and what the
 * wire says into events. It decides nothing. Everything it reports arrives
 * through host->event(), called from host->watch callbacks, from run(), or
 * from nowhere: never from inside another operation.
 */
#ifndef HOLDLINE_DRIVER_H
#define HOLDLINE_DRIVER_H

#include <stdbool.h>
#include <stddef.h>

#include "holdline/event.h"
#include "holdline/types.h"

struct hl_zone;
struct hl_music;
struct hl_clid;

enum hl_line_kind {
	HL_KIND_STATION, /* a telephone is on it (FXO-signalled in DAHDI) */
	HL_KIND_TRUNK,   /* an exchange is on it (FXS-signalled in DAHDI) */
};

/**
 * struct hl_port - what a driver must know of a line when it opens it
 * @line:       the engine's index, used in every event
 * @channel:    the card's number of the port, from 1
 * @kind:       station or trunk
 * @clid:       enum hl_clid_kind: how a telephone is told who calls
 * @clid_variant: enum hl_clid_variant
 * @clid_place: enum hl_clid_place: when, and by which signal announced
 * @profile:    hook windows: with HL_DOOR_GESTURES the card judges by them
 * @name:       the line's name, for messages; valid during open only
 * @sending:    trunk: enum hl_sending: what a digit's tone becomes
 * @releases:   trunk: HL_RELEASE_ bits that end a call
 * @cycles:     trunk: cycles of a tone that must be heard; 0 = as usual
 * @silence:    [ms] trunk: so much silence is long; 0 = as usual
 * @rx_gain, @tx_gain: [0.1 dB] of what comes in and goes out, -300..300
 * @echo:       [taps] of the echo canceller, 0 = as usual
 * @bearer:     a B channel: it has no loop, loop() only opens the way for
 *              voice
 *
 * Of a trunk @clid, @clid_variant and @clid_place say how the exchange tells
 * who calls.
 */
struct hl_port {
	hl_line line;
	int channel;
	enum hl_line_kind kind;
	uint8_t clid;
	uint8_t clid_variant;
	uint8_t clid_place;
	uint8_t sending;
	uint8_t cycles;
	bool bearer;
	uint16_t releases;
	uint16_t echo;
	int16_t rx_gain;
	int16_t tx_gain;
	hl_msec silence;
	struct hl_profile profile;
	const char *name;
};

/**
 * struct hl_truth - what the card says of a port at this moment
 * @closed:  station: the loop is closed; trunk: seized by us
 * @ringing: trunk: a ring burst lasts now
 * @alarm:   no service
 */
struct hl_truth {
	bool closed;
	bool ringing;
	bool alarm;
};

/** struct hl_move - one change of who-hears-whom: @line shall hear @wire. */
struct hl_move {
	hl_line line;
	struct hl_wire wire;
};

enum hl_watch {
	HL_WATCH_NONE = 0,
	HL_WATCH_EVENT = 1, /* POLLPRI: hook and ring, served first */
	HL_WATCH_AUDIO = 2, /* POLLIN: samples to read */
};

typedef void (hl_watch_fn)(void *arg, unsigned ready);

/**
 * struct hl_host - what a driver may ask of the engine
 * @ctx:   handed back to every function
 * @event: report; the event is copied
 * @watch: call @fn with @arg when @fd is ready for @what (enum hl_watch
 *         bits); HL_WATCH_NONE forgets the descriptor. 0, -ENOMEM, -errno
 * @alarm: call the driver's run() at @at at the latest; HL_NEVER cancels.
 *         One alarm a card, the last word counts
 * @now:   the time of this wake-up
 * @awake: the last moment, before this wake-up, at which the loop is known
 *         to have found nothing waiting: the earliest instant at which a
 *         thing found now can have happened when this wake-up was late.
 *         Equal to now() when the wake-up was punctual
 */
struct hl_host {
	void *ctx;
	void (*event)(void *ctx, const struct hl_event *event);
	int (*watch)(void *ctx, int fd, unsigned what, hl_watch_fn *fn,
		     void *arg);
	void (*alarm)(void *ctx, hl_usec at);
	hl_usec (*now)(void *ctx);
	hl_usec (*awake)(void *ctx);
};

enum hl_cap {
	HL_CAP_EDGES = 1,    /* reports every edge of a loop */
	HL_CAP_GESTURES = 2, /* can judge by itself */
	HL_CAP_DTMF = 4,     /* hears digits while listen is on */
	HL_CAP_TONES = 8,    /* hears tones that are listened for */
};

/* clang-format off */
/* id, wire word, value: a setting of a port */
#define HL_PORT_SETS(X)                                                        \
	X(CAUSE,    "cause",    "trunk: log2 of the HL_GONE_ mode said at the end") \
	X(DOOR,     "door",     "station: HL_DOOR_EDGES or HL_DOOR_GESTURES")  \
	X(LISTEN,   "listen",   "1: decode digits, each reported once")        \
	X(LAMP,     "lamp",     "station: the message lamp; -ENOTSUP: it has none") \
	X(ECHO,     "echo",     "1: voice passes, the echo canceller is on; 0: digits must be heard") \
	X(HEAR,     "hear",     "trunk: HL_HEAR_ bits of what is reported (HL_EVENT_PROGRESS)") \
	X(IDENTIFY, "identify", "trunk: 1: report who calls when it is told by sound (HL_EVENT_CALLER)") \
	X(STAGE,    "stage",    "trunk: enum hl_reach of a call that came in") \
	X(KEYS,     "keys",     "trunk that dials by pulses: 1: a digit's tone is a tone, the number is out") \
	X(HOLD,     "hold",     "trunk: 1: the exchange shall hold the party; HL_EVENT_HELD answers")

enum hl_port_set {
#define X(id, wire, meaning) HL_SET_##id,
	HL_PORT_SETS(X)
#undef X
	HL_PORT_SET_COUNT
};
/* clang-format on */

/** hl_port_set_name() - wire word; "?" outside the list. */
const char *hl_port_set_name(enum hl_port_set value);

/**
 * struct hl_driver - one kind of line card
 *
 * Operations return 0 or a negative errno (types.h). An operation refused
 * changes nothing. -EBUSY means that the same request is worth repeating
 * later; the engine does so. Every operation but card_open, card_close,
 * line_open and line_close may be NULL: -ENOTSUP.
 */
struct hl_driver {
	const char *name;
	unsigned caps;
	/*
	 * Whose port carries the voice of a line that is open: patch() and
	 * music() are that driver's, on its card. The line's own patch() is
	 * told afterwards what was made. NULL, also as an answer: its own.
	 */
	const struct hl_driver *(*voice)(void *card, hl_line line);

	/* Take the card. @zone stays valid until card_close. */
	int (*card_open)(void **ret, const struct hl_host *host,
			 const struct hl_zone *zone, const void *options);
	/* Give it back; closes what is open, hangs nobody up by itself. */
	void (*card_close)(void *card);
	/*
	 * Take one port. @why receives a sentence with the mend when it
	 * fails. After success the port is quiet, on hook and idle, and
	 * truth() answers.
	 */
	int (*line_open)(void *card, const struct hl_port *port, char *why,
			 size_t size);
	/* Both ends of a pair are unwired before either port closes. */
	void (*line_close)(void *card, hl_line line);
	/* Read the port at this moment. */
	int (*truth)(void *card, hl_line line, struct hl_truth *ret);
	/* Stations: ring, or HL_RING_NONE to stop. */
	int (*ring)(void *card, hl_line line, enum hl_ring ring);
	/* Station: feed a lifted set / idle. Trunk: seize / release. */
	int (*loop)(void *card, hl_line line, bool closed);
	/* Trunk: open the loop for @length ms, then close it again. */
	int (*flash)(void *card, hl_line line, hl_msec length);
	/* Play a tone to the port's party, or HL_TONE_NONE. DTMF digits end
	 * by themselves after 100 ms. */
	int (*tone)(void *card, hl_line line, enum hl_tone tone);
	/*
	 * One setting of the port. -ENOTSUP: the port has no such thing, and
	 * is as good as it can be.
	 */
	int (*set)(void *card, hl_line line, enum hl_port_set what,
		   unsigned value);
	/*
	 * Trunk that sends numbers in messages (HL_SENDING_ENBLOC, _OVERLAP):
	 * seize it and call @number; once more: further digits of it.
	 * @complete: no digit will follow. Who calls was told by announce().
	 * loop(false) ends the call.
	 */
	int (*dial)(void *card, hl_line line, const char *number,
		    bool complete);
	/*
	 * Listen for tones: HL_WATCH_TONES entries (struct hl_watch_tone),
	 * copied; NULL = no more. Each time one has lasted long enough it is
	 * reported once (HL_EVENT_TONE), again only after it was gone.
	 */
	int (*watch)(void *card, hl_line line,
		     const struct hl_watch_tone *tones);
	/*
	 * Station: who calls. On the hook: told with the ringing that begins
	 * next, at the moment that the port's clid_place says; while it rings
	 * already: once more behind the next burst (hl_announce_again()), what
	 * is begun being said to its end before. Where the telephone answers
	 * to be told (primary.h), the edges of its loop are not reported until
	 * it is rung or the receiver stays up: then its lift is. Off the hook:
	 * a call waits, told now by alerting tone, acknowledgement and data;
	 * the talk is muted for it and goes on by itself, told or not.
	 * NULL: nothing is told any more, what is under way is cut off.
	 * Trunk of a network that takes names: who is at our end; kept for
	 * the next dial(), told at once while a call is up.
	 *
	 * A lamp order (clid->lamp) goes to the display of a telephone that
	 * rests on its hook, at once and without ringing; how it ended is
	 * reported (HL_EVENT_TOLD), unless another order or the receiver cut
	 * it off. -EBUSY while the telephone is lifted, rings, or a call is
	 * announced: a call always wins.
	 */
	int (*announce)(void *card, hl_line line, const struct hl_clid *clid);
	/*
	 * Change who hears whom: @n moves in an order in which each is safe.
	 * Both sides of a PAIR are in the same list. Done is how many were
	 * made; on error the rest is not.
	 */
	int (*patch)(void *card, const struct hl_move *moves, unsigned n,
		     unsigned *done);
	/*
	 * Give a music class its loop (borrowed until replaced), or NULL to
	 * end it. Listeners of the class stay where they are.
	 */
	int (*music)(void *card, unsigned class, const struct hl_music *music);
	/* Work that is due: refill music, virtual time ... sets its alarm. */
	void (*run)(void *card, hl_usec now);
};

/**
 * hl_driver_find() - a driver by its name
 * @name: "sim", "dahdi" ...
 *
 * Return: the driver or NULL.
 */
const struct hl_driver *hl_driver_find(const char *name);

/**
 * hl_driver_at() - list of the drivers built in
 * @index: 0, 1, 2 ...
 *
 * Return: the driver, NULL past the last.
 */
const struct hl_driver *hl_driver_at(unsigned index);

#endif
