/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control_bench.c - a real engine on the virtual card, a server, clients
 *
 * In:  what a test says as a client.
 * Out: what the server answers.
 * Not: judging it - test_control.c.
 */
#include "control_bench.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "holdline/sim.h"
#include "holdline/zone.h"

#define STATIONS 3
#define PLENTY 1000 /* turns of a server that never comes to rest */

struct control_bench control;

static void record(void *ctx, const struct hl_record *what)
{
	(void)ctx;
	hl_server_record(control.server, what);
}

static void alarm_set(void *ctx, hl_usec at)
{
	(void)ctx;
	(void)at;
}

static hl_usec now_get(void *ctx)
{
	(void)ctx;
	return control.now;
}

static int reload(void *ctx, char *why, size_t size)
{
	(void)ctx;
	if (!control.reload)
		return 0;
	snprintf(why, size, "%s", control.reload);
	return -EINVAL;
}

static void facts(void *ctx, struct hl_facts *ret)
{
	(void)ctx;
	ret->version = "9.9";
	ret->started = HL_MS(1000);
}

static void line_add(const char *name, enum hl_line_kind kind, int channel)
{
	struct hl_line_settings set = { .kind = (uint8_t)kind,
					.switches = hl_switch_defaults(),
					.operator = HL_NO_LINE };

	snprintf(set.name, sizeof(set.name), "%s", name);
	hl_profile_find("us", &set.profile);
	for (unsigned i = 0; i < HL_TIMER_COUNT; i++)
		set.timer[i] = hl_timer_info(i)->def;
	CU_ASSERT_EQUAL(hl_engine_add(control.engine, &hl_driver_sim, channel,
				      &set, NULL), 0);
}

static void plan_give(void)
{
	static struct hl_plan plan;

	memset(&plan, 0, sizeof(plan));
	strcpy(plan.pattern[0].text, "1XX");
	plan.pattern[0].kind = HL_ROUTE_LINE;
	strcpy(plan.pattern[1].text, "9.");
	plan.pattern[1].kind = HL_ROUTE_GROUP;
	plan.pattern[1].strip = 1;
	plan.patterns = 2;
	strcpy(plan.group[0].name, "out");
	plan.group[0].lines[0] = STATIONS;
	plan.group[0].count = 1;
	plan.groups = 1;
	hl_engine_plan(control.engine, &plan);
}

static void engine_begin(void)
{
	struct hl_limits limits = { .lines = 8, .calls = 64 };
	struct hl_engine_host host = { .record = record, .alarm = alarm_set,
				       .now = now_get, .awake = now_get };
	struct hl_sim_options options = { .stations = STATIONS, .trunks = 1 };
	struct hl_zone zone;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_open(&control.engine, &limits, &host,
					     &zone), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_card(control.engine, &hl_driver_sim,
					     &options, &control.card), 0);
	line_add("101", HL_KIND_STATION, 1);
	line_add("102", HL_KIND_STATION, 2);
	line_add("103", HL_KIND_STATION, 3);
	line_add("co1", HL_KIND_TRUNK, 4);
	plan_give();
}

void control_begin(void)
{
	struct hl_server_config config = {
		.path = control.path, .fd = -1,
		.host = { .reload = reload, .facts = facts },
	};

	memset(&control, 0, sizeof(control));
	control.now = HL_MS(1000000);
	snprintf(control.path, sizeof(control.path), "/tmp/hl-test-%ld.sock",
		 (long)getpid());
	engine_begin();
	config.engine = control.engine;
	CU_ASSERT_EQUAL_FATAL(hl_server_open(&control.server, &config), 0);
	CU_ASSERT_EQUAL(hl_engine_start(control.engine), STATIONS + 1);
	control_turn();
}

void control_end(void)
{
	for (unsigned i = 0; i < control.clients; i++)
		control_leave(i);
	hl_server_close(control.server);
	control.server = NULL;
	hl_engine_close(control.engine);
}

unsigned control_add(enum hl_role role)
{
	struct control_client *client = &control.client[control.clients];
	int pair[2];

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK |
					 SOCK_CLOEXEC, 0, pair), 0);
	CU_ASSERT_EQUAL(hl_server_adopt(control.server, pair[1], role,
					control.now), 0);
	client->fd = pair[0];
	return control.clients++;
}

