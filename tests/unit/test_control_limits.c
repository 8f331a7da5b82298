/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_limits.c - claims about the control socket: whom it drops,
 * what its records say, the socket itself (include/holdline/control.h)
 */
#include "holdline/control.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "holdline/sim.h"

#include "control_bench.h"
#include "golden.h"

CU_TestInfo *test_control_limits(void);

/* ---- limits ------------------------------------------------------------- */

static void fifty_requests_are_served_at_once_then_fifty_a_second(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	control_pass(1000);
	for (unsigned i = 0; i < 80; i++)
		control_say(c, STATUS "\n");
	control_turn();
	CU_ASSERT_EQUAL(control_heard(c), 50);
	control_pass(200);
	CU_ASSERT_EQUAL(control_heard(c), 10);
	control_pass(400);
	CU_ASSERT_EQUAL(control_heard(c), 20);
	control_pass(1000);
	CU_ASSERT_EQUAL(control_heard(c), 0);
	control_end();
}

static void one_turn_serves_only_a_few(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 20; i++)
		control_say(c, STATUS "\n");
	hl_server_run(control.server, control.now);
	CU_ASSERT(hl_server_due(control.server) <= control.now);
	control_turn();
	CU_ASSERT_EQUAL(control_heard(c), 20);
	control_end();
}

static void a_flood_of_one_client_does_not_starve_another(void)
{
	unsigned flood;
	unsigned calm;
	json_t *answer;

	control_begin();
	flood = control_join(HL_ROLE_MONITOR);
	calm = control_join(HL_ROLE_MONITOR);
	for (unsigned i = 0; i < 40; i++)
		control_say(flood, STATUS "\n");
	control_say(calm, STATUS "\n");
	hl_server_run(control.server, control.now);
	hl_server_run(control.server, control.now);
	answer = control_hear(calm);
	CU_ASSERT_PTR_NOT_NULL(answer);
	json_decref(answer);
	control_end();
}

static void shrink(unsigned client)
{
	int size = 1;

	setsockopt(control.client[client].fd, SOL_SOCKET, SO_RCVBUF, &size,
		   sizeof(size));
}

static void a_client_that_does_not_read_is_dropped_after_a_second(void)
{
	unsigned bad;
	unsigned good;

	control_begin();
	bad = control_join(HL_ROLE_MONITOR);
	good = control_join(HL_ROLE_MONITOR);
	shrink(bad);
	for (unsigned i = 0; i < 49; i++)
		control_say(bad, ASK("api.get", "{}") "\n");
	control_pass(900);
	for (unsigned i = 0; i < 40; i++)
		control_say(bad, ASK("api.get", "{}") "\n");
	control_pass(100);
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 2);
	control_pass(1900);
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 1);
	CU_ASSERT_EQUAL(control_code_of(good, STATUS), 0);
	control_end();
}

/* Something happens on the board: about a dozen records. */
static void stir(void)
{
	hl_sim_lift(control.card, 2, control.now + HL_MS(1));
	hl_sim_hangup(control.card, 2, control.now + HL_MS(500));
	control_pass(3000);
}

static void a_follower_that_does_not_read_is_dropped(void)
{
	unsigned bad;
	unsigned good;

	control_begin();
	bad = control_join(HL_ROLE_MONITOR);
	good = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_EQUAL(control_code_of(bad, ASK("event.subscribe", "{}")), 0);
	CU_ASSERT_EQUAL(control_code_of(good, ASK("event.subscribe", "{}")), 0);
	for (unsigned i = 0; i < 2000 &&
	     hl_server_clients(control.server) == 2; i++) {
		stir();
		control_heard(good);
	}
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 1);
	CU_ASSERT_EQUAL(control_code_of(good, STATUS), 0);
	control_end();
}

