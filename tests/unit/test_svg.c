/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_svg.c - claims about the writer of pictures (tools/svg.h)
 */
#include "tools/svg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "golden.h"

CU_TestInfo *test_svg(void);

/* What @text is as character data. */
static char *escaped(const char *text)
{
	char *ret = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&ret, &size);

	svg_escape(out, text);
	fclose(out);
	return ret;
}

static bool becomes(const char *text, const char *wanted)
{
	char *got = escaped(text);
	bool same = !strcmp(got, wanted);

	if (!same)
		fprintf(stderr, "'%s' became '%s'\n", text, got);
	free(got);
	return same;
}

static void sample_draw(FILE *out)
{
	struct svg svg;

	svg_begin(&svg, out, SVG_BOX(0, 0, 200, 100),
		  SVG_MARK(NULL, "A <sample>", "All that can be drawn."));
	svg_rect(&svg, SVG_MARK("talk", "101: talking", "from 1 s to 2 s"),
		 SVG_BOX(10, 10, 50, 20), 3);
	svg_rect(&svg, SVG_CLASS(NULL), SVG_BOX(0, 0, 1, 1), 0);
	svg_line(&svg, SVG_CLASS("grid"), SVG_BOX(0, 50, 200, 0));
	svg_wave(&svg, SVG_MARK("music", "music", NULL),
		 SVG_BOX(10, 60, 35, 0));
	svg_path(&svg, SVG_MARK("sign", "lifts", NULL), "M 5 5 l 6 -10 z");
	svg_text(&svg, SVG_CLASS("small"), 10, 90, "Tom & \"J\xc3\xa9r\"");
	CU_ASSERT_EQUAL(svg_end(&svg), 0);
}

static void the_same_marks_give_the_same_bytes(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	sample_draw(out);
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/svg-sample.svg", text));
	free(text);
}

static void a_picture_says_what_it_is(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	sample_draw(out);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, " role=\"img\""));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "viewBox=\"0 0 200 100\""));
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text, "<title>A &lt;sample&gt;</title>"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "prefers-color-scheme:dark"));
	CU_ASSERT_PTR_NULL(strstr(text, "<script"));
	CU_ASSERT_PTR_NULL(strstr(text, "href"));
	free(text);
}

static void the_characters_of_xml_are_escaped(void)
{
	CU_ASSERT(becomes("a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&#39;"));
	CU_ASSERT(becomes("one\ttwo\nthree\r", "one two three "));
	CU_ASSERT(becomes("", ""));
}

static void good_utf8_stays_as_it_is(void)
{
	CU_ASSERT(becomes("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\x9e",
			  "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\x9e"));
}

#define BAD "\xef\xbf\xbd"

static void what_xml_does_not_allow_is_replaced(void)
{
	CU_ASSERT(becomes("\x01" "a\x7f", BAD "a" BAD));
	CU_ASSERT(becomes("\xef\xbf\xbe", BAD BAD BAD)); /* U+FFFE */
}

static void what_is_no_utf8_is_replaced(void)
{
	CU_ASSERT(becomes("\xff" "a", BAD "a"));
	CU_ASSERT(becomes("\xc3", BAD));                 /* cut short */
	CU_ASSERT(becomes("\xc0\xaf", BAD BAD));         /* overlong */
	CU_ASSERT(becomes("\xe0\x80\xaf", BAD BAD BAD)); /* overlong */
	CU_ASSERT(becomes("\xed\xa0\x80", BAD BAD BAD)); /* surrogate */
	CU_ASSERT(becomes("\xf4\x90\x80\x80", BAD BAD BAD BAD));
}

static void a_wave_is_as_long_as_its_box(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	struct svg svg = { out };

	svg_wave(&svg, SVG_CLASS("music"), SVG_BOX(0, 0, 19, 0));
	svg_wave(&svg, SVG_CLASS("music"), SVG_BOX(0, 0, 3, 0));
	svg_wave(&svg, SVG_CLASS("music"), SVG_BOX(0, 0, 0, 0));
	fclose(out);
	CU_ASSERT_STRING_EQUAL(text,
		"<path class=\"music\" d=\"M 0 0 q 4 -6 8 0 q 4 6 8 0 h 3\"/>\n"
		"<path class=\"music\" d=\"M 0 0 h 3\"/>\n"
		"<path class=\"music\" d=\"M 0 0\"/>\n");
	free(text);
}

static void a_full_disk_is_told(void)
{
	FILE *full = fopen("/dev/full", "w");
	struct svg svg;

	CU_ASSERT_PTR_NOT_NULL_FATAL(full);
	svg_begin(&svg, full, SVG_BOX(0, 0, 1, 1), SVG_MARK(NULL, "t", "d"));
	CU_ASSERT_EQUAL(svg_end(&svg), -EIO);
	fclose(full);
}

static CU_TestInfo tests[] = {
	{ "the same marks give the same bytes",
	  the_same_marks_give_the_same_bytes },
	{ "a picture says what it is", a_picture_says_what_it_is },
	{ "the characters of XML are escaped",
	  the_characters_of_xml_are_escaped },
	{ "good UTF-8 stays as it is", good_utf8_stays_as_it_is },
	{ "what XML does not allow is replaced",
	  what_xml_does_not_allow_is_replaced },
	{ "what is no UTF-8 is replaced", what_is_no_utf8_is_replaced },
	{ "a wave is as long as its box", a_wave_is_as_long_as_its_box },
	{ "a full disk is told", a_full_disk_is_told },
	CU_TEST_INFO_NULL,
};

CU_TestInfo *test_svg(void)
{
	return tests;
}
