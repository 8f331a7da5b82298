/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_console.c - claims about the console: what it shows, what its keys do,
 * what it saves (tools/console)
 *
 * The whole console but its terminal: keys go in, screens come out, time
 * passes when the test says so.
 */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "tools/console/can.h"
#include "tools/console/console_parts.h"
#include "tools/console/deeds.h"
#include "tools/console/ladder.h"
#include "tools/console/save.h"
#include "tools/console/setup.h"

#include "golden.h"

CU_TestInfo *test_console(void);

static struct console console;
static struct scenario *lines;
static struct bench *bench;

static void begin(unsigned stations, unsigned trunks)
{
	const struct setup setup = { .stations = stations, .trunks = trunks };
	struct bench_options options = { 0 };
	char why[200];

	CU_ASSERT_EQUAL_FATAL(setup_make(&lines, &setup, stderr), 0);
	options.setup = lines;
	CU_ASSERT_EQUAL_FATAL(bench_open(&bench, &options, why, sizeof(why)),
			      0);
	memset(&console, 0, sizeof(console));
	console.bench = bench;
	console.speed = 1;
}

static void end(void)
{
	CU_ASSERT_STRING_EQUAL(bench_fault(bench), "");
	bench_close(bench);
	scenario_free(lines);
	bench = NULL;
	lines = NULL;
}

/* Keys one after the other, each done before the next, then @ms pass. */
static void press(const char *keys, hl_msec ms)
{
	for (; *keys; keys++) {
		console_press(&console, *keys);
		do
			bench_pass(bench, 20);
		while (bench_waiting(bench) || bench_is_moving(bench));
	}
	bench_pass(bench, ms);
	console.message_until = 0;
}

static void pick(unsigned party)
{
	console_press(&console, CONSOLE_F1 + (int)party);
}

/* The screen as text; the caller frees it. */
static char *screen(unsigned width, unsigned height)
{
	struct frame *frame = calloc(1, sizeof(*frame));
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	console_frame(&console, width, height, frame);
	for (unsigned i = 0; i < frame->height; i++) {
		const char *line = frame->line[i].text;
		int n = (int)strlen(line);

		if (frame->line[i].look == FRAME_RULE)
			fprintf(out, "--%s\n", line);
		while (n && line[n - 1] == ' ')
			n--;
		if (frame->line[i].look != FRAME_RULE)
			fprintf(out, "%.*s\n", n, line);
	}
	fclose(out);
	free(frame);
	return text;
}

static void screen_add(FILE *out, const char *title)
{
	char *text = screen(80, 24);

	fprintf(out, "==== %s\n%s", title, text);
	free(text);
}

static bool shows(const char *what)
{
	char *text = screen(80, 24);
	bool found = strstr(text, what) != NULL;

	if (!found)
		fprintf(stderr, "'%s' is not on\n%s", what, text);
	free(text);
	return found;
}

/* ---- what is shown ------------------------------------------------------ */

static void the_screens_of_a_call_are_word_for_word(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	begin(3, 1);
	screen_add(out, "at rest");
	pick(3);
	press("xc", 1000);
	screen_add(out, "somebody calls in");
	pick(0);
	press("h", 2000);
	screen_add(out, "101 has answered");
	press("f", 1500);
	screen_add(out, "101 has flashed");
	press("102", 2500);
	screen_add(out, "101 has dialled 102");
	pick(1);
	press("h", 2000);
	pick(0);
	screen_add(out, "102 has answered");
	press("f", 1500);
	screen_add(out, "three talk");
	press("f", 1500);
	screen_add(out, "102 was released");
	press("f", 500);
	press("h", 2500);
	screen_add(out, "101 has hung up with a party on hold");
	end();
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/console-call.txt", text));
	free(text);
}

static void the_ladder_is_word_for_word(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	begin(2, 0);
	press("h102", 3000);
	pick(1);
	press("h", 1000);
	pick(0);
	press("f", 1000);
	press("l", 0);
	screen_add(out, "as a ladder");
	press("w", 0);
	screen_add(out, "times since the one before");
	end();
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/console-ladder.txt", text));
	free(text);
}

static void help_fits_the_smallest_screen(void)
{
	begin(1, 0);
	console_press(&console, '?');
	CU_ASSERT(shows("lift or hang up"));
	CU_ASSERT(shows("by which the controller decides."));
	for (unsigned i = 0; console_help(i); i++)
		CU_ASSERT(strlen(console_help(i)) <= 80);
	console_press(&console, 'h');
	CU_ASSERT_EQUAL(console.mode, CONSOLE_BOARD);
	CU_ASSERT_EQUAL(bench_waiting(bench), 0);
	end();
}

