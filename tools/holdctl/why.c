/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * why.c - what the last change of a line or a call came from
 *
 * In:  the records kept, each with the number of the one that caused it.
 * Out: one sentence (what, when, because of what), then the records of the
 *      same cause and of what led to it, in order.
 * Not: anything that was not recorded.
 */
#include "holdctl.h"

#include <string.h>

#define TREES_MAX 3 /* causes told before the last one (house) */

/* What one looks for: a change, of this line or of this call. */
static bool is_change(const json_t *record, const char *line, json_int_t call)
{
	static const char *const changes[] = { "end", "state", "birth",
					       "service" };

	if (strcmp(ctl_str(record, "kind"), "effect"))
		return false;
	if (call > 0 ? ctl_int(record, "call") != call
		     : strcmp(ctl_str(record, "line"), line) != 0)
		return false;
	for (unsigned i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		if (!strcmp(ctl_str(record, "what"), changes[i]))
			return true;
	return false;
}

/* Numbers follow each other without a gap. */
static const json_t *record_at(const json_t *records, json_int_t number)
{
	json_int_t first = ctl_int(json_array_get(records, 0), "record");

	if (number < first)
		return NULL;
	return json_array_get(records, (size_t)(number - first));
}

/* The arrival from outside at the beginning of a record's causes. */
static const json_t *root_of(const json_t *records, const json_t *record)
{
	const json_t *cause;

	while (ctl_int(record, "cause") > 0) {
		cause = record_at(records, ctl_int(record, "cause"));
		if (!cause)
			break;
		record = cause;
	}
	return record;
}

/* The record of a kind in a cause's tree, or NULL. */
static const json_t *tree_find(const json_t *records, const json_t *root,
			       const char *what)
{
	const json_t *record;
	size_t i;

	json_array_foreach(records, i, record) {
		if (!strcmp(ctl_str(record, "what"), what) &&
		    !strcmp(ctl_str(record, "kind"), "effect") &&
		    root_of(records, record) == root)
			return record;
	}
	return NULL;
}

static void change_print(const json_t *change, char *buf, size_t size)
{
	const char *what = ctl_str(change, "what");
	const char *line = ctl_str(change, "line");
	const char *from = ctl_state(ctl_str(change, "from"));
	const char *to = ctl_state(ctl_str(change, "to"));
	long long call = (long long)ctl_int(change, "call");

	if (!strcmp(what, "service"))
		snprintf(buf, size, "%s %s -> %s", line, from, to);
	else if (!strcmp(what, "end"))
		snprintf(buf, size, "%s: call %lld ended (was %s)", line,
			 call, from);
	else if (!strcmp(what, "birth"))
		snprintf(buf, size, "%s: call %lld began (%s)", line, call,
			 to);
	else
		snprintf(buf, size, "%s: call %lld %s -> %s", line, call,
			 from, to);
}

static const char *deed(const char *gesture)
{
	/* clang-format off */
	static const char *const deeds[][2] = {
		{ "flash",  "flashed" }, { "hangup", "hung up" },
		{ "lift",   "lifted the receiver" }, { "digit", "dialled" },
	};
	/* clang-format on */

	for (unsigned i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		if (!strcmp(deeds[i][0], gesture))
			return deeds[i][1];
	return "did something";
}

/* Arrivals that need no look at their consequences. */
static bool plain_cause(const json_t *root, char *buf, size_t size)
{
	const char *what = ctl_str(root, "what");
	const char *line = ctl_str(root, "line");
	const char *request = ctl_str(root, "request");
	char heard[CTL_TEXT / 2];

	if (!strcmp(what, "fargone"))
		snprintf(buf, size, "the exchange on %s released", line);
	else if (!strcmp(what, "ring"))
		snprintf(buf, size, "the exchange rang on %s", line);
	else if (!strcmp(what, "progress"))
		snprintf(buf, size, "on %s was heard %s", line,
			 ctl_evidence(root, heard, sizeof(heard)));
	else if (!strcmp(what, "polarity"))
		snprintf(buf, size, "the exchange on %s reversed the battery",
			 line);
	else if (!strcmp(what, "lost"))
		snprintf(buf, size, "the card of %s went away", line);
	else if (!strcmp(what, "alarm"))
		snprintf(buf, size, "the card reported no service on %s",
			 line);
	else if (!strcmp(what, "ready"))
		snprintf(buf, size, "%s came into service", line);
	else if (!strcmp(what, "failed"))
		snprintf(buf, size, "the card of %s refused: %s", line,
			 ctl_str(root, "message"));
	else if (!strcmp(what, "request"))
		snprintf(buf, size, "a program asked for it (%s)",
			 ctl_verb_of_request(request));
	else
		return false;
	return true;
}

static void cause_print(const json_t *records, const json_t *root, char *buf,
			size_t size)
{
	const json_t *decide = tree_find(records, root, "decide");
	const json_t *timeout = tree_find(records, root, "timeout");
	const json_t *judged = tree_find(records, root, "break");

	if (plain_cause(root, buf, size))
		return;
	if (decide && judged)
		snprintf(buf, size, "%s %s (break %lld ms)",
			 ctl_str(decide, "line"),
			 deed(ctl_str(decide, "gesture")),
			 (long long)ctl_int(judged, "break_ms"));
	else if (decide)
		snprintf(buf, size, "%s %s", ctl_str(decide, "line"),
			 deed(ctl_str(decide, "gesture")));
	else if (timeout && !strcmp(ctl_str(timeout, "timer"), "SEND"))
		snprintf(buf, size, "the number was sent on %s",
			 ctl_str(timeout, "line"));
	else if (timeout)
		snprintf(buf, size, "a limit ran out on %s (%s)",
			 ctl_str(timeout, "line"),
			 ctl_str(timeout, "meaning"));
	else if (tree_find(records, root, "digit"))
		snprintf(buf, size, "%s dialled", ctl_str(root, "line"));
	else if (!strcmp(ctl_str(root, "what"), "expire"))
		snprintf(buf, size, "a limit ran out");
	else
		snprintf(buf, size, "%s on %s", ctl_str(root, "what"),
			 ctl_str(root, "line"));
}

/* The root of the change before @before that had to do with the same. */
static const json_t *root_before(const json_t *records, const json_t *before,
				 const char *line, json_int_t call)
{
	size_t i = json_array_size(records);

	while (i-- > 0) {
		const json_t *record = json_array_get(records, i);
		const json_t *root;

		if (ctl_int(record, "record") >= ctl_int(before, "record") ||
		    !is_change(record, line, call))
			continue;
		root = root_of(records, record);
		if (root != before)
			return root;
	}
	return NULL;
}

static void tree_print(const struct ctl *ctl, const json_t *records,
		       const json_t *root)
{
	struct ctl_story story;
	const json_t *record;
	size_t i;

	ctl_story_begin(&story);
	story.indent = "  ";
	json_array_foreach(records, i, record) {
		if (root_of(records, record) == root)
			ctl_story_print(ctl, &story, record);
	}
	ctl_story_end(&story);
}

static const json_t *change_last(const json_t *records, const char *line,
				 json_int_t call)
{
	size_t i = json_array_size(records);

	while (i-- > 0)
		if (is_change(json_array_get(records, i), line, call))
			return json_array_get(records, i);
	return NULL;
}

enum ctl_exit ctl_screen_why(const struct ctl *ctl, const char *line,
			     json_int_t call, const json_t *records)
{
	const json_t *change = change_last(records, line ? line : "", call);
	const json_t *roots[TREES_MAX + 1];
	unsigned n = 0;
	char what[CTL_TEXT];
	char cause[CTL_TEXT];
	char at[32];

	if (!change && ctl->form == CTL_SCREEN) {
		fprintf(ctl->out, "nothing is recorded of it: %zu records are "
			"kept\n", json_array_size(records));
		return CTL_DONE;
	}
	if (!change)
		return CTL_DONE;
	roots[n++] = root_of(records, change);
	/* Of a line's last call only, not of what it did before. */
	if (ctl_int(change, "call") > 0)
		call = ctl_int(change, "call");
	while (n <= TREES_MAX) {
		roots[n] = root_before(records, roots[n - 1],
				       line ? line : "", call);
		if (!roots[n])
			break;
		n++;
	}
	change_print(change, what, sizeof(what));
	cause_print(records, roots[0], cause, sizeof(cause));
	if (ctl->form == CTL_SCREEN) {
		char all[3 * CTL_TEXT];

		snprintf(all, sizeof(all), "%s, at %s, because %s.\n", what,
			 ctl_clock(ctl, ctl_str(change, "time"), at,
				   sizeof(at)), cause);
		ctl_wrap(ctl, CTL_NONE, all, 0);
	}
	while (n-- > 0)
		tree_print(ctl, records, roots[n]);
	return CTL_DONE;
}
