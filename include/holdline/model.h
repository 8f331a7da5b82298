/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * model.h - the call model: one flat value, one step
 *
 * The whole state (lines, calls, timers as absolute deadlines, hook judges,
 * digits, the ports as they shall be) is one block of memory without a
 * pointer. It can be copied with memcpy, compared, hashed, stored and loaded.
 * A step takes the block, an event and its time, and leaves the block and a
 * list of effects. Nothing in the model reads a clock, a file or a device.
 */
#ifndef HOLDLINE_MODEL_H
#define HOLDLINE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "holdline/call.h"
#include "holdline/dial.h"
#include "holdline/driver.h"
#include "holdline/event.h"
#include "holdline/feature.h"
#include "holdline/settings.h"
#include "holdline/types.h"

/* clang-format off */
/* id, wire word, plain word, meaning */
#define HL_SERVICES(X)                                                         \
	X(ABSENT,  "absent",  "absent",  "the channel is not there")           \
	X(ALARM,   "alarm",   "alarm",   "the card reports no service")        \
	X(READY,   "ready",   "ready",   "in service")

enum hl_service {
#define X(id, wire, plain, meaning) HL_SERVICE_##id,
	HL_SERVICES(X)
#undef X
	HL_SERVICE_COUNT
};
/* clang-format on */

/**
 * struct hl_call_state - one call appearance
 * @id:     its number, HL_NO_CALL = free slot
 * @line:   whose half of the call this is
 * @state:  enum hl_call_st
 * @mode:   mode word of the state
 * @reason: enum hl_call_reason
 * @origin: enum hl_call_origin
 * @peer:   the other party's half, or HL_NO_CALL
 * @parent: the conference it is a member of
 * @consult: the other call of a consultation: held <-> consulting
 * @conversation: number shared by the halves of one conversation
 * @owner:  line that gets a transferred party back (HL_NO_LINE: none)
 * @since:  entry into the present state
 * @answered: it has been connected
 * @party:  number or name of the other side, as known; of a trunk's call:
 *          number of who is at the far end of the trunk, "" = not known
 * @dial:   trunk: digits still to send; station: number to call when lifted
 * @sent:   trunk: half steps of sending done (a digit, then its pause); of
 *          a call that came in: bursts of ringing, 2 = two or more
 * @order:  conference member: 1 joined first, 2 next ...
 * @given_up: trunk: nobody answered; the ringing is not offered again
 * @hops:   times it was forwarded since it was answered last
 * @flags:  HL_FLAG_ bits
 * @slot:   parked: 1 = first park slot ...; 0x8000 | line = at a station's
 *          number; 0 = not parked
 * @treatment: LINECALLTREATMENT_ value, 0 = the line's music; 0x100 + n =
 *          music class n
 * @related: conversation it comes from or asks for (dwRelatedCallID), or 0
 * @redirector: line that transferred, forwarded or parked it, or HL_NO_LINE
 * @called: number that was dialled to reach it
 * @name:   name of the other side, "" = not known
 * @complete: trunk in messages: no digit of its number will follow
 * @farhold: trunk: enum hl_farhold
 * @absent: why the other side's number is not known: 0 nothing is told, 1
 *          withheld, 2 not available
 * @with:   next in the circle of calls that ring for one conversation at
 *          several stations; HL_NO_CALL: it rings alone
 * @wire_hold: trunk: enum hl_wire_hold: its party is held by the exchange
 * @group:  trunk: 1 + the group it was hunted in; 0 = none
 * @tries:  trunk: those that were tried for this call before it
 * @reversed: trunk: the battery has been reversed since it was dialled
 * @confirmed: trunk: the exchange has said that the called party answered
 */
struct hl_call_state {
	hl_call id;
	hl_line line;
	uint8_t state;
	uint8_t reason;
	uint8_t origin;
	uint8_t answered;
	uint8_t sent;
	uint8_t order;
	uint8_t given_up;
	uint8_t flags;
	uint8_t hops;
	uint8_t complete;
	uint8_t farhold;
	uint8_t wire_hold;
	uint8_t absent;
	uint8_t group;
	uint8_t tries;
	uint8_t reversed;
	uint8_t confirmed;
	uint16_t slot;
	uint16_t treatment;
	hl_line redirector;
	uint32_t mode;
	uint32_t related;
	hl_call peer;
	hl_call parent;
	hl_call consult;
	hl_call with;
	uint32_t conversation;
	hl_line owner;
	hl_usec since;
	char party[HL_DIGITS_MAX + 1];
	char called[HL_DIGITS_MAX + 1];
	char dial[HL_DIGITS_MAX + 1];
	char name[HL_PARTY_NAME_MAX];
};