static void a_window_too_small_says_so(void)
{
	char *text;

	begin(1, 0);
	text = screen(79, 24);
	CU_ASSERT_STRING_EQUAL(
		strtok(text, "\n"),
		"79x24 is too small; make the window 80x24");
	free(text);
	end();
}

static void every_line_is_as_wide_as_the_screen_at_most(void)
{
	static const unsigned widths[] = { 80, 81, 100, 127, 133, 200 };
	struct frame *frame = calloc(1, sizeof(*frame));

	begin(8, 4);
	press("h102", 500);
	for (unsigned w = 0; w < 6; w++) {
		console_frame(&console, widths[w], 50, frame);
		for (unsigned i = 0; i < frame->height; i++)
			CU_ASSERT(strlen(frame->line[i].text) <=
				  frame->width);
	}
	end();
	free(frame);
}

static void long_texts_are_cut_and_marked(void)
{
	char text[32];

	CU_ASSERT_EQUAL(board_cut("recall dial tone", 8, text, 32), 8);
	CU_ASSERT_STRING_EQUAL(text, "recall ~");
	CU_ASSERT_EQUAL(board_cut("12345678", 8, text, 32), 8);
	CU_ASSERT_STRING_EQUAL(text, "12345678");
	CU_ASSERT_EQUAL(board_cut("\xc3\xa9\xc3\xa9\xc3\xa9", 2, text, 32), 2);
	CU_ASSERT_STRING_EQUAL(text, "\xc3\xa9~");
	CU_ASSERT_EQUAL(board_cut("abc", 0, text, 32), 0);
	CU_ASSERT_STRING_EQUAL(text, "");
}

static void a_board_row_has_its_columns(void)
{
	const struct board_row row = { "co1", "seized",
				       "held by 101, call 7", "music",
				       "flash 300-512 ms" };
	char text[BOARD_TEXT_MAX];

	CU_ASSERT_STRING_EQUAL(
		board_print(&row, true, 80, text),
		"  > co1    seized   held by 101, call 7       "
		"music             flash 300-512 ms");
	CU_ASSERT_EQUAL(strlen(board_print(&row, false, 120, text)), 120);
	CU_ASSERT_EQUAL(strlen(board_head(80, text)), 80);
}

/* ---- what can be done --------------------------------------------------- */

static void can_add(FILE *out, const char *title, hl_line line)
{
	struct can can[CAN_MAX];
	unsigned n = can_find(bench_model(bench), line, HL_SIM_PHASE_IDLE,
			      can);

	fprintf(out, "%s\n", title);
	for (unsigned i = 0; i < n; i++)
		fprintf(out, "  %-4s%s\n", can[i].key, can[i].text);
}

static void what_can_be_done_is_word_for_word(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	begin(3, 1);
	can_add(out, "on the hook", 0);
	press("h", 500);
	can_add(out, "dial tone", 0);
	press("1", 100);
	can_add(out, "has begun to dial", 0);
	press("02", 1000);
	can_add(out, "waits for 102", 0);
	can_add(out, "102 rings", 1);
	pick(1);
	press("h", 1000);
	can_add(out, "101 talks to 102", 0);
	pick(0);
	press("f", 500);
	can_add(out, "102 is held", 0);
	can_add(out, "is held by 101", 1);
	press("103", 1000);
	can_add(out, "103 rings", 0);
	pick(2);
	press("h", 500);
	can_add(out, "asks 103", 0);
	pick(0);
	press("f", 500);
	can_add(out, "three talk", 0);
	press("f", 1500);
	press("f", 1500);
	press("h", 2500);
	can_add(out, "a party rings back", 0);
	can_add(out, "a trunk at rest", 3);
	end();
	fclose(out);
	CU_ASSERT(golden_is("tests/golden/console-can.txt", text));
	free(text);
}

