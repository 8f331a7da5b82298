/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_conference.c - claims about conferences
 *
 * lineSetupConference, linePrepareAddToConference, lineAddToConference; with
 * the other party held meanwhile, and without.
 */
#include "suites.h"

#include "ask.h"

/* ---- setup --------------------------------------------------------------- */

static void begin(struct table *t)
{
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0));
}

CLAIM(setup_makes_the_call_a_member_of_a_conference_that_is_held)
{
	begin(t);
	IS(S1, 0, CONFERENCED);
	IS(S1, 1, ONHOLDPENDCONF);
	IS(S1, 2, DIALTONE);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->parent, OF(S1, 1));
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(setup_answers_with_the_conference_and_the_consultation_call)
{
	begin(t);
	CU_ASSERT_EQUAL(t->born, OF(S1, 1));
	CU_ASSERT_EQUAL(fx_second(t), OF(S1, 2));
	CU_ASSERT(fx_to(t, OF(S1, 0), HL_CALL_CONFERENCED) < fx_reply(t));
}

CLAIM(setup_with_a_number_dials_it)
{
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0), .number = "103");
	IS(S1, 2, RINGBACK);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
}

CLAIM(setup_wants_a_connected_call_of_one_party)
{
	table_lift(t, S1);
	REFUSED(INVALCALLSTATE, CONFERENCE, .call = OF(S1, 0));
	table_dial(t, S1, "102");
	table_lift(t, S2);
	DONE(HOLD, .call = OF(S1, 0));
	REFUSED(INVALCALLSTATE, CONFERENCE, .call = OF(S1, 0));
	DONE(UNHOLD, .call = OF(S1, 0));
	REFUSED(INVALADDRESS, CONFERENCE, .call = OF(S1, 0), .number = "5");
	TALK(S1, S2);
}

CLAIM(one_conference_of_a_line_at_a_time)
{
	ask_three(t, S1, S2, S3);
	REFUSED(OPERATIONUNAVAIL, CONFERENCE, .call = OF(S1, 2));
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	REFUSED(CALLUNAVAIL, CONFERENCE, .call = OF(S1, 3));
}

CLAIM(without_three_way_there_is_no_setup)
{
	table_talk(t, S1, S2);
	SET_OFF(S1, THREEWAY);
	REFUSED(OPERATIONUNAVAIL, CONFERENCE, .call = OF(S1, 0));
	REFUSED(OPERATIONUNAVAIL, NEWCONFERENCE, .line = S1);
}

CLAIM(setup_without_a_call_makes_a_conference_of_nobody_yet)
{
	table_lift(t, S1);
	DONE(NEWCONFERENCE, .line = S1);
	IS(S1, 0, ONHOLDPENDCONF);
	IS(S1, 1, DIALTONE);
	NONE_AT(S1, 2);
	CU_ASSERT_EQUAL(t->born, OF(S1, 0));
	CU_ASSERT_EQUAL(fx_second(t), OF(S1, 1));
}

CLAIM(a_conference_of_nobody_is_filled_one_by_one)
{
	table_lift(t, S1);
	DONE(NEWCONFERENCE, .line = S1, .number = "102");
	table_lift(t, S2);
	DONE(ADD, .call = OF(S1, 0));
	IS(S1, 0, CONNECTED);
	IS(S1, 1, CONFERENCED);
	TALK(S1, S2);
	ask_more(t, S1, 0, S3);
	TALK(S1, S3);
	TALK(S2, S3);
}

CLAIM(setup_without_a_call_wants_a_lifted_telephone)
{
	REFUSED(INVALLINESTATE, NEWCONFERENCE, .line = S1);
	table_talk(t, S1, S2);
	REFUSED(CALLUNAVAIL, NEWCONFERENCE, .line = S1);
	REFUSED(INVALLINEHANDLE, NEWCONFERENCE, .line = 99);
	REFUSED(OPERATIONUNAVAIL, NEWCONFERENCE, .line = T1);
}

