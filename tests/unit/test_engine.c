/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_engine.c - claims about the engine, on a driver that writes down
 *
 * The scribe driver performs nothing and keeps every operation as a word, so
 * that a claim can be a line of text.
 */
#include "suites.h"

#include "holdline/clid.h"
#include "holdline/engine.h"
#include "holdline/zone.h"
#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct scribe {
	struct hl_host host;
	char said[2048];
	bool closed[8];
	int fail_loop; /* -errno that loop() answers */
	int fail_open;
	int fail_tell; /* that announce() answers to an order to the lamp */
	unsigned opened;
};

struct stage {
	struct hl_engine *e;
	struct scribe *card;
	hl_usec now;
	hl_usec alarm;
	struct hl_zone zone;
	char records[8192];
	uint64_t last;
	unsigned bad_causes;
	unsigned troubles;
};

static struct scribe the_card; /* one card in the whole test program */

static void say(struct scribe *c, const char *word, hl_line line, unsigned x)
{
	size_t n = strlen(c->said);

	snprintf(c->said + n, sizeof(c->said) - n, "%s%u=%u ", word,
		 (unsigned)line, x);
}

static int scribe_card_open(void **ret, const struct hl_host *host,
			    const struct hl_zone *zone, const void *options)
{
	(void)zone;
	(void)options;
	memset(&the_card, 0, sizeof(the_card));
	the_card.host = *host;
	*ret = &the_card;
	return 0;
}

static void scribe_card_close(void *card)
{
	say(card, "end", 0, 0);
}

static int scribe_open(void *card, const struct hl_port *port, char *why,
		       size_t size)
{
	struct scribe *c = card;

	if (c->fail_open) {
		snprintf(why, size, "no channel %d", port->channel);
		return c->fail_open;
	}
	c->opened++;
	return 0;
}

static void scribe_close(void *card, hl_line line)
{
	say(card, "close", line, 0);
}

static int scribe_truth(void *card, hl_line line, struct hl_truth *ret)
{
	struct scribe *c = card;

	memset(ret, 0, sizeof(*ret));
	ret->closed = c->closed[line];
	return 0;
}

static int scribe_ring(void *card, hl_line line, enum hl_ring ring)
{
	say(card, "ring", line, ring);
	return 0;
}

static int scribe_loop(void *card, hl_line line, bool closed)
{
	struct scribe *c = card;

	if (c->fail_loop)
		return c->fail_loop;
	say(card, "loop", line, closed);
	return 0;
}

static int scribe_tone(void *card, hl_line line, enum hl_tone tone)
{
	say(card, "tone", line, tone);
	return 0;
}

static int scribe_patch(void *card, const struct hl_move *moves, unsigned n,
			unsigned *done)
{
	for (*done = 0; *done < n; (*done)++)
		say(card, hl_wire_name(moves[*done].wire.kind),
		    moves[*done].line, moves[*done].wire.ref);
	return 0;
}

static int scribe_announce(void *card, hl_line line,
			   const struct hl_clid *clid)
{
	struct scribe *c = card;

	if (clid && clid->lamp && c->fail_tell)
		return c->fail_tell;
	say(card, clid && clid->lamp ? "tell" : "call", line,
	    clid ? clid->lamp : 9);
	return 0;
}

static int scribe_set(void *card, hl_line line, enum hl_port_set what,
		      unsigned value)
{
	if (what == HL_SET_LAMP)
		say(card, "lamp", line, value);
	return 0;
}

static const struct hl_driver scribe_driver = {
	.name = "scribe",
	.caps = HL_CAP_EDGES,
	.card_open = scribe_card_open,
	.card_close = scribe_card_close,
	.line_open = scribe_open,
	.line_close = scribe_close,
	.truth = scribe_truth,
	.ring = scribe_ring,
	.loop = scribe_loop,
	.tone = scribe_tone,
	.announce = scribe_announce,
	.set = scribe_set,
	.patch = scribe_patch,
};

static void stage_record(void *ctx, const struct hl_record *rec)
{
	struct stage *s = ctx;
	size_t n = strlen(s->records);

	if (rec->number != s->last + 1 || rec->cause >= rec->number)
		s->bad_causes++;
	if (rec->effect && rec->cause == 0)
		s->bad_causes++;
	s->last = rec->number;
	snprintf(s->records + n, sizeof(s->records) - n, "%s ",
		 rec->effect ? hl_effect_name(rec->effect->kind)
			     : hl_event_name(rec->event->kind));
}

