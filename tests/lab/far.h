/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * far.h - the far side of the lab: telephones and a telephone exchange
 *
 * The lab's two spans face each other.  The product drives the near one; this
 * library drives the far one and so plays whatever a line card would have on
 * its wires:
 *
 *   telephone n (1..stations)  on the far channel that faces near channel n
 *   exchange port t (1..trunks)        that faces near channel stations + t
 *
 * It shares no code with the product, so that a mistake in how the product
 * sees a line cannot hide behind the same mistake here.
 *
 * Nothing blocks.  Calls change what a line wants; far_step() does the I/O
 * that is due, and far_poll() and far_run() wait and step.  Step at least every
 * 60 ms while a line speaks or hears, or there are gaps in what it says.
 *
 * Times are microseconds (us) of the monotonic clock or milliseconds (ms).
 * Audio is 8000 Hz, one channel, 16-bit linear in the host's byte order;
 * 0 dBm0 is a sine of peak 22280.  Results are 0 or a negative errno.
 * One thread only.
 */

#ifndef TESTS_LAB_FAR_H
#define TESTS_LAB_FAR_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Samples in every block heard or asked for: 20 ms. */
#define FAR_BLOCK 160

/* Most lines of one kind; the span driver's own limit is 168 in all. */
#define FAR_MAX_LINES 168

/* Digits kept for one far_line_dial(), far_phone_pulse() or exchange port. */
#define FAR_MAX_DIGITS 64

struct far;
struct far_line;

/*
 * What happened on a line.  "value" is the third column's.
 *
 * A telephone rings (RING_START) from its first burst until no burst has come
 * for the ring-end time or it is lifted; RING_STOP is for the first case only.
 */
/* clang-format off */
#define FAR_EVENTS(X)                                                          \
	X(RING_START, "ring-start",  "telephone: begins to ring; 0")           \
	X(RING_ON,    "ring-on",     "telephone: a burst begins; number of it")\
	X(RING_OFF,   "ring-off",    "telephone: the burst ends; number of it")\
	X(RING_STOP,  "ring-stop",   "telephone: the caller gave up; 0")       \
	X(DROPPED,    "dropped",     "telephone off-hook: battery dropped; 0") \
	X(CALLER,     "caller",      "telephone: it was told who calls; times")\
	X(BREAK_DONE, "break-done",  "telephone: loop closed again; ms asked") \
	X(DIALLED,    "dialled",     "last digit and its pause are over; 0")   \
	X(SEIZED,     "seized",      "port: loop closed while idle; 0")        \
	X(ANSWERED,   "answered",    "port: loop closed while rung; 0")        \
	X(FLASH,      "flash",       "port: a break that is no pulse; ms")     \
	X(RELEASED,   "released",    "port: loop open for the release time; 0")\
	X(TONE_DIGIT, "tone-digit",  "port: a DTMF digit; its character")      \
	X(PULSE,       "pulse",      "port: a pulse ended; number in its digit")\
	X(PULSE_DIGIT,"pulse-digit", "port: a pulsed digit; its character")    \
	X(ALARM,      "alarm",       "the span fails (1) or recovers (0)")     \
	X(LOST_AUDIO, "lost-audio",  "stepped too late, blocks were lost; 0")
/* clang-format on */

enum far_event_type {
#define X(id, word, meaning) FAR_##id,
	FAR_EVENTS(X)
#undef X
};

struct far_event {
	enum far_event_type type;
	struct far_line *line;
	uint64_t at_us; /* when it was read; the kernel adds up to 8 ms */
	int value;
};

typedef void far_event_fn(void *ctx, const struct far_event *event);

/**
 * far_voice_fn - asks for the next samples that a line says
 * @ctx:   as given to far_line_speak()
 * @index: number of the first sample, 0 at the call of far_line_speak()
 * @out:   to be filled
 * @n:     how many: FAR_BLOCK
 *
 * Called up to 100 ms before the samples are on the wire.
 */
typedef void far_voice_fn(void *ctx, uint64_t index, int16_t *out, unsigned n);

