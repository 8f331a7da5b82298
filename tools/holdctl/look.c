/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * look.c - the verbs that look and follow
 *
 * In:  a command line that was understood.
 * Out: a screen; records while they come.
 * Not: how a screen is set - status.c, lists.c, show.c, story.c, why.c.
 */
#include "holdctl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdline/call.h"

#define FOREVER 3600000 /* [ms] then one waits again */
#define SHOWN_RECORDS 40

enum ctl_exit ctl_do_status(struct ctl *ctl)
{
	json_t *status;
	enum ctl_exit r = ctl_ask(ctl, "status.get", NULL, &status);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_status(ctl, status);
	json_decref(status);
	return r;
}

enum ctl_exit ctl_do_lines(struct ctl *ctl)
{
	json_t *lines;
	enum ctl_exit r;

	r = ctl_ask_lines(ctl, json_object_get(ctl->params, "lines"), &lines);
	if (r != CTL_DONE)
		return r;
	r = ctl->hook ? ctl_screen_hooks(ctl, lines)
		      : ctl_screen_lines(ctl, lines);
	json_decref(lines);
	return r;
}

enum ctl_exit ctl_do_calls(struct ctl *ctl)
{
	json_t *calls;
	enum ctl_exit r = ctl_ask_calls(ctl, &calls);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_calls(ctl, calls);
	json_decref(calls);
	return r;
}

json_int_t ctl_thing_call(const struct ctl *ctl)
{
	const char *thing = ctl_str(ctl->params, "thing");
	json_int_t call = 0;
	char *end;

	if (strspn(thing, "0123456789") == strlen(thing) &&
	    strlen(thing) <= 10)
		call = strtoll(thing, &end, 10);
	return call <= UINT32_MAX ? call : 0;
}

/*
 * A word may be a line or a call: a line is looked for first, because lines
 * have names that people gave them.
 */
enum ctl_exit ctl_thing_get(struct ctl *ctl, bool *is_line, json_t **ret)
{
	const char *thing = ctl_str(ctl->params, "thing");
	json_t *error;
	json_t *other = NULL;
	enum ctl_exit r;

	*is_line = true;
	r = ctl_try(ctl, "line.get", json_pack("{s:s}", "line", thing),
		    &error, ret);
	if (r == CTL_DONE || !error)
		return r;
	if (ctl_thing_call(ctl) > 0) {
		*is_line = false;
		r = ctl_try(ctl, "call.get", json_pack("{s:I}", "call",
			    ctl_thing_call(ctl)), &other, ret);
		if (r == CTL_DONE) {
			json_decref(error);
			return r;
		}
	}
	if (other)
		r = ctl_fail(ctl, CTL_NOSUCH, "NOSUCH",
			     "holdctl lines and holdctl calls list them",
			     "there is neither a line nor a call '%s'",
			     thing);
	else
		r = ctl_fail_error(ctl, error);
	json_decref(error);
	json_decref(other);
	return r;
}

static enum ctl_exit line_show(struct ctl *ctl, const json_t *line)
{
	const char *name = ctl_str(line, "line");
	json_t *calls = json_array();
	json_t *records = NULL;
	json_t *items = NULL;
	json_t *error = NULL;
	enum ctl_exit r;
	const json_t *with;
	size_t i;

	if (ctl->form != CTL_SCREEN) {
		ctl_print_json(ctl, line);
		json_decref(calls);
		return CTL_DONE;
	}
	json_array_foreach(json_object_get(line, "with"), i, with) {
		json_t *call = NULL;

		if (ctl_try(ctl, "call.get",
			    json_pack("{s:I}", "call", ctl_int(with, "call")),
			    &error, &call) == CTL_DONE)
			json_array_append_new(calls, call);
		json_decref(error);
	}
	r = ctl_ask(ctl, "record.list", json_pack("{s:s, s:i}", "line", name,
		    "limit", SHOWN_RECORDS), &records);
	if (r == CTL_DONE)
		ctl_try(ctl, "config.get", json_pack("{s:s}", "line", name),
			&error, &items);
	if (r == CTL_DONE)
		r = ctl_screen_line(ctl, line, calls, records, items);
	json_decref(error);
	json_decref(items);
	json_decref(records);
	json_decref(calls);
	return r;
}

/* Call information; of a conference with its members. */
static enum ctl_exit info_ask(struct ctl *ctl, const json_t *call,
			      json_t **ret)
{
	json_t *id = json_pack("{s:I}", "call", ctl_int(call, "call"));
	json_t *members = NULL;
	enum ctl_exit r;

	r = ctl_ask(ctl, "call.getInfo", json_incref(id), ret);
	if (r == CTL_DONE && ctl_is(call, "conference"))
		r = ctl_ask(ctl, "call.getConferenceCalls", json_incref(id),
			    &members);
	if (members)
		json_object_set(*ret, "members",
				json_object_get(members, "calls"));
	json_decref(members);
	json_decref(id);
	return r;
}

