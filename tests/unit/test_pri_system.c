/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_pri_system.c - claims about two controllers joined by ISDN
 *
 * In:  telephones 101 to 103 on one, 201 to 203 on the other; virtual cards
 *      whose B channels are joined, a D-channel in memory, one virtual time.
 * Out: what either model shows, and that no channel stays seized.
 */
#include "suites.h"

#include "holdline/engine.h"
#include "holdline/pri.h"
#include "holdline/sim.h"
#include "holdline/zone.h"
#include "src/run/apply.h"
#include "src/run/apply_span.h"
#include "test_config.h"
#include "test_pri_pair.h"

#define CHANNELS 4

struct house {
	struct system *system;
	struct hl_engine *engine;
	struct hl_apply *apply;
	struct hl_log log;
	void *sim;
	void *pri;
};

/* @house[0] has 101.. and is the network, @house[1] has 201.. */
struct system {
	hl_usec now;
	struct hl_pri_wire *wire;
	struct house house[2];
};

static const struct hl_pri_weather cut = { 1000, 0, 0, true, 1 };
static const struct hl_pri_weather fair = { 1000, 0, 0, false, 1 };

static void log_show(void *ctx, enum hl_log_grade grade, const char *line,
		     const char *text)
{
	(void)ctx;
	(void)line;
	if (getenv("PRI_LOG"))
		fprintf(stderr, "%d %s\n", (int)grade, text);
}

static hl_usec house_now(void *ctx)
{
	return ((struct house *)ctx)->system->now;
}

static char *house_text(unsigned n, const char *more, char *ret, size_t size)
{
	unsigned own = n ? 200 : 100;

	snprintf(ret, size,
		 "[lines]\ndriver = sim\n%s"
		 "[line %u]\nchannel = 101\n[line %u]\nchannel = 102\n"
		 "[line %u]\nchannel = 103\n[group far]\n"
		 "[span i]\ncard = sim\ndchannel = 16\nchannels = 1-4\n"
		 "spare = 2\nswitch = qsig\ngroup = far\nside = %s\n%s"
		 "[dial]\n%uXX = line\n%uXX = group far strip 0\n",
		 n ? "" : "profile = us\n", own + 1, own + 2, own + 3,
		 n ? "user" : "network", more, n ? 2 : 1, n ? 1 : 2);
	return ret;
}

static void house_open(struct system *s, unsigned n, const char *more)
{
	struct house *h = &s->house[n];
	struct hl_engine_host host = { .ctx = h, .now = house_now,
				       .awake = house_now };
	struct hl_limits limits = { 16, 128 };
	struct hl_zone zone;
	char text[2048];

	h->system = s;
	hl_log_init(&h->log, log_show, h);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(
		hl_engine_open(&h->engine, &limits, &host, &zone), 0);
	CU_ASSERT_EQUAL_FATAL(
		hl_apply_open(&h->apply, h->engine, &h->log, NULL), 0);
	CU_ASSERT_EQUAL_FATAL(
		hl_apply_config(h->apply, good(house_text(n, more, text,
							  sizeof(text)))),
		0);
	hl_engine_card(h->engine, &hl_driver_sim, NULL, &h->sim);
	hl_engine_card(h->engine, &hl_driver_pri, NULL, &h->pri);
	CU_ASSERT_EQUAL(hl_pri_tie(h->pri, "i", s->wire, n), 0);
	CU_ASSERT_EQUAL(hl_engine_start(h->engine), 9);
}

static void house_close(struct house *h)
{
	char why[256] = "";

	if (hl_model_check(hl_engine_model(h->engine), why, sizeof(why)) < 0)
		fprintf(stderr, "%s\n", why);
	CU_ASSERT_STRING_EQUAL(why, "");
	hl_apply_close(h->apply);
	hl_engine_close(h->engine);
}

static void run(struct system *s, hl_msec ms)
{
	hl_usec end = s->now + HL_MS(ms);

	for (;;) {
		hl_usec a = hl_engine_due(s->house[0].engine);
		hl_usec b = hl_engine_due(s->house[1].engine);
		hl_usec next = a < b ? a : b;

		if (next > end)
			break;
		if (next > s->now)
			s->now = next;
		hl_engine_run(s->house[a <= b ? 0 : 1].engine);
	}
	s->now = end;
}

