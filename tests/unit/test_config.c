/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_config.c - claims about configuration files
 */
#include "suites.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "golden.h"
#include "holdline/feature.h"
#include "src/run/config_parts.h"
#include "test_config.h"

/* ---- good files --------------------------------------------------------- */

static void an_empty_file_is_a_configuration_without_lines(void)
{
	struct hl_config *config = good("");

	CU_ASSERT_EQUAL(hl_config_lines(config), 0);
	CU_ASSERT_EQUAL(hl_config_musics(config), 1);
	CU_ASSERT_STRING_EQUAL(hl_config_music(config, 0)->name, "default");
	CU_ASSERT_STRING_EQUAL(hl_config_globals(config)->zone, "us");
	CU_ASSERT_EQUAL(rows(hl_config_plan(config)), 0);
	hl_config_free(config);
}

static void the_example_of_the_design_is_good(void)
{
	struct hl_config *config =
		good("[holdline]\n"
		     "zone = us                       ; libtonezone country\n"
		     "control = /run/holdline/control.sock\n"
		     "state = /run/holdline\n"
		     "[music default]\n"
		     "source = /usr/share/holdline/music ; a file\n"
		     "level = -20                     ; dBm0\n"
		     "[line 101]\ndriver = dahdi\nchannel = 1\n"
		     "kind = station\nprofile = us\n"
		     "[line co1]\ndriver = dahdi\nchannel = 9\n"
		     "kind = trunk\nprofile = us\n"
		     "[line co2]\nchannel = 10\nkind = trunk\n"
		     "[group out]\nlines = co1, co2\n"
		     "[dial]\n1XX = line\n9. = group out\n");
	const struct hl_plan *plan = hl_config_plan(config);

	CU_ASSERT_EQUAL(hl_config_lines(config), 3);
	CU_ASSERT_STRING_EQUAL(settings(config, 0)->name, "101");
	CU_ASSERT_EQUAL(config_line(config, 1)->channel, 9);
	CU_ASSERT_EQUAL(settings(config, 1)->kind, HL_KIND_TRUNK);
	CU_ASSERT_EQUAL(settings(config, 1)->rings, 1);
	CU_ASSERT_EQUAL(settings(config, 1)->ring[0], 0);
	CU_ASSERT_EQUAL(plan->groups, 1);
	CU_ASSERT_EQUAL(plan->group[0].count, 2);
	CU_ASSERT_EQUAL(plan->group[0].lines[1], 2);
	CU_ASSERT_EQUAL(rows(plan), 2);
	CU_ASSERT_EQUAL(row(plan, 1)->kind, HL_ROUTE_GROUP);
	CU_ASSERT_EQUAL(row(plan, 1)->strip, 1);
	hl_config_free(config);
}

static void a_line_without_settings_has_those_of_the_tables(void)
{
	struct hl_config *config = good(HEAD);
	const struct hl_line_settings *s = settings(config, 0);
	struct hl_profile us;

	hl_profile_find("us", &us);
	CU_ASSERT_EQUAL(memcmp(&s->profile, &us, sizeof(us)), 0);
	CU_ASSERT_EQUAL(s->switches, hl_switch_defaults());
	for (unsigned i = 0; i < HL_TIMER_COUNT; i++)
		CU_ASSERT_EQUAL(s->timer[i],
				hl_timer_info((enum hl_timer)i)->def);
	CU_ASSERT_EQUAL(s->operator, HL_NO_LINE);
	hl_config_free(config);
}

static void every_timer_and_switch_is_a_key_of_a_line(void)
{
	char text[4096] = HEAD;

	for (unsigned i = 0; i < HL_TIMER_COUNT; i++) {
		const struct hl_timer_info *info =
			hl_timer_info((enum hl_timer)i);

		if (info->key)
			snprintf(text + strlen(text),
				 sizeof(text) - strlen(text), "%s = %u\n",
				 info->key, info->most);
	}
	for (unsigned i = 0; i < HL_SWITCH_COUNT; i++)
		if (hl_switch_key((enum hl_switch)i))
			snprintf(text + strlen(text),
				 sizeof(text) - strlen(text), "%s = no\n",
				 hl_switch_key((enum hl_switch)i));

	struct hl_config *config = good(text);
	const struct hl_line_settings *s = settings(config, 0);

	for (unsigned i = 0; i < HL_TIMER_COUNT; i++)
		if (hl_timer_info((enum hl_timer)i)->key)
			CU_ASSERT_EQUAL(s->timer[i],
					hl_timer_info((enum hl_timer)i)->most);
	for (unsigned i = 0; i < HL_SWITCH_COUNT; i++)
		CU_ASSERT_EQUAL(s->switches >> i & 1,
				!hl_switch_key((enum hl_switch)i));
	hl_config_free(config);
}

