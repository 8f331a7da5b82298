/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config_codes.c - claims about feature codes, stored numbers, and what
 * the zone decides in a configuration
 */
#include "suites.h"

#include "holdline/clid.h"
#include "holdline/feature.h"
#include "holdline/tone.h"
#include "holdline/zone.h"
#include "src/run/config_parts.h"
#include "test_config.h"

#define TRUNK "[line co1]\nkind=trunk\nchannel=9\ngroup=out\n[group out]\n"
#define DIAL "[dial]\n1XX = line\n9. = group out\n"

/* The code that a number orders, or HL_CODE_COUNT. */
static enum hl_code code_of(const struct hl_config *config, const char *digits)
{
	const struct hl_pattern *found = NULL;

	if (hl_dial_match(hl_config_plan(config), digits, &found) <
		    HL_MATCH_LONGER ||
	    found->kind != HL_ROUTE_CODE)
		return HL_CODE_COUNT;
	return (enum hl_code)found->group;
}

static bool orders(const char *text, const char *digits, enum hl_code code)
{
	struct hl_config *config = good(text);
	bool same = code_of(config, digits) == code;

	hl_config_free(config);
	return same;
}

static bool shows(const char *text, const char *line)
{
	struct hl_config *config = good(text);
	char *all = printed(config);
	bool found = strstr(all, line);

	if (!found)
		fprintf(stderr, "wanted: %s\n   got: %s\n", line, all);
	free(all);
	hl_config_free(config);
	return found;
}

static bool silent(const char *text)
{
	struct hl_config *config = NULL;
	struct said said;
	int r = read_text(&config, text, strlen(text), &said);

	if (*said.text)
		fprintf(stderr, "wanted: nothing\n   got: %s\n", said.text);
	hl_config_free(config);
	return r == 0 && !*said.text;
}

static bool prints_the_same(const char *text)
{
	struct hl_config *config = good(text);
	char *once = printed(config);
	char *twice;
	bool same;

	comments_drop(once);
	hl_config_free(config);
	config = good(once);
	twice = printed(config);
	comments_drop(twice);
	same = strcmp(once, twice) == 0;
	hl_config_free(config);
	free(once);
	free(twice);
	return same;
}

/* ---- sets of codes ------------------------------------------------------ */

static void the_zone_chooses_the_codes(void)
{
	CU_ASSERT(orders("", "*72101", HL_CODE_FORWARD));
	CU_ASSERT(orders("[holdline]\nzone=au\n", "*73", HL_CODE_UNFORWARD));
	CU_ASSERT(orders("[holdline]\nzone=de\n", "*21*101", HL_CODE_FORWARD));
	CU_ASSERT(orders("[holdline]\nzone=de\n", "#21#", HL_CODE_UNFORWARD));
	CU_ASSERT(orders("[holdline]\nzone=de\n", "*73", HL_CODE_COUNT));
}

static void a_set_may_be_chosen(void)
{
	CU_ASSERT(orders("[codes]\nset=etsi\n", "*#43#", HL_CODE_ASKWAITING));
	CU_ASSERT(orders("[holdline]\nzone=uk\n[codes]\nset=us\n", "*69",
			 HL_CODE_RETURN));
	CU_ASSERT(orders("[codes]\nset=none\n", "*69", HL_CODE_COUNT));
	CU_ASSERT(orders("[codes]\nset=none\nreturn=*69\n", "*69",
			 HL_CODE_RETURN));
	CU_ASSERT(orders("[holdline]\nzone=fr\n[codes]\nset=auto\n", "#43#",
			 HL_CODE_UNWAITING));
	CU_ASSERT(complains("[codes]\nset=uk\n",
			    "mend: set is one of us, etsi, none, auto"));
}

