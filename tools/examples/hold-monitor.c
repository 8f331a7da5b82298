/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hold-monitor.c - an example: follow every call; or make one and hold it
 *
 * In:  the control socket of holdlined; with --call a line and a number.
 * Out: one line for each change of a call.
 * Not: a tool, holdctl says more: this is to be copied from.
 *
 * It needs jansson and nothing of Holdline:
 *
 *   cc -std=c11 -o hold-monitor hold-monitor.c -ljansson
 *
 * The protocol is JSON-RPC 2.0 over a Unix socket, one object a line. The
 * daemon speaks first ("hello"). Each request has an id and is answered
 * once; events come in between, each with the number of its record. Whoever
 * lost the connection asks for the records behind the last one it has seen:
 * none is missing then, and none comes twice.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#define SOCKET "/run/holdline/control.sock"
#define GONE (-32051)   /* error: these records are no longer kept */
#define PATIENCE 60000  /* [ms] for a state, for an answer */
#define PAUSE 1         /* [s] between two tries to connect again */
#define ROOM 65536      /* bytes; the buffer grows by so much */

/* The connection, and how far we have read. */
struct holdline {
	const char *path;
	int fd;            /* -1: no connection */
	char *buf;         /* what came and is not yet a whole line */
	size_t len;
	size_t size;
	json_int_t id;     /* of our last request */
	json_t *run;       /* which run of the daemon the numbers are of */
	json_int_t next;   /* record that comes next; 0 = not known yet */
	json_int_t call;   /* with --call: ours; 0 = none yet */
	bool news;         /* something happened to it */
};

static const char *text(const json_t *object, const char *key)
{
	const char *found = json_string_value(json_object_get(object, key));

	return found ? found : "";
}

static json_int_t number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* ---- lines -------------------------------------------------------------- */

static void hang_up(struct holdline *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
	h->len = 0;
}

/* The first line of the buffer as an object; NULL: there is none. */
static json_t *line_take(struct holdline *h)
{
	char *end = h->len ? memchr(h->buf, '\n', h->len) : NULL;
	json_t *object;
	size_t n;

	if (!end)
		return NULL;
	n = (size_t)(end - h->buf) + 1;
	object = json_loadb(h->buf, n, 0, NULL);
	h->len -= n;
	memmove(h->buf, h->buf + n, h->len);
	return object;
}

/*
 * The next object of the daemon. NULL: nothing within @ms, or the
 * connection is gone (then h->fd is -1).
 */
static json_t *object_read(struct holdline *h, int ms)
{
	struct pollfd p = { .fd = h->fd, .events = POLLIN };
	json_t *object;
	ssize_t n;

	while (!(object = line_take(h)) && h->fd >= 0) {
		if (h->size - h->len < ROOM) {
			char *more = realloc(h->buf, h->size + ROOM);

			if (!more)
				abort();
			h->buf = more;
			h->size += ROOM;
		}
		if (poll(&p, 1, ms) == 0)
			return NULL;
		n = read(h->fd, h->buf + h->len, h->size - h->len);
		if (n > 0)
			h->len += (size_t)n;
		else if (n == 0 || errno != EINTR)
			hang_up(h);
	}
	return object;
}