static void a_time_may_say_its_unit(void)
{
	struct hl_config *config =
		good(HEAD "first_digit = 20 s\nanswer_limit = 2min\n"
			  "guard = 1.5 s\nflash_min = 250ms\n");
	const struct hl_line_settings *s = settings(config, 0);

	CU_ASSERT_EQUAL(s->timer[HL_TIMER_FIRST_DIGIT], 20000);
	CU_ASSERT_EQUAL(s->timer[HL_TIMER_ANSWER], 120000);
	CU_ASSERT_EQUAL(s->timer[HL_TIMER_GUARD], 1500);
	CU_ASSERT_EQUAL(s->profile.flash_min, 250);
	hl_config_free(config);
}

static void indented_settings_are_settings(void)
{
	struct hl_config *config = good("[line 101]\n"
					"    channel = 7\n"
					"\tprofile = tbr\n"
					"  hook=gestures\n");

	CU_ASSERT_EQUAL(config_line(config, 0)->channel, 7);
	CU_ASSERT_EQUAL(settings(config, 0)->profile.flash_min, 70);
	CU_ASSERT_EQUAL(settings(config, 0)->door, HL_DOOR_GESTURES);
	hl_config_free(config);
}

/* As on most sites: nothing but a channel. */
static void lines_that_are_alike_have_their_settings_once(void)
{
	struct hl_config *config =
		good("[line 101]\nchannel=1\n[line 102]\nchannel=2\n"
		     "[line 103]\nchannel=3\nbusy_limit = 5 s\n"
		     "[line 104]\nchannel=4\n"
		     "[line co1]\nkind=trunk\nchannel=9\nring = 101\n"
		     "[line co2]\nkind=trunk\nchannel=10\nring = 101\n"
		     "[line co3]\nkind=trunk\nchannel=11\nring = 102\n"
		     "[group out]\nlines = co1, co2, co3\n");

	CU_ASSERT_EQUAL(hl_config_lines(config), 7);
	CU_ASSERT_EQUAL(config->alikes, 4);
	hl_config_free(config);
}

static void lines_that_are_alike_keep_what_is_their_own(void)
{
	struct hl_config *config =
		good("[line 101]\nchannel=1\n[line 102]\nchannel=2\n"
		     "[line 103]\nchannel=3\n");

	for (unsigned i = 0; i < 3; i++) {
		CU_ASSERT_EQUAL(atoi(settings(config, i)->name), 101 + (int)i);
		CU_ASSERT_EQUAL(config_line(config, i)->channel, (int)i + 1);
	}
	CU_ASSERT_STRING_EQUAL(origin(config, "line 102", "channel"),
			       "t.conf:4");
	hl_config_free(config);
}

static void a_list_goes_on_in_indented_lines(void)
{
	struct hl_config *config =
		good("[line 101]\nchannel=1\n[line 102]\nchannel=2\n"
		     "[line 103]\nchannel=3\n"
		     "[line co1]\nkind=trunk\nchannel=9\n"
		     "ring = 103, ; the porter\n"
		     "   102,\n"
		     "\t101 ; all the others\n"
		     "group = out\n[group out]\n");

	CU_ASSERT_EQUAL(settings(config, 3)->rings, 3);
	CU_ASSERT_EQUAL(settings(config, 3)->ring[0], 2);
	CU_ASSERT_EQUAL(settings(config, 3)->ring[2], 0);
	hl_config_free(config);
}

static void lines_of_a_dos_editor_with_a_mark_are_read(void)
{
	struct hl_config *config =
		good("\xef\xbb\xbf[holdline]\r\nzone = de\r\n");

	CU_ASSERT_STRING_EQUAL(hl_config_globals(config)->zone, "de");
	hl_config_free(config);
}