/* Nothing of a set stands in the way of something else of it. */
static void each_set_has_every_code_and_each_can_be_dialled(void)
{
	static const char *const sets[] = { "us", "etsi" };

	for (unsigned i = 0; i < 2; i++) {
		char text[64];
		char digits[64];
		struct hl_config *config;

		snprintf(text, sizeof(text), "[codes]\nset=%s\n", sets[i]);
		CU_ASSERT(silent(text));
		config = good(text);
		CU_ASSERT_EQUAL(codes(hl_config_plan(config)), HL_CODE_COUNT);
		for (unsigned c = 0; c < HL_CODE_COUNT; c++) {
			enum hl_code code = (enum hl_code)c;
			bool number = hl_code_takes_number(code);

			snprintf(digits, sizeof(digits), "%s%s",
				 hl_codeset_code((enum hl_codeset)i, code),
				 number ? "17" : "");
			CU_ASSERT_EQUAL(code_of(config, digits), code);
			CU_ASSERT(*hl_codeset_source(code));
		}
		hl_config_free(config);
	}
}

static void every_code_is_a_key(void)
{
	char text[1024] = "[codes]\n";
	struct hl_config *config;

	for (unsigned i = 0; i < HL_CODE_COUNT; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "%s = *%u\n", hl_code_name((enum hl_code)i), 100 + i);
	config = good(text);
	for (unsigned i = 0; i < HL_CODE_COUNT; i++) {
		const struct hl_plan *plan = hl_config_plan(config);
		const struct hl_pattern *p = &plan->pattern[i];
		bool open = strchr(p->text, '.') != NULL;

		CU_ASSERT_EQUAL(p->kind, HL_ROUTE_CODE);
		CU_ASSERT_EQUAL(p->strip, 4);
		CU_ASSERT_EQUAL(open,
				hl_code_takes_number((enum hl_code)p->group));
	}
	hl_config_free(config);
}

static void a_code_is_switched_off_by_none(void)
{
	struct hl_config *config = good("[codes]\ndnd = none\n");

	CU_ASSERT_EQUAL(code_of(config, "*78"), HL_CODE_COUNT);
	CU_ASSERT_EQUAL(code_of(config, "*79"), HL_CODE_UNDND);
	CU_ASSERT_EQUAL(codes(hl_config_plan(config)), HL_CODE_COUNT - 1);
	hl_config_free(config);
	CU_ASSERT(shows("[codes]\ndnd = none\n", "\ndnd = none ; t.conf:2\n"));
}

static void a_code_knows_where_it_came_from(void)
{
	struct hl_config *config =
		good("[holdline]\nzone=se\n[codes]\npark = *5\n");

	CU_ASSERT_STRING_EQUAL(origin(config, "codes", "park"), "t.conf:4");
	CU_ASSERT_STRING_EQUAL(origin(config, "codes", "set"), "zone se");
	CU_ASSERT_STRING_EQUAL(origin(config, "codes", "dnd"), "set etsi");
	hl_config_free(config);
}

static void a_code_is_made_of_digits(void)
{
	static const char *const bad[] = { "7x", "*7X", "*72.", "star",
					   "*123456789012345", "1 2" };
	char text[128];

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "[codes]\ndnd = %s\n", bad[i]);
		CU_ASSERT(complains(text, "mend: dnd is digits to dial, 0-9 * "
					  "# A-D, at most 15; or none"));
	}
	CU_ASSERT(complains("[codes]\ndnd =\n", "'dnd' has no value"));
	CU_ASSERT(complains("[codes]\ndnt = *1\n", "Did you mean 'dnd'?"));
	CU_ASSERT(complains("[codes]\nzone = us\n", "belongs in [holdline]"));
	CU_ASSERT(complains(HEAD "pickup = *8\n", "belongs in [codes]"));
	CU_ASSERT(shows("[codes]\ndnd = #12# ; a comment\n", "\ndnd = #12# "));
}

/* ---- codes that meet ---------------------------------------------------- */

static void two_codes_that_cannot_be_told_apart_are_refused(void)
{
	CU_ASSERT(complains("[codes]\npark = *5\nunpark = *5\n",
			    "t.conf:3: unpark = *5 cannot be told from park = "
			    "*5 of line 2\n"
			    "  mend: other digits for one of them, or none"));
	CU_ASSERT(complains("[codes]\npark = *52\nunpark = *5\n",
			    "t.conf:3: unpark = *5 cannot be told from"));
	CU_ASSERT(complains("[codes]\ndnd = *5\nundnd = *5\n",
			    "undnd = *5 cannot be told from dnd"));
	/* One that takes no number is known by its end. */
	CU_ASSERT(orders("[codes]\npark = *5\ndnd = *56\n", "*56",
			 HL_CODE_DND));
	CU_ASSERT(orders("[codes]\npark = *5\ndnd = *56\n", "*561",
			 HL_CODE_PARK));
}

