/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_feature.c - claims about the tables of gestures and situations
 *
 * First what they say, then that a telephone does it in every situation.
 */
#include "suites.h"

#include "holdline/feature.h"
#include "claim.h"

#include <string.h>

#define BIT(id) (1u << HL_SWITCH_##id)

/* ---- what the tables say ------------------------------------------------- */

static enum hl_op op_of(enum hl_procedure p, enum hl_situation s,
			enum hl_gesture g, unsigned switches)
{
	return hl_feature_op(hl_feature_find(p, s, g), switches);
}

/*
 * What a gesture does with every switch on; of a digit only whether it is
 * taken. Kept apart from the tables on purpose.
 */
static const struct {
	enum hl_op lift;
	enum hl_op flash;
	enum hl_op hangup;
	enum hl_op digit;
} expected[HL_SITUATION_COUNT] = {
#define IS(s, l, f, h, d)                                                      \
	[HL_SIT_##s] = { HL_OP_##l, HL_OP_##f, HL_OP_##h, HL_OP_##d },
	IS(RESTING, ORIGINATE, IGNORE, IGNORE, IGNORE)
	IS(RINGING, ANSWER, IGNORE, IGNORE, IGNORE)
	IS(RECALLED, ANSWER, IGNORE, IGNORE, IGNORE)
	IS(BRIDGED, BRIDGE, IGNORE, IGNORE, IGNORE)
	IS(DIALTONE, IGNORE, IGNORE, CLEAR, COLLECT)
	IS(DIALING, IGNORE, ORIGINATE, CLEAR, COLLECT)
	IS(CALLING, IGNORE, IGNORE, CLEAR, IGNORE)
	IS(FAILED, IGNORE, ORIGINATE, CLEAR, IGNORE)
	IS(TALKING, IGNORE, CONSULT, CLEAR, IGNORE)
	IS(WAITING, IGNORE, TAKE, LEAVEWAITING, IGNORE)
	IS(HOLDING, IGNORE, UNHOLD, LEAVE, IGNORE)
	IS(ASK_DIALTONE, IGNORE, RETRIEVE, LEAVE, COLLECT)
	IS(ASK_DIALING, IGNORE, RETRIEVE, LEAVE, COLLECT)
	IS(ASK_CALLING, IGNORE, RETRIEVE, CONNECT, IGNORE)
	IS(ASK_FAILED, IGNORE, RETRIEVE, LEAVE, IGNORE)
	IS(ASK_TALKING, IGNORE, JOIN, CONNECT, IGNORE)
	IS(ALTERNATE, IGNORE, SWAP, LEAVE, IGNORE)
	IS(CONFERENCE, IGNORE, DROPLAST, CONNECT, IGNORE)
	IS(THROUGH, IGNORE, TRUNKFLASH, CLEAR, IGNORE)
	IS(ORDER, IGNORE, RESUME, LEAVEORDER, ORDERED)
	IS(SILENT, IGNORE, ORIGINATE, CLEAR, IGNORE)
#undef IS
};

/* Where the ETSI flash asks for a digit; all else is as above. */
static bool asks_for_digit(enum hl_situation s)
{
	return s == HL_SIT_WAITING || s == HL_SIT_ASK_CALLING ||
	       s == HL_SIT_ASK_TALKING || s == HL_SIT_ALTERNATE ||
	       s == HL_SIT_CONFERENCE;
}

static void every_situation_and_gesture_has_its_row(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
			for (unsigned g = 1; g < HL_GESTURE_COUNT; g++) {
				const struct hl_feature *f =
					hl_feature_find(p, s, g);

				CU_ASSERT_EQUAL(f->situation, s);
				CU_ASSERT_EQUAL(f->gesture, g);
			}
}

static void every_row_that_does_something_says_what(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++)
			for (unsigned g = 1; g < HL_GESTURE_COUNT; g++) {
				const struct hl_feature *f =
					hl_feature_find(p, s, g);

				CU_ASSERT_EQUAL(f->op == HL_OP_IGNORE,
						strlen(f->says) == 0);
			}
}

