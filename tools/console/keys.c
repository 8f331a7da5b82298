/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * keys.c - what each key does
 *
 * In:  keys.
 * Out: orders to the bench; what is shown, and how fast time goes.
 * Not: the terminal's codes - screen.c; the help's words - help.c.
 */
#include "console_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RECALL_MS 90         /* a timed-break recall key: ETSI, 80-130 ms */
#define BREAK_LEAST 15       /* [ms] as scenarios have it */
#define BREAK_MOST 3000
#define SAID_FOR UINT64_C(8000000) /* [us] a message stays (house) */
#define PAGE 5               /* news scrolled by one key (house) */

typedef void (key_fn)(struct console *c, int key);

static hl_usec wall(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (hl_usec)ts.tv_sec * 1000000 + (hl_usec)ts.tv_nsec / 1000;
}

void console_say(struct console *c, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(c->message, sizeof(c->message), format, args);
	va_end(args);
	c->message_until = wall() + SAID_FOR;
}

unsigned console_lines(const struct console *c)
{
	return scenario_lines(bench_setup(c->bench));
}

static const struct scenario_line *line_of(const struct console *c,
					   unsigned party)
{
	return scenario_line(bench_setup(c->bench), party);
}

static bool is_trunk(const struct console *c, unsigned party)
{
	return line_of(c, party)->kind == HL_KIND_TRUNK;
}

static const char *name_of(const struct console *c, unsigned party)
{
	return line_of(c, party)->name;
}

/* ---- orders ------------------------------------------------------------- */

static void order(struct console *c, unsigned party, enum scenario_verb verb,
		  const char *word, hl_msec ms)
{
	struct scenario_statement s = { .verb = verb, .parties = 1,
					.time = ms };

	snprintf(s.party[0], sizeof(s.party[0]), "%s", name_of(c, party));
	snprintf(s.word, sizeof(s.word), "%s", word);
	if (bench_order(c->bench, &s) < 0)
		console_say(c, "too fast: a hand is still busy with what was "
			    "asked before");
	else if (c->paused)
		console_say(c, "time stands still: p lets it go on");
}

static bool is_up(struct console *c)
{
	if (is_trunk(c, c->picked)) {
		console_say(c, "%s is a trunk: x is for who is at its other "
			    "end", name_of(c, c->picked));
		return false;
	}
	if (bench_will_lift(c->bench, c->picked))
		return true;
	console_say(c, "the receiver of %s is down: h lifts it",
		    name_of(c, c->picked));
	return false;
}

static enum hl_sim_phase phase_of(struct console *c, unsigned party)
{
	struct hl_sim_port port = { .phase = HL_SIM_PHASE_IDLE };

	bench_port(c->bench, party, &port);
	return port.phase;
}

static void trunk_hook(struct console *c)
{
	switch (phase_of(c, c->picked)) {
	case HL_SIM_PHASE_IDLE:
		order(c, c->picked, SCENARIO_VERB_CALL, "", 0);
		return;
	case HL_SIM_PHASE_ALERTING:
		order(c, c->picked, SCENARIO_VERB_ANSWER, "", 0);
		return;
	case HL_SIM_PHASE_RINGING:
	case HL_SIM_PHASE_TALKING:
		order(c, c->picked, SCENARIO_VERB_RELEASE, "", 0);
		return;
	case HL_SIM_PHASE_SEIZED:
	case HL_SIM_PHASE_DIALING:
	case HL_SIM_PHASE_REFUSED:
	case HL_SIM_PHASE_GONE:
	case HL_SIM_PHASE_COUNT:
		break;
	}
	console_say(c, "nobody is at the other end of %s",
		    name_of(c, c->picked));
}

static void on_hook(struct console *c, int key)
{
	(void)key;
	if (is_trunk(c, c->picked))
		trunk_hook(c);
	else if (bench_will_lift(c->bench, c->picked))
		order(c, c->picked, SCENARIO_VERB_HANGUP, "", 0);
	else
		order(c, c->picked, SCENARIO_VERB_LIFT, "", 0);
}