static void begin(struct system *s, const char *more)
{
	memset(s, 0, sizeof(*s));
	s->now = HL_MS(1000);
	pair_clock(&s->now);
	s->wire = hl_pri_wire_open();
	for (unsigned n = 0; n < 2; n++)
		house_open(s, n, more);
	for (int channel = 1; channel <= CHANNELS; channel++)
		CU_ASSERT_EQUAL(hl_sim_join(s->house[0].sim, channel,
					    s->house[1].sim, channel),
				0);
	run(s, 5000);
}

/* Everybody hangs up; nothing is seized, no call is left. */
static void end(struct system *s)
{
	char why[160] = "";

	for (unsigned n = 0; n < 2; n++)
		for (int channel = 101; channel <= 103; channel++)
			hl_sim_hangup(s->house[n].sim, channel, s->now);
	run(s, 300000);
	for (unsigned n = 0; n < 2; n++) {
		struct house *h = &s->house[n];
		struct hl_span_look look;
		unsigned at = 0;

		CU_ASSERT_EQUAL(hl_pri_check(h->pri, why, sizeof(why)), 0);
		CU_ASSERT_STRING_EQUAL(why, "");
		hl_pri_look(h->pri, 0, &look);
		CU_ASSERT_EQUAL(look.calls, 0);
		CU_ASSERT_EQUAL(look.busy, 0);
		CU_ASSERT_EQUAL(hl_sim_stuck(h->sim), 0);
		CU_ASSERT_PTR_NULL(hl_model_next_call(
			hl_engine_model(h->engine), &at));
	}
	for (unsigned n = 2; n-- > 0;)
		house_close(&s->house[n]);
	hl_pri_wire_close(s->wire);
	pair_clock(NULL);
}

/* ---- telephones --------------------------------------------------------- */

static struct house *home(struct system *s, int number)
{
	return &s->house[number >= 200];
}

static void lift(struct system *s, int number)
{
	hl_sim_lift(home(s, number)->sim, 100 + number % 100, s->now);
	run(s, 300);
}

static void dial(struct system *s, int number, int wanted)
{
	char digits[8];

	snprintf(digits, sizeof(digits), "%d", wanted);
	hl_sim_dial(home(s, number)->sim, 100 + number % 100, digits, NULL,
		    s->now);
	run(s, 1500);
}

static void flash(struct system *s, int number)
{
	hl_sim_flash(home(s, number)->sim, 100 + number % 100, s->now);
	run(s, 2000);
}

static void hangup(struct system *s, int number)
{
	hl_sim_hangup(home(s, number)->sim, 100 + number % 100, s->now);
	run(s, 3000);
}

/* The call of a telephone in a state, NULL. */
static const struct hl_call_state *call_in(struct system *s, int number,
					   enum hl_call_st state)
{
	const struct hl_model *m = hl_engine_model(home(s, number)->engine);
	char name[8];
	const struct hl_line_state *l;

	snprintf(name, sizeof(name), "%d", number);
	l = hl_model_line(m, hl_model_find(m, name));
	for (unsigned i = 0; i < HL_CALLS_PER_LINE; i++) {
		const struct hl_call_state *c = hl_model_call(m, l->calls[i]);

		if (c && c->state == (uint8_t)state)
			return c;
	}
	return NULL;
}

static bool talks(struct system *s, int number)
{
	const struct hl_call_state *c =
		call_in(s, number, HL_CALL_CONNECTED);

	/* Of a call that it made the answer is certain, too. */
	return c && c->mode & HL_CONNECTED_ACTIVE;
}

static bool is_held(struct system *s, int number)
{
	const struct hl_call_state *c =
		call_in(s, number, HL_CALL_CONNECTED);

	return c && c->mode & HL_CONNECTED_ACTIVEHELD;
}

/* Why the party that a telephone called was not reached. */
static unsigned refused(struct system *s, int number, enum hl_call_st state)
{
	const struct hl_call_state *c = call_in(s, number, state);

	return c ? c->mode : 0;
}

static const char *party(struct system *s, int number)
{
	const struct hl_call_state *c =
		call_in(s, number, HL_CALL_CONNECTED);

	return c ? c->party : "";
}

/* How many the telephone hears; a far one is heard over the wire. */
static unsigned hears(struct system *s, int number)
{
	struct hl_sim_hears ret;

	if (hl_sim_hears(home(s, number)->sim, 100 + number % 100, &ret) < 0)
		return 99;
	return ret.live ? ret.count : 0;
}

