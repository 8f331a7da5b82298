/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_control_calls.c - claims about the requests of the hold model as the
 * control socket takes and answers them (include/holdline/event.h)
 */
#include "holdline/control.h"

#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "holdline/sim.h"

#include "control_bench.h"

CU_TestInfo *test_control_calls(void);

static hl_call call_in(json_t *result, const char *key)
{
	json_int_t call = json_integer_value(json_object_get(result, key));

	return call > 0 ? (hl_call)call : HL_NO_CALL;
}

/* 101 talks to 103, and 102 or another telephone is asked. */
static hl_call ask_102(unsigned client, hl_call held, hl_call *ret)
{
	*ret = control_made(control_do(client, "call.setupTransfer",
			       "{'call':%u,'number':'102'}", held));
	control_lift(2);
	return *ret;
}

/* ---- parameters --------------------------------------------------------- */

static json_t *some_value(const struct hl_param *p)
{
	switch (p->type) {
	case HL_PARAM_CALL:
		return json_integer(1);
	case HL_PARAM_COUNT:
		return json_integer(p->least);
	case HL_PARAM_FLAG:
		return json_false();
	case HL_PARAM_MODE:
		return json_string(p->words[0]);
	case HL_PARAM_TREAT:
		return json_string("silence");
	case HL_PARAM_TONES:
	case HL_PARAM_LINES:
		return json_array();
	case HL_PARAM_LINE:
		return json_string("101");
	case HL_PARAM_DIGITS:
	case HL_PARAM_NUMBER:
		return json_string("103");
	case HL_PARAM_NONE:
	case HL_PARAM_THING:
	case HL_PARAM_WORD:
	case HL_PARAM_FILE:
	case HL_PARAM_TYPE_COUNT:
		break;
	}
	return json_string("x");
}

static void every_method_of_the_table_is_served(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		json_t *params = json_object();
		char *text;
		int code;

		for (const struct hl_param *p = verb->params; p->name; p++)
			if (!p->optional)
				json_object_set_new(params, p->name,
						    some_value(p));
		text = json_dumps(params, JSON_COMPACT);
		if (*verb->method && verb->id != HL_VERB_CONFIG) {
			json_t *answer = control_do(c, verb->method, "%s",
						    text);

			code = control_code(answer);
			CU_ASSERT(code != -32601 && code != -32602 &&
				  code != -32603);
			if (code == -32602 || code == -32603)
				fprintf(stderr, "%s: %s\n", verb->method,
					control_text(answer, "message"));
			json_decref(answer);
			while ((answer = control_hear(c)))
				json_decref(answer);
			control_pass(100);
		}
		json_decref(params);
		free(text);
	}
	CU_ASSERT(control_is_sound());
	control_end();
}

struct refusal {
	const char *method;
	const char *params;
	const char *says;
};

