/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_parts.h - shared by the files of the lab bed only
 *
 * bed_lab.c is the bed's face, bed_lab_daemon.c the controller's process and
 * its words, bed_lab_ask.c the program that asks it, bed_lab_far.c the
 * telephones and what is common to all lines, bed_lab_exchange.c and
 * bed_lab_feature.c exchanges.
 */
#ifndef SCENARIO_BED_LAB_PARTS_H
#define SCENARIO_BED_LAB_PARTS_H

#include <sys/types.h>

#include "bed_lab.h"
#include "far.h"
#include "holdline/config.h"
#include "holdline/zone.h"

struct ear;
struct hl_client;
struct json_t;

#define LAB_PATH_MAX 128
#define LAB_BEATS_MAX 6 /* steps of the longest cadence (holdline/zone.h) */
#define LAB_FILE_MAX (LAB_PATH_MAX + 32)

/* clang-format off */
/* id, what an exchange is doing with its trunk */
#define LAB_PHASES(X)                                                          \
	X(IDLE)     /* nothing */                                              \
	X(RINGING)  /* rings us */                                             \
	X(SEIZED)   /* seized by us, no dial tone yet */                       \
	X(DIALING)  /* dial tone, or digits are coming */                      \
	X(ALERTING) /* rings the outside party */                              \
	X(REFUSED)  /* a tone that says why not */                             \
	X(TALKING)  /* the outside party is there */                           \
	X(GONE)     /* the far end released */                                 \
	X(RETURNS)  /* will ring us with who was held there */

enum lab_phase {
#define X(id) LAB_##id,
	LAB_PHASES(X)
#undef X
};
/* clang-format on */

/* The two parties that a line with features can have. */
#define LAB_FIRST  1u
#define LAB_SECOND 2u

/* Room for what comes back, a third of a second. */
#define LAB_ECHO_SAMPLES 2560

/**
 * struct lab_exchange - the other end of a trunk
 * @phase:    what it does
 * @step:     when it goes on; HL_NEVER
 * @tone:     that it gives instead of a voice
 * @sound:    samples of @tone
 * @refusal:  tone for whoever is called; NONE: the party is rung
 * @dialtone: [ms] from seizure to dial tone
 * @mute:     there is none
 * @deaf:     it knows pulses only
 * @features: it takes flashes
 * @leave:    how it says that its party has left
 * @echo:     [dB] what we send comes back weaker by this; 0 = it does not
 * @noise:    [dB] below 0 dBm0; 0 = none
 * @chance:   of the noise
 * @talks:    who is talked to, LAB_FIRST and LAB_SECOND
 * @held:     who is held there
 * @waiting:  somebody waits
 * @joins:    a flash joins the two, else it swaps them
 * @digits:   taken since the seizure
 * @pulses:   how many of them came in pulses
 * @lost:     that it could not take
 * @flashes:  since the seizure
 * @loop:     what came last
 * @came:     samples, and
 * @taken:    how many of them have gone back
 */
struct lab_exchange {
	enum lab_phase phase;
	hl_usec step;
	enum hl_tone tone;
	uint64_t sound;
	enum hl_tone refusal;
	hl_msec dialtone;
	bool mute;
	bool deaf;
	bool features;
	enum hl_release leave;
	unsigned echo;
	unsigned noise;
	uint32_t chance;
	unsigned talks;
	unsigned held;
	bool waiting;
	bool joins;
	char digits[HL_DIGITS_MAX + 1];
	unsigned pulses;
	unsigned lost;
	unsigned flashes;
	int16_t loop[LAB_ECHO_SAMPLES];
	uint64_t came;
	uint64_t taken;
};

/**
 * struct lab_side - one party
 * @line:     its line of the far span
 * @zero:     [us] when the ear's sample 0 was on the wire
 * @dated:    a block has told @zero
 * @heard:    samples the ear was given
 * @speaking: the party speaks
 * @loud:     something is said on the line
 * @voice:    samples it has said
 * @exchange: trunk: the exchange
 * @told:     trunk: how it says who calls
 * @breaking: station: a break was ordered and has not ended
 * @begun:    station: when it was ordered
 * @length:   [ms] station: of the break
 * @moved:    when the hand came to rest
 * @dialling: digits were ordered and have not ended
 * @ring:     station: the bell's cadence as told so far
 * @ring_at:  since when
 * @burst_at: beginning of the present burst
 * @quiet_at: end of the last one
 * @beat:     [ms] station: burst, pause, burst ... of the present ringing
 * @beats:    how many of them have ended, the first LAB_BEATS_MAX
 * @keys:     digits, told to the program that listens
 * @tones:    how often it was told of a tone
 * @cleared:  trunk: 1 + enum hl_release of the last release that it was told
 * @tape:     what the ear is fed, kept as 16-bit samples; NULL: it is not
 */
struct lab_side {
	struct bed_lab *bed;
	unsigned party;
	struct far_line *line;
	struct ear *ear;
	FILE *tape;
	hl_usec zero;
	bool dated;
	uint64_t heard;
	bool speaking;
	bool loud;
	uint64_t voice;
	struct lab_exchange exchange;
	struct far_calling told;
	bool breaking;
	hl_usec begun;
	hl_msec length;
	hl_usec moved;
	bool dialling;
	enum hl_ring ring;
	hl_usec ring_at;
	hl_usec burst_at;
	hl_usec quiet_at;
	hl_msec beat[LAB_BEATS_MAX];
	unsigned beats;
	char keys[BED_TOLD_MAX];
	unsigned tones;
	unsigned cleared;
};

