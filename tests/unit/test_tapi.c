/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_tapi.c - claims about TAPI's words: values, states, modes, identities
 *
 * The numbers are those of the public tapi.h, written out so that a list that
 * is changed by accident is noticed.
 */
#include "suites.h"

#include "ask.h"

#include <string.h>

/* ---- values -------------------------------------------------------------- */

static void call_states_have_the_values_of_tapi(void)
{
	static const uint32_t values[HL_CALL_STATE_COUNT] = {
		[HL_CALL_IDLE] = 0x1,
		[HL_CALL_OFFERING] = 0x2,
		[HL_CALL_ACCEPTED] = 0x4,
		[HL_CALL_DIALTONE] = 0x8,
		[HL_CALL_DIALING] = 0x10,
		[HL_CALL_RINGBACK] = 0x20,
		[HL_CALL_BUSY] = 0x40,
		[HL_CALL_SPECIALINFO] = 0x80,
		[HL_CALL_CONNECTED] = 0x100,
		[HL_CALL_PROCEEDING] = 0x200,
		[HL_CALL_ONHOLD] = 0x400,
		[HL_CALL_CONFERENCED] = 0x800,
		[HL_CALL_ONHOLDPENDCONF] = 0x1000,
		[HL_CALL_ONHOLDPENDTRANSFER] = 0x2000,
		[HL_CALL_DISCONNECTED] = 0x4000,
		[HL_CALL_UNKNOWN] = 0x8000,
	};

	CU_ASSERT_EQUAL(HL_CALL_STATE_COUNT, 16);
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		CU_ASSERT_EQUAL(hl_call_state_value(i), values[i]);
	CU_ASSERT_EQUAL(hl_call_state_value(HL_CALL_STATE_COUNT), 0);
}

static void errors_have_the_values_of_tapi(void)
{
	static const uint32_t values[HL_ERROR_COUNT] = {
		[HL_ERR_CALLUNAVAIL] = 0x80000005,
		[HL_ERR_CONFERENCEFULL] = 0x80000007,
		[HL_ERR_DIALBILLING] = 0x80000008,
		[HL_ERR_DIALDIALTONE] = 0x80000009,
		[HL_ERR_DIALPROMPT] = 0x8000000a,
		[HL_ERR_DIALQUIET] = 0x8000000b,
		[HL_ERR_INUSE] = 0x8000000f,
		[HL_ERR_INVALADDRESS] = 0x80000010,
		[HL_ERR_INVALCALLHANDLE] = 0x80000018,
		[HL_ERR_INVALCALLPRIVILEGE] = 0x8000001a,
		[HL_ERR_INVALCALLSTATE] = 0x8000001c,
		[HL_ERR_INVALCONFCALLHANDLE] = 0x80000020,
		[HL_ERR_INVALCONSULTCALLHANDLE] = 0x80000021,
		[HL_ERR_INVALDIGITMODE] = 0x80000027,
		[HL_ERR_INVALGROUPID] = 0x8000002a,
		[HL_ERR_INVALLINEHANDLE] = 0x8000002b,
		[HL_ERR_INVALLINESTATE] = 0x8000002c,
		[HL_ERR_INVALPARAM] = 0x80000032,
		[HL_ERR_INVALPARKMODE] = 0x80000034,
		[HL_ERR_INVALTONE] = 0x8000003c,
		[HL_ERR_INVALTONEMODE] = 0x8000003e,
		[HL_ERR_INVALTRANSFERMODE] = 0x8000003f,
		[HL_ERR_NOCONFERENCE] = 0x80000041,
		[HL_ERR_NOTOWNER] = 0x80000046,
		[HL_ERR_OPERATIONFAILED] = 0x80000048,
		[HL_ERR_OPERATIONUNAVAIL] = 0x80000049,
		[HL_ERR_RESOURCEUNAVAIL] = 0x8000004b,
		[HL_ERR_TARGETNOTFOUND] = 0x8000004e,
		[HL_ERR_TARGETSELF] = 0x8000004f,
		[HL_ERR_ADDRESSBLOCKED] = 0x80000053,
	};

	for (unsigned i = 0; i < HL_ERROR_COUNT; i++) {
		CU_ASSERT_EQUAL(hl_error_info(i)->value, values[i]);
		CU_ASSERT(i == HL_ERR_NONE || values[i] != 0);
	}
}