static void stage_trouble(void *ctx, hl_line line, const char *sentence)
{
	struct stage *s = ctx;

	(void)line;
	(void)sentence;
	s->troubles++;
}

static void stage_alarm(void *ctx, hl_usec at)
{
	((struct stage *)ctx)->alarm = at;
}

static hl_usec stage_now(void *ctx)
{
	return ((struct stage *)ctx)->now;
}

static void stage_open(struct stage *s, int fail_open)
{
	static const char *const names[] = { "101", "102", "103" };
	struct hl_limits limits = { 8, 32 };
	struct hl_engine_host host = { s, stage_record, stage_trouble, NULL,
				       stage_alarm, stage_now, stage_now, NULL };
	struct hl_plan plan = { .patterns = 1 };
	void *card;

	memset(s, 0, sizeof(*s));
	s->now = 1000000;
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&s->zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_open(&s->e, &limits, &host, &s->zone),
			      0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_card(s->e, &scribe_driver, NULL,
					     &card), 0);
	s->card = card;
	s->card->fail_open = fail_open;
	for (int i = 0; i < 3; i++) {
		struct hl_line_settings set;

		table_settings(&set, names[i], HL_KIND_STATION);
		CU_ASSERT_EQUAL(hl_engine_add(s->e, &scribe_driver, i + 1,
					      &set, NULL), 0);
	}
	strcpy(plan.pattern[0].text, "1XX");
	hl_engine_plan(s->e, &plan);
	hl_engine_start(s->e);
	s->card->said[0] = '\0';
}

static void stage_wait(struct stage *s, hl_msec ms)
{
	hl_usec end = s->now + HL_MS(ms);

	while (hl_engine_due(s->e) <= end) {
		s->now = hl_engine_due(s->e);
		hl_engine_run(s->e);
	}
	s->now = end;
}

static void stage_edge(struct stage *s, hl_line line, bool closed)
{
	struct hl_event event = { .kind = HL_EVENT_EDGE, .line = line,
				  .at = { s->now, s->now },
				  .closed = closed };

	s->card->closed[line] = closed;
	s->card->host.event(s->card->host.ctx, &event);
}

static void stage_dial(struct stage *s, hl_line line, const char *digits)
{
	for (; *digits; digits++) {
		struct hl_event event = { .kind = HL_EVENT_DIGIT,
					  .line = line,
					  .at = { s->now, s->now },
					  .digit = *digits };

		s->card->host.event(s->card->host.ctx, &event);
	}
}

static void stage_talk(struct stage *s)
{
	stage_edge(s, 0, true);
	stage_dial(s, 0, "102");
	stage_edge(s, 1, true);
	s->card->said[0] = '\0';
}

#define CLAIM(name)                                                            \
	static void name##_on(struct stage *s);                                \
	static void name(void)                                                 \
	{                                                                      \
		struct stage s;                                                \
                                                                               \
		stage_open(&s, 0);                                             \
		name##_on(&s);                                                 \
		CU_ASSERT_EQUAL(s.bad_causes, 0);                              \
		hl_engine_close(s.e);                                          \
	}                                                                      \
	static void name##_on(struct stage *s)

CLAIM(lifting_feeds_the_loop_then_sounds_dial_tone)
{
	stage_edge(s, 0, true);
	CU_ASSERT_STRING_EQUAL(s->card->said, "loop0=1 tone0=1 ");
}

CLAIM(a_tone_ends_before_a_port_is_wired)
{
	stage_edge(s, 0, true);
	stage_dial(s, 0, "102");
	s->card->said[0] = '\0';
	stage_edge(s, 1, true);
	CU_ASSERT_STRING_EQUAL(s->card->said,
			       "tone0=0 ring1=0 loop1=1 pair0=1 pair1=0 ");
}

CLAIM(only_the_difference_is_asked_of_the_driver)
{
	stage_talk(s);
	stage_edge(s, 0, false);
	stage_wait(s, 500);
	stage_edge(s, 0, true);
	CU_ASSERT_STRING_EQUAL(s->card->said,
			       "quiet1=0 quiet0=0 music1=0 tone0=2 ");
}

CLAIM(a_hang_up_is_read_from_the_card_before_it_is_believed)
{
	stage_talk(s);
	stage_edge(s, 0, false);
	s->card->closed[0] = true; /* closed again, the edge is lost */
	stage_wait(s, 2000);
	CU_ASSERT_TRUE(hl_model_line(hl_engine_model(s->e), 0)->hook.lifted);
}