static void wrong_parameters_are_refused_with_their_form(void)
{
	static const struct refusal wrong[] = {
		{ "call.makeCall", "{'from':'101','number':''}", "0-9 * #" },
		{ "call.makeCall", "{'from':'101','number':'1-2'}", "0-9" },
		{ "call.makeCall", "{'from':'101','number':'a'}", "0-9" },
		{ "call.makeCall", "{'from':'101','number':"
		  "'123456789012345678901234567890123'}", "1 to 32" },
		{ "call.setTreatment", "{'call':1,'treatment':7}", "silence" },
		{ "call.setTreatment", "{'call':1,'treatment':''}", "music" },
		{ "call.setTreatment", "{'call':1,'treatment':'polka'}",
		  "no music class 'polka'" },
		{ "call.setTreatment", "{'call':1,'treatment':"
		  "'aaaaaaaaaaaaaaaa'}", "music class" },
		{ "call.setPrivacy", "{'call':1,'privacy':'maybe'}",
		  "on or off" },
		{ "call.setPrivacy", "{'call':1,'privacy':true}",
		  "on or off" },
		{ "call.monitorDigits", "{'call':1,'digits':'dtfm'}",
		  "Did you mean 'dtmf'?" },
		{ "call.generateTone", "{'call':1,'tone':'howl'}",
		  "none, ringback, busy or beep" },
		{ "call.generateTone", "{'call':1,'tone':'busy',"
		  "'length_ms':60001}", "0 to 60000" },
		{ "call.completeTransfer", "{'call':1,'mode':'both'}",
		  "transfer or conference" },
		{ "call.monitorTones", "{'call':1,'tones':{}}", "array" },
		{ "call.monitorTones", "{'call':1,'tones':[{}]}", "hz" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':425}]}",
		  "ms" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':[],"
		  "'ms':200}]}", "hz" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':[1,2,3],"
		  "'ms':200}]}", "hz" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':1.5,"
		  "'ms':200}]}", "whole" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':-1,"
		  "'ms':200}]}", "whole" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':425,"
		  "'ms':0}]}", "whole" },
		{ "call.monitorTones", "{'call':1,'tones':[{'hz':425,"
		  "'ms':200,'db':1}]}", "objects" },
		{ "call.monitorTones", "{'call':1,'tones':["
		  "{'hz':1,'ms':1},{'hz':1,'ms':1},{'hz':1,'ms':1},"
		  "{'hz':1,'ms':1},{'hz':1,'ms':1}]}", "0 to 4" },
		{ "line.pickup", "{'line':'101','group':64}", "1 to 63" },
		{ "line.pickup", "{'line':'101','group':1,'number':'102'}",
		  "not both" },
		{ "call.hold", "{'call':1,'take':1}", "true or false" },
		{ "call.handoff", "{'call':1}", "'application' is missing" },
	};
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		json_t *answer = control_do(c, wrong[i].method, "%s",
					    wrong[i].params);
		const char *message = control_text(answer, "message");

		CU_ASSERT_EQUAL(control_code(answer), -32602);
		CU_ASSERT_PTR_NOT_NULL(strstr(message, wrong[i].says));
		if (!strstr(message, wrong[i].says))
			fprintf(stderr, "%s %s: %s\n", wrong[i].method,
				wrong[i].params, message);
		json_decref(answer);
		control_pass(20);
	}
	control_end();
}

static void a_number_that_cannot_be_dialled_is_refused_for_its_reason(void)
{
	static const char *const wrong[][2] = {
		{ "10W2", "DIALDIALTONE" }, { "10w2", "DIALDIALTONE" },
		{ "10@", "DIALQUIET" },     { "10$", "DIALBILLING" },
		{ "10?", "DIALPROMPT" },    { "10p2", "INVALADDRESS" },
		{ "777", "INVALADDRESS" },  { "10", "INVALADDRESS" },
		{ "!", "INVALADDRESS" },    { "103,1", "INVALADDRESS" },
	};
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		CU_ASSERT(control_refuses(
			control_do(c, "call.makeCall",
				   "{'from':'101','number':'%s'}",
				   wrong[i][0]), wrong[i][1]));
	CU_ASSERT_EQUAL(hl_model_calls(hl_engine_model(control.engine)), 0);
	control_end();
}

static void a_bad_handle_goes_before_every_other_complaint(void)
{
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_refuses(control_do(c, "call.dial",
		"{'call':9,'number':'1W'}"), "INVALCALLHANDLE"));
	CU_ASSERT(control_refuses(control_do(c, "call.swapHold",
		"{'call':%u,'other':99}", control_talk()),
		"INVALCALLHANDLE"));
	CU_ASSERT(control_refuses(control_do(c, "line.unpark",
		"{'line':'191','number':'1W'}"), "INVALLINEHANDLE"));
	CU_ASSERT(control_refuses(control_do(c, "call.makeCall",
		"{'from':'191'}"), "INVALLINEHANDLE"));
	control_end();
}

