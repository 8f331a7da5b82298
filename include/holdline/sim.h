/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sim.h - the virtual line card, and the telephones and exchanges on it
 *
 * The near side of the card is hl_driver_sim, a driver like any other. The
 * far side is here: orders to the party on a port (a telephone on a station,
 * an outside party behind an exchange on a trunk), ears that hear what that
 * party hears, questions and faults. Tests, the console and the
 * demonstration are written against it.
 *
 * Time. The card reads no clock. Every order carries the instant at which it
 * happens and waits in a queue; run(card, now) makes everything happen that
 * is due, in order, each thing at its own instant, however late run() is
 * called. An operation of the driver first makes everything happen up to
 * host->now(), without reporting it: what is to be reported waits for run().
 * An instant that is past already means now.
 *
 * Wires are as on a real card: a pair is made and ended for both sides at
 * once. A move that makes half a pair, whose other half does not follow in the
 * list, is -EINVAL; a line that is moved away leaves its old partner with
 * nobody.
 *
 * Sound. 8000 samples a second, signed 16 bits, linear. The sample at an
 * instant is number instant * 8 / 1000 (microseconds, rounded down), and
 * every change is heard from exactly that sample on.
 *
 * Tones that the engine listens for are sought in what the port's party, or
 * its exchange, sends: by ear, so they are told on a grid of 20 ms.
 *
 * Every function takes the card that card_open() returned. A telephone and
 * an exchange exist without the controller: ports need not be open. Orders
 * return 0 or
 *   -ENOENT   no such channel; a question: nobody has used it yet
 *   -ENOTSUP  a station was meant and this is a trunk, or the other way
 *   -EINVAL   nonsense (a digit that is none, a length out of range)
 *   -ENOMEM   no memory
 * and -errno results change nothing. Whether an order means anything when
 * its instant comes (a flash of a telephone on its hook) is not an error: it
 * then does nothing, as with a real telephone.
 */
#ifndef HOLDLINE_SIM_H
#define HOLDLINE_SIM_H

#include <stdbool.h>
#include <stdint.h>

#include "holdline/announce.h"
#include "holdline/driver.h"
#include "holdline/event.h"
#include "holdline/tone.h"
#include "holdline/types.h"

/* The driver "sim"; its card_open() takes struct hl_sim_options or NULL. */
extern const struct hl_driver hl_driver_sim;

#define HL_SIM_BLOCK       1024  /* most samples handed to an ear at once */
#define HL_SIM_LONGEST     60000 /* [ms] longest break, key or pause (house) */
#define HL_SIM_PARTIES_MAX 32    /* parties listed by hl_sim_hears() (house) */

/* clang-format off */
/* id, wire word, what the exchange does with a number that it was sent */
#define HL_SIM_OUTCOMES(X)                                                     \
	X(ANSWER,     "answer",     "rings the outside party, who answers")    \
	X(NOANSWER,   "noanswer",   "rings the party, who never answers")      \
	X(BUSY,       "busy",       "busy tone")                               \
	X(CONGESTION, "congestion", "congestion tone")                         \
	X(INFO,       "info",       "special information tone")

enum hl_sim_outcome {
#define X(id, wire, meaning) HL_SIM_##id,
	HL_SIM_OUTCOMES(X)
#undef X
	HL_SIM_OUTCOME_COUNT
};

/* id, wire word, what an exchange is doing with its trunk */
#define HL_SIM_PHASES(X)                                                       \
	X(IDLE,    "idle",    "nothing; the trunk is not seized")              \
	X(RINGING, "ringing", "rings us with a call")                          \
	X(SEIZED,  "seized",  "seized by us, no dial tone yet")                \
	X(DIALING, "dialing", "dial tone, or digits are coming")               \
	X(ALERTING, "alerting", "rings the outside party: ringing tone")       \
	X(REFUSED, "refused", "a tone that says why not")                      \
	X(TALKING, "talking", "the outside party is there")                    \
	X(GONE,    "gone",    "the far end released; waits for us to release")

