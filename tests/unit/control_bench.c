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
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "holdline/pri.h"
#include "holdline/sim.h"
#include "holdline/zone.h"

#define STATIONS_FEW 3
#define STATIONS_MANY 6
#define PLENTY 1000 /* turns of a server that never comes to rest */

struct control_bench control;

static void record(void *ctx, const struct hl_record *what)
{
	(void)ctx;
	if (!what->effect && what->event->kind == HL_EVENT_REQUEST)
		control.asked = what->event->line;
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

static const struct hl_config *config_get(void *ctx)
{
	(void)ctx;
	return control.config;
}

static void facts(void *ctx, struct hl_facts *ret)
{
	(void)ctx;
	ret->version = "9.9";
	ret->started = HL_MS(1000);
}

static int span(void *ctx, unsigned index, struct hl_span_look *ret)
{
	(void)ctx;
	if (index >= control.spans)
		return -ENOENT;
	*ret = control.span[index];
	return 0;
}

static void line_add(const char *name, enum hl_line_kind kind, int channel)
{
	struct hl_line_settings set;

	hl_line_defaults(&set);
	set.kind = (uint8_t)kind;
	set.pickup = 1;
	snprintf(set.name, sizeof(set.name), "%s", name);
	hl_profile_find("us", &set.profile);
	CU_ASSERT_EQUAL(hl_engine_add(control.engine, &hl_driver_sim, channel,
				      &set, NULL), 0);
}

/* 150 rings 105 and 106, 104 sees whether they talk. */
static void address_give(struct hl_plan *plan)
{
	struct hl_address *address = &plan->address[0];

	strcpy(address->name, "150");
	address->sharing = HL_SHARING_SHARED;
	address->lines[0] = 4;
	address->lines[1] = 5;
	address->lines[2] = 3;
	address->watchers = 1u << 2;
	address->count = 3;
	plan->addresses = 1;
}

static void plan_give(unsigned stations)
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
	plan.group[0].lines[0] = (hl_line)stations;
	plan.group[0].count = 1;
	plan.groups = 1;
	plan.park_first = 701;
	plan.parks = 3;
	if (stations == STATIONS_MANY)
		address_give(&plan);
	hl_engine_plan(control.engine, &plan);
}

static void engine_begin(unsigned stations)
{
	struct hl_limits limits = { .lines = 8, .calls = 64 };
	struct hl_engine_host host = { .record = record, .alarm = alarm_set,
				       .now = now_get, .awake = now_get };
	struct hl_sim_options options = { .stations = stations, .trunks = 1 };
	struct hl_zone zone;

	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_open(&control.engine, &limits, &host,
					     &zone), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_card(control.engine, &hl_driver_sim,
					     &options, &control.card), 0);
	for (unsigned i = 1; i <= stations; i++) {
		char name[8];

		snprintf(name, sizeof(name), "10%u", i);
		line_add(name, HL_KIND_STATION, (int)i);
	}
	line_add("co1", HL_KIND_TRUNK, (int)stations + 1);
	plan_give(stations);
}

static void begin(unsigned stations, unsigned records)
{
	struct hl_server_config config = {
		.path = control.path, .fd = -1, .records = records,
		.host = { .reload = reload, .config = config_get,
			  .facts = facts, .span = span },
	};

	memset(&control, 0, sizeof(control));
	control.now = HL_MS(1000000);
	snprintf(control.path, sizeof(control.path), "/tmp/hl-test-%ld.sock",
		 (long)getpid());
	engine_begin(stations);
	config.engine = control.engine;
	CU_ASSERT_EQUAL_FATAL(hl_server_open(&control.server, &config), 0);
	CU_ASSERT_EQUAL(hl_engine_start(control.engine), stations + 1);
	control_turn();
}

void control_begin(void)
{
	begin(STATIONS_FEW, 0);
}

void control_begin_many(void)
{
	begin(STATIONS_MANY, 0);
}

