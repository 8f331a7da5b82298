/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_own.c - claims about applications: whose call is whose, how it
 * is handed over, what remains when one leaves
 */
#include "holdline/control.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "../../src/ctl/server.h"
#include "holdline/sim.h"

#include "control_bench.h"

CU_TestInfo *test_control_own(void);

/* A client makes 101 call 103, who answers: the call is the client's. */
static hl_call own_talk(unsigned client)
{
	hl_call call;

	control_lift(1);
	call = control_made(control_do(client, "call.makeCall",
			       "{'from':'101','number':'103'}"));
	control_lift(3);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	return call;
}

static bool privilege_is(unsigned client, hl_call call, const char *word)
{
	json_t *result = control_result(control_do(client, "call.getStatus",
					"{'call':%u}", call));
	bool same = !strcmp(control_word(result, "privilege"), word);

	json_decref(result);
	return same;
}

static bool notice_is(unsigned client, hl_call call, const char *word)
{
	json_t *said = control_hear(client);
	json_t *params = json_object_get(said, "params");
	bool same = !strcmp(control_text(said, "method"), "privilege") &&
		    !strcmp(control_word(params, "privilege"), word) &&
		    json_integer_value(json_object_get(params, "call")) ==
			    call;

	json_decref(said);
	return same;
}

/* ---- the table ---------------------------------------------------------- */

static void the_table_knows_owners_and_monitors_apart(void)
{
	struct hl_owns owns = { 0 };

	CU_ASSERT(hl_owns_may(&owns, 7, 0));
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 7, 0, HL_PRIVILEGE_OWNER), 0);
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 7, 31, HL_PRIVILEGE_MONITOR), 0);
	CU_ASSERT(hl_owns_may(&owns, 7, 0));
	CU_ASSERT(!hl_owns_may(&owns, 7, 31));
	CU_ASSERT_EQUAL(hl_owns_get(&owns, 7, 31), HL_PRIVILEGE_MONITOR);
	CU_ASSERT_EQUAL(hl_owns_get(&owns, 7, 1), HL_PRIVILEGE_NONE);
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 7, 31, HL_PRIVILEGE_OWNER), 0);
	CU_ASSERT_EQUAL(hl_owns_owners(&owns, 7), 0x80000001);
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 7, 0, HL_PRIVILEGE_NONE), 0);
	CU_ASSERT_EQUAL(hl_owns_owners(&owns, 7), 0x80000000);
	hl_owns_end(&owns, 7);
	CU_ASSERT_EQUAL(owns.count, 0);
	hl_owns_fini(&owns);
}

static void the_table_stays_in_order_through_anything(void)
{
	struct hl_owns owns = { 0 };
	bool there[64] = { false };
	uint32_t seed = 5;
	unsigned n = 0;

	for (unsigned i = 0; i < 20000; i++) {
		hl_call call;

		seed = seed * 1664525u + 1013904223u;
		call = 1 + (seed >> 16) % 63;
		if (seed >> 31)
			hl_owns_end(&owns, call);
		else
			hl_owns_set(&owns, call, 3, HL_PRIVILEGE_OWNER);
		n += (seed >> 31 ? 0u : 1u) - there[call];
		there[call] = !(seed >> 31);
		CU_ASSERT_EQUAL_FATAL(owns.count, n);
		for (unsigned k = 1; k < owns.count; k++)
			CU_ASSERT_FATAL(owns.at[k - 1].call <
					owns.at[k].call);
	}
	hl_owns_fini(&owns);
}

static void what_one_client_may_own_is_bounded(void)
{
	struct hl_owns owns = { 0 };

	for (hl_call i = 1; i <= HL_CONTROL_CALLS_MAX; i++)
		CU_ASSERT_EQUAL(hl_owns_set(&owns, i, 2, i % 2 ?
					    HL_PRIVILEGE_OWNER :
					    HL_PRIVILEGE_MONITOR), 0);
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 9999, 2, HL_PRIVILEGE_OWNER),
			-ENOSPC);
	CU_ASSERT_EQUAL(owns.count, HL_CONTROL_CALLS_MAX);
	/* What it has already, and other clients, are not concerned. */
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 2, 2, HL_PRIVILEGE_OWNER), 0);
	CU_ASSERT_EQUAL(hl_owns_set(&owns, 9999, 3, HL_PRIVILEGE_OWNER), 0);
	hl_app_leave(&owns, 2, true);
	CU_ASSERT_EQUAL(owns.count, 1);
	hl_owns_fini(&owns);
}

