/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_request.c - claims about operations that a program asks for
 */
#include "suites.h"

#include "claim.h"

#include <string.h>

#define CLAIM(name) CLAIM_ON(name, (void))

CLAIM(hold_frees_the_line_and_plays_music)
{
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0),
			HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_ONHOLD);
	CU_ASSERT_TRUE(table_music(t, S2));
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_HOLDING);
}

CLAIM(unhold_brings_the_party_back)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_UNHOLD,
				  table_call(t, S1, 0), 0), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_flash_retrieves_what_a_program_held)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(a_program_retrieves_what_a_flash_held)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_UNHOLD,
				  table_call(t, S1, 0), 0), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_call(t, S1, 1), HL_NO_CALL);
}

CLAIM(a_call_that_is_not_connected_cannot_be_held)
{
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0),
			HL_ERR_INVALCALLSTATE);
}

CLAIM(a_held_call_cannot_be_held_again)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0),
			HL_ERR_INVALCALLSTATE);
}

CLAIM(a_trunk_says_that_it_cannot_hold)
{
	table_ring(t, T1);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_HOLD, table_call(t, T1, 0), 0),
			HL_ERR_OPERATIONUNAVAIL);
	CU_ASSERT_FALSE(hl_model_can(t->m, HL_REQUEST_HOLD,
				     table_call(t, T1, 0)));
}

CLAIM(a_call_that_is_over_is_no_handle)
{
	hl_call old;

	table_lift(t, S1);
	old = table_call(t, S1, 0);
	table_hangup(t, S1);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_DROP, old, 0),
			HL_ERR_INVALCALLHANDLE);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_DROP, 4000000, 0),
			HL_ERR_INVALCALLHANDLE);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_DROP, HL_NO_CALL, 0),
			HL_ERR_INVALCALLHANDLE);
}

CLAIM(numbers_of_calls_are_never_reused)
{
	hl_call last = 0;

	for (unsigned i = 0; i < 500; i++) {
		table_lift(t, S1);
		CU_ASSERT(table_call(t, S1, 0) > last);
		last = table_call(t, S1, 0);
		table_hangup(t, S1);
	}
}

CLAIM(swap_exchanges_and_keeps_the_kind_of_hold)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_SWAP, table_call(t, S1, 1),
				  table_call(t, S1, 0)), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_TRUE(table_music(t, S3));
	CU_ASSERT_EQUAL(table_state(t, S1, 1), HL_CALL_ONHOLDPENDTRANSFER);
}

CLAIM(swap_takes_the_two_calls_in_either_order)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_SWAP, table_call(t, S1, 0),
				  table_call(t, S1, 1)), HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_SWAP, table_call(t, S1, 0), 0),
			HL_ERR_NONE);
}

CLAIM(swap_with_another_lines_call_is_refused)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_SWAP, table_call(t, S1, 0),
				  table_call(t, S3, 0)),
			HL_ERR_INVALCALLHANDLE);
}

CLAIM(consult_gives_a_new_call_and_dials_its_number)
{
	struct hl_event ev = { .kind = HL_EVENT_REQUEST, .id = 1,
			       .request = HL_REQUEST_CONSULT,
			       .number = "103" };

	table_talk(t, S1, S2);
	ev.call = table_call(t, S1, 0);
	table_event(t, &ev);
	CU_ASSERT_EQUAL(t->error, HL_ERR_NONE);
	CU_ASSERT_EQUAL(t->born, table_call(t, S1, 1));
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NORMAL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(consult_to_nowhere_is_refused_and_nothing_is_held)
{
	struct hl_event ev = { .kind = HL_EVENT_REQUEST, .id = 1,
			       .request = HL_REQUEST_CONSULT, .number = "7" };

	table_talk(t, S1, S2);
	ev.call = table_call(t, S1, 0);
	table_event(t, &ev);
	CU_ASSERT_EQUAL(t->error, HL_ERR_INVALADDRESS);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(transfer_connects_the_two_parties)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_TRANSFER,
				  table_call(t, S1, 0),
				  table_call(t, S1, 1)), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_call(t, S1, 0), HL_NO_CALL);
}

