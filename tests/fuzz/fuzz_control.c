/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_control.c - any bytes as what a client sends
 *
 * In:  bytes; the lowest bit of the first one chooses the role.
 * Out: nothing; a real engine with three telephones must stay sound, every
 *      line must be answered once, every answer must be JSON, and a second
 *      client that follows and owns a call must lose nothing: each record
 *      comes to it once and in order, and its own request is answered.
 */
#include <assert.h>
#include <errno.h>
#include <grp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <jansson.h>

#include "holdline/control.h"
#include "holdline/engine.h"
#include "holdline/sim.h"
#include "holdline/zone.h"

#define TURNS_MAX 10000
#define STEP HL_MS(20) /* pays for one request */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Users and groups are not what is tried here, and looking them up is slow. */
struct group *getgrnam(const char *name)
{
	(void)name;
	return NULL;
}

struct ear {
	int fd;
	char *heard;
	size_t length;
};

struct world {
	struct hl_engine *engine;
	struct hl_server *server;
	hl_usec now;
	struct ear ear;   /* who says anything */
	struct ear other; /* who wants to be left alone */
	json_int_t record;
	unsigned answers;
};

static void record(void *ctx, const struct hl_record *what)
{
	struct world *world = ctx;

	hl_server_record(world->server, what);
}

static void alarm_set(void *ctx, hl_usec at)
{
	(void)ctx;
	(void)at;
}

static hl_usec now_get(void *ctx)
{
	const struct world *world = ctx;

	return world->now;
}

static void line_add(struct world *world, const char *name, int channel)
{
	struct hl_line_settings set;

	hl_line_defaults(&set);
	set.kind = HL_KIND_STATION;
	set.pickup = 1;
	strcpy(set.name, name);
	hl_profile_find("us", &set.profile);
	hl_engine_add(world->engine, &hl_driver_sim, channel, &set, NULL);
}

static void plan_give(struct world *world)
{
	static struct hl_plan plan = { .patterns = 1, .park_first = 701,
				       .parks = 2, .addresses = 1 };

	strcpy(plan.pattern[0].text, "1XX");
	plan.pattern[0].kind = HL_ROUTE_LINE;
	strcpy(plan.address[0].name, "150");
	plan.address[0].sharing = HL_SHARING_SHARED;
	plan.address[0].lines[0] = 1;
	plan.address[0].lines[1] = 2;
	plan.address[0].count = 2;
	hl_engine_plan(world->engine, &plan);
}

/* The kernel chooses a name that is in no file system. */
static int ear_open(void)
{
	struct sockaddr name = { .sa_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
			0);

	if (bind(fd, &name, sizeof(name.sa_family)) < 0 || listen(fd, 1) < 0)
		abort();
	return fd;
}

static void client_add(struct world *world, enum hl_role role,
		       struct ear *ret)
{
	int pair[2];
	int r;

	r = socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
		       pair);
	assert(r == 0);
	ret->fd = pair[0];
	r = hl_server_adopt(world->server, pair[1], role, world->now);
	assert(r == 0);
}

static void begin(struct world *world, enum hl_role role)
{
	static struct hl_zone zone;
	struct hl_limits limits = { .lines = 3, .calls = 24 };
	struct hl_sim_options options = { .stations = 3 };
	struct hl_engine_host host = { .ctx = world, .record = record,
				       .alarm = alarm_set, .now = now_get,
				       .awake = now_get };
	struct hl_server_config config = { .fd = ear_open() };
	void *card = NULL;
	int r;

	memset(world, 0, sizeof(*world));
	world->now = HL_MS(1000000);
	if (!zone.country[0])
		hl_zone_load(&zone, "us");
	r = hl_engine_open(&world->engine, &limits, &host, &zone);
	assert(r == 0);
	hl_engine_card(world->engine, &hl_driver_sim, &options, &card);
	line_add(world, "101", 1);
	line_add(world, "102", 2);
	line_add(world, "103", 3);
	plan_give(world);
	config.engine = world->engine;
	r = hl_server_open(&world->server, &config);
	assert(r == 0);
	hl_engine_start(world->engine);
	hl_sim_lift(card, 1, world->now);
	client_add(world, role, &world->ear);
	client_add(world, HL_ROLE_OPERATOR, &world->other);
}

static void ear_fill(struct world *world, struct ear *ear)
{
	char piece[65536];
	ssize_t n;

	while ((n = recv(ear->fd, piece, sizeof(piece), 0)) > 0) {
		ear->heard = realloc(ear->heard, ear->length + (size_t)n);
		assert(ear->heard);
		memcpy(ear->heard + ear->length, piece, (size_t)n);
		ear->length += (size_t)n;
		hl_server_run(world->server, world->now);
	}
	assert(ear == &world->ear || n < 0); /* the other is never dropped */
}

