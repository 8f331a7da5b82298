/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists.c - the lists of lines, of hook counters, of calls
 *
 * In:  results of line.list and call.list.
 * Out: tables that fit 80 columns, with a count below.
 * Not: how a table is set - table.c.
 */
#include "holdctl.h"

#include <string.h>

static void driver_print(const json_t *row, char *buf, size_t size)
{
	if (ctl_int(row, "channel") >= 0)
		snprintf(buf, size, "%s %d", ctl_str(row, "driver"),
			 (int)ctl_int(row, "channel"));
	else
		snprintf(buf, size, "-");
}

static void state_print(const json_t *row, char *buf, size_t size)
{
	snprintf(buf, size, "%s", ctl_state(ctl_str(row, "state")));
}

static enum ctl_colour state_colour(const json_t *row)
{
	const char *state = ctl_str(row, "state");

	if (!strcmp(state, "absent") || !strcmp(state, "alarm"))
		return CTL_FAULT;
	if (!strcmp(state, "lockout"))
		return CTL_ATTENTION;
	if (!strncmp(state, "onhold", 6))
		return CTL_INFO;
	return !strcmp(state, "connected") ? CTL_GOOD : CTL_NONE;
}

static void hook_print(const json_t *row, char *buf, size_t size)
{
	const char *hook = ctl_str(row, "hook");

	snprintf(buf, size, "%s", *hook ? hook : "-");
}

/* "103, co1 held", "101 (music)" */
static void with_print(const json_t *row, char *buf, size_t size)
{
	const char *hears = ctl_str(row, "hears");
	bool music = !strncmp(hears, "music", 5);
	const json_t *with;
	size_t n = 0;
	size_t i;

	buf[0] = '\0';
	for (int held = 0; held < 2; held++) {
		json_array_foreach(json_object_get(row, "with"), i, with) {
			const char *name = ctl_str(with, "line");

			if (ctl_is(with, "held") != held || n >= size)
				continue;
			if (!*name)
				name = ctl_str(with, "party");
			if (!*name)
				continue;
			n += (size_t)snprintf(buf + n, size - n, "%s%s%s",
					      n ? ", " : "", name,
					      held ? " held" : "");
		}
	}
	if (n && music && n < size)
		snprintf(buf + n, size - n, " (music)");
	if (!n)
		snprintf(buf, size, "-");
}

static void since_print(const json_t *row, char *buf, size_t size)
{
	ctl_age(ctl_int(row, "age_ms"), buf, size);
}

static void note_print(const json_t *row, char *buf, size_t size)
{
	const json_t *note = json_object_get(row, "note");

	if (json_is_object(note))
		snprintf(buf, size, "! %s", ctl_str(note, "word"));
	else
		buf[0] = '\0';
}

static void note_plain(const json_t *row, char *buf, size_t size)
{
	snprintf(buf, size, "%s",
		 ctl_str(json_object_get(row, "note"), "word"));
}

static enum ctl_colour note_colour(const json_t *row)
{
	(void)row;
	return CTL_ATTENTION;
}

/* clang-format off */
static const struct ctl_column line_columns[] = {
	{ .key = "line", .heading = "LINE", .width = 4, .whole = true },
	{ .key = "kind", .heading = "KIND", .width = 7 },
	{ .key = "driver", .heading = "DRIVER", .width = 8, .human = driver_print },
	{ .key = "channel" },
	{ .key = "state", .heading = "STATE", .width = 13, .human = state_print, .colour = state_colour },
	{ .key = "hook", .heading = "HOOK", .width = 4, .human = hook_print },
	{ .key = "with", .heading = "WITH", .width = 13, .human = with_print, .plain = with_print, .gives = true },
	{ .key = "since", .heading = "SINCE", .width = -7, .human = since_print },
	{ .key = "age_ms" },
	{ .key = "hears" },
	{ .key = "note", .heading = "NOTE", .width = 10, .human = note_print, .plain = note_plain, .colour = note_colour },
	{ .key = NULL },
};
/* clang-format on */

