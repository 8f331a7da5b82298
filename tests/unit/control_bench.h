/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control_bench.h - a real engine on the virtual card, a server, clients
 *
 * Three telephones 101 to 103 and a trunk co1; time stands until it is
 * passed. Clients are socket pairs, so that a role can be chosen.
 */
#ifndef HOLDLINE_TESTS_CONTROL_BENCH_H
#define HOLDLINE_TESTS_CONTROL_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "holdline/control.h"
#include "holdline/engine.h"

#define BENCH_CLIENTS 40

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
	const char *reload; /* what a reload complains of; NULL = nothing */
	unsigned clients;
	struct control_client client[BENCH_CLIENTS];
};

extern struct control_bench control;

/** control_begin() - all lines idle, no client. */
void control_begin(void);

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

#endif