CLAIM(a_hard_held_call_cannot_be_transferred)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), 0);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_TRANSFER,
				  table_call(t, S1, 0), 0),
			HL_ERR_INVALCALLSTATE);
}

CLAIM(join_answers_with_a_third_call)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_JOIN, table_call(t, S1, 0),
				  table_call(t, S1, 1)), HL_ERR_NONE);
	CU_ASSERT_EQUAL(t->born, table_call(t, S1, 2));
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
}

CLAIM(removing_a_party_leaves_an_ordinary_call)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_REMOVE,
				  table_call(t, S1, 0), 0), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_state(t, S1, 0), HL_CALL_CONNECTED);
}

CLAIM(dropping_the_conference_leaves_the_others_with_each_other)
{
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_ask(t, HL_REQUEST_DROP, table_call(t, S1, 2), 0);
	CU_ASSERT_TRUE(table_talks(t, S2, S3));
	CU_ASSERT_EQUAL(table_call(t, S1, 0), HL_NO_CALL);
}

CLAIM(with_conference_drop_dropping_it_releases_everybody)
{
	table_set(t, S1)->switches |= 1u << HL_SWITCH_CONFDROP;
	table_consult(t, S1, S2, S3);
	table_flash(t, S1);
	table_ask(t, HL_REQUEST_DROP, table_call(t, S1, 2), 0);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_call(t, S1, 0), HL_NO_CALL);
}

CLAIM(dropping_the_consultation_gives_the_held_party_back)
{
	table_consult(t, S1, S2, S3);
	table_ask(t, HL_REQUEST_DROP, table_call(t, S1, 1), 0);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
}

CLAIM(dropping_the_held_call_leaves_the_consultation)
{
	table_consult(t, S1, S2, S3);
	table_ask(t, HL_REQUEST_DROP, table_call(t, S1, 0), 0);
	CU_ASSERT_TRUE(table_talks(t, S1, S3));
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
}

CLAIM(make_call_rings_the_caller_first)
{
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, S1, "102"),
			HL_ERR_NONE);
	CU_ASSERT_NOT_EQUAL(t->born, HL_NO_CALL);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_RECALL);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NONE);
	table_lift(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
	table_lift(t, S2);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(make_call_at_dial_tone_dials_at_once)
{
	table_lift(t, S1);
	table_ask_line(t, HL_REQUEST_MAKECALL, S1, "102");
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(make_call_that_nobody_lifts_for_ends)
{
	table_ask_line(t, HL_REQUEST_MAKECALL, S1, "102");
	table_wait(t, 61000);
	CU_ASSERT_TRUE(table_quiet(t));
}

CLAIM(make_call_is_refused_with_the_right_word)
{
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, 99, "102"),
			HL_ERR_INVALLINEHANDLE);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, T1, "102"),
			HL_ERR_OPERATIONUNAVAIL);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, S1, "5"),
			HL_ERR_INVALADDRESS);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, S1, "5W"),
			HL_ERR_DIALDIALTONE);
	table_talk(t, S1, S2);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_MAKECALL, S1, "103"),
			HL_ERR_CALLUNAVAIL);
}

CLAIM(nobody_can_answer_a_plain_telephone_for_its_user)
{
	table_lift(t, S1);
	table_dial(t, S1, "102");
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_ANSWER,
				  table_call(t, S2, 0), 0),
			HL_ERR_OPERATIONUNAVAIL);
}

CLAIM(a_trunk_call_can_be_answered_early)
{
	table_ring(t, T1);
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_ANSWER,
				  table_call(t, T1, 0), 0), HL_ERR_NONE);
	CU_ASSERT_TRUE(table_want(t, T1)->loop);
	CU_ASSERT_EQUAL(table_want(t, T1)->tone, HL_TONE_RINGBACK);
	table_lift(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, T1));
}