static void reasons_and_origins_have_the_values_of_tapi(void)
{
	static const uint32_t reasons[HL_CALL_REASON_COUNT] = {
		[HL_REASON_DIRECT] = 0x1,     [HL_REASON_FWDBUSY] = 0x2,
		[HL_REASON_FWDNOANSWER] = 0x4, [HL_REASON_FWDUNCOND] = 0x8,
		[HL_REASON_PICKUP] = 0x10,    [HL_REASON_UNPARK] = 0x20,
		[HL_REASON_REDIRECT] = 0x40,  [HL_REASON_TRANSFER] = 0x100,
		[HL_REASON_REMINDER] = 0x200, [HL_REASON_UNKNOWN] = 0x400,
		[HL_REASON_PARKED] = 0x2000,
	};
	static const uint32_t origins[HL_CALL_ORIGIN_COUNT] = {
		[HL_ORIGIN_OUTBOUND] = 0x1,
		[HL_ORIGIN_INTERNAL] = 0x2,
		[HL_ORIGIN_EXTERNAL] = 0x4,
		[HL_ORIGIN_CONFERENCE] = 0x40,
	};

	for (unsigned i = 0; i < HL_CALL_REASON_COUNT; i++)
		CU_ASSERT_EQUAL(hl_reason_value(i), reasons[i]);
	for (unsigned i = 0; i < HL_CALL_ORIGIN_COUNT; i++)
		CU_ASSERT_EQUAL(hl_origin_value(i), origins[i]);
}

/* 1 LINECALLFEATURE_, 3 LINEADDRFEATURE_, 0 not TAPI's. */
static const struct {
	uint8_t word;
	uint32_t bit;
} features[HL_REQUEST_COUNT] = {
	[HL_REQUEST_MAKECALL] = { 3, 0x2 },
	[HL_REQUEST_ACCEPT] = { 1, 0x1 },
	[HL_REQUEST_ANSWER] = { 1, 0x4 },
	[HL_REQUEST_REDIRECT] = { 1, 0x20000 },
	[HL_REQUEST_DIAL] = { 1, 0x40 },
	[HL_REQUEST_DROP] = { 1, 0x80 },
	[HL_REQUEST_HOLD] = { 1, 0x800 },
	[HL_REQUEST_UNHOLD] = { 1, 0x8000000 },
	[HL_REQUEST_SWAP] = { 1, 0x4000000 },
	[HL_REQUEST_CONSULT] = { 1, 0x2000000 },
	[HL_REQUEST_TRANSFER] = { 1, 0x20 },
	[HL_REQUEST_JOIN] = { 1, 0x20 },
	[HL_REQUEST_BLIND] = { 1, 0x8 },
	[HL_REQUEST_CONFERENCE] = { 1, 0x1000000 },
	[HL_REQUEST_NEWCONFERENCE] = { 3, 0x20 },
	[HL_REQUEST_PREPARE] = { 1, 0x10000 },
	[HL_REQUEST_ADD] = { 1, 0x2 },
	[HL_REQUEST_REMOVE] = { 1, 0x40000 },
	[HL_REQUEST_PARK] = { 1, 0x8000 },
	[HL_REQUEST_UNPARK] = { 3, 0x80 },
	[HL_REQUEST_PICKUP] = { 3, 0x4 },
	[HL_REQUEST_SECURE] = { 1, 0x80000 },
	[HL_REQUEST_TREATMENT] = { 1, 0x20000000 },
	[HL_REQUEST_MONITORDIGITS] = { 1, 0x1000 },
	[HL_REQUEST_MONITORTONES] = { 1, 0x4000 },
	[HL_REQUEST_DIGITS] = { 1, 0x200 },
	[HL_REQUEST_TONE] = { 1, 0x400 },
	[HL_REQUEST_FORWARD] = { 3, 0x1 },
	[HL_REQUEST_DND] = { 3, 0x2000 },
};

static void requests_have_the_feature_bits_of_tapi(void)
{
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_request_info *info = hl_request_info(i);

		CU_ASSERT_EQUAL(info->word, features[i].word);
		CU_ASSERT_EQUAL(info->bit, features[i].bit);
		CU_ASSERT_EQUAL(info->of_line && info->word == 1, false);
	}
}

