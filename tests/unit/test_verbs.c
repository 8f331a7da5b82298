/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_verbs.c - claims about the verb table and what is printed from it
 */
#include "holdline/control.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "../../tools/holdctl/holdctl.h"
#include "holdline/event.h"

CU_TestInfo *test_verbs(void);

static void every_request_of_the_model_has_a_verb(void)
{
#define X(id, wire, method, ...) method,
	static const char *const methods[] = { HL_REQUESTS(X) };
#undef X

	for (unsigned i = 0; i < HL_REQUEST_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_of_method(methods[i]);

		CU_ASSERT_PTR_NOT_NULL_FATAL(verb);
		/* A list of tones is nothing to type. */
		CU_ASSERT(*verb->word || i == HL_REQUEST_MONITORTONES);
		CU_ASSERT_EQUAL(verb->role, HL_ROLE_OPERATOR);
	}
}

static void every_row_is_whole(void)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);

		CU_ASSERT_EQUAL(verb->id, i);
		CU_ASSERT(*verb->word || *verb->method);
		CU_ASSERT(*verb->help);
		CU_ASSERT(*verb->example);
		CU_ASSERT(strlen(verb->help) <= 66);
		CU_ASSERT(verb->role < HL_ROLE_COUNT);
		CU_ASSERT(verb->heading < HL_HEADING_COUNT);
		/* What is asked of the daemon needs a role there. */
		CU_ASSERT_EQUAL(*verb->method && verb->role == HL_ROLE_NONE,
				0);
	}
}

static void no_word_and_no_method_stands_twice(void)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);

		if (*verb->word)
			CU_ASSERT_PTR_EQUAL(hl_verb_of_word(verb->word), verb);
		if (*verb->method)
			CU_ASSERT_PTR_EQUAL(hl_verb_of_method(verb->method),
					    verb);
	}
	CU_ASSERT_PTR_NULL(hl_verb_of_word(""));
	CU_ASSERT_PTR_NULL(hl_verb_of_method(""));
	CU_ASSERT_PTR_NULL(hl_verb_of_word("HOLD"));
}

static void parameters_are_typed_bounded_and_explained(void)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_param *p = hl_verb_get(i)->params;
		bool optional = false;

		for (; p->name; p++) {
			CU_ASSERT(p->type != HL_PARAM_NONE);
			CU_ASSERT(p->help && *p->help);
			if (p->type == HL_PARAM_COUNT ||
			    p->type == HL_PARAM_CALL)
				CU_ASSERT(p->least < p->most);
			CU_ASSERT_EQUAL(p->words != NULL,
					p->type == HL_PARAM_MODE);
			CU_ASSERT(!p->words || *p->words);
			/* What may be left out stands behind what may not. */
			CU_ASSERT(!optional || p->optional);
			optional |= p->optional;
			CU_ASSERT(!p->option || p->optional);
		}
	}
}

static void every_example_is_a_line_of_its_verb(void)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		char start[64];

		if (!*verb->word) {
			CU_ASSERT_EQUAL(*verb->example, '{');
			continue;
		}
		snprintf(start, sizeof(start), "holdctl %s", verb->word);
		CU_ASSERT(!strncmp(verb->example, start, strlen(start)) ||
			  !strcmp(verb->example, "holdctl"));
	}
}

static void a_person_types_hyphens_and_sees_the_words_of_a_list(void)
{
	char text[128];

	ctl_usage_print(hl_verb_get(HL_VERB_CONFERENCE), text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text,
			       "conference CALL [NUMBER] [--no-hold] [--take]");
	ctl_usage_print(hl_verb_get(HL_VERB_TRANSFER), text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text, "transfer CALL [OTHER] "
			       "[--mode transfer|conference] [--take]");
	ctl_usage_print(hl_verb_get(HL_VERB_PRIVACY), text, sizeof(text));
	CU_ASSERT_STRING_EQUAL(text, "privacy CALL on|off [--take]");
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		ctl_usage_print(hl_verb_get(i), text, sizeof(text));
		CU_ASSERT(strlen(text) + 1 < sizeof(text));
		CU_ASSERT_PTR_NULL(strchr(text, '_'));
	}
}

static void errors_have_codes_of_their_own(void)
{
	for (unsigned i = 0; i < HL_CONTROL_ERROR_COUNT; i++)
		for (unsigned k = 0; k < i; k++)
			CU_ASSERT(hl_control_code(i) != hl_control_code(k));
}