static void a_code_of_the_set_gives_way_to_one_that_is_written(void)
{
	CU_ASSERT(warns("[codes]\npickup_group = *78\n",
			"t.conf:2: warning: pickup_group = *78 takes the "
			"digits *78 of dnd, which has none now\n"
			"  mend: write other digits for it too, or none"));
	CU_ASSERT(orders("[codes]\npickup_group = *78\n", "*78",
			 HL_CODE_PICKUPGROUP));
	CU_ASSERT(silent("[codes]\npickup_group = *78\ndnd = *8\n"));
}

static void a_code_of_the_set_gives_way_to_the_dial_plan(void)
{
	static const char text[] =
		HEAD TRUNK "[dial]\n1XX = line\n*7X = group out\n";

	CU_ASSERT(warns(text, "t.conf:10: warning: pattern '*7X' takes the "
			      "digits of these feature codes, which have none "
			      "now: forward, unforward, dnd, undnd, "
			      "cancel_waiting\n"));
	CU_ASSERT(orders(text, "*72", HL_CODE_COUNT));
	CU_ASSERT(orders(text, "*69", HL_CODE_RETURN));
	CU_ASSERT(orders(HEAD TRUNK "[dial]\n1XX=line\n*.=group out\n", "*69",
			 HL_CODE_COUNT));
	CU_ASSERT(shows(text, "\ndnd = none ; set us\n"));
	CU_ASSERT(prints_the_same(text));
	/* A station may be called so. */
	CU_ASSERT(orders("[line *78]\nchannel=1\n", "*78", HL_CODE_COUNT));
}

static void a_code_that_hides_a_pattern_is_refused(void)
{
	CU_ASSERT(complains(HEAD TRUNK DIAL "[codes]\npickup = 9\n",
			    "t.conf:12: pickup = 9 hides the pattern '9.' of "
			    "line 10\n"
			    "  mend: other digits, such as some that begin "
			    "with *"));
	CU_ASSERT(complains(HEAD "[dial]\n1XX = line\n112 = line\n"
				 "[codes]\ndnd = 112\n",
			    "dnd = 112 hides the pattern '112' of line 5"));
	CU_ASSERT(complains("[codes]\npark = 1\n" HEAD,
			    "t.conf:2: park = 1 hides the pattern '1XX' that "
			    "is made from the lines"));
}

static void a_code_that_takes_some_numbers_of_a_pattern_is_told(void)
{
	CU_ASSERT(warns("[codes]\ndnd = 199\n" HEAD,
			"t.conf:2: warning: dnd = 199 takes numbers from the "
			"pattern '1XX' that is made from the lines"));
	CU_ASSERT(warns(HEAD "[dial]\nXXX = line\n[codes]\npark = 10\n",
			"warning: park = 10 takes numbers from the pattern "
			"'XXX' of line 4"));
	CU_ASSERT(warns(HEAD "[dial]\nXXX = line\n[codes]\npark = 10\n",
			"warning: who dials 101 gets the feature code park"));
	CU_ASSERT(silent(HEAD "[dial]\nNXX=line\n1ZX=line\n101=line\n"
			      "[codes]\ndnd = 107\n"));
}

static void a_group_is_not_reached_by_the_digit_of_a_code(void)
{
	struct hl_config *config = good("[codes]\npickup = 9\n" HEAD TRUNK);

	CU_ASSERT_STRING_EQUAL(row(hl_config_plan(config), 1)->text, "8.");
	hl_config_free(config);
}