CLAIM(every_record_has_a_number_and_an_earlier_cause)
{
	stage_talk(s);
	stage_edge(s, 0, false);
	stage_wait(s, 500);
	stage_edge(s, 0, true);
	CU_ASSERT(s->last > 10);
	CU_ASSERT_EQUAL(s->last, hl_engine_records(s->e));
}

CLAIM(a_flash_leaves_its_story_in_order)
{
	stage_talk(s);
	stage_edge(s, 0, false);
	stage_wait(s, 500);
	s->records[0] = '\0';
	stage_edge(s, 0, true);
	CU_ASSERT_STRING_EQUAL(s->records, "edge break decide birth info "
					   "state info port port counts ");
}

CLAIM(a_busy_driver_is_asked_again)
{
	stage_edge(s, 0, true);
	stage_edge(s, 0, false);
	s->card->fail_loop = -EBUSY;
	stage_wait(s, 1200);
	s->card->fail_loop = 0;
	s->card->said[0] = '\0';
	stage_wait(s, 300);
	CU_ASSERT_STRING_EQUAL(s->card->said, "loop0=0 ");
}

CLAIM(a_driver_that_refuses_is_trouble_and_does_not_stop_the_others)
{
	s->card->fail_loop = -EIO;
	stage_edge(s, 0, true);
	s->card->fail_loop = 0;
	CU_ASSERT_EQUAL(s->troubles, 1);
	stage_edge(s, 1, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->card->said, "loop1=1"));
}

CLAIM(a_card_that_is_gone_cannot_be_told_and_that_is_no_trouble)
{
	struct hl_event lost = { .kind = HL_EVENT_LOST, .line = 0,
				 .at = { s->now, s->now } };

	stage_talk(s);
	s->card->fail_loop = -ENODEV;
	s->card->host.event(s->card->host.ctx, &lost);
	CU_ASSERT_EQUAL(s->troubles, 0);
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s->e), 0)->service,
			HL_SERVICE_ABSENT);
}

CLAIM(a_display_is_told_again_when_it_rings_for_another_and_only_then)
{
	struct hl_line_settings set;

	set = hl_model_line(hl_engine_model(s->e), 2)->set;
	set.clid = HL_CLID_BELLCORE;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 2, &set), 0);
	stage_talk(s);
	stage_edge(s, 0, false);
	stage_wait(s, 500);
	stage_edge(s, 0, true);
	s->card->said[0] = '\0';
	stage_dial(s, 0, "103");
	CU_ASSERT_PTR_NOT_NULL(strstr(s->card->said, "call2=0 ring2=1 "));
	s->card->said[0] = '\0';
	stage_wait(s, 5000);
	CU_ASSERT_STRING_EQUAL(s->card->said, "");
	stage_edge(s, 0, false);
	stage_wait(s, 1300);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->card->said, "call2=0 "));
	CU_ASSERT_PTR_NULL(strstr(s->card->said, "ring2"));
	s->card->said[0] = '\0';
	stage_wait(s, 10000);
	CU_ASSERT_STRING_EQUAL(s->card->said, "");
}

static void a_port_that_does_not_open_is_absent_and_says_why(void)
{
	struct stage s;

	stage_open(&s, -ENODEV);
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s.e), 0)->service,
			HL_SERVICE_ABSENT);
	CU_ASSERT_STRING_EQUAL(hl_engine_why(s.e, 0), "no channel 1");
	CU_ASSERT_EQUAL(s.troubles, 3);
	s.card->fail_open = 0;
	CU_ASSERT_EQUAL(hl_engine_bring(s.e, 0), 0);
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s.e), 0)->service,
			HL_SERVICE_READY);
	hl_engine_close(s.e);
}

CLAIM(settings_of_a_busy_line_wait_until_it_is_idle)
{
	struct hl_line_settings set;

	stage_talk(s);
	set = hl_model_line(hl_engine_model(s->e), 0)->set;
	set.class = 3;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 0, &set), 1);
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s->e), 0)->set.class, 0);
	stage_edge(s, 0, false);
	stage_wait(s, 1200);
	CU_ASSERT_EQUAL(hl_model_line(hl_engine_model(s->e), 0)->set.class, 3);
}