/* What the other is told: every record once, in order. */
static void other_check(struct world *world)
{
	struct ear *ear = &world->other;
	size_t at = 0;

	while (at < ear->length) {
		const char *end = memchr(ear->heard + at, '\n',
					 ear->length - at);
		json_t *object;
		const json_t *params;
		json_t *number;

		if (!end)
			break;
		object = json_loadb(ear->heard + at,
				    (size_t)(end - ear->heard) - at, 0, NULL);
		assert(object);
		params = json_object_get(object, "params");
		number = json_object_get(params, "what")
				 ? json_object_get(params, "record") : NULL;
		assert(!number || !world->record ||
		       json_integer_value(number) == world->record + 1);
		if (number)
			world->record = json_integer_value(number);
		world->answers += json_object_get(object, "id") != NULL;
		json_decref(object);
		at = (size_t)(end - ear->heard) + 1;
	}
	ear->length -= at;
	memmove(ear->heard, ear->heard + at, ear->length);
}

/* Let it serve until it has nothing to do any more. */
static void serve(struct world *world)
{
	unsigned turns = 0;

	do {
		hl_server_run(world->server, world->now);
		hl_server_run(world->server, world->now);
		ear_fill(world, &world->ear);
		ear_fill(world, &world->other);
		other_check(world);
		if (hl_engine_due(world->engine) <= world->now)
			hl_engine_run(world->engine);
		world->now += STEP;
		assert(++turns < TURNS_MAX);
	} while (hl_server_due(world->server) <= world->now + HL_MS(1000));
}

/* The other client follows, and has a call. */
static void other_begin(struct world *world)
{
	static const char text[] =
		"{\"jsonrpc\":\"2.0\",\"id\":1,"
		"\"method\":\"event.subscribe\"}\n"
		"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"call.makeCall\","
		"\"params\":{\"from\":\"101\",\"number\":\"102\"}}\n";

	serve(world);
	if (send(world->other.fd, text, sizeof(text) - 1, MSG_NOSIGNAL) < 0)
		abort();
	serve(world);
	assert(world->answers == 2);
}

static void other_end(struct world *world)
{
	static const char text[] =
		"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"call.list\"}\n";

	if (send(world->other.fd, text, sizeof(text) - 1, MSG_NOSIGNAL) < 0)
		abort();
	serve(world);
	assert(world->answers == 3);
	assert((uint64_t)world->record == hl_engine_records(world->engine));
}

static unsigned lines_count(const uint8_t *data, size_t size)
{
	unsigned n = 0;

	for (size_t i = 0; i < size; i++)
		n += data[i] == '\n';
	return n + (size > 0 && data[size - 1] != '\n');
}

/* Every line said is one object: hello, an answer, or a record. */
static unsigned answers_check(const struct world *world)
{
	const char *at = world->ear.heard;
	size_t left = world->ear.length;
	unsigned answers = 0;

	while (left) {
		const char *end = memchr(at, '\n', left);
		size_t n = end ? (size_t)(end - at) + 1 : left;
		json_t *object = json_loadb(at, n, 0, NULL);

		assert(end && json_is_object(object));
		if (!json_object_get(object, "method")) {
			assert(!json_object_get(object, "result") ==
			       !!json_object_get(object, "error"));
			answers++;
		}
		json_decref(object);
		at += n;
		left -= n;
	}
	return answers;
}

static void end(struct world *world)
{
	close(world->ear.fd);
	close(world->other.fd);
	hl_server_close(world->server);
	world->server = NULL;
	hl_engine_close(world->engine);
	free(world->ear.heard);
	free(world->other.heard);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct world world;
	unsigned answers;
	unsigned lines;
	size_t sent = 0;

	if (size < 1 || size > 60000)
		return 0;
	begin(&world, data[0] & 1 ? HL_ROLE_OPERATOR : HL_ROLE_MONITOR);
	other_begin(&world);
	data++;
	size--;
	lines = lines_count(data, size);
	while (sent < size) {
		ssize_t n = send(world.ear.fd, data + sent, size - sent,
				 MSG_NOSIGNAL);

		if (n > 0)
			sent += (size_t)n;
		else if (errno != EAGAIN)
			break; /* dropped, as it deserved */
		serve(&world);
	}
	shutdown(world.ear.fd, SHUT_WR);
	serve(&world);
	answers = answers_check(&world);
	assert(answers <= lines);
	assert(answers == lines || hl_server_clients(world.server) == 1);
	other_end(&world);
	assert(hl_model_check(hl_engine_model(world.engine), NULL, 0) == 0);
	end(&world);
	return 0;
}