static void the_order_of_sections_does_not_matter(void)
{
	struct hl_config *config =
		good("[dial]\n1XX = line\n9. = group out\n[group out]\n"
		     "lines = co1\n[line co1]\nkind=trunk\nchannel=9\n"
		     "ring=101\nmusic = jazz\n[line 101]\nchannel=1\n"
		     "profile = soft\n[music jazz]\nsource = tone\n"
		     "[profile soft]\nflash_min = 250\n"
		     "[lines]\nguard = 1 s\n");

	CU_ASSERT_EQUAL(settings(config, 0)->class, 1);
	CU_ASSERT_EQUAL(settings(config, 1)->profile.flash_min, 250);
	CU_ASSERT_EQUAL(settings(config, 1)->timer[HL_TIMER_GUARD], 1000);
	hl_config_free(config);
}

static void lines_give_values_to_every_line_but_a_line_has_the_last_word(void)
{
	struct hl_config *config =
		good("[line 101]\nchannel=1\nthreeway = yes\n"
		     "[line 102]\nchannel=2\n"
		     "[lines]\nthreeway = no\nonhook_held = drop\n");

	CU_ASSERT(settings(config, 0)->switches & 1u << HL_SWITCH_THREEWAY);
	CU_ASSERT_FALSE(settings(config, 1)->switches &
			1u << HL_SWITCH_THREEWAY);
	CU_ASSERT_EQUAL(settings(config, 0)->onhook_held, HL_ONHOOK_DROP);
	hl_config_free(config);
}

static void a_line_with_a_profile_takes_no_single_window_of_all_lines(void)
{
	struct hl_config *config =
		good("[lines]\nflash_min = 250\n"
		     "[line 101]\nchannel=1\n"
		     "[line 102]\nchannel=2\nprofile = tbr\n"
		     "[line 103]\nchannel=3\nprofile = tbr\nflash_max=150\n");

	CU_ASSERT_EQUAL(settings(config, 0)->profile.flash_min, 250);
	CU_ASSERT_EQUAL(settings(config, 1)->profile.flash_min, 70);
	CU_ASSERT_EQUAL(settings(config, 2)->profile.flash_max, 150);
	hl_config_free(config);
}

static void the_zone_chooses_the_profile_where_it_has_one(void)
{
	struct hl_config *config = good("[holdline]\nzone = de\n" HEAD);

	CU_ASSERT_EQUAL(settings(config, 0)->profile.flash_min, 200);
	hl_config_free(config);
	config = good("[holdline]\nzone = au\n" HEAD);
	CU_ASSERT_EQUAL(settings(config, 0)->profile.flash_min, 300);
	hl_config_free(config);
}

static void a_profile_of_ones_own_starts_from_a_built_in_one(void)
{
	struct hl_config *config =
		good("[profile mine]\nfrom = tbr\nflash_max = 160\n" HEAD
		     "profile = mine\n");
	const struct hl_profile *p = &settings(config, 0)->profile;

	CU_ASSERT_EQUAL(p->flash_min, 70);
	CU_ASSERT_EQUAL(p->flash_max, 160);
	CU_ASSERT_EQUAL(p->flash_send, 100);
	hl_config_free(config);
}

/* ---- the dial plan ------------------------------------------------------ */

static unsigned strip_of(const char *pattern)
{
	struct hl_config *config;
	char text[256];
	unsigned strip;

	snprintf(text, sizeof(text),
		 "[line co1]\nkind=trunk\nchannel=1\ngroup=out\n"
		 "[group out]\n[dial]\n%s = group out\n",
		 pattern);
	config = good(text);
	strip = row(hl_config_plan(config), 0)->strip;
	hl_config_free(config);
	return strip;
}

static void the_code_before_the_first_letter_is_stripped(void)
{
	CU_ASSERT_EQUAL(strip_of("9."), 1);
	CU_ASSERT_EQUAL(strip_of("00."), 2);
	CU_ASSERT_EQUAL(strip_of("9NXXXXXX"), 1);
	CU_ASSERT_EQUAL(strip_of("Z."), 0);
	CU_ASSERT_EQUAL(strip_of("112"), 0);
}

static void strip_says_otherwise(void)
{
	struct hl_config *config =
		good("[line co1]\nkind=trunk\nchannel=1\ngroup=out\n"
		     "[group out]\n[dial]\n00. = group out strip 1\n");

	CU_ASSERT_EQUAL(row(hl_config_plan(config), 0)->strip, 1);
	hl_config_free(config);
}

