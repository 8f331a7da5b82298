/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seat.h - one client: its bytes in, its bytes out, its limits
 */
#ifndef HL_CTL_SEAT_H
#define HL_CTL_SEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "holdline/control.h"

#include "handle.h"

/**
 * struct hl_seat - a connected client
 * @fd:       its socket
 * @role:     what it may do
 * @in:       bytes read and not yet served
 * @out:      bytes to write, from @out_at to @out_end
 * @stuck:    since when it takes nothing of @out; HL_NEVER = it does
 * @pace:     instant until which its requests are paid for
 * @open:     requests that the engine has not answered yet
 * @interest: what epoll was told to watch
 * @ended:    it will send nothing more
 * @gone:     it reads nothing more either
 * @leaving:  to be closed when @out is written
 * @follows:  it subscribed; @filter says to what
 * @next:     the first record it has not been sent
 * @live:     the last record there was when it subscribed: it owes reading
 *            only for those that came after
 */
struct hl_seat {
	int fd;
	enum hl_role role;
	char in[HL_CONTROL_LINE_MAX];
	size_t in_len;
	char *out;
	size_t out_at;
	size_t out_end;
	size_t out_size;
	hl_usec stuck;
	hl_usec pace;
	unsigned open;
	uint32_t interest;
	bool ended;
	bool gone;
	bool leaving;
	bool follows;
	struct hl_filter filter;
	uint64_t next;
	uint64_t live;
};

/** hl_seat_open() - seat a client. @fd stays the caller's on error. */
int hl_seat_open(struct hl_seat **ret, int fd, enum hl_role role);

/** hl_seat_close() - close its socket. NULL is fine. */
void hl_seat_close(struct hl_seat *seat);

/**
 * hl_seat_fill() - read what fits
 *
 * Return: 0; -errno when the connection is broken.
 */
int hl_seat_fill(struct hl_seat *seat);

/**
 * hl_seat_line() - the next whole line
 * @seat: the client
 * @ret:  its bytes without the newline; valid until hl_seat_eat()
 * @size: how many
 *
 * What a client leaves without a newline at its end counts as a line.
 * Return: true when there is one.
 */
bool hl_seat_line(const struct hl_seat *seat, const char **ret, size_t *size);

/** hl_seat_eat() - the line of hl_seat_line() is served. */
void hl_seat_eat(struct hl_seat *seat);

/** hl_seat_is_overlong() - a line does not end within its limit. */
bool hl_seat_is_overlong(const struct hl_seat *seat);

/** hl_seat_pays() - may it be served now? Then it is counted. */
bool hl_seat_pays(struct hl_seat *seat, hl_usec now);

/** hl_seat_payday() - when it may be served. */
hl_usec hl_seat_payday(const struct hl_seat *seat);

/** hl_seat_waits() - bytes are waiting to be written. */
bool hl_seat_waits(const struct hl_seat *seat);

/**
 * hl_seat_put() - queue one object
 * @object: its reference is taken over; NULL = there was no memory for it
 *
 * Return: 0, -ENOMEM.
 */
int hl_seat_put(struct hl_seat *seat, json_t *object);

/**
 * hl_seat_flush() - write what it takes
 *
 * Return: 0; -ETIMEDOUT when it has taken nothing for HL_CONTROL_STALL;
 * -errno when the connection is broken.
 */
int hl_seat_flush(struct hl_seat *seat, hl_usec now);

#endif