enum hl_sim_phase {
#define X(id, wire, meaning) HL_SIM_PHASE_##id,
	HL_SIM_PHASES(X)
#undef X
	HL_SIM_PHASE_COUNT
};

/*
 * id, word, tone, meaning: what an exchange does when the outside party has
 * left. Exchanges differ; the first is kewlstart
 */
#define HL_SIM_LEAVES(X)                                                       \
	X(BATTERY,    "battery drop", NONE, "no loop current for 500 ms")      \
	X(POLARITY,   "polarity", NONE, "the battery is as before the answer") \
	X(BUSY,       "busy tone", BUSY, "busy tone")                          \
	X(CONGESTION, "congestion tone", CONGESTION, "congestion tone")        \
	X(DIAL,       "dial tone", DIAL, "dial tone")                          \
	X(HOWLER,     "howler", HOWLER, "off-hook warning")                    \
	X(INFO,       "special information tone", INFO, "the three tones")     \
	X(SILENCE,    "silence", NONE, "nothing at all")

enum hl_sim_leave {
#define X(id, word, tone, meaning) HL_SIM_LEAVE_##id,
	HL_SIM_LEAVES(X)
#undef X
	HL_SIM_LEAVE_COUNT
};

/* id, wire word, which operation of struct hl_driver */
#define HL_SIM_OPS(X)                                                          \
	X(OPEN,   "open",   "line_open")                                       \
	X(TRUTH,  "truth",  "truth")                                           \
	X(RING,   "ring",   "ring")                                            \
	X(LOOP,   "loop",   "loop")                                            \
	X(FLASH,  "flash",  "flash")                                           \
	X(TONE,   "tone",   "tone")                                            \
	X(LISTEN, "listen", "listen")                                          \
	X(WATCH,  "watch",  "watch")                                           \
	X(ANNOUNCE, "announce", "announce")                                    \
	X(LAMP,   "lamp",   "lamp")                                            \
	X(ECHO,   "echo",   "echo")                                            \
	X(DOOR,   "door",   "door")                                            \
	X(HEAR,   "hear",   "hear")                                            \
	X(IDENTIFY, "identify", "identify")                                    \
	X(KEYS,   "keys",   "keys")                                            \
	X(PATCH,  "patch",  "one move of patch, or both of a pair")            \
	X(MUSIC,  "music",  "music")

enum hl_sim_op {
#define X(id, wire, meaning) HL_SIM_OP_##id,
	HL_SIM_OPS(X)
#undef X
	HL_SIM_OP_COUNT
};
/* clang-format on */

/**
 * hl_sim_voice_fn - the voice of a party
 * @ctx:     as given with the options
 * @channel: whose
 * @pos:     samples since the party began to speak
 * @out:     receives the samples
 * @n:       how many, 1..HL_SIM_BLOCK
 *
 * A pure function of @channel and @pos: it is asked once for every ear that
 * hears the party, and not at all when there is none.
 */
typedef void(hl_sim_voice_fn)(void *ctx, int channel, uint64_t pos,
			      int16_t *out, unsigned n);

/**
 * hl_sim_ear_fn - hears what the party on a port hears
 * @ctx:     as given to hl_sim_listen_start()
 * @channel: whose ear
 * @sample:  number of the first sample, which is one past the last of the
 *           former block
 * @in:      the samples
 * @n:       how many, 1..HL_SIM_BLOCK
 *
 * Must not call the card.
 */
typedef void(hl_sim_ear_fn)(void *ctx, int channel, uint64_t sample,
			    const int16_t *in, unsigned n);

