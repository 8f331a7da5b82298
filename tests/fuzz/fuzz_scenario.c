/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_scenario.c - any bytes as a scenario
 *
 * In:  bytes, taken as a file.
 * Out: nothing; it must not crash, and what is read must print as the same.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scenario/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *print(const struct scenario *scenario, size_t *size)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, size);

	if (!out)
		abort();
	scenario_print(scenario, out);
	fclose(out);
	return text;
}

static void config_print(const struct scenario *scenario)
{
	const struct scenario_site site = { .driver = "sim" };
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	scenario_config_print(scenario, &site, out);
	fclose(out);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scenario *scenario = NULL;
	struct scenario *again = NULL;
	size_t first_size = 0;
	size_t second_size = 0;
	char *complaints = NULL;
	size_t said = 0;
	FILE *out = open_memstream(&complaints, &said);
	char *first;
	char *second;
	int r;

	if (!out)
		abort();
	r = scenario_parse(&scenario, (const char *)data, size, out);
	fclose(out);
	/* It is either read or complained about. */
	assert((r == 0) == (said == 0));
	free(complaints);
	if (r < 0)
		return 0;

	first = print(scenario, &first_size);
	config_print(scenario);
	assert(scenario_parse(&again, first, first_size, NULL) == 0);
	second = print(again, &second_size);
	assert(first_size == second_size &&
	       memcmp(first, second, first_size) == 0);
	free(first);
	free(second);
	scenario_free(scenario);
	scenario_free(again);
	return 0;
}
