/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * player.h - plays a scenario on a bed, and the bed it is played on
 *
 * A bed is a controller with telephones and exchanges at its lines: in one
 * process with virtual time (bed_sim.h) or the daemon on DAHDI channels
 * (bed_lab.h). The player does what the statements say and looks until what
 * they expect is true, or its time is over.
 *
 * Parties are places in the scenario's list of lines, from 0. A trunk as a
 * party is whoever is at its other end. What a party hears is decided by an
 * ear from the samples that really arrived at it, on every bed.
 */
#ifndef SCENARIO_PLAYER_H
#define SCENARIO_PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenario.h"

struct ear;
struct player;

/* clang-format off */
/* id, wire word, what is done */
#define BED_ACTS(X)                                                            \
	X(LIFT,    "lift",    "station: receiver up; trunk: the outside party answers") \
	X(HANGUP,  "hangup",  "station: receiver down; trunk: the outside party leaves") \
	X(BREAK,   "break",   "station: loop open for ms")                     \
	X(DIAL,    "dial",    "digits by keypad")                              \
	X(PULSE,   "pulse",   "station: digits by dial")                       \
	X(SPEAK,   "speak",   "begins to speak")                               \
	X(HUSH,    "hush",    "stops speaking")                                \
	X(CALL,    "call",    "trunk: the exchange rings us")                  \
	X(FARBUSY, "farbusy", "trunk: called parties are busy from now on")    \
	X(FARFREE, "farfree", "trunk: called parties are rung from now on")    \
	X(NOPATH,  "nopath",  "trunk: there is no path to called parties")     \
	X(UNOBTAINABLE, "unobtainable", "trunk: called numbers are unobtainable") \
	X(CALLAS,  "callas",  "trunk: the exchange rings us and says who calls") \
	X(CALLDAMAGED, "calldamaged", "trunk: the same, and it is not understood") \
	X(GLARE,   "glare",   "trunk: it calls when we seize the next time")   \
	X(NODIALTONE, "nodialtone", "trunk: no dial tone from now on")         \
	X(DIALTONE, "dialtone", "trunk: dial tone comes after ms")             \
	X(DEAF,    "deaf",    "trunk: digits by keys are lost from now on")    \
	X(REVERSAL, "reversal", "trunk: an answer reverses the battery")       \
	X(LEAVES,  "leaves",  "trunk: how it says that its party has left")    \
	X(FEATURES, "features", "trunk: its exchange takes flashes")           \
	X(NOBATTERY, "nobattery", "trunk: the battery is away")                \
	X(BATTERY, "battery", "trunk: it is back")                             \
	X(NOLINE,  "noline",  "station: an alarm begins on its port")          \
	X(LINEAGAIN, "lineagain", "station: the alarm is over")                \
	X(PULLED,  "pulled",  "station: its card is pulled out")               \
	X(PUTBACK, "putback", "station: its card is put back")                 \
	X(ECHO,    "echo",    "trunk: what we send comes back")                \
	X(NOISE,   "noise",   "trunk: it is noisy")                            \
	X(KILLED,  "killed",  "of no party: the second controller's process ends") \
	X(STARTED, "started", "of no party: it starts, and joins the first one")

enum bed_act_kind {
#define X(id, wire, meaning) BED_##id,
	BED_ACTS(X)
#undef X
	BED_ACT_COUNT
};
/* clang-format on */

/**
 * struct bed_act - something done by a party or its exchange
 * @kind:   what
 * @party:  who
 * @ms:     BREAK: length
 * @digits: DIAL, PULSE; CALLAS: the number, "" = withheld
 * @name:   CALLAS: "" = none
 * @value:  LEAVES: enum hl_release; ECHO: [dB]; NOISE: [dB] below 0 dBm0;
 *          PULSE: so many a second, 0 = an ordinary dial
 *
 * -ENOTSUP: this bed cannot do that yet.
 */
struct bed_act {
	enum bed_act_kind kind;
	unsigned party;
	hl_msec ms;
	const char *digits;
	const char *name;
	unsigned value;
};

#define BED_SHOWN_MAX 51 /* bytes that a display shows, with the zero */

