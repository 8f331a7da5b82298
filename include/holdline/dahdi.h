/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dahdi.h - the driver of DAHDI line cards, and what cards there are
 *
 * DAHDI names a port by the signalling spoken on it: a station (a telephone
 * is on it) is FXO-signalled, a trunk (an exchange is on it) FXS-signalled.
 */
#ifndef HOLDLINE_DAHDI_H
#define HOLDLINE_DAHDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/driver.h"

struct dahdi_sys;

/** The driver "dahdi"; card_open() takes struct hl_dahdi_options or NULL. */
extern const struct hl_driver hl_driver_dahdi;

/**
 * struct hl_dahdi_options - the last argument of card_open()
 * @sys: a kernel for tests (drivers/dahdi/sys.h); NULL: the one we run on.
 *       Valid until card_close
 */
struct hl_dahdi_options {
	const struct dahdi_sys *sys;
};

enum hl_dahdi_kind {
	HL_DAHDI_STATION,
	HL_DAHDI_TRUNK,
	HL_DAHDI_OTHER, /* E&M, clear, data ... */
	HL_DAHDI_NONE,  /* not configured */
};

/** Where the kernel lists its spans. */
#define HL_DAHDI_PROC "/proc/dahdi"

/**
 * struct hl_dahdi_channel - one channel of a card, as the kernel lists it
 * @number:     what a line's `channel` names
 * @span:       number of its span
 * @kind:       what is on it
 * @in_use:     open in a program, maybe ours
 * @alarm:      the channel or its span is in alarm
 * @signalling: the configurator's word ("fxoks"), "" when not configured
 * @name:       the kernel's name of the channel ("WCTDM/4/0")
 * @span_name:  the kernel's description of the span
 */
struct hl_dahdi_channel {
	int number;
	int span;
	enum hl_dahdi_kind kind;
	bool in_use;
	bool alarm;
	char signalling[16];
	char name[40];
	char span_name[64];
};

/**
 * hl_dahdi_scan() - list the channels without opening any
 * @folder: NULL for HL_DAHDI_PROC
 * @ret:    receives at most @max channels, by number; may be NULL when
 *          @max is 0
 * @max:    room at @ret
 *
 * Reading takes nothing from anybody: a channel in use stays as it is.
 *
 * Return: how many channels there are, which may be more than @max; -ENOENT
 * when there is no folder (the module dahdi is not loaded); -ENOMEM; -errno.
 */
int hl_dahdi_scan(const char *folder, struct hl_dahdi_channel *ret,
		  unsigned max);

/**
 * hl_dahdi_exchange() - two lines change their B channels
 * @card: of hl_driver_dahdi
 * @a:    a line
 * @b:    another; either, not both, may have no channel
 *
 * Afterwards each line has the channel, and what is in alarm with it, that
 * the other had. Both must be at rest: loop(false), heard by nobody and
 * hearing nobody, no tone, nothing listened for. Gains and canceller stay
 * with the line that they were set for; a line that had no channel takes them
 * over with the other's. Nothing is reported.
 *
 * Return: 0; -EBUSY one is not at rest; -EINVAL one is no B channel, or they
 * are the same line; -ENOENT neither has a channel; -ENODEV a card is gone;
 * -ENOMEM. Nothing is changed when it fails.
 */
int hl_dahdi_exchange(void *card, hl_line a, hl_line b);

/* ---- D channels --------------------------------------------------------- */

/** Octets of the longest frame. LAPD has 264 (ITU-T Q.921 5.9.3: N201 260,
 * address and control 4); house. */
#define HL_DCHAN_FRAME_MAX 508

enum hl_dchan_state {
	HL_DCHAN_UP,    /* out of alarm */
	HL_DCHAN_ALARM, /* in alarm: no frame comes or goes */
	HL_DCHAN_LOST,  /* the card was removed; only to be closed */
};

/**
 * struct hl_dchan_host - whose D channel it is
 * @ctx:   handed back to every function
 * @frame: a whole frame came in, without its check sequence; valid during
 *         the call
 * @state: the channel changed to this; not told at the beginning
 *
 * Both are called when the loop serves the channel, never from inside a
 * function below, and may use every function below, close too.
 */
struct hl_dchan_host {
	void *ctx;
	void (*frame)(void *ctx, const uint8_t *frame, size_t size);
	void (*state)(void *ctx, enum hl_dchan_state state);
};

/**
 * struct hl_dchan_look - a D channel as it is; each count since it was opened
 * @state:   enum hl_dchan_state
 * @in:      frames that came
 * @out:     frames that the kernel took
 * @aborted: frames that the far end broke off, or the line did
 * @overrun: frames that were too long, or came while nobody read
 * @bad:     frames with a wrong check sequence
 * @dropped: frames of ours for which there was no room
 */
struct hl_dchan_look {
	enum hl_dchan_state state;
	unsigned long in;
	unsigned long out;
	unsigned long aborted;
	unsigned long overrun;
	unsigned long bad;
	unsigned long dropped;
};

struct hl_dchan;

/**
 * hl_dahdi_dchan_open() - take a D channel
 * @card:    of hl_driver_dahdi: its loop serves the channel. Close every
 *           channel before the card
 * @channel: the kernel's number of it
 * @host:    copied
 * @ret:     receives it; hl_dahdi_dchan_close() ends it
 * @why:     receives a sentence with the mend when it fails; may be NULL
 * @size:    bytes at @why
 *
 * Return: 0; -EINVAL the channel is not signalled dchan or hardhdlc; -ENOENT
 * there is none; -EBUSY another program has it; -ENODEV, -EACCES, -ENOMEM,
 * -errno.
 */
int hl_dahdi_dchan_open(void *card, int channel,
			const struct hl_dchan_host *host,
			struct hl_dchan **ret, char *why, size_t size);

/**
 * hl_dahdi_dchan_close() - give it back
 * @dchan: may be NULL
 */
void hl_dahdi_dchan_close(struct hl_dchan *dchan);

/**
 * hl_dahdi_dchan_write() - send a frame
 * @dchan: the channel
 * @frame: from the address octet on, without the check sequence
 * @size:  octets, 1 to HL_DCHAN_FRAME_MAX
 *
 * Frames go in the order of the calls.
 *
 * Return: 0; -EMSGSIZE; -EAGAIN no room: the frame is lost, as on the line;
 * -ENODEV the card is gone; -errno.
 */
int hl_dahdi_dchan_write(struct hl_dchan *dchan, const uint8_t *frame,
			 size_t size);

/** hl_dahdi_dchan_look() - how it is, and how it has been. */
void hl_dahdi_dchan_look(const struct hl_dchan *dchan,
			 struct hl_dchan_look *ret);

#endif