static void orphans_are_told_the_youngest_first(void)
{
	struct hl_owns owns = { 0 };

	hl_app_join(&owns, 1, HL_ROLE_OPERATOR, 0);
	hl_app_join(&owns, 2, HL_ROLE_OPERATOR, 0);
	owns.app[1].drops = true;
	for (hl_call i = 5; i > 0; i--)
		hl_owns_set(&owns, i, 1, HL_PRIVILEGE_OWNER);
	hl_owns_set(&owns, 4, 2, HL_PRIVILEGE_OWNER);
	hl_owns_set(&owns, 2, 2, HL_PRIVILEGE_MONITOR);
	hl_app_leave(&owns, 1, true);
	CU_ASSERT_EQUAL(owns.orphans, 4);
	CU_ASSERT_EQUAL(hl_owns_orphan(&owns), 5);
	hl_owns_end(&owns, 5);
	CU_ASSERT_EQUAL(hl_owns_orphan(&owns), 3);
	/* Whoever becomes its owner keeps it. */
	hl_owns_set(&owns, 3, 2, HL_PRIVILEGE_OWNER);
	CU_ASSERT_EQUAL(hl_owns_orphan(&owns), 2);
	hl_owns_end(&owns, 2);
	hl_owns_end(&owns, 1);
	CU_ASSERT_EQUAL(hl_owns_orphan(&owns), HL_NO_CALL);
	CU_ASSERT_EQUAL(owns.orphans, 0);
	hl_owns_fini(&owns);
}

/* ---- names -------------------------------------------------------------- */

static void names_are_short_plain_and_unique(void)
{
	unsigned a;
	unsigned b;

	control_begin();
	a = control_join(HL_ROLE_MONITOR);
	b = control_join(HL_ROLE_MONITOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk.1-A'}")));
	CU_ASSERT(control_refuses(control_do(b, "application.open",
		"{'name':'desk.1-A'}"), "TAKEN"));
	CU_ASSERT(control_refuses(control_do(b, "application.open",
		"{'name':''}"), "PARAMS"));
	CU_ASSERT(control_refuses(control_do(b, "application.open",
		"{'name':'two words'}"), "PARAMS"));
	CU_ASSERT(control_refuses(control_do(b, "application.open",
		"{'name':'123456789012345678901234567890123'}"), "PARAMS"));
	CU_ASSERT(control_done(control_do(b, "application.open",
		"{'name':'12345678901234567890123456789012'}")));
	/* Again by its own name, and free when its holder has left. */
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk.1-A','close':'drop'}")));
	control_leave(a);
	control_turn();
	CU_ASSERT(control_done(control_do(b, "application.open",
				  "{'name':'desk.1-A'}")));
	control_end();
}

static void nobody_goes_without_a_name(void)
{
	struct hl_owns owns = { 0 };

	hl_app_join(&owns, 0, HL_ROLE_MONITOR, 0);
	CU_ASSERT_STRING_EQUAL(owns.app[0].name, "client-1");
	CU_ASSERT_EQUAL(hl_app_name(&owns, 0, "client-2"), 0);
	hl_app_join(&owns, 1, HL_ROLE_MONITOR, 0);
	CU_ASSERT_STRING_EQUAL(owns.app[1].name, "client-3");
	hl_owns_fini(&owns);
}

static void applications_are_listed_with_their_calls(void)
{
	json_t *list;
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_MONITOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk1','close':'drop'}")));
	call = own_talk(a);
	list = control_result(control_do(b, "application.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(list), 2);
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(list, 0),
					    "application"), "desk1");
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(list, 0),
					    "close"), "drop");
	CU_ASSERT(json_is_false(json_object_get(json_array_get(list, 0),
						"self")));
	CU_ASSERT_EQUAL(json_integer_value(json_array_get(json_object_get(
				json_array_get(list, 0), "calls"), 0)), call);
	CU_ASSERT_STRING_EQUAL(control_word(json_array_get(list, 1), "role"),
			       "monitor");
	json_decref(list);
	control_end();
}

/* ---- whose call is whose ------------------------------------------------ */