/**
 * struct hl_sim_script - how an exchange treats a call that we make
 * @outcome:  what becomes of the number; the second party's too, on a line
 *            whose exchange takes flashes
 * @dialtone: [ms] from seizure to dial tone; digits sent before are lost
 * @route:    [ms] from the last digit to ringing, busy or congestion tone;
 *            a further digit in that time begins it anew
 * @answer:   [ms] from the beginning of ringing tone to the answer
 * @talk:     [ms] from the answer to the outside party's hanging up, also
 *            for a call it made itself; 0 = it stays
 * @speak:    the outside party begins to speak when the call is answered,
 *            also a call it made itself
 * @reversal: the exchange reverses the battery at the answer of a call that
 *            we made (HL_EVENT_POLARITY)
 *
 * Each duration is 0..HL_SIM_LONGEST.
 */
struct hl_sim_script {
	enum hl_sim_outcome outcome;
	hl_msec dialtone;
	hl_msec route;
	hl_msec answer;
	hl_msec talk;
	bool speak;
	bool reversal;
};

/* ANSWER, dial tone after 300 ms, route 1000, answer 3000, stays, silent. */
#define HL_SIM_SCRIPT_DEFAULT                                                  \
	{                                                                      \
		HL_SIM_ANSWER, 300, 1000, 3000, 0, false, false                \
	}

/**
 * struct hl_sim_manner - how an exchange treats its line
 * @leave:    what it does when the outside party has left
 * @leave_ms: [ms] how long a tone of @leave lasts, silence behind it;
 *            0 = until we release
 * @mute:     it gives no dial tone; digits are taken all the same
 * @features: it takes flashes (struct hl_sim_port @held)
 * @deaf:     it knows pulses only, keys are lost
 * @echo:     [dB] return loss of the hybrid: what we send comes back so much
 *            weaker, at once; 0 = no echo, 1..HL_SIM_ECHO_MAX. Our echo
 *            canceller takes all of it away while it is on
 * @noise:    [dBm0] of the line, HL_SIM_NOISE_MIN.._MAX; 0 = none
 * @form:     how it tells who calls; HL_CLID_NONE: as the line was opened
 *
 * All zero: kewlstart, a silent line without echo.
 */
struct hl_sim_manner {
	enum hl_sim_leave leave;
	hl_msec leave_ms;
	bool mute;
	bool features;
	bool deaf;
	uint8_t echo;
	int8_t noise;
	struct hl_announce_form form;
};

#define HL_SIM_ECHO_MAX  60    /* [dB] (house) */
#define HL_SIM_NOISE_MIN (-90) /* [dBm0] (house) */
#define HL_SIM_NOISE_MAX (-20)

/* The second party of a line whose exchange takes flashes speaks with the
 * voice of the channel that is so much higher. */
#define HL_SIM_SECOND 0x10000

/**
 * struct hl_sim_options - the last argument of card_open()
 * @stations:  channels 1..stations are stations
 * @trunks:    the next @trunks channels are trunks. With 0 and 0 every
 *             channel up to HL_LINES_MAX exists and is what it is first used
 *             as: a station, if that use suits both
 * @voice:     voices of the parties; NULL: all are silent
 * @voice_ctx: handed to @voice
 * @script:    for every trunk until hl_sim_script() gives it another; copied;
 *             NULL: HL_SIM_SCRIPT_DEFAULT
 *
 * stations + trunks <= HL_LINES_MAX. No options at all is the same as all
 * zero.
 */
struct hl_sim_options {
	unsigned stations;
	unsigned trunks;
	hl_sim_voice_fn *voice;
	void *voice_ctx;
	const struct hl_sim_script *script;
};

/**
 * struct hl_sim_dial - how a number is dialled
 * @pulse: by opening the loop; false: DTMF
 * @on:    [ms] DTMF: key down; pulse: loop open. 0 = 100; 60
 * @off:   [ms] DTMF: between keys; pulse: loop closed between pulses.
 *         0 = 100; 40
 * @gap:   [ms] pulse: loop closed between digits. 0 = 700
 *
 * Each is at most HL_SIM_LONGEST. Pulses: 10 a second, 60/40 as the classic
 * dial; '*' is eleven and '#' twelve pulses.
 */