void control_begin_short(void)
{
	begin(STATIONS_FEW, 64);
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

int control_code_of(unsigned client, const char *text)
{
	json_t *answer = control_ask(client, text);
	int code;

	if (!answer)
		return 1;
	code = control_code(answer);
	json_decref(answer);
	return code;
}

json_int_t control_number(const json_t *answer, const char *key)
{
	return json_integer_value(
		json_object_get(json_object_get(answer, "result"), key));
}

unsigned control_heard(unsigned client)
{
	json_t *object;
	unsigned n = 0;

	while ((object = control_hear(client))) {
		json_decref(object);
		n++;
	}
	return n;
}

json_t *control_do(unsigned client, const char *method, const char *format,
		   ...)
{
	char params[512];
	char text[768];
	va_list args;

	va_start(args, format);
	vsnprintf(params, sizeof(params), format, args);
	va_end(args);
	for (char *c = params; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	snprintf(text, sizeof(text), "{\"jsonrpc\":\"2.0\",\"id\":1,"
		 "\"method\":\"%s\",\"params\":%s}", method, params);
	return control_ask(client, text);
}

json_t *control_result(json_t *answer)
{
	json_t *result = json_object_get(answer, "result");

	if (!result)
		fprintf(stderr, "%s: %s\n", control_text(answer, "name"),
			control_text(answer, "message"));
	CU_ASSERT_PTR_NOT_NULL(result);
	json_incref(result);
	json_decref(answer);
	return result;
}

hl_call control_made(json_t *answer)
{
	json_t *result = control_result(answer);
	json_int_t call = json_integer_value(json_object_get(result, "call"));

	json_decref(result);
	return call > 0 ? (hl_call)call : HL_NO_CALL;
}

bool control_done(json_t *answer)
{
	json_t *result = control_result(answer);
	bool fine = result != NULL;

	json_decref(result);
	return fine;
}

hl_call control_call_at(const char *name)
{
	const struct hl_model *model = hl_engine_model(control.engine);

	return hl_model_line(model, hl_model_find(model, name))->calls[0];
}

const char *control_word(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

bool control_refuses(json_t *answer, const char *name)
{
	bool same = !strcmp(control_text(answer, "name"), name);

	if (!same)
		fprintf(stderr, "%s instead of %s: %s\n",
			control_text(answer, "name"), name,
			control_text(answer, "message"));
	json_decref(answer);
	return same;
}

enum hl_call_st control_state(hl_call call)
{
	const struct hl_call_state *c =
		hl_model_call(hl_engine_model(control.engine), call);

	return c ? c->state : HL_CALL_IDLE;
}

void control_lift(int channel)
{
	hl_sim_lift(control.card, channel, control.now + HL_MS(10));
	control_pass(1500);
}

void control_hangup(int channel)
{
	hl_sim_hangup(control.card, channel, control.now + HL_MS(10));
	control_pass(3000);
}

bool control_is_sound(void)
{
	char why[160] = "";
	int r = hl_model_check(hl_engine_model(control.engine), why,
			       sizeof(why));

	if (r < 0)
		fprintf(stderr, "model: %s\n", why);
	return r == 0;
}

static const char *const asked_with[] = {
	"'number':'103'", "'number':'1W'", "'number':'9555'",
	"'number':'701'", "'number':'799'", "'number':'102'",
	"'other':2", "'other':5", "'no_hold':true,'number':'102'",
	"'group':1", "'group':9", "'treatment':'busy'", "'privacy':'on'",
	"'digits':'dtmf'", "'tones':[{'hz':50,'ms':200}]",
	"'tones':[{'hz':425,'ms':200}]", "'tone':'beep'", "'mode':'conference'",
	"'force':true", "'application':'x'", "'privilege':'owner'",
	"'number':'5!'", "'length_ms':100", "'take':true", "",
};

/* Its first parameter is one of the method's. */
static bool fits(const char *with, const struct hl_request_info *info)
{
	const struct hl_verb *verb = hl_verb_of_method(info->method);
	char name[32];

	if (!*with)
		return true;
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(with + 1, "'"),
		 with + 1);
	for (const struct hl_param *p = verb->params; p->name; p++)
		if (!strcmp(p->name, name))
			return true;
	return false;
}

unsigned control_pick(uint32_t *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 12) % below;
}

/* A call that there is, or one that there is not. */
static hl_call pick_call(uint32_t *seed)
{
	const struct hl_model *model = hl_engine_model(control.engine);
	const struct hl_call_state *call = NULL;
	unsigned n = control_pick(seed, hl_model_calls(model) + 1);
	unsigned slot = 0;

	for (unsigned i = 0; i < n; i++)
		call = hl_model_next_call(model, &slot);
	return call ? call->id : 1;
}

json_t *control_ask_anything(unsigned client, uint32_t *seed,
			     const struct hl_request_info *info, bool bold)
{
	static const char *const lines[] = { "101", "102", "103", "104",
					     "105", "co1", "199" };
	unsigned n = sizeof(asked_with) / sizeof(asked_with[0]);
	const char *with = asked_with[control_pick(seed, n)];

	while (!fits(with, info) || (!bold && !strcmp(with, "'take':true")))
		with = asked_with[control_pick(seed, n)];
	if (!info->of_line)
		return control_do(client, info->method, "{'call':%u%s%s}",
				  pick_call(seed), *with ? "," : "", with);
	return control_do(client, info->method, "{'%s':'%s'%s%s}",
			  strcmp(info->name, "makecall") ? "line" : "from",
			  lines[control_pick(seed, 7)], *with ? "," : "",
			  with);
}
