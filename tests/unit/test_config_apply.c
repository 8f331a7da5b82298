/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config_apply.c - claims about a configuration that changes what is in
 * use: shared numbers, park numbers, hotlines, codes and stored numbers
 */
#include "suites.h"

#include "holdline/clid.h"
#include "holdline/engine.h"
#include "holdline/zone.h"
#include "src/run/apply.h"
#include "test_config.h"

#define HOUSE "[lines]\n" MORE
#define MORE                                                                   \
	"driver=sim\n[line 101]\nchannel=1\n[line 102]\nchannel=2\n"          \
	"[line 103]\nchannel=3\n[line 104]\nchannel=4\n"
#define PARK "[holdline]\npark = 701-703\n"
#define SHARED "[address 700]\nlines = 101, 102\n"

/* An engine on the virtual card, what it was given, and what was said. */
struct house {
	struct hl_engine *engine;
	struct hl_apply *apply;
	struct hl_log log;
	char said[8192];
	hl_usec now;
	uint32_t asked;
};

static void log_keep(void *ctx, enum hl_log_grade grade, const char *line,
		     const char *text)
{
	struct house *h = ctx;
	size_t n = strlen(h->said);

	(void)grade;
	(void)line;
	snprintf(h->said + n, sizeof(h->said) - n, "%s\n", text);
}

static hl_usec house_now(void *ctx)
{
	return ((struct house *)ctx)->now;
}

/* One sentence for each change; false when a wanted one is missing. */
static bool said(const struct house *h, const char *sentence)
{
	if (strstr(h->said, sentence))
		return true;
	fprintf(stderr, "wanted: %s\n   got: %s", sentence, h->said);
	return false;
}

static void change(struct house *h, const char *text)
{
	h->said[0] = '\0';
	CU_ASSERT_EQUAL_FATAL(hl_apply_config(h->apply, good(text)), 0);
}

static void house_open(struct house *h, const char *text)
{
	struct hl_engine_host host = { .ctx = h, .now = house_now,
				       .awake = house_now };
	struct hl_limits limits = { 8, 64 };
	struct hl_zone zone;

	memset(h, 0, sizeof(*h));
	h->now = HL_MS(1000);
	hl_log_init(&h->log, log_keep, h);
	CU_ASSERT_EQUAL_FATAL(hl_zone_load(&zone, "us"), 0);
	CU_ASSERT_EQUAL_FATAL(hl_engine_open(&h->engine, &limits, &host,
					     &zone),
			      0);
	CU_ASSERT_EQUAL_FATAL(hl_apply_open(&h->apply, h->engine, &h->log,
					    NULL),
			      0);
	change(h, text);
	hl_engine_start(h->engine);
}

static const struct hl_model *model(const struct house *h)
{
	return hl_engine_model(h->engine);
}

static const struct hl_plan *plan(const struct house *h)
{
	return hl_model_get_plan(model(h));
}

static void house_close(struct house *h)
{
	char why[256] = "";

	if (hl_model_check(model(h), why, sizeof(why)) < 0)
		fprintf(stderr, "%s\n", why);
	CU_ASSERT_STRING_EQUAL(why, "");
	hl_apply_close(h->apply);
	hl_engine_close(h->engine);
}

static hl_line line(const struct house *h, const char *name)
{
	return hl_model_find(model(h), name);
}

static void house_wait(struct house *h, hl_msec ms)
{
	hl_usec end = h->now + HL_MS(ms);

	while (hl_engine_due(h->engine) <= end) {
		if (hl_engine_due(h->engine) > h->now)
			h->now = hl_engine_due(h->engine);
		hl_engine_run(h->engine);
	}
	h->now = end;
}

static void hook(struct house *h, const char *name, bool lift)
{
	struct hl_event event = { .kind = HL_EVENT_EDGE,
				  .line = line(h, name),
				  .at = { h->now, h->now },
				  .closed = lift };

	hl_engine_event(h->engine, &event);
	if (!lift)
		house_wait(h, 2000);
}

static void dial(struct house *h, const char *name, const char *digits)
{
	for (; *digits; digits++) {
		struct hl_event event = { .kind = HL_EVENT_DIGIT,
					  .line = line(h, name),
					  .at = { h->now, h->now },
					  .digit = *digits };

		hl_engine_event(h->engine, &event);
	}
}