static void on_digit(struct console *c, int key)
{
	const char digit[2] = { (char)key, '\0' };

	if (is_trunk(c, c->picked)) {
		if (phase_of(c, c->picked) == HL_SIM_PHASE_TALKING)
			order(c, c->picked, SCENARIO_VERB_DIALS, digit, 0);
		else
			console_say(c, "nobody is at the other end of %s",
				    name_of(c, c->picked));
		return;
	}
	if (!is_up(c))
		return;
	order(c, c->picked, c->rotary >> c->picked & 1
				    ? SCENARIO_VERB_PULSES
				    : SCENARIO_VERB_DIALS, digit, 0);
}

static void on_flash(struct console *c, int key)
{
	(void)key;
	if (is_up(c))
		order(c, c->picked, SCENARIO_VERB_FLASH, "", 0);
}

static void on_recall(struct console *c, int key)
{
	(void)key;
	if (is_up(c))
		order(c, c->picked, SCENARIO_VERB_BREAK, "", RECALL_MS);
}

static void on_break(struct console *c, int key)
{
	(void)key;
	if (!is_up(c))
		return;
	c->typed[0] = '\0';
	c->mode = CONSOLE_BREAK;
}

static void on_rotary(struct console *c, int key)
{
	(void)key;
	if (is_trunk(c, c->picked)) {
		console_say(c, "%s is a trunk and has no dial",
			    name_of(c, c->picked));
		return;
	}
	c->rotary ^= 1u << c->picked;
	console_say(c, "%s has a %s now", name_of(c, c->picked),
		    c->rotary >> c->picked & 1 ? "rotary dial" : "keypad");
}

static void on_unplug(struct console *c, int key)
{
	bool out = !(c->cords >> c->picked & 1);

	(void)key;
	if (bench_unplug(c->bench, c->picked, out) < 0)
		return;
	c->cords ^= 1u << c->picked;
	console_say(c, "the cord of %s is %s", name_of(c, c->picked),
		    out ? "out: u puts it in again" : "in again");
}

/* ---- the outside party -------------------------------------------------- */

static void on_outside(struct console *c, int key)
{
	unsigned party = c->picked;

	(void)key;
	if (!is_trunk(c, party))
		for (party = 0; party < console_lines(c); party++)
			if (is_trunk(c, party))
				break;
	if (party == console_lines(c)) {
		console_say(c, "there is no trunk: hl-sim --trunks 1");
		return;
	}
	c->outside = party;
	c->mode = CONSOLE_OUTSIDE;
}

/* What x does when it is pressed twice: the one thing that is likely. */
static int outside_usual(enum hl_sim_phase phase)
{
	if (phase == HL_SIM_PHASE_IDLE)
		return 'c';
	if (phase == HL_SIM_PHASE_ALERTING)
		return 'a';
	return 'h';
}

static void outside_press(struct console *c, int key)
{
	unsigned party = c->outside;
	bool busy = c->busy >> party & 1;

	c->mode = CONSOLE_BOARD;
	if (key == 'x')
		key = outside_usual(phase_of(c, party));
	if (key == 'c') {
		order(c, party, SCENARIO_VERB_CALL, "", 0);
	} else if (key == 'a') {
		order(c, party, SCENARIO_VERB_ANSWER, "", 0);
	} else if (key == 'h') {
		order(c, party, SCENARIO_VERB_RELEASE, "", 0);
	} else if (key == 'b') {
		c->busy ^= 1u << party;
		order(c, party, busy ? SCENARIO_VERB_FARFREE
				     : SCENARIO_VERB_FARBUSY, "", 0);
		console_say(c, "whoever is called over %s is %s from now on",
			    name_of(c, party), busy ? "free" : "busy");
	}
}

/* ---- the length of a break ---------------------------------------------- */

static void break_enter(struct console *c)
{
	unsigned long ms = strtoul(c->typed, NULL, 10);

	c->mode = CONSOLE_BOARD;
	if (ms < BREAK_LEAST || ms > BREAK_MOST)
		console_say(c, "a break lasts %d to %d ms", BREAK_LEAST,
			    BREAK_MOST);
	else if (is_up(c))
		order(c, c->picked, SCENARIO_VERB_BREAK, "", (hl_msec)ms);
}