/**
 * far_ear_fn - tells what a line hears
 * @ctx:   as given to far_line_hear()
 * @index: number of the first sample, 0 at the call of far_line_hear()
 * @in:    the samples, valid during the call
 * @n:     how many: FAR_BLOCK
 *
 * Called within 8 ms of the last sample's time on the wire, so sample i of the
 * block was there at about far_now_us() - (n - i) * 125.
 */
typedef void far_ear_fn(void *ctx, uint64_t index, const int16_t *in,
			unsigned n);

/* --- the whole ------------------------------------------------------- */

/**
 * far_open() - open the far span
 * @ret:      the far side; close with far_close()
 * @stations: telephones, 0..FAR_MAX_LINES; as the guest was started with
 * @trunks:   exchange ports, 0..FAR_MAX_LINES; likewise
 *
 * Every telephone is on-hook and every port idle, or seized where the near
 * trunk's loop is already closed.  No event reports that.
 *
 * Return: 0; -EINVAL numbers out of range or the channels are not such a far
 * side; -EBUSY somebody has one open; -ENOENT no DAHDI here; -ENOMEM.
 */
int far_open(struct far **ret, unsigned stations, unsigned trunks);

/* far_close() - hang up everything and free it; NULL is fine */
void far_close(struct far *far);

/**
 * far_env() - how many lines the guest was started with
 * @stations: from LAB_STATIONS, 8 when it is not set
 * @trunks:   from LAB_TRUNKS, 4 when it is not set
 */
void far_env(unsigned *stations, unsigned *trunks);

/* far_on_event() - who is told; NULL for nobody.  May call any far_ function
 * but far_close(), far_step(), far_poll() and far_run(). */
void far_on_event(struct far *far, far_event_fn *fn, void *ctx);

/* far_event_name() - the word of the second column above */
const char *far_event_name(enum far_event_type type);

/* far_now_us() - the monotonic clock */
uint64_t far_now_us(void);

/**
 * far_step() - do all I/O that is due now, without waiting
 *
 * Return: 0; the first error met otherwise (-EIO, -ENODEV: the span is gone).
 */
int far_step(struct far *far);

/**
 * far_poll() - wait until something is due, then step
 * @timeout_ms: at most so long; negative: for ever
 *
 * Returns after the first thing that happened, which need not be one that the
 * caller sees.
 *
 * Return: as far_step(); -EINTR a signal came.
 */
int far_poll(struct far *far, int timeout_ms);

/**
 * far_poll_with() - far_poll() that watches the caller's descriptors too
 * @extra: as for poll(2); revents are set on return
 * @count: 0..64
 */
int far_poll_with(struct far *far, struct pollfd *extra, unsigned count,
		  int timeout_ms);

/* far_run() - poll and step for so many ms; as far_step() */
int far_run(struct far *far, unsigned ms);

/* --- any line -------------------------------------------------------- */

/* far_phone() - telephone 1..stations; NULL beyond */
struct far_line *far_phone(struct far *far, unsigned number);

/* far_port() - exchange port 1..trunks; NULL beyond */
struct far_line *far_port(struct far *far, unsigned number);

bool far_line_is_port(const struct far_line *line);
unsigned far_line_number(const struct far_line *line);

/**
 * far_line_speak() - start to speak, or stop
 * @voice: asked for every block from now on; NULL stops
 *
 * A telephone is heard only while it is lifted (the voice waits meanwhile); a
 * port always, as an exchange sends caller identity to an idle line.
 * What has been asked for already, up to 100 ms, is still sent after a stop.
 */
void far_line_speak(struct far_line *line, far_voice_fn *voice, void *ctx);

/* far_line_hear() - listen from now on; NULL stops.  On-hook lines hear too. */
void far_line_hear(struct far_line *line, far_ear_fn *ear, void *ctx);

/**
 * far_line_dial() - send DTMF digits instead of the voice
 * @digits: 1..FAR_MAX_DIGITS of 0-9 * # A-D, and ',' for one second of pause
 * @on_ms:  length of each digit, 1..2000
 * @off_ms: pause after each digit, 0..2000
 *
 * Sample-exact: -10 dBm0 the low tone, -8 dBm0 the high one.  DIALLED follows.
 *
 * Return: 0; -EINVAL; -EBUSY still dialling; -EPROTO the telephone is on-hook.
 */
int far_line_dial(struct far_line *line, const char *digits, unsigned on_ms,
		  unsigned off_ms);

