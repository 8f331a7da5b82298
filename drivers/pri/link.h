/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link.h - the D-channel controller: one object for each D-channel
 *
 * Frames and time go in, frames and events come out; no descriptor and no
 * clock is touched but through struct link_host. libpri stands behind it and
 * nothing of it is seen here.
 *
 * A call is born by link_setup() or a SETUP event and ends with exactly one
 * RELEASED event, whoever cleared it and however. Events are never reported
 * from inside an operation: only from link_read() and link_run(). An event
 * handler may use every operation but link_read(), link_run() and
 * link_close().
 */
#ifndef HOLDLINE_DRIVERS_PRI_LINK_H
#define HOLDLINE_DRIVERS_PRI_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdline/types.h"
#include "ledger.h"

#define LINK_CALLS_MAX  128 /* house: held calls have no channel and count */
#define LINK_NUMBER_MAX 64  /* bytes with the zero: libpri's own limit */
#define LINK_NAME_MAX   64  /* bytes with the zero: libpri's own limit */
#define LINK_LOCAL_MAX  16  /* house: local numbers of a link */
#define LINK_TEXT_MAX   128 /* house: bytes of a fault's sentence */

struct link;

/**
 * link_call - a call of one link, 0: none. Counts up by LINK_CALLS_MAX in each
 * slot of the table, so a stale one is recognised (as hl_call, types.h).
 */
typedef uint32_t link_call;
#define LINK_NO_CALL ((link_call)0)

enum link_side {
	LINK_USER,    /* we are the subscriber's equipment */
	LINK_NETWORK, /* we are the exchange */
};

/* clang-format off */
/* id, word of the configuration, plain name */
#define LINK_SWITCHES(X)                                                       \
	X(EUROISDN_E1, "euroisdn-e1", "EuroISDN on E1 (EN 300 403)")           \
	X(EUROISDN_T1, "euroisdn-t1", "EuroISDN on T1")                        \
	X(QSIG,        "qsig",        "QSIG (ECMA-143)")                       \
	X(NI2,         "ni2",         "National ISDN 2")                       \
	X(NI1,         "ni1",         "National ISDN 1")                       \
	X(DMS100,      "dms100",      "Nortel DMS-100")                        \
	X(LUCENT5E,    "5ess",        "Lucent 5ESS")                           \
	X(ATT4ESS,     "4ess",        "AT&T 4ESS")                             \
	X(GR303_EOC,   "gr303-eoc",   "GR-303 embedded operations channel")    \
	X(GR303_TMC,   "gr303-tmc",   "GR-303 timeslot management channel")

enum link_switch {
#define X(id, word, plain) LINK_SWITCH_##id,
	LINK_SWITCHES(X)
#undef X
	LINK_SWITCH_COUNT
};

