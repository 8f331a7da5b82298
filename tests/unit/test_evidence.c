/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_evidence.c - claims about how holdctl says what was heard on a trunk
 */
#include "suites.h"

#include "../../tools/holdctl/holdctl.h"

#include <stdlib.h>
#include <string.h>

static json_t *parsed(const char *text)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);

	CU_ASSERT_PTR_NOT_NULL_FATAL(json);
	return json;
}

#define BUSY_TONE                                                              \
	"{\"record\": 1, \"cause\": 0, \"kind\": \"event\", "                  \
	"\"what\": \"progress\", \"line\": \"co1\", \"call\": null, "          \
	"\"time\": \"2026-01-01T00:00:01.000000Z\", "                          \
	"\"heard\": \"busy\", \"freq_hz\": [480, 620], \"cycles\": 4, "        \
	"\"on_ms\": 500, \"off_ms\": 500, \"level_dbm0\": -24.0, "             \
	"\"lasted_ms\": 4000}"

static bool says(const char *record, const char *wanted)
{
	json_t *json = parsed(record);
	char text[CTL_TEXT];
	bool same = strcmp(ctl_evidence(json, text, sizeof(text)), wanted) == 0;

	if (!same)
		fprintf(stderr, "says '%s'\n", text);
	json_decref(json);
	return same;
}

static void a_tone_is_told_with_its_frequencies_and_its_cadence(void)
{
	CU_ASSERT_TRUE(says(BUSY_TONE,
			    "busy tone 480+620 Hz 500/500 ms, 4 cycles"));
}

static void a_tone_of_one_frequency_names_one(void)
{
	CU_ASSERT_TRUE(says("{\"heard\": \"congestion\", "
			    "\"freq_hz\": [425, 0], \"cycles\": 3, "
			    "\"on_ms\": 240, \"off_ms\": 240}",
			    "congestion tone 425 Hz 240/240 ms, 3 cycles"));
}

static void a_tone_without_cadence_is_told_with_how_long_it_lasted(void)
{
	CU_ASSERT_TRUE(says("{\"heard\": \"dial\", \"freq_hz\": [350, 440], "
			    "\"cycles\": 0, \"lasted_ms\": 2000}",
			    "dial tone 350+440 Hz for 2000 ms"));
}

static void silence_has_no_frequency(void)
{
	CU_ASSERT_TRUE(says("{\"heard\": \"silence\", \"freq_hz\": [0, 0], "
			    "\"cycles\": 0, \"lasted_ms\": 30000}",
			    "long silence for 30000 ms"));
}

static void the_story_of_a_line_tells_the_evidence(void)
{
	json_t *json = parsed(BUSY_TONE);
	char subject[CTL_TEXT];
	char text[CTL_TEXT];

	CU_ASSERT_TRUE(ctl_story_words(NULL, json, subject, text,
				       sizeof(text)));
	CU_ASSERT_STRING_EQUAL(text,
			       "busy tone 480+620 Hz 500/500 ms, 4 cycles");
	json_decref(json);
}

static void the_story_of_a_call_tells_how_its_release_is_known(void)
{
	json_t *json = parsed("{\"kind\": \"effect\", \"what\": \"cleared\", "
			      "\"line\": \"co1\", \"call\": 3, "
			      "\"by\": \"battery\"}");
	char subject[CTL_TEXT];
	char text[CTL_TEXT];

	CU_ASSERT_TRUE(ctl_story_words(NULL, json, subject, text,
				       sizeof(text)));
	CU_ASSERT_STRING_EQUAL(subject, "call 3");
	CU_ASSERT_STRING_EQUAL(text, "the far end released: loop current "
				     "drop, kewlstart");
	json_decref(json);
}

static void why_names_the_evidence_of_a_release(void)
{
	json_t *all = parsed("[" BUSY_TONE ", "
		"{\"record\": 2, \"cause\": 1, \"kind\": \"effect\", "
		"\"what\": \"cleared\", \"line\": \"co1\", \"call\": 3, "
		"\"time\": \"2026-01-01T00:00:01.000000Z\", "
		"\"by\": \"busy\"}, "
		"{\"record\": 3, \"cause\": 1, \"kind\": \"effect\", "
		"\"what\": \"end\", \"line\": \"co1\", \"call\": 3, "
		"\"time\": \"2026-01-01T00:00:01.000000Z\", "
		"\"from\": \"connected\"}]");
	char *out = NULL;
	size_t size = 0;
	struct ctl ctl = { .utc = true, .tty = true, .width = 400,
			   .out = open_memstream(&out, &size) };

	ctl_screen_why(&ctl, "co1", 0, all);
	fclose(ctl.out);
	CU_ASSERT_PTR_NOT_NULL(strstr(out,
		"because on co1 was heard busy tone 480+620 Hz 500/500 ms, "
		"4 cycles."));
	free(out);
	json_decref(all);
}

CU_TestInfo *test_evidence(void)
{
	static CU_TestInfo tests[] = {
#define T(claim) { #claim, claim }
		T(a_tone_is_told_with_its_frequencies_and_its_cadence),
		T(a_tone_of_one_frequency_names_one),
		T(a_tone_without_cadence_is_told_with_how_long_it_lasted),
		T(silence_has_no_frequency),
		T(the_story_of_a_line_tells_the_evidence),
		T(the_story_of_a_call_tells_how_its_release_is_known),
		T(why_names_the_evidence_of_a_release),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
