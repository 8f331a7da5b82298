/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * client.c - the other end of the control socket, for tools
 *
 * In:  a path, a patience, methods with parameters.
 * Out: results, error objects, notifications in their order.
 * Not: what any of them says - the tools.
 */
#include "holdline/control.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#define BUFFER_FIRST 65536
#define BUFFER_MAX (16u << 20) /* a longer line is no daemon of ours (house) */
#define QUEUE_RETRY 20         /* [ms] between tries while its queue is full */

struct hl_client {
	int fd;
	hl_msec timeout;
	json_int_t serial;
	json_t *hello;
	json_t *kept; /* notifications that came while waiting for an answer */
	char *buf;
	size_t len;
	size_t size;
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Wait for @events until @end. 0, -ETIMEDOUT, -errno. */
static int fd_wait(int fd, short events, int64_t end)
{
	for (;;) {
		struct pollfd p = { .fd = fd, .events = events };
		int64_t left = end - now_ms();
		int r = poll(&p, 1, left > 0 ? (int)left : 0);

		if (r > 0)
			return 0;
		if (r == 0)
			return -ETIMEDOUT;
		if (errno != EINTR)
			return -errno;
		/* The tool decides what a signal means. */
		return -EINTR;
	}
}

static int path_connect(int fd, const char *path, int64_t end)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	while (connect(fd, (const struct sockaddr *)&address,
		       sizeof(address)) < 0) {
		struct timespec pause = { .tv_nsec = QUEUE_RETRY * 1000000 };

		if (errno != EAGAIN && errno != EINTR)
			return -errno;
		if (now_ms() >= end)
			return -ETIMEDOUT;
		nanosleep(&pause, NULL);
	}
	return 0;
}

/* Room for more in the buffer. */
static int buffer_grow(struct hl_client *client)
{
	size_t size = client->size ? client->size * 2 : BUFFER_FIRST;
	char *buf;

	if (client->len < client->size)
		return 0;
	if (size > BUFFER_MAX)
		return -EBADMSG;
	buf = realloc(client->buf, size);
	if (!buf)
		return -ENOMEM;
	client->buf = buf;
	client->size = size;
	return 0;
}

/* The next object from the daemon; its reference is the caller's. */
static int object_read(struct hl_client *client, int64_t end, json_t **ret)
{
	size_t seen = 0;

	for (;;) {
		char *newline = client->len > seen ?
			memchr(client->buf + seen, '\n', client->len - seen) :
			NULL;
		json_t *object;
		ssize_t n;
		int r;

		if (newline) {
			size_t size = (size_t)(newline - client->buf) + 1;

			object = json_loadb(client->buf, size, 0, NULL);
			client->len -= size;
			memmove(client->buf, client->buf + size, client->len);
			if (!json_is_object(object)) {
				json_decref(object);
				return -EBADMSG;
			}
			*ret = object;
			return 0;
		}
		seen = client->len;
		r = buffer_grow(client);
		if (r < 0)
			return r;
		r = fd_wait(client->fd, POLLIN, end);
		if (r < 0)
			return r;
		n = recv(client->fd, client->buf + client->len,
			 client->size - client->len, 0);
		if (n == 0)
			return -ECONNRESET;
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return -errno;
		if (n > 0)
			client->len += (size_t)n;
	}
}

static int text_send(int fd, const char *text, size_t size, int64_t end)
{
	while (size) {
		ssize_t n = send(fd, text, size, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0 && errno == EAGAIN) {
			int r = fd_wait(fd, POLLOUT, end);

			if (r < 0)
				return r;
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EPIPE ? -ECONNRESET : -errno;
		text += n;
		size -= (size_t)n;
	}
	return 0;
}

static bool is_notice(const json_t *object, const char *method)
{
	const char *said = json_string_value(json_object_get(object,
							     "method"));

	return said && (!method || !strcmp(said, method));
}

static int hello_read(struct hl_client *client, int64_t end)
{
	json_t *object;
	json_t *params;
	int r;

	r = object_read(client, end, &object);
	if (r < 0)
		return r;
	params = json_object_get(object, "params");
	if (is_notice(object, "hello") && json_is_object(params))
		client->hello = json_incref(params);
	else if (json_object_get(object, "error"))
		r = -EBUSY;
	else
		r = -EBADMSG;
	json_decref(object);
	return r;
}

int hl_client_open(struct hl_client **ret, const char *path, hl_msec timeout)
{
	struct hl_client *client;
	int64_t end = now_ms() + timeout;
	int r;

	if (!path)
		path = getenv("HOLDLINE_SOCKET");
	if (!path || !*path)
		path = HL_CONTROL_PATH;

	client = calloc(1, sizeof(*client));
	if (!client)
		return -ENOMEM;
	client->timeout = timeout;
	client->kept = json_array();
	client->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
			    0);
	if (client->fd < 0) {
		r = -errno;
		goto out;
	}
	r = path_connect(client->fd, path, end);
	if (r < 0)
		goto out;
	r = hello_read(client, end);
	if (r < 0)
		goto out;
	*ret = client;
	client = NULL;
out:
	hl_client_close(client);
	return r;
}