static void every_cell_is_as_expected(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
			enum hl_op flash = expected[s].flash;

			if (p == HL_PROCEDURE_ETSI && asks_for_digit(s))
				flash = HL_OP_ORDER;
			CU_ASSERT_EQUAL(op_of(p, s, HL_GESTURE_LIFT, ~0u),
					expected[s].lift);
			CU_ASSERT_EQUAL(op_of(p, s, HL_GESTURE_FLASH, ~0u),
					flash);
			CU_ASSERT_EQUAL(op_of(p, s, HL_GESTURE_HANGUP, ~0u),
					expected[s].hangup);
			CU_ASSERT_EQUAL(op_of(p, s, HL_GESTURE_DIGIT, ~0u),
					expected[s].digit);
		}
}

static void hanging_up_does_something_wherever_the_receiver_is_up(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = HL_SIT_DIALTONE; s < HL_SITUATION_COUNT; s++)
			CU_ASSERT_NOT_EQUAL(op_of(p, s, HL_GESTURE_HANGUP, 0),
					    HL_OP_IGNORE);
}

static void a_flash_with_a_held_party_always_leads_to_it_or_on(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = HL_SIT_HOLDING; s <= HL_SIT_ASK_TALKING;
		     s++) {
			enum hl_op op = op_of(p, s, HL_GESTURE_FLASH, ~0u);

			CU_ASSERT(op == HL_OP_RETRIEVE || op == HL_OP_UNHOLD ||
				  op == HL_OP_JOIN || op == HL_OP_ORDER);
		}
}

static void no_hang_up_with_a_held_party_just_clears(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = HL_SIT_HOLDING; s <= HL_SIT_ALTERNATE; s++) {
			const struct hl_feature *f =
				hl_feature_find(p, s, HL_GESTURE_HANGUP);

			CU_ASSERT_NOT_EQUAL(f->op, HL_OP_CLEAR);
			CU_ASSERT_NOT_EQUAL(f->otherwise, HL_OP_CLEAR);
		}
}