/* ---- answers ------------------------------------------------------------ */

static void a_call_without_a_number_is_in_dialtone_and_can_be_dialled(void)
{
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	control_lift(1);
	call = control_made(control_do(c, "call.makeCall", "{'from':'101'}"));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_DIALTONE);
	CU_ASSERT(control_done(control_do(c, "call.dial",
				  "{'call':%u,'number':'10;'}", call)));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_DIALING);
	CU_ASSERT(control_done(control_do(c, "call.dial",
				  "{'call':%u,'number':'3'}", call)));
	control_lift(3);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	control_end();
}

static void a_consultation_is_answered_with_the_new_call(void)
{
	unsigned c;
	hl_call held;
	hl_call asked;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	held = control_talk();
	ask_102(c, held, &asked);
	CU_ASSERT(asked != HL_NO_CALL && asked != held);
	CU_ASSERT_EQUAL(control_state(held), HL_CALL_ONHOLDPENDTRANSFER);
	CU_ASSERT_EQUAL(control_state(asked), HL_CALL_CONNECTED);
	CU_ASSERT(control_done(
		control_do(c, "call.swapHold", "{'call':%u}", held)));
	CU_ASSERT_EQUAL(control_state(held), HL_CALL_CONNECTED);
	CU_ASSERT(control_done(
		control_do(c, "call.completeTransfer", "{'call':%u}", asked)));
	CU_ASSERT_EQUAL(control_state(held), HL_CALL_IDLE);
	CU_ASSERT_EQUAL(control_state(asked), HL_CALL_IDLE);
	CU_ASSERT(control_is_sound());
	control_end();
}

static void a_transfer_may_end_in_a_conference(void)
{
	static const char *const methods[][2] = {
		{ "call.completeTransfer", ",'mode':'conference'" },
		{ "call.completeTransferAsConference", "" },
	};

	for (unsigned i = 0; i < 2; i++) {
		json_t *result;
		unsigned c;
		hl_call held;
		hl_call asked;

		control_begin();
		c = control_join(HL_ROLE_OPERATOR);
		held = control_talk();
		ask_102(c, held, &asked);
		result = control_result(control_do(c, methods[i][0],
					"{'call':%u%s}", held,
					methods[i][1]));
		CU_ASSERT(call_in(result, "conference") != HL_NO_CALL);
		CU_ASSERT_EQUAL(call_in(result, "conference"),
				call_in(result, "call"));
		CU_ASSERT_EQUAL(control_state(call_in(result, "call")),
				HL_CALL_CONNECTED);
		CU_ASSERT_EQUAL(control_state(held), HL_CALL_CONFERENCED);
		CU_ASSERT_EQUAL(control_state(asked), HL_CALL_CONFERENCED);
		json_decref(result);
		control_end();
	}
}

static void a_conference_is_set_up_grown_and_shrunk(void)
{
	json_t *result;
	unsigned c;
	hl_call first;
	hl_call consult;
	hl_call conference;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	first = control_talk();
	result = control_result(control_do(c, "call.setupConference",
		"{'call':%u,'number':'102'}", first));
	conference = call_in(result, "conference");
	consult = call_in(result, "consult");
	CU_ASSERT_EQUAL(call_in(result, "call"), conference);
	json_decref(result);
	CU_ASSERT_EQUAL(control_state(conference), HL_CALL_ONHOLDPENDCONF);
	CU_ASSERT_EQUAL(control_state(first), HL_CALL_CONFERENCED);
	control_lift(2);
	CU_ASSERT(control_done(control_do(c, "call.addToConference",
		"{'call':%u}", conference)));
	CU_ASSERT_EQUAL(control_state(consult), HL_CALL_CONFERENCED);

	result = control_result(control_do(c, "call.prepareAddToConference",
		"{'call':%u,'number':'104'}", conference));
	CU_ASSERT_EQUAL(call_in(result, "conference"), conference);
	CU_ASSERT_EQUAL(call_in(result, "call"), call_in(result, "consult"));
	consult = call_in(result, "consult");
	json_decref(result);
	control_lift(4);
	CU_ASSERT(control_done(control_do(c, "call.addToConference",
		"{'call':%u,'other':%u}", conference, consult)));
	CU_ASSERT(control_done(control_do(c, "call.removeFromConference",
		"{'call':%u}", consult)));
	CU_ASSERT_EQUAL(control_state(consult), HL_CALL_IDLE);
	CU_ASSERT_EQUAL(control_state(conference), HL_CALL_CONNECTED);
	CU_ASSERT(control_refuses(control_do(c, "call.addToConference",
		"{'call':%u}", first), "INVALCONFCALLHANDLE"));
	CU_ASSERT(control_is_sound());
	control_end();
}

