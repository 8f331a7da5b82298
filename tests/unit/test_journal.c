/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_journal.c - claims about the record of decisions
 */
#include "suites.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdline/journal.h"

#define NOW 12345678901u

/* ---- a model with two telephones and a trunk ---------------------------- */

static void *block;

static struct hl_model *model_make(void)
{
	static const struct hl_limits limits = { 4, 24 };
	static const char *const names[] = { "101", "102", "co1" };
	struct hl_model *model;

	block = calloc(1, hl_model_size(&limits));
	CU_ASSERT_PTR_NOT_NULL_FATAL(block);
	model = hl_model_init(block, &limits);
	for (unsigned i = 0; i < 3; i++) {
		struct hl_line_settings set = { .switches = 0xffff };

		snprintf(set.name, sizeof(set.name), "%s", names[i]);
		set.kind = i == 2 ? HL_KIND_TRUNK : HL_KIND_STATION;
		hl_profile_find("us", &set.profile);
		for (unsigned k = 0; k < HL_TIMER_COUNT; k++)
			set.timer[k] = hl_timer_info((enum hl_timer)k)->def;
		CU_ASSERT_EQUAL(hl_model_add(model, &set), i);
	}
	return model;
}

static void model_end(void)
{
	free(block);
	block = NULL;
}

static struct hl_event arrival(enum hl_event_kind kind, hl_line line)
{
	return (struct hl_event){
		.kind = kind, .line = line, .at = { NOW, NOW },
	};
}

static const char *line_of(const struct hl_model *model,
			   const struct hl_event *event,
			   const struct hl_effect *effect)
{
	static char text[HL_JOURNAL_LINE_MAX];
	struct hl_record record = {
		.number = 7, .cause = effect ? 6 : 0, .at = event->at.latest,
		.event = event, .effect = effect, .model = model,
	};
	size_t n = hl_journal_print(&record, text, sizeof(text));

	CU_ASSERT_EQUAL(n, strlen(text));
	return text;
}

/* ---- how a line is written ---------------------------------------------- */

static void an_arrival_says_what_came_in_and_when(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_EDGE, 0);

	event.closed = true;
	CU_ASSERT_STRING_EQUAL(line_of(model, &event, NULL),
			       "n=7 cause=0 t=12345.678901 line=101 in=edge "
			       "closed=yes");
	event.at.earliest -= 20000;
	CU_ASSERT_STRING_EQUAL(line_of(model, &event, NULL),
			       "n=7 cause=0 t=12345.678901 line=101 in=edge "
			       "closed=yes earliest=12345.658901");
	model_end();
}

static void a_break_carries_class_lengths_and_both_bounding_times(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_EDGE, 1);
	struct hl_effect effect = {
		.kind = HL_FX_BREAK, .line = 1, .from = HL_BREAK_FLASH,
		.a = 492, .b = 512,
	};

	event.at.earliest -= 20000;
	CU_ASSERT_STRING_EQUAL(line_of(model, &event, &effect),
			       "n=7 cause=6 t=12345.678901 line=102 fx=break "
			       "class=flash shortest=492 longest=512 "
			       "earliest=12345.658901 latest=12345.678901");
	model_end();
}

static void a_state_change_uses_the_words_of_the_call_table(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_EDGE, 0);
	struct hl_effect effect = {
		.kind = HL_FX_STATE, .line = 0, .call = 9,
		.from = HL_CALL_CONNECTED, .to = HL_CALL_ONHOLDPENDTRANSFER,
	};

	CU_ASSERT_STRING_EQUAL(line_of(model, &event, &effect),
			       "n=7 cause=6 t=12345.678901 line=101 call=9 "
			       "fx=state from=connected "
			       "to=onholdpendtransfer");
	effect.to = HL_CALL_CONNECTED;
	effect.mode = HL_CONNECTED_ACTIVEHELD;
	CU_ASSERT_PTR_NOT_NULL(
		strstr(line_of(model, &event, &effect), "mode=activeheld"));
	model_end();
}

