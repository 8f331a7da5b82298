/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_timeline.c - claims about the timeline and its picture
 * (tools/timeline.h)
 */
#include "tools/timeline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "golden.h"

#define AT(ms) HL_MS(1000 + (ms))

CU_TestInfo *test_timeline(void);

static char *drawn(const struct timeline *t)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	CU_ASSERT_EQUAL(timeline_draw(t, out), 0);
	fclose(out);
	return text;
}

static char *table_of(const struct timeline *t)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	timeline_table(t, out);
	fclose(out);
	return text;
}

static unsigned times_in(const char *text, const char *what)
{
	unsigned n = 0;

	for (const char *at = text; (at = strstr(at, what)); at++)
		n++;
	return n;
}

static struct timeline *opened(const char *title)
{
	struct timeline *t = NULL;

	CU_ASSERT_EQUAL_FATAL(timeline_open(&t, title), 0);
	return t;
}

/* One call with everything in it that a row can show. */
static struct timeline *sample(void)
{
	struct timeline *t = opened("A call is held");
	int a = timeline_row(t, "101", "telephone");
	int b = timeline_row(t, "co1", "outside party");

	timeline_does(t, a, AT(0), TIMELINE_RING, "RINGING, co1");
	timeline_mark(t, a, AT(0), AT(0), TIMELINE_BELL, "");
	timeline_does(t, b, AT(0), TIMELINE_CALL, "calls in");
	timeline_hears(t, a, AT(0), TIMELINE_HEARS_NOTHING, "silence");
	timeline_mark(t, a, AT(2500), AT(2500), TIMELINE_LIFT, "");
	timeline_does(t, a, AT(2500), TIMELINE_TALK, "talking to co1");
	timeline_does(t, b, AT(2500), TIMELINE_TALK, "talking to 101");
	timeline_hears(t, a, AT(2500), TIMELINE_HEARS_VOICE, "voice co1");
	timeline_hears(t, b, AT(2500), TIMELINE_HEARS_VOICE, "voice 101");
	timeline_mark(t, a, AT(5000), AT(5600), TIMELINE_FLASH, "600 ms");
	timeline_does(t, a, AT(5600), TIMELINE_TONE, "asking, dial tone");
	timeline_does(t, b, AT(5600), TIMELINE_HOLD, "held by 101");
	timeline_hears(t, a, AT(5602), TIMELINE_HEARS_TONE,
		       "recall dial tone");
	timeline_hears(t, b, AT(5600), TIMELINE_HEARS_MUSIC, "music");
	timeline_mark(t, a, AT(7000), AT(7000), TIMELINE_DIGITS, "1");
	timeline_mark(t, a, AT(7200), AT(7200), TIMELINE_DIGITS, "0");
	timeline_does(t, a, AT(7300), TIMELINE_FAULT, "no such number");
	timeline_hears(t, a, AT(7300), TIMELINE_HEARS_NOISE, "unknown sound");
	timeline_hears(t, b, AT(8000),
		       TIMELINE_HEARS_VOICE | TIMELINE_HEARS_TONE,
		       "voice 101, call waiting tone");
	timeline_mark(t, a, AT(9000), AT(9020), TIMELINE_BREAK,
		      "20 ms noise");
	timeline_does(t, a, AT(9500), TIMELINE_IDLE, "left off hook");
	timeline_mark(t, b, AT(9600), AT(9600), TIMELINE_TROUBLE, "alarm");
	timeline_mark(t, a, AT(9900), AT(11000), TIMELINE_HANGUP, "");
	timeline_does(t, a, AT(11000), TIMELINE_REST, "");
	timeline_until(t, AT(12000));
	return t;
}

static void the_same_timeline_gives_the_same_bytes(void)
{
	struct timeline *t = sample();
	char *text = drawn(t);
	char *again = drawn(t);

	CU_ASSERT_STRING_EQUAL(text, again);
	CU_ASSERT(golden_is("tests/golden/timeline-sample.svg", text));
	free(text);
	free(again);
	timeline_close(t);
}

static void the_table_says_who_heard_what(void)
{
	struct timeline *t = sample();
	char *text = table_of(t);

	CU_ASSERT(golden_is("tests/golden/timeline-sample.txt", text));
	free(text);
	timeline_close(t);
}

static void nothing_told_is_a_picture_all_the_same(void)
{
	struct timeline *t = opened("");
	char *text = drawn(t);
	char *table = table_of(t);

	CU_ASSERT_PTR_NOT_NULL(strstr(text, "</svg>\n"));
	CU_ASSERT_STRING_EQUAL(table, "WHO       FROM s     TO s  HEARD\n");
	free(text);
	free(table);
	timeline_row(t, "101", "telephone");
	text = drawn(t);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, ">101</text>"));
	free(text);
	timeline_close(t);
}

static void names_and_words_are_escaped(void)
{
	struct timeline *t = opened("<&>");
	int row = timeline_row(t, "<a>", "\"b\"");
	char *text;

	timeline_does(t, row, AT(0), TIMELINE_TALK, "a & b");
	timeline_until(t, AT(5000));
	text = drawn(t);
	CU_ASSERT_PTR_NULL(strstr(text, "<&>"));
	CU_ASSERT_PTR_NULL(strstr(text, "<a>"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "<title>&lt;a&gt;: a &amp; b"));
	free(text);
	timeline_close(t);
}

