/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * contract.h - what every driver must do, asked of all of them alike
 *
 * A driver joins by one bed: the world round its card, with telephones and
 * exchanges that the suite plays. The suite opens the card, gives orders
 * through struct hl_driver, lets time pass and looks at both sides.
 *
 * Channels count from 1: first the stations, then the trunks. The suite opens
 * channel c as line CONTRACT_LINE(c).
 */
#ifndef HOLDLINE_TESTS_CONTRACT_H
#define HOLDLINE_TESTS_CONTRACT_H

#include <stdbool.h>
#include <stdint.h>

#include <CUnit/CUnit.h>

#include "holdline/announce.h"
#include "holdline/driver.h"
#include "holdline/zone.h"

#define CONTRACT_LINE(channel) ((hl_line)((channel) + 6))
#define CONTRACT_EVENTS_MAX 1024
#define CONTRACT_WATCHES_MAX 64

/**
 * struct contract_watch - a descriptor that the driver asked to be served on
 */
struct contract_watch {
	int fd;
	unsigned what;
	hl_watch_fn *fn;
	void *arg;
};

/**
 * struct contract_host - the engine's part of the wall, played by the suite
 * @host:   what the card is opened with; its ctx is this struct
 * @driver: the row under test
 * @card:   NULL while no card is open
 * @now:    time of this wake-up; a bed's pass() and stall() move it
 * @awake:  what host.awake() answers; equal to @now but during a stall's
 *          wake-up
 * @alarm:  when run() is due; HL_NEVER
 * @zone:   what card_open() is given
 * @music:  what the classes were given, as long as they have it
 * @inside: an operation is being called: an event now is a fault
 * @faults: events that came from inside an operation
 * @events: what the driver reported, in order
 */
struct contract_host {
	struct hl_host host;
	const struct hl_driver *driver;
	void *card;
	hl_usec now;
	hl_usec awake;
	hl_usec alarm;
	const struct hl_zone *zone;
	const struct hl_music *music[HL_CLASSES_MAX];
	bool inside;
	unsigned faults;
	struct contract_watch watches[CONTRACT_WATCHES_MAX];
	unsigned watch_count;
	struct hl_event events[CONTRACT_EVENTS_MAX];
	unsigned event_count;
};

/**
 * struct contract_heard - what the party on a channel hears at this moment
 * @voices: bit c set: the party on channel c
 * @music:  bit k set: music class k
 * @tone:   the tone played to it
 *
 * Only what is really on the wire counts: a port that is wired to a music
 * class without a loop hears nothing.
 */
struct contract_heard {
	uint64_t voices;
	uint32_t music;
	enum hl_tone tone;
};

/**
 * contract_tape_fn - what the telephone on a station hears
 * @ctx: as given to tape()
 * @in:  the next samples, in order, no gap
 * @n:   how many
 */
typedef void(contract_tape_fn)(void *ctx, const int16_t *in, unsigned n);

/**
 * struct contract_bed - one driver and the world round its card
 * @driver:  the row
 * @make:    build a world of @stations telephones, on hook, and @trunks idle
 *           exchanges, in which host->zone is the tone zone. It keeps @host,
 *           which is initialised. 0 or -errno
 * @unmake:  give everything back; the card is closed already
 * @options: the last argument of card_open(). What follows is only called
 *           while host->card is open
 * @loop:    the telephone on a station closes (lifts) or opens its loop
 * @ring:    the exchange on a trunk begins to ring; a burst lasts 1 s at
 *           least. Or it has rung enough
 * @call:    the exchange on a trunk begins to ring and tells who calls, in
 *           this form, until ring() says that it is enough or it is answered
 * @drop:    the exchange on a trunk releases: a pause in the battery
 * @digit:   the telephone on a station, or the outside party on a trunk that
 *           has been answered, sends one DTMF digit of 100 ms; returns at
 *           once, the sound lasts while time passes
 * @sound:   the same party sends one or two frequencies [Hz] of -10 dBm0
 *           each, from now on; 0 and 0: it is silent again
 * @pass:    @ms go by and the driver is served at every millisecond: watches
 *           first, then run() when its alarm is due
 * @stall:   @ms go by and the driver is not served at all, then once, with
 *           host->awake left where it was
 * @hears:   what the party on a channel hears now
 * @dialled: the DTMF digits that the exchange on a trunk has taken since the
 *           last seizure, a string; its dial tone may take 500 ms to come
 * @rings:   the telephone on a station is being rung: true through the
 *           silent part of the cadence too
 * @bell:    its bell sounds at this moment
 * @tape:    every sample that the telephone on a station hears from now on,
 *           on the hook or off it, as long as nobody talks to it and no tone
 *           of the card's own sounds: those may be missing
 * @lamp:    its message lamp is lit
 * @echo:    the echo canceller of a channel is on
 * @reversed: the battery of a station is reversed
 * @seized:  the exchange on a trunk sees its loop closed
 * @bearer:  a trunk that is not open is a B channel, for good
 * @exchange: the driver's, for two lines with B channels of its card
 * @fail:    the @nth request (1 = the next) that the driver makes of its
 *           world is refused with @error, once; nth = 0 forgets the order.
 *           Return: requests counted since the last fail(). NULL when the
 *           driver asks nobody
 */
struct contract_bed {
	const struct hl_driver *driver;
	int (*make)(void **ret, struct contract_host *host, unsigned stations,
		    unsigned trunks);
	void (*unmake)(void *bed);
	const void *(*options)(void *bed);
	void (*loop)(void *bed, int channel, bool closed);
	void (*ring)(void *bed, int channel, bool on);
	void (*call)(void *bed, int channel, const struct hl_clid *who,
		     const struct hl_announce_form *form);
	void (*drop)(void *bed, int channel);
	void (*digit)(void *bed, int channel, char digit);
	void (*sound)(void *bed, int channel, double hz, double other);
	void (*pass)(void *bed, hl_msec ms);
	void (*stall)(void *bed, hl_msec ms);
	void (*hears)(void *bed, int channel, struct contract_heard *ret);
	const char *(*dialled)(void *bed, int channel);
	bool (*rings)(void *bed, int channel);
	bool (*bell)(void *bed, int channel);
	void (*tape)(void *bed, int channel, contract_tape_fn *fn, void *ctx);
	bool (*lamp)(void *bed, int channel);
	bool (*echo)(void *bed, int channel);
	bool (*reversed)(void *bed, int channel);
	bool (*seized)(void *bed, int channel);
	void (*bearer)(void *bed, int channel);
	int (*exchange)(void *card, hl_line a, hl_line b);
	unsigned (*fail)(void *bed, int error, unsigned nth);
};

/* The rows, one file each: bed_sim.c, bed_dahdi.c. */
extern const struct contract_bed contract_bed_sim;
extern const struct contract_bed contract_bed_dahdi;

/**
 * contract_host_init() - an engine that only listens
 * @host:   the caller's memory
 * @driver: the row
 * @zone:   borrowed
 *
 * The clock starts at 1000 s.
 */
void contract_host_init(struct contract_host *host,
			const struct hl_driver *driver,
			const struct hl_zone *zone);

/**
 * contract_host_run() - call the driver's run() when its alarm is due
 * @host: with an open card, else nothing happens
 */
void contract_host_run(struct contract_host *host);

/**
 * test_contract() - the claims, once for every row, as one suite
 *
 * Return: an array ended by CU_TEST_INFO_NULL.
 */
CU_TestInfo *test_contract(void);

#endif