static hl_call active(const struct house *h, const char *name)
{
	return hl_model_active(model(h), line(h, name));
}

static void ask(struct house *h, enum hl_request_kind request, hl_call call,
		const char *name, const char *number)
{
	struct hl_event event = { .kind = HL_EVENT_REQUEST,
				  .line = name ? line(h, name) : HL_NO_LINE,
				  .at = { h->now, h->now },
				  .request = request,
				  .id = ++h->asked,
				  .call = call,
				  .value = 1 };

	snprintf(event.number, sizeof(event.number), "%s", number);
	hl_engine_event(h->engine, &event);
}

/* 104 calls 103, who leaves the call at a park number. */
static void park(struct house *h, const char *number)
{
	hook(h, "104", true);
	dial(h, "104", "103");
	hook(h, "103", true);
	ask(h, HL_REQUEST_PARK, active(h, "103"), NULL, number);
	CU_ASSERT_NOT_EQUAL_FATAL(hl_model_parked(model(h), number),
				  HL_NO_CALL);
	hook(h, "103", false);
}

static bool shares(const struct house *h, const char *name)
{
	return hl_model_address(model(h), line(h, name)) >= 0;
}

/* ---- at the start ------------------------------------------------------- */

static void lines_of_an_address_are_the_engines_lines(void)
{
	struct house h;

	house_open(&h, "[address 700]\nlines = 103, 102\nwatchers = 101\n"
		       HOUSE);
	CU_ASSERT_EQUAL(plan(&h)->addresses, 1);
	CU_ASSERT_EQUAL(plan(&h)->address[0].lines[0], line(&h, "103"));
	CU_ASSERT_EQUAL(plan(&h)->address[0].lines[2], line(&h, "101"));
	CU_ASSERT_EQUAL(plan(&h)->address[0].watchers, 4);
	CU_ASSERT_STRING_EQUAL(h.said, "");
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	/* Another order of the file, the same lines. */
	change(&h, "[lines]\ndriver=sim\n[line 104]\nchannel=4\n"
		   "[line 103]\nchannel=3\n[line 102]\nchannel=2\n"
		   "[line 101]\nchannel=1\n"
		   "[address 700]\nlines = 103, 102\nwatchers = 101\n");
	CU_ASSERT_EQUAL(plan(&h)->address[0].lines[0], line(&h, "103"));
	CU_ASSERT_STRING_EQUAL(h.said, "");
	house_close(&h);
}

static void a_line_that_is_not_there_is_left_out_of_its_address(void)
{
	struct house h;

	house_open(&h, HOUSE "[line 105]\ndriver=dahdi\nchannel=30000\n"
			     "[address 700]\nlines = 105, 101\n"
			     "watchers = 102\n");
	if (line(&h, "105") == HL_NO_LINE) {
		CU_ASSERT_EQUAL(plan(&h)->address[0].count, 2);
		CU_ASSERT_EQUAL(plan(&h)->address[0].lines[0],
				line(&h, "101"));
		CU_ASSERT_EQUAL(plan(&h)->address[0].watchers, 2);
	}
	house_close(&h);
}

static void a_limit_of_a_line_changes_when_it_is_idle(void)
{
	struct house h;

	house_open(&h, HOUSE);
	hook(&h, "101", true);
	change(&h, HOUSE "[line 105]\nchannel=5\nheld=1\n");
	CU_ASSERT(said(&h, "line 105 is new"));
	change(&h, "[lines]\nheld=2\nanswer_mode=drop\n"
		   "conference_parties=4\nremove=none\npickup_group=7\n"
		   "driver=sim\n[line 101]\nchannel=1\n[line 102]\n"
		   "channel=2\n");
	CU_ASSERT(said(&h, "line 102: held 3 -> 2, conference_parties 6 -> 4, "
			   "answer_mode hold -> drop, remove any -> none, "
			   "pickup_group 0 -> 7\n"));
	CU_ASSERT(said(&h, "pickup_group 0 -> 7; when it is idle"));
	CU_ASSERT_EQUAL(hl_model_line(model(&h), line(&h, "101"))->set.held,
			3);
	hook(&h, "101", false);
	CU_ASSERT_EQUAL(hl_model_line(model(&h), line(&h, "101"))->set.held,
			2);
	CU_ASSERT_EQUAL(hl_model_line(model(&h), line(&h, "102"))->set.pickup,
			7);
	house_close(&h);
}

