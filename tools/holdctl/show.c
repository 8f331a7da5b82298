/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * show.c - all about one line, all about one call
 *
 * In:  results of line.get, call.get, call.getInfo (with the members of a
 *      conference), record.list, config.get.
 * Out: a screen with what is, what was last, what is set, what to do next.
 * Not: lists - lists.c.
 */
#include "holdctl.h"

#include <string.h>

#define LAST_SHOWN 6 /* records of the past on one screen (house) */

static void head_print(const struct ctl *ctl, const json_t *line)
{
	const json_t *windows = json_object_get(line, "windows");
	const json_t *flash = json_object_get(windows, "flash_ms");

	fprintf(ctl->out, "%s  %s", ctl_str(line, "line"),
		ctl_str(line, "kind"));
	if (ctl_int(line, "channel") >= 0)
		fprintf(ctl->out, ", %s channel %lld", ctl_str(line, "driver"),
			(long long)ctl_int(line, "channel"));
	if (json_is_object(windows) && !strcmp(ctl_str(line, "kind"),
					       "station"))
		fprintf(ctl->out, ", flash %lld-%lld ms, on-hook %lld ms",
			(long long)json_integer_value(json_array_get(flash,
								     0)),
			(long long)json_integer_value(json_array_get(flash,
								     1)),
			(long long)ctl_int(windows, "onhook_ms"));
	fputc('\n', ctl->out);
}

/* What we believe, and whether the card says the same at this moment. */
static void now_print(const struct ctl *ctl, const json_t *line)
{
	const json_t *truth = json_object_get(line, "truth");
	const char *hook = ctl_str(line, "hook");
	const char *why = ctl_str(line, "why");
	char age[32];

	fputs("  now     ", ctl->out);
	if (*why) {
		ctl_paint(ctl, CTL_FAULT, why);
		fputc('\n', ctl->out);
		return;
	}
	fprintf(ctl->out, "%s", ctl_state(ctl_str(line, "state")));
	if (ctl_int(line, "age_ms") >= 0)
		fprintf(ctl->out, " for %s", ctl_age(ctl_int(line, "age_ms"),
						     age, sizeof(age)));
	if (*hook)
		fprintf(ctl->out, ", %s hook", hook);
	if (json_is_object(truth) && *hook)
		fputs(ctl_is(truth, "closed") == !strcmp(hook, "off") ?
		      " (the card says so too)" : " (the card says otherwise!)",
		      ctl->out);
	if (*ctl_str(line, "hears"))
		fprintf(ctl->out, ", hears %s", ctl_str(line, "hears"));
	fputc('\n', ctl->out);
}

static void call_line(const struct ctl *ctl, const json_t *call)
{
	char state[CTL_TEXT];
	const char *hears = ctl_str(call, "party_hears");
	char party[CTL_TEXT];
	char age[32];

	ctl_call_party(call, party, sizeof(party));
	fprintf(ctl->out, "          call %lld  %s %s  %s",
		(long long)ctl_int(call, "call"),
		ctl_call_state(call, state, sizeof(state)),
		ctl_age(ctl_int(call, "age_ms"), age, sizeof(age)), party);
	if (*hears)
		fprintf(ctl->out, "  %s hears %s",
			ctl_str(call, "peer_line"), hears);
	fputc('\n', ctl->out);
}

/* The last ones that say something, newest first. */
static void last_print(const struct ctl *ctl, const json_t *records,
		       json_int_t call)
{
	size_t i = json_array_size(records);
	unsigned told = 0;

	while (i-- > 0 && told < LAST_SHOWN) {
		const json_t *record = json_array_get(records, i);
		char subject[CTL_TEXT];
		char text[CTL_TEXT];
		char at[32];

		if (call > 0 && ctl_int(record, "call") != call)
			continue;
		if (!ctl_story_words(NULL, record, subject, text,
				     sizeof(text)))
			continue;
		fprintf(ctl->out, "  %-6s  %s  %-8s  %s\n",
			told++ ? "" : "last",
			ctl_clock(ctl, ctl_str(record, "time"), at,
				  sizeof(at)), subject, text);
	}
}