static void break_press(struct console *c, int key)
{
	size_t used = strlen(c->typed);

	if (key == CONSOLE_ENTER) {
		break_enter(c);
	} else if (key == CONSOLE_ESCAPE) {
		c->mode = CONSOLE_BOARD;
	} else if (key == CONSOLE_BACK && used) {
		c->typed[used - 1] = '\0';
	} else if (key >= '0' && key <= '9' && used < 4) {
		c->typed[used] = (char)key;
		c->typed[used + 1] = '\0';
	}
}

/* ---- the screen --------------------------------------------------------- */

static void on_up(struct console *c, int key)
{
	(void)key;
	if (c->picked > 0)
		c->picked--;
}

static void on_down(struct console *c, int key)
{
	(void)key;
	if (c->picked + 1 < console_lines(c))
		c->picked++;
}

static void on_function(struct console *c, int key)
{
	unsigned party = (unsigned)(key - CONSOLE_F1);

	if (party < console_lines(c))
		c->picked = party;
}

static void on_page_up(struct console *c, int key)
{
	(void)key;
	if (c->back + PAGE < news_count(witness_news(
				     bench_witness(c->bench))))
		c->back += PAGE;
}

static void on_page_down(struct console *c, int key)
{
	(void)key;
	c->back = c->back > PAGE ? c->back - PAGE : 0;
}

static void on_slower(struct console *c, int key)
{
	(void)key;
	c->speed = c->speed == 0 ? 16 : c->speed > 4 ? 4 : 1;
}

static void on_faster(struct console *c, int key)
{
	(void)key;
	c->speed = c->speed == 1 ? 4 : c->speed == 4 ? 16 : 0;
}

static void on_pause(struct console *c, int key)
{
	(void)key;
	c->paused = !c->paused;
}

static void on_ladder(struct console *c, int key)
{
	(void)key;
	c->ladder = !c->ladder;
	c->back = 0;
}

static void on_times(struct console *c, int key)
{
	(void)key;
	c->since_last = !c->since_last;
}

static void on_save(struct console *c, int key)
{
	(void)key;
	c->save = true;
}

static void on_help(struct console *c, int key)
{
	(void)key;
	c->mode = CONSOLE_HELP;
}

static void on_quit(struct console *c, int key)
{
	(void)key;
	c->quit = true;
}

static const struct {
	int first;
	int last;
	key_fn *fn;
} keys[] = {
	{ CONSOLE_UP, CONSOLE_UP, on_up },
	{ CONSOLE_DOWN, CONSOLE_DOWN, on_down },
	{ CONSOLE_F1, CONSOLE_F1 + 7, on_function },
	{ CONSOLE_PAGE_UP, CONSOLE_PAGE_UP, on_page_up },
	{ CONSOLE_PAGE_DOWN, CONSOLE_PAGE_DOWN, on_page_down },
	{ '0', '9', on_digit },
	{ '*', '*', on_digit },
	{ '#', '#', on_digit },
	{ 'h', 'h', on_hook },
	{ 'f', 'f', on_flash },
	{ 'r', 'r', on_recall },
	{ 'b', 'b', on_break },
	{ 'd', 'd', on_rotary },
	{ 'x', 'x', on_outside },
	{ 'u', 'u', on_unplug },
	{ '[', '[', on_slower },
	{ ']', ']', on_faster },
	{ 'p', 'p', on_pause },
	{ 'l', 'l', on_ladder },
	{ 'w', 'w', on_times },
	{ 's', 's', on_save },
	{ '?', '?', on_help },
	{ 'q', 'q', on_quit },
};

static void board_press(struct console *c, int key)
{
	for (unsigned i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (key >= keys[i].first && key <= keys[i].last) {
			keys[i].fn(c, key);
			return;
		}
	if (key != CONSOLE_RESIZE && key != CONSOLE_ESCAPE)
		console_say(c, "that key does nothing: ? lists those that do");
}

void console_press(struct console *c, int key)
{
	c->message_until = 0;
	switch (c->mode) {
	case CONSOLE_BOARD:
		board_press(c, key);
		return;
	case CONSOLE_BREAK:
		break_press(c, key);
		return;
	case CONSOLE_OUTSIDE:
		if (key != CONSOLE_RESIZE)
			outside_press(c, key);
		return;
	case CONSOLE_HELP:
		if (key != CONSOLE_RESIZE)
			c->mode = CONSOLE_BOARD;
		return;
	}
}
