/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control_bench.h - a real engine on the virtual card, a server, clients
 *
 * Three telephones 101 to 103 (or six) and a trunk co1; park numbers 701 to
 * 703; all in pickup group 1. Time stands until it is passed. Clients are
 * socket pairs, so that a role can be chosen.
 */
#ifndef HOLDLINE_TESTS_CONTROL_BENCH_H
#define HOLDLINE_TESTS_CONTROL_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "holdline/config.h"
#include "holdline/control.h"
#include "holdline/engine.h"

#define BENCH_CLIENTS 40

#define STATUS "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status.get\"}"
#define ASK(method, params)                                                    \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" method "\",\"params\":"  \
	params "}"

struct control_client {
	int fd;
	char *buf;
	size_t len;
};

struct control_bench {
	struct hl_engine *engine;
	struct hl_server *server;
	void *card;
	char path[64];
	hl_usec now;
	hl_line asked;      /* where the last request was done */
	struct hl_config *config; /* in force; NULL = none */
	const struct hl_span_look *span; /* spans in use */
	unsigned spans;
	const char *reload; /* what a reload complains of; NULL = nothing */
	unsigned clients;
	struct control_client client[BENCH_CLIENTS];
};

extern struct control_bench control;

/** control_begin() - all lines idle, no client. */
void control_begin(void);

/** control_begin_many() - six telephones; 105 and 106 share number 150. */
void control_begin_many(void);

/** control_begin_short() - as control_begin(), only 64 records are kept. */
void control_begin_short(void);

/** control_end() - everything closed. */
void control_end(void);

/** control_join() - a new client that has heard its hello; its number. */
unsigned control_join(enum hl_role role);

/** control_add() - a new client, nothing read; its number. */
unsigned control_add(enum hl_role role);

/**
 * control_say() - send @size bytes as they are, or a text
 *
 * Time passes while the server does not take them.
 */
void control_say_bytes(unsigned client, const void *bytes, size_t size);
void control_say(unsigned client, const char *text);

/** control_turn() - let the server do all that it can do at this instant. */
void control_turn(void);

/** control_pass() - let time pass for engine and server. */
void control_pass(hl_msec ms);

/** control_hear() - the next object said to a client; NULL = nothing. */
json_t *control_hear(unsigned client);

/** control_is_gone() - the server has closed and nothing is left to read. */
bool control_is_gone(unsigned client);

/** control_leave() - the client closes. */
void control_leave(unsigned client);

/** control_ask() - say, turn, hear. The answer is the caller's. */
json_t *control_ask(unsigned client, const char *text);

/** control_code() - code of the error in an answer; 0 = a result. */
int control_code(const json_t *answer);

/** control_text() - a string member of error or result; "" if none. */
const char *control_text(const json_t *answer, const char *key);

/** control_talk() - 101 calls 103, who answers; number of 101's call. */
hl_call control_talk(void);

/** control_code_of() - ask, and look at the error's code only. */
int control_code_of(unsigned client, const char *text);

/** control_number() - a number member of the result. */
json_int_t control_number(const json_t *answer, const char *key);

/** control_heard() - hear all that was said; how many objects. */
unsigned control_heard(unsigned client);

/** control_do() - ask a method; ' in the parameters stands for ". */
json_t *control_do(unsigned client, const char *method, const char *format,
		   ...) __attribute__((format(printf, 3, 4)));

/** control_result() - the result of an answer, which is given back. */
json_t *control_result(json_t *answer);

/** control_made() - the call that an answer names, which is given back. */
hl_call control_made(json_t *answer);

/** control_done() - a result, and not an error? The answer is given back. */
bool control_done(json_t *answer);

/** control_call_at() - the first call of a line. */
hl_call control_call_at(const char *name);

/** control_word() - a string member; "" if none. */
const char *control_word(const json_t *object, const char *key);

/** control_refuses() - is it this error? The answer is given back. */
bool control_refuses(json_t *answer, const char *name);

/** control_state() - of a call; idle when it is over. */
enum hl_call_st control_state(hl_call call);

/** control_lift(), control_hangup() - a telephone, and a while. */
void control_lift(int channel);
void control_hangup(int channel);

/** control_pick() - a number below @below; the same seed, the same row. */
unsigned control_pick(uint32_t *seed, unsigned below);

/**
 * control_ask_anything() - a request of some call or line, fit or not
 * @bold: it may also take a call
 */
json_t *control_ask_anything(unsigned client, uint32_t *seed,
			     const struct hl_request_info *info, bool bold);

/** control_is_sound() - every invariant of the model holds. */
bool control_is_sound(void);

#endif