static void what_a_client_made_is_its_own(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	CU_ASSERT(privilege_is(a, call, "owner"));
	CU_ASSERT(privilege_is(b, call, "none"));
	CU_ASSERT(control_refuses(control_do(b, "call.hold", "{'call':%u}",
					     call), "NOTOWNER"));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	CU_ASSERT(
		control_done(control_do(a, "call.hold", "{'call':%u}", call)));
	control_end();
}

static void every_request_that_changes_a_call_asks_for_its_owner(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);
		const char *more = "";
		json_t *answer;
		bool free = i == HL_REQUEST_MONITORDIGITS ||
			    i == HL_REQUEST_MONITORTONES;

		if (info->of_line)
			continue;
		if (i == HL_REQUEST_REDIRECT || i == HL_REQUEST_DIAL ||
		    i == HL_REQUEST_BLIND)
			more = ",'number':'102'";
		else if (i == HL_REQUEST_PRIVACY)
			more = ",'privacy':'on'";
		else if (i == HL_REQUEST_TREATMENT)
			more = ",'treatment':'busy'";
		else if (i == HL_REQUEST_TONE)
			more = ",'tone':'beep'";
		else if (i == HL_REQUEST_MONITORDIGITS)
			more = ",'digits':'dtmf'";
		else if (i == HL_REQUEST_MONITORTONES)
			more = ",'tones':[]";
		answer = control_do(b, info->method, "{'call':%u%s}", call,
				    more);
		CU_ASSERT_EQUAL(!strcmp(control_text(answer, "name"),
					"NOTOWNER"), !free);
		json_decref(answer);
		control_pass(20);
	}
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	control_end();
}

static void a_call_that_a_telephone_made_is_everybody_s(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT(
		control_done(control_do(a, "call.hold", "{'call':%u}", call)));
	CU_ASSERT(control_done(
		control_do(b, "call.unhold", "{'call':%u}", call)));
	control_end();
}

static void the_handle_is_asked_about_before_the_owner(void)
{
	json_t *answer;
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk1'}")));
	call = own_talk(a);
	CU_ASSERT(control_refuses(control_do(b, "call.swapHold",
		"{'call':%u,'other':99}", call), "INVALCALLHANDLE"));
	/* Not held at all: whose it is comes first. */
	answer = control_do(b, "call.unhold", "{'call':%u}", call);
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "message"),
				      "belongs to desk1"));
	CU_ASSERT_PTR_NOT_NULL(strstr(control_text(answer, "mend"), "take"));
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_object_get(
				json_object_get(answer, "error"), "data"),
				"value")), 0x80000046);
	CU_ASSERT(control_refuses(answer, "NOTOWNER"));
	CU_ASSERT(control_refuses(control_do(a, "call.unhold", "{'call':%u}",
					     call), "INVALCALLSTATE"));
	control_end();
}

static void both_calls_of_a_pair_must_be_free_or_one_s_own(void)
{
	unsigned a;
	unsigned b;
	hl_call held;
	hl_call asked;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	asked = control_made(control_do(a, "call.setupTransfer",
				"{'call':%u,'number':'102'}", held));
	control_lift(2);
	/* The held one is nobody's, but the other that is meant is a's. */
	CU_ASSERT(control_refuses(control_do(b, "call.swapHold",
		"{'call':%u}", held), "NOTOWNER"));
	CU_ASSERT(control_refuses(control_do(b, "call.completeTransfer",
		"{'call':%u,'other':%u}", held, asked), "NOTOWNER"));
	/* Retrieving it would release the other one. */
	CU_ASSERT(control_refuses(control_do(b, "call.unhold",
		"{'call':%u}", held), "NOTOWNER"));
	CU_ASSERT(control_done(
		control_do(a, "call.swapHold", "{'call':%u}", held)));
	control_end();
}

static void a_call_that_would_make_room_must_be_one_s_own(void)
{
	unsigned a;
	unsigned b;
	hl_call held;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	CU_ASSERT(control_done(
		control_do(b, "call.hold", "{'call':%u}", held)));
	control_lift(2);
	control_made(control_do(a, "call.makeCall",
				"{'from':'101','number':'102'}"));
	/* It hears busy, and retrieving the other would release it. */
	CU_ASSERT(control_refuses(
		control_do(b, "call.unhold", "{'call':%u}", held),
		"NOTOWNER"));
	control_end();
}

