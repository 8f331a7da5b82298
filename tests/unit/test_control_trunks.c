/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_trunks.c - claims about the ways out of the house at the
 * counter: groups of trunks, ISDN spans; and how holdctl shows them
 */
#include "../../tools/holdctl/holdctl.h"

#include <errno.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/pri.h"
#include "holdline/sim.h"
#include "control_bench.h"
#include "golden.h"
#include "test_config.h"

CU_TestInfo *test_control_trunks(void);

/* ---- groups ------------------------------------------------------------- */

static json_t *ask_list(unsigned client, const char *method)
{
	json_t *list = control_result(control_do(client, method, "{}"));

	CU_ASSERT_FATAL(json_is_array(list));
	return list;
}

static json_int_t count(const json_t *row, const char *key)
{
	return json_integer_value(json_object_get(row, key));
}

/* The group's only line. */
static const char *trunk_word(unsigned client, char *next, size_t size)
{
	static const char *const words[] = { "free", "busy", "guard",
					     "alarm" };
	json_t *list = ask_list(client, "group.list");
	const json_t *row = json_array_get(list, 0);
	const json_t *line =
		json_array_get(json_object_get(row, "lines"), 0);
	const char *found = NULL;

	CU_ASSERT_STRING_EQUAL(control_word(line, "line"), "co1");
	CU_ASSERT_EQUAL(count(row, "free") + count(row, "busy") +
			count(row, "guard") + count(row, "out"), 1);
	for (unsigned i = 0; i < 4; i++)
		if (!strcmp(control_word(line, "state"), words[i]))
			found = words[i];
	if (found)
		CU_ASSERT_EQUAL(count(row, strcmp(found, "alarm") ? found
								  : "out"), 1);
	snprintf(next, size, "%s", control_word(row, "next"));
	json_decref(list);
	return found ? found : "?";
}

static void a_group_says_of_each_trunk_whether_it_may_be_taken(void)
{
	char next[16];
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	CU_ASSERT_STRING_EQUAL(trunk_word(c, next, sizeof(next)), "free");
	CU_ASSERT_STRING_EQUAL(next, "co1");
	control_lift(1);
	hl_sim_dial(control.card, 1, "95#", NULL, control.now);
	control_pass(4000);
	CU_ASSERT_STRING_EQUAL(trunk_word(c, next, sizeof(next)), "busy");
	CU_ASSERT_STRING_EQUAL(next, "");
	hl_sim_hangup(control.card, 1, control.now);
	control_pass(1500);
	CU_ASSERT_STRING_EQUAL(trunk_word(c, next, sizeof(next)), "guard");
	CU_ASSERT_STRING_EQUAL(next, "");
	control_pass(10000);
	CU_ASSERT_STRING_EQUAL(trunk_word(c, next, sizeof(next)), "free");
	hl_sim_alarm(control.card, 4, true, control.now);
	control_pass(100);
	CU_ASSERT_STRING_EQUAL(trunk_word(c, next, sizeof(next)), "alarm");
	CU_ASSERT_STRING_EQUAL(next, "");
	control_end();
}

static void a_group_tells_its_name_its_hunt_and_its_prefix(void)
{
	struct hl_plan plan;
	json_t *list;
	const json_t *row;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	plan = *hl_model_get_plan(hl_engine_model(control.engine));
	plan.group[0].hunt = HL_HUNT_LONGEST;
	strcpy(plan.group[0].prefix, "0,");
	hl_engine_plan(control.engine, &plan);
	list = ask_list(c, "group.list");
	CU_ASSERT_EQUAL(json_array_size(list), 1);
	row = json_array_get(list, 0);
	CU_ASSERT_STRING_EQUAL(control_word(row, "group"), "out");
	CU_ASSERT_STRING_EQUAL(control_word(row, "hunt"), "longest");
	CU_ASSERT_STRING_EQUAL(control_word(row, "prefix"), "0,");
	json_decref(list);
	control_end();
}

/* ---- spans -------------------------------------------------------------- */

static const struct hl_driver card = { .name = "sim" };
static const struct hl_pri_voice voice = { .driver = &card };
static const struct hl_span e1 = {
	.name = "e1", .voice = &voice, .dchannel = 16, .channels = 30,
	.kind = HL_SPAN_SWITCH_QSIG, .side = HL_SPAN_NETWORK,
};

/* A span whose link came up 5 s before @control.now, and lost calls since. */
static void span_give(struct hl_span_look *look)
{
	memset(look, 0, sizeof(*look));
	look->span = &e1;
	look->up = true;
	look->since = control.now - HL_MS(5000);
	look->calls = 4;
	look->busy = 3;
	look->restarting = 2;
	look->out = 1;
	look->lines = 32;
	look->cause = 17;
	look->cause_name = "user busy";
	look->cause_at = control.now - HL_MS(2000);
	control.span = look;
	control.spans = 1;
}