static void a_conference_can_begin_without_a_call(void)
{
	json_t *result;
	unsigned c;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_refuses(control_do(c, "line.setupConference",
		"{'line':'101','number':'102'}"), "INVALLINESTATE"));
	control_lift(1);
	result = control_result(control_do(c, "line.setupConference",
		"{'line':'101','number':'102'}"));
	CU_ASSERT_EQUAL(control_state(call_in(result, "conference")),
			HL_CALL_ONHOLDPENDCONF);
	CU_ASSERT(call_in(result, "consult") != HL_NO_CALL);
	json_decref(result);
	control_end();
}

static void a_conference_may_hold_nobody_meanwhile(void)
{
	json_t *result;
	unsigned c;
	hl_call first;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	first = control_talk();
	CU_ASSERT(control_refuses(control_do(c, "call.setupConference",
		"{'call':%u,'no_hold':true}", first), "INVALADDRESS"));
	result = control_result(control_do(c, "call.setupConference",
		"{'call':%u,'number':'102','no_hold':true}", first));
	CU_ASSERT_EQUAL(control_state(first), HL_CALL_CONNECTED);
	control_lift(2);
	CU_ASSERT_EQUAL(control_state(first), HL_CALL_CONFERENCED);
	CU_ASSERT_EQUAL(control_state(call_in(result, "conference")),
			HL_CALL_CONNECTED);
	json_decref(result);
	CU_ASSERT(control_is_sound());
	control_end();
}

static void a_party_is_parked_and_fetched_by_its_number(void)
{
	json_t *result;
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT(control_refuses(control_do(c, "call.park",
		"{'call':%u,'number':'799'}", call), "INVALADDRESS"));
	result = control_result(control_do(c, "call.park", "{'call':%u}",
					   call));
	CU_ASSERT_STRING_EQUAL(control_word(result, "number"), "701");
	json_decref(result);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_IDLE);
	CU_ASSERT(control_refuses(control_do(c, "line.unpark",
		"{'line':'102','number':'702'}"), "INVALADDRESS"));
	control_lift(2);
	call = control_made(control_do(c, "line.unpark",
			       "{'line':'102','number':'701'}"));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	CU_ASSERT(control_is_sound());
	control_end();
}

static void a_party_is_parked_at_a_number_that_was_named(void)
{
	json_t *result;
	unsigned c;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	result = control_result(control_do(c, "call.park",
		"{'call':%u,'number':'702'}", control_talk()));
	CU_ASSERT_STRING_EQUAL(control_word(result, "number"), "702");
	json_decref(result);
	control_end();
	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	result = control_result(control_do(c, "call.park",
		"{'call':%u,'number':'102'}", control_talk()));
	CU_ASSERT_STRING_EQUAL(control_word(result, "number"), "102");
	json_decref(result);
	control_end();
}