static void a_line_s_call_of_another_client_is_not_dialled_on(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	control_lift(1);
	call = control_made(control_do(a, "call.makeCall", "{'from':'101'}"));
	CU_ASSERT(control_refuses(control_do(b, "call.makeCall",
		"{'from':'101','number':'102'}"), "NOTOWNER"));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_DIALTONE);
	/* Force is the operators' last means, whoever owns the calls. */
	CU_ASSERT(control_done(control_do(b, "line.reset",
				  "{'line':'101','force':true}")));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_IDLE);
	control_end();
}

static void a_member_of_another_s_conference_is_safe(void)
{
	unsigned a;
	unsigned b;
	hl_call held;
	hl_call conference;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	control_made(control_do(a, "call.setupTransfer",
			"{'call':%u,'number':'102'}", held));
	control_lift(2);
	conference = control_made(control_do(
		a, "call.completeTransferAsConference", "{'call':%u}", held));
	CU_ASSERT(privilege_is(a, conference, "owner"));
	CU_ASSERT(control_refuses(control_do(b, "call.drop", "{'call':%u}",
					     conference), "NOTOWNER"));
	CU_ASSERT(control_refuses(control_do(b, "call.removeFromConference",
		"{'call':%u}", held), "NOTOWNER"));
	CU_ASSERT_EQUAL(control_state(held), HL_CALL_CONFERENCED);
	control_end();
}

static void taking_makes_one_an_owner_too(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	CU_ASSERT(control_done(
		control_do(b, "call.hold", "{'call':%u,'take':true}", call)));
	CU_ASSERT(privilege_is(a, call, "owner"));
	CU_ASSERT(privilege_is(b, call, "owner"));
	CU_ASSERT(control_done(control_do(b, "call.setPrivilege",
		"{'call':%u,'privilege':'none'}", call)));
	CU_ASSERT(control_refuses(control_do(b, "call.unhold",
		"{'call':%u}", call), "NOTOWNER"));
	CU_ASSERT(control_done(control_do(b, "call.setPrivilege",
		"{'call':%u,'privilege':'owner'}", call)));
	CU_ASSERT(control_done(
		control_do(b, "call.unhold", "{'call':%u}", call)));
	CU_ASSERT(control_refuses(control_do(b, "call.setPrivilege",
					     "{'call':99,'privilege':'owner'}"),
				  "INVALCALLHANDLE"));
	control_end();
}

static void a_monitor_is_no_owner_and_never_becomes_one(void)
{
	unsigned m;

	control_begin();
	m = control_join(HL_ROLE_MONITOR);
	CU_ASSERT(control_refuses(control_do(m, "call.setPrivilege",
		"{'call':%u,'privilege':'owner'}", control_talk()),
		"NOTOWNER"));
	control_end();
}

static void ended_calls_leave_the_table(void)
{
	json_t *list;
	unsigned a;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	own_talk(a);
	control_hangup(1);
	control_hangup(3);
	list = control_result(control_do(a, "application.list", "{}"));
	CU_ASSERT_EQUAL(json_array_size(json_object_get(
				json_array_get(list, 0), "calls")), 0);
	json_decref(list);
	control_end();
}

static void who_owns_too_many_calls_makes_no_more(void)
{
	struct hl_owns *owns;
	unsigned a;
	unsigned b;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	owns = &control.server->owns;
	for (hl_call i = 0; i < HL_CONTROL_CALLS_MAX; i++)
		hl_owns_set(owns, 100000 + i, 0, HL_PRIVILEGE_OWNER);
	control_lift(1);
	CU_ASSERT(control_refuses(control_do(a, "call.makeCall",
		"{'from':'101','number':'103'}"), "RESOURCEUNAVAIL"));
	CU_ASSERT(control_refuses(control_do(a, "line.reset",
		"{'line':'101'}"), "INVALLINESTATE"));
	/* Its limit is its own. */
	CU_ASSERT(control_done(control_do(b, "call.makeCall",
		"{'from':'101','number':'103'}")));
	/* One that is given up makes room for one. */
	hl_owns_set(owns, 100000, 0, HL_PRIVILEGE_NONE);
	control_lift(2);
	CU_ASSERT(control_done(control_do(a, "call.makeCall",
		"{'from':'102'}")));
	CU_ASSERT_EQUAL(hl_owns_count(owns, 0), HL_CONTROL_CALLS_MAX);
	control_end();
}

