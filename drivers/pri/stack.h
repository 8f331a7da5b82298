/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stack.h - what the files of this driver know of each other
 *
 * libpri calls back only to write a frame and to say something. Everything
 * else goes the other way, and after each entry into libpri the calls are
 * compared with its own (isdn_calls_sweep): it frees some without a word.
 */
#ifndef HOLDLINE_DRIVERS_PRI_STACK_H
#define HOLDLINE_DRIVERS_PRI_STACK_H

#include <libpri.h>

#include "cause.h"
#include "judge.h"
#include "ledger.h"
#include "link.h"

/* Bits of libpri's channel word ("Event channel parameter encoding"). */
#define STACK_CHANNEL    0x000000ff
#define STACK_INTERFACE  0x0001ff00
#define STACK_SIGNALLING 0x00020000
#define STACK_ANY        0xff

/**
 * struct isdn_call - one call
 * @number:   what it is called outside, 0: the slot is free
 * @last:     the number the slot had last
 * @stack:    libpri's record, NULL: it is gone and RELEASED is due
 * @reference: call reference without flag
 * @ours:     we gave the reference: we made the call
 * @state:    call state
 * @phase:    hold phase
 * @channel:  B channel it has in the ledger, 0: none
 * @interface: DS1 bits of libpri's channel word, repeated in answers
 * @confirmed: the far side has named the channel
 * @cause:    the first cause heard or said, 0: none yet
 * @units:    charging units
 * @state_due: when the state has lasted too long, HL_NEVER
 * @phase_due: when the hold phase has, HL_NEVER
 * @digits:   outgoing: digits that wait for MORE; incoming: the number so far
 */
struct isdn_call {
	link_call number;
	link_call last;
	q931_call *stack;
	unsigned reference;
	bool ours;
	enum link_state state;
	enum link_phase phase;
	unsigned channel;
	int interface;
	bool confirmed;
	int cause;
	long units;
	hl_usec state_due;
	hl_usec phase_due;
	char digits[LINK_NUMBER_MAX];
};

/**
 * struct link - one D-channel
 * @pri:      libpri's controller
 * @host:     whom to tell
 * @set:      how it is
 * @rules:    for the judge
 * @ledger:   the B channels
 * @calls:    the calls
 * @up:       layer 2 is established
 * @busy:     an entry is under way: link_read() or link_run()
 * @probing:  libpri is asked whether it still knows a call: its complaint
 *            is not a line for the log
 * @has_sight: @sight is a frame libpri has not fetched yet
 * @sight:    the frame being read
 * @gone:     a call waits for its RELEASED
 * @again:    the far end has established layer 2 anew while it was up
 * @wall:     wall clock less monotonic clock at the last look [us]
 * @wall_is_known: there was a last look
 * @restart_wanted: bit n: channel n is to be restarted
 * @restart_now: the channel whose RESTART is under way, 0: none
 * @restart_due: when it has failed
 */
struct link {
	struct pri *pri;
	struct link_host host;
	struct link_options set;
	struct isdn_rules rules;
	struct isdn_ledger ledger;
	struct isdn_call calls[LINK_CALLS_MAX];
	bool up;
	bool busy;
	bool probing;
	bool has_sight;
	struct isdn_sight sight;
	bool gone;
	bool again;
	int64_t wall;
	bool wall_is_known;
	uint32_t restart_wanted;
	unsigned restart_now;
	hl_usec restart_due;
};

/* link.c */

