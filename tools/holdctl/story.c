/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * story.c - a record in words
 *
 * In:  records as event.subscribe and record.list give them.
 * Out: a subject ("call 7", "hook", "hears") and what happened to it, or
 *      nothing where a record says nothing of its own to a person.
 * Not: why it happened - why.c.
 *
 * One row for each kind of record: its word, and the function that words it.
 */
#include "holdctl.h"

#include <string.h>

struct telling {
	struct ctl_story *story;
	const json_t *record;
	char *subject;
	char *text;
	size_t size;
};

static bool say(const struct telling *t, const char *subject, const char *text)
{
	snprintf(t->subject, t->size, "%s", subject);
	snprintf(t->text, t->size, "%s", text);
	return true;
}

static bool say_call(const struct telling *t, const char *text)
{
	char subject[32];

	snprintf(subject, sizeof(subject), "call %lld",
		 (long long)ctl_int(t->record, "call"));
	return say(t, subject, text);
}

/* ---- arrivals ----------------------------------------------------------- */

static bool ready_told(const struct telling *t)
{
	return say(t, "line", ctl_is(t->record, "closed")
				      ? "in service, off hook"
				      : "in service, on hook");
}

static bool lost_told(const struct telling *t)
{
	return say(t, "line", "gone: the card was removed");
}

static bool ring_told(const struct telling *t)
{
	return say(t, "rings", "a burst from the exchange");
}

static bool fargone_told(const struct telling *t)
{
	return say(t, "line", "the exchange signals a release");
}

static bool polarity_told(const struct telling *t)
{
	return say(t, "line", "battery reversed");
}

static bool progress_told(const struct telling *t)
{
	char text[CTL_TEXT];

	return say(t, "line", ctl_evidence(t->record, text, sizeof(text)));
}

static bool cleared_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "the far end released: %s",
		 ctl_release(t->record));
	return say_call(t, text);
}

static bool failed_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "the driver refused: %s",
		 ctl_str(t->record, "message"));
	return say(t, "card", text);
}

static bool request_told(const struct telling *t)
{
	const char *verb = ctl_verb_of_request(ctl_str(t->record, "request"));
	const char *number = ctl_str(t->record, "number");
	json_int_t call = ctl_int(t->record, "call");
	json_int_t other = ctl_int(t->record, "other");
	char text[CTL_TEXT];
	size_t n;

	n = (size_t)snprintf(text, sizeof(text), "%s", verb);
	if (call > 0)
		n += (size_t)snprintf(text + n, sizeof(text) - n, " %lld",
				      (long long)call);
	if (other > 0)
		n += (size_t)snprintf(text + n, sizeof(text) - n, " %lld",
				      (long long)other);
	if (*number)
		snprintf(text + n, sizeof(text) - n, " %s", number);
	return say(t, "asked", text);
}

/* ---- consequences ------------------------------------------------------- */

/* Said only when it is new for this line or call. */
static bool is_news(json_t *last, const json_t *record, const char *whose,
		    const char *key)
{
	json_t *now = json_object_get(record, key);
	json_t *then;
	char name[32];

	if (ctl_int(record, whose) >= 0)
		snprintf(name, sizeof(name), "%lld",
			 (long long)ctl_int(record, whose));
	else
		snprintf(name, sizeof(name), "%s", ctl_str(record, whose));
	if (!now)
		now = json_null();
	then = json_object_get(last, name);
	if (then ? json_equal(now, then) : json_is_null(now)) {
		json_object_set(last, name, now);
		return false;
	}
	json_object_set(last, name, now);
	return true;
}

/* Told by the record itself: the same again later is no news. */
static void party_told(const struct telling *t)
{
	if (t->story)
		is_news(t->story->party, t->record, "call", "party");
}

static const char *ring_words(const char *ring)
{
	if (!strcmp(ring, "recall"))
		return "in the recall cadence";
	return !strcmp(ring, "splash") ? "once, shortly" : "for a call";
}

static bool port_told(const struct telling *t)
{
	struct ctl_story *story = t->story;
	const char *ring = ctl_str(t->record, "ring");
	const char *hears = ctl_str(t->record, "hears");
	bool rung;
	bool heard;

	/* A digit on the wire is no change of what one listens to. */
	if (!strncmp(hears, "digit ", 6))
		return say(t, "sends", hears);
	rung = !story || is_news(story->rung, t->record, "line", "ring");
	heard = !story || is_news(story->heard, t->record, "line", "hears");
	if (rung && *ring && strcmp(ring, "none"))
		return say(t, "rings", ring_words(ring));
	if (!heard || !*hears)
		return false;
	return say(t, "hears", hears);
}

static bool birth_told(const struct telling *t)
{
	const char *party = ctl_str(t->record, "party");
	char text[CTL_TEXT];

	party_told(t);
	snprintf(text, sizeof(text), "new, %s%s%s",
		 ctl_state(ctl_str(t->record, "to")),
		 *party ? ", " : "", party);
	return say_call(t, text);
}

