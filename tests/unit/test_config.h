/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config.h - reading a text as a configuration, for the claims about it
 */
#ifndef TESTS_UNIT_TEST_CONFIG_H
#define TESTS_UNIT_TEST_CONFIG_H

#include <CUnit/CUnit.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/config.h"

#define HEAD "[line 101]\nchannel = 1\n"

/* What the last reading complained of. */
struct said {
	char text[65536];
};

static inline int read_text(struct hl_config **ret, const char *text,
			    size_t size, struct said *said)
{
	FILE *out = fmemopen(said->text, sizeof(said->text), "w");
	int r;

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	memset(said->text, 0, sizeof(said->text));
	r = hl_config_parse(ret, "t.conf", text, size, out);
	fclose(out);
	return r;
}

static inline struct hl_config *good(const char *text)
{
	struct hl_config *config = NULL;
	struct said said;
	int r = read_text(&config, text, strlen(text), &said);

	if (r < 0)
		fprintf(stderr, "%s", said.text);
	CU_ASSERT_EQUAL_FATAL(r, 0);
	return config;
}

static inline bool complains(const char *text, const char *sentence)
{
	struct hl_config *config = NULL;
	struct said said;
	int r = read_text(&config, text, strlen(text), &said);

	if (r != -EINVAL || config || !strstr(said.text, sentence)) {
		fprintf(stderr, "wanted: %s\n   got: %s\n", sentence,
			said.text);
		hl_config_free(config);
		return false;
	}
	return true;
}

static inline bool warns(const char *text, const char *sentence)
{
	struct hl_config *config = NULL;
	struct said said;
	int r = read_text(&config, text, strlen(text), &said);
	bool heard = strstr(said.text, sentence) != NULL;

	if (!heard)
		fprintf(stderr, "wanted: %s\n   got: %s\n", sentence,
			said.text);
	hl_config_free(config);
	return r == 0 && heard;
}

/* Valid until the next call. */
static inline const struct hl_config_line *
config_line(const struct hl_config *config, unsigned index)
{
	static struct hl_config_line line;

	CU_ASSERT_EQUAL_FATAL(hl_config_line(config, index, &line), 0);
	return &line;
}

static inline const struct hl_line_settings *
settings(const struct hl_config *config, unsigned index)
{
	return &config_line(config, index)->settings;
}

static inline const char *origin(const struct hl_config *config,
				 const char *section, const char *key)
{
	static char text[128];

	if (hl_config_origin(config, section, key, text, sizeof(text)) < 0)
		return "none";
	return text;
}

/* The feature codes, which come before the rows of the dial plan. */
static inline unsigned codes(const struct hl_plan *plan)
{
	unsigned n = 0;

	while (n < plan->patterns && plan->pattern[n].kind == HL_ROUTE_CODE)
		n++;
	return n;
}

static inline unsigned rows(const struct hl_plan *plan)
{
	return plan->patterns - codes(plan);
}

static inline const struct hl_pattern *row(const struct hl_plan *plan,
					   unsigned index)
{
	CU_ASSERT_FATAL(index < rows(plan));
	return &plan->pattern[codes(plan) + index];
}

static inline char *printed(const struct hl_config *config)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	hl_config_print(config, out);
	fclose(out);
	return text;
}

static inline void comments_drop(char *text)
{
	char *to = text;

	while (*text) {
		if (text[0] == ' ' && text[1] == ';')
			text += strcspn(text, "\n");
		else
			*to++ = *text++;
	}
	*to = '\0';
}

#endif