/* Who is handed calls and reads nothing is dropped, and the giver goes on. */
static void a_flood_of_handing_over_drowns_nobody(void)
{
	json_t *list;
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	shrink(b);
	CU_ASSERT(control_done(
		control_do(b, "application.open", "{'name':'b'}")));
	call = control_talk();
	for (unsigned i = 0; i < 4000 &&
	     hl_server_clients(control.server) == 2; i++) {
		json_decref(control_do(a, "call.setPrivilege",
			"{'call':%u,'privilege':'owner'}", call));
		json_decref(control_do(a, "call.handoff",
			"{'call':%u,'application':'b'}", call));
		control_heard(a);
		control_pass(40);
	}
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 1);
	list = control_result(control_do(a, "application.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(list), 1);
	json_decref(list);
	control_end();
}

static int path_connect(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		 control.path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static void the_33rd_client_is_told_and_sent_away(void)
{
	char text[512];
	ssize_t n;
	int fd;

	control_begin();
	for (unsigned i = 0; i < HL_CONTROL_CLIENTS_MAX; i++)
		control_join(HL_ROLE_MONITOR);
	fd = path_connect();
	CU_ASSERT(fd >= 0);
	control_turn();
	n = recv(fd, text, sizeof(text) - 1, 0);
	CU_ASSERT(n > 0);
	text[n > 0 ? n : 0] = '\0';
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "CROWDED"));
	while (n > 0)
		n = recv(fd, text, sizeof(text), 0);
	CU_ASSERT_EQUAL(n, 0);
	close(fd);

	control_leave(3);
	control_turn();
	fd = path_connect();
	control_turn();
	CU_ASSERT_EQUAL(hl_server_clients(control.server),
			HL_CONTROL_CLIENTS_MAX);
	close(fd);
	control_end();
}

static void ten_thousand_connections_leave_nothing_behind(void)
{
	control_begin();
	for (unsigned i = 0; i < 10000; i++) {
		int fd = path_connect();

		if (fd >= 0)
			close(fd);
		control_turn();
	}
	CU_ASSERT_EQUAL(hl_server_clients(control.server), 0);
	control_end();
}

/* ---- records ------------------------------------------------------------ */

static json_int_t record_of(const json_t *notice)
{
	return json_integer_value(json_object_get(json_object_get(notice,
							"params"), "record"));
}

static void followers_hear_every_record_once_and_in_order(void)
{
	json_t *notice;
	json_int_t last = 0;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("event.subscribe", "{}")), 0);
	stir();
	while ((notice = control_hear(c))) {
		CU_ASSERT_STRING_EQUAL(control_text(notice, "method"),
				       "event");
		CU_ASSERT(!last || record_of(notice) == last + 1);
		last = record_of(notice);
		json_decref(notice);
		n++;
	}
	CU_ASSERT(n > 5);
	CU_ASSERT_EQUAL((uint64_t)last, hl_engine_records(control.engine));
	control_end();
}

static void a_follower_resumes_where_it_was(void)
{
	json_t *notice;
	json_int_t first = 0;
	char line[128];
	unsigned n = 0;
	unsigned c;

	control_begin();
	stir();
	c = control_join(HL_ROLE_MONITOR);
	snprintf(line, sizeof(line), ASK("event.subscribe", "{\"from\":%d}"),
		 3);
	CU_ASSERT_EQUAL(control_code_of(c, line), 0);
	while ((notice = control_hear(c))) {
		if (!first)
			first = record_of(notice);
		json_decref(notice);
		n++;
	}
	CU_ASSERT_EQUAL(first, 3);
	CU_ASSERT_EQUAL(n, hl_engine_records(control.engine) - 2);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("event.subscribe",
				       "{\"from\":123456}")), -32051);
	control_end();
}

static void a_filter_lets_only_its_lines_through(void)
{
	json_t *notice;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("event.subscribe",
				       "{\"lines\":[\"103\"]}")), 0);
	control_talk();
	while ((notice = control_hear(c))) {
		CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(
				json_object_get(notice, "params"), "line")),
				"103");
		json_decref(notice);
		n++;
	}
	CU_ASSERT(n > 3);
	CU_ASSERT_EQUAL(control_code_of(c, ASK("event.subscribe",
				       "{\"lines\":[\"999\"]}")),
			-32000 - HL_ERR_INVALLINEHANDLE);
	control_end();
}