CLAIM(a_conference_of_nobody_that_is_given_up_is_over)
{
	table_lift(t, S1);
	DONE(NEWCONFERENCE, .line = S1, .number = "102");
	DONE(DROP, .call = OF(S1, 1));
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- adding -------------------------------------------------------------- */

CLAIM(adding_makes_the_asked_one_a_member_and_the_conference_connected)
{
	hl_call consult;

	begin(t);
	consult = OF(S1, 2);
	DONE(DIAL, .call = consult, .number = "103");
	table_lift(t, S3);
	DONE(ADD, .call = OF(S1, 1), .other = consult);
	CU_ASSERT(fx_to(t, consult, HL_CALL_CONFERENCED) >= 0);
	CU_ASSERT(fx_to(t, consult, HL_CALL_CONFERENCED) <
		  fx_to(t, OF(S1, 1), HL_CALL_CONNECTED));
	CU_ASSERT(fx_to(t, OF(S1, 1), HL_CALL_CONNECTED) < fx_reply(t));
	TALK(S1, S2);
	TALK(S1, S3);
	TALK(S2, S3);
}

CLAIM(nobody_is_added_who_has_not_answered)
{
	begin(t);
	REFUSED(INVALCALLSTATE, ADD, .call = OF(S1, 1), .other = OF(S1, 2));
	DONE(DIAL, .call = OF(S1, 2), .number = "103");
	REFUSED(INVALCALLSTATE, ADD, .call = OF(S1, 1), .other = OF(S1, 2));
}

CLAIM(adding_wants_a_conference)
{
	table_consult(t, S1, S2, S3);
	REFUSED(INVALCONFCALLHANDLE, ADD, .call = OF(S1, 0),
		.other = OF(S1, 1));
	REFUSED(INVALCONFCALLHANDLE, PREPARE, .call = OF(S1, 1));
}

/* FAULT i5-2 */
CLAIM(a_conference_handle_that_is_void_has_its_own_error)
{
	begin(t);
	REFUSED(INVALCONFCALLHANDLE, PREPARE, .call = 4000000);
	REFUSED(INVALCONFCALLHANDLE, ADD, .call = 4000000,
		.other = OF(S1, 2));
}

/* FAULT i5-3 */
CLAIM(what_is_no_consultation_call_is_no_call_to_add)
{
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2), .number = "104");
	table_lift(t, S4);
	REFUSED(INVALCALLHANDLE, ADD, .call = OF(S1, 2), .other = OF(S1, 2));
	REFUSED(INVALCALLHANDLE, ADD, .call = OF(S1, 2), .other = OF(S4, 0));
	REFUSED(INVALCALLHANDLE, ADD, .call = OF(S1, 2), .other = 4000000);
}

CLAIM(a_member_is_not_added_twice)
{
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2), .number = "104");
	table_lift(t, S4);
	CU_ASSERT_NOT_EQUAL(ASK(ADD, .call = OF(S1, 2), .other = OF(S1, 0)),
			    HL_ERR_NONE);
	DONE(ADD, .call = OF(S1, 2), .other = OF(S1, 3));
}

CLAIM(prepare_holds_the_conference_and_its_parties_talk_on)
{
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2));
	IS(S1, 2, ONHOLDPENDCONF);
	IS(S1, 3, DIALTONE);
	CU_ASSERT_EQUAL(t->born, OF(S1, 3));
	TALK(S2, S3);
	CU_ASSERT_FALSE(hl_model_hears(t->m, S2, S1));
	REFUSED(INVALCALLSTATE, PREPARE, .call = OF(S1, 2));
}

CLAIM(four_hear_each_other)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	for (hl_line a = S1; a <= S4; a++)
		for (hl_line b = S1; b <= S4; b++)
			CU_ASSERT(a == b || table_talks(t, a, b));
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 0, 0));
}

CLAIM(a_conference_is_full_at_the_lines_limit)
{
	table_set(t, S1)->parties = 4;
	ask_three(t, S1, S2, S3);
	CU_ASSERT_TRUE(hl_model_can(t->m, HL_REQUEST_PREPARE, OF(S1, 2)));
	ask_more(t, S1, 2, S4);
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_PREPARE, OF(S1, 2)));
	REFUSED(CONFERENCEFULL, PREPARE, .call = OF(S1, 2));
}