/* far_line_is_dialling() - by tone or by pulse */
bool far_line_is_dialling(const struct far_line *line);

/* far_line_lost() - how often audio was lost because stepping came late */
unsigned far_line_lost(const struct far_line *line);

/* --- telephones ------------------------------------------------------ */

/* far_phone_lift() - close the loop; it stops ringing.  0 or -EIO */
int far_phone_lift(struct far_line *line);

/* far_phone_hangup() - open the loop; breaks and dialling end.  0 or -EIO */
int far_phone_hangup(struct far_line *line);

bool far_phone_is_lifted(const struct far_line *line);

/**
 * far_phone_break() - open the loop for a while: a flash
 * @ms: 15..3000; kept by the kernel to the ms
 *
 * Begins at once, or a few ms later when the loop was closed just now.
 * BREAK_DONE follows when the loop is closed again.
 *
 * Return: 0; -EINVAL; -EPROTO on-hook; -EBUSY in a break already.
 */
int far_phone_break(struct far_line *line, unsigned ms);

/**
 * far_phone_pulse() - dial by breaking the loop
 * @digits:   1..FAR_MAX_DIGITS of 0-9 * #; 0 is ten breaks, * 11, # 12
 * @break_ms: 15..200, usually 60
 * @make_ms:  5..200, usually 40; up to 10 ms longer on the wire
 * @gap_ms:   between digits, 100..3000, usually 700
 *
 * DIALLED follows after the last gap, BREAK_DONE does not.
 *
 * Return: 0; -EINVAL; -EPROTO on-hook; -EBUSY dialling or in a break.
 */
int far_phone_pulse(struct far_line *line, const char *digits,
		    unsigned break_ms, unsigned make_ms, unsigned gap_ms);

bool far_phone_is_ringing(const struct far_line *line);

/* far_phone_bursts() - bursts begun of this ringing, or of the last one */
unsigned far_phone_bursts(const struct far_line *line);

/* far_phone_drops() - battery drops seen since the last lift */
unsigned far_phone_drops(const struct far_line *line);

/* far_phone_set_ring_end() - silence after which ringing is over; 6500 ms */
void far_phone_set_ring_end(struct far_line *line, unsigned ms);

/* --- caller ID -------------------------------------------------------- */

/* Longest number or name kept, without the zero. */
#define FAR_MAX_CALLER 50

/* What a display understands; decoded by spandsp's receiver. */
enum far_display {
	FAR_DISPLAY_NONE,
	FAR_DISPLAY_BELLCORE, /* Bell 202 */
	FAR_DISPLAY_ETSI,     /* V.23 */
	FAR_DISPLAY_DTMF,
	FAR_DISPLAY_NTT, /* V.23, when it has answered short rings */
};

/**
 * struct far_caller - what a telephone was told last
 * @times:  messages so far; 0: none, and the rest is empty
 * @bursts: ring bursts begun when it came
 * @lifted: it came while the telephone was lifted
 * @at_us:  when it was whole
 * @time:   "MMDDhhmm", or ""
 * @number: digits, or ""
 * @name:   or ""
 * @no_number: why there is none: 'P' withheld, 'O' not known, 0
 * @no_name:   the same
 * @lamp:      a message of its own said: 0 nothing yet, 1 no message waits, 2
 *             one waits; it is no caller, and the rest stays
 * @lamp_us:   when that was whole
 */
struct far_caller {
	unsigned times;
	unsigned bursts;
	bool lifted;
	uint64_t at_us;
	char time[FAR_MAX_CALLER + 1];
	char number[FAR_MAX_CALLER + 1];
	char name[FAR_MAX_CALLER + 1];
	char no_number;
	char no_name;
	unsigned lamp;
	uint64_t lamp_us;
};

/**
 * far_phone_display() - give a telephone a display, or take it away
 *
 * It listens on the hook and off it, forgets what it was told before, and tells
 * CALLER after each message. Lifted, with an FSK display, it answers an
 * alerting tone (2130 + 2750 Hz) with D and is silent until it has the data,
 * or 1.5 s. With NTT's it closes its loop behind the second short ring, and
 * opens it 200 ms behind the message, or when 3 s or the battery are gone; to
 * the hands it is not lifted meanwhile.
 *
 * Return: 0; -EINVAL a port, or no such display; -ENOMEM.
 */