static void a_decision_names_situation_gesture_and_operation(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_EDGE, 0);
	struct hl_effect effect = {
		.kind = HL_FX_DECIDE, .line = 0, .from = HL_SIT_TALKING,
		.to = HL_GESTURE_FLASH, .a = HL_OP_CONSULT,
	};

	CU_ASSERT_STRING_EQUAL(line_of(model, &event, &effect),
			       "n=7 cause=6 t=12345.678901 line=101 fx=decide "
			       "situation=talking gesture=flash op=consult");
	model_end();
}

static void a_port_says_how_it_shall_be(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_READY, 2);
	struct hl_effect effect = { .kind = HL_FX_PORT, .line = 2 };

	CU_ASSERT_PTR_NOT_NULL(strstr(line_of(model, &event, &effect),
				      "line=co1 fx=port wire=quiet tone=none "
				      "ring=none loop=no listen=no door="));
	model_end();
}

static void a_request_and_its_reply_name_the_asker(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_REQUEST, 0);
	struct hl_effect effect = {
		.kind = HL_FX_REPLY, .line = 0, .call = 3, .a = 77,
		.b = HL_ERR_INVALCALLSTATE,
	};

	event.request = HL_REQUEST_MAKECALL;
	event.id = 77;
	snprintf(event.number, sizeof(event.number), "9030%%1 =#");
	CU_ASSERT_STRING_EQUAL(line_of(model, &event, NULL),
			       "n=7 cause=0 t=12345.678901 line=101 in=request "
			       "request=makecall id=77 "
			       "number=9030%251%20%3D#");
	CU_ASSERT_STRING_EQUAL(line_of(model, &event, &effect),
			       "n=7 cause=6 t=12345.678901 line=101 call=3 "
			       "fx=reply id=77 error=INVALCALLSTATE");
	model_end();
}

static void every_event_and_every_effect_has_a_line_that_reads_back(void)
{
	struct hl_model *model = model_make();
	struct hl_journal_entry entry;

	for (unsigned i = 0; i < HL_EVENT_COUNT; i++) {
		struct hl_event event = arrival((enum hl_event_kind)i, 0);
		const char *text = line_of(model, &event, NULL);

		CU_ASSERT_EQUAL(
			hl_journal_parse(&entry, text, strlen(text)), 0);
		CU_ASSERT_STRING_EQUAL(entry.in,
				       hl_event_name((enum hl_event_kind)i));
	}
	for (unsigned i = 0; i < HL_EFFECT_COUNT; i++) {
		struct hl_event event = arrival(HL_EVENT_EDGE, 0);
		struct hl_effect effect = { .kind = (uint8_t)i };
		const char *text = line_of(model, &event, &effect);

		CU_ASSERT_EQUAL(
			hl_journal_parse(&entry, text, strlen(text)), 0);
		CU_ASSERT_STRING_EQUAL(entry.fx,
				       hl_effect_name((enum hl_effect_kind)i));
	}
	model_end();
}

/* ---- secrets ------------------------------------------------------------ */

static void step(struct hl_model *model, hl_line line,
		 enum hl_event_kind kind, bool closed, char digit,
		 hl_usec at)
{
	static struct hl_effects effects;
	struct hl_event event = {
		.kind = kind, .line = line, .at = { at, at },
		.closed = closed, .digit = digit,
	};

	hl_model_step(model, &event, &effects);
}

/* 101 calls 102, which answers. */
static void call_make(struct hl_model *model)
{
	struct hl_plan plan = { .patterns = 1 };

	snprintf(plan.pattern[0].text, sizeof(plan.pattern[0].text), "1XX");
	hl_model_plan(model, &plan);
	step(model, 0, HL_EVENT_READY, false, 0, 1000000);
	step(model, 1, HL_EVENT_READY, false, 0, 1000000);
	step(model, 0, HL_EVENT_EDGE, true, 0, 2000000);
	step(model, 0, HL_EVENT_DIGIT, false, '1', 3000000);
	step(model, 0, HL_EVENT_DIGIT, false, '0', 3100000);
	step(model, 0, HL_EVENT_DIGIT, false, '2', 3200000);
	step(model, 1, HL_EVENT_EDGE, true, 0, 5000000);
}

