/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config_numbers.c - claims about what a line may hold, shared numbers
 * and park numbers in a configuration
 */
#include "suites.h"

#include "holdline/feature.h"
#include "src/run/config_parts.h"
#include "test_config.h"

/* Places 0 to 3: three stations and a trunk. */
#define FOUR                                                                   \
	"[line 101]\nchannel=1\n[line 102]\nchannel=2\n"                       \
	"[line 103]\nchannel=3\n[line co1]\nkind=trunk\nchannel=9\n"           \
	"group=out\n[group out]\n"

static const struct hl_address *address(const struct hl_config *config,
					unsigned index)
{
	return &hl_config_plan(config)->address[index];
}

/* ---- calls of a line ---------------------------------------------------- */

static void a_line_says_how_many_calls_it_may_hold_and_join(void)
{
	struct hl_config *config =
		good(HEAD "held = 1\nconference_parties = 3\n"
			  "answer_mode = drop\nremove = last\n"
			  "pickup_group = 63\n");
	const struct hl_line_settings *s = settings(config, 0);

	CU_ASSERT_EQUAL(s->held, 1);
	CU_ASSERT_EQUAL(s->parties, 3);
	CU_ASSERT_EQUAL(s->answer, HL_ANSWER_DROP);
	CU_ASSERT_EQUAL(s->remove, HL_REMOVE_LAST);
	CU_ASSERT_EQUAL(s->pickup, 63);
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "held"), "t.conf:3");
	hl_config_free(config);
}

static void a_line_that_says_nothing_has_the_defaults_of_the_model(void)
{
	struct hl_config *config = good(HEAD);
	const struct hl_line_settings *s = settings(config, 0);
	struct hl_line_settings model;

	hl_line_defaults(&model);
	CU_ASSERT_EQUAL(s->held, model.held);
	CU_ASSERT_EQUAL(s->parties, model.parties);
	CU_ASSERT_EQUAL(s->answer, model.answer);
	CU_ASSERT_EQUAL(s->remove, model.remove);
	CU_ASSERT_EQUAL(s->pickup, model.pickup);
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "held"), "default");
	hl_config_free(config);
}

static void what_is_said_for_all_lines_goes_to_each(void)
{
	struct hl_config *config =
		good("[lines]\nheld = 4\npickup_group = 2\nremove = none\n"
		     "[line 101]\nchannel=1\npickup_group = 0\n"
		     "[line 102]\nchannel=2\n");

	CU_ASSERT_EQUAL(settings(config, 0)->held, 4);
	CU_ASSERT_EQUAL(settings(config, 0)->pickup, 0);
	CU_ASSERT_EQUAL(settings(config, 1)->pickup, 2);
	CU_ASSERT_EQUAL(settings(config, 1)->remove, HL_REMOVE_NONE);
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "pickup_group"),
			       "t.conf:7");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 102", "pickup_group"),
			       "t.conf:3");
	hl_config_free(config);
}

static void numbers_of_calls_out_of_range_are_refused(void)
{
	CU_ASSERT(complains(HEAD "held = 0\n",
			    "mend: held is a whole number, 1 to 4"));
	CU_ASSERT(complains(HEAD "held = 5\n", "held: '5' will not do"));
	CU_ASSERT(complains(HEAD "held = 257\n", "held: '257' will not do"));
	CU_ASSERT(complains(HEAD "conference_parties = 2\n", "3 to 6"));
	CU_ASSERT(complains(HEAD "conference_parties = 7\n", "3 to 6"));
	CU_ASSERT(complains(HEAD "pickup_group = 64\n", "0 to 63"));
	CU_ASSERT(complains(HEAD "answer_mode = holdd\n",
			    "answer_mode: 'holdd' will not do. Did you mean "
			    "'hold'?\n"
			    "  mend: answer_mode is one of none, drop, hold"));
	CU_ASSERT(complains(HEAD "remove = all\n",
			    "mend: remove is one of none, last, any"));
}

static void no_key_is_there_twice_in_a_kind_of_section(void)
{
	const struct hl_key *a;
	const struct hl_key *b;

	for (unsigned i = 0; (a = hl_key_at(i)); i++)
		for (unsigned k = i + 1; a->name && (b = hl_key_at(k)); k++)
			CU_ASSERT(!b->name || !(a->in & b->in) ||
				  strcmp(a->name, b->name) != 0);
}

