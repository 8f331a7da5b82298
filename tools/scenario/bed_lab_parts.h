/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bed_lab_parts.h - shared by the files of the lab bed only
 *
 * bed_lab.c is the bed's face, bed_lab_daemon.c the controller's process and
 * its words, bed_lab_ask.c the program that asks it, bed_lab_far.c telephones
 * and exchanges.
 */
#ifndef SCENARIO_BED_LAB_PARTS_H
#define SCENARIO_BED_LAB_PARTS_H

#include <sys/types.h>

#include "bed_lab.h"
#include "far.h"
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
	X(REFUSED)  /* busy tone */                                            \
	X(TALKING)  /* the outside party is there */                           \
	X(GONE)     /* the far end released */

enum lab_phase {
#define X(id) LAB_##id,
	LAB_PHASES(X)
#undef X
};
/* clang-format on */

/**
 * struct lab_side - one party
 * @line:     its line of the far span
 * @zero:     [us] when the ear's sample 0 was on the wire
 * @dated:    a block has told @zero
 * @heard:    samples the ear was given
 * @speaking: the party speaks
 * @voice:    samples it has said
 * @tone:     trunk: tone that the exchange gives instead
 * @sound:    samples of @tone
 * @phase:    trunk: what the exchange does
 * @step:     trunk: when it goes on; HL_NEVER
 * @busy:     trunk: called parties are busy
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
 * @flashes:  trunk: received since the last seizure
 * @told:     digits, to the program that listens
 * @tones:    how often it was told of a tone
 */
struct lab_side {
	struct bed_lab *bed;
	unsigned party;
	struct far_line *line;
	struct ear *ear;
	hl_usec zero;
	bool dated;
	uint64_t heard;
	bool speaking;
	uint64_t voice;
	enum hl_tone tone;
	uint64_t sound;
	enum lab_phase phase;
	hl_usec step;
	bool busy;
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
	unsigned flashes;
	char told[BED_TOLD_MAX];
	unsigned tones;
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
 */
struct lab_daemon {
	struct bed_lab *bed;
	bool second;
	pid_t child;
	struct hl_client *client;
	struct hl_client *program;
	char folder[LAB_PATH_MAX];
	struct json_t *addresses;
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

#endif