static void object_write(struct holdline *h, const json_t *object)
{
	char *line = json_dumps(object, JSON_COMPACT);
	size_t left = line ? strlen(line) : 0;
	const char *at = line;

	if (!line)
		abort();
	line[left++] = '\n'; /* in the place of the zero */
	while (left && h->fd >= 0) {
		ssize_t n = send(h->fd, at, left, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			hang_up(h);
		if (n > 0) {
			at += n;
			left -= (size_t)n;
		}
	}
	free(line);
}

/* ---- events ------------------------------------------------------------- */

/* A record: "birth", "state", "info" and "end" are of a call. */
static void event_take(struct holdline *h, const json_t *event)
{
	const char *what = text(event, "what");
	const char *mode = text(event, "mode");
	const char *party = text(event, "party");
	json_int_t call = number(event, "call");

	if (number(event, "record") > 0)
		h->next = number(event, "record") + 1;
	if (!call || strcmp(text(event, "kind"), "effect"))
		return;
	if (call == h->call)
		h->news = true;
	if (!strcmp(what, "birth"))
		printf("call %lld  %s  new, %s", (long long)call,
		       text(event, "line"), text(event, "to"));
	else if (!strcmp(what, "state"))
		printf("call %lld  %s  %s -> %s", (long long)call,
		       text(event, "line"), text(event, "from"),
		       text(event, "to"));
	else if (!strcmp(what, "info") && *text(event, "state"))
		printf("call %lld  %s  %s", (long long)call,
		       text(event, "line"), text(event, "state"));
	else if (!strcmp(what, "end"))
		printf("call %lld  %s  %s -> idle", (long long)call,
		       text(event, "line"), text(event, "from"));
	else
		return;
	printf("%s%s%s%s\n", *mode ? " " : "", mode, *party ? ", " : "",
	       party);
}

/* What has no id is no answer. */
static void notice_take(struct holdline *h, const json_t *object)
{
	if (!strcmp(text(object, "method"), "event"))
		event_take(h, json_object_get(object, "params"));
}

/* ---- questions ---------------------------------------------------------- */

/*
 * Ask, and wait for the answer; events that come meanwhile are taken. The
 * reference to @params is given away.
 * Return: the whole answer, with "result" or "error"; NULL when the
 * connection was lost: then nobody knows whether it was done.
 */
static json_t *ask(struct holdline *h, const char *method, json_t *params)
{
	json_t *request = json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0",
				    "id", ++h->id, "method", method,
				    "params", params);
	json_t *object;

	if (!request)
		abort();
	object_write(h, request);
	json_decref(request);
	while ((object = object_read(h, PATIENCE))) {
		if (json_object_get(object, "id") &&
		    number(object, "id") == h->id)
			return object;
		notice_take(h, object);
		json_decref(object);
	}
	hang_up(h);
	return NULL;
}

/* Every error says what is wrong, and what can be done about it. */
static void complain(const char *method, const json_t *answer)
{
	const json_t *error = json_object_get(answer, "error");

	if (!answer) {
		fprintf(stderr, "hold-monitor: %s: the connection was lost\n",
			method);
		return;
	}
	fprintf(stderr, "hold-monitor: %s: %s (%s)\n", method,
		text(error, "message"), text(error, "name"));
	if (*text(error, "mend"))
		fprintf(stderr, "  mend: %s\n", text(error, "mend"));
}

static bool is_good(const json_t *answer)
{
	return answer && json_object_get(answer, "result");
}

/* ---- the connection, and the same one again ----------------------------- */