int far_phone_display(struct far_line *line, enum far_display display);

/* far_phone_caller() - what it was told last; valid until the next call of a
 * far_ function */
const struct far_caller *far_phone_caller(const struct far_line *line);

/* far_phone_alerts() - alerting tones heard since it got its display */
unsigned far_phone_alerts(const struct far_line *line);

/* --- exchange ports -------------------------------------------------- */

/*
 * idle -> seized (near trunk closes its loop) -> idle (it opens it)
 * idle -> rung -> seized (answered) or idle (far_port_stop_ring())
 * seized -> dropped (far_port_drop()) -> idle (it opens its loop)
 */
enum far_port_state {
	FAR_PORT_IDLE,
	FAR_PORT_RUNG,
	FAR_PORT_SEIZED,
	FAR_PORT_DROPPED,
};

enum far_port_state far_port_state(const struct far_line *line);

/**
 * far_port_ring() - an incoming call
 * @cadence_ms: on, off, on, off ... up to 16, ended by 0; NULL: the zone's.
 *              Every entry 20..10000, pairs only.
 *
 * The port rings until it is answered, stopped or closed.  A trunk opened or
 * hung up less than 2 s ago misses the beginning.
 *
 * Return: 0; -EINVAL cadence; -EPROTO not idle; -EBUSY settling after a drop
 * (up to 800 ms); -ENODATA the guest has no tone zone.
 */
int far_port_ring(struct far_line *line, const int *cadence_ms);

/* When an exchange says who calls. */
enum far_told {
	FAR_TOLD_AFTER_RING, /* 600 ms behind the first burst */
	FAR_TOLD_RING_PULSE, /* before it, 650 ms behind a pulse of 250 ms */
	FAR_TOLD_ALERT,      /* before it, behind an alerting tone (DT-AS) */
	FAR_TOLD_SILENT,     /* before it, and nothing warns */
};

/**
 * struct far_calling - who calls, and how an exchange says so
 * @form:    what the telephone understands; DTMF: A...C, B10C, B00C
 * @when:    in or before the ringing
 * @number:  digits
 * @name:    or ""; never in DTMF
 * @no_number: 'P' withheld, 'O' not known; then without @number; or 0
 * @damaged: 60 ms of it are missing
 */
struct far_calling {
	enum far_display form;
	enum far_told when;
	const char *number;
	const char *name;
	char no_number;
	bool damaged;
};

/**
 * far_port_ring_as() - an incoming call of which is said who it is
 * @cadence_ms: as far_port_ring(), not NULL; AFTER_RING: a first pause of 3 s
 *              has room for the message
 * @who:        not kept
 *
 * Before the first burst the port counts as rung already.
 *
 * Return: as far_port_ring(); -ENOMEM.
 */
int far_port_ring_as(struct far_line *line, const int *cadence_ms,
		     const struct far_calling *who);

/**
 * far_port_meet() - somebody calls in the moment of the next seizure
 *
 * The next trunk that closes its loop finds itself rung for 40 ms and has
 * answered: ANSWERED follows instead of SEIZED.
 */
void far_port_meet(struct far_line *line);

/* far_port_stop_ring() - the caller gives up.  0; -EPROTO not rung */
int far_port_stop_ring(struct far_line *line);

/**
 * far_port_drop() - the far party hangs up: drop the battery for 500 ms
 *
 * Return: 0; -EPROTO not seized.
 */
int far_port_drop(struct far_line *line);

/* far_port_digits() - what was dialled since the seizure, a string */
const char *far_port_digits(const struct far_line *line);

/* far_port_clear_digits() - forget them */
void far_port_clear_digits(struct far_line *line);

/**
 * far_port_set_breaks() - how the port judges an open loop
 * @pulse_max_ms: longest break that is a dial pulse; 80; 0: none is
 * @release_ms:   shortest break that is a release; 1250
 *
 * Anything between is a FLASH.  Lengths are measured by the edges' arrival and
 * are right to about 8 ms.
 */
void far_port_set_breaks(struct far_line *line, unsigned pulse_max_ms,
			 unsigned release_ms);

#endif