static void a_digit_after_the_answer_is_not_written(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_DIGIT, 0);

	event.digit = '5';
	CU_ASSERT_PTR_NOT_NULL(
		strstr(line_of(model, &event, NULL), "digit=5"));
	call_make(model);
	CU_ASSERT_EQUAL(hl_model_situation(model, 0), HL_SIT_TALKING);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(line_of(model, &event, NULL), "digit=?"));
	event.kind = HL_EVENT_GESTURE;
	event.gesture = HL_GESTURE_DIGIT;
	CU_ASSERT_PTR_NOT_NULL(
		strstr(line_of(model, &event, NULL), "digit=?"));
	model_end();
}

static void a_call_that_is_born_says_its_party_and_origin(void)
{
	struct hl_model *model = model_make();
	struct hl_event event = arrival(HL_EVENT_DIGIT, 0);
	struct hl_effect effect = { .kind = HL_FX_BIRTH, .line = 1 };

	call_make(model);
	effect.call = hl_model_active(model, 1);
	effect.to = HL_CALL_OFFERING;
	CU_ASSERT_PTR_NOT_NULL(strstr(line_of(model, &event, &effect),
				      "fx=birth to=offering reason=direct "
				      "origin="));
	CU_ASSERT_PTR_NOT_NULL(
		strstr(line_of(model, &event, &effect), " party=101"));
	model_end();
}

/* ---- reading back ------------------------------------------------------- */

static void a_line_reads_back_field_by_field(void)
{
	static const char text[] =
		"n=1235 cause=1234 t=12345.678901 line=101 call=7 fx=birth "
		"to=offering party=Caf%C3%A9%20%3D%25\n";
	struct hl_journal_entry entry;

	CU_ASSERT_EQUAL_FATAL(
		hl_journal_parse(&entry, text, sizeof(text) - 1), 0);
	CU_ASSERT_EQUAL(entry.number, 1235);
	CU_ASSERT_EQUAL(entry.cause, 1234);
	CU_ASSERT_EQUAL(entry.at, 12345678901u);
	CU_ASSERT_STRING_EQUAL(entry.line, "101");
	CU_ASSERT_EQUAL(entry.call, 7);
	CU_ASSERT_PTR_NULL(entry.in);
	CU_ASSERT_STRING_EQUAL(entry.fx, "birth");
	CU_ASSERT_EQUAL(entry.fields, 8);
	CU_ASSERT_STRING_EQUAL(hl_journal_get(&entry, "party"),
			       "Caf\xc3\xa9 =%");
	CU_ASSERT_PTR_NULL(hl_journal_get(&entry, "colour"));
}

static void an_entry_points_into_itself(void)
{
	static const char text[] = "n=1 cause=0 t=0.000001 in=ring line=co1";
	struct hl_journal_entry entry;

	CU_ASSERT_EQUAL_FATAL(
		hl_journal_parse(&entry, text, sizeof(text) - 1), 0);
	for (unsigned i = 0; i < entry.fields; i++) {
		CU_ASSERT(entry.field[i].key >= entry.text);
		CU_ASSERT(entry.field[i].value <
			  entry.text + sizeof(entry.text));
	}
	CU_ASSERT(entry.in > entry.text &&
		  entry.in < entry.text + sizeof(entry.text));
}

