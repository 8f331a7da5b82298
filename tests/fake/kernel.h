/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.h - a DAHDI kernel made of memory, and the far side of its lines
 *
 * It answers struct dahdi_sys as the real modules were seen to answer, with
 * their traps: 63 events, ELAST, EINPROGRESS, the busy time after a battery
 * drop, the watcher that goes on listening to a closed channel. Every request
 * is judged by the driver's own judge first. Time stands still until a test
 * lets it pass, one millisecond a step.
 *
 * Channels 1..stations are fxoks, the next ones fxsks.
 */
#ifndef HOLDLINE_TESTS_FAKE_KERNEL_H
#define HOLDLINE_TESTS_FAKE_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/dahdi/sys.h"

#define FAKE_FIRST 160    /* samples remembered of what was written first */
#define FAKE_PSEUDOS 8    /* pseudo channels at a time */
#define FAKE_CHANNELS 63  /* so that a set of channels fits in 64 bits */

#define FAKE_FRAME_MAX 512 /* octets with the check sequence */

/* What fake_fail() may name besides a request of <dahdi/user.h>. */
#define FAKE_ANY 0ul   /* every request, open and write */
#define FAKE_OPEN 1ul
#define FAKE_WRITE 2ul
#define FAKE_READ 3ul

struct fake_kernel;

/**
 * struct fake_heard - what the far party of a channel hears
 * @voices:  bit c: the party on channel c
 * @pseudos: how many pseudo channels that have something to say
 * @first:   for each, the first samples written to it since it was empty
 * @tone:    DAHDI_TONE_* the kernel plays, -1: none
 * @written: the first samples written to the channel itself since it was
 *           empty, NULL: nothing is queued
 */
struct fake_heard {
	uint64_t voices;
	unsigned pseudos;
	const int16_t *first[FAKE_PSEUDOS];
	int tone;
	const int16_t *written;
};

/** struct fake_state - what the kernel knows of a channel */
struct fake_state {
	bool open;
	int confno;
	int confmode;
	int rxflashtime;
	int debouncetime;
	int preflashtime;
	int numbufs;
	int blocksize;
	int zone;
	unsigned events;
	unsigned flash_ms; /* trunk: the last time its loop was open */
	unsigned bursts;   /* station: bursts of ringing so far */
	bool lamp;         /* neon */
	bool reversed;
	int echo;          /* taps of the canceller, 0: off */
	int transfer_ms;   /* as asked for last */
	bool gained;       /* it was given a table of gains */
};

/** fake_tape_fn - what the far party of a channel hears of what is written */
typedef void(fake_tape_fn)(void *ctx, const int16_t *in, unsigned n);

int fake_new(struct fake_kernel **ret, unsigned stations, unsigned trunks);
void fake_free(struct fake_kernel *kernel);
/** The kernel as the driver sees it. */
void fake_sys(struct fake_kernel *kernel, struct dahdi_sys *ret);

/* Time. */
void fake_pass(struct fake_kernel *kernel, unsigned ms);
/** enum hl_watch bits for which a descriptor is ready. */
unsigned fake_ready(struct fake_kernel *kernel, int fd);

/* The far side. */
void fake_loop(struct fake_kernel *kernel, int channel, bool closed);
void fake_ring(struct fake_kernel *kernel, int channel, bool on);
void fake_battery(struct fake_kernel *kernel, int channel, bool on);
void fake_drop(struct fake_kernel *kernel, int channel); /* for 500 ms */
void fake_polarity(struct fake_kernel *kernel, int channel);
void fake_digit(struct fake_kernel *kernel, int channel, char digit);
/** The far party sends one or two frequencies [Hz] at -10 dBm0 each; 0, 0: it
 * is silent again. */
void fake_sound(struct fake_kernel *kernel, int channel, double hz,
		double other);