static void a_switch_off_changes_what_a_row_does(void)
{
	const struct {
		enum hl_situation situation;
		enum hl_gesture gesture;
		enum hl_switch off;
		enum hl_op op;
	} rows[] = {
		{ HL_SIT_TALKING, HL_GESTURE_FLASH, HL_SWITCH_CONSULT,
		  HL_OP_TRUNKFLASH },
		{ HL_SIT_WAITING, HL_GESTURE_FLASH, HL_SWITCH_HOLD,
		  HL_OP_IGNORE },
		{ HL_SIT_ASK_CALLING, HL_GESTURE_FLASH, HL_SWITCH_ONEFLASH,
		  HL_OP_AGAIN },
		{ HL_SIT_ASK_FAILED, HL_GESTURE_FLASH, HL_SWITCH_ONEFLASH,
		  HL_OP_AGAIN },
		{ HL_SIT_ASK_TALKING, HL_GESTURE_FLASH, HL_SWITCH_THREEWAY,
		  HL_OP_SWAP },
		{ HL_SIT_ASK_CALLING, HL_GESTURE_HANGUP, HL_SWITCH_TRANSFER,
		  HL_OP_LEAVE },
		{ HL_SIT_ASK_TALKING, HL_GESTURE_HANGUP, HL_SWITCH_TRANSFER,
		  HL_OP_LEAVE },
		{ HL_SIT_CONFERENCE, HL_GESTURE_HANGUP, HL_SWITCH_TRANSFER,
		  HL_OP_CLEAR },
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CU_ASSERT_EQUAL(op_of(HL_PROCEDURE_NORTHAMERICAN,
				      rows[i].situation, rows[i].gesture,
				      ~(1u << rows[i].off)), rows[i].op);
}

static void transfer_and_three_way_are_on_by_default(void)
{
	unsigned on = hl_switch_defaults();

	CU_ASSERT(on & BIT(TRANSFER));
	CU_ASSERT(on & BIT(THREEWAY));
	CU_ASSERT(on & BIT(CONSULT));
	CU_ASSERT(on & BIT(ONEFLASH));
	CU_ASSERT_FALSE(on & BIT(TRUNKS));
}

/* 0 release what is held or waits, 1 end this, 2 hold this, 3 join, 4 leave */
static void every_digit_behind_a_flash_is_as_expected(void)
{
	static const struct {
		enum hl_situation situation;
		enum hl_op op[5];
	} digits[] = {
		{ HL_SIT_WAITING,
		  { HL_OP_REJECT, HL_OP_DROPTAKE, HL_OP_TAKE,
		    HL_OP_TAKEJOIN } },
		{ HL_SIT_ASK_CALLING,
		  { [1] = HL_OP_RETRIEVE, [4] = HL_OP_CONNECT } },
		{ HL_SIT_ASK_TALKING,
		  { HL_OP_DROPHELD, HL_OP_RETRIEVE, HL_OP_SWAP, HL_OP_JOIN,
		    HL_OP_CONNECT } },
		{ HL_SIT_ALTERNATE,
		  { HL_OP_DROPHELD, HL_OP_RETRIEVE, HL_OP_SWAP, HL_OP_JOIN,
		    HL_OP_CONNECT } },
		{ HL_SIT_CONFERENCE,
		  { [1] = HL_OP_DROPLAST, [4] = HL_OP_CONNECT } },
	};
	unsigned rows = 0;

	for (unsigned i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
		for (unsigned d = 0; d < 5; d++) {
			const struct hl_order *o = hl_order_find(
				digits[i].situation, (char)('0' + d));

			CU_ASSERT_EQUAL(o ? o->op : HL_OP_IGNORE,
					digits[i].op[d]);
			CU_ASSERT(!o || strlen(o->says) > 0);
			rows += o != NULL;
		}
	CU_ASSERT_PTR_NULL(hl_order_at(rows));
	CU_ASSERT_PTR_NOT_NULL(hl_order_at(rows - 1));
}

static void a_digit_is_asked_for_only_where_one_means_something(void)
{
	for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
		bool means = false;

		for (const char *d = "0123456789*#ABCD"; *d; d++)
			means |= hl_order_find(s, *d) != NULL;
		CU_ASSERT_EQUAL(means, asks_for_digit(s));
	}
}

/* ---- ways into the situations of 101 ------------------------------------- */

static void dial(struct table *t, hl_line line, const char *digits)
{
	table_lift(t, line);
	table_dial(t, line, digits);
}

static void be_resting(struct table *t)
{
	(void)t;
}

static void be_ringing(struct table *t)
{
	dial(t, S2, "101");
}

static void be_asking(struct table *t)
{
	table_talk(t, S1, S2);
	table_flash(t, S1);
}

static void be_recalled(struct table *t)
{
	be_asking(t);
	table_hangup(t, S1);
}

static void be_bridged(struct table *t)
{
	struct hl_plan plan = *hl_model_get_plan(t->m);
	struct hl_address *a = &plan.address[0];

	strcpy(a->name, "199");
	a->sharing = HL_SHARING_SHARED;
	a->count = 2;
	a->lines[0] = S1;
	a->lines[1] = S4;
	plan.addresses = 1;
	hl_model_plan(t->m, &plan);
	table_talk(t, S4, S2);
}

static void be_at_dial_tone(struct table *t)
{
	table_lift(t, S1);
}

static void be_dialling(struct table *t)
{
	dial(t, S1, "1");
}

static void be_calling(struct table *t)
{
	dial(t, S1, "102");
}

static void be_refused(struct table *t)
{
	dial(t, S1, "5");
}

static void be_talking(struct table *t)
{
	table_talk(t, S1, S2);
}

static void have_waiting(struct table *t)
{
	table_talk(t, S1, S2);
	dial(t, S3, "101");
	table_wait(t, 1000);
}

static void be_holding(struct table *t)
{
	table_talk(t, S1, S2);
	table_ask(t, HL_REQUEST_HOLD, table_call(t, S1, 0), HL_NO_CALL);
}

static void ask_dialling(struct table *t)
{
	be_asking(t);
	table_dial(t, S1, "1");
}

static void ask_calling(struct table *t)
{
	be_asking(t);
	table_dial(t, S1, "103");
	table_wait(t, 1000);
}

static void ask_refused(struct table *t)
{
	be_asking(t);
	table_dial(t, S1, "5");
}

static void ask_talking(struct table *t)
{
	table_consult(t, S1, S2, S3);
}

static void alternate(struct table *t)
{
	have_waiting(t);
	table_ask_line(t, HL_REQUEST_PICKUP, S1, "");
}

static void confer(struct table *t)
{
	ask_talking(t);
	table_ask(t, HL_REQUEST_JOIN, table_call(t, S1, 0),
		  table_call(t, S1, 1));
}

/* An outside call that was flashed on, where nothing is held here. */
static void pass_a_flash_on(struct table *t)
{
	table_set(t, T1)->hold_at = HL_HOLD_AT_EXCHANGE;
	table_set(t, S1)->switches &= ~BIT(CONSULT);
	table_ring(t, T1);
	table_lift(t, S1);
	table_flash(t, S1);
	table_wait(t, 2000);
}

/* Possible with the ETSI procedure only. */
static void be_ordering(struct table *t)
{
	ask_talking(t);
	table_set(t, S1)->procedure = HL_PROCEDURE_ETSI;
	table_flash(t, S1);
}

static void be_left_alone(struct table *t)
{
	be_refused(t);
	table_wait(t, 31000);
}

static void (*const ways[HL_SITUATION_COUNT])(struct table *t) = {
	[HL_SIT_RESTING] = be_resting,
	[HL_SIT_RINGING] = be_ringing,
	[HL_SIT_RECALLED] = be_recalled,
	[HL_SIT_BRIDGED] = be_bridged,
	[HL_SIT_DIALTONE] = be_at_dial_tone,
	[HL_SIT_DIALING] = be_dialling,
	[HL_SIT_CALLING] = be_calling,
	[HL_SIT_FAILED] = be_refused,
	[HL_SIT_TALKING] = be_talking,
	[HL_SIT_WAITING] = have_waiting,
	[HL_SIT_HOLDING] = be_holding,
	[HL_SIT_ASK_DIALTONE] = be_asking,
	[HL_SIT_ASK_DIALING] = ask_dialling,
	[HL_SIT_ASK_CALLING] = ask_calling,
	[HL_SIT_ASK_FAILED] = ask_refused,
	[HL_SIT_ASK_TALKING] = ask_talking,
	[HL_SIT_ALTERNATE] = alternate,
	[HL_SIT_CONFERENCE] = confer,
	[HL_SIT_THROUGH] = pass_a_flash_on,
	[HL_SIT_ORDER] = be_ordering,
	[HL_SIT_SILENT] = be_left_alone,
};

/* ---- a telephone does what they say -------------------------------------- */

static void open_at(struct table *t, enum hl_procedure p, enum hl_situation s)
{
	table_open(t);
	table_set(t, S1)->procedure = (uint8_t)p;
	table_set(t, S1)->switches |= BIT(WAITING);
	ways[s](t);
}

static void every_situation_can_be_come_to(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
			struct table t;

			open_at(&t, p, s);
			CU_ASSERT_EQUAL(table_sit(&t, S1), s);
			CU_ASSERT_STRING_EQUAL(t.broken, "");
			table_close(&t);
		}
}