static void talk(struct system *s, int from, int to)
{
	lift(s, from);
	dial(s, from, to);
	lift(s, to);
	run(s, 500);
}

/* ---- claims ------------------------------------------------------------- */

static void a_call_to_the_other_controller_rings_and_is_answered(void)
{
	struct system s;

	begin(&s, "");
	lift(&s, 101);
	dial(&s, 101, 202);
	CU_ASSERT(hl_sim_bell(s.house[1].sim, 102));
	CU_ASSERT_PTR_NOT_NULL(call_in(&s, 101, HL_CALL_RINGBACK));
	lift(&s, 202);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT(talks(&s, 202));
	CU_ASSERT_STRING_EQUAL(party(&s, 202), "101");
	CU_ASSERT_STRING_EQUAL(party(&s, 101), "202");
	CU_ASSERT(hears(&s, 101) > 0);
	CU_ASSERT(hears(&s, 202) > 0);
	hangup(&s, 202);
	CU_ASSERT_FALSE(talks(&s, 101));
	end(&s);
}

static void calls_go_both_ways_at_once(void)
{
	struct system s;

	begin(&s, "");
	lift(&s, 101);
	lift(&s, 201);
	hl_sim_dial(s.house[0].sim, 101, "202", NULL, s.now);
	dial(&s, 201, 102);
	CU_ASSERT(hl_sim_bell(s.house[0].sim, 102));
	CU_ASSERT(hl_sim_bell(s.house[1].sim, 102));
	lift(&s, 102);
	lift(&s, 202);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT(talks(&s, 102));
	CU_ASSERT_STRING_EQUAL(party(&s, 102), "201");
	CU_ASSERT_STRING_EQUAL(party(&s, 202), "101");
	end(&s);
}

static void who_is_busy_is_busy_for_the_other_controller(void)
{
	struct system s;

	begin(&s, "");
	lift(&s, 201);
	lift(&s, 101);
	dial(&s, 101, 201);
	CU_ASSERT_EQUAL(refused(&s, 101, HL_CALL_BUSY), HL_BUSY_STATION);
	end(&s);
}

static void a_number_that_is_nobodys_is_refused(void)
{
	struct system s;

	begin(&s, "");
	for (unsigned i = 0; i < 2; i++) {
		lift(&s, 101);
		dial(&s, 101, 299);
		CU_ASSERT_EQUAL(refused(&s, 101, HL_CALL_SPECIALINFO),
				HL_INFO_CUSTIRREG);
		hangup(&s, 101);
	}
	end(&s);
}

static void a_party_held_here_is_shown_as_held_there(void)
{
	struct system s;

	begin(&s, "");
	talk(&s, 101, 201);
	flash(&s, 101);
	CU_ASSERT(is_held(&s, 201));
	CU_ASSERT_STRING_EQUAL(party(&s, 201), "101");
	flash(&s, 101);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT(talks(&s, 201));
	end(&s);
}

static void a_party_held_on_the_wire_is_shown_as_held_there(void)
{
	struct hl_span_look look;
	struct system s;

	begin(&s, "hold_at = exchange\n");
	talk(&s, 101, 201);
	hl_pri_look(s.house[0].pri, 0, &look);
	CU_ASSERT_EQUAL(look.busy, 1);
	flash(&s, 101);
	CU_ASSERT(is_held(&s, 201));
	hl_pri_look(s.house[0].pri, 0, &look);
	CU_ASSERT_EQUAL(look.busy, 0);
	CU_ASSERT_EQUAL(look.calls, 1);
	flash(&s, 101);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT(talks(&s, 201));
	CU_ASSERT(hears(&s, 101) > 0);
	CU_ASSERT(hears(&s, 201) > 0);
	end(&s);
}

static void with_every_channel_in_use_a_held_party_leaves_room(void)
{
	struct system s;

	begin(&s, "hold_at = exchange\n");
	talk(&s, 101, 201);
	flash(&s, 101);
	dial(&s, 101, 202);
	lift(&s, 202);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT_STRING_EQUAL(party(&s, 101), "202");
	CU_ASSERT(is_held(&s, 201));
	CU_ASSERT(hears(&s, 202) > 0);
	hangup(&s, 202);
	end(&s);
}

