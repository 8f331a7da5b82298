/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * card.h - the virtual card from inside: one card, its ports, their parties
 *
 * sim.c is the driver's face, orders.c and query.c the far side's. Between
 * them: card.c (time), queue.c (what happens when), port.c (ports and who is
 * told of their timers), report.c (what waits to be told to the engine),
 * phone.c (fingers on hook and keys), judge.c (the kernel's classification),
 * exchange.c (the other end of a trunk), feature.c (its hold), caller.c (it
 * rings us and says who calls), pulse.c (we dial by pulses), wire.c (who is
 * wired to whom), join.c (B channels, cards that share a clock), mix.c
 * (sound), watch.c and hear.c (what is listened for), told.c (a telephone is told
 * who calls) and primary.c (it has to answer for it). outside.c has the doors of the newer of these.
 *
 * Everything below happens at card->now, which only sim_card_advance() moves.
 */
#ifndef HOLDLINE_DRIVERS_SIM_CARD_H
#define HOLDLINE_DRIVERS_SIM_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/announce.h"
#include "holdline/driver.h"
#include "holdline/identify.h"
#include "holdline/pitch.h"
#include "holdline/primary.h"
#include "holdline/progress.h"
#include "holdline/sim.h"
#include "holdline/types.h"
#include "holdline/zone.h"

#define SIM_BUCKETS 1024 /* conferences are found by number modulo (house) */
#define SIM_DEPTH   6    /* wires that sound passes, echo too (house) */

/* clang-format off */
/* id, handler: a timer that every port has; it is told when it fires */
#define SIM_PORT_TIMERS(X)                                                     \
	X(HAND,    sim_phone_contact)   /* the hook's contact moves again */   \
	X(DIAL,    sim_phone_dial_on)   /* next step of dialling */            \
	X(HEARD,   sim_phone_heard)     /* a key lasted long enough */         \
	X(DOWN,    sim_judge_down)      /* a break became hanging up */        \
	X(PULSES,  sim_judge_pulses)    /* no further pulse: a digit */        \
	X(TONE,    sim_port_tone_end)   /* a digit tone ends */                \
	X(WATCH,   sim_watch_tell)      /* tones found are told */             \
	X(TOLD,    sim_told_step)       /* the next step of telling who calls */ \
	X(ANSWER,  sim_phone_display_acts) /* a display closes or opens the loop */ \
	X(LOOK,    sim_primary_look)    /* is the loop that was not told still closed? */

/* The same of the exchange behind a trunk. */
#define SIM_EXCHANGE_TIMERS(X)                                                 \
	X(CALL,    sim_exchange_step)   /* the exchange's next step */         \
	X(BURST,   sim_exchange_burst)  /* the next burst of ringing */        \
	X(FLASH,   sim_exchange_flash_end) /* our flash ends */                \
	X(CALLER,  sim_caller_say)      /* an exchange tells who calls */      \
	X(PULSE,   sim_pulse_step)      /* our dialling by pulses goes on */   \
	X(COUNTED, sim_exchange_counted) /* no further pulse comes */          \
	X(HEAR,    sim_hear_tell)       /* what was heard is told */           \
	X(BATTERY, sim_exchange_dead)   /* the battery is not back */

/* id, handler: an order of the far side, from orders.c */
#define SIM_ORDERS(X)                                                          \
	X(LIFT,     sim_party_lift)                                            \
	X(HANGUP,   sim_party_hangup)                                          \
	X(BREAK,    sim_phone_break)                                           \
	X(DIAL,     sim_phone_dial)                                            \
	X(SPEAK,    sim_party_speak)                                           \
	X(CALL,     sim_exchange_call)                                         \
	X(POLARITY, sim_exchange_polarity)                                     \
	X(REMOVE,   sim_port_remove)                                           \
	X(RETURN,   sim_port_return)                                           \
	X(ALARM,    sim_port_alarm)                                            \
	X(BATTERY,  sim_exchange_battery)

enum sim_timer {
#define X(id, handler) SIM_TIMER_##id,
	SIM_PORT_TIMERS(X)
	SIM_TIMER_EXCHANGE,
	SIM_TIMER_BEFORE_EXCHANGE = SIM_TIMER_EXCHANGE - 1,
	SIM_EXCHANGE_TIMERS(X)
#undef X
	SIM_TIMER_COUNT
};

/* Numbered behind the timers: one word says what an item is. */
enum sim_order_kind {
	SIM_ORDER_BASE = SIM_TIMER_COUNT - 1,
#define X(id, handler) SIM_ORDER_##id,
	SIM_ORDERS(X)
#undef X
	SIM_ORDER_END
};
/* clang-format on */

/**
 * struct sim_item - something that will happen
 * @at:     when
 * @number: of two at the same instant the lower comes first
 * @place:  where in the heap, from 1; 0 = not queued
 * @what:   a timer of a port (below SIM_TIMER_COUNT), else an order
 * @port:   where
 */
struct sim_item {
	hl_usec at;
	uint64_t number;
	uint32_t place;
	uint32_t what;
	struct sim_port *port;
};

/** struct sim_queue - a heap of items; owns none of them. */
struct sim_queue {
	struct sim_item **heap; /* from 1 */
	size_t count;
	size_t room;
	uint64_t number;
};

/** struct sim_number - a number to dial, in the order that carries it. */
struct sim_number {
	struct sim_number *next;
	struct hl_sim_dial how;
	char digits[HL_DIGITS_MAX + 1];
};

/** struct sim_order - an order: an item with its arguments; freed when done. */
struct sim_order {
	struct sim_item item;
	uint32_t value;
	struct sim_number *number; /* the phone takes it over */
	struct sim_caller *caller; /* the exchange takes it over */
};

/** struct sim_phone - what the party on a port does with its hands and mouth */
struct sim_phone {
	bool lifted;
	bool speaking;
	bool told;        /* the pressed key was reported */
	bool carried;     /* exchanges on the wire have heard it */
	bool open;        /* dialling: the loop is open in a pulse */
	bool display;     /* setting: it answers who wants to tell it */
	bool holds;       /* it holds the loop closed to be told */
	char key;         /* held down, or 0 */
	uint8_t pulses;   /* left of the digit */
	uint8_t digit;    /* index of the digit being dialled */
	uint8_t bounce;   /* setting: how often contacts open again */
	uint8_t width_ms; /* setting */
	uint8_t moves;    /* contact moves still to come, after the next */
	struct sim_number *number;
	hl_usec key_at;
	hl_usec speak_at;
};

/** struct sim_judge - the kernel's view of a station's loop */
struct sim_judge {
	bool up;    /* the receiver is up, as told to the engine */
	bool edges; /* the running break began under the edges door */
	uint8_t pulses;
	hl_usec opened;
};

/* Parties behind an exchange: bits. */
#define SIM_FIRST  1u
#define SIM_SECOND 2u

/**
 * struct sim_caller - who calls, as an exchange tells it
 * @clid:    who; told when @tells
 * @garbled: its sound is damaged on its way
 * @announce: NULL: nothing is told
 * @sound:   what we hear, @length samples from @sound_at on; NULL: not yet
 */
struct sim_caller {
	struct hl_clid clid;
	bool tells;
	bool garbled;
	struct hl_announce *announce;
	int16_t *sound;
	unsigned length;
	hl_usec sound_at;
};

/**
 * struct sim_exchange - the other end of a trunk
 * @phase:    enum hl_sim_phase
 * @far:      enum hl_tone it gives
 * @talks:    SIM_FIRST and SIM_SECOND: who is talked to
 * @held:     who is held there
 * @joins:    the second one was called by us: a flash joins all
 * @waiting:  another call waits
 * @glare:    somebody calls in the moment of our next seizure
 * @reversed: the battery is, since the answer
 * @rung:     a burst of this call has been reported
 * @counted:  pulses of the digit that is coming
 * @spoilt:   it began when no digit could be taken
 * @plan:     cadence with which we are rung
 * @caller:   who rings us; NULL: nobody says
 */
struct sim_exchange {
	uint8_t phase;
	uint8_t far;
	uint8_t talks;
	uint8_t held;
	bool joins;
	bool waiting;
	bool glare;
	bool reversed;
	bool rung;
	bool spoilt;
	uint8_t counted;
	hl_usec far_at;
	hl_usec ring_at;
	struct hl_ring_plan plan;
	struct hl_sim_script script;
	struct hl_sim_manner manner;
	struct sim_caller *caller;
	unsigned lost;
	unsigned pulses;
	unsigned flashes;
	hl_msec flash;
	char digits[HL_DIGITS_MAX + 1];
	struct sim_item timer[SIM_TIMER_COUNT - SIM_TIMER_EXCHANGE];
};

/** struct sim_watch - tones are listened for on a port */
struct sim_watch {
	struct sim_watch *next;
	struct sim_port *port;
	uint64_t sample; /* the next one to hear */
	unsigned found;  /* bits of those found and not yet reported */
	struct hl_pitch pitch;
};

/**
 * struct sim_hear - what is listened for on a trunk
 * @sample:   the next one to hear
 * @hears:    HL_HEAR_ bits, 0 = none
 * @held:     the last samples were heard beside our music
 * @told:     something waits for the next report
 * @found:    by the detector, not reported yet
 * @ringing:  as the receiver of who calls was told
 * @identified: a caller, or a message that cannot be read, waits for the next
 *            report
 * @identity: which
 */
struct sim_hear {
	struct sim_hear *next;
	struct sim_port *port;
	uint64_t sample;
	unsigned hears;
	bool held;
	bool told;
	bool ringing;
	enum hl_identified identified;
	struct hl_heard found;
	struct hl_progress_plan plan;
	struct hl_progress progress;
	struct hl_progress_echo echo;
	struct hl_identity identity;
};

/**
 * struct sim_pulse - a trunk that we dial on by pulses
 * @digits: that wait, the one being sent first; zero-terminated
 * @left:   pulses of it; 0 = the pause behind it
 */
struct sim_pulse {
	char digits[HL_DIGITS_MAX + 1];
	uint8_t left;
};

/**
 * struct sim_told - a telephone is told who calls
 * @announce: on the hook, NULL: it is in a call
 * @primary:  where it has to answer to be told, and @asked
 * @whisper:  in a call
 * @armed:    the ringing has not begun yet
 * @said:     on the hook: the message is being said
 * @lamp:     without any ringing: whether messages wait
 * @again:    it rings already: what it is told next, or NULL
 * @rest:     it does not ring before, when it is told again
 * @plan:     cadence with room for the message, when not @armed
 * @sound:    what it hears now, @length samples from @sound_at on
 */
struct sim_told {
	struct hl_announce *announce;
	struct hl_whisper *whisper;
	struct hl_primary primary;
	bool asked;
	bool armed;
	bool said;
	bool lamp;
	struct hl_announce *again;
	hl_usec rest;
	struct hl_ring_plan plan;
	int16_t *sound;
	unsigned length;
	hl_usec sound_at;
};

/**
 * struct sim_port - one port of the card, both sides
 * @closed:   station: the loop; trunk: the loop as the exchange sees it
 * @waiting:  reports not yet told
 * @conf_next, @conf_prev: the others in the same bucket of conferences
 * @watch:    NULL: no tone is listened for
 * @told:     NULL: the telephone is told nothing
 * @form:     how it is told
 * @lamp:     its message lamp
 * @echo:     the echo canceller
 * @reversed: station: the battery is reversed
 * @untold:   station: its loop was closed to be told, and the engine does not
 *            know
 * @dead:     trunk: it has no battery
 * @bearer:   trunk: a B channel; @joined: NULL or the other end of the wire
 * @heard:    NULL: nothing is listened for
 * @id:       trunk: receiver of who calls; NULL: its exchange tells nothing
 * @identifies: it is read
 * @pulse:    trunk: NULL: digits go out as tones
 * @keys:     trunk: they do so although there is @pulse
 * @cycles, @silence: trunk: as it was opened
 * @rx, @tx:  factors of what comes in and goes out
 */
struct sim_port {
	struct sim_card *card;
	int channel;
	uint8_t kind;
	uint8_t tone;
	uint8_t ring;
	uint8_t door;
	hl_line line;
	bool loop;
	bool listen;
	bool lost;
	bool alarm;
	bool closed;
	uint16_t waiting;
	struct hl_wire wire;
	struct sim_port *conf_next;
	struct sim_port *conf_prev;
	struct sim_watch *watch;
	struct sim_told *told;
	struct hl_announce_form form;
	bool lamp;
	bool echo;
	bool reversed;
	bool untold;
	bool dead;
	bool bearer;
	bool keys;
	bool identifies;
	uint8_t cycles;
	hl_msec silence;
	float rx;
	float tx;
	struct sim_port *joined;
	struct sim_hear *heard;
	struct hl_identify *id;
	struct sim_pulse *pulse;
	hl_usec tone_at;
	hl_usec ring_at;
	hl_usec listen_at;
	struct hl_profile profile;
	struct sim_judge judge;
	struct sim_phone phone;
	struct sim_exchange *exchange; /* trunk: owned */
	struct sim_item timer[SIM_TIMER_EXCHANGE];
};

/** struct sim_report - something the engine is to be told */
struct sim_report {
	hl_usec at;
	struct sim_port *port; /* NULL: nobody wants it any more */
	uint8_t kind;          /* enum hl_event_kind */
	uint8_t gesture;
	bool closed;
	char digit;
	uint8_t which;
	int error;
	struct hl_heard heard;
	struct hl_clid *caller; /* owned */
};

/** struct sim_reports - a ring of them, in the order they happened */
struct sim_reports {
	struct sim_report *ring;
	size_t first;
	size_t count;
	size_t room; /* a power of two, or 0 */
};

/** struct sim_ear - somebody listens on a port's far side */
struct sim_ear {
	struct sim_ear *next;
	struct sim_port *port;
	hl_sim_ear_fn *fn;
	void *ctx;
	uint64_t sample; /* the next one to deliver */
};

/** struct sim_class - a music class */
struct sim_class {
	const struct hl_music *music;
	hl_usec since;
};

/** struct sim_fault - an operation that is to be refused */
struct sim_fault {
	unsigned nth;
	int error;
	uint64_t calls;
};

struct sim_card {
	struct hl_host host;
	const struct hl_zone *zone;
	struct hl_zone
		keys; /* the zone with digits as long as the key is down */
	unsigned stations;
	unsigned trunks;
	hl_sim_voice_fn *voice;
	void *voice_ctx;
	struct hl_sim_script script;
	hl_usec now;
	hl_usec alarm; /* as told to the host */
	hl_msec late;
	bool stall;
	bool running;
	unsigned ports;  /* how many exist */
	unsigned orders; /* how many wait */
	struct sim_queue queue;
	struct sim_reports reports;
	struct sim_ear *ears;
	struct sim_watch *watches;
	struct sim_hear *hears;
	struct sim_card *shared; /* the next card with our clock, in a ring */
	struct sim_exchange nobody; /* behind telephones; stays all zero */
	struct sim_class class[HL_CLASSES_MAX];
	struct sim_fault fault[HL_SIM_OP_COUNT];
	struct sim_port *conf[SIM_BUCKETS];
	struct sim_port *channel[HL_LINES_MAX + 1]; /* from 1 */
	struct sim_port *line[HL_LINES_MAX];
};

/* ---- card.c ------------------------------------------------------------- */

/* As struct hl_driver has them. */
int sim_card_open(void **ret, const struct hl_host *host,
		  const struct hl_zone *zone, const void *options);
void sim_card_close(void *arg);
void sim_card_run(void *arg, hl_usec now);

/* Let everything happen that is due at @now; reports wait for run(). */
void sim_card_advance(struct sim_card *card, hl_usec now);

/* The same up to host->now(): before anything is changed from outside. */
void sim_card_catch_up(struct sim_card *card);

/* Tell the host when run() is wanted, if that has changed. */
void sim_card_wake(struct sim_card *card);

/* A script's durations are in range. */
bool sim_script_is_fine(const struct hl_sim_script *script);

/* The present moment, without letting anything happen. */
hl_usec sim_card_now(const struct sim_card *card);

/* ---- queue.c ------------------------------------------------------------ */

/* Room for @count items in all; then sim_queue_put() cannot fail. */
int sim_queue_reserve(struct sim_queue *queue, size_t count);
/* Queue @item at @at; an item that waits already is moved. */
void sim_queue_put(struct sim_queue *queue, struct sim_item *item, hl_usec at);
void sim_queue_take(struct sim_queue *queue, struct sim_item *item);
struct sim_item *sim_queue_first(const struct sim_queue *queue);
void sim_queue_fini(struct sim_queue *queue);

/* ---- port.c ------------------------------------------------------------- */

/* The port of a channel, made if need be. @kind: what it is wanted as, or
 * -1. 0, -ENOENT (no such channel), -ENOTSUP (it is of the other kind),
 * -ENOMEM. */
int sim_port_get(struct sim_card *card, int channel, int kind,
		 struct sim_port **ret);
/* The port of a channel, NULL when there is none yet. */
struct sim_port *sim_port_find(struct sim_card *card, int channel);
void sim_port_free(struct sim_port *port);
/* Near side as after opening: quiet, on hook, idle. */
void sim_port_reset(struct sim_port *port);
/* The party's loop carries current: it hears and is heard. */
bool sim_port_is_live(const struct sim_port *port);
/* The card sees the party: there, and in service. */
bool sim_port_is_seen(const struct sim_port *port);
bool sim_port_is_open(const struct sim_port *port);
/* The bell of a telephone sounds at @now. */
bool sim_port_has_bell(const struct sim_port *port, hl_usec now);
/* Play a tone from card->now on. */
void sim_port_tone(struct sim_port *port, enum hl_tone tone);
void sim_port_tone_end(struct sim_port *port);
void sim_port_remove(struct sim_port *port, struct sim_order *order);
void sim_port_return(struct sim_port *port, struct sim_order *order);
void sim_port_alarm(struct sim_port *port, struct sim_order *order);
/* Do what an item says; frees it when it is an order. */
void sim_port_act(struct sim_item *item);

void sim_timer_start(struct sim_port *port, enum sim_timer timer, hl_usec at);
void sim_timer_stop(struct sim_port *port, enum sim_timer timer);
bool sim_timer_runs(struct sim_port *port, enum sim_timer timer);

/* ---- orders.c ----------------------------------------------------------- */

/** struct sim_wish - an order before it has a port; @kind: who it is for */
struct sim_wish {
	enum sim_order_kind what;
	int kind;
	uint32_t value;
	struct sim_number *number;
	struct sim_caller *caller;
};

/* Queue it. On error what the wish owns stays the caller's. */
int sim_order_put(struct sim_card *card, int channel,
		  const struct sim_wish *wish, hl_usec at);
void sim_order_free(struct sim_order *order);

/* ---- report.c ----------------------------------------------------------- */

/* To be told of an open port; @at = card->now, port and the rest as given. */
void sim_report_add(struct sim_port *port, const struct sim_report *report);
void sim_report_plain(struct sim_port *port, enum hl_event_kind kind);
void sim_report_closed(struct sim_port *port, enum hl_event_kind kind);
void sim_report_gesture(struct sim_port *port, enum hl_gesture gesture,
			char digit);
/* Tell the engine everything that waits; @now = this wake-up. */
void sim_report_tell(struct sim_card *card, hl_usec now);
/* What waits of a port is void. */
void sim_report_forget(struct sim_port *port);
/* The same of one kind: what it was asked of has changed. */
void sim_report_forget_kind(struct sim_port *port, enum hl_event_kind kind);
void sim_report_fini(struct sim_reports *reports);

/* ---- phone.c ------------------------------------------------------------ */

void sim_party_lift(struct sim_port *port, struct sim_order *order);
void sim_party_hangup(struct sim_port *port, struct sim_order *order);
void sim_party_speak(struct sim_port *port, struct sim_order *order);
void sim_phone_break(struct sim_port *port, struct sim_order *order);
void sim_phone_dial(struct sim_port *port, struct sim_order *order);
void sim_phone_contact(struct sim_port *port);
void sim_phone_dial_on(struct sim_port *port);
void sim_phone_heard(struct sim_port *port);
/* The telephone itself sends a digit, if nobody is dialling on it. */
void sim_phone_answer(struct sim_port *port, char digit, hl_msec on,
		      hl_msec off);
/* The card begins to listen, or the loop to carry current. */
void sim_phone_listened(struct sim_port *port);
/* The display answers at @at, or opens its loop then. */
void sim_phone_display_at(struct sim_port *port, hl_usec at);
void sim_phone_display_acts(struct sim_port *port);
void sim_phone_forget(struct sim_port *port);
/* Exchanges that hear @port over its wire take the digit. */
void sim_phone_carry(struct sim_port *port, char digit);
/* Pulses of a dialled character: 0-9 * #. */
uint8_t sim_phone_pulses(char digit);

/* ---- judge.c ------------------------------------------------------------ */

/* The loop of a station was opened or closed: report what the door says. */
void sim_judge_edge(struct sim_port *port);
/* Take the loop as it is; forget a running break. */
void sim_judge_reset(struct sim_port *port);
void sim_judge_down(struct sim_port *port);
void sim_judge_pulses(struct sim_port *port);

/* ---- exchange.c --------------------------------------------------------- */

void sim_exchange_call(struct sim_port *port, struct sim_order *order);
void sim_exchange_polarity(struct sim_port *port, struct sim_order *order);
void sim_exchange_burst(struct sim_port *port);
void sim_exchange_step(struct sim_port *port);
/* No service: whatever there was is over. */
void sim_exchange_cut(struct sim_port *port);
/* Our loop, as the exchange sees it. */
void sim_exchange_loop(struct sim_port *port, bool closed);
/* The outside party is there now, if the script says so it speaks. */
void sim_exchange_talk(struct sim_port *port, unsigned talks);
void sim_exchange_phase(struct sim_port *port, enum hl_sim_phase phase,
			enum hl_tone far);
/* Our loop opens and closes for a pulse. */
void sim_exchange_pulse(struct sim_port *port, bool closed);
void sim_exchange_counted(struct sim_port *port);
void sim_exchange_battery(struct sim_port *port, struct sim_order *order);
void sim_exchange_dead(struct sim_port *port);
/* We open the loop for @length. */
void sim_exchange_flash(struct sim_port *port, hl_msec length);
void sim_exchange_flash_end(struct sim_port *port);
/* The outside party answers; hangs up. */
void sim_exchange_answer(struct sim_port *port);
void sim_exchange_release(struct sim_port *port);
/* The exchange hears a digit. */
void sim_exchange_digit(struct sim_port *port, char digit);
/* ... or counted one. */
void sim_exchange_dialled(struct sim_port *port, char digit);
/* A voice, or a tone beside it, is what the exchange lets through. */
bool sim_exchange_talks(const struct sim_port *port);
/* A ring burst lasts at @now. */
bool sim_exchange_is_ringing(const struct sim_port *port, hl_usec now);

/* ---- feature.c ---------------------------------------------------------- */

/* A flash has reached an exchange that takes them. */
void sim_feature_flash(struct sim_port *port);
/* Another call comes while we talk. true: it waits. */
bool sim_feature_waits(struct sim_port *port);
/* The outside party leaves. true: somebody is still there. */
bool sim_feature_left(struct sim_port *port);
/* We have released. true: who is left rings us. */
bool sim_feature_released(struct sim_port *port);

/* ---- caller.c ----------------------------------------------------------- */

/* Ring us; @caller, which may be NULL, is taken over. */
void sim_caller_ring(struct sim_port *port, struct sim_caller *caller);
/* What is being told is cut off, and forgotten. */
void sim_caller_end(struct sim_port *port);
void sim_caller_free(struct sim_caller *caller);
void sim_caller_say(struct sim_port *port);
/* From one burst's beginning to the next, @since behind the first; 0 = none. */
hl_msec sim_caller_next(const struct hl_ring_plan *plan, hl_msec since);
/* Add what is being told, from @sample on. */
void sim_caller_mix(const struct sim_port *port, uint64_t sample, int32_t *sum,
		    unsigned n);

/* ---- pulse.c ------------------------------------------------------------ */

/* Digits of this trunk go out as pulses from now on. 0, -ENOMEM. */
int sim_pulse_open(struct sim_port *port);
void sim_pulse_close(struct sim_port *port);
/* Behind those that wait. 0, -EBUSY (too many), -EINVAL (no such pulses). */
int sim_pulse_digit(struct sim_port *port, char digit);
/* The rest is forgotten. */
void sim_pulse_end(struct sim_port *port);
void sim_pulse_step(struct sim_port *port);
bool sim_pulse_is_busy(const struct sim_port *port);

/* ---- hear.c ------------------------------------------------------------- */

/* The receiver of who calls, as long as the port is open. 0, -errno. */
int sim_hear_open(struct sim_port *port);
void sim_hear_close(struct sim_port *port);
/* As HL_SET_HEAR and HL_SET_IDENTIFY. 0, -EINVAL, -ENOTSUP, -ENOMEM. */
int sim_hear_set(struct sim_port *port, unsigned hears);
int sim_hear_identify(struct sim_port *port, bool on);
void sim_hear_end(struct sim_port *port);
/* A caller begins, or leaves: what was heard before is another one's. */
void sim_hear_caller(struct sim_port *port);
/* The battery of the idle trunk is reversed. */
void sim_hear_reversal(struct sim_port *port);
/* Somebody wants these samples. */
bool sim_hear_wants(const struct sim_hear *hear);
/* What came in, and what we sent at the time. */
void sim_hear_put(struct sim_hear *hear, const int16_t *in,
		  const int16_t *sent, unsigned n);
void sim_hear_tell(struct sim_port *port);

/* ---- join.c ------------------------------------------------------------- */

/* The first item that is due on any card with this clock; NULL. */
struct sim_item *sim_join_first(struct sim_card *card, hl_usec now);
/* The card leaves the others; its wires are cut. */
void sim_join_leave(struct sim_card *card);
/* A digit goes to the other end of a wire. */
void sim_join_digit(struct sim_port *port, char digit);
/* This one came over a wire: told, and carried on. */
void sim_join_heard(struct sim_port *port, char digit);

/* ---- wire.c ------------------------------------------------------------- */

/* The other half of move @i stood before it in the list: it is made. */
bool sim_wire_is_made(const struct hl_move *moves, unsigned i);
/* Wire @port, the line of move @i of @n; with the first half of a pair its
 * other port as well. 0, -ENOENT (no such line or class), -EINVAL (half a
 * pair, oneself), -ENODEV. */
int sim_wire_set(struct sim_port *port, const struct hl_move *moves, unsigned i,
		 unsigned n);
/* Nobody is wired to the port any more, and the port to nobody. */
void sim_wire_clear(struct sim_port *port);
/* @port is wired to hear @other. */
bool sim_wire_hears(const struct sim_port *port, const struct sim_port *other);
/* The first and the next party that @port hears; NULL: no more. */
struct sim_port *sim_wire_first(const struct sim_port *port);
struct sim_port *sim_wire_next(const struct sim_port *port,
			       const struct sim_port *other);

/* ---- mix.c -------------------------------------------------------------- */

/* Deliver every ear's samples up to @at; every watch hears its own. */
void sim_mix_flush(struct sim_card *card, hl_usec at);
uint64_t sim_mix_sample(hl_usec at);
hl_usec sim_mix_at(uint64_t sample);
/* A factor of a level, @tenths of a decibel. */
float sim_mix_gain(int tenths);

/* ---- watch.c ------------------------------------------------------------ */

/* Listen for tones from card->now on; NULL: no more. 0, -EINVAL, -ENOMEM. */
int sim_watch_set(struct sim_port *port, const struct hl_watch_tone *tones);
/* What the party sends, in order. */
void sim_watch_hear(struct sim_watch *watch, const int16_t *in, unsigned n);
void sim_watch_tell(struct sim_port *port);

/* ---- told.c ------------------------------------------------------------- */

/* Tell the telephone who calls; NULL: no more. 0, -ENOTSUP, -ENOMEM ... */
int sim_told_begin(struct sim_port *port, const struct hl_clid *clid);
/* Cut off, forgotten. */
void sim_told_end(struct sim_port *port);
/* The ringing begins now: sets ring_at. */
void sim_told_ring(struct sim_port *port, enum hl_ring ring);
/* What is being said on the hook ends; the ringing stays as it is. */
void sim_told_silence(struct sim_port *port);
/* The loop was opened or closed; true: the engine is not told. */
bool sim_told_hook(struct sim_port *port);
/* It was told, and is rung; another caller may wait to be told. */
void sim_told_next(struct sim_port *port);
/* The sound of the message begins; samples of it. */
unsigned sim_told_say(struct sim_port *port);
/* ---- primary.c: it has to answer to be told ----------------------------- */

void sim_primary_begin(struct sim_port *port);
void sim_primary_step(struct sim_port *port);
/* The loop was opened or closed; true: the engine is not told. */
bool sim_primary_hook(struct sim_port *port);
/* The ringing ends in the middle. */
void sim_primary_cut(struct sim_port *port);
void sim_primary_look(struct sim_port *port);
/* It is told, or answers to be. */
bool sim_primary_runs(const struct sim_port *port);
/* ... and is asked to answer. */
bool sim_primary_asks(const struct sim_port *port);

/* ---- told.c, further on -------------------------------------------------- */

/* The cadence with which the telephone is rung. */
const struct hl_ring_plan *sim_told_plan(const struct sim_port *port);
/* A digit was heard; true: it was meant for us. */
bool sim_told_digit(struct sim_port *port, char digit);
void sim_told_step(struct sim_port *port);
/* The party neither hears nor is heard by those it is wired to. */
bool sim_told_is_muted(const struct sim_port *port);
/* Add what the telephone is told, from @sample on. */
void sim_told_mix(const struct sim_port *port, uint64_t sample, int32_t *sum,
		  unsigned n);

#endif