static void a_ringing_call_is_picked_up_by_number_or_group(void)
{
	static const char *const how[] = { "'number':'103'", "'group':1" };

	for (unsigned i = 0; i < 2; i++) {
		unsigned c;
		hl_call call;

		control_begin();
		c = control_join(HL_ROLE_OPERATOR);
		control_lift(1);
		control_made(control_do(c, "call.makeCall",
				"{'from':'101','number':'103'}"));
		control_lift(2);
		CU_ASSERT(control_refuses(control_do(c, "line.pickup",
			"{'line':'102','group':2}"), "INVALGROUPID"));
		call = control_made(control_do(c, "line.pickup",
				       "{'line':'102',%s}", how[i]));
		CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
		CU_ASSERT(control_refuses(control_do(c, "line.pickup",
			"{'line':'103'}"), "OPERATIONUNAVAIL"));
		CU_ASSERT(control_is_sound());
		control_end();
	}
}

static void an_offered_call_is_accepted_redirected_and_sent_on(void)
{
	unsigned c;
	hl_call call;
	hl_call offer;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	control_lift(1);
	call = control_made(control_do(c, "call.makeCall",
			       "{'from':'101','number':'103'}"));
	offer = control_call_at("103");
	CU_ASSERT(control_done(
		control_do(c, "call.accept", "{'call':%u}", offer)));
	CU_ASSERT_EQUAL(control_state(offer), HL_CALL_ACCEPTED);
	CU_ASSERT(control_done(control_do(c, "call.redirect",
				  "{'call':%u,'number':'102'}", offer)));
	CU_ASSERT_EQUAL(control_state(offer), HL_CALL_IDLE);
	control_lift(2);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	CU_ASSERT(control_refuses(control_do(c, "call.blindTransfer",
		"{'call':%u,'number':'191'}", call), "INVALADDRESS"));
	CU_ASSERT(control_done(control_do(c, "call.blindTransfer",
				  "{'call':%u,'number':'103'}", call)));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_IDLE);
	control_lift(3);
	CU_ASSERT_EQUAL(control_state(control_call_at("103")),
			HL_CALL_CONNECTED);
	CU_ASSERT(control_is_sound());
	control_end();
}

static void treatments_are_words_with_tapi_s_values(void)
{
	static const struct { const char *word; unsigned value; } words[] = {
		{ "silence", 1 }, { "ringback", 2 }, { "busy", 3 },
		{ "music", 4 },   { "default", 0 },
	};
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		CU_ASSERT(control_done(control_do(c, "call.setTreatment",
			"{'call':%u,'treatment':'%s'}", call,
			words[i].word)));
		CU_ASSERT_EQUAL(hl_model_call(hl_engine_model(control.engine),
					      call)->treatment,
				words[i].value);
	}
	control_end();
}

static void a_treatment_may_be_a_music_class_of_the_configuration(void)
{
	static const char text[] = "[music default]\nsource = tone\n"
				   "[music jazz]\nsource = tone\n";
	const struct hl_model *model;
	json_t *result;
	unsigned c;
	hl_call call;

	control_begin();
	model = hl_engine_model(control.engine);
	CU_ASSERT_EQUAL(hl_config_parse(&control.config, "test", text,
					sizeof(text) - 1, NULL), 0);
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT(control_done(control_do(c, "call.setTreatment",
		"{'call':%u,'treatment':'jazz'}", call)));
	CU_ASSERT_EQUAL(hl_model_call(model, call)->treatment, 0x101);
	result = control_result(control_do(c, "call.getInfo", "{'call':%u}",
					   call));
	CU_ASSERT_STRING_EQUAL(control_word(result, "treatment"), "jazz");
	json_decref(result);
	/* The words of TAPI go before ours: default is the line's own. */
	CU_ASSERT(control_done(control_do(c, "call.setTreatment",
		"{'call':%u,'treatment':'default'}", call)));
	CU_ASSERT_EQUAL(hl_model_call(model, call)->treatment, 0);
	control_end();
	hl_config_free(control.config);
}