static void mode_words_have_the_values_of_tapi(void)
{
	static const struct {
		unsigned ours;
		unsigned tapi;
	} modes[] = {
		{ HL_CONNECTED_ACTIVE, 0x1 },
		{ HL_CONNECTED_INACTIVE, 0x2 },
		{ HL_CONNECTED_ACTIVEHELD, 0x4 },
		{ HL_CONNECTED_INACTIVEHELD, 0x8 },
		{ HL_CONNECTED_CONFIRMED, 0x10 },
		{ HL_DIALTONE_NORMAL, 0x1 },
		{ HL_DIALTONE_SPECIAL, 0x2 },
		{ HL_DIALTONE_INTERNAL, 0x4 },
		{ HL_OFFERING_ACTIVE, 0x1 },
		{ HL_OFFERING_INACTIVE, 0x2 },
		{ HL_BUSY_STATION, 0x1 },
		{ HL_BUSY_TRUNK, 0x2 },
		{ HL_INFO_NOCIRCUIT, 0x1 },
		{ HL_INFO_CUSTIRREG, 0x2 },
		{ HL_INFO_REORDER, 0x4 },
		{ HL_GONE_NORMAL, 0x1 },
		{ HL_GONE_UNKNOWN, 0x2 },
		{ HL_GONE_REJECT, 0x4 },
		{ HL_GONE_PICKUP, 0x8 },
		{ HL_GONE_FORWARDED, 0x10 },
		{ HL_GONE_BUSY, 0x20 },
		{ HL_GONE_NOANSWER, 0x40 },
		{ HL_GONE_BADADDRESS, 0x80 },
		{ HL_GONE_UNREACHABLE, 0x100 },
		{ HL_GONE_CONGESTION, 0x200 },
		{ HL_GONE_NODIALTONE, 0x1000 },
		{ HL_GONE_OUTOFORDER, 0x4000 },
		{ HL_GONE_DONOTDISTURB, 0x40000 },
	};

	for (unsigned i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		CU_ASSERT_EQUAL(modes[i].ours, modes[i].tapi);
}

static void sharings_have_the_values_of_tapi(void)
{
	CU_ASSERT_EQUAL(HL_SHARING_COUNT, 5);
	CU_ASSERT_EQUAL(hl_sharing_value(HL_SHARING_PRIVATE), 0x1);
	CU_ASSERT_EQUAL(hl_sharing_value(HL_SHARING_EXCL), 0x2);
	CU_ASSERT_EQUAL(hl_sharing_value(HL_SHARING_NEW), 0x4);
	CU_ASSERT_EQUAL(hl_sharing_value(HL_SHARING_SHARED), 0x8);
	CU_ASSERT_EQUAL(hl_sharing_value(HL_SHARING_MONITORED), 0x10);
}

/* ---- ways into the states ------------------------------------------------ */

static void call(struct table *t, hl_line line, const char *number)
{
	table_lift(t, line);
	table_dial(t, line, number);
}

static void be_offered(struct table *t)
{
	call(t, S2, "101");
}

static void be_accepted(struct table *t)
{
	be_offered(t);
	table_wait(t, 700);
	DONE(ACCEPT, .call = OF(S1, 0));
}

static void be_at_dial_tone(struct table *t)
{
	table_lift(t, S1);
}

static void be_at_recall_dial_tone(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
}

static void be_dialling(struct table *t)
{
	call(t, S1, "1");
}

static void be_proceeding(struct table *t)
{
	call(t, S1, "95#");
}

static void be_calling(struct table *t)
{
	call(t, S1, "102");
}

static void find_it_busy(struct table *t)
{
	table_lift(t, S2);
	be_calling(t);
}

static void find_no_trunk(struct table *t)
{
	table_ring(t, T1);
	table_ring(t, T2);
	table_wait(t, 100);
	call(t, S3, "95#");
}

static void misdial(struct table *t)
{
	call(t, S1, "5");
}

static void find_no_telephone(struct table *t)
{
	struct hl_event lost = { .kind = HL_EVENT_LOST, .line = S2 };

	table_event(t, &lost);
	be_calling(t);
}

static void be_answered(struct table *t)
{
	be_calling(t);
	table_wait(t, 3000);
	table_lift(t, S2);
}

static void hold_hard(struct table *t)
{
	table_talk(t, S1, S2);
	DONE(HOLD, .call = OF(S1, 0));
}

static void begin_conference(struct table *t)
{
	table_talk(t, S1, S2);
	DONE(CONFERENCE, .call = OF(S1, 0));
}

static void be_joined(struct table *t)
{
	table_consult(t, S1, S2, S3);
	DONE(JOIN, .call = OF(S1, 0), .other = OF(S1, 1));
}

static void be_left(struct table *t)
{
	table_talk(t, S1, S2);
	table_hangup(t, S2);
}

static void be_rejected(struct table *t)
{
	be_calling(t);
	DONE(DROP, .call = OF(S2, 0));
}

static void be_given_up(struct table *t)
{
	be_calling(t);
	table_wait(t, 180000);
}

static void find_it_broken(struct table *t)
{
	struct hl_event failed = { .kind = HL_EVENT_FAILED, .line = S2,
				   .error = -5 };

	be_calling(t);
	table_event(t, &failed);
}

static void be_elsewhere(struct table *t)
{
	ask_share(t, HL_SHARING_SHARED, S1, S2, 0);
	table_talk(t, S3, S1);
}

static void be_held_elsewhere(struct table *t)
{
	be_elsewhere(t);
	DONE(HOLD, .call = OF(S3, 0));
}

/* ---- states -------------------------------------------------------------- */

struct way {
	enum hl_call_st state;
	unsigned mode;
	void (*go)(struct table *t);
	hl_line line;
	unsigned n;
};

/* The last thing that each of them does is to enter the state. */
static const struct way states[] = {
	{ HL_CALL_OFFERING, 0, be_offered, S1, 0 },
	{ HL_CALL_ACCEPTED, 0, be_accepted, S1, 0 },
	{ HL_CALL_DIALTONE, 0x1, be_at_dial_tone, S1, 0 },
	{ HL_CALL_DIALTONE, 0x2, be_at_recall_dial_tone, S1, 1 },
	{ HL_CALL_DIALING, 0, be_dialling, S1, 0 },
	{ HL_CALL_PROCEEDING, 0, be_proceeding, S1, 0 },
	{ HL_CALL_RINGBACK, 0, be_calling, S1, 0 },
	{ HL_CALL_BUSY, 0x1, find_it_busy, S1, 0 },
	{ HL_CALL_BUSY, 0x2, find_no_trunk, S3, 0 },
	{ HL_CALL_SPECIALINFO, 0x4, misdial, S1, 0 },
	{ HL_CALL_SPECIALINFO, 0x1, find_no_telephone, S1, 0 },
	{ HL_CALL_CONNECTED, 0x1, be_answered, S1, 0 },
	{ HL_CALL_ONHOLD, 0, hold_hard, S1, 0 },
	{ HL_CALL_ONHOLDPENDTRANSFER, 0, be_at_recall_dial_tone, S1, 0 },
	{ HL_CALL_CONFERENCED, 0, begin_conference, S1, 0 },
	{ HL_CALL_ONHOLDPENDCONF, 0, begin_conference, S1, 1 },
	{ HL_CALL_CONFERENCED, 0, be_joined, S1, 1 },
	{ HL_CALL_CONNECTED, 0x1, be_joined, S1, 2 },
	{ HL_CALL_DISCONNECTED, 0x1, be_left, S1, 0 },
	{ HL_CALL_DISCONNECTED, 0x4, be_rejected, S1, 0 },
	{ HL_CALL_DISCONNECTED, 0x40, be_given_up, S1, 0 },
	{ HL_CALL_DISCONNECTED, 0x4000, find_it_broken, S1, 0 },
};

#define STATES (sizeof(states) / sizeof(states[0]))

static void every_state_is_come_to_with_its_mode(void)
{
	for (unsigned i = 0; i < STATES; i++) {
		const struct way *w = &states[i];
		struct table t;

		table_open(&t);
		w->go(&t);
		CU_ASSERT_EQUAL(table_state(&t, w->line, w->n), w->state);
		CU_ASSERT_EQUAL(ask_mode(&t, w->line, w->n), w->mode);
		CU_ASSERT_STRING_EQUAL(t.broken, "");
		CU_ASSERT_EQUAL(t.refused, 0);
		table_close(&t);
	}
}

static void every_state_keeps_the_time_of_its_entry(void)
{
	for (unsigned i = 0; i < STATES; i++) {
		const struct way *w = &states[i];
		struct table t;
		hl_usec entry;

		table_open(&t);
		w->go(&t);
		entry = t.now;
		CU_ASSERT_EQUAL(ask_call(&t, w->line, w->n)->since, entry);
		table_wait(&t, 400);
		CU_ASSERT_EQUAL(ask_call(&t, w->line, w->n)->since, entry);
		table_close(&t);
	}
}

/* Idle is no state to be in, unknown is told to monitors only. */
static void fourteen_of_the_sixteen_states_are_seen(void)
{
	bool seen[HL_CALL_STATE_COUNT] = { false };

	for (unsigned i = 0; i < STATES; i++)
		seen[states[i].state] = true;
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		CU_ASSERT_EQUAL(seen[i], i != HL_CALL_IDLE &&
						 i != HL_CALL_UNKNOWN);
}

static void nothing_but_an_exchange_that_is_flashed_leads_to_unknown(void)
{
	for (unsigned s = 0; s < HL_CALL_STATE_COUNT; s++)
		for (unsigned e = 0; e < HL_CALL_EVENT_COUNT; e++) {
			const struct hl_rule *r = hl_call_rule(s, e);

			CU_ASSERT_EQUAL(r->kind == HL_RULE_GO &&
						r->next == HL_CALL_UNKNOWN,
					s == HL_CALL_CONNECTED &&
						e == HL_CEV_DOUBT);
		}
}

CLAIM(idle_is_the_end_of_a_call_and_of_its_number)
{
	hl_call old;

	table_talk(t, S1, S2);
	old = OF(S1, 0);
	DONE(DROP, .call = old);
	CU_ASSERT(fx_to(t, old, HL_CALL_IDLE) >= 0);
	CU_ASSERT_PTR_NULL(hl_model_call(t->m, old));
	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++)
		if (!hl_request_info(i)->of_line)
			CU_ASSERT_NOT_EQUAL(table_ask(t, i, old, 0),
					    HL_ERR_NONE);
}

