/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * card.h - what the files of this driver know of each other
 */
#ifndef HOLDLINE_DRIVERS_DAHDI_CARD_H
#define HOLDLINE_DRIVERS_DAHDI_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/announce.h"
#include "holdline/driver.h"
#include "holdline/canceller.h"
#include "holdline/dtmf.h"
#include "holdline/hook.h"
#include "holdline/primary.h"
#include "sys.h"

struct dahdi_ear;
struct dahdi_params;
struct dahdi_plan;
struct hl_music;
struct hl_pitch;
struct hl_zone;

/* Samples of one read, 20 ms: the block a channel is opened with. */
#define DAHDI_BLOCK 160

/*
 * Buffers of a channel each way, 640 ms. Digits that are dialled while the
 * controller is late are kept, and a digit to send fits in whole.
 */
#define DAHDI_BLOCKS 32

/*
 * [ms] rxflashtime with HL_DOOR_EDGES: an opening is reported so late. With 1
 * or 2 the kernel does not time an opening again that fell into the
 * millisecond after an off-hook order, and hanging up then is never reported
 * (the "> 2" of DAHDI_TXSTATE_DEBOUNCE, dahdi-base.c).
 */
#define DAHDI_EDGE_MS 3

/* [ms] debouncetime of a station: shortest there is, 0 never ends. */
#define DAHDI_DEBOUNCE_MS 1

/* [ms] a trunk that settles is looked at so often (house; a battery drop
 * lasts DAHDI_KEWLTIME, 500 ms). */
#define DAHDI_SETTLE_STEP_MS 100

/* [ms] an idle trunk is looked at so often; while it is in alarm (house). */
#define DAHDI_LOOK_MS 30000
#define DAHDI_DEAD_MS 5000

/* [ms] a burst of ringing is part of the call that it began for so long: the
 * longest pause of a cadence is 4 s; ringtimeout of chan_dahdi. */
#define DAHDI_RUNG_MS 8000

/* [ms] pulses to an exchange: 60 % break at 10 a second (ETSI ES 201 235 has
 * tones only; as most networks want it, house); what follows a digit is the
 * kernel's own default. */
#define DAHDI_BREAK_MS 60
#define DAHDI_MAKE_MS  40
#define DAHDI_AFTER_MS 750

/* [ms] preflashtime of a trunk: shortest there is, 0 sends no flash. */
#define DAHDI_PREFLASH_MS 1

/*
 * [ms] after a battery drop the kernel looks at the loop again, and a
 * telephone that went down meanwhile may have told nobody: DAHDI_KEWLTIME 500
 * + DAHDI_AFTERKEWLTIME 300, dahdi/kernel.h, and one timer tick.
 */
#define DAHDI_KEWL_MS 810

/* Without udev there is no device of a channel's own. */
#define DAHDI_DEVICE "/dev/dahdi/channel"
#define DAHDI_CONF_FILE "/etc/dahdi/system.conf"

/* [ms] which sample of its music is on the wire must be known so well: half
 * of the echo that hl_progress_put_held() learns (house). */
#define DAHDI_MUSIC_DOUBT_MS 6

/* As many as the kernel has (DAHDI_MAX_CONF, dahdi/kernel.h, less number 0). */
#define DAHDI_CONFS_MAX 1023

/** struct dahdi_conf - a conference: the engine's number, the kernel's. */
struct dahdi_conf {
	uint32_t ref;
	int confno;
};

/**
 * struct dahdi_class - a music class: one pseudo channel talks, many listen
 * @fd:     the pseudo channel, -1: not open
 * @confno: its conference
 * @block:  samples of one kernel buffer
 * @blocks: how many of them the kernel queues
 * @buffer: one block
 * @music:  the loop, NULL: silence
 * @pos:    samples of it written so far
 * @due:    when the queue wants more, HL_NEVER: nobody hears it
 * @origin: between these moments sample 0 was played, if there was no pause
 * @seen:   when that was last made sure
 */
struct dahdi_class {
	int fd;
	int confno;
	unsigned block;
	unsigned blocks;
	int16_t *buffer;
	const struct hl_music *music;
	uint64_t pos;
	hl_usec due;
	struct hl_interval origin;
	hl_usec seen;
};