static void a_guess_is_near_or_none(void)
{
	static const char *const known[] = { "hold", "unhold", "transfer",
					     "log", "lines", NULL };

	CU_ASSERT_STRING_EQUAL(hl_guess("hodl", known), "hold");
	CU_ASSERT_STRING_EQUAL(hl_guess("hold", known), "hold");
	CU_ASSERT_STRING_EQUAL(hl_guess("trasnfre", known), "transfer");
	CU_ASSERT_STRING_EQUAL(hl_guess("line", known), "lines");
	CU_ASSERT_PTR_NULL(hl_guess("hxxd", known));
	CU_ASSERT_PTR_NULL(hl_guess("", known));
	CU_ASSERT_PTR_NULL(hl_guess("somethingelse", known));
	CU_ASSERT_PTR_NULL(hl_guess("averyveryveryveryveryverylongword",
				    known));
}

static char *text_of(void (*print)(FILE *out), size_t *size)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, size);

	print(out);
	fclose(out);
	return text;
}

static char *file_of(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;

	if (!file)
		return NULL;
	if (getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = NULL;
	}
	fclose(file);
	return text;
}

static void the_manual_has_the_table_s_list_of_verbs(void)
{
	size_t size = 0;
	char *verbs = text_of(ctl_help_man, &size);
	char *page = file_of("tools/holdctl.1");

	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	CU_ASSERT_PTR_NOT_NULL(strstr(page, verbs));
	free(verbs);
	free(page);
}

static void the_completion_file_is_what_the_table_prints(void)
{
	size_t size = 0;
	char *printed = text_of(ctl_help_bash, &size);
	char *file = file_of("tools/holdctl.bash-completion");

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_STRING_EQUAL(file, printed);
	free(printed);
	free(file);
}

static void every_verb_and_option_is_completed(void)
{
	size_t size = 0;
	char *script = text_of(ctl_help_bash, &size);

	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);

		for (const struct hl_param *p = verb->params; p->name; p++) {
			char name[40] = "--";

			if (!*verb->word || !p->option || p->program)
				continue;
			ctl_option_name(p, name + 2, sizeof(name) - 2);
			CU_ASSERT_PTR_NOT_NULL(strstr(script, name));
		}
		if (*verb->word)
			CU_ASSERT_PTR_NOT_NULL(strstr(script, verb->word));
	}
	free(script);
}

static void help_leads_with_examples_and_fits_80_columns(void)
{
	size_t size = 0;
	char *help = text_of(ctl_help_all, &size);
	const char *example = strstr(help, "holdctl lines");
	const char *verbs = strstr(help, "\nlook\n");
	size_t at = 0;

	CU_ASSERT_PTR_NOT_NULL(example);
	CU_ASSERT_PTR_NOT_NULL(verbs);
	CU_ASSERT(example < verbs);
	for (size_t i = 0; i < size; i++) {
		at = help[i] == '\n' ? 0 : at + 1;
		CU_ASSERT(at <= 80);
	}
	for (unsigned i = 0; i < HL_VERB_COUNT; i++)
		if (*hl_verb_get(i)->word)
			CU_ASSERT_PTR_NOT_NULL(strstr(help,
						hl_verb_get(i)->word));
	free(help);
}

static void help_of_every_verb_names_its_usage(void)
{
	for (unsigned i = 0; i < HL_VERB_COUNT; i++) {
		const struct hl_verb *verb = hl_verb_get(i);
		char *text = NULL;
		size_t size = 0;
		char usage[128];
		FILE *out;

		if (!*verb->word)
			continue;
		out = open_memstream(&text, &size);
		ctl_help_verb(out, verb);
		fclose(out);
		ctl_usage_print(verb, usage, sizeof(usage));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, usage));
		CU_ASSERT_PTR_NOT_NULL(strstr(text, verb->example));
		free(text);
	}
}

CU_TestInfo *test_verbs(void)
{
#define T(claim) { #claim, claim }
	static CU_TestInfo tests[] = {
		T(every_request_of_the_model_has_a_verb),
		T(every_row_is_whole),
		T(no_word_and_no_method_stands_twice),
		T(parameters_are_typed_bounded_and_explained),
		T(every_example_is_a_line_of_its_verb),
		T(a_person_types_hyphens_and_sees_the_words_of_a_list),
		T(errors_have_codes_of_their_own),
		T(a_guess_is_near_or_none),
		T(the_manual_has_the_table_s_list_of_verbs),
		T(the_completion_file_is_what_the_table_prints),
		T(every_verb_and_option_is_completed),
		T(help_leads_with_examples_and_fits_80_columns),
		T(help_of_every_verb_names_its_usage),
		CU_TEST_INFO_NULL,
	};
#undef T

	return tests;
}
