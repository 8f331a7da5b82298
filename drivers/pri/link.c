/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link.c - the controller of a D-channel: frames and time in and out
 *
 * In:  options, frames, the time.
 * Out: frames; events from the other files.
 * Not: what an event means - events.c; operations - ops.c.
 *
 * libpri's words for people go through two functions of the whole process
 * (pri_set_message, pri_set_error). Both find the link by the controller's
 * user data, so any number of links may be open.
 */
#include "stack.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FCS_OCTETS 2 /* libpri counts a check sequence in each frame */
#define T309_MS 90000 /* Q.931 table 9-2: 6 to 90 s */
#define T309_LEAST_MS 6000
#define T316_MS 120000 /* Q.931 table 9-2: 2 min */
#define RUN_EVENTS_MAX 1024 /* house: more wait for the next wake-up */

void isdn_log(struct link *link, enum link_log level, const char *format, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	(link->host.log)(link->host.ctx, level, text);
}

void isdn_event_init(struct link_event *event, enum link_event_kind kind)
{
	memset(event, 0, sizeof(*event));
	event->kind = kind;
	event->units = -1;
	event->party.show = LINK_SHOW_UNAVAILABLE;
	event->party.show_name = LINK_SHOW_UNAVAILABLE;
}

void isdn_tell(struct link *link, const struct isdn_call *call,
	       struct link_event *event)
{
	if (call) {
		event->call = call->number;
		event->channel = call->channel;
	}
	(link->host.event)(link->host.ctx, event);
}

/* What libpri says ends with a line feed, and quotes the wire. */
static void stack_says(struct pri *pri, const char *words, enum link_log level)
{
	struct link *link = pri ? pri_get_userdata(pri) : NULL;
	char text[256];
	size_t n;

	if (!link || link->probing)
		return;
	isdn_text_copy(words, text, sizeof(text));
	n = strlen(text);
	while (n && (text[n - 1] == '?' || text[n - 1] == ' '))
		text[--n] = '\0';
	if (n)
		(link->host.log)(link->host.ctx, level, text);
}

static void stack_message(struct pri *pri, char *words)
{
	stack_says(pri, words, LINK_LOG_TRACE);
}

static void stack_error(struct pri *pri, char *words)
{
	stack_says(pri, words, LINK_LOG_INFO);
}

/* What is behind the frame is set: an octet with bit 8 ends every chain. */
static int stack_read(struct pri *pri, void *buf, int size)
{
	struct link *link = pri_get_userdata(pri);

	if (!link || !link->has_sight)
		return 0;
	link->has_sight = false;
	if (size < 0 || (size_t)size < link->sight.size + FCS_OCTETS)
		return 0;
	memset(buf, 0xff, (size_t)size);
	memcpy(buf, link->sight.frame, link->sight.size);
	return (int)link->sight.size + FCS_OCTETS;
}

/* A frame that is not sent is lost on the wire: layer 2 sends it again. */
static int stack_write(struct pri *pri, void *buf, int size)
{
	struct link *link = pri_get_userdata(pri);

	if (link && size > FCS_OCTETS)
		(link->host.write)(link->host.ctx, buf,
				   (size_t)size - FCS_OCTETS);
	return size;
}

static bool knows(void *ctx, unsigned reference, bool ours)
{
	const struct link *link = ctx;
	const struct isdn_call *call;
	unsigned i;

	for (i = 0; i < LINK_CALLS_MAX; i++) {
		call = &link->calls[i];
		if (call->number && call->stack && call->ours == ours &&
		    call->reference == reference)
			return true;
	}
	return false;
}

static bool is_gr303(const struct link_options *set)
{
	return set->kind == LINK_SWITCH_GR303_EOC ||
	       set->kind == LINK_SWITCH_GR303_TMC;
}