static void a_secured_call_stays_secured(void)
{
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT(control_done(
		control_do(c, "call.secure", "{'call':%u}", call)));
	CU_ASSERT(hl_model_call(hl_engine_model(control.engine), call)->flags &
		  HL_FLAG_SECURE);
	CU_ASSERT(control_refuses(control_do(c, "call.setPrivacy",
		"{'call':%u,'privacy':'on'}", call), "OPERATIONUNAVAIL"));
	control_end();
}

static void privacy_is_a_matter_of_shared_numbers(void)
{
	unsigned c;
	hl_call call;

	control_begin_many();
	c = control_join(HL_ROLE_OPERATOR);
	control_lift(5);
	call = control_made(control_do(c, "call.makeCall",
			       "{'from':'105','number':'103'}"));
	control_lift(3);
	CU_ASSERT(control_done(control_do(c, "call.setPrivacy",
				  "{'call':%u,'privacy':'on'}", call)));
	CU_ASSERT(hl_model_call(hl_engine_model(control.engine), call)
			  ->flags & HL_FLAG_PRIVATE);
	CU_ASSERT(control_done(control_do(c, "call.setPrivacy",
				  "{'call':%u,'privacy':'off'}", call)));
	CU_ASSERT(!(hl_model_call(hl_engine_model(control.engine), call)
			    ->flags & HL_FLAG_PRIVATE));
	control_end();
}

static void digits_and_tones_are_listened_for_and_sent(void)
{
	const struct hl_model *model;
	unsigned c;
	hl_call call;

	control_begin();
	model = hl_engine_model(control.engine);
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	CU_ASSERT(control_done(control_do(c, "call.monitorDigits",
		"{'call':%u,'digits':'dtmfend'}", call)));
	CU_ASSERT(hl_model_call(model, call)->flags & HL_FLAG_DIGITEND);
	CU_ASSERT(control_done(control_do(c, "call.monitorDigits",
		"{'call':%u,'digits':'none'}", call)));
	CU_ASSERT(!(hl_model_call(model, call)->flags & HL_FLAG_DIGITS));

	CU_ASSERT(control_done(control_do(c, "call.monitorTones",
		"{'call':%u,'tones':[{'hz':425,'ms':200},"
		"{'hz':[350,440],'ms':300},{'hz':[0],'ms':2000}]}", call)));
	CU_ASSERT_PTR_NOT_NULL_FATAL(hl_model_watch(model, 0));
	CU_ASSERT_EQUAL(hl_model_watch(model, 0)[0].hz[0], 425);
	CU_ASSERT_EQUAL(hl_model_watch(model, 0)[0].hz[1], 0);
	CU_ASSERT_EQUAL(hl_model_watch(model, 0)[1].hz[1], 440);
	CU_ASSERT_EQUAL(hl_model_watch(model, 0)[2].ms, 2000);
	CU_ASSERT(control_refuses(control_do(c, "call.monitorTones",
		"{'call':%u,'tones':[{'hz':50,'ms':200}]}", call),
		"INVALTONE"));
	CU_ASSERT(control_done(control_do(c, "call.monitorTones",
				  "{'call':%u,'tones':[]}", call)));
	CU_ASSERT_PTR_NULL(hl_model_watch(model, 0));

	CU_ASSERT(control_done(control_do(c, "call.generateDigits",
				  "{'call':%u,'number':'12,3'}", call)));
	CU_ASSERT(control_done(
		control_do(c, "call.generateDigits", "{'call':%u}", call)));
	CU_ASSERT(control_refuses(control_do(c, "call.generateDigits",
		"{'call':%u,'number':'1!'}", call), "INVALPARAM"));
	CU_ASSERT(control_done(control_do(c, "call.generateTone",
		"{'call':%u,'tone':'beep','length_ms':200}", call)));
	CU_ASSERT(control_done(control_do(c, "call.generateTone",
				  "{'call':%u,'tone':'none'}", call)));
	control_end();
}