static void without_a_dial_section_the_plan_is_made_of_the_lines(void)
{
	struct hl_config *config =
		good("[line 901]\nchannel=1\n[line 902]\nchannel=2\n"
		     "[line 11]\nchannel=3\n"
		     "[line co1]\nkind=trunk\nchannel=4\ngroup=out\n"
		     "[group out]\n");
	const struct hl_plan *plan = hl_config_plan(config);

	CU_ASSERT_EQUAL(rows(plan), 3);
	CU_ASSERT_STRING_EQUAL(row(plan, 0)->text, "9XX");
	CU_ASSERT_STRING_EQUAL(row(plan, 1)->text, "1X");
	CU_ASSERT_STRING_EQUAL(row(plan, 2)->text, "8.");
	CU_ASSERT_STRING_EQUAL(origin(config, "dial", "8."), "automatic");
	hl_config_free(config);
}

static void an_empty_dial_section_is_as_good_as_none(void)
{
	struct hl_config *config = good(HEAD "[dial]\n");

	CU_ASSERT_EQUAL(rows(hl_config_plan(config)), 1);
	CU_ASSERT_STRING_EQUAL(row(hl_config_plan(config), 0)->text, "1XX");
	hl_config_free(config);
}

/* ---- origins ------------------------------------------------------------ */

static void every_setting_knows_where_it_came_from(void)
{
	struct hl_config *config =
		good("[lines]\nguard = 1 s\n[line 101]\nchannel = 1\n"
		     "profile = tbr\nflash_max = 140\n[holdline]\nzone = de\n");

	CU_ASSERT_STRING_EQUAL(origin(config, "holdline", "zone"), "t.conf:8");
	CU_ASSERT_STRING_EQUAL(origin(config, "holdline", "rt"), "default");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "guard"),
			       "t.conf:2");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "channel"),
			       "t.conf:4");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "flash_max"),
			       "t.conf:6");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "flash_min"),
			       "profile tbr");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "consult"),
			       "default");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 102", "consult"), "none");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 101", "colour"), "none");
	hl_config_free(config);
}

struct count {
	unsigned all;
	unsigned without;
};

static void item_count(void *ctx, const struct hl_config_item *item)
{
	struct count *count = ctx;

	count->all++;
	if (!*item->section || !*item->key || !*item->origin ||
	    !*item->meaning)
		count->without++;
}

static void a_listing_gives_every_item_its_section_key_origin_and_meaning(void)
{
	struct hl_config *config =
		good("[line 101]\nchannel=1\n[line 102]\nchannel=2\n");
	struct count count = { 0 };

	CU_ASSERT(hl_config_each(config, NULL, item_count, &count) > 50);
	CU_ASSERT_EQUAL(count.without, 0);
	memset(&count, 0, sizeof(count));
	CU_ASSERT_EQUAL(hl_config_each(config, "102", item_count, &count),
			(int)count.all);
	CU_ASSERT_EQUAL(hl_config_each(config, "103", item_count, &count),
			-ENOENT);
	hl_config_free(config);
}

static void a_configuration_that_is_printed_and_read_is_the_same(void)
{
	struct hl_config *config;
	char *once;
	char *twice;

	config = good("[line 101]\nchannel=1\nprofile=tbr\nflash_max=150\n"
		      "operator=101\nrecall_fallback=operator\n"
		      "[music jazz]\nlevel=-17.25\n[profile p]\nquiet=0\n"
		      "[line co1]\nchannel=2\nkind=trunk\ngroup=out\n"
		      "[group out]\n[dial]\n1XX=line\n9.=group out strip 0\n");
	once = printed(config);
	comments_drop(once);
	hl_config_free(config);
	config = good(once);
	twice = printed(config);
	comments_drop(twice);
	CU_ASSERT_STRING_EQUAL(once, twice);
	hl_config_free(config);
	free(once);
	free(twice);
}