static void settings_change_what_can_be_done(void)
{
	struct scenario_statement set = { .verb = SCENARIO_VERB_SET,
					  .parties = 1, .party = { "101" },
					  .word = "onhook_held",
					  .text = "drop" };
	struct bench_options options = { 0 };
	struct can can[CAN_MAX];
	char why[200];

	begin(3, 0);
	bench_close(bench);
	CU_ASSERT_EQUAL(scenario_add(lines, &set), 0);
	strcpy(set.word, "threeway");
	strcpy(set.text, "no");
	CU_ASSERT_EQUAL(scenario_add(lines, &set), 0);
	options.setup = lines;
	CU_ASSERT_EQUAL_FATAL(bench_open(&bench, &options, why, sizeof(why)),
			      0);
	console.bench = bench;
	press("h102", 1000);
	pick(1);
	press("h", 500);
	pick(0);
	press("f", 500);
	CU_ASSERT_EQUAL(can_find(bench_model(bench), 0, 0, can), 3);
	CU_ASSERT_STRING_EQUAL(can[2].text, "hang up: 102 is released "
			       "(onhook_held = drop)");
	press("103", 1000);
	pick(2);
	press("h", 500);
	can_find(bench_model(bench), 0, 0, can);
	CU_ASSERT_STRING_EQUAL(can[0].text, "flash: hold this party, back to "
			       "the other (102)");
	end();
}

/* ---- what the keys do --------------------------------------------------- */

static void a_receiver_that_is_down_cannot_dial(void)
{
	begin(2, 1);
	console_press(&console, '1');
	CU_ASSERT_STRING_EQUAL(console.message,
			       "the receiver of 101 is down: h lifts it");
	console_press(&console, 'f');
	console_press(&console, 'r');
	console_press(&console, 'b');
	CU_ASSERT_EQUAL(console.mode, CONSOLE_BOARD);
	CU_ASSERT_EQUAL(bench_waiting(bench), 0);
	pick(2);
	console_press(&console, 'f');
	CU_ASSERT_STRING_EQUAL(console.message, "co1 is a trunk: x is for who "
			       "is at its other end");
	end();
}

static void keys_wait_for_the_hand(void)
{
	begin(2, 0);
	console_press(&console, 'h');
	for (const char *key = "102"; *key; key++)
		console_press(&console, *key);
	CU_ASSERT_EQUAL(bench_waiting(bench), 4);
	bench_pass(bench, 20);
	CU_ASSERT_EQUAL(bench_waiting(bench), 2);
	bench_pass(bench, 600);
	CU_ASSERT_EQUAL(bench_waiting(bench), 0);
	bench_pass(bench, 1000);
	CU_ASSERT_EQUAL(bench_rings(bench, 1), 1);
	end();
}

static void a_break_is_as_long_as_was_typed(void)
{
	begin(1, 0);
	press("h", 500);
	console_press(&console, 'b');
	CU_ASSERT_EQUAL(console.mode, CONSOLE_BREAK);
	press("2x12", 0);
	console_press(&console, CONSOLE_BACK);
	CU_ASSERT(shows("break of how many ms at 101?  21_"));
	console_press(&console, '2');
	console_press(&console, CONSOLE_ENTER);
	bench_pass(bench, 1000);
	CU_ASSERT(shows("noise 212 ms"));
	console_press(&console, 'b');
	console_press(&console, '9');
	console_press(&console, CONSOLE_ENTER);
	CU_ASSERT_STRING_EQUAL(console.message,
			       "a break lasts 15 to 3000 ms");
	end();
}

static void the_recall_key_breaks_for_90_ms(void)
{
	begin(1, 0);
	press("h", 500);
	press("r", 500);
	CU_ASSERT(shows("pulse 90 ms"));
	end();
}

static void a_rotary_dial_pulses(void)
{
	begin(2, 0);
	press("hd102", 3000);
	CU_ASSERT(shows("dials 102"));
	CU_ASSERT(shows("pulse 60 ms"));
	CU_ASSERT_EQUAL(bench_rings(bench, 1) > 0, true);
	end();
}

static void the_outside_party_calls_answers_leaves_and_is_busy(void)
{
	begin(1, 1);
	pick(1);
	press("xx", 500);
	CU_ASSERT_EQUAL(bench_rings(bench, 0), 1);
	press("xx", 9000);
	CU_ASSERT_EQUAL(bench_rings(bench, 0), 0);
	press("xb", 0);
	CU_ASSERT_EQUAL(console.busy, 2);
	pick(0);
	press("h95", 7000);
	CU_ASSERT(shows("hears busy tone"));
	press("h", 3000);
	pick(1);
	press("xb", 2500);
	pick(0);
	press("h95", 7000);
	pick(1);
	CU_ASSERT(shows("co1 can now   x   outside answers, or gives up"));
	press("xa", 1000);
	CU_ASSERT(shows("voice co1"));
	press("xh", 1500);
	CU_ASSERT(shows("far end gone"));
	end();
}