static bool state_told(const struct telling *t)
{
	const char *party = ctl_str(t->record, "party");
	char text[CTL_TEXT];

	party_told(t);
	snprintf(text, sizeof(text), "%s -> %s%s%s",
		 ctl_state(ctl_str(t->record, "from")),
		 ctl_state(ctl_str(t->record, "to")),
		 *party ? ", " : "", party);
	return say_call(t, text);
}

static bool info_told(const struct telling *t)
{
	const char *mode = ctl_mode(ctl_str(t->record, "mode"));
	const char *party = ctl_str(t->record, "party");
	char text[CTL_TEXT];

	/* A party's name came with the call; another one is news. */
	if (!mode && !(t->story && *party &&
		       is_news(t->story->party, t->record, "call", "party")))
		return false;
	snprintf(text, sizeof(text), "%s%s%s", mode ? mode : "now with ",
		 mode && *party ? ", " : "", party);
	return say_call(t, text);
}

static bool end_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "ended, was %s",
		 ctl_state(ctl_str(t->record, "from")));
	return say_call(t, text);
}

/* clang-format off */
static const char *const classes[][2] = {
	{ "glitch", "contact noise" },
	{ "pulse",  "a pulse" },
	{ "noise",  "neither pulse nor flash; ignored" },
	{ "flash",  "flash" },
	{ "late",   "too long for a flash, too short for hanging up; ignored" },
	{ "onhook", "hung up" },
	{ "unsure", "seen too late to tell; the call is kept" },
	{ "bounce", "bounce after a flash; ignored" },
};
/* clang-format on */

static bool break_told(const struct telling *t)
{
	const char *class = ctl_str(t->record, "class");
	json_int_t least = ctl_int(t->record, "least_ms");
	json_int_t most = ctl_int(t->record, "most_ms");
	const char *plain = class;
	char length[48];
	char text[CTL_TEXT];

	for (unsigned i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (!strcmp(classes[i][0], class))
			plain = classes[i][1];
	if (least == most)
		snprintf(length, sizeof(length), "%lld ms", (long long)most);
	else
		snprintf(length, sizeof(length), "%lld to %lld ms",
			 (long long)least, (long long)most);
	snprintf(text, sizeof(text), "%s %s -> %s",
		 strcmp(class, "onhook") ? "closed after" : "open for",
		 length, plain);
	return say(t, "hook", text);
}

static bool decide_told(const struct telling *t)
{
	const char *says = ctl_str(t->record, "says");
	const char *gesture = ctl_str(t->record, "gesture");
	char text[CTL_TEXT];

	if (!strcmp(gesture, "digit"))
		return false; /* the digit itself is told */
	if (*says)
		return say(t, "does", says);
	snprintf(text, sizeof(text), "%s: %s", gesture,
		 ctl_str(t->record, "op"));
	return say(t, "does", text);
}

static bool digit_told(const struct telling *t)
{
	const char *digit = ctl_str(t->record, "digit");

	return say(t, "digit", *digit ? digit : "(masked)");
}

/* Limits that are the clockwork of dialling and retrying. */
static const char *const clockwork[] = { "HOOK", "SEND", "RETRY" };

static bool timeout_told(const struct telling *t)
{
	for (unsigned i = 0; i < sizeof(clockwork) / sizeof(clockwork[0]); i++)
		if (!strcmp(ctl_str(t->record, "timer"), clockwork[i]))
			return false;
	return say(t, "limit", ctl_str(t->record, "meaning"));
}

static bool service_told(const struct telling *t)
{
	char text[CTL_TEXT];

	/* What made it ready has been told, with its hook. */
	if (!strcmp(ctl_str(t->record, "to"), "ready"))
		return false;
	snprintf(text, sizeof(text), "%s -> %s", ctl_str(t->record, "from"),
		 ctl_str(t->record, "to"));
	return say(t, "line", text);
}

static bool refused_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "%s is not possible while %s",
		 ctl_str(t->record, "refused"),
		 ctl_state(ctl_str(t->record, "state")));
	return say_call(t, text);
}

static bool reply_told(const struct telling *t)
{
	char text[CTL_TEXT];

	if (!strcmp(ctl_str(t->record, "error"), "OK"))
		return false;
	snprintf(text, sizeof(text), "%s (%s)", ctl_str(t->record, "message"),
		 ctl_str(t->record, "error"));
	return say(t, "refused", text);
}

/* ---- what programs asked to be told of ---------------------------------- */

static bool heard_told(const struct telling *t)
{
	const char *digit = ctl_str(t->record, "digit");
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "digit %s %s", *digit ? digit :
		 "(masked)", ctl_is(t->record, "end") ? "ended" : "came in");
	return say_call(t, text);
}