CLAIM(dial_continues_a_call)
{
	struct hl_event ev = { .kind = HL_EVENT_REQUEST, .id = 1,
			       .request = HL_REQUEST_DIAL, .number = "02" };

	table_lift(t, S1);
	table_dial(t, S1, "1");
	ev.call = table_call(t, S1, 0);
	table_event(t, &ev);
	CU_ASSERT_EQUAL(t->error, HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_want(t, S2)->ring, HL_RING_NORMAL);
}

CLAIM(reset_releases_every_call_of_a_line)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(table_ask_line(t, HL_REQUEST_RESET, S1, ""),
			HL_ERR_NONE);
	CU_ASSERT_EQUAL(table_call(t, S1, 0), HL_NO_CALL);
	CU_ASSERT_EQUAL(table_state(t, S2, 0), HL_CALL_DISCONNECTED);
	CU_ASSERT_EQUAL(table_state(t, S3, 0), HL_CALL_DISCONNECTED);
}

CLAIM(an_operation_that_does_not_exist_is_refused)
{
	CU_ASSERT_EQUAL(table_ask(t, HL_REQUEST_COUNT, 1, 0),
			HL_ERR_OPERATIONUNAVAIL);
}

/* In each situation of a consultation: shown = done, hidden = refused. */
CLAIM(what_a_call_can_do_is_exactly_what_is_done)
{
	for (unsigned k = 0; k < HL_REQUEST_COUNT; k++) {
		if (k == HL_REQUEST_MAKECALL || k == HL_REQUEST_RESET)
			continue;
		for (unsigned n = 0; n < 2; n++) {
			struct table one;
			hl_call call;
			bool can;

			table_open(&one);
			table_consult(&one, S1, S2, S3);
			call = table_call(&one, S1, n);
			can = hl_model_can(one.m, k, call);
			CU_ASSERT_EQUAL(table_ask(&one, k, call, 0) ==
						HL_ERR_NONE, can);
			CU_ASSERT_STRING_EQUAL(one.broken, "");
			table_close(&one);
		}
	}
	CU_ASSERT_TRUE(table_quiet(t));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_request(void)
{
	static CU_TestInfo tests[] = {
		T(hold_frees_the_line_and_plays_music),
		T(unhold_brings_the_party_back),
		T(a_flash_retrieves_what_a_program_held),
		T(a_program_retrieves_what_a_flash_held),
		T(a_call_that_is_not_connected_cannot_be_held),
		T(a_held_call_cannot_be_held_again),
		T(a_trunk_says_that_it_cannot_hold),
		T(a_call_that_is_over_is_no_handle),
		T(numbers_of_calls_are_never_reused),
		T(swap_exchanges_and_keeps_the_kind_of_hold),
		T(swap_takes_the_two_calls_in_either_order),
		T(swap_with_another_lines_call_is_refused),
		T(consult_gives_a_new_call_and_dials_its_number),
		T(consult_to_nowhere_is_refused_and_nothing_is_held),
		T(transfer_connects_the_two_parties),
		T(a_hard_held_call_cannot_be_transferred),
		T(join_answers_with_a_third_call),
		T(removing_a_party_leaves_an_ordinary_call),
		T(dropping_the_conference_leaves_the_others_with_each_other),
		T(with_conference_drop_dropping_it_releases_everybody),
		T(dropping_the_consultation_gives_the_held_party_back),
		T(dropping_the_held_call_leaves_the_consultation),
		T(make_call_rings_the_caller_first),
		T(make_call_at_dial_tone_dials_at_once),
		T(make_call_that_nobody_lifts_for_ends),
		T(make_call_is_refused_with_the_right_word),
		T(nobody_can_answer_a_plain_telephone_for_its_user),
		T(a_trunk_call_can_be_answered_early),
		T(dial_continues_a_call),
		T(reset_releases_every_call_of_a_line),
		T(an_operation_that_does_not_exist_is_refused),
		T(what_a_call_can_do_is_exactly_what_is_done),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
