/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_text.c - claims about numbers, lengths of time, guesses, and the tail
 * of texts
 */
#include "suites.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "src/base/tail.h"
#include "src/base/text.h"

static void a_number_is_digits_and_nothing_else(void)
{
	static const char *const bad[] = { "", " 1", "1 ", "+1", "-1", "0x1",
					   "1.0", "one", "1\n" };
	uint64_t value = 77;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(hl_text_unsigned(bad[i], 0, 100, &value),
				-EINVAL);
	CU_ASSERT_EQUAL(value, 77);
	CU_ASSERT_EQUAL(hl_text_unsigned("007", 0, 100, &value), 0);
	CU_ASSERT_EQUAL(value, 7);
}

static void a_number_out_of_range_leaves_the_result_alone(void)
{
	uint64_t value = 77;

	CU_ASSERT_EQUAL(hl_text_unsigned("4", 5, 10, &value), -ERANGE);
	CU_ASSERT_EQUAL(hl_text_unsigned("11", 5, 10, &value), -ERANGE);
	CU_ASSERT_EQUAL(hl_text_unsigned("18446744073709551616", 0,
					 UINT64_MAX, &value),
			-ERANGE);
	CU_ASSERT_EQUAL(hl_text_unsigned("99999999999999999999999", 0,
					 UINT64_MAX, &value),
			-ERANGE);
	CU_ASSERT_EQUAL(value, 77);
	CU_ASSERT_EQUAL(hl_text_unsigned("18446744073709551615", 0,
					 UINT64_MAX, &value),
			0);
	CU_ASSERT_EQUAL(value, UINT64_MAX);
}

static void a_decimal_number_may_have_a_sign_and_a_fraction(void)
{
	double value = 77;

	CU_ASSERT_EQUAL(hl_text_real("-20", -40, 0, &value), 0);
	CU_ASSERT_DOUBLE_EQUAL(value, -20, 1e-9);
	CU_ASSERT_EQUAL(hl_text_real("12.25", 0, 100, &value), 0);
	CU_ASSERT_DOUBLE_EQUAL(value, 12.25, 1e-9);
}

static void a_decimal_number_is_strict(void)
{
	static const char *const bad[] = { "",	  "-",	 ".5",	"5.",
					   "1e3", "nan", "1,5", "0x10",
					   "--1", "1234567890" };
	double value = 77;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(hl_text_real(bad[i], -1e12, 1e12, &value),
				-EINVAL);
	CU_ASSERT_EQUAL(hl_text_real("-41", -40, 0, &value), -ERANGE);
	CU_ASSERT_DOUBLE_EQUAL(value, 77, 0);
}

static void a_length_of_time_is_in_ms_or_says_its_unit(void)
{
	static const struct {
		const char *text;
		uint32_t ms;
	} good[] = {
		{ "0", 0 },	   { "1500", 1500 },  { "1500ms", 1500 },
		{ "1500 ms", 1500 }, { "1.5 s", 1500 }, { "16s", 16000 },
		{ "3 min", 180000 }, { "0.5min", 30000 }, { "0.0004 s", 0 },
		{ "0.0006 s", 1 },
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		uint32_t ms = 77;

		CU_ASSERT_EQUAL(hl_text_ms(good[i].text, 0, 600000, &ms), 0);
		CU_ASSERT_EQUAL(ms, good[i].ms);
	}
}

static void a_length_of_time_knows_no_other_unit(void)
{
	static const char *const bad[] = { "",	  "s",	  "1 h", "1 sec",
					   "1 ss", "1m",  "1 ms ", "-1 s" };
	uint32_t ms = 77;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(hl_text_ms(bad[i], 0, 600000, &ms), -EINVAL);
	CU_ASSERT_EQUAL(hl_text_ms("11 min", 0, 600000, &ms), -ERANGE);
	CU_ASSERT_EQUAL(hl_text_ms("999999999 min", 0, UINT32_MAX, &ms),
			-ERANGE);
	CU_ASSERT_EQUAL(hl_text_ms("4", 5, 600000, &ms), -ERANGE);
	CU_ASSERT_EQUAL(ms, 77);
}

static void a_copy_that_does_not_fit_is_cut_and_says_so(void)
{
	char text[5];

	CU_ASSERT_TRUE(hl_text_copy(text, sizeof(text), "four"));
	CU_ASSERT_STRING_EQUAL(text, "four");
	CU_ASSERT_FALSE(hl_text_copy(text, sizeof(text), "fiver"));
	CU_ASSERT_STRING_EQUAL(text, "five");
}

