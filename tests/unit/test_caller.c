/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_caller.c - claims about what a telephone's display is told of a caller
 */
#include "suites.h"

#include "holdline/clid.h"
#include "src/run/engine_private.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

/* A caller on co1 is told, then it rings at 101; what its display gets. */
static void shown(const char *number, const char *name, unsigned absent,
		  struct hl_clid *ret)
{
	struct hl_event event = { .kind = HL_EVENT_CALLER, .line = T1,
				  .value = absent };
	struct hl_engine engine;
	struct table t;

	table_open(&t);
	table_set(&t, T1)->clid = HL_CLID_DTMF;
	table_set(&t, T1)->clid_place = HL_CLID_PLACE_SILENT;
	strncpy(event.number, number, sizeof(event.number) - 1);
	strncpy(event.name, name, sizeof(event.name) - 1);
	table_event(&t, &event);
	table_ring(&t, T1);
	memset(&engine, 0, sizeof(engine));
	engine.model = t.m;
	CU_ASSERT_TRUE(caller_find(&engine, S1, ret));
	table_close(&t);
}

static void a_caller_from_outside_is_shown_with_number_and_name(void)
{
	struct hl_clid clid;

	shown("5551234", "Ada", 0, &clid);
	CU_ASSERT_STRING_EQUAL(clid.number, "5551234");
	CU_ASSERT_STRING_EQUAL(clid.name, "Ada");
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_NOT);
	CU_ASSERT_EQUAL(clid.name_absent, HL_CLID_ABSENT_NOT);
}

static void a_number_without_a_name_is_shown_alone(void)
{
	struct hl_clid clid;

	shown("5551234", "", 0, &clid);
	CU_ASSERT_STRING_EQUAL(clid.number, "5551234");
	CU_ASSERT_STRING_EQUAL(clid.name, "");
}

static void a_number_that_is_withheld_is_shown_as_withheld(void)
{
	struct hl_clid clid;

	shown("", "", 1, &clid);
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_WITHHELD);
	CU_ASSERT_EQUAL(clid.name_absent, HL_CLID_ABSENT_WITHHELD);
	CU_ASSERT_STRING_EQUAL(clid.number, "");
}

static void a_name_is_shown_though_the_number_is_withheld(void)
{
	struct hl_clid clid;

	shown("", "Ada", 1, &clid);
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_WITHHELD);
	CU_ASSERT_STRING_EQUAL(clid.name, "Ada");
}

static void a_number_that_is_not_available_shows_the_trunk(void)
{
	struct hl_clid clid;

	shown("", "", 2, &clid);
	CU_ASSERT_EQUAL(clid.number_absent, HL_CLID_ABSENT_UNAVAILABLE);
	CU_ASSERT_STRING_EQUAL(clid.name, "co1");
}

CU_TestInfo *test_caller(void)
{
#define T(name) { #name, name }
	static CU_TestInfo tests[] = {
		T(a_caller_from_outside_is_shown_with_number_and_name),
		T(a_number_without_a_name_is_shown_alone),
		T(a_number_that_is_withheld_is_shown_as_withheld),
		T(a_name_is_shown_though_the_number_is_withheld),
		T(a_number_that_is_not_available_shows_the_trunk),
		CU_TEST_INFO_NULL,
	};
#undef T
	return tests;
}