/* id, wire word, what happened */
#define LINK_EVENTS(X)                                                         \
	X(UP,           "up",           "the data link is established")        \
	X(DOWN,         "down",         "the data link is lost")               \
	X(FAULT,        "fault",        "the two ends do not fit: text says how") \
	X(SETUP,        "setup",        "a call comes in")                     \
	X(MORE,         "more",         "our call: more digits are wanted")    \
	X(DIGITS,       "digits",       "an incoming call: further digits")    \
	X(PROCEEDING,   "proceeding",   "our call: the number is complete")    \
	X(PROGRESS,     "progress",     "our call: something on its way")      \
	X(ALERTING,     "alerting",     "our call: the far end rings")         \
	X(CONNECT,      "connect",      "our call: answered")                  \
	X(CONNECT_ACK,  "connectack",   "an incoming call: our answer arrived") \
	X(CHANNEL,      "channel",      "the call has another B channel, or none") \
	X(DISCONNECT,   "disconnect",   "the far end clears; link_release() is awaited") \
	X(RELEASED,     "released",     "the call is over, its channel free")  \
	X(HOLD,         "hold",         "the far end wants to hold; link_hold_answer() is awaited") \
	X(HOLD_ACK,     "holdack",      "our hold is accepted, the channel given back") \
	X(HOLD_REJ,     "holdrej",      "our hold is refused, or not answered") \
	X(RETRIEVE,     "retrieve",     "the far end takes its held call back; link_retrieve_answer() is awaited") \
	X(RETRIEVE_ACK, "retrieveack",  "our held call is back, on channel")   \
	X(RETRIEVE_REJ, "retrieverej",  "our call stays held")                 \
	X(NOTIFY,       "notify",       "a notification: notice says which")   \
	X(PARTY,        "party",        "the far party has changed")           \
	X(REDIRECTED,   "redirected",   "our call goes on to another party")   \
	X(TRANSFER,     "transfer",     "the far end joins call and other; link_transfer_answer() is awaited") \
	X(KEYPAD,       "keypad",       "keys during the call")                \
	X(TEXT,         "text",         "a text to show")                      \
	X(FACILITY,     "facility",     "a facility message that is none of these") \
	X(RESTART,      "restart",      "the far end restarts a channel, 0: all") \
	X(RESTART_ACK,  "restartack",   "our restart of a channel is done")    \
	X(RESTART_FAIL, "restartfail",  "our restart was not answered: the channel is out") \
	X(SERVICE,      "service",      "maintenance: channel, held says out of service")

enum link_event_kind {
#define X(id, word, meaning) LINK_##id,
	LINK_EVENTS(X)
#undef X
	LINK_EVENT_COUNT
};

/* id, wire word, code in Q.931 4.5.22 and Q.932, meaning */
#define LINK_NOTICES(X)                                                        \
	X(SUSPENDED,   "suspended",   0x00, "user suspended")                  \
	X(RESUMED,     "resumed",     0x01, "user resumed")                    \
	X(BEARER,      "bearer",      0x02, "bearer service change")           \
	X(DELAYED,     "delayed",     0x04, "call completion delay")           \
	X(CONFERENCE,  "conference",  0x42, "conference established")          \
	X(CONF_GONE,   "confgone",    0x43, "conference disconnected")         \
	X(CONF_ADDED,  "confadded",   0x44, "another party added")             \
	X(ISOLATED,    "isolated",    0x45, "isolated")                        \
	X(REATTACHED,  "reattached",  0x46, "reattached")                      \
	X(WAITING,     "waiting",     0x60, "call is a waiting call")          \
	X(DIVERTED,    "diverted",    0x68, "diversion activated")             \
	X(MOVED_RINGING, "movedringing", 0x69, "call transfer, alerting")      \
	X(MOVED,       "moved",       0x6a, "call transfer, active")           \
	X(REMOTE_HOLD, "remotehold",  0x79, "remote hold")                     \
	X(REMOTE_BACK, "remoteback",  0x7a, "remote retrieval")                \
	X(DIVERTING,   "diverting",   0x7b, "call is diverting")

enum link_notice {
#define X(id, word, code, meaning) LINK_NOTICE_##id = code,
	LINK_NOTICES(X)
#undef X
};

/* id, wire word, meaning */
#define LINK_STATES(X)                                                         \
	X(NONE,       "none",       "no such call")                            \
	X(SENT,       "sent",       "our SETUP is not answered yet")           \
	X(DIALLING,   "dialling",   "our call: digits are wanted")             \
	X(GOING,      "going",      "our call: proceeding")                    \
	X(RINGING,    "ringing",    "our call: the far end rings")             \
	X(PRESENT,    "present",    "incoming, nothing answered yet")          \
	X(COLLECTING, "collecting", "incoming: more digits were asked for")    \
	X(ACCEPTED,   "accepted",   "incoming: number complete")               \
	X(OFFERED,    "offered",    "incoming: a telephone rings here")        \
	X(ANSWERED,   "answered",   "incoming: answered, not yet confirmed")   \
	X(ACTIVE,     "active",     "talking, or held")                        \
	X(LEAVING,    "leaving",    "the far end clears")                      \
	X(CLEARING,   "clearing",   "we clear")