/* ---- shared numbers ----------------------------------------------------- */

static void an_address_changes_at_once_when_its_stations_are_idle(void)
{
	struct house h;

	house_open(&h, HOUSE SHARED);
	hook(&h, "104", true);
	change(&h, HOUSE "[address 700]\nsharing=bridgednew\n"
			 "lines = 101, 103\n[address 800]\nlines=102\n");
	CU_ASSERT(said(&h, "address 700: sharing bridgedshared -> bridgednew, "
			   "lines 101, 102 -> 101, 103\n"));
	CU_ASSERT(said(&h, "address 800 is new: 102\n"));
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT(shares(&h, "103"));
	CU_ASSERT_EQUAL(plan(&h)->address[0].sharing, HL_SHARING_NEW);
	change(&h, HOUSE);
	CU_ASSERT(said(&h, "address 700 is gone\n"));
	CU_ASSERT_FALSE(shares(&h, "101"));
	house_close(&h);
}

static void an_address_in_use_stays_as_it_is_until_it_is_idle(void)
{
	struct house h;

	house_open(&h, HOUSE SHARED);
	hook(&h, "101", true);
	dial(&h, "101", "104");
	hook(&h, "104", true);
	change(&h, HOUSE "[address 700]\nlines = 102, 103\n");
	CU_ASSERT(said(&h, "shared addresses stay as they are until the "
			   "stations of those that change are idle; line 101 "
			   "is not\n"));
	CU_ASSERT(hl_apply_waits(h.apply));
	CU_ASSERT(shares(&h, "101"));
	CU_ASSERT_FALSE(shares(&h, "103"));
	CU_ASSERT_EQUAL(hl_model_check(model(&h), NULL, 0), 0);

	h.said[0] = '\0';
	CU_ASSERT_FALSE(hl_apply_again(h.apply));
	CU_ASSERT_STRING_EQUAL(h.said, "");
	CU_ASSERT(shares(&h, "101"));

	hook(&h, "101", false);
	hook(&h, "104", false);
	CU_ASSERT_FALSE(hl_apply_again(h.apply));
	CU_ASSERT(said(&h, "are now those of the configuration"));
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT_FALSE(shares(&h, "101"));
	CU_ASSERT(shares(&h, "103"));
	house_close(&h);
}

static void a_station_that_joins_an_address_must_be_idle_too(void)
{
	struct house h;

	house_open(&h, HOUSE SHARED);
	hook(&h, "103", true);
	change(&h, HOUSE "[address 700]\nlines = 101, 102, 103\n");
	CU_ASSERT(said(&h, "line 103 is not"));
	CU_ASSERT_FALSE(shares(&h, "103"));
	house_close(&h);
}

static void a_busy_address_that_does_not_change_keeps_nobody_waiting(void)
{
	struct house h;
	unsigned used;

	house_open(&h, HOUSE SHARED);
	hook(&h, "101", true);
	dial(&h, "101", "103");
	hook(&h, "103", true);
	used = hl_model_in_use(model(&h), 0);
	CU_ASSERT(used > 0);
	change(&h, PARK HOUSE SHARED "[dial]\n1XX=line\n7XX=line\n"
				     "[address 800]\nlines=104\n");
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT(shares(&h, "104"));
	CU_ASSERT_EQUAL(rows(plan(&h)), 2);
	CU_ASSERT(said(&h, "park none -> 701-703\n"));
	CU_ASSERT_EQUAL(hl_model_in_use(model(&h), 0), used);
	house_close(&h);
}

static void a_file_taken_back_ends_the_waiting(void)
{
	struct house h;

	house_open(&h, HOUSE SHARED);
	hook(&h, "101", true);
	change(&h, HOUSE);
	CU_ASSERT(said(&h, "address 700 is gone\n"));
	CU_ASSERT(hl_apply_waits(h.apply));
	change(&h, HOUSE SHARED);
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT(shares(&h, "101"));
	house_close(&h);
}

/* ---- park numbers ------------------------------------------------------- */

