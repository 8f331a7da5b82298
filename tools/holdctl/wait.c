/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait.c - wait until a line or a call is in a state
 *
 * In:  a thing, a state's word.
 * Out: exit status: reached, timed out, can never be.
 * Not: polling: it looks when something has happened there.
 */
#include "holdctl.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "holdline/call.h"

#define FOREVER 3600000

/* A line's own words, beside those of calls. */
static const char *const line_words[] = { "idle", "absent", "alarm",
					  "lockout" };

static bool word_is_known(const char *word)
{
	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		if (!strcmp(hl_call_state_name(i), word))
			return true;
	for (unsigned i = 0; i < sizeof(line_words) / sizeof(line_words[0]);
	     i++)
		if (!strcmp(line_words[i], word))
			return true;
	return false;
}

static enum ctl_exit word_refuse(const struct ctl *ctl, const char *word)
{
	const char *known[HL_CALL_STATE_COUNT + 5];
	const char *guess;
	unsigned n = 0;

	for (unsigned i = 0; i < HL_CALL_STATE_COUNT; i++)
		known[n++] = hl_call_state_name(i);
	for (unsigned i = 1; i < sizeof(line_words) / sizeof(line_words[0]);
	     i++)
		known[n++] = line_words[i];
	known[n] = NULL;
	guess = hl_guess(word, known);
	if (guess)
		return ctl_fail(ctl, CTL_USAGE, "USAGE", NULL,
				"no state '%s'. Did you mean '%s'?", word,
				guess);
	return ctl_fail(ctl, CTL_USAGE, "USAGE", "idle, connected, onhold, "
			"ringback ...: holdctl api --json lists them",
			"no state '%s'", word);
}

/* Look once. CTL_DONE: reached; CTL_TIMEOUT: not yet. */
static enum ctl_exit look(struct ctl *ctl, bool seen)
{
	const char *state = ctl_str(ctl->params, "state");
	const char *thing = ctl_str(ctl->params, "thing");
	json_t *error = NULL;
	json_t *now = NULL;
	enum ctl_exit r;

	r = ctl_try(ctl, "line.get", json_pack("{s:s}", "line", thing),
		    &error, &now);
	if (error && ctl_thing_call(ctl) > 0) {
		json_decref(error);
		r = ctl_try(ctl, "call.get", json_pack("{s:I}", "call",
			    ctl_thing_call(ctl)), &error, &now);
		/* A call that is over is idle, and will not be otherwise. */
		if (error && seen) {
			json_decref(error);
			if (!strcmp(state, "idle"))
				return CTL_DONE;
			return ctl_fail(ctl, CTL_FAILED, "ENDED", NULL,
					"call %s has ended", thing);
		}
	}
	if (error) {
		r = ctl_fail_error(ctl, error);
		json_decref(error);
		return r;
	}
	if (r != CTL_DONE)
		return r;
	r = strcmp(ctl_str(now, "state"), state) ? CTL_TIMEOUT : CTL_DONE;
	json_decref(now);
	return r;
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Sleep until something happened. CTL_TIMEOUT: it did. */
static enum ctl_exit pause_for_news(struct ctl *ctl, int64_t end)
{
	int64_t left = end - now_ms();
	json_t *record;
	int e;

	if (ctl->timed && left <= 0)
		return ctl_fail(ctl, CTL_TIMEOUT, "TIMEOUT", NULL,
				"%s was not %s within %u ms",
				ctl_str(ctl->params, "thing"),
				ctl_str(ctl->params, "state"),
				(unsigned)ctl->timeout);
	e = hl_client_read(ctl->client, ctl->timed ? (hl_msec)left : FOREVER,
			   &record);
	/* What else has come already needs no look of its own. */
	while (e == 0) {
		json_decref(record);
		e = hl_client_read(ctl->client, 0, &record);
	}
	return e == -ETIMEDOUT ? CTL_DONE : ctl_fail_link(ctl, e);
}

enum ctl_exit ctl_do_wait(struct ctl *ctl)
{
	int64_t end = now_ms() + ctl->timeout;
	json_t *result;
	enum ctl_exit r;
	bool seen = false;

	if (!word_is_known(ctl_str(ctl->params, "state")))
		return word_refuse(ctl, ctl_str(ctl->params, "state"));
	/* First listen, then look: nothing can happen in between. */
	r = ctl_ask(ctl, "event.subscribe", NULL, &result);
	if (r != CTL_DONE)
		return r;
	json_decref(result);
	for (;;) {
		r = look(ctl, seen);
		if (r != CTL_TIMEOUT)
			return r;
		seen = true;
		r = pause_for_news(ctl, end);
		if (r != CTL_DONE)
			return r;
	}
}