/* Properties that a call keeps through its states. */
enum hl_call_flag {
	HL_FLAG_SECURE = 0x1,  /* nothing breaks into it; no undoing */
	HL_FLAG_PRIVATE = 0x2, /* no bridged station may join it */
	HL_FLAG_NOHOLD = 0x4,  /* part of a conference that holds nobody */
	HL_FLAG_DIGITS = 0x8,  /* digits that come in are reported */
	HL_FLAG_OWN = 0x10,    /* its telephone rings for its own call */
	HL_FLAG_GENERATE = 0x20, /* dial holds digits sent to this party */
	HL_FLAG_DIGITEND = 0x40, /* their ends are reported too */
};

#define HL_BREAKS_KEPT 6 /* last breaks remembered of a line (house) */

/**
 * struct hl_break_seen - one of the last breaks of a loop
 * @at:       [100 ms] when it was judged: near enough to find it in the log
 * @shortest, @longest: [ms] its length; UINT16_MAX for that and more
 * @class:    enum hl_break
 */
struct hl_break_seen {
	uint32_t at;
	uint16_t shortest;
	uint16_t longest;
	uint8_t class;
};

/**
 * struct hl_line_state - one line
 * @set:      its settings
 * @service:  enum hl_service
 * @muted:    recall dial tone timed out: a quiet hold, no digits are taken
 * @touched:  0 between steps
 * @has:      bit n: it has a number of enum hl_number_kind n
 * @does:     HL_DOES_ bits: what its user has set by codes
 * @order:    1 + situation before a flash that waits for its digit; 0 = none
 * @cause:    trunk: log2 of the HL_GONE_ mode with which its last call ended
 * @waited:   times the call waiting tone began or ended
 * @rung:     trunk: place in its ring list behind the one rung last
 * @counts:   calls counted when last told: active, on hold, pending
 * @closed:   the loop as last reported (station); seized (trunk)
 * @calls:    its appearances, oldest first; HL_NO_CALL ends the list
 * @hook:     judge of its loop
 * @digits:   digits collected for the present number
 * @want:     how its port shall be
 * @deadline: absolute, HL_NEVER = not armed
 * @breaks:   breaks judged, by class
 * @seen:     the last breaks; @breaks_next is where the next one goes
 * @last_at:  when the last one was judged; 0 = none yet
 */
struct hl_line_state {
	struct hl_line_settings set;
	uint8_t service;
	uint8_t muted;
	uint8_t touched;
	uint8_t closed;
	uint8_t breaks_next;
	uint8_t counts[3];
	uint8_t beep;
	uint8_t has;
	uint8_t does;
	uint8_t order;
	uint8_t cause;
	uint8_t waited;
	uint8_t rung;
	hl_call calls[HL_CALLS_PER_LINE];
	struct hl_hook hook;
	char digits[HL_DIGITS_MAX + 1];
	struct hl_want want;
	hl_usec deadline[HL_TIMER_COUNT];
	uint32_t breaks[HL_BREAK_COUNT];
	struct hl_break_seen seen[HL_BREAKS_KEPT];
	hl_usec last_at;
};

/* What the user of a line has set, or a program for it. */
enum hl_does {
	HL_DOES_DND = 0x1,      /* calls are refused as busy */
	HL_DOES_UNWAITING = 0x2, /* call waiting is off */
	HL_DOES_CANCEL = 0x4,   /* no call waiting during this call */
	HL_DOES_MESSAGE = 0x8,  /* a message waits: stutter dial tone, lamp */
	HL_DOES_HOWL = 0x10,    /* the howler sounds */
	HL_DOES_LOCKED = 0x20,  /* locked out: nothing until it hangs up */
	HL_DOES_BEEP = 0x40,    /* the hold reminder sounds */
	HL_DOES_OTHERWISE = 0x80, /* this call's number: not as @withhold says */
};

struct hl_model; /* the block; hl_model_size() bytes, no pointers inside */

