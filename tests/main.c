/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - run every suite, or those named on the command line
 *
 * In:  names of suites; none = all. -l lists them.
 * Out: CUnit's report; exit status 1 when a claim does not hold.
 */
#include "suites.h"

#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct suite {
	const char *name;
	CU_TestInfo *(*tests)(void);
};

static const struct suite suites[] = {
#define X(name) { #name, test_##name },
	SUITES(X)
	SUITES_PRI(X)
#undef X
};

#define COUNT (sizeof(suites) / sizeof(suites[0]))

static bool is_wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

static int add_suites(int argc, char **argv)
{
	int added = 0;

	for (size_t i = 0; i < COUNT; i++) {
		CU_SuiteInfo info[2] = { CU_SUITE_INFO_NULL };
		char name[32];

		if (!is_wanted(suites[i].name, argc, argv))
			continue;
		snprintf(name, sizeof(name), "%s", suites[i].name);
		info[0].pName = name;
		info[0].pTests = suites[i].tests();
		if (CU_register_suites(info) != CUE_SUCCESS) {
			fprintf(stderr, "suite %s: %s\n", name,
				CU_get_error_msg());
			return -1;
		}
		added++;
	}
	return added;
}

int main(int argc, char **argv)
{
	unsigned failures;

	if (argc == 2 && strcmp(argv[1], "-l") == 0) {
		for (size_t i = 0; i < COUNT; i++)
			puts(suites[i].name);
		return 0;
	}
	if (CU_initialize_registry() != CUE_SUCCESS)
		return EXIT_FAILURE;
	if (add_suites(argc, argv) < 1) {
		fprintf(stderr, "no such suite; -l lists them\n");
		CU_cleanup_registry();
		return EXIT_FAILURE;
	}
	CU_basic_set_mode(getenv("VERBOSE") ? CU_BRM_VERBOSE : CU_BRM_NORMAL);
	CU_basic_run_tests();
	failures = CU_get_number_of_failures() +
		   CU_get_number_of_suites_failed();
	if (CU_get_number_of_tests_run() == 0)
		failures++;
	CU_cleanup_registry();
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