struct hl_sim_dial {
	bool pulse;
	hl_msec on;
	hl_msec off;
	hl_msec gap;
};

/* ---- orders to the party on a port -------------------------------------- */

/**
 * hl_sim_lift() - the receiver is lifted
 *
 * Trunk: the outside party, being rung, answers now.
 */
int hl_sim_lift(void *card, int channel, hl_usec at);

/**
 * hl_sim_hangup() - the receiver is put down
 *
 * Ends whatever else the party was doing: a flash, dialling. Trunk: a caller
 * that is ringing gives up; on a seized trunk the far end releases, as its
 * struct hl_sim_manner says: without one HL_EVENT_FARGONE, at the beginning
 * of a battery pause of 500 ms.
 */
int hl_sim_hangup(void *card, int channel, hl_usec at);

/**
 * hl_sim_break() - a lifted telephone opens its loop and closes it again
 * @card:    the card
 * @channel: a station
 * @length:  [ms] 1..HL_SIM_LONGEST
 * @at:      when it opens
 */
int hl_sim_break(void *card, int channel, hl_msec length, hl_usec at);

/**
 * hl_sim_flash() - the recall key: a break in the middle of the flash window
 *
 * Of the profile the port is open with; 600 ms while it is not open.
 */
int hl_sim_flash(void *card, int channel, hl_usec at);

/**
 * hl_sim_dial() - a number is dialled
 * @card:    the card
 * @channel: station, or trunk (DTMF only): the outside party presses keys
 * @digits:  1..HL_DIGITS_MAX of 0-9 * # (DTMF also A-D)
 * @how:     NULL: DTMF, all default
 * @at:      when the first key goes down, or the first pulse begins
 *
 * Digits ordered while others are still being dialled follow them. A pressed
 * key cuts the voice. Hanging up forgets the rest. A key that lasts is heard
 * after 40 ms: by the card, which reports HL_EVENT_DIGIT while listen is on,
 * and by every exchange that hears the telephone over a wire, as a digit.
 */
int hl_sim_dial(void *card, int channel, const char *digits,
		const struct hl_sim_dial *how, hl_usec at);

/**
 * hl_sim_dial_length() - how long dialling takes
 *
 * Return: [ms] from the first key or pulse to the end of the last pause
 * (DTMF @off, pulse @gap); 0 for digits that hl_sim_dial() refuses.
 */
hl_msec hl_sim_dial_length(const char *digits, const struct hl_sim_dial *how);

/** hl_sim_speak() - the party begins or ends to speak, heard or not. */
int hl_sim_speak(void *card, int channel, bool on, hl_usec at);

/**
 * hl_sim_bounce() - from now on the hook's contacts bounce
 * @card:    the card
 * @channel: a station
 * @count:   how often the contact opens (lifting) or closes (hanging up)
 *           again, 0..20; 0 = clean contacts
 * @width:   [ms] of each opening and each closing, 1..100
 */
int hl_sim_bounce(void *card, int channel, unsigned count, hl_msec width);

/**
 * hl_sim_display() - the telephone answers who wants to tell it, or does not
 * @card:    the card
 * @channel: a station
 * @on:      it answers the alerting tone with D for 60 ms, unless somebody
 *           presses keys on it, and short rings by closing its loop, which it
 *           opens 200 ms behind the message. What it is told is for the ear to decode: on
 *           the hook or off, whatever this setting
 */
int hl_sim_display(void *card, int channel, bool on);

/**
 * hl_sim_call() - the outside party calls in on a trunk
 *
 * Rings in the zone's cadence, HL_EVENT_RING at each burst's beginning, until
 * we seize the trunk, which answers, or hl_sim_hangup(). A trunk in use is
 * left alone: the caller hears busy tone elsewhere.
 */
int hl_sim_call(void *card, int channel, hl_usec at);