static void what_is_no_line_of_a_record_is_refused(void)
{
	static const char *const bad[] = {
		"hello",
		"n=1 cause=0 t=1.000000",               /* neither in nor fx */
		"n=1 cause=0 t=1.000000 in=a fx=b",     /* both */
		"n=1 cause=0 in=a",                     /* no time */
		"n=x cause=0 t=1.000000 in=a",
		"n=1 cause=-1 t=1.000000 in=a",
		"n=1 cause=0 t=1.0 in=a",
		"n=1 cause=0 t=1 in=a",
		"n=1 cause=0 t=1.000000 in=a n=2",      /* twice */
		"n=1 cause=0 t=1.000000 in=a x=%4",     /* bad escape */
		"n=1 cause=0 t=1.000000 in=a x=%zz",
		"n=1 cause=0 t=1.000000 in=a x=%00",
		"n=1 cause=0 t=1.000000 in=a x=b=c",
		"n=1 cause=0 t=1.000000 in=a =b",
		"n=1 cause=0 t=1.000000 in=a  b=c",     /* two blanks */
		"n=1 cause=0 t=1.000000 in=a Big=c",
		"n=1 cause=0 t=1.000000 in=a call=4294967296",
	};
	struct hl_journal_entry entry = { .number = 77 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CU_ASSERT_EQUAL(
			hl_journal_parse(&entry, bad[i], strlen(bad[i])),
			-EBADMSG);
	CU_ASSERT_EQUAL(entry.number, 77);
	CU_ASSERT_EQUAL(hl_journal_parse(&entry, "", 0), -ENOENT);
	CU_ASSERT_EQUAL(hl_journal_parse(&entry, "# head\n", 7), -ENOENT);
}

static void an_instant_has_six_decimals(void)
{
	hl_usec at = 77;

	CU_ASSERT_EQUAL(hl_journal_usec("0.000001", &at), 0);
	CU_ASSERT_EQUAL(at, 1);
	CU_ASSERT_EQUAL(hl_journal_usec("12345.678901", &at), 0);
	CU_ASSERT_EQUAL(at, 12345678901u);
	CU_ASSERT_EQUAL(hl_journal_usec("1.5", &at), -EBADMSG);
	CU_ASSERT_EQUAL(hl_journal_usec("1", &at), -EBADMSG);
	CU_ASSERT_EQUAL(hl_journal_usec(".000001", &at), -EBADMSG);
	CU_ASSERT_EQUAL(hl_journal_usec("99999999999999999.000000", &at),
			-EBADMSG);
	CU_ASSERT_EQUAL(at, 12345678901u);
}

/* ---- keeping ------------------------------------------------------------ */

static struct hl_journal *journal(unsigned records, const char *path,
				  uint64_t cap)
{
	struct hl_journal_config config = {
		.records = records, .path = path, .cap = cap,
	};
	struct hl_journal *ret = NULL;

	CU_ASSERT_EQUAL_FATAL(hl_journal_open(&ret, &config), 0);
	return ret;
}

static void write_some(struct hl_journal *j, const struct hl_model *model,
		       uint64_t first, unsigned count)
{
	struct hl_event event = arrival(HL_EVENT_RING, 2);
	struct hl_record record = { .at = NOW, .event = &event,
				    .model = model };

	for (unsigned i = 0; i < count; i++) {
		record.number = first + i;
		hl_journal_record(j, &record);
	}
}

static void the_last_records_are_kept_by_their_number(void)
{
	struct hl_model *model = model_make();
	struct hl_journal *j = journal(16, NULL, 0);

	CU_ASSERT_EQUAL(hl_journal_first(j), 0);
	CU_ASSERT_EQUAL(hl_journal_last(j), 0);
	write_some(j, model, 1, 100);
	CU_ASSERT_EQUAL(hl_journal_first(j), 85);
	CU_ASSERT_EQUAL(hl_journal_last(j), 100);
	CU_ASSERT_STRING_EQUAL(hl_journal_line(j, 90),
			       "n=90 cause=0 t=12345.678901 line=co1 in=ring");
	CU_ASSERT_PTR_NULL(hl_journal_line(j, 84));
	CU_ASSERT_PTR_NULL(hl_journal_line(j, 101));
	CU_ASSERT_FALSE(hl_journal_flush(j));
	hl_journal_close(j);
	model_end();
}

static void a_number_of_records_out_of_range_is_refused(void)
{
	struct hl_journal_config config = { .records = 15 };
	struct hl_journal *j = NULL;

	CU_ASSERT_EQUAL(hl_journal_open(&j, &config), -EINVAL);
	config.records = 1048577;
	CU_ASSERT_EQUAL(hl_journal_open(&j, &config), -EINVAL);
	CU_ASSERT_PTR_NULL(j);
	hl_journal_close(NULL);
}

/* ---- the file ----------------------------------------------------------- */

struct place {
	char folder[64];
	char path[96];
	char old[100];
};

static void place_make(struct place *place)
{
	snprintf(place->folder, sizeof(place->folder),
		 "/tmp/holdline-journal-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(place->folder));
	snprintf(place->path, sizeof(place->path), "%s/events",
		 place->folder);
	snprintf(place->old, sizeof(place->old), "%s.1", place->path);
}

static void place_end(const struct place *place)
{
	unlink(place->path);
	unlink(place->old);
	rmdir(place->folder);
}

/* Counts what is in a file; every line must be a record or a comment. */
static void file_count(const char *path, unsigned *records,
		       unsigned *comments, unsigned *others)
{
	struct hl_journal_entry entry;
	FILE *in = fopen(path, "r");
	char line[512];

	*records = *comments = *others = 0;
	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	while (fgets(line, sizeof(line), in)) {
		int r = hl_journal_parse(&entry, line, strlen(line));

		if (r == 0)
			(*records)++;
		else if (r == -ENOENT)
			(*comments)++;
		else
			(*others)++;
	}
	fclose(in);
}

static void the_file_follows_when_it_is_flushed(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct hl_journal *j;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(4096, place.path, 0);
	write_some(j, model, 1, 1000);
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 0);
	CU_ASSERT_TRUE(hl_journal_flush(j));
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT(records > 0 && records < 1000);
	while (hl_journal_flush(j))
		continue;
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 1000);
	CU_ASSERT_EQUAL(others, 0);
	hl_journal_close(j);
	place_end(&place);
	model_end();
}