/* Names of 15 bytes: the list is longer than a line of the file may be. */
static void a_long_group_is_printed_and_read_the_same(void)
{
	char text[8192] = "[group out]\n[line 101]\nchannel = 1000\n";
	struct hl_config *config;
	char *once;

	for (unsigned i = 1; i <= HL_GROUP_LINES_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "[line trunk-number-%02u]\nkind=trunk\nchannel=%u\n"
			 "group=out\n",
			 i, i);
	config = good(text);
	once = printed(config);
	hl_config_free(config);
	config = good(once);
	CU_ASSERT_EQUAL(hl_config_plan(config)->group[0].count,
			HL_GROUP_LINES_MAX);
	hl_config_free(config);
	free(once);
}

static void a_long_path_with_commas_is_printed_and_read_the_same(void)
{
	static const char path[] =
		"/srv/of all the music, that which is slow, and quiet, and "
		"not too long, and in tune, played by people, on the piano";
	struct hl_config *config;
	char text[256];
	char *once;

	snprintf(text, sizeof(text), "[music default]\nsource = %s\n", path);
	config = good(text);
	once = printed(config);
	hl_config_free(config);
	config = good(once);
	CU_ASSERT_STRING_EQUAL(hl_config_music(config, 0)->source, path);
	hl_config_free(config);
	free(once);
}

/* ---- without a file ----------------------------------------------------- */

static void without_a_file_channels_become_lines(void)
{
	static const struct hl_config_port ports[] = {
		{ "dahdi", 1, HL_KIND_STATION, NULL },
		{ "dahdi", 4, HL_KIND_STATION, NULL },
		{ "dahdi", 9, HL_KIND_TRUNK, NULL },
	};
	struct hl_config *config = NULL;
	const struct hl_plan *plan;

	CU_ASSERT_EQUAL_FATAL(hl_config_auto(&config, ports, 3), 0);
	plan = hl_config_plan(config);
	CU_ASSERT_STRING_EQUAL(hl_config_name(config), "automatic");
	CU_ASSERT_STRING_EQUAL(settings(config, 1)->name, "104");
	CU_ASSERT_STRING_EQUAL(settings(config, 2)->name, "co9");
	CU_ASSERT_EQUAL(settings(config, 2)->ring[0], 0);
	CU_ASSERT_STRING_EQUAL(plan->group[0].name, "out");
	CU_ASSERT_STRING_EQUAL(row(plan, 0)->text, "1XX");
	CU_ASSERT_STRING_EQUAL(row(plan, 1)->text, "9.");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 104", "channel"),
			       "automatic");
	CU_ASSERT_STRING_EQUAL(origin(config, "line 104", "guard"), "default");
	hl_config_free(config);
}

static void without_anything_there_is_a_configuration_too(void)
{
	struct hl_config *config = NULL;

	CU_ASSERT_EQUAL_FATAL(hl_config_auto(&config, NULL, 0), 0);
	CU_ASSERT_EQUAL(hl_config_lines(config), 0);
	hl_config_free(config);
}

static void a_card_of_ten_thousand_ports_becomes_lines(void)
{
	enum { PORTS = 10000 };
	struct hl_config_port *ports = calloc(PORTS, sizeof(*ports));
	struct hl_config *config = NULL;

	CU_ASSERT_PTR_NOT_NULL_FATAL(ports);
	for (int i = 0; i < PORTS; i++) {
		ports[i].driver = "sim";
		ports[i].channel = i + 1;
		ports[i].kind = i % 10 ? HL_KIND_STATION : HL_KIND_TRUNK;
	}
	CU_ASSERT_EQUAL_FATAL(hl_config_auto(&config, ports, PORTS), 0);
	CU_ASSERT_EQUAL(hl_config_lines(config), PORTS);
	CU_ASSERT_STRING_EQUAL(settings(config, PORTS - 1)->name, "10100");
	hl_config_free(config);
	free(ports);
}

/* ---- the table of keys -------------------------------------------------- */

static void every_key_has_a_meaning_and_every_default_a_source(void)
{
	struct hl_config_key key;
	char text[256];
	unsigned i;

	for (i = 0; hl_config_key(i, &key, text, sizeof(text)) == 0; i++) {
		CU_ASSERT(*key.meaning != '\0');
		CU_ASSERT(*key.range != '\0');
		CU_ASSERT(!*key.def || *key.source);
		CU_ASSERT(strlen(key.range) < sizeof(text) - 1);
	}
	CU_ASSERT(i > 40);
}