CLAIM(settings_that_the_card_was_told_open_the_port_anew)
{
	struct hl_line_settings set;
	unsigned opened = s->card->opened;

	set = hl_model_line(hl_engine_model(s->e), 2)->set;
	set.class = 3;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 2, &set), 0);
	CU_ASSERT_EQUAL(s->card->opened, opened);
	set.profile.flash_max -= 100;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 2, &set), 0);
	CU_ASSERT_EQUAL(s->card->opened, opened + 1);

	/* In a call it waits until both are unwired. */
	stage_talk(s);
	set = hl_model_line(hl_engine_model(s->e), 0)->set;
	set.clid = HL_CLID_BELLCORE;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 0, &set), 1);
	s->card->said[0] = '\0';
	stage_edge(s, 0, false);
	stage_wait(s, 1200);
	CU_ASSERT_EQUAL(s->card->opened, opened + 2);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->card->said, "close0"));
	CU_ASSERT_PTR_NULL(strstr(strstr(s->card->said, "close0"), "quiet"));
	stage_edge(s, 0, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(s->card->said, "loop0=1 tone0=1 "));
}

/* ---- message waiting ---------------------------------------------------- */

static void stage_displays(struct stage *s, enum hl_messages messages)
{
	struct hl_line_settings set;

	set = hl_model_line(hl_engine_model(s->e), 0)->set;
	set.clid = HL_CLID_BELLCORE;
	set.messages = (uint8_t)messages;
	CU_ASSERT_EQUAL(hl_engine_set(s->e, 0, &set), 0);
	s->card->said[0] = '\0';
}

static void stage_message(struct stage *s, bool waits)
{
	struct hl_event event = { .kind = HL_EVENT_REQUEST,
				  .at = { s->now, s->now },
				  .request = HL_REQUEST_MESSAGE,
				  .value = waits };

	hl_engine_event(s->e, &event);
}

static void stage_told(struct stage *s, bool whole)
{
	struct hl_event event = { .kind = HL_EVENT_TOLD,
				  .at = { s->now, s->now },
				  .closed = whole };

	s->card->host.event(s->card->host.ctx, &event);
}

static bool stage_said(struct stage *s, const char *words)
{
	bool same = !strcmp(s->card->said, words);

	if (!same)
		fprintf(stderr, "said: %s\n", s->card->said);
	s->card->said[0] = '\0';
	return same;
}

CLAIM(after_a_start_a_display_is_told_when_the_line_has_been_quiet)
{
	stage_displays(s, HL_MESSAGES_AUTO);
	stage_wait(s, 1990);
	CU_ASSERT_TRUE(stage_said(s, ""));
	stage_wait(s, 20);
	CU_ASSERT_TRUE(stage_said(s, "tell0=1 "));
	stage_told(s, true);
	stage_wait(s, 60000);
	CU_ASSERT_TRUE(stage_said(s, ""));
}

CLAIM(a_message_is_told_at_once_by_lamp_and_display)
{
	stage_displays(s, HL_MESSAGES_AUTO);
	stage_wait(s, 2010);
	stage_told(s, true);
	s->card->said[0] = '\0';
	stage_message(s, true);
	CU_ASSERT_TRUE(stage_said(s, "lamp0=1 tell0=2 "));
	stage_told(s, true);
	stage_message(s, true);
	CU_ASSERT_TRUE(stage_said(s, ""));
	stage_message(s, false);
	CU_ASSERT_TRUE(stage_said(s, "lamp0=0 tell0=1 "));
}

CLAIM(each_way_of_telling_can_be_left_out)
{
	stage_displays(s, HL_MESSAGES_TONE);
	stage_message(s, true);
	stage_wait(s, 10000);
	CU_ASSERT_TRUE(stage_said(s, ""));
	stage_displays(s, HL_MESSAGES_LAMP);
	stage_wait(s, 10000);
	stage_message(s, false);
	stage_wait(s, 10000);
	CU_ASSERT_TRUE(stage_said(s, "lamp0=0 "));
	stage_displays(s, HL_MESSAGES_FSK);
	stage_message(s, true);
	stage_wait(s, 10000);
	CU_ASSERT_TRUE(stage_said(s, "tell0=2 "));
}

CLAIM(a_lifted_telephone_is_told_when_it_is_down_again)
{
	stage_displays(s, HL_MESSAGES_FSK);
	stage_wait(s, 2010);
	stage_told(s, true);
	stage_edge(s, 0, true);
	s->card->said[0] = '\0';
	stage_message(s, true);
	stage_wait(s, 5000);
	CU_ASSERT_PTR_NULL(strstr(s->card->said, "tell"));
	stage_edge(s, 0, false);
	stage_wait(s, 1200);
	s->card->said[0] = '\0';
	stage_wait(s, 2000);
	CU_ASSERT_TRUE(stage_said(s, "tell0=2 "));
}