/* clang-format off */
/* id, wire word, fields used, meaning */
#define HL_EFFECTS(X)                                                          \
	X(PORT,     "port",     "line: its want changed")                      \
	X(READ,     "read",     "line: read its loop now and answer with a truth event") \
	X(BIRTH,    "birth",    "line, call, to: a call appeared in state to")  \
	X(STATE,    "state",    "line, call, from, to, mode: a call changed")   \
	X(INFO,     "info",     "line, call: mode, party or conversation changed; a = 1: the party is another one, or known better") \
	X(END,      "end",      "line, call, from, mode = HL_GONE_ why, 0 = as usual: a call became idle; its number is void") \
	X(BREAK,    "break",    "line, from = enum hl_break, a = shortest, b = longest [ms]") \
	X(DECIDE,   "decide",   "line, from = situation, to = gesture, a = enum hl_op") \
	X(DIGIT,    "digit",    "line, call, a = character: a digit was taken") \
	X(HEARD,    "heard",    "line, call, a = character: a monitored digit came in; b = 1 at its end") \
	X(TONE,     "tone",     "line, call, a = index: a monitored tone came in") \
	X(GENERATE, "generate", "line, call, a = 1 done, 2 cancelled: digits or a tone were sent") \
	X(FLASH,    "flash",    "line, a = ms: the trunk flashes towards its exchange") \
	X(SEND,     "send",     "line, call, a = digits of its number sent before, b = 1: with these it is complete: send the others in a message") \
	X(CLEARED,  "cleared",  "line, call, a = enum hl_release: the far end is gone, and how it is known") \
	X(COUNTS,   "counts",   "line, a = active calls, b = on hold, c = on hold pending") \
	X(INUSE,    "inuse",    "line, a = address, b = stations in use on it") \
	X(TIMEOUT,  "timeout",  "line, a = enum hl_timer: a limit ran out and was acted on") \
	X(SERVICE,  "service",  "line, from, to = enum hl_service")             \
	X(REFUSED,  "refused",  "line, call, from = state, a = enum hl_call_event: the table has no such move") \
	X(REPLY,    "reply",    "a = request id, b = enum hl_error, call: the new call if any, c = a second one, or the park number")

enum hl_effect_kind {
#define X(id, wire, meaning) HL_FX_##id,
	HL_EFFECTS(X)
#undef X
	HL_EFFECT_COUNT
};
/* clang-format on */

/** struct hl_effect - one consequence of a step; fields as HL_EFFECTS says. */
struct hl_effect {
	uint8_t kind;
	uint8_t from;
	uint8_t to;
	hl_line line;
	uint32_t mode;
	hl_call call;
	uint32_t a;
	uint32_t b;
	uint32_t c;
};

#define HL_EFFECTS_MAX 256 /* more than any one step can have (house) */

/** struct hl_effects - the consequences of one step, in order. */
struct hl_effects {
	unsigned count;
	struct hl_effect at[HL_EFFECTS_MAX];
};

/** struct hl_limits - size of a model: lines and call slots. */
struct hl_limits {
	unsigned lines;
	unsigned calls;
};

/**
 * hl_model_size() - bytes of a block
 * @limits: lines 1..HL_LINES_MAX, calls 1..65535
 *
 * Return: bytes, a multiple of 8; 0 when @limits is out of range.
 */
size_t hl_model_size(const struct hl_limits *limits);

/**
 * hl_model_init() - make an empty model in the caller's memory
 * @block:  hl_model_size(@limits) bytes, aligned to 8
 * @limits: as for hl_model_size()
 *
 * Return: the model, which is @block.
 */
struct hl_model *hl_model_init(void *block, const struct hl_limits *limits);

/** hl_model_bytes() - size of an existing model. */
size_t hl_model_bytes(const struct hl_model *model);

/**
 * hl_model_add() - add a line, absent until an event says it is ready
 * @model:    the model
 * @settings: copied; the profile was checked
 *
 * Return: the line's index; HL_NO_LINE when the table is full or the name
 * is taken.
 */
hl_line hl_model_add(struct hl_model *model,
		     const struct hl_line_settings *settings);

/**
 * hl_model_set() - change the settings of a line
 *
 * The name and kind stay. Takes effect at once; the caller does so only for
 * idle lines (hl_model_is_idle()).
 * Return: 0; -ENOENT; -EBUSY when the line has calls.
 */
int hl_model_set(struct hl_model *model, hl_line line,
		 const struct hl_line_settings *settings);

/** hl_model_plan() - give the model its dial plan (copied). */
void hl_model_plan(struct hl_model *model, const struct hl_plan *plan);

/**
 * hl_model_step() - let one event happen
 * @model: the block
 * @event: what; event->at.latest is the present time and never goes back
 * @ret:   the effects, in order; its former content is gone
 *
 * Every deadline up to the event's time should have been expired before
 * (hl_model_due()), hook events first; the engine keeps that order.
 */
void hl_model_step(struct hl_model *model, const struct hl_event *event,
		   struct hl_effects *ret);

/**
 * hl_model_number() - a number that belongs to a line
 *
 * Return: its digits, or "" when there is none.
 */