unsigned control_join(enum hl_role role)
{
	unsigned client = control_add(role);
	json_t *hello;

	control_turn();
	hello = control_hear(client);
	CU_ASSERT_STRING_EQUAL(control_text(hello, "method"), "hello");
	json_decref(hello);
	return client;
}

void control_say_bytes(unsigned client, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size) {
		ssize_t n = send(control.client[client].fd, at, size,
				 MSG_NOSIGNAL);

		if (n < 0 && errno == EAGAIN) {
			control_pass(20);
			continue;
		}
		if (n < 0)
			return; /* the server has closed: a test may want it */
		at += n;
		size -= (size_t)n;
	}
}

void control_say(unsigned client, const char *text)
{
	control_say_bytes(client, text, strlen(text));
}

static bool server_has_work(void)
{
	struct pollfd p = { .fd = hl_server_fd(control.server),
			    .events = POLLIN };

	return hl_server_due(control.server) <= control.now ||
	       poll(&p, 1, 0) > 0;
}

void control_turn(void)
{
	unsigned turns = 0;

	do {
		hl_server_run(control.server, control.now);
	} while (server_has_work() && ++turns < PLENTY);
	CU_ASSERT(turns < PLENTY);
}

void control_pass(hl_msec ms)
{
	hl_usec end = control.now + HL_MS(ms);

	for (;;) {
		hl_usec due = hl_engine_due(control.engine);
		hl_usec other = hl_server_due(control.server);

		due = other < due ? other : due;
		if (due > end)
			break;
		control.now = due > control.now ? due : control.now;
		hl_engine_run(control.engine);
		control_turn();
	}
	control.now = end;
	control_turn();
}

static void buffer_fill(struct control_client *client)
{
	char piece[4096];
	ssize_t n;

	while (client->fd >= 0 &&
	       (n = recv(client->fd, piece, sizeof(piece), 0)) > 0) {
		client->buf = realloc(client->buf, client->len + (size_t)n);
		memcpy(client->buf + client->len, piece, (size_t)n);
		client->len += (size_t)n;
		hl_server_run(control.server, control.now);
	}
}

json_t *control_hear(unsigned number)
{
	struct control_client *client = &control.client[number];
	json_t *object;
	char *end;
	size_t size;

	buffer_fill(client);
	end = client->len ? memchr(client->buf, '\n', client->len) : NULL;
	if (!end)
		return NULL;
	size = (size_t)(end - client->buf) + 1;
	object = json_loadb(client->buf, size, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL(object);
	client->len -= size;
	memmove(client->buf, client->buf + size, client->len);
	return object;
}

bool control_is_gone(unsigned number)
{
	struct control_client *client = &control.client[number];
	char byte;

	buffer_fill(client);
	if (client->len)
		return false;
	errno = 0;
	return recv(client->fd, &byte, 1, 0) == 0 || errno == ECONNRESET;
}

void control_leave(unsigned number)
{
	struct control_client *client = &control.client[number];

	if (client->fd >= 0)
		close(client->fd);
	client->fd = -1;
	free(client->buf);
	client->buf = NULL;
	client->len = 0;
}

json_t *control_ask(unsigned client, const char *text)
{
	control_say(client, text);
	control_say(client, "\n");
	control_turn();
	return control_hear(client);
}

int control_code(const json_t *answer)
{
	return (int)json_integer_value(
		json_object_get(json_object_get(answer, "error"), "code"));
}

const char *control_text(const json_t *answer, const char *key)
{
	const json_t *from = json_object_get(answer, "error");
	const char *text;

	if (!from)
		from = json_object_get(answer, "result");
	if (!json_is_object(from) || !json_object_get(from, key))
		from = answer;
	text = json_string_value(json_object_get(from, key));
	return text ? text : "";
}

hl_call control_talk(void)
{
	const struct hl_model *model = hl_engine_model(control.engine);

	hl_sim_lift(control.card, 1, control.now + HL_MS(10));
	hl_sim_dial(control.card, 1, "103", NULL, control.now + HL_MS(1000));
	control_pass(3000);
	hl_sim_lift(control.card, 3, control.now + HL_MS(10));
	control_pass(1000);
	return hl_model_active(model, hl_model_find(model, "101"));
}
