/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config_wrong.c - claims about mistakes in configuration files
 */
#include "suites.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "golden.h"
#include "src/run/config_parts.h"
#include "test_config.h"

/* ---- mistakes ----------------------------------------------------------- */

static void the_complaints_about_a_bad_file_are_word_for_word(void)
{
	char *bad = golden_read("tests/golden/bad.conf");
	struct hl_config *config = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out;

	CU_ASSERT_PTR_NOT_NULL_FATAL(bad);
	out = open_memstream(&text, &size);
	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	CU_ASSERT_EQUAL(
		hl_config_parse(&config, "bad.conf", bad, strlen(bad), out),
		-EINVAL);
	fclose(out);
	CU_ASSERT_TRUE(golden_is("tests/golden/bad.conf.complaints", text));
	CU_ASSERT_PTR_NULL(config);
	free(text);
	free(bad);
}

static void a_slip_of_the_pen_is_guessed(void)
{
	CU_ASSERT(complains("[line 101]\nchannnel = 1\n",
			    "t.conf:2: unknown key 'channnel' in [line 101]. "
			    "Did you mean 'channel'?\n"));
	CU_ASSERT(complains("[lnie 101]\n", "Did you mean 'line'?"));
	CU_ASSERT(
		complains(HEAD "hook = gesture\n", "Did you mean 'gestures'?"));
	CU_ASSERT(complains(HEAD "profile = tbrr\n", "Did you mean 'tbr'?"));
	CU_ASSERT(complains("[holdline]\nzone = uss\n", "Did you mean 'us'?"));
}

static void a_key_in_the_wrong_section_is_told_where_it_belongs(void)
{
	CU_ASSERT(complains(HEAD "zone = us\n",
			    "'zone' belongs in [holdline], not in [line 101]"));
	CU_ASSERT(complains("[lines]\nchannel = 1\n",
			    "'channel' belongs in [line], not in [lines]"));
}

static void windows_that_overlap_are_refused_with_the_mend(void)
{
	CU_ASSERT(
		complains("[profile mix]\npulse_max = 80\nflash_min = 70\n",
			  "t.conf:1: profile 'mix': pulse and flash windows "
			  "overlap (80 and 70 ms)\n"
			  "  mend: pulse_max below 70, or flash_min above 80"));
	CU_ASSERT(complains(HEAD "flash_max = 1200\n",
			    "t.conf:3: line 101 with profile 'us': flash and "
			    "on-hook windows overlap"));
}

static void a_second_section_or_key_is_refused(void)
{
	CU_ASSERT(complains(HEAD HEAD, "t.conf:3: [line 101] is there a second "
				       "time; first in line 1"));
	CU_ASSERT(complains(HEAD "channel = 2\n",
			    "t.conf:3: 'channel' is set a second time; first "
			    "in line 2"));
	CU_ASSERT(
		complains("[dial]\n1X = line\n1X = line\n", "first in line 2"));
}

static void two_lines_on_one_channel_are_refused(void)
{
	CU_ASSERT(complains(HEAD "[line 102]\nchannel = 1\n",
			    "line 102: dahdi channel 1 is line 101 already"));
	hl_config_free(good(HEAD "[line 102]\nchannel = 1\ndriver = sim\n"));
}

static void names_that_lead_nowhere_are_refused(void)
{
	CU_ASSERT(complains(HEAD "music = jazz\n", "no [music jazz]"));
	CU_ASSERT(complains(HEAD "profile = mine\n", "no profile 'mine'"));
	CU_ASSERT(complains(HEAD "driver = tin\n", "no driver 'tin'"));
	CU_ASSERT(complains(HEAD "operator = 109\n", "no line '109'"));
	CU_ASSERT(complains("[group out]\nlines = co1\n", "no line 'co1'"));
	CU_ASSERT(complains("[line co1]\nkind=trunk\nchannel=1\ngroup=out\n",
			    "there is no [group out]\n"
			    "  mend: add a section [group out]"));
	CU_ASSERT(complains("[dial]\n9. = group out\n", "no [group out]"));
}

static void stations_and_trunks_keep_their_places(void)
{
	CU_ASSERT(complains(HEAD "[group out]\nlines = 101\n",
			    "line '101' is no trunk"));
	CU_ASSERT(complains("[line co1]\nkind=trunk\nchannel=1\nring=co1\n",
			    "line 'co1' is no station"));
	CU_ASSERT(complains(HEAD "ring = 101\n", "101 is a station"));
	CU_ASSERT(complains(HEAD "group = out\n[group out]\n",
			    "station 101 cannot join"));
}

static void an_operator_is_needed_where_one_is_named(void)
{
	CU_ASSERT(complains(HEAD "recall_fallback = operator\n",
			    "line 101 has no operator"));
}