enum link_state {
#define X(id, word, meaning) LINK_ST_##id,
	LINK_STATES(X)
#undef X
	LINK_STATE_COUNT
};

/* id, wire word, meaning (Q.932 auxiliary states of the separate message
 * approach) */
#define LINK_PHASES(X)                                                         \
	X(NONE,    "none",    "not held")                                      \
	X(ASKED,   "asked",   "we asked to hold")                              \
	X(WANTED,  "wanted",  "the far end asked to hold")                     \
	X(HELD,    "held",    "held: no B channel")                            \
	X(CALLING, "calling", "we asked to retrieve")                          \
	X(CALLED,  "called",  "the far end asked to retrieve")

enum link_phase {
#define X(id, word, meaning) LINK_PH_##id,
	LINK_PHASES(X)
#undef X
	LINK_PHASE_COUNT
};
/* clang-format on */

enum link_show {
	LINK_SHOW_ALLOWED,
	LINK_SHOW_RESTRICTED,
	LINK_SHOW_UNAVAILABLE,
};

enum link_bearer {
	LINK_BEARER_SPEECH,
	LINK_BEARER_AUDIO, /* 3.1 kHz */
	LINK_BEARER_DATA,  /* 64 kbit/s unrestricted, and whatever else */
};

enum link_match {
	LINK_MATCH_ANY,  /* no local numbers are configured */
	LINK_MATCH_NONE, /* not ours, whatever follows */
	LINK_MATCH_PART, /* the beginning of one of ours */
	LINK_MATCH_FULL, /* one of ours, or one of ours and an extension */
};

/**
 * struct link_party - somebody at an end of a call
 * @number: digits, "": not known
 * @plan:   type of number and numbering plan (Q.931 4.5.10, octet 3)
 * @show:   may the other side see the number?
 * @screened: number verified by a network
 * @name:   text in ISO 8859-1, "": not known
 * @show_name: may the other side see the name?
 */
struct link_party {
	char number[LINK_NUMBER_MAX];
	uint8_t plan;
	enum link_show show;
	bool screened;
	char name[LINK_NAME_MAX];
	enum link_show show_name;
};

/**
 * struct link_redirect - where a call was turned on its way
 * @from:   who turned it (SETUP), or
 * @to:     where it goes (REDIRECTED)
 * @orig:   who was called first
 * @reason: Q.931 4.6.7: 0 unknown, 1 busy, 2 no reply, 15 unconditional ...
 * @count:  how often, 0: not
 */
struct link_redirect {
	struct link_party from;
	struct link_party to;
	struct link_party orig;
	int reason;
	int count;
};

/**
 * struct link_event - what happened
 * @kind:     what
 * @call:     about which call, LINK_NO_CALL: the link
 * @other:    TRANSFER, DISCONNECT: the second call; with DISCONNECT @call and
 *            @other are a held and an active one that may be joined now
 * @channel:  the call's B channel after the event, 0: none; RESTART: which
 * @cause:    DISCONNECT, RELEASED, HOLD_REJ, RETRIEVE_REJ, PROGRESS: Q.850
 *            number, 0: none
 * @inband:   there is something to hear on the channel
 * @complete: SETUP, DIGITS: no digit will follow
 * @held:     DISCONNECT: @call is the held one; TRANSFER: @call is held
 * @other_held: TRANSFER: @other is held
 * @bearer:   SETUP: what is asked for
 * @match:    SETUP, DIGITS: the number so far against the local numbers
 * @notice:   NOTIFY: code
 * @invoke:   TRANSFER: to be given back to link_transfer_answer()
 * @units:    RELEASED: charging units, -1: not told
 * @party:    SETUP: calling; CONNECT, PARTY: the far party
 * @redirect: SETUP, REDIRECTED
 * @digits:   SETUP: the number so far; DIGITS, KEYPAD: the further ones
 * @text:     FAULT, TEXT
 */
