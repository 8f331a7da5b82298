/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trunks.c - the ways out of the house: groups of trunks, ISDN spans
 *
 * In:  results of group.list and span.list.
 * Out: tables with what to do next below.
 * Not: how a table is set - table.c; single lines - lists.c.
 */
#include "holdctl.h"

#include <string.h>

#define MORE 20 /* bytes of ", " and " and 64 more" */
#define FEW 2   /* so many are named one by one (house) */

static void number_print(const json_t *row, const char *key, char *buf,
			 size_t size)
{
	json_int_t n = ctl_int(row, key);

	if (n > 0)
		snprintf(buf, size, "%lld", (long long)n);
	else
		snprintf(buf, size, "-");
}

static void busy_print(const json_t *row, char *buf, size_t size)
{
	number_print(row, "busy", buf, size);
}

static void out_print(const json_t *row, char *buf, size_t size)
{
	number_print(row, "out", buf, size);
}

static enum ctl_colour out_colour(const json_t *row)
{
	return ctl_int(row, "out") > 0 ? CTL_FAULT : CTL_NONE;
}

/* ---- groups ------------------------------------------------------------- */

static void free_print(const json_t *row, char *buf, size_t size)
{
	number_print(row, "free", buf, size);
}

static void guard_print(const json_t *row, char *buf, size_t size)
{
	if (ctl_int(row, "guard") > 0)
		number_print(row, "guard", buf, size);
	else
		buf[0] = '\0';
}

static void next_print(const json_t *row, char *buf, size_t size)
{
	const char *next = ctl_str(row, "next");

	snprintf(buf, size, "%s", *next ? next : "none");
}

static enum ctl_colour next_colour(const json_t *row)
{
	return *ctl_str(row, "next") ? CTL_GOOD : CTL_FAULT;
}

/* How many from here on are in the same state. */
static size_t run_of(const json_t *list, size_t at)
{
	const char *state = ctl_str(json_array_get(list, at), "state");
	size_t n = 1;

	while (at + n < json_array_size(list) &&
	       !strcmp(ctl_str(json_array_get(list, at + n), "state"), state))
		n++;
	return n;
}

/*
 * "co2", "co1 busy", "28 busy": a free one by its name alone, many that
 * cannot be had by their number. Return: how many that were.
 */
static size_t members_take(const json_t *list, size_t at, char *buf,
			   size_t size)
{
	const json_t *member = json_array_get(list, at);
	const char *state = ctl_str(member, "state");
	bool is_free = !strcmp(state, "free");
	size_t n = run_of(list, at);

	if (!is_free && n > FEW) {
		snprintf(buf, size, "%zu %s", n, state);
		return n;
	}
	snprintf(buf, size, "%s%s%s", ctl_str(member, "line"),
		 is_free ? "" : " ", is_free ? "" : state);
	return 1;
}

/* In the order in which they are looked at; of a long list its beginning. */
static void members_print(const json_t *row, char *buf, size_t size)
{
	const json_t *list = json_object_get(row, "lines");
	size_t all = json_array_size(list);
	size_t n = 0;

	snprintf(buf, size, "-");
	for (size_t i = 0; i < all;) {
		char text[48];
		size_t took = members_take(list, i, text, sizeof(text));

		if (n + strlen(text) + MORE >= size) {
			snprintf(buf + n, size - n, " and %zu more", all - i);
			return;
		}
		n += (size_t)snprintf(buf + n, size - n, "%s%s",
				      n ? ", " : "", text);
		i += took;
	}
}