static void records_are_listed_since_a_number_or_from_the_end(void)
{
	json_t *answer;
	json_t *list;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, ASK("record.list",
				    "{\"since\":2,\"limit\":3}"));
	list = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(list), 3);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(
				json_array_get(list, 0), "record")), 3);
	json_decref(answer);
	answer = control_ask(c, ASK("record.list",
				    "{\"line\":\"101\",\"limit\":2}"));
	list = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(list), 2);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(
				json_array_get(list, 1), "line")), "101");
	json_decref(answer);
	control_end();
}

static void every_consequence_names_an_earlier_cause(void)
{
	json_t *answer;
	json_t *record;
	size_t i;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, ASK("record.list", "{}"));
	json_array_foreach(json_object_get(answer, "result"), i, record) {
		json_int_t self = json_integer_value(json_object_get(record,
							"record"));
		json_t *cause = json_object_get(record, "cause");

		if (!strcmp(json_string_value(json_object_get(record,
						"kind")), "effect"))
			CU_ASSERT(json_is_integer(cause));
		if (json_is_integer(cause))
			CU_ASSERT(json_integer_value(cause) < self);
	}
	json_decref(answer);
	control_end();
}

/* ---- what is seen ------------------------------------------------------- */

static const char *hears_of(json_t *answer, const char *name)
{
	json_t *line;
	size_t i;

	json_array_foreach(json_object_get(answer, "result"), i, line)
		if (!strcmp(json_string_value(json_object_get(line, "line")),
			    name)) {
			const char *text = json_string_value(
				json_object_get(line, "hears"));

			return text ? text : "nothing";
		}
	return "?";
}

static void lines_say_in_plain_words_what_is_heard(void)
{
	json_t *answer;
	char line[128];
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	answer = control_ask(c, ASK("line.list", "{}"));
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "101"), "103");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "103"), "101");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "102"), "nothing");
	json_decref(answer);
	snprintf(line, sizeof(line), ASK("call.hold", "{\"call\":%u}"), call);
	CU_ASSERT_EQUAL(control_code_of(c, line), 0);
	answer = control_ask(c, ASK("line.list", "{\"lines\":[\"103\"]}"));
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "103"), "music default");
	CU_ASSERT_STRING_EQUAL(hears_of(answer, "101"), "?");
	json_decref(answer);
	control_end();
}

static void lists_come_in_pages(void)
{
	json_t *answer;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_ask(c, ASK("line.list", "{\"limit\":3}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			3);
	json_decref(answer);
	answer = control_ask(c, ASK("line.list", "{\"from\":3}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			1);
	json_decref(answer);
	control_talk();
	answer = control_ask(c, ASK("call.list", "{\"limit\":1}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(answer, "result")),
			1);
	json_decref(answer);
	control_end();
}

static void status_counts_the_board(void)
{
	json_t *answer;
	json_t *result;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_talk();
	answer = control_ask(c, STATUS);
	result = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(control_number(answer, "api"), HL_API);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				result, "lines"), "ready")), 4);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				result, "calls"), "talking")), 2);
	CU_ASSERT_EQUAL(json_array_size(json_object_get(result,
				"attention")), 0);
	json_decref(answer);

	hl_sim_alarm(control.card, 4, true, control.now);
	control_pass(100);
	answer = control_ask(c, STATUS);
	result = json_object_get(answer, "result");
	CU_ASSERT_EQUAL(json_array_size(json_object_get(result,
				"attention")), 1);
	json_decref(answer);
	control_end();
}

static void api_get_lists_every_method_with_its_parameters(void)
{
	json_t *answer;
	json_t *methods;
	unsigned n = 0;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	answer = control_ask(c, ASK("api.get", "{}"));
	methods = json_object_get(json_object_get(answer, "result"),
				  "methods");
	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		n += *hl_verb_get(i)->method != '\0';
	CU_ASSERT_EQUAL(json_array_size(methods), n);
	json_decref(answer);
	control_end();
}