CLAIM(what_a_call_or_a_hand_has_torn_is_told_again)
{
	stage_displays(s, HL_MESSAGES_FSK);
	stage_wait(s, 2010);
	CU_ASSERT_TRUE(stage_said(s, "tell0=1 "));
	stage_edge(s, 1, true);
	stage_dial(s, 1, "101");
	stage_edge(s, 1, false);
	stage_wait(s, 1200);
	s->card->said[0] = '\0';
	stage_wait(s, 2000);
	CU_ASSERT_TRUE(stage_said(s, "tell0=1 "));
	stage_edge(s, 0, true);
	stage_edge(s, 0, false);
	stage_wait(s, 1200);
	s->card->said[0] = '\0';
	stage_wait(s, 2000);
	CU_ASSERT_TRUE(stage_said(s, "tell0=1 "));
}

CLAIM(what_is_torn_again_and_again_is_given_up_until_the_next_change)
{
	unsigned told = 0;

	stage_displays(s, HL_MESSAGES_FSK);
	for (unsigned i = 0; i < 20; i++) {
		stage_wait(s, 2010);
		told += stage_said(s, "tell0=1 ");
		stage_told(s, false);
		if (s->troubles)
			break;
	}
	CU_ASSERT_EQUAL(told, 5);
	CU_ASSERT_EQUAL(s->troubles, 1);
	stage_wait(s, 60000);
	CU_ASSERT_TRUE(stage_said(s, ""));
	stage_message(s, true);
	stage_wait(s, 2010);
	CU_ASSERT_TRUE(stage_said(s, "tell0=2 "));
}

CLAIM(a_card_that_cannot_tell_displays_is_no_trouble)
{
	s->card->fail_tell = -ENOTSUP;
	stage_displays(s, HL_MESSAGES_FSK);
	stage_wait(s, 60000);
	CU_ASSERT_EQUAL(s->troubles, 0);
	s->card->fail_tell = -EIO;
	stage_message(s, true);
	stage_wait(s, 60000);
	CU_ASSERT_EQUAL(s->troubles, 1);
	s->card->fail_tell = -EBUSY;
	stage_message(s, false);
	stage_wait(s, 5000);
	s->card->fail_tell = 0;
	stage_wait(s, 2010);
	CU_ASSERT_TRUE(stage_said(s, "tell0=1 "));
}

static void both_sides_are_unwired_before_a_port_closes(void)
{
	struct stage s;

	stage_open(&s, 0);
	stage_talk(&s);
	hl_engine_close(s.e);
	CU_ASSERT_STRING_EQUAL(the_card.said,
			       "quiet0=0 quiet1=0 close0=0 close1=0 "
			       "close2=0 end0=0 ");
}

static void a_size_out_of_range_opens_no_engine(void)
{
	struct hl_limits none = { 0, 0 };
	struct hl_engine_host host = { .ctx = NULL };
	struct hl_engine *e = NULL;
	struct hl_zone zone;

	memset(&zone, 0, sizeof(zone));
	CU_ASSERT_EQUAL(hl_engine_open(&e, &none, &host, &zone), -EINVAL);
	CU_ASSERT_PTR_NULL(e);
	hl_engine_close(NULL);
}

#define T(claim) { #claim, claim }

CU_TestInfo *test_engine(void)
{
	static CU_TestInfo tests[] = {
		T(lifting_feeds_the_loop_then_sounds_dial_tone),
		T(a_tone_ends_before_a_port_is_wired),
		T(only_the_difference_is_asked_of_the_driver),
		T(a_hang_up_is_read_from_the_card_before_it_is_believed),
		T(every_record_has_a_number_and_an_earlier_cause),
		T(a_flash_leaves_its_story_in_order),
		T(a_busy_driver_is_asked_again),
		T(a_driver_that_refuses_is_trouble_and_does_not_stop_the_others),
		T(a_card_that_is_gone_cannot_be_told_and_that_is_no_trouble),
		T(a_display_is_told_again_when_it_rings_for_another_and_only_then),
		T(a_port_that_does_not_open_is_absent_and_says_why),
		T(settings_of_a_busy_line_wait_until_it_is_idle),
		T(settings_that_the_card_was_told_open_the_port_anew),
		T(after_a_start_a_display_is_told_when_the_line_has_been_quiet),
		T(a_message_is_told_at_once_by_lamp_and_display),
		T(each_way_of_telling_can_be_left_out),
		T(a_lifted_telephone_is_told_when_it_is_down_again),
		T(what_a_call_or_a_hand_has_torn_is_told_again),
		T(what_is_torn_again_and_again_is_given_up_until_the_next_change),
		T(a_card_that_cannot_tell_displays_is_no_trouble),
		T(both_sides_are_unwired_before_a_port_closes),
		T(a_size_out_of_range_opens_no_engine),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
