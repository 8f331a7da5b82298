/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_tables.c - claims about the printed tables, and about what they are
 * held against
 */
#include "suites.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "table.h"
#include "tools/tables/tables.h"

/* What hl-tables prints; to be freed. */
static char *printed(const char *table, bool with, enum tables_form form)
{
	const struct tables_order order = { table, with, form };
	struct tapi tapi;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	tapi_tables(&tapi);
	CU_ASSERT_EQUAL(tables_print(&order, &tapi, out), 0);
	fclose(out);
	return text;
}

static unsigned faults(const struct tapi *tapi)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	unsigned n = tables_judge(tapi, out);
	unsigned lines = 0;

	fclose(out);
	for (const char *p = text; *p; p++)
		lines += *p == '\n';
	CU_ASSERT_EQUAL(n, lines);
	free(text);
	return n;
}

static unsigned occurrences(const char *text, const char *word)
{
	unsigned n = 0;

	while ((text = strstr(text, word))) {
		n++;
		text += strlen(word);
	}
	return n;
}

/* ---- the model ----------------------------------------------------------- */

static void every_state_and_event_is_defined(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++) {
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
			const struct hl_rule *rule = hl_call_rule(s, e);

			CU_ASSERT(rule->kind <= HL_RULE_NEVER);
			CU_ASSERT(rule->next < HL_CALL_STATE_COUNT);
			if (rule->kind == HL_RULE_GO)
				CU_ASSERT(transitions_events(s, rule->next) &
					  1u << e);
		}
	}
}

static void idle_has_no_way_out(void)
{
	struct tapi tapi;

	tapi_tables(&tapi);
	for (unsigned to = 0; to < HL_CALL_STATE_COUNT; to++)
		CU_ASSERT_EQUAL(transitions_events(HL_CALL_IDLE, to), 0);
	CU_ASSERT_FALSE(tapi.births & S_IDLE);
}

/* ---- reasons ------------------------------------------------------------- */

static void every_difference_has_its_reason_and_no_reason_is_stale(void)
{
	struct tapi tapi;

	tapi_tables(&tapi);
	if (tables_judge(&tapi, stderr))
		CU_FAIL("see above");
}

static void a_difference_without_a_reason_is_found(void)
{
	struct tapi tapi;

	for (size_t i = 0;; i++) {
		tapi_tables(&tapi);
		if (i >= tapi.reasons_count)
			break;
		tapi.reasons_count = i;
		CU_ASSERT(faults(&tapi) > 0);
	}
	for (size_t i = 0;; i++) {
		tapi_tables(&tapi);
		if (i >= tapi.excuses_count)
			break;
		tapi.excuses_count = i;
		CU_ASSERT(faults(&tapi) > 0);
	}
}

static void a_reason_without_a_difference_is_found(void)
{
	static const struct tapi_reason hold = { '-', false,
						 UINT64_C(1) << HL_REQUEST_HOLD,
						 S_CONNECTED, "stale" };
	static const struct tapi_reason nothing = { '+', false, 0, S_IDLE,
						    "stale" };
	struct tapi_reason reasons[64];
	struct tapi tapi;
	size_t n;

	tapi_tables(&tapi);
	n = tapi.reasons_count;
	CU_ASSERT_FATAL(n < 64);
	memcpy(reasons, tapi.reasons, n * sizeof(*reasons));
	tapi.reasons = reasons;
	tapi.reasons_count = n + 1;
	reasons[n] = hold;
	CU_ASSERT_EQUAL(faults(&tapi), 1);
	reasons[n] = nothing;
	CU_ASSERT_EQUAL(faults(&tapi), 1);
	reasons[n] = reasons[0];
	CU_ASSERT_EQUAL(faults(&tapi), 1);
}