enum ctl_exit ctl_screen_lines(const struct ctl *ctl, const json_t *lines)
{
	enum ctl_exit status = ctl_table(ctl, line_columns, lines);
	unsigned attention = 0;
	const json_t *line;
	size_t i;

	if (status != CTL_DONE || ctl->form != CTL_SCREEN || ctl->quiet)
		return status;
	json_array_foreach(lines, i, line) {
		attention += json_is_object(json_object_get(line, "note"));
	}
	fprintf(ctl->out, "%zu line%s", json_array_size(lines),
		json_array_size(lines) == 1 ? "" : "s");
	if (attention)
		fprintf(ctl->out, ", %u need%s attention", attention,
			attention == 1 ? "s" : "");
	fputc('\n', ctl->out);
	return status;
}

static void count_print(const json_t *counts, const char *word, char *buf,
			size_t size)
{
	json_int_t n = ctl_int(counts, word);

	snprintf(buf, size, "%lld", n < 0 ? 0LL : (long long)n);
}

#define COUNT(name, object, word)                                              \
	static void name##_print(const json_t *row, char *buf, size_t size)    \
	{                                                                      \
		count_print(json_object_get(row, object), word, buf, size);    \
	}
COUNT(short, "flashes", "short")
COUNT(normal, "flashes", "normal")
COUNT(long, "flashes", "long")
COUNT(ignored, "flashes", "ignored")
COUNT(uncertain, "flashes", "uncertain")
COUNT(flash, "breaks", "flash")
COUNT(onhook, "breaks", "onhook")
COUNT(pulse, "breaks", "pulse")
COUNT(noise, "breaks", "noise")
COUNT(late, "breaks", "late")
COUNT(unsure, "breaks", "unsure")
COUNT(bounce, "breaks", "bounce")
COUNT(glitch, "breaks", "glitch")
#undef COUNT

/* "512 ms flash", "640-1180 ms unsure" */
static void length_print(const json_t *seen, char *buf, size_t size)
{
	json_int_t least = ctl_int(seen, "least_ms");
	json_int_t most = ctl_int(seen, "most_ms");

	if (least == most)
		snprintf(buf, size, "%lld ms %s", (long long)most,
			 ctl_str(seen, "class"));
	else
		snprintf(buf, size, "%lld-%lld ms %s", (long long)least,
			 (long long)most, ctl_str(seen, "class"));
}

static void break_print(const json_t *row, char *buf, size_t size)
{
	const json_t *last = json_object_get(row, "last_break");

	if (json_is_object(last))
		length_print(last, buf, size);
	else
		snprintf(buf, size, "-");
}

static void break_plain(const json_t *row, char *buf, size_t size)
{
	json_int_t ms = ctl_int(json_object_get(row, "last_break"),
				"break_ms");

	buf[0] = '\0';
	if (ms >= 0)
		snprintf(buf, size, "%lld", (long long)ms);
}

static void class_plain(const json_t *row, char *buf, size_t size)
{
	snprintf(buf, size, "%s",
		 ctl_str(json_object_get(row, "last_break"), "class"));
}

/* The last breaks, newest first; for a person with how long ago. */
static void recent_list(const json_t *row, bool ages, char *buf, size_t size)
{
	const json_t *seen;
	size_t n = 0;
	size_t i;

	buf[0] = '\0';
	json_array_foreach(json_object_get(row, "recent_breaks"), i, seen) {
		char length[64];
		char age[32];

		length_print(seen, length, sizeof(length));
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? ", " : "", length);
		if (ages && n < size)
			n += (size_t)snprintf(buf + n, size - n, " (%s)",
				ctl_age(ctl_int(seen, "age_ms"), age,
					sizeof(age)));
	}
}

static void recent_print(const json_t *row, char *buf, size_t size)
{
	recent_list(row, true, buf, size);
}

static void recent_plain(const json_t *row, char *buf, size_t size)
{
	recent_list(row, false, buf, size);
}