static void a_gain_is_kept_in_tenths_of_a_decibel(void)
{
	struct hl_config *config =
		good("[lines]\nrx_gain = -6.5\ntx_gain = 3\n" FOUR);

	CU_ASSERT_EQUAL(settings(config, 0)->rx_gain, -65);
	CU_ASSERT_EQUAL(settings(config, 0)->tx_gain, 30);
	hl_config_free(config);
}

static void what_is_kept_of_a_line_is_small(void)
{
	struct hl_config *config = good(FOUR);

	/* Of its own 304 bytes for everybody to see; and a few pointers. */
	CU_ASSERT(sizeof(struct hl_line_setup) <= 352);
	/* Nothing but what the file says has an origin. */
	CU_ASSERT_EQUAL(config->origins, 6);
	hl_config_free(config);
}

static void names_outlive_the_text_they_were_read_from(void)
{
	static const char text[] =
		"[lines]\nprofile = own\nmusic = jazz\ndriver = sim\n"
		"operator = 100\n[profile own]\n[music jazz]\n" FOUR
		"[address 100]\nlines = 102, 101\n";
	char *copy = strdup(text);
	struct hl_config *config;
	char *all;

	CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
	config = good(copy);
	memset(copy, '?', strlen(copy));
	free(copy);
	all = printed(config);
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "profile = own "));
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "music = jazz "));
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "driver = sim "));
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "operator = 100 "));
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "group = out "));
	CU_ASSERT_PTR_NULL(strchr(all, '?'));
	CU_ASSERT_EQUAL(settings(config, 2)->operator, 1);
	free(all);
	hl_config_free(config);
}

/* ---- shared numbers ----------------------------------------------------- */

static void an_address_has_its_stations_and_then_its_watchers(void)
{
	struct hl_config *config =
		good("[address 100]\nsharing = bridgedexcl\nwatchers = 101\n"
		     "lines = 103, 102\n" FOUR);
	const struct hl_address *a = address(config, 0);

	CU_ASSERT_EQUAL(hl_config_plan(config)->addresses, 1);
	CU_ASSERT_STRING_EQUAL(a->name, "100");
	CU_ASSERT_EQUAL(a->sharing, HL_SHARING_EXCL);
	CU_ASSERT_EQUAL(a->count, 3);
	CU_ASSERT_EQUAL(a->lines[0], 2);
	CU_ASSERT_EQUAL(a->lines[1], 1);
	CU_ASSERT_EQUAL(a->lines[2], 0);
	CU_ASSERT_EQUAL(a->watchers, 1u << 2);
	CU_ASSERT_STRING_EQUAL(origin(config, "address 100", "lines"),
			       "t.conf:4");
	hl_config_free(config);
}

static void each_way_of_sharing_has_its_word(void)
{
	struct hl_config *config =
		good(FOUR "[address 1]\nlines = 101, 102\n");

	CU_ASSERT_EQUAL(address(config, 0)->sharing, HL_SHARING_SHARED);
	CU_ASSERT_STRING_EQUAL(origin(config, "address 1", "sharing"),
			       "default");
	hl_config_free(config);
	config = good(FOUR "[address 1]\nsharing = bridgednew\n"
			   "lines = 101, 102\n");
	CU_ASSERT_EQUAL(address(config, 0)->sharing, HL_SHARING_NEW);
	hl_config_free(config);
}

static void what_is_no_way_to_share_a_number_is_explained(void)
{
	CU_ASSERT(complains(FOUR "[address 1]\nsharing = private\n"
				 "lines = 101, 102\n",
			    "sharing: 'private' will not do\n"
			    "  mend: a station's own number is private "
			    "without an [address]"));
	CU_ASSERT(complains(FOUR "[address 1]\nsharing = monitored\n"
				 "lines = 101, 102\n",
			    "sharing: 'monitored' will not do\n"
			    "  mend: watchers = the stations that only see "
			    "whether it is in use"));
	CU_ASSERT(complains(FOUR "[address 1]\nsharing = bridgedshard\n"
				 "lines = 101, 102\n",
			    "Did you mean 'bridgedshared'?\n"
			    "  mend: sharing is one of bridgedexcl, "
			    "bridgednew, bridgedshared"));
}

