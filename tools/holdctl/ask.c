/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ask.c - the daemon, asked
 *
 * In:  methods with parameters.
 * Out: results; lists from their first to their last page; errors told.
 * Not: what is done with them.
 */
#include "holdctl.h"

#include <errno.h>

enum ctl_exit ctl_connect(struct ctl *ctl)
{
	int r;

	if (ctl->client)
		return CTL_DONE;
	r = hl_client_open(&ctl->client, ctl->socket, ctl->timeout);
	return r < 0 ? ctl_fail_link(ctl, r) : CTL_DONE;
}

/*
 * Names and numbers come from outside: nothing that steers a terminal may
 * reach it. JSON is printed escaped and stays as it is.
 */
static bool steers(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		unsigned char d = (unsigned char)text[i + 1];

		if (c < ' ' || c == 0x7f ||
		    (c == 0xc2 && d >= 0x80 && d < 0xa0))
			return true;
	}
	return false;
}

void ctl_scrub(json_t *value)
{
	const char *key;
	json_t *member;
	size_t i;

	if (json_is_string(value)) {
		const char *text = json_string_value(value);
		size_t n = json_string_length(value);
		char copy[CTL_TEXT];

		if (!steers(text, n))
			return;
		for (i = 0; i < n && i < sizeof(copy) - 1; i++)
			copy[i] = (unsigned char)text[i] >= ' ' &&
				  (unsigned char)text[i] < 0x7f ? text[i]
								: '?';
		json_string_setn(value, copy, i);
		return;
	}
	json_array_foreach(value, i, member) {
		ctl_scrub(member);
	}
	json_object_foreach(value, key, member) {
		ctl_scrub(member);
	}
}

enum ctl_exit ctl_try(struct ctl *ctl, const char *method, json_t *params,
		      json_t **error, json_t **ret)
{
	enum ctl_exit status = ctl_connect(ctl);
	int r;

	*error = NULL;
	if (status != CTL_DONE) {
		json_decref(params);
		return status;
	}
	r = hl_client_call(ctl->client, method, params, error, ret);
	if (r < 0 && r != -EPROTO)
		return ctl_fail_link(ctl, r);
	if (ctl->form != CTL_JSON)
		ctl_scrub(r < 0 ? *error : *ret);
	return r < 0 ? CTL_FAILED : CTL_DONE;
}

enum ctl_exit ctl_ask(struct ctl *ctl, const char *method, json_t *params,
		      json_t **ret)
{
	json_t *error;
	enum ctl_exit status = ctl_try(ctl, method, params, &error, ret);

	if (error) {
		status = ctl_fail_error(ctl, error);
		json_decref(error);
	}
	return status;
}

/* @next gives the parameters of the page that follows @list. */
static enum ctl_exit pages_ask(struct ctl *ctl, const char *method,
			       json_t *(*next)(const json_t *list,
					       json_t *names),
			       json_t *names, json_t **ret)
{
	json_t *list = json_array();
	json_t *page = NULL;
	enum ctl_exit status;

	do {
		json_t *params = next(list, names);

		json_decref(page);
		page = NULL;
		status = ctl_ask(ctl, method, params, &page);
		if (status != CTL_DONE) {
			json_decref(list);
			return status;
		}
		json_array_extend(list, page);
	} while (json_array_size(page) >= HL_CONTROL_PAGE);
	json_decref(page);
	*ret = list;
	return CTL_DONE;
}

static json_t *lines_next(const json_t *list, json_t *names)
{
	return json_pack("{s:I, s:O*}", "from",
			 (json_int_t)json_array_size(list), "lines", names);
}

static json_t *calls_next(const json_t *list, json_t *names)
{
	size_t n = json_array_size(list);

	(void)names;
	return json_pack("{s:I}", "after", n ? ctl_int(json_array_get(list,
						n - 1), "call") : 0);
}

static json_t *records_next(const json_t *list, json_t *names)
{
	size_t n = json_array_size(list);

	(void)names;
	return json_pack("{s:I}", "since", n ? ctl_int(json_array_get(list,
						n - 1), "record") : 0);
}

enum ctl_exit ctl_ask_lines(struct ctl *ctl, json_t *names, json_t **ret)
{
	return pages_ask(ctl, "line.list", lines_next, names, ret);
}

enum ctl_exit ctl_ask_calls(struct ctl *ctl, json_t **ret)
{
	return pages_ask(ctl, "call.list", calls_next, NULL, ret);
}

enum ctl_exit ctl_ask_records(struct ctl *ctl, json_t **ret)
{
	return pages_ask(ctl, "record.list", records_next, NULL, ret);
}