/* What the desk decided in the last step, HL_OP_COUNT when nothing. */
static enum hl_op decided(const struct table *t)
{
	for (unsigned i = 0; i < t->fx.count; i++)
		if (t->fx.at[i].kind == HL_FX_DECIDE)
			return (enum hl_op)t->fx.at[i].a;
	return HL_OP_COUNT;
}

/* One cell: the gesture, judged at once as by the kernel; then all go home. */
static void do_cell(enum hl_procedure p, enum hl_situation s,
		    enum hl_gesture g, char digit)
{
	struct hl_event event = { .kind = HL_EVENT_GESTURE, .line = S1,
				  .gesture = g, .digit = digit };
	struct table t;

	open_at(&t, p, s);
	p = table_set(&t, S1)->procedure;
	table_event(&t, &event);
	CU_ASSERT_EQUAL(decided(&t),
			op_of(p, s, g, table_set(&t, S1)->switches));
	for (hl_line l = S1; l <= S4; l++)
		if (hl_model_line(t.m, l)->hook.lifted)
			table_hangup(&t, l);
	table_wait(&t, 200000);
	CU_ASSERT_TRUE(table_quiet(&t));
	CU_ASSERT_STRING_EQUAL(t.broken, "");
	CU_ASSERT_EQUAL(t.refused, 0);
	table_close(&t);
}