static bool call_up(struct holdline *h)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	json_t *hello;

	if (strlen(h->path) >= sizeof(address.sun_path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	strcpy(address.sun_path, h->path);
	h->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (h->fd < 0)
		return false;
	if (connect(h->fd, (const struct sockaddr *)&address,
		    sizeof(address)) < 0) {
		hang_up(h);
		return false;
	}
	hello = object_read(h, PATIENCE);
	errno = EPROTO;
	if (strcmp(text(hello, "method"), "hello"))
		hang_up(h);
	json_decref(hello);
	return h->fd >= 0;
}

/* Those that were there before us. */
static void calls_print(struct holdline *h)
{
	json_t *answer = ask(h, "call.list", json_object());
	const json_t *call;
	size_t i;

	json_array_foreach(json_object_get(answer, "result"), i, call) {
		printf("call %lld  %s  is %s\n",
		       (long long)number(call, "call"), text(call, "line"),
		       text(call, "state"));
	}
	json_decref(answer);
}

/*
 * Ask for the records behind the last one we have; the first time, for what
 * happens from now on. Records are numbered anew when the daemon starts:
 * "run" says which numbers ours are.
 */
static bool subscribe(struct holdline *h)
{
	json_t *params = json_object();
	json_t *answer;
	const json_t *result;

	if (h->next) {
		json_object_set_new(params, "from", json_integer(h->next));
		if (h->run)
			json_object_set(params, "run", h->run);
	}
	answer = ask(h, "event.subscribe", params);
	result = json_object_get(answer, "result");
	if (result) {
		json_decref(h->run);
		h->run = json_incref(json_object_get(result, "run"));
		h->next = number(result, "from");
	} else if (number(json_object_get(answer, "error"), "code") == GONE) {
		/* Away for too long, or the daemon is another: look anew. */
		json_decref(answer);
		printf("records are missing; the calls are now:\n");
		h->next = 0;
		return subscribe(h) && (calls_print(h), h->fd >= 0);
	} else {
		complain("event.subscribe", answer);
		hang_up(h);
	}
	json_decref(answer);
	return h->fd >= 0;
}

static void call_up_again(struct holdline *h)
{
	printf("the connection was lost\n");
	while (!call_up(h) || !subscribe(h))
		sleep(PAUSE);
	printf("connected again\n");
	h->news = true; /* whatever it was */
}

/* ---- what is asked for -------------------------------------------------- */

/* Something on a call. Return: the result, or NULL (told). */
static json_t *act(struct holdline *h, const char *method, json_t *params)
{
	json_t *answer = ask(h, method, params);
	json_t *result = NULL;

	if (is_good(answer))
		result = json_incref(json_object_get(answer, "result"));
	else
		complain(method, answer);
	json_decref(answer);
	return result;
}

static bool act_on_call(struct holdline *h, const char *method)
{
	json_t *result = act(h, method, json_pack("{s:I}", "call", h->call));

	json_decref(result);
	return result != NULL;
}

/*
 * Wait until our call is in a state. The events tell when to look; what is
 * believed is what the daemon says when it is asked.
 */
static bool wait_for(struct holdline *h, const char *state)
{
	for (;;) {
		json_t *answer = ask(h, "call.get",
				     json_pack("{s:I}", "call", h->call));
		bool there = is_good(answer);
		bool reached = there &&
			!strcmp(text(json_object_get(answer, "result"),
				     "state"), state);
		json_t *object;

		json_decref(answer);
		/* A call that is over has no number any more. */
		if (!there && h->fd >= 0)
			return !strcmp(state, "idle");
		if (reached)
			return true;
		h->news = false;
		while (!h->news && h->fd >= 0) {
			object = object_read(h, PATIENCE);
			if (!object && h->fd >= 0)
				return false;
			notice_take(h, object);
			json_decref(object);
		}
		if (h->fd < 0)
			call_up_again(h);
	}
}

/* Make a call, hold it, retrieve it, end it. Return: exit status. */
static int demonstrate(struct holdline *h, const char *from, const char *to)
{
	char name[32];
	json_t *result;

	/* Calls that we make are ours by this name; they stay when we go. */
	snprintf(name, sizeof(name), "hold-monitor.%ld", (long)getpid());
	result = act(h, "application.open", json_pack("{s:s, s:s}", "name",
						      name, "close", "keep"));
	if (!result)
		return 1;
	json_decref(result);
	result = act(h, "call.makeCall", json_pack("{s:s, s:s}", "from", from,
						   "number", to));
	if (!result)
		return 1;
	h->call = number(result, "call");
	json_decref(result);
	printf("our call is %lld: lift %s if it rings, then answer %s\n",
	       (long long)h->call, from, to);

	if (!wait_for(h, "connected") || !act_on_call(h, "call.hold") ||
	    !wait_for(h, "onhold") || !act_on_call(h, "call.unhold") ||
	    !wait_for(h, "connected") || !act_on_call(h, "call.drop") ||
	    !wait_for(h, "idle")) {
		printf("our call did not go as it should\n");
		return 1;
	}
	printf("our call was made, held, retrieved and ended\n");
	return 0;
}

static void follow(struct holdline *h)
{
	for (;;) {
		json_t *object = object_read(h, -1);

		notice_take(h, object);
		json_decref(object);
		if (h->fd < 0)
			call_up_again(h);
	}
}

static int usage(void)
{
	fputs("usage: hold-monitor [--socket PATH] [--call FROM TO]\n",
	      stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct holdline h = { .path = getenv("HOLDLINE_SOCKET"), .fd = -1 };
	const char *from = NULL;
	const char *to = NULL;
	int status;

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--socket") && i + 1 < argc) {
			h.path = argv[++i];
		} else if (!strcmp(argv[i], "--call") && i + 2 < argc) {
			from = argv[++i];
			to = argv[++i];
		} else {
			return usage();
		}
	}
	if (!h.path || !*h.path)
		h.path = SOCKET;
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!call_up(&h)) {
		fprintf(stderr, "hold-monitor: %s: %s\n", h.path,
			strerror(errno));
		return 3;
	}
	if (!subscribe(&h))
		return 1;
	if (!from) {
		calls_print(&h);
		follow(&h); /* until somebody ends us */
	}
	status = demonstrate(&h, from, to);
	hang_up(&h);
	json_decref(h.run);
	free(h.buf);
	return status;
}