static void an_address_is_made_of_stations(void)
{
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101, co1\n",
			    "t.conf:13: line 'co1' is no station"));
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101, 104\n",
			    "there is no line '104'"));
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101\nwatchers = co1\n",
			    "line 'co1' is no station"));
	CU_ASSERT(complains(FOUR "[address 1]\nwatchers = 101\n",
			    "t.conf:12: address 1 has no station\n"
			    "  mend: lines = the stations that share it"));
	CU_ASSERT(warns(FOUR "[address 1]\nlines = 101\n",
			"warning: one station alone shares address 1"));
}

static void a_station_shares_one_address_and_may_watch_others(void)
{
	struct hl_config *config;

	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101, 102\n"
				 "[address 2]\nlines = 102, 103\n",
			    "t.conf:15: station '102' shares address 1 "
			    "already"));
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101, 102\n"
				 "watchers = 102\n",
			    "t.conf:14: station '102' shares address 1 and "
			    "cannot watch it"));
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101, 101\n",
			    "lines: a name is there twice"));
	config = good(FOUR "[address 1]\nlines = 101\nwatchers = 102, 103\n"
			   "[address 2]\nlines = 102, 103\nwatchers = 101\n");
	CU_ASSERT_EQUAL(address(config, 0)->watchers, 6);
	CU_ASSERT_EQUAL(address(config, 1)->watchers, 4);
	hl_config_free(config);
}

static void an_address_has_a_number_of_its_own(void)
{
	CU_ASSERT(complains(FOUR "[address front]\nlines = 101, 102\n",
			    "nobody can dial address 'front': its name is no "
			    "number"));
	CU_ASSERT(complains(FOUR "[address 101]\nlines = 102, 103\n",
			    "address 101 has the name of a line"));
	CU_ASSERT(complains(FOUR "[address 1]\nlines = 101\n"
				 "[address 1]\nlines = 102\n",
			    "[address 1] is there a second time; first in "
			    "line 12"));
	CU_ASSERT(complains("[address]\n", "[address] needs a name"));
}

static void an_address_is_reached_by_the_dial_plan(void)
{
	struct hl_config *config =
		good(FOUR "[address 700]\nlines = 101, 102\n");

	CU_ASSERT_STRING_EQUAL(row(hl_config_plan(config), 1)->text, "7XX");
	CU_ASSERT_EQUAL(row(hl_config_plan(config), 1)->kind, HL_ROUTE_LINE);
	hl_config_free(config);
	CU_ASSERT(warns(FOUR "[address 700]\nlines = 101, 102\n"
			     "[dial]\n1XX = line\n",
			"warning: no pattern in [dial] leads to address 700"));
	CU_ASSERT(warns(FOUR "[address 700]\nlines = 101, 102\n"
			     "[dial]\n1XX = line\n7. = group out\n"
			     "7XX = line\n",
			"warning: who dials 700 gets a trunk"));
}

static void a_trunk_and_a_recall_may_name_an_address(void)
{
	struct hl_config *config =
		good("[lines]\nrecall_fallback=operator\noperator=100\n" FOUR
		     "[address 100]\nlines = 103, 102\n"
		     "[line co2]\nkind=trunk\nchannel=10\ngroup=out\n"
		     "ring = 101, 100\n");
	const struct hl_line_settings *s = settings(config, 4);
	char *all = printed(config);

	CU_ASSERT_EQUAL(s->rings, 2);
	CU_ASSERT_EQUAL(s->ring[0], 0);
	CU_ASSERT_EQUAL(s->ring[1], 2);
	CU_ASSERT_EQUAL(s->operator, 2);
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "ring = 101, 100 ; t.conf:21\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(all, "operator = 100 ; t.conf:3\n"));
	free(all);
	hl_config_free(config);
	CU_ASSERT(complains(FOUR "[address 100]\nlines = 103, 102\n"
				 "[line co2]\nkind=trunk\nchannel=10\n"
				 "group=out\nring = 100, 103\n",
			    "t.conf:18: ring: station '103' is there twice, "
			    "once as an address"));
	/* The address is told, and not everybody who names it. */
	CU_ASSERT(complains(FOUR "[address 100]\n[line co2]\nkind=trunk\n"
				 "channel=10\ngroup=out\nring=100\n",
			    "\n1 mistake"));
}