static void a_route_is_a_line_or_a_group(void)
{
	CU_ASSERT(complains("[dial]\n9. = out\n", "no way for a number"));
	CU_ASSERT(complains("[dial]\n9. = line 101\n", "no way"));
	CU_ASSERT(complains("[dial]\n9. = group\n", "needs a name"));
	CU_ASSERT(complains("[dial]\nabc = line\n", "is no pattern"));
	CU_ASSERT(complains("[group o]\n[dial]\n9. = group o strip 2\n",
			    "strip '2' is not 0 to 1"));
	CU_ASSERT(
		complains("[group o]\n[dial]\n9. = group o strip\n", "no way"));
	CU_ASSERT(complains("[dial]\n9. =\n", "leads nowhere"));
}

static void what_is_allowed_but_odd_is_a_warning(void)
{
	CU_ASSERT(warns("[line lobby]\nchannel=1\n",
			"warning: nobody can dial station 'lobby'"));
	CU_ASSERT(warns("[line #5]\nchannel=1\n",
			"warning: nobody can dial station '#5': no pattern "
			"begins with #"));
	CU_ASSERT(warns(HEAD "[line co1]\nkind=trunk\nchannel=2\n",
			"warning: trunk 'co1' is in no group"));
	CU_ASSERT(warns("[group out]\n", "warning: group 'out' has no trunk"));
	CU_ASSERT(warns(HEAD "[dial]\n2XX = line\n",
			"no pattern in [dial] leads to station 101"));
	CU_ASSERT(warns("[line co1]\nkind=trunk\nchannel=2\ngroup=o\n"
			"[group o]\n",
			"no station is there"));
	CU_ASSERT(warns("[line 91]\nchannel=1\n[line co1]\nkind=trunk\n"
			"channel=2\ngroup=o\n[group o]\n[dial]\n"
			"9. = group o\n9X = line\n",
			"who dials 91 gets a trunk"));
}

static void values_out_of_range_are_refused_with_the_range(void)
{
	CU_ASSERT(complains("[line 101]\nchannel = 0\n",
			    "mend: channel is a whole number, 1 to 65535"));
	CU_ASSERT(complains(HEAD "guard = 2 min\n",
			    "mend: guard is a length of time, 0 to 60000 ms"));
	CU_ASSERT(complains("[music a]\nlevel = 0\n",
			    "mend: level is a number, -40 to -13 dBm0"));
	CU_ASSERT(complains(HEAD "pulse = on\n", "mend: pulse is yes or no"));
}

static void a_comment_that_is_none_is_explained(void)
{
	CU_ASSERT(complains(HEAD "pulse = yes # really\n",
			    "a comment begins with a blank and ';'"));
}

static void more_of_a_value_that_is_no_list_is_refused(void)
{
	CU_ASSERT(complains(HEAD "  and more\n",
			    "t.conf:3: this line goes on with 'channel', which "
			    "is no list"));
}

static void what_is_neither_section_nor_setting_is_refused(void)
{
	CU_ASSERT(complains("[line 101\nchannel = 1\n",
			    "t.conf:1: this [ has no ]"));
	CU_ASSERT(complains(HEAD "nonsense\n",
			    "t.conf:3: neither [section] nor key = value"));
	CU_ASSERT(complains("zone = us\n", "stands before the first"));
	CU_ASSERT(complains("[line]\n", "[line] needs a name"));
	CU_ASSERT(complains("[dial 9]\n", "[dial] takes no name"));
	CU_ASSERT(complains("[line a b]\n", "cannot be the name"));
	CU_ASSERT(complains("[lines] guard = 1\n", "after the section's ]"));
}

static void what_is_no_text_is_refused(void)
{
	static const char zero[] = "[lines]\nguard = \0001\n";
	struct hl_config *config = NULL;
	struct said said;

	CU_ASSERT(complains("[lines]\nguard = \xff\n",
			    "t.conf:2: byte 0xff is not UTF-8"));
	CU_ASSERT(read_text(&config, zero, sizeof(zero) - 1, &said) < 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(said.text, "t.conf:2: a zero byte"));
	CU_ASSERT_PTR_NULL(config);
}

static void a_line_too_long_is_refused_not_cut(void)
{
	char text[512] = "[holdline]\nstate = /";
	size_t n = strlen(text);

	memset(text + n, 'x', HL_CONFIG_LINE_MAX);
	CU_ASSERT(complains(text, "t.conf:2: this line has 199 bytes, 190 are "
				  "the most"));
	text[n + HL_CONFIG_PATH_MAX - 2] = '\0';
	hl_config_free(good(text));
}

