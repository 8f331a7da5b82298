/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_judge.c - claims about causes, the ledger of B channels and the
 *                    judge of frames
 */
#include "suites.h"

#include <errno.h>
#include <string.h>

#include "drivers/pri/cause.h"
#include "drivers/pri/judge.h"
#include "drivers/pri/link.h"

CU_TestInfo *test_pri_judge(void);

static void every_cause_has_a_mode_a_tone_and_a_name(void)
{
	for (int cause = 1; cause <= 127; cause++) {
		CU_ASSERT_NOT_EQUAL(isdn_cause_mode(cause), ISDN_MODE_NONE);
		CU_ASSERT_STRING_NOT_EQUAL(isdn_cause_name(cause), "?");
		CU_ASSERT(isdn_cause_tone(cause) < HL_TONE_COUNT);
		CU_ASSERT_STRING_NOT_EQUAL(
			isdn_mode_name(isdn_cause_mode(cause)), "?");
	}
	CU_ASSERT_EQUAL(isdn_cause_mode(0), ISDN_MODE_UNKNOWN);
	CU_ASSERT_EQUAL(isdn_cause_mode(128), ISDN_MODE_UNKNOWN);
	CU_ASSERT_STRING_EQUAL(isdn_cause_name(0), "?");
}

static void an_unknown_cause_is_read_as_its_class(void)
{
	CU_ASSERT(!isdn_cause_is_known(33));
	CU_ASSERT_STRING_EQUAL(isdn_cause_name(33), isdn_cause_name(47));
	CU_ASSERT_EQUAL(isdn_cause_mode(15), isdn_cause_mode(31));
	CU_ASSERT_EQUAL(isdn_cause_mode(126), isdn_cause_mode(127));
}

static void the_words_of_both_sides_fit(void)
{
	CU_ASSERT_EQUAL(isdn_cause_mode(17), ISDN_MODE_BUSY);
	CU_ASSERT_EQUAL(isdn_cause_tone(17), HL_TONE_BUSY);
	CU_ASSERT_EQUAL(isdn_mode_cause(ISDN_MODE_BUSY), 17);
	CU_ASSERT_EQUAL(isdn_mode_cause(ISDN_MODE_OUTOFORDER), 27);
	CU_ASSERT_EQUAL(isdn_mode_cause(0x40000000), 31);
	CU_ASSERT_EQUAL(isdn_error_cause(HL_ERR_INVALADDRESS), 1);
	CU_ASSERT_EQUAL(isdn_error_cause(HL_ERR_RESOURCEUNAVAIL), 47);
	CU_ASSERT_EQUAL(isdn_error_cause(HL_ERR_OPERATIONFAILED), 41);
	CU_ASSERT_EQUAL(ISDN_MODE_NORMAL, HL_GONE_NORMAL);
	CU_ASSERT_EQUAL(ISDN_MODE_BUSY, HL_GONE_BUSY);
	CU_ASSERT_EQUAL(ISDN_MODE_NOANSWER, HL_GONE_NOANSWER);
	CU_ASSERT_EQUAL(ISDN_MODE_REJECT, HL_GONE_REJECT);
}

static void a_ledger_gives_each_channel_once(void)
{
	const uint8_t map[] = { 1, 2, 31 };
	struct isdn_ledger ledger;
	char why[100];

	CU_ASSERT_EQUAL(isdn_ledger_init(&ledger, map, 3, true), 0);
	CU_ASSERT_EQUAL(isdn_ledger_search(&ledger), 31);
	CU_ASSERT_EQUAL(isdn_ledger_take(&ledger, 31, 5, ISDN_CHANNEL_TAKEN),
			0);
	CU_ASSERT_EQUAL(isdn_ledger_take(&ledger, 31, 6, ISDN_CHANNEL_TAKEN),
			-EBUSY);
	CU_ASSERT_EQUAL(isdn_ledger_take(&ledger, 16, 6, ISDN_CHANNEL_TAKEN),
			-ENOENT);
	CU_ASSERT_EQUAL(isdn_ledger_search(&ledger), 2);
	isdn_ledger_free(&ledger, 31, 6);
	CU_ASSERT_EQUAL(isdn_ledger_count(&ledger, ISDN_CHANNEL_TAKEN), 1);
	CU_ASSERT_EQUAL(isdn_ledger_check(&ledger, why, sizeof(why)), 0);
	isdn_ledger_free(&ledger, 31, 5);
	CU_ASSERT_EQUAL(isdn_ledger_count(&ledger, ISDN_CHANNEL_FREE), 3);
}