static void an_excuse_without_a_difference_is_found(void)
{
	static const struct tapi_excuse stale[] = {
		{ '+', S_OFFERING, S_CONNECTED, 0, "documented" },
		{ '-', S_OFFERING, S_CONNECTED, 0, "is there" },
		{ '+', S_IDLE, S_OFFERING, 0, "neither" },
		{ '-', S_NEW, S_OFFERING, 0, "is there" },
	};
	struct tapi_excuse excuses[64];
	struct tapi tapi;
	size_t n;

	tapi_tables(&tapi);
	n = tapi.excuses_count;
	CU_ASSERT_FATAL(n < 64);
	memcpy(excuses, tapi.excuses, n * sizeof(*excuses));
	tapi.excuses = excuses;
	tapi.excuses_count = n + 1;
	for (unsigned i = 0; i < sizeof(stale) / sizeof(stale[0]); i++) {
		excuses[n] = stale[i];
		CU_ASSERT_EQUAL(faults(&tapi), 1);
	}
	excuses[n] = excuses[0];
	CU_ASSERT_EQUAL(faults(&tapi), 1);
}

static void an_excuse_names_the_events_that_make_its_moves(void)
{
	struct tapi_excuse excuses[64];
	struct tapi tapi;
	size_t n;

	tapi_tables(&tapi);
	n = tapi.excuses_count;
	CU_ASSERT_FATAL(n < 64);
	memcpy(excuses, tapi.excuses, n * sizeof(*excuses));
	tapi.excuses = excuses;
	for (size_t i = 0; i < n; i++) {
		const struct tapi_excuse was = excuses[i];

		excuses[i].by |= BY(PART);
		CU_ASSERT(faults(&tapi) > 0);
		excuses[i] = was;
		excuses[i].by &= was.by - 1;
		CU_ASSERT_EQUAL(faults(&tapi) > 0, was.by != 0);
		excuses[i] = was;
	}
}

static void a_documented_move_that_is_not_here_is_found(void)
{
	static const struct tapi_move moves[] = {
		{ TAPI_EACH, S_IDLE, S_OFFERING, ~0u, "a way out of the end" },
	};
	struct tapi tapi;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	tapi_tables(&tapi);
	tapi.moves = moves;
	tapi.moves_count = 1;
	tables_judge(&tapi, out);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "idle -> offering: documented"));
	free(text);
}

static void a_request_without_a_row_is_found(void)
{
	struct tapi tapi;

	tapi_tables(&tapi);
	tapi.legals--;
	CU_ASSERT_EQUAL(faults(&tapi), 1);
}

/* ---- what the tool says beside the live tables --------------------------- */

struct births {
	struct table t;
	uint32_t seen;
};

static void look(struct births *b)
{
	for (unsigned i = 0; i < b->t.fx.count; i++)
		if (b->t.fx.at[i].kind == HL_FX_BIRTH)
			b->seen |= hl_call_state_value(b->t.fx.at[i].to);
}

static void lift(struct births *b, hl_line line)
{
	table_lift(&b->t, line);
	look(b);
	table_wait(&b->t, 1000);
}

static void dial(struct births *b, hl_line line, const char *digits)
{
	char digit[2] = "";

	for (; *digits; digits++) {
		digit[0] = *digits;
		table_dial(&b->t, line, digit);
		look(b);
	}
	table_wait(&b->t, 1000);
}

/* A step at a time: only the effects of the last one can be seen. */
static void wait(struct births *b, hl_msec ms)
{
	for (hl_msec i = 0; i < ms; i += 10) {
		table_wait(&b->t, 10);
		look(b);
	}
}

static hl_call ask(struct births *b, enum hl_request_kind kind, hl_call call,
		   hl_call other, const char *number)
{
	struct hl_event event = { .request = kind,
				  .line = HL_NO_LINE,
				  .call = call,
				  .other = other };

	strcpy(event.number, number);
	CU_ASSERT_EQUAL(table_request(&b->t, &event), HL_ERR_NONE);
	look(b);
	table_wait(&b->t, 1000);
	return b->t.born;
}

/* The maker of a conference of four hangs up: another one carries it on. */
static void see_conference(struct births *b)
{
	hl_call parent;

	lift(b, S1);
	dial(b, S1, "102");
	lift(b, S2);
	parent = ask(b, HL_REQUEST_CONFERENCE, table_call(&b->t, S1, 0),
		     HL_NO_CALL, "103");
	lift(b, S3);
	ask(b, HL_REQUEST_ADD, parent, HL_NO_CALL, "");
	ask(b, HL_REQUEST_PREPARE, parent, HL_NO_CALL, "104");
	lift(b, S4);
	ask(b, HL_REQUEST_ADD, parent, HL_NO_CALL, "");
	table_edge(&b->t, S1, false);
	wait(b, 2000);
}