static void modes_of_bridging_and_remote_hold_are_seen(void)
{
	static const struct way modes[] = {
		{ HL_CALL_CONNECTED, 0x2, be_elsewhere, S2, 0 },
		{ HL_CALL_CONNECTED, 0x8, be_held_elsewhere, S2, 0 },
		{ HL_CALL_CONNECTED, 0x4, be_held_elsewhere, S1, 0 },
		{ HL_CALL_CONNECTED, 0x4, hold_hard, S2, 0 },
		{ HL_CALL_CONNECTED, 0x4, be_at_recall_dial_tone, S2, 0 },
		{ HL_CALL_CONNECTED, 0x4, begin_conference, S2, 0 },
	};

	for (unsigned i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		const struct way *w = &modes[i];
		struct table t;

		table_open(&t);
		w->go(&t);
		CU_ASSERT_EQUAL(table_state(&t, w->line, w->n), w->state);
		CU_ASSERT_EQUAL(ask_mode(&t, w->line, w->n), w->mode);
		CU_ASSERT_STRING_EQUAL(t.broken, "");
		table_close(&t);
	}
}

CLAIM(another_mode_is_no_new_state)
{
	hl_usec entry;

	table_talk(t, S1, S2);
	entry = ask_call(t, S2, 0)->since;
	DONE(HOLD, .call = OF(S1, 0));
	MODE(S2, 0, HL_CONNECTED_ACTIVEHELD);
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->since, entry);
	CU_ASSERT(fx_of(t, HL_FX_INFO, OF(S2, 0)) >= 0);
	CU_ASSERT_EQUAL(fx_of(t, HL_FX_STATE, OF(S2, 0)), -1);
}