static void closing_writes_what_the_file_lacks(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct hl_journal *j;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(0, place.path, 0);
	write_some(j, model, 1, 700);
	hl_journal_close(j);
	j = journal(0, place.path, 0);
	write_some(j, model, 1, 5);
	hl_journal_close(j);
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 705);
	CU_ASSERT_EQUAL(others, 0);
	place_end(&place);
	model_end();
}

static void records_that_the_file_missed_are_counted_in_it(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct hl_journal *j;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(16, place.path, 0);
	write_some(j, model, 1, 100);
	hl_journal_close(j);
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 16);
	CU_ASSERT_EQUAL(comments, 2);
	place_end(&place);
	model_end();
}

static void a_full_file_becomes_the_old_one(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct hl_journal *j;
	struct stat st;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(4096, place.path, 20000);
	for (unsigned i = 0; i < 10; i++) {
		write_some(j, model, 1 + i * 300, 300);
		while (hl_journal_flush(j))
			continue;
	}
	CU_ASSERT_PTR_NULL(hl_journal_trouble(j));
	CU_ASSERT_EQUAL(stat(place.old, &st), 0);
	CU_ASSERT(st.st_size >= 20000 && st.st_size < 40000);
	file_count(place.old, &records, &comments, &others);
	CU_ASSERT_EQUAL(others, 0);
	CU_ASSERT_EQUAL(stat(place.path, &st), 0);
	CU_ASSERT(st.st_size < 40000);
	hl_journal_close(j);
	place_end(&place);
	model_end();
}