/* A party outside is added as one inside is. */
static void add_outside(struct table *t, hl_line trunk)
{
	DONE(PREPARE, .call = OF(S1, 2), .number = "95");
	table_wait(t, 3000);
	DONE(ADD, .call = OF(S1, 2));
	TALK(S1, trunk);
}

CLAIM(six_parties_in_and_out_of_the_house_and_no_seventh)
{
	ask_three(t, S1, S2, S3);
	ask_more(t, S1, 2, S4);
	add_outside(t, T1);
	add_outside(t, T2);
	for (hl_line a = S1; a <= T2; a++)
		for (hl_line b = S1; b <= T2; b++)
			CU_ASSERT(a == b || table_talks(t, a, b));
	REFUSED(CONFERENCEFULL, PREPARE, .call = OF(S1, 2));
}

CLAIM(a_call_held_hard_is_added_where_it_may_be)
{
	SET_ON(S1, CONFERENCEMAKE);
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	REFUSED(INVALCALLSTATE, ADD, .call = OF(S1, 2), .other = OF(S1, 3));
	SET_ON(S1, CONFERENCEHELD);
	DONE(ADD, .call = OF(S1, 2), .other = OF(S1, 3));
	TALK(S1, S4);
	TALK(S2, S4);
}

CLAIM(a_call_made_for_itself_is_added_where_it_may_be)
{
	SET_ON(S1, CONFERENCEHELD);
	ask_three(t, S1, S2, S3);
	DONE(HOLD, .call = OF(S1, 2));
	DONE(MAKECALL, .line = S1, .number = "104");
	table_lift(t, S4);
	CU_ASSERT_NOT_EQUAL(ASK(ADD, .call = OF(S1, 2), .other = OF(S1, 3)),
			    HL_ERR_NONE);
	SET_ON(S1, CONFERENCEMAKE);
	DONE(ADD, .call = OF(S1, 2), .other = OF(S1, 3));
	TALK(S3, S4);
}

CLAIM(a_call_held_beside_the_conference_is_added_where_it_may_be)
{
	SET_ON(S1, CONFERENCEMAKE);
	ask_two(t, S1, S4, S2);
	DONE(CONFERENCE, .call = OF(S1, 1), .number = "103");
	table_lift(t, S3);
	DONE(ADD, .call = OF(S1, 2), .other = OF(S1, 3));
	REFUSED(INVALCALLSTATE, ADD, .call = OF(S1, 2), .other = OF(S1, 0));
	SET_ON(S1, CONFERENCEHELD);
	DONE(ADD, .call = OF(S1, 2), .other = OF(S1, 0));
	TALK(S4, S3);
	TALK(S4, S2);
}

/* ---- the one who is asked does not come ---------------------------------- */

CLAIM(unhold_of_the_conference_ends_the_asking)
{
	hl_call consult;

	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2), .number = "104");
	consult = OF(S1, 3);
	DONE(UNHOLD, .call = OF(S1, 2));
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) >= 0);
	IS(S1, 2, CONNECTED);
	TALK(S1, S2);
	TALK(S1, S3);
	CU_ASSERT_EQUAL(table_want(t, S4)->ring, HL_RING_NONE);
}

CLAIM(unhold_of_the_first_party_ends_conference_and_asking)
{
	hl_call consult;
	hl_call parent;

	begin(t);
	parent = OF(S1, 1);
	consult = OF(S1, 2);
	DONE(UNHOLD, .call = OF(S1, 0));
	CU_ASSERT(fx_to(t, parent, HL_CALL_IDLE) >= 0);
	CU_ASSERT(fx_to(t, consult, HL_CALL_IDLE) >= 0);
	IS(S1, 0, CONNECTED);
	TALK(S1, S2);
}

CLAIM(unhold_of_a_conference_with_one_party_leaves_that_party)
{
	begin(t);
	DONE(UNHOLD, .call = OF(S1, 1));
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
	TALK(S1, S2);
}