CLAIM(members_name_their_conference)
{
	be_joined(t);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->parent, OF(S1, 2));
	CU_ASSERT_EQUAL(ask_call(t, S1, 1)->parent, OF(S1, 2));
}

/* ---- identities ---------------------------------------------------------- */

CLAIM(two_stations_of_one_conversation_have_one_call_id)
{
	table_talk(t, S1, S2);
	CU_ASSERT_NOT_EQUAL(OF(S1, 0), OF(S2, 0));
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->conversation,
			ask_call(t, S2, 0)->conversation);
}

CLAIM(other_conversations_have_other_ids)
{
	table_talk(t, S1, S2);
	table_talk(t, S3, S4);
	CU_ASSERT_NOT_EQUAL(ask_call(t, S1, 0)->conversation,
			    ask_call(t, S3, 0)->conversation);
}

CLAIM(the_call_id_survives_a_transfer)
{
	uint32_t id;

	table_consult(t, S1, S2, S3);
	id = ask_call(t, S2, 0)->conversation;
	DONE(TRANSFER, .call = OF(S1, 0), .other = OF(S1, 1));
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->conversation, id);
	CU_ASSERT_EQUAL(ask_call(t, S3, 0)->conversation, id);
}

CLAIM(the_call_id_survives_a_blind_transfer)
{
	uint32_t id;

	table_talk(t, S1, S2);
	id = ask_call(t, S2, 0)->conversation;
	DONE(BLIND, .call = OF(S1, 0), .number = "103");
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->conversation, id);
	CU_ASSERT_EQUAL(ask_call(t, S3, 0)->conversation, id);
}