/**
 * struct bed_far - what the far side of a line shows, apart from sound
 * @ring:   station: how its bell rings; NONE = it does not. A cadence that is
 *          not told yet counts as NORMAL
 * @since:  since when @ring is so
 * @lifted: station: receiver up; trunk: the outside party is there
 * @rung:   trunk: the exchange rings us
 * @seized: trunk: our loop is closed
 * @digits: trunk: received since the last seizure
 * @flashes: trunk: received since the last seizure
 * @has_exchange: trunk: what follows of it can be seen on this bed
 * @pulses: trunk: how many of @digits came in pulses
 * @lost:   trunk: digits that it could not take
 * @held:   trunk: the exchange holds a party for us
 * @shown:  station: callers that its display was told of
 * @shown_at: when the last one was whole
 * @number: station: of the last one; "unknown", "withheld", or ""
 * @name:   station: of the last one, or ""
 * @messages: station: what its display was told last of messages: 0 nothing, 1
 *          none waits, 2 one waits
 * @messages_at: when that was whole
 * @has_port: station: its message lamp and its port's echo canceller can be
 *          seen on this bed
 * @lamp:   station: it is lit
 * @echo:   station: its port's echo canceller is on
 */
struct bed_far {
	enum hl_ring ring;
	hl_usec since;
	bool lifted;
	bool rung;
	bool seized;
	char digits[HL_DIGITS_MAX + 1];
	unsigned flashes;
	bool has_exchange;
	unsigned pulses;
	unsigned lost;
	bool held;
	unsigned shown;
	hl_usec shown_at;
	char number[BED_SHOWN_MAX];
	char name[BED_SHOWN_MAX];
	unsigned messages;
	hl_usec messages_at;
	bool has_port;
	bool lamp;
	bool echo;
};

#define BED_MODE_MAX 20 /* bytes of a mode's word, with the zero */
#define BED_TOLD_MAX 65 /* bytes of the digits a program was told (house) */

/**
 * struct bed_call - a call of a line, besides its state
 * @id:           its number
 * @conversation: shared by the calls of one conversation
 * @parent:       conference of which it is a member, or HL_NO_CALL
 * @conference:   it is one
 * @parked:       number at which the party is parked; "" = it is not
 */
struct bed_call {
	hl_call id;
	uint32_t conversation;
	hl_call parent;
	bool conference;
	char parked[HL_NAME_MAX];
};

/**
 * struct bed_near - what the controller says of a line
 * @situation: station: what is going on
 * @calls:     how many of @state, @mode and @call, oldest first
 * @call:      what else there is to say of each
 * @digits:    told to a program that listens, since the beginning
 * @tones:     how often a program was told of a tone
 * @cleared:   trunk: 1 + enum hl_release of the last release by its far end;
 *             0 = there was none, or this bed is not told
 * @out:       it is out of service
 */
struct bed_near {
	enum hl_situation situation;
	unsigned calls;
	enum hl_call_st state[HL_CALLS_PER_LINE];
	char mode[HL_CALLS_PER_LINE][BED_MODE_MAX];
	struct bed_call call[HL_CALLS_PER_LINE];
	char digits[BED_TOLD_MAX];
	unsigned tones;
	unsigned cleared;
	bool out;
};

/**
 * struct bed_ask - something that a program asks the controller for
 * @request: what
 * @party:   of which line, where it is asked of a line
 * @call:    of which call, where it is asked of a call
 * @other:   second call, or HL_NO_CALL
 * @number:  number or digits; "" = none
 * @value:   as struct hl_event's
 * @length:  [ms] as struct hl_event's
 * @hz:      tone to listen for; 0 = none
 */
struct bed_ask {
	enum hl_request_kind request;
	unsigned party;
	hl_call call;
	hl_call other;
	const char *number;
	uint32_t value;
	hl_msec length;
	unsigned hz[2];
};

/**
 * struct bed_ops - one kind of bed
 *
 * Results are 0 or a negative errno; @why then receives a sentence.
 */
struct bed_ops {
	const char *name;

	/* Why this bed cannot play a scenario at all; NULL: it can. May itself
	 * be NULL. */
	const char *(*lacks)(void *bed, const struct scenario *scenario);