static void more_stations_than_an_address_has_room_for_are_told(void)
{
	char text[4096] = "[address 700]\nlines = 1,2,3,4,5,6\n"
			  "watchers = 7,8\n";
	struct hl_config *config;
	char more[4200];

	for (unsigned i = 1; i <= 9; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[line %u]\nchannel = %u\n", i, i);
	config = good(text);
	CU_ASSERT_EQUAL(address(config, 0)->count, HL_ADDRESS_LINES_MAX);
	CU_ASSERT_EQUAL(address(config, 0)->watchers, 0xc0);
	hl_config_free(config);
	snprintf(more, sizeof(more), "%s[address 800]\nlines = 9\n"
		 "watchers = 1,2,3,4,5,6,7\n", text);
	hl_config_free(good(more));
	snprintf(more, sizeof(more), "%s[address 800]\nlines = 9\n"
		 "watchers = 1,2,3,4,5,6,7,8\n", text);
	CU_ASSERT(complains(more, "watchers: more than 7 names"));
}

static void stations_and_watchers_together_have_a_limit(void)
{
	char text[4096] = "[address 700]\nlines = 1,2,3,4,5,6\n"
			  "watchers = 7,8,9\n";

	for (unsigned i = 1; i <= 9; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[line %u]\nchannel = %u\n", i, i);
	CU_ASSERT(complains(text, "t.conf:3: address 700 has more than 8 "
				  "stations and watchers"));
}

static void more_addresses_than_there_is_room_for_are_told(void)
{
	char text[8192] = "";
	struct hl_config *config;

	for (unsigned i = 0; i < HL_ADDRESSES_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[line %u]\nchannel=%u\n[address %u]\nlines=%u\n",
			 100 + i, i + 1, 700 + i, 100 + i);
	config = good(text);
	CU_ASSERT_EQUAL(hl_config_plan(config)->addresses, HL_ADDRESSES_MAX);
	hl_config_free(config);
	strcat(text, "[line 99]\nchannel=99\n[address 699]\nlines=99\n");
	CU_ASSERT(complains(text, "more than 32 addresses"));
}

/* ---- park numbers ------------------------------------------------------- */

static bool parks(const char *value, unsigned first, unsigned count,
		  const char *shown)
{
	struct hl_config *config;
	const struct hl_plan *plan;
	char text[128];
	char wanted[64];
	char *all;
	bool same;

	snprintf(text, sizeof(text), "[holdline]\npark = %s\n", value);
	snprintf(wanted, sizeof(wanted), "park = %s ;", shown);
	config = good(text);
	plan = hl_config_plan(config);
	all = printed(config);
	same = plan->park_first == first && plan->parks == count &&
	       hl_config_globals(config)->park.first == first &&
	       hl_config_globals(config)->park.count == count &&
	       strstr(all, wanted);
	free(all);
	hl_config_free(config);
	return same;
}

static void park_numbers_are_a_range_a_number_or_none(void)
{
	CU_ASSERT(parks("701-720", 701, 20, "701-720"));
	CU_ASSERT(parks("701 - 720", 701, 20, "701-720"));
	CU_ASSERT(parks("701", 701, 1, "701"));
	CU_ASSERT(parks("701-701", 701, 1, "701"));
	CU_ASSERT(parks("701-800", 701, 100, "701-800"));
	CU_ASSERT(parks("999999900-999999999", 999999900, 100,
			"999999900-999999999"));
	CU_ASSERT(parks("none", 0, 0, "none"));
	CU_ASSERT(parks("", 0, 0, "none"));
}

static void without_a_word_there_are_no_park_numbers(void)
{
	struct hl_config *config = good("");

	CU_ASSERT_EQUAL(hl_config_plan(config)->parks, 0);
	CU_ASSERT_STRING_EQUAL(origin(config, "holdline", "park"), "default");
	hl_config_free(config);
}

static void what_is_no_range_of_park_numbers_is_refused(void)
{
	static const char *const bad[] = {
		"720-701", "701-801",  "0701-0720", "0-9",
		"701-",    "-701",     "701-720-7", "7O1",
		"*01-*20", "701 720",  "701,702",   "1000000000",
		"-",       "99999999999999999999-3", "nothing",
	};
	char text[128];

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "[holdline]\npark = %s\n",
			 bad[i]);
		CU_ASSERT(complains(text, "mend: park is numbers in a row, at "
					  "most 100, such as 701-720; or "
					  "none"));
	}
	CU_ASSERT(complains(HEAD "park = 701\n",
			    "'park' belongs in [holdline], not in [line 101]"));
}