static void the_first_byte_that_is_not_utf_8_is_found(void)
{
	static const struct {
		const char *text;
		size_t bad;
	} rows[] = {
		{ "plain", 5 },
		{ "gr\xc3\xbc\xc3\x9f", 6 },
		{ "\xe2\x82\xac", 3 },
		{ "\xf0\x9f\x93\x9e", 4 },
		{ "ab\xff", 2 },
		{ "a\xc0\x80", 1 },          /* overlong */
		{ "a\xe0\x80\x80", 1 },      /* overlong */
		{ "\xed\xa0\x80", 0 },       /* surrogate */
		{ "\xf4\x90\x80\x80", 0 },   /* beyond U+10FFFF */
		{ "abc\xc3", 3 },            /* cut */
		{ "\x80", 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		CU_ASSERT_EQUAL(hl_text_bad_byte(rows[i].text,
						 strlen(rows[i].text)),
				rows[i].bad);
}

static void a_distance_counts_edits_and_exchanges(void)
{
	CU_ASSERT_EQUAL(hl_text_distance("channel", "channel"), 0);
	CU_ASSERT_EQUAL(hl_text_distance("channnel", "channel"), 1);
	CU_ASSERT_EQUAL(hl_text_distance("chanel", "channel"), 1);
	CU_ASSERT_EQUAL(hl_text_distance("chnanel", "channel"), 1);
	CU_ASSERT_EQUAL(hl_text_distance("hodl", "hold"), 1);
	CU_ASSERT_EQUAL(hl_text_distance("", "abc"), 3);
	CU_ASSERT_EQUAL(hl_text_distance("abc", ""), 3);
	CU_ASSERT_EQUAL(hl_text_distance("kitten", "sitting"), 3);
	CU_ASSERT_EQUAL(hl_text_distance("ZONE", "zone"), 0);
}

static void a_distance_is_the_same_both_ways(void)
{
	static const char *const words[] = { "",      "a",	"flash",
					     "flahs", "flash_min", "music" };

	for (size_t i = 0; i < 6; i++)
		for (size_t k = 0; k < 6; k++)
			CU_ASSERT_EQUAL(hl_text_distance(words[i], words[k]),
					hl_text_distance(words[k], words[i]));
}

static void a_word_too_long_to_compare_is_far_from_all(void)
{
	char word[HL_TEXT_WORD_MAX + 2];

	memset(word, 'x', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	CU_ASSERT_EQUAL(hl_text_distance(word, word), UINT_MAX);
	word[sizeof(word) - 2] = '\0';
	CU_ASSERT_EQUAL(hl_text_distance(word, word), 0);
}

static void a_guess_offers_the_nearest_words_first(void)
{
	struct hl_text_guess guess = { 0 };
	char text[160];

	hl_text_guess(&guess, "puls_min", "flash_min");
	hl_text_guess(&guess, "puls_min", "pulse_max");
	hl_text_guess(&guess, "puls_min", "pulse_min");
	CU_ASSERT_EQUAL(guess.count, 1);
	hl_text_guess(&guess, "puls_min", "puls_mix");
	hl_text_guess(&guess, "puls_min", "puls_in");
	CU_ASSERT_STRING_EQUAL(
		hl_text_guess_print(&guess, text, sizeof(text)),
		" Did you mean 'pulse_min', 'puls_mix' or 'puls_in'?");
}

static void a_guess_names_three_words_at_most_and_none_twice(void)
{
	struct hl_text_guess guess = { 0 };
	char text[160];

	hl_text_guess(&guess, "line1", "line22");
	hl_text_guess(&guess, "line1", "line2");
	hl_text_guess(&guess, "line1", "line2");
	hl_text_guess(&guess, "line1", "line3");
	hl_text_guess(&guess, "line1", "line4");
	CU_ASSERT_STRING_EQUAL(
		hl_text_guess_print(&guess, text, sizeof(text)),
		" Did you mean 'line2', 'line3' or 'line4'?");
}

static void a_short_word_is_guessed_at_one_edit_only(void)
{
	struct hl_text_guess guess = { 0 };
	char text[160];

	hl_text_guess(&guess, "us", "de");
	hl_text_guess(&guess, "zoen", "zebu");
	CU_ASSERT_EQUAL(guess.count, 0);
	CU_ASSERT_STRING_EQUAL(
		hl_text_guess_print(&guess, text, sizeof(text)), "");
	hl_text_guess(&guess, "zoen", "zone");
	CU_ASSERT_STRING_EQUAL(
		hl_text_guess_print(&guess, text, sizeof(text)),
		" Did you mean 'zone'?");
}

/* ---- the tail ----------------------------------------------------------- */

static struct hl_tail *tail(unsigned texts, size_t bytes)
{
	struct hl_tail *ret = NULL;

	CU_ASSERT_EQUAL_FATAL(hl_tail_open(&ret, texts, bytes), 0);
	return ret;
}

static void a_tail_keeps_the_last_texts_by_their_place(void)
{
	struct hl_tail *t = tail(3, 100);

	hl_tail_put(t, "zero", 4);
	hl_tail_put(t, "one", 3);
	hl_tail_put(t, "two", 3);
	hl_tail_put(t, "three", 5);
	CU_ASSERT_EQUAL(hl_tail_first(t), 1);
	CU_ASSERT_EQUAL(hl_tail_next(t), 4);
	CU_ASSERT_PTR_NULL(hl_tail_get(t, 0));
	CU_ASSERT_STRING_EQUAL(hl_tail_get(t, 1), "one");
	CU_ASSERT_STRING_EQUAL(hl_tail_get(t, 3), "three");
	CU_ASSERT_PTR_NULL(hl_tail_get(t, 4));
	hl_tail_close(t);
}

/* Texts of every length, in every small amount of room. */
static void a_tail_never_loses_the_newest_text(void)
{
	for (size_t bytes = 12; bytes < 60; bytes++) {
		struct hl_tail *t = tail(8, bytes);
		char text[12];

		for (unsigned i = 0; i < 300; i++) {
			size_t n = i * 7 % 11;

			memset(text, 'a' + (int)(i % 26), n);
			text[n] = '\0';
			hl_tail_put(t, text, n);
			CU_ASSERT_STRING_EQUAL(hl_tail_get(t, i), text);
			for (uint64_t k = hl_tail_first(t); k < i; k++) {
				const char *kept = hl_tail_get(t, k);

				CU_ASSERT_EQUAL(strlen(kept), k * 7 % 11);
				CU_ASSERT(!*kept ||
					  *kept == 'a' + (int)(k % 26));
			}
		}
		hl_tail_close(t);
	}
}

static void a_text_longer_than_the_tail_is_cut(void)
{
	struct hl_tail *t = tail(4, 5);

	hl_tail_put(t, "long text", 9);
	CU_ASSERT_STRING_EQUAL(hl_tail_get(t, 0), "long");
	hl_tail_close(t);
}

static void a_cleared_tail_begins_at_the_place_it_is_told(void)
{
	struct hl_tail *t = tail(4, 50);

	hl_tail_put(t, "old", 3);
	hl_tail_clear(t, 1000);
	CU_ASSERT_EQUAL(hl_tail_first(t), hl_tail_next(t));
	hl_tail_put(t, "new", 3);
	CU_ASSERT_STRING_EQUAL(hl_tail_get(t, 1000), "new");
	CU_ASSERT_PTR_NULL(hl_tail_get(t, 0));
	hl_tail_close(t);
}

static void a_tail_without_room_is_refused(void)
{
	struct hl_tail *t = NULL;

	CU_ASSERT_EQUAL(hl_tail_open(&t, 0, 10), -EINVAL);
	CU_ASSERT_EQUAL(hl_tail_open(&t, 10, 0), -EINVAL);
	CU_ASSERT_PTR_NULL(t);
	hl_tail_close(NULL);
}

#define C(f) { #f, f }

CU_TestInfo *test_text(void)
{
	static CU_TestInfo tests[] = {
		C(a_number_is_digits_and_nothing_else),
		C(a_number_out_of_range_leaves_the_result_alone),
		C(a_decimal_number_may_have_a_sign_and_a_fraction),
		C(a_decimal_number_is_strict),
		C(a_length_of_time_is_in_ms_or_says_its_unit),
		C(a_length_of_time_knows_no_other_unit),
		C(a_copy_that_does_not_fit_is_cut_and_says_so),
		C(the_first_byte_that_is_not_utf_8_is_found),
		C(a_distance_counts_edits_and_exchanges),
		C(a_distance_is_the_same_both_ways),
		C(a_word_too_long_to_compare_is_far_from_all),
		C(a_guess_offers_the_nearest_words_first),
		C(a_guess_names_three_words_at_most_and_none_twice),
		C(a_short_word_is_guessed_at_one_edit_only),
		C(a_tail_keeps_the_last_texts_by_their_place),
		C(a_tail_never_loses_the_newest_text),
		C(a_text_longer_than_the_tail_is_cut),
		C(a_cleared_tail_begins_at_the_place_it_is_told),
		C(a_tail_without_room_is_refused),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