/* ---- shapes ------------------------------------------------------------- */

static const char *type_word(const json_t *value)
{
	if (json_is_string(value))
		return "string";
	if (json_is_number(value))
		return "number";
	return json_is_boolean(value) ? "boolean" : "null";
}

/* One line for each member: its place and its type. */
static void shape_print(FILE *out, const char *place, json_t *value)
{
	const char *key;
	char deeper[160];
	json_t *member;
	void *at;

	if (json_is_array(value)) {
		snprintf(deeper, sizeof(deeper), "%s[]", place);
		if (json_array_size(value))
			shape_print(out, deeper, json_array_get(value, 0));
		else
			fprintf(out, "%s\n", deeper);
	} else if (json_is_object(value)) {
		json_object_foreach_safe(value, at, key, member) {
			snprintf(deeper, sizeof(deeper), "%s.%s", place, key);
			shape_print(out, deeper, member);
		}
	} else {
		fprintf(out, "%s %s\n", place, type_word(value));
	}
}

static void result_shape(FILE *out, unsigned client, const char *place,
			 const char *request)
{
	json_t *answer = control_ask(client, request);

	shape_print(out, place, json_object_get(answer, "result"));
	json_decref(answer);
}

/* Of each kind of record the first. */
static void records_shape(FILE *out, unsigned client)
{
	json_t *answer = control_ask(client, ASK("record.list", "{}"));
	json_t *seen = json_object();
	json_t *record;
	size_t i;

	json_array_foreach(json_object_get(answer, "result"), i, record) {
		char place[64];

		snprintf(place, sizeof(place), "%s %s",
			 json_string_value(json_object_get(record, "kind")),
			 json_string_value(json_object_get(record, "what")));
		if (json_object_get(seen, place))
			continue;
		json_object_set_new(seen, place, json_true());
		shape_print(out, place, record);
	}
	json_decref(seen);
	json_decref(answer);
}

static void every_shape_is_as_it_was_promised(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	stir();
	hl_sim_break(control.card, 1, 200, control.now);
	control_talk();
	hl_sim_break(control.card, 1, 500, control.now);
	control_pass(1000);
	result_shape(out, c, "status", STATUS);
	result_shape(out, c, "line", ASK("line.get", "{\"line\":\"101\"}"));
	result_shape(out, c, "call", ASK("call.list", "{}"));
	result_shape(out, c, "subscribe", ASK("event.subscribe", "{}"));
	result_shape(out, c, "api", ASK("api.get", "{}"));
	result_shape(out, c, "group", ASK("group.list", "{}"));
	records_shape(out, c);
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/ctl/shapes.txt", text));
	free(text);
	control_end();
}

/* ---- the socket --------------------------------------------------------- */

static void the_socket_has_mode_0660_and_goes_away(void)
{
	struct stat node;

	control_begin();
	CU_ASSERT_EQUAL(stat(control.path, &node), 0);
	CU_ASSERT_EQUAL(node.st_mode & 07777, 0660);
	control_end();
	CU_ASSERT_EQUAL(stat(control.path, &node), -1);
}

static void a_living_socket_is_not_taken_a_dead_one_is(void)
{
	struct hl_server_config config = { .path = control.path, .fd = -1 };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct hl_server *second = NULL;
	int fd;

	control_begin();
	config.engine = control.engine;
	CU_ASSERT_EQUAL(hl_server_open(&second, &config), -EADDRINUSE);
	CU_ASSERT_PTR_NULL(second);
	control_end();

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
		 control.path);
	CU_ASSERT_EQUAL(bind(fd, (struct sockaddr *)&address,
			     sizeof(address)), 0);
	close(fd);
	control_begin();
	fd = path_connect();
	CU_ASSERT(fd >= 0);
	close(fd);
	control_end();
}