static void hook_print(const struct ctl *ctl, const json_t *line)
{
	static const char *const classes[] = { "flash", "onhook", "pulse",
					       "noise", "late", "unsure",
					       "bounce", "glitch" };
	const json_t *breaks = json_object_get(line, "breaks");
	bool any = false;

	if (strcmp(ctl_str(line, "kind"), "station"))
		return;
	fputs("  hook    ", ctl->out);
	for (unsigned i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		json_int_t n = ctl_int(breaks, classes[i]);

		if (n <= 0)
			continue;
		fprintf(ctl->out, "%s%lld %s", any ? ", " : "", (long long)n,
			classes[i]);
		any = true;
	}
	fputs(any ? "\n" : "no break since the daemon started\n", ctl->out);
}

/* Only what somebody chose: the rest is in holdctl config. */
static void set_print(const struct ctl *ctl, const json_t *items)
{
	const json_t *item;
	bool any = false;
	size_t i;

	json_array_foreach(items, i, item) {
		char text[CTL_TEXT];

		if (!strcmp(ctl_str(item, "origin"), "default") ||
		    !strncmp(ctl_str(item, "origin"), "profile", 7))
			continue;
		snprintf(text, sizeof(text), "%s = %s", ctl_str(item, "key"),
			 ctl_str(item, "value"));
		fprintf(ctl->out, "  %-6s  %-32s %s\n", any ? "" : "set",
			text, ctl_str(item, "origin"));
		any = true;
	}
}

enum ctl_exit ctl_screen_line(const struct ctl *ctl, const json_t *line,
			      const json_t *calls, const json_t *records,
			      const json_t *items)
{
	const char *name = ctl_str(line, "line");
	const json_t *note = json_object_get(line, "note");
	const json_t *call;
	size_t i;

	head_print(ctl, line);
	now_print(ctl, line);
	json_array_foreach(calls, i, call) {
		call_line(ctl, call);
	}
	if (json_is_object(note) && !*ctl_str(line, "why")) {
		fputs("  ", ctl->out);
		ctl_paint(ctl, CTL_ATTENTION, "!");
		fprintf(ctl->out, "       %s\n", ctl_str(note, "message"));
	}
	last_print(ctl, records, 0);
	hook_print(ctl, line);
	set_print(ctl, items);
	if (!ctl->quiet)
		fprintf(ctl->out, "  next    holdctl why %s     "
			"holdctl watch %s     holdctl config %s\n", name,
			name, name);
	return CTL_DONE;
}

static void relation_print(const struct ctl *ctl, const json_t *call,
			   const char *key, const char *word)
{
	if (ctl_int(call, key) > 0)
		fprintf(ctl->out, "   %s %lld", word,
			(long long)ctl_int(call, key));
}

/* "103", "co1 0301234567": a number, and our line when it has another name. */
static void party_print(const struct ctl *ctl, const json_t *info,
			const char *key, const char *between)
{
	const json_t *party = json_object_get(info, key);
	const char *number = ctl_str(party, "number");
	const char *line = ctl_str(party, "line");
	bool both = *line && *number && strcmp(line, number);

	fprintf(ctl->out, "%s%s %s%s%s", between, key, line, both ? " " : "",
		both || !*line ? number : "");
}

/* How it began, who it is with now, who sent it here. */
static void info_print(const struct ctl *ctl, const json_t *info)
{
	static const char *const parties[] = { "caller", "called",
					       "connected", "redirecting",
					       "redirection" };
	const char *between = "\n  parties ";

	if (ctl_int(info, "related_id") > 0)
		fprintf(ctl->out, "   comes from conversation %lld",
			(long long)ctl_int(info, "related_id"));
	for (unsigned i = 0; i < sizeof(parties) / sizeof(parties[0]); i++) {
		if (!json_is_object(json_object_get(info, parties[i])))
			continue;
		party_print(ctl, info, parties[i], between);
		between = "   ";
	}
}