/** enum dahdi_told_step - where the telling of who calls is */
enum dahdi_told_step {
	TOLD_ARMED,    /* the ringing has not begun */
	TOLD_BEFORE,   /* it is said; the ringing waits */
	TOLD_LIFTED,   /* ... and the receiver was lifted meanwhile */
	TOLD_RINGING,  /* its place in the ringing is yet to come */
	TOLD_SPEAKING, /* it is said in a pause of the ringing */
	TOLD_AGAIN,    /* it rings already: behind the next burst it is told */
	TOLD_PAUSE,    /* ... and the ringing was taken off for it */
	TOLD_MESSAGE,  /* without any ringing: whether messages wait */
	TOLD_ASKED,    /* it has to answer to be told; primary */
	TOLD_WHISPER,  /* in a call */
	TOLD_UNMUTE,   /* it is over, and the talk could not be joined yet */
};

/**
 * struct dahdi_told - a telephone is told who calls
 * @step:     enum dahdi_told_step
 * @tone:     ordered while it is whispered to, and @tone_at when
 * @announce: on the hook, else NULL
 * @primary:  where it stands with TOLD_ASKED
 * @fed:      the kernel was told that its receiver is up
 * @retry:    what its step does was refused for now, @error: for good
 * @whisper:  in a call, else NULL
 * @bursts:   of ringing yet to come before the message
 * @pause:    [ms] the ringing pauses there
 * @begun:    when the sound of this step was begun
 * @written:  samples of it taken by the kernel
 * @due:      when there is something to do, HL_NEVER
 * @block:    read from the sound, @pending samples of it not yet taken
 * @all:      nothing more is to be written
 * @torn:     a late wake-up has torn it
 * @last:     no burst of ringing follows the message
 * @wire:     of the talk that is cut off
 * @again:    told when @announce was said, or NULL
 * @rest:     when it is told again: it does not ring before
 */
struct dahdi_told {
	uint8_t step;
	uint8_t tone;
	hl_usec tone_at;
	struct hl_announce *announce;
	struct hl_primary primary;
	bool fed;
	bool retry;
	int error;
	struct hl_whisper *whisper;
	unsigned bursts;
	hl_msec pause;
	hl_usec begun;
	uint64_t written;
	hl_usec due;
	int16_t block[DAHDI_BLOCK];
	unsigned pending;
	bool all;
	bool torn;
	bool last;
	struct hl_wire wire;
	struct hl_announce *again;
	hl_usec rest;
};

/**
 * struct dahdi_port - one channel
 * @card:      where it is on
 * @serial:    never the same twice on a card: tells a reopened port
 * @line:      the engine's index
 * @channel:   the kernel's number
 * @fd:        -1 once the card was removed
 * @kind:      station or trunk
 * @set:       what it was opened with; its name is not kept
 * @sigtype:   DAHDI_SIG_*
 * @wire:      who is heard; what was last ordered and done
 * @tone:      enum hl_tone ordered last
 * @written:   @tone, which is no digit, is written by us
 * @digits:    digits that are not yet written in whole, oldest first
 * @digit_count: how many
 * @tone_pos:  samples written of the oldest digit, or of @tone
 * @tone_due:  when more is to be written, HL_NEVER
 * @queued:    something was written since the queue was emptied
 * @ring:      enum hl_ring sounding
 * @cadence:   enum hl_ring whose cadence the kernel has for the channel
 * @loop:      off-hook order given: fed, seized
 * @door:      enum hl_door
 * @door_at:   when the door was changed last
 * @opened:    a station's opening was reported and not its closing
 * @flashing:  a trunk's flash is under way
 * @rung_at:   a trunk's last burst of ringing began; 0: none since it was
 *             released
 * @listening: digits are decoded
 * @dtmf:      the receiver
 * @canceller: takes @cancelled out before; NULL: there was no need yet
 * @cancelled: enum hl_tone, what @canceller knows to be sent
 * @pitch:     hears the tones that are watched; NULL: none are
 * @ear:       a trunk's detectors
 * @found:     bits of those found and not yet reported
 * @check_at:  when the loop, or a trunk's battery, is to be read, HL_NEVER
 * @settled_at: trunk: from then on the kernel tells a battery drop
 * @dark:      trunk: without battery at the last look
 * @pulsing:   a digit is on its way as pulses
 * @keys:      digits are tones although numbers go out as pulses
 * @met:       a call came in while we wanted to seize
 * @dead:      idle without battery, told as an alarm
 * @tells:     its card makes an alarm of a missing battery
 * @rx_gain, @tx_gain: [0.1 dB] that the kernel applies
 */