/**
 * struct lab_daemon - one controller
 * @bed:     whose it is
 * @second:  it has the lines of the second controller
 * @child:   its process; 0 = not running
 * @client:  the connection that looks
 * @program: the one that asks; opened by the first request
 * @folder:  its files
 * @addresses: address.list, where there are any
 * @joined:  a line of the span to the other controller is in service
 * @wires:   calls on its lines, as it was told last
 */
struct lab_daemon {
	struct bed_lab *bed;
	bool second;
	pid_t child;
	struct hl_client *client;
	struct hl_client *program;
	char folder[LAB_PATH_MAX];
	struct json_t *addresses;
	bool joined;
	unsigned wires;
};

#define LAB_DAEMONS 2

struct bed_lab {
	struct bed_lab_options options;
	struct far *far;
	const struct scenario *scenario;
	struct hl_zone zone;
	struct lab_side side[SCENARIO_PARTIES_MAX];
	struct lab_daemon daemon[LAB_DAEMONS];
	unsigned daemons; /* in this scenario */
	hl_usec told_at; /* when they were asked; 0 = ask anew */
	struct bed_near told[SCENARIO_PARTIES_MAX];
	bool ready[SCENARIO_PARTIES_MAX];
	bool answered;
};

/* ---- bed_lab_daemon.c --------------------------------------------------- */

/* Start the controllers and wait until every line is ready. */
int lab_daemon_start(struct bed_lab *bed, char *why, size_t size);
/* Are they alive? -EPROTO with a sentence when not. */
int lab_daemon_check(struct bed_lab *bed, char *why, size_t size);
/* Stop them. -EPROTO when one did not end well. */
int lab_daemon_stop(struct bed_lab *bed, char *why, size_t size);
/* One dies (from 0), and starts again, all others alive; -ENOENT: there is no
 * such, or it is so already. */
int lab_daemon_kill(struct bed_lab *bed, unsigned which);
int lab_daemon_again(struct bed_lab *bed, unsigned which);
/* Ask them about every line; the answer is in bed->told. */
bool lab_daemon_ask(struct bed_lab *bed);
/* The one that has a party's line. */
struct lab_daemon *lab_daemon_of(struct bed_lab *bed, unsigned party);
/* Stations that use a shared number, as it was told last. -ENOENT. */
int lab_daemon_in_use(struct bed_lab *bed, const char *address, unsigned *ret);
/* A file of its folder; @ret has LAB_FILE_MAX bytes. */
void lab_daemon_path(const struct lab_daemon *daemon, const char *file,
		     char *ret);
/* Their last words. */
void lab_daemon_log(struct bed_lab *bed, FILE *out);

/* ---- bed_lab_ask.c ------------------------------------------------------ */

/* A request of the program; as bed_ops.ask. */
int lab_program_ask(struct bed_lab *bed, const struct bed_ask *ask,
		    enum hl_error *ret, char *why, size_t size);
/* It listens from now on, whether it asks or not. */
int lab_program_begin(struct bed_lab *bed);
/* Take what it was told meanwhile. */
void lab_program_listen(struct bed_lab *bed);
/* It hangs up. */
void lab_program_end(struct bed_lab *bed);

/* ---- bed_lab_far.c ------------------------------------------------------ */

/* Telephones on their hooks, exchanges idle, ears open. */
int lab_far_begin(struct bed_lab *bed);
/* Everybody hangs up; the lines come to rest. */
void lab_far_end(struct bed_lab *bed);
/* What is due at the exchanges. */
void lab_far_step(struct bed_lab *bed);
int lab_far_act(struct bed_lab *bed, const struct bed_act *act);
bool lab_far_is_moving(struct bed_lab *bed, unsigned party, hl_usec *end);
void lab_far_look(struct bed_lab *bed, unsigned party, struct bed_far *ret);
/* Told of what happens on the far span. */
void lab_far_event(void *ctx, const struct far_event *event);
/* A side says something, or nothing, from now on. */
void lab_far_say(struct lab_side *side, bool loud);

/* ---- bed_lab_exchange.c ------------------------------------------------- */

/* Nobody is there, and it is as at the beginning. */
void lab_exchange_begin(struct lab_side *side);
/* Its time has come. */
void lab_exchange_step(struct lab_side *side);
void lab_exchange_event(struct lab_side *side, const struct far_event *event);
int lab_exchange_act(struct lab_side *side, const struct bed_act *act);
/* Who is rung outside lifts. */
int lab_exchange_answer(struct lab_side *side);
/* Who is there, or rings us, leaves. */
int lab_exchange_leave(struct lab_side *side);
void lab_exchange_look(const struct lab_side *side, struct bed_far *ret);
/* The next @n samples that it says; what it heard. */
void lab_exchange_say(struct lab_side *side, int16_t *out, unsigned n);
void lab_exchange_hear(struct lab_side *side, const int16_t *in, unsigned n);
/* It does something else from now on, and gives a tone. */
void lab_exchange_phase(struct lab_side *side, enum lab_phase phase,
			enum hl_tone tone);
void lab_exchange_talk(struct lab_side *side, unsigned talks);
/* Why no exchange here can do what a scenario says; NULL: it can. */
const char *lab_exchange_lacks(const struct scenario *scenario,
			       const struct hl_config *config);

/* ---- bed_lab_feature.c -------------------------------------------------- */

void lab_feature_flash(struct lab_side *side);
/* A call that comes waits. */
bool lab_feature_waits(struct lab_side *side);
/* Who leaves is one of two. */
bool lab_feature_left(struct lab_side *side);
/* Our loop is open: who is left there, LAB_FIRST or LAB_SECOND; 0. */
unsigned lab_feature_released(struct lab_side *side);

#endif