	/* Start the controller with the scenario's lines. */
	int (*begin)(void *bed, const struct scenario *scenario, char *why,
		     size_t size);
	/* Stop it. -EPROTO when it left something behind. */
	int (*end)(void *bed, char *why, size_t size);
	hl_usec (*now)(void *bed);
	/* Let time pass. -EPROTO when the controller contradicts itself. */
	int (*advance)(void *bed, hl_msec ms, char *why, size_t size);
	/* Begin to do something. */
	int (*act)(void *bed, const struct bed_act *act);
	/* A hand still moves: a break, digits. @end: when it ended; while it
	 * moves when it will, HL_NEVER when that is not known. */
	bool (*is_moving)(void *bed, unsigned party, hl_usec *end);
	/* The party's ear, and when its sample 0 was. */
	const struct ear *(*ear)(void *bed, unsigned party, hl_usec *zero);
	int (*far)(void *bed, unsigned party, struct bed_far *ret);
	int (*near)(void *bed, unsigned party, struct bed_near *ret);
	/* Stations that use a shared number. -ENOENT. */
	int (*in_use)(void *bed, const char *address, unsigned *ret);
	/* A program asks. 0 when it was answered: @ret says how. */
	int (*ask)(void *bed, const struct bed_ask *ask, enum hl_error *ret,
		   char *why, size_t size);
	/* Every line's state, for a person who looks for the reason. */
	void (*dump)(void *bed, FILE *out);
};

/**
 * struct player_step - a statement that was done or looked at
 * @statement: which
 * @passed:    done, or found true
 * @at:        [us] since the beginning, when it was done or became true
 * @took:      [us] from the end of the action before to the moment at which
 *             what was expected became true; 0 for actions
 * @why:       when it failed: what was so instead; when it passed: why it was
 *             not looked at, mostly ""
 */
struct player_step {
	const struct scenario_statement *statement;
	bool passed;
	hl_usec at;
	hl_usec took;
	char why[512];
};

/** PLAYER_LIMIT - [ms] patience for what has no "within" (house): hanging up
 * is believed after 1.1 s. */
#define PLAYER_LIMIT 2000

/** player_step_fn - told of every statement when it is decided. */
typedef void(player_step_fn)(void *ctx, const struct player_step *step);

/**
 * struct player_config - how a player works
 * @ops:  the bed's
 * @bed:  handed to @ops
 * @step: told of every statement; may be NULL
 * @ctx:  handed to @step
 */
struct player_config {
	const struct bed_ops *ops;
	void *bed;
	player_step_fn *step;
	void *ctx;
};

/**
 * struct player_result - what became of a scenario
 * @passed:  every statement, and the end; or it was skipped
 * @skipped: the bed cannot play it, @why says what it lacks
 * @failed:  line of the file that failed; 0 = the beginning or the end
 * @why:     what was so instead
 * @length:  [us] bed time from beginning to end
 */
struct player_result {
	bool passed;
	bool skipped;
	unsigned failed;
	char why[512];
	hl_usec length;
};

/**
 * player_open() - begin: the bed starts with the scenario's lines
 * @ret:      the player; owned by the caller, player_close()
 * @config:   copied
 * @scenario: borrowed; outlives the player
 * @why:      receives a sentence when it fails
 * @size:     bytes at @why, at least 1
 *
 * Return: 0, -ENOMEM, -errno of the bed.
 */
int player_open(struct player **ret, const struct player_config *config,
		const struct scenario *scenario, char *why, size_t size);

/**
 * player_do() - do or look at one statement, of the scenario or another
 * @player: the player
 * @statement: a statement about the scenario's lines
 * @ret:    what became of it; may be NULL
 *
 * Setup statements pass. Return: 0; -EPROTO when it failed.
 */
int player_do(struct player *player, const struct scenario_statement *statement,
	      struct player_step *ret);

/**
 * player_end() - everybody hangs up; nothing may be left
 *
 * Who is left puts the receiver down, and within 5 s (10 s where an exchange
 * still rang) nothing rings, is seized, has a call or hears a tone.
 * Return: 0; -EPROTO with what is left in @ret->why.
 */
int player_end(struct player *player, struct player_step *ret);

/** player_close() - the bed stops; NULL is fine. As bed_ops.end(). */
int player_close(struct player *player, char *why, size_t size);

/**
 * player_play() - the whole scenario: open, every statement, end, close
 * @config:   as for player_open()
 * @scenario: the scenario
 * @log:      receives what happened, a line each; NULL = nothing
 * @ret:      what became of it
 *
 * Stops at the first failure and then prints the lines' state to @log.
 */
void player_play(const struct player_config *config,
		 const struct scenario *scenario, FILE *log,
		 struct player_result *ret);

/** player_step_print() - a step as a line of the log, with newline. */
void player_step_print(const struct player_step *step, FILE *out);

#endif