static int options_check(const struct link_options *set)
{
	unsigned i;

	if ((unsigned)set->kind >= LINK_SWITCH_COUNT ||
	    (set->side != LINK_USER && set->side != LINK_NETWORK) ||
	    set->locals > LINK_LOCAL_MAX)
		return -EINVAL;
	if (set->t309 && (set->t309 < T309_LEAST_MS || set->t309 > T309_MS))
		return -EINVAL;
	for (i = 0; i < set->locals; i++)
		if (!memchr(set->local[i], '\0', LINK_NUMBER_MAX))
			return -EINVAL;
	return 0;
}

static void stack_set(const struct link *link)
{
	const unsigned long display = PRI_DISPLAY_OPTION_NAME_INITIAL |
				      PRI_DISPLAY_OPTION_NAME_UPDATE |
				      PRI_DISPLAY_OPTION_TEXT;
	const struct link_options *set = &link->set;
	struct pri *pri = link->pri;

	pri_set_overlapdial(pri, set->overlap);
	pri_hold_enable(pri, set->hold);
	pri_transfer_enable(pri, set->transfer);
	pri_connect_ack_enable(pri, 1);
	pri_hangup_fix_enable(pri, 1);
	pri_reroute_enable(pri, 0);
	pri_aoc_events_enable(pri, 0);
	pri_set_inbanddisconnect(pri, 0);
	pri_set_service_message_support(pri, set->service);
	pri_set_chan_mapping_logical(pri, set->logical);
	if (set->facility)
		pri_facility_enable(pri);
	/* QSIG carries names in facility elements, and blocks the others. */
	if (set->kind != LINK_SWITCH_QSIG)
		pri_display_options_receive(pri, display);
	pri_set_timer(pri, PRI_TIMER_T309,
		      (int)(set->t309 ? set->t309 : T309_MS));
	pri_set_timer(pri, PRI_TIMER_T316, T316_MS);
	if (set->debug)
		pri_set_debug(pri, PRI_DEBUG_Q931_DUMP | PRI_DEBUG_Q931_STATE |
					   PRI_DEBUG_Q921_STATE);
}

int link_open(const struct link_host *host, const struct link_options *options,
	      struct link **ret)
{
	struct link *link;
	int r = options_check(options);

	if (r < 0)
		return r;
	link = calloc(1, sizeof(*link));
	if (!link)
		return -ENOMEM;

	link->host = *host;
	link->set = *options;
	link->restart_due = HL_NEVER;
	link->rules.protocol = is_gr303(options) ? 0x4f : 0x08;
	link->rules.gr303 = is_gr303(options);
	link->rules.service = options->service;
	link->rules.ctx = link;
	link->rules.knows = knows;
	r = isdn_ledger_init(&link->ledger, options->map, options->channels,
			     options->side == LINK_USER);
	if (r < 0)
		goto fail;

	pri_set_message(stack_message);
	pri_set_error(stack_error);
	r = -ENOMEM;
	link->pri = pri_new_cb(
		-1, options->side == LINK_NETWORK ? PRI_NETWORK : PRI_CPE,
		isdn_switch_value(options->kind), stack_read, stack_write,
		link);
	if (!link->pri)
		goto fail;
	stack_set(link);
	*ret = link;
	return 0;
fail:
	free(link);
	return r;
}

void link_close(struct link *link)
{
	unsigned i;

	if (!link)
		return;
	link->probing = true;
	for (i = 0; i < LINK_CALLS_MAX; i++)
		if (link->calls[i].number && link->calls[i].stack)
			pri_destroycall(link->pri, link->calls[i].stack);
	/* The controller stays: from now on it reads and writes nothing. */
	pri_set_userdata(link->pri, NULL);
	free(link);
}

/*
 * DISCONNECT for a call that nobody has answered yet: libpri sends RELEASE
 * COMPLETE, says nothing, and keeps its record for ever (q931_release() with
 * "acked" unset starts no timer).
 */