/* The kernel refuses to let the file grow, as a full disk does. */
static void a_full_disk_stops_the_file_and_nothing_else(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct rlimit before;
	struct rlimit small;
	struct hl_journal *j;
	const char *trouble;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(4096, place.path, 0);
	write_some(j, model, 1, 1000);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 5000;
	setrlimit(RLIMIT_FSIZE, &small);
	CU_ASSERT_FALSE(hl_journal_flush(j));
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);

	trouble = hl_journal_trouble(j);
	CU_ASSERT_PTR_NOT_NULL_FATAL(trouble);
	CU_ASSERT_PTR_NOT_NULL(strstr(trouble, "no longer written"));
	CU_ASSERT_PTR_NULL(hl_journal_trouble(j));
	CU_ASSERT_FALSE(hl_journal_flush(j));
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(others, 0);
	CU_ASSERT_STRING_EQUAL(hl_journal_line(j, 1000),
			       "n=1000 cause=0 t=12345.678901 line=co1 "
			       "in=ring");

	hl_journal_reopen(j, place.path);
	write_some(j, model, 1001, 10);
	hl_journal_close(j);
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT(records >= 10);
	CU_ASSERT_EQUAL(others, 0);
	place_end(&place);
	model_end();
}

static void a_file_that_cannot_be_written_is_told_once(void)
{
	struct hl_model *model = model_make();
	struct hl_journal *j = journal(0, "/nonexistent/folder/events", 0);

	CU_ASSERT_PTR_NOT_NULL(hl_journal_trouble(j));
	CU_ASSERT_PTR_NULL(hl_journal_trouble(j));
	write_some(j, model, 1, 10);
	CU_ASSERT_FALSE(hl_journal_flush(j));
	CU_ASSERT_EQUAL(hl_journal_last(j), 10);
	hl_journal_close(j);
	j = journal(0, "/dev/full", 0);
	CU_ASSERT_PTR_NOT_NULL(hl_journal_trouble(j));
	hl_journal_close(j);
	model_end();
}

static void a_file_moved_away_is_made_anew_by_reopening(void)
{
	struct hl_model *model = model_make();
	struct place place;
	struct hl_journal *j;
	unsigned records, comments, others;

	place_make(&place);
	j = journal(0, place.path, 0);
	write_some(j, model, 1, 3);
	CU_ASSERT_EQUAL(rename(place.path, place.old), 0);
	hl_journal_reopen(j, place.path);
	write_some(j, model, 4, 4);
	hl_journal_close(j);
	file_count(place.old, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 3);
	file_count(place.path, &records, &comments, &others);
	CU_ASSERT_EQUAL(records, 4);
	place_end(&place);
	model_end();
}

#define C(f) { #f, f }

CU_TestInfo *test_journal(void)
{
	static CU_TestInfo tests[] = {
		C(an_arrival_says_what_came_in_and_when),
		C(a_break_carries_class_lengths_and_both_bounding_times),
		C(a_state_change_uses_the_words_of_the_call_table),
		C(a_decision_names_situation_gesture_and_operation),
		C(a_port_says_how_it_shall_be),
		C(a_request_and_its_reply_name_the_asker),
		C(every_event_and_every_effect_has_a_line_that_reads_back),
		C(a_digit_after_the_answer_is_not_written),
		C(a_call_that_is_born_says_its_party_and_origin),
		C(a_line_reads_back_field_by_field),
		C(an_entry_points_into_itself),
		C(what_is_no_line_of_a_record_is_refused),
		C(an_instant_has_six_decimals),
		C(the_last_records_are_kept_by_their_number),
		C(a_number_of_records_out_of_range_is_refused),
		C(the_file_follows_when_it_is_flushed),
		C(closing_writes_what_the_file_lacks),
		C(records_that_the_file_missed_are_counted_in_it),
		C(a_full_file_becomes_the_old_one),
		C(a_full_disk_stops_the_file_and_nothing_else),
		C(a_file_that_cannot_be_written_is_told_once),
		C(a_file_moved_away_is_made_anew_by_reopening),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
