/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seat.c - one client: its bytes in, its bytes out, its limits
 *
 * In:  a connected, non-blocking socket.
 * Out: whole lines; objects written as lines.
 * Not: what a line means - proto.c; when to serve - server.c.
 */
#include "seat.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define OUT_FIRST 4096
#define OUT_KEPT 16384 /* a buffer grown beyond is given back when empty */
#define PRICE (HL_MS(1000) / HL_CONTROL_RATE)

int hl_seat_open(struct hl_seat **ret, int fd, enum hl_role role)
{
	struct hl_seat *seat = calloc(1, sizeof(*seat));

	if (!seat)
		return -ENOMEM;
	seat->fd = fd;
	seat->role = role;
	seat->stuck = HL_NEVER;
	*ret = seat;
	return 0;
}

void hl_seat_close(struct hl_seat *seat)
{
	if (!seat)
		return;
	close(seat->fd);
	free(seat->out);
	free(seat);
}

int hl_seat_fill(struct hl_seat *seat)
{
	size_t room = sizeof(seat->in) - seat->in_len;
	ssize_t n;

	if (!room || seat->ended)
		return 0;
	n = recv(seat->fd, seat->in + seat->in_len, room, MSG_DONTWAIT);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -errno;
	if (n == 0)
		seat->ended = true;
	seat->in_len += (size_t)n;
	return 0;
}

bool hl_seat_line(const struct hl_seat *seat, const char **ret, size_t *size)
{
	const char *end = memchr(seat->in, '\n', seat->in_len);

	if (!end && (!seat->ended || !seat->in_len))
		return false;
	*ret = seat->in;
	*size = end ? (size_t)(end - seat->in) : seat->in_len;
	return true;
}

void hl_seat_eat(struct hl_seat *seat)
{
	const char *text;
	size_t size;

	if (!hl_seat_line(seat, &text, &size))
		return;
	if (size < seat->in_len)
		size++; /* its newline */
	seat->in_len -= size;
	memmove(seat->in, seat->in + size, seat->in_len);
}

bool hl_seat_is_overlong(const struct hl_seat *seat)
{
	return seat->in_len == sizeof(seat->in) &&
	       !memchr(seat->in, '\n', seat->in_len);
}

/* A second's worth may be asked for at once, then it goes by the rate. */
bool hl_seat_pays(struct hl_seat *seat, hl_usec now)
{
	if (hl_seat_payday(seat) > now)
		return false;
	seat->pace = (seat->pace > now ? seat->pace : now) + PRICE;
	return true;
}

hl_usec hl_seat_payday(const struct hl_seat *seat)
{
	hl_usec credit = HL_MS(1000) - PRICE;

	return seat->pace > credit ? seat->pace - credit : 0;
}

bool hl_seat_waits(const struct hl_seat *seat)
{
	return seat->out_at < seat->out_end;
}

static int out_append(const char *text, size_t size, void *ctx)
{
	struct hl_seat *seat = ctx;
	size_t want = seat->out_end + size;

	if (want > seat->out_size) {
		size_t room = seat->out_size ? seat->out_size : OUT_FIRST;
		char *out;

		while (room < want)
			room *= 2;
		out = realloc(seat->out, room);
		if (!out)
			return -1;
		seat->out = out;
		seat->out_size = room;
	}
	memcpy(seat->out + seat->out_end, text, size);
	seat->out_end = want;
	return 0;
}

int hl_seat_put(struct hl_seat *seat, json_t *object)
{
	int r;

	if (!object)
		return -ENOMEM;
	r = json_dump_callback(object, out_append, seat,
			       JSON_COMPACT | JSON_ENSURE_ASCII);
	if (r == 0)
		r = out_append("\n", 1, seat);
	json_decref(object);
	return r < 0 ? -ENOMEM : 0;
}

static void out_empty(struct hl_seat *seat)
{
	seat->out_at = 0;
	seat->out_end = 0;
	seat->stuck = HL_NEVER;
	if (seat->out_size <= OUT_KEPT)
		return;
	free(seat->out);
	seat->out = NULL;
	seat->out_size = 0;
}

int hl_seat_flush(struct hl_seat *seat, hl_usec now)
{
	while (hl_seat_waits(seat)) {
		ssize_t n = send(seat->fd, seat->out + seat->out_at,
				 seat->out_end - seat->out_at,
				 MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN)
			return -errno;
		if (n < 0)
			break;
		seat->out_at += (size_t)n;
		seat->stuck = now;
	}
	if (!hl_seat_waits(seat)) {
		out_empty(seat);
		return 0;
	}
	if (seat->stuck == HL_NEVER)
		seat->stuck = now;
	return now - seat->stuck >= HL_MS(HL_CONTROL_STALL) ? -ETIMEDOUT : 0;
}
