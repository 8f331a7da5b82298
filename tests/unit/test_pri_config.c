/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_config.c - claims about spans in a configuration
 */
#include "suites.h"

#include "holdline/pri.h"
#include "test_config.h"

#define HOUSE HEAD "[group out]\n[span e1]\ngroup = out\n"
#define GOOD  HOUSE "dchannel = 47\nchannels = 32-46, 48-62\n"

static int place(const struct hl_config *config, const char *name)
{
	for (unsigned i = 0; i < hl_config_lines(config); i++)
		if (!strcmp(settings(config, i)->name, name))
			return (int)i;
	return -1;
}

static void each_channel_is_a_line_named_by_its_time_slot(void)
{
	struct hl_config *config = good(GOOD);
	int line = place(config, "e1-17");

	CU_ASSERT_EQUAL(hl_config_lines(config), 1 + 30 + 2);
	CU_ASSERT_FATAL(line >= 0);
	CU_ASSERT_EQUAL(config_line(config, (unsigned)line)->channel, 48);
	CU_ASSERT_STRING_EQUAL(config_line(config, (unsigned)line)->driver,
			       "pri");
	CU_ASSERT(settings(config, (unsigned)line)->isdn);
	CU_ASSERT_EQUAL(settings(config, (unsigned)line)->kind,
			HL_KIND_TRUNK);
	CU_ASSERT(place(config, "e1-16") < 0);
	CU_ASSERT(place(config, "e1-s2") >= 0);
	CU_ASSERT_EQUAL(hl_config_plan(config)->group[0].count, 32);
	hl_config_free(config);
}

static void what_a_span_says_goes_to_its_lines(void)
{
	struct hl_config *config =
		good(GOOD "ring = 101\nhold_at = either\noverlap = yes\n"
			  "switch = qsig\nside = network\nstrip = 3\n");
	unsigned line = (unsigned)place(config, "e1-1");
	const struct hl_span *span;
	const char *card;

	CU_ASSERT_EQUAL(settings(config, line)->hold_at, HL_HOLD_AT_EITHER);
	CU_ASSERT_EQUAL(settings(config, line)->sending, HL_SENDING_OVERLAP);
	CU_ASSERT_EQUAL(settings(config, line)->rings, 1);
	span = hl_config_span(config, 0, &card);
	CU_ASSERT_PTR_NOT_NULL_FATAL(span);
	CU_ASSERT_STRING_EQUAL(card, "dahdi");
	CU_ASSERT_EQUAL(span->kind, HL_SPAN_SWITCH_QSIG);
	CU_ASSERT_EQUAL(span->side, HL_SPAN_NETWORK);
	CU_ASSERT_EQUAL(span->strip, 3);
	CU_ASSERT_EQUAL(span->first, 32);
	CU_ASSERT_EQUAL(span->channels, 30);
	CU_ASSERT_PTR_NULL(hl_config_span(config, 1, &card));
	hl_config_free(config);
}

static void a_line_of_a_span_may_say_something_else(void)
{
	struct hl_config *config =
		good(GOOD "ring = 101\n[line 102]\nchannel = 2\n"
			  "[line e1-5]\nring = 102\n");
	unsigned line = (unsigned)place(config, "e1-5");

	CU_ASSERT_EQUAL(hl_config_lines(config), 2 + 30 + 2);
	CU_ASSERT_EQUAL(config_line(config, line)->channel, 36);
	CU_ASSERT_EQUAL(settings(config, line)->ring[0], 1);
	CU_ASSERT_EQUAL(settings(config, line)->rings, 1);
	CU_ASSERT(settings(config, line)->isdn);
	hl_config_free(config);
}

static void what_is_printed_is_the_same_again(void)
{
	struct hl_config *config =
		good(GOOD "ring = 101\noverlap = yes\nhold_at = exchange\n");
	char *text = printed(config);
	struct hl_config *again = good(text);
	unsigned line = (unsigned)place(config, "e1-7");
	unsigned same = (unsigned)place(again, "e1-7");
	char *second = printed(again);

	CU_ASSERT_EQUAL(hl_config_lines(again), hl_config_lines(config));
	CU_ASSERT_EQUAL(config_line(config, line)->channel,
			config_line(again, same)->channel);
	CU_ASSERT_EQUAL(settings(again, same)->sending, HL_SENDING_OVERLAP);
	CU_ASSERT_EQUAL(settings(again, same)->hold_at, HL_HOLD_AT_EXCHANGE);
	comments_drop(text);
	comments_drop(second);
	CU_ASSERT_STRING_EQUAL(text, second);
	free(text);
	free(second);
	hl_config_free(config);
	hl_config_free(again);
}

static void mistakes_in_a_span_are_told_with_their_line(void)
{
	CU_ASSERT(complains(HOUSE, "t.conf:4: span e1 has no channels"));
	CU_ASSERT(complains(HOUSE "channels = 1-4\n",
			    "span e1 has no D-channel"));
	CU_ASSERT(complains(HOUSE "dchannel = 16\nchannels = 1-x\n",
			    "t.conf:7: channels: '1-x' will not do"));
	CU_ASSERT(complains(HOUSE "dchannel = 16\nchannels = 3, 2\n",
			    "each once, the lowest first"));
	CU_ASSERT(complains(HOUSE "dchannel = 16\nchannels = 1-31\n",
			    "a D-channel has 30 at the most"));
	CU_ASSERT(complains(HOUSE "dchannel = 16\nchannels = 10-20\n",
			    "channel 16 carries the messages, no voice"));
	CU_ASSERT(complains(HOUSE "dchannel = 16\nchannels = 1, 40\n",
			    "channel 40 is none of the 31 behind channel 1"));
	CU_ASSERT(complains(GOOD "card = nothing\n", "has no B channels"));
	CU_ASSERT(complains(GOOD "switch = esis\n", "switch is one of"));
	CU_ASSERT(complains(GOOD "channel = 3\n", "belongs in [line]"));
}

static void a_channel_is_used_once(void)
{
	CU_ASSERT(complains(GOOD "[line 133]\nchannel = 33\n",
			    "line 133: dahdi channel 33 is of span e1"));
	CU_ASSERT(complains(GOOD "[span e2]\ndchannel = 47\nchannels = 70\n"
				 "first = 47\n",
			    "span e2 has a channel that span e1"));
	CU_ASSERT(complains(HEAD "[line x]\ndriver = pri\nkind = trunk\n"
				 "channel = 5\n",
			    "line x is no line of a span"));
	CU_ASSERT(complains(GOOD "[line e1-3]\nchannel = 99\n",
			    "line e1-3 is no line of a span"));
}

static void a_mistake_in_a_key_of_many_lines_is_told_once(void)
{
	CU_ASSERT_TRUE(complains("[span e1]\ncard = sim\ndchannel = 16\n"
				 "channels = 1-15, 17-31\ngroup = none\n",
				 "\n1 mistake."));
}

/* clang-format off */
CU_TestInfo *test_pri_config(void)
{
	static CU_TestInfo tests[] = {
		{ "each channel is a line named by its time slot", each_channel_is_a_line_named_by_its_time_slot },
		{ "what a span says goes to its lines", what_a_span_says_goes_to_its_lines },
		{ "a line of a span may say something else", a_line_of_a_span_may_say_something_else },
		{ "what is printed is the same again", what_is_printed_is_the_same_again },
		{ "mistakes in a span are told with their line", mistakes_in_a_span_are_told_with_their_line },
		{ "a channel is used once", a_channel_is_used_once },
		{ "a mistake in a key of many lines is told once", a_mistake_in_a_key_of_many_lines_is_told_once },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