static void time_goes_faster_slower_and_stands_still(void)
{
	begin(1, 0);
	CU_ASSERT(shows("   x1   "));
	press("]", 0);
	CU_ASSERT(shows("   x4   "));
	press("]", 0);
	CU_ASSERT(shows("   x16   "));
	press("]]", 0);
	CU_ASSERT(shows("   max   "));
	press("[", 0);
	CU_ASSERT(shows("   x16   "));
	press("[[[", 0);
	CU_ASSERT(shows("   x1   "));
	press("p", 0);
	CU_ASSERT(shows("   paused   "));
	end();
}

static void a_cord_can_be_pulled_and_put_in_again(void)
{
	begin(2, 0);
	press("h", 500);
	press("u", 500);
	CU_ASSERT(shows("cord out"));
	CU_ASSERT(shows("put the cord in again"));
	press("u", 500);
	CU_ASSERT(!console.cords);
	CU_ASSERT(!deeds_are_whole(bench_deeds(bench)));
	end();
}

/* ---- what is saved ------------------------------------------------------ */

static void folder_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[600];

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (unlink(path) < 0)
			folder_remove(path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

static bool is_there(const char *folder, const char *name)
{
	char path[600];

	snprintf(path, sizeof(path), "%s/1/%s", folder, name);
	return access(path, R_OK) == 0;
}

static void what_was_done_plays_again_the_same(void)
{
	char folder[] = "/tmp/holdline-test-XXXXXX";
	struct save_result result;

	begin(3, 1);
	pick(3);
	press("xc", 1234);
	pick(0);
	press("h", 1111);
	press("f", 777);
	press("102", 2222);
	pick(1);
	press("h", 999);
	pick(0);
	press("f", 1500);
	press("h", 2500);
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	CU_ASSERT_EQUAL(save_all(bench, folder, NULL, &result), 0);
	CU_ASSERT(result.replayed);
	CU_ASSERT(result.held > 20);
	CU_ASSERT_STRING_EQUAL(result.why, "");
	CU_ASSERT(is_there(folder, "scenario.scn"));
	CU_ASSERT(is_there(folder, "timeline.svg"));
	CU_ASSERT(is_there(folder, "summary.txt"));
	CU_ASSERT(is_there(folder, "101.wav"));
	CU_ASSERT(is_there(folder, "co1.wav"));
	folder_remove(folder);
	end();
}

/* Pseudo-random, and the same every time (Numerical Recipes). */
static unsigned dice(uint32_t *seed, unsigned sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % sides;
}

static void tumult(uint32_t seed)
{
	static const char keys[] = "hhhhhhffff1001021031049xcxaxhxbrdlw[]b";

	for (unsigned i = 0; i < 60; i++) {
		if (dice(&seed, 10) < 4)
			pick(dice(&seed, console_lines(&console)));
		else
			console_press(&console,
				      keys[dice(&seed, sizeof(keys) - 1)]);
		bench_pass(bench, dice(&seed, 5) ? dice(&seed, 400)
						 : dice(&seed, 6000));
	}
}

static void whatever_is_done_plays_again_the_same(void)
{
	char folder[] = "/tmp/holdline-test-XXXXXX";
	struct save_result result;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	for (uint32_t seed = 1; seed <= 8; seed++) {
		begin(4, 2);
		tumult(seed);
		CU_ASSERT_EQUAL(save_all(bench, folder, NULL, &result), 0);
		CU_ASSERT_STRING_EQUAL(result.why, "");
		CU_ASSERT(result.replayed);
		CU_ASSERT(result.held > 5);
		end();
	}
	folder_remove(folder);
}

static void a_pulled_cord_is_said_to_be_no_scenario(void)
{
	char folder[] = "/tmp/holdline-test-XXXXXX";
	struct save_result result;

	begin(2, 0);
	press("h", 500);
	press("u", 500);
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	CU_ASSERT_EQUAL(save_all(bench, folder, NULL, &result), 0);
	CU_ASSERT(!result.replayed);
	CU_ASSERT(strlen(result.why) > 0);
	CU_ASSERT(is_there(folder, "timeline.svg"));
	folder_remove(folder);
	end();
}

static void a_folder_that_cannot_be_made_is_told(void)
{
	struct save_result result;

	begin(1, 0);
	CU_ASSERT_EQUAL(save_all(bench, "/proc/holdline", NULL, &result),
			-ENOENT);
	CU_ASSERT_PTR_NOT_NULL(strstr(result.why, "/proc/holdline"));
	end();
}

/* ---- which lines there are ---------------------------------------------- */

static bool setup_says(const struct setup *setup, const char *what)
{
	struct scenario *scenario = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool found;

	CU_ASSERT_EQUAL(setup_make(&scenario, setup, out), -EINVAL);
	fclose(out);
	found = strstr(text, what) != NULL;
	free(text);
	return found;
}

static void a_card_that_cannot_be_is_refused(void)
{
	CU_ASSERT(setup_says(&(struct setup){ .stations = 9 },
			     "1 to 8 telephones"));
	CU_ASSERT(setup_says(&(struct setup){ .stations = 0 },
			     "1 to 8 telephones"));
	CU_ASSERT(setup_says(&(struct setup){ .stations = 1, .zone = "zz" },
			     "no zone 'zz'"));
	CU_ASSERT(setup_says(&(struct setup){ .stations = 1,
					      .profile = "zz" },
			     "there are us tbr de"));
}

static void a_configuration_gives_its_lines(void)
{
	char path[] = "/tmp/holdline-test-XXXXXX";
	const struct setup setup = { .config = path };
	struct scenario *scenario = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out;

	out = fdopen(mkstemp(path), "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	fputs("[holdline]\nzone = de\n[line 21]\nchannel = 3\n"
	      "profile = tbr\nonhook_held = drop\n[line amt]\nchannel = 4\n"
	      "kind = trunk\nring = 21\n[group out]\nlines = amt\n", out);
	fclose(out);
	CU_ASSERT_EQUAL_FATAL(setup_make(&scenario, &setup, stderr), 0);
	out = open_memstream(&text, &size);
	scenario_print(scenario, out);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nzone de\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nstation 21\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\ntrunk amt\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nset 21 profile tbr\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nset 21 onhook_held drop\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nset amt ring 21\n"));
	CU_ASSERT_PTR_NULL(strstr(text, "flash_min"));
	free(text);
	scenario_free(scenario);
	unlink(path);
}

#define CLAIM(name, function) { name, function }

static CU_TestInfo tests[] = {
	CLAIM("the screens of a call are word for word",
	      the_screens_of_a_call_are_word_for_word),
	CLAIM("the ladder is word for word", the_ladder_is_word_for_word),
	CLAIM("help fits the smallest screen", help_fits_the_smallest_screen),
	CLAIM("a window too small says so", a_window_too_small_says_so),
	CLAIM("every line is as wide as the screen at most",
	      every_line_is_as_wide_as_the_screen_at_most),
	CLAIM("long texts are cut and marked", long_texts_are_cut_and_marked),
	CLAIM("a board row has its columns", a_board_row_has_its_columns),
	CLAIM("what can be done is word for word",
	      what_can_be_done_is_word_for_word),
	CLAIM("settings change what can be done",
	      settings_change_what_can_be_done),
	CLAIM("a receiver that is down cannot dial",
	      a_receiver_that_is_down_cannot_dial),
	CLAIM("keys wait for the hand", keys_wait_for_the_hand),
	CLAIM("a break is as long as was typed",
	      a_break_is_as_long_as_was_typed),
	CLAIM("the recall key breaks for 90 ms",
	      the_recall_key_breaks_for_90_ms),
	CLAIM("a rotary dial pulses", a_rotary_dial_pulses),
	CLAIM("the outside party calls, answers, leaves and is busy",
	      the_outside_party_calls_answers_leaves_and_is_busy),
	CLAIM("time goes faster, slower, and stands still",
	      time_goes_faster_slower_and_stands_still),
	CLAIM("a cord can be pulled and put in again",
	      a_cord_can_be_pulled_and_put_in_again),
	CLAIM("what was done plays again the same",
	      what_was_done_plays_again_the_same),
	CLAIM("whatever is done plays again the same",
	      whatever_is_done_plays_again_the_same),
	CLAIM("a pulled cord is said to be no scenario",
	      a_pulled_cord_is_said_to_be_no_scenario),
	CLAIM("a folder that cannot be made is told",
	      a_folder_that_cannot_be_made_is_told),
	CLAIM("a card that cannot be is refused",
	      a_card_that_cannot_be_is_refused),
	CLAIM("a configuration gives its lines",
	      a_configuration_gives_its_lines),
	CU_TEST_INFO_NULL,
};

CU_TestInfo *test_console(void)
{
	return tests;
}