static void a_transfer_keeps_the_numbers_right(void)
{
	struct system s;

	begin(&s, "");
	talk(&s, 101, 201);
	flash(&s, 101);
	dial(&s, 101, 102);
	lift(&s, 102);
	hangup(&s, 101);
	CU_ASSERT(talks(&s, 102));
	CU_ASSERT(talks(&s, 201));
	CU_ASSERT_STRING_EQUAL(party(&s, 201), "102");
	CU_ASSERT_STRING_EQUAL(party(&s, 102), "201");
	end(&s);
}

static void a_talk_survives_the_loss_of_the_d_channel(void)
{
	struct system s;

	begin(&s, "");
	talk(&s, 101, 201);
	hl_pri_wire_weather(s.wire, &cut);
	run(&s, 40000);
	CU_ASSERT(talks(&s, 101));
	lift(&s, 102);
	dial(&s, 102, 202);
	CU_ASSERT_FALSE(hl_sim_bell(s.house[1].sim, 102));
	hangup(&s, 102);
	hl_pri_wire_weather(s.wire, &fair);
	run(&s, 40000);
	CU_ASSERT(talks(&s, 101));
	CU_ASSERT(talks(&s, 201));
	talk(&s, 102, 202);
	CU_ASSERT(talks(&s, 102));
	end(&s);
}

static void without_the_d_channel_for_long_a_talk_ends(void)
{
	struct system s;

	begin(&s, "");
	talk(&s, 101, 201);
	hl_pri_wire_weather(s.wire, &cut);
	run(&s, 150000);
	CU_ASSERT_FALSE(talks(&s, 101));
	CU_ASSERT_FALSE(talks(&s, 201));
	hl_pri_wire_weather(s.wire, &fair);
	end(&s);
}

static void a_span_that_is_looked_at_says_why_its_last_call_ended(void)
{
	struct hl_span_look look;
	struct system s;

	begin(&s, "");
	CU_ASSERT_EQUAL(hl_spans_look(s.house[0].engine, 0, &look), 0);
	CU_ASSERT_TRUE(look.up);
	CU_ASSERT_EQUAL(look.cause, 0);
	CU_ASSERT_PTR_NULL(look.cause_name);
	lift(&s, 201);
	lift(&s, 101);
	dial(&s, 101, 201);
	hl_spans_look(s.house[0].engine, 0, &look);
	CU_ASSERT_EQUAL(look.cause, 17);
	CU_ASSERT_STRING_EQUAL(look.cause_name, "user busy");
	CU_ASSERT(look.cause_at > look.since && look.cause_at <= s.now);
	CU_ASSERT_EQUAL(hl_spans_look(s.house[0].engine, 1, &look), -ENOENT);
	end(&s);
}

static void a_span_without_its_link_says_since_when(void)
{
	struct hl_span_look look;
	struct system s;

	begin(&s, "");
	hl_pri_wire_weather(s.wire, &cut);
	run(&s, 40000);
	hl_spans_look(s.house[0].engine, 0, &look);
	CU_ASSERT_FALSE(look.up);
	CU_ASSERT(look.since > HL_MS(5000));
	hl_pri_wire_weather(s.wire, &fair);
	end(&s);
}

/* clang-format off */
CU_TestInfo *test_pri_system(void)
{
	static CU_TestInfo tests[] = {
		{ "a call to the other controller rings and is answered", a_call_to_the_other_controller_rings_and_is_answered },
		{ "calls go both ways at once", calls_go_both_ways_at_once },
		{ "who is busy is busy for the other controller", who_is_busy_is_busy_for_the_other_controller },
		{ "a number that is nobody's is refused", a_number_that_is_nobodys_is_refused },
		{ "a party held here is shown as held there", a_party_held_here_is_shown_as_held_there },
		{ "a party held on the wire is shown as held there", a_party_held_on_the_wire_is_shown_as_held_there },
		{ "with every channel in use a held party leaves room", with_every_channel_in_use_a_held_party_leaves_room },
		{ "a transfer keeps the numbers right", a_transfer_keeps_the_numbers_right },
		{ "a talk survives the loss of the D-channel", a_talk_survives_the_loss_of_the_d_channel },
		{ "without the D-channel for long a talk ends", without_the_d_channel_for_long_a_talk_ends },
		{ "a span that is looked at says why its last call ended", a_span_that_is_looked_at_says_why_its_last_call_ended },
		{ "a span without its link says since when", a_span_without_its_link_says_since_when },
		CU_TEST_INFO_NULL,
	};

	return tests;
}
/* clang-format on */