static bool tone_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "tone %lld of those listened for came in",
		 (long long)ctl_int(t->record, "which"));
	return say_call(t, text);
}

static bool generate_told(const struct telling *t)
{
	return say_call(t, !strcmp(ctl_str(t->record, "how"), "done")
				   ? "what was to be sent is sent"
				   : "sending was broken off");
}

static bool flash_told(const struct telling *t)
{
	char text[CTL_TEXT];

	snprintf(text, sizeof(text), "%lld ms towards the exchange",
		 (long long)ctl_int(t->record, "length_ms"));
	return say(t, "flashes", text);
}

static bool inuse_told(const struct telling *t)
{
	json_int_t stations = ctl_int(t->record, "stations");
	char text[CTL_TEXT];

	if (stations > 0)
		snprintf(text, sizeof(text), "%s is in use by %lld station%s",
			 ctl_str(t->record, "address"), (long long)stations,
			 stations == 1 ? "" : "s");
	else
		snprintf(text, sizeof(text), "%s is free",
			 ctl_str(t->record, "address"));
	return say(t, "address", text);
}

/* Every change of a call changes them: only who counts wants to know. */
static bool counts_told(const struct telling *t)
{
	char text[CTL_TEXT];

	if (!t->story || !t->story->all)
		return false;
	snprintf(text, sizeof(text), "%lld active, %lld held, %lld held for "
		 "a consultation", (long long)ctl_int(t->record, "active"),
		 (long long)ctl_int(t->record, "held"),
		 (long long)ctl_int(t->record, "pending"));
	return say(t, "calls", text);
}

typedef bool (teller)(const struct telling *t);

/* Not here: what its consequences tell better (edge, gesture, digit of the
 * wire, expire, alarm), and what is only asked of a card (truth, read). */
/* clang-format off */
static const struct {
	const char *kind;
	const char *what;
	teller *tell;
} tellers[] = {
	{ "event",  "ready",    ready_told },
	{ "event",  "lost",     lost_told },
	{ "event",  "ring",     ring_told },
	{ "event",  "fargone",  fargone_told },
	{ "event",  "polarity", polarity_told },
	{ "event",  "progress", progress_told },
	{ "event",  "failed",   failed_told },
	{ "event",  "request",  request_told },
	{ "effect", "port",     port_told },
	{ "effect", "birth",    birth_told },
	{ "effect", "state",    state_told },
	{ "effect", "info",     info_told },
	{ "effect", "end",      end_told },
	{ "effect", "break",    break_told },
	{ "effect", "decide",   decide_told },
	{ "effect", "digit",    digit_told },
	{ "effect", "timeout",  timeout_told },
	{ "effect", "service",  service_told },
	{ "effect", "refused",  refused_told },
	{ "effect", "reply",    reply_told },
	{ "effect", "heard",    heard_told },
	{ "effect", "tone",     tone_told },
	{ "effect", "generate", generate_told },
	{ "effect", "flash",    flash_told },
	{ "effect", "cleared",  cleared_told },
	{ "effect", "inuse",    inuse_told },
	{ "effect", "counts",   counts_told },
};
/* clang-format on */

void ctl_story_begin(struct ctl_story *story)
{
	story->indent = "";
	story->all = false;
	story->heard = json_object();
	story->rung = json_object();
	story->party = json_object();
}

void ctl_story_end(struct ctl_story *story)
{
	json_decref(story->heard);
	json_decref(story->rung);
	json_decref(story->party);
}

bool ctl_story_words(struct ctl_story *story, const json_t *record,
		     char *subject, char *text, size_t size)
{
	struct telling t = { story, record, subject, text, size };

	for (unsigned i = 0; i < sizeof(tellers) / sizeof(tellers[0]); i++)
		if (!strcmp(tellers[i].kind, ctl_str(record, "kind")) &&
		    !strcmp(tellers[i].what, ctl_str(record, "what")))
			return tellers[i].tell(&t);
	return false;
}

void ctl_story_print(const struct ctl *ctl, struct ctl_story *story,
		     const json_t *record)
{
	char subject[CTL_TEXT];
	char text[CTL_TEXT];
	char at[32];
	const char *line = ctl_str(record, "line");

	if (ctl->form == CTL_JSON) {
		json_dumpf(record, ctl->out, JSON_COMPACT | JSON_ENSURE_ASCII);
		fputc('\n', ctl->out);
		return;
	}
	if (!ctl_story_words(story, record, subject, text, sizeof(text)))
		return;
	if (ctl->form == CTL_PLAIN) {
		fprintf(ctl->out, "%s\t%s\t%s\t%s\n", ctl_str(record, "time"),
			line, subject, text);
		return;
	}
	fprintf(ctl->out, "%s%s  %-4s  %-8s  %s\n",
		story ? story->indent : "",
		ctl_clock(ctl, ctl_str(record, "time"), at, sizeof(at)),
		*line ? line : "-", subject, text);
}
