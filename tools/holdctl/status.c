/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status.c - the whole board in a few lines
 *
 * In:  the result of status.get.
 * Out: one sentence of the daemon, five of the board, one for each thing that
 *      needs attention with its next step.
 * Not: lists - lists.c.
 */
#include "holdctl.h"

#include <string.h>

static void count(const struct ctl *ctl, const json_t *from, const char *key,
		  const char *word, enum ctl_colour colour)
{
	json_int_t n = ctl_int(from, key);
	char text[64];

	if (n <= 0)
		return;
	fputs("   ", ctl->out);
	snprintf(text, sizeof(text), "%lld %s", (long long)n, word);
	ctl_paint(ctl, colour, text);
}

static void daemon_print(const struct ctl *ctl, const json_t *status)
{
	const json_t *config = json_object_get(status, "config");
	const char *file = strrchr(ctl_str(config, "file"), '/');
	const char *version = ctl_str(status, "version");
	char buf[64];

	ctl_paint(ctl, CTL_GOOD, "*");
	fprintf(ctl->out, " holdlined%s%s   running %s", *version ? " " : "",
		version, ctl_age(ctl_int(status, "uptime_ms"), buf,
				 sizeof(buf)));
	if (json_is_object(config)) {
		fprintf(ctl->out, "   %s", file ? file + 1
						: "no file, automatic");
		if (file && *ctl_str(config, "loaded"))
			fprintf(ctl->out, " loaded %s",
				ctl_day(ctl, ctl_str(config, "loaded"), buf,
					sizeof(buf)));
		if (file && ctl_is(config, "good"))
			fputs(", good", ctl->out);
	}
	fputc('\n', ctl->out);
}

static void board_print(const struct ctl *ctl, const json_t *status)
{
	const json_t *lines = json_object_get(status, "lines");
	const json_t *calls = json_object_get(status, "calls");
	const json_t *music = json_object_get(status, "music");
	json_int_t held = ctl_int(calls, "longest_held_ms");
	json_int_t classes = ctl_int(music, "classes");
	char age[32];

	fprintf(ctl->out, "  lines %4lld", (long long)ctl_int(lines, "total"));
	count(ctl, lines, "ready", "ready", CTL_GOOD);
	count(ctl, lines, "alarm", "alarm", CTL_FAULT);
	count(ctl, lines, "lockout", "left off hook", CTL_ATTENTION);
	count(ctl, lines, "absent", "absent", CTL_FAULT);
	fprintf(ctl->out, "\n  calls %4lld",
		(long long)ctl_int(calls, "total"));
	count(ctl, calls, "talking", "talking", CTL_NONE);
	count(ctl, calls, "held", "held", CTL_INFO);
	if (held >= 0)
		fprintf(ctl->out, ", longest %s",
			ctl_age(held, age, sizeof(age)));
	fprintf(ctl->out, "   music: %lld class%s, %lld listener%s\n",
		(long long)classes, classes == 1 ? "" : "es",
		(long long)ctl_int(music, "listeners"),
		ctl_int(music, "listeners") == 1 ? "" : "s");
	if (ctl_int(lines, "trunks") <= 0)
		return;
	fprintf(ctl->out, "  trunks%4lld   %lld busy\n",
		(long long)ctl_int(lines, "trunks"),
		(long long)ctl_int(lines, "trunks_busy"));
}

static void clock_print(const struct ctl *ctl, const json_t *status)
{
	const json_t *late = json_object_get(status, "lateness");
	const json_t *breaks = json_object_get(status, "breaks");
	json_int_t rt = ctl_int(status, "rt_priority");
	json_int_t unclear = ctl_int(breaks, "noise") +
			     ctl_int(breaks, "late") +
			     ctl_int(breaks, "unsure");

	if (json_is_object(late)) {
		fprintf(ctl->out, "  clock   wake-up 99th %.1f ms, "
			"worst %.1f ms",
			(double)ctl_int(late, "p99_us") / 1000,
			(double)ctl_int(late, "worst_us") / 1000);
		if (rt > 0)
			fprintf(ctl->out, "   real-time %lld",
				(long long)rt);
		fputc('\n', ctl->out);
	}
	fprintf(ctl->out, "  hook  %4lld flash%s   %lld hang-up%s   %lld "
		"unclear break%s\n", (long long)ctl_int(breaks, "flash"),
		ctl_int(breaks, "flash") == 1 ? "" : "es",
		(long long)ctl_int(breaks, "onhook"),
		ctl_int(breaks, "onhook") == 1 ? "" : "s",
		(long long)unclear, unclear == 1 ? "" : "s");
}

/* The next step stands to the right; where it does not fit, below. */
static void attention_print(const struct ctl *ctl, const json_t *remark)
{
	const char *next = ctl_str(remark, "next");
	char left[CTL_TEXT];
	int room = 80 - (int)strlen(next);
	int n;

	n = snprintf(left, sizeof(left), "%-6s %s", ctl_str(remark, "line"),
		     ctl_str(remark, "message"));
	ctl_paint(ctl, CTL_ATTENTION, "!");
	if (n + 4 <= room)
		fprintf(ctl->out, " %-*s%s\n", room - 2, left, next);
	else
		fprintf(ctl->out, " %s\n%*s%s\n", left, room, "", next);
}

/* The daemon runs with what it had. */
static void config_print(const struct ctl *ctl, const json_t *config)
{
	json_t *remark;

	if (!json_is_object(config) || ctl_is(config, "good"))
		return;
	remark = json_pack("{s:s, s:s, s:s}", "line", "config", "message",
			   "the file has mistakes; the former one is in force",
			   "next", "holdctl check");
	attention_print(ctl, remark);
	json_decref(remark);
}

enum ctl_exit ctl_screen_status(const struct ctl *ctl, const json_t *status)
{
	const json_t *attention = json_object_get(status, "attention");
	json_int_t all = ctl_int(status, "attention_total");
	const json_t *remark;
	size_t i;

	if (ctl->form != CTL_SCREEN) {
		ctl_print_json(ctl, status);
		return CTL_DONE;
	}
	daemon_print(ctl, status);
	board_print(ctl, status);
	clock_print(ctl, status);
	config_print(ctl, json_object_get(status, "config"));
	json_array_foreach(attention, i, remark) {
		attention_print(ctl, remark);
	}
	if (all > (json_int_t)json_array_size(attention))
		fprintf(ctl->out, "! and %lld more: holdctl lines\n",
			(long long)all - (long long)json_array_size(attention));
	return CTL_DONE;
}