static void there_is_room_for_every_code_beside_a_full_dial_plan(void)
{
	char text[4096] = "[dial]\n";
	struct hl_config *config;

	for (unsigned i = 0; i < HL_DIAL_ROWS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "1%03u = line\n", i);
	config = good(text);
	CU_ASSERT_EQUAL(hl_config_plan(config)->patterns, HL_PATTERNS_MAX);
	CU_ASSERT_STRING_EQUAL(origin(config, "dial", "1000"), "t.conf:2");
	hl_config_free(config);
	CU_ASSERT(prints_the_same(text));
}

/* ---- stored numbers ----------------------------------------------------- */

static void a_stored_number_has_a_place(void)
{
	struct hl_config *config =
		good(HEAD TRUNK DIAL "[speed]\n1 = 101\n99 = 9555*12#\n"
				     "2 = none\n");
	const struct hl_plan *plan = hl_config_plan(config);

	CU_ASSERT_EQUAL(plan->speeds, 2);
	CU_ASSERT_EQUAL(plan->speed[1].place, 99);
	CU_ASSERT_STRING_EQUAL(plan->speed[1].number, "9555*12#");
	CU_ASSERT_STRING_EQUAL(origin(config, "speed", "99"), "t.conf:13");
	hl_config_free(config);
	CU_ASSERT(prints_the_same(HEAD TRUNK DIAL "[speed]\n7=9112\n1=101\n"));
}

static void what_is_no_stored_number_is_refused(void)
{
	CU_ASSERT(complains("[speed]\n0 = 101\n",
			    "t.conf:2: '0' is no place: they are 1 to 99"));
	CU_ASSERT(complains("[speed]\n100 = 101\n", "'100' is no place"));
	CU_ASSERT(complains("[speed]\nhome = 101\n", "'home' is no place"));
	CU_ASSERT(complains("[speed]\n1 = 101\n  102\n", "is no place"));
	CU_ASSERT(complains("[speed]\n1 = 101\n01 = 102\n",
			    "place 1 is there a second time; first in line "
			    "2"));
	CU_ASSERT(complains("[speed]\n1 = 555-1234\n",
			    "place 1: '555-1234' is no number"));
	CU_ASSERT(complains("[speed]\n1 =\n", "place 1: '' is no number"));
	CU_ASSERT(complains("[speed]\n1 = *78\n",
			    "the stored number *78 is the feature code dnd"));
	CU_ASSERT(complains("[speed]\n1 = 1\n[speed]\n2 = 2\n",
			    "[speed] is there a second time"));
}

static void a_stored_number_that_leads_nowhere_is_told(void)
{
	CU_ASSERT(warns(HEAD DIAL TRUNK "[speed]\n5 = 555\n",
			"warning: no pattern in [dial] leads to the stored "
			"number 555"));
	CU_ASSERT(warns(HEAD "[speed]\n5 = 177\n",
			"the stored number 177 is no line and no address"));
	CU_ASSERT(silent(HEAD "[speed]\n5 = 101\n"));
}

static void more_stored_numbers_than_there_is_room_for_are_told(void)
{
	char text[2048] = HEAD "[speed]\n";
	struct hl_config *config;

	for (unsigned i = 1; i <= HL_SPEEDS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "%u = 101\n", i);
	config = good(text);
	CU_ASSERT_EQUAL(hl_config_plan(config)->speeds, HL_SPEEDS_MAX);
	hl_config_free(config);
	strcat(text, "99 = 101\n");
	CU_ASSERT(complains(text, "more than 32 stored numbers"));
}

/* ---- hotlines ----------------------------------------------------------- */

static const char *hotline(const struct hl_config *config, unsigned index)
{
	const char *number = config_line(config, index)->hotline;

	return number ? number : "";
}