/* For programs all that is known of it is one object. */
static enum ctl_exit call_show(struct ctl *ctl, json_t *call)
{
	json_t *records = NULL;
	json_t *info = NULL;
	enum ctl_exit r;

	r = info_ask(ctl, call, &info);
	if (r != CTL_DONE) {
		json_decref(info);
		return r;
	}
	if (ctl->form != CTL_SCREEN) {
		json_object_set(call, "info", info);
		ctl_print_json(ctl, call);
		json_decref(info);
		return CTL_DONE;
	}
	r = ctl_ask(ctl, "record.list",
		    json_pack("{s:s}", "line", ctl_str(call, "line")),
		    &records);
	if (r == CTL_DONE)
		r = ctl_screen_call(ctl, call, info, records);
	json_decref(records);
	json_decref(info);
	return r;
}

enum ctl_exit ctl_do_show(struct ctl *ctl)
{
	bool is_line;
	json_t *thing;
	enum ctl_exit r = ctl_thing_get(ctl, &is_line, &thing);

	if (r != CTL_DONE)
		return r;
	r = is_line ? line_show(ctl, thing) : call_show(ctl, thing);
	json_decref(thing);
	return r;
}

/* The connection is gone: how to go on behind the last record told. */
static enum ctl_exit follow_fail(const struct ctl *ctl, int error,
				 json_int_t last)
{
	char mend[64];

	if (error != -ECONNRESET || last <= 0)
		return ctl_fail_link(ctl, error);
	snprintf(mend, sizeof(mend), "holdctl watch --from %lld",
		 (long long)last + 1);
	return ctl_fail(ctl, CTL_FAILED, "GONE", mend, "the daemon closed the "
			"connection; the last record was %lld",
			(long long)last);
}

enum ctl_exit ctl_follow(struct ctl *ctl, json_t *params,
			 struct ctl_story *story)
{
	json_int_t last = 0;
	json_t *result;
	enum ctl_exit r = ctl_ask(ctl, "event.subscribe", params, &result);

	if (r != CTL_DONE)
		return r;
	json_decref(result);
	story->all = ctl->all;
	for (;;) {
		json_t *record;
		int e;

		fflush(ctl->out);
		e = hl_client_read(ctl->client, FOREVER, &record);
		if (e == -ETIMEDOUT)
			continue;
		if (e < 0)
			return follow_fail(ctl, e, last);
		if (ctl_int(record, "record") > 0)
			last = ctl_int(record, "record");
		if (ctl->form != CTL_JSON)
			ctl_scrub(record);
		ctl_story_print(ctl, story, record);
		json_decref(record);
	}
}

enum ctl_exit ctl_do_watch(struct ctl *ctl)
{
	struct ctl_story story;
	enum ctl_exit r;

	ctl_story_begin(&story);
	r = ctl_follow(ctl, json_incref(ctl->params), &story);
	ctl_story_end(&story);
	return r;
}

/* Then go on where the list ended, so that nothing is told twice or lost. */
static json_t *follow_params(const struct ctl *ctl, const json_t *records)
{
	size_t n = json_array_size(records);
	json_t *params = json_object();
	json_t *line = json_object_get(ctl->params, "line");

	if (n)
		json_object_set_new(params, "from", json_integer(
			ctl_int(json_array_get(records, n - 1), "record") +
			1));
	if (line)
		json_object_set_new(params, "lines", json_pack("[O]", line));
	return params;
}

enum ctl_exit ctl_do_log(struct ctl *ctl)
{
	struct ctl_story story;
	const json_t *record;
	json_t *records;
	size_t i;
	enum ctl_exit r;

	r = ctl_ask(ctl, "record.list", json_incref(ctl->params), &records);
	if (r != CTL_DONE)
		return r;
	ctl_story_begin(&story);
	story.all = ctl->all;
	if (ctl->form == CTL_JSON && !ctl->follow) {
		ctl_print_json(ctl, records);
	} else {
		json_array_foreach(records, i, record) {
			ctl_story_print(ctl, &story, record);
		}
	}
	if (ctl->follow)
		r = ctl_follow(ctl, follow_params(ctl, records), &story);
	ctl_story_end(&story);
	json_decref(records);
	return r;
}

enum ctl_exit ctl_do_why(struct ctl *ctl)
{
	const char *thing = ctl_str(ctl->params, "thing");
	json_t *line = NULL;
	json_t *error = NULL;
	json_t *records = NULL;
	json_int_t call = 0;
	enum ctl_exit r;

	/* A call that has ended is no longer there and can be explained. */
	r = ctl_try(ctl, "line.get", json_pack("{s:s}", "line", thing),
		    &error, &line);
	if (error) {
		call = ctl_thing_call(ctl);
		r = call > 0 ? CTL_DONE : ctl_fail_error(ctl, error);
	}
	if (r == CTL_DONE)
		r = ctl_ask_records(ctl, &records);
	if (r == CTL_DONE)
		r = ctl_screen_why(ctl, call ? NULL : thing, call, records);
	json_decref(error);
	json_decref(line);
	json_decref(records);
	return r;
}