static void a_span_tells_its_link_its_channels_and_its_last_cause(void)
{
	struct hl_span_look look;
	const json_t *cause;
	const json_t *row;
	json_t *list;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	span_give(&look);
	list = ask_list(c, "span.list");
	CU_ASSERT_EQUAL(json_array_size(list), 1);
	row = json_array_get(list, 0);
	CU_ASSERT_STRING_EQUAL(control_word(row, "span"), "e1");
	CU_ASSERT_STRING_EQUAL(control_word(row, "state"), "up");
	CU_ASSERT_STRING_EQUAL(control_word(row, "switch"), "qsig");
	CU_ASSERT_STRING_EQUAL(control_word(row, "side"), "network");
	CU_ASSERT_EQUAL(count(row, "dchannel"), 16);
	CU_ASSERT_EQUAL(count(row, "age_ms"), 5000);
	CU_ASSERT_EQUAL(count(row, "busy"), 3);
	CU_ASSERT_EQUAL(count(row, "restarting"), 2);
	CU_ASSERT_EQUAL(count(row, "out"), 1);
	CU_ASSERT_EQUAL(count(row, "idle"), 24);
	cause = json_object_get(row, "last_cause");
	CU_ASSERT_EQUAL(count(cause, "cause"), 17);
	CU_ASSERT_STRING_EQUAL(control_word(cause, "name"), "user busy");
	CU_ASSERT_EQUAL(count(cause, "age_ms"), 2000);
	json_decref(list);
	control_end();
}

static void a_span_that_never_ended_a_call_has_no_last_cause(void)
{
	struct hl_span_look look;
	json_t *list;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	span_give(&look);
	look.up = false;
	look.cause = 0;
	list = ask_list(c, "span.list");
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(list, 0), "state"),
			       "down");
	CU_ASSERT(json_is_null(json_object_get(json_array_get(list, 0),
					       "last_cause")));
	json_decref(list);
	control_end();
}

static void a_span_that_is_set_but_not_in_use_is_absent(void)
{
	struct hl_span_look look;
	const json_t *row;
	json_t *list;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_MONITOR);
	span_give(&look);
	control.config = good("[span e1]\ncard = sim\ndchannel = 16\n"
			      "channels = 1-4\ngroup = far\n"
			      "[span e2]\ncard = sim\ndchannel = 48\n"
			      "channels = 33-36\ngroup = far\n[group far]\n");
	list = ask_list(c, "span.list");
	CU_ASSERT_EQUAL(json_array_size(list), 2);
	row = json_array_get(list, 1);
	CU_ASSERT_STRING_EQUAL(control_word(row, "span"), "e2");
	CU_ASSERT_STRING_EQUAL(control_word(row, "state"), "absent");
	CU_ASSERT_EQUAL(count(row, "out"), count(row, "channels"));
	CU_ASSERT_EQUAL(json_object_size(row),
			json_object_size(json_array_get(list, 0)));
	json_decref(list);
	hl_config_free(control.config);
	control_end();
}

/* ---- screens ------------------------------------------------------------ */

typedef enum ctl_exit (screen)(const struct ctl *ctl, const json_t *json);

static char *screen_text(screen *print, const json_t *list)
{
	char *text = NULL;
	size_t size = 0;
	struct ctl ctl = { .utc = true, .tty = true, .width = 80 };

	ctl.out = open_memstream(&text, &size);
	ctl.err = ctl.out;
	CU_ASSERT_EQUAL(print(&ctl, list), CTL_DONE);
	fclose(ctl.out);
	return text;
}

static void screen_is(const char *name, screen *print)
{
	char path[64];
	json_t *list;
	char *text;

	snprintf(path, sizeof(path), "tests/golden/ctl/%s.json", name);
	list = json_load_file(path, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(list);
	text = screen_text(print, list);
	snprintf(path, sizeof(path), "tests/golden/ctl/%s.txt", name);
	CU_ASSERT(golden_is(path, text));
	free(text);
	json_decref(list);
}

static void groups_and_who_is_next(void)
{
	screen_is("groups", ctl_screen_groups);
}

static void spans_and_their_links(void)
{
	screen_is("spans", ctl_screen_spans);
}

static void a_house_without_trunks_says_how_to_make_some(void)
{
	json_t *none = json_array();
	char *text = screen_text(ctl_screen_groups, none);

	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[group]"));
	free(text);
	text = screen_text(ctl_screen_spans, none);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[span]"));
	free(text);
	json_decref(none);
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(a_group_says_of_each_trunk_whether_it_may_be_taken),
	T(a_group_tells_its_name_its_hunt_and_its_prefix),
	T(a_span_tells_its_link_its_channels_and_its_last_cause),
	T(a_span_that_never_ended_a_call_has_no_last_cause),
	T(a_span_that_is_set_but_not_in_use_is_absent),
	T(groups_and_who_is_next),
	T(spans_and_their_links),
	T(a_house_without_trunks_says_how_to_make_some),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_trunks(void)
{
	return tests;
}