CLAIM(the_call_id_survives_hold_and_park)
{
	uint32_t id;

	ask_parks(t, 1);
	table_talk(t, S1, S2);
	id = ask_call(t, S2, 0)->conversation;
	DONE(HOLD, .call = OF(S1, 0));
	DONE(UNHOLD, .call = OF(S1, 0));
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->conversation, id);
	DONE(PARK, .call = OF(S1, 0), .value = 2);
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->conversation, id);
}

CLAIM(a_consultation_call_is_related_to_what_it_is_held_for)
{
	table_consult(t, S1, S2, S3);
	CU_ASSERT_EQUAL(ask_call(t, S1, 1)->related,
			ask_call(t, S1, 0)->conversation);
}

CLAIM(after_a_transfer_each_party_is_told_who_the_other_is)
{
	table_consult(t, S1, S2, S3);
	DONE(TRANSFER, .call = OF(S1, 0), .other = OF(S1, 1));
	CU_ASSERT_STRING_EQUAL(ask_call(t, S2, 0)->party, "103");
	CU_ASSERT_STRING_EQUAL(ask_call(t, S3, 0)->party, "102");
	CU_ASSERT(fx_of(t, HL_FX_INFO, OF(S2, 0)) >= 0);
	CU_ASSERT(fx_of(t, HL_FX_INFO, OF(S3, 0)) >= 0);
}

CLAIM(after_a_transfer_each_party_is_told_who_did_it)
{
	table_consult(t, S1, S2, S3);
	DONE(TRANSFER, .call = OF(S1, 0), .other = OF(S1, 1));
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->redirector, S1);
	CU_ASSERT_EQUAL(ask_call(t, S3, 0)->redirector, S1);
	CU_ASSERT_STRING_EQUAL(ask_call(t, S3, 0)->called, "103");
}

CLAIM(a_dialled_call_is_outbound_here_and_internal_there)
{
	be_calling(t);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->origin, HL_ORIGIN_OUTBOUND);
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->origin, HL_ORIGIN_INTERNAL);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->reason, HL_REASON_DIRECT);
	CU_ASSERT_EQUAL(ask_call(t, S2, 0)->reason, HL_REASON_DIRECT);
}

CLAIM(a_call_from_an_exchange_is_external)
{
	table_ring(t, T1);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->origin, HL_ORIGIN_EXTERNAL);
	CU_ASSERT_EQUAL(ask_call(t, T1, 0)->origin, HL_ORIGIN_EXTERNAL);
}

CLAIM(a_consultation_call_is_outbound_and_direct)
{
	be_at_recall_dial_tone(t);
	CU_ASSERT_EQUAL(ask_call(t, S1, 1)->origin, HL_ORIGIN_OUTBOUND);
	CU_ASSERT_EQUAL(ask_call(t, S1, 1)->reason, HL_REASON_DIRECT);
}

CLAIM(a_conference_has_the_origin_conference)
{
	be_joined(t);
	CU_ASSERT_EQUAL(ask_call(t, S1, 2)->origin, HL_ORIGIN_CONFERENCE);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->origin, HL_ORIGIN_OUTBOUND);
}