static void a_park_number_is_no_line_and_no_address(void)
{
	CU_ASSERT(complains("[line 705]\nchannel=1\n[holdline]\n"
			    "park = 701-720\n",
			    "t.conf:1: line 705 has one of the park numbers "
			    "of line 4\n"
			    "  mend: other numbers for park, or another "
			    "name"));
	CU_ASSERT(complains(FOUR "[address 720]\nlines = 101, 102\n"
				 "[holdline]\npark = 701-720\n",
			    "address 720 has one of the park numbers"));
	hl_config_free(good("[holdline]\npark = 701-720\n"
			    "[line 700]\nchannel=1\n[line 721]\nchannel=2\n"
			    "[line 0705]\nchannel=3\n[line 7*5]\n"
			    "channel=4\n"));
}

static void addresses_and_park_numbers_are_printed_and_read_the_same(void)
{
	struct hl_config *config =
		good("[holdline]\npark = 701-720\n[line co2]\nkind=trunk\n"
		     "channel=10\ngroup=out\nring=100,101\n" FOUR
		     "[lines]\nheld=2\nanswer_mode=none\npickup_group=9\n"
		     "[address 100]\nlines=103,102\nwatchers=101\n"
		     "[address 200]\nsharing=bridgednew\nlines=101\n");
	char *once = printed(config);
	char *twice;

	comments_drop(once);
	hl_config_free(config);
	config = good(once);
	twice = printed(config);
	comments_drop(twice);
	CU_ASSERT_STRING_EQUAL(once, twice);
	CU_ASSERT_EQUAL(hl_config_plan(config)->addresses, 2);
	CU_ASSERT_EQUAL(hl_config_plan(config)->parks, 20);
	hl_config_free(config);
	free(once);
	free(twice);
}

#define C(f) { #f, f }

CU_TestInfo *test_config_numbers(void)
{
	static CU_TestInfo tests[] = {
		C(a_line_says_how_many_calls_it_may_hold_and_join),
		C(a_line_that_says_nothing_has_the_defaults_of_the_model),
		C(what_is_said_for_all_lines_goes_to_each),
		C(numbers_of_calls_out_of_range_are_refused),
		C(no_key_is_there_twice_in_a_kind_of_section),
		C(a_gain_is_kept_in_tenths_of_a_decibel),
		C(what_is_kept_of_a_line_is_small),
		C(names_outlive_the_text_they_were_read_from),
		C(an_address_has_its_stations_and_then_its_watchers),
		C(each_way_of_sharing_has_its_word),
		C(what_is_no_way_to_share_a_number_is_explained),
		C(an_address_is_made_of_stations),
		C(a_station_shares_one_address_and_may_watch_others),
		C(an_address_has_a_number_of_its_own),
		C(an_address_is_reached_by_the_dial_plan),
		C(a_trunk_and_a_recall_may_name_an_address),
		C(more_stations_than_an_address_has_room_for_are_told),
		C(stations_and_watchers_together_have_a_limit),
		C(more_addresses_than_there_is_room_for_are_told),
		C(park_numbers_are_a_range_a_number_or_none),
		C(without_a_word_there_are_no_park_numbers),
		C(what_is_no_range_of_park_numbers_is_refused),
		C(a_park_number_is_no_line_and_no_address),
		C(addresses_and_park_numbers_are_printed_and_read_the_same),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