static void the_manual_has_the_keys_of_the_table(void)
{
	char *manual = golden_read("src/holdline.conf.5");
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool same;

	CU_ASSERT_PTR_NOT_NULL_FATAL(manual);
	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	hl_config_print_keys(out);
	fclose(out);
	same = strstr(manual, text) != NULL;
	if (!same)
		fputs("holdlined --print-keys=man has other keys than "
		      "src/holdline.conf.5 between its marks\n",
		      stderr);
	CU_ASSERT(same);
	free(text);
	free(manual);
}

/* ";key = value" is a setting, "; text" is prose. */
static void marks_drop(char *text)
{
	char *to = text;

	while (*text) {
		size_t n = strcspn(text, "\n");

		if (text[0] == ';' && n > 1 && text[1] != ' ') {
			memmove(to, text + 1, n - 1);
			to += n - 1;
		}
		*to++ = '\n';
		text += n + (text[n] == '\n');
	}
	*to = '\0';
}

static void the_example_is_all_comments(void)
{
	char *text = golden_read("src/holdline.conf.example");
	struct hl_config *config;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	config = good(text);
	CU_ASSERT_EQUAL(hl_config_lines(config), 0);
	hl_config_free(config);
	free(text);
}

static void the_example_is_good_when_its_marks_are_taken_away(void)
{
	char *text = golden_read("src/holdline.conf.example");
	struct hl_config *config;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	marks_drop(text);
	config = good(text);
	/* And the lines of the span, where there is ISDN. */
	CU_ASSERT_EQUAL(hl_config_lines(config), HL_WITH_PRI ? 5 + 32 : 5);
	hl_config_free(config);
	free(text);
}

static void the_example_names_every_key(void)
{
	char *text = golden_read("src/holdline.conf.example");
	struct hl_config_key key;
	char wanted[64];
	char room[256];

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (unsigned i = 0;
	     hl_config_key(i, &key, room, sizeof(room)) == 0; i++) {
		if (strcmp(key.key, "PATTERN") == 0 ||
		    strcmp(key.key, "PLACE") == 0)
			continue;
		snprintf(wanted, sizeof(wanted), "\n;%s = ", key.key);
		if (!strstr(text, wanted))
			fprintf(stderr, "%s is not in the example\n",
				key.key);
		CU_ASSERT_PTR_NOT_NULL(strstr(text, wanted));
	}
	free(text);
}

#define C(f) { #f, f }

CU_TestInfo *test_config(void)
{
	static CU_TestInfo tests[] = {
		C(an_empty_file_is_a_configuration_without_lines),
		C(the_example_of_the_design_is_good),
		C(a_line_without_settings_has_those_of_the_tables),
		C(every_timer_and_switch_is_a_key_of_a_line),
		C(a_time_may_say_its_unit),
		C(indented_settings_are_settings),
		C(lines_that_are_alike_have_their_settings_once),
		C(lines_that_are_alike_keep_what_is_their_own),
		C(a_list_goes_on_in_indented_lines),
		C(lines_of_a_dos_editor_with_a_mark_are_read),
		C(the_order_of_sections_does_not_matter),
		C(lines_give_values_to_every_line_but_a_line_has_the_last_word),
		C(a_line_with_a_profile_takes_no_single_window_of_all_lines),
		C(the_zone_chooses_the_profile_where_it_has_one),
		C(a_profile_of_ones_own_starts_from_a_built_in_one),
		C(the_code_before_the_first_letter_is_stripped),
		C(strip_says_otherwise),
		C(without_a_dial_section_the_plan_is_made_of_the_lines),
		C(an_empty_dial_section_is_as_good_as_none),
		C(every_setting_knows_where_it_came_from),
		C(a_listing_gives_every_item_its_section_key_origin_and_meaning),
		C(a_configuration_that_is_printed_and_read_is_the_same),
		C(a_long_group_is_printed_and_read_the_same),
		C(a_long_path_with_commas_is_printed_and_read_the_same),
		C(without_a_file_channels_become_lines),
		C(without_anything_there_is_a_configuration_too),
		C(a_card_of_ten_thousand_ports_becomes_lines),
		C(every_key_has_a_meaning_and_every_default_a_source),
		C(the_manual_has_the_keys_of_the_table),
		C(the_example_is_all_comments),
		C(the_example_is_good_when_its_marks_are_taken_away),
		C(the_example_names_every_key),
		CU_TEST_INFO_NULL,
	};

	return tests;
}