const char *hl_model_number(const struct hl_model *model, hl_line line,
			    enum hl_number_kind kind);

/**
 * hl_model_number_set() - give a line a number, or with "" none
 *
 * Return: 0; -ENOENT no such line; -EINVAL no digits; -ENOSPC.
 */
int hl_model_number_set(struct hl_model *model, hl_line line,
			enum hl_number_kind kind, const char *digits);

/** hl_model_due() - the earliest armed deadline of all, or HL_NEVER. */
hl_usec hl_model_due(const struct hl_model *model);

/** hl_model_lines() - number of lines. */
unsigned hl_model_lines(const struct hl_model *model);

/** hl_model_calls() - number of call appearances that are not idle. */
unsigned hl_model_calls(const struct hl_model *model);

/** hl_model_line() - a line, read only; NULL when there is none. */
const struct hl_line_state *hl_model_line(const struct hl_model *model,
					  hl_line line);

/**
 * hl_line_break() - one of the last breaks of a line
 * @line: the line
 * @back: 0 the last one, 1 the one before ...
 *
 * Return: the break, or NULL when there were not so many or they are
 * forgotten (HL_BREAKS_KEPT).
 */
const struct hl_break_seen *hl_line_break(const struct hl_line_state *line,
					  unsigned back);

/** hl_model_find() - index of the line with a name, or HL_NO_LINE. */
hl_line hl_model_find(const struct hl_model *model, const char *name);

/** hl_model_call() - a call, read only; NULL when over or never given. */
const struct hl_call_state *hl_model_call(const struct hl_model *model,
					  hl_call call);

/**
 * hl_model_next_call() - walk the calls in slot order
 * @model: the block
 * @slot:  0 to begin; moved behind the call returned
 *
 * Return: the next call or NULL.
 */
const struct hl_call_state *hl_model_next_call(const struct hl_model *model,
					       unsigned *slot);

/** hl_model_get_plan() - the dial plan, read only. */
const struct hl_plan *hl_model_get_plan(const struct hl_model *model);

/** hl_model_is_idle() - no call on the line and the receiver down. */
bool hl_model_is_idle(const struct hl_model *model, hl_line line);

/** hl_model_situation() - what is going on at a station. */
enum hl_situation hl_model_situation(const struct hl_model *model,
				     hl_line line);

/**
 * hl_model_active() - the call that the party of a line hears now
 *
 * Return: its number, or HL_NO_CALL when all calls are held or there is none.
 */
hl_call hl_model_active(const struct hl_model *model, hl_line line);

/**
 * hl_model_can() - may a request be made on a call now?
 * @model:   the block
 * @request: which operation
 * @call:    the call
 *
 * The feature word: what this answers true is done when asked, and what it
 * answers false is refused.
 */
bool hl_model_can(const struct hl_model *model, enum hl_request_kind request,
		  hl_call call);

/** hl_model_can_line() - the same for the requests that name a line. */
bool hl_model_can_line(const struct hl_model *model,
		       enum hl_request_kind request, hl_line line);

/**
 * struct hl_features - dynamic feature words (TAPI)
 * @call:    LINECALLFEATURE_ bits of a call; of a line's capabilities: all
 *           that can ever be shown
 * @call2:   LINECALLFEATURE2_ bits
 * @address: LINEADDRFEATURE_ bits
 */
struct hl_features {
	uint32_t call;
	uint32_t call2;
	uint32_t address;
};

/** hl_model_call_features() - what may be asked of a call now. */
void hl_model_call_features(const struct hl_model *model, hl_call call,
			    struct hl_features *ret);

/** hl_model_line_features() - what may be asked of a line's address now. */
void hl_model_line_features(const struct hl_model *model, hl_line line,
			    struct hl_features *ret);

/**
 * struct hl_counts - calls of a line, counted as LINEADDRESSSTATUS does
 * @active:  every state but idle, the hold states, disconnected and
 *           conferenced (TAPI leaves the last two open; they take no place)
 * @held:    on hard hold
 * @pending: on consultation hold
 */
struct hl_counts {
	unsigned active;
	unsigned held;
	unsigned pending;
};

/** hl_line_withholds() - is its number withheld from whom it calls now? */
static inline bool hl_line_withholds(const struct hl_line_state *l)
{
	return !(l->does & HL_DOES_OTHERWISE) ==
	       !!(l->set.switches & 1u << HL_SWITCH_WITHHOLD);
}

/** hl_model_counts() - count the calls of a line. */
void hl_model_counts(const struct hl_model *model, hl_line line,
		     struct hl_counts *ret);