static void a_wrong_ledger_is_seen(void)
{
	const uint8_t map[] = { 1, 2 };
	const uint8_t twice[] = { 1, 1 };
	const uint8_t beyond[] = { 32 };
	struct isdn_ledger ledger;
	char why[100] = "";

	CU_ASSERT_EQUAL(isdn_ledger_init(&ledger, twice, 2, false), -EINVAL);
	CU_ASSERT_EQUAL(isdn_ledger_init(&ledger, beyond, 1, false), -EINVAL);
	CU_ASSERT_EQUAL(isdn_ledger_init(&ledger, map, 0, false), -EINVAL);
	CU_ASSERT_EQUAL(isdn_ledger_init(&ledger, map, 2, false), 0);
	isdn_ledger_take(&ledger, 1, 9, ISDN_CHANNEL_TAKEN);
	isdn_ledger_take(&ledger, 2, 9, ISDN_CHANNEL_PROPOSED);
	CU_ASSERT_EQUAL(isdn_ledger_check(&ledger, why, sizeof(why)), -EPROTO);
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "channels 1 and 2"));
	isdn_ledger_free(&ledger, 2, 9);
	ledger.channel[0].owner = 0;
	CU_ASSERT_EQUAL(isdn_ledger_check(&ledger, why, sizeof(why)), -EPROTO);
}

static bool knows_seven(void *ctx, unsigned reference, bool ours)
{
	(void)ctx;
	return reference == 7 && ours;
}

static const struct isdn_rules rules = { .protocol = 0x08,
					 .knows = knows_seven };

static struct isdn_sight judge(const uint8_t *frame, size_t size)
{
	struct isdn_sight sight;

	isdn_judge(frame, size, &rules, &sight);
	return sight;
}

/* An I frame with a call reference, a type and elements. */
static struct isdn_sight message(unsigned reference, uint8_t type,
				 const uint8_t *elements, size_t size)
{
	uint8_t frame[300] = { 0x02, 0x01, 0, 0, 0x08, 2 };

	frame[6] = (uint8_t)(reference >> 8);
	frame[7] = (uint8_t)reference;
	frame[8] = type;
	if (size)
		memcpy(frame + 9, elements, size);
	return judge(frame, 9 + size);
}

static void frames_that_are_no_frames_are_dropped(void)
{
	static const uint8_t bad[][4] = {
		{ 0x02, 0x01, 0, 0 },    /* cut to 2 below */
		{ 0x03, 0x01, 0x7f, 0 }, /* address extension */
		{ 0x02, 0x00, 0x7f, 0 },
		{ 0x02, 0x03, 0x7f, 0 }, /* another terminal */
		{ 0xfe, 0x01, 0x7f, 0 }, /* management */
		{ 0x02, 0x01, 0x03, 0 }, /* unnumbered information */
		{ 0x02, 0x01, 0xaf, 0 }, /* exchange identification */
		{ 0x02, 0x01, 0x0d, 0 }, /* no supervisory frame */
	};
	uint8_t giant[ISDN_FRAME_MAX + 1] = { 0x02, 0x01 };

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CU_ASSERT_EQUAL(judge(bad[i], i ? 4 : 2).verdict, ISDN_DROP);
		CU_ASSERT_PTR_NOT_NULL(judge(bad[i], i ? 4 : 2).why);
	}
	CU_ASSERT_EQUAL(judge(giant, sizeof(giant)).verdict, ISDN_DROP);
}

