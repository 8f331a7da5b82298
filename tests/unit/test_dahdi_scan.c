/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_dahdi_scan.c - claims about listing the channels of a machine
 *
 * The folder is one of ours with the text that the kernel's dahdi_seq_show()
 * makes.
 */
#include "suites.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dahdi_bench.h"
#include "holdline/driver.h"

static const char span_1[] =
	"Span 1: WCTDM/4 \"Wildcard TDM410P\" (MASTER) \n"
	"\tIRQ misses: 3\n"
	"\n"
	"\t   1 WCTDM/4/0 FXOKS (In use) (EC: OSLEC - INACTIVE) \n"
	"\t   2 WCTDM/4/1 FXOLS \n"
	"\t   3 WCTDM/4/2 FXSKS RED \n"
	"\t   4 WCTDM/4/3 Reserved \n";

static const char span_2[] =
	"Span 2: TE2/0/1 \"T2XXP (PCI) Card 0 Span 1\" HDB3/CCS/CRC4 RED \n"
	"\n"
	"\t   5 TE2/0/1/1 Clear (In use) (EC: MG2 - ACTIVE) \n"
	"\t   6 TE2/0/1/2 HDLCFCS \n"
	"\t   7 TE2/0/1/3 \n"
	"\t   8 TE2/0/1/4 E&M Master \n"
	"\t   9 TE2/0/1/5 Hardware-assisted HDLC \n";

struct folder {
	char path[64];
	char file[3][96];
};

static void folder_write(struct folder *folder, unsigned i, const char *name,
			 const char *text)
{
	char path[sizeof(folder->file[i])];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	memcpy(folder->file[i], path, sizeof(path));
	file = fopen(path, "we");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	fputs(text, file);
	fclose(file);
}

static void folder_make(struct folder *folder)
{
	memset(folder, 0, sizeof(*folder));
	strcpy(folder->path, "/tmp/holdline-scan.XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder->path));
}

static void folder_remove(struct folder *folder)
{
	unsigned i;

	for (i = 0; i < 3; i++)
		if (folder->file[i][0])
			unlink(folder->file[i]);
	rmdir(folder->path);
}

static void every_channel_is_listed_by_number(void)
{
	struct hl_dahdi_channel found[16];
	struct folder folder;
	int i;

	folder_make(&folder);
	folder_write(&folder, 0, "2", span_2);
	folder_write(&folder, 1, "1", span_1);
	folder_write(&folder, 2, "notes", span_1);
	CU_ASSERT_EQUAL(hl_dahdi_scan(folder.path, found, 16), 9);
	for (i = 0; i < 9; i++) {
		CU_ASSERT_EQUAL(found[i].number, i + 1);
		CU_ASSERT_EQUAL(found[i].span, i < 4 ? 1 : 2);
	}
	CU_ASSERT_STRING_EQUAL(found[0].name, "WCTDM/4/0");
	CU_ASSERT_STRING_EQUAL(found[0].span_name, "Wildcard TDM410P");
	CU_ASSERT_STRING_EQUAL(found[8].span_name,
			       "T2XXP (PCI) Card 0 Span 1");
	folder_remove(&folder);
}

static void a_channel_tells_what_is_on_it(void)
{
	static const struct {
		enum hl_dahdi_kind kind;
		const char *signalling;
	} wanted[] = {
		{ HL_DAHDI_STATION, "fxoks" }, { HL_DAHDI_STATION, "fxols" },
		{ HL_DAHDI_TRUNK, "fxsks" },   { HL_DAHDI_NONE, "" },
		{ HL_DAHDI_OTHER, "clear" },   { HL_DAHDI_OTHER, "dchan" },
		{ HL_DAHDI_NONE, "" },	       { HL_DAHDI_OTHER, "e&m" },
		{ HL_DAHDI_OTHER, "hardhdlc" },
	};
	struct hl_dahdi_channel found[16];
	struct folder folder;
	int i;

	folder_make(&folder);
	folder_write(&folder, 0, "1", span_1);
	folder_write(&folder, 1, "2", span_2);
	CU_ASSERT_EQUAL(hl_dahdi_scan(folder.path, found, 16), 9);
	for (i = 0; i < 9; i++) {
		CU_ASSERT_EQUAL(found[i].kind, wanted[i].kind);
		CU_ASSERT_STRING_EQUAL(found[i].signalling,
				       wanted[i].signalling);
		CU_ASSERT_EQUAL(found[i].in_use, i == 0 || i == 4);
		/* An alarm of the span is one of all its channels. */
		CU_ASSERT_EQUAL(found[i].alarm, i == 2 || i >= 4);
	}
	folder_remove(&folder);
}

static void a_list_that_is_too_short_holds_the_first(void)
{
	struct hl_dahdi_channel found[3];
	struct folder folder;

	folder_make(&folder);
	folder_write(&folder, 0, "1", span_1);
	folder_write(&folder, 1, "2", span_2);
	CU_ASSERT_EQUAL(hl_dahdi_scan(folder.path, NULL, 0), 9);
	CU_ASSERT_EQUAL(hl_dahdi_scan(folder.path, found, 3), 9);
	CU_ASSERT_EQUAL(found[0].number, 1);
	CU_ASSERT_EQUAL(found[1].number, 2);
	CU_ASSERT_EQUAL(found[2].number, 3);
	folder_remove(&folder);
}

static void a_machine_without_the_module_has_no_list(void)
{
	struct hl_dahdi_channel found[1];

	CU_ASSERT_EQUAL(hl_dahdi_scan("/nonexistent/dahdi", found, 1),
			-ENOENT);
}

static void nonsense_in_the_list_is_passed_over(void)
{
	struct hl_dahdi_channel found[4];
	struct folder folder;

	folder_make(&folder);
	folder_write(&folder, 0, "1",
		     "\t 1 before/any/span FXOKS\nSpan x: none\nSpan 3: a b\n"
		     "\n\t-4 A/1 FXOKS\n\tabc\n\t  12 B/1 FXSLS \n\t 13\n");
	CU_ASSERT_EQUAL(hl_dahdi_scan(folder.path, found, 4), 1);
	CU_ASSERT_EQUAL(found[0].number, 12);
	CU_ASSERT_EQUAL(found[0].kind, HL_DAHDI_TRUNK);
	folder_remove(&folder);
}

static void the_driver_is_known_by_its_name(void)
{
	CU_ASSERT_PTR_EQUAL(hl_driver_find("dahdi"), &hl_driver_dahdi);
	CU_ASSERT_PTR_NOT_NULL(hl_driver_find("sim"));
	CU_ASSERT_PTR_NULL(hl_driver_find("DAHDI"));
	CU_ASSERT_PTR_NULL(hl_driver_find(""));
	CU_ASSERT_PTR_NOT_NULL(hl_driver_at(0));
	CU_ASSERT_PTR_NULL(hl_driver_at(99));
}

/* clang-format off */
#define T(name) { #name, name }

const CU_TestInfo dahdi_scan_claims[] = {
	T(every_channel_is_listed_by_number),
	T(a_channel_tells_what_is_on_it),
	T(a_list_that_is_too_short_holds_the_first),
	T(a_machine_without_the_module_has_no_list),
	T(nonsense_in_the_list_is_passed_over),
	T(the_driver_is_known_by_its_name),
	CU_TEST_INFO_NULL,
};
/* clang-format on */