static void only_a_trunk_is_flashed(void)
{
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	CU_ASSERT(control_refuses(control_do(c, "line.sendFlash",
		"{'line':'101'}"), "OPERATIONUNAVAIL"));
	CU_ASSERT(control_refuses(control_do(c, "line.sendFlash",
		"{'line':'co1'}"), "INVALLINESTATE"));
	control_lift(1);
	call = control_made(control_do(c, "call.makeCall",
			       "{'from':'101','number':'95551234'}"));
	control_pass(8000);
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	CU_ASSERT(control_done(control_do(c, "line.sendFlash",
				  "{'line':'co1','length_ms':100}")));
	control_end();
}

/* ---- liars -------------------------------------------------------------- */

static void a_request_that_comes_twice_is_judged_twice(void)
{
	unsigned c;
	hl_call call;

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	for (unsigned i = 0; i < 2; i++) {
		char text[160];

		snprintf(text, sizeof(text), ASK("call.setupTransfer",
			 "{\"call\":%u,\"number\":\"102\"}") "\n", call);
		control_say(c, text);
	}
	control_turn();
	CU_ASSERT(control_done(control_hear(c)));
	CU_ASSERT(control_refuses(control_hear(c), "INVALCALLSTATE"));
	CU_ASSERT_PTR_NULL(control_hear(c));
	CU_ASSERT(control_is_sound());
	control_end();
}

static void an_answer_that_nobody_waits_for_harms_nobody(void)
{
	unsigned other;
	unsigned c;
	hl_call call;
	char text[160];

	control_begin();
	c = control_join(HL_ROLE_OPERATOR);
	other = control_join(HL_ROLE_OPERATOR);
	call = control_talk();
	snprintf(text, sizeof(text), ASK("call.setupTransfer",
		 "{\"call\":%u,\"number\":\"102\"}") "\n", call);
	control_say(c, text);
	control_leave(c);
	control_turn();
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_ONHOLDPENDTRANSFER);
	/* Nobody owns what it made: another one may finish it. */
	CU_ASSERT(control_done(control_do(other, "call.unhold", "{'call':%u}",
				  call)));
	CU_ASSERT_EQUAL(control_state(call), HL_CALL_CONNECTED);
	CU_ASSERT(control_is_sound());
	control_end();
}

#define T(claim) { #claim, claim }
static CU_TestInfo tests[] = {
	T(every_method_of_the_table_is_served),
	T(wrong_parameters_are_refused_with_their_form),
	T(a_number_that_cannot_be_dialled_is_refused_for_its_reason),
	T(a_bad_handle_goes_before_every_other_complaint),
	T(a_call_without_a_number_is_in_dialtone_and_can_be_dialled),
	T(a_consultation_is_answered_with_the_new_call),
	T(a_transfer_may_end_in_a_conference),
	T(a_conference_is_set_up_grown_and_shrunk),
	T(a_conference_can_begin_without_a_call),
	T(a_conference_may_hold_nobody_meanwhile),
	T(a_party_is_parked_and_fetched_by_its_number),
	T(a_party_is_parked_at_a_number_that_was_named),
	T(a_ringing_call_is_picked_up_by_number_or_group),
	T(an_offered_call_is_accepted_redirected_and_sent_on),
	T(treatments_are_words_with_tapi_s_values),
	T(a_treatment_may_be_a_music_class_of_the_configuration),
	T(a_secured_call_stays_secured),
	T(privacy_is_a_matter_of_shared_numbers),
	T(digits_and_tones_are_listened_for_and_sent),
	T(only_a_trunk_is_flashed),
	T(a_request_that_comes_twice_is_judged_twice),
	T(an_answer_that_nobody_waits_for_harms_nobody),
	CU_TEST_INFO_NULL,
};
#undef T

CU_TestInfo *test_control_calls(void)
{
	return tests;
}