/** How much louder than -10 dBm0 it sends them. */
void fake_loud(struct fake_kernel *kernel, int channel, double db);
/** What it hears of music and of what is written comes back, @ms later. */
void fake_echo(struct fake_kernel *kernel, int channel, double db,
	       unsigned ms);
/** It sends samples, once; they stay the test's. */
void fake_play(struct fake_kernel *kernel, int channel, const int16_t *sample,
	       unsigned n);
void fake_alarm(struct fake_kernel *kernel, int channel, bool on);
void fake_remove(struct fake_kernel *kernel, int channel);
void fake_return(struct fake_kernel *kernel, int channel);

/* D channels (DAHDI_SIG_HDLCFCS, DAHDI_SIG_HARDHDLC); frames without their
 * check sequence. */
/** The far end sends a frame. */
void fake_frame(struct fake_kernel *kernel, int channel, const uint8_t *octet,
		unsigned n);
/** The next frame that went out; octets, 0: there is none. */
unsigned fake_frame_sent(struct fake_kernel *kernel, int channel,
			 uint8_t ret[FAKE_FRAME_MAX]);
/** From now on what goes out on one comes in on the other, both ways. */
void fake_cross(struct fake_kernel *kernel, int a, int b);

/* The machine. */
/** Another signalling (DAHDI_SIG_*; 0: not configured), of a channel that is
 * not open. */
void fake_signal(struct fake_kernel *kernel, int channel, int sigtype);
/** Its law, DAHDI_LAW_MULAW or DAHDI_LAW_ALAW; at first MULAW. */
void fake_law(struct fake_kernel *kernel, int channel, int law);
/** The one tone zone that is loaded, -1: none. Also the default zone. */
void fake_zone(struct fake_kernel *kernel, int number);
/** A tone of the zone that is missing (SENDTONE: ENOSYS). */
void fake_toneless(struct fake_kernel *kernel, int tone);
/** Largest block that there is memory for. */
void fake_memory(struct fake_kernel *kernel, int blocksize);
/** A card without lamp, polarity, on-hook request, echo canceller. */
void fake_plain(struct fake_kernel *kernel);
/** Put an event into a channel's queue. */
void fake_event(struct fake_kernel *kernel, int channel, int code);

/**
 * fake_fail() - the nth time from now that it is asked, it is refused
 * @request: a request, or FAKE_ANY, FAKE_OPEN, FAKE_WRITE, FAKE_READ
 * @error:   negative errno
 * @nth:     1 = the next; 0: forget the order
 *
 * Return: how often it (of the order before) was asked since.
 */
unsigned fake_fail(struct fake_kernel *kernel, unsigned long request,
		   int error, unsigned nth);

/* Questions. */
void fake_state(struct fake_kernel *kernel, int channel,
		struct fake_state *ret);
void fake_hears(struct fake_kernel *kernel, int channel,
		struct fake_heard *ret);
/** Every sample from now on, zeros between; NULL: no more. */
void fake_tape(struct fake_kernel *kernel, int channel, fake_tape_fn *fn,
	       void *ctx);
/** The bell sounds at this moment. */
bool fake_bell(struct fake_kernel *kernel, int channel);
bool fake_rings(struct fake_kernel *kernel, int channel);
bool fake_seized(struct fake_kernel *kernel, int channel);
/** Digits sent on a trunk since it was last seized: DTMF, and pulses. */
const char *fake_dialled(struct fake_kernel *kernel, int channel);
/** A channel that watches another which does not watch it; 0: none. */
int fake_lonely(struct fake_kernel *kernel);
/** Open descriptors. */
unsigned fake_descriptors(struct fake_kernel *kernel);
/** Conferences with members. */
unsigned fake_conferences(struct fake_kernel *kernel);
/** Samples queued in the pseudo channel of a descriptor. */
unsigned fake_queued(struct fake_kernel *kernel, int fd);
/** Requests that the judge refused, and the last one's sentence. */
unsigned fake_refusals(struct fake_kernel *kernel, const char **why);

#endif