/* clang-format off */
static const struct ctl_column group_columns[] = {
	{ .key = "group", .heading = "GROUP", .width = 6, .whole = true },
	{ .key = "hunt", .heading = "HUNT", .width = 8 },
	{ .key = "prefix", .heading = "PREFIX", .width = 6, .rare = true },
	{ .key = "next", .heading = "NEXT", .width = 6, .human = next_print, .colour = next_colour },
	{ .key = "free", .heading = "FREE", .width = -4, .human = free_print },
	{ .key = "busy", .heading = "BUSY", .width = -4, .human = busy_print },
	{ .key = "guard", .heading = "GUARD", .width = -5, .human = guard_print, .rare = true },
	{ .key = "out", .heading = "OUT", .width = -3, .human = out_print, .colour = out_colour },
	{ .key = "lines", .heading = "LINES AS HUNTED", .width = 16, .human = members_print, .plain = members_print },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_groups(const struct ctl *ctl, const json_t *list)
{
	enum ctl_exit status;
	size_t n = json_array_size(list);

	if (ctl->form == CTL_SCREEN && !n) {
		fprintf(ctl->out, "there is no group of trunks; [group] in "
			"the configuration makes one\n");
		return CTL_DONE;
	}
	status = ctl_table(ctl, group_columns, list);
	if (status == CTL_DONE && ctl->form == CTL_SCREEN && !ctl->quiet)
		fprintf(ctl->out, "%zu group%s\n", n, n == 1 ? "" : "s");
	return status;
}

enum ctl_exit ctl_do_groups(struct ctl *ctl)
{
	json_t *list;
	enum ctl_exit r = ctl_ask(ctl, "group.list", NULL, &list);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_groups(ctl, list);
	json_decref(list);
	return r;
}

/* ---- spans -------------------------------------------------------------- */

static enum ctl_colour link_colour(const json_t *row)
{
	return !strcmp(ctl_str(row, "state"), "up") ? CTL_GOOD : CTL_FAULT;
}

static void since_print(const json_t *row, char *buf, size_t size)
{
	ctl_age(ctl_int(row, "age_ms"), buf, size);
}

/* "3 of 30" */
static void use_print(const json_t *row, char *buf, size_t size)
{
	snprintf(buf, size, "%lld of %lld", (long long)ctl_int(row, "busy"),
		 (long long)ctl_int(row, "channels"));
}

/* B channels that cannot be had now, whatever keeps them. */
static void blocked_print(const json_t *row, char *buf, size_t size)
{
	json_int_t n = ctl_int(row, "out") + ctl_int(row, "restarting");

	buf[0] = '\0';
	if (n > 0)
		snprintf(buf, size, "%lld", (long long)n);
}

/* "17 user busy, 0:12 ago" */
static void cause_print(const json_t *row, char *buf, size_t size)
{
	const json_t *cause = json_object_get(row, "last_cause");
	char age[16];

	if (!json_is_object(cause)) {
		snprintf(buf, size, "-");
		return;
	}
	ctl_age(ctl_int(cause, "age_ms"), age, sizeof(age));
	snprintf(buf, size, "%lld %s, %s ago",
		 (long long)ctl_int(cause, "cause"), ctl_str(cause, "name"),
		 age);
}

/* clang-format off */
static const struct ctl_column span_columns[] = {
	{ .key = "span", .heading = "SPAN", .width = 6, .whole = true, .tight = true },
	{ .key = "state", .heading = "LINK", .width = 6, .colour = link_colour },
	{ .key = "since", .heading = "SINCE", .width = -7, .human = since_print },
	{ .key = "age_ms" },
	{ .key = "dchannel", .heading = "D", .width = -3 },
	{ .key = "switch", .heading = "SWITCH", .width = 11 },
	{ .key = "side", .heading = "SIDE", .width = 7 },
	{ .key = "card" },
	{ .key = "channels" },
	{ .key = "busy", .heading = "B IN USE", .width = 8, .human = use_print },
	{ .key = "idle" },
	{ .key = "restarting" },
	{ .key = "out", .heading = "OUT", .width = -3, .human = blocked_print, .colour = out_colour, .rare = true },
	{ .key = "calls" },
	{ .key = "lines" },
	{ .key = "frames" },
	{ .key = "dropped" },
	{ .key = "resets" },
	{ .key = "last_cause", .heading = "LAST CAUSE", .width = 10, .human = cause_print, .plain = cause_print },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_spans(const struct ctl *ctl, const json_t *list)
{
	enum ctl_exit status;
	size_t n = json_array_size(list);
	size_t down = 0;
	const json_t *row;
	size_t i;

	if (ctl->form == CTL_SCREEN && !n) {
		fprintf(ctl->out, "there is no span; [span] in the "
			"configuration makes one\n");
		return CTL_DONE;
	}
	status = ctl_table(ctl, span_columns, list);
	if (status != CTL_DONE || ctl->form != CTL_SCREEN || ctl->quiet)
		return status;
	json_array_foreach(list, i, row)
		down += strcmp(ctl_str(row, "state"), "up") != 0;
	fprintf(ctl->out, "%zu span%s", n, n == 1 ? "" : "s");
	if (down)
		fprintf(ctl->out, ", %zu not up: the journal of holdlined "
			"says why", down);
	fputc('\n', ctl->out);
	return status;
}

enum ctl_exit ctl_do_spans(struct ctl *ctl)
{
	json_t *list;
	enum ctl_exit r = ctl_ask(ctl, "span.list", NULL, &list);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_spans(ctl, list);
	json_decref(list);
	return r;
}