struct dahdi_port {
	struct dahdi_card *card;
	uint32_t serial;
	hl_line line;
	int channel;
	int fd;
	enum hl_line_kind kind;
	int sigtype;
	struct hl_port set;
	struct hl_wire wire;
	uint8_t tone;
	bool written;
	bool queued;
	char digits[HL_DIGITS_MAX];
	unsigned digit_count;
	uint64_t tone_pos;
	hl_usec tone_due;
	hl_usec tone_at;
	uint8_t ring;
	uint8_t cadence;
	uint8_t bursts;
	struct hl_announce_form form;
	struct dahdi_told *told;
	bool reversed;
	bool echoless;
	uint8_t door;
	hl_usec door_at;
	bool loop;
	bool opened;
	bool flashing;
	hl_usec rung_at;
	bool pulsing;
	bool keys;
	bool met;
	bool dead;
	bool tells;
	int16_t rx_gain;
	int16_t tx_gain;
	bool listening;
	struct hl_dtmf dtmf;
	struct hl_canceller *canceller;
	uint8_t cancelled;
	struct hl_pitch *pitch;
	struct dahdi_ear *ear;
	unsigned found;
	hl_usec check_at;
	hl_usec settled_at;
	bool dark;
};

/**
 * struct dahdi_card - every channel this process has
 * @host:   the engine
 * @sys:    the kernel
 * @zone:   the country's tones, may be NULL
 * @ports:  by line, NULL where none is open
 * @lines:  length of @ports
 * @serial: last one given
 * @confs:  conferences that have members
 * @conf_count: how many
 * @classes: music
 * @plans:  what trunks are listened to for; hear.c
 */
struct dahdi_card {
	struct hl_host host;
	const struct dahdi_sys *sys;
	const struct hl_zone *zone;
	struct dahdi_port **ports;
	unsigned lines;
	uint32_t serial;
	struct dahdi_conf confs[DAHDI_CONFS_MAX];
	unsigned conf_count;
	struct dahdi_class classes[HL_CLASSES_MAX];
	struct dahdi_plan *plans;
};

/* ---- dahdi.c ------------------------------------------------------------ */

/** The port of a line, also one whose card is gone; NULL when not open. */
struct dahdi_port *dahdi_port_find(const struct dahdi_card *card,
				   hl_line line);
/** Is the port still the one it was? After every event, ask. */
bool dahdi_port_is(const struct dahdi_card *card, hl_line line,
		   uint32_t serial);
/** A request on a descriptor. 0 or -errno. */
int dahdi_ask(const struct dahdi_card *card, int fd, unsigned long request,
	      void *arg);
/** A request of one number. */
int dahdi_ask_int(const struct dahdi_card *card, int fd, unsigned long request,
		  int value);
/** Set the card's one alarm to the first thing that is due. */
void dahdi_alarm(struct dahdi_card *card);

/* ---- open.c ------------------------------------------------------------- */

/** Open a channel. @word: of the configurator, for the sentence. */
int dahdi_channel_take(const struct dahdi_card *card, int channel,
		       const char *word, int *ret, char *why, size_t size);
/** Room for a line in the card's table. 0, -ENOMEM. */
int dahdi_table_grow(struct dahdi_card *card, hl_line line);
int dahdi_port_open(struct dahdi_card *card, const struct hl_port *settings,
		    char *why, size_t size);

/* ---- mend.c: each writes a sentence and answers the error --------------- */

