/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.h - what the parts of the lab's bench share
 *
 * The bench starts the real daemon on the near span, plays telephones on the
 * far one and measures from there. What a telephone does and hears is the far
 * side's alone; what the daemon made of it is asked at its control socket.
 *
 * Telephone n is on channel n and has the number 100 + n. Whatever cannot be
 * measured ends the program: a bench with holes would look like a good one.
 */

#ifndef TESTS_LAB_BENCH_H
#define TESTS_LAB_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "far.h"

struct hl_client;
struct json_t; /* jansson's */

/* Bytes of a line's name or state, with the zero. */
#define BENCH_WORD_MAX 32

/* Everything that runs: the far side, one daemon and a client of it. */
struct bench {
	const char *program; /* the daemon's path */
	struct far *far;
	unsigned stations; /* telephones of the far side */
	pid_t daemon;
	struct hl_client *client;
	uint64_t asked_us; /* last request; the daemon takes 50 a second */
};

/* Two telephones of a call, by number from 1. */
struct bench_pair {
	unsigned caller;
	unsigned callee;
};

/* How a daemon is started. */
struct bench_setup {
	unsigned lines;              /* stations 1 .. lines */
	const char *const *profiles; /* line i has number (i - 1) % count, */
	unsigned count;
	const char *music; /* an audio file; NULL: the zone's holding tone */
	unsigned records;  /* events kept; 0: as many as by default */
	bool frugal;       /* what it frees goes back to the kernel at once */
};

/* What the daemon has used so far. */
struct bench_cost {
	double cpu_ms;
	double wakeups; /* times it went to sleep of its own will */
	double counted; /* wake-ups by the daemon's own counter */
};

struct bench_memory {
	double rss_kib;
	double anon_kib; /* its own, without programs and libraries */
	double threads;
};

/* --- bench_bed.c: the daemon ----------------------------------------- */

/* bench_die() - tell why, show what the daemon said, exit with status 1 */
_Noreturn void bench_die(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* bench_start() - start the daemon so and wait until it serves */
void bench_start(struct bench *b, const struct bench_setup *setup);

/* bench_stop() - end it as an operator would, and wait for its end */
void bench_stop(struct bench *b);

/* bench_run() - let so many ms pass */
void bench_run(struct bench *b, unsigned ms);

/* bench_pace() - wait until the daemon takes a further request */
void bench_pace(struct bench *b);

/**
 * bench_ask() - one request; a refusal is the end
 * @params: object, its reference is taken over; NULL: none
 *
 * Return: the result; the caller's reference.
 */
struct json_t *bench_ask(struct bench *b, const char *method,
			 struct json_t *params);

/* bench_line() - all about the line of a telephone; the caller's reference */
struct json_t *bench_line(struct bench *b, unsigned phone);

/**
 * bench_call() - the call of a telephone that is in a state
 * @state: its word; NULL: any
 *
 * Return: its number; 0: there is none.
 */
long bench_call(struct bench *b, unsigned phone, const char *state);

/* bench_is() - is the line in this state: "connected", "dialtone" ... */
bool bench_is(struct bench *b, unsigned phone, const char *state);

/* bench_expect() - wait for a state, a second at most; else the end */
void bench_expect(struct bench *b, unsigned phone, const char *state);

struct bench_cost bench_cost(struct bench *b);
struct bench_memory bench_memory(const struct bench *b);

/* --- bench_calls.c: telephones --------------------------------------- */

/* bench_call_make() - dial by tone, answer, and see them talk; all at once */
void bench_call_make(struct bench *b, const struct bench_pair *pairs,
		     unsigned n);

/* bench_call_ring() - the same up to the ringing */
void bench_call_ring(struct bench *b, const struct bench_pair *pairs,
		     unsigned n);

/* bench_ring_wait() - until a telephone rings */
void bench_ring_wait(struct bench *b, unsigned phone);

/* bench_call_end() - hang up the callees, then the callers */
void bench_call_end(struct bench *b, const struct bench_pair *pairs,
		    unsigned n);

/* bench_flash() - break the loop; returns when it is closed again: us */
uint64_t bench_flash(struct bench *b, unsigned phone, unsigned ms);

/* --- bench_ear.c: listening ------------------------------------------ */

/* What an ear can tell; the voices are those of telephones 1 to 3. */
enum bench_sound {
	BENCH_VOICE_1,
	BENCH_VOICE_2,
	BENCH_VOICE_3,
	BENCH_MUSIC,
	BENCH_DIALTONE,
	BENCH_SOUNDS,
};

/* Blocks that an ear remembers: 4 s. */
#define BENCH_BLOCKS 400

struct bench_ear {
	unsigned count;
	uint64_t base_us;           /* sample 0 was here then, at the latest */
	uint64_t end[BENCH_BLOCKS]; /* number of the sample behind the block */
	float peak[BENCH_BLOCKS][BENCH_SOUNDS];
};

/* bench_ear_open() - let a telephone listen; @ear must stay */
void bench_ear_open(struct bench_ear *ear, struct far_line *line);

/* bench_ear_forget() - begin anew */
void bench_ear_forget(struct bench_ear *ear);

/**
 * bench_ear_since() - when a sound began
 * @after_us: not before this moment
 *
 * Return: us; 0 when it was never heard, or already before.
 */
uint64_t bench_ear_since(const struct bench_ear *ear, enum bench_sound sound,
			 uint64_t after_us);

/* bench_speak() - telephone 1, 2 or 3 speaks from now on */
void bench_speak(struct bench *b, unsigned phone);

/* bench_music_write() - a file with the music that an ear knows */
void bench_music_write(const char *path);

/* --- the three parts: true when no bar is missed --------------------- */

bool bench_sound(struct bench *b);
bool bench_break(struct bench *b);
bool bench_load(struct bench *b);

#endif