static void frames_of_layer_2_pass(void)
{
	static const uint8_t good[][4] = {
		{ 0x02, 0x01, 0x7f, 0 }, { 0x02, 0x01, 0x73, 0 },
		{ 0x02, 0x01, 0x53, 0 }, { 0x02, 0x01, 0x1f, 0 },
		{ 0x02, 0x01, 0x01, 1 }, { 0x02, 0x01, 0x09, 1 },
	};

	for (unsigned i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct isdn_sight sight = judge(good[i], 4);

		CU_ASSERT_EQUAL(sight.verdict, ISDN_PASS);
		CU_ASSERT_EQUAL(sight.message, 0);
	}
}

static void a_message_that_cannot_be_read_is_counted_and_ignored(void)
{
	static const uint8_t shortest[] = { 0x02, 0x01, 0, 0, 0x08, 2 };
	static const uint8_t other[] = { 0x02, 0x01, 0, 0, 0x09, 2, 0, 1, 5 };
	static const uint8_t dummy[] = { 0x02, 0x01, 0, 0, 0x08, 0, 0x62 };
	static const uint8_t lone[] = { 0x02, 0x01, 0, 0, 0x08, 15, 0, 1, 5 };
	static const uint8_t service[] = { 0x02, 0x01, 0, 0, 0x43, 2, 0, 0, 7 };

	CU_ASSERT_EQUAL(judge(shortest, 6).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(judge(other, 9).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(judge(dummy, 7).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(judge(lone, 9).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(judge(service, 9).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(judge(other, 9).size, 4);
}

static void an_unknown_call_is_answered_not_opened(void)
{
	struct isdn_sight sight = message(0x0005, 0x24, NULL, 0); /* HOLD */

	CU_ASSERT_EQUAL(sight.verdict, ISDN_ASK);
	CU_ASSERT_EQUAL(sight.frame[8], ISDN_STATUS_ENQUIRY);
	CU_ASSERT_EQUAL(sight.size, 9);
	CU_ASSERT_EQUAL(message(0x0005, 0x5a, NULL, 0).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(message(0x0005, 0x05, NULL, 0).verdict, ISDN_PASS);
	CU_ASSERT_EQUAL(message(0x8005, 0x05, NULL, 0).verdict, ISDN_EMPTY);
}

static void a_status_of_nothing_about_nothing_is_ignored(void)
{
	static const uint8_t null[] = { 0x08, 2, 0x80, 0x9e, 0x14, 1, 0 };
	static const uint8_t active[] = { 0x08, 2, 0x80, 0x9e, 0x14, 1, 10 };

	CU_ASSERT_EQUAL(message(5, 0x7d, null, sizeof(null)).verdict,
			ISDN_EMPTY);
	CU_ASSERT_EQUAL(message(5, 0x7d, active, sizeof(active)).verdict,
			ISDN_ASK);
}

static void messages_for_the_interface_and_for_a_call_are_not_mixed(void)
{
	CU_ASSERT_EQUAL(message(0, 0x46, NULL, 0).verdict, ISDN_PASS);
	CU_ASSERT_EQUAL(message(0, 0x05, NULL, 0).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(message(0x8007, 0x46, NULL, 0).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(message(0x8007, 0x05, NULL, 0).verdict, ISDN_EMPTY);
	CU_ASSERT_EQUAL(message(0x8007, 0x24, NULL, 0).verdict, ISDN_PASS);
	CU_ASSERT_EQUAL(message(0x0007, 0x24, NULL, 0).verdict, ISDN_ASK);
}

static void elements_that_are_not_sound_are_left_out(void)
{
	/* A calling number whose octet 3 never ends, then a good cause. */
	static const uint8_t chain[] = { 0x6c, 2, 0x21, 0x03,
					 0x08, 2, 0x80, 0x91 };
	static const uint8_t beyond[] = { 0x08, 2, 0x80, 0x91, 0x70, 9, 1 };
	struct isdn_sight sight = message(0x8007, 0x45, chain, sizeof(chain));

	CU_ASSERT_EQUAL(sight.verdict, ISDN_PASS);
	CU_ASSERT_EQUAL(sight.size, 9 + 4);
	CU_ASSERT_EQUAL(sight.cause, 17);
	CU_ASSERT_PTR_NOT_NULL(sight.why);
	sight = message(0x8007, 0x45, beyond, sizeof(beyond));
	CU_ASSERT_EQUAL(sight.size, 9 + 4);
	CU_ASSERT_EQUAL(sight.cause, 17);
}

static void what_is_to_be_heard_is_seen(void)
{
	static const uint8_t inband[] = { 0x1e, 2, 0x82, 0x88 };
	static const uint8_t other[] = { 0x1e, 2, 0x82, 0x83 };

	CU_ASSERT(message(0x8007, 0x45, inband, 4).inband);
	CU_ASSERT(!message(0x8007, 0x45, other, 4).inband);
}

static void every_list_has_its_words(void)
{
	enum link_switch kind;

	for (unsigned i = 0; i < LINK_SWITCH_COUNT; i++) {
		const char *word = link_switch_word((enum link_switch)i);

		CU_ASSERT_EQUAL(link_switch_find(word, &kind), 0);
		CU_ASSERT_EQUAL(kind, i);
		CU_ASSERT_STRING_NOT_EQUAL(
			link_switch_plain((enum link_switch)i), "?");
	}
	CU_ASSERT_EQUAL(link_switch_find("x", &kind), -ENOENT);
	CU_ASSERT_STRING_EQUAL(link_switch_word(LINK_SWITCH_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(link_event_name(LINK_HOLD_ACK), "holdack");
	CU_ASSERT_STRING_EQUAL(link_event_name(LINK_EVENT_COUNT), "?");
	CU_ASSERT_STRING_EQUAL(link_notice_name(0x79), "remotehold");
	CU_ASSERT_STRING_EQUAL(link_notice_name(0x33), "?");
	CU_ASSERT_STRING_EQUAL(link_state_name(LINK_ST_ACTIVE), "active");
	CU_ASSERT_STRING_EQUAL(link_phase_name(LINK_PH_HELD), "held");
	CU_ASSERT_STRING_EQUAL(isdn_verdict_name(ISDN_ASK), "ask");
	CU_ASSERT_STRING_EQUAL(isdn_channel_state_name(ISDN_CHANNEL_OUT),
			       "out");
}

/* clang-format off */
CU_TestInfo *test_pri_judge(void)
{
	static CU_TestInfo tests[] = {
		{ "every cause has a mode, a tone and a name", every_cause_has_a_mode_a_tone_and_a_name },
		{ "an unknown cause is read as its class", an_unknown_cause_is_read_as_its_class },
		{ "the words of both sides fit", the_words_of_both_sides_fit },
		{ "a ledger gives each channel once", a_ledger_gives_each_channel_once },
		{ "a wrong ledger is seen", a_wrong_ledger_is_seen },
		{ "frames that are no frames are dropped", frames_that_are_no_frames_are_dropped },
		{ "frames of layer 2 pass", frames_of_layer_2_pass },
		{ "a message that cannot be read is counted and ignored", a_message_that_cannot_be_read_is_counted_and_ignored },
		{ "an unknown call is answered, not opened", an_unknown_call_is_answered_not_opened },
		{ "a status of nothing about nothing is ignored", a_status_of_nothing_about_nothing_is_ignored },
		{ "messages for the interface and for a call are not mixed", messages_for_the_interface_and_for_a_call_are_not_mixed },
		{ "elements that are not sound are left out", elements_that_are_not_sound_are_left_out },
		{ "what is to be heard is seen", what_is_to_be_heard_is_seen },
		{ "every list has its words", every_list_has_its_words },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