static void a_hotline_is_a_number_and_outlives_the_text_of_the_file(void)
{
	static const char text[] =
		"[lines]\nhotline = 102\n[line 101]\nchannel=1\n"
		"[line 102]\nchannel=2\nhotline = none\n"
		"[line 103]\nchannel=3\nhotline = 101\n"
		"[line 104]\nchannel=4\n" TRUNK;
	char *copy = strdup(text);
	struct hl_config *config;

	CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
	config = good(copy);
	memset(copy, '?', strlen(copy));
	free(copy);
	CU_ASSERT_STRING_EQUAL(hotline(config, 0), "102");
	CU_ASSERT_STRING_EQUAL(hotline(config, 1), "");
	CU_ASSERT_STRING_EQUAL(hotline(config, 2), "101");
	CU_ASSERT_PTR_EQUAL(hotline(config, 3), hotline(config, 0));
	CU_ASSERT_PTR_NULL(config_line(config, 4)->hotline);
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "hotline"),
			       "t.conf:2");
	hl_config_free(config);
	CU_ASSERT(prints_the_same(text));
}

static void a_hotline_that_cannot_be_is_told(void)
{
	CU_ASSERT(complains(HEAD "hotline = reception\n",
			    "mend: hotline is a number to dial, 0-9 * # A-D, "
			    "at most 32; or none"));
	CU_ASSERT(complains("[line co1]\nkind=trunk\nchannel=9\n"
			    "hotline = 101\n" HEAD,
			    "t.conf:4: hotline is what a station dials; co1 "
			    "is a trunk"));
	CU_ASSERT(warns(HEAD "hotline = 101\n",
			"warning: the hotline of line 101 is its own number"));
	CU_ASSERT(warns(HEAD "hotline = 555\n",
			"t.conf:3: warning: no pattern in [dial] leads to the "
			"hotline 555"));
	CU_ASSERT(warns(HEAD "hotline = 155\n",
			"warning: the hotline 155 is no line"));
	CU_ASSERT(warns("[lines]\nhotline=155\n" HEAD "[line 102]\n"
			"channel=2\n",
			"\n1 warning.\n"));
}

/* ---- what the zone decides ---------------------------------------------- */

static void the_zone_chooses_the_procedure(void)
{
	static const char *const zones[] = { "us", "nz", "jp", "de", "uk" };
	char text[128];

	for (unsigned i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		struct hl_config *config;

		snprintf(text, sizeof(text), "[holdline]\nzone=%s\n" HEAD,
			 zones[i]);
		config = good(text);
		CU_ASSERT_EQUAL(settings(config, 0)->procedure,
				i < 3 ? HL_PROCEDURE_NORTHAMERICAN
				      : HL_PROCEDURE_ETSI);
		hl_config_free(config);
	}
	/* A profile says how long a flash is, not what it means. */
	struct hl_config *config = good(HEAD "profile = de\n");

	CU_ASSERT_EQUAL(settings(config, 0)->procedure,
			HL_PROCEDURE_NORTHAMERICAN);
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "procedure"),
			       "zone us");
	hl_config_free(config);
	config = good("[holdline]\nzone=de\n" HEAD
		      "procedure = north-american\n");
	CU_ASSERT_EQUAL(settings(config, 0)->procedure,
			HL_PROCEDURE_NORTHAMERICAN);
	hl_config_free(config);
}

static void every_zone_of_the_library_gives_a_configuration(void)
{
	const char *zone;

	for (unsigned i = 0; (zone = hl_zone_country(i)); i++) {
		char text[128];
		struct hl_config *config;
		const struct hl_line_settings *s;

		snprintf(text, sizeof(text), "[holdline]\nzone=%s\n" HEAD,
			 zone);
		config = good(text);
		s = settings(config, 0);
		CU_ASSERT(s->procedure < HL_PROCEDURE_COUNT);
		CU_ASSERT(s->clid < HL_CLID_COUNT);
		CU_ASSERT(s->clid_variant < HL_CLID_VARIANT_COUNT);
		CU_ASSERT(s->clid_place < HL_CLID_PLACE_COUNT);
		hl_config_free(config);
		CU_ASSERT(prints_the_same(text));
	}
}

static bool tells(const char *text, enum hl_clid_kind kind,
		  enum hl_clid_variant variant, enum hl_clid_place place)
{
	struct hl_config *config = good(text);
	const struct hl_line_settings *s = settings(config, 0);
	bool same = s->clid == kind && s->clid_variant == variant &&
		    s->clid_place == place;

	hl_config_free(config);
	return same;
}