/* clang-format off */
static const struct ctl_column hook_columns[] = {
	{ .key = "line", .heading = "LINE", .width = 4, .whole = true },
	{ .key = "hook", .heading = "HOOK", .width = 4, .human = hook_print },
	{ .key = "short", .heading = "SHORT", .width = -5, .human = short_print, .plain = short_print },
	{ .key = "normal", .heading = "NORMAL", .width = -6, .human = normal_print, .plain = normal_print },
	{ .key = "long", .heading = "LONG", .width = -4, .human = long_print, .plain = long_print },
	{ .key = "ignored", .heading = "IGNORED", .width = -7, .human = ignored_print, .plain = ignored_print },
	{ .key = "uncertain", .heading = "UNCERTAIN", .width = -9, .human = uncertain_print, .plain = uncertain_print },
	{ .key = "pulse", .heading = "PULSE", .width = -5, .human = pulse_print, .plain = pulse_print },
	{ .key = "onhook", .heading = "ONHOOK", .width = -6, .human = onhook_print, .plain = onhook_print },
	{ .key = "flash", .plain = flash_print },
	{ .key = "noise", .plain = noise_print },
	{ .key = "late", .plain = late_print },
	{ .key = "unsure", .plain = unsure_print },
	{ .key = "bounce", .plain = bounce_print },
	{ .key = "glitch", .plain = glitch_print },
	{ .key = "last_break_ms", .human = break_print, .plain = break_plain },
	{ .key = "last_class", .plain = class_plain },
	{ .key = "recent_breaks", .human = recent_print, .plain = recent_plain },
	{ .key = NULL },
};

static const struct ctl_column recent_columns[] = {
	{ .key = "line", .heading = "LINE", .width = 4, .whole = true },
	{ .key = "recent_breaks", .heading = "LAST BREAKS, NEWEST FIRST", .width = 72, .human = recent_print },
	{ .key = NULL },
};
/* clang-format on */

/* Below the counters: the lines whose loop has been broken at all. */
static enum ctl_exit recent_screen(const struct ctl *ctl, const json_t *lines)
{
	enum ctl_exit status = CTL_DONE;
	json_t *broken = json_array();
	json_t *line;
	size_t i;

	json_array_foreach(lines, i, line) {
		if (json_array_size(json_object_get(line, "recent_breaks")))
			json_array_append(broken, line);
	}
	if (json_array_size(broken)) {
		fputc('\n', ctl->out);
		status = ctl_table(ctl, recent_columns, broken);
	}
	json_decref(broken);
	return status;
}

enum ctl_exit ctl_screen_hooks(const struct ctl *ctl, const json_t *lines)
{
	enum ctl_exit status = ctl_table(ctl, hook_columns, lines);

	if (status != CTL_DONE || ctl->form != CTL_SCREEN || ctl->fields)
		return status;
	if (!ctl->quiet)
		fprintf(ctl->out, "breaks of the loop since the daemon "
			"started: too short, right, too long for a\n"
			"flash; ignored as bounce or contact noise; seen too "
			"late to tell\n");
	return recent_screen(ctl, lines);
}

/* ---- calls -------------------------------------------------------------- */

void ctl_call_party(const json_t *call, char *buf, size_t size)
{
	const char *direction = ctl_str(call, "direction");
	const char *line = ctl_str(call, "peer_line");
	const char *party = ctl_str(call, "party");
	bool both = *line && *party && strcmp(line, party);

	if (!*line && !*party) {
		snprintf(buf, size, "-");
		return;
	}
	snprintf(buf, size, "%s%s%s%s",
		 !strcmp(direction, "in") ? "<" :
		 !strcmp(direction, "out") ? ">" : "",
		 line, both ? " " : "", both || !*line ? party : "");
}

static void party_print(const json_t *row, char *buf, size_t size)
{
	ctl_call_party(row, buf, size);
}

static void mode_print(const json_t *row, char *buf, size_t size)
{
	ctl_call_state(row, buf, size);
}