/**
 * hl_sim_call_as() - the same, and the exchange tells who calls
 * @card:    the card
 * @channel: a trunk
 * @who:     the caller; copied
 * @garbled: the sound of it is damaged on its way
 * @at:      when
 *
 * In the form of struct hl_sim_manner: alert, place in the ringing and sound
 * are those with which a telephone of that country is told. A reversal before
 * the message is HL_EVENT_POLARITY, a ring pulse before it HL_EVENT_RING.
 */
int hl_sim_call_as(void *card, int channel, const struct hl_clid *who,
		   bool garbled, hl_usec at);

/**
 * hl_sim_glare() - somebody calls in the moment in which we seize
 * @card:    the card
 * @channel: a trunk
 *
 * The next time that we seize the idle trunk its exchange has just begun to
 * ring us: HL_EVENT_RING of a seized trunk, and who calls is there at once.
 * He hears what we send, and no dial tone comes.
 */
int hl_sim_glare(void *card, int channel);

/** hl_sim_script() - how a trunk's exchange treats calls from now on. */
int hl_sim_script(void *card, int channel, const struct hl_sim_script *script);

/** hl_sim_manner() - how it treats its line from now on; copied. */
int hl_sim_manner(void *card, int channel, const struct hl_sim_manner *manner);

/** hl_sim_polarity() - a trunk's battery is reversed. */
int hl_sim_polarity(void *card, int channel, hl_usec at);

/**
 * hl_sim_battery() - a trunk loses its battery (the cord is out), or has it
 * again
 *
 * Whatever there was is over: HL_EVENT_FARGONE when there was loop current,
 * and HL_EVENT_ALARM 1000 ms later if the battery is not back by then (as
 * wctdm's cards); HL_EVENT_READY when it comes back behind that.
 */
int hl_sim_battery(void *card, int channel, bool on, hl_usec at);

/* ---- wires between channels --------------------------------------------- */

/**
 * hl_sim_join() - two B channels are one wire
 * @card:    a card, and @channel a trunk on it
 * @other:   the same or another card, and @far a trunk on it
 *
 * Of ports that are open as bearers: what one sends comes in on the other,
 * sample for sample, while loop() has opened the way on both; digits too.
 * Cards that are joined share one clock: their hosts' now() must agree, and
 * time passes for both when it passes for one.
 * Return: 0, -EBUSY (one of them is joined already), -EINVAL (with itself),
 * -ENOENT, -ENOTSUP, -ENOMEM.
 */
int hl_sim_join(void *card, int channel, void *other, int far);

/** hl_sim_part() - the wire is cut; also by closing one of the cards. */
int hl_sim_part(void *card, int channel);

/**
 * hl_sim_exchange() - two lines change their B channels
 * @card: the card
 * @a:    a line
 * @b:    another; either, not both, may have no channel
 *
 * As hl_dahdi_exchange(). Both must be at rest: loop(false), heard by nobody
 * and hearing nobody, no tone, nothing listened for. Gains and what the
 * detectors go by stay with the line; a line that had no channel takes them
 * over with the other's. What waits to be told goes with the channel.
 * Return: 0; -EBUSY; -EINVAL one is no B channel, or they are the same line;
 * -ENOENT neither has a channel; -ENODEV.
 */
int hl_sim_exchange(void *card, hl_line a, hl_line b);

/* ---- ears --------------------------------------------------------------- */

/**
 * hl_sim_listen_start() - put an ear on the far side of a port
 * @card:    the card
 * @channel: the port
 * @fn:      receives every sample from host->now() on, in order, no gap
 * @ctx:     handed to @fn
 *
 * Samples come when run() or an operation lets time pass. A station's party
 * hears its tone plus its wire while its loop is closed and fed; a trunk's
 * hears what we send while the trunk is seized; a telephone that is told who
 * calls hears that alone, on the hook too; else silence, which is sent as
 * zeros. Nobody hears himself.
 * Return: 0, -ENOENT, -EEXIST (one ear a port), -ENOMEM.
 */
int hl_sim_listen_start(void *card, int channel, hl_sim_ear_fn *fn, void *ctx);