static void silent_disconnect(struct link *link)
{
	struct isdn_call *call;
	unsigned i;

	if (link->sight.message != ISDN_DISCONNECT)
		return;
	for (i = 0; i < LINK_CALLS_MAX; i++) {
		call = &link->calls[i];
		if (call->number && call->stack &&
		    call->state == LINK_ST_PRESENT && !call->ours &&
		    !link->sight.ours &&
		    call->reference == link->sight.reference)
			isdn_call_destroy(link, call, link->sight.cause);
	}
}

/*
 * Q.931 clause 5.8.8 keeps the calls when layer 2 begins anew. But the far end
 * may have died, and know none of them: then it clears each call of which it
 * hears something (5.8.3.2). libpri has no STATUS ENQUIRY to send; that nothing
 * is suspended harms nobody. Calls that are not up yet have their limits.
 */
static void calls_remind(struct link *link)
{
	unsigned i;

	link->again = false;
	for (i = 0; i < LINK_CALLS_MAX; i++)
		if (link->calls[i].number && link->calls[i].stack &&
		    link->calls[i].state == LINK_ST_ACTIVE)
			link_notify(link, link->calls[i].number,
				    LINK_NOTICE_RESUMED);
}

/* Q.921 table 5: SABME, whatever its P bit. */
static bool is_sabme(const uint8_t *frame, size_t size)
{
	return size == 3 && (frame[2] & 0xef) == 0x6f;
}

/* Before and after each frame and wake-up. */
static void settle(struct link *link)
{
	if (link->again)
		calls_remind(link);
	isdn_calls_sweep(link);
	isdn_calls_bury(link);
}

/* What libpri has put off to now. */
static void deferred_run(struct link *link)
{
	for (unsigned n = 0; n < RUN_EVENTS_MAX; n++) {
		pri_event *event = pri_schedule_run(link->pri);

		if (!event)
			break;
		isdn_event(link, event);
		isdn_calls_sweep(link);
	}
}

void link_read(struct link *link, const uint8_t *frame, size_t size)
{
	enum isdn_verdict verdict;
	pri_event *event;

	if (link->busy)
		return;
	link->busy = true;
	isdn_wall_look(link, (link->host.now)(link->host.ctx));
	isdn_calls_bury(link);

	/* libpri tells of a failed link only later: not behind a frame that
	 * brings it up again. */
	memset(&link->sight, 0, sizeof(link->sight));
	deferred_run(link);
	link->again = link->up && is_sabme(frame, size);
	verdict = isdn_judge(frame, size, &link->rules, &link->sight);
	if (link->sight.why)
		isdn_log(link, LINK_LOG_INFO, "frame of %zu octets: %s: %s",
			 size, isdn_verdict_name(verdict), link->sight.why);
	if (verdict != ISDN_DROP) {
		link->has_sight = true;
		event = pri_check_event(link->pri);
		link->has_sight = false;
		if (event)
			isdn_event(link, event);
		else
			silent_disconnect(link);
		settle(link);
	}
	link->busy = false;
}

void link_run(struct link *link, hl_usec now)
{
	if (link->busy)
		return;
	link->busy = true;
	memset(&link->sight, 0, sizeof(link->sight));
	isdn_wall_look(link, now);
	isdn_calls_bury(link);

	deferred_run(link);
	settle(link);
	isdn_calls_run(link, now);
	isdn_restart_run(link, now);
	settle(link);
	link->busy = false;
}

static hl_usec earlier(hl_usec a, hl_usec b)
{
	return a < b ? a : b;
}

hl_usec link_due(const struct link *link)
{
	hl_usec now = (link->host.now)(link->host.ctx);
	hl_usec at = isdn_wall_due(link);

	if (link->gone || (link->restart_wanted && !link->restart_now))
		return now;
	at = earlier(at, isdn_calls_due(link));
	at = earlier(at, link->restart_due);
	return at > now ? at : now;
}

bool link_is_up(const struct link *link)
{
	return link->up;
}

void link_print(struct link *link, char *ret, size_t size)
{
	char *text = pri_dump_info_str(link->pri);

	snprintf(ret, size, "%s", text ? text : "");
	free(text);
}