struct link_event {
	enum link_event_kind kind;
	link_call call;
	link_call other;
	unsigned channel;
	int cause;
	bool inband;
	bool complete;
	bool held;
	bool other_held;
	enum link_bearer bearer;
	enum link_match match;
	unsigned notice;
	int invoke;
	long units;
	struct link_party party;
	struct link_redirect redirect;
	char digits[LINK_NUMBER_MAX];
	char text[LINK_TEXT_MAX];
};

enum link_log {
	LINK_LOG_TRACE, /* libpri's own words */
	LINK_LOG_INFO,
	LINK_LOG_WARN,
};

/**
 * struct link_host - what a link asks of its owner
 * @ctx:   handed back to every function
 * @write: send one frame (no frame check sequence). 0, or a negative errno:
 *         the frame is lost, layer 2 sends it again
 * @event: report; valid during the call only
 * @log:   a line for people, without an end of line
 * @now:   the time of this wake-up
 */
struct link_host {
	void *ctx;
	int (*write)(void *ctx, const uint8_t *frame, size_t size);
	void (*event)(void *ctx, const struct link_event *event);
	void (*log)(void *ctx, enum link_log level, const char *text);
	hl_usec (*now)(void *ctx);
};

/**
 * struct link_options - how a link is
 * @side:     which end we are
 * @kind:     what is spoken
 * @overlap:  numbers may come in pieces, both ways
 * @hold:     HOLD and RETRIEVE are answered and asked for (Q.932)
 * @transfer: explicit transfer is answered and asked for (EN 300 369)
 * @facility: facility elements are sent (names with QSIG and NI2, transfer)
 * @logical:  QSIG on E1: channels 16-30 are numbered without a gap
 * @service:  maintenance messages are answered (NI2, 4ESS, 5ESS, DMS-100)
 * @alaw:     A-law, else mu-law (Q.931 4.5.5, octet 5)
 * @debug:    libpri's own words go to the log
 * @channels: B channels, 1 to ISDN_CHANNELS_MAX
 * @map:      their numbers, ascending
 * @local:    local numbers, the first @locals; none: every number is ours
 * @locals:   how many
 * @t309:     [ms] active calls survive the loss of the link so long: 6000 to
 *            90000 (Q.931 table 9-2); 0: 90000
 */
struct link_options {
	enum link_side side;
	enum link_switch kind;
	bool overlap;
	bool hold;
	bool transfer;
	bool facility;
	bool logical;
	bool service;
	bool alaw;
	bool debug;
	unsigned channels;
	uint8_t map[ISDN_CHANNELS_MAX];
	char local[LINK_LOCAL_MAX][LINK_NUMBER_MAX];
	unsigned locals;
	hl_msec t309;
};

/**
 * struct link_setup - a call to be made
 * @called:   digits, may be "" with overlap
 * @plan:     type of number and numbering plan of @called
 * @complete: no digit will follow; without overlap always so
 * @calling:  who calls
 * @redirect: count 0: not redirected
 * @bearer:   what is asked for
 * @channel:  this B channel, 0: any
 * @exclusive: with @channel: that one or none
 */
struct link_setup {
	char called[LINK_NUMBER_MAX];
	uint8_t plan;
	bool complete;
	struct link_party calling;
	struct link_redirect redirect;
	enum link_bearer bearer;
	unsigned channel;
	bool exclusive;
};

/**
 * struct link_look - a call as it is
 * @state:   call state
 * @phase:   hold phase
 * @channel: B channel, 0: none
 */
struct link_look {
	enum link_state state;
	enum link_phase phase;
	unsigned channel;
};

/**
 * link_open() - a D-channel controller
 * @host:    copied; its functions stay valid until link_close()
 * @options: copied
 * @ret:     receives it; link_close() ends it
 *
 * Layer 2 is established from now on, also again when it is lost. A first
 * frame may be written before this returns.
 *
 * Return: 0, -EINVAL options out of their range, -ENOMEM.
 */