CLAIM(a_call_sent_on_says_why_it_comes)
{
	be_offered(t);
	DONE(REDIRECT, .call = OF(S1, 0), .number = "103");
	CU_ASSERT_EQUAL(ask_call(t, S3, 0)->reason, HL_REASON_REDIRECT);
	CU_ASSERT_EQUAL(ask_call(t, S3, 0)->redirector, S1);
	table_lift(t, S3);
	DONE(BLIND, .call = OF(S3, 0), .number = "104");
	CU_ASSERT_EQUAL(ask_call(t, S4, 0)->reason, HL_REASON_TRANSFER);
	CU_ASSERT_EQUAL(ask_call(t, S4, 0)->redirector, S3);
	CU_ASSERT_STRING_EQUAL(ask_call(t, S4, 0)->called, "104");
}

CLAIM(a_held_party_that_comes_back_is_a_reminder)
{
	be_at_recall_dial_tone(t);
	table_hangup(t, S1);
	IS(S1, 0, OFFERING);
	CU_ASSERT_EQUAL(ask_call(t, S1, 0)->reason, HL_REASON_REMINDER);
}

/* ---- counters ------------------------------------------------------------ */

CLAIM(calls_are_counted_by_their_state)
{
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 0, 0));
	table_talk(t, S1, S2);
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 0, 0));
	table_flash(t, S1);
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 0, 1));
	table_flash(t, S1);
	DONE(HOLD, .call = OF(S1, 0));
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 1, 0));
}

CLAIM(members_take_no_place_and_the_conference_one)
{
	be_joined(t);
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 0, 0));
	DONE(PREPARE, .call = OF(S1, 2));
	CU_ASSERT_TRUE(ask_counts(t, S1, 1, 0, 1));
}

CLAIM(a_call_that_was_left_takes_no_place)
{
	be_left(t);
	CU_ASSERT_TRUE(ask_counts(t, S1, 0, 0, 0));
}

CLAIM(a_change_of_a_counter_is_told_with_all_three)
{
	const struct hl_effect *fx;
	int at;

	hold_hard(t);
	at = fx_counts(t, S1);
	CU_ASSERT_FATAL(at >= 0);
	fx = &t->fx.at[at];
	CU_ASSERT_EQUAL(fx->a, 0);
	CU_ASSERT_EQUAL(fx->b, 1);
	CU_ASSERT_EQUAL(fx->c, 0);
	CU_ASSERT_EQUAL(fx_counts(t, S2), -1);
}

CLAIM(a_swap_changes_no_counter)
{
	table_consult(t, S1, S2, S3);
	DONE(SWAP, .call = OF(S1, 0), .other = OF(S1, 1));
	CU_ASSERT_EQUAL(fx_counts(t, S1), -1);
}

CU_TestInfo *test_tapi(void)
{
	static CU_TestInfo tests[] = {
		T(call_states_have_the_values_of_tapi),
		T(errors_have_the_values_of_tapi),
		T(reasons_and_origins_have_the_values_of_tapi),
		T(requests_have_the_feature_bits_of_tapi),
		T(mode_words_have_the_values_of_tapi),
		T(sharings_have_the_values_of_tapi),
		T(every_state_is_come_to_with_its_mode),
		T(every_state_keeps_the_time_of_its_entry),
		T(fourteen_of_the_sixteen_states_are_seen),
		T(nothing_but_an_exchange_that_is_flashed_leads_to_unknown),
		T(idle_is_the_end_of_a_call_and_of_its_number),
		T(modes_of_bridging_and_remote_hold_are_seen),
		T(another_mode_is_no_new_state),
		T(members_name_their_conference),
		T(two_stations_of_one_conversation_have_one_call_id),
		T(other_conversations_have_other_ids),
		T(the_call_id_survives_a_transfer),
		T(the_call_id_survives_a_blind_transfer),
		T(the_call_id_survives_hold_and_park),
		T(a_consultation_call_is_related_to_what_it_is_held_for),
		T(after_a_transfer_each_party_is_told_who_the_other_is),
		T(after_a_transfer_each_party_is_told_who_did_it),
		T(a_dialled_call_is_outbound_here_and_internal_there),
		T(a_call_from_an_exchange_is_external),
		T(a_consultation_call_is_outbound_and_direct),
		T(a_conference_has_the_origin_conference),
		T(a_call_sent_on_says_why_it_comes),
		T(a_held_party_that_comes_back_is_a_reminder),
		T(calls_are_counted_by_their_state),
		T(members_take_no_place_and_the_conference_one),
		T(a_call_that_was_left_takes_no_place),
		T(a_change_of_a_counter_is_told_with_all_three),
		T(a_swap_changes_no_counter),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