static void a_file_too_big_is_refused(void)
{
	size_t size = HL_CONFIG_BYTES_MAX + 1;
	struct hl_config *config = NULL;
	struct said said;
	char *text = malloc(size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	memset(text, ';', size);
	for (size_t i = 99; i < size; i += 100)
		text[i] = '\n';
	CU_ASSERT(read_text(&config, text, size, &said) < 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(said.text, "1048577 bytes are too many"));
	CU_ASSERT_EQUAL(read_text(&config, text, size - 1, &said), 0);
	hl_config_free(config);
	free(text);
}

static void a_file_of_too_many_lines_is_refused(void)
{
	struct hl_config *config = NULL;
	struct said said;
	char *text = malloc(UINT16_MAX);

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	memset(text, '\n', UINT16_MAX);
	CU_ASSERT(read_text(&config, text, UINT16_MAX, &said) < 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(said.text, "65536 lines are too many"));
	CU_ASSERT_EQUAL(read_text(&config, text, UINT16_MAX - 1, &said), 0);
	hl_config_free(config);
	free(text);
}

static void capacities_are_told(void)
{
	char text[4096] = "";

	for (unsigned i = 0; i <= HL_CLASSES_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[music m%u]\n", i);
	CU_ASSERT(complains(text, "more than 8 music classes"));
	text[0] = '\0';
	for (unsigned i = 0; i <= HL_GROUPS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[group g%u]\n", i);
	CU_ASSERT(complains(text, "more than 16 groups"));
	strcpy(text, "[dial]\n");
	for (unsigned i = 0; i <= HL_PATTERNS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "1%03u = line\n", i);
	CU_ASSERT(complains(text, "more than 76 patterns"));
	CU_ASSERT(complains("[line c]\nkind=trunk\nchannel=1\n"
			    "ring = 1,2,3,4,5,6,7,8,9\n",
			    "ring: more than 8 names"));
}

static void a_hundred_mistakes_are_told_and_the_rest_is_counted(void)
{
	char text[8192] = "[lines]\n";
	struct hl_config *config = NULL;
	struct said said;

	for (unsigned i = 0; i < 150; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "unknown%u = 1\n", i);
	CU_ASSERT(read_text(&config, text, strlen(text), &said) < 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(said.text, "... and 50 more\n"
						 "150 mistakes. Nothing was "
						 "changed.\n"));
}

static void nothing_in_a_file_reaches_the_terminal_raw(void)
{
	struct hl_config *config = NULL;
	struct said said;
	const char *text = "[\033[31m]\n\033]0;x\007 = 1\n";

	CU_ASSERT(read_text(&config, text, strlen(text), &said) < 0);
	for (const char *p = said.text; *p; p++)
		CU_ASSERT(*p >= ' ' || *p == '\n');
}

/* ---- files -------------------------------------------------------------- */

static bool file_complains(const char *path, int error, const char *sentence)
{
	struct hl_config *config = NULL;
	char text[1024] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");
	int r = hl_config_load(&config, path, out);

	fclose(out);
	if (r != error || !strstr(text, sentence))
		fprintf(stderr, "%d, %s\n", r, text);
	return r == error && strstr(text, sentence) && !config;
}

static void a_file_that_is_not_there_is_told_with_the_mend(void)
{
	CU_ASSERT(file_complains("/nonexistent/x.conf", -ENOENT,
				 "/nonexistent/x.conf: No such file"));
	CU_ASSERT(file_complains("/tmp", -EINVAL, "this is no file"));
	CU_ASSERT(file_complains("/dev/zero", -EINVAL, "this is no file"));
}

static void a_file_that_anybody_can_write_is_refused(void)
{
	char path[] = "/tmp/holdline-config-XXXXXX";
	struct hl_config *config = NULL;
	int fd = mkstemp(path);

	CU_ASSERT_FATAL(fd >= 0);
	CU_ASSERT_EQUAL(fchmod(fd, 0666), 0);
	CU_ASSERT(file_complains(path, -EINVAL,
				 "anybody can write this file\n"
				 "  mend: chmod o-w"));
	CU_ASSERT_EQUAL(fchmod(fd, 0640), 0);
	CU_ASSERT_EQUAL(hl_config_load(&config, path, NULL), 0);
	CU_ASSERT_STRING_EQUAL(hl_config_name(config), path);
	hl_config_free(config);
	close(fd);
	unlink(path);
}

#define C(f)                                                                   \
	{                                                                      \
#f, f                                                          \
	}

CU_TestInfo *test_config_wrong(void)
{
	static CU_TestInfo tests[] = {
		C(the_complaints_about_a_bad_file_are_word_for_word),
		C(a_slip_of_the_pen_is_guessed),
		C(a_key_in_the_wrong_section_is_told_where_it_belongs),
		C(windows_that_overlap_are_refused_with_the_mend),
		C(a_second_section_or_key_is_refused),
		C(two_lines_on_one_channel_are_refused),
		C(names_that_lead_nowhere_are_refused),
		C(stations_and_trunks_keep_their_places),
		C(an_operator_is_needed_where_one_is_named),
		C(a_route_is_a_line_or_a_group),
		C(what_is_allowed_but_odd_is_a_warning),
		C(values_out_of_range_are_refused_with_the_range),
		C(a_comment_that_is_none_is_explained),
		C(more_of_a_value_that_is_no_list_is_refused),
		C(what_is_neither_section_nor_setting_is_refused),
		C(what_is_no_text_is_refused),
		C(a_line_too_long_is_refused_not_cut),
		C(a_file_too_big_is_refused),
		C(a_file_of_too_many_lines_is_refused),
		C(capacities_are_told),
		C(a_hundred_mistakes_are_told_and_the_rest_is_counted),
		C(nothing_in_a_file_reaches_the_terminal_raw),
		C(a_file_that_is_not_there_is_told_with_the_mend),
		C(a_file_that_anybody_can_write_is_refused),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