static void see_transfer(struct births *b)
{
	table_consult(&b->t, S1, S2, S3);
	ask(b, HL_REQUEST_JOIN, table_call(&b->t, S1, 0),
	    table_call(&b->t, S1, 1), "");
}

static void see_trunk(struct births *b)
{
	lift(b, S1);
	dial(b, S1, "9555");
	wait(b, 5000);
}

/* A number of two telephones, for one at a time. */
static void see_shared(struct births *b)
{
	struct hl_plan plan = *hl_model_get_plan(b->t.m);

	strcpy(plan.address[0].name, "150");
	plan.address[0].sharing = HL_SHARING_EXCL;
	plan.address[0].lines[0] = S1;
	plan.address[0].lines[1] = S2;
	plan.address[0].count = 2;
	plan.addresses = 1;
	hl_model_plan(b->t.m, &plan);
	lift(b, S3);
	dial(b, S3, "150");
	lift(b, S1);
	lift(b, S2);
}

static void calls_begin_in_the_states_that_are_listed(void)
{
	void (*const scenes[])(struct births *) = { see_conference,
						    see_transfer, see_trunk,
						    see_shared };
	struct births b = { .seen = 0 };
	struct tapi tapi;

	tapi_tables(&tapi);
	for (unsigned i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
		table_open(&b.t);
		scenes[i](&b);
		CU_ASSERT_STRING_EQUAL(b.t.broken, "");
		table_close(&b.t);
	}
	CU_ASSERT_EQUAL(b.seen, tapi.births);
}

/* The states of the second call of an addition, as the table has them. */
static uint32_t second_states(void)
{
	struct tapi tapi;

	tapi_tables(&tapi);
	for (size_t i = 0; i < tapi.legals; i++)
		if (tapi.legal[i].second &&
		    tapi.legal[i].request == HL_REQUEST_ADD)
			return tapi.legal[i].ours;
	return 0;
}

/* S1 asks for a conference with S2 and another party: @number, @answered. */
static hl_call conference(struct table *t, const char *number, bool answered)
{
	struct hl_event event = { .request = HL_REQUEST_CONFERENCE,
				  .line = HL_NO_LINE };

	table_open(t);
	/* Whatever was asked for how may be added: only states decide. */
	table_set(t, S1)->switches |=
		1u << HL_SWITCH_CONFERENCEHELD | 1u << HL_SWITCH_CONFERENCEMAKE;
	table_talk(t, S1, S2);
	event.call = table_call(t, S1, 0);
	CU_ASSERT_EQUAL(table_request(t, &event), HL_ERR_NONE);
	table_dial(t, S1, number);
	table_wait(t, 100);
	if (answered)
		table_lift(t, S3);
	return t->born;
}

static hl_call asked_of(struct table *t, hl_call parent)
{
	const struct hl_call_state *c = hl_model_call(t->m, parent);

	return c ? c->consult : HL_NO_CALL;
}

/* Asks for the addition; the state is what the table must have said. */
static void try_to_add(struct table *t, hl_call parent, hl_call party,
		       enum hl_call_st state)
{
	const struct hl_call_state *c = hl_model_call(t->m, party);
	bool listed = second_states() & hl_call_state_value(state);

	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	CU_ASSERT_EQUAL(c->state, state);
	table_ask(t, HL_REQUEST_ADD, parent, party);
	CU_ASSERT_EQUAL(t->error == HL_ERR_NONE, listed);
	table_close(t);
}

static void a_party_is_added_in_the_states_that_are_listed(void)
{
	static const struct {
		const char *number;
		bool answered;
		enum hl_call_st state;
	} cases[] = {
		{ "", false, HL_CALL_DIALTONE },
		{ "1", false, HL_CALL_DIALING },
		{ "103", false, HL_CALL_RINGBACK },
		{ "102", false, HL_CALL_BUSY },
		{ "199", false, HL_CALL_SPECIALINFO },
		{ "9555#", false, HL_CALL_PROCEEDING },
		{ "103", true, HL_CALL_CONNECTED },
	};
	struct table t;
	hl_call parent;

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		parent = conference(&t, cases[i].number, cases[i].answered);
		try_to_add(&t, parent, asked_of(&t, parent), cases[i].state);
	}
}