CLAIM(unhold_is_for_the_first_party_only)
{
	ask_three(t, S1, S2, S3);
	REFUSED(INVALCALLSTATE, UNHOLD, .call = OF(S1, 0));
	DONE(PREPARE, .call = OF(S1, 2));
	REFUSED(INVALCALLSTATE, UNHOLD, .call = OF(S1, 0));
}

CLAIM(dropping_the_asked_one_brings_the_conference_back)
{
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2), .number = "104");
	table_lift(t, S4);
	DONE(DROP, .call = OF(S1, 3));
	IS(S1, 2, CONNECTED);
	TALK(S1, S2);
	IS(S4, 0, DISCONNECTED);
}

CLAIM(dropping_the_asked_one_of_a_new_conference_brings_the_party_back)
{
	begin(t);
	DONE(DROP, .call = OF(S1, 2));
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
	TALK(S1, S2);
}

CLAIM(without_autoreconnect_a_conference_stays_held)
{
	SET_OFF(S1, RECONNECT);
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2));
	DONE(DROP, .call = OF(S1, 3));
	IS(S1, 2, ONHOLDPENDCONF);
	DONE(UNHOLD, .call = OF(S1, 2));
	TALK(S1, S2);
	TALK(S1, S3);
}

CLAIM(the_first_party_leaves_while_another_is_asked)
{
	begin(t);
	DONE(DIAL, .call = OF(S1, 2), .number = "103");
	table_lift(t, S3);
	table_hangup(t, S2);
	TALK(S1, S3);
	table_hangup(t, S3);
	table_hangup(t, S1);
	CU_ASSERT_TRUE(table_quiet(t));
}

/* ---- a conference that holds nobody -------------------------------------- */

static void begin_nohold(struct table *t)
{
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0), .number = "103",
	     .value = HL_ASK_NOHOLD);
}

CLAIM(without_hold_the_party_notices_nothing_until_all_are_joined)
{
	begin_nohold(t);
	IS(S1, 0, CONNECTED);
	TALK(S1, S2);
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	CU_ASSERT_EQUAL(fx_of(t, HL_FX_INFO, OF(S2, 0)), -1);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	table_lift(t, S3);
	MODE(S2, 0, HL_CONNECTED_ACTIVE);
	TALK(S1, S2);
	TALK(S1, S3);
	TALK(S2, S3);
}

CLAIM(without_hold_the_answer_joins_by_itself)
{
	hl_call parent;
	hl_call consult;

	begin_nohold(t);
	parent = t->born;
	consult = fx_second(t);
	CU_ASSERT_EQUAL(hl_model_call(t->m, parent)->state,
			HL_CALL_ONHOLDPENDCONF);
	CU_ASSERT_EQUAL(hl_model_call(t->m, consult)->state, HL_CALL_RINGBACK);
	table_lift(t, S3);
	CU_ASSERT_EQUAL(hl_model_call(t->m, parent)->state, HL_CALL_CONNECTED);
	CU_ASSERT_EQUAL(hl_model_call(t->m, consult)->state,
			HL_CALL_CONFERENCED);
	IS(S1, 0, CONFERENCED);
}

/* FAULT i5-4 */

CLAIM(without_hold_a_party_that_declines_leaves_the_talk_as_it_was)
{
	hl_call parent;
	hl_call consult;

	begin_nohold(t);
	parent = t->born;
	consult = fx_second(t);
	DONE(DROP, .call = OF(S3, 0));
	CU_ASSERT(fx_to(t, consult, HL_CALL_DISCONNECTED) >= 0);
	CU_ASSERT(fx_to(t, consult, HL_CALL_DISCONNECTED) <
		  fx_to(t, consult, HL_CALL_IDLE));
	CU_ASSERT(fx_to(t, parent, HL_CALL_IDLE) >= 0);
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
	TALK(S1, S2);
}

/* FAULT i5-5 */
CLAIM(without_hold_a_busy_party_leaves_the_talk_as_it_was)
{
	table_lift(t, S3);
	table_talk(t, S1, S2);
	ASK(CONFERENCE, .call = OF(S1, 0), .number = "103",
	    .value = HL_ASK_NOHOLD);
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
	TALK(S1, S2);
}

