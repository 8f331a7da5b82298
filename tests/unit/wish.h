/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wish.h - every request with arguments worth trying, and an honest judge
 *
 * The search and the random walk try these in every state they come to: what
 * the feature word shows must be done, but for its arguments, and what it
 * hides must be refused.
 */
#ifndef TESTS_WISH_H
#define TESTS_WISH_H

#include "table.h"

/**
 * struct wish - a request and its arguments
 * @pair:  also worth trying with each other call of the line
 * @light: changes only what is heard or reported
 * @order: changes what becomes of calls to come: forwarding and the like
 */
struct wish {
	enum hl_request_kind request;
	const char *number;
	uint32_t value;
	bool pair;
	bool light;
	bool order;
	struct hl_watch_tone tone;
};

/* The list; @ret is how many. Every request is in it. */
const struct wish *wish_list(unsigned *ret);

/**
 * wish_try() - ask for it
 * @call:  of which call; requests of a line take @line
 * @other: the second call, or HL_NO_CALL
 *
 * Return: false when the feature word foretold something else.
 */
bool wish_try(struct table *t, const struct wish *wish, hl_line line,
	      hl_call call, hl_call other);

#endif