int link_open(const struct link_host *host, const struct link_options *options,
	      struct link **ret);

/**
 * link_close() - end a link
 * @link: may be NULL
 *
 * Calls are forgotten, nobody is told. libpri has no way to give the memory
 * of a controller back: what it holds itself (a few kilobytes) stays.
 */
void link_close(struct link *link);

/**
 * link_read() - a frame came
 * @link:  the link
 * @frame: address, control, information; no frame check sequence
 * @size:  octets
 */
void link_read(struct link *link, const uint8_t *frame, size_t size);

/**
 * link_run() - do what is due at @now
 */
void link_run(struct link *link, hl_usec now);

/**
 * link_due() - when link_run() is wanted next
 *
 * Return: an instant, HL_NEVER when nothing is to be done.
 */
hl_usec link_due(const struct link *link);

/** link_is_up() - the data link is established. */
bool link_is_up(const struct link *link);

/**
 * link_setup() - make a call
 * @ret: receives the call
 *
 * Return: 0, -ENODEV the link is down, -EBUSY no B channel is free (or the
 * wanted one is not), -ENOENT no such B channel, -ENOSPC too many calls,
 * -EINVAL no number, or one that is not digits, -ENOTSUP GR-303, -ENOMEM.
 */
int link_setup(struct link *link, const struct link_setup *setup,
	       link_call *ret);

/**
 * link_digits() - further digits of our call
 * @digits: 0-9 * #
 *
 * Digits given before MORE arrived wait for it.
 *
 * Return: 0, -ENOENT no such call, -EPROTO not while dialling, -EINVAL,
 * -ENOSPC too many digits.
 */
int link_digits(struct link *link, link_call call, const char *digits);

/*
 * Answers to an incoming call. @inband says that there is something to hear.
 * Return: 0, -ENOENT no such call, -EPROTO not in this state.
 */

/** link_more() - the number so far is not complete (SETUP ACKNOWLEDGE). */
int link_more(struct link *link, link_call call, bool inband);

/** link_proceeding() - the number is complete (CALL PROCEEDING). */
int link_proceeding(struct link *link, link_call call, bool inband);

/** link_progress() - there is something to hear (PROGRESS). */
int link_progress(struct link *link, link_call call);

/** link_alerting() - a telephone rings (ALERTING). */
int link_alerting(struct link *link, link_call call, bool inband);

/**
 * link_answer() - answered (CONNECT)
 * @who: who answered, NULL: not told
 */
int link_answer(struct link *link, link_call call,
		const struct link_party *who);

/**
 * link_release() - clear a call, in any state
 * @cause: Q.850, 1-127
 *
 * RELEASED follows. Again on the same call: 0, nothing is done.
 *
 * Return: 0, -ENOENT no such call, -EINVAL.
 */
int link_release(struct link *link, link_call call, int cause);

/**
 * link_hold() - ask the far end to hold; HOLD_ACK or HOLD_REJ follows
 *
 * T-HOLD is 4 s (EN 300 141-1): HOLD_REJ with cause 97 then.
 *
 * Return: 0, -ENOENT, -ENOTSUP hold is not allowed here, -EPROTO not in this
 * state, -ENODEV the link is down.
 */
int link_hold(struct link *link, link_call call);

/**
 * link_hold_answer() - answer a HOLD
 * @cause: 0: accept, the channel is given back; else refuse with this
 *
 * Return: 0, -ENOENT, -EPROTO nobody asked, -EINVAL.
 */
int link_hold_answer(struct link *link, link_call call, int cause);

/**
 * link_retrieve() - take our held call back
 * @channel: this B channel, 0: any
 *
 * RETRIEVE_ACK or RETRIEVE_REJ follows. T-RETRIEVE is 4 s (EN 300 141-1).
 *
 * Return: 0, -ENOENT no such call or channel, -EPROTO it is not held, -EBUSY
 * no channel is free, -ENODEV the link is down.
 */
int link_retrieve(struct link *link, link_call call, unsigned channel);