/**
 * hl_sim_listen_stop() - take the ear away
 *
 * What was heard up to host->now() is delivered first. No ear is fine.
 */
void hl_sim_listen_stop(void *card, int channel);

/* ---- questions ---------------------------------------------------------- */

/**
 * struct hl_sim_hears - what the party on a port hears, by construction
 * @live:    it can hear at all: loop closed and fed; trunk: seized
 * @told:    it is being told who calls, at this moment; in a call it then
 *           hears nothing else
 * @tone:    the tone we play to it now
 * @wire:    its wire
 * @music:   wired to a class that has a loop (wire.ref says which)
 * @far:     tone of the first exchange heard over the wire that gives one
 * @count:   parties heard over the wire that are live
 * @party:   their channels, the first HL_SIM_PARTIES_MAX in rising order
 *
 * @tone to @count tell what is on the wire even while @live is false.
 */
struct hl_sim_hears {
	bool live;
	bool told;
	enum hl_tone tone;
	struct hl_wire wire;
	bool music;
	enum hl_tone far;
	unsigned count;
	int party[HL_SIM_PARTIES_MAX];
};

/** hl_sim_hears() - 0, -ENOENT. */
int hl_sim_hears(void *card, int channel, struct hl_sim_hears *ret);

/**
 * struct hl_sim_port - everything about a port, both sides
 * @kind:     station or trunk
 * @open:     by the controller, as @line
 * @lost:     the card is gone
 * @alarm:    no service
 * @tone, @ring, @listen, @door, @wire: as ordered last (a digit tone ends by
 *            itself)
 * @watch:    tones are listened for
 * @hear:     trunk: HL_HEAR_ bits, as ordered last
 * @identify: trunk: the same of who calls
 * @lamp:     station: the message lamp, as ordered last
 * @echo:     the echo canceller, as ordered last
 * @reversed: station: the battery is reversed for the ringing; trunk: since
 *            the answer
 * @muted:    station: the talk is cut off, to tell who waits
 * @loop:     as ordered last: station fed, trunk seized
 * @lifted:   station: the receiver is up
 * @closed:   station: the loop is closed; differs from @lifted in a break.
 *            trunk: the loop as the exchange sees it
 * @bell:     station: the bell sounds at this moment
 * @speaking: the party speaks
 * @key:      DTMF key held down, or 0
 * @phase:    trunk: what the exchange is doing
 * @burst:    trunk: a ring burst lasts now
 * @far:      trunk: tone that the exchange gives
 * @digits:   trunk: digits received since the last seizure, the newest
 *            HL_DIGITS_MAX, zero-terminated
 * @lost_digits: trunk: digits sent too early or too late to be taken, since
 *            the last seizure
 * @flashes:  trunk: flashes received since the last seizure
 * @flash:    trunk: [ms] the last one's length
 * @pulses:   trunk: digits of @digits that came as pulses, since the same
 * @dead:     trunk: it has no battery
 * @held:     trunk whose exchange takes flashes: it holds the first party, or
 *            the second one
 * @second:   trunk: the second party is there, talked to or held
 * @waiting:  trunk: another call waits: call waiting tone
 *
 * An exchange that takes flashes is a North American one (three-way calling,
 * call waiting). A flash in talk: the party is held, recall dial tone, digits
 * for a second one; a flash before that one answers: back to the first; in
 * talk with the second: all three; then: the second one is dropped. While
 * another call waits: the first is held, that one answered; then: swap. We
 * release with a party held or waiting: it rings us at once.
 */