struct mine {
	unsigned count;
	hl_call call[64];
	hl_line line[64];
	enum hl_call_st state[64];
};

/* The calls of the client that sits first, as they are now. */
static void mine_take(unsigned client, struct mine *ret)
{
	const struct hl_model *model = hl_engine_model(control.engine);
	json_t *list = control_result(control_do(client, "application.list",
						 "{}"));
	json_t *calls = json_object_get(json_array_get(list, 0), "calls");

	ret->count = 0;
	for (size_t i = 0; i < json_array_size(calls) && i < 64; i++) {
		const struct hl_call_state *call = hl_model_call(model,
			(hl_call)json_integer_value(json_array_get(calls, i)));

		ret->call[ret->count] = call->id;
		ret->line[ret->count] = call->line;
		ret->state[ret->count++] = call->state;
	}
	json_decref(list);
}

/* What a request has changed of them at the line it was done on. */
static unsigned mine_changed(const struct mine *mine, const char *method)
{
	unsigned n = 0;

	for (unsigned i = 0; i < mine->count; i++) {
		if (mine->line[i] != control.asked ||
		    control_state(mine->call[i]) == mine->state[i])
			continue;
		fprintf(stderr, "%s changed call %u\n", method,
			(unsigned)mine->call[i]);
		n++;
	}
	return n;
}

/* But for force: line.reset says so. */
static void no_request_of_another_changes_a_call_at_its_line(void)
{
	uint32_t seed = 3;
	unsigned done_by_b = 0;
	unsigned a;
	unsigned b;

	control_begin_many();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < 2000; i++) {
		unsigned request = control_pick(&seed, HL_REQUEST_RESET);
		const struct hl_request_info *info = hl_request_info(request);
		int channel = 1 + (int)control_pick(&seed, 6);
		struct mine mine;
		json_t *answer;

		if (control_pick(&seed, 3))
			hl_sim_lift(control.card, channel, control.now);
		else if (!control_pick(&seed, 3))
			hl_sim_hangup(control.card, channel, control.now);
		control_pass(control_pick(&seed, 5) ? 60 : 1500);
		json_decref(control_ask_anything(a, &seed, info, false));
		control_pass(60);
		mine_take(a, &mine);
		answer = control_ask_anything(b, &seed, info, false);
		if (!control_code(answer)) {
			done_by_b++;
			CU_ASSERT_EQUAL(mine_changed(&mine, info->method), 0);
		}
		json_decref(answer);
	}
	CU_ASSERT(done_by_b > 100);
	CU_ASSERT(control_is_sound());
	control_end();
}

/* ---- handing over ------------------------------------------------------- */

static void a_call_is_handed_over_and_both_sides_are_told(void)
{
	json_t *result;
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk1'}")));
	CU_ASSERT(control_done(control_do(b, "application.open",
				  "{'name':'desk2'}")));
	call = own_talk(a);
	result = control_result(control_do(a, "call.handoff",
		"{'call':%u,'application':'desk2'}", call));
	CU_ASSERT_STRING_EQUAL(control_word(result, "privilege"), "monitor");
	json_decref(result);
	CU_ASSERT(notice_is(a, call, "monitor"));
	CU_ASSERT(notice_is(b, call, "owner"));
	CU_ASSERT(control_refuses(control_do(a, "call.hold", "{'call':%u}",
					     call), "NOTOWNER"));
	CU_ASSERT(
		control_done(control_do(b, "call.hold", "{'call':%u}", call)));
	control_end();
}

static void a_handoff_that_cannot_be_is_refused_for_its_reason(void)
{
	unsigned a;
	unsigned b;
	unsigned m;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	m = control_join(HL_ROLE_MONITOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'desk1'}")));
	CU_ASSERT(control_done(control_do(m, "application.open",
				  "{'name':'wall'}")));
	call = own_talk(a);
	CU_ASSERT(control_refuses(control_do(a, "call.handoff",
		"{'call':99,'application':'desk1'}"), "INVALCALLHANDLE"));
	CU_ASSERT(control_refuses(control_do(b, "call.handoff",
		"{'call':%u,'application':'nobody'}", call), "NOTOWNER"));
	CU_ASSERT(control_refuses(control_do(a, "call.handoff",
		"{'call':%u,'application':'nobody'}", call),
		"TARGETNOTFOUND"));
	CU_ASSERT(control_refuses(control_do(a, "call.handoff",
		"{'call':%u,'application':''}", call), "TARGETNOTFOUND"));
	CU_ASSERT(control_refuses(control_do(a, "call.handoff",
		"{'call':%u,'application':'desk1'}", call), "TARGETSELF"));
	CU_ASSERT(control_refuses(control_do(a, "call.handoff",
		"{'call':%u,'application':'wall'}", call),
		"INVALCALLPRIVILEGE"));
	CU_ASSERT(privilege_is(a, call, "owner"));
	CU_ASSERT_PTR_NULL(control_hear(m));
	control_end();
}