/**
 * link_retrieve_answer() - answer a RETRIEVE
 * @cause: 0: accept, on the channel the event named; else refuse with this
 *
 * Return: 0, -ENOENT, -EPROTO nobody asked, -EINVAL.
 */
int link_retrieve_answer(struct link *link, link_call call, int cause);

/**
 * link_notify() - tell the far party
 * @notice: enum link_notice
 *
 * Outside EuroISDN only SUSPENDED, RESUMED and BEARER exist; remote hold and
 * remote retrieval are then said by the first two.
 *
 * Return: 0, -ENOENT, -EPROTO not in this state, -ENOTSUP not with this
 * switch.
 */
int link_notify(struct link *link, link_call call, unsigned notice);

/**
 * link_party_tell() - the party at our end has changed
 *
 * Return: 0, -ENOENT, -EPROTO not in this state.
 */
int link_party_tell(struct link *link, link_call call,
		    const struct link_party *party);

/**
 * link_transfer() - ask the far end to connect two of our calls
 *
 * When it does so it clears both. When it does not, nothing is heard within
 * 4 s (libpri's T-RESPONSE) and both are as before.
 *
 * Return: 0, -ENOENT, -ENOTSUP not allowed here or not with this switch,
 * -EPROTO not in this state.
 */
int link_transfer(struct link *link, link_call first, link_call second);

/**
 * link_transfer_answer() - answer a TRANSFER event
 * @call:   its call
 * @invoke: its number
 * @done:   the two are connected
 *
 * With @done the answer travels in the DISCONNECT of @call, which the caller
 * sends next by link_release().
 */
int link_transfer_answer(struct link *link, link_call call, int invoke,
			 bool done);

/**
 * link_restart() - bring channels back to idle on both sides
 * @channel: which, 0: every one, one after the other
 *
 * Calls on it are over (RELEASED, cause 41). RESTART_ACK or RESTART_FAIL
 * follows for each: T316 is 2 min, tried twice (Q.931 clause 5.5.1).
 *
 * Return: 0, -ENOENT no such channel, -ENODEV the link is down.
 */
int link_restart(struct link *link, unsigned channel);

/**
 * link_look() - a call as it is
 *
 * Return: 0, -ENOENT: state NONE.
 */
int link_look(const struct link *link, link_call call, struct link_look *ret);

/** link_call_at() - the call that has a B channel, LINK_NO_CALL. */
link_call link_call_at(const struct link *link, unsigned channel);

/** link_channels() - B channels in a state. */
unsigned link_channels(const struct link *link, enum isdn_channel_state state);

/** link_calls() - calls that are not over. */
unsigned link_calls(const struct link *link);

/**
 * link_check() - what must always be so: nothing is seized by nobody
 * @why:  receives a sentence when it is not
 * @size: of @why
 *
 * Return: 0, -EPROTO.
 */
int link_check(const struct link *link, char *why, size_t size);

/**
 * link_print() - what libpri says of itself: timers, counters, call records
 * @ret:  text of several lines
 * @size: of @ret
 */
void link_print(struct link *link, char *ret, size_t size);

/**
 * link_switch_find() - a switch by its word
 *
 * Return: 0, -ENOENT.
 */
int link_switch_find(const char *word, enum link_switch *ret);

/** link_switch_word() - word of the configuration; "?" outside the list. */
const char *link_switch_word(enum link_switch value);

/** link_switch_plain() - name for people; "?" outside the list. */
const char *link_switch_plain(enum link_switch value);

/** link_event_name() - wire word; "?" outside the list. */
const char *link_event_name(enum link_event_kind value);

/** link_notice_name() - what a notification says; "?" outside the list. */
const char *link_notice_name(unsigned notice);

/** link_state_name() - wire word; "?" outside the list. */
const char *link_state_name(enum link_state value);

/** link_phase_name() - wire word; "?" outside the list. */
const char *link_phase_name(enum link_phase value);

#endif