/*
 * A conference on hard hold, and beside it a party on consultation hold whose
 * consultation call was dropped.
 */
static hl_call held_beside(struct table *t, hl_call *ret)
{
	hl_call party;

	*ret = conference(t, "103", true);
	table_set(t, S1)->switches &= ~(1u << HL_SWITCH_RECONNECT);
	table_ask(t, HL_REQUEST_ADD, *ret, HL_NO_CALL);
	table_ask(t, HL_REQUEST_HOLD, *ret, HL_NO_CALL);
	table_ask_line(t, HL_REQUEST_MAKECALL, S1, "104");
	party = t->born;
	table_lift(t, S4);
	table_ask(t, HL_REQUEST_CONSULT, party, HL_NO_CALL);
	table_ask(t, HL_REQUEST_DROP, t->born, HL_NO_CALL);
	return party;
}

static void a_held_or_lost_party_is_added_in_the_states_that_are_listed(void)
{
	struct table t;
	hl_call parent, party;

	parent = conference(&t, "103", true);
	party = asked_of(&t, parent);
	CU_ASSERT_EQUAL(table_ask(&t, HL_REQUEST_HOLD, party, 0), HL_ERR_NONE);
	try_to_add(&t, parent, party, HL_CALL_ONHOLD);

	/* The conference is swapped in, and held again for another party. */
	parent = conference(&t, "103", true);
	party = asked_of(&t, parent);
	CU_ASSERT_EQUAL(table_ask(&t, HL_REQUEST_SWAP, party, parent),
			HL_ERR_NONE);
	try_to_add(&t, parent, party, HL_CALL_ONHOLDPENDCONF);

	party = held_beside(&t, &parent);
	try_to_add(&t, parent, party, HL_CALL_ONHOLDPENDTRANSFER);

	parent = conference(&t, "103", true);
	party = asked_of(&t, parent);
	table_hangup(&t, S3);
	try_to_add(&t, parent, party, HL_CALL_DISCONNECTED);

	parent = conference(&t, "103", true);
	party = table_call(&t, S1, 0);
	try_to_add(&t, parent, party, HL_CALL_CONFERENCED);
}

/* ---- what is printed ----------------------------------------------------- */

static void the_tables_are_those_that_were_read(void)
{
	char *text = printed("all", false, TABLES_TEXT);

	CU_ASSERT(golden_is("tests/golden/tables.txt", text));
	free(text);
}

static void no_line_is_longer_than_a_page_is_wide(void)
{
	for (const char *const *word = tables_words(); *word; word++) {
		char *text = printed(*word, false, TABLES_TEXT);

		for (const char *p = text; *p; p += strcspn(p, "\n") + 1) {
			size_t n = strcspn(p, "\n");

			CU_ASSERT(n <= 80);
			CU_ASSERT(n == 0 || p[n - 1] != ' ');
		}
		free(text);
	}
}

static json_t *json_of(const char *table, bool with)
{
	char *text = printed(table, with, TABLES_JSON);
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	CU_ASSERT_PTR_NOT_NULL_FATAL(json);
	free(text);
	return json;
}

static size_t rows(const json_t *json, const char *table, const char *list)
{
	return json_array_size(
		json_object_get(json_object_get(json, table), list));
}

static void json_has_every_row_of_every_table(void)
{
	json_t *json = json_of("all", false);

	CU_ASSERT_EQUAL(rows(json, "transitions", "rules"),
			HL_CALL_STATE_COUNT * HL_CALL_EVENT_COUNT);
	CU_ASSERT(rows(json, "tapi", "documented") > 0);
	CU_ASSERT(rows(json, "tapi", "ours") > 0);
	CU_ASSERT(rows(json, "legality", "requests") >= HL_REQUEST_COUNT);
	CU_ASSERT_EQUAL(rows(json, "features", "rows"),
			HL_PROCEDURE_COUNT * HL_SITUATION_COUNT *
				(HL_GESTURE_COUNT - 1));
	CU_ASSERT_EQUAL(rows(json, "timers", "rows"), HL_TIMER_COUNT);
	CU_ASSERT_EQUAL(rows(json, "errors", "rows"), HL_ERROR_COUNT);
	json_decref(json);
}