/* ---- leaving ------------------------------------------------------------ */

static void calls_of_a_client_that_leaves_stay_by_default(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	control_leave(a);
	control_turn();
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	/* They are nobody's now. */
	CU_ASSERT(
		control_done(control_do(b, "call.hold", "{'call':%u}", call)));
	control_end();
}

static void calls_are_dropped_with_the_last_owner_that_wanted_it(void)
{
	unsigned a;
	unsigned b;
	hl_call alone;
	hl_call held;
	hl_call shared;

	control_begin_many();
	a = control_join(HL_ROLE_OPERATOR);
	b = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'a','close':'drop'}")));
	held = own_talk(a);
	alone = control_made(control_do(a, "call.setupTransfer",
				"{'call':%u,'number':'102'}", held));
	control_lift(2);
	control_lift(4);
	shared = control_made(control_do(a, "call.makeCall",
				 "{'from':'104','number':'105'}"));
	control_lift(5);
	CU_ASSERT(control_done(control_do(b, "call.setPrivilege",
		"{'call':%u,'privilege':'owner'}", shared)));
	control_leave(a);
	control_turn();
	CU_ASSERT_EQUAL(control_state(alone), HL_CALL_IDLE);
	CU_ASSERT_EQUAL(control_state(held), HL_CALL_IDLE);
	CU_ASSERT_EQUAL(control_state(shared), HL_CALL_CONNECTED);
	CU_ASSERT(control_is_sound());
	CU_ASSERT(privilege_is(b, shared, "owner"));
	control_end();
}

static void a_daemon_that_stops_drops_nothing(void)
{
	unsigned a;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_done(control_do(a, "application.open",
				  "{'name':'a','close':'drop'}")));
	call = own_talk(a);
	hl_server_close(control.server);
	control.server = NULL;
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	control_end();
}

static void a_later_client_inherits_nothing_of_a_place(void)
{
	unsigned a;
	unsigned b;
	hl_call call;

	control_begin();
	a = control_join(HL_ROLE_OPERATOR);
	call = own_talk(a);
	control_leave(a);
	control_turn();
	b = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(privilege_is(b, call, "none"));
	control_end();
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(the_table_knows_owners_and_monitors_apart),
	T(the_table_stays_in_order_through_anything),
	T(what_one_client_may_own_is_bounded),
	T(orphans_are_told_the_youngest_first),
	T(names_are_short_plain_and_unique),
	T(nobody_goes_without_a_name),
	T(applications_are_listed_with_their_calls),
	T(what_a_client_made_is_its_own),
	T(every_request_that_changes_a_call_asks_for_its_owner),
	T(a_call_that_a_telephone_made_is_everybody_s),
	T(the_handle_is_asked_about_before_the_owner),
	T(both_calls_of_a_pair_must_be_free_or_one_s_own),
	T(a_call_that_would_make_room_must_be_one_s_own),
	T(a_line_s_call_of_another_client_is_not_dialled_on),
	T(a_member_of_another_s_conference_is_safe),
	T(no_request_of_another_changes_a_call_at_its_line),
	T(taking_makes_one_an_owner_too),
	T(a_monitor_is_no_owner_and_never_becomes_one),
	T(ended_calls_leave_the_table),
	T(who_owns_too_many_calls_makes_no_more),
	T(a_call_is_handed_over_and_both_sides_are_told),
	T(a_handoff_that_cannot_be_is_refused_for_its_reason),
	T(calls_of_a_client_that_leaves_stay_by_default),
	T(calls_are_dropped_with_the_last_owner_that_wanted_it),
	T(a_daemon_that_stops_drops_nothing),
	T(a_later_client_inherits_nothing_of_a_place),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_own(void)
{
	return tests;
}
