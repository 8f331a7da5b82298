/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shared.c - what stations have in common: shared addresses, parked parties
 *
 * In:  results of address.list and park.list.
 * Out: tables with what to do next below.
 * Not: how a table is set - table.c.
 */
#include "holdctl.h"

#include <string.h>

/* Names of a list of lines. */
static void names_print(const json_t *list, char *buf, size_t size)
{
	const json_t *name;
	size_t n = 0;
	size_t i;

	buf[0] = '\0';
	json_array_foreach(list, i, name) {
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? " " : "",
					      json_string_value(name));
	}
	if (!n)
		snprintf(buf, size, "-");
}

static void stations_print(const json_t *row, char *buf, size_t size)
{
	names_print(json_object_get(row, "stations"), buf, size);
}

static void watchers_print(const json_t *row, char *buf, size_t size)
{
	names_print(json_object_get(row, "watchers"), buf, size);
	if (!strcmp(buf, "-"))
		buf[0] = '\0';
}

static void use_print(const json_t *row, char *buf, size_t size)
{
	json_int_t n = ctl_int(row, "stations_in_use");

	if (n > 0)
		snprintf(buf, size, "%lld station%s", (long long)n,
			 n == 1 ? "" : "s");
	else
		snprintf(buf, size, "free");
}

static enum ctl_colour use_colour(const json_t *row)
{
	return ctl_int(row, "stations_in_use") > 0 ? CTL_GOOD : CTL_NONE;
}

static void held_print(const json_t *row, char *buf, size_t size)
{
	json_int_t n = ctl_int(row, "held");

	if (n > 0)
		snprintf(buf, size, "%lld", (long long)n);
	else
		snprintf(buf, size, "-");
}

/* clang-format off */
static const struct ctl_column address_columns[] = {
	{ .key = "address", .heading = "NUMBER", .width = 6, .whole = true },
	{ .key = "sharing", .heading = "SHARING", .width = 13 },
	{ .key = "sharing_value" },
	{ .key = "in_use" },
	{ .key = "calls" },
	{ .key = "stations_in_use", .heading = "IN USE", .width = 10, .human = use_print, .colour = use_colour },
	{ .key = "held", .heading = "HELD", .width = -4, .human = held_print },
	{ .key = "stations", .heading = "STATIONS", .width = 16, .human = stations_print, .plain = stations_print },
	{ .key = "watchers", .heading = "WATCHED BY", .width = 16, .human = watchers_print, .plain = watchers_print, .rare = true },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_addresses(const struct ctl *ctl, const json_t *list)
{
	enum ctl_exit status;
	size_t n = json_array_size(list);

	if (ctl->form == CTL_SCREEN && !n) {
		fprintf(ctl->out, "no number is shared by stations; [address] "
			"in the configuration makes one\n");
		return CTL_DONE;
	}
	status = ctl_table(ctl, address_columns, list);
	if (status == CTL_DONE && ctl->form == CTL_SCREEN && !ctl->quiet)
		fprintf(ctl->out, "%zu shared number%s\n", n,
			n == 1 ? "" : "s");
	return status;
}

enum ctl_exit ctl_do_addresses(struct ctl *ctl)
{
	json_t *list;
	enum ctl_exit r = ctl_ask(ctl, "address.list", NULL, &list);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_addresses(ctl, list);
	json_decref(list);
	return r;
}

static void since_print(const json_t *row, char *buf, size_t size)
{
	ctl_age(ctl_int(row, "age_ms"), buf, size);
}

static void by_print(const json_t *row, char *buf, size_t size)
{
	const char *by = ctl_str(row, "by");

	snprintf(buf, size, "%s", *by ? by : "-");
}

/* How long until the telephone that parked it rings. */
static void returns_print(const json_t *row, char *buf, size_t size)
{
	ctl_age(ctl_int(row, "returns_ms"), buf, size);
}

/* clang-format off */
static const struct ctl_column park_columns[] = {
	{ .key = "number", .heading = "NUMBER", .width = 6, .whole = true },
	{ .key = "call", .heading = "CALL", .width = -4 },
	{ .key = "line", .heading = "LINE", .width = 4 },
	{ .key = "party", .heading = "PARTY", .width = 16 },
	{ .key = "by", .heading = "PARKED BY", .width = 9, .human = by_print },
	{ .key = "since", .heading = "SINCE", .width = -7, .human = since_print },
	{ .key = "age_ms" },
	{ .key = "returns_ms", .heading = "RETURNS IN", .width = -10, .human = returns_print },
	{ .key = "call_id" },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_parked(const struct ctl *ctl, const json_t *list)
{
	enum ctl_exit status;
	size_t n = json_array_size(list);

	if (ctl->form == CTL_SCREEN && !n) {
		fprintf(ctl->out, "nobody is parked\n");
		return CTL_DONE;
	}
	status = ctl_table(ctl, park_columns, list);
	if (status == CTL_DONE && ctl->form == CTL_SCREEN && !ctl->quiet)
		fprintf(ctl->out, "%zu parked; holdctl unpark LINE NUMBER "
			"fetches one\n", n);
	return status;
}

enum ctl_exit ctl_do_parked(struct ctl *ctl)
{
	json_t *list;
	enum ctl_exit r = ctl_ask(ctl, "park.list", NULL, &list);

	if (r != CTL_DONE)
		return r;
	r = ctl_screen_parked(ctl, list);
	json_decref(list);
	return r;
}