CLAIM(without_hold_nobody_answers_and_the_talk_is_as_it_was)
{
	begin_nohold(t);
	table_wait(t, 180000);
	IS(S1, 0, CONNECTED);
	NONE_AT(S1, 1);
	TALK(S1, S2);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
}

CLAIM(without_hold_another_joins_a_conference)
{
	ask_three(t, S1, S2, S3);
	DONE(PREPARE, .call = OF(S1, 2), .number = "104",
	     .value = HL_ASK_NOHOLD);
	IS(S1, 2, CONNECTED);
	TALK(S1, S2);
	TALK(S1, S3);
	table_lift(t, S4);
	TALK(S1, S4);
	TALK(S2, S4);
	TALK(S3, S4);
}

CLAIM(without_hold_a_number_is_needed)
{
	table_talk(t, S1, S2);
	REFUSED(INVALADDRESS, CONFERENCE, .call = OF(S1, 0),
		.value = HL_ASK_NOHOLD);
}

CLAIM(without_hold_the_party_that_leaves_first_ends_it)
{
	begin_nohold(t);
	table_hangup(t, S2);
	table_lift(t, S3);
	table_hangup(t, S1);
	table_hangup(t, S3);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(without_hold_the_asked_call_can_be_dropped)
{
	begin_nohold(t);
	DONE(DROP, .call = fx_second(t));
	TALK(S1, S2);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	NONE_AT(S1, 1);
}

CU_TestInfo *test_conference(void)
{
	static CU_TestInfo tests[] = {
		T(setup_makes_the_call_a_member_of_a_conference_that_is_held),
		T(setup_answers_with_the_conference_and_the_consultation_call),
		T(setup_with_a_number_dials_it),
		T(setup_wants_a_connected_call_of_one_party),
		T(one_conference_of_a_line_at_a_time),
		T(without_three_way_there_is_no_setup),
		T(setup_without_a_call_makes_a_conference_of_nobody_yet),
		T(a_conference_of_nobody_is_filled_one_by_one),
		T(setup_without_a_call_wants_a_lifted_telephone),
		T(a_conference_of_nobody_that_is_given_up_is_over),
		T(adding_makes_the_asked_one_a_member_and_the_conference_connected),
		T(nobody_is_added_who_has_not_answered),
		T(adding_wants_a_conference),
		T(a_conference_handle_that_is_void_has_its_own_error),
		T(what_is_no_consultation_call_is_no_call_to_add),
		T(a_member_is_not_added_twice),
		T(prepare_holds_the_conference_and_its_parties_talk_on),
		T(four_hear_each_other),
		T(a_conference_is_full_at_the_lines_limit),
		T(six_parties_in_and_out_of_the_house_and_no_seventh),
		T(a_call_held_hard_is_added_where_it_may_be),
		T(a_call_made_for_itself_is_added_where_it_may_be),
		T(a_call_held_beside_the_conference_is_added_where_it_may_be),
		T(unhold_of_the_conference_ends_the_asking),
		T(unhold_of_the_first_party_ends_conference_and_asking),
		T(unhold_of_a_conference_with_one_party_leaves_that_party),
		T(unhold_is_for_the_first_party_only),
		T(dropping_the_asked_one_brings_the_conference_back),
		T(dropping_the_asked_one_of_a_new_conference_brings_the_party_back),
		T(without_autoreconnect_a_conference_stays_held),
		T(the_first_party_leaves_while_another_is_asked),
		T(without_hold_the_party_notices_nothing_until_all_are_joined),
		T(without_hold_the_answer_joins_by_itself),
		T(without_hold_a_party_that_declines_leaves_the_talk_as_it_was),
		T(without_hold_a_busy_party_leaves_the_talk_as_it_was),
		T(without_hold_nobody_answers_and_the_talk_is_as_it_was),
		T(without_hold_another_joins_a_conference),
		T(without_hold_a_number_is_needed),
		T(without_hold_the_party_that_leaves_first_ends_it),
		T(without_hold_the_asked_call_can_be_dropped),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