/* What is no record comes by hl_client_notice() only. */
static int child_hands_over(struct hl_client *client, const char *path)
{
	const json_t *hello = hl_client_hello(client);
	struct hl_client *other;
	json_t *notice = NULL;
	json_t *list = NULL;
	json_t *error = NULL;
	hl_call call;

	if (hl_client_call(client, "call.list", NULL, &error, &list) < 0)
		return 20;
	call = (hl_call)json_integer_value(json_object_get(
		json_array_get(list, 0), "call"));
	json_decref(list);
	if (hl_client_open(&other, path, 5000) < 0 ||
	    hl_client_call(other, "call.setPrivilege", json_pack("{s:I, s:s}",
			   "call", (json_int_t)call, "privilege", "owner"),
			   &error, NULL) < 0 ||
	    hl_client_call(other, "call.handoff", json_pack("{s:I, s:O}",
			   "call", (json_int_t)call, "application",
			   json_object_get(hello, "application")), &error,
			   NULL) < 0)
		return 21;
	hl_client_close(other);
	do {
		json_decref(notice);
		if (hl_client_notice(client, 5000, &notice) < 0)
			return 22;
	} while (strcmp(control_word(notice, "method"), "privilege") != 0);
	json_decref(notice);
	hl_client_close(client);
	return 0;
}

static int child_talk(const char *path)
{
	struct hl_client *client;
	json_t *result = NULL;
	json_t *error = NULL;
	json_t *notice = NULL;

	if (hl_client_open(&client, path, 5000) < 0)
		return 10;
	if (hl_client_call(client, "event.subscribe",
			   json_pack("{s:i}", "from", 1), &error, &result) < 0)
		return 11;
	json_decref(result);
	if (hl_client_call(client, "call.hold", json_pack("{s:i}", "call", 9),
			   &error, &result) != -EPROTO)
		return 12;
	json_decref(error);
	if (hl_client_call(client, "line.list", NULL, &error, &result) < 0)
		return 13;
	if (json_array_size(result) != 4)
		return 14;
	json_decref(result);
	if (hl_client_read(client, 5000, &notice) < 0)
		return 15;
	if (json_integer_value(json_object_get(notice, "record")) != 1)
		return 16;
	json_decref(notice);
	return child_hands_over(client, path);
}

static void the_client_library_speaks_with_it(void)
{
	int status = -1;
	pid_t child;

	control_begin();
	control_talk();
	child = fork();
	if (child == 0)
		_exit(child_talk(control.path));
	while (waitpid(child, &status, WNOHANG) == 0) {
		usleep(1000);
		hl_server_run(control.server, control.now);
	}
	CU_ASSERT(WIFEXITED(status));
	CU_ASSERT_EQUAL(WEXITSTATUS(status), 0);
	control_end();
}

static void the_client_says_that_nobody_is_there(void)
{
	struct hl_client *client = NULL;

	CU_ASSERT_EQUAL(hl_client_open(&client, "/tmp/hl-no-such.sock", 100),
			-ENOENT);
	CU_ASSERT_PTR_NULL(client);
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(fifty_requests_are_served_at_once_then_fifty_a_second),
	T(one_turn_serves_only_a_few),
	T(a_flood_of_one_client_does_not_starve_another),
	T(a_client_that_does_not_read_is_dropped_after_a_second),
	T(a_follower_that_does_not_read_is_dropped),
	T(a_flood_of_handing_over_drowns_nobody),
	T(the_33rd_client_is_told_and_sent_away),
	T(ten_thousand_connections_leave_nothing_behind),
	T(followers_hear_every_record_once_and_in_order),
	T(a_follower_resumes_where_it_was),
	T(a_filter_lets_only_its_lines_through),
	T(records_are_listed_since_a_number_or_from_the_end),
	T(every_consequence_names_an_earlier_cause),
	T(lines_say_in_plain_words_what_is_heard),
	T(lists_come_in_pages),
	T(status_counts_the_board),
	T(api_get_lists_every_method_with_its_parameters),
	T(every_shape_is_as_it_was_promised),
	T(the_socket_has_mode_0660_and_goes_away),
	T(a_living_socket_is_not_taken_a_dead_one_is),
	T(the_client_library_speaks_with_it),
	T(the_client_says_that_nobody_is_there),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_limits(void)
{
	return tests;
}
