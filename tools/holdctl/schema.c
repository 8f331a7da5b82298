/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * schema.c - the methods of the control socket, for who writes a program
 *
 * In:  the result of api.get.
 * Out: each method with its role, its verb and its parameters; the limits and
 *      errors of all.
 * Not: the JSON Schema of the parameters - holdctl api --json.
 */
#include "holdctl.h"

#include <string.h>

#define AT 30 /* column in which the meaning of a parameter begins */

/* clang-format off */
static const struct ctl_column columns[] = {
	{ .key = "method", .heading = "METHOD", .width = 35 },
	{ .key = "verb", .heading = "VERB", .width = 14 },
	{ .key = "role", .heading = "ROLE", .width = 8 },
	{ .key = "help", .heading = "DOES", .width = 25 },
	{ .key = NULL },
};
/* clang-format on */

/* "1 to 256", "on|off", "number". */
static void type_print(const json_t *param, char *buf, size_t size)
{
	const json_t *words = json_object_get(param, "words");
	json_int_t least = ctl_int(param, "least");
	json_int_t most = ctl_int(param, "most");
	const json_t *word;
	size_t n = 0;
	size_t i;

	snprintf(buf, size, "%s", ctl_str(param, "type"));
	/* The words of a list say more than that it is one. */
	json_array_foreach(words, i, word) {
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? "|" : "",
					      json_string_value(word));
	}
	if (!strcmp(ctl_str(param, "type"), "count") && most < INT32_MAX)
		snprintf(buf, size, "%lld to %lld", (long long)least,
			 (long long)most);
}

static void param_print(const struct ctl *ctl, const json_t *param)
{
	bool optional = ctl_is(param, "optional");
	char help[CTL_TEXT];
	char type[CTL_TEXT];
	char name[48];
	int n;

	snprintf(name, sizeof(name), "%s%.40s%s", optional ? "[" : "",
		 ctl_str(param, "name"), optional ? "]" : "");
	type_print(param, type, sizeof(type));
	n = fprintf(ctl->out, "    %-11s %s", name, type);
	if (n + 1 > AT)
		fprintf(ctl->out, "\n%*s", AT, "");
	else
		fprintf(ctl->out, "%*s", AT - n, "");
	snprintf(help, sizeof(help), "%s", ctl_str(param, "help"));
	ctl_wrap(ctl, CTL_NONE, help, AT);
	fputc('\n', ctl->out);
}

/* "gives   {call, record}", wrapped. */
static void row_print(const struct ctl *ctl, const char *head, char *text)
{
	if (!*text)
		return;
	fprintf(ctl->out, "    %-11s ", head);
	ctl_wrap(ctl, CTL_NONE, text, 16);
	fputc('\n', ctl->out);
}

static void method_print(const struct ctl *ctl, const json_t *method)
{
	const char *verb = ctl_str(method, "verb");
	char text[2 * CTL_TEXT];
	const json_t *param;
	const json_t *error;
	size_t n = 0;
	size_t i;

	ctl_paint(ctl, CTL_INFO, ctl_str(method, "method"));
	fprintf(ctl->out, "  (%s%s%s)\n    %s\n", ctl_str(method, "role"),
		*verb ? "; holdctl " : "", verb, ctl_str(method, "help"));
	json_array_foreach(json_object_get(method, "params"), i, param) {
		param_print(ctl, param);
	}
	snprintf(text, sizeof(text), "%s", ctl_str(method, "result"));
	row_print(ctl, "gives", text);
	text[0] = '\0';
	json_array_foreach(json_object_get(method, "errors"), i, error) {
		if (n < sizeof(text))
			n += (size_t)snprintf(text + n, sizeof(text) - n,
					      "%s%s", n ? " " : "",
					      json_string_value(error));
	}
	row_print(ctl, "refuses", text);
	fputc('\n', ctl->out);
}

static void errors_print(const struct ctl *ctl, const json_t *errors)
{
	const json_t *error;
	size_t i;

	fprintf(ctl->out, "errors\n");
	json_array_foreach(errors, i, error) {
		char message[CTL_TEXT];

		snprintf(message, sizeof(message), "%s",
			 ctl_str(error, "message"));
		fprintf(ctl->out, "    %-7lld %-21s  ",
			(long long)json_integer_value(json_object_get(error,
								"code")),
			ctl_str(error, "name"));
		ctl_wrap(ctl, CTL_NONE, message, 36);
		fputc('\n', ctl->out);
	}
}

enum ctl_exit ctl_screen_api(const struct ctl *ctl, const json_t *api)
{
	const json_t *methods = json_object_get(api, "methods");
	const json_t *method;
	size_t i;

	if (ctl->form == CTL_JSON && !ctl->fields) {
		ctl_print_json(ctl, api);
		return CTL_DONE;
	}
	if (ctl->form != CTL_SCREEN || ctl->fields)
		return ctl_table(ctl, columns, methods);
	json_array_foreach(methods, i, method) {
		method_print(ctl, method);
	}
	errors_print(ctl, json_object_get(api, "errors"));
	if (!ctl->quiet)
		fprintf(ctl->out, "\napi %lld, JSON-RPC 2.0, one object a "
			"line; limits, words and JSON Schema:\nholdctl api "
			"--json\n", (long long)ctl_int(api, "api"));
	return CTL_DONE;
}

enum ctl_exit ctl_do_api(struct ctl *ctl)
{
	json_t *api;
	enum ctl_exit r = ctl_ask(ctl, "api.get", NULL, &api);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_api(ctl, api);
	json_decref(api);
	return r;
}