static void json_of_one_table_is_the_same_as_among_all(void)
{
	static const struct {
		const char *word;
		bool with;
		const char *member;
	} tables[] = {
		{ "transitions", false, "transitions" },
		{ "transitions", true, "tapi" },
		{ "legality", false, "legality" },
		{ "features", false, "features" },
		{ "timers", false, "timers" },
		{ "errors", false, "errors" },
	};
	json_t *all = json_of("all", false);

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		json_t *one = json_of(tables[i].word, tables[i].with);

		CU_ASSERT(json_equal(json_object_get(one, tables[i].member),
				     json_object_get(all, tables[i].member)));
		json_decref(one);
	}
	json_decref(all);
}

static void json_keeps_what_has_to_be_escaped(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct js js;
	json_t *json;

	js_begin(&js, out);
	js_text(&js, "a\"b", "c\\d\n\x01");
	js_text(&js, "none", NULL);
	js_number(&js, "most", UINT32_MAX);
	js_end(&js);
	fclose(out);
	json = json_loads(text, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(json);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json, "a\"b")),
			       "c\\d\n\x01");
	CU_ASSERT(json_is_null(json_object_get(json, "none")));
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json, "most")),
			UINT32_MAX);
	json_decref(json);
	free(text);
}

static void the_graph_has_an_arrow_for_every_move(void)
{
	char *text = printed("transitions", false, TABLES_DOT);
	json_t *json = json_of("transitions", false);

	CU_ASSERT_EQUAL(occurrences(text, " -> "),
			rows(json, "transitions", "moves") +
				rows(json, "transitions", "births"));
	CU_ASSERT_EQUAL(occurrences(text, "{"), occurrences(text, "}"));
	json_decref(json);
	free(text);
}

static void the_graph_beside_tapi_marks_what_differs(void)
{
	char *text = printed("transitions", true, TABLES_DOT);

	CU_ASSERT_PTR_NOT_NULL(
		strstr(text, "onhold -> offering [color=grey, style=dashed];"));
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text, "conferenced -> onhold [color=blue];"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\toffering -> accepted;"));
	free(text);
}

static void what_is_no_state_machine_has_no_graph(void)
{
	const struct tables_order orders[] = {
		{ "features", false, TABLES_DOT },
		{ "all", false, TABLES_DOT },
		{ "all", true, TABLES_TEXT },
		{ "legality", true, TABLES_TEXT },
	};
	const struct tables_order none = { "fish", false, TABLES_TEXT };
	struct tapi tapi;

	tapi_tables(&tapi);
	for (unsigned i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		CU_ASSERT_EQUAL(tables_print(&orders[i], &tapi, stderr),
				-ENOTSUP);
	CU_ASSERT_EQUAL(tables_print(&none, &tapi, stderr), -ENOENT);
}

#define T(claim)                                                               \
	{                                                                      \
#claim, claim                                                  \
	}

CU_TestInfo *test_tables(void)
{
	static CU_TestInfo tests[] = {
		T(every_state_and_event_is_defined),
		T(idle_has_no_way_out),
		T(every_difference_has_its_reason_and_no_reason_is_stale),
		T(a_difference_without_a_reason_is_found),
		T(a_reason_without_a_difference_is_found),
		T(an_excuse_without_a_difference_is_found),
		T(an_excuse_names_the_events_that_make_its_moves),
		T(a_documented_move_that_is_not_here_is_found),
		T(a_request_without_a_row_is_found),
		T(calls_begin_in_the_states_that_are_listed),
		T(a_party_is_added_in_the_states_that_are_listed),
		T(a_held_or_lost_party_is_added_in_the_states_that_are_listed),
		T(the_tables_are_those_that_were_read),
		T(no_line_is_longer_than_a_page_is_wide),
		T(json_has_every_row_of_every_table),
		T(json_of_one_table_is_the_same_as_among_all),
		T(json_keeps_what_has_to_be_escaped),
		T(the_graph_has_an_arrow_for_every_move),
		T(the_graph_beside_tapi_marks_what_differs),
		T(what_is_no_state_machine_has_no_graph),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