/* Of a held call it matters what the party hears, else what its owner does.
 * "music" and "busy" are enough here; show has the whole words. */
static void hears_print(const json_t *row, char *buf, size_t size)
{
	const char *hears = ctl_str(row, ctl_is(row, "held") ? "party_hears"
							     : "hears");
	size_t n;

	if (!strncmp(hears, "music", 5)) {
		snprintf(buf, size, "music");
		return;
	}
	if (!strncmp(hears, "conference", 10)) {
		snprintf(buf, size, "conf.");
		return;
	}
	n = (size_t)snprintf(buf, size, "%s", *hears ? hears : "-");
	if (n > 5 && n < size && !strcmp(buf + n - 5, " tone"))
		buf[n - 5] = '\0';
}

static void can_print(const json_t *row, char *buf, size_t size)
{
	ctl_can_print(row, true, buf, size);
}

static void can_plain(const json_t *row, char *buf, size_t size)
{
	ctl_can_print(row, false, buf, size);
}

/* Applications, by their names. */
void ctl_call_owners(const json_t *call, char *buf, size_t size)
{
	const json_t *owner;
	size_t n = 0;
	size_t i;

	buf[0] = '\0';
	json_array_foreach(json_object_get(call, "owners"), i, owner) {
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, "%s%s",
					      n ? " " : "",
					      json_string_value(owner));
	}
}

/* clang-format off */
static const struct ctl_column call_columns[] = {
	{ .key = "call", .heading = "CALL", .width = -4, .tight = true },
	{ .key = "line", .heading = "LINE", .width = 4 },
	{ .key = "state", .heading = "STATE", .width = 13, .human = mode_print, .colour = state_colour },
	{ .key = "mode" },
	{ .key = "held" },
	{ .key = "parked" },
	{ .key = "party", .heading = "PARTY", .width = 16, .human = party_print },
	{ .key = "peer" },
	{ .key = "peer_line" },
	{ .key = "direction" },
	{ .key = "hears", .heading = "HEARS", .width = 6, .human = hears_print },
	{ .key = "party_hears" },
	{ .key = "since", .heading = "SINCE", .width = -5, .human = since_print },
	{ .key = "age_ms" },
	{ .key = "owners", .heading = "OWNER", .width = 8, .human = ctl_call_owners, .plain = ctl_call_owners, .rare = true },
	{ .key = "can", .heading = "CAN", .width = 26, .human = can_print, .plain = can_plain },
	{ .key = NULL },
};
/* clang-format on */

static unsigned conversations(const json_t *calls)
{
	const json_t *call;
	json_t *seen = json_object();
	unsigned n;
	size_t i;

	json_array_foreach(calls, i, call) {
		char key[24];

		snprintf(key, sizeof(key), "%lld",
			 (long long)ctl_int(call, "conversation"));
		json_object_set_new(seen, key, json_true());
	}
	n = (unsigned)json_object_size(seen);
	json_decref(seen);
	return n;
}

enum ctl_exit ctl_screen_calls(const struct ctl *ctl, const json_t *calls)
{
	enum ctl_exit status;
	unsigned held = 0;
	unsigned talks = conversations(calls);
	const json_t *call;
	size_t i;

	if (ctl->form == CTL_SCREEN && !json_array_size(calls)) {
		fprintf(ctl->out, "no calls\n");
		return CTL_DONE;
	}
	status = ctl_table(ctl, call_columns, calls);
	if (status != CTL_DONE || ctl->form != CTL_SCREEN || ctl->quiet)
		return status;
	json_array_foreach(calls, i, call) {
		held += ctl_is(call, "held");
	}
	fprintf(ctl->out, "%zu call%s in %u conversation%s",
		json_array_size(calls), json_array_size(calls) == 1 ? "" : "s",
		talks, talks == 1 ? "" : "s");
	if (held)
		fprintf(ctl->out, ", %u held", held);
	fputc('\n', ctl->out);
	return status;
}
