/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * listen.c - digits that come in on a call, while they come
 *
 * In:  a call, which digits.
 * Out: a line for each, until the call ends.
 * Not: other events - look.c.
 *
 * Digits of a conversation are told to the connection that asked for them and
 * to no other. Whoever asks therefore stays.
 */
#include "holdctl.h"

#include <errno.h>
#include <string.h>

#define FOREVER 3600000 /* [ms] then one waits again */

/* Print what is of the call. Return: it has ended. */
static bool record_take(const struct ctl *ctl, const json_t *record)
{
	const char *what = ctl_str(record, "what");

	if (ctl_int(record, "call") != ctl_int(ctl->params, "call") ||
	    strcmp(ctl_str(record, "kind"), "effect"))
		return false;
	if (!strcmp(what, "heard") || !strcmp(what, "end"))
		ctl_story_print(ctl, NULL, record);
	return !strcmp(what, "end");
}

static enum ctl_exit listen(struct ctl *ctl)
{
	bool ended = false;

	while (!ended) {
		json_t *record;
		int e;

		fflush(ctl->out);
		e = hl_client_read(ctl->client, FOREVER, &record);
		if (e == -ETIMEDOUT)
			continue;
		if (e < 0)
			return ctl_fail_link(ctl, e);
		if (ctl->form != CTL_JSON)
			ctl_scrub(record);
		ended = record_take(ctl, record);
		json_decref(record);
	}
	return CTL_DONE;
}

enum ctl_exit ctl_do_listen(struct ctl *ctl)
{
	json_t *result;
	enum ctl_exit r;

	if (!strcmp(ctl_str(ctl->params, "digits"), "none"))
		return ctl_do_act(ctl);
	/* First follow, then ask: no digit can come in between. */
	r = ctl_ask(ctl, "event.subscribe", NULL, &result);
	if (r != CTL_DONE)
		return r;
	json_decref(result);
	r = ctl_ask(ctl, ctl->verb->method, json_incref(ctl->params),
		    &result);
	if (r != CTL_DONE)
		return r;
	json_decref(result);
	if (ctl->form == CTL_SCREEN && !ctl->quiet)
		fprintf(ctl->out, "digits that come in on call %lld, until it "
			"ends or you do (^C):\n",
			(long long)ctl_int(ctl->params, "call"));
	return listen(ctl);
}