/**
 * struct hl_caps - what a line can ever do (LINEADDRESSCAPS)
 * @sharing:  LINEADDRESSSHARING_ value
 * @address:  index of the shared address, or -1
 * @active, @held, @pending: limits of the three counters
 * @parties:  of a conference; of one that grows out of a transfer the same
 * @flags:    LINEADDRCAPFLAGS_ bits
 * @features: every bit that can ever be shown
 * @remove:   LINEREMOVEFROMCONF_ value; a removed call becomes idle
 * @transfer_modes: LINETRANSFERMODE_ bits
 * @park_modes: LINEPARKMODE_ bits
 * @answer:   LINEANSWERMODE_ value
 * @treatments: how many: the four of TAPI and the music classes
 */
struct hl_caps {
	uint32_t sharing;
	int address;
	unsigned active;
	unsigned held;
	unsigned pending;
	unsigned parties;
	uint32_t flags;
	struct hl_features features;
	uint32_t remove;
	uint32_t transfer_modes;
	uint32_t park_modes;
	uint32_t answer;
	unsigned treatments;
};

/** hl_model_caps() - the static capabilities of a line. 0 or -ENOENT. */
int hl_model_caps(const struct hl_model *model, hl_line line,
		  struct hl_caps *ret);

/**
 * hl_model_legal() - the states of a call in which a request is legal
 *
 * Return: LINECALLSTATE_ bits; what else must hold depends on the other
 * calls and the line. 0 for requests that name a line.
 */
uint32_t hl_model_legal(enum hl_request_kind request);

/**
 * hl_model_address() - the address that a station shares with others
 *
 * Return: its index in the plan, or -1.
 */
int hl_model_address(const struct hl_model *model, hl_line line);

/** hl_model_is_free() - would a hunt take this trunk? */
bool hl_model_is_free(const struct hl_model *model, hl_line line);

/**
 * hl_model_hunt() - the trunk that the next hunt looks at in a step
 * @model: the block
 * @group: index in its plan
 * @step:  0 for the first
 *
 * The first free one is taken.
 * Return: the line, or HL_NO_LINE past the last.
 */
hl_line hl_model_hunt(const struct hl_model *model, unsigned group,
		      unsigned step);

/**
 * hl_model_in_use() - stations that use an address now
 * @model:   the block
 * @address: index in the plan
 */
unsigned hl_model_in_use(const struct hl_model *model, unsigned address);

/**
 * hl_model_watch() - the tones listened for on a line's port
 *
 * Return: HL_WATCH_TONES entries, or NULL when none are.
 */
const struct hl_watch_tone *hl_model_watch(const struct hl_model *model,
					   hl_line line);

/**
 * hl_model_parked() - the call that is parked at a number
 *
 * Return: the parked party's call, or HL_NO_CALL.
 */
hl_call hl_model_parked(const struct hl_model *model, const char *number);

/**
 * hl_model_park_number() - where a call is parked
 * @model: the block
 * @call:  the parked party's call
 * @buf:   receives the number, HL_NAME_MAX bytes
 *
 * Return: @buf, or NULL when it is not parked.
 */
const char *hl_model_park_number(const struct hl_model *model, hl_call call,
				 char *buf);

/**
 * hl_model_hears() - does one line's party hear another's?
 *
 * Asked of the wanted ports: true when @talker's voice reaches @listener.
 */
bool hl_model_hears(const struct hl_model *model, hl_line listener,
		    hl_line talker);

/**
 * hl_model_check() - every invariant of a state
 * @model: the block
 * @why:   receives a sentence naming the first one broken; may be NULL
 * @size:  bytes at @why
 *
 * Return: 0 or -EINVAL.
 */
int hl_model_check(const struct hl_model *model, char *why, size_t size);

/**
 * hl_model_hash() - a number for the state's meaning
 *
 * Equal states have equal numbers. Times count as distances from @now, and
 * call numbers by their slot, so that the same situation later is the same.
 */
uint64_t hl_model_hash(const struct hl_model *model, hl_usec now);

/**
 * hl_line_print() - print a line and its calls as text
 * @model: the block
 * @line:  which
 * @now:   [us] ages are printed against this
 * @out:   where
 *
 * The same state prints the same text.
 */
void hl_line_print(const struct hl_model *model, hl_line line, hl_usec now,
		   FILE *out);

/** hl_service_name() - wire word; "?" outside the list. */
const char *hl_service_name(enum hl_service value);

/** hl_effect_name() - wire word; "?" outside the list. */
const char *hl_effect_name(enum hl_effect_kind value);

#endif