struct hl_sim_port {
	enum hl_line_kind kind;
	bool open;
	bool lost;
	bool alarm;
	bool loop;
	bool listen;
	bool watch;
	bool lamp;
	bool echo;
	bool reversed;
	bool muted;
	bool lifted;
	bool closed;
	bool bell;
	bool speaking;
	bool burst;
	char key;
	hl_line line;
	enum hl_tone tone;
	enum hl_ring ring;
	enum hl_door door;
	struct hl_wire wire;
	enum hl_sim_phase phase;
	enum hl_tone far;
	char digits[HL_DIGITS_MAX + 1];
	unsigned lost_digits;
	unsigned flashes;
	hl_msec flash;
	unsigned pulses;
	uint16_t hear;
	bool identify;
	bool dead;
	bool held;
	bool second;
	bool waiting;
};

/** hl_sim_port() - 0, -ENOENT. As of host->now(); what waits is not counted. */
int hl_sim_port(void *card, int channel, struct hl_sim_port *ret);

/** hl_sim_bell() - does a telephone's bell sound at this moment? */
bool hl_sim_bell(void *card, int channel);

/**
 * hl_sim_stuck() - open ports neither idle nor in use
 *
 * In use: a telephone that is lifted or rung; a trunk that rings us, or that
 * is seized and not released by the far end. Idle: no tone, no wire, not fed
 * or seized, not listening, nothing heard or watched for, nobody announced.
 * What is neither was forgotten by somebody.
 */
unsigned hl_sim_stuck(void *card);

/** hl_sim_calls() - how often an operation was called, refused ones too. */
uint64_t hl_sim_calls(void *card, enum hl_sim_op op);

/** hl_sim_next() - when something next happens on the far side; HL_NEVER. */
hl_usec hl_sim_next(void *card);

/** hl_sim_phase_name() - wire word; "?" outside the list. */
const char *hl_sim_phase_name(enum hl_sim_phase value);

/** hl_sim_outcome_name() - wire word; "?" outside the list. */
const char *hl_sim_outcome_name(enum hl_sim_outcome value);

/** hl_sim_leave_name() - the word of a way to leave; "?" outside the list. */
const char *hl_sim_leave_name(enum hl_sim_leave value);

/* ---- faults ------------------------------------------------------------- */

/**
 * hl_sim_fail() - one call of an operation is refused
 * @card:  the card
 * @op:    which
 * @nth:   1 = the next, counted over all ports; 0 forgets the order. The two
 *         halves of a pair in one list count once
 * @error: negative errno that it then returns, having changed nothing
 *
 * One order an operation; a new one replaces it.
 * Return: 0, -EINVAL.
 */
int hl_sim_fail(void *card, enum hl_sim_op op, unsigned nth, int error);

/**
 * hl_sim_remove() - the card of a port is pulled out
 *
 * HL_EVENT_LOST. From then on every operation on the port but closing it
 * returns -ENODEV. The telephone stays as it is and hears nothing.
 */
int hl_sim_remove(void *card, int channel, hl_usec at);

/**
 * hl_sim_return() - it is back
 *
 * Quiet and idle as after opening. HL_EVENT_READY when the port is still
 * open.
 */
int hl_sim_return(void *card, int channel, hl_usec at);

/**
 * hl_sim_alarm() - no service on a port, or service again
 *
 * HL_EVENT_ALARM: the party neither hears nor is heard, edges are not seen,
 * an exchange releases the call. HL_EVENT_READY with the loop's truth at the
 * end.
 */
int hl_sim_alarm(void *card, int channel, bool on, hl_usec at);

/**
 * hl_sim_late() - rehearse late wake-ups
 * @card: the card
 * @late: [ms] 0..HL_SIM_LONGEST
 *
 * The card asks to be run @late after things have happened; an edge then
 * carries [when it happened, when it was found], anything else the instant
 * when it was found. 0: all is told with its exact instant again.
 */
int hl_sim_late(void *card, hl_msec late);

/**
 * hl_sim_stall() - nobody is woken by the far side
 * @card: the card
 * @on:   from now on; false: what waits is reported at once
 *
 * While on the card asks for no wake-up. Whoever calls run() finds
 * everything that has happened since, and edges carry [host->awake(), now]:
 * all that a real program would know.
 */
int hl_sim_stall(void *card, bool on);

#endif