void hl_client_close(struct hl_client *client)
{
	if (!client)
		return;
	if (client->fd >= 0)
		close(client->fd);
	json_decref(client->hello);
	json_decref(client->kept);
	free(client->buf);
	free(client);
}

const struct json_t *hl_client_hello(const struct hl_client *client)
{
	return client->hello;
}

int hl_client_fd(const struct hl_client *client)
{
	return client->fd;
}

static int request_send(struct hl_client *client, const char *method,
			json_t *params, int64_t end)
{
	json_t *request;
	char *text;
	int r;

	request = json_pack("{s:s, s:I, s:s, s:o*}", "jsonrpc", "2.0", "id",
			    ++client->serial, "method", method, "params",
			    params);
	text = json_dumps(request, JSON_COMPACT);
	json_decref(request);
	if (!text)
		return -ENOMEM;
	r = text_send(client->fd, text, strlen(text), end);
	if (r == 0)
		r = text_send(client->fd, "\n", 1, end);
	free(text);
	return r;
}

/* What an answer to the present request says. Takes the object over. */
static int answer_take(json_t *object, struct json_t **error,
		       struct json_t **ret)
{
	json_t *fault = json_object_get(object, "error");
	json_t *result = json_object_get(object, "result");
	int r = 0;

	if (json_is_object(fault)) {
		if (error)
			*error = json_incref(fault);
		r = -EPROTO;
	} else if (!result) {
		r = -EBADMSG;
	} else if (ret) {
		*ret = json_incref(result);
	}
	json_decref(object);
	return r;
}

int hl_client_call(struct hl_client *client, const char *method,
		   struct json_t *params, struct json_t **error,
		   struct json_t **ret)
{
	int64_t end = now_ms() + client->timeout;
	json_t *object = NULL;
	int r;

	r = request_send(client, method, params, end);
	if (r < 0)
		return r;
	for (;;) {
		json_t *id;

		r = object_read(client, end, &object);
		if (r < 0)
			return r;
		if (is_notice(object, NULL)) {
			json_array_append_new(client->kept, object);
			continue;
		}
		id = json_object_get(object, "id");
		/* An answer without an id complains of what we sent last. */
		if (json_is_null(id) ||
		    json_integer_value(id) == client->serial)
			return answer_take(object, error, ret);
		json_decref(object); /* of a request that timed out before */
	}
}

/* The next notification of any kind, whole. Its reference is the caller's. */
static int notice_take(struct hl_client *client, int64_t end, json_t **ret)
{
	for (;;) {
		json_t *object = NULL;
		int r;

		if (json_array_size(client->kept)) {
			*ret = json_incref(json_array_get(client->kept, 0));
			json_array_remove(client->kept, 0);
			return 0;
		}
		r = object_read(client, end, &object);
		if (r < 0)
			return r;
		if (is_notice(object, NULL)) {
			*ret = object;
			return 0;
		}
		json_decref(object); /* an answer that came too late */
	}
}

int hl_client_notice(struct hl_client *client, hl_msec timeout,
		     struct json_t **ret)
{
	return notice_take(client, now_ms() + timeout, ret);
}

int hl_client_read(struct hl_client *client, hl_msec timeout,
		   struct json_t **ret)
{
	int64_t end = now_ms() + timeout;
	json_t *object = NULL;
	int r;

	for (;;) {
		r = notice_take(client, end, &object);
		if (r < 0)
			return r;
		if (is_notice(object, "event"))
			break;
		json_decref(object);
	}
	*ret = json_incref(json_object_get(object, "params"));
	json_decref(object);
	return *ret ? 0 : -EBADMSG;
}