int dahdi_complain(int r, char *why, size_t size, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
int dahdi_complain_device(int r, char *why, size_t size);
int dahdi_complain_channel(const struct dahdi_card *card, int channel,
			   const char *word, int r, char *why, size_t size);
/** 0 when a signalling suits what is to be opened, else -EINVAL. */
int dahdi_complain_signal(const struct hl_port *set, int sigtype, char *why,
			  size_t size);
/** The configurator's usual word for what is to be opened. */
const char *dahdi_mend_word(const struct hl_port *set);

/* ---- port.c ------------------------------------------------------------- */

/** Closes the channel and frees; it is in no table and watched by nobody. */
void dahdi_port_free(struct dahdi_port *port);
/** [ms] rxflashtime of a door. */
int dahdi_port_rxflash(const struct dahdi_port *port, enum hl_door door);
/** Unwires both ends, closes, frees. */
void dahdi_port_close(struct dahdi_port *port);
/** The card is gone: unwires the partner, closes, reports; keeps the port. */
void dahdi_port_lose(struct dahdi_port *port);
/** A burst of ringing began on a trunk. */
void dahdi_port_rung(struct dahdi_port *port);
/** ... and the call that it belongs to may still ring. */
bool dahdi_port_is_rung(const struct dahdi_port *port);
/** The kernel's parameters of the channel, of this moment. */
int dahdi_port_params(const struct dahdi_port *port,
		      struct dahdi_params *ret);
int dahdi_port_truth(const struct dahdi_port *port, struct hl_truth *ret);
int dahdi_port_door(struct dahdi_port *port, enum hl_door door);
/** Watch for events, and for samples while they are read. */
int dahdi_port_watch(struct dahdi_port *port);

/* ---- events.c ----------------------------------------------------------- */

/** The descriptor is ready. */
void dahdi_port_ready(void *arg, unsigned ready);
/** Drain the queue and report. The port may be gone afterwards. */
void dahdi_events(struct dahdi_port *port);
/** An event of this port, found now. */
void dahdi_event_init(const struct dahdi_port *port, enum hl_event_kind kind,
		      struct hl_event *ret);
/** Read the loop and report it, as an edge not before @earliest. */
void dahdi_report_loop(struct dahdi_port *port, hl_usec earliest);

/* ---- battery.c: trunks --------------------------------------------------- */

/** Is a seized trunk without battery at this moment? */
bool dahdi_port_is_dark(const struct dahdi_port *port);
/** Report the far end's release of a trunk whose battery is missing now. */
void dahdi_report_battery(struct dahdi_port *port);
/** A trunk was seized. */
void dahdi_settle_begin(struct dahdi_port *port);
/** A trunk is idle: opened or released. */
void dahdi_battery_idle(struct dahdi_port *port);
/** It is time to look. The port may be gone afterwards. */
void dahdi_battery_run(struct dahdi_port *port, hl_usec now);
/** The card tells of an alarm; true: it is news. */
bool dahdi_battery_alarm(struct dahdi_port *port);

/* ---- pulse.c ------------------------------------------------------------ */

/** A digit, as pulses, behind those under way. */
int dahdi_pulse(struct dahdi_port *port, enum hl_tone tone);
/** The kernel has sent one. The port may be gone afterwards. */
void dahdi_pulse_done(struct dahdi_port *port);
/** It should have by now. The port may be gone afterwards. */
void dahdi_pulse_run(struct dahdi_port *port, hl_usec now);

/* ---- gain.c ------------------------------------------------------------- */

/** The channel gets the gains of @set, if it has others. */
int dahdi_gain_apply(struct dahdi_port *port, const struct hl_port *set);

/* ---- ring.c: whatever goes by DAHDI_HOOK -------------------------------- */

int dahdi_ring(struct dahdi_port *port, enum hl_ring ring);
/** A hook order. 0, also when the kernel's timers go on with it. */
int dahdi_hook(struct dahdi_port *port, int order);
/** Ring in a cadence, from its beginning. */
int dahdi_ring_as(struct dahdi_port *port, const struct hl_ring_plan *plan);
int dahdi_loop(struct dahdi_port *port, bool closed);
int dahdi_flash(struct dahdi_port *port, hl_msec length);
/** The kernel ended a burst; a splash has one. */
void dahdi_ring_burst_ended(struct dahdi_port *port);
/** The message in a pause of the ringing is over. */
void dahdi_told_said(struct dahdi_port *port);
/** Ring now what was ordered before its announcement. */
int dahdi_ring_begin(struct dahdi_port *port);
/** The bell is silent until it is ordered anew. */
int dahdi_ring_pause(struct dahdi_port *port);
/** Tell, and ring, as at the beginning. */
int dahdi_ring_anew(struct dahdi_port *port);

/* ---- tone.c ------------------------------------------------------------- */

int dahdi_tone(struct dahdi_port *port, enum hl_tone tone);
/** Write what the tone lacks. The port may be gone afterwards. */
void dahdi_tone_run(struct dahdi_port *port, hl_usec now);
/** A hook order has stopped the tone. */
void dahdi_tone_forget(struct dahdi_port *port);
/** A hook order has stopped the tone, which shall go on. */
void dahdi_tone_again(struct dahdi_port *port, enum hl_tone tone);

/** A tone that was cut off goes on as if it had not been. */
void dahdi_tone_resume(struct dahdi_port *port, enum hl_tone tone,
		       hl_usec since);

/* ---- announce.c: told on the hook --------------------------------------- */

int dahdi_announce(struct dahdi_port *port, const struct hl_clid *clid);
/** Cut off. After a whisper the talk is joined, now or soon. */
void dahdi_told_end(struct dahdi_port *port);
/** Forgotten, whatever sounds. */
void dahdi_told_free(struct dahdi_port *port);
/** Something is due. The port may be gone afterwards. */
void dahdi_told_run(struct dahdi_port *port, hl_usec now);
/** A message waits for the ringing that begins now ... */
bool dahdi_told_is_armed(const struct dahdi_port *port);
/** ... its cadence, and how many bursts the message waits for: */
unsigned dahdi_told_plan(struct dahdi_port *port,
			 const struct hl_ring_plan *plan,
			 struct hl_ring_plan *ret);
/** for none: it is said now, and the ringing waits. 0, -EBUSY ... */
int dahdi_told_first(struct dahdi_port *port);
/** for some: the kernel rings. */
void dahdi_told_rings(struct dahdi_port *port);
/** One was said; true: another one waits for the next burst. */
bool dahdi_told_next(struct dahdi_port *port);
/** A burst ended; true: a message begins. */
bool dahdi_told_burst(struct dahdi_port *port);
/** The receiver is lifted; is down again. */
void dahdi_told_lifted(struct dahdi_port *port);
void dahdi_told_down(struct dahdi_port *port);
/** What comes before the ringing is over; the port may be gone afterwards. */
void dahdi_told_ring(struct dahdi_port *port, hl_usec now);
/** ... and it cannot be rung; told to the engine. */
void dahdi_told_fail(struct dahdi_port *port, int error);
/** The battery, where the card can. */
void dahdi_polarity_set(struct dahdi_port *port, bool reversed);
/** The battery is as it was, if it was reversed. */
void dahdi_polarity_right(struct dahdi_port *port);
/** Begin the sound of this step; write what there is room for. */
void dahdi_told_say(struct dahdi_port *port, hl_usec now);
int dahdi_told_fill(struct dahdi_port *port, hl_usec now);

/* ---- primary.c: it has to answer to be told ------------------------------ */

/** The ringing begins. 0, -EBUSY: its loop is closed. */
int dahdi_primary_begin(struct dahdi_port *port);
/** Something is due. The port may be gone afterwards. */
void dahdi_primary_run(struct dahdi_port *port, hl_usec now);
/** The loop was opened or closed; true: nobody else is told. */
bool dahdi_primary_takes(struct dahdi_port *port, bool closed);
/** It is cut off, and not fed any more. */
void dahdi_primary_end(struct dahdi_port *port);

/* ---- whisper.c: told in a call ------------------------------------------ */

int dahdi_whisper(struct dahdi_port *port, const struct hl_clid *clid);
void dahdi_whisper_run(struct dahdi_port *port, hl_usec now);
/** Cut off; the talk is joined, or tried to be. */
void dahdi_whisper_end(struct dahdi_port *port);
/** The port is wired anew: whispers to it or to its partner end first. */
void dahdi_whisper_cut(struct dahdi_port *port);
/** The port goes away: nobody is joined with it afterwards. */
void dahdi_whisper_forget(struct dahdi_port *port);
/** The telephone's answer is awaited. */
bool dahdi_whisper_listens(const struct dahdi_port *port);
/** A digit was heard; true: it was the answer. */
bool dahdi_whisper_digit(struct dahdi_port *port, char digit);
/** A tone is ordered; true: it is heard later, if it still is wanted. */
bool dahdi_whisper_tone(struct dahdi_port *port, enum hl_tone tone);

/* ---- bearer.c ----------------------------------------------------------- */

/** Open the way for voice on a B channel, or end what sounds there. */
int dahdi_way(struct dahdi_port *port, bool open);

/* ---- lamp.c: what a card may have, or not ------------------------------- */

int dahdi_lamp(struct dahdi_port *port, bool on);
int dahdi_echo(struct dahdi_port *port, bool on);

/* ---- listen.c ----------------------------------------------------------- */

int dahdi_listen(struct dahdi_port *port, bool on);
int dahdi_watch(struct dahdi_port *port, const struct hl_watch_tone *tones);
/** Our own tone is no longer taken out of what is heard. */
void dahdi_canceller_drop(struct dahdi_port *port);
/** Digits are to be heard from now on, for whatever end. */
void dahdi_listen_begin(struct dahdi_port *port);
/** Are the channel's samples wanted, for digits or for tones? */
bool dahdi_port_reads(const struct dahdi_port *port);
/** Forget samples that came in and were not read. */
int dahdi_unread_drop(struct dahdi_port *port);
/** Samples wait: decode and report. The port may be gone afterwards. */
void dahdi_listen_ready(struct dahdi_port *port);

/* ---- hear.c: trunks ----------------------------------------------------- */

/** All memory of what a trunk may be listened to for. 0, -ENOMEM, -EINVAL. */
int dahdi_ear_open(struct dahdi_port *port);
void dahdi_ear_close(struct dahdi_port *port);
int dahdi_hear(struct dahdi_port *port, unsigned hears);
int dahdi_identify(struct dahdi_port *port, bool on);
/** Are samples wanted at this moment? */
bool dahdi_ear_wants(const struct dahdi_port *port);
void dahdi_ear_put(struct dahdi_port *port, const int16_t *in, unsigned n);
/** Report what was found. The port may be gone afterwards. */
void dahdi_ear_tell(struct dahdi_port *port);
/** A burst of ringing began or ended; the battery was reversed. */
void dahdi_ear_ring(struct dahdi_port *port, bool on);
void dahdi_ear_reversal(struct dahdi_port *port);
/** Who called is forgotten; a while after the last sign of a call. */
void dahdi_ear_rest(struct dahdi_port *port);
void dahdi_ear_idle(struct dahdi_port *port, hl_usec now);
/**
 * The reading begins or ends, as dahdi_port_reads() says it shall be; what
 * came before it is not meant for us. 0, -errno.
 */
int dahdi_reading_change(struct dahdi_port *port, bool read_before);

/* ---- audio.c ------------------------------------------------------------ */

int dahdi_patch(struct dahdi_card *card, const struct hl_move *moves,
		unsigned n, unsigned *done);
/** Cut off the talk of a port, both ways; what it was. */
int dahdi_mute(struct dahdi_port *port, struct hl_wire *ret);
/** Join it again. */
int dahdi_unmute(struct dahdi_port *port, const struct hl_wire *wire);
/** Nobody hears the port and it hears nobody. */
void dahdi_unwire(struct dahdi_port *port);

/* ---- music.c ------------------------------------------------------------ */

int dahdi_music(struct dahdi_card *card, unsigned class,
		const struct hl_music *music);
/** The conference in which a class plays, for somebody who is to hear it; the
 * class is opened if need be, and its music goes on. */
int dahdi_music_confno(struct dahdi_card *card, unsigned class, int *ret);
/**
 * The position of a class that was on the wire at a moment, known to
 * DAHDI_MUSIC_DOUBT_MS; false: not known so well, or silence.
 */
bool dahdi_music_at(const struct dahdi_card *card, unsigned class, hl_usec at,
		    uint64_t *ret);
/** Samples of it from a position on. */
void dahdi_music_samples(const struct dahdi_card *card, unsigned class,
			 uint64_t pos, int16_t *ret, unsigned n);
void dahdi_music_run(struct dahdi_card *card, hl_usec now);
void dahdi_music_close(struct dahdi_card *card);

#endif