/* What stays with a call whatever state it is in. */
static void traits_print(const struct ctl *ctl, const json_t *call,
			 const json_t *info)
{
	const char *treatment = ctl_str(info, "treatment");
	const char *digits = ctl_str(info, "monitor_digits");
	const char *between = "\n  traits  ";
	char text[CTL_TEXT];

	ctl_call_owners(call, text, sizeof(text));
	if (*text) {
		fprintf(ctl->out, "%sowned by %s", between, text);
		between = ", ";
	}
	if (ctl_is(info, "secure")) {
		fprintf(ctl->out, "%ssecure", between);
		between = ", ";
	}
	if (ctl_is(info, "private")) {
		fprintf(ctl->out, "%sprivate", between);
		between = ", ";
	}
	if (*treatment && strcmp(treatment, "default")) {
		fprintf(ctl->out, "%swaits with %s", between, treatment);
		between = ", ";
	}
	if (*digits && strcmp(digits, "none")) {
		fprintf(ctl->out, "%sits digits are reported", between);
		between = ", ";
	}
	if (ctl_is(info, "monitor_tones"))
		fprintf(ctl->out, "%stones are listened for", between);
}

static void members_print(const struct ctl *ctl, const json_t *info)
{
	const json_t *member;
	size_t i;

	if (!json_object_get(info, "members"))
		return;
	fputs("\n  members", ctl->out);
	json_array_foreach(json_object_get(info, "members"), i, member) {
		if (!strcmp(ctl_str(member, "role"), "member"))
			fprintf(ctl->out, "%scall %lld (%s)", i > 1 ? ", " :
				" ", (long long)ctl_int(member, "call"),
				ctl_str(member, "party"));
	}
}

static void can_print(const struct ctl *ctl, const json_t *call)
{
	char text[2 * CTL_TEXT];

	ctl_can_print(call, false, text, sizeof(text));
	fputs("\n  can     ", ctl->out);
	ctl_wrap(ctl, CTL_NONE, text, 10);
	fputc('\n', ctl->out);
}

enum ctl_exit ctl_screen_call(const struct ctl *ctl, const json_t *call,
			      const json_t *info, const json_t *records)
{
	json_int_t id = ctl_int(call, "call");
	char party[CTL_TEXT];
	char state[CTL_TEXT];
	char age[32];

	ctl_call_party(call, party, sizeof(party));
	fprintf(ctl->out, "call %lld  %s  %s\n", (long long)id,
		ctl_str(call, "line"), party);
	fprintf(ctl->out, "  now     %s for %s",
		ctl_call_state(call, state, sizeof(state)),
		ctl_age(ctl_int(call, "age_ms"), age, sizeof(age)));
	fprintf(ctl->out, "   (%s, %s, %s)\n", ctl_str(call, "state"),
		ctl_str(call, "origin"), ctl_str(call, "reason"));
	fprintf(ctl->out, "  hears   %s: %s", ctl_str(call, "line"),
		*ctl_str(call, "hears") ? ctl_str(call, "hears") : "-");
	if (*ctl_str(call, "peer_line"))
		fprintf(ctl->out, "   %s: %s", ctl_str(call, "peer_line"),
			*ctl_str(call, "party_hears") ?
			ctl_str(call, "party_hears") : "-");
	fprintf(ctl->out, "\n  with    conversation %lld",
		(long long)ctl_int(call, "conversation"));
	relation_print(ctl, call, "peer", "other half call");
	relation_print(ctl, call, "consult", "consultation with call");
	relation_print(ctl, call, "parent", "in conference call");
	info_print(ctl, info);
	members_print(ctl, info);
	traits_print(ctl, call, info);
	can_print(ctl, call);
	last_print(ctl, records, id);
	if (!ctl->quiet)
		fprintf(ctl->out, "  next    holdctl why %lld     "
			"holdctl show %s\n", (long long)id,
			ctl_str(call, "line"));
	return CTL_DONE;
}