static void every_cell_is_done_and_nothing_is_left_of_it(void)
{
	for (unsigned p = 0; p < HL_PROCEDURE_COUNT; p++)
		for (unsigned s = 0; s < HL_SITUATION_COUNT; s++) {
			if (s <= HL_SIT_BRIDGED) {
				do_cell(p, s, HL_GESTURE_LIFT, 0);
				continue;
			}
			do_cell(p, s, HL_GESTURE_FLASH, 0);
			do_cell(p, s, HL_GESTURE_HANGUP, 0);
			for (const char *d = "0123456789*#"; *d; d++)
				do_cell(p, s, HL_GESTURE_DIGIT, *d);
		}
}

/* ---- two flashes to return ----------------------------------------------- */

static void two_flashes(struct table *t)
{
	table_set(t, S1)->switches &= ~BIT(ONEFLASH);
}

#define CLAIM(name) CLAIM_ON(name, two_flashes)

CLAIM(without_one_flash_the_first_gives_dial_tone_the_second_returns)
{
	ask_calling(t);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_ASK_DIALTONE);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RECALL);
	CU_ASSERT_EQUAL(table_want(t, S3)->ring, HL_RING_NONE);
	CU_ASSERT_TRUE(table_music(t, S2));
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(without_one_flash_a_busy_call_takes_two_to_return)
{
	table_lift(t, S3);
	be_asking(t);
	table_dial(t, S1, "103");
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_BUSY);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RECALL);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(without_one_flash_another_number_can_be_dialled)
{
	ask_calling(t);
	table_flash(t, S1);
	table_dial(t, S1, "104");
	table_lift(t, S4);
	CU_ASSERT_TRUE(table_talks(t, S1, S4));
	CU_ASSERT_TRUE(table_music(t, S2));
	table_wait(t, 1000);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_sit(t, S1), HL_SIT_CONFERENCE);
	CU_ASSERT_TRUE(table_talks(t, S2, S4));
}

CLAIM(without_one_flash_a_party_that_left_takes_two_to_return)
{
	ask_talking(t);
	table_hangup(t, S3);
	table_flash(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->tone, HL_TONE_RECALL);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

CLAIM(without_one_flash_hanging_up_at_the_new_dial_tone_rings_back)
{
	ask_calling(t);
	table_flash(t, S1);
	table_hangup(t, S1);
	CU_ASSERT_EQUAL(table_want(t, S1)->ring, HL_RING_RECALL);
	CU_ASSERT_TRUE(table_music(t, S2));
}

CLAIM(without_one_flash_one_is_enough_at_recall_dial_tone)
{
	be_asking(t);
	table_flash(t, S1);
	CU_ASSERT_TRUE(table_talks(t, S1, S2));
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_feature(void)
{
	static CU_TestInfo tests[] = {
		T(every_situation_and_gesture_has_its_row),
		T(every_row_that_does_something_says_what),
		T(every_cell_is_as_expected),
		T(hanging_up_does_something_wherever_the_receiver_is_up),
		T(a_flash_with_a_held_party_always_leads_to_it_or_on),
		T(no_hang_up_with_a_held_party_just_clears),
		T(a_switch_off_changes_what_a_row_does),
		T(transfer_and_three_way_are_on_by_default),
		T(every_digit_behind_a_flash_is_as_expected),
		T(a_digit_is_asked_for_only_where_one_means_something),
		T(every_situation_can_be_come_to),
		T(every_cell_is_done_and_nothing_is_left_of_it),
		T(without_one_flash_the_first_gives_dial_tone_the_second_returns),
		T(without_one_flash_a_busy_call_takes_two_to_return),
		T(without_one_flash_another_number_can_be_dialled),
		T(without_one_flash_a_party_that_left_takes_two_to_return),
		T(without_one_flash_hanging_up_at_the_new_dial_tone_rings_back),
		T(without_one_flash_one_is_enough_at_recall_dial_tone),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