static void the_zone_chooses_how_a_caller_is_told(void)
{
	CU_ASSERT(tells(HEAD "caller_id = auto\n", HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN,
			HL_CLID_PLACE_AFTER_RING));
	CU_ASSERT(tells("[holdline]\nzone=uk\n" HEAD "caller_id = auto\n",
			HL_CLID_ETSI,
			HL_CLID_VARIANT_BT, HL_CLID_PLACE_REVERSAL_BT));
	CU_ASSERT(tells("[holdline]\nzone=dk\n" HEAD "caller_id = auto\n",
			HL_CLID_DTMF, HL_CLID_VARIANT_DK,
			HL_CLID_PLACE_SILENT));
	CU_ASSERT(tells("[holdline]\nzone=jp\n" HEAD "caller_id = auto\n",
			HL_CLID_NTT, HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_CAR));
	CU_ASSERT(tells("[holdline]\nzone=th\n" HEAD "caller_id = auto\n",
			HL_CLID_NONE,
			HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_AFTER_RING));
}

static void a_telephone_from_elsewhere_has_nothing_of_the_zones_form(void)
{
	CU_ASSERT(tells("[holdline]\nzone=uk\n" HEAD "caller_id=bellcore\n",
			HL_CLID_BELLCORE, HL_CLID_VARIANT_PLAIN,
			HL_CLID_PLACE_AFTER_RING));
	CU_ASSERT(tells("[holdline]\nzone=uk\n" HEAD "caller_id=etsi\n",
			HL_CLID_ETSI, HL_CLID_VARIANT_BT,
			HL_CLID_PLACE_REVERSAL_BT));
	CU_ASSERT(tells(HEAD "caller_id=dtmf\ncaller_id_variant=nl\n"
			     "caller_id_when=reversal\n",
			HL_CLID_DTMF, HL_CLID_VARIANT_NL,
			HL_CLID_PLACE_REVERSAL));
	CU_ASSERT(tells("[lines]\ncaller_id=none\n" HEAD, HL_CLID_NONE,
			HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_AFTER_RING));
}

static void a_variant_of_another_kind_is_refused(void)
{
	CU_ASSERT(complains(HEAD "caller_id = auto\n"
				 "caller_id_variant = bt\n",
			    "t.conf:4: line 101: variant 'bt' is of caller_id "
			    "etsi, not of bellcore\n"
			    "  mend: caller_id_variant = auto, or that "
			    "caller_id"));
	CU_ASSERT(complains("[lines]\ncaller_id=etsi\ncaller_id_variant=dk\n"
			    HEAD,
			    "t.conf:3: line 101: variant 'dk' is of caller_id "
			    "dtmf"));
	hl_config_free(good(HEAD "caller_id=none\ncaller_id_variant=bt\n"));
	CU_ASSERT(complains(HEAD "caller_id = dtmf\nmessage_waiting = fsk\n",
			    "t.conf:4: line 101: message_waiting is sent like "
			    "caller_id, which is dtmf\n"
			    "  mend: caller_id = bellcore or etsi, or "
			    "message_waiting = auto\n"));
	hl_config_free(good(HEAD "caller_id=dtmf\nmessage_waiting=lamp\n"));
	CU_ASSERT(complains(HEAD "caller_id = v23\n",
			    "mend: caller_id is one of none, bellcore, etsi, "
			    "dtmf, ntt, auto"));
}

static void japans_form_is_told_to_stations_in_its_own_way_only(void)
{
	CU_ASSERT(tells(HEAD "caller_id = ntt\n", HL_CLID_NTT,
			HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_CAR));
	CU_ASSERT(complains(HEAD "caller_id=ntt\ncaller_id_when=after-ring\n",
			    "t.conf:4: line 101: caller_id ntt is not told "
			    "after-ring\n  mend: caller_id_when = auto"));
	CU_ASSERT(complains(HEAD "caller_id=etsi\ncaller_id_when=short-rings\n",
			    "t.conf:4: line 101: caller_id etsi is not told "
			    "short-rings\n"));
	CU_ASSERT(complains(HEAD "kind = trunk\ncaller_id = ntt\n",
			    "t.conf:4: line 101: caller_id ntt is told to "
			    "stations only\n  mend: caller_id = none"));
	CU_ASSERT(tells("[holdline]\nzone=jp\n" HEAD "kind = trunk\n"
			"caller_id = auto\n", HL_CLID_NONE,
			HL_CLID_VARIANT_PLAIN, HL_CLID_PLACE_AFTER_RING));
}