static void somebody_parked_keeps_the_number(void)
{
	struct house h;
	char number[HL_NAME_MAX];
	hl_call parked;

	house_open(&h, PARK HOUSE);
	park(&h, "702");
	parked = hl_model_parked(model(&h), "702");
	change(&h, "[holdline]\npark = 801-803\n" HOUSE);
	CU_ASSERT(said(&h, "park 701-703 -> 801-803\n"));
	CU_ASSERT(said(&h, "park numbers stay as they are until nobody is "
			   "parked at one that goes; somebody is at 702\n"));
	CU_ASSERT(hl_apply_waits(h.apply));
	CU_ASSERT_STRING_EQUAL(hl_model_park_number(model(&h), parked, number),
			       "702");

	hook(&h, "101", true);
	ask(&h, HL_REQUEST_UNPARK, HL_NO_CALL, "101", "702");
	CU_ASSERT_EQUAL(hl_model_parked(model(&h), "702"), HL_NO_CALL);
	hl_apply_again(h.apply);
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->park_first, 801);
	house_close(&h);
}

static void park_numbers_behind_those_in_use_come_and_go_at_once(void)
{
	struct house h;

	house_open(&h, PARK HOUSE);
	park(&h, "702");
	change(&h, "[holdline]\npark = 701-720\n" HOUSE);
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->parks, 20);
	change(&h, "[holdline]\npark = 701-702\n" HOUSE);
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->parks, 2);
	change(&h, "[holdline]\npark = 701\n" HOUSE);
	CU_ASSERT(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->parks, 2);
	change(&h, HOUSE);
	CU_ASSERT(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->parks, 2);
	house_close(&h);
}

static void who_is_parked_at_a_station_keeps_no_park_number(void)
{
	struct house h;

	house_open(&h, PARK HOUSE);
	park(&h, "102");
	change(&h, HOUSE);
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	CU_ASSERT_EQUAL(plan(&h)->parks, 0);
	CU_ASSERT_NOT_EQUAL(hl_model_parked(model(&h), "102"), HL_NO_CALL);
	house_close(&h);
}

/* ---- hotlines, codes and stored numbers --------------------------------- */

static const char *hotline(const struct house *h, const char *name)
{
	return hl_model_number(model(h), line(h, name), HL_NUMBER_HOTLINE);
}

static bool rings(const struct house *h, const char *name)
{
	return hl_model_situation(model(h), line(h, name)) == HL_SIT_RINGING;
}

static void a_hotline_calls_when_the_receiver_is_lifted(void)
{
	struct house h;

	house_open(&h, HOUSE "[line 105]\nchannel=5\nhotline=102\n");
	CU_ASSERT_STRING_EQUAL(hotline(&h, "105"), "102");
	CU_ASSERT_STRING_EQUAL(hotline(&h, "101"), "");
	hook(&h, "105", true);
	CU_ASSERT(rings(&h, "102"));
	hook(&h, "105", false);
	house_close(&h);
}

static void a_hotline_changes_when_its_station_is_idle(void)
{
	struct house h;

	house_open(&h, "[lines]\nhotline = 104\nhotline_after = 5 s\n"
		       "driver=sim\n[line 101]\nchannel=1\n"
		       "[line 102]\nchannel=2\n[line 104]\nchannel=4\n");
	CU_ASSERT_STRING_EQUAL(hotline(&h, "101"), "104");
	hook(&h, "101", true);
	change(&h, "[lines]\nhotline_after = 5 s\ndriver=sim\n"
		   "[line 101]\nchannel=1\nhotline=102\n"
		   "[line 102]\nchannel=2\n[line 104]\nchannel=4\n");
	CU_ASSERT(said(&h, "line 101: hotline 104 -> 102; when it is idle\n"));
	CU_ASSERT(said(&h, "line 102: hotline 104 -> none\n"));
	CU_ASSERT_STRING_EQUAL(hotline(&h, "101"), "104");
	CU_ASSERT_STRING_EQUAL(hotline(&h, "102"), "");
	CU_ASSERT(hl_apply_waits(h.apply));
	hook(&h, "101", false);
	CU_ASSERT_FALSE(hl_apply_again(h.apply));
	CU_ASSERT_STRING_EQUAL(hotline(&h, "101"), "102");
	CU_ASSERT_FALSE(hl_apply_waits(h.apply));
	h.said[0] = '\0';
	hook(&h, "101", true);
	CU_ASSERT_FALSE(rings(&h, "102"));
	house_wait(&h, 5000);
	CU_ASSERT(rings(&h, "102"));
	hook(&h, "101", false);
	house_close(&h);
}