/* A line for people; printf. */
void isdn_log(struct link *link, enum link_log level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Report an event about a call, or about the link when @call is NULL. */
void isdn_tell(struct link *link, const struct isdn_call *call,
	       struct link_event *event);
/* An event of this kind with nothing else in it. */
void isdn_event_init(struct link_event *event, enum link_event_kind kind);

/* names.c */

/* libpri's number of a switch. */
int isdn_switch_value(enum link_switch value);
/* A notification code that exists with this switch; -ENOTSUP. */
int isdn_notice_code(const struct link *link, unsigned notice);

/* calls.c */

/* The call of this number that is not over, NULL. */
struct isdn_call *isdn_call_find(struct link *link, link_call number);
/* The same at the beginning of an operation. */
struct isdn_call *isdn_op_call(struct link *link, link_call number);
/* The call of this record of libpri's, NULL. */
struct isdn_call *isdn_call_of(struct link *link, const q931_call *stack);
/* A slot for this record; NULL when all are used. */
struct isdn_call *isdn_call_new(struct link *link, q931_call *stack);
/* A new state, and when it will have lasted too long. */
void isdn_call_state(struct link *link, struct isdn_call *call,
		     enum link_state state);
/* A new hold phase, and when it will have lasted too long. */
void isdn_call_phase(struct link *link, struct isdn_call *call,
		     enum link_phase phase);
/* Why it ends: the first reason counts. */
void isdn_call_blame(struct isdn_call *call, int cause);
/* libpri's record is gone; RELEASED follows. */
void isdn_call_gone(struct link *link, struct isdn_call *call, int cause);
/* libpri's record is to go without a message: restart, guard. */
void isdn_call_destroy(struct link *link, struct isdn_call *call, int cause);
/* Clear it by the protocol. */
void isdn_call_clear(struct link *link, struct isdn_call *call, int cause);
/* Find the calls that libpri has freed without an event. */
void isdn_calls_sweep(struct link *link);
/* Report RELEASED for every call that is gone. */
void isdn_calls_bury(struct link *link);
/* What has lasted too long. */
void isdn_calls_run(struct link *link, hl_usec now);
/* The nearest of their deadlines. */
hl_usec isdn_calls_due(const struct link *link);

/* channels.c */

/* Give the call this channel instead of what it has; 0 or a cause. */
int isdn_channel_move(struct link *link, struct isdn_call *call,
		      unsigned number, bool exclusive);
/* The call has none any more. */
void isdn_channel_drop(struct link *link, struct isdn_call *call);
/* The far side named the channel of our call: false, it is unacceptable. */
bool isdn_channel_heard(struct link *link, struct isdn_call *call, int word);
/* libpri's channel word for the call. */
int isdn_channel_word(const struct isdn_call *call);

/* parties.c */

void isdn_party_in(const struct pri_party_id *from, struct link_party *ret);
void isdn_party_out(const struct link_party *from, struct pri_party_id *ret);
void isdn_redirect_in(const struct pri_party_redirecting *from,
		      struct link_redirect *ret);
void isdn_redirect_out(const struct link_redirect *from,
		       struct pri_party_redirecting *ret);
/* Copy digits: only 0-9 * # A-D and + stay. */
void isdn_digits_copy(const char *from, char *ret, size_t size);
/* Copy text of the wire: control characters become a question mark. */
void isdn_text_copy(const char *from, char *ret, size_t size);
/* A number so far against the local numbers. */
enum link_match isdn_local_match(const struct link_options *set,
				 const char *digits);

/* events.c, subcmds.c, hold.c, restart.c: what libpri reports */

void isdn_event(struct link *link, const pri_event *event);
void isdn_subcmds(struct link *link, struct isdn_call *call,
		  const struct pri_subcommands *subcmds,
		  struct link_event *into);
void isdn_event_hold(struct link *link, const pri_event *event);
void isdn_event_restart(struct link *link, const pri_event *event);
void isdn_event_service(struct link *link, int channel, int status);
/* The hold phase has lasted too long. */
void isdn_hold_expire(struct link *link, struct isdn_call *call);
/* The next RESTART, or the end of a vain one. */
void isdn_restart_run(struct link *link, hl_usec now);

/* wall.c */

/*
 * libpri's clock is the wall's: follow it when somebody sets it. Before every
 * entry into libpri, for it may start a timer.
 */
void isdn_wall_look(struct link *link, hl_usec now);
/* When libpri's next timer ends, on our clock. */
hl_usec isdn_wall_due(const struct link *link);

#endif