/* ---- rings and the rest ------------------------------------------------- */

static void callers_may_ring_differently(void)
{
	struct hl_config *config =
		good(HEAD "ring_internal = dr1\nring_external = dr5\n"
			  "ring_back = normal\n");
	const struct hl_line_settings *s = settings(config, 0);

	CU_ASSERT_EQUAL(s->bell[HL_CALLER_INTERNAL], HL_RING_DR1);
	CU_ASSERT_EQUAL(s->bell[HL_CALLER_EXTERNAL], HL_RING_DR5);
	CU_ASSERT_EQUAL(s->bell[HL_CALLER_BACK], HL_RING_NORMAL);
	hl_config_free(config);
	config = good(HEAD);
	CU_ASSERT_EQUAL(settings(config, 0)->bell[HL_CALLER_BACK],
			HL_RING_RECALL);
	hl_config_free(config);
	CU_ASSERT(complains(HEAD "ring_back = splash\n",
			    "mend: ring_back is one of normal, recall, dr1, "
			    "dr2, dr3, dr4, dr5"));
	CU_ASSERT(complains(HEAD "ring_back = none\n", "will not do"));
}

static void what_the_model_has_by_itself_is_the_default_too(void)
{
	struct hl_config *config = good(HEAD "recall_fallback = retry\n");
	const struct hl_line_settings *s = settings(config, 0);
	struct hl_line_settings model;

	hl_line_defaults(&model);
	CU_ASSERT_EQUAL(s->fallback, HL_FALLBACK_RETRY);
	CU_ASSERT_EQUAL(s->procedure, model.procedure);
	CU_ASSERT_EQUAL(memcmp(s->bell, model.bell, sizeof(s->bell)), 0);
	CU_ASSERT_FALSE(s->switches & 1u << HL_SWITCH_WAITING);
	CU_ASSERT(s->switches & 1u << HL_SWITCH_ONEFLASH);
	hl_config_free(config);
}

#define C(f) { #f, f }

CU_TestInfo *test_config_codes(void)
{
	static CU_TestInfo tests[] = {
		C(the_zone_chooses_the_codes),
		C(a_set_may_be_chosen),
		C(each_set_has_every_code_and_each_can_be_dialled),
		C(every_code_is_a_key),
		C(a_code_is_switched_off_by_none),
		C(a_code_knows_where_it_came_from),
		C(a_code_is_made_of_digits),
		C(two_codes_that_cannot_be_told_apart_are_refused),
		C(a_code_of_the_set_gives_way_to_one_that_is_written),
		C(a_code_of_the_set_gives_way_to_the_dial_plan),
		C(a_code_that_hides_a_pattern_is_refused),
		C(a_code_that_takes_some_numbers_of_a_pattern_is_told),
		C(a_group_is_not_reached_by_the_digit_of_a_code),
		C(there_is_room_for_every_code_beside_a_full_dial_plan),
		C(a_stored_number_has_a_place),
		C(what_is_no_stored_number_is_refused),
		C(a_stored_number_that_leads_nowhere_is_told),
		C(more_stored_numbers_than_there_is_room_for_are_told),
		C(a_hotline_is_a_number_and_outlives_the_text_of_the_file),
		C(a_hotline_that_cannot_be_is_told),
		C(the_zone_chooses_the_procedure),
		C(every_zone_of_the_library_gives_a_configuration),
		C(the_zone_chooses_how_a_caller_is_told),
		C(a_telephone_from_elsewhere_has_nothing_of_the_zones_form),
		C(a_variant_of_another_kind_is_refused),
		C(japans_form_is_told_to_stations_in_its_own_way_only),
		C(callers_may_ring_differently),
		C(what_the_model_has_by_itself_is_the_default_too),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