static void a_code_that_is_dialled_is_carried_out(void)
{
	struct house h;

	house_open(&h, HOUSE);
	hook(&h, "101", true);
	dial(&h, "101", "*78");
	CU_ASSERT(hl_model_line(model(&h), line(&h, "101"))->does &
		  HL_DOES_DND);
	hook(&h, "101", false);
	change(&h, "[codes]\nset = none\nundnd = *1\n" HOUSE);
	CU_ASSERT(said(&h, "codes: set us -> none, forward *72 -> none"));
	hook(&h, "101", true);
	dial(&h, "101", "*1");
	CU_ASSERT_FALSE(hl_model_line(model(&h), line(&h, "101"))->does &
			HL_DOES_DND);
	hook(&h, "101", false);
	house_close(&h);
}

static void stored_numbers_change_at_once_each_with_a_sentence(void)
{
	struct house h;

	house_open(&h, "[speed]\n1 = 102\n2 = 103\n" HOUSE);
	hook(&h, "101", true);
	dial(&h, "101", "**2#");
	CU_ASSERT(rings(&h, "103"));
	hook(&h, "101", false);
	change(&h, "[speed]\n7 = 104\n2 = 104\n" HOUSE);
	CU_ASSERT(said(&h, "speed 1: 102 -> none\n"));
	CU_ASSERT(said(&h, "speed 2: 103 -> 104\n"));
	CU_ASSERT(said(&h, "speed 7: none -> 104\n"));
	hook(&h, "101", true);
	dial(&h, "101", "**07#");
	CU_ASSERT(rings(&h, "104"));
	hook(&h, "101", false);
	house_close(&h);
}

static void rings_and_caller_id_of_a_line_change_too(void)
{
	struct house h;

	house_open(&h, HOUSE);
	change(&h, "[lines]\nring_external = dr2\nprocedure = etsi\n"
		   "caller_id = etsi\ncaller_id_variant = bt\n"
		   "caller_id_when = reversal-bt\n" MORE);
	CU_ASSERT(said(&h, "line 104: procedure north-american -> etsi, "
			   "ring_external normal -> dr2, "
			   "caller_id none -> etsi, "
			   "caller_id_variant plain -> bt, "
			   "caller_id_when after-ring -> reversal-bt\n"));
	CU_ASSERT_EQUAL(hl_model_line(model(&h), line(&h, "104"))->set.clid,
			HL_CLID_ETSI);
	change(&h, HOUSE);
	CU_ASSERT(said(&h, "line 104: procedure etsi -> north-american"));
	CU_ASSERT_EQUAL(hl_model_line(model(&h), line(&h, "104"))
				->set.bell[HL_CALLER_EXTERNAL],
			HL_RING_NORMAL);
	house_close(&h);
}

#define C(f) { #f, f }

CU_TestInfo *test_config_apply(void)
{
	static CU_TestInfo tests[] = {
		C(lines_of_an_address_are_the_engines_lines),
		C(a_line_that_is_not_there_is_left_out_of_its_address),
		C(a_limit_of_a_line_changes_when_it_is_idle),
		C(an_address_changes_at_once_when_its_stations_are_idle),
		C(an_address_in_use_stays_as_it_is_until_it_is_idle),
		C(a_station_that_joins_an_address_must_be_idle_too),
		C(a_busy_address_that_does_not_change_keeps_nobody_waiting),
		C(a_file_taken_back_ends_the_waiting),
		C(somebody_parked_keeps_the_number),
		C(park_numbers_behind_those_in_use_come_and_go_at_once),
		C(who_is_parked_at_a_station_keeps_no_park_number),
		C(a_hotline_calls_when_the_receiver_is_lifted),
		C(a_hotline_changes_when_its_station_is_idle),
		C(a_code_that_is_dialled_is_carried_out),
		C(stored_numbers_change_at_once_each_with_a_sentence),
		C(rings_and_caller_id_of_a_line_change_too),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