static void every_mark_has_a_title(void)
{
	struct timeline *t = sample();
	char *text = drawn(t);

	/* Blocks, strokes, signs: each says whose it is. */
	CU_ASSERT_EQUAL(times_in(text, "<title>101: "), 17);
	CU_ASSERT_EQUAL(times_in(text, "<title>101 hears "), 3);
	CU_ASSERT_EQUAL(times_in(text, "<title>co1 hears "), 4);
	free(text);
	timeline_close(t);
}

static void digits_in_a_row_are_one_number(void)
{
	struct timeline *t = opened("");
	int row = timeline_row(t, "101", "");
	char *text;

	timeline_mark(t, row, AT(0), AT(0), TIMELINE_DIGITS, "1");
	timeline_mark(t, row, AT(2000), AT(2000), TIMELINE_DIGITS, "0");
	timeline_mark(t, row, AT(6000), AT(6000), TIMELINE_DIGITS, "7");
	timeline_until(t, AT(9000));
	text = drawn(t);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, ">10</text>"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, ">7</text>"));
	free(text);
	timeline_close(t);
}

static void the_same_again_changes_nothing(void)
{
	struct timeline *t = opened("");
	int row = timeline_row(t, "101", "");

	timeline_hears(t, row, AT(0), TIMELINE_HEARS_TONE, "dial tone");
	timeline_hears(t, row, AT(500), TIMELINE_HEARS_TONE, "dial tone");
	timeline_until(t, AT(1000));
	CU_ASSERT_EQUAL(timeline_heard_count(t), 1);
	CU_ASSERT_EQUAL(timeline_heard_at(t, 0).from, AT(0));
	CU_ASSERT_EQUAL(timeline_heard_at(t, 0).to, AT(1000));
	timeline_close(t);
}

static void a_row_can_be_told_anew_what_it_heard(void)
{
	struct timeline *t = opened("");
	int a = timeline_row(t, "101", "");
	int b = timeline_row(t, "102", "");

	timeline_hears(t, a, AT(0), TIMELINE_HEARS_TONE, "dial tone");
	timeline_hears(t, b, AT(0), TIMELINE_HEARS_MUSIC, "music");
	timeline_deafen(t, a);
	CU_ASSERT_EQUAL(timeline_heard_count(t), 1);
	CU_ASSERT_STRING_EQUAL(timeline_heard_at(t, 0).words, "music");
	timeline_close(t);
}

static void a_row_that_is_not_there_is_no_matter(void)
{
	struct timeline *t = opened("");
	char *text;

	timeline_does(t, 0, AT(0), TIMELINE_TALK, "x");
	timeline_hears(t, -1, AT(0), TIMELINE_HEARS_MUSIC, "x");
	timeline_mark(t, 99, AT(0), AT(0), TIMELINE_LIFT, "x");
	timeline_seized(t, 99, AT(0), true);
	CU_ASSERT_EQUAL(timeline_heard_count(t), 0);
	text = drawn(t);
	CU_ASSERT_EQUAL(times_in(text, ">x<"), 0);
	free(text);
	timeline_close(t);
}

static void there_is_room_for_so_many_rows(void)
{
	struct timeline *t = opened("");

	for (int i = 0; i < TIMELINE_ROWS_MAX; i++)
		CU_ASSERT_EQUAL(timeline_row(t, "x", ""), i);
	CU_ASSERT_EQUAL(timeline_row(t, "x", ""), -ENOSPC);
	timeline_close(t);
}

static void too_much_is_told_and_still_drawn(void)
{
	struct timeline *t = opened("");
	int row = timeline_row(t, "101", "");
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	for (unsigned i = 0; i <= 2 * TIMELINE_PARTS_MAX; i++)
		timeline_does(t, row, AT(i), i % 2 ? TIMELINE_TALK
						   : TIMELINE_REST, "");
	CU_ASSERT_EQUAL(timeline_draw(t, out), -ENOMEM);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "</svg>"));
	free(text);
	timeline_close(t);
}

static CU_TestInfo tests[] = {
	{ "the same timeline gives the same bytes",
	  the_same_timeline_gives_the_same_bytes },
	{ "the table says who heard what", the_table_says_who_heard_what },
	{ "nothing told is a picture all the same",
	  nothing_told_is_a_picture_all_the_same },
	{ "names and words are escaped", names_and_words_are_escaped },
	{ "every mark has a title", every_mark_has_a_title },
	{ "digits in a row are one number", digits_in_a_row_are_one_number },
	{ "the same again changes nothing", the_same_again_changes_nothing },
	{ "a row can be told anew what it heard",
	  a_row_can_be_told_anew_what_it_heard },
	{ "a row that is not there is no matter",
	  a_row_that_is_not_there_is_no_matter },
	{ "there is room for so many rows", there_is_room_for_so_many_rows },
	{ "too much is told, and still drawn",
	  too_much_is_told_and_still_drawn },
	CU_TEST_INFO_NULL,
};

CU_TestInfo *test_timeline(void)
{
	return tests;
}
